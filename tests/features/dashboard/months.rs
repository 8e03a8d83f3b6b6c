//! Funds month by month: they add up to the year, and to the year before; each number opens its list.

use chengfeng::db::schema::{funds_entries, projects};
use chengfeng::features::projects::EndState;
use chrono::NaiveDate;
use diesel::prelude::*;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

const YI: i64 = 100_000_000;
const OUTSIDE: &str = "outside_province";

/// Money that came in on a day and stands so in the ledger.
fn paid(app: &TestApp, project: i64, on: &str, yuan: i64, (origin, state): (&str, &str)) -> i64 {
    let on: NaiveDate = on.parse().expect("a day");
    app.db(|tx| {
        let of = funds_entries::table.filter(funds_entries::project_id.eq(project));
        let reversed: Option<i64> = of.select(funds_entries::id).first(&mut **tx).optional()?;
        let entry = (
            (
                funds_entries::project_id.eq(project),
                funds_entries::entered_on.eq(on),
                funds_entries::amount_yuan.eq(yuan),
                funds_entries::origin.eq(origin),
                funds_entries::kind.eq("fixed"),
                funds_entries::currency.eq("CNY"),
                funds_entries::reverses_id.eq(reversed.filter(|_| yuan < 0)),
            ),
            (
                funds_entries::proof_type.eq("bank_voucher"),
                funds_entries::confirmed_by_investor.eq(true),
                funds_entries::state.eq(state),
                funds_entries::submitted_at.eq(tx.now),
                funds_entries::audited_at.eq((state == "passed").then_some(tx.now)),
            ),
        );
        let insert = diesel::insert_into(funds_entries::table).values(entry);
        Ok(insert.returning(funds_entries::id).get_result(&mut **tx)?)
    })
}

/// A number is the sum of the list that it opens.
async fn opened(actor: &Actor, figure: &Value) {
    let href = figure["href"].as_str().and_then(|h| h.strip_prefix("/api/v1")).expect("address");
    let page = actor.get(&format!("{href}&per_page=200")).await.expect(200).body;
    let sum: i64 = page["items"].as_array().expect("items").iter().filter_map(|i| i["done"].as_i64()).sum();
    assert_eq!((&figure["value"], &figure["unit"]), (&json!(sum), &json!("元")), "{href}");
}

/// The months add up to what the dashboard says of the year and of the year before.
async fn agrees(actor: &Actor, query: &str, through: &str) -> Value {
    let view = actor.get(&format!("/dashboard/funds-by-month?{query}")).await.expect(200).body;
    assert_eq!(view["through"], through, "{query}");
    let conditions: Vec<&str> = query.split('&').filter(|c| !c.starts_with("year=")).collect();
    let conditions = conditions.join("&");
    let year = format!("/targets/progress?indicator=funds_outside_city&through={through}&{conditions}");
    let year = actor.get(&year).await.expect(200).body["total"].clone();
    let months = view["months"].as_array().expect("months");
    assert_eq!(months.len(), 12);
    let (mut done, mut before) = (0, 0);
    for (n, month) in months.iter().enumerate() {
        let name = month["month"].as_str().expect("month");
        assert!(name.ends_with(&format!("-{:02}", n + 1)), "{name}");
        if *name > through[..7] {
            assert_eq!((&month["funds"], &month["year_to_date"]), (&Value::Null, &Value::Null), "{name}");
            continue;
        }
        let funds = &month["funds"];
        for figure in [&funds["in_place"], &funds["last_year"], &month["year_to_date"]] {
            opened(actor, figure).await;
        }
        let (this, last) = (funds["in_place"]["value"].as_i64(), funds["last_year"]["value"].as_i64());
        let (this, last) = (this.expect("yuan"), last.expect("yuan"));
        (done, before) = (done + this, before + last);
        assert_eq!(month["year_to_date"]["value"], done, "{name}");
        assert_eq!(funds["difference_yuan"], this - last, "{name}");
        assert_eq!(
            (funds["growth_percent"].is_null(), funds["unknown_because"].is_null()),
            (last <= 0, last > 0)
        );
    }
    let whole = &view["year_to_date"];
    assert_eq!(
        (&whole["in_place"]["value"], &year["done"]["value"]),
        (&json!(done), &json!(done)),
        "{query}"
    );
    assert_eq!(
        (&whole["last_year"]["value"], &year["last_year"]["value"]),
        (&json!(before), &json!(before)),
        "{query}"
    );
    assert_eq!(whole["growth_percent"], year["growth_percent"], "{query}");
    opened(actor, &whole["in_place"]).await;
    opened(actor, &whole["last_year"]).await;
    view
}

