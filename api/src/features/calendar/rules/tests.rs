use super::*;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn pause(from: &str, until: Option<&str>) -> Pause {
    Pause { from_on: date(from), until_on: until.map(date), reason: "等待土地出让公告".into() }
}

#[test]
fn five_working_days_across_national_day_2026() {
    let deadline = working_day_deadline(&Calendar::decreed(), date("2026-09-30"), 5, &[]).expect("deadline");
    assert_eq!(deadline.due_on, Some(date("2026-10-13")));
    assert_eq!(
        deadline.explanation,
        "9月30日收到，当日不计；10月1日至10月7日国庆节放假，不计；\
         10月8日至10月10日计第1至3个工作日（10月10日为国庆节调休上班）；10月11日周末，不计；\
         10月12日至10月13日计第4至5个工作日；到期日为2026年10月13日 24:00。"
    );
    assert_eq!(deadline.days.len(), 13);
    assert!(deadline.warnings.is_empty() && deadline.paused_days == 0);
}

#[test]
fn weekly_report_due_in_a_holiday_moves_to_the_same_time() {
    let planned = date("2026-10-02").and_hms_opt(10, 0, 0).expect("time");
    let moved = timed_deadline(&Calendar::decreed(), planned).expect("deadline");
    assert_eq!(moved.due, date("2026-10-08").and_hms_opt(10, 0, 0).expect("time"));
    assert_eq!(
        moved.explanation.as_deref(),
        Some("原定10月2日 10:00，当天国庆节放假，顺延到下一个工作日10月8日同一时间。")
    );
    let kept = timed_deadline(&Calendar::decreed(), date("2026-10-09").and_hms_opt(10, 0, 0).expect("time"))
        .expect("deadline");
    assert_eq!((kept.due.date(), kept.explanation), (date("2026-10-09"), None));
}

#[test]
fn every_kind_of_day() {
    let calendar = Calendar::decreed();
    assert_eq!(calendar.day(date("2026-10-01")), DayStatus::Holiday("国庆节"));
    assert_eq!(calendar.day(date("2026-10-10")), DayStatus::AdjustedWork("国庆节"));
    assert_eq!(calendar.day(date("2026-10-11")), DayStatus::Weekend);
    assert_eq!(calendar.day(date("2026-10-12")), DayStatus::Weekday);
    assert_eq!(calendar.day(date("2018-12-31")), DayStatus::Holiday("元旦"), "decreed with 2019");
    assert!(!calendar.is_decreed(2018) && calendar.is_decreed(2019) && calendar.is_decreed(2026));
}

#[test]
fn a_year_without_a_decree_is_said_and_counted_by_weekends_only() {
    let mut calendar = Calendar::decreed();
    let deadline = working_day_deadline(&calendar, date("2026-12-30"), 3, &[]).expect("deadline");
    assert_eq!(deadline.due_on, Some(date("2027-01-04")), "New Year's Day 2027 is not guessed");
    assert_eq!(deadline.warnings.len(), 1);
    assert!(
        deadline.warnings[0].contains("2027") && deadline.warnings[0].contains("录入"),
        "{:?}",
        deadline.warnings
    );
    calendar.set(date("2027-01-01"), DayKind::Off, "元旦");
    calendar.mark_decreed(2027);
    let deadline = working_day_deadline(&calendar, date("2026-12-30"), 3, &[]).expect("deadline");
    assert_eq!(deadline.due_on, Some(date("2027-01-05")));
    assert!(deadline.warnings.is_empty());
}

