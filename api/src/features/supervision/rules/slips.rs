//! What may be done to a slip, and when its level rises.

use super::super::model::times::{SlipHolder, SlipLevelRule, SupervisionRules};
use super::super::model::{Slip, SlipKind, SlipState};
use super::wrong;
use crate::error::FieldError;
use chrono::NaiveDate;

/// Everything wrong with the times of slips.
pub fn check_times(rules: &SupervisionRules) -> Vec<FieldError> {
    let mut out = Vec::new();
    for kind in SlipKind::ALL {
        let named = rules.levels.iter().filter(|l| l.kind == *kind).count();
        if named != 1 {
            let message = format!("“{}”须写且只写一条，现有{named}条。", kind.label());
            out.push(wrong("/levels", "each_once", message));
        }
    }
    for (n, phrase) in rules.phrases.iter().enumerate() {
        if !(2..=200).contains(&phrase.trim().chars().count()) {
            out.push(wrong(format!("/phrases/{n}"), "length", "批示常用语写2至200个字。"));
        }
    }
    out
}

/// The rule of one kind of slip.
pub fn level(rules: &SupervisionRules, kind: SlipKind) -> SlipLevelRule {
    let fallback = SlipLevelRule { kind, working_days: 5, holder: SlipHolder::Person };
    rules.levels.iter().copied().find(|l| l.kind == kind).unwrap_or(fallback)
}

/// Is its day past without feedback? The due day itself is in time.
pub fn is_overdue(slip: &Slip, today: NaiveDate) -> bool {
    slip.state == SlipState::Open && slip.due_on < today
}

/// The level that a slip rises to now; none while it is not late, is as high as can be, or its issuer still owes an
/// answer to a request for more time that was made in time.
pub fn rises_to(slip: &Slip, awaits_decision: bool, today: NaiveDate) -> Option<SlipKind> {
    if !is_overdue(slip, today) || awaits_decision {
        return None;
    }
    slip.kind.next()
}

/// May a slip of this kind be issued, not raised?
pub fn is_issuable(kind: SlipKind) -> bool {
    kind.level() < 2
}
