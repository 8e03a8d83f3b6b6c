//! The cards of the board, one column by page. Conditions, visibility and sums are those of the project list.

use crate::db::Db;
use crate::db::schema::projects as p;
use crate::error::Result;
use crate::features::projects::store::list::Conditions;
use crate::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use diesel::prelude::*;

/// What a card shows of a project.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = p, check_for_backend(crate::db::MultiBackend))]
pub struct CardRow {
    /// Internal id.
    pub id: i64,
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Stage.
    pub stage: Stage,
    /// End state.
    pub end_state: Option<EndState>,
    /// Lead unit.
    pub lead_unit_id: i64,
    /// Total investment, yuan.
    pub total_investment_yuan: Option<i64>,
    /// In the stage since.
    pub stage_since_on: NaiveDate,
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
) -> Result<Vec<CardRow>> {
    Ok(p::table
        .filter(conditions.filter())
        .filter(p::stage.eq(stage))
        .order((p::stage_since_on, p::id))
        .offset((page - 1) * per_page)
        .limit(per_page)
        .select(CardRow::as_select())
        .load(db)?)
}
