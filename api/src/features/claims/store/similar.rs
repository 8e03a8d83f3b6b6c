//! Claims on the same investor: the same enterprise, or one that the library takes for possibly the same.

use super::super::model::{Claim, ClaimState};
use super::super::rules::{self, Matter};
use crate::db::schema::first_claims;
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::enterprises::{self, rules::SUSPECTED};
use crate::policy::Visible;
use chrono::NaiveDate;
use diesel::prelude::*;

/// From this likeness a name that somebody asks about means a company.
const CERTAIN: f64 = 0.9;

/// The enterprises that may be this one, itself included.
///
/// # Errors
/// Database errors.
pub fn similar_enterprises(db: &mut Db, enterprise_id: i64) -> Result<Vec<i64>> {
    let company = enterprises::store::find(db, enterprise_id)?;
    let (name, code) = (company.name, company.credit_code);
    let mut ids = likely(db, Some(&name), code.as_deref(), SUSPECTED)?;
    if !ids.contains(&enterprise_id) {
        ids.push(enterprise_id);
    }
    Ok(ids)
}

/// The enterprises that are surely meant by a name or a credit code.
///
/// # Errors
/// Database errors.
pub fn meant_enterprises(db: &mut Db, name: Option<&str>, code: Option<&str>) -> Result<Vec<i64>> {
    likely(db, name, code, CERTAIN)
}

fn likely(db: &mut Db, name: Option<&str>, code: Option<&str>, least: f64) -> Result<Vec<i64>> {
    let found = enterprises::store::candidates(db, &Visible::everything(), name, code, None)?;
    Ok(found.into_iter().filter(|c| c.score >= least).map(|c| c.enterprise.id).collect())
}

/// Claims on these enterprises in these states, oldest first; what has run out by `today` is none of them.
///
/// # Errors
/// Database errors.
pub fn claims_on(
    db: &mut Db,
    enterprise_ids: &[i64],
    states: &[ClaimState],
    today: NaiveDate,
) -> Result<Vec<Claim>> {
    let rows: Vec<Claim> = first_claims::table
        .filter(first_claims::enterprise_id.eq_any(enterprise_ids.to_vec()))
        .filter(first_claims::state.eq_any(states.to_vec()))
        .order(first_claims::id)
        .select(columns::<Claim>())
        .load(db)?;
    Ok(rows.into_iter().filter(|c| states.contains(&rules::state_on(c, today))).collect())
}

/// Other claims on the same investor and matter that matter to somebody who registers one: live or in the pool.
///
/// # Errors
/// Database errors.
pub fn rivals(
    db: &mut Db,
    enterprise_id: i64,
    matter: Matter<'_>,
    except: Option<i64>,
    today: NaiveDate,
) -> Result<Vec<Claim>> {
    let companies = similar_enterprises(db, enterprise_id)?;
    let states = [ClaimState::Pending, ClaimState::Protected, ClaimState::Released];
    let mut found = claims_on(db, &companies, &states, today)?;
    found.retain(|c| Some(c.id) != except && rules::overlap(matter, matter_of(c)));
    // what was picked up from the pool lives on in its successor
    let followed: Vec<i64> = first_claims::table
        .filter(first_claims::predecessor_id.eq_any(found.iter().map(|c| Some(c.id)).collect::<Vec<_>>()))
        .select(first_claims::predecessor_id.assume_not_null())
        .load(db)?;
    found.retain(|c| !followed.contains(&c.id));
    Ok(found)
}

/// What a claim is about.
pub fn matter_of(claim: &Claim) -> Matter<'_> {
    Matter {
        direction: &claim.direction,
        chain: claim.chain.as_deref(),
        industry_code: claim.industry_code.as_deref(),
    }
}
