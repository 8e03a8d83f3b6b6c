//! Giving everything a person carries to another in one act.

use super::super::model::handovers::{Handover, HandoverFilter, HandoverRow};
use super::super::model::{Assignment, AssignmentRole};
use super::super::rules;
use super::terms::{self, NewTerm};
use super::{Person, people};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::handovers as h;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::features::people::model::OpenWork;
use crate::policy;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

/// What terms are called among unfinished work.
pub const TERMS: &str = "assignments";

/// The terms among unfinished work.
pub fn as_work(count: usize) -> OpenWork {
    OpenWork {
        kind: TERMS.to_owned(), label: "在任的包抓、服务、联络".to_owned(), count: count as i64
    }
}

/// Refuses somebody whose roles do not fit a role of a project.
///
/// # Errors
/// 422 pointing at the field.
pub fn check_fit(person: &Person, role: AssignmentRole, pointer: &str) -> Result<()> {
    let (fits, needed) = match role {
        AssignmentRole::Sponsor => (policy::may_sponsor(&person.roles()), "领导"),
        AssignmentRole::Commissioner | AssignmentRole::Liaison => {
            (policy::may_serve(&person.roles()), "招商局或经办人")
        }
    };
    if fits {
        return Ok(());
    }
    let message = format!(
        "{}没有“{needed}”角色，不能担任{}。请另选，或先由安全管理员授予角色。",
        person.name,
        role.label()
    );
    Err(Error::field(pointer, "not_eligible", message))
}

/// Writes down a handover.
///
/// # Errors
/// Database errors.
pub fn insert(
    tx: &mut Tx<'_>,
    (from, to): (i64, i64),
    on: NaiveDate,
    reason: &str,
    moved: &[OpenWork],
) -> Result<HandoverRow> {
    let row = (
        h::from_user_id.eq(from),
        h::to_user_id.eq(to),
        h::handed_on.eq(on),
        h::reason.eq(reason),
        h::moved.eq(Doc::of(&moved)),
        h::made_by.eq(tx.caller.user_id),
        h::made_at.eq(tx.now),
    );
    Ok(diesel::insert_into(h::table).values(row).returning(columns::<HandoverRow>()).get_result(&mut **tx)?)
}

/// Ends these terms and begins them anew with another person; answers both of each.
///
/// # Errors
/// 422 when the person does not fit a role or a term began later, 409 when somebody else changed one at the same time.
pub fn move_terms(
    tx: &mut Tx<'_>,
    held: &[Assignment],
    to: &Person,
    handover: &HandoverRow,
) -> Result<Vec<(Assignment, Assignment)>> {
    let before = handover.handed_on.pred_opt().unwrap_or(handover.handed_on);
    let mut moved = Vec::new();
    for term in held {
        let ended = terms::end(tx, term, before, &handover.reason)?;
        let new = NewTerm {
            project_id: term.project_id,
            role: term.role,
            person: to,
            from_on: handover.handed_on,
            until_on: None,
            reason: Some(&handover.reason),
            handover_id: Some(handover.id),
        };
        moved.push((ended, terms::insert(tx, &new)?));
    }
    Ok(moved)
}

/// Refuses a day before one of the terms began, or somebody who does not fit one of the roles.
///
/// # Errors
/// 422 naming every wrong field.
pub fn check(held: &[Assignment], to: &Person, on: NaiveDate, today: NaiveDate, pointer: &str) -> Result<()> {
    let mut wrong = Vec::new();
    Error::gather(&mut wrong, rules::check_days(on, None, today).map_err(|e| at(e, "/on")))?;
    if let Some(late) = held.iter().filter(|t| t.from_on > on).max_by_key(|t| t.from_on) {
        let message = format!("其中有任期从{}才开始，移交日期不能更早。", late.from_on);
        Error::gather::<()>(&mut wrong, Err(Error::field("/on", "contradiction", message)))?;
    }
    for role in AssignmentRole::ALL.iter().filter(|r| held.iter().any(|t| t.role == **r)) {
        Error::gather(&mut wrong, check_fit(to, *role, pointer))?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::invalid(wrong)) }
}

/// The same wrong fields, all at this pointer.
pub fn at(error: Error, pointer: &str) -> Error {
    if error.errors().is_empty() {
        return error;
    }
    let moved = error.errors().iter().cloned().map(|mut e| {
        pointer.clone_into(&mut e.pointer);
        e
    });
    Error::invalid(moved.collect())
}

/// One page of handovers, the last made first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(db: &mut Db, filter: &HandoverFilter, paging: &Paging) -> Result<Page<HandoverRow>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let filtered = || {
        let rows = h::table.into_boxed::<MultiBackend>();
        match filter.user_id {
            Some(user) => rows.filter(h::from_user_id.eq(user).or(h::to_user_id.eq(user))),
            None => rows,
        }
    };
    let total = filtered().count().get_result(db)?;
    let items: Vec<HandoverRow> = filtered()
        .filter(h::id.lt(window.before()))
        .order(h::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<HandoverRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// Handovers with names.
///
/// # Errors
/// Database errors.
pub fn named(db: &mut Db, rows: Vec<HandoverRow>) -> Result<Vec<Handover>> {
    let ids = rows.iter().flat_map(|r| [Some(r.from_user_id), Some(r.to_user_id), r.made_by]);
    let people = people(db, ids.flatten().collect())?;
    let name = |id: i64| people.get(&id).map(|p| p.name.clone()).unwrap_or_default();
    let view = |row: HandoverRow| {
        let moved: Vec<OpenWork> = row.moved.read();
        let words: Vec<String> = moved.iter().map(|w| format!("{}{}件", w.label, w.count)).collect();
        Handover {
            id: row.id,
            from_user_name: name(row.from_user_id),
            to_user_name: name(row.to_user_id),
            made_by_name: row.made_by.map(name),
            from_user_id: row.from_user_id,
            to_user_id: row.to_user_id,
            handed_on: row.handed_on,
            reason: row.reason,
            moved_text: words.join("、"),
            moved,
            made_by: row.made_by,
            made_at: row.made_at,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
