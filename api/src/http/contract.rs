//! The OpenAPI document as law: what comes in is checked against the same schemas that integrators read.
//!
//! Validators are built when an operation is first used, so that starting stays fast.

use super::Written;
use super::route::{Route, Segment};
use super::titles::{title_of, words_in_order};
use crate::error::{Error, FieldError, Result};
use crate::policy::Action;
use jsonschema::Validator;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock, RwLock};

/// The document and the validators made from it.
pub struct Contract {
    text: String,
    schemas: HashMap<String, Range<usize>>,
    read: RwLock<HashMap<String, Arc<Value>>>,
    routes: Segment,
    components: RwLock<HashMap<String, Arc<Validator>>>,
}

/// One operation of the document.
pub struct Operation {
    /// operationId.
    pub id: String,
    /// What the caller must be allowed to do; `None` = public.
    pub action: Option<Action>,
    /// Media types of its successful answers.
    pub produces: Vec<String>,
    /// Query parameters by name, with their schemas.
    pub query: Vec<(String, Value)>,
    path: Vec<(String, Value)>,
    query_schema: Value,
    query_validator: OnceLock<Arc<Validator>>,
}

impl Contract {
    /// Takes the finished document.
    pub fn new(written: &Written) -> Self {
        let written = written.clone();
        let mut routes = Segment::default();
        for (path, methods) in written.operations().as_object().into_iter().flatten() {
            let operations = methods.as_object().into_iter().flatten();
            routes.add(path, operations.map(|(m, o)| (m.clone(), Operation::read(o))).collect());
        }
        Self {
            schemas: written.schemas(),
            text: written.into_text(),
            read: RwLock::default(),
            routes,
            components: RwLock::default(),
        }
    }

    /// The document as JSON text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The document, read anew each time.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// One component; null when there is none of this name.
    pub fn schema(&self, name: &str) -> Arc<Value> {
        if let Some(found) = self.read.read().ok().and_then(|r| r.get(name).cloned()) {
            return found;
        }
        let schema = Arc::new(self.read_schema(name));
        if let Ok(mut read) = self.read.write() {
            read.insert(name.to_owned(), schema.clone());
        }
        schema
    }

    fn read_schema(&self, name: &str) -> Value {
        let at = self.schemas.get(name);
        at.and_then(|at| serde_json::from_str(&self.text[at.clone()]).ok()).unwrap_or_default()
    }

    /// What stands at a concrete path, or at a pattern such as `/api/v1/projects/{id}`.
    pub fn route(&self, path: &str) -> Option<&Arc<Route>> {
        self.routes.find(path.split('/'))
    }

