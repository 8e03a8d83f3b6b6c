//! Plans of the year, pauses with cause, proof and approver, entries into the statistics.

use super::{MARCH, report, scene};
use chengfeng::features::progress::facts;
use futures_util::future::join_all;
use serde_json::{Value, json};

#[actix_web::test]
async fn the_plan_of_a_year_is_measured_against_what_was_reported() {
    let s = scene(1).await;
    let id = s.projects[0];
    let path = format!("/projects/{id}/year-plans/2026");
    let none = s.clerk.get(&path).await.expect(200);
    assert_eq!((none.version(), &none.body["planned_yuan"]), (0, &Value::Null));
    let plan = json!({"planned_yuan": 120_000_000});
    s.clerk.put(&path, 0, plan.clone()).await.expect(200);
    s.clerk.put(&path, 0, plan.clone()).await.expect_problem(412, "resource.stale");
    s.reports(0, MARCH, report(18_000_000, json!({"invested_total_yuan": 50_000_000}))).await;
    let told = s.clerk.get(&s.path(0, MARCH)).await.expect(200).body["plan"].clone();
    assert_eq!(
        (&told["plan_percent"], &told["done_percent"], &told["points"]),
        (&json!(25.0), &json!(15.0), &json!(-10.0))
    );
    let gap = s.app.db(move |tx| Ok(facts(tx, &[id])?.remove(&id).expect("facts").plan_gap.expect("a gap")));
    assert_eq!((gap.behind_hundredths(), gap.as_of_on.to_string().as_str()), (1_000, "2026-03-31"));
    // with months of its own
    let mut months = vec![0, 0, 15_000_000];
    months.resize(12, 120_000_000);
    let monthly = json!({"planned_yuan": 120_000_000, "invested_before_yuan": 32_000_000, "months": months});
    s.clerk.put(&path, 1, monthly).await.expect(200);
    let told = s.clerk.get(&s.path(0, MARCH)).await.expect(200).body["plan"].clone();
    assert_eq!(
        (&told["plan_percent"], &told["done_yuan"], &told["points"]),
        (&json!(12.5), &json!(18_000_000), &json!(2.5))
    );
    for (body, pointer) in [
        (json!({"planned_yuan": 0}), "/planned_yuan"),
        (json!({"planned_yuan": 10, "months": [1, 2]}), "/months"),
        (json!({"planned_yuan": 10, "months": [5, 4, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10]}), "/months/1"),
        (json!({"planned_yuan": 10, "months": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]}), "/months/11"),
    ] {
        let bad = s.clerk.put(&path, 2, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(bad.body["errors"][0]["pointer"], pointer, "{body}");
    }
    s.clerk.get(&format!("/projects/{id}/year-plans/1999")).await.expect(404);
    s.app.clerk("市发改委").get(&path).await.expect(404);
    s.app.clerk("市发改委").put(&path, 2, plan.clone()).await.expect(404);
    s.app.leader().put(&path, 2, plan).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_pause_needs_a_cause_a_proof_and_another_person() {
    let s = scene(1).await;
    let id = s.projects[0];
    let path = format!("/projects/{id}/pauses");
    let proof = s.clerk.proof().await;
    let body = json!({"kind": "land_auction", "cause": "等待土地出让公告", "from_on": "2026-03-02", "until_on": "2026-04-01", "file_ids": [proof]});
    for (field, value, pointer) in [
        ("file_ids", json!([]), "/file_ids"),
        ("file_ids", json!([999]), "/file_ids/0"),
        ("cause", json!("等"), "/cause"),
        ("kind", json!("mood"), "/kind"),
        ("until_on", json!("2026-03-02"), "/until_on"),
    ] {
        let mut bad = body.clone();
        bad[field] = value;
        let refused = s.clerk.post(&path, bad).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    let asked = s.clerk.post(&path, body.clone()).await.expect(201);
    assert_eq!((&asked.body["state"], &asked.body["days"]), (&json!("requested"), &json!(30)));
    let overlap = s.clerk.post(&path, body.clone()).await.expect_problem(422, "request.invalid");
    assert_eq!(overlap.body["errors"][0]["code"], "overlap");
    let pauses = || s.app.db(move |tx| Ok(facts(tx, &[id])?.remove(&id).expect("facts").pauses.len()));
    assert_eq!(pauses(), 0, "asked for is not approved");
    assert_eq!(s.bureau.get("/inbox?kind=pause_decision").await.expect(200).body["total"], 1);
    let one = format!("{path}/{}", asked.id());
    let decide = format!("{one}/decisions");
    s.clerk.post_at(&decide, 1, json!({"approved": true})).await.expect_problem(403, "policy.forbidden");
    s.app
        .leader()
        .post_at(&decide, 1, json!({"approved": true}))
        .await
        .expect_problem(403, "policy.forbidden");
    s.bureau.post_at(&decide, 1, json!({"approved": false})).await.expect_problem(422, "request.invalid");
    let both = join_all([1, 2].map(|_| s.bureau.post_at(&decide, 1, json!({"approved": true})))).await;
    let mut statuses: Vec<u16> = both.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(pauses(), 1);
    s.bureau.post_at(&decide, 2, json!({"approved": true})).await.expect_problem(409, "pause.wrong_state");

    let end = format!("{one}/ends");
    let out = json!({"until_on": "2026-04-01", "reason": "公告已发布"});
    s.clerk.post_at(&end, 2, out).await.expect_problem(422, "request.invalid");
    let ended =
        s.clerk.post_at(&end, 2, json!({"until_on": "2026-03-10", "reason": "公告已发布"})).await.expect(200);
    assert_eq!((&ended.body["state"], &ended.body["days"]), (&json!("ended"), &json!(8)));
    let again = json!({"until_on": "2026-03-05", "reason": "公告已发布"});
    s.clerk.post_at(&end, 3, again).await.expect_problem(409, "pause.wrong_state");
    let all = s.clerk.get(&path).await.expect(200).body;
    assert_eq!(all["paused_days"], 8);
    assert_eq!(pauses(), 1);

    // who asks does not approve; who uploaded the proof does not either
    let own = s.bureau.proof().await;
    let by_bureau = json!({"kind": "weather", "cause": "冬季停工", "from_on": "2026-05-01", "until_on": "2026-06-01", "file_ids": [own]});
    let asked = s.bureau.post(&path, by_bureau).await.expect(201);
    let decide = format!("{path}/{}/decisions", asked.id());
    s.bureau.post_at(&decide, 1, json!({"approved": true})).await.expect_problem(403, "policy.self_audit");
    let other = s.app.bureau();
    let refused = other.post_at(&decide, 1, json!({"approved": false, "opinion": "不是外部原因"})).await;
    assert_eq!(refused.expect(200).body["state"], "refused");
    let stranger = s.app.clerk("市发改委");
    stranger.get(&one).await.expect(404);
    stranger.post(&path, body).await.expect(404);
}

#[actix_web::test]
async fn an_entry_into_the_statistics_stands_once() {
    let s = scene(1).await;
    let id = s.projects[0];
    let path = format!("/projects/{id}/statistics-entries");
    let proof = s.clerk.proof().await;
    let body = json!({"entered_on": "2026-02-20", "file_ids": [proof], "note": "统计局入库通知"});
    for (field, value, pointer) in
        [("entered_on", json!("2026-03-03"), "/entered_on"), ("file_ids", json!([]), "/file_ids")]
    {
        let mut bad = body.clone();
        bad[field] = value;
        let refused = s.clerk.post(&path, bad).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    let made = s.clerk.post(&path, body.clone()).await.expect(201);
    let entered =
        || s.app.db(move |tx| Ok(facts(tx, &[id])?.remove(&id).expect("facts").statistics_entered_on));
    assert_eq!(entered().map(|d| d.to_string()).as_deref(), Some("2026-02-20"));
    s.clerk.post(&path, body.clone()).await.expect_problem(409, "resource.conflict");
    let withdraw = format!("{path}/{}/withdrawals", made.id());
    s.clerk.post_at(&withdraw, 9, json!({"reason": "日期有误"})).await.expect_problem(412, "resource.stale");
    s.app
        .leader()
        .post_at(&withdraw, 1, json!({"reason": "日期有误"}))
        .await
        .expect_problem(403, "policy.forbidden");
    s.clerk.post_at(&withdraw, 1, json!({"reason": "日期有误"})).await.expect(200);
    s.clerk
        .post_at(&withdraw, 2, json!({"reason": "日期有误"}))
        .await
        .expect_problem(409, "resource.conflict");
    assert_eq!(entered(), None);
    s.clerk.post(&path, body.clone()).await.expect(201);
    assert_eq!(s.bureau.get(&path).await.expect(200).body["items"].as_array().expect("two").len(), 2);
    s.app.clerk("市发改委").post(&path, body).await.expect(404);
    let enterprise = s.app.enterprise("某投资有限公司");
    s.app.party(id, enterprise);
    let partner = s.app.partner(enterprise, &["projects:read"]);
    partner.get(&path).await.expect_problem(403, "policy.forbidden");
    // and the party does not read of it in the history either
    let history = partner.get(&format!("/projects/{id}/history")).await.expect(200).body.to_string();
    assert!(!history.contains("statistics_entered"));
}
