//! 综合看板：一次请求看全部。

use super::super::model::dashboard::{
    DashboardOptions, DashboardRates, DashboardView, FundsFigures, ProvinceTrips, RankBy, RankedUnit,
    TripsByProvince,
};
use super::super::model::rates::{CohortFilter, Figure, RateOptions};
use super::super::store::progress::{TableUnit, all_units};
use super::figure;
use super::rates::{asked, view};
use crate::codes::provinces::province_of;
use crate::error::Result;
use crate::features::projects::model::query::{AsOfQuery, ProjectFilter};
use crate::features::projects::model::view::{Group, ProjectSummary};
use crate::features::projects::store::summary::summary;
use crate::features::trips;
use crate::http::{Ctx, Query, Reply};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use actix_web::{HttpRequest, HttpResponse, get};
use std::cmp::Reverse;
use std::collections::HashSet;

const PROJECTS: &str = "/api/v1/projects";
/// Slashes in the path of a unit right below the city: `/1/7/`.
const LEVEL: usize = 3;
const NOT_OF_LISTS: &[&str] = &["rank_by", "funds=", "rounding"];

/// 综合看板
///
/// 一次请求返回：项目合计与各阶段、产业链、单位、行业的分组，到位资金，签约与各项比率，各省的外出招商（带中心点经纬度），
/// 市直接下属单位（含其下属）的排名。条件与查询项目相同，只计可见范围内的；`as_of` 看以前某天。各数都能打开名单。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("rate.read"))),
    params(ProjectFilter, AsOfQuery, DashboardOptions),
    responses((status = 200, description = "看板", body = DashboardView)))]
#[get("/dashboard")]
pub async fn get_dashboard(
    ctx: Ctx,
    req: HttpRequest,
    filter: Query<ProjectFilter>,
    day: Query<AsOfQuery>,
    options: Query<DashboardOptions>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::RateRead)?;
    let query = req.query_string().to_owned();
    let (filter, day, options) = (filter.0, day.0, options.0);
    ctx.read(move |tx| {
        let (units, chains) = (filter.lead_unit_id.clone(), filter.chain.clone());
        let asked_units = units.clone().unwrap_or_default();
        let then = day.as_of;
        let cohort = CohortFilter { funds: options.funds, ..CohortFilter::default() };
        let asked = asked(tx, filter, cohort, day)?;
        let projects = summary(tx, &asked.conditions, None)?;
        let sums = asked.sums(tx)?;
        let shown = RateOptions { rounding: options.rounding, ..RateOptions::default() };
        let rates = view(&asked, &sums, &without(&query, &["rank_by"]), &shown)?;
        let trips = if then.is_none() { Some(by_province(tx, units, chains)?) } else { None };
        let rank_by = options.rank_by.unwrap_or(RankBy::FundsOutsideCity);
        Reply::ok(&DashboardView {
            as_of: asked.day,
            basis: rates.basis,
            funds: funds(&projects, &query),
            contracts: DashboardRates {
                rates: rates.rates,
                signed: rates.signed,
                amount: rates.amount,
                takeovers: rates.takeovers,
                states: rates.states,
                excluded: rates.excluded,
                excluded_by: rates.excluded_by,
            },
            trips,
            rank_by,
            ranking: ranking(tx, &projects.by_unit, rank_by, &asked_units, &query)?,
            projects,
        })
    })
    .await
}

/// The query without these parameters.
fn without(query: &str, names: &[&str]) -> String {
    let kept = query.split('&').filter(|pair| !names.iter().any(|n| pair.starts_with(n)));
    kept.collect::<Vec<_>>().join("&")
}

fn funds(projects: &ProjectSummary, query: &str) -> FundsFigures {
    // projects without such funds add nothing to the figure
    let with = |value: i64, column: &str| {
        let condition = format!("{column}.gte");
        let kept = without(query, &[&condition]);
        // a stricter condition of the caller's own stays
        let query = if kept == query { format!("{query}&{condition}=1") } else { query.to_owned() };
        figure::yuan(value, figure::href(PROJECTS, "", &query, NOT_OF_LISTS))
    };
    FundsFigures {
        in_place: with(projects.sums.funds_in_place_yuan, "funds_in_place_yuan"),
        outside_city: with(projects.sums.funds_outside_city_yuan, "funds_outside_city_yuan"),
        outside_province: with(projects.sums.funds_outside_province_yuan, "funds_outside_province_yuan"),
    }
}

