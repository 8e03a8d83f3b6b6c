//! Transfers with the units asked, and the pool.

use super::super::model::{
    Ask, AskState, Claim, ClaimState, PoolFilter, PoolSort, Transfer, TransferFilter, TransferInput,
    TransferState,
};
use super::claims::visible;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{claim_transfer_asks, claim_transfers, first_claims, projects};
use crate::db::sort::Sorts;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

/// New ones in front.
const SORT: &str = "-id";

/// The claims the caller sees that were ever offered; transfers are few.
fn seen(db: &mut Db, who: &Visible) -> Result<Vec<i64>> {
    let offered = claim_transfers::table.select(claim_transfers::claim_id);
    Ok(first_claims::table
        .filter(visible(who))
        .filter(first_claims::id.eq_any(offered))
        .select(first_claims::id)
        .load(db)?)
}

fn units_of(who: &Visible) -> Vec<i64> {
    match &who.reach {
        Reach::Units(ids) => ids.clone(),
        _ => Vec::new(),
    }
}

/// The transfer of this id, if the caller sees its claim or one of his units is or was asked.
///
/// # Errors
/// 404.
pub fn find_transfer(db: &mut Db, who: &Visible, id: i64) -> Result<Transfer> {
    let found: Option<Transfer> =
        claim_transfers::table.find(id).select(columns::<Transfer>()).first(db).optional()?;
    let found = found.ok_or_else(Error::not_found)?;
    let asked: i64 = claim_transfer_asks::table
        .filter(claim_transfer_asks::transfer_id.eq(found.id))
        .filter(claim_transfer_asks::unit_id.eq_any(units_of(who)))
        .count()
        .get_result(db)?;
    let open = asked > 0 && !secret(db)?.contains(&found.claim_id);
    if open || !super::visible_ids(db, who, &[found.claim_id])?.is_empty() {
        return Ok(found);
    }
    Err(Error::not_found())
}

/// Claims whose project became confidential: whoever was asked before sees them no longer.
fn secret(db: &mut Db) -> Result<Vec<i64>> {
    Ok(first_claims::table
        .inner_join(projects::table.on(projects::id.nullable().eq(first_claims::project_id)))
        .filter(projects::confidential.eq(true))
        .select(first_claims::id)
        .load(db)?)
}

/// One page of transfers, new ones in front.
///
/// # Errors
/// Database errors.
pub fn list_transfers(
    db: &mut Db,
    who: &Visible,
    filter: &TransferFilter,
    my_units: &[i64],
    paging: &Paging,
) -> Result<Page<Transfer>> {
    let window = paging.window(SORT)?;
    let (claims, units, secret) = (seen(db, who)?, units_of(who), secret(db)?);
    let filtered = || {
        let asked = claim_transfer_asks::table
            .filter(claim_transfer_asks::unit_id.eq_any(units.clone()))
            .select(claim_transfer_asks::transfer_id);
        let asked = claim_transfers::id.eq_any(asked).and(claim_transfers::claim_id.ne_all(secret.clone()));
        let concerned = claim_transfers::claim_id.eq_any(claims.clone()).or(asked);
        let mut rows = claim_transfers::table.filter(concerned).into_boxed::<MultiBackend>();
        if let Some(states) = filter.state.as_ref().filter(|s| !s.is_empty()) {
            rows = rows.filter(claim_transfers::state.eq_any(states.clone()));
        }
        if filter.asked_of_me == Some(true) {
            let asked = claim_transfer_asks::table
                .filter(claim_transfer_asks::unit_id.eq_any(my_units.to_vec()))
                .filter(claim_transfer_asks::state.eq(AskState::Asked))
                .select(claim_transfer_asks::transfer_id);
            rows = rows.filter(claim_transfers::id.eq_any(asked));
        }
        rows
    };
    let total = filtered().count().get_result(db)?;
    let items: Vec<Transfer> = filtered()
        .filter(claim_transfers::id.lt(window.before()))
        .order(claim_transfers::id.desc())
        .offset(window.offset())
        .limit(window.per_page)
        .select(columns::<Transfer>())
        .load(db)?;
    Ok(window.page_of(items, total, |t| Cursor::of_id(SORT, t.id)))
}

