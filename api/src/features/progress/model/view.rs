//! What comes out.

use super::input::{LateKind, LateOf, MilestoneState, MonthlyRowState};
use super::{
    Confirmation, MilestoneChange, MilestoneCode, Opinion, PauseKind, PauseState, PeriodState,
    RestatementState,
};
use crate::db::types::Stamp;
use crate::features::projects::Stage;
use crate::features::projects::model::view::PersonRef;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// 一份附件
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProgressFile {
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    #[schema(example = "现场照片.jpg")]
    pub name: String,
}

/// 上一份月报的数
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LastReport {
    /// 月份
    #[schema(example = "2026-02")]
    pub month: String,
    /// 当月完成投资（元）
    pub invested_month_yuan: i64,
    /// 累计完成投资（元）
    pub invested_total_yuan: i64,
    /// 形象进度
    pub image_progress: String,
    /// 当月到位资金（元）
    pub funds_month_yuan: Option<i64>,
    /// 存在的问题
    pub problems: Option<String>,
    /// 下月计划
    pub next_month: Option<String>,
}

/// 年度计划与完成
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlanProgress {
    /// 年度计划投资（元）
    pub planned_yuan: i64,
    /// 本年完成投资（元）
    pub done_yuan: i64,
    /// 到本月应完成年度计划的（%）
    #[schema(example = 25.0)]
    pub plan_percent: f64,
    /// 实际完成年度计划的（%）
    #[schema(example = 20.5)]
    pub done_percent: f64,
    /// 比计划超（正）或欠（负）几个百分点
    #[schema(example = -4.5)]
    pub points: f64,
}

