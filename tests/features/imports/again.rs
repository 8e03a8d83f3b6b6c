//! A ledger handed in again meets what happened to the library meanwhile: other people's work, withdrawn projects, nothing.

use futures_util::future::join_all;
use harness::imports::{csv, many};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// Rows of an import.
async fn rows(by: &Actor, id: i64) -> Vec<Value> {
    let page = by.get(&format!("/imports/{id}/rows?per_page=200")).await.expect(200).body;
    page["items"].as_array().expect("rows").clone()
}

/// The same decision on all rows.
async fn decide(by: &Actor, id: i64, decision: &str) {
    let items: Vec<Value> = rows(by, id)
        .await
        .iter()
        .map(|r| json!({"row": r["row"], "version": r["version"], "decision": decision}))
        .collect();
    let done = by.post(&format!("/imports/{id}/rows/batch"), json!({"items": items})).await.expect(200);
    for item in done.body["items"].as_array().expect("items") {
        assert_eq!(item["status"], 200, "{item}");
    }
}

/// The library as a file that can be handed in again.
async fn taken_away(app: &TestApp, by: &Actor, filter: &str) -> String {
    let mut wanted = json!({"list": "projects", "template_id": 1, "format": "csv", "sort": "number"});
    if !filter.is_empty() {
        wanted["filter"] = filter.into();
    }
    String::from_utf8(app.exported(by, wanted).await.1).expect("text")
}

const ISSUE: &str = "imports.changed_since_preview";

#[actix_web::test]
async fn what_a_colleague_changed_since_the_preview_is_not_overwritten() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let first = clerk.import("一.csv", &csv(&[("铜箔生产线", "金川铜箔公司", "5000")]), "projects").await;
    app.commit_import(&clerk, first.expect(201).id()).await;
    let again = clerk.import("二.csv", &csv(&[("铜箔生产线", "金川铜箔公司", "6000")]), "projects").await;
    let id = again.expect(201).id();
    decide(&clerk, id, "update_existing").await;
    let row = rows(&clerk, id).await.remove(0);
    assert_eq!((&row["status"], &row["duplicate"]["library_version"]), (&json!("ok"), &json!(1)));
    let alike = row["duplicate"]["alike"].as_array().expect("fields");
    assert!(alike.iter().any(|f| f["label"] == "投资方" && f["library"] == "金川铜箔公司"), "{row}");

    let project = row["duplicate"]["library_id"].as_i64().expect("a project");
    let path = format!("/projects/{project}");
    let edit = json!({"total_investment_yuan": 70_000_000, "remark": "已核实"});
    bureau.patch(&path, 1, edit).await.expect(200);
    let done = app.commit_import(&clerk, id).await;
    assert_eq!((&done.body["state"], &done.body["results"]["updated"]), (&json!("committed"), &json!(0)));
    assert_eq!(done.body["counts"]["suspected_duplicate"], 1);
    assert_eq!(clerk.get(&path).await.body["total_investment_yuan"], 70_000_000);
    let row = rows(&clerk, id).await.remove(0);
    assert_eq!((&row["status"], &row["decision"]), (&json!("suspected_duplicate"), &Value::Null), "{row}");
    let issue =
        row["issues"].as_array().and_then(|i| i.iter().find(|i| i["code"] == ISSUE)).expect("a reason");
    let said = issue["message"].as_str().expect("words");
    assert!(said.contains("在预览之后已被") && said.contains(&bureau.name), "{said}");
    assert_eq!(row["duplicate"]["differences"][0]["library"], "7,000万元");

    // looked at and decided again: now it is what was seen
    decide(&clerk, id, "update_existing").await;
    let row = rows(&clerk, id).await.remove(0);
    assert!(row["issues"].as_array().is_some_and(|i| i.iter().all(|i| i["code"] != ISSUE)), "{row}");
    let done = app.commit_import(&clerk, id).await;
    assert_eq!(done.body["results"]["updated"], 1, "{}", done.body);
    let now = clerk.get(&path).await.body;
    assert_eq!((&now["total_investment_yuan"], &now["remark"]), (&json!(60_000_000), &json!("已核实")));
}

