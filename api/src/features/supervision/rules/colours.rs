//! The colour of a project on a day, and the days on which it changes while nothing happens.
//!
//! Every condition, once true, stays true until something happens to the project (days overdue, months and missed
//! reports only grow, the days to a milestone only shrink, a gap stands until the next report), so the days on which
//! conditions begin to hold and pauses begin and end are all the days on which a colour can change.

use super::super::model::colours::{
    ColourComparison, ColourCondition, ColourRule, ColourRules, Facts, PauseFact,
};
use super::wrong;
use crate::error::FieldError;
use crate::features::projects::model::view::ColourInputs;
use crate::features::projects::model::{Colour, ColourInput, Stage};
use chrono::{Duration, Months, NaiveDate};

/// The day that never comes: the end of a step that nothing ends.
pub fn never() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// What decided: the colour, the number of the rule and of its condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Colour.
    pub colour: Colour,
    /// By what.
    pub input: ColourInput,
    /// Number of the rule.
    pub rule: usize,
    /// Number of its condition; none for a rule without any.
    pub condition: Option<usize>,
}

/// A verdict and the days it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// What was decided.
    pub verdict: Verdict,
    /// First day.
    pub from_on: NaiveDate,
    /// First day of the next span.
    pub until_on: NaiveDate,
}

/// Days inside pauses behind `after` up to and with `through`.
fn paused_days(pauses: &[PauseFact], after: NaiveDate, through: NaiveDate) -> i64 {
    let first = after + Duration::days(1);
    let end = through + Duration::days(1);
    let mut spans: Vec<(NaiveDate, NaiveDate)> = pauses
        .iter()
        .map(|p| (p.from_on.max(first), p.until_on.map_or(end, |until| until.min(end))))
        .filter(|(from, until)| from < until)
        .collect();
    spans.sort_unstable();
    let mut counted = first;
    let mut days = 0;
    for (from, until) in spans {
        let from = from.max(counted);
        if from < until {
            days += (until - from).num_days();
            counted = until;
        }
    }
    days
}

/// The first day on which the days since `start` without pauses reach as far as `goal` would be without any.
fn reached(pauses: &[PauseFact], start: NaiveDate, goal: NaiveDate) -> Option<NaiveDate> {
    let mut day = goal.max(start);
    loop {
        let next = goal.max(start) + Duration::days(paused_days(pauses, start, day));
        if next == day {
            return Some(day);
        }
        if pauses.iter().any(|p| p.until_on.is_none() && p.from_on <= day) {
            return None;
        }
        day = next;
    }
}

/// The pause that covers a day.
pub fn pause_on(facts: &Facts, day: NaiveDate) -> Option<&PauseFact> {
    facts.pauses.iter().find(|p| p.from_on <= day && p.until_on.is_none_or(|until| day < until))
}

/// The day that counts as reached: days inside pauses since `start` left out.
fn counted_day(facts: &Facts, start: NaiveDate, day: NaiveDate) -> NaiveDate {
    day - Duration::days(paused_days(&facts.pauses, start, day))
}

/// Whole months from a day to another.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    (1..).take_while(|n| from.checked_add_months(Months::new(*n)).is_some_and(|day| day <= to)).count() as i64
}

/// Hundredths of what a condition compares with.
fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// Everything that the rules look at, as it stands on a day.
pub fn inputs(facts: &Facts, day: NaiveDate) -> ColourInputs {
    let pause = pause_on(facts, day);
    let milestone = facts.milestone.as_ref();
    let overdue = milestone.filter(|m| m.planned_on < day).map(|m| {
        let days = (day - m.planned_on).num_days();
        days - paused_days(&facts.pauses, m.planned_on, day)
    });
    let percent = |hundredths: i64| hundredths as f64 / 100.0;
    let gap = facts.gap.as_ref();
    let months = |start: NaiveDate| whole_months(start, counted_day(facts, start, day));
    let unentered = facts.started_on.filter(|on| facts.statistics_on.is_none() && *on <= day);
    ColourInputs {
        paused_from_on: pause.map(|p| p.from_on),
        paused_until_on: pause.and_then(|p| p.until_on),
        pause_cause: pause.map(|p| p.cause.clone()),
        milestone: milestone.map(|m| m.name.clone()),
        milestone_planned_on: milestone.map(|m| m.planned_on),
        days_overdue: overdue.filter(|days| *days > 0),
        days_to: milestone.map(|m| (m.planned_on - day).num_days()).filter(|days| *days >= 0),
        plan_percent: gap.map(|g| percent(g.plan)),
        actual_percent: gap.map(|g| percent(g.actual)),
        gap_points: gap.map(|g| percent(g.plan - g.actual)),
        as_of_on: gap.map(|g| g.as_of_on),
        last_progress_on: facts.last_progress_on,
        no_progress_months: facts.last_progress_on.map(months),
        missed_reports: facts.report_dues.iter().filter(|due| **due < day).count() as i64,
        started_on: unentered,
        stats_entry_months: unentered.map(months),
    }
}

