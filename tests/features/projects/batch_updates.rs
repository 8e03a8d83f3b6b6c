//! One change of many projects: all or none.

use super::*;

/// Three projects of a clerk: their ids.
async fn three(app: &TestApp, by: &Actor) -> [i64; 3] {
    let mut ids = [0; 3];
    for (at, name) in ["镍盐项目", "铜箔工厂", "奶牛养殖"].into_iter().enumerate() {
        ids[at] = app.project(by, name, json!({})).await.id();
    }
    ids
}

fn chosen(ids: &[i64], version: i64) -> Value {
    ids.iter().map(|id| json!({"id": id, "version": version})).collect()
}

async fn send(actor: &Actor, body: Value) -> Answer {
    actor.post("/projects/batch-updates", body).await
}

fn messages(answer: &Answer) -> String {
    let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().filter_map(|e| e["message"].as_str().map(str::to_owned)).collect::<Vec<_>>().join("|")
}

async fn versions(actor: &Actor, ids: &[i64]) -> Vec<i64> {
    let mut all = Vec::new();
    for id in ids {
        all.push(actor.get(&format!("/projects/{id}")).await.expect(200).version());
    }
    all
}

#[actix_web::test]
async fn tags_go_on_and_off_many_at_once() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let ids = three(&app, &clerk).await;
    let add = json!({"items": chosen(&ids, 1), "change": {"add_tags": ["重点项目", "专班"]}});
    let done = send(&clerk, add.clone()).await.expect(200);
    assert_eq!((&done.body["changed"], &done.body["unchanged"]), (&json!(3), &json!(0)));
    assert_eq!(done.body["items"][2], json!({"id": ids[2], "version": 2, "changed": true}));
    for id in ids {
        let history = clerk.get(&format!("/projects/{id}/history")).await.expect(200).body;
        assert_eq!(history["items"][0]["event"], "project.tags_changed");
        assert_eq!(history["items"][0]["after"]["tags"], json!(["重点项目", "专班"]));
    }
    // what is so already stays untouched
    let again = json!({"items": chosen(&ids, 2), "change": {"add_tags": ["专班"]}});
    assert_eq!(send(&clerk, again).await.expect(200).body["unchanged"], 3);
    assert_eq!(versions(&clerk, &ids).await, [2, 2, 2]);
    let off = json!({"filter": "tag=专班&sort=-name", "expected_count": 3, "change": {"remove_tags": ["专班", "没有的"]}});
    assert_eq!(send(&clerk, off).await.expect(200).body["changed"], 3);
    assert_eq!(clerk.get("/projects?tag=专班").await.body["total"], 0);
    assert_eq!(clerk.get("/projects?tag=重点项目").await.body["total"], 3);
    // the same key answers the same, without doing it again
    let key = "00000000-0000-4000-8000-0000000abcde";
    let once = json!({"filter": "", "expected_count": 3, "change": {"add_tags": ["一次"]}});
    let call = || clerk.call(Method::POST, "/projects/batch-updates").header("Idempotency-Key", key);
    call().json(once.clone()).send().await.expect(200);
    let replayed = call().json(once).send().await.expect(200);
    assert_eq!(replayed.header("idempotency-replayed"), Some("true"));
    assert_eq!(replayed.body["changed"], 3);
}

