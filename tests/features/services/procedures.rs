//! Procedures: planned from the template, received, paused, finished, late; who may and who may not.

use super::{ids, pointers, project_with, texts, told};
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

async fn plans(clerk: &Actor, project: i64, codes: Value) -> Value {
    clerk.post(&format!("/projects/{project}/procedures"), json!({ "codes": codes })).await.expect(200).body
}

fn item(chart: &Value, code: &str) -> i64 {
    let items = chart["items"].as_array().into_iter().flatten();
    let found = items.filter(|i| i["code"] == code).filter_map(|i| i["id"].as_i64()).next();
    found.expect("an item of this code")
}

async fn moves(by: &Actor, id: i64, act: &str, version: i64, body: Value) -> Answer {
    by.post_at(&format!("/approval-items/{id}/{act}"), version, body).await
}

/// Received today (Monday 2 March 2026 in the harness) with so many days promised.
async fn received(by: &Actor, id: i64, days: i64) -> Answer {
    moves(by, id, "receptions", 1, json!({ "received_on": "2026-03-02", "promised_days": days }))
        .await
        .expect(200)
}

#[actix_web::test]
async fn the_template_gives_a_chart_in_columns_with_its_longest_road() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = project_with(&app, &clerk, app.enterprise("沪上铜箔有限公司")).await;
    let path = format!("/projects/{project}/procedures");
    let empty = clerk.get(&path).await.expect(200).body;
    assert_eq!((&empty["items"], &empty["needed"]), (&json!([]), &json!(0)));
    assert_eq!((&empty["goal_working_days"], &empty["can"]), (&json!(90), &json!(["approval.edit"])));
    assert!(texts(&empty["offers"], "code").contains(&"construction_permit".to_owned()));

    let chart = clerk.post(&path, json!({})).await.expect(200).body;
    assert!(
        !texts(&chart["items"], "code").contains(&"approval".to_owned()),
        "optional ones are not planned"
    );
    let place = |code: &str| {
        let items = chart["items"].as_array().into_iter().flatten();
        let mut found =
            items.filter(|i| i["code"] == code).map(|i| (i["column"].clone(), i["critical"].clone()));
        found.next_back().expect("planned")
    };
    assert_eq!(place("registration"), (json!(0), json!(true)));
    assert_eq!(place("filing"), (json!(1), json!(true)));
    assert_eq!(place("environment_report"), (json!(2), json!(false)));
    assert_eq!(place("land_supply"), (json!(4), json!(true)));
    // 登记1 + 备案0 + 选址2 + 规划条件3 + 出让30 + 用地规划5 + 工程规划7 + 施工图3 + 消防7 + 施工许可5 + 接入10 + 验收7 + 登记3
    assert_eq!(chart["planned_working_days"], 83);
    let again = clerk.post(&path, json!({})).await.expect(200).body;
    assert_eq!(again["needed"], chart["needed"], "nothing is planned twice");
    assert_eq!(app.journal_count("project.procedures_planned"), 1);
    let refused = clerk.post(&path, json!({ "codes": ["registration", "moon_permit"] })).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/codes/1"]);
    app.clerk("市财政局").post(&path, json!({})).await.expect_problem(404, "resource.not_found");
    app.leader().post(&path, json!({})).await.expect_problem(403, "policy.forbidden");
    app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_clock_runs_stands_still_and_ends() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = project_with(&app, &clerk, app.enterprise("沪上铜箔有限公司")).await;
    let chart = plans(&clerk, project, json!(["land_use_permit", "works_permit"])).await;
    let id = item(&chart, "land_use_permit");
    let at = format!("/approval-items/{id}");
    clerk.get(&format!("{at}/deadline")).await.expect_problem(409, "service.wrong_state");
    // no promise longer than the standard without a reason
    let long = json!({ "received_on": "2026-03-02", "promised_days": 6 });
    let refused =
        moves(&clerk, id, "receptions", 1, long.clone()).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/longer_reason"]);
    let late = json!({ "received_on": "2026-03-03" });
    let refused = moves(&clerk, id, "receptions", 1, late).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/received_on"]);

    let got = received(&clerk, id, 5).await;
    assert_eq!((&got.body["state"], &got.body["due_on"]), (&json!("received"), &json!("2026-03-09")));
    assert!(got.body["due_because"].as_str().is_some_and(|text| text.contains("3月2日收到，当日不计")));
    let days = clerk.get(&format!("{at}/deadline")).await.expect(200).body;
    assert_eq!(days["days"].as_array().map(Vec::len), Some(7), "each day from the next one is told");

    app.advance_days(2); // Wednesday
    let proof = clerk.document("补正通知书").await;
    let no_proof = json!({ "from_on": "2026-03-04", "reason": "等待补正", "file_ids": [] });
    moves(&clerk, id, "pauses", 2, no_proof).await.expect_problem(422, "request.invalid");
    let first_day = json!({ "from_on": "2026-03-02", "reason": "等待补正", "file_ids": [proof] });
    let refused = moves(&clerk, id, "pauses", 2, first_day).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/from_on"]);
    let pause = json!({ "from_on": "2026-03-04", "reason": "等待企业补正总平面图", "file_ids": [proof] });
    let paused = moves(&clerk, id, "pauses", 2, pause.clone()).await.expect(200);
    assert_eq!((&paused.body["state"], &paused.body["due_on"]), (&json!("paused"), &Value::Null));
    moves(&clerk, id, "pauses", 3, pause).await.expect_problem(409, "service.wrong_state");
    let done = json!({ "finished_on": "2026-03-04" });
    moves(&clerk, id, "completions", 3, done).await.expect_problem(409, "service.wrong_state");

    app.advance_days(5); // Monday
    let refused = moves(&clerk, id, "resumptions", 3, json!({ "until_on": "2026-03-04" })).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/until_on"]);
    let on = moves(&clerk, id, "resumptions", 3, json!({ "until_on": "2026-03-09" })).await.expect(200);
    // one day was counted (3 March), three working days stood still, four are left from 9 March
    assert_eq!((&on.body["due_on"], &on.body["used_days"]), (&json!("2026-03-12"), &json!(2)));

    app.advance_days(4); // Friday 13 March
    let shown = clerk.get(&at).await.expect(200);
    assert_eq!(
        (&shown.body["days_overdue"], &shown.body["pauses"][0]["reason"]),
        (&json!(1), &json!("等待企业补正总平面图"))
    );
    let overdue = clerk.get("/approval-items?overdue=true").await.expect(200);
    assert_eq!(ids(&overdue), [id]);
    let paper = json!({ "finished_on": "2026-03-13", "result_number": "金自然资规〔2026〕8号", "file_ids": [clerk.document("许可证").await] });
    let over = moves(&clerk, id, "completions", 4, paper).await.expect(200);
    assert_eq!((&over.body["state"], &over.body["actual_days"]), (&json!("finished"), &json!(6)));
    assert_eq!(over.body["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(ids(&clerk.get("/approval-items?kept=late").await.expect(200)), [id]);
    assert_eq!(ids(&clerk.get("/approval-items?kept=in_time").await.expect(200)), Vec::<i64>::new());
    moves(&clerk, id, "completions", 5, json!({ "finished_on": "2026-03-13" }))
        .await
        .expect_problem(409, "service.wrong_state");
    let back = moves(&clerk, id, "reopenings", 5, json!({ "reason": "证号登记有误" })).await.expect(200);
    assert_eq!((&back.body["state"], &back.body["finished_on"]), (&json!("received"), &Value::Null));
    let history = told(&clerk, project).await;
    for event in ["project.procedure_received", "project.procedure_paused", "project.procedure_resumed"] {
        assert!(history.contains(&event.to_owned()), "{event}: {history:?}");
    }
}

#[actix_web::test]
async fn what_is_not_needed_leaves_the_chart_and_waiting_names_what_comes_first() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = project_with(&app, &clerk, app.enterprise("沪上铜箔有限公司")).await;
    let chart = plans(&clerk, project, json!(["site_opinion", "planning_conditions"])).await;
    let (first, second) = (item(&chart, "site_opinion"), item(&chart, "planning_conditions"));
    let waits = clerk.get(&format!("/approval-items/{second}")).await.expect(200).body;
    assert_eq!(waits["waits_for"], json!(["用地预审与选址意见"]));
    let why = json!({ "reason": "利用存量厂房，不新增用地" });
    let gone = moves(&clerk, first, "exemptions", 1, why.clone()).await.expect(200).body;
    assert_eq!(gone["state"], "not_needed");
    let waits = clerk.get(&format!("/approval-items/{second}")).await.expect(200).body;
    assert_eq!(waits["waits_for"], json!([]));
    let chart = clerk.get(&format!("/projects/{project}/procedures")).await.expect(200).body;
    assert_eq!((&chart["needed"], &chart["planned_working_days"]), (&json!(1), &json!(3)));
    moves(&clerk, first, "exemptions", 2, why.clone()).await.expect_problem(409, "service.wrong_state");
    let back = moves(&clerk, first, "reopenings", 2, why).await.expect(200).body;
    assert_eq!(back["state"], "planned");
}

