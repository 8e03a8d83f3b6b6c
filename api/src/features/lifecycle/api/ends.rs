//! Suspending, resuming, terminating, withdrawing.

use super::super::model::{
    LifecycleView, ResumptionInput, SuspensionInput, TerminationInput, WithdrawalInput,
};
use super::super::rules::{self, Change, Standing};
use super::super::store;
use super::Life;
use crate::error::Result;
use crate::features::projects::Project;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::Action;
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;

/// 暂缓项目
///
/// 写明理由与预计恢复日期。暂缓期间不能推进、填报或审核，天数另计；单独列示。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("project.end"))),
    params(("id" = i64, Path, description = "项目编号"), ("If-Match" = String, Header)),
    request_body = SuspensionInput,
    responses((status = 200, description = "已暂缓", body = LifecycleView)))]
#[post("/projects/{id}/suspensions")]
pub async fn suspend_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<SuspensionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        end(tx, *id, &if_match, "project.suspended", |from, today| {
            rules::suspend(from, &input.reason, input.expected_return_on, today)
        })
    })
    .await
}

/// 恢复项目
///
/// 暂缓的项目恢复到原阶段。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("project.end"))),
    params(("id" = i64, Path, description = "项目编号"), ("If-Match" = String, Header)),
    request_body = ResumptionInput,
    responses((status = 200, description = "已恢复", body = LifecycleView)))]
#[post("/projects/{id}/resumptions")]
pub async fn resume_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ResumptionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        end(tx, *id, &if_match, "project.resumed", |from, today| rules::resume(from, &input.reason, today))
    })
    .await
}

/// 终止项目
///
/// 写明理由、原因在哪一方、由谁决定。终止的项目退出一切分子，仍计入分母；不能恢复。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("project.end"))),
    params(("id" = i64, Path, description = "项目编号"), ("If-Match" = String, Header)),
    request_body = TerminationInput,
    responses((status = 200, description = "已终止", body = LifecycleView)))]
#[post("/projects/{id}/terminations")]
pub async fn terminate_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TerminationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        end(tx, *id, &if_match, "project.terminated", |from, today| {
            rules::terminate(from, &input.reason, input.cause, &input.decided_by, today)
        })
    })
    .await
}

/// 退库
///
/// 仅限签约之前；保留原阶段，此后只读。理由不超过500字。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("project.end"))),
    params(("id" = i64, Path, description = "项目编号"), ("If-Match" = String, Header)),
    request_body = WithdrawalInput,
    responses((status = 200, description = "已退库", body = LifecycleView)))]
#[post("/projects/{id}/withdrawals")]
pub async fn withdraw_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<WithdrawalInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        end(tx, *id, &if_match, "project.withdrawn", |from, today| {
            rules::withdraw(from, &input.reason, today)
        })
    })
    .await
}

/// The common path of all ends: find, ask, check the version, decide, apply, journal.
fn end(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    event: &str,
    decide: impl Fn(&Standing, NaiveDate) -> Result<Change>,
) -> Result<Reply> {
    let life = Life::find(tx, id)?;
    life.require(tx, Action::ProjectEnd)?;
    if_match.check(life.project.version, &life.view(tx)?)?;
    let change = decide(&life.standing, tx.today())?;
    let moved = carry_out(tx, &life.project, &life.standing, &change, event)?;
    let life = Life::of(tx, moved)?;
    Ok(Reply::ok(&life.view(tx)?)?.version(life.project.version))
}

pub(super) fn carry_out(
    tx: &mut Tx<'_>,
    project: &Project,
    from: &Standing,
    change: &Change,
    event: &str,
) -> Result<Project> {
    let today = tx.today();
    rulesets::seed_if_empty(tx, &store::GATES)?;
    let (_, revision) = store::gates_in_force(tx, today)?;
    let moved = store::apply(tx, project, from, change, revision)?;
    let subject = Subject::new("project", moved.id, &moved.name);
    let after = serde_json::json!({ "end_state": moved.end_state, "reason": change.reason, "details": change.details });
    let before = serde_json::json!({ "end_state": project.end_state });
    journal::record(tx, event, &subject, Some(&before), Some(&after))?;
    Ok(moved)
}

/// For the room `claims`, which decides who may: gives a project up to the common pool.
///
/// # Errors
/// `project.ended`, `lifecycle.not_possible` from the signing on.
pub fn share(tx: &mut Tx<'_>, project: &Project, reason: &str) -> Result<Project> {
    let from = store::standing(project, &store::log_of(tx, project.id)?);
    let change = rules::share(&from, reason, tx.today())?;
    carry_out(tx, project, &from, &change, "project.shared")
}

/// For the room `claims`, which decides who may: takes a project out of the common pool.
///
/// # Errors
/// `lifecycle.not_possible` when it is not there.
pub fn take_up(tx: &mut Tx<'_>, project: &Project, reason: &str) -> Result<Project> {
    let from = store::standing(project, &store::log_of(tx, project.id)?);
    let change = rules::take_up(&from, reason, tx.today())?;
    carry_out(tx, project, &from, &change, "project.taken_up")
}