    /// The operation of a method at a path or pattern.
    pub fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        self.route(path)?.operation(method)
    }

    /// Every operation with its method and path pattern.
    pub fn operations(&self) -> Vec<(&str, &str, &Operation)> {
        let mut routes = Vec::new();
        self.routes.collect(&mut routes);
        routes.into_iter().flat_map(Route::operations).collect()
    }

    /// Methods that exist at a concrete path; empty when the path does not exist.
    pub fn methods_at(&self, path: &str) -> BTreeSet<&str> {
        self.route(path).into_iter().flat_map(|r| r.operations.keys().map(String::as_str)).collect()
    }

    /// Checks a value against a named component.
    ///
    /// # Errors
    /// 422 with every wrong field.
    pub fn check(&self, component: &str, value: &Value) -> Result<()> {
        let validator = self.component(component)?;
        let root = || json!({ "$ref": format!("#/components/schemas/{component}") });
        self.report(&validator, root, value)
    }

    fn component(&self, name: &str) -> Result<Arc<Validator>> {
        if let Some(found) = self.components.read().ok().and_then(|c| c.get(name).cloned()) {
            return Ok(found);
        }
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        let built = Arc::new(self.build(schema)?);
        if let Ok(mut components) = self.components.write() {
            components.insert(name.to_owned(), built.clone());
        }
        Ok(built)
    }

    /// Checks query parameters, already turned into JSON values.
    ///
    /// # Errors
    /// 422 with every wrong parameter.
    pub fn check_query(&self, operation: &Operation, value: &Value) -> Result<()> {
        let validator = match operation.query_validator.get() {
            Some(found) => found.clone(),
            None => {
                let built = Arc::new(self.build(operation.query_schema.clone())?);
                operation.query_validator.get_or_init(|| built).clone()
            }
        };
        self.report(&validator, || operation.query_schema.clone(), value)
    }

    fn report(&self, validator: &Validator, root: impl Fn() -> Value, value: &Value) -> Result<()> {
        if validator.is_valid(value) {
            return Ok(());
        }
        let root = root();
        let mut errors: Vec<FieldError> = Vec::new();
        for error in validator.iter_errors(value) {
            let field = |pointer: &str| {
                let place: Vec<&str> = pointer.split('/').skip(1).collect();
                self.schema_at(&root, &place)
            };
            let title = |pointer: &str| field(pointer).as_ref().and_then(title_of);
            let choices = |pointer: &str| -> Vec<String> {
                let choice = field(pointer).and_then(|schema| self.choice(&schema));
                choice
                    .map(|set| words_in_order(&set).into_iter().map(|(_, word)| word).collect())
                    .unwrap_or_default()
            };
            describe(&error, title, choices, &mut errors);
        }
        errors.dedup();
        errors.truncate(100);
        Err(Error::invalid(errors))
    }

    /// What describes the value at this place below a schema, as it stands there.
    fn schema_at(&self, schema: &Value, place: &[&str]) -> Option<Value> {
        let Some((first, rest)) = place.split_first() else { return Some(schema.clone()) };
        if let Some(name) = schema["$ref"].as_str().and_then(component_name) {
            return self.schema_at(&self.schema(name), place);
        }
        let inner =
            schema["properties"].get(*first).or_else(|| schema.get("items").filter(|i| i.is_object()));
        let found = inner.and_then(|inner| self.schema_at(inner, rest));
        found.or_else(|| options(schema).find_map(|option| self.schema_at(option, place)))
    }

    /// The closed set that a schema is or refers to.
    fn choice(&self, schema: &Value) -> Option<Value> {
        if schema["enum"].is_array() {
            return Some(schema.clone());
        }
        match schema["$ref"].as_str().and_then(component_name) {
            Some(name) => self.choice(&self.schema(name)),
            None => options(schema).find_map(|option| self.choice(option)),
        }
    }

    fn build(&self, mut schema: Value) -> Result<Validator> {
        // only the components in reach are carried along: the whole document would cost megabytes a validator
        let mut needed = Map::new();
        self.collect(&schema, &mut needed);
        schema["components"] = json!({ "schemas": needed });
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .with_format("date", is_calendar_day)
            .build(&schema)
            .map_err(|e| Error::internal(format!("schema cannot be compiled: {e}")))
    }

    fn collect(&self, value: &Value, needed: &mut Map<String, Value>) {
        match value {
            Value::Object(map) => {
                if let Some(name) = map.get("$ref").and_then(Value::as_str).and_then(component_name)
                    && !needed.contains_key(name)
                {
                    let schema = self.read_schema(name);
                    needed.insert(name.to_owned(), schema.clone());
                    self.collect(&schema, needed);
                }
                map.values().for_each(|v| self.collect(v, needed));
            }
            Value::Array(items) => items.iter().for_each(|v| self.collect(v, needed)),
            _ => {}
        }
    }
}

impl Operation {
    /// Can it not be asked without this parameter?
    pub fn needs(&self, name: &str) -> bool {
        let required = self.query_schema["required"].as_array().into_iter().flatten();
        required.into_iter().any(|one| one == name) || self.path.iter().any(|(one, _)| one == name)
    }

