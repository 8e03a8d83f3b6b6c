//! The shared library of enterprises: registering, duplicates, searching, aliases, contacts, merging, partners.

mod contacts;
mod duplicates;
mod merges;
mod partners;
mod search;
mod withdrawals;

use actix_web::http::Method;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// A valid code made up for tests.
const CODE: &str = "91620302MA00000154";

async fn created(actor: &Actor, body: Value) -> Value {
    actor.post("/enterprises", body).await.expect(201).body
}

fn path(enterprise: &Value) -> String {
    format!("/enterprises/{}", enterprise["id"])
}

fn names(list: &Value) -> Vec<String> {
    let items = list["items"].as_array().expect("items");
    items.iter().map(|i| i["name"].as_str().expect("name").to_owned()).collect()
}

#[actix_web::test]
async fn a_name_is_enough_and_the_rest_is_brought_to_one_form() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let answer =
        clerk.post("/enterprises", json!({"name": " 甘肃金拓锂电新能源有限公司 "})).await.expect(201);
    let bare = &answer.body;
    assert_eq!(
        (&bare["name"], &bare["owner_unit_id"]),
        (&json!("甘肃金拓锂电新能源有限公司"), &json!(clerk.unit_id))
    );
    assert_eq!(
        (&bare["classes"], &bare["aliases"], &bare["merged_into"]),
        (&json!([]), &json!([]), &json!(null))
    );
    assert_eq!((bare.get("name_key"), bare.get("sort_key")), (None, None), "internal columns stay inside");
    assert_eq!(answer.header("location"), Some(format!("/api/v1{}", path(bare)).as_str()));
    assert_eq!(bare["can"], json!(["enterprise.edit", "enterprise.withdraw", "contact.reveal"]));

    let full = json!({"name": "丙矿业", "credit_code": CODE.to_lowercase(), "division_code": "6203", "place": "金昌市",
        "origin": "inside_city", "industry_code": "3240", "industry": "有色金属", "classes": ["listed", "central"],
        "nature": "国有控股", "founded": "2001-09", "registered_capital_yuan": 22_941_000_000_i64,
        "main_business": "镍铜钴", "products": "电解镍", "motive": "expand", "expansion_plan": "新建电池材料",
        "source": "金昌日报", "source_url": "https://example.invalid/1", "remark": "链主"});
    let made = created(&clerk, full.clone()).await;
    for (field, value) in [
        ("credit_code", json!(CODE)),
        ("division_code", json!("620300")),
        ("industry_code", json!("C32")),
        ("classes", json!(["central", "listed"])),
        ("registered_capital_yuan", json!(22_941_000_000_i64)),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    let read = app.clerk("市农业农村局").get(&path(&made)).await.expect(200);
    assert_eq!(
        (&read.body["remark"], &read.body["can"]),
        (&json!("链主"), &json!([])),
        "shared library, foreign unit"
    );
    assert_eq!(
        app.bureau().get(&path(&made)).await.body["can"],
        json!(["enterprise.edit", "enterprise.merge", "enterprise.withdraw", "contact.reveal"])
    );
    let tag = read.header("etag").expect("tag").to_owned();
    let again =
        app.clerk("市农业农村局").call(Method::GET, &path(&made)).header("If-None-Match", tag).send().await;
    assert_eq!(again.status, 304);
}

