//! What papers count: rows that are closed and followed, never changed.

use super::super::super::model::{AuditState, Counts, Signature};
use super::super::super::rules::{Credit, Paper};
use crate::db::schema::{signature_counts, signatures};
use crate::db::{Db, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::projects;
use crate::work::Tx;
use diesel::prelude::*;

/// What these papers count now.
///
/// # Errors
/// Database errors.
pub fn counts_of(db: &mut Db, signature_ids: &[i64]) -> Result<Vec<Counts>> {
    Ok(signature_counts::table
        .filter(signature_counts::signature_id.eq_any(signature_ids.to_vec()))
        .filter(signature_counts::recorded_until_at.is_null())
        .order(signature_counts::id)
        .select(columns::<Counts>())
        .load(db)?)
}

/// The papers of a project that passed, in that order, as the rules see them.
///
/// # Errors
/// Database errors.
pub fn papers(db: &mut Db, project_id: i64) -> Result<Vec<Paper>> {
    let rows: Vec<Signature> = signatures::table
        .filter(signatures::project_id.eq(project_id).and(signatures::state.eq(AuditState::Passed)))
        .order((signatures::audited_at, signatures::id))
        .select(columns::<Signature>())
        .load(db)?;
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let counts = counts_of(db, &ids)?;
    let papers = rows.iter().map(|row| {
        let counted = counts.iter().find(|c| c.signature_id == row.id);
        Paper { counted: counted.map(|c| (c.count, c.event_id)), ..Paper::of(row) }
    });
    Ok(papers.collect())
}

/// Stores what a paper counts from now on and ends what it replaces.
///
/// # Errors
/// 409 when the project was counted at the same time.
pub fn put_counts(tx: &mut Tx<'_>, row: &Signature, credit: &Credit) -> Result<()> {
    let mut ends = credit.ends.clone();
    ends.push(row.id);
    diesel::update(signature_counts::table)
        .filter(signature_counts::signature_id.eq_any(ends))
        .filter(signature_counts::recorded_until_at.is_null())
        .set(signature_counts::recorded_until_at.eq(tx.now))
        .execute(&mut **tx)?;
    let values = (
        signature_counts::signature_id.eq(row.id),
        signature_counts::project_id.eq(row.project_id),
        signature_counts::event_id.eq(credit.event_id),
        signature_counts::counted_on.eq(credit.counted_on),
        signature_counts::count.eq(credit.count),
        signature_counts::amount_yuan.eq(credit.amount_yuan),
        signature_counts::takeover.eq(row.takeover),
        signature_counts::why.eq(&credit.why),
        signature_counts::recorded_from_at.eq(tx.now),
    );
    let done = diesel::insert_into(signature_counts::table).values(values).execute(&mut **tx);
    done.map(drop).map_err(|e| match e {
        e if is_unique_violation(&e) => Error::new(Code::ResourceConflict)
            .detail("就在此刻，这个项目的另一份合同已计入统计，一个项目只计一次。请刷新后核对。"),
        e => e.into(),
    })
}

/// Contract amount and signing date of the project follow what counts; where nothing counts they stay.
///
/// # Errors
/// Database errors.
pub fn follow_project(tx: &mut Tx<'_>, project_id: i64) -> Result<()> {
    let rows: Vec<(i64, i32, i64)> = signature_counts::table
        .filter(signature_counts::project_id.eq(project_id))
        .filter(signature_counts::recorded_until_at.is_null())
        .select((signature_counts::signature_id, signature_counts::count, signature_counts::amount_yuan))
        .load(&mut **tx)?;
    let Some((contract, _, _)) = rows.iter().find(|(_, count, _)| *count == 1) else { return Ok(()) };
    let signed_on = signatures::table.find(*contract).select(signatures::signed_on).first(&mut **tx)?;
    let sum = rows.iter().map(|(_, _, yuan)| yuan).sum();
    let now = tx.now;
    projects::store::follow_signatures(tx, project_id, sum, signed_on, now)
}
