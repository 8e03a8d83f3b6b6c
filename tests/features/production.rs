//! Production reports: case 8 to the last digit, who files and who audits, one report a month, nothing changed afterwards.

use chengfeng::features::projects::{EndState, Stage};
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

struct Scene {
    app: TestApp,
    clerk: Actor,
    bureau: Actor,
    project: i64,
    path: String,
}

async fn scene() -> Scene {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市农业农村局"), app.bureau());
    let project = app.staged_project("天沐奶牛", clerk.unit_id, Stage::Producing);
    Scene { app, clerk, bureau, project, path: format!("/projects/{project}/production-reports") }
}

/// Tianmu, April 2019.
fn tianmu() -> Value {
    json!({"month": "2019-04", "metrics": [
        {"metric": "herd", "value": 9766},
        {"metric": "output", "value": 17156, "plan_share_percent": 33, "growth_percent": 28},
        {"metric": "revenue", "value": 67_150_000, "growth_percent": 29}]})
}

impl Scene {
    async fn audits(&self, by: &Actor, report: &Answer, body: Value) -> Answer {
        by.post_at(&format!("{}/{}/audits", self.path, report.id()), report.version(), body).await
    }
}

#[actix_web::test]
async fn case_8_tianmu_is_stored_as_reported_and_the_plan_is_derived() {
    let s = scene().await;
    let made = s.clerk.post(&s.path, tianmu()).await.expect(201);
    assert_eq!(made.header("location"), Some(format!("/api/v1{}/{}", s.path, made.id()).as_str()));
    let read = s.bureau.get(&format!("{}/{}", s.path, made.id())).await.expect(200).body;
    let value = |i: usize, field: &str| read["metrics"][i][field].as_f64();
    assert_eq!((value(0, "value"), value(0, "growth_percent")), (Some(9766.0), None));
    assert_eq!(
        (value(1, "value"), value(1, "plan_share_percent"), value(1, "growth_percent")),
        (Some(17_156.0), Some(33.0), Some(28.0))
    );
    assert_eq!((value(2, "value"), value(2, "growth_percent")), (Some(67_150_000.0), Some(29.0)));
    let derived = &read["metrics"][1]["derived"];
    assert_eq!((&derived[0]["name"], &derived[0]["value"]), (&json!("年计划（推算）"), &json!(51_988)));
    assert_eq!(derived[0]["formula"], "17156 ÷ 33% ≈ 51988");
    assert_eq!(read["metrics"][0]["derived"], json!([]));
    // nowhere stored
    assert_eq!(s.app.tables_holding("51988"), Vec::<String>::new());
    assert!(s.app.tables_holding("17156").contains(&"production_reports".to_owned()));

    let passed = s.audits(&s.bureau, &made, json!({"result": "passed"})).await.expect(200);
    assert_eq!((&passed.body["state"], &passed.body["can"]), (&json!("passed"), &json!([])));
    let history = s.clerk.get(&format!("/projects/{}/history", s.project)).await.expect(200).body.to_string();
    assert!(
        history.contains("project.production_reported") && history.contains("project.production_audited")
    );
    let table = json!({"list": "production_reports", "format": "csv"});
    let (done, file) = s.app.exported(&s.bureau, table).await;
    let text = String::from_utf8_lossy(&file);
    assert_eq!(done["rows_written"], 1);
    assert!(text.contains("产量17156吨，占年计划33%，同比28%"), "{text}");
    for sql in [
        "UPDATE production_reports SET note = 'x'",
        "UPDATE production_reports SET state = 'submitted'",
        "DELETE FROM production_reports",
    ] {
        let refused = s.app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(refused.is_err(), "{sql}");
    }
}

#[actix_web::test]
async fn reports_are_corrected_until_they_are_audited() {
    let s = scene().await;
    let made = s.clerk.post(&s.path, tianmu()).await.expect(201);
    let path = format!("{}/{}", s.path, made.id());
    let mut better = tianmu();
    better["note"] = json!("与报表核对");
    let edited = s.clerk.put(&path, made.version(), better.clone()).await.expect(200);
    assert_eq!((edited.version(), &edited.body["note"]), (2, &json!("与报表核对")));
    s.clerk.put(&path, 1, better.clone()).await.expect_problem(412, "resource.stale");
    let bare = s.clerk.call(actix_web::http::Method::PUT, &path).json(better.clone()).send().await;
    bare.expect_problem(428, "resource.version_required");
    s.audits(&s.bureau, &edited, json!({"result": "supplement"}))
        .await
        .expect_problem(422, "request.invalid");
    let back =
        s.audits(&s.bureau, &edited, json!({"result": "supplement", "opinion": "缺税金"})).await.expect(200);
    assert_eq!((&back.body["state"], &back.body["audit_opinion"]), (&json!("supplement"), &json!("缺税金")));
    s.audits(&s.bureau, &back, json!({"result": "passed"}))
        .await
        .expect_problem(409, "lifecycle.not_possible");
    let again = s.clerk.put(&path, back.version(), better.clone()).await.expect(200);
    assert_eq!((&again.body["state"], &again.body["audit_opinion"]), (&json!("submitted"), &Value::Null));
    let rejected = s
        .audits(&s.bureau, &again, json!({"result": "rejected", "opinion": "不是本项目的数"}))
        .await
        .expect(200);
    s.clerk.put(&path, rejected.version(), better).await.expect_problem(409, "lifecycle.not_possible");
    // what was rejected may be reported anew, a month in force may not
    s.clerk.post(&s.path, tianmu()).await.expect(201);
    s.clerk.post(&s.path, tianmu()).await.expect_problem(409, "resource.conflict");
    let page = s.clerk.get(&format!("{}?state=rejected,passed&per_page=1", s.path)).await.expect(200).body;
    assert_eq!((&page["total"], &page["items"][0]["state"]), (&json!(1), &json!("rejected")));
    let first = s.clerk.get(&format!("{}?per_page=1", s.path)).await.expect(200).body;
    let cursor = first["next_cursor"].as_str().expect("more");
    let rest = s.clerk.get(&format!("{}?per_page=1&cursor={cursor}", s.path)).await.expect(200).body;
    assert_eq!(rest["items"][0]["state"], "rejected");
}

