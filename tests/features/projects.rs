//! The project library: registering, editing, parts, flags, lists, sums, history, and who sees what.

mod batch;
mod batch_updates;
mod counts;
mod history;
mod lists;
mod rollups;
mod tags;

use actix_web::http::Method;
use harness::{Actor, Answer, TestApp, new_project};
use serde_json::{Value, json};

const SOMEBODY: &str = "市工信局";
const OTHERS: &str = "市农业农村局";

fn pointers(answer: &Answer) -> Vec<String> {
    let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
    let mut out: Vec<String> =
        errors.iter().map(|e| e["pointer"].as_str().unwrap_or_default().to_owned()).collect();
    out.sort_unstable();
    out
}

fn names(answer: &Answer) -> Vec<String> {
    let items = answer.body["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|i| i["name"].as_str().unwrap_or_default().to_owned()).collect()
}

fn at(answer: &Answer) -> String {
    format!("/projects/{}", answer.id())
}

/// Every address under which a project could be seen.
async fn sightings(actor: &Actor, name: &str, id: i64) -> Vec<&'static str> {
    let mut seen = Vec::new();
    let q = "/projects?q=%E7%A5%9E%E7%A7%98%E5%8D%AB%E6%98%9F"; // 神秘卫星
    if actor.get(&format!("/projects/{id}")).await.status != 404 {
        seen.push("get");
    }
    if names(&actor.get("/projects?per_page=200").await).iter().any(|n| n == name) {
        seen.push("list");
    }
    if actor.get(q).await.body["total"] != 0 {
        seen.push("search");
    }
    if actor.get(&q.replace('?', "/summary?")).await.body["count"] != 0 {
        seen.push("summary");
    }
    if actor.get("/projects?confidential=true").await.body["total"] != 0 {
        seen.push("count");
    }
    if actor.get(&format!("/projects/{id}/history")).await.status != 404 {
        seen.push("history");
    }
    if actor.get(&format!("/projects/{id}/funds")).await.status != 404 {
        seen.push("funds");
    }
    let changes = actor.get("/changes?limit=1000").await;
    if changes.bytes.windows(name.len()).any(|w| w == name.as_bytes()) {
        seen.push("changes");
    }
    seen
}

#[actix_web::test]
async fn a_lead_needs_five_fields_and_gets_a_number() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "高纯镍项目", json!({})).await;
    assert_eq!(made.body["number"], "XM-2026-00001");
    assert_eq!((&made.body["stage"], &made.body["lead_unit_name"]), (&json!("lead"), &json!(SOMEBODY)));
    assert_eq!(made.header("location"), Some(format!("/api/v1{}", at(&made)).as_str()));
    assert!(made.body["parties"][0]["enterprise_id"].is_i64(), "the investor is in the library now");
    assert_eq!(made.body["can"], json!(["project.edit", "project.tag", "funds.record"]));
    let second =
        app.project(&app.bureau(), "储备项目", json!({"initial_stage": "reserve", "parties": []})).await;
    assert_eq!((&second.body["number"], &second.body["stage"]), (&json!("XM-2026-00002"), &json!("reserve")));
    let got = clerk.get(&at(&made)).await.expect(200);
    assert_eq!(got.body, made.body);
    let tag = got.header("etag").expect("tag").to_owned();
    clerk.call(Method::GET, &at(&made)).header("If-None-Match", tag).send().await.expect(304);

    let nothing = clerk.post("/projects", json!({})).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&nothing), ["/content", "/lead_source", "/lead_unit_id", "/name", "/parties"]);
    let no_investor = json!({"parties": [{"name": "航天员科研训练中心", "role": "supporter"}]});
    let refused = clerk.post("/projects", new_project(clerk.unit_id, "火星基地", no_investor)).await;
    assert_eq!(pointers(&refused.expect_problem(422, "request.invalid")), ["/parties"]);
    app.leader()
        .post("/projects", new_project(clerk.unit_id, "某项目", json!({})))
        .await
        .expect_problem(403, "policy.forbidden");
    app.anonymous().post("/projects", json!({})).await.expect_problem(401, "auth.required");
    app.system_admin().get("/projects").await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn registering_again_with_the_same_key_answers_the_same() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let send = |name: &str| {
        let body = new_project(clerk.unit_id, name, json!({}));
        clerk.call(Method::POST, "/projects").header("Idempotency-Key", key).json(body).send()
    };
    let first = send("乳制品加工").await.expect(201);
    let again = send("乳制品加工").await.expect(201);
    assert_eq!((again.id(), again.header("idempotency-replayed")), (first.id(), Some("true")));
    send("另一个项目").await.expect_problem(422, "idempotency.key_reused");
    assert_eq!(clerk.get("/projects").await.body["total"], 1);
}

