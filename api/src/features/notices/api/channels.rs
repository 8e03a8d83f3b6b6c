//! Channels: setting up, changing, testing.

use super::super::model::{
    Channel, ChannelFilter, ChannelInput, ChannelRow, MessagePurpose, OutgoingMessage,
};
use super::super::rules::{channels as rules, texts};
use super::super::store::channels as store;
use super::super::store::messages::{self, NewMessage};
use super::messages::view as message_view;
use crate::db::page::{Page, Paging};
use crate::error::{Error, FieldError, Result};
use crate::features::projects::rules::check_texts;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};
use serde_json::{Value, json};

/// What the caller may do with channels and their messages.
pub(super) fn can(tx: &Tx<'_>) -> Vec<String> {
    permitted(tx.caller, &[Action::ChannelEdit], Relations::default())
}

fn view(tx: &mut Tx<'_>, row: ChannelRow) -> Result<Channel> {
    let can = can(tx);
    store::shown(tx, vec![row], &can)?.pop().ok_or_else(Error::not_found)
}

fn answer(tx: &mut Tx<'_>, row: ChannelRow) -> Result<Reply> {
    let view = view(tx, row)?;
    Ok(Reply::ok(&view)?.version(view.version))
}

fn subject(row: &ChannelRow) -> Subject {
    Subject::new("channel", row.id, &row.name)
}

/// What the journal keeps: that a key was given, never which.
fn state(row: &ChannelRow, input: Option<&ChannelInput>) -> Value {
    let given = |text: Option<&String>| text.is_some_and(|t| !t.is_empty());
    json!({
        "name": row.name, "kind": row.kind, "unit_id": row.unit_id, "kinds": row.kinds, "recipients": row.recipients,
        "active": row.active, "robot_key_given": input.map(|i| given(i.robot_key.as_ref())),
        "sign_secret_given": input.map(|i| given(i.sign_secret.as_ref())),
    })
}

/// 查看消息渠道
///
/// 企业微信、钉钉群机器人与邮件，新设的在前；钥匙与密钥从不返回，只说有没有。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.read"))), params(ChannelFilter, Paging),
    responses((status = 200, description = "一页渠道", body = Page<Channel>)))]
#[get("/channels")]
pub async fn list_channels(
    ctx: Ctx,
    filter: Query<ChannelFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ChannelRead)?;
        let page = store::page(tx, &filter.0, &paging.0)?;
        let can = can(tx);
        Reply::ok(&page.convert(|rows| store::shown(tx, rows, &can))?)
    })
    .await
}

/// 查看一个消息渠道
///
/// 方式、范围、最近一次发出的时刻、没有发出的条数。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.read"))),
    params(("id" = i64, Path, description = "渠道编号")),
    responses((status = 200, description = "渠道", body = Channel)))]
#[get("/channels/{id}")]
pub async fn get_channel(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ChannelRead)?;
        let row = store::find(tx, *id)?;
        answer(tx, row)
    })
    .await
}

/// Everything wrong with a channel.
fn check(tx: &mut Tx<'_>, input: &ChannelInput, kept: Option<&ChannelRow>) -> Result<()> {
    let mut wrong = rules::check(input, kept.map(|row| (row.kind, row.sealed_key.is_some())));
    if let Some(id) = input.unit_id
        && crate::app::unit_name(tx, id)?.is_none()
    {
        wrong.push(FieldError {
            pointer: "/unit_id".to_owned(),
            code: "unknown".to_owned(),
            message: "没有这个单位，请重选。".to_owned(),
        });
    }
    // keys are letters and digits, and are repeated in no refusal
    let open = ChannelInput { robot_key: None, sign_secret: None, ..input.clone() };
    Error::gather(&mut wrong, check_texts(&open))?;
    if wrong.is_empty() { Ok(()) } else { Err(Error::invalid(wrong)) }
}

