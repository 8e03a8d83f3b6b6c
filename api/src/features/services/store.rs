//! Rows of this room; every reader takes [`crate::policy::Visible`].

pub mod complaints;
pub mod figures;
pub mod hooks;
pub mod links;
pub mod procedures;
pub mod records;
pub mod seen;
pub mod settings;
pub mod tickets;

use crate::db::Db;
use crate::db::schema::{units, users};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;

/// Names and numbers of these projects; whoever asks sees what belongs to them.
///
/// # Errors
/// Database errors.
pub fn project_labels(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, (String, String)>> {
    use crate::db::schema::projects;
    let rows: Vec<(i64, String, String)> = crate::db::for_ids(ids, |ids| {
        projects::table
            .filter(projects::id.eq_any(ids.to_vec()))
            .select((projects::id, projects::number, projects::name))
            .load(db)
    })?;
    Ok(rows.into_iter().map(|(id, number, name)| (id, (number, name))).collect())
}

/// A unit by its name, for the demo city.
///
/// # Errors
/// Database errors.
pub fn unit_named(db: &mut Db, name: &str) -> Result<Option<i64>> {
    Ok(units::table.filter(units::name.eq(name)).select(units::id).first(db).optional()?)
}

/// Names of these people with their units: “钱某（市工信局）”.
///
/// # Errors
/// Database errors.
pub fn people(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String, String)> = users::table
        .inner_join(units::table)
        .filter(users::id.eq_any(ids))
        .select((users::id, users::name, units::short_name))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, name, unit)| (id, format!("{name}（{unit}）"))).collect())
}

/// Is this an active person of this unit?
///
/// # Errors
/// Database errors.
pub fn person_in_unit(db: &mut Db, user_id: i64, unit_id: i64) -> Result<bool> {
    let found = users::table.filter(users::id.eq(user_id).and(users::unit_id.eq(unit_id)));
    let found = found.filter(users::status.eq("active"));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(db)?)
}
