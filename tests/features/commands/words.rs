//! Help pages and what is said about a command that cannot be run.

use harness::Program;

const COMMANDS: &[&[&str]] = &[
    &[],
    &["serve"],
    &["migrate"],
    &["openapi"],
    &["config"],
    &["config", "check"],
    &["demo"],
    &["demo", "load"],
    &["demo", "seed"],
    &["demo", "day"],
    &["user"],
    &["user", "list"],
    &["user", "create"],
    &["user", "reset-password"],
    &["user", "rotate-key"],
    &["backup"],
    &["restore"],
    &["import"],
    &["audit"],
    &["audit", "verify"],
    &["audit", "export"],
    &["doctor"],
];

#[test]
fn every_command_has_a_chinese_page_of_help() {
    let program = Program::fresh();
    for command in COMMANDS {
        let page =
            program.run(&[command, ["--help"].as_slice()].concat()).expect(0).says(&["用法：", "选项"]);
        let name = command.join(" ");
        assert!(page.out.contains(format!("chengfeng {name}").trim_end()), "{}", page.out);
        for english in
            ["Usage", "Commands", "Arguments", "Options", "OPTIONS", "COMMAND", "Print ", "help of"]
        {
            assert!(!page.out.contains(english), "{name}: {english} in\n{}", page.out);
        }
    }
    let page = program.run(&["help", "import"]).expect(0).says(&["台账", "--preview"]);
    assert!(!page.out.contains("Usage"), "{}", page.out);
    program.run(&["--version"]).expect(0).says(&["chengfeng"]);
    assert!(std::fs::read_dir(program.folder.path()).expect("folder").next().is_none(), "help makes nothing");
}

#[test]
fn a_wrong_command_is_answered_with_what_was_meant_and_code_2() {
    let program = Program::fresh();
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["migrate", "--fast"],
            &["没有 --fast 这个选项", "用法：chengfeng migrate", "chengfeng migrate --help"],
        ),
        (&["doctor", "--redy"], &["没有 --redy 这个选项", "是不是想写 --ready？"]),
        (&["srve"], &["没有 srve 这个命令", "是不是想写 serve？"]),
        (&["import"], &["还缺", "--into <种类>", "<文件>"]),
        (
            &["import", "a.xlsx", "--into", "contracts"],
            &["--into <种类> 不能是 contracts", "projects（项目）"],
        ),
        (&["import", "a.xlsx", "--into"], &["--into <种类> 后面要有一个值"]),
        (&["import", "a.xlsx", "b.xlsx", "--into", "projects"], &["没有 b.xlsx 这个选项或参数"]),
        (&["user", "create", "--username", "a"], &["还缺", "--role <角色>"]),
        (&["user", "create", "--username", "a", "--role", "king"], &["不能是 king", "没有这个角色", "clerk"]),
        (&["backup"], &["还缺 <目录>"]),
        (&["restore", "a", "--verify-only", "--verify-only"], &["--verify-only 只能写一次"]),
    ];
    for (arguments, parts) in cases {
        let said = program.run(arguments).expect(2).says(parts);
        for english in ["error:", "Usage", "For more", "tip:"] {
            assert!(!said.err.contains(english), "{english} in\n{}", said.err);
        }
    }
    for unfinished in [[].as_slice(), &["user"], &["audit"]] {
        program.run(unfinished).expect(2).says(&["用法：", "命令"]);
    }
    assert!(std::fs::read_dir(program.folder.path()).expect("folder").next().is_none(), "nothing was made");
}

#[test]
fn the_document_is_printed_and_compared() {
    let program = Program::fresh();
    program.run(&["openapi", "--check", "openapi/openapi.json"]).expect(0);
    let printed = program.run(&["openapi"]).expect(0);
    assert_eq!(printed.json()["openapi"], "3.1.0");
    let other = program.path("other.json");
    std::fs::write(&other, "{}").expect("file");
    program
        .run(&["openapi", "--check", &other.to_string_lossy()])
        .expect(1)
        .says(&["与程序不一致", "make openapi"]);
    // a reader who has seen enough
    program
        .shell("\"$CHENGFENG\" openapi 2>errors | head -c 100 >/dev/null; test ! -s errors; rm errors")
        .expect(0);
}
