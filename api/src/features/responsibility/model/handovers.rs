//! 工作移交与代理。

use super::AssignmentRole;
use crate::db::schema::{handovers, substitutes};
use crate::db::types::{Doc, Stamp};
use crate::features::people::model::OpenWork;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A handover as it is kept.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = handovers, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `Handover`
pub struct HandoverRow {
    pub id: i64,
    pub from_user_id: i64,
    pub to_user_id: i64,
    pub handed_on: NaiveDate,
    pub reason: String,
    /// [`OpenWork`]s.
    pub moved: Doc,
    pub made_by: Option<i64>,
    pub made_at: Stamp,
}

/// 移交工作
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverInput {
    /// 移交人
    pub from_user_id: i64,
    /// 接手人
    pub to_user_id: i64,
    /// 从哪天起由接手人负责；不填为今天，不晚于今天
    #[schema(example = "2026-05-01")]
    pub on: Option<NaiveDate>,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "分工调整，原分管工作由接任者负责")]
    pub reason: String,
    /// 只移交这些角色；不填为全部
    #[schema(max_items = 3)]
    pub roles: Option<Vec<AssignmentRole>>,
    /// 只移交这些项目的任职；不填为全部项目，并连同洽谈、外出、首报首谈等未了事项
    #[schema(max_items = 500)]
    pub project_ids: Option<Vec<i64>>,
}

/// 一次移交
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Handover {
    /// 编号
    pub id: i64,
    /// 移交人
    pub from_user_id: i64,
    /// 移交人姓名
    pub from_user_name: String,
    /// 接手人
    pub to_user_id: i64,
    /// 接手人姓名
    pub to_user_name: String,
    /// 从哪天起
    pub handed_on: NaiveDate,
    /// 理由
    pub reason: String,
    /// 移交了什么
    pub moved: Vec<OpenWork>,
    /// 移交了什么，一句话
    #[schema(example = "任职3个、洽谈的后续事项2件")]
    pub moved_text: String,
    /// 办理人
    pub made_by: Option<i64>,
    /// 办理人姓名
    pub made_by_name: Option<String>,
    /// 办理时刻
    pub made_at: Stamp,
}

/// 移交之前看一看
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HandoverPreview {
    /// 移交人
    pub from_user_id: i64,
    /// 移交人姓名
    pub from_user_name: String,
    /// 现任的角色与项目
    pub assignments: Vec<super::AssignmentItem>,
    /// 其中您看不到的（保密项目）有几个
    pub hidden: i64,
    /// 其他未了的事项
    pub work: Vec<OpenWork>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// Whose work.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// 移交人
    #[param(minimum = 1)]
    pub from_user_id: i64,
}

/// Which handovers.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HandoverFilter {
    /// 移交人或接手人
    #[param(minimum = 1)]
    pub user_id: Option<i64>,
}

text_enum! {
    /// 代理的情况
    SubstituteState {
        Coming = "coming" / "尚未开始",
        Active = "active" / "代理中",
        Ended = "ended" / "已结束",
    }
}

/// A substitute as it is kept.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = substitutes, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `Substitute`
pub struct SubstituteRow {
    pub id: i64,
    pub user_id: i64,
    pub substitute_id: i64,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub reason: String,
    pub named_by: Option<i64>,
    pub created_at: Stamp,
    pub ended_at: Option<Stamp>,
    pub ended_by: Option<i64>,
    pub version: i32,
}

/// 指定代理人（A、B岗）
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubstituteInput {
    /// 被代理的人；不填为本人
    pub user_id: Option<i64>,
    /// 代理人
    pub substitute_id: i64,
    /// 从哪天起
    #[schema(example = "2026-05-01")]
    pub from_on: NaiveDate,
    /// 到哪天止（含当日），最长一年
    #[schema(example = "2026-05-15")]
    pub until_on: NaiveDate,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "外出培训")]
    pub reason: String,
}

/// 一次代理
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Substitute {
    /// 编号
    pub id: i64,
    /// 被代理的人
    pub user_id: i64,
    /// 被代理的人的姓名
    pub user_name: String,
    /// 代理人
    pub substitute_id: i64,
    /// 代理人的姓名
    pub substitute_name: String,
    /// 从哪天起
    pub from_on: NaiveDate,
    /// 到哪天止（含当日）
    pub until_on: NaiveDate,
    /// 理由
    pub reason: String,
    /// 现在的情况
    pub state: SubstituteState,
    /// 指定人
    pub named_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 提前结束的时刻
    pub ended_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// Which substitutes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SubstituteFilter {
    /// 被代理的人或代理人
    #[param(minimum = 1)]
    pub user_id: Option<i64>,
    /// 情况，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<SubstituteState>>,
}
