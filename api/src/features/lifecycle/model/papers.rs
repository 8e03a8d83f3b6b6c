//! What is sent in about signatures, what is asked for and what comes out.

use super::{
    AuditState, Counts, PaperPurpose, RepeatAnswer, RepeatAnswerKind, Signature, SignatureKind,
    SignatureOpinion, Strength,
};
use crate::error::{Blocking, Problem};
use crate::features::files::MediaType;
use crate::text_enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 签约的填写内容
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureInput {
    /// 文本的效力
    pub strength: Strength,
    /// 性质
    pub kind: SignatureKind,
    /// 签约活动编号；不在活动上签约的不填
    pub event_id: Option<i64>,
    /// 签约日期，不晚于今天
    #[schema(example = "2026-03-01")]
    pub signed_on: NaiveDate,
    /// 金额（元）；增资填增加的部分；只有意向、框架可以不填
    #[schema(example = 200_000_000_i64)]
    pub amount_yuan: Option<i64>,
    /// 签约各方
    #[schema(min_length = 2, max_length = 500, example = "金昌市人民政府、某投资有限公司")]
    pub parties: String,
    /// 说明
    #[schema(max_length = 2000)]
    pub note: Option<String>,
    /// 前一份文本的签约编号；协议转合同必填
    pub predecessor_id: Option<i64>,
    /// 签约单位编号：谁签约、谁负责，审核通过后成为牵头单位；不填即填报人的单位（招商局或上级单位代填的，仍由原牵头单位负责）
    pub signing_unit_id: Option<i64>,
    /// 附件：签约文本至少一份
    #[serde(default)]
    #[schema(max_items = 50)]
    pub files: Vec<PaperFileInput>,
}

/// 一份附件
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperFileInput {
    /// 用途
    pub purpose: PaperPurpose,
    /// 附件编号，先行上传
    #[schema(example = 1)]
    pub file_id: i64,
}

impl SignatureInput {
    /// The input that would write this paper again; the base of a merge patch.
    pub fn of(row: &Signature, files: Vec<PaperFileInput>) -> Self {
        Self {
            strength: row.strength,
            kind: row.kind,
            event_id: row.event_id,
            signed_on: row.signed_on,
            amount_yuan: row.amount_yuan,
            parties: row.parties.clone(),
            note: row.note.clone(),
            predecessor_id: row.predecessor_id,
            signing_unit_id: row.signing_unit_id,
            files,
        }
    }
}

/// 答复疑似重复签约
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatAnswerInput {
    /// 对方项目编号
    pub other_project_id: i64,
    /// 答复
    pub answer: RepeatAnswerKind,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "同一投资方的另一条生产线，选址与立项均不同")]
    pub reason: String,
}

/// 补录导入的旧项目的签约
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeoverInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "系统启用前已签订合同，原件经招商局核对")]
    pub reason: String,
    /// 共同的证明附件编号
    #[schema(min_items = 1, max_items = 20)]
    pub proof_file_ids: Vec<i64>,
    /// 逐个补录，各有各的结果，最多200个
    #[schema(min_items = 1, max_items = 200)]
    pub items: Vec<TakeoverItem>,
}

/// 补录一个项目的签约；没有填写的取项目资料中的
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeoverItem {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 文本的效力；不填为合同
    pub strength: Option<Strength>,
    /// 签约活动编号；活动已关闭的也可以
    pub event_id: Option<i64>,
    /// 签约日期
    pub signed_on: Option<NaiveDate>,
    /// 金额（元）
    pub amount_yuan: Option<i64>,
    /// 签约各方
    #[schema(min_length = 2, max_length = 500)]
    pub parties: Option<String>,
}

/// 一个项目补录的结果
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TakeoverResult {
    /// 第几项，从0起
    pub index: usize,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 这一项的状态码：201 已补录，其他见 `problem`
    pub status: u16,
    /// 签约编号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_id: Option<i64>,
    /// 计多少
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// 没有补录的原因
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// 补录的结果
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TakeoverView {
    /// 逐项结果，与提交的顺序相同
    pub results: Vec<TakeoverResult>,
    /// 已补录数
    pub taken_over: usize,
    /// 未补录数
    pub refused: usize,
}

/// 一份附件
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PaperFileView {
    /// 用途
    pub purpose: PaperPurpose,
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    pub name: String,
    /// 文件类型
    pub media_type: MediaType,
    /// 大小（字节）
    pub size_bytes: i64,
    /// 内容的 SHA-256
    pub sha256: String,
    /// 是否已封存
    pub sealed: bool,
}

/// 疑似同一签约的另一个项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Suspicion {
    /// 对方项目编号（内部）；您看不到的为空，请招商局答复
    pub project_id: Option<i64>,
    /// 对方项目编号
    pub number: Option<String>,
    /// 对方项目名称
    pub name: Option<String>,
    /// 为什么疑似
    pub reasons: Vec<String>,
    /// 最近的答复；为空即尚未答复
    pub answer: Option<RepeatAnswer>,
}

