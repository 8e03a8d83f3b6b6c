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
