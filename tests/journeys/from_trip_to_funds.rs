//! From a plan on paper to money in place: the trip is approved, companies are met (one of them by chance), the debrief
//! makes a lead, the lead goes through its stages, the funds pass their audit, and the effects show it all as queries
//! whose every number opens its list.

use harness::{TestApp, new_trip};
use serde_json::{Value, json};

async fn list(actor: &harness::Actor, figure: &Value) -> Value {
    let href = figure["href"].as_str().expect("address");
    actor.get(href.strip_prefix("/api/v1").expect("ours")).await.expect(200).body
}

#[actix_web::test]
async fn from_trip_to_funds() {
    let app = TestApp::new().await;
    let (clerk, bureau, leader) = (app.clerk("市工信局"), app.bureau(), app.leader());
    let member = app.clerk("市发改委");

    // the plan, and its approval by somebody else
    let more = json!({ "leader": { "user_id": leader.id }, "members": [{ "user_id": member.id }] });
    let plan = clerk.post("/negotiation-trips", new_trip(clerk.unit_id, more)).await.expect(201);
    let trip = plan.id();
    let path = format!("/negotiation-trips/{trip}");
    assert_eq!(plan.body["number"], "CX-2026-0001");
    let submitted = clerk.post_bare(&format!("{path}/submissions"), plan.version()).await.expect(200);
    leader
        .post_at(
            &format!("{path}/decisions"),
            submitted.version(),
            json!({ "result": "approved", "opinion": "同意" }),
        )
        .await
        .expect(200);

    // on the road: whoever travels records, in any order, also what nobody planned
    app.advance_days(3);
    member.visits(trip, "沪上新材料有限公司", "2026-03-04").await;
    member.post(&format!("{path}/check-ins"), json!({ "leg": 2, "place": "南京南站" })).await.expect(201);
    leader.visits(trip, "路遇储能股份有限公司", "2026-03-05").await;
    assert_eq!(clerk.trip(trip).await.body["state"], "under_way");
    clerk.comes_home(trip, "2026-03-05").await.expect(200);

    // the debrief: one lead, one polite exchange, one company not met
    let refused = clerk.closes(trip).await.expect_problem(422, "trip.incomplete");
    assert_eq!(refused.body["blocking"].as_array().map(Vec::len), Some(3));
    let lead = json!({ "outcome": "to_lead", "owner_id": clerk.id, "next_step": "邀请来金考察", "next_due_on": "2026-04-01",
        "new_projects": [{ "name": "高温合金棒材项目", "content": "年产5000吨高温合金棒材", "total_investment_yuan": 200_000_000 }] });
    let outcome = clerk.concludes(trip, "沪上新材料有限公司", lead).await.expect(200);
    let project = outcome.body["projects"][0]["id"].as_i64().expect("a project");
    clerk.concludes(trip, "路遇储能股份有限公司", json!({ "outcome": "exchange" })).await.expect(200);
    clerk.concludes(trip, "金陵电池有限公司", json!({ "outcome": "absent" })).await.expect(200);
    let closed = clerk.closes(trip).await.expect(200);
    assert_eq!((&closed.body["state"], &closed.body["report"]["overdue"]), (&json!("closed"), &json!(false)));
    let made = clerk.get(&format!("/projects/{project}")).await.expect(200).body;
    assert_eq!(
        (&made["lead_source"], &made["chain"], &made["first_contact_on"], &made["stage"]),
        (&json!("team_trip"), &json!("镍产业链"), &json!("2026-03-04"), &json!("lead"))
    );
    assert_eq!(made["parties"][0]["name"], "沪上新材料有限公司");

    app.appoint(project);

    // through the stages to the landing
    for stage in ["screening", "negotiating", "admission", "signed", "landed"] {
        let record = clerk.submitted(project, stage).await;
        bureau.passes(project, &record).await.expect(200);
        clerk.moves(project, stage).await.expect(200);
    }

    // the money arrives and passes its audit
    let entry = json!({ "entered_on": "2026-03-05", "amount_yuan": 30_000_000, "origin": "outside_province",
        "kind": "fixed", "proof_type": "bank_voucher", "proof_file_id": clerk.proof().await, "confirmed_by_investor": true });
    let entry = clerk.post(&format!("/projects/{project}/funds"), entry).await.expect(201);
    bureau
        .post_at(
            &format!("/projects/{project}/funds/{}/audits", entry.id()),
            entry.version(),
            json!({ "result": "passed", "opinion": "凭证齐全" }),
        )
        .await
        .expect(200);

    // the effects are queries, and each opens
    let all = leader.get("/trip-effects").await.expect(200).body;
    let of_trip = leader.get(&format!("{path}/effects")).await.expect(200).body;
    for effects in [&all, &of_trip] {
        for (figure, count) in [
            ("trips", 1),
            ("companies", 2),
            ("intentions", 1),
            ("projects", 1),
            ("signed", 1),
            ("landed", 1),
            ("funds", 1),
        ] {
            let found = effects["figures"].as_array().into_iter().flatten().find(|f| f["figure"] == figure);
            let found = found.unwrap_or_else(|| panic!("{figure} in {effects}"));
            assert_eq!(found["count"], count, "{figure}");
            let opened = list(&leader, found).await;
            assert_eq!(
                (&opened["total"], opened["items"].as_array().map(Vec::len)),
                (&found["count"], Some(count))
            );
            if figure == "funds" {
                assert_eq!(
                    (&found["amount_yuan"], &found["amount_exact"]),
                    (&json!(30_000_000), &json!("30000000"))
                );
                assert_eq!(opened["items"][0]["amount_exact"], "30000000");
            }
        }
        let rate = effects["ratios"].as_array().into_iter().flatten().find(|r| r["code"] == "intention_rate");
        assert_eq!(
            rate.map(|r| (&r["percent"], &r["denominator"]["text"])),
            Some((&json!(50.0), &json!("2")))
        );
    }
    let map = leader.get("/trip-effects/provinces").await.expect(200).body;
    let shanghai =
        map["items"].as_array().into_iter().flatten().find(|p| p["code"] == "310000").expect("Shanghai");
    assert_eq!(
        (&shanghai["trips"], &shanghai["companies"], &shanghai["intentions"], &shanghai["projects"]),
        (&json!(1), &json!(1), &json!(1), &json!(1))
    );
    assert!(shanghai["lon"].as_f64() > Some(121.0) && shanghai["lat"].as_f64() > Some(30.0));

    // the report tells the story, and the owner closes the circle
    let report = leader.get(&format!("{path}/report")).await.expect(200).body;
    assert_eq!(report["companies"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["handed_in_on"], "2026-03-05");
    let company = clerk.trip(trip).await.body["companies"][0].clone();
    clerk
        .post_at(
            &format!("{path}/companies/{}/completions", company["id"]),
            company["version"].as_i64().expect("version"),
            json!({ "note": "对方已来金考察并签约" }),
        )
        .await
        .expect(200);
}
