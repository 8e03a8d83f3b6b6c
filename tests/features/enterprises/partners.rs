//! A partner enterprise's token sees itself and nothing else, by no road.

use super::{CODE, created, names, path};
use actix_web::http::Method;
use harness::TestApp;
use serde_json::{Value, json};

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[actix_web::test]
async fn a_partner_sees_only_itself() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let own = created(&bureau, json!({"name": "金川集团镍盐有限公司", "credit_code": "91620302MA0000023Y", "classes": ["above_scale"],
        "division_code": "620302", "remark": "内部评价", "source": "暗访", "expansion_plan": "拟外迁"})).await;
    let other = created(&bureau, json!({"name": "金川集团永昌铜业有限公司", "credit_code": CODE, "classes": ["above_scale"], "division_code": "620321"})).await;
    for (of, phone) in [(&own, "13811112222"), (&other, "13833334444")] {
        bureau
            .post(&format!("{}/contacts", path(of)), json!({"name": "王建国", "phone": phone}))
            .await
            .expect(201);
    }
    bureau.patch(&path(&own), 1, json!({"remark": "内部评价二", "products": "硫酸镍"})).await.expect(200);
    bureau.patch(&path(&other), 1, json!({"products": "铜"})).await.expect(200);
    let scopes = ["enterprises:read", "enterprises:write", "changes:read"];
    let partner = app.partner(own["id"].as_i64().expect("id"), &scopes);

    let seen = partner.get(&path(&own)).await.expect(200).body;
    assert_eq!(
        (&seen["products"], &seen["remark"], &seen["source"], &seen["expansion_plan"]),
        (&json!("硫酸镍"), &json!(""), &json!(""), &json!(""))
    );
    assert_eq!(seen["can"], json!([]));
    for place in [path(&other), format!("{}/contacts", path(&other)), "/enterprises/999999".to_owned()] {
        partner.get(&place).await.expect_problem(404, "resource.not_found");
    }
    for query in
        ["", "?q=%E9%87%91%E5%B7%9D", "?class=above_scale", "?division_code=6203", "?sort=-updated_at"]
    {
        let list = partner.get(&format!("/enterprises{query}")).await.expect(200).body;
        assert_eq!(
            (names(&list), &list["total"]),
            (vec!["金川集团镍盐有限公司".to_owned()], &json!(1)),
            "{query}"
        );
        assert!(!list.to_string().contains("内部评价"));
    }
    for query in
        ["?q=4444", "?q=ycty", "?credit_code=91620302MA00000154", "?division_code=620321", "?q=9162-0302"]
    {
        let list = partner.get(&format!("/enterprises{query}")).await.expect(200).body;
        let count = list["total"].as_i64().expect("total");
        assert!(count <= 1 && !list.to_string().contains("永昌铜业"), "{query}: {list}");
    }
    assert_eq!(partner.get("/enterprises/summary").await.expect(200).body["total"], 1);
    for query in [format!("name={}", encoded("金川集团永昌铜业有限公司")), format!("credit_code={CODE}")]
    {
        let found: Value = partner.get(&format!("/enterprises/candidates?{query}")).await.expect(200).body;
        assert!(!found.to_string().contains("永昌铜业"), "{found}");
    }
    assert_eq!(partner.get("/enterprise-merges").await.expect(200).body["total"], 0);
    let contacts = partner.get(&format!("{}/contacts", path(&own))).await.expect(200).body;
    assert_eq!(contacts["items"][0]["phone_masked"], "138****2222");

    let feed = partner.get("/changes?after=0").await.expect(200).body;
    let text = feed.to_string();
    assert!(
        text.contains("镍盐")
            && !text.contains("永昌铜业")
            && !text.contains("内部评价")
            && !text.contains("暗访"),
        "{text}"
    );
}

#[actix_web::test]
async fn a_partner_changes_nothing_and_looks_at_no_number() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let own = created(&bureau, json!({"name": "金川集团镍盐有限公司"})).await;
    let contact = bureau
        .post(&format!("{}/contacts", path(&own)), json!({"name": "王建国", "phone": "13811112222"}))
        .await
        .expect(201);
    let partner = app.partner(own["id"].as_i64().expect("id"), &["enterprises:read", "enterprises:write"]);
    let at = path(&own);
    partner.post("/enterprises", json!({"name": "甲企业"})).await.expect_problem(403, "policy.forbidden");
    partner
        .post("/enterprises/batch", json!({"items": [{"name": "甲企业"}]}))
        .await
        .expect_problem(403, "policy.forbidden");
    partner.patch(&at, 1, json!({"place": "x"})).await.expect_problem(403, "policy.forbidden");
    partner.put(&at, 1, json!({"name": "甲企业"})).await.expect_problem(403, "policy.forbidden");
    partner
        .post_at(&format!("{at}/aliases"), 1, json!({"alias": "镍盐"}))
        .await
        .expect_problem(403, "policy.forbidden");
    partner
        .post(&format!("{at}/contacts"), json!({"name": "李四"}))
        .await
        .expect_problem(403, "policy.forbidden");
    let reveals = format!("{at}/contacts/{}/reveals", contact.id());
    assert_eq!(partner.post(&reveals, json!({"reason": "想看"})).await.status, 403);
    let merge = json!({"kept_id": own["id"], "merged_id": 999, "kept_version": 1, "merged_version": 1, "reason": "合并"});
    assert_eq!(partner.post("/enterprise-merges", merge).await.status, 403);
    partner.call(Method::POST, "/enterprises").json(json!({"name": "甲企业"})).send().await.expect(403);
    let narrow = app.partner(own["id"].as_i64().expect("id"), &["projects:read"]);
    narrow.get(&at).await.expect_problem(403, "auth.scope_missing");
    narrow.get("/enterprises").await.expect_problem(403, "auth.scope_missing");
}
