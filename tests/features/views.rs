//! Saved views of lists: one's own, the unit's, the city's.

use actix_web::http::Method;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

fn view(scope: &str, name: &str) -> Value {
    json!({"list": "projects", "name": name, "scope": scope,
        "columns": [{"field": "name", "width_px": 240, "pinned": true}, {"field": "total_investment_yuan", "width_px": 120}],
        "filters": {"stage": "negotiating,signed", "total_investment_yuan.gte": "50000000"},
        "sort": "-total_investment_yuan", "density": "compact"})
}

async fn made(by: &Actor, scope: &str, name: &str) -> i64 {
    by.post("/saved-views", view(scope, name)).await.expect(201).id()
}

async fn names(by: &Actor, query: &str) -> Vec<String> {
    let list = by.get(&format!("/saved-views{query}")).await.expect(200).body;
    let items = list["items"].as_array().expect("items");
    items.iter().map(|v| v["name"].as_str().unwrap_or("").to_owned()).collect()
}

#[actix_web::test]
async fn a_view_is_kept_and_comes_back_as_it_was() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let made = clerk.post("/saved-views", view("own", "本月要开工的")).await.expect(201);
    assert_eq!(made.header("location"), Some(&*format!("/api/v1/saved-views/{}", made.id())));
    let found = clerk.get(&format!("/saved-views/{}", made.id())).await.expect(200);
    assert_eq!((found.version(), &found.body), (1, &made.body));
    for field in ["columns", "filters", "sort", "density", "scope", "list"] {
        assert_eq!(found.body[field], view("own", "")[field], "{field}");
    }
    assert_eq!(found.body["can"], json!(["view.read", "view.edit"]));
    let again = clerk.call(Method::GET, &format!("/saved-views/{}", made.id()));
    again.header("If-None-Match", found.header("etag").expect("etag")).send().await.expect(304);
    // a list inside something else: which one is open is no part of the view
    let mut funds = view("own", "大额");
    funds["list"] = json!("funds");
    (funds["columns"], funds["filters"], funds["sort"]) =
        (json!([{"field": "amount_yuan", "width_px": 100}]), json!({}), Value::Null);
    clerk.post("/saved-views", funds).await.expect(201);
    assert_eq!(names(&clerk, "?list=funds").await, ["大额"]);
    assert_eq!(names(&clerk, "?list=projects&scope=own").await, ["本月要开工的"]);
}

#[actix_web::test]
async fn who_sees_and_changes_which_view() {
    let app = TestApp::new().await;
    let (bureau, clerk, mate, other) =
        (app.bureau(), app.clerk("市工信局"), app.clerk("市工信局"), app.clerk("市农业农村局"));
    let own = made(&clerk, "own", "我的").await;
    let units = made(&clerk, "unit", "局里的").await;
    let city = made(&bureau, "city", "全市的").await;
    clerk.post("/saved-views", view("city", "越权")).await.expect_problem(403, "policy.forbidden");
    app.leader().post("/saved-views", view("unit", "越权")).await.expect_problem(403, "policy.forbidden");
    made(&app.leader(), "own", "领导的").await;
    clerk.post("/saved-views", view("own", "我的")).await.expect_problem(409, "resource.conflict");
    made(&mate, "own", "我的").await;
    mate.post("/saved-views", view("unit", "局里的")).await.expect_problem(409, "resource.conflict");
    assert_eq!(names(&clerk, "").await, ["全市的", "局里的", "我的"]);
    assert_eq!(names(&other, "").await, ["全市的"]);
    for stranger in [&other, &bureau] {
        for id in [own, units] {
            let path = format!("/saved-views/{id}");
            stranger.get(&path).await.expect_problem(404, "resource.not_found");
            stranger.put(&path, 1, view("own", "我的")).await.expect_problem(404, "resource.not_found");
            let withdraw = stranger.post_at(&format!("{path}/withdrawals"), 1, json!({})).await;
            withdraw.expect_problem(404, "resource.not_found");
        }
    }
    mate.put(&format!("/saved-views/{units}"), 1, view("unit", "局里的二")).await.expect(200);
    let seen = mate.get(&format!("/saved-views/{city}")).await.expect(200);
    assert_eq!(seen.body["can"], json!(["view.read"]));
    mate.put(&format!("/saved-views/{city}"), 1, view("city", "改"))
        .await
        .expect_problem(403, "policy.forbidden");
    app.system_admin().get("/saved-views").await.expect_problem(403, "policy.forbidden");
    app.anonymous().get("/saved-views").await.expect(401);
    let partner = app.partner(app.enterprise("金川集团"), &["projects:read"]);
    partner.get("/saved-views").await.expect(403);
    partner.post("/saved-views", view("own", "企业的")).await.expect(403);
}