/// Transfers of a claim, oldest first.
///
/// # Errors
/// Database errors.
pub fn transfers_of(db: &mut Db, claim_id: i64) -> Result<Vec<Transfer>> {
    Ok(claim_transfers::table
        .filter(claim_transfers::claim_id.eq(claim_id))
        .order(claim_transfers::id)
        .select(columns::<Transfer>())
        .load(db)?)
}

/// The transfer a claim came by.
///
/// # Errors
/// Database errors.
pub fn transfer_into(db: &mut Db, claim_id: i64) -> Result<Option<Transfer>> {
    Ok(claim_transfers::table
        .filter(claim_transfers::new_claim_id.eq(claim_id))
        .select(columns::<Transfer>())
        .first(db)
        .optional()?)
}

/// Units asked in a transfer, oldest question first.
///
/// # Errors
/// Database errors.
pub fn asks_of(db: &mut Db, transfer_id: i64) -> Result<Vec<Ask>> {
    Ok(claim_transfer_asks::table
        .filter(claim_transfer_asks::transfer_id.eq(transfer_id))
        .order(claim_transfer_asks::id)
        .select(columns::<Ask>())
        .load(db)?)
}

/// The open transfer of a claim.
///
/// # Errors
/// Database errors.
pub fn open_transfer(db: &mut Db, claim_id: i64) -> Result<Option<Transfer>> {
    Ok(claim_transfers::table
        .filter(claim_transfers::claim_id.eq(claim_id))
        .filter(claim_transfers::state.eq(TransferState::Open))
        .select(columns::<Transfer>())
        .first(db)
        .optional()?)
}

/// Offers a claim to other units.
///
/// # Errors
/// 409 when it is offered already.
pub fn open_new(tx: &mut Tx<'_>, claim_id: i64, input: &TransferInput) -> Result<Transfer> {
    let row = (
        claim_transfers::claim_id.eq(claim_id),
        claim_transfers::reason.eq(&input.reason),
        claim_transfers::duties.eq(&input.duties),
        claim_transfers::state.eq(TransferState::Open),
        claim_transfers::asked_by.eq(tx.caller.user_id),
        claim_transfers::asked_at.eq(tx.now),
    );
    let done = diesel::insert_into(claim_transfers::table)
        .values(row)
        .returning(columns::<Transfer>())
        .get_result(&mut **tx);
    let transfer: Transfer = done.map_err(|e| {
        if is_unique_violation(&e) {
            Error::new(Code::ClaimState).detail("这条登记已在流转征询中。请等待答复，或先终结、重新征询。")
        } else {
            e.into()
        }
    })?;
    ask(tx, transfer.id, &input.unit_ids)?;
    Ok(transfer)
}

