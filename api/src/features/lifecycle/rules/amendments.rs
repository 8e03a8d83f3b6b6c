//! What may be amended, and what an amended signature then counts.

use super::super::model::{AmendField, AmendedValue, AmendmentInput, Counts, SignatureKind, Strength};
use super::Paper;
use crate::error::FieldError;
use crate::text::money;
use chrono::{Datelike, NaiveDate};

fn wrong(pointer: &str, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), message: message.into() }
}

/// Everything wrong with an amendment by itself; `old` is the value now.
pub fn check_amendment(input: &AmendmentInput, old: AmendedValue, today: NaiveDate) -> Vec<FieldError> {
    use AmendField as F;
    let new = input.new_value;
    let given = [new.yuan.is_some(), new.on.is_some(), new.id.is_some()];
    let wanted = match input.field {
        F::TotalInvestment | F::ContractAmount | F::SignatureAmount => [true, false, false],
        F::SignedOn | F::StartedOn | F::ProducingOn | F::SignatureSignedOn => [false, true, false],
        F::LeadUnit | F::SignatureEvent => [false, false, true],
    };
    let mut out = Vec::new();
    let emptied = input.field == F::SignatureEvent && given == [false; 3];
    if given != wanted && !emptied {
        let name = ["yuan", "on", "id"][wanted.iter().position(|w| *w).unwrap_or(0)];
        out.push(wrong(
            &format!("/new_value/{name}"),
            "required",
            format!("变更{}请只填新值的 {name} 一项。", input.field.label()),
        ));
    } else if new == old {
        out.push(wrong("/new_value", "same", "新值与现值相同，无须变更。"));
    }
    if let Some(on) = new.on {
        if on > today {
            out.push(wrong(
                "/new_value/on",
                "in_future",
                format!("日期{on}晚于今天，请按实际发生的日期填写。"),
            ));
        } else if on.year() < 1949 {
            out.push(wrong("/new_value/on", "range", format!("日期{on}过早，请核对年份。")));
        }
    }
    if new.yuan == Some(0) && input.field != F::TotalInvestment {
        out.push(wrong("/new_value/yuan", "range", "金额应大于0，单位为元。"));
    }
    if input.field.of_signature() != input.signature_id.is_some() {
        let message = if input.field.of_signature() {
            "请指明变更哪一份签约。"
        } else {
            "变更项目的事实不填签约编号。"
        };
        out.push(wrong("/signature_id", "required", message));
    }
    if input.phases.is_some() && input.field != F::TotalInvestment {
        out.push(wrong("/phases", "not_allowed", "只有变更总投资时才一并变更分期。"));
    }
    if crate::text::has_deceptive_characters(&input.reason) {
        out.push(wrong("/reason", "deceptive_character", "含有看不见的字符，请删除后重新输入。"));
    }
    out
}

/// What each counting paper counts after a paper of the project was amended; only those that change. Papers of the whole
/// project that passed, in that order, with what they count now.
pub fn recounted(papers: &[Paper], counts: &[Counts], today: NaiveDate) -> Vec<Counts> {
    let mut out = Vec::new();
    for count in counts.iter().filter(|c| c.counted_on.is_some()) {
        let Some(at) = papers.iter().position(|p| p.id == count.signature_id) else { continue };
        let paper = &papers[at];
        let from = papers[..=at].iter().rposition(|p| p.kind == SignatureKind::OwnerChange).unwrap_or(0);
        let own = papers[from..=at].iter().filter(|p| p.kind != SignatureKind::Reannouncement);
        let event_id = if paper.kind == SignatureKind::Increase {
            let base = counts.iter().find(|c| c.count == 1);
            base.and_then(|base| recounted_event(papers, base).unwrap_or(base.event_id))
        } else {
            own.filter(|p| p.event_id.is_some()).min_by_key(|p| (p.signed_on, p.id)).and_then(|p| p.event_id)
        };
        let amount_yuan = paper.amount_yuan.unwrap_or(0);
        let counted_on = if count.takeover { Some(paper.signed_on) } else { count.counted_on };
        if (count.event_id, count.amount_yuan, count.counted_on) == (event_id, amount_yuan, counted_on)
            || paper.strength != Strength::Contract
        {
            continue;
        }
        let why = format!(
            "{}{today}变更后：金额{}，归入的活动按变更后的签约重新确定。",
            count.why,
            money::exact(amount_yuan)
        );
        out.push(Counts { event_id, amount_yuan, counted_on, why, ..count.clone() });
    }
    out
}

