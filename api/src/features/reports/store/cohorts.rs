//! Cohorts: the projects whose contract counts for an event or a period, as recorded at the end of a day, with what is
//! counted and paid for them. Visibility and conditions are those of the project list.

use crate::db::dialect::{in_query, sum_i64};
use crate::db::page::Window;
use crate::db::schema::{funds_entries, projects, signature_counts};
use crate::db::sort::Sorts;
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::Result;
use crate::features::lifecycle::Within;
use crate::features::projects::model::funds::EntryState;
use crate::features::projects::model::query::ProjectSort;
use crate::features::projects::model::{
    EndState, FundsOrigin, OUTSIDE_CITY, OUTSIDE_PROVINCE, Project, Stage,
};
use crate::features::projects::store::Filter;
use crate::features::projects::store::as_of::Over;
use crate::features::projects::store::list::{Conditions, Ids};
use crate::features::projects::store::rollup::{self, Kept};
use crate::features::reports::model::rates::FundsScope;
use crate::features::reports::rules::rates::{Cohort, RateFigure};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// Not yet producing, but begun.
const BUILDING: [Stage; 3] = [Stage::Started, Stage::Building, Stage::Completed];
const BUILT: [Stage; 3] = [Stage::Completed, Stage::Producing, Stage::AtCapacity];
const PRODUCING: [Stage; 2] = [Stage::Producing, Stage::AtCapacity];
const STARTED: [Stage; 5] =
    [Stage::Started, Stage::Building, Stage::Completed, Stage::Producing, Stage::AtCapacity];

/// What is asked: which projects, which contracts, what money, as recorded at the end of which day.
pub struct Asked {
    /// Conditions of the project list, with the day.
    pub conditions: Conditions,
    /// Which countings.
    pub within: Within,
    /// What money counts.
    pub funds: FundsScope,
    /// The day.
    pub day: NaiveDate,
    /// Of these projects only.
    pub only: Option<Vec<i64>>,
}

/// So many ids at most stand in one condition.
const FEW: usize = 10_000;

/// Stage, end state, reason of exclusion, projects.
type State = (Stage, Option<EndState>, Option<String>, i64);

/// Origins that a scope counts.
pub fn origins(scope: FundsScope) -> Vec<FundsOrigin> {
    match scope {
        FundsScope::OutsideCity => OUTSIDE_CITY.to_vec(),
        FundsScope::OutsideProvince => OUTSIDE_PROVINCE.to_vec(),
        FundsScope::All => FundsOrigin::ALL.to_vec(),
    }
}

/// The first instant after a day.
pub fn end_of(day: NaiveDate) -> Stamp {
    Stamp::start_of(day.succ_opt().unwrap_or(day))
}

/// Projects that have not been terminated.
pub fn going_on() -> Filter {
    let ended = projects::end_state.assume_not_null();
    Box::new(projects::end_state.is_null().or(ended.ne(EndState::Terminated)))
}

/// Countings recorded at the end of a day.
pub fn recorded(day: NaiveDate) -> signature_counts::BoxedQuery<'static, MultiBackend> {
    let (end, until) = (end_of(day), signature_counts::recorded_until_at);
    signature_counts::table
        .into_boxed::<MultiBackend>()
        .filter(signature_counts::recorded_from_at.lt(end))
        .filter(until.is_null().or(until.assume_not_null().ge(end)))
        .filter(signature_counts::counted_on.assume_not_null().le(day))
}

/// A condition on entries of the ledger.
pub type OfEntries = Box<dyn BoxableExpression<funds_entries::table, MultiBackend, SqlType = Bool>>;

/// Is it money in the ledger: passed, dated and audited by the end of a day?
pub fn is_paid(day: NaiveDate, origins: Vec<FundsOrigin>) -> OfEntries {
    let by_then = funds_entries::entered_on.le(day);
    let audited = funds_entries::audited_at.assume_not_null().lt(end_of(day));
    let passed = funds_entries::state.eq(EntryState::Passed);
    Box::new(passed.and(by_then).and(audited).and(funds_entries::origin.eq_any(origins)))
}

/// Money in the ledger by the end of a day.
pub fn paid(day: NaiveDate, origins: Vec<FundsOrigin>) -> funds_entries::BoxedQuery<'static, MultiBackend> {
    funds_entries::table.into_boxed::<MultiBackend>().filter(is_paid(day, origins))
}

impl Asked {
    fn over<Q>(&self, query: Q) -> Over<Q> {
        let conditions = &self.conditions;
        conditions.over(query)
    }