#[actix_web::test]
async fn reading_anew_keeps_no_decision_about_what_has_changed() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let first = clerk.import("一.csv", &csv(&[("铜箔生产线", "金川铜箔公司", "5000")]), "projects").await;
    app.commit_import(&clerk, first.expect(201).id()).await;
    let again = clerk.import("二.csv", &csv(&[("铜箔生产线", "金川铜箔公司", "6000")]), "projects").await;
    let id = again.expect(201).id();
    decide(&clerk, id, "update_existing").await;
    let path = format!("/imports/{id}");
    let layout = format!("{path}/recognition");
    let read = |version| clerk.put(&layout, version, json!({}));
    read(clerk.get(&path).await.version()).await.expect(200);
    assert_eq!(rows(&clerk, id).await[0]["decision"], "update_existing", "the library is as it was");
    let project = rows(&clerk, id).await[0]["duplicate"]["library_id"].clone();
    clerk.patch(&format!("/projects/{project}"), 1, json!({"remark": "已核实"})).await.expect(200);
    read(clerk.get(&path).await.version()).await.expect(200);
    let row = rows(&clerk, id).await.remove(0);
    assert_eq!((&row["status"], &row["decision"]), (&json!("suspected_duplicate"), &Value::Null), "{row}");
}

#[actix_web::test]
async fn an_enterprise_somebody_changed_is_not_overwritten_either() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let body =
        json!({"name": "金川铜箔科技有限公司", "credit_code": "91620302MA00000154", "main_business": "镍粉"});
    let made = bureau.post("/enterprises", body).await.expect(201);
    let file = "企业名称,统一社会信用代码,主营业务\n金川铜箔科技有限公司,91620302MA00000154,铜箔\n";
    let session = bureau.import("客商.csv", file.as_bytes(), "enterprises").await.expect(201);
    decide(&bureau, session.id(), "update_existing").await;
    let at = format!("/enterprises/{}", made.id());
    bureau.patch(&at, made.version(), json!({"main_business": "电解铜箔"})).await.expect(200);
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!(done.body["results"]["updated"], 0, "{}", done.body);
    let row = rows(&bureau, session.id()).await.remove(0);
    assert_eq!(row["status"], "suspected_duplicate");
    assert!(row["issues"].to_string().contains(ISSUE), "{row}");
    assert_eq!(clerk.get(&at).await.body["main_business"], "电解铜箔");
    decide(&bureau, session.id(), "update_existing").await;
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!(done.body["results"]["updated"], 1, "{}", done.body);
    assert_eq!(clerk.get(&at).await.body["main_business"], "铜箔");
}

#[actix_web::test]
async fn of_an_import_and_a_colleague_at_once_one_wins_and_nothing_is_lost() {
    const N: usize = 24;
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let first = clerk.import("一.csv", &many(N), "projects").await.expect(201);
    app.commit_import(&clerk, first.id()).await;
    let more = String::from_utf8(many(N)).expect("text").replace(",5000,", ",6000,");
    let session = clerk.import("二.csv", more.as_bytes(), "projects").await.expect(201);
    let id = session.id();
    decide(&clerk, id, "update_existing").await;
    let version = clerk.get(&format!("/imports/{id}")).await.version();
    clerk.post_at(&format!("/imports/{id}/commits"), version, json!({})).await.expect(202);
    let inner = app.app.clone();
    let jobs = std::thread::spawn(move || chengfeng::jobs::run_due(&inner).map_err(|e| e.to_string()));
    let before = rows(&clerk, id).await;
    let edits = before.iter().map(|row| {
        let (path, clerk) = (format!("/projects/{}", row["duplicate"]["library_id"]), &clerk);
        async move { (path.clone(), clerk.patch(&path, 1, json!({"remark": "同时修改"})).await.status) }
    });
    let edits = join_all(edits).await;
    jobs.join().expect("a thread").expect("jobs run");
    for ((path, status), row) in edits.iter().zip(rows(&clerk, id).await) {
        let now = clerk.get(path).await.body;
        if *status == 200 {
            assert_eq!(
                (&now["remark"], &now["total_investment_yuan"]),
                (&json!("同时修改"), &json!(50_000_000))
            );
            assert_eq!(row["status"], "suspected_duplicate", "{row}");
        } else {
            assert_eq!((*status, &now["total_investment_yuan"]), (412, &json!(60_000_000)), "{now}");
            assert_eq!(row["result_kind"], "updated", "{row}");
        }
    }
}

