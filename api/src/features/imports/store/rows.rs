//! Rows of a session: writing what was read, listing, deciding, counting.

use crate::db::dialect::{by_key, sum_i64};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::import_rows;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result};
use crate::features::imports::model::{Decision, ImportRowStatus, ResultKind, Row, RowQuery};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Boxed<'a> = import_rows::BoxedQuery<'a, MultiBackend>;

/// Rows written in one statement.
const ROWS_PER_INSERT: usize = 250;

/// A row about to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = import_rows)]
pub struct NewRow {
    /// Row number of the sheet.
    pub row_no: i32,
    /// Status.
    pub status: ImportRowStatus,
    /// Name.
    pub name: String,
    /// Total investment.
    pub total_investment_yuan: Option<i64>,
    /// What was read.
    pub reading: Doc,
    /// Fixes.
    pub fixes: Doc,
    /// Decision.
    pub decision: Option<Decision>,
    /// Possible duplicate.
    pub duplicate: Option<Doc>,
}

/// Writes rows of a session that has none of these numbers yet.
///
/// # Errors
/// Database errors.
pub fn insert(db: &mut Db, session_id: i64, rows: &[NewRow]) -> Result<()> {
    for chunk in rows.chunks(ROWS_PER_INSERT) {
        let values: Vec<_> = chunk.iter().map(|row| (import_rows::session_id.eq(session_id), row)).collect();
        crate::both!(db, c => diesel::insert_into(import_rows::table).values(values).execute(c))?;
    }
    Ok(())
}

/// Forgets what was read from the file before it is read anew; rows that were committed are never touched.
///
/// # Errors
/// Database errors.
pub fn forget(db: &mut Db, session_id: i64) -> Result<()> {
    let uncommitted = import_rows::table
        .filter(import_rows::session_id.eq(session_id))
        .filter(import_rows::committed_at.is_null());
    diesel::delete(uncommitted).execute(db)?;
    Ok(())
}

fn of(session_id: i64) -> Boxed<'static> {
    import_rows::table.filter(import_rows::session_id.eq(session_id)).into_boxed()
}

/// One row.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, session_id: i64, row_no: i32) -> Result<Row> {
    let found: Option<Row> = of(session_id)
        .filter(import_rows::row_no.eq(row_no))
        .select(columns::<Row>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

const SORT: &str = "row";

/// One page of rows in the order of the sheet.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn list(db: &mut Db, session_id: i64, query: &RowQuery, paging: &Paging) -> Result<Page<Row>> {
    let window = paging.window(SORT)?;
    let filtered = || {
        let mut rows = of(session_id);
        if let Some(status) = query.status.clone().filter(|s| !s.is_empty()) {
            rows = rows.filter(import_rows::status.eq_any(status));
        }
        match query.committed {
            Some(true) => rows.filter(import_rows::committed_at.is_not_null()),
            Some(false) => rows.filter(import_rows::committed_at.is_null()),
            None => rows,
        }
    };
    let total: i64 = filtered().count().get_result(db)?;
    let mut rows = filtered();
    if let Some(after) = &window.after {
        rows = rows.filter(import_rows::row_no.gt(i32::try_from(after.id).unwrap_or(i32::MAX)));
    }
    let items: Vec<Row> = rows
        .order(import_rows::row_no)
        .offset(window.offset())
        .limit(window.per_page)
        .select(columns::<Row>())
        .load(db)?;
    Ok(window.page_of(items, total, |r| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::Value::Null,
        id: i64::from(r.row_no),
    }))
}

/// The next rows behind `after`, for going through a whole session in pieces.
///
/// # Errors
/// Database errors.
pub fn after(db: &mut Db, session_id: i64, after: i32, limit: i64) -> Result<Vec<Row>> {
    Ok(of(session_id)
        .filter(import_rows::row_no.gt(after))
        .order(import_rows::row_no)
        .limit(limit)
        .select(columns::<Row>())
        .load(db)?)
}

/// Rows somebody has fixed or decided on.
///
/// # Errors
/// Database errors.
pub fn touched(db: &mut Db, session_id: i64) -> Result<Vec<Row>> {
    let rows = of(session_id).filter(import_rows::version.gt(1)).order(import_rows::row_no);
    Ok(rows.select(columns::<Row>()).load(db)?)
}

