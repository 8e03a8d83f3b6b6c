//! Milestones: planned, moved with a reason, done, taken back, given up.

use super::{MARCH, report, scene};
use chengfeng::features::projects::{EndState, Stage};
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::{Value, json};

fn milestone(name: &str, planned_on: &str) -> Value {
    json!({"code": "main_works", "name": name, "planned_on": planned_on})
}

#[actix_web::test]
async fn a_milestone_is_planned_moved_done_and_taken_back() {
    let s = scene(1).await;
    let path = format!("/projects/{}/milestones", s.projects[0]);
    let made = s.clerk.post(&path, milestone("主体封顶", "2026-03-10")).await.expect(201);
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}/{}", made.id()).as_str()));
    assert_eq!((&made.body["state"], &made.body["needs_reason"]), (&json!("ahead"), &json!(false)));
    s.clerk.post(&path, milestone("主体封顶", "2026-04-10")).await.expect_problem(409, "resource.conflict");
    let one = format!("{path}/{}", made.id());
    // ahead of its day it moves freely
    let moved = s.clerk.put(&one, 1, milestone("主体封顶", "2026-03-05")).await.expect(200);
    s.clerk.put(&one, 1, milestone("主体封顶", "2026-03-06")).await.expect_problem(412, "resource.stale");
    assert_eq!(
        (&moved.body["first_planned_on"], &moved.body["state"]),
        (&json!("2026-03-10"), &json!("soon"))
    );
    s.app.advance_days(6); // the 8th: three days late
    let late = s.clerk.get(&one).await.expect(200);
    assert_eq!((&late.body["state"], &late.body["days_late"]), (&json!("overdue"), &json!(3)));
    let silent = s.clerk.put(&one, 2, milestone("主体封顶", "2026-03-20")).await;
    assert_eq!(silent.expect_problem(422, "request.invalid").body["errors"][0]["pointer"], "/reason");
    let mut said = milestone("主体封顶", "2026-03-20");
    said["reason"] = json!("钢材到货推迟");
    let moved = s.clerk.put(&one, 2, said).await.expect(200);
    assert_eq!(moved.body["changes"].as_array().expect("two").len(), 2);
    assert_eq!(moved.body["changes"][1]["reason"], "钢材到货推迟");

    let done = format!("{one}/completions");
    let early = s.clerk.post_at(&done, 3, json!({"actual_on": "2026-03-09"})).await;
    assert_eq!(early.expect_problem(422, "request.invalid").body["errors"][0]["code"], "in_future");
    s.clerk.post_at(&done, 3, json!({"actual_on": "2026-03-08", "file_ids": [999]})).await.expect(422);
    let proof = s.clerk.proof().await;
    let is_done =
        s.clerk.post_at(&done, 3, json!({"actual_on": "2026-03-08", "file_ids": [proof]})).await.expect(200);
    assert_eq!((&is_done.body["state"], &is_done.body["days_late"]), (&json!("done"), &json!(-12)));
    assert_eq!(is_done.body["files"][0]["file_id"], proof);
    s.clerk
        .post_at(&done, 4, json!({"actual_on": "2026-03-08"}))
        .await
        .expect_problem(409, "milestone.wrong_state");
    s.clerk
        .put(&one, 4, milestone("主体封顶", "2026-05-01"))
        .await
        .expect_problem(409, "milestone.wrong_state");
    let withdraw = format!("{one}/withdrawals");
    let reason = json!({"reason": "不再需要"});
    s.clerk.post_at(&withdraw, 4, reason.clone()).await.expect_problem(409, "milestone.wrong_state");
    let back = format!("{one}/reversals");
    let open = s.clerk.post_at(&back, 4, json!({"reason": "登记有误"})).await.expect(200);
    assert_eq!((&open.body["actual_on"], &open.body["state"]), (&Value::Null, &json!("ahead")));
    s.clerk
        .post_at(&back, 5, json!({"reason": "登记有误"}))
        .await
        .expect_problem(409, "milestone.wrong_state");
    let ended = s.clerk.post_at(&withdraw, 5, reason.clone()).await.expect(200);
    assert_eq!((&ended.body["state"], &ended.body["can"]), (&json!("ended"), &json!([])));
    s.clerk.post_at(&withdraw, 6, reason).await.expect_problem(409, "milestone.wrong_state");
    let history =
        s.clerk.get(&format!("/projects/{}/history", s.projects[0])).await.expect(200).body.to_string();
    for event in ["planned", "changed", "done", "taken_back", "withdrawn"] {
        assert!(history.contains(&format!("project.milestone_{event}")), "{event}");
    }
}

#[actix_web::test]
async fn what_was_reported_moves_only_with_a_reason_and_what_is_frozen_stays_done() {
    let s = scene(1).await;
    let path = format!("/projects/{}/milestones", s.projects[0]);
    let made = s.clerk.post(&path, milestone("竣工", "2026-12-01")).await.expect(201);
    let one = format!("{path}/{}", made.id());
    s.reports(0, MARCH, report(10, json!({}))).await;
    assert_eq!(s.clerk.get(&one).await.expect(200).body["needs_reason"], true);
    s.clerk.put(&one, 1, milestone("竣工", "2026-12-20")).await.expect_problem(422, "request.invalid");
    s.clerk.post_at(&format!("{one}/completions"), 1, json!({"actual_on": "2026-03-02"})).await.expect(200);
    s.app.advance_days(24);
    s.freezes(MARCH).await.expect(200);
    let back = s.clerk.post_at(&format!("{one}/reversals"), 2, json!({"reason": "登记有误"})).await;
    back.expect_problem(409, "report.frozen");
}

