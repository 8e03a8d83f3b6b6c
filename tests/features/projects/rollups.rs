//! Kept totals equal the sums: after random changes, for everybody who asks, and after many writers at once.

use chengfeng::db::schema::{project_rollups as cells, projects};
use chengfeng::features::projects::{EndState, Stage};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use futures_util::future::join_all;
use harness::cohorts::Batch;
use harness::{Actor, TestApp, new_project};
use serde_json::{Value, json};

/// Numbers that look random and come again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A condition that every project meets and no cell knows: the rows themselves are counted.
const COUNTED: &str = "funds_in_place_yuan.gte=0";

/// What the cells say and what counting says, under conditions of every kind.
async fn agree(actor: &Actor, units: &[i64]) {
    let mut filters = vec![String::new(), "excluded=true".into(), "excluded=false".into()];
    filters.extend(
        ["stage=lead,signed", "end_state=none", "end_state=terminated", "end_state=none,withdrawn"]
            .map(str::to_owned),
    );
    filters
        .extend(["chain=镍钴", "chain=镍钴,铜", "industry_code=C", "industry_code=C32"].map(str::to_owned));
    filters.extend(["stage=signed&chain=铜&excluded=false", "chain=铜&industry_code=C"].map(str::to_owned));
    filters.extend(units.iter().map(|u| format!("lead_unit_id={u}")));
    for filter in filters {
        let kept = actor.get(&format!("/projects/summary?{filter}")).await.expect(200).body;
        let counted = actor.get(&format!("/projects/summary?{filter}&{COUNTED}")).await.expect(200).body;
        assert_eq!(kept, counted, "{} {filter}", actor.name);
        let listed = actor.get(&format!("/projects?per_page=1&{filter}")).await.expect(200).body;
        assert_eq!(listed["total"], counted["count"], "{filter}");
        let rates = actor.get(&format!("/rates?funds=all&{filter}")).await.expect(200).body;
        let by_counting = actor.get(&format!("/rates?funds=all&{filter}&{COUNTED}")).await.expect(200).body;
        assert_eq!(without_addresses(rates), without_addresses(by_counting), "{} {filter}", actor.name);
        let board = actor.get(&format!("/board?{filter}")).await.expect(200).body;
        let by_counting = actor.get(&format!("/board?{filter}&{COUNTED}")).await.expect(200).body;
        assert_eq!(board, by_counting, "{filter}");
    }
}

/// Figures without the addresses of their lists, in which the conditions stand.
fn without_addresses(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            map.remove("href");
            map.iter_mut().for_each(|(_, v)| *v = without_addresses(v.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| *v = without_addresses(v.take())),
        _ => {}
    }
    value
}

/// Every cell holds what its projects come to, and no other cells are there.
fn cells_are_right(app: &TestApp) {
    app.db(|tx| {
        for (axis, item) in [
            ("all", "''"),
            ("unit", "'=' || lead_unit_id"),
            ("industry", "COALESCE('=' || industry_code, '')"),
            ("chain", "COALESCE('=' || chain, '')"),
        ] {
            let wrong: i64 = diesel::dsl::sql::<BigInt>(&format!(
                "SELECT CAST(COUNT(*) AS BIGINT) FROM ( \
                   SELECT item, stage, end_state, excluded, SUM(projects) AS n, SUM(total_investment_yuan) AS a, SUM(funds_in_place_yuan) AS f \
                   FROM project_rollups WHERE axis = '{axis}' GROUP BY item, stage, end_state, excluded HAVING SUM(projects) <> 0 \
                 ) AS k FULL OUTER JOIN ( \
                   SELECT {item} AS item, stage, COALESCE(end_state, '') AS end_state, exclusion_code IS NOT NULL AS excluded, \
                     COUNT(*) AS n, COALESCE(SUM(total_investment_yuan), 0) AS a, SUM(funds_in_place_yuan) AS f \
                   FROM projects WHERE NOT confidential GROUP BY 1, 2, 3, 4 \
                 ) AS s ON k.item = s.item AND k.stage = s.stage AND k.end_state = s.end_state AND k.excluded = s.excluded \
                 WHERE k.n IS NULL OR s.n IS NULL OR k.n <> s.n OR k.a <> s.a OR k.f <> s.f"
            ))
            .get_result(&mut **tx)?;
            assert_eq!(wrong, 0, "{axis}");
        }
        Ok(())
    });
}

