//! Builders of trips: a plan, one that is approved, visits, outcomes.

use crate::{Actor, Answer};
use serde_json::{Value, json};

/// A plan to Shanghai and Nanjing with two companies, with more fields laid over it.
pub fn new_trip(unit_id: i64, more: Value) -> Value {
    let mut body = json!({
        "kind": "team", "purpose": "镍铜钴新材料精准招商", "chain": "镍产业链", "lead_unit_id": unit_id,
        "leader": { "name": "带队人", "post": "副市长" },
        "members": [{ "name": "随行人", "unit": "市工信局", "post": "科长" }],
        "legs": [
            { "division_code": "310000", "from_on": "2026-03-03", "to_on": "2026-03-04" },
            { "city": "南京", "from_on": "2026-03-05", "to_on": "2026-03-05" }],
        "companies": [
            { "name": "沪上新材料有限公司", "reason": "高温合金" },
            { "name": "金陵电池有限公司" }],
        "budget": [{ "item": "住宿费", "standard": "每人每天500元", "planned_yuan": 4000 }],
    });
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

/// A visit of a company by name.
pub fn visit(company: &str, met_on: &str) -> Value {
    json!({ "company": { "name": company }, "met_on": met_on,
        "persons": [{ "name": "王某某", "post": "副总裁" }], "note": "座谈一小时" })
}

impl Actor {
    /// Plans a trip of this actor's unit.
    pub async fn plans(&self, more: Value) -> Answer {
        self.post("/negotiation-trips", new_trip(self.unit_id, more)).await.expect(201)
    }

    /// Plans, submits, and has somebody approve.
    pub async fn travels(&self, approver: &Actor, more: Value) -> i64 {
        let trip = self.plans(more).await;
        let path = format!("/negotiation-trips/{}", trip.id());
        let submitted = self.post_bare(&format!("{path}/submissions"), trip.version()).await.expect(200);
        approver
            .post_at(&format!("{path}/decisions"), submitted.version(), json!({ "result": "approved" }))
            .await
            .expect(200);
        trip.id()
    }

    /// A trip as it is now.
    pub async fn trip(&self, id: i64) -> Answer {
        self.get(&format!("/negotiation-trips/{id}")).await.expect(200)
    }

    /// Records a visit.
    pub async fn visits(&self, trip: i64, company: &str, met_on: &str) -> Answer {
        self.post(&format!("/negotiation-trips/{trip}/visits"), visit(company, met_on)).await.expect(201)
    }

    /// Gives a company of a trip its outcome.
    pub async fn concludes(&self, trip: i64, company: &str, body: Value) -> Answer {
        let view = self.trip(trip).await;
        let found = view.body["companies"].as_array().into_iter().flatten().find(|c| c["name"] == company);
        let found = found.unwrap_or_else(|| panic!("{company} is not in {}", view.body["companies"]));
        let path = format!("/negotiation-trips/{trip}/companies/{}/outcomes", found["id"]);
        self.post_at(&path, found["version"].as_i64().unwrap_or_default(), body).await
    }

    /// Records the return.
    pub async fn comes_home(&self, trip: i64, on: &str) -> Answer {
        let version = self.trip(trip).await.version();
        self.post_at(&format!("/negotiation-trips/{trip}/returns"), version, json!({ "returned_on": on }))
            .await
    }

    /// Hands in the report.
    pub async fn closes(&self, trip: i64) -> Answer {
        let version = self.trip(trip).await.version();
        let body = json!({ "activities": "拜访企业两家，座谈两场。" });
        self.post_at(&format!("/negotiation-trips/{trip}/closings"), version, body).await
    }

    /// A figure of the effects.
    pub async fn figure(&self, query: &str, figure: &str) -> Value {
        let all = self.get(&format!("/trip-effects?{query}")).await.expect(200).body;
        let found = all["figures"].as_array().into_iter().flatten().find(|f| f["figure"] == figure);
        found.cloned().unwrap_or_else(|| panic!("no {figure} in {all}"))
    }
}
