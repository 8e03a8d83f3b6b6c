use super::*;
use crate::db::types::{Doc, Stamp};
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
}

fn item(received: Option<NaiveDate>, promised: Option<i32>) -> ApprovalItem {
    ApprovalItem {
        id: 1,
        project_id: 1,
        code: "construction_permit".to_owned(),
        name: "施工许可".to_owned(),
        basis: None,
        sort_no: 1,
        parallel_group: None,
        after_codes: Doc::of(&Vec::<String>::new()),
        unit_id: None,
        window_name: None,
        standard_days: Some(5),
        promised_days: promised,
        longer_reason: None,
        project_code: None,
        received_on: received,
        due_on: None,
        finished_on: None,
        actual_days: None,
        result_number: None,
        file_ids: Doc::of(&Vec::<i64>::new()),
        state: if received.is_some() { ApprovalState::Received } else { ApprovalState::Planned },
        state_reason: None,
        created_by: None,
        created_at: Stamp::from_micros(0),
        updated_at: Stamp::from_micros(0),
        version: 1,
    }
}

fn pause(from: NaiveDate, until: Option<NaiveDate>) -> ApprovalPause {
    ApprovalPause {
        id: 1,
        item_id: 1,
        from_on: from,
        until_on: until,
        reason: "等待补正".to_owned(),
        file_ids: Doc::of(&vec![1_i64]),
        paused_by: None,
        paused_at: Stamp::from_micros(0),
        resumed_by: None,
        resumed_at: None,
    }
}

/// Handbook §18 case 12, and the same with a pause of two working days.
#[test]
fn five_working_days_over_national_day() {
    let calendar = Calendar::decreed();
    let received = item(Some(day(2026, 9, 30)), Some(5));
    let due = clock(&calendar, &received, &[]).expect("counted").expect("a clock");
    assert_eq!(due.due_on, Some(day(2026, 10, 13)));
    let paused = [pause(day(2026, 10, 9), Some(day(2026, 10, 12)))];
    let due = clock(&calendar, &received, &paused).expect("counted").expect("a clock");
    assert_eq!((due.due_on, due.paused_working_days), (Some(day(2026, 10, 15)), 2));
    let open = [pause(day(2026, 10, 9), None)];
    assert_eq!(clock(&calendar, &received, &open).expect("counted").expect("a clock").due_on, None);
    assert_eq!(used_days(&calendar, day(2026, 9, 30), day(2026, 10, 13), &[]), 5);
    assert_eq!(used_days(&calendar, day(2026, 9, 30), day(2026, 10, 13), &paused), 3);
    assert_eq!(clock(&calendar, &item(None, Some(5)), &[]).expect("counted"), None);
}

#[test]
fn a_longer_promise_says_why_and_days_come_in_order() {
    assert_eq!(check_promise(Some(5), Some(6), None).len(), 1);
    assert_eq!(check_promise(Some(5), Some(6), Some(&"需现场勘验".to_owned())), []);
    assert_eq!(check_promise(Some(5), Some(5), None), []);
    let today = day(2026, 10, 13);
    let received = item(Some(day(2026, 9, 30)), Some(5));
    let from = |on| ApprovalPauseInput { from_on: on, reason: "补正".into(), file_ids: vec![1] };
    assert_eq!(check_pause(&from(day(2026, 9, 30)), &received, &[], today)[0].code, "too_early");
    assert_eq!(check_pause(&from(day(2026, 10, 14)), &received, &[], today)[0].code, "in_future");
    let earlier = [pause(day(2026, 10, 1), Some(day(2026, 10, 9)))];
    assert_eq!(check_pause(&from(day(2026, 10, 8)), &received, &earlier, today)[0].code, "overlap");
    assert_eq!(check_pause(&from(day(2026, 10, 9)), &received, &earlier, today), []);
    let until = |on| ApprovalResumptionInput { until_on: on };
    assert_eq!(check_resumption(&until(day(2026, 10, 1)), &earlier[0], today)[0].code, "too_early");
    assert_eq!(check_resumption(&until(day(2026, 10, 15)), &earlier[0], today)[0].code, "in_future");
    assert_eq!(check_resumption(&until(day(2026, 10, 14)), &earlier[0], today), []);
}

proptest! {
    /// No clock counts a holiday or a paused day, and the days used up to the due day are the days promised.
    #[test]
    fn the_clock_counts_working_days_outside_pauses(
        start in 0_i64..700, days in 1_i32..40, gap in 1_i64..20, length in 1_i64..15, second in 1_i64..30
    ) {
        let calendar = Calendar::decreed();
        let received_on = day(2025, 1, 2) + chrono::Duration::days(start);
        let from = received_on + chrono::Duration::days(gap);
        let until = from + chrono::Duration::days(length);
        let again = until + chrono::Duration::days(second);
        let pauses = [pause(from, Some(until)), pause(again, Some(again + chrono::Duration::days(3)))];
        let received = item(Some(received_on), Some(days));
        let due = clock(&calendar, &received, &pauses).expect("counted").expect("a clock");
        let due_on = due.due_on.expect("an end");
        for counted in due.days.iter().filter(|d| d.number.is_some()) {
            prop_assert!(calendar.is_working_day(counted.on));
            prop_assert!(!pauses.iter().any(|p| p.from_on <= counted.on && p.until_on.is_some_and(|u| counted.on < u)));
        }
        prop_assert_eq!(used_days(&calendar, received_on, due_on, &pauses), days);
        let finished = ApprovalItem { due_on: Some(due_on), finished_on: Some(due_on), ..received };
        prop_assert_eq!(days_overdue(&finished, &pauses, due_on), 0);
    }
}
