//! 到位资金按月。

use super::rates::Figure;
use crate::features::reports::rules::percent::Rounding;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 看哪一年
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FundsYear {
    /// 年度，不晚于截至日所在的一年；不填为那一年
    #[param(minimum = 2000, maximum = 2100, example = 2026)]
    pub year: Option<i32>,
    /// 百分比取两位小数的方式，默认四舍五入
    #[param(inline)]
    pub rounding: Option<Rounding>,
}

/// 一段时间的到位资金与上年同期
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsCompared {
    /// 到位（元）与名单；冲销计在冲销的那一天，所以可以为负
    pub in_place: Figure,
    /// 上年同期到位（元）与名单；没有过完的月份只到上年的同一天
    pub last_year: Figure,
    /// 增减（元）：到位减上年同期
    #[schema(example = 88_756_000_000_i64)]
    pub difference_yuan: i64,
    /// 同比（%）：增减除以上年同期；上年同期不大于零时为空
    #[schema(example = 22.88)]
    pub growth_percent: Option<f64>,
    /// 同比为什么空着
    #[schema(example = "上年同期到位资金不大于零，算不出同比")]
    pub unknown_because: Option<String>,
}

/// 一个月的到位资金
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsMonth {
    /// 月份
    #[schema(example = "2026-08")]
    pub month: String,
    /// 当月到位，与上年同月相比；还没有到的月份为空
    pub funds: Option<FundsCompared>,
    /// 从1月1日到这个月底（没有过完的月份到截至日）累计到位（元）与名单；还没有到的月份为空
    pub year_to_date: Option<Figure>,
}

/// 一年的到位资金按月
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsByMonth {
    /// 年度
    #[schema(example = 2026)]
    pub year: i32,
    /// 统计到哪一天（含）
    pub through: NaiveDate,
    /// 口径
    pub basis: String,
    /// 十二个月
    pub months: Vec<FundsMonth>,
    /// 本年累计，与上年同期相比；等于各月之和，也等于年度任务进度的完成数
    pub year_to_date: FundsCompared,
}
