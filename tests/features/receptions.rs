//! Receptions: programme and guests, promises that become tasks, call-backs, who sees and who may.

use chengfeng::features::trips::{ReportedLine, Told, load_reported};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

fn reception(unit_id: i64, more: Value) -> Value {
    let mut body = json!({
        "subject": "新能源产业合作座谈", "letter_no": "远景函〔2026〕8号", "lead_unit_id": unit_id,
        "arrives_on": "2026-03-02", "departs_on": "2026-03-03",
        "companies": [{ "name": "远景科技集团" }],
        "visitors": [{ "name": "张某某", "unit": "远景科技集团", "post": "董事长" }],
        "hosts": [{ "name": "李某某", "post": "副市长" }],
        "itinerary": [{ "planned_on": "2026-03-02", "time": "15:00", "item": "参观经开区", "place": "经开区" }],
        "sites": [{ "name": "紫金云大数据产业园" }],
        "questions": [{ "question": "绿电价格", "answer": "按增量配电网价格" }],
        "settlement": [{ "item": "工作餐", "standard": "每人每餐60元", "spent_yuan": 960 }, { "item": "用车", "spent_yuan": 500 }] });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

async fn receive(clerk: &Actor, more: Value) -> harness::Answer {
    clerk.post("/receptions", reception(clerk.unit_id, more)).await.expect(201)
}

#[actix_web::test]
async fn a_reception_is_registered_read_and_changed() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let made = receive(&clerk, json!({})).await;
    let path = format!("/receptions/{}", made.id());
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!((&made.body["number"], &made.body["spent_yuan"]), (&json!("JD-2026-0001"), &json!(1460)));
    assert_eq!(made.body["companies"][0]["name"], "远景科技集团");
    let due: Vec<_> =
        made.body["callbacks"].as_array().into_iter().flatten().map(|c| c["due_on"].clone()).collect();
    assert_eq!(due, ["2026-03-06", "2026-03-10"]);
    for (bad, pointer) in [
        (json!({ "departs_on": "2026-03-01" }), "/departs_on"),
        (json!({ "itinerary": [{ "planned_on": "2026-03-04", "item": "座谈" }] }), "/itinerary/0/planned_on"),
        (json!({ "companies": [{}] }), "/companies/0/name"),
        (json!({ "companies": [{ "enterprise_id": 999_999 }] }), "/companies/0/enterprise_id"),
        (json!({ "subject": "看\u{202e}不见" }), "/subject"),
        (json!({ "settlement": [{ "item": "餐", "spent_yuan": -1 }] }), "/settlement/0/spent_yuan"),
    ] {
        let refused = clerk.post("/receptions", reception(clerk.unit_id, bad)).await;
        let refused = refused.expect_problem(422, "request.invalid");
        let found: Vec<_> =
            refused.body["errors"].as_array().into_iter().flatten().map(|e| e["pointer"].clone()).collect();
        assert!(found.contains(&json!(pointer)), "{pointer} in {found:?}");
    }
    let foreign = app.unit("市财政局", Some("金昌市"), "department");
    clerk.post("/receptions", reception(foreign, json!({}))).await.expect_problem(403, "policy.forbidden");
    app.leader().post("/receptions", reception(clerk.unit_id, json!({}))).await.expect(403);

    let changed =
        clerk.patch(&path, 1, json!({ "companies": [{ "name": "远景能源" }], "letter_no": null })).await;
    let changed = changed.expect(200);
    assert_eq!(
        (&changed.body["companies"][0]["name"], &changed.body["letter_no"]),
        (&json!("远景能源"), &Value::Null)
    );
    assert_eq!(changed.body["companies"].as_array().map(Vec::len), Some(1));
    clerk.put(&path, 1, reception(clerk.unit_id, json!({}))).await.expect_problem(412, "resource.stale");
    clerk.put(&path, 2, reception(clerk.unit_id, json!({}))).await.expect(200);
    app.leader().patch(&path, 3, json!({ "subject": "改" })).await.expect_problem(403, "policy.forbidden");
    app.clerk("市财政局").get(&path).await.expect_problem(404, "resource.not_found");
    app.audit_admin().get(&path).await.expect_problem(403, "policy.forbidden");
    let partner = app.partner(app.enterprise("远景科技集团"), &["projects:read"]);
    partner.get(&path).await.expect(403);
    let all = app.bureau().get("/receptions?from_on=2026-03-01&to_on=2026-03-31").await.expect(200);
    assert_eq!(
        (&all.body["total"], &all.body["items"][0]["companies"]),
        (&json!(1), &json!(["远景科技集团"]))
    );
    assert_eq!(app.clerk("市财政局").get("/receptions").await.body["total"], 0);
    let with = all.body["items"][0]["id"].clone();
    let company = app.enterprise("远景科技集团");
    assert_eq!(clerk.get(&format!("/receptions?enterprise_id={company}")).await.body["items"][0]["id"], with);
    assert_eq!(app.journal_count("reception.changed"), 2);
}

