//! From upload to library and back, with interruptions.

use harness::imports::{csv, ledger, many};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

async fn total(actor: &Actor, query: &str) -> Value {
    actor.get(&format!("/projects?{query}")).await.expect(200).body["total"].clone()
}

#[actix_web::test]
async fn upload_fix_commit_find_undo() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let file = "L1-negotiation-wuwei.xlsx";
    let session = clerk.import(file, &ledger(file), "projects").await.expect(201);
    let id = session.id();
    let row = clerk.get(&format!("/imports/{id}/rows/19")).await.expect(200);
    assert_eq!(row.body["status"], "error");
    let fixed = clerk
        .put(
            &format!("/imports/{id}/rows/19"),
            row.version(),
            json!({"fixes": {"total_investment_yuan": "1.5"}}),
        )
        .await
        .expect(200);
    assert_eq!(fixed.body["status"], "ok", "{}", fixed.body);
    assert_eq!(fixed.body["values"]["total_investment_yuan"], 150_000_000);
    let now = clerk.get(&format!("/imports/{id}")).await.expect(200);
    assert_eq!(
        (now.body["counts"]["ok"].clone(), now.body["counts"]["error"].clone()),
        (14.into(), 0.into())
    );
    assert_eq!(now.body["sums"]["ok_yuan"], 26_900_000_000_i64 + 150_000_000);

    let done = app.commit_import(&clerk, id).await;
    assert_eq!(done.body["state"], "committed");
    assert_eq!(done.body["results"]["created"], 14, "{}", done.body);
    assert_eq!(total(&clerk, &format!("import_id={id}")).await, 14);
    let row = clerk.get(&format!("/imports/{id}/rows/19")).await.expect(200);
    let project = row.body["result_id"].as_i64().expect("a project");
    let project = clerk.get(&format!("/projects/{project}")).await.expect(200);
    assert_eq!(project.body["total_investment_yuan"], 150_000_000);
    assert_eq!(project.body["lead_unit_id"], clerk.unit_id);
    clerk
        .put(&format!("/imports/{id}/rows/19"), row.version(), json!({"decision": "skip"}))
        .await
        .expect_problem(409, "imports.wrong_state");
    let changes = clerk.get("/changes?types=project.created,import.committed&limit=1000").await.expect(200);
    assert_eq!(
        changes.body["items"].as_array().map(Vec::len),
        Some(15),
        "one row for each project and the import"
    );

    // somebody works on one of them: it stays
    let patched = clerk
        .patch(&format!("/projects/{}", project.id()), project.version(), json!({"remark": "已走访企业"}))
        .await;
    patched.expect(200);
    let undo = clerk
        .post_at(&format!("/imports/{id}/undos"), done.version(), json!({"reason": "导错了"}))
        .await
        .expect(202);
    app.run_jobs();
    assert_eq!(clerk.get(&format!("/jobs/{}", undo.id())).await.expect(200).body["state"], "succeeded");
    let undone = clerk.get(&format!("/imports/{id}")).await.expect(200);
    assert_eq!(undone.body["state"], "undone");
    assert_eq!(undone.body["results"]["undone"], 13, "{}", undone.body);
    assert_eq!(undone.body["results"]["undo_refused"], 1);
    let kept = clerk.get(&format!("/imports/{id}/rows/19")).await.expect(200);
    assert!(kept.body["undo_refusal"].as_str().is_some_and(|r| r.contains("已被修改")), "{}", kept.body);
    let first = clerk.get(&format!("/imports/{id}/rows/6")).await.expect(200).body["result_id"].clone();
    let withdrawn = clerk.get(&format!("/projects/{first}")).await.expect(200);
    assert_eq!(withdrawn.body["end_state"], "withdrawn");
    clerk
        .post_at(&format!("/imports/{id}/undos"), undone.version(), json!({"reason": "导错了"}))
        .await
        .expect_problem(409, "imports.wrong_state");
}

