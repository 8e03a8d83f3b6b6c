//! The rhythm of the months: when reports are due, who owes them, what they may say, what a colour rests on.

mod facts;
mod milestones;
mod parts;
mod periods;
mod reports;

use chengfeng::features::projects::Stage;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

/// A unit with projects under construction, and whoever audits them.
pub struct Scene {
    pub app: TestApp,
    pub clerk: Actor,
    pub bureau: Actor,
    pub projects: Vec<i64>,
}

/// So many projects of 市工信局 under construction, on Monday 2026-03-02; the year's holidays are known.
pub async fn scene(count: usize) -> Scene {
    let app = TestApp::new().await;
    app.db(chengfeng::features::calendar::seed_if_empty);
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let projects =
        (0..count).map(|i| app.staged_project(&format!("在建{i}"), clerk.unit_id, Stage::Building)).collect();
    Scene { app, clerk, bureau, projects }
}

pub const MARCH: &str = "2026-03";

impl Scene {
    pub fn path(&self, i: usize, month: &str) -> String {
        format!("/projects/{}/monthly-reports/{month}", self.projects[i])
    }

    pub async fn saves(&self, i: usize, month: &str, body: Value) -> Answer {
        let path = self.path(i, month);
        let version = self.clerk.get(&path).await.expect(200).version();
        self.clerk.put(&path, version, body).await
    }

    /// Hands these in; all the same month.
    pub async fn submits(&self, month: &str, which: &[usize]) -> Answer {
        let mut rows = Vec::new();
        for i in which {
            let version = self.clerk.get(&self.path(*i, month)).await.expect(200).version();
            rows.push(json!({"project_id": self.projects[*i], "version": version}));
        }
        self.clerk.post("/monthly-reports/submissions", json!({"month": month, "rows": rows})).await
    }

    pub async fn passes(&self, month: &str, i: usize) -> Answer {
        let path = self.path(i, month);
        let version = self.bureau.get(&path).await.expect(200).version();
        self.bureau.post_at(&format!("{path}/audits"), version, json!({"result": "passed"})).await
    }

    /// Reported, handed in and passed.
    pub async fn reports(&self, i: usize, month: &str, body: Value) {
        self.saves(i, month, body).await.expect(200);
        self.submits(month, &[i]).await.expect(200);
        self.passes(month, i).await.expect(200);
    }

    pub async fn freezes(&self, month: &str) -> Answer {
        let version = self.bureau.get(&format!("/report-periods/{month}")).await.expect(200).version();
        self.bureau.post_bare(&format!("/report-periods/{month}/freezes"), version).await
    }
}

/// What a report says.
pub fn report(month_yuan: i64, more: Value) -> Value {
    let mut body = json!({"invested_month_yuan": month_yuan, "image_progress": "主体施工"});
    for (field, value) in more.as_object().expect("an object") {
        body[field] = value.clone();
    }
    body
}
