//! Talks: what is recorded and what is refused, who sees it, the next step until it is done, and what others ask of it.

mod follow;
mod seen;

use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

/// The least of a talk with a company.
pub(super) fn talk(company: i64, more: Value) -> Value {
    let mut body = json!({
        "enterprise_id": company, "happened_on": "2026-03-02", "kind": "call",
        "said": "对方拟投建年产2万吨铜箔，关心电价和用地。" });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

pub(super) async fn records(actor: &Actor, body: Value) -> Answer {
    actor.post("/talks", body).await.expect(201)
}

fn at(talk: &Answer) -> String {
    format!("/talks/{}", talk.id())
}

/// Where an answer says that something is wrong.
fn pointers(refused: &Answer) -> Vec<String> {
    let errors = refused.body["errors"].as_array().into_iter().flatten();
    errors.filter_map(|e| Some(e["pointer"].as_str()?.to_owned())).collect()
}

#[actix_web::test]
async fn a_talk_is_recorded_read_and_changed() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上铜箔有限公司");
    let minutes = clerk.document("洽谈纪要").await;
    let more = json!({ "their_people": "张某某（董事长）", "place": "市招商局", "outcome": "interested",
        "our_others": "赵某某（园区副主任）", "file_ids": [minutes] });
    let made = records(&clerk, talk(company, more)).await;
    let path = at(&made);
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!(
        (&made.body["number"], &made.body["unit_id"], &made.body["enterprise_name"]),
        (&json!("QT-2026-0001"), &json!(clerk.unit_id), &json!("沪上铜箔有限公司"))
    );
    assert_eq!(made.body["our_people"], json!(format!("{}、赵某某（园区副主任）", clerk.name)));
    assert_eq!(made.body["files"], json!([{ "file_id": minutes, "name": "洽谈纪要.pdf" }]));
    assert_eq!((&made.body["next_state"], &made.body["can"]), (&Value::Null, &json!(["talk.edit"])));

    let changed = clerk.patch(&path, 1, json!({ "outcome": "invited", "place": null })).await.expect(200);
    assert_eq!((&changed.body["outcome"], &changed.body["place"]), (&json!("invited"), &Value::Null));
    assert_eq!(changed.body["our_users"][0]["id"], json!(clerk.id), "what is not sent stays");
    let stale = clerk.put(&path, 1, talk(company, json!({}))).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["outcome"], "invited");
    clerk
        .call("PUT".parse().expect("method"), &path)
        .json(talk(company, json!({})))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    let colleague = app.clerk("市工信局");
    let whole = talk(company, json!({ "our_user_ids": [colleague.id], "kind": "meeting" }));
    let put = colleague.put(&path, 2, whole).await.expect(200);
    assert_eq!(
        (&put.body["our_people"], &put.body["outcome"], &put.body["files"], put.version()),
        (&json!(colleague.name), &Value::Null, &json!([]), 3)
    );
    let (a, b) = futures_util::future::join(
        clerk.patch(&path, 3, json!({ "said": "第一个人的话" })),
        colleague.patch(&path, 3, json!({ "said": "第二个人的话" })),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", a.body, b.body);
    assert_eq!((app.journal_count("talk.created"), app.journal_count("talk.changed")), (1, 3));
}

#[actix_web::test]
async fn what_is_wrong_is_named_field_by_field() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上铜箔有限公司");
    let foreign = app.clerk("市财政局");
    let hidden = app.project(&foreign, "别家的项目", json!({})).await.id();
    let file = foreign.document("别人的纪要").await;
    let step =
        |owner: i64, due: &str| json!({ "next_step": "寄资料", "next_owner_id": owner, "next_due_on": due });
    for (bad, pointer) in [
        (json!({ "enterprise_id": null }), "/enterprise_id"),
        (json!({ "enterprise_id": 999_999 }), "/enterprise_id"),
        (json!({ "project_id": 999_999 }), "/project_id"),
        (json!({ "project_id": hidden }), "/project_id"),
        (json!({ "enterprise_id": null, "project_id": hidden }), "/project_id"),
        (json!({ "unit_id": 999_999 }), "/unit_id"),
        (json!({ "happened_on": "2026-03-03" }), "/happened_on"),
        (json!({ "kind": "telepathy" }), "/kind"),
        (json!({ "said": "无" }), "/said"),
        (json!({ "said": "字".repeat(2001) }), "/said"),
        (json!({ "said": "看\u{202e}不见" }), "/said"),
        (json!({ "our_user_ids": [] }), "/our_user_ids"),
        (json!({ "our_user_ids": [999_999] }), "/our_user_ids/0"),
        (json!({ "file_ids": [file] }), "/file_ids/0"),
        (json!({ "next_step": "寄资料" }), "/next_owner_id"),
        (json!({ "next_due_on": "2026-03-09" }), "/next_step"),
        (step(clerk.id, "2026-03-01"), "/next_due_on"),
        (step(999_999, "2026-03-09"), "/next_owner_id"),
        (step(app.audit_admin().id, "2026-03-09"), "/next_owner_id"),
        (json!({ "number": "QT-2026-0009" }), "/number"),
    ] {
        let refused = clerk.post("/talks", talk(company, bad.clone())).await;
        let refused = refused.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{bad}: {}", refused.body);
    }
    let theirs = json!({ "unit_id": foreign.unit_id });
    clerk.post("/talks", talk(company, theirs.clone())).await.expect_problem(403, "policy.forbidden");
    let by_bureau = records(&app.bureau(), talk(company, theirs)).await;
    assert_eq!(by_bureau.body["unit_name"], "市财政局");
    for admin in [app.system_admin(), app.security_admin(), app.audit_admin()] {
        admin.post("/talks", talk(company, json!({}))).await.expect_problem(403, "policy.forbidden");
    }
    let partner = app.partner(company, &["projects:read"]);
    partner.post("/talks", talk(company, json!({}))).await.expect(403);
    assert_eq!(app.journal_count("talk.created"), 1);
}

