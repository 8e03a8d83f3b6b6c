//! What this room decides without asking anybody: the days of the rhythm, the plan of a year, what a report may say, what
//! a colour rests on.

pub mod facts;
pub mod milestones;
pub mod periods;
pub mod plans;
pub mod reports;

use crate::error::FieldError;
use chrono::{Datelike, Days, Months, NaiveDate};

/// One mistake of an input.
pub fn wrong(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() }
}

/// The first day of a month.
pub fn month_of(on: NaiveDate) -> NaiveDate {
    on.with_day(1).unwrap_or(on)
}

/// The first day of the month so many months later (earlier when negative).
pub fn months_later(month: NaiveDate, by: i32) -> NaiveDate {
    let steps = Months::new(by.unsigned_abs());
    let moved = if by < 0 { month.checked_sub_months(steps) } else { month.checked_add_months(steps) };
    moved.unwrap_or(month)
}

/// The last day of a month.
pub fn last_day(month: NaiveDate) -> NaiveDate {
    months_later(month_of(month), 1).checked_sub_days(Days::new(1)).unwrap_or(month)
}

/// The first day of a month written `2026-03`.
pub fn read_month(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d")
        .ok()
        .filter(|d| (2000..2200).contains(&d.year()))
}

/// A month as it is written in addresses: `2026-03`.
pub fn month_text(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// A month as people say it: 2026年3月.
pub fn month_words(month: NaiveDate) -> String {
    month.format("%Y年%-m月").to_string()
}
