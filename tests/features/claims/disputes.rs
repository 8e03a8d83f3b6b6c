//! Objections within their days, rulings by somebody of no party, one winner of two rulings.

use super::scene;
use chengfeng::features::projects::Stage;
use futures_util::future::join;
use serde_json::{Value, json};

const COMPANY: &str = "示例新能源科技有限公司";

#[actix_web::test]
async fn an_objection_is_filed_in_time_by_the_later_unit_only() {
    let s = scene().await;
    let first = s.held(COMPANY).await;
    s.one.tries_to_object(first).await.expect_problem(409, "claim.wrong_state");
    let second = s.two.claims(COMPANY, json!({})).await.id();
    s.one.tries_to_object(second).await.expect_problem(404, "resource.not_found");
    s.bureau.tries_to_object(second).await.expect_problem(403, "policy.forbidden");
    s.app
        .leader()
        .post(
            &format!("/first-claims/{second}/objections"),
            json!({"reason": "代为提出", "proof_file_ids": [1]}),
        )
        .await
        .expect_problem(403, "policy.forbidden");
    let no_proof = json!({"reason": "我们在先", "proof_file_ids": []});
    s.two
        .post(&format!("/first-claims/{second}/objections"), no_proof)
        .await
        .expect_problem(422, "request.invalid");
    s.app.advance_days(7); // Monday 9 March, the fifth working day
    let filed = s.two.tries_to_object(second).await.expect(201);
    assert_eq!(
        (&filed.body["state"], &filed.body["rule_by_on"], &filed.body["overdue"]),
        (&json!("open"), &json!("2026-03-16"), &json!(false))
    );
    assert_eq!(filed.header("location"), Some(format!("/api/v1/claim-objections/{}", filed.id()).as_str()));
    assert_eq!(
        (&filed.body["respondent"]["unit"]["name"], &filed.body["respondent"]["first_contact_on"]),
        (&json!("金昌经开区"), &Value::Null),
        "the date of the other's contact is content"
    );
    s.two.tries_to_object(second).await.expect_problem(409, "claim.disputed");
    let seen = s.one.get(&format!("/claim-objections/{}", filed.id())).await.expect(200);
    assert_eq!((&seen.body["proof"], &seen.body["can"]), (&json!([]), &json!([])));
    let third = s.app.clerk("永昌县");
    third.get(&format!("/claim-objections/{}", filed.id())).await.expect_problem(404, "resource.not_found");
    // while it is open nothing moves
    s.bureau.tries_to_confirm(second, json!({})).await.expect_problem(409, "claim.disputed");
    s.one.offers(first, &[third.unit_id]).await.expect_problem(409, "claim.disputed");
    s.one.tries_to_release(first).await.expect_problem(409, "claim.disputed");
    // overdue rulings are listed
    assert_eq!(s.bureau.get("/claim-objections?overdue=true").await.body["total"], 0);
    s.app.advance_days(8);
    assert_eq!(s.bureau.get("/claim-objections?state=open&overdue=true").await.body["total"], 1);
    let late = third.claims(COMPANY, json!({})).await.id();
    s.app.advance_days(9);
    third.tries_to_object(late).await.expect_problem(409, "claim.too_late");
}