/// 设置消息渠道
///
/// 到期提醒每天汇成一条，发到单位的群或固定的邮箱；没有写收件人的邮件渠道，分别发到各人自己填的邮箱。全市的渠道不写对象名称，
/// 保密事项在哪里都只说“有一项保密事项待办”。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.edit"))), request_body = ChannelInput,
    responses((status = 201, description = "已设置", body = Channel)))]
#[post("/channels")]
pub async fn create_channel(ctx: Ctx, input: Json<ChannelInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let row = new_channel(tx, &input)?;
        let (location, version) = (format!("/channels/{}", row.id), row.version);
        Ok(Reply::created(location, &view(tx, row)?)?.version(version))
    })
    .await
}

/// Sets a channel up in the caller's name, for the demo city.
///
/// # Errors
/// As the operation.
pub fn set_up(tx: &mut Tx<'_>, input: &ChannelInput) -> Result<()> {
    new_channel(tx, input).map(drop)
}

fn new_channel(tx: &mut Tx<'_>, input: &ChannelInput) -> Result<ChannelRow> {
    require_role(tx.caller, Action::ChannelEdit)?;
    check(tx, input, None)?;
    let row = store::insert(tx, input)?;
    journal::created(tx, "channel.created", &subject(&row), &state(&row, Some(input)))?;
    Ok(row)
}

/// 修改消息渠道
///
/// 整体替换；钥匙与密钥不填即不变。停用的渠道不再发，已在排队的提醒不发出。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.edit"))), request_body = ChannelInput,
    params(("id" = i64, Path, description = "渠道编号")),
    responses((status = 200, description = "已修改", body = Channel)))]
#[put("/channels/{id}")]
pub async fn replace_channel(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ChannelInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ChannelEdit)?;
        let before = store::find(tx, *id)?;
        let current = view(tx, before.clone())?;
        if_match.check(before.version, &current)?;
        check(tx, &input, Some(&before))?;
        let after = store::update(tx, &before, &input)?;
        let (was, is) = (state(&before, None), state(&after, Some(&input)));
        journal::record(tx, "channel.changed", &subject(&after), Some(&was), Some(&is))?;
        answer(tx, after)
    })
    .await
}

/// 测试消息渠道
///
/// 发一条测试消息（后台任务），停用的渠道也可以测试。结果看消息的情况；没有写收件人的邮件渠道，发到本人填的邮箱。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.edit"))),
    params(("id" = i64, Path, description = "渠道编号")),
    responses((status = 201, description = "测试消息已排队", body = OutgoingMessage)))]
#[post("/channels/{id}/tests")]
pub async fn test_channel(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ChannelEdit)?;
        let channel = store::find(tx, *id)?;
        let to = own_address(tx, &channel)?;
        let number = messages::number(tx)?;
        let url = tx.app.config.outgoing.public_url.clone();
        let (title, body) = texts::test_message(&channel.name, &tx.caller.name, &url, &number);
        let purpose = MessagePurpose::Test;
        let message = NewMessage { number, channel_id: channel.id, to, purpose, subject: title, body };
        let row = messages::write(tx, message)?;
        journal::created(tx, "channel.tested", &subject(&channel), &json!({ "number": row.number }))?;
        let (location, version) = (format!("/outgoing-messages/{}", row.id), row.version);
        Ok(Reply::created(location, &message_view(tx, (row, channel.name)))?.version(version))
    })
    .await
}

/// Where a test of a channel without addresses goes.
fn own_address(tx: &mut Tx<'_>, channel: &ChannelRow) -> Result<Option<(i64, String)>> {
    let recipients: Vec<String> = channel.recipients.read();
    if channel.kind != super::super::model::ChannelKind::Email || !recipients.is_empty() {
        return Ok(None);
    }
    let me = tx.caller.user_id.unwrap_or_default();
    let own = super::super::store::notices::settings(tx, me)?.and_then(|kept| kept.email);
    own.map(|email| Some((me, email))).ok_or_else(|| {
        let message = "这个渠道没有写收件人，测试发到本人的邮箱，而您还没有填。请先在“提醒方式”里填写，或给渠道写上收件地址。";
        Error::field("/recipients", "required", message)
    })
}
