//! Issuing and reading slips.

use super::super::model::input::SlipInput;
use super::super::model::view::{SlipDeadline, SlipItem, SlipSummary, SlipView};
use super::super::model::{SlipFilter, SlipOrder};
use super::super::store::{self, Conditions};
use super::{answer, check, views};
use crate::db::page::{Page, Paging};
use crate::error::Result;
use crate::http::{Ctx, Json, Query, Reply};
use crate::journal;
use crate::policy::{Action, Relations, allowed, require, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

/// 查询督办单
///
/// 返回可见范围内的督办单，期限早的在前：招商局和领导看全市，经办人看本单位承办的、看得到的项目的，以及本人签发或承办的。
/// `overdue=true` 是逾期没有反馈的名单，`kind=summon` 是约谈红单的名单，都可以导出。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.read"))), params(SlipFilter, SlipOrder, Paging),
    responses((status = 200, description = "一页督办单", body = Page<SlipItem>)))]
#[get("/slips")]
pub async fn list_slips(
    ctx: Ctx,
    filter: Query<SlipFilter>,
    order: Query<SlipOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, order) = (filter.0, order.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::SlipRead)?;
        let conditions = conditions(tx, filter.clone())?;
        let page = store::page(tx, &conditions, &order, &paging.0)?;
        Reply::ok(&page.convert(|slips| views::items(tx, slips))?)
    })
    .await
}

/// The conditions of the list for the caller.
///
/// # Errors
/// Database errors.
pub fn conditions(tx: &mut Tx<'_>, filter: SlipFilter) -> Result<Conditions> {
    let (who, today) = (visible(tx.caller), tx.today());
    Conditions::prepare(tx, who, filter, today)
}

/// How many slips about a project the caller sees; `None` when he reads none at all.
///
/// # Errors
/// Database errors.
pub fn count_of_project(tx: &mut Tx<'_>, project_id: i64) -> Result<Option<i64>> {
    if !allowed(tx.caller, Action::SlipRead, Relations::ANY) {
        return Ok(None);
    }
    let conditions = conditions(tx, SlipFilter { project_id: Some(project_id), ..SlipFilter::default() })?;
    conditions.count(tx).map(Some)
}

/// 汇总督办单
///
/// 与查询督办单同样的条件：各种督办单待反馈、逾期、已反馈、已销号、已升级的份数。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.read"))), params(SlipFilter),
    responses((status = 200, description = "汇总", body = SlipSummary)))]
#[get("/slips/summary")]
pub async fn summarize_slips(ctx: Ctx, filter: Query<SlipFilter>) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::SlipRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::summary(tx, &conditions)?)
    })
    .await
}

/// 签发督办单
///
/// 写明依据、事项、承办单位和时限，编号自动产生，期限按工作日推算。提醒单逾期没有反馈升级为警告单，再升级为约谈红单；
/// 级别只由逾期升级，不能直接签发警告单、约谈红单。只有签发人能销号。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.issue"))), request_body = SlipInput,
    responses((status = 201, description = "已签发", body = SlipView)))]
#[post("/slips")]
pub async fn create_slip(ctx: Ctx, input: Json<SlipInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::SlipIssue)?;
        let ready = check::check(tx, &input, None)?;
        issue(tx, &ready)
    })
    .await
}

/// Writes a checked slip and answers with it.
///
/// # Errors
/// Database errors.
pub fn issue(tx: &mut Tx<'_>, ready: &store::Ready) -> Result<Reply> {
    let slip = store::insert(tx, ready)?;
    let subject = store::subject(tx, &slip)?;
    journal::created(tx, "slip.issued", &subject, &slip)?;
    let reply = answer(tx, &slip)?;
    Ok(Reply { status: 201, ..reply }.header("Location", format!("/api/v1/slips/{}", slip.id)))
}

/// 查看督办单
///
/// 一份督办单的全部内容：事项、期限、历次反馈与延期、经过、同一事项的各份督办单，以及当前可以办理的操作。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.read"))),
    params(("id" = i64, Path, description = "督办单编号（内部）")),
    responses((status = 200, description = "督办单", body = SlipView)))]
#[get("/slips/{id}")]
pub async fn get_slip(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let who = visible(tx.caller);
        let slip = store::find(tx, &who, *id)?;
        require(tx.caller, Action::SlipRead, Relations::default())?;
        answer(tx, &slip)
    })
    .await
}

/// 查看督办单期限的来由
///
/// 说明期限为什么是这一天：从起算日起逐日数工作日，放假、调休都写明；经批准延期的另作说明。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.read"))),
    params(("id" = i64, Path, description = "督办单编号（内部）")),
    responses((status = 200, description = "期限和来由", body = SlipDeadline)))]
#[get("/slips/{id}/deadline")]
pub async fn get_slip_deadline(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let who = visible(tx.caller);
        let slip = store::find(tx, &who, *id)?;
        require(tx.caller, Action::SlipRead, Relations::default())?;
        let counted = store::deadline(tx, slip.received_on, slip.working_days)?;
        let moved = counted.due_on != Some(slip.due_on);
        let explanation = match moved {
            true => format!(
                "{}现在的期限是{}：签发人同意延期，或签发后工作日历有改动。",
                counted.explanation, slip.due_on
            ),
            false => counted.explanation,
        };
        Reply::ok(&SlipDeadline {
            due_on: slip.due_on,
            explanation,
            days: counted.days.into_iter().map(Into::into).collect(),
            warnings: counted.warnings,
        })
    })
    .await
}
