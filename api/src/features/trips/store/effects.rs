//! What came of trips: queries over visits, links and projects, nothing typed.

use super::super::model::effects::Attribution;
use super::super::model::{Leg, Trip, TripState, VisitOutcome};
use super::super::rules::effects::{LinkFact, Share, attribute};
use super::links;
use super::list::Conditions;
use super::provinces;
use crate::db::schema::{
    negotiation_trips, project_parties, trip_companies, trip_legs, trip_projects, trip_visits,
};
use crate::db::{Db, columns, for_ids};
use crate::error::Result;
use crate::features::projects::model::PartyRole;
use crate::features::projects::{self, Project};
use crate::policy::Visible;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A company really met on a trip: visited, or with an outcome other than “absent”.
#[derive(Debug, Clone)]
pub struct Met {
    /// Row of the trip.
    pub company_id: i64,
    /// Trip.
    pub trip_id: i64,
    /// Company of the library.
    pub enterprise_id: i64,
    /// Name.
    pub name: String,
    /// Outcome.
    pub outcome: Option<VisitOutcome>,
    /// First day it was met; the departure when no day is known.
    pub first_on: NaiveDate,
    /// Provinces it was met in.
    pub provinces: BTreeSet<String>,
}

impl Met {
    /// Is there an intention?
    pub fn is_intention(&self) -> bool {
        self.outcome.is_some_and(|o| VisitOutcome::INTENTIONS.contains(&o))
    }
}

/// Everything that the figures of some trips are made of.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Trips made, the latest first.
    pub trips: Vec<Trip>,
    /// Their provinces.
    pub trip_provinces: BTreeMap<i64, BTreeSet<String>>,
    /// Companies met.
    pub met: Vec<Met>,
    /// Projects attributed to them that the caller may see, by id.
    pub projects: BTreeMap<i64, Project>,
    /// Their shares.
    pub shares: Vec<Share>,
}

/// Gathers the facts under these conditions.
///
/// # Errors
/// Database errors.
pub fn gather(db: &mut Db, conditions: &Conditions, rule: Attribution) -> Result<Facts> {
    let facts = gather_met(db, conditions)?;
    let (shares, projects) = shares(db, conditions.who(), &facts.met, rule)?;
    Ok(Facts { projects, shares, ..facts })
}

/// The trips and whom they met, without what came of it.
///
/// # Errors
/// Database errors.
pub fn gather_met(db: &mut Db, conditions: &Conditions) -> Result<Facts> {
    let trips: Vec<Trip> = negotiation_trips::table
        .filter(conditions.filter())
        .filter(negotiation_trips::state.eq_any(TripState::TRAVELLED))
        .order((negotiation_trips::starts_on.desc(), negotiation_trips::id.desc()))
        .select(columns::<Trip>())
        .load(db)?;
    let ids: Vec<i64> = trips.iter().map(|t| t.id).collect();
    let rows = rows_of_trips(db, &ids)?;
    let mut met = met_of(db, &rows)?;
    if let Some(province) = &conditions.wanted().province {
        let code = format!("{province:0<6}");
        met.retain(|m| m.provinces.contains(&code));
    }
    let trip_provinces = provinces_of_trips(db, &ids)?;
    Ok(Facts { trips, trip_provinces, met, ..Facts::default() })
}

type Row = (i64, i64, i64, String, Option<VisitOutcome>, NaiveDate);

fn rows_of_trips(db: &mut Db, trip_ids: &[i64]) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = for_ids(trip_ids, |ids| {
        trip_companies::table
            .inner_join(negotiation_trips::table)
            .filter(trip_companies::trip_id.eq_any(ids.to_vec()).and(trip_companies::ended_at.is_null()))
            .select(row())
            .load(db)
    })?;
    rows.sort_by_key(|r| r.0);
    Ok(rows)
}

fn rows_of_enterprises(db: &mut Db, ids: &BTreeSet<i64>) -> Result<Vec<Row>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut rows: Vec<Row> = for_ids(&ids, |ids| {
        trip_companies::table
            .inner_join(negotiation_trips::table)
            .filter(trip_companies::enterprise_id.eq_any(ids.to_vec()))
            .filter(trip_companies::ended_at.is_null())
            .filter(negotiation_trips::state.eq_any(TripState::TRAVELLED))
            .select(row())
            .load(db)
    })?;
    rows.sort_by_key(|r| r.0);
    Ok(rows)
}

type RowColumns = (
    trip_companies::id,
    trip_companies::trip_id,
    trip_companies::enterprise_id,
    trip_companies::name,
    trip_companies::outcome,
    negotiation_trips::starts_on,
);

fn row() -> RowColumns {
    (
        trip_companies::id,
        trip_companies::trip_id,
        trip_companies::enterprise_id,
        trip_companies::name,
        trip_companies::outcome,
        negotiation_trips::starts_on,
    )
}

type DayAndLeg = (Option<NaiveDate>, Option<i64>);

