//! Withdrawing enterprises registered by mistake, restoring them, and what keeps one from being withdrawn.

use super::{CODE, created, names, path};
use harness::{Actor, TestApp, new_project};
use serde_json::{Value, json};

async fn withdraw(by: &Actor, enterprise: &Value, version: i64) -> harness::Answer {
    by.post_at(&format!("{}/withdrawals", path(enterprise)), version, json!({"reason": "登记错了"})).await
}

#[actix_web::test]
async fn a_withdrawn_enterprise_is_found_no_more_but_can_be_read_and_restored() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let mistake = created(&clerk, json!({"name": "金川铜箔有限公司", "credit_code": CODE})).await;
    let withdrawn = withdraw(&clerk, &mistake, 1).await.expect(200);
    assert_eq!(
        (&withdrawn.body["withdraw_reason"], &withdrawn.body["withdrawn_by"], &withdrawn.body["can"]),
        (&json!("登记错了"), &json!(clerk.id), &json!(["enterprise.withdraw"]))
    );
    assert!(withdrawn.body["withdrawn_at"].is_string());
    for query in ["", "?q=金川", "?q=jctb", &format!("?credit_code={CODE}"), "?withdrawn=false"] {
        let list = clerk.get(&format!("/enterprises{query}")).await.expect(200);
        assert_eq!((names(&list.body).len(), &list.body["total"]), (0, &json!(0)), "{query}");
    }
    assert_eq!(clerk.get("/enterprises/summary").await.body["total"], 0);
    assert_eq!(names(&clerk.get("/enterprises?withdrawn=true&q=jctb").await.body), ["金川铜箔有限公司"]);
    let candidates = clerk.get("/enterprises/candidates?name=金川铜箔有限公司").await.expect(200);
    assert_eq!(candidates.body["candidates"], json!([]));
    assert_eq!(clerk.get(&path(&mistake)).await.expect(200).body["name"], "金川铜箔有限公司");
    // nothing is done with it any more
    for (what, body) in [("aliases", json!({"alias": "铜箔公司"})), ("contacts", json!({"name": "王建国"}))]
    {
        clerk
            .post_at(&format!("{}/{what}", path(&mistake)), 2, body)
            .await
            .expect_problem(409, "enterprise.withdrawn");
    }
    let patched = clerk.patch(&path(&mistake), 2, json!({"place": "金昌"})).await;
    patched.expect_problem(409, "enterprise.withdrawn");
    withdraw(&clerk, &mistake, 2).await.expect_problem(409, "enterprise.withdrawn");
    let party = json!({"parties": [{"enterprise_id": mistake["id"], "role": "investor"}]});
    let refused = clerk.post("/projects", new_project(clerk.unit_id, "铜箔项目", party)).await;
    let refused = refused.expect_problem(422, "request.invalid");
    assert_eq!(
        (&refused.body["errors"][0]["pointer"], &refused.body["errors"][0]["code"]),
        (&json!("/parties/0/enterprise_id"), &json!("withdrawn"))
    );
    let order = json!({"name": "对接", "enterprise_id": mistake["id"], "scopes": ["projects:read"], "expires_on": "2026-12-31"});
    let refused = app.bureau().post("/api-tokens", order).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], "/enterprise_id");

    let restorations = format!("{}/restorations", path(&mistake));
    let reason = json!({"reason": "确有这家企业"});
    clerk.post(&restorations, reason.clone()).await.expect_problem(428, "resource.version_required");
    clerk.post_at(&restorations, 1, reason.clone()).await.expect_problem(412, "resource.stale");
    let restored = clerk.post_at(&restorations, 2, reason.clone()).await.expect(200);
    assert_eq!(
        (&restored.body["withdrawn_at"], &restored.body["withdraw_reason"]),
        (&json!(null), &json!(null))
    );
    clerk.post_at(&restorations, 3, reason).await.expect_problem(409, "resource.conflict");
    assert_eq!(names(&clerk.get("/enterprises?q=jctb").await.body), ["金川铜箔有限公司"]);
    for (event, reason) in [("enterprise.withdrawn", "登记错了"), ("enterprise.restored", "确有这家企业")]
    {
        let journal = app.audit_admin().get(&format!("/journal?event={event}")).await.expect(200);
        assert_eq!(journal.body["total"], 1, "{event}");
        assert!(journal.body.to_string().contains(reason), "{}", journal.body);
    }
}

