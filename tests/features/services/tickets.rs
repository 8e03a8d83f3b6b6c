//! Difficulties: from raising to the enterprise's own word.

use super::{ids, pointers, project_with, texts, told};
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

fn trouble(more: Value) -> Value {
    let mut body =
        json!({ "kind": "power", "title": "二期用电增容", "said": "变压器容量不足，设备无法调试。" });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

async fn does(by: &Actor, id: i64, act: &str, version: i64, body: Value) -> Answer {
    by.post_at(&format!("/tickets/{id}/{act}"), version, body).await
}

/// Raised by the clerk for the project's only investor, accepted and answered by his unit: version 3.
async fn answered(app: &TestApp, clerk: &Actor) -> (i64, i64, i64) {
    let company = app.enterprise("沪上铜箔有限公司");
    let project = project_with(app, clerk, company).await;
    let made = clerk.post("/tickets", trouble(json!({ "project_id": project }))).await.expect(201);
    assert_eq!(made.body["enterprise_id"], json!(company), "the only investor is filled in");
    does(clerk, made.id(), "acceptances", 1, json!({})).await.expect(200);
    let text = json!({ "text": "供电公司已批复，10日内完工。" });
    let told = does(clerk, made.id(), "answers", 2, text).await.expect(200);
    assert_eq!(told.body["state"], "answered");
    (made.id(), company, project)
}

#[actix_web::test]
async fn a_difficulty_goes_its_way_in_working_days() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上铜箔有限公司");
    let project = project_with(&app, &clerk, company).await;
    let made = clerk
        .post("/tickets", trouble(json!({ "project_id": project, "blocks": "设备调试" })))
        .await
        .expect(201);
    assert_eq!(
        (&made.body["number"], &made.body["state"], &made.body["accept_due_on"], &made.body["due_on"]),
        (&json!("KN-2026-0001"), &json!("open"), &json!("2026-03-03"), &json!("2026-03-03"))
    );
    assert_eq!(clerk.get("/inbox").await.body["items"][0]["kind"], "ticket_accept");
    let id = made.id();
    let past = json!({ "promised_on": "2026-03-01" });
    let refused = does(&clerk, id, "acceptances", 1, past).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/promised_on"]);
    does(&clerk, id, "answers", 1, json!({ "text": "已解决" }))
        .await
        .expect_problem(409, "service.wrong_state");

    let power = app.clerk("市发改委");
    power.get(&format!("/tickets/{id}")).await.expect_problem(404, "resource.not_found");
    let to = json!({ "unit_id": power.unit_id, "text": "请市发改委协调" });
    let taken = does(&clerk, id, "acceptances", 1, to).await.expect(200);
    // five working days of a county's level from Monday 2 March
    assert_eq!((&taken.body["state"], &taken.body["promised_on"]), (&json!("working"), &json!("2026-03-09")));
    does(&clerk, id, "answers", 2, json!({ "text": "已解决" })).await.expect_problem(403, "policy.forbidden");
    assert_eq!(power.get("/inbox").await.body["items"][0]["kind"], "ticket_answer");
    let lower = json!({ "level": "county", "reason": "再看看" });
    let refused = does(&power, id, "escalations", 2, lower).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/level"]);
    let up = json!({ "level": "city", "reason": "涉及省电力公司" });
    let raised = does(&power, id, "escalations", 2, up).await.expect(200);
    assert_eq!((&raised.body["level"], &raised.body["promised_on"]), (&json!("city"), &json!("2026-03-16")));

    app.advance_days(15); // Tuesday 17 March
    assert_eq!(ids(&clerk.get("/tickets?overdue=true").await.expect(200)), [id]);
    assert_eq!(ids(&clerk.get("/tickets?answered=late").await.expect(200)), [id]);
    assert_eq!(ids(&clerk.get("/tickets?accepted=in_time").await.expect(200)), [id]);
    let told_it = does(&power, id, "answers", 3, json!({ "text": "已批复增容方案" })).await.expect(200);
    assert_eq!((&told_it.body["days_overdue"], &told_it.body["due_on"]), (&json!(0), &Value::Null));
    assert_eq!(texts(&told_it.body["steps"], "kind"), ["raised", "accepted", "escalated", "answered"]);
    assert!(told_it.body["steps"][3]["by"].as_str().is_some_and(|by| by.contains(&power.name)));
    assert!(told(&clerk, project).await.contains(&"project.ticket_moved".to_owned()));
    assert_eq!(app.journal_count("ticket.answered"), 1);
}

