//! What is sent in.

use super::{AuditResult, StageRecord, TerminationCause};
use crate::features::projects::Stage;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// 阶段记录的填写内容
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageRecordInput {
    /// 申报进入的阶段；建好后不可更改
    pub stage: Stage,
    /// 申报的日期，不晚于今天；提交前须填
    #[schema(example = "2026-03-01")]
    pub claimed_on: Option<NaiveDate>,
    /// 事实：名称与形式由本阶段的门槛规则定义，见 GET /projects/{id}/transitions 的 gate.fields
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"signed_on": "2026-03-01", "contract_amount_yuan": 200000000}))]
    pub facts: Map<String, Value>,
    /// 凭据：类型由门槛规则定义，文件先行上传
    #[serde(default)]
    #[schema(max_items = 200)]
    pub evidence: Vec<EvidenceInput>,
    /// 说明
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// 一份凭据
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceInput {
    /// 凭据类型
    #[schema(max_length = 60, example = "contract")]
    pub evidence_type: String,
    /// 附件编号
    #[schema(example = 1)]
    pub file_id: i64,
}

impl StageRecordInput {
    /// The input that would write this record again; the base of a merge patch.
    pub fn of(record: &StageRecord, evidence: Vec<EvidenceInput>) -> Self {
        Self {
            stage: record.stage,
            claimed_on: record.claimed_on,
            facts: record.facts_map(),
            evidence,
            note: record.note.clone(),
        }
    }
}

/// 审核
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditInput {
    /// 结论
    pub result: AuditResult,
    /// 意见；常用语见 GET /lifecycle/stock-opinions
    #[schema(min_length = 2, max_length = 500, example = "材料齐全，审核通过。")]
    pub opinion: String,
    /// 审核签约（或签约阶段）时：签约单位不是牵头单位而仍由原单位牵头的理由；不写则签约单位成为牵头单位
    #[schema(min_length = 2, max_length = 500, example = "项目落在金川区，由金川区继续牵头")]
    pub keep_lead_reason: Option<String>,
}

/// 推进或退回
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransitionInput {
    /// 目标阶段
    pub to: Stage,
    /// 理由；退回时必填
    #[schema(min_length = 2, max_length = 500)]
    pub reason: Option<String>,
    /// 只试算，不办理
    #[serde(default)]
    pub dry_run: bool,
}

/// 退回
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnInput {
    /// 退回到的阶段，须在当前阶段之前
    pub to: Stage,
    /// 退回理由
    #[schema(min_length = 2, max_length = 500, example = "营业执照已注销，须重新注册")]
    pub reason: String,
}

/// 暂缓
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionInput {
    /// 暂缓理由
    #[schema(min_length = 2, max_length = 500, example = "土地挂牌公告期")]
    pub reason: String,
    /// 预计恢复日期，须晚于今天
    #[schema(example = "2026-09-01")]
    pub expected_return_on: NaiveDate,
}

/// 恢复
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumptionInput {
    /// 恢复说明
    #[schema(min_length = 2, max_length = 500, example = "土地已摘牌")]
    pub reason: String,
}

/// 终止
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TerminationInput {
    /// 终止理由
    #[schema(min_length = 2, max_length = 500, example = "投资方资金链断裂，书面放弃投资")]
    pub reason: String,
    /// 原因在哪一方
    pub cause: TerminationCause,
    /// 由谁决定：会议或领导
    #[schema(min_length = 2, max_length = 200, example = "市政府第12次常务会议")]
    pub decided_by: String,
}

/// 退库
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalInput {
    /// 退库理由
    #[schema(min_length = 2, max_length = 500, example = "投资方已选择其他城市")]
    pub reason: String,
}

/// Which page of each column of the board.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BoardWindow {
    /// 每列第几页
    #[param(minimum = 1, maximum = 2000)]
    pub page: Option<i64>,
    /// 每列每页几条，默认10
    #[param(minimum = 1, maximum = 50)]
    pub per_page: Option<i64>,
}