#[actix_web::test]
async fn what_is_wrong_is_named_field_by_field() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let bad = json!({"name": "金川\u{200b}集团", "credit_code": "91350100M000100Y4Z", "division_code": "999999",
        "industry_code": "B32", "founded": "2030"});
    let refused = clerk.post("/enterprises", bad).await.expect_problem(422, "request.invalid");
    let pointers: Vec<&str> = refused.body["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .filter_map(|e| e["pointer"].as_str())
        .collect();
    assert_eq!(pointers, ["/name", "/credit_code", "/division_code", "/industry_code", "/founded"]);
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": "甲"}), "/name"),
        (json!({"name": "（（））"}), "/name"),
        (json!({"name": "甲\u{202e}乙丙"}), "/name"),
        (json!({"name": "甲公司", "registered_capital_yuan": -1}), "/registered_capital_yuan"),
        (json!({"name": "甲公司", "registered_capital_yuan": 1e20}), "/registered_capital_yuan"),
        (json!({"name": "甲公司", "classes": ["best"]}), "/classes/0"),
        (json!({"name": "甲公司", "owner_unit_id": 999_999}), "/owner_unit_id"),
        (
            json!({"name": "甲公司", "owner_unit_id": app.unit("市财政局", Some("金昌市"), "department")}),
            "/owner_unit_id",
        ),
        (json!({"name": "甲公司", "id": 7}), "/id"),
        (json!({"name": "甲公司", "version": 7}), "/version"),
        (json!({"name": "甲公司", "merged_into_id": 7}), "/merged_into_id"),
    ] {
        let refused = clerk.post("/enterprises", body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}: {}", refused.body);
    }
    for (code, ok) in [
        ("91350100M000100Y43", true),
        ("91350100m000100y43", true),
        ("91350100M000100Y4Z", false),
        ("9135010OM000100Y43", false),
        ("91350100I000100Y43", false),
        ("91350100S000100Y43", false),
        ("V1350100M000100Y43", false),
    ] {
        let body = json!({"name": "测试企业", "credit_code": code, "confirmed_different": true});
        let answer = clerk.post("/enterprises", body).await;
        // the same code a second time is a conflict, not an error of form
        assert_eq!(matches!(answer.status, 201 | 409), ok, "{code}: {}", answer.body);
        if ok && answer.status == 201 {
            assert_eq!(answer.body["credit_code"], "91350100M000100Y43");
        }
    }
    for actor in [app.leader(), app.system_admin(), app.audit_admin()] {
        actor.post("/enterprises", json!({"name": "甲公司"})).await.expect_problem(403, "policy.forbidden");
    }
    app.anonymous()
        .post("/enterprises", json!({"name": "甲公司"}))
        .await
        .expect_problem(401, "auth.required");
}

#[actix_web::test]
async fn editing_is_for_the_unit_that_keeps_it_and_the_bureau() {
    let app = TestApp::new().await;
    let (clerk, foreign, bureau) = (app.clerk("市工信局"), app.clerk("市农业农村局"), app.bureau());
    let made = created(&clerk, json!({"name": "天寿面业", "place": "永昌", "remark": "旧"})).await;
    let at = path(&made);
    let changed = clerk.patch(&at, 1, json!({"place": "永昌工业园区", "remark": null})).await.expect(200);
    assert_eq!(
        (&changed.body["place"], &changed.body["remark"], changed.version()),
        (&json!("永昌工业园区"), &json!(""), 2)
    );
    let stale = clerk.patch(&at, 1, json!({"place": "别处"})).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["place"], "永昌工业园区");
    clerk
        .call(Method::PATCH, &at)
        .raw("application/merge-patch+json", b"{\"place\":\"x\"}".to_vec())
        .send()
        .await
        .expect(428);
    foreign.patch(&at, 2, json!({"place": "别处"})).await.expect_problem(403, "policy.forbidden");
    foreign.put(&at, 2, json!({"name": "天寿面业"})).await.expect_problem(403, "policy.forbidden");
    app.leader().patch(&at, 2, json!({"place": "别处"})).await.expect_problem(403, "policy.forbidden");
    clerk
        .patch("/enterprises/999999", 1, json!({"place": "别处"}))
        .await
        .expect_problem(404, "resource.not_found");
    clerk.patch(&at, 2, json!({"name": null})).await.expect_problem(422, "request.invalid");
    clerk
        .patch(&at, 2, json!({"owner_unit_id": foreign.unit_id}))
        .await
        .expect_problem(422, "request.invalid");

    let whole = clerk.put(&at, 2, json!({"name": "天寿面业有限公司", "products": "面粉"})).await.expect(200);
    assert_eq!((&whole.body["place"], &whole.body["products"]), (&json!(""), &json!("面粉")));
    assert_eq!(whole.body["owner_unit_id"], json!(clerk.unit_id), "stays unless named");
    let handed = bureau.patch(&at, 3, json!({"owner_unit_id": foreign.unit_id})).await.expect(200);
    assert_eq!(handed.body["owner_unit_id"], json!(foreign.unit_id));
    clerk.patch(&at, 4, json!({"place": "别处"})).await.expect_problem(403, "policy.forbidden");
    foreign.patch(&at, 4, json!({"place": "凉州"})).await.expect(200);
    let journal =
        app.audit_admin().get(&format!("/journal?subject_kind=enterprise&subject_id={}", made["id"])).await;
    let events: Vec<&str> =
        journal.body["items"].as_array().expect("rows").iter().filter_map(|e| e["event"].as_str()).collect();
    assert_eq!(
        events,
        [
            "enterprise.created",
            "enterprise.changed",
            "enterprise.changed",
            "enterprise.changed",
            "enterprise.changed"
        ]
    );
    assert_eq!(journal.body["items"][1]["before"]["place"], "永昌");
}

