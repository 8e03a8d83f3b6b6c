//! The working calendar: looking, editing, deadlines; cases 11 and 12 of the acceptance list.

use actix_web::http::Method;
use chengfeng::features::calendar;
use harness::TestApp;
use serde_json::json;

async fn seeded() -> TestApp {
    let app = TestApp::new().await;
    assert_eq!(app.db(calendar::seed), 8, "2019 to 2026");
    assert_eq!(app.db(calendar::seed), 0, "again changes nothing");
    assert_eq!(app.db(calendar::seed_if_empty), 0);
    app
}

#[actix_web::test]
async fn five_working_days_over_the_national_day_of_2026() {
    let app = seeded().await;
    let clerk = app.clerk("市工信局");
    let five = clerk.get("/calendar/deadline?received_on=2026-09-30&working_days=5").await.expect(200);
    assert_eq!(five.body["due_on"], "2026-10-13");
    assert_eq!(five.body["due_at"], "2026-10-13T16:00:00Z", "24:00 in Shanghai");
    assert_eq!(five.body["warnings"], json!([]));
    let why = five.body["explanation"].as_str().expect("text");
    assert!(why.contains("国庆节放假") && why.contains("调休上班"), "{why}");
    assert_eq!(five.body["days"].as_array().map(Vec::len), Some(13));

    let weekly = clerk.get("/calendar/deadline?planned_on=2026-10-02&time=10:00").await.expect(200);
    assert_eq!(
        (&weekly.body["due_on"], &weekly.body["due_at"]),
        (&json!("2026-10-08"), &json!("2026-10-08T02:00:00Z"))
    );
    assert!(weekly.body["explanation"].as_str().is_some_and(|w| w.contains("顺延")), "{}", weekly.body);
}

#[actix_web::test]
async fn pauses_do_not_count_and_an_open_one_leaves_the_day_open() {
    let app = seeded().await;
    let clerk = app.clerk("市工信局");
    let paused = clerk
        .get("/calendar/deadline?received_on=2026-03-02&working_days=3&pauses=2026-03-03/2026-03-09&time=17:30")
        .await
        .expect(200);
    assert_eq!(paused.body["due_on"], "2026-03-11");
    assert_eq!(paused.body["due_at"], "2026-03-11T09:30:00Z");
    assert_eq!((&paused.body["paused_days"], &paused.body["paused_working_days"]), (&json!(6), &json!(4)));
    let open = clerk
        .get("/calendar/deadline?received_on=2026-03-02&working_days=3&pauses=2026-03-03")
        .await
        .expect(200);
    assert_eq!((&open.body["due_on"], &open.body["due_at"]), (&json!(null), &json!(null)));
}

