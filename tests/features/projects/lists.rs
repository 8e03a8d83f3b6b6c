//! Lists: filters, sorts, trimming, and walking by cursor while others write.

use super::*;
use chengfeng::text::sort_key;

#[actix_web::test]
async fn lists_are_filtered_sorted_and_trimmed() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let county = app.clerk("永昌县");
    let town = app.unit("河西堡镇", Some("永昌县"), "department");
    app.project(
        &clerk,
        "镍盐项目",
        json!({"total_investment_yuan": 300, "signed_on": "2025-05-01", "chain": "镍", "park": "开发区"}),
    )
    .await;
    app.project(
        &clerk,
        "铜材项目",
        json!({"total_investment_yuan": 100, "industry_code": "C3251", "division_code": "620302"}),
    )
    .await;
    let made = bureau
        .post(
            "/projects",
            new_project(town, "奶牛养殖", json!({"total_investment_yuan": 200, "signed_on": "2024-05-01"})),
        )
        .await;
    made.expect(201);
    app.project(&clerk, "阿胶项目", json!({"build_kind": "extension", "lead_source": "event"})).await;
    for (query, expected) in [
        ("sort=name", vec!["阿胶项目", "奶牛养殖", "镍盐项目", "铜材项目"]),
        ("sort=-name", vec!["铜材项目", "镍盐项目", "奶牛养殖", "阿胶项目"]),
        ("sort=total_investment_yuan", vec!["铜材项目", "奶牛养殖", "镍盐项目", "阿胶项目"]),
        ("sort=-total_investment_yuan", vec!["镍盐项目", "奶牛养殖", "铜材项目", "阿胶项目"]),
        ("sort=signed_on&per_page=1&page=2", vec!["镍盐项目"]),
        ("sort=signed_on&per_page=1&page=3", vec!["铜材项目"]),
        ("sort=-signed_on&per_page=3&page=2", vec!["铜材项目"]),
        ("sort=stage,-total_investment_yuan,name", vec!["镍盐项目", "奶牛养殖", "铜材项目", "阿胶项目"]),
        ("sort=-signed_on,-name&per_page=2&page=2", vec!["铜材项目", "阿胶项目"]),
        ("sort=number&total_investment_yuan.gte=200", vec!["镍盐项目", "奶牛养殖"]),
        ("sort=number&total_investment_yuan.lte=200", vec!["铜材项目", "奶牛养殖"]),
        ("signed_on.gte=2025-01-01&signed_on.lt=2026-01-01", vec!["镍盐项目"]),
        ("industry_code=C32", vec!["铜材项目"]),
        ("division_code=6203", vec!["铜材项目"]),
        ("chain=%E9%95%8D,%E9%93%9C", vec!["镍盐项目"]),
        ("park=%E5%BC%80%E5%8F%91%E5%8C%BA", vec!["镍盐项目"]),
        ("build_kind=extension,new&lead_source=event", vec!["阿胶项目"]),
        ("q=nyxm", vec!["镍盐项目"]),
        ("q=xm-2026-00003", vec!["奶牛养殖"]),
        ("stage=signed,landed", vec![]),
        ("end_state=none&sort=number&per_page=1", vec!["镍盐项目"]),
        ("funds_in_place_yuan.gte=1", vec![]),
    ] {
        assert_eq!(names(&bureau.get(&format!("/projects?{query}")).await.expect(200)), expected, "{query}");
    }
    let below = bureau.get(&format!("/projects?lead_unit_id={}", county.unit_id)).await.expect(200);
    assert_eq!(names(&below), ["奶牛养殖"], "with the units below");
    assert_eq!(names(&county.get("/projects").await.expect(200)), ["奶牛养殖"]);
    let trimmed = bureau.get("/projects?q=nyxm&fields=name,lead_unit_name&include=parties").await.expect(200);
    let mut keys: Vec<&str> =
        trimmed.body["items"][0].as_object().expect("row").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["id", "lead_unit_name", "name", "parties"]);
    for bad in [
        "sort=password",
        "sort=name,password",
        "sort=name,-name",
        "sort=-number&cursor=eyJzb3J0IjoiLW51bWJlciIsInZhbHVlIjpbXSwiaWQiOjF9",
        "sort=-number&cursor=eyJzb3J0IjoiLW51bWJlciIsInZhbHVlIjpbIngiLDFdLCJpZCI6MX0",
        "sort=stage&cursor=eyJzb3J0Ijoic3RhZ2UiLCJ2YWx1ZSI6WyJ4Il0sImlkIjoxfQ",
        "include=readers",
        "fields=name_key",
        "stage=nope",
        "per_page=1000000000",
        "page=0",
        "as_of=2026-02-30",
        "as_of=2026-03-03",
        "cursor=x",
        "page=900000",
        "total_investment_yuan.gte=-1",
        "signed_on.gte=2026-02-30",
        "lead_unit_id=x",
        "excluded=maybe",
    ] {
        let answer = bureau.get(&format!("/projects?{bad}")).await;
        assert!(matches!(answer.status, 400 | 422), "{bad}: {}", answer.status);
    }
}

