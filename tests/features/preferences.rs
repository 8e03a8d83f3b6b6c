//! What a person likes his pages to look like.

use actix_web::http::Method;
use harness::TestApp;
use serde_json::{Value, json};

const PATH: &str = "/me/preferences";

fn liked() -> Value {
    json!({"text_size": "large", "single_keys": false, "menu_collapsed": true,
        "lists": {"projects": {"columns": [{"field": "name", "width_px": 200}], "sort": "name", "density": "roomy", "view_id": 7}},
        "last_export_template": {"projects": 2}})
}

#[actix_web::test]
async fn who_never_saved_gets_the_defaults_and_saves_over_them() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let first = clerk.get(PATH).await.expect(200);
    assert_eq!(
        first.body,
        json!({"text_size": "standard", "single_keys": true, "menu_collapsed": false, "lists": {},
            "last_export_template": {}, "updated_at": null, "version": 0, "can": ["preference.manage"]})
    );
    let tag = first.header("etag").expect("etag").to_owned();
    clerk.call(Method::GET, PATH).header("If-None-Match", &tag).send().await.expect(304);
    let bare = clerk.call(Method::PUT, PATH).json(liked()).send().await;
    bare.expect_problem(428, "resource.version_required");
    let saved = clerk.call(Method::PUT, PATH).header("If-Match", &tag).json(liked()).send().await.expect(200);
    assert_eq!(saved.version(), 1);
    let again = clerk.get(PATH).await.expect(200);
    for (field, value) in liked().as_object().expect("fields") {
        assert_eq!(&again.body[field], value, "{field}");
    }
    let stale = clerk.put(PATH, 0, liked()).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["text_size"], "large");
    clerk.put(PATH, 1, liked()).await.expect(200);
    assert_eq!(app.journal_count("preferences.saved"), 2);
    assert_eq!(app.clerk("市工信局").get(PATH).await.expect(200).version(), 0, "nobody else's");
}

#[actix_web::test]
async fn of_two_pages_that_save_first_one_wins() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let both = futures_util::future::join(clerk.put(PATH, 0, liked()), clerk.put(PATH, 0, liked())).await;
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[actix_web::test]
async fn what_is_wrong_or_too_large_is_refused() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for (field, value, pointer) in [
        ("text_size", json!("huge"), "/text_size"),
        ("colour", json!("red"), "/colour"),
        ("lists", json!({"nothing": {"columns": [], "density": "roomy"}}), "/lists/nothing"),
        (
            "lists",
            json!({"projects": {"columns": [{"field": "name", "width_px": 10}], "density": "roomy"}}),
            "/lists/projects/columns/0/width_px",
        ),
        ("last_export_template", json!({"nothing": 1}), "/last_export_template/nothing"),
        ("last_export_template", json!({"projects": 1e300}), "/last_export_template/projects"),
    ] {
        let mut input = liked();
        input[field] = value;
        let refused = clerk.put(PATH, 0, input).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    let columns: Vec<Value> = (0..200)
        .map(|n| json!({"field": format!("{}{n}", "a".repeat(50)), "width_px": 100, "pinned": true}))
        .collect();
    let mut large = liked();
    for list in ["projects", "funds"] {
        large["lists"][list] = json!({"columns": columns, "density": "standard"});
    }
    clerk.put(PATH, 0, large).await.expect_problem(413, "request.too_large");
    assert_eq!(clerk.get(PATH).await.expect(200).version(), 0);
}

#[actix_web::test]
async fn every_person_has_them_and_no_token() {
    let app = TestApp::new().await;
    for actor in [app.system_admin(), app.security_admin(), app.audit_admin(), app.bureau(), app.leader()] {
        actor.put(PATH, 0, liked()).await.expect(200);
    }
    app.anonymous().get(PATH).await.expect(401);
    let partner = app.partner(app.enterprise("金川集团"), &["me:read", "projects:read"]);
    partner.get("/me").await.expect(200);
    partner.get(PATH).await.expect(403);
    partner.put(PATH, 0, liked()).await.expect(403);
}
