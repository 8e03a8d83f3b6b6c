//! What comes out.

use super::{AuditState, Gate, LogRow, MoveKind, Opinion, StageRecord};
use crate::error::Blocking;
use crate::features::files::MediaType;
use crate::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// 一份凭据
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EvidenceView {
    /// 凭据类型
    pub evidence_type: String,
    /// 类型的中文名称
    pub label: String,
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    pub name: String,
    /// 文件类型
    pub media_type: MediaType,
    /// 大小（字节）
    pub size_bytes: i64,
    /// 内容的 SHA-256
    pub sha256: String,
    /// 是否已封存
    pub sealed: bool,
}

/// 阶段记录中的一项事实，带中文
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FactView {
    /// 代码
    #[schema(example = "annual_output_yuan")]
    pub field: String,
    /// 中文名称
    #[schema(example = "年产值")]
    pub label: String,
    /// 填写形式；门槛里已没有这一项时为空
    pub kind: Option<super::FactKind>,
    /// 填的值
    #[schema(value_type = Object)]
    pub value: serde_json::Value,
    /// 选项的中文；不是选项的为空
    pub choice: Option<String>,
}

/// 阶段记录及其凭据、意见、缺项
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StageRecordView {
    /// 记录
    #[serde(flatten)]
    pub record: StageRecord,
    /// 审核通过的日期，统计以此为准
    pub audited_on: Option<NaiveDate>,
    /// 各项事实，按门槛里的先后
    pub fact_list: Vec<FactView>,
    /// 凭据
    pub evidence: Vec<EvidenceView>,
    /// 历次审核意见，旧的在前
    pub opinions: Vec<Opinion>,
    /// 提交前还缺什么
    pub missing: Vec<Blocking>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 阶段条上的一格
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StagePoint {
    /// 阶段
    pub stage: Stage,
    /// 中文
    pub label: String,
    /// 所属大段：洽谈、签约、落地、建设、投产；谋划储备不属任何一段
    pub group: Option<String>,
    /// `done` 已过 · `current` 当前 · `skipped` 跳过 · `ahead` 未到
    pub progress: String,
    /// 申报的日期
    pub claimed_on: Option<NaiveDate>,
    /// 审核通过的日期
    pub audited_on: Option<NaiveDate>,
    /// 最近一次进入的日期
    pub entered_on: Option<NaiveDate>,
    /// 在本阶段累计天数，不含暂缓
    pub days: i64,
    /// 其中暂缓的天数另计
    pub suspended_days: i64,
    /// 提醒天数
    pub limit_days: Option<i32>,
    /// 现行记录
    pub record_id: Option<i64>,
    /// 现行记录的状态
    pub record_state: Option<AuditState>,
}

/// 五大段之一
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StageGroup {
    /// 代码
    pub code: String,
    /// 中文
    pub label: String,
    /// `done` 已过 · `current` 当前 · `ahead` 未到
    pub progress: String,
    /// 首次进入的日期
    pub entered_on: Option<NaiveDate>,
    /// 累计天数，不含暂缓
    pub days: i64,
}

/// 项目的全周期
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LifecycleView {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// 当前阶段
    pub stage: Stage,
    /// 结束状态
    pub end_state: Option<EndState>,
    /// 进入当前阶段的日期
    pub stage_since_on: NaiveDate,
    /// 在当前阶段的天数，不含暂缓
    pub days_in_stage: i64,
    /// 是否超过提醒天数
    pub overdue: bool,
    /// 五大段
    pub groups: Vec<StageGroup>,
    /// 13个阶段
    pub stages: Vec<StagePoint>,
    /// 阶段记录，含历史
    pub records: Vec<StageRecordView>,
    /// 阶段日志，旧的在前
    pub log: Vec<LogRow>,
    /// 现行门槛版次
    pub gate_revision: i32,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 一个可能的去向
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TransitionTarget {
    /// 目标阶段
    pub to: Stage,
    /// 中文
    pub label: String,
    /// 推进或退回
    pub kind: MoveKind,
    /// 现在可以办理
    pub allowed: bool,
    /// 还缺什么、怎么补
    pub blocking: Vec<Blocking>,
    /// 目标阶段要求的事实与凭据的代码
    pub requires: Vec<String>,
    /// 目标阶段的门槛；退回时为空
    pub gate: Option<Gate>,
    /// 谁可以办理
    pub who: String,
    /// 其中按责任链该由谁办理；没有人任职时为空
    pub persons: Vec<NextPerson>,
    /// 最迟哪一天：进入当前阶段之日加提醒天数；不限为空
    pub due_on: Option<NaiveDate>,
    /// 审核由谁办理
    pub audited_by: String,
}

/// 责任链上该办下一步的人
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NextPerson {
    /// 人员编号
    pub user_id: i64,
    /// 姓名
    #[schema(example = "企服务")]
    pub name: String,
    /// 单位
    #[schema(example = "金昌市工业和信息化局")]
    pub unit_name: String,
    /// 角色
    #[schema(example = "服务专员")]
    pub role: String,
}

/// 一种结束或恢复
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EndTarget {
    /// 种类
    pub kind: MoveKind,
    /// 中文
    pub label: String,
    /// 办理地址
    #[schema(example = "/api/v1/projects/1/suspensions")]
    pub href: String,
    /// 现在可以办理
    pub allowed: bool,
    /// 为什么不可以
    pub blocking: Vec<Blocking>,
    /// 谁可以办理
    pub who: String,
}

/// 全部可能的去向
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TransitionsView {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 当前阶段
    pub stage: Stage,
    /// 结束状态
    pub end_state: Option<EndState>,
    /// 现行门槛版次
    pub gate_revision: i32,
    /// 各阶段
    pub targets: Vec<TransitionTarget>,
    /// 暂缓、恢复、终止、退库
    pub ends: Vec<EndTarget>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 推进的结果
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TransitionView {
    /// 是否试算
    pub dry_run: bool,
    /// 是否已办理
    pub moved: bool,
    /// 这一去向
    pub target: TransitionTarget,
    /// 办理后（试算时为现在）的全周期
    pub lifecycle: LifecycleView,
}

/// 看板上的一张卡片
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BoardCard {
    /// 项目编号（内部）
    pub id: i64,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// 牵头单位
    pub lead_unit_id: i64,
    /// 总投资（元）
    pub total_investment_yuan: Option<i64>,
    /// 进入本阶段的日期
    pub stage_since_on: NaiveDate,
    /// 在本阶段的天数
    pub days_in_stage: i64,
    /// 是否超过提醒天数
    pub overdue: bool,
    /// 结束状态
    pub end_state: Option<EndState>,
}

/// 看板的一列
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BoardColumn {
    /// 阶段
    pub stage: Stage,
    /// 中文
    pub label: String,
    /// 项目数
    pub total: i64,
    /// 总投资合计（元）；未填总投资的不计
    pub total_investment_yuan: i64,
    /// 未填总投资的项目数
    pub without_amount: i64,
    /// 本页卡片，停留最久的在前
    pub items: Vec<BoardCard>,
    /// 页码
    pub page: i64,
    /// 每页条数
    pub per_page: i64,
}

/// 看板
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BoardView {
    /// 各列，按阶段先后
    pub columns: Vec<BoardColumn>,
    /// 全部列的项目数
    pub total: i64,
    /// 全部列的总投资合计（元）
    pub total_investment_yuan: i64,
}
