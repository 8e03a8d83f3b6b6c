//! Rows of files and what they belong to; the bytes are in [`content`].

pub mod content;

use super::model::{NewRow, Row};
use crate::db::schema::{enterprises, file_links, files};
use crate::db::{Both, Db, columns, for_ids};
use crate::error::{Code, Error, Result};
use crate::journal::{self, Subject};
use crate::policy::{Reach, Visible, visible};
use crate::work::Tx;
use diesel::prelude::*;

/// Adds a file.
///
/// # Errors
/// Database errors.
pub fn insert(db: &mut Db, row: &NewRow<'_>) -> Result<Row> {
    Ok(diesel::insert_into(files::table).values(row).returning(columns::<Row>()).get_result(db)?)
}

/// A file that the caller may see.
///
/// # Errors
/// 404 when it is absent or invisible.
pub fn find_visible(tx: &mut Tx<'_>, id: i64) -> Result<Row> {
    let row: Option<Row> = files::table.find(id).select(columns::<Row>()).first(&mut **tx).optional()?;
    let seen = visible(tx.caller);
    match row {
        Some(row) if is_visible(tx, &seen, &row)? => Ok(row),
        _ => Err(Error::not_found()),
    }
}

/// The file named in a field of an input: who may see a file may use it.
///
/// # Errors
/// 422 pointing at the field; a file of somebody else is as good as none.
pub fn named(tx: &mut Tx<'_>, id: i64, pointer: &str) -> Result<Row> {
    find_visible(tx, id).map_err(|e| match e.code() {
        Code::ResourceNotFound => {
            Error::field(pointer, "not_found", "没有这个附件，或您无权使用。请重新上传后引用新的编号。")
        }
        _ => e,
    })
}

/// The files named in a list of an input, each once.
///
/// # Errors
/// 422 pointing at every wrong one.
pub fn all_named(tx: &mut Tx<'_>, ids: &[i64], pointer: &str) -> Result<Vec<Row>> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for (i, id) in ids.iter().enumerate() {
        let at = format!("{pointer}/{i}");
        let found = if ids[..i].contains(id) {
            Err(Error::field(&at, "duplicate", "同一附件写了两次，请去掉一个。"))
        } else {
            named(tx, *id, &at)
        };
        rows.extend(Error::gather(&mut wrong, found)?);
    }
    if wrong.is_empty() { Ok(rows) } else { Err(Error::invalid(wrong)) }
}

/// Who uploaded these files, leaving out what partners uploaded themselves.
///
/// # Errors
/// Database errors.
pub fn uploaders(db: &mut Db, ids: &[i64]) -> Result<Vec<Option<i64>>> {
    let rows = many(db, ids)?;
    Ok(rows.into_iter().filter(|f| f.enterprise_id.is_none()).map(|f| f.uploaded_by).collect())
}

/// Of these files the ones that the caller uploaded himself, as [`uploaders`] counts it.
///
/// # Errors
/// Database errors.
pub fn uploaded_by_caller(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<i64>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    Ok(for_ids(ids, |some| {
        let of = files::table.filter(files::id.eq_any(some.to_vec()));
        let own = of.filter(files::uploaded_by.assume_not_null().eq(me).and(files::enterprise_id.is_null()));
        own.select(files::id).load(&mut **tx)
    })?)
}

/// Of these files the ones that may be seen; for the feed of changes.
///
/// # Errors
/// Database errors.
pub fn keep_visible_ids(tx: &mut Tx<'_>, seen: &Visible, ids: &[i64]) -> Result<Vec<i64>> {
    let mut kept = Vec::new();
    for row in many(tx, ids)? {
        if is_visible(tx, seen, &row)? {
            kept.push(row.id);
        }
    }
    Ok(kept)
}

/// Rows of these files in the order of their ids, whoever may see them.
///
/// # Errors
/// Database errors.
pub fn many(db: &mut Db, ids: &[i64]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(files::table
        .filter(files::id.eq_any(ids.to_vec()))
        .order(files::id)
        .select(columns::<Row>())
        .load(db)?)
}