#[actix_web::test]
async fn what_the_system_keeps_cannot_be_sent_in() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "高温合金", json!({})).await;
    for (field, value) in [
        ("id", json!(7)),
        ("number", json!("XM-1")),
        ("version", json!(9)),
        ("stage", json!("producing")),
        ("stage_no", json!(11)),
        ("end_state", json!("terminated")),
        ("audit_result", json!("passed")),
        ("created_by", json!(1)),
        ("funds_in_place_yuan", json!(1)),
        ("confidential", json!(true)),
        ("exclusion_code", json!(null)),
        ("import_id", json!(1)),
    ] {
        let mut body = new_project(clerk.unit_id, "质量赋值", json!({}));
        body[field] = value.clone();
        let refused = clerk.post("/projects", body).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), [format!("/{field}")]);
        let refused =
            clerk.patch(&at(&made), 1, json!({ field: value })).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), [format!("/{field}")]);
    }
    let skipped = new_project(clerk.unit_id, "跳级", json!({"initial_stage": "signed"}));
    clerk.post("/projects", skipped).await.expect_problem(422, "request.invalid");
    assert_eq!(clerk.get("/projects").await.body["total"], 1);
}

#[actix_web::test]
async fn impossible_values_are_refused_and_named() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "氯碱化工", json!({})).await;
    for (patch, pointer) in [
        (json!({"total_investment_yuan": -1}), "/total_investment_yuan"),
        (json!({"total_investment_yuan": 9_223_372_036_854_775_807_i64}), "/total_investment_yuan"),
        (json!({"total_investment_yuan": 1.5}), "/total_investment_yuan"),
        (json!({"total_investment_yuan": "NaN"}), "/total_investment_yuan"),
        (json!({"total_investment_yuan": 100, "fixed_assets_yuan": 200}), "/fixed_assets_yuan"),
        (json!({"signed_on": "2019-02-30"}), "/signed_on"),
        (json!({"signed_on": "0000-00-00"}), "/signed_on"),
        (json!({"signed_on": "9999-01-01"}), "/signed_on"),
        (json!({"signed_on": "2026-03-03"}), "/signed_on"),
        (json!({"started_on": "2025-01-01", "signed_on": "2025-06-01"}), "/started_on"),
        (json!({"planned_start": "明年"}), "/planned_start"),
        (json!({"planned_start": "2027", "planned_end": "2026"}), "/planned_end"),
        (json!({"industry_code": "D32"}), "/industry_code"),
        (json!({"division_code": "990000"}), "/division_code"),
        (json!({"land_mu": -3}), "/land_mu"),
        (json!({"name": "氯碱\u{202e}化工"}), "/name"),
        (json!({"name": "氯碱\u{200b}化工"}), "/name"),
        (json!({"name": null}), "/name"),
        (json!({"lead_unit_id": 0}), "/lead_unit_id"),
        (json!({"stage": "signed"}), "/stage"),
    ] {
        let refused = clerk.patch(&at(&made), 1, patch.clone()).await.expect_problem(422, "request.invalid");
        assert!(pointers(&refused).contains(&pointer.to_owned()), "{patch}: {}", refused.body);
    }
    for body in ["{\"total_investment_yuan\":1e400}", "{\"total_investment_yuan\":9223372036854775808000}"] {
        let call = clerk.call(Method::PATCH, &at(&made)).version(1);
        let answer = call.raw("application/merge-patch+json", body.into()).send().await;
        assert!(matches!(answer.status, 400 | 422), "{body}: {}", answer.status);
    }
    assert_eq!(clerk.get(&at(&made)).await.version(), 1);
}

