//! Coming home: outcomes, projects, closing, the report's day, next steps, people who leave.

use chengfeng::db::schema::{jobs, trip_notices};
use diesel::prelude::*;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

const METAL: &str = "沪上新材料有限公司";
const BATTERY: &str = "金陵电池有限公司";

fn going(outcome: &str, owner: i64, more: Value) -> Value {
    let mut body = json!({ "outcome": outcome, "owner_id": owner, "next_step": "寄送方案", "next_due_on": "2026-04-01" });
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

async fn at_home(app: &TestApp, clerk: &Actor) -> i64 {
    let trip = clerk.travels(&app.leader(), json!({})).await;
    app.advance_days(3);
    clerk.visits(trip, METAL, "2026-03-03").await;
    clerk.comes_home(trip, "2026-03-05").await.expect(200);
    trip
}

#[actix_web::test]
async fn a_trip_is_closed_only_when_every_company_has_its_outcome() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let trip = clerk.travels(&app.leader(), json!({})).await;
    clerk.closes(trip).await.expect_problem(409, "trip.wrong_state");
    app.advance_days(3);
    clerk.visits(trip, METAL, "2026-03-03").await;
    for (day, code) in [("2026-03-02", "too_early"), ("2026-03-06", "in_future")] {
        let refused = clerk.comes_home(trip, day).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["code"], code);
    }
    clerk.comes_home(trip, "2026-03-05").await.expect(200);
    let refused = clerk.closes(trip).await.expect_problem(422, "trip.incomplete");
    let blocking = refused.body["blocking"].as_array().expect("blocking");
    assert!(blocking.iter().any(|b| b["message"] == format!("“{METAL}”没有结果")), "{blocking:?}");
    assert!(blocking.iter().any(|b| b["message"] == format!("“{BATTERY}”没有结果")), "{blocking:?}");
    assert_eq!(clerk.trip(trip).await.body["missing"], json!(blocking));

    clerk.concludes(trip, METAL, json!({ "outcome": "absent" })).await.expect_problem(422, "request.invalid");
    let lacking = clerk.concludes(trip, METAL, json!({ "outcome": "invited" })).await;
    assert_eq!(
        lacking.expect_problem(422, "request.invalid").body["errors"].as_array().map(Vec::len),
        Some(3)
    );
    let gone = going("invited", 999_999, json!({}));
    clerk.concludes(trip, METAL, gone).await.expect_problem(422, "request.invalid");
    clerk.concludes(trip, METAL, going("invited", clerk.id, json!({}))).await.expect(200);
    clerk.concludes(trip, BATTERY, json!({ "outcome": "absent", "note": "董事长出国" })).await.expect(200);
    let view = clerk.trip(trip).await;
    assert_eq!(view.body["missing"], json!([]));
    let company = &view.body["companies"][0];
    let path = format!("/negotiation-trips/{trip}/companies/{}", company["id"]);
    let again = json!({ "outcome": "exchange" });
    clerk.post_at(&format!("{path}/outcomes"), 1, again.clone()).await.expect_problem(412, "resource.stale");
    app.leader()
        .post_at(&format!("{path}/outcomes"), 2, again.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    app.clerk("市财政局")
        .post_at(&format!("{path}/outcomes"), 2, again)
        .await
        .expect_problem(404, "resource.not_found");
    clerk.get(&path).await.expect(200);

    let budget = json!({ "budget": [{ "item": "住宿费", "planned_yuan": 4000, "spent_yuan": 3800 }] });
    let path = format!("/negotiation-trips/{trip}");
    clerk.put(&format!("{path}/budget"), view.version(), budget.clone()).await.expect(200);
    let closed = clerk.closes(trip).await.expect(200);
    assert_eq!(closed.body["closed_by"], clerk.id);
    clerk
        .put(&format!("{path}/budget"), closed.version(), budget)
        .await
        .expect_problem(409, "trip.wrong_state");
    clerk.closes(trip).await.expect_problem(409, "trip.wrong_state");
    let report = clerk.get(&format!("{path}/report")).await.expect(200).body;
    assert_eq!((&report["planned_yuan"], &report["spent_yuan"]), (&json!(4000), &json!(3800)));
    assert_eq!(report["leader"], "副市长带队人");
    assert_eq!(report["companies"][0]["persons"], json!(["王某某（副总裁）"]));
    assert_eq!(report["companies"][1]["outcome"], "未见");
}

