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
        let proof = self.clerk.proof().await;
        let entry = with(entry(amount_yuan, origin), "proof_file_id", json!(proof));
        self.clerk.post(&self.path, entry).await.expect(201)
    }
    /// A reversal with its proof.
    async fn reversal(&self) -> Value {
        json!({"reason": "同一笔资金重复登记", "proof_file_id": self.clerk.proof().await})
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
    let proof = made.body["proof_file_id"].clone();
    let corrected = with(entry(800, "outside_province"), "proof_file_id", proof);
    let corrected = l.clerk.put(&path, 2, corrected).await.expect(200);
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
    let own = with(entry(10, "overseas"), "proof_file_id", json!(l.clerk.proof().await));
    let own = l.bureau.post(&l.path, own).await.expect(201);
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
    let reason = l.reversal().await;
    let reason = || reason.clone();
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
    let explained = with(explained, "proof_file_id", json!(l.clerk.proof().await));
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

#[actix_web::test]
async fn money_counts_only_with_its_proof() {
    let l = ledger(json!({})).await;
    let bare = l.clerk.post(&l.path, entry(700, "overseas")).await.expect(201);
    assert_eq!((&bare.body["proof_file_id"], &bare.body["proof"]), (&json!(null), &json!(null)));
    let refused = l.audit(&l.bureau, bare.id(), 1, "passed").await;
    let refused = refused.expect_problem(422, "project.funds_proof_missing");
    let lack = &refused.body["blocking"][0];
    assert_eq!((&lack["code"], &lack["field"]), (&json!("evidence.missing"), &json!("proof_file_id")));
    assert!(lack["how_to_fix"].as_str().is_some_and(|h| h.contains("上传凭证")), "{lack}");
    l.audit(&l.bureau, bare.id(), 1, "supplement").await.expect(200);
    let proof = l.clerk.proof().await;
    let path = format!("{}/{}", l.path, bare.id());
    let mended = with(entry(700, "overseas"), "proof_file_id", json!(proof));
    let mended = l.clerk.put(&path, 2, mended).await.expect(200).body["proof"].clone();
    assert_eq!((&mended["file_id"], &mended["sealed"]), (&json!(proof), &json!(false)));
    assert_eq!(mended["name"], "银行凭证.pdf");
    let passed = l.audit(&l.bureau, bare.id(), 3, "passed").await.expect(200);
    assert_eq!(passed.body["proof"]["sealed"], true);
    assert_eq!(l.sums().await, [700, 700, 700]);
    // an audited entry keeps its proof: the way on is a reversal, with a proof of its own
    l.clerk.put(&path, 4, entry(700, "overseas")).await.expect_problem(409, "resource.conflict");
    let reversals = format!("{path}/reversals");
    let bare = l.clerk.post_at(&reversals, 4, json!({"reason": "重复登记"})).await;
    assert_eq!(bare.expect_problem(422, "request.invalid").body["errors"][0]["pointer"], "/proof_file_id");
    let twin = l.clerk.post_at(&reversals, 4, l.reversal().await).await.expect(201);
    l.audit(&l.bureau, twin.id(), 1, "passed").await.expect(200);
    assert_eq!(l.sums().await, [0, 0, 0]);
}

#[actix_web::test]
async fn the_database_itself_passes_no_entry_without_its_proof() {
    use diesel::connection::SimpleConnection;
    let l = ledger(json!({})).await;
    l.clerk.post(&l.path, entry(500, "overseas")).await.expect(201);
    let done = l.app.app.write(&chengfeng::work::Origin::system("test"), |tx| {
        tx.mark_journalled();
        Ok(tx.batch_execute("UPDATE funds_entries SET state = 'passed'")?)
    });
    assert!(done.expect_err("refused").cause().is_some_and(|c| c.contains("needs its proof")));
}

#[actix_web::test]
async fn a_proof_is_seen_with_the_project_and_sealed_with_the_audit() {
    use diesel::connection::SimpleConnection;
    let l = ledger(json!({})).await;
    let (colleague, foreign) = (l.app.clerk(UNIT), l.app.clerk("市农业农村局"));
    let made = l.submit(900, "overseas").await;
    let file = format!("/files/{}", made.body["proof_file_id"]);
    for reader in [&l.clerk, &colleague, &l.bureau, &l.app.leader()] {
        reader.get(&file).await.expect(200);
        reader.get(&format!("{file}/content")).await.expect(200);
    }
    foreign.get(&file).await.expect_problem(404, "resource.not_found");
    // a file that the caller may not see is no proof of his
    let theirs = foreign.proof().await;
    let body = with(entry(5, "overseas"), "proof_file_id", json!(theirs));
    l.audit(&l.bureau, made.id(), 1, "passed").await.expect(200);
    let reversal = json!({"reason": "重复登记", "proof_file_id": theirs});
    for (path, body) in [(l.path.clone(), body), (format!("{}/{}/reversals", l.path, made.id()), reversal)] {
        let refused = l.clerk.post_at(&path, 2, body).await.expect_problem(422, "request.invalid");
        let error = &refused.body["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/proof_file_id"), &json!("not_found")));
    }
    for wrong in [json!(999_999), json!(0), json!("1")] {
        let body = with(entry(5, "overseas"), "proof_file_id", wrong);
        l.clerk.post(&l.path, body).await.expect_problem(422, "request.invalid");
    }
    let done = l.app.app.write(&chengfeng::work::Origin::system("test"), |tx| {
        tx.mark_journalled();
        Ok(tx.batch_execute("UPDATE files SET sealed_at = NULL WHERE sealed_at IS NOT NULL")?)
    });
    assert!(done.expect_err("refused").cause().is_some_and(|c| c.contains("immutable")));
    // what was sent back for more is not sealed, what was refused for good is
    for (result, sealed) in [("supplement", false), ("rejected", true)] {
        let made = l.submit(1, "overseas").await;
        let decided = l.audit(&l.bureau, made.id(), 1, result).await.expect(200);
        assert_eq!(decided.body["proof"]["sealed"], sealed, "{result}");
    }
}

#[actix_web::test]
async fn who_uploaded_a_proof_does_not_audit_it() {
    let l = ledger(json!({})).await;
    // a scan of the bureau's own, linked to the project, so that the clerk sees it
    let theirs = l.bureau.proof().await;
    let by_bureau = with(entry(1, "overseas"), "proof_file_id", json!(theirs));
    l.bureau.post(&l.path, by_bureau).await.expect(201);
    let by_clerk = with(entry(300, "overseas"), "proof_file_id", json!(theirs));
    let made = l.clerk.post(&l.path, by_clerk).await.expect(201);
    let path = format!("{}/{}", l.path, made.id());
    assert_eq!(l.bureau.get(&path).await.expect(200).body["can"], json!(["funds.record"]));
    l.audit(&l.bureau, made.id(), 1, "passed").await.expect_problem(403, "policy.self_audit");
    let other = l.app.auditor();
    assert_eq!(other.get(&path).await.expect(200).body["can"], json!(["funds.record", "funds.audit"]));
    l.audit(&other, made.id(), 1, "passed").await.expect(200);
    let reversal = json!({"reason": "重复登记", "proof_file_id": theirs});
    let twin = l.clerk.post_at(&format!("{path}/reversals"), 2, reversal).await.expect(201);
    l.audit(&l.bureau, twin.id(), 1, "passed").await.expect_problem(403, "policy.self_audit");
    l.audit(&other, twin.id(), 1, "passed").await.expect(200);
    assert_eq!(l.sums().await, [0, 0, 0]);
}
