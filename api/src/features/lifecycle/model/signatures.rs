//! 签约：一行即一份签署的文本；它计多少由规则在审核时算出，另存一表。填写的与查询的在 [`super::SignatureInput`] 等。

use super::AuditState;
use crate::db::schema::{repeat_answers, signature_counts, signature_files, signature_opinions, signatures};
use crate::db::types::Stamp;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

text_enum! {
    /// 签约文本的效力，由弱到强；只有合同计入各项率
    Strength {
        Intent = "intent" / "意向",
        Framework = "framework" / "框架/战略",
        Agreement = "agreement" / "协议",
        Contract = "contract" / "合同",
    }
}

text_enum! {
    /// 签约的性质
    SignatureKind {
        First = "first" / "首次签约",
        UpgradedPaper = "upgraded_paper" / "协议转合同",
        Increase = "increase" / "增资",
        RankUp = "rank_up" / "升格",
        OwnerChange = "owner_change" / "更换业主",
        Reannouncement = "reannouncement" / "重复发布",
    }
}

text_enum! {
    /// 附件的用途
    PaperPurpose {
        Text = "text" / "签约文本",
        Photo = "photo" / "签约照片",
        Proof = "proof" / "其他证明",
    }
}

text_enum! {
    /// 对疑似重复签约的答复
    RepeatAnswerKind {
        Different = "different" / "另一个项目",
        Repeated = "repeated" / "重复签约",
    }
}

/// 签约
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = signatures, check_for_backend(crate::db::MultiBackend))]
pub struct Signature {
    /// 签约编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 文本的效力
    pub strength: Strength,
    /// 性质
    pub kind: SignatureKind,
    /// 签约活动编号；不在活动上签约的为空
    pub event_id: Option<i64>,
    /// 签约日期
    pub signed_on: NaiveDate,
    /// 金额（元）；增资填增加的部分
    pub amount_yuan: Option<i64>,
    /// 签约各方
    pub parties: String,
    /// 说明
    pub note: Option<String>,
    /// 前一份文本的签约编号
    pub predecessor_id: Option<i64>,
    /// 由哪条阶段记录得来
    pub record_id: Option<i64>,
    /// 是否补录：导入的旧项目由招商局接管
    pub takeover: bool,
    /// 补录的理由
    pub takeover_reason: Option<String>,
    /// 状态
    pub state: AuditState,
    /// 提交人
    pub submitted_by: Option<i64>,
    /// 提交时刻
    pub submitted_at: Option<Stamp>,
    /// 审核人
    pub audited_by: Option<i64>,
    /// 审核时刻
    pub audited_at: Option<Stamp>,
    /// 最近一次审核意见
    pub audit_opinion: Option<String>,
    /// 被重新签署的文本取代的时刻
    pub superseded_at: Option<Stamp>,
    /// 填报人
    pub created_by: Option<i64>,
    /// 填报时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
    /// 签约单位编号；空即填报人的单位
    pub signing_unit_id: Option<i64>,
}

/// 一份文本计多少
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = signature_counts, check_for_backend(crate::db::MultiBackend))]
#[schema(as = SignatureCounts)]
pub struct Counts {
    /// The paper.
    #[serde(skip)]
    pub signature_id: i64,
    /// 计几个项目：0 或 1
    pub count: i32,
    /// 计多少金额（元）
    pub amount_yuan: i64,
    /// 归入的签约活动编号
    pub event_id: Option<i64>,
    /// 计入的日期；不计的为空
    pub counted_on: Option<NaiveDate>,
    /// 是否补录
    pub takeover: bool,
    /// 依据的规则
    pub why: String,
}

/// One file of a paper.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = signature_files, check_for_backend(crate::db::MultiBackend))]
pub struct PaperFile {
    /// Key.
    pub id: i64,
    /// Paper.
    pub signature_id: i64,
    /// What it is.
    pub purpose: PaperPurpose,
    /// File.
    pub file_id: i64,
}

/// 一次审核意见，只增不改
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = signature_opinions, check_for_backend(crate::db::MultiBackend))]
pub struct SignatureOpinion {
    /// 签约编号
    pub signature_id: i64,
    /// 结论
    pub result: super::AuditResult,
    /// 意见
    pub opinion: String,
    /// 审核人
    pub given_by: Option<i64>,
    /// 时刻
    pub given_at: Stamp,
}

/// 对疑似重复签约的答复，只增不改；同一对项目以最近的为准
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = repeat_answers, check_for_backend(crate::db::MultiBackend))]
pub struct RepeatAnswer {
    /// 编号
    pub id: i64,
    /// 本项目编号
    pub project_id: i64,
    /// 对方项目编号
    pub other_project_id: i64,
    /// 答复
    pub answer: RepeatAnswerKind,
    /// 理由
    pub reason: String,
    /// 答复人
    pub answered_by: Option<i64>,
    /// 时刻
    pub answered_at: Stamp,
}
