//! Objections and rulings.

use super::super::model::{
    Objection, ObjectionFilter, ObjectionInput, ObjectionSort, ObjectionState, RulingInput, Share,
};
use super::claims::visible;
use crate::db::page::{Page, Paging};
use crate::db::schema::{claim_objections, first_claims};
use crate::db::sort::Sorts;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::policy::Visible;
use crate::sort_by;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// The claims the caller sees that are part of any dispute; disputes are few.
fn seen(db: &mut Db, who: &Visible) -> Result<Vec<i64>> {
    let objecting = claim_objections::table.select(claim_objections::claim_id);
    let contested = claim_objections::table.select(claim_objections::against_id);
    Ok(first_claims::table
        .filter(visible(who))
        .filter(first_claims::id.eq_any(objecting).or(first_claims::id.eq_any(contested)))
        .select(first_claims::id)
        .load(db)?)
}

/// The objection of this id, if the caller sees one of its claims.
///
/// # Errors
/// 404.
pub fn find_objection(db: &mut Db, who: &Visible, id: i64) -> Result<Objection> {
    let found: Option<Objection> =
        claim_objections::table.find(id).select(columns::<Objection>()).first(db).optional()?;
    let found = found.ok_or_else(Error::not_found)?;
    let seen = super::visible_ids(db, who, &[found.claim_id, found.against_id])?;
    if seen.is_empty() { Err(Error::not_found()) } else { Ok(found) }
}