#[actix_web::test]
async fn only_the_enterprise_closes_it() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let (id, company, project) = answered(&app, &clerk).await;
    let yes = json!({ "solved": true, "satisfaction": 5 });
    for somebody in [&clerk, &app.bureau(), &app.leader()] {
        does(somebody, id, "confirmations", 3, yes.clone()).await.expect_problem(403, "policy.forbidden");
    }
    let partner = app.partner(company, &["tickets:read", "tickets:write"]);
    let reader = app.partner(company, &["tickets:read"]);
    does(&reader, id, "confirmations", 3, yes.clone()).await.expect_problem(403, "auth.scope_missing");
    let stranger = app.partner(app.enterprise("金陵电池"), &["tickets:read", "tickets:write"]);
    does(&stranger, id, "confirmations", 3, yes.clone()).await.expect_problem(404, "resource.not_found");
    assert_eq!(stranger.get("/tickets").await.expect(200).body["total"], 0);
    assert_eq!(stranger.get(&format!("/tickets?enterprise_id={company}")).await.expect(200).body["total"], 0);
    let no_mark = json!({ "solved": true });
    let refused =
        does(&partner, id, "confirmations", 3, no_mark).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/satisfaction"]);
    does(&partner, id, "confirmations", 2, yes.clone()).await.expect_problem(412, "resource.stale");
    let not_yet = json!({ "solved": false, "text": "变压器还没有到货" });
    let back = does(&partner, id, "confirmations", 3, not_yet).await.expect(200);
    assert_eq!((&back.body["state"], &back.body["reopened_count"]), (&json!("reopened"), &json!(1)));
    assert_eq!(clerk.get("/inbox").await.body["items"][0]["kind"], "ticket_reopened");
    does(&clerk, id, "answers", 4, json!({ "text": "变压器已到货安装" })).await.expect(200);
    let over = does(&partner, id, "confirmations", 5, yes.clone()).await.expect(200);
    assert_eq!(
        (&over.body["state"], &over.body["satisfaction"], &over.body["closed_on"]),
        (&json!("closed"), &json!(5), &json!("2026-03-02"))
    );
    does(&partner, id, "confirmations", 6, yes).await.expect_problem(409, "service.wrong_state");
    let again = does(&partner, id, "reopenings", 6, json!({ "reason": "又跳闸了" })).await.expect(200);
    assert_eq!((&again.body["state"], &again.body["reopened_count"]), (&json!("reopened"), &json!(2)));
    // the feed tells the company of its own difficulties, and another party of the same project nothing of them
    let own = app.partner(company, &["changes:read"]).get("/changes").await.expect(200).body;
    assert!(own.to_string().contains("变压器"), "{own}");
    let ally = app.enterprise("铜陵合作方");
    app.party(project, ally);
    let feed = app.partner(ally, &["changes:read"]).get("/changes").await.expect(200).body.to_string();
    assert!(
        feed.contains("project.created") && !feed.contains("变压器") && !feed.contains("ticket"),
        "{feed}"
    );
}

#[actix_web::test]
async fn an_enterprise_raises_its_own() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let (company, stranger) = (app.enterprise("沪上铜箔有限公司"), app.enterprise("金陵电池"));
    let project = project_with(&app, &clerk, company).await;
    let partner = app.partner(company, &["tickets:read", "tickets:write"]);
    let made = partner.post("/tickets", trouble(json!({}))).await.expect(201);
    assert_eq!(
        (&made.body["enterprise_id"], &made.body["raised_by_enterprise"], &made.body["steps"][0]["by"]),
        (&json!(company), &json!(true), &json!("沪上铜箔有限公司"))
    );
    let foreign = trouble(json!({ "enterprise_id": stranger }));
    let refused = partner.post("/tickets", foreign).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/enterprise_id"]);
    let other = app.partner(stranger, &["tickets:write"]);
    let refused = other.post("/tickets", trouble(json!({ "project_id": project }))).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/project_id"]);
    // nobody's unit yet: the bureau gives it to one
    let bureau = app.bureau();
    assert_eq!(bureau.get("/inbox").await.body["items"][0]["kind"], "ticket_accept");
    let to = json!({ "unit_id": clerk.unit_id });
    does(&bureau, made.id(), "acceptances", 1, to).await.expect(200);
    assert_eq!(clerk.get("/inbox").await.body["items"][0]["kind"], "ticket_answer");
    for (bad, pointer) in [
        (json!({ "kind": "money" }), "/kind"),
        (json!({ "title": "电" }), "/title"),
        (json!({ "said": "字".repeat(2001) }), "/said"),
        (json!({ "said": "看\u{202e}不见" }), "/said"),
        (json!({ "enterprise_id": 999_999 }), "/enterprise_id"),
        (json!({ "project_id": 999_999 }), "/project_id"),
        (json!({ "file_ids": [999_999] }), "/file_ids/0"),
        (json!({ "satisfaction": 5 }), "/satisfaction"),
    ] {
        let body = trouble(bad.clone());
        let refused = clerk.post("/tickets", body).await.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{bad}: {}", refused.body);
    }
    let refused = clerk.post("/tickets", trouble(json!({}))).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/enterprise_id"], "a clerk says whose it is");
    app.audit_admin().post("/tickets", trouble(json!({}))).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_link_does_one_thing_once() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let (id, ..) = answered(&app, &clerk).await;
    let anyone = app.anonymous();
    let open = |secret: &str| json!({ "secret": secret });
    let nonsense = "nonsense-nonsense-nonsense-nonsense";
    anyone
        .post("/public/confirmations/openings", open(nonsense))
        .await
        .expect_problem(410, "confirmation.link_spent");
    app.leader().post_at(&format!("/tickets/{id}/confirmation-links"), 3, json!({})).await.expect(403);
    let make = async || {
        let made = clerk.call("POST".parse().expect("method"), &format!("/tickets/{id}/confirmation-links"));
        let made = made.fresh_key().version(3).send().await.expect(200).body;
        made["path"].as_str().and_then(|p| p.strip_prefix("/confirm#")).expect("a path").to_owned()
    };
    let (first, second) = (make().await, make().await);
    assert!(app.tables_holding(&second).is_empty(), "the secret is kept nowhere");
    anyone
        .post("/public/confirmations/openings", open(&first))
        .await
        .expect_problem(410, "confirmation.link_spent");
    let shown = anyone.post("/public/confirmations/openings", open(&second)).await.expect(200).body;
    assert_eq!((&shown["open"], &shown["title"]), (&json!(true), &json!("二期用电增容")));
    assert_eq!(texts(&shown["answers"], "text"), ["供电公司已批复，10日内完工。"]);
    assert_eq!(shown["said"], Value::Null, "only what is asked about");
    let say = |solved: bool, mark: Value, text: Value| json!({ "secret": second, "solved": solved, "satisfaction": mark, "text": text });
    let refused = anyone.post("/public/confirmations", say(true, Value::Null, Value::Null)).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/satisfaction"]);
    let (a, b) = futures_util::future::join(
        anyone.post("/public/confirmations", say(true, json!(4), Value::Null)),
        anyone.post("/public/confirmations", say(true, json!(1), Value::Null)),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410], "{} {}", a.body, b.body);
    let over = clerk.get(&format!("/tickets/{id}")).await.expect(200).body;
    assert_eq!((&over["state"], &over["has_link"]), (&json!("closed"), &json!(false)));
    assert_eq!(over["steps"][3]["by"], "沪上铜箔有限公司");
    anyone
        .post("/public/confirmations/openings", open(&second))
        .await
        .expect_problem(410, "confirmation.link_spent");
    anyone.get(&format!("/tickets/{id}")).await.expect(401);
}

