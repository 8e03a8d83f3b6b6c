//! Monthly reports: saved, handed in together, sent back, passed, frozen, corrected.

use super::{MARCH, Scene, report, scene};
use chengfeng::features::projects::{EndState, Stage};
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use serde_json::{Value, json};

#[actix_web::test]
async fn a_month_goes_from_a_draft_to_an_audited_report() {
    let s = scene(1).await;
    let path = s.path(0, MARCH);
    let empty = s.clerk.get(&path).await.expect(200);
    assert_eq!(
        (empty.version(), &empty.body["state"], &empty.body["last"]),
        (0, &json!("none"), &Value::Null)
    );
    assert_eq!(
        (&empty.body["due_on"], &empty.body["can"]),
        (&json!("2026-03-25"), &json!(["report.submit"]))
    );
    let first = report(20_000_000, json!({"invested_total_yuan": 100_000_000, "problems": "用电"}));
    let saved = s.clerk.put(&path, 0, first.clone()).await.expect(200);
    assert_eq!(
        (&saved.body["total_before_yuan"], &saved.body["state"]),
        (&json!(80_000_000), &json!("draft"))
    );
    s.clerk.put(&path, 0, first.clone()).await.expect_problem(412, "resource.stale");
    let bare = s.clerk.call(actix_web::http::Method::PUT, &path).json(first).send().await;
    bare.expect_problem(428, "resource.version_required");
    let handed = s.submits(MARCH, &[0]).await.expect(200);
    assert_eq!(
        (&handed.body["items"][0]["state"], &handed.body["items"][0]["late"]),
        (&json!("submitted"), &json!(false))
    );
    s.saves(0, MARCH, report(1, json!({}))).await.expect_problem(409, "report.wrong_state");
    s.submits(MARCH, &[0]).await.expect_problem(409, "report.wrong_state");

    // taken back, handed in again, sent back, handed in again, passed
    let version = s.clerk.get(&path).await.expect(200).version();
    let back = s.clerk.post_bare(&format!("{path}/recalls"), version).await.expect(200);
    assert_eq!(back.body["state"], "draft");
    s.clerk
        .post_bare(&format!("{path}/recalls"), back.version())
        .await
        .expect_problem(409, "report.wrong_state");
    s.submits(MARCH, &[0]).await.expect(200);
    let audits = format!("{path}/audits");
    let version = s.bureau.get(&path).await.expect(200).version();
    s.bureau
        .post_at(&audits, version, json!({"result": "supplement"}))
        .await
        .expect_problem(422, "request.invalid");
    let returned = s
        .bureau
        .post_at(&audits, version, json!({"result": "supplement", "opinion": "请写形象进度"}))
        .await
        .expect(200);
    assert_eq!(returned.body["audit_opinion"], "请写形象进度");
    s.saves(
        0,
        MARCH,
        report(20_000_000, json!({"invested_total_yuan": 100_000_000, "image_progress": "主体封顶"})),
    )
    .await
    .expect(200);
    s.submits(MARCH, &[0]).await.expect(200);
    let passed = s.passes(MARCH, 0).await.expect(200);
    assert_eq!((&passed.body["state"], &passed.body["can"]), (&json!("passed"), &json!([])));
    assert_eq!(passed.body["opinions"].as_array().expect("two").len(), 2);
    s.saves(0, MARCH, report(1, json!({}))).await.expect_problem(409, "report.wrong_state");

    // next month begins with what was
    s.app.advance_days(31);
    let april = s.clerk.get(&s.path(0, "2026-04")).await.expect(200).body;
    assert_eq!(
        (&april["last"]["month"], &april["last"]["invested_total_yuan"]),
        (&json!("2026-03"), &json!(100_000_000))
    );
    let list = s.clerk.get(&format!("/projects/{}/monthly-reports", s.projects[0])).await.expect(200).body;
    assert_eq!((&list["total"], &list["items"][0]["month"]), (&json!(1), &json!("2026-03")));
    let history =
        s.clerk.get(&format!("/projects/{}/history", s.projects[0])).await.expect(200).body.to_string();
    for event in ["report_saved", "report_submitted", "report_recalled", "report_audited"] {
        assert!(history.contains(&format!("project.{event}")), "{event}");
    }
}

