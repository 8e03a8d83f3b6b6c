//! Reading and saving monthly reports.

use super::super::model::input::{MonthlyFilter, MonthlyReportInput, MonthlyRowState};
use super::super::model::view::{LastReport, MonthlyReport, PlanProgress};
use super::super::model::{Confirmation, MonthlyState, Period, Report};
use super::super::rules::facts::{Planned, Told, invested_before};
use super::super::rules::plans::gap;
use super::super::rules::reports::{Ground, changed, check_suspicions, check_writable, figures, suspicions};
use super::super::rules::{month_of, month_text, month_words, read_month};
use super::super::store::owed::{Grid, is_owed};
use super::super::store::parts::People;
use super::super::store::reports::{self as store, Words};
use super::super::store::rule_sets::reports_of;
use super::super::store::{facts, periods};
use super::{can, project_for, record};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::Project;
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::all_of;
use crate::features::projects::store::list::with_units_below;
use crate::features::projects::store::parts::unit_names;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::policy::{Action, check_audit, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, put, web};
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// The month of an address or a filter.
///
/// # Errors
/// 422 for what is no month.
pub(super) fn month(text: &str, pointer: &str) -> Result<NaiveDate> {
    read_month(text).ok_or_else(|| Error::field(pointer, "date", "月份请写成如 2026-03。"))
}

/// A month in an address.
///
/// # Errors
/// 404 for what is no month.
pub(super) fn month_in_path(text: &str) -> Result<NaiveDate> {
    read_month(text).ok_or_else(Error::not_found)
}

/// The period of a month in which something is to be written: opened now if it is the month under way.
///
/// # Errors
/// 409 `report.not_due` for a month to come, or one that was never opened.
pub(super) fn open_period(tx: &mut Tx<'_>, month_on: NaiveDate) -> Result<Period> {
    let this = month_of(tx.today());
    if month_on == this {
        return periods::open(tx, month_on);
    }
    periods::find(tx, month_on)?.ok_or_else(|| {
        let why = if month_on > this {
            "还没有开报，到月初再填"
        } else {
            "没有开过报，不能补报"
        };
        Error::new(Code::ReportNotDue).detail(format!("{}{why}。", month_words(month_on)))
    })
}

/// What the rows of a month are asked for.
fn grid(tx: &mut Tx<'_>, filter: &MonthlyFilter, period: Period) -> Result<Grid> {
    let units = filter.unit_id.as_deref().map(|ids| with_units_below(tx, ids)).transpose()?;
    let rules = reports_of(tx, period.due_on)?;
    Ok(Grid {
        who: visible(tx.caller),
        units,
        period,
        stages: rules.stages,
        now: tx.now,
        states: filter.state.clone(),
        late: filter.late == Some(true),
    })
}

/// 查询月报
///
/// 一个月里应报进度的项目各一行，还没有填的也在内（版本为0），带上月的数、调整数、年度计划与完成、与上月不同的字段、截止日。
/// 经办人看本单位牵头的，招商局和领导看全市。谁应报由规则 `reports` 的阶段决定：截止日之前看此刻，之后看截止时的阶段。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))), params(MonthlyFilter, Paging),
    responses((status = 200, description = "一页月报", body = Page<MonthlyReport>)))]
#[get("/monthly-reports")]
pub async fn list_monthly_reports(
    ctx: Ctx,
    filter: Query<MonthlyFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReportRead)?;
        Reply::ok(&page(tx, &filter, &paging.0)?)
    })
    .await
}

/// A page of the grid.
pub(super) fn page(tx: &mut Tx<'_>, filter: &MonthlyFilter, paging: &Paging) -> Result<Page<MonthlyReport>> {
    let month_on = match &filter.month {
        Some(text) => month(text, "/month")?,
        None => month_of(tx.today()),
    };
    let period = periods::find_or_virtual(tx, month_on)?;
    let grid = grid(tx, filter, period.clone())?;
    store::projects_page(tx, || grid.filter(), paging)?.convert(|projects| rows(tx, &period, projects))
}