#[actix_web::test]
async fn the_same_ledger_again_finds_the_same_rows_and_shows_differences() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let first = clerk
        .import(
            "一.csv",
            &csv(&[("年产十万吨铜箔项目", "金川铜箔公司", "5000"), ("镍粉生产线", "丙公司", "80")]),
            "projects",
        )
        .await
        .expect(201);
    app.commit_import(&clerk, first.id()).await;
    let again = clerk
        .import(
            "二.csv",
            &csv(&[("年产十万吨铜箔项目", "金川铜箔公司", "6000"), ("镍粉生产线", "丙公司", "80")]),
            "projects",
        )
        .await
        .expect(201);
    let id = again.id();
    assert_eq!(again.body["counts"]["suspected_duplicate"], 2, "{}", again.body);
    let rows = clerk.get(&format!("/imports/{id}/rows")).await.expect(200).body["items"].clone();
    let differences = &rows[0]["duplicate"]["differences"];
    assert_eq!(differences.as_array().map(Vec::len), Some(1), "{differences}");
    assert_eq!(differences[0]["field"], "total_investment_yuan");
    assert_eq!(
        (differences[0]["library"].clone(), differences[0]["file"].clone()),
        ("5,000万元".into(), "6,000万元".into())
    );
    assert!(
        rows[1]["duplicate"]["message"].as_str().is_some_and(|m| m.contains("与库中一致")),
        "{}",
        rows[1]
    );
    let none = clerk.post_at(&format!("/imports/{id}/commits"), again.version(), json!({})).await;
    none.expect_problem(409, "imports.wrong_state");
    let decisions = json!({ "items": [
        {"row": 2, "version": 1, "decision": "update_existing"}, {"row": 3, "version": 1, "decision": "skip"},
        {"row": 3, "version": 1, "decision": "skip"}, {"row": 99, "version": 1, "decision": "skip"}] });
    let decided = clerk.post(&format!("/imports/{id}/rows/batch"), decisions).await.expect(200);
    let statuses: Vec<i64> = decided.body["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|i| i["status"].as_i64().expect("status"))
        .collect();
    assert_eq!(statuses, [200, 200, 412, 404]);
    let done = app.commit_import(&clerk, id).await;
    assert_eq!(done.body["results"]["updated"], 1, "{}", done.body);
    let project = rows[0]["duplicate"]["library_id"].clone();
    let changed = clerk.get(&format!("/projects/{project}")).await.expect(200);
    assert_eq!(changed.body["total_investment_yuan"], 60_000_000);
    assert_eq!(total(&clerk, "per_page=1").await, 2);
    // the same file is known by its content
    let thrice = clerk
        .import(
            "三.csv",
            &csv(&[("年产十万吨铜箔项目", "金川铜箔公司", "6000"), ("镍粉生产线", "丙公司", "80")]),
            "projects",
        )
        .await
        .expect(201);
    assert_eq!(thrice.body["same_file_as"], json!([id]));
    // undoing gives the earlier content back
    clerk
        .post_at(&format!("/imports/{id}/undos"), done.version(), json!({"reason": "导错了"}))
        .await
        .expect(202);
    app.run_jobs();
    let back = clerk.get(&format!("/projects/{project}")).await.expect(200);
    assert_eq!(back.body["total_investment_yuan"], 50_000_000);
}

#[actix_web::test]
async fn a_cancelled_commit_is_resumed_without_anything_twice() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let session = clerk.import("多.csv", &many(40), "projects").await.expect(201);
    let id = session.id();
    let job =
        clerk.post_at(&format!("/imports/{id}/commits"), session.version(), json!({})).await.expect(202);
    clerk.post(&format!("/jobs/{}/cancellations", job.id()), json!({})).await.expect(200);
    let stopped = clerk.get(&format!("/imports/{id}")).await.expect(200);
    assert_eq!(stopped.body["state"], "interrupted", "{}", stopped.body);
    clerk
        .post_at(&format!("/imports/{id}/commits"), session.version(), json!({}))
        .await
        .expect_problem(412, "resource.stale");
    let done = app.commit_import(&clerk, id).await;
    assert_eq!(done.body["results"]["created"], 40);
    assert_eq!(total(&clerk, &format!("import_id={id}")).await, 40);
}

