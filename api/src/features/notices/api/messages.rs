//! What went through the channels, and sending again what was given up.

use super::super::model::{MessageFilter, MessageRow, MessageState, OutgoingMessage};
use super::super::store::messages as store;
use super::channels::can;
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::http::{Ctx, IfMatch, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Reach, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

/// As it is shown; who sees no business data is not shown the text.
pub(super) fn view(tx: &Tx<'_>, (row, channel_name): (MessageRow, String)) -> OutgoingMessage {
    let business = visible(tx.caller).reach != Reach::Nothing;
    let again = row.state == MessageState::GivenUp;
    OutgoingMessage {
        // one person's mail is read by nobody else
        body: Some(row.body)
            .filter(|_| business && (row.user_id.is_none() || row.user_id == tx.caller.user_id)),
        can: if again { can(tx) } else { Vec::new() },
        id: row.id,
        number: row.number,
        channel_id: row.channel_id,
        channel_name,
        user_id: row.user_id,
        purpose: row.purpose,
        subject: row.subject,
        state: row.state,
        attempts: row.attempts,
        last_error: row.last_error,
        created_at: row.created_at,
        sent_at: row.sent_at,
        version: row.version,
    }
}

/// 查看发出的消息
///
/// 经各渠道发出、待发、失败、放弃的消息，新的在前。失败的由系统自动重试，越试间隔越长；放弃的可以重发。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.read"))), params(MessageFilter, Paging),
    responses((status = 200, description = "一页消息", body = Page<OutgoingMessage>)))]
#[get("/outgoing-messages")]
pub async fn list_outgoing_messages(
    ctx: Ctx,
    filter: Query<MessageFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ChannelRead)?;
        Reply::ok(&store::page(tx, &filter.0, &paging.0)?.map(|row| view(tx, row)))
    })
    .await
}

/// 查看一条发出的消息
///
/// 情况、已试次数、最近一次失败的原因与怎么办。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.read"))),
    params(("id" = i64, Path, description = "消息编号（内部）")),
    responses((status = 200, description = "消息", body = OutgoingMessage)))]
#[get("/outgoing-messages/{id}")]
pub async fn get_outgoing_message(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ChannelRead)?;
        let row = store::find(tx, *id)?;
        let version = row.0.version;
        Ok(Reply::ok(&view(tx, row))?.version(version))
    })
    .await
}

/// 重发消息
///
/// 把已放弃的消息重新排队，编号不变。待发送与将重试的不必重发。
#[utoipa::path(tag = "消息渠道", extensions(("x-action" = json!("channel.edit"))),
    params(("id" = i64, Path, description = "消息编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已重新排队", body = OutgoingMessage)))]
#[post("/outgoing-messages/{id}/retries")]
pub async fn retry_outgoing_message(ctx: Ctx, id: web::Path<i64>, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ChannelEdit)?;
        let (row, channel) = store::find(tx, *id)?;
        if_match.check(row.version, &view(tx, (row.clone(), channel.clone())))?;
        if row.state != MessageState::GivenUp {
            let detail = format!("这条消息{}，只有已放弃的才需要重发。请刷新后查看。", row.state.label());
            return Err(Error::new(Code::MessageState).detail(detail));
        }
        store::again(tx, &row)?;
        let subject = Subject::new("channel", row.channel_id, channel);
        journal::created(tx, "channel.message_retried", &subject, &json!({ "number": row.number }))?;
        let row = store::find(tx, *id)?;
        let version = row.0.version;
        Ok(Reply::ok(&view(tx, row))?.version(version))
    })
    .await
}
