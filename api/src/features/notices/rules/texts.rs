//! What is said: in the house to the person, outside to a group or in a mail. Outside nothing confidential, no phone,
//! and for the whole city no subject.

use crate::waiting::InboxKind;
use chrono::{Datelike, NaiveDate};

/// Most bytes of a text for 企业微信, with room for the closing lines (the limit is 2048).
const MOST_BYTES: usize = 1800;

/// What is said of a thing whose name leaves the house in no message.
pub const CONFIDENTIAL: &str = "有一项保密事项待办";

/// One thing of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Whose.
    pub person: String,
    /// His unit.
    pub unit: String,
    /// What is to be done.
    pub kind: InboxKind,
    /// Of what.
    pub subject: String,
    /// Is its name to stay inside?
    pub confidential: bool,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// `3月8日`.
pub fn short_day(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// `3月8日到期，还有3天`.
pub fn due(due_on: NaiveDate, today: NaiveDate) -> String {
    let on = short_day(due_on);
    match (due_on - today).num_days() {
        0 => format!("今天（{on}）到期"),
        left if left > 0 => format!("{on}到期，还有{left}天"),
        over => format!("{on}到期，已逾期{}天", -over),
    }
}

/// What the person reads in the house.
pub fn inside(kind: InboxKind, due_on: NaiveDate, today: NaiveDate) -> String {
    format!("{}，{}", kind.label(), due(due_on, today))
}

fn outside(line: &Line, named: bool, with_person: bool, today: NaiveDate) -> String {
    let who = if with_person { format!("{}（{}）：", line.person, line.unit) } else { String::new() };
    let until = line.due_on.map(|on| format!("，{}", due(on, today))).unwrap_or_default();
    if line.confidential {
        return format!("{who}{CONFIDENTIAL}{until}");
    }
    let subject = if named { format!(" {}", line.subject) } else { String::new() };
    format!("{who}{}{subject}{until}", line.kind.label())
}

/// A message about these things. `named`: whoever reads it may know what they are called; `public_url`: where they are
/// done, where it is known; `short`: as a robot takes it.
pub fn message(
    lines: &[Line],
    (named, with_person, short): (bool, bool, bool),
    public_url: &str,
    number: &str,
    today: NaiveDate,
) -> (String, String) {
    let subject = format!("【乘风提醒】{}，{}项待办将到期或已逾期", short_day(today), lines.len());
    let mut body = String::new();
    let mut written = 0;
    for (n, line) in lines.iter().enumerate() {
        let text = format!("{}. {}\n", n + 1, outside(line, named, with_person, today));
        if short && subject.len() + body.len() + text.len() > MOST_BYTES {
            break;
        }
        body.push_str(&text);
        written += 1;
    }
    if written < lines.len() {
        body.push_str(&format!("……另有{}项，请登录后在“待办”里查看。\n", lines.len() - written));
    }
    body.push_str(&closing(public_url, number));
    (subject, body)
}

/// A message that only shows that the channel works.
pub fn test_message(channel: &str, by: &str, public_url: &str, number: &str) -> (String, String) {
    let subject = "【乘风提醒】渠道测试".to_owned();
    (
        subject,
        format!(
            "这是渠道“{channel}”的测试消息，由{by}发出，收到即说明渠道可用。\n{}",
            closing(public_url, number)
        ),
    )
}

fn closing(public_url: &str, number: &str) -> String {
    let base = public_url.trim_end_matches('/');
    let link = if base.is_empty() { String::new() } else { format!("办理：{base}/inbox\n") };
    format!("{link}消息编号 {number}（收到两次的是同一条）")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap_or_default()
    }

    fn line(subject: &str, confidential: bool) -> Line {
        Line {
            person: "张某".to_owned(),
            unit: "市工信局".to_owned(),
            kind: InboxKind::TripReport,
            subject: subject.to_owned(),
            confidential,
            due_on: Some(day(8)),
        }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        assert_eq!(due(day(8), day(5)), "3月8日到期，还有3天");
        assert_eq!(due(day(8), day(8)), "今天（3月8日）到期");
        assert_eq!(due(day(8), day(10)), "3月8日到期，已逾期2天");
        assert_eq!(inside(InboxKind::TripReport, day(8), day(7)), "外出招商总结，3月8日到期，还有1天");
    }

    #[test]
    fn outside_nothing_confidential_and_for_the_city_no_subject() {
        let lines = [line("华东小分队", false), line("绝密项目", true)];
        let (subject, body) = message(&lines, (true, true, true), "https://cf.example/", "XX-1", day(5));
        assert_eq!(subject, "【乘风提醒】3月5日，2项待办将到期或已逾期");
        assert_eq!(
            body,
            "1. 张某（市工信局）：外出招商总结 华东小分队，3月8日到期，还有3天\n\
             2. 张某（市工信局）：有一项保密事项待办，3月8日到期，还有3天\n\
             办理：https://cf.example/inbox\n消息编号 XX-1（收到两次的是同一条）"
        );
        let (_, body) = message(&lines, (false, true, true), "", "XX-1", day(5));
        assert!(!body.contains("华东") && !body.contains("绝密") && !body.contains("办理："), "{body}");
        let (_, own) = message(&lines, (true, false, false), "", "XX-1", day(5));
        assert!(own.starts_with("1. 外出招商总结 华东小分队"), "{own}");
    }

    #[test]
    fn a_robot_takes_no_more_than_2048_bytes() {
        let lines: Vec<Line> = (0..200).map(|n| line(&format!("第{n}个很长很长的项目名称"), false)).collect();
        let (subject, body) =
            message(&lines, (true, true, true), "https://cf.example", "XX-2026-000001", day(5));
        assert!(subject.len() + body.len() + 1 < 2048, "{}", body.len());
        assert!(body.contains("……另有"), "{body}");
        let (_, mail) = message(&lines, (true, true, false), "", "XX-1", day(5));
        assert!(mail.contains("\n200. ") && !mail.contains("……"));
    }
}