#[test]
fn days_inside_a_pause_do_not_count_and_the_until_day_does() {
    let calendar = Calendar::decreed();
    // 收到 11 月 2 日（周一）；3–4 日计 1、2；5 日起停，9 日（周一）恢复计 3
    let deadline =
        working_day_deadline(&calendar, date("2026-11-02"), 3, &[pause("2026-11-05", Some("2026-11-09"))])
            .expect("deadline");
    assert_eq!(deadline.due_on, Some(date("2026-11-09")));
    assert_eq!((deadline.paused_days, deadline.paused_working_days), (4, 2));
    assert!(
        deadline.explanation.contains("11月5日至11月8日暂停：等待土地出让公告，不计")
            && deadline.explanation.contains("暂停共 4 天")
    );
    // 两段重叠的暂停不重复算
    let overlapping = [pause("2026-11-05", Some("2026-11-09")), pause("2026-11-06", Some("2026-11-09"))];
    assert_eq!(
        working_day_deadline(&calendar, date("2026-11-02"), 3, &overlapping).expect("deadline").paused_days,
        4
    );
}

#[test]
fn an_open_pause_leaves_the_due_day_undecided() {
    let deadline =
        working_day_deadline(&Calendar::decreed(), date("2026-11-02"), 3, &[pause("2026-11-04", None)])
            .expect("deadline");
    assert_eq!(deadline.due_on, None);
    assert!(deadline.explanation.ends_with("到期日待定。"), "{}", deadline.explanation);
    let early =
        working_day_deadline(&Calendar::decreed(), date("2026-11-02"), 1, &[pause("2026-11-04", None)])
            .expect("deadline");
    assert_eq!(early.due_on, Some(date("2026-11-03")), "due before the pause began");
}

#[test]
fn zero_days_means_the_same_day_or_the_next_working_day() {
    let calendar = Calendar::decreed();
    let due = |on: &str| working_day_deadline(&calendar, date(on), 0, &[]).expect("deadline").due_on;
    assert_eq!(due("2026-10-09"), Some(date("2026-10-09")));
    assert_eq!(due("2026-10-04"), Some(date("2026-10-08")));
}

#[test]
fn counting_between_before_and_overdue() {
    let calendar = Calendar::decreed();
    assert_eq!(calendar.working_days_between(date("2026-09-30"), date("2026-10-13")), 5);
    assert_eq!(calendar.working_days_between(date("2026-10-13"), date("2026-09-30")), -5);
    assert_eq!(calendar.working_days_between(date("2026-10-13"), date("2026-10-13")), 0);
    assert_eq!(calendar.working_days_before(date("2026-10-13"), 5), Ok(date("2026-09-30")));
    assert_eq!(calendar.next_working_day(date("2026-09-30")), Ok(date("2026-10-08")));
    assert_eq!(overdue_days(date("2026-10-13"), date("2026-10-13"), &[]), 0);
    assert_eq!(overdue_days(date("2026-10-13"), date("2026-10-23"), &[]), 10);
    assert_eq!(
        overdue_days(date("2026-10-13"), date("2026-10-23"), &[pause("2026-10-15", Some("2026-10-18"))]),
        7
    );
}

#[test]
fn instants_follow_beijing_time() {
    assert_eq!(end_of_day_at(date("2026-10-13")).to_rfc3339(), "2026-10-13T16:00:00+00:00");
    assert_eq!(china_date("2026-10-13T16:00:00Z".parse().expect("instant")), date("2026-10-14"));
    assert_eq!(china_date("2026-10-13T15:59:59Z".parse().expect("instant")), date("2026-10-13"));
}

#[test]
fn absurd_clocks_and_calendars_are_refused() {
    assert_eq!(
        working_day_deadline(&Calendar::decreed(), date("2026-10-13"), 99_999, &[]),
        Err(ClockError::TooMany { working_days: 99_999 })
    );
    let off = date("2026-01-01").iter_days().take(900).map(|d| (d, DayKind::Off, "停工".to_string()));
    let closed = Calendar::new([2026], off);
    assert!(working_day_deadline(&closed, date("2026-01-01"), 1, &[]).is_err());
    assert!(
        closed.on_or_after(date("2026-01-01")).is_err()
            && closed.working_days_before(date("2028-01-01"), 1).is_err()
    );
}

