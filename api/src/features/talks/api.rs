//! Operations of talks; who a talk is about is checked in [`check`].

mod check;
mod table;
mod told;

pub use table::TABLE;
pub use told::{TalkLine, load as load_told};

use super::model::{
    Talk, TalkFile, TalkFilter, TalkInput, TalkOrder, TalkSummary, TalkView, TalkWithdrawalInput,
};
use super::store::Conditions;
use super::{rules, store};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::files;
use crate::features::projects::store::parts::unit_names;
use crate::features::projects::{self, model::view::PersonRef};
use crate::features::trips::model::input::CompletionInput;
use crate::features::trips::store::parts::person_names;
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, permitted, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};
use serde_json::json;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_talks)
        .service(create_talk)
        .service(summarize_talks)
        .service(get_talk)
        .service(replace_talk)
        .service(update_talk)
        .service(withdraw_talk)
        .service(complete_talk);
}

/// 查询洽谈记录
///
/// 返回可见范围内的洽谈，晚的在前：记在项目上的，看得到项目的都看得到；只记在企业上的，招商局和领导看全部，经办人看本单位
/// 登记的，以及本人登记、参加或负责后续的。`next_state=open` 只看后续还没有办结的。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.read"))), params(TalkFilter, TalkOrder, Paging),
    responses((status = 200, description = "一页洽谈", body = Page<TalkView>)))]
#[get("/talks")]
pub async fn list_talks(
    ctx: Ctx,
    filter: Query<TalkFilter>,
    order: Query<TalkOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, order) = (filter.0, order.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TalkRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::page(tx, &conditions, &order, &paging.0)?.convert(|talks| views(tx, talks))?)
    })
    .await
}

/// 汇总洽谈记录
///
/// 与查询洽谈记录同样的条件：次数、谈过的企业数、没有办结与逾期的后续事项，按方式与结果分组。只汇总可见范围内的。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.read"))), params(TalkFilter),
    responses((status = 200, description = "汇总", body = TalkSummary)))]
#[get("/talks/summary")]
pub async fn summarize_talks(ctx: Ctx, filter: Query<TalkFilter>) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TalkRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::summary(tx, &conditions)?)
    })
    .await
}

fn conditions(tx: &mut Tx<'_>, filter: TalkFilter) -> Result<Conditions> {
    let (who, today) = (visible(tx.caller), tx.today());
    Conditions::prepare(tx, who, filter, today)
}

/// How many talks of a project the caller sees; `None` when he reads none at all.
///
/// # Errors
/// Database errors.
pub fn count_of_project(tx: &mut Tx<'_>, project_id: i64) -> Result<Option<i64>> {
    if !policy::allowed(tx.caller, Action::TalkRead, Relations::ANY) {
        return Ok(None);
    }
    let conditions = conditions(tx, TalkFilter { project_id: Some(project_id), ..TalkFilter::default() })?;
    conditions.count(tx).map(Some)
}

/// 记一笔洽谈
///
/// 写明企业或项目、哪天、以什么方式、谈了什么；我方人员不填即本人，单位不填即本单位，只写项目而投资方只有一家的自动填上
/// 企业。下一步、负责人、期限一起填写或都不填，负责人须看得到这家企业或这个项目，到期前在其待办里。带 `Idempotency-Key` 的
/// 重复请求，多久都是同一条记录。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.create"))), request_body = TalkInput,
    responses((status = 201, description = "已登记", body = TalkView)))]
#[post("/talks")]
pub async fn create_talk(ctx: Ctx, input: Json<TalkInput>) -> Result<HttpResponse> {
    let (input, key) = (input.0, client_key(&ctx));
    ctx.write(move |tx| {
        require_role(tx.caller, Action::TalkCreate)?;
        if let Some(earlier) = key.as_deref().map(|key| store::earlier(tx, key)).transpose()?.flatten() {
            tx.mark_journalled();
            let found = Found::find(tx, earlier)?;
            return created(tx, &found);
        }
        let talk = record(tx, &input, key.as_deref())?;
        let found = Found::of(tx, talk);
        created(tx, &found)
    })
    .await
}

