//! 一批签约合同的各项比率；每个数都能打开名单。

use super::figure;
use crate::db::page::{Page, Paging};
use crate::db::sort::Sorts;
use crate::error::{Error, Result};
use crate::features::lifecycle::Within;
use crate::features::projects::api::read::{items, then};
use crate::features::projects::model::ExclusionCode;
use crate::features::projects::model::query::{AsOfQuery, ProjectFilter, ProjectSort};
use crate::features::projects::store::list::Conditions;
use crate::features::reports::model::rates::{
    CohortFilter, CohortRow, ExcludedGroup, FigureQuery, FundsScope, RateOptions, RateView, RatesView,
    RowSort, StateFigure,
};
use crate::features::reports::rules::percent::{self, Rounding};
use crate::features::reports::rules::rates::{self, Cohort, Outcome, RateFigure};
use crate::features::reports::store::cohorts::{Asked, Sums};
use crate::http::{Ctx, Query, Reply};
use crate::lists::{self, List};
use crate::policy::{Action, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpRequest, HttpResponse, get};

const LIST: &str = "/api/v1/rates/projects";
/// Parameters of the figures that their lists do not have.
const NOT_OF_LISTS: &[&str] = &["rounding", "printed_"];

/// 比率
///
/// 一次签约活动、一段时间、一个单位、一条产业链或一个县区的签约合同，到某日为止的履约率、开工率、建成率、投产率、
/// 资金到位率。分子、分母和各个现状都能打开名单（`href`），名单的总数或合计等于那个数。分母为零或不明时不给比率，写明原因。
/// 只有审核通过的合同计入；终止的退出分子、留在分母；不予认定的不计，另行列出。印在表上的比率可用 `printed_*` 交来核对。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("rate.read"))),
    params(ProjectFilter, CohortFilter, AsOfQuery, RateOptions),
    responses((status = 200, description = "各项比率", body = RatesView)))]
#[get("/rates")]
pub async fn get_rates(
    ctx: Ctx,
    req: HttpRequest,
    filter: Query<ProjectFilter>,
    cohort: Query<CohortFilter>,
    day: Query<AsOfQuery>,
    options: Query<RateOptions>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::RateRead)?;
    let query = req.query_string().to_owned();
    ctx.read(move |tx| {
        let asked = asked(tx, filter.0, cohort.0, day.0)?;
        let sums = asked.sums(tx)?;
        Reply::ok(&view(&asked, &sums, &query, &options.0)?)
    })
    .await
}

/// 比率的名单
///
/// 打开一个数背后的项目：条件与查询比率相同，`figure` 指明哪个数。金额列是计入的签约金额与到位资金，合计等于那个数。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("rate.read"))),
    params(FigureQuery, ProjectFilter, CohortFilter, AsOfQuery, RowSort, Paging),
    responses((status = 200, description = "一页项目", body = Page<CohortRow>)))]
#[get("/rates/projects")]
pub async fn list_rate_projects(
    ctx: Ctx,
    figure: Query<FigureQuery>,
    filter: Query<ProjectFilter>,
    cohort: Query<CohortFilter>,
    day: Query<AsOfQuery>,
    sort: Query<RowSort>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::RateRead)?;
    ctx.read(move |tx| {
        let asked = asked(tx, filter.0, cohort.0, day.0)?;
        let sorts = Sorts::new(sort.0.sort, ProjectSort::Number)?;
        Reply::ok(&rows(tx, &asked, figure.0.figure, &sorts, &paging.0)?)
    })
    .await
}

/// 比率的名单，作为表。
pub const TABLE: List = List {
    name: "rate_projects",
    title: "比率名单",
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
    ],
    default: &[
        "row_no",
        "number",
        "name",
        "stage",
        "end_state",
        "counted_amount_yuan",
        "counted_funds_yuan",
        "signed_on",
        "started_on",
        "producing_on",
        "exclusion_code",
        "lead_unit_name",
    ],
    open: |tx, wanted| {
        let figure = wanted.query::<FigureQuery>()?.figure;
        let asked = asked(tx, wanted.query()?, wanted.query()?, wanted.query()?)?;
        let sorts = Sorts::new(wanted.query::<RowSort>()?.sort, ProjectSort::Number)?;
        Ok(lists::paged(move |tx, paging| rows(tx, &asked, figure, &sorts, paging)))
    },
};

pub(super) fn asked(
    tx: &mut Tx<'_>,
    filter: ProjectFilter,
    cohort: CohortFilter,
    day: AsOfQuery,
) -> Result<Asked> {
    if let (Some(from), Some(before)) = (cohort.counted_from, cohort.counted_before)
        && from >= before
    {
        let message = "计入日期的止日不晚于起日，这段时间里没有一天。请改止日（不含当天）。";
        return Err(Error::field("/counted_on.lt", "range", message));
    }
    let (then, who) = (then(tx, day)?, visible(tx.caller));
    Ok(Asked {
        conditions: Conditions::prepare(tx, who, filter)?.as_of(then),
        within: Within {
            events: cohort.event_id.map(|id| vec![id]),
            from: cohort.counted_from,
            before: cohort.counted_before,
        },
        funds: cohort.funds.unwrap_or(FundsScope::OutsideCity),
        day: then.map_or_else(|| tx.today(), |then| then.day),
        only: None,
    })
}