#[actix_web::test]
async fn editing_needs_the_version_read() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let made = app.project(&clerk, "牧草加工", json!({})).await;
    let path = at(&made);
    let patched = clerk
        .patch(
            &path,
            1,
            json!({"total_investment_yuan": 50_000_000, "industry_code": "13", "planned_end": "2018/2023"}),
        )
        .await
        .expect(200);
    assert_eq!((patched.version(), &patched.body["industry_code"]), (2, &json!("C13")));
    let stale =
        bureau.patch(&path, 1, json!({"remark": "旧版本"})).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["total_investment_yuan"], 50_000_000);
    let bare =
        clerk.call(Method::PATCH, &path).raw("application/merge-patch+json", b"{\"remark\":\"x\"}".to_vec());
    bare.send().await.expect_problem(428, "resource.version_required");
    let put = json!({"name": "牧草深加工", "content": "10万吨紫花苜蓿", "lead_unit_id": clerk.unit_id, "lead_source": "event"});
    let replaced = clerk.put(&path, 2, put).await.expect(200);
    assert_eq!(
        (&replaced.body["name"], &replaced.body["total_investment_yuan"]),
        (&json!("牧草深加工"), &json!(null))
    );
    assert_eq!(clerk.get("/projects?q=mcsj").await.body["total"], 1, "the new name is searched");
    let same = clerk.patch(&path, 3, json!({"name": "牧草深加工"})).await.expect(200);
    assert_eq!(same.version(), 3, "nothing changed, nothing counted");
    let cleared = clerk.patch(&path, 3, json!({"lead_source": null})).await.expect(200);
    assert_eq!(cleared.body["lead_source"], json!(null));
}

