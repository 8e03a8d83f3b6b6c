//! The tree of units.

use crate::db::dialect::{advisory_lock, like_prefix};
use crate::db::schema::{units, users};
use crate::error::{Error, FieldError, Result, is_unique_violation};
use crate::features::people::model::{Unit, UnitFilter, UnitInput};
use crate::features::people::rules::units as rules;
use crate::work::Tx;
use diesel::prelude::*;

/// One change of the tree at a time, so that two moves cannot make a circle together.
const LOCK: i64 = 7_463_011;

/// The unit of this id; units are open to everybody who may read units.
///
/// # Errors
/// 404.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Unit> {
    let unit = units::table.find(id).select(crate::db::columns::<Unit>()).first(&mut **tx).optional()?;
    unit.ok_or_else(Error::not_found)
}

/// The unit named in a field of an input.
///
/// # Errors
/// 422 pointing at the field when it is not there or closed.
pub fn named(tx: &mut Tx<'_>, id: i64, pointer: &str) -> Result<Unit> {
    let unit: Option<Unit> =
        units::table.find(id).select(crate::db::columns::<Unit>()).first(&mut **tx).optional()?;
    let unit = unit.ok_or_else(|| Error::field(pointer, "unknown", "没有这个单位，请从单位表中选择。"))?;
    match unit.valid_until {
        Some(until) if until < tx.today() => {
            let message = format!("“{}”已于{until}撤销，请选择仍在运行的单位。", unit.name);
            Err(Error::field(pointer, "closed", message))
        }
        _ => Ok(unit),
    }
}

/// The name of the unit above all others: whose system this is.
///
/// # Errors
/// Database errors.
pub fn topmost(tx: &mut Tx<'_>) -> Result<Option<String>> {
    let top = units::table.filter(units::parent_id.is_null()).order(units::sort_path);
    Ok(top.select(units::name).first(&mut **tx).optional()?)
}

/// All units that fit, in official order. A city has some hundreds at most.
///
/// # Errors
/// Database errors.
pub fn list(tx: &mut Tx<'_>, filter: &UnitFilter) -> Result<Vec<Unit>> {
    let within: Option<String> = match filter.within_id {
        Some(id) => Some(find(tx, id)?.path),
        None => None,
    };
    let mut query = units::table.into_boxed::<crate::db::MultiBackend>();
    if let Some(path) = within {
        query = query.filter(units::path.like(like_prefix(&path)).escape('\\'));
    }
    if let Some(kinds) = filter.kind.as_ref().filter(|k| !k.is_empty()) {
        query =
            query.filter(units::kind.eq_any(kinds.iter().map(|k| k.code().to_owned()).collect::<Vec<_>>()));
    }
    if let Some(day) = filter.valid_on {
        query = query
            .filter(units::valid_from.is_null().or(units::valid_from.le(day)))
            .filter(units::valid_until.is_null().or(units::valid_until.ge(day)));
    }
    let all: Vec<Unit> =
        query.order((units::sort_path, units::id)).select(crate::db::columns::<Unit>()).load(&mut **tx)?;
    let Some(terms) = filter.q.as_deref().and_then(crate::text::query_terms) else { return Ok(all) };
    let fits = |u: &Unit| terms.matches(&crate::text::index_tokens_of([u.name.as_str(), &u.short_name]));
    Ok(all.into_iter().filter(fits).collect())
}

/// Path and sort key of a parent; those of the top when there is none.
fn above(tx: &mut Tx<'_>, parent_id: Option<i64>) -> Result<(String, String)> {
    match parent_id {
        Some(id) => named(tx, id, "/parent_id").map(|p| (p.path, p.sort_path)),
        None => Ok(("/".to_owned(), String::new())),
    }
}

/// Adds a unit.
///
/// # Errors
/// 422 for a parent that is not there, 409 for a name that is taken.
pub fn insert(tx: &mut Tx<'_>, input: &UnitInput) -> Result<Unit> {
    advisory_lock(tx, LOCK, false)?;
    let (path, sort_path) = above(tx, input.parent_id)?;
    let row = (
        units::name.eq(&input.name),
        units::short_name.eq(input.short_name.as_ref().unwrap_or(&input.name)),
        units::kind.eq(input.kind),
        units::parent_id.eq(input.parent_id),
        units::path.eq("/"),
        units::sort_no.eq(input.sort_no),
        units::division_code.eq(&input.division_code),
        units::valid_from.eq(input.valid_from),
    );
    let added = diesel::insert_into(units::table).values(row).returning(units::id).get_result(&mut **tx);
    let id: i64 = added.map_err(|e| name_taken(e, &input.name))?;
    place(tx, id, &rules::path(&path, id), &rules::sort_path(&sort_path, input.sort_no, id))?;
    find(tx, id)
}

