//! What remains of a reception: promises that become tasks, and call-backs.

use super::super::model::input::CompletionInput;
use super::super::model::receptions::{CallbackInput, PromiseInput, PromiseView, ReceptionView};
use super::super::store::receptions as rows;
use super::super::{rules, store};
use super::receptions::{Received, wrong_state};
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal;
use crate::policy::{self, Action};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

type Ids = web::Path<(i64, i64)>;

/// 登记接待承诺
///
/// 当场答应客人的事成为一件要办的事：内容、负责人、期限。负责人看得到这次接待。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.edit"))), request_body = PromiseInput,
    params(("id" = i64, Path, description = "接待编号（内部）")),
    responses((status = 201, description = "已登记", body = PromiseView)))]
#[post("/receptions/{id}/promises")]
pub async fn create_promise(ctx: Ctx, id: web::Path<i64>, input: Json<PromiseInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Received::find(tx, *id)?;
        found.require(tx, Action::ReceptionEdit)?;
        found.require_going()?;
        if !store::parts::is_active(tx, input.owner_id)? {
            let message = "没有这个人员，或账号已停用，请从人员列表中选择。";
            return Err(Error::field("/owner_id", "not_found", message));
        }
        if input.due_on < found.reception.arrives_on {
            return Err(Error::field("/due_on", "too_early", "期限早于客人到达的日期，请核对。"));
        }
        let promise = rows::add_promise(tx, found.reception.id, &input)?;
        journal::created(tx, "reception.promised", &found.subject(), &promise)?;
        let location = format!("/receptions/{}/promises/{}", found.reception.id, promise.id);
        Ok(Reply::created(location, &view(tx, &found, promise.id)?)?.version(promise.version))
    })
    .await
}

/// 查看接待承诺
///
/// 一项承诺及其办理情况；办结时的 `If-Match` 用这里的 `ETag`。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.read"))),
    params(("id" = i64, Path, description = "接待编号（内部）"), ("promise_id" = i64, Path, description = "承诺编号")),
    responses((status = 200, description = "承诺", body = PromiseView)))]
#[get("/receptions/{id}/promises/{promise_id}")]
pub async fn get_promise(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = Received::find(tx, ids.0)?;
        found.require(tx, Action::ReceptionRead)?;
        let promise = view(tx, &found, ids.1)?;
        Ok(Reply::ok(&promise)?.version(promise.promise.version))
    })
    .await
}

/// 办结接待承诺
///
/// 由负责人或牵头单位办结，写明办理情况。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.follow"))), request_body = CompletionInput,
    params(("id" = i64, Path, description = "接待编号（内部）"), ("promise_id" = i64, Path, description = "承诺编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已办结", body = PromiseView)))]
#[post("/receptions/{id}/promises/{promise_id}/completions")]
pub async fn complete_promise(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<CompletionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Received::find(tx, ids.0)?;
        let promise = rows::promise(tx, ids.0, ids.1)?;
        let relations = found.follow_relations(tx, promise.owner_id);
        policy::require(tx.caller, Action::ReceptionFollow, relations)?;
        if_match.check(promise.version, &view(tx, &found, promise.id)?)?;
        if promise.done_at.is_some() {
            return Err(wrong_state("这项承诺已经办结，无须再办。请刷新后查看。"));
        }
        let after = rows::complete(tx, &promise, &input.note)?;
        journal::record(tx, "reception.promise_kept", &found.subject(), Some(&promise), Some(&after))?;
        Ok(Reply::ok(&view(tx, &found, after.id)?)?.version(after.version))
    })
    .await
}

/// 登记回访
///
/// 客人离开后第3日、第7日各一次（规则 `trips` 可改），写明日期与结果；每次只登记一回。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.edit"))), request_body = CallbackInput,
    params(("id" = i64, Path, description = "接待编号（内部）")),
    responses((status = 201, description = "已登记", body = ReceptionView)))]
#[post("/receptions/{id}/callbacks")]
pub async fn record_callback(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<CallbackInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Received::find(tx, *id)?;
        found.require(tx, Action::ReceptionEdit)?;
        found.require_going()?;
        let today = tx.today();
        let (times, _) = store::times::in_force(tx, today)?;
        let errors = rules::receptions::check_callback(&found.reception, &times.callback_days, &input, today);
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let callback = rows::add_callback(tx, found.reception.id, &input)?;
        journal::created(tx, "reception.called_back", &found.subject(), &callback)?;
        let reply = found.answer(tx)?;
        let location = format!("/api/v1/receptions/{}", found.reception.id);
        Ok(Reply { status: 201, ..reply }.header("Location", location))
    })
    .await
}

fn view(tx: &mut Tx<'_>, found: &Received, id: i64) -> Result<PromiseView> {
    found.promises(tx)?.into_iter().find(|p| p.promise.id == id).ok_or_else(Error::not_found)
}