#[actix_web::test]
async fn a_view_of_a_list_one_may_not_read_is_not_there() {
    let app = TestApp::new().await;
    let (bureau, leader) = (app.bureau(), app.leader());
    let merges = json!({"list": "imports", "name": "导入", "scope": "city", "filters": {}, "density": "standard",
        "columns": [{"field": "id", "width_px": 60}]});
    let id = bureau.post("/saved-views", merges.clone()).await.expect(201).id();
    leader.get(&format!("/saved-views/{id}")).await.expect_problem(404, "resource.not_found");
    assert!(names(&leader, "").await.is_empty());
    let mut own = merges;
    own["scope"] = json!("own");
    leader.post("/saved-views", own).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn what_the_list_does_not_have_is_refused_all_at_once() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let mut wrong = view("own", "错的\u{202e}");
    wrong["columns"] = json!([{"field": "phone", "width_px": 80}, {"field": "name", "width_px": 80}, {"field": "name", "width_px": 80}]);
    wrong["filters"] = json!({"stage": "nope", "flavour": "sweet", "page": "2", "q": "金川"});
    wrong["sort"] = json!("-colour");
    let refused = clerk.post("/saved-views", wrong).await.expect_problem(422, "request.invalid");
    let mut found: Vec<&str> = refused.body["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .filter_map(|e| e["pointer"].as_str())
        .collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(
        found,
        [
            "/columns/0/field",
            "/columns/2/field",
            "/filters/flavour",
            "/filters/page",
            "/filters/stage/0",
            "/name",
            "/sort"
        ]
    );
    for (field, value, pointer) in [
        ("columns", json!([{"field": "name", "width_px": 39}]), "/columns/0/width_px"),
        ("columns", json!([]), "/columns"),
        ("density", json!("dense"), "/density"),
        ("list", json!("nothing"), "/list"),
        (
            "filters",
            (0..41).map(|n| (format!("f{n}"), json!("x"))).collect::<serde_json::Map<_, _>>().into(),
            "/filters",
        ),
        ("filters", json!({"q": 1}), "/filters/q"),
    ] {
        let mut input = view("own", "错的");
        input[field] = value;
        let refused = clerk.post("/saved-views", input).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    assert!(names(&clerk, "").await.is_empty());
}

#[actix_web::test]
async fn changes_are_versioned_and_a_withdrawn_name_is_free() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let id = made(&clerk, "own", "我的").await;
    made(&clerk, "own", "另一个").await;
    let path = format!("/saved-views/{id}");
    let bare = clerk.call(Method::PUT, &path).json(view("own", "新名")).send().await;
    bare.expect_problem(428, "resource.version_required");
    let after = clerk.put(&path, 1, view("own", "新名")).await.expect(200);
    assert_eq!((&after.body["name"], after.version()), (&json!("新名"), 2));
    let stale = clerk.put(&path, 1, view("own", "又改")).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["name"], "新名");
    clerk.put(&path, 2, view("own", "另一个")).await.expect_problem(409, "resource.conflict");
    for (field, value) in [("list", "funds"), ("scope", "unit")] {
        let mut other = view("own", "新名");
        other[field] = json!(value);
        let refused = clerk.put(&path, 2, other).await.expect(422);
        assert_eq!(refused.body["errors"][0]["pointer"], format!("/{field}"));
    }
    clerk.post_at(&format!("{path}/withdrawals"), 1, json!({})).await.expect_problem(412, "resource.stale");
    let ended = clerk.post_at(&format!("{path}/withdrawals"), 2, json!({})).await.expect(200);
    assert!(ended.body["ended_at"].is_string());
    clerk.get(&path).await.expect_problem(404, "resource.not_found");
    made(&clerk, "own", "新名").await;
    for (event, count) in [("view.created", 3), ("view.changed", 1), ("view.withdrawn", 1)] {
        assert_eq!(app.journal_count(event), count, "{event}");
    }
    // of two changes at once one wins
    let both = futures_util::future::join(
        clerk.put("/saved-views/2", 1, view("own", "一")),
        clerk.put("/saved-views/2", 1, view("own", "二")),
    );
    let both = both.await;
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[actix_web::test]
async fn fifty_views_of_a_list_are_enough() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for n in 0..50 {
        made(&clerk, "own", &format!("视图{n}")).await;
    }
    let refused = clerk.post("/saved-views", view("own", "第51个")).await;
    assert!(refused.expect_problem(409, "resource.conflict").body["detail"].to_string().contains("最多50个"));
    made(&clerk, "unit", "局里的").await;
    made(&app.clerk("市工信局"), "own", "别人的").await;
    clerk.post_at("/saved-views/7/withdrawals", 1, json!({})).await.expect(200);
    made(&clerk, "own", "第51个").await;
}