#[actix_web::test]
async fn a_link_ends_with_its_time() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let (id, ..) = answered(&app, &clerk).await;
    let made = clerk.call("POST".parse().expect("method"), &format!("/tickets/{id}/confirmation-links"));
    let made = made.fresh_key().version(3).send().await.expect(200).body;
    let secret = made["path"].as_str().and_then(|p| p.strip_prefix("/confirm#")).expect("a path").to_owned();
    assert_eq!(clerk.get(&format!("/tickets/{id}")).await.body["has_link"], true);
    app.advance_days(31);
    let spent = app.anonymous().post("/public/confirmations/openings", json!({ "secret": secret })).await;
    spent.expect_problem(410, "confirmation.link_spent");
}

#[actix_web::test]
async fn impossible_needs_a_leaders_signature() {
    let app = TestApp::new().await;
    let (clerk, leader, bureau) = (app.clerk("市工信局"), app.leader(), app.bureau());
    let company = app.enterprise("沪上铜箔有限公司");
    let made = clerk.post("/tickets", trouble(json!({ "enterprise_id": company }))).await.expect(201);
    let id = made.id();
    does(&clerk, id, "acceptances", 1, json!({})).await.expect(200);
    let why = json!({ "reason": "省电网两年内没有建设计划" });
    does(&clerk, id, "signatures", 2, json!({ "agreed": true }))
        .await
        .expect_problem(403, "policy.forbidden");
    does(&leader, id, "signatures", 2, json!({ "agreed": true }))
        .await
        .expect_problem(409, "service.wrong_state");
    let asked = does(&clerk, id, "impossibilities", 2, why.clone()).await.expect(200);
    assert_eq!((&asked.body["awaits_signature"], &asked.body["state"]), (&json!(true), &json!("working")));
    does(&clerk, id, "answers", 3, json!({ "text": "算了" }))
        .await
        .expect_problem(409, "service.wrong_state");
    assert_eq!(leader.get("/inbox").await.body["items"][0]["kind"], "ticket_sign");
    assert_eq!(clerk.get("/inbox").await.body["items"], json!([]));
    does(&bureau, id, "signatures", 3, json!({ "agreed": true }))
        .await
        .expect_problem(403, "policy.forbidden");
    let refused = does(&leader, id, "signatures", 3, json!({ "agreed": false })).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/opinion"]);
    let back = json!({ "agreed": false, "opinion": "请再与省公司商议" });
    assert_eq!(does(&leader, id, "signatures", 3, back).await.expect(200).body["awaits_signature"], false);
    does(&clerk, id, "impossibilities", 4, why).await.expect(200);
    let signed = does(&leader, id, "signatures", 5, json!({ "agreed": true })).await.expect(200);
    assert_eq!((&signed.body["state"], &signed.body["signed_by"]), (&json!("impossible"), &json!(leader.id)));
    let again = does(&clerk, id, "reopenings", 6, json!({ "reason": "电网计划调整" })).await.expect(200);
    assert_eq!((&again.body["state"], &again.body["signed_by"]), (&json!("reopened"), &Value::Null));
}
