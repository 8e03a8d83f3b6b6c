//! 年度任务与进度。

use super::rates::Figure;
use crate::db::schema::targets;
use crate::db::types::Stamp;
use crate::features::projects::model::view::ProjectItem;
use crate::features::reports::rules::percent::Rounding;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 有年度任务的指标
    Indicator {
        FundsOutsideCity = "funds_outside_city" / "市外到位资金",
        FundsOutsideProvince = "funds_outside_province" / "省外到位资金",
        SignedCount = "signed_count" / "新签约合同项目",
        SignedAmount = "signed_amount" / "新签约合同金额",
        LandedCount = "landed_count" / "新注册项目",
        StartedCount = "started_count" / "新开工项目",
        ProducingCount = "producing_count" / "新投产项目",
    }
}

impl Indicator {
    /// Counted in yuan instead of projects.
    pub fn is_money(self) -> bool {
        matches!(self, Self::FundsOutsideCity | Self::FundsOutsideProvince | Self::SignedAmount)
    }
}

/// 一个单位一年一项指标的任务
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = targets, check_for_backend(crate::db::MultiBackend))]
pub struct Target {
    /// 年度
    pub year: i32,
    /// 单位
    pub unit_id: i64,
    /// 指标
    pub indicator: Indicator,
    /// 任务数：金额类为元，其余为项；空为未下达或已取消
    pub target: Option<i64>,
    /// 依据，如任务分解文件的文号
    pub basis: Option<String>,
    /// 版本；0 为尚未下达
    pub version: i32,
    /// 最近变动
    pub updated_at: Stamp,
}

/// 任务及单位名称
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetView {
    /// 任务
    #[serde(flatten)]
    pub target: Target,
    /// 单位名称
    pub unit_name: String,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 下达或调整任务
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetInput {
    /// 任务数：金额类为元，其余为项；空为取消
    #[schema(minimum = 1, maximum = 1_000_000_000_000_000_i64, example = 500_000_000)]
    pub target: Option<i64>,
    /// 依据，如任务分解文件的文号
    #[schema(min_length = 2, max_length = 200, example = "金政办发〔2026〕3号")]
    pub basis: Option<String>,
}

/// 要哪些任务
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TargetFilter {
    /// 年度
    #[param(minimum = 2000, maximum = 2100, example = 2026)]
    pub year: i32,
    /// 单位编号
    #[param(minimum = 1)]
    pub unit_id: Option<i64>,
    /// 指标，多个用逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub indicator: Option<Vec<Indicator>>,
}

/// 任务列表，单位按法定顺序
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetList {
    /// 年度
    pub year: i32,
    /// 任务
    pub items: Vec<TargetView>,
}

/// 看哪一年、到哪一天的进度
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProgressQuery {
    /// 指标
    #[param(inline)]
    pub indicator: Indicator,
    /// 统计到哪一天（含），从当年1月1日起；不填为今天
    #[param(example = "2026-08-31")]
    pub through: Option<NaiveDate>,
    /// 以哪一天结束时的记录为准，不早于 `through`；不填为现在
    pub as_of: Option<NaiveDate>,
    /// 百分比取两位小数的方式，默认四舍五入
    #[param(inline)]
    pub rounding: Option<Rounding>,
}

/// 打开进度表里的一个完成数
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProgressUnit {
    /// 单位编号（含下属单位）；不填为合计行
    #[param(minimum = 1)]
    pub unit_id: Option<i64>,
    /// 打开上年同期的完成数
    pub last_year: Option<bool>,
    /// 只看有任务的单位（含下属单位）的，即合计行里与任务相比的完成数
    pub with_target: Option<bool>,
    /// 从哪一天（含）起，与 `through` 在同一年，如只看其中一个月；不填为当年1月1日
    #[param(example = "2026-08-01")]
    pub from: Option<NaiveDate>,
}

/// 完成数名单上的一个项目
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgressProject {
    /// 项目（截至日的记录）
    #[serde(flatten)]
    pub project: ProjectItem,
    /// 计入完成数的数：金额类为元，其余为1
    pub done: i64,
}

/// 一个单位的进度
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgressRow {
    /// 单位；合计行为空
    pub unit_id: Option<i64>,
    /// 单位名称；合计行为“合计”
    pub unit_name: String,
    /// 完成数与名单
    pub done: Figure,
    /// 年度任务；未下达为空。合计行为全市的任务，没有时为已下达的各单位任务之和
    pub target: Option<i64>,
    /// 与任务相比的完成数与名单：合计行只含有任务的单位（含下属单位）完成的，其余行与完成数相同；没有任务为空
    pub done_of_target: Option<Figure>,
    /// 上年同期完成数与名单
    pub last_year: Figure,
    /// 完成率（%）：与任务相比的完成数除以任务
    pub completion_percent: Option<f64>,
    /// 序时进度差（百分点）：完成率减已过时间占全年的比例
    pub gap_points: Option<f64>,
    /// 同比（%）
    pub growth_percent: Option<f64>,
    /// 空着的数为什么空着
    pub unknown_because: Vec<String>,
    /// 算式，金额以亿元、万元计
    #[schema(
        example = "完成率 4766.22亿元 ÷ 7000.00亿元 = 68.09%；序时进度差 68.09% − 66.67% = 1.42个百分点"
    )]
    pub formula: String,
}

/// 进度表
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgressTable {
    /// 指标
    pub indicator: Indicator,
    /// 计量单位：元或项
    pub unit: String,
    /// 从哪一天
    pub from: NaiveDate,
    /// 到哪一天（含）
    pub through: NaiveDate,
    /// 已过时间占全年的比例（%）
    pub year_share_percent: f64,
    /// 比例怎么算的，如 `8÷12个月`
    pub year_share: String,
    /// 口径
    pub basis: String,
    /// 各单位，按法定顺序；有任务或有完成数的都在
    pub rows: Vec<ProgressRow>,
    /// 全市合计：每个项目只计一次
    pub total: ProgressRow,
}
