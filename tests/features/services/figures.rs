//! Service records, the figures of service and the projects nobody kept in touch with.

use super::{ids, pointers, project_with, told};
use chengfeng::features::projects::Stage;
use harness::TestApp;
use serde_json::{Value, json};

#[actix_web::test]
async fn a_service_is_recorded_once_seen_by_whom_it_concerns_and_withdrawn() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市财政局"));
    let company = app.enterprise("沪上铜箔有限公司");
    let project = project_with(&app, &clerk, company).await;
    let given = |more: Value| {
        let mut body = json!({ "project_id": project, "service": "errands", "happened_on": "2026-03-02", "said": "陪同到窗口报件，当场受理。" });
        body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        body
    };
    let key = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let send = async || {
        let call =
            clerk.call("POST".parse().expect("method"), "/service-records").header("Idempotency-Key", key);
        call.json(given(json!({}))).send().await.expect(201).id()
    };
    let first = send().await;
    app.advance_days(30);
    assert_eq!(send().await, first, "a phone's repeated request is the same record");
    assert!(told(&clerk, project).await.contains(&"project.service_recorded".to_owned()));
    for (bad, pointer) in [
        (json!({ "service": "magic" }), "/service"),
        (json!({ "happened_on": "2027-03-03" }), "/happened_on"),
        (json!({ "said": "无" }), "/said"),
        (json!({ "project_id": null }), "/project_id"),
        (json!({ "project_id": 999_999 }), "/project_id"),
        (json!({ "enterprise_id": 999_999 }), "/enterprise_id"),
        (json!({ "file_ids": [999_999] }), "/file_ids/0"),
        (json!({ "unit_id": 1 }), "/unit_id"),
    ] {
        let refused = clerk.post("/service-records", given(bad.clone())).await;
        let refused = refused.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{bad}: {}", refused.body);
    }
    other.get(&format!("/service-records/{first}")).await.expect_problem(404, "resource.not_found");
    let partner = app.partner(company, &["projects:read"]);
    partner.get("/service-records").await.expect(403);
    let path = format!("/service-records/{first}/withdrawals");
    let why = json!({ "reason": "记错了项目" });
    clerk.post_at(&path, 9, why.clone()).await.expect_problem(412, "resource.stale");
    app.leader().post_at(&path, 1, why.clone()).await.expect_problem(403, "policy.forbidden");
    let gone = clerk.post_at(&path, 1, why.clone()).await.expect(200).body;
    assert_eq!((&gone["withdraw_reason"], &gone["can"]), (&json!("记错了项目"), &json!([])));
    clerk.post_at(&path, 2, why).await.expect_problem(409, "service.wrong_state");
    assert_eq!(clerk.get("/service-records").await.expect(200).body["total"], 0);
    assert_eq!(ids(&clerk.get("/service-records?withdrawn=true").await.expect(200)), [first]);
}

#[actix_web::test]
async fn the_figures_count_what_the_lists_show() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上铜箔有限公司");
    let raise = async |title: &str| {
        let body =
            json!({ "enterprise_id": company, "kind": "land", "title": title, "said": "需要协调用地。" });
        clerk.post("/tickets", body).await.expect(201).id()
    };
    let (quick, slow) = (raise("甲地块").await, raise("乙地块").await);
    let fresh_waits = clerk.get("/service-figures").await.expect(200).body;
    assert_eq!(fresh_waits["no_waiting"][0]["of"], 0, "what is not due yet counts for nothing");
    clerk.post_at(&format!("/tickets/{quick}/acceptances"), 1, json!({})).await.expect(200);
    app.advance_days(2);
    clerk.post_at(&format!("/tickets/{slow}/acceptances"), 1, json!({})).await.expect(200);
    clerk.post_at(&format!("/tickets/{quick}/answers"), 2, json!({ "text": "已供地" })).await.expect(200);
    let partner = app.partner(company, &["tickets:write", "tickets:read"]);
    let yes = json!({ "solved": true, "satisfaction": 4 });
    partner.post_at(&format!("/tickets/{quick}/confirmations"), 3, yes).await.expect(200);
    let figures = clerk.get("/service-figures").await.expect(200).body;
    let accepted = &figures["no_waiting"][0];
    assert_eq!(
        (&accepted["kept"], &accepted["of"], &accepted["percent"]),
        (&json!(1), &json!(2), &json!(50.0))
    );
    assert_eq!(accepted["median_working_days"], 1.0);
    assert_eq!((&figures["satisfaction"], &figures["rated"]), (&json!(4.0), &json!(1)));
    // every number opens its list; addresses of pages are those of the API with the list's own name
    for (figure, list) in [(0, "/tickets"), (1, "/tickets")] {
        for (href, count) in [("kept_href", "kept"), ("late_href", "late")] {
            let of = &figures["no_waiting"][figure];
            let href = of[href].as_str().expect("an address");
            assert!(href.starts_with(list));
            let want = match count {
                "kept" => of["kept"].as_i64(),
                _ => Some(of["of"].as_i64().unwrap_or(0) - of["kept"].as_i64().unwrap_or(0)),
            };
            assert_eq!(clerk.get(href).await.expect(200).body["total"].as_i64(), want, "{href}");
        }
    }
    let zero = &figures["no_complaint"][0];
    assert_eq!((&zero["count"], &zero["goal"]), (&json!(0), &json!(0)));
    let wrong = clerk.get("/service-figures?from_on=2026-03-09&to_on=2026-03-01").await;
    assert_eq!(pointers(&wrong.expect_problem(422, "request.invalid")), ["/from_on"]);
    app.system_admin().get("/service-figures").await.expect_problem(403, "policy.forbidden");
    partner.get("/service-figures").await.expect(403);
}

#[actix_web::test]
async fn who_was_left_alone_is_found() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = app.staged_project("铜箔二期", clerk.unit_id, Stage::Building);
    assert_eq!(clerk.get("/contact-gaps").await.expect(200).body["total"], 0);
    app.advance_days(40);
    let gaps = clerk.get("/contact-gaps").await.expect(200).body;
    assert_eq!(
        (&gaps["items"][0]["project_id"], &gaps["items"][0]["last_contact_on"]),
        (&json!(project), &Value::Null)
    );
    let figures = clerk.get("/service-figures").await.expect(200).body;
    assert_eq!(figures["no_distance"][1]["count"], 1);
    assert_eq!(app.clerk("市财政局").get("/contact-gaps").await.expect(200).body["total"], 0);
    let visit = json!({ "project_id": project, "service": "coordination", "happened_on": "2026-04-01", "said": "现场协调用电" });
    clerk.post("/service-records", visit).await.expect(201);
    assert_eq!(clerk.get("/contact-gaps").await.expect(200).body["total"], 0);
    app.advance_days(31);
    let gaps = clerk.get("/contact-gaps").await.expect(200).body;
    assert_eq!(
        (&gaps["items"][0]["last_contact_on"], &gaps["items"][0]["days"]),
        (&json!("2026-04-01"), &json!(41))
    );
}