#[actix_web::test]
async fn of_two_edits_at_once_one_is_told() {
    let app = TestApp::new().await;
    let (one, two) = (app.bureau(), app.bureau());
    let at = path(&created(&one, json!({"name": "溪源肉联"})).await);
    let edit = |actor: Actor, place: &'static str| {
        let at = at.clone();
        actix_web::rt::spawn(async move { actor.patch(&at, 1, json!({ "place": place })).await })
    };
    let (a, b) = (edit(one, "甲"), edit(two, "乙"));
    let mut statuses = [a.await.expect("runs").status, b.await.expect("runs").status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[actix_web::test]
async fn the_same_request_twice_registers_once() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let send = |body: Value| {
        clerk
            .call(Method::POST, "/enterprises")
            .header("Idempotency-Key", "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f")
            .json(body)
    };
    let first = send(json!({"name": "恒源农机"})).send().await.expect(201);
    let again = send(json!({"name": "恒源农机"})).send().await.expect(201);
    assert_eq!((again.header("idempotency-replayed"), again.id()), (Some("true"), first.id()));
    send(json!({"name": "启明光电"})).send().await.expect_problem(422, "idempotency.key_reused");
    assert_eq!(clerk.get("/enterprises").await.body["total"], 1);
}

#[actix_web::test]
async fn a_batch_tells_of_each() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let items = json!([{"name": "宝钛集团"}, {"name": "宝钛集团有限公司"}, {"name": "西北有色金属研究院", "credit_code": CODE},
        {"name": "丁企业", "credit_code": CODE}, {"name": "戊企业", "credit_code": "123"},
        {"name": "宝钛集团有限公司", "confirmed_different": true}]);
    let done = clerk.post("/enterprises/batch", json!({"items": items})).await.expect(200);
    let statuses: Vec<i64> = done.body["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter_map(|r| r["status"].as_i64())
        .collect();
    assert_eq!(statuses, [201, 409, 201, 409, 422, 201]);
    assert_eq!((&done.body["created"], &done.body["refused"]), (&json!(3), &json!(3)));
    assert_eq!(done.body["results"][1]["problem"]["code"], "enterprise.duplicate_suspected");
    assert_eq!(done.body["results"][3]["problem"]["code"], "enterprise.credit_code_taken");
    assert_eq!(done.body["results"][4]["problem"]["errors"][0]["pointer"], "/credit_code");
    assert_eq!(clerk.get("/enterprises").await.body["total"], 3);
    let nothing =
        clerk.post("/enterprises/batch", json!({"items": [{"name": "宝钛集团"}]})).await.expect(200);
    assert_eq!(nothing.body["created"], 0);
    clerk.post("/enterprises/batch", json!({"items": []})).await.expect_problem(422, "request.invalid");
    let many: Vec<Value> = (0..201).map(|n| json!({"name": format!("企业{n}号")})).collect();
    clerk.post("/enterprises/batch", json!({"items": many})).await.expect_problem(422, "request.invalid");
    app.leader()
        .post("/enterprises/batch", json!({"items": [{"name": "甲企业"}]}))
        .await
        .expect_problem(403, "policy.forbidden");
}
