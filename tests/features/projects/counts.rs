//! How much is kept of a project: the numbers of its lists, of what the caller reads.

use crate::features::talks::{records, talk};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// What the lists themselves say.
async fn listed(actor: &Actor, id: i64) -> Value {
    let total = async |path: String| actor.get(&path).await.expect(200).body["total"].clone();
    let funds = actor.get(&format!("/projects/{id}/funds")).await.expect(200).body;
    json!({
        "talks": total(format!("/talks?project_id={id}")).await,
        "funds_entries": funds["items"].as_array().map(Vec::len),
        "procedures": total(format!("/approval-items?project_id={id}")).await,
        "tickets": total(format!("/tickets?project_id={id}")).await,
        "services": total(format!("/service-records?project_id={id}")).await,
        "slips": total(format!("/slips?project_id={id}")).await,
        "history": total(format!("/projects/{id}/history")).await,
    })
}

#[actix_web::test]
async fn the_counts_of_a_project_are_those_of_its_lists() {
    let app = TestApp::new().await;
    let (clerk, leader) = (app.clerk("市工信局"), app.leader());
    let company = app.enterprise("沪上有色有限公司");
    let parties = json!({ "parties": [{ "enterprise_id": company, "role": "investor" }] });
    let id = app.project(&clerk, "压延项目", parties).await.id();
    let path = format!("/projects/{id}/counts");
    let none = clerk.get(&path).await.expect(200).body;
    assert_eq!((&none, &none["talks"], &none["slips"]), (&listed(&clerk, id).await, &json!(0), &json!(0)));

    records(&clerk, talk(company, json!({ "project_id": id }))).await;
    records(&clerk, talk(company, json!({ "project_id": id, "said": "再谈电价" }))).await;
    let withdrawn = records(&clerk, talk(company, json!({ "project_id": id, "said": "记错了" }))).await;
    let reason = json!({ "reason": "记错了" });
    clerk.post_at(&format!("/talks/{}/withdrawals", withdrawn.id()), 1, reason).await.expect(200);
    let funds = json!({ "entered_on": "2026-02-20", "amount_yuan": 1_000_000, "origin": "outside_province",
        "kind": "fixed", "proof_type": "bank_voucher", "confirmed_by_investor": true });
    clerk.post(&format!("/projects/{id}/funds"), funds).await.expect(201);
    let raised = json!({ "project_id": id, "kind": "land", "title": "用地", "said": "需要协调用地。" });
    clerk.post("/tickets", raised).await.expect(201);
    let some = clerk.get(&path).await.expect(200).body;
    assert_eq!(some, listed(&clerk, id).await);
    assert_eq!((&some["talks"], &some["funds_entries"], &some["tickets"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(leader.get(&path).await.expect(200).body, some);
}

#[actix_web::test]
async fn what_one_does_not_read_is_not_counted() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上有色有限公司");
    let parties = json!({ "parties": [{ "enterprise_id": company, "role": "investor" }] });
    let id = app.project(&clerk, "压延项目", parties).await.id();
    records(&clerk, talk(company, json!({ "project_id": id }))).await;
    let path = format!("/projects/{id}/counts");
    let partner = app.partner(company, &["projects:read"]);
    let told = partner.get(&path).await.expect(200).body;
    let lists = [
        ("talks", "talks"),
        ("slips", "slips"),
        ("procedures", "approval-items"),
        ("tickets", "tickets"),
        ("services", "service-records"),
    ];
    for (name, list) in lists {
        let answer = partner.get(&format!("/{list}?project_id={id}")).await;
        let total = if answer.status == 403 { Value::Null } else { answer.body["total"].clone() };
        assert_eq!(told[name], total, "{name}");
    }
    assert_eq!((&told["talks"], &told["slips"]), (&Value::Null, &Value::Null));
    // nor does the number of changes tell of talks
    assert_eq!(told["history"], partner.get(&format!("/projects/{id}/history")).await.body["total"]);
    assert!(told["history"].as_i64() < clerk.get(&path).await.body["history"].as_i64());
    app.partner(app.enterprise("别家有限公司"), &["projects:read"]).get(&path).await.expect(404);
    app.clerk("市财政局").get(&path).await.expect_problem(404, "resource.not_found");
    app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
}
