//! The board: counts and sums of all columns in one query, cards of one column by page. Conditions and visibility are
//! those of the project list.

use crate::db::dialect::sum_i64;
use crate::db::schema::projects as p;
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::projects::store::list::Conditions;
use crate::features::projects::{Project, Stage};
use diesel::dsl::count;
use diesel::prelude::*;

/// Count and sum of one column.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct ColumnSum {
    /// Stage.
    pub stage: Stage,
    /// Projects.
    pub total: i64,
    /// Sum of the amounts, yuan; none when no project has one.
    pub yuan: Option<i64>,
    /// Projects with an amount.
    pub known: i64,
}

/// Counts and sums of the stages that have projects.
///
/// # Errors
/// Database errors.
pub fn sums(db: &mut Db, conditions: &Conditions) -> Result<Vec<ColumnSum>> {
    Ok(p::table
        .filter(conditions.filter())
        .group_by(p::stage)
        .select((
            p::stage,
            count(p::id),
            sum_i64(p::total_investment_yuan.assume_not_null()),
            count(p::total_investment_yuan),
        ))
        .load(db)?)
}

/// One page of a column, those longest in the stage first.
///
/// # Errors
/// Database errors.
pub fn cards(
    db: &mut Db,
    conditions: &Conditions,
    stage: Stage,
    page: i64,
    per_page: i64,
) -> Result<Vec<Project>> {
    Ok(p::table
        .filter(conditions.filter())
        .filter(p::stage.eq(stage))
        .order((p::stage_since_on, p::id))
        .offset((page - 1) * per_page)
        .limit(per_page)
        .select(columns::<Project>())
        .load(db)?)
}
