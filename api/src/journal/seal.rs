//! Sealing: hashing rows in batches, each batch over its rows and the batch before.

use super::{Event, LOCK};
use crate::auth::secrets::hex;
use crate::db::Db;
use crate::db::dialect::advisory_lock;
use crate::db::schema::{journal, journal_seals};
use crate::db::types::Stamp;
use crate::error::{Result, is_unique_violation};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The hash before the first batch.
pub(super) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const BATCH: i64 = 1000;

/// One seal.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, Deserialize, utoipa::ToSchema)]
#[diesel(table_name = journal_seals, check_for_backend(crate::db::MultiBackend))]
#[schema(as = JournalSeal)]
pub struct Seal {
    /// 封存序号
    pub id: i64,
    /// 本批首行
    pub first_id: i64,
    /// 本批末行
    pub last_id: i64,
    /// 本批行数
    pub row_count: i64,
    /// 上一批的散列
    pub previous_hash: String,
    /// 本批的散列（SHA-256）
    pub hash: String,
    /// 封存时刻
    pub sealed_at: Stamp,
}

/// What one sealing did.
#[derive(Debug, Clone, Copy, Default)]
pub struct SealOutcome {
    /// Rows sealed now.
    pub sealed: i64,
    /// Last sealed row.
    pub last_id: i64,
}

/// Rows that are to be sealed together; read and hashed while others write.
#[derive(Debug)]
pub struct Batch {
    first_id: i64,
    last_id: i64,
    row_count: i64,
    previous_hash: String,
    hash: String,
}

impl Batch {
    /// The next rows not sealed yet.
    ///
    /// # Errors
    /// Database errors.
    pub fn next(db: &mut Db) -> Result<Option<Self>> {
        let last = last_seal(db)?;
        let (from, previous_hash) = last.map_or((0, GENESIS.to_owned()), |s| (s.last_id, s.hash));
        if newest(db)? <= from {
            return Ok(None);
        }
        let settled = settled(db)?;
        let rows: Vec<Event> = journal::table
            .filter(journal::id.gt(from).and(journal::id.le(settled)))
            .order(journal::id)
            .limit(BATCH)
            .select(crate::db::columns::<Event>())
            .load(db)?;
        let (Some(first), Some(end)) = (rows.first(), rows.last()) else { return Ok(None) };
        Ok(Some(Self {
            first_id: first.id,
            last_id: end.id,
            row_count: rows.len() as i64,
            hash: batch_hash(&previous_hash, &rows),
            previous_hash,
        }))
    }

    /// May there be more behind it?
    pub fn is_full(&self) -> bool {
        self.row_count == BATCH
    }

    /// Writes the seal; `None` when somebody else has sealed these rows meanwhile.
    ///
    /// # Errors
    /// Database errors.
    pub fn seal(&self, db: &mut Db, now: Stamp) -> Result<Option<SealOutcome>> {
        let row = (
            journal_seals::first_id.eq(self.first_id),
            journal_seals::last_id.eq(self.last_id),
            journal_seals::row_count.eq(self.row_count),
            journal_seals::hash.eq(&self.hash),
            journal_seals::previous_hash.eq(&self.previous_hash),
            journal_seals::sealed_at.eq(now),
        );
        match diesel::insert_into(journal_seals::table).values(row).execute(db) {
            Ok(_) => Ok(Some(SealOutcome { sealed: self.row_count, last_id: self.last_id })),
            Err(error) if is_unique_violation(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Seals what there is, batch after batch: `next` reads one, `write` seals it. They may use different connections, so that
/// hashing keeps no writer waiting.
///
/// # Errors
/// What they answer.
pub fn seal_batches(
    mut next: impl FnMut() -> Result<Option<Batch>>,
    mut write: impl FnMut(&Batch) -> Result<Option<SealOutcome>>,
) -> Result<SealOutcome> {
    let mut outcome = SealOutcome::default();
    while let Some(batch) = next()? {
        let done = write(&batch)?;
        if let Some(done) = &done {
            outcome.sealed += done.sealed;
            outcome.last_id = done.last_id;
        }
        if done.is_some() && !batch.is_full() {
            break;
        }
    }
    Ok(outcome)
}

/// [`seal_batches`] over one connection, for the command line.
///
/// # Errors
/// Database errors.
pub fn seal(db: &mut Db, now: Stamp) -> Result<SealOutcome> {
    let db = std::cell::RefCell::new(db);
    seal_batches(|| Batch::next(&mut db.borrow_mut()), |batch| batch.seal(&mut db.borrow_mut(), now))
}

fn newest(db: &mut Db) -> Result<i64> {
    let newest: Option<i64> = journal::table.select(diesel::dsl::max(journal::id)).get_result(db)?;
    Ok(newest.unwrap_or(0))
}

/// The newest row before which no other will appear. On PostgreSQL it waits for writers under way, so that ids are
/// sealed without gaps that could fill later; SQLite's one writer commits them in order.
fn settled(db: &mut Db) -> Result<i64> {
    if !db.is_pg() {
        return newest(db);
    }
    db.tx(|db| {
        advisory_lock(db, LOCK, false)?;
        newest(db)
    })
}

/// The latest seal.
pub(super) fn last_seal(db: &mut Db) -> Result<Option<Seal>> {
    Ok(journal_seals::table
        .order(journal_seals::id.desc())
        .select(crate::db::columns::<Seal>())
        .first(db)
        .optional()?)
}

/// SHA-256 over the previous hash and every row's canonical line.
pub(super) fn batch_hash(previous: &str, rows: &[Event]) -> String {
    let mut hash = Sha256::new();
    hash.update(previous.as_bytes());
    for row in rows {
        hash.update(b"\n");
        hash.update(canonical(row).as_bytes());
    }
    hex(&hash.finalize())
}

/// One row as JSON with sorted keys and instants in microseconds: the same text from both databases and a file.
fn canonical(row: &Event) -> String {
    let mut value = serde_json::to_value(row).unwrap_or_default();
    if let Some(map) = value.as_object_mut() {
        map.insert("at".to_owned(), row.at.micros().into());
    }
    let mut text = String::new();
    write_sorted(&value, &mut text);
    text
}

fn write_sorted(value: &serde_json::Value, out: &mut String) {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write_sorted(&map[key], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_sorted(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}
