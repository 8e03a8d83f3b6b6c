//! Complaints: each step in its time, and who complained stays with the handler.

use super::{ids, pointers, texts};
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

fn complaint(more: Value) -> Value {
    let mut body = json!({ "complainant": "王铜箔", "complainant_phone": "0935-8210000", "about": "窗口要求重复提交材料",
        "said": "同一份材料三次要求重报。" });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

async fn steps(by: &Actor, id: i64, version: i64, body: Value) -> Answer {
    by.post_at(&format!("/complaints/{id}/steps"), version, body).await
}

#[actix_web::test]
async fn a_complaint_goes_step_by_step_and_late_ones_are_counted() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市住建局"));
    let made = bureau.post("/complaints", complaint(json!({}))).await.expect(201);
    let id = made.id();
    assert_eq!(
        (&made.body["number"], &made.body["state"], &made.body["step_due_on"], &made.body["complainant"]),
        (&json!("TS-2026-0001"), &json!("received"), &json!("2026-03-03"), &json!("王铜箔"))
    );
    assert_eq!(made.body["next_states"], json!(["accepted", "refused"]));
    assert_eq!(bureau.get("/inbox").await.body["items"][0]["kind"], "complaint_step");
    clerk.get(&format!("/complaints/{id}")).await.expect_problem(404, "resource.not_found");
    let jump =
        steps(&bureau, id, 1, json!({ "state": "closed" })).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&jump), ["/state"]);
    steps(&bureau, id, 1, json!({ "state": "accepted" })).await.expect(200);
    steps(&bureau, id, 1, json!({ "state": "handling" })).await.expect_problem(412, "resource.stale");
    let nobody = steps(&bureau, id, 2, json!({ "state": "forwarded" })).await;
    assert_eq!(pointers(&nobody.expect_problem(422, "request.invalid")), ["/unit_id"]);
    let stranger = json!({ "state": "forwarded", "unit_id": clerk.unit_id, "handler_id": bureau.id });
    let refused = steps(&bureau, id, 2, stranger).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/handler_id"]);
    let to = json!({ "state": "forwarded", "unit_id": clerk.unit_id });
    let sent = steps(&bureau, id, 2, to).await.expect(200);
    assert_eq!(sent.body["complainant"], Value::Null, "the bureau is no handler any more");
    assert_eq!(clerk.get("/inbox").await.body["items"][0]["kind"], "complaint_step");
    let seen = clerk.get(&format!("/complaints/{id}")).await.expect(200).body;
    assert_eq!((&seen["complainant"], &seen["complainant_hidden"]), (&Value::Null, &json!(true)));
    let taken = steps(&clerk, id, 3, json!({ "state": "handling" })).await.expect(200);
    // 转办 and 办理 share fifteen working days from 2 March
    assert_eq!(
        (&taken.body["step_due_on"], &taken.body["complainant"]),
        (&json!("2026-03-23"), &json!("王铜箔"))
    );
    app.advance_days(22); // 24 March, one day late
    let mute =
        steps(&clerk, id, 4, json!({ "state": "answered" })).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&mute), ["/text"]);
    assert_eq!(ids(&clerk.get("/complaints?overdue=true").await.expect(200)), [id]);
    let told = json!({ "state": "answered", "text": "已改为一次告知，并向企业致歉。" });
    let told = steps(&clerk, id, 4, told).await.expect(200);
    assert_eq!((&told.body["late_steps"], &told.body["step_due_on"]), (&json!(1), &Value::Null));
    let over = steps(&clerk, id, 5, json!({ "state": "closed", "satisfaction": 4 })).await.expect(200);
    assert_eq!(
        texts(&over.body["steps"], "state"),
        ["received", "accepted", "forwarded", "handling", "answered", "closed"]
    );
    steps(&clerk, id, 6, json!({ "state": "handling" })).await.expect_problem(409, "service.wrong_state");
    assert_eq!(ids(&bureau.get("/complaints?late=true").await.expect(200)), [id]);
    let held = app.tables_holding("王铜箔");
    assert_eq!(held, ["complaints"], "in no journal and nowhere else");
}

#[actix_web::test]
async fn foreign_investors_have_their_own_time_and_bad_input_is_named() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市住建局");
    let made = clerk.post("/complaints", complaint(json!({ "foreign_investor": true }))).await.expect(201);
    assert_eq!(
        (&made.body["step_due_on"], &made.body["whole_due_on"]),
        (&json!("2026-03-11"), &json!("2026-05-25"))
    );
    for (bad, pointer) in [
        (json!({ "complainant": "" }), "/complainant"),
        (json!({ "about": "无" }), "/about"),
        (json!({ "received_on": "2026-03-03" }), "/received_on"),
        (json!({ "received_on": "2026-01-01" }), "/received_on"),
        (json!({ "enterprise_id": 999_999 }), "/enterprise_id"),
        (json!({ "project_id": 999_999 }), "/project_id"),
        (json!({ "file_ids": [999_999] }), "/file_ids/0"),
        (json!({ "state": "closed" }), "/state"),
    ] {
        let refused = clerk.post("/complaints", complaint(bad.clone())).await;
        let refused = refused.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{bad}: {}", refused.body);
    }
    app.leader().post("/complaints", complaint(json!({}))).await.expect_problem(403, "policy.forbidden");
    let partner = app.partner(app.enterprise("沪上铜箔有限公司"), &["projects:read", "tickets:read"]);
    partner.get("/complaints").await.expect(403);
    app.clerk("市财政局")
        .get(&format!("/complaints/{}", made.id()))
        .await
        .expect_problem(404, "resource.not_found");
    let refusal = json!({ "state": "refused", "text": "不属于本市管辖" });
    let over = steps(&clerk, made.id(), 1, refusal).await.expect(200);
    assert_eq!((&over.body["state"], &over.body["can"]), (&json!("refused"), &json!([])));
}
