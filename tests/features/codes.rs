//! Code lists: national divisions and industries for pickers and integrators.

use harness::TestApp;

fn codes(answer: &serde_json::Value) -> Vec<&str> {
    answer["items"].as_array().into_iter().flatten().filter_map(|i| i["code"].as_str()).collect()
}

#[actix_web::test]
async fn divisions_are_walked_downwards_and_searched() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let provinces = clerk.get("/code-lists/divisions").await.expect(200);
    assert!(codes(&provinces.body).contains(&"620000") && codes(&provinces.body).len() >= 31);
    let counties = clerk.get("/code-lists/divisions?parent=620300").await.expect(200);
    assert_eq!(codes(&counties.body), ["620302", "620321"]);
    assert_eq!(counties.body["items"][1]["full_name"], "甘肃省金昌市永昌县");
    assert_eq!(counties.body["items"][1]["level"], "county");
    assert_eq!(counties.body["items"][1]["has_children"], false);
    for q in ["%E6%B0%B8%E6%98%8C", "ycx", "620321"] {
        let found = clerk.get(&format!("/code-lists/divisions?q={q}")).await.expect(200);
        assert!(codes(&found.body).contains(&"620321"), "{q}");
    }
    clerk.get("/code-lists/divisions?parent=990000").await.expect_problem(422, "request.invalid");
    clerk.get("/code-lists/divisions?parent=62&q=x").await.expect_problem(422, "request.invalid");
    clerk.get("/code-lists/divisions?parent=abc").await.expect_problem(422, "request.invalid");
    app.anonymous().get("/code-lists/divisions").await.expect_problem(401, "auth.required");
}

#[actix_web::test]
async fn industries_are_found_by_word_code_and_section() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let all = clerk.get("/code-lists/industries").await.expect(200);
    assert_eq!(codes(&all.body).len(), 97);
    let found = clerk.get("/code-lists/industries?q=%E6%9C%89%E8%89%B2&section=C").await.expect(200);
    assert_eq!(codes(&found.body), ["C32"]);
    assert_eq!(found.body["items"][0]["section_name"], "制造业");
    assert_eq!(found.body["items"][0]["sector"], "第二产业");
    assert_eq!(codes(&clerk.get("/code-lists/industries?q=c32").await.expect(200).body), ["C32"]);
    assert_eq!(codes(&clerk.get("/code-lists/industries?q=32").await.expect(200).body), ["C32"]);
    clerk.get("/code-lists/industries?section=Z").await.expect_problem(422, "request.invalid");
}
