//! The append-only trail: one row per change, in the transaction of the change.
//!
//! Rows are sealed in batches: a batch's hash covers its rows and the previous batch, so that a changed, removed or
//! inserted row is found by `chengfeng audit verify`, in the database or in an exported file. The databases refuse
//! updates and deletes by trigger. Tests: `tests/features/journal.rs`.

pub mod api;
mod names;
mod seal;
mod table;
mod verify;
pub mod words;

pub use seal::{Batch, SealOutcome, seal, seal_batches};
pub use table::{JOURNAL_TABLE, TABLE};
pub use verify::{Finding, Report, check_anchor, export, verify_database, verify_export};
pub use words::{EventView, JournalWords};

use crate::db::Db;
use crate::db::dialect::advisory_lock;
use crate::db::schema::journal;
use crate::db::types::{Doc, Stamp};
use crate::error::Result;
use crate::insert_all;
use crate::work::Tx;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

/// Lock that orders writers of the journal against the sealer (PostgreSQL only).
const LOCK: i64 = 7_463_002;

/// What a change was made to.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Kind, in the singular: `project`, `enterprise`, `user`.
    pub kind: &'static str,
    /// Its id.
    pub id: i64,
    /// What people call it.
    pub label: String,
}

impl Subject {
    /// A subject.
    pub fn new(kind: &'static str, id: i64, label: impl Into<String>) -> Self {
        Self { kind, id, label: label.into() }
    }
}

/// One row of the journal.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, serde::Deserialize, utoipa::ToSchema)]
#[diesel(table_name = journal, check_for_backend(crate::db::MultiBackend))]
#[schema(as = JournalEntry)]
pub struct Event {
    /// 序号，只增不减
    pub id: i64,
    /// 发生时刻
    pub at: Stamp,
    /// 事件名（过去式），如 `project.created`
    pub event: String,
    /// 对象种类
    pub subject_kind: String,
    /// 对象编号
    pub subject_id: i64,
    /// 对象名称
    pub subject_label: String,
    /// 操作者种类：`user`、`token`、`system`
    pub actor_kind: String,
    /// 操作者编号
    pub actor_id: Option<i64>,
    /// 操作者姓名
    pub actor_name: String,
    /// 代表的单位
    pub unit_id: Option<i64>,
    /// 所用接口令牌
    pub token_id: Option<i64>,
    /// 请求编号
    pub request_id: String,
    /// 变更前
    pub before: Option<Doc>,
    /// 变更后
    pub after: Option<Doc>,
}

#[derive(Insertable)]
#[diesel(table_name = journal)]
struct NewEvent<'a> {
    at: Stamp,
    event: String,
    subject_kind: &'static str,
    subject_id: i64,
    subject_label: String,
    actor_kind: &'static str,
    actor_id: Option<i64>,
    actor_name: &'a str,
    unit_id: Option<i64>,
    token_id: Option<i64>,
    request_id: &'a str,
    before: Option<Doc>,
    after: Option<Doc>,
}

/// Fields that never enter the journal.
const SECRET: &[&str] =
    &["password", "password_hash", "secret", "secret_hash", "phone", "mobile", "token", "refresh_token"];

/// One change among several that are written at once, see [`record_all`].
#[derive(Debug)]
pub struct Entry {
    event: &'static str,
    subject: Subject,
    before: Option<Value>,
    after: Option<Value>,
}

impl Entry {
    /// Something new.
    pub fn created<A: Serialize>(event: &'static str, subject: Subject, after: &A) -> Self {
        Self { event, subject, before: None, after: as_document(after) }
    }

    /// A change, with both states.
    pub fn changed<B: Serialize, A: Serialize>(
        event: &'static str,
        subject: Subject,
        before: &B,
        after: &A,
    ) -> Self {
        Self { event, subject, before: as_document(before), after: as_document(after) }
    }
}

/// Writes the row of one change. `event` is in the past tense; secrets and phones are left out of both states, and
/// of two states only what differs is kept.
///
/// # Errors
/// Database errors.
pub fn record<B: Serialize, A: Serialize>(
    tx: &mut Tx<'_>,
    event: &str,
    subject: &Subject,
    before: Option<&B>,
    after: Option<&A>,
) -> Result<()> {
    let mut before = before.map(as_document).unwrap_or_default();
    let mut after = after.map(as_document).unwrap_or_default();
    keep_differences(&mut before, &mut after);
    write(tx, vec![row_of(tx, event, subject, before, after)])
}

