//! Builders of projects, through the API.

use super::{Actor, Answer, TestApp};
use chengfeng::policy::Role;
use serde_json::{Value, json};

impl TestApp {
    /// Somebody of the bureau of another person than `bureau()`; each call is a new one.
    pub fn auditor(&self) -> Actor {
        self.person("市招商局", &[Role::Bureau])
    }

    /// A project registered by this actor for his own unit.
    pub async fn project(&self, by: &Actor, name: &str, more: Value) -> Answer {
        by.post("/projects", new_project(by.unit_id, name, more)).await.expect(201)
    }
}

/// The least of a new project, with more fields laid over it.
pub fn new_project(unit_id: i64, name: &str, more: Value) -> Value {
    let mut body = json!({
        "name": name,
        "content": format!("{name}的建设内容"),
        "lead_source": "team_trip",
        "lead_unit_id": unit_id,
        "parties": [{ "name": format!("{name}投资方"), "role": "investor" }],
    });
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}
