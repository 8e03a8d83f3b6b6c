//! Facts that passed an audit change through an amendment only; both values stay in the history.

use actix_web::http::Method;
use chengfeng::features::projects::Stage;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use harness::files::pdf;
use harness::{Actor, Answer, TestApp, contract};
use serde_json::{Value, json};

struct Scene {
    app: TestApp,
    clerk: Actor,
    auditor: Actor,
    project: i64,
    framework: i64,
    path: String,
}

/// A project with a framework agreement that passed, total 200 000 000.
async fn scene() -> Scene {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let project = app.staged_project("火星1号基地", clerk.unit_id, Stage::Signed);
    let framework = contract(json!({"strength": "framework", "amount_yuan": null}));
    let framework = clerk.signs(&auditor, project, framework).await.id();
    Scene { app, clerk, auditor, project, framework, path: format!("/projects/{project}/amendments") }
}

impl Scene {
    async fn body(&self, field: &str, new_value: Value, more: Value) -> Value {
        let proof = self.clerk.upload("补充协议.pdf", &pdf(&new_value.to_string())).await.expect(201).id();
        let mut body =
            json!({"field": field, "new_value": new_value, "reason": "补充合同调整", "proof_file_id": proof});
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
        }
        body
    }
    async fn submitted(&self, field: &str, new_value: Value, more: Value) -> Answer {
        let body = self.body(field, new_value, more).await;
        let draft = self.clerk.post(&self.path, body).await.expect(201);
        self.clerk
            .post_bare(&format!("{}/{}/submissions", self.path, draft.id()), draft.version())
            .await
            .expect(200)
    }
    async fn audit(&self, by: &Actor, of: &Answer, result: &str) -> Answer {
        let path = format!("{}/{}/audits", self.path, of.id());
        by.post_at(&path, of.version(), json!({"result": result, "opinion": "与凭据核对一致。"})).await
    }
    async fn project(&self) -> Value {
        self.clerk.get(&format!("/projects/{}", self.project)).await.expect(200).body
    }
}

fn pointers(answer: &Answer) -> Vec<String> {
    let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
    let mut out: Vec<String> =
        errors.iter().map(|e| e["pointer"].as_str().unwrap_or_default().to_owned()).collect();
    out.sort_unstable();
    out
}

#[actix_web::test]
async fn an_audited_fact_changes_through_an_amendment_only() {
    let s = scene().await;
    let path = format!("/projects/{}", s.project);
    let view = s.clerk.get(&path).await.expect(200);
    assert_eq!(view.body["locked"], json!(["total_investment_yuan", "lead_unit_id"]));
    let refused = s.clerk.patch(&path, view.version(), json!({"total_investment_yuan": 5})).await;
    assert_eq!(pointers(&refused.expect_problem(409, "project.fact_locked")), ["/total_investment_yuan"]);
    let phases = json!({"total_investment_yuan": 5, "phases": [{"name": "一期", "amount_yuan": 5}]});
    s.clerk
        .put(&format!("{path}/phases"), view.version(), phases)
        .await
        .expect_problem(409, "project.fact_locked");
    s.app.advance_days(3);
    let submitted = s.submitted("total_investment_yuan", json!({"yuan": 300_000_000}), json!({})).await;
    assert_eq!(
        (&submitted.body["old_value"], &submitted.body["current_value"], &submitted.body["state"]),
        (&json!({"yuan": 200_000_000}), &json!({"yuan": 200_000_000}), &json!("submitted"))
    );
    assert_eq!(s.project().await["total_investment_yuan"], 200_000_000, "not in force yet");
    s.app.advance_days(3);
    let passed = s.audit(&s.auditor, &submitted, "passed").await.expect(200);
    assert_eq!(
        (&passed.body["effective_on"], &passed.body["proof"]["sealed"]),
        (&json!("2026-03-08"), &json!(true))
    );
    assert_eq!(s.project().await["total_investment_yuan"], 300_000_000);
    for (day, yuan) in [("2026-03-07", 200_000_000), ("2026-03-08", 300_000_000)] {
        assert_eq!(
            s.clerk.get(&format!("{path}?as_of={day}")).await.expect(200).body["total_investment_yuan"],
            yuan
        );
    }
    let history = s.clerk.get(&format!("{path}/history")).await.expect(200).body;
    let last = history["items"][0].clone();
    assert_eq!(last["event"], "project.amendment_audited");
    let told = last["after"]["amendment"].clone();
    assert_eq!(
        (&told["old_value"]["yuan"], &told["new_value"]["yuan"]),
        (&json!(200_000_000), &json!(300_000_000))
    );
    let listed = s.clerk.get(&s.path).await.expect(200).body;
    assert_eq!((&listed["total"], &listed["items"][0]["label"]), (&json!(1), &json!("总投资")));
    for sql in [
        "UPDATE amendments SET new_yuan = 1",
        "DELETE FROM amendments",
        "UPDATE amendment_opinions SET opinion = ''",
    ] {
        let done = s.app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(
            done.is_err_and(|e| e
                .cause()
                .is_some_and(|c| c.contains("immutable") || c.contains("append-only"))),
            "{sql}"
        );
    }
    // another lead unit
    let other = s.app.clerk("市发改委");
    other.get(&path).await.expect(404);
    let moved = s.submitted("lead_unit_id", json!({"id": other.unit_id}), json!({})).await;
    s.audit(&s.auditor, &moved, "passed").await.expect(200);
    assert_eq!(other.get(&path).await.expect(200).body["lead_unit_id"], other.unit_id);
}

