//! The plan of a year and what was done of it, exact in hundredths of a per cent.

use super::super::model::facts::PlanGap;
use super::{last_day, wrong};
use crate::error::FieldError;
use chrono::{Datelike, NaiveDate};

/// A part of a whole in hundredths of a per cent, half up; the whole is above 0.
pub fn share_hundredths(part: i64, whole: i64) -> i64 {
    let (part, whole) = (i128::from(part) * 10_000, i128::from(whole));
    i64::try_from((part * 2 + whole).div_euclid(whole * 2)).unwrap_or(i64::MAX)
}

/// What was to be done through a month, in hundredths of a per cent of the year's plan: as the plan's months say, else
/// equal months.
pub fn planned_hundredths(planned_yuan: i64, months: Option<&[i64]>, month: NaiveDate) -> i64 {
    match months.and_then(|m| m.get(month.month0() as usize)) {
        Some(through) => share_hundredths(*through, planned_yuan),
        None => share_hundredths(i64::from(month.month()), 12),
    }
}

/// The plan against what was done.
pub fn gap(planned_yuan: i64, months: Option<&[i64]>, done_yuan: i64, month: NaiveDate) -> PlanGap {
    PlanGap {
        plan_percent_hundredths: planned_hundredths(planned_yuan, months, month),
        actual_percent_hundredths: share_hundredths(done_yuan, planned_yuan),
        as_of_on: last_day(month),
    }
}

/// Everything wrong with the months of a plan.
pub fn check_months(planned_yuan: i64, months: Option<&[i64]>) -> Vec<FieldError> {
    let Some(months) = months else { return Vec::new() };
    if months.len() != 12 {
        return vec![wrong("/months", "count", "请填十二个月的累计计划，或都不填（按月平均）。")];
    }
    let mut errors = Vec::new();
    for (i, pair) in months.windows(2).enumerate() {
        if pair[1] < pair[0] {
            let message = format!("{}月的累计计划少于{}月的。累计数只增不减，请核对。", i + 2, i + 1);
            errors.push(wrong(format!("/months/{}", i + 1), "order", message));
        }
    }
    if months[11] != planned_yuan {
        let gap = planned_yuan - months[11];
        let message = format!("12月的累计计划应等于年度计划，还差{gap}元。");
        errors.push(wrong("/months/11", "sum", message));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, n, 1).expect("a month")
    }

    /// Case 18: exactly ten points behind is exactly 1000 hundredths, not more.
    #[test]
    fn ten_points_are_exactly_ten_points() {
        let gap = gap(100_000_000, None, 40_000_000, month(6));
        assert_eq!((gap.plan_percent_hundredths, gap.actual_percent_hundredths), (5_000, 4_000));
        assert_eq!((gap.behind_hundredths(), gap.as_of_on.to_string().as_str()), (1_000, "2026-06-30"));
        let less = super::gap(100_000_000, None, 39_990_000, month(6));
        assert_eq!(less.behind_hundredths(), 1_001);
    }

    #[test]
    fn the_months_of_the_plan_count_where_they_are_given() {
        let months: Vec<i64> = (1..=12).map(|m| if m < 4 { 0 } else { (m - 3) * 10 }).collect();
        assert_eq!(planned_hundredths(90, Some(&months), month(3)), 0);
        assert_eq!(planned_hundredths(90, Some(&months), month(6)), 3_333);
        assert_eq!(check_months(90, Some(&months)), []);
        assert_eq!(check_months(91, Some(&months))[0].pointer, "/months/11");
        assert_eq!(check_months(91, Some(&months[..5]))[0].code, "count");
        assert_eq!(planned_hundredths(90, None, month(8)), 6_667);
    }

    proptest! {
        #[test]
        fn shares_are_half_up_and_never_overflow(part in any::<i32>(), whole in 1..i32::MAX) {
            let (part, whole) = (i64::from(part), i64::from(whole));
            let share = share_hundredths(part, whole);
            let exact = part as f64 * 10_000.0 / whole as f64;
            prop_assert!((share as f64 - exact).abs() <= 0.5 + exact.abs() * 1e-9);
        }
    }
}
