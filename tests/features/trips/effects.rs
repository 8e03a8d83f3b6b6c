//! Effects: every number opens its list; attribution; what may not be seen is not counted; totals stand apart.

use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

fn lead(owner: i64, more: Value) -> Value {
    let mut body = json!({ "outcome": "to_lead", "owner_id": owner, "next_step": "寄送方案", "next_due_on": "2026-04-01" });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

/// Opens the list of every figure and compares.
async fn consistent(actor: &Actor, query: &str) -> Value {
    let all = actor.get(&format!("/trip-effects?{query}")).await.expect(200).body;
    for figure in all["figures"].as_array().expect("figures") {
        let href = figure["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
        let opened = actor.get(&format!("{href}&per_page=200")).await.expect(200).body;
        assert_eq!(opened["total"], figure["count"], "{href}");
        assert_eq!(opened["items"].as_array().map(Vec::len), figure["count"].as_u64().map(|n| n as usize));
    }
    all
}

fn of(all: &Value, figure: &str) -> Value {
    all["figures"].as_array().into_iter().flatten().find(|f| f["figure"] == figure).cloned().expect("figure")
}

struct Scene {
    app: TestApp,
    clerk: Actor,
    bureau: Actor,
    /// Three trips that met the same company, the second of which made the project.
    trips: [i64; 3],
    project: i64,
}

async fn scene() -> Scene {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let mut trips = [0; 3];
    let plan = |leader: &str| json!({ "leader": { "name": leader }, "companies": [{ "name": "沪上新材料有限公司" }] });
    app.advance_days(10);
    for (trip, leader) in trips.iter_mut().zip(["甲", "乙", "丙"]) {
        *trip = clerk.travels(&bureau, plan(leader)).await;
    }
    // the third trip's visit is the earliest
    for (trip, day) in trips.iter().zip(["2026-03-04", "2026-03-05", "2026-03-03"]) {
        clerk.visits(*trip, "沪上新材料有限公司", day).await;
        clerk.comes_home(*trip, "2026-03-06").await.expect(200);
    }
    let new = lead(clerk.id, json!({ "new_projects": [{ "name": "棒材项目", "content": "年产一万吨" }] }));
    let made = clerk.concludes(trips[1], "沪上新材料有限公司", new).await.expect(200);
    let project = made.body["projects"][0]["id"].as_i64().expect("id");
    for trip in [trips[0], trips[2]] {
        let link = lead(clerk.id, json!({ "project_ids": [project] }));
        clerk.concludes(trip, "沪上新材料有限公司", link).await.expect(200);
    }
    app.db(|tx| {
        use chengfeng::db::schema::projects;
        use diesel::prelude::*;
        diesel::update(projects::table.find(project))
            .set(projects::funds_in_place_yuan.eq(100_i64))
            .execute(&mut **tx)?;
        Ok(())
    });
    Scene { app, clerk, bureau, trips, project }
}

#[actix_web::test]
async fn attribution_is_a_parameter_and_shares_are_exact() {
    let s = scene().await;
    let all = consistent(&s.bureau, "").await;
    assert_eq!(all["attribution"], "decisive");
    assert!(all["basis"].as_str().is_some_and(|b| b.contains("归使其成为项目的那次外出")));
    for (figure, count) in
        [("trips", 3), ("companies", 1), ("intentions", 1), ("projects", 1), ("funds", 1), ("signed", 0)]
    {
        assert_eq!(of(&all, figure)["count"], count, "{figure}");
    }
    let expected = [
        ("decisive", "甲", 0, "0", 0, "0"),
        ("decisive", "乙", 1, "1", 100, "100"),
        ("first_contact", "丙", 1, "1", 100, "100"),
        ("first_contact", "乙", 0, "0", 0, "0"),
        ("equal", "甲", 1, "1/3", 33, "100/3"),
        ("equal", "乙", 1, "1/3", 33, "100/3"),
        ("equal", "丙", 1, "1/3", 33, "100/3"),
    ];
    for (rule, leader, count, share, yuan, exact) in expected {
        let all = consistent(&s.bureau, &format!("attribution={rule}&leader={leader}")).await;
        let (projects, funds) = (of(&all, "projects"), of(&all, "funds"));
        assert_eq!(
            (&projects["count"], &projects["share"]["text"]),
            (&json!(count), &json!(share)),
            "{rule} {leader}"
        );
        assert_eq!(
            (&funds["amount_yuan"], &funds["amount_exact"]),
            (&json!(yuan), &json!(exact)),
            "{rule} {leader}"
        );
    }
    let whole = consistent(&s.bureau, "attribution=equal").await;
    assert_eq!(of(&whole, "funds")["amount_exact"], "100");
    assert_eq!(of(&whole, "projects")["share"]["text"], "1");
    let opened = s.bureau.get("/trip-effects/projects?attribution=equal").await.expect(200).body;
    assert_eq!(opened["items"][0]["id"], s.project);
    assert_eq!(opened["items"][0]["trips"].as_array().map(Vec::len), Some(3));
    s.bureau.get("/trip-effects/nothing").await.expect_problem(404, "resource.not_found");
    s.bureau.get("/trip-effects?attribution=whim").await.expect_problem(422, "request.invalid");
    let single = s.clerk.get(&format!("/negotiation-trips/{}/effects?attribution=equal", s.trips[0])).await;
    assert_eq!(of(&single.expect(200).body, "projects")["share"]["text"], "1/3");
    let stranger = s.app.clerk("市财政局");
    stranger
        .get(&format!("/negotiation-trips/{}/effects", s.trips[0]))
        .await
        .expect_problem(404, "resource.not_found");
    let none = consistent(&stranger, "").await;
    assert_eq!(of(&none, "trips")["count"], 0);
    s.app.audit_admin().get("/trip-effects").await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn filters_narrow_figures_and_lists_alike() {
    let s = scene().await;
    for query in [
        "kind=team",
        "kind=fair",
        "chain=镍产业链",
        "from_on=2026-03-03&to_on=2026-03-03",
        "from_on=2026-03-04",
        "province=31",
        "province=44",
        "station=x",
        "leader_id=1",
        "kind=team,leader&attribution=equal",
    ] {
        consistent(&s.bureau, query).await;
    }
    assert_eq!(
        of(&consistent(&s.bureau, &format!("unit_id={}", s.clerk.unit_id)).await, "trips")["count"],
        3
    );
    assert_eq!(of(&consistent(&s.bureau, "kind=fair").await, "trips")["count"], 0);
    let map = s.bureau.get("/trip-effects/provinces?attribution=equal").await.expect(200).body;
    let found: Vec<_> = map["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|p| (p["code"].clone(), p["trips"].clone(), p["companies"].clone(), p["projects"].clone()))
        .collect();
    // met on the leg to Shanghai twice and once on the leg to Nanjing
    let row = |code: &str, companies: i64, projects: i64| {
        (json!(code), json!(3), json!(companies), json!(projects))
    };
    assert_eq!(found, [row("310000", 1, 1), row("320000", 1, 1)]);
    assert_eq!(map["elsewhere"], json!({ "trips": 0, "companies": 0, "intentions": 0, "projects": 0 }));
    for place in map["items"].as_array().into_iter().flatten() {
        let href =
            place["href"].as_str().and_then(|h| h.strip_prefix("/api/v1/trip-effects?")).expect("address");
        let all = consistent(&s.bureau, href).await;
        assert_eq!(of(&all, "companies")["count"], place["companies"]);
        assert_eq!(of(&all, "projects")["count"], place["projects"]);
    }
}

#[actix_web::test]
async fn what_may_not_be_seen_is_not_counted() {
    let s = scene().await;
    let reader = s.app.leader();
    let version = s.bureau.get(&format!("/projects/{}", s.project)).await.expect(200).version();
    let keeper = s.app.auditor();
    let secret = json!({ "confidential": true, "reader_ids": [reader.id, keeper.id] });
    keeper.put(&format!("/projects/{}/confidentiality", s.project), version, secret).await.expect(200);
    let hidden = consistent(&s.bureau, "attribution=equal").await;
    for figure in ["projects", "signed", "landed", "funds"] {
        assert_eq!(of(&hidden, figure)["count"], 0, "{figure}");
    }
    assert_eq!(of(&hidden, "funds")["amount_yuan"], 0);
    let map = s.bureau.get("/trip-effects/provinces").await.expect(200).body;
    assert!(map["items"].as_array().is_some_and(|l| l.iter().all(|p| p["projects"] == 0)));
    let trip = s.bureau.trip(s.trips[1]).await.body;
    assert_eq!(trip["companies"][0]["projects"], json!([]));
    let history = s.bureau.get(&format!("/negotiation-trips/{}/history?per_page=100", s.trips[1])).await;
    assert!(!history.expect(200).body.to_string().contains("棒材"));
    let told = s.bureau.get("/changes?types=project.linked_to_trip").await.expect(200).body;
    assert_eq!(told["items"], json!([]));
    let shown = consistent(&reader, "attribution=equal").await;
    assert_eq!(of(&shown, "projects")["count"], 1);
    // a new list from somebody who cannot see the link leaves it in place
    let company = trip["companies"][0].clone();
    let other = s.app.project(&s.bureau, "另一个项目", json!({})).await.id();
    let path = format!("/negotiation-trips/{}/companies/{}/outcomes", s.trips[1], company["id"]);
    let body = lead(s.clerk.id, json!({ "project_ids": [other] }));
    s.bureau.post_at(&path, company["version"].as_i64().expect("version"), body).await.expect(200);
    let seen = reader.trip(s.trips[1]).await.body;
    assert_eq!(seen["companies"][0]["projects"].as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn enterprises_that_are_merged_count_once() {
    let s = scene().await;
    let more = json!({ "companies": [{ "name": "沪上新材料" }], "leader": { "name": "丁" } });
    let trip = s.clerk.travels(&s.bureau, more).await;
    s.clerk.visits(trip, "沪上新材料", "2026-03-05").await;
    let before = consistent(&s.bureau, "").await;
    let trips = s.bureau.trip(trip).await.body;
    let (from, into) = (
        trips["companies"][0]["enterprise_id"].clone(),
        s.bureau.trip(s.trips[0]).await.body["companies"][0]["enterprise_id"].clone(),
    );
    if from == into {
        assert_eq!(of(&before, "companies")["count"], 1, "the library knew them as one");
        return;
    }
    assert_eq!(of(&before, "companies")["count"], 2);
    s.app.db(|tx| {
        let (from, into) = (from.as_i64().expect("id"), into.as_i64().expect("id"));
        chengfeng::app::move_enterprise(tx, from, into, None).map(drop)
    });
    assert_eq!(of(&consistent(&s.bureau, "").await, "companies")["count"], 1);
}

fn total(more: Value) -> Value {
    let mut body = json!({
        "period": "2019年报道前，先后18次", "reported_by": "市委、市政府主要领导", "trips": 18,
        "provinces": ["北京", "上海", "江苏", "浙江", "广东", "四川"], "companies": 80, "lower_bound": true,
        "intentions": 32, "source": "金昌日报 《打造转型跨越新引擎》" });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

async fn reported(actor: &Actor) -> Answer {
    actor.post("/trip-totals", total(json!({}))).await
}

#[actix_web::test]
async fn reported_totals_stand_apart() {
    let s = scene().await;
    let before = consistent(&s.bureau, "").await;
    reported(&s.clerk).await.expect_problem(403, "policy.forbidden");
    let made = reported(&s.bureau).await.expect(201);
    assert_eq!(
        (&made.body["intention_rate"], &made.body["rate_numerator"], &made.body["rate_denominator"]),
        (&json!("≤ 40 %"), &json!(32), &json!(80))
    );
    let after = consistent(&s.bureau, "").await;
    assert_eq!(before["figures"], after["figures"], "never mixed with single trips");
    assert_eq!(after["reported_totals"][0]["intention_rate"], "≤ 40 %");
    let opened = s.bureau.get("/trip-effects/intentions").await.expect(200).body;
    assert_eq!(opened["total"], 1);
    let told = opened["totals_only"][0].as_str().expect("told").to_owned();
    assert!(told.contains("意向32个") && told.contains("没有逐条记录"), "{told}");
    assert_eq!(s.bureau.get("/trip-effects/landed").await.body["totals_only"], json!([]));
    for (query, shown) in [
        ("province=51", 1),
        ("province=62", 0),
        ("leader=市委", 1),
        ("kind=team", 0),
        ("from_on=2019-01-01", 0),
    ] {
        let all = s.bureau.get(&format!("/trip-effects?{query}")).await.expect(200).body;
        assert_eq!(all["reported_totals"].as_array().map(Vec::len), Some(shown), "{query}");
    }
    assert_eq!(s.clerk.get("/trip-totals").await.expect(200).body["total"], 0);
    let path = format!("/trip-totals/{}", made.id());
    s.clerk.get(&path).await.expect_problem(404, "resource.not_found");
    let unit = json!({ "unit_id": s.clerk.unit_id, "lower_bound": false });
    let changed = s.bureau.put(&path, 1, total(unit.clone())).await.expect(200);
    assert_eq!(changed.body["intention_rate"], "40 %");
    assert_eq!(s.clerk.get(&path).await.expect(200).body["can"], json!([]));
    s.bureau.put(&path, 1, total(unit)).await.expect_problem(412, "resource.stale");
    for bad in [
        json!({ "provinces": ["火星"] }),
        json!({ "lower_bound": false, "companies": 10 }),
        json!({ "unit_id": 999_999 }),
        json!({ "from_on": "2019-02-01", "to_on": "2019-01-01" }),
    ] {
        s.bureau.post("/trip-totals", total(bad)).await.expect_problem(422, "request.invalid");
    }
    let withdrawn =
        s.bureau.post_at(&format!("{path}/withdrawals"), 2, json!({ "reason": "已逐次补录" })).await;
    withdrawn.expect(200);
    s.bureau.put(&path, 3, total(json!({}))).await.expect_problem(409, "trip.wrong_state");
    assert_eq!(s.bureau.get("/trip-effects").await.body["reported_totals"], json!([]));
    assert_eq!(s.bureau.get("/trip-totals").await.body["total"], 0);
    assert_eq!(s.bureau.get("/trip-totals?withdrawn=true").await.body["total"], 1);
}
