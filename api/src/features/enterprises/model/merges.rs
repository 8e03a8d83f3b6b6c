//! 合并与撤销。

use super::EnterpriseInput;
use crate::db::schema::enterprise_merges;
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 合并时可以改取被合并一方的项。
    MergeField {
        Name = "name" / "名称",
        CreditCode = "credit_code" / "统一社会信用代码",
        DivisionCode = "division_code" / "行政区划",
        Place = "place" / "所在地",
        Origin = "origin" / "资金来源地",
        IndustryCode = "industry_code" / "行业代码",
        Industry = "industry" / "行业",
        Classes = "classes" / "企业类别",
        Nature = "nature" / "企业性质",
        Founded = "founded" / "成立日期",
        RegisteredCapital = "registered_capital_yuan" / "注册资本",
        MainBusiness = "main_business" / "主营业务",
        Products = "products" / "主要产品",
        Motive = "motive" / "投资动机",
        ExpansionPlan = "expansion_plan" / "扩张计划",
        Source = "source" / "信息来源",
        SourceUrl = "source_url" / "来源网址",
        Remark = "remark" / "备注",
        OwnerUnit = "owner_unit_id" / "主管单位",
    }
}

/// 把一家企业并入另一家。
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// 保留的企业
    pub kept_id: i64,
    /// 并入它、以后不再单独使用的企业
    pub merged_id: i64,
    /// 读到的保留企业的版本
    #[schema(minimum = 1)]
    pub kept_version: i32,
    /// 读到的被合并企业的版本
    #[schema(minimum = 1)]
    pub merged_version: i32,
    /// 改取被合并一方的项；其余取保留一方的，保留一方没填的自动补上
    #[schema(max_items = 19)]
    pub take_from_merged: Option<Vec<MergeField>>,
    /// 合并的理由
    #[schema(min_length = 2, max_length = 500, example = "同一家企业的全称和简称")]
    pub reason: String,
    /// 两家的信用代码不同，已核实确为同一家
    pub confirmed_same: Option<bool>,
}

/// 表里的一行。
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = enterprise_merges, check_for_backend(crate::db::MultiBackend))]
pub struct MergeRow {
    /// 编号。
    pub id: i64,
    /// 保留的企业。
    pub kept_id: i64,
    /// 被合并的企业。
    pub merged_id: i64,
    /// 经办人。
    pub merged_by: Option<i64>,
    /// 合并时刻。
    pub merged_at: Stamp,
    /// 理由。
    pub reason: String,
    /// [`Snapshot`]。
    pub snapshot: Doc,
    /// 撤销时刻。
    pub undone_at: Option<Stamp>,
    /// 撤销的人。
    pub undone_by: Option<i64>,
    /// 撤销的理由。
    pub undo_reason: Option<String>,
    /// 版本。
    pub version: i32,
}

/// 各类引用里移过去的行，供撤销时移回：引用的种类 → 行的编号。
pub type Moves = BTreeMap<String, Vec<i64>>;

/// 撤销合并所需的一切；不含电话。
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// 保留企业合并前的内容。
    pub kept_before: EnterpriseInput,
    /// 保留企业合并后的内容。
    pub kept_after: EnterpriseInput,
    /// 保留企业合并后的版本；其后变了就不能撤销。
    pub kept_version: i32,
    /// 被合并企业合并后的版本。
    pub merged_version: i32,
    /// 移过去的别名。
    pub moved_aliases: Vec<i64>,
    /// 为名称新加的别名。
    pub added_aliases: Vec<i64>,
    /// 移过去的联系人。
    pub moved_contacts: Vec<i64>,
    /// 别的房间移过去的引用。
    pub moves: Moves,
}

/// 一次合并
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Merge {
    /// 合并编号
    pub id: i64,
    /// 保留的企业
    pub kept_id: i64,
    /// 保留的企业的名称
    pub kept_name: String,
    /// 被合并的企业
    pub merged_id: i64,
    /// 被合并的企业的名称
    pub merged_name: String,
    /// 经办人
    pub merged_by: Option<i64>,
    /// 合并时刻
    pub merged_at: Stamp,
    /// 理由
    pub reason: String,
    /// 移过去的联系人数
    pub moved_contacts: usize,
    /// 移过去的引用数（项目、令牌等）
    pub moved_references: usize,
    /// 撤销时刻；未撤销的为空
    pub undone_at: Option<Stamp>,
    /// 撤销的人
    pub undone_by: Option<i64>,
    /// 撤销的理由
    pub undo_reason: Option<String>,
    /// 版本
    pub version: i32,
    /// 调用者可以办理的事
    pub can: Vec<String>,
}

/// Query of the merges.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MergesQuery {
    /// 涉及这家企业的合并，无论保留还是被合并
    pub enterprise_id: Option<i64>,
}