#[actix_web::test]
async fn a_reception_is_cancelled_before_the_guests_come() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let why = json!({ "reason": "客人行程有变" });
    let made =
        receive(&clerk, json!({ "arrives_on": "2026-03-05", "departs_on": "2026-03-05", "itinerary": [] }))
            .await;
    let path = format!("/receptions/{}", made.id());
    app.leader()
        .post_at(&format!("{path}/cancellations"), 1, why.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    let cancelled = clerk.post_at(&format!("{path}/cancellations"), 1, why.clone()).await.expect(200);
    assert_eq!(
        (&cancelled.body["cancel_reason"], &cancelled.body["can"]),
        (&json!("客人行程有变"), &json!([]))
    );
    clerk
        .post_at(&format!("{path}/cancellations"), 2, why.clone())
        .await
        .expect_problem(409, "reception.wrong_state");
    clerk.patch(&path, 2, json!({ "subject": "改期" })).await.expect_problem(409, "reception.wrong_state");
    let promise = json!({ "promise": "提供方案", "owner_id": clerk.id, "due_on": "2026-03-10" });
    clerk.post(&format!("{path}/promises"), promise).await.expect_problem(409, "reception.wrong_state");
    assert_eq!(clerk.get("/receptions").await.body["total"], 0);
    assert_eq!(clerk.get("/receptions?cancelled=true").await.body["total"], 1);
    let came = receive(&clerk, json!({})).await;
    app.advance_days(1);
    let late = clerk.post_at(&format!("/receptions/{}/cancellations", came.id()), 1, why).await;
    late.expect_problem(409, "reception.wrong_state");
}

