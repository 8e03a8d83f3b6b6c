//! Annual targets and progress against them: who may set them, two at once, and figures to the last digit.

use chengfeng::db::schema::{funds_entries, projects};
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::cohorts::Batch;
use harness::{Actor, Answer, TestApp, contract};
use serde_json::{Value, json};

const YI: i64 = 100_000_000;

struct Scene {
    app: TestApp,
    bureau: Actor,
    unit: i64,
    below: i64,
    other: i64,
}

async fn scene() -> Scene {
    let app = TestApp::new().await;
    let unit = app.unit("市工信局", Some("金昌市"), "department");
    let below = app.unit("材料科", Some("市工信局"), "department");
    let other = app.unit("市发改委", Some("金昌市"), "department");
    let bureau = app.bureau();
    Scene { app, bureau, unit, below, other }
}

impl Scene {
    fn path(&self, unit: i64) -> String {
        format!("/targets/2026/{unit}/signed_count")
    }

    async fn sets(&self, year: i32, unit: i64, indicator: &str, target: i64) -> Answer {
        let path = format!("/targets/{year}/{unit}/{indicator}");
        let version = self.bureau.get(&path).await.expect(200).version();
        self.bureau.put(&path, version, json!({"target": target, "basis": "金政办发〔2026〕3号"})).await
    }
}

fn row(table: &Value, unit: i64) -> Value {
    table["rows"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|r| r["unit_id"] == unit)
        .cloned()
        .unwrap_or(Value::Null)
}

