//! Pure rules: what a view may name, whose it is, how many one may keep, how large preferences may be.

use super::model::{Preferences, ViewColumn, ViewInput, ViewScope};
use crate::error::{Code, Error, FieldError, Result};
use crate::lists::Column;
use std::collections::BTreeSet;

/// Views of one's own that one person keeps for one list.
pub const MOST_OWN_VIEWS: i64 = 50;
/// Largest document of preferences.
pub const MOST_PREFERENCE_BYTES: usize = 32 * 1024;

/// Whose view it is to be: his own, his unit's, the city's.
pub fn owners(input: &ViewInput, user_id: Option<i64>, unit_id: Option<i64>) -> (Option<i64>, Option<i64>) {
    match input.scope {
        ViewScope::Own => (user_id, None),
        ViewScope::Unit => (None, unit_id),
        ViewScope::City => (None, None),
    }
}

/// Everything that is wrong with the columns of a list.
pub fn wrong_columns(known: &[Column], columns: &[ViewColumn]) -> Vec<FieldError> {
    let mut seen = BTreeSet::new();
    let mut errors = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let mut wrong = |code: &str, message: String| {
            errors.push(FieldError {
                pointer: format!("/columns/{i}/field"),
                code: code.to_owned(),
                message,
            });
        };
        let name = column.field.as_str();
        if !known.iter().any(|c| c.field == name) {
            let legal: Vec<&str> = known.iter().map(|c| c.field.as_str()).collect();
            wrong("unknown", format!("这份清单没有 {name} 这一列。可用的列：{}。", legal.join("、")));
        } else if !seen.insert(name) {
            wrong("duplicate", format!("{name} 这一列出现了两次，请只留一个。"));
        }
    }
    errors
}

/// Refuses one view too many.
///
/// # Errors
/// 409.
pub fn check_count(own: i64) -> Result<()> {
    if own < MOST_OWN_VIEWS {
        return Ok(());
    }
    Err(Error::new(Code::ResourceConflict).detail(format!(
        "您在这份清单上已有{own}个视图，最多{MOST_OWN_VIEWS}个。请停用不再使用的，或修改原来的视图。"
    )))
}

/// Refuses preferences that are too large or name lists that do not exist.
///
/// # Errors
/// 413; 422 with every wrong name.
pub fn check_preferences(input: &Preferences, is_list: impl Fn(&str) -> bool) -> Result<()> {
    if serde_json::to_vec(input).map_err(Error::internal)?.len() > MOST_PREFERENCE_BYTES {
        let message = format!("偏好超过{}KiB，请减少清单的列或清单。", MOST_PREFERENCE_BYTES / 1024);
        return Err(Error::new(Code::RequestTooLarge).detail(message));
    }
    let of_lists = input.lists.keys().map(|name| ("lists", name));
    let of_templates = input.last_export_template.keys().map(|name| ("last_export_template", name));
    let wrong = of_lists.chain(of_templates).filter(|(_, name)| !is_list(name));
    let errors: Vec<FieldError> = wrong
        .map(|(place, name)| FieldError {
            pointer: format!("/{place}/{name}"),
            code: "unknown".to_owned(),
            message: format!("没有清单 {name}，请核对名称或去掉它。"),
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Kind;

    fn column(field: &str) -> ViewColumn {
        ViewColumn { field: field.to_owned(), width_px: 100, pinned: None }
    }

    #[test]
    fn columns_are_known_and_come_once() {
        let known = ["name", "stage"].map(|field| Column {
            field: field.to_owned(),
            title: String::new(),
            kind: Kind::Text,
            words: Default::default(),
        });
        assert!(wrong_columns(&known, &[column("stage"), column("name")]).is_empty());
        let wrong = wrong_columns(&known, &[column("name"), column("phone"), column("name")]);
        let found: Vec<_> = wrong.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(found, [("/columns/1/field", "unknown"), ("/columns/2/field", "duplicate")]);
    }

    #[test]
    fn so_many_and_no_more() {
        assert!(check_count(49).is_ok() && check_count(50).is_err());
        let mut input = Preferences::default();
        input.last_export_template.insert("nothing".to_owned(), 1);
        let refused = check_preferences(&input, |name| name == "projects").expect_err("unknown list");
        assert_eq!(refused.errors()[0].pointer, "/last_export_template/nothing");
        input.last_export_template = (0..3000).map(|n| (format!("projects{n}"), n)).collect();
        let refused = check_preferences(&input, |_| true).expect_err("too large");
        assert_eq!(refused.code(), Code::RequestTooLarge);
    }
}
