//! 投诉：谁投诉只有办理人看得到，每个环节都有时限。

use super::ServiceFile;
use crate::db::schema::{complaint_steps, complaints};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 投诉办到哪里
    ComplaintState {
        Received = "received" / "收到",
        Accepted = "accepted" / "受理",
        Refused = "refused" / "不予受理",
        Forwarded = "forwarded" / "转办",
        Handling = "handling" / "办理",
        Answered = "answered" / "答复",
        Review = "review" / "复查",
        Closed = "closed" / "办结",
    }
}

text_enum! {
    /// 投诉清单的顺序
    ComplaintSort {
        Received = "received_on" / "收到日期，早在前",
        ReceivedDesc = "-received_on" / "收到日期，晚在前",
        Due = "step_due_on" / "环节期限，早在前",
        DueDesc = "-step_due_on" / "环节期限，晚在前",
    }
}

/// A complaint as stored; who complained is sent to the handler alone.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = complaints, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `ComplaintView`
pub struct Complaint {
    pub id: i64,
    pub number: String,
    pub enterprise_id: Option<i64>,
    pub project_id: Option<i64>,
    /// Never serialized with the row: the journal holds rows.
    #[serde(skip)]
    pub complainant: String,
    #[serde(skip)]
    pub complainant_phone: Option<String>,
    pub foreign_investor: bool,
    pub about: String,
    pub said: String,
    pub file_ids: Doc,
    pub received_on: NaiveDate,
    pub received_by: Option<i64>,
    pub unit_id: Option<i64>,
    pub handler_id: Option<i64>,
    pub state: ComplaintState,
    pub step_due_on: Option<NaiveDate>,
    pub whole_due_on: NaiveDate,
    pub answered_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub late_steps: i32,
    pub satisfaction: Option<i32>,
    pub created_at: Stamp,
    pub updated_at: Stamp,
    pub version: i32,
}

/// A step as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = complaint_steps, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `ComplaintStep`
pub struct ComplaintStepRow {
    pub id: i64,
    pub complaint_id: i64,
    pub state: ComplaintState,
    pub text: Option<String>,
    pub file_ids: Doc,
    pub due_on: Option<NaiveDate>,
    pub late: bool,
    pub by_id: Option<i64>,
    pub done_on: NaiveDate,
    pub at: Stamp,
}

/// 办理经过中的一步
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ComplaintStep {
    /// 编号
    pub id: i64,
    /// 到了哪个环节
    pub state: ComplaintState,
    /// 内容
    pub text: Option<String>,
    /// 办理日期
    pub done_on: NaiveDate,
    /// 应办日期
    pub due_on: Option<NaiveDate>,
    /// 逾期
    pub late: bool,
    /// 办理人
    #[schema(example = "李某（市招商局）")]
    pub by: String,
    /// 附件
    pub files: Vec<ServiceFile>,
}

/// 一件投诉
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ComplaintView {
    /// 投诉编号（内部）
    pub id: i64,
    /// 编号（回执号）
    #[schema(example = "TS-2026-0003")]
    pub number: String,
    /// 企业（企业库编号）
    pub enterprise_id: Option<i64>,
    /// 企业名称
    pub enterprise_name: Option<String>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 项目名称
    pub project_name: Option<String>,
    /// 投诉人；只有办理人看得到
    pub complainant: Option<String>,
    /// 投诉人电话；只有办理人看得到
    pub complainant_phone: Option<String>,
    /// 投诉人对您隐去
    pub complainant_hidden: bool,
    /// 外国投资者投诉
    pub foreign_investor: bool,
    /// 投诉什么
    #[schema(example = "施工许可窗口多次要求重复提交材料")]
    pub about: String,
    /// 具体情况
    pub said: String,
    /// 附件
    pub files: Vec<ServiceFile>,
    /// 收到日期
    pub received_on: NaiveDate,
    /// 办理单位编号
    pub unit_id: Option<i64>,
    /// 办理单位名称
    pub unit_name: Option<String>,
    /// 办理人编号
    pub handler_id: Option<i64>,
    /// 办理人姓名
    pub handler_name: Option<String>,
    /// 办到哪里
    pub state: ComplaintState,
    /// 当前环节的期限
    pub step_due_on: Option<NaiveDate>,
    /// 当前环节逾期天数
    pub days_overdue: i32,
    /// 全程的期限
    pub whole_due_on: NaiveDate,
    /// 答复日期
    pub answered_on: Option<NaiveDate>,
    /// 办结日期
    pub closed_on: Option<NaiveDate>,
    /// 逾期的环节数
    pub late_steps: i32,
    /// 满意度，1至5
    pub satisfaction: Option<i32>,
    /// 接下来可以到的环节
    pub next_states: Vec<ComplaintState>,
    /// 办理经过
    pub steps: Vec<ComplaintStep>,
    /// 版本
    pub version: i32,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 登记投诉
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintInput {
    /// 投诉人；只有办理人看得到，不进日志
    #[schema(min_length = 1, max_length = 100, example = "某企业负责人")]
    pub complainant: String,
    /// 投诉人电话；只有办理人看得到，不进日志
    #[schema(max_length = 40, example = "0935-8210000")]
    pub complainant_phone: Option<String>,
    /// 企业（企业库编号）
    pub enterprise_id: Option<i64>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 外国投资者投诉，受理时限不同
    #[serde(default)]
    pub foreign_investor: bool,
    /// 投诉什么
    #[schema(min_length = 2, max_length = 200, example = "施工许可窗口多次要求重复提交材料")]
    pub about: String,
    /// 具体情况
    #[schema(min_length = 2, max_length = 2000)]
    pub said: String,
    /// 收到日期；不能晚于今天，不早于30日前
    pub received_on: Option<NaiveDate>,
    /// 附件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// 办理投诉的一步
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintStepInput {
    /// 到哪个环节
    pub state: ComplaintState,
    /// 内容；不予受理、答复、复查必填
    #[schema(min_length = 2, max_length = 2000)]
    pub text: Option<String>,
    /// 转办给哪个单位；转办必填
    pub unit_id: Option<i64>,
    /// 转办给谁；须是那个单位的人员
    pub handler_id: Option<i64>,
    /// 满意度，1至5；办结时填写
    #[schema(minimum = 1, maximum = 5)]
    pub satisfaction: Option<i32>,
    /// 附件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// Which complaints.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ComplaintFilter {
    /// 办到哪里，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ComplaintState>>,
    /// 办理单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 收到日期不早于
    pub from_on: Option<NaiveDate>,
    /// 收到日期不晚于
    pub to_on: Option<NaiveDate>,
    /// 只看当前环节逾期的
    pub overdue: Option<bool>,
    /// 只看有环节逾期过的（`true`）或全部按期的（`false`）
    pub late: Option<bool>,
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ComplaintOrder {
    /// 排序，多个用逗号分隔、先写的优先；不填按收到日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ComplaintSort>>,
}
