//! Looking at a project's life and moving it forward or back.

use super::super::model::{
    LifecycleView, MoveKind, ReturnInput, TransitionInput, TransitionView, TransitionsView,
};
use super::super::{rules, store};
use super::Life;
use crate::error::{Error, Result};
use crate::features::projects::Stage;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::Action;
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

/// 查看项目全周期
///
/// 返回阶段条（五大段、13个阶段，含申报日期与审核日期）、阶段记录、阶段日志与停留天数。`ETag` 是项目的版本。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("lifecycle.read"))),
    params(("id" = i64, Path, description = "项目编号")),
    responses((status = 200, description = "项目全周期", body = LifecycleView)))]
#[get("/projects/{id}/lifecycle")]
pub async fn get_lifecycle(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let life = Life::find(tx, *id)?;
        life.require(tx, Action::LifecycleRead)?;
        Ok(Reply::ok(&life.view(tx)?)?.version(life.project.version))
    })
    .await
}

/// 列出可能的去向
///
/// 逐个列出其余12个阶段及暂缓、恢复、终止、退库：现在能否办理、还缺什么、怎么补、谁可以办理；目标阶段的门槛（表单）一并给出。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("lifecycle.read"))),
    params(("id" = i64, Path, description = "项目编号")),
    responses((status = 200, description = "全部去向", body = TransitionsView)))]
#[get("/projects/{id}/transitions")]
pub async fn list_transitions(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let life = Life::find(tx, *id)?;
        life.require(tx, Action::LifecycleRead)?;
        Ok(Reply::ok(&life.transitions(tx))?.version(life.project.version))
    })
    .await
}

/// 推进项目阶段
///
/// 目标阶段的门槛满足（须有他人审核通过的阶段记录）才能进入；向前跳阶段时，被跳过的阶段中标为不可跳过的也须满足。
/// 目标在当前阶段之前即为退回，须写理由。`dry_run` 只试算：返回还缺什么，不改动任何数据。不满足时返回 422 与逐项缺失。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.move"))),
    params(("id" = i64, Path, description = "项目编号"), ("If-Match" = String, Header)),
    request_body = TransitionInput,
    responses((status = 200, description = "推进（或试算）的结果", body = TransitionView)))]
#[post("/projects/{id}/transitions")]
pub async fn transition_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TransitionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let life = Life::find(tx, *id)?;
        life.require(tx, Action::StageMove)?;
        if_match.check(life.project.version, &life.view(tx)?)?;
        if input.dry_run {
            tx.mark_journalled(); // nothing changes
            let target = life.target(tx, input.to);
            let view = TransitionView { dry_run: true, moved: false, target, lifecycle: life.view(tx)? };
            return Ok(Reply::ok(&view)?.version(life.project.version));
        }
        let target = life.target(tx, input.to);
        let life = go(tx, life, input.to, input.reason.as_deref())?;
        let view = TransitionView { dry_run: false, moved: true, target, lifecycle: life.view(tx)? };
        Ok(Reply::ok(&view)?.version(life.project.version))
    })
    .await
}

/// 退回项目阶段
///
/// 退回到以前的阶段，须写理由；被退回各阶段已通过的记录转为历史，再次进入时重新填报审核。来自这些记录的开工、投产日期
/// 不再是项目的事实，随之清空，原值留在沿革里；导入或登记时填的、从未有记录的不变。签约日期和合同金额随计入的签约，退回不影响；
/// 合同作废的，办理终止或变更。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.move"))),
    params(("id" = i64, Path, description = "项目编号"), ("If-Match" = String, Header)),
    request_body = ReturnInput,
    responses((status = 200, description = "已退回", body = LifecycleView)))]
#[post("/projects/{id}/returns")]
pub async fn return_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReturnInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let life = Life::find(tx, *id)?;
        life.require(tx, Action::StageMove)?;
        if_match.check(life.project.version, &life.view(tx)?)?;
        if life.project.end_state.is_none()
            && rules::kind_of(life.project.stage, input.to) == MoveKind::Advance
        {
            let message = format!("退回的目标应在{}之前；向前请用推进。", life.project.stage.label());
            return Err(Error::field("/to", "not_before", message));
        }
        let life = go(tx, life, input.to, Some(&input.reason))?;
        Ok(Reply::ok(&life.view(tx)?)?.version(life.project.version))
    })
    .await
}

/// Decides, moves and journals.
fn go(tx: &mut Tx<'_>, life: Life, to: Stage, reason: Option<&str>) -> Result<Life> {
    let change = rules::advance(&life.standing, &life.facts, to, reason, &life.gates, tx.today())?;
    rulesets::seed_if_empty(tx, &store::GATES)?;
    let moved = store::apply(tx, &life.project, &life.standing, &change, life.gate_revision)?;
    let event = if change.kind == MoveKind::Return {
        store::supersede_after(tx, moved.id, to)?;
        "project.stage_returned"
    } else {
        "project.stage_moved"
    };
    journal::record(
        tx,
        event,
        &Subject::new("project", moved.id, &moved.name),
        Some(&life.project),
        Some(&moved),
    )?;
    Life::of(tx, moved)
}