fn rows(
    tx: &mut Tx<'_>,
    asked: &Asked,
    figure: RateFigure,
    sorts: &Sorts<ProjectSort>,
    paging: &Paging,
) -> Result<Page<CohortRow>> {
    let window = paging.window(sorts.code())?;
    let total = asked.count(tx, figure)?;
    let projects = asked.page(tx, figure, sorts, &window)?;
    let ids: Vec<i64> = projects.iter().map(|p| p.id).collect();
    let money = asked.money_of(tx, &ids)?;
    let items = items(tx, projects, &[], asked.conditions.then())?.into_iter().map(|project| {
        let (amount, funds) = money.get(&project.project.id).copied().unwrap_or_default();
        CohortRow { project, counted_amount_yuan: amount, counted_funds_yuan: funds }
    });
    Ok(window.page_of(items.collect(), total, |row| sorts.place(&row.project.project)))
}

pub(super) fn view(asked: &Asked, sums: &Sums, query: &str, options: &RateOptions) -> Result<RatesView> {
    let rounding = options.rounding.unwrap_or(Rounding::HalfUp);
    let (cohort, at) = (&sums.cohort, |f: RateFigure| figure::href(LIST, f.code(), query, NOT_OF_LISTS));
    let projects = |count: i64, f: RateFigure| figure::projects(count, at(f));
    let yuan = |sum: i64, f: RateFigure| figure::yuan(sum, at(f));
    let rates = rates::rates(cohort, rounding).into_iter().map(|outcome| {
        let printed = options.printed(outcome.code).map(|text| printed(&outcome, text)).transpose()?;
        let money = outcome.code.is_money();
        let figure = |value: i64, f: RateFigure| if money { yuan(value, f) } else { projects(value, f) };
        Ok(rate(&outcome, figure, printed))
    });
    let rates = rates.collect::<Result<_>>()?;
    let state = |code: RateFigure, count: i64| StateFigure {
        code,
        label: code.label().to_owned(),
        count: projects(count, code),
    };
    let excluded = sums.excluded.iter().map(|(code, count)| ExcludedGroup {
        label: code.parse::<ExclusionCode>().map_or_else(|_| code.clone(), |c| c.label().to_owned()),
        code: code.clone(),
        count: *count,
    });
    Ok(RatesView {
        basis: basis(asked),
        as_of: asked.day,
        rounding,
        rates,
        signed: projects(cohort.signed, RateFigure::Signed),
        amount: yuan(cohort.amount_yuan, RateFigure::Signed),
        takeovers: sums.takeovers,
        funds: yuan(cohort.funds_yuan, RateFigure::WithFunds),
        states: states(cohort, sums).into_iter().map(|(code, count)| state(code, count)).collect(),
        excluded: projects(sums.excluded.values().sum(), RateFigure::Excluded),
        excluded_by: excluded.collect(),
    })
}

fn states(cohort: &Cohort, sums: &Sums) -> [(RateFigure, i64); 5] {
    [
        (RateFigure::Permitting, sums.permitting),
        (RateFigure::Building, cohort.building),
        (RateFigure::Producing, cohort.producing),
        (RateFigure::Terminated, cohort.terminated),
        (RateFigure::Suspended, sums.suspended),
    ]
}

fn printed(outcome: &Outcome, text: &str) -> Result<percent::Hundredths> {
    percent::printed(text).ok_or_else(|| {
        let field = format!("/printed_{}", outcome.code.code());
        Error::field(&field, "percent", "印发的百分比请写成如 99.65，最多两位小数。")
    })
}

fn rate(
    outcome: &Outcome,
    figure: impl Fn(i64, RateFigure) -> super::super::model::rates::Figure,
    printed: Option<percent::Hundredths>,
) -> RateView {
    let own = outcome.percent;
    RateView {
        code: outcome.code,
        label: outcome.code.label().to_owned(),
        numerator: figure(outcome.numerator, outcome.numerator_figure),
        denominator: figure(outcome.denominator, RateFigure::Signed),
        percent: own.map(percent::number),
        shown: own.map_or_else(|| "—".to_owned(), percent::text),
        unknown_because: outcome.unknown_because.map(str::to_owned),
        formula: outcome.formula.clone(),
        printed_percent: printed.map(percent::number),
        difference_points: printed.zip(own).map(|(printed, own)| percent::number(printed - own)),
        comparison: printed.map(|printed| rates::comparison(own, printed)),
    }
}

fn basis(asked: &Asked) -> String {
    format!(
        "审核通过的合同计入签约，计入日期为审核通过之日（补录的为签约之日）；已终止的退出分子、留在分母；不予认定的不计。\
         在建指已开工、在建或已竣工而未投产。到位资金为{}，已审核、日期不晚于截至日。以{}结束时的记录为准。",
        asked.funds.label(),
        asked.day
    )
}
