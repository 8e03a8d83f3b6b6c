//! What holds for every request: methods, types, limits, languages, headers, idempotency, rate limits.

use actix_web::http::Method;
use chengfeng::config::RateLimits;
use harness::TestApp;
use serde_json::json;

#[actix_web::test]
async fn wrong_methods_paths_and_types_are_named() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let wrong = bureau
        .call(Method::DELETE, "/changes")
        .send()
        .await
        .expect_problem(405, "request.method_not_allowed");
    assert_eq!(wrong.header("allow"), Some("GET, HEAD, OPTIONS"));
    let options = bureau.call(Method::OPTIONS, "/changes").send().await.expect(204);
    assert_eq!(options.header("allow"), Some("GET, HEAD, OPTIONS"));
    let head = bureau.call(Method::HEAD, "/changes").send().await.expect(200);
    assert_eq!(head.header("content-type"), Some("application/json"));
    for path in ["/changes/", "//api/v1//changes", "/nothing", "/jobs/abc", "/jobs/99999999999999999999"] {
        bureau.get(path).await.expect_problem(404, "resource.not_found");
    }
    bureau
        .call(Method::GET, "/changes")
        .header("Accept", "text/html")
        .send()
        .await
        .expect_problem(406, "request.not_acceptable");
    bureau
        .call(Method::GET, "/changes")
        .header("Accept", "text/html, application/*;q=0.5")
        .send()
        .await
        .expect(200);
}

#[actix_web::test]
async fn answers_carry_their_number_and_protective_headers() {
    let app = TestApp::new().await;
    let answer = app.anonymous().get("/changes").await.expect_problem(401, "auth.required");
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(answer.header("content-security-policy").is_some_and(|p| p.contains("frame-ancestors 'none'")));
    assert!(answer.header("www-authenticate").is_some());
    assert_eq!(answer.header("x-request-id"), answer.body["request_id"].as_str());
    assert_eq!(answer.body["title"], "请先登录");
    let english = app
        .anonymous()
        .call(Method::GET, "/changes")
        .header("Accept-Language", "en-GB,zh;q=0.5")
        .send()
        .await;
    assert_eq!(english.body["title"], "Authentication required");
}

#[actix_web::test]
async fn readers_of_english_are_told_at_each_field_what_is_wrong() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let ask = || bureau.call(Method::GET, "/changes?since=1&limit=0");
    let chinese = ask().send().await.expect_problem(422, "request.invalid");
    let english = ask().header("Accept-Language", "en").send().await.expect_problem(422, "request.invalid");
    let (ours, theirs) = (&chinese.body["errors"], &english.body["errors"]);
    for (ours, theirs) in ours.as_array().expect("errors").iter().zip(theirs.as_array().expect("errors")) {
        assert_eq!((&ours["pointer"], &ours["code"]), (&theirs["pointer"], &theirs["code"]));
        assert!(!ours["message"].as_str().expect("message").is_ascii(), "{ours}");
        assert!(theirs["message"].as_str().expect("message").is_ascii(), "{theirs}");
    }
    assert_eq!(english.body["errors"][0]["message"], "This field or value is not known here.");
    assert!(english.body["detail"].as_str().expect("detail").is_ascii());
}

