//! 四个一: what is missing is said at once; the plan is a document with versions.

use super::scene;
use chengfeng::db::schema::projects;
use chengfeng::features::projects::Stage;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use harness::TestApp;
use serde_json::json;

fn day(app: &TestApp, ahead: i64) -> String {
    (app.app.clock.now().day() + chrono::Duration::days(ahead)).to_string()
}

#[actix_web::test]
async fn four_ones_are_scored_as_things_stand() {
    let s = scene(Stage::Signed).await;
    let path = format!("/projects/{}/checklists", s.project);
    let before = s.clerk.get(&path).await.expect(200).body;
    let list = &before["checklists"][0];
    assert_eq!((&list["label"], &list["met"], &list["total"]), (&json!("四个一"), &json!(1), &json!(4)));
    assert_eq!(list["items"][1]["because"], "尚未指定包抓领导");
    assert_eq!(before["checklists"].as_array().map(Vec::len), Some(1));
    let gaps = s.bureau.get("/checklist-gaps").await.expect(200).body;
    assert_eq!(gaps["total"], 1);
    assert_eq!(gaps["items"][0]["missing"], json!(["一名领导", "一套方案", "一抓到底"]));
    for (query, total) in [
        ("item=plan".to_owned(), 1),
        ("item=liaison".to_owned(), 0),
        ("checklist=six_ones".to_owned(), 0),
        (format!("unit_id={}", s.clerk.unit_id), 1),
        (format!("unit_id={}", s.bureau.unit_id), 0),
    ] {
        assert_eq!(
            s.bureau.get(&format!("/checklist-gaps?{query}")).await.expect(200).body["total"],
            total,
            "{query}"
        );
    }
    let foreign = s.app.clerk("市商务局");
    assert_eq!(foreign.get("/checklist-gaps").await.expect(200).body["total"], 0);
    foreign.get(&path).await.expect(404);

    s.bureau.post(&s.path(), json!({"role": "sponsor", "user_id": s.leader.id})).await.expect(201);
    let file = s.clerk.document("工作方案").await;
    let plan = json!({"title": "推进工作方案", "summary": "目标、分工、节点", "file_id": file, "approved_on": "2026-02-01", "after_no": 0});
    s.clerk.post(&format!("/projects/{}/plans", s.project), plan).await.expect(201);
    let after = s.clerk.get(&path).await.expect(200).body;
    assert_eq!(after["checklists"][0]["met"], 4);
    assert_eq!(s.bureau.get("/checklist-gaps").await.expect(200).body["total"], 0);
    assert_eq!(
        s.chain().await.body["scores"][0],
        json!({"code": "four_ones", "label": "四个一", "met": 4, "total": 4})
    );

    // a small project is asked for nothing, unless it carries the tag
    s.app.db(|tx| {
        diesel::update(projects::table.find(s.project))
            .set(projects::total_investment_yuan.eq(10_000_000_i64))
            .execute(&mut **tx)?;
        Ok(())
    });
    assert_eq!(s.clerk.get(&path).await.expect(200).body["checklists"], json!([]));
    let tags = format!("/projects/{}/tags", s.project);
    let version = s.clerk.get(&format!("/projects/{}", s.project)).await.expect(200).version();
    s.clerk.put(&tags, version, json!({"tags": ["重点项目"]})).await.expect(200);
    assert_eq!(s.clerk.get(&path).await.expect(200).body["checklists"][0]["total"], 4);
}

#[actix_web::test]
async fn gaps_come_page_by_page() {
    let s = scene(Stage::Signed).await;
    for n in 0..4 {
        s.app.unmanned_project(&format!("第{n}个"), s.clerk.unit_id, Stage::Signed);
    }
    let first = s.bureau.get("/checklist-gaps?per_page=2").await.expect(200).body;
    assert_eq!((&first["total"], first["items"].as_array().map(Vec::len)), (&json!(5), Some(2)));
    let mut seen: Vec<i64> = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = s.bureau.get(&format!("/checklist-gaps?per_page=2{cursor}")).await.expect(200).body;
        seen.extend(page["items"].as_array().into_iter().flatten().filter_map(|i| i["project_id"].as_i64()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let mut sorted = seen.clone();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    sorted.dedup();
    assert_eq!((seen.len(), &seen), (5, &sorted));
}

#[actix_web::test]
async fn a_plan_has_versions_and_each_stays() {
    let s = scene(Stage::Signed).await;
    let path = format!("/projects/{}/plans", s.project);
    let file = s.clerk.document("工作方案").await;
    let body = |after: i64| json!({"title": "推进工作方案", "summary": "目标、分工、节点", "file_id": file, "approved_on": "2026-02-01", "after_no": after});
    let made = s.clerk.post(&path, body(0)).await.expect(201);
    assert_eq!((&made.body["no"], &made.body["in_force"]), (&json!(1), &json!(true)));
    s.clerk.post(&path, body(0)).await.expect_problem(409, "resource.conflict");
    s.clerk.post(&path, body(1)).await.expect_problem(422, "request.invalid");
    let mut next = body(1);
    next["reason"] = json!("增加用电保障措施");
    let mut late = next.clone();
    late["approved_on"] = json!(day(&s.app, 1));
    s.clerk.post(&path, late).await.expect_problem(422, "request.invalid");
    let mut lost = next.clone();
    lost["file_id"] = json!(999_999);
    s.clerk.post(&path, lost).await.expect_problem(422, "request.invalid");
    s.leader.post(&path, next.clone()).await.expect_problem(403, "policy.forbidden");
    s.app.clerk("市商务局").post(&path, next.clone()).await.expect(404);
    s.clerk.post(&path, next).await.expect(201);
    let all = s.leader.get(&path).await.expect(200).body;
    let shown = |n: usize| (all["items"][n]["no"].clone(), all["items"][n]["in_force"].clone());
    assert_eq!((shown(0), shown(1)), ((json!(2), json!(true)), (json!(1), json!(false))));
    assert_eq!(all["can"], json!([]));
    for sql in ["UPDATE project_plans SET title = 'x'", "DELETE FROM project_plans"] {
        let refused = s.app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(refused.is_err(), "{sql}");
    }
}
