//! `config check`, and the settings as every command reads them.

use harness::Program;

#[test]
fn the_settings_in_force_are_shown_without_the_password() {
    let program = Program::fresh();
    program.configure("readers = 7\n[rate_limits]\nuploads_per_minute = 3\n");
    let said = program
        .command(harness::program::binary())
        .args(["config", "check"])
        .env("CHENGFENG_DATABASE_URL", "postgres://cf:geheim@db.example/city")
        .output()
        .expect("runs");
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success() && err.contains("配置无误。"), "{out}{err}");
    for part in ["readers = 7", "uploads_per_minute = 3", "postgres://cf:***@db.example/city"] {
        assert!(out.contains(part), "{part} is missing in {out}");
    }
    assert!(!out.contains("geheim"), "{out}");
}

#[test]
fn wrong_settings_are_refused_by_every_command_in_words() {
    let program = Program::fresh();
    let cases: &[(&str, &[&str])] = &[
        (
            "lisen = '0.0.0.0:80'",
            &["没有 lisen 这个设置", "是不是想写 listen？", "可用的有：", "chengfeng.toml"],
        ),
        ("[rate_limits]\nreads = 1", &["没有 rate_limits.reads 这个设置", "reads_per_second"]),
        ("\n\nreaders = 'many'", &["第3行", "请改正"]),
        ("readers = 0", &["readers 应在1到64之间"]),
        ("listen = '8080'", &["listen 应写成 地址:端口"]),
        ("this is no toml", &["第1行"]),
    ];
    for (text, parts) in cases {
        program.configure(text);
        for command in [["config", "check"].as_slice(), &["serve"], &["user", "list"]] {
            let mut run = program.command(harness::program::binary());
            // the address in the environment would hide the one in the file
            let said = run.args(command).env_remove("CHENGFENG_LISTEN").output().expect("runs");
            let err = String::from_utf8_lossy(&said.stderr);
            assert_eq!(said.status.code(), Some(1), "{text}: {err}");
            parts.iter().for_each(|part| assert!(err.contains(part), "{text}: {part} is missing in {err}"));
        }
    }
    assert!(!program.path("chengfeng.db").exists(), "nothing was made");
}

#[test]
fn a_mistyped_address_or_variable_is_named() {
    let program = Program::fresh();
    let with = |name: &str, value: &str| {
        let mut run = program.command(harness::program::binary());
        let said = run.args(["config", "check"]).env(name, value).output().expect("runs");
        (said.status.code(), String::from_utf8_lossy(&said.stderr).into_owned())
    };
    let (code, said) = with("CHENGFENG_DATABASE_URL", "postgre://u@h/d");
    assert!(code == Some(1) && said.contains("数据库地址无法识别"), "{said}");
    let (code, said) = with("CHENGFENG_LOG_JSON", "yes");
    assert!(code == Some(1) && said.contains("CHENGFENG_LOG_JSON"), "{said}");
    let (code, said) = with("CHENGFENG_DATABSE_URL", "postgres://u@h/d");
    assert!(code == Some(0) && said.contains("不认识环境变量 CHENGFENG_DATABSE_URL"), "{said}");
    let (code, said) = with("CHENGFENG_CONFIG", "/nowhere/chengfeng.toml");
    assert!(code == Some(1) && said.contains("/nowhere/chengfeng.toml"), "{said}");
}

#[test]
fn a_port_that_is_taken_and_a_database_that_is_not_there_are_named() {
    let program = Program::new();
    let _server = program.serve();
    program.run(&["serve"]).expect(1).says(&["无法监听", "CHENGFENG_LISTEN"]);
    let mut run = program.command(harness::program::binary());
    let elsewhere = if program.is_postgres() {
        "postgres://nobody:x@127.0.0.1:9/none".to_owned()
    } else {
        format!("sqlite://{}", program.path("no/such/folder/city.db").display())
    };
    let said = run.arg("migrate").env("CHENGFENG_DATABASE_URL", elsewhere).output().expect("runs");
    let err = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.code() == Some(1) && err.contains("无法打开数据库"), "{err}");
    assert!(!err.contains("nobody:x"), "{err}");
}
