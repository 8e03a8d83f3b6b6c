//! What the four sample ledgers read as over the API and from the command line; other layouts by a person's word.

use harness::TestApp;
use harness::imports::{csv, ledger};
use serde_json::{Value, json};

const LEDGERS: [&str; 4] = [
    "L1-negotiation-wuwei.xlsx",
    "L2-dispatch-jinchang.xlsx",
    "L3-signed-registered-jinchang.xlsx",
    "L4-application-province.xlsx",
];

fn expected(file: &str) -> Value {
    let all: Vec<Value> = serde_json::from_slice(&ledger("expected.json")).expect("json");
    all.into_iter().find(|e| e["file"] == file).expect("the ledger is described")
}

/// `1300000` or `353860.01` 万元 as whole yuan.
fn yuan(wan: &Value) -> Value {
    let Some(text) = wan.as_str() else { return Value::Null };
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{rest:0<4}");
    digits.parse::<i64>().expect("digits").into()
}

#[actix_web::test]
async fn the_four_ledgers_read_as_expected_over_the_api() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for file in LEDGERS {
        let want = expected(file);
        let session = clerk.import(file, &ledger(file), "projects").await.expect(201);
        assert_eq!(session.body["state"], "ready", "{file}");
        for key in ["ok", "suspected_duplicate", "error"] {
            assert_eq!(session.body["counts"][key], want["counts"][key], "{file} {key}");
        }
        assert_eq!(session.body["counts"]["records"], want["counts"]["project_rows"], "{file}");
        assert_eq!(session.body["sums"]["ok_yuan"], yuan(&want["sums_wan"]["ok"]), "{file}");
        let printed = &session.body["sums"]["printed_total"];
        assert_eq!(printed["matches_ok"], want["sums_wan"]["printed_total"]["matches_computed_ok"], "{file}");
        assert_eq!(printed["yuan"], yuan(&want["sums_wan"]["printed_total"]["as_wan"]), "{file}");
        assert!(printed["message"].as_str().is_some_and(|m| m.contains("万元")), "{printed}");
        let rows = clerk.get(&format!("/imports/{}/rows?per_page=200", session.id())).await.expect(200);
        for (got, want) in
            rows.body["items"].as_array().expect("rows").iter().zip(want["rows"].as_array().expect("rows"))
        {
            assert_eq!(got["row"], want["row"], "{file}");
            assert_eq!(got["status"], want["status"], "{file} {}", want["row"]);
            assert_eq!(got["name"], want["name"], "{file} {}", want["row"]);
            let amount = got["values"].get("total_investment_yuan").cloned().unwrap_or(Value::Null);
            assert_eq!(amount, yuan(&want["amount_wan"]), "{file} {}", want["row"]);
        }
        let others: Vec<&Value> =
            session.body["other_rows"].as_array().expect("others").iter().map(|o| &o["row"]).collect();
        let wanted: Vec<&Value> =
            want["other_rows"].as_array().expect("others").iter().map(|o| &o["row"]).collect();
        assert_eq!(others, wanted, "{file}");
    }
}

