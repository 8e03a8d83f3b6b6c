//! Rows with the names, files and neighbours that people want to see beside them.

use super::super::model::{
    Ask, AskState, AskView, Claim, ClaimProgressView, ClaimState, ClaimWarning, ExtensionState,
    ExtensionView, FirstClaimItem, FirstClaimView, LineageItem, Objection, ObjectionParty, ObjectionState,
    ObjectionView, PoolItem, Share, ShareView, Transfer, TransferState, TransferView,
};
use super::super::rules;
use super::super::store;
use super::{any, relations};
use crate::error::Result;
use crate::features::projects::model::view::{PersonRef, UnitRef};
use crate::policy::{self, Action, Reach, Relations, permitted};
use crate::work::Tx;
use std::collections::{BTreeMap, BTreeSet};

/// A claim with everything around it.
pub fn claim(tx: &mut Tx<'_>, claim: Claim) -> Result<FirstClaimView> {
    let who = policy::visible(tx.caller);
    let today = tx.today();
    let FirstClaimItem { claim: shown, state_label, unit_name, person_name } =
        items(tx, vec![claim.clone()])?.remove(0);
    let warnings = if claim.state == ClaimState::Pending { warnings(tx, &claim)? } else { Vec::new() };
    let mut progress = Vec::new();
    for row in store::progress_of(tx, claim.id)? {
        progress.push(ClaimProgressView {
            id: row.id,
            happened_on: row.happened_on,
            note: row.note,
            proof: store::proof(tx, &row.proof.read::<Vec<i64>>())?,
            added_by: row.added_by,
            added_at: row.added_at,
        });
    }
    let mut extensions = Vec::new();
    for row in store::extensions_of(tx, claim.id)? {
        extensions.push(ExtensionView {
            proof: store::proof(tx, &row.proof.read::<Vec<i64>>())?,
            id: row.id,
            until_on: row.until_on,
            reason: row.reason,
            state: row.state,
            asked_by: row.asked_by,
            asked_at: row.asked_at,
            opinion: row.opinion,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
        });
    }
    let objections = store::objections_of(tx, claim.id)?;
    let objections = objections.into_iter().map(|o| objection(tx, o)).collect::<Result<Vec<_>>>()?;
    let mut transfers = store::transfers_of(tx, claim.id)?;
    transfers.extend(store::transfer_into(tx, claim.id)?);
    transfers.sort_by_key(|t| t.id);
    let transfers = transfers.into_iter().map(|t| transfer(tx, t)).collect::<Result<Vec<_>>>()?;
    let can = can(tx, &claim, rules::state_on(&claim, today), &extensions, &objections, &transfers);
    Ok(FirstClaimView {
        project: store::linked_project(tx, &who, claim.project_id)?,
        proof: store::proof(tx, &claim.proof_ids())?,
        lineage: lineage(tx, claim.lineage_id)?,
        claim: shown,
        state_label,
        unit_name,
        person_name,
        warnings,
        progress,
        extensions,
        objections,
        transfers,
        can,
    })
}

/// What the caller may do to a claim in this state.
fn can(
    tx: &Tx<'_>,
    claim: &Claim,
    state: ClaimState,
    extensions: &[ExtensionView],
    objections: &[ObjectionView],
    transfers: &[TransferView],
) -> Vec<String> {
    let disputed = objections.iter().any(|o| o.state == ObjectionState::Open);
    let relations = relations(tx.caller, claim);
    let own = |who: Option<i64>| who.is_some() && who == tx.caller.user_id;
    let mut actions = Vec::new();
    if matches!(state, ClaimState::Pending | ClaimState::Protected) {
        actions.push(Action::ClaimRegister);
    }
    if state == ClaimState::Pending && !disputed && !own(claim.registered_by) {
        actions.push(Action::ClaimConfirm);
    }
    let asked = |e: &&ExtensionView| e.state == ExtensionState::Asked;
    if state == ClaimState::Protected && !extensions.iter().any(|e| asked(&e)) {
        actions.push(Action::ClaimExtend);
    }
    if matches!(state, ClaimState::Protected | ClaimState::Expired)
        && extensions.iter().filter(asked).any(|e| !own(e.asked_by))
    {
        actions.push(Action::ClaimGrant);
    }
    if state == ClaimState::Pending && !disputed && relations.own_unit && tx.today() <= claim.object_by_on {
        actions.push(Action::ClaimObject);
    }
    let moving = transfers.iter().any(|t| t.claim_id == claim.id && t.state == TransferState::Open);
    if state == ClaimState::Protected && !disputed && !moving {
        actions.extend([Action::ClaimTransfer, Action::ClaimRelease]);
    }
    permitted(tx.caller, &actions, relations)
}

