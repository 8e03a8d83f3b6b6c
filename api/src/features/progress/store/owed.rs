//! Who has to report in a month: a query over the states that projects have, or had at the end of the due day. It says
//! the same as `rules::facts::standing_at`, which the tests compare.

use super::super::model::input::{LateOf, MonthlyRowState};
use super::super::model::view::PeriodCounts;
use super::super::model::{MonthlyState, Period};
use crate::db::Db;
use crate::db::schema::{
    monthly_reports as r, production_reports as made, project_versions as v, projects as p,
};
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features::projects::Stage;
use crate::features::projects::store::{Filter, of_projects, visible};
use crate::policy::{Reach, Visible};
use diesel::dsl::{count_star, exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// Projects whose reports are the caller's business: what he sees; of a clerk what his units lead, since those that
/// support report nothing.
pub fn concerns(who: &Visible, units: Option<&[i64]>) -> Filter {
    let mut all = visible(who);
    if let Reach::Units(ids) = &who.reach {
        all = Box::new(all.and(p::lead_unit_id.eq_any(ids.clone())));
    }
    match units {
        Some(units) => Box::new(all.and(p::lead_unit_id.eq_any(units.to_vec()))),
        None => all,
    }
}

/// Projects that have to report in a month, of these stages; whoever has reported belongs to them too.
pub fn owed(of: LateOf, period: &Period, stages: &[Stage], now: Stamp) -> Filter {
    let stages = stages.to_vec();
    let due: Filter = if period.due_at > now {
        Box::new(p::stage.eq_any(stages).and(p::end_state.is_null()))
    } else {
        // one by one of the projects that are asked about: those of a unit are few among all versions
        let held = v::table
            .filter(v::id.eq(p::id))
            .filter(v::recorded_from_at.lt(period.due_at))
            .filter(
                v::recorded_until_at.is_null().or(v::recorded_until_at.assume_not_null().ge(period.due_at)),
            )
            .filter(v::stage.eq_any(stages.clone()).and(v::end_state.is_null()));
        // a history that was brought along when the project was registered
        let reporting = r::table.filter(r::project_id.eq(p::id)).filter(r::month_on.le(period.month_on));
        let brought = v::table
            .filter(v::id.eq(p::id))
            .filter(v::recorded_from_at.eq(v::created_at).and(v::recorded_from_at.ge(period.due_at)))
            .filter(v::stage.eq_any(stages).and(v::end_state.is_null()));
        match of {
            LateOf::Progress => Box::new(exists(held).or(exists(brought).and(exists(reporting)))),
            LateOf::Production => Box::new(exists(held)),
        }
    };
    Box::new(due.or(told(of, period, None)))
}

/// Projects with a report of a month, in one of these states.
pub fn told(of: LateOf, period: &Period, states: Option<&[MonthlyState]>) -> Filter {
    match (of, states) {
        (LateOf::Progress, None) => {
            Box::new(p::id.eq_any(r::table.filter(r::period_id.eq(period.id)).select(r::project_id)))
        }
        (LateOf::Progress, Some(states)) => {
            let rows = r::table.filter(r::period_id.eq(period.id).and(r::state.eq_any(states.to_vec())));
            Box::new(p::id.eq_any(rows.select(r::project_id)))
        }
        (LateOf::Production, _) => {
            let rows = made::table.filter(made::month_on.eq(period.month_on).and(made::state.ne("rejected")));
            Box::new(p::id.eq_any(rows.select(made::project_id)))
        }
    }
}

/// States of what was handed in.
pub const HANDED_IN: [MonthlyState; 3] =
    [MonthlyState::Submitted, MonthlyState::Supplement, MonthlyState::Passed];

/// How many of the projects in question have handed in a month's report: of a unit's projects, which are few, not of all
/// reports of the city.
///
/// # Errors
/// Database errors.
pub fn handed_in(db: &mut Db, period: &Period, concerned: Filter) -> Result<i64> {
    let rows = r::table.filter(r::period_id.eq(period.id).and(r::state.eq_any(HANDED_IN)));
    Ok(rows.filter(of_projects(r::project_id, concerned)).count().get_result(db)?)
}

/// Projects of which nothing was handed in.
pub fn open(of: LateOf, period: &Period) -> Filter {
    Box::new(not(told(of, period, Some(&HANDED_IN))))
}

/// Projects whose report of a month came late.
pub fn late(of: LateOf, period: &Period) -> Filter {
    match of {
        LateOf::Progress => {
            let rows = r::table.filter(r::period_id.eq(period.id).and(r::late.eq(true)));
            Box::new(p::id.eq_any(rows.select(r::project_id)))
        }
        LateOf::Production => {
            let first = made::first_submitted_at.is_null().and(made::submitted_at.ge(period.due_at));
            let later = made::first_submitted_at
                .is_not_null()
                .and(made::first_submitted_at.assume_not_null().ge(period.due_at));
            let rows = made::table
                .filter(made::month_on.eq(period.month_on).and(made::state.ne("rejected")))
                .filter(first.or(later));
            Box::new(p::id.eq_any(rows.select(made::project_id)))
        }
    }
}

/// Projects whose row of a month stands like this.
pub fn standing(period: &Period, states: &[MonthlyRowState]) -> Filter {
    let some: Vec<MonthlyState> = states
        .iter()
        .filter_map(|s| match s {
            MonthlyRowState::None => None,
            MonthlyRowState::Draft => Some(MonthlyState::Draft),
            MonthlyRowState::Submitted => Some(MonthlyState::Submitted),
            MonthlyRowState::Supplement => Some(MonthlyState::Supplement),
            MonthlyRowState::Passed => Some(MonthlyState::Passed),
        })
        .collect();
    let among = told(LateOf::Progress, period, Some(&some));
    if states.contains(&MonthlyRowState::None) {
        return Box::new(among.or(not(told(LateOf::Progress, period, None))));
    }
    among
}

/// What a month's rows are asked for.
#[derive(Clone)]
pub struct Grid {
    /// Who asks.
    pub who: Visible,
    /// Of these units.
    pub units: Option<Vec<i64>>,
    /// The month.
    pub period: Period,
    /// Stages that report.
    pub stages: Vec<Stage>,
    /// The present instant.
    pub now: Stamp,
    /// In these states.
    pub states: Option<Vec<MonthlyRowState>>,
    /// Late ones only.
    pub late: bool,
}

impl Grid {
    /// The projects that have a row.
    pub fn filter(&self) -> Filter {
        let period = &self.period;
        let mut all = concerns(&self.who, self.units.as_deref());
        all = Box::new(all.and(owed(LateOf::Progress, period, &self.stages, self.now)));
        if let Some(states) = &self.states {
            all = Box::new(all.and(standing(period, states)));
        }
        if self.late {
            all = Box::new(all.and(late(LateOf::Progress, period)));
        }
        all
    }
}

/// Does this project have to report in a month?
///
/// # Errors
/// Database errors.
pub fn is_owed(db: &mut Db, period: &Period, stages: &[Stage], now: Stamp, project_id: i64) -> Result<bool> {
    let this = p::id.eq(project_id).and(owed(LateOf::Progress, period, stages, now));
    Ok(count(db, Box::new(this))? > 0)
}

/// How many projects of these fit.
///
/// # Errors
/// Database errors.
pub fn count(db: &mut Db, some: Filter) -> Result<i64> {
    Ok(p::table.filter(some).select(count_star()).get_result(db)?)
}

/// How far a month has come, of the projects that concern the caller.
///
/// # Errors
/// Database errors.
pub fn counts(
    db: &mut Db,
    of: LateOf,
    period: &Period,
    stages: &[Stage],
    now: Stamp,
    concerned: impl Fn() -> Filter,
) -> Result<PeriodCounts> {
    let among = |some: Filter| -> Filter { Box::new(concerned().and(some)) };
    let due = || owed(of, period, stages, now);
    let mut out = PeriodCounts { due: count(db, among(due()))?, ..PeriodCounts::default() };
    match of {
        LateOf::Progress => {
            let ids = p::table.filter(concerned()).select(p::id);
            let rows: Vec<(MonthlyState, bool, i64)> = r::table
                .filter(r::period_id.eq(period.id))
                .filter(crate::db::dialect::in_query(r::project_id, ids.into_boxed()))
                .group_by((r::state, r::late))
                .select((r::state, r::late, count_star()))
                .load(db)?;
            for (state, late, n) in rows {
                let handed_in = HANDED_IN.contains(&state);
                out.submitted += if handed_in { n } else { 0 };
                out.passed += if state == MonthlyState::Passed { n } else { 0 };
                out.supplement += if state == MonthlyState::Supplement { n } else { 0 };
                out.late += if handed_in && late { n } else { 0 };
            }
        }
        LateOf::Production => {
            out.submitted = count(db, among(told(of, period, None)))?;
            let passed = sql::<Bool>("production_reports.state = 'passed'");
            let rows = made::table.filter(made::month_on.eq(period.month_on)).filter(passed);
            out.passed = count(db, among(Box::new(p::id.eq_any(rows.select(made::project_id)))))?;
            let back = sql::<Bool>("production_reports.state = 'supplement'");
            let rows = made::table.filter(made::month_on.eq(period.month_on)).filter(back);
            out.supplement = count(db, among(Box::new(p::id.eq_any(rows.select(made::project_id)))))?;
            out.late = count(db, among(late(of, period)))?;
        }
    }
    if period.due_at <= now {
        out.missing = out.due - out.submitted;
    }
    Ok(out)
}