#[actix_web::test]
async fn an_amended_signature_changes_what_counts_from_then_on() {
    let s = scene().await;
    let (first, right) = (
        s.app.event("兰洽会", Some(29), "2026-02-01").await,
        s.app.event("兰洽会", Some(30), "2026-02-02").await,
    );
    let paper = s
        .clerk
        .signs(&s.auditor, s.project, contract(json!({"kind": "upgraded_paper", "predecessor_id": s.framework, "event_id": first, "amount_yuan": 150_000_000})))
        .await;
    let view = s.clerk.get(&format!("/projects/{}", s.project)).await.expect(200);
    assert_eq!(
        view.body["locked"],
        json!(["contract_amount_yuan", "signed_on", "total_investment_yuan", "lead_unit_id"])
    );
    let refused =
        s.clerk.post(&s.path, s.body("contract_amount_yuan", json!({"yuan": 5}), json!({})).await).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/field"]);
    s.app.advance_days(2);
    let of = json!({"signature_id": paper.id()});
    for (field, value) in [
        ("signature_amount_yuan", json!({"yuan": 170_000_000})),
        ("signature_signed_on", json!({"on": "2026-02-27"})),
        ("signature_event_id", json!({"id": right})),
    ] {
        let submitted = s.submitted(field, value, of.clone()).await;
        s.audit(&s.auditor, &submitted, "passed").await.expect(200);
    }
    let project = s.project().await;
    assert_eq!(
        (&project["contract_amount_yuan"], &project["signed_on"]),
        (&json!(170_000_000), &json!("2026-02-27"))
    );
    let now =
        s.clerk.get(&format!("/projects/{}/signatures/{}", s.project, paper.id())).await.expect(200).body;
    assert_eq!(
        (&now["counts"]["amount_yuan"], &now["counts"]["event_id"]),
        (&json!(170_000_000), &json!(right))
    );
    assert_eq!(now["counts"]["counted_on"], "2026-03-02", "counted on the day of its own audit");
    assert!(now["counts"]["why"].as_str().is_some_and(|w| w.contains("变更")));
    for (event, day, count, yuan) in [
        (first, "2026-03-03", 1, 150_000_000),
        (first, "2026-03-04", 0, 0),
        (right, "2026-03-03", 0, 0),
        (right, "2026-03-04", 1, 170_000_000),
    ] {
        let sums = s
            .auditor
            .get(&format!("/signing-events/{event}/signatures/summary?as_of={day}"))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&sums["counted_count"], &sums["counted_amount_yuan"]),
            (&json!(count), &json!(yuan)),
            "{event} {day}"
        );
    }
    // the event may turn out to be none
    let none = s.submitted("signature_event_id", json!({}), of.clone()).await;
    s.audit(&s.auditor, &none, "passed").await.expect(200);
    let draft = s.clerk.drafts_paper(s.project, contract(json!({"kind": "increase"}))).await;
    let refused = s
        .clerk
        .post(
            &s.path,
            s.body("signature_amount_yuan", json!({"yuan": 5}), json!({"signature_id": draft.id()})).await,
        )
        .await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/signature_id"]);
}

