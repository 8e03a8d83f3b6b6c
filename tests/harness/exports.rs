//! Exports for tests: asked for, written, downloaded.

use crate::{Actor, Answer, TestApp};
use serde_json::Value;
use std::path::PathBuf;

impl Actor {
    /// Asks for an export; answers its record.
    pub async fn export(&self, body: Value) -> Answer {
        self.post("/exports", body).await
    }

    /// The file of an export.
    pub async fn export_file(&self, id: i64) -> Vec<u8> {
        self.get(&format!("/exports/{id}/content")).await.expect(200).bytes.to_vec()
    }
}

impl TestApp {
    /// Asks, lets the job run to its end and answers the finished record and the file.
    pub async fn exported(&self, actor: &Actor, body: Value) -> (Value, Vec<u8>) {
        let asked = actor.export(body).await.expect(202);
        self.run_jobs();
        let done = actor.get(&format!("/exports/{}", asked.id())).await.expect(200).body;
        assert_eq!(done["state"], "ready", "{done}");
        assert_eq!(done["rows_matched"], done["rows_written"]);
        (done, actor.export_file(asked.id()).await)
    }

    /// Files in the export area, drafts included.
    pub fn export_files(&self) -> Vec<PathBuf> {
        let area = self.folder.path().join("exports");
        let files = |folder: PathBuf| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|e| e.path()).filter(|p| p.is_file()).collect::<Vec<_>>()
        };
        [files(area.clone()), files(area.join("tmp"))].concat()
    }
}
