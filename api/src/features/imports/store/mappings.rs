//! Column names people have explained once are remembered for their unit, until somebody puts them right or forgets them.

use crate::db::dialect::like_prefix;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{import_mappings, units};
use crate::db::types::Stamp;
use crate::db::{Both, Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::features::imports::model::{ImportTarget, Mapping, MappingQuery};
use crate::features::imports::rules::columns::{ColumnReading, ColumnSource, Remembered};
use crate::features::imports::rules::fields::{Field, SPECS};
use diesel::prelude::*;
use std::collections::HashMap;

/// What this unit's people explained before.
///
/// # Errors
/// Database errors.
pub fn remembered(db: &mut Db, target: ImportTarget, unit_id: Option<i64>) -> Result<Remembered> {
    let Some(unit_id) = unit_id else { return Ok(Remembered::new()) };
    let rows: Vec<(String, Option<String>)> = import_mappings::table
        .filter(import_mappings::target.eq(target).and(import_mappings::unit_id.eq(unit_id)))
        .filter(import_mappings::ended_at.is_null())
        .select((import_mappings::column_key, import_mappings::field))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(key, field)| Some((key, field_of(field)?))).collect())
}

/// `None` for a code this program does not know (written by another version).
pub fn field_of(code: Option<String>) -> Option<Option<Field>> {
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
                    import_mappings::ended_at.eq(None::<Stamp>),
                    import_mappings::version.eq(import_mappings::version + 1),
                )),
        )
        .execute(db)?;
    }
    Ok(())
}

type Boxed<'a> = import_mappings::BoxedQuery<'a, MultiBackend>;

/// Of these units (`None`: of all) what is still remembered.
fn seen(units: Option<&[i64]>) -> Boxed<'static> {
    let all = import_mappings::table.filter(import_mappings::ended_at.is_null()).into_boxed();
    match units {
        None => all,
        Some(ids) => all.filter(import_mappings::unit_id.eq_any(ids.to_vec())),
    }
}

/// One remembered column name of these units (`None`: of any).
///
/// # Errors
/// 404 for what is not there, forgotten, or of other units.
pub fn find(db: &mut Db, units: Option<&[i64]>, id: i64) -> Result<Mapping> {
    let found =
        seen(units).filter(import_mappings::id.eq(id)).select(columns::<Mapping>()).first(db).optional()?;
    found.ok_or_else(Error::not_found)
}

const SORT: &str = "id";

/// One page of the remembered column names of these units, with the name of the unit.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn list(
    db: &mut Db,
    units: Option<&[i64]>,
    query: &MappingQuery,
    paging: &Paging,
) -> Result<Page<(Mapping, String)>> {
    let window = paging.window(SORT)?;
    let filtered = || {
        let mut rows = seen(units);
        if let Some(target) = query.target {
            rows = rows.filter(import_mappings::target.eq(target));
        }
        if let Some(unit) = query.unit_id {
            rows = rows.filter(import_mappings::unit_id.eq(unit));
        }
        if let Some(words) = query.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            rows = rows
                .filter(import_mappings::column_key.like(format!("%{}", like_prefix(words))).escape('\\'));
        }
        rows
    };
    let total: i64 = filtered().count().get_result(db)?;
    let mut rows = filtered();
    if let Some(after) = &window.after {
        rows = rows.filter(import_mappings::id.gt(after.id));
    }
    let found: Vec<Mapping> = rows
        .order(import_mappings::id.asc())
        .offset(window.offset())
        .limit(window.per_page)
        .select(columns::<Mapping>())
        .load(db)?;
    let names = names(db, &found)?;
    let items = found.into_iter().map(|row| (names.get(&row.unit_id).cloned().unwrap_or_default(), row));
    let items = items.map(|(name, row)| (row, name)).collect();
    Ok(window.page_of(items, total, |(row, _)| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::Value::Null,
        id: row.id,
    }))
}

/// Names of the units of these rows.
///
/// # Errors
/// Database errors.
pub fn names(db: &mut Db, rows: &[Mapping]) -> Result<HashMap<i64, String>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.unit_id).collect();
    Ok(units::table
        .filter(units::id.eq_any(ids))
        .select((units::id, units::name))
        .load(db)?
        .into_iter()
        .collect())
}

/// Means something else from now on, or (`ended`) nothing any more.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn change(db: &mut Db, row: &Mapping, field: Option<&str>, ended: Option<Stamp>) -> Result<Mapping> {
    let same = import_mappings::table
        .filter(import_mappings::id.eq(row.id).and(import_mappings::version.eq(row.version)));
    let changes = (
        import_mappings::field.eq(field),
        import_mappings::ended_at.eq(ended),
        import_mappings::version.eq(row.version + 1),
    );
    let done = diesel::update(same).set(changes).returning(columns::<Mapping>()).get_result(db).optional()?;
    done.ok_or_else(Error::changed_meanwhile)
}
