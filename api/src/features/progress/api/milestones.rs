//! Milestones: what was planned, what was done, what was moved and why.

use super::super::model::Milestone;
use super::super::model::input::{
    MilestoneDoneInput, MilestoneFilter, MilestoneInput, MilestoneState, MilestonesInput, ProgressReasonInput,
};
use super::super::model::view::{MilestonePlan, MilestoneView, OfferedMilestone};
use super::super::rules::milestones::{check_change, check_past, days_late, needs_reason, state};
use super::super::rules::{month_of, month_words};
use super::super::store::milestones as store;
use super::super::store::owed;
use super::super::store::parts::{Papers, People, clocks, take_files};
use super::super::store::rule_sets::milestones_in_force;
use super::{can, project_for, record};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::rules::{check_open, check_texts};
use crate::features::projects::store::all_of;
use crate::features::projects::store::list::with_units_below;
use crate::features::projects::store::parts::unit_names;
use crate::features::projects::{self, Project};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::policy::{Action, permitted, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};
use chrono::Days;
use std::collections::HashMap;

/// Milestones as they are shown; the caller sees their projects.
pub(super) fn views(tx: &mut Tx<'_>, rows: Vec<Milestone>) -> Result<Vec<MilestoneView>> {
    let mut ids: Vec<i64> = rows.iter().map(|r| r.project_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let projects: HashMap<i64, Project> = all_of(tx, &ids)?.into_iter().map(|p| (p.id, p)).collect();
    let units = unit_names(tx, projects.values().map(|p| p.lead_unit_id).collect())?;
    let people = People::of(tx, rows.iter().map(|r| r.done_by))?;
    let papers = Papers::of(tx, rows.iter().map(|r| &r.file_ids))?;
    let clocks = clocks(tx, &ids)?;
    let reported = store::reported_at(tx, &ids)?;
    let row_ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let mut changes = store::changes(tx, &row_ids)?;
    let today = tx.today();
    let remind_days = milestones_in_force(tx, today)?.remind_days;
    let caller = tx.caller;
    let view = |row: Milestone| {
        let project = projects.get(&row.project_id)?;
        let pauses = clocks.get(&row.project_id).map(Vec::as_slice).unwrap_or_default();
        let told = reported.get(&row.project_id).is_some_and(|at| *at >= row.created_at);
        let changes = changes.remove(&row.id).unwrap_or_default();
        let first_planned_on = changes.iter().find_map(|c| c.before_on.filter(|_| c.after_on.is_some()));
        let possible: &[Action] = if row.ended_at.is_none() && project.end_state.is_none() {
            &[Action::MilestoneEdit]
        } else {
            &[]
        };
        Some(MilestoneView {
            id: row.id,
            project_id: row.project_id,
            project_number: project.number.clone(),
            project_name: project.name.clone(),
            unit_id: project.lead_unit_id,
            unit_name: units.get(&project.lead_unit_id).cloned().unwrap_or_default(),
            code: row.code,
            planned_on: row.planned_on,
            first_planned_on: first_planned_on.unwrap_or(row.planned_on),
            actual_on: row.actual_on,
            state: state(&row, today, remind_days),
            days_late: days_late(&row, today, pauses).filter(|_| row.ended_at.is_none()),
            files: papers.get(&row.file_ids),
            done_by: people.get(row.done_by),
            needs_reason: needs_reason(&row, today, told),
            changes,
            version: row.version,
            can: permitted(caller, possible, projects::relations(caller, project)),
            name: row.name,
            note: row.note,
            end_reason: row.end_reason,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// A page of milestones.
pub(super) fn page(
    tx: &mut Tx<'_>,
    filter: &MilestoneFilter,
    paging: &Paging,
) -> Result<Page<MilestoneView>> {
    let units = filter.unit_id.as_deref().map(|ids| with_units_below(tx, ids)).transpose()?;
    let (who, today) = (visible(tx.caller), tx.today());
    let remind_days = milestones_in_force(tx, today)?.remind_days;
    let some = || owed::concerns(&who, units.as_deref());
    store::page(tx, some, filter, (today, remind_days), paging)?.convert(|rows| {
        let mut views = views(tx, rows)?;
        views.iter_mut().for_each(|v| v.changes.clear());
        Ok(views)
    })
}

/// 查询里程碑
///
/// 各项目的里程碑，计划日期早的在前；不选状态时列未完成的。经办人看本单位牵头的，招商局和领导看全市。可以导出。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.read"))), params(MilestoneFilter, Paging),
    responses((status = 200, description = "一页里程碑", body = Page<MilestoneView>)))]
#[get("/milestones")]
pub async fn list_milestones(
    ctx: Ctx,
    filter: Query<MilestoneFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::MilestoneRead)?;
        Reply::ok(&page(tx, &filter, &paging.0)?)
    })
    .await
}

