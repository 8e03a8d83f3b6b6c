//! A plan made ready to be stored: people and companies looked up, legs placed; and its parts written.

use super::super::model::Trip;
use super::super::model::input::{TripCompanyInput, TripInput, TripPersonInput};
use super::super::rules;
use super::companies::{self, Wanted};
use super::parts::{self, NewLeg, NewMember};
use super::trips::PlanColumns;
use crate::db::schema::{units, users};
use crate::db::types::Doc;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::enterprises;
use crate::features::projects::model::PartyRole;
use crate::features::projects::model::input::PartyInput;
use crate::features::projects::store::create::{check_companies, resolve_parties};
use crate::features::projects::store::parts::check_units;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::HashMap;

/// A plan that can be stored.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The trip's own columns.
    pub columns: PlanColumns,
    members: Vec<NewMember>,
    legs: Vec<NewLeg>,
    companies: Vec<TripCompanyInput>,
}

/// Checks a plan and looks up whom it names; nothing is written.
///
/// # Errors
/// 422 with every wrong field.
pub fn check(tx: &mut Tx<'_>, input: &TripInput) -> Result<Ready> {
    let mut errors = rules::plan::check(input);
    gather(&mut errors, check_units(tx, |_| "/lead_unit_id".to_owned(), &[input.lead_unit_id]))?;
    let people = people(tx, input, &mut errors)?;
    let named = check_companies(tx, &input.companies.iter().map(party).collect::<Vec<_>>());
    gather(&mut errors, named)?;
    for error in &mut errors {
        error.pointer = error.pointer.replacen("/parties/", "/companies/", 1);
    }
    let (Some(first), true) = (input.legs.first(), errors.is_empty()) else {
        return Err(Error::invalid(errors));
    };
    let person = |p: &TripPersonInput, sort_no: i32| NewMember::of(p, &people, sort_no);
    let leader = person(&input.leader, 0);
    Ok(Ready {
        columns: PlanColumns {
            kind: input.kind,
            purpose: input.purpose.clone(),
            chain: input.chain.clone(),
            station: input.station.clone(),
            lead_unit_id: input.lead_unit_id,
            leader_user_id: leader.user_id,
            leader_name: leader.name,
            leader_post: leader.post,
            starts_on: first.from_on,
            ends_on: input.legs.iter().map(|l| l.to_on).max().unwrap_or(first.to_on),
            budget: Doc::of(&input.budget),
            source: input.source.clone(),
        },
        members: (0_i32..).zip(&input.members).map(|(n, m)| person(m, n)).collect(),
        legs: (1_i32..)
            .zip(&input.legs)
            .map(|(sequence, l)| NewLeg::new(sequence, rules::plan::place(l), l.from_on, l.to_on))
            .collect(),
        companies: input.companies.clone(),
    })
}

/// Writes the parts of a plan: members, legs, planned companies (found in or added to the library).
///
/// # Errors
/// 422 when a company already visited would go; database errors.
pub fn write_parts(tx: &mut Tx<'_>, trip: &Trip, ready: &Ready) -> Result<()> {
    let now = tx.now;
    parts::replace_members(tx, trip.id, &ready.members, now)?;
    parts::replace_legs(tx, trip.id, &ready.legs, now)?;
    let wanted = resolve(tx, &ready.companies)?;
    companies::replace_planned(tx, trip.id, &wanted)?;
    super::search::index(tx, std::slice::from_ref(trip))
}

/// Companies as the library knows them; unknown ones are registered there.
///
/// # Errors
/// 422 or database errors.
pub fn resolve(tx: &mut Tx<'_>, companies: &[TripCompanyInput]) -> Result<Vec<Wanted>> {
    let mut parties: Vec<PartyInput> = companies.iter().map(party).collect();
    resolve_parties(tx, &mut parties)?;
    let mut out: Vec<Wanted> = Vec::new();
    for (party, company) in parties.iter().zip(companies) {
        let enterprise_id = party.enterprise_id.ok_or_else(|| Error::internal("a company without id"))?;
        // two names may be one company of the library
        if out.iter().any(|w| w.enterprise_id == enterprise_id) {
            continue;
        }
        let name = enterprises::name_of(tx, enterprise_id)?.unwrap_or_default();
        out.push(Wanted { enterprise_id, name, reason: company.reason.clone() });
    }
    Ok(out)
}

/// As a party, since projects and trips name companies the same way.
pub fn party(company: &TripCompanyInput) -> PartyInput {
    PartyInput {
        enterprise_id: company.enterprise_id,
        name: company.name.clone(),
        role: PartyRole::Investor,
        share_percent: None,
        origin: None,
    }
}

/// Name, unit and post of an account.
pub type People = HashMap<i64, (String, String, String)>;

fn people(tx: &mut Tx<'_>, input: &TripInput, errors: &mut Vec<FieldError>) -> Result<People> {
    let all = std::iter::once(("/leader".to_owned(), &input.leader))
        .chain(input.members.iter().enumerate().map(|(n, m)| (format!("/members/{n}"), m)));
    let named: Vec<(String, i64)> = all.filter_map(|(p, person)| Some((p, person.user_id?))).collect();
    let ids: Vec<i64> = named.iter().map(|(_, id)| *id).collect();
    let rows: Vec<(i64, String, String, i64)> = users::table
        .filter(users::id.eq_any(&ids))
        .select((users::id, users::name, users::post, users::unit_id))
        .load(&mut **tx)?;
    let unit_ids: Vec<i64> = rows.iter().map(|r| r.3).collect();
    let unit_names: HashMap<i64, String> = units::table
        .filter(units::id.eq_any(unit_ids))
        .select((units::id, units::name))
        .load::<(i64, String)>(&mut **tx)?
        .into_iter()
        .collect();
    let people: People = rows
        .into_iter()
        .map(|(id, name, post, unit)| (id, (name, unit_names.get(&unit).cloned().unwrap_or_default(), post)))
        .collect();
    for (pointer, id) in named {
        if !people.contains_key(&id) {
            errors.push(FieldError {
                pointer: format!("{pointer}/user_id"),
                code: "not_found".to_owned(),
                message: "没有这个人员，请从人员列表中选择，或写明姓名。".to_owned(),
            });
        }
    }
    Ok(people)
}

/// Adds the fields of a 422 to what is wrong already; other errors pass.
pub fn gather(errors: &mut Vec<FieldError>, done: Result<()>) -> Result<()> {
    match done {
        Err(e) if e.code() == Code::RequestInvalid => {
            errors.extend(e.errors().iter().cloned());
            Ok(())
        }
        other => other,
    }
}
