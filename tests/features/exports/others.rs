//! Lists whose rows speak of units, trips and problems: what a person needs to read them stands in columns.

use super::{csv_of, lines};
use crate::features::claims::scene;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// The rows of a list as one text, and how many there are; as many as the list shows.
async fn rows(app: &TestApp, by: &Actor, order: Value, shown: &str) -> (usize, String) {
    let (done, file) = app.exported(by, order).await;
    let rows = lines(&file);
    assert_eq!(done["rows_written"], by.get(shown).await.expect(200).body["total"], "{shown}");
    (rows.len(), rows.join("\n"))
}

#[actix_web::test]
async fn pool_objections_and_transfers_name_their_units() {
    let s = scene().await;
    let pooled = s.held("示例化工有限公司").await;
    s.one.tries_to_release(pooled).await.expect(200);
    let offered = s.held("示例新能源科技有限公司").await;
    s.one.offers(offered, &[s.two.unit_id]).await.expect(201);
    let contested = s.held("示例食品有限公司").await;
    let second = s.two.claims("示例食品有限公司", json!({})).await.id();
    s.two.tries_to_object(second).await.expect(201);
    assert!(contested < second);
    for (list, path, words) in [
        ("pool", "/pool", ["示例化工有限公司", "金昌经开区"]),
        ("claim_transfers", "/claim-transfers", ["示例新能源科技有限公司", "金昌经开区"]),
        ("claim_objections", "/claim-objections", ["河西堡工业园", "金昌经开区"]),
    ] {
        let (count, text) = rows(&s.app, &s.bureau, csv_of(list), path).await;
        assert!(count == 1 && words.iter().all(|w| text.contains(w)), "{list}: {text}");
        let stranger = s.app.clerk("市农业农村局");
        rows(&s.app, &stranger, csv_of(list), path).await;
    }
}

#[actix_web::test]
async fn a_figure_of_the_effects_opens_as_a_table() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    app.advance_days(1); // the day it sets out
    let trip = clerk.travels(&bureau, json!({})).await;
    clerk.visits(trip, "沪上新材料有限公司", "2026-03-03").await;
    let number = clerk.trip(trip).await.body["number"].as_str().expect("number").to_owned();
    for figure in ["trips", "companies"] {
        let order = json!({"list": "trip_effects", "format": "csv", "filter": format!("figure={figure}&trip_id={trip}")});
        let shown = format!("/trip-effects/{figure}?trip_id={trip}");
        let (count, text) = rows(&app, &bureau, order, &shown).await;
        assert!(count == 1 && text.contains(&number), "{figure}: {text}");
    }
    let wrong = json!({"list": "trip_effects", "format": "csv", "filter": "figure=everything"});
    let refused = bureau.post("/exports", wrong).await;
    assert_eq!((refused.status, &refused.body["errors"][0]["pointer"]), (422, &json!("/filter/figure")));
    let total = json!({"period": "2019年", "reported_by": "市委", "trips": 18, "provinces": [], "companies": 80,
        "lower_bound": true, "intentions": 32, "source": "金昌日报"});
    bureau.post("/trip-totals", total).await.expect(201);
    let (count, text) = rows(&app, &bureau, csv_of("trip_totals"), "/trip-totals").await;
    assert!(count == 1 && text.contains("≤ 40 %"), "{text}");
}

#[actix_web::test]
async fn what_is_wrong_with_a_row_of_an_import_stands_beside_it() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let ledger = harness::imports::csv(&[
        ("铜箔项目", "示例铜业有限公司", "5亿多元"),
        ("镍盐项目", "示例镍业有限公司", "12000"),
    ]);
    let made = bureau.import("台账.csv", &ledger, "projects").await.expect(201);
    let order = json!({"list": "import_rows", "format": "csv", "filter": format!("id={}", made.id())});
    let (count, text) = rows(&app, &bureau, order, &format!("/imports/{}/rows", made.id())).await;
    assert!(count == 2 && text.contains("铜箔项目") && text.contains("错误"), "{text}");
    let view = bureau.get(&format!("/imports/{}/rows", made.id())).await.expect(200).body;
    let issue = &view["items"][0]["issues"][0];
    for part in ["message", "how_to_fix"] {
        assert!(text.contains(issue[part].as_str().expect(part)), "{part} {issue}: {text}");
    }
}
