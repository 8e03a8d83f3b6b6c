//! Who came first (domain handbook §18 case 10): A registers on 1 March, B the same investor on 10 March; B sees A's
//! claim, objects within five working days, a ruling moves ownership and both stay in the history. Then the winner
//! hands the investor on, and the credit is shared. A property test plays whatever people might do in any order.

use chengfeng::db::schema::{credit_share_sets, credit_shares, first_claims};
use chengfeng::features::claims::rules::{Fraction, split_count, split_yuan};
use chengfeng::features::claims::shares_in_force;
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::{Actor, TestApp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const COMPANY: &str = "示例新能源科技有限公司";

#[actix_web::test]
async fn case_ten_then_a_transfer_with_credit_shares() {
    let app = TestApp::new().await;
    app.advance_days(-1); // Sunday 2026-03-01
    let (a, b) = (app.clerk("金昌经开区"), app.clerk("河西堡工业园"));
    let (bureau, judge) = (app.bureau(), app.bureau());

    let of_a = a.claims(COMPANY, json!({"chain": "电池产业链"})).await;
    assert_eq!(
        (&of_a.body["registered_on"], &of_a.body["number"]),
        (&json!("2026-03-01"), &json!("SB-2026-0001"))
    );
    let of_a = of_a.id();
    app.advance_days(1);
    bureau.confirms(of_a).await;

    app.advance_days(8); // Tuesday 2026-03-10
    let of_b =
        b.claims("示例新能源科技集团有限公司", json!({"direction": "储能电池", "chain": "电池产业链"})).await;
    let warning = &of_b.body["warnings"][0];
    assert_eq!(
        (&warning["unit_name"], &warning["person_name"], &warning["since_on"], &warning["protected_until"]),
        (&json!("金昌经开区"), &json!(a.name), &json!("2026-03-02"), &json!("2026-05-31"))
    );
    assert_eq!((&of_b.body["state"], &of_b.body["object_by_on"]), (&json!("pending"), &json!("2026-03-17")));
    let of_b = of_b.id();
    let late = app.clerk("永昌县");
    let of_c = late.claims(COMPANY, json!({"direction": "磷酸铁锂电池"})).await.id();
    a.tries_to_object(of_a).await.expect_problem(409, "claim.wrong_state");
    app.advance_days(7); // Tuesday 2026-03-17, the last day
    let objection = b.tries_to_object(of_b).await.expect(201);
    assert_eq!(objection.body["rule_by_on"], "2026-03-24");
    app.advance_days(1);
    late.tries_to_object(of_c).await.expect_problem(409, "claim.too_late");

    let ruled = judge.tries_to_rule(objection.id(), "transfer_to_objector", json!({})).await.expect(200);
    assert_eq!(ruled.body["ruled_by"], judge.id);
    for (who, id, state) in [(&a, of_a, "lost"), (&b, of_b, "protected")] {
        let claim = who.claim(id).await.body;
        assert_eq!(claim["state"], state);
        let history: Vec<(Value, Value)> = claim["lineage"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|l| (l["unit_name"].clone(), l["state"].clone()))
            .collect();
        assert_eq!(
            history,
            [
                (json!("金昌经开区"), json!("lost")),
                (json!("河西堡工业园"), json!("protected")),
                (json!("永昌县"), json!("pending"))
            ]
        );
        assert_eq!(claim["objections"][0]["ruling"], "transfer_to_objector");
    }
    transfer_with_shares(&app, &b, &bureau, of_b).await;
}

/// B wins the investor but has no land: a unit of two asked takes over, and the credit is shared.
async fn transfer_with_shares(app: &TestApp, b: &Actor, bureau: &Actor, of_b: i64) {
    let (c, d) = (app.clerk("金川区"), app.clerk("永昌工业园"));
    let project = app.staged_project("储能电池基地", b.unit_id, Stage::Negotiating);
    let version = b.claim(of_b).await.version();
    b.put(&format!("/first-claims/{of_b}/project"), version, json!({"project_id": project}))
        .await
        .expect(200);
    let transfer = b.offers(of_b, &[c.unit_id, d.unit_id]).await.expect(201).id();
    let no = json!({"unit_id": c.unit_id, "opinion": "没有厂房"});
    c.post_at(&format!("/claim-transfers/{transfer}/refusals"), 1, no).await.expect(200);
    let taken =
        d.tries_to_accept(transfer).await.expect(200).body["new_claim_id"].as_i64().expect("new claim");
    assert_eq!(d.get(&format!("/projects/{project}")).await.expect(200).body["lead_unit_id"], d.unit_id);

    let path = format!("/projects/{project}/credit-shares");
    let share = |unit: i64, percent: f64, why: &str| json!({"unit_id": unit, "share_percent": percent, "reason": why});
    let shares = json!({
        "shares": [share(b.unit_id, 33.33, "首谈并促成意向"), share(d.unit_id, 66.67, "落地并服务")],
        "reason": "双方商定"
    });
    let proposed = d.put(&path, 0, shares).await.expect(200);
    let yes = json!({"confirmed": true, "opinion": "双方无异议"});
    bureau.post_at(&format!("{path}/confirmations"), proposed.version(), yes).await.expect(200);
    let seen = b.get(&path).await.expect(200).body;
    assert_eq!(seen["shares"][0]["share_percent"], 66.67, "the giver sees its share");
    let rows = app.db(|tx| Ok(shares_in_force(tx, &[project])?.remove(&project).unwrap_or_default()));
    let parts = split_yuan(2_522_000_001, &rows);
    assert_eq!(parts, [(d.unit_id, 1_681_417_401), (b.unit_id, 840_582_600)]);
    assert_eq!(parts.iter().map(|p| p.1).sum::<i64>(), 2_522_000_001, "the city counts the project once");
    let counts = split_count(1, &rows);
    assert_eq!(counts[0].1.plus(counts[1].1), Fraction::new(1, 1));

    let sheet = d.get(&format!("/first-claims/{taken}/sheet?form=transfer")).await.expect(200).body;
    let line = |field: &str| -> Value {
        let lines = sheet["lines"].as_array().cloned().unwrap_or_default();
        lines.into_iter().find(|l| l["field"] == field).expect("a line")["lines"].clone()
    };
    assert_eq!(line("shares"), json!(["永昌工业园 66.67%", "河西堡工业园 33.33%"]));
    assert_eq!(line("duties"), json!(["移交往来资料"]));
    assert_eq!(line("acceptance"), json!(["金川区：不承接，没有厂房", "永昌工业园：承接，同意承接"]));
}

/// What somebody tries: which act, who, on which of the things there are.
#[derive(Debug, Clone, Copy)]
struct Step {
    act: u8,
    who: usize,
    what: usize,
}

const ACTS: u8 = 19;

fn any_step() -> impl Strategy<Value = Step> {
    (0..ACTS, 0..3_usize, 0..8_usize).prop_map(|(act, who, what)| Step { act, who, what })
}

/// A small city in which anything is tried.
struct City {
    app: TestApp,
    clerks: Vec<Actor>,
    bureau: Vec<Actor>,
    project: i64,
    done: usize,
}

impl City {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let clerks = vec![app.clerk("金昌经开区"), app.clerk("河西堡工业园"), app.clerk("永昌县")];
        let bureau = vec![app.bureau(), app.bureau()];
        let project = app.staged_project("储能电池基地", clerks[0].unit_id, Stage::Negotiating);
        Self { app, clerks, bureau, project, done: 0 }
    }

    /// One of the things this actor is shown there; 999999 when there are none.
    async fn one_of(actor: &Actor, path: &str, what: usize) -> i64 {
        let list = actor.get(path).await.expect(200).body;
        let items = list["items"].as_array().into_iter().flatten();
        let ids: Vec<i64> = items.filter_map(|i| i["id"].as_i64()).collect();
        if ids.is_empty() { 999_999 } else { ids[what % ids.len()] }
    }

    /// Mostly a claim in the state that the act needs, sometimes any claim at all.
    async fn claim(&self, actor: &Actor, state: &str, what: usize) -> i64 {
        let fitting = Self::one_of(actor, &format!("/first-claims?state={state}"), what).await;
        if fitting == 999_999 || what == 3 {
            Self::one_of(&self.bureau[0], "/first-claims?per_page=200", what).await
        } else {
            fitting
        }
    }

    /// Tries one step and answers its status; whoever cannot even read a thing has no way to act on it.
    async fn step(&mut self, step: Step) -> u16 {
        let Step { act, who, what } = step;
        let (clerk, bureau) = (&self.clerks[who], &self.bureau[what % 2]);
        let path = |claim: i64, rest: &str| format!("/first-claims/{claim}{rest}");
        match act {
            0 | 1 => {
                let linked = (who == 0 && what % 2 == 0).then_some(self.project);
                let body = clerk.claim_input(COMPANY, json!({"project_id": linked})).await;
                clerk.post("/first-claims", body).await.status
            }
            2 | 3 => {
                let claim = self.claim(bureau, "pending", what).await;
                let seen = bureau.get(&path(claim, "")).await;
                let version = if seen.status == 200 { seen.version() } else { 1 };
                let body = json!({"confirmed": what != 7, "opinion": "核实", "separate_matter": what == 6});
                bureau.post_at(&path(claim, "/confirmations"), version, body).await.status
            }
            4 => {
                let claim = self.claim(clerk, "protected", what).await;
                let body = json!({"happened_on": self.app.app.clock.now().day(), "note": "电话沟通"});
                clerk.post(&path(claim, "/progress"), body).await.status
            }
            5 | 6 => clerk.tries_to_object(self.claim(clerk, "pending", what).await).await.status,
            7 | 8 => self.rule(bureau, what).await,
            9 | 17 => {
                let others: Vec<i64> =
                    self.clerks.iter().map(|c| c.unit_id).filter(|u| *u != clerk.unit_id).collect();
                clerk.offers(self.claim(clerk, "protected", what).await, &others).await.status
            }
            10 | 18 => {
                let transfer = Self::one_of(clerk, "/claim-transfers?asked_of_me=true", what).await;
                let seen = clerk.get(&format!("/claim-transfers/{transfer}")).await;
                if seen.status == 200 { clerk.tries_to_accept(transfer).await.status } else { seen.status }
            }
            11 => {
                let claim = self.claim(clerk, "protected", what).await;
                let seen = clerk.get(&path(claim, "")).await;
                let version = if seen.status == 200 { seen.version() } else { 1 };
                clerk.post_at(&path(claim, "/releases"), version, json!({"reason": "不再跟进"})).await.status
            }
            12 => clerk.tries_to_pick_up(Self::one_of(clerk, "/pool", what).await).await.status,
            13 => {
                self.app.advance_days(if what == 7 { 31 } else { 1 });
                self.app.run_jobs();
                200
            }
            _ => self.share(act, who, what).await,
        }
    }

    /// A ruling of any kind on one of the open disputes.
    async fn rule(&self, bureau: &Actor, what: usize) -> u16 {
        let objection = Self::one_of(bureau, "/claim-objections?state=open", what).await;
        let seen = bureau.get(&format!("/claim-objections/{objection}")).await;
        if seen.status != 200 {
            return seen.status;
        }
        let share = |side: &str, percent: f64| json!({"unit_id": seen.body[side]["unit"]["id"], "share_percent": percent, "reason": "裁定"});
        let joint = json!({"shares": [share("objector", 12.34), share("respondent", 87.66)]});
        let (ruling, more) = match what % 3 {
            0 => ("uphold", json!({})),
            1 => ("transfer_to_objector", json!({})),
            _ => ("joint", joint),
        };
        bureau.tries_to_rule(objection, ruling, more).await.status
    }

    /// Proposing, confirming and deciding credit shares.
    async fn share(&self, act: u8, who: usize, what: usize) -> u16 {
        let path = format!("/projects/{}/credit-shares", self.project);
        let actor = if act == 15 || act == 16 { &self.bureau[what % 2] } else { &self.clerks[who] };
        let seen = actor.get(&path).await;
        if seen.status != 200 {
            return seen.status;
        }
        if act == 15 {
            let body = json!({"confirmed": what != 0, "opinion": "已核对"});
            return actor.post_at(&format!("{path}/confirmations"), seen.version(), body).await.status;
        }
        let percent = 10.0 * (what as f64) + 0.01;
        let rest = if what == 5 { 1.0 } else { (10_000.0 - percent * 100.0).round() / 100.0 };
        let share = |clerk: &Actor, percent: f64| json!({"unit_id": clerk.unit_id, "share_percent": percent, "reason": "商定"});
        let shares = json!([share(&self.clerks[0], percent), share(&self.clerks[1], rest)]);
        actor.put(&path, seen.version(), json!({"shares": shares, "reason": "商定"})).await.status
    }

    /// What must hold after every step.
    fn check(&self) -> Result<(), TestCaseError> {
        let claims: Vec<(i64, i64, String, Option<i64>)> = self.app.db(|tx| {
            let columns = (
                first_claims::id,
                first_claims::lineage_id,
                first_claims::state,
                first_claims::predecessor_id,
            );
            Ok(first_claims::table.select(columns).load(&mut **tx)?)
        });
        let mut holders: BTreeMap<i64, usize> = BTreeMap::new();
        let mut followed = BTreeSet::new();
        for (id, lineage, state, predecessor) in &claims {
            prop_assert!(*lineage != 0, "claim {} has a lineage", id);
            if state == "protected" {
                *holders.entry(*lineage).or_default() += 1;
            }
            if let Some(predecessor) = predecessor {
                prop_assert!(followed.insert(*predecessor), "claim {} has two successors", predecessor);
            }
        }
        prop_assert!(holders.values().all(|n| *n == 1), "two holders of one lineage: {:?}", claims);
        let rows: Vec<(i64, String, i32)> = self.app.db(|tx| {
            let joined = credit_shares::table.inner_join(credit_share_sets::table);
            let columns = (credit_share_sets::id, credit_share_sets::state, credit_shares::share_percent);
            Ok(joined.select(columns).load(&mut **tx)?)
        });
        let mut sums: BTreeMap<i64, i32> = BTreeMap::new();
        let mut in_force = BTreeSet::new();
        for (set, state, hundredths) in rows {
            prop_assert!(hundredths > 0);
            *sums.entry(set).or_default() += hundredths;
            if state == "in_force" {
                in_force.insert(set);
            }
        }
        prop_assert!(sums.values().all(|sum| *sum == 10_000), "{:?}", sums);
        prop_assert!(in_force.len() <= 1, "one version in force");
        Ok(())
    }
}

#[test]
fn whatever_people_try_there_is_one_holder_and_shares_are_whole() {
    let config = Config { cases: 8, max_shrink_iters: 12, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let done = std::cell::Cell::new(0);
    let outcome = runner.run(&prop::collection::vec(any_step(), 30..45), |steps| {
        actix_web::rt::System::new().block_on(async {
            let mut city = City::new().await;
            for step in steps {
                let status = city.step(step).await;
                prop_assert!(status < 500, "{:?} answered {}", step, status);
                if status < 300 {
                    city.done += 1;
                }
                city.check()?;
            }
            done.set(done.get() + city.done);
            Ok(())
        })
    });
    outcome.unwrap_or_else(|e| panic!("{e}"));
    assert!(done.get() > 40, "the acts reach something: {}", done.get());
}
