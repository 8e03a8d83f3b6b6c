//! The plan: listing, registering, editing, its history and the report.

use super::super::model::Trip;
use super::super::model::input::{TripBudgetInput, TripInput};
use super::super::model::query::{TripFilter, TripQuery};
use super::super::model::view::{TripItem, TripReport, TripView};
use super::super::store::list::Conditions;
use super::super::store::trips::Move;
use super::super::{rules, store};
use super::{Found, check_unit, subject, views};
use crate::db::page::{Page, Paging};
use crate::db::types::Doc;
use crate::error::{Error, Result};
use crate::features::trips::model::TripState;
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::journal::{self, EventView, words};
use crate::policy::{Action, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};

/// 查询外出招商
///
/// 返回可见范围内的外出招商，出发晚的在前：招商局和领导看全部；经办人看本单位的，以及本人带队、随行或负责后续的。
/// `report=overdue` 列出报告逾期未交的。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))), params(TripFilter, TripQuery, Paging),
    responses((status = 200, description = "一页外出招商", body = Page<TripItem>)))]
#[get("/negotiation-trips")]
pub async fn list_trips(
    ctx: Ctx,
    filter: Query<TripFilter>,
    query: Query<TripQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, query) = (filter.0, query.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TripRead)?;
        let (who, today) = (visible(tx.caller), tx.today());
        let conditions = Conditions::prepare(tx, who, filter)?;
        let page = store::list::page(tx, &conditions, &query, today, &paging.0)?;
        Reply::ok(&page.convert(|trips| views::items(tx, trips))?)
    })
    .await
}

/// 登记外出招商计划
///
/// 存为草稿，提交后由招商局或领导审批。企业不在企业库中的自动登记入库；所在省由行政区划代码或城市名得出。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.edit"))), request_body = TripInput,
    responses((status = 201, description = "已存为草稿", body = TripView)))]
#[post("/negotiation-trips")]
pub async fn create_trip(ctx: Ctx, input: Json<TripInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::TripEdit)?;
        check_unit(tx, Action::TripEdit, input.lead_unit_id)?;
        let ready = store::plan::check(tx, &input)?;
        let trip = store::trips::insert(tx, &ready.columns)?;
        store::plan::write_parts(tx, &trip, &ready)?;
        let found = Found::find(tx, trip.id)?;
        let view = found.view(tx)?;
        journal::created(tx, "trip.created", &subject(&trip), &view.plan())?;
        Ok(Reply::created(format!("/negotiation-trips/{}", trip.id), &view)?.version(trip.version))
    })
    .await
}

/// 查看外出招商
///
/// 计划、签到、逐企业的拜访与结果、报告期限、结束前还缺的（`missing`），以及当前可以办理的操作。项目只列看得见的。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "行程编号（内部）")),
    responses((status = 200, description = "外出招商", body = TripView)))]
#[get("/negotiation-trips/{id}")]
pub async fn get_trip(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let found = Found::find(tx, *id)?;
        found.require(tx, Action::TripRead)?;
        Ok(Reply::ok(&found.view(tx)?)?.version(found.trip.version))
    })
    .await
}

/// 修改外出招商计划
///
/// 整体替换计划。批准之后仍可修改，版次加一，改前改后记入沿革；已有拜访记录或结果的企业不能去掉。待审批、总结中和已结束
/// 的不能修改。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.edit"))), request_body = TripInput,
    params(("id" = i64, Path, description = "行程编号（内部）")),
    responses((status = 200, description = "已修改", body = TripView)))]
#[put("/negotiation-trips/{id}")]
pub async fn replace_trip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TripInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, *id, &if_match, |_, _| Ok(input.clone()))).await
}

/// 修改外出招商计划的部分内容
///
/// 只改提交的字段，`null` 表示清空；人员、行程、企业、经费各自整体替换。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.edit"))),
    request_body(content = TripInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "行程编号（内部）")),
    responses((status = 200, description = "已修改", body = TripView)))]
#[patch("/negotiation-trips/{id}")]
pub async fn update_trip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| edit(tx, *id, &if_match, |tx, current| patch.apply(&tx.app.contract, current))).await
}

