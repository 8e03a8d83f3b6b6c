//! 里程碑、月报、年度计划、暂停、入统：表里的行与词。进来的在 [`input`]，出去的在 [`view`]，规则的内容在 [`rule_sets`]，
//! 颜色所依据的事实在 [`facts`]。

pub mod facts;
pub mod input;
pub mod rule_sets;
pub mod view;

use crate::db::schema::{
    milestone_changes, milestones, monthly_report_opinions, monthly_reports, project_pauses, report_periods,
    report_restatements, statistics_entries, year_plans,
};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

text_enum! {
    /// Where the report of a project stands in a month.
    MonthlyState {
        Draft = "draft" / "已保存",
        Submitted = "submitted" / "已提交",
        Supplement = "supplement" / "暂未通过（待补充）",
        Passed = "passed" / "审核通过",
    }
}

text_enum! {
    /// Result of an audit of a monthly report.
    MonthlyResult {
        Passed = "passed" / "审核通过",
        Supplement = "supplement" / "暂未通过（待补充）",
    }
}

text_enum! {
    /// Where a month stands, worked out from its reports.
    PeriodState {
        Open = "open" / "填报中",
        Submitted = "submitted" / "已报齐",
        Audited = "audited" / "已审核",
        Frozen = "frozen" / "已封存",
    }
}

text_enum! {
    /// What a person says he has looked at again.
    Confirmation {
        Jump = "jump" / "本月投资达到上月的十倍以上，已核对",
        Decrease = "decrease" / "累计投资减少，已核对",
        OverTotal = "over_total" / "累计投资超过总投资，已核对",
    }
}

text_enum! {
    /// Kind of milestone.
    MilestoneCode {
        Land = "land" / "土地",
        Eia = "eia" / "环评",
        Start = "start" / "开工",
        MainWorks = "main_works" / "主体",
        Completion = "completion" / "竣工",
        Production = "production" / "投产",
        Other = "other" / "其他",
    }
}

text_enum! {
    /// What happened to a milestone.
    MilestoneChangeKind {
        Moved = "moved" / "改计划日期",
        Done = "done" / "完成",
        TakenBack = "taken_back" / "撤回完成",
        Ended = "ended" / "取消",
    }
}

text_enum! {
    /// What is outside the control of both sides.
    PauseKind {
        LandAuction = "land_auction" / "等待土地出让",
        Approval = "approval" / "等待上级审批",
        Policy = "policy" / "政策调整",
        Weather = "weather" / "气候（冬季停工等）",
        Investor = "investor" / "投资方重大变故",
        Court = "court" / "诉讼、仲裁",
        Other = "other" / "其他外部原因",
    }
}

text_enum! {
    /// Where a pause stands.
    PauseState {
        Requested = "requested" / "待审批",
        Approved = "approved" / "已批准",
        Refused = "refused" / "不同意",
        Ended = "ended" / "已提前恢复",
    }
}

text_enum! {
    /// Where a restatement stands.
    RestatementState {
        Submitted = "submitted" / "待审核",
        Passed = "passed" / "审核通过",
        Refused = "refused" / "不同意",
    }
}

/// A month in which reports are due, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = report_periods, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `ReportPeriod`
pub struct Period {
    pub id: i64,
    pub month_on: NaiveDate,
    pub due_on: NaiveDate,
    pub due_at: Stamp,
    pub due_reason: String,
    pub rule_revision: i32,
    pub opened_at: Stamp,
    pub frozen_at: Option<Stamp>,
    pub frozen_by: Option<i64>,
    pub version: i32,
}

/// The report of a project in a month, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = monthly_reports, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `MonthlyReport`
pub struct Report {
    pub id: i64,
    pub period_id: i64,
    pub project_id: i64,
    pub unit_id: i64,
    pub month_on: NaiveDate,
    pub invested_month_yuan: i64,
    pub invested_total_yuan: i64,
    pub opening_yuan: i64,
    pub adjusted_yuan: i64,
    pub image_progress: String,
    pub image_changed: bool,
    pub funds_month_yuan: Option<i64>,
    pub problems: Option<String>,
    pub next_month: Option<String>,
    pub unchanged: bool,
    pub confirmed: Doc,
    pub state: MonthlyState,
    pub saved_by: Option<i64>,
    pub saved_at: Stamp,
    pub submitted_by: Option<i64>,
    pub submitted_at: Option<Stamp>,
    pub first_submitted_at: Option<Stamp>,
    pub late: bool,
    pub audited_by: Option<i64>,
    pub audited_at: Option<Stamp>,
    pub audit_opinion: Option<String>,
    pub version: i32,
}

