//! Exports: asked for, written, downloaded, expired; who may, how many, and what must not happen.

mod back;
mod content;
mod guard;
mod others;
mod partners;

use chengfeng::features::projects::Stage;
use chengfeng::policy::Role;
use harness::files::pdf;
use harness::{Actor, TestApp, contract};
use serde_json::{Value, json};

/// A bureau with three projects of two units.
async fn city(app: &TestApp) -> (Actor, Actor) {
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let more = json!({"total_investment_yuan": 3_538_600_100_i64, "signed_on": "2025-03-20", "planned_start": "2026-04", "land_mu": 327.15});
    app.project(&bureau, "火星1号基地", more).await;
    app.project(&clerk, "铜箔生产线", json!({"total_investment_yuan": 120_000_000})).await;
    app.project(&clerk, "镍盐扩建", json!({"remark": "=HYPERLINK(\"http://x\")"})).await;
    (bureau, clerk)
}

fn csv_of(list: &str) -> Value {
    json!({"list": list, "format": "csv"})
}

/// The rows of a csv between its header and its watermark.
fn lines(file: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(file).into_owned();
    let all: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
    let (mark, rows) = all.split_last().expect("watermark");
    assert!(mark.starts_with("水印：单位："), "{mark}");
    rows.to_vec()
}

#[actix_web::test]
async fn an_export_is_asked_for_written_and_taken() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    let body = json!({"list": "projects", "filter": "total_investment_yuan.gte=200000000&page=3&fields=id", "sort": "-total_investment_yuan",
        "columns": [{"field": "number"}, {"field": "name"}], "title": "重点项目", "format": "csv"});
    let asked = bureau.export(body).await.expect(202);
    let job = asked.body["job_id"].as_i64().expect("job");
    assert_eq!(asked.header("location"), Some(format!("/api/v1/jobs/{job}").as_str()));
    assert_eq!((&asked.body["state"], &asked.body["content_url"]), (&json!("queued"), &Value::Null));
    assert_eq!(asked.body["filter_words"], "总投资不少于：200000000");
    assert_eq!(asked.body["can"], json!(["job.cancel"]));
    let place = format!("/exports/{}", asked.id());
    bureau.get(&format!("{place}/content")).await.expect_problem(409, "export.not_ready");

    assert_eq!(app.run_jobs(), 1);
    let job = bureau.get(&format!("/jobs/{job}")).await.expect(200).body;
    assert_eq!((&job["state"], &job["done"], &job["total"]), (&json!("succeeded"), &json!(1), &json!(1)));
    assert_eq!(job["result"]["content_url"], format!("/api/v1{place}/content"));
    let done = bureau.get(&place).await.expect(200);
    assert_eq!(
        (&done.body["state"], &done.body["rows_matched"], &done.body["rows_written"]),
        (&json!("ready"), &json!(1), &json!(1))
    );
    assert_eq!(done.body["columns"], json!(["项目编号", "项目名称"]));
    assert_eq!(done.body["expires_at"], "2026-03-09T01:00:00Z");
    assert_eq!(done.body["can"], json!(["export.read"]));

    let file = bureau.get(&format!("{place}/content")).await.expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let disposition = file.header("content-disposition").expect("disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"export-1.csv\"; filename*=UTF-8''%E9%87%8D"),
        "{disposition}"
    );
    assert_eq!(lines(&file.bytes).len(), 1);
    let tag = file.header("etag").expect("tag").to_owned();
    assert_eq!(tag.trim_matches('"'), done.body["sha256"]);
    let again =
        bureau.call(actix_web::http::Method::GET, &format!("{place}/content")).header("If-None-Match", tag);
    again.send().await.expect(304);

    for (event, count) in [("export.requested", 1), ("export.created", 1), ("export.downloaded", 1)] {
        assert_eq!(app.journal_count(event), count, "{event}");
    }
    let auditor = app.audit_admin();
    let seen = auditor.get("/journal?event=export.created").await.expect(200).body;
    let row = &seen["items"][0];
    assert_eq!((&row["actor_id"], &row["subject_id"]), (&json!(bureau.id), &json!(1)));
    assert_eq!((&row["after"]["rows_written"], &row["after"]["list"]), (&json!(1), &json!("projects")));
    assert_eq!(row["after"]["filter"], "total_investment_yuan.gte=200000000&page=3&fields=id");
}

