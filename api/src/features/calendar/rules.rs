//! 工作日推算的纯规则：哪天上班、第 n 个工作日、带钟点的期限顺延、暂停、逾期天数，以及“为什么是这一天”。
//!
//! 规则出处：业务手册 §5.1、§5.2。日期都是北京时间的日历日；时刻换算见 [`end_of_day_at`]。

use super::model::DayMark;
use crate::codes::holidays::{DayKind, decreed_days};
use crate::error::FieldError;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Utc, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// 一个时限最多这么多个工作日（约十年），防止误填的数字让推算没完没了。
pub const MOST_WORKING_DAYS: u32 = 2_500;
/// 连续这么多天没有工作日，说明日历填错了。
const LONGEST_BREAK: u32 = 366;

/// 北京时间，1991 年以后没有夏令时。
fn china() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours are within a day")
}

/// 某个时刻在北京时间是哪一天。
pub fn china_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&china()).date_naive()
}

/// 某天 24:00（即次日零点）的时刻；期限到这一刻为止，此刻已算逾期。
pub fn end_of_day_at(on: NaiveDate) -> DateTime<Utc> {
    let midnight = on.succ_opt().unwrap_or(on).and_time(chrono::NaiveTime::MIN);
    china_instant(midnight)
}

/// 北京时间的日期钟点换成时刻。
pub fn china_instant(local: NaiveDateTime) -> DateTime<Utc> {
    (local - chrono::Duration::hours(8)).and_utc()
}

/// 某一天上不上班、为什么。
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayStatus<'a> {
    /// 平常的周一至周五。
    Weekday,
    /// 调休上班的周末，附节日名称。
    AdjustedWork(&'a str),
    /// 平常的周末。
    Weekend,
    /// 放假，附节日名称。
    Holiday(&'a str),
}

impl DayStatus<'_> {
    /// 是否工作日。
    pub fn is_working(&self) -> bool {
        matches!(self, Self::Weekday | Self::AdjustedWork(_))
    }

    /// 说给人听的原因。
    pub fn reason(&self) -> String {
        match self {
            Self::Weekday => "工作日".into(),
            Self::AdjustedWork(name) => format!("{name}调休上班"),
            Self::Weekend => "周末".into(),
            Self::Holiday(name) => format!("{name}放假"),
        }
    }
}

/// 工作日历：与平常星期几不同的日子，和哪些年份已公布安排。
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    decreed_years: BTreeSet<i32>,
    days: BTreeMap<NaiveDate, (DayKind, String)>,
}

impl Calendar {
    /// 由已公布的年份和逐日安排组成。
    pub fn new(
        decreed_years: impl IntoIterator<Item = i32>,
        days: impl IntoIterator<Item = (NaiveDate, DayKind, String)>,
    ) -> Self {
        Self {
            decreed_years: decreed_years.into_iter().collect(),
            days: days.into_iter().map(|(on, kind, name)| (on, (kind, name))).collect(),
        }
    }

    /// 代码表里国务院办公厅公布的安排。
    pub fn decreed() -> Self {
        let days = decreed_days();
        Self::new(days.iter().map(|d| d.year), days.iter().map(|d| (d.on, d.kind, d.name.clone())))
    }

    /// 改一天；同一天后改的为准。
    pub fn set(&mut self, on: NaiveDate, kind: DayKind, name: impl Into<String>) {
        self.days.insert(on, (kind, name.into()));
    }

    /// 标明某年的安排已公布并录入。
    pub fn mark_decreed(&mut self, year: i32) {
        self.decreed_years.insert(year);
    }

    /// 某年的安排是否已公布。
    pub fn is_decreed(&self, year: i32) -> bool {
        self.decreed_years.contains(&year)
    }

