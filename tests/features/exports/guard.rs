//! Whose, how many, how long; cancelling, crashes, other people writing meanwhile.

use super::{city, csv_of, lines};
use chengfeng::db::schema::{exports, jobs};
use diesel::prelude::*;
use harness::{Actor, TestApp};
use serde_json::json;

fn job_of(asked: &harness::Answer) -> i64 {
    asked.body["job_id"].as_i64().expect("job")
}

#[actix_web::test]
async fn an_export_is_its_owner_s_alone() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    let (done, _) = app.exported(&bureau, csv_of("projects")).await;
    let place = format!("/exports/{}", done["id"]);
    for other in [app.bureau(), app.clerk("市工信局"), app.leader()] {
        for path in [place.clone(), format!("{place}/content"), "/exports/999999".to_owned()] {
            other.get(&path).await.expect_problem(404, "resource.not_found");
        }
        other.get(&format!("/jobs/{}", done["job_id"])).await.expect_problem(404, "resource.not_found");
        assert_eq!(other.get("/exports").await.expect(200).body["total"], 0);
    }
    for admin in [app.system_admin(), app.security_admin()] {
        admin.get(&format!("{place}/content")).await.expect_problem(403, "policy.forbidden");
        admin.export(csv_of("projects")).await.expect_problem(403, "policy.forbidden");
    }
    // the audit administrator takes the journal along, and nothing of the business
    let auditor = app.audit_admin();
    auditor.get(&format!("{place}/content")).await.expect_problem(404, "resource.not_found");
    for list in ["projects", "changes", "targets"] {
        auditor.export(csv_of(list)).await.expect_problem(403, "policy.forbidden");
    }
    app.anonymous().get(&format!("{place}/content")).await.expect(401);
    assert_eq!(bureau.get("/exports?list=projects").await.expect(200).body["total"], 1);
    assert_eq!(bureau.get("/exports?list=funds").await.expect(200).body["total"], 0);
}

#[actix_web::test]
async fn a_file_expires_and_its_record_stays() {
    let app = TestApp::with(|config| config.export_days = 2).await;
    let (bureau, _) = city(&app).await;
    let (done, _) = app.exported(&bureau, csv_of("projects")).await;
    let place = format!("/exports/{}", done["id"]);
    assert_eq!(app.export_files().len(), 1);
    app.advance_seconds(2 * 86_400 - 1);
    bureau.get(&format!("{place}/content")).await.expect(200);
    assert_eq!(app.run_jobs(), 0);
    app.advance_seconds(1);
    bureau.get(&format!("{place}/content")).await.expect_problem(410, "export.expired");
    assert_eq!(app.run_jobs(), 1);
    assert!(app.export_files().is_empty());
    let after = bureau.get(&place).await.expect(200).body;
    assert_eq!(
        (&after["state"], &after["content_url"], &after["rows_written"]),
        (&json!("expired"), &json!(null), &json!(3))
    );
    bureau.get(&format!("{place}/content")).await.expect_problem(410, "export.expired");
    assert_eq!(app.journal_count("export.expired"), 1);
}

#[actix_web::test]
async fn two_at_once_are_enough() {
    let app = TestApp::new().await;
    let (bureau, clerk) = city(&app).await;
    let first = bureau.export(csv_of("projects")).await.expect(202);
    bureau.export(csv_of("funds")).await.expect(202);
    let third = bureau.export(csv_of("changes")).await.expect_problem(429, "export.too_many_running");
    assert_eq!(third.header("retry-after"), Some("10"));
    clerk.export(csv_of("projects")).await.expect(202);
    bureau.post(&format!("/jobs/{}/cancellations", job_of(&first)), json!({})).await.expect(200);
    bureau.export(csv_of("changes")).await.expect(202);
    app.run_jobs();
    bureau.export(csv_of("projects")).await.expect(202);
    let cancelled = bureau.get(&format!("/exports/{}", first.id())).await.expect(200).body;
    assert_eq!(cancelled["state"], "cancelled");
    bureau.get(&format!("/exports/{}/content", first.id())).await.expect_problem(409, "export.not_ready");
}

#[actix_web::test]
async fn the_same_request_is_one_export() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    let send = || {
        bureau
            .call(actix_web::http::Method::POST, "/exports")
            .header("Idempotency-Key", "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f")
            .json(csv_of("projects"))
            .send()
    };
    let (first, again) = (send().await.expect(202), send().await.expect(202));
    assert_eq!(first.id(), again.id());
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(bureau.get("/exports").await.expect(200).body["total"], 1);
}

/// The job as a crashed worker leaves it: claimed, its lease over.
fn crashed(app: &TestApp, job: i64, cancelled: bool) {
    app.db(|tx| {
        let past = tx.now.plus_seconds(-1);
        diesel::update(jobs::table.find(job))
            .set((
                jobs::state.eq("running"),
                jobs::lease_token.eq("another worker"),
                jobs::leased_until.eq(past),
                jobs::cancel_requested.eq(cancelled),
            ))
            .execute(&mut **tx)?;
        Ok(())
    });
}

