//! Rates of cohorts to the last digit; every figure opens its list; exclusions named; as recorded on an earlier day.

use chengfeng::db::schema::projects;
use chengfeng::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use diesel::prelude::*;
use harness::cohorts::Batch;
use harness::{Actor, TestApp, contract};
use serde_json::{Value, json};

const YI: i64 = 100_000_000;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn rate(view: &Value, code: &str) -> Value {
    view["rates"].as_array().into_iter().flatten().find(|r| r["code"] == code).cloned().expect("rate")
}

fn shown(view: &Value, code: &str) -> String {
    rate(view, code)["shown"].as_str().expect("text").to_owned()
}

fn state(view: &Value, code: &str) -> Value {
    let states = view["states"].as_array().into_iter().flatten();
    states.into_iter().find(|s| s["code"] == code).expect("state")["count"]["value"].clone()
}

/// Opens the list of a figure to its end; answers how many rows it has and the sum of a field.
async fn opened(actor: &Actor, figure: &Value, field: &str) -> (i64, i64) {
    let href = figure["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
    let (mut rows, mut sum, mut cursor) = (0, 0, String::new());
    loop {
        let page = actor.get(&format!("{href}&per_page=200{cursor}")).await.expect(200).body;
        for item in page["items"].as_array().expect("items") {
            rows += 1;
            sum += item[field].as_i64().unwrap_or(0);
        }
        let Some(next) = page["next_cursor"].as_str() else {
            assert_eq!(page["total"], rows, "{href}");
            return (rows, sum);
        };
        cursor = format!("&cursor={next}");
    }
}

/// Every figure of the view opens a list that comes to the same.
async fn proven(actor: &Actor, query: &str) -> Value {
    let view = actor.get(&format!("/rates?{query}")).await.expect(200).body;
    let mut figures = vec![view["signed"].clone(), view["excluded"].clone()];
    figures.extend(view["states"].as_array().expect("states").iter().map(|s| s["count"].clone()));
    for r in view["rates"].as_array().expect("rates").iter().filter(|r| r["code"] != "funds") {
        figures.extend([r["numerator"].clone(), r["denominator"].clone()]);
    }
    for figure in figures {
        assert_eq!(figure["value"], opened(actor, &figure, "id").await.0, "{figure}");
    }
    assert_eq!(view["amount"]["value"], opened(actor, &view["amount"], "counted_amount_yuan").await.1);
    assert_eq!(view["funds"]["value"], opened(actor, &view["funds"], "counted_funds_yuan").await.1);
    view
}

/// Case 1: 292 contracts = producing 18 + building 180 + permitting 93 + terminated 1.
#[actix_web::test]
async fn case_1_weinan() {
    let app = TestApp::new().await;
    let (unit, bureau) = (app.unit("市工信局", Some("金昌市"), "department"), app.bureau());
    let event = app.event("西洽会", Some(14), "2026-02-20").await;
    let batches = [
        Batch::of(18, Stage::Producing),
        Batch::of(90, Stage::Started),
        Batch::of(90, Stage::Building),
        Batch::of(93, Stage::Landed),
        Batch { end_state: Some(EndState::Terminated), ..Batch::of(1, Stage::Landed) },
    ];
    let ids = app.cohort(unit, Some(event), day("2026-02-21"), &batches, (714 * YI, 7_120_000_000));

    let query = format!("event_id={event}&printed_performance=99.65");
    let view = proven(&bureau, &query).await;
    assert_eq!(shown(&view, "performance"), "99.66%");
    assert_eq!(shown(&view, "start"), "67.81%");
    assert_eq!(shown(&view, "producing"), "6.16%");
    assert_eq!(shown(&view, "built"), "6.16%");
    assert_eq!(shown(&view, "funds"), "9.97%");
    let performance = rate(&view, "performance");
    assert_eq!(performance["formula"], "（签约292 − 终止1）÷ 签约292 = 99.66%");
    assert_eq!((&performance["percent"], &performance["difference_points"]), (&json!(99.66), &json!(-0.01)));
    assert!(performance["comparison"].as_str().is_some_and(|c| c.contains("低0.01个百分点")));
    assert_eq!(
        ["permitting", "building", "producing", "terminated", "suspended"].map(|c| state(&view, c)),
        [json!(93), json!(180), json!(18), json!(1), json!(0)]
    );
    let cut = bureau.get(&format!("/rates?{query}&rounding=truncate")).await.expect(200).body;
    assert_eq!(shown(&cut, "performance"), "99.65%");
    assert_eq!(rate(&cut, "performance")["comparison"], "与印发数99.65%一致");

    // one more that was building ends: 290 and 197 of 292; its money leaves the numerator
    app.advance_days(1);
    app.ends(ids[18], EndState::Terminated);
    let view = proven(&bureau, &format!("event_id={event}")).await;
    assert_eq!((shown(&view, "performance"), shown(&view, "start")), ("99.32%".into(), "67.47%".into()));
    assert_eq!(view["amount"]["value"], 714 * YI);
    let less = 7_120_000_000 - view["funds"]["value"].as_i64().expect("yuan");
    assert!((24_000_000..25_000_000).contains(&less), "{less}");
    // the day before stays what it was
    let before = proven(&bureau, &format!("event_id={event}&as_of=2026-03-02")).await;
    assert_eq!((shown(&before, "performance"), shown(&before, "start")), ("99.66%".into(), "67.81%".into()));
    assert_eq!(before["funds"]["value"], 7_120_000_000_i64);
    assert_eq!(proven(&bureau, &format!("event_id={event}&as_of=2026-02-28")).await["signed"]["value"], 0);

    // an excluded one is in neither and is named
    app.db(|tx| {
        let with = (projects::exclusion_code.eq("real_estate"), projects::exclusion_reason.eq("房地产"));
        diesel::update(projects::table.find(ids[0])).set(with).execute(&mut **tx)?;
        Ok(())
    });
    let view = proven(&bureau, &format!("event_id={event}")).await;
    assert_eq!((&view["signed"]["value"], &view["excluded"]["value"]), (&json!(291), &json!(1)));
    assert_eq!(view["excluded_by"][0], json!({"code": "real_estate", "label": "房地产", "count": 1}));
    assert_eq!(rate(&view, "start")["formula"], "（投产17 + 在建179）÷ 签约291 = 67.35%");
}

/// Case 2: the 19th and the 21st 兰洽会.
#[actix_web::test]
async fn case_2_lanzhou_fairs_and_a_printed_value_that_differs() {
    let app = TestApp::new().await;
    let (unit, leader) = (app.unit("市工信局", Some("金昌市"), "department"), app.leader());
    let nineteenth = app.event("兰洽会", Some(19), "2026-02-10").await;
    let batches =
        [Batch::of(186, Stage::Signed), Batch::of(506, Stage::Building), Batch::of(401, Stage::Completed)];
    app.cohort(unit, Some(nineteenth), day("2026-02-10"), &batches, (612_909_000_000, 279_449_000_000));
    let later = app.event("兰洽会", Some(21), "2026-02-20").await;
    let batches = [Batch::of(559, Stage::Signed), Batch::of(733, Stage::Started)];
    app.cohort(unit, Some(later), day("2026-02-20"), &batches, (679_318_000_000, 88_140_000_000));

    let view = proven(&leader, &format!("event_id={nineteenth}")).await;
    assert_eq!(["start", "built", "funds"].map(|c| shown(&view, c)), ["82.98%", "36.69%", "45.59%"]);
    let view = leader.get(&format!("/rates?event_id={later}&printed_funds=12.64")).await.expect(200).body;
    assert_eq!(["start", "funds"].map(|c| shown(&view, c)), ["56.73%", "12.97%"]);
    let funds = rate(&view, "funds");
    assert_eq!(funds["comparison"], "印发数12.64%，系统算得12.97%，印发数低0.33个百分点，请核对");
    assert_eq!((&funds["printed_percent"], &funds["difference_points"]), (&json!(12.64), &json!(-0.33)));
    // a period instead of an event
    let both = leader.get("/rates?counted_on.gte=2026-02-01&counted_on.lt=2026-03-01").await.expect(200).body;
    assert_eq!(both["signed"]["value"], 1093 + 1292);
    let first =
        leader.get("/rates?counted_on.gte=2026-02-01&counted_on.lt=2026-02-20").await.expect(200).body;
    assert_eq!(first["signed"]["value"], 1093);
}

/// Cases 5, 6 and 21: an increase adds money and no project, an agreement is in no rate, papers of lesser strength
/// stand in neither term.
#[actix_web::test]
async fn cases_5_6_and_21_what_counts_in_a_rate() {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let fair = app.event("兰洽会", Some(30), "2026-02-20").await;
    let query = format!("event_id={fair}");
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    clerk.signs(&auditor, project, contract(json!({"event_id": fair, "signed_on": "2026-02-20"}))).await;
    let agreed = app.project(&clerk, "电池级硫酸镍", json!({})).await.id();
    let agreement = contract(
        json!({"strength": "agreement", "event_id": fair, "signed_on": "2026-02-20", "amount_yuan": 3 * YI}),
    );
    let agreement = clerk.signs(&auditor, agreed, agreement).await;
    let framework = app.project(&clerk, "光伏组件", json!({})).await.id();
    let paper = contract(json!({"strength": "framework", "event_id": fair, "amount_yuan": null}));
    clerk.signs(&auditor, framework, paper).await;
    let view = proven(&clerk, &query).await;
    assert_eq!((&view["signed"]["value"], &view["amount"]["value"]), (&json!(1), &json!(2 * YI)));

    app.advance_days(10);
    let more = json!({"kind": "increase", "amount_yuan": 50_000_000, "signed_on": "2026-03-10"});
    clerk.signs(&auditor, project, contract(more)).await;
    clerk.signs(&auditor, project, contract(json!({"kind": "rank_up", "amount_yuan": 0}))).await;
    let view = proven(&clerk, &query).await;
    assert_eq!((&view["signed"]["value"], &view["amount"]["value"]), (&json!(1), &json!(250_000_000)));

    app.advance_days(10);
    let upgraded = json!({"kind": "upgraded_paper", "predecessor_id": agreement.id(),
        "signed_on": "2026-03-20", "amount_yuan": 320_000_000});
    clerk.signs(&auditor, agreed, contract(upgraded)).await;
    let view = proven(&clerk, &query).await;
    assert_eq!((&view["signed"]["value"], &view["amount"]["value"]), (&json!(2), &json!(570_000_000)));
    let then = proven(&clerk, &format!("{query}&as_of=2026-03-21")).await;
    assert_eq!((&then["signed"]["value"], &then["amount"]["value"]), (&json!(1), &json!(250_000_000)));
    let first = proven(&clerk, &format!("{query}&as_of=2026-03-11")).await;
    assert_eq!(first["amount"]["value"], 2 * YI);
    // the kept totals of the whole city say the same as counting day by day
    let (kept, counted) = (proven(&auditor, "").await, proven(&auditor, "counted_on.gte=2000-01-01").await);
    for field in ["signed", "amount", "funds", "excluded"] {
        assert_eq!(kept[field]["value"], counted[field]["value"], "{field}");
    }
    assert_eq!(kept["amount"]["value"], 570_000_000);
    // what is in no rate is listed by strength
    let listed = clerk.get(&format!("/signatures?event_id={fair}&strength=framework")).await.expect(200);
    assert_eq!(listed.body["total"], 1);
}

#[actix_web::test]
async fn a_rate_that_cannot_be_known_says_why() {
    let app = TestApp::new().await;
    let view = proven(&app.bureau(), "chain=没有的链").await;
    for r in view["rates"].as_array().expect("rates") {
        assert_eq!((&r["shown"], &r["percent"]), (&json!("—"), &Value::Null));
        assert_eq!(r["unknown_because"], "这个范围内没有计入的签约合同");
    }
    let printed = app.bureau().get("/rates?printed_start=50").await.expect(200).body;
    assert_eq!(rate(&printed, "start")["comparison"], "印发数50.00%，系统算不出，无从核对");
}

#[actix_web::test]
async fn units_chains_and_counties_have_their_own_rates_and_nobody_elses() {
    let app = TestApp::new().await;
    let (own, other) = (app.clerk("市工信局"), app.clerk("市发改委"));
    let (a, b) = (own.unit_id, other.unit_id);
    let ids = app.cohort(a, None, day("2026-02-20"), &[Batch::of(3, Stage::Started)], (3 * YI, 0));
    let event = app.event("西博会", Some(19), "2026-02-20").await;
    app.cohort(b, Some(event), day("2026-02-20"), &[Batch::of(2, Stage::Signed)], (2 * YI, YI));
    app.db(|tx| {
        let with = (projects::chain.eq("镍铜钴新材料"), projects::division_code.eq("620302"));
        diesel::update(projects::table.find(ids[0])).set(with).execute(&mut **tx)?;
        diesel::update(projects::table.find(ids[1]))
            .set(projects::confidential.eq(true))
            .execute(&mut **tx)?;
        Ok(())
    });
    let bureau = app.bureau();
    let signed = async |actor: &Actor, query: &str| proven(actor, query).await["signed"]["value"].clone();
    assert_eq!(signed(&bureau, &format!("lead_unit_id={b}")).await, 2);
    assert_eq!(signed(&bureau, "chain=镍铜钴新材料").await, 1);
    assert_eq!(signed(&bureau, "division_code=6203").await, 1);
    assert_eq!(signed(&bureau, "").await, 4, "a confidential project counts for those named only");
    assert_eq!((signed(&own, "").await, signed(&other, "").await), (json!(2), json!(2)));
    assert_eq!(signed(&own, &format!("lead_unit_id={b}")).await, 0);
    assert_eq!(signed(&other, &format!("event_id={event}")).await, 2);
    assert_eq!(signed(&own, &format!("event_id={event}")).await, 0);
    // money: outside the city, outside the province, all
    let funds = proven(&bureau, "funds=all").await;
    assert_eq!((&funds["funds"]["value"], shown(&funds, "funds")), (&json!(YI), "25.00%".to_owned()));

    // the list as a table holds the same
    let wanted = json!({"list": "rate_projects", "filter": "figure=started", "format": "csv"});
    assert_eq!(app.exported(&bureau, wanted).await.0["rows_written"], 2);
}

#[actix_web::test]
async fn bad_questions_and_those_who_may_not_ask() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for (query, pointer) in [
        ("as_of=2026-03-03", "/as_of"),
        ("counted_on.gte=2026-02-01&counted_on.lt=2026-02-01", "/counted_on.lt"),
        ("printed_start=12.345", "/printed_start"),
        ("printed_funds=十", "/printed_funds"),
        ("rounding=up", "/rounding"),
        ("event_id=0", "/event_id"),
        ("funds=some", "/funds"),
        ("event=1", "/event"),
    ] {
        let refused = bureau.get(&format!("/rates?{query}")).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{query}");
    }
    bureau.get("/rates/projects").await.expect_problem(422, "request.invalid");
    bureau.get("/rates/projects?figure=all").await.expect_problem(422, "request.invalid");
    bureau.get("/rates/projects?figure=signed&cursor=x").await.expect_problem(422, "request.invalid_cursor");
    bureau.get("/rates/projects?figure=signed&sort=id").await.expect_problem(422, "request.invalid");
    for admin in [app.system_admin(), app.security_admin(), app.audit_admin()] {
        admin.get("/rates").await.expect_problem(403, "policy.forbidden");
        admin.get("/rates/projects?figure=signed").await.expect_problem(403, "policy.forbidden");
    }
    let enterprise = app.enterprise("金川镍盐有限公司");
    let partner = app.partner(enterprise, &["projects:read", "exports:write"]);
    let refused = partner.get("/rates").await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    partner
        .export(json!({"list": "rate_projects", "filter": "figure=signed", "format": "csv"}))
        .await
        .expect(403);
    app.anonymous().get("/rates").await.expect(401);
}
