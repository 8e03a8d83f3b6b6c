//! What may be a tag, and what a change of many projects asks for.

use super::super::model::batch::BatchChange;
use super::super::model::input::{MOST_TAGS, TAG_LENGTH};
use crate::error::{Error, FieldError, Result};
use crate::text::has_deceptive_characters;

/// Parted by these in filters and tables.
const PARTING: &[char] = &[',', '，', '、', ';', '；'];

/// The tags of one project, each once.
///
/// # Errors
/// 422 naming every wrong one, or that there are too many.
pub fn check_tags(pointer: &str, tags: &[String]) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        let length = tag.chars().count() as u64;
        let fault = if length == 0 {
            Some(("required", "标签是空的，请填写或去掉。"))
        } else if length > TAG_LENGTH {
            Some(("too_long", "标签最多20个字，请缩短。"))
        } else if tag.contains(PARTING) || tag.contains(char::is_whitespace) {
            Some(("pattern", "标签不能含逗号、顿号、分号和空格，请去掉，或分成几个标签。"))
        } else if has_deceptive_characters(tag) {
            Some(("deceptive_character", "含有看不见的字符（零宽或改变显示方向的字符），请删除后重新输入。"))
        } else {
            None
        };
        if let Some((code, message)) = fault {
            let pointer = format!("{pointer}/{i}");
            wrong.push(FieldError { pointer, code: code.to_owned(), message: message.to_owned() });
        } else if !kept.contains(tag) {
            kept.push(tag.clone());
        }
    }
    if wrong.is_empty() { Ok(kept) } else { Err(Error::invalid(wrong)) }
}

/// These tags with more of them: in the order they were put on.
///
/// # Errors
/// 422 when they become too many.
pub fn with_tags(before: &[String], more: &[String]) -> Result<Vec<String>> {
    let mut after = before.to_vec();
    after.extend(more.iter().filter(|tag| !before.contains(tag)).cloned());
    if after.len() > MOST_TAGS {
        let message = format!("贴上后有{}个标签，一个项目最多{MOST_TAGS}个。请先去掉用不着的。", after.len());
        return Err(Error::field("/change/add_tags", "too_many", message));
    }
    Ok(after)
}

/// The one change that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another lead unit.
    Lead(i64),
    /// More supporting units.
    Units(Vec<i64>),
    /// More tags.
    Add(Vec<String>),
    /// Fewer tags.
    Remove(Vec<String>),
}

/// Reads the one change.
///
/// # Errors
/// 422 when there is none, several, or a tag that cannot be one.
pub fn the_change(change: &BatchChange) -> Result<Change> {
    let BatchChange { lead_unit_id, add_unit_ids, add_tags, remove_tags } = change;
    let mut asked = Vec::new();
    if let Some(unit) = lead_unit_id {
        asked.push(Change::Lead(*unit));
    }
    if let Some(units) = add_unit_ids {
        let mut units = units.clone();
        units.sort_unstable();
        units.dedup();
        asked.push(Change::Units(units));
    }
    if let Some(tags) = add_tags {
        asked.push(Change::Add(check_tags("/change/add_tags", tags)?));
    }
    if let Some(tags) = remove_tags {
        asked.push(Change::Remove(tags.clone()));
    }
    match (asked.pop(), asked.len()) {
        (Some(one), 0) => Ok(one),
        (None, _) => Err(Error::field(
            "/change",
            "required",
            "请说明改什么：牵头单位、配合单位、贴标签或去标签，四选一。",
        )),
        (Some(_), _) => {
            Err(Error::field("/change", "too_many", "一次只改一项。请只留一项，其余的另行提交。"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|t| (*t).to_owned()).collect()
    }

    #[test]
    fn tags_are_short_words_each_once() {
        assert_eq!(check_tags("/tags", &texts(&["重点", "协调", "重点"])).expect("fine"), ["重点", "协调"]);
        let refused =
            check_tags("/tags", &texts(&["好", "两 个", "甲、乙", &"长".repeat(21), "零\u{200b}宽"]));
        let pointers: Vec<String> = refused
            .expect_err("wrong")
            .errors()
            .iter()
            .map(|e| format!("{} {}", e.pointer, e.code))
            .collect();
        assert_eq!(
            pointers,
            ["/tags/1 pattern", "/tags/2 pattern", "/tags/3 too_long", "/tags/4 deceptive_character"]
        );
    }

    #[test]
    fn a_project_has_no_more_than_twenty() {
        let before: Vec<String> = (0..19).map(|n| format!("标签{n}")).collect();
        assert_eq!(with_tags(&before, &texts(&["标签3", "新"])).expect("twenty").len(), 20);
        assert!(with_tags(&before, &texts(&["新", "又一个"])).is_err());
    }

    #[test]
    fn exactly_one_change_is_asked_for() {
        let lead = BatchChange { lead_unit_id: Some(3), ..BatchChange::default() };
        assert_eq!(the_change(&lead).expect("one"), Change::Lead(3));
        let two = BatchChange { remove_tags: Some(texts(&["旧"])), ..lead };
        assert_eq!(the_change(&two).expect_err("two").errors()[0].code, "too_many");
        assert_eq!(the_change(&BatchChange::default()).expect_err("none").errors()[0].code, "required");
    }
}
