//! Moving a procedure on: received, paused, resumed, finished, not needed, reopened.

use super::super::model::ServiceReasonInput;
use super::super::model::procedures::{
    ApprovalCompletionInput, ApprovalItem, ApprovalItemView, ApprovalPauseInput, ApprovalReceptionInput,
    ApprovalResumptionInput, ApprovalState,
};
use super::super::rules::procedures as rules;
use super::super::store::procedures::{self as store, Standing};
use super::procedures::{answer, check_new_files, clock_failed, found, found_at, link_files, record};
use super::wrong_state;
use crate::db::types::Doc;
use crate::error::{Error, FieldError, Result};
use crate::features::calendar;
use crate::features::calendar::model::Deadline;
use crate::features::projects::rules::check_texts;
use crate::http::{Ctx, IfMatch, Json, Reply, ServiceConfig};
use crate::policy::Action;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_approval_deadline)
        .service(receive_approval_item)
        .service(pause_approval_item)
        .service(resume_approval_item)
        .service(complete_approval_item)
        .service(exempt_approval_item)
        .service(reopen_approval_item);
}

/// 手续的期限从何而来
///
/// 从收件次日起逐日说明：哪天计第几个工作日，哪天因放假、暂停不计。还没有收件的没有期限，返回 409。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.read"))),
    params(("id" = i64, Path, description = "手续编号（内部）")),
    responses((status = 200, description = "期限与逐日来由", body = Deadline)))]
#[get("/approval-items/{id}/deadline")]
pub async fn get_approval_deadline(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let item = found(tx, *id, Action::ApprovalRead)?;
        let calendar = calendar::load(tx)?;
        let pauses = store::pauses_of(tx, &[item.id])?;
        let counted = rules::clock(&calendar, &item, &pauses).map_err(clock_failed)?;
        let Some(counted) = counted else {
            return Err(wrong_state("还没有收件，期限从收件次日起算。请先登记收件。"));
        };
        Reply::ok(&Deadline::from(counted))
    })
    .await
}

/// 收件
///
/// 登记收件之日（第0天）与承诺时限，从次日起按工作日计时。承诺长于标准的须写明理由。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ApprovalReceptionInput,
    params(("id" = i64, Path, description = "手续编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已收件计时", body = ApprovalItemView)))]
#[post("/approval-items/{id}/receptions")]
pub async fn receive_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ApprovalReceptionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        let after = receive(tx, &before, &input)?;
        answer(tx, &after)
    })
    .await
}

/// Starts the clock.
pub(super) fn receive(
    tx: &mut Tx<'_>,
    before: &ApprovalItem,
    input: &ApprovalReceptionInput,
) -> Result<ApprovalItem> {
    require_state(before, &[ApprovalState::Planned])?;
    refuse(rules::check_reception(input, before, tx.today()), check_texts(input))?;
    let mut standing = Standing::of(before);
    standing.state = ApprovalState::Received;
    standing.received_on = Some(input.received_on);
    standing.promised_days = input.promised_days.or(before.promised_days).or(before.standard_days);
    standing.longer_reason = input.longer_reason.clone().or(standing.longer_reason);
    standing.state_reason = None;
    moved(tx, "project.procedure_received", before, standing)
}

/// 暂停计时
///
/// 因外部原因停计：写明哪天起、什么原因，附证明材料。暂停期间没有到期日；恢复后接着数。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ApprovalPauseInput,
    params(("id" = i64, Path, description = "手续编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已暂停计时", body = ApprovalItemView)))]
#[post("/approval-items/{id}/pauses")]
pub async fn pause_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ApprovalPauseInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        require_state(&before, &[ApprovalState::Received])?;
        let pauses = store::pauses_of(tx, &[before.id])?;
        let mut errors = rules::check_pause(&input, &before, &pauses, tx.today());
        check_new_files(tx, &input.file_ids, &[], &mut errors)?;
        refuse(errors, check_texts(&input))?;
        store::pause(tx, before.id, input.from_on, &input.reason, &input.file_ids)?;
        for id in &input.file_ids {
            crate::features::files::link(tx, *id, "approval_item", before.id)?;
        }
        let standing = Standing { state: ApprovalState::Paused, ..Standing::of(&before) };
        let after = moved(tx, "project.procedure_paused", &before, standing)?;
        answer(tx, &after)
    })
    .await
}

/// 恢复计时
///
/// 写明重新起算的第一天，期限按已停的日子顺延。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ApprovalResumptionInput,
    params(("id" = i64, Path, description = "手续编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已恢复计时", body = ApprovalItemView)))]
#[post("/approval-items/{id}/resumptions")]
pub async fn resume_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ApprovalResumptionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        require_state(&before, &[ApprovalState::Paused])?;
        let pauses = store::pauses_of(tx, &[before.id])?;
        let open = pauses.iter().find(|p| p.until_on.is_none()).ok_or_else(Error::not_found)?;
        refuse(rules::check_resumption(&input, open, tx.today()), Ok(()))?;
        store::resume(tx, before.id, input.until_on)?;
        let standing = Standing { state: ApprovalState::Received, ..Standing::of(&before) };
        let after = moved(tx, "project.procedure_resumed", &before, standing)?;
        answer(tx, &after)
    })
    .await
}