/// The event that the contract behind an increase is credited to now.
fn recounted_event(papers: &[Paper], base: &Counts) -> Option<Option<i64>> {
    let at = papers.iter().position(|p| p.id == base.signature_id)?;
    let from = papers[..=at].iter().rposition(|p| p.kind == SignatureKind::OwnerChange).unwrap_or(0);
    let own = papers[from..=at].iter().filter(|p| p.kind != SignatureKind::Reannouncement);
    Some(own.filter(|p| p.event_id.is_some()).min_by_key(|p| (p.signed_on, p.id)).and_then(|p| p.event_id))
}

#[cfg(test)]
mod tests {
    use super::super::super::model::AuditState;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("day")
    }

    fn paper(id: i64, kind: SignatureKind, strength: Strength, event: Option<i64>, on: &str) -> Paper {
        Paper {
            id,
            strength,
            kind,
            event_id: event,
            signed_on: day(on),
            amount_yuan: Some(id * 100),
            predecessor_id: None,
            state: AuditState::Passed,
            superseded: false,
            counted: None,
        }
    }

    fn counts(id: i64, count: i32, yuan: i64, event: Option<i64>) -> Counts {
        let counted_on = Some(day("2026-03-01"));
        let why = "合同。".to_owned();
        Counts {
            signature_id: id,
            count,
            amount_yuan: yuan,
            event_id: event,
            counted_on,
            takeover: false,
            why,
        }
    }

    #[test]
    fn the_event_of_an_agreement_carries_its_contract_and_increases() {
        use SignatureKind as K;
        let papers = [
            paper(1, K::First, Strength::Agreement, Some(8), "2026-01-01"),
            paper(2, K::UpgradedPaper, Strength::Contract, Some(9), "2026-02-01"),
            paper(3, K::Increase, Strength::Contract, None, "2026-02-02"),
        ];
        let now = [counts(2, 1, 200, Some(7)), counts(3, 0, 300, Some(7))];
        let after = recounted(&papers, &now, day("2026-04-01"));
        let told: Vec<_> =
            after.iter().map(|c| (c.signature_id, c.count, c.amount_yuan, c.event_id)).collect();
        assert_eq!(told, [(2, 1, 200, Some(8)), (3, 0, 300, Some(8))]);
        assert!(after[0].why.contains("2026-04-01"));
        let settled = [counts(2, 1, 200, Some(8)), counts(3, 0, 300, Some(8))];
        assert!(recounted(&papers, &settled, day("2026-04-01")).is_empty());
    }

    #[test]
    fn a_new_value_fits_its_field() {
        let input = |field, new_value| AmendmentInput {
            field,
            signature_id: None,
            new_value,
            phases: None,
            reason: "更正".to_owned(),
            proof_file_id: 1,
        };
        let yuan = AmendedValue { yuan: Some(5), ..AmendedValue::default() };
        let on = AmendedValue { on: Some(day("2026-03-02")), ..AmendedValue::default() };
        let check = |field, new, old| {
            let found = check_amendment(&input(field, new), old, day("2026-03-01"));
            found.into_iter().map(|e| e.pointer).collect::<Vec<_>>()
        };
        let none = AmendedValue::default();
        assert!(check(AmendField::TotalInvestment, yuan, none).is_empty());
        assert_eq!(check(AmendField::TotalInvestment, yuan, yuan), ["/new_value"]);
        assert_eq!(check(AmendField::TotalInvestment, on, none), ["/new_value/yuan", "/new_value/on"]);
        assert_eq!(check(AmendField::StartedOn, on, none), ["/new_value/on"]);
        assert_eq!(check(AmendField::SignatureAmount, yuan, none), ["/signature_id"]);
    }
}
