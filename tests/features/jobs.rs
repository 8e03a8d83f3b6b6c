//! Background jobs: seen by their owner, cancelled, finished once.

use chengfeng::db::schema::jobs;
use chengfeng::db::types::Doc;
use diesel::prelude::*;
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
    app.audit_admin().get(&format!("/jobs/{id}")).await.expect_problem(403, "policy.forbidden");
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
    app.audit_admin().get("/jobs").await.expect_problem(403, "policy.forbidden");
}