/// The rows of these projects in a month.
pub(super) fn rows(tx: &mut Tx<'_>, period: &Period, projects: Vec<Project>) -> Result<Vec<MonthlyReport>> {
    let ids: Vec<i64> = projects.iter().map(|p| p.id).collect();
    let mut reports = store::of_month(tx, period.month_on, &ids)?;
    let mut grounds = store::grounds(tx, period.month_on, &ids, &projects)?;
    let units = unit_names(tx, projects.iter().map(|p| p.lead_unit_id).collect())?;
    let who = reports.values().flat_map(|r| [r.submitted_by, r.audited_by]).collect::<Vec<_>>();
    let people = People::of(tx, who)?;
    let plans = facts::plans(tx, &ids)?;
    let told = facts::told(tx, &ids)?;
    let later = store::later_closed(tx, period.month_on, &ids)?;
    let build = |project: Project| {
        let ground = grounds.remove(&project.id).unwrap_or_default();
        let report = reports.remove(&project.id);
        let plan =
            plans.get(&project.id).and_then(|all| all.iter().find(|p| p.year == period.month_on.year()));
        let told = told.get(&project.id).map(Vec::as_slice).unwrap_or_default();
        let row = Row { period, project: &project, ground: &ground, report: report.as_ref() };
        row.view(tx, &units, &people, (plan, told), later.get(&project.id).copied())
    };
    Ok(projects.into_iter().map(build).collect())
}

struct Row<'a> {
    period: &'a Period,
    project: &'a Project,
    ground: &'a Ground,
    report: Option<&'a Report>,
}

impl Row<'_> {
    fn view(
        &self,
        tx: &Tx<'_>,
        units: &HashMap<i64, String>,
        people: &People,
        (plan, told): (Option<&Planned>, &[Told]),
        later: Option<NaiveDate>,
    ) -> MonthlyReport {
        let (period, project, ground, report) = (self.period, self.project, self.ground, self.report);
        let last = ground.last.as_ref();
        let handed_in = report.is_some_and(|r| r.state != MonthlyState::Draft);
        let total_before = ground.total_before(report.map_or(0, |r| r.opening_yuan));
        let total_now = report.map_or(total_before + ground.adjusted_yuan, |r| r.invested_total_yuan);
        let plan = plan.map(|plan| {
            let opening = report.filter(|_| last.is_none()).map(|r| r.opening_yuan);
            let base = match (plan.invested_before_yuan, opening) {
                (None, Some(opening)) => opening,
                _ => invested_before(told, plan),
            };
            let done_yuan = total_now - base;
            let gap = gap(plan.planned_yuan, plan.months.as_deref(), done_yuan, period.month_on);
            PlanProgress {
                planned_yuan: plan.planned_yuan,
                done_yuan,
                plan_percent: gap.plan_percent_hundredths as f64 / 100.0,
                done_percent: gap.actual_percent_hundredths as f64 / 100.0,
                points: -gap.behind_hundredths() as f64 / 100.0,
            }
        });
        MonthlyReport {
            id: report.map(|r| r.id),
            project_id: project.id,
            project_number: project.number.clone(),
            project_name: project.name.clone(),
            unit_id: project.lead_unit_id,
            unit_name: units.get(&project.lead_unit_id).cloned().unwrap_or_default(),
            stage: project.stage,
            month: month_text(period.month_on),
            due_on: period.due_on,
            invested_month_yuan: report.map(|r| r.invested_month_yuan),
            invested_total_yuan: report.map(|r| r.invested_total_yuan),
            adjusted_yuan: report.map_or(ground.adjusted_yuan, |r| r.adjusted_yuan),
            total_before_yuan: total_before,
            total_investment_yuan: project.total_investment_yuan,
            image_progress: report.map(|r| r.image_progress.clone()),
            funds_month_yuan: report.and_then(|r| r.funds_month_yuan),
            problems: report.and_then(|r| r.problems.clone()),
            next_month: report.and_then(|r| r.next_month.clone()),
            unchanged: report.is_some_and(|r| r.unchanged),
            confirmed: report.map(|r| r.confirmed.read::<Vec<Confirmation>>()).unwrap_or_default(),
            state: report.map_or(MonthlyRowState::None, |r| r.state.into()),
            late: report.is_some_and(|r| r.late),
            missing: !handed_in && period.due_at <= tx.now,
            frozen: period.frozen_at.is_some(),
            submitted_by: people.get(report.and_then(|r| r.submitted_by)),
            submitted_at: report.and_then(|r| r.submitted_at),
            audited_by: people.get(report.and_then(|r| r.audited_by)),
            audited_at: report.and_then(|r| r.audited_at),
            audit_opinion: report.and_then(|r| r.audit_opinion.clone()),
            last: last.map(last_view),
            changed: report.map(|r| changed(r, last)).unwrap_or_default(),
            plan,
            opinions: Vec::new(),
            version: report.map_or(0, |r| r.version),
            can: can(tx, project, &self.possible(tx, later)),
        }
    }

    fn possible(&self, tx: &Tx<'_>, later: Option<NaiveDate>) -> Vec<Action> {
        let writable = check_writable(self.period, self.report, later).is_ok();
        let state = self.report.map(|r| r.state);
        let frozen = self.period.frozen_at.is_some();
        let mut out = Vec::new();
        let recallable = state == Some(MonthlyState::Submitted) && later.is_none() && !frozen;
        if writable || recallable {
            out.push(Action::ReportSubmit);
        }
        let own = self.report.is_some_and(|r| check_audit(tx.caller.user_id, r.submitted_by, &[]).is_err());
        if state == Some(MonthlyState::Submitted) && !frozen && !own {
            out.push(Action::ReportAudit);
        }
        out
    }
}

