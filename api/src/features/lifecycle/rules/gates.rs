//! Do gates make sense? Asked when the bureau lays down a new revision.

use super::super::model::{FactKind, FactSource, Gate, GateField, GateSum, Gates, SumRelation};
use crate::error::FieldError;
use crate::features::projects::Stage;
use std::collections::BTreeSet;

/// Fields of a project that a gate may ask for, by the names of the project's view.
pub const PROJECT_FIELDS: &[&str] = &[
    "content",
    "total_investment_yuan",
    "fixed_assets_yuan",
    "contract_amount_yuan",
    "industry_code",
    "industry",
    "chain",
    "division_code",
    "place",
    "park",
    "land_type",
    "land_mu",
    "lead_source",
    "build_kind",
    "invest_mode",
    "planned_start",
    "planned_end",
    "first_contact_on",
    "expected_output_yuan",
    "expected_tax_yuan",
    "expected_jobs",
    "introducer",
];

fn wrong(pointer: String, code: &str, message: String) -> FieldError {
    FieldError { pointer, code: code.to_owned(), message }
}

/// All contradictions at once; pointers into the content.
pub fn check(gates: &Gates) -> Vec<FieldError> {
    let mut out = Vec::new();
    for (n, stage) in Stage::ALL.iter().enumerate() {
        match gates.stages.get(n) {
            Some(gate) if gate.stage == *stage => check_gate(gate, n, &mut out),
            _ => out.push(wrong(
                format!("/stages/{n}/stage"),
                "order",
                format!(
                    "第{}项应为{}（{}）。13个阶段须齐全并按先后排列。",
                    n + 1,
                    stage.label(),
                    stage.code()
                ),
            )),
        }
    }
    out
}

fn check_gate(gate: &Gate, n: usize, out: &mut Vec<FieldError>) {
    let at = |list: &str, i: usize, what: &str| format!("/stages/{n}/{list}/{i}{what}");
    let mut names = BTreeSet::new();
    for (i, field) in gate.fields.iter().enumerate() {
        if !names.insert(field.field.as_str()) {
            out.push(wrong(
                at("fields", i, "/field"),
                "duplicate",
                format!("事实 {} 重复，请合并。", field.field),
            ));
        }
        if let Some(message) = field_trouble(field) {
            out.push(wrong(at("fields", i, ""), "inconsistent", message));
        }
    }
    let mut types = BTreeSet::new();
    for (i, evidence) in gate.evidence.iter().enumerate() {
        if !types.insert(evidence.evidence_type.as_str()) {
            out.push(wrong(
                at("evidence", i, "/evidence_type"),
                "duplicate",
                format!("凭据 {} 重复，请合并。", evidence.evidence_type),
            ));
        }
    }
    let from_record = gate.fields.iter().any(|f| f.required && f.source == FactSource::Record)
        || gate.evidence.iter().any(|e| e.min_files > 0);
    if gate.stage == Stage::Reserve && (gate.audited || gate.mandatory) {
        out.push(wrong(
            format!("/stages/{n}"),
            "inconsistent",
            "谋划储备是起点，不能要求审核，也不能设为不可跳过。".into(),
        ));
    } else if !gate.audited && from_record {
        let message =
            format!("{}要求填报事实或凭据，就须要求审核（audited），否则没有人核对。", gate.stage.label());
        out.push(wrong(format!("/stages/{n}/audited"), "inconsistent", message));
    }
    for (i, sum) in gate.sums.iter().enumerate() {
        if let Some(message) = sum_trouble(sum) {
            out.push(wrong(at("sums", i, ""), "inconsistent", message));
        }
    }
}

fn field_trouble(field: &GateField) -> Option<String> {
    let name = &field.field;
    if field.source == FactSource::Project && !PROJECT_FIELDS.contains(&name.as_str()) {
        return Some(format!("项目资料里没有 {name}。可用的：{}。", PROJECT_FIELDS.join("、")));
    }
    let by_name = match () {
        () if name.ends_with("_on") => Some(FactKind::Date),
        () if name.ends_with("_yuan") => Some(FactKind::Yuan),
        () => None,
    };
    let named = |kind: FactKind| matches!(kind, FactKind::Date | FactKind::Yuan);
    if by_name.map_or(named(field.kind), |kind| kind != field.kind) {
        return Some(format!(
            "{name} 的名称与形式不符：日期以 _on 结尾，金额以 _yuan 结尾，其余形式不用这两种结尾。"
        ));
    }
    if (field.kind == FactKind::Choice) == field.choices.is_empty() {
        return Some(format!("{name}：选项（choices）只用于 choice，且不能为空。"));
    }
    let codes: BTreeSet<_> = field.choices.iter().map(|c| &c.code).collect();
    (codes.len() < field.choices.len()).then(|| format!("{name} 的选项代码重复，请改正。"))
}

fn sum_trouble(sum: &GateSum) -> Option<String> {
    match (sum.yuan, sum.other) {
        (None, None) | (Some(_), Some(_)) => Some("定额 yuan 与另一金额 other 须填一个，且只填一个。".into()),
        (Some(_), None) if sum.percent.is_some() => Some("percent 只能与 other 一起用。".into()),
        (None, Some(other)) if other == sum.sum => Some("不能与自身比较。".into()),
        (Some(_), None) if sum.relation == SumRelation::Equals => {
            Some("定额只能用“不少于”或“不超过”。".into())
        }
        _ => None,
    }
}
