//! A project is counted once, at its first event: the acceptance cases 5, 6 and 21 of the handbook, to the last digit.

use harness::{Actor, Answer, TestApp, contract};
use serde_json::{Value, json};

const YI: i64 = 100_000_000;

/// Count, amount, counted count and counted amount of one strength at an event.
fn sums(summary: &Value, strength: &str) -> (i64, i64, i64, i64) {
    let of = summary["by_strength"].as_array().into_iter().flatten().find(|s| s["strength"] == strength);
    let of = of.unwrap_or_else(|| panic!("no {strength} in {summary}"));
    let number = |field: &str| of[field].as_i64().expect("number");
    (number("count"), number("amount_yuan"), number("counted_count"), number("counted_amount_yuan"))
}

async fn summary(actor: &Actor, event: i64, as_of: &str) -> Value {
    let query = if as_of.is_empty() { String::new() } else { format!("?as_of={as_of}") };
    actor.get(&format!("/signing-events/{event}/signatures/summary{query}")).await.expect(200).body
}

fn counts(answer: &Answer) -> (i64, i64, Value, Value) {
    let c = &answer.body["counts"];
    (
        c["count"].as_i64().expect("count"),
        c["amount_yuan"].as_i64().expect("yuan"),
        c["event_id"].clone(),
        c["counted_on"].clone(),
    )
}

async fn project_facts(actor: &Actor, id: i64) -> (Value, Value) {
    let body = actor.get(&format!("/projects/{id}")).await.expect(200).body;
    (body["contract_amount_yuan"].clone(), body["signed_on"].clone())
}

#[actix_web::test]
async fn case_5_an_increase_adds_money_and_no_project() {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let fair = app.event("兰洽会", Some(30), "2026-02-20").await;
    let other = app.event("西博会", Some(19), "2026-03-02").await;
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let first =
        clerk.signs(&auditor, project, contract(json!({"event_id": fair, "signed_on": "2026-02-20"}))).await;
    assert_eq!(counts(&first), (1, 2 * YI, json!(fair), json!("2026-03-02")));
    assert_eq!(project_facts(&clerk, project).await, (json!(2 * YI), json!("2026-02-20")));
    app.advance_days(10);
    let more = contract(
        json!({"kind": "increase", "amount_yuan": 50_000_000, "signed_on": "2026-03-10", "event_id": other}),
    );
    let added = clerk.signs(&auditor, project, more).await;
    assert_eq!(counts(&added), (0, 50_000_000, json!(fair), json!("2026-03-12")));
    assert!(added.body["counts"]["why"].as_str().is_some_and(|w| w.contains("增资")), "{}", added.body);
    let ranked = clerk.signs(&auditor, project, contract(json!({"kind": "rank_up", "amount_yuan": 0}))).await;
    assert_eq!((counts(&ranked).0, counts(&ranked).1), (0, 0));
    assert_eq!(project_facts(&clerk, project).await, (json!(250_000_000), json!("2026-02-20")));
    let now = summary(&clerk, fair, "").await;
    assert_eq!(
        (now["counted_count"].clone(), now["counted_amount_yuan"].clone()),
        (json!(1), json!(250_000_000))
    );
    let before = summary(&clerk, fair, "2026-03-11").await;
    assert_eq!(
        (before["counted_count"].clone(), before["counted_amount_yuan"].clone()),
        (json!(1), json!(2 * YI))
    );
    assert_eq!(summary(&clerk, other, "").await["counted_amount_yuan"], 0, "credited to the first event");
    // the project's own history tells the same
    let then = clerk.get(&format!("/projects/{project}?as_of=2026-03-11")).await.expect(200).body;
    assert_eq!(then["contract_amount_yuan"], 2 * YI);
}

