//! A and B posts: who stands in for whom.

use super::super::model::handovers::{
    Substitute, SubstituteFilter, SubstituteInput, SubstituteRow, SubstituteState,
};
use super::super::store::{self, substitutes};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::rules::check_texts;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;

/// Longest time somebody stands in, days.
const LONGEST: i64 = 366;

fn relations(tx: &Tx<'_>, user_id: i64) -> Relations {
    Relations { own: tx.caller.user_id == Some(user_id), ..Relations::default() }
}

fn views(tx: &mut Tx<'_>, rows: Vec<SubstituteRow>) -> Result<Vec<Substitute>> {
    let (today, caller) = (tx.today(), tx.caller);
    substitutes::named(tx, rows, today, |row| {
        let open = substitutes::state_on(row, today) != SubstituteState::Ended;
        let own = Relations { own: caller.user_id == Some(row.user_id), ..Relations::default() };
        if open { permitted(caller, &[Action::SubstituteEdit], own) } else { Vec::new() }
    })
}

fn view(tx: &mut Tx<'_>, row: SubstituteRow) -> Result<Substitute> {
    views(tx, vec![row])?.pop().ok_or_else(|| Error::internal("no substitute"))
}

fn subject(view: &Substitute) -> Subject {
    Subject::new("substitute", view.id, format!("{}代{}", view.substitute_name, view.user_name))
}

/// 查询代理
///
/// 谁在哪些天代谁行使职责（A、B岗），后登记的在前；`state=active` 只看今天代理中的。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))), params(SubstituteFilter, Paging),
    responses((status = 200, description = "一页代理", body = Page<Substitute>)))]
#[get("/substitutes")]
pub async fn list_substitutes(
    ctx: Ctx,
    filter: Query<SubstituteFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        Reply::ok(&page(tx, &filter.0, &paging.0)?)
    })
    .await
}

/// One page of substitutes.
pub(super) fn page(tx: &mut Tx<'_>, filter: &SubstituteFilter, paging: &Paging) -> Result<Page<Substitute>> {
    let today = tx.today();
    substitutes::page(tx, filter, today, paging)?.convert(|rows| views(tx, rows))
}

/// 指定代理人
///
/// 本人（或招商局）指定在哪些天由谁代行职责：代理期间，代理人对被代理人名下的项目有同样的权限，看得到其待办（注明“代”）。同一天
/// 只有一人代理。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("substitute.edit"))), request_body = SubstituteInput,
    responses((status = 201, description = "已指定", body = Substitute)))]
#[post("/substitutes")]
pub async fn create_substitute(ctx: Ctx, input: Json<SubstituteInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let view = name(tx, &input)?;
        let version = view.version;
        Ok(Reply::created(format!("/substitutes/{}", view.id), &view)?.version(version))
    })
    .await
}

/// Checks and names a substitute.
pub(super) fn name(tx: &mut Tx<'_>, input: &SubstituteInput) -> Result<Substitute> {
    let own = tx.caller.user_id;
    let Some(user_id) = input.user_id.or(own) else {
        return Err(Error::field("/user_id", "required", "请填写被代理的人。"));
    };
    require(tx.caller, Action::SubstituteEdit, relations(tx, user_id))?;
    check_texts(input)?;
    check(tx, user_id, input)?;
    let row = substitutes::insert(tx, user_id, input)?;
    let view = view(tx, row)?;
    journal::created(tx, "substitute.named", &subject(&view), &view)?;
    Ok(view)
}

fn check(tx: &mut Tx<'_>, user_id: i64, input: &SubstituteInput) -> Result<()> {
    let mut wrong = Vec::new();
    Error::gather(&mut wrong, store::active_person(tx, user_id, "/user_id"))?;
    Error::gather(&mut wrong, store::active_person(tx, input.substitute_id, "/substitute_id"))?;
    if user_id == input.substitute_id {
        let message = "代理人不能是本人，请另选。";
        Error::gather::<()>(&mut wrong, Err(Error::field("/substitute_id", "same", message)))?;
    }
    Error::gather(&mut wrong, check_days(input.from_on, input.until_on, tx.today()))?;
    if wrong.is_empty() { Ok(()) } else { Err(Error::invalid(wrong)) }
}

fn check_days(from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Result<()> {
    if until < from {
        return Err(Error::field("/until_on", "contradiction", "结束日期早于开始日期，请核对。"));
    }
    if until < today {
        return Err(Error::field("/until_on", "in_past", "结束日期已过，代理不补记。请填今天或以后的日期。"));
    }
    if (until - from).num_days() > LONGEST {
        let message = "代理最长一年；长期不在岗的，请把工作移交给别人。";
        return Err(Error::field("/until_on", "too_long", message));
    }
    Ok(())
}

/// 查看一次代理
///
/// 谁代谁、从哪天到哪天、现在的情况。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))),
    params(("id" = i64, Path, description = "代理编号")),
    responses((status = 200, description = "代理", body = Substitute)))]
#[get("/substitutes/{id}")]
pub async fn get_substitute(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        let row = substitutes::find(tx, *id)?;
        let version = row.version;
        Ok(Reply::ok(&view(tx, row)?)?.version(version))
    })
    .await
}

/// 结束代理
///
/// 本人提前回岗时由本人或招商局结束；代理人的权限立即收回。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("substitute.edit"))),
    params(("id" = i64, Path, description = "代理编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已结束", body = Substitute)))]
#[post("/substitutes/{id}/endings")]
pub async fn end_substitute(ctx: Ctx, id: web::Path<i64>, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = substitutes::find(tx, *id)?;
        require(tx.caller, Action::SubstituteEdit, relations(tx, row.user_id))?;
        let before = view(tx, row.clone())?;
        if_match.check(row.version, &before)?;
        if before.state == SubstituteState::Ended {
            return Err(Error::new(Code::ResourceConflict).detail("这次代理已经结束，不必再办。"));
        }
        let ended = substitutes::end(tx, &row)?;
        let (version, after) = (ended.version, view(tx, ended)?);
        journal::record(tx, "substitute.ended", &subject(&after), Some(&before), Some(&after))?;
        Ok(Reply::ok(&after)?.version(version))
    })
    .await
}
