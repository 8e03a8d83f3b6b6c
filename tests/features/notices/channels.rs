//! Channels: who sets them up, what they must have, what is never shown.

use super::{robot, wrong};
use harness::TestApp;
use serde_json::{Value, json};

#[actix_web::test]
async fn a_channel_is_set_up_changed_and_never_shows_its_key() {
    let app = TestApp::new().await;
    let (bureau, admin) = (app.bureau(), app.system_admin());
    let unit = app.unit("市工信局", Some("金昌市"), "department");
    let made = bureau.post("/channels", robot(json!({"unit_id": unit}))).await.expect(201);
    assert_eq!(
        (&made.body["has_key"], &made.body["unit_name"], &made.body["waiting"]),
        (&json!(true), &json!("市工信局"), &json!(0))
    );
    assert_eq!(made.body["can"], json!(["channel.edit"]));
    let path = format!("/channels/{}", made.id());
    let change = json!({"name": "工信局群", "kind": "wecom_robot", "unit_id": null, "kinds": ["trip_report"], "recipients": [], "active": false});
    let changed = admin.put(&path, made.version(), change.clone()).await.expect(200);
    assert_eq!(
        (&changed.body["has_key"], &changed.body["active"], &changed.body["unit_id"]),
        (&json!(true), &json!(false), &Value::Null)
    );
    let stale = bureau.put(&path, made.version(), change.clone()).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["name"], "工信局群");
    let version = changed.version();
    let both = futures_util::future::join(
        bureau.put(&path, version, change.clone()),
        admin.put(&path, version, change),
    )
    .await;
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(app.tables_holding("693a91f6"), Vec::<String>::new(), "the key stands nowhere in the clear");
    let seen = bureau.get("/channels").await.expect(200).body.to_string();
    assert!(!seen.contains("693a91f6") && !seen.contains("sealed"), "{seen}");
    assert_eq!(bureau.get("/channels?active=true").await.expect(200).body["total"], 0);
    assert_eq!((app.journal_count("channel.created"), app.journal_count("channel.changed")), (1, 2));
}

#[actix_web::test]
async fn what_is_wrong_with_a_channel_is_told_at_once() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let refused = bureau
        .post("/channels", robot(json!({"robot_key": "https://evil.example/send?key=1", "unit_id": 4711})))
        .await
        .expect(422);
    assert_eq!(wrong(&refused), ["/robot_key format", "/unit_id unknown"]);
    assert!(!refused.body.to_string().contains("evil.example"), "what was typed as a key is not repeated");
    let refused = bureau.post("/channels", robot(json!({"robot_key": null}))).await.expect(422);
    assert_eq!(wrong(&refused), ["/robot_key required"]);
    let mail = json!({"kind": "email", "robot_key": null, "recipients": ["office@example.gov.cn", "x"]});
    assert_eq!(wrong(&bureau.post("/channels", robot(mail)).await.expect(422)), ["/recipients/1 format"]);
    bureau.post("/channels", robot(json!({"kind": "sms"}))).await.expect(422);
    let made = bureau.post("/channels", robot(json!({}))).await.expect(201);
    bureau.post("/channels", robot(json!({}))).await.expect_problem(409, "resource.conflict");
    let path = format!("/channels/{}", made.id());
    let other = robot(json!({"kind": "dingtalk_robot"}));
    assert_eq!(wrong(&bureau.put(&path, made.version(), other).await.expect(422)), ["/kind fixed"]);
    bureau
        .call(actix_web::http::Method::PUT, &path)
        .json(robot(json!({})))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    bureau.get("/channels/4711").await.expect_problem(404, "resource.not_found");
    bureau.post("/channels/4711/tests", json!({})).await.expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn only_bureau_and_the_system_administrator_have_to_do_with_channels() {
    let app = TestApp::new().await;
    let made = app.bureau().post("/channels", robot(json!({}))).await.expect(201);
    for nobody in [app.clerk("市工信局"), app.leader(), app.security_admin(), app.audit_admin()] {
        nobody.get("/channels").await.expect_problem(403, "policy.forbidden");
        nobody
            .post("/channels", robot(json!({"name": "另一个"})))
            .await
            .expect_problem(403, "policy.forbidden");
        nobody
            .post(&format!("/channels/{}/tests", made.id()), json!({}))
            .await
            .expect_problem(403, "policy.forbidden");
        nobody.get("/outgoing-messages").await.expect_problem(403, "policy.forbidden");
    }
    let company = app.enterprise("沪上铜箔有限公司");
    app.partner(company, &["projects:read"]).get("/channels").await.expect(403);
}