/// In place, the year to date and the year before of the months that have begun.
fn shown(view: &Value) -> Vec<(i64, i64, i64)> {
    let of = |figure: &Value| figure["value"].as_i64().expect("yuan");
    let begun = view["months"].as_array().into_iter().flatten().filter(|m| !m["funds"].is_null());
    begun
        .map(|m| (of(&m["funds"]["in_place"]), of(&m["year_to_date"]), of(&m["funds"]["last_year"])))
        .collect()
}

#[actix_web::test]
async fn months_add_up_to_the_year_and_each_opens_its_list() {
    let app = TestApp::new().await;
    let (clerk, other, bureau) = (app.clerk("市工信局"), app.clerk("市发改委"), app.bureau());
    assert_eq!(shown(&agrees(&bureau, "", "2026-03-02").await), [(0, 0, 0); 3]);
    let nickel = app.project(&clerk, "高纯镍项目", json!({"chain": "镍铜钴"})).await.id();
    let copper = app.project(&other, "铜箔项目", json!({})).await.id();
    let passed = (OUTSIDE, "passed");
    paid(&app, nickel, "2026-01-15", 3 * YI, passed);
    paid(&app, nickel, "2026-01-31", YI, ("inside_province_outside_city", "passed"));
    paid(&app, copper, "2026-01-31", 2 * YI, ("overseas", "passed"));
    paid(&app, copper, "2026-03-01", YI, passed);
    // taken back in March: the month in which it was found, not the one it came in
    paid(&app, nickel, "2026-03-02", -3 * YI, passed);
    paid(&app, nickel, "2025-01-01", 4 * YI, passed);
    paid(&app, copper, "2025-03-02", YI, passed);
    paid(&app, copper, "2025-03-03", 8 * YI, passed); // later in a month that is not over yet
    paid(&app, copper, "2025-12-31", YI, passed);
    // what counts nowhere: the city's own, not audited, of projects that ended or are not counted
    paid(&app, nickel, "2026-01-20", 9 * YI, ("inside_city", "passed"));
    for state in ["submitted", "supplement", "rejected", "recalled"] {
        paid(&app, nickel, "2026-01-20", 9 * YI, (OUTSIDE, state));
    }
    for name in ["终止项目", "房地产项目"] {
        let id = app.project(&clerk, name, json!({})).await.id();
        paid(&app, id, "2026-02-10", 9 * YI, passed);
        if name == "终止项目" {
            app.ends(id, EndState::Terminated);
        } else {
            app.db(|tx| {
                let row = projects::table.find(id);
                diesel::update(row).set(projects::exclusion_code.eq("real_estate")).execute(&mut **tx)?;
                Ok(())
            });
        }
    }

    let view = agrees(&bureau, "", "2026-03-02").await;
    assert_eq!((&view["year"], &view["months"][2]["month"]), (&json!(2026), &json!("2026-03")));
    assert_eq!(shown(&view), [(6 * YI, 6 * YI, 4 * YI), (0, 6 * YI, 0), (-2 * YI, 4 * YI, YI)]);
    let [january, february, march] = [0, 1, 2].map(|n| &view["months"][n]["funds"]);
    assert_eq!((&january["growth_percent"], &january["difference_yuan"]), (&json!(50.0), &json!(2 * YI)));
    assert_eq!(february["unknown_because"], "上年同期到位资金不大于零，算不出同比");
    assert_eq!(march["growth_percent"], -300.0);
    assert_eq!(view["year_to_date"]["growth_percent"], -20.0);
    assert!(view["basis"].as_str().expect("basis").contains("按到账日期计入"));

    let last = agrees(&bureau, "year=2025", "2025-12-31").await;
    let yuan: Vec<i64> = shown(&last).into_iter().map(|(yuan, ..)| yuan / YI).collect();
    assert_eq!(yuan, [4, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    let own = agrees(&bureau, "chain=镍铜钴&rounding=truncate", "2026-03-02").await;
    assert_eq!(shown(&own), [(4 * YI, 4 * YI, 4 * YI), (0, 4 * YI, 0), (-3 * YI, YI, 0)]);
    let own = agrees(&bureau, &format!("lead_unit_id={}", other.unit_id), "2026-03-02").await;
    assert_eq!(shown(&own), [(2 * YI, 2 * YI, 0), (0, 2 * YI, 0), (YI, 3 * YI, YI)]);

    // the records of that day stay what they were
    app.advance_days(40);
    paid(&app, copper, "2026-02-01", 7 * YI, passed);
    let then = agrees(&bureau, "as_of=2026-03-02", "2026-03-02").await;
    assert_eq!(shown(&then), shown(&view));
    let now = agrees(&bureau, "year=2026", "2026-04-11").await;
    assert_eq!(
        shown(&now),
        [(6 * YI, 6 * YI, 4 * YI), (7 * YI, 13 * YI, 0), (-2 * YI, 11 * YI, 9 * YI), (0, 11 * YI, 0)]
    );
}

/// A month is always known: the ledger takes whole days only.
#[actix_web::test]
async fn money_without_a_day_is_not_taken() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let proof = clerk.proof().await;
    for on in [json!("2026"), json!("2026-02"), Value::Null] {
        let entry = json!({"entered_on": on, "amount_yuan": YI, "origin": OUTSIDE, "kind": "fixed",
            "proof_type": "bank_voucher", "proof_file_id": proof, "confirmed_by_investor": true});
        let refused = clerk.post(&format!("/projects/{project}/funds"), entry).await;
        let refused = refused.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], "/entered_on", "{on}");
    }
}

