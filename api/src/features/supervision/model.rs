//! 督办单的行与词；填写的在 [`input`]，看到的在 [`view`]，颜色在 [`colours`]，时限的规则在 [`times`]。

pub mod colours;
pub mod input;
pub mod times;
pub mod view;

use crate::db::schema::{slip_extensions, slip_feedback, slip_log, slips};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 督办单的种类
    SlipKind {
        Assign = "assign" / "交办单",
        Remind = "remind" / "提醒单",
        Warn = "warn" / "警告单",
        Summon = "summon" / "约谈红单",
        DeadlineNotice = "deadline_notice" / "限时办理通知书",
        Letter = "letter" / "督办函",
    }
}

text_enum! {
    /// 督办单的颜色：只有逐级上升的三级有颜色
    SlipColour { Blue = "blue" / "蓝", Yellow = "yellow" / "黄", Red = "red" / "红" }
}

impl SlipKind {
    /// The next level when this one lapses; the highest has none.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Assign | Self::DeadlineNotice | Self::Letter => Some(Self::Remind),
            Self::Remind => Some(Self::Warn),
            Self::Warn => Some(Self::Summon),
            Self::Summon => None,
        }
    }

    /// How high it stands: 0 below the three levels, then 1 to 3.
    pub fn level(self) -> i32 {
        match self {
            Self::Assign | Self::DeadlineNotice | Self::Letter => 0,
            Self::Remind => 1,
            Self::Warn => 2,
            Self::Summon => 3,
        }
    }

    /// The colour of its level.
    pub fn colour(self) -> Option<SlipColour> {
        match self.level() {
            1 => Some(SlipColour::Blue),
            2 => Some(SlipColour::Yellow),
            3 => Some(SlipColour::Red),
            _ => None,
        }
    }
}

text_enum! {
    /// 督办的依据
    SlipBasis { Meeting = "meeting" / "会议", Instruction = "instruction" / "批示", Rule = "rule" / "规则" }
}

text_enum! {
    /// 督办单的状态
    SlipState {
        Open = "open" / "待反馈",
        Answered = "answered" / "已反馈待销号",
        Closed = "closed" / "已销号",
        Lapsed = "lapsed" / "逾期已升级",
    }
}

text_enum! {
    /// 督办单上发生的事
    SlipAct {
        Issued = "issued" / "签发",
        Raised = "raised" / "逾期升级签发",
        Answered = "answered" / "反馈",
        Returned = "returned" / "退回",
        ExtensionAsked = "extension_asked" / "申请延期",
        ExtensionGranted = "extension_granted" / "同意延期",
        ExtensionRefused = "extension_refused" / "不同意延期",
        Lapsed = "lapsed" / "逾期未反馈",
        Closed = "closed" / "销号",
        Reopened = "reopened" / "重新督办",
        HandedOver = "handed_over" / "移交他人",
    }
}

text_enum! {
    /// 督办延期申请的状态
    SlipExtensionState { Asked = "asked" / "待审批", Granted = "granted" / "同意", Refused = "refused" / "不同意" }
}

text_enum! {
    /// 督办单的顺序
    SlipSort {
        Due = "due_on" / "期限，早在前",
        DueDesc = "-due_on" / "期限，晚在前",
        Issued = "issued_at" / "签发，早在前",
        IssuedDesc = "-issued_at" / "签发，晚在前",
        Number = "number" / "编号",
        NumberDesc = "-number" / "编号倒序",
    }
}

