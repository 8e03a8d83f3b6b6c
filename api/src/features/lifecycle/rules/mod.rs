//! Pure decisions: which gates are open, what a record may say, where a project may go, how long it stayed.
//!
//! Nothing here knows a database, the web or the clock: facts, gates and today's date are arguments.

mod advance;
mod amendments;
mod ends;
mod events;
mod gates;
mod history;
mod record;
mod signatures;
mod standing;
mod unmet;

pub use advance::{Change, Standing, advance, blocking_for, kind_of};
pub use amendments::{check_amendment, recounted};
pub use ends::{end_blocking, resume, share, suspend, take_up, terminate, withdraw};
pub use events::{check_event, meant};
pub use gates::check;
pub use history::{Durations, bar, durations, groups};
pub use record::check_record;
pub use signatures::{Credit, Paper, Signing, check_against, check_paper, credit, repeat_reasons};
pub use standing::standing_facts;
pub use unmet::{people_missing, requires, unmet, unmet_record};

use super::model::{Amount, AuditState, GateRole};
use crate::features::projects::Stage;
use chrono::NaiveDate;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

#[cfg(test)]
mod tests;

/// What is known about a project when a gate is judged.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Fields of the project by name.
    pub project: Map<String, Value>,
    /// Amounts that are known, yuan.
    pub amounts: BTreeMap<Amount, i64>,
    /// Roles that somebody holds.
    pub roles: BTreeSet<GateRole>,
    /// From which stage on its amount asks for a leader, and why.
    pub sponsor_from: Option<(Stage, String)>,
    /// Current stage records.
    pub records: Vec<RecordFacts>,
}

/// What a stage record says.
#[derive(Debug, Clone)]
pub struct RecordFacts {
    /// Record.
    pub id: i64,
    /// Stage it claims.
    pub stage: Stage,
    /// State.
    pub state: AuditState,
    /// Date claimed.
    pub claimed_on: Option<NaiveDate>,
    /// Facts by name.
    pub facts: Map<String, Value>,
    /// Evidence.
    pub evidence: Vec<EvidenceFact>,
}

/// One file as evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceFact {
    /// Type by the gate.
    pub evidence_type: String,
    /// File.
    pub file_id: i64,
    /// Is it a picture?
    pub is_image: bool,
}

impl Facts {
    /// The current record of a stage.
    pub fn record(&self, stage: Stage) -> Option<&RecordFacts> {
        self.records.iter().find(|r| r.stage == stage)
    }
}