#[actix_web::test]
async fn an_outcome_makes_projects_or_links_those_that_exist() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let trip = at_home(&app, &clerk).await;
    let existing = app.project(&clerk, "铜箔项目", json!({})).await.id();
    let foreign = app.project(&app.clerk("市财政局"), "别家项目", json!({})).await.id();
    let none = going("to_lead", clerk.id, json!({}));
    let refused = clerk.concludes(trip, METAL, none).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], "/new_projects");
    for id in [foreign, 999_999] {
        let body = going("to_lead", clerk.id, json!({ "project_ids": [id] }));
        let refused = clerk.concludes(trip, METAL, body).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], "/project_ids/0");
    }
    let bad = going(
        "to_lead",
        clerk.id,
        json!({ "new_projects": [{ "name": "看\u{202e}不见", "content": "年产一万吨" }] }),
    );
    let refused = clerk.concludes(trip, METAL, bad).await.expect_problem(422, "request.invalid");
    assert!(refused.body["errors"][0]["pointer"].as_str().is_some_and(|p| p.starts_with("/new_projects/0/")));
    let unit = app.unit("市财政局", Some("金昌市"), "department");
    let other =
        json!({ "new_projects": [{ "name": "棒材项目", "content": "年产一万吨", "lead_unit_id": unit }] });
    clerk
        .concludes(trip, METAL, going("to_lead", clerk.id, other))
        .await
        .expect_problem(403, "policy.forbidden");

    let both = json!({ "project_ids": [existing], "new_projects": [{ "name": "高温合金棒材", "content": "年产一万吨" }] });
    let made = clerk.concludes(trip, METAL, going("intent_signed", clerk.id, both)).await.expect(200);
    let projects = made.body["projects"].as_array().expect("projects");
    let flags: Vec<_> = projects.iter().map(|p| p["made_project"].clone()).collect();
    assert_eq!(flags, [json!(false), json!(true)]);
    let new = projects[1]["id"].as_i64().expect("id");
    assert_eq!(clerk.get(&format!("/projects/{new}")).await.expect(200).body["lead_source"], "team_trip");
    // one project, several visits
    let body = going("to_lead", clerk.id, json!({ "project_ids": [new] }));
    let second = clerk.concludes(trip, BATTERY, body).await.expect(200);
    assert_eq!(second.body["projects"][0]["id"], new);
    // the same again is a duplicate until somebody has looked
    let twice = json!({ "project_ids": [existing, new], "new_projects": [{ "name": "高温合金棒材", "content": "年产一万吨" }] });
    let refused = clerk.concludes(trip, METAL, going("intent_signed", clerk.id, twice)).await;
    refused.expect_problem(409, "project.duplicate_suspected");
    // a list that is given is the whole list; a project-less outcome has none
    let fewer = going("intent_signed", clerk.id, json!({ "project_ids": [new] }));
    let made = clerk.concludes(trip, METAL, fewer).await.expect(200);
    assert_eq!(made.body["projects"].as_array().map(Vec::len), Some(1));
    let made = clerk.concludes(trip, METAL, json!({ "outcome": "not_interested" })).await.expect(200);
    assert_eq!(made.body["projects"], json!([]));
    assert_eq!(app.journal_count("project.linked_to_trip"), 3);
    assert_eq!(app.journal_count("project.unlinked_from_trip"), 2);
    let history =
        clerk.get(&format!("/negotiation-trips/{trip}/history?per_page=100")).await.expect(200).body;
    assert!(!history.to_string().contains("高温合金棒材"), "a trip's history names no project");
}

