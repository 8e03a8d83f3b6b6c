//! The append-only trail: feed, reading, sealing, verification, and the databases' own refusal.

use chengfeng::error::Result;
use chengfeng::journal::{Subject, created, verify_export};
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use harness::TestApp;
use serde_json::json;

fn write_rows(app: &TestApp, count: i64) {
    for n in 1..=count {
        let done: Result<()> = app.app.write(&Origin::system("test"), |tx| {
            created(
                tx,
                "calendar.changed",
                &Subject::new("calendar", n, format!("第{n}天")),
                &json!({"n": n}),
            )
        });
        done.expect("writes a row");
    }
}

#[actix_web::test]
async fn the_database_itself_refuses_updates_and_deletes() {
    let app = TestApp::new().await;
    write_rows(&app, 2);
    for sql in
        ["UPDATE journal SET event = 'x'", "DELETE FROM journal", "DELETE FROM journal_seals WHERE id = 1"]
    {
        app.app.seal_journal().expect("seals");
        let done = app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(done.expect_err(sql).cause().is_some_and(|c| c.contains("append-only")), "{sql}");
    }
}

#[actix_web::test]
async fn a_changed_row_is_found_in_the_database_and_in_an_export() {
    let app = TestApp::new().await;
    write_rows(&app, 5);
    app.app.seal_journal().expect("seals");
    let auditor = app.audit_admin();
    let clean = auditor.post("/journal/verifications", json!({})).await;
    assert_eq!(clean.status, 200, "{}", clean.body);
    assert_eq!(clean.body["findings"], json!([]));

    let mut file = Vec::new();
    app.db(|tx| chengfeng::journal::export(tx, &mut Vec::new()).map(drop));
    let exported = app
        .app
        .read(&Origin::system("test"), |tx| chengfeng::journal::export(tx, &mut file))
        .expect("exports");
    assert!(exported >= 5);
    let text = String::from_utf8(file).expect("text");
    assert_eq!(verify_export(text.as_bytes(), None).expect("readable").findings.len(), 0);
    let forged = text.replace("第3天", "第4天");
    assert!(!verify_export(forged.as_bytes(), None).expect("readable").findings.is_empty());
    let removed: Vec<&str> = text.lines().filter(|l| !l.contains("第3天")).collect();
    assert!(!verify_export(removed.join("\n").as_bytes(), None).expect("readable").findings.is_empty());

    let disarm = if app.is_postgres() {
        "ALTER TABLE journal DISABLE TRIGGER USER; UPDATE journal SET subject_label = 'x' WHERE subject_id = 2; ALTER TABLE journal ENABLE TRIGGER USER"
    } else {
        "DROP TRIGGER journal_no_update; UPDATE journal SET subject_label = 'x' WHERE subject_id = 2"
    };
    app.db(|tx| Ok(tx.batch_execute(disarm)?));
    let report = auditor.post("/journal/verifications", json!({})).await.expect(200);
    assert_eq!(report.body["findings"].as_array().map(Vec::len), Some(1), "{}", report.body);
}

#[actix_web::test]
async fn the_feed_is_read_by_number_and_only_by_those_who_may() {
    let app = TestApp::new().await;
    write_rows(&app, 3);
    let bureau = app.bureau();
    let all = bureau.get("/changes?after=0").await.expect(200);
    assert_eq!(all.body["items"].as_array().map(Vec::len), Some(3), "{}", all.body);
    let last = all.body["items"][2]["id"].as_i64().expect("id");
    assert_eq!(bureau.get(&format!("/changes?after={last}")).await.expect(200).body["items"], json!([]));
    let some = bureau.get("/changes?types=calendar.changed&limit=1").await.expect(200);
    assert_eq!(some.body["items"].as_array().map(Vec::len), Some(1));
    app.anonymous().get("/changes").await.expect_problem(401, "auth.required");
    app.system_admin().get("/changes").await.expect_problem(403, "policy.forbidden");
    bureau.get("/journal").await.expect_problem(403, "policy.forbidden");
    bureau.get("/changes?after=-1").await.expect_problem(422, "request.invalid");
    bureau.get("/changes?since=1").await.expect_problem(422, "request.invalid");
    let journal = app.audit_admin().get("/journal?subject_kind=calendar&subject_id=2").await.expect(200);
    assert_eq!(journal.body["total"], 1);
}
