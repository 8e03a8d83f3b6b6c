//! The kinds beside stage records: papers, trips, receptions, claims, imports, agreements.

use super::{items, one, seen};
use chengfeng::features::projects::Stage;
use harness::contract;
use harness::imports::csv;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

const NOTHING: Vec<(String, String)> = Vec::new();

#[actix_web::test]
async fn signatures_amendments_funds_and_reports() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let project = app.staged_project("铜箔项目", clerk.unit_id, Stage::Producing);
    let at = format!("/projects/{project}");
    let draft = clerk.drafts_paper(project, contract(json!({}))).await;
    assert_eq!(seen(&bureau, "").await, NOTHING, "a draft waits for nobody");
    let paper = clerk.submits_paper(project, &draft).await.expect(200);
    assert_eq!(seen(&bureau, "").await, one("signature_audit", "铜箔项目"));
    bureau.audits_paper(project, &paper, "supplement").await.expect(200);
    assert_eq!(seen(&clerk, "").await, one("signature_returned", "铜箔项目"));

    let change = json!({"field": "total_investment_yuan", "new_value": {"yuan": 300_000_000}, "reason": "追加投资",
        "proof_file_id": clerk.document("补充协议").await});
    // what may be amended is what passed an audit
    let signed = app.staged_project("火星1号基地", clerk.unit_id, Stage::Signed);
    clerk.signs(&bureau, signed, contract(json!({"strength": "framework", "amount_yuan": null}))).await;
    let draft = clerk.post(&format!("/projects/{signed}/amendments"), change).await.expect(201);
    let path = format!("/projects/{signed}/amendments/{}", draft.id());
    let sent = clerk.post_bare(&format!("{path}/submissions"), draft.version()).await.expect(200);
    let item = items(&bureau, "?kind=amendment_audit").await.remove(0);
    assert!(item["why"].as_str().is_some_and(|w| w.contains("总投资")), "{item}");
    let verdict = json!({"result": "supplement", "opinion": "请附批文"});
    bureau.post_at(&format!("{path}/audits"), sent.version(), verdict.clone()).await.expect(200);
    assert_eq!(seen(&clerk, "?kind=amendment_returned").await, one("amendment_returned", "火星1号基地"));

    let entry = json!({"entered_on": "2026-02-20", "amount_yuan": 5_000_000, "origin": "outside_province", "kind": "fixed",
        "proof_type": "bank_voucher", "confirmed_by_investor": true, "proof_file_id": clerk.proof().await});
    let funds = clerk.post(&format!("{at}/funds"), entry).await.expect(201);
    assert_eq!(seen(&bureau, "").await, one("funds_audit", "铜箔项目"));
    let audit = format!("{at}/funds/{}/audits", funds.id());
    bureau.post_at(&audit, funds.version(), verdict.clone()).await.expect(200);

    let report = json!({"month": "2026-02", "metrics": [{"metric": "output", "value": 100}]});
    let report = clerk.post(&format!("{at}/production-reports"), report).await.expect(201);
    assert_eq!(seen(&bureau, "").await, one("production_audit", "铜箔项目"));
    let audit = format!("{at}/production-reports/{}/audits", report.id());
    bureau.post_at(&audit, report.version(), verdict).await.expect(200);
    assert_eq!(seen(&bureau, "").await, NOTHING);
    let mut kinds: Vec<String> = seen(&clerk, "").await.into_iter().map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["amendment_returned", "funds_returned", "production_returned", "signature_returned"]);
    let mut done: Vec<String> = seen(&bureau, "?tab=done").await.into_iter().map(|(kind, _)| kind).collect();
    done.sort_unstable();
    done.dedup();
    assert_eq!(done, ["amendment_audit", "funds_audit", "production_audit", "signature_audit"]);
}

#[actix_web::test]
async fn an_agreement_is_to_become_a_contract() {
    let app = TestApp::new().await;
    let (clerk, bureau, foreign) = (app.clerk("市工信局"), app.bureau(), app.clerk("市财政局"));
    let project = app.staged_project("钴盐项目", clerk.unit_id, Stage::Negotiating);
    let agreement = contract(json!({"strength": "agreement", "signed_on": "2026-02-01"}));
    let agreement = clerk.signs(&bureau, project, agreement).await.id();
    assert_eq!(seen(&clerk, "").await, one("contract_follow_up", "钴盐项目"));
    for other in [&foreign, &bureau, &app.leader()] {
        assert_eq!(seen(other, "").await, NOTHING);
    }
    let upgraded = contract(json!({"kind": "upgraded_paper", "predecessor_id": agreement}));
    clerk.signs(&bureau, project, upgraded).await;
    assert_eq!(seen(&clerk, "").await, NOTHING);
}

