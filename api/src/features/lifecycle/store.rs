//! Reading the facts that gates ask for, and applying decided changes.

mod amendments;
mod board;
mod events;
mod papers;
mod records;
mod signatures;
mod table;
mod waiting;

pub use amendments::*;
pub use board::{CardRow, cards};
pub use events::*;
pub use records::{
    NewRecord, audit, evidence_of, find_record, insert_record, opinions_of, records_of, set_evidence,
    set_state, supersede_after, update_record,
};
pub use table::{count_of_projects, log_of_projects, passed_days};

pub use signatures::*;
pub use waiting::waiting;

use super::model::{Amount, GateRole, Gates, LogRow, StageRecord};
use super::rules::{self, Change, EvidenceFact, Facts, RecordFacts, Standing};
use crate::db::schema::{project_parties, project_phases, project_units, stage_log};
use crate::db::types::Doc;
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::projects::model::{FundsOrigin, PartyRole};
use crate::features::projects::{self, Project, Stage, StageChange};
use crate::features::responsibility::{self, AssignmentRole};
use crate::http::contract::Contract;
use crate::rulesets::{self, Kind};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of rules that this room judges by.
pub const GATES: Kind =
    Kind { name: "gates", label: "阶段门槛", default: default_gates, check: check_gates };

fn default_gates() -> Value {
    serde_json::from_str(include_str!("../../../data/rules/gates.json")).unwrap_or_default()
}

