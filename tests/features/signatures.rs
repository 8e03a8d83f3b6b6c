//! Signed papers: filled in, submitted, audited by another, counted once; repetitions, takeovers, stage records.

use actix_web::http::Method;
use chengfeng::db::schema::projects;
use chengfeng::features::projects::Stage;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use harness::files::pdf;
use harness::{Actor, Answer, TestApp, contract};
use serde_json::{Value, json};

struct Scene {
    app: TestApp,
    clerk: Actor,
    auditor: Actor,
    project: i64,
    path: String,
}

async fn scene() -> Scene {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let project = app.project(&clerk, "高纯镍项目", json!({"place": "金昌经济技术开发区"})).await.id();
    Scene { app, clerk, auditor, project, path: format!("/projects/{project}/signatures") }
}

fn pointers(answer: &Answer) -> Vec<String> {
    let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
    let mut out: Vec<String> =
        errors.iter().map(|e| e["pointer"].as_str().unwrap_or_default().to_owned()).collect();
    out.sort_unstable();
    out
}

fn counts(answer: &Answer) -> (Value, Value) {
    (answer.body["counts"]["count"].clone(), answer.body["counts"]["amount_yuan"].clone())
}

#[actix_web::test]
async fn what_is_filled_in_is_checked_field_by_field() {
    let s = scene().await;
    for (body, expected) in [
        (contract(json!({"amount_yuan": null})), vec!["/amount_yuan"]),
        (contract(json!({"amount_yuan": 0})), vec!["/amount_yuan"]),
        (contract(json!({"amount_yuan": -1})), vec!["/amount_yuan"]),
        (contract(json!({"signed_on": "2026-03-03"})), vec!["/signed_on"]),
        (contract(json!({"signed_on": "2026-02-30"})), vec!["/signed_on"]),
        (contract(json!({"kind": "upgraded_paper"})), vec!["/predecessor_id"]),
        (contract(json!({"kind": "increase", "strength": "agreement"})), vec!["/strength"]),
        (contract(json!({"event_id": 99, "predecessor_id": 99})), vec!["/event_id", "/predecessor_id"]),
        (contract(json!({"files": [{"purpose": "text", "file_id": 99}]})), vec!["/files/0/file_id"]),
        (contract(json!({"parties": "甲\u{200b}乙"})), vec!["/parties"]),
        (contract(json!({"state": "passed"})), vec!["/state"]),
        (contract(json!({"takeover": true})), vec!["/takeover"]),
    ] {
        let refused = s.clerk.post(&s.path, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), expected, "{body}");
    }
    let foreign = s.app.clerk("市发改委").upload("合同.pdf", &pdf("x")).await.expect(201).id();
    let body = contract(json!({"files": [{"purpose": "text", "file_id": foreign}]}));
    assert_eq!(pointers(&s.clerk.post(&s.path, body).await.expect(422)), ["/files/0/file_id"]);
    // an intent needs no amount
    let intent =
        s.clerk.post(&s.path, contract(json!({"strength": "intent", "amount_yuan": null}))).await.expect(201);
    assert_eq!(intent.body["missing"][0]["field"], "files.text");
    let refused = s.clerk.submits_paper(s.project, &intent).await.expect_problem(422, "lifecycle.gate_unmet");
    assert_eq!(refused.body["blocking"][0]["code"], "evidence.missing");
}