/// 办结
///
/// 写明办结之日与批文、证书编号；实际用时按工作日计算，不含暂停。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ApprovalCompletionInput,
    params(("id" = i64, Path, description = "手续编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已办结", body = ApprovalItemView)))]
#[post("/approval-items/{id}/completions")]
pub async fn complete_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ApprovalCompletionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        let after = finish(tx, &before, &input)?;
        answer(tx, &after)
    })
    .await
}

/// Ends it, with the working days that it took.
pub(super) fn finish(
    tx: &mut Tx<'_>,
    before: &ApprovalItem,
    input: &ApprovalCompletionInput,
) -> Result<ApprovalItem> {
    require_state(before, &[ApprovalState::Received])?;
    let pauses = store::pauses_of(tx, &[before.id])?;
    let earlier: Vec<i64> = before.file_ids.read();
    let added = input.file_ids.clone().unwrap_or_default();
    let mut errors = rules::check_completion(input, before, &pauses, tx.today());
    check_new_files(tx, &added, &earlier, &mut errors)?;
    refuse(errors, check_texts(input))?;
    let calendar = calendar::load(tx)?;
    let received = before.received_on.unwrap_or(input.finished_on);
    let mut standing = Standing::of(before);
    standing.state = ApprovalState::Finished;
    standing.finished_on = Some(input.finished_on);
    standing.actual_days = Some(rules::used_days(&calendar, received, input.finished_on, &pauses));
    standing.result_number = input.result_number.clone().or(standing.result_number);
    let all: Vec<i64> =
        earlier.iter().chain(added.iter().filter(|id| !earlier.contains(id))).copied().collect();
    standing.file_ids = Doc::of(&all);
    moved(tx, "project.procedure_finished", before, standing)
}

/// 定为无须办理
///
/// 写明理由，如“区域评估已覆盖”；不再列入流程的项数与工期。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ServiceReasonInput,
    params(("id" = i64, Path, description = "手续编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已定为无须办理", body = ApprovalItemView)))]
#[post("/approval-items/{id}/exemptions")]
pub async fn exempt_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ServiceReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        require_state(&before, &[ApprovalState::Planned])?;
        check_texts(&input)?;
        let standing = Standing {
            state: ApprovalState::NotNeeded,
            state_reason: Some(input.reason.clone()),
            ..Standing::of(&before)
        };
        let after = moved(tx, "project.procedure_exempted", &before, standing)?;
        answer(tx, &after)
    })
    .await
}

/// 重新办理
///
/// 办结登记有误的退回办理中，定为无须办理的恢复为待报件；写明理由，原来的日期留在沿革里。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ServiceReasonInput,
    params(("id" = i64, Path, description = "手续编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已重新办理", body = ApprovalItemView)))]
#[post("/approval-items/{id}/reopenings")]
pub async fn reopen_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ServiceReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        require_state(&before, &[ApprovalState::Finished, ApprovalState::NotNeeded])?;
        check_texts(&input)?;
        let back = before.state == ApprovalState::Finished;
        let standing = Standing {
            state: if back { ApprovalState::Received } else { ApprovalState::Planned },
            state_reason: Some(input.reason.clone()),
            finished_on: None,
            actual_days: None,
            ..Standing::of(&before)
        };
        let after = moved(tx, "project.procedure_reopened", &before, standing)?;
        answer(tx, &after)
    })
    .await
}

fn require_state(item: &ApprovalItem, states: &[ApprovalState]) -> Result<()> {
    if states.contains(&item.state) {
        return Ok(());
    }
    let (now, may) = (item.state.label(), rules::may(item.state));
    Err(wrong_state(format!("“{}”现在是“{now}”，不能这样办理；{may}。请刷新后再看。", item.name)))
}

fn refuse(mut errors: Vec<FieldError>, texts: Result<()>) -> Result<()> {
    Error::gather(&mut errors, texts)?;
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// Writes the new standing with the day by which it is due now.
fn moved(
    tx: &mut Tx<'_>,
    event: &str,
    before: &ApprovalItem,
    mut standing: Standing,
) -> Result<ApprovalItem> {
    let calendar = calendar::load(tx)?;
    let pauses = store::pauses_of(tx, &[before.id])?;
    let next = ApprovalItem {
        received_on: standing.received_on,
        promised_days: standing.promised_days,
        ..before.clone()
    };
    standing.due_on = rules::clock(&calendar, &next, &pauses).map_err(clock_failed)?.and_then(|d| d.due_on);
    let after = store::stand(tx, before, standing)?;
    link_files(tx, &after)?;
    record(tx, event, Some(before), &after)?;
    Ok(after)
}