#[actix_web::test]
async fn every_field_of_a_row_can_be_asked_for() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    app.project(&bureau, "镍盐项目", json!({})).await;
    let row = bureau.get("/projects").await.expect(200).body["items"][0].clone();
    let fields: Vec<&str> = row.as_object().expect("row").keys().map(String::as_str).collect();
    let trimmed = bureau.get(&format!("/projects?fields={}", fields.join(","))).await.expect(200);
    assert_eq!(trimmed.body["items"][0], row);
}

#[actix_web::test]
async fn walking_by_cursor_misses_nothing_while_rows_are_inserted() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for n in 0..25 {
        let more = match n % 3 {
            0 => json!({"confirmed_different": true}),
            k => {
                json!({"total_investment_yuan": 1_000 * k, "signed_on": "2025-01-01", "confirmed_different": true})
            }
        };
        app.project(
            &bureau,
            &format!("{}项目", ["甲乙丙丁戊", "子丑寅卯", "东南西北"][n % 3].repeat(n + 1)),
            more,
        )
        .await;
    }
    let all = bureau.get("/projects?per_page=200&sort=number").await.expect(200);
    let before: Vec<i64> =
        all.body["items"].as_array().expect("rows").iter().map(|r| r["id"].as_i64().expect("id")).collect();
    for (round, sort) in [
        "name",
        "-total_investment_yuan",
        "total_investment_yuan",
        "signed_on",
        "-updated_at",
        "stage",
        "-number",
        "stage,-total_investment_yuan",
        "-signed_on,name",
    ]
    .iter()
    .enumerate()
    {
        let (mut walked, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = bureau.get(&format!("/projects?per_page=4&sort={sort}{cursor}")).await.expect(200);
            let rows = page.body["items"].as_array().expect("rows").clone();
            walked.extend(rows.iter().map(|r| r["id"].as_i64().expect("id")));
            if walked.len() == 8 {
                let unique = format!("插入{}", "新旧".repeat(round + 1));
                app.project(
                    &bureau,
                    &unique,
                    json!({"total_investment_yuan": 1_500, "confirmed_different": true}),
                )
                .await;
            }
            match page.body["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let missing: Vec<&i64> = before.iter().filter(|id| !walked.contains(id)).collect();
        let mut once = walked.clone();
        once.sort_unstable();
        once.dedup();
        assert!(missing.is_empty() && once.len() == walked.len(), "{sort}: missing {missing:?}");
    }
    let first = bureau.get("/projects?per_page=2&sort=name").await.body["next_cursor"]
        .as_str()
        .expect("cursor")
        .to_owned();
    bureau
        .get(&format!("/projects?sort=number&cursor={first}"))
        .await
        .expect_problem(422, "request.invalid_cursor");
}

/// What the sort says, done by hand: empty values last, ties by id in the direction of the last column.
fn by_hand(rows: &[Value], sorts: &[&str]) -> Vec<i64> {
    let compare = |a: &Value, b: &Value| {
        for sort in sorts {
            let (column, descending) = (sort.trim_start_matches('-'), sort.starts_with('-'));
            let (a, b) = (&a[column], &b[column]);
            let order = match (a.is_null(), b.is_null()) {
                (false, false) => {
                    let order = match column {
                        "name" => {
                            sort_key(a.as_str().expect("name")).cmp(&sort_key(b.as_str().expect("name")))
                        }
                        "stage" | "total_investment_yuan" => a.as_i64().cmp(&b.as_i64()),
                        _ => a.as_str().cmp(&b.as_str()),
                    };
                    if descending { order.reverse() } else { order }
                }
                (a, b) => a.cmp(&b),
            };
            if order.is_ne() {
                return order;
            }
        }
        let order = a["id"].as_i64().cmp(&b["id"].as_i64());
        if sorts.last().is_some_and(|s| s.starts_with('-')) { order.reverse() } else { order }
    };
    let mut rows = rows.to_vec();
    rows.sort_by(compare);
    rows.iter().filter_map(|r| r["id"].as_i64()).collect()
}

#[actix_web::test]
async fn two_columns_sort_as_by_hand_by_page_and_by_cursor() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for n in 0..14_i64 {
        app.advance_seconds(n % 2);
        let n = usize::try_from(n).expect("small");
        let (amount, signed) = ([None, Some(100), Some(200)][n % 3], [Some("2025-05-01"), None][n % 2]);
        let more = json!({"total_investment_yuan": amount, "signed_on": signed, "confirmed_different": true});
        app.project(&bureau, ["镍盐项目", "铜材项目", "阿胶项目"][n / 5], more).await;
    }
    let rows = bureau.get("/projects?per_page=200").await.expect(200).body["items"].clone();
    let rows = rows.as_array().expect("rows");
    let columns = ["name", "total_investment_yuan", "signed_on", "updated_at", "number", "stage"];
    for (first, second) in columns.iter().flat_map(|a| columns.iter().map(move |b| (a, b))) {
        if first == second {
            continue;
        }
        for (one, two) in [("", ""), ("", "-"), ("-", ""), ("-", "-")] {
            let sorts = [format!("{one}{first}"), format!("{two}{second}")];
            let expected = by_hand(rows, &[&sorts[0], &sorts[1]]);
            let list = format!("/projects?fields=id&per_page=5&sort={}", sorts.join(","));
            let (mut by_page, mut by_cursor, mut cursor) = (Vec::new(), Vec::new(), String::new());
            for page in 1..=3 {
                by_page.extend(ids(&bureau.get(&format!("{list}&page={page}")).await.expect(200)));
                let answer = bureau.get(&format!("{list}{cursor}")).await.expect(200);
                by_cursor.extend(ids(&answer));
                cursor = format!("&cursor={}", answer.body["next_cursor"].as_str().unwrap_or_default());
            }
            assert_eq!((&by_page, &by_cursor), (&expected, &expected), "{sorts:?}");
        }
    }
}

