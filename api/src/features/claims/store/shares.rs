//! Versions of credit shares; what is in force is never changed, only replaced.

use super::super::model::{Share, ShareBasis, ShareRow, ShareSet, ShareState};
use crate::both;
use crate::db::schema::{credit_share_sets, credit_shares};
use crate::db::{Db, columns};
use crate::error::{Error, Result, is_unique_violation};
use crate::features::projects::model::Percent;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// All versions of a project, newest first.
///
/// # Errors
/// Database errors.
pub fn share_sets(db: &mut Db, project_id: i64) -> Result<Vec<ShareSet>> {
    Ok(credit_share_sets::table
        .filter(credit_share_sets::project_id.eq(project_id))
        .order(credit_share_sets::revision.desc())
        .select(columns::<ShareSet>())
        .load(db)?)
}

/// The rows of these versions, the largest share first.
///
/// # Errors
/// Database errors.
pub fn share_rows(db: &mut Db, set_ids: &[i64]) -> Result<Vec<ShareRow>> {
    Ok(credit_shares::table
        .filter(credit_shares::set_id.eq_any(set_ids.to_vec()))
        .order((credit_shares::set_id, credit_shares::share_percent.desc(), credit_shares::unit_id))
        .select(columns::<ShareRow>())
        .load(db)?)
}

/// The shares in force of these projects by unit, for the figures of other rooms; a project without any belongs to
/// its lead unit alone (see `rules::shares_or_lead`).
///
/// # Errors
/// Database errors.
pub fn shares_in_force(db: &mut Db, project_ids: &[i64]) -> Result<BTreeMap<i64, Vec<(i64, Percent)>>> {
    let rows: Vec<(i64, i64, Percent)> = credit_shares::table
        .inner_join(credit_share_sets::table)
        .filter(credit_share_sets::project_id.eq_any(project_ids.to_vec()))
        .filter(credit_share_sets::state.eq(ShareState::InForce))
        .order((credit_share_sets::project_id, credit_shares::share_percent.desc(), credit_shares::unit_id))
        .select((credit_share_sets::project_id, credit_shares::unit_id, credit_shares::share_percent))
        .load(db)?;
    let mut out: BTreeMap<i64, Vec<(i64, Percent)>> = BTreeMap::new();
    for (project, unit, share) in rows {
        out.entry(project).or_default().push((unit, share));
    }
    Ok(out)
}

/// A new version.
#[derive(Debug, Clone)]
pub struct NewShares<'a> {
    /// Project.
    pub project_id: i64,
    /// State it begins in.
    pub state: ShareState,
    /// What it rests upon.
    pub basis: ShareBasis,
    /// Reason.
    pub reason: &'a str,
    /// The dispute it came from.
    pub objection_id: Option<i64>,
    /// The shares, checked.
    pub shares: &'a [Share],
}

/// Adds a version. One in force replaces the one before it, and any proposal; a proposal replaces the open one.
///
/// # Errors
/// 412 or 409 when somebody else was faster.
pub fn add_shares(tx: &mut Tx<'_>, new: &NewShares<'_>) -> Result<ShareSet> {
    let before = share_sets(tx, new.project_id)?;
    let gone = |s: &&ShareSet| {
        s.state == ShareState::Proposed
            || (new.state == ShareState::InForce && s.state == ShareState::InForce)
    };
    for set in before.iter().filter(gone) {
        set_share_state(tx, set, ShareState::Replaced, None)?;
    }
    let decided = new.state == ShareState::InForce;
    let row = (
        credit_share_sets::project_id.eq(new.project_id),
        credit_share_sets::revision.eq(before.first().map_or(1, |s| s.revision + 1)),
        credit_share_sets::state.eq(new.state),
        credit_share_sets::basis.eq(new.basis),
        credit_share_sets::reason.eq(new.reason),
        credit_share_sets::objection_id.eq(new.objection_id),
        credit_share_sets::proposed_by.eq(tx.caller.user_id),
        credit_share_sets::proposed_at.eq(tx.now),
        credit_share_sets::decided_by.eq(tx.caller.user_id.filter(|_| decided)),
        credit_share_sets::decided_at.eq(decided.then_some(tx.now)),
    );
    let set: ShareSet = diesel::insert_into(credit_share_sets::table)
        .values(row)
        .returning(columns::<ShareSet>())
        .get_result(&mut **tx)
        .map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })?;
    let rows: Vec<_> = new
        .shares
        .iter()
        .map(|s| {
            (
                credit_shares::set_id.eq(set.id),
                credit_shares::unit_id.eq(s.unit_id),
                credit_shares::share_percent.eq(s.share_percent),
                credit_shares::reason.eq(s.reason.clone()),
            )
        })
        .collect();
    both!(&mut **tx, c => diesel::insert_into(credit_shares::table).values(rows).execute(c))?;
    Ok(set)
}

/// Moves a version of this very row version to another state; an opinion comes with a decision.
///
/// # Errors
/// 412 or 409 when somebody else was faster.
pub fn set_share_state(
    tx: &mut Tx<'_>,
    set: &ShareSet,
    state: ShareState,
    opinion: Option<&str>,
) -> Result<ShareSet> {
    let decided = opinion.is_some();
    let (by, at) = if decided { (tx.caller.user_id, Some(tx.now)) } else { (set.decided_by, set.decided_at) };
    let changed: Option<ShareSet> = diesel::update(
        credit_share_sets::table.find(set.id).filter(credit_share_sets::version.eq(set.version)),
    )
    .set((
        credit_share_sets::state.eq(state),
        credit_share_sets::opinion.eq(opinion.map(str::to_owned).or_else(|| set.opinion.clone())),
        credit_share_sets::decided_by.eq(by),
        credit_share_sets::decided_at.eq(at),
        credit_share_sets::version.eq(set.version + 1),
    ))
    .returning(columns::<ShareSet>())
    .get_result(&mut **tx)
    .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}
