//! Offering a claim to several units, the first acceptance, reset, end.

use super::scene;
use chengfeng::features::projects::Stage;
use futures_util::future::join;
use serde_json::{Value, json};

const COMPANY: &str = "示例新能源科技有限公司";

fn asks(transfer: &Value) -> Vec<&str> {
    transfer["asks"].as_array().into_iter().flatten().filter_map(|a| a["state"].as_str()).collect()
}

#[actix_web::test]
async fn the_first_acceptance_wins_and_the_project_follows() {
    let s = scene().await;
    let third = s.app.clerk("永昌县");
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Negotiating);
    let id = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.one.offers(id, &[s.two.unit_id]).await.expect_problem(409, "claim.wrong_state");
    s.bureau.confirms(id).await;
    for bad in [vec![s.one.unit_id], vec![s.two.unit_id, s.two.unit_id], vec![999_999], vec![]] {
        s.one.offers(id, &bad).await.expect_problem(422, "request.invalid");
    }
    s.two.offers(id, &[third.unit_id]).await.expect_problem(404, "resource.not_found");
    s.app.leader().offers(id, &[third.unit_id]).await.expect_problem(403, "policy.forbidden");
    let offer = s.one.offers(id, &[s.two.unit_id, third.unit_id]).await.expect(201);
    assert_eq!(asks(&offer.body), ["asked", "asked"]);
    s.one.offers(id, &[third.unit_id]).await.expect_problem(409, "claim.wrong_state");
    s.one.tries_to_release(id).await.expect_problem(409, "claim.wrong_state");
    let transfer = offer.id();
    let seen = s.two.get(&format!("/claim-transfers/{transfer}")).await.expect(200).body;
    assert_eq!(
        (&seen["investor"], &seen["duties"], &seen["can"]),
        (&json!(COMPANY), &json!("移交往来资料"), &json!(["claim.accept", "claim.decline"]))
    );
    // who gives may ask anew or end it; while it is open the claim itself is not given or released again
    let given = s.one.get(&format!("/claim-transfers/{transfer}")).await.expect(200).body;
    assert_eq!(given["can"], json!(["claim.transfer", "claim.withdraw"]));
    assert_eq!(s.one.claim(id).await.body["can"], json!(["claim.register", "claim.extend"]));
    let outsider = s.app.clerk("金川区");
    outsider.get(&format!("/claim-transfers/{transfer}")).await.expect_problem(404, "resource.not_found");
    assert_eq!(s.two.get("/claim-transfers?asked_of_me=true").await.body["total"], 1);
    assert_eq!(outsider.get("/claim-transfers").await.body["total"], 0);
    // the giver cannot accept for another, and not for himself
    s.one.tries_to_accept(transfer).await.expect_problem(409, "claim.wrong_state");
    let for_two = json!({"unit_id": s.two.unit_id, "person_id": s.two.id, "opinion": "代为承接"});
    s.one
        .post_at(&format!("/claim-transfers/{transfer}/acceptances"), 1, for_two)
        .await
        .expect_problem(403, "policy.forbidden");

    let (x, y) = join(s.two.tries_to_accept(transfer), third.tries_to_accept(transfer)).await;
    let mut statuses = [x.status, y.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", x.body, y.body);
    let (winner, loser) = if x.status == 200 { (&s.two, &third) } else { (&third, &s.two) };
    let done = winner.get(&format!("/claim-transfers/{transfer}")).await.expect(200).body;
    let mut states = asks(&done);
    states.sort_unstable();
    assert_eq!((&done["state"], states), (&json!("accepted"), vec!["accepted", "withdrawn"]));
    let taken = winner.claim(done["new_claim_id"].as_i64().expect("new claim")).await.body;
    assert_eq!(
        (&taken["state"], &taken["origin"], &taken["predecessor_id"], &taken["unit_id"]),
        (&json!("protected"), &json!("transferred"), &json!(id), &json!(winner.unit_id))
    );
    assert_eq!(
        (&taken["number"], &taken["first_contact_on"]),
        (&json!("SB-2026-0002"), &json!("2026-02-20"))
    );
    let given = s.one.claim(id).await.body;
    assert_eq!(
        (&given["state"], &given["lineage"][1]["state"]),
        (&json!("transferred"), &json!("protected"))
    );
    let view = winner.get(&format!("/projects/{project}")).await.expect(200).body;
    assert_eq!((&view["lead_unit_id"], &view["end_state"]), (&json!(winner.unit_id), &Value::Null));
    let still = s.one.get(&format!("/projects/{project}")).await.expect(200).body;
    assert_eq!(
        still["units"][0]["id"], s.one.unit_id,
        "the giver has duties and goes on as a supporting unit"
    );
    assert_eq!(s.app.journal_count("project.lead_moved"), 1);
    loser.get(&format!("/projects/{project}")).await.expect_problem(404, "resource.not_found");
    winner.tries_to_accept(transfer).await.expect_problem(409, "claim.wrong_state");
    let file = taken["proof"][0]["file_id"].as_i64().expect("proof");
    winner.get(&format!("/files/{file}")).await.expect(200);
}

