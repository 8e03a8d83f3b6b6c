//! The search index of trips: number, purpose, leader, members, station and cities. Companies are found in their own index,
//! as they are called now.

use super::super::model::Trip;
use super::list::Filter;
use crate::db::dialect::{SearchTable, put_tokens, text_match};
use crate::db::schema::{negotiation_trips, trip_companies, trip_legs, trip_members};
use crate::db::{Db, columns, for_ids};
use crate::error::Result;
use crate::features::enterprises;
use crate::text::index_tokens_of;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::HashMap;

/// The search table as a query sees it.
mod table {
    use crate::db::schema::negotiation_trips;
    diesel::table! {
        trip_search (rowid) {
            rowid -> BigInt,
        }
    }
    diesel::allow_tables_to_appear_in_same_query!(trip_search, negotiation_trips);
}
use table::trip_search;

const TABLE: SearchTable = SearchTable("trip_search");

/// Trips whose own texts match, or one of whose companies has a matching name, alias or credit code in the library.
pub fn matching(query: &str) -> Filter {
    let companies = trip_companies::table
        .filter(trip_companies::ended_at.is_null())
        .filter(text_match(enterprises::store::SEARCH, trip_companies::enterprise_id, query.to_owned()))
        .select(trip_companies::trip_id);
    let own = text_match(TABLE, negotiation_trips::id, query.to_owned());
    Box::new(own.or(negotiation_trips::id.eq_any(companies)))
}

/// Writes the tokens of these trips anew.
///
/// # Errors
/// Database errors.
pub fn index(db: &mut Db, trips: &[Trip]) -> Result<()> {
    let ids: Vec<i64> = trips.iter().map(|trip| trip.id).collect();
    let members: Vec<(i64, String)> = for_ids(&ids, |ids| {
        trip_members::table
            .filter(trip_members::trip_id.eq_any(ids).and(trip_members::ended_at.is_null()))
            .select((trip_members::trip_id, trip_members::name))
            .load(db)
    })?;
    let cities: Vec<(i64, String)> = for_ids(&ids, |ids| {
        trip_legs::table
            .filter(trip_legs::trip_id.eq_any(ids).and(trip_legs::ended_at.is_null()))
            .select((trip_legs::trip_id, trip_legs::city))
            .load(db)
    })?;
    let mut parts: HashMap<i64, Vec<&str>> = HashMap::new();
    for (id, text) in members.iter().chain(&cities) {
        parts.entry(*id).or_default().push(text);
    }
    let rows: Vec<(i64, Vec<String>)> = trips
        .iter()
        .map(|trip| {
            let own = [&trip.number, &trip.purpose, &trip.leader_name].into_iter().chain(&trip.station);
            let parts = parts.remove(&trip.id).unwrap_or_default();
            (trip.id, index_tokens_of(own.map(String::as_str).chain(parts)).into_iter().collect())
        })
        .collect();
    Ok(put_tokens(db, TABLE, &rows)?)
}

/// When the program starts: trips of before there was an index are in it too.
///
/// # Errors
/// Database errors.
pub fn start(tx: &mut Tx<'_>) -> Result<()> {
    tx.mark_journalled(); // an index is nobody's change
    let indexed = trip_search::table.select(trip_search::rowid);
    let lacking: Vec<Trip> = negotiation_trips::table
        .filter(diesel::dsl::not(negotiation_trips::id.eq_any(indexed)))
        .select(columns::<Trip>())
        .load(&mut **tx)?;
    index(tx, &lacking)
}
