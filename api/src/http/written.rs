//! The document as text with an index: as a tree in memory it would be ten times as large.

use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// The document, its components by place, and of its operations what a server needs to know.
#[derive(Debug, Default)]
pub struct Written {
    text: String,
    schemas: Vec<(Range<usize>, Range<usize>)>,
    operations: String,
}

impl Clone for Written {
    // to exactly the size that is needed, by the thread that keeps it
    fn clone(&self) -> Self {
        Self {
            text: self.text.as_str().to_owned(),
            schemas: self.schemas.as_slice().to_vec(),
            operations: self.operations.as_str().to_owned(),
        }
    }
}

impl Written {
    /// Writes a document down.
    pub fn of(document: &Value) -> Self {
        let mut written = Self::default();
        let schemas = &document["components"]["schemas"];
        written.members(document, &mut |w, key, value| match (key, value) {
            ("components", Value::Object(_)) => w.members(value, &mut |w, key, value| match key {
                "schemas" if value == schemas => w.members(value, &mut Self::schema),
                _ => w.value(value),
            }),
            _ => w.value(value),
        });
        written.operations = operations(document).to_string();
        written
    }

    fn value(&mut self, value: &Value) {
        // writing into a String cannot fail
        let _ = write!(self.text, "{value}");
    }

    fn members(&mut self, object: &Value, member: &mut dyn FnMut(&mut Self, &str, &Value)) {
        self.text.push('{');
        for (n, (key, value)) in object.as_object().into_iter().flatten().enumerate() {
            if n > 0 {
                self.text.push(',');
            }
            let _ = write!(self.text, "{}:", Value::from(key.as_str()));
            member(self, key, value);
        }
        self.text.push('}');
    }

    fn schema(&mut self, name: &str, schema: &Value) {
        let end = self.text.len() - "\":".len();
        let from = self.text.len();
        self.value(schema);
        self.schemas.push((end - name.len()..end, from..self.text.len()));
    }

    /// The document as JSON text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// [`Written::text`], kept on.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Where each component stands in the text.
    pub fn schemas(&self) -> HashMap<String, Range<usize>> {
        self.schemas.iter().map(|(name, at)| (self.text[name.clone()].to_owned(), at.clone())).collect()
    }

    /// The operations by path and method: `operationId`, `x-action`, `parameters`, `produces`.
    pub fn operations(&self) -> Value {
        serde_json::from_str(&self.operations).unwrap_or_default()
    }
}

fn operations(document: &Value) -> Value {
    let mut paths = Map::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        let methods = item.as_object().into_iter().flatten().map(|(method, operation)| {
            let known = json!({
                "operationId": operation["operationId"], "x-action": operation["x-action"],
                "parameters": operation["parameters"], "produces": produced(operation),
            });
            (method.to_uppercase(), known)
        });
        paths.insert(path.clone(), methods.collect());
    }
    Value::Object(paths)
}

fn produced(operation: &Value) -> Vec<&str> {
    let responses = operation["responses"].as_object().into_iter().flatten();
    let mut types: Vec<&str> = responses
        .filter(|(status, _)| status.starts_with('2'))
        .flat_map(|(_, response)| response["content"].as_object().into_iter().flatten())
        .map(|(media_type, _)| media_type.as_str())
        .collect();
    types.sort_unstable();
    types.dedup();
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_the_document_and_components_are_found_in_it() {
        let document = json!({
            "components": { "responses": {"R": {"description": "说“好”"}}, "schemas": {
                "Part": {"type": "object"}, "Thing": {"$ref": "#/components/schemas/Part"} } },
            "paths": { "/things": { "get": { "operationId": "list_things", "x-action": "thing.read", "summary": "很长",
                "responses": { "200": {"content": {"text/csv": {}, "application/json": {}}}, "404": {} } } } },
        });
        let written = Written::of(&document);
        assert_eq!(written.text(), document.to_string());
        let schemas = written.schemas();
        assert_eq!(&written.text()[schemas["Part"].clone()], r#"{"type":"object"}"#);
        assert_eq!(&written.text()[schemas["Thing"].clone()], r##"{"$ref":"#/components/schemas/Part"}"##);
        let operation = &written.operations()["/things"]["GET"];
        assert_eq!(operation["operationId"], "list_things");
        assert_eq!(operation["produces"], json!(["application/json", "text/csv"]));
        assert!(operation.get("summary").is_none());
        assert_eq!(Written::of(&json!({})).text(), "{}");
    }
}
