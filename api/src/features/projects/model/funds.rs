//! The funds-in-place ledger on the wire.

use super::*;
use crate::db::schema::funds_entries;
use crate::features::files::{self, MediaType};
use serde::Deserialize;

crate::text_enum! {
    /// What the money is for.
    FundsKind { Fixed = "fixed" / "固定资产", Working = "working" / "流动资金" }
}

crate::text_enum! {
    /// What proves that the money has arrived (domain handbook §3.2).
    ProofType {
        LandPayment = "land_payment" / "土地款缴纳凭证",
        Settlement = "settlement" / "工程结算单",
        Invoice = "invoice" / "设备发票",
        BankVoucher = "bank_voucher" / "银行凭证",
        CompanyLedger = "company_ledger" / "企业账簿",
    }
}

crate::text_enum! {
    /// Currency the money arrived in; the amount is always in yuan.
    Currency {
        Cny = "CNY" / "人民币",
        Usd = "USD" / "美元",
        Eur = "EUR" / "欧元",
        Hkd = "HKD" / "港元",
        Jpy = "JPY" / "日元",
        Other = "other" / "其他",
    }
}

crate::text_enum! {
    /// Where an entry stands.
    EntryState {
        Submitted = "submitted" / "已提交",
        Passed = "passed" / "审核通过",
        Supplement = "supplement" / "暂未通过（待补充）",
        Rejected = "rejected" / "审核未通过",
        Recalled = "recalled" / "已撤回",
    }
}

crate::text_enum! {
    /// Result of an audit.
    AuditResult {
        Passed = "passed" / "审核通过",
        Supplement = "supplement" / "暂未通过（待补充）",
        Rejected = "rejected" / "审核未通过",
    }
}

impl From<AuditResult> for EntryState {
    fn from(result: AuditResult) -> Self {
        match result {
            AuditResult::Passed => EntryState::Passed,
            AuditResult::Supplement => EntryState::Supplement,
            AuditResult::Rejected => EntryState::Rejected,
        }
    }
}

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = funds_entries, check_for_backend(crate::db::MultiBackend))]
pub struct FundsEntry {
    /// 内部编号
    pub id: i64,
    /// 项目编号
    pub project_id: i64,
    /// 到位日期
    pub entered_on: NaiveDate,
    /// 金额（元）；冲销为负
    pub amount_yuan: i64,
    /// 资金来源地
    pub origin: FundsOrigin,
    /// 用途
    pub kind: FundsKind,
    /// 建设性质
    pub build_kind: Option<BuildKind>,
    /// 币种
    pub currency: Currency,
    /// 凭证种类
    pub proof_type: ProofType,
    /// 凭证附件编号；审核通过后不能再换
    pub proof_file_id: Option<i64>,
    /// 投资方是否确认
    pub confirmed_by_investor: bool,
    /// 说明；冲销时为冲销原因
    pub note: Option<String>,
    /// 超过合同金额的理由
    pub over_reason: Option<String>,
    /// 冲销的是哪一笔
    pub reverses_id: Option<i64>,
    /// 状态
    pub state: EntryState,
    /// 提交人编号
    pub submitted_by: Option<i64>,
    /// 提交时刻
    pub submitted_at: Stamp,
    /// 审核人编号
    pub audited_by: Option<i64>,
    /// 审核时刻；统计以此为准
    pub audited_at: Option<Stamp>,
    /// 审核意见
    pub audit_opinion: Option<String>,
    /// 版本号
    pub version: i32,
}

/// The document that proves an entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsProof {
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    pub name: String,
    /// 文件类型，按内容判定
    pub media_type: MediaType,
    /// 大小（字节）
    pub size_bytes: i64,
    /// 内容的 SHA-256
    pub sha256: String,
    /// 已随审核封存，不可改动
    pub sealed: bool,
}

impl From<&files::Row> for FundsProof {
    fn from(file: &files::Row) -> Self {
        Self {
            file_id: file.id,
            name: file.name.clone(),
            media_type: file.media_type,
            size_bytes: file.size_bytes,
            sha256: file.sha256.clone(),
            sealed: file.sealed_at.is_some(),
        }
    }
}

/// An entry with what the caller may do to it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsEntryView {
    /// The row.
    #[serde(flatten)]
    pub entry: FundsEntry,
    /// 凭证
    pub proof: Option<FundsProof>,
    /// 已被哪一笔冲销（含待审核的）
    pub reversed_by_id: Option<i64>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// Money that has arrived, by where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct FundsTotals {
    /// 审核通过的合计（元）
    pub in_place_yuan: i64,
    /// 省外（元）：省外与境外
    pub outside_province_yuan: i64,
    /// 市外（元）：省外、境外与省内市外；市内不计
    pub outside_city_yuan: i64,
    /// 固定资产（元）
    pub fixed_yuan: i64,
    /// 流动资金（元）
    pub working_yuan: i64,
    /// 待审核的合计（元），不计入以上各项
    pub pending_yuan: i64,
}

/// The ledger of one project.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundsView {
    /// 全部记录，按到位日期升序
    pub items: Vec<FundsEntryView>,
    /// 合计
    pub totals: FundsTotals,
    /// 合同金额（元）
    pub contract_amount_yuan: Option<i64>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// Money that has arrived, as sent in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FundsInput {
    /// 到位日期，不晚于今天
    pub entered_on: NaiveDate,
    /// 金额（元），大于零
    #[schema(minimum = 1, example = 10000000_i64)]
    pub amount_yuan: i64,
    /// 资金来源地
    pub origin: FundsOrigin,
    /// 用途
    pub kind: FundsKind,
    /// 建设性质；不填则与项目相同
    pub build_kind: Option<BuildKind>,
    /// 币种，默认人民币
    pub currency: Option<Currency>,
    /// 凭证种类
    pub proof_type: ProofType,
    /// 凭证附件编号，文件先行上传（`POST /files`）；登记时可以暂缺，没有凭证不能审核通过
    pub proof_file_id: Option<i64>,
    /// 投资方是否确认，默认否
    pub confirmed_by_investor: Option<bool>,
    /// 说明
    #[schema(max_length = 500)]
    pub note: Option<String>,
    /// 累计到位超过合同金额时的理由
    #[schema(max_length = 500)]
    pub over_reason: Option<String>,
}

/// An audit as sent in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FundsAuditInput {
    /// 审核结果
    pub result: AuditResult,
    /// 审核意见；暂未通过、未通过时必填
    #[schema(max_length = 500, example = "凭证齐全，同意计入")]
    pub opinion: Option<String>,
}

/// A reversal as sent in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FundsReversalInput {
    /// 冲销原因
    #[schema(min_length = 2, max_length = 500, example = "同一笔资金重复登记")]
    pub reason: String,
    /// 冲销凭证附件编号（更正说明、退款凭证等），文件先行上传
    pub proof_file_id: i64,
}
