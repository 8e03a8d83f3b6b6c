//! Tags: putting them on, finding by them, taking them along; who sees them.

use super::*;
use harness::Actor;

fn tags(answer: &Answer) -> Vec<String> {
    let all = answer.body["tags"].as_array().cloned().unwrap_or_default();
    all.iter().map(|tag| tag.as_str().unwrap_or_default().to_owned()).collect()
}

async fn put(actor: &Actor, id: i64, version: i64, list: Value) -> Answer {
    actor.put(&format!("/projects/{id}/tags"), version, json!({ "tags": list })).await
}

#[actix_web::test]
async fn tags_are_put_on_found_and_taken_along() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let one = app.project(&clerk, "镍盐项目", json!({})).await.id();
    app.project(&clerk, "铜箔项目", json!({})).await;
    let tagged = put(&clerk, one, 1, json!(["重点项目", "需要协调", "重点项目"])).await.expect(200);
    assert_eq!((tags(&tagged), tagged.version()), (vec!["重点项目".to_owned(), "需要协调".to_owned()], 2));
    assert!(tagged.body["can"].as_array().expect("can").contains(&json!("project.tag")));
    // found by them, also in sums, exports and among the tags in use
    for (query, found) in [
        ("tag=重点项目", vec!["镍盐项目"]),
        ("tag=没有的,需要协调", vec!["镍盐项目"]),
        ("tag=没有的", vec![]),
        (&*format!("id={one},999999"), vec!["镍盐项目"]),
    ] {
        assert_eq!(names(&bureau.get(&format!("/projects?{query}")).await.expect(200)), found, "{query}");
        let sums = bureau.get(&format!("/projects/summary?{query}")).await.expect(200);
        assert_eq!(sums.body["count"], found.len(), "{query}");
    }
    let listed = bureau.get("/projects?include=tags&sort=number&fields=name").await.expect(200).body;
    assert_eq!(listed["items"][0]["tags"], json!(["重点项目", "需要协调"]));
    assert_eq!(listed["items"][1]["tags"], json!([]));
    assert!(bureau.get("/projects").await.body["items"][0].get("tags").is_none());
    let (_, file) =
        app.exported(&bureau, json!({"list": "projects", "filter": "tag=重点项目", "format": "csv"})).await;
    assert!(String::from_utf8_lossy(&file).contains("镍盐项目"));
    let in_use = |answer: Answer| answer.body["items"].clone();
    let both = json!([{"name": "需要协调", "projects": 1}, {"name": "重点项目", "projects": 1}]);
    assert_eq!(in_use(bureau.get("/projects/tags").await.expect(200)), both);
    assert_eq!(in_use(bureau.get("/projects/tags?q=zd").await.expect(200)), json!([both[1]]));
    // of yesterday's library they are those of yesterday
    app.advance_days(1);
    let fewer = put(&clerk, one, 2, json!(["重点项目"])).await.expect(200);
    assert_eq!(tags(&fewer), ["重点项目"]);
    let then = clerk.get(&format!("/projects/{one}?as_of=2026-03-02")).await.expect(200);
    assert_eq!(tags(&then).len(), 2, "{}", then.body["as_of"]);
    assert_eq!(clerk.get("/projects?tag=需要协调").await.body["total"], 0);
    assert_eq!(clerk.get("/projects?tag=需要协调&as_of=2026-03-02").await.body["total"], 1);
    let history = clerk.get(&format!("/projects/{one}/history")).await.expect(200).body;
    assert_eq!(history["items"][0]["event"], "project.tags_changed");
    assert_eq!(history["items"][0]["title"], "修改标签");
}

#[actix_web::test]
async fn tags_are_refused_with_reasons() {
    let app = TestApp::new().await;
    let (clerk, other, bureau) = (app.clerk(SOMEBODY), app.clerk(OTHERS), app.bureau());
    let one = app.project(&clerk, "镍盐项目", json!({})).await.id();
    let long = "长".repeat(21);
    let wrong =
        put(&clerk, one, 1, json!(["好", "两 个", long])).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&wrong), ["/tags/1", "/tags/2"]);
    let many: Vec<String> = (0..21).map(|n| format!("标签{n}")).collect();
    put(&clerk, one, 1, json!(many)).await.expect_problem(422, "request.invalid");
    clerk
        .call(Method::PUT, &format!("/projects/{one}/tags"))
        .json(json!({"tags": []}))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    put(&app.leader(), one, 1, json!(["重点"])).await.expect_problem(403, "policy.forbidden");
    put(&other, one, 1, json!(["重点"])).await.expect_problem(404, "resource.not_found");
    clerk.put(&format!("/projects/{one}/units"), 1, json!({"unit_ids": [other.unit_id]})).await.expect(200);
    put(&other, one, 2, json!(["重点"])).await.expect_problem(403, "policy.forbidden");
    let stale = put(&clerk, one, 1, json!(["重点"])).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["version"], 2);
    put(&bureau, one, 2, json!(["重点"])).await.expect(200);
    for bad in ["id=x", "include=readers", "tag="] {
        let answer = bureau.get(&format!("/projects?{bad}")).await;
        assert!(matches!(answer.status, 200 | 422), "{bad}: {}", answer.status);
    }
    let ids: Vec<String> = (1..=501).map(|n| n.to_string()).collect();
    bureau.get(&format!("/projects?id={}", ids.join(","))).await.expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn a_partner_is_told_nothing_of_tags() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let own = app.enterprise("金川镍盐有限公司");
    let party = json!({"parties": [{"enterprise_id": own, "role": "investor"}]});
    let one = app.project(&bureau, "镍盐项目", party).await.id();
    put(&bureau, one, 1, json!(["资金紧张"])).await.expect(200);
    let partner = app.partner(own, &["projects:read", "projects:write", "changes:read"]);
    assert_eq!(tags(&partner.get(&format!("/projects/{one}")).await.expect(200)), Vec::<String>::new());
    assert_eq!(partner.get("/projects?tag=资金紧张").await.expect(200).body["total"], 0);
    assert_eq!(partner.get("/projects/tags").await.expect(200).body["total"], 0);
    put(&partner, one, 2, json!([])).await.expect_problem(403, "policy.forbidden");
    for path in [
        "/projects?include=tags".to_owned(),
        format!("/projects/{one}/history"),
        "/changes?limit=1000".to_owned(),
    ] {
        let answer = partner.get(&path).await.expect(200);
        assert!(!String::from_utf8_lossy(&answer.bytes).contains("资金紧张"), "{path}");
    }
    let told = bureau.get("/changes?limit=1000").await.expect(200);
    assert!(String::from_utf8_lossy(&told.bytes).contains("资金紧张"));
}
