//! Templates: those that come with the program, one's own, the unit's, the city's.

use harness::{Actor, TestApp};
use serde_json::{Value, json};

fn template(scope: &str, name: &str) -> Value {
    json!({"list": "projects", "name": name, "scope": scope, "title": "在谈项目",
        "columns": [{"field": "row_no"}, {"field": "name"}, {"field": "total_investment_yuan", "unit": "yi", "total": true}]})
}

async fn made(by: &Actor, scope: &str, name: &str) -> i64 {
    by.post("/export-templates", template(scope, name)).await.expect(201).id()
}

fn names(list: &Value) -> Vec<String> {
    list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|t| t["name"].as_str().unwrap_or("").to_owned())
        .collect()
}

#[actix_web::test]
async fn the_shipped_layouts_can_all_be_filled() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let unit = clerk.unit_id;
    for n in 0..7 {
        let name = format!("{}项目", ["铜", "镍", "钴", "锂", "铝", "硅", "锰"][n]);
        app.project(
            &clerk,
            &name,
            json!({"total_investment_yuan": 100_000_000, "lead_unit_id": unit, "division_code": "620302"}),
        )
        .await;
    }
    let list = clerk.get("/export-templates?scope=city").await.expect(200).body;
    assert_eq!(names(&list).len(), 7);
    for item in list["items"].as_array().expect("items") {
        let (id, name) = (&item["id"], &item["name"]);
        assert_eq!(
            (&item["shipped"], &item["version"], &item["can"]),
            (&json!(true), &json!(1), &json!(["template.read"]))
        );
        let preview = clerk
            .post("/export-templates/previews", json!({"list": "projects", "template_id": id}))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&preview["total"], preview["rows"].as_array().map(Vec::len)),
            (&json!(7), Some(5)),
            "{name}"
        );
        let marked = item["columns"].as_array().expect("columns").iter().filter(|c| c["field"].is_null());
        assert_eq!(preview["empty_columns"].as_array().map(Vec::len), Some(marked.count()), "{name}");
        for format in ["xlsx", "csv"] {
            let body = json!({"list": "projects", "template_id": id, "format": format});
            let (done, _) = app.exported(&clerk, body).await;
            assert_eq!((&done["rows_written"], &done["template_version"]), (&json!(7), &json!(1)), "{name}");
        }
    }
    // the dispatch sheet: twelve pairs of months under one heading
    let preview = clerk
        .post("/export-templates/previews", json!({"list": "projects", "template_id": 7}))
        .await
        .expect(200)
        .body;
    let header = preview["header"].as_array().expect("header");
    let months = header
        .iter()
        .find(|c| c["text"].as_str().is_some_and(|t| t.starts_with("各月投资")))
        .expect("months");
    assert_eq!((&months["row"], &months["cols"], &months["rows"]), (&json!(0), &json!(24), &json!(1)));
    assert_eq!(header.iter().filter(|c| c["row"] == 1 && c["cols"] == 2).count(), 12);
}

#[actix_web::test]
async fn who_sees_and_changes_which_template() {
    let app = TestApp::new().await;
    let (bureau, clerk, mate, other) =
        (app.bureau(), app.clerk("市工信局"), app.clerk("市工信局"), app.clerk("市农业农村局"));
    let own = made(&clerk, "personal", "我的表").await;
    let units = made(&clerk, "unit", "局里的表").await;
    let city = made(&bureau, "city", "全市的表").await;
    assert!(own > 1000, "ids of shipped templates stay free");
    clerk.post("/export-templates", template("city", "越权")).await.expect_problem(403, "policy.forbidden");
    app.leader()
        .post("/export-templates", template("unit", "越权"))
        .await
        .expect_problem(403, "policy.forbidden");
    clerk
        .post("/export-templates", template("personal", "我的表"))
        .await
        .expect_problem(409, "resource.conflict");
    made(&mate, "personal", "我的表").await;

    let seen = |a: Value| names(&a).into_iter().filter(|n| n.ends_with("的表")).collect::<Vec<_>>();
    assert_eq!(
        seen(clerk.get("/export-templates").await.expect(200).body),
        ["全市的表", "局里的表", "我的表"]
    );
    assert_eq!(seen(other.get("/export-templates").await.expect(200).body), ["全市的表"]);
    assert_eq!(seen(bureau.get("/export-templates?list=funds").await.expect(200).body), Vec::<String>::new());
    for stranger in [&other, &bureau] {
        for id in [own, units] {
            let path = format!("/export-templates/{id}");
            stranger.get(&path).await.expect_problem(404, "resource.not_found");
            stranger
                .put(&path, 1, template("personal", "我的表"))
                .await
                .expect_problem(404, "resource.not_found");
            let body = json!({"list": "projects", "template_id": id, "format": "csv"});
            stranger.export(body).await.expect_problem(404, "resource.not_found");
        }
    }
    mate.put(&format!("/export-templates/{units}"), 1, template("unit", "局里的表二")).await.expect(200);
    mate.put(&format!("/export-templates/{city}"), 1, template("city", "全市的表二"))
        .await
        .expect_problem(403, "policy.forbidden");
    app.system_admin().get("/export-templates").await.expect_problem(403, "policy.forbidden");
    app.anonymous().get("/export-templates").await.expect(401);
}

