//! What may be done with a procedure, and how its clock runs.

use super::super::model::procedures::{
    ApprovalCompletionInput, ApprovalItem, ApprovalItemInput, ApprovalPause, ApprovalPauseInput,
    ApprovalReceptionInput, ApprovalResumptionInput, ApprovalState,
};
use super::graph::{Node, circle};
use super::{given, wrong};
use crate::error::FieldError;
use crate::features::calendar::Calendar;
use crate::features::calendar::rules::{ClockError, Deadline, Pause, overdue_days, working_day_deadline};
use chrono::NaiveDate;

/// The pauses as the calendar counts them.
pub fn pauses_of(pauses: &[ApprovalPause]) -> Vec<Pause> {
    let pause =
        |p: &ApprovalPause| Pause { from_on: p.from_on, until_on: p.until_on, reason: p.reason.clone() };
    pauses.iter().map(pause).collect()
}

/// The clock of an item that was received; `None` without a day or a promise.
///
/// # Errors
/// What the calendar cannot count.
pub fn clock(
    calendar: &Calendar,
    item: &ApprovalItem,
    pauses: &[ApprovalPause],
) -> Result<Option<Deadline>, ClockError> {
    let (Some(received), Some(days)) = (item.received_on, item.promised_days) else { return Ok(None) };
    let days = u32::try_from(days).unwrap_or(0);
    working_day_deadline(calendar, received, days, &pauses_of(pauses)).map(Some)
}

