//! What a reception may say, and its call-backs.

use super::super::model::receptions::{Callback, CallbackInput, CallbackView, Reception, ReceptionInput};
use super::wrong;
use crate::error::FieldError;
use crate::text::has_deceptive_characters;
use chrono::{Duration, NaiveDate};

/// Everything wrong with a reception, as far as it shows by itself.
pub fn check(input: &ReceptionInput) -> Vec<FieldError> {
    let mut out = Vec::new();
    if input.arrives_on > input.departs_on {
        out.push(wrong("/departs_on", "order", "离开日期早于到达日期，请核对。"));
    }
    for (n, item) in input.itinerary.iter().enumerate() {
        if item.planned_on < input.arrives_on || item.planned_on > input.departs_on {
            let message = format!("日程应在{}至{}之间。", input.arrives_on, input.departs_on);
            out.push(wrong(format!("/itinerary/{n}/planned_on"), "outside", message));
        }
    }
    for (n, company) in input.companies.iter().enumerate() {
        if company.enterprise_id.is_none() && company.name.is_none() {
            out.push(wrong(format!("/companies/{n}/name"), "required", "请从企业库中选择，或写明企业名称。"));
        }
    }
    for (pointer, text) in texts(input) {
        if has_deceptive_characters(text) {
            out.push(wrong(pointer, "deceptive", "含有不可见或改变方向的字符，请删除后重新输入。"));
        }
    }
    out
}

fn texts(input: &ReceptionInput) -> Vec<(String, &str)> {
    let mut out = vec![("/subject".to_owned(), input.subject.as_str())];
    let plain = [("/letter_no", &input.letter_no), ("/results", &input.results), ("/source", &input.source)];
    out.extend(plain.into_iter().filter_map(|(p, t)| Some((p.to_owned(), t.as_deref()?))));
    for (list, people) in [("visitors", &input.visitors), ("hosts", &input.hosts)] {
        for (n, person) in people.iter().enumerate() {
            let texts = [
                ("name", Some(&person.name)),
                ("unit", person.unit.as_ref()),
                ("post", person.post.as_ref()),
            ];
            out.extend(
                texts.into_iter().filter_map(|(f, t)| Some((format!("/{list}/{n}/{f}"), t?.as_str()))),
            );
        }
    }
    for (n, question) in input.questions.iter().enumerate() {
        out.push((format!("/questions/{n}/question"), question.question.as_str()));
    }
    for (n, site) in input.sites.iter().enumerate() {
        out.push((format!("/sites/{n}/name"), site.name.as_str()));
    }
    out
}

/// The call-backs that are due by the rules, and those made under earlier rules.
pub fn callbacks(
    reception: &Reception,
    days: &[i32],
    made: &[Callback],
    today: NaiveDate,
) -> Vec<CallbackView> {
    let mut all: Vec<i32> = days.iter().copied().chain(made.iter().map(|c| c.day_no)).collect();
    all.sort_unstable();
    all.dedup();
    let view = |day_no: i32| {
        let due_on = reception.departs_on + Duration::days(i64::from(day_no));
        let made = made.iter().find(|c| c.day_no == day_no).cloned();
        let overdue = made.is_none() && reception.cancelled_at.is_none() && today > due_on;
        CallbackView { day_no, due_on, overdue, made }
    };
    all.into_iter().map(view).collect()
}

/// A call-back is one of those due, made after the guests left and not in the future.
pub fn check_callback(
    reception: &Reception,
    days: &[i32],
    input: &CallbackInput,
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut out = Vec::new();
    if !days.contains(&input.day_no) {
        let legal: Vec<String> = days.iter().map(i32::to_string).collect();
        out.push(wrong("/day_no", "unknown", format!("回访在离开后第{}日，请选择其一。", legal.join("、"))));
    }
    if input.called_on < reception.departs_on {
        let message = format!("回访日期早于客人离开的日期{}，请核对。", reception.departs_on);
        out.push(wrong("/called_on", "too_early", message));
    } else if input.called_on > today {
        out.push(wrong("/called_on", "in_future", "回访日期晚于今天，请在回访后登记。"));
    }
    if has_deceptive_characters(&input.result) {
        out.push(wrong("/result", "deceptive", "含有不可见或改变方向的字符，请重新输入。"));
    }
    out
}
