//! The conditions of a table: the query string of the list, checked as the list checks it, and said in words.

use super::{List, words};
use crate::db::types::Stamp;
use crate::error::{Error, FieldError, Result};
use crate::http::contract::Contract;
use crate::http::query;
use serde_json::Value;
use std::collections::BTreeMap;

/// Parameters that say which part of the list is shown; a table is always whole.
const OF_PAGES: &[&str] = &["page", "per_page", "cursor", "fields", "include", "limit"];

/// Conditions of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditions {
    /// Typed parameters without the sort.
    pub values: Value,
    /// The list's sort, if the list has one and it was named.
    pub sort: Option<String>,
    /// What a person reads; empty without conditions.
    pub words: String,
}

/// Reads the query string of a list; `sort` goes before a sort inside it. Which page was shown does not matter.
///
/// # Errors
/// 422 with every wrong parameter, below `/filter`; `/sort` for a sort the list does not have.
pub fn conditions(contract: &Contract, list: &List, filter: &str, sort: Option<&str>) -> Result<Conditions> {
    let operation = contract
        .operation("GET", list.path)
        .ok_or_else(|| Error::internal(format!("{} is not in the document", list.path)))?;
    // a list inside something else: which one it is belongs to the conditions
    let inside = operation.with_path();
    let operation = inside.as_ref().unwrap_or(operation);
    let kept: Vec<&str> = filter
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !OF_PAGES.contains(&pair.split('=').next().unwrap_or_default()))
        .filter(|pair| sort.is_none() || !pair.starts_with("sort="))
        .collect();
    let mut values = query::parse(contract, operation, &kept.join("&")).map_err(below_filter)?;
    if let Some(sort) = sort {
        if !operation.query.iter().any(|(name, _)| name == "sort") {
            let message = "这份清单的次序是固定的，请去掉 sort。";
            return Err(Error::field("/sort", "unknown", message));
        }
        values["sort"] = sort.split(',').map(str::trim).collect::<Vec<_>>().into();
        contract.check_query(operation, &values).map_err(of_sort)?;
    }
    let sort = values.as_object_mut().and_then(|map| map.remove("sort"));
    let words = spoken(contract, list, &values);
    let words = words.iter().map(Spoken::words).collect::<Vec<_>>().join("；");
    let sorts: Option<Vec<String>> = sort.map(serde_json::from_value).transpose().map_err(Error::internal)?;
    let sort = sorts.filter(|s| !s.is_empty()).map(|s| s.join(","));
    Ok(Conditions { values, sort, words })
}

/// Checks conditions that are kept by name, and a sort, against what the list takes. What the list asks for and the
/// conditions leave open is filled in when it is opened.
///
/// # Errors
/// 422 with every wrong condition, below `/filters`; `/sort` for a sort the list does not have.
pub fn check_filters(
    contract: &Contract,
    list: &List,
    filters: &BTreeMap<String, String>,
    sort: Option<&str>,
) -> Result<()> {
    let operation = contract
        .operation("GET", list.path)
        .ok_or_else(|| Error::internal(format!("{} is not in the document", list.path)))?;
    let mut errors = Vec::new();
    for name in filters.keys().filter(|name| OF_PAGES.contains(&name.as_str()) || *name == "sort") {
        let message = format!("{name} 不是条件，请从 filters 中去掉。");
        errors.push(FieldError { pointer: format!("/filters/{name}"), code: "unknown".into(), message });
    }
    let kept = filters.iter().filter(|(name, _)| !OF_PAGES.contains(&name.as_str()) && *name != "sort");
    let query: Vec<String> =
        kept.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    let judged = query::parse(contract, operation, &query.join("&"));
    let sorted = sort.map(|sort| {
        if !operation.query.iter().any(|(name, _)| name == "sort") {
            return Err(Error::field("/sort", "unknown", "这份清单的次序是固定的，请去掉 sort。"));
        }
        query::parse(contract, operation, &format!("sort={}", encoded(sort))).map_err(of_sort)
    });
    for refused in
        std::iter::once(judged.map_err(|e| below(e, "/filters"))).chain(sorted).filter_map(Result::err)
    {
        if refused.errors().is_empty() {
            return Err(refused);
        }
        errors.extend(refused.errors().iter().filter(|e| e.code != "required").cloned());
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// The caller wrote one text, whichever of its columns is wrong.
fn of_sort(error: Error) -> Error {
    let named = |e: &FieldError| match e.pointer.starts_with("/sort") {
        true => FieldError { pointer: "/sort".to_owned(), ..e.clone() },
        false => e.clone(),
    };
    Error::invalid(error.errors().iter().map(named).collect())
}

fn below_filter(error: Error) -> Error {
    below(error, "/filter")
}

fn below(error: Error, place: &str) -> Error {
    if error.errors().is_empty() {
        return error;
    }
    let moved = |e: &FieldError| FieldError { pointer: format!("{place}{}", e.pointer), ..e.clone() };
    Error::invalid(error.errors().iter().map(moved).collect())
}

/// One condition in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Name of the parameter.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// What it asks for.
    pub text: String,
}

impl Spoken {
    /// `阶段：签约、落地`.
    pub fn words(&self) -> String {
        format!("{}：{}", self.title, self.text)
    }
}

/// Each of these conditions in words.
pub fn spoken(contract: &Contract, list: &List, values: &Value) -> Vec<Spoken> {
    let document = contract.document();
    let parameters = document["paths"][list.path]["get"]["parameters"].as_array();
    let said = values.as_object().into_iter().flatten().filter_map(|(name, value)| {
        let parameter = parameters?.iter().find(|p| p["name"] == name.as_str())?;
        let title = match (name.as_str(), parameter["description"].as_str()) {
            ("q", _) => "检索",
            (_, Some(text)) => text.split(['：', '；', '，', '。', '（', '\n']).next().unwrap_or(text),
            (other, None) => other,
        };
        let text = shown(contract, &parameter["schema"], value);
        Some(Spoken { name: name.clone(), title: title.to_owned(), text })
    });
    said.collect()
}

/// An instant as it is shown in Asia/Shanghai.
fn local(text: &str) -> String {
    let at = serde_json::from_value::<Stamp>(text.into());
    at.map_or_else(
        |_| text.to_owned(),
        |at| at.plus_seconds(8 * 3600).utc().format("%Y-%m-%d %H:%M:%S").to_string(),
    )
}

/// Numbers of things chosen one by one say nothing to anybody when they are many.
const MANY: usize = 20;

fn shown(contract: &Contract, schema: &Value, value: &Value) -> String {
    let schema = query::resolve(contract, schema);
    match value {
        Value::Array(items) if items.len() > MANY => format!("{}项", items.len()),
        Value::Array(items) => {
            let words: Vec<String> = items.iter().map(|i| shown(contract, &schema["items"], i)).collect();
            words.join("、")
        }
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Value::String(text) if schema["format"] == "date-time" => local(text),
        Value::String(text) => words(&schema).get(text).cloned().unwrap_or_else(|| text.clone()),
        other => other.to_string(),
    }
}