    /// The operation with what stands in its path as further, required parameters; `None` when nothing does.
    pub fn with_path(&self) -> Option<Self> {
        let mut query_schema = self.query_schema.clone();
        for (name, schema) in &self.path {
            query_schema["properties"][name] = schema.clone();
            query_schema["required"].as_array_mut()?.push(name.clone().into());
        }
        let all = self.query.iter().chain(&self.path).cloned();
        (!self.path.is_empty()).then(|| Self {
            id: self.id.clone(),
            action: self.action,
            produces: self.produces.clone(),
            query: all.collect(),
            path: Vec::new(),
            query_schema,
            query_validator: OnceLock::new(),
        })
    }

    fn read(operation: &Value) -> Self {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let of_query: Vec<&Value> = parameters.iter().filter(|p| p["in"] == "query").collect();
        let of_path = parameters.iter().filter(|p| p["in"] == "path");
        let path = of_path.map(|p| (p["name"].as_str().unwrap_or_default().to_owned(), p["schema"].clone()));
        let name = |p: &Value| p["name"].as_str().unwrap_or_default().to_owned();
        let titled = |p: &Value| {
            let mut schema = p["schema"].clone();
            if let (Some(title), true) = (title_of(p), schema.is_object()) {
                schema["title"] = title.into();
            }
            schema
        };
        let query: Vec<(String, Value)> = of_query.iter().map(|p| (name(p), titled(p))).collect();
        let required: Vec<String> =
            of_query.iter().filter(|p| p["required"] == true).map(|p| name(p)).collect();
        let properties: Map<String, Value> = query.iter().cloned().collect();
        let produces = operation["produces"].as_array().into_iter().flatten();
        Self {
            id: operation["operationId"].as_str().unwrap_or_default().to_owned(),
            action: operation["x-action"]
                .as_str()
                .and_then(|a| Action::ALL.iter().copied().find(|x| x.code() == a)),
            produces: produces.filter_map(Value::as_str).map(str::to_owned).collect(),
            path: path.collect(),
            query,
            query_schema: json!({
                "type": "object", "properties": properties, "required": required, "additionalProperties": false,
            }),
            query_validator: OnceLock::new(),
        }
    }
}

/// The name of the component that a `$ref` points to.
pub(super) fn component_name(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/components/schemas/")
}

/// Days outside 1900–2199 are typing errors.
fn is_calendar_day(text: &str) -> bool {
    use chrono::Datelike;
    text.len() == 10
        && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok_and(|d| (1900..2200).contains(&d.year()))
}