#[actix_web::test]
async fn every_list_can_be_taken_away() {
    let app = TestApp::new().await;
    let (bureau, clerk) = city(&app).await;
    assert_eq!(chengfeng::lists::check(&app.app), Ok(()));
    let lists = bureau.get("/export-lists").await.expect(200).body;
    // all but the journal, which is the audit administrator's
    assert_eq!(lists["total"], chengfeng::app::lists().len() - 1);
    let amount = json!({"amount_yuan": 5_000_000, "entered_on": "2026-02-01", "origin": "outside_province", "kind": "fixed",
        "currency": "CNY", "proof_type": "bank_voucher", "confirmed_by_investor": true});
    clerk.post("/projects/2/funds", amount).await.expect(201);
    clerk
        .post_at("/projects/2/suspensions", 1, json!({"reason": "等待环评批复", "resume_by": "2026-06-01"}))
        .await;
    let ledger = bureau.import("台账.xlsx", &harness::imports::many(3), "projects").await.expect(201);
    app.run_jobs();
    let of_import = format!("id={}", ledger.id());
    for list in lists["items"].as_array().expect("lists") {
        let name = list["list"].as_str().expect("name");
        for format in ["xlsx", "csv"] {
            // these lists open one figure; without it there is nothing to list
            let filter = match name {
                "rate_projects" => "figure=signed",
                "progress_projects" => "indicator=signed_count",
                "targets" => "year=2026",
                "trip_effects" => "figure=companies",
                "import_rows" => &of_import,
                _ => "",
            };
            let plain = json!({"list": name, "format": format, "filter": filter});
            let (done, file) = app.exported(&bureau, plain).await;
            assert!(!file.is_empty() && done["rows_written"].as_i64() > Some(-1), "{name} {format}");
            let all: Vec<Value> = list["columns"]
                .as_array()
                .expect("columns")
                .iter()
                .map(|c| json!({"field": c["field"]}))
                .collect();
            let whole = json!({"list": name, "format": format, "columns": all, "filter": filter});
            app.exported(&bureau, whole).await;
        }
    }
    let rows = json!({"list": "import_rows", "format": "csv", "filter": of_import});
    assert_eq!(app.exported(&bureau, rows).await.0["rows_written"], 3);
    for (filter, pointer) in [("", "/filter/id"), ("id=x", "/filter/id")] {
        let without = json!({"list": "import_rows", "format": "csv", "filter": filter});
        let refused = bureau.post("/exports", without).await;
        assert_eq!(
            (refused.status, &refused.body["errors"][0]["pointer"]),
            (422, &json!(pointer)),
            "{filter}"
        );
    }
    let unknown = json!({"list": "import_rows", "format": "csv", "filter": "id=999"});
    bureau.post("/exports", unknown.clone()).await.expect_problem(404, "resource.not_found");
    let foreign = json!({"list": "import_rows", "format": "csv", "filter": of_import});
    clerk.post("/exports", foreign).await.expect_problem(404, "resource.not_found");
    let (done, file) = app.exported(&bureau, csv_of("funds")).await;
    assert_eq!(done["rows_written"], 1);
    assert!(
        lines(&file)[0].contains("铜箔生产线,市工信局,2026-02-01,500,省外,固定资产"),
        "{:?}",
        lines(&file)
    );
    let (done, _) = app.exported(&bureau, csv_of("changes")).await;
    assert!(done["rows_written"].as_i64() >= Some(4), "{done}");
    let (_, file) = app.exported(&bureau, csv_of("enterprises")).await;
    assert_eq!(lines(&file).len(), 3);
}

#[actix_web::test]
async fn papers_claims_and_trips_can_be_taken_away() {
    let app = TestApp::new().await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let project = app.staged_project("火星1号基地", clerk.unit_id, Stage::Signed);
    app.event("兰洽会", Some(31), "2026-03-01").await;
    let paper = clerk.signs(&bureau, project, contract(json!({}))).await;
    clerk.drafts_paper(project, contract(json!({ "strength": "framework", "amount_yuan": null }))).await;
    let proof = clerk.upload("补充协议.pdf", &pdf("补充")).await.expect(201).id();
    let change = json!({ "field": "total_investment_yuan", "new_value": { "yuan": 350_000_000 }, "reason": "补充合同调整", "proof_file_id": proof });
    clerk.post(&format!("/projects/{project}/amendments"), change).await.expect(201);
    clerk.claims("远景科技集团有限公司", json!({})).await;
    clerk.plans(json!({})).await;
    let visit = json!({ "subject": "新能源产业座谈", "lead_unit_id": clerk.unit_id, "arrives_on": "2026-03-02",
        "departs_on": "2026-03-03", "companies": [{ "name": "远景科技集团" }],
        "visitors": [], "hosts": [], "itinerary": [], "sites": [], "questions": [], "settlement": [] });
    clerk.post("/receptions", visit).await.expect(201);

    // every row of every list, by pages of one row
    let lists = chengfeng::app::lists();
    for (name, count) in [
        ("signatures", 2),
        ("signing_events", 1),
        ("amendments", 1),
        ("first_claims", 1),
        ("negotiation_trips", 1),
        ("receptions", 1),
    ] {
        let list = lists.iter().find(|l| l.name == name).expect(name);
        let shown = clerk.get(list.path.trim_start_matches("/api/v1")).await.expect(200).body;
        let (done, file) = app.exported(&clerk, csv_of(name)).await;
        assert_eq!((&done["rows_written"], &shown["total"]), (&json!(count), &json!(count)), "{name}");
        assert_eq!(lines(&file).len(), count, "{name}");
        let stranger = app.clerk("市农业农村局");
        let theirs = stranger.get(list.path.trim_start_matches("/api/v1")).await.expect(200).body;
        let (done, _) = app.exported(&stranger, csv_of(name)).await;
        assert_eq!(done["rows_written"], theirs["total"], "{name}");
    }
    let (_, file) = app.exported(&clerk, csv_of("signatures")).await;
    let counted = lines(&file).join("\n");
    assert!(counted.contains("火星1号基地") && counted.contains("20000"), "{counted}");
    assert_eq!(paper.body["counts"]["count"], 1, "{}", paper.body);
    let filtered = json!({ "list": "signatures", "filter": "strength=framework", "format": "csv" });
    assert_eq!(app.exported(&clerk, filtered).await.0["rows_written"], 1);
    let (_, file) = app.exported(&clerk, csv_of("first_claims")).await;
    assert!(lines(&file)[0].contains("远景科技集团有限公司"), "{:?}", lines(&file));
}

