//! Planning, submitting, approving, changing, cancelling; who sees and who may.

use actix_web::http::Method;
use diesel::prelude::*;
use harness::{TestApp, new_trip};
use serde_json::{Value, json};

fn pointers(body: &Value) -> Vec<String> {
    body["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|e| e["pointer"].as_str().map(str::to_owned))
        .collect()
}

#[actix_web::test]
async fn a_plan_is_numbered_placed_and_its_companies_are_in_the_library() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市发改委"));
    let known = app.enterprise("沪上新材料有限公司");
    let made = clerk.plans(json!({ "members": [{ "user_id": other.id }] })).await;
    assert_eq!(made.header("location"), Some(format!("/api/v1/negotiation-trips/{}", made.id()).as_str()));
    let body = &made.body;
    assert_eq!((&body["number"], &body["state"]), (&json!("CX-2026-0001"), &json!("draft")));
    assert_eq!((&body["starts_on"], &body["ends_on"]), (&json!("2026-03-03"), &json!("2026-03-05")));
    assert_eq!(body["legs"][0]["city"], "上海");
    assert_eq!(body["legs"][1]["province_code"], "320000");
    assert_eq!(body["companies"][0]["enterprise_id"], known);
    assert_eq!(body["members"][0]["unit"], "市发改委");
    assert!(body["companies"][1]["enterprise_id"].as_i64() > Some(known));
    assert_eq!(clerk.plans(json!({})).await.body["number"], "CX-2026-0002");

    // the bureau and leaders see all, a clerk his unit's and those he travels on, others nothing
    for (actor, sees) in
        [(app.bureau(), 2), (app.leader(), 2), (clerk, 2), (other, 1), (app.clerk("市财政局"), 0)]
    {
        let list = actor.get("/negotiation-trips").await.expect(200);
        assert_eq!(list.body["total"], sees);
        assert_eq!(list.body["items"].as_array().map(Vec::len), Some(sees));
    }
    let path = format!("/negotiation-trips/{}", made.id());
    app.clerk("市财政局").get(&path).await.expect_problem(404, "resource.not_found");
    app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
    let partner = app.partner(known, &["projects:read"]);
    partner.get(&path).await.expect(403);
    partner.get("/trip-effects").await.expect(403);
}

#[actix_web::test]
async fn what_is_wrong_with_a_plan_is_said_field_by_field() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let stranger = app.unit("市财政局", Some("金昌市"), "department");
    let bad = new_trip(
        clerk.unit_id,
        json!({
            "kind": "stationed", "leader": {}, "members": [{ "user_id": 999_999 }],
            "legs": [{ "from_on": "2026-03-05", "to_on": "2026-03-03" }],
            "companies": [{ "enterprise_id": 999_999 }, {}] }),
    );
    let refused = clerk.post("/negotiation-trips", bad).await.expect_problem(422, "request.invalid");
    let found = pointers(&refused.body);
    for pointer in [
        "/station",
        "/leader/name",
        "/members/0/user_id",
        "/legs/0/to_on",
        "/legs/0/city",
        "/companies/1/name",
    ] {
        assert!(found.contains(&pointer.to_owned()), "{pointer} in {found:?}");
    }
    assert!(found.iter().any(|p| p.starts_with("/companies/0")), "{found:?}");
    let foreign = clerk.post("/negotiation-trips", new_trip(stranger, json!({}))).await;
    foreign.expect_problem(403, "policy.forbidden");
    let empty = new_trip(clerk.unit_id, json!({ "legs": [] }));
    clerk.post("/negotiation-trips", empty).await.expect_problem(422, "request.invalid");
    app.leader().post("/negotiation-trips", new_trip(clerk.unit_id, json!({}))).await.expect(403);

    // a team goes to somebody
    let made = clerk.plans(json!({ "companies": [] })).await;
    let submission = format!("/negotiation-trips/{}/submissions", made.id());
    let refused = clerk.post_bare(&submission, made.version()).await.expect_problem(422, "trip.incomplete");
    assert_eq!(refused.body["blocking"][0]["field"], "companies");
}

