//! What a monthly report may say, and how its total follows from the reports before.

use super::super::model::input::{MonthlyReportInput, UnchangedInput};
use super::super::model::{Confirmation, MonthlyState, Period, Report};
use super::{month_words, wrong};
use crate::db::types::Stamp;
use crate::error::{Code, Error, FieldError, Result};
use chrono::NaiveDate;

/// What a report of a month rests on.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// The report handed in before it.
    pub last: Option<Report>,
    /// Adjustments that this report shows.
    pub adjusted_yuan: i64,
    /// Total investment of the project, where it is known.
    pub total_investment_yuan: Option<i64>,
}

impl Ground {
    /// The total before this month; of a first report what it brings in.
    pub fn total_before(&self, opening_yuan: i64) -> i64 {
        self.last.as_ref().map_or(opening_yuan, |r| r.invested_total_yuan)
    }
}

/// The figures of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Brought in by a first report.
    pub opening_yuan: i64,
    /// Shown adjustments.
    pub adjusted_yuan: i64,
    /// Of the month.
    pub month_yuan: i64,
    /// In total.
    pub total_yuan: i64,
}

/// The figures that follow from an input.
///
/// # Errors
/// 422 for a total that does not follow, or one below zero.
pub fn figures(input: &MonthlyReportInput, ground: &Ground) -> Result<Figures> {
    let month_yuan = input.invested_month_yuan;
    let adjusted_yuan = ground.adjusted_yuan;
    let first = ground.last.is_none();
    let opening_yuan = match input.invested_total_yuan {
        Some(total) if first => total - month_yuan - adjusted_yuan,
        _ => 0,
    };
    if opening_yuan < 0 {
        let message = "累计完成投资不能少于本月完成投资。首次填报请把以前完成的一起计入累计。";
        return Err(Error::field("/invested_total_yuan", "sum", message));
    }
    let total_yuan = ground.total_before(opening_yuan) + month_yuan + adjusted_yuan;
    if let Some(given) = input.invested_total_yuan.filter(|given| *given != total_yuan) {
        let adjusted =
            if adjusted_yuan == 0 { String::new() } else { format!("，加调整数{adjusted_yuan}元") };
        let message = format!(
            "累计应为上月累计{}元加本月{month_yuan}元{adjusted}，即{total_yuan}元；填的相差{}元。请核对，或不填累计。",
            ground.total_before(opening_yuan),
            given - total_yuan
        );
        return Err(Error::field("/invested_total_yuan", "sum", message));
    }
    if total_yuan < 0 {
        let message = "冲减之后累计完成投资成了负数，请核对本月完成投资。";
        return Err(Error::field("/invested_month_yuan", "negative", message));
    }
    Ok(Figures { opening_yuan, adjusted_yuan, month_yuan, total_yuan })
}

/// What of the figures a person should look at again.
pub fn suspicions(figures: &Figures, ground: &Ground, jump_times: i64) -> Vec<(Confirmation, String)> {
    let mut found = Vec::new();
    let last = ground.last.as_ref().map_or(0, |r| r.invested_month_yuan);
    if last > 0 && figures.month_yuan / jump_times >= last {
        let words = format!("上月{last}元，本月{}元，达到{jump_times}倍以上", figures.month_yuan);
        found.push((Confirmation::Jump, words));
    }
    if figures.month_yuan < 0 {
        found.push((Confirmation::Decrease, format!("本月填的是{}元，累计会减少", figures.month_yuan)));
    }
    if let Some(whole) = ground.total_investment_yuan.filter(|whole| figures.total_yuan > *whole) {
        let words = format!("累计{}元，超过项目总投资{whole}元", figures.total_yuan);
        found.push((Confirmation::OverTotal, words));
    }
    found
}

/// Asks about everything that nobody has looked at again yet.
///
/// # Errors
/// 422 `report.suspicious`.
pub fn check_suspicions(found: Vec<(Confirmation, String)>, confirmed: &[Confirmation]) -> Result<()> {
    let open: Vec<FieldError> = found
        .into_iter()
        .filter(|(what, _)| !confirmed.contains(what))
        .map(|(what, words)| {
            let message = format!("{words}。请核对；确实如此的，在 confirm 里写 {} 再保存。", what.code());
            wrong("/invested_month_yuan", what.code(), message)
        })
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    let detail = open.iter().map(|e| e.message.clone()).collect::<Vec<_>>().join(" ");
    Err(Error::new(Code::ReportSuspicious).detail(detail).with_errors(open))
}

