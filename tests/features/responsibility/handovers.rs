//! One act hands over everything; somebody stands in while somebody is away.

use super::scene;
use chengfeng::features::projects::Stage;
use futures_util::future::join_all;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

async fn serve(app: &TestApp, bureau: &Actor, project: i64, role: &str, who: &Actor) {
    let path = format!("/projects/{project}/assignments");
    let body = json!({"role": role, "user_id": who.id, "from_on": "2026-02-01"});
    bureau.post(&path, body).await.expect(201);
    app.app.callers.clear();
}

#[actix_web::test]
async fn everything_moves_in_one_act() {
    let s = scene(Stage::Signed).await;
    let second = s.app.unmanned_project("第二个", s.clerk.unit_id, Stage::Signed);
    let to = s.app.clerk("市工信局");
    for (project, role) in [(s.project, "commissioner"), (s.project, "liaison"), (second, "commissioner")] {
        serve(&s.app, &s.bureau, project, role, &s.clerk).await;
    }
    let talk = json!({"project_id": s.project, "happened_on": "2026-02-20", "kind": "call", "said": "谈了电价",
        "next_step": "测算电价", "next_owner_id": s.clerk.id, "next_due_on": "2026-03-10"});
    s.clerk.post("/talks", talk).await.expect(201);
    let preview =
        s.bureau.get(&format!("/handovers/preview?from_user_id={}", s.clerk.id)).await.expect(200).body;
    assert_eq!(preview["assignments"].as_array().map(Vec::len), Some(3));
    assert_eq!(preview["work"][0]["kind"], "talk_next_steps");
    s.clerk.get("/handovers/preview?from_user_id=1").await.expect_problem(403, "policy.forbidden");
    s.bureau.get("/handovers/preview?from_user_id=999999").await.expect_problem(422, "request.invalid");

    let body = |to: &Actor| json!({"from_user_id": s.clerk.id, "to_user_id": to.id, "reason": "岗位调整"});
    s.clerk.post("/handovers", body(&to)).await.expect_problem(403, "policy.forbidden");
    s.bureau.post("/handovers", body(&s.clerk)).await.expect_problem(422, "request.invalid");
    s.bureau.post("/handovers", body(&s.leader)).await.expect_problem(422, "request.invalid");
    let mut early = body(&to);
    early["on"] = json!("2026-01-01");
    s.bureau.post("/handovers", early).await.expect_problem(422, "request.invalid");
    let mut foreign = body(&to);
    foreign["project_ids"] = json!([999_999]);
    s.bureau.post("/handovers", foreign).await.expect_problem(422, "request.invalid");
    let made = s.bureau.post("/handovers", body(&to)).await.expect(201).body;
    assert_eq!(made["moved_text"], "在任的包抓、服务、联络3件、洽谈的后续事项1件");
    s.bureau.post("/handovers", body(&to)).await.expect_problem(409, "resource.conflict");

    let held = s.bureau.get(&format!("/assignments?active=true&user_id={}", to.id)).await.expect(200).body;
    assert_eq!(held["total"], 3);
    assert_eq!(held["items"][0]["handover_id"], made["id"]);
    assert_eq!(s.bureau.get(&format!("/talks?next_owner_id={}", to.id)).await.expect(200).body["total"], 1);
    assert_eq!(s.bureau.get("/handovers").await.expect(200).body["total"], 1);
    assert_eq!(
        s.clerk.get(&format!("/handovers?user_id={}", s.bureau.id)).await.expect(200).body["total"],
        0
    );
    let events = s.events();
    assert_eq!(events.iter().filter(|e| *e == "project.assignment_ended").count(), 2);
    assert_eq!(events.iter().filter(|e| *e == "project.assignment_began").count(), 4);
    assert_eq!(s.app.journal_count("handover.made"), 1);
    let changes = s.bureau.get("/changes?limit=200").await.expect(200).body.to_string();
    assert!(changes.contains("handover.made"));
}

#[actix_web::test]
async fn some_of_it_moves_when_some_was_chosen_and_of_two_acts_one_wins() {
    let s = scene(Stage::Signed).await;
    let second = s.app.unmanned_project("第二个", s.clerk.unit_id, Stage::Signed);
    let (to, other) = (s.app.clerk("市工信局"), s.app.clerk("市工信局"));
    serve(&s.app, &s.bureau, s.project, "commissioner", &s.clerk).await;
    serve(&s.app, &s.bureau, second, "liaison", &s.clerk).await;
    let some = json!({"from_user_id": s.clerk.id, "to_user_id": to.id, "reason": "岗位调整", "roles": ["liaison"], "project_ids": [second]});
    let made = s.bureau.post("/handovers", some).await.expect(201).body;
    assert_eq!(made["moved"][0]["count"], 1);
    assert_eq!(s.holder("commissioner").await["user_id"], s.clerk.id);
    let bodies =
        [&to, &other].map(|who| json!({"from_user_id": s.clerk.id, "to_user_id": who.id, "reason": "同时"}));
    let answers = join_all(bodies.into_iter().map(|body| s.bureau.post("/handovers", body))).await;
    let mut codes: Vec<u16> = answers.iter().map(|a| a.status).collect();
    codes.sort_unstable();
    assert_eq!(codes, [201, 409]);
}

