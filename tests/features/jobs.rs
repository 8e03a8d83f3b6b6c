//! Background jobs: seen by their owner, cancelled, finished once; nobody's jobs keep others waiting.

use chengfeng::db::schema::jobs;
use chengfeng::db::types::Doc;
use diesel::prelude::*;
use harness::imports::{csv, many};
use harness::{Actor, TestApp};
use serde_json::json;

fn queued(app: &TestApp, owner: &Actor, kind: &str) -> i64 {
    app.db(|tx| {
        let row = (
            jobs::kind.eq(kind),
            jobs::payload.eq(Doc(json!({}))),
            jobs::state.eq("queued"),
            jobs::owner_id.eq(owner.id),
            jobs::run_after.eq(tx.now),
            jobs::created_at.eq(tx.now),
        );
        Ok(diesel::insert_into(jobs::table).values(row).returning(jobs::id).get_result(&mut **tx)?)
    })
}

#[actix_web::test]
async fn a_job_is_its_owner_s_alone() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市工信局"));
    let id = queued(&app, &clerk, "test.unknown");
    let job = clerk.get(&format!("/jobs/{id}")).await.expect(200);
    assert_eq!(job.body["state"], "queued");
    other.get(&format!("/jobs/{id}")).await.expect_problem(404, "resource.not_found");
    other
        .post(&format!("/jobs/{id}/cancellations"), json!({}))
        .await
        .expect_problem(404, "resource.not_found");
    app.audit_admin().get(&format!("/jobs/{id}")).await.expect_problem(404, "resource.not_found");
    app.security_admin().get(&format!("/jobs/{id}")).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_queued_job_is_cancelled_at_once_and_only_once() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let id = queued(&app, &clerk, "test.unknown");
    let cancelled = clerk.post(&format!("/jobs/{id}/cancellations"), json!({})).await.expect(200);
    assert_eq!(cancelled.body["state"], "cancelled");
    clerk.post(&format!("/jobs/{id}/cancellations"), json!({})).await.expect_problem(409, "job.wrong_state");
    assert_eq!(app.run_jobs(), 0);
}

#[actix_web::test]
async fn a_job_of_no_known_kind_fails_with_a_word() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let id = queued(&app, &clerk, "test.unknown");
    assert_eq!(app.run_jobs(), 1);
    let job = clerk.get(&format!("/jobs/{id}")).await.expect(200);
    assert_eq!(job.body["state"], "failed");
    assert!(job.body["failure"].as_str().is_some_and(|f| !f.is_empty()));
}

#[actix_web::test]
async fn one_s_own_jobs_are_listed_newest_first() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市工信局"));
    let (first, second) = (queued(&app, &clerk, "test.one"), queued(&app, &clerk, "test.two"));
    queued(&app, &other, "test.one");
    let ids = |answer: &serde_json::Value| -> Vec<i64> {
        answer["items"].as_array().into_iter().flatten().filter_map(|j| j["id"].as_i64()).collect()
    };
    let all = clerk.get("/jobs").await.expect(200);
    assert_eq!((ids(&all.body), all.body["total"].as_i64()), (vec![second, first], Some(2)));
    let page = clerk.get("/jobs?per_page=1").await.expect(200);
    let cursor = page.body["next_cursor"].as_str().expect("more to come").to_owned();
    assert_eq!(ids(&clerk.get(&format!("/jobs?per_page=1&cursor={cursor}")).await.expect(200).body), [first]);
    assert_eq!(ids(&clerk.get("/jobs?kind=test.one&state=queued,running").await.expect(200).body), [first]);
    assert!(ids(&clerk.get("/jobs?state=failed").await.expect(200).body).is_empty());
    clerk.get("/jobs?state=nope").await.expect_problem(422, "request.invalid");
    clerk.get("/jobs?cursor=x").await.expect_problem(422, "request.invalid_cursor");
    app.security_admin().get("/jobs").await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_person_s_jobs_run_one_after_the_other() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市工信局"));
    let first = queued(&app, &clerk, "test.unknown");
    app.db(|tx| {
        diesel::update(jobs::table.find(first))
            .set((
                jobs::state.eq("running"),
                jobs::lease_token.eq("elsewhere"),
                jobs::leased_until.eq(tx.now.plus_seconds(30)),
            ))
            .execute(&mut **tx)?;
        Ok(())
    });
    let second = queued(&app, &clerk, "test.unknown");
    let foreign = queued(&app, &other, "test.unknown");
    assert_eq!(app.run_jobs(), 1, "only the other person's");
    assert_eq!(other.get(&format!("/jobs/{foreign}")).await.expect(200).body["state"], "failed");
    assert_eq!(clerk.get(&format!("/jobs/{second}")).await.expect(200).body["state"], "queued");
    // the worker of the first is dead: its job is taken over, and the second waits no longer
    app.advance_seconds(31);
    assert_eq!(app.run_jobs(), 2);
    for id in [first, second] {
        assert_eq!(clerk.get(&format!("/jobs/{id}")).await.expect(200).body["state"], "failed");
    }
}

