//! What is taken away and handed in again is recognised, row by row, and differs in nothing; what somebody changed in
//! between is the only difference.

use harness::imports::ledger;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// The two ledgers of the demo city, committed.
async fn filled(app: &TestApp) -> Actor {
    let bureau = app.bureau();
    for file in ["L2-dispatch-jinchang.xlsx", "L3-signed-registered-jinchang.xlsx"] {
        let session = bureau.import(file, &ledger(file), "projects").await.expect(201);
        app.commit_import(&bureau, session.id()).await;
    }
    bureau
}

/// All rows of a session.
async fn rows(actor: &Actor, session: i64) -> Vec<Value> {
    let page = actor.get(&format!("/imports/{session}/rows?per_page=200")).await.expect(200).body;
    assert_eq!(page["next_cursor"], Value::Null);
    page["items"].as_array().expect("rows").clone()
}

#[actix_web::test]
async fn a_ledger_handed_in_again_differs_in_nothing() {
    let app = TestApp::new().await;
    let bureau = filled(&app).await;
    let count = bureau.get("/projects").await.expect(200).body["total"].as_i64().expect("total");
    assert!(count > 30, "{count}");
    for (format, encoding) in [("xlsx", Value::Null), ("csv", json!("utf8")), ("csv", json!("gb18030"))] {
        let mut wanted = json!({ "list": "projects", "format": format, "sort": "number" });
        if !encoding.is_null() {
            wanted["encoding"] = encoding.clone();
        }
        let (_, file) = app.exported(&bureau, wanted).await;
        let name = format!("导出.{format}");
        let session = bureau.import(&name, &file, "projects").await.expect(201);
        let rows = rows(&bureau, session.id()).await;
        assert_eq!(rows.len() as i64, count, "{format} {encoding}: {}", session.body);
        for row in &rows {
            let found = &row["duplicate"];
            assert!(found["library_id"].is_i64(), "{format} {encoding}: {row}");
            assert_eq!(found["differences"], json!([]), "{format} {encoding}: {row}");
            assert_eq!(row["status"], "ok", "nothing waits for a decision: {row}");
        }
    }
}

#[actix_web::test]
async fn what_was_changed_in_the_file_is_the_only_difference() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let company = app.enterprise("金川镍盐有限公司");
    let more = json!({ "total_investment_yuan": 350_000_000, "land_mu": 327.15, "signed_on": "2025-03-20",
        "planned_start": "2026-04", "content": "年产一万吨电池级硫酸镍", "chain": "镍铜钴", "remark": "专班推进",
        "expected_jobs": 120, "parties": [{ "enterprise_id": company, "role": "investor" }] });
    app.project(&bureau, "硫酸镍项目", more).await;
    app.project(&bureau, "铜箔项目", json!({ "total_investment_yuan": 120_000_000 })).await;
    let funds = json!({ "amount_yuan": 5_000_000, "entered_on": "2026-02-01", "origin": "outside_province",
        "kind": "fixed", "currency": "CNY", "proof_type": "bank_voucher", "confirmed_by_investor": true });
    bureau.post("/projects/1/funds", funds).await.expect(201);
    let (_, file) =
        app.exported(&bureau, json!({ "list": "projects", "format": "csv", "sort": "number" })).await;
    let text = String::from_utf8(file).expect("text");

    // as it was; with another amount; with another name, found by its number
    let edited = text.replace(",35000,", ",36000,").replace("铜箔项目,", "动力电池负极集流体生产线,");
    assert_ne!(text, edited);
    for (text, differences) in [
        (text, [vec![], vec![]]),
        (edited, [vec![("total_investment_yuan", "36,000万元")], vec![("name", "动力电池负极集流体生产线")]]),
    ] {
        let session = bureau.import("导出.csv", text.as_bytes(), "projects").await.expect(201);
        let rows = rows(&bureau, session.id()).await;
        assert_eq!(rows.len(), 2, "{}", session.body);
        for (row, expected) in rows.iter().zip(differences) {
            assert_eq!(row["duplicate"]["reason"], "same_number", "{row}");
            let found: Vec<(&str, &str)> = row["duplicate"]["differences"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|d| Some((d["field"].as_str()?, d["file"].as_str()?)))
                .collect();
            assert_eq!(found, expected, "{row}");
        }
    }
}

#[actix_web::test]
async fn an_original_number_of_another_system_is_no_identity_within_a_file() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let text = "项目编号,项目名称,投资方,总投资（万元）\nA1,硫酸镍项目,甲有限公司,5000\nA1,装配式建筑基地,乙有限公司,800\n";
    let session = bureau.import("台账.csv", text.as_bytes(), "projects").await.expect(201);
    for row in rows(&bureau, session.id()).await {
        assert_eq!((&row["status"], &row["duplicate"]), (&json!("ok"), &Value::Null), "{row}");
    }
}
