//! Who may, and what is refused.

use actix_web::http::Method;
use harness::TestApp;
use harness::imports::{csv, many};
use serde_json::json;

#[actix_web::test]
async fn a_session_is_seen_by_its_uploader_and_the_bureau() {
    let app = TestApp::new().await;
    let (clerk, colleague, foreign) = (app.clerk("市工信局"), app.clerk("市工信局"), app.clerk("市商务局"));
    let session = clerk.import("甲.csv", &many(3), "projects").await.expect(201);
    let path = format!("/imports/{}", session.id());
    for stranger in [&colleague, &foreign] {
        assert_eq!(stranger.get("/imports").await.expect(200).body["total"], 0);
        for below in ["", "/rows", "/rows/2", "/annotated"] {
            stranger.get(&format!("{path}{below}")).await.expect_problem(404, "resource.not_found");
        }
        for action in ["commits", "undos", "cancellations"] {
            stranger
                .post_at(
                    &format!("{path}/{action}"),
                    1,
                    if action == "undos" { json!({"reason": "导错了"}) } else { json!({}) },
                )
                .await
                .expect_problem(404, "resource.not_found");
        }
        stranger.put(&format!("{path}/rows/2"), 1, json!({})).await.expect_problem(404, "resource.not_found");
        stranger
            .put(&format!("{path}/recognition"), 1, json!({}))
            .await
            .expect_problem(404, "resource.not_found");
        let batch = json!({"items": [{"row": 2, "version": 1, "decision": "skip"}]});
        stranger.post(&format!("{path}/rows/batch"), batch).await.expect_problem(404, "resource.not_found");
    }
    assert_eq!(app.bureau().get("/imports").await.expect(200).body["total"], 1);
    for nobody in [app.leader(), app.system_admin(), app.security_admin(), app.audit_admin()] {
        nobody.get("/imports").await.expect_problem(403, "policy.forbidden");
        nobody.import("甲.csv", &many(1), "projects").await.expect_problem(403, "policy.forbidden");
    }
    // a partner's token has no part in imports, whatever scope was put on it
    let partner = app.partner(app.enterprise("合作公司"), &["imports:write", "projects:read"]);
    partner.import("甲.csv", &many(1), "projects").await.expect_problem(403, "policy.forbidden");
    partner.get(&path).await.expect_problem(403, "policy.forbidden");
    app.anonymous().get(&path).await.expect_problem(401, "auth.required");
}

#[actix_web::test]
async fn the_form_is_checked() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let foreign = app.unit("市商务局", Some("金昌市"), "department");
    let ledger = many(1);
    let send = |fields: Vec<(&'static str, String)>| {
        let (clerk, ledger) = (clerk.clone(), ledger.clone());
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            clerk
                .call(Method::POST, "/imports")
                .fresh_key()
                .upload("甲.csv", "text/csv", &ledger, &fields)
                .send()
                .await
        }
    };
    let into = || ("into", "projects".to_owned());
    send(vec![]).await.expect_problem(422, "request.invalid");
    send(vec![into(), ("state", "committed".to_owned())]).await.expect_problem(422, "request.invalid");
    send(vec![into(), into()]).await.expect_problem(422, "request.invalid");
    let answer = send(vec![into(), ("lead_unit_id", foreign.to_string())]).await;
    let answer = answer.expect_problem(422, "request.invalid");
    assert_eq!(answer.body["errors"][0]["pointer"], "/lead_unit_id");
    send(vec![into(), ("lead_unit_id", "-1".to_owned())]).await.expect_problem(422, "request.invalid");
    send(vec![into(), ("lead_unit_id", clerk.unit_id.to_string())]).await.expect(201);
    clerk.post("/imports", json!({"into": "projects"})).await.expect_problem(415, "request.unsupported_type");
}

