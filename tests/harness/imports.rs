//! Ledgers for tests: the four sample ledgers and generated ones, uploaded through the API.

use crate::{Actor, Answer, TestApp};
use actix_web::http::Method;
use std::path::Path;

/// The bytes of a sample ledger.
pub fn ledger(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ledgers").join(name);
    std::fs::read(path).expect("a sample ledger")
}

/// A ledger as CSV with these project rows: name, investor, amount in 万元.
pub fn csv(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut text = "序号,项目名称,投资方,总投资（万元）,签约时间,备注\n".to_owned();
    for (n, (name, investor, amount)) in rows.iter().enumerate() {
        text += &format!("{},{name},{investor},{amount},2025-03-0{},\n", n + 1, n % 9 + 1);
    }
    text.into_bytes()
}

/// A CSV of `count` projects that do not resemble each other.
pub fn many(count: usize) -> Vec<u8> {
    let names: Vec<(String, String)> = (0..count)
        .map(|n| (format!("第{n}号{}生产线", word(n)), format!("{}{n}有限公司", word(n / 7))))
        .collect();
    let rows: Vec<(&str, &str, &str)> = names.iter().map(|(a, b)| (a.as_str(), b.as_str(), "5000")).collect();
    csv(&rows)
}

fn word(n: usize) -> String {
    const SIGNS: [char; 12] = ['铜', '镍', '钴', '锂', '铝', '硅', '锰', '钛', '锌', '磷', '硫', '钾'];
    [n, n / 12, n / 144, n / 1728].iter().map(|d| SIGNS[d % SIGNS.len()]).collect()
}

impl Actor {
    /// Uploads a ledger.
    pub async fn import(&self, name: &str, content: &[u8], into: &str) -> Answer {
        self.call(Method::POST, "/imports")
            .fresh_key()
            .upload(name, "application/octet-stream", content, &[("into", into)])
            .send()
            .await
    }
}

impl TestApp {
    /// Starts committing and lets the job run to its end.
    pub async fn commit_import(&self, actor: &Actor, id: i64) -> Answer {
        let session = actor.get(&format!("/imports/{id}")).await.expect(200);
        let job = actor
            .post_at(&format!("/imports/{id}/commits"), session.version(), serde_json::json!({}))
            .await
            .expect(202);
        self.run_jobs();
        let done = actor.get(&format!("/jobs/{}", job.id())).await.expect(200);
        assert_eq!(done.body["state"], "succeeded", "{}", done.body);
        actor.get(&format!("/imports/{id}")).await.expect(200)
    }
}