/// Does a condition hold on a day?
pub fn holds(condition: &ColourCondition, facts: &Facts, day: NaiveDate) -> bool {
    let limit = whole(condition.value);
    let compares = |value: i64, limit: i64| match condition.comparison {
        ColourComparison::Above => value > limit,
        ColourComparison::AtLeast => value >= limit,
        ColourComparison::AtMost => value <= limit,
    };
    // months are compared as days, so that one day more than two months is above two
    let months = |start: Option<NaiveDate>| {
        let Some(start) = start else { return false };
        let Some(goal) = start.checked_add_months(Months::new(limit.unsigned_abs() as u32)) else {
            return false;
        };
        compares((counted_day(facts, start, day) - goal).num_days(), 0)
    };
    match condition.input {
        ColourInput::Paused => compares(i64::from(pause_on(facts, day).is_some()), limit),
        ColourInput::DaysOverdue => facts.milestone.as_ref().is_some_and(|m| {
            compares(
                (counted_day(facts, m.planned_on, day.max(m.planned_on)) - m.planned_on).num_days(),
                limit,
            )
        }),
        ColourInput::DaysTo => {
            facts.milestone.as_ref().is_some_and(|m| compares((m.planned_on - day).num_days(), limit))
        }
        ColourInput::GapPoints => {
            facts.gap.as_ref().is_some_and(|g| compares(g.plan - g.actual, hundredths(condition.value)))
        }
        ColourInput::NoProgressMonths => months(facts.last_progress_on),
        ColourInput::StatsEntryMonths => months(facts.started_on.filter(|_| facts.statistics_on.is_none())),
        ColourInput::MissedReports => {
            compares(facts.report_dues.iter().filter(|due| **due < day).count() as i64, limit)
        }
        ColourInput::Otherwise => false,
    }
}

/// The first rule that holds on a day; the last has no condition and always does.
pub fn verdict(rules: &[ColourRule], facts: &Facts, day: NaiveDate) -> Verdict {
    for (number, rule) in rules.iter().enumerate() {
        if rule.any.is_empty() {
            return Verdict { colour: rule.to, input: ColourInput::Otherwise, rule: number, condition: None };
        }
        if let Some(at) = rule.any.iter().position(|c| holds(c, facts, day)) {
            return Verdict { colour: rule.to, input: rule.any[at].input, rule: number, condition: Some(at) };
        }
    }
    Verdict { colour: Colour::Green, input: ColourInput::Otherwise, rule: rules.len(), condition: None }
}

/// The first day on which a condition holds, were there no pause over it; none = it never does by itself.
fn begins(condition: &ColourCondition, facts: &Facts) -> Option<NaiveDate> {
    let strict = i64::from(condition.comparison == ColourComparison::Above);
    let limit = whole(condition.value);
    let months = |start: Option<NaiveDate>| {
        let start = start?;
        let goal = start.checked_add_months(Months::new(limit.unsigned_abs() as u32))?;
        reached(&facts.pauses, start, goal + Duration::days(strict))
    };
    match condition.input {
        ColourInput::DaysOverdue => {
            let planned = facts.milestone.as_ref()?.planned_on;
            reached(&facts.pauses, planned, planned + Duration::days(limit + strict))
        }
        ColourInput::DaysTo => Some(facts.milestone.as_ref()?.planned_on - Duration::days(limit)),
        ColourInput::NoProgressMonths => months(facts.last_progress_on),
        ColourInput::StatsEntryMonths => months(facts.started_on.filter(|_| facts.statistics_on.is_none())),
        ColourInput::MissedReports => {
            let mut dues = facts.report_dues.clone();
            dues.sort_unstable();
            let nth = usize::try_from(limit + strict).ok()?.checked_sub(1)?;
            Some(*dues.get(nth)? + Duration::days(1))
        }
        ColourInput::Paused | ColourInput::GapPoints | ColourInput::Otherwise => None,
    }
}