#[actix_web::test]
async fn of_two_at_once_one_wins() {
    let s = scene().await;
    let twice = join_all((0..2).map(|_| s.clerk.post(&s.path, tianmu()))).await;
    let mut statuses: Vec<u16> = twice.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let made = twice.into_iter().find(|a| a.status == 201).expect("one");
    let auditors = [s.app.bureau(), s.app.bureau()];
    let body = json!({"result": "passed"});
    let both = join_all(auditors.iter().map(|a| s.audits(a, &made, body.clone()))).await;
    let mut statuses: Vec<u16> = both.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[actix_web::test]
async fn bad_reports_and_those_who_may_not_file_them() {
    let s = scene().await;
    for (body, pointer) in [
        (json!({"month": "2026-04", "metrics": [{"metric": "herd", "value": 1}]}), "/month"),
        (json!({"month": "2019-13", "metrics": [{"metric": "herd", "value": 1}]}), "/month"),
        (json!({"month": "2019-04", "metrics": []}), "/metrics"),
        (json!({"month": "2019-04", "metrics": [{"metric": "milk", "value": 1}]}), "/metrics/0/metric"),
        (json!({"month": "2019-04", "metrics": [{"metric": "herd", "value": -1}]}), "/metrics/0/value"),
        (json!({"month": "2019-04", "metrics": [{"metric": "tax", "value": 0.5}]}), "/metrics/0/value"),
        (
            json!({"month": "2019-04", "metrics": [{"metric": "other", "value": 1, "unit": "吨"}]}),
            "/metrics/0/name",
        ),
        (
            json!({"month": "2019-04", "metrics": [{"metric": "herd", "value": 1, "unit": "头"}]}),
            "/metrics/0/unit",
        ),
        (
            json!({"month": "2019-04", "metrics": [{"metric": "output", "value": 1, "plan_share_percent": 33.333}]}),
            "/metrics/0/plan_share_percent",
        ),
        (
            json!({"month": "2019-04", "metrics": [{"metric": "herd", "value": 1}, {"metric": "herd", "value": 2}]}),
            "/metrics/1/metric",
        ),
        (
            json!({"month": "2019-04", "metrics": [{"metric": "herd", "value": 1}], "note": "甲\u{200b}乙"}),
            "/note",
        ),
    ] {
        let refused = s.clerk.post(&s.path, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}");
    }
    let made = s.clerk.post(&s.path, tianmu()).await.expect(201);
    let one = format!("{}/{}", s.path, made.id());
    // another unit does not see the project, the leader and the party read, administrators do not
    let stranger = s.app.clerk("市发改委");
    stranger.get(&one).await.expect(404);
    stranger.get(&s.path).await.expect(404);
    stranger.post(&s.path, tianmu()).await.expect(404);
    stranger.put(&one, 1, tianmu()).await.expect(404);
    let leader = s.app.leader();
    assert_eq!(leader.get(&one).await.expect(200).body["can"], json!([]));
    leader.post(&s.path, tianmu()).await.expect_problem(403, "policy.forbidden");
    s.audits(&s.clerk, &made, json!({"result": "passed"})).await.expect_problem(403, "policy.forbidden");
    s.app.system_admin().get(&one).await.expect_problem(403, "policy.forbidden");
    s.clerk.get(&format!("{}/99", s.path)).await.expect(404);
    let enterprise = s.app.enterprise("天沐乳业有限公司");
    let partner = s.app.partner(enterprise, &["projects:read"]);
    partner.get(&one).await.expect(404);
    s.app.party(s.project, enterprise);
    assert_eq!(partner.get(&one).await.expect(200).body["month"], "2019-04");
    partner.post(&s.path, tianmu()).await.expect(403);
    // who files does not audit
    let own = s
        .bureau
        .post(&s.path, json!({"month": "2019-05", "metrics": [{"metric": "jobs", "value": 3}]}))
        .await;
    s.audits(&s.bureau, &own.expect(201), json!({"result": "passed"}))
        .await
        .expect_problem(403, "policy.self_audit");
    // not before production, not after the end
    let early = s.app.staged_project("在建项目", s.clerk.unit_id, Stage::Building);
    let path = format!("/projects/{early}/production-reports");
    s.clerk.post(&path, tianmu()).await.expect_problem(409, "lifecycle.not_possible");
    s.app.ends(s.project, EndState::Terminated);
    s.clerk.put(&one, 1, tianmu()).await.expect_problem(409, "lifecycle.not_possible");
}
