//! Builders of signing events and signed papers, through the API.

use crate::files::pdf;
use crate::{Actor, Answer, TestApp};
use serde_json::{Value, json};

impl TestApp {
    /// A signing event of this name and edition, registered by the bureau.
    pub async fn event(&self, name: &str, edition: Option<i64>, day: &str) -> i64 {
        let body =
            json!({"name": name, "edition": edition, "kind": "fair", "held_from_on": day, "held_to_on": day});
        self.bureau().post("/signing-events", body).await.expect(201).id()
    }
}

/// A signed contract, with more laid over it.
pub fn contract(more: Value) -> Value {
    let mut body = json!({"strength": "contract", "kind": "first", "signed_on": "2026-03-01", "amount_yuan": 200_000_000,
        "parties": "金昌市人民政府、投资方"});
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

impl Actor {
    /// Drafts a paper with its text.
    pub async fn drafts_paper(&self, project: i64, mut body: Value) -> Answer {
        let text = self.upload("签约文本.pdf", &pdf(&body.to_string())).await.expect(201).id();
        if body["files"].is_null() {
            body["files"] = json!([{"purpose": "text", "file_id": text}]);
        }
        self.post(&format!("/projects/{project}/signatures"), body).await.expect(201)
    }

    /// Submits a drafted paper.
    pub async fn submits_paper(&self, project: i64, draft: &Answer) -> Answer {
        let path = format!("/projects/{project}/signatures/{}/submissions", draft.id());
        self.post_bare(&path, draft.version()).await
    }

    /// Audits a submitted paper.
    pub async fn audits_paper(&self, project: i64, submitted: &Answer, result: &str) -> Answer {
        let path = format!("/projects/{project}/signatures/{}/audits", submitted.id());
        self.post_at(&path, submitted.version(), json!({"result": result, "opinion": "与原件核对一致。"}))
            .await
    }

    /// A paper from draft to passed, audited by `auditor`; answers it as it then stands.
    pub async fn signs(&self, auditor: &Actor, project: i64, body: Value) -> Answer {
        let draft = self.drafts_paper(project, body).await;
        let submitted = self.submits_paper(project, &draft).await.expect(200);
        auditor.audits_paper(project, &submitted, "passed").await.expect(200)
    }
}
