//! Terms of people and of lead units.

use super::super::model::{
    ActingPerson, Assignment, AssignmentFilter, AssignmentItem, AssignmentRole, AssignmentView, LeadRow,
    SupportTerm, UnitTerm,
};
use super::people;
use crate::db::dialect::among;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{
    assignments as a, project_lead_terms as lead, project_units, projects, substitutes, units, users,
};
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::projects::store::list::with_units_below;
use crate::features::projects::store::{of_projects, parts::unit_names, visible};
use crate::policy::Visible;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;
use std::collections::HashMap;

/// A term to be written.
#[derive(Debug, Clone)]
pub struct NewTerm<'a> {
    /// Project.
    pub project_id: i64,
    /// Role.
    pub role: AssignmentRole,
    /// Who.
    pub person: &'a super::Person,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day of a term of the past.
    pub until_on: Option<NaiveDate>,
    /// Why.
    pub reason: Option<&'a str>,
    /// The handover it comes with.
    pub handover_id: Option<i64>,
}

/// All terms of a project, the latest first.
///
/// # Errors
/// Database errors.
pub fn of_project(db: &mut Db, project_id: i64) -> Result<Vec<Assignment>> {
    Ok(a::table
        .filter(a::project_id.eq(project_id))
        .order((a::from_on.desc(), a::id.desc()))
        .select(columns::<Assignment>())
        .load(db)?)
}

/// All terms of these projects.
///
/// # Errors
/// Database errors.
pub fn of_projects_all(db: &mut Db, ids: &[i64]) -> Result<Vec<Assignment>> {
    Ok(for_ids(ids, |some| {
        a::table
            .filter(among(a::project_id, some.to_vec()))
            .order(a::id)
            .select(columns::<Assignment>())
            .load(db)
    })?)
}

/// One term of a project.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, project_id: i64, id: i64) -> Result<Assignment> {
    let of = a::id.eq(id).and(a::project_id.eq(project_id));
    Ok(a::table.filter(of).select(columns::<Assignment>()).first(db)?)
}

/// The terms in force of a person, by id.
///
/// # Errors
/// Database errors.
pub fn held_by(db: &mut Db, user_id: i64) -> Result<Vec<Assignment>> {
    Ok(a::table
        .filter(a::user_id.eq(user_id).and(a::ended_at.is_null()))
        .order(a::id)
        .select(columns::<Assignment>())
        .load(db)?)
}

/// Of a project the roles that somebody holds now.
///
/// # Errors
/// Database errors.
pub fn held_roles(db: &mut Db, project_id: i64) -> Result<Vec<AssignmentRole>> {
    let held = a::table.filter(a::project_id.eq(project_id).and(a::ended_at.is_null()));
    Ok(held.select(a::role).load(db)?)
}

/// Who holds a role of a project now; `None` where nobody does.
///
/// # Errors
/// Database errors.
pub fn holder(db: &mut Db, project_id: i64, role: AssignmentRole) -> Result<Option<i64>> {
    let held = a::table.filter(a::project_id.eq(project_id).and(a::role.eq(role)).and(a::ended_at.is_null()));
    Ok(held.select(a::user_id).first(db).optional()?)
}

/// Who is to be asked about these projects: the commissioner, without one the liaison.
///
/// # Errors
/// Database errors.
pub fn responsible(db: &mut Db, project_ids: &[i64]) -> Result<HashMap<i64, String>> {
    let roles = [AssignmentRole::Liaison, AssignmentRole::Commissioner];
    let mut held: Vec<(i64, AssignmentRole, String)> = for_ids(project_ids, |ids| {
        a::table
            .inner_join(users::table.on(users::id.eq(a::user_id)))
            .filter(among(a::project_id, ids.to_vec()))
            .filter(a::role.eq_any(roles).and(a::ended_at.is_null()))
            .select((a::project_id, a::role, users::name))
            .load(db)
    })?;
    held.sort_by_key(|(_, role, _)| *role == AssignmentRole::Commissioner);
    Ok(held.into_iter().map(|(id, _, name)| (id, name)).collect())
}

/// Writes a term.
///
/// # Errors
/// 409 when somebody else appointed at the same time.
pub fn insert(tx: &mut Tx<'_>, term: &NewTerm<'_>) -> Result<Assignment> {
    let past = term.until_on.is_some();
    let row = (
        (
            a::project_id.eq(term.project_id),
            a::role.eq(term.role),
            a::user_id.eq(term.person.id),
            a::unit_id.eq(term.person.unit_id),
            a::post.eq(&term.person.post),
            a::from_on.eq(term.from_on),
            a::until_on.eq(term.until_on),
            a::reason.eq(term.reason),
        ),
        (
            a::assigned_by.eq(tx.caller.user_id),
            a::began_at.eq(tx.now),
            a::ended_at.eq(past.then_some(tx.now)),
            a::ended_by.eq(tx.caller.user_id.filter(|_| past)),
            a::handover_id.eq(term.handover_id),
        ),
    );
    let inserted =
        diesel::insert_into(a::table).values(row).returning(columns::<Assignment>()).get_result(&mut **tx);
    tx.app.callers.clear(); // rights begin with the term
    inserted.map_err(|e| if is_unique_violation(&e) { taken(term.role, None) } else { e.into() })
}

