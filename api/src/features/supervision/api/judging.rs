//! What the issuer of a slip decides, and nobody else.

use super::super::model::SlipState;
use super::super::model::input::{SlipClosingInput, SlipExtensionDecisionInput, SlipReturnInput};
use super::super::model::view::SlipView;
use super::super::model::{Slip, SlipExtensionState};
use super::super::store;
use super::{answer, must_be, open, wrong_state};
use crate::error::{Error, Result};
use crate::features::projects;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal;
use crate::policy::Action;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};
use serde_json::json;

/// 退回督办反馈
///
/// 签发人认为没有办好的，写明理由退回，重新给一个期限。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.judge"))), request_body = SlipReturnInput,
    params(("id" = i64, Path, description = "督办单编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已退回", body = SlipView)))]
#[post("/slips/{id}/returns")]
pub async fn return_slip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SlipReturnInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let slip = open(tx, *id, Action::SlipJudge, &if_match)?;
        must_be(&slip, &[SlipState::Answered], "退回")?;
        give_back(tx, &slip, &input, "slip.returned")
    })
    .await
}

/// 重新督办
///
/// 已销号的事项又出问题的，签发人写明理由重新督办，重新给一个期限。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.judge"))), request_body = SlipReturnInput,
    params(("id" = i64, Path, description = "督办单编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已重新督办", body = SlipView)))]
#[post("/slips/{id}/reopenings")]
pub async fn reopen_slip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SlipReturnInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let slip = open(tx, *id, Action::SlipJudge, &if_match)?;
        must_be(&slip, &[SlipState::Closed], "重新督办")?;
        give_back(tx, &slip, &input, "slip.reopened")
    })
    .await
}

fn give_back(tx: &mut Tx<'_>, slip: &Slip, input: &SlipReturnInput, event: &str) -> Result<Reply> {
    projects::rules::check_texts(input)?;
    let after = store::give_back(tx, slip, &input.reason, input.working_days)?;
    let subject = store::subject(tx, &after)?;
    journal::record(tx, event, &subject, Some(slip), Some(&after))?;
    answer(tx, &after)
}

/// 销号
///
/// 只有签发人能销号。没有反馈就销号的须写明原因，如事项已不必再办；待审批的延期申请随之终结。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.judge"))), request_body = SlipClosingInput,
    params(("id" = i64, Path, description = "督办单编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已销号", body = SlipView)))]
#[post("/slips/{id}/closings")]
pub async fn close_slip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SlipClosingInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let slip = open(tx, *id, Action::SlipJudge, &if_match)?;
        must_be(&slip, &[SlipState::Answered, SlipState::Open], "销号")?;
        projects::rules::check_texts(&input)?;
        let note = input.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        if slip.state == SlipState::Open && note.is_none() {
            let message = "承办单位还没有反馈，直接销号请写明原因。";
            return Err(Error::field("/note", "required", message));
        }
        let after = store::close(tx, &slip, note)?;
        let subject = store::subject(tx, &after)?;
        journal::record(tx, "slip.closed", &subject, Some(&slip), Some(&after))?;
        answer(tx, &after)
    })
    .await
}

/// 审批督办延期
///
/// 由签发人审批。同意的，期限改到申请的那一天；不同意的须写明意见，期限不变，已过期限的随即升级。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.judge"))), request_body = SlipExtensionDecisionInput,
    params(("id" = i64, Path, description = "督办单编号（内部）"), ("extension_id" = i64, Path, description = "延期申请的编号"),
        ("If-Match" = String, Header)),
    responses((status = 200, description = "已审批", body = SlipView)))]
#[post("/slips/{id}/extensions/{extension_id}/decisions")]
pub async fn decide_slip_extension(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<SlipExtensionDecisionInput>,
) -> Result<HttpResponse> {
    let (input, (id, extension_id)) = (input.0, path.into_inner());
    ctx.write(move |tx| {
        let slip = open(tx, id, Action::SlipJudge, &if_match)?;
        let asked = store::extensions(tx, slip.id)?.into_iter().find(|e| e.id == extension_id);
        let asked = asked.ok_or_else(Error::not_found)?;
        if asked.state != SlipExtensionState::Asked {
            return Err(wrong_state(&format!("这份延期申请已审批（{}），不必再办。", asked.state.label())));
        }
        must_be(&slip, &[SlipState::Open, SlipState::Answered], "审批延期")?;
        projects::rules::check_texts(&input)?;
        let opinion = input.opinion.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if !input.granted && opinion.is_none() {
            return Err(Error::field("/opinion", "required", "不同意延期的，请写明意见。"));
        }
        if input.granted && asked.until_on < tx.today() {
            let message = format!("申请延到{}，这一天已过，同意也没有作用。请不予同意，或直接销号。", asked.until_on);
            return Err(wrong_state(&message));
        }
        let after = store::decide(tx, &slip, &asked, input.granted, opinion)?;
        let subject = store::subject(tx, &after)?;
        let state = json!({ "number": after.number, "granted": input.granted, "opinion": opinion, "due_on": after.due_on });
        let before = json!({ "number": slip.number, "due_on": slip.due_on });
        journal::record(tx, "slip.extension_decided", &subject, Some(&before), Some(&state))?;
        answer(tx, &after)
    })
    .await
}
