//! Plans of the year, pauses, entries into the statistics.

use super::super::model::input::{
    PauseEndInput, PauseInput, ProgressDecisionInput, ProgressReasonInput, StatisticsEntryInput,
    YearPlanInput,
};
use super::super::model::view::{
    PauseView, ProjectPauses, StatisticsEntries, StatisticsEntryView, YearPlanView,
};
use super::super::model::{PauseRow, PauseState, StatisticsEntry, YearPlan};
use super::super::rules::milestones::{check_end, check_past, check_pause};
use super::super::rules::plans::check_months;
use super::super::store::parts::{self as store, People, take_files};
use super::{can, check_opinion, papers, project_for, record, uploaders};
use crate::error::{Code, Error, Result};
use crate::features::projects::Project;
use crate::features::projects::rules::{check_open, check_texts};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::policy::{Action, check_audit};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

type YearPlace = web::Path<(i64, i32)>;

fn plan_view(tx: &Tx<'_>, project: &Project, year: i32, row: Option<&YearPlan>) -> YearPlanView {
    let possible: &[Action] = if project.end_state.is_none() { &[Action::YearPlanEdit] } else { &[] };
    YearPlanView {
        project_id: project.id,
        year,
        planned_yuan: row.map(|r| r.planned_yuan),
        invested_before_yuan: row.and_then(|r| r.invested_before_yuan),
        months: row.and_then(YearPlan::months),
        version: row.map_or(0, |r| r.version),
        can: can(tx, project, possible),
    }
}

fn check_year(year: i32) -> Result<i32> {
    if (2000..2200).contains(&year) { Ok(year) } else { Err(Error::not_found()) }
}

/// 查看年度计划
///
/// 一个项目一年的计划投资；还没有计划的版本为0，填写时以其 `ETag` 作 `If-Match`。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("year" = i32, Path, description = "年份", example = 2026)),
    responses((status = 200, description = "年度计划", body = YearPlanView)))]
#[get("/projects/{id}/year-plans/{year}")]
pub async fn get_year_plan(ctx: Ctx, place: YearPlace) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, place.0, Action::ReportRead)?;
        let year = check_year(place.1)?;
        let row = store::plan(tx, project.id, year)?;
        let view = plan_view(tx, &project, year, row.as_ref());
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 填写年度计划
///
/// 一年计划完成的投资，可以逐月写明累计数，不写则按月平均。截至上年底的累计不填时取上年最后一份月报。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("year_plan.edit"))), request_body = YearPlanInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("year" = i32, Path, description = "年份", example = 2026)),
    responses((status = 200, description = "已保存", body = YearPlanView)))]
#[put("/projects/{id}/year-plans/{year}")]
pub async fn put_year_plan(
    ctx: Ctx,
    place: YearPlace,
    if_match: IfMatch,
    input: Json<YearPlanInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, place.0, Action::YearPlanEdit)?;
        let year = check_year(place.1)?;
        let before = store::plan(tx, project.id, year)?;
        let current = plan_view(tx, &project, year, before.as_ref());
        if_match.check(current.version, &current)?;
        check_open(&project)?;
        let errors = check_months(input.planned_yuan, input.months.as_deref());
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let after = store::set_plan(tx, project.id, year, before.as_ref(), &input)?;
        record(tx, "project.year_planned", &project, before.as_ref(), &after)?;
        let view = plan_view(tx, &project, year, Some(&after));
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

fn pause_view(tx: &mut Tx<'_>, project: &Project, row: PauseRow) -> Result<PauseView> {
    let mine = check_audit(tx.caller.user_id, row.requested_by, &uploaders(tx, &row.file_ids)?).is_err();
    let possible: &[Action] = match row.state {
        PauseState::Requested if mine => &[],
        PauseState::Requested => &[Action::PauseDecide],
        PauseState::Approved if row.until_on > tx.today() => &[Action::PauseRequest],
        PauseState::Approved | PauseState::Refused | PauseState::Ended => &[],
    };
    let people = People::of(tx, [row.requested_by, row.decided_by])?;
    Ok(PauseView {
        id: row.id,
        project_id: row.project_id,
        kind: row.kind,
        cause: row.cause,
        files: papers(tx, &row.file_ids)?.get(&row.file_ids),
        from_on: row.from_on,
        until_on: row.until_on,
        days: (row.until_on - row.from_on).num_days(),
        state: row.state,
        requested_by: people.get(row.requested_by),
        requested_at: row.requested_at,
        decided_by: people.get(row.decided_by),
        decided_at: row.decided_at,
        opinion: row.opinion,
        end_reason: row.end_reason,
        version: row.version,
        can: can(tx, project, possible),
    })
}

