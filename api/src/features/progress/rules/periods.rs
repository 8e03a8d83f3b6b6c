//! The days on which reports are due, and what being late costs.

use super::super::model::rule_sets::{HolidayShift, ReportRules, WeekDay};
use super::{months_later, wrong};
use crate::error::FieldError;
use crate::features::calendar::Calendar;
use crate::features::calendar::rules::{ClockError, TimedDeadline, end_of_day_at, timed_deadline};
use crate::features::projects::Stage;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};

/// When the reports of a month are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
    /// The first instant that is late.
    pub at: DateTime<Utc>,
    /// Why it is this day.
    pub reason: String,
}

/// When the reports of a month are due.
///
/// # Errors
/// A calendar without working days.
pub fn monthly_due(
    calendar: &Calendar,
    rules: &ReportRules,
    month: NaiveDate,
) -> std::result::Result<Due, ClockError> {
    let planned = month.with_day(rules.monthly_due_day).unwrap_or(month);
    let words = format!("月报当月{}日24:00截止", rules.monthly_due_day);
    if rules.holiday_shift == HolidayShift::None || calendar.is_working_day(planned) {
        let reason = format!("{words}。");
        return Ok(Due { on: planned, at: end_of_day_at(planned), reason });
    }
    let on = calendar.on_or_after(planned)?;
    let day = |on: NaiveDate| format!("{}月{}日", on.month(), on.day());
    let reason = format!(
        "{words}；{}{}，顺延到下一个工作日{}。",
        day(planned),
        calendar.day(planned).reason(),
        day(on)
    );
    Ok(Due { on, at: end_of_day_at(on), reason })
}

/// When the weekly sheet of the week of a day is due.
///
/// # Errors
/// A calendar without working days.
pub fn weekly_due(
    calendar: &Calendar,
    rules: &ReportRules,
    on: NaiveDate,
) -> std::result::Result<TimedDeadline, ClockError> {
    let monday = on.checked_sub_days(Days::new(u64::from(on.weekday().num_days_from_monday()))).unwrap_or(on);
    let day = monday.checked_add_days(Days::new(days_from_monday(rules.weekly_day))).unwrap_or(on);
    let time = NaiveTime::parse_from_str(&rules.weekly_time, "%H:%M").unwrap_or(NaiveTime::MIN);
    let planned = day.and_time(time);
    match rules.holiday_shift {
        HolidayShift::NextWorkday => timed_deadline(calendar, planned),
        HolidayShift::None => Ok(TimedDeadline { due: planned, explanation: None, warnings: Vec::new() }),
    }
}

fn days_from_monday(day: WeekDay) -> u64 {
    WeekDay::ALL.iter().position(|d| *d == day).unwrap_or(0) as u64
}

/// What so many reports late or missing cost in a year: each the same, down to the limit.
pub fn points(rules: &ReportRules, times: i64) -> i64 {
    (times * i64::from(rules.late_points)).max(i64::from(rules.late_points_max))
}

/// Everything wrong with the rules themselves.
pub fn check(rules: &ReportRules) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if rules.late_points < rules.late_points_max {
        errors.push(wrong("/late_points_max", "order", "一年最多扣的分，不能少于一次扣的分。"));
    }
    let twice = |stages: &[Stage]| stages.iter().enumerate().any(|(i, s)| stages[..i].contains(s));
    if twice(&rules.stages) {
        errors.push(wrong("/stages", "duplicate", "同一阶段写了两次，请去掉一个。"));
    }
    if twice(&rules.production_stages) {
        errors.push(wrong("/production_stages", "duplicate", "同一阶段写了两次，请去掉一个。"));
    }
    if rules.stages.iter().any(|s| rules.production_stages.contains(s)) {
        let message = "同一阶段不能既报进度又报生产，请只留在一处。";
        errors.push(wrong("/production_stages", "overlap", message));
    }
    let outside = |s: &Stage| !matches!(s, Stage::Producing | Stage::AtCapacity);
    if rules.production_stages.iter().any(outside) {
        errors.push(wrong("/production_stages", "stage", "生产月报从投产起报，只能是“投产”“达产达效”。"));
    }
    errors
}

