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
                "calendar.day_changed",
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
    let some = bureau.get("/changes?types=calendar.day_changed&limit=1").await.expect(200);
    assert_eq!(some.body["items"].as_array().map(Vec::len), Some(1));
    app.anonymous().get("/changes").await.expect_problem(401, "auth.required");
    app.system_admin().get("/changes").await.expect_problem(403, "policy.forbidden");
    bureau.get("/journal").await.expect_problem(403, "policy.forbidden");
    bureau.get("/changes?after=-1").await.expect_problem(422, "request.invalid");
    bureau.get("/changes?since=1").await.expect_problem(422, "request.invalid");
    let journal = app.audit_admin().get("/journal?subject_kind=calendar&subject_id=2").await.expect(200);
    assert_eq!(journal.body["total"], 1);
}

/// What somebody did is said in words, and so is every field: a timeline needs to know no code.
#[actix_web::test]
async fn events_and_fields_are_said_in_words() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = app.project(&clerk, "高纯镍项目", json!({})).await;
    let path = format!("/projects/{}", project.id());
    let change =
        json!({"remark": "改址", "lead_source": "leader_trip", "total_investment_yuan": 120_000_000});
    clerk.patch(&path, project.version(), change).await.expect(200);
    let history = clerk.get(&format!("{path}/history")).await.expect(200).body;
    let last = &history["items"][0];
    assert_eq!((&last["event"], &last["title"]), (&json!("project.changed"), &json!("修改项目")));
    let changed = |field: &str| {
        let changes = last["changes"].as_array().expect("changes");
        changes.iter().find(|c| c["field"] == field).cloned().unwrap_or_else(|| panic!("{field} in {last}"))
    };
    assert_eq!(
        changed("remark"),
        json!({"field": "remark", "title": "备注", "before": null, "after": "改址", "parts": {}})
    );
    let source = changed("lead_source");
    assert!(source["title"].is_string() && source["after"] != "leader_trip", "{source}");
    assert_eq!(last["after"]["lead_source"], "leader_trip", "the codes stay beside them");
    assert_eq!(changed("total_investment_yuan")["after"], 120_000_000);
    let made = &history["items"][1];
    assert_eq!(made["title"], "登记项目");
    assert!(made["changes"].as_array().is_some_and(|c| c.iter().any(|c| c["after"] == "高纯镍项目")));

    // people and units by name, parts of a list in words, and no number that only programs follow
    let of = |field: &str| {
        let changes = made["changes"].as_array().expect("changes");
        changes.iter().find(|c| c["field"] == field).cloned().unwrap_or_else(|| panic!("{field} in {made}"))
    };
    assert_eq!(
        (&of("lead_unit_id")["title"], &of("lead_unit_id")["after"]),
        (&json!("牵头单位"), &json!("市工信局"))
    );
    let party = &of("parties")["after"][0];
    assert_eq!((&party["name"], &party["role"]), (&json!("高纯镍项目投资方"), &json!("投资方")));
    assert!(party.get("id").is_none() && party.get("enterprise_id").is_none(), "{party}");
    let shown = made["changes"].as_array().expect("changes");
    assert!(shown.iter().all(|c| c["field"] != "stage_no" && c["field"] != "id"), "{made}");

    let feed = clerk.get("/changes?types=project.changed").await.expect(200).body;
    assert_eq!(
        (&feed["items"][0]["title"], &feed["items"][0]["changes"]),
        (&last["title"], &last["changes"])
    );
    let all = app.audit_admin().get("/journal").await.expect(200).body;
    let items = all["items"].as_array().expect("items");
    assert!(!items.is_empty() && items.iter().all(|e| e["title"].as_str().is_some_and(|t| !t.is_empty())));
}

fn ids(page: &serde_json::Value) -> Vec<i64> {
    page["items"].as_array().expect("items").iter().filter_map(|row| row["id"].as_i64()).collect()
}

