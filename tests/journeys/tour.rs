//! The tour of README, line by line, against the real binary on the demo city.

use harness::Program;
use harness::program::shell_blocks;

#[test]
fn the_tour_of_readme_works_line_by_line() {
    let program = Program::new();
    program.run(&["demo", "load"]).expect(0);
    let _server = program.serve();
    program.shell(&shell_blocks("README.md")).expect(0).says(&[
        "金川集团高精镍合金板带材项目",
        "at_capacity",
        "高温合金棒材生产线项目",
        "\"count\": 1",
        "\"state\": \"protected\"",
        "\"in_talks\": true",
        "审计日志完好。",
        "\"name\": \"到位资金\"",
        "沪上镍基粉末项目",
        "\"name\": \"开工率\"",
        "上海市",
        "包抓领导 包远志",
        "当日不计",
        "\"satisfaction\": 5",
        "已逾期45天",
        "\"now\": \"green\"",
        "\"state\":\"passed\"",
        "todo ",
    ]);
}