/// Working days from the day after reception to `through`, without those inside pauses.
pub fn used_days(
    calendar: &Calendar,
    received_on: NaiveDate,
    through: NaiveDate,
    pauses: &[ApprovalPause],
) -> i32 {
    let pauses = pauses_of(pauses);
    let counted = |d: &NaiveDate| calendar.is_working_day(*d) && !pauses.iter().any(|p| p.covers(*d));
    let days = received_on.iter_days().skip(1).take_while(|d| *d <= through).filter(counted).count();
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Calendar days past the due day, those inside pauses left out; of a finished item at the day it was finished.
pub fn days_overdue(item: &ApprovalItem, pauses: &[ApprovalPause], today: NaiveDate) -> i32 {
    let Some(due) = item.due_on else { return 0 };
    let days = overdue_days(due, item.finished_on.unwrap_or(today), &pauses_of(pauses));
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Everything wrong with an item; `others` are the other items of its project, `codes` its national codes.
pub fn check(
    input: &ApprovalItemInput,
    before: Option<&ApprovalItem>,
    others: &[ApprovalItem],
    codes: &[String],
) -> Vec<FieldError> {
    let mut out = Vec::new();
    if let Some(item) = before
        && item.code != input.code
    {
        out.push(wrong("/code", "fixed", "事项代码登记后不能修改。填错的请改为无须办理，另行登记。"));
    } else if before.is_none() && others.iter().any(|o| o.code == input.code) {
        out.push(wrong("/code", "duplicate", "这个项目已经有这项手续，请修改那一项。"));
    }
    let after = input.after.clone().unwrap_or_default();
    for (i, code) in after.iter().enumerate() {
        let message = if code == &input.code {
            "不能等自己办结，请去掉。"
        } else if others.iter().all(|o| &o.code != code) {
            "本项目没有这项手续，请先登记它，或去掉。"
        } else {
            continue;
        };
        out.push(wrong(format!("/after/{i}"), "unknown", message));
    }
    if out.is_empty() {
        let read: Vec<(&str, Vec<String>)> =
            others.iter().map(|o| (o.code.as_str(), o.after_codes.read())).collect();
        let mut nodes: Vec<Node<'_>> =
            read.iter().map(|(code, after)| Node { code, after, days: 0 }).collect();
        nodes.push(Node { code: &input.code, after: &after, days: 0 });
        if circle(&nodes).is_some() {
            let message = "前置事项绕成了一圈，谁也不能开始。请去掉其中一个。";
            out.push(wrong("/after", "circle", message));
        }
    }
    if let Some(code) = &input.project_code
        && !codes.contains(code)
    {
        let message = "本项目没有登记这个国家项目代码，请先在项目资料里登记。";
        out.push(wrong("/project_code", "unknown", message));
    }
    out.extend(check_promise(input.standard_days, input.promised_days, input.longer_reason.as_ref()));
    let received = before.filter(|b| b.received_on.is_some());
    if received.is_some_and(|b| b.promised_days != input.promised_days) {
        let message = "已经收件计时，承诺时限不能再改。确需停计的请登记暂停。";
        out.push(wrong("/promised_days", "fixed", message));
    }
    out
}

/// A promise longer than the standard says why.
pub fn check_promise(
    standard: Option<i32>,
    promised: Option<i32>,
    reason: Option<&String>,
) -> Vec<FieldError> {
    match (standard, promised) {
        (Some(standard), Some(promised)) if promised > standard && !given(reason) => {
            let message = format!("承诺{promised}个工作日，长于标准的{standard}个，请写明理由。");
            vec![wrong("/longer_reason", "required", message)]
        }
        _ => Vec::new(),
    }
}

/// Everything wrong with a reception.
pub fn check_reception(
    input: &ApprovalReceptionInput,
    item: &ApprovalItem,
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut out = Vec::new();
    if input.received_on > today {
        out.push(wrong("/received_on", "in_future", "收件日期晚于今天，请在收件当天登记。"));
    }
    let promised = input.promised_days.or(item.promised_days).or(item.standard_days);
    if promised.is_none() {
        let message = "这项手续没有标准时限，请写明承诺几个工作日办结。";
        out.push(wrong("/promised_days", "required", message));
    }
    let reason = input.longer_reason.as_ref().or(item.longer_reason.as_ref());
    out.extend(check_promise(item.standard_days, promised, reason));
    out
}

/// Everything wrong with a pause; earlier ones are over.
pub fn check_pause(
    input: &ApprovalPauseInput,
    item: &ApprovalItem,
    pauses: &[ApprovalPause],
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut out = Vec::new();
    if item.received_on.is_some_and(|on| input.from_on <= on) {
        out.push(wrong("/from_on", "too_early", "收件当日不计时，暂停最早从收件次日起。"));
    }
    if input.from_on > today {
        out.push(wrong("/from_on", "in_future", "停计的第一天晚于今天，请在停计当天登记。"));
    }
    if pauses.iter().any(|p| p.until_on.is_some_and(|until| input.from_on < until)) {
        out.push(wrong("/from_on", "overlap", "与上一次暂停重叠，请从那次恢复计时之日以后起算。"));
    }
    out
}

/// Everything wrong with the end of a pause.
pub fn check_resumption(
    input: &ApprovalResumptionInput,
    pause: &ApprovalPause,
    today: NaiveDate,
) -> Vec<FieldError> {
    if input.until_on <= pause.from_on {
        return vec![wrong("/until_on", "too_early", "重新起算日须晚于停计的第一天。")];
    }
    if input.until_on > today + chrono::Duration::days(1) {
        return vec![wrong("/until_on", "in_future", "重新起算日最晚是明天，请到时再登记恢复。")];
    }
    Vec::new()
}

/// Everything wrong with a completion.
pub fn check_completion(
    input: &ApprovalCompletionInput,
    item: &ApprovalItem,
    pauses: &[ApprovalPause],
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut out = Vec::new();
    if input.finished_on > today {
        out.push(wrong("/finished_on", "in_future", "办结日期晚于今天，请在办结当天登记。"));
    }
    if item.received_on.is_some_and(|on| input.finished_on < on) {
        out.push(wrong("/finished_on", "too_early", "办结日期早于收件日期，请核对。"));
    }
    if pauses.iter().any(|p| p.until_on.is_some_and(|until| input.finished_on < until)) {
        out.push(wrong("/finished_on", "paused", "这一天还在暂停之内，请核对暂停与办结的日期。"));
    }
    out
}

/// What may be done next in a state.
pub fn may(state: ApprovalState) -> &'static str {
    match state {
        ApprovalState::Planned => "可以登记收件，或说明无须办理",
        ApprovalState::Received => "可以暂停计时或办结",
        ApprovalState::Paused => "请先恢复计时",
        ApprovalState::Finished => "已经办结；登记有误的请写明理由重新办理",
        ApprovalState::NotNeeded => "已定为无须办理；要办的请写明理由恢复",
    }
}

#[cfg(test)]
mod tests;