    /// 某一天上不上班、为什么。
    pub fn day(&self, on: NaiveDate) -> DayStatus<'_> {
        let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
        match self.days.get(&on) {
            Some((DayKind::Off, name)) => DayStatus::Holiday(name),
            Some((DayKind::Worked, name)) if weekend => DayStatus::AdjustedWork(name),
            _ if weekend => DayStatus::Weekend,
            _ => DayStatus::Weekday,
        }
    }

    /// 是否工作日。
    pub fn is_working_day(&self, on: NaiveDate) -> bool {
        self.day(on).is_working()
    }

    /// `on` 当天或其后第一个工作日。
    pub fn on_or_after(&self, on: NaiveDate) -> Result<NaiveDate, ClockError> {
        on.iter_days()
            .take(LONGEST_BREAK as usize)
            .find(|day| self.is_working_day(*day))
            .ok_or(ClockError::NoWorkingDay { after: on })
    }

    /// `on` 之后（不含当天）第一个工作日。
    pub fn next_working_day(&self, on: NaiveDate) -> Result<NaiveDate, ClockError> {
        self.on_or_after(on.succ_opt().ok_or(ClockError::NoWorkingDay { after: on })?)
    }

    /// `on` 之前（不含当天）第 `n` 个工作日，用于“到期前 n 个工作日提醒”。
    pub fn working_days_before(&self, on: NaiveDate, n: u32) -> Result<NaiveDate, ClockError> {
        if n > MOST_WORKING_DAYS {
            return Err(ClockError::TooMany { working_days: n });
        }
        let mut at = on;
        let (mut left, mut idle) = (n, 0);
        while left > 0 {
            at = at
                .pred_opt()
                .filter(|_| idle < LONGEST_BREAK)
                .ok_or(ClockError::NoWorkingDay { after: at })?;
            if self.is_working_day(at) {
                left -= 1;
                idle = 0;
            } else {
                idle += 1;
            }
        }
        Ok(at)
    }

    /// `after` 之后（不含）到 `through`（含）有几个工作日；`through` 更早时为负数。
    pub fn working_days_between(&self, after: NaiveDate, through: NaiveDate) -> i64 {
        if through < after {
            return -self.working_days_between(through, after);
        }
        let count = after
            .iter_days()
            .skip(1)
            .take_while(|d| *d <= through)
            .filter(|d| self.is_working_day(*d))
            .count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// 从 `from` 到 `to` 涉及、但还没有公布安排的年份。
    pub fn undecreed_years(&self, from: NaiveDate, to: NaiveDate) -> Vec<i32> {
        (from.year()..=to.year()).filter(|y| !self.is_decreed(*y)).collect()
    }

    /// 某年的安排尚未公布时的提醒。
    pub fn warning(&self, year: i32) -> Option<String> {
        (!self.is_decreed(year)).then(|| {
            format!(
                "工作日历里没有 {year} 年的放假调休安排，{year} 年暂按周末双休推算，结果可能变动。\
                 请在国务院办公厅公布后录入工作日历并重新推算。"
            )
        })
    }

    /// 未公布年份的提醒，逐年一句。
    fn warnings(&self, from: NaiveDate, to: NaiveDate) -> Vec<String> {
        (from.year()..=to.year()).filter_map(|year| self.warning(year)).collect()
    }
}

/// 批准的暂停：`from_on` 起停，`until_on` 是重新起算的第一天；尚未恢复时为空。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// 停计的第一天。
    pub from_on: NaiveDate,
    /// 重新起算的第一天（不在暂停之内）。
    pub until_on: Option<NaiveDate>,
    /// 外部原因，如“等待土地出让公告”。
    pub reason: String,
}

impl Pause {
    /// 某天是否在暂停之内。
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from_on <= on && self.until_on.is_none_or(|until| on < until)
    }
}

/// 推算不出期限的原因。
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// 天数过大。
    #[error("时限 {working_days} 个工作日过长，最多 {MOST_WORKING_DAYS} 个。请检查是否多填了数字。")]
    TooMany {
        /// 填写的工作日数。
        working_days: u32,
    },
    /// 日历里长期没有工作日。
    #[error("{after} 前后连续一年没有工作日，无法推算。请检查工作日历。")]
    NoWorkingDay {
        /// 从哪天找起。
        after: NaiveDate,
    },
}

/// 推算过程中的一天。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ClockDay {
    /// 日期。
    pub on: NaiveDate,
    /// 第几个工作日；不计的日子为空。
    pub number: Option<u32>,
    /// 计或不计的原因，如“国庆节放假”“暂停：等待土地出让公告”。
    pub reason: String,
}

/// 按工作日推算的期限和来由。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Deadline {
    /// 到期日，当天 24:00 为止；暂停尚未恢复时为空。
    pub due_on: Option<NaiveDate>,
    /// 从收到次日起的每一天。
    pub days: Vec<ClockDay>,
    /// 暂停占去的日历天数（截至到期日；暂停未恢复时截至推算停下的那天）。
    pub paused_days: u32,
    /// 其中本应是工作日的天数，即期限因暂停推后的工作日数。
    pub paused_working_days: u32,
    /// 一句话说明为什么是这一天。
    pub explanation: String,
    /// 涉及未公布年份等提醒。
    pub warnings: Vec<String>,
}

