//! Creating and changing the row of a project. Changes are decided by the version; the loser gets 409.

use super::super::model::input::{ConfidentialityInput, ExclusionInput, ProjectInput};
use super::super::model::{EndState, Project, Stage};
use crate::db::schema::{project_codes, projects};
use crate::db::types::Stamp;
use crate::db::{Db, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::insert_all;
use crate::text::{normalise_name, sort_key};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// What a new row needs besides its plain fields.
#[derive(Debug, Clone)]
pub struct Start {
    /// Number of the series.
    pub number: String,
    /// Stage it begins in.
    pub stage: Stage,
    /// End state it begins in (imports of old ledgers).
    pub end_state: Option<EndState>,
    /// In that stage since.
    pub stage_since_on: NaiveDate,
    /// Import it came with.
    pub import_id: Option<i64>,
    /// Who registers it.
    pub created_by: Option<i64>,
}

/// Inserts projects and answers them in the order given.
///
/// # Errors
/// Database errors.
pub fn insert_all(db: &mut Db, list: &[(&ProjectInput, &Start)], now: Stamp) -> Result<Vec<Project>> {
    let rows = list.iter().map(|(input, start)| {
        let extra = (
            projects::number.eq(&start.number),
            projects::name_key.eq(normalise_name(&input.name)),
            projects::sort_key.eq(sort_key(&input.name)),
            projects::stage.eq(start.stage),
            projects::end_state.eq(start.end_state),
            projects::stage_since_on.eq(start.stage_since_on),
            projects::import_id.eq(start.import_id),
            projects::created_by.eq(start.created_by),
            projects::created_at.eq(now),
            projects::updated_at.eq(now),
        );
        (*input, extra)
    });
    let mut rows: Vec<Project> = insert_all!(db, projects::table, rows, returning columns::<Project>())?;
    // numbers are given in order, and as text 99999 is less than 100000
    rows.sort_by(|a, b| (a.number.len(), &a.number).cmp(&(b.number.len(), &b.number)));
    let same = rows.len() == list.len() && rows.iter().zip(list).all(|(r, (_, s))| r.number == s.number);
    if same { Ok(rows) } else { Err(Error::internal("an insert answered other rows")) }
}

/// Writes the plain fields of a project.
///
/// # Errors
/// 409 when somebody else changed it at the same time.
pub fn update(db: &mut Db, project: &Project, input: &ProjectInput, now: Stamp) -> Result<Project> {
    let changed: Option<Project> = diesel::update(projects::table)
        .filter(projects::id.eq(project.id).and(projects::version.eq(project.version)))
        .set((
            input,
            projects::name_key.eq(normalise_name(&input.name)),
            projects::sort_key.eq(sort_key(&input.name)),
            projects::version.eq(project.version + 1),
            projects::updated_at.eq(now),
        ))
        .returning(columns::<Project>())
        .get_result(db)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

/// Gives a project its next version because something that belongs to it changes.
///
/// # Errors
/// 409 when somebody else changed it at the same time.
pub fn touch(db: &mut Db, project: &Project, now: Stamp) -> Result<Project> {
    let changed: Option<Project> = diesel::update(projects::table)
        .filter(projects::id.eq(project.id).and(projects::version.eq(project.version)))
        .set((projects::version.eq(project.version + 1), projects::updated_at.eq(now)))
        .returning(columns::<Project>())
        .get_result(db)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

/// Takes the row of a project: of two decisions at once the second then sees what the first has done.
///
/// # Errors
/// Database errors.
pub fn take(db: &mut Db, project_id: i64, now: Stamp) -> Result<()> {
    diesel::update(projects::table.find(project_id)).set(projects::updated_at.eq(now)).execute(db)?;
    Ok(())
}

/// Contract amount and signing date follow the counted signatures; the room `lifecycle` decides and journals.
///
/// # Errors
/// Database errors.
pub fn follow_signatures(
    db: &mut Db,
    project_id: i64,
    contract_amount_yuan: i64,
    signed_on: NaiveDate,
    now: Stamp,
) -> Result<()> {
    let followed = (
        projects::contract_amount_yuan.eq(contract_amount_yuan),
        projects::signed_on.eq(signed_on),
        projects::version.eq(projects::version + 1),
        projects::updated_at.eq(now),
    );
    diesel::update(projects::table.find(project_id)).set(followed).execute(db)?;
    Ok(())
}

/// Sets the total investment together with the phases; the row was touched already.
///
/// # Errors
/// Database errors.
pub fn set_total(db: &mut Db, project_id: i64, total_yuan: Option<i64>) -> Result<()> {
    diesel::update(projects::table.find(project_id))
        .set(projects::total_investment_yuan.eq(total_yuan))
        .execute(db)?;
    Ok(())
}

/// Sets the flag of confidentiality; the row was touched already.
///
/// # Errors
/// Database errors.
pub fn set_confidential(db: &mut Db, project_id: i64, input: &ConfidentialityInput) -> Result<()> {
    diesel::update(projects::table.find(project_id))
        .set(projects::confidential.eq(input.confidential))
        .execute(db)?;
    Ok(())
}

/// Sets or lifts the exclusion with its reason; the row was touched already.
///
/// # Errors
/// Database errors.
pub fn set_exclusion(
    db: &mut Db,
    project_id: i64,
    input: &ExclusionInput,
    by: Option<i64>,
    now: Stamp,
) -> Result<()> {
    // who lifted it and why stays beside the empty code, so that the list can explain itself
    diesel::update(projects::table.find(project_id))
        .set((
            projects::exclusion_code.eq(input.code),
            projects::exclusion_reason.eq(&input.reason),
            projects::excluded_by.eq(by),
            projects::excluded_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Adds a national code.
///
/// # Errors
/// 409 when another project holds it.
pub fn add_code(
    db: &mut Db,
    project_id: i64,
    code: &str,
    obtained_on: Option<NaiveDate>,
    now: Stamp,
) -> Result<i64> {
    if code_holder(db, code)?.is_some() {
        return Err(code_taken(code));
    }
    let row = (
        project_codes::project_id.eq(project_id),
        project_codes::code.eq(code),
        project_codes::obtained_on.eq(obtained_on),
        project_codes::began_at.eq(now),
    );
    diesel::insert_into(project_codes::table)
        .values(row)
        .returning(project_codes::id)
        .get_result(db)
        .map_err(|e| if is_unique_violation(&e) { code_taken(code) } else { e.into() })
}

/// The project that holds this code now, whoever may see it.
///
/// # Errors
/// Database errors.
pub fn code_holder(db: &mut Db, code: &str) -> Result<Option<i64>> {
    Ok(project_codes::table
        .filter(project_codes::code.eq(code).and(project_codes::ended_on.is_null()))
        .select(project_codes::project_id)
        .first(db)
        .optional()?)
}

/// Of these codes those that a project holds now, whoever may see it, with its id.
///
/// # Errors
/// Database errors.
pub fn code_holders(db: &mut Db, codes: Vec<String>) -> Result<HashMap<String, i64>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let held = project_codes::table
        .filter(project_codes::code.eq_any(codes).and(project_codes::ended_on.is_null()))
        .select((project_codes::code, project_codes::project_id));
    Ok(held.load::<(String, i64)>(db)?.into_iter().collect())
}

/// 409: the code belongs to another project.
pub fn code_taken(code: &str) -> Error {
    Error::new(Code::ProjectDuplicate)
        .detail(format!("项目代码 {code} 已登记在另一个项目上，一个代码只属于一个项目。请核对代码；确属同一项目的，请在原项目上办理。"))
}

/// Ends the national codes of a project that leaves the library, so that they can be registered anew.
///
/// # Errors
/// Database errors.
pub fn end_codes(db: &mut Db, project_id: i64, ended_on: NaiveDate, reason: &str) -> Result<()> {
    let current = project_codes::project_id.eq(project_id).and(project_codes::ended_on.is_null());
    diesel::update(project_codes::table.filter(current))
        .set((
            project_codes::ended_on.eq(ended_on),
            project_codes::reason.eq(reason),
            project_codes::version.eq(project_codes::version + 1),
        ))
        .execute(db)?;
    Ok(())
}
