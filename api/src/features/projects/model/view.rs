//! What comes out: the full view, rows of lists, sums, results of a batch.

use super::*;
use crate::db::page::Page;
use crate::error::Problem;

/// A unit by id and name.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitRef {
    /// 单位编号
    pub id: i64,
    /// 单位名称
    pub name: String,
}

/// A person by id and name.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PersonRef {
    /// 人员编号
    pub id: i64,
    /// 姓名
    pub name: String,
}

/// A project with everything that belongs to it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectView {
    /// The row.
    #[serde(flatten)]
    pub project: Project,
    /// 截至日期；查看当前情况时不返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 投资方与支持方
    pub parties: Vec<Party>,
    /// 分期
    pub phases: Vec<Phase>,
    /// 国家项目代码
    pub codes: Vec<NationalCode>,
    /// 配合单位
    pub units: Vec<UnitRef>,
    /// 标签；合作企业看不到
    pub tags: Vec<String>,
    /// 保密项目点名可见的人员（登记人之外）
    pub readers: Vec<PersonRef>,
    /// 已经审核、只能经变更程序修改的字段
    pub locked: Vec<String>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// One row of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectItem {
    /// The row.
    #[serde(flatten)]
    pub project: Project,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 投资方与支持方，`include=parties` 时返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<Party>>,
    /// 分期，`include=phases` 时返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phases: Option<Vec<Phase>>,
    /// 国家项目代码，`include=codes` 时返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codes: Option<Vec<NationalCode>>,
    /// 配合单位，`include=units` 时返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Vec<UnitRef>>,
    /// 标签，`include=tags` 时返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// 今天的颜色和由来，`include=colour` 时返回；不在管理范围的没有
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<ColourView>,
}

/// 判定颜色所看的各项，按今天
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct ColourInputs {
    /// 暂停自哪天起
    pub paused_from_on: Option<NaiveDate>,
    /// 重新起算的第一天
    pub paused_until_on: Option<NaiveDate>,
    /// 暂停的原因
    pub pause_cause: Option<String>,
    /// 下一个节点
    #[schema(example = "主体封顶")]
    pub milestone: Option<String>,
    /// 节点的计划日期
    pub milestone_planned_on: Option<NaiveDate>,
    /// 节点逾期天数，不含暂停的日子
    pub days_overdue: Option<i64>,
    /// 离节点还有几天
    pub days_to: Option<i64>,
    /// 计划完成年度计划的百分比
    #[schema(example = 62.0)]
    pub plan_percent: Option<f64>,
    /// 实际完成年度计划的百分比
    #[schema(example = 48.0)]
    pub actual_percent: Option<f64>,
    /// 落后的百分点；超前为负
    #[schema(example = 14.0)]
    pub gap_points: Option<f64>,
    /// 进度截至哪天
    pub as_of_on: Option<NaiveDate>,
    /// 最近一次有进展的日期
    pub last_progress_on: Option<NaiveDate>,
    /// 没有进展的月数，不含暂停的日子
    pub no_progress_months: Option<i64>,
    /// 欠报月报的期数
    pub missed_reports: i64,
    /// 开工日期；已入统的为空
    pub started_on: Option<NaiveDate>,
    /// 开工后未入统的月数
    pub stats_entry_months: Option<i64>,
}

/// 项目今天的颜色和由来
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ColourView {
    /// 颜色
    pub colour: Colour,
    /// 由哪一项判定
    pub rule: ColourInput,
    /// 责任人：服务专员，没有服务专员的为项目联络员；都没有的为空
    #[schema(example = "招必达")]
    pub responsible_name: Option<String>,
    /// 为什么是这种颜色
    #[schema(example = "计划累计完成62%，实际48%，落后14个百分点（大于10为橙）")]
    pub because: String,
    /// 所看的各项
    pub inputs: ColourInputs,
    /// 从哪天起是这种颜色
    pub since_on: NaiveDate,
    /// 怎样转绿；已是绿色的为空
    #[schema(example = "落后不超过10个百分点")]
    pub turns_green_when: Option<String>,
    /// 没有新进展时，下一次变化的日期
    pub changes_on: Option<NaiveDate>,
    /// 那天变成什么颜色
    pub changes_to: Option<Colour>,
    /// 依据的规则版次
    pub revision: i32,
}

