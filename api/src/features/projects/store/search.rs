//! The search index of projects: name, number, parties and national codes.

use super::visible::Filter;
use crate::db::Db;
use crate::db::dialect::{SearchTable, put_tokens, text_match};
use crate::db::schema::{project_codes, project_parties, projects};
use crate::error::Result;
use crate::text::index_tokens_of;
use diesel::prelude::*;

/// The search table.
pub const TABLE: SearchTable = SearchTable("project_search");

/// Projects whose own texts match, or one of whose parties has a matching name, alias or credit code in the library.
pub fn matching(query: &str) -> Filter {
    let company = project_parties::enterprise_id.assume_not_null();
    let parties = project_parties::table
        .filter(project_parties::ended_at.is_null())
        .filter(text_match(SearchTable("enterprise_search"), company, query.to_owned()))
        .select(project_parties::project_id);
    Box::new(text_match(TABLE, projects::id, query.to_owned()).or(projects::id.eq_any(parties)))
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
