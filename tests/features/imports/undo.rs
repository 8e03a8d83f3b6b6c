//! Taking an import of enterprises back, and the companies that came with projects.

use harness::imports::csv;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

const TWO: &str =
    "企业名称,统一社会信用代码,主营业务\n金川铜箔科技有限公司,91620302MA00000154,铜箔\n兰州丙烯公司,,丙烯\n";

async fn undo(app: &TestApp, by: &Actor, done: &Answer) -> Answer {
    let path = format!("/imports/{}", done.id());
    let job =
        by.post_at(&format!("{path}/undos"), done.version(), json!({"reason": "导错了"})).await.expect(202);
    app.run_jobs();
    assert_eq!(by.get(&format!("/jobs/{}", job.id())).await.expect(200).body["state"], "succeeded");
    by.get(&path).await.expect(200)
}

fn results(session: &Answer) -> (Value, Value) {
    let results = &session.body["results"];
    (results["undone"].clone(), results["undo_refused"].clone())
}

async fn total(by: &Actor, query: &str) -> Value {
    by.get(&format!("/enterprises?{query}")).await.expect(200).body["total"].clone()
}

#[actix_web::test]
async fn enterprises_of_an_import_are_withdrawn_with_it() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let session = bureau.import("客商.csv", TWO.as_bytes(), "enterprises").await.expect(201);
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!(total(&bureau, &format!("import_id={}", done.id())).await, 2);
    let undone = undo(&app, &bureau, &done).await;
    assert_eq!(results(&undone), (json!(2), json!(0)));
    assert_eq!(total(&bureau, "").await, 0);
    let gone = bureau.get("/enterprises?withdrawn=true").await.expect(200).body["items"].clone();
    assert_eq!(gone.as_array().map(Vec::len), Some(2));
    assert_eq!(gone[0]["withdraw_reason"], format!("导入撤销（批次{}）", done.id()));
    assert_eq!(app.journal_count("enterprise.withdrawn"), 2);
    // the same file again makes them anew: what was withdrawn is no duplicate
    let again = bureau.import("客商.csv", TWO.as_bytes(), "enterprises").await.expect(201);
    assert_eq!(again.body["counts"]["ok"], 2, "{}", again.body);
    let done = app.commit_import(&bureau, again.id()).await;
    assert_eq!(done.body["results"]["created"], 2);
    assert_eq!(total(&bureau, "").await, 2);
}

#[actix_web::test]
async fn what_others_have_taken_up_since_stays_and_says_why() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let four = format!("{TWO}张掖乙炔公司,,乙炔\n武威甲醇公司,,甲醇\n");
    let session = bureau.import("客商.csv", four.as_bytes(), "enterprises").await.expect(201);
    let done = app.commit_import(&bureau, session.id()).await;
    let rows = format!("/imports/{}/rows", done.id());
    let made = bureau.get(&rows).await.expect(200).body["items"].clone();
    let id = |n: usize| made[n]["result_id"].as_i64().expect("an enterprise");
    let party = json!({"parties": [{"enterprise_id": id(0), "role": "investor"}]});
    app.project(&clerk, "铜箔生产线", party).await;
    bureau.patch(&format!("/enterprises/{}", id(1)), 1, json!({"place": "兰州新区"})).await.expect(200);
    let contacts = format!("/enterprises/{}/contacts", id(2));
    bureau.post(&contacts, json!({"name": "王建国", "phone": "13812345678"})).await.expect(201);
    let undone = undo(&app, &bureau, &done).await;
    assert_eq!(results(&undone), (json!(1), json!(3)));
    let after = bureau.get(&rows).await.expect(200).body["items"].clone();
    let why = |n: usize| after[n]["undo_refusal"].as_str().unwrap_or_default().to_owned();
    assert!(why(0).contains("铜箔生产线"), "{}", why(0));
    assert!(why(1).contains("已被修改"), "{}", why(1));
    assert!(why(2).contains("联系人"), "{}", why(2));
    assert_eq!(after[3]["undo_refusal"], json!(null));
    assert_eq!(total(&bureau, "").await, 3);
}

#[actix_web::test]
async fn an_update_by_import_gets_its_earlier_content_again() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let body =
        json!({"name": "金川铜箔科技有限公司", "credit_code": "91620302MA00000154", "main_business": "镍粉"});
    let made = bureau.post("/enterprises", body).await.expect(201);
    let session = bureau.import("客商.csv", TWO.as_bytes(), "enterprises").await.expect(201);
    let path = format!("/imports/{}/rows/2", session.id());
    let version = bureau.get(&path).await.version();
    bureau.put(&path, version, json!({"decision": "update_existing"})).await.expect(200);
    let done = app.commit_import(&bureau, session.id()).await;
    let did = &done.body["results"];
    assert_eq!((&did["updated"], &did["created"]), (&json!(1), &json!(1)));
    let at = format!("/enterprises/{}", made.id());
    assert_eq!(bureau.get(&at).await.body["main_business"], "铜箔");
    let undone = undo(&app, &bureau, &done).await;
    assert_eq!(results(&undone), (json!(2), json!(0)), "{}", undone.body);
    let back = bureau.get(&at).await.expect(200).body;
    assert_eq!((&back["main_business"], &back["withdrawn_at"]), (&json!("镍粉"), &json!(null)));
    assert_eq!(total(&bureau, "").await, 1);
}

#[actix_web::test]
async fn companies_that_came_with_projects_go_with_them_unless_used_elsewhere() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    clerk.post("/enterprises", json!({"name": "老企业有限公司"})).await.expect(201);
    let ledger = csv(&[
        ("铜箔生产线", "金川铜箔公司", "5000"),
        ("镍粉生产线", "兰州镍粉公司", "80"),
        ("办公楼翻修", "兰州镍粉公司", "90"),
        ("老厂改造", "老企业有限公司", "70"),
    ]);
    let session = clerk.import("一.csv", &ledger, "projects").await.expect(201);
    app.advance_seconds(60);
    let done = app.commit_import(&clerk, session.id()).await;
    assert_eq!(done.body["results"]["created"], 4, "{}", done.body);
    assert_eq!(total(&clerk, "").await, 3);
    assert_eq!(total(&clerk, &format!("import_id={}", done.id())).await, 2);
    let copper = clerk.get("/enterprises?q=金川铜箔").await.expect(200).body["items"][0]["id"].clone();
    let party =
        json!({"parties": [{"enterprise_id": copper, "role": "investor"}], "confirmed_different": true});
    app.project(&clerk, "另一个牧场", party).await;
    let undone = undo(&app, &clerk, &done).await;
    assert_eq!(results(&undone), (json!(4), json!(0)));
    let left = clerk.get("/enterprises?sort=name").await.expect(200).body["items"].clone();
    let left: Vec<&str> = left.as_array().expect("items").iter().filter_map(|e| e["name"].as_str()).collect();
    assert_eq!(left, ["金川铜箔公司", "老企业有限公司"], "used elsewhere, or there before");
    let gone = clerk.get("/enterprises?withdrawn=true").await.expect(200).body["items"].clone();
    assert_eq!((gone.as_array().map(Vec::len), &gone[0]["name"]), (Some(1), &json!("兰州镍粉公司")));
}
