//! Months that were reported before the system was there, and the demo city's: through the same rows, with their own days.
//! Days and months are counted from the day they are loaded.

use super::super::model::input::{MilestoneInput, PauseInput, StatisticsEntryInput, YearPlanInput};
use super::super::model::{MilestoneCode, MonthlyState, PauseKind, Period};
use super::super::rules::reports::{Figures, is_late, suspicions};
use super::super::rules::{month_of, months_later};
use super::{milestones, parts, periods, reports};
use crate::db::columns;
use crate::db::schema::{monthly_reports as r, projects as p, report_periods, users};
use crate::db::types::Doc;
use crate::error::{Error, Result};
use crate::features::files;
use crate::features::projects::Project;
use crate::journal::{self, Subject};
use crate::text::money::WAN;
use crate::work::Tx;
use chrono::{Datelike, Duration};
use diesel::prelude::*;
use serde::Deserialize;

/// One line of `api/data/demo/progress.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ReportLine {
    /// The project, by name.
    pub project: String,
    /// How many months ago.
    pub months_ago: i32,
    /// Investment of the month, in 万元.
    pub month_wan: i64,
    /// What was invested before the first report, in 万元.
    pub opening_wan: Option<i64>,
    /// 形象进度.
    pub image: String,
    /// Problems.
    pub problems: Option<String>,
    /// What is planned for the month after.
    pub next_month: Option<String>,
    /// Where it stands.
    pub state: MonthlyState,
    /// Days after the due day on which it came; before it when negative.
    pub days_late: i64,
    /// Who handed it in, by account.
    pub by: String,
    /// Who audited it, by account.
    pub auditor: Option<String>,
    /// The year's plan, in 万元, on the first line of a project.
    pub plan_wan: Option<i64>,
}

/// One line of `api/data/demo/milestones.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct MilestoneLine {
    /// The project, by name.
    pub project: String,
    /// Kind.
    pub code: MilestoneCode,
    /// Name.
    pub name: String,
    /// Planned in so many days; ago when negative.
    pub planned_in: i64,
    /// Done in so many days (negative), if it was.
    pub done_in: Option<i64>,
}

/// A pause of the demo city.
#[derive(Debug, Clone)]
pub struct PauseLine {
    /// The project, by name.
    pub project: &'static str,
    /// The cause.
    pub cause: &'static str,
    /// Since so many days ago.
    pub days_ago: i64,
    /// For so many days.
    pub days: i64,
    /// Who approved it, by account.
    pub approver: &'static str,
}

fn project_named(tx: &mut Tx<'_>, name: &str) -> Result<Project> {
    let found: Option<Project> = p::table
        .filter(p::name.eq(name))
        .order(p::id)
        .select(columns::<Project>())
        .first(&mut **tx)
        .optional()?;
    found.ok_or_else(|| Error::field("/project", "unknown", format!("没有项目“{name}”。")))
}

fn person(tx: &mut Tx<'_>, username: &str) -> Result<Option<i64>> {
    let found = users::table.filter(users::username.eq(username)).select(users::id);
    Ok(found.first(&mut **tx).optional()?)
}

fn subject(project: &Project) -> Subject {
    Subject::new("project", project.id, format!("{} {}", project.number, project.name))
}

/// Takes a month over as it was reported then; earlier months of a project come before later ones.
///
/// # Errors
/// 422 for an unknown project, 409 for a month that was reported already; database errors.
pub fn load_report(tx: &mut Tx<'_>, line: &ReportLine) -> Result<()> {
    let project = project_named(tx, &line.project)?;
    let month_on = months_later(month_of(tx.today()), -line.months_ago);
    let period: Period = periods::open(tx, month_on)?;
    let ground = reports::grounds(tx, month_on, &[project.id], std::slice::from_ref(&project))?
        .remove(&project.id)
        .unwrap_or_default();
    let opening = if ground.last.is_none() { line.opening_wan.unwrap_or(0) * WAN } else { 0 };
    let month_yuan = line.month_wan * WAN;
    let last = ground.last.as_ref();
    let handed_in = line.state != MonthlyState::Draft;
    // the due day ends at 24:00: at ten in the morning of so many days after it
    let at = period.due_at.plus_seconds((line.days_late - 1) * 86_400 + 10 * 3_600);
    let at = at.min(tx.now);
    let audited_at = at.plus_seconds(86_400).min(tx.now);
    let (by, auditor) = (person(tx, &line.by)?, line.auditor.as_deref());
    let auditor = auditor.map(|name| person(tx, name)).transpose()?.flatten();
    let figures = Figures {
        opening_yuan: opening,
        adjusted_yuan: ground.adjusted_yuan,
        month_yuan,
        total_yuan: ground.total_before(opening) + month_yuan + ground.adjusted_yuan,
    };
    let confirmed: Vec<_> = suspicions(&figures, &ground, 10).into_iter().map(|(what, _)| what).collect();
    let row = (
        (
            r::period_id.eq(period.id),
            r::project_id.eq(project.id),
            r::unit_id.eq(project.lead_unit_id),
            r::month_on.eq(month_on),
            r::invested_month_yuan.eq(figures.month_yuan),
            r::invested_total_yuan.eq(figures.total_yuan),
            r::opening_yuan.eq(opening),
            r::adjusted_yuan.eq(figures.adjusted_yuan),
            r::image_progress.eq(&line.image),
            r::image_changed.eq(last.is_some_and(|l| l.image_progress != line.image)),
            r::problems.eq(&line.problems),
            r::next_month.eq(&line.next_month),
        ),
        (
            r::confirmed.eq(Doc::of(&confirmed)),
            r::state.eq(line.state),
            r::saved_by.eq(by),
            r::saved_at.eq(at),
            r::submitted_by.eq(by.filter(|_| handed_in)),
            r::submitted_at.eq(handed_in.then_some(at)),
            r::first_submitted_at.eq(handed_in.then_some(at)),
            r::late.eq(handed_in && is_late(&period, at)),
            r::audited_by.eq(auditor.filter(|_| line.state == MonthlyState::Passed)),
            r::audited_at.eq((line.state == MonthlyState::Passed).then_some(audited_at)),
        ),
    );
    diesel::insert_into(r::table).values(row).execute(&mut **tx)?;
    let report = reports::find(tx, project.id, month_on)?;
    journal::created(tx, "project.report_saved", &subject(&project), &report)?;
    if let Some(plan) = line.plan_wan {
        let year = tx.today().year();
        let input = YearPlanInput { planned_yuan: plan * WAN, invested_before_yuan: None, months: None };
        let after = parts::set_plan(tx, project.id, year, None, &input)?;
        journal::created(tx, "project.year_planned", &subject(&project), &after)?;
    }
    Ok(())
}

