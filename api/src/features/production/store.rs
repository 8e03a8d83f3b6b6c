//! The reports of a project, and what of them waits for whom.

pub mod waiting;

use super::model::{
    ProductionAuditInput, ProductionFilter, ProductionReportInput, ProductionState, ReportRow,
};
use crate::db::dialect::in_query;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::production_reports as reports;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::projects::store::list::Conditions;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

type Boxed = reports::BoxedQuery<'static, MultiBackend>;

/// One page of a project's reports, the latest month first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(
    db: &mut Db,
    project_id: i64,
    filter: &ProductionFilter,
    paging: &Paging,
) -> Result<Page<ReportRow>> {
    let of = || {
        let rows: Boxed = reports::table.into_boxed().filter(reports::project_id.eq(project_id));
        match &filter.state {
            Some(states) => rows.filter(reports::state.eq_any(states.clone())),
            None => rows,
        }
    };
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let total = of().count().get_result(db)?;
    let items: Vec<ReportRow> = of()
        .filter(reports::id.lt(window.before()))
        .order(reports::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<ReportRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// Reports of all projects that the conditions admit, by id.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn of_projects(db: &mut Db, conditions: &Conditions, paging: &Paging) -> Result<Page<ReportRow>> {
    const SORT: &str = "-id";
    let of =
        || -> Boxed { reports::table.into_boxed().filter(in_query(reports::project_id, conditions.ids())) };
    let window = paging.window(SORT)?;
    let total = of().count().get_result(db)?;
    let items: Vec<ReportRow> = of()
        .filter(reports::id.lt(window.before()))
        .order(reports::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<ReportRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// One report of a project.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, project_id: i64, id: i64) -> Result<ReportRow> {
    let of = reports::id.eq(id).and(reports::project_id.eq(project_id));
    Ok(reports::table.filter(of).select(columns::<ReportRow>()).first(db)?)
}

fn taken(error: diesel::result::Error, month: NaiveDate) -> Error {
    if is_unique_violation(&error) {
        let month = month.format("%Y年%m月");
        return Error::new(Code::ResourceConflict)
            .detail(format!("{month}的月报已经填报。请修改那一份；已审核通过的不能再改。"));
    }
    error.into()
}

/// Files a report.
///
/// # Errors
/// 409 when the month was reported already.
pub fn insert(
    tx: &mut Tx<'_>,
    project_id: i64,
    input: &ProductionReportInput,
    month: NaiveDate,
) -> Result<ReportRow> {
    let row = (
        reports::project_id.eq(project_id),
        reports::month_on.eq(month),
        reports::metrics.eq(Doc::of(&input.metrics)),
        reports::note.eq(&input.note),
        reports::state.eq(ProductionState::Submitted),
        reports::submitted_by.eq(tx.caller.user_id),
        reports::submitted_at.eq(tx.now),
        reports::first_submitted_at.eq(tx.now),
    );
    let inserted = diesel::insert_into(reports::table)
        .values(row)
        .returning(columns::<ReportRow>())
        .get_result(&mut **tx);
    inserted.map_err(|e| taken(e, month))
}

/// Corrects a report that was not audited, or was sent back.
///
/// # Errors
/// 409 when the month was reported already, 412 when somebody else changed it.
pub fn correct(
    tx: &mut Tx<'_>,
    before: &ReportRow,
    input: &ProductionReportInput,
    month: NaiveDate,
) -> Result<ReportRow> {
    let values = (
        reports::month_on.eq(month),
        reports::metrics.eq(Doc::of(&input.metrics)),
        reports::note.eq(&input.note),
        reports::state.eq(ProductionState::Submitted),
        reports::submitted_by.eq(tx.caller.user_id),
        reports::submitted_at.eq(tx.now),
        // an earlier opinion does not stand under what it did not see
        reports::audited_by.eq(None::<i64>),
        reports::audited_at.eq(None::<crate::db::types::Stamp>),
        reports::audit_opinion.eq(None::<String>),
        reports::version.eq(before.version + 1),
    );
    let row = reports::table.filter(reports::id.eq(before.id).and(reports::version.eq(before.version)));
    let changed: QueryResult<Option<ReportRow>> =
        diesel::update(row).set(values).returning(columns::<ReportRow>()).get_result(&mut **tx).optional();
    changed.map_err(|e| taken(e, month))?.ok_or_else(Error::changed_meanwhile)
}

/// Decides a report.
///
/// # Errors
/// 412 when somebody else decided it at the same time.
pub fn audit(tx: &mut Tx<'_>, before: &ReportRow, input: &ProductionAuditInput) -> Result<ReportRow> {
    let values = (
        reports::state.eq(ProductionState::from(input.result)),
        reports::audited_by.eq(tx.caller.user_id),
        reports::audited_at.eq(tx.now),
        reports::audit_opinion.eq(&input.opinion),
        reports::version.eq(before.version + 1),
    );
    let row = reports::table.filter(reports::id.eq(before.id).and(reports::version.eq(before.version)));
    let changed: Option<ReportRow> =
        diesel::update(row).set(values).returning(columns::<ReportRow>()).get_result(&mut **tx).optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}
