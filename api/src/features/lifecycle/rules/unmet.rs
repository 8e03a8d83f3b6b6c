//! What a gate still lacks, each lack with its repair.

use super::super::model::{Amount, AuditState, FactSource, Gate, GateRole, GateSum, Gates, SumRelation};
use super::{Facts, RecordFacts};
use crate::error::Blocking;
use crate::features::projects::Stage;
use crate::features::responsibility::{AssignmentRole, vacancy};
use crate::text::money::exact;
use serde_json::Value;
use std::collections::BTreeMap;

/// By name: is any member met, and the lacks of the members.
type Groups<'g> = BTreeMap<&'g str, (bool, Vec<Blocking>)>;

fn lack(code: &str, field: String, message: String, how_to_fix: String) -> Blocking {
    Blocking { code: code.to_owned(), field, message, how_to_fix }
}

/// Everything that stands in the way of entering the gate's stage.
pub fn unmet(gate: &Gate, facts: &Facts) -> Vec<Blocking> {
    let record = facts.record(gate.stage);
    let mut out = unmet_record(gate, record, facts);
    out.extend(
        gate.roles.iter().filter(|r| r.person().is_none() && !facts.roles.contains(r)).map(|r| vacant(*r)),
    );
    out.extend(gate.sums.iter().filter_map(|s| wrong_sum(s, record, facts)));
    if gate.audited {
        out.extend(not_passed(gate, record));
    }
    out
}

/// What the record itself lacks before it can be submitted or passed: its date, facts and evidence. A passed record was
/// judged by the gates of its day; what later gates ask of it is no longer asked.
pub fn unmet_record(gate: &Gate, record: Option<&RecordFacts>, facts: &Facts) -> Vec<Blocking> {
    let mut out = Vec::new();
    let settled = record.is_some_and(|r| r.state == AuditState::Passed);
    if gate.audited && !settled && record.is_some_and(|r| r.claimed_on.is_none()) {
        let label = gate.stage.label();
        out.push(lack(
            "field.missing",
            "claimed_on".into(),
            format!("没有填写{label}的申报日期"),
            "在阶段记录中填写申报日期".into(),
        ));
    }
    // members of a group that are there, and the lacks of those that are not
    let mut groups = Groups::new();
    for field in gate.fields.iter().filter(|f| f.required && !(settled && f.source == FactSource::Record)) {
        let (given, place) = match field.source {
            FactSource::Record => (record.and_then(|r| r.facts.get(&field.field)), "阶段记录"),
            FactSource::Project => (facts.project.get(&field.field), "项目资料"),
        };
        let met = given.is_some_and(is_filled);
        let how = field.how_to_fix.clone().unwrap_or_else(|| format!("在{place}中填写{}", field.label));
        let missing = lack("field.missing", field.field.clone(), format!("没有填写{}", field.label), how);
        match &field.any_of {
            Some(group) => remember(&mut groups, group, met, missing),
            None if !met => out.push(missing),
            None => {}
        }
    }
    for evidence in gate.evidence.iter().filter(|e| e.min_files > 0 && !settled) {
        let fits = |e: &&super::EvidenceFact| {
            e.evidence_type == evidence.evidence_type && (e.is_image || !evidence.images_only)
        };
        let count = record.map_or(0, |r| r.evidence.iter().filter(fits).count());
        let wanted = usize::try_from(evidence.min_files).unwrap_or_default();
        let message = if count == 0 {
            format!("缺少{}", evidence.label)
        } else {
            format!("{}只有{count}份，至少{wanted}份", evidence.label)
        };
        let how =
            evidence.how_to_fix.clone().unwrap_or_else(|| format!("上传{}并附在阶段记录上", evidence.label));
        let missing = lack("evidence.missing", format!("evidence.{}", evidence.evidence_type), message, how);
        match &evidence.any_of {
            Some(group) => remember(&mut groups, group, count >= wanted, missing),
            None if count < wanted => out.push(missing),
            None => {}
        }
    }
    for (name, (met, lacks)) in groups {
        if !met {
            let how: Vec<_> = lacks.iter().map(|l| l.how_to_fix.as_str()).collect();
            let field = lacks.first().map(|l| l.field.clone()).unwrap_or_default();
            out.push(lack("group.missing", field, format!("{name}：各项中至少要有一项"), how.join("；或")));
        }
    }
    out
}

/// Remembers a member of a group: one met member is enough for all.
fn remember<'g>(groups: &mut Groups<'g>, group: &'g str, met: bool, missing: Blocking) {
    let entry = groups.entry(group).or_default();
    entry.0 |= met;
    entry.1.push(missing);
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(s) => !s.trim().is_empty(),
        Value::Array(a) => !a.is_empty(),
        _ => true,
    }
}

