//! What other rooms and the application ask of this one: who is there, open work, the inbox.

use super::super::model::{Assignment, AssignmentRole, AssignmentView};
use super::super::rules::{self, Needs};
use super::handovers::{as_work, insert, move_terms};
use super::{active_person, needs, terms, vacancies};
use crate::auth::authenticate::load_person;
use crate::db::Db;
use crate::db::schema::substitutes;
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features::people::model::OpenWork;
use crate::features::projects::{self, Project, Stage};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Reach, Relations, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Of a project the roles that somebody holds now, by code.
///
/// # Errors
/// Database errors.
pub fn held_roles(db: &mut Db, project_id: i64) -> Result<Vec<AssignmentRole>> {
    terms::held_roles(db, project_id)
}

/// Who holds a role of a project now; `None` where nobody does.
///
/// # Errors
/// Database errors.
pub fn holder(db: &mut Db, project_id: i64, role: AssignmentRole) -> Result<Option<i64>> {
    terms::holder(db, project_id, role)
}

/// Names of those who are to be asked about projects: the commissioner, without one the liaison.
///
/// # Errors
/// Database errors.
pub fn responsible(db: &mut Db, project_ids: &[i64]) -> Result<HashMap<i64, String>> {
    terms::responsible(db, project_ids)
}

/// Who serves a project now, the commissioner before the liaison: they may take its next step.
///
/// # Errors
/// Database errors.
pub fn serving(db: &mut Db, project_id: i64) -> Result<Vec<AssignmentView>> {
    let serves = |t: &Assignment| t.ended_at.is_none() && t.role != AssignmentRole::Sponsor;
    let mut held: Vec<Assignment> = terms::of_project(db, project_id)?.into_iter().filter(serves).collect();
    held.sort_by_key(|t| t.role != AssignmentRole::Commissioner);
    terms::named(db, held)
}

/// From which stage on this project needs a leader for its amount, and why; `None` when it does not.
///
/// # Errors
/// Database errors.
pub fn sponsor_needed(db: &mut Db, project: &Project, on: NaiveDate) -> Result<Option<(Stage, String)>> {
    let (rules, _) = super::sponsorship_in_force(db, on)?;
    let yuan = project.total_investment_yuan;
    let level = rules::level_of(&rules, yuan);
    Ok(level.map(|_| (rules.required_from, rules::why_level(&rules, yuan))))
}

/// Terms a person holds; somebody has to go on with them.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let held = terms::held_by(tx, user_id)?;
    Ok((!held.is_empty()).then(|| as_work(held.len())))
}

/// Gives a person's terms to another, because his account is closed.
///
/// # Errors
/// 422 when the other does not fit one of the roles.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    let held = terms::held_by(tx, from)?;
    if held.is_empty() {
        return Ok(());
    }
    const POINTER: &str = "/successor_id";
    let (today, to) = (tx.today(), active_person(tx, to, POINTER)?);
    super::handovers::check(&held, &to, today, today, POINTER)?;
    let row = insert(tx, (from, to.id), today, "停用账号时移交", &[as_work(held.len())])?;
    let moved = move_terms(tx, &held, &to, &row)?;
    record_moves(tx, &moved)
}

/// Journals a term that began, ended or was put on record; rights come and go with it.
///
/// # Errors
/// Database errors.
pub fn record(
    tx: &mut Tx<'_>,
    event: &str,
    project: (i64, &str),
    before: Option<&Assignment>,
    after: &Assignment,
) -> Result<()> {
    let names = super::people(tx, vec![after.user_id])?;
    let name = names.get(&after.user_id).map(|p| p.name.clone()).unwrap_or_default();
    let state = |term: &Assignment| {
        let mut value = serde_json::to_value(term).unwrap_or_default();
        value["user_name"] = name.clone().into();
        value
    };
    let rights: Vec<&str> = rights_of(after.role).iter().map(|a| a.label()).collect();
    let mut new: Value = state(after);
    let mut old = before.map(state);
    match (after.ended_at, &mut old) {
        (None, _) => new["rights_granted"] = json!(rights),
        (Some(_), Some(_)) => {
            new["rights_revoked"] = json!(rights);
            // whose term it was is said although it did not change
            new["holder"] = name.clone().into();
            new["held_role"] = after.role.label().into();
        }
        (Some(_), None) => {}
    }
    let subject = Subject::new("project", project.0, project.1);
    journal::record(tx, event, &subject, old.as_ref(), Some(&new))
}

/// What a term lets its holder do on the project.
fn rights_of(role: AssignmentRole) -> &'static [Action] {
    match role {
        AssignmentRole::Sponsor => &[Action::ProjectRead],
        AssignmentRole::Commissioner | AssignmentRole::Liaison => policy::GRANTED_BY_ASSIGNMENT,
    }
}

