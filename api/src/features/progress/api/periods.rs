//! Months: how far they have come, what came late, what is missing; freezing.

use super::super::model::input::{LateOf, LatesFilter, PeriodsFilter, UnitsFilter, WeeklyQuery};
use super::super::model::rule_sets::ReportRules;
use super::super::model::view::{
    LatesSummary, PeriodCounts, ReportLate, ReportPeriod, ReportPeriods, UnitLates, WeeklyDue,
};
use super::super::model::{Period, PeriodState};
use super::super::rules::periods::{points, weekly_due};
use super::super::rules::{month_of, month_text, month_words};
use super::super::store::lates::{Missed, of_year};
use super::super::store::parts::People;
use super::super::store::rule_sets::{reports_in_force, reports_of};
use super::super::store::{owed, periods};
use super::reports::{month_in_path, open_period};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::features::calendar;
use crate::features::calendar::rules::china_instant;
use crate::features::projects::store::list::with_units_below;
use crate::features::projects::store::parts::unit_names;
use crate::http::{Ctx, IfMatch, Query, Reply};
use crate::journal;
use crate::policy::{Action, Relations, Visible, permitted, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// How far a month has come, of the projects that concern the caller.
fn view(tx: &mut Tx<'_>, period: Period, units: Option<&[i64]>) -> Result<ReportPeriod> {
    let rules = reports_of(tx, period.due_on)?;
    let (who, now) = (visible(tx.caller), tx.now);
    let concerned = || owed::concerns(&who, units);
    let progress = owed::counts(tx, LateOf::Progress, &period, &rules.stages, now, concerned)?;
    let production = owed::counts(tx, LateOf::Production, &period, &rules.production_stages, now, concerned)?;
    let people = People::of(tx, [period.frozen_by])?;
    let possible = period.frozen_at.is_none() && period.due_at <= now;
    let possible: &[Action] = if possible { &[Action::ReportFreeze] } else { &[] };
    Ok(ReportPeriod {
        month: month_text(period.month_on),
        state: state(&period, progress),
        due_on: period.due_on,
        due_at: period.due_at,
        due_reason: period.due_reason,
        overdue: period.due_at <= now,
        progress,
        production,
        points_each: rules.late_points,
        points_max: rules.late_points_max,
        frozen_at: period.frozen_at,
        frozen_by: people.get(period.frozen_by),
        version: period.version,
        can: permitted(tx.caller, possible, Relations::default()),
    })
}

fn state(period: &Period, counts: PeriodCounts) -> PeriodState {
    match counts {
        _ if period.frozen_at.is_some() => PeriodState::Frozen,
        c if c.due == 0 || c.submitted < c.due => PeriodState::Open,
        c if c.passed < c.due => PeriodState::Submitted,
        _ => PeriodState::Audited,
    }
}

fn units_of(tx: &mut Tx<'_>, ids: Option<&[i64]>) -> Result<Option<Vec<i64>>> {
    ids.map(|ids| with_units_below(tx, ids)).transpose()
}

/// 查询各月报送情况
///
/// 一年里已开报的各月：截止日与来由、应报、已报、已审、迟报、漏报。只计您看得到的项目；经办人计本单位牵头的。本月还没有开报的
/// 也列出。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))), params(PeriodsFilter),
    responses((status = 200, description = "各月", body = ReportPeriods)))]
#[get("/report-periods")]
pub async fn list_report_periods(ctx: Ctx, filter: Query<PeriodsFilter>) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReportRead)?;
        let today = tx.today();
        let year = filter.year.unwrap_or_else(|| today.year());
        let units = units_of(tx, filter.unit_id.as_deref())?;
        let mut found: Vec<Period> =
            periods::all(tx)?.into_iter().filter(|p| p.month_on.year() == year).collect();
        let this = month_of(today);
        if this.year() == year && !found.iter().any(|p| p.month_on == this) {
            found.push(periods::find_or_virtual(tx, this)?);
        }
        found.reverse();
        let items = found.into_iter().map(|p| view(tx, p, units.as_deref())).collect::<Result<_>>()?;
        Reply::ok(&ReportPeriods { items })
    })
    .await
}

