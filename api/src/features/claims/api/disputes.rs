//! Objections of the later unit, and rulings.

use super::super::model::{
    Claim, ClaimState, Objection, ObjectionFilter, ObjectionInput, ObjectionState, ObjectionView, Ruling,
    RulingInput, ShareBasis, ShareState, TransferState,
};
use super::super::rules;
use super::super::store::{self, Change, NewShares};
use super::{any, find, project_of, relations, views};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::{files, projects};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal;
use crate::policy::{self, Action, Relations, require, require_role};
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

/// 提出异议
///
/// 在自己（后报）的登记上提出，针对同一案中受保护的、或最早待确认的登记，限登记后的异议期内，写明理由并附佐证。
/// 企业合并后重叠的两条保护，由招商局填写 `against_claim_id` 提请裁定，不受异议期限制。
#[utoipa::path(tag = "首报首谈异议", extensions(("x-action" = json!("claim.object"))), request_body = ObjectionInput,
    params(("id" = i64, Path, description = "异议单位自己的登记")),
    responses((status = 201, description = "已受理，待裁定", body = ObjectionView)))]
#[post("/first-claims/{id}/objections")]
pub async fn create_claim_objection(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<ObjectionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimObject)?;
        projects::rules::check_texts(&input)?;
        let respondent = match input.against_claim_id {
            Some(other) => flagged(tx, &claim, other)?,
            None => respondent(tx, &claim)?,
        };
        files::all_named(tx, &input.proof_file_ids, "/proof_file_ids")?;
        let today = tx.today();
        rulesets::seed_if_empty(tx, &store::CLAIM_RULES)?;
        let (limits, revision) = store::rules_in_force(tx, today)?;
        let rule_by = store::working_days_later(tx, today, limits.ruling_workdays)?;
        let row = store::file_objection(tx, (claim.id, respondent.id), &input, rule_by, revision)?;
        store::link_proof(tx, claim.id, &input.proof_file_ids)?;
        // both sides get a new version, so that a confirmation or transfer under way sees the dispute
        let claim = store::change(tx, &claim, &Change::default())?;
        let respondent = store::change(tx, &respondent, &Change::default())?;
        journal::created(tx, "claim.objected", &store::subject(&claim), &row)?;
        let notice = json!({ "objection_id": row.id, "by": claim.number, "rule_by_on": row.rule_by_on });
        journal::created(tx, "claim.contested", &store::subject(&respondent), &notice)?;
        let (location, version) = (format!("/claim-objections/{}", row.id), row.version);
        Ok(Reply::created(location, &views::objection(tx, row)?)?.version(version))
    })
    .await
}

/// The claim that an objection on this one is directed against.
fn respondent(tx: &mut Tx<'_>, claim: &Claim) -> Result<Claim> {
    let today = tx.today();
    if !relations(tx.caller, claim).own_unit {
        return Err(Error::new(Code::PolicyForbidden)
            .detail("异议须由后报单位在自己的登记上提出。招商局就企业合并后重叠的登记提请裁定的，请写明对哪一条登记提出。"));
    }
    rules::must_be(claim, today, &[ClaimState::Pending], "提出异议")?;
    rules::check_objection(claim, today)?;
    let line = store::settle(tx, claim.lineage_id)?;
    let holder = line.iter().find(|c| c.state == ClaimState::Protected);
    let earliest = line.iter().find(|c| c.state == ClaimState::Pending && c.unit_id != claim.unit_id);
    match holder.or(earliest) {
        Some(other) if other.unit_id != claim.unit_id => Ok(other.clone()),
        _ => Err(Error::new(Code::ClaimState)
            .detail("同一案中没有别的单位受保护或待确认的登记，不必提出异议。请等待招商局确认。")),
    }
}

