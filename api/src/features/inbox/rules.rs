//! The order of the inbox, the days of its items, its counts.

use super::model::{InboxKindCount, InboxTabCount};
use crate::features::calendar::rules::overdue_days;
use crate::waiting::{InboxKind, InboxTab, Waiting};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Days for which what was done is shown.
pub const DONE_DAYS: i64 = 30;

/// The place of an item: what is due first, what has no day last, then what waits longest; of what is done the latest.
pub type Place = (bool, Option<NaiveDate>, i64, String, i64, i64);

/// See [`Place`].
pub fn place(tab: InboxTab, item: &Waiting) -> Place {
    let waits = item.since_at.micros() * if tab == InboxTab::Done { -1 } else { 1 };
    let what = format!("{}:{}", item.kind.code(), item.resource.code());
    (item.due_on.is_none(), item.due_on, waits, what, item.resource_id, item.part_id.unwrap_or(0))
}

/// Days over the day, or days left until it.
pub fn days(due_on: Option<NaiveDate>, today: NaiveDate) -> (Option<i64>, Option<i64>) {
    let Some(due_on) = due_on else { return (None, None) };
    match i64::from(overdue_days(due_on, today, &[])) {
        0 => (None, Some((due_on - today).num_days())),
        over => (Some(over), None),
    }
}

/// How many of each kind there are.
pub fn count(tab: InboxTab, items: &[Waiting], today: NaiveDate) -> InboxTabCount {
    let mut kinds: BTreeMap<InboxKind, InboxKindCount> = BTreeMap::new();
    for item in items {
        let kind = item.kind;
        let of = kinds.entry(kind).or_insert(InboxKindCount { kind, count: 0, overdue: 0 });
        of.count += 1;
        of.overdue += i64::from(days(item.due_on, today).0.is_some());
    }
    let kinds: Vec<InboxKindCount> = kinds.into_values().collect();
    let (count, overdue) = (items.len() as i64, kinds.iter().map(|k| k.overdue).sum());
    InboxTabCount { tab, count, overdue, kinds }
}

/// What an event of the journal finished, of those that count as done.
pub fn finished(event: &str) -> Option<InboxKind> {
    FINISHING.iter().find(|(name, _)| *name == event).map(|(_, kind)| *kind)
}

/// Events by which somebody decides or finishes what waited.
pub const FINISHING: &[(&str, InboxKind)] = &[
    ("project.assignment_began", InboxKind::RoleVacant),
    ("project.stage_audited", InboxKind::StageAudit),
    ("project.signature_audited", InboxKind::SignatureAudit),
    ("project.amendment_audited", InboxKind::AmendmentAudit),
    ("project.funds_audited", InboxKind::FundsAudit),
    ("project.production_audited", InboxKind::ProductionAudit),
    ("project.report_audited", InboxKind::MonthlyAudit),
    ("project.report_submitted", InboxKind::MonthlyReport),
    ("project.report_restatement_decided", InboxKind::RestatementAudit),
    ("project.milestone_done", InboxKind::MilestoneDue),
    ("project.pause_decided", InboxKind::PauseDecision),
    ("trip.approved", InboxKind::TripDecision),
    ("trip.sent_back", InboxKind::TripDecision),
    ("trip.closed", InboxKind::TripReport),
    ("trip.next_step_done", InboxKind::TripNextStep),
    ("reception.promise_kept", InboxKind::ReceptionPromise),
    ("reception.called_back", InboxKind::ReceptionCallback),
    ("talk.next_step_done", InboxKind::TalkNextStep),
    ("slip.answered", InboxKind::SlipFeedback),
    ("slip.closed", InboxKind::SlipAnswered),
    ("claim.confirmed", InboxKind::ClaimConfirm),
    ("claim.refused", InboxKind::ClaimConfirm),
    ("claim.extension_decided", InboxKind::ClaimExtension),
    ("claim.ruled", InboxKind::ClaimObjection),
    ("claim.taken_over", InboxKind::ClaimTransfer),
    ("claim.transfer_declined", InboxKind::ClaimTransfer),
    ("import.committed", InboxKind::ImportUnfinished),
    ("import.cancelled", InboxKind::ImportUnfinished),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::Stamp;
    use crate::waiting::InboxResource;

    fn item(due: Option<&str>, since: i64, id: i64) -> Waiting {
        Waiting {
            kind: InboxKind::TripNextStep,
            subject: String::new(),
            why: String::new(),
            from_id: None,
            since_at: Stamp::from_micros(since),
            due_on: due.and_then(|d| d.parse().ok()),
            resource: InboxResource::Trip,
            resource_id: id,
            part_id: None,
        }
    }

    #[test]
    fn what_is_due_first_comes_first_and_what_has_no_day_last() {
        let mut items = [
            item(None, 1, 1),
            item(Some("2026-03-09"), 9, 2),
            item(Some("2026-03-02"), 5, 3),
            item(None, 0, 4),
        ];
        items.sort_by_key(|i| place(InboxTab::Todo, i));
        assert_eq!(items.iter().map(|i| i.resource_id).collect::<Vec<_>>(), [3, 2, 4, 1]);
        let mut done = [item(None, 1, 1), item(None, 9, 2)];
        done.sort_by_key(|i| place(InboxTab::Done, i));
        assert_eq!(done[0].resource_id, 2);
    }

    #[test]
    fn the_day_itself_is_in_time() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let at = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day);
        assert_eq!(days(at(2), today), (None, Some(0)));
        assert_eq!(days(at(5), today), (None, Some(3)));
        assert_eq!(days(at(1), today), (Some(1), None));
        assert_eq!(days(None, today), (None, None));
        let counted = count(InboxTab::Todo, &[item(Some("2026-03-01"), 0, 1), item(None, 0, 2)], today);
        assert_eq!((counted.count, counted.overdue, counted.kinds.len()), (2, 1, 1));
    }

    #[test]
    fn what_finishes_is_an_event_with_words() {
        for (event, _) in FINISHING {
            assert!(crate::journal::words::title(event).is_some(), "{event}");
        }
    }
}