#[actix_web::test]
async fn the_command_line_reports_the_same() {
    use chengfeng::features::imports::model::{ImportTarget, RecognitionInput};
    use chengfeng::features::imports::{rules::report::report, store::reading};
    let app = TestApp::new().await;
    let origin = chengfeng::work::Origin::system("test");
    for file in LEDGERS {
        let want = expected(file);
        let choices = RecognitionInput::default();
        let bytes = ledger(file);
        let preview = reading::read(&app.app, &origin, &bytes, file, ImportTarget::Projects, &choices);
        let got = report(&preview.expect("readable"));
        let rows = got["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), want["rows"].as_array().expect("rows").len(), "{file}");
        for (got, want) in rows.iter().zip(want["rows"].as_array().expect("rows")) {
            assert_eq!(got["row"], want["row"]);
            assert_eq!(got["status"], want["status"], "{file} {got}");
            assert_eq!(got["name"], want["name"]);
            let investor = want["investor"].as_str().unwrap_or_default().replace('；', "、");
            assert_eq!(got["investor"], investor, "{file} {got}");
            assert_eq!(got["total_investment_yuan"], yuan(&want["amount_wan"]));
            let silent = got["reasons"].as_array().is_some_and(Vec::is_empty);
            assert!(got["status"] == "ok" || !silent, "{got}");
        }
        let kinds: Vec<(Value, String)> = want["other_rows"]
            .as_array()
            .expect("others")
            .iter()
            .map(|o| {
                (o["row"].clone(), o["kind"].as_str().expect("kind").replace("repeated_header", "header"))
            })
            .collect();
        let printed: Vec<(Value, String)> = got["other_rows"]
            .as_array()
            .expect("others")
            .iter()
            .map(|o| (o["row"].clone(), o["kind"].as_str().expect("kind").to_owned()))
            .collect();
        assert_eq!(printed, kinds, "{file}");
        assert_eq!(got["sums"]["ok_yuan"], yuan(&want["sums_wan"]["ok"]));
        assert_eq!(got["sums"]["printed_total_yuan"], yuan(&want["sums_wan"]["printed_total"]["as_wan"]));
    }
}

#[actix_web::test]
async fn a_person_says_what_a_column_means_and_it_is_remembered() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let content = "序号,项目名称,甲方,预算\n1,年产十万吨铜箔项目,金川铜箔公司,3\n".as_bytes();
    let session = clerk.import("甲.csv", content, "projects").await.expect(201);
    let path = format!("/imports/{}/recognition", session.id());
    let choice = json!({ "columns": [
        {"column": "C", "field": "investors"}, {"column": "D", "field": "total_investment_yuan", "unit": "yi"}] });
    let read = clerk.put(&path, session.version(), choice.clone()).await.expect(200);
    assert_eq!(read.body["sums"]["ok_yuan"], 300_000_000);
    clerk.put(&path, session.version(), choice).await.expect_problem(412, "resource.stale");
    let wrong = json!({ "columns": [{"column": "ZZ", "field": "investors"}] });
    let answer = clerk.put(&path, read.version(), wrong).await.expect_problem(422, "imports.unreadable");
    assert_eq!(answer.body["errors"][0]["code"], "imports.bad_choice");
    clerk
        .put(&path, read.version(), json!({"columns": [{"column": "C", "field": "password"}]}))
        .await
        .expect_problem(422, "request.invalid");
    let again = app.clerk("市工信局").import("乙.csv", content, "projects").await.expect(201);
    let rows = app.bureau().get(&format!("/imports/{}/rows", again.id())).await.expect(200);
    assert_eq!(rows.body["items"][0]["values"]["investors"], json!(["金川铜箔公司"]));
}

#[actix_web::test]
async fn what_stands_in_columns_that_are_not_imported_can_be_seen() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let long = "长".repeat(400);
    let content =
        format!("序号,项目名称,甲方,分管\n1,年产十万吨铜箔项目,金川铜箔公司,\n2,菊芋粉项目, ,{long}\n");
    let session = clerk.import("甲.csv", content.as_bytes(), "projects").await.expect(201);
    let rows = format!("/imports/{}/rows", session.id());
    let seen = clerk.get(&rows).await.expect(200).body["items"].clone();
    let cell = |column: &str, head: &str, text: &str| json!([{"column": column, "head": head, "text": text}]);
    assert_eq!(seen[0]["other_cells"], cell("C", "甲方", "金川铜箔公司"), "{seen}");
    assert_eq!(seen[1]["other_cells"], cell("D", "分管", &format!("{}…", "长".repeat(300))));
    // a correction leaves them as they are; a column that is taken is no longer among them
    let fixed = json!({ "fixes": {"name": "菊芋粉精深加工项目"}, "decision": null });
    let row = clerk.put(&format!("{rows}/3"), 1, fixed).await.expect(200);
    assert_eq!(row.body["other_cells"], seen[1]["other_cells"]);
    let choice =
        json!({ "columns": [{"column": "C", "field": "investors"}, {"column": "D", "field": "remark"}] });
    let session = clerk.get(&format!("/imports/{}", session.id())).await.expect(200);
    let path = format!("/imports/{}/recognition", session.id());
    clerk.put(&path, session.version(), choice).await.expect(200);
    let seen = clerk.get(&rows).await.expect(200);
    assert_eq!(seen.body["items"][0]["other_cells"], json!([]));
    assert_eq!(seen.body["items"][1]["other_cells"], json!([]));
}