/// Whoever uploaded a file sees it; a linked one follows its subjects; a loose one its unit or enterprise.
fn is_visible(tx: &mut Tx<'_>, seen: &Visible, row: &Row) -> Result<bool> {
    let (mine, near) = match &seen.reach {
        Reach::Nothing => return Ok(false),
        Reach::Everything => return Ok(true),
        Reach::Party(enterprise_id) => {
            let own = of_enterprise(tx, row, *enterprise_id)?;
            (own, own)
        }
        Reach::City => (own_upload(seen, row), true),
        Reach::Units(units) => (own_upload(seen, row), row.unit_id.is_some_and(|u| units.contains(&u))),
    };
    if mine {
        return Ok(true);
    }
    let links: Vec<(String, i64)> = file_links::table
        .filter(file_links::file_id.eq(row.id))
        .select((file_links::subject_kind, file_links::subject_id))
        .load(&mut **tx)?;
    if links.is_empty() {
        return Ok(near);
    }
    for (kind, id) in links {
        if crate::app::may_see(tx, seen, &kind, id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Uploaded by this enterprise, also under the id of one merged into it since (files themselves never change).
fn of_enterprise(db: &mut Db, row: &Row, enterprise_id: i64) -> Result<bool> {
    let Some(uploader) = row.enterprise_id.filter(|e| *e != enterprise_id) else {
        return Ok(row.enterprise_id.is_some());
    };
    let into: Option<Option<i64>> =
        enterprises::table.find(uploader).select(enterprises::merged_into_id).first(db).optional()?;
    Ok(into.flatten() == Some(enterprise_id))
}

fn own_upload(seen: &Visible, row: &Row) -> bool {
    row.uploaded_by.is_some() && row.uploaded_by == seen.user_id
}

/// Says that a file belongs to a subject; whoever sees the subject sees the file from now on.
///
/// # Errors
/// Database errors.
pub fn link(tx: &mut Tx<'_>, file_id: i64, subject_kind: &str, subject_id: i64) -> Result<()> {
    let row = (
        file_links::file_id.eq(file_id),
        file_links::subject_kind.eq(subject_kind),
        file_links::subject_id.eq(subject_id),
        file_links::linked_at.eq(tx.now),
    );
    Both(diesel::insert_into(file_links::table).values(row).on_conflict_do_nothing()).execute(&mut **tx)?;
    Ok(())
}

/// Seals files for good: they are evidence that passed an audit. Sealed ones stay as they are.
///
/// # Errors
/// Database errors.
pub fn seal(tx: &mut Tx<'_>, ids: &[i64]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let open = files::table.filter(files::id.eq_any(ids.to_vec()).and(files::sealed_at.is_null()));
    diesel::update(open).set(files::sealed_at.eq(tx.now)).execute(&mut **tx)?;
    Ok(())
}

/// Keeps a content that comes from the program itself, in the caller's name.
///
/// # Errors
/// `file.type_refused`, `file.too_large`, `server.storage_failed`; database errors.
pub fn put(tx: &mut Tx<'_>, name: &str, bytes: &[u8]) -> Result<Row> {
    let data = &tx.app.config.data;
    let mut draft = content::Draft::begin(data, bytes.len() as u64)?;
    draft.append(bytes)?;
    let kept = draft.keep(data)?;
    let new = NewRow {
        sha256: &kept.sha256,
        size_bytes: kept.size_bytes,
        media_type: kept.media_type,
        name,
        uploaded_by: tx.caller.user_id,
        unit_id: tx.caller.unit_id,
        enterprise_id: None,
        created_at: tx.now,
    };
    let row = insert(tx, &new)?;
    journal::created(tx, "file.uploaded", &Subject::new("file", row.id, &row.name), &row)?;
    Ok(row)
}
