//! What waits for the caller in claims: confirmations, extensions, rulings, answers to transfers.

use super::super::model::{Claim, ClaimState, Objection};
use super::super::rules;
use super::claims::visible;
use super::open_dispute_lines;
use crate::db::schema::{
    claim_extensions, claim_objections, claim_transfer_asks, claim_transfers, first_claims,
};
use crate::db::types::{Doc, Stamp};
use crate::db::{columns, for_ids};
use crate::error::Result;
use crate::features::files;
use crate::policy::{self, Action, Relations, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// What waits for the caller in this room.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    if tab != InboxTab::Done {
        found.extend(confirmations(tx, tab, me)?);
        found.extend(extensions(tx, tab, me)?);
        found.extend(objections(tx, tab, me)?);
        found.extend(transfers(tx, tab, me)?);
    }
    Ok(found)
}

fn relations(tx: &Tx<'_>, claim: &Claim) -> Relations {
    let own = |who: Option<i64>| who.is_some() && who == tx.caller.user_id;
    Relations {
        own_unit: tx.caller.covers_unit(claim.unit_id),
        own: own(Some(claim.person_id)) || own(claim.registered_by),
        ..Relations::default()
    }
}

/// Of these documents one was uploaded by the caller: somebody else has to decide.
fn own_proof(tx: &mut Tx<'_>, proof: &[i64]) -> Result<bool> {
    Ok(!files::uploaded_by_caller(tx, proof)?.is_empty())
}

