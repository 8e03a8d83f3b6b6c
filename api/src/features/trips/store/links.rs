//! Which projects came of which company of which trip.

use super::super::model::Link;
use crate::db::schema::trip_projects;
use crate::db::types::Stamp;
use crate::db::{Db, columns, for_ids};
use crate::error::{Error, Result, is_unique_violation};
use crate::work::Tx;
use diesel::prelude::*;

/// Links of a trip, whoever may see the projects.
///
/// # Errors
/// Database errors.
pub fn of_trip(db: &mut Db, trip_id: i64) -> Result<Vec<Link>> {
    Ok(trip_projects::table
        .filter(trip_projects::trip_id.eq(trip_id).and(trip_projects::ended_at.is_null()))
        .order(trip_projects::id)
        .select(columns::<Link>())
        .load(db)?)
}

/// Links of these projects to any trip, oldest first.
///
/// # Errors
/// Database errors.
pub fn of_projects(db: &mut Db, project_ids: &[i64]) -> Result<Vec<Link>> {
    let mut links: Vec<Link> = for_ids(project_ids, |ids| {
        trip_projects::table
            .filter(trip_projects::project_id.eq_any(ids.to_vec()).and(trip_projects::ended_at.is_null()))
            .select(columns::<Link>())
            .load(db)
    })?;
    links.sort_by_key(|l| l.id);
    Ok(links)
}

/// Links of these trips, oldest first.
///
/// # Errors
/// Database errors.
pub fn of_trips(db: &mut Db, trip_ids: &[i64]) -> Result<Vec<Link>> {
    Ok(trip_projects::table
        .filter(trip_projects::trip_id.eq_any(trip_ids.to_vec()).and(trip_projects::ended_at.is_null()))
        .order(trip_projects::id)
        .select(columns::<Link>())
        .load(db)?)
}

/// Links a project to a company of a trip.
///
/// # Errors
/// 412 when somebody else linked it at the same time.
pub fn insert(
    tx: &mut Tx<'_>,
    trip_id: i64,
    company_id: i64,
    project_id: i64,
    made_project: bool,
) -> Result<()> {
    let row = (
        trip_projects::trip_id.eq(trip_id),
        trip_projects::company_id.eq(company_id),
        trip_projects::project_id.eq(project_id),
        trip_projects::made_project.eq(made_project),
        trip_projects::linked_by.eq(tx.caller.user_id),
        trip_projects::linked_at.eq(tx.now),
    );
    diesel::insert_into(trip_projects::table)
        .values(row)
        .execute(&mut **tx)
        .map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })?;
    Ok(())
}

/// Ends these links; the projects stay.
///
/// # Errors
/// Database errors.
pub fn end(db: &mut Db, ids: &[i64], now: Stamp) -> Result<()> {
    diesel::update(trip_projects::table.filter(trip_projects::id.eq_any(ids.to_vec())))
        .set(trip_projects::ended_at.eq(now))
        .execute(db)?;
    Ok(())
}