#[actix_web::test]
async fn totals_follow_and_what_looks_wrong_is_asked_about() {
    let s = scene(1).await;
    s.reports(0, MARCH, report(1_000_000, json!({"invested_total_yuan": 5_000_000}))).await;
    s.app.advance_days(31);
    let month = "2026-04";
    let path = s.path(0, month);
    let off = s.saves(0, month, report(1_000_000, json!({"invested_total_yuan": 6_000_001}))).await;
    let off = off.expect_problem(422, "request.invalid");
    assert_eq!(
        (&off.body["errors"][0]["pointer"], &off.body["errors"][0]["code"]),
        (&json!("/invested_total_yuan"), &json!("sum"))
    );
    assert!(off.body["errors"][0]["message"].as_str().expect("why").contains("相差1元"));
    let negative =
        s.saves(0, month, report(-6_000_000, json!({}))).await.expect_problem(422, "request.invalid");
    assert_eq!(negative.body["errors"][0]["code"], "negative");
    for (yuan, code) in [(10_000_000, "jump"), (-1, "decrease")] {
        let asked = s.saves(0, month, report(yuan, json!({}))).await.expect_problem(422, "report.suspicious");
        let error = &asked.body["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/invested_month_yuan"), &json!(code)));
        assert_eq!(s.clerk.get(&path).await.expect(200).version(), 0, "nothing was saved");
    }
    // 200,000,000 is the whole project
    let asked = s.saves(0, month, report(200_000_000, json!({"confirm": ["jump"]}))).await;
    let asked = asked.expect_problem(422, "report.suspicious");
    assert_eq!(asked.body["errors"][0]["code"], "over_total");
    let sure = s.saves(0, month, report(10_000_000, json!({"confirm": ["jump"]}))).await.expect(200);
    assert_eq!(
        (&sure.body["invested_total_yuan"], &sure.body["confirmed"]),
        (&json!(15_000_000), &json!(["jump"]))
    );
    assert_eq!(sure.body["changed"], json!(["invested_month_yuan", "invested_total_yuan"]));
    let nine = s.saves(0, month, report(9_999_999, json!({}))).await.expect(200);
    assert_eq!(nine.body["invested_total_yuan"], 14_999_999);
    for (body, pointer) in [
        (json!({"image_progress": "主体"}), "/invested_month_yuan"),
        (report(1, json!({"image_progress": "x"})), "/image_progress"),
        (report(1, json!({"confirm": ["sure"]})), "/confirm/0"),
        (report(1, json!({"state": "passed"})), "/state"),
        (report(1, json!({"funds_month_yuan": -1})), "/funds_month_yuan"),
    ] {
        let bad = s.saves(0, month, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(bad.body["errors"][0]["pointer"], pointer, "{body}");
    }
}

