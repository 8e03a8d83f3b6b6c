//! The demo city: what it holds whatever day it is loaded on.

use chengfeng::db::schema::{funds_entries, projects, signatures};
use chengfeng::features::projects::model::funds::EntryState;
use diesel::dsl::max;
use diesel::prelude::*;
use harness::Program;
use harness::program::PASSWORD;
use serde_json::Value;
use std::collections::BTreeSet;

fn yuan(figure: &Value) -> i64 {
    figure["value"].as_i64().unwrap_or_else(|| panic!("a figure: {figure}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

/// By which codes the parts of a value go.
fn part_names(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(part_names).collect(),
        Value::Object(parts) => {
            parts.iter().flat_map(|(name, part)| part_names(part).into_iter().chain([name.clone()])).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Of nothing that the city did does the journal know a field by its code alone.
fn every_change_is_said_in_words(program: &Program) {
    program.account("shenji", "audit_admin");
    let who = program.sign_in("shenji", PASSWORD);
    let mut after = 0;
    loop {
        let page = who.get(&format!("/journal?limit=1000&after={after}")).expect(200).body;
        let Some(last) = list(&page["items"]).last() else { break };
        after = last["id"].as_i64().expect("id");
        for event in list(&page["items"]) {
            for change in list(&event["changes"]) {
                assert!(change["title"].is_string(), "{}: {change}", event["event"]);
                for name in part_names(&change["before"]).union(&part_names(&change["after"])) {
                    assert!(change["parts"][name].is_string(), "{}: {name} of {change}", event["event"]);
                }
            }
        }
    }
    assert!(after > 500, "a year of work: {after}");
}

#[test]
fn the_demo_city_tells_a_whole_year() {
    let program = Program::new().without_limits();
    program.run(&["demo", "load"]).expect(0);
    program.account("shiyan", "bureau");
    let _server = program.serve();
    let who = program.sign_in("shiyan", PASSWORD);
    let get = |path: &str| who.get(path).expect(200).body;

    every_change_is_said_in_words(&program);

    let board = get("/dashboard");
    assert!(yuan(&board["contracts"]["signed"]) > 10, "{}", board["contracts"]);
    assert!(list(&board["contracts"]["rates"]).iter().all(|rate| rate["percent"].is_number()));
    let chains: BTreeSet<&str> =
        list(&board["projects"]["by_chain"]).iter().filter_map(|group| group["key"].as_str()).collect();
    assert!(chains.len() >= 4, "{chains:?}");
    assert!(yuan(&board["contracts"]["excluded"]) > 0, "{}", board["contracts"]["excluded"]);
    let money = &board["funds"];
    assert!(
        yuan(&money["in_place"]) > yuan(&money["outside_city"]),
        "money of the city itself counts for less"
    );
    assert!(yuan(&money["outside_city"]) > yuan(&money["outside_province"]), "{money}");

    // every month since January has money, and the months come to the year
    let year = get("/dashboard/funds-by-month");
    let begun: Vec<&Value> = list(&year["months"]).iter().filter(|month| !month["funds"].is_null()).collect();
    assert!(!begun.is_empty() && begun.iter().all(|m| yuan(&m["funds"]["in_place"]) > 0), "{begun:?}");
    let sum: i64 = begun.iter().map(|month| yuan(&month["funds"]["in_place"])).sum();
    assert_eq!(sum, yuan(&year["year_to_date"]["in_place"]));
    let progress = get("/targets/progress?indicator=funds_outside_city");
    assert_eq!(sum, yuan(&progress["total"]["done"]));
    assert!(progress["total"]["completion_percent"].is_number(), "{}", progress["total"]);
    for indicator in ["funds_outside_city", "signed_count", "started_count"] {
        let table = get(&format!("/targets/progress?indicator={indicator}"));
        let with = list(&table["rows"]).iter().filter(|row| row["completion_percent"].is_number()).count();
        assert!(with >= 7, "{indicator}: {with} units with a target");
    }

    let red = get("/projects?colour=red");
    assert!(red["total"].as_i64() <= Some(3), "mostly calm: {red}");

    let mut db = program.db();
    for state in [EntryState::Submitted, EntryState::Supplement] {
        let waiting = funds_entries::table.filter(funds_entries::state.eq(state)).count();
        assert_eq!(waiting.get_result(&mut db), Ok(1), "{}", state.label());
    }

    // no day lies ahead
    let today: chrono::NaiveDate = board["as_of"].as_str().and_then(|day| day.parse().ok()).expect("a day");
    let days = [
        funds_entries::table.select(max(funds_entries::entered_on)).first(&mut db),
        signatures::table.select(max(signatures::signed_on)).first(&mut db),
        projects::table.select(max(projects::started_on)).first(&mut db),
        projects::table.select(max(projects::producing_on)).first(&mut db),
    ];
    for day in days {
        let day: Option<chrono::NaiveDate> = day.expect("reads");
        assert!(day.is_some_and(|day| day <= today), "{day:?} lies ahead of {today}");
    }
}
