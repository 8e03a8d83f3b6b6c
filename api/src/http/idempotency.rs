//! `Idempotency-Key`: the answer of a POST is kept for 48 hours in the transaction of its effect and replayed.
//!
//! Answers may hold what is shown once: a one-time password, a token, a telephone number. They are sealed with a key
//! made from the caller and the `Idempotency-Key`, of which only a hash is stored: the database alone gives none away,
//! and who lost an answer gets it again with the same request.

use super::reply::Reply;
use crate::auth::{seal, secrets};
use crate::db::Db;
use crate::db::schema::idempotency_keys;
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::work::Tx;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Mutex;

/// How long an answer is kept.
pub const KEEP_SECONDS: i64 = 48 * 3600;

/// What makes a request the same request.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key the caller chose.
    pub key: String,
    /// Operation: method and concrete path.
    pub operation: String,
    /// Hash of the raw body.
    pub body_hash: String,
}

impl Key {
    /// What stands in the database in place of the key.
    fn hash(&self, principal: &str) -> String {
        secrets::sha256_hex(format!("idempotency {principal} {}", self.key))
    }

    /// What opens the answer; it stands nowhere.
    fn secret(&self, principal: &str) -> String {
        format!("answer {principal} {}", self.key)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys, check_for_backend(crate::db::MultiBackend))]
struct Row {
    principal: String,
    key_hash: String,
    operation: String,
    body_hash: String,
    status: i32,
    sealed: String,
    created_at: Stamp,
}

/// The sealed part of an answer.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    headers: Vec<(String, String)>,
    body: Cow<'a, str>,
}

/// The answer given before, if there was one.
///
/// # Errors
/// `idempotency.key_reused` when the key belongs to another request.
pub fn find(tx: &mut Tx<'_>, key: &Key) -> Result<Option<Reply>> {
    let principal = tx.caller.principal();
    let fresh = tx.now.plus_seconds(-KEEP_SECONDS);
    let row: Option<Row> = idempotency_keys::table
        .find((&principal, key.hash(&principal)))
        .filter(idempotency_keys::created_at.gt(fresh))
        .select(crate::db::columns::<Row>())
        .first(&mut **tx)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    if row.operation != key.operation || row.body_hash != key.body_hash {
        return Err(Error::new(Code::IdempotencyReused)
            .detail("这个 Idempotency-Key 已用于另一个请求。新请求请生成新的 UUID。"));
    }
    let opened = seal::open(&key.secret(&principal), &row.sealed)?;
    let kept: Kept<'_> = serde_json::from_str(&opened).map_err(Error::internal)?;
    let status = u16::try_from(row.status).unwrap_or(200);
    let reply = Reply { status, body: kept.body.into_owned(), headers: kept.headers };
    Ok(Some(reply.header("Idempotency-Replayed", "true")))
}

/// Keeps an answer. On PostgreSQL a twin request in another process fails here and is answered by a replay.
///
/// # Errors
/// `idempotency.still_running` when a twin was faster.
pub fn keep(tx: &mut Tx<'_>, key: &Key, reply: &Reply) -> Result<()> {
    let principal = tx.caller.principal();
    let stale = idempotency_keys::table
        .find((&principal, key.hash(&principal)))
        .filter(idempotency_keys::created_at.le(tx.now.plus_seconds(-KEEP_SECONDS)));
    diesel::delete(stale).execute(&mut **tx)?;
    let kept = Kept { headers: reply.headers.clone(), body: reply.body.as_str().into() };
    let kept = serde_json::to_string(&kept).map_err(Error::internal)?;
    let row = Row {
        key_hash: key.hash(&principal),
        sealed: seal::seal(&key.secret(&principal), &kept)?,
        principal,
        operation: key.operation.clone(),
        body_hash: key.body_hash.clone(),
        status: i32::from(reply.status),
        created_at: tx.now,
    };
    match diesel::insert_into(idempotency_keys::table).values(row).execute(&mut **tx) {
        Ok(_) => Ok(()),
        Err(e) if crate::error::is_unique_violation(&e) => Err(still_running()),
        Err(e) => Err(e.into()),
    }
}

/// Removes answers older than [`KEEP_SECONDS`].
///
/// # Errors
/// Database errors.
pub fn forget_old(db: &mut Db, now: Stamp) -> Result<()> {
    let old =
        idempotency_keys::table.filter(idempotency_keys::created_at.le(now.plus_seconds(-KEEP_SECONDS)));
    Ok(diesel::delete(old).execute(db).map(drop)?)
}

/// 409 for a twin that has not finished.
pub fn still_running() -> Error {
    Error::new(Code::IdempotencyRunning)
        .detail("同一个 Idempotency-Key 的请求还在处理。请稍候用原样的请求重试，即可得到结果。")
        .with_header("Retry-After", "1")
}

/// Keys of requests under way in this process.
#[derive(Default)]
pub struct Running(Mutex<HashSet<String>>);

/// Held while a request with a key runs.
pub struct Guard<'a> {
    running: &'a Running,
    id: String,
}

impl Running {
    /// Enters a key.
    ///
    /// # Errors
    /// `idempotency.still_running` when it is under way.
    pub fn enter(&self, principal: &str, key: &str) -> Result<Guard<'_>> {
        let id = format!("{principal} {key}");
        let mut set = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if set.insert(id.clone()) { Ok(Guard { running: self, id }) } else { Err(still_running()) }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.running.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(&self.id);
    }
}
