//! Projects on which somebody has to hold a role and nobody does.

use super::super::model::AssignmentRole;
use super::super::model::vacancies::{RoleVacancy, VacancyFilter};
use super::super::rules::Needs;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{assignments, projects};
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::projects::store::list::with_units_below;
use crate::features::projects::store::{Filter, parts::unit_names, visible};
use crate::features::projects::{EndState, Project};
use crate::policy::Visible;
use diesel::prelude::*;

/// Projects on which one of these roles is vacant though it is required.
pub fn vacant(needs: &Needs, roles: &[AssignmentRole]) -> Filter {
    let mut any: Filter = Box::new(projects::id.eq(0));
    for role in roles {
        if let Some(required) = required(needs, *role) {
            any = Box::new(any.or(required.and(nobody(*role))));
        }
    }
    let open = projects::end_state
        .is_null()
        .or(projects::end_state.assume_not_null().eq(EndState::Suspended.code()));
    Box::new(open.and(any))
}

/// As [`Needs::requires`] says of one project.
fn required(needs: &Needs, role: AssignmentRole) -> Option<Filter> {
    let by_gate =
        needs.from.get(&role).map(|stage| -> Filter { Box::new(projects::stage_no.ge(stage.number())) });
    let rules = &needs.sponsorship;
    let least = rules.levels.iter().map(|l| l.min_total_investment_yuan).min();
    let by_amount = least.filter(|_| role == AssignmentRole::Sponsor).map(|least| -> Filter {
        let large = projects::total_investment_yuan.assume_not_null().ge(least);
        let known = projects::total_investment_yuan.is_not_null();
        Box::new(projects::stage_no.ge(rules.required_from.number()).and(known.and(large)))
    });
    match (by_gate, by_amount) {
        (Some(gate), Some(amount)) => Some(Box::new(gate.or(amount))),
        (one, other) => one.or(other),
    }
}

/// Nobody holds the role now. Asked project by project in the index of current terms, and as a value, not with NOT EXISTS:
/// of that PostgreSQL makes a list of everybody's terms, anew for every inbox.
fn nobody(role: AssignmentRole) -> Filter {
    let current = assignments::table
        .filter(assignments::project_id.eq(projects::id))
        .filter(assignments::role.eq(role).and(assignments::ended_at.is_null()));
    Box::new(current.select(assignments::id).single_value().is_null())
}

/// How many visible projects of these units (all, without any) lack this role.
///
/// # Errors
/// Database errors.
pub fn count(
    db: &mut Db,
    who: &Visible,
    needs: &Needs,
    role: AssignmentRole,
    units: Option<&[i64]>,
) -> Result<i64> {
    let mut filter: Filter = Box::new(visible(who).and(vacant(needs, &[role])));
    if let Some(units) = units {
        filter = Box::new(filter.and(projects::lead_unit_id.eq_any(units.to_vec())));
    }
    Ok(projects::table.filter(filter).count().get_result(db)?)
}

/// Since when the longest vacant of these projects is in its stage, and how many there are.
///
/// # Errors
/// Database errors.
pub fn oldest(
    db: &mut Db,
    who: &Visible,
    needs: &Needs,
    units: Option<&[i64]>,
) -> Result<Option<(chrono::NaiveDate, i64)>> {
    let mut filter: Filter = Box::new(visible(who).and(vacant(needs, AssignmentRole::ALL)));
    if let Some(units) = units {
        filter = Box::new(filter.and(projects::lead_unit_id.eq_any(units.to_vec())));
    }
    let (first, total): (Option<chrono::NaiveDate>, i64) = projects::table
        .filter(filter)
        .select((diesel::dsl::min(projects::stage_since_on), diesel::dsl::count_star()))
        .get_result(db)?;
    Ok(first.map(|day| (day, total)))
}

/// One page of vacancies, the last registered project first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(
    db: &mut Db,
    who: &Visible,
    needs: &Needs,
    filter: &VacancyFilter,
    paging: &Paging,
) -> Result<Page<RoleVacancy>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let roles = filter.role.clone().unwrap_or_else(|| AssignmentRole::ALL.to_vec());
    let units = filter.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
    let filtered = || -> Filter {
        let all: Filter = Box::new(visible(who).and(vacant(needs, &roles)));
        match &units {
            Some(units) => Box::new(all.and(projects::lead_unit_id.eq_any(units.clone()))),
            None => all,
        }
    };
    let total = projects::table.filter(filtered()).count().get_result(db)?;
    let rows: Vec<Project> = projects::table
        .filter(filtered())
        .filter(projects::id.lt(window.before()))
        .order(projects::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Project>())
        .load(db)?;
    let ids: Vec<i64> = rows.iter().map(|p| p.id).collect();
    let terms = super::terms::of_projects_all(db, &ids)?;
    let names = unit_names(db, rows.iter().map(|p| p.lead_unit_id).collect())?;
    let items = rows.into_iter().map(|project| {
        let is_held = |role: AssignmentRole| {
            terms.iter().any(|t| t.project_id == project.id && t.role == role && t.ended_at.is_none())
        };
        let lacking: Vec<AssignmentRole> =
            AssignmentRole::ALL.iter().copied().filter(|r| needs.of(*r, &project) && !is_held(*r)).collect();
        RoleVacancy {
            project_id: project.id,
            project_number: project.number,
            project_name: project.name,
            stage: project.stage,
            stage_since_on: project.stage_since_on,
            total_investment_yuan: project.total_investment_yuan,
            lead_unit_id: project.lead_unit_id,
            lead_unit_name: names.get(&project.lead_unit_id).cloned().unwrap_or_default(),
            lacking,
        }
    });
    Ok(window.page_of(items.collect(), total, |row| Cursor::of_id(SORT, row.project_id)))
}
