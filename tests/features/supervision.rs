//! Slips: what is issued and what is refused, who answers, who judges, instructions; lapses and colours in the folder.

mod colours;
mod killed;
mod lapse;
mod random;

use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

/// The least of a slip to a unit.
fn slip(unit: i64, more: Value) -> Value {
    let mut body = json!({ "kind": "remind", "basis": "meeting", "basis_text": "市政府第3次常务会议",
        "matter": "尽快办结土地手续", "unit_id": unit });
    body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
    body
}

async fn issues(actor: &Actor, body: Value) -> Answer {
    actor.post("/slips", body).await.expect(201)
}

fn at(slip: &Answer) -> String {
    format!("/slips/{}", slip.id())
}

/// An act on a slip as it stands.
async fn acts(actor: &Actor, path: &str, what: &str, body: Value) -> Answer {
    let version = actor.get(path).await.expect(200).version();
    actor.post_at(&format!("{path}/{what}"), version, body).await
}

fn pointers(refused: &Answer) -> Vec<String> {
    let errors = refused.body["errors"].as_array().into_iter().flatten();
    errors.filter_map(|e| Some(e["pointer"].as_str()?.to_owned())).collect()
}

fn kinds(inbox: &Answer) -> Vec<String> {
    let items = inbox.body["items"].as_array().into_iter().flatten();
    items.filter_map(|i| Some(i["kind"].as_str()?.to_owned())).collect()
}

#[actix_web::test]
async fn a_slip_goes_from_the_issuer_to_the_unit_and_back_until_it_is_closed() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let made = issues(&bureau, slip(clerk.unit_id, json!({ "gap_days": 12, "gap_points": 1050 }))).await;
    let path = at(&made);
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!(
        (&made.body["number"], &made.body["colour"], &made.body["due_on"], &made.body["working_days"]),
        (&json!("督办〔2026〕1号"), &json!("blue"), &json!("2026-03-09"), &json!(5))
    );
    assert_eq!((&made.body["state"], &made.body["can"]), (&json!("open"), &json!(["slip.judge"])));
    assert_eq!((&made.body["working_days_left"], &made.body["overdue_days"]), (&json!(5), &json!(0)));
    let inbox = clerk.get("/inbox").await.expect(200);
    assert_eq!(kinds(&inbox), ["slip_feedback"]);
    assert_eq!(
        (&inbox.body["items"][0]["resource"], &inbox.body["items"][0]["due_on"]),
        (&json!("slip"), &json!("2026-03-09"))
    );
    assert_eq!(clerk.get(&path).await.body["can"], json!(["slip.answer", "slip.extend"]));

    let proof = clerk.document("出让公告").await;
    let said = json!({ "said": "公告已发，20日挂牌", "file_ids": [proof] });
    let answered = clerk.post_at(&format!("{path}/feedback"), 1, said).await.expect(200);
    assert_eq!(answered.body["state"], "answered");
    assert_eq!(answered.body["feedback"][0]["files"], json!([{ "file_id": proof, "name": "出让公告.pdf" }]));
    assert_eq!(clerk.get("/inbox").await.body["items"], json!([]));
    assert_eq!(kinds(&bureau.get("/inbox").await), ["slip_answered"]);
    assert_eq!(kinds(&clerk.get("/inbox?tab=done").await), ["slip_feedback"]);
    bureau.get(&format!("/files/{proof}/content")).await.expect(200);

    // not good enough: back with a new day
    let why = json!({ "reason": "请写明挂牌结果", "working_days": 2 });
    let back = bureau.post_at(&format!("{path}/returns"), 2, why.clone()).await.expect(200);
    assert_eq!((&back.body["state"], &back.body["due_on"]), (&json!("open"), &json!("2026-03-04")));
    acts(&clerk, &path, "feedback", json!({ "said": "已成交" })).await.expect(200);
    let closed = acts(&bureau, &path, "closings", json!({ "note": "已办结" })).await.expect(200);
    assert_eq!((&closed.body["state"], &closed.body["can"]), (&json!("closed"), &json!(["slip.judge"])));
    clerk
        .post_at(&format!("{path}/feedback"), 5, json!({ "said": "补充" }))
        .await
        .expect_problem(409, "slip.wrong_state");
    bureau.post_at(&format!("{path}/returns"), 5, why.clone()).await.expect_problem(409, "slip.wrong_state");

    let again = acts(&bureau, &path, "reopenings", json!({ "reason": "又停工了" })).await.expect(200);
    assert_eq!((&again.body["state"], &again.body["due_on"]), (&json!("open"), &json!("2026-03-09")));
    let acts: Vec<&Value> =
        again.body["course"].as_array().expect("course").iter().map(|l| &l["act"]).collect();
    assert_eq!(acts, ["issued", "answered", "returned", "answered", "closed", "reopened"]);
    assert_eq!((app.journal_count("slip.answered"), app.journal_count("slip.reopened")), (2, 1));
}

