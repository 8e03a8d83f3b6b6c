//! The made-up city and a day's work on it, as the benchmark runs them, on either database.

use chengfeng::db::schema::{monthly_reports, project_colours, projects};
use diesel::prelude::*;
use harness::Program;
use serde_json::Value;

#[test]
fn a_made_up_city_has_its_colours_reports_and_a_days_work() {
    let program = Program::new().without_limits();
    program.run(&["demo", "load"]).expect(0);
    let early = program.run(&["demo", "day"]);
    assert_ne!(early.code, Some(0), "not on real data");
    assert!(early.err.contains("demo seed"), "{}", early.err);
    program.run(&["demo", "seed", "--projects", "200", "--enterprises", "50", "--trips", "20"]).expect(0);
    let day = program.run(&["demo", "day"]).expect(0);
    let parts: Vec<Value> = day.out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let names: Vec<&str> = parts.iter().filter_map(|part| part["part"].as_str()).collect();
    assert_eq!(names, ["colours", "colours again", "slips", "reminders", "inboxes"]);
    let mut db = program.db();
    let made: i64 = projects::table.count().get_result(&mut db).expect("counts");
    let reports: i64 = monthly_reports::table.count().get_result(&mut db).expect("counts");
    let coloured: i64 = project_colours::table.count().get_result(&mut db).expect("counts");
    assert!(made >= 200 && reports > 30 && coloured > 20, "{made} {reports} {coloured}");
    let inboxes = &parts[4]["done"];
    assert!(inboxes["people"].as_i64() > Some(10) && inboxes["items"].as_i64() > Some(0), "{inboxes}");
}
