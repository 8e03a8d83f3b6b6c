//! API tokens of partner enterprises and integrators.

use actix_web::http::Method;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

fn partner_order() -> Value {
    json!({"name": "金川集团对接", "enterprise_id": 3, "scopes": ["projects:read"], "expires_on": "2026-12-31"})
}

/// The three enterprises of which the third is the partner.
fn library(app: &TestApp) {
    for name in ["金昌铁业", "永昌面业", "金川集团"] {
        app.enterprise(name);
    }
}

async fn app() -> TestApp {
    let app = TestApp::new().await;
    library(&app);
    app
}

async fn issue(by: &Actor, change: impl FnOnce(&mut Value)) -> Answer {
    let mut order = partner_order();
    change(&mut order);
    by.post("/api-tokens", order).await
}

fn holder(app: &TestApp, issued: &Answer) -> Actor {
    app.bearer(issued.body["secret"].as_str().expect("secret"))
}

#[actix_web::test]
async fn a_token_is_shown_once_and_stored_as_a_hash() {
    let app = app().await;
    let bureau = app.bureau();
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let order =
        || bureau.call(Method::POST, "/api-tokens").header("Idempotency-Key", key).json(partner_order());
    let issued = order().send().await.expect(201);
    let secret = issued.body["secret"].as_str().expect("secret").to_owned();
    assert!(secret.starts_with("cf_") && secret.len() == 60, "{secret}");
    assert_eq!(issued.body["scopes"], json!(["me:read", "projects:read"]));
    assert_eq!(issued.body["expires_on"], "2026-12-31");
    assert_eq!(issued.body["expires_at"], "2026-12-31T16:00:00Z");
    let replayed = order().send().await.expect(201);
    assert_eq!((replayed.id(), &replayed.body["secret"]), (issued.id(), &json!(secret)), "for who lost it");
    let shown = bureau.get(&format!("/api-tokens/{}", issued.id())).await.expect(200);
    assert!(!shown.body.to_string().contains(&secret) && shown.body.get("secret_hash").is_none());
    app.app.seal_journal().expect("seals");
    let journal = app.audit_admin().get("/journal?event=token.issued").await.expect(200);
    assert_eq!(journal.body["total"], 1);
    assert!(!journal.body.to_string().contains(&secret[11..]));
    let me = app.bearer(&secret).get("/me").await.expect(200);
    assert_eq!(me.body["token"]["enterprise_id"], 3);
    assert_eq!(
        me.body["can"],
        json!([
            "me.read",
            "project.read",
            "approval.read",
            "lifecycle.read",
            "signature.read",
            "milestone.read",
            "production.read"
        ])
    );
    assert_eq!(me.body["user"], json!(null));
}

#[actix_web::test]
async fn an_order_that_asks_too_much_is_refused_field_by_field() {
    let app = app().await;
    let (bureau, security) = (app.bureau(), app.security_admin());
    let pointers = |answer: Answer| -> Vec<String> {
        let errors = answer.expect_problem(422, "request.invalid").body["errors"].clone();
        errors
            .as_array()
            .expect("list")
            .iter()
            .map(|e| e["pointer"].as_str().expect("pointer").to_owned())
            .collect()
    };
    let wrong = issue(&bureau, |o| {
        o["scopes"] = json!(["projects:read", "projects:write", "everything"]);
        o["addresses"] = json!(["192.0.2.0/33"]);
        o["expires_on"] = json!("2027-03-03");
    })
    .await;
    assert!(
        wrong.body.to_string().contains("trips:read") || wrong.body.to_string().contains("projects:read")
    );
    assert_eq!(pointers(wrong), ["/scopes/1", "/scopes/2", "/addresses/0", "/expires_on"]);
    let past = issue(&bureau, |o| o["expires_on"] = json!("2026-03-01")).await;
    assert_eq!(pointers(past), ["/expires_on"]);
    let integrator = issue(&security, |o| o["enterprise_id"] = json!(null)).await;
    assert!(pointers(integrator).contains(&"/enterprise_id".to_owned()));
    for field in ["id", "prefix", "secret_hash", "created_by", "version"] {
        assert_eq!(pointers(issue(&bureau, |o| o[field] = json!(1)).await), [format!("/{field}")]);
    }
    for other in [app.clerk("市工信局"), app.leader(), app.system_admin(), app.audit_admin()] {
        issue(&other, |_| {}).await.expect_problem(403, "policy.forbidden");
        other.get("/api-tokens").await.expect_problem(403, "policy.forbidden");
    }
    issue(&security, |_| {}).await.expect(201);
}

