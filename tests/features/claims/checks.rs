//! The masked question: who negotiates with a company, never about what.

use super::scene;
use chengfeng::db::schema::{journal, projects, users};
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::TestApp;
use serde_json::{Value, json};

const CHECKS: &str = "/claim-checks";
const COMPANY: &str = "示例新能源科技有限公司";

#[actix_web::test]
async fn one_learns_who_and_until_when_and_not_what() {
    let s = scene().await;
    let ask = |who: &str| json!({"investor": who});
    let nobody = s.two.post(CHECKS, ask(COMPANY)).await.expect(200).body;
    assert_eq!((&nobody["in_talks"], &nobody["items"]), (&json!(false), &json!([])));
    let person = s.one.id;
    s.app.db(|tx| {
        diesel::update(users::table.find(person)).set(users::phone.eq("0935-8212345")).execute(&mut **tx)?;
        Ok(())
    });
    let input = s.one.claim_input(COMPANY, json!({"credit_code": "91620302MA00000154"})).await;
    let id = s.one.post("/first-claims", input).await.expect(201).id();
    let pending = s.two.post(CHECKS, ask(COMPANY)).await.expect(200).body;
    assert_eq!((&pending["in_talks"], &pending["items"][0]["until_on"]), (&json!(true), &Value::Null));
    s.bureau.confirms(id).await;
    for question in [COMPANY, "示例新能源科技集团", "91620302ma00000154"] {
        let told = s.two.post(CHECKS, ask(question)).await.expect(200).body;
        let item = &told["items"][0];
        assert_eq!(
            (&item["unit_name"], &item["person_name"], &item["office_phone"]),
            (&json!("金昌经开区"), &json!(s.one.name), &json!("0935-8212345")),
            "{question}"
        );
        assert_eq!((&item["since_on"], &item["until_on"]), (&json!("2026-03-02"), &json!("2026-05-31")));
        assert!(!told.to_string().contains("吉瓦时"), "{told}");
    }
    // no enumeration by pieces of names
    s.two.post(CHECKS, json!({})).await.expect_problem(422, "request.invalid");
    s.two.get(CHECKS).await.expect_problem(405, "request.method_not_allowed");
    for short in ["示例", "新能源", "有限公司", "91620302"] {
        s.two.post(CHECKS, ask(short)).await.expect_problem(422, "request.invalid");
    }
    for other in ["示例新材料贸易公司", "科技有限公司", "91620321MA0000015L"] {
        assert_eq!(s.two.post(CHECKS, ask(other)).await.expect(200).body["in_talks"], false, "{other}");
    }
    s.app.db(|tx| {
        diesel::update(users::table.find(person)).set(users::phone.eq("13812345678")).execute(&mut **tx)?;
        Ok(())
    });
    assert_eq!(
        s.two.post(CHECKS, ask(COMPANY)).await.body["items"][0]["office_phone"],
        Value::Null,
        "a mobile is private"
    );
    // who asked about whom is on record
    let rows: Vec<(Option<i64>, String)> = s.app.db(|tx| {
        let checked = journal::table.filter(journal::event.eq("claim.checked"));
        Ok(checked.order(journal::id).select((journal::actor_id, journal::subject_label)).load(&mut **tx)?)
    });
    assert_eq!(rows.len(), 9);
    assert_eq!(rows[0], (Some(s.two.id), COMPANY.to_owned()));
    let partner = s.app.partner(s.app.enterprise("合作企业有限公司"), &["claims:read"]);
    partner.post(CHECKS, ask(COMPANY)).await.expect_problem(403, "auth.scope_missing");
    s.app.system_admin().post(CHECKS, ask(COMPANY)).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn confidential_talks_answer_with_one_sentence() {
    let s = scene().await;
    let project = s.app.staged_project("保密项目", s.one.unit_id, Stage::Negotiating);
    let id = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.bureau.confirms(id).await;
    s.app.db(|tx| {
        diesel::update(projects::table.find(project))
            .set(projects::confidential.eq(true))
            .execute(&mut **tx)?;
        Ok(())
    });
    let told = s.two.post(CHECKS, json!({"investor": COMPANY})).await.expect(200).body;
    assert_eq!(
        told["items"],
        json!([{"investor": null, "unit_name": null, "person_name": null, "office_phone": null, "since_on": null, "until_on": null, "message": "有单位正在洽谈，请联系招商局"}])
    );
    // not in lists, not by id, not in warnings or the lineage of others; the person of the claim still sees it
    s.bureau.get(&format!("/first-claims/{id}")).await.expect_problem(404, "resource.not_found");
    assert_eq!(s.app.leader().get("/first-claims").await.body["total"], 0);
    let colleague = s.app.clerk("金昌经开区");
    colleague.get(&format!("/first-claims/{id}")).await.expect_problem(404, "resource.not_found");
    assert_eq!(s.one.claim(id).await.body["state"], "protected");
    let second = s.two.claims(COMPANY, json!({})).await.body;
    assert_eq!(second["warnings"][0]["kind"], "confidential");
    assert!(!second.to_string().contains("金昌经开区"), "{second}");
    let objection = s.two.tries_to_object(second["id"].as_i64().expect("id")).await.expect(201).body;
    assert_eq!(objection["respondent"]["unit"], Value::Null);
    assert!(!objection.to_string().contains("金昌经开区"), "{objection}");
    s.one.offers(id, &[s.two.unit_id]).await.expect_problem(409, "claim.disputed");
}

#[actix_web::test]
async fn talks_that_become_confidential_are_no_longer_shown_to_units_asked() {
    let s = scene().await;
    let project = s.app.staged_project("保密项目", s.one.unit_id, Stage::Negotiating);
    let id = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.bureau.confirms(id).await;
    let transfer = s.one.offers(id, &[s.two.unit_id]).await.expect(201).id();
    let path = format!("/claim-transfers/{transfer}");
    s.two.get(&path).await.expect(200);
    s.app.db(|tx| {
        diesel::update(projects::table.find(project))
            .set(projects::confidential.eq(true))
            .execute(&mut **tx)?;
        Ok(())
    });
    s.two.get(&path).await.expect_problem(404, "resource.not_found");
    assert_eq!(s.two.get("/claim-transfers").await.expect(200).body["total"], 0);
    let stop = json!({"reason": "转为保密"});
    s.one.post_at(&format!("{path}/endings"), 1, stop).await.expect(200);
    s.one.offers(id, &[s.two.unit_id]).await.expect_problem(409, "claim.wrong_state");
}

#[actix_web::test]
async fn questions_are_counted() {
    let app = TestApp::with(|c| c.rate_limits.claim_checks_per_minute = 2).await;
    let clerk = app.clerk("金昌经开区");
    let ask = || json!({"investor": COMPANY});
    clerk.post(CHECKS, ask()).await.expect(200);
    clerk.post(CHECKS, json!({"investor": "示例"})).await.expect(422);
    let refused = clerk.post(CHECKS, ask()).await.expect_problem(429, "request.rate_limited");
    assert!(refused.header("retry-after").is_some());
    app.clerk("永昌县").post(CHECKS, ask()).await.expect(200);
}
