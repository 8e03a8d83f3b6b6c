//! Who stands in for whom.

use super::super::model::handovers::{
    Substitute, SubstituteFilter, SubstituteInput, SubstituteRow, SubstituteState,
};
use super::people;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::substitutes as s;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

/// What a substitution is on a day.
pub fn state_on(row: &SubstituteRow, today: NaiveDate) -> SubstituteState {
    match () {
        () if row.ended_at.is_some() || row.until_on < today => SubstituteState::Ended,
        () if row.from_on > today => SubstituteState::Coming,
        () => SubstituteState::Active,
    }
}

/// One of them.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, id: i64) -> Result<SubstituteRow> {
    Ok(s::table.find(id).select(columns::<SubstituteRow>()).first(db)?)
}

/// One page, the last named first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(
    db: &mut Db,
    filter: &SubstituteFilter,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<SubstituteRow>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let filtered = || {
        let mut rows = s::table.into_boxed::<MultiBackend>();
        if let Some(user) = filter.user_id {
            rows = rows.filter(s::user_id.eq(user).or(s::substitute_id.eq(user)));
        }
        if let Some(states) = &filter.state {
            let wants = |state| states.contains(&state);
            let ended = || s::ended_at.is_not_null().or(s::until_on.lt(today));
            let open = || s::ended_at.is_null().and(s::until_on.ge(today));
            type Any = Box<dyn BoxableExpression<s::table, MultiBackend, SqlType = diesel::sql_types::Bool>>;
            let mut any: Any = Box::new(s::id.eq(0));
            if wants(SubstituteState::Ended) {
                any = Box::new(any.or(ended()));
            }
            if wants(SubstituteState::Active) {
                any = Box::new(any.or(open().and(s::from_on.le(today))));
            }
            if wants(SubstituteState::Coming) {
                any = Box::new(any.or(open().and(s::from_on.gt(today))));
            }
            rows = rows.filter(any);
        }
        rows
    };
    let total = filtered().count().get_result(db)?;
    let items: Vec<SubstituteRow> = filtered()
        .filter(s::id.lt(window.before()))
        .order(s::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<SubstituteRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// Names a substitute.
///
/// # Errors
/// 409 when somebody stands in on one of these days already.
pub fn insert(tx: &mut Tx<'_>, user_id: i64, input: &SubstituteInput) -> Result<SubstituteRow> {
    let meeting: i64 = s::table
        .filter(s::user_id.eq(user_id).and(s::ended_at.is_null()))
        .filter(s::from_on.le(input.until_on).and(s::until_on.ge(input.from_on)))
        .count()
        .get_result(&mut **tx)?;
    if meeting > 0 {
        return Err(Error::new(Code::ResourceConflict)
            .detail("这些天里已经有人代理。请先结束原来的代理，或调整日期。"));
    }
    let row = (
        s::user_id.eq(user_id),
        s::substitute_id.eq(input.substitute_id),
        s::from_on.eq(input.from_on),
        s::until_on.eq(input.until_on),
        s::reason.eq(&input.reason),
        s::named_by.eq(tx.caller.user_id),
        s::created_at.eq(tx.now),
    );
    let named = diesel::insert_into(s::table)
        .values(row)
        .returning(columns::<SubstituteRow>())
        .get_result(&mut **tx)?;
    tx.app.callers.clear();
    Ok(named)
}

/// Ends a substitution before its day.
///
/// # Errors
/// 409 when somebody else ended it at the same time.
pub fn end(tx: &mut Tx<'_>, row: &SubstituteRow) -> Result<SubstituteRow> {
    let open = s::table.filter(s::id.eq(row.id).and(s::version.eq(row.version)).and(s::ended_at.is_null()));
    let ended: Option<SubstituteRow> = diesel::update(open)
        .set((s::ended_at.eq(tx.now), s::ended_by.eq(tx.caller.user_id), s::version.eq(row.version + 1)))
        .returning(columns::<SubstituteRow>())
        .get_result(&mut **tx)
        .optional()?;
    tx.app.callers.clear();
    ended.ok_or_else(Error::changed_meanwhile)
}

/// Rows with names; `can` is the caller's.
///
/// # Errors
/// Database errors.
pub fn named(
    db: &mut Db,
    rows: Vec<SubstituteRow>,
    today: NaiveDate,
    can: impl Fn(&SubstituteRow) -> Vec<String>,
) -> Result<Vec<Substitute>> {
    let people = people(db, rows.iter().flat_map(|r| [r.user_id, r.substitute_id]).collect())?;
    let name = |id: i64| people.get(&id).map(|p| p.name.clone()).unwrap_or_default();
    let view = |row: SubstituteRow| Substitute {
        can: can(&row),
        state: state_on(&row, today),
        user_name: name(row.user_id),
        substitute_name: name(row.substitute_id),
        id: row.id,
        user_id: row.user_id,
        substitute_id: row.substitute_id,
        from_on: row.from_on,
        until_on: row.until_on,
        reason: row.reason,
        named_by: row.named_by,
        created_at: row.created_at,
        ended_at: row.ended_at,
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}
