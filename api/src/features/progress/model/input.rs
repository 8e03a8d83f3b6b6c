//! What is sent in.

use super::{Confirmation, MilestoneCode, MonthlyResult, MonthlyState, PauseKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 一个项目一个月的月报
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthlyReportInput {
    /// 本月完成投资（元）；冲减为负，须核对
    #[schema(minimum = -9_000_000_000_000_i64, maximum = 9_000_000_000_000_i64, example = 12_500_000)]
    pub invested_month_yuan: i64,
    /// 累计完成投资（元）：上月累计、本月完成、调整数之和；首次填报时连同以前完成的一起填，以后可以不填
    #[schema(minimum = 0, maximum = 9_000_000_000_000_000_i64, example = 150_000_000)]
    pub invested_total_yuan: Option<i64>,
    /// 形象进度
    #[schema(min_length = 2, max_length = 1000, example = "主体结构封顶，设备基础施工")]
    pub image_progress: String,
    /// 本月到位资金（元）
    #[schema(minimum = 0, maximum = 9_000_000_000_000_i64)]
    pub funds_month_yuan: Option<i64>,
    /// 存在的问题
    #[schema(max_length = 1000)]
    pub problems: Option<String>,
    /// 下月计划
    #[schema(max_length = 1000, example = "完成设备安装")]
    pub next_month: Option<String>,
    /// 已核对的异常；没有异常不必填
    #[serde(default)]
    #[schema(max_items = 3)]
    pub confirm: Vec<Confirmation>,
}

/// 多个项目本月无变化
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnchangedInput {
    /// 月份
    #[schema(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$", max_length = 7, example = "2026-03")]
    pub month: String,
    /// 项目编号（内部）
    #[schema(min_items = 1, max_items = 1000)]
    pub project_ids: Vec<i64>,
}

/// 选定的一份月报
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChosenReport)]
pub struct Chosen {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 看到的版本
    #[schema(minimum = 0)]
    pub version: i32,
}

/// 提交多份月报
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmissionsInput {
    /// 月份
    #[schema(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$", max_length = 7, example = "2026-03")]
    pub month: String,
    /// 哪些项目
    #[schema(min_items = 1, max_items = 1000)]
    pub rows: Vec<Chosen>,
}

/// 审核一份月报
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthlyAuditInput {
    /// 审核结果
    pub result: MonthlyResult,
    /// 审核意见；暂未通过时必填
    #[schema(min_length = 2, max_length = 500, example = "与现场核对一致")]
    pub opinion: Option<String>,
}

/// 审核多份月报
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthlyAuditsInput {
    /// 月份
    #[schema(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$", max_length = 7, example = "2026-03")]
    pub month: String,
    /// 审核结果
    pub result: MonthlyResult,
    /// 审核意见；暂未通过时必填
    #[schema(min_length = 2, max_length = 500)]
    pub opinion: Option<String>,
    /// 哪些项目
    #[schema(min_items = 1, max_items = 1000)]
    pub rows: Vec<Chosen>,
}

/// 更正已审核或已封存的月报
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestatementInput {
    /// 更正哪个月
    #[schema(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$", max_length = 7, example = "2026-02")]
    pub month: String,
    /// 本月完成投资应增加多少（元）；应减少的为负
    #[schema(minimum = -9_000_000_000_000_i64, maximum = 9_000_000_000_000_i64, example = -500_000)]
    pub amount_yuan: i64,
    /// 更正原因
    #[schema(min_length = 2, max_length = 500, example = "设备款重复计入")]
    pub reason: String,
    /// 佐证附件编号
    #[serde(default)]
    #[schema(max_items = 20)]
    pub file_ids: Vec<i64>,
}

/// 同意或不同意
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgressDecisionInput {
    /// 是否同意
    pub approved: bool,
    /// 意见；不同意时必填
    #[schema(min_length = 2, max_length = 500)]
    pub opinion: Option<String>,
}

/// 一个项目的年度计划
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YearPlanInput {
    /// 年度计划投资（元）
    #[schema(minimum = 1, maximum = 9_000_000_000_000_000_i64, example = 300_000_000)]
    pub planned_yuan: i64,
    /// 截至上年底累计完成（元）；不填则取上年最后一份月报
    #[schema(minimum = 0, maximum = 9_000_000_000_000_000_i64)]
    pub invested_before_yuan: Option<i64>,
    /// 一月到十二月的累计计划（元）；不填则按月平均
    #[schema(max_items = 12)]
    pub months: Option<Vec<i64>>,
}

/// 一个里程碑
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneInput {
    /// 种类
    pub code: MilestoneCode,
    /// 名称
    #[schema(min_length = 2, max_length = 50, example = "主体完工")]
    pub name: String,
    /// 计划日期
    #[schema(example = "2026-09-30")]
    pub planned_on: NaiveDate,
    /// 说明
    #[schema(max_length = 500)]
    pub note: Option<String>,
    /// 改计划日期的原因；原计划日已过或月报已报过时必填
    #[schema(min_length = 2, max_length = 500)]
    pub reason: Option<String>,
}

/// 一次登记多个里程碑
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestonesInput {
    /// 里程碑，按先后
    #[schema(min_items = 1, max_items = 30)]
    pub items: Vec<MilestoneInput>,
}