#[actix_web::test]
async fn an_account_that_is_closed_leaves_its_terms_to_another() {
    let s = scene(Stage::Signed).await;
    let (admin, to) = (s.app.system_admin(), s.app.clerk("市工信局"));
    serve(&s.app, &s.bureau, s.project, "commissioner", &s.clerk).await;
    let path = format!("/users/{}/deactivations", s.clerk.id);
    let refused = admin.post_at(&path, 1, json!({"reason": "调离"})).await;
    let refused = refused.expect_problem(409, "user.handover_required");
    assert!(refused.body.to_string().contains("在任的包抓、服务、联络"), "{}", refused.body);
    let unfit = json!({"reason": "调离", "successor_id": s.leader.id});
    admin.post_at(&path, 1, unfit).await.expect_problem(422, "request.invalid");
    admin.post_at(&path, 1, json!({"reason": "调离", "successor_id": to.id})).await.expect(200);
    assert_eq!(s.holder("commissioner").await["user_id"], to.id);
    assert_eq!(s.bureau.get("/handovers").await.expect(200).body["total"], 1);
}

#[actix_web::test]
async fn a_substitute_acts_while_he_stands_in() {
    let s = scene(Stage::Negotiating).await;
    let (holder, deputy) = (s.app.clerk("市商务局"), s.app.clerk("市财政局"));
    serve(&s.app, &s.bureau, s.project, "commissioner", &holder).await;
    let path = format!("/projects/{}", s.project);
    deputy.get(&path).await.expect(404);
    let day = |ahead: i64| (s.app.app.clock.now().day() + chrono::Duration::days(ahead)).to_string();
    let body = |from: i64, until: i64| json!({"substitute_id": deputy.id, "from_on": day(from), "until_on": day(until), "reason": "外出培训"});
    holder.post("/substitutes", body(3, 1)).await.expect_problem(422, "request.invalid");
    holder.post("/substitutes", body(-9, -1)).await.expect_problem(422, "request.invalid");
    holder.post("/substitutes", body(0, 500)).await.expect_problem(422, "request.invalid");
    let mut own = body(0, 3);
    own["substitute_id"] = json!(holder.id);
    holder.post("/substitutes", own).await.expect_problem(422, "request.invalid");
    let mut foreign = body(0, 3);
    foreign["user_id"] = json!(s.clerk.id);
    holder.post("/substitutes", foreign).await.expect_problem(403, "policy.forbidden");
    let made = holder.post("/substitutes", body(0, 3)).await.expect(201);
    assert_eq!(made.body["state"], "active");
    holder.post("/substitutes", body(2, 5)).await.expect_problem(409, "resource.conflict");

    let seen = deputy.get(&path).await.expect(200);
    assert!(seen.body["can"].to_string().contains("project.edit"));
    assert_eq!(s.chain().await.body["roles"][1]["acting"][0]["user_name"], json!(deputy.name));
    let talk = json!({"project_id": s.project, "happened_on": day(0), "kind": "call", "said": "谈了电价",
        "next_step": "测算电价", "next_owner_id": holder.id, "next_due_on": day(5)});
    s.clerk.post("/talks", talk).await.expect(201);
    let inbox = deputy.get("/inbox").await.expect(200).body;
    let why = inbox["items"][0]["why"].as_str().unwrap_or_default().to_owned();
    assert!(why.starts_with(&format!("代{}办理：", holder.name)), "{inbox}");

    let at = format!("/substitutes/{}", made.id());
    assert_eq!(s.bureau.get(&at).await.expect(200).body["can"], json!(["substitute.edit"]));
    assert_eq!(deputy.get(&at).await.expect(200).body["can"], json!([]));
    deputy.post_bare(&format!("{at}/endings"), made.version()).await.expect_problem(403, "policy.forbidden");
    holder.post_bare(&format!("{at}/endings"), 9).await.expect_problem(412, "resource.stale");
    let ended = holder.post_bare(&format!("{at}/endings"), made.version()).await.expect(200);
    assert_eq!(ended.body["state"], "ended");
    holder
        .post_bare(&format!("{at}/endings"), ended.version())
        .await
        .expect_problem(409, "resource.conflict");
    deputy.get(&path).await.expect(404);
    assert_eq!(deputy.get("/inbox").await.expect(200).body["items"], json!([]));
    holder.post("/substitutes", body(10, 12)).await.expect(201);
    deputy.get(&path).await.expect(404);
    s.app.advance_days(11);
    deputy.get(&path).await.expect(200);
    s.app.advance_days(2);
    deputy.get(&path).await.expect(404);
    let states: Value = s.bureau.get("/substitutes?state=ended").await.expect(200).body["total"].clone();
    assert_eq!(states, 2);
    assert_eq!(s.bureau.get("/substitutes?state=active,coming").await.expect(200).body["total"], 0);
}
