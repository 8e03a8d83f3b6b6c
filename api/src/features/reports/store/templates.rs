//! Templates: those of the database, and those that come with the program until somebody changes them.

use crate::db::columns;
use crate::db::schema::export_templates as t;
use crate::db::types::{Doc, Stamp};
use crate::db::{Both, MultiBackend};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::reports::model::{
    Template, TemplateContent, TemplateInput, TemplateQuery, TemplateScope,
};
use crate::features::reports::rules::template::{self, Shipped};
use crate::work::Tx;
use diesel::dsl::exists;
use diesel::prelude::*;

/// A template that the caller sees.
#[derive(Debug, Clone)]
pub struct Found {
    /// The row; of one that comes with the program as it would be stored.
    pub row: Template,
    /// Is it as it came with the program?
    pub shipped: bool,
}

impl Found {
    /// Title and columns.
    ///
    /// # Errors
    /// 500 for a row written by an incompatible version.
    pub fn content(&self) -> Result<TemplateContent> {
        serde_json::from_value(self.row.content.0.clone()).map_err(Error::internal)
    }
}

type Boxed = t::BoxedQuery<'static, MultiBackend>;

/// Templates of the database that the caller sees: his own, those of his unit and below, the city's.
fn seen(tx: &Tx<'_>) -> Boxed {
    let own = t::owner_id.assume_not_null().eq(tx.caller.user_id.unwrap_or_default());
    let of_unit = t::unit_id.assume_not_null().eq_any(tx.caller.unit_ids.clone());
    t::table
        .filter(
            t::scope
                .eq(TemplateScope::City)
                .or(t::scope.eq(TemplateScope::Personal).and(own))
                .or(t::scope.eq(TemplateScope::Unit).and(of_unit)),
        )
        .into_boxed::<MultiBackend>()
}

fn shipped(tx: &mut Tx<'_>) -> Result<Vec<Found>> {
    let all = template::shipped().map_err(Error::internal)?;
    let ids: Vec<i64> = all.iter().map(|s| s.id).collect();
    let changed: Vec<i64> = t::table.filter(t::id.eq_any(ids)).select(t::id).load(&mut **tx)?;
    let now = tx.now;
    let found = |s: Shipped| Found {
        row: Template {
            id: s.id,
            list: s.list,
            name: s.name,
            scope: TemplateScope::City,
            owner_id: None,
            unit_id: None,
            content: Doc::of(&s.content),
            created_by: None,
            created_at: now,
            updated_at: now,
            ended_at: None,
            version: 1,
        },
        shipped: true,
    };
    Ok(all.into_iter().filter(|s| !changed.contains(&s.id)).map(found).collect())
}

/// The templates that the caller sees and may still use, the city's first.
///
/// # Errors
/// Database errors.
pub fn list(tx: &mut Tx<'_>, query: &TemplateQuery) -> Result<Vec<Found>> {
    let rows: Vec<Template> =
        seen(tx).filter(t::ended_at.is_null()).order(t::id).select(columns::<Template>()).load(&mut **tx)?;
    let mut all = shipped(tx)?;
    all.extend(rows.into_iter().map(|row| Found { row, shipped: false }));
    all.retain(|f| query.list.as_ref().is_none_or(|l| f.row.list == *l));
    all.retain(|f| query.scope.is_none_or(|s| f.row.scope == s));
    all.sort_by_key(|f| (std::cmp::Reverse(f.row.scope), f.row.id));
    Ok(all)
}

/// A template that the caller sees.
///
/// # Errors
/// 404 for what is not there, withdrawn, or somebody else's.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Found> {
    // What came with the program is looked up first: whoever changes it for the first time in between is met below.
    let untouched = shipped(tx)?.into_iter().find(|f| f.row.id == id);
    let row: Option<Template> =
        seen(tx).filter(t::id.eq(id)).select(columns::<Template>()).first(&mut **tx).optional()?;
    let found = match row {
        Some(row) => Some(Found { row, shipped: false }).filter(|f| f.row.ended_at.is_none()),
        None => untouched,
    };
    found.ok_or_else(Error::not_found)
}