/// 里程碑完成
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneDoneInput {
    /// 实际完成日期
    pub actual_on: NaiveDate,
    /// 佐证附件编号
    #[serde(default)]
    #[schema(max_items = 20)]
    pub file_ids: Vec<i64>,
}

/// 只写原因
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgressReasonInput {
    /// 原因
    #[schema(min_length = 2, max_length = 500)]
    pub reason: String,
}

/// 申请暂停计时
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseInput {
    /// 外部原因的种类
    pub kind: PauseKind,
    /// 具体原因
    #[schema(min_length = 4, max_length = 200, example = "等待土地出让公告（金自然资告字〔2026〕3号）")]
    pub cause: String,
    /// 停计的第一天
    pub from_on: NaiveDate,
    /// 重新起算的第一天
    pub until_on: NaiveDate,
    /// 佐证附件编号
    #[schema(min_items = 1, max_items = 20)]
    pub file_ids: Vec<i64>,
}

/// 提前恢复计时
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseEndInput {
    /// 重新起算的第一天
    pub until_on: NaiveDate,
    /// 原因
    #[schema(min_length = 2, max_length = 500)]
    pub reason: String,
}

/// 登记入统
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatisticsEntryInput {
    /// 入统日期
    pub entered_on: NaiveDate,
    /// 说明
    #[schema(max_length = 500)]
    pub note: Option<String>,
    /// 佐证附件编号
    #[schema(min_items = 1, max_items = 20)]
    pub file_ids: Vec<i64>,
}

crate::text_enum! {
    /// Where a row of the grid stands.
    MonthlyRowState {
        None = "none" / "未填",
        Draft = "draft" / "已保存",
        Submitted = "submitted" / "已提交",
        Supplement = "supplement" / "暂未通过（待补充）",
        Passed = "passed" / "审核通过",
    }
}

impl From<MonthlyState> for MonthlyRowState {
    fn from(state: MonthlyState) -> Self {
        match state {
            MonthlyState::Draft => Self::Draft,
            MonthlyState::Submitted => Self::Submitted,
            MonthlyState::Supplement => Self::Supplement,
            MonthlyState::Passed => Self::Passed,
        }
    }
}

/// Which rows of a month.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MonthlyFilter {
    /// 月份；不填为本月
    #[param(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$", max_length = 7, example = "2026-03")]
    pub month: Option<String>,
    /// 责任单位编号，连同下级，逗号分隔
    #[param(inline, style = Form, explode = false, max_items = 100)]
    pub unit_id: Option<Vec<i64>>,
    /// 填报状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<MonthlyRowState>>,
    /// 只看迟报的
    pub late: Option<bool>,
}

/// Which periods.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeriodsFilter {
    /// 年份；不填为今年
    #[param(minimum = 2000, maximum = 2199, example = 2026)]
    pub year: Option<i32>,
    /// 责任单位编号，连同下级，逗号分隔
    #[param(inline, style = Form, explode = false, max_items = 100)]
    pub unit_id: Option<Vec<i64>>,
}

/// Of which units.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UnitsFilter {
    /// 责任单位编号，连同下级，逗号分隔
    #[param(inline, style = Form, explode = false, max_items = 100)]
    pub unit_id: Option<Vec<i64>>,
}

/// The week of a day.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WeeklyQuery {
    /// 那一周里的任一天
    #[param(example = "2026-10-02")]
    pub on: NaiveDate,
}

crate::text_enum! {
    /// What was due.
    LateOf { Progress = "progress" / "进度月报", Production = "production" / "生产月报" }
}

crate::text_enum! {
    /// How it was missed.
    LateKind { Late = "late" / "迟报", Missing = "missing" / "漏报" }
}

/// Which late and missing reports.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LatesFilter {
    /// 年份；不填为今年
    #[param(minimum = 2000, maximum = 2199, example = 2026)]
    pub year: Option<i32>,
    /// 责任单位编号，连同下级，逗号分隔
    #[param(inline, style = Form, explode = false, max_items = 100)]
    pub unit_id: Option<Vec<i64>>,
    /// 迟报或漏报，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<LateKind>>,
    /// 进度月报或生产月报，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub of: Option<Vec<LateOf>>,
}

crate::text_enum! {
    /// Where a milestone stands today.
    MilestoneState {
        Ahead = "ahead" / "未到期",
        Soon = "soon" / "即将到期",
        Overdue = "overdue" / "已逾期",
        Done = "done" / "已完成",
        Ended = "ended" / "已取消",
    }
}

/// Which milestones.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MilestoneFilter {
    /// 责任单位编号，连同下级，逗号分隔
    #[param(inline, style = Form, explode = false, max_items = 100)]
    pub unit_id: Option<Vec<i64>>,
    /// 状态，逗号分隔；不填为未完成的（未到期、即将到期、已逾期）
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<MilestoneState>>,
    /// 计划日期在多少天以内的（含已逾期的）
    #[param(minimum = 0, maximum = 3650, example = 30)]
    pub due_within: Option<i64>,
    /// 种类，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub code: Option<Vec<MilestoneCode>>,
}