#[actix_web::test]
async fn a_paper_is_edited_recalled_supplemented_and_passed() {
    let s = scene().await;
    let draft = s.clerk.drafts_paper(s.project, contract(json!({"amount_yuan": 1}))).await;
    let path = format!("{}/{}", s.path, draft.id());
    assert_eq!(draft.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!((&draft.body["state"], &draft.body["counts"]), (&json!("draft"), &Value::Null));
    let edited = s.clerk.patch(&path, 1, json!({"amount_yuan": 200, "note": "补充"})).await.expect(200);
    assert_eq!(
        (&edited.body["amount_yuan"], edited.body["files"].as_array().map(Vec::len)),
        (&json!(200), Some(1))
    );
    s.clerk.patch(&path, 1, json!({"note": "x"})).await.expect_problem(412, "resource.stale");
    s.clerk
        .call(Method::PUT, &path)
        .json(contract(json!({})))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    s.auditor.audits_paper(s.project, &edited, "passed").await.expect_problem(409, "lifecycle.not_possible");
    let submitted = s.clerk.submits_paper(s.project, &edited).await.expect(200);
    s.clerk.patch(&path, 3, json!({"note": "x"})).await.expect_problem(409, "lifecycle.not_possible");
    let recalled = s.clerk.post_bare(&format!("{path}/recalls"), submitted.version()).await.expect(200);
    assert_eq!(recalled.body["state"], "recalled");
    s.clerk.post_bare(&format!("{path}/recalls"), 4).await.expect_problem(409, "lifecycle.not_possible");
    let submitted = s.clerk.submits_paper(s.project, &recalled).await.expect(200);
    let back = s.auditor.audits_paper(s.project, &submitted, "supplement").await.expect(200);
    assert_eq!((&back.body["state"], &back.body["counts"]), (&json!("supplement"), &Value::Null));
    let submitted = s.clerk.submits_paper(s.project, &back).await.expect(200);
    let passed = s.auditor.audits_paper(s.project, &submitted, "passed").await.expect(200);
    assert_eq!((&passed.body["state"], counts(&passed)), (&json!("passed"), (json!(1), json!(200))));
    assert_eq!(
        (&passed.body["files"][0]["sealed"], &passed.body["can"]),
        (&json!(true), &json!(["signature.read"]))
    );
    assert_eq!(passed.body["opinions"].as_array().map(Vec::len), Some(2));
    s.clerk
        .patch(&path, passed.version(), json!({"amount_yuan": 1}))
        .await
        .expect_problem(409, "file.immutable");
    for sql in [
        "UPDATE signatures SET strength = 'intent'",
        "UPDATE signatures SET state = 'draft'",
        "DELETE FROM signatures",
        "UPDATE signature_files SET purpose = 'photo'",
        "DELETE FROM signature_files",
        "INSERT INTO signature_files (signature_id, purpose, file_id, added_at) SELECT signature_id, 'photo', file_id, added_at FROM signature_files",
        "UPDATE signature_opinions SET opinion = ''",
        "UPDATE signature_counts SET amount_yuan = 7",
        "DELETE FROM signature_counts",
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
    let listed = s.clerk.get(&s.path).await.expect(200).body;
    assert_eq!((&listed["total"], &listed["items"][0]["counts"]["count"]), (&json!(1), &json!(1)));
    let history = s.clerk.get(&format!("/projects/{}/history", s.project)).await.expect(200).body.to_string();
    assert!(history.contains("project.signature_audited") && history.contains("counted_on"), "{history}");
}

#[actix_web::test]
async fn another_audits_and_of_two_one_wins() {
    let s = scene().await;
    let own = s.auditor.drafts_paper(s.project, contract(json!({}))).await;
    let own = s.auditor.submits_paper(s.project, &own).await.expect(200);
    s.auditor.audits_paper(s.project, &own, "passed").await.expect_problem(403, "policy.self_audit");
    s.clerk.audits_paper(s.project, &own, "passed").await.expect_problem(403, "policy.forbidden");
    s.app.leader().audits_paper(s.project, &own, "passed").await.expect_problem(403, "policy.forbidden");
    // who uploaded the text does not audit it either
    let (one, two) = (s.app.bureau(), s.app.bureau());
    let file = one.upload("合同.pdf", &pdf("由审核人上传")).await.expect(201).id();
    let body = contract(json!({"strength": "intent", "files": [{"purpose": "text", "file_id": file}]}));
    let draft = two.post(&s.path, body).await.expect(201);
    let submitted = two.submits_paper(s.project, &draft).await.expect(200);
    one.audits_paper(s.project, &submitted, "passed").await.expect_problem(403, "policy.self_audit");
    let (a, b) = futures_util::future::join(
        one.audits_paper(s.project, &own, "passed"),
        two.audits_paper(s.project, &own, "passed"),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(statuses == [200, 412] || statuses == [200, 409], "{statuses:?}");

    // two contracts that wait at once: the project is counted once
    let other = s.app.project(&s.clerk, "铜材加工线", json!({})).await.id();
    let mut waiting = Vec::new();
    for yuan in [100, 200] {
        let draft = s.clerk.drafts_paper(other, contract(json!({"amount_yuan": yuan}))).await;
        waiting.push(s.clerk.submits_paper(other, &draft).await.expect(200));
    }
    let (a, b) = futures_util::future::join(
        one.audits_paper(other, &waiting[0], "passed"),
        two.audits_paper(other, &waiting[1], "passed"),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(statuses == [200, 422] || statuses == [200, 409], "{statuses:?} {} {}", a.body, b.body);
    let counted = s.clerk.get(&format!("/signatures?project_id={other}&counted=true")).await.expect(200).body;
    assert_eq!(counted["total"], 1);
}

#[actix_web::test]
async fn papers_are_seen_by_those_who_see_the_project() {
    let s = scene().await;
    let paper = s.clerk.signs(&s.auditor, s.project, contract(json!({}))).await;
    let path = format!("{}/{}", s.path, paper.id());
    let stranger = s.app.clerk("市发改委");
    for path in [&path, &s.path, &format!("/projects/{}/repeat-suspicions", s.project)] {
        stranger.get(path).await.expect_problem(404, "resource.not_found");
    }
    stranger.post(&s.path, contract(json!({}))).await.expect_problem(404, "resource.not_found");
    assert_eq!(stranger.get("/signatures").await.expect(200).body["total"], 0);
    s.app.leader().get(&path).await.expect(200);
    s.app.leader().post(&s.path, contract(json!({}))).await.expect_problem(403, "policy.forbidden");
    s.app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
    let party = s.app.partner(s.app.enterprise("高纯镍项目投资方"), &["projects:read"]);
    assert_eq!(party.get(&path).await.expect(200).body["id"], paper.id());
    assert_eq!(party.get("/signatures").await.expect(200).body["total"], 1);
    party.post(&s.path, contract(json!({}))).await.expect(403);
    let foreign = s.app.partner(s.app.enterprise("别家公司"), &["projects:read"]);
    foreign.get(&path).await.expect_problem(404, "resource.not_found");
    assert_eq!(foreign.get("/signatures").await.expect(200).body["total"], 0);
    // a paper of another project under this one's address
    let other = s.app.project(&s.clerk, "铜材加工线", json!({})).await.id();
    s.clerk
        .get(&format!("/projects/{other}/signatures/{}", paper.id()))
        .await
        .expect_problem(404, "resource.not_found");
    for (query, total) in [
        ("strength=contract&kind=first&state=passed", 1),
        ("strength=intent", 0),
        ("q=高纯镍", 1),
        ("q=铜材", 0),
        ("takeover=true", 0),
        ("counted=false", 0),
        ("signed_on.gte=2026-03-01&signed_on.lt=2026-03-02", 1),
        ("awaiting=contract", 0),
    ] {
        assert_eq!(
            s.clerk.get(&format!("/signatures?{query}")).await.expect(200).body["total"],
            total,
            "{query}"
        );
    }
    for bad in ["sort=x", "strength=x", "awaiting=x", "page=0", "cursor=x", "foo=1"] {
        assert!(matches!(s.clerk.get(&format!("/signatures?{bad}")).await.status, 400 | 422), "{bad}");
    }
    let key = "11111111-1111-4111-8111-111111111111";
    let again = || {
        s.clerk
            .call(Method::POST, &s.path)
            .header("Idempotency-Key", key)
            .json(contract(json!({"strength": "intent"})))
            .send()
    };
    let (first, second) = (again().await.expect(201), again().await.expect(201));
    assert_eq!(first.id(), second.id(), "a replay makes nothing new");
}

#[actix_web::test]
async fn a_new_owner_takes_the_count_to_his_event() {
    let s = scene().await;
    let (old, new) = (
        s.app.event("兰洽会", Some(29), "2026-02-01").await,
        s.app.event("兰洽会", Some(30), "2026-03-01").await,
    );
    s.clerk.signs(&s.auditor, s.project, contract(json!({"event_id": old, "signed_on": "2026-02-01"}))).await;
    s.app.advance_days(5);
    let body = contract(json!({"kind": "owner_change", "event_id": new, "amount_yuan": 300_000_000}));
    let moved = s.clerk.signs(&s.auditor, s.project, body).await;
    assert_eq!(counts(&moved), (json!(1), json!(300_000_000)));
    assert_eq!(moved.body["counts"]["event_id"], new);
    let at = |event: i64, day: &str| format!("/signing-events/{event}/signatures/summary?as_of={day}");
    for (event, day, expected) in
        [(old, "2026-03-06", 1), (old, "2026-03-07", 0), (new, "2026-03-06", 0), (new, "2026-03-07", 1)]
    {
        assert_eq!(
            s.clerk.get(&at(event, day)).await.expect(200).body["counted_count"],
            expected,
            "{event} {day}"
        );
    }
    s.clerk.get(&at(old, "2099-01-01")).await.expect_problem(422, "request.invalid");
    let project = s.clerk.get(&format!("/projects/{}", s.project)).await.expect(200).body;
    assert_eq!(project["contract_amount_yuan"], 300_000_000);
}

#[actix_web::test]
async fn a_repeated_signing_waits_for_an_answer() {
    let s = scene().await;
    s.clerk.signs(&s.auditor, s.project, contract(json!({}))).await;
    let more = json!({"confirmed_different": true, "place": "金昌经济技术开发区",
        "parties": [{"name": "高纯镍项目投资方", "role": "investor"}]});
    let twin = s.app.project(&s.clerk, "高纯镍材料项目", more).await.id();
    let draft = s.clerk.drafts_paper(twin, contract(json!({}))).await;
    let reasons = &draft.body["suspicions"][0]["reasons"];
    assert_eq!(reasons.as_array().map(Vec::len), Some(4), "{reasons}");
    let refused = s.clerk.submits_paper(twin, &draft).await.expect_problem(409, "signature.repeat_suspected");
    assert_eq!(refused.body["current"]["suspicions"][0]["project_id"], s.project);
    let answers = format!("/projects/{twin}/repeat-answers");
    let answer = |kind: &str, other: i64| json!({"other_project_id": other, "answer": kind, "reason": "同一投资方的另一条生产线"});
    for bad in [answer("different", 999), answer("different", twin)] {
        assert_eq!(pointers(&s.clerk.post(&answers, bad).await.expect(422)), ["/other_project_id"]);
    }
    s.clerk.post(&answers, json!({"other_project_id": s.project, "answer": "different"})).await.expect(422);
    s.app
        .leader()
        .post(&answers, answer("different", s.project))
        .await
        .expect_problem(403, "policy.forbidden");
    // a repetition is registered as such and counts nothing
    s.clerk.post(&answers, answer("repeated", s.project)).await.expect(201);
    assert_eq!(pointers(&s.clerk.submits_paper(twin, &draft).await.expect(422)), ["/kind"]);
    let path = format!("/projects/{twin}/signatures/{}", draft.id());
    let shown = s.clerk.patch(&path, draft.version(), json!({"kind": "reannouncement"})).await.expect(200);
    let shown = s.clerk.submits_paper(twin, &shown).await.expect(200);
    let passed = s.auditor.audits_paper(twin, &shown, "passed").await.expect(200);
    assert_eq!(counts(&passed), (json!(0), json!(0)));
    // another project: both count
    let third =
        json!({"confirmed_different": true, "parties": [{"name": "高纯镍项目投资方", "role": "investor"}]});
    let third = s.app.project(&s.clerk, "高纯镍三期", third).await.id();
    let draft = s.clerk.drafts_paper(third, contract(json!({}))).await;
    let list = s
        .clerk
        .get(&format!("/projects/{third}/repeat-suspicions?amount_yuan=200000000"))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (&list["total"], &list["items"][0]["project_id"]),
        (&json!(1), &json!(s.project)),
        "a repetition is no rival: {list}"
    );
    s.clerk
        .post(&format!("/projects/{third}/repeat-answers"), answer("different", s.project))
        .await
        .expect(201);
    let submitted = s.clerk.submits_paper(third, &draft).await.expect(200);
    let passed = s.auditor.audits_paper(third, &submitted, "passed").await.expect(200);
    assert_eq!(counts(&passed).0, json!(1));
    // what a unit cannot see is answered by the bureau
    let other = s.app.clerk("市发改委");
    let hidden =
        json!({"confirmed_different": true, "parties": [{"name": "高纯镍项目投资方", "role": "investor"}]});
    let hidden = s.app.project(&other, "高纯镍项目分厂", hidden).await.id();
    let draft = other.drafts_paper(hidden, contract(json!({}))).await;
    let refused = other.submits_paper(hidden, &draft).await.expect_problem(409, "signature.repeat_suspected");
    let told = refused.body["current"]["suspicions"].to_string();
    assert!(
        !told.contains("高纯镍项目") && refused.body["current"]["suspicions"][0]["project_id"].is_null(),
        "{told}"
    );
    let seen = s
        .auditor
        .get(&format!("/projects/{hidden}/repeat-suspicions?amount_yuan=200000000"))
        .await
        .expect(200)
        .body;
    for item in seen["items"].as_array().expect("items") {
        let body = answer("different", item["project_id"].as_i64().expect("id"));
        s.auditor.post(&format!("/projects/{hidden}/repeat-answers"), body).await.expect(201);
    }
    other.submits_paper(hidden, &draft).await.expect(200);
}

#[actix_web::test]
async fn a_passed_stage_record_is_a_signature() {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let event = app.event("兰洽会", Some(30), "2026-03-01").await;
    let project = app.staged_project("火星1号基地", clerk.unit_id, Stage::Admission);
    let mut body = clerk.whole_record(project, "signed").await;
    body["facts"]["signing_event"] = json!("丝绸之路博览会");
    let records = format!("/projects/{project}/stage-records");
    let draft = clerk.post(&records, body).await.expect(201);
    let submit = format!("{records}/{}/submissions", draft.id());
    let refused = clerk.post_bare(&submit, draft.version()).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/facts/signing_event"]);
    let worthless = json!({"facts": {"signing_event": "第30届兰洽会", "contract_amount_yuan": 0}});
    let worthless = clerk.patch(&format!("{records}/{}", draft.id()), 1, worthless).await.expect(200);
    let refused = clerk.post_bare(&submit, worthless.version()).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/facts/contract_amount_yuan"]);
    let named = clerk
        .patch(
            &format!("{records}/{}", draft.id()),
            worthless.version(),
            json!({"facts": {"contract_amount_yuan": 150_000_000}}),
        )
        .await
        .expect(200);
    let submitted = clerk.post_bare(&submit, named.version()).await.expect(200);
    app.advance_days(3);
    auditor.passes(project, &submitted).await.expect(200);
    let listed = clerk.get(&format!("/projects/{project}/signatures")).await.expect(200).body;
    let paper = &listed["items"][0];
    assert_eq!(
        (&listed["total"], &paper["record_id"], &paper["state"]),
        (&json!(1), &json!(draft.id()), &json!("passed"))
    );
    assert_eq!(
        (&paper["strength"], &paper["event_id"], &paper["signed_on"]),
        (&json!("contract"), &json!(event), &json!("2026-03-01"))
    );
    assert_eq!(
        (&paper["counts"]["count"], &paper["counts"]["amount_yuan"], &paper["counts"]["counted_on"]),
        (&json!(1), &json!(150_000_000), &json!("2026-03-05"))
    );
    let view = clerk.get(&format!("/projects/{project}")).await.expect(200);
    assert_eq!(
        (&view.body["contract_amount_yuan"], &view.body["signed_on"]),
        (&json!(150_000_000), &json!("2026-03-01"))
    );
    clerk.moves(project, "signed").await.expect(200);
    // given up and signed anew: still one, the new one
    let version = clerk.project_version(project).await;
    let back = json!({"to": "admission", "reason": "合同须重新签订"});
    clerk.post_at(&format!("/projects/{project}/returns"), version, back).await.expect(200);
    let mut again = clerk.whole_record(project, "signed").await;
    again["facts"]["contract_amount_yuan"] = json!(170_000_000);
    let draft = clerk.post(&records, again).await.expect(201);
    let submitted = clerk.post_bare(&format!("{records}/{}/submissions", draft.id()), 1).await.expect(200);
    app.advance_days(1);
    auditor.passes(project, &submitted).await.expect(200);
    let counted = clerk.get(&format!("/signatures?project_id={project}&counted=true")).await.expect(200).body;
    assert_eq!((&counted["total"], &counted["items"][0]["amount_yuan"]), (&json!(1), &json!(170_000_000)));
    assert_eq!(counted["items"][0]["counts"]["event_id"], event, "the first event stays");
    let all = clerk.get(&format!("/projects/{project}/signatures")).await.expect(200).body;
    assert!(all["items"][0]["superseded_at"].is_string() && all["items"][0]["counts"].is_null(), "{all}");
    let then = app
        .leader()
        .get(&format!("/signing-events/{event}/signatures/summary?as_of=2026-03-05"))
        .await
        .expect(200)
        .body;
    assert_eq!((&then["counted_count"], &then["counted_amount_yuan"]), (&json!(1), &json!(150_000_000)));
}

#[actix_web::test]
async fn a_stage_record_of_a_repeated_signing_counts_nothing() {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let first = app.staged_project("火星1号基地", clerk.unit_id, Stage::Admission);
    let passed = clerk.submitted(first, "signed").await;
    auditor.passes(first, &passed).await.expect(200);
    clerk.moves(first, "signed").await.expect(200);
    let twin = app.staged_project("火星2号基地", clerk.unit_id, Stage::Admission);
    let draft = clerk.draft(twin, "signed").await;
    let submit = format!("/projects/{twin}/stage-records/{}/submissions", draft.id());
    let refused = clerk.post_bare(&submit, 1).await.expect_problem(409, "signature.repeat_suspected");
    assert_eq!(refused.body["current"]["suspicions"][0]["project_id"], first);
    let answer =
        json!({"other_project_id": first, "answer": "repeated", "reason": "同一项目在另一活动上再次签约"});
    clerk.post(&format!("/projects/{twin}/repeat-answers"), answer).await.expect(201);
    let submitted = clerk.post_bare(&submit, 1).await.expect(200);
    auditor.passes(twin, &submitted).await.expect(200);
    let paper = clerk.get(&format!("/projects/{twin}/signatures")).await.expect(200).body["items"][0].clone();
    assert_eq!((&paper["kind"], &paper["counts"]["count"]), (&json!("reannouncement"), &json!(0)));
    clerk.moves(twin, "signed").await.expect(200);
    // the first one is not asked about its repetition
    let list = clerk.get(&format!("/projects/{first}/repeat-suspicions")).await.expect(200).body;
    assert_eq!(list["total"], 0, "{list}");
    let counted = clerk.get("/signatures?counted=true").await.expect(200).body;
    assert_eq!((&counted["total"], &counted["items"][0]["project_id"]), (&json!(1), &json!(first)));
}

#[actix_web::test]
async fn old_projects_are_taken_over_by_the_bureau() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let event = app.event("兰洽会", Some(20), "2014-07-09").await;
    let imported = |name: &str, signed: Option<&str>, import: Option<i64>, stage: Stage| {
        let id = app.staged_project(name, clerk.unit_id, stage);
        let signed: Option<chrono::NaiveDate> = signed.map(|d| d.parse().expect("day"));
        app.db(|tx| {
            diesel::update(projects::table.find(id))
                .set((
                    projects::import_id.eq(import),
                    projects::signed_on.eq(signed),
                    projects::contract_amount_yuan.eq(90_000_000_i64),
                ))
                .execute(&mut **tx)?;
            diesel::sql_query(format!(
                "UPDATE project_parties SET name = '{name}公司', name_key = '{name}' WHERE project_id = {id}"
            ))
            .execute(&mut **tx)?;
            Ok(())
        });
        id
    };
    let whole = imported("甲乙丙丁", Some("2014-07-10"), Some(1), Stage::Building);
    let dateless = imported("子丑寅卯", None, Some(1), Stage::Signed);
    let early = imported("东西南北", Some("2014-07-10"), Some(1), Stage::Lead);
    let own = imported("春夏秋冬", Some("2014-07-10"), None, Stage::Building);
    let proof = bureau.upload("核对清单.pdf", &pdf("清单")).await.expect(201).id();
    let body = json!({"reason": "系统启用前已签订，原件核对无误", "proof_file_ids": [proof], "items": [
        {"project_id": whole, "event_id": event}, {"project_id": dateless}, {"project_id": early}, {"project_id": own},
        {"project_id": whole}, {"project_id": 999}, {"project_id": dateless, "signed_on": "2015-01-01", "amount_yuan": 5}]});
    clerk.post("/signatures/takeovers", body.clone()).await.expect_problem(403, "policy.forbidden");
    let done = bureau.post("/signatures/takeovers", body).await.expect(200).body;
    let statuses: Vec<_> =
        done["results"].as_array().into_iter().flatten().map(|r| r["status"].as_u64().unwrap_or(0)).collect();
    assert_eq!(statuses, [201, 422, 409, 409, 409, 404, 201], "{done}");
    assert_eq!((&done["taken_over"], &done["refused"]), (&json!(2), &json!(5)));
    let paper =
        clerk.get(&format!("/projects/{whole}/signatures")).await.expect(200).body["items"][0].clone();
    assert_eq!(
        (&paper["takeover"], &paper["counts"]["takeover"], &paper["counts"]["counted_on"]),
        (&json!(true), &json!(true), &json!("2014-07-10"))
    );
    assert_eq!((&paper["counts"]["count"], &paper["counts"]["amount_yuan"]), (&json!(1), &json!(90_000_000)));
    let sums = bureau.get(&format!("/signing-events/{event}/signatures/summary")).await.expect(200).body;
    assert_eq!(sums["counted_count"], 1);
    let before = bureau
        .get(&format!("/signing-events/{event}/signatures/summary?as_of=2026-03-01"))
        .await
        .expect(200)
        .body;
    assert_eq!(before["counted_count"], 0, "not recorded then");
    let taken = clerk.get(&format!("/projects/{dateless}")).await.expect(200).body;
    assert_eq!((&taken["signed_on"], &taken["contract_amount_yuan"]), (&json!("2015-01-01"), &json!(5)));
    let view = bureau.get(&format!("/projects/{whole}/signatures/{}", paper["id"])).await.expect(200).body;
    assert_eq!((&view["files"][0]["purpose"], &view["files"][0]["sealed"]), (&json!("proof"), &json!(true)));
    for bad in [
        json!({"reason": "x", "proof_file_ids": [proof], "items": [{"project_id": own}]}),
        json!({"reason": "核对无误", "proof_file_ids": [], "items": [{"project_id": own}]}),
        json!({"reason": "核对无误", "proof_file_ids": [999], "items": [{"project_id": own}]}),
        json!({"reason": "核对无误", "proof_file_ids": [proof], "items": []}),
    ] {
        bureau.post("/signatures/takeovers", bad).await.expect_problem(422, "request.invalid");
    }
}

#[actix_web::test]
async fn an_ended_project_takes_no_paper() {
    let s = scene().await;
    let draft = s.clerk.drafts_paper(s.project, contract(json!({}))).await;
    let version = s.clerk.project_version(s.project).await;
    let end = json!({"reason": "投资方放弃投资", "cause": "investor", "decided_by": "市招商局"});
    s.clerk.post_at(&format!("/projects/{}/terminations", s.project), version, end).await.expect(200);
    s.clerk.post(&s.path, contract(json!({}))).await.expect_problem(409, "project.ended");
    s.clerk.submits_paper(s.project, &draft).await.expect_problem(409, "project.ended");
    assert_eq!(
        s.clerk.get(&format!("{}/{}", s.path, draft.id())).await.expect(200).body["can"],
        json!(["signature.read"])
    );
}