fn ids(answer: &Answer) -> Vec<i64> {
    let rows = answer.body["items"].as_array().expect("rows");
    rows.iter().filter_map(|r| r["id"].as_i64()).collect()
}

#[actix_web::test]
async fn a_search_shows_the_last_registered_first_and_counts_what_is_seen() {
    let app = TestApp::new().await;
    let (clerk, bureau, other) = (app.clerk(SOMEBODY), app.bureau(), app.bureau());
    for n in 1..=5 {
        app.project(&clerk, &format!("铜箔{n}号项目"), json!({})).await;
    }
    app.project(&clerk, "奶牛养殖", json!({})).await;
    let secret = app.project(&bureau, "铜箔保密项目", json!({})).await;
    let confided = json!({"confidential": true, "reader_ids": [bureau.id]});
    bureau.put(&format!("{}/confidentiality", at(&secret)), secret.version(), confided).await.expect(200);
    let q = "q=%E9%93%9C%E7%AE%94"; // 铜箔
    let open = ["铜箔5号项目", "铜箔4号项目", "铜箔3号项目", "铜箔2号项目", "铜箔1号项目"];
    for (who, whom, secret) in [(&bureau, "named", true), (&other, "bureau", false), (&clerk, "clerk", false)]
    {
        let expected: Vec<&str> = secret.then_some("铜箔保密项目").into_iter().chain(open).collect();
        for usual in ["", "&sort=-registered"] {
            let found = who.get(&format!("/projects?{q}{usual}")).await.expect(200);
            assert_eq!(names(&found), expected, "{whom}{usual}");
            assert_eq!(found.body["total"], expected.len(), "{whom}{usual}");
        }
        let found = who.get(&format!("/projects?{q}&sort=registered")).await.expect(200);
        assert_eq!(names(&found), expected.iter().rev().copied().collect::<Vec<_>>(), "{whom}");
        // by pages and by cursor
        let second = who.get(&format!("/projects?{q}&per_page=2&page=2")).await.expect(200);
        assert_eq!(names(&second), expected[2..4], "{whom}");
        let mut walked = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = who.get(&format!("/projects?{q}&per_page=2{cursor}")).await.expect(200);
            walked.extend(names(&page));
            let Some(next) = page.body["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(walked, expected, "{whom}");
    }
    // what only the library knows of a company leads to its projects too
    let cow = bureau.get("/projects?q=nnyz&include=parties").await.expect(200);
    let company = cow.body["items"][0]["parties"][0]["enterprise_id"].as_i64().expect("id");
    let alias = json!({"alias": "铜箔之友"});
    bureau.post_at(&format!("/enterprises/{company}/aliases"), 1, alias).await.expect(200);
    let more = bureau.get(&format!("/projects?{q}")).await.expect(200);
    assert!(names(&more).contains(&"奶牛养殖".to_owned()) && more.body["total"] == 7, "{}", more.body);
}

#[actix_web::test]
async fn statistics_change_how_a_list_is_found_and_not_what_is_in_it() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    for n in 1..=30 {
        app.project(&clerk, &format!("铜箔{n}号项目"), json!({"total_investment_yuan": n})).await;
    }
    let path = "/projects?stage=lead,signed&sort=-total_investment_yuan&per_page=10&page=2";
    let before = names(&clerk.get(path).await.expect(200));
    app.app.learn_sizes().expect("learns");
    app.app.learn_sizes().expect("learns again");
    assert_eq!(names(&clerk.get(path).await.expect(200)), before);
    assert_eq!(before[0], "铜箔20号项目");
}

