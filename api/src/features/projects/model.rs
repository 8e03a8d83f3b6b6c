//! Rows and words of a project; what is sent in is in [`input`], what comes out in [`view`], lists in [`query`],
//! the funds ledger in [`funds`].

pub mod batch;
mod enums;
pub mod funds;
pub mod input;
pub mod query;
pub mod view;

pub use enums::*;

use crate::db::schema::{project_codes, project_parties, project_phases, projects};
use crate::db::types::Stamp;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

/// A project, as stored and as sent.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = projects, check_for_backend(crate::db::MultiBackend))]
pub struct Project {
    /// 内部编号
    pub id: i64,
    /// 项目编号
    #[schema(example = "XM-2026-00123")]
    pub number: String,
    /// 项目名称
    #[schema(example = "火星1号基地")]
    pub name: String,
    /// Name for comparing (see `text::normalise_name`); never sent.
    #[serde(skip)]
    pub name_key: String,
    /// Name for sorting by pinyin; never sent.
    #[serde(skip)]
    pub sort_key: String,
    /// 建设内容及规模
    pub content: String,
    /// 当前阶段
    pub stage: Stage,
    /// 阶段序号，0（谋划储备）至12（达产达效），供排序
    pub stage_no: i32,
    /// 结束状态；正常推进时为空
    pub end_state: Option<EndState>,
    /// 进入当前阶段的日期
    pub stage_since_on: NaiveDate,
    /// 总投资（元）
    #[schema(example = 2522000000_i64)]
    pub total_investment_yuan: Option<i64>,
    /// 其中固定资产投资（元）
    pub fixed_assets_yuan: Option<i64>,
    /// 合同（协议）金额（元）
    pub contract_amount_yuan: Option<i64>,
    /// 行业代码（GB/T 4754-2017 大类，带门类字母）
    #[schema(example = "C32")]
    pub industry_code: Option<String>,
    /// 行业（原文）
    pub industry: Option<String>,
    /// 所属产业链
    pub chain: Option<String>,
    /// 建设地点的行政区划代码（GB/T 2260）
    #[schema(example = "620302")]
    pub division_code: Option<String>,
    /// 建设地点
    pub place: Option<String>,
    /// 所在园区
    pub park: Option<String>,
    /// 用地类型
    pub land_type: Option<LandType>,
    /// 用地面积（亩）
    pub land_mu: Option<f64>,
    /// 线索来源
    pub lead_source: Option<LeadSource>,
    /// 建设性质
    pub build_kind: Option<BuildKind>,
    /// 投资方式
    pub invest_mode: Option<InvestMode>,
    /// 计划开工时间，可只到年或月
    #[schema(example = "2026-04")]
    pub planned_start: Option<String>,
    /// 计划竣工时间，可只到年或月
    #[schema(example = "2028")]
    pub planned_end: Option<String>,
    /// 首次接触日期
    pub first_contact_on: Option<NaiveDate>,
    /// 签约日期
    pub signed_on: Option<NaiveDate>,
    /// 开工日期
    pub started_on: Option<NaiveDate>,
    /// 投产日期
    pub producing_on: Option<NaiveDate>,
    /// 预计年产值（元）
    pub expected_output_yuan: Option<i64>,
    /// 预计年税收（元）
    pub expected_tax_yuan: Option<i64>,
    /// 预计用工（人）
    pub expected_jobs: Option<i32>,
    /// 牵头（责任）单位编号
    pub lead_unit_id: i64,
    /// 引荐人
    pub introducer: Option<String>,
    /// 是否保密；保密项目只有点名的人员可见
    pub confidential: bool,
    /// 不予认定的原因；为空即正常统计
    pub exclusion_code: Option<ExclusionCode>,
    /// 不予认定的说明
    pub exclusion_reason: Option<String>,
    /// 设定不予认定的人员编号
    pub excluded_by: Option<i64>,
    /// 设定不予认定的时刻
    pub excluded_at: Option<Stamp>,
    /// 到位资金合计（元），只计审核通过的
    pub funds_in_place_yuan: i64,
    /// 其中省外到位（元）：省外与境外
    pub funds_outside_province_yuan: i64,
    /// 其中市外到位（元）：省外、境外与省内市外
    pub funds_outside_city_yuan: i64,
    /// 备注
    pub remark: Option<String>,
    /// 资料出处（文件、网址，原文照录）
    pub source: Option<String>,
    /// 导入批次编号
    pub import_id: Option<i64>,
    /// 登记人员编号
    pub created_by: Option<i64>,
    /// 版本号
    pub version: i32,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
}

/// One who takes part in a project.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = project_parties, check_for_backend(crate::db::MultiBackend))]
#[schema(as = ProjectParty)]
pub struct Party {
    /// 内部编号
    pub id: i64,
    /// 项目编号
    #[serde(skip)]
    pub project_id: i64,
    /// 企业库中的编号
    pub enterprise_id: Option<i64>,
    /// 名称
    #[schema(example = "金昌星辰宇宙文化旅游投资有限公司")]
    pub name: String,
    /// 角色
    pub role: PartyRole,
    /// 出资比例（%），两位小数
    #[schema(value_type = Option<f64>, example = 51.25)]
    pub share_percent: Option<Percent>,
    /// 资金来源地
    pub origin: Option<FundsOrigin>,
}

/// One phase of construction.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = project_phases, check_for_backend(crate::db::MultiBackend))]
#[schema(as = ProjectPhase)]
pub struct Phase {
    /// 内部编号
    pub id: i64,
    /// 项目编号
    #[serde(skip)]
    pub project_id: i64,
    /// 第几期，从1起
    pub sequence: i32,
    /// 名称
    #[schema(example = "一期")]
    pub name: String,
    /// 计划开始，可只到年或月
    pub planned_start: Option<String>,
    /// 计划结束，可只到年或月
    pub planned_end: Option<String>,
    /// 本期投资（元）
    #[schema(example = 898000000_i64)]
    pub amount_yuan: i64,
}

/// One national code of a project (GB/T 40058-2021).
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = project_codes, check_for_backend(crate::db::MultiBackend))]
#[schema(as = ProjectCode)]
pub struct NationalCode {
    /// 内部编号
    pub id: i64,
    /// 项目编号
    #[serde(skip)]
    pub project_id: i64,
    /// 项目代码，24位
    #[schema(example = "2103-620302-04-01-123456")]
    pub code: String,
    /// 赋码日期
    pub obtained_on: Option<NaiveDate>,
    /// 失效日期；为空即有效
    pub ended_on: Option<NaiveDate>,
    /// 失效原因
    pub reason: Option<String>,
    /// 版本号
    pub version: i32,
}