#[actix_web::test]
async fn on_day_eight_the_leader_s_office_is_told_once() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let trip = at_home(&app, &clerk).await;
    let punctual = clerk.travels(&app.leader(), json!({ "companies": [{ "name": METAL }] })).await;
    clerk.visits(punctual, METAL, "2026-03-04").await;
    clerk.comes_home(punctual, "2026-03-05").await.expect(200);
    clerk.concludes(punctual, METAL, json!({ "outcome": "exchange" })).await.expect(200);
    clerk.closes(punctual).await.expect(200);
    let mission = json!({ "kind": "abroad", "legs": [{ "city": "法兰克福", "from_on": "2026-03-03", "to_on": "2026-03-05" }] });
    let abroad = clerk.travels(&app.leader(), mission).await;

    let overdue = async |day: &str| {
        app.run_jobs();
        let list = bureau.get("/negotiation-trips?report=overdue").await.expect(200).body;
        let ids: Vec<_> = list["items"].as_array().into_iter().flatten().map(|t| t["id"].as_i64()).collect();
        (
            day.to_owned(),
            ids.into_iter().flatten().collect::<Vec<_>>(),
            app.journal_count("trip.report_overdue"),
        )
    };
    app.advance_days(7); // 12 March: the seventh day
    assert_eq!(overdue("day 7").await, ("day 7".to_owned(), vec![], 0));
    assert_eq!(bureau.get("/negotiation-trips?report=not_due").await.body["total"], 2);
    assert_eq!(bureau.get("/negotiation-trips?report=handed_in").await.body["total"], 1);
    app.advance_days(1);
    assert_eq!(overdue("day 8").await, ("day 8".to_owned(), vec![trip], 1));
    assert_eq!(clerk.trip(trip).await.body["report"]["days_overdue"], 1);
    app.advance_days(7);
    // abroad: fifteen days, and nothing recorded does not hide the trip
    assert_eq!(overdue("day 15").await.1, [trip]);
    app.advance_days(1);
    assert_eq!(overdue("day 16").await, ("day 16".to_owned(), vec![abroad, trip], 2));
    app.advance_days(30);
    assert_eq!(overdue("later").await.2, 2, "each is told once");
    let told: Vec<(i64, String)> = app.db(|tx| {
        let rows = trip_notices::table.order(trip_notices::id);
        Ok(rows.select((trip_notices::trip_id, trip_notices::kind)).load(&mut **tx)?)
    });
    assert_eq!(told, [(trip, "report_overdue".to_owned()), (abroad, "report_overdue".to_owned())]);
    let owners: i64 = app.db(|tx| {
        let ours =
            jobs::table.filter(jobs::kind.eq("trips.report_overdue").and(jobs::owner_id.is_not_null()));
        Ok(ours.count().get_result(&mut **tx)?)
    });
    assert_eq!(owners, 0, "nobody can cancel the notice");
    let event = bureau.get("/changes?types=trip.report_overdue").await.expect(200).body;
    assert_eq!(event["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        app.clerk("市财政局").get("/changes?types=trip.report_overdue").await.body["items"],
        json!([])
    );
}

#[actix_web::test]
async fn the_days_are_rules() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let current = bureau.get("/rule-sets/trips").await.expect(200);
    assert_eq!(current.body["in_force"]["content"]["report_days_home"], 7);
    let change =
        |content: Value| json!({ "content": content, "reason": "抓紧总结", "in_force_from": "2026-03-02" });
    let bad = json!({ "report_days_home": 5, "report_days_abroad": 15, "callback_days": [7, 3] });
    let refused = bureau.post_at("/rule-sets/trips/revisions", current.version(), change(bad)).await;
    refused.expect_problem(422, "ruleset.invalid");
    let good = json!({ "report_days_home": 5, "report_days_abroad": 10, "callback_days": [3, 7] });
    bureau.post_at("/rule-sets/trips/revisions", current.version(), change(good)).await.expect(201);
    let trip = at_home(&app, &clerk).await;
    let view = clerk.trip(trip).await.body;
    assert_eq!((&view["report"]["due_on"], &view["rule_revision"]), (&json!("2026-03-10"), &json!(2)));
}

