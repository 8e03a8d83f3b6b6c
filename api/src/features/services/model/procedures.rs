//! 手续：一个项目的各项许可、备案，谁的窗口、承诺几个工作日、办到哪里。

use super::ServiceFile;
use crate::db::schema::{approval_items, approval_pauses};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 手续办到哪里
    ApprovalState {
        Planned = "planned" / "待报件",
        Received = "received" / "办理中",
        Paused = "paused" / "暂停计时",
        Finished = "finished" / "已办结",
        NotNeeded = "not_needed" / "无须办理",
    }
}

text_enum! {
    /// 手续清单的顺序
    ApprovalSort {
        Due = "due_on" / "期限，早在前",
        DueDesc = "-due_on" / "期限，晚在前",
        Received = "received_on" / "收件日期，早在前",
        ReceivedDesc = "-received_on" / "收件日期，晚在前",
    }
}

/// 一项手续
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = approval_items, check_for_backend(crate::db::MultiBackend))]
pub struct ApprovalItem {
    /// 手续编号（内部）
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 事项代码
    #[schema(example = "construction_permit")]
    pub code: String,
    /// 事项名称
    #[schema(example = "施工许可")]
    pub name: String,
    /// 法律依据
    pub basis: Option<String>,
    /// 顺序
    pub sort_no: i32,
    /// 并联组
    pub parallel_group: Option<String>,
    /// 须先办结的事项（代码）
    #[schema(value_type = Vec<String>)]
    pub after_codes: Doc,
    /// 责任单位编号
    pub unit_id: Option<i64>,
    /// 责任窗口
    pub window_name: Option<String>,
    /// 标准时限（工作日）
    pub standard_days: Option<i32>,
    /// 承诺时限（工作日）
    pub promised_days: Option<i32>,
    /// 承诺长于标准的理由
    pub longer_reason: Option<String>,
    /// 国家项目代码
    #[schema(example = "2103-620302-04-01-123456")]
    pub project_code: Option<String>,
    /// 收件日期
    pub received_on: Option<NaiveDate>,
    /// 应办结日期；暂停期间为空
    pub due_on: Option<NaiveDate>,
    /// 办结日期
    pub finished_on: Option<NaiveDate>,
    /// 实际用时（工作日）；收件次日起，不含暂停
    pub actual_days: Option<i32>,
    /// 批文、证书编号
    pub result_number: Option<String>,
    /// 附件编号
    #[schema(value_type = Vec<i64>)]
    pub file_ids: Doc,
    /// 办到哪里
    pub state: ApprovalState,
    /// 无须办理或重新办理的理由
    pub state_reason: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 一次暂停计时
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = approval_pauses, check_for_backend(crate::db::MultiBackend))]
pub struct ApprovalPause {
    /// 编号
    pub id: i64,
    /// Item it belongs to; never sent.
    #[serde(skip)]
    pub item_id: i64,
    /// 停计的第一天
    pub from_on: NaiveDate,
    /// 重新起算的第一天；尚未恢复为空
    pub until_on: Option<NaiveDate>,
    /// 外部原因
    pub reason: String,
    /// 证明材料
    #[schema(value_type = Vec<i64>)]
    pub file_ids: Doc,
    /// 登记人
    pub paused_by: Option<i64>,
    /// 登记时刻
    pub paused_at: Stamp,
    /// 恢复人
    pub resumed_by: Option<i64>,
    /// 恢复时刻
    pub resumed_at: Option<Stamp>,
}

