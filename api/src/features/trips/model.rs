//! 外出招商的数据形状；填写的在 [`input`]，看到的在 [`view`]，条件在 [`query`]，成效在 [`effects`]，合计在 [`totals`]。

pub mod effects;
mod enums;
pub mod input;
pub mod query;
pub mod receptions;
mod times;
pub mod totals;
pub mod view;

pub use enums::*;
pub use times::*;

use crate::db::schema::{
    negotiation_trips, trip_checkins, trip_companies, trip_legs, trip_members, trip_projects, trip_visits,
};
use crate::db::types::{Doc, Stamp};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 一次外出招商
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = negotiation_trips, check_for_backend(crate::db::MultiBackend))]
#[schema(as = NegotiationTrip)]
pub struct Trip {
    /// 内部编号
    pub id: i64,
    /// 行程编号
    #[schema(example = "CX-2026-0001")]
    pub number: String,
    /// 类别
    pub kind: TripKind,
    /// 目的
    pub purpose: String,
    /// 产业链
    pub chain: Option<String>,
    /// 驻点组名称
    pub station: Option<String>,
    /// 牵头单位编号
    pub lead_unit_id: i64,
    /// 带队领导的人员编号；没有账号的为空
    pub leader_user_id: Option<i64>,
    /// 带队领导
    pub leader_name: String,
    /// 带队领导职务
    pub leader_post: String,
    /// 出发日期，即第一段行程的起始日
    pub starts_on: NaiveDate,
    /// 计划返回日期，即最后一段行程的终止日
    pub ends_on: NaiveDate,
    /// 经费：逐项的标准、预算与实支
    #[schema(value_type = Vec<BudgetLine>)]
    pub budget: Doc,
    /// 状态
    pub state: TripState,
    /// 计划的版次；批准后每改一次加一
    pub plan_revision: i32,
    /// 批准时的版次
    pub approved_revision: Option<i32>,
    /// 提交人
    pub submitted_by: Option<i64>,
    /// 提交时刻
    pub submitted_at: Option<Stamp>,
    /// 审批人
    pub decided_by: Option<i64>,
    /// 审批时刻
    pub decided_at: Option<Stamp>,
    /// 审批意见
    pub decision_opinion: Option<String>,
    /// 实际返回日期
    pub returned_on: Option<NaiveDate>,
    /// 报告期限；补录的旧行程没有期限
    pub report_due_on: Option<NaiveDate>,
    /// 期限所依据的规则版次
    pub rule_revision: Option<i32>,
    /// 取消的理由
    pub cancel_reason: Option<String>,
    /// 报告：主要活动
    pub activities: Option<String>,
    /// 报告：成果
    pub results: Option<String>,
    /// 报告：需协调的事项
    pub coordination: Option<String>,
    /// 提交报告并结束的人
    pub closed_by: Option<i64>,
    /// 提交报告并结束的时刻
    pub closed_at: Option<Stamp>,
    /// 资料出处
    pub source: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

impl Trip {
    /// The day it was, or is to be, over.
    pub fn back_on(&self) -> NaiveDate {
        self.returned_on.unwrap_or(self.ends_on)
    }

    /// The budget lines.
    pub fn budget_lines(&self) -> Vec<BudgetLine> {
        self.budget.read()
    }
}

/// 一项经费
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TripBudgetLine)]
pub struct BudgetLine {
    /// 项目
    #[schema(min_length = 1, max_length = 100, example = "住宿费")]
    pub item: String,
    /// 标准
    #[schema(max_length = 200, example = "每人每天350元")]
    pub standard: Option<String>,
    /// 预算（元）
    #[schema(minimum = 0, example = 4200)]
    pub planned_yuan: i64,
    /// 实支（元）；返回后填写
    pub spent_yuan: Option<i64>,
}

/// 一名随行人员
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = trip_members, check_for_backend(crate::db::MultiBackend))]
#[schema(as = TripMember)]
pub struct Member {
    /// 内部编号
    pub id: i64,
    /// 人员编号；没有账号的为空
    pub user_id: Option<i64>,
    /// 姓名
    pub name: String,
    /// 单位
    pub unit: String,
    /// 职务
    pub post: String,
}

