//! 服务零等待、合作零距离、环境零投诉：目标之旁是实数。

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 按期的有多少
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct KeptFigure {
    /// 是什么
    #[schema(example = "困难按期受理")]
    pub name: String,
    /// 按期的
    pub kept: i64,
    /// 应计的：按期的与逾期的之和；还没有到期的不计
    pub of: i64,
    /// 比率（%），四舍五入到两位；没有应计的为空
    #[schema(example = 96.43)]
    pub percent: Option<f64>,
    /// 用时的中位数（工作日）
    pub median_working_days: Option<f64>,
    /// 按期的清单
    #[schema(example = "/tickets?accepted=in_time")]
    pub kept_href: String,
    /// 逾期的清单
    pub late_href: String,
}

/// 一个数和它的清单
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CountFigure {
    /// 是什么
    #[schema(example = "投诉")]
    pub name: String,
    /// 数量
    pub count: i64,
    /// 目标；没有目标的为空
    pub goal: Option<i64>,
    /// 清单
    pub href: String,
}

/// 服务成效
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ServiceFigures {
    /// 起始日期
    pub from_on: NaiveDate,
    /// 截止日期
    pub to_on: NaiveDate,
    /// 服务零等待
    pub no_waiting: Vec<KeptFigure>,
    /// 合作零距离
    pub no_distance: Vec<CountFigure>,
    /// 环境零投诉
    pub no_complaint: Vec<CountFigure>,
    /// 困难的满意度均分（1至5）；没有打分的为空
    pub satisfaction: Option<f64>,
    /// 打分的件数
    pub rated: i64,
    /// 多少日没有联系算冷落
    pub contact_days: i32,
}

/// Of which period and unit.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FigureQuery {
    /// 起始日期；不填为今年1月1日
    pub from_on: Option<NaiveDate>,
    /// 截止日期；不填为今天
    pub to_on: Option<NaiveDate>,
    /// 单位编号（含下属单位）；不填为可见范围内的全部
    #[param(minimum = 1)]
    pub unit_id: Option<i64>,
}

/// 久未联系的项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ContactGap {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 最近一次联系（洽谈或服务）；从没有过的为空
    pub last_contact_on: Option<NaiveDate>,
    /// 距今多少日；从没有过的自进入当前阶段算起
    pub days: i64,
}

/// Of which unit.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GapQuery {
    /// 牵头单位编号（含下属单位）
    #[param(minimum = 1)]
    pub unit_id: Option<i64>,
}
