//! Operations of trips: the plan in [`plan`], states in [`moves`], check-ins and visits in [`road`], outcomes in
//! [`outcomes`], effects in [`effects`], reported totals in [`totals`], receptions in [`receptions`] and [`promises`].

mod effects;
mod moves;
mod outcomes;
mod plan;
mod promises;
mod receptions;
mod road;
mod table;
mod totals;
mod views;

pub use effects::TABLE as EFFECTS_TABLE;
pub use effects::encode;
pub use table::{RECEPTIONS_TABLE, TOTALS_TABLE, TRIPS_TABLE};

use super::model::Trip;
use super::store;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{IfMatch, Reply, ServiceConfig};
use crate::journal::Subject;
use crate::policy::{self, Action, Relations, visible};
use crate::work::Tx;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(plan::list_trips)
        .service(plan::create_trip)
        .service(plan::get_trip)
        .service(plan::replace_trip)
        .service(plan::update_trip)
        .service(plan::replace_trip_budget)
        .service(plan::list_trip_history)
        .service(plan::get_trip_report)
        .service(moves::submit_trip)
        .service(moves::decide_trip)
        .service(moves::cancel_trip)
        .service(moves::return_trip)
        .service(moves::close_trip)
        .service(road::check_in_trip)
        .service(road::record_visit)
        .service(road::get_visit)
        .service(road::replace_visit)
        .service(outcomes::get_trip_company)
        .service(outcomes::record_outcome)
        .service(outcomes::complete_next_step)
        .service(effects::get_trip_effects)
        .service(effects::get_effects)
        .service(effects::get_effect_provinces)
        .service(effects::list_effect_records)
        .service(totals::list_trip_totals)
        .service(totals::create_trip_total)
        .service(totals::get_trip_total)
        .service(totals::replace_trip_total)
        .service(totals::withdraw_trip_total)
        .service(receptions::list_receptions)
        .service(receptions::create_reception)
        .service(receptions::get_reception)
        .service(receptions::replace_reception)
        .service(receptions::update_reception)
        .service(receptions::cancel_reception)
        .service(promises::create_promise)
        .service(promises::get_promise)
        .service(promises::complete_promise)
        .service(promises::record_callback);
}

/// A trip the caller may see, and how he stands to it.
struct Found {
    trip: Trip,
    relations: Relations,
}

impl Found {
    fn find(tx: &mut Tx<'_>, id: i64) -> Result<Self> {
        let who = visible(tx.caller);
        let trip = store::list::find(tx, &who, id)?;
        let relations = relations(tx, &trip)?;
        Ok(Self { trip, relations })
    }

    /// A trip that was found before and has changed since.
    fn find_as(tx: &mut Tx<'_>, trip: Trip) -> Result<Self> {
        let relations = relations(tx, &trip)?;
        Ok(Self { trip, relations })
    }

    /// The answer after a change.
    fn again(&self, tx: &mut Tx<'_>, trip: Trip) -> Result<Reply> {
        let found = Found { trip, relations: self.relations };
        Ok(Reply::ok(&found.view(tx)?)?.version(found.trip.version))
    }

    /// Visible, permitted, and of the version read.
    fn open(tx: &mut Tx<'_>, id: i64, action: Action, if_match: &IfMatch) -> Result<Self> {
        let found = Self::find(tx, id)?;
        found.require(tx, action)?;
        if_match.check(found.trip.version, &found.view(tx)?)?;
        Ok(found)
    }

    fn require(&self, tx: &Tx<'_>, action: Action) -> Result<()> {
        policy::require(tx.caller, action, self.relations)
    }
}

/// Who travels may record; the lead unit plans.
fn relations(tx: &mut Tx<'_>, trip: &Trip) -> Result<Relations> {
    let own = match tx.caller.user_id {
        Some(user_id) if trip.leader_user_id != Some(user_id) => {
            store::parts::is_member(tx, trip.id, user_id)?
        }
        user_id => user_id.is_some(),
    };
    Ok(Relations { own_unit: tx.caller.covers_unit(trip.lead_unit_id), own, ..Relations::default() })
}

/// What the journal calls a trip.
fn subject(trip: &Trip) -> Subject {
    Subject::new("trip", trip.id, format!("{} {}", trip.number, trip.purpose))
}

/// Who acts for his own unit only cannot act for another.
fn check_unit(tx: &Tx<'_>, action: Action, unit_id: i64) -> Result<()> {
    let relations = Relations { own_unit: tx.caller.covers_unit(unit_id), ..Relations::default() };
    if policy::allowed(tx.caller, action, relations) {
        return Ok(());
    }
    let message = "牵头单位只能是本单位或下属单位。需由其他单位牵头的，请联系招商局。";
    Err(Error::new(Code::PolicyForbidden)
        .detail(format!("{message}可以办理的有：{}。", policy::who_may(action)))
        .with_errors(vec![FieldError {
            pointer: "/lead_unit_id".to_owned(),
            code: "foreign_unit".to_owned(),
            message: message.to_owned(),
        }]))
}
