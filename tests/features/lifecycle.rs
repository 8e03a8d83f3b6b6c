//! The life of a project: gates, stage records, audits, moves, ends, log, board.

use actix_web::http::Method;
use chengfeng::features::projects::Stage;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use harness::files::{jpeg, pdf};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

struct Scene {
    app: TestApp,
    clerk: Actor,
    auditor: Actor,
    project: i64,
}

async fn scene(stage: Stage) -> Scene {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let project = app.staged_project("火星1号基地", clerk.unit_id, stage);
    Scene { app, clerk, auditor, project }
}

impl Scene {
    fn path(&self, rest: &str) -> String {
        format!("/projects/{}{rest}", self.project)
    }
}

fn fields(problem: &Value) -> Vec<String> {
    let list = problem["blocking"].as_array().or(problem["errors"].as_array()).cloned().unwrap_or_default();
    list.iter()
        .map(|b| b["field"].as_str().or(b["pointer"].as_str()).unwrap_or_default().to_owned())
        .collect()
}

#[actix_web::test]
async fn every_target_says_what_is_missing_and_who_may() {
    let s = scene(Stage::Lead).await;
    let all = s.clerk.get(&s.path("/transitions")).await.expect(200);
    let targets = all.body["targets"].as_array().expect("targets");
    assert_eq!(targets.len(), 12);
    let signed = targets.iter().find(|t| t["to"] == "signed").expect("signed");
    assert_eq!(signed["allowed"], false);
    assert!(
        signed["requires"].as_array().is_some_and(|r| r.contains(&json!("evidence.contract"))),
        "{signed}"
    );
    let lacking = fields(signed);
    assert!(lacking.contains(&"evidence.contract".to_owned()), "{lacking:?}");
    assert!(lacking.contains(&"admission.evidence.review_minutes".to_owned()), "{lacking:?}");
    assert!(signed["who"].as_str().is_some_and(|w| w.contains("经办人")));
    let reserve = targets.iter().find(|t| t["to"] == "reserve").expect("reserve");
    assert_eq!((&reserve["kind"], &reserve["allowed"]), (&json!("return"), &json!(true)));
    let ends: Vec<_> = all.body["ends"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|e| (e["kind"].clone(), e["allowed"].clone()))
        .collect();
    assert_eq!(
        ends,
        [
            (json!("suspend"), json!(true)),
            (json!("resume"), json!(false)),
            (json!("terminate"), json!(true)),
            (json!("withdraw"), json!(true))
        ]
    );

    let seen = s.app.leader().get(&s.path("/transitions")).await.expect(200);
    let first = &seen.body["targets"][0];
    assert_eq!(first["allowed"], false, "a leader looks on");
    assert!(first["blocking"].as_array().is_some_and(|b| b.iter().any(|b| b["code"] == "policy.forbidden")));
    s.app.clerk("市发改委").get(&s.path("/transitions")).await.expect_problem(404, "resource.not_found");
    s.app.system_admin().get(&s.path("/transitions")).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_stage_is_entered_with_facts_evidence_and_the_audit_of_another() {
    let s = scene(Stage::Lead).await;
    let version = s.clerk.project_version(s.project).await;
    let refused = s.clerk.post_at(&s.path("/transitions"), version, json!({"to": "screening"})).await;
    let refused = refused.expect_problem(422, "lifecycle.gate_unmet");
    assert!(fields(&refused.body).contains(&"records.screening".to_owned()), "{}", refused.body);
    let dry = s
        .clerk
        .post_at(&s.path("/transitions"), version, json!({"to": "screening", "dry_run": true}))
        .await
        .expect(200);
    assert_eq!((&dry.body["moved"], &dry.body["target"]["allowed"]), (&json!(false), &json!(false)));

    let draft = s.clerk.draft(s.project, "screening").await;
    assert_eq!((&draft.body["state"], &draft.body["missing"]), (&json!("draft"), &json!([])));
    let record = s.path(&format!("/stage-records/{}", draft.id()));
    assert_eq!(draft.header("location"), Some(format!("/api/v1{record}").as_str()));
    s.clerk.moves(s.project, "screening").await.expect_problem(422, "lifecycle.gate_unmet");
    let submitted = s.clerk.post_bare(&format!("{record}/submissions"), draft.version()).await.expect(200);
    assert_eq!(submitted.body["submitted_by"], s.clerk.id);

    s.app.advance_days(3);
    let audited = s.auditor.passes(s.project, &submitted).await.expect(200);
    assert_eq!(
        (&audited.body["state"], &audited.body["audited_on"], &audited.body["claimed_on"]),
        (&json!("passed"), &json!("2026-03-05"), &json!("2026-03-01"))
    );
    assert_eq!(audited.body["gate_revision"], 1);
    assert_eq!(audited.body["evidence"][0]["sealed"], true);
    assert_eq!(audited.body["opinions"][0]["given_by"], s.auditor.id);
    let dry = s
        .clerk
        .post_at(&s.path("/transitions"), version, json!({"to": "screening", "dry_run": true}))
        .await
        .expect(200);
    assert_eq!(
        (&dry.body["moved"], &dry.body["target"]["allowed"], &dry.body["lifecycle"]["stage"]),
        (&json!(false), &json!(true), &json!("lead"))
    );

    let moved = s.clerk.moves(s.project, "screening").await.expect(200);
    let life = &moved.body["lifecycle"];
    assert_eq!((&life["stage"], &life["stage_since_on"]), (&json!("screening"), &json!("2026-03-05")));
    assert_eq!(
        (&life["log"][0]["days_in_stage"], &life["log"][0]["kind"], &life["log"][0]["gate_revision"]),
        (&json!(3), &json!("advance"), &json!(1))
    );
    let point = &life["stages"][2];
    assert_eq!(
        (&point["claimed_on"], &point["audited_on"], &point["progress"]),
        (&json!("2026-03-01"), &json!("2026-03-05"), &json!("current"))
    );
    assert_eq!(life["groups"][0]["progress"], "current");
    assert_eq!(life["groups"].as_array().map(Vec::len), Some(5));
    assert_eq!(life["stages"].as_array().map(Vec::len), Some(13));
    s.clerk
        .post_at(&s.path("/transitions"), version, json!({"to": "negotiating"}))
        .await
        .expect_problem(412, "resource.stale");
    let keyless =
        s.clerk.call(Method::POST, &s.path("/transitions")).json(json!({"to": "negotiating"})).send().await;
    keyless.expect_problem(428, "resource.version_required");
    s.clerk.moves(s.project, "screening").await.expect_problem(409, "lifecycle.not_possible");
    s.clerk.moves(s.project, "nowhere").await.expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn nobody_audits_his_own_and_two_auditors_do_not_both_win() {
    let s = scene(Stage::Lead).await;
    let own = s.auditor.submitted(s.project, "screening").await;
    s.auditor.passes(s.project, &own).await.expect_problem(403, "policy.self_audit");
    s.clerk.passes(s.project, &own).await.expect_problem(403, "policy.forbidden");
    s.app.leader().passes(s.project, &own).await.expect_problem(403, "policy.forbidden");
    let view = s.auditor.get(&s.path(&format!("/stage-records/{}", own.id()))).await.expect(200);
    assert_eq!(view.body["can"], json!(["stage.submit"]), "the button is not offered");

    let (one, two) = (s.app.bureau(), s.app.bureau());
    let (a, b) = futures_util::future::join(one.passes(s.project, &own), two.passes(s.project, &own)).await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(statuses == [200, 412] || statuses == [200, 409], "{statuses:?}");
    let view = one.get(&s.path(&format!("/stage-records/{}", own.id()))).await.expect(200);
    assert_eq!(view.body["opinions"].as_array().map(Vec::len), Some(1));

    // evidence uploaded by the auditor, submitted by somebody else
    let mut body = s.clerk.whole_record(s.project, "negotiating").await;
    let mine = one.upload("纪要.pdf", &pdf("由审核人上传")).await.expect(201).id();
    body["evidence"] = json!([{"evidence_type": "meeting_record", "file_id": mine}]);
    let draft = two.post(&s.path("/stage-records"), body).await.expect(201);
    let submitted = two
        .post_bare(&s.path(&format!("/stage-records/{}/submissions", draft.id())), draft.version())
        .await
        .expect(200);
    one.passes(s.project, &submitted).await.expect_problem(403, "policy.self_audit");
    s.app.bureau().passes(s.project, &submitted).await.expect(200);
}

#[actix_web::test]
async fn a_record_is_recalled_supplemented_and_submitted_again() {
    let s = scene(Stage::Lead).await;
    let draft = s.clerk.draft(s.project, "screening").await;
    let record = s.path(&format!("/stage-records/{}", draft.id()));
    s.clerk
        .post_bare(&format!("{record}/recalls"), draft.version())
        .await
        .expect_problem(409, "lifecycle.not_possible");
    let submit = format!("{record}/submissions");
    let (a, b) =
        futures_util::future::join(s.clerk.post_bare(&submit, 1), s.clerk.post_bare(&submit, 1)).await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(statuses == [200, 412] || statuses == [200, 409], "double submit: {statuses:?}");
    s.clerk.patch(&record, 2, json!({"note": "x"})).await.expect_problem(409, "lifecycle.not_possible");
    let recalled = s.clerk.post_bare(&format!("{record}/recalls"), 2).await.expect(200);
    assert_eq!(recalled.body["state"], "recalled");
    let edited = s
        .clerk
        .patch(&record, 3, json!({"note": "已核对", "facts": {"screening_opinion": "可行"}}))
        .await
        .expect(200);
    assert_eq!(edited.body["facts"]["screening_opinion"], "可行");
    assert_eq!(edited.body["facts"]["decision"], draft.body["facts"]["decision"], "other facts stay");
    s.clerk.patch(&record, 3, json!({"note": "y"})).await.expect_problem(412, "resource.stale");
    s.clerk.post_bare(&submit, 4).await.expect(200);
    let audits = format!("{record}/audits");
    let back = s
        .auditor
        .post_at(&audits, 5, json!({"result": "supplement", "opinion": "凭据不清晰，请重新扫描上传。"}))
        .await
        .expect(200);
    assert_eq!(back.body["state"], "supplement");
    s.clerk.moves(s.project, "screening").await.expect_problem(422, "lifecycle.gate_unmet");
    s.clerk.post_bare(&submit, 6).await.expect(200);
    s.auditor
        .post_at(&audits, 7, json!({"result": "rejected", "opinion": "凭据与项目不符，不予认定。"}))
        .await
        .expect(200);
    s.clerk.post_bare(&submit, 8).await.expect_problem(409, "lifecycle.not_possible");
    let view = s.clerk.get(&record).await.expect(200);
    let results: Vec<_> =
        view.body["opinions"].as_array().into_iter().flatten().map(|o| o["result"].clone()).collect();
    assert_eq!(results, [json!("supplement"), json!("rejected")]);
    s.clerk.draft(s.project, "screening").await;
    let twice = s.clerk.whole_record(s.project, "screening").await;
    s.clerk.post(&s.path("/stage-records"), twice).await.expect_problem(409, "resource.conflict");
}

#[actix_web::test]
async fn what_is_filled_in_is_checked_field_by_field() {
    let s = scene(Stage::Negotiating).await;
    let records = s.path("/stage-records");
    let bad = json!({"stage": "signed", "claimed_on": "2099-01-01", "evidence": [{"evidence_type": "contract", "file_id": 99999}],
        "facts": {"signed_on": "2026-02-30", "contract_amount_yuan": -1, "signature": "handshake", "colour": "red", "signed_party": ["x"]}});
    let problem = s.clerk.post(&records, bad).await.expect_problem(422, "request.invalid");
    let mut found = fields(&problem.body);
    found.sort();
    assert_eq!(
        found,
        [
            "/claimed_on",
            "/evidence/0/file_id",
            "/facts/colour",
            "/facts/contract_amount_yuan",
            "/facts/signature",
            "/facts/signed_on",
            "/facts/signed_party"
        ]
    );
    for (body, pointer) in [
        (json!({"stage": "signed", "state": "passed"}), "/state"),
        (json!({"stage": "signed", "audited_by": 1}), "/audited_by"),
        (json!({"stage": "flying"}), "/stage"),
        (json!({"claimed_on": "2026-03-01"}), "/stage"),
    ] {
        let problem = s.clerk.post(&records, body).await.expect_problem(422, "request.invalid");
        assert_eq!(fields(&problem.body), [pointer]);
    }
    // a photo must be a picture, somebody else's file is as good as none
    let paper = s.clerk.upload("照片.pdf", &pdf("x")).await.expect(201).id();
    let foreign = s.app.clerk("市发改委").upload("合同.pdf", &pdf("y")).await.expect(201).id();
    let body = json!({"stage": "signed", "evidence": [{"evidence_type": "signing_photo", "file_id": paper}, {"evidence_type": "contract", "file_id": foreign}]});
    let problem = s.clerk.post(&records, body).await.expect_problem(422, "request.invalid");
    assert_eq!(fields(&problem.body), ["/evidence/1/file_id", "/evidence/0/file_id"]);

    let empty = s.clerk.post(&records, json!({"stage": "signed"})).await.expect(201);
    let record = format!("{records}/{}", empty.id());
    let refused = s
        .clerk
        .post_bare(&format!("{record}/submissions"), 1)
        .await
        .expect_problem(422, "lifecycle.gate_unmet");
    for field in ["claimed_on", "signed_on", "evidence.contract"] {
        assert!(fields(&refused.body).contains(&field.to_owned()), "{}", refused.body);
    }
    let put =
        s.clerk.put(&record, 1, json!({"stage": "landed"})).await.expect_problem(422, "request.invalid");
    assert_eq!(fields(&put.body), ["/stage"]);
    let done = s
        .clerk
        .put(&record, 1, json!({"stage": "signed", "facts": {"signed_party": "甲、乙"}}))
        .await
        .expect(200);
    assert_eq!(done.body["facts"], json!({"signed_party": "甲、乙"}));
    s.clerk
        .call(Method::PUT, &record)
        .json(json!({"stage": "signed"}))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    s.clerk.get(&format!("{records}/99999")).await.expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn passed_evidence_never_changes() {
    let s = scene(Stage::Lead).await;
    let submitted = s.clerk.submitted(s.project, "screening").await;
    let passed = s.auditor.passes(s.project, &submitted).await.expect(200);
    let (id, version) = (passed.id(), passed.version());
    let record = s.path(&format!("/stage-records/{id}"));
    let file = passed.body["evidence"][0]["file_id"].as_i64().expect("file");
    s.clerk.patch(&record, version, json!({"evidence": []})).await.expect_problem(409, "file.immutable");
    s.clerk.put(&record, version, json!({"stage": "screening"})).await.expect_problem(409, "file.immutable");
    s.auditor.passes(s.project, &passed).await.expect_problem(409, "lifecycle.not_possible");
    s.clerk
        .post_bare(&format!("{record}/recalls"), version)
        .await
        .expect_problem(409, "lifecycle.not_possible");
    let fails = |sql: String| {
        let done = s.app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(&sql)?)
        });
        let error = done.expect_err(&sql);
        assert!(
            error.cause().is_some_and(|c| c.contains("immutable") || c.contains("append-only")),
            "{sql}: {error}"
        );
    };
    fails(format!("UPDATE stage_records SET claimed_on = '2020-01-01' WHERE id = {id}"));
    fails(format!("UPDATE stage_evidence SET ended_at = NULL WHERE record_id = {id}"));
    fails(format!("DELETE FROM stage_evidence WHERE record_id = {id}"));
    fails(format!("UPDATE files SET name = 'x' WHERE id = {file}"));
    fails(format!("UPDATE stage_opinions SET opinion = 'x' WHERE record_id = {id}"));
    fails(format!("DELETE FROM stage_records WHERE id = {id}"));
    s.clerk.moves(s.project, "screening").await.expect(200);
    fails("UPDATE stage_log SET days_in_stage = 0".into());
}

