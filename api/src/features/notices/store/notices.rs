//! Notices, who has read them, and how people want to be told.

use super::super::model::{NoticeFilter, NoticeRow, NoticeSettingsInput, NoticeStage, SettingsRow};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{journal, notice_settings as settings, notices};
use crate::db::types::{Doc, Stamp};
use crate::db::{Both, Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::insert_all;
use crate::live::Mark;
use crate::waiting::{InboxKind, InboxResource};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

const SORT: &str = "-id";
/// Changes of these subjects alter nothing that waits for anybody.
const QUIET_SUBJECTS: [&str; 6] = ["session", "preferences", "export", "job", "key", "notice_settings"];

/// One notice to be written.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// Who is told.
    pub user_id: i64,
    /// What keeps it from being told twice.
    pub once_key: String,
    /// What it is about.
    pub kind: InboxKind,
    /// Why now.
    pub stage: NoticeStage,
    /// The thing, by name.
    pub subject: String,
    /// The sentence.
    pub text: String,
    /// Its name leaves the house in no message.
    pub confidential: bool,
    /// Where it leads.
    pub resource: InboxResource,
    /// Id of the resource.
    pub resource_id: i64,
    /// Id of the part of it.
    pub part_id: Option<i64>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Set where no channel is to be told.
    pub handed_at: Option<Stamp>,
}

/// Writes notices unless the people were told already; says how many were news.
///
/// # Errors
/// Database errors.
pub fn tell(tx: &mut Tx<'_>, fresh: &[NewNotice]) -> Result<usize> {
    let now = tx.now;
    let rows = fresh.iter().map(|notice| {
        (
            notices::user_id.eq(notice.user_id),
            notices::once_key.eq(&notice.once_key),
            notices::kind.eq(notice.kind),
            notices::stage.eq(notice.stage),
            notices::subject.eq(&notice.subject),
            notices::text.eq(&notice.text),
            notices::confidential.eq(notice.confidential),
            notices::resource.eq(notice.resource),
            notices::resource_id.eq(notice.resource_id),
            notices::part_id.eq(notice.part_id),
            notices::due_on.eq(notice.due_on),
            notices::created_at.eq(now),
            notices::handed_at.eq(notice.handed_at),
        )
    });
    Ok(insert_all!(&mut **tx, notices::table, rows, unless there)?)
}

/// Which of these keys the person was told already.
///
/// # Errors
/// Database errors.
pub fn told(db: &mut Db, user_id: i64, keys: Vec<String>) -> Result<Vec<String>> {
    let of = notices::table.filter(notices::user_id.eq(user_id).and(notices::once_key.eq_any(keys)));
    Ok(of.select(notices::once_key).load(db)?)
}

/// Deletes the oldest notices that were written before `before`, at most `most`; says how many. They are read in the order
/// in which they were written, so that those that stay are not gone through.
///
/// # Errors
/// Database errors.
pub fn forget(tx: &mut Tx<'_>, before: Stamp, most: i64) -> Result<usize> {
    let oldest: Vec<(i64, Stamp)> = notices::table
        .order(notices::id)
        .limit(most)
        .select((notices::id, notices::created_at))
        .load(&mut **tx)?;
    let Some((last, _)) = oldest.iter().take_while(|(_, at)| *at < before).last() else { return Ok(0) };
    Ok(diesel::delete(notices::table.filter(notices::id.le(*last))).execute(&mut **tx)?)
}