#[actix_web::test]
async fn only_the_issuer_judges_and_only_whose_it_is_answers() {
    let app = TestApp::new().await;
    let (bureau, colleague, clerk) = (app.bureau(), app.bureau(), app.clerk("市工信局"));
    let foreign = app.clerk("市财政局");
    let path = at(&issues(&bureau, slip(clerk.unit_id, json!({}))).await);
    let said = json!({ "said": "已办" });
    foreign.get(&path).await.expect_problem(404, "resource.not_found");
    foreign
        .post_at(&format!("{path}/feedback"), 1, said.clone())
        .await
        .expect_problem(404, "resource.not_found");
    assert_eq!(foreign.get("/slips").await.expect(200).body["total"], 0);
    let reads = app.leader();
    reads.get(&path).await.expect(200);
    reads.post_at(&format!("{path}/feedback"), 1, said.clone()).await.expect_problem(403, "policy.forbidden");
    colleague
        .post_at(&format!("{path}/feedback"), 1, said.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    let note = json!({ "note": "不必再办" });
    for other in [&colleague, &clerk, &reads] {
        other
            .post_at(&format!("{path}/closings"), 1, note.clone())
            .await
            .expect_problem(403, "policy.forbidden");
    }
    clerk.post("/slips", slip(clerk.unit_id, json!({}))).await.expect_problem(403, "policy.forbidden");
    for admin in [app.system_admin(), app.security_admin(), app.audit_admin()] {
        admin.get("/slips").await.expect_problem(403, "policy.forbidden");
    }
    let company = app.enterprise("沪上铜箔有限公司");
    let partner = app.partner(company, &["projects:read", "slips:read"]);
    partner.get("/slips").await.expect(403);
    // closing without feedback needs a word, stale pages are told
    bureau.post_at(&format!("{path}/closings"), 1, json!({})).await.expect_problem(422, "request.invalid");
    bureau.post_at(&format!("{path}/closings"), 7, note.clone()).await.expect_problem(412, "resource.stale");
    bureau
        .post_at(&format!("{path}/returns"), 1, json!({ "reason": "没办" }))
        .await
        .expect_problem(409, "slip.wrong_state");
    let (a, b) = futures_util::future::join(
        clerk.post_at(&format!("{path}/feedback"), 1, said),
        bureau.post_at(&format!("{path}/closings"), 1, note),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", a.body, b.body);
}

#[actix_web::test]
async fn what_is_wrong_with_a_slip_is_named_field_by_field() {
    let app = TestApp::new().await;
    let (bureau, clerk, other) = (app.bureau(), app.clerk("市工信局"), app.clerk("市财政局"));
    let project = app.project(&clerk, "铜箔项目", json!({})).await.id();
    for (bad, pointer) in [
        (json!({ "kind": "warn" }), "/kind"),
        (json!({ "kind": "summon" }), "/kind"),
        (json!({ "unit_id": null }), "/unit_id"),
        (json!({ "unit_id": 999_999 }), "/unit_id"),
        (json!({ "project_id": 999_999 }), "/project_id"),
        (json!({ "project_id": project, "unit_id": other.unit_id }), "/unit_id"),
        (json!({ "project_id": project, "person_id": other.id }), "/person_id"),
        (json!({ "person_id": 999_999 }), "/person_id"),
        (json!({ "person_id": app.audit_admin().id }), "/person_id"),
        (json!({ "matter": "无" }), "/matter"),
        (json!({ "working_days": 0 }), "/working_days"),
        (json!({ "matter": "看\u{202e}不见" }), "/matter"),
        (json!({ "basis": "mood" }), "/basis"),
        (json!({ "number": "督办〔2026〕9号" }), "/number"),
    ] {
        let refused = bureau.post("/slips", slip(clerk.unit_id, bad.clone())).await;
        let refused = refused.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{bad}: {}", refused.body);
    }
    assert_eq!(app.journal_count("slip.issued"), 0);
    // of a project the lead unit is meant, and the project tells it
    let made = issues(&bureau, slip(clerk.unit_id, json!({ "project_id": project, "unit_id": null }))).await;
    assert_eq!(
        (&made.body["unit_id"], &made.body["project_name"]),
        (&json!(clerk.unit_id), &json!("铜箔项目"))
    );
    let told = clerk.get(&format!("/projects/{project}/history")).await.expect(200);
    assert_eq!(told.body["items"][0]["event"], "slip.issued");
}

#[actix_web::test]
async fn case_12_five_working_days_from_30_september_end_on_13_october() {
    let app = TestApp::new().await;
    app.db(chengfeng::features::calendar::seed_if_empty);
    app.advance_days(212); // 30 September 2026
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let made = issues(&bureau, slip(clerk.unit_id, json!({ "working_days": 5 }))).await;
    assert_eq!(
        (&made.body["received_on"], &made.body["due_on"]),
        (&json!("2026-09-30"), &json!("2026-10-13"))
    );
    let why = clerk.get(&format!("{}/deadline", at(&made))).await.expect(200).body;
    assert_eq!(why["due_on"], "2026-10-13");
    let said = why["explanation"].as_str().unwrap_or_default();
    assert!(said.contains("国庆节放假") && said.contains("调休上班"), "{said}");
    assert_eq!(why["days"].as_array().map(Vec::len), Some(13));
}

#[actix_web::test]
async fn more_time_is_asked_for_in_time_and_decided_by_the_issuer() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let path = at(&issues(&bureau, slip(clerk.unit_id, json!({}))).await);
    let ask = |until: &str| json!({ "until_on": until, "reason": "省厅批复下月到" });
    for (until, code) in [("2026-03-09", "too_early"), ("2026-04-07", "too_late")] {
        let refused =
            acts(&clerk, &path, "extensions", ask(until)).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["code"], code);
    }
    let asked = acts(&clerk, &path, "extensions", ask("2026-03-20")).await.expect(200);
    assert_eq!(asked.body["can"], json!(["slip.answer"]), "one request at a time");
    acts(&clerk, &path, "extensions", ask("2026-03-21")).await.expect_problem(409, "slip.wrong_state");
    assert_eq!(kinds(&bureau.get("/inbox").await), ["slip_extension"]);
    let id = asked.body["extensions"][0]["id"].clone();
    let decide = format!("{path}/extensions/{id}/decisions");
    let yes = json!({ "granted": true });
    app.bureau().post_at(&decide, 2, yes.clone()).await.expect_problem(403, "policy.forbidden");
    bureau.post_at(&decide, 2, json!({ "granted": false })).await.expect_problem(422, "request.invalid");
    bureau.post_at(&decide, 1, yes.clone()).await.expect_problem(412, "resource.stale");
    let missing = format!("{path}/extensions/999/decisions");
    bureau.post_at(&missing, 2, yes.clone()).await.expect_problem(404, "resource.not_found");
    let granted = bureau.post_at(&decide, 2, yes.clone()).await.expect(200);
    assert_eq!(granted.body["due_on"], "2026-03-20");
    bureau.post_at(&decide, 3, yes).await.expect_problem(409, "slip.wrong_state");
    let why = clerk.get(&format!("{path}/deadline")).await.expect(200).body;
    assert!(why["explanation"].as_str().unwrap_or_default().contains("现在的期限是2026-03-20"));
    app.advance_days(19); // 21 March
    acts(&clerk, &path, "extensions", ask("2026-03-25")).await.expect_problem(409, "slip.wrong_state");
}