#[actix_web::test]
async fn revoked_expired_mistyped_and_foreign_tokens_are_refused() {
    let app = TestApp::with(|c| c.trusted_proxies = vec!["127.0.0.1".parse().expect("address")]).await;
    library(&app);
    let (bureau, colleague, security) = (app.bureau(), app.bureau(), app.security_admin());
    let issued =
        issue(&bureau, |o| o["addresses"] = json!(["192.0.2.0/24", "2001:db8::/32"])).await.expect(201);
    let token = holder(&app, &issued);
    let from = |a: &str| token.call(Method::GET, "/me").header("X-Forwarded-For", a);
    from("192.0.2.9").send().await.expect(200);
    from("2001:db8::7").send().await.expect(200);
    from("192.0.3.9").send().await.expect_problem(401, "auth.invalid");
    from("192.0.2.9, 198.51.100.1").send().await.expect_problem(401, "auth.invalid");
    let mut typo = token.token().expect("text").to_owned();
    typo.replace_range(20..21, if &typo[20..21] == "a" { "b" } else { "a" });
    app.bearer(&typo)
        .call(Method::GET, "/me")
        .header("X-Forwarded-For", "192.0.2.9")
        .send()
        .await
        .expect(401);
    let path = format!("/api-tokens/{}/revocations", issued.id());
    let reason = json!({"reason": "合作结束"});
    colleague.post_at(&path, 1, reason.clone()).await.expect_problem(403, "policy.forbidden");
    bureau.post_at(&path, 9, reason.clone()).await.expect_problem(412, "resource.stale");
    bureau.post(&path, reason.clone()).await.expect_problem(428, "resource.version_required");
    let revoked = bureau.post_at(&path, 1, reason.clone()).await.expect(200);
    assert_eq!(
        (&revoked.body["state"], &revoked.body["revoke_reason"]),
        (&json!("revoked"), &json!("合作结束"))
    );
    from("192.0.2.9").send().await.expect_problem(401, "auth.invalid");
    bureau.post_at(&path, 2, reason.clone()).await.expect_problem(409, "resource.conflict");
    let other = issue(&bureau, |o| o["expires_on"] = json!("2026-03-02")).await.expect(201);
    let other_holder = holder(&app, &other);
    other_holder.get("/me").await.expect(200);
    app.advance_seconds(15 * 3600 - 1); // the last second of that day in Shanghai
    other_holder.get("/me").await.expect(200);
    app.advance_seconds(1);
    other_holder.get("/me").await.expect_problem(401, "auth.invalid");
    assert_eq!(bureau.get("/api-tokens?state=expired").await.expect(200).body["total"], 1);
    let third = issue(&bureau, |_| {}).await.expect(201);
    security.post_at(&format!("/api-tokens/{}/revocations", third.id()), 1, reason).await.expect(200);
    assert_eq!(bureau.get("/api-tokens?state=revoked").await.body["total"], 2);
    assert_eq!(bureau.get("/api-tokens?per_page=1&enterprise_id=3").await.body["total"], 3);
}

#[actix_web::test]
async fn a_token_reaches_neither_administration_nor_other_scopes() {
    let app = app().await;
    let bureau = app.bureau();
    let partner = holder(&app, &issue(&bureau, |_| {}).await.expect(201));
    let integrator = issue(&bureau, |o| {
        o["enterprise_id"] = json!(null);
        o["scopes"] = json!(["units:read", "changes:read", "projects:write"]);
    });
    let integrator = holder(&app, &integrator.await.expect(201));
    assert_eq!(integrator.get("/me").await.expect(200).body["user"]["id"], bureau.id);
    integrator.get("/units").await.expect(200);
    integrator.get("/changes").await.expect(200);
    partner.get("/units").await.expect_problem(403, "auth.scope_missing");
    for token in [&partner, &integrator] {
        for path in ["/users", "/sessions", "/api-tokens", "/journal"] {
            token.get(path).await.expect_problem(403, "auth.scope_missing");
        }
        token.post("/units", json!({})).await.expect_problem(403, "auth.scope_missing");
        token.post("/users", json!({})).await.expect_problem(403, "auth.scope_missing");
        token.post("/api-tokens", partner_order()).await.expect_problem(403, "auth.scope_missing");
        token.post("/auth/password", json!({})).await.expect_problem(403, "auth.scope_missing");
    }
}

