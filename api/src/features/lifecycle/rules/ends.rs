//! Leaving the ordinary course and coming back: 暂缓, 恢复, 终止, 退库, 转共享, 领取.

use super::super::model::{MoveKind, TerminationCause};
use super::advance::{Change, Standing, ended};
use crate::error::{Blocking, Code, Error, Result};
use crate::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use serde_json::json;

/// Why an end (or the return from one) is not possible now; empty = possible.
pub fn end_blocking(from: &Standing, kind: MoveKind) -> Vec<Blocking> {
    let lack = |code: &str, message: String, how: &str| {
        vec![Blocking { code: code.into(), field: "stage".into(), message, how_to_fix: how.into() }]
    };
    match (kind, from.end_state) {
        (MoveKind::Resume, Some(EndState::Suspended)) => Vec::new(),
        (MoveKind::Resume, _) => lack("state.not_suspended", "项目没有暂缓".into(), "只有暂缓的项目才能恢复"),
        (MoveKind::TakeUp, Some(EndState::Shared)) => Vec::new(),
        (MoveKind::TakeUp, _) => {
            lack("state.not_shared", "项目没有转共享".into(), "只有共享池中的项目才能领取")
        }
        (MoveKind::Terminate | MoveKind::Withdraw | MoveKind::Share, Some(EndState::Suspended))
        | (_, None) => match kind {
            MoveKind::Share if from.stage >= Stage::Signed => lack(
                "stage.too_late",
                format!("项目已到{}阶段，签约后不能转共享", from.stage.label()),
                "签约后的项目请办理流转并变更牵头单位，或办理终止",
            ),
            MoveKind::Withdraw if from.stage >= Stage::Signed => lack(
                "stage.too_late",
                format!("项目已到{}阶段，签约后不能退库", from.stage.label()),
                "签约后的项目改为办理终止，仍计入分母",
            ),
            _ => Vec::new(),
        },
        (_, Some(state)) => vec![ended(state)],
    }
}

fn end(
    from: &Standing,
    kind: MoveKind,
    to: Option<EndState>,
    reason: &str,
    today: NaiveDate,
) -> Result<Change> {
    let blocking = end_blocking(from, kind);
    if let Some(first) = blocking.first() {
        let code =
            if first.code == "project.ended" { Code::ProjectEnded } else { Code::LifecycleNotPossible };
        let detail = format!("{}，不能办理{}。{}。", first.message, kind.label(), first.how_to_fix);
        return Err(Error::new(code).detail(detail).with_blocking(blocking));
    }
    let change = Change::new(kind, from, today);
    Ok(Change { end_state: to, reason: Some(reason.to_owned()), ..change })
}

/// Suspends a project until an expected day.
///
/// # Errors
/// `project.ended`; 422 when the expected day is not in the future.
pub fn suspend(
    from: &Standing,
    reason: &str,
    expected_return_on: NaiveDate,
    today: NaiveDate,
) -> Result<Change> {
    let change = end(from, MoveKind::Suspend, Some(EndState::Suspended), reason, today)?;
    if expected_return_on <= today {
        let message = format!("预计恢复日期应晚于今天（{today}），请改填以后的日期。");
        return Err(Error::field("/expected_return_on", "not_future", message));
    }
    Ok(Change { details: json!({ "expected_return_on": expected_return_on }), ..change })
}

/// Takes up a suspended project again.
///
/// # Errors
/// `lifecycle.not_possible` when it is not suspended.
pub fn resume(from: &Standing, reason: &str, today: NaiveDate) -> Result<Change> {
    end(from, MoveKind::Resume, None, reason, today)
}

/// Ends a project for good; it leaves every numerator and stays in the denominators.
///
/// # Errors
/// `project.ended`.
pub fn terminate(
    from: &Standing,
    reason: &str,
    cause: TerminationCause,
    decided_by: &str,
    today: NaiveDate,
) -> Result<Change> {
    let change = end(from, MoveKind::Terminate, Some(EndState::Terminated), reason, today)?;
    Ok(Change { details: json!({ "cause": cause, "decided_by": decided_by }), ..change })
}

/// Takes a project out of the library before it is signed; it keeps its stage and can only be read.
///
/// # Errors
/// `project.ended`, `lifecycle.not_possible` from the signing on.
pub fn withdraw(from: &Standing, reason: &str, today: NaiveDate) -> Result<Change> {
    end(from, MoveKind::Withdraw, Some(EndState::Withdrawn), reason, today)
}

/// Gives a project up to the common pool before it is signed; another unit may take it up.
///
/// # Errors
/// `project.ended`, `lifecycle.not_possible` from the signing on.
pub fn share(from: &Standing, reason: &str, today: NaiveDate) -> Result<Change> {
    end(from, MoveKind::Share, Some(EndState::Shared), reason, today)
}

/// Takes a project out of the common pool, in the stage it was given up in.
///
/// # Errors
/// `lifecycle.not_possible` when it is not in the pool.
pub fn take_up(from: &Standing, reason: &str, today: NaiveDate) -> Result<Change> {
    end(from, MoveKind::TakeUp, None, reason, today)
}