#[actix_web::test]
async fn one_counts_what_one_may_see() {
    let app = TestApp::new().await;
    let (clerk, other, bureau) = (app.clerk("市工信局"), app.clerk("市发改委"), app.bureau());
    let nickel = app.project(&clerk, "高纯镍项目", json!({})).await;
    let copper = app.project(&other, "铜箔项目", json!({})).await.id();
    for (id, yuan) in [(nickel.id(), 5 * YI), (copper, 2 * YI)] {
        paid(&app, id, "2026-02-10", yuan, (OUTSIDE, "passed"));
        paid(&app, id, "2025-02-10", YI, (OUTSIDE, "passed"));
    }
    let february = async |actor: &Actor| shown(&agrees(actor, "", "2026-03-02").await)[1];
    assert_eq!(february(&bureau).await, (7 * YI, 7 * YI, 2 * YI));
    assert_eq!(february(&app.leader()).await, (7 * YI, 7 * YI, 2 * YI));
    assert_eq!(february(&clerk).await, (5 * YI, 5 * YI, YI));
    assert_eq!(february(&other).await, (2 * YI, 2 * YI, YI));
    let theirs = format!("lead_unit_id={}", clerk.unit_id);
    assert_eq!(shown(&agrees(&other, &theirs, "2026-03-02").await)[1], (0, 0, 0));

    let confide = json!({"confidential": true, "reader_ids": [bureau.id]});
    let path = format!("/projects/{}/confidentiality", nickel.id());
    bureau.put(&path, nickel.version(), confide).await.expect(200);
    assert_eq!(february(&bureau).await, (7 * YI, 7 * YI, 2 * YI), "named");
    assert_eq!(february(&clerk).await, (5 * YI, 5 * YI, YI), "who registered it");
    for blind in [&app.auditor(), &app.leader()] {
        assert_eq!(february(blind).await, (2 * YI, 2 * YI, YI));
    }
    assert_eq!(february(&app.clerk("市工信局")).await, (0, 0, 0));
}

#[actix_web::test]
async fn bad_years_and_those_who_may_not_ask() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let path = "/dashboard/funds-by-month";
    for query in [
        "year=2027",
        "year=1999",
        "year=2101",
        "year=next",
        "year=2026&as_of=2025-06-30",
        "as_of=2027-01-01",
        "rounding=up",
        "stage=nothing",
        "through=2026-03-02",
    ] {
        bureau.get(&format!("{path}?{query}")).await.expect_problem(422, "request.invalid");
    }
    let refused = bureau.get(&format!("{path}?year=2027")).await.body;
    let said = "2027年晚于截至日2026-03-02，还没有记录。请填2026年或以前的年度。";
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["message"]),
        (&json!("/year"), &json!(said))
    );
    let list = "/targets/progress/projects?indicator=funds_outside_city";
    for query in ["from=2026-03-03", "from=2025-12-31", "from=2026-02-01&through=2026-01-31", "from=2026-02"]
    {
        bureau.get(&format!("{list}&{query}")).await.expect_problem(422, "request.invalid");
    }
    for admin in [app.system_admin(), app.security_admin(), app.audit_admin()] {
        admin.get(path).await.expect_problem(403, "policy.forbidden");
    }
    let partner = app.partner(app.enterprise("金川镍盐有限公司"), &["projects:read"]);
    partner.get(path).await.expect(403);
    app.anonymous().get(path).await.expect(401);
}
