//! 进度：各单位一项指标的完成数、完成率、序时进度差、同比；每个完成数都能打开名单。

use super::super::model::rates::{Figure, RowSort};
use super::super::model::targets::{
    Indicator, ProgressProject, ProgressQuery, ProgressRow, ProgressTable, ProgressUnit, TargetFilter,
};
use super::super::rules::percent::{self, Rounding};
use super::super::rules::progress::{Progress, progress, year_before, year_share};
use super::super::store::progress::{Period, TableUnit, all_units};
use super::super::store::targets;
use super::figure;
use crate::db::page::{Page, Paging};
use crate::db::sort::Sorts;
use crate::error::{Error, Result};
use crate::features::projects::api::read::{items, then};
use crate::features::projects::model::query::{AsOfQuery, ProjectFilter, ProjectSort};
use crate::features::projects::store::list::{Conditions, with_units_below};
use crate::http::{Ctx, Query, Reply};
use crate::lists::{self, List};
use crate::policy::{Action, Reach, require_role, visible};
use crate::text::money;
use crate::work::Tx;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

pub(super) const LIST: &str = "/api/v1/targets/progress/projects";
const NOT_OF_LISTS: &[&str] = &["rounding"];

/// 年度任务进度
///
/// 从当年1月1日到某日，各单位（含下属单位）一项指标的完成数，与年度任务、上年同期相比：完成率、序时进度差（完成率减已过时间
/// 占全年的比例，月末按月、平时按天）、同比。每个数都能打开名单。合计行每个项目只计一次，
/// 完成率只用有任务的单位完成的数（`done_of_target`）；只看得见部分单位的，表里也只有这些单位。没有下达任务、上年同期为零的不给比率，
/// 写明原因。另加项目条件（如产业链、县区）时没有可比的任务，只给完成数与同比。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("rate.read"))),
    params(ProgressQuery, ProjectFilter),
    responses((status = 200, description = "进度表", body = ProgressTable)))]
#[get("/targets/progress")]
pub async fn get_progress(
    ctx: Ctx,
    req: HttpRequest,
    query: Query<ProgressQuery>,
    filter: Query<ProjectFilter>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::RateRead)?;
    let (query, conditions) = (query.0, req.query_string().to_owned());
    ctx.read(move |tx| {
        let asked = Asked::new(tx, &query, filter.0)?;
        let rounding = query.rounding.unwrap_or(Rounding::HalfUp);
        Reply::ok(&asked.table(tx, &conditions, rounding)?)
    })
    .await
}

/// 进度的名单
///
/// 打开进度表里的一个完成数：条件与进度表相同，`unit_id` 指明哪一行，`from` 只看其中一段时间。`done` 的合计等于完成数。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("rate.read"))),
    params(ProgressQuery, ProgressUnit, ProjectFilter, RowSort, Paging),
    responses((status = 200, description = "一页项目", body = Page<ProgressProject>)))]
#[get("/targets/progress/projects")]
pub async fn list_progress_projects(
    ctx: Ctx,
    query: Query<ProgressQuery>,
    unit: Query<ProgressUnit>,
    filter: Query<ProjectFilter>,
    sort: Query<RowSort>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::RateRead)?;
    ctx.read(move |tx| {
        let asked = Asked::new(tx, &query.0, filter.0)?.of(tx, &unit.0)?;
        let sorts = Sorts::new(sort.0.sort, ProjectSort::Number)?;
        Reply::ok(&asked.rows(tx, &sorts, &paging.0)?)
    })
    .await
}