#[actix_web::test]
async fn what_is_in_use_stays_and_every_use_is_named() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let company = created(&clerk, json!({"name": "金川铜箔有限公司"})).await;
    let id = company["id"].as_i64().expect("id");
    let party = json!({"parties": [{"enterprise_id": id, "role": "investor"}]});
    let project = app.project(&clerk, "铜箔生产线", party.clone()).await;
    let secret = app.project(&bureau, "未公开的基地", party.clone()).await;
    let confidential = format!("/projects/{}/confidentiality", secret.id());
    bureau
        .put(&confidential, secret.version(), json!({"confidential": true, "reader_ids": []}))
        .await
        .expect(200);
    app.partner(id, &["projects:read"]);
    let other = created(&bureau, json!({"name": "铜箔二厂", "confirmed_different": true})).await;
    let merge = json!({"kept_id": id, "merged_id": other["id"], "kept_version": 1, "merged_version": 1, "reason": "同一家"});
    let merge = bureau.post("/enterprise-merges", merge).await.expect(201);
    let refused = withdraw(&clerk, &company, 2).await.expect_problem(409, "enterprise.in_use");
    let blocking = refused.body["blocking"].as_array().expect("uses").clone();
    let fields: Vec<&str> = blocking.iter().filter_map(|b| b["field"].as_str()).collect();
    assert_eq!(fields, ["api_token", "project_party", "project_party", "enterprise_merge"], "{blocking:?}");
    let text = refused.body.to_string();
    assert!(text.contains("铜箔生产线") && text.contains("铜箔二厂"), "{text}");
    assert!(!text.contains("未公开") && text.contains("另有1个您无权查看的项目"), "{text}");
    assert!(blocking.iter().all(|b| b["how_to_fix"].as_str().is_some_and(|h| !h.is_empty())));
    // each is settled in its own way
    let security = app.security_admin();
    let token = security.get("/api-tokens").await.expect(200).body["items"][0].clone();
    let revoke = format!("/api-tokens/{}/revocations", token["id"]);
    let version = token["version"].as_i64().expect("version");
    security.post_at(&revoke, version, json!({"reason": "误登"})).await.expect(200);
    for (project, by) in [(&project, &clerk), (&secret, &bureau)] {
        let at = format!("/projects/{}", project.id());
        let version = by.get(&at).await.version();
        by.post_at(&format!("{at}/withdrawals"), version, json!({"reason": "误登"})).await.expect(200);
    }
    bureau
        .post_at(&format!("/enterprise-merges/{}/undos", merge.id()), 1, json!({"reason": "误合"}))
        .await
        .expect(200);
    let version = clerk.get(&path(&company)).await.version();
    withdraw(&clerk, &company, version).await.expect(200);
    let other_version = bureau.get(&path(&other)).await.version();
    let merge = json!({"kept_id": id, "merged_id": other["id"], "kept_version": version + 1,
        "merged_version": other_version, "reason": "同一家"});
    bureau.post("/enterprise-merges", merge).await.expect_problem(409, "enterprise.withdrawn");
}

#[actix_web::test]
async fn only_the_keeping_unit_and_the_bureau_withdraw() {
    let app = TestApp::new().await;
    let (clerk, foreign) = (app.clerk("市工信局"), app.clerk("市商务局"));
    let company = created(&clerk, json!({"name": "金川铜箔有限公司"})).await;
    for nobody in [&foreign, &app.leader(), &app.system_admin()] {
        withdraw(nobody, &company, 1).await.expect_problem(403, "policy.forbidden");
    }
    let partner = app.partner(app.enterprise("合作公司"), &["enterprises:read", "enterprises:write"]);
    withdraw(&partner, &company, 1).await.expect_problem(403, "auth.scope_missing");
    withdraw(&clerk, &json!({"id": 999_999}), 1).await.expect_problem(404, "resource.not_found");
    let at = format!("{}/withdrawals", path(&company));
    clerk.post(&at, json!({"reason": "误登"})).await.expect_problem(428, "resource.version_required");
    withdraw(&clerk, &company, 7).await.expect_problem(412, "resource.stale");
    for wrong in [json!({}), json!({"reason": "误登", "withdrawn_at": null}), json!({"reason": "误"})] {
        clerk.post_at(&at, 1, wrong).await.expect_problem(422, "request.invalid");
    }
    // of several at once one wins
    let calls = (0..4).map(|_| withdraw(&clerk, &company, 1));
    let answers = futures_util::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|a| a.status == 200).count(), 1);
    assert!(answers.iter().all(|a| matches!(a.status, 200 | 409 | 412)), "{answers:?}");
    app.bureau()
        .post_at(&format!("{}/restorations", path(&company)), 2, json!({"reason": "确有"}))
        .await
        .expect(200);
}

#[actix_web::test]
async fn a_name_or_code_taken_meanwhile_is_seen_when_restoring() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = created(&clerk, json!({"name": "金川铜箔有限公司", "credit_code": CODE})).await;
    withdraw(&clerk, &company, 1).await.expect(200);
    let other = created(&clerk, json!({"name": "金川铜箔有限公司", "credit_code": CODE})).await;
    assert_ne!(other["id"], company["id"], "name and code are free again");
    let restorations = format!("{}/restorations", path(&company));
    let sure = json!({"reason": "确有", "confirmed_different": true});
    clerk.post_at(&restorations, 2, sure.clone()).await.expect_problem(409, "enterprise.credit_code_taken");
    let no_code = json!({"credit_code": null, "confirmed_different": true});
    clerk.patch(&path(&other), 1, no_code).await.expect(200);
    clerk
        .post_at(&restorations, 2, json!({"reason": "确有"}))
        .await
        .expect_problem(409, "enterprise.duplicate_suspected");
    clerk.post_at(&restorations, 2, sure).await.expect(200);
}

#[actix_web::test]
async fn referring_and_withdrawing_at_once_leaves_no_project_with_a_withdrawn_party() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for round in 0..4 {
        let body = json!({"name": format!("第{round}铜箔有限公司"), "confirmed_different": true});
        let company = created(&clerk, body).await;
        let more = json!({"parties": [{"enterprise_id": company["id"], "role": "investor"}], "confirmed_different": true});
        let project = new_project(clerk.unit_id, &format!("第{round}条线"), more);
        let project = clerk.post("/projects", project);
        let (made, gone) = futures_util::future::join(project, withdraw(&clerk, &company, 1)).await;
        let outcome = (made.status, gone.status);
        assert!(matches!(outcome, (201, 409) | (422 | 409, 200)), "{outcome:?} {} {}", made.body, gone.body);
    }
}
