//! What a plan may say.

use super::super::model::TripKind;
use super::super::model::input::{TripInput, TripLegInput, TripPersonInput};
use super::wrong;
use crate::codes::divisions::{Division, divisions};
use crate::error::{Blocking, FieldError};
use crate::text::has_deceptive_characters;

/// Where a leg leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Division, six digits.
    pub division_code: Option<String>,
    /// Province, six digits; none abroad or where the city is not known.
    pub province_code: Option<String>,
    /// Name of the city.
    pub city: String,
}

/// Everything wrong with a plan, as far as the plan itself shows.
pub fn check(input: &TripInput) -> Vec<FieldError> {
    let mut out = Vec::new();
    if input.kind == TripKind::Stationed && input.station.as_deref().is_none_or(|s| s.trim().is_empty()) {
        out.push(wrong("/station", "required", "驻点招商请写明驻点组名称，如“上海驻点组”。"));
    }
    for (pointer, text) in texts(input) {
        if has_deceptive_characters(text) {
            out.push(wrong(pointer, "deceptive", "含有不可见或改变方向的字符，请删除后重新输入。"));
        }
    }
    check_person("/leader", &input.leader, &mut out);
    for (n, member) in input.members.iter().enumerate() {
        check_person(&format!("/members/{n}"), member, &mut out);
    }
    check_legs(input.kind, &input.legs, &mut out);
    for (n, company) in input.companies.iter().enumerate() {
        let earlier = &input.companies[..n];
        if company.enterprise_id.is_none() && company.name.is_none() {
            out.push(wrong(format!("/companies/{n}/name"), "required", "请从企业库中选择，或写明企业名称。"));
        } else if earlier.iter().any(|e| {
            (company.enterprise_id.is_some() && e.enterprise_id == company.enterprise_id)
                || (company.enterprise_id.is_none() && e.name == company.name)
        }) {
            out.push(wrong(format!("/companies/{n}"), "duplicate", "同一家企业写了两次，请去掉一个。"));
        }
    }
    out
}

fn texts(input: &TripInput) -> Vec<(String, &str)> {
    let mut out = vec![("/purpose".to_owned(), input.purpose.as_str())];
    let more = [("/chain", &input.chain), ("/station", &input.station), ("/source", &input.source)];
    out.extend(more.into_iter().filter_map(|(p, t)| Some((p.to_owned(), t.as_deref()?))));
    for (n, company) in input.companies.iter().enumerate() {
        out.extend(company.reason.as_deref().map(|t| (format!("/companies/{n}/reason"), t)));
    }
    out
}

fn check_person(pointer: &str, person: &TripPersonInput, out: &mut Vec<FieldError>) {
    if person.user_id.is_none() && person.name.as_deref().is_none_or(|n| n.trim().is_empty()) {
        out.push(wrong(format!("{pointer}/name"), "required", "请选择本系统的人员，或写明姓名。"));
    }
    let texts = [("name", &person.name), ("unit", &person.unit), ("post", &person.post)];
    for (field, text) in texts {
        if text.as_deref().is_some_and(has_deceptive_characters) {
            out.push(wrong(
                format!("{pointer}/{field}"),
                "deceptive",
                "含有不可见或改变方向的字符，请重新输入。",
            ));
        }
    }
}

fn check_legs(kind: TripKind, legs: &[TripLegInput], out: &mut Vec<FieldError>) {
    if kind == TripKind::Abroad && !legs.is_empty() && legs.iter().all(|l| l.division_code.is_some()) {
        out.push(wrong("/legs", "abroad", "因公出访请至少写明一个境外城市（只填城市，不填行政区划）。"));
    }
    for (n, leg) in legs.iter().enumerate() {
        let at = |field: &str| format!("/legs/{n}/{field}");
        if leg.from_on > leg.to_on {
            out.push(wrong(at("to_on"), "order", "终止日期早于起始日期，请核对。"));
        }
        if n > 0 && leg.from_on < legs[n - 1].from_on {
            out.push(wrong(at("from_on"), "order", "行程请按先后填写：这一段早于上一段。"));
        }
        if leg.division_code.is_none() && leg.city.as_deref().is_none_or(|c| c.trim().is_empty()) {
            out.push(wrong(at("city"), "required", "请选择行政区划，或写明城市。"));
        }
        if leg.city.as_deref().is_some_and(has_deceptive_characters) {
            out.push(wrong(at("city"), "deceptive", "含有不可见或改变方向的字符，请重新输入。"));
        }
        match &leg.division_code {
            Some(code) if divisions().by_code(code).is_none() => {
                out.push(wrong(
                    at("division_code"),
                    "unknown",
                    format!("没有行政区划代码 {code}，请重新选择。"),
                ));
            }
            _ => {}
        }
    }
}

/// What a plan lacks before it can be submitted: a trip of a leader or a team goes to named companies.
pub fn missing(kind: TripKind, companies: usize) -> Vec<Blocking> {
    if companies > 0 || !matches!(kind, TripKind::Leader | TripKind::Team) {
        return Vec::new();
    }
    vec![Blocking {
        code: "companies.missing".to_owned(),
        field: "companies".to_owned(),
        message: format!("{}没有写明要拜访的企业", kind.label()),
        how_to_fix: "在计划中填写目标企业和拜访理由".to_owned(),
    }]
}

/// The place of a leg: from its code, else from the name of the city.
pub fn place(leg: &TripLegInput) -> Place {
    let table = divisions();
    let by_name = || leg.city.as_deref().and_then(|city| table.locate(city));
    let found: Option<&Division> =
        leg.division_code.as_deref().and_then(|c| table.by_code(c)).or_else(by_name);
    let city = leg.city.clone().filter(|c| !c.trim().is_empty());
    Place {
        city: city.or_else(|| found.map(|d| d.short_name.clone())).unwrap_or_default(),
        division_code: found.map(|d| d.code.clone()),
        province_code: found.map(|d| format!("{}0000", &d.code[..2])),
    }
}
