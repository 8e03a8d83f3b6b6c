//! Whatever issuer and unit do on whatever days: no slip rises unless its day passed unanswered, and then one level.

use super::{Value, acts, at, issues, json, slip};
use chrono::{Duration, NaiveDate};
use harness::{Actor, TestApp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[derive(Debug, Clone, Copy)]
enum Step {
    Days(i64),
    Answer,
    Return(i64),
    Ask(i64),
    Decide(bool),
    Close,
    Reopen(i64),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (1..6_i64).prop_map(Step::Days),
        2 => Just(Step::Answer),
        2 => (1..4_i64).prop_map(Step::Return),
        2 => (0..9_i64).prop_map(Step::Ask),
        2 => any::<bool>().prop_map(Step::Decide),
        1 => Just(Step::Close),
        2 => (1..4_i64).prop_map(Step::Reopen),
    ]
}

/// The slip that stands, as the service tells it, and what the walk itself knows of it.
struct Walk {
    app: TestApp,
    bureau: Actor,
    clerk: Actor,
    root: i64,
    slip: Value,
    /// Is it the unit's turn?
    awaits_answer: bool,
    /// Does a request for more time wait?
    asked: bool,
    rises: usize,
}

impl Walk {
    async fn new(kind: &str) -> Self {
        let app = TestApp::new().await;
        let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
        let made = issues(&bureau, slip(clerk.unit_id, json!({ "kind": kind, "working_days": 2 }))).await;
        let (root, slip) = (made.id(), made.body.clone());
        assert_eq!(at(&made), format!("/slips/{root}"));
        Self { app, bureau, clerk, root, slip, awaits_answer: true, asked: false, rises: 0 }
    }

    fn today(&self) -> NaiveDate {
        self.app.app.clock.now().day()
    }

    fn due_on(&self) -> Option<NaiveDate> {
        self.slip["due_on"].as_str()?.parse().ok()
    }

    /// Does one act as far as it is allowed; answers its status.
    async fn step(&mut self, step: Step) -> u16 {
        let path = format!("/slips/{}", self.slip["id"]);
        let more = |days: i64| json!({ "reason": "没有办好", "working_days": days });
        let (by, what, body) = match step {
            Step::Days(days) => {
                self.app.advance_days(days);
                return 200;
            }
            Step::Answer => (&self.clerk, "feedback".to_owned(), json!({ "said": "已办" })),
            Step::Return(days) => (&self.bureau, "returns".to_owned(), more(days)),
            Step::Reopen(days) => (&self.bureau, "reopenings".to_owned(), more(days)),
            Step::Close => (&self.bureau, "closings".to_owned(), json!({ "note": "不必再办" })),
            Step::Ask(days) => {
                let until_on = self.due_on().map(|on| on + Duration::days(days));
                (&self.clerk, "extensions".to_owned(), json!({ "until_on": until_on, "reason": "等批复" }))
            }
            Step::Decide(granted) => {
                let whole = self.bureau.get(&path).await.expect(200).body;
                let asked =
                    whole["extensions"].as_array().into_iter().flatten().find(|e| e["state"] == "asked");
                let Some(id) = asked.map(|e| e["id"].clone()) else { return 404 };
                let body = json!({ "granted": granted, "opinion": "已阅" });
                (&self.bureau, format!("extensions/{id}/decisions"), body)
            }
        };
        let done = acts(by, &path, &what, body).await;
        if done.status == 200 {
            match step {
                Step::Answer => self.awaits_answer = false,
                Step::Return(_) | Step::Reopen(_) => self.awaits_answer = true,
                Step::Close => (self.awaits_answer, self.asked) = (false, false),
                Step::Ask(_) => self.asked = true,
                Step::Decide(_) => self.asked = false,
                Step::Days(_) => {}
            }
        }
        done.status
    }

    /// Lets the daily work run and holds what stands then against what stood before.
    async fn check(&mut self) -> Result<(), TestCaseError> {
        let kind = self.slip["kind"].clone();
        let path = format!("/slips/{}", self.slip["id"]);
        self.slip = self.bureau.get(&path).await.expect(200).body;
        prop_assert_eq!(&self.slip["kind"], &kind, "no act changes the level");
        let lapsed = self.awaits_answer && !self.asked && self.due_on().is_some_and(|on| on < self.today());
        self.app.run_jobs();
        let last = format!("/slips?root_id={}&sort=-number&per_page=1", self.root);
        let now = self.bureau.get(&last).await.expect(200).body["items"][0].clone();
        if now["id"] == self.slip["id"] {
            prop_assert_eq!(&now["kind"], &kind);
            prop_assert!(
                !lapsed || level(&kind) == 3,
                "what lapsed has risen, unless it is as high as can be"
            );
            return Ok(());
        }
        prop_assert!(lapsed, "risen without a lapse: {}", self.slip);
        prop_assert_eq!(level(&now["kind"]), level(&kind) + 1, "one level at a time");
        (self.slip, self.awaits_answer, self.asked) = (now, true, false);
        self.rises += 1;
        Ok(())
    }
}

fn level(kind: &Value) -> usize {
    ["assign", "remind", "warn", "summon"].iter().position(|k| kind == k).unwrap_or(9)
}

#[test]
fn no_slip_rises_without_a_lapse() {
    let config = Config { cases: 6, max_shrink_iters: 12, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let walks = (prop::sample::select(vec!["assign", "remind"]), prop::collection::vec(any_step(), 10..20));
    let outcome = runner.run(&walks, |(kind, steps)| {
        actix_web::rt::System::new().block_on(async {
            let mut walk = Walk::new(kind).await;
            for step in steps {
                let status = walk.step(step).await;
                prop_assert!(status < 500, "{:?} answered {}", step, status);
                walk.check().await?;
            }
            // however it went, a slip that nobody answers rises to the top and no further
            if walk.step(Step::Reopen(1)).await == 200 || walk.step(Step::Return(1)).await == 200 {
                walk.check().await?;
            }
            if walk.step(Step::Decide(false)).await < 300 {
                walk.check().await?;
            }
            for _ in 0..4 {
                walk.step(Step::Days(20)).await;
                walk.check().await?;
            }
            prop_assert_eq!(&walk.slip["kind"], "summon");
            prop_assert_eq!(walk.rises, 3 - level(&json!(kind)));
            Ok(())
        })
    });
    outcome.unwrap_or_else(|e| panic!("{e}"));
}