/// Plans a milestone, and says that it was done.
///
/// # Errors
/// As [`load_report`].
pub fn load_milestone(tx: &mut Tx<'_>, line: &MilestoneLine) -> Result<()> {
    let project = project_named(tx, &line.project)?;
    let today = tx.today();
    let input = MilestoneInput {
        code: line.code,
        name: line.name.clone(),
        planned_on: today + Duration::days(line.planned_in),
        note: None,
        reason: None,
    };
    let row = milestones::insert(tx, project.id, &input)?;
    journal::created(tx, "project.milestone_planned", &subject(&project), &row)?;
    if let Some(days) = line.done_in {
        let after = milestones::done(tx, &row, today + Duration::days(days), &[])?;
        journal::record(tx, "project.milestone_done", &subject(&project), Some(&row), Some(&after))?;
    }
    Ok(())
}

/// A pause with its proof, asked for in the caller's name and approved by another person.
///
/// # Errors
/// As [`load_report`].
pub fn load_pause(tx: &mut Tx<'_>, line: &PauseLine) -> Result<()> {
    let project = project_named(tx, line.project)?;
    let from_on = tx.today() - Duration::days(line.days_ago);
    let pdf = format!("%PDF-1.4\n% {}\n%%EOF\n", line.cause);
    let proof = files::put(tx, "停工说明.pdf", pdf.as_bytes())?;
    files::link(tx, proof.id, "project", project.id)?;
    let input = PauseInput {
        kind: PauseKind::Weather,
        cause: line.cause.to_owned(),
        from_on,
        until_on: from_on + Duration::days(line.days),
        file_ids: vec![proof.id],
    };
    let asked = parts::request_pause(tx, project.id, &input)?;
    journal::created(tx, "project.pause_requested", &subject(&project), &asked)?;
    let approver = person(tx, line.approver)?;
    parts::approve_told(tx, &asked, approver)?;
    journal::created(tx, "project.pause_decided", &subject(&project), &asked)
}

/// Says in the caller's name that a project was entered into the statistics so many days ago.
///
/// # Errors
/// As [`load_report`].
pub fn load_entry(tx: &mut Tx<'_>, name: &str, days_ago: i64, paper: &[u8]) -> Result<()> {
    let project = project_named(tx, name)?;
    let proof = files::put(tx, "入库通知.pdf", paper)?;
    parts::take_files(tx, &[proof.id], project.id)?;
    let entered_on = tx.today() - Duration::days(days_ago);
    let input = StatisticsEntryInput { entered_on, note: None, file_ids: vec![proof.id] };
    let row = parts::record_entry(tx, project.id, &input)?;
    journal::created(tx, "project.statistics_entered", &subject(&project), &row)
}

/// Freezes the months that lie so far back, as a city does it.
///
/// # Errors
/// Database errors.
pub fn freeze_before(tx: &mut Tx<'_>, months_ago: i32) -> Result<()> {
    tx.mark_journalled();
    let before = months_later(month_of(tx.today()), -months_ago);
    let due: Vec<Period> = report_periods::table
        .filter(report_periods::month_on.lt(before).and(report_periods::frozen_at.is_null()))
        .select(columns::<Period>())
        .load(&mut **tx)?;
    for period in due {
        let after = periods::freeze(tx, &period)?;
        journal::record(tx, "report_period.frozen", &periods::subject(&after), Some(&period), Some(&after))?;
    }
    Ok(())
}
