//! The preferences of each person.

use crate::db::schema::preferences as p;
use crate::db::types::{Doc, Stamp};
use crate::db::{Both, columns};
use crate::error::{Error, Result};
use crate::features::views::model::Preferences;
use crate::work::Tx;
use diesel::prelude::*;

/// Preferences as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = p, check_for_backend(crate::db::MultiBackend))]
pub struct Kept {
    /// [`Preferences`]; of another version of the program they fall back to the defaults.
    pub content: Doc,
    /// When they were saved.
    pub updated_at: Stamp,
    /// Version.
    pub version: i32,
}

/// What a person has saved.
///
/// # Errors
/// Database errors.
pub fn find(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<Kept>> {
    Ok(p::table.find(user_id).select(columns::<Kept>()).first(&mut **tx).optional()?)
}

/// Saves preferences over this very version; 0 = never saved.
///
/// # Errors
/// 412 when another page of the same person was faster.
pub fn put(tx: &mut Tx<'_>, user_id: i64, version: i32, input: &Preferences) -> Result<Kept> {
    let values = (p::content.eq(Doc::of(input)), p::updated_at.eq(tx.now), p::version.eq(version + 1));
    let done = if version == 0 {
        let insert = diesel::insert_into(p::table).values((p::user_id.eq(user_id), values));
        Both(insert.on_conflict_do_nothing().returning(columns::<Kept>())).get_result(&mut **tx)
    } else {
        diesel::update(p::table.find(user_id).filter(p::version.eq(version)))
            .set(values)
            .returning(columns::<Kept>())
            .get_result(&mut **tx)
    };
    done.optional()?.ok_or_else(Error::changed_meanwhile)
}
