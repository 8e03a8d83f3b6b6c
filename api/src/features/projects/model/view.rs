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
