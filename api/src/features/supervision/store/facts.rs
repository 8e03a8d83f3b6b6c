//! What colours are worked out from: the project's own row and what the room `progress` knows of it.

use super::super::model::colours::Facts;
use crate::db::dialect::among;
use crate::db::for_ids;
use crate::db::schema::{project_colour_facts, projects};
use crate::error::Result;
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
    /// Works begun.
    pub started_on: Option<NaiveDate>,
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
                projects::started_on,
            ))
            .load(&mut **tx)
    })?)
}

/// The facts of these projects, in a few statements whatever their number.
///
/// # Errors
/// Database errors.
pub fn load(tx: &mut Tx<'_>, projects: &[Candidate]) -> Result<HashMap<i64, Facts>> {
    let _ = &tx;
    let facts = |project: &Candidate| Facts {
        last_progress_on: Some(project.stage_since_on),
        started_on: project.started_on,
        ..Facts::default()
    };
    Ok(projects.iter().map(|p| (p.id, facts(p))).collect())
}