#[actix_web::test]
async fn rows_that_change_nothing_need_no_decision() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for name in ["硫酸镍项目", "铜箔生产线", "光伏电站"] {
        app.project(&bureau, name, json!({"total_investment_yuan": 120_000_000, "chain": "镍铜钴"})).await;
    }
    let text = taken_away(&app, &bureau, "").await;
    let edited = text.replacen("铜箔生产线", "电解铜箔生产线", 1);
    let session = bureau.import("导出.csv", edited.as_bytes(), "projects").await.expect(201);
    let counts = &session.body["counts"];
    assert_eq!((&counts["ok"], &counts["suspected_duplicate"]), (&json!(2), &json!(1)), "{}", session.body);
    assert_eq!(counts["unchanged"], 2, "counted apart");
    let all = rows(&bureau, session.id()).await;
    assert_eq!((&all[0]["status"], &all[1]["status"]), (&json!("ok"), &json!("suspected_duplicate")));
    assert!(
        all[0]["duplicate"]["message"].as_str().is_some_and(|m| m.starts_with("与库中一致")),
        "{}",
        all[0]
    );
    let flagged: Vec<_> = all.iter().map(|row| row["as_in_library"] == true).collect();
    assert_eq!(flagged, [true, false, true], "the same are said of each row");
    // one of them is changed by a colleague meanwhile, another so that the file differs now
    let id = |n: usize| all[n]["duplicate"]["library_id"].clone();
    bureau.patch(&format!("/projects/{}", id(2)), 1, json!({"chain": "新能源"})).await.expect(200);
    let done = app.commit_import(&bureau, session.id()).await;
    let results = &done.body["results"];
    let figures = (&results["created"], &results["updated"], &results["matched"]);
    assert_eq!(figures, (&json!(0), &json!(0), &json!(1)), "{}", done.body);
    assert_eq!(done.body["counts"]["suspected_duplicate"], 2);
    assert_eq!(bureau.get(&format!("/projects/{}", id(0))).await.body["version"], 1);
    assert_eq!(bureau.get("/projects").await.body["total"], 3);
    // a correction makes the row say something new
    let path = format!("/imports/{}/rows/{}", session.id(), all[1]["row"]);
    let fix = json!({"fixes": {"name": "铜箔生产线"}});
    let fixed = bureau.put(&path, bureau.get(&path).await.version(), fix).await.expect(200);
    assert_eq!((&fixed.body["status"], &fixed.body["duplicate"]["differences"]), (&json!("ok"), &json!([])));
    assert_eq!(fixed.body["as_in_library"], true);
    let fix = json!({"fixes": {"name": "铜箔生产线", "chain": "新材料"}});
    let fixed = bureau.put(&path, fixed.version(), fix).await.expect(200);
    assert_eq!(fixed.body["status"], "suspected_duplicate", "{}", fixed.body);
    assert_eq!(fixed.body["duplicate"]["differences"][0]["file"], "新材料");
}

#[actix_web::test]
async fn a_withdrawn_project_is_found_by_its_number_and_not_made_twice() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let made = app.project(&bureau, "硫酸镍项目", json!({"total_investment_yuan": 120_000_000})).await;
    app.project(&bureau, "光伏电站", json!({})).await;
    let out = format!("/projects/{}/withdrawals", made.id());
    bureau.post_at(&out, made.version(), json!({"reason": "投资方已选择其他城市"})).await.expect(200);
    let plain = taken_away(&app, &bureau, "").await;
    assert!(!plain.contains("硫酸镍项目"), "{plain}");
    let text = taken_away(&app, &bureau, "end_state=none,withdrawn").await;
    assert!(text.contains("硫酸镍项目"), "{text}");
    let session = bureau.import("导出.csv", text.as_bytes(), "projects").await.expect(201);
    let all = rows(&bureau, session.id()).await;
    let row = all.iter().find(|r| r["name"] == "硫酸镍项目").expect("the row");
    let found = &row["duplicate"];
    assert_eq!((&row["status"], &found["withdrawn"]), (&json!("suspected_duplicate"), &json!(true)), "{row}");
    assert_eq!((&found["reason"], &found["library_id"]), (&json!("same_number"), &json!(made.id())));
    assert!(found["message"].as_str().is_some_and(|m| m.contains("已退库")), "{row}");
    let path = format!("/imports/{}/rows/{}", session.id(), row["row"]);
    let update = bureau.put(&path, 1, json!({"decision": "update_existing"})).await;
    let update = update.expect_problem(422, "request.invalid");
    assert!(update.body.to_string().contains("已退库"), "{}", update.body);
    let new = bureau.put(&path, 1, json!({"decision": "accept_as_new"})).await.expect(200);
    assert_eq!(new.body["status"], "ok");
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!((&done.body["results"]["created"], &done.body["results"]["matched"]), (&json!(1), &json!(1)));
}

