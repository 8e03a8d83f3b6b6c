//! What waits for the caller in this room: slips to answer, answers to take, extensions to decide.

use super::super::model::{Slip, SlipBasis, SlipState};
use super::{project_names, undecided, visible};
use crate::db::schema::slips;
use crate::db::{MultiBackend, columns};
use crate::error::Result;
use crate::policy::{self, Action, Relations, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::HashMap;

/// What waits for the caller in this room.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    match tab {
        InboxTab::Todo => todo(tx, me),
        InboxTab::Started => started(tx, me),
        // slips that are mine to answer or to decide, and those that I wait for
        InboxTab::Supervised => {
            let mine = todo(tx, me)?;
            Ok(mine.into_iter().chain(started(tx, me)?).collect())
        }
        InboxTab::Cc | InboxTab::Done => Ok(Vec::new()),
    }
}

/// Whose slips of a state are asked for. Those of one person are few and found first.
#[derive(Clone, Copy)]
enum Of {
    Any,
    IssuedBy(i64),
    AnsweredBy(i64),
}

fn load(tx: &mut Tx<'_>, state: SlipState, of: Of) -> Result<Vec<Slip>> {
    let who = policy::visible(tx.caller);
    let mut rows = slips::table.filter(slips::state.eq(state)).into_boxed::<MultiBackend>();
    rows = match of {
        Of::Any => rows,
        Of::IssuedBy(id) => rows.filter(slips::issued_by.eq(id)),
        Of::AnsweredBy(id) => rows.filter(slips::answered_by.assume_not_null().eq(id)),
    };
    Ok(rows.filter(visible(&who)).order(slips::id).select(columns::<Slip>()).load(&mut **tx)?)
}

fn item(names: &HashMap<i64, String>, slip: &Slip, kind: InboxKind, why: String) -> Waiting {
    let name = slip.project_id.and_then(|id| names.get(&id));
    Waiting {
        kind,
        subject: name.cloned().unwrap_or_else(|| slip.number.clone()),
        why,
        from_id: Some(slip.issued_by),
        since_at: slip.issued_at,
        due_on: Some(slip.due_on),
        resource: InboxResource::Slip,
        resource_id: slip.id,
        part_id: None,
    }
}

fn names(tx: &mut Tx<'_>, slips: &[Slip]) -> Result<HashMap<i64, String>> {
    project_names(tx, &slips.iter().filter_map(|s| s.project_id).collect::<Vec<_>>())
}

/// Is it an instruction of a leader, not one risen by lapse?
pub fn is_instruction(slip: &Slip) -> bool {
    slip.basis == SlipBasis::Instruction
}

fn todo(tx: &mut Tx<'_>, me: i64) -> Result<Vec<Waiting>> {
    let open = load(tx, SlipState::Open, Of::Any)?;
    let of = names(tx, &open)?;
    let mut found = Vec::new();
    for slip in &open {
        // left with a person it is his; else it is the unit's
        let mine = match slip.person_id {
            Some(person) => person == me,
            None => {
                let own_unit = tx.caller.covers_unit(slip.unit_id);
                allowed(tx.caller, Action::SlipAnswer, Relations { own_unit, ..Relations::default() })
            }
        };
        if !mine {
            continue;
        }
        let (kind, why) = if is_instruction(slip) {
            (InboxKind::InstructionReply, format!("领导批示：{}", slip.matter))
        } else {
            let word = slip.kind.label();
            (InboxKind::SlipFeedback, format!("{word}，请办理并反馈：{}", slip.matter))
        };
        found.push(item(&of, slip, kind, why));
    }
    let answered = load(tx, SlipState::Answered, Of::IssuedBy(me))?;
    let of = names(tx, &answered)?;
    for slip in &answered {
        let (kind, why) = if is_instruction(slip) {
            (InboxKind::InstructionReplied, format!("批示已有回复，请阅后销号或退回：{}", slip.matter))
        } else {
            (InboxKind::SlipAnswered, format!("督办已有反馈，由签发人销号或退回：{}", slip.matter))
        };
        let since_at = slip.answered_at.unwrap_or(slip.issued_at);
        let waits = item(&of, slip, kind, why);
        found.push(Waiting { from_id: slip.answered_by, since_at, due_on: None, ..waits });
    }
    let issued: Vec<Slip> = open.into_iter().filter(|s| s.issued_by == me).collect();
    let asked = undecided(tx, &issued.iter().map(|s| s.id).collect::<Vec<_>>())?;
    let of = names(tx, &issued)?;
    for slip in issued.iter().filter(|s| asked.contains_key(&s.id)) {
        let why = format!("申请延期，由签发人审批：{}", slip.matter);
        let waits = item(&of, slip, InboxKind::SlipExtension, why);
        found.push(Waiting { part_id: asked.get(&slip.id).copied(), from_id: slip.person_id, ..waits });
    }
    Ok(found)
}

fn started(tx: &mut Tx<'_>, me: i64) -> Result<Vec<Waiting>> {
    let open = load(tx, SlipState::Open, Of::IssuedBy(me))?;
    let answered = load(tx, SlipState::Answered, Of::AnsweredBy(me))?;
    let of = names(tx, &[open.clone(), answered.clone()].concat())?;
    let issued = open.iter().map(|slip| {
        let (kind, why) = if is_instruction(slip) {
            (InboxKind::InstructionReply, "您的批示，等待回复")
        } else {
            (InboxKind::SlipFeedback, "您签发的督办单，等待反馈")
        };
        Waiting { from_id: None, ..item(&of, slip, kind, why.to_owned()) }
    });
    let given = answered.iter().map(|slip| {
        let (kind, why) = if is_instruction(slip) {
            (InboxKind::InstructionReplied, "您已回复，等待领导阅后销号")
        } else {
            (InboxKind::SlipAnswered, "您已反馈，等待签发人销号")
        };
        let since_at = slip.answered_at.unwrap_or(slip.issued_at);
        Waiting { since_at, due_on: None, ..item(&of, slip, kind, why.to_owned()) }
    });
    Ok(issued.chain(given).collect())
}
