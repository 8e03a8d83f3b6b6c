//! Scoring of the checklists: what is done, what is missing, and why that is said.

use super::super::model::checklists::{
    Checklist, ChecklistAnswer, ChecklistCheck, ChecklistResult, ChecklistScope, Checklists,
};
use super::super::model::{Assignment, AssignmentRole, ChecklistScore};
use crate::error::FieldError;
use crate::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What is known about a project when its checklists are scored.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// All terms of its people, in any order.
    pub terms: Vec<Assignment>,
    /// Name of the lead unit.
    pub lead_unit: String,
    /// How many units support.
    pub supporting: i64,
    /// Number and day of approval of the plan in force.
    pub plan: Option<(i32, NaiveDate)>,
    /// Names of the people of the terms.
    pub names: HashMap<i64, String>,
}

impl Facts {
    fn holder(&self, role: AssignmentRole) -> Option<&Assignment> {
        self.terms.iter().find(|t| t.role == role && t.ended_at.is_none())
    }

    fn name(&self, user_id: i64) -> &str {
        self.names.get(&user_id).map_or("", String::as_str)
    }
}

/// Does a checklist speak of a project of this standing?
pub fn applies(
    scope: &ChecklistScope,
    stage: Stage,
    end_state: Option<EndState>,
    yuan: Option<i64>,
    tags: &[String],
) -> bool {
    let large = scope.min_total_investment_yuan.is_some_and(|least| yuan.is_some_and(|y| y >= least));
    let tagged = scope.tags.iter().any(|tag| tags.contains(tag));
    end_state.is_none() && stage >= scope.from_stage && (large || tagged)
}

/// Scores a checklist.
pub fn score(list: &Checklist, facts: &Facts) -> ChecklistResult {
    let items: Vec<ChecklistAnswer> = list
        .items
        .iter()
        .map(|item| {
            let (fulfilled, because) = answer(item.check, facts);
            ChecklistAnswer {
                code: item.code.clone(),
                label: item.label.clone(),
                check: item.check,
                fulfilled,
                because,
                how_to_fix: item.how_to_fix.clone(),
            }
        })
        .collect();
    let met = items.iter().filter(|i| i.fulfilled).count() as i64;
    let score =
        ChecklistScore { code: list.code.clone(), label: list.label.clone(), met, total: items.len() as i64 };
    ChecklistResult { score, items }
}

fn answer(check: ChecklistCheck, facts: &Facts) -> (bool, String) {
    let held = |role: AssignmentRole| match facts.holder(role) {
        Some(term) => (true, format!("{}，{}起", facts.name(term.user_id), term.from_on)),
        None => (false, format!("尚未指定{}", role.label())),
    };
    match check {
        ChecklistCheck::LeadUnit => (!facts.lead_unit.is_empty(), facts.lead_unit.clone()),
        ChecklistCheck::Sponsor => held(AssignmentRole::Sponsor),
        ChecklistCheck::Commissioner => held(AssignmentRole::Commissioner),
        ChecklistCheck::Liaison => held(AssignmentRole::Liaison),
        ChecklistCheck::SupportingUnit => match facts.supporting {
            0 => (false, "没有配合单位".to_owned()),
            count => (true, format!("配合单位{count}个")),
        },
        ChecklistCheck::Plan => match facts.plan {
            Some((no, on)) => (true, format!("第{no}版，{on}批准")),
            None => (false, "没有工作方案".to_owned()),
        },
        ChecklistCheck::Continuity => continuity(facts),
    }
}

/// Carried through without a break: somebody does so now, and between two leaders there was no day that nobody explained.
fn continuity(facts: &Facts) -> (bool, String) {
    let mut terms: Vec<&Assignment> = facts
        .terms
        .iter()
        .filter(|t| t.role == AssignmentRole::Sponsor && t.until_on.is_none_or(|until| until >= t.from_on))
        .collect();
    terms.sort_by_key(|t| (t.from_on, t.id));
    let Some(last) = terms.last() else { return (false, "还没有过包抓领导".to_owned()) };
    if let Some(until) = last.until_on {
        return (false, format!("上一任到{until}止，之后没有人接任"));
    }
    for pair in terms.windows(2) {
        let until = pair[0].until_on.unwrap_or(pair[1].from_on);
        let days = (pair[1].from_on - until).num_days() - 1;
        if days > 0 && pair[1].reason.as_deref().is_none_or(|r| r.trim().is_empty()) {
            return (false, format!("{until}至{}之间空档{days}天，没有说明", pair[1].from_on));
        }
    }
    (true, format!("第{}任，{}，{}起", terms.len(), facts.name(last.user_id), last.from_on))
}

