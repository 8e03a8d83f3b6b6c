//! Rows of claims, disputes, transfers and shares; the rules in force; what other rooms ask of this one.

mod claims;
mod course;
mod disputes;
mod hooks;
mod looks;
mod shares;
mod similar;
mod transfers;
mod waiting;

pub use claims::*;
pub use course::*;
pub use disputes::*;
pub use hooks::*;
pub use looks::*;
pub use shares::*;
pub use similar::*;
pub use transfers::*;
pub use waiting::waiting;

use super::model::ClaimRules;
use super::rules;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::features::calendar;
use crate::http::contract::Contract;
use crate::rulesets::{self, Kind};
use crate::work::Tx;
use chrono::NaiveDate;
use serde_json::Value;

/// The kind of rules that this room judges by.
pub const CLAIM_RULES: Kind =
    Kind { name: "claims", label: "首报首谈时限", default: default_rules, check: check_rules };

fn default_rules() -> Value {
    serde_json::from_str(include_str!("../../../data/rules/claims.json")).unwrap_or_default()
}

fn check_rules(contract: &Contract, content: &Value) -> Result<()> {
    let errors = match crate::http::body::typed::<ClaimRules>(contract, content.clone()) {
        Ok(given) => rules::check_rules(&given),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The rules in force on a day, and their revision.
///
/// # Errors
/// Database errors.
pub fn rules_in_force(db: &mut Db, on: NaiveDate) -> Result<(ClaimRules, i32)> {
    let revision = rulesets::in_force(db, &CLAIM_RULES, on)?;
    Ok((revision.read()?, revision.revision))
}

/// The last day of a limit in working days; the day itself is day 0.
///
/// # Errors
/// 409 when the calendar knows no working day.
pub fn working_days_later(tx: &mut Tx<'_>, from: NaiveDate, days: i32) -> Result<NaiveDate> {
    let calendar = calendar::load(tx)?;
    let days = u32::try_from(days).unwrap_or_default();
    let deadline = calendar::rules::working_day_deadline(&calendar, from, days, &[])
        .map_err(|e| Error::new(crate::error::Code::ResourceConflict).detail(e.to_string()))?;
    deadline.due_on.ok_or_else(|| Error::internal("a deadline without a pause has no day"))
}