/// [`record`] for several changes, one row each, in their order.
///
/// # Errors
/// Database errors.
pub fn record_all(tx: &mut Tx<'_>, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.into_iter().map(|mut e| {
        keep_differences(&mut e.before, &mut e.after);
        row_of(tx, e.event, &e.subject, e.before, e.after)
    });
    let rows = rows.collect();
    write(tx, rows)
}

fn row_of<'a>(
    tx: &Tx<'a>,
    event: &str,
    subject: &Subject,
    before: Option<Value>,
    after: Option<Value>,
) -> NewEvent<'a> {
    debug_assert!(words::title(event).is_some(), "{event} has no title in journal/words.rs");
    let caller = tx.caller;
    let token_id = caller.token.as_ref().map(|t| t.id);
    NewEvent {
        at: tx.now,
        event: event.to_owned(),
        subject_kind: subject.kind,
        subject_id: subject.id,
        subject_label: subject.label.clone(),
        actor_kind: if token_id.is_some() {
            "token"
        } else if caller.user_id.is_some() {
            "user"
        } else {
            "system"
        },
        actor_id: caller.user_id,
        actor_name: &caller.name,
        unit_id: caller.unit_id,
        token_id,
        request_id: tx.request_id,
        before: before.map(Doc),
        after: after.map(Doc),
    }
}

fn write(tx: &mut Tx<'_>, rows: Vec<NewEvent<'_>>) -> Result<()> {
    for row in rows.iter().filter(|row| row.subject_kind == "project") {
        tx.touch(row.subject_id);
    }
    advisory_lock(tx, LOCK, true)?;
    insert_all!(&mut **tx, journal::table, rows)?;
    tx.mark_journalled();
    Ok(())
}

/// Who changed something last, for people: id and name.
///
/// # Errors
/// Database errors.
pub fn last_actor(db: &mut Db, kind: &str, id: i64) -> Result<Option<(Option<i64>, String)>> {
    let of_subject = journal::subject_kind.eq(kind).and(journal::subject_id.eq(id));
    let last = journal::table.filter(of_subject).order(journal::id.desc());
    Ok(last.select((journal::actor_id, journal::actor_name)).first(db).optional()?)
}

/// [`record`] for an event without states.
///
/// # Errors
/// Database errors.
pub fn note(tx: &mut Tx<'_>, event: &str, subject: &Subject) -> Result<()> {
    record::<(), ()>(tx, event, subject, None, None)
}

/// [`record`] for something new.
///
/// # Errors
/// Database errors.
pub fn created<A: Serialize>(tx: &mut Tx<'_>, event: &str, subject: &Subject, after: &A) -> Result<()> {
    record::<(), A>(tx, event, subject, None, Some(after))
}

fn as_document<T: Serialize>(value: &T) -> Option<Value> {
    let mut document = serde_json::to_value(value).ok().filter(|v| !v.is_null())?;
    hide_secrets(&mut document);
    Some(document)
}

fn hide_secrets(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !SECRET.contains(&key.as_str()));
            map.values_mut().for_each(hide_secrets);
        }
        Value::Array(items) => items.iter_mut().for_each(hide_secrets),
        _ => {}
    }
}

fn keep_differences(before: &mut Option<Value>, after: &mut Option<Value>) {
    if let (Some(Value::Object(b)), Some(Value::Object(a))) = (before, after) {
        let same: Vec<String> =
            b.iter().filter(|(k, v)| a.get(*k) == Some(v)).map(|(k, _)| k.clone()).collect();
        for key in same {
            b.remove(&key);
            a.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn states_keep_what_differs_and_no_secrets() {
        let mut before = as_document(&json!({"name": "甲", "stage": "lead", "phone": "1"}));
        let mut after =
            as_document(&json!({"name": "乙", "stage": "lead", "contacts": [{"phone": "2", "name": "丙"}]}));
        keep_differences(&mut before, &mut after);
        assert_eq!(before, Some(json!({"name": "甲"})));
        assert_eq!(after, Some(json!({"name": "乙", "contacts": [{"name": "丙"}]})));
    }
}
