//! 规则：门槛、时限、颜色、评分等都是数据，不是代码；每次修改都留下新的一版，注明理由与生效日。
//!
//! A kind is one row of `app::rule_kinds()`: a name, a typed content, a built-in default. The default becomes revision 1
//! when first needed; a revision is never changed; results name the revision they were made with.
//! Tests: `diff.rs`, `tests/features/rulesets.rs`.

pub mod api;
mod diff;

pub use diff::{Change, changes};

use crate::db::schema::rule_sets;
use crate::db::types::{Doc, Stamp};
use crate::db::{Both, Db, columns};
use crate::error::{Code, Error, FieldError, Result};
use crate::http::contract::Contract;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why the built-in default is there.
const BUILT_IN: &str = "系统内置的默认规则";

/// One kind of rules. The list of all kinds is `app::rule_kinds()`.
pub struct Kind {
    /// Name in addresses, such as `gates`.
    pub name: &'static str,
    /// Chinese name.
    pub label: &'static str,
    /// The built-in default.
    pub default: fn() -> Value,
    /// Refuses contents that make no sense, all errors at once with pointers into the content.
    pub check: fn(&Contract, &Value) -> Result<()>,
}

/// 规则的一版
#[derive(Debug, Clone, Queryable, Selectable, Serialize, utoipa::ToSchema)]
#[diesel(table_name = rule_sets, check_for_backend(crate::db::MultiBackend))]
#[schema(as = RuleRevision)]
pub struct Revision {
    /// 规则种类，如 `gates`
    pub kind: String,
    /// 版次，从1起
    pub revision: i32,
    /// 规则内容
    pub content: Doc,
    /// 修改理由
    pub reason: String,
    /// 修改人；内置默认为空
    pub created_by: Option<i64>,
    /// 修改时刻
    pub created_at: Stamp,
    /// 生效日
    pub in_force_from: NaiveDate,
}

#[derive(Insertable)]
#[diesel(table_name = rule_sets)]
struct NewRevision<'a> {
    kind: &'a str,
    revision: i32,
    content: Doc,
    reason: &'a str,
    created_by: Option<i64>,
    created_at: Stamp,
    in_force_from: NaiveDate,
}

impl Revision {
    /// The content as its type.
    ///
    /// # Errors
    /// 500 when it was written by a newer program.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(self.content.0.clone())
            .map_err(|e| Error::internal(format!("rules {} {}: {e}", self.kind, self.revision)))
    }
}

/// The kind of this name.
///
/// # Errors
/// 404.
pub fn kind(name: &str) -> Result<Kind> {
    crate::app::rule_kinds().into_iter().find(|k| k.name == name).ok_or_else(|| {
        let all: Vec<_> = crate::app::rule_kinds().iter().map(|k| k.name).collect();
        Error::new(Code::ResourceNotFound).detail(format!("没有这种规则。现有的规则：{}。", all.join("、")))
    })
}

/// The revision in force on a day; the built-in default where nothing was ever stored.
///
/// # Errors
/// Database errors.
pub fn in_force(db: &mut Db, kind: &Kind, on: NaiveDate) -> Result<Revision> {
    let stored: Option<Revision> = rule_sets::table
        .filter(rule_sets::kind.eq(kind.name).and(rule_sets::in_force_from.le(on)))
        .order(rule_sets::revision.desc())
        .select(columns::<Revision>())
        .first(db)
        .optional()?;
    Ok(stored.unwrap_or_else(|| built_in(kind)))
}

/// The newest revision, in force or not yet.
///
/// # Errors
/// Database errors.
pub fn latest(db: &mut Db, kind: &Kind) -> Result<Revision> {
    let stored: Option<Revision> = rule_sets::table
        .filter(rule_sets::kind.eq(kind.name))
        .order(rule_sets::revision.desc())
        .select(columns::<Revision>())
        .first(db)
        .optional()?;
    Ok(stored.unwrap_or_else(|| built_in(kind)))
}

/// All revisions, newest first.
///
/// # Errors
/// Database errors.
pub fn history(db: &mut Db, kind: &Kind) -> Result<Vec<Revision>> {
    let stored: Vec<Revision> = rule_sets::table
        .filter(rule_sets::kind.eq(kind.name))
        .order(rule_sets::revision.desc())
        .select(columns::<Revision>())
        .load(db)?;
    Ok(if stored.is_empty() { vec![built_in(kind)] } else { stored })
}

/// One revision.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, kind: &Kind, revision: i32) -> Result<Revision> {
    history(db, kind)?.into_iter().find(|r| r.revision == revision).ok_or_else(Error::not_found)
}

/// Pins the built-in defaults as revision 1, so that a later release with other defaults changes nothing here.
/// Called when the program starts and before any result names a revision.
///
/// # Errors
/// Database errors.
pub fn seed_if_empty(tx: &mut Tx<'_>, kind: &Kind) -> Result<()> {
    let default = built_in(kind);
    let row = NewRevision {
        kind: kind.name,
        revision: default.revision,
        content: default.content,
        reason: BUILT_IN,
        created_by: None,
        created_at: tx.now,
        in_force_from: default.in_force_from,
    };
    Both(diesel::insert_into(rule_sets::table).values(row).on_conflict_do_nothing()).execute(&mut **tx)?;
    Ok(())
}

/// [`seed_if_empty`] for every kind; at the first start.
///
/// # Errors
/// Database errors.
pub fn seed_all(tx: &mut Tx<'_>) -> Result<()> {
    tx.mark_journalled(); // the built-in defaults were in force before
    crate::app::rule_kinds().iter().try_for_each(|kind| seed_if_empty(tx, kind))
}

fn built_in(kind: &Kind) -> Revision {
    Revision {
        kind: kind.name.to_owned(),
        revision: 1,
        content: Doc((kind.default)()),
        reason: BUILT_IN.to_owned(),
        created_by: None,
        created_at: Stamp::from_micros(0),
        in_force_from: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default(),
    }
}

/// `ruleset.invalid` with pointers into the content.
pub fn invalid(errors: Vec<FieldError>) -> Error {
    let detail = match errors.as_slice() {
        [one] => one.message.clone(),
        many => format!("规则有{}处错误，请逐项改正后再保存。原有规则继续有效。", many.len()),
    };
    let errors = errors.into_iter().map(|e| FieldError { pointer: format!("/content{}", e.pointer), ..e });
    Error::new(Code::RulesetInvalid).detail(detail).with_errors(errors.collect())
}