/// Do the checklists make sense? All contradictions at once.
pub fn check(content: &Checklists) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let mut add = |pointer: String, code: &str, message: String| {
        wrong.push(FieldError { pointer, code: code.to_owned(), message });
    };
    for (n, list) in content.checklists.iter().enumerate() {
        if content.checklists[..n].iter().any(|other| other.code == list.code) {
            add(format!("/checklists/{n}/code"), "duplicate", format!("代码 {} 重复，请改正。", list.code));
        }
        if list.applies_when.min_total_investment_yuan.is_none() && list.applies_when.tags.is_empty() {
            let message = "总投资与标签至少写一项，否则没有项目适用。";
            add(format!("/checklists/{n}/applies_when"), "required", message.to_owned());
        }
        for (i, item) in list.items.iter().enumerate() {
            if list.items[..i].iter().any(|other| other.code == item.code) {
                let message = format!("代码 {} 重复，请改正。", item.code);
                add(format!("/checklists/{n}/items/{i}/code"), "duplicate", message);
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::Stamp;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("day")
    }

    fn default() -> Checklists {
        serde_json::from_str(include_str!("../../../../data/rules/checklists.json")).expect("default")
    }

    fn term(from: &str, until: Option<&str>, reason: Option<&str>) -> Assignment {
        Assignment {
            id: 1,
            project_id: 1,
            role: AssignmentRole::Sponsor,
            user_id: 7,
            unit_id: 1,
            post: String::new(),
            from_on: day(from),
            until_on: until.map(day),
            reason: reason.map(str::to_owned),
            assigned_by: None,
            began_at: Stamp::from_micros(0),
            ended_at: until.map(|_| Stamp::from_micros(0)),
            ended_by: None,
            end_reason: None,
            handover_id: None,
            version: 1,
        }
    }

    #[test]
    fn four_ones_are_counted_and_say_what_is_missing() {
        let content = default();
        assert!(check(&content).is_empty());
        let list = &content.checklists[0];
        let bare = Facts { lead_unit: "市工信局".into(), ..Facts::default() };
        let result = score(list, &bare);
        assert_eq!((result.score.met, result.score.total), (1, 4));
        let whole = Facts {
            terms: vec![term("2026-01-01", None, None)],
            plan: Some((2, day("2026-02-01"))),
            names: HashMap::from([(7, "包远志".to_owned())]),
            ..bare
        };
        let result = score(list, &whole);
        assert_eq!(result.score.met, 4);
        assert_eq!(result.items[3].because, "第1任，包远志，2026-01-01起");
    }

    #[test]
    fn a_break_counts_unless_it_is_explained() {
        let of = |terms: Vec<Assignment>| continuity(&Facts { terms, ..Facts::default() }).0;
        assert!(!of(vec![]));
        assert!(of(vec![term("2026-01-01", Some("2026-04-30"), None), term("2026-05-01", None, None)]));
        assert!(!of(vec![term("2026-01-01", Some("2026-04-30"), None), term("2026-06-01", None, None)]));
        assert!(of(vec![
            term("2026-01-01", Some("2026-04-30"), None),
            term("2026-06-01", None, Some("换届期间由分管秘书长代管"))
        ]));
        assert!(!of(vec![term("2026-01-01", Some("2026-04-30"), None)]));
    }

    #[test]
    fn what_is_large_or_tagged_and_far_enough_is_scored() {
        let scope = default().checklists[0].applies_when.clone();
        let at = |stage, yuan, tags: &[&str]| {
            let tags: Vec<String> = tags.iter().map(|t| (*t).to_owned()).collect();
            applies(&scope, stage, None, yuan, &tags)
        };
        assert!(at(Stage::Admission, Some(100_000_000), &[]));
        assert!(!at(Stage::Negotiating, Some(100_000_000), &[]));
        assert!(!at(Stage::Admission, Some(99_999_999), &[]));
        assert!(at(Stage::Signed, None, &["重点项目"]));
        assert!(!applies(&scope, Stage::Signed, Some(EndState::Terminated), Some(900_000_000), &[]));
    }

    #[test]
    fn contradictions_are_named() {
        let mut content = default();
        content.checklists[1].code = "four_ones".into();
        content.checklists[0].items[1].code = "project".into();
        content.checklists[2].applies_when.min_total_investment_yuan = None;
        assert_eq!(check(&content).len(), 3);
    }
}