#[actix_web::test]
async fn rows_are_those_of_the_list_and_rights_those_of_now() {
    let app = TestApp::new().await;
    let (bureau, clerk) = city(&app).await;
    let other = app.clerk("市农业农村局");
    let hidden = app.project(&bureau, "保密项目", json!({})).await;
    bureau
        .put("/projects/4/confidentiality", hidden.version(), json!({"confidential": true, "reader_ids": []}))
        .await
        .expect(200);
    for (actor, count) in [(&bureau, 4), (&app.bureau(), 3), (&clerk, 2), (&other, 0), (&app.leader(), 3)] {
        let listed = actor.get("/projects").await.expect(200).body["total"].clone();
        let (done, file) = app.exported(actor, csv_of("projects")).await;
        assert_eq!((&done["rows_written"], lines(&file).len()), (&listed, count));
    }
    // between asking and writing the role was taken away
    let asked = clerk.export(csv_of("projects")).await.expect(202);
    app.db(|tx| {
        use chengfeng::db::schema::users;
        use diesel::prelude::*;
        let roles = chengfeng::db::types::Doc::of(&[Role::AuditAdmin]);
        diesel::update(users::table.find(clerk.id)).set(users::roles.eq(roles)).execute(&mut **tx)?;
        Ok(())
    });
    let before = app.export_files().len();
    app.run_jobs();
    let job: String = app.db(|tx| {
        use chengfeng::db::schema::jobs;
        use diesel::prelude::*;
        Ok(jobs::table
            .find(asked.body["job_id"].as_i64().unwrap_or(0))
            .select(jobs::state)
            .first(&mut **tx)?)
    });
    assert_eq!((job.as_str(), app.export_files().len()), ("failed", before));
}

#[actix_web::test]
async fn wrong_requests_are_told_what_is_wrong() {
    let app = TestApp::new().await;
    let (bureau, clerk) = city(&app).await;
    let cases = [
        (json!({"list": "nothing", "format": "csv"}), "/list"),
        (json!({"list": "projects", "filter": "stage=nope", "format": "csv"}), "/filter/stage/0"),
        (json!({"list": "projects", "filter": "flavour=sweet", "format": "csv"}), "/filter/flavour"),
        (json!({"list": "projects", "sort": "nope", "format": "csv"}), "/sort"),
        (json!({"list": "changes", "sort": "-id", "format": "csv"}), "/sort"),
        (
            json!({"list": "projects", "template_id": 1, "columns": [{"field": "name"}], "format": "csv"}),
            "/columns",
        ),
        (json!({"list": "projects", "encoding": "gb18030", "format": "xlsx"}), "/encoding"),
        (json!({"list": "projects", "columns": [{"field": "secret"}], "format": "csv"}), "/columns/0/field"),
        (
            json!({"list": "projects", "columns": [{"title": "甲"}, {"width": 10}], "format": "csv"}),
            "/columns/1/title",
        ),
        (
            json!({"list": "projects", "columns": [{"field": "name", "unit": "yi"}], "format": "csv"}),
            "/columns/0/unit",
        ),
        (
            json!({"list": "projects", "columns": [{"field": "name", "title": "甲\u{202e}"}], "format": "csv"}),
            "/columns/0/title",
        ),
        (
            json!({"list": "projects", "columns": [{"field": "land_mu", "number_format": "@"}], "format": "csv"}),
            "/columns/0/number_format",
        ),
        (json!({"list": "projects", "columns": [], "format": "csv"}), "/columns"),
        (json!({"list": "enterprises", "template_id": 1, "format": "csv"}), "/template_id"),
        (json!({"list": "projects"}), "/format"),
        (json!({"list": "projects", "format": "csv", "owner_id": 1}), "/owner_id"),
    ];
    for (body, pointer) in cases {
        let answer = bureau.export(body.clone()).await.expect(422);
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{body}: {}", answer.body);
    }
    clerk
        .export(json!({"list": "projects", "template_id": 999_999, "format": "csv"}))
        .await
        .expect_problem(404, "resource.not_found");
    assert_eq!(app.journal_count("export.requested"), 0);
}