fn can_be_committed(session_id: i64) -> Boxed<'static> {
    of(session_id)
        .filter(import_rows::status.eq(ImportRowStatus::Ok))
        .filter(import_rows::committed_at.is_null())
}

/// How many rows could be committed now.
///
/// # Errors
/// Database errors.
pub fn waiting(db: &mut Db, session_id: i64) -> Result<i64> {
    Ok(can_be_committed(session_id).count().get_result(db)?)
}

/// The next rows to commit.
///
/// # Errors
/// Database errors.
pub fn next_to_commit(db: &mut Db, session_id: i64, after: i32, limit: i64) -> Result<Vec<Row>> {
    Ok(can_be_committed(session_id)
        .filter(import_rows::row_no.gt(after))
        .order(import_rows::row_no)
        .limit(limit)
        .select(columns::<Row>())
        .load(db)?)
}

/// The next rows to undo: committed with an effect, not undone, not refused in this run (`after`). The last come first,
/// so that what was built on an earlier row goes before it.
///
/// # Errors
/// Database errors.
pub fn next_to_undo(db: &mut Db, session_id: i64, before: i32, limit: i64) -> Result<Vec<Row>> {
    Ok(of(session_id)
        .filter(import_rows::committed_at.is_not_null())
        .filter(import_rows::undone_at.is_null())
        .filter(import_rows::result_kind.eq_any([ResultKind::Created, ResultKind::Updated]))
        .filter(import_rows::row_no.lt(before))
        .order(import_rows::row_no.desc())
        .limit(limit)
        .select(columns::<Row>())
        .load(db)?)
}

/// What a person or a re-reading changes about a row.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = import_rows, treat_none_as_null = true)]
pub struct Settled {
    /// Status.
    pub status: ImportRowStatus,
    /// Name.
    pub name: String,
    /// Total investment.
    pub total_investment_yuan: Option<i64>,
    /// Fixes.
    pub fixes: Doc,
    /// Decision.
    pub decision: Option<Decision>,
    /// Possible duplicate.
    pub duplicate: Option<Doc>,
    /// Issues found when it was to be committed.
    pub refusal: Option<Doc>,
}

/// Changes an uncommitted row that is still as it was read.
///
/// # Errors
/// 409 when somebody else changed or committed it at the same time.
pub fn settle(db: &mut Db, row: &Row, change: &Settled) -> Result<Row> {
    let changed: Option<Row> = diesel::update(import_rows::table.find((row.session_id, row.row_no)))
        .filter(import_rows::version.eq(row.version))
        .filter(import_rows::committed_at.is_null())
        .set((change, import_rows::version.eq(row.version + 1)))
        .returning(columns::<Row>())
        .get_result(db)
        .optional()?;
    changed.ok_or_else(|| {
        Error::new(Code::ResourceConflict).detail("就在此刻，这一行被别人改动或已入库。请刷新后重试。")
    })
}

/// What came of committing a row.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = import_rows)]
pub struct Committed {
    /// Kind.
    pub result_kind: ResultKind,
    /// Project or enterprise.
    pub result_id: i64,
    /// Its version now.
    pub result_version: i32,
    /// Input before an update.
    pub previous: Option<Doc>,
    /// Now.
    pub committed_at: Stamp,
}

/// Notes that a row was committed; `false` when another worker was faster.
///
/// # Errors
/// Database errors.
pub fn committed(db: &mut Db, row: &Row, done: &Committed) -> Result<bool> {
    let changed = diesel::update(import_rows::table.find((row.session_id, row.row_no)))
        .filter(import_rows::committed_at.is_null())
        .set((done, import_rows::version.eq(row.version + 1)))
        .execute(db)?;
    Ok(changed == 1)
}

/// What a row made in the library, or found there.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// Row number.
    pub row_no: i32,
    /// Kind.
    pub kind: ResultKind,
    /// Project or enterprise.
    pub id: i64,
    /// Its version now.
    pub version: i32,
}

