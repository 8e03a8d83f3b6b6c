//! Colours: worked out with the change that gives rise to them, never stale, kept as history, counted, tried before they
//! are adopted.

use chengfeng::db::schema::{assignments, milestones, projects};
use chengfeng::db::types::Doc;
use chengfeng::features::projects::Stage;
use chengfeng::features::responsibility::AssignmentRole;
use chengfeng::features::{progress, supervision};
use chrono::NaiveDate;
use diesel::prelude::*;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A project under way, and its next milestone.
fn building(app: &TestApp, name: &str, unit: i64, planned_on: &str) -> i64 {
    let id = app.staged_project(name, unit, Stage::Building);
    let planned = day(planned_on);
    app.db(move |tx| {
        let row = (
            milestones::project_id.eq(id),
            milestones::code.eq("main_works"),
            milestones::name.eq("主体封顶"),
            milestones::planned_on.eq(planned),
            milestones::sort_no.eq(1),
            milestones::file_ids.eq(Doc::of(&Vec::<i64>::new())),
            milestones::created_at.eq(tx.now),
        );
        diesel::insert_into(milestones::table).values(row).execute(&mut **tx)?;
        tx.touch(id);
        Ok(())
    });
    id
}

/// The milestone is done on this day.
fn completes(app: &TestApp, id: i64, on: &str) {
    let on = day(on);
    app.db(move |tx| {
        diesel::update(milestones::table.filter(milestones::project_id.eq(id)))
            .set((milestones::actual_on.eq(on), milestones::done_at.eq(tx.now)))
            .execute(&mut **tx)?;
        tx.touch(id);
        Ok(())
    });
}

async fn colour(who: &Actor, id: i64) -> Value {
    who.get(&format!("/projects/{id}/colour")).await.expect(200).body
}

async fn names(who: &Actor, query: &str) -> Vec<String> {
    let found: Answer = who.get(&format!("/projects?{query}&sort=name")).await.expect(200);
    let items = found.body["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|i| Some(i["name"].as_str()?.to_owned())).collect()
}

async fn counts(who: &Actor, query: &str) -> [i64; 4] {
    let found = who.get(&format!("/colour-counts{query}")).await.expect(200).body;
    ["red", "orange", "blue", "green"].map(|colour| {
        let of =
            found["by_colour"].as_array().and_then(|l| l.iter().find(|c| c["colour"] == colour).cloned());
        of.and_then(|c| c["count"].as_i64()).unwrap_or(-1)
    })
}

#[actix_web::test]
async fn a_colour_says_why_since_when_and_what_turns_it_green_and_is_never_stale() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let id = building(&app, "铜箔", clerk.unit_id, "2026-03-20");
    let now = colour(&clerk, id).await;
    assert_eq!((&now["current"]["colour"], &now["current"]["rule"]), (&json!("green"), &json!("otherwise")));
    assert_eq!(
        (&now["current"]["turns_green_when"], &now["current"]["changes_on"], &now["current"]["changes_to"]),
        (&Value::Null, &json!("2026-03-13"), &json!("blue"))
    );
    let ahead: Vec<(Value, Value)> = now["ahead"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|s| (s["from_on"].clone(), s["colour"].clone()))
        .collect();
    assert_eq!(
        ahead[..3],
        [
            (json!("2026-03-13"), json!("blue")),
            (json!("2026-03-21"), json!("orange")),
            (json!("2026-04-20"), json!("red"))
        ]
    );
    // nothing happens but days: no job, no write
    for (days, wanted, since) in [
        (10, "green", "2026-03-02"),
        (1, "blue", "2026-03-13"),
        (7, "blue", "2026-03-13"),
        (1, "orange", "2026-03-21"),
        (29, "orange", "2026-03-21"),
        (1, "red", "2026-04-20"),
    ] {
        app.advance_days(days);
        let now = colour(&clerk, id).await["current"].clone();
        assert_eq!((&now["colour"], &now["since_on"]), (&json!(wanted), &json!(since)));
        assert_eq!(names(&bureau, &format!("colour={wanted}")).await, ["铜箔"]);
        assert_eq!(counts(&bureau, "").await.iter().sum::<i64>(), 1);
    }
    let red = colour(&clerk, id).await;
    assert_eq!(red["current"]["because"], "“主体封顶”计划2026年3月20日完成，已逾期31天（超过30为红）");
    assert_eq!(red["current"]["inputs"]["days_overdue"], 31);
    assert_eq!(red["current"]["turns_green_when"], "完成“主体封顶”");
    assert_eq!(red["history"].as_array().map(Vec::len), Some(3), "{red}");
    // what turns it green, turns it green, in the same transaction
    completes(&app, id, "2026-04-20");
    let green = colour(&clerk, id).await;
    assert_eq!(
        (&green["current"]["colour"], &green["current"]["since_on"]),
        (&json!("green"), &json!("2026-04-20"))
    );
    assert_eq!(green["history"][0]["colour"], "orange", "red stood for no whole day");
    // the colour of an earlier day is what it was
    assert_eq!(names(&bureau, "colour=orange&as_of=2026-04-01").await, ["铜箔"]);
    assert_eq!(names(&bureau, "colour=blue&as_of=2026-03-20").await, ["铜箔"]);
    assert_eq!(names(&bureau, "colour=green&as_of=2026-03-20").await, Vec::<String>::new());
}