fn last_view(last: &Report) -> LastReport {
    LastReport {
        month: month_text(last.month_on),
        invested_month_yuan: last.invested_month_yuan,
        invested_total_yuan: last.invested_total_yuan,
        image_progress: last.image_progress.clone(),
        funds_month_yuan: last.funds_month_yuan,
        problems: last.problems.clone(),
        next_month: last.next_month.clone(),
    }
}

/// One report with everything about it.
pub(super) fn one(tx: &mut Tx<'_>, period: &Period, project: &Project) -> Result<MonthlyReport> {
    let mut found = rows(tx, period, vec![project.clone()])?.pop().ok_or_else(Error::not_found)?;
    match found.id {
        Some(id) => found.opinions = store::opinions(tx, id)?,
        // nothing is missing, and nothing may be filled in, where nothing is due
        None if !owes(tx, period, project)? => {
            found.missing = false;
            found.can.clear();
        }
        None => {}
    }
    Ok(found)
}

/// 查询项目的各月月报
///
/// 一个项目报过的各月，晚的在前。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), Paging),
    responses((status = 200, description = "一页月报", body = Page<MonthlyReport>)))]
#[get("/projects/{id}/monthly-reports")]
pub async fn list_project_reports(
    ctx: Ctx,
    id: web::Path<i64>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, *id, Action::ReportRead)?;
        let page = store::of_project(tx, project.id, &paging.0)?;
        let page = page.convert(|reports| {
            let months = reports.iter().map(|r| r.month_on).collect::<Vec<_>>();
            months
                .into_iter()
                .map(|month_on| {
                    let period = periods::find_or_virtual(tx, month_on)?;
                    rows(tx, &period, vec![project.clone()])?.pop().ok_or_else(Error::not_found)
                })
                .collect()
        })?;
        Reply::ok(&page)
    })
    .await
}

type Place = web::Path<(i64, String)>;

/// 查看一份月报
///
/// 上月的数、本月的数、年度计划与完成、历次审核意见。还没有填的也有一份，版本为0，填报时以其 `ETag` 作 `If-Match`。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("month" = String, Path, description = "月份", example = "2026-03")),
    responses((status = 200, description = "月报", body = MonthlyReport)))]