/// 409: somebody holds the role already.
pub fn taken(role: AssignmentRole, holder: Option<&AssignmentView>) -> Error {
    let who = holder.map(|h| format!("：{}（{}起）", h.user_name, h.assignment.from_on)).unwrap_or_default();
    let error = Error::new(Code::AssignmentTaken).detail(format!(
        "{}已有人担任{who}，可能刚由别人指定。请刷新后核对；确需更换的，写明接替哪一段任期与理由。",
        role.label()
    ));
    match holder {
        Some(holder) => error.with_current(json!(holder)),
        None => error,
    }
}

/// Ends a term with its last day.
///
/// # Errors
/// 409 when somebody else ended it at the same time.
pub fn end(tx: &mut Tx<'_>, term: &Assignment, until_on: NaiveDate, reason: &str) -> Result<Assignment> {
    let row = a::table.filter(a::id.eq(term.id).and(a::version.eq(term.version)).and(a::ended_at.is_null()));
    let ended: Option<Assignment> = diesel::update(row)
        .set((
            a::until_on.eq(until_on),
            a::ended_at.eq(tx.now),
            a::ended_by.eq(tx.caller.user_id),
            a::end_reason.eq(reason),
            a::version.eq(term.version + 1),
        ))
        .returning(columns::<Assignment>())
        .get_result(&mut **tx)
        .optional()?;
    tx.app.callers.clear(); // and rights end with it
    ended.ok_or_else(Error::changed_meanwhile)
}

/// Terms with the names that belong to them, in their order.
///
/// # Errors
/// Database errors.
pub fn named(db: &mut Db, terms: Vec<Assignment>) -> Result<Vec<AssignmentView>> {
    let people = people(db, terms.iter().map(|t| t.user_id).collect())?;
    let units = unit_names(db, terms.iter().map(|t| t.unit_id).collect())?;
    let view = |assignment: Assignment| AssignmentView {
        user_name: people.get(&assignment.user_id).map(|p| p.name.clone()).unwrap_or_default(),
        unit_name: units.get(&assignment.unit_id).cloned().unwrap_or_default(),
        assignment,
    };
    Ok(terms.into_iter().map(view).collect())
}

/// Terms with names and their projects, for lists.
///
/// # Errors
/// Database errors.
pub fn items(db: &mut Db, terms: Vec<Assignment>) -> Result<Vec<AssignmentItem>> {
    type Row = (i64, String, String, String);
    let ids: Vec<i64> = terms.iter().map(|t| t.project_id).collect();
    let rows: Vec<Row> = for_ids(&ids, |some| {
        projects::table
            .inner_join(units::table.on(units::id.eq(projects::lead_unit_id)))
            .filter(among(projects::id, some.to_vec()))
            .select((projects::id, projects::number, projects::name, units::name))
            .load(db)
    })?;
    let known: HashMap<i64, Row> = rows.into_iter().map(|row| (row.0, row)).collect();
    let item = |term: AssignmentView| {
        let (_, number, name, unit) = known.get(&term.assignment.project_id).cloned().unwrap_or_default();
        AssignmentItem { term, project_number: number, project_name: name, lead_unit_name: unit }
    };
    Ok(named(db, terms)?.into_iter().map(item).collect())
}

/// One page of the terms of visible projects, the last written first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(
    db: &mut Db,
    who: &Visible,
    filter: &AssignmentFilter,
    paging: &Paging,
) -> Result<Page<AssignmentItem>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let units = filter.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
    let filtered = || {
        let mut rows = a::table.filter(of_projects(a::project_id, visible(who))).into_boxed::<MultiBackend>();
        if let Some(roles) = &filter.role {
            rows = rows.filter(a::role.eq_any(roles.clone()));
        }
        if let Some(user) = filter.user_id {
            rows = rows.filter(a::user_id.eq(user));
        }
        if let Some(units) = &units {
            rows = rows.filter(among(a::unit_id, units.clone()));
        }
        if let Some(project) = filter.project_id {
            rows = rows.filter(a::project_id.eq(project));
        }
        match filter.active {
            Some(true) => rows = rows.filter(a::ended_at.is_null()),
            Some(false) => rows = rows.filter(a::ended_at.is_not_null()),
            None => {}
        }
        if let Some(on) = filter.on {
            let lasts = a::until_on.is_null().or(a::until_on.assume_not_null().ge(on));
            rows = rows.filter(a::from_on.le(on)).filter(lasts);
        }
        rows
    };
    let total = filtered().count().get_result(db)?;
    let terms: Vec<Assignment> = filtered()
        .filter(a::id.lt(window.before()))
        .order(a::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Assignment>())
        .load(db)?;
    let items = items(db, terms)?;
    Ok(window.page_of(items, total, |item| Cursor::of_id(SORT, item.term.assignment.id)))
}