#[actix_web::test]
async fn next_steps_are_done_by_their_owner_and_handed_over_when_he_leaves() {
    let app = TestApp::new().await;
    let (clerk, owner, heir) = (app.clerk("市工信局"), app.clerk("市发改委"), app.clerk("市发改委"));
    let trip = at_home(&app, &clerk).await;
    let path = format!("/negotiation-trips/{trip}");
    owner.get(&path).await.expect_problem(404, "resource.not_found");
    clerk.concludes(trip, METAL, going("interested", owner.id, json!({}))).await.expect(200);
    clerk.concludes(trip, BATTERY, going("interested", owner.id, json!({}))).await.expect(200);
    let seen = owner.get(&path).await.expect(200);
    let company = |n: usize| format!("{path}/companies/{}", seen.body["companies"][n]["id"]);
    assert_eq!(seen.body["companies"][0]["can"], json!(["trip.follow"]));
    let done = json!({ "note": "方案已寄出" });
    heir.post_at(&format!("{}/completions", company(0)), 2, done.clone())
        .await
        .expect_problem(404, "resource.not_found");
    app.leader()
        .post_at(&format!("{}/completions", company(0)), 2, done.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    let finished = owner.post_at(&format!("{}/completions", company(0)), 2, done.clone()).await.expect(200);
    assert_eq!(finished.body["done_by"], owner.id);
    owner
        .post_at(&format!("{}/completions", company(0)), 3, done)
        .await
        .expect_problem(409, "trip.wrong_state");

    let admin = app.system_admin();
    let user = format!("/users/{}", owner.id);
    let version = admin.get(&user).await.expect(200).version();
    let leave = |more: Value| {
        let mut body = json!({ "reason": "调离" });
        body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        body
    };
    let refused = admin.post_at(&format!("{user}/deactivations"), version, leave(json!({}))).await;
    let refused = refused.expect_problem(409, "user.handover_required");
    assert!(refused.body.to_string().contains("外出招商的后续事项"), "{}", refused.body);
    admin
        .post_at(&format!("{user}/deactivations"), version, leave(json!({ "successor_id": heir.id })))
        .await
        .expect(200);
    let seen = heir.get(&path).await.expect(200).body;
    assert_eq!(
        (&seen["companies"][0]["owner_id"], &seen["companies"][1]["owner_id"]),
        (&json!(owner.id), &json!(heir.id))
    );
    assert_eq!(app.journal_count("trip.next_step_handed_over"), 1);
}

/// What is offered succeeds, what is not is refused: `can` tells the steps of a trip apart.
#[actix_web::test]
async fn can_names_the_steps_that_fit() {
    let app = TestApp::new().await;
    let (clerk, leader) = (app.clerk("市工信局"), app.leader());
    let trip =
        clerk.post("/negotiation-trips", harness::new_trip(clerk.unit_id, json!({}))).await.expect(201).id();
    let can = async |actor: &Actor| actor.trip(trip).await.expect(200).body["can"].clone();
    assert_eq!(can(&clerk).await, json!(["trip.submit", "trip.edit", "trip.budget", "trip.cancel"]));
    let act = async |actor: &Actor, path: &str, body: Value| {
        let version = actor.trip(trip).await.version();
        actor.post_at(&format!("/negotiation-trips/{trip}/{path}"), version, body).await
    };
    act(&clerk, "closings", json!({"activities": "座谈"})).await.expect_problem(409, "trip.wrong_state");
    act(&clerk, "submissions", json!({})).await.expect(200);
    assert_eq!((can(&clerk).await, can(&leader).await), (json!(["trip.cancel"]), json!(["trip.approve"])));
    act(&leader, "decisions", json!({"result": "approved", "opinion": "同意"})).await.expect(200);
    assert_eq!(
        can(&clerk).await,
        json!(["trip.visit", "trip.return", "trip.edit", "trip.budget", "trip.cancel"])
    );
    app.advance_days(3);
    clerk.visits(trip, METAL, "2026-03-03").await;
    assert_eq!(
        can(&clerk).await,
        json!(["trip.return", "trip.visit", "trip.debrief", "trip.edit", "trip.budget"])
    );
    act(&clerk, "cancellations", json!({"reason": "改期"})).await.expect_problem(409, "trip.wrong_state");
    clerk.comes_home(trip, "2026-03-05").await.expect(200);
    let home = clerk.trip(trip).await.body;
    assert_eq!(home["companies"][0]["can"], json!(["trip.debrief", "trip.visit"]));
    clerk.concludes(trip, METAL, json!({ "outcome": "exchange" })).await.expect(200);
    clerk.concludes(trip, BATTERY, json!({ "outcome": "absent" })).await.expect(200);
    assert_eq!(
        can(&clerk).await,
        json!(["trip.debrief", "trip.close", "trip.visit", "trip.budget", "trip.return"])
    );
    clerk.closes(trip).await.expect(200);
    assert_eq!((can(&clerk).await, can(&leader).await), (json!([]), json!([])));
}

/// Every company has an outcome, an owner, a next step and a date: what is given is kept, whatever the outcome.
#[actix_web::test]
async fn a_next_step_is_kept_whatever_the_outcome() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let trip = at_home(&app, &clerk).await;
    let step = json!({"outcome": "exchange", "next_step": "寄送园区资料"});
    let lacking = clerk.concludes(trip, METAL, step).await.expect_problem(422, "request.invalid");
    let pointers: Vec<&Value> =
        lacking.body["errors"].as_array().expect("errors").iter().map(|e| &e["pointer"]).collect();
    assert_eq!(pointers, ["/owner_id", "/next_due_on"]);
    clerk.concludes(trip, METAL, going("exchange", clerk.id, json!({}))).await.expect(200);
    let kept = clerk.trip(trip).await.body["companies"][0].clone();
    assert_eq!(
        (&kept["owner_id"], &kept["next_step"], &kept["next_due_on"]),
        (&json!(clerk.id), &json!("寄送方案"), &json!("2026-04-01"))
    );
    assert!(kept["can"].as_array().is_some_and(|can| can.contains(&json!("trip.follow"))), "{kept}");
    // an owner without a step has nothing to do and to hand over
    let nothing = json!({"outcome": "absent", "owner_id": app.clerk("市工信局").id});
    clerk.concludes(trip, BATTERY, nothing).await.expect(200);
    let history = clerk.get(&format!("/negotiation-trips/{trip}/history")).await.expect(200).body;
    let recorded = |company: &str| {
        history["items"].as_array().expect("items").iter().any(|event| {
            event["event"] == "trip.outcome_recorded"
                && event["changes"]
                    .as_array()
                    .is_some_and(|c| c.iter().any(|c| c["title"] == "企业" && c["after"] == company))
        })
    };
    assert!(recorded(METAL) && recorded(BATTERY), "{history}");
}
