//! Tags: short words on projects. They are for the offices' own work, so partners neither see them nor filter by them.

use super::as_of::{AsOf, over};
use super::visible::{Filter, of_projects, visible};
use crate::db::dialect::among;
use crate::db::schema::{project_tags, projects};
use crate::db::types::Stamp;
use crate::db::{Db, for_ids};
use crate::error::Result;
use crate::insert_all;
use crate::policy::{Reach, Visible};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashSet};

/// May the caller see tags at all?
pub fn shown_to(who: &Visible) -> bool {
    !matches!(who.reach, Reach::Party(_) | Reach::Nothing)
}

/// Projects that carry one of these tags.
pub fn carrying(who: &Visible, names: &[String]) -> Filter {
    if !shown_to(who) {
        return Box::new(projects::id.eq(0));
    }
    let tagged = project_tags::table
        .filter(project_tags::name.eq_any(names.to_vec()).and(project_tags::ended_at.is_null()))
        .select(project_tags::project_id);
    Box::new(projects::id.eq_any(tagged))
}

/// Tags of these projects as they were then, in the order they were put on.
///
/// # Errors
/// Database errors.
pub fn of(db: &mut Db, who: &Visible, ids: &[i64], then: Option<AsOf>) -> Result<BTreeMap<i64, Vec<String>>> {
    let mut found: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    if !shown_to(who) {
        return Ok(found);
    }
    let rows = for_ids(ids, |ids| {
        let query = project_tags::table
            .filter(among(project_tags::project_id, ids.to_vec()).and(project_tags::ended_at.is_null()))
            .order((project_tags::project_id, project_tags::id))
            .select((project_tags::project_id, project_tags::name));
        over(then, query).load::<(i64, String)>(db)
    })?;
    for (id, name) in rows {
        found.entry(id).or_default().push(name);
    }
    Ok(found)
}

/// Every tag on a project that the caller may see, with how many carry it.
///
/// # Errors
/// Database errors.
pub fn in_use(db: &mut Db, who: &Visible) -> Result<Vec<(String, i64)>> {
    if !shown_to(who) {
        return Ok(Vec::new());
    }
    Ok(project_tags::table
        .filter(project_tags::ended_at.is_null())
        .filter(of_projects(project_tags::project_id, visible(who)))
        .group_by(project_tags::name)
        .select((project_tags::name, count_star()))
        .load(db)?)
}

/// Puts tags on projects that do not carry them yet.
///
/// # Errors
/// Database errors.
pub fn add(db: &mut Db, fresh: &[(i64, String)], now: Stamp) -> Result<()> {
    let rows = fresh.iter().map(|(project_id, name)| {
        (
            project_tags::project_id.eq(*project_id),
            project_tags::name.eq(name),
            project_tags::began_at.eq(now),
        )
    });
    insert_all!(db, project_tags::table, rows)?;
    Ok(())
}

/// Takes these tags off projects.
///
/// # Errors
/// Database errors.
pub fn remove(db: &mut Db, ids: &[i64], names: &[String], now: Stamp) -> Result<()> {
    for ids in ids.chunks(500) {
        let current = among(project_tags::project_id, ids.to_vec())
            .and(project_tags::name.eq_any(names.to_vec()))
            .and(project_tags::ended_at.is_null());
        diesel::update(project_tags::table.filter(current))
            .set(project_tags::ended_at.eq(now))
            .execute(db)?;
    }
    Ok(())
}

/// Makes these the tags of one project, which has the others now.
///
/// # Errors
/// Database errors.
pub fn replace(db: &mut Db, project_id: i64, before: &[String], after: &[String], now: Stamp) -> Result<()> {
    let (had, kept): (HashSet<_>, HashSet<_>) = (before.iter().collect(), after.iter().collect());
    let gone: Vec<String> = had.difference(&kept).map(|name| (*name).clone()).collect();
    if !gone.is_empty() {
        remove(db, &[project_id], &gone, now)?;
    }
    let fresh: Vec<(i64, String)> =
        after.iter().filter(|name| !had.contains(name)).map(|name| (project_id, name.clone())).collect();
    add(db, &fresh, now)
}