/// Claims with the names of their units and people and the state as of today.
pub fn items(tx: &mut Tx<'_>, claims: Vec<Claim>) -> Result<Vec<FirstClaimItem>> {
    let today = tx.today();
    let units = store::unit_names(tx, &claims.iter().map(|c| c.unit_id).collect::<Vec<_>>())?;
    let people = store::person_names(tx, &claims.iter().map(|c| c.person_id).collect::<Vec<_>>())?;
    let item = |mut claim: Claim| {
        // what has run out is shown so before the job has written it down
        if let Some(lapse) = rules::lapse(&claim, today) {
            claim.state = ClaimState::Expired;
            claim.ended_on = Some(lapse.on);
            claim.end_reason = Some(lapse.reason);
        }
        FirstClaimItem {
            state_label: claim.state.label().to_owned(),
            unit_name: units.get(&claim.unit_id).cloned().unwrap_or_default(),
            person_name: people.get(&claim.person_id).cloned().unwrap_or_default(),
            claim,
        }
    };
    Ok(claims.into_iter().map(item).collect())
}

/// What the unit of a pending claim is told about others on the same investor and matter.
fn warnings(tx: &mut Tx<'_>, claim: &Claim) -> Result<Vec<ClaimWarning>> {
    let today = tx.today();
    let others = store::rivals(tx, claim.enterprise_id, store::matter_of(claim), Some(claim.id), today)?;
    let projects: Vec<i64> = others.iter().filter_map(|c| c.project_id).collect();
    let secret = store::confidential(tx, &projects)?;
    let named = items(tx, others)?;
    let mut out: Vec<ClaimWarning> = Vec::new();
    for other in named {
        let warning = warning(&other, &secret);
        if !out.contains(&warning) {
            out.push(warning);
        }
    }
    Ok(out)
}

fn warning(other: &FirstClaimItem, secret: &BTreeSet<i64>) -> ClaimWarning {
    let c = &other.claim;
    if c.project_id.is_some_and(|p| secret.contains(&p)) {
        return ClaimWarning {
            kind: "confidential".to_owned(),
            message: super::checks::CONFIDENTIAL.to_owned(),
            unit_name: None,
            person_name: None,
            since_on: None,
            protected_until: None,
            state: None,
        };
    }
    if c.state == ClaimState::Released {
        return ClaimWarning {
            kind: "in_pool".to_owned(),
            message: "这家客商在共享池中，可以直接领取（GET /pool），不必另行登记。".to_owned(),
            unit_name: None,
            person_name: None,
            since_on: c.ended_on,
            protected_until: None,
            state: Some(c.state),
        };
    }
    let since = c.protected_from.unwrap_or(c.registered_on);
    let until = match c.protected_until {
        Some(until) => format!("保护至{until}"),
        None => "佐证尚待招商局确认".to_owned(),
    };
    ClaimWarning {
        kind: "held".to_owned(),
        message: format!(
            "{}（{}）自{since}起登记洽谈，{until}。有异议的，请在异议期内提出并附佐证。",
            other.unit_name, other.person_name
        ),
        unit_name: Some(other.unit_name.clone()),
        person_name: Some(other.person_name.clone()),
        since_on: Some(since),
        protected_until: c.protected_until,
        state: Some(c.state),
    }
}

