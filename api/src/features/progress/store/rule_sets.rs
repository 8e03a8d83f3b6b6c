//! The rules that this room goes by.

use super::super::model::rule_sets::{MilestoneRules, ReportRules};
use super::super::rules;
use crate::db::Db;
use crate::error::{FieldError, Result};
use crate::http::contract::Contract;
use crate::rulesets::{self, Kind};
use crate::work::Tx;
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The rhythm of reports.
pub const REPORTS: Kind =
    Kind {
        name: "reports", label: "月报、周报的截止与扣分", default: default_reports, check: check_reports
    };

/// The milestones that a new project is offered.
pub const MILESTONES: Kind =
    Kind {
        name: "milestones", label: "里程碑模板", default: default_milestones, check: check_milestones
    };

fn default_reports() -> Value {
    serde_json::from_str(include_str!("../../../../data/rules/reports.json")).unwrap_or_default()
}

fn default_milestones() -> Value {
    serde_json::from_str(include_str!("../../../../data/rules/milestones.json")).unwrap_or_default()
}

fn check_reports(contract: &Contract, content: &Value) -> Result<()> {
    typed::<ReportRules>(contract, content, |rules| rules::periods::check(&rules))
}

fn check_milestones(contract: &Contract, content: &Value) -> Result<()> {
    typed::<MilestoneRules>(contract, content, |rules| {
        let names: Vec<&str> = rules.template.iter().map(|t| t.name.as_str()).collect();
        let twice = |i: &usize| names[..*i].contains(&names[*i]);
        let message = "同一名称写了两次，请改成不同的名称。";
        (0..names.len())
            .filter(twice)
            .map(|i| rules::wrong(format!("/template/{i}/name"), "duplicate", message))
            .collect()
    })
}

fn typed<T: DeserializeOwned + utoipa::ToSchema>(
    contract: &Contract,
    content: &Value,
    check: impl Fn(T) -> Vec<FieldError>,
) -> Result<()> {
    let errors = match crate::http::body::typed::<T>(contract, content.clone()) {
        Ok(rules) => check(rules),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The rhythm in force on a day, and its revision.
///
/// # Errors
/// Database errors; rules of a newer program.
pub fn reports_in_force(db: &mut Db, on: NaiveDate) -> Result<(ReportRules, i32)> {
    let revision = rulesets::in_force(db, &REPORTS, on)?;
    Ok((revision.read()?, revision.revision))
}

/// The milestones in force on a day.
///
/// # Errors
/// Database errors; rules of a newer program.
pub fn milestones_in_force(db: &mut Db, on: NaiveDate) -> Result<MilestoneRules> {
    rulesets::in_force(db, &MILESTONES, on)?.read()
}

/// The rhythm that a month goes by: what was in force when it was due, of the month under way what is in force now.
///
/// # Errors
/// Database errors; rules of a newer program.
pub fn reports_of(tx: &mut Tx<'_>, due_on: NaiveDate) -> Result<ReportRules> {
    let on = due_on.min(tx.today());
    Ok(reports_in_force(tx, on)?.0)
}
