//! Milestones, pauses, entries: which days make sense, and how late something is.

use super::super::model::input::{MilestoneInput, MilestoneState, PauseInput};
use super::super::model::{Milestone, PauseRow};
use super::wrong;
use crate::error::{Error, FieldError, Result};
use crate::features::calendar::rules::{Pause, overdue_days};
use chrono::NaiveDate;

/// Where a milestone stands.
pub fn state(milestone: &Milestone, today: NaiveDate, remind_days: u32) -> MilestoneState {
    let left = (milestone.planned_on - today).num_days();
    match (milestone.ended_at, milestone.actual_on) {
        (Some(_), _) => MilestoneState::Ended,
        (None, Some(_)) => MilestoneState::Done,
        (None, None) if left < 0 => MilestoneState::Overdue,
        (None, None) if left <= i64::from(remind_days) => MilestoneState::Soon,
        (None, None) => MilestoneState::Ahead,
    }
}

/// Days behind the plan without those of approved pauses; negative when done ahead of it, none while it is not due.
pub fn days_late(milestone: &Milestone, today: NaiveDate, pauses: &[Pause]) -> Option<i64> {
    let until = milestone.actual_on.unwrap_or(today);
    if until <= milestone.planned_on {
        return milestone.actual_on.map(|actual| (actual - milestone.planned_on).num_days());
    }
    Some(i64::from(overdue_days(milestone.planned_on, until, pauses)))
}

/// Does another plan day need a reason? Past ones do, and those that a report was made with.
pub fn needs_reason(milestone: &Milestone, today: NaiveDate, reported: bool) -> bool {
    milestone.planned_on < today || reported
}

/// # Errors
/// 422 for a plan day changed without the reason it needs.
pub fn check_change(milestone: &Milestone, input: &MilestoneInput, needs_reason: bool) -> Result<()> {
    let silent = input.reason.as_deref().is_none_or(|r| r.trim().is_empty());
    if milestone.planned_on != input.planned_on && needs_reason && silent {
        let message = format!(
            "计划日期{}已过或已随月报报出，改到{}请写明原因。",
            milestone.planned_on, input.planned_on
        );
        return Err(Error::field("/reason", "required", message));
    }
    Ok(())
}

/// # Errors
/// 422 for a day that is not there yet.
pub fn check_past(pointer: &str, on: NaiveDate, today: NaiveDate) -> Result<()> {
    if on > today {
        return Err(Error::field(pointer, "in_future", "这一天还没有到。请填今天或以前的日期。"));
    }
    Ok(())
}

/// All mistakes of a request for a pause at once. Pauses of one project do not overlap.
pub fn check_pause(input: &PauseInput, others: &[PauseRow]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if input.until_on <= input.from_on {
        let message = "重新起算的日期不晚于停计的第一天，请核对两个日期的先后。";
        errors.push(wrong("/until_on", "order", message));
    }
    let overlapping = others.iter().find(|o| o.from_on < input.until_on && input.from_on < o.until_on);
    if let Some(other) = overlapping {
        let message = format!("与{}至{}的暂停重叠，请改用不重叠的日期。", other.from_on, other.until_on);
        errors.push(wrong("/from_on", "overlap", message));
    }
    errors
}

/// # Errors
/// 422 when the clock is not to run earlier than it would.
pub fn check_end(pause: &PauseRow, until_on: NaiveDate) -> Result<()> {
    if until_on < pause.from_on || until_on >= pause.until_on {
        let message = format!(
            "提前恢复的日期应在{}到{}之间（不含后一天）。到期会自动恢复，不必办理。",
            pause.from_on, pause.until_on
        );
        return Err(Error::field("/until_on", "range", message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::{Doc, Stamp};
    use crate::features::progress::model::MilestoneCode;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn milestone(planned: &str, actual: Option<&str>) -> Milestone {
        Milestone {
            id: 1,
            project_id: 1,
            code: MilestoneCode::Land,
            name: "土地".into(),
            planned_on: day(planned),
            actual_on: actual.map(day),
            sort_no: 1,
            note: None,
            file_ids: Doc::of(&Vec::<i64>::new()),
            done_by: None,
            done_at: None,
            created_by: None,
            created_at: Stamp::from_micros(0),
            ended_at: None,
            end_reason: None,
            version: 1,
        }
    }

    #[test]
    fn days_within_a_pause_do_not_count() {
        let pause =
            Pause { from_on: day("2026-03-05"), until_on: Some(day("2026-03-10")), reason: "停工".into() };
        let late = |m: &Milestone, on: &str, pauses: &[Pause]| days_late(m, day(on), pauses);
        let open = milestone("2026-03-01", None);
        assert_eq!(late(&open, "2026-03-01", &[]), None);
        assert_eq!(late(&open, "2026-03-12", &[]), Some(11));
        assert_eq!(late(&open, "2026-03-12", std::slice::from_ref(&pause)), Some(6));
        assert_eq!(late(&milestone("2026-03-01", Some("2026-02-20")), "2026-03-12", &[]), Some(-9));
        assert_eq!(state(&open, day("2026-02-22"), 7), MilestoneState::Soon);
        assert_eq!(state(&open, day("2026-02-21"), 7), MilestoneState::Ahead);
        assert_eq!(state(&open, day("2026-03-02"), 7), MilestoneState::Overdue);
    }

    #[test]
    fn a_plan_day_that_has_passed_changes_only_with_a_reason() {
        let open = milestone("2026-03-01", None);
        let input = |reason: Option<&str>| MilestoneInput {
            code: MilestoneCode::Land,
            name: "土地".into(),
            planned_on: day("2026-04-01"),
            note: None,
            reason: reason.map(str::to_owned),
        };
        assert!(check_change(&open, &input(None), needs_reason(&open, day("2026-03-02"), false)).is_err());
        assert!(check_change(&open, &input(Some("等公告")), true).is_ok());
        assert!(check_change(&open, &input(None), needs_reason(&open, day("2026-03-01"), false)).is_ok());
        assert!(needs_reason(&open, day("2026-02-01"), true));
    }
}
