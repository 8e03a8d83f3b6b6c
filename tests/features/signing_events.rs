//! Signing events: registered, changed, found and closed; never deleted.

use actix_web::http::Method;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use harness::{Actor, Answer, TestApp, contract};
use serde_json::{Value, json};

fn fair(more: Value) -> Value {
    let mut body = json!({"name": "兰洽会", "edition": 30, "kind": "fair", "held_from_on": "2026-02-20",
        "held_to_on": "2026-02-23", "place": "兰州", "host": "甘肃省人民政府"});
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

fn pointers(answer: &Answer) -> Vec<String> {
    let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|e| e["pointer"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn titles(actor: &Actor, query: &str) -> Vec<String> {
    let body = actor.get(&format!("/signing-events?{query}")).await.expect(200).body;
    body["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|e| e["title"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[actix_web::test]
async fn an_event_is_registered_changed_and_closed() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let made = bureau.post("/signing-events", fair(json!({}))).await.expect(201);
    let path = format!("/signing-events/{}", made.id());
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!(
        (&made.body["title"], &made.body["can"]),
        (&json!("第30届兰洽会"), &json!(["event.read", "event.edit"]))
    );
    bureau.post("/signing-events", fair(json!({}))).await.expect_problem(409, "resource.conflict");
    let wrong = bureau
        .post("/signing-events", fair(json!({"held_to_on": "2026-02-19", "host": "省\u{200b}政府"})))
        .await;
    assert_eq!(pointers(&wrong.expect_problem(422, "request.invalid")), ["/host", "/held_to_on"]);
    for (body, pointer) in [
        (fair(json!({"kind": "party"})), "/kind"),
        (fair(json!({"edition": 0})), "/edition"),
        (fair(json!({"closed_at": "2026-01-01T00:00:00Z"})), "/closed_at"),
        (fair(json!({"held_from_on": "2026-02-30"})), "/held_from_on"),
    ] {
        assert_eq!(pointers(&bureau.post("/signing-events", body).await.expect(422)), [pointer]);
    }
    clerk.post("/signing-events", fair(json!({"edition": 31}))).await.expect_problem(403, "policy.forbidden");
    clerk.patch(&path, 1, json!({"place": "天水"})).await.expect_problem(403, "policy.forbidden");
    assert_eq!(clerk.get(&path).await.expect(200).body["can"], json!(["event.read"]));
    app.leader().get(&path).await.expect(200);
    app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
    let partner = app.partner(app.enterprise("甲公司"), &["projects:read", "changes:read"]);
    assert_eq!(partner.get(&path).await.status, 403);

    let moved = bureau.patch(&path, 1, json!({"place": "天水", "host": null})).await.expect(200);
    assert_eq!((&moved.body["place"], &moved.body["host"]), (&json!("天水"), &Value::Null));
    bureau.patch(&path, 1, json!({"place": "酒泉"})).await.expect_problem(412, "resource.stale");
    bureau
        .call(Method::PUT, &path)
        .json(fair(json!({})))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    bureau.put(&path, 2, fair(json!({"remark": "改期"}))).await.expect(200);
    let two = [app.bureau(), app.bureau()];
    let closing = |a: usize| {
        let (path, actor) = (format!("{path}/closures"), &two[a]);
        async move { actor.post_at(&path, 3, json!({"reason": "登记完毕"})).await.status }
    };
    let mut both = [closing(0), closing(1)].map(Box::pin);
    let (a, b) = both.split_at_mut(1);
    let (a, b) = futures_util::future::join(&mut a[0], &mut b[0]).await;
    let mut statuses = [a, b];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let closed = bureau.get(&path).await.expect(200);
    assert_eq!(
        (&closed.body["close_reason"], &closed.body["can"]),
        (&json!("登记完毕"), &json!(["event.read"]))
    );
    bureau.patch(&path, 4, json!({"place": "酒泉"})).await.expect_problem(409, "resource.conflict");
    bureau
        .post_at(&format!("{path}/closures"), 4, json!({"reason": "再关一次"}))
        .await
        .expect_problem(409, "resource.conflict");
    let gone = app.app.write(&Origin::system("test"), |tx| {
        tx.mark_journalled();
        Ok(tx.batch_execute("DELETE FROM signing_events")?)
    });
    assert!(gone.is_err(), "never deleted");
    bureau.get("/signing-events/999").await.expect_problem(404, "resource.not_found");

    // a closed event takes no new papers
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let late = clerk
        .post(&format!("/projects/{project}/signatures"), contract(json!({"event_id": made.id()})))
        .await;
    assert_eq!(pointers(&late.expect_problem(422, "request.invalid")), ["/event_id"]);
    // known to the city, not to partners
    let named = |body: &Value| {
        body["items"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|e| e["subject_kind"] == "signing_event")
            .count()
    };
    assert_eq!(named(&clerk.get("/changes?limit=1000").await.expect(200).body), 4);
    assert_eq!(named(&partner.get("/changes?limit=1000").await.expect(200).body), 0);
}

#[actix_web::test]
async fn events_are_found_by_name_kind_and_time() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for (name, edition, kind, day) in [
        ("兰洽会", Some(29), "fair", "2025-07-06"),
        ("兰洽会", Some(30), "fair", "2026-02-20"),
        ("北京投资推介会", None, "promotion", "2026-02-20"),
    ] {
        let body = fair(
            json!({"name": name, "edition": edition, "kind": kind, "held_from_on": day, "held_to_on": day, "place": null, "host": null}),
        );
        bureau.post("/signing-events", body).await.expect(201);
    }
    for (query, expected) in [
        ("", vec!["北京投资推介会", "第30届兰洽会", "第29届兰洽会"]),
        ("sort=held_from_on", vec!["第29届兰洽会", "第30届兰洽会", "北京投资推介会"]),
        ("sort=name,held_from_on", vec!["北京投资推介会", "第29届兰洽会", "第30届兰洽会"]),
        ("q=兰洽会&edition=29", vec!["第29届兰洽会"]),
        ("q=lqh", vec!["第30届兰洽会", "第29届兰洽会"]),
        ("kind=promotion,ceremony", vec!["北京投资推介会"]),
        ("held_from_on.gte=2025-01-01&held_from_on.lt=2026-01-01", vec!["第29届兰洽会"]),
        ("closed=true", vec![]),
        ("closed=false&per_page=1&page=2", vec!["第30届兰洽会"]),
    ] {
        assert_eq!(titles(&bureau, query).await, expected, "{query}");
    }
    let first = bureau.get("/signing-events?per_page=2").await.expect(200).body;
    let cursor = first["next_cursor"].as_str().expect("more");
    assert_eq!(titles(&bureau, &format!("per_page=2&cursor={cursor}")).await, ["第29届兰洽会"]);
    for bad in
        ["sort=kind", "sort=name,-name", "kind=x", "per_page=0", "page=1&cursor=x", "edition=0", "name=x"]
    {
        assert!(matches!(bureau.get(&format!("/signing-events?{bad}")).await.status, 400 | 422), "{bad}");
    }
}