/// 一段行程
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = trip_legs, check_for_backend(crate::db::MultiBackend))]
#[schema(as = TripLeg)]
pub struct Leg {
    /// 内部编号
    pub id: i64,
    /// 第几段，从1起
    pub sequence: i32,
    /// 行政区划代码（GB/T 2260）
    pub division_code: Option<String>,
    /// 所在省的代码，由区划代码或城市名得出；境外为空
    pub province_code: Option<String>,
    /// 城市
    pub city: String,
    /// 起
    pub from_on: NaiveDate,
    /// 止
    pub to_on: NaiveDate,
}

/// 行程中的一家企业：计划拜访的，或途中新增的；每家一个结果
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = trip_companies, check_for_backend(crate::db::MultiBackend))]
#[schema(as = TripCompany)]
pub struct Company {
    /// 内部编号
    pub id: i64,
    #[serde(skip)]
    pub(crate) trip_id: i64,
    /// 企业库中的编号
    pub enterprise_id: i64,
    /// 企业名称
    pub name: String,
    /// 拜访理由
    pub reason: Option<String>,
    /// 是否计划之内
    pub planned: bool,
    /// 结果；未总结时为空
    pub outcome: Option<VisitOutcome>,
    /// 结果说明
    pub outcome_note: Option<String>,
    /// 认定结果的人
    pub outcome_by: Option<i64>,
    /// 认定结果的时刻
    pub outcome_at: Option<Stamp>,
    /// 后续负责人
    pub owner_id: Option<i64>,
    /// 下一步
    pub next_step: Option<String>,
    /// 下一步的期限
    pub next_due_on: Option<NaiveDate>,
    /// 下一步办结的时刻
    pub done_at: Option<Stamp>,
    /// 办结人
    pub done_by: Option<i64>,
    /// 办结情况
    pub done_note: Option<String>,
    /// 版本
    pub version: i32,
}

/// 一次签到
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = trip_checkins, check_for_backend(crate::db::MultiBackend))]
#[schema(as = TripCheckIn)]
pub struct CheckIn {
    /// 内部编号
    pub id: i64,
    /// 哪一段行程
    pub leg_id: Option<i64>,
    /// 到达时刻
    pub checked_in_at: Stamp,
    /// 地点
    pub place: Option<String>,
    /// 签到人
    pub recorded_by: Option<i64>,
    /// 收到的时刻
    pub recorded_at: Stamp,
}

/// 一次拜访的记录
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = trip_visits, check_for_backend(crate::db::MultiBackend))]
#[schema(as = TripVisit)]
pub struct Visit {
    /// 内部编号
    pub id: i64,
    /// 行程中的企业
    pub company_id: i64,
    /// 哪一段行程
    pub leg_id: Option<i64>,
    /// 见面日期；补录的旧记录可能不知道
    pub met_on: Option<NaiveDate>,
    /// 见到的人
    #[schema(value_type = Vec<PersonMet>)]
    pub persons: Doc,
    /// 地点
    pub place: Option<String>,
    /// 名片照片（附件编号）
    pub card_file_id: Option<i64>,
    /// 记录
    pub note: Option<String>,
    /// 下一步的打算
    pub next_step: Option<String>,
    /// 登记人
    pub recorded_by: Option<i64>,
    /// 收到的时刻
    pub recorded_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 见到的人
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonMet {
    /// 姓名
    #[schema(min_length = 1, max_length = 50, example = "王某某")]
    pub name: String,
    /// 职务
    #[schema(max_length = 100, example = "副总裁")]
    pub post: Option<String>,
}

/// A project that came of a company met.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = trip_projects, check_for_backend(crate::db::MultiBackend))]
pub struct Link {
    /// Key.
    pub id: i64,
    /// Trip.
    pub trip_id: i64,
    /// Company of the trip.
    pub company_id: i64,
    /// Project.
    pub project_id: i64,
    /// Did this outcome register the project?
    pub made_project: bool,
    /// When it was linked.
    pub linked_at: Stamp,
}
