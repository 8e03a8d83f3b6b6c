//! What a signing event may say, and which event a text in a stage record means.

use super::super::model::{SigningEvent, SigningEventInput};
use crate::error::FieldError;
use crate::text::{has_deceptive_characters, normalise_name};
use chrono::{Datelike, NaiveDate};

/// Everything wrong with an event.
pub fn check_event(input: &SigningEventInput) -> Vec<FieldError> {
    let mut out = Vec::new();
    let mut wrong = |field: &str, code: &str, message: String| {
        out.push(FieldError { pointer: format!("/{field}"), code: code.to_owned(), message });
    };
    let texts = [
        ("name", Some(&input.name)),
        ("place", input.place.as_ref()),
        ("host", input.host.as_ref()),
        ("remark", input.remark.as_ref()),
    ];
    for (field, text) in texts {
        if text.is_some_and(|t| has_deceptive_characters(t)) {
            wrong(field, "deceptive_character", "含有看不见的字符，请删除后重新输入。".to_owned());
        }
    }
    let name = input.name.trim();
    if input.edition.is_some() && name.starts_with('第') && name.contains('届') {
        let message = "名称中已写了届次，请只留活动本名（如“兰洽会”），届次填在 edition。".to_owned();
        wrong("name", "edition_twice", message);
    }
    for (field, on) in [("held_from_on", input.held_from_on), ("held_to_on", input.held_to_on)] {
        if !(1949..=2199).contains(&on.year()) {
            wrong(field, "range", format!("日期{on}不在1949年至2199年之间，请核对。"));
        }
    }
    if input.held_to_on < input.held_from_on {
        let message =
            format!("结束日期（{}）早于开始日期（{}），请核对。", input.held_to_on, input.held_from_on);
        wrong("held_to_on", "contradiction", message);
    }
    out
}

/// The event that a text means: its whole title or its bare name; of several the one that was held on the day of signing,
/// or else nothing certain.
///
/// # Errors
/// What is wrong, in words.
pub fn meant<'e>(
    text: &str,
    signed_on: Option<NaiveDate>,
    known: &'e [SigningEvent],
) -> Result<&'e SigningEvent, String> {
    let key = normalise_name(text);
    let fits = |e: &&SigningEvent| normalise_name(&e.title()) == key || normalise_name(&e.name) == key;
    let found: Vec<&SigningEvent> = known.iter().filter(fits).collect();
    let held = |e: &&&SigningEvent| signed_on.is_some_and(|on| e.held_from_on <= on && on <= e.held_to_on);
    let on_the_day: Vec<&SigningEvent> = found.iter().filter(held).copied().collect();
    match (found.as_slice(), on_the_day.as_slice()) {
        ([one], _) | (_, [one]) => Ok(one),
        ([], _) => Err(format!(
            "签约活动名录中没有“{text}”。请招商局先登记这项活动，或改填名录中的名称；不是在活动上签约的请留空。"
        )),
        (several, _) => {
            let titles: Vec<String> =
                several.iter().map(|e| format!("{}（{}）", e.title(), e.held_from_on)).collect();
            Err(format!("“{text}”对应多项签约活动：{}。请填写带届次的全称。", titles.join("、")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::EventKind;
    use super::*;
    use crate::db::types::Stamp;

    fn event(id: i64, name: &str, edition: Option<i32>, from: &str, to: &str) -> SigningEvent {
        let day = |t: &str| t.parse().expect("day");
        SigningEvent {
            id,
            name: name.to_owned(),
            edition,
            sort_key: String::new(),
            kind: EventKind::Fair,
            held_from_on: day(from),
            held_to_on: day(to),
            place: None,
            host: None,
            remark: None,
            closed_at: None,
            closed_by: None,
            close_reason: None,
            created_by: None,
            created_at: Stamp::from_micros(0),
            updated_at: Stamp::from_micros(0),
            version: 1,
        }
    }

    #[test]
    fn a_text_means_one_event_or_none() {
        let known = [
            event(1, "兰洽会", Some(20), "2014-07-09", "2014-07-12"),
            event(2, "兰洽会", Some(21), "2015-07-09", "2015-07-12"),
            event(3, "北京推介会", None, "2015-03-01", "2015-03-01"),
        ];
        let id = |text: &str, on: Option<&str>| {
            meant(text, on.map(|t| t.parse().expect("day")), &known).map(|e| e.id)
        };
        assert_eq!(id("第21届兰洽会", None), Ok(2));
        assert_eq!(id("北京推介会", None), Ok(3));
        assert_eq!(id("兰洽会", Some("2014-07-10")), Ok(1));
        assert!(
            id("兰洽会", Some("2016-01-01")).is_err_and(|m| m.contains("第20届") && m.contains("第21届"))
        );
        assert!(id("西博会", None).is_err_and(|m| m.contains("没有")));
    }

    #[test]
    fn an_event_ends_after_it_begins() {
        let mut input = SigningEventInput::from(&event(1, "兰洽会", Some(20), "2014-07-09", "2014-07-12"));
        assert!(check_event(&input).is_empty());
        input.held_to_on = "2014-07-08".parse().expect("day");
        input.host = Some("省\u{200b}政府".to_owned());
        let found: Vec<String> = check_event(&input).into_iter().map(|e| e.pointer).collect();
        assert_eq!(found, ["/host", "/held_to_on"]);
    }

    #[test]
    fn the_edition_is_said_once() {
        let check = |name: &str, edition| {
            let input = SigningEventInput::from(&event(1, name, edition, "2014-07-09", "2014-07-12"));
            check_event(&input).into_iter().map(|e| e.code).collect::<Vec<_>>()
        };
        assert_eq!(check("第三十届兰洽会", Some(30)), ["edition_twice"]);
        assert!(check("第三十届兰洽会", None).is_empty() && check("兰洽会", Some(30)).is_empty());
    }
}
