//! Records of exports.

use super::area::Kept;
use crate::db::columns;
use crate::db::dialect::advisory_lock;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{exports, jobs};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend};
use crate::error::{Error, Result};
use crate::features::reports::model::{Export, ExportQuery, Progress};
use crate::jobs::JobState;
use crate::work::Tx;
use diesel::prelude::*;

const SORT: &str = "-id";
/// Lock that keeps two requests of one person from both being the second (PostgreSQL only).
const LOCK: i64 = 7_463_016;

/// A new export.
#[derive(Debug, Insertable)]
#[diesel(table_name = exports)]
#[allow(missing_docs)] // described on `ExportView`
pub struct NewExport {
    pub principal: String,
    pub owner_id: Option<i64>,
    pub token_id: Option<i64>,
    pub owner_name: String,
    pub unit_id: Option<i64>,
    pub list: String,
    pub title: String,
    pub format: crate::features::reports::model::ExportFormat,
    pub encoding: crate::features::reports::model::ExportEncoding,
    pub filter: String,
    pub filter_words: String,
    pub sort: Option<String>,
    pub template_id: Option<i64>,
    pub template_version: Option<i32>,
    pub layout: Doc,
    pub layout_sha256: String,
    pub job_id: i64,
    pub created_at: Stamp,
}

/// How many exports of this principal wait or run; nobody else of the same principal adds one until the end of the
/// transaction.
///
/// # Errors
/// Database errors.
pub fn running(db: &mut Db, principal: &str) -> Result<i64> {
    advisory_lock(db, LOCK, false)?;
    Ok(exports::table
        .inner_join(jobs::table)
        .filter(exports::principal.eq(principal))
        .filter(jobs::state.eq_any([JobState::Queued, JobState::Running]))
        .count()
        .get_result(db)?)
}

/// Adds a record.
///
/// # Errors
/// Database errors.
pub fn insert(db: &mut Db, new: &NewExport) -> Result<Export> {
    Ok(diesel::insert_into(exports::table).values(new).returning(columns::<Export>()).get_result(db)?)
}

/// An export of this principal, and what its job says.
///
/// # Errors
/// 404 when it is not there or somebody else's.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<(Export, Progress)> {
    let found = exports::table
        .inner_join(jobs::table)
        .filter(exports::id.eq(id).and(exports::principal.eq(tx.caller.principal())))
        .select((columns::<Export>(), (jobs::state, jobs::done, jobs::total, jobs::failure)))
        .first(&mut **tx)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// The export that a job works on.
///
/// # Errors
/// 404.
pub fn of_job(db: &mut Db, job_id: i64) -> Result<Export> {
    Ok(exports::table.filter(exports::job_id.eq(job_id)).select(columns::<Export>()).first(db)?)
}

/// One's exports, the latest first.
///
/// # Errors
/// A cursor of another list; database errors.
pub fn list(tx: &mut Tx<'_>, query: &ExportQuery, paging: &Paging) -> Result<Page<(Export, Progress)>> {
    let window = paging.window(SORT)?;
    let principal = tx.caller.principal();
    let filtered = || {
        let mut rows = exports::table
            .inner_join(jobs::table)
            .filter(exports::principal.eq(principal.clone()))
            .into_boxed::<MultiBackend>();
        if let Some(list) = &query.list {
            rows = rows.filter(exports::list.eq(list.clone()));
        }
        rows
    };
    let total = filtered().count().get_result(&mut **tx)?;
    let items: Vec<(Export, Progress)> = filtered()
        .filter(exports::id.lt(window.before()))
        .order(exports::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select((columns::<Export>(), (jobs::state, jobs::done, jobs::total, jobs::failure)))
        .load(&mut **tx)?;
    Ok(window.page_of(items, total, |(row, _)| Cursor::of_id(SORT, row.id)))
}

/// Writes down the file of a finished export; `None` when another worker was faster.
///
/// # Errors
/// Database errors.
pub fn finish(
    db: &mut Db,
    id: i64,
    kept: &Kept,
    (as_of, rows): (Stamp, i64),
    (now, expires_at): (Stamp, Stamp),
) -> Result<Option<Export>> {
    Ok(diesel::update(exports::table.find(id).filter(exports::finished_at.is_null()))
        .set((
            exports::as_of_at.eq(as_of),
            exports::rows_matched.eq(rows),
            exports::rows_written.eq(rows),
            exports::stored_name.eq(&kept.name),
            exports::size_bytes.eq(kept.size_bytes),
            exports::sha256.eq(&kept.sha256),
            exports::finished_at.eq(now),
            exports::expires_at.eq(expires_at),
            exports::version.eq(exports::version + 1),
        ))
        .returning(columns::<Export>())
        .get_result(db)
        .optional()?)
}

/// Finished exports whose time is over and whose file is still there.
///
/// # Errors
/// Database errors.
pub fn expired(db: &mut Db, now: Stamp) -> Result<Vec<Export>> {
    Ok(exports::table
        .filter(exports::expires_at.le(now).and(exports::removed_at.is_null()))
        .order(exports::id)
        .select(columns::<Export>())
        .load(db)?)
}

/// Writes down that the file of an export is gone; `None` when somebody else has.
///
/// # Errors
/// Database errors.
pub fn removed(db: &mut Db, id: i64, now: Stamp) -> Result<Option<Export>> {
    Ok(diesel::update(exports::table.find(id).filter(exports::removed_at.is_null()))
        .set((exports::removed_at.eq(now), exports::version.eq(exports::version + 1)))
        .returning(columns::<Export>())
        .get_result(db)
        .optional()?)
}

/// Names of the files that records know.
///
/// # Errors
/// Database errors.
pub fn known_names(db: &mut Db) -> Result<Vec<String>> {
    let names: Vec<Option<String>> = exports::table
        .filter(exports::removed_at.is_null().and(exports::stored_name.is_not_null()))
        .select(exports::stored_name)
        .load(db)?;
    Ok(names.into_iter().flatten().collect())
}