#[actix_web::test]
async fn an_item_of_its_own_is_checked_whole() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市工信局"));
    let project = project_with(&app, &clerk, app.enterprise("沪上铜箔有限公司")).await;
    plans(&clerk, project, json!(["registration", "filing"])).await;
    let path = format!("/projects/{project}/approval-items");
    let own = |more: Value| {
        let mut body = json!({ "code": "water_permit", "name": "取水许可", "standard_days": 10 });
        body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        body
    };
    for (bad, pointer) in [
        (json!({ "code": "registration" }), "/code"),
        (json!({ "code": "Water" }), "/code"),
        (json!({ "name": "水" }), "/name"),
        (json!({ "after": ["moon_permit"] }), "/after/0"),
        (json!({ "after": ["water_permit"] }), "/after/0"),
        (json!({ "unit_id": 999_999 }), "/unit_id"),
        (json!({ "promised_days": 11 }), "/longer_reason"),
        (json!({ "promised_days": -1 }), "/promised_days"),
        (json!({ "project_code": "2103-620302-04-01-123456" }), "/project_code"),
        (json!({ "file_ids": [999_999] }), "/file_ids/0"),
        (json!({ "state": "finished" }), "/state"),
    ] {
        let refused = clerk.post(&path, own(bad.clone())).await.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{bad}: {}", refused.body);
    }
    let made = clerk.post(&path, own(json!({ "after": ["filing"] }))).await.expect(201);
    let at = format!("/approval-items/{}", made.id());
    assert_eq!(made.header("location"), Some(format!("/api/v1{at}").as_str()));
    // filing cannot wait for what waits for it
    let chart = clerk.get(&format!("/projects/{project}/procedures")).await.expect(200).body;
    let filing = item(&chart, "filing");
    let circle = json!({ "code": "filing", "name": "项目备案", "after": ["water_permit"] });
    let refused = clerk.put(&format!("/approval-items/{filing}"), 1, circle).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/after"]);
    let stale = clerk.put(&at, 7, own(json!({}))).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["name"], "取水许可");
    let (a, b) = futures_util::future::join(
        clerk.put(&at, 1, own(json!({ "window_name": "水务窗口" }))),
        other.put(&at, 1, own(json!({ "window_name": "政务大厅3号" }))),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let version = clerk.get(&at).await.expect(200).version();
    let got = json!({ "received_on": "2026-03-02", "promised_days": 7 });
    let got = moves(&clerk, made.id(), "receptions", version, got).await.expect(200);
    let refused = clerk.put(&at, got.version(), own(json!({ "promised_days": 9 }))).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/promised_days"]);
}

