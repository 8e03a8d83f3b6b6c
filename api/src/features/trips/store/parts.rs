//! Members and legs. Rows that no longer hold get `ended_at`.

use super::super::model::input::TripPersonInput;
use super::super::model::{Leg, Member};
use super::super::rules::plan::Place;
use super::plan::People;
use crate::db::schema::{trip_legs, trip_members, units, users};
use crate::db::types::Stamp;
use crate::db::{Db, columns, for_ids};
use crate::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// A member to be stored.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = trip_members)]
pub struct NewMember {
    /// Account.
    pub user_id: Option<i64>,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Post.
    pub post: String,
    /// Place in the list.
    pub sort_no: i32,
}

impl NewMember {
    /// As sent in, completed from the account.
    pub fn of(person: &TripPersonInput, people: &People, sort_no: i32) -> Self {
        let known = person.user_id.and_then(|id| people.get(&id));
        let text = |given: &Option<String>, known: Option<&String>| {
            given.clone().filter(|t| !t.trim().is_empty()).or_else(|| known.cloned()).unwrap_or_default()
        };
        Self {
            user_id: person.user_id,
            name: known.map_or_else(|| person.name.clone().unwrap_or_default(), |k| k.0.clone()),
            unit: text(&person.unit, known.map(|k| &k.1)),
            post: text(&person.post, known.map(|k| &k.2)),
            sort_no,
        }
    }
}

/// A leg to be stored.
#[derive(Debug, Clone, PartialEq, Insertable, AsChangeset)]
#[diesel(table_name = trip_legs, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct NewLeg {
    sequence: i32,
    division_code: Option<String>,
    province_code: Option<String>,
    city: String,
    from_on: NaiveDate,
    to_on: NaiveDate,
}

impl NewLeg {
    /// A placed leg.
    pub fn new(sequence: i32, place: Place, from_on: NaiveDate, to_on: NaiveDate) -> Self {
        Self {
            sequence,
            division_code: place.division_code,
            province_code: place.province_code,
            city: place.city,
            from_on,
            to_on,
        }
    }
}

/// Members of a trip, in order.
///
/// # Errors
/// Database errors.
pub fn members(db: &mut Db, trip_id: i64) -> Result<Vec<Member>> {
    Ok(trip_members::table
        .filter(trip_members::trip_id.eq(trip_id).and(trip_members::ended_at.is_null()))
        .order((trip_members::sort_no, trip_members::id))
        .select(columns::<Member>())
        .load(db)?)
}

/// Does this person travel along?
///
/// # Errors
/// Database errors.
pub fn is_member(db: &mut Db, trip_id: i64, user_id: i64) -> Result<bool> {
    let member = trip_members::table
        .filter(trip_members::trip_id.eq(trip_id).and(trip_members::ended_at.is_null()))
        .filter(trip_members::user_id.assume_not_null().eq(user_id));
    Ok(diesel::select(diesel::dsl::exists(member)).get_result(db)?)
}

/// Makes these the members of a trip.
///
/// # Errors
/// Database errors.
pub fn replace_members(db: &mut Db, trip_id: i64, list: &[NewMember], now: Stamp) -> Result<()> {
    let mut current = members(db, trip_id)?;
    for new in list {
        let same = |m: &Member| {
            m.user_id == new.user_id && m.name == new.name && m.unit == new.unit && m.post == new.post
        };
        if let Some(at) = current.iter().position(same) {
            let kept = current.remove(at);
            diesel::update(trip_members::table.find(kept.id))
                .set(trip_members::sort_no.eq(new.sort_no))
                .execute(db)?;
        } else {
            diesel::insert_into(trip_members::table)
                .values((new, trip_members::trip_id.eq(trip_id)))
                .execute(db)?;
        }
    }
    let gone: Vec<i64> = current.iter().map(|m| m.id).collect();
    diesel::update(trip_members::table.filter(trip_members::id.eq_any(gone)))
        .set(trip_members::ended_at.eq(now))
        .execute(db)?;
    Ok(())
}

/// Legs of these trips with the trip's id, in order.
///
/// # Errors
/// Database errors.
pub fn legs(db: &mut Db, trip_ids: &[i64]) -> Result<Vec<(i64, Leg)>> {
    Ok(for_ids(trip_ids, |ids| {
        trip_legs::table
            .filter(trip_legs::trip_id.eq_any(ids.to_vec()).and(trip_legs::ended_at.is_null()))
            .order((trip_legs::trip_id, trip_legs::sequence))
            .select((trip_legs::trip_id, columns::<Leg>()))
            .load(db)
    })?)
}

/// Makes these the legs of a trip: a leg keeps its row by its number, since check-ins and visits refer to it.
///
/// # Errors
/// Database errors.
pub fn replace_legs(db: &mut Db, trip_id: i64, list: &[NewLeg], now: Stamp) -> Result<()> {
    let current = legs(db, &[trip_id])?;
    for new in list {
        match current.iter().find(|(_, l)| l.sequence == new.sequence) {
            Some((_, kept)) => {
                diesel::update(trip_legs::table.find(kept.id)).set(new).execute(db)?;
            }
            None => {
                diesel::insert_into(trip_legs::table)
                    .values((new, trip_legs::trip_id.eq(trip_id)))
                    .execute(db)?;
            }
        }
    }
    let gone: Vec<i64> =
        current.iter().filter(|(_, l)| l.sequence as usize > list.len()).map(|(_, l)| l.id).collect();
    diesel::update(trip_legs::table.filter(trip_legs::id.eq_any(gone)))
        .set(trip_legs::ended_at.eq(now))
        .execute(db)?;
    Ok(())
}

/// Names of these people.
///
/// # Errors
/// Database errors.
pub fn person_names(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// May this person own something: is there an active account?
///
/// # Errors
/// Database errors.
pub fn is_active(db: &mut Db, id: i64) -> Result<bool> {
    let found = users::table.filter(users::id.eq(id).and(users::status.eq("active")));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(db)?)
}

/// Name of a unit.
///
/// # Errors
/// Database errors.
pub fn unit_name(db: &mut Db, id: i64) -> Result<String> {
    Ok(units::table.find(id).select(units::name).first(db)?)
}