/// One page of objections, those to be ruled first in front.
///
/// # Errors
/// Database errors.
pub fn list_objections(
    db: &mut Db,
    who: &Visible,
    filter: &ObjectionFilter,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<Objection>> {
    let sorts = Sorts::new(filter.sort.clone(), ObjectionSort::RuleBy)?;
    let window = paging.window(sorts.code())?;
    let ids = seen(db, who)?;
    let filtered = || {
        let concerned = claim_objections::claim_id
            .eq_any(ids.clone())
            .or(claim_objections::against_id.eq_any(ids.clone()));
        let mut rows = claim_objections::table.filter(concerned).into_boxed::<MultiBackend>();
        if let Some(states) = filter.state.as_ref().filter(|s| !s.is_empty()) {
            rows = rows.filter(claim_objections::state.eq_any(states.clone()));
        }
        let open = claim_objections::state.eq(ObjectionState::Open);
        match filter.overdue {
            Some(true) => rows = rows.filter(open.and(claim_objections::rule_by_on.lt(today))),
            Some(false) => {
                rows = rows.filter(
                    claim_objections::state
                        .ne(ObjectionState::Open)
                        .or(claim_objections::rule_by_on.ge(today)),
                );
            }
            None => {}
        }
        rows
    };
    let total = filtered().count().get_result(db)?;
    let items: Vec<Objection> = sorts
        .apply(filtered(), window.after.as_ref())?
        .offset(window.offset())
        .limit(window.per_page)
        .select(columns::<Objection>())
        .load(db)?;
    Ok(window.page_of(items, total, |objection| sorts.place(objection)))
}

sort_by!(ObjectionSort on claim_objections, rows Objection {
    RuleBy | RuleByDesc => rule_by_on: NaiveDate,
});

/// Objections that concern a claim on either side, oldest first.
///
/// # Errors
/// Database errors.
pub fn objections_of(db: &mut Db, claim_id: i64) -> Result<Vec<Objection>> {
    Ok(claim_objections::table
        .filter(claim_objections::claim_id.eq(claim_id).or(claim_objections::against_id.eq(claim_id)))
        .order(claim_objections::id)
        .select(columns::<Objection>())
        .load(db)?)
}

/// Open objections among these claims.
///
/// # Errors
/// Database errors.
pub fn open_among(db: &mut Db, claim_ids: &[i64]) -> Result<Vec<Objection>> {
    let ids = claim_ids.to_vec();
    Ok(claim_objections::table
        .filter(claim_objections::state.eq(ObjectionState::Open))
        .filter(claim_objections::claim_id.eq_any(ids.clone()).or(claim_objections::against_id.eq_any(ids)))
        .order(claim_objections::id)
        .select(columns::<Objection>())
        .load(db)?)
}

/// The lineages of claims in which a dispute awaits its ruling.
///
/// # Errors
/// Database errors.
pub fn open_dispute_lines(db: &mut Db) -> Result<Vec<i64>> {
    let open = claim_objections::table.filter(sql::<Bool>("claim_objections.state = 'open'"));
    let sides: Vec<(i64, i64)> =
        open.select((claim_objections::claim_id, claim_objections::against_id)).load(db)?;
    let ids: Vec<i64> = sides.into_iter().flat_map(|(one, other)| [one, other]).collect();
    Ok(first_claims::table.filter(first_claims::id.eq_any(ids)).select(first_claims::lineage_id).load(db)?)
}

/// Files an objection.
///
/// # Errors
/// 409 when this claim has an open one.
pub fn file_objection(
    tx: &mut Tx<'_>,
    (claim_id, against_id): (i64, i64),
    input: &ObjectionInput,
    rule_by_on: NaiveDate,
    rule_revision: i32,
) -> Result<Objection> {
    let row = (
        claim_objections::claim_id.eq(claim_id),
        claim_objections::against_id.eq(against_id),
        claim_objections::reason.eq(&input.reason),
        claim_objections::proof.eq(Doc::of(&input.proof_file_ids)),
        claim_objections::filed_by.eq(tx.caller.user_id),
        claim_objections::filed_at.eq(tx.now),
        claim_objections::filed_on.eq(tx.today()),
        claim_objections::rule_by_on.eq(rule_by_on),
        claim_objections::rule_revision.eq(rule_revision),
        claim_objections::state.eq(ObjectionState::Open),
    );
    let done = diesel::insert_into(claim_objections::table)
        .values(row)
        .returning(columns::<Objection>())
        .get_result(&mut **tx);
    done.map_err(|e| {
        if is_unique_violation(&e) {
            Error::new(Code::ClaimDisputed)
                .detail("这条登记已有一份异议待裁定，不必再提。补充材料请作为推进记录上传。")
        } else {
            e.into()
        }
    })
}

/// Writes a ruling; of two at once the first one counts.
///
/// # Errors
/// 409 for the loser.
pub fn rule(tx: &mut Tx<'_>, objection: &Objection, input: &RulingInput) -> Result<Objection> {
    let shares: Option<Doc> = input.shares.as_ref().map(|s: &Vec<Share>| Doc::of(s));
    let open = claim_objections::table
        .find(objection.id)
        .filter(claim_objections::state.eq(ObjectionState::Open))
        .filter(claim_objections::version.eq(objection.version));
    let ruled: Option<Objection> = diesel::update(open)
        .set((
            claim_objections::state.eq(ObjectionState::Ruled),
            claim_objections::ruling.eq(input.ruling),
            claim_objections::ruling_reason.eq(&input.reason),
            claim_objections::shares.eq(shares),
            claim_objections::ruled_by.eq(tx.caller.user_id),
            claim_objections::ruled_at.eq(tx.now),
            claim_objections::version.eq(objection.version + 1),
        ))
        .returning(columns::<Objection>())
        .get_result(&mut **tx)
        .optional()?;
    ruled.ok_or_else(Error::changed_meanwhile)
}

/// Ends an open objection that another ruling has settled.
///
/// # Errors
/// Database errors.
pub fn make_moot(tx: &mut Tx<'_>, objection: &Objection) -> Result<Objection> {
    Ok(diesel::update(claim_objections::table.find(objection.id))
        .set((
            claim_objections::state.eq(ObjectionState::Moot),
            claim_objections::version.eq(objection.version + 1),
        ))
        .returning(columns::<Objection>())
        .get_result(&mut **tx)?)
}

/// Turns an open objection against the winner of another ruling.
///
/// # Errors
/// Database errors.
pub fn turn_against(tx: &mut Tx<'_>, objection: &Objection, against_id: i64) -> Result<Objection> {
    Ok(diesel::update(claim_objections::table.find(objection.id))
        .set((
            claim_objections::against_id.eq(against_id),
            claim_objections::version.eq(objection.version + 1),
        ))
        .returning(columns::<Objection>())
        .get_result(&mut **tx)?)
}
