//! Levels rise by lapse, one at a time and once; nothing else raises them.

use super::{acts, at, issues, kinds, slip};
use harness::{Answer, TestApp};
use serde_json::{Value, json};

async fn chain(answer: &Answer) -> Vec<Value> {
    answer.body["chain"].as_array().expect("chain").iter().map(|l| l["kind"].clone()).collect()
}

#[actix_web::test]
async fn blue_becomes_yellow_becomes_red_and_no_further() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let more = json!({ "kind": "assign", "working_days": 1, "person_id": clerk.id });
    let first = issues(&bureau, slip(clerk.unit_id, more)).await;
    app.run_jobs();
    app.advance_days(1);
    app.run_jobs();
    assert_eq!(clerk.get(&at(&first)).await.body["state"], "open", "the due day itself is in time");
    let mut seen = Vec::new();
    for days in [1, 8, 8, 30] {
        app.advance_days(days);
        app.run_jobs();
        let whole = bureau.get(&format!("/slips?root_id={}&sort=number", first.id())).await.expect(200);
        let last = whole.body["items"].as_array().and_then(|i| i.last()).cloned().expect("one");
        seen.push((last["kind"].clone(), last["colour"].clone(), last["person_id"].is_null()));
    }
    assert_eq!(
        seen,
        [
            (json!("remind"), json!("blue"), false),
            (json!("warn"), json!("yellow"), true),
            (json!("summon"), json!("red"), true),
            (json!("summon"), json!("red"), true),
        ]
    );
    let first = bureau.get(&at(&first)).await.expect(200);
    assert_eq!(chain(&first).await, [json!("assign"), json!("remind"), json!("warn"), json!("summon")]);
    assert_eq!((&first.body["state"], &first.body["can"]), (&json!("lapsed"), &json!([])));
    assert_eq!(app.journal_count("slip.raised"), 3);
    // the highest stays on the red list until it is answered and closed
    let red = bureau.get("/slips?kind=summon&overdue=true").await.expect(200).body["items"][0].clone();
    assert!(red["overdue_days"].as_i64() > Some(0), "{red}");
    let path = format!("/slips/{}", red["id"]);
    acts(&clerk, &path, "feedback", json!({ "said": "班子已约谈，手续办结" })).await.expect(200);
    acts(&bureau, &path, "closings", json!({})).await.expect(200);
    let old = acts(&clerk, &format!("/slips/{}", first.id()), "feedback", json!({ "said": "迟了" })).await;
    old.expect_problem(409, "slip.wrong_state");
}

#[actix_web::test]
async fn what_was_answered_closed_or_waits_for_the_issuer_does_not_rise() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let mut paths = Vec::new();
    for _ in 0..4 {
        paths.push(at(&issues(&bureau, slip(clerk.unit_id, json!({ "working_days": 2 }))).await));
    }
    let [answered, closed, asked, extended] = paths.try_into().expect("four");
    acts(&clerk, &answered, "feedback", json!({ "said": "已办" })).await.expect(200);
    acts(&bureau, &closed, "closings", json!({ "note": "不必再办" })).await.expect(200);
    let more = json!({ "until_on": "2026-03-16", "reason": "等批复" });
    let waits = acts(&clerk, &asked, "extensions", more.clone()).await.expect(200);
    let granted = acts(&clerk, &extended, "extensions", more).await.expect(200);
    let decide =
        |path: &str, of: &Answer| format!("{path}/extensions/{}/decisions", of.body["extensions"][0]["id"]);
    bureau.post_at(&decide(&extended, &granted), 2, json!({ "granted": true })).await.expect(200);
    app.advance_days(7);
    app.run_jobs();
    assert_eq!(app.journal_count("slip.raised"), 0);
    // refused after its day it lapses at once
    let no = json!({ "granted": false, "opinion": "已等得够久" });
    bureau.post_at(&decide(&asked, &waits), 2, no).await.expect(200);
    app.run_jobs();
    assert_eq!(app.journal_count("slip.raised"), 1);
    app.run_jobs();
    assert_eq!(app.journal_count("slip.raised"), 1, "once");
    let raised = clerk.get("/slips?kind=warn").await.expect(200).body["items"][0].clone();
    assert_eq!(raised["basis"], "rule");
    assert_eq!(kinds(&clerk.get("/inbox").await).len(), 2, "the risen one and the extended one");
}

#[actix_web::test]
async fn the_database_holds_no_level_without_a_lapse() {
    use chengfeng::db::schema::slips;
    use diesel::prelude::*;
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let made = issues(&bureau, slip(clerk.unit_id, json!({}))).await.id();
    let raise = |kind: &'static str| {
        app.app.write(&chengfeng::work::Origin::system("test"), move |tx| {
            tx.mark_journalled();
            diesel::update(slips::table.find(made)).set(slips::kind.eq(kind)).execute(&mut **tx)?;
            Ok(())
        })
    };
    assert!(raise("warn").is_err() && raise("summon").is_err());
}