#[actix_web::test]
async fn foreign_units_see_nothing_and_change_nothing() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk(SOMEBODY), app.clerk(OTHERS));
    let made = app.project(&clerk, "装备制造", json!({})).await;
    let path = at(&made);
    other.get(&path).await.expect_problem(404, "resource.not_found");
    let absent = other.get("/projects/99999999").await;
    assert_eq!(absent.body["detail"], other.get(&path).await.body["detail"], "the same answer for both");
    other.patch(&path, 1, json!({"remark": "x"})).await.expect_problem(404, "resource.not_found");
    for sub in ["parties", "phases", "units"] {
        let body = json!({"parties": [], "phases": [], "unit_ids": []});
        let body = json!({ if sub == "units" { "unit_ids" } else { sub }: body["phases"] });
        other.put(&format!("{path}/{sub}"), 1, body).await.expect_problem(404, "resource.not_found");
    }
    for filter in
        [format!("lead_unit_id={}", clerk.unit_id), "sort=name".into(), "include=parties,units".into()]
    {
        assert_eq!(other.get(&format!("/projects?{filter}")).await.expect(200).body["total"], 0, "{filter}");
    }
    let foreign = new_project(clerk.unit_id, "替别人登记", json!({}));
    let refused = other.post("/projects", foreign.clone()).await.expect_problem(403, "policy.forbidden");
    assert_eq!(pointers(&refused), ["/lead_unit_id"]);
    let batch = other.post("/projects/batch", json!({"items": [foreign]})).await.expect(200);
    assert_eq!((&batch.body["created"], &batch.body["results"][0]["status"]), (&json!(0), &json!(403)));
    clerk
        .patch(&path, 1, json!({"lead_unit_id": other.unit_id}))
        .await
        .expect_problem(403, "policy.forbidden");
    clerk.patch(&path, 1, json!({"lead_unit_id": 99_999})).await.expect_problem(422, "request.invalid");

    let helped =
        clerk.put(&format!("{path}/units"), 1, json!({"unit_ids": [other.unit_id]})).await.expect(200);
    assert_eq!(helped.body["units"][0]["name"], OTHERS);
    let seen = other.get(&path).await.expect(200);
    assert_eq!(seen.body["can"], json!([]), "who helps reads");
    other.patch(&path, 2, json!({"remark": "x"})).await.expect_problem(403, "policy.forbidden");
    assert_eq!(other.get(&format!("/projects?supporting_unit_id={}", other.unit_id)).await.body["total"], 1);
    clerk
        .put(&format!("{path}/units"), 2, json!({"unit_ids": [clerk.unit_id]}))
        .await
        .expect_problem(422, "request.invalid");
    clerk
        .put(&format!("{path}/units"), 2, json!({"unit_ids": [4_711]}))
        .await
        .expect_problem(422, "request.invalid");
    clerk.put(&format!("{path}/units"), 2, json!({"unit_ids": []})).await.expect(200);
    other.get(&path).await.expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn a_confidential_project_exists_for_those_named_only() {
    let app = TestApp::new().await;
    let (clerk, colleague, bureau, other_bureau) =
        (app.clerk(SOMEBODY), app.clerk(SOMEBODY), app.bureau(), app.auditor());
    let (leader, reader) = (app.leader(), app.clerk(OTHERS));
    let name = "神秘卫星测控站";
    // the library of enterprises is shared by the whole city: what is confidential is the project
    let investor = json!({"parties": [{"name": "某航天公司", "role": "investor"}]});
    let made = app.project(&clerk, name, investor.clone()).await;
    let (path, id) = (format!("{}/confidentiality", at(&made)), made.id());
    assert!(sightings(&leader, name, id).await.len() >= 7, "open projects are seen");
    let body = json!({"confidential": true, "reader_ids": [reader.id]});
    clerk.put(&path, 1, body.clone()).await.expect_problem(403, "policy.forbidden");
    let refused = bureau.put(&path, 1, body).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/reader_ids"], "nobody locks himself out");
    let body = json!({"confidential": true, "reader_ids": [reader.id, bureau.id]});
    let done = bureau.put(&path, 1, body).await.expect(200);
    assert_eq!(
        (&done.body["confidential"], done.body["readers"].as_array().map(Vec::len)),
        (&json!(true), Some(2))
    );
    for blind in [&colleague, &other_bureau, &leader] {
        assert_eq!(sightings(blind, name, id).await, Vec::<&str>::new(), "{}", blind.name);
    }
    for named in [&clerk, &bureau, &reader] {
        assert_eq!(sightings(named, name, id).await.len(), 8, "{}", named.name);
    }
    let alike = colleague.post("/projects", new_project(colleague.unit_id, name, investor)).await;
    alike.expect(201);
    let opened = bureau.put(&path, 2, json!({"confidential": false, "reader_ids": []})).await.expect(200);
    assert_eq!(opened.body["readers"], json!([]));
    assert!(sightings(&leader, name, id).await.contains(&"get"));
    bureau
        .put(&path, 3, json!({"confidential": false, "reader_ids": [reader.id]}))
        .await
        .expect_problem(422, "request.invalid");
    bureau
        .put(&path, 3, json!({"confidential": true, "reader_ids": [bureau.id, 9_999]}))
        .await
        .expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn a_partner_sees_the_projects_it_takes_part_in() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let own = app.project(&clerk, "铜箔项目", json!({})).await;
    let foreign = app.project(&clerk, "钴酸锂项目", json!({})).await;
    let enterprise = own.body["parties"][0]["enterprise_id"].as_i64().expect("id");
    let other = foreign.body["parties"][0]["enterprise_id"].as_i64().expect("id");
    let partner = app.partner(enterprise, &["projects:read"]);
    assert_eq!(partner.get(&at(&own)).await.expect(200).body["can"], json!([]));
    partner.get(&at(&foreign)).await.expect_problem(404, "resource.not_found");
    for query in
        ["", "?sort=-name", "?per_page=1", "?include=parties", "?q=%E9%A1%B9%E7%9B%AE", "?stage=lead"]
    {
        assert_eq!(
            names(&partner.get(&format!("/projects{query}")).await.expect(200)),
            ["铜箔项目"],
            "{query}"
        );
    }
    for query in [format!("enterprise_id={other}"), "q=%E9%92%B4".to_owned(), format!("lead_unit_id=0{}", 77)]
    {
        assert_eq!(partner.get(&format!("/projects?{query}")).await.expect(200).body["total"], 0, "{query}");
        assert_eq!(
            partner.get(&format!("/projects/summary?{query}")).await.expect(200).body["count"],
            0,
            "{query}"
        );
    }
    assert_eq!(partner.get("/projects/summary").await.expect(200).body["count"], 1);
    partner.patch(&at(&own), 1, json!({"remark": "x"})).await.expect_problem(403, "auth.scope_missing");
    partner
        .post("/projects", new_project(clerk.unit_id, "伙伴登记", json!({})))
        .await
        .expect_problem(403, "auth.scope_missing");
    // leaving the project ends the sight of it
    let parties = json!({"parties": [{"name": "接手公司", "role": "investor", "share_percent": 100}]});
    clerk.put(&format!("{}/parties", at(&own)), 1, parties).await.expect(200);
    partner.get(&at(&own)).await.expect_problem(404, "resource.not_found");
    assert_eq!(partner.get("/projects").await.body["total"], 0);
}