/// 查询项目的暂停
///
/// 各次暂停的外部原因、起止、佐证与审批，晚的在前。暂停期间的日子不计入逾期，到重新起算的那天自动恢复。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "各次暂停", body = ProjectPauses)))]
#[get("/projects/{id}/pauses")]
pub async fn list_pauses(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, *id, Action::ReportRead)?;
        let rows = store::pauses(tx, project.id)?;
        let counts = |p: &&PauseRow| matches!(p.state, PauseState::Approved | PauseState::Ended);
        let paused_days =
            rows.iter().filter(counts).map(|p| (p.until_on - p.from_on).num_days()).sum::<i64>();
        let items = rows.into_iter().map(|row| pause_view(tx, &project, row)).collect::<Result<_>>()?;
        let possible: &[Action] = if project.end_state.is_none() { &[Action::PauseRequest] } else { &[] };
        Reply::ok(&ProjectPauses { items, paused_days, can: can(tx, &project, possible) })
    })
    .await
}

/// 申请暂停
///
/// 写明外部原因、停计的第一天、重新起算的第一天，附佐证，由另一人审批。同一项目的暂停不能重叠。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("pause.request"))), request_body = PauseInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已提交，待审批", body = PauseView)))]
#[post("/projects/{id}/pauses")]
pub async fn request_pause(ctx: Ctx, id: web::Path<i64>, input: Json<PauseInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id, Action::PauseRequest)?;
        check_open(&project)?;
        check_texts(&input)?;
        let mut others = store::pauses(tx, project.id)?;
        others.retain(|p| p.state != PauseState::Refused);
        let errors = check_pause(&input, &others);
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        take_files(tx, &input.file_ids, project.id)?;
        let row = store::request_pause(tx, project.id, &input)?;
        record(tx, "project.pause_requested", &project, None, &row)?;
        let (location, version) = (format!("/projects/{}/pauses/{}", project.id, row.id), row.version);
        Ok(Reply::created(location, &pause_view(tx, &project, row)?)?.version(version))
    })
    .await
}

type Ids = web::Path<(i64, i64)>;

/// 查看一次暂停
///
/// 外部原因、起止、佐证与审批。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("pause_id" = i64, Path, description = "暂停编号")),
    responses((status = 200, description = "暂停", body = PauseView)))]
#[get("/projects/{id}/pauses/{pause_id}")]
pub async fn get_pause(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, ids.0, Action::ReportRead)?;
        let row = store::pause(tx, project.id, ids.1)?;
        pause_answer(tx, &project, row)
    })
    .await
}

fn pause_answer(tx: &mut Tx<'_>, project: &Project, row: PauseRow) -> Result<Reply> {
    let version = row.version;
    Ok(Reply::ok(&pause_view(tx, project, row)?)?.version(version))
}

fn pause_wrong(row: &PauseRow) -> Error {
    Error::new(Code::PauseState)
        .detail(format!("这次暂停现在是“{}”，不能这样办理。请刷新后再看。", row.state.label()))
}

/// 审批暂停
///
/// 由申请人以外的人审批，佐证也不能是审批人自己上传的；不同意的写明意见。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("pause.decide"))), request_body = ProgressDecisionInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("pause_id" = i64, Path, description = "暂停编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审批", body = PauseView)))]
#[post("/projects/{id}/pauses/{pause_id}/decisions")]
pub async fn decide_pause(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProgressDecisionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, ids.0, Action::PauseDecide)?;
        let row = store::pause(tx, project.id, ids.1)?;
        if_match.check(row.version, &pause_view(tx, &project, row.clone())?)?;
        if row.state != PauseState::Requested {
            return Err(pause_wrong(&row));
        }
        check_audit(tx.caller.user_id, row.requested_by, &uploaders(tx, &row.file_ids)?)?;
        check_texts(&input)?;
        check_opinion(!input.approved, input.opinion.as_deref())?;
        let after = store::decide_pause(tx, &row, input.approved, input.opinion.as_deref())?;
        record(tx, "project.pause_decided", &project, Some(&row), &after)?;
        pause_answer(tx, &project, after)
    })
    .await
}

