//! Versions of the plan of a project.

use super::super::model::plans::{PlanInput, PlanRow, ProjectPlan};
use super::people;
use crate::db::schema::project_plans as p;
use crate::db::{Db, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::files;
use crate::work::Tx;
use diesel::prelude::*;

/// All versions, the newest first.
///
/// # Errors
/// Database errors.
pub fn of_project(db: &mut Db, project_id: i64) -> Result<Vec<PlanRow>> {
    Ok(p::table
        .filter(p::project_id.eq(project_id))
        .order(p::no.desc())
        .select(columns::<PlanRow>())
        .load(db)?)
}

/// Adds the next version.
///
/// # Errors
/// 409 when somebody else added one since.
pub fn insert(tx: &mut Tx<'_>, project_id: i64, input: &PlanInput) -> Result<PlanRow> {
    let last: Option<i32> = p::table
        .filter(p::project_id.eq(project_id))
        .select(diesel::dsl::max(p::no))
        .get_result(&mut **tx)?;
    if last.unwrap_or(0) != input.after_no {
        return Err(newer(last.unwrap_or(0)));
    }
    let row = (
        p::project_id.eq(project_id),
        p::no.eq(input.after_no + 1),
        p::title.eq(&input.title),
        p::summary.eq(&input.summary),
        p::file_id.eq(input.file_id),
        p::approved_on.eq(input.approved_on),
        p::reason.eq(&input.reason),
        p::created_by.eq(tx.caller.user_id),
        p::created_at.eq(tx.now),
    );
    let inserted: QueryResult<PlanRow> =
        diesel::insert_into(p::table).values(row).returning(columns::<PlanRow>()).get_result(&mut **tx);
    inserted.map_err(|e| if is_unique_violation(&e) { newer(input.after_no + 1) } else { e.into() })
}

fn newer(no: i32) -> Error {
    Error::new(Code::ResourceConflict)
        .detail(format!("方案已有第{no}版，与您打开时不同。请先查看最新的一版，再决定是否另行上传。"))
}

/// Versions with the names that belong to them; the first is in force.
///
/// # Errors
/// Database errors.
pub fn named(db: &mut Db, rows: Vec<PlanRow>) -> Result<Vec<ProjectPlan>> {
    let people = people(db, rows.iter().filter_map(|r| r.created_by).collect())?;
    let files = files::many(db, &rows.iter().map(|r| r.file_id).collect::<Vec<_>>())?;
    let newest = rows.iter().map(|r| r.no).max();
    let plan = |row: PlanRow| ProjectPlan {
        file_name: files.iter().find(|f| f.id == row.file_id).map(|f| f.name.clone()).unwrap_or_default(),
        created_by_name: row.created_by.and_then(|id| people.get(&id)).map(|p| p.name.clone()),
        in_force: Some(row.no) == newest,
        id: row.id,
        project_id: row.project_id,
        no: row.no,
        title: row.title,
        summary: row.summary,
        file_id: row.file_id,
        approved_on: row.approved_on,
        reason: row.reason,
        created_by: row.created_by,
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(plan).collect())
}
