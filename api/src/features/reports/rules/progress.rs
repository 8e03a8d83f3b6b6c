//! 完成率、序时进度差、同比：一个指标在一段时间里的完成数与年度任务、上年同期相比。

use super::percent::{self, Hundredths, Rounding};
use chrono::{Datelike, NaiveDate};

/// Part of the year that has passed through a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearShare {
    /// Months or days passed.
    pub passed: i64,
    /// Months or days of the year.
    pub whole: i64,
    /// Counted in months (the day is a month's last) or in days.
    pub by_month: bool,
}

/// At a month's end progress is reckoned in months (1–8月 = 8/12), otherwise in days.
pub fn year_share(through: NaiveDate) -> YearShare {
    let month_ends = through.succ_opt().is_none_or(|next| next.month() != through.month());
    if month_ends {
        return YearShare { passed: i64::from(through.month()), whole: 12, by_month: true };
    }
    YearShare {
        passed: i64::from(through.ordinal()),
        whole: if through.leap_year() { 366 } else { 365 },
        by_month: false,
    }
}

/// The same day a year earlier; 29 February becomes 28 February.
pub fn year_before(day: NaiveDate) -> NaiveDate {
    day.with_year(day.year() - 1).or_else(|| NaiveDate::from_ymd_opt(day.year() - 1, 2, 28)).unwrap_or(day)
}

/// What an indicator did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// 完成率, hundredths of a percent.
    pub completion: Option<Hundredths>,
    /// Share of the year, hundredths of a percent.
    pub share: Hundredths,
    /// 序时进度差, hundredths of a point: completion minus share, each rounded as printed.
    pub gap: Option<Hundredths>,
    /// 同比, hundredths of a percent.
    pub growth: Option<Hundredths>,
}

/// Compares; `target` is what was done of it (by those who have one) and the target itself.
pub fn progress(
    done: i64,
    target: Option<(i64, i64)>,
    last: Option<i64>,
    through: NaiveDate,
    rounding: Rounding,
) -> Progress {
    let share = year_share(through);
    let share = percent::percent(share.passed, share.whole, rounding).unwrap_or_default();
    let completion = target.and_then(|(of_target, target)| percent::percent(of_target, target, rounding));
    Progress {
        completion,
        share,
        gap: completion.map(|c| c - share),
        growth: last.and_then(|last| percent::growth(done, last, rounding)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    /// Gansu, January to August 2015: 4766.22 of 7000, 3878.66 a year before (handbook §3.1).
    #[test]
    fn gansu_to_the_last_digit() {
        let p = progress(
            476_622_000_000,
            Some((476_622_000_000, 700_000_000_000)),
            Some(387_866_000_000),
            day(2015, 8, 31),
            Rounding::HalfUp,
        );
        assert_eq!((p.completion, p.share, p.gap, p.growth), (Some(6809), 6667, Some(142), Some(2288)));
    }

    #[test]
    fn the_share_of_the_year_goes_by_months_at_their_end_and_by_days_between() {
        assert_eq!(year_share(day(2024, 2, 29)), YearShare { passed: 2, whole: 12, by_month: true });
        assert_eq!(year_share(day(2025, 12, 31)), YearShare { passed: 12, whole: 12, by_month: true });
        assert_eq!(year_share(day(2024, 2, 28)), YearShare { passed: 59, whole: 366, by_month: false });
        assert_eq!(year_share(day(2025, 7, 10)), YearShare { passed: 191, whole: 365, by_month: false });
        assert_eq!(year_before(day(2024, 2, 29)), day(2023, 2, 28));
        assert_eq!(year_before(day(2025, 8, 31)), day(2024, 8, 31));
    }

    #[test]
    fn without_a_target_or_a_last_year_there_is_no_rate() {
        let p = progress(5, None, Some(0), day(2026, 6, 30), Rounding::HalfUp);
        assert_eq!((p.completion, p.share, p.gap, p.growth), (None, 5000, None, None));
    }
}
