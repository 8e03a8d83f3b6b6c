//! Imprecise dates: `2019`, `2019-04`, `2019-04-01`, and spans `2018/2023`.

use chrono::{Months, NaiveDate};

/// First and last day of what a text such as `2019-04` or `2018/2023` covers; `None` when it is none.
pub fn span(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    match text.split_once('/') {
        Some((from, until)) => {
            let (first, last) = (one(from)?.0, one(until)?.1);
            (first <= last).then_some((first, last))
        }
        None => one(text),
    }
}

fn one(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let number = |i: usize| parts.get(i).and_then(|p| p.parse::<u32>().ok());
    let year = i32::try_from(number(0)?).ok().filter(|y| (1900..2200).contains(y))?;
    match widths.as_slice() {
        [4] => Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)),
        [4, 2] => {
            let first = NaiveDate::from_ymd_opt(year, number(1)?, 1)?;
            Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
        }
        [4, 2, 2] => NaiveDate::from_ymd_opt(year, number(1)?, number(2)?).map(|day| (day, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imprecise_dates_cover_days() {
        let text = |t: &str| span(t).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(text("2019").as_deref(), Some("2019-01-01 2019-12-31"));
        assert_eq!(text("2019-02").as_deref(), Some("2019-02-01 2019-02-28"));
        assert_eq!(text("2019-04-05").as_deref(), Some("2019-04-05 2019-04-05"));
        assert_eq!(text("2018/2023").as_deref(), Some("2018-01-01 2023-12-31"));
        for bad in [
            "",
            "19",
            "2019-13",
            "2019-02-30",
            "2019-4",
            "2023/2018",
            "0000",
            "9999-01",
            "2019年",
            "+2019",
            "2018/",
        ] {
            assert_eq!(span(bad), None, "{bad}");
        }
    }
}
