//! What whoever answers a slip does: feedback, requests for more time.

use super::super::model::SlipState;
use super::super::model::input::{SlipExtensionInput, SlipFeedbackInput};
use super::super::model::view::SlipView;
use super::super::rules;
use super::super::store;
use super::{answer, must_be, open, wrong_state};
use crate::error::{Error, Result};
use crate::features::{files, projects};
use crate::http::{Ctx, IfMatch, Json};
use crate::journal;
use crate::policy::Action;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};
use serde_json::json;

/// 反馈督办单
///
/// 写明办理情况并附佐证，交回签发人；领导批示也这样回复。签发人满意的销号，不满意的退回再办。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.answer"))), request_body = SlipFeedbackInput,
    params(("id" = i64, Path, description = "督办单编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已反馈", body = SlipView)))]
#[post("/slips/{id}/feedback")]
pub async fn create_slip_feedback(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SlipFeedbackInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let slip = open(tx, *id, Action::SlipAnswer, &if_match)?;
        must_be(&slip, &[SlipState::Open], "反馈")?;
        let mut errors = Vec::new();
        Error::gather(&mut errors, projects::rules::check_texts(&input))?;
        let named = input.file_ids.clone().unwrap_or_default();
        Error::gather(&mut errors, files::all_named(tx, &named, "/file_ids"))?;
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let (after, given) = store::answer(tx, &slip, &input)?;
        let subject = store::subject(tx, &after)?;
        let state = json!({ "number": after.number, "said": given.said, "file_ids": given.file_ids });
        journal::created(tx, "slip.answered", &subject, &state)?;
        answer(tx, &after)
    })
    .await
}

/// 申请督办延期
///
/// 期限之内可以申请延期，写明理由，由签发人审批；审批之前不升级。同时只有一份待审批。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.extend"))), request_body = SlipExtensionInput,
    params(("id" = i64, Path, description = "督办单编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已申请", body = SlipView)))]
#[post("/slips/{id}/extensions")]
pub async fn request_slip_extension(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SlipExtensionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let slip = open(tx, *id, Action::SlipExtend, &if_match)?;
        must_be(&slip, &[SlipState::Open], "申请延期")?;
        if rules::slips::is_overdue(&slip, tx.today()) {
            return Err(wrong_state("期限已过，不能再申请延期。请立即反馈办理情况。"));
        }
        if store::undecided(tx, &[slip.id])?.contains_key(&slip.id) {
            return Err(wrong_state("已有一份延期申请待签发人审批，不必再提。"));
        }
        projects::rules::check_texts(&input)?;
        check_day(tx, &slip, &input)?;
        let (after, asked) = store::ask(tx, &slip, &input)?;
        let subject = store::subject(tx, &after)?;
        journal::created(tx, "slip.extension_asked", &subject, &asked)?;
        answer(tx, &after)
    })
    .await
}

/// A later day, and no further than the rules allow.
fn check_day(tx: &mut Tx<'_>, slip: &super::Slip, input: &SlipExtensionInput) -> Result<()> {
    if input.until_on <= slip.due_on {
        let message = format!("须晚于现在的期限{}。", slip.due_on);
        return Err(Error::field("/until_on", "too_early", message));
    }
    let today = tx.today();
    let (times, _) = store::times::in_force(tx, today)?;
    let last = store::deadline(tx, slip.due_on, times.extension_days_max)?.due_on;
    if last.is_some_and(|last| input.until_on > last) {
        let last = last.map(|d| d.to_string()).unwrap_or_default();
        let message = format!("一次最多延期{}个工作日，即不晚于{last}。", times.extension_days_max);
        return Err(Error::field("/until_on", "too_late", message));
    }
    Ok(())
}
