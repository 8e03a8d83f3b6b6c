//! One body of queries for two databases.
//!
//! [`Db`] is either a PostgreSQL or an SQLite connection; every query is written once against it. Differences between
//! the dialects live in [`dialect`] and nowhere else. Column types that both databases store differently live in
//! [`types`], tables in [`schema`], sorted lists in [`sort`], connection pools in [`pool`].

mod columns;
pub mod dialect;
pub mod group;
pub mod migrations;
pub mod page;
pub mod pool;
pub mod schema;
pub mod series;
pub mod sort;
pub mod types;

use diesel::connection::{AnsiTransactionManager, TransactionManager, TransactionManagerStatus};
use diesel::pg::PgConnection;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, QueryResult};
use std::time::Duration;

pub use columns::columns;
pub use dialect::Both;
pub use generated::{Db, MultiBackend};

/// The derive writes undocumented public items; they are kept apart from ours.
mod generated {
    #![allow(missing_docs, clippy::all)]
    use super::{PgConnection, SqliteConnection};

    /// A connection to either database.
    #[derive(diesel::MultiConnection)]
    pub enum Db {
        Pg(PgConnection),
        Sqlite(SqliteConnection),
    }
}

/// Says whether a failed transaction may simply be run again.
pub trait Retryable {
    /// True for lock, serialization and deadlock failures.
    fn retryable(&self) -> bool;
}

impl Retryable for Error {
    fn retryable(&self) -> bool {
        match self {
            Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
            Error::DatabaseError(_, info) => {
                let message = info.message();
                message.contains("database is locked")
                    || message.contains("database table is locked")
                    || message.contains("deadlock detected")
                    || message.contains("检测到死锁")
            }
            _ => false,
        }
    }
}

const RETRIES: u32 = 5;

/// Most ids of one condition, well below what either database takes.
const IDS_PER_QUERY: usize = 10_000;

/// What a query answers for any number of ids, in the order of the ids' parts.
///
/// # Errors
/// The first error of a part.
pub fn for_ids<T, E>(ids: &[i64], mut query: impl FnMut(&[i64]) -> Result<Vec<T>, E>) -> Result<Vec<T>, E> {
    let mut out = Vec::new();
    for some in ids.chunks(IDS_PER_QUERY) {
        out.extend(query(some)?);
    }
    Ok(out)
}

impl Db {
    /// True on PostgreSQL.
    pub fn is_pg(&self) -> bool {
        matches!(self, Db::Pg(_))
    }