#[actix_web::test]
async fn a_year_without_decree_is_said_aloud() {
    let app = seeded().await;
    let bureau = app.bureau();
    let late = bureau.get("/calendar/deadline?received_on=2026-12-30&working_days=5").await.expect(200);
    let warning = late.body["warnings"][0].as_str().expect("warned").to_owned();
    assert!(warning.contains("2027 年") && warning.contains("录入工作日历"), "{warning}");
    let year = bureau.get("/calendar/days?year=2027").await.expect(200);
    assert_eq!((&year.body["decreed"], &year.body["days"]), (&json!(false), &json!([])));
    assert_eq!(year.body["warning"].as_str(), Some(warning.as_str()));

    let read = bureau.get("/calendar/years/2027").await.expect(200);
    assert_eq!(read.version(), 0);
    let body = json!({"decreed": true, "source": "国办发明电〔2026〕9号"});
    bureau
        .put("/calendar/years/2027", 0, json!({"decreed": true}))
        .await
        .expect_problem(422, "request.invalid");
    bureau.put("/calendar/years/2027", 7, body.clone()).await.expect_problem(412, "resource.stale");
    bureau.call(Method::PUT, "/calendar/years/2027").json(body.clone()).send().await.expect(428);
    let done = bureau.put("/calendar/years/2027", 0, body.clone()).await.expect(200);
    assert_eq!((&done.body["decreed"], done.version()), (&json!(true), 1));
    let stale =
        bureau.put("/calendar/years/2027", 0, body.clone()).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["version"], 1);
    let later = bureau.get("/calendar/deadline?received_on=2026-12-30&working_days=5").await.expect(200);
    assert_eq!(later.body["warnings"], json!([]));
    app.clerk("市工信局")
        .put("/calendar/years/2027", 1, body.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    bureau.put("/calendar/years/20270", 0, body).await.expect_problem(404, "resource.not_found");
    bureau.get("/calendar/years/1").await.expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn a_year_shows_the_days_that_differ() {
    let app = seeded().await;
    let year = app.leader().get("/calendar/days?year=2026").await.expect(200);
    assert_eq!(
        (&year.body["decreed"], &year.body["warning"], &year.body["can"]),
        (&json!(true), &json!(null), &json!([]))
    );
    let days = year.body["days"].as_array().expect("days");
    assert_eq!(days.len(), 39, "33 off and 6 worked");
    let saturday = days.iter().find(|d| d["on"] == "2026-10-10").expect("worked Saturday");
    assert_eq!(
        (&saturday["kind"], &saturday["working"], &saturday["weekday"], &saturday["version"]),
        (&json!("worked"), &json!(true), &json!(6), &json!(1))
    );
    assert!(
        year.body["working_days"].as_i64().is_some_and(|n| (245..=252).contains(&n)),
        "{}",
        year.body["working_days"]
    );
    app.system_admin().get("/calendar/days?year=2026").await.expect(200);
    app.bureau().get("/calendar/days").await.expect_problem(422, "request.invalid");
    app.bureau().get("/calendar/days?year=99999").await.expect_problem(422, "request.invalid");
    app.anonymous().get("/calendar/days?year=2026").await.expect_problem(401, "auth.required");
}

#[actix_web::test]
async fn a_day_is_edited_from_version_zero_and_back_to_normal() {
    let app = seeded().await;
    let bureau = app.bureau();
    let plain = bureau.get("/calendar/days/2026-07-15").await.expect(200);
    assert_eq!(
        (&plain.body["kind"], &plain.body["working"], plain.version()),
        (&json!("normal"), &json!(true), 0)
    );
    let off = json!({"kind": "off", "name": "防汛停工", "source": "市政府通知"});
    bureau.call(Method::PUT, "/calendar/days/2026-07-15").json(off.clone()).send().await.expect(428);
    let marked = bureau.put("/calendar/days/2026-07-15", 0, off.clone()).await.expect(200);
    assert_eq!(
        (&marked.body["working"], &marked.body["reason"], marked.version()),
        (&json!(false), &json!("防汛停工放假"), 1)
    );
    let stale =
        bureau.put("/calendar/days/2026-07-15", 0, off.clone()).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["name"], "防汛停工");
    let moved = bureau.get("/calendar/deadline?received_on=2026-07-14&working_days=1").await.expect(200);
    assert_eq!(moved.body["due_on"], "2026-07-16");
    let back = bureau.put("/calendar/days/2026-07-15", 1, json!({"kind": "normal"})).await.expect(200);
    assert_eq!((&back.body["working"], back.version()), (&json!(true), 2));
    let moved = bureau.get("/calendar/deadline?received_on=2026-07-14&working_days=1").await.expect(200);
    assert_eq!(moved.body["due_on"], "2026-07-15");
    let journal =
        app.audit_admin().get("/journal?subject_kind=calendar&subject_id=20260715").await.expect(200);
    assert_eq!(journal.body["total"], 2, "{}", journal.body);

    for (path, body) in [
        ("/calendar/days/2026-07-16", json!({"kind": "off"})),
        ("/calendar/days/2026-07-16", json!({"kind": "worked", "name": "某节", "source": "通知"})),
        ("/calendar/days/2026-07-16", json!({"kind": "holiday"})),
        ("/calendar/days/2026-07-16", json!({"kind": "normal", "on": "2026-07-17"})),
    ] {
        bureau.put(path, 0, body).await.expect_problem(422, "request.invalid");
    }
    for path in ["/calendar/days/2026-02-30", "/calendar/days/0000-00-00", "/calendar/days/9999-01-01"] {
        bureau.put(path, 0, off.clone()).await.expect_problem(404, "resource.not_found");
        bureau.get(path).await.expect_problem(404, "resource.not_found");
    }
    for actor in [app.clerk("市工信局"), app.leader(), app.audit_admin()] {
        actor.put("/calendar/days/2026-07-17", 0, off.clone()).await.expect_problem(403, "policy.forbidden");
    }
}

#[actix_web::test]
async fn of_two_who_mark_the_same_day_at_once_one_is_told() {
    let app = seeded().await;
    let (one, two) = (app.bureau(), app.system_admin());
    let off = |name: &str| json!({"kind": "off", "name": name, "source": "通知"});
    let put = |actor: harness::Actor, body| {
        actix_web::rt::spawn(async move { actor.put("/calendar/days/2026-07-20", 0, body).await.status })
    };
    let (a, b) = (put(one, off("甲")), put(two, off("乙")));
    let mut statuses = [a.await.expect("runs"), b.await.expect("runs")];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[actix_web::test]
async fn questions_that_cannot_be_answered_say_why() {
    let app = seeded().await;
    let clerk = app.clerk("市工信局");
    for query in [
        "",
        "?received_on=2026-03-02",
        "?received_on=2026-03-02&working_days=5&planned_on=2026-03-02",
        "?planned_on=2026-03-02&pauses=2026-03-01",
        "?received_on=2026-03-02&working_days=-1",
        "?received_on=2026-03-02&working_days=2501",
        "?received_on=2026-02-30&working_days=1",
        "?received_on=2026-03-02&working_days=1&time=25:00",
        "?received_on=2026-03-02&working_days=1&pauses=2026-03-09/2026-03-03",
        "?received_on=2026-03-02&working_days=1&pauses=yesterday",
    ] {
        clerk.get(&format!("/calendar/deadline{query}")).await.expect_problem(422, "request.invalid");
    }
    let zero = clerk.get("/calendar/deadline?received_on=2026-03-01&working_days=0").await.expect(200);
    assert_eq!(zero.body["due_on"], "2026-03-02", "Sunday moves on to Monday");
}
