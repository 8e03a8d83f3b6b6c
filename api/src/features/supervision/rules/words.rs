//! A colour in words: because of what, and what turns it green.

use super::super::model::colours::{ColourComparison, ColourCondition, ColourRule, Facts};
use super::colours::{Verdict, holds, inputs};
use crate::features::projects::model::{Colour, ColourInput};
use chrono::{Datelike, NaiveDate};

/// A number without zeros at its end.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn day_words(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn limit(condition: &ColourCondition, to: Colour) -> String {
    let word = match condition.comparison {
        ColourComparison::Above => "超过",
        ColourComparison::AtLeast => "满",
        ColourComparison::AtMost => "不多于",
    };
    format!("（{word}{}为{}）", plain(condition.value), to.label())
}

/// Why a project has its colour on a day.
pub fn because(rules: &[ColourRule], facts: &Facts, verdict: Verdict, day: NaiveDate) -> String {
    let now = inputs(facts, day);
    let condition = verdict.condition.and_then(|at| rules.get(verdict.rule)?.any.get(at));
    let limit = condition.map(|c| limit(c, verdict.colour)).unwrap_or_default();
    let milestone = now.milestone.unwrap_or_default();
    let planned = now.milestone_planned_on.map(day_words).unwrap_or_default();
    let percent = |value: Option<f64>| plain(value.unwrap_or_default());
    match verdict.input {
        ColourInput::Paused => {
            let until = now.paused_until_on.map_or_else(
                || "重新起算的日子还没有定".to_owned(),
                |on| format!("{}起重新计算", day_words(on)),
            );
            format!("因“{}”经批准暂停，暂停期间不计天数，{until}", now.pause_cause.unwrap_or_default())
        }
        ColourInput::DaysOverdue => {
            format!("“{milestone}”计划{planned}完成，已逾期{}天{limit}", now.days_overdue.unwrap_or_default())
        }
        ColourInput::DaysTo => {
            let left = now.days_to.unwrap_or_default();
            format!("“{milestone}”计划{planned}完成，还有{left}天{limit}")
        }
        ColourInput::GapPoints => format!(
            "截至{}计划完成年度计划的{}%，实际{}%，落后{}个百分点{limit}",
            now.as_of_on.map(day_words).unwrap_or_default(),
            percent(now.plan_percent),
            percent(now.actual_percent),
            percent(now.gap_points),
        ),
        ColourInput::NoProgressMonths => format!(
            "自{}以来没有新的进展，已{}个月{limit}",
            now.last_progress_on.map(day_words).unwrap_or_default(),
            now.no_progress_months.unwrap_or_default(),
        ),
        ColourInput::MissedReports => format!("欠报月报{}期{limit}", now.missed_reports),
        ColourInput::StatsEntryMonths => format!(
            "{}开工，至今没有入统，已{}个月{limit}",
            now.started_on.map(day_words).unwrap_or_default(),
            now.stats_entry_months.unwrap_or_default(),
        ),
        ColourInput::Otherwise => match now.days_to {
            Some(left) if !milestone.is_empty() => {
                format!("各项正常；下一个节点“{milestone}”还有{left}天")
            }
            _ => "各项正常".to_owned(),
        },
    }
}

/// What has to happen until a project is green; none when it is.
pub fn turns_green_when(
    rules: &[ColourRule],
    facts: &Facts,
    colour: Colour,
    day: NaiveDate,
) -> Option<String> {
    if colour == Colour::Green {
        return None;
    }
    let in_the_way = rules.iter().filter(|rule| rule.to != Colour::Green).flat_map(|rule| &rule.any);
    let now: Vec<&ColourCondition> = in_the_way.filter(|c| holds(c, facts, day)).collect();
    let mut said: Vec<String> = Vec::new();
    for input in ColourInput::ALL {
        // the mildest limit of an input is the one that has to be kept
        let mildest = now.iter().filter(|c| c.input == *input).min_by(|a, b| a.value.total_cmp(&b.value));
        let Some(condition) = mildest else { continue };
        let text = remedy(condition, facts, day);
        // a milestone that is done is neither late nor near
        if !said.contains(&text) {
            said.push(text);
        }
    }
    Some(if said.is_empty() { "规则中的情形不再成立".to_owned() } else { said.join("；") })
}

fn remedy(condition: &ColourCondition, facts: &Facts, day: NaiveDate) -> String {
    let now = inputs(facts, day);
    match condition.input {
        ColourInput::Paused => match now.paused_until_on {
            Some(on) => format!("{}暂停期满后各项正常", day_words(on)),
            None => "暂停结束后各项正常".to_owned(),
        },
        ColourInput::DaysOverdue | ColourInput::DaysTo => {
            format!("完成“{}”", now.milestone.unwrap_or_default())
        }
        ColourInput::GapPoints => match condition.comparison {
            ColourComparison::Above => format!("落后不超过{}个百分点", plain(condition.value)),
            _ => format!("落后少于{}个百分点", plain(condition.value)),
        },
        ColourInput::NoProgressMonths => "报告新完成的投资、形象进度或节点".to_owned(),
        ColourInput::MissedReports => {
            let most = match condition.comparison {
                ColourComparison::Above => condition.value,
                _ => condition.value - 1.0,
            };
            let owed = now.missed_reports as f64 - most;
            format!("补报欠报的月报至少{}期", plain(owed.max(1.0)))
        }
        ColourInput::StatsEntryMonths => "办理入统并登记入统日期".to_owned(),
        ColourInput::Otherwise => String::new(),
    }
}