#[actix_web::test]
async fn what_is_filed_is_checked_field_by_field() {
    let s = scene().await;
    let file = s.clerk.upload("凭据.pdf", &pdf("凭据")).await.expect(201).id();
    let base = |field: &str, new: Value| json!({"field": field, "new_value": new, "reason": "更正", "proof_file_id": file});
    for (body, expected) in [
        (base("total_investment_yuan", json!({"on": "2026-01-01"})), vec!["/new_value/yuan"]),
        (base("total_investment_yuan", json!({"yuan": 200_000_000})), vec!["/new_value"]),
        (base("total_investment_yuan", json!({"yuan": -1})), vec!["/new_value/yuan"]),
        (base("lead_unit_id", json!({"id": 99_999})), vec!["/new_value/id"]),
        (base("started_on", json!({"on": "2026-01-01"})), vec!["/field"]),
        (base("signed_on", json!({"on": "2099-01-01"})), vec!["/new_value/on"]),
        (base("signature_amount_yuan", json!({"yuan": 5})), vec!["/signature_id"]),
        (base("stage", json!({"yuan": 5})), vec!["/field"]),
    ] {
        let refused = s.clerk.post(&s.path, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), expected, "{body}");
    }
    for (field, value) in [
        ("proof_file_id", json!(99_999)),
        ("old_value", json!({"yuan": 1})),
        ("state", json!("passed")),
        ("signature_id", json!(99)),
    ] {
        let mut body = base("total_investment_yuan", json!({"yuan": 5}));
        body[field] = value;
        let refused = s.clerk.post(&s.path, body).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), [format!("/{field}")]);
    }
    // a total with phases changes together with them
    let path = format!("/projects/{}", s.project);
    let version = s.clerk.get(&path).await.version();
    let phases = json!({"phases": [{"name": "一期", "amount_yuan": 200_000_000}]});
    s.clerk.put(&format!("{path}/phases"), version, phases).await.expect(200);
    let alone = s.body("total_investment_yuan", json!({"yuan": 300_000_000}), json!({})).await;
    s.clerk.post(&s.path, alone).await.expect_problem(422, "project.phases_do_not_sum");
    let more = json!({"phases": [{"name": "一期", "amount_yuan": 200_000_000}, {"name": "二期", "amount_yuan": 100_000_000}]});
    let submitted = s.submitted("total_investment_yuan", json!({"yuan": 300_000_000}), more).await;
    s.audit(&s.auditor, &submitted, "passed").await.expect(200);
    let project = s.project().await;
    assert_eq!(
        (&project["total_investment_yuan"], project["phases"].as_array().map(Vec::len)),
        (&json!(300_000_000), Some(2))
    );
}

