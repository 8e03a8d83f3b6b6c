//! When reports are due, who is late, who is missing, what it costs; the table to take away.

use super::{MARCH, report, scene};
use chengfeng::features::progress::facts;
use chengfeng::features::projects::Stage;
use serde_json::{Value, json};

/// Case 11, first half.
#[actix_web::test]
async fn case_11_a_weekly_sheet_due_on_a_holiday_is_due_on_the_next_working_day() {
    let s = scene(0).await;
    let due = s.clerk.get("/report-periods/weekly-due?on=2026-10-02").await.expect(200).body;
    assert_eq!((&due["due_on"], &due["due_at"]), (&json!("2026-10-08"), &json!("2026-10-08T02:00:00Z")));
    assert!(due["reason"].as_str().expect("why").contains("国庆节放假"));
    let plain = s.clerk.get("/report-periods/weekly-due?on=2026-03-02").await.expect(200).body;
    assert_eq!((&plain["due_on"], &plain["due_at"]), (&json!("2026-03-06"), &json!("2026-03-06T02:00:00Z")));
    s.clerk.get("/report-periods/weekly-due").await.expect_problem(422, "request.invalid");
    s.app
        .system_admin()
        .get("/report-periods/weekly-due?on=2026-03-02")
        .await
        .expect_problem(403, "policy.forbidden");
}

/// Case 11, second half: a missing month costs a point, thirteen of them twelve.
#[actix_web::test]
async fn case_11_thirteen_missing_months_cost_twelve_points() {
    let s = scene(13).await;
    s.saves(0, MARCH, report(10, json!({}))).await.expect(200);
    let sum = || async { s.bureau.get("/report-lates/summary").await.expect(200).body };
    assert_eq!(sum().await["units"], json!([]));
    let month = s.clerk.get(&format!("/report-periods/{MARCH}")).await.expect(200).body;
    assert_eq!(
        (&month["progress"]["due"], &month["progress"]["submitted"], &month["overdue"]),
        (&json!(13), &json!(0), &json!(false))
    );
    assert_eq!((&month["points_each"], &month["points_max"]), (&json!(-1), &json!(-12)));
    s.app.advance_days(24); // the 26th
    let all = sum().await;
    assert_eq!((&all["units"][0]["missing"], &all["units"][0]["points"]), (&json!(13), &json!(-12)));
    let of_a_year = s.bureau.get("/report-lates/summary?year=2025").await.expect(200).body;
    assert_eq!(of_a_year["units"], json!([]));
    // all but one come late: still reports, still points
    for i in 0..12 {
        s.saves(i, MARCH, report(10, json!({}))).await.expect(200);
    }
    s.submits(MARCH, &(0..12).collect::<Vec<_>>()).await.expect(200);
    let rows = s.bureau.get("/report-lates?per_page=5").await.expect(200).body;
    assert_eq!(rows["total"], 13);
    let first = &rows["items"][0];
    assert_eq!(
        (&first["kind"], &first["of"], &first["days_late"], &first["points"]),
        (&json!("late"), &json!("progress"), &json!(1), &json!(-1))
    );
    let cursor = rows["next_cursor"].as_str().expect("more").to_owned();
    let rest = s.bureau.get(&format!("/report-lates?per_page=200&cursor={cursor}")).await.expect(200).body;
    assert_eq!(rest["items"].as_array().expect("rows").len(), 8);
    let missing = s.bureau.get("/report-lates?kind=missing").await.expect(200).body;
    assert_eq!((&missing["total"], &missing["items"][0]["project_id"]), (&json!(1), &json!(s.projects[12])));
    // a later month after a year: one missing month costs one point
    s.app.advance_days(300);
    let month = s.clerk.get("/report-periods?year=2026").await.expect(200).body;
    let march = &month["items"].as_array().expect("months").last().expect("March")["progress"];
    assert_eq!((&march["late"], &march["missing"]), (&json!(12), &json!(1)));
    let missed = s.app.db(|tx| facts(tx, &s.projects));
    assert_eq!(missed[&s.projects[12]].missed_reports.len(), 1);
    assert_eq!(missed[&s.projects[0]].missed_reports.len(), 0);
    let table = json!({"list": "report_lates", "format": "csv", "filter": "year=2026"});
    let (done, file) = s.app.exported(&s.bureau, table).await;
    assert_eq!(done["rows_written"], 13);
    assert!(String::from_utf8_lossy(&file).contains("漏报"));
}