#[actix_web::test]
async fn surplus_parameters_are_named_with_the_legal_ones() {
    let app = TestApp::new().await;
    let answer = app.bureau().get("/changes?since=1&limit=0").await.expect_problem(422, "request.invalid");
    let errors = answer.body["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0]["message"].as_str().is_some_and(|m| m.contains("after、types、limit")), "{errors:?}");
    app.bureau().get("/jobs/1?x=1").await.expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn a_repeated_key_replays_the_answer_and_refuses_another_request() {
    let app = TestApp::new().await;
    let auditor = app.audit_admin();
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let ask = || auditor.call(Method::POST, "/journal/verifications").header("Idempotency-Key", key);
    let first = ask().send().await.expect(200);
    assert!(first.header("idempotency-replayed").is_none());
    let again = ask().send().await.expect(200);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.body, first.body);
    let rows = auditor.get("/journal?event=journal.verified").await.expect(200);
    assert_eq!(rows.body["total"], 1, "the effect happened once");
    // somebody else's key of the same text is his own
    let other = app.audit_admin();
    let own = other
        .call(Method::POST, "/journal/verifications")
        .header("Idempotency-Key", key)
        .send()
        .await
        .expect(200);
    assert!(own.header("idempotency-replayed").is_none());
    auditor
        .call(Method::POST, "/journal/verifications")
        .header("Idempotency-Key", "not-a-uuid")
        .send()
        .await
        .expect_problem(422, "request.invalid");
    app.advance_days(3);
    assert!(
        ask().send().await.expect(200).header("idempotency-replayed").is_none(),
        "kept for 48 hours only"
    );
}

#[actix_web::test]
async fn a_caller_who_asks_too_fast_is_told_when_to_come_back() {
    let app = TestApp::with(|config| {
        config.rate_limits = RateLimits { reads_per_second: 1, reads_burst: 2, ..RateLimits::off() };
    })
    .await;
    let bureau = app.bureau();
    bureau.get("/changes").await.expect(200);
    bureau.get("/changes").await.expect(200);
    let refused = bureau.get("/changes").await.expect_problem(429, "request.rate_limited");
    assert!(refused.header("retry-after").is_some() && refused.header("ratelimit").is_some());
    app.bureau().get("/changes").await.expect(200);
}

#[actix_web::test]
async fn pages_outside_the_contract_are_there() {
    let app = TestApp::new().await;
    let anyone = app.anonymous();
    anyone.get("//healthz").await.expect(200);
    assert_eq!(anyone.get("//readyz").await.expect(200).body, json!({"status": "ready"}));
    assert_eq!(anyone.get("//openapi.json").await.expect(200).body["openapi"], "3.1.0");
    let docs = anyone.get("//docs/").await.expect(200);
    assert!(String::from_utf8_lossy(&docs.bytes).contains("swagger-ui"));
    assert!(!docs.header("content-security-policy").expect("policy").contains("unsafe-eval"));
}

#[actix_web::test]
async fn what_is_shown_once_stands_nowhere_in_the_clear_and_is_had_again_by_a_retry() {
    let app = TestApp::new().await;
    let (bureau, admin, security) = (app.bureau(), app.system_admin(), app.security_admin());
    let enterprise = app.enterprise("金川集团");
    let contacts = format!("/enterprises/{enterprise}/contacts");
    let contact = bureau.post(&contacts, json!({"name": "王建国", "phone": "13987651234"})).await.expect(201);
    let clerk = app.clerk("市工信局");
    let order = json!({"name": "对接", "enterprise_id": enterprise, "scopes": ["projects:read"], "expires_on": "2026-12-31"});
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let reset = format!("/users/{}/password-resets", clerk.id);
    let reveal = format!("{contacts}/{}/reveals", contact.id());
    for (actor, path, body, field, may) in [
        (&bureau, reveal.as_str(), json!({"reason": "约来访时间"}), "phone", vec!["enterprise_contacts"]),
        (&admin, reset.as_str(), json!({"reason": "忘记口令"}), "initial_password", vec![]),
        (&security, "/api-tokens", order, "secret", vec![]),
    ] {
        let send = || {
            let call = actor.call(Method::POST, path).header("Idempotency-Key", key).version(1);
            call.json(body.clone()).send()
        };
        let first = send().await;
        assert!(first.is_success(), "{}", first.body);
        let secret = first.body[field].as_str().expect("shown").to_owned();
        assert_eq!(app.tables_holding(&secret), may, "{path}");
        let again = send().await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"), "{path}");
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{path}");
    }
    // the key itself stands nowhere either: who reads the database can neither ask for the answer nor open it
    assert_eq!(app.tables_holding(key), Vec::<String>::new());
    assert_eq!((app.journal_count("contact.revealed"), app.journal_count("password.reset")), (1, 1));
    // the same key of somebody else is another key
    let other = app.bureau();
    let call = other.call(Method::POST, &reveal).header("Idempotency-Key", key);
    let theirs = call.json(json!({"reason": "约来访时间"})).send().await.expect(200);
    assert_eq!(theirs.header("idempotency-replayed"), None);
}

#[actix_web::test]
async fn an_address_encoded_without_need_means_the_same_operation() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    app.project(&clerk, "铜箔项目", json!({})).await;
    for path in ["/projects/1", "/proj%65cts/1", "/projects/%31"] {
        assert_eq!(clerk.get(path).await.expect(200).body["name"], "铜箔项目", "{path}");
        app.anonymous().get(path).await.expect_problem(401, "auth.required");
        clerk.call(Method::DELETE, path).send().await.expect_problem(405, "request.method_not_allowed");
    }
    clerk.get("/projects%2F1").await.expect_problem(404, "resource.not_found");
    clerk.get("/proj%65cts?pag%65=0").await.expect_problem(422, "request.invalid");
}