/// Units that led a project, the latest first; terms that were over on the day they began are left out.
///
/// # Errors
/// Database errors.
pub fn lead_terms(db: &mut Db, project_id: i64) -> Result<Vec<UnitTerm>> {
    let rows: Vec<LeadRow> = lead::table
        .filter(lead::project_id.eq(project_id))
        .order((lead::from_on.desc(), lead::id.desc()))
        .select(columns::<LeadRow>())
        .load(db)?;
    let names = unit_names(db, rows.iter().map(|r| r.unit_id).collect())?;
    let kept = rows.into_iter().filter(|r| r.until_on.is_none_or(|until| until >= r.from_on));
    Ok(kept
        .map(|row| UnitTerm {
            unit_name: names.get(&row.unit_id).cloned().unwrap_or_default(),
            unit_id: row.unit_id,
            from_on: row.from_on,
            until_on: row.until_on,
            reason: row.reason,
        })
        .collect())
}

/// Writes down which unit led before the system knew the project.
///
/// # Errors
/// Database errors.
pub fn insert_lead(
    tx: &mut Tx<'_>,
    project_id: i64,
    input: &super::super::model::LeadTermInput,
) -> Result<()> {
    let row = (
        lead::project_id.eq(project_id),
        lead::unit_id.eq(input.unit_id),
        lead::from_on.eq(input.from_on),
        lead::until_on.eq(input.until_on),
        lead::reason.eq(&input.reason),
        lead::began_at.eq(tx.now),
        lead::ended_at.eq(tx.now),
    );
    diesel::insert_into(lead::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// Units that supported a project on a day.
///
/// # Errors
/// Database errors.
pub fn supporting(db: &mut Db, project_id: i64, on: NaiveDate) -> Result<Vec<SupportTerm>> {
    type Row = (i64, String, Option<Stamp>, Option<Stamp>);
    let rows: Vec<Row> = project_units::table
        .inner_join(units::table)
        .filter(project_units::project_id.eq(project_id))
        .order((units::sort_path, project_units::began_at))
        .select((units::id, units::name, project_units::began_at, project_units::ended_at))
        .load(db)?;
    let term = |(unit_id, unit_name, began, ended): Row| SupportTerm {
        unit_id,
        unit_name,
        from_on: began.map(Stamp::day),
        until_on: ended.map(Stamp::day),
    };
    let was = |t: &SupportTerm| {
        t.from_on.is_none_or(|from| from <= on) && t.until_on.is_none_or(|until| until > on)
    };
    Ok(rows.into_iter().map(term).filter(was).collect())
}

/// Who stands in for these people on a day.
///
/// # Errors
/// Database errors.
pub fn acting(db: &mut Db, user_ids: Vec<i64>, on: NaiveDate) -> Result<Vec<(i64, ActingPerson)>> {
    let rows: Vec<(i64, i64, String, NaiveDate)> = substitutes::table
        .inner_join(users::table.on(users::id.eq(substitutes::substitute_id)))
        .filter(among(substitutes::user_id, user_ids))
        .filter(substitutes::ended_at.is_null())
        .filter(substitutes::from_on.le(on).and(substitutes::until_on.ge(on)))
        .order(substitutes::id)
        .select((substitutes::user_id, users::id, users::name, substitutes::until_on))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(of, user_id, user_name, until_on)| (of, ActingPerson { user_id, user_name, until_on }))
        .collect())
}

/// How many projects each person holds now, by role; of visible projects.
///
/// # Errors
/// Database errors.
pub fn loads(db: &mut Db, who: &Visible) -> Result<HashMap<i64, HashMap<AssignmentRole, i64>>> {
    let rows: Vec<(i64, AssignmentRole, i64)> = a::table
        .filter(a::ended_at.is_null())
        .filter(of_projects(a::project_id, visible(who)))
        .group_by((a::user_id, a::role))
        .select((a::user_id, a::role, diesel::dsl::count_star()))
        .load(db)?;
    let mut loads: HashMap<i64, HashMap<AssignmentRole, i64>> = HashMap::new();
    for (user, role, count) in rows {
        loads.entry(user).or_default().insert(role, count);
    }
    Ok(loads)
}