#[actix_web::test]
async fn conditions_are_said_in_words_and_counted_without() {
    let app = TestApp::new().await;
    let (clerk, bureau, county) = (app.clerk("市工信局"), app.bureau(), app.clerk("永昌县"));
    let lead = |by: &Actor, name: &str| harness::new_project(by.unit_id, name, json!({"chain": "镍"}));
    for (by, name) in [(&clerk, "镍盐项目"), (&clerk, "铜箔工厂"), (&county, "奶牛养殖")] {
        by.post("/projects", lead(by, name)).await.expect(201);
    }
    let filter = format!("stage%3Dsigned%26lead_unit_id%3D{}%26sort%3Dname%26page%3D2", county.unit_id);
    let told = bureau.get(&format!("/list-conditions?list=projects&filter={filter}&counts=true")).await;
    let told = told.expect(200).body;
    assert_eq!(told["words"], "牵头单位：永昌县；阶段：签约");
    assert_eq!(
        told["conditions"],
        json!([
            {"name": "lead_unit_id", "title": "牵头单位", "text": "永昌县", "count_without": 0},
            {"name": "stage", "title": "阶段", "text": "签约", "count_without": 1},
        ])
    );
    // each counts what he may see
    let foreign = clerk.get(&format!("/list-conditions?list=projects&filter={filter}&counts=true")).await;
    assert_eq!(foreign.expect(200).body["conditions"][1]["count_without"], 0);
    let plain = bureau.get("/list-conditions?list=projects&filter=q%3D金川").await.expect(200).body;
    assert_eq!(plain["conditions"][0]["count_without"], Value::Null);
    assert_eq!(plain["words"], "检索：金川");
    assert_eq!(bureau.get("/list-conditions?list=enterprises").await.expect(200).body["words"], "");
    let inside = bureau.get("/list-conditions?list=stage_log&filter=nope%3D1").await;
    inside.expect_problem(422, "request.invalid");
    bureau.get("/list-conditions?list=nothing").await.expect_problem(422, "request.invalid");
    app.person("市工信局", &[chengfeng::policy::Role::SystemAdmin])
        .get("/list-conditions?list=projects")
        .await
        .expect_problem(403, "policy.forbidden");
}
