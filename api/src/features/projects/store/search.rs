//! The search index of projects: name, number, parties and national codes.

use super::super::model::EndState;
use super::visible::{Filter, OfProjects, confided, of_projects};
use crate::db::dialect::{SearchTable, among, literal, own_match, put_tokens, text_match};
use crate::db::page::Window;
use crate::db::schema::{project_codes, project_parties, projects};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::features::enterprises;
use crate::policy::Visible;
use crate::text::index_tokens_of;
use diesel::dsl::{self, exists};
use diesel::prelude::*;

/// The search table as a query sees it.
mod table {
    diesel::table! {
        project_search (rowid) {
            rowid -> BigInt,
        }
    }
}
use table::project_search;

/// The search table.
pub const TABLE: SearchTable = SearchTable("project_search");

/// Projects whose own texts match, or one of whose parties has a matching name, alias or credit code in the library.
pub fn matching(query: &str) -> Filter {
    let company = project_parties::enterprise_id.assume_not_null();
    let parties = project_parties::table
        .filter(project_parties::ended_at.is_null())
        .filter(text_match(enterprises::store::SEARCH, company, query.to_owned()))
        .select(project_parties::project_id);
    Box::new(text_match(TABLE, projects::id, query.to_owned()).or(projects::id.eq_any(parties)))
}

/// Do the library's names, aliases and credit codes lead to projects that do not match by their own texts?
///
/// # Errors
/// Database errors.
pub fn through_enterprises(db: &mut Db, query: &str) -> Result<bool> {
    // asked first: most words name no company, and then no database has to guess how many parties there will be
    let companies = enterprises::store::matching(db, query)?;
    if companies.is_empty() {
        return Ok(false);
    }
    let parties = project_parties::table
        .filter(project_parties::ended_at.is_null())
        .filter(among(project_parties::enterprise_id.assume_not_null(), companies))
        .filter(dsl::not(text_match(TABLE, project_parties::project_id, query.to_owned())))
        .select(project_parties::id);
    Ok(diesel::select(exists(parties)).get_result(db)?)
}

/// How many projects that the caller may see match by their own texts. For those who see the whole city but what is
/// confidential: counted in the index, without reading what is found.
///
/// # Errors
/// Database errors.
pub fn count(db: &mut Db, who: &Visible, query: &str) -> Result<i64> {
    let hits = project_search::table.filter(own_match(TABLE, query.to_owned()));
    Ok(hits.filter(shown(who)).filter(dsl::not(withdrawn())).count().get_result(db)?)
}

/// What [`visible`] shows of the whole city, told from the confidential projects alone: they are few, what is found may
/// be much.
fn shown(who: &Visible) -> dsl::Or<dsl::not<OfProjects<Hit>>, OfProjects<Hit>> {
    // said twice: plainly, so that SQLite may use the index of confidential ones, and as a condition it can seek by
    let confidential = projects::confidential.and(projects::confidential.eq(true));
    let secret = of_projects(project_search::rowid, Box::new(confidential));
    let told = of_projects(project_search::rowid, confided(who));
    dsl::not(secret).or(told)
}
type Hit = project_search::rowid;

/// What is found but was withdrawn; said plainly too, for the index of what was.
fn withdrawn() -> OfProjects<Hit> {
    let state = || projects::end_state.assume_not_null();
    let plainly = literal("end_state = 'withdrawn'");
    of_projects(project_search::rowid, Box::new(plainly.and(state().eq(EndState::Withdrawn.code()))))
}

/// Ids of one window of what [`count`] counts, the last registered first.
///
/// # Errors
/// Database errors.
pub fn latest(db: &mut Db, who: &Visible, query: &str, window: &Window) -> Result<Vec<i64>> {
    let hits = project_search::table
        .filter(own_match(TABLE, query.to_owned()))
        .filter(shown(who))
        .filter(dsl::not(withdrawn()))
        .order(project_search::rowid.desc())
        .select(project_search::rowid)
        .into_boxed::<MultiBackend>();
    let hits = match &window.after {
        Some(after) => hits.filter(project_search::rowid.lt(after.id)),
        None => hits,
    };
    Ok(hits.limit(window.per_page).offset(window.offset()).load(db)?)
}

/// Writes a project's search tokens anew; to be called after every change of what is searched.
///
/// # Errors
/// Database errors.
pub fn index(db: &mut Db, project_id: i64) -> Result<()> {
    let (number, name): (String, String) =
        projects::table.find(project_id).select((projects::number, projects::name)).first(db)?;
    let mut texts = vec![number, name];
    texts.extend(
        project_parties::table
            .filter(project_parties::project_id.eq(project_id).and(project_parties::ended_at.is_null()))
            .select(project_parties::name)
            .load::<String>(db)?,
    );
    texts.extend(
        project_codes::table
            .filter(project_codes::project_id.eq(project_id))
            .select(project_codes::code)
            .load::<String>(db)?,
    );
    Ok(put_tokens(db, TABLE, &[(project_id, tokens(texts.iter().map(String::as_str)))])?)
}

/// The search tokens of a project whose searched texts are these: number, name, names of its parties, national codes.
pub fn tokens<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    index_tokens_of(texts).into_iter().collect()
}