#[actix_web::test]
async fn nobody_approves_what_he_submitted() {
    let app = TestApp::new().await;
    let (bureau, clerk, leader) = (app.bureau(), app.clerk("市工信局"), app.leader());
    let made = bureau.plans(json!({})).await;
    let path = format!("/negotiation-trips/{}", made.id());
    let decide = format!("{path}/decisions");
    let yes = json!({ "result": "approved" });
    bureau.post_at(&decide, made.version(), yes.clone()).await.expect_problem(409, "trip.wrong_state");
    let submitted = bureau.post_bare(&format!("{path}/submissions"), 1).await.expect(200);
    assert!(!submitted.body["can"].as_array().is_some_and(|c| c.contains(&json!("trip.approve"))));
    bureau.post_at(&decide, 2, yes.clone()).await.expect_problem(403, "policy.self_audit");
    bureau.put(&path, 2, new_trip(bureau.unit_id, json!({}))).await.expect_problem(409, "trip.wrong_state");
    leader.post_at(&decide, 1, yes.clone()).await.expect_problem(412, "resource.stale");
    leader
        .call(Method::POST, &decide)
        .json(yes.clone())
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    clerk.post_at(&decide, 2, yes.clone()).await.expect_problem(403, "policy.forbidden");
    let silent = json!({ "result": "returned" });
    leader.post_at(&decide, 2, silent).await.expect_problem(422, "request.invalid");

    let back = json!({ "result": "returned", "opinion": "请补充南京的企业" });
    let returned = leader.post_at(&decide, 2, back).await.expect(200);
    assert_eq!(
        (&returned.body["state"], &returned.body["decided_by"]),
        (&json!("returned"), &json!(leader.id))
    );
    // who sent it back may submit it himself later; the earlier decision does not stand in the way
    let other = app.person("市招商局", &[chengfeng::policy::Role::Bureau, chengfeng::policy::Role::Leader]);
    let again = other.post_bare(&format!("{path}/submissions"), returned.version()).await.expect(200);
    assert_eq!(again.body["decided_by"], Value::Null);
    let approved = bureau.post_at(&decide, again.version(), yes.clone()).await.expect(200);
    assert_eq!(
        (&approved.body["state"], &approved.body["approved_revision"], &approved.body["report"]["due_on"]),
        (&json!("approved"), &json!(1), &json!("2026-03-12"))
    );
    leader.post_at(&decide, approved.version(), yes).await.expect_problem(409, "trip.wrong_state");
    for event in ["trip.created", "trip.submitted", "trip.sent_back", "trip.approved"] {
        assert!(app.journal_count(event) >= 1, "{event}");
    }
}

#[actix_web::test]
async fn of_two_decisions_at_once_one_wins() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let made = clerk.plans(json!({})).await;
    let path = format!("/negotiation-trips/{}", made.id());
    clerk.post_bare(&format!("{path}/submissions"), 1).await.expect(200);
    let (one, two) = (app.leader(), app.bureau());
    let decide = format!("{path}/decisions");
    let (a, b) = futures_util::future::join(
        one.post_at(&decide, 2, json!({ "result": "approved" })),
        two.post_at(&decide, 2, json!({ "result": "returned", "opinion": "重报" })),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", a.body, b.body);
}