#[actix_web::test]
async fn declined_asked_anew_and_ended() {
    let s = scene().await;
    let third = s.app.clerk("永昌县");
    let id = s.held(COMPANY).await;
    let transfer = s.one.offers(id, &[s.two.unit_id]).await.expect(201).id();
    let path = |rest: &str| format!("/claim-transfers/{transfer}{rest}");
    let no = json!({"unit_id": s.two.unit_id, "opinion": "园区无化工用地"});
    s.two.post_at(&path("/refusals"), 9, no.clone()).await.expect_problem(412, "resource.stale");
    let declined = s.two.post_at(&path("/refusals"), 1, no.clone()).await.expect(200);
    assert_eq!((asks(&declined.body), &declined.body["state"]), (vec!["declined"], &json!("open")));
    assert_eq!(declined.body["can"], json!([]), "who has answered has nothing left to do");
    s.two.post_at(&path("/refusals"), 2, no).await.expect_problem(409, "claim.wrong_state");
    s.two.tries_to_accept(transfer).await.expect_problem(409, "claim.wrong_state");
    let anew = json!({"unit_ids": [third.unit_id], "reason": "改征询永昌县"});
    s.two.post_at(&path("/resets"), 2, anew.clone()).await.expect_problem(403, "policy.forbidden");
    let reset = s.one.post_at(&path("/resets"), 2, anew.clone()).await.expect(200);
    assert_eq!(asks(&reset.body), ["declined", "asked"]);
    let again = s.one.post_at(&path("/resets"), 3, anew).await.expect(200);
    assert_eq!(asks(&again.body), ["declined", "withdrawn", "asked"]);
    let stop = json!({"reason": "客商决定留在本区"});
    third.post_at(&path("/endings"), 4, stop.clone()).await.expect_problem(403, "policy.forbidden");
    let ended = s.one.post_at(&path("/endings"), 4, stop).await.expect(200);
    assert_eq!(
        (&ended.body["state"], &ended.body["close_note"]),
        (&json!("ended"), &json!("客商决定留在本区"))
    );
    third.tries_to_accept(transfer).await.expect_problem(409, "claim.wrong_state");
    assert_eq!(s.one.claim(id).await.body["state"], "protected");
    // and it can be offered again, until it has lapsed
    let next = s.one.offers(id, &[third.unit_id]).await.expect(201).id();
    s.app.advance_days(31);
    third.tries_to_accept(next).await.expect_problem(409, "claim.wrong_state");
}

#[actix_web::test]
async fn a_signed_project_does_not_move_without_an_amendment() {
    let s = scene().await;
    let project = s.app.staged_project("锂电池基地", s.one.unit_id, Stage::Signed);
    let id = s.one.claims(COMPANY, json!({"project_id": project})).await.id();
    s.bureau.confirms(id).await;
    let refused = s.one.offers(id, &[s.two.unit_id]).await.expect_problem(409, "project.fact_locked");
    assert!(refused.body["detail"].as_str().is_some_and(|d| d.contains("请先办理变更")), "{}", refused.body);
}

#[actix_web::test]
async fn the_form_prints_every_field() {
    let s = scene().await;
    let id = s.held(COMPANY).await;
    let transfer = s.one.offers(id, &[s.two.unit_id]).await.expect(201).id();
    s.two.tries_to_accept(transfer).await.expect(200);
    let sheet = s.one.get(&format!("/first-claims/{id}/sheet?form=transfer")).await.expect(200).body;
    assert_eq!((&sheet["title"], &sheet["number"]), (&json!("流转单"), &json!("SB-2026-0001")));
    let lines = sheet["lines"].as_array().expect("lines");
    let labels: Vec<&str> = lines.iter().filter_map(|l| l["label"].as_str()).collect();
    assert_eq!(
        labels,
        [
            "登记号",
            "项目/企业",
            "单位",
            "首谈人",
            "首次接触日期+佐证",
            "保护期",
            "最近推进日",
            "异议单位+理由",
            "裁定",
            "流转原因",
            "承接意见",
            "成果分成",
            "后续义务"
        ]
    );
    assert_eq!(lines[9]["lines"], json!(["本区没有化工用地"]));
    assert_eq!(lines[10]["lines"], json!(["河西堡工业园：承接，同意承接"]));
    assert_eq!(lines[8]["lines"], json!(["—"]));
    let plain = s.one.get(&format!("/first-claims/{id}/sheet")).await.expect(200).body;
    assert_eq!(plain["title"], "首报首谈登记表");
    s.two.get(&format!("/first-claims/{id}/sheet")).await.expect_problem(404, "resource.not_found");
    s.one.get(&format!("/first-claims/{id}/sheet?form=other")).await.expect_problem(422, "request.invalid");
}