#[actix_web::test]
async fn a_ruling_moves_ownership_and_both_stay_in_the_history() {
    let s = scene().await;
    let first = s.held(COMPANY).await;
    let second = s.two.claims(COMPANY, json!({})).await.id();
    let objection = s.two.tries_to_object(second).await.expect(201).id();
    let judge_of_two = s.app.person("河西堡工业园", &[chengfeng::policy::Role::Bureau]);
    s.two.tries_to_rule(objection, "uphold", json!({})).await.expect_problem(403, "policy.forbidden");
    s.app
        .leader()
        .tries_to_rule(objection, "uphold", json!({}))
        .await
        .expect_problem(403, "policy.forbidden");
    judge_of_two.tries_to_rule(objection, "uphold", json!({})).await.expect_problem(403, "policy.self_audit");
    s.judge.tries_to_rule(objection, "joint", json!({})).await.expect_problem(422, "request.invalid");
    let stray = json!({"shares": [{"unit_id": s.one.unit_id, "share_percent": 100, "reason": "全部"}]});
    s.judge.tries_to_rule(objection, "uphold", stray).await.expect_problem(422, "request.invalid");
    let path = format!("/claim-objections/{objection}/rulings");
    let body = |ruling: &str| json!({"ruling": ruling, "reason": "保密协议在先"});
    s.judge.post_at(&path, 9, body("uphold")).await.expect_problem(412, "resource.stale");
    // two rule at once: one counts
    let (x, y) = join(
        s.judge.post_at(&path, 1, body("transfer_to_objector")),
        s.bureau.post_at(&path, 1, body("transfer_to_objector")),
    )
    .await;
    let mut statuses = [x.status, y.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (lost, won) = (s.one.claim(first).await.body, s.two.claim(second).await.body);
    assert_eq!((&lost["state"], &won["state"]), (&json!("lost"), &json!("protected")));
    assert_eq!(won["protected_until"], "2026-05-31");
    let states = |claim: &Value| -> Vec<Value> {
        claim["lineage"].as_array().into_iter().flatten().map(|l| l["state"].clone()).collect()
    };
    assert_eq!(states(&lost), [json!("lost"), json!("protected")]);
    assert_eq!(states(&won), states(&lost));
    assert_eq!(lost["objections"][0]["ruling"], "transfer_to_objector");
    assert_eq!(s.app.journal_count("claim.ruled"), 2, "one row of each side");
    s.judge.post_at(&path, 2, body("uphold")).await.expect_problem(409, "claim.wrong_state");
}

#[actix_web::test]
async fn upheld_confirms_the_first_and_other_disputes_go_on_or_end() {
    let s = scene().await;
    let third = s.app.clerk("永昌县");
    let first = s.one.claims(COMPANY, json!({})).await.id();
    let second = s.two.claims(COMPANY, json!({})).await.id();
    let another = third.claims(COMPANY, json!({})).await.id();
    let one = s.two.tries_to_object(second).await.expect(201).id();
    let two = third.tries_to_object(another).await.expect(201).id();
    s.judge.tries_to_rule(one, "transfer_to_objector", json!({})).await.expect(200);
    let turned = third.get(&format!("/claim-objections/{two}")).await.expect(200).body;
    assert_eq!(
        (&turned["state"], &turned["respondent"]["claim_id"]),
        (&json!("open"), &json!(second)),
        "the second dispute goes on against the winner"
    );
    s.judge.tries_to_rule(two, "uphold", json!({})).await.expect(200);
    let state = |body: Value| body["state"].clone();
    assert_eq!(state(s.one.claim(first).await.body), "lost");
    assert_eq!(state(s.two.claim(second).await.body), "protected");
    assert_eq!(state(third.claim(another).await.body), "lost");
}

#[actix_web::test]
async fn a_joint_ruling_brings_shares_now_or_when_the_project_comes() {
    let s = scene().await;
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Negotiating);
    let first = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.bureau.confirms(first).await;
    let second = s.two.claims(COMPANY, json!({})).await.id();
    let objection = s.two.tries_to_object(second).await.expect(201).id();
    let share =
        |unit: i64, percent: f64| json!({"unit_id": unit, "share_percent": percent, "reason": "裁定"});
    let short = json!({"shares": [share(s.one.unit_id, 60.0), share(s.two.unit_id, 39.99)]});
    s.judge.tries_to_rule(objection, "joint", short).await.expect_problem(422, "share.does_not_sum");
    let strange = json!({"shares": [share(s.one.unit_id, 60.0), share(s.judge.unit_id, 40.0)]});
    s.judge.tries_to_rule(objection, "joint", strange).await.expect_problem(422, "request.invalid");
    let fair = json!({"shares": [share(s.one.unit_id, 60.5), share(s.two.unit_id, 39.5)]});
    let ruled = s.judge.tries_to_rule(objection, "joint", fair.clone()).await.expect(200);
    assert_eq!(ruled.body["shares"][0]["share_percent"], 60.5);
    assert_eq!(s.one.claim(first).await.body["state"], "protected");
    assert_eq!(s.two.claim(second).await.body["state"], "transferred");
    let shares = s.two.get(&format!("/projects/{project}/credit-shares")).await.expect(200).body;
    assert_eq!(
        (&shares["in_force"]["basis"], &shares["shares"][1]["share_percent"]),
        (&json!("ruling"), &json!(39.5)),
        "the partner supports the project and sees its shares"
    );

    // without a project yet
    let third = s.app.clerk("永昌县");
    let early = s.one.claims("另一家储能科技有限公司", json!({})).await.id();
    s.bureau.confirms(early).await;
    let rival = third.claims("另一家储能科技有限公司", json!({})).await.id();
    let objection = third.tries_to_object(rival).await.expect(201).id();
    let halves = json!({"shares": [share(s.one.unit_id, 50.0), share(third.unit_id, 50.0)]});
    s.judge.tries_to_rule(objection, "joint", halves).await.expect(200);
    let later = s.app.staged_project("储能基地", s.one.unit_id, Stage::Lead);
    let version = s.one.claim(early).await.version();
    let link = json!({"project_id": later});
    s.one
        .put(&format!("/first-claims/{early}/project"), 1, link.clone())
        .await
        .expect_problem(412, "resource.stale");
    s.one.put(&format!("/first-claims/{early}/project"), version, link).await.expect(200);
    let shares = s.one.get(&format!("/projects/{later}/credit-shares")).await.expect(200).body;
    assert_eq!((&shares["is_default"], &shares["shares"][0]["share_percent"]), (&json!(false), &json!(50.0)));
}

