//! When somebody is told of a day by which something is due.

use super::super::model::{NoticeStage, ReminderRules};
use crate::error::FieldError;
use crate::waiting::InboxKind;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Why somebody is told today, and what tells this stage from the others of the same day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Before, on or after the day.
    pub stage: NoticeStage,
    /// Part of the key that keeps it from being told twice.
    pub key: String,
}

/// Days before, and how often after, that hold for a kind.
pub fn of_kind(rules: &ReminderRules, kind: InboxKind) -> (&[i32], i32) {
    match rules.groups.iter().find(|group| group.kinds.contains(&kind)) {
        Some(group) => (&group.days_before, group.after_every),
        None => (&rules.days_before, rules.after_every),
    }
}

/// The stage that a thing has reached. `reach` is the last day before people are told again: today, or on the eve of a
/// holiday its last day. A stage that was passed without anybody being told is told late rather than never.
pub fn step(
    (days_before, after_every): (&[i32], i32),
    due_on: NaiveDate,
    today: NaiveDate,
    reach: NaiveDate,
) -> Option<Step> {
    let over = (today - due_on).num_days();
    if over > 0 {
        let every = i64::from(after_every);
        let times = if every > 0 { (over - 1) / every } else { return None };
        return Some(Step { stage: NoticeStage::After, key: format!("after:{times}") });
    }
    let left = (due_on - reach.max(today)).num_days().max(0);
    let reached = days_before.iter().copied().filter(|day| i64::from(*day) >= left).min()?;
    let stage = if over == 0 { NoticeStage::Today } else { NoticeStage::Before };
    Some(Step { stage, key: format!("before:{reached}") })
}

/// Everything wrong with the rules that the schema does not say.
pub fn check(rules: &ReminderRules) -> Vec<FieldError> {
    let mut out = Vec::new();
    let mut days = |pointer: String, days: &[i32]| {
        let fits = days.iter().all(|d| (0..=90).contains(d));
        if !fits || !days.windows(2).all(|pair| pair[0] > pair[1]) {
            out.push(FieldError {
                pointer,
                code: "order".to_owned(),
                message: "提前的天数应在0到90之间，由大到小，不重复，例如 3、1、0。".to_owned(),
            });
        }
    };
    days("/days_before".to_owned(), &rules.days_before);
    for (i, group) in rules.groups.iter().enumerate() {
        days(format!("/groups/{i}/days_before"), &group.days_before);
    }
    let mut seen = BTreeSet::new();
    for (i, group) in rules.groups.iter().enumerate() {
        for (n, kind) in group.kinds.iter().enumerate() {
            if !seen.insert(*kind) {
                out.push(FieldError {
                    pointer: format!("/groups/{i}/kinds/{n}"),
                    code: "duplicate".to_owned(),
                    message: format!("“{}”已在别的一组里，一种事项只能在一组。", kind.label()),
                });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::model::ReminderGroup;
    use super::*;
    use proptest::prelude::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap_or_default()
    }

    fn at(due: u32, today: u32, reach: u32) -> Option<(NoticeStage, String)> {
        step((&[3, 1, 0], 2), day(due), day(today), day(reach)).map(|s| (s.stage, s.key))
    }

    #[test]
    fn each_stage_once_and_a_missed_one_late() {
        use NoticeStage::{After, Before, Today};
        assert_eq!(at(10, 6, 6), None, "four days are too early");
        assert_eq!(at(10, 7, 7), Some((Before, "before:3".to_owned())));
        assert_eq!(at(10, 8, 8), Some((Before, "before:3".to_owned())), "told already, or late");
        assert_eq!(at(10, 9, 9), Some((Before, "before:1".to_owned())));
        assert_eq!(at(10, 10, 10), Some((Today, "before:0".to_owned())));
        assert_eq!(at(10, 11, 11), Some((After, "after:0".to_owned())));
        assert_eq!(at(10, 12, 12), Some((After, "after:0".to_owned())));
        assert_eq!(at(10, 13, 13), Some((After, "after:1".to_owned())));
        assert_eq!(step((&[], 0), day(10), day(10), day(10)), None);
        assert_eq!(step((&[], 0), day(10), day(12), day(12)), None);
    }

    #[test]
    fn before_a_holiday_what_falls_into_it_is_told() {
        // Friday the 6th, told again on Monday the 9th
        assert_eq!(at(8, 6, 8), Some((NoticeStage::Before, "before:0".to_owned())));
        assert_eq!(at(9, 6, 8), Some((NoticeStage::Before, "before:1".to_owned())));
        assert_eq!(at(9, 9, 9), Some((NoticeStage::Today, "before:0".to_owned())));
    }

    #[test]
    fn rules_that_make_no_sense_are_named() {
        let group = |kinds: Vec<InboxKind>, days_before: Vec<i32>| ReminderGroup {
            kinds,
            days_before,
            after_every: 1,
        };
        let mut rules = ReminderRules {
            at_hour: 8,
            workdays_only: true,
            days_before: vec![3, 1, 0],
            after_every: 1,
            keep_days: 180,
            groups: vec![group(vec![InboxKind::TripReport], vec![7])],
        };
        assert!(check(&rules).is_empty());
        assert_eq!(of_kind(&rules, InboxKind::TripReport), (&[7][..], 1));
        assert_eq!(of_kind(&rules, InboxKind::StageAudit), (&[3, 1, 0][..], 1));
        rules.days_before = vec![1, 3];
        rules.groups.push(group(vec![InboxKind::TripReport], vec![91]));
        let wrong: Vec<String> = check(&rules).into_iter().map(|e| e.pointer).collect();
        assert_eq!(wrong, ["/days_before", "/groups/1/days_before", "/groups/1/kinds/0"]);
    }

    proptest! {
        /// Day after day until long after: no key comes back once another has come.
        #[test]
        fn a_stage_never_returns(due in 5u32..20, every in 0i32..4, days in proptest::collection::btree_set(0i32..9, 0..4)) {
            let days: Vec<i32> = days.into_iter().rev().collect();
            let mut seen: Vec<String> = Vec::new();
            for today in 1..31 {
                let Some(step) = step((&days, every), day(due), day(today), day(today)) else { continue };
                if seen.last() != Some(&step.key) {
                    prop_assert!(!seen.contains(&step.key), "{} again on {today}", step.key);
                    seen.push(step.key);
                }
            }
            prop_assert!(seen.iter().filter(|k| k.starts_with("before")).count() <= days.len());
        }
    }
}
