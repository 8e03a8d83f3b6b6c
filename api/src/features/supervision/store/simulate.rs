//! Other rules of colours tried on today's data; nothing is stored.

use super::super::model::colours::{
    ColourChange, ColourChangedProject, ColourRules, ColourSimulation, Facts,
};
use super::super::rules::{colours as pure, words};
use super::colours::in_force;
use super::counts::by_colour;
use super::facts;
use crate::db::dialect::among;
use crate::db::for_ids;
use crate::db::schema::{projects, units};
use crate::error::Result;
use crate::features::projects::Stage;
use crate::features::projects::model::Colour;
use crate::features::projects::store::visible;
use crate::policy::{Reach, Visible};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Projects named one by one.
const MOST_ITEMS: usize = 200;
/// Projects looked at in one go.
const BATCH: usize = 1_000;

/// A colour and why.
type Said = (Colour, String);

fn said(rules: &ColourRules, facts: &Facts, today: NaiveDate) -> Said {
    let verdict = pure::verdict(&rules.rules, facts, today);
    (verdict.colour, words::because(&rules.rules, facts, verdict, today))
}

/// Tries rules on the projects that the caller may see.
///
/// # Errors
/// Database errors.
pub fn simulate(tx: &mut Tx<'_>, who: &Visible, other: &ColourRules) -> Result<ColourSimulation> {
    let today = tx.today();
    let (rules, revision) = in_force(tx, today)?;
    let asked =
        projects::table.filter(projects::stage_no.ge(Stage::Signed.number())).filter(match who.reach {
            Reach::Everything => Box::new(projects::id.gt(0)),
            _ => visible(who),
        });
    let ids: Vec<i64> = asked
        .filter(projects::end_state.is_null())
        .order(projects::id)
        .select(projects::id)
        .load(&mut **tx)?;
    let mut looked_at = 0;
    let (mut now, mut then) = (Vec::new(), Vec::new());
    let mut changes: BTreeMap<(Option<Colour>, Option<Colour>), i64> = BTreeMap::new();
    let mut found: Vec<(i64, Option<Said>, Option<Said>)> = Vec::new();
    for some in ids.chunks(BATCH) {
        let candidates = facts::candidates(tx, some)?;
        let of = |rules: &ColourRules, c: &facts::Candidate| {
            pure::in_scope(rules, c.stage, c.total_investment_yuan, c.end_state.is_some())
        };
        let scoped: Vec<_> = candidates.into_iter().filter(|c| of(&rules, c) || of(other, c)).collect();
        looked_at += scoped.len() as i64;
        let facts = facts::load(tx, &scoped)?;
        for candidate in &scoped {
            let Some(facts) = facts.get(&candidate.id) else { continue };
            let from = of(&rules, candidate).then(|| said(&rules, facts, today));
            let to = of(other, candidate).then(|| said(other, facts, today));
            let colours = (from.as_ref().map(|s| s.0), to.as_ref().map(|s| s.0));
            now.extend(colours.0.map(|colour| (colour, 1)));
            then.extend(colours.1.map(|colour| (colour, 1)));
            if colours.0 != colours.1 {
                *changes.entry(colours).or_default() += 1;
                found.push((candidate.id, from, to));
            }
        }
    }
    let changed = found.len() as i64;
    // the worst turn first
    found.sort_by_key(|(id, from, to)| {
        let place = |s: &Option<Said>| s.as_ref().map_or(0, |s| s.0 as i32 + 1);
        (std::cmp::Reverse(place(to) - place(from)), *id)
    });
    found.truncate(MOST_ITEMS);
    let mut named = names(tx, &found.iter().map(|(id, ..)| *id).collect::<Vec<_>>())?;
    let items = found.into_iter().filter_map(|(id, from, to)| {
        let (number, name, lead_unit_name) = named.remove(&id)?;
        let (from, from_because) = from.unzip();
        let (to, to_because) = to.unzip();
        Some(ColourChangedProject {
            project_id: id,
            number,
            name,
            lead_unit_name,
            from,
            from_because,
            to,
            to_because,
        })
    });
    Ok(ColourSimulation {
        as_of_on: today,
        revision,
        projects: looked_at,
        now: by_colour(&now),
        simulated: by_colour(&then),
        changed,
        changes: changes.into_iter().map(|((from, to), count)| ColourChange { from, to, count }).collect(),
        items: items.collect(),
    })
}

/// Number, name and lead unit of these projects.
fn names(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, (String, String, String)>> {
    let rows: Vec<(i64, String, String, String)> = for_ids(ids, |ids| {
        projects::table
            .inner_join(units::table.on(units::id.eq(projects::lead_unit_id)))
            .filter(among(projects::id, ids.to_vec()))
            .select((projects::id, projects::number, projects::name, units::name))
            .load(&mut **tx)
    })?;
    Ok(rows.into_iter().map(|(id, number, name, unit)| (id, (number, name, unit))).collect())
}