#[actix_web::test]
async fn a_window_sees_its_items_and_a_partner_its_own() {
    let app = TestApp::new().await;
    let (clerk, window) = (app.clerk("市工信局"), app.clerk("市自然资源局"));
    let (company, stranger) = (app.enterprise("沪上铜箔有限公司"), app.enterprise("金陵电池"));
    let project = project_with(&app, &clerk, company).await;
    let chart = plans(&clerk, project, json!(["site_opinion", "filing"])).await;
    let id = item(&chart, "site_opinion");
    let at = format!("/approval-items/{id}");
    window.get(&at).await.expect_problem(404, "resource.not_found");
    let named = json!({ "code": "site_opinion", "name": "用地预审与选址意见", "standard_days": 2, "unit_id": window.unit_id });
    clerk.put(&at, 1, named).await.expect(200);
    let seen = window.get("/approval-items").await.expect(200);
    assert_eq!(ids(&seen), [id], "its own window and nothing else of the project");
    window.get(&format!("/projects/{project}")).await.expect_problem(404, "resource.not_found");
    let got = moves(&window, id, "receptions", 2, json!({ "received_on": "2026-03-02" })).await.expect(200);
    assert_eq!((&got.body["promised_days"], &got.body["due_on"]), (&json!(2), &json!("2026-03-04")));
    let waiting = window.get("/inbox").await.expect(200).body;
    assert_eq!(
        (&waiting["items"][0]["kind"], &waiting["items"][0]["due_on"]),
        (&json!("approval_due"), &json!("2026-03-04"))
    );

    let partner = app.partner(company, &["projects:read"]);
    let own = partner.get("/approval-items").await.expect(200);
    assert_eq!(own.body["total"], 2);
    assert_eq!(own.body["items"][0]["can"], json!([]));
    partner.get(&format!("/projects/{project}/procedures")).await.expect(200);
    let foreign = app.partner(stranger, &["projects:read"]);
    foreign.get(&at).await.expect_problem(404, "resource.not_found");
    assert_eq!(
        foreign.get(&format!("/approval-items?project_id={project}")).await.expect(200).body["total"],
        0
    );
    let done = json!({ "finished_on": "2026-03-02" });
    partner.post_at(&format!("{at}/completions"), 3, done).await.expect_problem(403, "auth.scope_missing");
}

