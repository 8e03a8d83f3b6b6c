//! Copies: to whom they may go, what is read of them, what is no longer named.

use super::{notices, wrong};
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

fn copy(project: i64, to: &[i64]) -> Value {
    json!({"resource": "project", "resource_id": project, "user_ids": to, "text": "用地有进展，请了解。"})
}

async fn list(of: &Actor, query: &str) -> Vec<Value> {
    of.get(&format!("/carbon-copies{query}")).await.expect(200).body["items"]
        .as_array()
        .expect("items")
        .clone()
}

fn first(sent: &Answer) -> i64 {
    sent.body["items"][0]["id"].as_i64().expect("a copy")
}

#[actix_web::test]
async fn a_copy_is_sent_found_under_its_tab_and_read_once() {
    let app = TestApp::new().await;
    let (clerk, bureau, leader) = (app.clerk("市工信局"), app.bureau(), app.leader());
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let sent = clerk.post("/carbon-copies", copy(project, &[bureau.id, leader.id])).await.expect(201);
    assert_eq!(sent.body["items"].as_array().map(Vec::len), Some(2));
    let inbox = bureau.get("/inbox?tab=cc").await.expect(200).body;
    let item = &inbox["items"][0];
    assert_eq!(
        (&item["kind"], &item["resource"], &item["resource_id"]),
        (&json!("carbon_copy"), &json!("project"), &json!(project))
    );
    assert_eq!((&item["why"], &item["from_name"]), (&json!("用地有进展，请了解。"), &json!(clerk.name)));
    assert!(item["subject"].as_str().is_some_and(|s| s.contains("高纯镍项目")), "{item}");
    let told = notices(&bureau).await.remove(0);
    assert_eq!(
        (&told["kind"], &told["stage"], &told["read_at"]),
        (&json!("carbon_copy"), &json!("news"), &Value::Null)
    );
    assert!(told["text"].as_str().is_some_and(|t| t.contains(&clerk.name)), "{told}");

    let path = format!("/carbon-copies/{}", first(&sent));
    clerk.post(&format!("{path}/readings"), json!({})).await.expect_problem(403, "policy.forbidden");
    let read = bureau.post(&format!("{path}/readings"), json!({})).await.expect(200).body["read_at"].clone();
    assert!(read.is_string());
    app.advance_seconds(60);
    assert_eq!(
        bureau.post(&format!("{path}/readings"), json!({})).await.expect(200).body["read_at"],
        read,
        "once"
    );
    assert_eq!(bureau.get("/inbox?tab=cc").await.expect(200).body["total"], 0);
    assert!(notices(&bureau).await[0]["read_at"].is_string(), "the notice with it");
    assert_eq!(list(&bureau, "").await.len(), 1, "what was read is still there");
    assert_eq!(list(&bureau, "?unread=true").await.len(), 0);
    // who sent it sees who has read it
    let mine = list(&clerk, "?box=sent").await;
    assert_eq!(mine.iter().filter(|c| c["read_at"].is_string()).count(), 1);
    assert_eq!(list(&clerk, "").await.len(), 0);
    // reading the notice reads the copy
    let id = notices(&leader).await[0]["id"].clone();
    leader.post(&format!("/notices/{id}/readings"), json!({})).await.expect(200);
    assert!(list(&leader, "").await[0]["read_at"].is_string());
    bureau
        .post(&format!("/notices/{id}/readings"), json!({}))
        .await
        .expect_problem(404, "resource.not_found");
    assert_eq!(app.journal_count("project.copied"), 1);
}