#[get("/projects/{id}/monthly-reports/{month}")]
pub async fn get_monthly_report(ctx: Ctx, place: Place) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, place.0, Action::ReportRead)?;
        let period = periods::find_or_virtual(tx, month_in_path(&place.1)?)?;
        let view = one(tx, &period, &project)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 填报月报
///
/// 保存一个项目一个月的月报，还没有提交。累计由上月累计、本月完成与调整数相加，不必填；填了就要对得上。首次填报时连同以前完成的
/// 一起写在累计里。本月达到上月十倍以上、累计减少、累计超过总投资的返回 422 `report.suspicious`，核对后在 `confirm` 里写明再保存。
/// 已提交的先撤回；已审核、已封存的不再改动，办理更正。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.submit"))), request_body = MonthlyReportInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("month" = String, Path, description = "月份", example = "2026-03")),
    responses((status = 200, description = "已保存", body = MonthlyReport)))]
#[put("/projects/{id}/monthly-reports/{month}")]
pub async fn save_monthly_report(
    ctx: Ctx,
    place: Place,
    if_match: IfMatch,
    input: Json<MonthlyReportInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, place.0, Action::ReportSubmit)?;
        let period = open_period(tx, month_in_path(&place.1)?)?;
        let before = one(tx, &period, &project)?;
        if_match.check(before.version, &before)?;
        check_texts(&input)?;
        save(tx, &period, &project, &input, false)?;
        let view = one(tx, &period, &project)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

fn owes(tx: &mut Tx<'_>, period: &Period, project: &Project) -> Result<bool> {
    let (rules, now) = (reports_of(tx, period.due_on)?, tx.now);
    is_owed(tx, period, &rules.stages, now, project.id)
}

/// Does this project have to report in this month?
pub(super) fn check_owed(tx: &mut Tx<'_>, period: &Period, project: &Project) -> Result<()> {
    if owes(tx, period, project)? {
        return Ok(());
    }
    let rules = reports_of(tx, period.due_on)?;
    let stages: Vec<&str> = rules.stages.iter().map(|s| s.label()).collect();
    Err(Error::new(Code::ReportNotDue).detail(format!(
        "“{}”{}不必报进度：逐月报进度的是{}阶段、没有结束的项目。投产后请填报生产月报。",
        project.name,
        month_words(period.month_on),
        stages.join("、")
    )))
}

/// Saves a report under all rules, and journals it.
pub(super) fn save(
    tx: &mut Tx<'_>,
    period: &Period,
    project: &Project,
    input: &MonthlyReportInput,
    unchanged: bool,
) -> Result<Report> {
    let before = store::find(tx, project.id, period.month_on)?;
    let later = store::later_closed(tx, period.month_on, &[project.id])?.remove(&project.id);
    check_writable(period, before.as_ref(), later)?;
    check_owed(tx, period, project)?;
    let ground = ground(tx, period, project)?;
    let figures = figures(input, &ground)?;
    check_asked(tx, period, input, &ground)?;
    let last = ground.last.as_ref();
    let image_changed = last.is_some_and(|l| l.image_progress != input.image_progress);
    let words = Words { input, unchanged, image_changed };
    let after = store::save(tx, period, project, before.as_ref(), figures, &words)?;
    record(tx, "project.report_saved", project, before.as_ref(), &after)?;
    Ok(after)
}

/// What the report of a project in a month rests on.
pub(super) fn ground(tx: &mut Tx<'_>, period: &Period, project: &Project) -> Result<Ground> {
    let projects = all_of(tx, &[project.id])?;
    let mut all = store::grounds(tx, period.month_on, &[project.id], &projects)?;
    Ok(all.remove(&project.id).unwrap_or_default())
}

/// Asks about figures that look wrong.
pub(super) fn check_asked(
    tx: &mut Tx<'_>,
    period: &Period,
    input: &MonthlyReportInput,
    ground: &Ground,
) -> Result<()> {
    let rules = reports_of(tx, period.due_on)?;
    let figures = figures(input, ground)?;
    check_suspicions(suspicions(&figures, ground, rules.jump_times), &input.confirm)
}
