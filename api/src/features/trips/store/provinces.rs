//! The provinces a company was met in, and the counts of each province.

use super::super::model::Leg;
use super::effects::{Facts, Met, gather_met};
use super::list::Conditions;
use crate::error::Result;
use crate::features::trips::model::effects::ProvinceCounts;
use crate::features::trips::model::query::TripFilter;
use crate::policy::{Reach, visible};
use crate::work::Tx;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a company was met: by the legs of its visits, else the only province of the trip.
pub fn of_company(visit_legs: &[i64], all_legs: &HashMap<i64, &Leg>, trip_legs: &[&Leg]) -> BTreeSet<String> {
    let by_visit: BTreeSet<String> =
        visit_legs.iter().filter_map(|id| all_legs.get(id)?.province_code.clone()).collect();
    if !by_visit.is_empty() {
        return by_visit;
    }
    let of_trip: BTreeSet<String> = trip_legs.iter().filter_map(|l| l.province_code.clone()).collect();
    if of_trip.len() == 1 { of_trip } else { BTreeSet::new() }
}

/// Counts by province; `None` is everything without one.
pub fn counts(facts: &Facts) -> BTreeMap<Option<String>, ProvinceCounts> {
    let mut out: BTreeMap<Option<String>, ProvinceCounts> = BTreeMap::new();
    for trip in &facts.trips {
        let provinces: BTreeSet<Option<String>> =
            facts.trip_provinces.get(&trip.id).cloned().unwrap_or_default().into_iter().map(Some).collect();
        for province in or_none(provinces) {
            out.entry(province).or_default().trips += 1;
        }
    }
    let mut companies: BTreeMap<Option<String>, (BTreeSet<i64>, BTreeSet<i64>)> = BTreeMap::new();
    for met in &facts.met {
        for province in places(met) {
            let (all, willing) = companies.entry(province).or_default();
            all.insert(met.enterprise_id);
            if met.is_intention() {
                willing.insert(met.enterprise_id);
            }
        }
    }
    for (province, (all, willing)) in companies {
        let counts = out.entry(province).or_default();
        counts.companies = all.len() as i64;
        counts.intentions = willing.len() as i64;
    }
    let by_company: BTreeMap<i64, &Met> = facts.met.iter().map(|m| (m.company_id, m)).collect();
    let mut projects: BTreeMap<Option<String>, BTreeSet<i64>> = BTreeMap::new();
    for share in &facts.shares {
        for province in by_company.get(&share.company_id).map(|m| places(m)).unwrap_or_default() {
            projects.entry(province).or_default().insert(share.project_id);
        }
    }
    for (province, ids) in projects {
        out.entry(province).or_default().projects = ids.len() as i64;
    }
    out
}

fn places(met: &Met) -> BTreeSet<Option<String>> {
    or_none(met.provinces.iter().cloned().map(Some).collect())
}

fn or_none(mut set: BTreeSet<Option<String>>) -> BTreeSet<Option<String>> {
    if set.is_empty() {
        set.insert(None);
    }
    set
}

/// What trips did in each province, without what came of it: `None` is what has no province.
///
/// # Errors
/// Database errors.
pub fn travelled(
    tx: &mut Tx<'_>,
    unit_ids: Option<Vec<i64>>,
    chains: Option<Vec<String>>,
) -> Result<Vec<(Option<String>, ProvinceCounts)>> {
    let who = visible(tx.caller);
    // a clerk also sees trips that name him, so that the person is part of the question
    let person = matches!(who.reach, Reach::Units(_)).then_some(who.user_id);
    let question = format!("trips.travelled {:?} {person:?} {unit_ids:?} {chains:?}", who.reach);
    let filter = TripFilter { unit_id: unit_ids, chain: chains, ..TripFilter::default() };
    let app = tx.app;
    // merged enterprises are one company
    app.remembered.ask(tx, question, &["trip", "enterprise", "unit"], |db| {
        let conditions = Conditions::prepare(db, who, filter)?;
        Ok(counts(&gather_met(db, &conditions)?).into_iter().collect())
    })
}
