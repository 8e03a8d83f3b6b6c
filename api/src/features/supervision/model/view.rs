//! What comes out.

use super::{Slip, SlipAct, SlipColour, SlipExtensionState, SlipKind};
use crate::db::types::Stamp;
use crate::features::calendar::model::DeadlineDay;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// 督办单一览中的一行
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SlipItem {
    /// The row.
    #[serde(flatten)]
    pub slip: Slip,
    /// 颜色；只有逐级上升的三级有
    pub colour: Option<SlipColour>,
    /// 项目名称
    pub project_name: Option<String>,
    /// 承办单位名称
    pub unit_name: String,
    /// 承办人姓名
    pub person_name: Option<String>,
    /// 签发人姓名
    pub issuer_name: String,
    /// 逾期天数；没有逾期的为0
    pub overdue_days: i64,
    /// 还剩几个工作日，当天到期为0；已反馈、已销号、逾期的为空
    pub working_days_left: Option<i64>,
    /// 是否领导批示
    pub is_instruction: bool,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 督办单的一份佐证
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SlipFile {
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    #[schema(example = "出让公告.pdf")]
    pub name: String,
}

/// 一次反馈
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SlipFeedbackView {
    /// 内部编号
    pub id: i64,
    /// 办理情况
    pub said: String,
    /// 佐证材料
    pub files: Vec<SlipFile>,
    /// 反馈人姓名
    pub given_by_name: Option<String>,
    /// 反馈时刻
    pub given_at: Stamp,
}

/// 一次延期申请
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SlipExtensionView {
    /// 内部编号
    pub id: i64,
    /// 延到哪一天
    pub until_on: NaiveDate,
    /// 理由
    pub reason: String,
    /// 状态
    pub state: SlipExtensionState,
    /// 申请人姓名
    pub asked_by_name: Option<String>,
    /// 申请时刻
    pub asked_at: Stamp,
    /// 签发人的意见
    pub opinion: Option<String>,
    /// 审批人姓名
    pub decided_by_name: Option<String>,
    /// 审批时刻
    pub decided_at: Option<Stamp>,
}

/// 督办单上发生的一件事
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SlipLogView {
    /// 什么事
    pub act: SlipAct,
    /// 说明
    pub note: Option<String>,
    /// 自此的期限
    pub due_on: Option<NaiveDate>,
    /// 办理人姓名；系统自动的为空
    pub done_by_name: Option<String>,
    /// 时刻
    pub done_at: Stamp,
}

/// 同一事项的另一份督办单
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SlipLink {
    /// 内部编号
    pub id: i64,
    /// 督办单编号
    pub number: String,
    /// 种类
    pub kind: SlipKind,
    /// 期限
    pub due_on: NaiveDate,
}

/// 一份督办单的全部内容
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SlipView {
    /// The line of the list.
    #[serde(flatten)]
    pub item: SlipItem,
    /// 历次反馈，早在前
    pub feedback: Vec<SlipFeedbackView>,
    /// 历次延期申请，早在前
    pub extensions: Vec<SlipExtensionView>,
    /// 经过，早在前
    pub course: Vec<SlipLogView>,
    /// 同一事项的各份督办单，级别低的在前
    pub chain: Vec<SlipLink>,
}

/// 督办单的期限和来由
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SlipDeadline {
    /// 期限
    pub due_on: NaiveDate,
    /// 为什么是这一天
    pub explanation: String,
    /// 逐日的来由
    pub days: Vec<DeadlineDay>,
    /// 提醒，如涉及尚未公布放假安排的年份
    pub warnings: Vec<String>,
}

/// 一组督办单
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SlipGroup {
    /// 种类
    pub kind: SlipKind,
    /// 种类名称
    pub label: String,
    /// 待反馈
    pub open: i64,
    /// 其中逾期的
    pub overdue: i64,
    /// 已反馈待销号
    pub answered: i64,
    /// 已销号
    pub closed: i64,
    /// 逾期已升级
    pub lapsed: i64,
}

/// 符合条件的督办单的汇总
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SlipSummary {
    /// 份数
    pub total: i64,
    /// 按种类，级别低的在前
    pub by_kind: Vec<SlipGroup>,
}
