//! The library as it was recorded at the end of a day.

use super::*;
use chengfeng::db::schema::{project_versions, projects};
use chengfeng::db::types::Stamp;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::time::Instant;

async fn changes(actor: &Actor, id: i64, body: Value) -> Answer {
    let path = format!("/projects/{id}");
    let version = actor.get(&path).await.expect(200).version();
    actor.patch(&path, version, body).await.expect(200)
}

async fn replaces(actor: &Actor, id: i64, part: &str, body: Value) {
    let path = format!("/projects/{id}");
    let version = actor.get(&path).await.expect(200).version();
    actor.put(&format!("{path}/{part}"), version, body).await.expect(200);
}

#[actix_web::test]
async fn every_day_can_be_asked_for_as_it_was_recorded() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let helper = app.unit("市发改委", Some("金昌市"), "department");
    // 2 March: the project as registered
    let made = app
        .project(&clerk, "高纯镍项目", json!({"total_investment_yuan": 100, "chain": "镍", "parties": [
            {"name": "甲投资公司", "role": "investor", "share_percent": 60}, {"name": "乙投资公司", "role": "investor"}]}))
        .await;
    let id = made.id();
    let other = app.project(&clerk, "铜材项目", json!({"total_investment_yuan": 1000})).await.id();
    // 4 March: more money, another name, another share, one investor fewer, phases, a unit that helps, a code
    app.advance_days(2);
    changes(&clerk, id, json!({"name": "高纯镍二期", "total_investment_yuan": 300, "chain": null})).await;
    let party = json!({"name": "甲投资公司", "role": "investor", "share_percent": 100});
    replaces(&clerk, id, "parties", json!({"parties": [party]})).await;
    let phases = json!([{"name": "一期", "amount_yuan": 100}, {"name": "二期", "amount_yuan": 200}]);
    replaces(&clerk, id, "phases", json!({"phases": phases})).await;
    replaces(&clerk, id, "units", json!({"unit_ids": [helper]})).await;
    let version = clerk.get(&format!("/projects/{id}")).await.version();
    let code = json!({"code": "2103-620302-04-01-123456"});
    clerk.post_at(&format!("/projects/{id}/codes"), version, code).await.expect(200);
    // 6 March: the unit helps no more
    app.advance_days(2);
    replaces(&clerk, id, "units", json!({"unit_ids": []})).await;

    let on = |day: &str| format!("/projects/{id}?as_of={day}");
    clerk.get(&on("2026-03-01")).await.expect_problem(404, "resource.not_found");
    clerk.get(&on("2026-03-07")).await.expect_problem(422, "request.invalid");
    let shares = |p: &Value| {
        p["parties"]
            .as_array()
            .expect("parties")
            .iter()
            .map(|p| p["share_percent"].clone())
            .collect::<Vec<_>>()
    };
    let first = clerk.get(&on("2026-03-03")).await.expect(200).body;
    assert_eq!(
        (&first["as_of"], &first["name"], &first["total_investment_yuan"], &first["chain"], &first["can"]),
        (&json!("2026-03-03"), &json!("高纯镍项目"), &json!(100), &json!("镍"), &json!([]))
    );
    assert_eq!(shares(&first), [json!(60.0), Value::Null]);
    assert_eq!((&first["phases"], &first["units"], &first["codes"]), (&json!([]), &json!([]), &json!([])));
    let second = clerk.get(&on("2026-03-05")).await.expect(200).body;
    assert_eq!((&second["name"], &second["total_investment_yuan"]), (&json!("高纯镍二期"), &json!(300)));
    assert_eq!(shares(&second), [json!(100.0)]);
    assert_eq!(
        (second["phases"].as_array().map(Vec::len), &second["units"][0]["id"]),
        (Some(2), &json!(helper))
    );
    assert_eq!(second["codes"][0]["code"], "2103-620302-04-01-123456");
    let now = clerk.get(&format!("/projects/{id}")).await.expect(200).body;
    assert!(now.get("as_of").is_none() && now["units"] == json!([]) && now["can"] != json!([]), "{now}");

    // lists: filters, sorts, sums and the cursor see the day
    let list = |query: &str| format!("/projects?{query}");
    for (query, expected) in [
        ("as_of=2026-03-01", vec![]),
        ("as_of=2026-03-02&sort=-total_investment_yuan", vec!["铜材项目", "高纯镍项目"]),
        ("as_of=2026-03-03&chain=%E9%95%8D", vec!["高纯镍项目"]),
        ("as_of=2026-03-04&chain=%E9%95%8D", vec![]),
        ("as_of=2026-03-04&total_investment_yuan.lte=300", vec!["高纯镍二期"]),
        ("as_of=2026-03-03&q=%E9%AB%98%E7%BA%AF%E9%95%8D%E4%BA%8C%E6%9C%9F", vec!["高纯镍项目"]),
    ] {
        assert_eq!(names(&bureau.get(&list(query)).await.expect(200)), expected, "{query}");
    }
    for (query, expected) in
        [("2026-03-03", vec![]), ("2026-03-05", vec!["高纯镍二期"]), ("2026-03-06", vec![])]
    {
        let helped = list(&format!("as_of={query}&supporting_unit_id={helper}"));
        assert_eq!(names(&bureau.get(&helped).await.expect(200)), expected, "{query}");
    }
    let with_parties = bureau
        .get(&list("as_of=2026-03-03&include=parties,phases,units,codes&sort=number"))
        .await
        .expect(200);
    assert_eq!(with_parties.body["as_of"], "2026-03-03");
    assert_eq!(with_parties.body["items"][0]["parties"].as_array().map(Vec::len), Some(2));
    let sums =
        |body: &Value| (body["as_of"].clone(), body["count"].clone(), body["total_investment_yuan"].clone());
    for (day, expected) in [("2026-03-03", 1100), ("2026-03-05", 1300)] {
        let all = bureau.get(&format!("/projects/summary?as_of={day}")).await.expect(200);
        assert_eq!(sums(&all.body), (json!(day), json!(2), json!(expected)));
    }
    let mut seen = Vec::new();
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let page = bureau
            .get(&list(&format!("as_of=2026-03-03&sort=total_investment_yuan&per_page=1{cursor}")))
            .await
            .expect(200);
        seen.extend(names(&page));
        next = page.body["next_cursor"].as_str().map(|c| format!("&cursor={c}"));
    }
    assert_eq!(seen, ["高纯镍项目", "铜材项目"]);

    // who may see is decided today
    let of_helper = app.clerk("市发改委");
    of_helper.get(&on("2026-03-05")).await.expect_problem(404, "resource.not_found");
    assert_eq!(names(&of_helper.get(&list("as_of=2026-03-05")).await.expect(200)), Vec::<String>::new());
    replaces(&clerk, id, "units", json!({"unit_ids": [helper]})).await;
    of_helper.get(&on("2026-03-03")).await.expect(200);
    assert_eq!(names(&of_helper.get(&list("as_of=2026-03-03")).await.expect(200)), ["高纯镍项目"]);
    assert_eq!(of_helper.get("/projects/summary?as_of=2026-03-03").await.expect(200).body["count"], 1);
    let partner = app.enterprise("甲投资公司");
    let token = app.partner(partner, &["projects:read"]);
    assert_eq!(names(&token.get(&list("as_of=2026-03-03")).await.expect(200)), ["高纯镍项目"]);
    let token = app.partner(app.enterprise("乙投资公司"), &["projects:read"]);
    token.get(&on("2026-03-03")).await.expect_problem(404, "resource.not_found");
    app.clerk(OTHERS)
        .get(&format!("/projects/{other}?as_of=2026-03-03"))
        .await
        .expect_problem(404, "resource.not_found");
    app.system_admin().get(&on("2026-03-03")).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn the_database_itself_keeps_every_state() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let id = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let states = || {
        app.db(|tx| {
            let rows: Vec<(Stamp, Option<Stamp>, Option<String>)> = project_versions::table
                .filter(project_versions::id.eq(id))
                .order(project_versions::row_id)
                .select((
                    project_versions::recorded_from_at,
                    project_versions::recorded_until_at,
                    project_versions::remark,
                ))
                .load(&mut **tx)?;
            Ok(rows)
        })
    };
    assert_eq!(states().len(), 1);
    app.advance_days(1);
    replaces(&clerk, id, "parties", json!({"parties": [{"name": "丙投资公司", "role": "investor"}]})).await;
    assert_eq!(states().len(), 1, "the row itself says nothing new");
    // not even a write that bypasses the rooms is forgotten
    app.db(|tx| {
        let row = diesel::update(projects::table.find(id));
        row.set((projects::remark.eq("改过"), projects::updated_at.eq(tx.now))).execute(&mut **tx)?;
        Ok(())
    });
    let kept = states();
    assert_eq!(kept.len(), 2);
    assert_eq!((kept[0].1, &kept[0].2), (Some(kept[1].0), &None), "one state ends where the next begins");
    assert_eq!((kept[1].1, kept[1].2.as_deref()), (None, Some("改过")));
    for sql in [
        "UPDATE project_versions SET name = '别的'",
        "UPDATE project_versions SET recorded_until_at = NULL WHERE recorded_until_at IS NOT NULL",
        "UPDATE project_versions SET recorded_from_at = recorded_from_at WHERE recorded_until_at IS NOT NULL",
        "DELETE FROM project_versions",
    ] {
        let done = app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(done.is_err_and(|e| e.cause().is_some_and(|c| c.contains("append-only"))), "{sql}");
    }
}

#[actix_web::test]
async fn keeping_history_costs_little() {
    let app = TestApp::new().await;
    let unit = app.unit(SOMEBODY, Some("金昌市"), "department");
    app.staged_project("起点", unit, chengfeng::features::projects::Stage::Lead);
    let writes = |times: i64| {
        let begun = Instant::now();
        app.db(|tx| {
            for n in 0..times {
                let row = diesel::update(projects::table);
                row.set((projects::remark.eq(format!("第{n}次")), projects::updated_at.eq(tx.now)))
                    .execute(&mut **tx)?;
            }
            Ok(())
        });
        begun.elapsed()
    };
    let kept = writes(500);
    app.db(|tx| {
        let off = if tx.is_pg() {
            "ALTER TABLE projects DISABLE TRIGGER projects_changed"
        } else {
            "DROP TRIGGER projects_changed"
        };
        Ok(tx.batch_execute(off)?)
    });
    let bare = writes(500);
    println!("an update of a project: {:?} with its history, {:?} without", kept / 500, bare / 500);
    assert!(kept < bare * 20 + std::time::Duration::from_millis(500), "{kept:?} against {bare:?}");
}
