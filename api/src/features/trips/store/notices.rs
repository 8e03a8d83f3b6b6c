//! The leader's office is told of a late report, once: a job waits for the day after the report was due.

use super::super::model::{Trip, TripState};
use crate::db::schema::{negotiation_trips, trip_notices};
use crate::db::types::Stamp;
use crate::db::{Both, columns};
use crate::error::{Error, Result};
use crate::jobs::{self, Running};
use crate::journal::{self, Subject};
use crate::work::{Origin, Tx};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

/// Name of the job.
pub const JOB: &str = "trips.report_overdue";
const KIND: &str = "report_overdue";

/// Puts the job into the queue for the day after `due_on`. It belongs to the program: nobody can cancel it.
///
/// # Errors
/// Database errors.
pub fn watch(tx: &mut Tx<'_>, trip_id: i64, due_on: NaiveDate) -> Result<()> {
    jobs::enqueue_for_program(
        tx,
        JOB,
        json!({ "trip_id": trip_id }),
        Stamp::start_of(due_on).plus_seconds(86_400),
    )
}

/// The job: tells when the report is late, waits on when its day was moved, and is done otherwise.
///
/// # Errors
/// Database errors.
pub fn run(running: &Running<'_>, payload: &Value) -> Result<Value> {
    let id = payload["trip_id"].as_i64().ok_or_else(|| Error::internal("no trip in the job"))?;
    running.app.write(&Origin::system("trips"), |tx| {
        tx.mark_journalled();
        let trip: Option<Trip> =
            negotiation_trips::table.find(id).select(columns::<Trip>()).first(&mut **tx).optional()?;
        let owing = trip.filter(|t| TripState::OWING.contains(&t.state));
        let Some((trip, due_on)) = owing.and_then(|t| t.report_due_on.map(|due| (t, due))) else {
            return Ok(json!({ "told": false }));
        };
        if tx.today() <= due_on {
            watch(tx, id, due_on)?;
            return Ok(json!({ "told": false, "due_on": due_on }));
        }
        Ok(json!({ "told": tell(tx, &trip, due_on)? }))
    })
}

fn tell(tx: &mut Tx<'_>, trip: &Trip, due_on: NaiveDate) -> Result<bool> {
    let row = (
        trip_notices::trip_id.eq(trip.id),
        trip_notices::kind.eq(KIND),
        trip_notices::due_on.eq(due_on),
        trip_notices::told_at.eq(tx.now),
    );
    let rows = Both(diesel::insert_into(trip_notices::table).values(row).on_conflict_do_nothing())
        .execute(&mut **tx)?;
    if rows == 0 {
        return Ok(false);
    }
    let state = json!({ "due_on": due_on, "back_on": trip.back_on(), "leader": trip.leader_name });
    let subject = Subject::new("trip", trip.id, format!("{} {}", trip.number, trip.purpose));
    journal::created(tx, "trip.report_overdue", &subject, &state)?;
    Ok(true)
}