fn created(tx: &mut Tx<'_>, found: &Found) -> Result<Reply> {
    let reply = found.answer(tx)?;
    Ok(Reply { status: 201, ..reply }.header("Location", format!("/api/v1/talks/{}", found.talk.id)))
}

/// The key of the phone, by which the same request is the same record; it is kept longer than answers are.
fn client_key(ctx: &Ctx) -> Option<String> {
    let header = ctx.request().headers().get("Idempotency-Key").and_then(|h| h.to_str().ok())?;
    Some(format!("{}:{}", ctx.caller.principal(), header.to_ascii_lowercase()))
}

/// Checks and records a talk in the caller's name.
fn record(tx: &mut Tx<'_>, input: &TalkInput, key: Option<&str>) -> Result<Talk> {
    let ready = check::check(tx, input, None)?;
    let talk = store::insert(tx, &ready, key)?;
    link_files(tx, &talk)?;
    let found = Found::of(tx, talk);
    let view = found.view(tx)?;
    journal::created(tx, "talk.created", &view.subject(), &view.input())?;
    tell_project(tx, &found.talk, found.talk.project_id, "project.talk_recorded")?;
    Ok(found.talk)
}

fn link_files(tx: &mut Tx<'_>, talk: &Talk) -> Result<()> {
    talk.file_ids.read::<Vec<i64>>().into_iter().try_for_each(|id| files::link(tx, id, "talk", talk.id))
}

/// A talk is part of what happened to its project.
fn tell_project(tx: &mut Tx<'_>, talk: &Talk, project_id: Option<i64>, event: &str) -> Result<()> {
    let Some(project_id) = project_id else { return Ok(()) };
    let label = projects::store::label(tx, project_id)?;
    let state = json!({ "number": talk.number, "happened_on": talk.happened_on, "kind": talk.kind, "outcome": talk.outcome });
    journal::created(tx, event, &Subject::new("project", project_id, label), &state)
}

/// 查看洽谈记录
///
/// 一次洽谈的全部内容：谁与谁谈了什么、结果、下一步及其办理情况、附件，以及当前可以办理的操作。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.read"))),
    params(("id" = i64, Path, description = "洽谈编号（内部）")),
    responses((status = 200, description = "洽谈", body = TalkView)))]
#[get("/talks/{id}")]
pub async fn get_talk(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let found = Found::find(tx, *id)?;
        policy::require(tx.caller, Action::TalkRead, found.relations)?;
        found.answer(tx)
    })
    .await
}

/// 修改洽谈记录
///
/// 整体替换；作废的不能修改，已经办结的后续事项也不能改。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.edit"))), request_body = TalkInput,
    params(("id" = i64, Path, description = "洽谈编号（内部）")),
    responses((status = 200, description = "已修改", body = TalkView)))]
#[put("/talks/{id}")]
pub async fn replace_talk(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TalkInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, *id, &if_match, |_, _| Ok(input.clone()))).await
}

/// 修改洽谈记录的部分内容
///
/// 只改提交的字段，`null` 表示清空；列表整体替换。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.edit"))),
    request_body(content = TalkInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "洽谈编号（内部）")),
    responses((status = 200, description = "已修改", body = TalkView)))]
