//! The report's day.

use super::super::model::view::ReportState;
use super::super::model::{Trip, TripKind, TripState, TripTimes};
use super::wrong;
use crate::error::FieldError;
use chrono::{Duration, NaiveDate};

/// Everything wrong with the times themselves.
pub fn check(times: &TripTimes) -> Vec<FieldError> {
    let days = &times.callback_days;
    let rising = days.windows(2).all(|pair| pair[0] < pair[1]) && days.first().is_some_and(|d| *d > 0);
    if rising {
        return Vec::new();
    }
    vec![wrong("/callback_days", "order", "回访日请由小到大填写，从离开后第1日起，不重复。")]
}

/// Calendar days after the return.
pub fn due_on(times: &TripTimes, kind: TripKind, back_on: NaiveDate) -> NaiveDate {
    let days = if kind == TripKind::Abroad { times.report_days_abroad } else { times.report_days_home };
    back_on + Duration::days(i64::from(days))
}

/// Due on day 7: late from day 8.
pub fn report_state(trip: &Trip, today: NaiveDate) -> ReportState {
    let owing = TripState::OWING.contains(&trip.state);
    let late = trip.report_due_on.filter(|_| owing).map_or(0, |due| (today - due).num_days().max(0));
    ReportState {
        due_on: trip.report_due_on,
        handed_in_on: trip.closed_at.map(|at| at.day()),
        overdue: late > 0,
        days_overdue: late,
    }
}
