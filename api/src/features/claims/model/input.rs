//! What is sent in.

use super::{Ruling, Share};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 登记首报首谈
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstClaimInput {
    /// 客商在企业库中的编号；与名称填一个
    pub enterprise_id: Option<i64>,
    /// 客商名称；库中没有的随即登记入库
    #[schema(min_length = 2, max_length = 200, example = "示例新能源科技有限公司")]
    pub investor: Option<String>,
    /// 统一社会信用代码；与名称一起填
    #[schema(max_length = 40, example = "91620302MA00000154")]
    pub credit_code: Option<String>,
    /// 洽谈方向：谈的是什么
    #[schema(min_length = 2, max_length = 500, example = "年产10吉瓦时磷酸铁锂电池")]
    pub direction: String,
    /// 产业链
    #[schema(min_length = 1, max_length = 100, example = "电池产业链")]
    pub chain: Option<String>,
    /// 行业代码（GB/T 4754-2017），如 `C38`
    #[schema(max_length = 5, example = "C38")]
    pub industry_code: Option<String>,
    /// 已有项目的，关联项目的编号
    pub project_id: Option<i64>,
    /// 首谈单位；经办人只能填本单位或下属单位
    pub unit_id: i64,
    /// 首谈人，首谈单位的人员
    pub person_id: i64,
    /// 首次接触日期，不晚于今天
    #[schema(example = "2026-03-01")]
    pub first_contact_on: NaiveDate,
    /// 首次接触的佐证：附件编号，先行上传
    #[schema(min_items = 1, max_items = 20, example = json!([1]))]
    pub proof_file_ids: Vec<i64>,
}

/// 招商局的确认
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationInput {
    /// 佐证属实，予以保护；否则不予确认
    pub confirmed: bool,
    /// 意见
    #[schema(min_length = 2, max_length = 500, example = "佐证属实，予以保护。")]
    pub opinion: String,
    /// 认定与在先的登记不是同一事项，另立一案
    #[serde(default)]
    pub separate_matter: bool,
}

/// 推进记录
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimProgressInput {
    /// 推进日期，不晚于今天
    #[schema(example = "2026-03-20")]
    pub happened_on: NaiveDate,
    /// 推进情况
    #[schema(min_length = 2, max_length = 1000, example = "客商来金考察厂址，交换了厂房租赁条件")]
    pub note: String,
    /// 佐证：附件编号
    #[serde(default)]
    #[schema(max_items = 20)]
    pub proof_file_ids: Vec<i64>,
}

/// 延期申请
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionInput {
    /// 申请延长到哪天，晚于现有的保护期，延长不超过一个保护期
    #[schema(example = "2026-08-31")]
    pub until_on: NaiveDate,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "客商总部董事会定于7月审议")]
    pub reason: String,
    /// 佐证：附件编号
    #[schema(min_items = 1, max_items = 20)]
    pub proof_file_ids: Vec<i64>,
}

/// 延期的审批
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionDecisionInput {
    /// 同意延期
    pub granted: bool,
    /// 意见
    #[schema(min_length = 2, max_length = 500, example = "推进正常，同意延期。")]
    pub opinion: String,
}

/// 关联项目
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimProjectInput {
    /// 项目编号；为空即解除关联
    pub project_id: Option<i64>,
}

/// 异议
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionInput {
    /// 理由
    #[schema(
        min_length = 2,
        max_length = 1000,
        example = "我单位2月已与该客商签订保密协议，早于对方首次接触"
    )]
    pub reason: String,
    /// 佐证：附件编号
    #[schema(min_items = 1, max_items = 20)]
    pub proof_file_ids: Vec<i64>,
    /// 招商局就企业合并后重叠的登记提请裁定时，填对方登记的编号；后报单位提出异议时不填
    pub against_claim_id: Option<i64>,
}

/// 裁定
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulingInput {
    /// 裁定
    pub ruling: Ruling,
    /// 理由
    #[schema(min_length = 2, max_length = 1000, example = "异议单位的保密协议早于登记单位的首次接触")]
    pub reason: String,
    /// 共同跟进时的分成：恰为双方单位，合计100%
    #[schema(max_items = 20)]
    pub shares: Option<Vec<Share>>,
}

/// 发起流转
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferInput {
    /// 征询哪些区域或单位，可同时征询几家，先承接者为准
    #[schema(min_items = 1, max_items = 20)]
    pub unit_ids: Vec<i64>,
    /// 流转原因
    #[schema(min_length = 2, max_length = 500, example = "本区没有符合条件的化工用地")]
    pub reason: String,
    /// 后续义务：流转后原单位仍须做的
    #[schema(max_length = 1000, example = "原首谈人陪同考察一次，移交全部往来资料")]
    pub duties: Option<String>,
}

/// 重新征询
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferResetInput {
    /// 改为征询哪些单位；尚未答复的征询全部撤回
    #[schema(min_items = 1, max_items = 20)]
    pub unit_ids: Vec<i64>,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "两家均无用地，改征询河西堡工业园")]
    pub reason: String,
}

/// 承接
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceInput {
    /// 以哪个单位承接，须在被征询之列
    pub unit_id: i64,
    /// 承接后的首谈人，承接单位的人员
    pub person_id: i64,
    /// 承接意见
    #[schema(min_length = 2, max_length = 500, example = "同意承接，拟安排在A3地块")]
    pub opinion: String,
}

/// 不承接
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineInput {
    /// 哪个被征询的单位
    pub unit_id: i64,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "园区无化工用地")]
    pub opinion: String,
}

/// 理由
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClaimReasonInput)]
pub struct ReasonInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "客商暂无在本地投资的条件")]
    pub reason: String,
}

/// 领取共享客商
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PickUpInput {
    /// 以哪个单位领取
    pub unit_id: i64,
    /// 首谈人，领取单位的人员
    pub person_id: i64,
    /// 打算怎样跟进
    #[schema(min_length = 2, max_length = 500, example = "结合我区镍盐产能，一周内赴企业拜访")]
    pub plan: String,
}

/// 查询谁
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClaimCheckInput)]
pub struct CheckInput {
    /// 客商全称（至少4个字）或统一社会信用代码
    #[schema(min_length = 2, max_length = 200, example = "示例新能源科技有限公司")]
    pub investor: String,
}
