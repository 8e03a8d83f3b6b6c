//! The row of a trip: inserting, editing, moving from state to state.

use super::super::model::{Trip, TripKind, TripState};
use crate::db::schema::negotiation_trips;
use crate::db::series::next_no;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns};
use crate::error::{Error, Result};
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

/// The plain columns of a plan.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = negotiation_trips, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct PlanColumns {
    /// Kind.
    pub kind: TripKind,
    /// Purpose.
    pub purpose: String,
    /// Chain.
    pub chain: Option<String>,
    /// Stationed team.
    pub station: Option<String>,
    /// Lead unit.
    pub lead_unit_id: i64,
    /// Leader with an account.
    pub leader_user_id: Option<i64>,
    /// Leader.
    pub leader_name: String,
    /// His post.
    pub leader_post: String,
    /// Departure.
    pub starts_on: NaiveDate,
    /// Planned return.
    pub ends_on: NaiveDate,
    /// Budget lines.
    pub budget: Doc,
    /// Source.
    pub source: Option<String>,
}

/// What a move sets besides the state; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = negotiation_trips)]
pub struct Move {
    /// State afterwards.
    pub state: Option<TripState>,
    /// Submitted by.
    pub submitted_by: Option<i64>,
    /// Submitted at.
    pub submitted_at: Option<Stamp>,
    /// Decided by; `Some(None)` clears.
    pub decided_by: Option<Option<i64>>,
    /// Decided at.
    pub decided_at: Option<Option<Stamp>>,
    /// Opinion.
    pub decision_opinion: Option<Option<String>>,
    /// Revision that was approved.
    pub approved_revision: Option<i32>,
    /// Really returned on.
    pub returned_on: Option<NaiveDate>,
    /// Report due on.
    pub report_due_on: Option<NaiveDate>,
    /// Rules behind it.
    pub rule_revision: Option<i32>,
    /// Why cancelled.
    pub cancel_reason: Option<String>,
    /// Report: activities.
    pub activities: Option<String>,
    /// Report: results.
    pub results: Option<String>,
    /// Report: matters to coordinate.
    pub coordination: Option<String>,
    /// Closed by.
    pub closed_by: Option<i64>,
    /// Closed at.
    pub closed_at: Option<Stamp>,
    /// Revision of the plan.
    pub plan_revision: Option<i32>,
}

/// Registers a trip as a draft with the next number of its year.
///
/// # Errors
/// Database errors.
pub fn insert(tx: &mut Tx<'_>, plan: &PlanColumns) -> Result<Trip> {
    let year = tx.today().year();
    let number = format!("CX-{year}-{:04}", next_no(tx, "CX", year)?);
    let row = (
        plan,
        negotiation_trips::number.eq(number),
        negotiation_trips::state.eq(TripState::Draft),
        negotiation_trips::created_by.eq(tx.caller.user_id),
        negotiation_trips::created_at.eq(tx.now),
        negotiation_trips::updated_at.eq(tx.now),
    );
    Ok(diesel::insert_into(negotiation_trips::table)
        .values(row)
        .returning(columns::<Trip>())
        .get_result(&mut **tx)?)
}

/// Changes the plain columns of a plan, and what follows from them.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn update(db: &mut Db, trip: &Trip, plan: &PlanColumns, more: &Move, now: Stamp) -> Result<Trip> {
    let same = negotiation_trips::table.find(trip.id).filter(negotiation_trips::version.eq(trip.version));
    let after = diesel::update(same)
        .set((
            plan,
            more,
            negotiation_trips::updated_at.eq(now),
            negotiation_trips::version.eq(trip.version + 1),
        ))
        .returning(columns::<Trip>())
        .get_result(db)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Moves a trip; the caller journals.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn apply(db: &mut Db, trip: &Trip, change: &Move, now: Stamp) -> Result<Trip> {
    let same = negotiation_trips::table.find(trip.id).filter(negotiation_trips::version.eq(trip.version));
    let after = diesel::update(same)
        .set((change, negotiation_trips::updated_at.eq(now), negotiation_trips::version.eq(trip.version + 1)))
        .returning(columns::<Trip>())
        .get_result(db)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Replaces the budget lines.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn set_budget(db: &mut Db, trip: &Trip, budget: Doc, now: Stamp) -> Result<Trip> {
    let same = negotiation_trips::table.find(trip.id).filter(negotiation_trips::version.eq(trip.version));
    let after = diesel::update(same)
        .set((
            negotiation_trips::budget.eq(budget),
            negotiation_trips::updated_at.eq(now),
            negotiation_trips::version.eq(trip.version + 1),
        ))
        .returning(columns::<Trip>())
        .get_result(db)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// The first sign of life on the road: an approved trip is under way. Of two at once both are welcome.
///
/// # Errors
/// Database errors.
pub fn set_off(db: &mut Db, trip: &Trip, now: Stamp) -> Result<bool> {
    let waiting =
        negotiation_trips::table.find(trip.id).filter(negotiation_trips::state.eq(TripState::Approved));
    let rows = diesel::update(waiting)
        .set((
            negotiation_trips::state.eq(TripState::UnderWay),
            negotiation_trips::updated_at.eq(now),
            negotiation_trips::version.eq(negotiation_trips::version + 1),
        ))
        .execute(db)?;
    Ok(rows == 1)
}

/// Takes the row of a trip before its parts are judged, so that of a closing and a late visit one comes first. Answers
/// the trip as it is now.
///
/// # Errors
/// Database errors.
pub fn hold(db: &mut Db, trip_id: i64, now: Stamp) -> Result<Trip> {
    Ok(diesel::update(negotiation_trips::table.find(trip_id))
        .set(negotiation_trips::updated_at.eq(now))
        .returning(columns::<Trip>())
        .get_result(db)?)
}
