//! Milestones and what happened to them.

use super::super::model::input::{MilestoneFilter, MilestoneInput, MilestoneState};
use super::super::model::{Milestone, MilestoneChange, MilestoneChangeKind, MonthlyState};
use crate::db::dialect::among;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{
    milestone_changes as c, milestones as m, monthly_reports as r, projects as p, report_periods as periods,
};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::features::projects::store::{Filter, of_projects};
use crate::work::Tx;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

type Condition = Box<dyn BoxableExpression<m::table, MultiBackend, SqlType = Bool>>;

/// A page of the milestones of the projects that a filter admits: what is planned first, first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(
    db: &mut Db,
    some: impl Fn() -> Filter,
    wanted: &MilestoneFilter,
    (today, remind_days): (NaiveDate, u32),
    paging: &Paging,
) -> Result<Page<Milestone>> {
    const SORT: &str = "planned_on";
    let window = paging.window(SORT)?;
    let filter = || -> Condition {
        let mut all: Condition = Box::new(of_projects(m::project_id, some()));
        let open = [MilestoneState::Ahead, MilestoneState::Soon, MilestoneState::Overdue];
        let states: &[MilestoneState] = wanted.state.as_deref().unwrap_or(&open);
        let mut any: Condition = Box::new(m::id.eq(0));
        for state in states {
            any = Box::new(any.or(standing(*state, today, remind_days)));
        }
        all = Box::new(all.and(any));
        if let Some(days) = wanted.due_within {
            let last = today.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(today);
            all = Box::new(all.and(m::planned_on.le(last)));
        }
        match &wanted.code {
            Some(codes) => Box::new(all.and(m::code.eq_any(codes.clone()))),
            None => all,
        }
    };
    let total = m::table.filter(filter()).count().get_result(db)?;
    let mut rows = m::table.filter(filter()).into_boxed::<MultiBackend>();
    if let Some(cursor) = &window.after {
        let after: NaiveDate = cursor.read()?;
        rows = rows.filter(m::planned_on.ge(after).and(m::planned_on.gt(after).or(m::id.gt(cursor.id))));
    }
    let items: Vec<Milestone> = rows
        .order((m::planned_on, m::id))
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Milestone>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::to_value(row.planned_on).unwrap_or_default(),
        id: row.id,
    }))
}

fn standing(state: MilestoneState, today: NaiveDate, remind_days: u32) -> Condition {
    let soon = today.checked_add_days(Days::new(u64::from(remind_days))).unwrap_or(today);
    let open = || m::ended_at.is_null().and(m::actual_on.is_null());
    match state {
        MilestoneState::Ended => Box::new(m::ended_at.is_not_null()),
        MilestoneState::Done => Box::new(m::ended_at.is_null().and(m::actual_on.is_not_null())),
        MilestoneState::Overdue => Box::new(open().and(m::planned_on.lt(today))),
        MilestoneState::Soon => Box::new(open().and(m::planned_on.ge(today)).and(m::planned_on.le(soon))),
        MilestoneState::Ahead => Box::new(open().and(m::planned_on.gt(soon))),
    }
}

/// The milestones of a project, those that were given up last.
///
/// # Errors
/// Database errors.
pub fn of_project(db: &mut Db, project_id: i64) -> Result<Vec<Milestone>> {
    let mut rows: Vec<Milestone> = m::table
        .filter(m::project_id.eq(project_id))
        .order((m::sort_no, m::id))
        .select(columns::<Milestone>())
        .load(db)?;
    rows.sort_by_key(|row| row.ended_at.is_some());
    Ok(rows)
}

/// One milestone of a project.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, project_id: i64, id: i64) -> Result<Milestone> {
    let of = m::id.eq(id).and(m::project_id.eq(project_id));
    Ok(m::table.filter(of).select(columns::<Milestone>()).first(db)?)
}

