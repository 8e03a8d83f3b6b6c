//! Column names people have explained once are remembered for their unit.

use crate::db::schema::import_mappings;
use crate::db::types::Stamp;
use crate::db::{Both, Db};
use crate::error::Result;
use crate::features::imports::model::ImportTarget;
use crate::features::imports::rules::columns::{ColumnReading, ColumnSource, Remembered};
use crate::features::imports::rules::fields::{Field, SPECS};
use diesel::prelude::*;

/// What this unit's people explained before.
///
/// # Errors
/// Database errors.
pub fn remembered(db: &mut Db, target: ImportTarget, unit_id: Option<i64>) -> Result<Remembered> {
    let Some(unit_id) = unit_id else { return Ok(Remembered::new()) };
    let rows: Vec<(String, Option<String>)> = import_mappings::table
        .filter(import_mappings::target.eq(target).and(import_mappings::unit_id.eq(unit_id)))
        .select((import_mappings::column_key, import_mappings::field))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(key, field)| Some((key, field_of(field)?))).collect())
}

/// `None` for a code this program does not know (written by another version).
fn field_of(code: Option<String>) -> Option<Option<Field>> {
    match code {
        None => Some(None),
        Some(code) => SPECS.iter().find(|s| s.code == code).map(|s| Some(s.field)),
    }
}

/// Remembers the columns a person has just explained.
///
/// # Errors
/// Database errors.
pub fn remember(
    db: &mut Db,
    target: ImportTarget,
    unit_id: Option<i64>,
    columns: &[ColumnReading],
    now: Stamp,
) -> Result<()> {
    let Some(unit_id) = unit_id else { return Ok(()) };
    for column in columns.iter().filter(|c| c.source == ColumnSource::Person && !c.key.is_empty()) {
        let field = column.field.map(|f| f.spec().code);
        let row = (
            import_mappings::target.eq(target),
            import_mappings::unit_id.eq(unit_id),
            import_mappings::column_key.eq(&column.key),
            import_mappings::field.eq(field),
            import_mappings::uses.eq(1),
            import_mappings::last_used_at.eq(now),
        );
        Both(
            diesel::insert_into(import_mappings::table)
                .values(row)
                .on_conflict((import_mappings::target, import_mappings::unit_id, import_mappings::column_key))
                .do_update()
                .set((
                    import_mappings::field.eq(field),
                    import_mappings::uses.eq(import_mappings::uses + 1),
                    import_mappings::last_used_at.eq(now),
                )),
        )
        .execute(db)?;
    }
    Ok(())
}
