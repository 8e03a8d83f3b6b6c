//! The dashboard says in one request what the single pages say, under the same conditions, and stays right while things
//! change.

mod months;

use chengfeng::db::schema::projects;
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::cohorts::Batch;
use harness::{Actor, TestApp, contract};
use serde_json::{Value, json};

const YI: i64 = 100_000_000;

/// The list that a figure opens adds up to it: its rows, or a column of theirs. Answers how many rows there are.
async fn opened(actor: &Actor, figure: &Value, column: &str) -> Value {
    let href = figure["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
    let page = actor.get(&format!("{href}&per_page=200")).await.expect(200).body;
    let rows = page["items"].as_array().expect("items");
    assert_eq!(page["total"], rows.len(), "all on one page: {href}");
    let sum = match column {
        "" => rows.len() as i64,
        column => rows.iter().filter_map(|row| row[column].as_i64()).sum(),
    };
    assert_eq!(figure["value"], sum, "{href}");
    page["total"].clone()
}

/// Everything on it equals what the pages of projects, rates and trips say.
async fn agrees(actor: &Actor, query: &str) -> Value {
    let board = actor.get(&format!("/dashboard?{query}")).await.expect(200).body;
    let projects = actor.get(&format!("/projects/summary?{query}")).await.expect(200).body;
    assert_eq!(board["projects"], projects, "{query}");
    let rates = actor.get(&format!("/rates?{query}")).await.expect(200).body;
    for field in ["rates", "signed", "amount", "takeovers", "states", "excluded", "excluded_by"] {
        assert_eq!(board["contracts"][field], rates[field], "{query} {field}");
    }
    assert_eq!(board["basis"], rates["basis"]);
    assert_eq!(board["funds"]["in_place"]["value"], projects["funds_in_place_yuan"]);
    let ranked = match query.contains("rank_by=count") {
        true => "",
        false => "funds_outside_city_yuan",
    };
    for row in board["ranking"].as_array().expect("ranking") {
        assert_eq!(opened(actor, &row["value"], ranked).await, row["projects"], "{row}");
    }
    for (figure, column) in [
        ("in_place", "funds_in_place_yuan"),
        ("outside_city", "funds_outside_city_yuan"),
        ("outside_province", "funds_outside_province_yuan"),
    ] {
        let figure = &board["funds"][figure];
        opened(actor, figure, column).await;
        let href = figure["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
        let rows = actor.get(&format!("{href}&per_page=200")).await.body["items"].clone();
        let nothing = |row: &Value| row[column].as_i64().is_none_or(|yuan| yuan < 1);
        assert!(!rows.as_array().expect("items").iter().any(nothing), "{href}: {rows}");
    }
    let contracts = &board["contracts"];
    opened(actor, &contracts["signed"], "").await;
    opened(actor, &contracts["amount"], "counted_amount_yuan").await;
    opened(actor, &contracts["excluded"], "").await;
    for state in contracts["states"].as_array().expect("states") {
        opened(actor, &state["count"], "").await;
    }
    for rate in contracts["rates"].as_array().expect("rates") {
        let of = |column| if rate["code"] == "funds" { column } else { "" };
        opened(actor, &rate["numerator"], of("counted_funds_yuan")).await;
        opened(actor, &rate["denominator"], of("counted_amount_yuan")).await;
    }
    if query.contains("as_of") {
        assert_eq!(board["trips"], Value::Null);
        return board;
    }
    // what of the conditions concerns trips
    let kept = query.split('&').filter(|c| c.starts_with("chain") || c.starts_with("lead_unit_id"));
    let conditions = kept.collect::<Vec<_>>().join("&").replace("lead_unit_id", "unit_id");
    let effects = actor.get(&format!("/trip-effects/provinces?{conditions}")).await.expect(200).body;
    let there = effects["items"].as_array().expect("provinces");
    let here = board["trips"]["provinces"].as_array().expect("provinces");
    assert_eq!(here.len(), there.len(), "{query}");
    for (a, b) in here.iter().zip(there) {
        for field in ["code", "name", "lon", "lat", "trips", "companies", "intentions"] {
            assert_eq!(a[field], b[field], "{query} {field}");
        }
        let href = a["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
        let opened = actor.get(href).await.expect(200).body;
        assert_eq!(opened["figures"][0]["count"], a["trips"], "{href}");
    }
    assert_eq!(board["trips"]["elsewhere"], effects["elsewhere"]["trips"]);
    board
}

#[actix_web::test]
async fn one_request_says_what_the_pages_say() {
    let app = TestApp::new().await;
    let (clerk, other, bureau) = (app.clerk("市工信局"), app.clerk("市发改委"), app.bureau());
    let below = app.unit("材料科", Some("市工信局"), "department");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 20).expect("a day");
    app.cohort(clerk.unit_id, None, day, &[Batch::of(4, Stage::Started)], (4 * YI, 2 * YI));
    let event = app.event("兰洽会", Some(30), "2026-02-20").await;
    app.cohort(below, Some(event), day, &[Batch::of(2, Stage::Producing)], (2 * YI, YI));
    let later = app.event("西博会", Some(19), "2026-02-20").await;
    app.cohort(other.unit_id, Some(later), day, &[Batch::of(1, Stage::Signed)], (YI, 3 * YI));
    app.project(&clerk, "高纯镍项目", json!({"chain": "镍铜钴", "total_investment_yuan": 5 * YI})).await;
    // money of the city itself is no money from outside
    let local = app.project(&clerk, "镍盐项目", json!({"chain": "镍铜钴"})).await.id();
    app.db(|tx| {
        let row = projects::table.find(local);
        diesel::update(row).set(projects::funds_in_place_yuan.eq(3 * YI)).execute(&mut **tx)?;
        Ok(())
    });

    let board = agrees(&bureau, "").await;
    let ranks: Vec<(&Value, &Value, &Value)> = board["ranking"]
        .as_array()
        .expect("ranking")
        .iter()
        .map(|r| (&r["rank"], &r["unit_name"], &r["value"]["value"]))
        .collect();
    assert_eq!(
        ranks,
        [
            (&json!(1), &json!("市工信局"), &json!(3 * YI)), // with the unit below it
            (&json!(1), &json!("市发改委"), &json!(3 * YI)),
        ]
    );
    let counted = bureau.get("/dashboard?rank_by=count").await.expect(200).body;
    assert_eq!(
        (&counted["ranking"][0]["value"]["value"], &counted["ranking"][1]["rank"]),
        (&json!(8), &json!(2))
    );
    assert_eq!(counted["ranking"][0]["value"]["unit"], "项");
    for query in [
        "chain=镍铜钴".to_owned(),
        format!("lead_unit_id={}", clerk.unit_id),
        format!("lead_unit_id={below}"),
        "funds_in_place_yuan.gte=150000000".to_owned(),
        "stage=started,producing&excluded=false".to_owned(),
        "as_of=2026-03-01".to_owned(),
    ] {
        agrees(&bureau, &query).await;
    }
    agrees(&app.leader(), "").await;
    let own = agrees(&clerk, "").await;
    assert_eq!((&own["projects"]["count"], own["ranking"].as_array().map(Vec::len)), (&json!(8), Some(1)));
    let before = agrees(&bureau, "as_of=2026-03-01").await;
    assert_eq!(
        (&before["projects"]["count"], &before["contracts"]["signed"]["value"]),
        (&json!(0), &json!(0))
    );
}

#[actix_web::test]
async fn it_follows_every_trip_and_signature() {
    let app = TestApp::new().await;
    let (clerk, bureau, stranger) = (app.clerk("市工信局"), app.bureau(), app.clerk("市发改委"));
    let empty = agrees(&bureau, "").await;
    assert_eq!(empty["trips"]["provinces"], json!([]));
    app.advance_days(10);
    let trip = clerk.travels(&bureau, json!({ "companies": [{ "name": "沪上新材料有限公司" }] })).await;
    agrees(&bureau, "").await;
    clerk.visits(trip, "沪上新材料有限公司", "2026-03-04").await;
    let visited = agrees(&bureau, "").await;
    let places = visited["trips"]["provinces"].as_array().expect("provinces");
    assert!(places.iter().any(|p| p["companies"] == 1 && p["lon"].as_f64() > Some(70.0)), "{places:?}");
    let own = agrees(&stranger, "").await;
    assert_eq!(own["trips"]["provinces"], json!([]), "another unit's trip");
    agrees(&clerk, &format!("lead_unit_id={}", clerk.unit_id)).await;
    agrees(&bureau, &format!("lead_unit_id={}", stranger.unit_id)).await;

    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    clerk.signs(&bureau, project, contract(json!({}))).await;
    let signed = agrees(&bureau, "").await;
    assert_eq!(signed["contracts"]["signed"]["value"], 1);
    assert_eq!(signed["contracts"]["amount"]["value"], 2 * YI);
}

#[actix_web::test]
async fn bad_questions_and_those_who_may_not_ask() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for query in ["as_of=2027-01-01", "rank_by=tax", "rounding=up", "stage=nothing", "event_id=1"] {
        bureau.get(&format!("/dashboard?{query}")).await.expect_problem(422, "request.invalid");
    }
    for admin in [app.system_admin(), app.security_admin(), app.audit_admin()] {
        admin.get("/dashboard").await.expect_problem(403, "policy.forbidden");
    }
    let partner = app.partner(app.enterprise("金川镍盐有限公司"), &["projects:read"]);
    partner.get("/dashboard").await.expect(403);
    app.anonymous().get("/dashboard").await.expect(401);
}