/// 收到之日为第 0 天，到期日是其后第 `working_days` 个工作日，暂停之内的日子不计。
///
/// `working_days` 为 0 表示当日办结；当日不上班或在暂停之内则顺延到可以起算的第一个工作日。
pub fn working_day_deadline(
    calendar: &Calendar,
    received_on: NaiveDate,
    working_days: u32,
    pauses: &[Pause],
) -> Result<Deadline, ClockError> {
    if working_days > MOST_WORKING_DAYS {
        return Err(ClockError::TooMany { working_days });
    }
    let mut count = Count::default();
    let same_day = working_days == 0;
    let goal = working_days.max(1);
    let first = if same_day { Some(received_on) } else { received_on.succ_opt() };
    let mut due_on = None;
    for on in first.into_iter().flat_map(|d| d.iter_days()) {
        if pauses.iter().any(|p| p.until_on.is_none() && p.covers(on)) {
            count.hold(calendar, on, pauses);
            break;
        }
        if count.idle > LONGEST_BREAK {
            return Err(ClockError::NoWorkingDay { after: on });
        }
        count.step(calendar, on, pauses);
        if count.number == goal {
            due_on = Some(on);
            break;
        }
    }
    let last = count.days.last().map_or(received_on, |d| d.on);
    let explanation = explain(received_on, &count.days, due_on, count.paused_days, same_day);
    Ok(Deadline {
        due_on,
        paused_days: count.paused_days,
        paused_working_days: count.paused_working_days,
        explanation,
        warnings: calendar.warnings(received_on, last),
        days: count.days,
    })
}

/// 数到哪里了。
#[derive(Default)]
struct Count {
    days: Vec<ClockDay>,
    number: u32,
    idle: u32,
    paused_days: u32,
    paused_working_days: u32,
}

impl Count {
    fn step(&mut self, calendar: &Calendar, on: NaiveDate, pauses: &[Pause]) {
        let status = calendar.day(on);
        let pause = pauses.iter().find(|p| p.covers(on));
        if pause.is_some() {
            return self.hold(calendar, on, pauses);
        }
        let number = status.is_working().then(|| {
            self.number += 1;
            self.number
        });
        self.idle = if number.is_some() { 0 } else { self.idle + 1 };
        self.days.push(ClockDay { on, number, reason: status.reason() });
    }

    fn hold(&mut self, calendar: &Calendar, on: NaiveDate, pauses: &[Pause]) {
        let reason = pauses.iter().find(|p| p.covers(on)).map_or("", |p| p.reason.as_str());
        self.paused_days += 1;
        self.paused_working_days += u32::from(calendar.is_working_day(on));
        self.idle = 0;
        self.days.push(ClockDay { on, number: None, reason: format!("暂停：{reason}") });
    }
}

/// “9月30日收到，当日不计；10月1日至10月7日国庆节放假，不计；10月8日至10月10日计第1至3个工作日；……”
fn explain(
    received_on: NaiveDate,
    days: &[ClockDay],
    due_on: Option<NaiveDate>,
    paused_days: u32,
    same_day: bool,
) -> String {
    let mut parts =
        vec![format!("{}收到，{}", short_date(received_on), if same_day { "当日办结" } else { "当日不计" })];
    let mut at = 0;
    while at < days.len() {
        let first = &days[at];
        let same = |d: &ClockDay| {
            d.number.is_some() == first.number.is_some()
                && (first.number.is_some() || d.reason == first.reason)
        };
        let end = (at..days.len()).find(|i| !same(&days[*i])).unwrap_or(days.len());
        let last = &days[end - 1];
        let span = if first.on == last.on {
            short_date(first.on)
        } else {
            format!("{}至{}", short_date(first.on), short_date(last.on))
        };
        parts.push(match (first.number, last.number) {
            (Some(a), Some(b)) => {
                let numbers = if a == b { format!("第{a}个") } else { format!("第{a}至{b}个") };
                let adjusted: Vec<String> = days[at..end]
                    .iter()
                    .filter(|d| d.reason != DayStatus::Weekday.reason())
                    .map(|d| format!("{}为{}", short_date(d.on), d.reason))
                    .collect();
                let note = if adjusted.is_empty() {
                    String::new()
                } else {
                    format!("（{}）", adjusted.join("，"))
                };
                format!("{span}计{numbers}工作日{note}")
            }
            _ => format!("{span}{}，不计", first.reason),
        });
        at = end;
    }
    if paused_days > 0 {
        parts.push(format!("暂停共 {paused_days} 天"));
    }
    parts.push(match due_on {
        Some(due) => format!("到期日为{}年{} 24:00", due.year(), short_date(due)),
        None => "暂停尚未恢复，到期日待定".into(),
    });
    format!("{}。", parts.join("；"))
}

