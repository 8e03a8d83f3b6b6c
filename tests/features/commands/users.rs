//! `user`: accounts for the first start and for emergencies.

use harness::Program;
use harness::program::PASSWORD;
use serde_json::json;

fn one_time_password(said: &str) -> String {
    said.split("一次性口令 ")
        .nth(1)
        .expect("a password")
        .split_whitespace()
        .next()
        .expect("a word")
        .to_owned()
}

#[test]
fn an_account_is_made_listed_and_given_a_new_password() {
    let program = Program::new().without_limits();
    let made = program
        .run(&["user", "create", "--username", "li.na", "--name", "李娜", "--role", "bureau"])
        .expect(0)
        .says(&["用户名 li.na", "口令只显示这一次"]);
    let first = one_time_password(&made.out);
    let list = program.run(&["user", "list"]).expect(0);
    assert!(list.out.contains("li.na\t李娜\t招商局\t"), "{}", list.out);
    assert!(!list.out.contains(&first), "a list shows no passwords");

    let _server = program.serve();
    let once = program.sign_in("li.na", &first);
    assert_eq!(once.get("/projects").expect(403).body["code"], "auth.password_change_required");
    let reset = program.run(&["user", "reset-password", "li.na"]).expect(0);
    let second = one_time_password(&reset.out);
    assert_ne!(first, second);
    let who = json!({ "username": "li.na", "password": first });
    program.anonymous().post("/auth/login", who).expect(401);
    let signed_in = program.sign_in("li.na", &second);
    let change = json!({ "current_password": second, "new_password": PASSWORD });
    let token = signed_in.post("/auth/password", change).expect(200);
    let token = token.body["access_token"].as_str().expect("token").to_owned();
    program.anonymous().with_token(&token).get("/projects").expect(200);
}

#[test]
fn what_cannot_be_is_refused_in_words_and_nothing_is_made() {
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    let create = |more: &[&str]| program.run(&[&["user", "create", "--username"], more].concat());
    create(&["zhang", "--role", "system_admin", "--role", "audit_admin"])
        .expect(1)
        .says(&["三员分立", "请只保留一种"]);
    create(&["zhang", "--role", "security_admin", "--role", "bureau"]).expect(1).says(&["互斥"]);
    create(&["zhang", "--role", "clerk", "--unit", "市航天局"]).expect(1).says(&["没有名为“市航天局”的单位"]);
    create(&["zhao.lei", "--role", "clerk"]).expect(1);
    create(&["坏 名字", "--role", "clerk"]).expect(1);
    create(&["zhang", "--role", "clerk", "--password-file", "/nowhere"])
        .expect(1)
        .says(&["无法读取口令文件 /nowhere"]);
    let weak = program.path("weak");
    std::fs::write(&weak, "123456").expect("file");
    create(&["zhang", "--role", "clerk", "--password-file", &weak.to_string_lossy()])
        .expect(1)
        .says(&["新口令不符合要求"]);
    program.run(&["user", "reset-password", "wang"]).expect(1).says(&["没有用户“wang”", "user list"]);
    let list = program.run(&["user", "list"]).expect(0);
    assert_eq!(list.out.lines().count(), 1, "{}", list.out);
}

#[test]
fn a_signing_key_is_changed_while_serving() {
    let program = Program::new();
    program.account("zhao.lei", "clerk");
    let _server = program.serve();
    let clerk = program.sign_in("zhao.lei", PASSWORD);
    let keys = || std::fs::read_dir(program.path("keys")).expect("keys").count();
    assert_eq!(keys(), 1);
    program.run(&["user", "rotate-key"]).expect(0).says(&["已生成"]);
    assert_eq!(keys(), 2);
    clerk.get("/me").expect(200);
    program.run(&["user", "rotate-key", "--void-old"]).expect(0).says(&["旧密钥已删除"]);
    assert_eq!(keys(), 1);
    let events = program.run(&["audit", "verify"]).expect(0);
    assert!(events.out.contains("审计日志完好。"), "{}", events.out);
}

#[test]
fn the_first_start_makes_three_administrators_and_only_once() {
    let program = Program::fresh();
    let server = program.serve();
    let secrets = std::fs::read_to_string(program.path("first-login.txt")).expect("first-login.txt");
    for admin in ["sysadmin", "secadmin", "auditadmin"] {
        let line = secrets.lines().find(|l| l.starts_with(admin)).expect(admin);
        program.sign_in(admin, line.rsplit('\t').next().expect("a password"));
    }
    assert_eq!(server.stop(), Some(0), "ends in order when asked: {}", program.log());
    let _again = program.serve();
    assert_eq!(std::fs::read_to_string(program.path("first-login.txt")).expect("still there"), secrets);
    assert_eq!(program.run(&["user", "list"]).expect(0).out.lines().count(), 3);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = program.path("first-login.txt").metadata().expect("file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "for the owner's eyes only");
    }
}