#[actix_web::test]
async fn after_a_crash_another_worker_goes_on() {
    use chengfeng::db::schema::{import_sessions, jobs};
    use diesel::prelude::*;
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let session = clerk.import("多.csv", &many(30), "projects").await.expect(201);
    let id = session.id();
    app.commit_import(&clerk, id).await;
    // as a crash leaves it: half of the rows committed, the job running under a lease that nobody prolongs
    let job = app.db(|tx| {
        use chengfeng::db::schema::import_rows;
        diesel::update(
            import_rows::table.filter(import_rows::session_id.eq(id).and(import_rows::row_no.gt(16))),
        )
        .set((
            import_rows::committed_at.eq(None::<chengfeng::db::types::Stamp>),
            import_rows::result_kind.eq(None::<String>),
            import_rows::result_id.eq(None::<i64>),
        ))
        .execute(&mut **tx)?;
        // what the lost half had made does not exist after a rollback
        use chengfeng::db::schema::projects;
        diesel::update(projects::table.filter(projects::id.gt(15)))
            .set(projects::end_state.eq("withdrawn"))
            .execute(&mut **tx)?;
        let job: i64 = import_sessions::table
            .find(id)
            .select(import_sessions::job_id.assume_not_null())
            .first(&mut **tx)?;
        diesel::update(import_sessions::table.find(id))
            .set(import_sessions::state.eq("committing"))
            .execute(&mut **tx)?;
        diesel::update(jobs::table.find(job))
            .set((
                jobs::state.eq("running"),
                jobs::lease_token.eq("lost"),
                jobs::leased_until.eq(tx.now.plus_seconds(30)),
            ))
            .execute(&mut **tx)?;
        Ok(job)
    });
    assert_eq!(app.run_jobs(), 0, "the lease still holds");
    assert_eq!(clerk.get(&format!("/imports/{id}")).await.expect(200).body["state"], "committing");
    app.advance_seconds(31);
    assert_eq!(app.run_jobs(), 1);
    assert_eq!(clerk.get(&format!("/jobs/{job}")).await.expect(200).body["state"], "succeeded");
    let done = clerk.get(&format!("/imports/{id}")).await.expect(200);
    assert_eq!(done.body["results"]["created"], 30, "{}", done.body);
    let rows = clerk.get(&format!("/imports/{id}/rows?per_page=200")).await.expect(200);
    let mut made: Vec<i64> =
        rows.body["items"].as_array().expect("rows").iter().filter_map(|r| r["result_id"].as_i64()).collect();
    made.sort_unstable();
    made.dedup();
    assert_eq!(made.len(), 30, "no project stands for two rows");
}

#[actix_web::test]
async fn two_people_with_the_same_ledger_do_not_make_it_twice() {
    let app = TestApp::new().await;
    let (one, other) = (app.clerk("市工信局"), app.clerk("市工信局"));
    let ledger = many(12);
    let a = one.import("甲.csv", &ledger, "projects").await.expect(201);
    let b = other.import("乙.csv", &ledger, "projects").await.expect(201);
    assert_eq!(b.body["counts"]["ok"], 12, "neither has committed yet");
    for (actor, session) in [(&one, &a), (&other, &b)] {
        actor
            .post_at(&format!("/imports/{}/commits", session.id()), session.version(), json!({}))
            .await
            .expect(202);
    }
    app.run_jobs();
    let second = other.get(&format!("/imports/{}", b.id())).await.expect(200);
    assert_eq!(second.body["results"]["created"], 0, "{}", second.body);
    assert_eq!(second.body["counts"]["suspected_duplicate"], 12);
    assert_eq!(total(&one, "per_page=1").await, 12);
}

#[actix_web::test]
async fn a_row_the_library_refuses_waits_with_its_reason() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let content =
        "序号,项目名称,投资方,签约时间\n1,来年才签的项目,丁公司,2031-05-01\n2,铜杆生产线,戊公司,2025-05-01\n";
    let session = clerk.import("未来.csv", content.as_bytes(), "projects").await.expect(201);
    let done = app.commit_import(&clerk, session.id()).await;
    assert_eq!(done.body["results"]["created"], 1, "{}", done.body);
    assert_eq!(done.body["counts"]["error"], 1);
    let row = clerk.get(&format!("/imports/{}/rows/2", session.id())).await.expect(200);
    assert!(row.body["issues"].to_string().contains("晚于今天"), "{}", row.body);
    let fixed = clerk
        .put(
            &format!("/imports/{}/rows/2", session.id()),
            row.version(),
            json!({"fixes": {"signed_on": "2025-05-01"}}),
        )
        .await
        .expect(200);
    assert_eq!(fixed.body["status"], "ok");
    let done = app.commit_import(&clerk, session.id()).await;
    assert_eq!(done.body["results"]["created"], 2, "a second commit takes what was fixed meanwhile");
}

