//! 登记：在库里找同一家，没有就登记；一家和一批走同一条路。

use super::{Columns, Enterprise, SEARCH, find, in_use, keep_in_use, one_at_a_time};
use crate::db::dialect::add_tokens;
use crate::db::schema::{enterprise_aliases, enterprises};
use crate::db::types::Stamp;
use crate::db::{Db, columns};
use crate::error::{Error, Result};
use crate::features::enterprises::model::EnterpriseInput;
use crate::features::enterprises::rules::{self, Checked, Register};
use crate::insert_all;
use crate::journal::{self, Entry, Subject};
use crate::text::index_tokens_of;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::HashMap;

/// 登记一家检查过的企业，建好检索词；不查重、不记日志。
///
/// # Errors
/// 数据库错误；信用代码与别的企业相同时为 409。
pub fn insert(db: &mut Db, checked: &Checked, created_by: Option<i64>, now: Stamp) -> Result<Enterprise> {
    let mut rows = insert_all(db, std::slice::from_ref(checked), created_by, None, now)?;
    rows.pop().ok_or_else(|| Error::internal("an insert answered no row"))
}

/// 登记一批互不相同的企业，按给出的次序返回；其余同 [`insert`]。
fn insert_all(
    db: &mut Db,
    list: &[Checked],
    created_by: Option<i64>,
    import_id: Option<i64>,
    now: Stamp,
) -> Result<Vec<Enterprise>> {
    let rows = list.iter().map(|checked| {
        let origin = (enterprises::created_by.eq(created_by), enterprises::import_id.eq(import_id));
        (Columns::new(checked, now), origin, enterprises::created_at.eq(now))
    });
    let rows: Vec<Enterprise> = insert_all!(db, enterprises::table, rows, returning columns::<Enterprise>())?;
    let key = |name: &str, code: Option<&str>| (name.to_owned(), code.map(str::to_owned));
    let mut found: HashMap<_, Enterprise> =
        rows.into_iter().map(|row| (key(&row.name, row.credit_code.as_deref()), row)).collect();
    let rows: Vec<Enterprise> = list
        .iter()
        .filter_map(|c| found.remove(&key(&c.input.name, c.input.credit_code.as_deref())))
        .collect();
    if rows.len() != list.len() {
        return Err(Error::internal("an insert answered other rows"));
    }
    let tokens: Vec<(i64, Vec<String>)> = rows
        .iter()
        .map(|row| {
            let texts = [Some(row.name.as_str()), row.credit_code.as_deref()];
            (row.id, index_tokens_of(texts.into_iter().flatten()).into_iter().collect())
        })
        .collect();
    add_tokens(db, SEARCH, &tokens)?;
    Ok(rows)
}

/// 同一家企业：信用代码相同，或名称、别名规整后相同（双方都有代码而不同的除外）；被合并的、作废的不算。
///
/// # Errors
/// 数据库错误。
pub fn same(
    db: &mut Db,
    name: &str,
    name_key: &str,
    credit_code: Option<&str>,
) -> Result<Option<Enterprise>> {
    let codes = credit_code.map(str::to_owned).into_iter().collect();
    let register = register(db, vec![name_key.to_owned()], codes, |id| id)?;
    register.find(name, name_key, credit_code).map(|id| find(db, id)).transpose()
}