/// Asks these units.
///
/// # Errors
/// Database errors.
pub fn ask(tx: &mut Tx<'_>, transfer_id: i64, unit_ids: &[i64]) -> Result<()> {
    for unit_id in unit_ids {
        let row = (
            claim_transfer_asks::transfer_id.eq(transfer_id),
            claim_transfer_asks::unit_id.eq(unit_id),
            claim_transfer_asks::state.eq(AskState::Asked),
            claim_transfer_asks::asked_at.eq(tx.now),
        );
        diesel::insert_into(claim_transfer_asks::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// Writes the answer of a unit that is still asked.
///
/// # Errors
/// 409 when it was answered or withdrawn meanwhile, or another unit has accepted.
pub fn answer(tx: &mut Tx<'_>, transfer_id: i64, unit_id: i64, state: AskState, opinion: &str) -> Result<()> {
    let asked = claim_transfer_asks::table
        .filter(
            claim_transfer_asks::transfer_id.eq(transfer_id).and(claim_transfer_asks::unit_id.eq(unit_id)),
        )
        .filter(claim_transfer_asks::state.eq(AskState::Asked));
    let done = diesel::update(asked)
        .set((
            claim_transfer_asks::state.eq(state),
            claim_transfer_asks::opinion.eq(opinion),
            claim_transfer_asks::answered_by.eq(tx.caller.user_id),
            claim_transfer_asks::answered_at.eq(tx.now),
        ))
        .execute(&mut **tx);
    match done {
        Ok(0) => Err(not_asked()),
        Ok(_) => Ok(()),
        Err(e) if is_unique_violation(&e) => Err(not_asked()),
        Err(e) => Err(e.into()),
    }
}

/// 409: nothing to answer.
pub fn not_asked() -> Error {
    Error::new(Code::ClaimState)
        .detail("该单位没有待答复的征询：可能已经答复、已被撤回，或已有别的单位先行承接。请刷新后查看。")
}

/// Takes back every question not yet answered.
///
/// # Errors
/// Database errors.
pub fn withdraw_asks(tx: &mut Tx<'_>, transfer_id: i64) -> Result<()> {
    let open = claim_transfer_asks::table
        .filter(claim_transfer_asks::transfer_id.eq(transfer_id))
        .filter(claim_transfer_asks::state.eq(AskState::Asked));
    diesel::update(open)
        .set((
            claim_transfer_asks::state.eq(AskState::Withdrawn),
            claim_transfer_asks::answered_at.eq(tx.now),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Gives an open transfer its next version, and its end when there is one.
///
/// # Errors
/// 412 or 409 when somebody else was faster.
pub fn advance(
    tx: &mut Tx<'_>,
    transfer: &Transfer,
    state: TransferState,
    new_claim_id: Option<i64>,
    note: Option<&str>,
) -> Result<Transfer> {
    let closed = state != TransferState::Open;
    let same = claim_transfers::table
        .find(transfer.id)
        .filter(claim_transfers::version.eq(transfer.version))
        .filter(claim_transfers::state.eq(TransferState::Open));
    let changed: Option<Transfer> = diesel::update(same)
        .set((
            claim_transfers::state.eq(state),
            claim_transfers::new_claim_id.eq(new_claim_id),
            claim_transfers::closed_by.eq(tx.caller.user_id.filter(|_| closed)),
            claim_transfers::closed_at.eq(closed.then_some(tx.now)),
            claim_transfers::close_note.eq(note),
            claim_transfers::version.eq(transfer.version + 1),
        ))
        .returning(columns::<Transfer>())
        .get_result(&mut **tx)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

diesel::alias!(first_claims as others: Others);

/// Claims in the pool: released, followed by no other, nobody of the lineage protected. Confidential ones only for
/// those who see them.
fn pooled<'a>(who: &Visible) -> first_claims::BoxedQuery<'a, MultiBackend> {
    let city = Visible { reach: Reach::City, ..who.clone() };
    let followed = others.filter(others.field(first_claims::predecessor_id).eq(first_claims::id.nullable()));
    let held = others
        .filter(others.field(first_claims::lineage_id).eq(first_claims::lineage_id))
        .filter(others.field(first_claims::state).eq(ClaimState::Protected));
    first_claims::table
        .filter(first_claims::state.eq(ClaimState::Released))
        .filter(visible(&city))
        .filter(not(exists(followed)))
        .filter(not(exists(held)))
        .into_boxed::<MultiBackend>()
}

/// One page of the pool.
///
/// # Errors
/// Database errors.
pub fn pool(db: &mut Db, who: &Visible, filter: &PoolFilter, paging: &Paging) -> Result<Page<Claim>> {
    let sorts = Sorts::new(filter.sort.clone(), PoolSort::EndedDesc)?;
    let window = paging.window(sorts.code())?;
    let filtered = || match &filter.chain {
        Some(chain) => pooled(who).filter(first_claims::chain.eq(chain.clone())),
        None => pooled(who),
    };
    let total = filtered().count().get_result(db)?;
    let items: Vec<Claim> = sorts
        .apply(filtered(), window.after.as_ref())?
        .offset(window.offset())
        .limit(window.per_page)
        .select(columns::<Claim>())
        .load(db)?;
    Ok(window.page_of(items, total, |claim| sorts.place(claim)))
}

sort_by!(PoolSort on first_claims, rows Claim {
    Ended | EndedDesc => ended_on: NaiveDate [empty_last],
});

/// A claim in the pool; `None` for what was there and is followed by another claim now.
///
/// # Errors
/// 404 for what never was in the pool.
pub fn find_pooled(db: &mut Db, who: &Visible, id: i64) -> Result<Option<Claim>> {
    let found: Option<Claim> =
        pooled(who).filter(first_claims::id.eq(id)).select(columns::<Claim>()).first(db).optional()?;
    if found.is_some() {
        return Ok(found);
    }
    let city = Visible { reach: Reach::City, ..who.clone() };
    let was: i64 = first_claims::table
        .filter(first_claims::id.eq(id).and(first_claims::state.eq(ClaimState::Released)))
        .filter(visible(&city))
        .count()
        .get_result(db)?;
    if was > 0 { Ok(None) } else { Err(Error::not_found()) }
}
