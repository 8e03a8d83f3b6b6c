//! Column names that people explained: seen by their unit, put right, forgotten.

use harness::{Actor, Answer, TestApp};
use serde_json::json;

const LEDGER: &str = "序号,项目名称,甲方,预算\n1,年产十万吨铜箔项目,金川铜箔公司,3\n";

/// A clerk of this unit who has said what two columns mean.
async fn explained(app: &TestApp, unit: &str) -> Actor {
    let clerk = app.clerk(unit);
    let session = clerk.import("甲.csv", LEDGER.as_bytes(), "projects").await.expect(201);
    let choice = json!({ "columns": [
        {"column": "C", "field": "investors"}, {"column": "D", "field": "total_investment_yuan", "unit": "yi"}] });
    clerk.put(&format!("/imports/{}/recognition", session.id()), session.version(), choice).await.expect(200);
    clerk
}

async fn of_column(by: &Actor, column: &str) -> Answer {
    let found = by.get("/import-mappings").await.expect(200);
    let items = found.body["items"].as_array().expect("items");
    let one = items.iter().find(|m| m["column_key"] == column).expect("remembered");
    by.get(&format!("/import-mappings/{}", one["id"])).await.expect(200)
}

async fn investors(by: &Actor) -> serde_json::Value {
    let again = by.import("乙.csv", LEDGER.as_bytes(), "projects").await.expect(201);
    let rows = by.get(&format!("/imports/{}/rows", again.id())).await.expect(200);
    rows.body["items"][0]["values"]["investors"].clone()
}

#[actix_web::test]
async fn what_a_column_means_is_put_right_and_forgotten() {
    let app = TestApp::new().await;
    let clerk = explained(&app, "市工信局").await;
    let kept = of_column(&clerk, "甲方").await;
    assert_eq!(kept.body["field"], "investors");
    assert_eq!(kept.body["unit_name"], "市工信局");
    assert_eq!((kept.body["uses"].as_i64(), kept.version()), (Some(1), 1));
    assert_eq!(kept.body["can"], json!(["mapping.read", "mapping.edit"]));
    assert_eq!(investors(&clerk).await, json!(["金川铜箔公司"]));

    let path = format!("/import-mappings/{}", kept.id());
    let left_out = clerk.put(&path, kept.version(), json!({"field": null})).await.expect(200);
    assert_eq!(left_out.body["field"], json!(null));
    assert_eq!(investors(&clerk).await, json!(null));

    let gone = clerk.post_at(&format!("{path}/withdrawals"), left_out.version(), json!({})).await.expect(200);
    assert!(gone.body["ended_at"].is_string());
    clerk.get(&path).await.expect_problem(404, "resource.not_found");
    assert_eq!(clerk.get("/import-mappings?q=甲方").await.expect(200).body["total"], 0);
    // said again, it is remembered again, as the same record
    let session = clerk.import("丙.csv", LEDGER.as_bytes(), "projects").await.expect(201);
    let choice = json!({ "columns": [{"column": "C", "field": "investors"}] });
    clerk.put(&format!("/imports/{}/recognition", session.id()), session.version(), choice).await.expect(200);
    let back = of_column(&clerk, "甲方").await;
    assert_eq!((back.id(), &back.body["field"]), (kept.id(), &json!("investors")));

    let journal = app.audit_admin().get("/journal?subject_kind=import_mapping").await.expect(200);
    let kinds: Vec<_> =
        journal.body["items"].as_array().expect("items").iter().map(|e| &e["event"]).collect();
    assert_eq!(kinds, ["import_mapping.changed", "import_mapping.withdrawn"]);
}

#[actix_web::test]
async fn who_sees_and_changes_which_column_names() {
    let app = TestApp::new().await;
    let clerk = explained(&app, "市工信局").await;
    let other = explained(&app, "市农业农村局").await;
    let kept = of_column(&clerk, "甲方").await;
    let path = format!("/import-mappings/{}", kept.id());
    let mate = app.clerk("市工信局");
    assert_eq!(mate.get(&path).await.expect(200).id(), kept.id());
    assert_eq!(other.get("/import-mappings").await.expect(200).body["total"], 2);
    other.get(&path).await.expect_problem(404, "resource.not_found");
    other.put(&path, 1, json!({"field": null})).await.expect_problem(404, "resource.not_found");
    other
        .post_at(&format!("{path}/withdrawals"), 1, json!({}))
        .await
        .expect_problem(404, "resource.not_found");
    let bureau = app.bureau();
    assert_eq!(bureau.get("/import-mappings").await.expect(200).body["total"], 4);
    let of_one =
        bureau.get(&format!("/import-mappings?unit_id={}&target=projects&q=方", kept.body["unit_id"])).await;
    assert_eq!(of_one.expect(200).body["total"], 1);
    assert_eq!(bureau.get("/import-mappings?q=%25").await.expect(200).body["total"], 0);
    bureau.put(&path, 1, json!({"field": "phone"})).await.expect_problem(422, "request.invalid");
    for stranger in [app.leader(), app.system_admin()] {
        stranger.get("/import-mappings").await.expect_problem(403, "policy.forbidden");
    }
    app.anonymous().get("/import-mappings").await.expect(401);
    app.partner(app.enterprise("金川集团"), &["imports:write"]).get("/import-mappings").await.expect(403);
}

#[actix_web::test]
async fn two_who_change_one_column_name_and_bad_input() {
    let app = TestApp::new().await;
    let clerk = explained(&app, "市工信局").await;
    let kept = of_column(&clerk, "甲方").await;
    let path = format!("/import-mappings/{}", kept.id());
    app.bureau().put(&path, 1, json!({"field": "content"})).await.expect(200);
    let late = clerk.put(&path, 1, json!({"field": null})).await.expect_problem(412, "resource.stale");
    assert_eq!(late.body["current"]["field"], "content");
    clerk.post_at(&format!("{path}/withdrawals"), 1, json!({})).await.expect_problem(412, "resource.stale");
    clerk
        .call(actix_web::http::Method::PUT, &path)
        .json(json!({"field": null}))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    for wrong in [json!({"field": "password"}), json!({"field": "content", "uses": 3}), json!([])] {
        clerk.put(&path, 2, wrong).await.expect(422);
    }
    // a field of enterprises is no column of a ledger of projects
    let refused = clerk.put(&path, 2, json!({"field": "enterprise_name"})).await.expect(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/field", "{}", refused.body);
}
