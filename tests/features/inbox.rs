//! What waits for whom: every kind, the turn of the other side, what is done, who sees nothing.

mod others;

use chengfeng::policy::Role;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

pub(super) async fn items(of: &Actor, query: &str) -> Vec<Value> {
    of.get(&format!("/inbox{query}")).await.expect(200).body["items"].as_array().expect("items").clone()
}

/// Kind and subject of each item.
pub(super) async fn seen(of: &Actor, query: &str) -> Vec<(String, String)> {
    let text = |item: &Value, field: &str| item[field].as_str().unwrap_or_default().to_owned();
    items(of, query).await.iter().map(|i| (text(i, "kind"), text(i, "subject"))).collect()
}

pub(super) fn one(kind: &str, subject: &str) -> Vec<(String, String)> {
    vec![(kind.to_owned(), subject.to_owned())]
}

const NOTHING: Vec<(String, String)> = Vec::new();

#[actix_web::test]
async fn a_stage_record_goes_from_its_author_to_the_auditor_and_back() {
    let app = TestApp::new().await;
    let (clerk, bureau, second) = (app.clerk("市工信局"), app.bureau(), app.bureau());
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    assert_eq!(seen(&bureau, "").await, NOTHING);
    let submitted = clerk.submitted(project, "screening").await;
    let item = items(&bureau, "").await.remove(0);
    assert_eq!(
        (&item["kind"], &item["subject"], &item["from_name"], &item["resource"]),
        (&json!("stage_audit"), &json!("高纯镍项目"), &json!(clerk.name), &json!("project"))
    );
    assert_eq!((&item["resource_id"], &item["part_id"]), (&json!(project), &json!(submitted.id())));
    assert_eq!(
        (&item["due_on"], &item["overdue_days"], &item["days_left"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert!(item["why"].as_str().is_some_and(|w| w.contains("已提交")), "{item}");
    assert_eq!(seen(&clerk, "").await, NOTHING);
    assert_eq!(seen(&clerk, "?tab=started").await, one("stage_audit", "高纯镍项目"));
    assert_eq!(seen(&app.leader(), "").await, NOTHING, "leaders audit nothing");

    let path = format!("/projects/{project}/stage-records/{}", submitted.id());
    let body = json!({"result": "supplement", "opinion": "请补投资协议"});
    let back = bureau.post_at(&format!("{path}/audits"), submitted.version(), body).await.expect(200);
    assert_eq!(seen(&bureau, "").await, NOTHING, "done the moment it is done");
    assert_eq!(seen(&second, "").await, NOTHING);
    let item = items(&clerk, "").await.remove(0);
    assert_eq!((&item["kind"], &item["from_name"]), (&json!("stage_returned"), &json!(bureau.name)));
    assert!(item["why"].as_str().is_some_and(|w| w.contains("请补投资协议")));
    assert_eq!(seen(&app.clerk("市工信局"), "").await, NOTHING, "his who handed it in");
    let done = items(&bureau, "?tab=done").await.remove(0);
    assert_eq!((&done["kind"], &done["resource_id"]), (&json!("stage_audit"), &json!(project)));
    assert_eq!(seen(&second, "?tab=done").await, NOTHING);

    clerk.post_bare(&format!("{path}/submissions"), back.version()).await.expect(200);
    assert_eq!(seen(&clerk, "").await, NOTHING);
    assert_eq!(seen(&second, "").await, one("stage_audit", "高纯镍项目"));
    app.advance_days(31);
    assert_eq!(seen(&bureau, "?tab=done").await, NOTHING, "thirty days are shown");
}

#[actix_web::test]
async fn nobody_is_asked_to_audit_his_own() {
    let app = TestApp::new().await;
    let (one_of_them, other) = (app.bureau(), app.bureau());
    let project =
        app.project(&one_of_them, "铜箔项目", json!({"lead_unit_id": one_of_them.unit_id})).await.id();
    one_of_them.submitted(project, "screening").await;
    assert_eq!(seen(&one_of_them, "").await, NOTHING);
    assert_eq!(seen(&one_of_them, "?tab=started").await, one("stage_audit", "铜箔项目"));
    assert_eq!(seen(&other, "").await, one("stage_audit", "铜箔项目"));
    // handed in by a clerk, proved by a file of somebody who may audit
    let clerk = app.clerk("市工信局");
    let uploader = app.person("市工信局", &[Role::Bureau]);
    let of_clerk = app.project(&clerk, "钴盐项目", json!({})).await.id();
    let entry = json!({"entered_on": "2026-02-20", "amount_yuan": 5_000_000, "origin": "outside_province",
        "kind": "fixed", "proof_type": "bank_voucher", "confirmed_by_investor": true, "proof_file_id": uploader.proof().await});
    clerk.post(&format!("/projects/{of_clerk}/funds"), entry).await.expect(201);
    assert_eq!(seen(&uploader, "?kind=funds_audit").await, NOTHING);
    assert_eq!(seen(&other, "?kind=funds_audit").await, one("funds_audit", "钴盐项目"));
    assert_eq!(seen(&clerk, "?tab=started").await, one("funds_audit", "钴盐项目"));
}

#[actix_web::test]
async fn what_is_confidential_or_of_another_unit_never_shows() {
    let app = TestApp::new().await;
    let (clerk, foreign) = (app.clerk("市工信局"), app.clerk("市农业农村局"));
    let (bureau, named) = (app.bureau(), app.bureau());
    let project = app.project(&clerk, "保密项目", json!({})).await;
    clerk.submitted(project.id(), "screening").await;
    assert_eq!(seen(&bureau, "").await, one("stage_audit", "保密项目"));
    let path = format!("/projects/{}", project.id());
    let version = bureau.get(&path).await.expect(200).version();
    let confide = json!({"confidential": true, "reader_ids": [named.id]});
    named.put(&format!("{path}/confidentiality"), version, confide).await.expect(200);
    assert_eq!(seen(&bureau, "").await, NOTHING);
    assert_eq!(seen(&named, "").await, one("stage_audit", "保密项目"));
    let counts = bureau.get("/inbox/summary").await.expect(200).body;
    assert!(counts["tabs"].as_array().expect("tabs").iter().all(|t| t["count"] == 0), "{counts}");
    for tab in ["", "?tab=started", "?tab=done"] {
        assert_eq!(seen(&foreign, tab).await, NOTHING, "{tab}");
    }
    // what somebody has done is gone from his list when he may no longer see it
    let open = app.project(&clerk, "公开项目", json!({})).await.id();
    let submitted = clerk.submitted(open, "screening").await;
    bureau.passes(open, &submitted).await.expect(200);
    assert_eq!(seen(&bureau, "?tab=done").await, one("stage_audit", "公开项目"));
    let path = format!("/projects/{open}");
    let version = named.get(&path).await.expect(200).version();
    let confide = json!({"confidential": true, "reader_ids": [named.id]});
    named.put(&format!("{path}/confidentiality"), version, confide).await.expect(200);
    assert_eq!(seen(&bureau, "?tab=done").await, NOTHING);
}

#[actix_web::test]
async fn pages_follow_one_another_and_the_counts_agree() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let trips = ["2026-03-20", "2026-03-08", "2026-03-01"];
    let legs = json!([{"division_code": "310000", "from_on": "2026-03-02", "to_on": "2026-03-02"}]);
    let trip = clerk.travels(&bureau, json!({"legs": legs})).await;
    for (n, due) in trips.iter().enumerate() {
        let company = format!("第{n}家公司");
        clerk.visits(trip, &company, "2026-03-02").await;
        let outcome = json!({"outcome": "interested", "owner_id": clerk.id, "next_step": "寄资料", "next_due_on": "2026-03-20"});
        clerk.concludes(trip, &company, outcome).await.expect(200);
        app.db(|tx| {
            use chengfeng::db::schema::trip_companies as c;
            use diesel::prelude::*;
            let due: chrono::NaiveDate = due.parse().expect("day");
            let of = c::table.filter(c::name.eq(&company));
            diesel::update(of).set(c::next_due_on.eq(due)).execute(&mut **tx)?;
            Ok(())
        });
    }
    let due: Vec<Value> = items(&clerk, "").await.iter().map(|i| i["due_on"].clone()).collect();
    assert_eq!(due, ["2026-03-01", "2026-03-08", "2026-03-20"], "what is due first comes first");
    let first = clerk.get("/inbox?per_page=2").await.expect(200).body;
    assert_eq!((&first["total"], first["items"].as_array().map(Vec::len)), (&json!(3), Some(2)));
    let cursor = first["next_cursor"].as_str().expect("more");
    let rest = clerk.get(&format!("/inbox?per_page=2&cursor={cursor}")).await.expect(200).body;
    assert_eq!((&rest["items"][0]["due_on"], &rest["next_cursor"]), (&json!("2026-03-20"), &Value::Null));
    let second = clerk.get("/inbox?per_page=2&page=2").await.expect(200).body;
    assert_eq!(second["items"], rest["items"]);
    clerk
        .get(&format!("/inbox?tab=started&cursor={cursor}"))
        .await
        .expect_problem(422, "request.invalid_cursor");

    app.advance_days(7); // from Monday the second of March
    let late = items(&clerk, "?kind=trip_next_step").await;
    let days = |i: usize| (late[i]["overdue_days"].clone(), late[i]["days_left"].clone());
    assert_eq!((days(0), days(1)), ((json!(8), Value::Null), (json!(1), Value::Null)));
    assert_eq!(days(2), (Value::Null, json!(11)));
    let counts = clerk.get("/inbox/summary").await.expect(200).body;
    assert_eq!(
        (&counts["overdue"], &counts["tabs"][0]["count"]),
        (&json!(2), &json!(items(&clerk, "").await.len()))
    );
    let of_kind = json!({"kind": "trip_next_step", "count": 3, "overdue": 2});
    assert!(counts["tabs"][0]["kinds"].as_array().expect("kinds").contains(&of_kind), "{counts}");
    assert_eq!(items(&clerk, "?kind=claim_confirm,import_unfinished").await.len(), 0);
}

#[actix_web::test]
async fn who_may_ask_and_how() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for path in ["/inbox", "/inbox/summary"] {
        app.anonymous().get(path).await.expect(401);
        for admin in [app.system_admin(), app.security_admin(), app.audit_admin()] {
            admin.get(path).await.expect_problem(403, "policy.forbidden");
        }
        let partner = app.partner(app.enterprise("金川集团"), &["projects:read", "changes:read"]);
        partner.get(path).await.expect(403);
        bureau.get(path).await.expect(200);
    }
    for bad in ["?tab=later", "?kind=nothing", "?per_page=201", "?colour=red", "?cursor=x"] {
        assert_eq!(bureau.get(&format!("/inbox{bad}")).await.status, 422, "{bad}");
    }
}