/// After a merge of enterprises the bureau may bring two overlapping protections to a ruling.
fn flagged(tx: &mut Tx<'_>, claim: &Claim, other_id: i64) -> Result<Claim> {
    require(tx.caller, Action::ClaimRule, Relations::default())?;
    let who = policy::visible(tx.caller);
    let other = match store::find(tx, &who, other_id) {
        Ok(other) => other,
        Err(e) if e.code() == Code::ResourceNotFound => {
            let message = "没有这条登记，或您无权查看。请核对编号。";
            return Err(Error::field("/against_claim_id", "not_found", message));
        }
        Err(e) => return Err(e),
    };
    let today = tx.today();
    for side in [claim, &other] {
        rules::must_be(side, today, &[ClaimState::Protected], "提请裁定")?;
    }
    let both = claim.needs_ruling && other.needs_ruling && claim.enterprise_id == other.enterprise_id;
    if !both || claim.id == other.id || claim.unit_id == other.unit_id {
        let message = "只有企业合并后重叠、待裁定的两条保护才由招商局提请裁定，请核对两条登记。";
        return Err(Error::field("/against_claim_id", "not_flagged", message));
    }
    let open = store::open_among(tx, &[claim.id, other.id])?;
    if open.is_empty() {
        return Ok(other);
    }
    Err(Error::new(Code::ClaimDisputed).detail("两条登记中已有一条在待裁定的异议中。请先裁定。"))
}

/// 列出异议
///
/// 看得到其中一条登记的异议，先到裁定期限的在前；`overdue=true` 只看逾期未裁定的。
#[utoipa::path(tag = "首报首谈异议", extensions(("x-action" = json!("claim.read"))), params(ObjectionFilter, Paging),
    responses((status = 200, description = "一页异议", body = Page<ObjectionView>)))]
#[get("/claim-objections")]
pub async fn list_claim_objections(
    ctx: Ctx,
    query: Query<ObjectionFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let filter = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let (who, today) = (policy::visible(tx.caller), tx.today());
        let page = store::list_objections(tx, &who, &filter, today, &paging.0)?;
        Reply::ok(&page.try_map(|objection| views::objection(tx, objection))?)
    })
    .await
}

/// 查看异议
///
/// 异议双方、理由、裁定期限与裁定；异议的佐证只有异议单位与招商局看得到。
#[utoipa::path(tag = "首报首谈异议", extensions(("x-action" = json!("claim.read"))),
    params(("id" = i64, Path, description = "异议编号")),
    responses((status = 200, description = "异议", body = ObjectionView)))]
#[get("/claim-objections/{id}")]
pub async fn get_claim_objection(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let who = policy::visible(tx.caller);
        let row = store::find_objection(tx, &who, *id)?;
        let version = row.version;
        Ok(Reply::ok(&views::objection(tx, row)?)?.version(version))
    })
    .await
}

/// 裁定异议
///
/// 维持原登记、归异议单位，或共同跟进并写明分成。胜出一方受保护，另一方未获支持（共同跟进的并入），都留在沿革中；
/// 关联项目的牵头单位随之变更。裁定人不能属于当事单位，也不能是经办人；两人同时裁定时先到者有效，后到者得到 409。
#[utoipa::path(tag = "首报首谈异议", extensions(("x-action" = json!("claim.rule"))), request_body = RulingInput,
    params(("id" = i64, Path, description = "异议编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已裁定", body = ObjectionView)))]
#[post("/claim-objections/{id}/rulings")]
pub async fn rule_claim_objection(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<RulingInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let who = policy::visible(tx.caller);
        let objection = store::find_objection(tx, &who, *id)?;
        require(tx.caller, Action::ClaimRule, Relations::default())?;
        if objection.state != ObjectionState::Open {
            return Err(Error::new(Code::ClaimState)
                .detail(format!("这份异议{}，不必再裁定。请刷新后查看。", objection.state.label())));
        }
        if_match.check(objection.version, &views::objection(tx, objection.clone())?)?;
        projects::rules::check_texts(&input)?;
        let (objector, respondent) = (any(tx, objection.claim_id)?, any(tx, objection.against_id)?);
        let by = (tx.caller.user_id, tx.caller.unit_id);
        rules::check_ruler(by, &objection, &[&objector, &respondent])?;
        rules::check_ruling(&input, [objector.unit_id, respondent.unit_id])?;
        let ruled = store::rule(tx, &objection, &input)?;
        carry_out(tx, &ruled, &objector, &respondent, &input)?;
        let version = ruled.version;
        Ok(Reply::ok(&views::objection(tx, ruled)?)?.version(version))
    })
    .await
}

