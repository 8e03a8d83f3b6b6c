//! Schemas older and newer than the program: copied before they change, refused without damage.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use harness::Program;
use harness::program::root;

/// The migrations of this database but the last: as the release before left it.
pub fn of_yesterday() -> Program {
    let program = Program::fresh();
    let mut db = program.db();
    let folder = root().join("api/migrations").join(if db.is_pg() { "postgres" } else { "sqlite" });
    let mut all: Vec<_> =
        std::fs::read_dir(folder).expect("migrations").flatten().map(|e| e.path()).collect();
    all.sort();
    all.pop();
    db.batch_execute(
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, \
         run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
    )
    .expect("makes the list");
    for folder in all {
        db.batch_execute(&std::fs::read_to_string(folder.join("up.sql")).expect("up.sql")).expect("migrates");
        let name = folder.file_name().expect("name").to_string_lossy().into_owned();
        let version = name.split('_').next().expect("number");
        db.batch_execute(&format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')"))
            .expect("lists");
    }
    program
}

fn versions(program: &Program) -> Vec<String> {
    let query = "SELECT version FROM __diesel_schema_migrations ORDER BY version";
    diesel::dsl::sql::<diesel::sql_types::Text>(query).load(&mut program.db()).expect("versions")
}

fn copies(program: &Program) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(program.folder.path()).expect("folder").flatten().map(|e| e.path());
    entries.filter(|p| p.to_string_lossy().contains(".before-")).collect()
}

#[test]
fn a_database_is_copied_before_it_is_upgraded() {
    let program = of_yesterday();
    program
        .db()
        .batch_execute("INSERT INTO settings (key, value) VALUES ('city', '\"金昌市\"')")
        .expect("a row of yesterday");
    let before = versions(&program);
    let said = program.run(&["migrate"]).expect(0).says(&["已执行结构升级"]);
    let after = versions(&program);
    assert_eq!(after.len(), before.len() + 1, "{after:?}");
    let copies = copies(&program);
    if program.is_postgres() {
        assert!(copies.is_empty(), "PostgreSQL is backed up by its own means");
    } else {
        assert!(said.err.contains("升级前已备份到"), "{}", said.err);
        assert_eq!(copies.len(), 1);
        let mut copy = SqliteConnection::establish(&copies[0].to_string_lossy()).expect("opens");
        let count = |table: &str| {
            diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!("SELECT count(*) FROM {table}"))
        };
        let versions: i64 = count("__diesel_schema_migrations").get_result(&mut copy).expect("counts");
        assert_eq!(versions as usize, before.len(), "the copy is as it was");
        let rows: i64 = count("settings WHERE key = 'city'").get_result(&mut copy).expect("counts");
        assert_eq!(rows, 1);
    }
    let again = program.run(&["migrate"]).expect(0).says(&["数据库结构已是最新。"]);
    assert!(!again.err.contains("备份"), "{}", again.err);
}

#[test]
fn only_migrate_and_serve_upgrade() {
    let program = of_yesterday();
    let before = versions(&program);
    let file = root().join("tests/data/ledgers/L1-negotiation-wuwei.xlsx");
    let file = file.to_string_lossy();
    for command in [
        ["user", "list"].as_slice(),
        &["user", "create", "--username", "a", "--role", "clerk"],
        &["import", &file, "--into", "projects"],
    ] {
        program.run(command).expect(1).says(&["数据库结构还没有升级", "chengfeng migrate"]);
    }
    let into = program.path("backup");
    program.run(&["backup", &into.to_string_lossy()]).expect(0).says(&["备份完成"]);
    assert_eq!(versions(&program), before, "a backup before the upgrade is a backup of what is there");
    let other = Program::fresh();
    other.run(&["restore", &into.to_string_lossy()]).expect(0);
    assert_eq!(versions(&other).len(), before.len() + 1, "restored into today's program");
    let _server = program.serve();
    assert_eq!(versions(&program).len(), before.len() + 1);
}

#[test]
fn a_newer_schema_is_refused_by_every_command_and_left_alone() {
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    program
        .db()
        .batch_execute(
            "INSERT INTO __diesel_schema_migrations (version, run_on) VALUES ('9999', CURRENT_TIMESTAMP)",
        )
        .expect("pretends");
    let before = versions(&program);
    let content = std::fs::read(program.path("chengfeng.db")).ok();
    let into = program.path("backup");
    let into = into.to_string_lossy();
    for command in [
        ["serve"].as_slice(),
        &["migrate"],
        &["user", "list"],
        &["user", "create", "--username", "a", "--role", "clerk"],
        &["demo", "load"],
        &["backup", &into],
        &["import", "tests/data/ledgers/L1-negotiation-wuwei.xlsx", "--into", "projects"],
    ] {
        program.run(command).expect(1).says(&["比本程序新", "数据未改动", "请改用更新版本的程序"]);
    }
    program.run(&["doctor"]).expect(1).says(&["异常  数据库：", "比本程序新"]);
    assert_eq!(versions(&program), before);
    assert_eq!(std::fs::read(program.path("chengfeng.db")).ok(), content, "not a byte was changed");
    assert!(copies(&program).is_empty());
}

#[test]
fn programs_that_start_together_upgrade_once() {
    for program in [Program::fresh(), of_yesterday()] {
        let said: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| program.run(&["migrate"]))).collect();
            starts.into_iter().map(|s| s.join().expect("runs").expect(0)).collect()
        });
        let upgraded = said.iter().filter(|s| s.err.contains("已执行结构升级")).count();
        assert_eq!(upgraded, 1, "{said:?}");
        program.run(&["doctor"]).says(&["正常  数据库"]);
    }
}
