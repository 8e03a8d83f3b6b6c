//! What the bureau decides: confirmation of the proof, extensions.

use super::super::model::{
    ClaimState, ConfirmationInput, ExtensionDecisionInput, ExtensionInput, ExtensionState, FirstClaimView,
};
use super::super::rules;
use super::super::store::{self, Change};
use super::claims::answer;
use super::{find, no_dispute, views};
use crate::error::{Code, Error, Result};
use crate::features::{files, projects};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal;
use crate::policy::{Action, check_audit};
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};

/// 确认首报首谈
///
/// 招商局核实首次接触的佐证：属实的予以保护，佐证封存；不属实的不予确认。确认人不能是登记人，也不能是佐证的上传人。
/// 同一客商、同一事项已有单位受保护时返回 409；经核实不是同一事项的，带 `separate_matter: true` 另立一案。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.confirm"))), request_body = ConfirmationInput,
    params(("id" = i64, Path, description = "登记的编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已确认或不予确认", body = FirstClaimView)))]
#[post("/first-claims/{id}/confirmations")]
pub async fn confirm_first_claim(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ConfirmationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimConfirm)?;
        let uploaders = files::uploaders(tx, &claim.proof_ids())?;
        check_audit(tx.caller.user_id, claim.registered_by, &uploaders)?;
        // decided first: the loser of two learns that it is done, not that his page is old
        rules::must_be(&claim, tx.today(), &[ClaimState::Pending], "确认")?;
        if_match.check(claim.version, &views::claim(tx, claim.clone())?)?;
        projects::rules::check_texts(&input)?;
        let line = store::settle(tx, claim.lineage_id)?;
        no_dispute(tx, &line)?;
        let decided = Change {
            confirmed_by: tx.caller.user_id,
            confirmed_at: Some(tx.now),
            confirm_opinion: Some(input.opinion.clone()),
            ..Change::default()
        };
        let change = if input.confirmed {
            confirmed(tx, &claim, &line, input.separate_matter, decided)?
        } else {
            let (today, opinion) = (tx.today(), input.opinion.clone());
            Change {
                state: Some(ClaimState::Lost),
                ended_on: Some(Some(today)),
                end_reason: Some(Some(format!("招商局不予确认：{opinion}"))),
                ..decided
            }
        };
        let after = store::change(tx, &claim, &change)?;
        let event = if input.confirmed { "claim.confirmed" } else { "claim.refused" };
        if input.confirmed {
            files::seal(tx, &claim.proof_ids())?;
        }
        journal::record(tx, event, &store::subject(&after), Some(&claim), Some(&after))?;
        answer(tx, after)
    })
    .await
}

fn confirmed(
    tx: &mut Tx<'_>,
    claim: &super::super::model::Claim,
    line: &[super::super::model::Claim],
    separate: bool,
    decided: Change,
) -> Result<Change> {
    let today = tx.today();
    if separate && claim.lineage_id == claim.id {
        let message = "这条登记是本案最早的一条，另立一案请在后报的登记上办理。";
        return Err(Error::field("/separate_matter", "not_possible", message));
    }
    if !separate
        && let Some(holder) = line.iter().find(|c| c.state == ClaimState::Protected && c.id != claim.id)
    {
        let until = holder.protected_until.map(|d| d.to_string()).unwrap_or_default();
        return Err(Error::new(Code::ClaimHeld).detail(format!(
            "登记 {} 对同一客商、同一事项正受保护（至{until}），不能同时确认。后报单位可在{}前提出异议，由裁定决定；\
             经核实不是同一事项的，请勾选另立一案。",
            holder.number, claim.object_by_on
        )));
    }
    rulesets::seed_if_empty(tx, &store::CLAIM_RULES)?;
    let (limits, revision) = store::rules_in_force(tx, today)?;
    let protection = rules::protect(today, &limits);
    Ok(Change {
        state: Some(ClaimState::Protected),
        lineage_id: separate.then_some(claim.id),
        protected_from: Some(protection.from),
        protected_until: Some(protection.until),
        idle_from: Some(today),
        lapses_on: Some(protection.lapses_on),
        rule_revision: Some(revision),
        ..decided
    })
}

