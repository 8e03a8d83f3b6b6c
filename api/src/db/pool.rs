//! Connection pools: many readers and one writer on SQLite, one pool on PostgreSQL.

use super::Db;
use super::group::Group;
use crate::error::Error;
use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::sqlite::SqliteConnection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Settings of each SQLite connection. FULL: an audit trail must survive a power cut.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
    PRAGMA foreign_keys=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; \
    PRAGMA wal_autocheckpoint=2000;";

/// Settings of each PostgreSQL connection. Statements are short and what they read mostly stands in memory: compiling a
/// plan costs more than it saves, and reading single rows by an index is cheaper than PostgreSQL supposes by default.
const POSTGRES_SETTINGS: &str = "SET TIME ZONE 'UTC'; SET jit = off; SET random_page_cost = 1.1;";

/// Where the data lives. A mistyped address is refused, it never becomes an empty SQLite file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `postgres://user:password@host/database`
    Postgres(String),
    /// `sqlite:///path/to/file.db` or a path that ends in `.db` or `.sqlite`
    Sqlite(PathBuf),
}

impl Target {
    /// Reads a database address.
    ///
    /// # Errors
    /// A Chinese sentence naming the accepted forms.
    pub fn parse(url: &str) -> Result<Self, String> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let path = url.strip_prefix("sqlite://").unwrap_or(url);
        let named_like_a_file =
            Path::new(path).extension().is_some_and(|e| e == "db" || e == "sqlite" || e == "sqlite3");
        if !path.contains("://") && (named_like_a_file || url.starts_with("sqlite://")) && !path.is_empty() {
            return Ok(Self::Sqlite(path.into()));
        }
        Err("数据库地址无法识别。请写 postgres://用户@主机/库名，或以 .db 结尾的 SQLite 文件路径。"
            .to_owned())
    }

    /// Opens one connection, outside any pool.
    ///
    /// # Errors
    /// The database's own message.
    pub fn connect(&self) -> Result<Db, ConnectError> {
        let mut db = self.open()?;
        watch(&mut db);
        Ok(db)
    }

    fn open(&self) -> Result<Db, ConnectError> {
        match self {
            Self::Postgres(url) => {
                let mut c = PgConnection::establish(url).map_err(ConnectError::new)?;
                c.batch_execute(POSTGRES_SETTINGS).map_err(ConnectError::new)?;
                Ok(Db::Pg(c))
            }
            Self::Sqlite(path) => {
                let mut c =
                    SqliteConnection::establish(&path.to_string_lossy()).map_err(ConnectError::new)?;
                let mut attempt = 0;
                // SQLite does not wait when two programs turn a new file to WAL at once
                while let Err(error) = c.batch_execute(SQLITE_SETTINGS) {
                    attempt += 1;
                    if attempt > 100 || !error.to_string().contains("locked") {
                        return Err(ConnectError::new(error));
                    }
                    std::thread::sleep(Duration::from_millis(20));
                }
                Ok(Db::Sqlite(c))
            }
        }
    }
}

/// Logs statements with their values, when asked for with `chengfeng::sql=trace`: for `make bench` on made-up data.
fn watch(db: &mut Db) {
    if tracing::enabled!(target: "chengfeng::sql", tracing::Level::TRACE) {
        db.set_instrumentation(|event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                tracing::trace!(target: "chengfeng::sql", %query);
            }
        });
    }
}

/// A connection could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConnectError(String);

impl ConnectError {
    fn new(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl ManageConnection for Target {
    type Connection = Db;
    type Error = ConnectError;

    fn connect(&self) -> Result<Db, ConnectError> {
        Target::connect(self)
    }
    fn is_valid(&self, c: &mut Db) -> Result<(), ConnectError> {
        c.ping().map_err(ConnectError::new)
    }
    fn has_broken(&self, c: &mut Db) -> bool {
        std::thread::panicking() || c.is_broken()
    }
}

/// A connection on loan.
pub type Pooled = PooledConnection<Target>;

/// The two ways to the database: readers, and writers (exactly one on SQLite).
#[derive(Clone)]
pub struct Pools {
    target: Target,
    read: Pool<Target>,
    write: Pool<Target>,
    group: Arc<Group>,
    wait: Duration,
}

impl Pools {
    /// Builds the pools; connections are opened when first needed.
    pub fn new(target: Target, readers: u32, wait: Duration) -> Self {
        let build = |size: u32, check: bool| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(0))
                .test_on_check_out(check)
                .connection_timeout(wait)
                .idle_timeout(Some(Duration::from_secs(300)))
                .build_unchecked(target.clone())
        };
        let (read, write) = match &target {
            // a PostgreSQL that was restarted must not cost its users an error
            Target::Postgres(_) => {
                let pool = build(readers, true);
                (pool.clone(), pool)
            }
            Target::Sqlite(_) => (build(readers, false), build(1, false)),
        };
        Self { target, read, write, group: Arc::default(), wait }
    }

    /// The address behind the pools.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// `busy` when none is free in time.
    pub fn read(&self) -> Result<Pooled, Error> {
        self.read.get().map_err(|e| Error::database_unavailable(&e))
    }

    /// A connection for reading that is free at once, where reading needs no waiting for a server: SQLite's.
    pub fn read_now(&self) -> Option<Pooled> {
        match self.target {
            Target::Postgres(_) => None,
            Target::Sqlite(_) => self.read.try_get(),
        }
    }

    /// Runs `work` in a write transaction: on SQLite one that is shared with whoever else waits to write.
    ///
    /// # Errors
    /// What `work` answers; then nothing of it was changed.
    pub fn grouped<T>(&self, work: impl FnMut(&mut Db) -> Result<T, Error>) -> Result<T, Error> {
        match self.target {
            Target::Postgres(_) => self.write()?.tx(work),
            Target::Sqlite(_) => self.group.write(self.wait, || self.write(), work),
        }
    }

    /// A connection for writing.
    ///
    /// # Errors
    /// `busy` when none is free in time.
    pub fn write(&self) -> Result<Pooled, Error> {
        self.write.get().map_err(|e| Error::database_unavailable(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn a_mistyped_address_is_refused() {
        assert!(matches!(Target::parse("postgres://u@h/d"), Ok(Target::Postgres(_))));
        assert!(matches!(Target::parse("data/city.db"), Ok(Target::Sqlite(_))));
        assert!(matches!(Target::parse("sqlite:///var/lib/city"), Ok(Target::Sqlite(_))));
        for wrong in ["postgre://u@h/d", "mysql://h/d", "", "localhost:5432", "postgres"] {
            assert!(Target::parse(wrong).is_err(), "{wrong} must be refused");
        }
    }
}
