//! 综合看板。

use super::rates::{ExcludedGroup, Figure, FundsScope, RateView, StateFigure};
use crate::features::projects::model::view::ProjectSummary;
use crate::features::reports::rules::percent::Rounding;
use crate::text_enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 单位按什么排名
    RankBy {
        FundsOutsideCity = "funds_outside_city" / "市外到位资金",
        FundsOutsideProvince = "funds_outside_province" / "省外到位资金",
        ContractAmount = "contract_amount" / "合同金额",
        Count = "count" / "项目数",
    }
}

/// 怎样看
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DashboardOptions {
    /// 单位按什么排名，默认市外到位资金
    #[param(inline)]
    pub rank_by: Option<RankBy>,
    /// 资金到位率的分子，默认市外到位
    #[param(inline)]
    pub funds: Option<FundsScope>,
    /// 百分比取两位小数的方式，默认四舍五入
    #[param(inline)]
    pub rounding: Option<Rounding>,
}

/// 到位资金
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsFigures {
    /// 全部到位（元）
    pub in_place: Figure,
    /// 其中市外：省外、境外、省内市外（元）
    pub outside_city: Figure,
    /// 其中省外：省外、境外（元）
    pub outside_province: Figure,
}

/// 签约与各项比率
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardRates {
    /// 各项比率
    pub rates: Vec<RateView>,
    /// 计入的签约合同
    pub signed: Figure,
    /// 签约金额
    pub amount: Figure,
    /// 其中补录的
    pub takeovers: i64,
    /// 现状
    pub states: Vec<StateFigure>,
    /// 不予认定、不计入的
    pub excluded: Figure,
    /// 不予认定的情形
    pub excluded_by: Vec<ExcludedGroup>,
}

/// 一个省的外出招商
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProvinceTrips {
    /// 行政区划代码
    pub code: String,
    /// 名称
    #[schema(example = "江苏省")]
    pub name: String,
    /// 中心点经度
    pub lon: f64,
    /// 中心点纬度
    pub lat: f64,
    /// 外出次数
    pub trips: i64,
    /// 见到企业
    pub companies: i64,
    /// 有合作意向的企业
    pub intentions: i64,
    /// 这个省的外出招商成效
    pub href: String,
}

/// 各省的外出招商；省份不明的单列
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TripsByProvince {
    /// 各省，按行政区划代码
    pub provinces: Vec<ProvinceTrips>,
    /// 省份不明的外出次数
    pub elsewhere: i64,
    /// 按哪些条件
    pub basis: String,
}

/// 一个单位的名次；数相同的名次相同
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RankedUnit {
    /// 名次
    pub rank: i64,
    /// 单位
    pub unit_id: i64,
    /// 单位名称
    pub unit_name: String,
    /// 按以排名的数
    pub value: Figure,
    /// 项目数
    pub projects: i64,
}

/// 综合看板
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardView {
    /// 以哪一天为止的记录为准
    pub as_of: NaiveDate,
    /// 口径
    pub basis: String,
    /// 项目：合计与按阶段、结束状态、单位、行业、产业链的分组
    pub projects: ProjectSummary,
    /// 到位资金
    pub funds: FundsFigures,
    /// 签约与各项比率
    pub contracts: DashboardRates,
    /// 各省的外出招商；看以前某天时没有，因为拜访没有以前某天的样子
    pub trips: Option<TripsByProvince>,
    /// 单位按什么排名
    pub rank_by: RankBy,
    /// 单位排名
    pub ranking: Vec<RankedUnit>,
}
