//! Who sees which talks, in every way there is; lists, sums, tables.

use super::{at, records, talk};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// In which ways somebody gets to see a talk of this project or company.
async fn sightings(actor: &Actor, id: i64, company: i64) -> Vec<&'static str> {
    let mut seen = Vec::new();
    if actor.get(&format!("/talks/{id}")).await.status == 200 {
        seen.push("get");
    }
    for (way, query) in [
        ("list", String::new()),
        ("company", format!("?enterprise_id={company}")),
        ("search", "?q=铜箔".to_owned()),
    ] {
        if actor.get(&format!("/talks{query}")).await.body["total"] == 1 {
            seen.push(way);
        }
    }
    if actor.get("/talks/summary").await.body["total"] == 1 {
        seen.push("summary");
    }
    let changes = actor.get("/changes?types=talk.created").await.body;
    if changes["items"].as_array().is_some_and(|items| items.iter().any(|e| e["subject_id"] == id)) {
        seen.push("changes");
    }
    seen
}

const ALL: usize = 6;

#[actix_web::test]
async fn a_talk_of_a_project_follows_the_project() {
    let app = TestApp::new().await;
    let (clerk, colleague, bureau) = (app.clerk("市工信局"), app.clerk("市工信局"), app.bureau());
    let (leader, supporting, foreign) = (app.leader(), app.clerk("市发改委"), app.clerk("市财政局"));
    let company = app.enterprise("沪上有色有限公司");
    let parties = json!({ "parties": [{ "enterprise_id": company, "role": "investor" }] });
    let project = app.project(&clerk, "压延项目", parties).await;
    let units = format!("/projects/{}/units", project.id());
    let project =
        clerk.put(&units, project.version(), json!({ "unit_ids": [supporting.unit_id] })).await.expect(200);
    let photo = colleague.document("现场照片").await;
    let body = talk(company, json!({ "project_id": project.id(), "file_ids": [photo] }));
    let made = records(&colleague, body).await;
    for actor in [&clerk, &colleague, &bureau, &leader, &supporting] {
        assert_eq!(sightings(actor, made.id(), company).await.len(), ALL, "{}", actor.name);
    }
    for actor in [&foreign, &app.audit_admin(), &app.partner(company, &["projects:read", "changes:read"])] {
        assert_eq!(sightings(actor, made.id(), company).await, Vec::<&str>::new(), "{}", actor.name);
    }
    foreign.get(&at(&made)).await.expect_problem(404, "resource.not_found");
    supporting.get(&format!("/files/{photo}")).await.expect(200);
    foreign.get(&format!("/files/{photo}")).await.expect_problem(404, "resource.not_found");

    // whoever is not named on a confidential project sees nothing of its talks, not even his own
    let confide = format!("/projects/{}/confidentiality", project.id());
    let named = json!({ "confidential": true, "reader_ids": [clerk.id, bureau.id] });
    bureau.put(&confide, project.version(), named).await.expect(200);
    for actor in [&clerk, &bureau] {
        assert_eq!(sightings(actor, made.id(), company).await.len(), ALL, "{}", actor.name);
    }
    for actor in [&colleague, &leader, &supporting, &app.auditor()] {
        assert_eq!(sightings(actor, made.id(), company).await, Vec::<&str>::new(), "{}", actor.name);
        actor
            .patch(&at(&made), 1, json!({ "said": "改一改" }))
            .await
            .expect_problem(404, "resource.not_found");
    }
}

#[actix_web::test]
async fn partners_do_not_read_of_talks_in_the_history_of_their_project() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let company = app.enterprise("沪上有色有限公司");
    let parties = json!({ "parties": [{ "enterprise_id": company, "role": "investor" }] });
    let project = app.project(&clerk, "压延项目", parties).await.id();
    records(&clerk, talk(company, json!({ "project_id": project }))).await;
    let partner = app.partner(company, &["projects:read", "changes:read", "talks:read"]);
    for path in [format!("/projects/{project}/history"), "/changes".to_owned()] {
        let told = partner.get(&path).await.expect(200).body;
        assert!(told["items"].as_array().is_some_and(|items| !items.is_empty()), "{told}");
        assert!(!told.to_string().contains("talk"), "{told}");
    }
    assert!(clerk.get("/changes").await.body.to_string().contains("project.talk_recorded"));
    partner.get("/talks").await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_talk_of_a_company_alone_is_its_unit_s_and_of_those_it_names() {
    let app = TestApp::new().await;
    let (clerk, colleague, guest) = (app.clerk("市工信局"), app.clerk("市工信局"), app.clerk("市发改委"));
    let (owner, foreign) = (app.clerk("市财政局"), app.clerk("市财政局"));
    let company = app.enterprise("沪上铜箔有限公司");
    let body = talk(
        company,
        json!({ "our_user_ids": [clerk.id, guest.id], "next_step": "测算资金",
        "next_owner_id": owner.id, "next_due_on": "2026-03-09" }),
    );
    let made = records(&clerk, body).await;
    for actor in [&clerk, &colleague, &guest, &owner, &app.bureau(), &app.leader()] {
        assert_eq!(sightings(actor, made.id(), company).await.len(), ALL, "{}", actor.name);
    }
    assert_eq!(sightings(&foreign, made.id(), company).await, Vec::<&str>::new());
    guest.patch(&at(&made), 1, json!({ "said": "改一改" })).await.expect_problem(403, "policy.forbidden");
    clerk.patch(&at(&made), 1, json!({ "our_user_ids": [clerk.id] })).await.expect(200);
    assert_eq!(sightings(&guest, made.id(), company).await, Vec::<&str>::new(), "named no more");
}

