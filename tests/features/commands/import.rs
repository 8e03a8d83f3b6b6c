//! `import`: the four sample ledgers on a fresh data folder, and rows that come into the library.

use harness::Program;
use serde_json::Value;

fn ledger(name: &str) -> String {
    harness::program::root().join("tests/data/ledgers").join(name).to_string_lossy().into_owned()
}

fn expected() -> Vec<Value> {
    let text = std::fs::read_to_string(ledger("expected.json")).expect("expectations");
    serde_json::from_str(&text).expect("json")
}

#[test]
fn a_preview_on_a_fresh_folder_is_one_json_object() {
    for expected in expected() {
        let file = expected["file"].as_str().expect("file");
        let program = Program::fresh();
        let said =
            program.run(&["import", &ledger(file), "--into", "projects", "--preview", "--json"]).expect(0);
        assert_eq!(said.err, "", "{file}: a script reads nothing but the object");
        let report = said.json();
        let mut names: Vec<_> = report.as_object().expect("an object").keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["counts", "other_rows", "rows", "sums"]);

        let rows = report["rows"].as_array().expect("rows");
        let wanted = expected["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), wanted.len(), "{file}: only project rows");
        for (row, wanted) in rows.iter().zip(wanted) {
            assert_eq!(row["row"], wanted["row"], "{file}: the sheet's own numbers");
            assert_eq!(row["status"], wanted["status"], "{file}: {row}");
            assert_eq!(row["name"], wanted["name"], "{file}");
            assert!(row["investor"].is_string() && row["reasons"].is_array(), "{row}");
            let yuan = wanted["amount_wan"].as_str().and_then(|wan| wan.parse::<f64>().ok());
            if row["status"] == "ok" {
                let yuan = yuan.map(|wan| (wan * 10_000.0).round() as i64);
                assert_eq!(row["total_investment_yuan"].as_i64(), yuan, "{file}: {row}");
            } else {
                assert_ne!(row["reasons"], serde_json::json!([]), "{file}: {row}");
            }
        }
        let others: Vec<_> =
            report["other_rows"].as_array().expect("rows").iter().map(|r| &r["kind"]).collect();
        for (kind, count) in [("subtotal", "subtotal_rows"), ("total", "total_rows"), ("group", "group_rows")]
        {
            let found = others.iter().filter(|k| **k == kind).count();
            assert_eq!(found as u64, expected["counts"][count].as_u64().unwrap_or(0), "{file}: {kind}");
        }
        for key in ["ok", "suspected_duplicate", "error"] {
            assert_eq!(report["counts"][key], expected["counts"][key], "{file}: {key}");
        }
        let wan: f64 = expected["sums_wan"]["ok"].as_str().and_then(|w| w.parse().ok()).expect("a sum");
        assert_eq!(report["sums"]["ok_yuan"].as_i64(), Some((wan * 10_000.0).round() as i64), "{file}");
        assert!(report["sums"].as_object().expect("sums").contains_key("printed_total_yuan"), "{file}");
    }
}

#[test]
fn enterprises_are_previewed_by_the_same_command() {
    let program = Program::fresh();
    let file = program.path("客商.csv");
    let text = "企业名称,统一社会信用代码,主营业务\n金川铜箔科技有限公司,91620302MA00000154,铜箔\n兰州丙烯公司,91620302MA00000155,丙烯\n";
    std::fs::write(&file, text).expect("ledger");
    let said =
        program.run(&["import", &file.to_string_lossy(), "--into", "enterprises", "--preview", "--json"]);
    let report = said.expect(0).json();
    assert_eq!(report["rows"][0]["name"], "金川铜箔科技有限公司", "{report}");
    assert_eq!(report["rows"][0]["status"], "ok", "{report}");
    assert_eq!(report["rows"][1]["status"], "error", "the check digit is wrong: {report}");
}

#[test]
fn a_preview_in_words_says_what_is_wrong_where() {
    let program = Program::fresh();
    let file = ledger("L1-negotiation-wuwei.xlsx");
    program.run(&["import", &file, "--into", "projects", "--preview"]).expect(0).says(&[
        "疑似重复",
        "错误",
        "共15行记录：可用13，疑似重复1，错误1。",
    ]);
    program.run(&["import", &file, "--into", "projects", "--preview", "--sheet", "没有的表"]).expect(1);
}

#[test]
fn rows_come_into_the_library_once() {
    let program = Program::fresh();
    let file = ledger("L3-signed-registered-jinchang.xlsx");
    let wanted =
        expected().into_iter().find(|e| e["file"] == "L3-signed-registered-jinchang.xlsx").expect("L3");
    let first = program.run(&["import", &file, "--into", "projects", "--json"]).expect(0).json();
    assert_eq!(first["results"]["created"], wanted["counts"]["ok"], "{first}");
    assert_eq!(first["state"], "committed");
    let again = program.run(&["import", &file, "--into", "projects", "--json"]).expect(0).json();
    assert_eq!(again["results"]["created"], 0, "{again}");
    program.run(&["audit", "verify"]).expect(0);

    program.account("li.na", "clerk");
    program.account("admin", "system_admin");
    let as_user = |name: &str| program.run(&["import", &file, "--into", "projects", "--as", name]);
    as_user("li.na").expect(0).says(&["疑似重复待决定"]);
    as_user("nobody").expect(1).says(&["没有用户“nobody”", "user list"]);
    as_user("admin").expect(1);
}

#[test]
fn what_is_no_ledger_is_refused_in_words() {
    let program = Program::fresh();
    let named = |name: &str, content: &[u8]| {
        let path = program.path(name);
        std::fs::write(&path, content).expect("file");
        program.run(&["import", &path.to_string_lossy(), "--into", "projects", "--preview", "--json"])
    };
    for (name, content) in [
        ("空.csv", b"".as_slice()),
        ("断.xlsx", b"PK\x03\x04broken"),
        ("图.png", b"\x89PNG\r\n\x1a\n0000"),
        ("信.pdf", b"%PDF-1.4\n"),
    ] {
        let said = named(name, content).expect(1);
        assert!(said.out.is_empty() && said.err.starts_with("错误："), "{name}: {}{}", said.out, said.err);
        assert!(!said.err.contains("panicked"), "{name}: {}", said.err);
    }
    program
        .run(&["import", "/nowhere/a.xlsx", "--into", "projects"])
        .expect(1)
        .says(&["无法读取文件 /nowhere/a.xlsx"]);
}
