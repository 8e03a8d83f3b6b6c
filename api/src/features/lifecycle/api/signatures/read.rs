//! Reading papers: of one project, over all projects, and what an event has.

use super::super::super::model::{EventSummary, SignatureItem, SignatureQuery, SignatureView};
use super::super::super::store;
use super::{find, find_project, view};
use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::features::projects::model::query::AsOfQuery;
use crate::http::{Ctx, Query, Reply};
use crate::policy::{Action, require_role, visible};
use actix_web::{HttpResponse, get, web};

/// 查询签约
///
/// 可见项目的签约，按效力、性质、状态、活动、日期筛选。`awaiting=contract` 列出已审核的意向、框架、协议中还没有转为合同的，
/// `days_since` 为签约至今的天数：协议转合同是一项任务。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.read"))), params(SignatureQuery, Paging),
    responses((status = 200, description = "一页签约", body = Page<SignatureItem>)))]
#[get("/signatures")]
pub async fn list_signatures(
    ctx: Ctx,
    query: Query<SignatureQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::SignatureRead)?;
        let (who, today) = (visible(tx.caller), tx.today());
        Reply::ok(&store::list_signatures(tx, &who, &query, today, &paging.0)?)
    })
    .await
}

/// 列出项目的签约
///
/// 一个项目全部签署的文本及其计多少，先登记的在前。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "项目的签约", body = Page<SignatureItem>)))]
#[get("/projects/{id}/signatures")]
pub async fn list_project_signatures(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let (project, _) = find_project(tx, *id, Action::SignatureRead)?;
        let (rows, today) = (store::signatures_of(tx, project.id)?, tx.today());
        let items = store::items(tx, rows, today)?;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 查看签约
///
/// 一份签署的文本：内容、附件、意见、计多少及依据、疑似重复、提交前还缺什么。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("signature_id" = i64, Path, description = "签约编号")),
    responses((status = 200, description = "签约", body = SignatureView)))]
#[get("/projects/{id}/signatures/{signature_id}")]
pub async fn get_signature(ctx: Ctx, ids: web::Path<(i64, i64)>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = find(tx, &ids, Action::SignatureRead)?;
        let view: SignatureView = view(tx, &found)?;
        Ok(Reply::ok(&view)?.version(found.row.version))
    })
    .await
}

/// 汇总活动的签约
///
/// 按效力分列：在活动上签署并审核通过的份数与金额（不含重复发布），以及计入活动的项目数与金额。各项率只以计入的为分母；意向、
/// 框架、协议单独列示。`as_of` 汇总以前某天结束时记录的情况。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.read"))),
    params(("id" = i64, Path, description = "活动编号"), AsOfQuery),
    responses((status = 200, description = "签约汇总", body = EventSummary)))]
#[get("/signing-events/{id}/signatures/summary")]
pub async fn summarize_event_signatures(
    ctx: Ctx,
    id: web::Path<i64>,
    day: Query<AsOfQuery>,
) -> Result<HttpResponse> {
    let day = day.0.as_of;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::SignatureRead)?;
        let (who, today) = (visible(tx.caller), tx.today());
        if !super::super::super::sees_events(&who) {
            return Err(Error::not_found());
        }
        if let Some(day) = day.filter(|day| *day > today) {
            let message = format!("截至日期{day}晚于今天（{today}），请填今天或以前的日期。");
            return Err(Error::field("/as_of", "in_future", message));
        }
        let event = store::find_event(tx, *id)?;
        let by_strength = store::event_sums(tx, &who, event.id, day.unwrap_or(today))?;
        Reply::ok(&EventSummary {
            event_id: event.id,
            title: event.title(),
            as_of: day,
            count: by_strength.iter().map(|s| s.count).sum(),
            amount_yuan: by_strength.iter().map(|s| s.amount_yuan).sum(),
            counted_count: by_strength.iter().map(|s| s.counted_count).sum(),
            counted_amount_yuan: by_strength.iter().map(|s| s.counted_amount_yuan).sum(),
            by_strength,
        })
    })
    .await
}