#[actix_web::test]
async fn projects_are_found_by_what_the_library_knows_of_their_investors() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let company = json!({"name": "金川集团股份有限公司", "credit_code": "91620302MA00000154"});
    let first = clerk.post("/enterprises", company).await.expect(201);
    let party = |id: i64| json!({"parties": [{"enterprise_id": id, "role": "investor"}]});
    let made = app.project(&clerk, "高纯镍项目", party(first.id())).await;
    for q in ["jcjt", "91620302MA00000154", "%E9%87%91%E5%B7%9D", "xm-2026-00001", "gcn"] {
        assert_eq!(names(&bureau.get(&format!("/projects?q={q}")).await.expect(200)), ["高纯镍项目"], "{q}");
        assert_eq!(bureau.get(&format!("/projects/summary?q={q}")).await.expect(200).body["count"], 1, "{q}");
    }
    assert_eq!(bureau.get("/projects?q=zzzz").await.expect(200).body["total"], 0);
    // when two entries of the library become one, the project follows and can be found under either
    let other = clerk.post("/enterprises", json!({"name": "镍都实业公司"})).await.expect(201);
    let merge = json!({"kept_id": other.id(), "merged_id": first.id(), "kept_version": other.version(),
        "merged_version": first.version(), "reason": "同一家企业"});
    let merged = bureau.post("/enterprise-merges", merge).await;
    assert!(merged.is_success(), "{}", merged.body);
    let seen = clerk.get(&at(&made)).await.expect(200);
    assert_eq!(seen.body["parties"][0]["enterprise_id"], other.id());
    assert_eq!(bureau.get(&format!("/projects?enterprise_id={}", other.id())).await.body["total"], 1);
}

#[actix_web::test]
async fn shares_sum_up_and_supporters_have_none() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "火星1号基地", json!({})).await;
    let path = format!("{}/parties", at(&made));
    let parties = |a: Value, b: Value, c: Value| {
        json!({"parties": [
            {"name": "金昌星辰宇宙文化旅游投资有限公司", "role": "investor", "share_percent": a, "origin": "outside_province"},
            {"name": "省公航旅公司", "role": "investor", "share_percent": b},
            {"name": "中国航天员科研训练中心", "role": "supporter", "share_percent": c},
        ]})
    };
    let without = |mut v: Value| {
        for party in v["parties"].as_array_mut().expect("list") {
            party.as_object_mut().expect("object").retain(|_, v| !v.is_null());
        }
        v
    };
    let good = without(parties(json!(66.67), json!(33.33), json!(null)));
    let done = clerk.put(&path, 1, good.clone()).await.expect(200);
    assert_eq!(done.body["parties"][0]["share_percent"], 66.67);
    assert_eq!(done.body["parties"][2]["role"], "supporter");
    let ids = |a: &Answer| -> Vec<Value> {
        a.body["parties"].as_array().expect("list").iter().map(|p| p["id"].clone()).collect()
    };
    let again = clerk.put(&path, 2, good).await.expect(200);
    assert_eq!(ids(&again), ids(&done), "those that stay keep their row");
    for (a, b, c, pointer) in [
        (json!(60), json!(30), json!(null), "/parties"),
        (json!(90), json!(20), json!(null), "/parties"),
        (json!(50), json!(50), json!(1), "/parties/2/share_percent"),
        (json!(50.001), json!(49.999), json!(null), "/parties/0/share_percent"),
        (json!(101), json!(null), json!(null), "/parties/0/share_percent"),
    ] {
        let refused =
            clerk.put(&path, 3, without(parties(a, b, c))).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused), [pointer]);
    }
    let unknown = json!({"parties": [{"enterprise_id": 987_654, "role": "investor"}]});
    let refused = clerk.put(&path, 3, unknown).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/parties/0/enterprise_id"]);
    let id = done.body["parties"][0]["enterprise_id"].clone();
    let by_id = clerk
        .put(&path, 3, json!({"parties": [{"enterprise_id": id, "role": "investor"}]}))
        .await
        .expect(200);
    assert_eq!(by_id.body["parties"][0]["name"], "金昌星辰宇宙文化旅游投资有限公司");
}