fn vacant(role: GateRole) -> Blocking {
    let how = match role {
        GateRole::LeadUnit => "由招商局指定责任单位",
        GateRole::SupportingUnit => "在项目资料中添加配合单位",
        GateRole::Investor => "在项目资料中登记投资方",
        GateRole::OutsideInvestor => "在项目资料中登记市外投资方，并填写资金来源地",
        GateRole::LinkedInvestor => "把投资方与企业库中的企业关联",
        GateRole::Sponsor | GateRole::Commissioner | GateRole::Liaison => "在责任链中指定",
    };
    lack("role.vacant", role.code().to_owned(), format!("没有{}", role.label()), how.to_owned())
}

/// People who must be there when a stage is entered: whoever a gate up to it asks for, and a leader for large projects.
pub fn people_missing(to: Stage, facts: &Facts, gates: &Gates) -> Vec<Blocking> {
    let missing = AssignmentRole::ALL.iter().filter_map(|role| {
        if facts.roles.contains(&GateRole::of_person(*role)) {
            return None;
        }
        let by_gate = gates.person_from(*role).is_some_and(|from| from <= to);
        let by_amount =
            facts.sponsor_from.as_ref().filter(|(from, _)| *role == AssignmentRole::Sponsor && *from <= to);
        match (by_gate, by_amount) {
            (true, _) => Some(vacancy(*role)),
            (false, Some((_, why))) => {
                let lack = vacancy(*role);
                Some(Blocking { message: format!("{}：{why}", lack.message), ..lack })
            }
            (false, None) => None,
        }
    });
    missing.collect()
}

/// An amount as the record at hand claims it, else as the project has it.
fn amount_of(amount: Amount, record: Option<&RecordFacts>, facts: &Facts) -> Option<i64> {
    let claimed = record.and_then(|r| r.facts.get(amount.code())).and_then(Value::as_i64);
    claimed.or_else(|| facts.amounts.get(&amount).copied())
}

fn wrong_sum(rule: &GateSum, record: Option<&RecordFacts>, facts: &Facts) -> Option<Blocking> {
    let label = rule.sum.label();
    let fix = |default: String| rule.how_to_fix.clone().unwrap_or(default);
    let Some(sum) = amount_of(rule.sum, record, facts) else {
        let missing = || {
            lack("sum.unknown", rule.sum.code().into(), format!("没有{label}"), fix(format!("填写{label}")))
        };
        return (!rule.only_if_known).then(missing);
    };
    let bound = match (rule.yuan, rule.other) {
        (Some(yuan), _) => yuan,
        (None, Some(other)) => {
            let Some(whole) = amount_of(other, record, facts) else {
                let name = other.label();
                let missing = || {
                    lack(
                        "sum.unknown",
                        other.code().into(),
                        format!("没有{name}，无法核对{label}"),
                        fix(format!("填写{name}")),
                    )
                };
                return (!rule.only_if_known).then(missing);
            };
            // 1000 % of the largest amount still fits: the product is taken in 128 bits
            let product = i128::from(whole) * i128::from(rule.percent.unwrap_or(100)) / 100;
            i64::try_from(product).unwrap_or(i64::MAX)
        }
        (None, None) => return None,
    };
    let met = match rule.relation {
        SumRelation::AtLeast => sum >= bound,
        SumRelation::AtMost => sum <= bound,
        SumRelation::Equals => sum == bound,
    };
    let against = match rule.other {
        Some(other) => format!(
            "{}{}（{}）",
            other.label(),
            rule.percent.map_or(String::new(), |p| format!("的{p}%")),
            exact(bound)
        ),
        None => exact(bound),
    };
    let message = match (sum, bound) {
        (0, 1) => format!("还没有{label}"),
        _ => format!(
            "{label}为{}，应{}{against}，相差{}",
            exact(sum),
            rule.relation.label(),
            exact(sum.abs_diff(bound).try_into().unwrap_or(i64::MAX))
        ),
    };
    (!met).then(|| lack("sum.unmet", rule.sum.code().into(), message, fix(format!("核对并修正{label}"))))
}

fn not_passed(gate: &Gate, record: Option<&RecordFacts>) -> Option<Blocking> {
    let label = gate.stage.label();
    let (message, how) = match record.map(|r| r.state) {
        Some(AuditState::Passed) => return None,
        None => (format!("还没有{label}的阶段记录"), format!("填报{label}记录，附凭据后提交审核")),
        Some(AuditState::Submitted) => {
            (format!("{label}记录已提交，等待审核"), "请招商局的审核人（不是提交人）审核".to_owned())
        }
        Some(AuditState::Supplement) => {
            (format!("{label}记录审核暂未通过"), "按审核意见补充后重新提交".to_owned())
        }
        Some(state) => (format!("{label}记录{}，尚未提交审核", state.label()), "补齐后提交审核".to_owned()),
    };
    Some(lack("audit.missing", format!("records.{}", gate.stage.code()), message, how))
}

/// Codes of the facts and evidence a gate asks for; what people fill in.
pub fn requires(gate: &Gate) -> Vec<String> {
    let fields = gate.fields.iter().filter(|f| f.required).map(|f| f.field.clone());
    let evidence =
        gate.evidence.iter().filter(|e| e.min_files > 0).map(|e| format!("evidence.{}", e.evidence_type));
    fields.chain(evidence).collect()
}
