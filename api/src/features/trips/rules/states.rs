//! Which state allows what.

use super::super::model::{PlanDecision, Trip, TripState};
use crate::error::{Code, Error, Result};
use crate::policy::Action;
use chrono::NaiveDate;

/// Refuses with 409 unless the trip is in one of these states.
///
/// # Errors
/// `trip.wrong_state`.
pub fn require(trip: &Trip, states: &[TripState], what: &str) -> Result<()> {
    if states.contains(&trip.state) {
        return Ok(());
    }
    let how = match trip.state {
        TripState::Draft | TripState::Returned => "请先提交，经批准后再办理",
        TripState::Submitted => "请等待审批",
        TripState::Approved => "请先出发（签到或登记拜访），返回后再办理",
        TripState::UnderWay => "请先登记返回日期",
        TripState::Debriefing => "请补齐结果后提交报告",
        TripState::Closed => "已结束的行程只能查看，办结后续事项除外",
        TripState::Cancelled => "已取消的行程只能查看，需要时请另报计划",
    };
    Err(Error::new(Code::TripState).detail(format!("行程{}，不能{what}。{how}。", trip.state.label())))
}

/// What fits a trip in this state, what usually comes next in front.
pub fn fitting(state: TripState) -> &'static [Action] {
    use Action::*;
    match state {
        TripState::Draft | TripState::Returned => &[TripSubmit, TripEdit, TripBudget, TripCancel],
        TripState::Submitted => &[TripApprove, TripCancel],
        TripState::Approved => &[TripVisit, TripReturn, TripEdit, TripBudget, TripCancel],
        TripState::UnderWay => &[TripReturn, TripVisit, TripDebrief, TripEdit, TripBudget],
        TripState::Debriefing => &[TripDebrief, TripClose, TripVisit, TripBudget, TripReturn],
        TripState::Closed | TripState::Cancelled => &[],
    }
}

/// Nobody decides about a plan he submitted; returning one takes words.
///
/// # Errors
/// `policy.self_audit`, or 422.
pub fn check_decision(
    trip: &Trip,
    by: Option<i64>,
    result: PlanDecision,
    opinion: Option<&str>,
) -> Result<()> {
    if by.is_some() && by == trip.submitted_by {
        return Err(Error::new(Code::PolicySelfAudit)
            .detail("这份计划由您提交，不能自己审批。请由另一位审批人办理。"));
    }
    if result == PlanDecision::Returned && opinion.is_none_or(|o| o.trim().is_empty()) {
        return Err(Error::field("/opinion", "required", "退回时请写明要改什么，提交人才知道怎么改。"));
    }
    Ok(())
}

/// A return lies between the departure and today.
///
/// # Errors
/// 422.
pub fn check_return(trip: &Trip, returned_on: NaiveDate, today: NaiveDate) -> Result<()> {
    if returned_on < trip.starts_on {
        let message = format!("返回日期早于出发日期{}，请核对。", trip.starts_on);
        return Err(Error::field("/returned_on", "too_early", message));
    }
    if returned_on > today {
        return Err(Error::field("/returned_on", "in_future", "返回日期晚于今天，请在返回后登记。"));
    }
    Ok(())
}
