//! What comes out: the whole trip, rows of lists, the report.

use super::input::{TripCompanyInput, TripInput, TripLegInput, TripPersonInput};
use super::{BudgetLine, CheckIn, Company, Leg, Member, Trip, Visit};
use crate::error::Blocking;
use crate::features::projects::Stage;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// 外出招商的全部内容
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TripView {
    /// The row.
    #[serde(flatten)]
    pub trip: Trip,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 随行人员
    pub members: Vec<Member>,
    /// 行程
    pub legs: Vec<Leg>,
    /// 企业：计划的与途中新增的
    pub companies: Vec<TripCompanyView>,
    /// 签到
    pub check_ins: Vec<CheckIn>,
    /// 报告情况
    pub report: ReportState,
    /// 结束前还缺的
    pub missing: Vec<Blocking>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 报告的期限与情况
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportState {
    /// 期限
    pub due_on: Option<NaiveDate>,
    /// 提交日期
    pub handed_in_on: Option<NaiveDate>,
    /// 是否逾期未交
    pub overdue: bool,
    /// 逾期天数
    pub days_overdue: i64,
}

/// 行程中的一家企业，连同拜访与项目
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TripCompanyView {
    /// The row.
    #[serde(flatten)]
    pub company: Company,
    /// 后续负责人姓名
    pub owner_name: Option<String>,
    /// 拜访记录
    pub visits: Vec<Visit>,
    /// 由此产生或关联的项目，只列看得见的
    pub projects: Vec<TripProjectRef>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 由拜访产生或关联的一个项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TripProjectRef {
    /// 项目编号（内部）
    pub id: i64,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// 当前阶段
    pub stage: Stage,
    /// 是否由这次拜访登记
    pub made_project: bool,
}

/// 列表的一行
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TripItem {
    /// The row.
    #[serde(flatten)]
    pub trip: Trip,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 行程中的城市，按先后
    pub cities: Vec<String>,
    /// 企业数（含途中新增）
    pub companies: i64,
    /// 报告情况
    pub report: ReportState,
}

/// 外出招商报告
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TripReport {
    /// 行程编号
    pub number: String,
    /// 团组名称：目的
    pub purpose: String,
    /// 领导：姓名、职务
    pub leader: String,
    /// 时间
    pub period: String,
    /// 路线
    pub route: Vec<String>,
    /// 人员
    pub members: Vec<Member>,
    /// 经费，逐项
    pub budget: Vec<BudgetLine>,
    /// 经费预算合计（元）
    pub planned_yuan: i64,
    /// 经费实支合计（元）；有未填的即为空
    pub spent_yuan: Option<i64>,
    /// 拜访企业表
    pub companies: Vec<ReportRow>,
    /// 活动
    pub activities: Option<String>,
    /// 成果
    pub results: Option<String>,
    /// 协调事项
    pub coordination: Option<String>,
    /// 报告期限
    pub due_on: Option<NaiveDate>,
    /// 提交日期；未提交的是草稿
    pub handed_in_on: Option<NaiveDate>,
}

/// 拜访企业表的一行
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportRow {
    /// 企业
    pub name: String,
    /// 见面日期
    pub met_days: Vec<NaiveDate>,
    /// 见到的人及职务
    pub persons: Vec<String>,
    /// 结果
    pub outcome: Option<String>,
    /// 情况
    pub note: Option<String>,
    /// 下一步
    pub next_step: Option<String>,
    /// 负责人
    pub owner: Option<String>,
    /// 期限
    pub next_due_on: Option<NaiveDate>,
    /// 项目
    pub projects: Vec<String>,
}

impl TripView {
    /// The plan as it was sent in.
    pub fn plan(&self) -> TripInput {
        let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        let t = &self.trip;
        let person = |user_id, name: &str, unit: &str, post: &str| TripPersonInput {
            user_id,
            name: text(name),
            unit: text(unit),
            post: text(post),
        };
        TripInput {
            kind: t.kind,
            purpose: t.purpose.clone(),
            chain: t.chain.clone(),
            station: t.station.clone(),
            lead_unit_id: t.lead_unit_id,
            leader: person(t.leader_user_id, &t.leader_name, "", &t.leader_post),
            members: self.members.iter().map(|m| person(m.user_id, &m.name, &m.unit, &m.post)).collect(),
            legs: self
                .legs
                .iter()
                .map(|l| TripLegInput {
                    division_code: l.division_code.clone(),
                    city: text(&l.city),
                    from_on: l.from_on,
                    to_on: l.to_on,
                })
                .collect(),
            companies: self
                .companies
                .iter()
                .filter(|c| c.company.planned)
                .map(|c| TripCompanyInput {
                    enterprise_id: Some(c.company.enterprise_id),
                    name: Some(c.company.name.clone()),
                    reason: c.company.reason.clone(),
                })
                .collect(),
            budget: t.budget_lines(),
            source: t.source.clone(),
        }
    }
}

/// 一次拜访
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TripVisitView)]
pub struct VisitView {
    /// The row.
    #[serde(flatten)]
    pub visit: Visit,
    /// 企业名称
    pub company_name: String,
    /// 是否计划之内
    pub planned: bool,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}
