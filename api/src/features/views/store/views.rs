//! Saved views: those of the caller, of his unit and below, and the city's.

use crate::db::dialect::advisory_lock;
use crate::db::schema::saved_views as v;
use crate::db::types::{Doc, Stamp};
use crate::db::{MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::views::model::{View, ViewContent, ViewInput, ViewQuery, ViewScope};
use crate::features::views::rules;
use crate::lists;
use crate::work::Tx;
use diesel::prelude::*;

/// Lock that orders those who add views (PostgreSQL only).
const LOCK: i64 = 7_463_031;

/// Views that the caller sees: his own, those of his unit and below, the city's; of lists that he may read.
fn seen(tx: &Tx<'_>) -> v::BoxedQuery<'static, MultiBackend> {
    let own = v::owner_id.assume_not_null().eq(tx.caller.user_id.unwrap_or_default());
    let of_unit = v::unit_id.assume_not_null().eq_any(tx.caller.unit_ids.clone());
    let all = crate::app::lists();
    let lists: Vec<&str> = all.iter().filter(|l| l.is_readable(tx.caller)).map(|l| l.name).collect();
    v::table
        .filter(v::ended_at.is_null().and(v::list.eq_any(lists)))
        .filter(
            v::scope
                .eq(ViewScope::City)
                .or(v::scope.eq(ViewScope::Own).and(own))
                .or(v::scope.eq(ViewScope::Unit).and(of_unit)),
        )
        .into_boxed::<MultiBackend>()
}

/// The views that the caller sees, the city's first.
///
/// # Errors
/// Database errors.
pub fn list(tx: &mut Tx<'_>, query: &ViewQuery) -> Result<Vec<View>> {
    let mut rows = seen(tx);
    if let Some(list) = &query.list {
        rows = rows.filter(v::list.eq(list.clone()));
    }
    if let Some(scope) = query.scope {
        rows = rows.filter(v::scope.eq(scope));
    }
    let mut all: Vec<View> = rows.select(columns::<View>()).load(&mut **tx)?;
    all.sort_by_key(|view| (std::cmp::Reverse(view.scope), view.id));
    Ok(all)
}

/// A view that the caller sees.
///
/// # Errors
/// 404 for what is not there, withdrawn, or somebody else's.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<View> {
    let row = seen(tx).filter(v::id.eq(id)).select(columns::<View>()).first(&mut **tx).optional()?;
    row.ok_or_else(Error::not_found)
}

fn content(input: &ViewInput) -> Doc {
    Doc::of(&ViewContent {
        columns: input.columns.clone(),
        filters: input.filters.clone(),
        sort: input.sort.clone(),
        density: input.density,
    })
}

/// Adds a view.
///
/// # Errors
/// 409 for a name that is taken, and for one view too many.
pub fn insert(tx: &mut Tx<'_>, input: &ViewInput) -> Result<View> {
    let (owner_id, unit_id) = rules::owners(input, tx.caller.user_id, tx.caller.unit_id);
    if let Some(owner) = owner_id {
        advisory_lock(tx, LOCK, false)?;
        let own =
            v::table.filter(v::owner_id.eq(owner).and(v::list.eq(&input.list)).and(v::ended_at.is_null()));
        rules::check_count(own.count().get_result(&mut **tx)?)?;
    }
    let row = (
        v::list.eq(&input.list),
        v::name.eq(&input.name),
        v::scope.eq(input.scope),
        v::owner_id.eq(owner_id),
        v::unit_id.eq(unit_id),
        v::content.eq(content(input)),
        v::created_by.eq(tx.caller.user_id),
        v::created_at.eq(tx.now),
        v::updated_at.eq(tx.now),
    );
    let done = diesel::insert_into(v::table).values(row).returning(columns::<View>()).get_result(&mut **tx);
    done.map_err(|e| name_taken_or(e, &input.name))
}

fn name_taken_or(error: diesel::result::Error, name: &str) -> Error {
    if !is_unique_violation(&error) {
        return error.into();
    }
    Error::new(Code::ResourceConflict)
        .detail(format!("已有名为“{name}”的视图。请换一个名称，或修改原来的视图。"))
}

#[derive(AsChangeset)]
#[diesel(table_name = v)]
struct Changes<'a> {
    name: &'a str,
    content: Doc,
    updated_at: Stamp,
    ended_at: Option<Stamp>,
    version: i32,
}

/// Changes a view of this very version.
///
/// # Errors
/// 409 for a name that is taken, 412 when somebody else was faster.
pub fn update(tx: &mut Tx<'_>, row: &View, input: &ViewInput) -> Result<View> {
    put(tx, row, &input.name, content(input), None)
}

/// Withdraws a view of this very version; its name is free again.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn withdraw(tx: &mut Tx<'_>, row: &View) -> Result<View> {
    let now = tx.now;
    put(tx, row, &row.name, row.content.clone(), Some(now))
}

fn put(tx: &mut Tx<'_>, row: &View, name: &str, content: Doc, ended_at: Option<Stamp>) -> Result<View> {
    let changes = Changes { name, content, updated_at: tx.now, ended_at, version: row.version + 1 };
    let done = diesel::update(v::table.find(row.id).filter(v::version.eq(row.version)))
        .set(changes)
        .returning(columns::<View>())
        .get_result(&mut **tx)
        .optional();
    done.map_err(|e| name_taken_or(e, name))?.ok_or_else(Error::changed_meanwhile)
}

/// Checks what a view names against its list.
///
/// # Errors
/// 422 with every wrong field; 403 for a list that the caller may not read.
pub fn check(tx: &Tx<'_>, input: &ViewInput) -> Result<()> {
    let list = lists::readable(tx.caller, &input.list)?;
    let mut errors = rules::wrong_columns(&lists::columns(&tx.app.contract, &list), &input.columns);
    if crate::text::has_deceptive_characters(&input.name) {
        let message = "含有看不见或改变方向的字符，请删除后重新输入。".to_owned();
        errors.push(crate::error::FieldError { pointer: "/name".into(), code: "invisible".into(), message });
    }
    match lists::check_filters(&tx.app.contract, &list, &input.filters, input.sort.as_deref()) {
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => errors.extend(e.errors().iter().cloned()),
        Ok(()) => {}
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}
