//! What the document calls a field and the codes of a closed set: words for tables, timelines and refusals.

use serde_json::Value;
use std::collections::BTreeMap;

/// What people call a field: its title, or the first words of its description; of an optional one its value's.
pub fn title_of(schema: &Value) -> Option<String> {
    title(schema).or_else(|| title(not_null(schema)))
}

fn title(schema: &Value) -> Option<String> {
    let words = schema["title"].as_str().or_else(|| {
        let text = schema["description"].as_str()?;
        text.split(['：', '；', '，', '。', '（', '\n']).next()
    })?;
    Some(words.trim().to_owned()).filter(|t| !t.is_empty())
}

/// The schema of an optional value without its absence.
pub fn not_null(schema: &Value) -> &Value {
    let options = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    options.and_then(|o| o.iter().find(|s| s["type"] != "null")).unwrap_or(schema)
}

/// Words of a closed set, from the description that `text_enum!` gives it: `` `signed` 签约 · `landed` 落地 ``.
pub fn words(schema: &Value) -> BTreeMap<String, String> {
    words_in_order(schema).into_iter().collect()
}

/// The same in the order of the set.
pub fn words_in_order(schema: &Value) -> Vec<(String, String)> {
    let codes = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let text = schema["description"].as_str().unwrap_or_default();
    let pairs: BTreeMap<&str, &str> = text
        .split(" · ")
        .filter_map(|part| part.trim().strip_prefix('`')?.split_once("` "))
        .map(|(code, word)| (code, word.trim()))
        .collect();
    codes.filter_map(|code| Some((code.to_owned(), (*pairs.get(code)?).to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_come_from_the_description() {
        let schema =
            json!({ "type": "string", "enum": ["a", "b", "c"], "description": "`a` 甲 · `b` 乙（一、二）" });
        let words = words(&schema);
        assert_eq!(words.get("b").map(String::as_str), Some("乙（一、二）"));
        assert_eq!(words.len(), 2);
    }
}