fn lineage(tx: &mut Tx<'_>, lineage_id: i64) -> Result<Vec<LineageItem>> {
    let who = policy::visible(tx.caller);
    let rows = store::lineage(tx, lineage_id)?;
    let ids: Vec<i64> = rows.iter().map(|c| c.id).collect();
    let seen = store::visible_ids(tx, &who, &ids)?;
    let secret = store::confidential(tx, &rows.iter().filter_map(|c| c.project_id).collect::<Vec<_>>())?;
    let shown = items(tx, rows)?.into_iter().filter(|item| {
        seen.contains(&item.claim.id) || item.claim.project_id.is_none_or(|p| !secret.contains(&p))
    });
    Ok(shown
        .map(|item| LineageItem {
            claim_id: Some(item.claim.id).filter(|id| seen.contains(id)),
            number: item.claim.number,
            unit_name: item.unit_name,
            registered_on: item.claim.registered_on,
            protected_from: item.claim.protected_from,
            protected_until: item.claim.protected_until,
            ended_on: item.claim.ended_on,
            state: item.claim.state,
            state_label: item.state_label,
        })
        .collect())
}

/// An objection with its two parties.
pub fn objection(tx: &mut Tx<'_>, row: Objection) -> Result<ObjectionView> {
    let who = policy::visible(tx.caller);
    let (objector, respondent) = (any(tx, row.claim_id)?, any(tx, row.against_id)?);
    let units = store::unit_names(tx, &[objector.unit_id, respondent.unit_id])?;
    let seen = store::visible_ids(tx, &who, &[objector.id, respondent.id])?;
    let today = tx.today();
    let projects: Vec<i64> = [&objector, &respondent].iter().filter_map(|c| c.project_id).collect();
    let secret = store::confidential(tx, &projects)?;
    let party = |claim: &Claim| {
        let full = seen.contains(&claim.id);
        let named = full || claim.project_id.is_none_or(|p| !secret.contains(&p));
        ObjectionParty {
            claim_id: named.then_some(claim.id),
            number: named.then(|| claim.number.clone()),
            unit: named.then(|| unit_ref(&units, claim.unit_id)),
            registered_on: named.then_some(claim.registered_on),
            first_contact_on: full.then_some(claim.first_contact_on),
            state: rules::state_on(claim, today),
        }
    };
    let open = row.state == ObjectionState::Open;
    let files = if seen.contains(&objector.id) { row.proof.read::<Vec<i64>>() } else { Vec::new() };
    let by = (tx.caller.user_id, tx.caller.unit_id);
    let neutral = rules::check_ruler(by, &row, &[&objector, &respondent]).is_ok();
    let can = if open && neutral { vec![Action::ClaimRule] } else { Vec::new() };
    let shares: Vec<Share> = row.shares.as_ref().map(|d| d.read()).unwrap_or_default();
    Ok(ObjectionView {
        can: permitted(tx.caller, &can, Relations::default()),
        objector: party(&objector),
        respondent: party(&respondent),
        proof: store::proof(tx, &files)?,
        overdue: open && row.rule_by_on < today,
        shares: share_views(tx, shares)?,
        id: row.id,
        reason: row.reason,
        filed_on: row.filed_on,
        rule_by_on: row.rule_by_on,
        state: row.state,
        ruling: row.ruling,
        ruling_reason: row.ruling_reason,
        ruled_by: row.ruled_by,
        ruled_at: row.ruled_at,
        version: row.version,
    })
}

/// Shares with the names of their units.
pub fn share_views(tx: &mut Tx<'_>, shares: Vec<Share>) -> Result<Vec<ShareView>> {
    let names = store::unit_names(tx, &shares.iter().map(|s| s.unit_id).collect::<Vec<_>>())?;
    let view = |s: Share| ShareView {
        unit_name: names.get(&s.unit_id).cloned().unwrap_or_default(),
        unit_id: s.unit_id,
        share_percent: s.share_percent,
        reason: s.reason,
    };
    Ok(shares.into_iter().map(view).collect())
}