#[actix_web::test]
async fn enterprises_are_imported_once() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let content = "企业名称,统一社会信用代码,主营业务\n金川铜箔科技有限公司,91620302MA00000154,铜箔\n兰州丙烯公司,,丙烯\n";
    let session = bureau.import("客商.csv", content.as_bytes(), "enterprises").await.expect(201);
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!(done.body["results"]["created"], 2, "{}", done.body);
    let again = bureau.import("客商再.csv", content.as_bytes(), "enterprises").await.expect(201);
    assert_eq!(again.body["counts"]["suspected_duplicate"], 2);
    let rows = bureau.get(&format!("/imports/{}/rows", again.id())).await.expect(200);
    assert!(
        rows.body["items"][0]["duplicate"]["message"].as_str().is_some_and(|m| m.contains("与库中一致")),
        "{}",
        rows.body
    );
}

#[actix_web::test]
async fn rows_written_together_are_refused_one_by_one() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let code = "2103-620302-04-01-123456";
    let content = format!(
        "序号,项目名称,投资方,总投资（万元）,项目代码\n\
         1,铜杆生产线,甲公司,100,{code}\n2,镍粉加工厂,乙公司,200,\n3,光伏组件基地,丙公司,300,{code}\n\
         4,菊芋食品车间,乙公司,400,\n5,氟化盐装置,丁公司,500,\n"
    );
    let session = clerk.import("代码.csv", content.as_bytes(), "projects").await.expect(201);
    let id = session.id();
    assert_eq!(session.body["counts"]["suspected_duplicate"], 1, "{}", session.body);
    let third = clerk.get(&format!("/imports/{id}/rows/4")).await.expect(200);
    clerk
        .put(&format!("/imports/{id}/rows/4"), third.version(), json!({"decision": "accept_as_new"}))
        .await
        .expect(200);
    let done = app.commit_import(&clerk, id).await;
    assert_eq!(done.body["results"]["created"], 4, "{}", done.body);
    assert_eq!(done.body["counts"]["error"], 1);
    let refused = clerk.get(&format!("/imports/{id}/rows/4")).await.expect(200);
    assert!(refused.body["issues"].to_string().contains(code), "{}", refused.body);
    // the others stand in the order of the sheet, without a gap in the numbers
    let listed = clerk.get(&format!("/projects?import_id={id}&sort=number")).await.expect(200);
    let of = |field: &str| -> Vec<String> {
        let items = listed.body["items"].as_array().expect("items");
        items.iter().map(|p| p[field].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(of("name"), ["铜杆生产线", "镍粉加工厂", "菊芋食品车间", "氟化盐装置"]);
    let numbers = ["XM-2026-00001", "XM-2026-00002", "XM-2026-00003", "XM-2026-00004"];
    assert_eq!(of("number"), numbers);
    // 丙公司 went with its row; 乙公司 stands once for both of its rows
    let companies = clerk.get("/enterprises").await.expect(200);
    assert_eq!(companies.body["total"], 3, "{}", companies.body);
    let changes = clerk.get("/changes?types=project.created,enterprise.created&limit=1000").await.expect(200);
    assert_eq!(changes.body["items"].as_array().map(Vec::len), Some(7), "a row for each record");
    assert_eq!(
        total(&clerk, "q=%E9%95%8D%E7%B2%89%20%E4%B9%99%E5%85%AC%E5%8F%B8").await,
        1,
        "found by name and investor"
    );
}

#[actix_web::test]
async fn a_company_with_its_code_is_registered_with_the_row_and_known_again() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let content = "项目名称,投资方,统一社会信用代码\n\
        铜箔生产线,金川铜箔科技有限公司,91620302MA00000154\n电解镍车间,金川铜箔科技公司,91620302MA00000154\n";
    let session = bureau.import("代码.csv", content.as_bytes(), "projects").await.expect(201);
    let second = format!("/imports/{}/rows/3", session.id());
    let second = bureau.put(&second, 1, json!({"decision": "accept_as_new"})).await.expect(200);
    assert_eq!(second.body["status"], "ok", "two projects of one company");
    let done = app.commit_import(&bureau, session.id()).await;
    assert_eq!(done.body["results"]["created"], 2, "{}", done.body);
    let companies = bureau.get("/enterprises").await.expect(200);
    assert_eq!(companies.body["total"], 1, "{}", companies.body);
    assert_eq!(companies.body["items"][0]["credit_code"], "91620302MA00000154");
    for row in [2, 3] {
        let row = bureau.get(&format!("/imports/{}/rows/{row}", session.id())).await.expect(200);
        let project = bureau.get(&format!("/projects/{}", row.body["result_id"])).await.expect(200);
        assert_eq!(project.body["parties"][0]["enterprise_id"], companies.body["items"][0]["id"]);
    }
}
