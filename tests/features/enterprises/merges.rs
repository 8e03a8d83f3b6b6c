//! Merging two enterprises, pointers from the old id, and undoing while nothing was touched.

use super::{CODE, created, names, path};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

struct Two {
    bureau: Actor,
    kept: Value,
    merged: Value,
}

/// 金川集团股份有限公司 without a code, and 金川集团 with a code, an alias and a contact.
async fn two(app: &TestApp) -> Two {
    let bureau = app.bureau();
    let kept =
        created(&bureau, json!({"name": "金川集团股份有限公司", "place": "金昌", "classes": ["leader"]}))
            .await;
    let body = json!({"name": "金川集团", "credit_code": CODE, "place": "甘肃", "products": "镍", "classes": ["central"], "confirmed_different": true});
    let merged = created(&bureau, body).await;
    bureau
        .post(&format!("{}/contacts", path(&merged)), json!({"name": "王建国", "phone": "13812345678"}))
        .await
        .expect(201);
    let merged = bureau
        .post_at(&format!("{}/aliases", path(&merged)), 1, json!({"alias": "金川公司八八六厂"}))
        .await
        .expect(200)
        .body;
    Two { bureau, kept, merged }
}

fn order(two: &Two) -> Value {
    json!({"kept_id": two.kept["id"], "merged_id": two.merged["id"], "kept_version": 1, "merged_version": 2, "reason": "全称与简称"})
}

#[actix_web::test]
async fn everything_moves_and_the_old_id_points_on() {
    let app = TestApp::new().await;
    let two = two(&app).await;
    let token = app.partner(two.merged["id"].as_i64().expect("id"), &["enterprises:read"]);
    let merge = two.bureau.post("/enterprise-merges", order(&two)).await.expect(201);
    assert_eq!(
        (&merge.body["kept_name"], &merge.body["merged_name"]),
        (&json!("金川集团股份有限公司"), &json!("金川集团"))
    );
    assert_eq!((&merge.body["moved_contacts"], &merge.body["moved_references"]), (&json!(1), &json!(1)));
    assert_eq!(merge.header("location"), Some(format!("/api/v1/enterprise-merges/{}", merge.id()).as_str()));

    let kept = two.bureau.get(&path(&two.kept)).await.expect(200).body;
    assert_eq!(
        (&kept["credit_code"], &kept["place"], &kept["products"]),
        (&json!(CODE), &json!("金昌"), &json!("镍")),
        "gaps are filled"
    );
    assert_eq!(kept["classes"], json!(["central", "leader"]));
    let aliases: Vec<&str> =
        kept["aliases"].as_array().expect("aliases").iter().filter_map(|a| a["alias"].as_str()).collect();
    assert_eq!(aliases, ["金川公司八八六厂", "金川集团"]);
    assert_eq!(two.bureau.get(&format!("{}/contacts", path(&two.kept))).await.body["total"], 1);

    let old = two.bureau.get(&path(&two.merged)).await.expect(200).body;
    assert_eq!((&old["merged_into"]["id"], &old["can"]), (&two.kept["id"], &json!([])));
    let refused = two
        .bureau
        .patch(&path(&two.merged), 3, json!({"place": "别处"}))
        .await
        .expect_problem(409, "enterprise.merged");
    assert_eq!(refused.body["current"]["id"], two.kept["id"]);
    two.bureau
        .post(&format!("{}/contacts", path(&two.merged)), json!({"name": "李四"}))
        .await
        .expect_problem(409, "enterprise.merged");
    let list = two.bureau.get("/enterprises?q=886").await.expect(200).body;
    assert_eq!(names(&list), Vec::<String>::new());
    assert_eq!(names(&two.bureau.get("/enterprises").await.body), ["金川集团股份有限公司"]);
    assert_eq!(token.get(&path(&two.kept)).await.expect(200).body["name"], "金川集团股份有限公司");
    token.get(&path(&two.merged)).await.expect_problem(404, "resource.not_found");
    assert_eq!(
        app.enterprise("金川集团"),
        two.kept["id"].as_i64().expect("id"),
        "imports find the one that is kept"
    );

    let log = app
        .clerk("市工信局")
        .get(&format!("/enterprise-merges?enterprise_id={}", two.merged["id"]))
        .await
        .expect(200);
    assert_eq!(
        (&log.body["total"], &log.body["items"][0]["reason"], &log.body["items"][0]["can"]),
        (&json!(1), &json!("全称与简称"), &json!([]))
    );
    assert!(!log.body.to_string().contains("1381234"));
    let journal = app.audit_admin().get("/journal?event=enterprise.merged").await.expect(200);
    assert_eq!(journal.body["items"][0]["after"]["merged_into_id"], two.kept["id"]);
}

