//! The road of a complaint and the clock of each step.

use super::super::model::complaints::{Complaint, ComplaintState, ComplaintStepInput};
use super::super::model::rules::ComplaintTimes;
use super::{given, wrong};
use crate::error::FieldError;
use chrono::NaiveDate;

use ComplaintState::{Accepted, Answered, Closed, Forwarded, Handling, Received, Refused, Review};

/// Where a complaint may go from here.
pub fn next(state: ComplaintState) -> &'static [ComplaintState] {
    match state {
        Received => &[Accepted, Refused],
        Accepted => &[Forwarded, Handling],
        Forwarded => &[Handling],
        Handling => &[Answered],
        Answered => &[Review, Closed],
        Review => &[Answered, Closed],
        Refused | Closed => &[],
    }
}

/// Working days for the step that begins in a state; `None` where nothing of ours is awaited.
pub fn days(times: &ComplaintTimes, state: ComplaintState, foreign: bool) -> Option<i32> {
    match state {
        Received if foreign => Some(times.accept_foreign_days),
        Received => Some(times.accept_days),
        Accepted => Some(times.forward_days),
        Forwarded | Handling => Some(times.handle_days),
        Review => Some(times.review_days),
        Answered | Refused | Closed => None,
    }
}

/// Does the clock of `to` begin anew, or does that of the step before go on? 转办 and 办理 share one limit.
pub fn clock_goes_on(from: ComplaintState, to: ComplaintState) -> bool {
    from == Forwarded && to == Handling
}

/// Everything wrong with a step.
pub fn check(input: &ComplaintStepInput, before: &Complaint) -> Vec<FieldError> {
    let mut out = Vec::new();
    let may = next(before.state);
    if !may.contains(&input.state) {
        let words: Vec<&str> = may.iter().map(|s| s.label()).collect();
        let message = format!("现在是“{}”，接下来只能是：{}。", before.state.label(), words.join("、"));
        out.push(wrong("/state", "not_next", message));
    }
    if matches!(input.state, Refused | Answered | Review) && !given(input.text.as_ref()) {
        out.push(wrong("/text", "required", "请写明内容，让投诉人知道原因或结果。"));
    }
    if input.state == Forwarded && input.unit_id.is_none() {
        out.push(wrong("/unit_id", "required", "请选择转给哪个单位办理。"));
    }
    if input.state != Forwarded && (input.unit_id.is_some() || input.handler_id.is_some()) {
        out.push(wrong("/unit_id", "not_here", "只有转办时才写办理单位和办理人，请去掉。"));
    }
    if input.state != Closed && input.satisfaction.is_some() {
        out.push(wrong("/satisfaction", "not_yet", "办结时再填写满意度。"));
    }
    out
}

/// Was the step that ends today late?
pub fn is_late(due: Option<NaiveDate>, today: NaiveDate) -> bool {
    due.is_some_and(|due| today > due)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_ends_and_each_step_has_its_limit() {
        let times = crate::features::services::store::settings::default_times().complaints;
        for state in ComplaintState::ALL {
            let ends = next(*state).is_empty();
            assert_eq!(ends, matches!(state, Refused | Closed), "{state:?}");
        }
        assert_eq!(days(&times, Received, false), Some(1));
        assert_eq!(days(&times, Received, true), Some(7));
        assert_eq!(days(&times, Handling, true), Some(15));
        assert_eq!(days(&times, Answered, false), None);
        assert!(clock_goes_on(Forwarded, Handling) && !clock_goes_on(Accepted, Handling));
    }

    #[test]
    fn the_last_day_is_not_late() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d);
        assert!(!is_late(day(9), day(9).unwrap_or_default()));
        assert!(is_late(day(9), day(10).unwrap_or_default()));
        assert!(!is_late(None, day(10).unwrap_or_default()));
    }
}
