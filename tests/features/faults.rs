//! What goes wrong outside the product: no free connection, a database that refuses, connections cut from afar.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use harness::TestApp;

#[actix_web::test]
async fn no_free_connection_is_503_with_a_time_to_come_back() {
    let app = TestApp::with(|config| {
        config.readers = 1;
        config.database_wait_ms = 60;
    })
    .await;
    let bureau = app.bureau();
    bureau.get("/changes").await.expect(200);
    let held = app.app.pools.read().expect("the only one");
    let refused = bureau.get("/changes").await.expect_problem(503, "server.database_unavailable");
    assert!(refused.header("retry-after").is_some());
    assert!(!refused.body.to_string().contains("r2d2"), "says nothing of the inside: {}", refused.body);
    drop(held);
    bureau.get("/changes").await.expect(200);
}

#[actix_web::test]
async fn a_database_that_cannot_be_written_is_named_and_nothing_is_lost() {
    let app = TestApp::new().await;
    let auditor = app.audit_admin();
    auditor.get("/journal").await.expect(200);
    let refuse =
        if app.is_postgres() { "SET default_transaction_read_only = on" } else { "PRAGMA query_only = ON" };
    let allow =
        if app.is_postgres() { "SET default_transaction_read_only = off" } else { "PRAGMA query_only = OFF" };
    let all = |sql: &str| {
        let mut held: Vec<_> = (0..if app.is_postgres() { 4 } else { 1 })
            .map(|_| app.app.pools.write().expect("connection"))
            .collect();
        held.iter_mut().for_each(|c| c.batch_execute(sql).expect("switches"));
    };
    all(refuse);
    let answer = auditor.post("/journal/verifications", serde_json::json!({})).await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_eq!(answer.body["code"], "server.storage_failed", "{}", answer.body);
    all(allow);
    auditor.post("/journal/verifications", serde_json::json!({})).await.expect(200);
}

#[actix_web::test]
async fn connections_cut_from_afar_are_opened_again() {
    let app = TestApp::new().await;
    if !app.is_postgres() {
        return; // SQLite has no connection that somebody else could cut
    }
    let bureau = app.bureau();
    bureau.get("/changes").await.expect(200);
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let mut outside = app.app.pools.target().connect().expect("another connection");
    diesel::sql_query(cut).execute(&mut outside).expect("cuts");
    bureau.get("/changes").await.expect(200);
    bureau.get("//readyz").await.expect(200);
}
