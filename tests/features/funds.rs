//! The funds-in-place ledger: entering, auditing, reversing, and the two views.

use actix_web::http::Method;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

const UNIT: &str = "市工信局";

fn entry(amount_yuan: i64, origin: &str) -> Value {
    json!({
        "entered_on": "2026-02-20", "amount_yuan": amount_yuan, "origin": origin, "kind": "fixed",
        "proof_type": "bank_voucher", "confirmed_by_investor": true,
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

struct Ledger {
    app: TestApp,
    clerk: Actor,
    bureau: Actor,
    path: String,
    project: String,
}

async fn ledger(more: Value) -> Ledger {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(UNIT), app.bureau());
    let made = app.project(&clerk, "高纯镍项目", more).await;
    let project = format!("/projects/{}", made.id());
    Ledger { path: format!("{project}/funds"), app, clerk, bureau, project }
}

impl Ledger {
    async fn submit(&self, amount_yuan: i64, origin: &str) -> Answer {
        self.clerk.post(&self.path, entry(amount_yuan, origin)).await.expect(201)
    }
    async fn audit(&self, by: &Actor, entry: i64, version: i64, result: &str) -> Answer {
        let body = json!({"result": result, "opinion": "已核对凭证"});
        by.post_at(&format!("{}/{entry}/audits", self.path), version, body).await
    }
    async fn pass(&self, amount_yuan: i64, origin: &str) -> i64 {
        let id = self.submit(amount_yuan, origin).await.id();
        self.audit(&self.bureau, id, 1, "passed").await.expect(200);
        id
    }
    async fn sums(&self) -> [i64; 3] {
        let project = self.clerk.get(&self.project).await.expect(200).body;
        let of = |field: &str| project[field].as_i64().expect("sum");
        [of("funds_in_place_yuan"), of("funds_outside_province_yuan"), of("funds_outside_city_yuan")]
    }
}

#[actix_web::test]
async fn money_of_the_city_counts_in_neither_view() {
    let l = ledger(json!({})).await;
    l.pass(1000, "outside_province").await;
    l.pass(300, "inside_province_outside_city").await;
    l.pass(200, "inside_city").await;
    assert_eq!(l.sums().await, [1500, 1000, 1300]);
    l.pass(50, "overseas").await;
    let ledger = l.clerk.get(&l.path).await.expect(200).body;
    let expected = json!({"in_place_yuan": 1550, "outside_province_yuan": 1050, "outside_city_yuan": 1350,
        "fixed_yuan": 1550, "working_yuan": 0, "pending_yuan": 0});
    assert_eq!(ledger["totals"], expected);
    assert_eq!(ledger["items"].as_array().map(Vec::len), Some(4));
    assert_eq!(l.bureau.get("/projects?funds_in_place_yuan.gte=1550").await.body["total"], 1);
    assert_eq!(l.bureau.get("/projects/summary").await.body["funds_outside_city_yuan"], 1350);
}

#[actix_web::test]
async fn only_audited_money_counts() {
    let l = ledger(json!({})).await;
    let made = l.submit(700, "outside_province").await;
    assert_eq!(made.body["state"], "submitted");
    assert_eq!(made.body["currency"], "CNY");
    assert_eq!(made.body["can"], json!(["funds.record"]));
    assert_eq!(l.sums().await, [0, 0, 0]);
    let path = format!("{}/{}", l.path, made.id());
    assert_eq!(l.bureau.get(&path).await.expect(200).body["can"], json!(["funds.record", "funds.audit"]));
    let silent = json!({"result": "rejected"});
    let audits = format!("{path}/audits");
    l.bureau.post_at(&audits, 1, silent).await.expect_problem(422, "request.invalid");
    let asked = l.audit(&l.bureau, made.id(), 1, "supplement").await.expect(200);
    assert_eq!(
        (&asked.body["state"], &asked.body["audit_opinion"]),
        (&json!("supplement"), &json!("已核对凭证"))
    );
    let corrected = l.clerk.put(&path, 2, entry(800, "outside_province")).await.expect(200);
    assert_eq!(
        (&corrected.body["state"], &corrected.body["amount_yuan"]),
        (&json!("submitted"), &json!(800))
    );
    l.audit(&l.bureau, made.id(), 2, "passed").await.expect_problem(412, "resource.stale");
    l.audit(&l.bureau, made.id(), 3, "passed").await.expect(200);
    assert_eq!(l.sums().await, [800, 800, 800]);
    l.clerk.put(&path, 4, entry(1, "overseas")).await.expect_problem(409, "resource.conflict");
    let recall = l.clerk.call(Method::POST, &format!("{path}/recalls")).fresh_key().version(4).send().await;
    recall.expect_problem(409, "resource.conflict");
    let second = l.submit(5, "overseas").await;
    let recalls = format!("{}/{}/recalls", l.path, second.id());
    let recalled = l.clerk.call(Method::POST, &recalls).fresh_key().version(1).send().await.expect(200);
    assert_eq!(recalled.body["state"], "recalled");
    l.audit(&l.bureau, second.id(), 2, "passed").await.expect_problem(409, "resource.conflict");
    let rejected = l.submit(6, "overseas").await;
    l.audit(&l.bureau, rejected.id(), 1, "rejected").await.expect(200);
    assert_eq!(l.sums().await, [800, 800, 800]);
}

#[actix_web::test]
async fn nobody_audits_his_own_and_others_may_not_at_all() {
    let l = ledger(json!({})).await;
    let own = l.bureau.post(&l.path, entry(10, "overseas")).await.expect(201);
    l.audit(&l.bureau, own.id(), 1, "passed").await.expect_problem(403, "policy.self_audit");
    l.audit(&l.clerk, own.id(), 1, "passed").await.expect_problem(403, "policy.forbidden");
    l.audit(&l.app.leader(), own.id(), 1, "passed").await.expect_problem(403, "policy.forbidden");
    let foreign = l.app.clerk("市农业农村局");
    foreign.get(&l.path).await.expect_problem(404, "resource.not_found");
    foreign.post(&l.path, entry(10, "overseas")).await.expect_problem(404, "resource.not_found");
    foreign.get(&format!("{}/{}", l.path, own.id())).await.expect_problem(404, "resource.not_found");
    let elsewhere = l.app.project(&l.clerk, "另一个牧场", json!({})).await;
    let crossed = format!("/projects/{}/funds/{}", elsewhere.id(), own.id());
    l.clerk.get(&crossed).await.expect_problem(404, "resource.not_found");
    l.app
        .auditor()
        .post_at(&format!("{crossed}/audits"), 1, json!({"result": "passed"}))
        .await
        .expect_problem(404, "resource.not_found");
    l.app.leader().post(&l.path, entry(10, "overseas")).await.expect_problem(403, "policy.forbidden");
    l.audit(&l.app.auditor(), own.id(), 1, "passed").await.expect(200);
}

#[actix_web::test]
async fn of_two_auditors_at_once_one_wins() {
    let l = ledger(json!({})).await;
    let id = l.submit(900, "overseas").await.id();
    let auditors: Vec<Actor> = (0..5).map(|_| l.app.auditor()).collect();
    let answers = futures_util::future::join_all(auditors.iter().map(|a| l.audit(a, id, 1, "passed"))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409]);
    assert_eq!(l.sums().await, [900, 900, 900]);
    let late = l.audit(&l.bureau, id, 1, "rejected").await.expect_problem(409, "resource.conflict");
    assert!(late.body["detail"].as_str().expect("text").contains("审核通过"));
}

#[actix_web::test]
async fn audits_of_different_entries_at_once_lose_nothing() {
    let l = ledger(json!({})).await;
    let mut ids = Vec::new();
    for n in 1..=8 {
        ids.push(l.submit(n * 10, "overseas").await.id());
    }
    let answers =
        futures_util::future::join_all(ids.iter().map(|id| l.audit(&l.bureau, *id, 1, "passed"))).await;
    assert!(answers.iter().all(|a| a.status == 200));
    assert_eq!(l.sums().await, [360, 360, 360]);
}

#[actix_web::test]
async fn a_passed_entry_is_reversed_once_and_never_edited() {
    let l = ledger(json!({})).await;
    let id = l.pass(500, "outside_province").await;
    let reversals = format!("{}/{id}/reversals", l.path);
    let reason = || json!({"reason": "同一笔资金重复登记"});
    l.clerk.post(&reversals, reason()).await.expect_problem(428, "resource.version_required");
    l.clerk.post_at(&reversals, 1, reason()).await.expect_problem(412, "resource.stale");
    l.clerk.post_at(&reversals, 2, json!({})).await.expect_problem(422, "request.invalid");
    let calls = (0..3).map(|_| l.clerk.post_at(&reversals, 2, reason()));
    let answers = futures_util::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|a| a.status == 201).count(), 1);
    assert!(answers.iter().all(|a| matches!(a.status, 201 | 409)));
    let twin = answers.iter().find(|a| a.status == 201).expect("one");
    assert_eq!((&twin.body["amount_yuan"], &twin.body["reverses_id"]), (&json!(-500), &json!(id)));
    assert_eq!(l.sums().await, [500, 500, 500], "counts when audited");
    let path = format!("{}/{}", l.path, twin.id());
    l.clerk.put(&path, 1, entry(1, "overseas")).await.expect_problem(409, "resource.conflict");
    l.audit(&l.bureau, twin.id(), 1, "rejected").await.expect(200);
    let again = l.clerk.post_at(&reversals, 2, reason()).await.expect(201);
    l.audit(&l.bureau, again.id(), 1, "passed").await.expect(200);
    assert_eq!(l.sums().await, [0, 0, 0]);
    l.clerk.post_at(&reversals, 2, reason()).await.expect_problem(409, "resource.conflict");
    let of_reversal = format!("{}/{}/reversals", l.path, again.id());
    l.clerk.post_at(&of_reversal, 2, reason()).await.expect_problem(409, "resource.conflict");
    let shown = l.clerk.get(&format!("{}/{id}", l.path)).await.expect(200);
    assert_eq!((&shown.body["state"], &shown.body["reversed_by_id"]), (&json!("passed"), &json!(again.id())));
    let history = l.clerk.get(&format!("{}/history", l.project)).await.expect(200);
    let events: Vec<&str> =
        history.body["items"].as_array().expect("rows").iter().filter_map(|e| e["event"].as_str()).collect();
    assert_eq!(events[0], "project.funds_audited");
    assert_eq!(events.iter().filter(|e| **e == "project.funds_reversed").count(), 2);
}

