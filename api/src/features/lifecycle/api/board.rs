//! The board, and the stock phrases of auditors.

use super::super::model::{BoardCard, BoardColumn, BoardView, BoardWindow, Gates, StockOpinion};
use super::super::store;
use crate::db::page::Page;
use crate::error::Result;
use crate::features::projects::Stage;
use crate::features::projects::model::query::{EndStateFilter, ProjectFilter};
use crate::features::projects::store::list::Conditions;
use crate::features::projects::store::summary;
use crate::http::{Ctx, Query, Reply};
use crate::policy::{Action, require_role, visible};
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;

/// 查看项目看板
///
/// 按阶段分列：项目数、总投资合计与本页卡片（停留最久的在前）。条件与项目列表相同；用 `stage` 与 `page` 逐列翻页；
/// 不写 `end_state` 时只看正常推进的项目。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("lifecycle.read"))), params(ProjectFilter, BoardWindow),
    responses((status = 200, description = "看板", body = BoardView)))]
#[get("/board")]
pub async fn get_board(
    ctx: Ctx,
    filter: Query<ProjectFilter>,
    window: Query<BoardWindow>,
) -> Result<HttpResponse> {
    let (mut filter, window) = (filter.0, window.0);
    filter.end_state.get_or_insert_with(|| vec![EndStateFilter::None]);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::LifecycleRead)?;
        let (who, today) = (visible(tx.caller), tx.today());
        let (gates, _) = store::gates_in_force(tx, today)?;
        let (page, per_page) = (window.page.unwrap_or(1), window.per_page.unwrap_or(10));
        let wanted = filter.stage.clone().filter(|list| !list.is_empty());
        let conditions = Conditions::prepare(tx, who, filter)?;
        let sums = summary::by_stage(tx, &conditions)?;
        let mut columns = Vec::new();
        for stage in Stage::ALL.iter().filter(|s| wanted.as_ref().is_none_or(|list| list.contains(s))) {
            let sum = sums.iter().find(|s| s.stage == *stage);
            let (total, known) = sum.map_or((0, 0), |s| (s.total, s.known));
            let rows = if total > (page - 1) * per_page {
                store::cards(tx, &conditions, *stage, page, per_page)?
            } else {
                Vec::new()
            };
            columns.push(BoardColumn {
                stage: *stage,
                label: stage.label().to_owned(),
                total,
                total_investment_yuan: sum.map_or(0, |s| s.yuan),
                without_amount: total - known,
                items: rows.iter().map(|p| card(p, &gates, today)).collect(),
                page,
                per_page,
            });
        }
        let total = columns.iter().map(|c| c.total).sum();
        let total_investment_yuan = columns.iter().map(|c| c.total_investment_yuan).sum();
        Reply::ok(&BoardView { columns, total, total_investment_yuan })
    })
    .await
}

fn card(project: &store::CardRow, gates: &Gates, today: NaiveDate) -> BoardCard {
    let days_in_stage = (today - project.stage_since_on).num_days().max(0);
    let limit = gates.of(project.stage).and_then(|g| g.limit_days);
    BoardCard {
        id: project.id,
        number: project.number.clone(),
        name: project.name.clone(),
        lead_unit_id: project.lead_unit_id,
        total_investment_yuan: project.total_investment_yuan,
        stage_since_on: project.stage_since_on,
        days_in_stage,
        overdue: project.end_state.is_none() && limit.is_some_and(|l| days_in_stage > i64::from(l)),
        end_state: project.end_state,
    }
}

/// 列出审核常用语
///
/// 审核时可选用的意见，随门槛规则一起由招商局维护。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("lifecycle.read"))),
    responses((status = 200, description = "常用语", body = Page<StockOpinion>)))]
#[get("/lifecycle/stock-opinions")]
pub async fn list_stock_opinions(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::LifecycleRead)?;
        let today = tx.today();
        let items = store::gates_in_force(tx, today)?.0.stock_opinions;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}
