//! Forward-only migrations: two folders with the same numbers, held together by a parity test.

use super::{Db, pool::Target};
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
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

/// Versions this program knows, oldest first.
pub fn known(db: &Db) -> Vec<String> {
    let mut versions = match db {
        Db::Pg(_) => names(MigrationSource::<Pg>::migrations(&POSTGRES)),
        Db::Sqlite(_) => names(MigrationSource::<Sqlite>::migrations(&SQLITE)),
    };
    versions.sort();
    versions
}

fn names<DB: diesel::backend::Backend>(
    all: diesel::migration::Result<Vec<Box<dyn Migration<DB>>>>,
) -> Vec<String> {
    all.unwrap_or_default().iter().map(|m| m.name().version().to_string()).collect()
}

/// Versions the database has, oldest first.
///
/// # Errors
/// The database's own message.
pub fn applied(db: &mut Db) -> anyhow::Result<Vec<String>> {
    let versions = match db {
        Db::Pg(c) => MigrationHarness::<Pg>::applied_migrations(c),
        Db::Sqlite(c) => MigrationHarness::<Sqlite>::applied_migrations(c),
    };
    let mut versions: Vec<String> =
        versions.map_err(|e| anyhow::anyhow!("{e}"))?.iter().map(ToString::to_string).collect();
    versions.sort();
    Ok(versions)
}

/// Brings the database up to date. An existing SQLite file is copied first; a schema newer than this program is
/// refused and left alone.
///
/// # Errors
/// Chinese sentences naming the cause and the remedy.
pub fn run(target: &Target) -> anyhow::Result<Outcome> {
    let existed = matches!(target, Target::Sqlite(path) if path.exists());
    let mut db =
        target.connect().map_err(|e| anyhow::anyhow!("无法打开数据库：{e}。请检查地址、口令和磁盘权限。"))?;
    let known = known(&db);
    let applied = applied(&mut db)?;
    if let Some(newer) = applied.iter().find(|v| !known.contains(v)) {
        anyhow::bail!(
            "数据库的结构（{newer}）比本程序新，已拒绝启动，数据未改动。请改用更新版本的程序，或从备份恢复。"
        );
    }
    let pending: Vec<String> = known.into_iter().filter(|v| !applied.contains(v)).collect();
    let mut outcome = Outcome { applied: pending.clone(), backup: None };
    if pending.is_empty() {
        return Ok(outcome);
    }
    if let (Target::Sqlite(path), true) = (target, existed && !applied.is_empty()) {
        let last = applied.last().map_or("0", String::as_str);
        let copy = path.with_extension(format!("before-{last}-to-{}.db", pending[pending.len() - 1]));
        if !copy.exists() {
            diesel::sql_query("VACUUM INTO ?")
                .bind::<diesel::sql_types::Text, _>(copy.to_string_lossy().into_owned())
                .execute(&mut db)?;
        }
        outcome.backup = Some(copy);
    }
    let ran = match &mut db {
        Db::Pg(c) => {
            // two replicas starting together: the second waits and finds nothing left to do
            diesel::sql_query("SELECT pg_advisory_lock(7463001)").execute(c)?;
            c.run_pending_migrations(POSTGRES).map(drop)
        }
        Db::Sqlite(c) => c.run_pending_migrations(SQLITE).map(drop),
    };
    ran.map_err(|e| {
        anyhow::anyhow!("升级数据库结构失败：{e}。数据保持升级前的样子，请把此信息交给维护人员。")
    })?;
    Ok(outcome)
}
