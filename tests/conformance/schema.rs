//! Both databases have the same tables and columns, and `schema.rs` says the same.

use chengfeng::db::migrations;
use chengfeng::db::pool::Target;
use diesel::prelude::*;
use diesel::sql_types::Text;
use harness::TestDatabase;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Tables = BTreeMap<String, BTreeSet<String>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

fn of_database() -> Tables {
    let folder = tempfile::tempdir().expect("folder");
    let database = TestDatabase::create(folder.path());
    let mut db = Target::parse(&database.url).expect("address").connect().expect("opens");
    let query = if db.is_pg() {
        "SELECT table_name::text AS table_name, column_name::text AS column_name FROM information_schema.columns WHERE table_schema = 'public'"
    } else {
        "SELECT m.name AS table_name, p.name AS column_name FROM sqlite_master m, pragma_table_xinfo(m.name) p WHERE m.type = 'table' AND m.sql LIKE 'CREATE TABLE%'"
    };
    let columns: Vec<Column> = diesel::sql_query(query).load(&mut db).expect("introspects");
    let mut tables = Tables::new();
    for column in columns {
        let skip = ["__diesel", "sqlite_"].iter().any(|p| column.table_name.starts_with(p))
            || column.table_name.contains("_search");
        if !skip {
            tables.entry(column.table_name).or_default().insert(column.column_name);
        }
    }
    tables
}

fn of_schema_rs() -> Tables {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src/db/schema.rs"))
        .expect("schema.rs");
    let mut tables = Tables::new();
    let mut table = String::new();
    for line in text.lines().map(str::trim) {
        if let Some((column, _)) = line
            .split_once(" -> ")
            .filter(|(c, _)| c.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()))
        {
            tables.entry(table.clone()).or_default().insert(column.to_owned());
        } else if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with('{')) {
            table = name.to_owned();
        }
    }
    tables
}

#[test]
fn schema_rs_is_what_this_database_has() {
    assert_eq!(of_schema_rs(), of_database());
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let numbers = |folder: &str| -> BTreeSet<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/migrations").join(folder);
        std::fs::read_dir(path)
            .expect("folder")
            .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(numbers("sqlite"), numbers("postgres"));
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("folder");
    let database = TestDatabase::create(folder.path());
    let target = Target::parse(&database.url).expect("address");
    let mut db = target.connect().expect("opens");
    diesel::sql_query(
        "INSERT INTO __diesel_schema_migrations (version, run_on) VALUES ('9999', CURRENT_TIMESTAMP)",
    )
    .execute(&mut db)
    .expect("pretends");
    let error = migrations::run(&target).expect_err("must be refused");
    assert!(error.to_string().contains("比本程序新"), "{error}");
    assert!(migrations::applied(&mut db).expect("still readable").contains(&"9999".to_owned()));
}

/// `.cargo/config.toml` decides how SQLite is built; without it every statement is planned anew for each value.
#[test]
fn sqlite_is_built_as_the_house_wants_it() {
    let folder = tempfile::tempdir().expect("folder");
    let file = format!("{}/options.db", folder.path().display());
    let mut db = Target::parse(&file).expect("address").connect().expect("opens");
    #[derive(diesel::QueryableByName)]
    struct Setting {
        #[diesel(sql_type = Text)]
        compile_options: String,
    }
    let options: Vec<Setting> = diesel::sql_query("PRAGMA compile_options").load(&mut db).expect("answers");
    let set = |name: &str| options.iter().any(|o| o.compile_options == name);
    for wanted in ["ENABLE_QPSG", "THREADSAFE=2", "ENABLE_FTS5", "DEFAULT_MEMSTATUS=0"] {
        assert!(set(wanted), "{wanted} is missing");
    }
    for unwanted in ["ENABLE_STAT4", "ENABLE_MEMORY_MANAGEMENT"] {
        assert!(!set(unwanted), "{unwanted} is set");
    }
}

/// A table that grew from nothing is looked at again at once: until then PostgreSQL reads it from end to end.
#[test]
fn a_table_that_outgrew_what_is_known_of_it_is_looked_at_again() {
    let folder = tempfile::tempdir().expect("folder");
    let database = TestDatabase::create(folder.path());
    let mut db = Target::parse(&database.url).expect("address").connect().expect("opens");
    if !db.is_pg() {
        return chengfeng::db::dialect::learn_growth(&mut db).expect("nothing to do on SQLite");
    }
    #[derive(diesel::QueryableByName)]
    struct Known {
        #[diesel(sql_type = diesel::sql_types::Float)]
        reltuples: f32,
    }
    let rows =
        "INSERT INTO settings (key, value) SELECT 'k' || n, repeat('x', 200) FROM generate_series(1, 2000) n";
    diesel::sql_query(rows).execute(&mut db).expect("2000 rows");
    chengfeng::db::dialect::learn_growth(&mut db).expect("looks");
    let known: Vec<Known> =
        diesel::sql_query("SELECT reltuples FROM pg_class WHERE oid = 'settings'::regclass")
            .load(&mut db)
            .expect("answers");
    assert!(known[0].reltuples >= 2000.0, "{}", known[0].reltuples);
}