#[actix_web::test]
async fn only_large_projects_under_way_have_one_and_partners_see_none() {
    let app = TestApp::new().await;
    let (clerk, bureau, other) = (app.clerk("市工信局"), app.bureau(), app.clerk("市财政局"));
    let lead = app.project(&clerk, "线索项目", json!({})).await.id();
    let none = colour(&clerk, lead).await;
    assert_eq!((&none["current"], &none["out_of_scope"]), (&Value::Null, &json!("“线索”阶段不判定颜色")));
    let id = building(&app, "铜箔", clerk.unit_id, "2026-02-20");
    assert_eq!(colour(&clerk, id).await["current"]["colour"], "orange");
    other.get(&format!("/projects/{id}/colour")).await.expect_problem(404, "resource.not_found");
    app.system_admin().get(&format!("/projects/{id}/colour")).await.expect(403);
    let company = app.enterprise("沪上铜箔有限公司");
    app.party(id, company);
    let partner = app.partner(company, &["projects:read"]);
    partner.get(&format!("/projects/{id}")).await.expect(200);
    partner.get(&format!("/projects/{id}/colour")).await.expect(403);
    partner.get("/colour-counts").await.expect(403);
    assert_eq!(partner.get("/projects?colour=orange").await.expect(200).body["total"], 0);
    let row = partner.get("/projects?include=colour").await.expect(200).body["items"][0].clone();
    assert!(row.get("colour").is_none(), "{row}");
    let row =
        bureau.get("/projects?include=colour&colour=orange,red").await.expect(200).body["items"][0].clone();
    assert_eq!(
        (&row["colour"]["colour"], &row["colour"]["since_on"]),
        (&json!("orange"), &json!("2026-03-02"))
    );
    // whom to ask: the commissioner, not the liaison, when there are both
    let (liaison, commissioner) = (app.clerk("市工信局"), app.clerk("市工信局"));
    for (role, user) in
        [(AssignmentRole::Liaison, liaison.id), (AssignmentRole::Commissioner, commissioner.id)]
    {
        app.db(move |tx| {
            let held =
                assignments::table.filter(assignments::project_id.eq(id).and(assignments::role.eq(role)));
            diesel::update(held).set(assignments::user_id.eq(user)).execute(&mut **tx)?;
            Ok(())
        });
    }
    let listed = bureau.get("/projects?include=colour&colour=orange").await.expect(200);
    assert_eq!(listed.body["items"][0]["colour"]["responsible_name"], commissioner.name.as_str());
    assert_eq!(colour(&clerk, id).await["current"]["responsible_name"], commissioner.name.as_str());
    app.db(move |tx| {
        let held = assignments::table
            .filter(assignments::project_id.eq(id).and(assignments::role.eq(AssignmentRole::Commissioner)));
        let ended = (assignments::until_on.eq(tx.today()), assignments::ended_at.eq(tx.now));
        diesel::update(held).set(ended).execute(&mut **tx)?;
        Ok(())
    });
    assert_eq!(colour(&clerk, id).await["current"]["responsible_name"], liaison.name.as_str());
    bureau.get("/projects?colour=yellow").await.expect_problem(422, "request.invalid");
    // smaller than the rules ask for: out of sight with the change that makes it so
    let version = clerk.get(&format!("/projects/{id}")).await.version();
    let small = json!({ "total_investment_yuan": 49_999_999 });
    clerk.patch(&format!("/projects/{id}"), version, small).await.expect(200);
    let gone = colour(&clerk, id).await;
    assert_eq!(gone["out_of_scope"], "总投资不到5000万元，不判定颜色");
    assert_eq!(counts(&bureau, "").await, [0, 0, 0, 0]);
}

