//! 外出招商：领导带队、小分队、驻点、节会、因公出访的计划、审批、途中签到与拜访、逐企业的结果、报告与成效；来访接待；
//! 只知合计的外出招商。
//!
//! Invariants: who approves a plan did not submit it (also a CHECK of both databases) · a company of a trip has one
//! outcome; an outcome that goes on has an owner, a next step and a date · a trip is closed only when every company has
//! its outcome · what came of trips is counted from visits and projects, never typed; what is known only as a sum stands
//! apart · a phone's repeated request is the same record, whenever it comes · projects the reader may not see are
//! neither shown nor counted · the leader's office is told of a late report once.
//! Tests: `rules/`, `tests/features/trips.rs`, `tests/features/receptions.rs`, `tests/journeys/from_trip_to_funds.rs`.

mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{EFFECTS_TABLE, RECEPTIONS_TABLE, TOTALS_TABLE, TRIPS_TABLE, encode, routes};
pub use store::companies::{move_companies, uses as uses_by_trips};
pub use store::notices::JOB;
pub use store::provinces::travelled;
pub use store::receptions::{move_companies as move_reception_companies, uses as uses_by_receptions};
pub use store::reported::{ReportedLine, Told, load as load_reported};
pub use store::search::start;
pub use store::times::TIMES;
pub use store::waiting::waiting;

use crate::error::Result;
use crate::features::people::model::OpenWork;
use crate::jobs::Kind;
use crate::journal::Event;
use crate::policy::Visible;
use crate::work::Tx;

/// The background work of this room.
pub fn jobs() -> Vec<Kind> {
    vec![Kind { name: JOB, run: store::notices::run, attempts: 5 }]
}

/// Of these changes the trips that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let ids: Vec<i64> = events.iter().filter(|e| e.subject_kind == "trip").map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { store::list::visible_ids(tx, who, ids) }
}

/// Of these changes the reported totals that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_totals(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let of_kind = events.iter().filter(|e| e.subject_kind == "trip_total");
    let ids: Vec<i64> = of_kind.map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { store::totals::visible_ids(tx, who, ids) }
}

/// Of these changes the receptions that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_receptions(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let of_kind = events.iter().filter(|e| e.subject_kind == "reception");
    let ids: Vec<i64> = of_kind.map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { store::receptions::visible_ids(tx, who, ids) }
}

/// Next steps and promises that a person has still to see to.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<OpenWork>> {
    let found = [store::companies::open_work(tx, user_id)?, store::receptions::open_work(tx, user_id)?];
    Ok(found.into_iter().flatten().collect())
}

/// Gives them to somebody else.
///
/// # Errors
/// Database errors.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    store::companies::hand_over(tx, from, to)?;
    store::receptions::hand_over(tx, from, to)
}

/// May this trip be seen?
///
/// # Errors
/// Database errors.
pub fn may_see(tx: &mut Tx<'_>, who: &Visible, id: i64) -> Result<bool> {
    Ok(!store::list::visible_ids(tx, who, vec![id])?.is_empty())
}
