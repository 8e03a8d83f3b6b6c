//! Notices and how one wants to be told.

use super::super::model::{
    Notice, NoticeFilter, NoticeReadingsInput, NoticeRow, NoticeSettings, NoticeSettingsInput, SettingsRow,
    Unread,
};
use super::super::rules::channels::is_mailbox;
use super::super::store::names::still_seen;
use super::super::store::{copies, notices as store};
use super::person;
use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action};
use crate::waiting::InboxKind;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// As they are shown: what one no longer sees is no longer named.
fn shown(tx: &mut Tx<'_>, rows: Vec<NoticeRow>) -> Result<Vec<Notice>> {
    let who = policy::visible(tx.caller);
    let seen = still_seen(tx, &who, rows.iter().map(|row| (row.resource, row.resource_id)))?;
    let view = |row: NoticeRow| {
        let visible = seen.contains(&(row.resource, row.resource_id));
        Notice {
            subject: if visible { row.subject } else { "您已看不到的事项".to_owned() },
            text: if visible { row.text } else { row.kind.label().to_owned() },
            id: row.id,
            kind: row.kind,
            stage: row.stage,
            resource: row.resource,
            resource_id: row.resource_id,
            part_id: row.part_id,
            due_on: row.due_on,
            created_at: row.created_at,
            read_at: row.read_at,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

fn one(tx: &mut Tx<'_>, row: NoticeRow) -> Result<Reply> {
    let view = shown(tx, vec![row])?.pop().ok_or_else(Error::not_found)?;
    Reply::ok(&view)
}

/// 查看本人的提醒
///
/// 到期前、到期当天、逾期后按规则 `reminders` 分阶段的提醒，和抄送的知会；新的在前。同一件事、同一期限、同一阶段只提醒一次。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))), params(NoticeFilter, Paging),
    responses((status = 200, description = "一页提醒", body = Page<Notice>)))]
#[get("/notices")]
pub async fn list_notices(
    ctx: Ctx,
    filter: Query<NoticeFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let me = person(tx, Action::NoticeRead)?;
        let page = store::page(tx, me, &filter.0, &paging.0)?;
        Reply::ok(&page.convert(|rows| shown(tx, rows))?)
    })
    .await
}

/// 查看一条提醒
///
/// 本人的一条提醒。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))),
    params(("id" = i64, Path, description = "提醒编号")),
    responses((status = 200, description = "提醒", body = Notice)))]
#[get("/notices/{id}")]
pub async fn get_notice(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let me = person(tx, Action::NoticeRead)?;
        let row = store::find(tx, me, *id)?;
        one(tx, row)
    })
    .await
}

/// 把一条提醒记为读过
///
/// 读过的不再计入未读；再记一次不变。抄送的知会读过，抄送也算读过。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))),
    params(("id" = i64, Path, description = "提醒编号")),
    responses((status = 200, description = "已读", body = Notice)))]
#[post("/notices/{id}/readings")]
pub async fn read_notice(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        tx.mark_journalled(); // what somebody has read is his own business
        let me = person(tx, Action::NoticeRead)?;
        let row = store::find(tx, me, *id)?;
        store::read(tx, row.id)?;
        if let Some(copy) = row.part_id.filter(|_| row.kind == InboxKind::CarbonCopy) {
            copies::read(tx, copy)?;
        }
        let row = store::find(tx, me, *id)?;
        one(tx, row)
    })
    .await
}

/// 把提醒都记为读过
///
/// 到所给的一条为止，都记为读过。抄送仍要逐份看。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))), request_body = NoticeReadingsInput,
    responses((status = 200, description = "还没有读的条数", body = Unread)))]
#[post("/notices/readings")]
pub async fn read_notices(ctx: Ctx, input: Json<NoticeReadingsInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        tx.mark_journalled();
        let me = person(tx, Action::NoticeRead)?;
        store::read_up_to(tx, me, input.0.up_to_id)?;
        Reply::ok(&Unread { unread: store::unread(tx, me)? })
    })
    .await
}

fn view(tx: &Tx<'_>, kept: Option<&SettingsRow>) -> NoticeSettings {
    let own = policy::Relations { own: true, ..Default::default() };
    NoticeSettings {
        email: kept.and_then(|k| k.email.clone()),
        quiet_kinds: kept.map(|k| k.quiet_kinds.read()).unwrap_or_default(),
        updated_at: kept.map(|k| k.updated_at),
        version: kept.map_or(0, |k| k.version),
        can: policy::permitted(tx.caller, &[Action::NoticeRead], own),
    }
}

fn answer(tx: &Tx<'_>, kept: Option<&SettingsRow>) -> Result<Reply> {
    let view = view(tx, kept);
    Ok(Reply::ok(&view)?.version(view.version))
}

/// 查看本人的提醒方式
///
/// 收提醒的邮箱，哪些种类只在系统内提醒。从未保存过的返回默认值，版本为0，同样带 `ETag`。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))),
    responses((status = 200, description = "提醒方式", body = NoticeSettings,
        headers(("ETag" = String, description = "版本，用于 If-Match")))))]
#[get("/me/notice-settings")]
pub async fn get_notice_settings(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let me = person(tx, Action::NoticeRead)?;
        let kept = store::settings(tx, me)?;
        answer(tx, kept.as_ref())
    })
    .await
}

/// 保存本人的提醒方式
///
/// 整体替换。系统内的提醒总是有的，这里只管往外发的。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))), request_body = NoticeSettingsInput,
    responses((status = 200, description = "保存后的提醒方式", body = NoticeSettings,
        headers(("ETag" = String, description = "版本，用于 If-Match")))))]
#[put("/me/notice-settings")]
pub async fn put_notice_settings(
    ctx: Ctx,
    if_match: IfMatch,
    input: Json<NoticeSettingsInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let me = person(tx, Action::NoticeRead)?;
        if input.email.as_ref().is_some_and(|email| !email.is_empty() && !is_mailbox(email)) {
            let message = "不是邮箱地址，应如 zhangsan@example.gov.cn。";
            return Err(Error::field("/email", "format", message));
        }
        let before = store::settings(tx, me)?;
        let current = view(tx, before.as_ref());
        if_match.check(current.version, &current)?;
        let kept = store::put_settings(tx, me, current.version, &input)?;
        // that they were saved is enough: the address is nobody's business
        let subject = Subject::new("notice_settings", me, &tx.caller.name);
        journal::note(tx, "notice_settings.saved", &subject)?;
        answer(tx, Some(&kept))
    })
    .await
}