/// May a report of this month be written now?
///
/// # Errors
/// 409 `report.frozen`, `report.wrong_state`.
pub fn check_writable(period: &Period, report: Option<&Report>, later: Option<NaiveDate>) -> Result<()> {
    check_not_frozen(period)?;
    let month = month_words(period.month_on);
    match report.map(|r| r.state) {
        Some(MonthlyState::Submitted) => {
            return Err(Error::new(Code::ReportState)
                .detail(format!("{month}的月报已提交。要修改请先撤回，或请审核人退回。")));
        }
        Some(MonthlyState::Passed) => {
            return Err(Error::new(Code::ReportState).detail(format!(
                "{month}的月报已审核通过，不再改动。有误请办理更正，差额列入下一个月报的调整数。"
            )));
        }
        Some(MonthlyState::Draft | MonthlyState::Supplement) | None => {}
    }
    check_last(period.month_on, later)
}

/// The total of a later report rests on this month.
///
/// # Errors
/// 409 `report.wrong_state`.
pub fn check_last(month_on: NaiveDate, later: Option<NaiveDate>) -> Result<()> {
    let Some(later) = later else { return Ok(()) };
    Err(Error::new(Code::ReportState).detail(format!(
        "{}的月报已经报出，累计数以它为准。要改{}的，请先撤回后面的月报；已审核的请办理更正。",
        month_words(later),
        month_words(month_on)
    )))
}

/// # Errors
/// 409 `report.frozen`.
pub fn check_not_frozen(period: &Period) -> Result<()> {
    if period.frozen_at.is_none() {
        return Ok(());
    }
    Err(Error::new(Code::ReportFrozen).detail(format!(
        "{}的月报已封存，不再改动。有误请办理更正，差额列入下一个月报的调整数。",
        month_words(period.month_on)
    )))
}

/// Is what is handed in now late?
pub fn is_late(period: &Period, first_submitted_at: Stamp) -> bool {
    first_submitted_at >= period.due_at
}

/// Which fields of a report differ from the one before; of a first report none are told.
pub fn changed(report: &Report, last: Option<&Report>) -> Vec<String> {
    let Some(last) = last else { return Vec::new() };
    let fields = [
        ("invested_month_yuan", report.invested_month_yuan != 0),
        ("invested_total_yuan", report.invested_total_yuan != last.invested_total_yuan),
        ("image_progress", report.image_progress != last.image_progress),
        ("funds_month_yuan", report.funds_month_yuan.unwrap_or(0) != 0),
        ("problems", report.problems != last.problems),
        ("next_month", report.next_month != last.next_month),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field.to_owned()).collect()
}

/// The report of a month without change: nothing invested, everything else as it was.
///
/// # Errors
/// 409 for a first report.
pub fn unchanged(ground: &Ground) -> Result<MonthlyReportInput> {
    let Some(last) = &ground.last else {
        return Err(Error::new(Code::ReportState)
            .detail("这个项目还没有报过，没有可以沿用的上月数。请先填写本月和累计完成投资、形象进度。"));
    };
    Ok(MonthlyReportInput {
        invested_month_yuan: 0,
        invested_total_yuan: None,
        image_progress: last.image_progress.clone(),
        funds_month_yuan: None,
        problems: last.problems.clone(),
        next_month: last.next_month.clone(),
        confirm: Vec::new(),
    })
}

/// The same project named twice.
///
/// # Errors
/// 422.
pub fn check_once(pointer: &str, ids: &[i64]) -> Result<()> {
    let twice = (1..ids.len()).find(|i| ids[..*i].contains(&ids[*i]));
    match twice {
        None => Ok(()),
        Some(i) => {
            Err(Error::field(format!("{pointer}/{i}"), "duplicate", "同一个项目选了两次，请只留一次。"))
        }
    }
}