#[actix_web::test]
async fn counts_are_those_of_the_list_under_every_filter() {
    let app = TestApp::new().await;
    let (clerk, bureau, leader) = (app.clerk("市工信局"), app.bureau(), app.leader());
    let finance = app.unit("市财政局", Some("金昌市"), "department");
    let red = building(&app, "红", clerk.unit_id, "2026-01-20");
    building(&app, "橙", clerk.unit_id, "2026-02-20");
    building(&app, "蓝", finance, "2026-03-05");
    building(&app, "绿", finance, "2026-05-20");
    assert_eq!(counts(&bureau, "").await, [1, 1, 1, 1]);
    assert_eq!(counts(&clerk, "").await, [1, 1, 0, 0]);
    assert_eq!(counts(&bureau, &format!("?lead_unit_id={finance}")).await, [0, 0, 1, 1]);
    assert_eq!(counts(&bureau, "?stage=signed").await, [0, 0, 0, 0]);
    assert_eq!(counts(&bureau, "?colour=red,blue").await, [1, 0, 1, 0]);
    for colour in ["red", "orange", "blue", "green"] {
        let listed =
            bureau.get(&format!("/projects?colour={colour}")).await.expect(200).body["total"].clone();
        assert_eq!(listed, 1, "{colour}");
        let sum = bureau.get(&format!("/projects/summary?colour={colour}")).await.expect(200).body;
        assert_eq!(sum["count"], 1, "{colour}");
    }
    // confidential: neither counted nor listed for those it does not name
    let version = bureau.get(&format!("/projects/{red}")).await.version();
    let secret = json!({ "confidential": true, "reader_ids": [leader.id, bureau.id] });
    bureau.put(&format!("/projects/{red}/confidentiality"), version, secret).await.expect(200);
    let outside = app.bureau();
    assert_eq!((counts(&outside, "").await, counts(&leader, "").await), ([0, 1, 1, 1], [1, 1, 1, 1]));
    assert_eq!(counts(&outside, "?stage=building").await, [0, 1, 1, 1]);
    assert_eq!(names(&outside, "colour=red").await, Vec::<String>::new());
    let columns = ["name", "colour", "colour_because", "colour_since_on", "colour_turns_green_when"];
    let columns = columns.map(|field| json!({ "field": field }));
    let table = json!({ "list": "projects", "format": "csv", "filter": "colour=orange", "columns": columns });
    let (done, file) = app.exported(&bureau, table).await;
    let text = String::from_utf8_lossy(&file);
    assert_eq!(done["rows_written"], 1);
    assert!(text.contains("橙") && text.contains("已逾期10天") && text.contains("完成“主体封顶”"), "{text}");
}

