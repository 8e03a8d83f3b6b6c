//! Saved views: looking, making, changing, withdrawing.

use super::super::model::{SavedView, View, ViewInput, ViewQuery, ViewScope};
use super::super::store::views;
use crate::db::page::Page;
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

fn relations(tx: &Tx<'_>, row: &View) -> Relations {
    Relations {
        own: row.owner_id.is_some() && row.owner_id == tx.caller.user_id,
        own_unit: row.unit_id.is_some_and(|id| tx.caller.covers_unit(id)),
        ..Relations::default()
    }
}

fn view(tx: &Tx<'_>, row: &View) -> Result<SavedView> {
    Ok(SavedView {
        id: row.id,
        list: row.list.clone(),
        name: row.name.clone(),
        scope: row.scope,
        unit_id: row.unit_id,
        content: serde_json::from_value(row.content.0.clone()).map_err(Error::internal)?,
        created_by: row.created_by,
        updated_at: row.updated_at,
        ended_at: row.ended_at,
        version: row.version,
        can: permitted(tx.caller, &[Action::ViewRead, Action::ViewEdit], relations(tx, row)),
    })
}

fn answer(tx: &Tx<'_>, row: &View) -> Result<Reply> {
    Ok(Reply::ok(&view(tx, row)?)?.version(row.version))
}

fn subject(row: &View) -> Subject {
    Subject::new("saved_view", row.id, &row.name)
}

/// 查看清单视图
///
/// 全市的、本单位（含下属单位）的和本人的视图，限于本人可以查看的清单。视图只记怎样看，看到哪些行由清单按本人的权限决定。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("view.read"))), params(ViewQuery),
    responses((status = 200, description = "视图，全市的在前", body = Page<SavedView>)))]
#[get("/saved-views")]
pub async fn list_saved_views(ctx: Ctx, query: Query<ViewQuery>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ViewRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let rows = views::list(tx, &query)?;
        let items = rows.iter().map(|row| view(tx, row)).collect::<Result<Vec<_>>>()?;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 查看一个清单视图
///
/// 各列及其宽度、条件、排序、密度。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("view.read"))),
    params(("id" = i64, Path, description = "视图编号")),
    responses((status = 200, description = "视图", body = SavedView)))]
#[get("/saved-views/{id}")]
pub async fn get_saved_view(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let row = views::find(tx, *id)?;
        require(tx.caller, Action::ViewRead, relations(tx, &row))?;
        answer(tx, &row)
    })
    .await
}

/// 新建清单视图
///
/// 本人的、本单位的视图由本人登记；全市的由招商局登记。一份清单最多存50个本人的视图。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("view.edit"))), request_body = ViewInput,
    responses((status = 201, description = "已登记", body = SavedView)))]
#[post("/saved-views")]
pub async fn create_saved_view(ctx: Ctx, input: Json<ViewInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let relations = Relations {
            own: input.scope == ViewScope::Own,
            own_unit: input.scope == ViewScope::Unit,
            ..Relations::default()
        };
        require(tx.caller, Action::ViewEdit, relations)?;
        views::check(tx, &input)?;
        let row = views::insert(tx, &input)?;
        journal::created(tx, "view.created", &subject(&row), &row)?;
        let location = format!("/saved-views/{}", row.id);
        Ok(Reply::created(location, &view(tx, &row)?)?.version(row.version))
    })
    .await
}

/// 修改清单视图
///
/// 整体替换名称、列、条件、排序与密度；清单与范围不能改。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("view.edit"))), request_body = ViewInput,
    params(("id" = i64, Path, description = "视图编号")),
    responses((status = 200, description = "修改后的视图", body = SavedView)))]
#[put("/saved-views/{id}")]
pub async fn replace_saved_view(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ViewInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = views::find(tx, *id)?;
        require(tx.caller, Action::ViewEdit, relations(tx, &before))?;
        if_match.check(before.version, &view(tx, &before)?)?;
        if input.list != before.list || input.scope != before.scope {
            let (field, what) =
                if input.list == before.list { ("/scope", "范围") } else { ("/list", "清单") };
            let message = format!("视图的{what}不能改。需要时请另建一个视图。");
            return Err(Error::field(field, "fixed", message));
        }
        views::check(tx, &input)?;
        let row = views::update(tx, &before, &input)?;
        journal::record(tx, "view.changed", &subject(&row), Some(&before), Some(&row))?;
        answer(tx, &row)
    })
    .await
}

/// 停用清单视图
///
/// 停用后不再列出，名称可以再用。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("view.edit"))),
    params(("id" = i64, Path, description = "视图编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已停用", body = SavedView)))]
#[post("/saved-views/{id}/withdrawals")]
pub async fn withdraw_saved_view(ctx: Ctx, id: web::Path<i64>, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let before = views::find(tx, *id)?;
        require(tx.caller, Action::ViewEdit, relations(tx, &before))?;
        if_match.check(before.version, &view(tx, &before)?)?;
        let row = views::withdraw(tx, &before)?;
        journal::record(tx, "view.withdrawn", &subject(&row), Some(&before), Some(&row))?;
        answer(tx, &row)
    })
    .await
}
