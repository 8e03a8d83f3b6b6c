//! Reading and writing projects; every reader takes [`Visible`].

/// `column = value` for one value, `column IN (…)` for several: with a single value the statement is the same for every
/// caller and stays prepared.
macro_rules! one_or_any {
    ($column:expr, $values:expr) => {{
        let values: Vec<_> = $values;
        let condition: Box<
            dyn BoxableExpression<_, $crate::db::MultiBackend, SqlType = diesel::sql_types::Bool>,
        > = match <[_; 1]>::try_from(values) {
            Ok([only]) => Box::new($column.eq(only)),
            Err(values) => Box::new($column.eq_any(values)),
        };
        condition
    }};
}

pub mod as_of;
pub mod candidates;
pub mod contract_rollup;
pub mod create;
pub mod funds;
pub mod history;
pub mod list;
pub mod parts;
pub mod rollup;
mod search;
pub mod summary;
pub mod tags;
mod visible;
pub mod waiting;
mod write;

pub use as_of::AsOf;
pub use candidates::{Candidates, Probe, candidates};
pub use search::{index, matching};
pub use visible::{Filter, confidential_to, of_projects, visible};
pub use write::*;

use super::model::{EndState, Project, Stage};
use crate::db::dialect::among;
use crate::db::schema::{project_lead_terms, projects};
use crate::db::series::take_numbers;
use crate::db::types::Stamp;
use crate::db::{Db, columns, for_ids};
use crate::error::{Error, Result};
use crate::policy::Visible;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

/// The project of exactly this name, the first when there are several: what is told of it names it.
///
/// # Errors
/// Database errors.
pub fn id_named(db: &mut Db, name: &str) -> Result<Option<i64>> {
    let named = projects::table.filter(projects::name.eq(name)).order(projects::id).select(projects::id);
    Ok(named.first(db).optional()?)
}

/// The project of this id, if the caller may see it.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Project> {
    let found: Option<Project> =
        projects::table.find(id).select(columns::<Project>()).first(db).optional()?;
    let found = found.ok_or_else(Error::not_found)?;
    if visible::plainly(who, &found) || !visible_ids(db, who, vec![id])?.is_empty() {
        return Ok(found);
    }
    Err(Error::not_found())
}

/// [`find`] as the project was recorded at the end of a day; who may see it is decided today.
///
/// # Errors
/// 404 also for what was not recorded yet.
pub fn find_as_of(db: &mut Db, who: &Visible, id: i64, then: AsOf) -> Result<Project> {
    let query = projects::table.filter(projects::id.eq(id)).select(columns::<Project>()).limit(1);
    let found = as_of::over_visible(Some(then), who, query).get_result(db).optional()?;
    found.ok_or_else(Error::not_found)
}

/// These projects; whoever asks knows that the caller sees them.
///
/// # Errors
/// Database errors.
pub fn all_of(db: &mut Db, ids: &[i64]) -> Result<Vec<Project>> {
    Ok(projects::table.filter(among(projects::id, ids.to_vec())).select(columns::<Project>()).load(db)?)
}

/// Of these ids the ones the caller may see.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(for_ids(&ids, |ids| {
        projects::table
            .filter(among(projects::id, ids.to_vec()))
            .filter(visible(who))
            .select(projects::id)
            .load(db)
    })?)
}