fn short_date(on: NaiveDate) -> String {
    format!("{}月{}日", on.month(), on.day())
}

/// 带钟点的期限（“周五 10:00”）：当天不上班就顺延到下一个工作日的同一钟点。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TimedDeadline {
    /// 实际期限，北京时间。
    pub due: NaiveDateTime,
    /// 为什么不是原定的时间；没有顺延时为空。
    pub explanation: Option<String>,
    /// 涉及未公布年份等提醒。
    pub warnings: Vec<String>,
}

/// 顺延带钟点的期限；`planned` 为北京时间。
pub fn timed_deadline(calendar: &Calendar, planned: NaiveDateTime) -> Result<TimedDeadline, ClockError> {
    let on = planned.date();
    let moved = calendar.on_or_after(on)?;
    let explanation = (moved != on).then(|| {
        format!(
            "原定{} {}，当天{}，顺延到下一个工作日{}同一时间。",
            short_date(on),
            planned.format("%H:%M"),
            calendar.day(on).reason(),
            short_date(moved)
        )
    });
    Ok(TimedDeadline {
        due: moved.and_time(planned.time()),
        explanation,
        warnings: calendar.warnings(on, moved),
    })
}

/// 逾期天数：到期日之后的日历天数，减去其中在暂停之内的天数；未逾期为 0。
pub fn overdue_days(due_on: NaiveDate, today: NaiveDate, pauses: &[Pause]) -> u32 {
    if today <= due_on {
        return 0;
    }
    let days = due_on.iter_days().skip(1).take_while(|d| *d <= today);
    u32::try_from(days.filter(|d| !pauses.iter().any(|p| p.covers(*d))).count()).unwrap_or(u32::MAX)
}

/// 改一天的填写检查：放假和调休上班要有名称和依据，调休上班只能是周末。
///
/// # Errors
/// 全部有误的字段。
pub fn check_day(
    on: NaiveDate,
    kind: DayMark,
    name: Option<&str>,
    source: Option<&str>,
) -> Result<(), Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code: &str, message: &str| {
        errors.push(FieldError { pointer: field.into(), code: code.into(), message: message.into() });
    };
    if kind != DayMark::Normal {
        if name.is_none() {
            wrong("/name", "required", "请填写节日名称，如“国庆节”，推算期限时要向人说明。");
        }
        if source.is_none() {
            wrong("/source", "required", "请填写依据，如国务院办公厅通知的文号。");
        }
    }
    if kind == DayMark::Worked && !matches!(on.weekday(), Weekday::Sat | Weekday::Sun) {
        wrong("/kind", "not_weekend", "这一天本来就是周一至周五，不必标为调休上班。要取消放假请改为平常日。");
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// 读一段暂停：`2026-03-02/2026-03-09`，或尚未恢复的 `2026-03-02`。
///
/// # Errors
/// 原因与怎么办。
pub fn parse_pause(text: &str) -> Result<Pause, String> {
    let wrong = || {
        format!(
            "暂停“{text}”无法识别。请写成“停计第一天/重新起算日”，如 2026-03-02/2026-03-09；尚未恢复的只写停计第一天。"
        )
    };
    let day = |t: &str| t.trim().parse::<NaiveDate>().ok().filter(|d| (1900..2200).contains(&d.year()));
    let (from, until) = text.split_once('/').map_or((text, None), |(from, until)| (from, Some(until)));
    let from_on = day(from).ok_or_else(wrong)?;
    let until_on = until.map(|t| day(t).ok_or_else(wrong)).transpose()?;
    if until_on.is_some_and(|until| until <= from_on) {
        return Err(format!("暂停“{text}”的重新起算日不晚于停计第一天。请核对两个日期的先后。"));
    }
    Ok(Pause { from_on, until_on, reason: "经批准".to_owned() })
}
#[cfg(test)]
mod tests;