/// The list behind a figure comes to the same.
async fn opened(actor: &Actor, figure: &Value) {
    let href = figure["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
    let page = actor.get(&format!("{href}&per_page=200")).await.expect(200).body;
    let sum: i64 = page["items"].as_array().expect("items").iter().filter_map(|i| i["done"].as_i64()).sum();
    assert_eq!(figure["value"], sum, "{href}");
}

async fn proven(actor: &Actor, query: &str) -> Value {
    let table = actor.get(&format!("/targets/progress?{query}")).await.expect(200).body;
    for row in table["rows"].as_array().expect("rows").iter().chain([&table["total"]]) {
        opened(actor, &row["done"]).await;
        opened(actor, &row["last_year"]).await;
        assert_eq!(row["done_of_target"].is_null(), row["target"].is_null());
        if !row["target"].is_null() {
            opened(actor, &row["done_of_target"]).await;
        }
        assert!(!row["formula"].as_str().expect("formula").contains("0000元"), "raw yuan: {row}");
    }
    table
}

#[actix_web::test]
async fn the_bureau_sets_targets_and_each_change_is_kept() {
    let s = scene().await;
    let path = s.path(s.unit);
    let none = s.bureau.get(&path).await.expect(200);
    assert_eq!((none.version(), &none.body["target"]), (0, &Value::Null));
    let body = json!({"target": 30, "basis": "金政办发〔2026〕3号"});
    let set = s.bureau.put(&path, 0, body.clone()).await.expect(200);
    assert_eq!(
        (set.version(), &set.body["target"], &set.body["unit_name"]),
        (1, &json!(30), &json!("市工信局"))
    );
    assert_eq!(s.app.journal_count("target.changed"), 1);
    // a second time with the old version, and with none
    s.bureau.put(&path, 0, body.clone()).await.expect_problem(412, "resource.stale");
    let bare = s.bureau.call(actix_web::http::Method::PUT, &path).json(body.clone()).send().await;
    bare.expect_problem(428, "resource.version_required");
    let bare = s.bureau.put(&path, 1, json!({"target": 30})).await.expect(200);
    assert_eq!((&bare.body["target"], &bare.body["basis"]), (&json!(30), &Value::Null));
    s.bureau.put(&path, 2, body.clone()).await.expect(200);
    let taken_back = s.bureau.put(&path, 3, json!({"target": null})).await.expect(200);
    assert_eq!((taken_back.version(), &taken_back.body["target"]), (4, &Value::Null));
    s.bureau.put(&path, 4, body.clone()).await.expect(200);
    let listed = s.app.leader().get("/targets?year=2026&indicator=signed_count").await.expect(200).body;
    assert_eq!((&listed["items"][0]["target"], &listed["items"][0]["can"]), (&json!(30), &json!([])));
    let feed =
        async |actor: &Actor| actor.get("/changes?after=0&limit=200").await.expect(200).body.to_string();
    assert!(feed(&s.bureau).await.contains("target.changed"));
    let table = json!({"list": "targets", "filter": "year=2026", "format": "csv"});
    assert_eq!(s.app.exported(&s.bureau, table).await.0["rows_written"], 1);
}

#[actix_web::test]
async fn of_two_who_set_a_target_at_once_one_is_told() {
    let s = scene().await;
    let path = s.path(s.unit);
    let second = s.app.bureau();
    for version in [0, 1] {
        let (a, b) = futures_util::join!(
            s.bureau.put(&path, version, json!({"target": 30, "basis": "文件一"})),
            second.put(&path, version, json!({"target": 40, "basis": "文件二"}))
        );
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{} {}", a.body, b.body);
    }
    assert_eq!(s.bureau.get(&path).await.version(), 2);
}

#[actix_web::test]
async fn bad_targets_and_those_who_may_not_set_them() {
    let s = scene().await;
    let path = s.path(s.unit);
    for (body, pointer) in [
        (json!({"target": 0, "basis": "文件"}), "/target"),
        (json!({"target": 1.5, "basis": "文件"}), "/target"),
        (json!({"target": 30, "basis": "甲\u{200b}乙"}), "/basis"),
        (json!({"target": 30, "basis": "文件", "year": 2026}), "/year"),
    ] {
        let refused = s.bureau.put(&path, 0, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}");
    }
    let good = json!({"target": 30, "basis": "文件一"});
    for missing in
        ["/targets/2026/99999/signed_count", "/targets/2026/1/nothing", "/targets/1999/1/signed_count"]
    {
        let missing = missing.replace("/1/", &format!("/{}/", s.unit));
        s.bureau.get(&missing).await.expect(404);
        s.bureau.put(&missing, 0, good.clone()).await.expect(404);
    }
    for actor in [s.app.clerk("市工信局"), s.app.leader()] {
        actor.get(&path).await.expect(200);
        actor.put(&path, 0, good.clone()).await.expect_problem(403, "policy.forbidden");
    }
    for admin in [s.app.system_admin(), s.app.audit_admin()] {
        admin.get(&path).await.expect_problem(403, "policy.forbidden");
        admin.get("/targets?year=2026").await.expect_problem(403, "policy.forbidden");
        admin.get("/targets/progress?indicator=signed_count").await.expect_problem(403, "policy.forbidden");
    }
    let partner = s.app.partner(s.app.enterprise("金川镍盐有限公司"), &["projects:read"]);
    partner.get("/targets?year=2026").await.expect(403);
    for query in [
        "",
        "indicator=nothing",
        "indicator=signed_count&through=2026-03-03",
        "indicator=signed_count&through=2026-03-01&as_of=2026-02-01",
        "indicator=signed_count&as_of=2027-01-01",
    ] {
        s.bureau.get(&format!("/targets/progress?{query}")).await.expect_problem(422, "request.invalid");
    }
    s.bureau.get("/targets?year=1900").await.expect_problem(422, "request.invalid");
}

/// Gansu, January to August 2015: 4766.22 of 7000, 3878.66 a year before → 68.09 %, +1.42 points, +22.88 %.
#[actix_web::test]
async fn progress_to_the_last_digit_with_the_year_before() {
    let s = scene().await;
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let batch = [Batch::of(4, Stage::Building)];
    s.app.cohort(s.unit, None, day("2025-06-30"), &batch, (7000 * YI, 476_622_000_000));
    let event = s.app.event("兰洽会", Some(20), "2024-06-30").await;
    s.app.cohort(s.below, Some(event), day("2024-08-31"), &batch, (5000 * YI, 387_866_000_000));
    s.sets(2025, s.unit, "funds_outside_province", 7000 * YI).await.expect(200);
    let table = proven(&s.bureau, "indicator=funds_outside_province&through=2025-08-31").await;
    assert_eq!((&table["year_share"], &table["year_share_percent"]), (&json!("8÷12个月"), &json!(66.67)));
    for row in [&row(&table, s.unit), &table["total"]] {
        assert_eq!(row["done"]["value"], 476_622_000_000_i64);
        assert_eq!(row["last_year"]["value"], 387_866_000_000_i64, "units below belong to it");
        assert_eq!(row["completion_percent"], 68.09);
        assert_eq!((&row["gap_points"], &row["growth_percent"]), (&json!(1.42), &json!(22.88)));
    }
    let formula = "完成率 4766.22亿元 ÷ 7000.00亿元 = 68.09%；序时进度差 68.09% − 66.67% = 1.42个百分点；\
         同比（4766.22亿元 − 3878.66亿元）÷ 3878.66亿元 = 22.88%";
    assert_eq!(table["total"]["formula"], formula);
    assert_eq!(row(&table, s.below)["last_year"]["value"], 387_866_000_000_i64);
    let reasons = row(&table, s.below)["unknown_because"].to_string();
    assert!(reasons.contains("没有下达2025年的任务"), "{reasons}");
    // the city's target stands above its units'
    let city = s.app.unit("金昌市", None, "city");
    s.sets(2025, city, "funds_outside_province", 8000 * YI).await.expect(200);
    let table = proven(&s.bureau, "indicator=funds_outside_province&through=2025-08-31").await;
    assert_eq!(table["total"]["target"], 8000 * YI);
    // a share of the projects has no target of its own
    let part = proven(&s.bureau, "indicator=funds_outside_province&through=2025-08-31&chain=镍").await;
    assert_eq!(
        (&part["total"]["done"]["value"], &part["total"]["completion_percent"]),
        (&json!(0), &Value::Null)
    );
    // money of the city itself is in no view
    s.app.db(|tx| {
        diesel::update(projects::table.filter(projects::lead_unit_id.eq(s.below)))
            .set(projects::exclusion_code.eq("fiscal"))
            .execute(&mut **tx)?;
        Ok(())
    });
    let table = proven(&s.bureau, "indicator=funds_outside_city&through=2025-08-31").await;
    assert_eq!(table["total"]["last_year"]["value"], 0);
    assert_eq!(table["total"]["growth_percent"], Value::Null);
    let entries: i64 = s.app.db(|tx| Ok(funds_entries::table.count().get_result(&mut **tx)?));
    assert_eq!(entries, 8);
}

/// What the city did is not measured by the targets of a few units; nor does a unit see what it cannot compare.
#[actix_web::test]
async fn the_total_compares_only_those_who_have_a_target() {
    let s = scene().await;
    let day: chrono::NaiveDate = "2026-02-20".parse().expect("a day");
    let batch = [Batch::of(1, Stage::Building)];
    s.app.cohort(s.unit, None, day, &batch, (YI, YI));
    let event = s.app.event("兰洽会", Some(30), "2026-02-20").await;
    s.app.cohort(s.below, Some(event), day, &batch, (YI, YI));
    let later = s.app.event("西博会", Some(19), "2026-02-20").await;
    s.app.cohort(s.other, Some(later), day, &batch, (6 * YI, 6 * YI));
    s.sets(2026, s.unit, "funds_outside_city", 4 * YI).await.expect(200);
    let table = proven(&s.bureau, "indicator=funds_outside_city").await;
    let total = &table["total"];
    assert_eq!((&total["done"]["value"], &total["target"]), (&json!(8 * YI), &json!(4 * YI)));
    assert_eq!(
        (&total["done_of_target"]["value"], &total["completion_percent"]),
        (&json!(2 * YI), &json!(50.0))
    );
    assert!(total["formula"].as_str().expect("formula").starts_with("完成率 2.00亿元 ÷ 4.00亿元 = 50.00%"));
    let own = row(&table, s.unit);
    assert_eq!((&own["done_of_target"]["value"], &own["target"]), (&json!(2 * YI), &json!(4 * YI)));
    // another unit is not shown as having done nothing by those who do not see its projects
    let theirs = proven(&s.app.clerk("市发改委"), "indicator=funds_outside_city").await;
    assert_eq!(row(&theirs, s.unit), Value::Null);
    assert_eq!(
        (&theirs["total"]["target"], &theirs["total"]["done"]["value"]),
        (&Value::Null, &json!(6 * YI))
    );
    // the city's own target is compared with all that was done
    let city = s.app.unit("金昌市", None, "city");
    s.sets(2026, city, "funds_outside_city", 16 * YI).await.expect(200);
    let table = proven(&s.bureau, "indicator=funds_outside_city").await;
    assert_eq!(
        (&table["total"]["done_of_target"]["value"], &table["total"]["completion_percent"]),
        (&json!(8 * YI), &json!(50.0))
    );
    let filter = "indicator=funds_outside_city&with_target=true";
    let wanted = json!({"list": "progress_projects", "filter": filter, "format": "csv"});
    assert_eq!(s.app.exported(&s.bureau, wanted).await.0["rows_written"], 3);
}

#[actix_web::test]
async fn counts_go_by_the_day_of_the_audit_and_the_day_asked_about() {
    let s = scene().await;
    let (clerk, bureau) = (s.app.clerk("市工信局"), &s.bureau);
    let project = s.app.project(&clerk, "高纯镍项目", json!({})).await.id();
    clerk.signs(bureau, project, contract(json!({}))).await;
    s.app.advance_days(3);
    let more = json!({"kind": "increase", "amount_yuan": 50_000_000, "signed_on": "2026-03-04"});
    clerk.signs(bureau, project, contract(more)).await;
    s.sets(2026, s.unit, "signed_amount", 10 * YI).await.expect(200);
    let table = proven(bureau, "indicator=signed_amount").await;
    let own = row(&table, s.unit);
    assert_eq!((&own["done"]["value"], &own["completion_percent"]), (&json!(250_000_000), &json!(25.0)));
    assert_eq!(table["year_share"], "64÷365天");
    let earlier = proven(bureau, "indicator=signed_amount&through=2026-03-04").await;
    assert_eq!(earlier["total"]["done"]["value"], 2 * YI);
    assert_eq!(proven(bureau, "indicator=signed_count").await["total"]["done"]["value"], 1);

    // reaching a stage counts on the day of its audit; a taken-over project on the day it came with
    let landed = s.app.staged_project("铜箔项目", s.other, Stage::Signed);
    let record = s.app.clerk("市发改委").submitted(landed, "landed").await;
    bureau.passes(landed, &record).await.expect(200);
    assert_eq!(proven(bureau, "indicator=landed_count").await["total"]["done"]["value"], 1);
    let old = s.app.staged_project("老项目", s.other, Stage::Building);
    s.app.db(|tx| {
        let on = chrono::NaiveDate::from_ymd_opt(2026, 2, 1);
        diesel::update(projects::table.find(old)).set(projects::started_on.eq(on)).execute(&mut **tx)?;
        Ok(())
    });
    let started = proven(bureau, "indicator=started_count").await;
    assert_eq!(row(&started, s.other)["done"]["value"], 1);
    assert_eq!(proven(bureau, "indicator=producing_count").await["total"]["done"]["value"], 0);
    let then = proven(bureau, "indicator=landed_count&as_of=2026-03-02").await;
    assert_eq!(then["total"]["done"]["value"], 0);
    // a unit sees its own
    let own = proven(&clerk, "indicator=signed_count").await;
    assert_eq!((&own["total"]["done"]["value"], row(&own, s.other)), (&json!(1), Value::Null));
    let table = json!({"list": "progress_projects", "filter": "indicator=signed_count", "format": "csv"});
    assert_eq!(s.app.exported(bureau, table).await.0["rows_written"], 1);
}