#[actix_web::test]
async fn an_approved_plan_changes_with_a_trace() {
    let app = TestApp::new().await;
    let (clerk, leader) = (app.clerk("市工信局"), app.leader());
    let trip = clerk.travels(&leader, json!({})).await;
    let path = format!("/negotiation-trips/{trip}");
    let longer =
        json!({ "legs": [{ "division_code": "310000", "from_on": "2026-03-03", "to_on": "2026-03-08" }] });
    let changed = clerk.patch(&path, 3, longer).await.expect(200);
    assert_eq!(
        (
            &changed.body["plan_revision"],
            &changed.body["approved_revision"],
            &changed.body["report"]["due_on"]
        ),
        (&json!(2), &json!(1), &json!("2026-03-15"))
    );
    assert_eq!(changed.body["legs"].as_array().map(Vec::len), Some(1));
    assert_eq!(changed.body["companies"].as_array().map(Vec::len), Some(2), "what was not sent stays");
    let history = clerk.get(&format!("{path}/history")).await.expect(200).body;
    let last = &history["items"][0];
    assert_eq!(last["event"], "trip.plan_changed");
    assert_eq!((&last["before"]["plan_revision"], &last["after"]["plan_revision"]), (&json!(1), &json!(2)));
    assert_eq!(last["before"]["legs"].as_array().map(Vec::len), Some(2));
    clerk.patch(&path, 3, json!({ "chain": null })).await.expect_problem(412, "resource.stale");
    clerk.patch(&path, 4, json!({ "nothing": 1 })).await.expect_problem(422, "request.invalid");
    app.clerk("市工信局").patch(&path, 4, json!({ "chain": null })).await.expect(200);
    leader.patch(&path, 5, json!({ "chain": "铜" })).await.expect_problem(403, "policy.forbidden");

    // one who was visited cannot be left out of the plan any more
    app.advance_days(2);
    clerk.visits(trip, "金陵电池有限公司", "2026-03-03").await.expect(201);
    let version = clerk.trip(trip).await.version();
    let fewer = json!({ "companies": [{ "name": "沪上新材料有限公司" }] });
    let refused = clerk.patch(&path, version, fewer).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"][0]["code"], "visited");
    let other = json!({ "companies": [{ "name": "金陵电池有限公司" }, { "name": "新增的企业有限公司" }] });
    let changed = clerk.patch(&path, version, other).await.expect(200);
    let names: Vec<_> =
        changed.body["companies"].as_array().into_iter().flatten().map(|c| c["name"].clone()).collect();
    assert_eq!(names, ["金陵电池有限公司", "新增的企业有限公司"]);
}

#[actix_web::test]
async fn a_trip_is_cancelled_with_a_reason_before_it_is_made() {
    let app = TestApp::new().await;
    let (clerk, leader) = (app.clerk("市工信局"), app.leader());
    let trip = clerk.travels(&leader, json!({})).await;
    let path = format!("/negotiation-trips/{trip}/cancellations");
    let why = json!({ "reason": "对方改期" });
    clerk.post_at(&path, 3, json!({})).await.expect_problem(422, "request.invalid");
    leader.post_at(&path, 3, why.clone()).await.expect_problem(403, "policy.forbidden");
    let cancelled = clerk.post_at(&path, 3, why.clone()).await.expect(200);
    assert_eq!((&cancelled.body["state"], &cancelled.body["can"]), (&json!("cancelled"), &json!([])));
    clerk.post_at(&path, 4, why.clone()).await.expect_problem(409, "trip.wrong_state");
    let visit = clerk
        .post(&format!("/negotiation-trips/{trip}/visits"), harness::visit("某公司", "2026-03-02"))
        .await;
    visit.expect_problem(409, "trip.wrong_state");

    let under_way = clerk.travels(&leader, json!({})).await;
    app.advance_days(2);
    clerk.visits(under_way, "沪上新材料有限公司", "2026-03-03").await;
    let version = clerk.trip(under_way).await.version();
    let path = format!("/negotiation-trips/{under_way}/cancellations");
    clerk.post_at(&path, version, why).await.expect_problem(409, "trip.wrong_state");
    let all = clerk.get("/negotiation-trips?state=cancelled,under_way").await.expect(200);
    assert_eq!(all.body["total"], 2);
}

