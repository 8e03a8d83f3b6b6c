//! Credit shares: first by the lead unit with the bureau's confirmation, then by decision only; always 100 %.

use super::scene;
use actix_web::http::Method;
use chengfeng::features::claims::rules::{shares_or_lead, split_yuan};
use chengfeng::features::claims::shares_in_force;
use chengfeng::features::projects::Stage;
use futures_util::future::join;
use serde_json::{Value, json};

#[actix_web::test]
async fn proposed_confirmed_and_later_decided_by_the_bureau() {
    let s = scene().await;
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Negotiating);
    let path = format!("/projects/{project}/credit-shares");
    let first = s.one.get(&path).await.expect(200);
    assert_eq!((&first.body["is_default"], first.version()), (&json!(true), 0));
    assert_eq!(
        first.body["shares"],
        json!([{"unit_id": s.one.unit_id, "unit_name": "金昌经开区", "share_percent": 100.0, "reason": "没有商定分成，归牵头单位"}])
    );
    let share =
        |unit: i64, percent: Value| json!({"unit_id": unit, "share_percent": percent, "reason": "共同洽谈"});
    let body = |a: Value, b: Value| json!({"shares": [share(s.one.unit_id, a), share(s.two.unit_id, b)], "reason": "双方商定"});
    for (a, b, code) in [
        (json!(60), json!(39.99), "share.does_not_sum"),
        (json!(60), json!(40.01), "share.does_not_sum"),
        (json!(100), json!(0), "request.invalid"),
        (json!(33.333), json!(66.667), "request.invalid"),
        (json!(-1), json!(101), "request.invalid"),
        (json!("60"), json!(40), "request.invalid"),
    ] {
        s.one.put(&path, 0, body(a.clone(), b.clone())).await.expect_problem(422, code);
    }
    let twice = json!({"shares": [share(s.one.unit_id, json!(50)), share(s.one.unit_id, json!(50))], "reason": "重复"});
    s.one.put(&path, 0, twice).await.expect_problem(422, "request.invalid");
    let ghost = json!({"shares": [share(999_999, json!(100))], "reason": "没有这个单位"});
    s.one.put(&path, 0, ghost).await.expect_problem(422, "request.invalid");
    s.one.put(&path, 7, body(json!(60), json!(40))).await.expect_problem(412, "resource.stale");
    s.one
        .call(Method::PUT, &path)
        .json(body(json!(60), json!(40)))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    s.two.put(&path, 0, body(json!(60), json!(40))).await.expect_problem(404, "resource.not_found");
    s.app.leader().put(&path, 0, body(json!(60), json!(40))).await.expect_problem(403, "policy.forbidden");

    let proposed = s.one.put(&path, 0, body(json!(66.67), json!(33.33))).await.expect(200);
    assert_eq!(
        (&proposed.body["is_default"], &proposed.body["proposed"]["state"]),
        (&json!(true), &json!("proposed"))
    );
    let again = s.one.put(&path, proposed.version(), body(json!(60.5), json!(39.5))).await.expect(200);
    assert_eq!(again.body["proposed"]["revision"], 2);
    let confirm = format!("{path}/confirmations");
    let yes = json!({"confirmed": true, "opinion": "双方无异议"});
    s.one.post_at(&confirm, again.version(), yes.clone()).await.expect_problem(403, "policy.forbidden");
    s.bureau.post_at(&confirm, 1, yes.clone()).await.expect_problem(412, "resource.stale");
    let (x, y) = join(
        s.bureau.post_at(&confirm, again.version(), yes.clone()),
        s.judge.post_at(&confirm, again.version(), yes.clone()),
    )
    .await;
    let mut statuses = [x.status, y.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let now = s.one.get(&path).await.expect(200);
    assert_eq!(
        (&now.body["is_default"], &now.body["shares"][0]["share_percent"]),
        (&json!(false), &json!(60.5))
    );
    assert_eq!(now.body["can"], json!([]));
    // from now on by decision only
    s.one
        .put(&path, now.version(), body(json!(50), json!(50)))
        .await
        .expect_problem(409, "claim.wrong_state");
    let decided = s.bureau.put(&path, now.version(), body(json!(50), json!(50))).await.expect(200);
    assert_eq!(
        (&decided.body["in_force"]["basis"], &decided.body["in_force"]["revision"]),
        (&json!("decision"), &json!(3))
    );
    let history = s.one.get(&format!("{path}/revisions")).await.expect(200).body;
    let states: Vec<&str> =
        history["revisions"].as_array().into_iter().flatten().filter_map(|r| r["state"].as_str()).collect();
    assert_eq!(states, ["in_force", "replaced", "replaced"]);
    s.two.get(&format!("{path}/revisions")).await.expect_problem(404, "resource.not_found");
    let split = s.app.db(|tx| {
        let shares = shares_in_force(tx, &[project])?.remove(&project).unwrap_or_default();
        Ok(split_yuan(3, &shares_or_lead(&shares, 0)))
    });
    assert_eq!(split.iter().map(|(_, yuan)| yuan).sum::<i64>(), 3);
    let partner = s.app.partner(s.app.enterprise("合作企业有限公司"), &["claims:read"]);
    partner.get(&path).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_refused_proposal_leaves_the_lead_unit_with_everything() {
    let s = scene().await;
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Negotiating);
    let path = format!("/projects/{project}/credit-shares");
    let half = |unit: i64| json!({"unit_id": unit, "share_percent": 50, "reason": "各半"});
    let body = json!({"shares": [half(s.one.unit_id), half(s.two.unit_id)], "reason": "各半"});
    s.bureau
        .post_at(&format!("{path}/confirmations"), 0, json!({"confirmed": true, "opinion": "同意"}))
        .await
        .expect_problem(409, "claim.wrong_state");
    let proposed = s.one.put(&path, 0, body).await.expect(200);
    let no = json!({"confirmed": false, "opinion": "缺少对方书面意见"});
    let refused =
        s.bureau.post_at(&format!("{path}/confirmations"), proposed.version(), no).await.expect(200);
    assert_eq!((&refused.body["is_default"], &refused.body["proposed"]), (&json!(true), &Value::Null));
    assert_eq!(s.app.journal_count("project.shares_refused"), 1);
}
