//! The document: committed, fresh, complete, closed.

use serde_json::Value;
use std::path::Path;

fn document() -> std::sync::Arc<chengfeng::http::contract::Contract> {
    chengfeng::app::contract()
}

fn committed() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/openapi.json");
    std::fs::read_to_string(path).expect("openapi/openapi.json is committed")
}

fn each_operation(mut f: impl FnMut(&str, &str, &Value)) {
    let contract = document();
    for (path, item) in contract.document()["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("methods") {
            f(method, path, operation);
        }
    }
}

#[test]
fn the_committed_document_is_the_program_s_own() {
    let mut fresh = serde_json::to_string_pretty(&document().document()).expect("json");
    fresh.push('\n');
    assert!(committed() == fresh, "openapi/openapi.json is stale: run `make openapi`");
}

#[test]
fn every_operation_is_described_and_names_its_errors() {
    let mut lacking = Vec::new();
    each_operation(|method, path, operation| {
        let mut need = |what: &str, ok: bool| {
            if !ok {
                lacking.push(format!("{method} {path}: {what}"));
            }
        };
        let text = |key: &str| operation[key].as_str().unwrap_or_default().to_owned();
        need("summary", !text("summary").is_empty() && text("summary").chars().count() <= 24);
        need(
            "Chinese description",
            text("description").chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)),
        );
        need("operationId", !text("operationId").is_empty());
        need("tag", operation["tags"].as_array().is_some_and(|t| t.len() == 1));
        let responses = operation["responses"].as_object().expect("responses");
        need("a success", responses.keys().any(|s| s.starts_with('2')));
        need("400, 429, 500, 503", ["400", "429", "500", "503"].iter().all(|s| responses.contains_key(*s)));
        // an answer is kept for somebody; what needs no caller keeps none
        let keeps = operation["parameters"].to_string().contains("Idempotency-Key");
        need("no Idempotency-Key without a caller", !keeps || operation["security"] != serde_json::json!([]));
        need("404", !path.contains('{') || responses.contains_key("404"));
        let version = method == "put" || method == "patch" || method == "delete";
        need("412 and 428", !version || ["412", "428"].iter().all(|s| responses.contains_key(*s)));
    });
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn every_list_that_names_a_next_page_takes_its_cursor() {
    let document = document().document();
    let mut lacking = Vec::new();
    let mut lists = 0;
    each_operation(|method, path, operation| {
        let answer = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        let name = answer["$ref"].as_str().and_then(|r| r.rsplit('/').next()).unwrap_or_default();
        let parts = document["components"]["schemas"][name].to_string();
        if !parts.contains("\"next_cursor\"") {
            return;
        }
        lists += 1;
        let taken: Vec<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|p| p["name"].as_str())
            .collect();
        // all parts of one project at once name no next page
        let whole = !taken.contains(&"per_page");
        if !whole && !["page", "cursor"].iter().all(|p| taken.contains(p)) {
            lacking.push(format!("{method} {path}"));
        }
    });
    assert!(lists > 15, "lists are recognised: {lists}");
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn every_group_says_what_it_is_for() {
    let document = document();
    let tags = document.document()["tags"].as_array().cloned().unwrap_or_default();
    let silent: Vec<_> = tags.iter().filter(|t| t["description"] == "").map(|t| &t["name"]).collect();
    assert!(tags.len() > 20 && silent.is_empty(), "{silent:?}");
}

/// The SPA, forms and exports take the words of an enumeration from its description: `code` word · `code` word.
#[test]
fn every_enumeration_says_its_words() {
    let contract = document();
    let document = contract.document();
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let mut silent = Vec::new();
    for (name, schema) in schemas {
        let words = schema["description"].as_str().unwrap_or_default();
        for code in schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !words.contains(&format!("`{code}` ")) {
                silent.push(format!("{name}.{code}"));
            }
        }
    }
    assert!(silent.is_empty(), "without a word: {silent:?}");
}

#[test]
fn operation_ids_are_unique() {
    let mut ids = Vec::new();
    each_operation(|_, _, operation| {
        ids.push(operation["operationId"].as_str().unwrap_or_default().to_owned())
    });
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn everything_that_can_be_sent_is_closed_and_limited() {
    let document = document().document();
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let mut open = Vec::new();
    for (name, schema) in
        schemas.iter().filter(|(name, _)| name.ends_with("Input") || name.ends_with("Patch"))
    {
        if schema["properties"].is_object() && schema["additionalProperties"] != false {
            open.push(format!("{name} takes unknown fields"));
        }
        for (field, s) in schema["properties"].as_object().into_iter().flatten() {
            let is =
                |t: &str| s["type"] == t || s["type"].as_array().is_some_and(|a| a.iter().any(|x| x == t));
            if is("string") && s.get("maxLength").is_none() && s.get("enum").is_none() {
                open.push(format!("{name}.{field} has no longest length"));
            }
            if is("integer") && (s.get("maximum").is_none() || s.get("minimum").is_none()) {
                open.push(format!("{name}.{field} has no range"));
            }
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}