proptest! {
    #[test]
    fn due_days_are_working_days_grow_and_agree_with_counting(offset in 0i64..2_800, n in 1u32..120) {
        let calendar = Calendar::decreed();
        let received = date("2019-01-01") + chrono::Duration::days(offset);
        let due = |n| working_day_deadline(&calendar, received, n, &[]).expect("deadline").due_on.expect("no pause");
        let this = due(n);
        prop_assert!(calendar.is_working_day(this));
        prop_assert!(this < due(n + 1));
        prop_assert_eq!(calendar.working_days_between(received, this), i64::from(n));
    }

    #[test]
    fn a_pause_moves_the_due_day_by_its_working_days(offset in 0i64..1_000, n in 1u32..30, start in 1i64..30, length in 1i64..20) {
        let calendar = Calendar::decreed();
        let received = date("2023-01-01") + chrono::Duration::days(offset);
        let from_on = received + chrono::Duration::days(start);
        let pauses = [Pause { from_on, until_on: Some(from_on + chrono::Duration::days(length)), reason: "外部原因".into() }];
        let deadline = working_day_deadline(&calendar, received, n, &pauses).expect("deadline");
        let plain = working_day_deadline(&calendar, received, n + deadline.paused_working_days, &[]).expect("deadline");
        prop_assert_eq!(deadline.due_on, plain.due_on);
    }

    /// Whatever the calendar says and however pauses lie, also one over another: no clock counts a day off or a paused
    /// day, none is left out, and the due day is the last of those that count.
    #[test]
    fn no_clock_counts_a_holiday_or_a_paused_day(
        offset in 0i64..1_000, n in 0u32..25,
        off in proptest::collection::btree_set(0i64..60, 0..12), worked in proptest::collection::btree_set(0i64..60, 0..12),
        pauses in proptest::collection::vec((0i64..40, 1i64..12), 0..4), open in proptest::option::of(0i64..60),
        late in 0i64..90,
    ) {
        let mut calendar = Calendar::decreed();
        let received = date("2023-01-01") + chrono::Duration::days(offset);
        let after = |days: i64| received + chrono::Duration::days(days);
        off.iter().for_each(|d| calendar.set(after(*d), DayKind::Off, "停工"));
        worked.iter().for_each(|d| calendar.set(after(*d), DayKind::Worked, "补班"));
        let mut pauses: Vec<Pause> = pauses
            .into_iter()
            .map(|(from, days)| Pause { from_on: after(from), until_on: Some(after(from + days)), reason: "外部原因".into() })
            .collect();
        pauses.extend(open.map(|from| Pause { from_on: after(from), until_on: None, reason: "外部原因".into() }));
        let counts = |on: NaiveDate| calendar.is_working_day(on) && !pauses.iter().any(|p| p.covers(on));

        let deadline = working_day_deadline(&calendar, received, n, &pauses).expect("deadline");
        let mut number = 0;
        for day in &deadline.days {
            number += u32::from(counts(day.on));
            prop_assert_eq!(day.number, counts(day.on).then_some(number), "{}", day.on);
        }
        let first = received + chrono::Duration::days(i64::from(n > 0));
        prop_assert!(deadline.days.iter().map(|d| d.on).eq(first.iter_days().take(deadline.days.len())), "day by day");
        match deadline.due_on {
            Some(due) => prop_assert!(counts(due) && number == n.max(1) && deadline.days.last().is_some_and(|d| d.on == due)),
            None => prop_assert!(number < n.max(1) && open.is_some(), "only an open pause leaves it undecided"),
        }
        // nor is anything late on a paused day
        let today = after(late);
        let plain = (1..=late).filter(|d| !pauses.iter().any(|p| p.covers(after(*d)))).count();
        prop_assert_eq!(overdue_days(received, today, &pauses) as usize, plain);
    }
}