#[patch("/talks/{id}")]
pub async fn update_talk(
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
    input: impl Fn(&mut Tx<'_>, &TalkInput) -> Result<TalkInput>,
) -> Result<Reply> {
    let found = Found::open(tx, id, Action::TalkEdit, if_match)?;
    let before = found.view(tx)?.input();
    let input = input(tx, &before)?;
    let ready = check::check(tx, &input, Some(&found.talk))?;
    let after = store::update(tx, &found.talk, &ready)?;
    link_files(tx, &after)?;
    let (earlier, now) = (found.talk.project_id, after.project_id);
    let found = Found::of(tx, after);
    let view = found.view(tx)?;
    journal::record(tx, "talk.changed", &view.subject(), Some(&before), Some(&view.input()))?;
    if earlier != now {
        tell_project(tx, &found.talk, earlier, "project.talk_removed")?;
        tell_project(tx, &found.talk, now, "project.talk_recorded")?;
    }
    found.answer(tx)
}

/// 作废洽谈记录
///
/// 记错、重复的写明理由作废；作废的仍可查看，不再列出，也不再有后续。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.edit"))), request_body = TalkWithdrawalInput,
    params(("id" = i64, Path, description = "洽谈编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已作废", body = TalkView)))]
#[post("/talks/{id}/withdrawals")]
pub async fn withdraw_talk(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TalkWithdrawalInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TalkEdit, &if_match)?;
        projects::rules::check_texts(&input)?;
        let after = store::withdraw(tx, &found.talk, &input.reason)?;
        let subject = found.view(tx)?.subject();
        journal::record(tx, "talk.withdrawn", &subject, Some(&found.talk), Some(&after))?;
        tell_project(tx, &after, after.project_id, "project.talk_removed")?;
        Found::of(tx, after).answer(tx)
    })
    .await
}

/// 办结洽谈的后续事项
///
/// 由负责人或登记单位办结，写明办理情况；办结后从待办里消失。
#[utoipa::path(tag = "洽谈", extensions(("x-action" = json!("talk.follow"))), request_body = CompletionInput,
    params(("id" = i64, Path, description = "洽谈编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已办结", body = TalkView)))]
#[post("/talks/{id}/completions")]
pub async fn complete_talk(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<CompletionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::find(tx, *id)?;
        policy::require(tx.caller, Action::TalkFollow, found.follow_relations(tx))?;
        if_match.check(found.talk.version, &found.view(tx)?)?;
        found.require_standing()?;
        projects::rules::check_texts(&input)?;
        if found.talk.next_step.is_none() || found.talk.done_at.is_some() {
            let why = if found.talk.done_at.is_some() { "已经办结" } else { "没有后续事项" };
            return Err(wrong_state(&format!("这次洽谈{why}，无须办理。请刷新后查看。")));
        }
        let after = store::complete(tx, &found.talk, &input.note)?;
        let subject = found.view(tx)?.subject();
        journal::record(tx, "talk.next_step_done", &subject, Some(&found.talk), Some(&after))?;
        Found::of(tx, after).answer(tx)
    })
    .await
}

/// 409 for a talk.
fn wrong_state(detail: &str) -> Error {
    Error::new(Code::TalkState).detail(detail)
}

/// A talk the caller may see, and how he stands to it.
struct Found {
    talk: Talk,
    relations: Relations,
}

impl Found {
    fn find(tx: &mut Tx<'_>, id: i64) -> Result<Self> {
        let who = visible(tx.caller);
        let talk = store::find(tx, &who, id)?;
        Ok(Self::of(tx, talk))
    }

    fn of(tx: &Tx<'_>, talk: Talk) -> Self {
        Self { relations: relations(tx, &talk), talk }
    }

    /// Visible, permitted, of the version read, and not withdrawn.
    fn open(tx: &mut Tx<'_>, id: i64, action: Action, if_match: &IfMatch) -> Result<Self> {
        let found = Self::find(tx, id)?;
        policy::require(tx.caller, action, found.relations)?;
        if_match.check(found.talk.version, &found.view(tx)?)?;
        found.require_standing()?;
        Ok(found)
    }

    fn require_standing(&self) -> Result<()> {
        if self.talk.withdrawn_at.is_none() {
            return Ok(());
        }
        Err(wrong_state("这条洽谈记录已作废，只能查看。需要时请另记一笔。"))
    }