fn by_province(
    tx: &mut Tx<'_>,
    units: Option<Vec<i64>>,
    chains: Option<Vec<String>>,
) -> Result<TripsByProvince> {
    let list = |ids: &[i64]| ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let mut conditions = String::new();
    if let Some(units) = &units {
        conditions.push_str(&format!("&unit_id={}", list(units)));
    }
    if let Some(chains) = &chains {
        conditions.push_str(&format!("&chain={}", trips::encode(&chains.join(","))));
    }
    let mut out = TripsByProvince {
        provinces: Vec::new(),
        elsewhere: 0,
        basis:
            "已成行的外出招商，企业按见面时所在的一段行程归省；按牵头单位与产业链筛选，其余项目条件不影响它"
                .into(),
    };
    for (code, counts) in trips::travelled(tx, units, chains)? {
        let Some(place) = code.as_deref().and_then(province_of) else {
            out.elsewhere += counts.trips;
            continue;
        };
        out.provinces.push(ProvinceTrips {
            code: place.code.clone(),
            name: place.name.clone(),
            lon: place.lon,
            lat: place.lat,
            trips: counts.trips,
            companies: counts.companies,
            intentions: counts.intentions,
            href: format!("/api/v1/trip-effects?province={}{conditions}", place.code),
        });
    }
    Ok(out)
}

/// The units asked for within this one, or the whole of it.
fn led_by(unit: &TableUnit, units: &[TableUnit], asked: &[i64]) -> String {
    let within = units.iter().filter(|u| asked.contains(&u.id) && u.path.starts_with(&unit.path));
    let ids: Vec<String> = within.map(|u| u.id.to_string()).collect();
    if ids.is_empty() { unit.id.to_string() } else { ids.join(",") }
}

/// The units right below the city, each with the units below it; equal figures have equal ranks, units without anything
/// to show stay out.
fn ranking(
    tx: &mut Tx<'_>,
    groups: &[Group],
    by: RankBy,
    asked: &[i64],
    query: &str,
) -> Result<Vec<RankedUnit>> {
    let value = |g: &Group| match by {
        RankBy::FundsOutsideCity => g.sums.funds_outside_city_yuan,
        RankBy::FundsOutsideProvince => g.sums.funds_outside_province_yuan,
        RankBy::ContractAmount => g.sums.contract_amount_yuan,
        RankBy::Count => g.sums.count,
    };
    let units = all_units(tx)?;
    let mut rows: Vec<(&TableUnit, i64, i64)> = Vec::new();
    for unit in units.iter().filter(|u| u.path.matches('/').count() == LEVEL) {
        let below: HashSet<String> =
            units.iter().filter(|u| u.path.starts_with(&unit.path)).map(|u| u.id.to_string()).collect();
        let own = groups.iter().filter(|g| g.key.as_ref().is_some_and(|k| below.contains(k)));
        let (sum, projects) = own.fold((0, 0), |(s, n), g| (s + value(g), n + g.sums.count));
        if sum != 0 {
            rows.push((unit, sum, projects));
        }
    }
    rows.sort_by_key(|(_, sum, _)| Reverse(*sum));
    let mut out: Vec<RankedUnit> = Vec::with_capacity(rows.len());
    for (unit, sum, projects) in rows {
        let same = out.last().filter(|before| before.value.value == sum).map(|before| before.rank);
        let query =
            format!("{}&lead_unit_id={}", without(query, &["lead_unit_id"]), led_by(unit, &units, asked));
        let href = figure::href(PROJECTS, "", &query, NOT_OF_LISTS);
        let figure: Figure = match by {
            RankBy::Count => figure::projects(sum, href),
            _ => figure::yuan(sum, href),
        };
        out.push(RankedUnit {
            rank: same.unwrap_or(out.len() as i64 + 1),
            unit_id: unit.id,
            unit_name: unit.name.clone(),
            value: figure,
            projects,
        });
    }
    Ok(out)
}
