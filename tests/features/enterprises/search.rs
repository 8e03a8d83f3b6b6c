//! Finding enterprises: words, initials, codes, filters, pages.

use super::{CODE, created, names, path};
use harness::TestApp;
use serde_json::{Value, json};

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

async fn library() -> TestApp {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let jinchuan = created(
        &clerk,
        json!({"name": "金川集团股份有限公司", "credit_code": CODE, "division_code": "620302",
        "industry_code": "C32", "classes": ["central", "leader"], "origin": "inside_city"}),
    )
    .await;
    clerk.post_at(&format!("{}/aliases", path(&jinchuan)), 1, json!({"alias": "金川有色"})).await.expect(200);
    created(&clerk, json!({"name": "甘肃农垦天牧乳业有限公司", "division_code": "620321", "industry_code": "A03", "classes": ["leader"]})).await;
    created(&clerk, json!({"name": "正泰集团", "division_code": "330000", "industry_code": "C38", "classes": ["listed", "p500"], "origin": "outside_province"})).await;
    created(&app.bureau(), json!({"name": "LG新能源"})).await;
    app
}

#[actix_web::test]
async fn words_initials_aliases_and_codes_find_it() {
    let app = library().await;
    let reader = app.leader();
    for (q, expected) in [
        ("金川", "金川集团股份有限公司"),
        ("jcjt", "金川集团股份有限公司"),
        ("JCJT", "金川集团股份有限公司"),
        ("jinchuan", "金川集团股份有限公司"),
        ("有色", "金川集团股份有限公司"),
        ("jcys", "金川集团股份有限公司"),
        ("9162", "金川集团股份有限公司"),
        ("91620302ma", "金川集团股份有限公司"),
        (CODE, "金川集团股份有限公司"),
        ("天牧", "甘肃农垦天牧乳业有限公司"),
        ("tmry", "甘肃农垦天牧乳业有限公司"),
        ("lg", "LG新能源"),
    ] {
        let body = reader.get(&format!("/enterprises?q={}", encoded(q))).await.expect(200).body;
        assert_eq!((names(&body), &body["total"]), (vec![expected.to_owned()], &json!(1)), "{q}");
    }
    for q in ["川金", "jjjj", "光明乳业", "' OR 1=1 --", "\"金川\" AND", "%金川%正"] {
        assert_eq!(
            reader.get(&format!("/enterprises?q={}", encoded(q))).await.expect(200).body["total"],
            0,
            "{q}"
        );
    }
    assert_eq!(reader.get("/enterprises?q=%EF%BC%8C").await.body["total"], 4, "punctuation is no condition");
}

#[actix_web::test]
async fn filters_hold_together_and_the_summary_counts_the_same() {
    let app = library().await;
    let clerk = app.clerk("市工信局");
    for (query, count) in [
        ("division_code=62", 2),
        ("division_code=6203", 2),
        ("division_code=620300", 2),
        ("division_code=620321", 1),
        ("division_code=33", 1),
        ("industry_code=C", 2),
        ("industry_code=c32", 1),
        ("industry_code=32", 1),
        ("class=leader", 2),
        ("class=listed,central", 2),
        ("class=g500", 0),
        ("class=leader&industry_code=A", 1),
        ("origin=outside_province,inside_city", 2),
        ("credit_code=91620302ma00000154", 1),
        ("updated_at.gte=2026-03-02T00:00:00Z", 4),
        ("updated_at.gte=2026-03-03T00:00:00Z", 0),
    ] {
        let body = clerk.get(&format!("/enterprises?{query}")).await.expect(200).body;
        assert_eq!(body["total"], json!(count), "{query}");
        assert_eq!(names(&body).len(), count, "{query}");
        assert_eq!(
            clerk.get(&format!("/enterprises/summary?{query}")).await.expect(200).body["total"],
            json!(count),
            "{query}"
        );
    }
    let mine = clerk.get(&format!("/enterprises?owner_unit_id={}", clerk.unit_id)).await.expect(200).body;
    assert_eq!(mine["total"], 3);
    let counts = clerk.get("/enterprises/summary").await.expect(200).body;
    assert_eq!((&counts["total"], &counts["with_credit_code"]), (&json!(4), &json!(1)));
    assert!(
        counts["by_province"]
            .as_array()
            .expect("groups")
            .contains(&json!({"code": "620000", "label": "甘肃省", "count": 2})),
        "{counts}"
    );
    assert!(
        counts["by_industry"]
            .as_array()
            .expect("groups")
            .contains(&json!({"code": "C", "label": "制造业", "count": 2}))
    );
    assert!(
        counts["by_class"]
            .as_array()
            .expect("groups")
            .contains(&json!({"code": "leader", "label": "行业龙头", "count": 2}))
    );
    for wrong in [
        "industry_code=B32",
        "industry_code=CC",
        "division_code=6",
        "class=best",
        "sort=id",
        "per_page=201",
        "page=0",
        "name=x",
        "cursor=x&page=2",
        "updated_at.gte=yesterday",
    ] {
        let status = clerk.get(&format!("/enterprises?{wrong}")).await.status;
        assert!(matches!(status, 400 | 422), "{wrong}: {status}");
    }
    app.system_admin().get("/enterprises").await.expect_problem(403, "policy.forbidden");
    app.anonymous().get("/enterprises/summary").await.expect_problem(401, "auth.required");
}

#[actix_web::test]
async fn pages_by_number_and_by_cursor_hold_every_row_once() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for name in ["酒钢", "安泰", "东兴铝业", "索通", "百合", "嘉唐", "安泰二厂"] {
        app.enterprise(name);
        app.advance_seconds(60);
    }
    let sorted = ["安泰", "安泰二厂", "百合", "东兴铝业", "嘉唐", "酒钢", "索通"];
    let updated = ["酒钢", "安泰", "东兴铝业", "索通", "百合", "嘉唐", "安泰二厂"];
    assert_eq!(names(&bureau.get("/enterprises").await.body), sorted, "by pinyin");
    for (sort, mut expected) in [("name", sorted.to_vec()), ("updated_at", updated.to_vec())] {
        for descending in [false, true] {
            let sort = if descending { format!("-{sort}") } else { sort.to_owned() };
            if descending {
                expected.reverse();
            }
            let mut all = Vec::new();
            let mut next: Value =
                bureau.get(&format!("/enterprises?sort={sort}&per_page=3")).await.expect(200).body;
            loop {
                assert_eq!(next["total"], 7);
                all.extend(names(&next));
                let Some(cursor) = next["next_cursor"].as_str() else { break };
                next = bureau
                    .get(&format!("/enterprises?sort={sort}&per_page=3&cursor={cursor}"))
                    .await
                    .expect(200)
                    .body;
            }
            assert_eq!(all, expected, "{sort}");
        }
    }
    let second = bureau.get("/enterprises?page=2&per_page=3").await.expect(200).body;
    assert_eq!(
        (names(&second), &second["page"]),
        (sorted[3..6].iter().map(|s| (*s).to_owned()).collect(), &json!(2))
    );
    let cursor = second["next_cursor"].as_str().expect("more").to_owned();
    bureau
        .get(&format!("/enterprises?sort=-name&cursor={cursor}"))
        .await
        .expect_problem(422, "request.invalid_cursor");
}