fn place(tx: &mut Tx<'_>, id: i64, path: &str, sort_path: &str) -> Result<()> {
    diesel::update(units::table.find(id))
        .set((units::path.eq(path), units::sort_path.eq(sort_path)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Changes a unit; a new parent or number takes all units below along.
///
/// # Errors
/// 422 for a parent below the unit itself, 409 for a name that is taken, 412 when it was changed meanwhile.
pub fn update(tx: &mut Tx<'_>, unit: &Unit, input: &UnitInput) -> Result<Unit> {
    advisory_lock(tx, LOCK, false)?;
    // a move of somebody else may have changed our path while we waited
    let unit = &find(tx, unit.id).and_then(|now| {
        if now.version == unit.version { Ok(now) } else { Err(Error::changed_meanwhile()) }
    })?;
    let (path, sort_path) = above(tx, input.parent_id)?;
    rules::check_parent(&unit.path, &path).map_err(|e| Error::invalid(vec![e]))?;
    let changed = diesel::update(units::table.find(unit.id).filter(units::version.eq(unit.version)))
        .set((
            units::name.eq(&input.name),
            units::short_name.eq(input.short_name.as_ref().unwrap_or(&input.name)),
            units::kind.eq(input.kind),
            units::parent_id.eq(input.parent_id),
            units::sort_no.eq(input.sort_no),
            units::division_code.eq(&input.division_code),
            units::valid_from.eq(input.valid_from),
            units::version.eq(units::version + 1),
        ))
        .execute(&mut **tx);
    if changed.map_err(|e| name_taken(e, &input.name))? == 0 {
        return Err(Error::changed_meanwhile());
    }
    let new_path = rules::path(&path, unit.id);
    let new_sort = rules::sort_path(&sort_path, input.sort_no, unit.id);
    if (&new_path, &new_sort) != (&unit.path, &unit.sort_path) {
        let below: Vec<(i64, String, String)> = units::table
            .filter(units::path.like(like_prefix(&unit.path)).escape('\\'))
            .select((units::id, units::path, units::sort_path))
            .load(&mut **tx)?;
        for (id, old_path, old_sort) in below {
            let path = rules::moved(&old_path, &unit.path, &new_path);
            place(tx, id, &path, &rules::moved(&old_sort, &unit.sort_path, &new_sort))?;
        }
    }
    find(tx, unit.id)
}

/// Sets or lifts the last day of a unit.
///
/// # Errors
/// 412 when it was changed meanwhile.
pub fn set_end(tx: &mut Tx<'_>, unit: &Unit, valid_until: Option<chrono::NaiveDate>) -> Result<Unit> {
    let changed = diesel::update(units::table.find(unit.id).filter(units::version.eq(unit.version)))
        .set((units::valid_until.eq(valid_until), units::version.eq(units::version + 1)))
        .execute(&mut **tx)?;
    if changed == 0 { Err(Error::changed_meanwhile()) } else { find(tx, unit.id) }
}

/// How many active people and running units stand in the way of closing a unit on this day.
///
/// # Errors
/// Database errors.
pub fn in_use(tx: &mut Tx<'_>, unit: &Unit, on: chrono::NaiveDate) -> Result<(i64, i64)> {
    let people = users::table.filter(users::unit_id.eq(unit.id).and(users::status.eq("active")));
    let below = units::table
        .filter(units::parent_id.eq(unit.id))
        .filter(units::valid_until.is_null().or(units::valid_until.gt(on)));
    Ok((people.count().get_result(&mut **tx)?, below.count().get_result(&mut **tx)?))
}

fn name_taken(error: diesel::result::Error, name: &str) -> Error {
    if is_unique_violation(&error) {
        Error::new(crate::error::Code::ResourceConflict)
            .detail(format!("已有名为“{name}”的单位。请核对单位表，或换一个名称。"))
            .with_errors(vec![FieldError {
                pointer: "/name".to_owned(),
                code: "taken".to_owned(),
                message: "单位名称已被使用。".to_owned(),
            }])
    } else {
        error.into()
    }
}
