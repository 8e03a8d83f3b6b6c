//! 阶段记录、凭据、意见与日志的数据形状；门槛在 [`gates`]，看到的在 [`view`]，填写的在 [`input`]。

mod amendments;
mod events;
mod gates;
mod input;
mod papers;
mod signatures;
mod view;

pub use crate::features::projects::model::funds::AuditResult;
pub use amendments::*;
pub use events::*;
pub use gates::*;
pub use input::*;
pub use papers::*;
pub use signatures::*;
pub use view::*;

use crate::db::schema::{stage_evidence, stage_log, stage_opinions, stage_records};
use crate::db::types::{Doc, Stamp};
use crate::features::projects::{EndState, Stage};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

text_enum! {
    /// 阶段记录的状态
    AuditState {
        Draft = "draft" / "已保存",
        Submitted = "submitted" / "已提交",
        Passed = "passed" / "审核通过",
        Supplement = "supplement" / "暂未通过",
        Rejected = "rejected" / "审核未通过",
        Recalled = "recalled" / "已撤回",
    }
}

impl AuditState {
    /// May the record be edited and submitted?
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Supplement | Self::Recalled)
    }
}

impl From<AuditResult> for AuditState {
    fn from(result: AuditResult) -> Self {
        match result {
            AuditResult::Passed => Self::Passed,
            AuditResult::Supplement => Self::Supplement,
            AuditResult::Rejected => Self::Rejected,
        }
    }
}

text_enum! {
    /// 变动种类
    MoveKind {
        Advance = "advance" / "推进",
        Return = "return" / "退回",
        Suspend = "suspend" / "暂缓",
        Resume = "resume" / "恢复",
        Terminate = "terminate" / "终止",
        Withdraw = "withdraw" / "退库",
        Share = "share" / "转共享",
        TakeUp = "take_up" / "领取",
    }
}

text_enum! {
    /// 终止原因在哪一方
    TerminationCause { Investor = "investor" / "投资方原因", Local = "local" / "本地原因" }
}

/// 阶段记录
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = stage_records, check_for_backend(crate::db::MultiBackend))]
pub struct StageRecord {
    /// 记录编号
    pub id: i64,
    /// 项目编号
    pub project_id: i64,
    /// 申报进入的阶段
    pub stage: Stage,
    /// 申报的日期；统计以审核通过的日期为准
    pub claimed_on: Option<NaiveDate>,
    /// 申报的事实，项目由门槛规则定义
    pub facts: Doc,
    /// 说明
    pub note: Option<String>,
    /// 状态
    pub state: AuditState,
    /// 提交人
    pub submitted_by: Option<i64>,
    /// 提交时刻
    pub submitted_at: Option<Stamp>,
    /// 审核人
    pub audited_by: Option<i64>,
    /// 审核时刻
    pub audited_at: Option<Stamp>,
    /// 最近一次审核意见
    pub audit_opinion: Option<String>,
    /// 审核所依据的门槛版次
    pub gate_revision: Option<i32>,
    /// 退回后转为历史的时刻
    pub superseded_at: Option<Stamp>,
    /// 填报人
    pub created_by: Option<i64>,
    /// 填报时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

impl StageRecord {
    /// The facts by name.
    pub fn facts_map(&self) -> Map<String, Value> {
        self.facts.read()
    }

    /// Does it still count for the project?
    pub fn is_current(&self) -> bool {
        self.superseded_at.is_none() && self.state != AuditState::Rejected
    }

    /// The day that statistics use.
    pub fn audited_on(&self) -> Option<NaiveDate> {
        self.audited_at.filter(|_| self.state == AuditState::Passed).map(Stamp::day)
    }
}

/// One file as evidence of a record.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = stage_evidence, check_for_backend(crate::db::MultiBackend))]
pub struct EvidenceRow {
    /// Key.
    pub id: i64,
    /// Record.
    pub record_id: i64,
    /// Type by the gate.
    pub evidence_type: String,
    /// File.
    pub file_id: i64,
}

/// 一次审核意见，只增不改
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = stage_opinions, check_for_backend(crate::db::MultiBackend))]
#[schema(as = StageOpinion)]
pub struct Opinion {
    /// 记录编号
    pub record_id: i64,
    /// 结论
    pub result: AuditResult,
    /// 意见
    pub opinion: String,
    /// 审核人
    pub given_by: Option<i64>,
    /// 时刻
    pub given_at: Stamp,
}

/// 阶段日志的一行，只增不改
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = stage_log, check_for_backend(crate::db::MultiBackend))]
#[schema(as = StageLogRow)]
pub struct LogRow {
    /// 编号
    pub id: i64,
    /// 变动种类
    pub kind: MoveKind,
    /// 原阶段
    pub from_stage: Stage,
    /// 新阶段
    pub to_stage: Stage,
    /// 原结束状态
    pub from_state: Option<EndState>,
    /// 新结束状态
    pub to_state: Option<EndState>,
    /// 上一段从哪天起
    pub entered_on: NaiveDate,
    /// 变动日期
    pub moved_on: NaiveDate,
    /// 变动时刻
    pub moved_at: Stamp,
    /// 上一段停留天数
    pub days_in_stage: i32,
    /// 办理人
    pub moved_by: Option<i64>,
    /// 理由
    pub reason: Option<String>,
    /// 其他情况，如终止原因、预计恢复日期
    pub details: Doc,
    /// 依据的门槛版次
    pub gate_revision: Option<i32>,
    /// 依据的阶段记录
    pub record_id: Option<i64>,
}
