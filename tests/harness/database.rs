//! A database of its own for every test: a copy of a migrated SQLite file, or a clone of a migrated PostgreSQL
//! template.

use chengfeng::db::migrations;
use chengfeng::db::pool::Target;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The database of one test; a PostgreSQL one is dropped at the end.
pub struct TestDatabase {
    /// Its address.
    pub url: String,
    server: Option<(String, String)>,
}

impl TestDatabase {
    /// Makes one; `folder` is the test's data folder.
    pub fn create(folder: &Path) -> Self {
        match std::env::var("CHENGFENG_TEST_POSTGRES_URL").ok().filter(|u| !u.is_empty()) {
            Some(server) => Self::postgres(&server, &template(&server)),
            None => Self::sqlite(folder),
        }
    }

    /// Makes one without anything in it: no SQLite file, an empty PostgreSQL database.
    pub fn empty(folder: &Path) -> Self {
        match std::env::var("CHENGFENG_TEST_POSTGRES_URL").ok().filter(|u| !u.is_empty()) {
            Some(server) => Self::postgres(&server, "template0"),
            None => Self { url: format!("sqlite://{}", folder.join("chengfeng.db").display()), server: None },
        }
    }

    /// Is it PostgreSQL?
    pub fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    fn sqlite(folder: &Path) -> Self {
        static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let folder = std::env::temp_dir().join("chengfeng-test-templates");
            std::fs::create_dir_all(&folder).expect("template folder");
            let path = folder.join(format!("{:016x}.db", fingerprint()));
            if !path.exists() {
                remove_old(&folder);
                let draft = folder.join(format!("{}.draft.db", std::process::id()));
                migrations::run(&Target::Sqlite(draft.clone())).expect("migrates");
                let mut db = Target::Sqlite(draft.clone()).connect().expect("opens");
                db.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").expect("checkpoint");
                drop(db);
                // several test processes may do this at once: the last one wins, all are the same
                std::fs::rename(&draft, &path).expect("template in its place");
            }
            path
        });
        let path = folder.join("chengfeng.db");
        std::fs::copy(template, &path).expect("copies the template");
        Self { url: format!("sqlite://{}", path.display()), server: None }
    }

    fn postgres(server: &str, template: &str) -> Self {
        let name = format!("t_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let mut admin = PgConnection::establish(server).expect("PostgreSQL is running");
        admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).expect("drops");
        admin
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .expect("clones the template");
        Self { url: with_database(server, &name), server: Some((server.to_owned(), name)) }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server
            && let Ok(mut admin) = PgConnection::establish(server)
        {
            let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// The migrated template; several test processes agree on one by its name and a lock.
fn template(server: &str) -> String {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let name = format!("chengfeng_template_{}", fingerprint());
        let mut admin = PgConnection::establish(server).expect("PostgreSQL is running");
        admin.batch_execute("SELECT pg_advisory_lock(7463900)").expect("lock");
        let exists: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!(
            "SELECT count(*) FROM pg_database WHERE datname = '{name}'"
        ))
        .get_result(&mut admin)
        .expect("looks");
        if exists == 0 {
            let draft = format!("{name}_draft");
            admin.batch_execute(&format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).expect("drops");
            admin.batch_execute(&format!("CREATE DATABASE {draft}")).expect("creates");
            migrations::run(&Target::Postgres(with_database(server, &draft))).expect("migrates");
            admin.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}")).expect("renames");
        }
        admin.batch_execute("SELECT pg_advisory_unlock(7463900)").expect("unlock");
        name
    })
    .clone()
}

/// Templates of earlier builds are of no use after a day.
fn remove_old(folder: &Path) {
    let day = std::time::Duration::from_secs(86_400);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|t| t.elapsed().ok());
        if age.is_some_and(|a| a > day) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Changes with every rebuild of this test binary, and so with every change of a migration.
fn fingerprint() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    let binary = std::env::current_exe().ok();
    binary.as_ref().hash(&mut hasher);
    binary.and_then(|b| b.metadata().ok()).and_then(|m| m.modified().ok()).hash(&mut hasher);
    hasher.finish()
}

fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, ""), |(a, q)| (a, q));
    let base = address.rsplit_once('/').map_or(address, |(base, _)| base);
    if query.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{query}") }
}
