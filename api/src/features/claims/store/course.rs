//! What keeps a claim alive: progress, and extensions with their decisions.

use super::super::model::{Extension, ExtensionInput, ExtensionState, Progress};
use crate::db::schema::{claim_extensions, claim_progress};
use crate::db::types::Doc;
use crate::db::{Db, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Progress of a claim, oldest first.
///
/// # Errors
/// Database errors.
pub fn progress_of(db: &mut Db, claim_id: i64) -> Result<Vec<Progress>> {
    Ok(claim_progress::table
        .filter(claim_progress::claim_id.eq(claim_id))
        .order(claim_progress::id)
        .select(columns::<Progress>())
        .load(db)?)
}

/// Adds progress.
///
/// # Errors
/// Database errors.
pub fn add_progress(
    tx: &mut Tx<'_>,
    claim_id: i64,
    on: NaiveDate,
    note: &str,
    proof: &[i64],
) -> Result<Progress> {
    let row = (
        claim_progress::claim_id.eq(claim_id),
        claim_progress::happened_on.eq(on),
        claim_progress::note.eq(note),
        claim_progress::proof.eq(Doc::of(&proof)),
        claim_progress::added_by.eq(tx.caller.user_id),
        claim_progress::added_at.eq(tx.now),
    );
    Ok(diesel::insert_into(claim_progress::table)
        .values(row)
        .returning(columns::<Progress>())
        .get_result(&mut **tx)?)
}

/// Extensions of a claim, oldest first.
///
/// # Errors
/// Database errors.
pub fn extensions_of(db: &mut Db, claim_id: i64) -> Result<Vec<Extension>> {
    Ok(claim_extensions::table
        .filter(claim_extensions::claim_id.eq(claim_id))
        .order(claim_extensions::id)
        .select(columns::<Extension>())
        .load(db)?)
}

/// One extension of a claim.
///
/// # Errors
/// 404.
pub fn find_extension(db: &mut Db, claim_id: i64, id: i64) -> Result<Extension> {
    let found = claim_extensions::table
        .filter(claim_extensions::id.eq(id).and(claim_extensions::claim_id.eq(claim_id)))
        .select(columns::<Extension>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Asks for an extension.
///
/// # Errors
/// 409 when one is open already.
pub fn ask_extension(tx: &mut Tx<'_>, claim_id: i64, input: &ExtensionInput) -> Result<Extension> {
    let row = (
        claim_extensions::claim_id.eq(claim_id),
        claim_extensions::until_on.eq(input.until_on),
        claim_extensions::reason.eq(&input.reason),
        claim_extensions::proof.eq(Doc::of(&input.proof_file_ids)),
        claim_extensions::state.eq(ExtensionState::Asked),
        claim_extensions::asked_by.eq(tx.caller.user_id),
        claim_extensions::asked_at.eq(tx.now),
    );
    let done = diesel::insert_into(claim_extensions::table)
        .values(row)
        .returning(columns::<Extension>())
        .get_result(&mut **tx);
    done.map_err(|e| {
        if is_unique_violation(&e) {
            Error::new(Code::ClaimState).detail("已有一份延期申请待审批。请等待招商局审批后再申请。")
        } else {
            e.into()
        }
    })
}

/// Decides an open extension.
///
/// # Errors
/// 409 when it is decided already.
pub fn decide_extension(
    tx: &mut Tx<'_>,
    extension: &Extension,
    state: ExtensionState,
    opinion: &str,
) -> Result<Extension> {
    let open =
        claim_extensions::table.find(extension.id).filter(claim_extensions::state.eq(ExtensionState::Asked));
    let decided: Option<Extension> = diesel::update(open)
        .set((
            claim_extensions::state.eq(state),
            claim_extensions::opinion.eq(opinion),
            claim_extensions::decided_by.eq(tx.caller.user_id),
            claim_extensions::decided_at.eq(tx.now),
        ))
        .returning(columns::<Extension>())
        .get_result(&mut **tx)
        .optional()?;
    decided.ok_or_else(|| {
        Error::new(Code::ClaimState).detail("这份延期申请刚被别人审批，您的审批没有生效。请刷新后查看。")
    })
}