/// 申请延期
///
/// 保护期内可以申请延长，写明理由并附佐证，由招商局审批；同时只有一份待审批。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.extend"))), request_body = ExtensionInput,
    params(("id" = i64, Path, description = "登记的编号")),
    responses((status = 201, description = "已申请", body = FirstClaimView)))]
#[post("/first-claims/{id}/extensions")]
pub async fn request_claim_extension(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<ExtensionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimExtend)?;
        let today = tx.today();
        rules::must_be(&claim, today, &[ClaimState::Protected], "申请延期")?;
        projects::rules::check_texts(&input)?;
        let (limits, _) = store::rules_in_force(tx, today)?;
        rules::check_extension(&claim, input.until_on, &limits)?;
        files::all_named(tx, &input.proof_file_ids, "/proof_file_ids")?;
        let row = store::ask_extension(tx, claim.id, &input)?;
        store::link_proof(tx, claim.id, &input.proof_file_ids)?;
        let after = store::change(tx, &claim, &Change::default())?;
        journal::created(tx, "claim.extension_asked", &store::subject(&after), &row)?;
        let location = format!("/api/v1/first-claims/{}", after.id);
        Ok(Reply { status: 201, ..answer(tx, after)? }.header("Location", location))
    })
    .await
}

/// 审批延期
///
/// 同意的延长保护期，并自审批之日重新起算无推进的天数；保护期内申请、审批时刚刚到期的，同意后恢复保护，但已有别的单位
/// 受保护时返回 409。审批人不能是申请人，也不能是佐证的上传人。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.grant"))), request_body = ExtensionDecisionInput,
    params(("id" = i64, Path, description = "登记的编号"), ("extension_id" = i64, Path, description = "延期申请的编号"),
        ("If-Match" = String, Header)),
    responses((status = 200, description = "已审批", body = FirstClaimView)))]
#[post("/first-claims/{id}/extensions/{extension_id}/decisions")]
pub async fn decide_claim_extension(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<ExtensionDecisionInput>,
) -> Result<HttpResponse> {
    let (input, (id, extension_id)) = (input.0, path.into_inner());
    ctx.write(move |tx| {
        let claim = find(tx, id, Action::ClaimGrant)?;
        let extension = store::find_extension(tx, claim.id, extension_id)?;
        let uploaders = files::uploaders(tx, &extension.proof.read::<Vec<i64>>())?;
        check_audit(tx.caller.user_id, extension.asked_by, &uploaders)?;
        if extension.state != ExtensionState::Asked {
            return Err(Error::new(Code::ClaimState)
                .detail(format!("这份延期申请已审批（{}），不必再办。", extension.state.label())));
        }
        if_match.check(claim.version, &views::claim(tx, claim.clone())?)?;
        let today = tx.today();
        rules::must_be(&claim, today, &[ClaimState::Protected, ClaimState::Expired], "审批延期")?;
        projects::rules::check_texts(&input)?;
        let mut change = Change::default();
        if input.granted {
            if extension.until_on <= today {
                return Err(Error::new(Code::ClaimTooLate).detail(format!(
                    "申请延长到{}，这一天已到，同意也没有作用。请不予同意，由单位重新登记。",
                    extension.until_on
                )));
            }
            // what has run out, this claim or another, is written down before somebody holds the line anew
            store::settle(tx, claim.lineage_id)?;
            let (limits, revision) = store::rules_in_force(tx, today)?;
            change = Change {
                state: Some(ClaimState::Protected),
                protected_until: Some(extension.until_on),
                idle_from: Some(today),
                lapses_on: Some(rules::lapses_on(extension.until_on, today, &limits)),
                rule_revision: Some(revision),
                ended_on: Some(None),
                end_reason: Some(None),
                ..Change::default()
            };
        }
        let state = if input.granted { ExtensionState::Granted } else { ExtensionState::Refused };
        let decided = store::decide_extension(tx, &extension, state, &input.opinion)?;
        let current = super::any(tx, claim.id)?;
        let after = store::change(tx, &current, &change)?;
        let state = serde_json::json!({ "extension": decided, "claim": after });
        let before = serde_json::json!({ "extension": extension, "claim": claim });
        journal::record(tx, "claim.extension_decided", &store::subject(&after), Some(&before), Some(&state))?;
        answer(tx, after)
    })
    .await
}
