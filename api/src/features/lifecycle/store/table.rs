//! Rows for tables: the log across projects, and the days of passed stage records.

use super::super::model::{AuditState, LogRow};
use crate::db::dialect::in_query;
use crate::db::schema::{stage_log, stage_records};
use crate::db::{Db, MultiBackend, columns};
use crate::error::Result;
use crate::features::projects::Stage;
use crate::features::projects::store::list::Conditions;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Moves of the projects that the conditions admit, by id, behind one of them; each with its project's id.
///
/// # Errors
/// Database errors.
pub fn log_of_projects(
    db: &mut Db,
    conditions: &Conditions,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, LogRow)>> {
    Ok(of_projects(conditions)
        .filter(stage_log::id.gt(after))
        .order(stage_log::id)
        .limit(limit)
        .select((stage_log::project_id, columns::<LogRow>()))
        .load(db)?)
}

/// How many moves those projects have.
///
/// # Errors
/// Database errors.
pub fn count_of_projects(db: &mut Db, conditions: &Conditions) -> Result<i64> {
    Ok(of_projects(conditions).count().get_result(db)?)
}

fn of_projects(conditions: &Conditions) -> stage_log::BoxedQuery<'static, MultiBackend> {
    stage_log::table.into_boxed::<MultiBackend>().filter(in_query(stage_log::project_id, conditions.ids()))
}

/// The claimed day of each current passed record of these projects.
///
/// # Errors
/// Database errors.
pub fn passed_days(db: &mut Db, ids: &[i64]) -> Result<BTreeMap<(i64, Stage), NaiveDate>> {
    let rows: Vec<(i64, Stage, Option<NaiveDate>)> = stage_records::table
        .filter(stage_records::project_id.eq_any(ids.to_vec()))
        .filter(stage_records::state.eq(AuditState::Passed).and(stage_records::superseded_at.is_null()))
        .select((stage_records::project_id, stage_records::stage, stage_records::claimed_on))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(id, stage, day)| Some(((id, stage), day?))).collect())
}
