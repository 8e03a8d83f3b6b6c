//! 流转: offering a claim to other units, their answers, the move.

use super::super::model::{
    AcceptanceInput, AskState, Claim, ClaimOrigin, ClaimState, DeclineInput, ReasonInput, Transfer,
    TransferFilter, TransferInput, TransferResetInput, TransferState, TransferView,
};
use super::super::rules;
use super::super::store::{self, Change, NewClaim};
use super::{any, check_own_unit, find, no_dispute, project_of, views};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::{people, projects};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal;
use crate::policy::{self, Action, Relations, require, require_role};
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

/// 发起流转
///
/// 本单位谈成但落不下的，征询一家或几家单位承接，写明流转原因与后续义务；可同时征询，先承接者为准。关联项目已签约的，
/// 须先办理变更。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.transfer"))), request_body = TransferInput,
    params(("id" = i64, Path, description = "登记的编号")),
    responses((status = 201, description = "征询中", body = TransferView)))]
#[post("/first-claims/{id}/transfers")]
pub async fn create_claim_transfer(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<TransferInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimTransfer)?;
        movable(tx, &claim)?;
        projects::rules::check_texts(&input)?;
        check_asked(tx, &claim, &input.unit_ids)?;
        let transfer = store::open_new(tx, claim.id, &input)?;
        let claim = store::change(tx, &claim, &Change::default())?;
        journal::created(
            tx,
            "claim.transfer_asked",
            &store::subject(&claim),
            &state(&transfer, &input.unit_ids),
        )?;
        let (location, version) = (format!("/claim-transfers/{}", transfer.id), transfer.version);
        Ok(Reply::created(location, &views::transfer(tx, transfer)?)?.version(version))
    })
    .await
}

fn state(transfer: &Transfer, asked: &[i64]) -> serde_json::Value {
    json!({ "transfer": transfer, "asked_unit_ids": asked })
}

/// Only a protected claim without a dispute moves, and its project must be able to follow.
fn movable(tx: &mut Tx<'_>, claim: &Claim) -> Result<()> {
    rules::must_be(claim, tx.today(), &[ClaimState::Protected], "流转")?;
    let line = store::lineage(tx, claim.lineage_id)?;
    no_dispute(tx, &line)?;
    let Some(project) = project_of(tx, claim)? else { return Ok(()) };
    if project.confidential {
        return Err(Error::new(Code::ClaimState).detail(
            "关联的是保密项目，征询会让别的单位知道。请由招商局协调承接单位，解除保密后再办理流转。",
        ));
    }
    projects::rules::check_lead_movable(&project)
}

fn check_asked(tx: &mut Tx<'_>, claim: &Claim, unit_ids: &[i64]) -> Result<()> {
    let mut wrong = Vec::new();
    for (i, unit_id) in unit_ids.iter().enumerate() {
        let pointer = format!("/unit_ids/{i}");
        let mut add = |code: &str, message: &str| {
            wrong.push(FieldError {
                pointer: pointer.clone(),
                code: code.to_owned(),
                message: message.to_owned(),
            });
        };
        if *unit_id == claim.unit_id {
            add("own_unit", "这是登记所在的单位，不必征询，请去掉。");
        } else if unit_ids[..i].contains(unit_id) {
            add("duplicate", "同一单位写了两次，请去掉一个。");
        } else {
            Error::gather(&mut wrong, people::store::units::named(tx, *unit_id, &pointer))?;
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::invalid(wrong)) }
}

/// 列出流转
///
/// 本单位发起的与征询本单位的流转，招商局与领导看到全市的；`asked_of_me=true` 只看等本单位答复的。新的在前。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.read"))), params(TransferFilter, Paging),
    responses((status = 200, description = "一页流转", body = Page<TransferView>)))]
#[get("/claim-transfers")]
pub async fn list_claim_transfers(
    ctx: Ctx,
    query: Query<TransferFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let filter = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let who = policy::visible(tx.caller);
        let units = tx.caller.unit_ids.clone();
        let page = store::list_transfers(tx, &who, &filter, &units, &paging.0)?;
        Reply::ok(&page.try_map(|transfer| views::transfer(tx, transfer))?)
    })
    .await
}

