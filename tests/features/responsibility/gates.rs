//! What the stage asks for: nobody is signed without a commissioner and a liaison, large projects not without a leader.

use super::{Scene, scene};
use chengfeng::db::schema::projects;
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::Actor;
use serde_json::{Value, json};

impl Scene {
    async fn blocking(&self, to: &str) -> Vec<String> {
        let all = self.bureau.get(&format!("/projects/{}/transitions", self.project)).await.expect(200).body;
        let targets = all["targets"].as_array().cloned().unwrap_or_default();
        let target = targets.into_iter().find(|t| t["to"] == to).unwrap_or_default();
        let lacks = target["blocking"].as_array().cloned().unwrap_or_default();
        let roles = lacks.iter().filter(|b| b["code"] == "role.vacant");
        roles.map(|b| b["field"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn worth(&self, yuan: i64) {
        self.app.db(|tx| {
            diesel::update(projects::table.find(self.project))
                .set(projects::total_investment_yuan.eq(yuan))
                .execute(&mut **tx)?;
            Ok(())
        });
    }

    async fn reaches(&self, stage: &str) {
        let submitted = self.clerk.submitted(self.project, stage).await;
        self.bureau.passes(self.project, &submitted).await.expect(200);
    }
}

#[actix_web::test]
async fn a_project_is_signed_when_somebody_answers_for_it() {
    let s = scene(Stage::Admission).await;
    assert_eq!(s.blocking("signed").await, ["commissioner", "liaison"]);
    assert_eq!(s.blocking("landed").await, ["commissioner", "liaison"]);
    s.reaches("signed").await;
    let refused = s.clerk.moves(s.project, "signed").await.expect_problem(422, "lifecycle.gate_unmet");
    let lack = &refused.body["blocking"][0];
    assert_eq!(lack["message"], "尚未指定服务专员");
    assert!(lack["how_to_fix"].as_str().is_some_and(|h| h.contains("牵头单位")));
    s.assign(&s.clerk, "commissioner", &s.clerk).await.expect(201);
    s.assign(&s.clerk, "liaison", &s.clerk).await.expect(201);
    s.clerk.moves(s.project, "signed").await.expect(200);

    // from here on the role is not left alone
    let chain = s.chain().await;
    assert_eq!(chain.body["roles"][1]["required"], true);
    let term = s.holder("commissioner").await["id"].as_i64().unwrap_or_default();
    let ending = format!("{}/{term}/endings", s.path());
    let refused = s.bureau.post_at(&ending, chain.version(), json!({"reason": "调离"})).await;
    let refused = refused.expect_problem(409, "assignment.required");
    assert_eq!(refused.body["blocking"][0]["field"], "commissioner");
    let next = s.app.clerk("市工信局");
    let swap = json!({"role": "commissioner", "user_id": next.id, "replaces": term, "reason": "调离"});
    s.clerk.post(&s.path(), swap).await.expect(201);
}

#[actix_web::test]
async fn large_projects_need_a_leader_and_are_told_whom() {
    let s = scene(Stage::Admission).await;
    let free = s.app.person("金昌市", &[chengfeng::policy::Role::Leader]);
    s.worth(2_522_000_000);
    assert_eq!(s.blocking("signed").await, ["sponsor", "commissioner", "liaison"]);
    let chain = s.chain().await.body;
    let proposed = &chain["sponsorship"];
    assert_eq!((&proposed["level"], &proposed["label"]), (&json!("city"), &json!("市级领导包抓")));
    assert!(
        proposed["because"].as_str().is_some_and(|b| b.contains("25.22亿元，达到20.00亿元")),
        "{proposed}"
    );
    assert_eq!(proposed["proposals"].as_array().map(Vec::len), Some(2));
    assert_eq!(chain["roles"][0]["required"], false, "not before the signing");

    // who carries less comes first
    let other = s.app.unmanned_project("另一个", s.clerk.unit_id, Stage::Lead);
    let first = proposed["proposals"][0]["user_id"].clone();
    let path = format!("/projects/{other}/assignments");
    s.bureau.post(&path, json!({"role": "sponsor", "user_id": first})).await.expect(201);
    let again = s.chain().await.body["sponsorship"]["proposals"].clone();
    assert_ne!(again[0]["user_id"], first);
    assert!(again[1]["because"].as_str().is_some_and(|b| b.contains("现包抓1个项目")), "{again}");
    s.bureau.post(&s.path(), json!({"role": "sponsor", "user_id": free.id})).await.expect(201);
    assert_eq!(s.blocking("signed").await, ["commissioner", "liaison"]);
    assert_eq!(s.chain().await.body["sponsorship"]["proposals"], json!([]));
    s.worth(400_000_000);
    assert_eq!(s.chain().await.body["sponsorship"]["level"], Value::Null);
}

#[actix_web::test]
async fn the_city_changes_its_rules_of_sponsorship_and_checklists() {
    let s = scene(Stage::Signed).await;
    for (kind, pointer) in [("sponsorship", "levels"), ("checklists", "checklists")] {
        let path = format!("/rule-sets/{kind}");
        let set = s.bureau.get(&path).await.expect(200);
        let mut content = set.body["in_force"]["content"].clone();
        let double = content[pointer][0].clone();
        content[pointer].as_array_mut().expect("list").push(double);
        let today = set.body["in_force"]["in_force_from"].clone();
        let body = json!({"content": content, "reason": "试改", "in_force_from": "2026-03-02"});
        let revisions = format!("{path}/revisions");
        s.bureau.post_at(&revisions, set.version(), body).await.expect_problem(422, "ruleset.invalid");
        s.clerk.get(&path).await.expect(200);
        assert!(today.is_string());
    }
    let set = s.bureau.get("/rule-sets/sponsorship").await.expect(200);
    let mut content = set.body["in_force"]["content"].clone();
    content["levels"][1]["min_total_investment_yuan"] = json!(100_000_000);
    let day = s.app.app.clock.now().day();
    let body = json!({"content": content, "reason": "1亿元以上都要有人包抓", "in_force_from": day});
    s.bureau.post_at("/rule-sets/sponsorship/revisions", set.version(), body).await.expect(201);
    assert_eq!(s.chain().await.body["roles"][0]["required"], true);
}

#[actix_web::test]
async fn who_signs_leads_unless_somebody_decides_otherwise() {
    for keep in [false, true] {
        let s = scene(Stage::Admission).await;
        let signer: Actor = s.app.clerk("市商务局");
        s.assign(&s.clerk, "commissioner", &signer).await.expect(201);
        let submitted = signer.submitted(s.project, "signed").await;
        let path = format!("/projects/{}/stage-records/{}/audits", s.project, submitted.id());
        let mut body = json!({"result": "passed", "opinion": "材料齐全，审核通过。"});
        if keep {
            body["keep_lead_reason"] = json!("项目落在工信口，由原单位继续牵头");
        }
        s.bureau.post_at(&path, submitted.version(), body).await.expect(200);
        let chain = s.chain().await.body;
        let events = s.events();
        if keep {
            assert_eq!(chain["lead"]["unit_name"], "市工信局");
            assert!(events.contains(&"project.lead_kept".to_owned()));
        } else {
            assert_eq!(chain["lead"]["unit_name"], "市商务局");
            assert!(
                chain["lead"]["reason"].as_str().is_some_and(|r| r.contains("谁签约、谁负责")),
                "{chain}"
            );
            assert_eq!(chain["supporting"][0]["unit_name"], "市工信局");
            assert!(events.contains(&"project.lead_moved".to_owned()));
        }
    }
}
