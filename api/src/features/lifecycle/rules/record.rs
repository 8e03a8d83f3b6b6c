//! What a stage record may say, and who may audit it.

use super::super::model::{FactKind, FactSource, Gate, GateField};
use super::{EvidenceFact, RecordFacts};
use crate::codes::{credit_code, project_code};
use crate::error::FieldError;
use chrono::{Datelike, NaiveDate};
use serde_json::Value;

/// Longest text of one fact, characters.
const MAX_TEXT: usize = 2000;
const MAX_YUAN: i64 = 1_000_000_000_000_000;

/// Everything wrong with a new or changed record. Of an existing record only what is touched is checked, because
/// imported records may lack much and rules change.
pub fn check_record(
    gate: &Gate,
    before: Option<&RecordFacts>,
    after: &RecordFacts,
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut out = Vec::new();
    let mut wrong = |pointer: String, code: &str, message: String| {
        out.push(FieldError { pointer, code: code.to_owned(), message });
    };
    if before.is_some_and(|b| b.stage != after.stage) {
        wrong("/stage".into(), "immutable", "阶段不可更改。请为另一阶段新建记录。".into());
    }
    let claimed_touched = before.is_none_or(|b| b.claimed_on != after.claimed_on);
    if let Some(on) = after.claimed_on.filter(|on| claimed_touched && *on > today) {
        wrong("/claimed_on".into(), "future", format!("申报日期{on}晚于今天，请按实际发生的日期填写。"));
    }
    for (name, value) in &after.facts {
        if before.is_some_and(|b| b.facts.get(name) == Some(value)) {
            continue;
        }
        let pointer = format!("/facts/{}", name.replace('~', "~0").replace('/', "~1"));
        match gate.fields.iter().find(|f| f.field == *name && f.source == FactSource::Record) {
            None => wrong(pointer, "unknown", unknown_fact(gate, name)),
            Some(field) => {
                if let Some((code, message)) = fact_trouble(field, value, today) {
                    wrong(pointer, code, message);
                }
            }
        }
    }
    for (n, evidence) in after.evidence.iter().enumerate() {
        if before.is_some_and(|b| b.evidence.contains(evidence)) {
            continue;
        }
        if let Some((code, message)) = evidence_trouble(gate, evidence) {
            wrong(
                format!("/evidence/{n}/{}", if code == "not_image" { "file_id" } else { "evidence_type" }),
                code,
                message,
            );
        } else if after.evidence[..n].contains(evidence) {
            wrong(format!("/evidence/{n}"), "duplicate", "同一凭据写了两次，请去掉一个。".into());
        }
    }
    out
}

fn unknown_fact(gate: &Gate, name: &str) -> String {
    let legal = gate.fields.iter().filter(|f| f.source == FactSource::Record);
    let legal: Vec<_> = legal.map(|f| format!("{}（{}）", f.field, f.label)).collect();
    let legal = if legal.is_empty() { "（无）".to_owned() } else { legal.join("、") };
    format!("{}阶段没有 {name} 这项事实。可填的：{legal}。", gate.stage.label())
}

fn fact_trouble(field: &GateField, value: &Value, today: NaiveDate) -> Option<(&'static str, String)> {
    let label = &field.label;
    match field.kind {
        FactKind::Date => {
            match value.as_str().filter(|t| t.len() == 10).and_then(|t| t.parse::<NaiveDate>().ok()) {
                Some(on) if on > today => {
                    Some(("future", format!("{label}{on}晚于今天，请按实际发生的日期填写。")))
                }
                Some(on) if on.year() < 1949 => Some(("too_small", format!("{label}{on}过早，请核对年份。"))),
                Some(_) => None,
                None => Some(("format", format!("{label}应写成2026-03-01，且确有这一天。"))),
            }
        }
        FactKind::Yuan => match value.as_i64() {
            Some(yuan) if (0..=MAX_YUAN).contains(&yuan) => None,
            _ => Some(("type", format!("{label}应为整数元，在0到一千万亿之间，不带小数和单位。"))),
        },
        FactKind::Number => match value.as_f64() {
            Some(number) if number.is_finite() && (0.0..=1e15).contains(&number) => None,
            _ => Some(("type", format!("{label}应为不小于0的数字。"))),
        },
        FactKind::Choice => match value.as_str() {
            Some(code) if field.choices.iter().any(|c| c.code == code) => None,
            _ => {
                let legal: Vec<_> =
                    field.choices.iter().map(|c| format!("{}（{}）", c.code, c.label)).collect();
                Some(("enum", format!("{label}请从{}中选择。", legal.join("、"))))
            }
        },
        FactKind::Text => match value.as_str() {
            None => Some(("type", format!("{label}应为文字。"))),
            Some(text) => text_trouble(field, text, today),
        },
    }
}

fn text_trouble(field: &GateField, text: &str, today: NaiveDate) -> Option<(&'static str, String)> {
    let label = &field.label;
    if text.chars().count() > MAX_TEXT {
        return Some(("too_long", format!("{label}超过{MAX_TEXT}个字，请缩短，详细内容作为凭据上传。")));
    }
    if crate::text::has_deceptive_characters(text) {
        return Some(("deceptive", format!("{label}含有不可见或改变方向的字符，请删除后重新输入。")));
    }
    match field.field.as_str() {
        "credit_code" => credit_code::check(text).err().map(|e| ("invalid", e.to_string())),
        "project_code" => project_code::check(text, today).err().map(|e| ("invalid", e.to_string())),
        _ => None,
    }
}

fn evidence_trouble(gate: &Gate, evidence: &EvidenceFact) -> Option<(&'static str, String)> {
    let Some(kind) = gate.evidence.iter().find(|e| e.evidence_type == evidence.evidence_type) else {
        let legal: Vec<_> =
            gate.evidence.iter().map(|e| format!("{}（{}）", e.evidence_type, e.label)).collect();
        let message = format!(
            "{}阶段不收 {} 这类凭据。可附的：{}。",
            gate.stage.label(),
            evidence.evidence_type,
            legal.join("、")
        );
        return Some(("unknown", message));
    };
    (kind.images_only && !evidence.is_image)
        .then(|| ("not_image", format!("{}只收图片（JPG、PNG、WebP、TIFF），请上传原始照片。", kind.label)))
}
