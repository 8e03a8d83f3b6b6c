//! 困难：企业在用电、用地、用工等方面要解决的事，谁来办、哪天答复，企业说解决了才算解决。

use super::ServiceFile;
use crate::db::schema::{ticket_steps, tickets};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 困难的类型
    Difficulty {
        Power = "power" / "用电",
        Land = "land" / "用地",
        Labour = "labour" / "用工",
        Finance = "finance" / "融资",
        Water = "water" / "用水",
        Gas = "gas" / "用气",
        Heat = "heat" / "用热",
        Permit = "permit" / "手续",
        Environment = "environment" / "环保/能耗",
        Logistics = "logistics" / "物流",
        Policy = "policy" / "政策兑现",
        Other = "other" / "其他",
    }
}

text_enum! {
    /// 协调层级
    TicketLevel {
        County = "county" / "县区（部门）协调",
        City = "city" / "提请市级协调",
        Leader = "leader" / "提请领导协调",
    }
}

text_enum! {
    /// 困难办到哪里
    TicketState {
        Open = "open" / "待受理",
        Working = "working" / "办理中",
        Answered = "answered" / "已回应（待企业确认）",
        Closed = "closed" / "已办结",
        Impossible = "impossible" / "无法办理",
        Reopened = "reopened" / "重开",
    }
}

text_enum! {
    /// 做了什么
    TicketStepKind {
        Raised = "raised" / "提出",
        Accepted = "accepted" / "受理",
        Forwarded = "forwarded" / "转交",
        Answered = "answered" / "回应",
        Escalated = "escalated" / "提请上级协调",
        ImpossibleAsked = "impossible_asked" / "申报无法办理",
        ImpossibleSigned = "impossible_signed" / "签批无法办理",
        ImpossibleRefused = "impossible_refused" / "退回继续办理",
        Confirmed = "confirmed" / "企业确认解决",
        Reopened = "reopened" / "重开",
    }
}

text_enum! {
    /// 困难清单的顺序
    TicketSort {
        Raised = "raised_on" / "提出日期，早在前",
        RaisedDesc = "-raised_on" / "提出日期，晚在前",
        Promised = "promised_on" / "承诺日期，早在前",
        PromisedDesc = "-promised_on" / "承诺日期，晚在前",
    }
}

/// 一件困难
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = tickets, check_for_backend(crate::db::MultiBackend))]
pub struct Ticket {
    /// 困难编号（内部）
    pub id: i64,
    /// 编号
    #[schema(example = "KN-2026-0012")]
    pub number: String,
    /// 企业（企业库编号）
    pub enterprise_id: i64,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 类型
    pub kind: Difficulty,
    /// 标题
    #[schema(example = "二期用电增容")]
    pub title: String,
    /// 具体情况
    pub said: String,
    /// 卡住了什么，如“设备调试”
    pub blocks: Option<String>,
    /// 协调层级
    pub level: TicketLevel,
    /// 提出日期
    pub raised_on: NaiveDate,
    /// 代为提出的人员；企业自己提出的为空
    pub raised_by: Option<i64>,
    /// 企业自己提出的
    pub raised_by_enterprise: bool,
    /// 代为提出的单位编号
    pub raising_unit_id: Option<i64>,
    /// 办理单位编号；还没有受理的为空
    pub unit_id: Option<i64>,
    /// 应受理日期
    pub accept_due_on: NaiveDate,
    /// 受理日期
    pub accepted_on: Option<NaiveDate>,
    /// 承诺答复日期
    pub promised_on: Option<NaiveDate>,
    /// 首次回应日期
    pub answered_on: Option<NaiveDate>,
    /// 办结日期：企业确认解决之日
    pub closed_on: Option<NaiveDate>,
    /// 办到哪里
    pub state: TicketState,
    /// 无法办理的理由
    pub impossible_reason: Option<String>,
    /// 申报无法办理的人员
    pub impossible_asked_by: Option<i64>,
    /// 签批无法办理的领导
    pub signed_by: Option<i64>,
    /// 满意度，1（很不满意）至5（很满意）
    pub satisfaction: Option<i32>,
    /// 重开次数
    pub reopened_count: i32,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// What was done, as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = ticket_steps, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `TicketStep`
pub struct StepRow {
    pub id: i64,
    pub ticket_id: i64,
    pub kind: TicketStepKind,
    pub text: Option<String>,
    pub file_ids: Doc,
    pub satisfaction: Option<i32>,
    pub by_id: Option<i64>,
    pub by_enterprise: bool,
    pub at: Stamp,
}

/// 办理经过中的一步
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TicketStep {
    /// 编号
    pub id: i64,
    /// 做了什么
    pub kind: TicketStepKind,
    /// 内容
    pub text: Option<String>,
    /// 满意度
    pub satisfaction: Option<i32>,
    /// 谁做的；企业做的写企业名称
    #[schema(example = "钱某（市工信局）")]
    pub by: String,
    /// 企业做的
    pub by_enterprise: bool,
    /// 时刻
    pub at: Stamp,
    /// 附件
    pub files: Vec<ServiceFile>,
}

/// 一件困难的全部内容
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TicketView {
    /// The row.
    #[serde(flatten)]
    pub ticket: Ticket,
    /// 企业名称
    pub enterprise_name: String,
    /// 项目名称
    pub project_name: Option<String>,
    /// 办理单位名称
    pub unit_name: Option<String>,
    /// 代为提出的人员姓名
    pub raised_by_name: Option<String>,
    /// 当前环节的期限：待受理的为应受理日期，办理中的为承诺日期
    pub due_on: Option<NaiveDate>,
    /// 当前环节逾期天数
    pub days_overdue: i32,
    /// 正等领导签批无法办理
    pub awaits_signature: bool,
    /// 有一个还能用的确认链接
    pub has_link: bool,
    /// 办理经过，先发生的在前
    pub steps: Vec<TicketStep>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 提出困难
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketInput {
    /// 企业（企业库编号）；只写项目而投资方只有一家的自动填上，企业自己提出的就是本企业
    pub enterprise_id: Option<i64>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 类型
    pub kind: Difficulty,
    /// 标题
    #[schema(min_length = 2, max_length = 100, example = "二期用电增容")]
    pub title: String,
    /// 具体情况
    #[schema(
        min_length = 2,
        max_length = 2000,
        example = "现有变压器容量不足，二期设备无法调试，请协调增容4000千伏安。"
    )]
    pub said: String,
    /// 卡住了什么
    #[schema(max_length = 200, example = "二期设备调试")]
    pub blocks: Option<String>,
    /// 附件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// 受理或转交
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketAcceptanceInput {
    /// 办理单位编号；不填即本单位
    pub unit_id: Option<i64>,
    /// 承诺哪天答复；不填按协调层级的时限
    #[schema(example = "2026-10-13")]
    pub promised_on: Option<NaiveDate>,
    /// 说明
    #[schema(max_length = 500)]
    pub text: Option<String>,
}

/// 回应
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketAnswerInput {
    /// 怎么解决的
    #[schema(min_length = 2, max_length = 2000, example = "供电公司已批复增容方案，10月20日前完成施工。")]
    pub text: String,
    /// 附件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// 提请上级协调
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketEscalationInput {
    /// 提请到哪一级；只能更高
    pub level: TicketLevel,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "涉及省电力公司，县区协调不动")]
    pub reason: String,
}

