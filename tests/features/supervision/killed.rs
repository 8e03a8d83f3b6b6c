//! Slips that lapse while the program is killed again and again are raised exactly once.

use chengfeng::db::Db;
use chengfeng::db::schema::{slips, units, users};
use chengfeng::db::types::Stamp;
use chrono::{Days, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use harness::Program;
use std::thread;
use std::time::{Duration, Instant};

const LAPSED: i64 = 200;
const KILLS: u64 = 12;

fn count(db: &mut Db, query: &str) -> i64 {
    sql::<BigInt>(query).get_result(db).expect("counts")
}

#[test]
fn a_slip_is_raised_exactly_once_whenever_the_program_is_killed() {
    let program = Program::new().without_limits();
    program.run(&["demo", "load"]).expect(0);
    let mut db = program.db();
    let before = count(&mut db, "SELECT count(*) FROM slips");
    let unit: i64 = units::table.order(units::id).select(units::id).first(&mut db).expect("unit");
    let person: i64 = users::table.order(users::id).select(users::id).first(&mut db).expect("person");
    let now = Stamp::new(Utc::now());
    let past = now.day() - Days::new(30);
    for n in 0..LAPSED {
        let row = (
            (
                slips::number.eq(format!("断电{n}号")),
                slips::kind.eq("remind"),
                slips::basis.eq("meeting"),
                slips::matter.eq("办手续"),
                slips::unit_id.eq(unit),
                slips::issued_by.eq(person),
                slips::issued_at.eq(now),
            ),
            (
                slips::received_on.eq(past),
                slips::working_days.eq(1),
                slips::due_on.eq(past),
                slips::rule_revision.eq(1),
                slips::state.eq("open"),
                slips::updated_at.eq(now),
            ),
        );
        diesel::insert_into(slips::table).values(row).execute(&mut db).expect("inserts");
    }
    let raised =
        "SELECT count(*) FROM slips s JOIN slips r ON r.raised_from_id = s.id WHERE s.number LIKE '断电%'";
    for round in 0..KILLS {
        let server = program.serve();
        thread::sleep(Duration::from_millis(5 + round * 37 % 200));
        server.kill();
    }
    let _server = program.serve();
    let patience = Instant::now();
    while count(&mut db, raised) < LAPSED {
        // the lease of a worker that was killed has to run out first
        assert!(patience.elapsed() < Duration::from_secs(180), "not raised: {}", program.log());
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(count(&mut db, raised), LAPSED);
    let halves = "SELECT count(*) FROM slips s WHERE s.number LIKE '断电%' AND (s.state <> 'lapsed' OR
        (SELECT count(*) FROM slips r WHERE r.raised_from_id = s.id AND r.kind = 'warn' AND r.root_id = s.id) <> 1
        OR (SELECT count(*) FROM slip_log l WHERE l.slip_id = s.id AND l.act = 'lapsed') <> 1)";
    assert_eq!(count(&mut db, halves), 0, "old and new change together");
    let journal = "SELECT count(*) FROM journal WHERE event = 'slip.raised'";
    assert_eq!(
        count(&mut db, journal),
        count(&mut db, "SELECT count(*) FROM slips WHERE raised_from_id IS NOT NULL")
    );
    assert!(count(&mut db, "SELECT count(*) FROM slips") >= before + 2 * LAPSED);
}
