//! What may be done with a difficulty.

use super::super::model::rules::ServiceTimes;
use super::super::model::tickets::{
    Ticket, TicketAcceptanceInput, TicketConfirmationInput, TicketLevel, TicketSignatureInput, TicketState,
};
use super::{given, wrong};
use crate::error::FieldError;
use crate::features::calendar::Calendar;
use crate::features::calendar::rules::{ClockError, working_day_deadline};
use chrono::NaiveDate;

/// The day by which `days` working days from `on` are over.
///
/// # Errors
/// What the calendar cannot count.
pub fn due(calendar: &Calendar, on: NaiveDate, days: i32) -> Result<NaiveDate, ClockError> {
    let found = working_day_deadline(calendar, on, u32::try_from(days).unwrap_or(0), &[])?;
    // without pauses there always is a day
    Ok(found.due_on.unwrap_or(on))
}

/// Working days that a level has for its answer.
pub fn days_of(times: &ServiceTimes, level: TicketLevel) -> i32 {
    match level {
        TicketLevel::County => times.ticket_county_days,
        TicketLevel::City => times.ticket_city_days,
        TicketLevel::Leader => times.ticket_leader_days,
    }
}

/// The day by which the step that waits now is due; nothing waits for us once it was answered.
pub fn step_due(ticket: &Ticket) -> Option<NaiveDate> {
    match ticket.state {
        TicketState::Open => Some(ticket.accept_due_on),
        TicketState::Working | TicketState::Reopened => ticket.promised_on.or(Some(ticket.accept_due_on)),
        TicketState::Answered | TicketState::Closed | TicketState::Impossible => None,
    }
}

/// Calendar days past that day.
pub fn days_overdue(ticket: &Ticket, today: NaiveDate) -> i32 {
    let days = step_due(ticket).map_or(0, |due| (today - due).num_days().max(0));
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Does it wait for a leader's signature?
pub fn awaits_signature(ticket: &Ticket) -> bool {
    ticket.impossible_asked_by.is_some()
        && matches!(ticket.state, TicketState::Working | TicketState::Reopened)
}

/// Everything wrong with an acceptance.
pub fn check_acceptance(input: &TicketAcceptanceInput, today: NaiveDate) -> Vec<FieldError> {
    match input.promised_on {
        Some(day) if day < today => {
            vec![wrong("/promised_on", "too_early", "承诺的日期已经过去，请填写今天或以后的日期。")]
        }
        Some(day) if (day - today).num_days() > 366 => {
            vec![wrong("/promised_on", "too_late", "承诺的日期在一年以后，请核对年份。")]
        }
        _ => Vec::new(),
    }
}

/// A level only rises.
pub fn check_escalation(from: TicketLevel, to: TicketLevel) -> Vec<FieldError> {
    let rank = |level: TicketLevel| TicketLevel::ALL.iter().position(|l| *l == level);
    if rank(to) > rank(from) {
        return Vec::new();
    }
    let message = format!("现在就是“{}”，只能提请更高一级协调。", from.label());
    vec![wrong("/level", "not_higher", message)]
}

/// Who sends it back says why.
pub fn check_signature(input: &TicketSignatureInput) -> Vec<FieldError> {
    if input.agreed || given(input.opinion.as_ref()) {
        return Vec::new();
    }
    vec![wrong("/opinion", "required", "退回继续办理的，请写明意见。")]
}

/// What the enterprise says has to be whole.
pub fn check_confirmation(input: &TicketConfirmationInput) -> Vec<FieldError> {
    let mut out = Vec::new();
    if input.solved && input.satisfaction.is_none() {
        out.push(wrong("/satisfaction", "required", "请为办理情况打分，1至5分。"));
    }
    if !input.solved && input.satisfaction.is_some() {
        out.push(wrong("/satisfaction", "not_yet", "还没有解决的先不打分，请写明哪里没有解决。"));
    }
    if !input.solved && !given(input.text.as_ref()) {
        out.push(wrong("/text", "required", "请写明哪里没有解决，以便重新办理。"));
    }
    out
}

/// What may be done next in a state.
pub fn may(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "请先受理",
        TicketState::Working | TicketState::Reopened => "可以转交、回应、提请上级协调，或申报无法办理",
        TicketState::Answered => "等企业确认解决了没有；可以把确认链接发给企业，或补充回应",
        TicketState::Closed => "企业已确认解决；又出现的请写明情况重开",
        TicketState::Impossible => "已签批为无法办理；情况有变的请写明情况重开",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::holidays::DayKind;
    use proptest::prelude::*;

    #[test]
    fn a_confirmation_is_whole() {
        let said = |solved, satisfaction, text: Option<&str>| {
            let input = TicketConfirmationInput { solved, satisfaction, text: text.map(str::to_owned) };
            check_confirmation(&input).into_iter().map(|e| e.pointer).collect::<Vec<_>>()
        };
        assert_eq!(said(true, Some(4), None), Vec::<String>::new());
        assert_eq!(said(true, None, None), ["/satisfaction"]);
        assert_eq!(said(false, Some(1), Some("没有")), ["/satisfaction"]);
        assert_eq!(said(false, None, Some(" ")), ["/text"]);
        assert_eq!(said(false, None, Some("变压器没有到货")), Vec::<String>::new());
    }

    #[test]
    fn a_level_only_rises() {
        use TicketLevel::{City, County, Leader};
        assert_eq!(check_escalation(County, Leader), []);
        assert_eq!(check_escalation(City, Leader), []);
        assert_eq!(check_escalation(City, City)[0].code, "not_higher");
        assert_eq!(check_escalation(Leader, County)[0].code, "not_higher");
    }

    #[test]
    fn days_are_working_days() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
        assert_eq!(due(&Calendar::decreed(), day(9, 30), 5), Ok(day(10, 13)));
        assert_eq!(due(&Calendar::decreed(), day(9, 30), 0), Ok(day(9, 30)));
        let past = TicketAcceptanceInput { unit_id: None, promised_on: Some(day(9, 29)), text: None };
        assert_eq!(check_acceptance(&past, day(9, 30))[0].code, "too_early");
        let far = TicketAcceptanceInput { promised_on: NaiveDate::from_ymd_opt(2028, 1, 1), ..past };
        assert_eq!(check_acceptance(&far, day(9, 30))[0].code, "too_late");
    }

    proptest! {
        /// No limit of a difficulty or a complaint counts a holiday, however the city changes its calendar.
        #[test]
        fn limits_end_on_working_days_and_count_nothing_else(
            start in 0_i64..900, days in 1_i32..40, off in proptest::collection::btree_set(0_i64..60, 0..10),
        ) {
            let from = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default() + chrono::Duration::days(start);
            let mut calendar = Calendar::decreed();
            off.iter().for_each(|n| calendar.set(from + chrono::Duration::days(*n), DayKind::Off, "停工"));
            let due = due(&calendar, from, days).expect("a day");
            prop_assert!(calendar.is_working_day(due));
            prop_assert_eq!(calendar.working_days_between(from, due), i64::from(days));
        }
    }
}