#[actix_web::test]
async fn fields_can_be_taken_from_the_one_that_goes() {
    let app = TestApp::new().await;
    let two = two(&app).await;
    let mut body = order(&two);
    body["take_from_merged"] = json!(["name", "place", "classes"]);
    two.bureau.post("/enterprise-merges", body).await.expect(201);
    let kept = two.bureau.get(&path(&two.kept)).await.expect(200).body;
    assert_eq!(
        (&kept["name"], &kept["place"], &kept["classes"]),
        (&json!("金川集团"), &json!("甘肃"), &json!(["central"]))
    );
    assert_eq!(kept["aliases"][1]["alias"], "金川集团股份有限公司");
}

#[actix_web::test]
async fn what_cannot_be_merged_is_refused() {
    let app = TestApp::new().await;
    let two = two(&app).await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = order(&two);
        change(&mut body);
        body
    };
    let merges = "/enterprise-merges";
    two.bureau
        .post(merges, with(&|b| b["merged_id"] = b["kept_id"].clone()))
        .await
        .expect_problem(422, "request.invalid");
    for field in ["merged_id", "kept_id"] {
        let unknown = two.bureau.post(merges, with(&|b| b[field] = json!(999_999))).await;
        let unknown = unknown.expect_problem(422, "request.invalid");
        assert_eq!(unknown.body["errors"][0]["pointer"], format!("/{field}"));
    }
    two.bureau.post(merges, with(&|b| b["reason"] = json!(""))).await.expect_problem(422, "request.invalid");
    two.bureau
        .post(merges, with(&|b| b["take_from_merged"] = json!(["version"])))
        .await
        .expect_problem(422, "request.invalid");
    let stale = two
        .bureau
        .post(merges, with(&|b| b["merged_version"] = json!(1)))
        .await
        .expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["id"], two.merged["id"]);
    for actor in [app.clerk("市招商局"), app.leader(), app.system_admin()] {
        actor.post(merges, order(&two)).await.expect_problem(403, "policy.forbidden");
    }
    let third = created(&two.bureau, json!({"name": "宝钛集团", "credit_code": "91620302MA0000023Y"})).await;
    let different = json!({"kept_id": two.merged["id"], "merged_id": third["id"], "kept_version": 2, "merged_version": 1, "reason": "更名"});
    let refused = two.bureau.post(merges, different.clone()).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"][0]["code"], "credit_codes_differ");
    two.bureau.post(merges, order(&two)).await.expect(201);
    two.bureau.post(merges, different).await.expect_problem(409, "enterprise.merged");
    let again = json!({"kept_id": two.kept["id"], "merged_id": third["id"], "kept_version": 2, "merged_version": 1, "reason": "更名", "confirmed_same": true});
    two.bureau.post(merges, again).await.expect(201);
    let old = two.bureau.get(&path(&two.merged)).await.expect(200).body;
    assert_eq!(old["merged_into"]["id"], two.kept["id"]);
    two.bureau.get("/enterprise-merges/999999").await.expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn an_untouched_merge_is_undone_to_the_last_field() {
    let app = TestApp::new().await;
    let two = two(&app).await;
    let token = app.partner(two.merged["id"].as_i64().expect("id"), &["enterprises:read"]);
    let merge = two.bureau.post("/enterprise-merges", order(&two)).await.expect(201);
    let later = two
        .bureau
        .post(&format!("{}/contacts", path(&two.kept)), json!({"name": "后来的人"}))
        .await
        .expect(201);
    let undos = format!("/enterprise-merges/{}/undos", merge.id());
    two.bureau
        .post(&undos, json!({"reason": "并错了"}))
        .await
        .expect_problem(428, "resource.version_required");
    two.bureau.post_at(&undos, 9, json!({"reason": "并错了"})).await.expect_problem(412, "resource.stale");
    app.clerk("市招商局")
        .post_at(&undos, 1, json!({"reason": "并错了"}))
        .await
        .expect_problem(403, "policy.forbidden");
    let restored = two.bureau.post_at(&undos, 1, json!({"reason": "并错了"})).await.expect(200);
    assert_eq!((&restored.body["id"], &restored.body["merged_into"]), (&two.merged["id"], &json!(null)));

    for before in [&two.kept, &two.merged] {
        let now = two.bureau.get(&path(before)).await.expect(200).body;
        for (field, value) in before.as_object().expect("fields") {
            if !["version", "updated_at", "can"].contains(&field.as_str()) {
                assert_eq!(&now[field], value, "{field} of {}", before["name"]);
            }
        }
    }
    let contacts = |which: &Value| format!("{}/contacts", path(which));
    assert_eq!(two.bureau.get(&contacts(&two.merged)).await.body["items"][0]["name"], "王建国");
    assert_eq!(
        two.bureau.get(&contacts(&two.kept)).await.body["items"][0]["id"],
        json!(later.id()),
        "what came later stays"
    );
    assert_eq!(token.get(&path(&two.merged)).await.expect(200).body["name"], "金川集团");
    assert_eq!(two.bureau.get("/enterprises?q=9162").await.body["items"][0]["id"], two.merged["id"]);
    two.bureau.post_at(&undos, 2, json!({"reason": "再来"})).await.expect_problem(409, "resource.conflict");
    let seen = two.bureau.get(&format!("/enterprise-merges/{}", merge.id())).await.expect(200);
    assert_eq!((&seen.body["undo_reason"], &seen.body["can"]), (&json!("并错了"), &json!([])));
}

