//! 到位资金按月：一年的每个月，与上年同月相比（同比：domain handbook §3.1）。

use super::progress::year_before;
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// A month of a year that has begun, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its days, those to come left out.
    pub days: RangeInclusive<NaiveDate>,
    /// Yuan of these days.
    pub yuan: i64,
    /// Yuan from the first of January through the last of these days.
    pub year_to_date: i64,
    /// The same month of the year before; of a month that is under way through the same day.
    pub days_before: RangeInclusive<NaiveDate>,
    /// Yuan of those days.
    pub yuan_before: i64,
}

/// The months of a year through a day, of the sums of days of this year and the one before. The months add up to the
/// year through that day, and the months before them to the year before through the same day ([`year_before`]).
pub fn months(through: NaiveDate, by_day: &[(NaiveDate, i64)]) -> Vec<Month> {
    let sum = |days: &RangeInclusive<NaiveDate>| -> i64 {
        by_day.iter().filter(|(on, _)| days.contains(on)).map(|(_, yuan)| yuan).sum()
    };
    let mut year_to_date = 0;
    let mut out = Vec::new();
    for month in 1..=through.month() {
        let (Some(days), Some(whole)) = (days_of(through.year(), month), days_of(through.year() - 1, month))
        else {
            break; // no year is that far away
        };
        let under_way = month == through.month();
        let days = if under_way { *days.start()..=through } else { days };
        let days_before = if under_way { *whole.start()..=year_before(through) } else { whole };
        let yuan = sum(&days);
        year_to_date += yuan;
        out.push(Month { yuan, year_to_date, yuan_before: sum(&days_before), days, days_before });
    }
    out
}

fn days_of(year: i32, month: u32) -> Option<RangeInclusive<NaiveDate>> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = first.checked_add_months(chrono::Months::new(1))?;
    Some(first..=next.pred_opt()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn a_month_under_way_is_compared_through_the_same_day() {
        let sums = [
            (day(2025, 1, 31), 1),
            (day(2025, 3, 10), 20),
            (day(2025, 3, 11), 400),
            (day(2026, 1, 1), 5),
            (day(2026, 3, 9), 60),
            (day(2026, 3, 10), -10),
        ];
        let months = months(day(2026, 3, 10), &sums);
        let shown: Vec<_> = months.iter().map(|m| (m.yuan, m.year_to_date, m.yuan_before)).collect();
        assert_eq!(shown, [(5, 5, 1), (0, 5, 0), (50, 55, 20)]);
        assert_eq!(months[2].days, day(2026, 3, 1)..=day(2026, 3, 10));
        assert_eq!(months[1].days_before, day(2025, 2, 1)..=day(2025, 2, 28));
    }

    #[test]
    fn a_february_behind_us_is_whole_in_leap_years_too() {
        let before = |through| months(through, &[])[1].days_before.clone();
        assert_eq!(before(day(2025, 3, 1)), day(2024, 2, 1)..=day(2024, 2, 29));
        // the year before ends where the progress of the year ends it
        assert_eq!(before(day(2025, 2, 28)), day(2024, 2, 1)..=day(2024, 2, 28));
        assert_eq!(months(day(2026, 12, 31), &[]).len(), 12);
    }

    proptest! {
        #[test]
        fn months_add_up_to_the_year_and_to_the_year_before(
            through in 0i64..1500,
            sums in proptest::collection::vec((0i64..2600, -1000i64..1000), 0..60),
        ) {
            let start = day(2023, 1, 1);
            let on = |n: i64| start + chrono::Duration::days(n);
            let sums: Vec<(NaiveDate, i64)> = sums.into_iter().map(|(n, yuan)| (on(n), yuan)).collect();
            let through = on(through);
            let until = |end: NaiveDate| -> i64 {
                let within = |on: &NaiveDate| on.year() == end.year() && *on <= end;
                sums.iter().filter(|(on, _)| within(on)).map(|(_, yuan)| yuan).sum()
            };
            let months = months(through, &sums);
            prop_assert_eq!(months.iter().map(|m| m.yuan).sum::<i64>(), until(through));
            prop_assert_eq!(months.last().map(|m| m.year_to_date), Some(until(through)));
            prop_assert_eq!(months.iter().map(|m| m.yuan_before).sum::<i64>(), until(year_before(through)));
        }
    }
}