#[actix_web::test]
async fn a_trip_waits_for_its_decision_its_report_and_its_next_steps() {
    let app = TestApp::new().await;
    let (clerk, bureau, leader) = (app.clerk("市工信局"), app.bureau(), app.leader());
    let trip = clerk.plans(json!({})).await;
    let path = format!("/negotiation-trips/{}", trip.id());
    let subject = format!("{} 镍铜钴新材料精准招商", trip.body["number"].as_str().expect("number"));
    let sent = clerk.post_bare(&format!("{path}/submissions"), trip.version()).await.expect(200);
    for approver in [&bureau, &leader] {
        assert_eq!(seen(approver, "").await, one("trip_decision", &subject));
    }
    assert_eq!(seen(&clerk, "?tab=started").await, one("trip_decision", &subject));
    let no = json!({"result": "returned", "opinion": "请压缩天数"});
    let back = leader.post_at(&format!("{path}/decisions"), sent.version(), no).await.expect(200);
    let item = items(&clerk, "").await.remove(0);
    assert_eq!((&item["kind"], &item["from_name"]), (&json!("trip_returned"), &json!(leader.name)));
    let sent = clerk.post_bare(&format!("{path}/submissions"), back.version()).await.expect(200);
    let yes = json!({"result": "approved"});
    bureau.post_at(&format!("{path}/decisions"), sent.version(), yes).await.expect(200);
    assert_eq!(seen(&clerk, "").await, NOTHING, "not over yet");
    assert_eq!(seen(&bureau, "?tab=done").await, one("trip_decision", &subject));

    app.advance_days(6); // the eighth of March
    clerk.visits(trip.id(), "沪上新材料有限公司", "2026-03-04").await;
    clerk.comes_home(trip.id(), "2026-03-06").await.expect(200);
    let item = items(&clerk, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["due_on"], &item["days_left"]),
        (&json!("trip_report"), &json!("2026-03-13"), &json!(5))
    );
    let owner = app.clerk("市财政局");
    let outcome = json!({"outcome": "interested", "owner_id": owner.id, "next_step": "寄送资料", "next_due_on": "2026-03-10"});
    clerk.concludes(trip.id(), "沪上新材料有限公司", outcome).await.expect(200);
    let item = items(&owner, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["subject"], &item["resource"], &item["resource_id"]),
        (&json!("trip_next_step"), &json!("沪上新材料有限公司"), &json!("trip"), &json!(trip.id()))
    );
    assert_eq!(seen(&app.clerk("市财政局"), "").await, NOTHING);
    clerk.concludes(trip.id(), "金陵电池有限公司", json!({"outcome": "absent"})).await.expect(200);
    clerk.closes(trip.id()).await.expect(200);
    assert_eq!(seen(&clerk, "").await, NOTHING);
    assert_eq!(seen(&clerk, "?tab=done").await, one("trip_report", &subject));
    assert_eq!(seen(&owner, "").await.len(), 1, "the next step goes on");
}

#[actix_web::test]
async fn promises_and_call_backs_of_receptions() {
    let app = TestApp::new().await;
    let (clerk, owner) = (app.clerk("市工信局"), app.clerk("市发改委"));
    let body = json!({"subject": "新能源座谈", "lead_unit_id": clerk.unit_id, "arrives_on": "2026-03-02", "departs_on": "2026-03-03",
        "companies": [{"name": "远景科技集团"}], "visitors": [], "hosts": [], "itinerary": [], "sites": [], "questions": [], "settlement": []});
    let made = clerk.post("/receptions", body).await.expect(201).id();
    let path = format!("/receptions/{made}");
    let promise = json!({"promise": "提供绿电方案", "owner_id": owner.id, "due_on": "2026-03-10"});
    let promise = clerk.post(&format!("{path}/promises"), promise).await.expect(201);
    let item = items(&owner, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["part_id"], &item["days_left"], &item["from_name"]),
        (&json!("reception_promise"), &json!(promise.id()), &json!(8), &json!(clerk.name))
    );
    assert_eq!(seen(&clerk, "").await, NOTHING, "the guests are still here");
    app.advance_days(5); // the seventh of March
    let due: Vec<Value> = items(&clerk, "").await.iter().map(|i| i["overdue_days"].clone()).collect();
    assert_eq!(due, [json!(1), Value::Null]);
    let call = json!({"day_no": 3, "called_on": "2026-03-07", "result": "月底前答复"});
    clerk.post(&format!("{path}/callbacks"), call).await.expect(201);
    assert_eq!(seen(&clerk, "").await, one("reception_callback", "新能源座谈"));
    assert_eq!(seen(&app.clerk("市工信局"), "").await, NOTHING);
    let done = json!({"note": "已送达"});
    owner.post_at(&format!("{path}/promises/{}/completions", promise.id()), 1, done).await.expect(200);
    assert_eq!(seen(&owner, "").await, NOTHING);
    assert_eq!(seen(&owner, "?tab=done").await.len(), 1);
}