#[actix_web::test]
async fn foreigners_see_nothing_and_partners_only_read() {
    let s = scene(Stage::Lead).await;
    let submitted = s.clerk.submitted(s.project, "screening").await;
    let record = s.path(&format!("/stage-records/{}", submitted.id()));
    let file = format!("/files/{}", submitted.body["evidence"][0]["file_id"]);
    let foreign = s.app.clerk("市发改委");
    let own_project = s.app.staged_project("另一项目", foreign.unit_id, Stage::Lead);
    for path in [s.path("/lifecycle"), record.clone(), file.clone()] {
        foreign.get(&path).await.expect_problem(404, "resource.not_found");
    }
    // somebody else's record below one's own project
    foreign
        .get(&format!("/projects/{own_project}/stage-records/{}", submitted.id()))
        .await
        .expect_problem(404, "resource.not_found");
    foreign
        .post(&s.path("/stage-records"), json!({"stage": "signed"}))
        .await
        .expect_problem(404, "resource.not_found");
    foreign.post_bare(&format!("{record}/recalls"), 2).await.expect_problem(404, "resource.not_found");
    foreign
        .post_at(&s.path("/withdrawals"), 1, json!({"reason": "不属于我"}))
        .await
        .expect_problem(404, "resource.not_found");

    let (ours, other) = (s.app.enterprise("甲公司"), s.app.enterprise("乙公司"));
    s.app.party(s.project, ours);
    let scopes = ["projects:read", "files:read", "lifecycle:write"];
    let partner = s.app.partner(ours, &scopes);
    let life = partner.get(&s.path("/lifecycle")).await.expect(200);
    assert_eq!(life.body["can"], json!(["lifecycle.read"]));
    partner.get(&file).await.expect(200);
    partner.get(&record).await.expect(200);
    partner
        .post(&s.path("/stage-records"), json!({"stage": "signed"}))
        .await
        .expect_problem(403, "policy.forbidden");
    partner.moves(s.project, "screening").await.expect_problem(403, "policy.forbidden");
    partner
        .post_at(
            &s.path("/terminations"),
            1,
            json!({"reason": "不投了", "cause": "investor", "decided_by": "企业"}),
        )
        .await
        .expect_problem(403, "auth.scope_missing");
    s.app.partner(other, &scopes).get(&s.path("/lifecycle")).await.expect_problem(404, "resource.not_found");
    s.app.leader().get(&s.path("/lifecycle")).await.expect(200);
    s.app
        .leader()
        .post_at(&s.path("/returns"), 1, json!({"to": "reserve", "reason": "看看"}))
        .await
        .expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_return_needs_a_reason_and_gives_up_later_records() {
    let s = scene(Stage::Lead).await;
    let submitted = s.clerk.submitted(s.project, "screening").await;
    s.auditor.passes(s.project, &submitted).await.expect(200);
    s.clerk.moves(s.project, "screening").await.expect(200);
    s.app.advance_days(2);
    s.clerk.moves(s.project, "lead").await.expect_problem(422, "request.invalid");
    let version = s.clerk.project_version(s.project).await;
    let returns = s.path("/returns");
    s.clerk.post_at(&returns, version, json!({"to": "lead"})).await.expect_problem(422, "request.invalid");
    s.clerk
        .post_at(&returns, version, json!({"to": "signed", "reason": "错向"}))
        .await
        .expect_problem(422, "request.invalid");
    let back =
        s.clerk.post_at(&returns, version, json!({"to": "lead", "reason": "投资方更换"})).await.expect(200);
    assert_eq!(
        (&back.body["stage"], &back.body["log"][1]["reason"], &back.body["log"][1]["days_in_stage"]),
        (&json!("lead"), &json!("投资方更换"), &json!(2))
    );
    assert!(back.body["records"][0]["superseded_at"].is_string(), "{}", back.body["records"]);
    s.clerk.moves(s.project, "screening").await.expect_problem(422, "lifecycle.gate_unmet");
    let again = s.clerk.submitted(s.project, "screening").await;
    s.auditor.passes(s.project, &again).await.expect(200);
    let moved = s.clerk.moves(s.project, "screening").await.expect(200);
    assert_eq!(moved.body["lifecycle"]["log"].as_array().map(Vec::len), Some(3));
    assert_eq!(s.app.journal_count("project.stage_returned"), 1);
}

/// Dates and amounts as they stand on a project.
fn facts(project: &Value) -> [Value; 3] {
    ["signed_on", "contract_amount_yuan", "started_on"].map(|f| project[f].clone())
}

#[actix_web::test]
async fn a_return_does_not_unsign_a_counted_contract() {
    let s = scene(Stage::Negotiating).await;
    let path = s.path("");
    let project = || s.clerk.get(&path);
    for stage in ["admission", "signed"] {
        let submitted = s.clerk.submitted(s.project, stage).await;
        s.auditor.passes(s.project, &submitted).await.expect(200);
    }
    s.clerk.moves(s.project, "signed").await.expect(200);
    let signed = [json!("2026-03-01"), json!(150_000_000), json!(null)];
    assert_eq!(facts(&project().await.expect(200).body), signed);
    let version = s.clerk.project_version(s.project).await;
    let back = json!({"to": "negotiating", "reason": "补充条款，重新谈判"});
    s.clerk.post_at(&s.path("/returns"), version, back).await.expect(200);
    // day and amount follow the counted papers, which a return leaves alone
    assert_eq!(facts(&project().await.expect(200).body), signed);
}

#[actix_web::test]
async fn imported_facts_stay_until_a_record_speaks_and_go_with_it_when_it_is_given_up() {
    let s = scene(Stage::Building).await;
    s.app.db(|tx| Ok(tx.batch_execute("UPDATE projects SET started_on = '2021-06-01'")?));
    let path = s.path("");
    let project = || s.clerk.get(&path);
    let submitted = s.clerk.submitted(s.project, "started").await;
    assert_eq!(facts(&project().await.body)[2], "2021-06-01", "a claim is no fact");
    let version = project().await.version();
    s.auditor.passes(s.project, &submitted).await.expect(200);
    let recorded = project().await.expect(200);
    assert_eq!((recorded.version(), &facts(&recorded.body)[2]), (version + 1, &json!("2026-03-01")));
    // what came from the record goes with it, the history keeps it
    let version = s.clerk.project_version(s.project).await;
    let back = json!({"to": "permitting", "reason": "开工认定有误"});
    s.clerk.post_at(&s.path("/returns"), version, back).await.expect(200);
    assert_eq!(facts(&project().await.expect(200).body)[2], json!(null));
    let history = s.clerk.get(&s.path("/history")).await.expect(200).body;
    assert_eq!(history["items"][0]["before"]["started_on"], "2026-03-01");
}

#[actix_web::test]
async fn ends_have_reasons_and_keep_their_place() {
    let s = scene(Stage::Negotiating).await;
    let at = |path: &str| s.path(path);
    let suspend = json!({"reason": "土地挂牌公告期", "expected_return_on": "2026-06-01"});
    s.clerk
        .post_at(&at("/suspensions"), 1, json!({"reason": "过期", "expected_return_on": "2026-03-02"}))
        .await
        .expect_problem(422, "request.invalid");
    s.clerk
        .post_at(&at("/resumptions"), 1, json!({"reason": "没有暂缓"}))
        .await
        .expect_problem(409, "lifecycle.not_possible");
    let suspended = s.clerk.post_at(&at("/suspensions"), 1, suspend.clone()).await.expect(200);
    assert_eq!(
        (&suspended.body["end_state"], &suspended.body["log"][0]["details"]["expected_return_on"]),
        (&json!("suspended"), &json!("2026-06-01"))
    );
    s.clerk.post_at(&at("/suspensions"), 1, suspend.clone()).await.expect_problem(412, "resource.stale");
    s.clerk.post_at(&at("/suspensions"), 2, suspend).await.expect_problem(409, "project.ended");
    s.clerk.moves(s.project, "reserve").await.expect_problem(409, "project.ended");
    s.clerk
        .post(&at("/stage-records"), json!({"stage": "signed"}))
        .await
        .expect_problem(409, "project.ended");
    s.app.advance_days(10);
    let resumed = s.clerk.post_at(&at("/resumptions"), 2, json!({"reason": "土地已摘牌"})).await.expect(200);
    let point = &resumed.body["stages"][3];
    assert_eq!((&point["days"], &point["suspended_days"]), (&json!(0), &json!(10)));
    let end = json!({"reason": "投资方书面放弃", "cause": "investor", "decided_by": "市政府常务会议"});
    s.clerk
        .post_at(&at("/terminations"), 3, json!({"reason": "缺原因"}))
        .await
        .expect_problem(422, "request.invalid");
    let ended = s.clerk.post_at(&at("/terminations"), 3, end.clone()).await.expect(200);
    assert_eq!(
        (&ended.body["end_state"], &ended.body["stage"], &ended.body["log"][2]["details"]["cause"]),
        (&json!("terminated"), &json!("negotiating"), &json!("investor"))
    );
    for (path, body) in [("/terminations", end), ("/withdrawals", json!({"reason": "再退一次"}))] {
        s.clerk.post_at(&at(path), 4, body).await.expect_problem(409, "project.ended");
    }
    s.clerk
        .post_at(&at("/resumptions"), 4, json!({"reason": "想恢复"}))
        .await
        .expect_problem(409, "lifecycle.not_possible");
    assert_eq!(s.app.journal_count("project.terminated"), 1);

    let other = s.app.staged_project("早期项目", s.clerk.unit_id, Stage::Lead);
    let long = json!({"reason": "字".repeat(501)});
    s.clerk
        .post_at(&format!("/projects/{other}/withdrawals"), 1, long)
        .await
        .expect_problem(422, "request.invalid");
    let out = s
        .clerk
        .post_at(&format!("/projects/{other}/withdrawals"), 1, json!({"reason": "投资方已选择其他城市"}))
        .await
        .expect(200);
    assert_eq!((&out.body["end_state"], &out.body["stage"]), (&json!("withdrawn"), &json!("lead")));
    let signed = s.app.staged_project("已签约项目", s.clerk.unit_id, Stage::Signed);
    s.clerk
        .post_at(&format!("/projects/{signed}/withdrawals"), 1, json!({"reason": "太晚"}))
        .await
        .expect_problem(409, "lifecycle.not_possible");
}

#[actix_web::test]
async fn a_repeated_request_is_replayed() {
    let s = scene(Stage::Negotiating).await;
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e40";
    let send = || {
        s.clerk
            .call(Method::POST, &s.path("/withdrawals"))
            .header("Idempotency-Key", key)
            .version(1)
            .json(json!({"reason": "投资方放弃"}))
            .send()
    };
    let first = send().await.expect(200);
    let second = send().await.expect(200);
    assert_eq!(first.body, second.body);
    assert_eq!(second.header("idempotency-replayed"), Some("true"));
    assert_eq!(s.app.journal_count("project.withdrawn"), 1);
}

#[actix_web::test]
async fn the_bureau_changes_the_gates_and_the_next_move_is_judged_by_them() {
    let s = scene(Stage::Lead).await;
    let submitted = s.clerk.submitted(s.project, "screening").await;
    let rules = s.auditor.get("/rule-sets/gates").await.expect(200);
    let mut content = rules.body["in_force"]["content"].clone();
    content["stages"][2]["evidence"].as_array_mut().expect("list").push(
        json!({"evidence_type": "legal_opinion", "label": "法律意见书", "min_files": 1, "images_only": false}));
    let body = json!({"content": content, "reason": "研判须附法律意见"});
    s.auditor.post_at("/rule-sets/gates/revisions", rules.version(), body).await.expect(201);
    let refused = s.auditor.passes(s.project, &submitted).await.expect_problem(422, "lifecycle.gate_unmet");
    assert_eq!(fields(&refused.body), ["evidence.legal_opinion"]);
    let life = s.clerk.get(&s.path("/lifecycle")).await.expect(200);
    assert_eq!(life.body["gate_revision"], 2);
}

#[actix_web::test]
async fn the_board_counts_sums_and_pages_each_column() {
    let s = scene(Stage::Lead).await;
    for n in 0..3 {
        s.app.staged_project(&format!("签约{n}"), s.clerk.unit_id, Stage::Signed);
    }
    let foreign = s.app.clerk("市发改委");
    s.app.staged_project("外单位", foreign.unit_id, Stage::Signed);
    let board = s.clerk.get("/board?per_page=2").await.expect(200);
    let column = |body: &Value, stage: &str| {
        body["columns"]
            .as_array()
            .and_then(|c| c.iter().find(|c| c["stage"] == stage).cloned())
            .expect("column")
    };
    assert_eq!(board.body["columns"].as_array().map(Vec::len), Some(13));
    let signed = column(&board.body, "signed");
    assert_eq!(
        (&signed["total"], &signed["total_investment_yuan"], signed["items"].as_array().map(Vec::len)),
        (&json!(3), &json!(600_000_000), Some(2))
    );
    assert_eq!(board.body["total"], 4);
    let next = s.clerk.get("/board?stage=signed&page=2&per_page=2").await.expect(200);
    assert_eq!(next.body["columns"].as_array().map(Vec::len), Some(1));
    assert_eq!(column(&next.body, "signed")["items"].as_array().map(Vec::len), Some(1));
    let city =
        s.auditor.get(&format!("/board?stage=signed&lead_unit_id={}", foreign.unit_id)).await.expect(200);
    assert_eq!(column(&city.body, "signed")["total"], 1);
    let none = s.auditor.get("/board?total_investment_yuan.gte=200000001").await.expect(200);
    assert_eq!(none.body["total"], 0);
    s.clerk
        .post_at(
            &s.path("/suspensions"),
            1,
            json!({"reason": "等待土地", "expected_return_on": "2026-06-01"}),
        )
        .await
        .expect(200);
    assert_eq!(column(&s.clerk.get("/board").await.expect(200).body, "lead")["total"], 0);
    assert_eq!(column(&s.clerk.get("/board?end_state=suspended").await.expect(200).body, "lead")["total"], 1);
    s.clerk.get("/board?stage=flying").await.expect_problem(422, "request.invalid");
    s.clerk.get("/board?per_page=1000").await.expect_problem(422, "request.invalid");
    s.app.anonymous().get("/board").await.expect_problem(401, "auth.required");
    s.app.audit_admin().get("/board").await.expect_problem(403, "policy.forbidden");
    let phrases = s.auditor.get("/lifecycle/stock-opinions").await.expect(200);
    assert!(
        phrases.body["items"].as_array().is_some_and(|i| i.iter().any(|p| p["result"] == "supplement")),
        "{}",
        phrases.body
    );
}

#[actix_web::test]
async fn photos_count_only_as_pictures_of_their_own_type() {
    let s = scene(Stage::Negotiating).await;
    let photo = s.clerk.upload("签约.jpg", &jpeg("签约")).await.expect(201).id();
    let body = json!({"stage": "signed", "claimed_on": "2026-03-01", "evidence": [{"evidence_type": "signing_photo", "file_id": photo}]});
    let made = s.clerk.post(&s.path("/stage-records"), body).await.expect(201);
    let missing: Vec<_> =
        made.body["missing"].as_array().into_iter().flatten().map(|b| b["field"].clone()).collect();
    assert!(
        missing.contains(&json!("evidence.contract")) && !missing.contains(&json!("evidence.signing_photo")),
        "{missing:?}"
    );
}