/// The projects of an act, named once each.
///
/// # Errors
/// 422.
pub fn check_unchanged(input: &UnchangedInput) -> Result<()> {
    check_once("/project_ids", &input.project_ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::Doc;
    use proptest::prelude::*;

    fn report(month_yuan: i64, total: i64) -> Report {
        Report {
            id: 1,
            period_id: 1,
            project_id: 1,
            unit_id: 1,
            month_on: "2026-02-01".parse().expect("a day"),
            invested_month_yuan: month_yuan,
            invested_total_yuan: total,
            opening_yuan: 0,
            adjusted_yuan: 0,
            image_progress: "主体施工".into(),
            image_changed: false,
            funds_month_yuan: None,
            problems: None,
            next_month: None,
            unchanged: false,
            confirmed: Doc::of(&Vec::<Confirmation>::new()),
            state: MonthlyState::Submitted,
            saved_by: None,
            saved_at: Stamp::from_micros(0),
            submitted_by: None,
            submitted_at: None,
            first_submitted_at: None,
            late: false,
            audited_by: None,
            audited_at: None,
            audit_opinion: None,
            version: 1,
        }
    }

    fn input(month: i64, total: Option<i64>) -> MonthlyReportInput {
        MonthlyReportInput {
            invested_month_yuan: month,
            invested_total_yuan: total,
            image_progress: "主体施工".into(),
            funds_month_yuan: None,
            problems: None,
            next_month: None,
            confirm: Vec::new(),
        }
    }

    #[test]
    fn a_first_report_brings_in_what_was_before() {
        let ground = Ground::default();
        let found = figures(&input(20, Some(100)), &ground).expect("sums up");
        assert_eq!((found.opening_yuan, found.total_yuan), (80, 100));
        assert_eq!(figures(&input(20, None), &ground).expect("sums up").total_yuan, 20);
        assert_eq!(figures(&input(20, Some(10)), &ground).expect_err("less").errors()[0].code, "sum");
    }

    #[test]
    fn a_total_that_does_not_follow_is_refused_with_the_difference() {
        let ground = Ground { last: Some(report(10, 100)), adjusted_yuan: -5, ..Ground::default() };
        assert_eq!(figures(&input(20, Some(115)), &ground).expect("sums up").total_yuan, 115);
        let error = figures(&input(20, Some(120)), &ground).expect_err("off by five");
        assert!(error.errors()[0].message.contains("相差5元"), "{}", error.errors()[0].message);
        assert_eq!(figures(&input(-200, None), &ground).expect_err("below").errors()[0].code, "negative");
    }

    #[test]
    fn ten_times_and_less_ask_and_nine_times_do_not() {
        let ground =
            Ground { last: Some(report(10, 100)), total_investment_yuan: Some(250), ..Ground::default() };
        let asked = |month: i64| {
            let figures = figures(&input(month, None), &ground).expect("sums up");
            suspicions(&figures, &ground, 10).into_iter().map(|(c, _)| c).collect::<Vec<_>>()
        };
        assert_eq!(asked(99), []);
        assert_eq!(asked(100), [Confirmation::Jump]);
        assert_eq!(asked(-1), [Confirmation::Decrease]);
        assert_eq!(asked(200), [Confirmation::Jump, Confirmation::OverTotal]);
        let open = vec![(Confirmation::Jump, "x".to_owned()), (Confirmation::OverTotal, "y".to_owned())];
        let error = check_suspicions(open.clone(), &[Confirmation::Jump]).expect_err("one is open");
        assert_eq!((error.code(), error.errors().len()), (Code::ReportSuspicious, 1));
        assert!(check_suspicions(open, &[Confirmation::Jump, Confirmation::OverTotal]).is_ok());
    }

    proptest! {
        /// However the months go, each total is the one before plus the month plus what was adjusted.
        #[test]
        fn totals_follow_one_another(opening in 0_i64..1_000, months in proptest::collection::vec((0_i64..1_000, 0_i64..50), 1..24)) {
            let mut last: Option<Report> = None;
            let mut sum = opening;
            for (i, (month, adjusted)) in months.into_iter().enumerate() {
                let ground = Ground { last: last.clone(), adjusted_yuan: adjusted, total_investment_yuan: None };
                let total = (i == 0).then_some(opening + month + adjusted);
                let found = figures(&input(month, total), &ground).expect("sums up");
                sum += month + adjusted;
                prop_assert_eq!(found.total_yuan, sum);
                prop_assert_eq!(found.opening_yuan, if i == 0 { opening } else { 0 });
                last = Some(report(month, found.total_yuan));
            }
        }
    }
}
