//! `backup` while people write, and `restore` that verifies what it brings back.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use harness::program::{PASSWORD, root};
use harness::{Program, Wire, new_project};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

fn scan() -> Vec<u8> {
    std::fs::read(root().join("api/data/demo/tour/scan.pdf")).expect("a pdf")
}

fn unit_of(wire: &Wire) -> i64 {
    wire.get("/me").expect(200).body["user"]["unit_id"].as_i64().expect("a unit")
}

/// A program with two projects and an attachment, and a backup of it.
fn backed_up() -> (Program, PathBuf) {
    let program = Program::new().without_limits();
    program.account("zhao.lei", "clerk");
    let server = program.serve();
    let clerk = program.sign_in("zhao.lei", PASSWORD);
    let unit = unit_of(&clerk);
    for name in ["镍板带", "铜箔"] {
        clerk.post("/projects", new_project(unit, name, json!({}))).expect(201);
    }
    clerk.try_upload("/files", "批复.pdf", &scan(), &[]).expect("answered").expect(201);
    let into = program.path("backups/today");
    program.run(&["backup", &into.to_string_lossy()]).expect(0).says(&["备份完成"]);
    drop(server);
    (program, into)
}

fn edit_manifest(backup: &Path, edit: impl FnOnce(&mut Value)) {
    let path = backup.join("manifest.json");
    let mut manifest = serde_json::from_slice(&std::fs::read(&path).expect("manifest")).expect("json");
    edit(&mut manifest);
    std::fs::write(&path, manifest.to_string()).expect("manifest");
}

fn named(backup: &Path) -> String {
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(backup.join("manifest.json")).expect("manifest"))
            .expect("json");
    manifest["database"].as_str().expect("database").to_owned()
}

fn tables(program: &Program) -> i64 {
    let mut db = program.db();
    let count = if db.is_pg() {
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    } else {
        "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
    };
    diesel::dsl::sql::<diesel::sql_types::BigInt>(count).get_result(&mut db).expect("counts")
}

#[test]
fn a_backup_made_while_people_write_is_whole_and_comes_back() {
    let program = Program::new().without_limits();
    program.account("zhao.lei", "clerk");
    let _server = program.serve();
    let clerk = program.sign_in("zhao.lei", PASSWORD);
    let unit = unit_of(&clerk);
    let before = clerk.post("/projects", new_project(unit, "备份前的项目", json!({}))).expect(201);
    let kept = clerk.try_upload("/files", "批复.pdf", &scan(), &[]).expect("answered").expect(201);
    let (over, backups) = (AtomicBool::new(false), [program.path("a"), program.path("b"), program.path("c")]);
    let written = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..2)
            .map(|writer| {
                let (clerk, over) = (clerk.clone(), &over);
                scope.spawn(move || {
                    let mut count = 0;
                    while !over.load(Ordering::SeqCst) {
                        let name = format!("写手{writer}的第{count}个项目");
                        clerk.post("/projects", new_project(unit, &name, json!({}))).expect(201);
                        count += 1;
                    }
                    count
                })
            })
            .collect();
        for backup in &backups {
            program.run(&["backup", &backup.to_string_lossy()]).expect(0);
        }
        over.store(true, Ordering::SeqCst);
        writers.into_iter().map(|w| w.join().expect("writes")).sum::<i64>()
    });
    assert!(written > 0, "people wrote meanwhile");

    for backup in &backups {
        let other = Program::fresh().without_limits();
        let from = backup.to_string_lossy();
        other.run(&["restore", "--verify-only", &from]).expect(0).says(&["备份完好"]);
        other.run(&["restore", &from]).expect(0).says(&["恢复完成", "末批散列与备份时一致"]);
        other.run(&["audit", "verify"]).expect(0);
        other.run(&["doctor"]).expect(0).says(&["正常  附件：1个都在"]);
        // what was restored serves: the same account, project and attachment
        let _serving = other.serve();
        let clerk = other.sign_in("zhao.lei", PASSWORD);
        let restored = clerk.get(&format!("/projects/{}", before.id())).expect(200);
        assert_eq!(restored.body["name"], "备份前的项目");
        let content = clerk.get(&format!("/files/{}/content", kept.id())).expect(200);
        assert_eq!(content.bytes, scan());
        clerk.post("/projects", new_project(unit, "恢复后的项目", json!({}))).expect(201);
    }
    let leftovers: Vec<_> = std::fs::read_dir(program.folder.path())
        .expect("folder")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");
}