#[actix_web::test]
async fn rules_are_tried_on_todays_data_before_they_are_adopted() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let id = building(&app, "橙", clerk.unit_id, "2026-02-20");
    building(&app, "绿", clerk.unit_id, "2026-05-20");
    let rules = bureau.get("/rule-sets/colours").await.expect(200);
    let mut content = rules.body["in_force"]["content"].clone();
    content["rules"][1]["any"][0]["value"] = json!(5);
    let tried = bureau.post("/colour-simulations", json!({ "content": content })).await.expect(200).body;
    assert_eq!(
        (&tried["projects"], &tried["changed"], &tried["revision"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(tried["changes"], json!([{ "from": "orange", "to": "red", "count": 1 }]));
    assert_eq!(
        (&tried["items"][0]["name"], &tried["items"][0]["to_because"]),
        (&json!("橙"), &json!("“主体封顶”计划2026年2月20日完成，已逾期10天（超过5为红）"))
    );
    assert_eq!(colour(&clerk, id).await["current"]["colour"], "orange", "nothing was stored");
    let mut out = content.clone();
    out["scope"]["min_total_investment_yuan"] = json!(1_000_000_000);
    let none = bureau.post("/colour-simulations", json!({ "content": out })).await.expect(200).body;
    assert_eq!(none["changed"], 2);
    clerk
        .post("/colour-simulations", json!({ "content": content }))
        .await
        .expect_problem(403, "policy.forbidden");
    let mut wrong = content.clone();
    wrong["rules"][4]["any"] = json!([{ "input": "days_to", "comparison": "above", "value": 7 }]);
    let refused = bureau.post("/colour-simulations", json!({ "content": wrong })).await;
    let refused = refused.expect_problem(422, "ruleset.invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], "/content/rules/4/any");
    // adopted: until the job has come by, answers say which revision they are of
    let adopt = json!({ "content": content, "reason": "收紧" });
    bureau.post_at("/rule-sets/colours/revisions", 1, adopt).await.expect(201);
    let before = colour(&clerk, id).await["current"].clone();
    assert_eq!((&before["colour"], &before["revision"]), (&json!("orange"), &json!(1)));
    app.run_jobs();
    let after = colour(&clerk, id).await;
    assert_eq!((&after["current"]["colour"], &after["current"]["revision"]), (&json!("red"), &json!(2)));
}

#[actix_web::test]
async fn missed_reports_turn_orange_by_themselves_and_the_daily_job_changes_nothing_that_is_right() {
    let app = TestApp::new().await;
    app.db(chengfeng::features::calendar::seed_if_empty);
    app.db(progress::open_now);
    let clerk = app.clerk("市工信局");
    let id = building(&app, "铜箔", clerk.unit_id, "2026-12-20");
    app.advance_days(56); // 27 April: the second report is due today
    assert_eq!(colour(&clerk, id).await["current"]["colour"], "green");
    app.advance_days(1);
    let now = colour(&clerk, id).await["current"].clone();
    assert_eq!((&now["colour"], &now["rule"]), (&json!("orange"), &json!("missed_reports")));
    app.db(supervision::start);
    app.run_jobs();
    let steps = |app: &TestApp| {
        use chengfeng::db::schema::project_colours as c;
        app.db(|tx| {
            let rows: Vec<(i64, NaiveDate, NaiveDate, String)> =
                c::table.order(c::id).select((c::id, c::from_on, c::until_on, c::because)).load(&mut **tx)?;
            Ok(rows)
        })
    };
    let before = steps(&app);
    app.advance_days(1);
    assert!(app.run_jobs() > 0, "comes every day");
    assert_eq!(steps(&app).len(), before.len());
}

/// What was there before colours were is worked out when the program starts.
#[actix_web::test]
async fn all_projects_of_a_city_are_worked_out_in_a_moment() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let unit = clerk.unit_id;
    const MANY: i64 = 2_000;
    app.db(move |tx| {
        for n in 0..MANY {
            let row = (
                (
                    projects::number.eq(format!("XM-M-{n}")),
                    projects::name.eq(format!("项目{n}")),
                    projects::name_key.eq(format!("项目{n}")),
                    projects::sort_key.eq(format!("xm{n}")),
                    projects::content.eq("年产1万吨"),
                    projects::stage.eq(Stage::Building),
                ),
                (
                    projects::stage_since_on.eq(tx.today()),
                    projects::total_investment_yuan.eq(60_000_000_i64),
                    projects::lead_unit_id.eq(unit),
                    projects::created_at.eq(tx.now),
                    projects::updated_at.eq(tx.now),
                ),
            );
            diesel::insert_into(projects::table).values(row).execute(&mut **tx)?;
        }
        Ok(())
    });
    app.db(supervision::start);
    app.run_jobs();
    assert_eq!(counts(&bureau, "").await, [0, 0, 0, MANY]);
}