#[actix_web::test]
async fn a_merge_that_was_built_upon_is_not_undone() {
    let app = TestApp::new().await;
    let two = two(&app).await;
    let merge = two.bureau.post("/enterprise-merges", order(&two)).await.expect(201);
    let undos = format!("/enterprise-merges/{}/undos", merge.id());
    two.bureau
        .patch(&path(&two.kept), 2, json!({"place": "金昌市金川区", "products": "电解镍"}))
        .await
        .expect(200);
    let refused = two
        .bureau
        .post_at(&undos, 1, json!({"reason": "并错了"}))
        .await
        .expect_problem(409, "resource.conflict");
    let detail = refused.body["detail"].as_str().expect("text");
    assert!(detail.contains("place") && detail.contains("products"), "{detail}");
    assert_eq!(refused.body["current"]["place"], "金昌市金川区");
    let other = created(&two.bureau, json!({"name": "金川控股", "confirmed_different": true})).await;
    let next = json!({"kept_id": other["id"], "merged_id": two.kept["id"], "kept_version": 1, "merged_version": 3, "reason": "更名"});
    two.bureau.post("/enterprise-merges", next).await.expect(201);
    let refused = two
        .bureau
        .post_at(&undos, 1, json!({"reason": "并错了"}))
        .await
        .expect_problem(409, "resource.conflict");
    assert!(refused.body["detail"].as_str().is_some_and(|d| d.contains("又并入")), "{}", refused.body);
    let old = two.bureau.get(&path(&two.merged)).await.expect(200).body;
    assert_eq!(old["merged_into"]["id"], other["id"], "the pointer leads to the end of the chain");
}