#[actix_web::test]
async fn promises_become_tasks_of_somebody() {
    let app = TestApp::new().await;
    let (clerk, owner, heir) = (app.clerk("市工信局"), app.clerk("市发改委"), app.clerk("市发改委"));
    let made = receive(&clerk, json!({})).await;
    let path = format!("/receptions/{}", made.id());
    owner.get(&path).await.expect_problem(404, "resource.not_found");
    let promise =
        |owner: i64, due: &str| json!({ "promise": "一周内提供绿电方案", "owner_id": owner, "due_on": due });
    let to = format!("{path}/promises");
    clerk.post(&to, promise(999_999, "2026-03-10")).await.expect_problem(422, "request.invalid");
    clerk.post(&to, promise(owner.id, "2026-03-01")).await.expect_problem(422, "request.invalid");
    app.leader().post(&to, promise(owner.id, "2026-03-10")).await.expect_problem(403, "policy.forbidden");
    let first = clerk.post(&to, promise(owner.id, "2026-03-10")).await.expect(201);
    let at = format!("{to}/{}", first.id());
    assert_eq!(first.header("location"), Some(format!("/api/v1{at}").as_str()));
    clerk.post(&to, promise(owner.id, "2026-03-12")).await.expect(201);
    app.advance_days(9);
    let seen = owner.get(&path).await.expect(200).body;
    assert_eq!(
        (&seen["promises"][0]["overdue"], &seen["promises"][1]["overdue"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(seen["promises"][0]["can"], json!(["reception.follow"]));
    assert_eq!(owner.get(&at).await.expect(200).body["owner_name"], owner.name);
    let note = json!({ "note": "方案已送达" });
    heir.post_at(&format!("{at}/completions"), 1, note.clone())
        .await
        .expect_problem(404, "resource.not_found");
    app.leader()
        .post_at(&format!("{at}/completions"), 1, note.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    owner.post_at(&format!("{at}/completions"), 7, note.clone()).await.expect_problem(412, "resource.stale");
    let kept = owner.post_at(&format!("{at}/completions"), 1, note.clone()).await.expect(200);
    assert_eq!((&kept.body["done_by"], &kept.body["overdue"]), (&json!(owner.id), &json!(false)));
    owner.post_at(&format!("{at}/completions"), 2, note).await.expect_problem(409, "reception.wrong_state");
    clerk.get(&format!("{to}/999999")).await.expect_problem(404, "resource.not_found");
    assert_eq!(clerk.get("/receptions").await.body["items"][0]["open_promises"], 1);

    let admin = app.system_admin();
    let user = format!("/users/{}", owner.id);
    let version = admin.get(&user).await.expect(200).version();
    let leave = json!({ "reason": "调离" });
    let refused = admin.post_at(&format!("{user}/deactivations"), version, leave).await;
    let refused = refused.expect_problem(409, "user.handover_required");
    assert!(refused.body.to_string().contains("接待时承诺的事项"), "{}", refused.body);
    let leave = json!({ "reason": "调离", "successor_id": heir.id });
    admin.post_at(&format!("{user}/deactivations"), version, leave).await.expect(200);
    let seen = heir.get(&path).await.expect(200).body;
    assert_eq!(seen["promises"][1]["owner_id"], heir.id);
    assert_eq!(seen["promises"][0]["owner_id"], owner.id, "what is done stays as it was");
}

#[actix_web::test]
async fn guests_are_called_back_on_day_three_and_seven() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let made = receive(&clerk, json!({})).await;
    let path = format!("/receptions/{}/callbacks", made.id());
    let call = |day: i32, on: &str| json!({ "day_no": day, "called_on": on, "result": "对方月底前答复选址" });
    for (body, pointer) in [
        (call(4, "2026-03-03"), "/day_no"),
        (call(3, "2026-03-02"), "/called_on"),
        (call(3, "2026-04-01"), "/called_on"),
    ] {
        let refused = clerk.post(&path, body).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    app.advance_days(4); // the third day after the departure
    let late = async || clerk.get("/receptions?callback=overdue").await.expect(200).body["total"].clone();
    assert_eq!(late().await, 0);
    app.advance_days(1);
    assert_eq!(late().await, 1);
    app.leader().post(&path, call(3, "2026-03-07")).await.expect_problem(403, "policy.forbidden");
    let (a, b) = futures_util::future::join(
        clerk.post(&path, call(3, "2026-03-07")),
        app.clerk("市工信局").post(&path, call(3, "2026-03-07")),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", a.body, b.body);
    assert_eq!(late().await, 0);
    app.advance_days(4);
    assert_eq!(late().await, 1);
    clerk.post(&path, call(7, "2026-03-11")).await.expect(201);
    assert_eq!(late().await, 0);
    let seen = clerk.get(&format!("/receptions/{}", made.id())).await.expect(200).body;
    assert_eq!(seen["callbacks"][1]["made"]["called_on"], "2026-03-11");
}

#[actix_web::test]
async fn public_reports_are_told_without_making_anything_up() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/data/demo/trips.csv"),
    )
    .expect("the file");
    let told: Vec<Told> = app.db(|tx| {
        let lines = text.lines().skip(1).map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let day = |n: usize| fields[n].parse().ok();
            let field = |n: usize| fields[n].to_owned();
            ReportedLine {
                id: field(0),
                home: field(1),
                kind: field(2),
                date: field(3),
                date_start: day(4),
                date_end: day(5),
                leader: field(6),
                provinces: field(7),
                cities: field(8),
                enterprises_visited: field(9),
                purpose: field(10),
                results: field(11),
                source_url: field(12),
            }
        });
        lines.map(|line| load_reported(tx, "金昌市", bureau.unit_id, &line)).collect()
    });
    let count = |kind: Told| told.iter().filter(|t| **t == kind).count();
    assert_eq!((count(Told::Trip), count(Told::Reception), count(Told::Total)), (2, 2, 1));
    let total = bureau.get("/trip-totals").await.expect(200).body["items"][0].clone();
    assert_eq!(
        (&total["trips"], &total["companies"], &total["lower_bound"], &total["intentions"]),
        (&json!(18), &json!(80), &json!(true), &json!(32))
    );
    assert_eq!(total["intention_rate"], "≤ 40 %");
    assert_eq!(total["provinces"], json!(["110000", "310000", "320000", "330000", "440000", "510000"]));
    let trips = bureau.get("/negotiation-trips?province=61").await.expect(200).body;
    assert_eq!(trips["items"][0]["cities"], json!(["宝鸡", "西安"]));
    let trip = bureau.trip(trips["items"][0]["id"].as_i64().expect("id")).await.body;
    let names: Vec<_> =
        trip["companies"].as_array().into_iter().flatten().map(|c| c["name"].clone()).collect();
    assert_eq!(names, ["宝钛集团", "西安增材制造国家研究院有限公司", "西北有色金属研究院"]);
    assert_eq!(
        (&trip["companies"][0]["outcome"], &trip["companies"][0]["visits"][0]["met_on"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(trip["report"]["due_on"], Value::Null, "the past owes no report");
    let fair = bureau.get("/negotiation-trips?kind=fair").await.expect(200).body["items"][0].clone();
    let fair = bureau.trip(fair["id"].as_i64().expect("id")).await.body;
    assert_eq!(fair["companies"][0]["visits"][0]["met_on"], "2025-07-05");
    let all = bureau.get("/receptions").await.expect(200).body;
    assert_eq!(all["items"][0]["sites"].as_array().map(Vec::len), Some(5));
    assert_eq!(all["items"][1]["companies"], json!(["远景科技集团", "远景能源"]));
    assert_eq!(bureau.figure("", "companies").await["count"], 7);
}