#[actix_web::test]
async fn the_journal_is_read_from_either_end_and_by_days() {
    let app = TestApp::new().await;
    write_rows(&app, 5);
    app.advance_days(1);
    write_rows(&app, 3);
    let auditor = app.audit_admin();
    let of_days = "subject_kind=calendar";
    let (mut seen, mut after) = (Vec::new(), String::new());
    for left in [8, 5, 2] {
        let page = auditor.get(&format!("/journal?{of_days}&sort=-id&limit=3{after}")).await.expect(200).body;
        assert_eq!(page["total"], left, "what is still to be read");
        seen.extend(ids(&page));
        after = format!("&after={}", seen.last().expect("rows"));
    }
    let forward = auditor.get(&format!("/journal?{of_days}&sort=id")).await.expect(200).body;
    let mut reversed = ids(&forward);
    reversed.reverse();
    assert_eq!((seen.len(), &seen), (8, &reversed));
    assert_eq!(ids(&auditor.get(&format!("/journal?{of_days}")).await.body), ids(&forward), "as it was");
    let rest = auditor.get(&format!("/journal?{of_days}&after={}", seen[2])).await.expect(200).body;
    assert_eq!((&rest["total"], ids(&rest).len()), (&json!(2), 2));
    for (span, count) in [
        ("at.lt=2026-03-03T00:00:00%2B08:00", 5),
        ("at.gte=2026-03-02T16:00:00Z", 3),
        ("at.gte=2026-03-02T16:00:00Z&at.lt=2026-03-03T16:00:00Z&sort=-id", 3),
        ("at.gte=2026-03-04T00:00:00Z", 0),
    ] {
        let page = auditor.get(&format!("/journal?{of_days}&{span}")).await.expect(200).body;
        assert_eq!((&page["total"], ids(&page).len()), (&json!(count), count), "{span}");
    }
    for wrong in ["sort=at", "at.gte=2026-03-02", "at.lt=yesterday", "after=-1", "limit=0"] {
        auditor.get(&format!("/journal?{wrong}")).await.expect_problem(422, "request.invalid");
    }
}

/// An extract for the file: the rows and columns of the page, with the days in words; nobody else gets one.
#[actix_web::test]
async fn the_audit_administrator_takes_an_extract_along() {
    let app = TestApp::new().await;
    write_rows(&app, 4);
    let auditor = app.audit_admin();
    let lists = auditor.get("/export-lists").await.expect(200).body;
    let names: Vec<&str> =
        lists["items"].as_array().expect("lists").iter().filter_map(|l| l["list"].as_str()).collect();
    assert!(names.contains(&"journal") && !names.contains(&"projects"), "{names:?}");
    let filter = "subject_kind=calendar&at.gte=2026-03-01T16:00:00Z";
    let wanted = json!({"list": "journal", "filter": filter, "sort": "-id", "format": "csv"});
    let (done, bytes) = app.exported(&auditor, wanted.clone()).await;
    assert_eq!((&done["rows_matched"], &done["rows_written"]), (&json!(4), &json!(4)));
    assert!(done["filter_words"].as_str().is_some_and(|w| w.contains("2026-03-02 00:00:00")), "{done}");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let place = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
    assert!(place("第4天") < place("第1天") && place("做了什么") < place("调整工作日"));
    for other in [app.bureau(), app.clerk("市工信局"), app.leader()] {
        other.export(wanted.clone()).await.expect_problem(403, "policy.forbidden");
    }
    let templates = auditor.get("/export-templates").await.expect(200).body;
    let foreign = templates["items"].as_array().expect("templates").iter().any(|t| t["list"] == "projects");
    assert!(!foreign, "{templates}");
    auditor.get("/export-templates?list=journal").await.expect(200);
}

#[actix_web::test]
async fn the_words_of_the_journal_are_those_of_its_rows() {
    let app = TestApp::new().await;
    write_rows(&app, 1);
    let auditor = app.audit_admin();
    let words = auditor.get("/journal/words").await.expect(200).body;
    let title = |list: &str, code: &serde_json::Value| {
        let found = words[list].as_array().expect("a list").iter().find(|w| w["code"] == *code);
        found.unwrap_or_else(|| panic!("{code} in {list}"))["title"].clone()
    };
    let rows = auditor.get("/journal?limit=1000").await.expect(200).body;
    let rows = rows["items"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row["event"] == "calendar.day_changed"));
    for row in rows {
        assert_eq!(title("events", &row["event"]), row["title"], "{row}");
        assert_eq!(title("subject_kinds", &row["subject_kind"]), row["subject_title"], "{row}");
    }
    app.clerk("市工信局").get("/journal/words").await.expect_problem(403, "policy.forbidden");
}
