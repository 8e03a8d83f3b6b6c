//! `doctor`: healthy, and every damage named with its remedy.

use diesel::connection::SimpleConnection;
use harness::Program;
use harness::program::PASSWORD;

#[test]
fn nothing_is_made_where_nothing_is() {
    let program = Program::fresh();
    program.run(&["doctor"]).expect(1).says(&["异常  数据库：还没有数据库", "chengfeng migrate"]);
    assert!(std::fs::read_dir(program.folder.path()).expect("folder").next().is_none(), "it only looks");
    program.run(&["doctor", "--ready"]).expect(1);
}

#[test]
fn a_healthy_service_is_healthy() {
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    let server = program.serve();
    program.run(&["doctor"]).expect(0).says(&[
        "正常  数据目录",
        if program.is_postgres() { "正常  数据库：PostgreSQL" } else { "正常  数据库：SQLite" },
        "正常  签名密钥：1个，仅属主可读",
        "正常  附件",
        "正常  审计日志",
        "就绪",
    ]);
    program.run(&["doctor", "--ready"]).expect(0);
    assert_eq!(server.stop(), Some(0));
    program.run(&["doctor"]).expect(0).says(&["没有在运行"]);
    program.run(&["doctor", "--ready"]).expect(1);
}

#[test]
#[cfg(unix)]
fn keys_that_others_can_read_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    let key = std::fs::read_dir(program.path("keys")).expect("keys").flatten().next().expect("a key").path();
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).expect("opens the key");
    program.run(&["doctor"]).expect(1).says(&["异常  签名密钥", "他人可读", "chmod 600"]);
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o600)).expect("closes the key");
    program.run(&["doctor"]).expect(0);
    std::fs::remove_file(&key).expect("removes the key");
    program.run(&["doctor"]).expect(0).says(&["签名密钥：还没有"]);
}

#[test]
fn a_changed_journal_and_a_lost_attachment_are_found() {
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    let server = program.serve();
    let clerk = program.sign_in("zhao.lei", PASSWORD);
    let scan = std::fs::read(harness::program::root().join("api/data/demo/tour/scan.pdf")).expect("a pdf");
    let kept = clerk.try_upload("/files", "批复.pdf", &scan, &[]).expect("answered").expect(201);
    assert_eq!(server.stop(), Some(0), "what was written is sealed on the way out");
    program.run(&["doctor"]).expect(0).says(&["正常  附件：1个都在", "0行待封存"]);

    let sha256 = kept.body["sha256"].as_str().expect("hash");
    let place = program.path("files").join(&sha256[..2]).join(&sha256[2..4]).join(sha256);
    std::fs::write(&place, &scan[..scan.len() / 2]).expect("cuts it short");
    program.run(&["doctor"]).expect(1).says(&["异常  附件：1个附件缺失或不完整（编号 1）", "备份"]);
    std::fs::write(&place, &scan).expect("puts it back");

    super::audit::forge(&program, "UPDATE journal SET subject_label = '别的' WHERE id = 1");
    program.run(&["doctor"]).expect(1).says(&["异常  审计日志：有1处被改动", "chengfeng audit verify"]);
}

#[test]
fn rows_not_sealed_yet_are_counted() {
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    let said = program.run(&["doctor"]).expect(0);
    let sealed = said.out.lines().find(|l| l.contains("审计日志")).expect("a line");
    assert!(
        sealed.contains("行待封存") && !sealed.contains("，0行待封存"),
        "nobody serves, nobody seals: {sealed}"
    );
}

#[test]
fn a_schema_that_waits_for_its_upgrade_is_named() {
    let program = super::upgrades::of_yesterday();
    program.run(&["doctor"]).expect(1).says(&["异常  数据库：结构未升级到最新", "chengfeng migrate"]);
    program.run(&["migrate"]).expect(0);
    program.account("zhao.lei", "clerk");
    program.run(&["doctor"]).expect(0);
    program.db().batch_execute("SELECT 1").expect("open");
}
