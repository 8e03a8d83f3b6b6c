//! Which dates stand on a project: those of the current passed records of the stages it has reached. What
//! came from a record that was given up stands no longer; where no record ever spoke, the project keeps what it was
//! registered or imported with.

use super::super::model::AuditState;
use super::Facts;
use crate::features::projects::{Facts as Carried, Stage};
use chrono::NaiveDate;
use serde_json::Value;

/// What changes about the facts of a project that goes from one stage to another; the same stage twice when a record of
/// it, or of an earlier one, has just passed.
pub fn standing_facts(from: Stage, to: Stage, facts: &Facts) -> Carried {
    Carried {
        started_on: fact(from, to, facts, Stage::Started, "started_on"),
        producing_on: fact(from, to, facts, Stage::Producing, "producing_on"),
    }
}

fn fact(from: Stage, to: Stage, facts: &Facts, stage: Stage, name: &str) -> Option<Option<NaiveDate>> {
    let record = facts.record(stage).filter(|r| r.state == AuditState::Passed)?;
    let value = record.facts.get(name).and_then(day)?;
    if stage <= to {
        Some(Some(value))
    } else {
        // a record beyond the stages reached never stood on the project
        (stage <= from).then_some(None)
    }
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}
