//! Whatever people do in whatever order: nobody holds a role twice, and what a move has passed stays answered for.

use super::{Scene, scene};
use chengfeng::db::schema::assignments;
use chengfeng::features::projects::Stage;
use diesel::prelude::*;
use harness::Actor;
use serde_json::json;

/// Numbers that look random and come again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

fn active(s: &Scene, project: i64) -> Vec<String> {
    s.app.db(|tx| {
        let of = assignments::table
            .filter(assignments::project_id.eq(project).and(assignments::ended_at.is_null()));
        Ok(of.order(assignments::role).select(assignments::role).load(&mut **tx)?)
    })
}

#[actix_web::test]
async fn each_project_past_its_gate_has_one_holder_of_every_role() {
    for seed in [1, 7, 20_260_301] {
        let mut dice = Dice(seed);
        let s = scene(Stage::Admission).await;
        let second = s.app.unmanned_project("第二个", s.clerk.unit_id, Stage::Admission);
        let people: Vec<Actor> = (0..3).map(|_| s.app.clerk("市工信局")).collect();
        let ids = [s.project, second];
        for project in ids {
            let submitted = s.clerk.submitted(project, "signed").await;
            s.bureau.passes(project, &submitted).await.expect(200);
        }
        let mut moved = [false, false];
        let mut said = Vec::new();
        for _ in 0..40 {
            let (n, who) = (dice.roll(2), &people[dice.roll(3)]);
            let project = ids[n];
            let role = ["commissioner", "liaison"][dice.roll(2)];
            let chain = s.bureau.get(&format!("/projects/{project}/responsibility")).await.expect(200);
            let standing =
                chain.body["roles"].as_array().into_iter().flatten().find(|r| r["role"] == role).cloned();
            let term = standing.map(|r| r["holder"]["id"].clone()).unwrap_or_default();
            let path = format!("/projects/{project}/assignments");
            match dice.roll(8) {
                0..=3 => {
                    let body = json!({"role": role, "user_id": who.id, "replaces": term, "reason": "轮换"});
                    said.push(s.clerk.post(&path, body).await.body["detail"].to_string());
                }
                4 => {
                    if let Some(id) = term.as_i64() {
                        let ending = format!("{path}/{id}/endings");
                        s.clerk.post_at(&ending, chain.version(), json!({"reason": "调离"})).await;
                    }
                }
                5 => {
                    let to = &people[dice.roll(3)];
                    let body = json!({"from_user_id": who.id, "to_user_id": to.id, "reason": "换岗"});
                    s.bureau.post("/handovers", body).await;
                }
                _ => {
                    let answer = s.clerk.moves(project, "signed").await;
                    moved[n] |= answer.status == 200;
                    said.push(answer.body["detail"].to_string());
                }
            }
            for (n, project) in ids.into_iter().enumerate() {
                let held = active(&s, project);
                let mut once = held.clone();
                once.dedup();
                assert_eq!(held, once, "one of each");
                if moved[n] {
                    assert_eq!(held, ["commissioner", "liaison"], "seed {seed}");
                }
            }
        }
        assert!(moved[0] || moved[1], "seed {seed} moves something: {said:?}");
    }
}
