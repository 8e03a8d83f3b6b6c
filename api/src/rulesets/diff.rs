//! What differs between two revisions, in places that a person can find.

use serde::Serialize;
use serde_json::Value;

/// Members that name an item of a list, so that a list is compared item by item and not by position.
const NAMES: &[&str] = &["stage", "field", "evidence_type", "code", "id", "name"];

/// 两版规则之间的一处不同
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = RuleChange)]
pub struct Change {
    /// 位置，如 `/stages/signed/evidence/contract/min_files`
    pub path: String,
    /// 原来；新增时为空
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// 现在；删除时为空
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

/// All differences, in the order of the newer text.
pub fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let mut out = Vec::new();
    walk(String::new(), Some(before), Some(after), &mut out);
    out
}

fn walk(path: String, before: Option<&Value>, after: Option<&Value>, out: &mut Vec<Change>) {
    if before == after {
        return;
    }
    let members = match (before, after) {
        (Some(b), Some(a)) => members(b).zip(members(a)),
        _ => None,
    };
    let Some((old, new)) = members else {
        out.push(Change { path, before: before.cloned(), after: after.cloned() });
        return;
    };
    let find =
        |list: &[(String, Value)], name: &str| list.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    for (name, value) in &new {
        walk(format!("{path}/{name}"), find(&old, name).as_ref(), Some(value), out);
    }
    for (name, value) in old.iter().filter(|(n, _)| find(&new, n).is_none()) {
        walk(format!("{path}/{name}"), Some(value), None, out);
    }
}

/// Named parts of an object or of a list of named things; `None` for everything that is compared as a whole.
fn members(value: &Value) -> Option<Vec<(String, Value)>> {
    match value {
        Value::Object(map) => Some(map.iter().map(|(k, v)| (k.clone(), v.clone())).collect()),
        Value::Array(items) => items
            .iter()
            .map(|item| {
                let name = NAMES.iter().find_map(|n| item.get(n)?.as_str())?;
                Some((name.to_owned(), item.clone()))
            })
            .collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_are_compared_by_the_names_of_their_items() {
        let before =
            json!({"stages": [{"stage": "lead", "days": 1}, {"stage": "signed", "days": 20}], "x": [1, 2]});
        let after =
            json!({"stages": [{"stage": "signed", "days": 30}, {"stage": "lead", "days": 1}], "x": [1, 2]});
        assert_eq!(
            changes(&before, &after),
            [Change { path: "/stages/signed/days".into(), before: Some(json!(20)), after: Some(json!(30)) }]
        );
    }

    #[test]
    fn additions_and_removals_are_told_apart() {
        let found = changes(&json!({"a": 1, "b": [1]}), &json!({"b": [2], "c": null}));
        let told: Vec<_> =
            found.iter().map(|c| (c.path.as_str(), c.before.is_some(), c.after.is_some())).collect();
        assert_eq!(told, [("/b", true, true), ("/c", false, true), ("/a", true, false)]);
        assert!(changes(&json!([1, {"a": 2}]), &json!([1, {"a": 2}])).is_empty());
    }
}
