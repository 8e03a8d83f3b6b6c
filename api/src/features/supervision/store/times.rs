//! The times that slips are judged by.

use super::super::model::times::SupervisionRules;
use super::super::rules;
use crate::db::Db;
use crate::error::Result;
use crate::http::contract::Contract;
use crate::rulesets::{self, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// The kind of rules.
pub const SUPERVISION: Kind =
    Kind { name: "supervision", label: "督办时限与批示用语", default, check };

fn default() -> Value {
    serde_json::from_str(include_str!("../../../../data/rules/supervision.json")).unwrap_or_default()
}

fn check(contract: &Contract, content: &Value) -> Result<()> {
    let errors = match crate::http::body::typed::<SupervisionRules>(contract, content.clone()) {
        Ok(given) => rules::slips::check_times(&given),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The times in force on a day, and their revision.
///
/// # Errors
/// Database errors.
pub fn in_force(db: &mut Db, on: NaiveDate) -> Result<(SupervisionRules, i32)> {
    let revision = rulesets::in_force(db, &SUPERVISION, on)?;
    Ok((revision.read()?, revision.revision))
}
