//! Rows of signing events.

use super::super::model::{EventQuery, EventSort, SigningEvent, SigningEventInput, title};
use crate::db::dialect::{SearchTable, put_tokens, text_match};
use crate::db::page::{Page, Paging};
use crate::db::schema::signing_events;
use crate::db::sort::Sorts;
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::sort_by;
use crate::text::{index_tokens_of, normalise_name, query_terms, sort_key};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

const SEARCH: SearchTable = SearchTable("signing_event_search");

/// The plain columns of an event.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = signing_events, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Columns<'a> {
    name: &'a str,
    edition: Option<i32>,
    title_key: String,
    sort_key: String,
    kind: super::super::model::EventKind,
    held_from_on: NaiveDate,
    held_to_on: NaiveDate,
    place: Option<&'a str>,
    host: Option<&'a str>,
    remark: Option<&'a str>,
    updated_at: Stamp,
}

impl<'a> Columns<'a> {
    fn new(input: &'a SigningEventInput, now: Stamp) -> Self {
        let title = title(&input.name, input.edition);
        Self {
            name: &input.name,
            edition: input.edition,
            title_key: normalise_name(&title),
            sort_key: sort_key(&title),
            kind: input.kind,
            held_from_on: input.held_from_on,
            held_to_on: input.held_to_on,
            place: input.place.as_deref(),
            host: input.host.as_deref(),
            remark: input.remark.as_deref(),
            updated_at: now,
        }
    }
}

/// An event.
///
/// # Errors
/// 404.
pub fn find_event(db: &mut Db, id: i64) -> Result<SigningEvent> {
    let found = signing_events::table.find(id).select(columns::<SigningEvent>()).first(db).optional()?;
    found.ok_or_else(Error::not_found)
}

/// All events, closed ones too; there are a few dozen a year.
///
/// # Errors
/// Database errors.
pub fn events_all(db: &mut Db) -> Result<Vec<SigningEvent>> {
    Ok(signing_events::table.order(signing_events::id).select(columns::<SigningEvent>()).load(db)?)
}

/// Titles of these events by id.
///
/// # Errors
/// Database errors.
pub fn event_titles(db: &mut Db, ids: Vec<i64>) -> Result<std::collections::BTreeMap<i64, String>> {
    let rows: Vec<(i64, String, Option<i32>)> = signing_events::table
        .filter(signing_events::id.eq_any(ids))
        .select((signing_events::id, signing_events::name, signing_events::edition))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, name, edition)| (id, title(&name, edition))).collect())
}

/// Adds an event.
///
/// # Errors
/// 409 for one that is there already.
pub fn insert_event(tx: &mut Tx<'_>, input: &SigningEventInput) -> Result<SigningEvent> {
    let row = (
        Columns::new(input, tx.now),
        signing_events::created_by.eq(tx.caller.user_id),
        signing_events::created_at.eq(tx.now),
    );
    let done = diesel::insert_into(signing_events::table)
        .values(row)
        .returning(columns::<SigningEvent>())
        .get_result(&mut **tx);
    let event: SigningEvent = done.map_err(taken)?;
    index(tx, &event)?;
    Ok(event)
}

/// Writes an event of this very version.
///
/// # Errors
/// 409 for the title of another one; stale when somebody else changed it at the same time.
pub fn update_event(
    tx: &mut Tx<'_>,
    event: &SigningEvent,
    input: &SigningEventInput,
) -> Result<SigningEvent> {
    let same = signing_events::table.find(event.id).filter(signing_events::version.eq(event.version));
    let done = diesel::update(same)
        .set((Columns::new(input, tx.now), signing_events::version.eq(event.version + 1)))
        .returning(columns::<SigningEvent>())
        .get_result(&mut **tx)
        .optional();
    let event: SigningEvent = done.map_err(taken)?.ok_or_else(Error::changed_meanwhile)?;
    index(tx, &event)?;
    Ok(event)
}

/// Closes an event of this very version.
///
/// # Errors
/// Stale when somebody else changed it at the same time.
pub fn close_event(tx: &mut Tx<'_>, event: &SigningEvent, reason: &str) -> Result<SigningEvent> {
    let same = signing_events::table.find(event.id).filter(signing_events::version.eq(event.version));
    let changed: Option<SigningEvent> = diesel::update(same)
        .set((
            signing_events::closed_at.eq(tx.now),
            signing_events::closed_by.eq(tx.caller.user_id),
            signing_events::close_reason.eq(reason),
            signing_events::updated_at.eq(tx.now),
            signing_events::version.eq(event.version + 1),
        ))
        .returning(columns::<SigningEvent>())
        .get_result(&mut **tx)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

fn taken(e: diesel::result::Error) -> Error {
    if is_unique_violation(&e) {
        return Error::new(Code::ResourceConflict)
            .detail("同名、同届、同一天开始的签约活动已经登记过，请直接使用，不要重复登记。");
    }
    e.into()
}

fn index(db: &mut Db, event: &SigningEvent) -> Result<()> {
    let title = event.title();
    let texts =
        [Some(title.as_str()), Some(event.name.as_str()), event.place.as_deref(), event.host.as_deref()];
    let tokens: Vec<String> = index_tokens_of(texts.into_iter().flatten()).into_iter().collect();
    Ok(put_tokens(db, SEARCH, &[(event.id, tokens)])?)
}

fn filtered<'a>(db: &Db, query: &EventQuery) -> signing_events::BoxedQuery<'a, MultiBackend> {
    let mut rows = signing_events::table.into_boxed::<MultiBackend>();
    if let Some(terms) = query.q.as_deref().and_then(query_terms) {
        let terms = if db.is_pg() { terms.tsquery() } else { terms.fts5() };
        rows = rows.filter(text_match(SEARCH, signing_events::id, terms));
    }
    if let Some(kinds) = &query.kind {
        rows = rows.filter(signing_events::kind.eq_any(kinds.clone()));
    }
    if let Some(edition) = query.edition.and_then(|e| i32::try_from(e).ok()) {
        rows = rows.filter(signing_events::edition.eq(edition));
    }
    rows = match query.closed {
        Some(true) => rows.filter(signing_events::closed_at.is_not_null()),
        Some(false) => rows.filter(signing_events::closed_at.is_null()),
        None => rows,
    };
    if let Some(from) = query.held_from {
        rows = rows.filter(signing_events::held_from_on.ge(from));
    }
    if let Some(before) = query.held_before {
        rows = rows.filter(signing_events::held_from_on.lt(before));
    }
    rows
}

/// One page of events.
///
/// # Errors
/// 422 for a bad cursor; database errors.
pub fn list_events(db: &mut Db, query: &EventQuery, paging: &Paging) -> Result<Page<SigningEvent>> {
    let sorts = Sorts::new(query.sort.clone(), EventSort::HeldDesc)?;
    let window = paging.window(sorts.code())?;
    let total = filtered(db, query).count().get_result(db)?;
    let rows = sorts.apply(filtered(db, query), window.after.as_ref())?;
    let items: Vec<SigningEvent> =
        rows.limit(window.per_page).offset(window.offset()).select(columns::<SigningEvent>()).load(db)?;
    Ok(window.page_of(items, total, |event| sorts.place(event)))
}

sort_by!(EventSort on signing_events, rows SigningEvent {
    Held | HeldDesc => held_from_on: NaiveDate,
    Name | NameDesc => sort_key: String,
});