/// Something about one project; the money of those with entries in the ledger stays what the entries say.
fn change(app: &TestApp, dice: &mut Dice, ids: &[i64], units: &[i64], with_entries: &[i64]) {
    let id = ids[dice.roll(ids.len())];
    let what = dice.roll(if with_entries.contains(&id) { 7 } else { 8 });
    let (amount, unit) = (dice.roll(5) as i64 * 100_000_000, units[dice.roll(units.len())]);
    let stage = Stage::ALL[dice.roll(Stage::ALL.len())];
    let choice = dice.roll(3);
    app.db(|tx| {
        let row = diesel::update(projects::table.find(id));
        let db = &mut **tx;
        match what {
            0 => row.set(projects::stage.eq(stage)).execute(db),
            1 => row
                .set(
                    projects::end_state
                        .eq([None, Some(EndState::Terminated), Some(EndState::Withdrawn)][choice]),
                )
                .execute(db),
            2 => row.set(projects::exclusion_code.eq([None, Some("fiscal"), None][choice])).execute(db),
            3 => row.set(projects::confidential.eq(choice == 0)).execute(db),
            4 => row.set(projects::chain.eq([None, Some("镍钴"), Some("铜")][choice])).execute(db),
            5 => {
                row.set(projects::industry_code.eq([None, Some("C3213"), Some("D4415")][choice])).execute(db)
            }
            6 => row
                .set((projects::lead_unit_id.eq(unit), projects::contract_amount_yuan.eq(amount)))
                .execute(db),
            _ => row
                .set((
                    projects::total_investment_yuan.eq((amount > 0).then_some(amount)),
                    projects::funds_in_place_yuan.eq(amount / 2),
                    projects::funds_outside_city_yuan.eq(amount / 4),
                ))
                .execute(db),
        }?;
        Ok(())
    });
}

#[actix_web::test]
async fn after_any_changes_the_kept_totals_equal_the_sums() {
    let app = TestApp::new().await;
    let (clerk, other, bureau) = (app.clerk("市工信局"), app.clerk("市发改委"), app.bureau());
    let units = [clerk.unit_id, other.unit_id, app.unit("材料科", Some("市工信局"), "department")];
    let mut ids = Vec::new();
    for n in 0..24 {
        let (by, supporting) = if n % 3 == 0 { (&other, clerk.unit_id) } else { (&clerk, other.unit_id) };
        let more = match n % 4 {
            0 => json!({"supporting_unit_ids": [supporting]}),
            1 => json!({"total_investment_yuan": 100_000_000, "chain": "铜"}),
            _ => json!({}),
        };
        ids.push(app.project(by, &format!("第{n}号项目"), more).await.id());
    }
    let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 20).expect("a day");
    let event = app.event("兰洽会", Some(30), "2026-02-20").await;
    let batches = [Batch::of(6, Stage::Started), Batch::of(5, Stage::Signed), Batch::of(3, Stage::Producing)];
    let signed = app.cohort(clerk.unit_id, Some(event), day, &batches, (9_999_999_999, 1_234_567));
    ids.extend(&signed);
    let mut dice = Dice(20_260_302);
    for round in 0..4 {
        for _ in 0..30 {
            change(&app, &mut dice, &ids, &units, &signed);
        }
        cells_are_right(&app);
        for actor in [&bureau, &clerk, &other, &app.leader()] {
            agree(actor, &units[..1 + round % 3]).await;
        }
    }
}

#[actix_web::test]
async fn many_writers_at_once_leave_the_totals_right() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let calls = (0..40).map(|n| {
        let body =
            new_project(clerk.unit_id, &format!("并行{n}号"), json!({"total_investment_yuan": 1_000_000}));
        let clerk = &clerk;
        async move { clerk.post("/projects", body).await.expect(201) }
    });
    let made = join_all(calls).await;
    let edits = made.iter().map(|m| {
        let (path, clerk) = (format!("/projects/{}", m.id()), &clerk);
        async move { clerk.patch(&path, 1, json!({"total_investment_yuan": 3_000_000})).await.expect(200) }
    });
    join_all(edits).await;
    cells_are_right(&app);
    app.app.fold_rollups().expect("folds");
    cells_are_right(&app);
    let apart: i64 = app.db(|tx| Ok(cells::table.filter(cells::slot.ne(0)).count().get_result(&mut **tx)?));
    assert_eq!(apart, 0);
    let sums = clerk.get("/projects/summary?groups=stage").await.expect(200).body;
    assert_eq!((&sums["count"], &sums["total_investment_yuan"]), (&json!(40), &json!(120_000_000)));
    assert_eq!((&sums["by_unit"], &sums["by_chain"]), (&json!([]), &json!([])));
    assert_eq!(sums["by_stage"].as_array().map(Vec::len), Some(1));
    clerk.get("/projects/summary?groups=park").await.expect_problem(422, "request.invalid");
}