#[actix_web::test]
async fn a_clerk_s_rows_stay_with_the_own_unit() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    app.unit("市商务局", Some("金昌市"), "department");
    let content = "项目名称,投资方,责任单位\n铜杆生产线,甲公司,市商务局\n";
    let session = clerk.import("责任.csv", content.as_bytes(), "projects").await.expect(201);
    app.commit_import(&clerk, session.id()).await;
    let row = clerk.get(&format!("/imports/{}/rows/2", session.id())).await.expect(200);
    let project = clerk.get(&format!("/projects/{}", row.body["result_id"])).await.expect(200);
    assert_eq!(project.body["lead_unit_id"], clerk.unit_id);
    assert!(
        project.body["remark"].as_str().is_some_and(|r| r.contains("市商务局")),
        "what was written is kept"
    );
}

#[actix_web::test]
async fn rows_are_changed_with_care() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let session =
        clerk.import("甲.csv", &csv(&[("铜杆生产线", "甲公司", "待定")]), "projects").await.expect(201);
    let path = format!("/imports/{}/rows/2", session.id());
    let without = clerk.call(Method::PUT, &path).json(json!({})).send().await;
    without.expect_problem(428, "resource.version_required");
    let stale = clerk.put(&path, 7, json!({})).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["row"], 2);
    let unknown = clerk.put(&path, 1, json!({"fixes": {"password": "x", "name": "好"}})).await;
    let unknown = unknown.expect_problem(422, "request.invalid");
    assert_eq!(unknown.body["errors"][0]["pointer"], "/fixes/password");
    clerk.put(&path, 1, json!({"state": "committed"})).await.expect_problem(422, "request.invalid");
    clerk.put(&path, 1, json!({"decision": "update_existing"})).await.expect_problem(422, "request.invalid");
    let fixed = clerk.put(&path, 1, json!({"fixes": {"total_investment_yuan": "亿"}})).await.expect(200);
    assert_eq!(fixed.body["status"], "error", "a fix that cannot be read is an error too");
    clerk.put(&path, 1, json!({})).await.expect_problem(412, "resource.stale");
    let skipped = clerk.put(&path, 2, json!({"decision": "skip"})).await.expect(200);
    assert_eq!(skipped.body["status"], "skipped");
    clerk
        .put(&format!("/imports/{}/rows/77", session.id()), 1, json!({}))
        .await
        .expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn a_repeated_request_has_no_second_effect() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let ledger = many(2);
    let upload = || {
        clerk
            .call(Method::POST, "/imports")
            .header("Idempotency-Key", key)
            .upload("甲.csv", "text/csv", &ledger, &[("into", "projects")])
            .send()
    };
    let first = upload().await.expect(201);
    let again = upload().await.expect(201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.id(), first.id());
    let other = clerk
        .call(Method::POST, "/imports")
        .header("Idempotency-Key", key)
        .upload("乙.csv", "text/csv", &many(3), &[("into", "projects")])
        .send()
        .await;
    other.expect_problem(422, "idempotency.key_reused");
    assert_eq!(clerk.get("/imports").await.expect(200).body["total"], 1);
}

#[actix_web::test]
async fn a_session_not_committed_can_be_given_up() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let session = clerk.import("甲.csv", &many(2), "projects").await.expect(201);
    let path = format!("/imports/{}", session.id());
    clerk
        .post(&format!("{path}/cancellations"), json!({}))
        .await
        .expect_problem(428, "resource.version_required");
    clerk
        .post_at(&format!("{path}/undos"), session.version(), json!({"reason": "导错了"}))
        .await
        .expect_problem(409, "imports.wrong_state");
    let cancelled =
        clerk.post_at(&format!("{path}/cancellations"), session.version(), json!({})).await.expect(200);
    assert_eq!(cancelled.body["state"], "cancelled");
    clerk
        .post_at(&format!("{path}/commits"), cancelled.version(), json!({}))
        .await
        .expect_problem(409, "imports.wrong_state");
    clerk.put(&format!("{path}/rows/2"), 1, json!({})).await.expect_problem(409, "imports.wrong_state");
    assert_eq!(clerk.get("/imports?state=cancelled").await.expect(200).body["total"], 1);
    assert_eq!(clerk.get("/imports?state=ready").await.expect(200).body["total"], 0);
}