#[actix_web::test]
async fn nothing_changed_is_one_act_and_handing_in_is_all_or_nothing() {
    let s = scene(3).await;
    let ids = |which: &[usize]| which.iter().map(|i| s.projects[*i]).collect::<Vec<_>>();
    // a first report has nothing to repeat
    let none = json!({"month": MARCH, "project_ids": ids(&[0, 1])});
    let refused =
        s.clerk.post("/monthly-reports/unchanged", none).await.expect_problem(409, "report.wrong_state");
    assert_eq!(refused.body["errors"].as_array().expect("both").len(), 2);
    for i in 0..3 {
        s.reports(i, MARCH, report(100, json!({"invested_total_yuan": 1_000, "next_month": "封顶"}))).await;
    }
    s.app.advance_days(31);
    let month = "2026-04";
    s.saves(0, month, report(50, json!({}))).await.expect(200);
    let twice = json!({"month": month, "project_ids": [s.projects[0], s.projects[0]]});
    s.clerk.post("/monthly-reports/unchanged", twice).await.expect_problem(422, "request.invalid");
    let done = s
        .clerk
        .post("/monthly-reports/unchanged", json!({"month": month, "project_ids": ids(&[1, 2])}))
        .await
        .expect(200);
    let row = &done.body["items"][0];
    assert_eq!(
        (&row["unchanged"], &row["invested_month_yuan"], &row["invested_total_yuan"]),
        (&json!(true), &json!(0), &json!(1_000))
    );
    assert_eq!((&row["next_month"], &row["changed"]), (&json!("封顶"), &json!([])));

    // one of three is stale, one is nobody's: nothing is handed in, each is told why
    let rows = json!([
        {"project_id": s.projects[0], "version": 1},
        {"project_id": s.projects[1], "version": 7},
        {"project_id": 9_999, "version": 1},
    ]);
    let refused = s.clerk.post("/monthly-reports/submissions", json!({"month": month, "rows": rows})).await;
    let refused = refused.expect_problem(409, "report.batch_refused");
    let told: Vec<(&Value, &Value)> =
        refused.body["errors"].as_array().expect("two").iter().map(|e| (&e["pointer"], &e["code"])).collect();
    assert_eq!(
        told,
        [(&json!("/rows/1"), &json!("resource.stale")), (&json!("/rows/2"), &json!("resource.not_found"))]
    );
    assert_eq!(s.clerk.get(&s.path(0, month)).await.expect(200).body["state"], "draft");
    s.submits(month, &[0, 1, 2]).await.expect(200);
    let page =
        s.bureau.get(&format!("/monthly-reports?month={month}&state=submitted")).await.expect(200).body;
    assert_eq!(page["total"], 3);

    // the bureau audits them together; of what one handed in oneself nobody audits anything
    let mut rows = Vec::new();
    for i in 0..3 {
        let version = s.bureau.get(&s.path(i, month)).await.expect(200).version();
        rows.push(json!({"project_id": s.projects[i], "version": version}));
    }
    let body = json!({"month": month, "result": "passed", "rows": rows});
    s.clerk.post("/monthly-reports/audits", body.clone()).await.expect_problem(403, "policy.forbidden");
    let unheard = json!({"month": month, "result": "supplement", "rows": rows});
    s.bureau.post("/monthly-reports/audits", unheard).await.expect_problem(422, "request.invalid");
    let passed = s.bureau.post("/monthly-reports/audits", body.clone()).await.expect(200);
    assert!(passed.body["items"].as_array().expect("three").iter().all(|r| r["state"] == "passed"));
    // a second time they are no longer what was chosen
    s.bureau.post("/monthly-reports/audits", body).await.expect_problem(409, "report.batch_refused");
}

#[actix_web::test]
async fn who_may_and_who_may_not() {
    let s = scene(1).await;
    let path = s.path(0, MARCH);
    s.saves(0, MARCH, report(10, json!({}))).await.expect(200);
    let version = s.clerk.get(&path).await.expect(200).version();
    let stranger = s.app.clerk("市发改委");
    stranger.get(&path).await.expect(404);
    stranger.put(&path, version, report(1, json!({}))).await.expect(404);
    let of_others = json!({"month": MARCH, "rows": [{"project_id": s.projects[0], "version": version}]});
    stranger
        .post("/monthly-reports/submissions", of_others.clone())
        .await
        .expect_problem(409, "report.batch_refused");
    assert_eq!(stranger.get("/monthly-reports").await.expect(200).body["total"], 0);
    let leader = s.app.leader();
    assert_eq!(leader.get(&path).await.expect(200).body["can"], json!([]));
    leader.put(&path, version, report(1, json!({}))).await.expect_problem(403, "policy.forbidden");
    leader.post("/monthly-reports/submissions", of_others).await.expect_problem(403, "policy.forbidden");
    s.app.system_admin().get("/monthly-reports").await.expect_problem(403, "policy.forbidden");
    let enterprise = s.app.enterprise("某投资有限公司");
    let partner = s.app.partner(enterprise, &["projects:read"]);
    s.app.party(s.projects[0], enterprise);
    partner.get(&path).await.expect_problem(403, "policy.forbidden");
    partner.get("/monthly-reports").await.expect_problem(403, "policy.forbidden");
    // who hands in does not audit: the bureau's own report waits for another of the bureau
    let rows = json!([{"project_id": s.projects[0], "version": version}]);
    s.bureau.post("/monthly-reports/submissions", json!({"month": MARCH, "rows": rows})).await.expect(200);
    s.passes(MARCH, 0).await.expect_problem(403, "policy.self_audit");
    // not before construction, not after the end, not for a month to come
    let early = s.app.staged_project("在谈", s.clerk.unit_id, Stage::Negotiating);
    let path = format!("/projects/{early}/monthly-reports/{MARCH}");
    s.clerk.put(&path, 0, report(1, json!({}))).await.expect_problem(409, "report.not_due");
    let none = s.clerk.get(&path).await.expect(200).body;
    assert_eq!((&none["can"], &none["missing"]), (&json!([]), &json!(false)), "{none}");
    s.clerk.put(&s.path(0, "2026-05"), 0, report(1, json!({}))).await.expect_problem(409, "report.not_due");
    s.clerk.put(&s.path(0, "2026-01"), 0, report(1, json!({}))).await.expect_problem(409, "report.not_due");
    s.clerk.get(&s.path(0, "2026-13")).await.expect(404);
    let ended = s.app.staged_project("终止", s.clerk.unit_id, Stage::Building);
    s.app.ends(ended, EndState::Terminated);
    let path = format!("/projects/{ended}/monthly-reports/{MARCH}");
    s.clerk.put(&path, 0, report(1, json!({}))).await.expect_problem(409, "report.not_due");
}