/// Moves ownership as ruled: the loser first, since a lineage has one holder at any instant.
fn carry_out(
    tx: &mut Tx<'_>,
    ruled: &Objection,
    objector: &Claim,
    respondent: &Claim,
    input: &RulingInput,
) -> Result<()> {
    store::settle(tx, respondent.lineage_id)?;
    store::settle(tx, objector.lineage_id)?;
    let (objector, respondent) = (any(tx, objector.id)?, any(tx, respondent.id)?);
    let (winner, loser) = match input.ruling {
        Ruling::TransferToObjector => (&objector, &respondent),
        Ruling::Uphold | Ruling::Joint => (&respondent, &objector),
    };
    let state = if input.ruling == Ruling::Joint { ClaimState::Transferred } else { ClaimState::Lost };
    let today = tx.today();
    let lost = Change {
        state: Some(state),
        lineage_id: Some(respondent.lineage_id),
        ended_on: Some(Some(today)),
        end_reason: Some(Some(format!("裁定{}：{}", input.ruling.label(), input.reason))),
        ..Change::default()
    };
    end_transfer(tx, loser)?;
    let loser_after = store::change(tx, loser, &lost)?;
    // a merge may have cleared the mark of the other side meanwhile
    let current = any(tx, winner.id)?;
    let mut won = Change { lineage_id: Some(respondent.lineage_id), ..Change::default() };
    if current.state != ClaimState::Protected {
        let (limits, revision) = store::rules_in_force(tx, today)?;
        let protection = rules::protect(today, &limits);
        won = Change {
            state: Some(ClaimState::Protected),
            protected_from: Some(protection.from),
            protected_until: Some(protection.until),
            idle_from: Some(today),
            lapses_on: Some(protection.lapses_on),
            rule_revision: Some(revision),
            ended_on: Some(None),
            end_reason: Some(None),
            ..won
        };
    }
    move_project(tx, input, loser, &current, ruled, &mut won)?;
    let winner_after = store::change(tx, &current, &won)?;
    settle_others(tx, &loser_after, &winner_after)?;
    for (before, after) in [(loser, &loser_after), (winner, &winner_after)] {
        let state = json!({ "claim": after, "objection": ruled });
        journal::record(
            tx,
            "claim.ruled",
            &store::subject(after),
            Some(&json!({ "claim": before })),
            Some(&state),
        )?;
    }
    Ok(())
}

/// The project follows the winner; of a joint ruling the shares come into force on it.
fn move_project(
    tx: &mut Tx<'_>,
    input: &RulingInput,
    loser: &Claim,
    winner: &Claim,
    ruled: &Objection,
    won: &mut Change,
) -> Result<()> {
    match input.ruling {
        Ruling::Uphold => Ok(()),
        Ruling::TransferToObjector => {
            let Some(project) = project_of(tx, loser)? else { return Ok(()) };
            projects::move_lead(tx, &project, winner.unit_id, false, &input.reason)?;
            if winner.project_id.is_none() {
                won.project_id = Some(Some(project.id));
            }
            Ok(())
        }
        Ruling::Joint => {
            let Some(project) = project_of(tx, winner)? else { return Ok(()) };
            let project = projects::add_supporter(tx, &project, loser.unit_id, &input.reason)?;
            let shares = input.shares.clone().unwrap_or_default();
            let new = NewShares {
                project_id: project.id,
                state: ShareState::InForce,
                basis: ShareBasis::Ruling,
                reason: &input.reason,
                objection_id: Some(ruled.id),
                shares: &shares,
            };
            super::shares::put_in_force(tx, &project, &new)
        }
    }
}

/// Other open disputes of the line: those of whoever has lost are over, those against him go on against the winner.
fn settle_others(tx: &mut Tx<'_>, loser: &Claim, winner: &Claim) -> Result<()> {
    for other in store::open_among(tx, &[loser.id, winner.id])? {
        let objector = any(tx, other.claim_id)?;
        let over =
            other.claim_id == loser.id || other.claim_id == winner.id || objector.unit_id == winner.unit_id;
        let after = if over {
            store::make_moot(tx, &other)?
        } else if other.against_id == loser.id {
            store::turn_against(tx, &other, winner.id)?
        } else {
            continue;
        };
        journal::record(tx, "claim.dispute_changed", &store::subject(&objector), Some(&other), Some(&after))?;
    }
    Ok(())
}

fn end_transfer(tx: &mut Tx<'_>, claim: &Claim) -> Result<()> {
    let Some(transfer) = store::open_transfer(tx, claim.id)? else { return Ok(()) };
    store::withdraw_asks(tx, transfer.id)?;
    store::advance(tx, &transfer, TransferState::Ended, None, Some("异议裁定后终结"))?;
    Ok(())
}