#[actix_web::test]
async fn changes_are_versioned_and_exports_keep_their_layout() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let id = made(&clerk, "personal", "我的表").await;
    let path = format!("/export-templates/{id}");
    let (before, _) =
        app.exported(&clerk, json!({"list": "projects", "template_id": id, "format": "csv"})).await;
    let changed = json!({"list": "projects", "name": "我的新表", "scope": "personal", "title": "新", "columns": [{"field": "number"}]});
    clerk
        .call(actix_web::http::Method::PUT, &path)
        .json(changed.clone())
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    let after = clerk.put(&path, 1, changed.clone()).await.expect(200);
    assert_eq!((&after.body["name"], after.version()), (&json!("我的新表"), 2));
    let stale = clerk.put(&path, 1, changed.clone()).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["name"], "我的新表");
    for (field, value) in [("list", json!("funds")), ("scope", json!("unit"))] {
        let mut other = changed.clone();
        other[field] = value;
        other["columns"] = json!([{"field": "row_no"}]);
        let refused = clerk.put(&path, 2, other).await.expect(422);
        assert_eq!(refused.body["errors"][0]["pointer"], format!("/{field}"));
    }
    let mut wrong = changed.clone();
    wrong["columns"] = json!([{"field": "nothing"}, {"groups": ["一", "二", "三", "四"], "field": "name"}]);
    clerk.put(&path, 2, wrong).await.expect(422);
    let kept = clerk.get(&format!("/exports/{}", before["id"])).await.expect(200).body;
    assert_eq!(kept["columns"], before["columns"]);
    assert_eq!(kept["template_version"], 1);

    clerk
        .call(actix_web::http::Method::POST, &format!("{path}/withdrawals"))
        .fresh_key()
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    clerk.post_at(&format!("{path}/withdrawals"), 2, json!({})).await.expect(200);
    clerk.get(&path).await.expect_problem(404, "resource.not_found");
    made(&clerk, "personal", "我的新表").await;

    // a shipped template changed by the bureau is the city's from now on
    let mine = json!({"list": "projects", "name": "在谈项目清单", "scope": "city", "title": "改过的", "columns": [{"field": "name"}]});
    let first = bureau.put("/export-templates/2", 1, mine.clone()).await.expect(200);
    assert_eq!((&first.body["shipped"], first.version(), first.id()), (&json!(false), 2, 2));
    bureau.put("/export-templates/2", 1, mine.clone()).await.expect_problem(412, "resource.stale");
    assert_eq!(clerk.get("/export-templates/2").await.expect(200).body["title"], "改过的");
    bureau.post_at("/export-templates/3/withdrawals", 1, json!({})).await.expect(200);
    clerk.get("/export-templates/3").await.expect_problem(404, "resource.not_found");
    assert_eq!(names(&clerk.get("/export-templates?scope=city").await.expect(200).body).len(), 6);
    for event in ["template.created", "template.changed", "template.withdrawn"] {
        assert_eq!(app.journal_count(event), 2, "{event}");
    }
}

#[actix_web::test]
async fn of_two_first_changes_one_wins() {
    let app = TestApp::new().await;
    let (one, two) = (app.bureau(), app.bureau());
    let body = |title: &str| json!({"list": "projects", "name": "在谈项目清单", "scope": "city", "title": title, "columns": [{"field": "name"}]});
    let both = futures_util::future::join(
        one.put("/export-templates/2", 1, body("一")),
        two.put("/export-templates/2", 1, body("二")),
    )
    .await;
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    // a name that somebody else's template has is another matter
    made(&one, "city", "另一张表").await;
    let list = one.get("/export-templates/3").await.expect(200).body["list"].clone();
    let taken = json!({"list": "projects", "name": "另一张表", "scope": "city", "title": "三", "columns": [{"field": "name"}]});
    assert_eq!(list, "projects", "the same list, or the name would be free");
    one.put("/export-templates/3", 1, taken).await.expect_problem(409, "resource.conflict");
}

#[actix_web::test]
async fn a_preview_shows_what_would_be_written() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    app.project(&clerk, "铜箔生产线", json!({"total_investment_yuan": 123_456_700, "remark": "=1+1"})).await;
    let body = json!({"list": "projects", "filter": "stage=lead", "columns": [
        {"field": "row_no"}, {"field": "total_investment_yuan", "unit": "yi", "groups": ["投资"]}, {"field": "stage"}, {"field": "remark"}]});
    let shown = clerk.post("/export-templates/previews", body).await.expect(200).body;
    assert_eq!(shown["rows"], json!([["1", "1.234567", "线索", "=1+1"]]));
    assert_eq!(shown["columns"], json!(["序号", "投资/总投资（亿元）", "进展阶段", "备注"]));
    for (body, pointer) in [
        (json!({"list": "projects", "template_id": 1, "columns": [{"field": "name"}]}), "/columns"),
        (json!({"list": "projects", "filter": "stage=x"}), "/filter/stage/0"),
        (json!({"list": "none"}), "/list"),
    ] {
        let refused = clerk.post("/export-templates/previews", body).await.expect(422);
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    assert_eq!(app.journal_count("export.requested"), 0);
}