#[actix_web::test]
async fn of_a_confidential_project_a_window_is_asked_for_nothing_but_who_is_named_is() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let (window, named) = (app.clerk("市自然资源局"), app.clerk("市自然资源局"));
    let company = app.enterprise("沪上铜箔有限公司");
    let project = project_with(&app, &clerk, company).await;
    let chart = plans(&clerk, project, json!(["site_opinion"])).await;
    let at = format!("/approval-items/{}", item(&chart, "site_opinion"));
    let content = json!({ "code": "site_opinion", "name": "用地预审与选址意见", "standard_days": 2, "unit_id": window.unit_id });
    clerk.put(&at, 1, content).await.expect(200);
    moves(&window, item(&chart, "site_opinion"), "receptions", 2, json!({ "received_on": "2026-03-02" }))
        .await
        .expect(200);
    let due =
        |body: &Value| texts(&body["items"], "kind").iter().filter(|kind| *kind == "approval_due").count();
    for clerk in [&window, &named] {
        assert_eq!(due(&clerk.get("/inbox").await.expect(200).body), 1);
    }
    let version = clerk.get(&format!("/projects/{project}")).await.expect(200).version();
    let confide = json!({ "confidential": true, "reader_ids": [named.id, bureau.id] });
    bureau.put(&format!("/projects/{project}/confidentiality"), version, confide).await.expect(200);
    assert_eq!(due(&window.get("/inbox").await.expect(200).body), 0);
    assert_eq!(due(&named.get("/inbox").await.expect(200).body), 1);
}
