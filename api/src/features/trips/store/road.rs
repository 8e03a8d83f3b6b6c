//! Check-ins and visits. A phone's key makes the same request the same record, whenever it comes again.

use super::super::model::input::VisitEdit;
use super::super::model::{CheckIn, Leg, Visit};
use crate::db::schema::{trip_checkins, trip_visits};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns};
use crate::error::{Error, Result, is_unique_violation};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Check-ins of a trip, in the order of arrival.
///
/// # Errors
/// Database errors.
pub fn check_ins(db: &mut Db, trip_id: i64) -> Result<Vec<CheckIn>> {
    Ok(trip_checkins::table
        .filter(trip_checkins::trip_id.eq(trip_id))
        .order((trip_checkins::checked_in_at, trip_checkins::id))
        .select(columns::<CheckIn>())
        .load(db)?)
}

/// Visits of a trip, in the order they were recorded.
///
/// # Errors
/// Database errors.
pub fn visits(db: &mut Db, trip_id: i64) -> Result<Vec<Visit>> {
    Ok(trip_visits::table
        .filter(trip_visits::trip_id.eq(trip_id))
        .order(trip_visits::id)
        .select(columns::<Visit>())
        .load(db)?)
}

/// One visit of a trip.
///
/// # Errors
/// 404.
pub fn visit(db: &mut Db, trip_id: i64, id: i64) -> Result<Visit> {
    let found = trip_visits::table
        .filter(trip_visits::id.eq(id).and(trip_visits::trip_id.eq(trip_id)))
        .select(columns::<Visit>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// The check-in recorded under this key before.
///
/// # Errors
/// Database errors.
pub fn earlier_check_in(db: &mut Db, trip_id: i64, key: &str) -> Result<Option<CheckIn>> {
    Ok(trip_checkins::table
        .filter(trip_checkins::trip_id.eq(trip_id).and(trip_checkins::client_key.eq(key)))
        .select(columns::<CheckIn>())
        .first(db)
        .optional()?)
}

/// The visit recorded under this key before.
///
/// # Errors
/// Database errors.
pub fn earlier_visit(db: &mut Db, trip_id: i64, key: &str) -> Result<Option<Visit>> {
    Ok(trip_visits::table
        .filter(trip_visits::trip_id.eq(trip_id).and(trip_visits::client_key.eq(key)))
        .select(columns::<Visit>())
        .first(db)
        .optional()?)
}

/// The leg a day falls into; the first when several do.
pub fn leg_of(legs: &[Leg], given: Option<i32>, day: Option<NaiveDate>) -> Option<i64> {
    let by_number = given.and_then(|n| legs.iter().find(|l| l.sequence == n));
    let by_day = || day.and_then(|d| legs.iter().find(|l| l.from_on <= d && d <= l.to_on));
    by_number.or_else(by_day).map(|l| l.id)
}

/// Records an arrival.
///
/// # Errors
/// Database errors.
pub fn check_in(
    tx: &mut Tx<'_>,
    trip_id: i64,
    leg_id: Option<i64>,
    at: Stamp,
    place: Option<&str>,
    key: &str,
) -> Result<CheckIn> {
    let row = (
        trip_checkins::trip_id.eq(trip_id),
        trip_checkins::leg_id.eq(leg_id),
        trip_checkins::checked_in_at.eq(at),
        trip_checkins::place.eq(place),
        trip_checkins::client_key.eq(key),
        trip_checkins::recorded_by.eq(tx.caller.user_id),
        trip_checkins::recorded_at.eq(tx.now),
    );
    diesel::insert_into(trip_checkins::table)
        .values(row)
        .returning(columns::<CheckIn>())
        .get_result(&mut **tx)
        .map_err(again)
}

/// Records a visit.
///
/// # Errors
/// Database errors.
pub fn insert_visit(
    tx: &mut Tx<'_>,
    trip_id: i64,
    company_id: i64,
    leg_id: Option<i64>,
    visit: &VisitEdit,
    key: &str,
) -> Result<Visit> {
    let row = (
        (
            trip_visits::trip_id.eq(trip_id),
            trip_visits::company_id.eq(company_id),
            trip_visits::leg_id.eq(leg_id),
            trip_visits::met_on.eq(visit.met_on),
            trip_visits::persons.eq(Doc::of(&visit.persons)),
            trip_visits::place.eq(&visit.place),
        ),
        (
            trip_visits::card_file_id.eq(visit.card_file_id),
            trip_visits::note.eq(&visit.note),
            trip_visits::next_step.eq(&visit.next_step),
            trip_visits::client_key.eq(key),
            trip_visits::recorded_by.eq(tx.caller.user_id),
            trip_visits::recorded_at.eq(tx.now),
        ),
    );
    diesel::insert_into(trip_visits::table)
        .values(row)
        .returning(columns::<Visit>())
        .get_result(&mut **tx)
        .map_err(again)
}

/// Two copies of one request at once: the later one is run again and finds the record.
fn again(error: diesel::result::Error) -> Error {
    if is_unique_violation(&error) { Error::changed_meanwhile() } else { error.into() }
}

/// Corrects a visit.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn update_visit(db: &mut Db, visit: &Visit, leg_id: Option<i64>, edit: &VisitEdit) -> Result<Visit> {
    let same = trip_visits::table.find(visit.id).filter(trip_visits::version.eq(visit.version));
    let after = diesel::update(same)
        .set((
            trip_visits::leg_id.eq(leg_id),
            trip_visits::met_on.eq(edit.met_on),
            trip_visits::persons.eq(Doc::of(&edit.persons)),
            trip_visits::place.eq(&edit.place),
            trip_visits::card_file_id.eq(edit.card_file_id),
            trip_visits::note.eq(&edit.note),
            trip_visits::next_step.eq(&edit.next_step),
            trip_visits::version.eq(visit.version + 1),
        ))
        .returning(columns::<Visit>())
        .get_result(db)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}