/// 库里可能是这几家的企业。
fn register<T: Copy>(
    db: &mut Db,
    keys: Vec<String>,
    codes: Vec<String>,
    place: fn(i64) -> T,
) -> Result<Register<T>> {
    type Known = (i64, String, String, Option<String>);
    let live = || {
        let known = (enterprises::id, enterprises::name, enterprises::name_key, enterprises::credit_code);
        enterprises::table.filter(in_use()).select(known)
    };
    let mut rows: Vec<Known> = live().filter(enterprises::name_key.eq_any(&keys)).load(db)?;
    if !codes.is_empty() {
        rows.extend(live().filter(enterprises::credit_code.eq_any(codes)).load::<Known>(db)?);
    }
    // two steps: joined, a planner without statistics asks for the aliases of every enterprise in the library
    let aliases: Vec<(i64, String)> = enterprise_aliases::table
        .filter(enterprise_aliases::removed_at.is_null())
        .filter(enterprise_aliases::alias_key.eq_any(&keys))
        .select((enterprise_aliases::enterprise_id, enterprise_aliases::alias_key))
        .load(db)?;
    if !aliases.is_empty() {
        let ids = aliases.iter().map(|(id, _)| *id);
        let named: Vec<Known> = live().filter(enterprises::id.eq_any(ids)).load(db)?;
        for (id, key) in aliases {
            let named = named.iter().filter(|row| row.0 == id);
            rows.extend(named.map(|(_, name, _, code)| (id, name.clone(), key.clone(), code.clone())));
        }
    }
    rows.sort_by_key(|row| row.0);
    let mut register = Register::default();
    for (id, name, key, code) in rows {
        register.add(place(id), &name, &key, code.as_deref());
    }
    Ok(register)
}

/// 几家企业现在的版本。
///
/// # Errors
/// 数据库错误。
pub fn versions(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, i32>> {
    let rows = enterprises::table.filter(enterprises::id.eq_any(ids));
    let rows: Vec<(i64, i32)> = rows.select((enterprises::id, enterprises::version)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// 一家企业在哪里。
#[derive(Debug, Clone, Copy)]
enum Place {
    /// 库里的编号。
    Library(i64),
    /// 这一批里要新登记的第几家。
    New(usize),
}

/// 供项目、导入使用：同一家企业（见 [`same`]）已在库里就用它，否则登记一家新的并记日志。
/// 返回编号，以及是不是新登记的。`owner_unit_id` 不填时归登记人的单位。
///
/// # Errors
/// 422：名称或代码不能用；数据库错误。
pub fn find_or_create(tx: &mut Tx<'_>, input: &EnterpriseInput) -> Result<(i64, bool)> {
    let found = find_or_create_all(tx, std::slice::from_ref(input), None)?;
    found.first().copied().ok_or_else(|| Error::internal("one enterprise was asked for and none answered"))
}

/// 一批企业的 [`find_or_create`]，按给出的次序返回；写了两次的只登记一次。随一批导入（`import_id`）来的，撤销那一批时一并作废。
///
/// # Errors
/// 同 [`find_or_create`]；那时一家也没有登记。
pub fn find_or_create_all(
    tx: &mut Tx<'_>,
    inputs: &[EnterpriseInput],
    import_id: Option<i64>,
) -> Result<Vec<(i64, bool)>> {
    let today = tx.today();
    let list: Vec<Checked> =
        inputs.iter().map(|i| rules::check(i, today).map_err(Error::invalid)).collect::<Result<_>>()?;
    if list.is_empty() {
        return Ok(Vec::new());
    }
    keep_in_use(tx)?;
    one_at_a_time(tx)?;
    let keys = list.iter().map(|c| c.name_key.clone()).collect();
    let codes = list.iter().filter_map(|c| c.input.credit_code.clone()).collect();
    let mut register = register(tx, keys, codes, Place::Library)?;
    let (mut places, mut new) = (Vec::with_capacity(list.len()), Vec::new());
    for mut checked in list {
        let (name, code) = (&checked.input.name, checked.input.credit_code.as_deref());
        if let Some(place) = register.find(name, &checked.name_key, code) {
            places.push((place, false));
            continue;
        }
        let place = Place::New(new.len());
        register.add(place, name, &checked.name_key, code);
        places.push((place, true));
        checked.input.owner_unit_id = checked.input.owner_unit_id.or(tx.caller.unit_id);
        new.push(checked);
    }
    let (created_by, now) = (tx.caller.user_id, tx.now);
    let rows = insert_all(tx, &new, created_by, import_id, now)?;
    let created = |row: &Enterprise| {
        Entry::created("enterprise.created", Subject::new("enterprise", row.id, &row.name), row)
    };
    journal::record_all(tx, rows.iter().map(created).collect())?;
    let id = |place| match place {
        Place::Library(id) => id,
        Place::New(index) => rows[index].id,
    };
    Ok(places.into_iter().map(|(place, created)| (id(place), created)).collect())
}
