//! Whatever people do in whatever order: nobody holds a role twice, and what a move has passed stays answered for.

use super::{Scene, scene};
use chengfeng::db::schema::assignments;
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::Actor;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

const ROLES: [&str; 2] = ["commissioner", "liaison"];

/// One act; numbers say which project, role and person.
#[derive(Debug, Clone, Copy)]
enum Step {
    Assign(usize, usize, usize),
    End(usize, usize),
    HandOver(usize, usize),
    Advance(usize),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..2_usize, 0..2_usize, 0..3_usize).prop_map(|(n, role, who)| Step::Assign(n, role, who)),
        2 => (0..2_usize, 0..2_usize).prop_map(|(n, role)| Step::End(n, role)),
        1 => (0..3_usize, 0..3_usize).prop_map(|(from, to)| Step::HandOver(from, to)),
        2 => (0..2_usize).prop_map(Step::Advance),
    ]
}

/// Two projects before the gate of signing, three people who may hold their roles.
struct City {
    scene: Scene,
    projects: [i64; 2],
    people: Vec<Actor>,
    moved: [bool; 2],
}

impl City {
    async fn new() -> Self {
        let scene = scene(Stage::Admission).await;
        let second = scene.app.unmanned_project("第二个", scene.clerk.unit_id, Stage::Admission);
        let people = (0..3).map(|_| scene.app.clerk("市工信局")).collect();
        let projects = [scene.project, second];
        for project in projects {
            let submitted = scene.clerk.submitted(project, "signed").await;
            scene.bureau.passes(project, &submitted).await.expect(200);
        }
        Self { scene, projects, people, moved: [false; 2] }
    }

    /// Does one act as far as it is allowed; answers its status.
    async fn step(&mut self, step: Step) -> u16 {
        let (clerk, bureau) = (&self.scene.clerk, &self.scene.bureau);
        match step {
            Step::Assign(n, role, who) => {
                let (term, _) = self.term(n, ROLES[role]).await;
                let body = json!({"role": ROLES[role], "user_id": self.people[who].id, "replaces": term, "reason": "轮换"});
                clerk.post(&format!("/projects/{}/assignments", self.projects[n]), body).await.status
            }
            Step::End(n, role) => {
                let (Some(id), version) = self.term(n, ROLES[role]).await else { return 404 };
                let path = format!("/projects/{}/assignments/{id}/endings", self.projects[n]);
                clerk.post_at(&path, version, json!({"reason": "调离"})).await.status
            }
            Step::HandOver(from, to) => {
                let (from, to) = (self.people[from].id, self.people[to].id);
                let body = json!({"from_user_id": from, "to_user_id": to, "reason": "换岗"});
                bureau.post("/handovers", body).await.status
            }
            Step::Advance(n) => {
                let status = clerk.moves(self.projects[n], "signed").await.status;
                self.moved[n] |= status == 200;
                status
            }
        }
    }

    /// The term that stands, and the version of the chain.
    async fn term(&self, n: usize, role: &str) -> (Option<i64>, i64) {
        let path = format!("/projects/{}/responsibility", self.projects[n]);
        let chain = self.scene.bureau.get(&path).await.expect(200);
        let standing = chain.body["roles"].as_array().into_iter().flatten().find(|r| r["role"] == role);
        (standing.and_then(|r| r["holder"]["id"].as_i64()), chain.version())
    }

    /// What must hold after every act.
    fn check(&self) -> Result<(), TestCaseError> {
        for (n, project) in self.projects.into_iter().enumerate() {
            let held: Vec<String> = self.scene.app.db(|tx| {
                let of = assignments::table
                    .filter(assignments::project_id.eq(project).and(assignments::ended_at.is_null()));
                Ok(of.order(assignments::role).select(assignments::role).load(&mut **tx)?)
            });
            let mut once = held.clone();
            once.dedup();
            prop_assert_eq!(&held, &once, "one of each");
            if self.moved[n] {
                prop_assert_eq!(held, ROLES, "past the gate");
            }
        }
        Ok(())
    }
}

#[test]
fn each_project_past_its_gate_has_one_holder_of_every_role() {
    let config = Config { cases: 4, max_shrink_iters: 12, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let halves = || prop::collection::vec(any_step(), 6..11);
    let outcome = runner.run(&(halves(), halves()), |(before, after)| {
        actix_web::rt::System::new().block_on(async {
            let mut city = City::new().await;
            // between the halves the first project passes its gate, so that something is always asked of the second
            let gate = [Step::Assign(0, 0, 0), Step::Assign(0, 1, 1), Step::Advance(0)];
            for step in before.into_iter().chain(gate).chain(after) {
                let status = city.step(step).await;
                prop_assert!(status < 500, "{:?} answered {}", step, status);
                city.check()?;
            }
            prop_assert!(city.moved[0], "with everybody there it moves");
            Ok(())
        })
    });
    outcome.unwrap_or_else(|e| panic!("{e}"));
}