#[actix_web::test]
async fn an_instruction_becomes_a_task_with_a_clock_and_its_answer_comes_back() {
    let app = TestApp::new().await;
    let (leader, clerk) = (app.leader(), app.clerk("市工信局"));
    let project = app.project(&clerk, "铜箔项目", json!({})).await.id();
    let path = format!("/projects/{project}/instructions");
    let text = json!({ "text": "请抓紧推进，限期回复。" });
    for other in [&app.bureau(), &clerk] {
        other.post(&path, text.clone()).await.expect_problem(403, "policy.forbidden");
    }
    leader.post(&path, json!({ "text": "" })).await.expect_problem(422, "request.invalid");
    leader
        .post("/projects/999999/instructions", text.clone())
        .await
        .expect_problem(404, "resource.not_found");
    let made = leader.post(&path, text).await.expect(201);
    assert_eq!(
        (&made.body["kind"], &made.body["basis"], &made.body["is_instruction"], &made.body["unit_id"]),
        (&json!("assign"), &json!("instruction"), &json!(true), &json!(clerk.unit_id))
    );
    assert_eq!(made.body["due_on"], "2026-03-09");
    assert_eq!(kinds(&clerk.get("/inbox").await), ["instruction_reply"]);
    assert_eq!(kinds(&leader.get("/inbox?tab=started").await), ["instruction_reply"]);
    acts(&clerk, &at(&made), "feedback", json!({ "said": "已到现场，下周复工。" })).await.expect(200);
    assert_eq!(kinds(&leader.get("/inbox").await), ["instruction_replied"]);
    acts(&leader, &at(&made), "closings", json!({})).await.expect(200);
    assert_eq!(leader.get("/inbox").await.body["items"], json!([]));
    // a confidential project asks for somebody who sees it
    let bureau = app.bureau();
    let version = bureau.get(&format!("/projects/{project}")).await.version();
    let secret = json!({ "confidential": true, "reader_ids": [leader.id, clerk.id, bureau.id] });
    bureau.put(&format!("/projects/{project}/confidentiality"), version, secret).await.expect(200);
    let refused =
        leader.post(&path, json!({ "text": "请报进展" })).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/person_id"]);
    let to = json!({ "text": "请报进展", "person_id": clerk.id });
    let hidden = leader.post(&path, to).await.expect(201);
    app.clerk("市工信局").get(&at(&hidden)).await.expect_problem(404, "resource.not_found");
    app.bureau().get(&at(&hidden)).await.expect_problem(404, "resource.not_found");
    clerk.get(&at(&hidden)).await.expect(200);
}

