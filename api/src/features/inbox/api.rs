//! Operations of this room: what waits, and how much of it.

use super::model::{InboxCounts, InboxItem, InboxQuery, InboxSummary};
use super::{rules, store};
use crate::db::page::{Cursor, Page, Paging};
use crate::error::Result;
use crate::features::supervision;
use crate::http::{Ctx, Query, Reply, ServiceConfig};
use crate::policy::{Action, require_role};
use crate::waiting::{InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use actix_web::{HttpResponse, get};

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_inbox).service(get_inbox_summary).service(get_inbox_counts);
}

/// 查看待办
///
/// 此刻轮到本人办的（`todo`）、本人近30天办结的（`done`）、本人发起还在等别人的（`started`）、抄送本人还没有读的（`cc`）、与本人有关的
/// 督办（`supervised`）。先到期的在前，没有期限的在后，等得久的在前；已办的新近在前。每次按当时的数据算出：办完即消失，不论由谁办的。只含本人看得到、按权限能办的；本人提交的
/// 不由本人审核。
#[utoipa::path(tag = "待办", extensions(("x-action" = json!("inbox.read"))), params(InboxQuery, Paging),
    responses((status = 200, description = "一页待办", body = Page<InboxItem>)))]
#[get("/inbox")]
pub async fn list_inbox(ctx: Ctx, query: Query<InboxQuery>, paging: Query<Paging>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::InboxRead)?;
    let (query, paging) = (query.0, paging.0);
    ctx.read(move |tx| {
        let tab = query.tab.unwrap_or(InboxTab::Todo);
        let sort = format!("inbox-{}", tab.code());
        let window = paging.window(&sort)?;
        let mut items = store::items(tx, tab)?;
        if let Some(kinds) = query.kind.as_ref().filter(|kinds| !kinds.is_empty()) {
            items.retain(|item| kinds.contains(&item.kind));
        }
        let total = items.len() as i64;
        if let Some(after) = &window.after {
            let last: rules::Place = after.read()?;
            items.retain(|item| rules::place(tab, item) > last);
        }
        let (skip, take) = (usize::try_from(window.offset()), usize::try_from(window.per_page));
        let items: Vec<Waiting> =
            items.into_iter().skip(skip.unwrap_or_default()).take(take.unwrap_or_default()).collect();
        let page = window.page_of(items, total, |item| {
            let value = serde_json::to_value(rules::place(tab, item)).unwrap_or_default();
            Cursor { sort: sort.clone(), value, id: item.resource_id }
        });
        Reply::ok(&page.convert(|items| shown(tx, items))?)
    })
    .await
}

fn shown(tx: &mut Tx<'_>, items: Vec<Waiting>) -> Result<Vec<InboxItem>> {
    let names = store::names(tx, &items)?;
    let of_project = |item: &&Waiting| item.resource == InboxResource::Project;
    let projects: Vec<i64> = items.iter().filter(of_project).map(|item| item.resource_id).collect();
    let colours = supervision::colours_of(tx, &projects)?;
    let today = tx.today();
    let view = |item: Waiting| {
        let (overdue_days, days_left) = rules::days(item.due_on, today);
        let colour = of_project(&&item).then(|| colours.get(&item.resource_id).map(|c| c.colour)).flatten();
        InboxItem {
            colour,
            kind: item.kind,
            subject: item.subject,
            why: item.why,
            from_name: item.from_id.and_then(|id| names.get(&id).cloned()),
            since_at: item.since_at,
            due_on: item.due_on,
            overdue_days,
            days_left,
            resource: item.resource,
            resource_id: item.resource_id,
            part_id: item.part_id,
        }
    };
    Ok(items.into_iter().map(view).collect())
}

/// 查看待办数
///
/// 各栏几项，逐种类列出，并注明逾期的；与 `GET /inbox` 的清单一致。
#[utoipa::path(tag = "待办", extensions(("x-action" = json!("inbox.read"))),
    responses((status = 200, description = "各栏的项数", body = InboxSummary)))]
#[get("/inbox/summary")]
pub async fn get_inbox_summary(ctx: Ctx) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::InboxRead)?;
    ctx.read(move |tx| {
        let today = tx.today();
        let mut tabs = Vec::new();
        for tab in InboxTab::ALL {
            let items = store::items(tx, *tab)?;
            tabs.push(rules::count(*tab, &items, today));
        }
        let overdue = tabs.iter().filter(|t| t.tab == InboxTab::Todo).map(|t| t.overdue).sum();
        Reply::ok(&InboxSummary { tabs, overdue })
    })
    .await
}

/// 查看各栏的数
///
/// 页面顶部用的几个数：各栏几项（抄送为未读），待办中逾期的、今天到期的，未读的提醒。没有变动时直接用上次算好的。
#[utoipa::path(tag = "待办", extensions(("x-action" = json!("inbox.read"))),
    responses((status = 200, description = "各栏的项数", body = InboxCounts)))]
#[get("/inbox/counts")]
pub async fn get_inbox_counts(ctx: Ctx) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::InboxRead)?;
    ctx.read(move |tx| Reply::ok(&store::standing(tx)?)).await
}
