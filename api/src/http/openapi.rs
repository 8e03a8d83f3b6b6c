//! What every operation has in common is added to the generated document here, by rule, so that it cannot be
//! forgotten: security, who may, headers, errors, limits of texts and numbers, merge-patch schemas.

use super::contract::component_name;
use crate::error::Code;
use crate::policy::{self, Action};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const PROBLEM: &str = "application/problem+json";
const MERGE_PATCH: &str = "application/merge-patch+json";
/// Longest text where a field names no other limit.
const MAX_TEXT: i64 = 2000;
/// Largest whole number that every JSON reader keeps exactly.
const MAX_SAFE: i64 = 9_007_199_254_740_991;
/// Ten thousand 亿元: larger amounts are typing errors.
const MAX_YUAN: i64 = 1_000_000_000_000_000;

/// Finishes the document that utoipa generated.
pub fn finish(mut document: Value) -> Value {
    document["info"] = json!({
        "title": "乘风 · 城市招商引资工作系统接口",
        "version": env!("CARGO_PKG_VERSION"),
        "description": introduction(),
        "contact": { "name": "市招商局", "url": "https://chengfeng.invalid" },
        "license": { "name": "内部使用", "url": "https://chengfeng.invalid/license" },
    });
    document["servers"] = json!([{ "url": "/", "description": "本系统" }]);
    document["components"]["securitySchemes"] = json!({
        "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "个人登录后得到的访问令牌，15分钟内有效。" },
        "api_token": { "type": "http", "scheme": "bearer", "bearerFormat": "cf_…",
            "description": "接口令牌，按权限范围（scope）使用，由安全管理员或招商局签发。" },
    });
    schemas(&mut document);
    contents(&mut document);
    trimmed(&mut document);
    let mut tags = BTreeSet::new();
    let mut patches = BTreeSet::new();
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, item) in paths.iter_mut() {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                finish_operation(path, method, operation, &mut patches);
                tags.extend(
                    operation["tags"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str)
                        .map(str::to_owned),
                );
            }
        }
    }
    for name in patches {
        let schema = patch_schema(&document["components"]["schemas"][&name]);
        document["components"]["schemas"][format!("{name}Patch")] = schema;
    }
    document["components"]["responses"] = problem_responses();
    prune(&mut document);
    document["tags"] =
        tags.iter().map(|t| json!({ "name": t, "description": super::tags::description(t) })).collect();
    document["x-error-codes"] = Code::ALL
        .iter()
        .map(|c| json!({ "code": c.code(), "status": c.status(), "title": c.title_zh(), "title_en": c.title_en() }))
        .collect();
    document
}

/// Drops components that no operation reaches.
fn prune(document: &mut Value) {
    let text = document["paths"].to_string();
    if let Some(responses) = document["components"]["responses"].as_object_mut() {
        responses.retain(|name, _| text.contains(&format!("\"#/components/responses/{name}\"")));
    }
    let mut used = BTreeSet::new();
    reach(document, &document["paths"], &mut used);
    reach(document, &document["components"]["responses"], &mut used);
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.retain(|name, _| used.contains(name));
    }
}