/// The months of a year up to and with another month.
pub fn months_of_year_until(last: NaiveDate) -> Vec<NaiveDate> {
    let first = last.with_month(1).unwrap_or(last);
    (0..12).map(|n| months_later(first, n)).take_while(|m| *m <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::holidays::DayKind;
    use proptest::prelude::*;

    fn rules() -> ReportRules {
        serde_json::from_str(include_str!("../../../../data/rules/reports.json")).expect("the default")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Case 11, first half.
    #[test]
    fn a_weekly_sheet_due_on_a_holiday_is_due_on_the_next_working_day_at_the_same_time() {
        let calendar = Calendar::decreed();
        let due = weekly_due(&calendar, &rules(), day("2026-10-02")).expect("a day");
        assert_eq!(due.due.to_string(), "2026-10-08 10:00:00");
        assert!(due.explanation.expect("why").contains("国庆节放假"));
        let plain = weekly_due(&calendar, &rules(), day("2026-03-04")).expect("a day");
        assert_eq!((plain.due.to_string().as_str(), plain.explanation), ("2026-03-06 10:00:00", None));
    }

    #[test]
    fn the_month_is_due_on_the_25th_or_the_next_working_day() {
        let calendar = Calendar::decreed();
        let due = |month: &str| monthly_due(&calendar, &rules(), day(month)).expect("a day");
        assert_eq!(due("2026-03-01").on, day("2026-03-25"));
        let shifted = due("2026-07-01"); // the 25th is a Saturday
        assert_eq!(shifted.on, day("2026-07-27"));
        assert!(shifted.reason.contains("周末") && shifted.reason.contains("7月27日"), "{}", shifted.reason);
        assert_eq!(shifted.at, end_of_day_at(day("2026-07-27")));
        let plain = ReportRules { holiday_shift: HolidayShift::None, ..rules() };
        assert_eq!(monthly_due(&calendar, &plain, day("2026-07-01")).expect("a day").on, day("2026-07-25"));
    }

    /// Case 11, second half: one missing month costs a point, thirteen cost twelve.
    #[test]
    fn missing_months_cost_a_point_each_down_to_the_limit() {
        assert_eq!([0, 1, 12, 13].map(|n| points(&rules(), n)), [0, -1, -12, -12]);
    }

    #[test]
    fn rules_that_make_no_sense_are_refused() {
        assert_eq!(check(&rules()), []);
        let bad = ReportRules {
            late_points: -20,
            stages: vec![Stage::Building, Stage::Building, Stage::Producing],
            production_stages: vec![Stage::Producing, Stage::Started],
            ..rules()
        };
        assert_eq!(check(&bad).len(), 4);
    }

    proptest! {
        /// A month is due on a working day, the first from the day that the rules name, whatever the calendar says.
        #[test]
        fn no_month_is_due_on_a_holiday(
            month in 0..48_i32, on in 1..29_u32, off in proptest::collection::btree_set(0_i64..40, 0..12),
        ) {
            let month_on = months_later(day("2023-01-01"), month);
            let named = month_on.with_day(on).expect("a day of every month");
            let mut calendar = Calendar::decreed();
            off.iter().for_each(|n| calendar.set(named + chrono::Duration::days(*n), DayKind::Off, "停工"));
            let due = monthly_due(&calendar, &ReportRules { monthly_due_day: on, ..rules() }, month_on).expect("a day");
            prop_assert!(calendar.is_working_day(due.on) && due.on >= named);
            let between = named.iter_days().take_while(|d| *d < due.on);
            prop_assert!(between.into_iter().all(|d| !calendar.is_working_day(d)), "none before it works");
        }
    }
}
