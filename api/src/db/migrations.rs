//! Forward-only migrations: two folders with the same numbers, held together by a parity test.

use super::{Db, pool::Target};
use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::fs::File;
use std::path::PathBuf;

const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// What bringing a database up to date did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Numbers of the migrations that ran.
    pub applied: Vec<String>,
    /// The copy made before touching an existing SQLite file.
    pub backup: Option<PathBuf>,
}

/// Versions this program knows, oldest first; the same for both databases.
pub fn all() -> Vec<String> {
    let known = MigrationSource::<Sqlite>::migrations(&SQLITE).unwrap_or_default();
    let mut versions: Vec<String> = known.iter().map(|m| m.name().version().to_string()).collect();
    versions.sort();
    versions
}

/// Versions the database has, oldest first; none when it is empty. Only reads.
///
/// # Errors
/// The database's own message.
pub fn applied(db: &mut Db) -> anyhow::Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Applied {
        #[diesel(sql_type = diesel::sql_types::Text)]
        version: String,
    }
    let rows = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version");
    match rows.load::<Applied>(db) {
        Ok(rows) => Ok(rows.into_iter().map(|row| row.version).collect()),
        Err(e) if ["no such table", "does not exist"].iter().any(|m| e.to_string().contains(m)) => {
            Ok(Vec::new())
        }
        Err(e) => Err(anyhow::anyhow!("{e}")),
    }
}

/// Versions that this program would add, oldest first.
///
/// # Errors
/// A Chinese sentence for a schema that is newer than this program; the database's own message.
pub fn pending(db: &mut Db) -> anyhow::Result<Vec<String>> {
    let (known, applied) = (all(), applied(db)?);
    if let Some(newer) = applied.iter().find(|v| !known.contains(v)) {
        anyhow::bail!(
            "数据库的结构（{newer}）比本程序新，已拒绝使用，数据未改动。请改用更新版本的程序，或从备份恢复。"
        );
    }
    Ok(known.into_iter().filter(|v| !applied.contains(v)).collect())
}

/// Brings the database up to date. An existing SQLite file is copied first; a schema newer than this program is
/// refused and left alone. Of several processes that start together one does it and the others wait.
///
/// # Errors
/// Chinese sentences naming the cause and the remedy.
pub fn run(target: &Target) -> anyhow::Result<Outcome> {
    let mut db = open(target)?;
    if pending(&mut db)?.is_empty() {
        return Ok(Outcome::default());
    }
    let _turn = wait_for_turn(target, &mut db)?;
    let (before, pending) = (applied(&mut db)?, pending(&mut db)?);
    let Some(goal) = pending.last() else { return Ok(Outcome::default()) };
    let backup = copy_before(target, &mut db, before.last(), goal)?;
    let ran = match &mut db {
        Db::Pg(c) => c.run_pending_migrations(POSTGRES).map(drop),
        Db::Sqlite(c) => c.run_pending_migrations(SQLITE).map(drop),
    };
    if let Err(error) = ran {
        let done: Vec<_> = applied(&mut db)?.into_iter().filter(|v| !before.contains(v)).collect();
        let done = if done.is_empty() {
            "没有一步完成".to_owned()
        } else {
            format!("已完成 {}", done.join("、"))
        };
        let copy = backup.map(|b| format!("升级前的副本在 {}。", b.display())).unwrap_or_default();
        anyhow::bail!(
            "升级数据库结构失败：{error}。{done}，出错的一步没有留下改动。{copy}请把此信息交给维护人员。"
        );
    }
    Ok(Outcome { applied: pending, backup })
}

/// A connection, or a Chinese sentence why there is none.
///
/// # Errors
/// The database cannot be reached.
pub fn open(target: &Target) -> anyhow::Result<Db> {
    target.connect().map_err(|e| anyhow::anyhow!("无法打开数据库：{e}。请检查地址、口令和磁盘权限。"))
}

/// Held while the schema changes: a lock of the database, or of a file beside it.
fn wait_for_turn(target: &Target, db: &mut Db) -> anyhow::Result<Option<File>> {
    match target {
        Target::Postgres(_) => {
            diesel::sql_query("SELECT pg_advisory_lock(7463001)").execute(db)?;
            Ok(None)
        }
        Target::Sqlite(path) => {
            let beside = path.with_extension("lock");
            let held = File::create(&beside).and_then(|file| file.lock().map(|()| file));
            Ok(Some(held.map_err(|e| anyhow::anyhow!("无法锁定 {}：{e}。", beside.display()))?))
        }
    }
}

/// An SQLite file that holds something is copied before it is changed.
fn copy_before(
    target: &Target,
    db: &mut Db,
    from: Option<&String>,
    to: &str,
) -> anyhow::Result<Option<PathBuf>> {
    let (Target::Sqlite(path), Some(from)) = (target, from) else { return Ok(None) };
    let copy = path.with_extension(format!("before-{from}-to-{to}.db"));
    if !copy.exists() {
        // whole or not at all: what a full disk left behind is not taken for a copy
        let draft = path.with_extension("copying");
        let _ = std::fs::remove_file(&draft);
        diesel::sql_query("VACUUM INTO ?")
            .bind::<diesel::sql_types::Text, _>(draft.to_string_lossy().into_owned())
            .execute(db)
            .and_then(|_| {
                std::fs::rename(&draft, &copy).map_err(|e| diesel::result::Error::QueryBuilderError(e.into()))
            })
            .map_err(|e| {
                anyhow::anyhow!("升级前无法备份到 {}：{e}。数据未改动，请检查磁盘空间。", copy.display())
            })?;
    }
    Ok(Some(copy))
}