#[actix_web::test]
async fn a_leader_records_and_keeps_to_his_own() {
    let app = TestApp::new().await;
    let (leader, second, clerk) = (app.leader(), app.leader(), app.clerk("市工信局"));
    let company = app.enterprise("沪上铜箔有限公司");
    let made = records(&leader, talk(company, json!({}))).await;
    assert_eq!(made.body["can"], json!(["talk.edit"]));
    let edit = json!({ "outcome": "exchange" });
    second.get(&at(&made)).await.expect(200);
    second.patch(&at(&made), 1, edit.clone()).await.expect_problem(403, "policy.forbidden");
    clerk.patch(&at(&made), 1, edit.clone()).await.expect_problem(404, "resource.not_found");
    leader.patch(&at(&made), 1, edit).await.expect(200);
}

#[actix_web::test]
async fn the_only_investor_of_a_project_is_filled_in() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上铜箔有限公司");
    let (one, other) = (
        json!({ "enterprise_id": company, "role": "investor" }),
        json!({ "name": "金陵电池", "role": "investor" }),
    );
    let single = app.project(&clerk, "铜箔项目", json!({ "parties": [one] })).await.id();
    let several = app.project(&clerk, "电池项目", json!({ "parties": [one, other] })).await.id();
    let of = |project: i64| talk(company, json!({ "enterprise_id": null, "project_id": project }));
    let made = records(&clerk, of(single)).await;
    assert_eq!(
        (&made.body["enterprise_id"], &made.body["project_name"]),
        (&json!(company), &json!("铜箔项目"))
    );
    assert_eq!(records(&clerk, of(several)).await.body["enterprise_id"], Value::Null);
    let told = clerk.get(&format!("/projects/{single}/history")).await.expect(200).body;
    assert_eq!(told["items"][0]["event"], "project.talk_recorded");
    clerk.patch(&at(&made), 1, json!({ "project_id": several })).await.expect(200);
    for (project, event) in [(single, "project.talk_removed"), (several, "project.talk_recorded")] {
        let told = clerk.get(&format!("/projects/{project}/history")).await.expect(200).body;
        assert_eq!(told["items"][0]["event"], event);
    }
}

#[actix_web::test]
async fn a_phone_s_repeated_request_is_the_same_record() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk("市工信局"), app.clerk("市工信局"));
    let company = app.enterprise("沪上铜箔有限公司");
    let key = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let send = async |actor: &Actor| {
        let call = actor.call("POST".parse().expect("method"), "/talks").header("Idempotency-Key", key);
        call.json(talk(company, json!({}))).send().await.expect(201).id()
    };
    let (first, again) = (send(&clerk).await, send(&clerk).await);
    app.advance_days(30); // stored answers are gone by then
    assert_eq!([again, send(&clerk).await], [first, first]);
    assert_ne!(send(&other).await, first, "a key is its sender's");
    assert_eq!(app.journal_count("talk.created"), 2);
}

#[actix_web::test]
async fn a_wrong_record_is_withdrawn_with_a_reason() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let company = app.enterprise("沪上铜箔有限公司");
    let step = json!({ "next_step": "寄资料", "next_owner_id": clerk.id, "next_due_on": "2026-03-09" });
    let made = records(&clerk, talk(company, step)).await;
    let path = format!("{}/withdrawals", at(&made));
    let why = json!({ "reason": "与上一条重复" });
    clerk.post_at(&path, 1, json!({ "reason": "" })).await.expect_problem(422, "request.invalid");
    clerk.post_at(&path, 7, why.clone()).await.expect_problem(412, "resource.stale");
    app.leader().post_at(&path, 1, why.clone()).await.expect_problem(403, "policy.forbidden");
    app.clerk("市财政局").post_at(&path, 1, why.clone()).await.expect_problem(404, "resource.not_found");
    let gone = clerk.post_at(&path, 1, why.clone()).await.expect(200);
    assert_eq!(
        (&gone.body["withdraw_reason"], &gone.body["can"], &gone.body["next_state"]),
        (&json!("与上一条重复"), &json!([]), &Value::Null)
    );
    bureau.post_at(&path, 2, why).await.expect_problem(409, "talk.wrong_state");
    clerk.patch(&at(&made), 2, json!({ "said": "改一改" })).await.expect_problem(409, "talk.wrong_state");
    let done = json!({ "note": "已寄出" });
    clerk
        .post_at(&format!("{}/completions", at(&made)), 2, done)
        .await
        .expect_problem(409, "talk.wrong_state");
    assert_eq!(clerk.get("/talks").await.body["total"], 0);
    assert_eq!(clerk.get("/talks?withdrawn=true").await.body["total"], 1);
    assert_eq!(clerk.get("/inbox").await.body["items"], json!([]));
    assert_eq!(clerk.get(&at(&made)).await.expect(200).body["withdraw_reason"], "与上一条重复");
}