    /// Runs `f` in a write transaction: `BEGIN IMMEDIATE` on SQLite (the write lock is taken first, so that no
    /// upgrade can fail in the middle), `BEGIN` on PostgreSQL, a savepoint when one is already open. The outermost
    /// transaction is retried on lock and serialization failures; a nested one never is, since what was read before
    /// it may be stale.
    pub fn tx<T, E: From<Error> + Retryable>(
        &mut self,
        mut f: impl FnMut(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let outermost = self.depth().is_none();
        let mut attempt = 0;
        loop {
            match self.once(&mut f) {
                Err(error) if outermost && attempt < RETRIES && error.retryable() => {
                    attempt += 1;
                    std::thread::sleep(Duration::from_millis(5 << attempt));
                }
                done => return done,
            }
        }
    }

    /// Runs `f` on one state of the database; nothing can be written.
    pub fn snapshot<T, E: From<Error>>(&mut self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        match self {
            Db::Pg(c) => AnsiTransactionManager::begin_transaction_sql(
                c,
                "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
            ),
            // the first read decides which state is seen
            Db::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN DEFERRED"),
        }?;
        let done = f(self);
        type Manager = <Db as Connection>::TransactionManager;
        match Manager::rollback_transaction(self) {
            Ok(()) | Err(Error::BrokenTransactionManager) => done,
            Err(error) => Err(error.into()),
        }
    }

    /// Begins a write transaction that is ended by [`Db::commit`] or [`Db::roll_back`]; waits for another process.
    pub(crate) fn begin_patiently(&mut self) -> QueryResult<()> {
        let mut attempt = 0;
        loop {
            match self.begin() {
                Err(error) if attempt < RETRIES && error.retryable() => {
                    attempt += 1;
                    std::thread::sleep(Duration::from_millis(5 << attempt));
                }
                done => return done,
            }
        }
    }

    /// Runs `f` in a savepoint of the open transaction.
    pub(crate) fn nested<T, E: From<Error>>(
        &mut self,
        mut f: impl FnMut(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        self.once(&mut f)
    }

    /// Is a transaction open, without a savepoint?
    pub(crate) fn in_plain_transaction(&mut self) -> bool {
        self.depth() == std::num::NonZeroU32::new(1)
    }

    /// Ends the transaction of [`Db::begin_patiently`]; when that fails, everything is taken back.
    pub(crate) fn commit(&mut self) -> QueryResult<()> {
        let done = <Self as Connection>::TransactionManager::commit_transaction(self);
        if done.is_err() {
            let _ = self.roll_back();
        }
        done
    }

    /// Takes back the transaction of [`Db::begin_patiently`].
    pub(crate) fn roll_back(&mut self) -> QueryResult<()> {
        while self.depth().is_some() {
            <Self as Connection>::TransactionManager::rollback_transaction(self)?;
        }
        Ok(())
    }

    fn once<T, E: From<Error>>(&mut self, f: &mut impl FnMut(&mut Db) -> Result<T, E>) -> Result<T, E> {
        type Manager = <Db as Connection>::TransactionManager;
        self.begin()?;
        match f(self) {
            Ok(value) => match Manager::commit_transaction(self) {
                Ok(()) => Ok(value),
                Err(error) => {
                    let _ = Manager::rollback_transaction(self);
                    Err(error.into())
                }
            },
            Err(error) => match Manager::rollback_transaction(self) {
                Ok(()) | Err(Error::BrokenTransactionManager) => Err(error),
                Err(rollback) => Err(rollback.into()),
            },
        }
    }

    fn begin(&mut self) -> QueryResult<()> {
        let nested = self.depth().is_some();
        match self {
            Db::Pg(c) => AnsiTransactionManager::begin_transaction(c),
            Db::Sqlite(c) if nested => AnsiTransactionManager::begin_transaction(c),
            Db::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        }
    }

    fn depth(&mut self) -> Option<std::num::NonZeroU32> {
        let status = match self {
            Db::Pg(c) => AnsiTransactionManager::transaction_manager_status_mut(c),
            Db::Sqlite(c) => AnsiTransactionManager::transaction_manager_status_mut(c),
        };
        match status {
            TransactionManagerStatus::Valid(v) => v.transaction_depth(),
            TransactionManagerStatus::InError => None,
        }
    }
}

/// Runs the same expression against the concrete connection; needed for multi-row inserts, where diesel's SQLite
/// support does not go through `QueryFragment`.
#[macro_export]
macro_rules! both {
    ($conn:expr, $c:ident => $e:expr) => {
        match $conn {
            $crate::db::Db::Pg($c) => $e,
            $crate::db::Db::Sqlite($c) => $e,
        }
    };
}

/// Inserts rows: several a statement on PostgreSQL, where every round trip costs, and one after the other on SQLite with
/// a statement that is prepared once. Answers nothing, or with `returning` the rows as the database has them, in no
/// promised order; with `unless there` what is there already stays as it is, and the answer is how many were new.
#[macro_export]
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let mut rows = IntoIterator::into_iter($rows);
        match $conn {
            $crate::db::Db::Pg(c) => loop {
                let some: Vec<_> = rows.by_ref().take($crate::db::dialect::ROWS_PER_STATEMENT).collect();
                if some.is_empty() {
                    break Ok(());
                }
                if let Err(error) = diesel::insert_into($table).values(some).execute(c) {
                    break Err(error);
                }
            },
            $crate::db::Db::Sqlite(c) => {
                rows.try_for_each(|row| diesel::insert_into($table).values(row).execute(c).map(drop))
            }
        }
    }};
    ($conn:expr, $table:expr, $rows:expr, unless there) => {{
        let mut rows = IntoIterator::into_iter($rows);
        match $conn {
            $crate::db::Db::Pg(c) => {
                let mut new = 0;
                loop {
                    let some: Vec<_> = rows.by_ref().take($crate::db::dialect::ROWS_PER_STATEMENT).collect();
                    if some.is_empty() {
                        break Ok(new);
                    }
                    match diesel::insert_into($table).values(some).on_conflict_do_nothing().execute(c) {
                        Ok(more) => new += more,
                        Err(error) => break Err(error),
                    }
                }
            }
            $crate::db::Db::Sqlite(c) => rows.try_fold(0, |new, row| {
                let more = diesel::insert_into($table).values(row).on_conflict_do_nothing().execute(c)?;
                Ok::<usize, diesel::result::Error>(new + more)
            }),
        }
    }};
    ($conn:expr, $table:expr, $rows:expr, returning $columns:expr) => {{
        let mut rows = IntoIterator::into_iter($rows);
        match $conn {
            $crate::db::Db::Pg(c) => {
                let mut written = Vec::new();
                loop {
                    let some: Vec<_> = rows.by_ref().take($crate::db::dialect::ROWS_PER_STATEMENT).collect();
                    if some.is_empty() {
                        break Ok(written);
                    }
                    match diesel::insert_into($table).values(some).returning($columns).get_results(c) {
                        Ok(more) => written.extend(more),
                        Err(error) => break Err(error),
                    }
                }
            }
            $crate::db::Db::Sqlite(c) => rows
                .map(|row| diesel::insert_into($table).values(row).returning($columns).get_result(c))
                .collect::<Result<Vec<_>, _>>(),
        }
    }};
}
