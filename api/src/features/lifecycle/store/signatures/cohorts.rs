//! What was counted at the end of a day: the cohorts of all rates.

use super::super::super::model::{AuditState, SignatureKind, Strength, StrengthSums};
use crate::db::dialect::sum_i64;
use crate::db::schema::{signature_counts, signatures};
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::features::projects::store::{of_projects, visible};
use crate::policy::Visible;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

/// One counting of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Counted {
    /// Project.
    pub project_id: i64,
    /// Paper.
    pub signature_id: i64,
    /// Strength of the paper; always a contract.
    pub strength: Strength,
    /// Kind of the paper: an increase has money and no count.
    pub kind: SignatureKind,
    /// Event it is credited to.
    pub event_id: Option<i64>,
    /// The day it counts on: that of the audit, of a takeover that of the signing.
    pub counted_on: Option<NaiveDate>,
    /// Projects: 0 or 1; 1 at most once in a project.
    pub count: i32,
    /// Amount, yuan.
    pub amount_yuan: i64,
    /// Taken over from before the system.
    pub takeover: bool,
}

/// Which countings.
#[derive(Debug, Clone, Default)]
pub struct Within {
    /// Credited to these events.
    pub events: Option<Vec<i64>>,
    /// Counted on this day or later.
    pub from: Option<NaiveDate>,
    /// Counted before this day.
    pub before: Option<NaiveDate>,
}

type Rows<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::InnerJoinOn<
        signature_counts::table,
        signatures::table,
        diesel::dsl::Eq<signature_counts::signature_id, signatures::id>,
    >,
    MultiBackend,
>;

/// Countings as recorded at the end of a day (`as_of`), of the projects that the caller may see today.
fn recorded<'a>(who: &Visible, as_of: NaiveDate) -> Rows<'a> {
    let end = Stamp::start_of(as_of.succ_opt().unwrap_or(as_of));
    let until = signature_counts::recorded_until_at;
    signature_counts::table
        .inner_join(signatures::table.on(signature_counts::signature_id.eq(signatures::id)))
        .into_boxed::<MultiBackend>()
        .filter(of_projects(signature_counts::project_id, visible(who)))
        .filter(signature_counts::recorded_from_at.lt(end))
        .filter(until.is_null().or(until.assume_not_null().ge(end)))
        .filter(signature_counts::counted_on.assume_not_null().le(as_of))
}

/// What counted, as recorded at the end of a day.
///
/// # Errors
/// Database errors.
pub fn counted(db: &mut Db, who: &Visible, as_of: NaiveDate, within: &Within) -> Result<Vec<Counted>> {
    let mut rows = recorded(who, as_of);
    if let Some(events) = &within.events {
        rows = rows.filter(signature_counts::event_id.assume_not_null().eq_any(events.clone()));
    }
    if let Some(from) = within.from {
        rows = rows.filter(signature_counts::counted_on.assume_not_null().ge(from));
    }
    if let Some(before) = within.before {
        rows = rows.filter(signature_counts::counted_on.assume_not_null().lt(before));
    }
    Ok(rows
        .order(signature_counts::id)
        .select((
            signature_counts::project_id,
            signature_counts::signature_id,
            signatures::strength,
            signatures::kind,
            signature_counts::event_id,
            signature_counts::counted_on,
            signature_counts::count,
            signature_counts::amount_yuan,
            signature_counts::takeover,
        ))
        .load(db)?)
}

/// Papers signed at an event, and what counts for it, by strength.
///
/// # Errors
/// Database errors.
pub fn event_sums(db: &mut Db, who: &Visible, event_id: i64, as_of: NaiveDate) -> Result<Vec<StrengthSums>> {
    let end = Stamp::start_of(as_of.succ_opt().unwrap_or(as_of));
    let superseded = signatures::superseded_at;
    let signed: Vec<(Strength, i64, Option<i64>, i64)> = signatures::table
        .filter(signatures::event_id.eq(event_id).and(signatures::state.eq(AuditState::Passed)))
        .filter(signatures::kind.ne(SignatureKind::Reannouncement))
        .filter(signatures::audited_at.assume_not_null().lt(end))
        .filter(superseded.is_null().or(superseded.assume_not_null().ge(end)))
        .filter(of_projects(signatures::project_id, visible(who)))
        .group_by(signatures::strength)
        .select((
            signatures::strength,
            count_star(),
            sum_i64(signatures::amount_yuan.assume_not_null()),
            diesel::dsl::count(signatures::amount_yuan),
        ))
        .load(db)?;
    let counted = counted(db, who, as_of, &Within { events: Some(vec![event_id]), ..Within::default() })?;
    let sums = Strength::ALL.iter().rev().map(|&strength| {
        let (_, count, yuan, known) =
            signed.iter().find(|s| s.0 == strength).copied().unwrap_or((strength, 0, None, 0));
        let of = counted.iter().filter(|c| c.strength == strength);
        StrengthSums {
            strength,
            label: strength.label().to_owned(),
            count,
            amount_yuan: yuan.unwrap_or(0),
            without_amount: count - known,
            counted_count: of.clone().map(|c| i64::from(c.count)).sum(),
            counted_amount_yuan: of.map(|c| c.amount_yuan).sum(),
        }
    });
    Ok(sums.collect())
}