#[actix_web::test]
async fn who_had_to_report_is_what_projects_were_at_the_end_of_the_due_day() {
    let s = scene(2).await;
    s.saves(0, MARCH, report(10, json!({}))).await.expect(200); // opens the month
    let later = s.app.staged_project("在谈", s.clerk.unit_id, Stage::Negotiating);
    s.app.advance_days(30); // the first of April
    // construction begins after the due day, and another project is finished
    for (id, stage) in [(later, Stage::Building), (s.projects[1], Stage::Producing)] {
        s.app.db(move |tx| {
            use chengfeng::db::schema::projects as p;
            use diesel::prelude::*;
            let values = (p::stage.eq(stage), p::updated_at.eq(tx.now), p::stage_since_on.eq(tx.today()));
            diesel::update(p::table.find(id)).set(values).execute(&mut **tx)?;
            Ok(())
        });
    }
    let ids = |body: &Value| -> Vec<i64> {
        body["items"].as_array().expect("rows").iter().filter_map(|r| r["project_id"].as_i64()).collect()
    };
    let march = s.clerk.get(&format!("/monthly-reports?month={MARCH}")).await.expect(200).body;
    assert_eq!(ids(&march), s.projects);
    assert!(march["items"].as_array().expect("rows").iter().all(|r| r["missing"] == true));
    let april = s.clerk.get("/monthly-reports").await.expect(200).body;
    assert_eq!(ids(&april), [s.projects[0], later]);
    // the facts of a colour say the same
    let found = s.app.db(|tx| facts(tx, &[s.projects[0], s.projects[1], later]));
    let missed = |id: i64| found[&id].missed_reports.len();
    assert_eq!((missed(s.projects[0]), missed(s.projects[1]), missed(later)), (1, 1, 0));
    assert_eq!(found[&s.projects[1]].next_report_due_ons, []);
    let other = s.app.unit("市商务局", None, "department");
    let none = s.bureau.get(&format!("/monthly-reports?unit_id={other}")).await.expect(200).body;
    assert_eq!(none["total"], 0);
    s.clerk.get("/monthly-reports?month=2026-13").await.expect_problem(422, "request.invalid");
    s.clerk.get("/report-periods/2025-01").await.expect(404);
    let table = json!({"list": "monthly_reports", "format": "csv", "filter": format!("month={MARCH}")});
    let (done, file) = s.app.exported(&s.clerk, table).await;
    assert_eq!(done["rows_written"], 2, "{}", String::from_utf8_lossy(&file));
}

#[actix_web::test]
async fn production_goes_by_the_same_days() {
    let s = scene(0).await;
    let id = s.app.staged_project("天沐奶牛", s.clerk.unit_id, Stage::Producing);
    let other = s.app.staged_project("亚盛", s.clerk.unit_id, Stage::AtCapacity);
    s.app.db(chengfeng::features::progress::open_now);
    s.app.advance_days(24);
    let path = format!("/projects/{id}/production-reports");
    let body = json!({"month": MARCH, "metrics": [{"metric": "herd", "value": 9766}]});
    let made = s.clerk.post(&path, body.clone()).await.expect(201);
    // a correction does not make it later
    s.app.advance_days(3);
    s.clerk.put(&format!("{path}/{}", made.id()), 1, body).await.expect(200);
    let month = s.clerk.get(&format!("/report-periods/{MARCH}")).await.expect(200).body;
    let production = &month["production"];
    assert_eq!(
        (&production["due"], &production["submitted"], &production["late"], &production["missing"]),
        (&json!(2), &json!(1), &json!(1), &json!(1))
    );
    let rows = s.bureau.get("/report-lates?of=production").await.expect(200).body;
    assert_eq!((&rows["items"][0]["kind"], &rows["items"][0]["days_late"]), (&json!("late"), &json!(1)));
    assert_eq!(
        (&rows["items"][1]["kind"], &rows["items"][1]["project_id"]),
        (&json!("missing"), &json!(other))
    );
}

