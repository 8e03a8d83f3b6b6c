//! 责任链的数据形状：谁包抓、谁牵头、谁服务、谁联络，从哪天到哪天。

pub mod access;
pub mod checklists;
pub mod handovers;
pub mod plans;
pub mod sponsorship;
pub mod vacancies;

pub use crate::features::projects::model::AssignmentRole;

use crate::db::schema::{assignments, project_lead_terms};
use crate::db::types::Stamp;
use crate::error::Blocking;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 一段任期：谁在哪些天担任某个项目的某个角色；任期只结束，不删除
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = assignments, check_for_backend(crate::db::MultiBackend))]
pub struct Assignment {
    /// 任期编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 角色
    pub role: AssignmentRole,
    /// 人员编号
    pub user_id: i64,
    /// 当时所在单位编号
    pub unit_id: i64,
    /// 当时的职务
    pub post: String,
    /// 从哪天起
    pub from_on: NaiveDate,
    /// 到哪天止（含当日）；在任的为空
    pub until_on: Option<NaiveDate>,
    /// 任职或更换的理由
    pub reason: Option<String>,
    /// 指定人
    pub assigned_by: Option<i64>,
    /// 登记时刻
    pub began_at: Stamp,
    /// 结束登记的时刻
    pub ended_at: Option<Stamp>,
    /// 结束人
    pub ended_by: Option<i64>,
    /// 结束的理由
    pub end_reason: Option<String>,
    /// 随哪次移交而来
    pub handover_id: Option<i64>,
    /// 版本
    pub version: i32,
}

/// 一段任期及其姓名、单位
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AssignmentView {
    /// The row.
    #[serde(flatten)]
    pub assignment: Assignment,
    /// 姓名
    #[schema(example = "包远志")]
    pub user_name: String,
    /// 单位名称
    #[schema(example = "金昌市")]
    pub unit_name: String,
}

/// 清单中的一段任期
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AssignmentItem {
    /// The term.
    #[serde(flatten)]
    pub term: AssignmentView,
    /// 项目编号
    #[schema(example = "XM-2026-00012")]
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 牵头单位名称
    pub lead_unit_name: String,
}

/// 指定负责人，或补记以前的任期
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentInput {
    /// 角色
    pub role: AssignmentRole,
    /// 担任的人；包抓领导须有“领导”角色，服务专员、联络员须有“招商局”或“经办人”角色
    pub user_id: i64,
    /// 从哪天起；不填为今天，不晚于今天
    #[schema(example = "2026-05-01")]
    pub from_on: Option<NaiveDate>,
    /// 到哪天止（含当日）；填写即补记以前的任期，不与其他任期重叠
    #[schema(example = "2026-04-30")]
    pub until_on: Option<NaiveDate>,
    /// 接替哪一段任期（编号）：其任期到前一天止；该角色空缺时不填
    pub replaces: Option<i64>,
    /// 理由；接替他人、与上一任之间有空档时必填
    #[schema(min_length = 2, max_length = 500, example = "分工调整")]
    pub reason: Option<String>,
}

/// 结束任期
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentEndingInput {
    /// 最后一天；不填为今天，不晚于今天
    #[schema(example = "2026-04-30")]
    pub until_on: Option<NaiveDate>,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "调离")]
    pub reason: String,
}

/// A term of a lead unit as it is kept.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = project_lead_terms, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `LeadTerm`
pub struct LeadRow {
    pub id: i64,
    pub project_id: i64,
    pub unit_id: i64,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
    pub reason: Option<String>,
}

/// 一个单位牵头的一段时间
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitTerm {
    /// 单位编号
    pub unit_id: i64,
    /// 单位名称
    #[schema(example = "市工业和信息化局")]
    pub unit_name: String,
    /// 从哪天起
    pub from_on: NaiveDate,
    /// 到哪天止（含当日）；现在仍是的为空
    pub until_on: Option<NaiveDate>,
    /// 理由
    pub reason: Option<String>,
}

/// 补记以前的牵头单位
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadTermInput {
    /// 单位编号
    pub unit_id: i64,
    /// 从哪天起
    #[schema(example = "2019-01-01")]
    pub from_on: NaiveDate,
    /// 到哪天止（含当日），不与其他牵头时间重叠
    #[schema(example = "2021-12-31")]
    pub until_on: NaiveDate,
    /// 依据
    #[schema(min_length = 2, max_length = 500, example = "按当年台账补记")]
    pub reason: String,
}

