//! `audit`: a sound trail, a changed, a removed and an inserted row, in the database and in an export.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use harness::Program;

/// Changes the journal as somebody with the database's own password would: past the triggers.
pub fn forge(program: &Program, sql: &str) {
    let whole = if program.is_postgres() {
        format!("ALTER TABLE journal DISABLE TRIGGER USER; {sql}; ALTER TABLE journal ENABLE TRIGGER USER")
    } else {
        format!("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; {sql}")
    };
    program.db().batch_execute(&whole).expect("forges");
}

fn with_a_trail() -> Program {
    let program = Program::new();
    for name in ["zhao.lei", "li.na", "wang.wei"] {
        program.account(name, "clerk");
    }
    program
}

fn sealed(program: &Program) -> (Program, String) {
    let out = program.path("sealed.jsonl");
    program.run(&["audit", "export", &out.to_string_lossy()]).expect(0);
    (Program::fresh(), std::fs::read_to_string(out).expect("export"))
}

#[test]
fn a_sound_trail_is_sound_in_the_database_and_in_an_export() {
    let program = with_a_trail();
    program.run(&["audit", "verify"]).expect(0).says(&["审计日志完好。", "末批散列"]);
    let file = program.path("trail.jsonl");
    let file = file.to_string_lossy();
    let exported = program.run(&["audit", "export", &file]).expect(0).says(&["已导出", "--anchor"]);
    program.run(&["audit", "export", &file]).expect(1).says(&["请换一个不存在的文件名"]);
    let anchor =
        exported.out.split("末批散列 ").nth(1).expect("anchor").trim_end_matches("审计日志完好。\n").trim();
    // on another machine, without our database
    let elsewhere = Program::fresh();
    elsewhere.run(&["audit", "verify", "--file", &file]).expect(0).says(&["审计日志完好。", "--anchor"]);
    elsewhere.run(&["audit", "verify", "--file", &file, "--anchor", anchor]).expect(0);
    program.run(&["audit", "verify", "--anchor", anchor]).expect(0);
    program.account("later", "clerk");
    program.run(&["audit", "verify", "--anchor", anchor]).expect(0).says(&["审计日志完好。"]);
    let other = "f".repeat(64);
    program.run(&["audit", "verify", "--anchor", &other]).expect(1).says(&["截短或整体重写"]);
    elsewhere.run(&["audit", "verify", "--file", &file, "--anchor", &other]).expect(1).says(&["不同"]);
    assert!(!elsewhere.path("chengfeng.db").exists(), "verifying a file needs no database");
}

/// A copy of the first row under another number.
fn insertion(id: i64) -> String {
    let rest = "at, event, subject_kind, subject_id, subject_label, actor_kind, actor_name, request_id";
    format!("INSERT INTO journal (id, {rest}) SELECT {id}, {rest} FROM journal WHERE id = 1")
}

#[test]
fn every_forgery_of_the_database_is_found() {
    let forgeries = [
        ("changed", "UPDATE journal SET subject_label = '别人' WHERE id = 2".to_owned()),
        ("renamed", "UPDATE journal SET event = 'user.seen' WHERE id = 1".to_owned()),
        ("removed", "DELETE FROM journal WHERE id = 2".to_owned()),
        ("the last one removed", "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)".to_owned()),
        ("inserted in place of another", format!("DELETE FROM journal WHERE id = 3; {}", insertion(3))),
        ("inserted before the first", insertion(-5)),
    ];
    for (what, sql) in forgeries {
        let program = with_a_trail();
        sealed(&program);
        forge(&program, &sql);
        let said = program.run(&["audit", "verify"]);
        assert_eq!(said.code, Some(1), "{what}: {}{}", said.out, said.err);
        let said = said.says(&["第1批", "请保留现场并报告审计管理员"]);
        assert!(!said.out.contains("完好"), "{what}: {}", said.out);
        let out = program.path("forged.jsonl");
        let exported = program.run(&["audit", "export", &out.to_string_lossy()]);
        assert_eq!(exported.code, Some(1), "{what}: an export of a forged trail says so: {}", exported.out);
    }
}

#[test]
fn a_seal_that_was_removed_is_found() {
    let program = with_a_trail();
    sealed(&program);
    program.account("later", "clerk");
    let second = program.path("second.jsonl");
    program.run(&["audit", "export", &second.to_string_lossy()]).expect(0);
    let disarm = if program.is_postgres() {
        "ALTER TABLE journal_seals DISABLE TRIGGER USER"
    } else {
        "DROP TRIGGER journal_seals_no_delete"
    };
    program.db().batch_execute(&format!("{disarm}; DELETE FROM journal_seals WHERE id = 1")).expect("forges");
    program.run(&["audit", "verify"]).expect(1).says(&["与上一批的散列接不上"]);
}

#[test]
fn every_forgery_of_an_export_is_found() {
    let (elsewhere, text) = sealed(&with_a_trail());
    let file = elsewhere.path("trail.jsonl");
    let verify = |text: &str| {
        std::fs::write(&file, text).expect("file");
        elsewhere.run(&["audit", "verify", "--file", &file.to_string_lossy()])
    };
    verify(&text).expect(0);
    let lines: Vec<&str> = text.lines().collect();
    let without = |n: usize| {
        let kept: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, l)| *l).collect();
        kept.join("\n")
    };
    let twice = [&lines[..2], &lines[1..]].concat().join("\n");
    let forgeries = [
        ("changed", text.replacen("zhao.lei", "zhao.wei", 1)),
        ("row removed", without(1)),
        ("row twice", twice),
        ("last seal removed", without(lines.len() - 1)),
        ("cut short", lines[..lines.len() / 2].join("\n")),
        ("emptied", String::new()),
    ];
    for (what, forged) in forgeries {
        let said = verify(&forged);
        assert_eq!(said.code, Some(1), "{what}: {}{}", said.out, said.err);
        assert!(!said.out.contains("完好"), "{what}: {}", said.out);
    }
    verify("not json").expect(1).says(&["第1行不是日志导出的格式"]);
    elsewhere.run(&["audit", "verify", "--file", "/nowhere"]).expect(1).says(&["无法打开 /nowhere"]);
}

#[test]
fn looking_makes_nothing() {
    let program = Program::fresh();
    let out = program.path("trail.jsonl");
    program.run(&["audit", "verify"]).expect(1).says(&["还没有数据库"]);
    program.run(&["audit", "export", &out.to_string_lossy()]).expect(1).says(&["还没有数据库"]);
    assert!(std::fs::read_dir(program.folder.path()).expect("folder").next().is_none());
    let mut db = program.db();
    let tables = diesel::dsl::sql::<diesel::sql_types::BigInt>(if db.is_pg() {
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    } else {
        "SELECT count(*) FROM sqlite_master"
    });
    assert_eq!(tables.get_result::<i64>(&mut db).expect("counts"), 0);
}
