//! Moving forward through gates and going back with a reason.

use super::super::model::{Gates, MoveKind};
use super::{Facts, people_missing, standing_facts, unmet};
use crate::error::{Blocking, Code, Error, Result};
use crate::features::projects::{EndState, Facts as Carried, Stage};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Where a project stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Stage.
    pub stage: Stage,
    /// End state; `None` = ordinary course.
    pub end_state: Option<EndState>,
    /// In this stage since.
    pub stage_since_on: NaiveDate,
    /// The present section of its history began on.
    pub section_since_on: NaiveDate,
}

/// A decided change of standing.
#[derive(Debug, Clone)]
pub struct Change {
    /// What happens.
    pub kind: MoveKind,
    /// Stage afterwards.
    pub stage: Stage,
    /// End state afterwards.
    pub end_state: Option<EndState>,
    /// In that stage since.
    pub stage_since_on: NaiveDate,
    /// Length of the section that ends, days.
    pub days: i32,
    /// Reason.
    pub reason: Option<String>,
    /// Anything else worth keeping.
    pub details: Value,
    /// Facts that the project takes over from passed records, or gives up with them.
    pub carried: Carried,
    /// The record it rests upon.
    pub record_id: Option<i64>,
}

impl Change {
    pub(super) fn new(kind: MoveKind, from: &Standing, today: NaiveDate) -> Self {
        let days = (today - from.section_since_on).num_days().max(0);
        Self {
            kind,
            stage: from.stage,
            end_state: from.end_state,
            stage_since_on: from.stage_since_on,
            days: i32::try_from(days).unwrap_or(i32::MAX),
            reason: None,
            details: json!({}),
            carried: Carried::default(),
            record_id: None,
        }
    }
}

/// Forward or back?
pub fn kind_of(from: Stage, to: Stage) -> MoveKind {
    if to > from { MoveKind::Advance } else { MoveKind::Return }
}

/// What stands in the way of `to`: the state of the project, or the gates. A forward move must meet the gate of the
/// target and of every mandatory stage it skips; a step back meets none.
pub fn blocking_for(from: &Standing, to: Stage, facts: &Facts, gates: &Gates) -> Vec<Blocking> {
    if let Some(state) = from.end_state {
        return vec![ended(state)];
    }
    if to == from.stage {
        let message = format!("项目已在{}阶段", to.label());
        return vec![Blocking {
            code: "stage.same".into(),
            field: "to".into(),
            message,
            how_to_fix: "请选择其他阶段".into(),
        }];
    }
    let mut out = if to > from.stage { people_missing(to, facts, gates) } else { Vec::new() };
    for gate in gates.stages.iter().filter(|g| g.stage > from.stage && g.stage <= to) {
        let skipped = gate.stage != to;
        if skipped && !gate.mandatory {
            continue;
        }
        out.extend(
            unmet(gate, facts).into_iter().map(|b| if skipped { of_skipped(gate.stage, b) } else { b }),
        );
    }
    out
}

/// A lack of a stage on the way names that stage.
fn of_skipped(stage: Stage, lack: Blocking) -> Blocking {
    Blocking {
        field: format!("{}.{}", stage.code(), lack.field),
        message: format!("跳过的{}阶段不可省略：{}", stage.label(), lack.message),
        ..lack
    }
}

pub(super) fn ended(state: EndState) -> Blocking {
    let how = match state {
        EndState::Suspended => "先办理恢复，再推进",
        _ => "已结束的项目不再变动；确需继续的，重新登记项目",
    };
    let message = format!("项目已{}", state.label());
    Blocking { code: "project.ended".into(), field: "end_state".into(), message, how_to_fix: how.into() }
}

/// Decides a move.
///
/// # Errors
/// `project.ended`, `lifecycle.not_possible`, `lifecycle.gate_unmet` with everything that is lacking, or 422 for a
/// step back without reason.
pub fn advance(
    from: &Standing,
    facts: &Facts,
    to: Stage,
    reason: Option<&str>,
    gates: &Gates,
    today: NaiveDate,
) -> Result<Change> {
    let blocking = blocking_for(from, to, facts, gates);
    if !blocking.is_empty() {
        return Err(refusal(from, to, blocking));
    }
    let kind = kind_of(from.stage, to);
    let reason = reason.map(str::trim).filter(|r| !r.is_empty()).map(str::to_owned);
    if kind == MoveKind::Return && reason.is_none() {
        return Err(Error::field("/reason", "required", "退回须写明理由，供各方核对。"));
    }
    let record = facts.record(to).filter(|_| kind == MoveKind::Advance);
    let carried = standing_facts(from.stage, to, facts);
    let record_id = record.map(|r| r.id);
    Ok(Change {
        stage: to,
        stage_since_on: today,
        reason,
        carried,
        record_id,
        ..Change::new(kind, from, today)
    })
}

fn refusal(from: &Standing, to: Stage, blocking: Vec<Blocking>) -> Error {
    if from.end_state.is_some() {
        let first =
            blocking.first().map(|b| format!("{}。请{}。", b.message, b.how_to_fix)).unwrap_or_default();
        return Error::new(Code::ProjectEnded).detail(first).with_blocking(blocking);
    }
    if to == from.stage {
        let detail = format!("项目已在{}阶段，无须办理。", to.label());
        return Error::new(Code::LifecycleNotPossible).detail(detail).with_blocking(blocking);
    }
    let detail =
        format!("{}还缺{}项：{}。请按每项的提示补齐后再办理。", to.label(), blocking.len(), list(&blocking));
    Error::new(Code::LifecycleGateUnmet).detail(detail).with_blocking(blocking)
}

fn list(blocking: &[Blocking]) -> String {
    let mut words: Vec<&str> = blocking.iter().take(3).map(|b| b.message.as_str()).collect();
    if blocking.len() > 3 {
        words.push("等");
    }
    words.join("；")
}
