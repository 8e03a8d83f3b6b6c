//! One outcome for each company, and what is missing before a trip can be closed.

use super::super::model::input::{OutcomeInput, VisitEdit};
use super::super::model::{Company, VisitOutcome};
use super::wrong;
use crate::error::{Blocking, FieldError};
use chrono::NaiveDate;

/// A company as the closing sees it.
#[derive(Debug, Clone)]
pub struct CompanyFacts<'a> {
    /// The row.
    pub company: &'a Company,
    /// Visits recorded.
    pub visits: usize,
    /// Projects linked, whoever may see them.
    pub projects: usize,
}

/// What stands in the way of closing, naming each company.
pub fn missing(companies: &[CompanyFacts<'_>]) -> Vec<Blocking> {
    companies.iter().flat_map(lacks).collect()
}

fn lacks(facts: &CompanyFacts<'_>) -> Vec<Blocking> {
    let c = facts.company;
    let lack = |code: &str, field: &str, message: String, how: &str| Blocking {
        code: code.to_owned(),
        field: format!("companies.{}.{field}", c.id),
        message,
        how_to_fix: how.to_owned(),
    };
    let Some(outcome) = c.outcome else {
        let message = format!("“{}”没有结果", c.name);
        return vec![lack("outcome.missing", "outcome", message, "登记结果；没有见到的选“未见”")];
    };
    if outcome == VisitOutcome::Absent && facts.visits > 0 {
        let message = format!("“{}”结果为未见，却有拜访记录", c.name);
        return vec![lack("outcome.contradicts", "outcome", message, "改正结果")];
    }
    let mut out = Vec::new();
    if outcome.goes_on() {
        let what = format!("“{}”{}", c.name, outcome.label());
        if c.owner_id.is_none() {
            out.push(lack("owner.missing", "owner_id", format!("{what}，没有负责人"), "指定后续负责人"));
        }
        if c.next_step.is_none() {
            out.push(lack("next_step.missing", "next_step", format!("{what}，没有下一步"), "写明下一步"));
        }
        if c.next_due_on.is_none() {
            out.push(lack(
                "due_date.missing",
                "next_due_on",
                format!("{what}，没有期限"),
                "填写下一步的期限",
            ));
        }
    }
    if outcome.makes_project() && facts.projects == 0 {
        let message = format!("“{}”{}，没有项目", c.name, outcome.label());
        out.push(lack("project.missing", "projects", message, "登记新项目，或关联已有项目"));
    }
    out
}

/// Everything wrong with an outcome. `visits` and `projects` are what the company has already.
pub fn check(input: &OutcomeInput, visits: usize, projects: usize, starts_on: NaiveDate) -> Vec<FieldError> {
    let mut out = Vec::new();
    let outcome = input.outcome;
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    if outcome == VisitOutcome::Absent && visits > 0 {
        out.push(wrong(
            "/outcome",
            "contradicts",
            "已有拜访记录，结果不能是“未见”。请改选，或更正拜访记录。",
        ));
    }
    // what goes on needs all three; any other outcome may have a next step too, which then is somebody's by a day
    let (needs, what) = match outcome.goes_on() {
        true => (true, "有后续的结果"),
        false => (!blank(&input.next_step), "有下一步的"),
    };
    if needs {
        if input.owner_id.is_none() {
            out.push(wrong("/owner_id", "required", format!("{what}须指定负责人。")));
        }
        if blank(&input.next_step) {
            out.push(wrong("/next_step", "required", format!("{what}须写明下一步。")));
        }
        if input.next_due_on.is_none() {
            out.push(wrong("/next_due_on", "required", format!("{what}须填写下一步的期限。")));
        }
    }
    if input.next_due_on.is_some_and(|due| due < starts_on) {
        out.push(wrong("/next_due_on", "too_early", "期限早于出发日期，请核对。"));
    }
    let wanted = input.project_ids.as_ref().map_or(projects, Vec::len);
    let new = input.new_projects.as_ref().map_or(0, Vec::len);
    if outcome.makes_project() && wanted + new == 0 {
        let message = format!("结果为{}的，请登记新项目或关联已有项目。", outcome.label());
        out.push(wrong("/new_projects", "required", message));
    }
    let given = input.project_ids.as_ref().map_or(0, Vec::len) + new;
    if !outcome.makes_project() && given > 0 {
        let message =
            format!("结果为{}的没有项目；已成为项目的请选转线索、签意向或签合同。", outcome.label());
        out.push(wrong("/outcome", "contradicts", message));
    }
    out
}

/// A visit lies between the departure and today.
pub fn check_visit(visit: &VisitEdit, starts_on: NaiveDate, today: NaiveDate) -> Vec<FieldError> {
    let mut out = Vec::new();
    match visit.met_on {
        Some(on) if on > today => out.push(wrong("/met_on", "in_future", "见面日期晚于今天，请核对。")),
        Some(on) if on < starts_on => {
            out.push(wrong("/met_on", "too_early", format!("见面日期早于出发日期{starts_on}，请核对。")));
        }
        _ => {}
    }
    let texts = [("/place", &visit.place), ("/note", &visit.note), ("/next_step", &visit.next_step)];
    for (pointer, text) in texts {
        if text.as_deref().is_some_and(crate::text::has_deceptive_characters) {
            out.push(wrong(pointer, "deceptive", "含有不可见或改变方向的字符，请删除后重新输入。"));
        }
    }
    out
}
