//! Query strings: every parameter typed by the contract, unknown and repeated ones refused with the list of legal ones.

use super::contract::{Contract, Operation, component_name};
use super::route::path_of;
use crate::app::App;
use crate::error::{Code, Error, FieldError, Result};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::future::{Ready, ready};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Query parameters of type `T`, valid by the contract.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req).and_then(|value| T::deserialize(&*value).map_err(Error::internal)).map(Self))
    }
}

/// Refuses any parameter of an operation that declares none.
///
/// # Errors
/// 422 naming the surplus parameters.
pub fn refuse_unknown(req: &HttpRequest) -> Result<()> {
    if req.query_string().is_empty() { Ok(()) } else { read(req).map(drop) }
}

/// What has been read of a request already: its parameters are often taken apart by several types.
struct Parsed(Arc<Value>);

fn read(req: &HttpRequest) -> Result<Arc<Value>> {
    if let Some(parsed) = req.extensions().get::<Parsed>() {
        return Ok(parsed.0.clone());
    }
    let app = req.app_data::<Data<App>>().ok_or_else(|| Error::internal("no application data"))?;
    let operation = app
        .contract
        .operation(req.method().as_str(), path_of(req))
        .ok_or_else(|| Error::internal("the operation is not in the document"))?;
    let value = Arc::new(parse(&app.contract, operation, req.query_string())?);
    req.extensions_mut().insert(Parsed(value.clone()));
    Ok(value)
}

/// The parameters of a query string as typed values, checked against the operation.
///
/// # Errors
/// 422 with every wrong parameter.
pub fn parse(contract: &Contract, operation: &Operation, query: &str) -> Result<Value> {
    let mut map = Map::new();
    let mut errors = Vec::new();
    for pair in query.split('&').filter(|p| !p.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let (Some(name), Some(text)) = (decode(name), decode(text)) else {
            errors.push(wrong(name, "encoding", "含有无法识别的编码或控制字符，请按 UTF-8 百分号编码。"));
            continue;
        };
        let Some((_, schema)) = operation.query.iter().find(|(n, _)| *n == name) else {
            let legal: Vec<_> = operation.query.iter().map(|(n, _)| n.as_str()).collect();
            let legal = if legal.is_empty() { "（无）".to_owned() } else { legal.join("、") };
            errors.push(wrong(&name, "unknown", &format!("没有参数 {name}。可用的参数：{legal}。")));
            continue;
        };
        if map.insert(name.clone(), to_json(contract, schema, &text)).is_some() {
            errors.push(wrong(&name, "duplicate", "同一参数写了两次；多个取值请用逗号分隔。"));
        }
    }
    let value = Value::Object(map);
    match (contract.check_query(operation, &value), errors.is_empty()) {
        (Ok(()), true) => Ok(value),
        (Ok(()), false) => Err(Error::invalid(errors)),
        // a schema that cannot be compiled is our mistake, not the caller's
        (Err(e), _) if e.code() != Code::RequestInvalid => Err(e),
        (Err(e), _) => {
            errors.extend(e.errors().iter().cloned());
            Err(Error::invalid(errors))
        }
    }
}

fn wrong(name: &str, code: &str, message: &str) -> FieldError {
    FieldError { pointer: format!("/{name}"), code: code.to_owned(), message: message.to_owned() }
}

fn decode(text: &str) -> Option<String> {
    let text = text.replace('+', " ");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.chars().any(char::is_control)).then(|| text.trim().nfc().collect())
}

/// The JSON value a text stands for under its schema; a text that does not fit stays text and fails the check.
fn to_json(contract: &Contract, schema: &Value, text: &str) -> Value {
    let schema = resolve(contract, schema);
    let is = |kind: &str| match &schema["type"] {
        Value::String(t) => t == kind,
        Value::Array(types) => types.iter().any(|t| t == kind),
        _ => false,
    };
    if is("array") {
        let items = text.split(',').map(str::trim).filter(|s| !s.is_empty());
        return items.map(|s| to_json(contract, &schema["items"], s)).collect();
    }
    if is("integer")
        && let Ok(n) = text.parse::<i64>()
    {
        return n.into();
    }
    if is("number")
        && let Ok(n) = text.parse::<f64>()
    {
        return n.into();
    }
    match text {
        "true" if is("boolean") => true.into(),
        "false" if is("boolean") => false.into(),
        _ => text.into(),
    }
}

/// Follows references and the `oneOf [null, X]` of an optional value.
pub fn resolve<'s>(contract: &Contract, schema: &'s Value) -> Cow<'s, Value> {
    if let Some(name) = schema["$ref"].as_str().and_then(component_name) {
        let component = contract.schema(name);
        return Cow::Owned(resolve(contract, &component).into_owned());
    }
    let options = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    match options.and_then(|o| o.iter().find(|s| s["type"] != "null")) {
        Some(inner) => resolve(contract, inner),
        None => Cow::Borrowed(schema),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Written;
    use serde_json::json;

    fn read(query: &str) -> Result<Value> {
        let contract = Contract::new(&Written::of(
            &json!({ "paths": { "/x": { "get": { "operationId": "x", "parameters": [
            {"in": "query", "name": "stage", "schema": {"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Stage"}}},
            {"in": "query", "name": "page", "schema": {"type": "integer", "minimum": 1}},
            {"in": "query", "name": "q", "schema": {"type": "string"}}
        ] } } }, "components": { "schemas": { "Stage": {"type": "string", "enum": ["lead", "signed"]} } } }),
        ));
        let operation = contract.operation("GET", "/x").expect("exists");
        parse(&contract, operation, query)
    }

    #[test]
    fn parameters_are_typed_by_the_document() {
        let value = read("stage=lead,signed&page=2&q=%E9%87%91%E5%B7%9D").expect("fine");
        assert_eq!(value, json!({"stage": ["lead", "signed"], "page": 2, "q": "金川"}));
        for bad in ["stage=nope", "page=0", "page=x", "page=1&page=2", "other=1", "q=%00", "q=%ff"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read("other=1").expect_err("unknown").message().contains("stage、page、q"));
    }
}