/// 一个项目一个月的月报；还没有填的也是一行，版本为0
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MonthlyReport {
    /// 月报编号；还没有填的为空
    pub id: Option<i64>,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 责任单位编号
    pub unit_id: i64,
    /// 责任单位
    pub unit_name: String,
    /// 当前阶段
    pub stage: Stage,
    /// 月份
    #[schema(example = "2026-03")]
    pub month: String,
    /// 截止日
    pub due_on: NaiveDate,
    /// 本月完成投资（元）
    pub invested_month_yuan: Option<i64>,
    /// 累计完成投资（元）
    pub invested_total_yuan: Option<i64>,
    /// 其中以前月份更正带来的调整数（元）
    pub adjusted_yuan: i64,
    /// 本月以前的累计（元）
    pub total_before_yuan: i64,
    /// 项目总投资（元）
    pub total_investment_yuan: Option<i64>,
    /// 形象进度
    pub image_progress: Option<String>,
    /// 本月到位资金（元）
    pub funds_month_yuan: Option<i64>,
    /// 存在的问题
    pub problems: Option<String>,
    /// 下月计划
    pub next_month: Option<String>,
    /// 是否按“无变化”填报
    pub unchanged: bool,
    /// 填报人已核对的异常
    pub confirmed: Vec<Confirmation>,
    /// 填报状态
    pub state: MonthlyRowState,
    /// 是否迟报
    pub late: bool,
    /// 截止日已过，还没有提交
    pub missing: bool,
    /// 是否已封存
    pub frozen: bool,
    /// 提交人
    pub submitted_by: Option<PersonRef>,
    /// 提交时刻
    pub submitted_at: Option<Stamp>,
    /// 审核人
    pub audited_by: Option<PersonRef>,
    /// 审核时刻
    pub audited_at: Option<Stamp>,
    /// 审核意见
    pub audit_opinion: Option<String>,
    /// 上一份月报；首次填报的为空
    pub last: Option<LastReport>,
    /// 与上一份不同的字段
    pub changed: Vec<String>,
    /// 年度计划与完成；没有年度计划的为空
    pub plan: Option<PlanProgress>,
    /// 历次审核；清单里不列
    pub opinions: Vec<Opinion>,
    /// 版本；还没有填的为0
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一次办理的多份月报
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MonthlyReports {
    /// 办理后的各份月报
    pub items: Vec<MonthlyReport>,
}

/// 一个月报了多少
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct PeriodCounts {
    /// 应报
    pub due: i64,
    /// 已提交（含已审核的）
    pub submitted: i64,
    /// 其中已审核通过
    pub passed: i64,
    /// 其中暂未通过、待补充
    pub supplement: i64,
    /// 其中迟报
    pub late: i64,
    /// 截止日已过、没有报的
    pub missing: i64,
}

/// 一个月的报送情况，只计您看得到的项目
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportPeriod {
    /// 月份
    #[schema(example = "2026-03")]
    pub month: String,
    /// 状态
    pub state: PeriodState,
    /// 截止日
    pub due_on: NaiveDate,
    /// 截止时刻，此刻起算迟报
    pub due_at: Stamp,
    /// 为什么是这一天
    pub due_reason: String,
    /// 截止日是否已过
    pub overdue: bool,
    /// 进度月报
    pub progress: PeriodCounts,
    /// 生产月报
    pub production: PeriodCounts,
    /// 迟报、漏报一次的扣分
    pub points_each: i32,
    /// 一年最多扣到
    pub points_max: i32,
    /// 封存时刻
    pub frozen_at: Option<Stamp>,
    /// 封存人
    pub frozen_by: Option<PersonRef>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一年的报送情况
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportPeriods {
    /// 已开报的各月，晚的在前
    pub items: Vec<ReportPeriod>,
}

/// 周报的截止时刻
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WeeklyDue {
    /// 截止日
    pub due_on: NaiveDate,
    /// 截止时刻
    pub due_at: Stamp,
    /// 为什么是这一刻
    pub reason: String,
    /// 提醒，如涉及尚未公布放假安排的年份
    pub warnings: Vec<String>,
}

/// 一次迟报或漏报
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportLate {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 责任单位编号
    pub unit_id: i64,
    /// 责任单位
    pub unit_name: String,
    /// 月份
    #[schema(example = "2026-02")]
    pub month: String,
    /// 哪种月报
    pub of: LateOf,
    /// 迟报还是漏报
    pub kind: LateKind,
    /// 截止日
    pub due_on: NaiveDate,
    /// 提交时刻；漏报的为空
    pub submitted_at: Option<Stamp>,
    /// 迟了几个日历日；漏报的算到今天
    pub days_late: i64,
    /// 扣分
    pub points: i32,
}

/// 一个单位一年的迟报、漏报
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitLates {
    /// 单位编号
    pub unit_id: i64,
    /// 单位
    pub unit_name: String,
    /// 迟报次数
    pub late: i64,
    /// 漏报次数
    pub missing: i64,
    /// 扣分，不低于一年的限度
    pub points: i64,
}

/// 各单位一年的迟报、漏报
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LatesSummary {
    /// 年份
    pub year: i32,
    /// 有迟报、漏报的单位，扣分多的在前
    pub units: Vec<UnitLates>,
    /// 一次的扣分
    pub points_each: i32,
    /// 一年最多扣到
    pub points_max: i32,
}

/// 一次更正
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RestatementView {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 更正哪个月
    #[schema(example = "2026-02")]
    pub month: String,
    /// 本月完成投资应增加多少（元）
    pub amount_yuan: i64,
    /// 更正原因
    pub reason: String,
    /// 佐证
    pub files: Vec<ProgressFile>,
    /// 状态
    pub state: RestatementState,
    /// 提交人
    pub submitted_by: Option<PersonRef>,
    /// 提交时刻
    pub submitted_at: Stamp,
    /// 审核人
    pub decided_by: Option<PersonRef>,
    /// 审核时刻
    pub decided_at: Option<Stamp>,
    /// 意见
    pub opinion: Option<String>,
    /// 作为调整数列在哪个月的月报里
    pub shown_month: Option<String>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一个项目的年度计划
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct YearPlanView {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 年份
    pub year: i32,
    /// 年度计划投资（元）；还没有计划的为空
    pub planned_yuan: Option<i64>,
    /// 截至上年底累计完成（元）
    pub invested_before_yuan: Option<i64>,
    /// 一月到十二月的累计计划（元）；为空则按月平均
    pub months: Option<Vec<i64>>,
    /// 版本；还没有计划的为0
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一个里程碑
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MilestoneView {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 责任单位编号
    pub unit_id: i64,
    /// 责任单位
    pub unit_name: String,
    /// 种类
    pub code: MilestoneCode,
    /// 名称
    pub name: String,
    /// 计划日期
    pub planned_on: NaiveDate,
    /// 最初的计划日期
    pub first_planned_on: NaiveDate,
    /// 实际日期
    pub actual_on: Option<NaiveDate>,
    /// 状态
    pub state: MilestoneState,
    /// 比计划迟了几天，不计经批准的暂停；提前的为负
    pub days_late: Option<i64>,
    /// 说明
    pub note: Option<String>,
    /// 佐证
    pub files: Vec<ProgressFile>,
    /// 登记完成的人
    pub done_by: Option<PersonRef>,
    /// 取消的原因
    pub end_reason: Option<String>,
    /// 改计划日期要写原因
    pub needs_reason: bool,
    /// 历次变动；清单里不列
    pub changes: Vec<MilestoneChange>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 可以采用的里程碑
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OfferedMilestone {
    /// 种类
    pub code: MilestoneCode,
    /// 名称
    pub name: String,
    /// 按签约日期推算的计划日期
    pub planned_on: NaiveDate,
}

/// 一个项目的里程碑
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MilestonePlan {
    /// 里程碑，按先后；取消的在后
    pub items: Vec<MilestoneView>,
    /// 还没有里程碑时，可以采用的模板
    pub offered: Vec<OfferedMilestone>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一次暂停
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PauseView {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 外部原因的种类
    pub kind: PauseKind,
    /// 具体原因
    pub cause: String,
    /// 佐证
    pub files: Vec<ProgressFile>,
    /// 停计的第一天
    pub from_on: NaiveDate,
    /// 重新起算的第一天
    pub until_on: NaiveDate,
    /// 停计多少天
    pub days: i64,
    /// 状态
    pub state: PauseState,
    /// 申请人
    pub requested_by: Option<PersonRef>,
    /// 申请时刻
    pub requested_at: Stamp,
    /// 审批人
    pub decided_by: Option<PersonRef>,
    /// 审批时刻
    pub decided_at: Option<Stamp>,
    /// 审批意见
    pub opinion: Option<String>,
    /// 提前恢复的原因
    pub end_reason: Option<String>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一个项目的暂停
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectPauses {
    /// 各次暂停，晚的在前
    pub items: Vec<PauseView>,
    /// 经批准的暂停共多少天
    pub paused_days: i64,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一次入统登记
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatisticsEntryView {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 入统日期
    pub entered_on: NaiveDate,
    /// 说明
    pub note: Option<String>,
    /// 佐证
    pub files: Vec<ProgressFile>,
    /// 登记人
    pub recorded_by: Option<PersonRef>,
    /// 登记时刻
    pub recorded_at: Stamp,
    /// 作废时刻
    pub ended_at: Option<Stamp>,
    /// 作废原因
    pub end_reason: Option<String>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一个项目的入统登记
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatisticsEntries {
    /// 各次登记，晚的在前
    pub items: Vec<StatisticsEntryView>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一个项目的更正
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Restatements {
    /// 各次更正，晚的在前
    pub items: Vec<RestatementView>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}
