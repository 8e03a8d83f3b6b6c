//! What comes out.

use super::{AskState, Claim, ClaimState, ExtensionState, ObjectionState, Ruling, ShareView, TransferState};
use crate::db::types::Stamp;
use crate::features::projects::model::view::{PersonRef, UnitRef};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// 一份佐证
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProofRef {
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    pub name: String,
    /// 是否已封存
    pub sealed: bool,
}

/// 提醒：别的单位已在洽谈；只说谁、从何时、到何时，不说谈什么
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ClaimWarning {
    /// 提醒的种类：`held` 在先登记，`in_pool` 在共享池，`confidential` 请联系招商局
    pub kind: String,
    /// 说给人听的话
    #[schema(example = "市工信局（张三）自2026-03-01起与该客商洽谈，保护至2026-05-30")]
    pub message: String,
    /// 单位
    pub unit_name: Option<String>,
    /// 首谈人
    pub person_name: Option<String>,
    /// 自哪天起
    pub since_on: Option<NaiveDate>,
    /// 保护至；尚未确认的为空
    pub protected_until: Option<NaiveDate>,
    /// 状态
    pub state: Option<ClaimState>,
}

/// 关联的项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ClaimProject {
    /// 内部编号
    pub id: i64,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
}

/// 推进记录
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClaimProgressView {
    /// 编号
    pub id: i64,
    /// 日期
    pub happened_on: NaiveDate,
    /// 情况
    pub note: String,
    /// 佐证
    pub proof: Vec<ProofRef>,
    /// 填报人
    pub added_by: Option<i64>,
    /// 填报时刻
    pub added_at: Stamp,
}

/// 延期申请与审批
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExtensionView {
    /// 编号
    pub id: i64,
    /// 申请延长到
    pub until_on: NaiveDate,
    /// 理由
    pub reason: String,
    /// 佐证
    pub proof: Vec<ProofRef>,
    /// 状态
    pub state: ExtensionState,
    /// 申请人
    pub asked_by: Option<i64>,
    /// 申请时刻
    pub asked_at: Stamp,
    /// 审批意见
    pub opinion: Option<String>,
    /// 审批人
    pub decided_by: Option<i64>,
    /// 审批时刻
    pub decided_at: Option<Stamp>,
}

/// 异议的一方；对方涉及保密项目的，只说状态
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ObjectionParty {
    /// 登记的编号
    pub claim_id: Option<i64>,
    /// 登记号
    pub number: Option<String>,
    /// 单位
    pub unit: Option<UnitRef>,
    /// 登记日期
    pub registered_on: Option<NaiveDate>,
    /// 首次接触日期；看得到内容的人才有
    pub first_contact_on: Option<NaiveDate>,
    /// 状态
    pub state: ClaimState,
}