#[actix_web::test]
async fn phases_sum_up_to_the_total_or_the_difference_is_named() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "火星1号基地", json!({"total_investment_yuan": 2_522_000_000_i64})).await;
    let path = format!("{}/phases", at(&made));
    let phases = |second: i64| {
        json!([{"name": "一期", "planned_start": "2018", "planned_end": "2020", "amount_yuan": 898_000_000},
               {"name": "二期", "planned_start": "2021", "planned_end": "2023", "amount_yuan": second}])
    };
    let refused = clerk.put(&path, 1, json!({"phases": phases(1_600_000_000)})).await;
    let refused = refused.expect_problem(422, "project.phases_do_not_sum");
    assert!(refused.body["detail"].as_str().expect("text").contains("少24000000元"), "{}", refused.body);
    let done = clerk.put(&path, 1, json!({"phases": phases(1_624_000_000)})).await.expect(200);
    assert_eq!(done.body["phases"][1]["sequence"], 2);
    let total = clerk.patch(&at(&made), 2, json!({"total_investment_yuan": 1})).await;
    total.expect_problem(422, "project.phases_do_not_sum");
    let both = json!({"total_investment_yuan": 2_898_000_000_i64, "phases": phases(2_000_000_000)});
    let done = clerk.put(&path, 2, both).await.expect(200);
    assert_eq!(done.body["total_investment_yuan"], 2_898_000_000_i64);
    assert_eq!(clerk.put(&path, 3, json!({"phases": []})).await.expect(200).body["phases"], json!([]));
    clerk.put(&path, 3, json!({"phases": []})).await.expect_problem(412, "resource.stale");
}

#[actix_web::test]
async fn a_national_code_belongs_to_one_project() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let code = "2103-620302-04-01-123456";
    let first = app.project(&clerk, "废渣利用", json!({"project_code": "21036203020401123456"})).await;
    assert_eq!(first.body["codes"][0]["code"], code);
    let other = app.clerk(OTHERS);
    let taken = new_project(
        other.unit_id,
        "完全不同的项目",
        json!({"project_code": code, "confirmed_different": true}),
    );
    other.post("/projects", taken).await.expect_problem(409, "project.duplicate_suspected");
    let second = app.project(&clerk, "固废处理厂", json!({})).await;
    let codes = |a: &Answer| format!("{}/codes", at(a));
    clerk
        .post_at(&codes(&second), 1, json!({"code": code}))
        .await
        .expect_problem(409, "project.duplicate_suspected");
    clerk
        .post_at(&codes(&second), 1, json!({"code": "2113-620302-04-01-123456"}))
        .await
        .expect_problem(422, "request.invalid");
    clerk.post(&codes(&second), json!({"code": code})).await.expect_problem(428, "resource.version_required");
    let path = format!("{}/{}", codes(&first), first.body["codes"][0]["id"]);
    let ended = json!({"obtained_on": "2021-03-05", "ended_on": "2025-01-01"});
    let refused = clerk.put(&path, 1, ended.clone()).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused), ["/reason"]);
    let mut ended = ended;
    ended["reason"] = json!("重新备案");
    clerk.put(&path, 1, ended).await.expect(200);
    clerk.post_at(&codes(&second), 1, json!({"code": code})).await.expect(200);
    let revived = clerk.put(&path, 2, json!({"obtained_on": "2021-03-05"})).await;
    revived.expect_problem(409, "project.duplicate_suspected");
    let foreign = format!("{}/{}", codes(&second), first.body["codes"][0]["id"]);
    clerk.put(&foreign, 2, json!({})).await.expect_problem(404, "resource.not_found");
    assert_eq!(clerk.get("/projects?q=2103-620302").await.body["total"], 2, "old codes are found too");
}