/// 查看流转
///
/// 流转的客商与方向、原因、后续义务，以及各被征询单位的答复。被征询的单位看得到，以便决定是否承接。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.read"))),
    params(("id" = i64, Path, description = "流转编号")),
    responses((status = 200, description = "流转", body = TransferView)))]
#[get("/claim-transfers/{id}")]
pub async fn get_claim_transfer(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let who = policy::visible(tx.caller);
        let transfer = store::find_transfer(tx, &who, *id)?;
        answer(tx, transfer)
    })
    .await
}

fn answer(tx: &mut Tx<'_>, transfer: Transfer) -> Result<Reply> {
    let version = transfer.version;
    Ok(Reply::ok(&views::transfer(tx, transfer)?)?.version(version))
}

/// An open transfer that the caller sees, of the version read. What is decided already says so before the version is
/// compared: the slower of two learns who was faster, not that his page is old.
fn open(tx: &mut Tx<'_>, id: i64, if_match: &IfMatch) -> Result<(Transfer, Claim)> {
    let transfer = find_seen(tx, id)?;
    if_open(&transfer)?;
    if_match.check(transfer.version, &views::transfer(tx, transfer.clone())?)?;
    let claim = any(tx, transfer.claim_id)?;
    Ok((transfer, claim))
}

fn find_seen(tx: &mut Tx<'_>, id: i64) -> Result<Transfer> {
    let who = policy::visible(tx.caller);
    store::find_transfer(tx, &who, id)
}

fn if_open(transfer: &Transfer) -> Result<()> {
    if transfer.state == TransferState::Open {
        return Ok(());
    }
    Err(Error::new(Code::ClaimState)
        .detail(format!("这次流转{}，不能再答复或更改。请刷新后查看。", transfer.state.label())))
}

/// 承接流转
///
/// 被征询的单位承接：原登记转为已流转，承接单位得到新的登记并重新起算保护期，关联项目的牵头单位随之变更，原单位转为
/// 配合单位。先承接者为准，后到的得到 409。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.accept"))), request_body = AcceptanceInput,
    params(("id" = i64, Path, description = "流转编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已承接", body = TransferView)))]
#[post("/claim-transfers/{id}/acceptances")]
pub async fn accept_claim_transfer(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<AcceptanceInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        find_seen(tx, *id)?;
        check_own_unit(tx, Action::ClaimAccept, input.unit_id)?;
        let (transfer, claim) = open(tx, *id, &if_match)?;
        projects::rules::check_texts(&input)?;
        store::check_person(tx, input.person_id, input.unit_id, "/person_id")?;
        movable(tx, &claim)?;
        store::answer(tx, transfer.id, input.unit_id, AskState::Accepted, &input.opinion)?;
        store::withdraw_asks(tx, transfer.id)?;
        let today = tx.today();
        let given = Change {
            state: Some(ClaimState::Transferred),
            ended_on: Some(Some(today)),
            end_reason: Some(Some(transfer.reason.clone())),
            ..Change::default()
        };
        let before = claim.clone();
        let claim = store::change(tx, &claim, &given)?;
        let taken = succeed(tx, &claim, ClaimOrigin::Transferred, input.unit_id, input.person_id)?;
        if let Some(project) = project_of(tx, &claim)? {
            projects::move_lead(tx, &project, input.unit_id, true, &transfer.reason)?;
        }
        let closed =
            store::advance(tx, &transfer, TransferState::Accepted, Some(taken.id), Some(&input.opinion))?;
        journal::record(tx, "claim.transferred", &store::subject(&claim), Some(&before), Some(&claim))?;
        journal::created(tx, "claim.taken_over", &store::subject(&taken), &taken)?;
        answer(tx, closed)
    })
    .await
}