/// Of these companies those really met.
fn met_of(db: &mut Db, rows: &[Row]) -> Result<Vec<Met>> {
    let ids: Vec<i64> = rows.iter().map(|r| r.0).collect();
    let visits: Vec<(i64, Option<NaiveDate>, Option<i64>)> = for_ids(&ids, |ids| {
        trip_visits::table
            .filter(trip_visits::company_id.eq_any(ids.to_vec()))
            .select((trip_visits::company_id, trip_visits::met_on, trip_visits::leg_id))
            .load(db)
    })?;
    let mut by_company: BTreeMap<i64, Vec<DayAndLeg>> = BTreeMap::new();
    for (company, met_on, leg) in visits {
        by_company.entry(company).or_default().push((met_on, leg));
    }
    let trip_ids: BTreeSet<i64> = rows.iter().map(|r| r.1).collect();
    let trip_ids: Vec<i64> = trip_ids.into_iter().collect();
    let legs: Vec<(i64, bool, Leg)> = for_ids(&trip_ids, |ids| {
        trip_legs::table
            .filter(trip_legs::trip_id.eq_any(ids.to_vec()))
            .select((trip_legs::trip_id, trip_legs::ended_at.is_null(), columns::<Leg>()))
            .load(db)
    })?;
    let mut current: HashMap<i64, Vec<&Leg>> = HashMap::new();
    for (trip, _, leg) in legs.iter().filter(|(_, current, _)| *current) {
        current.entry(*trip).or_default().push(leg);
    }
    let by_id: HashMap<i64, &Leg> = legs.iter().map(|(_, _, l)| (l.id, l)).collect();
    let mut out = Vec::new();
    for (company_id, trip_id, enterprise_id, name, outcome, starts_on) in rows {
        let visits = by_company.get(company_id).map(Vec::as_slice).unwrap_or_default();
        if visits.is_empty() && outcome.is_none_or(|o| o == VisitOutcome::Absent) {
            continue;
        }
        let visit_legs: Vec<i64> = visits.iter().filter_map(|(_, leg)| *leg).collect();
        let of_trip = current.get(trip_id).map(Vec::as_slice).unwrap_or_default();
        out.push(Met {
            company_id: *company_id,
            trip_id: *trip_id,
            enterprise_id: *enterprise_id,
            name: name.clone(),
            outcome: *outcome,
            first_on: visits.iter().filter_map(|(day, _)| *day).min().unwrap_or(*starts_on),
            provinces: provinces::of_company(&visit_legs, &by_id, of_trip),
        });
    }
    Ok(out)
}

/// Shares of the projects that fall to these companies. Attribution looks at all trips; what is counted is what the
/// caller may see.
fn shares(
    db: &mut Db,
    who: &Visible,
    met: &[Met],
    rule: Attribution,
) -> Result<(Vec<Share>, BTreeMap<i64, Project>)> {
    let linked: Vec<i64> = trip_projects::table
        .filter(trip_projects::ended_at.is_null())
        .select(trip_projects::project_id)
        .distinct()
        .load(db)?;
    let seen = projects::store::visible_ids(db, who, linked)?;
    let links = links::of_projects(db, &seen)?;
    let facts: Vec<LinkFact> = links
        .iter()
        .map(|l| LinkFact {
            project_id: l.project_id,
            trip_id: l.trip_id,
            company_id: l.company_id,
            made_project: l.made_project,
        })
        .collect();
    let first = match rule {
        Attribution::FirstContact => first_contacts(db, &seen, &facts)?,
        _ => BTreeMap::new(),
    };
    let companies: HashSet<i64> = met.iter().map(|m| m.company_id).collect();
    let mut shares = attribute(rule, &facts, &first);
    shares.retain(|s| companies.contains(&s.company_id));
    let ids: BTreeSet<i64> = shares.iter().map(|s| s.project_id).collect();
    let rows = projects::store::many(db, who, ids.into_iter().collect())?;
    Ok((shares, rows.into_iter().map(|p| (p.id, p)).collect()))
}

/// By project: the trip and company of the first visit to its investor, that is to an investor of the project or a
/// company it was linked to.
fn first_contacts(db: &mut Db, project_ids: &[i64], links: &[LinkFact]) -> Result<BTreeMap<i64, (i64, i64)>> {
    let investors: Vec<(i64, i64)> = for_ids(project_ids, |ids| {
        project_parties::table
            .filter(project_parties::project_id.eq_any(ids.to_vec()).and(project_parties::ended_at.is_null()))
            .filter(project_parties::role.eq(PartyRole::Investor))
            .filter(project_parties::enterprise_id.is_not_null())
            .select((project_parties::project_id, project_parties::enterprise_id.assume_not_null()))
            .load(db)
    })?;
    let company_ids: Vec<i64> = links.iter().map(|l| l.company_id).collect();
    let of_company: HashMap<i64, i64> = for_ids(&company_ids, |ids| {
        trip_companies::table
            .filter(trip_companies::id.eq_any(ids.to_vec()))
            .select((trip_companies::id, trip_companies::enterprise_id))
            .load::<(i64, i64)>(db)
    })?
    .into_iter()
    .collect();
    let mut wanted: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for (project, enterprise) in investors {
        wanted.entry(project).or_default().insert(enterprise);
    }
    for link in links {
        wanted.entry(link.project_id).or_default().extend(of_company.get(&link.company_id));
    }
    let all: BTreeSet<i64> = wanted.values().flatten().copied().collect();
    let rows = rows_of_enterprises(db, &all)?;
    let met = met_of(db, &rows)?;
    let first = |enterprises: &BTreeSet<i64>| {
        let theirs = met.iter().filter(|m| enterprises.contains(&m.enterprise_id));
        theirs.min_by_key(|m| (m.first_on, m.company_id)).map(|m| (m.trip_id, m.company_id))
    };
    Ok(wanted.iter().filter_map(|(project, e)| Some((*project, first(e)?))).collect())
}

fn provinces_of_trips(db: &mut Db, ids: &[i64]) -> Result<BTreeMap<i64, BTreeSet<String>>> {
    let mut out: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for (trip, leg) in super::parts::legs(db, ids)? {
        out.entry(trip).or_default().extend(leg.province_code);
    }
    Ok(out)
}