/// 一个配合单位
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SupportTerm {
    /// 单位编号
    pub unit_id: i64,
    /// 单位名称
    pub unit_name: String,
    /// 从哪天起；早先没有记下的为空
    pub from_on: Option<NaiveDate>,
    /// 到哪天为止不再配合；现在仍配合的为空
    pub until_on: Option<NaiveDate>,
}

/// 今天代行职责的人
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActingPerson {
    /// 人员编号
    pub user_id: i64,
    /// 姓名
    pub user_name: String,
    /// 代到哪天
    pub until_on: NaiveDate,
}

/// 一个角色的现状
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RoleStanding {
    /// 角色
    pub role: AssignmentRole,
    /// 名称
    #[schema(example = "服务专员")]
    pub label: String,
    /// 那一天在任的人；空缺的为空
    pub holder: Option<AssignmentView>,
    /// 第几任
    pub term_no: i64,
    /// 代行其职责的人
    pub acting: Vec<ActingPerson>,
    /// 现阶段必须有人担任
    pub required: bool,
    /// 必须有人而空缺：缺什么、怎么补
    pub missing: Option<Blocking>,
    /// 可以指定的人
    #[schema(example = "招商局、经办人（本单位的）")]
    pub who: String,
    /// 您可以指定
    pub can_assign: bool,
}

/// 一项检查清单的得分
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChecklistScore {
    /// 代码
    #[schema(example = "four_ones")]
    pub code: String,
    /// 名称
    #[schema(example = "四个一")]
    pub label: String,
    /// 已做到几项
    #[schema(example = 3)]
    pub met: i64,
    /// 共几项
    #[schema(example = 4)]
    pub total: i64,
}

/// 责任链
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ResponsibilityView {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 看的是哪一天
    pub on: NaiveDate,
    /// 牵头单位；那一天还没有记录的为空
    pub lead: Option<UnitTerm>,
    /// 配合单位
    pub supporting: Vec<SupportTerm>,
    /// 包抓领导、服务专员、联络员
    pub roles: Vec<RoleStanding>,
    /// 这个项目该由哪一级领导包抓
    pub sponsorship: sponsorship::SponsorshipView,
    /// 牵头单位的沿革，新的在前
    pub lead_history: Vec<UnitTerm>,
    /// 全部任期，新的在前
    pub history: Vec<AssignmentView>,
    /// 四个一等检查清单的得分
    pub scores: Vec<ChecklistScore>,
    /// 项目的版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// As of which day.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ResponsibilityQuery {
    /// 看哪一天由谁负责；不填为今天，不晚于今天
    #[param(example = "2019-05-01")]
    pub on: Option<NaiveDate>,
}

/// Which terms.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AssignmentFilter {
    /// 角色，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub role: Option<Vec<AssignmentRole>>,
    /// 人员编号
    #[param(minimum = 1)]
    pub user_id: Option<i64>,
    /// 任职者的单位编号，逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 项目编号（内部）
    #[param(minimum = 1)]
    pub project_id: Option<i64>,
    /// 只看在任的（`true`），或只看已结束的（`false`）
    pub active: Option<bool>,
    /// 只看这一天在任的
    #[param(example = "2019-05-01")]
    pub on: Option<NaiveDate>,
}

/// 一个人名下的项目数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonLoad {
    /// 人员编号
    pub user_id: i64,
    /// 姓名
    pub user_name: String,
    /// 单位编号
    pub unit_id: i64,
    /// 单位名称
    pub unit_name: String,
    /// 职务
    pub post: String,
    /// 包抓的项目数
    pub sponsored: i64,
    /// 任服务专员的项目数
    pub commissioned: i64,
    /// 任联络员的项目数
    pub liaised: i64,
    /// 今天由谁代行
    pub acting: Vec<ActingPerson>,
}

/// 各人名下的项目数
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonLoads {
    /// 按单位的法定顺序
    pub items: Vec<PersonLoad>,
    /// 必须有人而空缺的，按角色；只数看得到的项目
    pub vacancies: Vec<RoleVacancies>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// 一个角色空缺的项目数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoleVacancies {
    /// 角色
    pub role: AssignmentRole,
    /// 名称
    pub label: String,
    /// 从哪个阶段起必须有人；没有要求的为空
    pub from_stage: Option<crate::features::projects::Stage>,
    /// 空缺的项目数
    pub count: i64,
}
