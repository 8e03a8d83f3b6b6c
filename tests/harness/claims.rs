//! Builders of first claims, through the API.

use crate::{Actor, Answer};
use serde_json::{Value, json};

impl Actor {
    /// The least of a new claim for the actor's own unit, with more fields laid over it.
    pub async fn claim_input(&self, investor: &str, more: Value) -> Value {
        let file = self.document("首次接触").await;
        let mut body = json!({
            "investor": investor,
            "direction": "年产10吉瓦时磷酸铁锂电池",
            "unit_id": self.unit_id,
            "person_id": self.id,
            "first_contact_on": "2026-02-20",
            "proof_file_ids": [file],
        });
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
            body.retain(|_, v| !v.is_null());
        }
        body
    }

    /// Registers a claim.
    pub async fn claims(&self, investor: &str, more: Value) -> Answer {
        let body = self.claim_input(investor, more).await;
        self.post("/first-claims", body).await.expect(201)
    }

    /// A claim as this actor sees it.
    pub async fn claim(&self, id: i64) -> Answer {
        self.get(&format!("/first-claims/{id}")).await.expect(200)
    }

    /// Tries to confirm a claim.
    pub async fn tries_to_confirm(&self, id: i64, more: Value) -> Answer {
        let version = self.get(&format!("/first-claims/{id}")).await.expect(200).version();
        let mut body = json!({ "confirmed": true, "opinion": "佐证属实，予以保护。" });
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
        }
        self.post_at(&format!("/first-claims/{id}/confirmations"), version, body).await
    }

    /// Confirms a claim.
    pub async fn confirms(&self, id: i64) -> Answer {
        self.tries_to_confirm(id, json!({})).await.expect(200)
    }

    /// Tries to object with the actor's own claim.
    pub async fn tries_to_object(&self, id: i64) -> Answer {
        let file = self.document("异议佐证").await;
        let body = json!({ "reason": "我单位接触在先，已签保密协议", "proof_file_ids": [file] });
        self.post(&format!("/first-claims/{id}/objections"), body).await
    }

    /// Tries to rule on an objection.
    pub async fn tries_to_rule(&self, objection: i64, ruling: &str, more: Value) -> Answer {
        let path = format!("/claim-objections/{objection}");
        let version = self.get(&path).await.expect(200).version();
        let mut body = json!({ "ruling": ruling, "reason": "依双方佐证认定" });
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
        }
        self.post_at(&format!("{path}/rulings"), version, body).await
    }

    /// Offers a claim to these units.
    pub async fn offers(&self, claim: i64, unit_ids: &[i64]) -> Answer {
        let body = json!({ "unit_ids": unit_ids, "reason": "本区没有化工用地", "duties": "移交往来资料" });
        self.post(&format!("/first-claims/{claim}/transfers"), body).await
    }

    /// Tries to accept a transfer for the actor's own unit.
    pub async fn tries_to_accept(&self, transfer: i64) -> Answer {
        let path = format!("/claim-transfers/{transfer}");
        let version = self.get(&path).await.expect(200).version();
        let body = json!({ "unit_id": self.unit_id, "person_id": self.id, "opinion": "同意承接" });
        self.post_at(&format!("{path}/acceptances"), version, body).await
    }

    /// Tries to give a claim up to the pool.
    pub async fn tries_to_release(&self, claim: i64) -> Answer {
        let version = self.claim(claim).await.version();
        let body = json!({ "reason": "客商暂无在本区投资的条件" });
        self.post_at(&format!("/first-claims/{claim}/releases"), version, body).await
    }

    /// Tries to pick up a claim from the pool for the actor's own unit.
    pub async fn tries_to_pick_up(&self, id: i64) -> Answer {
        let body = json!({ "unit_id": self.unit_id, "person_id": self.id, "plan": "一周内赴企业拜访" });
        self.post(&format!("/pool/{id}/pick-ups"), body).await
    }
}
