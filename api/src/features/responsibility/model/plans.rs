//! 工作方案：逐版保存，最新的一版有效。

use crate::db::schema::project_plans;
use crate::db::types::Stamp;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A version of a plan as it is kept.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = project_plans, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `ProjectPlan`
pub struct PlanRow {
    pub id: i64,
    pub project_id: i64,
    pub no: i32,
    pub title: String,
    pub summary: String,
    pub file_id: i64,
    pub approved_on: NaiveDate,
    pub reason: Option<String>,
    pub created_by: Option<i64>,
    pub created_at: Stamp,
}

/// 上传工作方案的一版
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanInput {
    /// 方案名称
    #[schema(min_length = 2, max_length = 200, example = "火星1号基地项目推进工作方案")]
    pub title: String,
    /// 要点
    #[schema(min_length = 2, max_length = 2000, example = "目标、分工、节点、保障措施")]
    pub summary: String,
    /// 方案文件的附件编号
    pub file_id: i64,
    /// 批准日期；不晚于今天
    #[schema(example = "2026-03-01")]
    pub approved_on: NaiveDate,
    /// 修订的理由；第二版起必填
    #[schema(min_length = 2, max_length = 500, example = "增加用电保障措施")]
    pub reason: Option<String>,
    /// 上传时看到的最新版次，还没有方案的填0；已有人上传新版时返回409
    #[schema(minimum = 0, maximum = 100_000, example = 0)]
    pub after_no: i32,
}

/// 工作方案的一版
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProjectPlan {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 版次，从1起
    pub no: i32,
    /// 方案名称
    pub title: String,
    /// 要点
    pub summary: String,
    /// 方案文件的附件编号
    pub file_id: i64,
    /// 文件名
    #[schema(example = "推进方案.pdf")]
    pub file_name: String,
    /// 批准日期
    pub approved_on: NaiveDate,
    /// 修订的理由
    pub reason: Option<String>,
    /// 现行的一版
    pub in_force: bool,
    /// 上传人
    pub created_by: Option<i64>,
    /// 上传人姓名
    pub created_by_name: Option<String>,
    /// 上传时刻
    pub created_at: Stamp,
}

/// 项目的工作方案
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectPlans {
    /// 各版，新的在前
    pub items: Vec<ProjectPlan>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}