/// 查看周报的截止时刻
///
/// 那一周的周报几时截止（规则 `reports` 的星期几、几点），当天不上班的顺延到下一个工作日的同一时刻，并说明来由。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))), params(WeeklyQuery),
    responses((status = 200, description = "截止时刻", body = WeeklyDue)))]
#[get("/report-periods/weekly-due")]
pub async fn get_weekly_due(ctx: Ctx, query: Query<WeeklyQuery>) -> Result<HttpResponse> {
    let on = query.0.on;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReportRead)?;
        let today = tx.today();
        let (rules, _) = reports_in_force(tx, on.max(today))?;
        let calendar = calendar::load(tx)?;
        let found = weekly_due(&calendar, &rules, on)
            .map_err(|e| Error::field("/on", "impossible", e.to_string()))?;
        let plain =
            format!("周报{}{}截止，当天上班，不必顺延。", rules.weekly_day.label(), rules.weekly_time);
        Reply::ok(&WeeklyDue {
            due_on: found.due.date(),
            due_at: Stamp::new(china_instant(found.due)),
            reason: found.explanation.unwrap_or(plain),
            warnings: found.warnings,
        })
    })
    .await
}

/// 查看一个月的报送情况
///
/// 截止日与来由、应报、已报、已审、迟报、漏报、扣几分。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))),
    params(("month" = String, Path, description = "月份", example = "2026-03"), UnitsFilter),
    responses((status = 200, description = "一个月", body = ReportPeriod)))]
#[get("/report-periods/{month}")]
pub async fn get_report_period(
    ctx: Ctx,
    month: web::Path<String>,
    filter: Query<UnitsFilter>,
) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReportRead)?;
        let period = readable(tx, &month)?;
        let units = units_of(tx, filter.unit_id.as_deref())?;
        let view = view(tx, period, units.as_deref())?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// A month that was opened, or the one under way.
fn readable(tx: &mut Tx<'_>, month: &str) -> Result<Period> {
    let month_on = month_in_path(month)?;
    if month_on == month_of(tx.today()) {
        return periods::find_or_virtual(tx, month_on);
    }
    periods::find(tx, month_on)?.ok_or_else(Error::not_found)
}