#[actix_web::test]
async fn many_are_given_to_another_unit_under_the_rules_of_one() {
    let app = TestApp::new().await;
    let (clerk, bureau, county) = (app.clerk(SOMEBODY), app.bureau(), app.clerk("永昌县"));
    let ids = three(&app, &clerk).await;
    let support =
        json!({"items": chosen(&ids[..2], 1), "change": {"add_unit_ids": [county.unit_id, clerk.unit_id]}});
    assert_eq!(send(&clerk, support).await.expect(200).body["changed"], 2);
    assert_eq!(county.get("/projects").await.body["total"], 2, "supporting units see them");
    let one = clerk.get(&format!("/projects/{}", ids[0])).await.expect(200).body;
    assert_eq!(one["units"].as_array().expect("units").len(), 1, "the lead unit does not support itself");
    // a clerk gives nothing away, nor takes what he only supports
    let lead = |unit: i64, ids: Value| json!({"items": ids, "change": {"lead_unit_id": unit}});
    let away = send(&clerk, lead(county.unit_id, chosen(&ids[..1], 2))).await;
    let away = away.expect_problem(403, "policy.forbidden");
    assert_eq!(pointers(&away), ["/change/lead_unit_id"]);
    let taken = send(&county, lead(county.unit_id, chosen(&ids[..2], 2))).await;
    let taken = taken.expect_problem(403, "policy.forbidden");
    assert!(messages(&taken).contains("“镍盐项目”（XM-2026-00001）："), "{}", taken.body);
    let unseen =
        send(&county, json!({"items": chosen(&ids[2..], 1), "change": {"add_tags": ["专班"]}})).await;
    unseen.expect_problem(404, "resource.not_found");
    let given = send(&bureau, lead(county.unit_id, chosen(&ids[..2], 2))).await.expect(200);
    assert_eq!(given.body["changed"], 2);
    let moved = county.get(&format!("/projects/{}", ids[0])).await.expect(200).body;
    assert_eq!((&moved["lead_unit_id"], &moved["units"]), (&json!(county.unit_id), &json!([])));
    let history = county.get(&format!("/projects/{}/history", ids[0])).await.expect(200).body;
    assert_eq!(history["items"][0]["event"], "project.changed");
    assert_eq!(history["items"][0]["after"], json!({"lead_unit_id": county.unit_id}));
    assert_eq!(
        bureau.get(&format!("/projects/summary?lead_unit_id={}", county.unit_id)).await.body["count"],
        2
    );
    let unknown =
        send(&bureau, lead(999_999, chosen(&ids[2..], 1))).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&unknown), ["/change/lead_unit_id"]);
    send(&app.leader(), json!({"items": chosen(&ids, 1), "change": {"add_tags": ["专班"]}}))
        .await
        .expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn one_that_cannot_be_changed_keeps_all_as_they_are() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let ids = three(&app, &clerk).await;
    let foreign = app.project(&app.clerk(OTHERS), "枸杞深加工", json!({})).await.id();
    // somebody was faster with one of them
    bureau.patch(&format!("/projects/{}", ids[1]), 1, json!({"remark": "改过"})).await.expect(200);
    let change = json!({"add_tags": ["重点"]});
    let stale = send(&clerk, json!({"items": chosen(&ids, 1), "change": change})).await;
    let stale = stale.expect_problem(412, "resource.stale");
    assert_eq!(pointers(&stale), ["/items/1"]);
    assert!(messages(&stale).starts_with("“铜箔工厂”（XM-2026-00002）："), "{}", stale.body);
    assert_eq!(
        stale.body["current"]["items"],
        json!([{"id": ids[1], "number": "XM-2026-00002", "version": 2}])
    );
    // reasons of several kinds, each with its project
    let mixed = json!({"items": chosen(&[ids[0], ids[1], foreign, 999_999], 1), "change": change});
    let mixed = send(&clerk, mixed).await.expect_problem(409, "project.batch_refused");
    assert_eq!(pointers(&mixed), ["/items/1", "/items/2", "/items/3"]);
    assert!(mixed.body["detail"].as_str().is_some_and(|d| d.contains("4个项目中有3个")), "{}", mixed.body);
    assert!(!mixed.body.to_string().contains("枸杞"), "what he may not see is not named");
    assert_eq!(bureau.get("/projects?tag=重点").await.body["total"], 0, "nothing was changed");
    assert_eq!(versions(&bureau, &ids[..2]).await, [1, 2]);
    // too many tags for one of them
    let many: Vec<String> = (0..20).map(|n| format!("标签{n}")).collect();
    clerk.put(&format!("/projects/{}/tags", ids[0]), 1, json!({"tags": many})).await.expect(200);
    let full = json!({"items": [{"id": ids[0], "version": 2}], "change": change});
    let full = send(&clerk, full).await.expect_problem(422, "request.invalid");
    assert!(messages(&full).contains("最多20个"), "{}", full.body);
    // an ended project keeps its units, and may be tagged all the same
    let end = json!({"reason": "投资方放弃", "cause": "investor", "decided_by": "局务会"});
    bureau.post_at(&format!("/projects/{}/terminations", ids[2]), 1, end).await.expect(200);
    let ended = clerk.get(&format!("/projects/{}", ids[2])).await.expect(200);
    let one = json!([{"id": ids[2], "version": ended.version()}]);
    let helped = json!({"items": one, "change": {"add_unit_ids": [bureau.unit_id]}});
    send(&clerk, helped).await.expect_problem(409, "project.ended");
    assert_eq!(send(&clerk, json!({"items": one, "change": change})).await.expect(200).body["changed"], 1);
}

