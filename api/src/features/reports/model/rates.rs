//! 比率、名单与口径。

use crate::features::projects::model::query::ProjectSort;
use crate::features::projects::model::view::ProjectItem;
use crate::features::reports::rules::percent::Rounding;
use crate::features::reports::rules::rates::{RateCode, RateFigure};
use crate::text_enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 资金到位率的分子取哪些资金
    FundsScope {
        OutsideCity = "outside_city" / "市外到位（省外、境外、省内市外）",
        OutsideProvince = "outside_province" / "省外到位（省外、境外）",
        All = "all" / "全部到位",
    }
}

/// 一个数与打开它的名单
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = LinkedFigure)]
pub struct Figure {
    /// 数值
    pub value: i64,
    /// 计量单位：`项` 或 `元`
    #[schema(example = "项")]
    pub unit: String,
    /// 名单的地址，带同样的条件；没有名单时为空
    pub href: Option<String>,
}

/// 哪一批签约合同
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CohortFilter {
    /// 签约活动编号：只看计入这次活动的合同
    #[param(minimum = 1)]
    pub event_id: Option<i64>,
    /// 计入日期（合同审核通过之日，补录的为签约之日）不早于
    #[serde(rename = "counted_on.gte")]
    pub counted_from: Option<NaiveDate>,
    /// 计入日期早于
    #[serde(rename = "counted_on.lt")]
    pub counted_before: Option<NaiveDate>,
    /// 资金到位率的分子，默认市外到位
    #[param(inline)]
    pub funds: Option<FundsScope>,
}

/// 怎样显示比率
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RateOptions {
    /// 百分比取两位小数的方式，默认四舍五入
    #[param(inline)]
    pub rounding: Option<Rounding>,
    /// 已印发的履约率（%），与系统所算比较
    #[param(max_length = 10, pattern = "^-?[0-9]{1,6}(\\.[0-9]{1,2})?$", example = "99.65")]
    pub printed_performance: Option<String>,
    /// 已印发的开工率（%）
    #[param(max_length = 10, pattern = "^-?[0-9]{1,6}(\\.[0-9]{1,2})?$")]
    pub printed_start: Option<String>,
    /// 已印发的建成率（%）
    #[param(max_length = 10, pattern = "^-?[0-9]{1,6}(\\.[0-9]{1,2})?$")]
    pub printed_built: Option<String>,
    /// 已印发的投产率（%）
    #[param(max_length = 10, pattern = "^-?[0-9]{1,6}(\\.[0-9]{1,2})?$")]
    pub printed_producing: Option<String>,
    /// 已印发的资金到位率（%）
    #[param(max_length = 10, pattern = "^-?[0-9]{1,6}(\\.[0-9]{1,2})?$")]
    pub printed_funds: Option<String>,
}

impl RateOptions {
    /// The printed value of a rate.
    pub fn printed(&self, code: RateCode) -> Option<&str> {
        match code {
            RateCode::Performance => self.printed_performance.as_deref(),
            RateCode::Start => self.printed_start.as_deref(),
            RateCode::Built => self.printed_built.as_deref(),
            RateCode::Producing => self.printed_producing.as_deref(),
            RateCode::Funds => self.printed_funds.as_deref(),
        }
    }
}

/// 一项比率
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RateView {
    /// 代码
    pub code: RateCode,
    /// 名称
    #[schema(example = "履约率")]
    pub label: String,
    /// 分子
    pub numerator: Figure,
    /// 分母
    pub denominator: Figure,
    /// 百分比，两位小数；分母为零或不明时为空
    #[schema(example = 99.66)]
    pub percent: Option<f64>,
    /// 印在表上的样子；空着的印“—”
    #[schema(example = "99.66%")]
    pub shown: String,
    /// 为什么算不出
    pub unknown_because: Option<String>,
    /// 算式
    #[schema(example = "（签约292 − 终止1）÷ 签约292 = 99.66%")]
    pub formula: String,
    /// 已印发的百分比
    pub printed_percent: Option<f64>,
    /// 印发数减系统所算（百分点）
    pub difference_points: Option<f64>,
    /// 比较的说明
    pub comparison: Option<String>,
}

/// 一种不予认定的情形
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExcludedGroup {
    /// 情形代码
    pub code: String,
    /// 情形
    pub label: String,
    /// 项目数
    pub count: i64,
}

/// 一批签约合同的各项比率
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatesView {
    /// 口径
    pub basis: String,
    /// 以哪一天为止的记录为准
    pub as_of: NaiveDate,
    /// 取两位小数的方式
    pub rounding: Rounding,
    /// 各项比率
    pub rates: Vec<RateView>,
    /// 计入的签约合同
    pub signed: Figure,
    /// 签约金额
    pub amount: Figure,
    /// 其中补录的（导入前已签约，按签约日期计入）
    pub takeovers: i64,
    /// 到位资金
    pub funds: Figure,
    /// 现状：前期手续、在建、投产、终止，及其中暂缓的
    pub states: Vec<StateFigure>,
    /// 不予认定、不计入的
    pub excluded: Figure,
    /// 不予认定的情形
    pub excluded_by: Vec<ExcludedGroup>,
}

/// 一种现状
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StateFigure {
    /// 代码
    pub code: RateFigure,
    /// 名称
    pub label: String,
    /// 项目数与名单
    pub count: Figure,
}

/// 打开哪个数的名单
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FigureQuery {
    /// 哪个数
    #[param(inline)]
    pub figure: RateFigure,
}

/// 名单的次序
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RowSort {
    /// 排序，与查询项目相同；默认按项目编号
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ProjectSort>>,
}

/// 名单上的一个项目
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CohortRow {
    /// 项目（截至日的记录）
    #[serde(flatten)]
    pub project: ProjectItem,
    /// 计入的签约金额（元）
    pub counted_amount_yuan: i64,
    /// 计入的到位资金（元）
    pub counted_funds_yuan: i64,
}