/// 一次审核的意见
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = monthly_report_opinions, check_for_backend(crate::db::MultiBackend))]
#[schema(as = MonthlyOpinion)]
pub struct Opinion {
    /// 编号
    pub id: i64,
    /// The report.
    #[serde(skip)]
    pub report_id: i64,
    /// 审核结果
    pub result: MonthlyResult,
    /// 审核意见
    pub opinion: Option<String>,
    /// 审核人编号
    pub decided_by: Option<i64>,
    /// 审核时刻
    pub decided_at: Stamp,
}

/// A restatement, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = report_restatements, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `RestatementView`
pub struct Restatement {
    pub id: i64,
    pub project_id: i64,
    pub of_month_on: NaiveDate,
    pub amount_yuan: i64,
    pub reason: String,
    pub file_ids: Doc,
    pub state: RestatementState,
    pub submitted_by: Option<i64>,
    pub submitted_at: Stamp,
    pub decided_by: Option<i64>,
    pub decided_at: Option<Stamp>,
    pub opinion: Option<String>,
    pub shown_month_on: Option<NaiveDate>,
    pub version: i32,
}

/// A plan of the year, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = year_plans, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `YearPlanView`
pub struct YearPlan {
    pub id: i64,
    pub project_id: i64,
    pub year: i32,
    pub planned_yuan: i64,
    pub invested_before_yuan: Option<i64>,
    pub months: Option<Doc>,
    pub set_by: Option<i64>,
    pub updated_at: Stamp,
    pub version: i32,
}

impl YearPlan {
    /// The twelve cumulative amounts, where they were given.
    pub fn months(&self) -> Option<Vec<i64>> {
        self.months.as_ref().map(|m| m.read::<Vec<i64>>()).filter(|m| m.len() == 12)
    }
}

/// A milestone, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = milestones, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `MilestoneView`
pub struct Milestone {
    pub id: i64,
    pub project_id: i64,
    pub code: MilestoneCode,
    pub name: String,
    pub planned_on: NaiveDate,
    pub actual_on: Option<NaiveDate>,
    pub sort_no: i32,
    pub note: Option<String>,
    pub file_ids: Doc,
    pub done_by: Option<i64>,
    pub done_at: Option<Stamp>,
    pub created_by: Option<i64>,
    pub created_at: Stamp,
    pub ended_at: Option<Stamp>,
    pub end_reason: Option<String>,
    pub version: i32,
}

/// 里程碑的一次变动
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = milestone_changes, check_for_backend(crate::db::MultiBackend))]
pub struct MilestoneChange {
    /// 编号
    pub id: i64,
    /// The milestone.
    #[serde(skip)]
    pub milestone_id: i64,
    /// 变动
    pub kind: MilestoneChangeKind,
    /// 原日期
    pub before_on: Option<NaiveDate>,
    /// 新日期
    pub after_on: Option<NaiveDate>,
    /// 原因
    pub reason: Option<String>,
    /// 办理人编号
    pub changed_by: Option<i64>,
    /// 办理时刻
    pub changed_at: Stamp,
}

/// An entry into the statistics, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = statistics_entries, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `StatisticsEntryView`
pub struct StatisticsEntry {
    pub id: i64,
    pub project_id: i64,
    pub entered_on: NaiveDate,
    pub note: Option<String>,
    pub file_ids: Doc,
    pub recorded_by: Option<i64>,
    pub recorded_at: Stamp,
    pub ended_at: Option<Stamp>,
    pub end_reason: Option<String>,
    pub version: i32,
}

/// A pause, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = project_pauses, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `PauseView`
pub struct PauseRow {
    pub id: i64,
    pub project_id: i64,
    pub kind: PauseKind,
    pub cause: String,
    pub file_ids: Doc,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub state: PauseState,
    pub requested_by: Option<i64>,
    pub requested_at: Stamp,
    pub decided_by: Option<i64>,
    pub decided_at: Option<Stamp>,
    pub opinion: Option<String>,
    pub ended_by: Option<i64>,
    pub ended_at: Option<Stamp>,
    pub end_reason: Option<String>,
    pub version: i32,
}
