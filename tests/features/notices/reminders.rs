//! Reminders: each stage told once, by the rules of the city, to whose turn it is.

use super::{notices, owes};
use harness::{Actor, TestApp};
use serde_json::{Value, json};

/// The daily work of this moment, and whatever it puts into the queue.
pub(super) fn remind(app: &TestApp) {
    app.db(|tx| {
        let now = tx.now;
        chengfeng::jobs::enqueue_upkeep(tx, "notices.remind", now)
    });
    app.run_jobs();
}

async fn told(of: &Actor) -> Vec<(String, String)> {
    let text = |n: &Value, field: &str| n[field].as_str().unwrap_or_default().to_owned();
    notices(of).await.iter().rev().map(|n| (text(n, "stage"), text(n, "text"))).collect()
}

#[actix_web::test]
async fn each_stage_is_told_once_from_three_days_before_until_it_is_done() {
    let app = TestApp::new().await; // Monday, 2 March
    let clerk = app.clerk("市工信局");
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let talk = owes(&clerk, project, "2026-03-06").await;
    remind(&app);
    assert_eq!(told(&clerk).await, [], "four days before is too early");
    app.advance_days(1);
    for _ in 0..3 {
        remind(&app);
    }
    let first = [("before".to_owned(), "洽谈后续事项，3月6日到期，还有3天".to_owned())];
    assert_eq!(told(&clerk).await, first, "however often the work is done");
    app.advance_days(1);
    remind(&app);
    assert_eq!(told(&clerk).await.len(), 1, "two days before is no stage");
    app.advance_days(1);
    remind(&app);
    app.advance_days(1);
    remind(&app);
    let stages: Vec<String> = told(&clerk).await.into_iter().map(|(stage, _)| stage).collect();
    assert_eq!(stages, ["before", "before", "today"]);
    app.advance_days(1); // Saturday
    remind(&app);
    app.advance_days(1);
    remind(&app);
    assert_eq!(told(&clerk).await.len(), 3, "nobody is told at the weekend");
    app.advance_days(1);
    remind(&app);
    assert_eq!(told(&clerk).await[3], ("after".to_owned(), "洽谈后续事项，3月6日到期，已逾期3天".to_owned()));
    let notice = notices(&clerk).await.remove(0);
    assert_eq!(
        (&notice["resource"], &notice["resource_id"], &notice["due_on"]),
        (&json!("talk"), &json!(talk.id()), &json!("2026-03-06"))
    );
    let path = format!("/talks/{}/completions", talk.id());
    clerk.post_at(&path, talk.version(), json!({"note": "已寄出"})).await.expect(200);
    app.advance_days(1);
    remind(&app);
    assert_eq!(told(&clerk).await.len(), 4, "what is done is done");
    for other in [app.clerk("市工信局"), app.clerk("市农业农村局"), app.leader()] {
        assert_eq!(told(&other).await, []);
    }
}

#[actix_web::test]
async fn on_the_eve_of_a_holiday_what_falls_into_it_is_told() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    app.advance_days(4); // Friday
    owes(&clerk, project, "2026-03-08").await; // Sunday
    remind(&app);
    assert_eq!(told(&clerk).await, [("before".to_owned(), "洽谈后续事项，3月8日到期，还有2天".to_owned())]);
    app.advance_days(3);
    remind(&app);
    assert_eq!(told(&clerk).await.len(), 2, "overdue on Monday");
}

#[actix_web::test]
async fn a_day_that_is_moved_is_told_anew_and_the_city_changes_the_stages() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let talk = owes(&clerk, project, "2026-03-03").await;
    remind(&app);
    assert_eq!(told(&clerk).await.len(), 1);
    let patch = json!({"next_due_on": "2026-03-05"});
    clerk.patch(&format!("/talks/{}", talk.id()), talk.version(), patch).await.expect(200);
    remind(&app);
    assert_eq!(told(&clerk).await[1].1, "洽谈后续事项，3月5日到期，还有3天");
    let rule = bureau.get("/rule-sets/reminders").await.expect(200);
    let mut content = rule.body["in_force"]["content"].clone();
    content["days_before"] = json!([1, 3]);
    let change =
        |content: &Value| json!({"content": content, "reason": "试行", "in_force_from": "2026-03-02"});
    let version = rule.version();
    let refused =
        bureau.post_at("/rule-sets/reminders/revisions", version, change(&content)).await.expect(422);
    assert_eq!(refused.body["code"], "ruleset.invalid");
    content["days_before"] = json!([10, 1]);
    bureau.post_at("/rule-sets/reminders/revisions", version, change(&content)).await.expect(201);
    owes(&clerk, project, "2026-03-12").await;
    remind(&app);
    assert_eq!(told(&clerk).await.last().expect("told").1, "洽谈后续事项，3月12日到期，还有10天");
}

#[actix_web::test]
async fn what_was_told_half_a_year_ago_is_gone_read_or_not_and_the_thing_still_waits() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk("市工信局"), app.bureau());
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    owes(&clerk, project, "2026-03-02").await;
    remind(&app);
    app.advance_days(1);
    remind(&app);
    app.advance_days(178); // a Friday: the first is 179 days old
    remind(&app);
    let of_today = told(&clerk).await;
    assert_eq!(of_today.len(), 3, "{of_today:?}");
    app.advance_days(3);
    remind(&app);
    let left = told(&clerk).await;
    assert_eq!(
        left,
        [of_today[2].clone(), ("after".to_owned(), "洽谈后续事项，3月2日到期，已逾期182天".to_owned())]
    );
    let inbox = clerk.get("/inbox?tab=todo").await.expect(200);
    assert_eq!(inbox.body["items"].as_array().map(Vec::len), Some(1), "it waits as before");
    // another span, and rules of a city that were written before there was one
    let rule = bureau.get("/rule-sets/reminders").await.expect(200);
    let mut content = rule.body["in_force"]["content"].clone();
    assert_eq!(content["keep_days"], 180);
    let change =
        |content: &Value| json!({"content": content, "reason": "试行", "in_force_from": "2026-08-31"});
    content["keep_days"] = json!(29);
    let refused =
        bureau.post_at("/rule-sets/reminders/revisions", rule.version(), change(&content)).await.expect(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/content/keep_days");
    content.as_object_mut().expect("rules").remove("keep_days");
    bureau.post_at("/rule-sets/reminders/revisions", rule.version(), change(&content)).await.expect(201);
    app.advance_days(1);
    remind(&app);
    assert_eq!(told(&clerk).await.len(), 3);
}

#[actix_web::test]
async fn the_daily_work_plans_itself_for_the_hour_of_the_rules() {
    let app = TestApp::new().await; // 09:00
    let clerk = app.clerk("市工信局");
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    owes(&clerk, project, "2026-03-02").await;
    app.app.plan_reminders().expect("planned");
    app.app.plan_reminders().expect("planned once");
    app.run_jobs();
    assert_eq!(told(&clerk).await, [], "eight o'clock has passed");
    app.advance_seconds(23 * 3600 - 1);
    app.run_jobs();
    assert_eq!(told(&clerk).await, []);
    app.advance_seconds(1);
    app.run_jobs();
    assert_eq!(told(&clerk).await.len(), 1);
    app.advance_days(1);
    app.run_jobs();
    assert_eq!(told(&clerk).await.len(), 2, "and the day after");
}