/// 签批无法办理
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketSignatureInput {
    /// 同意（`true`）无法办理，或退回继续办理（`false`）
    pub agreed: bool,
    /// 意见；退回时必填
    #[schema(min_length = 2, max_length = 500)]
    pub opinion: Option<String>,
}

/// 企业确认
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketConfirmationInput {
    /// 解决了（`true`），或没有解决（`false`，重开）
    pub solved: bool,
    /// 满意度，1（很不满意）至5（很满意）；解决了的必填
    #[schema(minimum = 1, maximum = 5, example = 5)]
    pub satisfaction: Option<i32>,
    /// 意见；没有解决的必填
    #[schema(min_length = 2, max_length = 1000)]
    pub text: Option<String>,
}

/// 确认链接，只显示这一次
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ConfirmationLink {
    /// 链接的路径，接在本站地址之后；`#` 之后的部分不会发到服务器，也不进日志
    #[schema(example = "/confirm#q3v8s0dT…")]
    pub path: String,
    /// 有效期至
    pub expires_at: Stamp,
}

/// 打开确认链接
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkInput {
    /// 链接中 `#` 之后的部分
    #[schema(min_length = 20, max_length = 100)]
    pub secret: String,
}

/// 用链接确认
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkConfirmationInput {
    /// 链接中 `#` 之后的部分
    #[schema(min_length = 20, max_length = 100)]
    pub secret: String,
    /// 解决了（`true`），或没有解决（`false`，重开）
    pub solved: bool,
    /// 满意度，1（很不满意）至5（很满意）；解决了的必填
    #[schema(minimum = 1, maximum = 5, example = 5)]
    pub satisfaction: Option<i32>,
    /// 意见；没有解决的必填
    #[schema(min_length = 2, max_length = 1000)]
    pub text: Option<String>,
}

impl LinkConfirmationInput {
    /// What is confirmed, without the secret.
    pub fn confirmation(&self) -> TicketConfirmationInput {
        TicketConfirmationInput {
            solved: self.solved,
            satisfaction: self.satisfaction,
            text: self.text.clone(),
        }
    }
}

/// 企业在确认页看到的：只有这件困难和回应
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LinkView {
    /// 编号
    pub number: String,
    /// 企业名称
    pub enterprise_name: String,
    /// 类型
    pub kind: Difficulty,
    /// 标题
    pub title: String,
    /// 提出日期
    pub raised_on: NaiveDate,
    /// 办理单位名称
    pub unit_name: Option<String>,
    /// 历次回应
    pub answers: Vec<LinkAnswer>,
    /// 办到哪里
    pub state: TicketState,
    /// 现在可以确认
    pub open: bool,
}

/// 一次回应
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LinkAnswer {
    /// 日期
    pub on: NaiveDate,
    /// 内容
    pub text: String,
}

/// Which difficulties.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TicketFilter {
    /// 企业（企业库编号）
    #[param(minimum = 1)]
    pub enterprise_id: Option<i64>,
    /// 项目编号（内部）
    #[param(minimum = 1)]
    pub project_id: Option<i64>,
    /// 类型，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<Difficulty>>,
    /// 办到哪里，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<TicketState>>,
    /// 协调层级，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub level: Option<Vec<TicketLevel>>,
    /// 办理单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 提出日期不早于
    pub from_on: Option<NaiveDate>,
    /// 提出日期不晚于
    pub to_on: Option<NaiveDate>,
    /// 只看当前环节逾期的
    pub overdue: Option<bool>,
    /// 首次受理：`in_time` 按期，`late` 逾期（含逾期还没有受理的）
    #[param(inline)]
    pub accepted: Option<Timeliness>,
    /// 首次回应：`in_time` 按承诺，`late` 晚于承诺（含逾期还没有回应的）
    #[param(inline)]
    pub answered: Option<Timeliness>,
}

text_enum! {
    /// 按期没有
    Timeliness { InTime = "in_time" / "按期", Late = "late" / "逾期" }
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TicketOrder {
    /// 排序，多个用逗号分隔、先写的优先；不填按提出日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<TicketSort>>,
}