/// The steps of a project's colour from a day on, as long as nothing happens to it.
pub fn schedule(rules: &[ColourRule], facts: &Facts, from: NaiveDate) -> Vec<Span> {
    let conditions = rules.iter().flat_map(|rule| &rule.any);
    let mut days: Vec<NaiveDate> = conditions.filter_map(|c| begins(c, facts)).collect();
    days.extend(facts.pauses.iter().flat_map(|p| [Some(p.from_on), p.until_on]).flatten());
    days.retain(|day| *day > from && *day < never());
    days.push(from);
    days.sort_unstable();
    days.dedup();
    let mut spans: Vec<Span> = Vec::new();
    for day in days {
        let now = verdict(rules, facts, day);
        match spans.last_mut() {
            Some(last) if last.verdict == now => {}
            Some(last) => {
                last.until_on = day;
                spans.push(Span { verdict: now, from_on: day, until_on: never() });
            }
            None => spans.push(Span { verdict: now, from_on: day, until_on: never() }),
        }
    }
    spans
}

/// Is a project one that gets a colour?
pub fn in_scope(rules: &ColourRules, stage: Stage, total_investment_yuan: Option<i64>, ended: bool) -> bool {
    !ended
        && rules.scope.stages.contains(&stage)
        && total_investment_yuan.is_some_and(|yuan| yuan >= rules.scope.min_total_investment_yuan)
}

/// Everything wrong with rules of colours.
pub fn check(rules: &ColourRules) -> Vec<FieldError> {
    let mut out = Vec::new();
    for (n, stage) in rules.scope.stages.iter().enumerate() {
        if *stage < Stage::Signed {
            let message = format!("“{}”在签约之前，没有节点和月报可看，不能列入。", stage.label());
            out.push(wrong(format!("/scope/stages/{n}"), "too_early", message));
        } else if rules.scope.stages[..n].contains(stage) {
            let message = format!("“{}”写了两次，请删去一次。", stage.label());
            out.push(wrong(format!("/scope/stages/{n}"), "repeated", message));
        }
    }
    let last = rules.rules.len().saturating_sub(1);
    for (n, rule) in rules.rules.iter().enumerate() {
        match (n == last, rule.any.is_empty()) {
            (true, false) => {
                let message = "最后一条不写条件，管前面各条都不成立的项目，请在末尾加上。";
                out.push(wrong(format!("/rules/{n}/any"), "must_be_empty", message));
            }
            (false, true) => {
                let message = "没有条件的一条总是成立，它后面的都用不上，请写上条件或移到最后。";
                out.push(wrong(format!("/rules/{n}/any"), "required", message));
            }
            _ => {}
        }
        for (at, condition) in rule.any.iter().enumerate() {
            out.extend(check_condition(&format!("/rules/{n}/any/{at}"), condition));
        }
    }
    out
}

fn check_condition(at: &str, condition: &ColourCondition) -> Option<FieldError> {
    let word = condition.input.label();
    if condition.input == ColourInput::Otherwise {
        let message = "“没有以上情形”不能作为条件，请删去这一项，或把这一条移到最后。";
        return Some(wrong(format!("{at}/input"), "not_a_condition", message));
    }
    let shrinks = condition.input == ColourInput::DaysTo;
    if shrinks != (condition.comparison == ColourComparison::AtMost) {
        let fits = if shrinks { "“不大于”" } else { "“大于”或“不小于”" };
        return Some(wrong(
            format!("{at}/comparison"),
            "does_not_fit",
            format!("“{word}”只能用{fits}，请改正。"),
        ));
    }
    let places = if condition.input == ColourInput::GapPoints { 100.0 } else { 1.0 };
    if ((condition.value * places).round() - condition.value * places).abs() > 1e-6 {
        let message = if places > 1.0 {
            "最多写两位小数。".to_owned()
        } else {
            format!("“{word}”按整数计，请写整数。")
        };
        return Some(wrong(format!("{at}/value"), "places", message));
    }
    let always = condition.comparison == ColourComparison::AtLeast && whole(condition.value) == 0;
    (always && places < 2.0).then(|| {
        let message = format!("“{word}”不小于0总是成立，请改为“大于”0或写更大的数。");
        wrong(format!("{at}/value"), "always", message)
    })
}
