//! Handlers: issuing and reading slips ([`slips`]), answering ([`answers`]), what the issuer decides ([`judging`]),
//! leaders' instructions ([`instructions`]), colours ([`colours`]).

mod answers;
mod check;
mod colours;
mod instructions;
mod judging;
pub mod slips;
mod table;
pub mod told;
mod views;

pub use table::{COLOURS, TABLE};

use super::model::{Slip, SlipState};
use super::{rules, store};
use crate::error::{Code, Error, Result};
use crate::http::{IfMatch, Reply, ServiceConfig};
use crate::policy::{self, Action, Relations, require, visible};
use crate::work::Tx;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(slips::list_slips)
        .service(slips::create_slip)
        .service(slips::summarize_slips)
        .service(slips::get_slip)
        .service(slips::get_slip_deadline)
        .service(answers::create_slip_feedback)
        .service(answers::request_slip_extension)
        .service(judging::return_slip)
        .service(judging::close_slip)
        .service(judging::reopen_slip)
        .service(judging::decide_slip_extension)
        .service(instructions::create_instruction)
        .service(colours::get_project_colour)
        .service(colours::count_colours)
        .service(colours::simulate_colours);
}

/// How the caller stands to answering a slip: his own when it is left with him, his unit's otherwise.
fn to_answer(tx: &Tx<'_>, slip: &Slip) -> Relations {
    let own = slip.person_id.is_some() && slip.person_id == tx.caller.user_id;
    Relations { own_unit: tx.caller.covers_unit(slip.unit_id), own, ..Relations::default() }
}

/// How the caller stands to judging a slip: only its issuer does.
fn to_judge(tx: &Tx<'_>, slip: &Slip) -> Relations {
    Relations { own: Some(slip.issued_by) == tx.caller.user_id, ..Relations::default() }
}

/// The slip, if the caller sees it, may do this, and read the version that stands.
fn open(tx: &mut Tx<'_>, id: i64, action: Action, if_match: &IfMatch) -> Result<Slip> {
    let who = visible(tx.caller);
    let slip = store::find(tx, &who, id)?;
    let relations = if action == Action::SlipJudge { to_judge(tx, &slip) } else { to_answer(tx, &slip) };
    require(tx.caller, action, relations)?;
    if_match.check(slip.version, &views::view(tx, &slip)?)?;
    Ok(slip)
}

/// 409 unless the slip is in one of these states.
fn must_be(slip: &Slip, states: &[SlipState], doing: &str) -> Result<()> {
    if states.contains(&slip.state) {
        return Ok(());
    }
    let hint = match slip.state {
        SlipState::Lapsed => "这份督办单逾期没有反馈，已升级为新的一份，请在新的督办单上办理。",
        SlipState::Closed => "需要继续督办的，由签发人重新督办。",
        SlipState::Answered => "请等待签发人销号或退回。",
        SlipState::Open => "承办单位还没有反馈。",
    };
    Err(wrong_state(&format!("督办单现为“{}”，不能{doing}。{hint}", slip.state.label())))
}

/// 409 for a slip.
fn wrong_state(detail: &str) -> Error {
    Error::new(Code::SlipState).detail(detail)
}

fn answer(tx: &mut Tx<'_>, slip: &Slip) -> Result<Reply> {
    Ok(Reply::ok(&views::view(tx, slip)?)?.version(slip.version))
}

/// What the caller may still do with a slip.
fn can(tx: &Tx<'_>, slip: &Slip, awaits_decision: bool) -> Vec<String> {
    let mut can = Vec::new();
    if slip.state == SlipState::Open {
        let late = rules::slips::is_overdue(slip, tx.today());
        let mut actions = vec![Action::SlipAnswer];
        if !awaits_decision && !late {
            actions.push(Action::SlipExtend);
        }
        can.extend(policy::permitted(tx.caller, &actions, to_answer(tx, slip)));
    }
    if slip.state != SlipState::Lapsed {
        can.extend(policy::permitted(tx.caller, &[Action::SlipJudge], to_judge(tx, slip)));
    }
    can
}
