//! Many projects in one request.

use super::*;

#[actix_web::test]
async fn a_batch_gives_each_item_its_own_result() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let good = |name: &str| new_project(clerk.unit_id, name, json!({}));
    let mut bad = good("坏项目");
    bad["total_investment_yuan"] = json!(5);
    bad["fixed_assets_yuan"] = json!(6);
    let items = json!({"items": [good("第一个工厂"), bad, good("第一个工厂"), good("另一处牧场")]});
    let done = clerk.post("/projects/batch", items).await.expect(200);
    let statuses: Vec<i64> =
        done.body["results"].as_array().expect("list").iter().filter_map(|r| r["status"].as_i64()).collect();
    assert_eq!(statuses, [201, 422, 409, 201]);
    assert_eq!((&done.body["created"], &done.body["refused"]), (&json!(2), &json!(2)));
    assert_eq!(clerk.get("/projects").await.body["total"], 2);
    clerk.post("/projects/batch", json!({"items": []})).await.expect_problem(422, "request.invalid");
    let many: Vec<Value> = (0..201).map(|n| good(&format!("第{n}个"))).collect();
    clerk.post("/projects/batch", json!({"items": many})).await.expect_problem(422, "request.invalid");
    app.leader()
        .post("/projects/batch", json!({"items": [good("领导")]}))
        .await
        .expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn items_of_a_batch_are_judged_as_if_they_came_one_after_the_other() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let sure = |name: &str, more: Value| {
        let mut item = new_project(clerk.unit_id, name, more);
        item["confirmed_different"] = json!(true);
        item
    };
    let asks = |name: &str| new_project(clerk.unit_id, name, json!({}));
    let code = json!({"project_code": "2602-620302-04-01-100001"});
    let items = json!({"items": [
        sure("镍盐项目", code.clone()), // good
        sure("镍盐项目", json!({})),    // the same name, but sure of it
        asks("镍盐项目"),               // the same as two that are not written yet
        asks("钴盐冶炼"),               // like none
        sure("铜箔工厂", code.clone()), // a code that an item of this batch holds
        asks("钴盐冶炼"),               // like one of this batch that was not sure either
        sure("铂族回收", json!({})),
    ]});
    let done = clerk.post("/projects/batch", items).await.expect(200);
    let results = done.body["results"].as_array().expect("list");
    let told: Vec<(i64, i64)> = results
        .iter()
        .map(|r| (r["index"].as_i64().expect("index"), r["status"].as_i64().expect("status")))
        .collect();
    assert_eq!(told, [(0, 201), (1, 201), (2, 409), (3, 201), (4, 409), (5, 409), (6, 201)]);
    let problem = |n: usize| results[n]["problem"]["code"].as_str().expect("code");
    assert_eq!([problem(2), problem(4), problem(5)], ["project.duplicate_suspected"; 3]);
    let candidates = results[2]["problem"]["current"]["candidates"].as_array().expect("candidates");
    assert_eq!(candidates.len(), 2, "both of this batch are named: {candidates:?}");
    // each has its journal row, and what they add up to is kept
    for result in results.iter().filter(|r| r["status"] == 201) {
        let history = clerk.get(&format!("/projects/{}/history", result["id"])).await.expect(200);
        assert_eq!(history.body["items"][0]["event"], "project.created");
    }
    assert_eq!(clerk.get("/projects/summary").await.body["count"], 4);
}