    /// Of some projects those of the cohort, those not counted among them.
    fn members(&self, some: Filter) -> Filter {
        let mut rows = recorded(self.day).filter(signature_counts::count.eq(1));
        if let Some(events) = &self.within.events {
            rows = rows.filter(signature_counts::event_id.assume_not_null().eq_any(events.clone()));
        }
        if let Some(from) = self.within.from {
            rows = rows.filter(signature_counts::counted_on.assume_not_null().ge(from));
        }
        if let Some(before) = self.within.before {
            rows = rows.filter(signature_counts::counted_on.assume_not_null().lt(before));
        }
        if let Some(ids) = &self.only {
            rows = rows.filter(signature_counts::project_id.eq_any(ids.clone()));
        }
        let counted = in_query(projects::id, rows.select(signature_counts::project_id));
        Box::new(some.and(counted))
    }

    /// The projects behind a figure.
    pub fn behind(&self, figure: RateFigure) -> Filter {
        self.behind_of(self.conditions.filter(), figure)
    }

    fn behind_of(&self, some: Filter, figure: RateFigure) -> Filter {
        let of = |stages: &[Stage]| -> Filter {
            Box::new(projects::stage.eq_any(stages.to_vec()).and(going_on()))
        };
        let state = |state: EndState| -> Filter { Box::new(projects::end_state.assume_not_null().eq(state)) };
        let members = self.members(some);
        if figure == RateFigure::Excluded {
            return Box::new(members.and(projects::exclusion_code.is_not_null()));
        }
        let counted = members.and(projects::exclusion_code.is_null());
        match figure {
            RateFigure::Excluded | RateFigure::Signed => Box::new(counted),
            RateFigure::Terminated => Box::new(counted.and(state(EndState::Terminated))),
            RateFigure::Suspended => Box::new(counted.and(state(EndState::Suspended))),
            RateFigure::Performed => Box::new(counted.and(going_on())),
            RateFigure::Permitting => {
                let before = projects::stage.ne_all(STARTED.to_vec());
                Box::new(counted.and(going_on()).and(before))
            }
            RateFigure::Building => Box::new(counted.and(of(&BUILDING))),
            RateFigure::Started => Box::new(counted.and(of(&STARTED))),
            RateFigure::Built => Box::new(counted.and(of(&BUILT))),
            RateFigure::Producing => Box::new(counted.and(of(&PRODUCING))),
            RateFigure::WithFunds => {
                let paid = paid(self.day, origins(self.funds)).select(funds_entries::project_id);
                Box::new(counted.and(going_on()).and(in_query(projects::id, paid)))
            }
        }
    }

