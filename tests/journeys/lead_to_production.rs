//! One project from the first lead to full capacity: every stage claimed with its proof by the clerk of the lead unit,
//! audited by the bureau, then entered; nothing is skipped, nothing passes without paper.

use chengfeng::db::schema::projects;
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::TestApp;
use serde_json::json;

#[actix_web::test]
async fn from_lead_to_full_capacity() {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let project = app.staged_project("火星1号基地", clerk.unit_id, Stage::Lead);
    let mut days = 0;
    for stage in Stage::ALL.iter().filter(|s| **s > Stage::Lead) {
        let code = stage.code();
        let refused = clerk.moves(project, code).await.expect_problem(422, "lifecycle.gate_unmet");
        assert!(
            refused.body["blocking"].as_array().is_some_and(|b| b.iter().all(|b| !b["how_to_fix"].is_null()))
        );
        let submitted = clerk.submitted(project, code).await;
        clerk.moves(project, code).await.expect_problem(422, "lifecycle.gate_unmet");
        app.advance_days(10);
        days += 10;
        auditor.passes(project, &submitted).await.expect(200);
        if *stage == Stage::Building {
            // money must have arrived before building counts
            clerk.moves(project, code).await.expect_problem(422, "lifecycle.gate_unmet");
            let funds = format!("/projects/{project}/funds");
            let money = json!({
                "entered_on": "2026-03-01", "amount_yuan": 30_000_000, "origin": "outside_province",
                "kind": "fixed", "proof_type": "bank_voucher", "proof_file_id": clerk.proof().await,
            });
            let entry = clerk.post(&funds, money).await.expect(201);
            let passed = json!({"result": "passed", "opinion": "凭证相符。"});
            auditor.post_at(&format!("{funds}/{}/audits", entry.id()), 1, passed).await.expect(200);
        }
        let moved = clerk.moves(project, code).await.expect(200);
        assert_eq!((&moved.body["moved"], &moved.body["lifecycle"]["stage"]), (&json!(true), &json!(code)));
    }
    let life = app.leader().get(&format!("/projects/{project}/lifecycle")).await.expect(200).body;
    assert_eq!(life["stage"], "at_capacity");
    assert_eq!(life["log"].as_array().map(Vec::len), Some(11));
    let logged: i64 =
        life["log"].as_array().into_iter().flatten().filter_map(|l| l["days_in_stage"].as_i64()).sum();
    assert_eq!(logged, days);
    let points = life["stages"].as_array().expect("stages");
    for point in points.iter().skip(2) {
        assert!(point["claimed_on"].is_string() && point["audited_on"].is_string(), "{point}");
        assert!(
            point["audited_on"].as_str() > point["claimed_on"].as_str(),
            "statistics use the audit: {point}"
        );
    }
    // what every record states is said in the words of its gate
    let facts = life["records"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|r| r["fact_list"].as_array().cloned().unwrap_or_default());
    let facts: Vec<_> = facts.collect();
    assert!(
        facts.iter().any(|f| f["label"] == "年产值") && facts.iter().any(|f| f["choice"] == "合同"),
        "{facts:?}"
    );
    assert!(facts.iter().all(|f| f["kind"].is_string()), "{facts:?}");
    let progress: Vec<_> =
        life["groups"].as_array().into_iter().flatten().map(|g| g["progress"].clone()).collect();
    assert_eq!(progress, [json!("done"), json!("done"), json!("done"), json!("done"), json!("current")]);
    assert!(life["records"].as_array().is_some_and(|r| {
        r.iter().all(|r| r["evidence"].as_array().is_some_and(|e| e.iter().all(|e| e["sealed"] == true)))
    }));
    let row: (Option<chrono::NaiveDate>, Option<i64>) = app.db(|tx| {
        Ok(projects::table
            .find(project)
            .select((projects::signed_on, projects::contract_amount_yuan))
            .first(&mut **tx)?)
    });
    assert_eq!(
        row,
        (chrono::NaiveDate::from_ymd_opt(2026, 3, 1), Some(150_000_000)),
        "the contract's facts became the project's"
    );
    assert_eq!(app.journal_count("project.stage_moved"), 11);
    assert_eq!(app.journal_count("project.stage_audited"), 11);
}
