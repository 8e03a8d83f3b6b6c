//! What colours are worked out from: the project's own row and what the room `progress` knows of it.

use super::super::model::colours::{Facts, GapFact, MilestoneFact, PauseFact};
use crate::db::dialect::among;
use crate::db::for_ids;
use crate::db::schema::{project_colour_facts, projects};
use crate::error::Result;
use crate::features::progress::{self, ProgressFacts};
use crate::features::projects::Stage;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// The first stage in which a project may have a colour; before it nothing is asked of one.
const FIRST: Stage = Stage::Signed;

/// A project as far as colours ask its own row.
#[derive(Debug, Clone, Queryable)]
pub struct Candidate {
    /// Key.
    pub id: i64,
    /// Stage.
    pub stage: Stage,
    /// Since when.
    pub stage_since_on: NaiveDate,
    /// Has it left the ordinary course?
    pub end_state: Option<String>,
    /// Amount.
    pub total_investment_yuan: Option<i64>,
}

/// Of these projects those that may have a colour, or have one now. One cheap statement; none of them most of the time.
///
/// # Errors
/// Database errors.
pub fn candidates(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Candidate>> {
    Ok(for_ids(ids, |ids| {
        projects::table
            .left_join(project_colour_facts::table.on(project_colour_facts::project_id.eq(projects::id)))
            .filter(among(projects::id, ids.to_vec()))
            .filter(
                projects::stage_no
                    .ge(FIRST.number())
                    .and(projects::end_state.is_null())
                    .or(project_colour_facts::project_id.is_not_null()),
            )
            .select((
                projects::id,
                projects::stage,
                projects::stage_since_on,
                projects::end_state,
                projects::total_investment_yuan,
            ))
            .load(&mut **tx)
    })?)
}

/// The facts of these projects, in a few statements whatever their number.
///
/// # Errors
/// Database errors.
pub fn load(tx: &mut Tx<'_>, projects: &[Candidate]) -> Result<HashMap<i64, Facts>> {
    if projects.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = projects.iter().map(|p| p.id).collect();
    let mut known = progress::facts(tx, &ids)?;
    Ok(projects.iter().filter_map(|p| Some((p.id, facts(p, known.remove(&p.id)?)))).collect())
}

/// A project that reached a new stage got on with it, whatever was reported since.
fn facts(project: &Candidate, known: ProgressFacts) -> Facts {
    let milestone = known.next_milestone;
    let pause =
        |p: progress::Pause| PauseFact { from_on: p.from_on, until_on: Some(p.until_on), cause: p.cause };
    Facts {
        milestone: milestone.map(|m| MilestoneFact { name: m.name, planned_on: m.planned_on }),
        gap: known.plan_gap.map(|g| GapFact {
            plan: g.plan_percent_hundredths,
            actual: g.actual_percent_hundredths,
            as_of_on: g.as_of_on,
        }),
        last_progress_on: Some(project.stage_since_on).max(known.last_progress_on),
        report_dues: known.missed_reports.into_iter().chain(known.next_report_due_ons).collect(),
        started_on: known.started_on,
        statistics_on: known.statistics_entered_on,
        pauses: known.pauses.into_iter().map(pause).collect(),
    }
}
