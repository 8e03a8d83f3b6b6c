//! Copies, and what of them waits to be read.

use super::super::model::{CarbonCopyInput, CopyBox, CopyFilter, CopyRow};
use super::names::{Named, still_seen};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::carbon_copies as copies;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::policy;
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::prelude::*;

const SORT: &str = "-id";

/// Where a copied thing is.
pub fn place(row: &CopyRow) -> (InboxResource, i64) {
    // the codes of what can be copied are among those of what can wait
    (row.resource.code().parse().unwrap_or(InboxResource::Project), row.resource_id)
}

/// Writes one copy a person.
///
/// # Errors
/// Database errors.
pub fn insert(tx: &mut Tx<'_>, input: &CarbonCopyInput, thing: &Named, from_id: i64) -> Result<Vec<CopyRow>> {
    let mut rows = Vec::new();
    for to_id in &input.user_ids {
        let row = (
            copies::resource.eq(input.resource),
            copies::resource_id.eq(input.resource_id),
            copies::project_id.eq(thing.project_id),
            copies::subject.eq(&thing.subject),
            copies::text.eq(&input.text),
            copies::from_id.eq(from_id),
            copies::to_id.eq(to_id),
            copies::sent_at.eq(tx.now),
        );
        let made = diesel::insert_into(copies::table).values(row).returning(columns::<CopyRow>());
        rows.push(made.get_result(&mut **tx)?);
    }
    Ok(rows)
}

/// One copy that this person sent or got.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, user_id: i64, id: i64) -> Result<CopyRow> {
    let own = copies::from_id.eq(user_id).or(copies::to_id.eq(user_id));
    let found = copies::table
        .filter(copies::id.eq(id))
        .filter(own)
        .select(columns::<CopyRow>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// One page, the latest first.
///
/// # Errors
/// A wrong cursor; database errors.
pub fn page(db: &mut Db, user_id: i64, filter: &CopyFilter, paging: &Paging) -> Result<Page<CopyRow>> {
    let window = paging.window(SORT)?;
    let of = || {
        let mut rows = copies::table.into_boxed::<MultiBackend>();
        rows = match filter.r#box.unwrap_or(CopyBox::Received) {
            CopyBox::Received => rows.filter(copies::to_id.eq(user_id)),
            CopyBox::Sent => rows.filter(copies::from_id.eq(user_id)),
        };
        match filter.unread {
            Some(true) => rows.filter(copies::read_at.is_null()),
            Some(false) => rows.filter(copies::read_at.is_not_null()),
            None => rows,
        }
    };
    let total = of().count().get_result(db)?;
    let items: Vec<CopyRow> = of()
        .filter(copies::id.lt(window.before()))
        .order(copies::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<CopyRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// Marks a copy read, once.
///
/// # Errors
/// Database errors.
pub fn read(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let unread = copies::table.filter(copies::id.eq(id).and(copies::read_at.is_null()));
    diesel::update(unread).set(copies::read_at.eq(tx.now)).execute(&mut **tx)?;
    Ok(())
}

/// Copies that the caller has not read and whose things he still sees.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id.filter(|_| tab == InboxTab::Cc) else { return Ok(Vec::new()) };
    let rows: Vec<CopyRow> = copies::table
        .filter(copies::to_id.eq(me).and(copies::read_at.is_null()))
        .select(columns::<CopyRow>())
        .load(&mut **tx)?;
    let who = policy::visible(tx.caller);
    let seen = still_seen(tx, &who, rows.iter().map(place))?;
    let waiting = |row: CopyRow| {
        let (resource, resource_id) = place(&row);
        Waiting {
            kind: InboxKind::CarbonCopy,
            subject: row.subject,
            why: row.text,
            from_id: Some(row.from_id),
            since_at: row.sent_at,
            due_on: None,
            resource,
            resource_id,
            part_id: Some(row.id),
        }
    };
    Ok(rows.into_iter().filter(|row| seen.contains(&place(row))).map(waiting).collect())
}