/// 一项手续的全部内容
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ApprovalItemView {
    /// The row.
    #[serde(flatten)]
    pub item: ApprovalItem,
    /// 项目名称
    pub project_name: String,
    /// 项目编号
    pub project_number: String,
    /// 责任单位名称
    pub unit_name: Option<String>,
    /// 还没有办结的前置事项
    pub waits_for: Vec<String>,
    /// 已用时（工作日）；不含暂停
    pub used_days: Option<i32>,
    /// 逾期天数；暂停期间不计
    pub days_overdue: i32,
    /// 为什么是这一天
    pub due_because: Option<String>,
    /// 各次暂停
    pub pauses: Vec<ApprovalPause>,
    /// 附件
    pub files: Vec<ServiceFile>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 流程图中的一格
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProcedureBox {
    /// 第几列，从0起：前置事项都在左边的列
    pub column: i32,
    /// 是否在最长的一条路上：它晚一天，全流程就晚一天
    pub critical: bool,
    /// 手续
    #[serde(flatten)]
    pub item: ApprovalItemView,
}

/// 模板里还没有列入的一项
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProcedureOffer {
    /// 代码
    pub code: String,
    /// 名称
    pub name: String,
    /// 标准时限（工作日）
    pub working_days: Option<i32>,
    /// 法律依据
    pub basis: Option<String>,
    /// 默认列入
    pub default: bool,
}

/// 一个项目的手续流程
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProcedureChart {
    /// 各项手续
    pub items: Vec<ProcedureBox>,
    /// 模板里还没有列入的
    pub offers: Vec<ProcedureOffer>,
    /// 全流程目标（工作日）
    pub goal_working_days: i32,
    /// 按承诺（没有承诺的按标准）走完最长的一条路要几个工作日
    pub planned_working_days: i32,
    /// 已办结的项数
    pub finished: i64,
    /// 要办的项数
    pub needed: i64,
    /// 逾期的项数
    pub overdue: i64,
    /// 模板版次
    pub template_revision: i32,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 从模板列入手续
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcedurePlanInput {
    /// 事项代码，取自模板；不填即默认的全部
    #[schema(min_items = 1, max_items = 60)]
    pub codes: Option<Vec<String>>,
}

/// 登记或修改一项手续
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalItemInput {
    /// 事项代码；登记后不能修改
    #[schema(pattern = "^[a-z][a-z0-9_]{1,39}$", max_length = 40, example = "water_permit")]
    pub code: String,
    /// 事项名称
    #[schema(min_length = 2, max_length = 60, example = "取水许可")]
    pub name: String,
    /// 法律依据
    #[schema(max_length = 200, example = "水法")]
    pub basis: Option<String>,
    /// 并联组
    #[schema(max_length = 30)]
    pub parallel_group: Option<String>,
    /// 须先办结的事项（代码），须是本项目的手续
    #[schema(max_items = 20)]
    pub after: Option<Vec<String>>,
    /// 责任单位编号
    pub unit_id: Option<i64>,
    /// 责任窗口
    #[schema(max_length = 60, example = "水务窗口")]
    pub window_name: Option<String>,
    /// 标准时限（工作日）
    #[schema(minimum = 0, maximum = 500, example = 10)]
    pub standard_days: Option<i32>,
    /// 承诺时限（工作日）
    #[schema(minimum = 0, maximum = 500, example = 7)]
    pub promised_days: Option<i32>,
    /// 承诺长于标准的理由；长于标准时必填
    #[schema(min_length = 2, max_length = 500)]
    pub longer_reason: Option<String>,
    /// 国家项目代码；须是本项目登记的代码
    #[schema(max_length = 40, example = "2103-620302-04-01-123456")]
    pub project_code: Option<String>,
    /// 批文、证书编号
    #[schema(max_length = 100)]
    pub result_number: Option<String>,
    /// 附件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// 收件
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalReceptionInput {
    /// 收件日期，为第0天；不能晚于今天
    #[schema(example = "2026-09-30")]
    pub received_on: NaiveDate,
    /// 承诺时限（工作日）；不填按已有的承诺，没有承诺的按标准
    #[schema(minimum = 0, maximum = 500, example = 5)]
    pub promised_days: Option<i32>,
    /// 承诺长于标准的理由；长于标准时必填
    #[schema(min_length = 2, max_length = 500)]
    pub longer_reason: Option<String>,
}

/// 暂停计时
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalPauseInput {
    /// 停计的第一天；不早于收件次日，不晚于今天
    #[schema(example = "2026-10-09")]
    pub from_on: NaiveDate,
    /// 外部原因
    #[schema(min_length = 2, max_length = 500, example = "等待企业补正总平面图")]
    pub reason: String,
    /// 证明材料，如补正通知书
    #[schema(min_items = 1, max_items = 20)]
    pub file_ids: Vec<i64>,
}

/// 恢复计时
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalResumptionInput {
    /// 重新起算的第一天；晚于停计的第一天，不晚于明天
    #[schema(example = "2026-10-14")]
    pub until_on: NaiveDate,
}

/// 办结
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalCompletionInput {
    /// 办结日期；不早于收件，不晚于今天
    #[schema(example = "2026-10-13")]
    pub finished_on: NaiveDate,
    /// 批文、证书编号
    #[schema(max_length = 100, example = "金住建施〔2026〕18号")]
    pub result_number: Option<String>,
    /// 批文、证书扫描件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// Which items.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ApprovalFilter {
    /// 项目编号（内部）
    #[param(minimum = 1)]
    pub project_id: Option<i64>,
    /// 办到哪里，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ApprovalState>>,
    /// 责任单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 事项代码，逗号分隔
    #[param(style = Form, explode = false, max_items = 60)]
    pub code: Option<Vec<String>>,
    /// 只看逾期未办结的
    pub overdue: Option<bool>,
    /// 只看办结时逾期（`late`）或按期（`in_time`）的
    #[param(inline)]
    pub kept: Option<PromiseKept>,
    /// 应办结日期不晚于
    pub due_to: Option<NaiveDate>,
    /// 办结日期不早于
    pub finished_from: Option<NaiveDate>,
    /// 办结日期不晚于
    pub finished_to: Option<NaiveDate>,
}

text_enum! {
    /// 承诺守住没有
    PromiseKept { InTime = "in_time" / "按期办结", Late = "late" / "逾期办结" }
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ApprovalOrder {
    /// 排序，多个用逗号分隔、先写的优先；不填按期限，早在前，没有期限的在后
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ApprovalSort>>,
}
