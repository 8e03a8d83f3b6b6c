//! What a thing is called, whether somebody sees it, and whether its name may leave the house.

use super::super::model::CopyResource;
use crate::db::Db;
use crate::db::schema::{
    approval_items, claim_objections, claim_transfers, first_claims, projects, slips, talks, tickets,
    trip_projects, users,
};
use crate::error::Result;
use crate::features;
use crate::policy::Visible;
use crate::waiting::InboxResource;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A thing that somebody may be shown.
#[derive(Debug, Clone)]
pub struct Named {
    /// What it is called.
    pub subject: String,
    /// The project it belongs to.
    pub project_id: Option<i64>,
}

/// A thing that this person sees.
///
/// # Errors
/// 404 for what does not exist or is invisible to him.
pub fn find(tx: &mut Tx<'_>, who: &Visible, resource: CopyResource, id: i64) -> Result<Named> {
    let named = |subject: String, project_id: Option<i64>| Named { subject, project_id };
    Ok(match resource {
        CopyResource::Project => {
            let project = features::projects::store::find(tx, who, id)?;
            named(format!("{} {}", project.number, project.name), Some(id))
        }
        CopyResource::Trip => {
            let trip = features::trips::store::list::find(tx, who, id)?;
            named(format!("{} {}", trip.number, trip.purpose), None)
        }
        CopyResource::Reception => {
            let reception = features::trips::store::receptions::find(tx, who, id)?;
            named(format!("{} {}", reception.number, reception.subject), None)
        }
        CopyResource::Talk => {
            let talk = features::talks::store::find(tx, who, id)?;
            let of = |id: Option<i64>| id.into_iter().collect::<Vec<_>>();
            let companies = features::talks::store::company_names(tx, &of(talk.enterprise_id))?;
            let projects = features::talks::store::project_names(tx, &of(talk.project_id))?;
            let about = companies.into_values().chain(projects.into_values()).next().unwrap_or_default();
            named(format!("{} {about}", talk.number), talk.project_id)
        }
        CopyResource::Claim => {
            if !features::claims::is_visible(tx, who, id)? {
                return Err(crate::error::Error::not_found());
            }
            let columns = (first_claims::number, first_claims::investor, first_claims::project_id);
            let (number, investor, project_id): (String, String, Option<i64>) =
                first_claims::table.find(id).select(columns).first(&mut **tx)?;
            named(format!("{number} {investor}"), project_id)
        }
    })
}

/// Of these things the ones that the person still sees. What belongs to none of the rooms asked here was told to him by
/// its own room and stays.
///
/// # Errors
/// Database errors.
pub fn still_seen(
    tx: &mut Tx<'_>,
    who: &Visible,
    things: impl Iterator<Item = (InboxResource, i64)>,
) -> Result<HashSet<(InboxResource, i64)>> {
    let mut by_kind: BTreeMap<InboxResource, Vec<i64>> = BTreeMap::new();
    things.for_each(|(resource, id)| by_kind.entry(resource).or_default().push(id));
    let mut seen = HashSet::new();
    for (resource, ids) in by_kind {
        let left = match resource {
            InboxResource::Project => features::projects::store::visible_ids(tx, who, ids)?,
            InboxResource::Trip => features::trips::store::list::visible_ids(tx, who, ids)?,
            InboxResource::Reception => features::trips::store::receptions::visible_ids(tx, who, ids)?,
            InboxResource::Talk => features::talks::store::visible_ids(tx, who, ids)?,
            InboxResource::Claim => {
                let mut left = Vec::new();
                for id in ids {
                    if features::claims::is_visible(tx, who, id)? {
                        left.push(id);
                    }
                }
                left
            }
            InboxResource::Ticket => features::services::store::tickets::visible_ids(tx, who, ids)?,
            InboxResource::Complaint => features::services::store::complaints::visible_ids(tx, who, ids)?,
            InboxResource::ApprovalItem => features::services::store::procedures::visible_ids(tx, who, ids)?,
            InboxResource::Slip => features::supervision::store::visible_ids(tx, who, ids)?,
            _ => ids,
        };
        seen.extend(left.into_iter().map(|id| (resource, id)));
    }
    Ok(seen)
}

/// Must the name of this thing stay in the house? What is not known here stays.
///
/// # Errors
/// Database errors.
pub fn is_confidential(db: &mut Db, resource: InboxResource, id: i64) -> Result<bool> {
    let project: Option<i64> = match resource.code() {
        "project" => Some(id),
        "ticket" => tickets::table.find(id).select(tickets::project_id).first(db).optional()?.flatten(),
        "slip" => slips::table.find(id).select(slips::project_id).first(db).optional()?.flatten(),
        "approval_item" => {
            approval_items::table.find(id).select(approval_items::project_id).first(db).optional()?
        }
        // what somebody complains of stays in the house, whatever project it is about
        "complaint" => return Ok(true),
        // a month of all projects names none of them
        "report_period" => return Ok(false),
        "talk" => talks::table.find(id).select(talks::project_id).first(db).optional()?.flatten(),
        "claim" => of_claim(db, id)?,
        "transfer" => {
            let claim =
                claim_transfers::table.find(id).select(claim_transfers::claim_id).first(db).optional()?;
            claim.map_or(Ok(None), |claim| of_claim(db, claim))?
        }
        "objection" => {
            let claim =
                claim_objections::table.find(id).select(claim_objections::claim_id).first(db).optional()?;
            claim.map_or(Ok(None), |claim| of_claim(db, claim))?
        }
        "trip" => {
            let secret = trip_projects::table
                .inner_join(projects::table.on(projects::id.eq(trip_projects::project_id)))
                .filter(trip_projects::trip_id.eq(id).and(projects::confidential.eq(true)));
            return Ok(secret.count().get_result::<i64>(db)? > 0);
        }
        "reception" | "import" => None,
        _ => return Ok(true),
    };
    let Some(project) = project else { return Ok(false) };
    let secret: Option<bool> =
        projects::table.find(project).select(projects::confidential).first(db).optional()?;
    Ok(secret.unwrap_or(true))
}

fn of_claim(db: &mut Db, id: i64) -> Result<Option<i64>> {
    Ok(first_claims::table.find(id).select(first_claims::project_id).first(db).optional()?.flatten())
}

/// Names of people.
///
/// # Errors
/// Database errors.
pub fn people(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(db)?;
    Ok(rows.into_iter().collect())
}
