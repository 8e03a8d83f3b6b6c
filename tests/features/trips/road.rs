//! On the road: check-ins and visits from phones with a weak network.

use actix_web::http::Method;
use harness::files::{jpeg, pdf};
use harness::{Actor, TestApp, visit};
use serde_json::{Value, json};

const ARRIVAL: &str = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e50";
const KEY: &str = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";

async fn with_key(actor: &Actor, path: &str, key: &str, body: Value) -> harness::Answer {
    actor.call(Method::POST, path).header("Idempotency-Key", key).json(body).send().await
}

#[actix_web::test]
async fn whoever_travels_records_in_any_order() {
    let app = TestApp::new().await;
    let (clerk, leader, member) = (app.clerk("市工信局"), app.leader(), app.clerk("市发改委"));
    let more = json!({ "members": [{ "user_id": member.id }], "leader": { "user_id": leader.id } });
    let draft = clerk.plans(more.clone()).await.id();
    let visits = |trip: i64| format!("/negotiation-trips/{trip}/visits");
    let early = member.post(&visits(draft), visit("某公司", "2026-03-02")).await;
    early.expect_problem(409, "trip.wrong_state");
    let trip = clerk.travels(&app.bureau(), more).await;
    app.advance_days(3);

    // the second leg's arrival comes before the first one's, a visit before both
    let first = member.visits(trip, "路遇储能股份有限公司", "2026-03-05").await;
    assert_eq!(
        (&first.body["planned"], &first.body["company_name"], &first.body["recorded_by"]),
        (&json!(false), &json!("路遇储能股份有限公司"), &json!(member.id))
    );
    let path = format!("/negotiation-trips/{trip}/check-ins");
    let at = json!({ "leg": 2, "checked_in_at": "2026-03-05T01:00:00Z", "place": "南京南站" });
    leader.post(&path, at).await.expect(201);
    let at = json!({ "checked_in_at": "2026-03-03T06:00:00Z" });
    clerk.post(&path, at).await.expect(201);
    let view = clerk.trip(trip).await.body;
    assert_eq!(view["state"], "under_way");
    let legs: Vec<_> =
        view["check_ins"].as_array().into_iter().flatten().map(|c| c["leg_id"].clone()).collect();
    assert_eq!(legs, [view["legs"][0]["id"].clone(), view["legs"][1]["id"].clone()]);
    assert_eq!(app.journal_count("trip.set_off"), 1);
    // a company may be met twice, and planned ones keep their row
    member.visits(trip, "路遇储能股份有限公司", "2026-03-05").await;
    clerk.visits(trip, "沪上新材料有限公司", "2026-03-03").await;
    let view = clerk.trip(trip).await.body;
    assert_eq!(view["companies"].as_array().map(Vec::len), Some(3));
    assert_eq!(view["companies"][2]["visits"].as_array().map(Vec::len), Some(2));

    let outsider = app.clerk("市财政局");
    outsider
        .post(&visits(trip), visit("某公司", "2026-03-05"))
        .await
        .expect_problem(404, "resource.not_found");
    app.leader()
        .post(&visits(trip), visit("某公司", "2026-03-05"))
        .await
        .expect_problem(403, "policy.forbidden");
    app.audit_admin().post(&visits(trip), visit("某公司", "2026-03-05")).await.expect(403);
    let edit = json!({ "chain": "铜" });
    member
        .patch(&format!("/negotiation-trips/{trip}"), 1, edit)
        .await
        .expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_repeated_request_is_the_same_record_whenever_it_comes() {
    let app = TestApp::new().await;
    let (clerk, leader) = (app.clerk("市工信局"), app.leader());
    let trip = clerk.travels(&leader, json!({})).await;
    let path = format!("/negotiation-trips/{trip}/visits");
    app.advance_days(3);
    let body = visit("路遇储能股份有限公司", "2026-03-05");
    let none = clerk.call(Method::POST, &path).json(body.clone()).send().await;
    none.expect_problem(400, "idempotency.key_required");
    let first = with_key(&clerk, &path, KEY, body.clone()).await.expect(201);
    let again = with_key(&clerk, &path, KEY, body.clone()).await.expect(201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    let reused = with_key(&clerk, &path, KEY, visit("另一家公司", "2026-03-05")).await;
    reused.expect_problem(422, "idempotency.key_reused");
    // answers are kept for two days, the key of the record for good
    app.advance_days(4);
    app.app.forget_old_keys().expect("tidies");
    let late = with_key(&clerk, &path, KEY, body).await.expect(201);
    assert_eq!(late.id(), first.id());
    let check = format!("/negotiation-trips/{trip}/check-ins");
    let one = with_key(&clerk, &check, ARRIVAL, json!({ "leg": 1 })).await.expect(201);
    app.advance_days(4);
    app.app.forget_old_keys().expect("tidies");
    assert_eq!(with_key(&clerk, &check, ARRIVAL, json!({ "leg": 1 })).await.expect(201).id(), one.id());
    let view = clerk.trip(trip).await.body;
    assert_eq!(view["companies"][2]["visits"].as_array().map(Vec::len), Some(1));
    assert_eq!(view["check_ins"].as_array().map(Vec::len), Some(1));
    // two phones add the same company at the same moment: one row
    let (a, b) = futures_util::future::join(
        clerk.post(&path, visit("同时遇见的公司", "2026-03-05")),
        app.clerk("市工信局").post(&path, visit("同时遇见的公司", "2026-03-05")),
    )
    .await;
    let (a, b) = (a.expect(201), b.expect(201));
    assert_eq!(a.body["company_id"], b.body["company_id"]);
}

#[actix_web::test]
async fn a_visit_is_checked_and_corrected() {
    let app = TestApp::new().await;
    let (clerk, leader) = (app.clerk("市工信局"), app.leader());
    let trip = clerk.travels(&leader, json!({})).await;
    let path = format!("/negotiation-trips/{trip}/visits");
    app.advance_days(3);
    for (field, value) in [
        ("met_on", json!("2026-03-06")),
        ("met_on", json!("2026-03-02")),
        ("leg", json!(3)),
        ("company", json!({})),
        ("company", json!({ "enterprise_id": 999_999 })),
        ("card_file_id", json!(999_999)),
        ("note", json!("看\u{202e}不见")),
    ] {
        let mut body = visit("某公司", "2026-03-05");
        body[field] = value.clone();
        let refused = clerk.post(&path, body).await.expect_problem(422, "request.invalid");
        let pointer = refused.body["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned();
        assert!(pointer.starts_with(&format!("/{field}")), "{field} {value}: {pointer}");
    }
    assert_eq!(clerk.trip(trip).await.body["state"], "approved", "what was refused leaves nothing behind");
    let paper = clerk.upload("名片.pdf", &pdf("名片")).await.expect(201).id();
    let card = clerk.upload("名片.jpg", &jpeg("名片")).await.expect(201).id();
    let mut body = visit("沪上新材料有限公司", "2026-03-04");
    body["card_file_id"] = json!(paper);
    let refused = clerk.post(&path, body.clone()).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"][0]["code"], "not_image");
    body["card_file_id"] = json!(card);
    let made = clerk.post(&path, body).await.expect(201);
    let at = format!("{path}/{}", made.id());
    assert_eq!(made.header("location"), Some(format!("/api/v1{at}").as_str()));
    // the card follows the trip: who sees the trip sees it
    leader.get(&format!("/files/{card}")).await.expect(200);
    app.clerk("市财政局").get(&format!("/files/{card}")).await.expect(404);

    let edit = json!({ "met_on": "2026-03-05", "persons": [], "note": "更正" });
    clerk.put(&at, 9, edit.clone()).await.expect_problem(412, "resource.stale");
    let changed = clerk.put(&at, 1, edit.clone()).await.expect(200);
    assert_eq!((&changed.body["met_on"], changed.version()), (&json!("2026-03-05"), 2));
    let leg = clerk.trip(trip).await.body["legs"][1]["id"].clone();
    assert_eq!(changed.body["leg_id"], leg, "the leg follows the day");
    assert_eq!(clerk.get(&at).await.expect(200).body["note"], "更正");
    clerk.get(&format!("{path}/999999")).await.expect_problem(404, "resource.not_found");
    app.clerk("市财政局").put(&at, 2, edit.clone()).await.expect_problem(404, "resource.not_found");

    // closed is closed
    clerk.comes_home(trip, "2026-03-05").await.expect(200);
    clerk.concludes(trip, "沪上新材料有限公司", json!({ "outcome": "exchange" })).await.expect(200);
    clerk.concludes(trip, "金陵电池有限公司", json!({ "outcome": "absent" })).await.expect(200);
    clerk.closes(trip).await.expect(200);
    clerk.put(&at, 2, edit).await.expect_problem(409, "trip.wrong_state");
    clerk.post(&path, visit("某公司", "2026-03-05")).await.expect_problem(409, "trip.wrong_state");
}