    /// How many projects are behind a figure.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db, figure: RateFigure) -> Result<i64> {
        let query = projects::table.filter(self.behind(figure)).count();
        Ok(self.over(query).get_result(db)?)
    }

    /// One window of the projects behind a figure.
    ///
    /// # Errors
    /// Database errors, or 422 for a cursor that does not fit.
    pub fn page(
        &self,
        db: &mut Db,
        figure: RateFigure,
        sorts: &Sorts<ProjectSort>,
        window: &Window,
    ) -> Result<Vec<Project>> {
        let rows = projects::table.filter(self.behind(figure)).select(columns::<Project>());
        let rows = sorts.apply(rows.into_boxed::<MultiBackend>(), window.after.as_ref())?;
        Ok(self.over(rows.limit(window.per_page).offset(window.offset())).load(db)?)
    }

    /// Counts by state; the sums of the cohort; those not counted by reason; those taken over. From the kept totals where
    /// they know, else by counting.
    ///
    /// # Errors
    /// Database errors.
    pub fn sums(&self, db: &mut Db) -> Result<Sums> {
        let mut sums = Sums::default();
        let whole =
            self.within.events.is_none() && self.within.from.is_none() && self.within.before.is_none();
        let kept = if whole { Kept::of(&self.conditions) } else { None };
        let Some(kept) = kept else {
            self.count_into(db, || self.conditions.filter(), &mut sums)?;
            return Ok(sums);
        };
        for cell in kept.contracts(db)? {
            let code = cell.exclusion.map(|e| e.code().to_owned());
            sums.add((cell.stage, cell.end_state, code, cell.contracts));
            if cell.exclusion.is_some() {
                continue;
            }
            sums.takeovers += cell.takeovers;
            sums.cohort.amount_yuan += cell.amount_yuan;
            if cell.end_state != Some(EndState::Terminated) {
                let [all, province, city] = cell.funds_yuan;
                sums.cohort.funds_yuan += match self.funds {
                    FundsScope::All => all,
                    FundsScope::OutsideProvince => province,
                    FundsScope::OutsideCity => city,
                };
            }
        }
        // few, if any: looked up first, so that no contract of anybody else is read for them
        let others = projects::table.filter(rollup::others(&self.conditions)).select(projects::id);
        let others: Vec<i64> = others.load(db)?;
        if !others.is_empty() {
            let these = Self {
                only: Some(others).filter(|ids| ids.len() <= FEW),
                conditions: self.conditions.clone(),
                within: self.within.clone(),
                ..*self
            };
            these.count_into(db, || rollup::others(&self.conditions), &mut sums)?;
        }
        Ok(sums)
    }

    /// Adds what some of the projects come to, by reading them.
    fn count_into(&self, db: &mut Db, some: impl Fn() -> Filter, sums: &mut Sums) -> Result<()> {
        let ids = |figure| -> Ids {
            projects::table.filter(self.behind_of(some(), figure)).select(projects::id).into_boxed()
        };
        let by = (projects::stage, projects::end_state, projects::exclusion_code);
        let query = projects::table.group_by(by).filter(self.members(some())).select((
            projects::stage,
            projects::end_state,
            projects::exclusion_code,
            count_star(),
        ));
        let states: Vec<State> = self.over(query).load(db)?;
        if states.is_empty() {
            return Ok(());
        }
        let amount = recorded(self.day)
            .filter(in_query(signature_counts::project_id, ids(RateFigure::Signed)))
            .select(sum_i64(signature_counts::amount_yuan));
        let amount: Option<i64> = self.over(amount).get_result(db)?;
        let funds = paid(self.day, origins(self.funds))
            .filter(in_query(funds_entries::project_id, ids(RateFigure::Performed)))
            .select(sum_i64(funds_entries::amount_yuan));
        let funds: Option<i64> = self.over(funds).get_result(db)?;
        let takeovers = recorded(self.day)
            .filter(signature_counts::count.eq(1).and(signature_counts::takeover.eq(true)))
            .filter(in_query(signature_counts::project_id, ids(RateFigure::Signed)))
            .count();
        let takeovers: i64 = self.over(takeovers).get_result(db)?;
        sums.takeovers += takeovers;
        sums.cohort.amount_yuan += amount.unwrap_or(0);
        sums.cohort.funds_yuan += funds.unwrap_or(0);
        for state in states {
            sums.add(state);
        }
        Ok(())
    }

    /// What counts of each of these projects: amount and funds, yuan.
    ///
    /// # Errors
    /// Database errors.
    pub fn money_of(&self, db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, (i64, i64)>> {
        let amounts: Vec<(i64, i64)> = recorded(self.day)
            .filter(signature_counts::project_id.eq_any(ids.to_vec()))
            .select((signature_counts::project_id, signature_counts::amount_yuan))
            .load(db)?;
        let funds: Vec<(i64, i64)> = paid(self.day, origins(self.funds))
            .filter(funds_entries::project_id.eq_any(ids.to_vec()))
            .select((funds_entries::project_id, funds_entries::amount_yuan))
            .load(db)?;
        let mut out: HashMap<i64, (i64, i64)> = HashMap::new();
        for (id, yuan) in amounts {
            out.entry(id).or_default().0 += yuan;
        }
        for (id, yuan) in funds {
            out.entry(id).or_default().1 += yuan;
        }
        Ok(out)
    }
}

/// A cohort in figures.
#[derive(Debug, Default)]
pub struct Sums {
    /// What the rates are made of.
    pub cohort: Cohort,
    /// Of those not terminated: not begun yet.
    pub permitting: i64,
    /// Suspended, whatever their stage.
    pub suspended: i64,
    /// Contracts from before the system.
    pub takeovers: i64,
    /// Not counted, by reason.
    pub excluded: std::collections::BTreeMap<String, i64>,
}

impl Sums {
    fn add(&mut self, (stage, state, excluded, count): State) {
        if let Some(code) = excluded {
            *self.excluded.entry(code).or_default() += count;
            return;
        }
        let cohort = &mut self.cohort;
        cohort.signed += count;
        if state == Some(EndState::Suspended) {
            self.suspended += count;
        }
        if state == Some(EndState::Terminated) {
            cohort.terminated += count;
            return;
        }
        let part = match stage {
            _ if BUILDING.contains(&stage) => &mut cohort.building,
            _ if PRODUCING.contains(&stage) => &mut cohort.producing,
            _ => &mut self.permitting,
        };
        *part += count;
        if BUILT.contains(&stage) {
            cohort.built += count;
        }
    }
}
