//! Notices: copies among colleagues, reminders by stages, channels outwards, the stream of live changes.

mod channels;
mod copies;
mod live;
mod outgoing;
mod reminders;

use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

/// A talk about a project, whose next step is due on a day.
async fn owes(clerk: &Actor, project: i64, due_on: &str) -> Answer {
    let talk = json!({"project_id": project, "happened_on": "2026-03-02", "kind": "call", "said": "对方关心电价和用地。",
        "next_step": "寄资料", "next_owner_id": clerk.id, "next_due_on": due_on});
    clerk.post("/talks", talk).await.expect(201)
}

/// The notices of somebody, the latest first.
async fn notices(of: &Actor) -> Vec<Value> {
    of.get("/notices").await.expect(200).body["items"].as_array().expect("items").clone()
}

/// A robot of 企业微信.
fn robot(more: Value) -> Value {
    let mut body = json!({"name": "工信局工作群", "kind": "wecom_robot", "kinds": [], "recipients": [],
        "robot_key": "693a91f6-7a2b-4bc4", "active": true});
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

/// Where an answer says that something is wrong, and how.
fn wrong(refused: &Answer) -> Vec<String> {
    let errors = refused.body["errors"].as_array().into_iter().flatten();
    errors
        .map(|e| format!("{} {}", e["pointer"].as_str().unwrap_or(""), e["code"].as_str().unwrap_or("")))
        .collect()
}

#[actix_web::test]
async fn one_chooses_where_one_is_told() {
    const PATH: &str = "/me/notice-settings";
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let first = clerk.get(PATH).await.expect(200);
    assert_eq!((&first.body["email"], &first.body["quiet_kinds"]), (&Value::Null, &json!([])));
    assert_eq!(first.version(), 0);
    let wanted = json!({"email": "zhang@example.gov.cn", "quiet_kinds": ["trip_report"]});
    let saved = clerk.put(PATH, 0, wanted.clone()).await.expect(200);
    assert_eq!((saved.version(), &saved.body["email"]), (1, &wanted["email"]));
    clerk.put(PATH, 0, wanted.clone()).await.expect_problem(412, "resource.stale");
    for bad in ["not a mailbox", "a@b.cn, c@d.cn", "a@b.cn\r\nBcc: x@y.cn"] {
        let refused = clerk.put(PATH, 1, json!({"email": bad, "quiet_kinds": []})).await.expect(422);
        assert_eq!(wrong(&refused), ["/email format"], "{bad}");
    }
    clerk.put(PATH, 1, json!({"email": "a@b.cn", "quiet_kinds": ["nothing"]})).await.expect(422);
    let both =
        futures_util::future::join(clerk.put(PATH, 1, wanted.clone()), clerk.put(PATH, 1, wanted)).await;
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(app.clerk("市工信局").get(PATH).await.expect(200).version(), 0, "nobody else's");
    app.system_admin().get(PATH).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn counts_agree_with_the_lists_and_follow_every_change() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let counts = async |of: &Actor| of.get("/inbox/counts").await.expect(200).body;
    let of = |counts: &Value, tab: &str| {
        counts["tabs"].as_array().into_iter().flatten().find(|t| t["tab"] == tab).expect("tab")["count"]
            .clone()
    };
    let order: Vec<Value> =
        counts(&clerk).await["tabs"].as_array().expect("tabs").iter().map(|t| t["tab"].clone()).collect();
    assert_eq!(order, ["todo", "done", "started", "cc", "supervised"]);
    let talk = owes(&clerk, project, "2026-03-02").await;
    owes(&clerk, project, "2026-03-05").await;
    let seen = counts(&clerk).await;
    assert_eq!((of(&seen, "todo"), &seen["due_today"], &seen["overdue"]), (json!(2), &json!(1), &json!(0)));
    assert_eq!(counts(&clerk).await, seen, "the same again");
    app.advance_days(1);
    assert_eq!(counts(&clerk).await["overdue"], 1, "another day");
    let path = format!("/talks/{}/completions", talk.id());
    clerk.post_at(&path, talk.version(), json!({"note": "已寄出"})).await.expect(200);
    let seen = counts(&clerk).await;
    assert_eq!((of(&seen, "todo"), of(&seen, "done"), &seen["overdue"]), (json!(1), json!(1), &json!(0)));
    let copy = json!({"resource": "project", "resource_id": project, "user_ids": [clerk.id], "text": "请阅"});
    let sent = bureau.post("/carbon-copies", copy).await.expect(201);
    let seen = counts(&clerk).await;
    assert_eq!((of(&seen, "cc"), &seen["unread_notices"]), (json!(1), &json!(1)));
    let path = format!("/carbon-copies/{}/readings", sent.body["items"][0]["id"]);
    clerk.post(&path, json!({})).await.expect(200);
    let seen = counts(&clerk).await;
    assert_eq!((of(&seen, "cc"), &seen["unread_notices"]), (json!(0), &json!(0)), "read marks count at once");
    assert_eq!(of(&counts(&clerk).await, "supervised"), json!(0));
    assert_eq!(clerk.get("/inbox?tab=supervised").await.expect(200).body["total"], 0);
    app.audit_admin().get("/inbox/counts").await.expect_problem(403, "policy.forbidden");
}
