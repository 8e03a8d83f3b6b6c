//! The next step until it is done; what other rooms ask: the inbox, leaving, merging and withdrawing companies.

use super::{at, pointers, records, talk};
use harness::TestApp;
use serde_json::{Value, json};

fn step(owner: i64) -> Value {
    json!({ "next_step": "提供电价测算", "next_owner_id": owner, "next_due_on": "2026-03-05" })
}

#[actix_web::test]
async fn a_next_step_waits_for_its_owner_until_it_is_done() {
    let app = TestApp::new().await;
    let (clerk, owner, foreign) = (app.clerk("市工信局"), app.clerk("市发改委"), app.clerk("市财政局"));
    let company = app.enterprise("沪上铜箔有限公司");
    let made = records(&clerk, talk(company, step(owner.id))).await;
    assert_eq!(made.body["next_state"], "open");
    assert_eq!(clerk.get("/inbox").await.body["items"], json!([]), "it is not his");
    app.advance_days(5);
    let item = owner.get("/inbox").await.expect(200).body["items"][0].clone();
    assert_eq!(
        (&item["kind"], &item["subject"], &item["due_on"], &item["overdue_days"]),
        (&json!("talk_next_step"), &json!("沪上铜箔有限公司"), &json!("2026-03-05"), &json!(2))
    );
    assert_eq!(
        (&item["resource"], &item["resource_id"], &item["from_name"]),
        (&json!("talk"), &json!(made.id()), &json!(clerk.name))
    );
    let seen = owner.get(&at(&made)).await.expect(200).body;
    assert_eq!((&seen["next_state"], &seen["can"]), (&json!("overdue"), &json!(["talk.follow"])));

    let path = format!("{}/completions", at(&made));
    let note = json!({ "note": "测算已送达，对方认可" });
    foreign.post_at(&path, 1, note.clone()).await.expect_problem(404, "resource.not_found");
    app.leader().post_at(&path, 1, note.clone()).await.expect_problem(403, "policy.forbidden");
    owner.post_at(&path, 1, json!({ "note": "" })).await.expect_problem(422, "request.invalid");
    owner.post_at(&path, 7, note.clone()).await.expect_problem(412, "resource.stale");
    let done = owner.post_at(&path, 1, note.clone()).await.expect(200);
    assert_eq!(
        (&done.body["next_state"], &done.body["done_by"], &done.body["done_note"]),
        (&json!("done"), &json!(owner.id), &note["note"])
    );
    owner.post_at(&path, 2, note.clone()).await.expect_problem(409, "talk.wrong_state");
    assert_eq!(owner.get("/inbox").await.body["items"], json!([]));
    let finished = owner.get("/inbox?tab=done").await.expect(200).body["items"][0].clone();
    assert_eq!(
        (&finished["kind"], &finished["resource"], &finished["resource_id"]),
        (&json!("talk_next_step"), &json!("talk"), &json!(made.id()))
    );
    // what was done stays as it was; the rest may still be put right
    let refused = clerk.patch(&at(&made), 2, json!({ "next_step": "别的事" })).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/next_step"]);
    clerk.patch(&at(&made), 2, json!({ "said": "更正：年产3万吨" })).await.expect(200);
    let plain = records(&clerk, talk(company, json!({}))).await;
    clerk
        .post_at(&format!("{}/completions", at(&plain)), 1, note)
        .await
        .expect_problem(409, "talk.wrong_state");
}

#[actix_web::test]
async fn who_owns_a_step_sees_what_it_is_about() {
    let app = TestApp::new().await;
    let (clerk, foreign, bureau) = (app.clerk("市工信局"), app.clerk("市财政局"), app.bureau());
    let company = app.enterprise("沪上铜箔有限公司");
    let project = app.project(&clerk, "铜箔项目", json!({})).await;
    let body = talk(company, step(foreign.id));
    let mut of_project = body.clone();
    of_project["project_id"] = json!(project.id());
    let refused = clerk.post("/talks", of_project).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/next_owner_id"]);
    assert_eq!(refused.body["errors"][0]["code"], "cannot_see");
    let made = records(&clerk, body).await;
    let refused = clerk.patch(&at(&made), 1, json!({ "project_id": project.id() })).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/next_owner_id"]);

    // a step whose project was made confidential since waits for nobody who may not see it
    let mut of_bureau = talk(company, step(bureau.id));
    of_bureau["project_id"] = json!(project.id());
    records(&clerk, of_bureau).await;
    assert_eq!(bureau.get("/inbox").await.body["items"][0]["kind"], "talk_next_step");
    let other = app.auditor();
    let named = json!({ "confidential": true, "reader_ids": [clerk.id, other.id] });
    let confide = format!("/projects/{}/confidentiality", project.id());
    other.put(&confide, project.version(), named).await.expect(200);
    assert_eq!(bureau.get("/inbox").await.body["items"], json!([]));
}