/// Of these projects the ones the caller may see, by id.
///
/// # Errors
/// Database errors.
pub fn many(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<Project>> {
    Ok(for_ids(&ids, |ids| {
        projects::table
            .filter(among(projects::id, ids.to_vec()))
            .filter(visible(who))
            .order(projects::id)
            .select(columns::<Project>())
            .load(db)
    })?)
}

/// The next `count` numbers of this year: `XM-2026-00123`.
///
/// # Errors
/// Database errors.
pub fn next_numbers(db: &mut Db, today: NaiveDate, count: usize) -> Result<Vec<String>> {
    let year = today.year();
    let count = i64::try_from(count).map_err(Error::internal)?;
    let last = take_numbers(db, "XM", year, count)?;
    Ok((last - count + 1..=last).map(|number| format!("XM-{year}-{number:05}")).collect())
}

/// Facts of a project that its stage records carry: `None` leaves one as it is, `Some(None)` takes it away. Amount and
/// day of the contract are not among them: they follow the counted signatures ([`follow_signatures`]).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = projects)]
pub struct Facts {
    /// Main works begun on.
    pub started_on: Option<Option<NaiveDate>>,
    /// In production since.
    pub producing_on: Option<Option<NaiveDate>>,
}

impl Facts {
    /// Without what the project says already.
    pub fn news_to(mut self, project: &Project) -> Self {
        self.started_on = self.started_on.filter(|v| *v != project.started_on);
        self.producing_on = self.producing_on.filter(|v| *v != project.producing_on);
        self
    }
}

/// Where a project goes; used by the room `lifecycle` only.
#[derive(Debug, Clone)]
pub struct StageChange {
    /// The stage after the change.
    pub stage: Stage,
    /// The end state after the change; `None` = ordinary course.
    pub end_state: Option<EndState>,
    /// The day it is in that stage from.
    pub stage_since_on: NaiveDate,
    /// Audited facts that come with it.
    pub facts: Facts,
}

/// Moves a project to another stage or end state. The caller journals.
///
/// # Errors
/// 409 when somebody else changed the project at the same time.
pub fn set_stage(db: &mut Db, project: &Project, change: &StageChange, now: Stamp) -> Result<Project> {
    let changed: Option<Project> = diesel::update(projects::table)
        .filter(projects::id.eq(project.id))
        .filter(projects::version.eq(project.version))
        .set((
            projects::stage.eq(change.stage),
            projects::end_state.eq(change.end_state),
            projects::stage_since_on.eq(change.stage_since_on),
            projects::version.eq(project.version + 1),
            projects::updated_at.eq(now),
            change.facts,
        ))
        .returning(columns::<Project>())
        .get_result(db)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

/// Gives a project to another lead unit; the former one may stay as a supporting unit. The caller journals.
///
/// # Errors
/// 409 when somebody else changed the project at the same time.
pub fn set_lead(
    db: &mut Db,
    project: &Project,
    unit_id: i64,
    former_supports: bool,
    reason: &str,
    now: Stamp,
) -> Result<Project> {
    let changed: Option<Project> = diesel::update(projects::table)
        .filter(projects::id.eq(project.id).and(projects::version.eq(project.version)))
        .set((
            projects::lead_unit_id.eq(unit_id),
            projects::version.eq(project.version + 1),
            projects::updated_at.eq(now),
        ))
        .returning(columns::<Project>())
        .get_result(db)
        .optional()?;
    let changed = changed.ok_or_else(Error::changed_meanwhile)?;
    // the database has begun a term of its own accord; why, only we know
    diesel::update(project_lead_terms::table)
        .filter(project_lead_terms::project_id.eq(project.id).and(project_lead_terms::ended_at.is_null()))
        .set(project_lead_terms::reason.eq(reason))
        .execute(db)?;
    let helpers = parts::supporting_units(db, &[project.id], None)?;
    let mut helpers: Vec<i64> =
        helpers.into_iter().map(|(_, unit)| unit.id).filter(|u| *u != unit_id).collect();
    if former_supports && !helpers.contains(&project.lead_unit_id) {
        helpers.push(project.lead_unit_id);
    }
    parts::replace_units(db, project.id, &helpers, now)?;
    Ok(changed)
}

/// Takes over facts of a stage record without moving the project. The caller journals.
///
/// # Errors
/// 409 when somebody else changed the project at the same time.
pub fn set_facts(db: &mut Db, project: &Project, facts: Facts, now: Stamp) -> Result<Project> {
    let same = projects::id.eq(project.id).and(projects::version.eq(project.version));
    let changed: Option<Project> = diesel::update(projects::table.filter(same))
        .set((facts, projects::version.eq(project.version + 1), projects::updated_at.eq(now)))
        .returning(columns::<Project>())
        .get_result(db)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

/// What the journal calls a project, whoever may see it.
///
/// # Errors
/// Database errors.
pub fn label(db: &mut Db, id: i64) -> Result<String> {
    let (number, name): (String, String) =
        projects::table.find(id).select((projects::number, projects::name)).first(db)?;
    Ok(format!("{number} {name}"))
}