#[actix_web::test]
async fn the_database_itself_keeps_audited_entries_as_they_are() {
    use diesel::connection::SimpleConnection;
    let l = ledger(json!({})).await;
    l.pass(500, "outside_province").await;
    for sql in ["UPDATE funds_entries SET amount_yuan = 1", "DELETE FROM funds_entries"] {
        let done = l.app.app.write(&chengfeng::work::Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(done.expect_err(sql).cause().is_some_and(|c| c.contains("append-only")), "{sql}");
    }
}

#[actix_web::test]
async fn more_than_the_contract_needs_a_reason() {
    let l = ledger(json!({"contract_amount_yuan": 1000})).await;
    l.pass(600, "outside_province").await;
    let waiting = l.submit(300, "outside_province").await;
    let refused = l.clerk.post(&l.path, entry(200, "overseas")).await;
    let refused = refused.expect_problem(422, "project.funds_exceed_contract");
    assert!(refused.body["detail"].as_str().expect("text").contains("多100元"), "{}", refused.body);
    let explained = with(entry(200, "overseas"), "over_reason", json!("投资方追加设备采购"));
    let extra = l.clerk.post(&l.path, explained).await.expect(201);
    l.audit(&l.bureau, extra.id(), 1, "passed").await.expect(200);
    l.audit(&l.bureau, waiting.id(), 1, "passed").await.expect_problem(422, "project.funds_exceed_contract");
}

#[actix_web::test]
async fn impossible_entries_are_refused() {
    let l = ledger(json!({})).await;
    for (field, value) in [
        ("amount_yuan", json!(0)),
        ("amount_yuan", json!(-5)),
        ("amount_yuan", json!(9_223_372_036_854_775_807_i64)),
        ("amount_yuan", json!(1.5)),
        ("amount_yuan", json!("一百万")),
        ("entered_on", json!("2026-03-03")),
        ("entered_on", json!("2026-02-30")),
        ("origin", json!("moon")),
        ("kind", json!(null)),
        ("state", json!("passed")),
        ("audited_by", json!(1)),
        ("reverses_id", json!(1)),
        ("project_id", json!(1)),
        ("note", json!("零\u{200b}宽")),
    ] {
        let refused = l.clerk.post(&l.path, with(entry(5, "overseas"), field, value.clone())).await;
        let refused = refused.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], format!("/{field}"), "{value}");
    }
    let raw = |body: &str| {
        l.clerk.call(Method::POST, &l.path).fresh_key().raw("application/json", body.into()).send()
    };
    raw("{\"amount_yuan\":1e400}").await.expect(400);
    l.clerk.get(&format!("{}/0", l.path)).await.expect(404);
    assert_eq!(l.clerk.get(&l.path).await.body["items"], json!([]));
}

#[actix_web::test]
async fn submitting_again_with_the_same_key_enters_once() {
    let l = ledger(json!({})).await;
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let send = || {
        l.clerk.call(Method::POST, &l.path).header("Idempotency-Key", key).json(entry(5, "overseas")).send()
    };
    let (first, again) = (send().await.expect(201), send().await.expect(201));
    assert_eq!(first.id(), again.id());
    assert_eq!(l.clerk.get(&l.path).await.body["totals"]["pending_yuan"], 5);
}
