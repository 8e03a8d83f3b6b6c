//! Rows of terms, lead units, substitutes, handovers, plans; every reader of projects takes the one filter of visibility.

pub mod checklists;
pub mod handovers;
pub mod hooks;
pub mod plans;
pub mod substitutes;
pub mod terms;
pub mod vacancies;

use super::model::checklists::Checklists;
use super::model::sponsorship::SponsorshipRules;
use super::rules::{self, Needs};
use crate::db::Db;
use crate::db::dialect::among;
use crate::db::schema::{units, users};
use crate::db::types::Doc;
use crate::error::{Error, FieldError, Result};
use crate::http::contract::Contract;
use crate::policy::Role;
use crate::rulesets::{self, Kind};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;

/// The kind of rules that say which leader carries which project.
pub const SPONSORSHIP: Kind = Kind {
    name: "sponsorship",
    label: "领导包抓分级",
    default: default_sponsorship,
    check: check_sponsorship,
};

/// The kind of rules that list what a major project must have.
pub const CHECKLISTS: Kind = Kind {
    name: "checklists",
    label: "四个一等检查清单",
    default: default_checklists,
    check: check_checklists,
};

fn default_sponsorship() -> Value {
    serde_json::from_str(include_str!("../../../data/rules/sponsorship.json")).unwrap_or_default()
}

fn default_checklists() -> Value {
    serde_json::from_str(include_str!("../../../data/rules/checklists.json")).unwrap_or_default()
}

fn check_sponsorship(contract: &Contract, content: &Value) -> Result<()> {
    check_content::<SponsorshipRules>(contract, content, rules::check_sponsorship)
}

fn check_checklists(contract: &Contract, content: &Value) -> Result<()> {
    check_content::<Checklists>(contract, content, rules::checklists::check)
}

fn check_content<T: DeserializeOwned + utoipa::ToSchema>(
    contract: &Contract,
    content: &Value,
    check: fn(&T) -> Vec<FieldError>,
) -> Result<()> {
    let errors = match crate::http::body::typed::<T>(contract, content.clone()) {
        Ok(given) => check(&given),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The rules of sponsorship in force on a day, and their revision.
///
/// # Errors
/// Database errors.
pub fn sponsorship_in_force(db: &mut Db, on: NaiveDate) -> Result<(SponsorshipRules, i32)> {
    let revision = rulesets::in_force(db, &SPONSORSHIP, on)?;
    Ok((revision.read()?, revision.revision))
}

/// The checklists in force on a day, and their revision.
///
/// # Errors
/// Database errors.
pub fn checklists_in_force(db: &mut Db, on: NaiveDate) -> Result<(Checklists, i32)> {
    let revision = rulesets::in_force(db, &CHECKLISTS, on)?;
    Ok((revision.read()?, revision.revision))
}

/// Who has to be there from which stage on, today.
///
/// # Errors
/// Database errors.
pub fn needs(tx: &mut Tx<'_>) -> Result<Needs> {
    let today = tx.today();
    let (sponsorship, sponsorship_revision) = sponsorship_in_force(tx, today)?;
    Ok(Needs { from: crate::app::roles_required_from(tx, today)?, sponsorship, sponsorship_revision })
}

/// A person as far as terms ask.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(crate::db::MultiBackend))]
pub struct Person {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit_id: i64,
    /// Post.
    pub post: String,
    roles: Doc,
    status: String,
}

impl Person {
    /// Roles held.
    pub fn roles(&self) -> Vec<Role> {
        self.roles.read()
    }

    /// Has he an account in use?
    pub fn is_active(&self) -> bool {
        self.status == "active"
    }
}

/// These people by id.
///
/// # Errors
/// Database errors.
pub fn people(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, Person>> {
    let rows: Vec<Person> =
        users::table.filter(among(users::id, ids)).select(crate::db::columns::<Person>()).load(db)?;
    Ok(rows.into_iter().map(|p| (p.id, p)).collect())
}

/// Somebody with an account in use.
///
/// # Errors
/// 422 pointing at the field.
pub fn active_person(db: &mut Db, id: i64, pointer: &str) -> Result<Person> {
    let found = people(db, vec![id])?.remove(&id).filter(Person::is_active);
    found
        .ok_or_else(|| Error::field(pointer, "not_found", "没有这个人员，或账号已停用，请从人员列表中选择。"))
}

/// Everybody with an account in use, in the official order, with the name and kind of his unit.
///
/// # Errors
/// Database errors.
pub fn everybody(db: &mut Db) -> Result<Vec<(Person, String, String)>> {
    Ok(users::table
        .inner_join(units::table)
        .filter(users::status.eq("active"))
        .order((units::sort_path, users::sort_no, users::id))
        .select((crate::db::columns::<Person>(), units::name, units::kind))
        .load(db)?)
}