/// Journals what a handover moved, project by project.
///
/// # Errors
/// Database errors.
pub fn record_moves(tx: &mut Tx<'_>, moved: &[(Assignment, Assignment)]) -> Result<()> {
    for (ended, begun) in moved {
        let label = projects::store::label(tx, ended.project_id)?;
        let open =
            Assignment { until_on: None, ended_at: None, ended_by: None, end_reason: None, ..ended.clone() };
        record(tx, "project.assignment_ended", (ended.project_id, &label), Some(&open), ended)?;
        record(tx, "project.assignment_began", (begun.project_id, &label), None, begun)?;
        let now = tx.now;
        // who reads the chain has the version of the project
        let project = projects::store::all_of(tx, &[begun.project_id])?;
        if let Some(project) = project.first() {
            projects::store::touch(tx, project, now)?;
        }
    }
    Ok(())
}

/// People for whom the caller stands in today.
///
/// # Errors
/// Database errors.
pub fn stands_in_for(db: &mut Db, user_id: i64, today: NaiveDate) -> Result<Vec<i64>> {
    Ok(substitutes::table
        .filter(substitutes::substitute_id.eq(user_id).and(substitutes::ended_at.is_null()))
        .filter(substitutes::from_on.le(today).and(substitutes::until_on.ge(today)))
        .order(substitutes::id)
        .select(substitutes::user_id)
        .load(db)?)
}

/// What waits for the caller in this room: roles that somebody must hold and nobody does, all of them in one item.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    if tab != InboxTab::Todo || tx.caller.user_id.is_none() {
        return Ok(Vec::new());
    }
    let who = policy::visible(tx.caller);
    let whole_city = allowed(tx.caller, Action::AssignmentEdit, Relations::default());
    let units = match (&who.reach, whole_city) {
        (_, true) => None,
        (Reach::Units(units), false) if allowed(tx.caller, Action::AssignmentEdit, Relations::ANY) => {
            Some(units.clone())
        }
        _ => return Ok(Vec::new()),
    };
    let needs: Needs = needs(tx)?;
    let Some((since_on, total)) = vacancies::oldest(tx, &who, &needs, units.as_deref())? else {
        return Ok(Vec::new());
    };
    let mut parts = Vec::new();
    for role in AssignmentRole::ALL {
        let count = vacancies::count(tx, &who, &needs, *role, units.as_deref())?;
        if count > 0 {
            parts.push(format!("{}{count}个", role.label()));
        }
    }
    let whose = if whole_city { "全市" } else { "本单位牵头的" };
    Ok(vec![Waiting {
        kind: InboxKind::RoleVacant,
        subject: format!("{total}个项目的责任人空缺"),
        why: format!("{whose}{total}个项目现阶段必须有人负责而空缺：{}，请指定", parts.join("、")),
        from_id: None,
        since_at: Stamp::start_of(since_on),
        due_on: None,
        resource: InboxResource::Responsibility,
        resource_id: tx.caller.unit_id.unwrap_or_default(),
        part_id: None,
    }])
}

/// What waits for those the caller stands in for, as far as he has their roles and sees what it is about; the subject
/// says whose it is.
///
/// # Errors
/// Database errors.
pub fn in_place_of(
    tx: &mut Tx<'_>,
    all: impl Fn(&mut Tx<'_>) -> Result<Vec<Waiting>>,
) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let (now, today) = (tx.now, tx.today());
    let mut found = Vec::new();
    for user_id in stands_in_for(tx, me, today)? {
        let Ok(mut person) = load_person(tx, user_id, now) else { continue };
        person.must_change_password = false;
        if person.roles.iter().any(|role| !tx.caller.roles.contains(role)) {
            continue; // what only his roles may do, nobody else does for him
        }
        let who = policy::visible(tx.caller);
        for item in tx.seen_by(&person, |tx| all(tx))? {
            let kind = match item.resource {
                InboxResource::Project => "project",
                InboxResource::Trip => "trip",
                InboxResource::Talk => "talk",
                InboxResource::Claim => "first_claim",
                _ => continue,
            };
            if crate::app::may_see(tx, &who, kind, item.resource_id)? {
                let why = format!("代{}办理：{}", person.name, item.why);
                found.push(Waiting { why, ..item });
            }
        }
    }
    Ok(found)
}

/// The first registered project whose name contains this.
///
/// # Errors
/// Database errors.
pub fn project_named(db: &mut Db, part: &str) -> Result<Option<i64>> {
    use crate::db::schema::projects::dsl as p;
    let found = p::projects.filter(p::name.like(format!("%{part}%"))).order(p::id).select(p::id);
    Ok(found.first(db).optional()?)
}
