//! The bureau brings the four ledgers of three cities and a province into one library: 79 rows at once, 4 possible
//! duplicates and 7 errors for a person to look at (domain handbook §18 case 4).

use harness::TestApp;
use harness::imports::ledger;
use serde_json::json;

#[actix_web::test]
async fn four_ledgers_become_one_library() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let (mut ok, mut suspected, mut errors) = (0, 0, 0);
    for file in [
        "L1-negotiation-wuwei.xlsx",
        "L2-dispatch-jinchang.xlsx",
        "L3-signed-registered-jinchang.xlsx",
        "L4-application-province.xlsx",
    ] {
        let session = bureau.import(file, &ledger(file), "projects").await.expect(201);
        let done = app.commit_import(&bureau, session.id()).await;
        let count = |key: &str| done.body["counts"][key].as_i64().expect("a count");
        ok += count("ok");
        suspected += count("suspected_duplicate");
        errors += count("error");
        assert_eq!(done.body["results"]["created"], count("ok"), "{file}");
    }
    assert_eq!((ok, suspected, errors), (79, 4, 7));
    let library = bureau.get("/projects/summary").await.expect(200);
    assert_eq!(library.body["count"], 79);
    assert_eq!(library.body["total_investment_yuan"], 37_888_600_100_i64, "3,788,860.01 万元");

    // the text “5亿多元” waits until somebody has asked the unit that reported it
    let waiting = bureau.get("/imports/2/rows?status=error").await.expect(200);
    let row = &waiting.body["items"][0];
    assert_eq!(row["row"], 15);
    let fix = json!({"fixes": {"total_investment_yuan": "5.2亿元"}});
    bureau.put("/imports/2/rows/15", 1, fix).await.expect(200);
    let done = app.commit_import(&bureau, 2).await;
    assert_eq!(done.body["results"]["created"], 27);
    let found = bureau.get("/projects?q=韩家峡").await.expect(200);
    assert_eq!(found.body["items"][0]["total_investment_yuan"], 520_000_000);
}
