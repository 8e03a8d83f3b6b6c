//! Databases of earlier releases, filled by their demo city and tour, are upgraded with all that stands in them
//! (`tests/data/upgrade`; how such a dump is made: `tests/README.md`).

use diesel::connection::SimpleConnection;
use harness::Program;
use harness::program::{PASSWORD, root};
use serde_json::json;

/// A release's database as text: `<day>-sqlite.sql`, `<day>-postgres.sql`.
const RELEASES: &[&str] = &["2026-11-23"];

fn left_by(release: &str) -> Program {
    let program = Program::fresh();
    let kind = if program.is_postgres() { "postgres" } else { "sqlite" };
    let dump = root().join(format!("tests/data/upgrade/{release}-{kind}.sql"));
    program.db().batch_execute(&std::fs::read_to_string(dump).expect("a dump")).expect("loads");
    program
}

#[test]
fn a_database_of_an_earlier_release_is_upgraded_with_all_that_stands_in_it() {
    for release in RELEASES {
        let program = left_by(release);
        program.run(&["migrate"]).expect(0).says(&["已执行结构升级：0009"]);
        let _server = program.serve();
        let bureau = program.sign_in("zhaoshang", PASSWORD);

        let sums = bureau.get("/projects/summary").expect(200).body;
        assert_eq!(sums["count"], 41, "{sums}");
        let found = bureau.get("/projects?q=gwhj&fields=name,stage,funds_in_place_yuan").expect(200).body;
        assert_eq!(found["total"], 2, "found by initials: {found}");
        let project = &found["items"][0];
        assert_eq!(
            (&project["name"], &project["stage"], &project["funds_in_place_yuan"]),
            (&json!("高温合金棒材生产线项目"), &json!("at_capacity"), &json!(30_000_000))
        );
        let path = format!("/projects/{}", project["id"]);
        let history = bureau.get(&format!("{path}/history")).expect(200).body;
        assert!(history["total"].as_i64().is_some_and(|n| n > 20), "its whole road: {history}");
        let today = (chrono::Utc::now() + chrono::TimeDelta::hours(8)).date_naive();
        let as_of = bureau.get(&format!("/projects/summary?as_of={today}")).expect(200).body;
        assert_eq!(as_of["count"], 41, "recorded history begins with the upgrade: {as_of}");

        // rooms that came later take up what stood there
        let etag = bureau.get(&path).expect(200).header("etag").expect("etag").to_owned();
        let changed = bureau
            .try_send(
                "PATCH",
                &path,
                &[("Content-Type", "application/merge-patch+json"), ("If-Match", &etag)],
                json!({ "remark": "升级后补记" }).to_string().as_bytes(),
            )
            .expect("answers")
            .expect(200);
        assert_eq!(changed.body["remark"], "升级后补记");
        let event = json!({ "name": "兰洽会", "edition": 31, "kind": "fair", "held_from_on": "2025-07-06", "held_to_on": "2025-07-10" });
        bureau.post("/signing-events", event).expect(201);
        let check = bureau.post("/claim-checks", json!({ "investor": "金川集团" })).expect(200);
        assert_eq!(check.body["in_talks"], false, "{}", check.body);
        program.run(&["audit", "verify"]).expect(0).says(&["审计日志完好。"]);
    }
}
