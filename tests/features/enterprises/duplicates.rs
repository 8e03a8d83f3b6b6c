//! Nothing is registered twice in silence, and nothing is merged without a person.

use super::{CODE, created, path};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// `enterprises.csv`: the names used for one company in public reports.
const JINCHUAN: [&str; 3] = ["金川集团股份有限公司", "金川集团公司", "金川集团"];

fn found(answer: &Value) -> Vec<(String, String)> {
    let list = answer["candidates"].as_array().expect("candidates");
    let text = |v: &Value| v.as_str().expect("text").to_owned();
    list.iter().map(|c| (text(&c["enterprise"]["name"]), text(&c["reasons"][0]["kind"]))).collect()
}

async fn candidates(actor: &Actor, query: &str) -> Value {
    actor.get(&format!("/enterprises/candidates?{query}")).await.expect(200).body
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[actix_web::test]
async fn the_names_of_one_company_are_candidates_of_each_other() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for (registered, similar) in [
        (JINCHUAN[0], &JINCHUAN[1..]),
        ("金昌艾力克新能源有限公司", &["艾力克集团", "艾力克集团（金昌艾力克新能源有限公司）"][..]),
        ("中国华能集团", &["华能", "华能集团有限公司"]),
        ("瓮福（集团）有限责任公司", &["甘肃瓮福化工有限责任公司"]),
        ("酒钢", &["酒钢集团"]),
    ] {
        created(&clerk, json!({"name": registered})).await;
        for name in similar {
            let body = candidates(&clerk, &format!("name={}", encoded(name))).await;
            let names: Vec<String> = found(&body).into_iter().map(|(name, _)| name).collect();
            assert!(names.contains(&registered.to_owned()), "{name}: {body}");
            let refused = clerk
                .post("/enterprises", json!({ "name": name }))
                .await
                .expect_problem(409, "enterprise.duplicate_suspected");
            assert_eq!(refused.body["current"]["candidates"][0]["enterprise"]["name"], registered);
            assert!(refused.body["detail"].as_str().is_some_and(|d| d.contains("确认不是同一家")));
        }
    }
    assert_eq!(clerk.get("/enterprises").await.body["total"], 5, "nothing registered in silence");
    let two = created(&clerk, json!({"name": JINCHUAN[2], "confirmed_different": true})).await;
    assert_ne!(two["id"], json!(null));
    let same = candidates(&clerk, &format!("name={}", encoded("金川集团公司"))).await;
    assert_eq!(found(&same)[0], ("金川集团".to_owned(), "same_name".to_owned()));
}

#[actix_web::test]
async fn different_companies_are_left_alone() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    for name in [
        "甘肃金宏翔新能源有限公司",
        "甘肃金拓锂电新能源有限公司",
        "金昌惠记大地新能源",
        "甘肃众鑫新材料科技公司",
        "甘肃冶拓环保科技公司",
        "金昌正弦波环保科技公司",
        "青岛奇品机械科技公司",
        "青岛佰福得公司",
        "酒泉赛诺农业有限公司",
        "新能源有限公司",
        "甘肃科技有限公司",
    ] {
        created(&clerk, json!({ "name": name })).await;
    }
    assert_eq!(
        candidates(&clerk, &format!("name={}", encoded("武威伊利乳业有限公司"))).await,
        json!({"candidates": []})
    );
}