#[test]
fn a_damaged_backup_is_refused_and_nothing_is_made() {
    let (_program, backup) = backed_up();
    let database = backup.join(named(&backup));
    let whole = std::fs::read(&database).expect("database");
    let attachment = first_file(&backup.join("files"));
    let bytes = std::fs::read(&attachment).expect("attachment");
    let manifest = std::fs::read(backup.join("manifest.json")).expect("manifest");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let damages: [(&str, &dyn Fn(), &str); 7] = [
        ("one bit", &|| std::fs::write(&database, &flipped).expect("writes"), "已损坏或被改动"),
        (
            "cut short",
            &|| std::fs::write(&database, &whole[..whole.len() / 2]).expect("writes"),
            "已损坏或被改动",
        ),
        ("no database", &|| std::fs::remove_file(&database).expect("removes"), "备份缺少"),
        (
            "an attachment changed",
            &|| std::fs::write(&attachment, b"%PDF-1.4 other").expect("writes"),
            "已损坏或被改动",
        ),
        ("an attachment gone", &|| std::fs::remove_file(&attachment).expect("removes"), "备份缺少"),
        (
            "no manifest",
            &|| std::fs::remove_file(backup.join("manifest.json")).expect("removes"),
            "不是备份目录",
        ),
        (
            "half a manifest",
            &|| std::fs::write(backup.join("manifest.json"), &manifest[..40]).expect("writes"),
            "清单 manifest.json 已损坏",
        ),
    ];
    for (what, damage, said) in damages {
        damage();
        let other = Program::fresh();
        for verify in [true, false] {
            let mut arguments = vec!["restore".to_owned(), backup.to_string_lossy().into_owned()];
            arguments.extend(verify.then(|| "--verify-only".to_owned()));
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let answer = other.run(&arguments);
            assert_eq!(answer.code, Some(1), "{what}: {}", answer.err);
            answer.says(&[said]);
        }
        assert_eq!(
            std::fs::read_dir(other.folder.path()).expect("folder").count(),
            0,
            "{what}: nothing was made"
        );
        assert_eq!(tables(&other), 0, "{what}");
        std::fs::write(&database, &whole).expect("mends");
        std::fs::write(&attachment, &bytes).expect("mends");
        std::fs::write(backup.join("manifest.json"), &manifest).expect("mends");
    }
    Program::fresh().run(&["restore", &backup.to_string_lossy()]).expect(0);
}

pub fn first_file(folder: &Path) -> PathBuf {
    let entry = std::fs::read_dir(folder).expect("folder").flatten().next().expect("an entry").path();
    if entry.is_dir() { first_file(&entry) } else { entry }
}

#[test]
fn a_place_that_holds_something_is_never_overwritten() {
    let (program, backup) = backed_up();
    let from = backup.to_string_lossy();
    let wanted = if program.is_postgres() { "请先新建一个空库" } else { "空目录" };
    program.run(&["restore", &from]).expect(1).says(&["没有改动它", wanted]);
    program.run(&["audit", "verify"]).expect(0);
    program.run(&["doctor"]).expect(0);
    program.run(&["backup", &from]).expect(1).says(&["已存在", "请指定一个新目录"]);
    // some other program's tables are somebody's too
    let other = Program::fresh();
    other.db().batch_execute("CREATE TABLE theirs (id BIGINT PRIMARY KEY)").expect("makes a table");
    other.run(&["restore", &from]).expect(1);
    assert_eq!(tables(&other), 1);
}

#[test]
fn a_backup_that_does_not_fit_is_refused_before_anything_is_made() {
    let (_program, backup) = backed_up();
    let from = backup.to_string_lossy().into_owned();
    let other = Program::fresh();
    let refused = |said: &[&str]| {
        other.run(&["restore", &from]).expect(1).says(said);
        // looking into it would make the file
        assert!(if other.is_postgres() { tables(&other) == 0 } else { !other.path("chengfeng.db").exists() });
    };
    let manifest = std::fs::read(backup.join("manifest.json")).expect("manifest");
    edit_manifest(&backup, |m| m["schema"] = json!("9999"));
    refused(&["更新版本的程序", "9999"]);
    std::fs::write(backup.join("manifest.json"), &manifest).expect("mends");
    // the trail of the restored database must end where the manifest says
    edit_manifest(&backup, |m| m["journal_anchor"] = json!("0".repeat(64)));
    let other_anchor = other.run(&["restore", &from]).expect(1);
    assert!(other_anchor.err.contains("末批散列与清单不同"), "{}", other_anchor.err);
    assert!(!other.path("chengfeng.db").exists());
    std::fs::write(backup.join("manifest.json"), &manifest).expect("mends");
    let own = named(&backup);
    let foreign = if own == "chengfeng.db" { "chengfeng.dump" } else { "chengfeng.db" };
    std::fs::rename(backup.join(&own), backup.join(foreign)).expect("renames");
    edit_manifest(&backup, |m| {
        m["database"] = json!(foreign);
        let hash = m["contents"][&own].clone();
        m["contents"] = json!({ foreign: hash });
    });
    Program::fresh().run(&["restore", &from]).expect(1).says(&["另一种数据库"]);
}

#[test]
fn there_must_be_something_to_back_up() {
    let program = Program::fresh();
    let into = program.path("backup");
    program.run(&["backup", &into.to_string_lossy()]).expect(1).says(&["还没有数据库"]);
    assert_eq!(std::fs::read_dir(program.folder.path()).expect("folder").count(), 0);
}

#[test]
#[cfg(unix)]
fn a_backup_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_program, backup) = backed_up();
    assert_eq!(backup.metadata().expect("backup").permissions().mode() & 0o077, 0);
}
