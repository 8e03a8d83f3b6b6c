//! The columns of a list: titles, kinds and words of codes come from the document, so that a new field is a new column.

use super::{Extra, Kind, List};
use crate::http::contract::Contract;
use crate::http::titles::{not_null, title_of, words};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One column that a table may have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Name of the field.
    pub field: String,
    /// Chinese title.
    pub title: String,
    /// What it holds.
    pub kind: Kind,
    /// Code → word.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
}

/// Every column of a list, in the order of the document; the row's number first, extra columns last.
pub fn columns(contract: &Contract, list: &List) -> Vec<Column> {
    // the document is large and does not change: it is read once for all lists
    static KNOWN: OnceLock<BTreeMap<&str, Vec<Column>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let document = contract.document();
        crate::app::lists().iter().map(|list| (list.name, of_document(&document, list))).collect()
    });
    known.get(list.name).cloned().unwrap_or_else(|| of_document(&contract.document(), list))
}

fn of_document(document: &Value, list: &List) -> Vec<Column> {
    let mut properties = Map::new();
    flatten(document, row_schema(document, list), &mut properties);
    let number = Extra { field: "row_no", title: "序号", kind: Kind::RowNumber };
    let joined = crate::app::joined_columns();
    let added = joined.iter().filter(|j| j.list == list.name).flat_map(|j| j.columns);
    let extra: Vec<&Extra> = list.extra.iter().chain(added).collect();
    let plain = properties.iter().filter(|(name, _)| !extra.iter().any(|e| e.field == name.as_str()));
    let mut out = vec![of_extra(&number)];
    out.extend(plain.filter_map(|(name, schema)| of_field(document, list, name, schema)));
    out.extend(extra.into_iter().map(of_extra));
    out
}

fn of_extra(extra: &Extra) -> Column {
    let (field, title) = (extra.field.to_owned(), extra.title.to_owned());
    Column { field, title, kind: extra.kind, words: BTreeMap::new() }
}

fn row_schema<'d>(document: &'d Value, list: &List) -> &'d Value {
    if let Some(name) = list.row {
        return &document["components"]["schemas"][name];
    }
    let answer =
        &document["paths"][list.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    let page = resolve(document, answer);
    // a page with more beside it is made of parts
    let parts = page["allOf"].as_array().into_iter().flatten().map(|part| resolve(document, part));
    let rows = std::iter::once(page).chain(parts).map(|part| &part["properties"]["items"]["items"]);
    rows.into_iter().find(|rows| !rows.is_null()).unwrap_or(&Value::Null)
}

fn resolve<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/components/schemas/")) {
        Some(name) => resolve(document, &document["components"]["schemas"][name]),
        None => schema,
    }
}

fn flatten(document: &Value, schema: &Value, out: &mut Map<String, Value>) {
    let schema = resolve(document, schema);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        flatten(document, part, out);
    }
    out.extend(schema["properties"].as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
}

/// A field as a column; lists of things are no columns, lists of codes are.
fn of_field(document: &Value, list: &List, name: &str, schema: &Value) -> Option<Column> {
    let inner = not_null(schema);
    let shown = resolve(document, inner);
    let (kind, words) = if shown["type"] == "array" {
        let words = words(resolve(document, &shown["items"]));
        (!words.is_empty()).then_some((Kind::Choice, words))?
    } else {
        kind_of(list, name, shown)
    };
    let better = list.titles.iter().find(|(field, _)| *field == name).map(|(_, title)| (*title).to_owned());
    let title = better.or_else(|| title_of(schema)).unwrap_or_default();
    Some(Column { field: name.to_owned(), title, kind, words })
}

fn kind_of(list: &List, name: &str, schema: &Value) -> (Kind, BTreeMap<String, String>) {
    let is = |kind: &str| match &schema["type"] {
        Value::String(t) => t == kind,
        Value::Array(types) => types.iter().any(|t| t == kind),
        _ => false,
    };
    let kind = match schema["format"].as_str() {
        _ if list.partial_dates.contains(&name) => Kind::PartialDate,
        Some("date") => Kind::Day,
        Some("date-time") => Kind::Instant,
        _ if is("integer") && name.ends_with("_yuan") => Kind::Money,
        _ if is("integer") => Kind::Count,
        _ if is("number") => Kind::Number,
        _ if is("boolean") => Kind::YesNo,
        _ => Kind::Text,
    };
    let words = words(schema);
    if kind == Kind::Text && !words.is_empty() { (Kind::Choice, words) } else { (kind, BTreeMap::new()) }
}