/// Rows of a list with `fields=` may lack any field: its items are one flat object without required ones.
fn trimmed(document: &mut Value) {
    let mut pages = BTreeSet::new();
    for (_, item) in document["paths"].as_object().into_iter().flatten() {
        let list = &item["get"];
        let trims = list["parameters"].as_array().into_iter().flatten().any(|p| p["name"] == "fields");
        let answer = list["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str();
        let Some(name) = answer.filter(|_| trims).and_then(component_name) else { continue };
        // a page with more beside it
        let page = document["components"]["schemas"][name]["allOf"].as_array().into_iter().flatten();
        let page = page.filter_map(|part| part["$ref"].as_str().and_then(component_name)).next();
        pages.insert(page.unwrap_or(name).to_owned());
    }
    for page in pages {
        let mut properties = Map::new();
        flatten(
            document,
            &document["components"]["schemas"][&page]["properties"]["items"]["items"],
            &mut properties,
        );
        document["components"]["schemas"][&page]["properties"]["items"]["items"] = json!({ "type": "object", "description": "一行；用 `fields` 时只含所要的字段", "properties": properties });
    }
}

fn flatten(document: &Value, schema: &Value, properties: &mut Map<String, Value>) {
    if let Some(name) = schema["$ref"].as_str().and_then(component_name) {
        flatten(document, &document["components"]["schemas"][name], properties);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        flatten(document, part, properties);
    }
    properties
        .extend(schema["properties"].as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
}

/// A `content` whose form depends on the kind of thing (`x-contents` of its operation) shows the known forms.
fn contents(document: &mut Value) {
    let mut found = Vec::new();
    for (_, item) in document["paths"].as_object().into_iter().flatten() {
        for (_, operation) in item.as_object().into_iter().flatten() {
            let forms: Vec<Value> = operation["x-contents"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(_, form)| form.clone())
                .collect();
            let sent = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
            if let Some(name) = sent.and_then(component_name).filter(|_| !forms.is_empty()) {
                found.push((name.to_owned(), forms));
            }
        }
    }
    for (name, mut forms) in found {
        forms.push(json!({ "type": "object" })); // judged by the room, which knows the kind
        document["components"]["schemas"][&name]["properties"]["content"]["anyOf"] = forms.into();
    }
}

fn introduction() -> String {
    "招商引资全流程接口：线索、洽谈、签约、落地、开工、投产，每一步都有凭据与审核。\n\n\
     - 基址 `/api/v1`，字段为 snake_case；金额为整数元（`_yuan`），日期 `YYYY-MM-DD`（`_on`，北京时间），\
     时刻为 RFC 3339 UTC（`_at`）。\n\
     - 修改已有记录须带 `If-Match`（读取时的 `ETag`）；POST 可带 `Idempotency-Key`（UUID），接口令牌必须带。\n\
     - 出错时返回 `application/problem+json`，`code` 稳定不变，全部错误码见 `x-error-codes`；\
     `Accept-Language: en` 时标题与各处的说明为英文，按错误码给出；中文的说明更具体。"
        .to_owned()
}

fn finish_operation(path: &str, method: &str, operation: &mut Value, patches: &mut BTreeSet<String>) {
    let action =
        operation["x-action"].as_str().and_then(|code| Action::ALL.iter().find(|a| a.code() == code));
    let public = action.is_none();
    secure(operation, action.copied());
    parameters(path, method, operation);
    let has_body = operation["requestBody"].is_object();
    if method == "patch" {
        patch_body(operation, patches);
    }
    let mut statuses = vec![400, 406, 429, 500, 503];
    if !public {
        statuses.extend([401, 403]);
    }
    if path.contains('{') {
        statuses.push(404);
    }
    if method != "get" {
        statuses.extend([409, 422]);
    }
    if has_body {
        statuses.extend([408, 413, 415]);
    }
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    statuses.push(422); // also surplus parameters
    if parameters.iter().any(|p| p["name"] == "If-Match") {
        statuses.extend([412, 428]);
    }
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    for status in statuses {
        let reference = json!({ "$ref": format!("#/components/responses/Problem{status}") });
        responses.entry(status.to_string()).or_insert(reference);
    }
    success_headers(method, path, responses);
}

fn secure(operation: &mut Value, action: Option<Action>) {
    let Some(action) = action else {
        operation["security"] = json!([]);
        return;
    };
    let mut ways = vec![json!({ "bearer": [] })];
    let mut note = format!("\n\n**谁可以办理**：{}。", policy::who_may(action));
    if let Some(scope) = action.scope() {
        ways.push(json!({ "api_token": [scope] }));
        note += &format!("接口令牌须有权限范围 `{scope}`。");
    }
    operation["security"] = ways.into();
    let description = operation["description"].as_str().unwrap_or_default().to_owned();
    operation["description"] = (description + &note).into();
}

fn parameters(path: &str, method: &str, operation: &mut Value) {
    let mut list = operation["parameters"].as_array().cloned().unwrap_or_default();
    for parameter in &mut list {
        if parameter["in"] == "path" && parameter["schema"]["type"] == "integer" {
            parameter["schema"]["minimum"] = 1.into();
            parameter["example"] = 1.into();
        }
        // headers and cookies are read leniently: what is too long is simply not ours
        if parameter["in"] == "query" || parameter["in"] == "path" {
            let name = parameter["name"].as_str().unwrap_or_default().to_owned();
            limit(&name, &mut parameter["schema"]);
        }
    }
    let has = |list: &[Value], name: &str| list.iter().any(|p| p["name"] == name);
    if matches!(method, "put" | "patch" | "delete") && !has(&list, "If-Match") {
        list.push(
            json!({ "name": "If-Match", "in": "header", "required": true, "schema": {"type": "string"} }),
        );
    }
    for parameter in &mut list {
        if parameter["name"] == "If-Match" {
            parameter["description"] = "读取时得到的 `ETag`；已被别人修改时返回 412 与最新内容。".into();
            parameter["example"] = "\"3-1a2b3c4d\"".into();
            parameter["schema"] = json!({ "type": "string", "pattern": "^\"[0-9]+(-[0-9a-f]+)?\"$" });
        }
    }
    // signing in answers with secrets, which are never kept for a replay; without a caller there is nobody to keep one for
    let has_caller = operation["security"] != json!([]);
    if method == "post" && has_caller && !path.contains("/auth/") {
        // an operation that names it cannot be sent without it
        let required = has(&list, "Idempotency-Key");
        list.retain(|p| p["name"] != "Idempotency-Key");
        let also = if required { "本操作必须提供" } else { "接口令牌必须提供" };
        list.push(json!({ "name": "Idempotency-Key", "in": "header", "required": required,
            "description": format!("重试同一请求时使用的 UUID；48小时内返回原结果。{also}。"),
            "schema": { "type": "string", "format": "uuid", "maxLength": 36 },
            "example": "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f" }));
    }
    if method == "get" && path.ends_with('}') {
        list.push(json!({ "name": "If-None-Match", "in": "header", "required": false,
            "description": "已有内容的 `ETag`；未变化时返回 304。", "schema": {"type": "string"},
            "example": "\"3-1a2b3c4d\"" }));
    }
    operation["parameters"] = list.into();
}

fn patch_body(operation: &mut Value, patches: &mut BTreeSet<String>) {
    let Some(content) = operation["requestBody"]["content"].as_object_mut() else { return };
    let Some(mut media) = content.remove("application/json").or_else(|| content.remove(MERGE_PATCH)) else {
        return;
    };
    if let Some(name) = media["schema"]["$ref"].as_str().and_then(component_name) {
        let name = name.to_owned();
        media["schema"] = json!({ "$ref": format!("#/components/schemas/{name}Patch") });
        patches.insert(name);
    }
    content.insert(MERGE_PATCH.to_owned(), media);
}

/// All fields optional; those that may be empty can be cleared with `null` already.
fn patch_schema(full: &Value) -> Value {
    let mut schema = full.clone();
    if let Some(map) = schema.as_object_mut() {
        map.remove("required");
        map.remove("example");
        map.insert("minProperties".to_owned(), 1.into());
    }
    schema
}

fn success_headers(method: &str, path: &str, responses: &mut Map<String, Value>) {
    if method == "get" && path.ends_with('}') {
        responses.entry("304").or_insert_with(|| json!({ "description": "内容没有变化" }));
    }
    for (status, response) in responses.iter_mut() {
        if !status.starts_with('2') || response["$ref"].is_string() {
            continue;
        }
        response["headers"]["X-Request-Id"] =
            json!({ "description": "请求编号，报障时请提供", "schema": {"type": "string"} });
        if status == "201" || status == "202" {
            response["headers"]["Location"] =
                json!({ "description": "新资源的地址", "schema": {"type": "string"} });
        }
        if path.contains('{') && status != "204" {
            response["headers"]["ETag"] =
                json!({ "description": "版本，用于 If-Match", "schema": {"type": "string"} });
        }
    }
}

/// Components named by each problem status, with a true example.
fn problem_responses() -> Value {
    let mut responses = Map::new();
    let statuses: BTreeSet<u16> = Code::ALL.iter().map(|c| c.status()).collect();
    for status in statuses {
        let codes: Vec<Code> = Code::ALL.iter().copied().filter(|c| c.status() == status).collect();
        let list: Vec<String> = codes.iter().map(|c| format!("`{}` {}", c.code(), c.title_zh())).collect();
        let example = crate::error::Error::new(codes[0]).problem(Some("0199a1b2c3d4e5f6".to_owned()), false);
        let mut response = json!({
            "description": format!("可能的错误码：{}", list.join("；")),
            "content": { PROBLEM: { "schema": {"$ref": "#/components/schemas/Problem"}, "example": example } },
        });
        if matches!(status, 429 | 503) {
            response["headers"]["Retry-After"] =
                json!({ "description": "多少秒后再试", "schema": {"type": "integer", "minimum": 0} });
        }
        responses.insert(format!("Problem{status}"), response);
    }
    responses.into()
}

/// Limits for everything that can be sent: closed objects, bounded texts, lists and numbers.
fn schemas(document: &mut Value) {
    let mut sent = BTreeSet::new();
    for (_, item) in document["paths"].as_object().into_iter().flatten() {
        for (_, operation) in item.as_object().into_iter().flatten() {
            reach(document, &operation["requestBody"], &mut sent);
        }
    }
    for name in sent {
        tighten("", &mut document["components"]["schemas"][&name]);
    }
    for (_, schema) in document["components"]["schemas"].as_object_mut().into_iter().flatten() {
        entitle(schema);
    }
}

/// The first words of a description without what stands in brackets: `合同（协议）金额（元）` is 合同金额.
fn first_words(description: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in description.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '：' | '；' | '，' | '。' | '\n' => break,
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
}

/// The first words of a field's description are its title: the label of forms, tables and exports.
fn entitle(schema: &mut Value) {
    for (_, field) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
        let words = field.get("description").and_then(Value::as_str).unwrap_or_default();
        let title = first_words(words);
        if !title.is_empty() && field.get("title").is_none() {
            field["title"] = title.into();
        }
    }
    for part in schema.get_mut("allOf").and_then(Value::as_array_mut).into_iter().flatten() {
        entitle(part);
    }
}

fn reach(document: &Value, value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(name) = map.get("$ref").and_then(Value::as_str).and_then(component_name)
                && out.insert(name.to_owned())
            {
                reach(document, &document["components"]["schemas"][name], out);
            }
            map.values().for_each(|v| reach(document, v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| reach(document, v, out)),
        _ => {}
    }
}

fn tighten(name: &str, schema: &mut Value) {
    if !schema.is_object() {
        return;
    }
    if schema["properties"].is_object() && schema.get("additionalProperties").is_none() {
        schema["additionalProperties"] = false.into();
    }
    limit(name, schema);
    for (property, inner) in schema["properties"].as_object_mut().into_iter().flatten() {
        tighten(property, inner);
    }
    if schema["items"].is_object() {
        tighten(name, &mut schema["items"]);
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        for inner in schema[key].as_array_mut().into_iter().flatten() {
            tighten(name, inner);
        }
    }
    // reading a missing key by index leaves a null behind
    if let Some(map) = schema.as_object_mut() {
        map.retain(|key, v| !v.is_null() || key == "example" || key == "default");
    }
}

fn limit(name: &str, schema: &mut Value) {
    let is = |schema: &Value, kind: &str| match &schema["type"] {
        Value::String(t) => t == kind,
        Value::Array(types) => types.iter().any(|t| t == kind),
        _ => false,
    };
    let Some(_) = schema.as_object() else { return };
    if is(schema, "string") && schema.get("enum").is_none() && schema.get("maxLength").is_none() {
        schema["maxLength"] = MAX_TEXT.into();
    }
    if is(schema, "array") && schema.get("maxItems").is_none() {
        schema["maxItems"] = 200.into();
    }
    if is(schema, "integer") {
        let (low, high) = match name {
            n if n.ends_with("_yuan") || n.contains("_yuan.") => (0, MAX_YUAN),
            n if n.ends_with("_id") => (1, MAX_SAFE),
            _ if schema["format"] == "int32" => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (-MAX_SAFE, MAX_SAFE),
        };
        for (key, value) in [("minimum", low), ("maximum", high)] {
            if schema.get(key).is_none() {
                schema[key] = value.into();
            }
        }
    }
}