#[actix_web::test]
async fn a_crashed_export_starts_over_and_leaves_no_half_file() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    let asked = bureau.export(csv_of("projects")).await.expect(202);
    let drafts = app.folder.path().join("exports/tmp");
    std::fs::create_dir_all(&drafts).expect("folder");
    std::fs::write(drafts.join(format!("{}-abc.part", asked.id())), "half").expect("draft");
    crashed(&app, job_of(&asked), false);
    assert_eq!(app.run_jobs(), 1);
    let done = bureau.get(&format!("/exports/{}", asked.id())).await.expect(200).body;
    assert_eq!((&done["state"], &done["rows_written"]), (&json!("ready"), &json!(3)));
    assert_eq!(app.export_files().len(), 1);

    // the crash came after the file and its record were there: nothing is written twice
    app.db(|tx| {
        diesel::update(jobs::table.find(job_of(&asked)))
            .set(jobs::finished_at.eq(None::<chengfeng::db::types::Stamp>))
            .execute(&mut **tx)?;
        Ok(())
    });
    crashed(&app, job_of(&asked), false);
    assert_eq!(app.run_jobs(), 1);
    assert_eq!((app.export_files().len(), app.journal_count("export.created")), (1, 1));
    let name: Option<String> =
        app.db(|tx| Ok(exports::table.select(exports::stored_name).first(&mut **tx)?));
    assert!(app.export_files()[0].ends_with(name.expect("stored")));
}

#[actix_web::test]
async fn a_cancelled_export_leaves_nothing() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    let asked = bureau.export(csv_of("projects")).await.expect(202);
    crashed(&app, job_of(&asked), true);
    assert_eq!(app.run_jobs(), 1);
    let done = bureau.get(&format!("/exports/{}", asked.id())).await.expect(200).body;
    assert_eq!(done["state"], "cancelled");
    assert!(app.export_files().is_empty());
    assert_eq!(app.journal_count("export.created"), 0);
}

/// Cancels as soon as the job has begun to write.
#[actix_web::test]
async fn a_running_export_stops_when_told_so() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let unit = bureau.unit_id;
    many(&app, unit, 3_000);
    let asked = bureau.export(json!({"list": "projects", "format": "xlsx"})).await.expect(202);
    let (job, worker) = (job_of(&asked), app.app.clone());
    let writing = std::thread::spawn(move || chengfeng::jobs::run_due(&worker).map_err(|e| e.to_string()));
    for _ in 0..2_000 {
        let state = bureau.get(&format!("/jobs/{job}")).await.expect(200).body["state"].clone();
        if state != "queued" {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let told = bureau.post(&format!("/jobs/{job}/cancellations"), json!({})).await;
    writing.join().expect("worker").expect("ran");
    let state = bureau.get(&format!("/exports/{}", asked.id())).await.expect(200).body["state"].clone();
    // whoever is faster: never something in between
    match told.status {
        200 => assert_eq!((state, app.export_files().len()), (json!("cancelled"), 0)),
        _ => assert_eq!((state, app.export_files().len()), (json!("ready"), 1)),
    }
}

fn many(app: &TestApp, unit: i64, count: usize) {
    use chengfeng::db::schema::projects as p;
    app.db(|tx| {
        for n in 0..count {
            let row = (
                p::number.eq(format!("XM-M-{n:06}")),
                p::name.eq(format!("项目{n}")),
                p::name_key.eq(format!("项目{n}")),
                p::sort_key.eq(format!("{n:06}")),
                p::content.eq("年产10万吨"),
                p::stage.eq("lead"),
                p::stage_since_on.eq(tx.today()),
                p::lead_unit_id.eq(unit),
                p::created_at.eq(tx.now),
                p::updated_at.eq(tx.now),
            );
            diesel::insert_into(p::table).values(row).execute(&mut **tx)?;
        }
        Ok(())
    });
}

#[actix_web::test]
async fn rows_written_are_rows_matched_while_others_write() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    many(&app, bureau.unit_id, 2_500);
    let asked = bureau.export(json!({"list": "projects", "sort": "name", "format": "csv"})).await.expect(202);
    let worker = app.app.clone();
    let writing = std::thread::spawn(move || chengfeng::jobs::run_due(&worker).map_err(|e| e.to_string()));
    let more = |actor: Actor| async move {
        for n in 0..40 {
            let name = format!("新增第{n}号{}", ["铜", "镍", "钴", "锂"][n % 4].repeat(n / 4 + 1));
            actor.post("/projects", harness::new_project(actor.unit_id, &name, json!({}))).await;
        }
    };
    more(bureau.clone()).await;
    writing.join().expect("worker").expect("ran");
    let done = bureau.get(&format!("/exports/{}", asked.id())).await.expect(200).body;
    assert_eq!(done["state"], "ready", "{done}");
    let rows = lines(&bureau.export_file(asked.id()).await);
    assert_eq!((&done["rows_written"], &done["rows_matched"]), (&json!(rows.len()), &json!(rows.len())));
    assert!(rows.len() >= 2_500);
    let mut numbers: Vec<&str> = rows.iter().filter_map(|r| r.split(',').nth(1)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), rows.len(), "no row twice");
}

#[actix_web::test]
async fn a_full_disk_is_said_and_nothing_is_left() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    // a file where the folder should be: the area cannot be written
    std::fs::write(app.folder.path().join("exports"), "").expect("blocks");
    let asked = bureau.export(csv_of("projects")).await.expect(202);
    for _ in 0..4 {
        app.run_jobs();
        app.advance_seconds(600);
    }
    let done = bureau.get(&format!("/exports/{}", asked.id())).await.expect(200).body;
    assert_eq!(done["state"], "failed");
    assert!(done["failure"].as_str().is_some_and(|f| f.contains("写不进磁盘")), "{done}");
    assert_eq!(app.journal_count("export.created"), 0);
}
