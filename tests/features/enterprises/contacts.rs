//! Contacts: numbers are masked for everybody, and whoever looks says why.

use super::{created, path};
use harness::TestApp;
use serde_json::{Value, json};

const NUMBER: &str = "13812345678";

async fn with_contact(app: &TestApp) -> (Value, Value) {
    let clerk = app.clerk("市工信局");
    let enterprise = created(&clerk, json!({"name": "远景科技集团"})).await;
    let body =
        json!({"name": "王建国", "post": "投资部经理", "phone": " 138-1234 5678 ", "remark": "微信同号"});
    let contact = clerk.post(&format!("{}/contacts", path(&enterprise)), body).await.expect(201);
    assert_eq!(contact.body["phone_masked"], "138****5678");
    (enterprise, contact.body)
}

fn at(enterprise: &Value, contact: &Value) -> String {
    format!("{}/contacts/{}", path(enterprise), contact["id"])
}

#[actix_web::test]
async fn a_number_leaks_nowhere() {
    let app = TestApp::new().await;
    let (enterprise, contact) = with_contact(&app).await;
    let (clerk, foreign, bureau, auditor) =
        (app.clerk("市工信局"), app.clerk("市农业农村局"), app.bureau(), app.audit_admin());
    let changed =
        clerk.patch(&at(&enterprise, &contact), 1, json!({"phone": "13900001111"})).await.expect(200);
    clerk
        .patch(&at(&enterprise, &contact), changed.version(), json!({"phone": NUMBER, "post": "副总"}))
        .await
        .expect(200);
    bureau
        .post(&format!("{}/reveals", at(&enterprise, &contact)), json!({"reason": "约来访时间"}))
        .await
        .expect(200);
    for (actor, place) in [
        (&clerk, format!("{}/contacts", path(&enterprise))),
        (&foreign, format!("{}/contacts", path(&enterprise))),
        (&bureau, at(&enterprise, &contact)),
        (&bureau, path(&enterprise)),
        (&foreign, "/enterprises?q=5678".to_owned()),
        (&foreign, "/enterprises/candidates?name=%E8%BF%9C%E6%99%AF%E7%A7%91%E6%8A%80".to_owned()),
        (&bureau, "/changes?after=0".to_owned()),
        (&auditor, "/journal".to_owned()),
    ] {
        let answer = actor.get(&place).await.expect(200);
        let text = String::from_utf8_lossy(&answer.bytes).into_owned();
        assert!(
            !text.contains(NUMBER) && !text.contains("1381234") && !text.contains("13900001111"),
            "{place}: {text}"
        );
    }
    let journal = auditor.get("/journal?subject_kind=enterprise").await.expect(200).body.to_string();
    assert!(
        journal.contains("number_changed") && !journal.contains("5678") && !journal.contains("1111"),
        "{journal}"
    );
    assert!(app.bureau().get("/changes?after=0").await.body.to_string().contains("contact.created"));
}

#[actix_web::test]
async fn only_the_exact_last_four_digits_find_it() {
    let app = TestApp::new().await;
    let (enterprise, contact) = with_contact(&app).await;
    let reader = app.clerk("市农业农村局");
    assert_eq!(reader.get("/enterprises?q=5678").await.body["total"], 1);
    for q in ["567", "678", "45678", "13812345678", "1381", "2345", "0000"] {
        assert_eq!(reader.get(&format!("/enterprises?q={q}")).await.expect(200).body["total"], 0, "{q}");
    }
    app.bureau()
        .post_at(&format!("{}/removals", at(&enterprise, &contact)), 1, json!({"reason": "已调离"}))
        .await
        .expect(200);
    assert_eq!(reader.get("/enterprises?q=5678").await.body["total"], 0);
}

#[actix_web::test]
async fn looking_at_a_number_needs_a_reason_and_is_journalled() {
    let app = TestApp::new().await;
    let (enterprise, contact) = with_contact(&app).await;
    let reveals = format!("{}/reveals", at(&enterprise, &contact));
    for actor in [app.clerk("市工信局"), app.bureau(), app.leader()] {
        let shown = actor.post(&reveals, json!({"reason": "约定来访时间"})).await.expect(200);
        assert_eq!(shown.body["phone"], NUMBER);
    }
    let bureau = app.bureau();
    for bad in
        [json!({}), json!({"reason": ""}), json!({"reason": "。。。"}), json!({"reason": "x".repeat(300)})]
    {
        bureau.post(&reveals, bad).await.expect_problem(422, "request.invalid");
    }
    app.clerk("市农业农村局")
        .post(&reveals, json!({"reason": "随便看看"}))
        .await
        .expect_problem(403, "policy.forbidden");
    app.audit_admin()
        .post(&reveals, json!({"reason": "随便看看"}))
        .await
        .expect_problem(403, "policy.forbidden");
    bureau
        .post(&format!("{}/contacts/999999/reveals", path(&enterprise)), json!({"reason": "约时间"}))
        .await
        .expect_problem(404, "resource.not_found");
    let other = created(&bureau, json!({"name": "众兴菌业"})).await;
    bureau
        .post(&format!("{}/reveals", at(&other, &contact)), json!({"reason": "约时间"}))
        .await
        .expect_problem(404, "resource.not_found");
    let journal = app.audit_admin().get("/journal?event=contact.revealed").await.expect(200);
    assert_eq!(journal.body["total"], 3);
    assert_eq!(journal.body["items"][0]["after"]["reason"], "约定来访时间");
}