#[actix_web::test]
async fn a_token_ends_with_the_grant_of_its_creator() {
    let app = app().await;
    let (bureau, security) = (app.bureau(), app.security_admin());
    let integrator = issue(&bureau, |o| {
        o["enterprise_id"] = json!(null);
        o["scopes"] = json!(["enterprises:read", "units:read"]);
    });
    let integrator = holder(&app, &integrator.await.expect(201));
    integrator.get("/units").await.expect(200);
    let path = format!("/users/{}/roles", bureau.id);
    security.put(&path, 1, json!({"roles": ["audit_admin"], "reason": "转岗"})).await.expect(200);
    integrator.get("/units").await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn the_use_of_a_token_is_noted_at_most_once_a_minute_and_not_journalled() {
    let app = app().await;
    let bureau = app.bureau();
    let issued = issue(&bureau, |_| {}).await.expect(201);
    let path = format!("/api-tokens/{}", issued.id());
    let token = holder(&app, &issued);
    assert_eq!(bureau.get(&path).await.body["last_used_at"], json!(null));
    token.get("/me").await.expect(200);
    let first = bureau.get(&path).await;
    assert_eq!(first.body["last_used_at"], "2026-03-02T01:00:00Z");
    app.advance_seconds(59);
    token.get("/me").await.expect(200);
    assert_eq!(bureau.get(&path).await.body["last_used_at"], first.body["last_used_at"]);
    app.advance_seconds(2);
    token.get("/me").await.expect(200);
    let later = bureau.get(&path).await;
    assert_eq!(later.body["last_used_at"], "2026-03-02T01:01:01Z");
    assert_eq!(later.version(), issued.version());
}

#[actix_web::test]
async fn the_stored_hash_of_a_token_opens_nothing() {
    let app = app().await;
    let issued = issue(&app.bureau(), |_| {}).await.expect(201);
    let secret = issued.body["secret"].as_str().expect("secret").to_owned();
    holder(&app, &issued).get("/me").await.expect(200); // known for a moment from now on
    let prefix = &secret[..11];
    let hash: String = app.db(|tx| {
        use chengfeng::db::schema::api_tokens;
        use diesel::prelude::*;
        Ok(api_tokens::table.select(api_tokens::secret_hash).first(&mut **tx)?)
    });
    let anybody = app.anonymous();
    for header in [
        format!("t{prefix} {hash} None"),
        format!("Bearer t{prefix} {hash} None"),
        format!("Bearer {hash}"),
        format!("{prefix} {hash}"),
    ] {
        let tried = anybody.call(Method::GET, "/me").header("Authorization", &header).send().await;
        tried.expect_problem(401, "auth.invalid");
    }
}

/// The form needs no list of its own: what may be granted is asked for, and what is offered is taken.
#[actix_web::test]
async fn scopes_that_may_be_granted_are_told_in_words() {
    let app = app().await;
    for (actor, enterprise) in [(app.bureau(), true), (app.bureau(), false), (app.security_admin(), true)] {
        let told = actor.get("/api-tokens/scopes").await.expect(200).body;
        let items = told["items"].as_array().expect("items");
        assert!(items.iter().all(|i| i["words"].as_array().is_some_and(|w| !w.is_empty())), "{told}");
        let fits =
            |item: &&Value| item[if enterprise { "for_enterprise" } else { "for_integration" }] == true;
        let scopes: Vec<&Value> = items.iter().filter(fits).map(|i| &i["scope"]).collect();
        assert!(scopes.len() > 3 && scopes.contains(&&json!("me:read")));
        let mut order = partner_order();
        order["scopes"] = json!(scopes);
        if !enterprise {
            order["enterprise_id"] = Value::Null;
        }
        actor.post("/api-tokens", order).await.expect(201);
    }
    let security = app.security_admin().get("/api-tokens/scopes").await.expect(200).body;
    assert!(security["items"].as_array().is_some_and(|i| i.iter().all(|s| s["for_integration"] == false)));
    for other in [app.clerk("市工信局"), app.leader(), app.system_admin(), app.audit_admin()] {
        other.get("/api-tokens/scopes").await.expect_problem(403, "policy.forbidden");
    }
}

/// The security administrator sees no enterprise; for a token he finds number and name, and nothing else of it.
#[actix_web::test]
async fn an_enterprise_is_named_for_a_token_and_nothing_more() {
    let app = app().await;
    let (clerk, security) = (app.clerk("市工信局"), app.security_admin());
    let secretive =
        json!({"name": "华东示例合金有限公司", "credit_code": "91350100M000100Y43", "remark": "不外传"});
    let made = clerk.post("/enterprises", secretive).await.expect(201).id();
    let contact = json!({"name": "王某某", "phone": "13800138000"});
    clerk.post(&format!("/enterprises/{made}/contacts"), contact).await.expect(201);
    security.get("/enterprises").await.expect_problem(403, "policy.forbidden");
    for q in ["示例合金", "hdsl", "91350100"] {
        let found = security.get(&format!("/api-tokens/enterprises?q={q}")).await.expect(200).body;
        assert_eq!(found, json!({"items": [{"id": made, "name": "华东示例合金有限公司"}]}), "{q}");
    }
    // not by what is not the name, nor by the phones of contacts
    for q in ["8000", "不外传", "王某某"] {
        let found = security.get(&format!("/api-tokens/enterprises?q={q}")).await.expect(200).body;
        assert_eq!(found, json!({"items": []}), "{q}");
    }
    for query in ["", "?q=金", "?q=金川&per_page=200"] {
        let path = format!("/api-tokens/enterprises{query}");
        security.get(&path).await.expect_problem(422, "request.invalid");
    }
    let issued = issue(&security, |order| order["enterprise_id"] = made.into()).await.expect(201);
    assert_eq!(issued.body["enterprise_name"], "华东示例合金有限公司");
    let version = clerk.get(&format!("/enterprises/{made}")).await.expect(200).version();
    let gone = json!({"reason": "登记有误"});
    clerk.post_at(&format!("/enterprises/{made}/withdrawals"), version, gone).await;
    for other in [clerk, app.leader(), app.system_admin(), app.audit_admin()] {
        let found = other.get("/api-tokens/enterprises?q=示例合金").await;
        found.expect_problem(403, "policy.forbidden");
    }
    let partner = holder(&app, &issued);
    partner.get("/api-tokens/enterprises?q=金川").await.expect(403);
}