#[actix_web::test]
async fn of_two_at_once_one_wins() {
    let s = scene(1).await;
    let path = s.path(0, MARCH);
    let twice = join_all([10, 20].map(|n| s.clerk.put(&path, 0, report(n, json!({}))))).await;
    let mut statuses: Vec<u16> = twice.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    s.submits(MARCH, &[0]).await.expect(200);
    let version = s.clerk.get(&path).await.expect(200).version();
    let auditors = [s.app.bureau(), s.app.bureau()];
    let audits = format!("{path}/audits");
    let both =
        join_all(auditors.iter().map(|a| a.post_at(&audits, version, json!({"result": "passed"})))).await;
    let mut statuses: Vec<u16> = both.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

/// What is frozen never changes, in the API nor by SQL; what it should have said is shown in the next report.
#[actix_web::test]
async fn a_frozen_month_is_corrected_only_in_the_next_one() {
    let s = scene(2).await;
    s.reports(0, MARCH, report(100, json!({"invested_total_yuan": 1_000}))).await;
    s.freezes(MARCH).await.expect_problem(409, "report.still_open");
    s.app.advance_days(24);
    s.saves(1, MARCH, report(5, json!({}))).await.expect(200);
    s.submits(MARCH, &[1]).await.expect(200);
    s.freezes(MARCH).await.expect_problem(409, "report.unaudited");
    s.passes(MARCH, 1).await.expect(200);
    let restate = format!("/projects/{}/restatements", s.projects[0]);
    let body = json!({"month": MARCH, "amount_yuan": -30, "reason": "设备款重复计入"});
    let frozen = s.freezes(MARCH).await.expect(200);
    assert_eq!((&frozen.body["state"], &frozen.body["can"]), (&json!("frozen"), &json!([])));
    s.freezes(MARCH).await.expect_problem(409, "report.frozen");
    s.saves(0, MARCH, report(1, json!({}))).await.expect_problem(409, "report.frozen");
    for sql in [
        "UPDATE monthly_reports SET problems = 'x'",
        "UPDATE monthly_reports SET state = 'draft'",
        "DELETE FROM monthly_reports",
        "UPDATE report_periods SET frozen_at = NULL",
        "DELETE FROM report_periods",
        "INSERT INTO monthly_reports (period_id, project_id, unit_id, month_on, invested_month_yuan, invested_total_yuan, image_progress, confirmed, state, saved_at)
           SELECT period_id, project_id, unit_id, '2025-01-01', 1, 1, 'x', confirmed, 'draft', saved_at FROM monthly_reports",
        "UPDATE monthly_report_opinions SET opinion = 'x'",
    ] {
        let refused = s.app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(refused.is_err(), "{sql}");
    }

    let zero = json!({"month": MARCH, "amount_yuan": 0, "reason": "没有差额"});
    s.clerk.post(&restate, zero).await.expect_problem(422, "request.invalid");
    let asked = s.clerk.post(&restate, body.clone()).await.expect(201);
    let decide = format!("{restate}/{}/decisions", asked.id());
    s.clerk.post_at(&decide, 1, json!({"approved": true})).await.expect_problem(403, "policy.forbidden");
    s.bureau.post_at(&decide, 1, json!({"approved": false})).await.expect_problem(422, "request.invalid");
    s.bureau.post_at(&decide, 9, json!({"approved": true})).await.expect_problem(412, "resource.stale");
    s.bureau.post_at(&decide, 1, json!({"approved": true})).await.expect(200);
    s.bureau.post_at(&decide, 2, json!({"approved": true})).await.expect_problem(409, "report.wrong_state");
    s.app.clerk("市发改委").get(&restate).await.expect(404);

    s.app.advance_days(10); // April
    let month = "2026-04";
    let open = s.clerk.get(&s.path(0, month)).await.expect(200).body;
    assert_eq!((&open["adjusted_yuan"], &open["total_before_yuan"]), (&json!(-30), &json!(1_000)));
    let saved = s.saves(0, month, report(50, json!({}))).await.expect(200);
    assert_eq!(saved.body["invested_total_yuan"], 1_020);
    let early = json!({"month": month, "amount_yuan": 1, "reason": "还能直接修改"});
    s.clerk.post(&restate, early).await.expect_problem(409, "report.wrong_state");
    s.submits(month, &[0]).await.expect(200);
    let shown = s.bureau.get(&restate).await.expect(200).body;
    assert_eq!(shown["items"][0]["shown_month"], month);
    // March is still what it was
    assert_eq!(s.clerk.get(&s.path(0, MARCH)).await.expect(200).body["invested_month_yuan"], 100);
    s.app.advance_days(30);
    assert_eq!(s.clerk.get(&s.path(0, "2026-05")).await.expect(200).body["adjusted_yuan"], 0);
}

/// Whatever is saved, handed in, taken back and sent back, in whatever order: the total is the one before + the month +
/// what was adjusted, in the database itself.
#[actix_web::test]
async fn sums_are_always_consistent() {
    let s = scene(1).await;
    sums_hold(&s);
    s.saves(0, MARCH, report(10, json!({"invested_total_yuan": 100}))).await.expect(200);
    s.app.advance_days(31);
    // March was never handed in: April is a first report of its own
    s.saves(0, "2026-04", report(7, json!({"invested_total_yuan": 107}))).await.expect(200);
    sums_hold(&s);
    s.submits(MARCH, &[0]).await.expect(200);
    sums_hold(&s);
    let april = s.clerk.get(&s.path(0, "2026-04")).await.expect(200).body;
    assert_eq!((&april["invested_total_yuan"], &april["total_before_yuan"]), (&json!(107), &json!(100)));
    s.submits("2026-04", &[0]).await.expect(200);
    // what April rests on stays while April stands
    let version = s.clerk.get(&s.path(0, MARCH)).await.expect(200).version();
    let recall = format!("{}/recalls", s.path(0, MARCH));
    s.clerk.post_bare(&recall, version).await.expect_problem(409, "report.wrong_state");
    let back = json!({"result": "supplement", "opinion": "请核对金额"});
    let audits = |month: &str| format!("{}/audits", s.path(0, month));
    s.bureau.post_at(&audits(MARCH), version, back.clone()).await.expect_problem(409, "report.wrong_state");
    let version = s.clerk.get(&s.path(0, "2026-04")).await.expect(200).version();
    s.bureau.post_at(&audits("2026-04"), version, back.clone()).await.expect(200);
    let version = s.clerk.get(&s.path(0, MARCH)).await.expect(200).version();
    s.bureau.post_at(&audits(MARCH), version, back).await.expect(200);
    s.saves(0, MARCH, report(30, json!({"invested_total_yuan": 120}))).await.expect(200);
    sums_hold(&s);
    assert_eq!(s.clerk.get(&s.path(0, "2026-04")).await.expect(200).body["invested_total_yuan"], 127);
}

fn sums_hold(s: &Scene) {
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;
    #[derive(QueryableByName)]
    struct Wrong {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let wrong: Vec<Wrong> = s.app.db(|tx| {
        Ok(diesel::sql_query(
            "SELECT COUNT(*) AS n FROM monthly_reports r WHERE r.invested_total_yuan <> r.invested_month_yuan + r.adjusted_yuan
               + COALESCE((SELECT b.invested_total_yuan FROM monthly_reports b WHERE b.project_id = r.project_id
                   AND b.month_on < r.month_on AND b.state <> 'draft' ORDER BY b.month_on DESC LIMIT 1), r.opening_yuan)",
        )
        .load(&mut **tx)?)
    });
    assert_eq!(wrong[0].n, 0);
}
