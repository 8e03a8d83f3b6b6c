//! First claims: registration, protection, disputes, transfers, the pool, credit shares, masked checks.

mod checks;
mod disputes;
mod pool;
mod registration;
mod shares;
mod transfers;

use harness::{Actor, TestApp};

/// Two units of the city and two people of the bureau.
pub struct Scene {
    pub app: TestApp,
    pub one: Actor,
    pub two: Actor,
    pub bureau: Actor,
    pub judge: Actor,
}

pub async fn scene() -> Scene {
    let app = TestApp::new().await;
    let (one, two) = (app.clerk("金昌经开区"), app.clerk("河西堡工业园"));
    let (bureau, judge) = (app.bureau(), app.bureau());
    Scene { app, one, two, bureau, judge }
}

impl Scene {
    /// A confirmed claim of the first unit.
    pub async fn held(&self, investor: &str) -> i64 {
        let id = self.one.claims(investor, serde_json::json!({})).await.id();
        self.bureau.confirms(id).await;
        id
    }
}
