//! 到位资金按月：每个月多少，本年累计多少，与上年同月相比。

use super::super::model::months::{FundsByMonth, FundsCompared, FundsMonth, FundsYear};
use super::super::model::rates::Figure;
use super::super::model::targets::Indicator;
use super::super::rules::months::{Month, months};
use super::super::rules::percent::{self, Rounding};
use super::super::rules::progress::year_before;
use super::super::store::progress::Period;
use super::figure;
use super::progress::{LIST, basis, first_of_year};
use crate::error::{Error, Result};
use crate::features::projects::api::read::then;
use crate::features::projects::model::query::{AsOfQuery, ProjectFilter};
use crate::features::projects::store::list::Conditions;
use crate::http::{Ctx, Query, Reply};
use crate::policy::{Action, require_role, visible};
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

const NOT_OF_LISTS: &[&str] = &["year=", "rounding="];

/// 到位资金按月
///
/// 一年十二个月的市外到位资金：当月到位、本年累计、上年同月与同比（本期减上年同期，除以上年同期）；还没有到的月份
/// 为空，不是零。只计审核通过的，按到账日期计入月份，与年度任务进度（`/targets/progress`）的市外到位资金同一口径：每笔都有到账
/// 日期，各月之和就是那里的完成数，上年各月之和就是那里的上年同期。条件与查询项目相同，只计可见范围内的；`as_of` 看以前某天的记录。
/// 每个数都能打开名单。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("rate.read"))),
    params(FundsYear, ProjectFilter, AsOfQuery),
    responses((status = 200, description = "十二个月与本年累计", body = FundsByMonth)))]
#[get("/dashboard/funds-by-month")]
pub async fn get_funds_by_month(
    ctx: Ctx,
    req: HttpRequest,
    wanted: Query<FundsYear>,
    filter: Query<ProjectFilter>,
    day: Query<AsOfQuery>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::RateRead)?;
    let query = req.query_string().to_owned();
    let (wanted, filter, day) = (wanted.0, filter.0, day.0);
    ctx.read(move |tx| {
        let then = then(tx, day)?;
        let day = then.map_or_else(|| tx.today(), |then| then.day);
        let through = through(wanted.year, day)?;
        let who = visible(tx.caller);
        let conditions = Conditions::prepare(tx, who, filter)?.as_of(then);
        let from = first_of_year(year_before(through));
        let period = Period { indicator: Indicator::FundsOutsideCity, from, through, day };
        let by_day = period.by_day(tx, &conditions)?;
        let compared = Compared { query, rounding: wanted.rounding.unwrap_or(Rounding::HalfUp) };
        Reply::ok(&compared.year(&period, &months(through, &by_day)))
    })
    .await
}

/// The last day of a year that there are records of by a day.
fn through(year: Option<i32>, day: NaiveDate) -> Result<NaiveDate> {
    let year = year.unwrap_or(day.year());
    if year > day.year() {
        let message = format!("{year}年晚于截至日{day}，还没有记录。请填{}年或以前的年度。", day.year());
        return Err(Error::field("/year", "in_future", message));
    }
    Ok(NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(day).min(day))
}

/// Under which conditions, and how percentages are printed.
struct Compared {
    query: String,
    rounding: Rounding,
}

impl Compared {
    fn year(&self, period: &Period, months: &[Month]) -> FundsByMonth {
        let (through, year) = (period.through, period.through.year());
        let shown = (1..=12).map(|n: u32| {
            let month = months.get(n as usize - 1);
            FundsMonth {
                month: format!("{year}-{n:02}"),
                funds: month.map(|m| self.both((m.yuan, &m.days), (m.yuan_before, &m.days_before))),
                year_to_date: month
                    .map(|m| self.figure(m.year_to_date, &(first_of_year(through)..=*m.days.end()))),
            }
        });
        let before = year_before(through);
        let done = months.iter().map(|m| m.yuan).sum();
        let done_before = months.iter().map(|m| m.yuan_before).sum();
        FundsByMonth {
            year,
            through,
            basis: format!("{}没有过完的月份与上年同月的同一天为止相比。", basis(period)),
            months: shown.collect(),
            year_to_date: self.both(
                (done, &(first_of_year(through)..=through)),
                (done_before, &(first_of_year(before)..=before)),
            ),
        }
    }

    fn both(
        &self,
        (yuan, days): (i64, &RangeInclusive<NaiveDate>),
        (before, days_before): (i64, &RangeInclusive<NaiveDate>),
    ) -> FundsCompared {
        let growth = percent::growth(yuan, before, self.rounding);
        FundsCompared {
            in_place: self.figure(yuan, days),
            last_year: self.figure(before, days_before),
            difference_yuan: yuan - before,
            growth_percent: growth.map(percent::number),
            unknown_because: growth.is_none().then(|| "上年同期到位资金不大于零，算不出同比".to_owned()),
        }
    }

    /// The projects that the money of these days is of.
    fn figure(&self, yuan: i64, days: &RangeInclusive<NaiveDate>) -> Figure {
        let (indicator, from, through) = (Indicator::FundsOutsideCity.code(), days.start(), days.end());
        let query = format!("{}&indicator={indicator}&from={from}&through={through}", self.query);
        figure::yuan(yuan, figure::href(LIST, "", &query, NOT_OF_LISTS))
    }
}
