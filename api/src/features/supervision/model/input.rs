//! What is sent in.

use super::{SlipBasis, SlipKind};
use crate::features::supervision::model::colours::ColourRules;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 签发督办单
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipInput {
    /// 种类；警告单、约谈红单只由逾期升级产生，不能直接签发
    pub kind: SlipKind,
    /// 依据
    pub basis: SlipBasis,
    /// 依据的出处，如会议名称、批示日期
    #[schema(max_length = 300, example = "市政府第12次常务会议")]
    pub basis_text: Option<String>,
    /// 项目
    pub project_id: Option<i64>,
    /// 督办事项
    #[schema(min_length = 2, max_length = 1000, example = "尽快完成土地出让手续，8月底前开工")]
    pub matter: String,
    /// 差距天数
    #[schema(minimum = 0, maximum = 10_000, example = 12)]
    pub gap_days: Option<i32>,
    /// 差距百分点，以百分之一个百分点计，如 1050 为10.5个百分点
    #[schema(minimum = 0, maximum = 10_000, example = 1050)]
    pub gap_points: Option<i32>,
    /// 承办单位；督办项目的，须是项目的牵头或配合单位，不填即牵头单位
    pub unit_id: Option<i64>,
    /// 承办人；须是承办单位的人员，保密项目必须指定看得到项目的人
    pub person_id: Option<i64>,
    /// 多少个工作日内反馈；不填按规则
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub working_days: Option<i32>,
}

/// 领导批示
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstructionInput {
    /// 批示内容
    #[schema(min_length = 2, max_length = 1000, example = "请牵头单位抓紧推进，限期回复。")]
    pub text: String,
    /// 多少个工作日内回复；不填按规则
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub due_working_days: Option<i32>,
    /// 承办人；不填即项目的服务专员，没有服务专员的由牵头单位承办
    pub person_id: Option<i64>,
}

/// 反馈
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipFeedbackInput {
    /// 办理情况
    #[schema(min_length = 2, max_length = 2000, example = "土地出让公告已发布，8月20日挂牌。")]
    pub said: String,
    /// 佐证材料
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// 退回反馈或重新督办
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipReturnInput {
    /// 理由
    #[schema(min_length = 2, max_length = 1000, example = "只说了打算，没有说完成到哪一步，请补充佐证。")]
    pub reason: String,
    /// 多少个工作日内再反馈；不填按规则
    #[schema(minimum = 1, maximum = 250, example = 3)]
    pub working_days: Option<i32>,
}

/// 销号
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipClosingInput {
    /// 销号说明；没有反馈就销号的必须写明
    #[schema(max_length = 1000, example = "手续已办结，同意销号。")]
    pub note: Option<String>,
}

/// 申请延期
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipExtensionInput {
    /// 延到哪一天；晚于现在的期限
    #[schema(example = "2026-04-10")]
    pub until_on: NaiveDate,
    /// 理由
    #[schema(min_length = 2, max_length = 1000, example = "省厅批复预计4月8日下达。")]
    pub reason: String,
}

/// 审批延期
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipExtensionDecisionInput {
    /// 是否同意
    pub granted: bool,
    /// 意见；不同意的必须写明
    #[schema(max_length = 1000, example = "同意延至4月10日。")]
    pub opinion: Option<String>,
}

/// 试算颜色规则
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourSimulationInput {
    /// 拟采用的颜色规则
    pub content: ColourRules,
}