    /// A next step is its owner's own.
    fn follow_relations(&self, tx: &Tx<'_>) -> Relations {
        follow_relations(tx, &self.talk)
    }

    fn view(&self, tx: &mut Tx<'_>) -> Result<TalkView> {
        views(tx, vec![self.talk.clone()])?.pop().ok_or_else(Error::not_found)
    }

    fn answer(&self, tx: &mut Tx<'_>) -> Result<Reply> {
        Ok(Reply::ok(&self.view(tx)?)?.version(self.talk.version))
    }
}

fn relations(tx: &Tx<'_>, talk: &Talk) -> Relations {
    let own = talk.created_by.is_some() && talk.created_by == tx.caller.user_id;
    Relations { own_unit: tx.caller.covers_unit(talk.unit_id), own, ..Relations::default() }
}

fn follow_relations(tx: &Tx<'_>, talk: &Talk) -> Relations {
    let own = talk.next_owner_id.is_some() && talk.next_owner_id == tx.caller.user_id;
    Relations { own, ..relations(tx, talk) }
}

/// What the caller may still do with a talk.
fn can(tx: &Tx<'_>, talk: &Talk) -> Vec<String> {
    if talk.withdrawn_at.is_some() {
        return Vec::new();
    }
    let mut can = permitted(tx.caller, &[Action::TalkEdit], relations(tx, talk));
    if talk.next_step.is_some() && talk.done_at.is_none() {
        can.extend(permitted(tx.caller, &[Action::TalkFollow], follow_relations(tx, talk)));
    }
    can
}

/// Talks with the names, people and files that belong to them, in their order.
fn views(tx: &mut Tx<'_>, talks: Vec<Talk>) -> Result<Vec<TalkView>> {
    let today = tx.today();
    let of = |id: fn(&Talk) -> Option<i64>| talks.iter().filter_map(id).collect::<Vec<i64>>();
    let people = store::people(tx, &of(|t| Some(t.id)))?;
    let units = unit_names(tx, of(|t| Some(t.unit_id)))?;
    let companies = store::company_names(tx, &of(|t| t.enterprise_id))?;
    let projects = store::project_names(tx, &of(|t| t.project_id))?;
    let persons = [of(|t| t.next_owner_id), of(|t| t.created_by)].concat();
    let names = person_names(tx, persons)?;
    let named = talks.iter().flat_map(|t| t.file_ids.read::<Vec<i64>>()).collect::<Vec<_>>();
    let uploaded = files::many(tx, &named)?;
    let name = |id: Option<i64>| names.get(&id?).cloned();
    let view = |talk: Talk| {
        let of_talk = people.iter().filter(|(id, _)| *id == talk.id);
        let our_users: Vec<PersonRef> = of_talk.map(|(_, person)| person.clone()).collect();
        let ours = our_users.iter().map(|p| p.name.as_str()).chain(talk.our_others.as_deref());
        TalkView {
            enterprise_name: talk.enterprise_id.and_then(|id| companies.get(&id)).cloned(),
            project_name: talk.project_id.and_then(|id| projects.get(&id)).cloned(),
            unit_name: units.get(&talk.unit_id).cloned().unwrap_or_default(),
            our_people: ours.collect::<Vec<_>>().join("、"),
            our_users,
            next_owner_name: name(talk.next_owner_id),
            next_state: rules::next_state(&talk, today).filter(|_| talk.withdrawn_at.is_none()),
            created_by_name: name(talk.created_by),
            files: files_of(&talk, &uploaded),
            can: can(tx, &talk),
            talk,
        }
    };
    Ok(talks.iter().cloned().map(view).collect())
}

fn files_of(talk: &Talk, uploaded: &[files::Row]) -> Vec<TalkFile> {
    let ids: Vec<i64> = talk.file_ids.read();
    let found = ids.iter().filter_map(|id| uploaded.iter().find(|file| file.id == *id));
    found.map(|file| TalkFile { file_id: file.id, name: file.name.clone() }).collect()
}
