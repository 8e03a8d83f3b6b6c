//! 变更：审核过的事实只能经变更修改；原值由系统填写，自变更审核通过之日起生效。

use super::{AuditResult, AuditState, PaperFileView};
use crate::db::schema::{amendment_opinions, amendments};
use crate::db::types::{Doc, Stamp};
use crate::features::projects::model::input::PhaseInput;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 可以变更的事实
    AmendField {
        TotalInvestment = "total_investment_yuan" / "总投资",
        LeadUnit = "lead_unit_id" / "牵头单位",
        ContractAmount = "contract_amount_yuan" / "合同金额（没有签约登记的旧项目）",
        SignedOn = "signed_on" / "签约日期（没有签约登记的旧项目）",
        StartedOn = "started_on" / "开工日期",
        ProducingOn = "producing_on" / "投产日期",
        SignatureAmount = "signature_amount_yuan" / "签约的金额",
        SignatureSignedOn = "signature_signed_on" / "签约的日期",
        SignatureEvent = "signature_event_id" / "签约的活动",
    }
}

impl AmendField {
    /// Is it a fact of a signature?
    pub fn of_signature(self) -> bool {
        matches!(self, Self::SignatureAmount | Self::SignatureSignedOn | Self::SignatureEvent)
    }
}

/// 一个值：金额填 `yuan`，日期填 `on`，单位或活动填 `id`，只填一项；签约的活动可以都不填，即不在活动上签约
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendedValue {
    /// 金额（元）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64, example = 300_000_000_i64)]
    pub yuan: Option<i64>,
    /// 日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// 单位编号或活动编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub id: Option<i64>,
}

/// The row of an amendment.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = amendments, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `Amendment`
pub struct AmendmentRow {
    pub id: i64,
    pub project_id: i64,
    pub signature_id: Option<i64>,
    pub field: AmendField,
    pub old_yuan: Option<i64>,
    pub old_on: Option<NaiveDate>,
    pub old_id: Option<i64>,
    pub new_yuan: Option<i64>,
    pub new_on: Option<NaiveDate>,
    pub new_id: Option<i64>,
    pub phases: Option<Doc>,
    pub reason: String,
    pub proof_file_id: i64,
    pub state: AuditState,
    pub submitted_by: Option<i64>,
    pub submitted_at: Option<Stamp>,
    pub audited_by: Option<i64>,
    pub audited_at: Option<Stamp>,
    pub audit_opinion: Option<String>,
    pub created_by: Option<i64>,
    pub created_at: Stamp,
    pub updated_at: Stamp,
    pub version: i32,
}

impl AmendmentRow {
    /// The value at the submission.
    pub fn old(&self) -> AmendedValue {
        AmendedValue { yuan: self.old_yuan, on: self.old_on, id: self.old_id }
    }

    /// The value asked for.
    pub fn new_value(&self) -> AmendedValue {
        AmendedValue { yuan: self.new_yuan, on: self.new_on, id: self.new_id }
    }

    /// The phases that go with a new total.
    pub fn new_phases(&self) -> Option<Vec<PhaseInput>> {
        self.phases.as_ref().map(Doc::read)
    }
}

/// 变更
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Amendment {
    /// 变更编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 签约编号；变更签约的事实时有
    pub signature_id: Option<i64>,
    /// 变更的事实
    pub field: AmendField,
    /// 事项
    pub label: String,
    /// 原值，由系统填写
    pub old_value: AmendedValue,
    /// 新值
    pub new_value: AmendedValue,
    /// 原值是单位或活动的，其名称
    #[schema(example = "金昌市工业和信息化局")]
    pub old_name: Option<String>,
    /// 新值是单位或活动的，其名称
    pub new_name: Option<String>,
    /// 随总投资一起变更的分期
    pub phases: Option<Vec<PhaseInput>>,
    /// 理由
    pub reason: String,
    /// 凭据附件编号
    pub proof_file_id: i64,
    /// 状态
    pub state: AuditState,
    /// 提交人
    pub submitted_by: Option<i64>,
    /// 提交时刻
    pub submitted_at: Option<Stamp>,
    /// 审核人
    pub audited_by: Option<i64>,
    /// 审核时刻；通过的自此生效
    pub audited_at: Option<Stamp>,
    /// 最近一次审核意见
    pub audit_opinion: Option<String>,
    /// 生效日期；审核通过后才有
    pub effective_on: Option<NaiveDate>,
    /// 填报人
    pub created_by: Option<i64>,
    /// 填报时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 一次审核意见，只增不改
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = amendment_opinions, check_for_backend(crate::db::MultiBackend))]
pub struct AmendmentOpinion {
    /// 结论
    pub result: AuditResult,
    /// 意见
    pub opinion: String,
    /// 审核人
    pub given_by: Option<i64>,
    /// 时刻
    pub given_at: Stamp,
}

/// 变更及其凭据、意见
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AmendmentView {
    /// 变更
    #[serde(flatten)]
    pub amendment: Amendment,
    /// 现值；与原值不同时须撤回重报
    pub current_value: AmendedValue,
    /// 凭据
    pub proof: Option<PaperFileView>,
    /// 历次审核意见，旧的在前
    pub opinions: Vec<AmendmentOpinion>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 变更的填写内容
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentInput {
    /// 变更的事实
    pub field: AmendField,
    /// 签约编号；变更签约的事实时必填，其他不填
    pub signature_id: Option<i64>,
    /// 新值
    pub new_value: AmendedValue,
    /// 随总投资一起变更的分期；项目有分期时必填，合计须等于新的总投资
    #[schema(max_items = 50)]
    pub phases: Option<Vec<PhaseInput>>,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "补充合同调整了投资规模")]
    pub reason: String,
    /// 凭据附件编号，先行上传
    #[schema(example = 1)]
    pub proof_file_id: i64,
}

impl From<&AmendmentRow> for AmendmentInput {
    fn from(row: &AmendmentRow) -> Self {
        Self {
            field: row.field,
            signature_id: row.signature_id,
            new_value: row.new_value(),
            phases: row.new_phases(),
            reason: row.reason.clone(),
            proof_file_id: row.proof_file_id,
        }
    }
}

/// Conditions and page of the queue of amendments.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AmendmentQuery {
    /// 状态，逗号分隔；待审核的为 `submitted`
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<AuditState>>,
    /// 变更的事实，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub field: Option<Vec<AmendField>>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 牵头单位编号
    pub lead_unit_id: Option<i64>,
}