/// 异议与裁定
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ObjectionView {
    /// 编号
    pub id: i64,
    /// 异议单位的登记
    pub objector: ObjectionParty,
    /// 被提出异议的登记
    pub respondent: ObjectionParty,
    /// 理由
    pub reason: String,
    /// 佐证；异议单位与招商局可见
    pub proof: Vec<ProofRef>,
    /// 提出日期
    pub filed_on: NaiveDate,
    /// 须裁定的最后一日
    pub rule_by_on: NaiveDate,
    /// 是否逾期未裁定
    pub overdue: bool,
    /// 状态
    pub state: ObjectionState,
    /// 裁定
    pub ruling: Option<Ruling>,
    /// 裁定理由
    pub ruling_reason: Option<String>,
    /// 共同跟进的分成
    pub shares: Vec<ShareView>,
    /// 裁定人
    pub ruled_by: Option<i64>,
    /// 裁定时刻
    pub ruled_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 一家被征询的单位
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AskView {
    /// 单位
    pub unit: UnitRef,
    /// 答复
    pub state: AskState,
    /// 意见
    pub opinion: Option<String>,
    /// 征询时刻
    pub asked_at: Stamp,
    /// 答复时刻
    pub answered_at: Option<Stamp>,
}

/// 一次流转
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TransferView {
    /// 编号
    pub id: i64,
    /// 流转的登记
    pub claim_id: i64,
    /// 登记号
    pub claim_number: String,
    /// 客商
    pub investor: String,
    /// 洽谈方向
    pub direction: String,
    /// 产业链
    pub chain: Option<String>,
    /// 首次接触日期
    pub first_contact_on: NaiveDate,
    /// 流出单位
    pub from_unit: UnitRef,
    /// 流转原因
    pub reason: String,
    /// 后续义务
    pub duties: Option<String>,
    /// 状态
    pub state: TransferState,
    /// 被征询的单位，先征询的在前；只看得到流转的人看得到的
    pub asks: Vec<AskView>,
    /// 发起时刻
    pub asked_at: Stamp,
    /// 承接后的登记；看得到的人才有
    pub new_claim_id: Option<i64>,
    /// 终结说明
    pub close_note: Option<String>,
    /// 结束时刻
    pub closed_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 同一案的一条登记；别的单位的只说谁、从何时、到何时、结果
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LineageItem {
    /// 登记的编号；看得到内容的人才有
    pub claim_id: Option<i64>,
    /// 登记号
    pub number: String,
    /// 单位
    pub unit_name: String,
    /// 登记日期
    pub registered_on: NaiveDate,
    /// 保护自
    pub protected_from: Option<NaiveDate>,
    /// 保护至
    pub protected_until: Option<NaiveDate>,
    /// 结束日期
    pub ended_on: Option<NaiveDate>,
    /// 状态
    pub state: ClaimState,
    /// 中文
    pub state_label: String,
}

/// 首报首谈的全部内容
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FirstClaimView {
    /// 登记
    #[serde(flatten)]
    pub claim: Claim,
    /// 状态的中文
    pub state_label: String,
    /// 首谈单位名称
    pub unit_name: String,
    /// 首谈人姓名
    pub person_name: String,
    /// 关联项目；看不到的不显示
    pub project: Option<ClaimProject>,
    /// 首次接触的佐证
    pub proof: Vec<ProofRef>,
    /// 提醒：别的单位已在洽谈，或在共享池中；只在待确认时给出
    pub warnings: Vec<ClaimWarning>,
    /// 推进记录，旧的在前
    pub progress: Vec<ClaimProgressView>,
    /// 延期申请，旧的在前
    pub extensions: Vec<ExtensionView>,
    /// 涉及本登记的异议，旧的在前
    pub objections: Vec<ObjectionView>,
    /// 流转，旧的在前
    pub transfers: Vec<TransferView>,
    /// 同一案的全部登记，旧的在前
    pub lineage: Vec<LineageItem>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 列表的一行
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FirstClaimItem {
    /// 登记
    #[serde(flatten)]
    pub claim: Claim,
    /// 状态的中文
    pub state_label: String,
    /// 首谈单位名称
    pub unit_name: String,
    /// 首谈人姓名
    pub person_name: String,
}

/// 共享池中的一家客商；内容只对全市可见的人显示
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PoolItem {
    /// 编号，领取时用
    pub id: i64,
    /// 登记号
    pub number: String,
    /// 客商
    pub investor: String,
    /// 洽谈方向
    pub direction: String,
    /// 产业链
    pub chain: Option<String>,
    /// 转共享的日期
    pub since_on: NaiveDate,
    /// 转共享的原因；仅招商局与领导可见
    pub reason: Option<String>,
    /// 转出单位；仅招商局与领导可见
    pub from_unit: Option<UnitRef>,
    /// 首谈人；仅招商局与领导可见
    pub person: Option<PersonRef>,
    /// 关联项目；仅招商局与领导可见
    pub project: Option<ClaimProject>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 一家单位正在与所查客商洽谈
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CheckItem {
    /// 客商名称；保密的为空
    pub investor: Option<String>,
    /// 单位
    pub unit_name: Option<String>,
    /// 联系人
    pub person_name: Option<String>,
    /// 办公电话；未公开的为空
    pub office_phone: Option<String>,
    /// 自哪天起
    pub since_on: Option<NaiveDate>,
    /// 保护至；佐证尚待确认的为空
    pub until_on: Option<NaiveDate>,
    /// 说给人听的话
    pub message: String,
}

/// 查询的结果：有没有单位在谈，不说谈什么
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckView {
    /// 是否有单位正在洽谈
    pub in_talks: bool,
    /// 逐家
    pub items: Vec<CheckItem>,
    /// 说明：这次查询已记入日志
    pub note: String,
}
