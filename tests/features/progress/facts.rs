//! What a colour is worked out from, against rows of the database.

use chengfeng::features::progress::{facts, open_now};
use chengfeng::features::projects::Stage;
use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use harness::TestApp;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[actix_web::test]
async fn whoever_reports_nothing_has_missed_the_months_that_were_opened() {
    let app = TestApp::new().await;
    app.db(chengfeng::features::calendar::seed_if_empty);
    let clerk = app.clerk("市工信局");
    let building = app.staged_project("在建", clerk.unit_id, Stage::Building);
    let talking = app.staged_project("在谈", clerk.unit_id, Stage::Negotiating);
    let of = |id: i64| app.db(move |tx| Ok(facts(tx, &[id])?.remove(&id).expect("facts")));
    // nothing was opened, nothing is missed; what is ahead is known all the same
    assert_eq!(of(building).missed_reports, []);
    let ahead = of(building).next_report_due_ons;
    assert_eq!(ahead, [day("2026-03-25"), day("2026-04-27"), day("2026-05-25")]);
    app.db(open_now);
    app.advance_days(24); // 26 March
    assert_eq!(of(building).missed_reports, [day("2026-03-25")]);
    assert_eq!((of(talking).missed_reports, of(talking).next_report_due_ons), (vec![], vec![]));
    app.advance_days(20);
    app.db(open_now);
    app.advance_days(20);
    assert_eq!(of(building).missed_reports, [day("2026-04-27"), day("2026-03-25")]);
    assert_eq!(of(building).next_report_due_ons[0], day("2026-05-25"));
    // the job of the next month is waiting, once
    let jobs = app.tables_holding("progress.open");
    assert_eq!(jobs, ["jobs"]);
}

#[actix_web::test]
async fn pauses_milestones_and_plans_are_read_as_they_stand() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let id = app.staged_project("在建", clerk.unit_id, Stage::Building);
    app.db(open_now);
    app.db(move |tx| {
        let stamp = if tx.is_pg() { "now()".to_owned() } else { tx.now.micros().to_string() };
        Ok(tx.batch_execute(&format!(
            "INSERT INTO project_pauses (project_id, kind, cause, file_ids, from_on, until_on, state, requested_at) VALUES
               ({id}, 'weather', '冬季停工', '[]', '2026-01-01', '2026-03-01', 'approved', {stamp}),
               ({id}, 'policy', '等政策', '[]', '2026-04-01', '2026-05-01', 'requested', {stamp});
             INSERT INTO milestones (project_id, code, name, planned_on, sort_no, file_ids, created_at) VALUES
               ({id}, 'land', '土地', '2026-05-01', 1, '[]', {stamp}), ({id}, 'eia', '环评', '2026-04-01', 2, '[]', {stamp});
             INSERT INTO statistics_entries (project_id, entered_on, file_ids, recorded_at) VALUES ({id}, '2026-02-01', '[]', {stamp});
             INSERT INTO year_plans (project_id, year, planned_yuan, updated_at) VALUES ({id}, 2026, 1200, {stamp});
             INSERT INTO monthly_reports (period_id, project_id, unit_id, month_on, invested_month_yuan, invested_total_yuan,
               opening_yuan, image_progress, confirmed, state, saved_at, submitted_at, first_submitted_at)
               SELECT id, {id}, 1, month_on, 100, 600, 500, '主体封顶', '[]', 'submitted', {stamp}, {stamp}, {stamp} FROM report_periods"
        ))?)
    });
    let found = app.db(move |tx| Ok(facts(tx, &[id, 999])?.remove(&id).expect("facts")));
    assert_eq!(found.pauses.len(), 1);
    assert_eq!(found.pauses[0].until_on, day("2026-03-01"));
    assert_eq!(found.next_milestone.expect("one").name, "环评");
    assert_eq!(found.statistics_entered_on, Some(day("2026-02-01")));
    let gap = found.plan_gap.expect("a gap");
    assert_eq!((gap.plan_percent_hundredths, gap.actual_percent_hundredths), (2_500, 833));
    assert!(found.last_progress_on.is_some());
}