/// Waits until the job is as wanted; a minute at most.
async fn until(actor: &Actor, id: i64, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    for _ in 0..12_000 {
        let job = actor.get(&format!("/jobs/{id}")).await.expect(200).body;
        if wanted(&job) {
            return job;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("job {id} is not as wanted within a minute");
}

async fn committing(actor: &Actor, ledger: &[u8]) -> (i64, i64) {
    let session = actor.import("台账.csv", ledger, "projects").await.expect(201);
    let path = format!("/imports/{}/commits", session.id());
    let job = actor.post_at(&path, session.version(), json!({})).await.expect(202);
    (session.id(), job.id())
}

#[actix_web::test]
async fn a_long_import_does_not_keep_others_waiting_and_stops_where_it_is_cancelled() {
    let app = TestApp::with(|config| config.job_workers = 2).await;
    let (long, short) = (app.clerk("市工信局"), app.clerk("市商务局"));
    let (import, import_job) = committing(&long, &many(900)).await;
    let (_, short_job) = committing(&short, &csv(&[("戈壁农业示范园", "庚农业公司", "80")])).await;
    let workers = chengfeng::jobs::start(&app.app).expect("workers");
    assert_eq!(workers.len(), 2);
    let over = |job: &serde_json::Value| !matches!(job["state"].as_str(), Some("queued" | "running"));
    let ended = until(&short, short_job, over).await;
    let other = long.get(&format!("/jobs/{import_job}")).await.expect(200);
    assert_eq!(ended["state"], "succeeded", "{ended}");
    assert_eq!(other.body["state"], "running", "{}", other.body);

    until(&long, import_job, |job| job["done"].as_i64() > Some(0)).await;
    long.post(&format!("/jobs/{import_job}/cancellations"), json!({})).await.expect(200);
    let stopped = until(&long, import_job, over).await;
    app.app.stopping.store(true, std::sync::atomic::Ordering::SeqCst);
    workers.into_iter().for_each(|worker| worker.join().expect("ends in order"));
    assert_eq!(stopped["state"], "cancelled", "{stopped}");
    let session = long.get(&format!("/imports/{import}")).await.expect(200);
    assert_eq!(session.body["state"], "interrupted");
    let created = session.body["results"]["created"].as_i64().expect("a number");
    assert!(0 < created && created < 900, "{created} rows");
    assert_eq!(stopped["done"], created, "what it says it did is what it did");
    let total = long.get(&format!("/projects?import_id={import}")).await.expect(200).body["total"].clone();
    assert_eq!(total, created);

    app.app.stopping.store(false, std::sync::atomic::Ordering::SeqCst);
    let done = app.commit_import(&long, import).await;
    assert_eq!(done.body["results"]["created"], 900, "{}", done.body);
}