#[actix_web::test]
async fn lists_are_narrowed_summed_up_and_taken_away() {
    let app = TestApp::new().await;
    let (bureau, clerk, other) = (app.bureau(), app.clerk("市工信局"), app.clerk("市财政局"));
    issues(&bureau, slip(clerk.unit_id, json!({ "matter": "办环评" }))).await;
    let late = issues(&bureau, slip(other.unit_id, json!({ "kind": "letter", "working_days": 1 }))).await;
    acts(&clerk, "/slips/1", "feedback", json!({ "said": "已批复" })).await;
    let total =
        async |query: &str| bureau.get(&format!("/slips{query}")).await.expect(200).body["total"].clone();
    app.advance_days(2);
    for (query, count) in [
        ("", 2),
        ("?q=环评", 1),
        ("?q=督办〔2026〕2号", 1),
        ("?kind=letter", 1),
        ("?state=open", 1),
        ("?basis=instruction", 0),
        ("?overdue=true", 1),
        ("?overdue=false", 1),
        ("?due_on.lt=2026-03-05", 1),
        ("?due_on.gte=2026-03-05", 1),
        (&format!("?unit_id={}", clerk.unit_id), 1),
        (&format!("?issued_by={}", bureau.id), 2),
        (&format!("?root_id={}", late.id()), 1),
    ] {
        assert_eq!(total(query).await, json!(count), "{query}");
    }
    bureau.get("/slips?colour=red").await.expect_problem(422, "request.invalid");
    let sum = bureau.get("/slips/summary").await.expect(200).body;
    let letters =
        sum["by_kind"].as_array().expect("kinds").iter().find(|g| g["kind"] == "letter").expect("one");
    assert_eq!((&letters["open"], &letters["overdue"]), (&json!(1), &json!(1)));
    assert_eq!(clerk.get("/slips/summary").await.expect(200).body["total"], 1);
    let table = json!({ "list": "slips", "format": "csv", "filter": "kind=letter" });
    let (done, file) = app.exported(&bureau, table).await;
    let text = String::from_utf8_lossy(&file);
    assert_eq!(done["rows_written"], 1);
    assert!(text.contains("督办函") && text.contains("市财政局"), "{text}");
}

#[actix_web::test]
async fn who_leaves_hands_over_what_he_issued_and_has_to_answer() {
    let app = TestApp::new().await;
    let (bureau, heir, clerk) = (app.bureau(), app.bureau(), app.clerk("市工信局"));
    let path = at(&issues(&bureau, slip(clerk.unit_id, json!({}))).await);
    acts(&clerk, &path, "feedback", json!({ "said": "已办" })).await.expect(200);
    let admin = app.system_admin();
    let user = format!("/users/{}", bureau.id);
    let version = admin.get(&user).await.expect(200).version();
    let refused = admin.post_at(&format!("{user}/deactivations"), version, json!({ "reason": "调离" })).await;
    assert!(refused.status == 409 && refused.body.to_string().contains("督办单"), "{}", refused.body);
    let to = json!({ "reason": "调离", "successor_id": heir.id });
    admin.post_at(&format!("{user}/deactivations"), version, to).await.expect(200);
    assert_eq!(kinds(&heir.get("/inbox").await), ["slip_answered"]);
    acts(&heir, &path, "closings", json!({})).await.expect(200);
}