/// 进度的名单，作为表。
pub const TABLE: List = List {
    name: "progress_projects",
    title: "进度名单",
    path: LIST,
    action: Action::RateRead,
    row: None,
    extra: &[],
    partial_dates: &["planned_start", "planned_end"],
    titles: &[
        ("lead_unit_id", "牵头单位编号"),
        ("lead_unit_name", "责任单位"),
        ("stage", "进展阶段"),
        ("number", "项目编号"),
        ("done", "计入完成数（金额类为元）"),
    ],
    default: &[
        "row_no",
        "number",
        "name",
        "stage",
        "end_state",
        "done",
        "signed_on",
        "started_on",
        "producing_on",
        "lead_unit_name",
    ],
    open: |tx, wanted| {
        let asked = Asked::new(tx, &wanted.query()?, wanted.query()?)?.of(tx, &wanted.query()?)?;
        let sorts = Sorts::new(wanted.query::<RowSort>()?.sort, ProjectSort::Number)?;
        Ok(lists::paged(move |tx, paging| asked.rows(tx, &sorts, paging)))
    },
};

/// The question: which indicator until which day, of which projects, as recorded when.
struct Asked {
    period: Period,
    conditions: Conditions,
    /// Units asked for with those below them; none = all.
    units: Option<Vec<i64>>,
    /// Are there conditions that no target was made for?
    partial: bool,
}

impl Asked {
    fn new(tx: &mut Tx<'_>, query: &ProgressQuery, filter: ProjectFilter) -> Result<Self> {
        let then = then(tx, AsOfQuery { as_of: query.as_of })?;
        let day = then.map_or_else(|| tx.today(), |then| then.day);
        let through = query.through.unwrap_or(day);
        if through > day {
            let message =
                format!("统计到{through}，晚于截至日{day}，后面的情况还没有记录。请填不晚于它的日期。");
            return Err(Error::field("/through", "in_future", message));
        }
        let units = filter.lead_unit_id.as_deref().map(|ids| with_units_below(tx, ids)).transpose()?;
        let partial = !filter.only_of_units();
        let who = visible(tx.caller);
        let conditions = Conditions::prepare(tx, who, filter)?.as_of(then);
        let from = first_of_year(through);
        let period = Period { indicator: query.indicator, from, through, day };
        Ok(Self { period, conditions, units, partial })
    }

    /// One row of the table, of this year or of the year before.
    fn of(mut self, tx: &mut Tx<'_>, row: &ProgressUnit) -> Result<Self> {
        if let Some(from) = row.from {
            let through = self.period.through;
            if from > through || from.year() != through.year() {
                let message = format!("从{from}统计到{through}：请填同一年里不晚于它的日期。");
                return Err(Error::field("/from", "range", message));
            }
            self.period.from = from;
        }
        if row.last_year == Some(true) {
            self.period = self.year_before();
        }
        if let Some(unit) = row.unit_id {
            self.conditions = self.conditions.led_by(with_units_below(tx, &[unit])?);
        }
        if row.with_target == Some(true) {
            let units = self.shown_units(tx)?;
            let set = self.targets(tx, &units)?;
            let top: Vec<i64> = uppermost(&units, &set).iter().map(|u| u.id).collect();
            self.conditions = self.conditions.led_by(with_units_below(tx, &top)?);
        }
        Ok(self)
    }