/// These claims by id, as far as the caller sees them.
fn seen(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, Claim>> {
    let who = policy::visible(tx.caller);
    let rows: Vec<Claim> = for_ids(ids, |some| {
        let of = first_claims::table.filter(first_claims::id.eq_any(some.to_vec())).filter(visible(&who));
        of.select(columns::<Claim>()).load(&mut **tx)
    })?;
    Ok(rows.into_iter().map(|claim| (claim.id, claim)).collect())
}

fn of_claim(claim: &Claim, kind: InboxKind, why: &str, from_id: Option<i64>, since_at: Stamp) -> Waiting {
    Waiting {
        kind,
        subject: format!("{} {}", claim.number, claim.investor),
        why: why.to_owned(),
        from_id,
        since_at,
        due_on: None,
        resource: InboxResource::Claim,
        resource_id: claim.id,
        part_id: None,
    }
}

/// Claims to confirm; those in a dispute wait for its ruling.
fn confirmations(tx: &mut Tx<'_>, tab: InboxTab, me: i64) -> Result<Vec<Waiting>> {
    let who = policy::visible(tx.caller);
    let rows: Vec<Claim> = first_claims::table
        .filter(sql::<Bool>("first_claims.state = 'pending'"))
        .filter(visible(&who))
        .select(columns::<Claim>())
        .load(&mut **tx)?;
    let disputed = open_dispute_lines(tx)?;
    let mut found = Vec::new();
    for claim in rows.iter().filter(|c| !disputed.contains(&c.lineage_id)) {
        let own = claim.registered_by == Some(me);
        let why = if tab == InboxTab::Started {
            if !own {
                continue;
            }
            "您登记的首报首谈，等待招商局确认"
        } else {
            let may = allowed(tx.caller, Action::ClaimConfirm, relations(tx, claim));
            if own || !may || own_proof(tx, &claim.proof_ids())? {
                continue;
            }
            "首报首谈已登记，由您所在的角色核实佐证并确认"
        };
        found.push(of_claim(claim, InboxKind::ClaimConfirm, why, claim.registered_by, claim.created_at));
    }
    Ok(found)
}

fn extensions(tx: &mut Tx<'_>, tab: InboxTab, me: i64) -> Result<Vec<Waiting>> {
    type Row = (i64, i64, Doc, Option<i64>, Stamp);
    let rows: Vec<Row> = claim_extensions::table
        .filter(sql::<Bool>("claim_extensions.state = 'asked'"))
        .select((
            claim_extensions::id,
            claim_extensions::claim_id,
            claim_extensions::proof,
            claim_extensions::asked_by,
            claim_extensions::asked_at,
        ))
        .load(&mut **tx)?;
    let claims = seen(tx, &rows.iter().map(|row| row.1).collect::<Vec<_>>())?;
    let mut found = Vec::new();
    for (id, claim_id, proof, by, at) in rows {
        let Some(claim) = claims.get(&claim_id) else { continue };
        let own = by == Some(me);
        let goes_on = matches!(claim.state, ClaimState::Protected | ClaimState::Expired);
        let why = if tab == InboxTab::Started {
            if !own || !goes_on {
                continue;
            }
            "您申请的延期，等待招商局审批"
        } else {
            let may = allowed(tx.caller, Action::ClaimConfirm, relations(tx, claim));
            if own || !goes_on || !may || own_proof(tx, &proof.read::<Vec<i64>>())? {
                continue;
            }
            "申请延长保护期，由您所在的角色审批；过了保护期的最后一天即失效"
        };
        let waiting = of_claim(claim, InboxKind::ClaimExtension, why, by, at);
        found.push(Waiting { due_on: claim.lapses_on, part_id: Some(id), ..waiting });
    }
    Ok(found)
}

fn objections(tx: &mut Tx<'_>, tab: InboxTab, me: i64) -> Result<Vec<Waiting>> {
    let rows: Vec<Objection> = claim_objections::table
        .filter(sql::<Bool>("claim_objections.state = 'open'"))
        .select(columns::<Objection>())
        .load(&mut **tx)?;
    // who rules must see one of the two claims; that he is of neither side is asked of both
    let ids: Vec<i64> = rows.iter().flat_map(|o| [o.claim_id, o.against_id]).collect();
    let visible = seen(tx, &ids)?;
    let sides: Vec<Claim> = for_ids(&ids, |some| {
        let of = first_claims::table.filter(first_claims::id.eq_any(some.to_vec()));
        of.select(columns::<Claim>()).load(&mut **tx)
    })?;
    let caller = (tx.caller.user_id, tx.caller.unit_id);
    let may = allowed(tx.caller, Action::ClaimRule, Relations::default());
    let mut found = Vec::new();
    for objection in rows {
        let Some(shown) = visible.get(&objection.claim_id).or(visible.get(&objection.against_id)) else {
            continue;
        };
        let both: Vec<&Claim> =
            sides.iter().filter(|c| [objection.claim_id, objection.against_id].contains(&c.id)).collect();
        let why = match tab {
            InboxTab::Started if objection.filed_by == Some(me) => "您提出的异议，等待裁定",
            InboxTab::Todo if may && rules::check_ruler(caller, &objection, &both).is_ok() => {
                "异议待裁定，由您所在的角色裁定"
            }
            _ => continue,
        };
        let waiting = of_claim(shown, InboxKind::ClaimObjection, why, objection.filed_by, objection.filed_at);
        found.push(Waiting {
            due_on: Some(objection.rule_by_on),
            resource: InboxResource::Objection,
            resource_id: objection.id,
            ..waiting
        });
    }
    Ok(found)
}

/// Transfers of which one of the caller's units was asked; who was asked may know the investor.
fn transfers(tx: &mut Tx<'_>, tab: InboxTab, me: i64) -> Result<Vec<Waiting>> {
    let own_unit = Relations { own_unit: true, ..Relations::default() };
    if !allowed(tx.caller, Action::ClaimTransfer, own_unit) {
        return Ok(Vec::new());
    }
    let asked = claim_transfer_asks::table
        .filter(claim_transfer_asks::unit_id.eq_any(tx.caller.unit_ids.clone()))
        .filter(sql::<Bool>("claim_transfer_asks.state = 'asked'"))
        .select(claim_transfer_asks::transfer_id);
    let open = claim_transfers::table
        .inner_join(first_claims::table.on(first_claims::id.eq(claim_transfers::claim_id)))
        .filter(sql::<Bool>("claim_transfers.state = 'open'"));
    let columns = (
        claim_transfers::id,
        claim_transfers::asked_by,
        claim_transfers::asked_at,
        first_claims::number,
        first_claims::investor,
    );
    let rows: Vec<(i64, Option<i64>, Stamp, String, String)> = match tab {
        InboxTab::Started => {
            let mine = open.filter(claim_transfers::asked_by.assume_not_null().eq(me));
            mine.select(columns).load(&mut **tx)?
        }
        _ => open.filter(claim_transfers::id.eq_any(asked)).select(columns).load(&mut **tx)?,
    };
    let why = match tab {
        InboxTab::Started => "您发起的流转，等待被征询的单位答复",
        _ => "征询本单位是否承接，请答复",
    };
    let waiting = |(id, by, at, number, investor): (i64, Option<i64>, Stamp, String, String)| Waiting {
        kind: InboxKind::ClaimTransfer,
        subject: format!("{number} {investor}"),
        why: why.to_owned(),
        from_id: by,
        since_at: at,
        due_on: None,
        resource: InboxResource::Transfer,
        resource_id: id,
        part_id: None,
    };
    Ok(rows.into_iter().map(waiting).collect())
}