fn unit_ref(names: &BTreeMap<i64, String>, id: i64) -> UnitRef {
    UnitRef { id, name: names.get(&id).cloned().unwrap_or_default() }
}

/// A transfer with the answers of the units asked.
pub fn transfer(tx: &mut Tx<'_>, row: Transfer) -> Result<TransferView> {
    let who = policy::visible(tx.caller);
    let claim = any(tx, row.claim_id)?;
    let asks: Vec<Ask> = store::asks_of(tx, row.id)?;
    let mut ids: Vec<i64> = asks.iter().map(|a| a.unit_id).collect();
    ids.push(claim.unit_id);
    let names = store::unit_names(tx, &ids)?;
    let new_claim = match row.new_claim_id {
        Some(id) => store::visible_ids(tx, &who, &[id])?.first().copied(),
        None => None,
    };
    let can = transfer_can(tx, &row, &claim, &asks);
    let ask = |a: Ask| AskView {
        unit: unit_ref(&names, a.unit_id),
        state: a.state,
        opinion: a.opinion,
        asked_at: a.asked_at,
        answered_at: a.answered_at,
    };
    Ok(TransferView {
        id: row.id,
        claim_id: row.claim_id,
        claim_number: claim.number,
        investor: claim.investor,
        direction: claim.direction,
        chain: claim.chain,
        first_contact_on: claim.first_contact_on,
        from_unit: unit_ref(&names, claim.unit_id),
        reason: row.reason,
        duties: row.duties,
        state: row.state,
        asks: asks.into_iter().map(ask).collect(),
        asked_at: row.asked_at,
        new_claim_id: new_claim,
        close_note: row.close_note,
        closed_at: row.closed_at,
        version: row.version,
        can,
    })
}

/// Who is asked answers, who gives asks anew or ends it.
fn transfer_can(tx: &Tx<'_>, row: &Transfer, claim: &Claim, asks: &[Ask]) -> Vec<String> {
    if row.state != TransferState::Open {
        return Vec::new();
    }
    let of = |own_unit: bool| Relations { own_unit, ..Relations::default() };
    let waiting = || asks.iter().filter(|a| a.state == AskState::Asked);
    let mut can = Vec::new();
    if waiting().next().is_some() {
        let mine = waiting().any(|a| tx.caller.covers_unit(a.unit_id));
        can.extend(permitted(tx.caller, &[Action::ClaimAccept, Action::ClaimDecline], of(mine)));
    }
    let given = tx.caller.covers_unit(claim.unit_id);
    can.extend(permitted(tx.caller, &[Action::ClaimTransfer, Action::ClaimWithdraw], of(given)));
    can
}

/// A claim in the pool: its content for the city only.
pub fn pool_item(tx: &mut Tx<'_>, claim: Claim) -> Result<PoolItem> {
    let who = policy::visible(tx.caller);
    let city = matches!(who.reach, Reach::City | Reach::Everything);
    let units = store::unit_names(tx, &[claim.unit_id])?;
    let people = store::person_names(tx, &[claim.person_id])?;
    let person =
        PersonRef { id: claim.person_id, name: people.get(&claim.person_id).cloned().unwrap_or_default() };
    let foreign = !tx.caller.covers_unit(claim.unit_id);
    let relations = Relations { own_unit: foreign, ..Relations::default() };
    Ok(PoolItem {
        project: if city { store::linked_project(tx, &who, claim.project_id)? } else { None },
        id: claim.id,
        number: claim.number,
        investor: claim.investor,
        direction: claim.direction,
        chain: claim.chain,
        since_on: claim.ended_on.unwrap_or(claim.registered_on),
        reason: claim.end_reason.filter(|_| city),
        from_unit: city.then(|| unit_ref(&units, claim.unit_id)),
        person: city.then_some(person),
        can: permitted(tx.caller, &[Action::ClaimPickUp], relations),
    })
}