#[actix_web::test]
async fn another_audits_and_a_stale_old_value_conflicts() {
    let s = scene().await;
    let first = s.submitted("total_investment_yuan", json!({"yuan": 250_000_000}), json!({})).await;
    let second = s.submitted("total_investment_yuan", json!({"yuan": 300_000_000}), json!({})).await;
    s.audit(&s.clerk, &first, "passed").await.expect_problem(403, "policy.forbidden");
    s.audit(&s.app.leader(), &first, "passed").await.expect_problem(403, "policy.forbidden");
    let (one, two) = (s.app.bureau(), s.app.bureau());
    let (a, b) =
        futures_util::future::join(s.audit(&one, &first, "passed"), s.audit(&two, &first, "passed")).await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(statuses == [200, 412] || statuses == [200, 409], "{statuses:?}");
    s.audit(&one, &second, "passed").await.expect_problem(409, "resource.conflict");
    assert_eq!(s.project().await["total_investment_yuan"], 250_000_000);
    let path = format!("{}/{}", s.path, second.id());
    let view = s.clerk.get(&path).await.expect(200);
    assert_eq!(
        (&view.body["old_value"]["yuan"], &view.body["current_value"]["yuan"]),
        (&json!(200_000_000), &json!(250_000_000))
    );
    s.clerk
        .patch(&path, view.version(), json!({"reason": "再核对"}))
        .await
        .expect_problem(409, "lifecycle.not_possible");
    let recalled = s.clerk.post_bare(&format!("{path}/recalls"), view.version()).await.expect(200);
    let edited = s.clerk.patch(&path, recalled.version(), json!({"reason": "再核对"})).await.expect(200);
    assert_eq!(edited.body["old_value"]["yuan"], 250_000_000);
    s.clerk
        .patch(&path, recalled.version(), json!({"reason": "x y"}))
        .await
        .expect_problem(412, "resource.stale");
    s.clerk
        .call(Method::PUT, &path)
        .json(json!({}))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    let submitted = s.clerk.post_bare(&format!("{path}/submissions"), edited.version()).await.expect(200);
    let back = s.audit(&one, &submitted, "supplement").await.expect(200);
    let put = s.body("total_investment_yuan", json!({"yuan": 310_000_000}), json!({})).await;
    let put = s.clerk.put(&path, back.version(), put).await.expect(200);
    let submitted = s.clerk.post_bare(&format!("{path}/submissions"), put.version()).await.expect(200);
    let rejected = s.audit(&one, &submitted, "rejected").await.expect(200);
    assert_eq!(rejected.body["opinions"].as_array().map(Vec::len), Some(2));
    s.clerk
        .post_bare(&format!("{path}/submissions"), rejected.version())
        .await
        .expect_problem(409, "lifecycle.not_possible");
    assert_eq!(s.project().await["total_investment_yuan"], 250_000_000);

    // neither his own nor with a proof that he uploaded
    let proof = one.upload("凭据.pdf", &pdf("凭据")).await.expect(201).id();
    let body = json!({"field": "total_investment_yuan", "new_value": {"yuan": 1}, "reason": "更正", "proof_file_id": proof});
    let own = one.post(&s.path, body).await.expect(201);
    let own = one.post_bare(&format!("{}/{}/submissions", s.path, own.id()), own.version()).await.expect(200);
    s.audit(&one, &own, "passed").await.expect_problem(403, "policy.self_audit");

    // who sees it
    let stranger = s.app.clerk("市发改委");
    stranger.get(&path).await.expect_problem(404, "resource.not_found");
    stranger.get(&s.path).await.expect_problem(404, "resource.not_found");
    assert_eq!(stranger.get("/amendments").await.expect(200).body["total"], 0);
    s.app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
    let party = s.app.partner(s.app.enterprise("某投资有限公司"), &["projects:read"]);
    party.get(&path).await.expect(403);
    let queue = s.auditor.get("/amendments?state=submitted").await.expect(200).body;
    assert_eq!((&queue["total"], &queue["items"][0]["id"]), (&json!(1), &json!(own.id())));
    assert_eq!(
        s.auditor
            .get(&format!("/amendments?project_id={}&field=total_investment_yuan&per_page=1", s.project))
            .await
            .expect(200)
            .body["total"],
        3
    );
    assert!(matches!(s.auditor.get("/amendments?state=x").await.status, 400 | 422));
}
