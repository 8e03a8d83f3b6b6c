//! Rules as data: reading, history, differences, new revisions, what is refused.

use harness::TestApp;
use serde_json::{Value, json};

async fn gates(app: &TestApp) -> (Value, i64) {
    let answer = app.bureau().get("/rule-sets/gates").await.expect(200);
    (answer.body["in_force"]["content"].clone(), answer.version())
}

#[actix_web::test]
async fn a_new_revision_keeps_the_old_one_and_says_what_changed() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let list = bureau.get("/rule-sets").await.expect(200);
    assert_eq!(
        (&list.body["items"][0]["kind"], &list.body["items"][0]["can"]),
        (&json!("gates"), &json!(["ruleset.read", "ruleset.edit"]))
    );
    let (mut content, version) = gates(&app).await;
    assert_eq!(version, 1);
    content["stages"][5]["limit_days"] = json!(30);
    let body = json!({"content": content, "reason": "签约推进期限放宽"});
    let made = bureau.post_at("/rule-sets/gates/revisions", 1, body.clone()).await.expect(201);
    assert_eq!((made.version(), &made.body["in_force"]["revision"]), (2, &json!(2)));
    assert_eq!(made.header("location"), Some("/api/v1/rule-sets/gates/revisions/2"));
    let second = bureau.get("/rule-sets/gates/revisions/2").await.expect(200);
    assert_eq!(
        second.body["changes"],
        json!([{"path": "/stages/signed/limit_days", "before": 20, "after": 30}])
    );
    assert_eq!((&second.body["against"], &second.body["created_by"]), (&json!(1), &json!(bureau.id)));
    let back = bureau.get("/rule-sets/gates/revisions/1?against=2").await.expect(200);
    assert_eq!(back.body["changes"][0]["after"], 20);
    let history = app.leader().get("/rule-sets/gates/revisions").await.expect(200);
    let seen: Vec<_> = history.body["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|r| (r["revision"].clone(), r["is_in_force"].clone()))
        .collect();
    assert_eq!(seen, [(json!(2), json!(true)), (json!(1), json!(false))]);
    bureau.post_at("/rule-sets/gates/revisions", 1, body.clone()).await.expect_problem(412, "resource.stale");
    bureau
        .post("/rule-sets/gates/revisions", body.clone())
        .await
        .expect_problem(428, "resource.version_required");
    bureau.post_at("/rule-sets/gates/revisions", 2, body).await.expect_problem(409, "resource.conflict");
    assert_eq!(app.journal_count("rule_set.revised"), 1);
}

#[actix_web::test]
async fn a_revision_takes_force_on_its_day() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let (mut content, _) = gates(&app).await;
    content["stages"][1]["limit_days"] = json!(5);
    let at = |day: &str| json!({"content": content, "reason": "四月起放宽", "in_force_from": day});
    bureau
        .post_at("/rule-sets/gates/revisions", 1, at("2026-03-01"))
        .await
        .expect_problem(422, "request.invalid");
    let made = bureau.post_at("/rule-sets/gates/revisions", 1, at("2026-04-01")).await.expect(201);
    assert_eq!((&made.body["in_force"]["revision"], &made.body["latest_revision"]), (&json!(1), &json!(2)));
    app.advance_days(30);
    let later = bureau.get("/rule-sets/gates").await.expect(200);
    assert_eq!(later.body["in_force"]["revision"], 2);
}

#[actix_web::test]
async fn senseless_rules_are_refused_with_every_place() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let (good, _) = gates(&app).await;
    let mut bad = good.clone();
    bad["stages"][5]["fields"][0]["choices"] = json!([]);
    bad["stages"][8]["audited"] = json!(false);
    let post = |content: Value| json!({"content": content, "reason": "试一试"});
    let problem = bureau
        .post_at("/rule-sets/gates/revisions", 1, post(bad))
        .await
        .expect_problem(422, "ruleset.invalid");
    let pointers: Vec<_> =
        problem.body["errors"].as_array().into_iter().flatten().map(|e| e["pointer"].clone()).collect();
    assert_eq!(pointers, [json!("/content/stages/5/fields/0"), json!("/content/stages/8/audited")]);
    let mut shape = good.clone();
    shape["stages"][0]["surprise"] = json!(1);
    shape["stages"][1]["roles"] = json!(["king"]);
    let problem = bureau
        .post_at("/rule-sets/gates/revisions", 1, post(shape))
        .await
        .expect_problem(422, "ruleset.invalid");
    let pointers: Vec<_> = problem.body["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|e| e["pointer"].as_str())
        .collect();
    assert!(
        pointers.contains(&"/content/stages/0/surprise") && pointers.contains(&"/content/stages/1/roles/0"),
        "{pointers:?}"
    );
    for content in [json!({}), json!({"stages": [], "stock_opinions": []}), json!([1])] {
        let answer = bureau.post_at("/rule-sets/gates/revisions", 1, post(content)).await.expect(422);
        assert!(answer.body["errors"].as_array().is_some_and(|e| !e.is_empty()), "{}", answer.body);
    }
}

#[actix_web::test]
async fn only_the_bureau_changes_rules_and_administrators_of_accounts_read_them() {
    let app = TestApp::new().await;
    let (content, _) = gates(&app).await;
    let body = json!({"content": content, "reason": "不该成功"});
    for who in [app.clerk("市工信局"), app.leader(), app.system_admin(), app.audit_admin()] {
        who.get("/rule-sets/gates").await.expect(200);
        who.post_at("/rule-sets/gates/revisions", 1, body.clone())
            .await
            .expect_problem(403, "policy.forbidden");
    }
    app.security_admin().get("/rule-sets/gates").await.expect_problem(403, "policy.forbidden");
    app.anonymous().get("/rule-sets").await.expect_problem(401, "auth.required");
    app.bureau().get("/rule-sets/moods").await.expect_problem(404, "resource.not_found");
    app.bureau().get("/rule-sets/gates/revisions/7").await.expect_problem(404, "resource.not_found");
    app.partner(app.enterprise("甲公司"), &["rulesets:read"])
        .get("/rule-sets/gates")
        .await
        .expect_problem(403, "policy.forbidden");
}