#[actix_web::test]
async fn the_project_follows_the_winner_unless_it_is_signed() {
    let s = scene().await;
    for (stage, moves) in [(Stage::Negotiating, true), (Stage::Signed, false)] {
        let company = format!("{}新材料科技有限公司", stage.code());
        let project = s.app.staged_project(stage.code(), s.one.unit_id, stage);
        let first = s.one.claims(&company, json!({"project_id": project})).await.id();
        s.bureau.confirms(first).await;
        let second = s.two.claims(&company, json!({})).await.id();
        let objection = s.two.tries_to_object(second).await.expect(201).id();
        let ruled = s.judge.tries_to_rule(objection, "transfer_to_objector", json!({})).await;
        if moves {
            ruled.expect(200);
            let seen = s.two.get(&format!("/projects/{project}")).await.expect(200).body;
            assert_eq!(seen["lead_unit_id"], s.two.unit_id);
            s.one.get(&format!("/projects/{project}")).await.expect_problem(404, "resource.not_found");
            assert_eq!(s.two.claim(second).await.body["project"]["id"], project);
        } else {
            let refused = ruled.expect_problem(409, "project.fact_locked");
            assert!(refused.body["detail"].as_str().is_some_and(|d| d.contains("变更")), "{}", refused.body);
            assert_eq!(s.one.claim(first).await.body["state"], "protected", "nothing moved");
        }
    }
}

#[actix_web::test]
async fn the_bureau_brings_merged_protections_to_a_ruling() {
    let s = scene().await;
    let first = s.held("金川集团股份有限公司").await;
    let second = s.two.claims("国镍新能源材料有限公司", json!({})).await.id();
    s.bureau.confirms(second).await;
    let file = s.bureau.document("更名通知").await;
    let body = json!({"reason": "两家企业实为一家", "proof_file_ids": [file], "against_claim_id": first});
    let path = format!("/first-claims/{second}/objections");
    let refused = s.bureau.post(&path, body.clone()).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"][0]["code"], "not_flagged");
    let of = |claim: Value| claim["enterprise_id"].clone();
    let (kept, merged) = (of(s.one.claim(first).await.body), of(s.two.claim(second).await.body));
    let order = json!({"kept_id": kept, "merged_id": merged, "kept_version": 1, "merged_version": 1, "reason": "更名"});
    s.bureau.post("/enterprise-merges", order).await.expect(201);
    s.two.post(&path, json!({"reason": "自行提请", "proof_file_ids": [s.two.document("x").await], "against_claim_id": first})).await.expect_problem(403, "policy.forbidden");
    let objection = s.bureau.post(&path, body).await.expect(201).id();
    s.bureau.tries_to_rule(objection, "uphold", json!({})).await.expect_problem(403, "policy.self_audit");
    s.judge.tries_to_rule(objection, "transfer_to_objector", json!({})).await.expect(200);
    let (lost, won) = (s.one.claim(first).await.body, s.two.claim(second).await.body);
    assert_eq!((&lost["state"], &won["state"]), (&json!("lost"), &json!("protected")));
    assert_eq!((&lost["needs_ruling"], &won["needs_ruling"]), (&json!(false), &json!(false)));
    assert_eq!(lost["lineage_id"], won["lineage_id"], "one history from now on");
}