fn plan(tx: &mut Tx<'_>, project: &Project) -> Result<MilestonePlan> {
    let rows = store::of_project(tx, project.id)?;
    let items = views(tx, rows)?;
    let today = tx.today();
    let none = items.iter().all(|m| m.state == MilestoneState::Ended);
    let offered = match project.signed_on.filter(|_| none) {
        None => Vec::new(),
        Some(signed_on) => milestones_in_force(tx, today)?
            .template
            .into_iter()
            .filter_map(|t| {
                let planned_on = signed_on.checked_add_days(Days::new(u64::from(t.days_after_signing)))?;
                Some(OfferedMilestone { code: t.code, name: t.name, planned_on })
            })
            .collect(),
    };
    let possible: &[Action] = if project.end_state.is_none() { &[Action::MilestoneEdit] } else { &[] };
    Ok(MilestonePlan { items, offered, can: can(tx, project, possible) })
}

/// 查询项目的里程碑
///
/// 计划与实际、迟了几天（不计经批准的暂停）、历次改期与原因。还没有里程碑而已签约的，`offered` 是按规则 `milestones` 推算、可以
/// 采用的一套。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "里程碑", body = MilestonePlan)))]
#[get("/projects/{id}/milestones")]
pub async fn list_project_milestones(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, *id, Action::MilestoneRead)?;
        Reply::ok(&plan(tx, &project)?)
    })
    .await
}

/// 登记里程碑
///
/// 种类、名称与计划日期。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.edit"))), request_body = MilestoneInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已登记", body = MilestoneView)))]
#[post("/projects/{id}/milestones")]
pub async fn create_milestone(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<MilestoneInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id, Action::MilestoneEdit)?;
        check_open(&project)?;
        check_texts(&input)?;
        let row = add(tx, &project, &input)?;
        let (location, version) = (format!("/projects/{}/milestones/{}", project.id, row.id), row.version);
        Ok(Reply::created(location, &view(tx, row)?)?.version(version))
    })
    .await
}

fn add(tx: &mut Tx<'_>, project: &Project, input: &MilestoneInput) -> Result<Milestone> {
    let taken = store::of_project(tx, project.id)?.into_iter().filter(|m| m.ended_at.is_none());
    if taken.into_iter().any(|m| m.name == input.name) {
        let detail = format!("这个项目已有里程碑“{}”。请修改它的计划日期，或换一个名称。", input.name);
        return Err(Error::new(Code::ResourceConflict).detail(detail));
    }
    let row = store::insert(tx, project.id, input)?;
    record(tx, "project.milestone_planned", project, None, &row)?;
    Ok(row)
}

fn view(tx: &mut Tx<'_>, row: Milestone) -> Result<MilestoneView> {
    views(tx, vec![row])?.pop().ok_or_else(Error::not_found)
}

/// 一次登记多个里程碑
///
/// 采用推荐的一套，或自拟的一套；有一个不对就都不登记。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.edit"))), request_body = MilestonesInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "项目的里程碑", body = MilestonePlan)))]
#[post("/projects/{id}/milestones/batch")]
pub async fn create_milestones(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<MilestonesInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id, Action::MilestoneEdit)?;
        check_open(&project)?;
        check_texts(&input)?;
        for item in &input.items {
            add(tx, &project, item)?;
        }
        Reply::ok(&plan(tx, &project)?)
    })
    .await
}

type Ids = web::Path<(i64, i64)>;

/// 查看里程碑
///
/// 计划与实际、历次改期与原因、佐证。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("milestone_id" = i64, Path, description = "里程碑编号")),
    responses((status = 200, description = "里程碑", body = MilestoneView)))]
#[get("/projects/{id}/milestones/{milestone_id}")]
pub async fn get_milestone(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, ids.0, Action::MilestoneRead)?;
        let row = store::find(tx, project.id, ids.1)?;
        answer(tx, row)
    })
    .await
}

fn answer(tx: &mut Tx<'_>, row: Milestone) -> Result<Reply> {
    let version = row.version;
    Ok(Reply::ok(&view(tx, row)?)?.version(version))
}