/// 列表中的签约
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignatureItem {
    /// 签约
    #[serde(flatten)]
    pub signature: Signature,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 牵头单位编号
    pub lead_unit_id: i64,
    /// 签约活动全称
    pub event_title: Option<String>,
    /// 现在计多少；审核通过后才有
    pub counts: Option<Counts>,
    /// 签约至今的天数
    pub days_since: i64,
}

/// 签约及其附件、意见、缺项
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignatureView {
    /// 签约
    #[serde(flatten)]
    pub item: SignatureItem,
    /// 附件
    pub files: Vec<PaperFileView>,
    /// 历次审核意见，旧的在前
    pub opinions: Vec<SignatureOpinion>,
    /// 疑似重复签约的项目；审核通过前列出
    pub suspicions: Vec<Suspicion>,
    /// 提交前还缺什么
    pub missing: Vec<Blocking>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

text_enum! {
    /// 等待办理的事项
    Awaiting { Contract = "contract" / "转为合同" }
}

text_enum! {
    /// 签约列表的顺序
    SignatureSort {
        Signed = "signed_on" / "签约日期，早在前",
        SignedDesc = "-signed_on" / "签约日期，晚在前",
        Amount = "amount_yuan" / "金额，小在前",
        AmountDesc = "-amount_yuan" / "金额，大在前",
    }
}

/// Conditions and page of the list of signatures.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SignatureQuery {
    /// 项目的名称、投资方、编号或拼音首字母
    #[param(max_length = 100)]
    pub q: Option<String>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 牵头单位编号
    pub lead_unit_id: Option<i64>,
    /// 文本的效力，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub strength: Option<Vec<Strength>>,
    /// 性质，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<SignatureKind>>,
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<AuditState>>,
    /// 在哪项活动上签约
    pub event_id: Option<i64>,
    /// 计入哪项活动
    pub counted_event_id: Option<i64>,
    /// 只看计入的（`true`），或只看不计入的（`false`）
    pub counted: Option<bool>,
    /// 只看补录的（`true`），或只看不是补录的（`false`）
    pub takeover: Option<bool>,
    /// 等待办理的：`contract` 为已审核的意向、框架、协议而还没有合同的
    #[param(inline)]
    pub awaiting: Option<Awaiting>,
    /// 签约日期不早于
    #[serde(rename = "signed_on.gte")]
    pub signed_from: Option<NaiveDate>,
    /// 签约日期早于
    #[serde(rename = "signed_on.lt")]
    pub signed_before: Option<NaiveDate>,
    /// 排序，多个用逗号分隔、先写的优先；不填为晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<SignatureSort>>,
}

/// 一种效力的签约合计
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StrengthSums {
    /// 文本的效力
    pub strength: Strength,
    /// 中文
    pub label: String,
    /// 在本活动上签署的份数，只计审核通过的
    pub count: i64,
    /// 其金额合计（元）
    pub amount_yuan: i64,
    /// 其中没有金额的份数
    pub without_amount: i64,
    /// 计入本活动的项目数
    pub counted_count: i64,
    /// 计入本活动的金额（元）
    pub counted_amount_yuan: i64,
}

/// 一项活动的签约汇总
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EventSummary {
    /// 活动编号
    pub event_id: i64,
    /// 活动全称
    pub title: String,
    /// 截至日期；汇总当前情况时不返回
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// 各种效力，由强到弱
    pub by_strength: Vec<StrengthSums>,
    /// 份数合计
    pub count: i64,
    /// 金额合计（元）
    pub amount_yuan: i64,
    /// 计入的项目数：各项率的分母
    pub counted_count: i64,
    /// 计入的金额（元）
    pub counted_amount_yuan: i64,
}