/// What happened to these milestones, in its order.
///
/// # Errors
/// Database errors.
pub fn changes(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, Vec<MilestoneChange>>> {
    let rows: Vec<MilestoneChange> = c::table
        .filter(among(c::milestone_id, ids.to_vec()))
        .order(c::id)
        .select(columns::<MilestoneChange>())
        .load(db)?;
    let mut out: HashMap<i64, Vec<MilestoneChange>> = HashMap::new();
    for row in rows {
        out.entry(row.milestone_id).or_default().push(row);
    }
    Ok(out)
}

/// When each of these projects last handed a report in; what was planned before then was reported.
///
/// # Errors
/// Database errors.
pub fn reported_at(db: &mut Db, project_ids: &[i64]) -> Result<HashMap<i64, Stamp>> {
    let rows: Vec<(i64, Option<Stamp>)> = r::table
        .filter(among(r::project_id, project_ids.to_vec()).and(r::state.ne(MonthlyState::Draft)))
        .select((r::project_id, r::submitted_at))
        .load(db)?;
    let mut out: HashMap<i64, Stamp> = HashMap::new();
    for (id, at) in rows {
        let Some(at) = at else { continue };
        let last = out.entry(id).or_insert(at);
        *last = at.max(*last);
    }
    Ok(out)
}

/// Is the month of a day frozen?
///
/// # Errors
/// Database errors.
pub fn is_frozen(db: &mut Db, month_on: NaiveDate) -> Result<bool> {
    let frozen = periods::table.filter(periods::month_on.eq(month_on).and(periods::frozen_at.is_not_null()));
    Ok(diesel::select(diesel::dsl::exists(frozen)).get_result(db)?)
}

/// Adds a milestone behind those of the project.
///
/// # Errors
/// Database errors.
pub fn insert(tx: &mut Tx<'_>, project_id: i64, input: &MilestoneInput) -> Result<Milestone> {
    let last: Option<i32> = m::table
        .filter(m::project_id.eq(project_id))
        .select(diesel::dsl::max(m::sort_no))
        .first(&mut **tx)?;
    let row = (
        m::project_id.eq(project_id),
        m::code.eq(input.code),
        m::name.eq(&input.name),
        m::planned_on.eq(input.planned_on),
        m::sort_no.eq(last.unwrap_or(0) + 1),
        m::note.eq(&input.note),
        m::file_ids.eq(Doc::of(&Vec::<i64>::new())),
        m::created_by.eq(tx.caller.user_id),
        m::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(m::table).values(row).returning(columns::<Milestone>()).get_result(&mut **tx)?)
}

/// Changes name, plan, note.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn change(tx: &mut Tx<'_>, before: &Milestone, input: &MilestoneInput) -> Result<Milestone> {
    let same = m::id.eq(before.id).and(m::version.eq(before.version));
    let after: Option<Milestone> = diesel::update(m::table.filter(same))
        .set((
            m::code.eq(input.code),
            m::name.eq(&input.name),
            m::planned_on.eq(input.planned_on),
            m::note.eq(&input.note),
            m::version.eq(before.version + 1),
        ))
        .returning(columns::<Milestone>())
        .get_result(&mut **tx)
        .optional()?;
    let after = after.ok_or_else(Error::changed_meanwhile)?;
    if after.planned_on != before.planned_on {
        let days = (Some(before.planned_on), Some(after.planned_on));
        note(tx, before.id, MilestoneChangeKind::Moved, days, input.reason.as_deref())?;
    }
    Ok(after)
}

/// Done on a day.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn done(
    tx: &mut Tx<'_>,
    before: &Milestone,
    actual_on: NaiveDate,
    file_ids: &[i64],
) -> Result<Milestone> {
    let same = m::id.eq(before.id).and(m::version.eq(before.version));
    let after: Option<Milestone> = diesel::update(m::table.filter(same))
        .set((
            m::actual_on.eq(actual_on),
            m::done_by.eq(tx.caller.user_id),
            m::done_at.eq(tx.now),
            m::file_ids.eq(Doc::of(&file_ids)),
            m::version.eq(before.version + 1),
        ))
        .returning(columns::<Milestone>())
        .get_result(&mut **tx)
        .optional()?;
    note(tx, before.id, MilestoneChangeKind::Done, (None, Some(actual_on)), None)?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Not done after all.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn take_back(tx: &mut Tx<'_>, before: &Milestone, reason: &str) -> Result<Milestone> {
    let same = m::id.eq(before.id).and(m::version.eq(before.version));
    let after: Option<Milestone> = diesel::update(m::table.filter(same))
        .set((
            m::actual_on.eq(None::<NaiveDate>),
            m::done_by.eq(None::<i64>),
            m::done_at.eq(None::<Stamp>),
            m::version.eq(before.version + 1),
        ))
        .returning(columns::<Milestone>())
        .get_result(&mut **tx)
        .optional()?;
    note(tx, before.id, MilestoneChangeKind::TakenBack, (before.actual_on, None), Some(reason))?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Given up.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn end(tx: &mut Tx<'_>, before: &Milestone, reason: &str) -> Result<Milestone> {
    let same = m::id.eq(before.id).and(m::version.eq(before.version));
    let after: Option<Milestone> = diesel::update(m::table.filter(same))
        .set((m::ended_at.eq(tx.now), m::end_reason.eq(reason), m::version.eq(before.version + 1)))
        .returning(columns::<Milestone>())
        .get_result(&mut **tx)
        .optional()?;
    note(tx, before.id, MilestoneChangeKind::Ended, (Some(before.planned_on), None), Some(reason))?;
    after.ok_or_else(Error::changed_meanwhile)
}

fn note(
    tx: &mut Tx<'_>,
    milestone_id: i64,
    kind: MilestoneChangeKind,
    (before_on, after_on): (Option<NaiveDate>, Option<NaiveDate>),
    reason: Option<&str>,
) -> Result<()> {
    let row = (
        c::milestone_id.eq(milestone_id),
        c::kind.eq(kind),
        c::before_on.eq(before_on),
        c::after_on.eq(after_on),
        c::reason.eq(reason),
        c::changed_by.eq(tx.caller.user_id),
        c::changed_at.eq(tx.now),
    );
    diesel::insert_into(c::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// A milestone that waits: id, name, plan day, since when it is planned; id and name of its project.
pub type Due = (i64, String, NaiveDate, Stamp, i64, String);

/// Milestones that are overdue or soon due, of the projects that a filter admits: for the inbox.
///
/// # Errors
/// Database errors.
pub fn due(db: &mut Db, some: Filter, until: NaiveDate) -> Result<Vec<Due>> {
    let rows = m::table
        .inner_join(p::table)
        .filter(m::actual_on.is_null().and(m::ended_at.is_null()).and(m::planned_on.le(until)))
        .filter(p::end_state.is_null())
        .filter(of_projects(m::project_id, some))
        .order((m::planned_on, m::id))
        .limit(500)
        .select((m::id, m::name, m::planned_on, m::created_at, p::id, p::name));
    Ok(rows.load(db)?)
}