async fn kinds(of: &Actor, query: &str) -> Vec<String> {
    seen(of, query).await.into_iter().map(|(kind, _)| kind).collect()
}

#[actix_web::test]
async fn claims_are_confirmed_extended_ruled_and_transferred() {
    let app = TestApp::new().await;
    let (first, second, bureau) = (app.clerk("市工信局"), app.clerk("永昌县"), app.bureau());
    let outsider = app.clerk("金川区");
    let id = first.claims("示例新能源科技有限公司", json!({})).await.id();
    assert_eq!(kinds(&bureau, "").await, ["claim_confirm"]);
    assert_eq!(kinds(&first, "?tab=started").await, ["claim_confirm"]);
    assert_eq!(seen(&second, "").await, NOTHING);
    bureau.confirms(id).await;
    assert_eq!(kinds(&bureau, "?tab=done").await, ["claim_confirm"]);

    let ask = json!({"until_on": "2026-06-30", "reason": "董事会定于6月审议", "proof_file_ids": [first.document("函").await]});
    first.post(&format!("/first-claims/{id}/extensions"), ask).await.expect(201);
    let item = items(&bureau, "").await.remove(0);
    assert_eq!((&item["kind"], &item["resource_id"]), (&json!("claim_extension"), &json!(id)));
    assert!(item["due_on"].is_string() && item["part_id"].is_i64(), "{item}");
    let path = format!("/first-claims/{id}/extensions/{}/decisions", item["part_id"]);
    let version = bureau.claim(id).await.version();
    bureau.post_at(&path, version, json!({"granted": false, "opinion": "不予延期"})).await.expect(200);
    assert_eq!(seen(&bureau, "").await, NOTHING);

    let later = second.claims("示例新能源科技有限公司", json!({})).await.id();
    let objection = second.tries_to_object(later).await.expect(201);
    let item = items(&bureau, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["resource"], &item["resource_id"], &item["due_on"]),
        (
            &json!("claim_objection"),
            &json!("objection"),
            &json!(objection.id()),
            &objection.body["rule_by_on"]
        )
    );
    assert_eq!(
        kinds(&bureau, "").await,
        ["claim_objection"],
        "what is disputed waits for the ruling, not for a confirmation"
    );
    assert_eq!(kinds(&second, "?tab=started").await, ["claim_objection"]);
    assert_eq!(seen(&outsider, "").await, NOTHING);
    bureau.tries_to_rule(objection.id(), "uphold", json!({})).await.expect(200);
    assert_eq!(seen(&bureau, "").await, NOTHING);

    let offer = first.offers(id, &[second.unit_id]).await.expect(201).id();
    let item = items(&second, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["resource"], &item["resource_id"]),
        (&json!("claim_transfer"), &json!("transfer"), &json!(offer))
    );
    assert_eq!(seen(&outsider, "").await, NOTHING);
    assert_eq!(kinds(&first, "?tab=started").await, ["claim_transfer"]);
    second.tries_to_accept(offer).await.expect(200);
    assert_eq!(seen(&second, "").await, NOTHING);
    assert_eq!(kinds(&second, "?tab=done").await, ["claim_transfer"]);
}

#[actix_web::test]
async fn an_import_is_finished_by_who_began_it() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let rows = [("铜箔项目", "某铜业有限公司", "5000")];
    let id = clerk.import("台账.csv", &csv(&rows), "projects").await.expect(201).id();
    app.run_jobs();
    let item = items(&clerk, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["subject"], &item["resource_id"]),
        (&json!("import_unfinished"), &json!("台账.csv"), &json!(id))
    );
    assert_eq!(seen(&app.clerk("市工信局"), "").await, NOTHING);
    let version = clerk.get(&format!("/imports/{id}")).await.expect(200).version();
    clerk.post_at(&format!("/imports/{id}/cancellations"), version, json!({})).await.expect(200);
    assert_eq!(seen(&clerk, "").await, NOTHING);
    assert_eq!(seen(&clerk, "?tab=done").await, one("import_unfinished", "台账.csv"));
}