#[actix_web::test]
async fn files_that_cannot_be_read_say_why() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for (name, content, code) in [
        ("空.csv", &b""[..], "imports.empty_file"),
        ("图.xlsx", &b"\x89PNG\r\n\x1a\n0000"[..], "imports.unsupported_type"),
        ("坏.xlsx", &b"PK\x03\x04 no such archive"[..], "imports.broken_file"),
        ("散文.csv", "今天天气很好\n明天也好\n".as_bytes(), "imports.no_header"),
    ] {
        let answer = clerk.import(name, content, "projects").await.expect_problem(422, "imports.unreadable");
        assert_eq!(answer.body["errors"][0]["code"], code, "{name}");
    }
    assert_eq!(clerk.get("/imports").await.expect(200).body["total"], 0);
    let big = vec![b'x'; 51 * 1024 * 1024];
    clerk.import("大.csv", &big, "projects").await.expect_problem(413, "file.too_large");
    let ledger = csv(&[("甲项目", "乙公司", "1")]);
    clerk.import("甲.csv", &ledger, "users").await.expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn a_large_file_is_read_by_a_job() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let session = clerk.import("大表.csv", &harness::imports::many(2_200), "projects").await.expect(202);
    assert_eq!(session.body["state"], "uploaded");
    let rows = clerk.get(&format!("/imports/{}/rows", session.id())).await;
    rows.expect_problem(409, "imports.wrong_state");
    app.run_jobs();
    let read = clerk.get(&format!("/imports/{}", session.id())).await.expect(200);
    assert_eq!(read.body["state"], "ready", "{}", read.body);
    assert_eq!(read.body["counts"]["records"], 2_200);
    let last = clerk.get(&format!("/imports/{}/rows/2201", session.id())).await.expect(200);
    assert_eq!(last.body["row"], 2_201);
}

#[actix_web::test]
async fn the_annotated_workbook_says_what_to_do_in_each_row() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let file = LEDGERS[0];
    let session = clerk.import(file, &ledger(file), "projects").await.expect(201);
    let workbook = clerk.get(&format!("/imports/{}/annotated", session.id())).await.expect(200);
    assert!(workbook.bytes.starts_with(b"PK"));
    assert!(workbook.header("content-disposition").is_some_and(|d| {
        d.starts_with("attachment")
            && d.ends_with("filename*=UTF-8''L1-negotiation-wuwei-%E6%89%B9%E6%B3%A8.xlsx")
    }));
    let notes = b"xl/comments1.xml";
    assert!(workbook.bytes.windows(notes.len()).any(|at| at == notes), "reasons stand at the cells too");
    // it is itself a ledger and reads as the original did, with the other sheets behind it
    let again = clerk.import("批注.xlsx", &workbook.bytes, "projects").await.expect(201);
    assert_eq!(again.body["counts"]["records"], session.body["counts"]["records"]);
    assert_eq!(again.body["counts"]["error"], session.body["counts"]["error"]);
    let sheets = |s: &harness::Answer| s.body["file"]["sheets"].as_array().map(Vec::len);
    assert_eq!(sheets(&again), sheets(&session));
    assert_eq!(again.body["recognition"]["sheet"], session.body["recognition"]["sheet"]);
}