#[actix_web::test]
async fn case_6_an_agreement_that_becomes_a_contract_counts_once_at_its_first_event() {
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let fair = app.event("兰洽会", Some(30), "2026-02-20").await;
    let later = app.event("西博会", Some(19), "2026-03-20").await;
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let paper = contract(
        json!({"strength": "agreement", "event_id": fair, "signed_on": "2026-02-20", "amount_yuan": 3 * YI}),
    );
    let agreement = clerk.signs(&auditor, project, paper).await;
    assert_eq!(counts(&agreement), (0, 0, Value::Null, Value::Null));
    assert!(agreement.body["counts"]["why"].as_str().is_some_and(|w| w.contains("协议")));
    assert_eq!(project_facts(&clerk, project).await, (Value::Null, Value::Null), "in no rate yet");
    app.advance_days(20);
    let waiting = clerk.get("/signatures?awaiting=contract").await.expect(200).body;
    assert_eq!(
        (&waiting["total"], &waiting["items"][0]["id"], &waiting["items"][0]["days_since"]),
        (&json!(1), &json!(agreement.id()), &json!(30))
    );
    let refused =
        clerk.drafts_paper(project, contract(json!({"event_id": later, "signed_on": "2026-03-20"}))).await;
    clerk.submits_paper(project, &refused).await.expect_problem(422, "request.invalid");
    let upgraded =
        contract(json!({"kind": "upgraded_paper", "predecessor_id": agreement.id(), "event_id": later,
        "signed_on": "2026-03-20", "amount_yuan": 320_000_000}));
    let contract_paper = clerk.signs(&auditor, project, upgraded).await;
    assert_eq!(counts(&contract_paper), (1, 320_000_000, json!(fair), json!("2026-03-22")));
    assert_eq!(project_facts(&clerk, project).await, (json!(320_000_000), json!("2026-03-20")));
    assert_eq!(clerk.get("/signatures?awaiting=contract").await.expect(200).body["total"], 0);
    // shown once more at another event: nothing
    let again = contract(
        json!({"kind": "reannouncement", "event_id": later, "signed_on": "2026-03-21", "amount_yuan": 320_000_000}),
    );
    let again = clerk.signs(&auditor, project, again).await;
    assert_eq!((counts(&again).0, counts(&again).1), (0, 0));
    let now = summary(&clerk, fair, "").await;
    assert_eq!(sums(&now, "agreement"), (1, 3 * YI, 0, 0));
    assert_eq!(sums(&now, "contract"), (0, 0, 1, 320_000_000), "signed elsewhere, credited here");
    assert_eq!(sums(&summary(&clerk, fair, "2026-03-21").await, "contract"), (0, 0, 0, 0));
    let elsewhere = summary(&clerk, later, "").await;
    assert_eq!(sums(&elsewhere, "contract"), (1, 320_000_000, 0, 0));
    assert_eq!((&elsewhere["counted_count"], &elsewhere["counted_amount_yuan"]), (&json!(0), &json!(0)));
}

#[actix_web::test]
async fn case_21_thirty_papers_and_eighteen_contracts() {
    // Jiuquan in Beijing 2014: 18 contracts 77.7, 10 agreements 57.2 亿元, 2 strategic papers without amount
    const NAMES: &str = "金木水火土日月星辰山川河海湖泊风雨雷电云雪霜露松柏竹梅兰菊荷桃李杏枣梨橘柚麦稻粟豆麻棉丝绸陶瓷铜铁锡铅锌镍钴钨钼钛铝镁硅磷硫氯氟溴碘氢氧氮碳盐碱酸醇醛酮酯胺腈肼脲糖脂苯萘蒽菲芘芴氘";
    let app = TestApp::new().await;
    let (clerk, auditor) = (app.clerk("市工信局"), app.bureau());
    let event = app.event("北京投资推介会", None, "2026-02-20").await;
    let letters: Vec<char> = NAMES.chars().collect();
    for n in 0..30 {
        let name: String = letters[n * 3..n * 3 + 3].iter().collect();
        let project = app.project(&clerk, &name, json!({})).await.id();
        let (strength, amount) = match n {
            0..17 => ("contract", Some(4 * YI)),
            17 => ("contract", Some(970_000_000)),
            18..27 => ("agreement", Some(570_000_000)),
            27 => ("agreement", Some(590_000_000)),
            _ => ("framework", None),
        };
        let paper = contract(
            json!({"strength": strength, "amount_yuan": amount, "event_id": event, "signed_on": "2026-02-20"}),
        );
        clerk.signs(&auditor, project, paper).await;
    }
    let body = summary(&app.leader(), event, "").await;
    assert_eq!((&body["count"], &body["counted_count"]), (&json!(30), &json!(18)));
    assert_eq!(
        (&body["amount_yuan"], &body["counted_amount_yuan"]),
        (&json!(13_490_000_000_i64), &json!(7_770_000_000_i64))
    );
    assert_eq!(sums(&body, "contract"), (18, 7_770_000_000, 18, 7_770_000_000));
    assert_eq!(sums(&body, "agreement"), (10, 5_720_000_000, 0, 0));
    assert_eq!(sums(&body, "framework"), (2, 0, 0, 0));
    assert_eq!(sums(&body, "intent"), (0, 0, 0, 0));
    assert_eq!(body["by_strength"][2]["without_amount"], 2);
    let listed = clerk
        .get(&format!("/signatures?event_id={event}&strength=agreement,framework&per_page=200"))
        .await
        .expect(200)
        .body;
    assert_eq!(listed["total"], 12);
    let waiting = clerk.get("/signatures?awaiting=contract&per_page=5").await.expect(200).body;
    assert_eq!((&waiting["total"], waiting["items"].as_array().map(Vec::len)), (&json!(12), Some(5)));
    // another unit sees the event and none of its papers
    let stranger = summary(&app.clerk("市发改委"), event, "").await;
    assert_eq!((&stranger["count"], &stranger["counted_count"]), (&json!(0), &json!(0)));
}
