//! What a colour is worked out from: one statement for each kind of row, however many projects are asked for.

use super::super::model::facts::{Pause, ProgressFacts};
use super::super::model::{MonthlyState, PauseState, YearPlan};
use super::super::rules::facts::{Known, Planned, Standing, Told, facts};
use super::periods;
use super::rule_sets::reports_in_force;
use crate::db::columns;
use crate::db::dialect::among;
use crate::db::schema::{
    milestones as m, monthly_reports as r, project_pauses as pauses, project_versions as v, projects,
    statistics_entries as s, year_plans as y,
};
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features::projects::{EndState, Stage};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// What a colour is worked out from, of these projects; every id gets its facts, whoever may see it.
///
/// # Errors
/// Database errors.
pub fn of_projects(tx: &mut Tx<'_>, project_ids: &[i64]) -> Result<HashMap<i64, ProgressFacts>> {
    let mut known = known(tx, project_ids)?;
    let today = tx.today();
    let (rules, _) = reports_in_force(tx, today)?;
    let periods: Vec<_> = periods::all(tx)?.iter().map(periods::due_of).collect();
    let ahead = periods::ahead(tx)?;
    let now = tx.now;
    Ok(known.drain().map(|(id, known)| (id, facts(known, &rules, &periods, &ahead, now))).collect())
}

type ToldRow = (i64, NaiveDate, i64, i64, i64, i64, bool, MonthlyState, Option<Stamp>);

/// The reports of these projects as far as facts rest on them, oldest month first.
///
/// # Errors
/// Database errors.
pub fn told(tx: &mut Tx<'_>, project_ids: &[i64]) -> Result<HashMap<i64, Vec<Told>>> {
    let rows: Vec<ToldRow> = r::table
        .filter(among(r::project_id, project_ids.to_vec()))
        .order((r::project_id, r::month_on))
        .select((
            r::project_id,
            r::month_on,
            r::invested_month_yuan,
            r::invested_total_yuan,
            r::opening_yuan,
            r::adjusted_yuan,
            r::image_changed,
            r::state,
            r::first_submitted_at,
        ))
        .load(&mut **tx)?;
    let mut out: HashMap<i64, Vec<Told>> = HashMap::new();
    for (id, month_on, month, total, opening, adjusted, image_changed, state, first_submitted_at) in rows {
        out.entry(id).or_default().push(Told {
            month_on,
            invested_month_yuan: month,
            invested_total_yuan: total,
            opening_yuan: opening,
            adjusted_yuan: adjusted,
            image_changed,
            state,
            first_submitted_at,
        });
    }
    Ok(out)
}

/// The plans of these projects.
///
/// # Errors
/// Database errors.
pub fn plans(tx: &mut Tx<'_>, project_ids: &[i64]) -> Result<HashMap<i64, Vec<Planned>>> {
    let rows: Vec<YearPlan> = y::table
        .filter(among(y::project_id, project_ids.to_vec()))
        .order((y::project_id, y::year))
        .select(columns::<YearPlan>())
        .load(&mut **tx)?;
    let mut out: HashMap<i64, Vec<Planned>> = HashMap::new();
    for row in rows {
        out.entry(row.project_id).or_default().push(planned(&row));
    }
    Ok(out)
}

/// The plan of a year, for working with it.
pub fn planned(row: &YearPlan) -> Planned {
    Planned {
        year: row.year,
        planned_yuan: row.planned_yuan,
        invested_before_yuan: row.invested_before_yuan,
        months: row.months(),
    }
}

fn known(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, Known>> {
    type Version = (i64, Stamp, Option<Stamp>, Stage, Option<EndState>);
    let ids = || ids.to_vec();
    let started: Vec<(i64, Option<NaiveDate>)> = projects::table
        .filter(among(projects::id, ids()))
        .select((projects::id, projects::started_on))
        .load(&mut **tx)?;
    let mut known: HashMap<i64, Known> =
        started.into_iter().map(|(id, started_on)| (id, Known { started_on, ..Known::default() })).collect();
    let versions: Vec<Version> = v::table
        .filter(among(v::id, ids()))
        .order((v::id, v::recorded_from_at, v::row_id))
        .select((v::id, v::recorded_from_at, v::recorded_until_at, v::stage, v::end_state))
        .load(&mut **tx)?;
    for (id, from_at, until_at, stage, end_state) in versions {
        let standing = Standing { from_at, until_at, stage, end_state };
        known.entry(id).or_default().standings.push(standing);
    }
    for (id, reports) in told(tx, &ids())? {
        known.entry(id).or_default().reports = reports;
    }
    for (id, plans) in plans(tx, &ids())? {
        known.entry(id).or_default().plans = plans;
    }
    let rows: Vec<(i64, i64, String, NaiveDate, Option<NaiveDate>)> = m::table
        .filter(among(m::project_id, ids()).and(m::ended_at.is_null()))
        .select((m::project_id, m::id, m::name, m::planned_on, m::actual_on))
        .load(&mut **tx)?;
    for (project_id, id, name, planned_on, actual_on) in rows {
        known.entry(project_id).or_default().milestones.push((id, name, planned_on, actual_on));
    }
    let rows: Vec<(i64, NaiveDate, NaiveDate, String)> = pauses::table
        .filter(among(pauses::project_id, ids()))
        .filter(pauses::state.eq_any([PauseState::Approved, PauseState::Ended]))
        .filter(pauses::from_on.lt(pauses::until_on))
        .order((pauses::from_on, pauses::id))
        .select((pauses::project_id, pauses::from_on, pauses::until_on, pauses::cause))
        .load(&mut **tx)?;
    for (project_id, from_on, until_on, cause) in rows {
        known.entry(project_id).or_default().pauses.push(Pause { from_on, until_on, cause });
    }
    let entered: Vec<(i64, NaiveDate)> = s::table
        .filter(among(s::project_id, ids()).and(s::ended_at.is_null()))
        .select((s::project_id, s::entered_on))
        .load(&mut **tx)?;
    for (project_id, entered_on) in entered {
        known.entry(project_id).or_default().statistics_entered_on = Some(entered_on);
    }
    Ok(known)
}