#[actix_web::test]
async fn the_inbox_says_what_is_owed_to_whom() {
    let s = scene(2).await;
    s.app.db(chengfeng::features::progress::open_now);
    let kinds = |body: &Value| -> Vec<String> {
        let items = body["items"].as_array().expect("items").clone();
        items.iter().map(|i| i["kind"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let todo = s.clerk.get("/inbox").await.expect(200).body;
    assert_eq!(kinds(&todo), ["monthly_report"]);
    let row = &todo["items"][0];
    assert_eq!(
        (&row["resource"], &row["resource_id"], &row["due_on"]),
        (&json!("report_period"), &json!(202_603), &json!("2026-03-25"))
    );
    assert!(row["why"].as_str().expect("why").contains("应报2个项目，还有2个没有报"), "{row}");
    for i in 0..2 {
        s.saves(i, MARCH, report(10, json!({}))).await.expect(200);
    }
    s.submits(MARCH, &[0, 1]).await.expect(200);
    assert_eq!(kinds(&s.clerk.get("/inbox").await.expect(200).body), Vec::<String>::new());
    assert_eq!(s.clerk.get("/inbox?tab=started").await.expect(200).body["total"], 2);
    let audit = s.bureau.get("/inbox").await.expect(200).body;
    assert_eq!(kinds(&audit), ["monthly_audit"]);
    assert!(audit["items"][0]["why"].as_str().expect("why").contains("有2份月报"));
    let path = s.path(0, MARCH);
    let version = s.bureau.get(&path).await.expect(200).version();
    let back = json!({"result": "supplement", "opinion": "请写形象进度"});
    s.bureau.post_at(&format!("{path}/audits"), version, back).await.expect(200);
    let returned = s.clerk.get("/inbox").await.expect(200).body;
    assert_eq!(kinds(&returned), ["monthly_returned"]);
    assert!(returned["items"][0]["why"].as_str().expect("why").contains("请写形象进度"));
    assert_eq!(s.app.clerk("市发改委").get("/inbox").await.expect(200).body["total"], 0);
}

#[actix_web::test]
async fn the_rhythm_is_the_citys_to_set() {
    let s = scene(1).await;
    let rules = s.bureau.get("/rule-sets/reports").await.expect(200);
    let mut content = rules.body["in_force"]["content"].clone();
    assert_eq!(content["monthly_due_day"], 25);
    content["monthly_due_day"] = json!(20);
    content["late_points"] = json!(-2);
    let revise =
        |content: Value| json!({"content": content, "reason": "本市规定", "in_force_from": "2026-03-02"});
    let mut bad = content.clone();
    bad["production_stages"] = json!(["building"]);
    let refused = s.bureau.post_at("/rule-sets/reports/revisions", 1, revise(bad)).await;
    refused.expect_problem(422, "ruleset.invalid");
    s.bureau.post_at("/rule-sets/reports/revisions", 1, revise(content)).await.expect(201);
    let month = s.clerk.get(&format!("/report-periods/{MARCH}")).await.expect(200).body;
    assert_eq!((&month["due_on"], &month["points_each"]), (&json!("2026-03-20"), &json!(-2)));
    assert!(month["due_reason"].as_str().expect("why").contains("20日"));
    let milestones = s.bureau.get("/rule-sets/milestones").await.expect(200).body;
    assert_eq!(milestones["in_force"]["content"]["template"].as_array().expect("rows").len(), 6);
}