/// The claim that follows another one, protected from today, with its proof and its project.
pub(super) fn succeed(
    tx: &mut Tx<'_>,
    claim: &Claim,
    origin: ClaimOrigin,
    unit_id: i64,
    person_id: i64,
) -> Result<Claim> {
    let today = tx.today();
    rulesets::seed_if_empty(tx, &store::CLAIM_RULES)?;
    let (limits, revision) = store::rules_in_force(tx, today)?;
    let protection = rules::protect(today, &limits);
    let row = NewClaim {
        origin,
        predecessor_id: Some(claim.id),
        lineage_id: claim.lineage_id,
        enterprise_id: claim.enterprise_id,
        investor: claim.investor.clone(),
        direction: claim.direction.clone(),
        chain: claim.chain.clone(),
        industry_code: claim.industry_code.clone(),
        project_id: claim.project_id,
        unit_id,
        person_id,
        first_contact_on: claim.first_contact_on,
        proof: claim.proof.clone(),
        state: ClaimState::Protected,
        protected_from: Some(protection.from),
        protected_until: Some(protection.until),
        last_progress_on: today,
        idle_from: today,
        lapses_on: Some(protection.lapses_on),
        object_by_on: today,
        rule_revision: revision,
    };
    let taken = store::insert(tx, &row)?;
    store::link_proof(tx, taken.id, &claim.proof_ids())?;
    Ok(taken)
}

/// 不承接流转
///
/// 被征询的单位说明理由不予承接；其他被征询的单位不受影响。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.decline"))), request_body = DeclineInput,
    params(("id" = i64, Path, description = "流转编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已答复", body = TransferView)))]
#[post("/claim-transfers/{id}/refusals")]
pub async fn decline_claim_transfer(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<DeclineInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        find_seen(tx, *id)?;
        check_own_unit(tx, Action::ClaimDecline, input.unit_id)?;
        let (transfer, claim) = open(tx, *id, &if_match)?;
        projects::rules::check_texts(&input)?;
        store::answer(tx, transfer.id, input.unit_id, AskState::Declined, &input.opinion)?;
        let after = store::advance(tx, &transfer, TransferState::Open, None, None)?;
        journal::created(
            tx,
            "claim.transfer_declined",
            &store::subject(&claim),
            &json!({ "answer": input }),
        )?;
        answer(tx, after)
    })
    .await
}

/// The giving unit (or the bureau) changes its own open transfer.
fn own(tx: &mut Tx<'_>, id: i64, action: Action, if_match: &IfMatch) -> Result<(Transfer, Claim)> {
    let seen = find_seen(tx, id)?;
    let claim = any(tx, seen.claim_id)?;
    let relations = Relations { own_unit: tx.caller.covers_unit(claim.unit_id), ..Relations::default() };
    require(tx.caller, action, relations)?;
    open(tx, id, if_match)
}

/// 重新征询
///
/// 撤回尚未答复的征询，改为征询别的单位。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.transfer"))), request_body = TransferResetInput,
    params(("id" = i64, Path, description = "流转编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "重新征询中", body = TransferView)))]
#[post("/claim-transfers/{id}/resets")]
pub async fn reset_claim_transfer(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TransferResetInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (transfer, claim) = own(tx, *id, Action::ClaimTransfer, &if_match)?;
        movable(tx, &claim)?;
        projects::rules::check_texts(&input)?;
        check_asked(tx, &claim, &input.unit_ids)?;
        store::withdraw_asks(tx, transfer.id)?;
        store::ask(tx, transfer.id, &input.unit_ids)?;
        let after = store::advance(tx, &transfer, TransferState::Open, None, None)?;
        let change = json!({ "reason": input.reason, "transfer": state(&after, &input.unit_ids) });
        journal::created(tx, "claim.transfer_reset", &store::subject(&claim), &change)?;
        answer(tx, after)
    })
    .await
}

/// 终结流转
///
/// 没有单位承接，或不再流转：撤回尚未答复的征询，登记仍归本单位。
#[utoipa::path(tag = "首报首谈流转", extensions(("x-action" = json!("claim.withdraw"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "流转编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已终结", body = TransferView)))]
#[post("/claim-transfers/{id}/endings")]
pub async fn end_claim_transfer(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (transfer, claim) = own(tx, *id, Action::ClaimWithdraw, &if_match)?;
        projects::rules::check_texts(&input)?;
        store::withdraw_asks(tx, transfer.id)?;
        let after = store::advance(tx, &transfer, TransferState::Ended, None, Some(&input.reason))?;
        journal::record(tx, "claim.transfer_ended", &store::subject(&claim), Some(&transfer), Some(&after))?;
        answer(tx, after)
    })
    .await
}