#[actix_web::test]
async fn lists_are_narrowed_and_paged_without_gaps() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    for (n, kind) in ["leader", "team", "fair", "stationed", "abroad"].into_iter().enumerate() {
        let day = format!("2026-03-{:02}", 10 + n);
        let city = if kind == "abroad" { "法兰克福" } else { "成都" };
        let more = json!({ "kind": kind, "station": "成都驻点组", "leader": { "name": format!("领导{n}") },
            "legs": [{ "city": city, "from_on": day, "to_on": day }] });
        clerk.plans(more).await;
    }
    for (query, total) in [
        ("kind=team,fair", 2),
        ("leader=领导3", 1),
        ("province=51", 4),
        ("province=510000", 4),
        ("from_on=2026-03-11&to_on=2026-03-13", 3),
        ("chain=镍产业链", 5),
        ("chain=铜", 0),
        ("station=成都驻点组&kind=stationed", 1),
        ("state=approved", 0),
        ("mine=true", 5),
        ("q=cdzd", 5),
        ("q=法兰克福", 1),
        ("q=CX-2026-0003", 1),
        ("q=ld3", 1),
        ("q=成都%20法兰克福", 1),
        ("q=没有的", 0),
    ] {
        let page = clerk.get(&format!("/negotiation-trips?{query}")).await.expect(200);
        assert_eq!(page.body["total"], total, "{query}");
    }
    assert_eq!(bureau.get(&format!("/negotiation-trips?unit_id={}", clerk.unit_id)).await.body["total"], 5);
    assert_eq!(bureau.get("/negotiation-trips?mine=true").await.body["total"], 0);
    let first = clerk.get("/negotiation-trips?per_page=3").await.expect(200).body;
    let cursor = first["next_cursor"].as_str().expect("more");
    let rest = clerk.get(&format!("/negotiation-trips?per_page=3&cursor={cursor}")).await.expect(200).body;
    let days: Vec<_> = [&first, &rest]
        .iter()
        .flat_map(|p| p["items"].as_array().cloned().unwrap_or_default())
        .map(|t| t["starts_on"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(days, ["2026-03-14", "2026-03-13", "2026-03-12", "2026-03-11", "2026-03-10"]);
    clerk.get("/negotiation-trips?cursor=x").await.expect_problem(422, "request.invalid_cursor");
    clerk.get("/negotiation-trips?province=5").await.expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn trips_are_found_by_their_words_and_those_of_their_companies() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let company = app.enterprise("沪上新材料有限公司");
    let made = clerk.plans(json!({ "purpose": "考察镍盐压延" })).await;
    let found = async |q: &str| {
        let page = bureau.get(&format!("/negotiation-trips?q={q}")).await.expect(200).body;
        page["items"]
            .as_array()
            .expect("items")
            .iter()
            .filter_map(|trip| trip["id"].as_i64())
            .collect::<Vec<_>>()
    };
    for q in ["镍盐", "nyyy", "沪上新材", "hsxcl"] {
        assert_eq!(found(q).await, [made.id()], "{q}");
    }
    // a company is found by what it is called now
    let version = bureau.get(&format!("/enterprises/{company}")).await.expect(200).version();
    let renamed = json!({ "name": "申江铜箔有限公司" });
    bureau.patch(&format!("/enterprises/{company}"), version, renamed).await.expect(200);
    assert_eq!(found("sjtb").await, [made.id()]);
    // what a plan says no longer is not found
    let path = format!("/negotiation-trips/{}", made.id());
    let other = new_trip(clerk.unit_id, json!({ "purpose": "拜访银行" }));
    clerk.put(&path, 1, other).await.expect(200);
    assert_eq!((found("镍盐").await, found("银行").await), (vec![], vec![made.id()]));
    // trips of before there was an index are found once the program has started
    app.db(|tx| {
        tx.mark_journalled();
        Ok(diesel::sql_query("DELETE FROM trip_search").execute(&mut **tx)?)
    });
    assert_eq!(found("银行").await, Vec::<i64>::new());
    app.db(chengfeng::app::on_start);
    assert_eq!(found("银行").await, [made.id()]);
    // to whom a trip is not shown it is not found either
    let stranger = app.clerk("市财政局").get("/negotiation-trips?q=银行").await.expect(200);
    assert_eq!(stranger.body["total"], 0);
    let long = "长".repeat(101);
    bureau.get(&format!("/negotiation-trips?q={long}")).await.expect_problem(422, "request.invalid");
}
