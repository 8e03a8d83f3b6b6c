//! Signing events: listed by all, kept by the bureau, closed and never deleted.

use super::super::model::{EventClosureInput, EventQuery, SigningEvent, SigningEventInput, SigningEventView};
use super::super::{rules, store};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, permitted, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};

/// 查询签约活动
///
/// 全市的签约活动，按名称、种类、届次、时间筛选，晚的在前。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("event.read"))), params(EventQuery, Paging),
    responses((status = 200, description = "一页签约活动", body = Page<SigningEventView>)))]
#[get("/signing-events")]
pub async fn list_signing_events(
    ctx: Ctx,
    query: Query<EventQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::EventRead)?;
        Reply::ok(&store::list_events(tx, &query, &paging.0)?.map(|event| view(tx, event)))
    })
    .await
}

/// 登记签约活动
///
/// 名称、届次与开始日期都相同的只能登记一次。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("event.edit"))), request_body = SigningEventInput,
    responses((status = 201, description = "已登记", body = SigningEventView)))]
#[post("/signing-events")]
pub async fn create_signing_event(ctx: Ctx, input: Json<SigningEventInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::EventEdit)?;
        let event = create(tx, &input)?;
        let (id, version) = (event.id, event.version);
        Ok(Reply::created(format!("/signing-events/{id}"), &view(tx, event))?.version(version))
    })
    .await
}

/// Registers a checked event.
pub(super) fn create(tx: &mut Tx<'_>, input: &SigningEventInput) -> Result<SigningEvent> {
    check(input)?;
    let event = store::insert_event(tx, input)?;
    journal::created(tx, "signing_event.created", &subject(&event), &event)?;
    Ok(event)
}

/// 查看签约活动
///
/// 活动的全部内容。在活动上签约的统计见其签约汇总。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("event.read"))),
    params(("id" = i64, Path, description = "活动编号")),
    responses((status = 200, description = "签约活动", body = SigningEventView)))]
#[get("/signing-events/{id}")]
pub async fn get_signing_event(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::EventRead)?;
        let event = store::find_event(tx, *id)?;
        reply(tx, event)
    })
    .await
}

/// 修改签约活动
///
/// 整体替换；已关闭的活动不能修改。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("event.edit"))), request_body = SigningEventInput,
    params(("id" = i64, Path, description = "活动编号")),
    responses((status = 200, description = "已修改", body = SigningEventView)))]
#[put("/signing-events/{id}")]
pub async fn replace_signing_event(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SigningEventInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, *id, &if_match, |_, _| Ok(input.clone()))).await
}

/// 局部修改签约活动
///
/// 以合并补丁修改：`null` 清除，未写的不动。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("event.edit"))),
    request_body(content = SigningEventInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "活动编号")),
    responses((status = 200, description = "已修改", body = SigningEventView)))]
#[patch("/signing-events/{id}")]
pub async fn update_signing_event(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        edit(tx, *id, &if_match, |tx, event| patch.apply(&tx.app.contract, &SigningEventInput::from(event)))
    })
    .await
}

/// 关闭签约活动
///
/// 关闭后不再登记新的签约，已归入活动的签约与统计不变。活动只关闭，不删除。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("event.edit"))), request_body = EventClosureInput,
    params(("id" = i64, Path, description = "活动编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已关闭", body = SigningEventView)))]
#[post("/signing-events/{id}/closures")]
pub async fn close_signing_event(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<EventClosureInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let event = open(tx, *id, &if_match)?;
        let closed = store::close_event(tx, &event, &input.reason)?;
        journal::record(tx, "signing_event.closed", &subject(&closed), Some(&event), Some(&closed))?;
        reply(tx, closed)
    })
    .await
}

fn check(input: &SigningEventInput) -> Result<()> {
    let errors = rules::check_event(input);
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// An event about to change: there, permitted, of the version read, not closed.
fn open(tx: &mut Tx<'_>, id: i64, if_match: &IfMatch) -> Result<SigningEvent> {
    let event = store::find_event(tx, id)?;
    require_role(tx.caller, Action::EventEdit)?;
    if_match.check(event.version, &view(tx, event.clone()))?;
    if event.closed_at.is_some() {
        return Err(Error::new(Code::ResourceConflict)
            .detail(format!("“{}”已关闭，只能查看。确需登记的，请另行登记一项活动。", event.title())));
    }
    Ok(event)
}

fn edit(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &SigningEvent) -> Result<SigningEventInput>,
) -> Result<Reply> {
    let event = open(tx, id, if_match)?;
    let input = input(tx, &event)?;
    check(&input)?;
    let changed = store::update_event(tx, &event, &input)?;
    journal::record(tx, "signing_event.changed", &subject(&changed), Some(&event), Some(&changed))?;
    reply(tx, changed)
}

fn subject(event: &SigningEvent) -> Subject {
    Subject::new("signing_event", event.id, event.title())
}

pub(super) fn view(tx: &Tx<'_>, event: SigningEvent) -> SigningEventView {
    let mut can = permitted(tx.caller, &[Action::EventRead, Action::EventEdit], Default::default());
    if event.closed_at.is_some() {
        can.retain(|a| a != Action::EventEdit.code());
    }
    SigningEventView { title: event.title(), can, event }
}

fn reply(tx: &Tx<'_>, event: SigningEvent) -> Result<Reply> {
    let version = event.version;
    Ok(Reply::ok(&view(tx, event))?.version(version))
}