#[actix_web::test]
async fn what_was_undone_stands_in_no_ledger_and_no_figure() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    app.project(&clerk, "光伏电站", json!({"total_investment_yuan": 10_000_000})).await;
    let session = clerk.import("一.csv", &many(12), "projects").await.expect(201);
    let done = app.commit_import(&clerk, session.id()).await;
    let path = format!("/imports/{}/undos", session.id());
    clerk.post_at(&path, done.version(), json!({"reason": "导错了"})).await.expect(202);
    app.run_jobs();
    for by in [&clerk, &bureau] {
        for (query, count) in [
            ("", 1),
            ("q=生产线", 0),
            ("q=生产线&stage=signed", 0),
            ("q=生产线&end_state=withdrawn", 12),
            ("end_state=withdrawn", 12),
            ("funds_in_place_yuan.gte=0", 1),
        ] {
            let list = by.get(&format!("/projects?{query}")).await.expect(200).body;
            assert_eq!(list["total"], count, "{} {query}", by.name);
            assert_eq!(list["items"].as_array().map(Vec::len), Some(count), "{} {query}", by.name);
            let sums = by.get(&format!("/projects/summary?{query}")).await.expect(200).body;
            assert_eq!(sums["count"], count, "{} {query}", by.name);
        }
        let sums = by.get("/projects/summary").await.expect(200).body;
        assert_eq!(sums["total_investment_yuan"], 10_000_000);
    }
    let signed = bureau.get("/rates?funds=all").await.expect(200).body;
    assert!(!signed.to_string().contains("\"contracts\":12"), "{signed}");
    // named one by one they are shown, as they are on their own pages
    let gone = rows(&clerk, session.id()).await[0]["result_id"].clone();
    assert_eq!(bureau.get(&format!("/projects?id={gone}")).await.body["total"], 1);
    assert_eq!(bureau.get(&format!("/projects/{gone}")).await.expect(200).body["end_state"], "withdrawn");
}

#[actix_web::test]
async fn undoing_leaves_alone_what_was_in_the_library_before() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let made = app.project(&bureau, "硫酸镍项目", json!({"total_investment_yuan": 120_000_000})).await;
    let other = app.project(&bureau, "光伏电站", json!({"remark": "一期"})).await;
    let text = taken_away(&app, &bureau, "").await;
    let session = bureau.import("导出.csv", text.as_bytes(), "projects").await.expect(201);
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!(done.body["results"]["matched"], 2, "{}", done.body);
    let undos = |id: i64| format!("/imports/{id}/undos");
    let reason = json!({"reason": "导错了"});
    let nothing = bureau.post_at(&undos(session.id()), done.version(), reason.clone()).await;
    nothing.expect_problem(409, "imports.wrong_state");

    let edited = text.replacen("光伏电站", "光伏电站二期", 1);
    let session = bureau.import("导出.csv", edited.as_bytes(), "projects").await.expect(201);
    let row =
        rows(&bureau, session.id()).await.into_iter().find(|r| r["name"] == "光伏电站二期").expect("it");
    let at = format!("/imports/{}/rows/{}", session.id(), row["row"]);
    bureau.put(&at, 1, json!({"decision": "update_existing"})).await.expect(200);
    let done = app.commit_import(&bureau, session.id()).await;
    let results = &done.body["results"];
    assert_eq!((&results["updated"], &results["matched"]), (&json!(1), &json!(1)), "{}", done.body);
    bureau.post_at(&undos(session.id()), done.version(), reason).await.expect(202);
    app.run_jobs();
    let now = bureau.get(&format!("/projects/{}", made.id())).await.expect(200).body;
    assert_eq!((&now["end_state"], &now["version"]), (&Value::Null, &json!(1)), "{now}");
    assert_eq!(bureau.get(&format!("/projects/{}", other.id())).await.body["name"], "光伏电站");
}