/// A tag in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ProjectTag)]
pub struct TagUse {
    /// 标签
    #[schema(example = "重点项目")]
    pub name: String,
    /// 看得到的、贴着它的项目数
    pub projects: i64,
}

/// 一页项目
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectPage {
    /// 截至日期；查看当前情况时不返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// 本页
    #[serde(flatten)]
    pub page: Page<ProjectItem>,
}

/// Count and sums of some projects.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = ProjectSums)]
pub struct Sums {
    /// 项目数
    pub count: i64,
    /// 总投资（元）
    pub total_investment_yuan: i64,
    /// 固定资产投资（元）
    pub fixed_assets_yuan: i64,
    /// 合同金额（元）
    pub contract_amount_yuan: i64,
    /// 到位资金（元）
    pub funds_in_place_yuan: i64,
    /// 省外到位资金（元）
    pub funds_outside_province_yuan: i64,
    /// 市外到位资金（元）
    pub funds_outside_city_yuan: i64,
}

/// Sums of the projects that share one value.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = ProjectGroup)]
pub struct Group {
    /// 取值；未填写的为空
    pub key: Option<String>,
    /// 取值的中文名称
    pub label: String,
    /// Count and sums.
    #[serde(flatten)]
    pub sums: Sums,
}

/// Count, sums and groups under a filter.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ProjectSummary {
    /// 截至日期；汇总当前情况时不返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Count and sums of everything the filter admits.
    #[serde(flatten)]
    pub sums: Sums,
    /// 其中不予认定的项目数；要在合计中去掉它们，请加 `excluded=false`
    pub excluded_count: i64,
    /// 按阶段，依阶段顺序；用 `groups` 只要几个分组时，其余分组为空
    pub by_stage: Vec<Group>,
    /// 按结束状态
    pub by_end_state: Vec<Group>,
    /// 按牵头单位，依单位顺序
    pub by_unit: Vec<Group>,
    /// 按行业代码
    pub by_industry: Vec<Group>,
    /// 按产业链
    pub by_chain: Vec<Group>,
}

/// A project that may be the same as a new one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = ProjectCandidate)]
pub struct Candidate {
    /// 项目编号（内部）
    pub id: i64,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// 阶段
    pub stage: Stage,
    /// 牵头单位编号
    pub lead_unit_id: i64,
    /// 名称相似度，0至1
    pub similarity: f64,
    /// 为什么疑似
    pub reason: String,
}

/// 疑似同一个的项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProjectCandidates {
    /// 看得到的，最像的在前
    pub candidates: Vec<Candidate>,
    /// 另有看不到的疑似项目（其他单位登记的，不含保密项目）
    pub hidden: bool,
}

/// 一个项目各类记录的数目，只数看得到的；无权查看的为空
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProjectCounts {
    /// 洽谈
    #[schema(example = 34)]
    pub talks: Option<i64>,
    /// 到位资金，笔
    #[schema(example = 6)]
    pub funds_entries: i64,
    /// 手续
    #[schema(example = 14)]
    pub procedures: Option<i64>,
    /// 困难
    #[schema(example = 2)]
    pub tickets: Option<i64>,
    /// 服务记录
    #[schema(example = 9)]
    pub services: Option<i64>,
    /// 督办单
    #[schema(example = 1)]
    pub slips: Option<i64>,
    /// 沿革中的变动
    #[schema(example = 61)]
    pub history: i64,
}

/// Result of one item of a batch.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProjectBatchResult)]
pub struct BatchResult {
    /// 第几项，从0起
    pub index: usize,
    /// 这一项的状态码：201 已登记，其他见 `problem`
    pub status: u16,
    /// 新项目的内部编号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// 新项目的编号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// 没有登记的原因
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// Results of a batch.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProjectBatchView)]
pub struct BatchView {
    /// 逐项结果，与提交的顺序相同
    pub results: Vec<BatchResult>,
    /// 已登记数
    pub created: usize,
    /// 未登记数
    pub refused: usize,
}