/// 一份督办单
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = slips, check_for_backend(crate::db::MultiBackend))]
pub struct Slip {
    /// 内部编号
    pub id: i64,
    /// 督办单编号
    #[schema(example = "督办〔2026〕1号")]
    pub number: String,
    /// 种类
    pub kind: SlipKind,
    /// 依据
    pub basis: SlipBasis,
    /// 依据的出处
    #[schema(example = "市政府第12次常务会议")]
    pub basis_text: Option<String>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 督办事项
    #[schema(example = "尽快完成土地出让手续")]
    pub matter: String,
    /// 差距天数
    pub gap_days: Option<i32>,
    /// 差距百分点，以百分之一个百分点计
    #[schema(example = 1050)]
    pub gap_points: Option<i32>,
    /// 承办单位编号
    pub unit_id: i64,
    /// 承办人
    pub person_id: Option<i64>,
    /// 签发人
    pub issued_by: i64,
    /// 签发时刻
    pub issued_at: Stamp,
    /// 起算日，为第0天
    pub received_on: NaiveDate,
    /// 限多少个工作日
    pub working_days: i32,
    /// 期限
    pub due_on: NaiveDate,
    /// 时限所依据的规则版次
    pub rule_revision: i32,
    /// 状态
    pub state: SlipState,
    /// 同一事项的第一份督办单
    pub root_id: Option<i64>,
    /// 由哪一份逾期升级而来
    pub raised_from_id: Option<i64>,
    /// 反馈时刻
    pub answered_at: Option<Stamp>,
    /// 反馈人
    pub answered_by: Option<i64>,
    /// 销号时刻
    pub closed_at: Option<Stamp>,
    /// 销号说明
    pub close_note: Option<String>,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

impl Slip {
    /// The first slip on the matter.
    pub fn root(&self) -> i64 {
        self.root_id.unwrap_or(self.id)
    }
}

/// What was fed back.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = slip_feedback, check_for_backend(crate::db::MultiBackend))]
pub struct Feedback {
    /// Key.
    pub id: i64,
    /// Slip.
    pub slip_id: i64,
    /// Words.
    pub said: String,
    /// Files that prove it.
    pub file_ids: Doc,
    /// Who.
    pub given_by: Option<i64>,
    /// When.
    pub given_at: Stamp,
}

/// A request for more time.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = slip_extensions, check_for_backend(crate::db::MultiBackend))]
pub struct Extension {
    /// Key.
    pub id: i64,
    /// Slip.
    pub slip_id: i64,
    /// Until when.
    pub until_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// State.
    pub state: SlipExtensionState,
    /// Who asked.
    pub asked_by: Option<i64>,
    /// When.
    pub asked_at: Stamp,
    /// What the issuer said.
    pub opinion: Option<String>,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<Stamp>,
}

/// One line of what happened to a slip.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = slip_log, check_for_backend(crate::db::MultiBackend))]
pub struct LogLine {
    /// Key.
    pub id: i64,
    /// Slip.
    pub slip_id: i64,
    /// What.
    pub act: SlipAct,
    /// Words.
    pub note: Option<String>,
    /// The due day from then on.
    pub due_on: Option<NaiveDate>,
    /// Who; none = the program.
    pub done_by: Option<i64>,
    /// When.
    pub done_at: Stamp,
}

/// Which slips.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SlipFilter {
    /// 检索督办事项、依据的出处与编号中的字
    #[param(max_length = 100, example = "土地")]
    pub q: Option<String>,
    /// 种类，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<SlipKind>>,
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<SlipState>>,
    /// 依据，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub basis: Option<Vec<SlipBasis>>,
    /// 承办单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 承办人（人员编号）
    #[param(minimum = 1)]
    pub person_id: Option<i64>,
    /// 签发人（人员编号）
    #[param(minimum = 1)]
    pub issued_by: Option<i64>,
    /// 项目编号（内部）
    #[param(minimum = 1)]
    pub project_id: Option<i64>,
    /// 同一事项的督办单：其中任何一份的编号（内部）
    #[param(minimum = 1)]
    pub root_id: Option<i64>,
    /// 只看逾期没有反馈的（`true`）
    pub overdue: Option<bool>,
    /// 期限不早于
    #[serde(rename = "due_on.gte")]
    pub due_from: Option<NaiveDate>,
    /// 期限早于
    #[serde(rename = "due_on.lt")]
    pub due_before: Option<NaiveDate>,
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SlipOrder {
    /// 排序，多个用逗号分隔、先写的优先；不填按期限，早在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<SlipSort>>,
}
