//! Pure decisions about the funds ledger.

use super::super::model::funds::{
    AuditResult, EntryState, FundsAuditInput, FundsEntry, FundsInput, FundsKind, FundsTotals,
};
use super::super::model::{OUTSIDE_CITY, OUTSIDE_PROVINCE};
use crate::error::{Blocking, Code, Error, Result};
use chrono::NaiveDate;

/// Money arrives today at the latest.
///
/// # Errors
/// 422.
pub fn check_entry(input: &FundsInput, today: NaiveDate) -> Result<()> {
    if input.entered_on <= today {
        return Ok(());
    }
    Err(Error::field("/entered_on", "in_future", "到位日期晚于今天。资金实际到位后再登记，并附凭证。"))
}

/// The sum of what has arrived stays within the contract unless a reason is given. Without a contract amount there is
/// no limit yet.
///
/// # Errors
/// 422 `project.funds_exceed_contract` with the excess.
pub fn check_contract(
    contract_yuan: Option<i64>,
    counted_yuan: i64,
    amount_yuan: i64,
    over_reason: Option<&str>,
) -> Result<()> {
    let Some(contract) = contract_yuan else { return Ok(()) };
    let sum = counted_yuan.saturating_add(amount_yuan);
    if sum <= contract || amount_yuan < 0 || over_reason.is_some_and(|r| !r.trim().is_empty()) {
        return Ok(());
    }
    Err(Error::new(Code::FundsExceedContract).detail(format!(
        "登记后累计到位{sum}元，超过合同金额{contract}元，多{}元。请核对金额；确实超出的，请填写超出合同的理由。",
        sum - contract
    )))
}

/// Only what waits for its audit is audited; a refusal says why.
///
/// # Errors
/// 409 when it was audited already, 422 without an opinion.
pub fn check_audit(entry: &FundsEntry, input: &FundsAuditInput) -> Result<()> {
    if entry.state != EntryState::Submitted {
        return Err(Error::new(Code::ResourceConflict)
            .detail(format!("这笔记录{}，不能再审核。请刷新后查看审核结果。", entry.state.label())));
    }
    let silent = input.opinion.as_deref().unwrap_or_default().trim().is_empty();
    if silent && input.result != AuditResult::Passed {
        return Err(Error::field(
            "/opinion",
            "required",
            "未通过或需补充时，请写明审核意见，让填报人知道怎么改。",
        ));
    }
    Ok(())
}

/// Money counts only with the document that proves it.
///
/// # Errors
/// 422 `project.funds_proof_missing`, saying how to mend it.
pub fn check_proof(entry: &FundsEntry) -> Result<()> {
    if entry.proof_file_id.is_some() {
        return Ok(());
    }
    let how = if entry.reverses_id.is_some() {
        "请登记人撤回这笔冲销，附上凭证后重新冲销"
    } else {
        "请登记人上传凭证、更正这笔记录，再审核"
    };
    let missing = Blocking {
        code: "evidence.missing".to_owned(),
        field: "proof_file_id".to_owned(),
        message: format!("缺少{}", entry.proof_type.label()),
        how_to_fix: how.to_owned(),
    };
    Err(Error::new(Code::FundsProofMissing)
        .detail(format!("这笔记录没有附{}，不能审核通过。{how}。", entry.proof_type.label()))
        .with_blocking(vec![missing]))
}

/// May this entry still be corrected or recalled by those who submitted it?
///
/// # Errors
/// 409 once it was decided.
pub fn check_correctable(entry: &FundsEntry) -> Result<()> {
    match entry.state {
        EntryState::Submitted | EntryState::Supplement => Ok(()),
        EntryState::Passed => Err(Error::new(Code::ResourceConflict)
            .detail("这笔记录已审核通过，不能修改或撤回。登记有误的，请冲销后重新登记。")),
        state => Err(Error::new(Code::ResourceConflict)
            .detail(format!("这笔记录{}，不能再修改。请另行登记。", state.label()))),
    }
}

/// Only a passed entry that is not itself a reversal can be reversed, once.
///
/// # Errors
/// 409.
pub fn check_reversible(entry: &FundsEntry, reversed_by_id: Option<i64>) -> Result<()> {
    let refuse = |detail: &str| Err(Error::new(Code::ResourceConflict).detail(detail));
    if entry.reverses_id.is_some() {
        return refuse("冲销记录不能再冲销。冲销有误的，请重新登记一笔。");
    }
    if entry.state != EntryState::Passed {
        return refuse("只有审核通过的记录才需要冲销；尚未审核的请直接修改或撤回。");
    }
    if reversed_by_id.is_some() {
        return refuse("这笔记录已经冲销过，或冲销正在等待审核，不能重复冲销。");
    }
    Ok(())
}

/// Sums of a ledger by view: passed entries only; money of the city itself is in neither outside view.
pub fn totals(entries: &[FundsEntry]) -> FundsTotals {
    let mut totals = FundsTotals::default();
    for entry in entries {
        let amount = entry.amount_yuan;
        match entry.state {
            EntryState::Passed => {
                totals.in_place_yuan += amount;
                if OUTSIDE_PROVINCE.contains(&entry.origin) {
                    totals.outside_province_yuan += amount;
                }
                if OUTSIDE_CITY.contains(&entry.origin) {
                    totals.outside_city_yuan += amount;
                }
                match entry.kind {
                    FundsKind::Fixed => totals.fixed_yuan += amount,
                    FundsKind::Working => totals.working_yuan += amount,
                }
            }
            EntryState::Submitted | EntryState::Supplement => totals.pending_yuan += amount,
            EntryState::Rejected | EntryState::Recalled => {}
        }
    }
    totals
}