#[actix_web::test]
async fn numbers_are_recognised_and_brought_to_one_form() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let enterprise = created(&bureau, json!({"name": "光明乳业"})).await;
    let contacts = format!("{}/contacts", path(&enterprise));
    for (given, masked) in [
        ("+86 138 1234 5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("(0935)8212345", "0935-****2345"),
        ("010-62345678 转 801", "010-****5678"),
        ("400-123-4567", "400-***-4567"),
        ("+852 2123 4567", "+85****4567"),
    ] {
        let made = bureau.post(&contacts, json!({"name": "李四", "phone": given})).await.expect(201);
        assert_eq!(made.body["phone_masked"], masked, "{given}");
    }
    let none = bureau.post(&contacts, json!({"name": "张三"})).await.expect(201);
    assert_eq!(none.body["phone_masked"], json!(null));
    for (body, pointer) in [
        (json!({"name": "赵六", "phone": "12345"}), "/phone"),
        (json!({"name": "赵六", "phone": "138****5678"}), "/phone"),
        (json!({"name": "赵六", "phone": "8212345"}), "/phone"),
        (json!({"name": "赵六", "phone": "23812345678"}), "/phone"),
        (json!({"name": "赵六 13812345678"}), "/name"),
        (json!({"name": "赵六", "remark": "手机138 1234 5678"}), "/remark"),
        (json!({"name": "赵\u{200b}六"}), "/name"),
        (json!({"phone": "13812345678"}), "/name"),
        (json!({"name": "赵六", "enterprise_id": 7}), "/enterprise_id"),
    ] {
        let refused = bureau.post(&contacts, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}");
    }
    assert_eq!(bureau.get(&contacts).await.body["total"], 7);
}

#[actix_web::test]
async fn contacts_are_edited_by_the_unit_that_keeps_the_enterprise() {
    let app = TestApp::new().await;
    let (enterprise, contact) = with_contact(&app).await;
    let (clerk, foreign) = (app.clerk("市工信局"), app.clerk("市农业农村局"));
    let place = at(&enterprise, &contact);
    assert_eq!(foreign.get(&place).await.expect(200).body["can"], json!([]));
    assert_eq!(clerk.get(&place).await.expect(200).body["can"], json!(["enterprise.edit", "contact.reveal"]));
    foreign.patch(&place, 1, json!({"post": "总经理"})).await.expect_problem(403, "policy.forbidden");
    foreign
        .post(&format!("{}/contacts", path(&enterprise)), json!({"name": "李四"}))
        .await
        .expect_problem(403, "policy.forbidden");
    let changed = clerk.patch(&place, 1, json!({"post": "总经理", "remark": null})).await.expect(200);
    assert_eq!(
        (&changed.body["post"], &changed.body["remark"], &changed.body["phone_masked"]),
        (&json!("总经理"), &json!(""), &json!("138****5678"))
    );
    clerk.patch(&place, 2, json!({"phone": "138****5678"})).await.expect_problem(422, "request.invalid");
    let stale = clerk.patch(&place, 1, json!({"post": "董事长"})).await.expect_problem(412, "resource.stale");
    assert_eq!(
        (&stale.body["current"]["post"], stale.body["current"].get("phone")),
        (&json!("总经理"), None)
    );
    clerk
        .call(actix_web::http::Method::PATCH, &place)
        .raw("application/merge-patch+json", b"{\"post\":\"x\"}".to_vec())
        .send()
        .await
        .expect(428);
    let removals = format!("{place}/removals");
    foreign.post_at(&removals, 2, json!({"reason": "已调离"})).await.expect_problem(403, "policy.forbidden");
    clerk.post(&removals, json!({"reason": "已调离"})).await.expect_problem(428, "resource.version_required");
    let removed = clerk.post_at(&removals, 2, json!({"reason": "已调离"})).await.expect(200);
    assert_ne!(removed.body["removed_at"], json!(null));
    clerk.post_at(&removals, 3, json!({"reason": "已调离"})).await.expect_problem(409, "resource.conflict");
    clerk.patch(&place, 3, json!({"post": "董事长"})).await.expect_problem(409, "resource.conflict");
    assert_eq!(clerk.get(&format!("{}/contacts", path(&enterprise))).await.body["items"], json!([]));
    clerk.get("/enterprises/999999/contacts").await.expect_problem(404, "resource.not_found");
    clerk
        .get(&format!("{}/contacts/999999", path(&enterprise)))
        .await
        .expect_problem(404, "resource.not_found");
}