/// [`committed`] for many rows without earlier content; answers how many were still waiting.
///
/// # Errors
/// Database errors.
pub fn made(db: &mut Db, session_id: i64, all: &[Made], now: Stamp) -> Result<usize> {
    let mut alike: BTreeMap<(ResultKind, i32), Vec<(i64, i64)>> = BTreeMap::new();
    for one in all {
        alike.entry((one.kind, one.version)).or_default().push((i64::from(one.row_no), one.id));
    }
    let mut changed = 0;
    for ((kind, version), ids) in alike {
        let rows: Vec<i32> = ids.iter().filter_map(|(row, _)| i32::try_from(*row).ok()).collect();
        let (first, last) = (rows.iter().min().copied(), rows.iter().max().copied());
        // said so that PostgreSQL, who does not know yet how many rows there are, does not read all of the session
        let near = import_rows::row_no.between(first.unwrap_or_default(), last.unwrap_or_default());
        changed += diesel::update(import_rows::table)
            .filter(import_rows::session_id.eq(session_id).and(near).and(import_rows::row_no.eq_any(rows)))
            .filter(import_rows::committed_at.is_null())
            .set((
                import_rows::result_kind.eq(kind),
                import_rows::result_id.eq(by_key(import_rows::row_no, ids)),
                import_rows::result_version.eq(version),
                import_rows::committed_at.eq(now),
                import_rows::version.eq(import_rows::version + 1),
            ))
            .execute(db)?;
    }
    Ok(changed)
}

/// Notes why a row could not be committed: it is an error now and waits for a person.
///
/// # Errors
/// Database errors.
pub fn refused(db: &mut Db, row: &Row, refusal: Doc, status: ImportRowStatus) -> Result<()> {
    diesel::update(import_rows::table.find((row.session_id, row.row_no)))
        .filter(import_rows::committed_at.is_null())
        .set((
            import_rows::status.eq(status),
            import_rows::refusal.eq(Some(refusal)),
            import_rows::version.eq(row.version + 1),
        ))
        .execute(db)?;
    Ok(())
}

/// Notes that a row was undone, or why not.
///
/// # Errors
/// Database errors.
pub fn undone(db: &mut Db, row: &Row, outcome: Result<Stamp, String>) -> Result<()> {
    let (undone_at, undo_refusal) = match outcome {
        Ok(at) => (Some(at), None),
        Err(reason) => (None, Some(reason)),
    };
    diesel::update(import_rows::table.find((row.session_id, row.row_no)))
        .set((
            import_rows::undone_at.eq(undone_at),
            import_rows::undo_refusal.eq(undo_refusal),
            import_rows::version.eq(row.version + 1),
        ))
        .execute(db)?;
    Ok(())
}

/// Rows and money of one status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Status.
    pub status: ImportRowStatus,
    /// Rows.
    pub rows: i64,
    /// Rows with an amount.
    pub with_amount: i64,
    /// Sum of the amounts, yuan.
    pub yuan: i64,
}

/// Rows and money by status.
///
/// # Errors
/// Database errors.
pub fn tallies(db: &mut Db, session_id: i64) -> Result<Vec<Tally>> {
    let rows: Vec<(ImportRowStatus, i64, i64, Option<i64>)> = import_rows::table
        .filter(import_rows::session_id.eq(session_id))
        .group_by(import_rows::status)
        .select((
            import_rows::status,
            diesel::dsl::count_star(),
            diesel::dsl::count(import_rows::total_investment_yuan),
            sum_i64(import_rows::total_investment_yuan.assume_not_null()),
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(status, rows, with_amount, yuan)| Tally { status, rows, with_amount, yuan: yuan.unwrap_or(0) })
        .collect())
}

/// How many rows are as the library has them: found there and usable, though nobody decided anything.
///
/// # Errors
/// Database errors.
pub fn unchanged(db: &mut Db, session_id: i64) -> Result<i64> {
    Ok(import_rows::table
        .filter(import_rows::session_id.eq(session_id))
        .filter(import_rows::status.eq(ImportRowStatus::Ok))
        .filter(import_rows::duplicate.is_not_null().and(import_rows::decision.is_null()))
        .count()
        .get_result(db)?)
}