/// 提前恢复计时
///
/// 外部原因提前消除的，写明重新起算的第一天与原因。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("pause.request"))), request_body = PauseEndInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("pause_id" = i64, Path, description = "暂停编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已恢复", body = PauseView)))]
#[post("/projects/{id}/pauses/{pause_id}/ends")]
pub async fn end_pause(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<PauseEndInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, ids.0, Action::PauseRequest)?;
        let row = store::pause(tx, project.id, ids.1)?;
        if_match.check(row.version, &pause_view(tx, &project, row.clone())?)?;
        if row.state != PauseState::Approved {
            return Err(pause_wrong(&row));
        }
        check_texts(&input)?;
        check_end(&row, input.until_on)?;
        let after = store::end_pause(tx, &row, input.until_on, &input.reason)?;
        record(tx, "project.pause_ended", &project, Some(&row), &after)?;
        pause_answer(tx, &project, after)
    })
    .await
}

fn entry_view(tx: &mut Tx<'_>, project: &Project, row: StatisticsEntry) -> Result<StatisticsEntryView> {
    let possible: &[Action] = if row.ended_at.is_none() { &[Action::StatisticsRecord] } else { &[] };
    let people = People::of(tx, [row.recorded_by])?;
    Ok(StatisticsEntryView {
        id: row.id,
        project_id: row.project_id,
        entered_on: row.entered_on,
        note: row.note,
        files: papers(tx, &row.file_ids)?.get(&row.file_ids),
        recorded_by: people.get(row.recorded_by),
        recorded_at: row.recorded_at,
        ended_at: row.ended_at,
        end_reason: row.end_reason,
        version: row.version,
        can: can(tx, project, possible),
    })
}

/// 查询项目的入统登记
///
/// 纳入固定资产投资统计的日期与佐证，晚登记的在前；作废的也列出。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "入统登记", body = StatisticsEntries)))]
#[get("/projects/{id}/statistics-entries")]
pub async fn list_statistics_entries(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, *id, Action::ReportRead)?;
        let rows = store::entries(tx, project.id)?;
        let none = rows.iter().all(|row| row.ended_at.is_some());
        let items = rows.into_iter().map(|row| entry_view(tx, &project, row)).collect::<Result<_>>()?;
        let possible: &[Action] = if none { &[Action::StatisticsRecord] } else { &[] };
        Reply::ok(&StatisticsEntries { items, can: can(tx, &project, possible) })
    })
    .await
}

/// 登记入统
///
/// 入统日期（不晚于今天）与佐证，如统计局的入库通知。一个项目只有一条有效的登记。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("statistics.record"))), request_body = StatisticsEntryInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已登记", body = StatisticsEntryView)))]
#[post("/projects/{id}/statistics-entries")]
pub async fn create_statistics_entry(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<StatisticsEntryInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id, Action::StatisticsRecord)?;
        check_texts(&input)?;
        check_past("/entered_on", input.entered_on, tx.today())?;
        take_files(tx, &input.file_ids, project.id)?;
        let row = store::record_entry(tx, project.id, &input)?;
        record(tx, "project.statistics_entered", &project, None, &row)?;
        let location = format!("/projects/{}/statistics-entries/{}", project.id, row.id);
        let version = row.version;
        Ok(Reply::created(location, &entry_view(tx, &project, row)?)?.version(version))
    })
    .await
}

/// 查看一条入统登记
///
/// 入统日期、佐证、登记人。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "登记编号")),
    responses((status = 200, description = "入统登记", body = StatisticsEntryView)))]
#[get("/projects/{id}/statistics-entries/{entry_id}")]
pub async fn get_statistics_entry(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, ids.0, Action::ReportRead)?;
        let row = store::entry(tx, project.id, ids.1)?;
        let version = row.version;
        Ok(Reply::ok(&entry_view(tx, &project, row)?)?.version(version))
    })
    .await
}

/// 作废入统登记
///
/// 登记有误的写明原因作废，再重新登记。
#[utoipa::path(tag = "暂停与入统", extensions(("x-action" = json!("statistics.record"))), request_body = ProgressReasonInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "登记编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已作废", body = StatisticsEntryView)))]
#[post("/projects/{id}/statistics-entries/{entry_id}/withdrawals")]
pub async fn withdraw_statistics_entry(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProgressReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, ids.0, Action::StatisticsRecord)?;
        let row = store::entry(tx, project.id, ids.1)?;
        if_match.check(row.version, &entry_view(tx, &project, row.clone())?)?;
        if row.ended_at.is_some() {
            return Err(Error::new(Code::ResourceConflict).detail("这条入统登记已经作废。"));
        }
        check_texts(&input)?;
        let after = store::end_entry(tx, &row, &input.reason)?;
        record(tx, "project.statistics_withdrawn", &project, Some(&row), &after)?;
        let version = after.version;
        Ok(Reply::ok(&entry_view(tx, &project, after)?)?.version(version))
    })
    .await
}
