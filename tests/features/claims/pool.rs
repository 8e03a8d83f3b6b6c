//! Giving up to the common pool and picking up from it.

use super::scene;
use chengfeng::features::projects::Stage;
use futures_util::future::join;
use serde_json::{Value, json};

const COMPANY: &str = "示例新能源科技有限公司";

#[actix_web::test]
async fn released_listed_masked_and_picked_up_by_one() {
    let s = scene().await;
    let third = s.app.clerk("永昌县");
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Negotiating);
    let id = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.one.tries_to_release(id).await.expect_problem(409, "claim.wrong_state");
    s.bureau.confirms(id).await;
    let no_reason = s.one.post_at(&format!("/first-claims/{id}/releases"), 2, json!({})).await;
    no_reason.expect_problem(422, "request.invalid");
    s.one
        .post_at(&format!("/first-claims/{id}/releases"), 1, json!({"reason": "放弃"}))
        .await
        .expect_problem(412, "resource.stale");
    s.app.leader().tries_to_release(id).await.expect_problem(403, "policy.forbidden");
    let released = s.one.tries_to_release(id).await.expect(200);
    assert_eq!(released.body["state"], "released");
    let shared = s.one.get(&format!("/projects/{project}/lifecycle")).await.expect(200).body;
    assert_eq!((&shared["end_state"], &shared["log"][0]["kind"]), (&json!("shared"), &json!("share")));

    let seen = s.two.get("/pool").await.expect(200).body;
    let item = &seen["items"][0];
    assert_eq!(
        (&item["investor"], &item["since_on"], &item["can"]),
        (&json!(COMPANY), &json!("2026-03-02"), &json!(["claim.pick_up"]))
    );
    for hidden in ["reason", "from_unit", "person", "project"] {
        assert_eq!(item[hidden], Value::Null, "{hidden}");
    }
    let city = s.app.leader().get(&format!("/pool/{id}")).await.expect(200).body;
    assert_eq!((&city["from_unit"]["name"], &city["project"]["id"]), (&json!("金昌经开区"), &json!(project)));
    let warned = third.claims(COMPANY, json!({})).await.body;
    assert_eq!(warned["warnings"][0]["kind"], "in_pool");

    s.one.tries_to_pick_up(id).await.expect_problem(409, "claim.wrong_state");
    s.app.leader().tries_to_pick_up(id).await.expect_problem(403, "policy.forbidden");
    s.two.tries_to_pick_up(999_999).await.expect_problem(404, "resource.not_found");
    let for_third = json!({"unit_id": third.unit_id, "person_id": third.id, "plan": "代为领取"});
    s.two.post(&format!("/pool/{id}/pick-ups"), for_third).await.expect_problem(403, "policy.forbidden");
    let fourth = s.app.clerk("金川区");
    let (x, y) = join(s.two.tries_to_pick_up(id), fourth.tries_to_pick_up(id)).await;
    let mut statuses = [x.status, y.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", x.body, y.body);
    let (winner, taken) = if x.status == 201 { (&s.two, &x) } else { (&fourth, &y) };
    assert_eq!(
        (&taken.body["state"], &taken.body["origin"], &taken.body["predecessor_id"]),
        (&json!("protected"), &json!("picked_up"), &json!(id))
    );
    let back = winner.get(&format!("/projects/{project}")).await.expect(200).body;
    assert_eq!((&back["end_state"], &back["lead_unit_id"]), (&Value::Null, &json!(winner.unit_id)));
    s.one.get(&format!("/projects/{project}")).await.expect_problem(404, "resource.not_found");
    assert_eq!(s.two.get("/pool").await.expect(200).body["total"], 0);
    s.two.get(&format!("/pool/{id}")).await.expect_problem(404, "resource.not_found");
    s.two.tries_to_pick_up(id).await.expect_problem(409, "claim.held");
    let history = s.one.claim(id).await.body;
    assert_eq!(
        (&history["state"], &history["lineage"][2]["state"]),
        (&json!("released"), &json!("protected")),
        "{}",
        history["lineage"]
    );
    // the projects of the pool do not move otherwise
    let kinds: Vec<Value> = winner.get(&format!("/projects/{project}/lifecycle")).await.body["log"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|l| l["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("share"), json!("take_up")]);
    assert_eq!(s.app.journal_count("project.taken_up"), 1);
}

#[actix_web::test]
async fn a_signed_project_is_not_given_up_and_a_held_investor_leaves_the_pool() {
    let s = scene().await;
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Signed);
    let id = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.bureau.confirms(id).await;
    s.one.tries_to_release(id).await.expect_problem(409, "lifecycle.not_possible");
    assert_eq!(s.one.claim(id).await.body["state"], "protected");

    let free = s.held("另一家储能科技有限公司").await;
    s.one.tries_to_release(free).await.expect(200);
    // somebody registers it anew and is confirmed: it is in the pool no longer
    let anew = s.two.claims("另一家储能科技有限公司", json!({})).await.id();
    s.bureau.confirms(anew).await;
    assert_eq!(s.two.get("/pool").await.expect(200).body["total"], 0);
    s.app.clerk("永昌县").tries_to_pick_up(free).await.expect_problem(409, "claim.held");
}
