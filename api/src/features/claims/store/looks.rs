//! Names and files that views show beside the rows.

use super::super::model::{ClaimProject, ProofRef};
use crate::db::Db;
use crate::db::schema::{projects, units, users};
use crate::error::{Error, Result};
use crate::features::{files, projects as project_room};
use crate::policy::Visible;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Names of people by id.
///
/// # Errors
/// Database errors.
pub fn person_names(db: &mut Db, ids: &[i64]) -> Result<BTreeMap<i64, String>> {
    let rows: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(ids.to_vec())).select((users::id, users::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// Names of units by id.
///
/// # Errors
/// Database errors.
pub fn unit_names(db: &mut Db, ids: &[i64]) -> Result<BTreeMap<i64, String>> {
    Ok(project_room::store::parts::unit_names(db, ids.to_vec())?.into_iter().collect())
}

/// Phone of a person, as stored.
///
/// # Errors
/// Database errors.
pub fn phone_of(db: &mut Db, person_id: i64) -> Result<Option<String>> {
    Ok(users::table.find(person_id).select(users::phone).first(db).optional()?.flatten())
}

/// Of these projects those that are confidential.
///
/// # Errors
/// Database errors.
pub fn confidential(db: &mut Db, ids: &[i64]) -> Result<BTreeSet<i64>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows: Vec<i64> = projects::table
        .filter(projects::id.eq_any(ids.to_vec()).and(projects::confidential.eq(true)))
        .select(projects::id)
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// A linked project as the caller may see it.
///
/// # Errors
/// Database errors.
pub fn linked_project(db: &mut Db, who: &Visible, id: Option<i64>) -> Result<Option<ClaimProject>> {
    let Some(id) = id else { return Ok(None) };
    match project_room::store::find(db, who, id) {
        Ok(p) => Ok(Some(ClaimProject { id: p.id, number: p.number, name: p.name })),
        Err(e) if e.code() == crate::error::Code::ResourceNotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Files by id as references, in the order given.
///
/// # Errors
/// Database errors.
pub fn proof(db: &mut Db, ids: &[i64]) -> Result<Vec<ProofRef>> {
    let rows = files::many(db, ids)?;
    let find = |id: &i64| rows.iter().find(|f| f.id == *id);
    Ok(ids
        .iter()
        .filter_map(find)
        .map(|f| ProofRef { file_id: f.id, name: f.name.clone(), sealed: f.sealed_at.is_some() })
        .collect())
}

/// Makes files belong to a claim: whoever sees the claim sees them.
///
/// # Errors
/// Database errors.
pub fn link_proof(tx: &mut Tx<'_>, claim_id: i64, ids: &[i64]) -> Result<()> {
    ids.iter().try_for_each(|id| files::link(tx, *id, "first_claim", claim_id))
}

/// Refuses a person who is not an active one of this unit or below it.
///
/// # Errors
/// 422.
pub fn check_person(db: &mut Db, person_id: i64, unit_id: i64, pointer: &str) -> Result<()> {
    let path: String = units::table.find(unit_id).select(units::path).first(db)?;
    let found: Option<String> = users::table
        .inner_join(units::table)
        .filter(users::id.eq(person_id).and(users::status.eq("active")))
        .select(units::path)
        .first(db)
        .optional()?;
    match found {
        Some(own) if own.starts_with(&path) => Ok(()),
        Some(_) => Err(Error::field(pointer, "foreign_unit", "首谈人不在所填单位，请选择该单位的人员。")),
        None => Err(Error::field(pointer, "unknown", "没有这个人员，或账号已停用，请从人员列表中选择。")),
    }
}