    fn year_before(&self) -> Period {
        let (from, through) = (year_before(self.period.from), year_before(self.period.through));
        Period { from, through, ..self.period }
    }

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        sorts: &Sorts<ProjectSort>,
        paging: &Paging,
    ) -> Result<Page<ProgressProject>> {
        let window = paging.window(sorts.code())?;
        let (projects, total) = self.period.page(tx, &self.conditions, sorts, &window)?;
        let ids: Vec<i64> = projects.iter().map(|p| p.id).collect();
        let done = self.period.done_of(tx, &ids)?;
        let items = items(tx, projects, &[], self.conditions.then())?.into_iter().map(|project| {
            let done = done.get(&project.project.id).copied().unwrap_or_default();
            ProgressProject { project, done }
        });
        Ok(window.page_of(items.collect(), total, |row| sorts.place(&row.project.project)))
    }

    fn table(&self, tx: &mut Tx<'_>, query: &str, rounding: Rounding) -> Result<ProgressTable> {
        let (period, indicator) = (&self.period, self.period.indicator);
        let own = period.by_unit(tx, &self.conditions)?;
        let own_last = self.year_before().by_unit(tx, &self.conditions)?;
        let units = self.shown_units(tx)?;
        let set = if self.partial { HashMap::new() } else { self.targets(tx, &units)? };
        let line = |unit: Option<&TableUnit>, done: i64, last: i64, target: Option<(i64, i64)>| {
            let href = |more: &str| {
                let mut query = query.to_owned();
                if let Some(unit) = unit {
                    query.push_str(&format!("&unit_id={}", unit.id));
                }
                query.push_str(more);
                figure::href(LIST, "", &query, NOT_OF_LISTS)
            };
            let numbers = Numbers { done, last, target };
            let of_target = target.map(|(of_target, _)| {
                let more = if unit.is_none() { "&with_target=true" } else { "" };
                counted(indicator, of_target, href(more))
            });
            let done = counted(indicator, done, href(""));
            let last_year = counted(indicator, last, href("&last_year=true"));
            self.row(unit, numbers, rounding, Figures { done, of_target, last_year })
        };
        let sum = |unit: &TableUnit, of: &HashMap<i64, i64>| -> i64 {
            let below = units.iter().filter(|u| u.path.starts_with(&unit.path));
            below.filter_map(|u| of.get(&u.id)).sum()
        };
        let mut rows = Vec::new();
        for unit in &units {
            let (done, last, target) = (sum(unit, &own), sum(unit, &own_last), set.get(&unit.id));
            if done != 0 || last != 0 || target.is_some() {
                rows.push(line(Some(unit), done, last, target.map(|target| (done, *target))));
            }
        }
        let top = uppermost(&units, &set);
        let of_targets = (!top.is_empty()).then(|| {
            let parts = top.iter().map(|u| (sum(u, &own), set.get(&u.id).copied().unwrap_or_default()));
            parts.fold((0, 0), |(done, target), (d, t)| (done + d, target + t))
        });
        let total = line(None, own.values().sum(), own_last.values().sum(), of_targets);
        let share = year_share(period.through);
        let percent = percent::percent(share.passed, share.whole, rounding).unwrap_or_default();
        Ok(ProgressTable {
            indicator,
            unit: unit_of(indicator).to_owned(),
            from: period.from,
            through: period.through,
            year_share_percent: percent::number(percent),
            year_share: format!(
                "{}÷{}{}",
                share.passed,
                share.whole,
                if share.by_month { "个月" } else { "天" }
            ),
            basis: basis(period),
            rows,
            total,
        })
    }

    /// The units asked for, of those whose projects the caller sees.
    fn shown_units(&self, tx: &mut Tx<'_>) -> Result<Vec<TableUnit>> {
        let mut units = all_units(tx)?;
        units.retain(|u| self.units.as_ref().is_none_or(|ids| ids.contains(&u.id)));
        if let Reach::Units(own) = visible(tx.caller).reach {
            units.retain(|u| own.contains(&u.id));
        }
        Ok(units)
    }

    fn targets(&self, tx: &mut Tx<'_>, units: &[TableUnit]) -> Result<HashMap<i64, i64>> {
        let year = self.period.through.year();
        let filter = TargetFilter { year, unit_id: None, indicator: Some(vec![self.period.indicator]) };
        let shown = |id: i64| units.iter().any(|u| u.id == id);
        let rows = targets::list(tx, &filter)?.into_iter();
        let set = rows.filter_map(|(t, _)| Some((t.unit_id, t.target?)));
        Ok(set.filter(|(unit, _)| shown(*unit)).collect())
    }

    fn row(
        &self,
        unit: Option<&TableUnit>,
        numbers: Numbers,
        rounding: Rounding,
        figures: Figures,
    ) -> ProgressRow {
        let through = self.period.through;
        let compared = progress(numbers.done, numbers.target, Some(numbers.last), through, rounding);
        let mut because = Vec::new();
        if compared.completion.is_none() {
            because.push(match self.partial {
                true => "任务按单位下达，加了其他条件后没有可比的任务，算不出完成率与序时进度差".to_owned(),
                false => format!("没有下达{}年的任务，算不出完成率与序时进度差", through.year()),
            });
        }
        if compared.growth.is_none() {
            because.push("上年同期完成数不大于零，算不出同比".to_owned());
        }
        ProgressRow {
            unit_id: unit.map(|u| u.id),
            unit_name: unit.map_or_else(|| "合计".to_owned(), |u| u.name.clone()),
            formula: formula(self.period.indicator, &numbers, &compared),
            done: figures.done,
            target: numbers.target.map(|(_, target)| target),
            done_of_target: figures.of_target,
            last_year: figures.last_year,
            completion_percent: compared.completion.map(percent::number),
            gap_points: compared.gap.map(percent::number),
            growth_percent: compared.growth.map(percent::number),
            unknown_because: because,
        }
    }
}