fn check_gates(contract: &Contract, content: &Value) -> Result<()> {
    let errors = match crate::http::body::typed::<Gates>(contract, content.clone()) {
        Ok(gates) => rules::check(&gates),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The gates in force on a day, and their revision.
///
/// # Errors
/// Database errors.
pub fn gates_in_force(db: &mut Db, on: NaiveDate) -> Result<(Gates, i32)> {
    let revision = rulesets::in_force(db, &GATES, on)?;
    Ok((revision.read()?, revision.revision))
}

/// From which stage on the gates ask for each person.
///
/// # Errors
/// Database errors.
pub fn people_required_from(db: &mut Db, on: NaiveDate) -> Result<BTreeMap<AssignmentRole, Stage>> {
    let (gates, _) = gates_in_force(db, on)?;
    let roles = AssignmentRole::ALL.iter();
    Ok(roles.filter_map(|role| Some((*role, gates.person_from(*role)?))).collect())
}

/// What the gates ask about a project.
///
/// # Errors
/// Database errors.
pub fn facts(db: &mut Db, project: &Project, records: &[StageRecord], on: NaiveDate) -> Result<Facts> {
    let current: Vec<&StageRecord> = records.iter().filter(|r| r.is_current()).collect();
    let ids: Vec<i64> = current.iter().map(|r| r.id).collect();
    let mut evidence: BTreeMap<i64, Vec<EvidenceFact>> = BTreeMap::new();
    for (row, file) in evidence_of(db, &ids)? {
        let fact = EvidenceFact {
            evidence_type: row.evidence_type,
            file_id: row.file_id,
            is_image: file.media_type.is_image(),
        };
        evidence.entry(row.record_id).or_default().push(fact);
    }
    let records =
        current.into_iter().map(|r| record_facts(r, evidence.remove(&r.id).unwrap_or_default())).collect();
    Ok(Facts {
        project: fields(project),
        amounts: amounts(db, project)?,
        roles: roles(db, project)?,
        sponsor_from: responsibility::sponsor_needed(db, project, on)?,
        records,
    })
}

/// A record as the rules see it.
pub fn record_facts(record: &StageRecord, evidence: Vec<EvidenceFact>) -> RecordFacts {
    RecordFacts {
        id: record.id,
        stage: record.stage,
        state: record.state,
        claimed_on: record.claimed_on,
        facts: record.facts_map(),
        evidence,
    }
}

fn fields(project: &Project) -> Map<String, Value> {
    serde_json::to_value(project).ok().and_then(|v| v.as_object().cloned()).unwrap_or_default()
}

fn amounts(db: &mut Db, project: &Project) -> Result<BTreeMap<Amount, i64>> {
    let phases: Vec<i64> = project_phases::table
        .filter(project_phases::project_id.eq(project.id).and(project_phases::ended_at.is_null()))
        .select(project_phases::amount_yuan)
        .load(db)?;
    let known = [
        (Amount::TotalInvestment, project.total_investment_yuan),
        (Amount::FixedAssets, project.fixed_assets_yuan),
        (Amount::Contract, project.contract_amount_yuan),
        (Amount::Phases, (!phases.is_empty()).then(|| phases.iter().sum())),
        (Amount::FundsInPlace, Some(project.funds_in_place_yuan)),
        (Amount::FundsOutsideProvince, Some(project.funds_outside_province_yuan)),
        (Amount::FundsOutsideCity, Some(project.funds_outside_city_yuan)),
    ];
    Ok(known.into_iter().filter_map(|(amount, yuan)| Some((amount, yuan?))).collect())
}

fn roles(db: &mut Db, project: &Project) -> Result<BTreeSet<GateRole>> {
    let investors: Vec<(Option<i64>, Option<FundsOrigin>)> = project_parties::table
        .filter(project_parties::project_id.eq(project.id).and(project_parties::ended_at.is_null()))
        .filter(project_parties::role.eq(PartyRole::Investor))
        .select((project_parties::enterprise_id, project_parties::origin))
        .load(db)?;
    let supporting: i64 = project_units::table
        .filter(project_units::project_id.eq(project.id).and(project_units::ended_at.is_null()))
        .count()
        .get_result(db)?;
    let held = [
        (GateRole::LeadUnit, true),
        (GateRole::SupportingUnit, supporting > 0),
        (GateRole::Investor, !investors.is_empty()),
        (
            GateRole::OutsideInvestor,
            investors.iter().any(|i| i.1.is_some_and(|o| o != FundsOrigin::InsideCity)),
        ),
        (GateRole::LinkedInvestor, investors.iter().any(|i| i.0.is_some())),
    ];
    let people = responsibility::held_roles(db, project.id)?.into_iter().map(GateRole::of_person);
    Ok(held.into_iter().filter(|(_, yes)| *yes).map(|(role, _)| role).chain(people).collect())
}

/// Where a project stands; `log` is its whole log.
pub fn standing(project: &Project, log: &[LogRow]) -> Standing {
    Standing {
        stage: project.stage,
        end_state: project.end_state,
        stage_since_on: project.stage_since_on,
        section_since_on: log.last().map_or(project.stage_since_on, |l| l.moved_on),
    }
}

/// The log of a project, oldest first.
///
/// # Errors
/// Database errors.
pub fn log_of(db: &mut Db, project_id: i64) -> Result<Vec<LogRow>> {
    Ok(stage_log::table
        .filter(stage_log::project_id.eq(project_id))
        .order(stage_log::id)
        .select(columns::<LogRow>())
        .load(db)?)
}

/// Carries out a decided change: the project moves and the log has a row.
///
/// # Errors
/// 409 when somebody else changed the project at the same time.
pub fn apply(
    tx: &mut Tx<'_>,
    project: &Project,
    from: &Standing,
    change: &Change,
    gate_revision: i32,
) -> Result<Project> {
    let moved = projects::set_stage(
        tx,
        project,
        &StageChange {
            stage: change.stage,
            end_state: change.end_state,
            stage_since_on: change.stage_since_on,
            facts: change.carried,
        },
    )?;
    let row = (
        (
            stage_log::project_id.eq(project.id),
            stage_log::kind.eq(change.kind),
            stage_log::from_stage.eq(from.stage),
            stage_log::to_stage.eq(change.stage),
            stage_log::from_state.eq(from.end_state),
            stage_log::to_state.eq(change.end_state),
            stage_log::entered_on.eq(from.section_since_on),
            stage_log::moved_on.eq(tx.today()),
        ),
        (
            stage_log::moved_at.eq(tx.now),
            stage_log::days_in_stage.eq(change.days),
            stage_log::moved_by.eq(tx.caller.user_id),
            stage_log::reason.eq(&change.reason),
            stage_log::details.eq(Doc(change.details.clone())),
            stage_log::gate_revision.eq(gate_revision),
            stage_log::record_id.eq(change.record_id),
        ),
    );
    diesel::insert_into(stage_log::table).values(row).execute(&mut **tx)?;
    Ok(moved)
}
