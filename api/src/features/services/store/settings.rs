//! The template of procedures and the times that this room judges by.

use super::super::model::rules::{Procedures, ServiceTimes};
use super::super::rules::settings::{check_procedures, check_times};
use crate::db::Db;
use crate::error::{Error, FieldError, Result};
use crate::http::contract::Contract;
use crate::rulesets::{self, Kind};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Template of procedures.
pub const PROCEDURES: Kind = Kind {
    name: "procedures",
    label: "一站式手续模板",
    default: || serde_json::from_str(PROCEDURES_TEXT).unwrap_or_default(),
    check: |contract, content| checked::<Procedures>(contract, content, check_procedures),
};

/// Times of difficulties and complaints.
pub const SERVICE_TIMES: Kind = Kind {
    name: "services",
    label: "企业服务时限",
    default: || serde_json::from_str(TIMES_TEXT).unwrap_or_default(),
    check: |contract, content| checked::<ServiceTimes>(contract, content, check_times),
};

const PROCEDURES_TEXT: &str = include_str!("../../../../data/rules/procedures.json");
const TIMES_TEXT: &str = include_str!("../../../../data/rules/services.json");

fn checked<T: DeserializeOwned + utoipa::ToSchema>(
    contract: &Contract,
    content: &Value,
    check: impl Fn(&T) -> Vec<FieldError>,
) -> Result<()> {
    let errors = match crate::http::body::typed::<T>(contract, content.clone()) {
        Ok(rules) => check(&rules),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The template in force on a day, and its revision.
///
/// # Errors
/// Database errors; [`Error`] for a template of a newer program.
pub fn procedures(db: &mut Db, on: NaiveDate) -> Result<(Procedures, i32), Error> {
    let revision = rulesets::in_force(db, &PROCEDURES, on)?;
    Ok((revision.read()?, revision.revision))
}

/// The times in force on a day.
///
/// # Errors
/// As [`procedures`].
pub fn times(db: &mut Db, on: NaiveDate) -> Result<ServiceTimes, Error> {
    rulesets::in_force(db, &SERVICE_TIMES, on)?.read()
}

/// The built-in template, for tests of the rules.
#[cfg(test)]
pub fn default_procedures() -> Procedures {
    serde_json::from_str(PROCEDURES_TEXT).expect("the template is written as its type")
}

/// The built-in times, for tests of the rules.
#[cfg(test)]
pub fn default_times() -> ServiceTimes {
    serde_json::from_str(TIMES_TEXT).expect("the times are written as their type")
}
