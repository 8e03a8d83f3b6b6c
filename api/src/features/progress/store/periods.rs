//! Months in which reports are due.

use super::super::model::{MonthlyState, Period};
use super::super::rules::facts::PeriodDue;
use super::super::rules::periods::{Due, monthly_due};
use super::super::rules::{month_of, month_words, months_later};
use super::rule_sets::{REPORTS, reports_in_force};
use crate::db::schema::{monthly_reports as r, report_periods as p};
use crate::db::types::Stamp;
use crate::db::{Both, Db, columns};
use crate::error::{Error, Result};
use crate::features::calendar;
use crate::jobs::{self, Kind, Running};
use crate::journal::{self, Subject};
use crate::rulesets;
use crate::work::{Origin, Tx};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

/// The job that opens each month.
const OPEN: &str = "progress.open";

/// The background jobs of this room.
pub fn jobs() -> Vec<Kind> {
    vec![Kind { name: OPEN, run: open_month, attempts: 5 }]
}

fn open_month(running: &Running<'_>, _: &Value) -> Result<Value> {
    let origin = Origin::system(&format!("job-{}", running.job_id));
    let period = running.app.write(&origin, |tx| {
        tx.mark_journalled(); // somebody may have been faster
        let today = tx.today();
        open(tx, today)
    })?;
    Ok(json!({ "month": period.month_on.format("%Y-%m").to_string(), "due_on": period.due_on }))
}

/// Opens the month under way; called when the program starts.
///
/// # Errors
/// Database errors.
pub fn open_now(tx: &mut Tx<'_>) -> Result<()> {
    tx.mark_journalled();
    let today = tx.today();
    open(tx, today).map(drop)
}

/// A period as the log calls it.
pub fn subject(period: &Period) -> Subject {
    Subject::new("report_period", period.id, month_words(period.month_on))
}

/// The period of the month of a day, opened now if it is not yet: with the due day that today's rules and calendar give.
/// The next month opens by itself.
///
/// # Errors
/// Database errors; a calendar without working days.
pub fn open(tx: &mut Tx<'_>, on: NaiveDate) -> Result<Period> {
    let month = month_of(on);
    if let Some(period) = find(tx, month)? {
        return Ok(period);
    }
    rulesets::seed_if_empty(tx, &REPORTS)?;
    let period = virtual_period(tx, month)?;
    let row = (
        p::month_on.eq(month),
        p::due_on.eq(period.due_on),
        p::due_at.eq(period.due_at),
        p::due_reason.eq(&period.due_reason),
        p::rule_revision.eq(period.rule_revision),
        p::opened_at.eq(tx.now),
    );
    let written =
        Both(diesel::insert_into(p::table).values(row).on_conflict_do_nothing()).execute(&mut **tx)?;
    let period = find(tx, month)?.ok_or_else(Error::not_found)?;
    if written == 1 {
        journal::created(tx, "report_period.opened", &subject(&period), &period)?;
    }
    let next = months_later(month_of(tx.today()), 1);
    jobs::enqueue_upkeep(tx, OPEN, Stamp::start_of(next))?;
    Ok(period)
}

/// The period of a month, opened or not: what is not opened has the id 0.
///
/// # Errors
/// Database errors; a calendar without working days.
pub fn find_or_virtual(tx: &mut Tx<'_>, month: NaiveDate) -> Result<Period> {
    match find(tx, month)? {
        Some(period) => Ok(period),
        None => virtual_period(tx, month),
    }
}

fn virtual_period(tx: &mut Tx<'_>, month: NaiveDate) -> Result<Period> {
    let today = tx.today();
    let (rules, revision) = reports_in_force(tx, month.max(today))?;
    let calendar = calendar::load(tx)?;
    let Due { on, at, reason } = monthly_due(&calendar, &rules, month)
        .map_err(|e| Error::field("/month", "impossible", e.to_string()))?;
    Ok(Period {
        id: 0,
        month_on: month,
        due_on: on,
        due_at: Stamp::new(at),
        due_reason: reason,
        rule_revision: revision,
        opened_at: tx.now,
        frozen_at: None,
        frozen_by: None,
        version: 0,
    })
}

/// The period of a month, if it was opened.
///
/// # Errors
/// Database errors.
pub fn find(db: &mut Db, month: NaiveDate) -> Result<Option<Period>> {
    Ok(p::table.filter(p::month_on.eq(month)).select(columns::<Period>()).first(db).optional()?)
}

/// All periods opened, oldest first.
///
/// # Errors
/// Database errors.
pub fn all(db: &mut Db) -> Result<Vec<Period>> {
    Ok(p::table.order(p::month_on).select(columns::<Period>()).load(db)?)
}

/// The period under way and the two after it, as the calendar stands.
///
/// # Errors
/// Database errors.
pub fn ahead(tx: &mut Tx<'_>) -> Result<Vec<PeriodDue>> {
    let month = month_of(tx.today());
    (0..3).map(|n| Ok(due_of(&find_or_virtual(tx, months_later(month, n))?))).collect()
}

/// The days of a period.
pub fn due_of(period: &Period) -> PeriodDue {
    PeriodDue { month_on: period.month_on, due_on: period.due_on, due_at: period.due_at }
}

/// How many reports of a month wait for an audit or for being completed.
///
/// # Errors
/// Database errors.
pub fn unaudited(db: &mut Db, period: &Period) -> Result<i64> {
    let open = [MonthlyState::Submitted, MonthlyState::Supplement];
    Ok(r::table.filter(r::period_id.eq(period.id).and(r::state.eq_any(open))).count().get_result(db)?)
}

/// Freezes a month.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn freeze(tx: &mut Tx<'_>, before: &Period) -> Result<Period> {
    let same = p::id.eq(before.id).and(p::version.eq(before.version));
    let after: Option<Period> = diesel::update(p::table.filter(same))
        .set((p::frozen_at.eq(tx.now), p::frozen_by.eq(tx.caller.user_id), p::version.eq(before.version + 1)))
        .returning(columns::<Period>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}