#[actix_web::test]
async fn a_credit_code_is_registered_once() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let first = created(&clerk, json!({"name": "正泰集团", "credit_code": CODE})).await;
    for confirmed in [false, true] {
        let body = json!({"name": "完全两样的名字", "credit_code": CODE.to_lowercase(), "confirmed_different": confirmed});
        let refused =
            bureau.post("/enterprises", body).await.expect_problem(409, "enterprise.credit_code_taken");
        assert_eq!(refused.body["current"]["id"], first["id"]);
        assert_eq!(refused.body["errors"][0]["pointer"], "/credit_code");
    }
    let body = candidates(&clerk, &format!("credit_code={CODE}")).await;
    assert_eq!(found(&body), [("正泰集团".to_owned(), "credit_code".to_owned())]);
    assert_eq!(body["candidates"][0]["score"], 1.0);
    let other = created(&clerk, json!({"name": "天合光能"})).await;
    clerk
        .patch(&path(&other), 1, json!({ "credit_code": CODE }))
        .await
        .expect_problem(409, "enterprise.credit_code_taken");
    clerk
        .patch(&path(&other), 1, json!({"name": "正泰集团公司"}))
        .await
        .expect_problem(409, "enterprise.duplicate_suspected");
    clerk
        .patch(&path(&other), 1, json!({"name": "正泰集团公司", "confirmed_different": true}))
        .await
        .expect(200);
    // two valid codes are two companies: alike names alone do not stop the second
    created(&clerk, json!({"name": "宝钛集团", "credit_code": "91620302MA0000023Y"})).await;
    created(&clerk, json!({"name": "宝钛新材料公司", "credit_code": "91620321MA0000015L"})).await;
    let same = json!({"name": "宝钛集团公司", "credit_code": "11620300MA0000015F"});
    clerk.post("/enterprises", same).await.expect_problem(409, "enterprise.duplicate_suspected");
    clerk.get("/enterprises/candidates").await.expect_problem(422, "request.invalid");
    clerk.get("/enterprises/candidates?name=%E2%80%8B%E7%94%B2").await.expect_problem(422, "request.invalid");
    app.anonymous()
        .get("/enterprises/candidates?name=%E7%94%B2%E4%B9%99")
        .await
        .expect_problem(401, "auth.required");
    app.audit_admin()
        .get("/enterprises/candidates?name=%E7%94%B2%E4%B9%99")
        .await
        .expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn of_two_who_register_the_same_at_once_one_is_told() {
    let app = TestApp::new().await;
    let register = |actor: Actor| {
        actix_web::rt::spawn(async move {
            actor.post("/enterprises", json!({"name": "光明乳业"})).await.status
        })
    };
    let (a, b) = (register(app.clerk("市工信局")), register(app.clerk("市农业农村局")));
    let mut statuses = [a.await.expect("runs"), b.await.expect("runs")];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[actix_web::test]
async fn aliases_count_like_names() {
    let app = TestApp::new().await;
    let (clerk, foreign) = (app.clerk("市工信局"), app.clerk("市农业农村局"));
    let made = created(&clerk, json!({"name": "龙佰集团"})).await;
    let at = format!("{}/aliases", path(&made));
    let with = clerk.post_at(&at, 1, json!({"alias": "四川龙蟒佰利联"})).await.expect(200);
    assert_eq!((&with.body["aliases"][0]["alias"], with.version()), (&json!("四川龙蟒佰利联"), 2));
    let alias = with.body["aliases"][0]["id"].as_i64().expect("id");
    let refused = foreign.post("/enterprises", json!({"name": "四川龙蟒佰利联公司"})).await;
    assert_eq!(
        refused.expect_problem(409, "enterprise.duplicate_suspected").body["current"]["candidates"][0]["reasons"]
            [0]["kind"],
        "same_alias"
    );
    clerk.post_at(&at, 2, json!({"alias": "四川龙蟒佰利联"})).await.expect_problem(422, "request.invalid");
    clerk.post_at(&at, 2, json!({"alias": "龙佰集团"})).await.expect_problem(422, "request.invalid");
    clerk.post_at(&at, 2, json!({"alias": "龙\u{200d}佰"})).await.expect_problem(422, "request.invalid");
    clerk.post_at(&at, 1, json!({"alias": "龙蟒"})).await.expect_problem(412, "resource.stale");
    clerk.post(&at, json!({"alias": "龙蟒"})).await.expect_problem(428, "resource.version_required");
    foreign.post_at(&at, 2, json!({"alias": "龙蟒"})).await.expect_problem(403, "policy.forbidden");
    let other = created(&clerk, json!({"name": "远景科技集团"})).await;
    let taken = json!({"alias": "龙佰集团公司"});
    let refused = clerk
        .post_at(&format!("{}/aliases", path(&other)), 1, taken)
        .await
        .expect_problem(409, "enterprise.duplicate_suspected");
    assert_eq!(refused.body["current"]["candidates"][0]["enterprise"]["id"], made["id"]);
    let anyway = json!({"alias": "龙佰集团公司", "confirmed_different": true});
    clerk.post_at(&format!("{}/aliases", path(&other)), 1, anyway).await.expect(200);

    let gone = format!("{at}/{alias}/removals");
    foreign.post_at(&gone, 2, json!({"reason": "误登"})).await.expect_problem(403, "policy.forbidden");
    clerk
        .post_at(&format!("{}/aliases/{alias}/removals", path(&other)), 2, json!({"reason": "误登"}))
        .await
        .expect_problem(404, "resource.not_found");
    let without = clerk.post_at(&gone, 2, json!({"reason": "误登"})).await.expect(200);
    assert_eq!(without.body["aliases"], json!([]));
    clerk.post_at(&gone, 3, json!({"reason": "误登"})).await.expect_problem(404, "resource.not_found");
    assert_eq!(clerk.get(&format!("/enterprises?q={}", encoded("四川龙蟒"))).await.body["total"], 0);
}

/// What somebody has looked at once is not asked about again with every other change.
#[actix_web::test]
async fn who_was_confirmed_different_stays_so() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    created(&clerk, json!({"name": JINCHUAN[0]})).await;
    let two = created(&clerk, json!({"name": JINCHUAN[2], "confirmed_different": true})).await;
    let place = path(&two);
    let version = clerk.get(&place).await.expect(200).version();
    let told = json!({"name": JINCHUAN[2], "remark": "另一家"});
    let put = clerk.put(&place, version, told).await.expect(200);
    let patched = clerk.patch(&place, put.version(), json!({"products": "镍"})).await.expect(200);
    // a code of its own is no new name
    let coded = clerk.patch(&place, patched.version(), json!({"credit_code": CODE})).await.expect(200);
    let renamed = clerk.patch(&place, coded.version(), json!({"name": JINCHUAN[1]})).await;
    renamed.expect_problem(409, "enterprise.duplicate_suspected");
    // somebody else's code is refused whatever the name
    let third = created(&clerk, json!({"name": "永昌面业有限公司"})).await;
    let taken = clerk.patch(&path(&third), 1, json!({"credit_code": CODE})).await;
    taken.expect_problem(409, "enterprise.credit_code_taken");
}

#[actix_web::test]
async fn a_part_of_a_credit_code_finds_who_has_it() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    created(&clerk, json!({"name": "金川镍盐有限公司", "credit_code": CODE})).await;
    for part in [&CODE[..4], &CODE[6..12], &CODE[10..], CODE, &CODE.to_lowercase()[2..10]] {
        let body = candidates(&clerk, &format!("credit_code={part}")).await;
        assert_eq!(found(&body), [("金川镍盐有限公司".to_owned(), "credit_code".to_owned())], "{part}");
    }
    for part in [&CODE[..3], "0000000000"] {
        assert_eq!(candidates(&clerk, &format!("credit_code={part}")).await, json!({"candidates": []}));
    }
    let partner = app.partner(app.enterprise("永昌面业"), &["enterprises:read"]);
    let none = candidates(&partner, &format!("credit_code={}", &CODE[..8])).await;
    assert_eq!(none, json!({"candidates": []}), "a partner finds itself only");
}