/// One page of a person's notices, the latest first.
///
/// # Errors
/// A wrong cursor; database errors.
pub fn page(db: &mut Db, user_id: i64, filter: &NoticeFilter, paging: &Paging) -> Result<Page<NoticeRow>> {
    let window = paging.window(SORT)?;
    let of = || {
        let rows = notices::table.into_boxed::<MultiBackend>().filter(notices::user_id.eq(user_id));
        match filter.unread {
            Some(true) => rows.filter(notices::read_at.is_null()),
            Some(false) => rows.filter(notices::read_at.is_not_null()),
            None => rows,
        }
    };
    let total = of().count().get_result(db)?;
    let items: Vec<NoticeRow> = of()
        .filter(notices::id.lt(window.before()))
        .order(notices::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<NoticeRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// One notice of a person.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, user_id: i64, id: i64) -> Result<NoticeRow> {
    let own = notices::id.eq(id).and(notices::user_id.eq(user_id));
    let found = notices::table.filter(own).select(columns::<NoticeRow>()).first(db).optional()?;
    found.ok_or_else(Error::not_found)
}

/// Marks a notice read, once.
///
/// # Errors
/// Database errors.
pub fn read(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let unread = notices::table.filter(notices::id.eq(id).and(notices::read_at.is_null()));
    diesel::update(unread).set(notices::read_at.eq(tx.now)).execute(&mut **tx)?;
    Ok(())
}

/// Marks read what a person was told under a key.
///
/// # Errors
/// Database errors.
pub fn read_of(tx: &mut Tx<'_>, user_id: i64, once_key: &str) -> Result<()> {
    let unread =
        notices::user_id.eq(user_id).and(notices::once_key.eq(once_key)).and(notices::read_at.is_null());
    diesel::update(notices::table.filter(unread)).set(notices::read_at.eq(tx.now)).execute(&mut **tx)?;
    Ok(())
}

/// Marks all up to one read.
///
/// # Errors
/// Database errors.
pub fn read_up_to(tx: &mut Tx<'_>, user_id: i64, id: i64) -> Result<()> {
    let unread = notices::user_id.eq(user_id).and(notices::id.le(id)).and(notices::read_at.is_null());
    diesel::update(notices::table.filter(unread)).set(notices::read_at.eq(tx.now)).execute(&mut **tx)?;
    Ok(())
}

/// How many a person has not read.
///
/// # Errors
/// Database errors.
pub fn unread(db: &mut Db, user_id: i64) -> Result<i64> {
    let of = notices::user_id.eq(user_id).and(notices::read_at.is_null());
    Ok(notices::table.filter(of).count().get_result(db)?)
}

/// How far things have come, for open pages.
///
/// # Errors
/// Database errors.
pub fn marks(db: &mut Db) -> Result<Mark> {
    let change: Option<i64> = journal::table
        .filter(journal::subject_kind.ne_all(QUIET_SUBJECTS))
        .order(journal::id.desc())
        .select(journal::id)
        .first(db)
        .optional()?;
    let notice: Option<i64> = notices::table.select(diesel::dsl::max(notices::id)).first(db)?;
    Ok(Mark { change: change.unwrap_or(0), notice: notice.unwrap_or(0) })
}

/// What a person has saved about how he is told.
///
/// # Errors
/// Database errors.
pub fn settings(db: &mut Db, user_id: i64) -> Result<Option<SettingsRow>> {
    Ok(settings::table.find(user_id).select(columns::<SettingsRow>()).first(db).optional()?)
}

/// Saves it as a whole.
///
/// # Errors
/// 412 when he did so elsewhere at the same time.
pub fn put_settings(
    tx: &mut Tx<'_>,
    user_id: i64,
    version: i32,
    input: &NoticeSettingsInput,
) -> Result<SettingsRow> {
    let (email, kinds) = (input.email.clone().filter(|e| !e.is_empty()), Doc::of(&input.quiet_kinds));
    let saved: Option<SettingsRow> = if version == 0 {
        let row = (
            settings::user_id.eq(user_id),
            settings::email.eq(email),
            settings::quiet_kinds.eq(kinds),
            settings::updated_at.eq(tx.now),
        );
        let insert = diesel::insert_into(settings::table).values(row).on_conflict_do_nothing();
        match Both(insert).execute(&mut **tx)? {
            1 => self::settings(tx, user_id)?,
            _ => None,
        }
    } else {
        let row = settings::table.filter(settings::user_id.eq(user_id).and(settings::version.eq(version)));
        let values = (
            settings::email.eq(email),
            settings::quiet_kinds.eq(kinds),
            settings::updated_at.eq(tx.now),
            settings::version.eq(version + 1),
        );
        diesel::update(row)
            .set(values)
            .returning(columns::<SettingsRow>())
            .get_result(&mut **tx)
            .optional()?
    };
    saved.ok_or_else(Error::changed_meanwhile)
}
