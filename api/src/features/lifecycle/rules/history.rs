//! How long a project stayed where, and the stage bar.

use super::super::model::{AuditState, Gates, LogRow, StageGroup, StagePoint, StageRecord};
use crate::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Days in each stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Durations {
    /// Days in the ordinary course.
    pub days: BTreeMap<Stage, i64>,
    /// Days suspended or after the end.
    pub ended_days: BTreeMap<Stage, i64>,
    /// First day of each stage entered, and the last time it was.
    pub entered: BTreeMap<Stage, (NaiveDate, NaiveDate)>,
}

/// Sums the sections of the log and the present one. All days from the first section to today are in exactly one sum.
pub fn durations(
    log: &[LogRow],
    stage: Stage,
    state: Option<EndState>,
    stage_since_on: NaiveDate,
    today: NaiveDate,
) -> Durations {
    let mut out = Durations::default();
    let mut enter = |stage: Stage, on: NaiveDate| {
        out.entered.entry(stage).and_modify(|e| e.1 = on).or_insert((on, on));
    };
    match log.first() {
        Some(first) => enter(first.from_stage, first.entered_on),
        None => enter(stage, stage_since_on),
    }
    for row in log.iter().filter(|r| r.from_stage != r.to_stage) {
        enter(row.to_stage, row.moved_on);
    }
    let mut add = |stage: Stage, state: Option<EndState>, days: i64| {
        let sums = if state.is_some() { &mut out.ended_days } else { &mut out.days };
        *sums.entry(stage).or_default() += days;
    };
    for row in log {
        add(row.from_stage, row.from_state, i64::from(row.days_in_stage));
    }
    let since = log.last().map_or(stage_since_on, |l| l.moved_on);
    add(stage, state, (today - since).num_days().max(0));
    out
}

/// The five sections of the short bar (domain §2.1): 谋划储备 belongs to none.
const GROUPS: [(&str, &str, &[Stage]); 5] = [
    ("talks", "洽谈", &[Stage::Lead, Stage::Screening, Stage::Negotiating, Stage::Admission]),
    ("signing", "签约", &[Stage::Signed]),
    ("landing", "落地", &[Stage::Landed, Stage::Permitting]),
    ("construction", "建设", &[Stage::Started, Stage::Building, Stage::Completed]),
    ("production", "投产", &[Stage::Producing, Stage::AtCapacity]),
];

/// The bar of thirteen stages.
pub fn bar(
    stage: Stage,
    records: &[StageRecord],
    log: &[LogRow],
    gates: &Gates,
    durations: &Durations,
) -> Vec<StagePoint> {
    let reached = |s: Stage| durations.entered.contains_key(&s) || log.iter().any(|r| r.to_stage == s);
    Stage::ALL
        .iter()
        .map(|&s| {
            let record = records.iter().filter(|r| r.is_current()).find(|r| r.stage == s);
            let progress = match s.cmp(&stage) {
                std::cmp::Ordering::Equal => "current",
                std::cmp::Ordering::Greater => "ahead",
                std::cmp::Ordering::Less
                    if reached(s) || record.is_some_and(|r| r.state == AuditState::Passed) =>
                {
                    "done"
                }
                std::cmp::Ordering::Less => "skipped",
            };
            StagePoint {
                stage: s,
                label: s.label().to_owned(),
                group: GROUPS.iter().find(|g| g.2.contains(&s)).map(|g| g.0.to_owned()),
                progress: progress.to_owned(),
                claimed_on: record.and_then(|r| r.claimed_on),
                audited_on: record.and_then(StageRecord::audited_on),
                entered_on: durations.entered.get(&s).map(|e| e.1),
                days: durations.days.get(&s).copied().unwrap_or_default(),
                suspended_days: durations.ended_days.get(&s).copied().unwrap_or_default(),
                limit_days: gates.of(s).and_then(|g| g.limit_days),
                record_id: record.map(|r| r.id),
                record_state: record.map(|r| r.state),
            }
        })
        .collect()
}

/// The five groups of the short bar.
pub fn groups(stage: Stage, durations: &Durations) -> Vec<StageGroup> {
    GROUPS
        .iter()
        .map(|(code, label, stages)| {
            let progress = if stages.contains(&stage) {
                "current"
            } else if stages.iter().all(|s| *s < stage) {
                "done"
            } else {
                "ahead"
            };
            StageGroup {
                code: (*code).to_owned(),
                label: (*label).to_owned(),
                progress: progress.to_owned(),
                entered_on: stages.iter().filter_map(|s| durations.entered.get(s).map(|e| e.0)).min(),
                days: stages.iter().filter_map(|s| durations.days.get(s)).sum(),
            }
        })
        .collect()
}
