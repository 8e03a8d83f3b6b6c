//! The times that this room judges by.

use super::super::model::TripTimes;
use super::super::rules;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::http::contract::Contract;
use crate::rulesets::{self, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// The kind of rules.
pub const TIMES: Kind = Kind { name: "trips", label: "外出招商与接待时限", default, check };

fn default() -> Value {
    serde_json::from_str(include_str!("../../../../data/rules/trips.json")).unwrap_or_default()
}

fn check(contract: &Contract, content: &Value) -> Result<()> {
    let errors = match crate::http::body::typed::<TripTimes>(contract, content.clone()) {
        Ok(times) => rules::times::check(&times),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The times in force on a day, and their revision.
///
/// # Errors
/// Database errors; [`Error`] for times of a newer program.
pub fn in_force(db: &mut Db, on: NaiveDate) -> Result<(TripTimes, i32), Error> {
    let revision = rulesets::in_force(db, &TIMES, on)?;
    Ok((revision.read()?, revision.revision))
}