fn content(input: &TemplateInput) -> Doc {
    Doc::of(&TemplateContent { title: input.title.clone(), columns: input.columns.clone() })
}

/// Adds a template.
///
/// # Errors
/// 409 for a name that is taken.
pub fn insert(tx: &mut Tx<'_>, input: &TemplateInput) -> Result<Template> {
    let (owner_id, unit_id) = template::owners(input, tx.caller.user_id, tx.caller.unit_id);
    let row = (
        t::list.eq(&input.list),
        t::name.eq(&input.name),
        t::scope.eq(input.scope),
        t::owner_id.eq(owner_id),
        t::unit_id.eq(unit_id),
        t::content.eq(content(input)),
        t::created_by.eq(tx.caller.user_id),
        t::created_at.eq(tx.now),
        t::updated_at.eq(tx.now),
    );
    let done =
        diesel::insert_into(t::table).values(row).returning(columns::<Template>()).get_result(&mut **tx);
    done.map_err(|e| if is_unique_violation(&e) { name_taken(&input.name) } else { e.into() })
}

fn name_taken(name: &str) -> Error {
    Error::new(Code::ResourceConflict)
        .detail(format!("已有名为“{name}”的模板。请换一个名称，或修改原来的模板。"))
}

/// Changes a template of this very version; one that came with the program gets its row now.
///
/// # Errors
/// 409 for a name that is taken, 412 when somebody else was faster.
pub fn update(tx: &mut Tx<'_>, found: &Found, input: &TemplateInput) -> Result<Template> {
    let changes = Changes {
        name: input.name.clone(),
        content: content(input),
        updated_at: tx.now,
        ended_at: None,
        version: found.row.version + 1,
    };
    put(tx, found, changes)
}

/// Withdraws a template of this very version; exports made with it keep their layout.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn withdraw(tx: &mut Tx<'_>, found: &Found) -> Result<Template> {
    let changes = Changes {
        name: found.row.name.clone(),
        content: found.row.content.clone(),
        updated_at: tx.now,
        ended_at: Some(tx.now),
        version: found.row.version + 1,
    };
    put(tx, found, changes)
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = t)]
struct Changes {
    name: String,
    content: Doc,
    updated_at: Stamp,
    ended_at: Option<Stamp>,
    version: i32,
}

fn put(tx: &mut Tx<'_>, found: &Found, changes: Changes) -> Result<Template> {
    let (row, name) = (&found.row, changes.name.clone());
    if !found.shipped {
        let done = diesel::update(t::table.find(row.id).filter(t::version.eq(row.version)))
            .set(changes)
            .returning(columns::<Template>())
            .get_result(&mut **tx)
            .optional();
        return done
            .map_err(|e| if is_unique_violation(&e) { name_taken(&name) } else { e.into() })?
            .ok_or_else(Error::changed_meanwhile);
    }
    let fixed = (
        t::id.eq(row.id),
        t::list.eq(&row.list),
        t::scope.eq(row.scope),
        t::created_by.eq(tx.caller.user_id),
        t::created_at.eq(tx.now),
    );
    // Two people may change it for the first time at once. Whichever index the second one's row meets first, what counts is
    // whether the template has its row by now; only otherwise the name is another one's.
    let insert = diesel::insert_into(t::table).values((fixed, changes)).on_conflict_do_nothing();
    let done = Both(insert.returning(columns::<Template>())).get_result(&mut **tx).optional()?;
    match done {
        Some(template) => Ok(template),
        None if diesel::select(exists(t::table.find(row.id))).get_result(&mut **tx)? => {
            Err(Error::changed_meanwhile())
        }
        None => Err(name_taken(&name)),
    }
}
