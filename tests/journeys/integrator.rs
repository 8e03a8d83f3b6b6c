//! The integrator's page, line by line, against the real binary on the demo city.

use harness::Program;
use harness::program::shell_blocks;

#[test]
fn the_integrators_page_works_line_by_line() {
    let program = Program::new();
    program.run(&["demo", "load"]).expect(0);
    let _server = program.serve();
    program.shell(&shell_blocks("openapi/README.md")).expect(0).says(&[
        r#"{"name":"招必达","roles":["bureau"]}"#,
        "金川集团",
        "与总数一致",
        "idempotency-replayed: true",
        r#"{"version":2,"remark":"对接平台推送"}"#,
        r#"{"status":412,"code":"resource.stale","current":"对接平台推送"}"#,
        r#""code":"request.invalid","errors":["/"#,
        r#"{"ok":13,"suspected_duplicate":1,"error":3}"#,
        r#"{"state":"succeeded","results":{"#,
        r#""event":"project.c"#,
        r#"{"total":1,"names":["镍基催化剂项目"]}"#,
        r#"{"status":404,"code":"resource.not_found"}"#,
        r#"{"status":403,"code":"auth.scope_missing"}"#,
        r#"{"title":"第31届兰洽会","contracts":{"count":0,"counted_count":0}}"#,
        r#"{"in_talks":false,"items":[]}"#,
    ]);
}
