//! People and units by name in what changed: a number says nothing to who reads a history.

use super::words::{Change, EventView};
use crate::db::Db;
use crate::db::dialect::among;
use crate::db::schema::{units, users};
use crate::error::Result;
use diesel::prelude::*;
use serde_json::Value;
use std::collections::HashMap;

/// Fields that hold people, besides those that end in `_by` or `user_id`.
const PEOPLE: &[&str] = &[
    "from_id",
    "handler_id",
    "next_owner_id",
    "owner_id",
    "person_id",
    "reader_ids",
    "substitute_id",
    "successor_id",
    "to_id",
];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Person,
    Unit,
    /// Numbers that only programs follow.
    Other,
}

fn kind(change: &Change) -> Option<Kind> {
    let name = change.field.rsplit('.').next().unwrap_or_default();
    let is_number = |value: &Value| match value {
        Value::Array(items) => items.iter().all(Value::is_i64) && !items.is_empty(),
        other => other.is_i64(),
    };
    let ends = |end: &str| name == end || name.ends_with(&format!("_{end}"));
    if !(is_number(&change.before) || is_number(&change.after)) {
        return None;
    }
    if ends("by") || ends("user_id") || ends("user_ids") || PEOPLE.contains(&name) {
        Some(Kind::Person)
    } else if ends("unit_id") || ends("unit_ids") {
        Some(Kind::Unit)
    } else if ends("id") || ends("ids") {
        Some(Kind::Other)
    } else {
        None
    }
}

/// Replaces the numbers of people and units by their names, and leaves out other numbers of records.
///
/// # Errors
/// Database errors.
pub fn name(db: &mut Db, events: &mut [EventView]) -> Result<()> {
    let (mut people, mut of_units) = (Vec::new(), Vec::new());
    for event in events.iter_mut() {
        event.changes.retain(|change| kind(change) != Some(Kind::Other));
        for change in &event.changes {
            let into = match kind(change) {
                Some(Kind::Person) => &mut people,
                Some(Kind::Unit) => &mut of_units,
                _ => continue,
            };
            numbers(&change.before, into);
            numbers(&change.after, into);
        }
    }
    if people.is_empty() && of_units.is_empty() {
        return Ok(());
    }
    let people: Vec<(i64, String)> =
        users::table.filter(among(users::id, people)).select((users::id, users::name)).load(db)?;
    let of_units: Vec<(i64, String)> =
        units::table.filter(among(units::id, of_units)).select((units::id, units::name)).load(db)?;
    let (people, of_units): (HashMap<_, _>, HashMap<_, _>) =
        (people.into_iter().collect(), of_units.into_iter().collect());
    for change in events.iter_mut().flat_map(|event| &mut event.changes) {
        let names = match kind(change) {
            Some(Kind::Person) => &people,
            Some(Kind::Unit) => &of_units,
            _ => continue,
        };
        change.before = named(&change.before, names);
        change.after = named(&change.after, names);
        // the field is called after its number in the contract
        change.title = change.title.take().map(|t| t.trim_end_matches("编号").to_owned());
    }
    Ok(())
}

fn numbers(value: &Value, into: &mut Vec<i64>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| numbers(item, into)),
        other => into.extend(other.as_i64()),
    }
}

fn named(value: &Value, names: &HashMap<i64, String>) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| named(item, names)).collect(),
        other => match other.as_i64().and_then(|id| names.get(&id)) {
            Some(name) => Value::String(name.clone()),
            None => other.clone(),
        },
    }
}