#[actix_web::test]
async fn who_leaves_hands_over_what_is_open() {
    let app = TestApp::new().await;
    let (clerk, owner, heir) = (app.clerk("市工信局"), app.clerk("市发改委"), app.clerk("市发改委"));
    let company = app.enterprise("沪上铜箔有限公司");
    let open = records(&clerk, talk(company, step(owner.id))).await;
    let done = records(&clerk, talk(company, step(owner.id))).await;
    let note = json!({ "note": "已送达" });
    owner.post_at(&format!("{}/completions", at(&done)), 1, note).await.expect(200);
    let admin = app.system_admin();
    let user = format!("/users/{}", owner.id);
    let version = admin.get(&user).await.expect(200).version();
    let leave = json!({ "reason": "调离" });
    let refused = admin.post_at(&format!("{user}/deactivations"), version, leave).await;
    let refused = refused.expect_problem(409, "user.handover_required");
    assert!(refused.body.to_string().contains("洽谈的后续事项"), "{}", refused.body);
    let leave = json!({ "reason": "调离", "successor_id": heir.id });
    admin.post_at(&format!("{user}/deactivations"), version, leave).await.expect(200);
    assert_eq!(heir.get(&at(&open)).await.expect(200).body["next_owner_id"], heir.id);
    assert_eq!(clerk.get(&at(&done)).await.body["next_owner_id"], owner.id, "what is done stays as it was");
    let gone = clerk.patch(&at(&done), 2, json!({ "said": "更正：年产3万吨" })).await.expect(200);
    assert_eq!(gone.body["next_owner_name"], json!(owner.name), "who left stays named");
}

#[actix_web::test]
async fn talks_go_with_their_company() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let (kept, merged) = (app.enterprise("沪上铜箔有限公司"), app.enterprise("金陵锂电有限公司"));
    let made = records(&clerk, talk(merged, json!({}))).await;
    let version = bureau.get(&format!("/enterprises/{merged}")).await.expect(200).version();
    let withdrawal = format!("/enterprises/{merged}/withdrawals");
    let refused = bureau.post_at(&withdrawal, version, json!({ "reason": "误登" })).await;
    let refused = refused.expect_problem(409, "enterprise.in_use");
    assert_eq!(refused.body["blocking"][0]["field"], "talk");
    assert!(refused.body["blocking"][0]["message"].as_str().is_some_and(|m| m.contains("1条洽谈")));

    let order = json!({ "kept_id": kept, "merged_id": merged, "kept_version": 1, "merged_version": version, "reason": "同一家" });
    let merge = bureau.post("/enterprise-merges", order).await.expect(201);
    assert_eq!(merge.body["moved_references"], 1);
    let moved = clerk.get(&at(&made)).await.expect(200).body;
    assert_eq!(
        (&moved["enterprise_id"], &moved["enterprise_name"]),
        (&json!(kept), &json!("沪上铜箔有限公司"))
    );
    assert_eq!(clerk.get(&format!("/talks?enterprise_id={kept}")).await.body["total"], 1);
    let later = records(&clerk, talk(merged, json!({}))).await;
    assert_eq!(later.body["enterprise_id"], kept, "the old id leads on");
    let undo = format!("/enterprise-merges/{}/undos", merge.id());
    bureau.post_at(&undo, 1, json!({ "reason": "并错了" })).await.expect(200);
    assert_eq!(clerk.get(&at(&made)).await.body["enterprise_id"], merged, "it goes back");
    assert_eq!(clerk.get(&at(&later)).await.body["enterprise_id"], kept, "what came later stays");
}