#[actix_web::test]
async fn lists_narrow_sort_and_page() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let (copper, lithium) = (app.enterprise("沪上铜箔有限公司"), app.enterprise("金陵锂电有限公司"));
    let step = |due: &str| json!({ "next_step": "寄资料", "next_owner_id": clerk.id, "next_due_on": due });
    let with = |more: Value, step: Value| {
        let mut body = more;
        body.as_object_mut().expect("object").extend(step.as_object().expect("object").clone());
        body
    };
    let first = records(&clerk, talk(copper, json!({ "happened_on": "2026-02-20", "said": "谈电价" }))).await;
    let more = json!({ "happened_on": "2026-02-25", "kind": "visit_out", "outcome": "interested", "said": "看厂房" });
    let second = records(&clerk, talk(copper, with(more, step("2026-02-28")))).await;
    let more = json!({ "kind": "meeting", "outcome": "absent", "said": "改期再谈" });
    let third = records(&bureau, talk(lithium, with(more, step("2026-03-20")))).await;
    let ids = async |query: &str| -> Vec<i64> {
        let body = bureau.get(&format!("/talks{query}")).await.expect(200).body;
        body["items"].as_array().into_iter().flatten().filter_map(|t| t["id"].as_i64()).collect()
    };
    let (a, b, c) = (first.id(), second.id(), third.id());
    let unit = clerk.unit_id;
    let city = app.unit("金昌市", None, "government");
    let (of_company, of_unit) = (format!("?enterprise_id={lithium}"), format!("?unit_id={unit}"));
    let (of_city, of_owner) = (format!("?unit_id={city}"), format!("?next_owner_id={}", clerk.id));
    for (query, found) in [
        ("", vec![c, b, a]),
        ("?sort=happened_on", vec![a, b, c]),
        ("?sort=next_due_on", vec![b, c, a]),
        ("?sort=-next_due_on", vec![c, b, a]),
        ("?sort=-number", vec![c, b, a]),
        ("?kind=call,meeting", vec![c, a]),
        ("?outcome=interested", vec![b]),
        ("?from_on=2026-02-21&to_on=2026-02-28", vec![b]),
        (of_company.as_str(), vec![c]),
        (of_unit.as_str(), vec![b, a]),
        (of_city.as_str(), vec![c, b, a]),
        (of_owner.as_str(), vec![c, b]),
        ("?next_state=open", vec![c, b]),
        ("?next_state=overdue", vec![b]),
        ("?next_state=done", vec![]),
        ("?q=厂房", vec![b]),
        ("?q=锂电", vec![c]),
        ("?q=jlld", vec![c]),
        ("?q=QT-2026-0001", vec![a]),
        ("?q=寄资料", vec![c, b]),
    ] {
        assert_eq!(ids(query).await, found, "{query}");
    }
    let mut walked = Vec::new();
    let mut query = "?per_page=1&sort=next_due_on".to_owned();
    loop {
        let page = bureau.get(&format!("/talks{query}")).await.expect(200).body;
        walked.extend(page["items"].as_array().into_iter().flatten().filter_map(|t| t["id"].as_i64()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?per_page=1&sort=next_due_on&cursor={cursor}");
    }
    assert_eq!(walked, [b, c, a]);
    for bad in [
        "?kind=telepathy",
        "?next_state=late",
        "?sort=said",
        "?sort=number,-number",
        "?from_on=2026-02-30",
        "?foo=1",
    ] {
        assert!([400, 422].contains(&bureau.get(&format!("/talks{bad}")).await.status), "{bad}");
    }

    let sums = bureau.get("/talks/summary").await.expect(200).body;
    assert_eq!(
        (&sums["total"], &sums["enterprises"], &sums["open_steps"], &sums["overdue_steps"]),
        (&json!(3), &json!(2), &json!(2), &json!(1))
    );
    let groups = |field: &str| {
        let rows = sums[field].as_array().into_iter().flatten();
        rows.map(|g| (g["label"].clone(), g["count"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(groups("by_kind"), [("走访", 1), ("电话", 1), ("会议", 1)].map(|(l, n)| (json!(l), json!(n))));
    assert_eq!(
        groups("by_outcome"),
        [("未见", 1), ("有意向", 1), ("没有填写", 1)].map(|(l, n)| (json!(l), json!(n)))
    );
    let theirs = clerk.get("/talks/summary").await.expect(200).body;
    assert_eq!(theirs["total"], 3, "the third is his to follow");
    assert_eq!(clerk.get("/talks/summary?kind=call").await.body["total"], 1);

    let (done, file) = app
        .exported(&bureau, json!({ "list": "talks", "filter": "outcome=interested", "format": "csv" }))
        .await;
    assert_eq!(done["rows_written"], 1);
    let text = String::from_utf8_lossy(&file).into_owned();
    for word in ["走访", "有意向", "沪上铜箔有限公司", "看厂房", "寄资料", "逾期未办", &clerk.name]
    {
        assert!(text.contains(word), "{word} in {text}");
    }
}