/// The milestone that is to be changed, in the version that the caller saw.
fn wanted(tx: &mut Tx<'_>, ids: &Ids, if_match: &IfMatch) -> Result<(Project, Milestone, MilestoneView)> {
    let project = project_for(tx, ids.0, Action::MilestoneEdit)?;
    let row = store::find(tx, project.id, ids.1)?;
    let shown = view(tx, row.clone())?;
    if_match.check(row.version, &shown)?;
    check_open(&project)?;
    if row.ended_at.is_some() {
        return Err(wrong(&row, "已取消，不能再改动"));
    }
    Ok((project, row, shown))
}

fn wrong(row: &Milestone, why: &str) -> Error {
    Error::new(Code::MilestoneState).detail(format!("里程碑“{}”{why}。请刷新后再看。", row.name))
}

/// 修改里程碑
///
/// 改名称、计划日期、说明。原计划日已过，或已随月报报过的，改计划日期要写原因；已完成的不再改计划。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.edit"))), request_body = MilestoneInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("milestone_id" = i64, Path, description = "里程碑编号")),
    responses((status = 200, description = "已修改", body = MilestoneView)))]
#[put("/projects/{id}/milestones/{milestone_id}")]
pub async fn replace_milestone(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<MilestoneInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, row, shown) = wanted(tx, &ids, &if_match)?;
        check_texts(&input)?;
        if row.actual_on.is_some() && row.planned_on != input.planned_on {
            return Err(wrong(&row, "已完成，不能再改计划日期"));
        }
        check_change(&row, &input, shown.needs_reason)?;
        let after = store::change(tx, &row, &input)?;
        record(tx, "project.milestone_changed", &project, Some(&row), &after)?;
        answer(tx, after)
    })
    .await
}

/// 登记里程碑完成
///
/// 实际完成日期（不晚于今天）与佐证。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.edit"))), request_body = MilestoneDoneInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("milestone_id" = i64, Path, description = "里程碑编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已登记", body = MilestoneView)))]
#[post("/projects/{id}/milestones/{milestone_id}/completions")]
pub async fn complete_milestone(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<MilestoneDoneInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, row, _) = wanted(tx, &ids, &if_match)?;
        if row.actual_on.is_some() {
            return Err(wrong(&row, "已经完成"));
        }
        check_past("/actual_on", input.actual_on, tx.today())?;
        take_files(tx, &input.file_ids, project.id)?;
        let after = store::done(tx, &row, input.actual_on, &input.file_ids)?;
        record(tx, "project.milestone_done", &project, Some(&row), &after)?;
        answer(tx, after)
    })
    .await
}

/// 撤回里程碑完成
///
/// 登记有误的写明原因撤回；完成那个月已封存的不能撤回。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.edit"))), request_body = ProgressReasonInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("milestone_id" = i64, Path, description = "里程碑编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤回", body = MilestoneView)))]
#[post("/projects/{id}/milestones/{milestone_id}/reversals")]
pub async fn take_back_milestone(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProgressReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, row, _) = wanted(tx, &ids, &if_match)?;
        let Some(actual_on) = row.actual_on else {
            return Err(wrong(&row, "还没有完成，不必撤回"));
        };
        let month_on = month_of(actual_on);
        if store::is_frozen(tx, month_on)? {
            let detail = format!("{}已封存，那个月完成的里程碑不能撤回。", month_words(month_on));
            return Err(Error::new(Code::ReportFrozen).detail(detail));
        }
        check_texts(&input)?;
        let after = store::take_back(tx, &row, &input.reason)?;
        record(tx, "project.milestone_taken_back", &project, Some(&row), &after)?;
        answer(tx, after)
    })
    .await
}

/// 取消里程碑
///
/// 不再需要的写明原因取消，仍列在项目的里程碑里；已完成的不能取消。
#[utoipa::path(tag = "里程碑", extensions(("x-action" = json!("milestone.edit"))), request_body = ProgressReasonInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("milestone_id" = i64, Path, description = "里程碑编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已取消", body = MilestoneView)))]
#[post("/projects/{id}/milestones/{milestone_id}/withdrawals")]
pub async fn withdraw_milestone(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProgressReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, row, _) = wanted(tx, &ids, &if_match)?;
        if row.actual_on.is_some() {
            return Err(wrong(&row, "已完成，不能取消"));
        }
        check_texts(&input)?;
        let after = store::end(tx, &row, &input.reason)?;
        record(tx, "project.milestone_withdrawn", &project, Some(&row), &after)?;
        answer(tx, after)
    })
    .await
}