/// 封存一个月
///
/// 截止之后、提交的都已审核，即可封存：这个月不再填报、修改、审核，没有报的记为漏报。封存不能撤销，有误的办理更正。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.freeze"))),
    params(("month" = String, Path, description = "月份", example = "2026-02"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已封存", body = ReportPeriod)))]
#[post("/report-periods/{month}/freezes")]
pub async fn freeze_report_period(
    ctx: Ctx,
    month: web::Path<String>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ReportFreeze)?;
        let period = open_period(tx, month_in_path(&month)?)?;
        let current = view(tx, period.clone(), None)?;
        if_match.check(period.version, &current)?;
        let words = month_words(period.month_on);
        if period.frozen_at.is_some() {
            return Err(Error::new(Code::ReportFrozen).detail(format!("{words}的月报已经封存。")));
        }
        if period.due_at > tx.now {
            let detail = format!("{words}的月报{}24:00截止，截止之后再封存。", period.due_on);
            return Err(Error::new(Code::ReportDue).detail(detail));
        }
        let open = periods::unaudited(tx, &period)?;
        if open > 0 {
            let detail = format!("{words}还有{open}份月报待审核或待补充。请先审核，或请填报人补充后再封存。");
            return Err(Error::new(Code::ReportUnaudited).detail(detail));
        }
        let after = periods::freeze(tx, &period)?;
        journal::record(tx, "report_period.frozen", &periods::subject(&after), Some(&period), Some(&after))?;
        let view = view(tx, after, None)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// Everything late or missing of a year that concerns the caller.
pub(super) fn missed(tx: &mut Tx<'_>, filter: &LatesFilter) -> Result<(i32, ReportRules, Vec<Missed>)> {
    let today = tx.today();
    let year = filter.year.unwrap_or_else(|| today.year());
    let units = units_of(tx, filter.unit_id.as_deref())?;
    let who: Visible = visible(tx.caller);
    let (rules, _) = reports_in_force(tx, today)?;
    let found = of_year(tx, &rules, year, filter, || owed::concerns(&who, units.as_deref()))?;
    Ok((year, rules, found))
}

/// The place of a row: the latest month first, then by project.
type Place = (i64, i64, LateOf, i64);

fn place(row: &Missed) -> Place {
    let month = -(i64::from(row.month_on.year()) * 12 + i64::from(row.month_on.month0()));
    (month, row.project.id, row.of, row.kind as i64)
}

/// A page of what was late or missing.
pub(super) fn lates_page(tx: &mut Tx<'_>, filter: &LatesFilter, paging: &Paging) -> Result<Page<ReportLate>> {
    const SORT: &str = "lates";
    let window = paging.window(SORT)?;
    let (_, rules, mut found) = missed(tx, filter)?;
    found.sort_by_key(place);
    let total = found.len() as i64;
    if let Some(after) = &window.after {
        let last: Place = after.read()?;
        found.retain(|row| place(row) > last);
    }
    let skip = usize::try_from(window.offset()).unwrap_or_default();
    let take = usize::try_from(window.per_page).unwrap_or_default();
    let items: Vec<Missed> = found.into_iter().skip(skip).take(take).collect();
    let page = window.page_of(items, total, |row| {
        let value = serde_json::to_value(place(row)).unwrap_or_default();
        Cursor { sort: SORT.to_owned(), value, id: row.project.id }
    });
    let today = tx.today();
    page.convert(|rows| {
        let units = unit_names(tx, rows.iter().map(|r| r.project.lead_unit_id).collect())?;
        Ok(rows.into_iter().map(|row| shown(row, &rules, &units, today)).collect())
    })
}

fn shown(
    row: Missed,
    rules: &ReportRules,
    units: &std::collections::HashMap<i64, String>,
    today: NaiveDate,
) -> ReportLate {
    let until = row.submitted_at.map_or(today, |at| at.day());
    ReportLate {
        project_id: row.project.id,
        project_number: row.project.number,
        project_name: row.project.name,
        unit_id: row.project.lead_unit_id,
        unit_name: units.get(&row.project.lead_unit_id).cloned().unwrap_or_default(),
        month: month_text(row.month_on),
        of: row.of,
        kind: row.kind,
        due_on: row.due_on,
        submitted_at: row.submitted_at,
        days_late: (until - row.due_on).num_days().max(0),
        points: rules.late_points,
    }
}

/// 查询迟报漏报
///
/// 一年里截止之后才报的（迟报）、截止之后还没有报的（漏报），进度月报与生产月报都在内，晚的月份在前，各扣几分。可以导出。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))), params(LatesFilter, Paging),
    responses((status = 200, description = "一页", body = Page<ReportLate>)))]
#[get("/report-lates")]
pub async fn list_report_lates(
    ctx: Ctx,
    filter: Query<LatesFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReportRead)?;
        Reply::ok(&lates_page(tx, &filter, &paging.0)?)
    })
    .await
}

/// 汇总迟报漏报
///
/// 与查询迟报漏报同样的条件，按单位汇总次数与扣分；一次扣一次的分，一年不超过限度。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))), params(LatesFilter),
    responses((status = 200, description = "各单位", body = LatesSummary)))]
#[get("/report-lates/summary")]
pub async fn summarize_report_lates(ctx: Ctx, filter: Query<LatesFilter>) -> Result<HttpResponse> {
    let filter = filter.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReportRead)?;
        let (year, rules, found) = missed(tx, &filter)?;
        let mut by: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for row in &found {
            let (late, missing) = by.entry(row.project.lead_unit_id).or_default();
            match row.submitted_at {
                Some(_) => *late += 1,
                None => *missing += 1,
            }
        }
        let names = unit_names(tx, by.keys().copied().collect())?;
        let mut units: Vec<UnitLates> = by
            .into_iter()
            .map(|(unit_id, (late, missing))| UnitLates {
                unit_id,
                unit_name: names.get(&unit_id).cloned().unwrap_or_default(),
                late,
                missing,
                points: points(&rules, late + missing),
            })
            .collect();
        units.sort_by_key(|u| (u.points, -(u.late + u.missing), u.unit_id));
        let (points_each, points_max) = (rules.late_points, rules.late_points_max);
        Reply::ok(&LatesSummary { year, units, points_each, points_max })
    })
    .await
}