#[actix_web::test]
async fn copies_go_only_to_who_sees_the_thing() {
    let app = TestApp::new().await;
    let (clerk, bureau, foreign) = (app.clerk("市工信局"), app.bureau(), app.clerk("市农业农村局"));
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let to = [clerk.id, bureau.id, bureau.id, foreign.id, app.system_admin().id, 999_999];
    let refused =
        clerk.post("/carbon-copies", copy(project, &to)).await.expect_problem(422, "request.invalid");
    assert_eq!(
        wrong(&refused),
        [
            "/user_ids/0 self",
            "/user_ids/2 duplicate",
            "/user_ids/3 not_visible",
            "/user_ids/4 no_business",
            "/user_ids/5 unknown"
        ]
    );
    let refused = foreign.post("/carbon-copies", copy(project, &[bureau.id])).await.expect(422);
    assert_eq!(wrong(&refused), ["/resource_id unknown"], "what is not seen cannot be shown");
    for body in [
        copy(project, &[]),
        json!({"resource": "unit", "resource_id": 1, "user_ids": [1], "text": "阅"}),
        json!({"resource": "project", "resource_id": project, "user_ids": [bureau.id], "text": ""}),
    ] {
        clerk.post("/carbon-copies", body).await.expect(422);
    }
    for nobody in [app.system_admin(), app.security_admin(), app.audit_admin()] {
        nobody
            .post("/carbon-copies", copy(project, &[bureau.id]))
            .await
            .expect_problem(403, "policy.forbidden");
        nobody.get("/carbon-copies").await.expect_problem(403, "policy.forbidden");
    }
    let company = app.enterprise("沪上铜箔有限公司");
    let partner = app.partner(company, &["projects:read", "changes:read"]);
    partner.get("/carbon-copies").await.expect(403);
    partner.get("/notices").await.expect(403);
    assert_eq!(app.journal_count("project.copied"), 0);
    // a trip, a talk, a claim: each by its own rules
    let trip = clerk.plans(json!({})).await.id();
    let of_trip = json!({"resource": "trip", "resource_id": trip, "user_ids": [bureau.id], "text": "请阅"});
    let sent = clerk.post("/carbon-copies", of_trip).await.expect(201);
    foreign.get(&format!("/carbon-copies/{}", first(&sent))).await.expect_problem(404, "resource.not_found");
    let talk = super::owes(&clerk, project, "2026-03-05").await.id();
    let of_talk = json!({"resource": "talk", "resource_id": talk, "user_ids": [bureau.id], "text": "请阅"});
    let sent = clerk.post("/carbon-copies", of_talk).await.expect(201);
    assert!(
        sent.body["items"][0]["subject"].as_str().is_some_and(|s| s.contains("高纯镍项目")),
        "{}",
        sent.body
    );
    let none = json!({"resource": "claim", "resource_id": 4711, "user_ids": [bureau.id], "text": "请阅"});
    assert_eq!(wrong(&clerk.post("/carbon-copies", none).await.expect(422)), ["/resource_id unknown"]);
}

#[actix_web::test]
async fn what_one_no_longer_sees_is_no_longer_named() {
    let app = TestApp::new().await;
    let (clerk, bureau, named) = (app.clerk("市工信局"), app.bureau(), app.bureau());
    let project = app.project(&clerk, "绝密镍项目", json!({})).await.id();
    clerk.post("/carbon-copies", copy(project, &[bureau.id])).await.expect(201);
    let path = format!("/projects/{project}");
    let version = named.get(&path).await.expect(200).version();
    let confide = json!({"confidential": true, "reader_ids": [named.id]});
    named.put(&format!("{path}/confidentiality"), version, confide).await.expect(200);
    for seen in [
        list(&bureau, "").await,
        notices(&bureau).await,
        bureau.get("/inbox?tab=cc").await.body["items"].as_array().expect("items").clone(),
    ] {
        let text = Value::from(seen).to_string();
        assert!(!text.contains("绝密") && !text.contains("用地"), "{text}");
    }
    assert_eq!(bureau.get("/inbox?tab=cc").await.expect(200).body["total"], 0);
}

#[actix_web::test]
async fn all_notices_up_to_one_are_read_and_later_ones_stay() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    for _ in 0..3 {
        clerk.post("/carbon-copies", copy(project, &[bureau.id])).await.expect(201);
    }
    let ids: Vec<i64> = notices(&bureau).await.iter().filter_map(|n| n["id"].as_i64()).collect();
    let left = bureau.post("/notices/readings", json!({"up_to_id": ids[1]})).await.expect(200);
    assert_eq!(left.body, json!({"unread": 1}));
    let unread = bureau.get("/notices?unread=true").await.expect(200).body;
    assert_eq!((&unread["total"], &unread["items"][0]["id"]), (&json!(1), &json!(ids[0])));
    assert_eq!(bureau.get(&format!("/notices/{}", ids[0])).await.expect(200).body["id"], ids[0]);
    clerk.get(&format!("/notices/{}", ids[0])).await.expect_problem(404, "resource.not_found");
    bureau.post("/notices/readings", json!({"up_to_id": 0})).await.expect(422);
    let page = bureau.get("/notices?per_page=2").await.expect(200).body;
    let cursor = page["next_cursor"].as_str().expect("more");
    let rest = bureau.get(&format!("/notices?per_page=2&cursor={cursor}")).await.expect(200).body;
    assert_eq!(rest["items"].as_array().map(Vec::len), Some(1));
}
