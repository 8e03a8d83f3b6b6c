//! One-stop procedures, difficulties, complaints, service records and the figures of service.

mod complaints;
mod figures;
mod procedures;
mod tickets;

use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

/// Where an answer says that something is wrong.
fn pointers(refused: &Answer) -> Vec<String> {
    let errors = refused.body["errors"].as_array().into_iter().flatten();
    errors.filter_map(|e| Some(e["pointer"].as_str()?.to_owned())).collect()
}

/// A project of this company, led by the clerk's unit.
async fn project_with(app: &TestApp, clerk: &Actor, company: i64) -> i64 {
    let parties = json!({ "parties": [{ "enterprise_id": company, "role": "investor" }] });
    app.project(clerk, "铜箔二期", parties).await.id()
}

/// Events of a project's history, the latest first.
async fn told(by: &Actor, project: i64) -> Vec<String> {
    let body = by.get(&format!("/projects/{project}/history")).await.expect(200).body;
    let items = body["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|e| Some(e["event"].as_str()?.to_owned())).collect()
}

fn ids(answer: &Answer) -> Vec<i64> {
    let items = answer.body["items"].as_array().into_iter().flatten();
    items.filter_map(|item| item["id"].as_i64()).collect()
}

fn texts(value: &Value, field: &str) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(|item| Some(item[field].as_str()?.to_owned())).collect()
}