fn edit(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &TripInput) -> Result<TripInput>,
) -> Result<Reply> {
    let found = Found::open(tx, id, Action::TripEdit, if_match)?;
    let trip = &found.trip;
    if !trip.state.is_plannable() {
        rules::states::require(trip, &[TripState::Draft, TripState::Approved], "修改计划")?;
    }
    let before = found.view(tx)?.plan();
    let input = input(tx, &before)?;
    if input.lead_unit_id != before.lead_unit_id {
        check_unit(tx, Action::TripEdit, input.lead_unit_id)?;
    }
    let ready = store::plan::check(tx, &input)?;
    let change = after_edit(tx, trip, &ready)?;
    let now = tx.now;
    let after = store::trips::update(tx, trip, &ready.columns, &change, now)?;
    store::plan::write_parts(tx, &after, &ready)?;
    let found = Found::find_as(tx, after)?;
    let view = found.view(tx)?;
    let event = if trip.approved_revision.is_some() { "trip.plan_changed" } else { "trip.edited" };
    let state = |plan: &TripInput, revision: i32| -> Result<serde_json::Value> {
        let mut state = serde_json::to_value(plan).map_err(Error::internal)?;
        state["plan_revision"] = revision.into();
        Ok(state)
    };
    let (b, a) = (state(&before, trip.plan_revision)?, state(&view.plan(), found.trip.plan_revision)?);
    journal::record(tx, event, &subject(&found.trip), Some(&b), Some(&a))?;
    Ok(Reply::ok(&view)?.version(found.trip.version))
}

/// A plan that was approved gets a new revision, and its report perhaps a new day.
fn after_edit(tx: &mut Tx<'_>, trip: &Trip, ready: &store::plan::Ready) -> Result<Move> {
    let mut change = Move::default();
    if trip.approved_revision.is_none() {
        return Ok(change);
    }
    change.plan_revision = Some(trip.plan_revision + 1);
    if trip.returned_on.is_none() && trip.report_due_on.is_some() {
        let today = tx.today();
        let (times, _) = store::times::in_force(tx, today)?;
        let due = rules::times::due_on(&times, ready.columns.kind, ready.columns.ends_on);
        change.report_due_on = Some(due);
        if trip.report_due_on.is_some_and(|before| due < before) {
            store::notices::watch(tx, trip.id, due)?;
        }
    }
    Ok(change)
}

/// 修改外出经费
///
/// 整体替换经费项；返回后在这里填写实支。已结束的不能修改。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.budget"))), request_body = TripBudgetInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已修改", body = TripView)))]
#[put("/negotiation-trips/{id}/budget")]
pub async fn replace_trip_budget(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TripBudgetInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TripBudget, &if_match)?;
        let may = found.trip.state.is_plannable() || found.trip.state == TripState::Debriefing;
        if !may {
            rules::states::require(&found.trip, &[TripState::Debriefing], "修改经费")?;
        }
        let now = tx.now;
        let after = store::trips::set_budget(tx, &found.trip, Doc::of(&input.budget), now)?;
        let state = |t: &Trip| serde_json::json!({ "budget": t.budget });
        let (b, a) = (state(&found.trip), state(&after));
        journal::record(tx, "trip.budget_changed", &subject(&after), Some(&b), Some(&a))?;
        found.again(tx, after)
    })
    .await
}

/// 查看外出招商沿革
///
/// 计划的每一次修改、审批、签到、拜访与结果，写明何时、何人、改前与改后，新的在前。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "行程编号（内部）"), Paging),
    responses((status = 200, description = "变动记录", body = Page<EventView>)))]
#[get("/negotiation-trips/{id}/history")]
pub async fn list_trip_history(ctx: Ctx, id: web::Path<i64>, paging: Query<Paging>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = Found::find(tx, *id)?;
        found.require(tx, Action::TripRead)?;
        let page = store::list::history(tx, found.trip.id, &paging.0)?;
        Reply::ok(&words::page(tx, page)?)
    })
    .await
}

/// 查看外出招商报告
///
/// 外出招商报告的各项：领导、时间、路线、人员、经费（标准与实支）、拜访企业表、活动、成果、协调事项。提交之前是草稿。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "行程编号（内部）")),
    responses((status = 200, description = "报告", body = TripReport)))]
#[get("/negotiation-trips/{id}/report")]
pub async fn get_trip_report(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = Found::find(tx, *id)?;
        found.require(tx, Action::TripRead)?;
        Ok(Reply::ok(&found.report(tx)?)?.version(found.trip.version))
    })
    .await
}