#[actix_web::test]
async fn who_types_the_name_of_a_project_is_told_of_those_like_it() {
    let app = TestApp::new().await;
    let (clerk, foreign) = (app.clerk("市工信局"), app.clerk("市财政局"));
    let made = app.project(&clerk, "高纯镍生产基地", json!({})).await;
    let at = "/projects/candidates?name=%E9%AB%98%E7%BA%AF%E9%95%8D%E7%94%9F%E4%BA%A7%E5%9F%BA%E5%9C%B0&investor=%E9%AB%98%E7%BA%AF%E9%95%8D%E7%94%9F%E4%BA%A7%E5%9F%BA%E5%9C%B0%E6%8A%95%E8%B5%84%E6%96%B9";
    let found = clerk.get(at).await.expect(200).body;
    assert_eq!(
        (&found["candidates"][0]["id"], &found["hidden"]),
        (&json!(made.id()), &json!(false)),
        "{found}"
    );
    assert!(found["candidates"][0]["reason"].as_str().is_some_and(|r| !r.is_empty()));
    let hinted = foreign.get(at).await.expect(200).body;
    assert_eq!(hinted, json!({"candidates": [], "hidden": true}), "only that there is one");
    clerk.get("/projects/candidates").await.expect_problem(422, "request.invalid");
    app.leader().get(at).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_suspected_duplicate_is_named_and_can_be_confirmed_as_different() {
    let app = TestApp::new().await;
    let (clerk, other) = (app.clerk(SOMEBODY), app.clerk(OTHERS));
    let investor = |name: &str| json!({"parties": [{"name": name, "role": "investor"}]});
    app.project(&clerk, "年产5万吨高纯镍项目", investor("金川集团股份有限公司")).await;
    let again = |actor: &Actor| new_project(actor.unit_id, "高纯镍5万吨项目", investor("金川集团"));
    let refused =
        clerk.post("/projects", again(&clerk)).await.expect_problem(409, "project.duplicate_suspected");
    assert_eq!(refused.body["current"]["candidates"][0]["number"], "XM-2026-00001");
    let hidden =
        other.post("/projects", again(&other)).await.expect_problem(409, "project.duplicate_suspected");
    assert_eq!(hidden.body["current"]["candidates"], json!([]));
    assert!(!hidden.body.to_string().contains("XM-2026-00001"), "not shown to those who cannot see it");
    let mut confirmed = again(&clerk);
    confirmed["confirmed_different"] = json!(true);
    clerk.post("/projects", confirmed).await.expect(201);
    clerk
        .post("/projects", new_project(clerk.unit_id, "职工食堂改造", investor("金川集团")))
        .await
        .expect(201);
}

#[actix_web::test]
async fn an_excluded_project_stays_visible_with_its_reason() {
    let app = TestApp::new().await;
    let (clerk, bureau) = (app.clerk(SOMEBODY), app.bureau());
    let made = app.project(&clerk, "本地超市", json!({"total_investment_yuan": 1_000_000})).await;
    app.project(&clerk, "外来工厂", json!({"total_investment_yuan": 200_000_000})).await;
    let path = format!("{}/exclusion", at(&made));
    let body = json!({"code": "entertainment", "reason": "商超项目不计入"});
    clerk.put(&path, 1, body.clone()).await.expect_problem(403, "policy.forbidden");
    bureau.put(&path, 1, json!({"code": "entertainment"})).await.expect_problem(422, "request.invalid");
    bureau
        .put(&path, 1, json!({"code": "ugly", "reason": "不好看"}))
        .await
        .expect_problem(422, "request.invalid");
    let done = bureau.put(&path, 1, body).await.expect(200);
    assert_eq!(
        (&done.body["exclusion_code"], &done.body["excluded_by"]),
        (&json!("entertainment"), &json!(bureau.id))
    );
    let all = clerk.get("/projects/summary").await.expect(200);
    assert_eq!((&all.body["count"], &all.body["excluded_count"]), (&json!(2), &json!(1)));
    let counted = clerk.get("/projects/summary?excluded=false").await.expect(200);
    assert_eq!(
        (&counted.body["count"], &counted.body["total_investment_yuan"]),
        (&json!(1), &json!(200_000_000))
    );
    assert_eq!(names(&clerk.get("/projects?excluded=true").await), ["本地超市"]);
    let lifted = bureau.put(&path, 2, json!({"code": null, "reason": "核实为外来投资"})).await.expect(200);
    assert_eq!(lifted.body["exclusion_code"], json!(null));
}

#[actix_web::test]
async fn the_history_tells_every_change() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "粮油仓储", json!({})).await;
    clerk.patch(&at(&made), 1, json!({"park": "河西堡工业园"})).await.expect(200);
    clerk
        .put(
            &format!("{}/phases", at(&made)),
            2,
            json!({"total_investment_yuan": 9, "phases": [{"name": "一期", "amount_yuan": 9}]}),
        )
        .await
        .expect(200);
    let history = clerk.get(&format!("{}/history", at(&made))).await.expect(200);
    let events: Vec<&str> =
        history.body["items"].as_array().expect("rows").iter().filter_map(|e| e["event"].as_str()).collect();
    assert_eq!(events, ["project.phases_changed", "project.changed", "project.created"]);
    assert_eq!(history.body["items"][1]["before"], json!({"park": null}));
    assert_eq!(history.body["items"][1]["after"], json!({"park": "河西堡工业园"}));
    assert_eq!(history.body["items"][0]["after"]["phases"][0]["amount_yuan"], 9);
    let second = clerk.get(&format!("{}/history?per_page=1&page=3", at(&made))).await.expect(200);
    assert_eq!(
        (&second.body["total"], &second.body["items"][0]["event"]),
        (&json!(3), &json!("project.created"))
    );
}