#[actix_web::test]
async fn what_matches_is_confirmed_by_its_count() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let ids = three(&app, &clerk).await;
    app.project(&app.clerk(OTHERS), "枸杞深加工", json!({})).await;
    let change = json!({"add_tags": ["重点"]});
    let by = |filter: &str, count: i64| json!({"filter": filter, "expected_count": count, "change": change});
    let changed = send(&bureau, by("stage=lead", 3)).await.expect_problem(409, "project.count_changed");
    assert_eq!(changed.body["current"]["count"], 4);
    assert_eq!(send(&clerk, by("stage=lead", 3)).await.expect(200).body["changed"], 3, "those he sees");
    assert_eq!(send(&clerk, by("stage=signed", 0)).await.expect(200).body["items"], json!([]));
    // what is asked for wrongly
    for (body, pointer) in [
        (json!({"filter": "stage=lead", "change": change}), "/expected_count"),
        (json!({"change": change}), "/items"),
        (json!({"filter": "", "expected_count": 3, "items": chosen(&ids, 2), "change": change}), "/items"),
        (json!({"filter": "stage=nope", "expected_count": 3, "change": change}), "/filter/stage/0"),
        (json!({"filter": "as_of=2026-03-01", "expected_count": 3, "change": change}), "/filter/as_of"),
        (json!({"items": chosen(&ids, 2), "change": {}}), "/change"),
        (json!({"items": chosen(&ids, 2), "change": {"add_tags": ["甲"], "remove_tags": ["乙"]}}), "/change"),
        (json!({"items": chosen(&ids, 2), "change": {"add_tags": ["甲 乙"]}}), "/change/add_tags/0"),
        (json!({"items": chosen(&[ids[0], ids[0]], 2), "change": change}), "/items/1/id"),
        (json!({"items": [], "change": change}), "/items"),
    ] {
        let refused = send(&clerk, body.clone()).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), [pointer], "{body}");
    }
    let many: Vec<i64> = (1..=1001).collect();
    send(&clerk, json!({"items": chosen(&many, 1), "change": change})).await.expect(422);
    assert_eq!(versions(&clerk, &ids).await, [2, 2, 2]);
}

#[actix_web::test]
async fn more_than_a_thousand_are_not_changed_at_once() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    for part in 0..6 {
        let items: Vec<Value> = (0..200)
            .map(|n| {
                new_project(
                    bureau.unit_id,
                    &format!("第{part}批{n}号"),
                    json!({"confirmed_different": true, "chain": format!("链{part}")}),
                )
            })
            .collect();
        bureau.post("/projects/batch", json!({ "items": items })).await.expect(200);
    }
    let change = json!({"add_tags": ["重点"]});
    let all = send(&bureau, json!({"filter": "", "expected_count": 1200, "change": change})).await;
    let all = all.expect_problem(422, "request.invalid");
    assert!(messages(&all).contains("一次最多改1000个"), "{}", all.body);
    let some = json!({"filter": "chain=链0", "expected_count": 200, "change": change});
    assert_eq!(send(&bureau, some).await.expect(200).body["changed"], 200);
    assert_eq!(bureau.get("/projects?tag=重点&per_page=1").await.body["total"], 200);
}