#[actix_web::test]
async fn a_set_is_offered_from_the_day_of_signing_and_lists_are_told_by_state() {
    let s = scene(1).await;
    let id = s.projects[0];
    let path = format!("/projects/{id}/milestones");
    assert_eq!(s.clerk.get(&path).await.expect(200).body["offered"], json!([]));
    s.app.db(move |tx| {
        use chengfeng::db::schema::projects as p;
        let signed: chrono::NaiveDate = "2025-12-01".parse().expect("a day");
        diesel::update(p::table.find(id)).set(p::signed_on.eq(signed)).execute(&mut **tx)?;
        Ok(())
    });
    let offered = s.clerk.get(&path).await.expect(200).body["offered"].clone();
    assert_eq!(offered[0], json!({"code": "land", "name": "取得土地", "planned_on": "2026-03-01"}));
    let mut twice = offered.as_array().expect("six").clone();
    twice.push(twice[0].clone());
    let all = format!("{path}/batch");
    s.clerk.post(&all, json!({"items": twice})).await.expect_problem(409, "resource.conflict");
    assert_eq!(s.clerk.get(&path).await.expect(200).body["items"], json!([]), "none of them");
    let plan = s.clerk.post(&all, json!({"items": offered})).await.expect(200).body;
    assert_eq!((plan["items"].as_array().expect("six").len(), &plan["offered"]), (6, &json!([])));
    let total = |body: Value| body["total"].as_i64().expect("a total");
    let list = |query: &str| format!("/milestones{query}");
    assert_eq!(total(s.clerk.get(&list("")).await.expect(200).body), 6);
    assert_eq!(total(s.bureau.get(&list("?state=overdue")).await.expect(200).body), 1);
    assert_eq!(total(s.bureau.get(&list("?due_within=40&code=eia,land")).await.expect(200).body), 2);
    assert_eq!(total(s.bureau.get(&list("?state=done,ended")).await.expect(200).body), 0);
    let first = s.bureau.get(&list("?per_page=4")).await.expect(200).body;
    let cursor = first["next_cursor"].as_str().expect("more");
    let rest = s.bureau.get(&list(&format!("?per_page=4&cursor={cursor}"))).await.expect(200).body;
    assert_eq!(rest["items"].as_array().expect("two").len(), 2);
    assert_eq!(s.app.clerk("市发改委").get("/milestones").await.expect(200).body["total"], 0);
    // overdue and soon due ones wait in the inbox of the unit
    let todo = s.clerk.get("/inbox?kind=milestone_due").await.expect(200).body;
    assert_eq!((&todo["total"], &todo["items"][0]["overdue_days"]), (&json!(1), &json!(1)));
    let colour =
        s.clerk.get(&format!("/projects/{id}/colour")).await.expect(200).body["current"]["colour"].clone();
    assert!(colour.is_string(), "{colour}");
    assert_eq!(todo["items"][0]["colour"], colour, "the item has the colour of its project");
    let (done, _) = s.app.exported(&s.clerk, json!({"list": "milestones", "format": "csv"})).await;
    assert_eq!(done["rows_written"], 6);
}

#[actix_web::test]
async fn who_may_and_who_may_not() {
    let s = scene(1).await;
    let path = format!("/projects/{}/milestones", s.projects[0]);
    let made = s.clerk.post(&path, milestone("主体封顶", "2026-05-01")).await.expect(201);
    let one = format!("{path}/{}", made.id());
    let stranger = s.app.clerk("市发改委");
    stranger.get(&one).await.expect(404);
    stranger.post(&path, milestone("甲乙", "2026-05-01")).await.expect(404);
    stranger.put(&one, 1, milestone("主体封顶", "2026-05-01")).await.expect(404);
    stranger.post_at(&format!("{one}/completions"), 1, json!({"actual_on": "2026-03-01"})).await.expect(404);
    let leader = s.app.leader();
    assert_eq!(leader.get(&one).await.expect(200).body["can"], json!([]));
    leader.put(&one, 1, milestone("主体封顶", "2026-05-01")).await.expect_problem(403, "policy.forbidden");
    let enterprise = s.app.enterprise("某投资有限公司");
    let partner = s.app.partner(enterprise, &["projects:read"]);
    partner.get(&one).await.expect(404);
    s.app.party(s.projects[0], enterprise);
    assert_eq!(partner.get(&one).await.expect(200).body["name"], "主体封顶");
    partner.post(&path, milestone("甲乙", "2026-05-01")).await.expect(403);
    s.app.audit_admin().get("/milestones").await.expect_problem(403, "policy.forbidden");
    let of_another = s.app.staged_project("别的", s.clerk.unit_id, Stage::Building);
    s.clerk.get(&format!("/projects/{of_another}/milestones/{}", made.id())).await.expect(404);
    for (body, pointer) in [
        (json!({"code": "roof", "name": "主体", "planned_on": "2026-05-01"}), "/code"),
        (json!({"code": "other", "name": "主", "planned_on": "2026-05-01"}), "/name"),
        (json!({"code": "other", "name": "主体", "planned_on": "2026-02-30"}), "/planned_on"),
        (
            json!({"code": "other", "name": "主体", "planned_on": "2026-05-01", "actual_on": "2026-05-01"}),
            "/actual_on",
        ),
    ] {
        let bad = s.clerk.post(&path, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(bad.body["errors"][0]["pointer"], pointer, "{body}");
    }
    let done = format!("{one}/completions");
    let day = json!({"actual_on": "2026-03-01"});
    let both = join_all([1, 2].map(|_| s.clerk.post_at(&done, 1, day.clone()))).await;
    let mut statuses: Vec<u16> = both.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    s.app.ends(s.projects[0], EndState::Terminated);
    s.clerk.post(&path, milestone("甲乙", "2026-05-01")).await.expect_problem(409, "project.ended");
}