#[actix_web::test]
async fn one_project_is_seen_by_whom_the_list_shows_it() {
    let app = TestApp::new().await;
    let (clerk, bureau, leader) = (app.clerk(SOMEBODY), app.bureau(), app.leader());
    let (supporter, stranger) = (app.clerk("永昌县"), app.clerk("市农业农村局"));
    let first = app.project(&clerk, "铜箔项目", json!({})).await;
    app.project(&clerk, "镍盐项目", json!({})).await;
    clerk.put("/projects/2/units", 1, json!({"unit_ids": [supporter.unit_id]})).await.expect(200);
    app.project(&bureau, "保密项目", json!({})).await;
    app.project(&stranger, "奶牛养殖", json!({})).await;
    let confided = json!({"confidential": true, "reader_ids": [stranger.id]});
    bureau.put("/projects/3/confidentiality", 1, confided).await.expect(200);
    let company = first.body["parties"][0]["enterprise_id"].as_i64().expect("id");
    let partner = app.partner(company, &["projects:read"]);
    for who in [&clerk, &bureau, &leader, &supporter, &stranger, &partner, &app.bureau()] {
        let list = who.get("/projects?per_page=200").await.expect(200);
        let shown: Vec<i64> =
            list.body["items"].as_array().expect("items").iter().filter_map(|p| p["id"].as_i64()).collect();
        for id in 1..=5 {
            let one = who.get(&format!("/projects/{id}")).await;
            assert_eq!(one.status == 200, shown.contains(&id), "{} {id}", who.id);
        }
    }
}
