//! 月报的数据即报文。

use crate::db::schema::production_reports;
use crate::db::types::{Doc, Stamp};
use crate::features::projects::model::funds::AuditResult;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 指标
    Metric {
        Herd = "herd" / "存栏（头）",
        Output = "output" / "产量（吨）",
        Revenue = "revenue" / "营业收入（元）",
        Tax = "tax" / "税金（元）",
        Jobs = "jobs" / "用工（人）",
        Other = "other" / "其他（自填名称与单位）",
    }
}

text_enum! {
    /// 月报的审核状态
    ProductionState {
        Submitted = "submitted" / "待审核",
        Supplement = "supplement" / "暂未通过（待补充）",
        Passed = "passed" / "审核通过",
        Rejected = "rejected" / "审核未通过",
    }
}

impl From<AuditResult> for ProductionState {
    fn from(result: AuditResult) -> Self {
        match result {
            AuditResult::Passed => Self::Passed,
            AuditResult::Supplement => Self::Supplement,
            AuditResult::Rejected => Self::Rejected,
        }
    }
}

/// 一项指标，按上报的填
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricInput {
    /// 指标
    pub metric: Metric,
    /// 指标名称；指标为“其他”时必填，其余不填
    #[schema(min_length = 1, max_length = 50, example = "菊粉产量")]
    pub name: Option<String>,
    /// 计量单位；指标为“其他”时必填，其余不填
    #[schema(min_length = 1, max_length = 20, example = "吨")]
    pub unit: Option<String>,
    /// 数值，最多两位小数；金额为元
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64, example = 17156)]
    pub value: f64,
    /// 占年计划（%），最多两位小数
    #[schema(minimum = 0.01, maximum = 100_000, example = 33)]
    pub plan_share_percent: Option<f64>,
    /// 同比（%），最多两位小数
    #[schema(minimum = -100, maximum = 100_000, example = 28)]
    pub growth_percent: Option<f64>,
}

/// 一个月的月报
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductionReportInput {
    /// 月份
    #[schema(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$", max_length = 7, example = "2019-04")]
    pub month: String,
    /// 各项指标，同一指标只报一次
    #[schema(min_items = 1, max_items = 30)]
    pub metrics: Vec<MetricInput>,
    /// 说明
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// 审核月报
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductionAuditInput {
    /// 审核结果
    pub result: AuditResult,
    /// 审核意见；暂未通过、未通过时必填
    #[schema(min_length = 2, max_length = 500, example = "与报表核对一致")]
    pub opinion: Option<String>,
}

/// A report as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = production_reports, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `ProductionReport`
pub struct ReportRow {
    pub id: i64,
    pub project_id: i64,
    pub month_on: NaiveDate,
    /// [`MetricInput`]s.
    pub metrics: Doc,
    pub note: Option<String>,
    pub state: ProductionState,
    pub submitted_by: Option<i64>,
    pub submitted_at: Stamp,
    pub audited_by: Option<i64>,
    pub audited_at: Option<Stamp>,
    pub audit_opinion: Option<String>,
    pub version: i32,
}

/// 由上报的数推算出来的数，没有上报，也不保存
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DerivedValue {
    /// 是什么
    #[schema(example = "年计划（推算）")]
    pub name: String,
    /// 数值，四舍五入到整数
    #[schema(example = 51988)]
    pub value: i64,
    /// 算式
    #[schema(example = "17156 ÷ 33% ≈ 51988")]
    pub formula: String,
}

/// 一项指标及由它推算的数
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MetricView {
    /// 指标
    pub metric: Metric,
    /// 名称
    #[schema(example = "产量")]
    pub name: String,
    /// 计量单位
    #[schema(example = "吨")]
    pub unit: String,
    /// 上报的数值；金额为元
    pub value: f64,
    /// 上报的占年计划（%）
    pub plan_share_percent: Option<f64>,
    /// 上报的同比（%）
    pub growth_percent: Option<f64>,
    /// 推算的数
    pub derived: Vec<DerivedValue>,
}

/// 生产月报
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProductionReport {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 月份
    #[schema(example = "2019-04")]
    pub month: String,
    /// 各项指标
    pub metrics: Vec<MetricView>,
    /// 说明
    pub note: Option<String>,
    /// 审核状态
    pub state: ProductionState,
    /// 填报人
    pub submitted_by: Option<i64>,
    /// 填报时刻
    pub submitted_at: Stamp,
    /// 审核人
    pub audited_by: Option<i64>,
    /// 审核时刻
    pub audited_at: Option<Stamp>,
    /// 审核意见
    pub audit_opinion: Option<String>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// Which reports.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProductionFilter {
    /// 审核状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ProductionState>>,
}
