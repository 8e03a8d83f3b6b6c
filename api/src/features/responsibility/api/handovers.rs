//! One act hands over everything.

use super::super::model::Assignment;
use super::super::model::handovers::{
    Handover, HandoverFilter, HandoverInput, HandoverPreview, PreviewQuery,
};
use super::super::store::{self, handovers, hooks::record_moves, terms};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::visible_ids;
use crate::http::{Ctx, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, permitted, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post};

/// Terms and other unfinished work are told apart by their kind.
fn other_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<crate::features::people::model::OpenWork>> {
    let all = crate::app::open_work_of(tx, user_id)?;
    Ok(all.into_iter().filter(|w| w.kind != handovers::TERMS).collect())
}

/// 移交之前看一看
///
/// 这个人现任的角色与项目，和洽谈、外出、首报首谈等其他未了的事项；都会随移交转给接手人。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("handover.make"))), params(PreviewQuery),
    responses((status = 200, description = "将要移交的", body = HandoverPreview)))]
#[get("/handovers/preview")]
pub async fn preview_handover(ctx: Ctx, query: Query<PreviewQuery>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::HandoverMake)?;
        let id = query.0.from_user_id;
        let person = store::people(tx, vec![id])?.remove(&id).ok_or_else(|| {
            Error::field("/from_user_id", "not_found", "没有这个人员，请从人员列表中选择。")
        })?;
        let held = terms::held_by(tx, id)?;
        let who = policy::visible(tx.caller);
        let seen = visible_ids(tx, &who, held.iter().map(|t| t.project_id).collect())?;
        let (shown, hidden): (Vec<_>, Vec<_>) = held.into_iter().partition(|t| seen.contains(&t.project_id));
        Reply::ok(&HandoverPreview {
            from_user_id: id,
            from_user_name: person.name,
            assignments: terms::items(tx, shown)?,
            hidden: hidden.len() as i64,
            work: other_work(tx, id)?,
            can: permitted(tx.caller, &[Action::HandoverMake], Relations::default()),
        })
    })
    .await
}

/// 查询移交
///
/// 历次移交，后办的在前：谁交给谁、从哪天起、为什么、移交了什么。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))), params(HandoverFilter, Paging),
    responses((status = 200, description = "一页移交", body = Page<Handover>)))]
#[get("/handovers")]
pub async fn list_handovers(
    ctx: Ctx,
    filter: Query<HandoverFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        Reply::ok(&page(tx, &filter.0, &paging.0)?)
    })
    .await
}

/// One page of handovers.
pub(super) fn page(tx: &mut Tx<'_>, filter: &HandoverFilter, paging: &Paging) -> Result<Page<Handover>> {
    handovers::page(tx, filter, paging)?.convert(|rows| handovers::named(tx, rows))
}

/// 移交工作
///
/// 领导或经办人换岗时一次办完：其现任的全部角色（可只选一些角色或项目）自某天起由接手人担任；没有选角色和项目的，洽谈后续、
/// 外出后续、首报首谈等未了的事项一并移交。全部成功或全部不动；其间有人改动的返回 409。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("handover.make"))), request_body = HandoverInput,
    responses((status = 201, description = "已移交", body = Handover)))]
#[post("/handovers")]
pub async fn create_handover(ctx: Ctx, input: Json<HandoverInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::HandoverMake)?;
        let view = make(tx, &input)?;
        Reply::created(format!("/handovers?user_id={}", view.from_user_id), &view)
    })
    .await
}

/// Checks and carries out a handover.
pub(super) fn make(tx: &mut Tx<'_>, input: &HandoverInput) -> Result<Handover> {
    check_texts(input)?;
    let (from, today) = (input.from_user_id, tx.today());
    let on = input.on.unwrap_or(today);
    if from == input.to_user_id {
        return Err(Error::field("/to_user_id", "same", "接手人不能是移交人本人，请另选。"));
    }
    if !store::people(tx, vec![from])?.contains_key(&from) {
        return Err(Error::field("/from_user_id", "not_found", "没有这个人员，请从人员列表中选择。"));
    }
    let to = store::active_person(tx, input.to_user_id, "/to_user_id")?;
    let held = chosen(tx, input)?;
    handovers::check(&held, &to, on, today, "/to_user_id")?;
    let whole = input.roles.is_none() && input.project_ids.is_none();
    let mut moved = if whole { other_work(tx, from)? } else { Vec::new() };
    if !held.is_empty() {
        moved.insert(0, handovers::as_work(held.len()));
    }
    if moved.is_empty() {
        return Err(Error::new(Code::ResourceConflict).detail(
            "没有可以移交的：这个人现在没有担任所选的角色，也没有未了的事项。请核对移交人与所选范围。",
        ));
    }
    let row = handovers::insert(tx, (from, to.id), on, &input.reason, &moved)?;
    let pairs = handovers::move_terms(tx, &held, &to, &row)?;
    record_moves(tx, &pairs)?;
    if whole {
        crate::app::hand_over_work(tx, from, to.id).map_err(|e| handovers::at(e, "/to_user_id"))?;
    }
    let view = handovers::named(tx, vec![row])?.pop().ok_or_else(|| Error::internal("no handover"))?;
    let subject = Subject::new("handover", view.id, format!("{}→{}", view.from_user_name, view.to_user_name));
    journal::created(tx, "handover.made", &subject, &view)?;
    Ok(view)
}

/// The terms that are to move.
fn chosen(tx: &mut Tx<'_>, input: &HandoverInput) -> Result<Vec<Assignment>> {
    let held = terms::held_by(tx, input.from_user_id)?;
    let wanted = |term: &Assignment| {
        input.roles.as_ref().is_none_or(|roles| roles.contains(&term.role))
            && input.project_ids.as_ref().is_none_or(|ids| ids.contains(&term.project_id))
    };
    if let Some(ids) = &input.project_ids
        && let Some(n) = ids.iter().position(|id| !held.iter().any(|t| t.project_id == *id))
    {
        let message = "移交人现在不是这个项目的责任人，请从移交预览中选择。";
        return Err(Error::field(format!("/project_ids/{n}"), "not_held", message));
    }
    Ok(held.into_iter().filter(wanted).collect())
}
