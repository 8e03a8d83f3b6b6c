//! Every list that names a next page can be walked by it: each row once, in the order of the pages by number.

use super::claims::scene;
use harness::{Actor, TestApp, new_project};
use serde_json::{Value, json};

/// The ids of a list read by cursor, two at a time, which must be those read by page number.
async fn walked(who: &Actor, list: &str) -> Vec<Value> {
    let glue = if list.contains('?') { '&' } else { '?' };
    let (mut by_cursor, mut by_page, mut cursor) = (Vec::new(), Vec::new(), String::new());
    for page in 1.. {
        let numbered = who.get(&format!("{list}{glue}per_page=2&page={page}")).await.expect(200).body;
        by_page.extend(numbered["items"].as_array().expect("items").iter().map(|i| i["id"].clone()));
        let next = who.get(&format!("{list}{glue}per_page=2{cursor}")).await.expect(200).body;
        by_cursor.extend(next["items"].as_array().expect("items").iter().map(|i| i["id"].clone()));
        assert_eq!(numbered["total"], next["total"], "{list}");
        match next["next_cursor"].as_str() {
            Some(more) => cursor = format!("&cursor={more}"),
            None => break,
        }
    }
    assert_eq!(by_cursor, by_page, "{list}");
    let refused = who.get(&format!("{list}{glue}cursor=x")).await;
    refused.expect_problem(422, "request.invalid_cursor");
    by_cursor
}

const INVESTORS: [&str; 5] =
    ["湖南中锂新材", "江西赣北锂业", "宁德时光新能源", "厦门钨海新能", "贵州振峰锂电"];

const GIVEN_UP: [&str; 5] = ["河北铁山钢构", "山东鲁花油脂", "四川川酒集团", "云南滇红茶业", "辽宁鞍山轴承"];

#[actix_web::test]
async fn claims_their_disputes_transfers_and_the_pool() {
    let s = scene().await;
    let (mut objections, mut transfers, mut pool) = (Vec::new(), Vec::new(), Vec::new());
    for (n, investor) in INVESTORS.into_iter().enumerate() {
        let first = s.held(investor).await;
        transfers.insert(0, json!(s.one.offers(first, &[s.two.unit_id]).await.expect(201).id()));
        let second = s.two.claims(investor, json!({})).await.id();
        objections.push(json!(s.two.tries_to_object(second).await.expect(201).id()));
        let given_up = s.held(GIVEN_UP[n]).await;
        s.one.tries_to_release(given_up).await.expect(200);
        pool.insert(0, json!(given_up));
        s.app.advance_days(i64::from(n % 2 == 0));
    }
    assert_eq!(walked(&s.bureau, "/claim-objections").await, objections, "the first to be ruled in front");
    assert_eq!(walked(&s.bureau, "/claim-transfers").await, transfers, "new ones in front");
    assert_eq!(walked(&s.bureau, "/pool").await, pool, "new ones in front");
    pool.reverse();
    let oldest = walked(&s.bureau, "/pool?sort=ended_on").await;
    assert_eq!(oldest, pool, "old ones in front when asked for");
    assert_eq!(walked(&s.bureau, "/first-claims").await.len(), 15);
    for bad in ["/pool?sort=id", "/pool?sort=ended_on,-ended_on", "/claim-objections?sort=state"] {
        s.bureau.get(bad).await.expect_problem(422, "request.invalid");
    }
}

#[actix_web::test]
async fn merges_and_the_history_of_a_project() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let mut merges = Vec::new();
    for name in INVESTORS {
        let one = |name: String| json!({ "name": name, "confirmed_different": true });
        let kept = bureau.post("/enterprises", one(name.to_owned())).await.expect(201).id();
        let gone = bureau.post("/enterprises", one(format!("{name}有限公司"))).await.expect(201).id();
        let body = json!({"kept_id": kept, "merged_id": gone, "kept_version": 1, "merged_version": 1, "reason": "全称与简称"});
        merges.insert(0, json!(bureau.post("/enterprise-merges", body).await.expect(201).id()));
    }
    assert_eq!(walked(&bureau, "/enterprise-merges").await, merges, "new ones in front");

    let made = bureau.post("/projects", new_project(bureau.unit_id, "镍盐项目", json!({}))).await.expect(201);
    let path = format!("/projects/{}", made.id());
    for version in 1..=5 {
        bureau.patch(&path, version, json!({ "remark": format!("第{version}次") })).await.expect(200);
    }
    let history = walked(&bureau, &format!("{path}/history")).await;
    assert_eq!(history.len(), 6);
    assert!(history.windows(2).all(|w| w[0].as_i64() > w[1].as_i64()), "new ones in front: {history:?}");
}

#[actix_web::test]
async fn trips_and_their_history() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let mut trips = Vec::new();
    for day in ["2026-03-05", "2026-03-03", "2026-03-04", "2026-03-03", "2026-03-05"] {
        let legs = json!([{ "city": "南京", "from_on": day, "to_on": day }]);
        trips.push((day, clerk.plans(json!({ "legs": legs })).await.id()));
    }
    trips.sort_by(|a, b| b.cmp(a));
    let by_departure: Vec<Value> = trips.iter().map(|(_, id)| json!(id)).collect();
    assert_eq!(walked(&bureau, "/negotiation-trips").await, by_departure, "late departures in front");
    trips.sort_by(|a, b| a.0.cmp(b.0).then(b.1.cmp(&a.1)));
    let mixed: Vec<Value> = trips.iter().map(|(_, id)| json!(id)).collect();
    assert_eq!(walked(&bureau, "/negotiation-trips?sort=starts_on,-number").await, mixed);
    let path = format!("/negotiation-trips/{}", trips[0].1);
    for version in 1..=3 {
        let purpose = json!({ "purpose": format!("第{version}次改计划") });
        clerk.patch(&path, version, purpose).await.expect(200);
    }
    assert_eq!(walked(&bureau, &format!("{path}/history")).await.len(), 4);
    // what a trip is about to visit stays in the library
    let company = clerk.trip(trips[0].1).await.body["companies"][0]["enterprise_id"].clone();
    let enterprise = bureau.get(&format!("/enterprises/{company}")).await.expect(200);
    let refused = bureau
        .post_at(
            &format!("/enterprises/{company}/withdrawals"),
            enterprise.version(),
            json!({ "reason": "登记有误" }),
        )
        .await;
    let refused = refused.expect(409);
    assert!(refused.body["blocking"].to_string().contains("外出招商"), "{}", refused.body);
}