#[actix_web::test]
async fn audited_facts_and_ended_projects_are_locked() {
    use chengfeng::features::projects::{self, EndState, Facts, Stage, StageChange};
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let known = json!({"contract_amount_yuan": 500, "signed_on": "2026-02-01"});
    let made = app.project(&clerk, "硫酸镍项目", known).await;
    let id = made.id();
    let day = |d: &str| d.parse().expect("day");
    let go = |stage: Stage, end_state: Option<EndState>, facts: Facts| {
        app.db(|tx| {
            let project = projects::find_visible(tx, id)?;
            let change = StageChange { stage, end_state, stage_since_on: day("2026-03-01"), facts };
            projects::set_stage(tx, &project, &change)
        })
    };
    let signed = go(Stage::Signed, None, Facts::default());
    assert_eq!((signed.stage_no, signed.contract_amount_yuan), (5, Some(500)));
    let view = clerk.get(&at(&made)).await.expect(200);
    assert_eq!(view.body["locked"], json!(["contract_amount_yuan", "signed_on"]));
    let refused = clerk
        .patch(&at(&made), 2, json!({"contract_amount_yuan": 1, "signed_on": "2026-01-01", "remark": "x"}))
        .await;
    let refused = refused.expect_problem(409, "project.fact_locked");
    assert_eq!(pointers(&refused), ["/contract_amount_yuan", "/signed_on"]);
    clerk.patch(&at(&made), 2, json!({"remark": "可以改"})).await.expect(200);
    go(Stage::Signed, Some(EndState::Suspended), Facts::default());
    clerk.patch(&at(&made), 4, json!({"remark": "暂缓也可以改"})).await.expect(200);
    go(Stage::Signed, Some(EndState::Terminated), Facts::default());
    let path = format!("{}/units", at(&made));
    clerk.patch(&at(&made), 6, json!({"remark": "不行"})).await.expect_problem(409, "project.ended");
    clerk.put(&path, 6, json!({"unit_ids": []})).await.expect_problem(409, "project.ended");
    assert_eq!(clerk.get(&at(&made)).await.body["can"], json!(["project.tag"]), "a tag is no fact");
    assert_eq!(names(&clerk.get("/projects?end_state=terminated&stage=signed").await), ["硫酸镍项目"]);
}

#[actix_web::test]
async fn of_two_who_edit_at_once_one_wins() {
    let app = TestApp::new().await;
    let clerk = app.clerk(SOMEBODY);
    let made = app.project(&clerk, "抢改项目", json!({})).await;
    let path = at(&made);
    let calls = (0..6).map(|n| clerk.patch(&path, 1, json!({"remark": format!("第{n}人")})));
    let answers = futures_util::future::join_all(calls).await;
    let won = answers.iter().filter(|a| a.status == 200).count();
    assert_eq!(won, 1);
    assert!(answers.iter().all(|a| matches!(a.status, 200 | 409 | 412)));
    assert_eq!(clerk.get(&path).await.version(), 2);
}