/// What a row is made of.
struct Numbers {
    done: i64,
    last: i64,
    /// What was done of the target, and the target.
    target: Option<(i64, i64)>,
}

/// The same with the lists behind them.
struct Figures {
    done: Figure,
    of_target: Option<Figure>,
    last_year: Figure,
}

pub(super) fn first_of_year(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)
}

/// The units that the city's target is made of: of units above and below one another only the uppermost.
fn uppermost<'u>(units: &'u [TableUnit], set: &HashMap<i64, i64>) -> Vec<&'u TableUnit> {
    let with: Vec<&TableUnit> = units.iter().filter(|u| set.contains_key(&u.id)).collect();
    let below = |u: &TableUnit| with.iter().any(|o| o.id != u.id && u.path.starts_with(&o.path));
    with.iter().filter(|u| !below(u)).copied().collect()
}

fn unit_of(indicator: Indicator) -> &'static str {
    if indicator.is_money() { "元" } else { "项" }
}

fn counted(indicator: Indicator, value: i64, href: String) -> Figure {
    if indicator.is_money() { figure::yuan(value, href) } else { figure::projects(value, href) }
}

fn formula(indicator: Indicator, numbers: &Numbers, compared: &Progress) -> String {
    let said = |n: i64| if indicator.is_money() { money::headline(n) } else { n.to_string() };
    let mut parts = Vec::new();
    if let (Some((of_target, target)), Some(completion), Some(gap)) =
        (numbers.target, compared.completion, compared.gap)
    {
        let (completion, share) = (percent::text(completion), percent::text(compared.share));
        parts.push(format!("完成率 {} ÷ {} = {completion}", said(of_target), said(target)));
        let points = percent::text(gap);
        parts.push(format!("序时进度差 {completion} − {share} = {}个百分点", points.trim_end_matches('%')));
    }
    if let Some(growth) = compared.growth {
        let (done, last) = (said(numbers.done), said(numbers.last));
        parts.push(format!("同比（{done} − {last}）÷ {last} = {}", percent::text(growth)));
    }
    parts.join("；")
}

pub(super) fn basis(period: &Period) -> String {
    let what = match period.indicator {
        Indicator::FundsOutsideCity => "省外、境外、省内市外的到位资金，已审核，按到账日期计入",
        Indicator::FundsOutsideProvince => "省外、境外的到位资金，已审核，按到账日期计入",
        Indicator::SignedCount => "审核通过的合同，按计入日期；增资、重复签约不计个数",
        Indicator::SignedAmount => "审核通过的合同金额与增资，按计入日期",
        Indicator::LandedCount => "注册阶段审核通过的项目，按审核之日",
        Indicator::StartedCount => "开工阶段审核通过的项目，按审核之日；补录的按开工日期",
        Indicator::ProducingCount => "投产阶段审核通过的项目，按审核之日；补录的按投产日期",
    };
    format!(
        "{what}。不含不予认定和已终止的项目；单位的数包括下属单位，项目归现在的牵头单位。以{}结束时的记录为准。",
        period.day
    )
}