fn describe(
    error: &jsonschema::ValidationError<'_>,
    title: impl Fn(&str) -> Option<String>,
    choices: impl Fn(&str) -> Vec<String>,
    out: &mut Vec<FieldError>,
) {
    let at = error.instance_path().to_string();
    let mut push = |pointer: String, code: &str, message: String| {
        out.push(FieldError { pointer, code: code.to_owned(), message });
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let pointer = format!("{at}/{name}");
            let message = match title(&pointer) {
                Some(title) => format!("缺少“{title}”，请填写。"),
                None => format!("缺少必填项 {name}，请填写。"),
            };
            push(pointer, "required", message);
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for name in unexpected {
                push(format!("{at}/{name}"), "unknown", format!("没有 {name} 这一项，请核对名称或去掉它。"));
            }
        }
        ValidationErrorKind::Type { kind } => {
            let expected = match kind {
                TypeKind::Single(one) => type_word(&one.to_string()).to_owned(),
                TypeKind::Multiple(many) => {
                    many.iter().map(|t| type_word(&t.to_string()).to_owned()).collect::<Vec<_>>().join("或")
                }
            };
            push(at, "type", format!("这里应填{expected}。"));
        }
        ValidationErrorKind::Enum { options } => {
            let words = choices(&at);
            let choice = if words.is_empty() { options.to_string() } else { words.join("、") };
            push(at, "enum", format!("不在可选范围内，请从这些中选择：{choice}。"));
        }
        ValidationErrorKind::MaxLength { limit } => {
            push(at, "too_long", format!("超过{limit}个字，请缩短。"))
        }
        ValidationErrorKind::MinLength { limit } => {
            push(at, "too_short", format!("至少{limit}个字，请补充。"))
        }
        ValidationErrorKind::Minimum { limit } => push(at, "too_small", format!("不能小于{limit}。")),
        ValidationErrorKind::Maximum { limit } => push(at, "too_large", format!("不能大于{limit}。")),
        ValidationErrorKind::MaxItems { limit } => {
            push(at, "too_many", format!("最多{limit}项，请分批提交。"))
        }
        ValidationErrorKind::MinItems { limit } => push(at, "too_few", format!("至少{limit}项。")),
        ValidationErrorKind::Format { format } => {
            let hint = match format.as_str() {
                "date" => "日期应写成2026-03-01，且确有这一天（1900年至2199年）。".to_owned(),
                "date-time" => "时刻应写成2026-03-01T01:30:00Z。".to_owned(),
                other => format!("格式应为{other}。"),
            };
            push(at, "format", hint);
        }
        ValidationErrorKind::Pattern { .. } => {
            push(at, "pattern", "格式不符合要求，请按接口文档填写。".to_owned())
        }
        ValidationErrorKind::OneOfNotValid { .. } | ValidationErrorKind::AnyOf { .. } => {
            push(at, "no_match", "取值不符合接口文档中的任何一种形式，请核对类型。".to_owned());
        }
        _ => push(at, error.kind().keyword(), "取值不符合要求，请按接口文档填写。".to_owned()),
    }
}

/// The schemas that one is made of.
fn options(schema: &Value) -> impl Iterator<Item = &Value> {
    let all = ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|key| schema[key].as_array());
    all.flatten().filter(|option| option["type"] != "null")
}

fn type_word(json_type: &str) -> &'static str {
    match json_type {
        "integer" => "整数",
        "number" => "数字",
        "string" => "文字",
        "boolean" => "true或false",
        "array" => "列表",
        "object" => "一组字段",
        _ => "空值",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract() -> Contract {
        Contract::new(&Written::of(&json!({
            "paths": {
                "/api/v1/things/{id}": { "get": { "operationId": "get_thing" }, "put": { "operationId": "put_thing" } },
                "/api/v1/things/summary": { "get": { "operationId": "sum_things" } },
            },
            "components": { "schemas": {
                "Thing": { "type": "object", "additionalProperties": false, "required": ["name", "on"],
                    "properties": { "name": {"type": "string", "maxLength": 3}, "on": {"type": "string", "format": "date"},
                        "part": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Part"}]} } },
                "Part": { "type": "object", "properties": { "n": {"type": "integer"} } } } }
        })))
    }

    #[test]
    fn all_wrong_fields_are_named_at_once() {
        let error = contract()
            .check("Thing", &json!({"name": "四个字的", "on": "2019-02-30", "extra": 1}))
            .expect_err("must be refused");
        let mut found: Vec<_> =
            error.errors().iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        found.sort_unstable();
        assert_eq!(found, [("/extra", "unknown"), ("/name", "too_long"), ("/on", "format")]);
        assert!(
            contract()
                .check("Thing", &json!({"name": "三个字", "on": "2019-02-28", "part": {"n": 1}}))
                .is_ok()
        );
    }

    #[test]
    fn methods_are_found_by_concrete_path() {
        let contract = contract();
        assert_eq!(contract.methods_at("/api/v1/things/7").into_iter().collect::<Vec<_>>(), ["GET", "PUT"]);
        assert_eq!(contract.methods_at("/api/v1/things/summary").into_iter().collect::<Vec<_>>(), ["GET"]);
        assert!(contract.methods_at("/api/v1/things/").is_empty());
        assert!(contract.methods_at("/api/v1/other").is_empty());
    }
}
