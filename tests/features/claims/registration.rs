//! Registration, confirmation, warning, progress, extension, lapse.

use super::scene;
use actix_web::http::Method;
use chengfeng::db::schema::first_claims;
use diesel::prelude::*;
use futures_util::future::join;
use serde_json::{Value, json};

fn pointers(problem: &Value) -> Vec<&str> {
    let errors = problem["errors"].as_array().into_iter().flatten();
    errors.filter_map(|e| e["pointer"].as_str()).collect()
}

#[actix_web::test]
async fn a_claim_is_registered_confirmed_by_another_and_protected() {
    let s = scene().await;
    let made =
        s.one.claims("示例新能源科技有限公司", json!({"chain": "电池产业链", "industry_code": "38"})).await;
    assert_eq!(made.header("location"), Some(format!("/api/v1/first-claims/{}", made.id()).as_str()));
    assert_eq!(
        (&made.body["number"], &made.body["state"], &made.body["warnings"], &made.body["industry_code"]),
        (&json!("SB-2026-0001"), &json!("pending"), &json!([]), &json!("C38"))
    );
    assert_eq!(made.body["object_by_on"], "2026-03-09", "five working days after Monday 2 March");
    assert_eq!(made.body["proof"][0]["sealed"], false);
    let id = made.id();
    s.one.tries_to_confirm(id, json!({})).await.expect_problem(403, "policy.forbidden");
    s.app.leader().tries_to_confirm(id, json!({})).await.expect_problem(403, "policy.forbidden");
    let held = s.bureau.confirms(id).await;
    assert_eq!(
        (&held.body["state"], &held.body["protected_from"], &held.body["protected_until"]),
        (&json!("protected"), &json!("2026-03-02"), &json!("2026-05-31"))
    );
    assert_eq!(held.body["lapses_on"], "2026-04-01", "30 days without progress");
    assert_eq!((&held.body["rule_revision"], &held.body["proof"][0]["sealed"]), (&json!(1), &json!(true)));
    s.bureau.tries_to_confirm(id, json!({})).await.expect_problem(409, "claim.wrong_state");
    let stale = json!({"confirmed": true, "opinion": "属实"});
    let other = s.one.claims("另一家新材料有限公司", json!({})).await;
    s.bureau
        .post_at(&format!("/first-claims/{}/confirmations", other.id()), 99, stale.clone())
        .await
        .expect_problem(412, "resource.stale");
    let path = format!("/first-claims/{}/confirmations", other.id());
    let unversioned = s.bureau.call(Method::POST, &path).json(stale).send().await;
    unversioned.expect_problem(428, "resource.version_required");
    // a claim of the bureau's own is confirmed by somebody else
    let own = s.bureau.claims("第三家矿业有限公司", json!({})).await.id();
    s.bureau.tries_to_confirm(own, json!({})).await.expect_problem(403, "policy.self_audit");
    let refused =
        s.judge.tries_to_confirm(own, json!({"confirmed": false, "opinion": "佐证不实"})).await.expect(200);
    assert_eq!(refused.body["state"], "lost");
    assert_eq!(s.app.journal_count("claim.refused"), 1);
    let list = s.app.leader().get("/first-claims?state=protected,lost").await.expect(200);
    assert_eq!(list.body["total"], 2);
}

#[actix_web::test]
async fn wrong_input_is_refused_field_by_field() {
    let s = scene().await;
    let post = |body: Value| s.one.post("/first-claims", body);
    let good = s.one.claim_input("示例新能源科技有限公司", json!({})).await;
    let with = |more: Value| {
        let mut body = good.clone();
        body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        body.as_object_mut().expect("object").retain(|_, v| !v.is_null());
        body
    };
    for (more, pointer) in [
        (json!({"first_contact_on": "2026-03-03"}), "/first_contact_on"),
        (json!({"investor": null}), "/investor"),
        (json!({"enterprise_id": 1}), "/investor"),
        (json!({"investor": "甲\u{200b}公司"}), "/investor"),
        (json!({"investor": null, "enterprise_id": 999_999}), "/enterprise_id"),
        (json!({"credit_code": "91620302MA00000155"}), "/credit_code"),
        (json!({"direction": "x"}), "/direction"),
        (json!({"industry_code": "Z99"}), "/industry_code"),
        (json!({"person_id": s.two.id}), "/person_id"),
        (json!({"proof_file_ids": []}), "/proof_file_ids"),
        (json!({"proof_file_ids": [999_999]}), "/proof_file_ids/0"),
        (json!({"project_id": 999_999}), "/project_id"),
        (json!({"state": "protected"}), "/state"),
        (json!({"version": 7}), "/version"),
    ] {
        let refused = post(with(more.clone())).await.expect_problem(422, "request.invalid");
        assert_eq!(pointers(&refused.body), [pointer], "{more}");
    }
    let foreign = s.two.document("别人的").await;
    let refused =
        post(with(json!({"proof_file_ids": [foreign]}))).await.expect_problem(422, "request.invalid");
    assert_eq!(pointers(&refused.body), ["/proof_file_ids/0"], "files of another unit are as good as none");
    let refused = post(with(json!({"unit_id": s.two.unit_id}))).await.expect_problem(403, "policy.forbidden");
    assert_eq!(pointers(&refused.body), ["/unit_id"]);
    s.app.leader().post("/first-claims", good.clone()).await.expect_problem(403, "policy.forbidden");
    let enterprise = s.app.enterprise("合作企业有限公司");
    let partner = s.app.partner(enterprise, &["claims:read", "claims:write"]);
    partner.post("/first-claims", good.clone()).await.expect_problem(403, "policy.forbidden");
    partner.get("/first-claims").await.expect_problem(403, "policy.forbidden");
    // the same key registers once
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let once = || s.one.call(Method::POST, "/first-claims").header("Idempotency-Key", key).json(good.clone());
    let (first, again) = (once().send().await.expect(201), once().send().await.expect(201));
    assert_eq!((first.id(), again.header("idempotency-replayed")), (again.id(), Some("true")));
}

#[actix_web::test]
async fn a_second_unit_is_warned_and_learns_nothing_of_the_content() {
    let s = scene().await;
    let first = s.held("示例新能源科技有限公司").await;
    let second = s.two.claims("示例新能源科技集团", json!({"direction": "磷酸铁锂电池生产线"})).await;
    assert_eq!(second.body["state"], "pending", "nothing is silently blocked");
    let warning = &second.body["warnings"][0];
    assert_eq!(
        (&warning["kind"], &warning["unit_name"], &warning["person_name"]),
        (&json!("held"), &json!("金昌经开区"), &json!(s.one.name))
    );
    assert_eq!(
        (&warning["since_on"], &warning["protected_until"]),
        (&json!("2026-03-02"), &json!("2026-05-31"))
    );
    let said = second.body["warnings"].to_string() + &second.body["lineage"].to_string();
    assert!(!said.contains("吉瓦时") && !said.contains("direction"), "{said}");
    assert_eq!(second.body["lineage"][0]["claim_id"], Value::Null);
    s.two.get(&format!("/first-claims/{first}")).await.expect_problem(404, "resource.not_found");
    s.two.get("/first-claims/999999").await.expect_problem(404, "resource.not_found");
    assert_eq!(s.two.get("/first-claims").await.expect(200).body["total"], 1);
    let held = s.bureau.tries_to_confirm(second.id(), json!({})).await.expect_problem(409, "claim.held");
    assert!(held.body["detail"].as_str().is_some_and(|d| d.contains("SB-2026-0001")), "{}", held.body);
    // another matter is no rival, and another company neither
    let other = s.two.claims("示例新能源科技有限公司", json!({"direction": "奶牛养殖基地"})).await;
    assert_eq!(other.body["warnings"], json!([]));
    s.bureau.confirms(other.id()).await;
    // what only seemed the same is set apart by the bureau
    let apart = s.bureau.tries_to_confirm(second.id(), json!({"separate_matter": true})).await.expect(200);
    assert_eq!((&apart.body["state"], &apart.body["lineage_id"]), (&json!("protected"), &json!(second.id())));
    s.bureau.tries_to_confirm(first, json!({"separate_matter": true})).await.expect(409);
}

#[actix_web::test]
async fn two_registrations_at_once_stand_in_one_line_and_one_is_confirmed() {
    let s = scene().await;
    let (a, b) = (
        s.one.claim_input("示例新能源科技有限公司", json!({})).await,
        s.two.claim_input("示例新能源科技有限公司", json!({})).await,
    );
    let (a, b) = join(s.one.post("/first-claims", a), s.two.post("/first-claims", b)).await;
    let (a, b) = (a.expect(201), b.expect(201));
    assert_eq!(a.body["lineage_id"], b.body["lineage_id"]);
    let warned = [&a, &b].iter().filter(|c| c.body["warnings"] != json!([])).count();
    assert_eq!(warned, 1, "the later one sees the earlier");
    let (x, y) =
        join(s.bureau.tries_to_confirm(a.id(), json!({})), s.judge.tries_to_confirm(b.id(), json!({}))).await;
    let mut statuses = [x.status, y.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (x, y) =
        join(s.bureau.tries_to_confirm(a.id(), json!({})), s.judge.tries_to_confirm(a.id(), json!({}))).await;
    assert!(x.status == 409 && y.status == 409, "{} {}", x.status, y.status);
}

#[actix_web::test]
async fn progress_keeps_a_claim_alive_and_without_it_it_lapses_by_itself() {
    let s = scene().await;
    let id = s.held("示例新能源科技有限公司").await;
    let path = format!("/first-claims/{id}/progress");
    s.app.advance_days(20);
    let file = s.one.document("考察纪要").await;
    let note = |on: &str| json!({"happened_on": on, "note": "客商来金考察厂址", "proof_file_ids": [file]});
    let kept = s.one.post(&path, note("2026-03-20")).await.expect(201);
    assert_eq!(
        (&kept.body["last_progress_on"], &kept.body["lapses_on"]),
        (&json!("2026-03-20"), &json!("2026-04-19"))
    );
    assert_eq!(kept.body["progress"][0]["proof"][0]["file_id"], file);
    for bad in ["2026-03-23", "2026-02-19"] {
        s.one.post(&path, note(bad)).await.expect_problem(422, "request.invalid");
    }
    s.two.post(&path, note("2026-03-20")).await.expect_problem(404, "resource.not_found");
    s.app.leader().post(&path, note("2026-03-20")).await.expect_problem(403, "policy.forbidden");
    s.app.advance_days(28); // 2026-04-19
    assert_eq!(s.one.claim(id).await.body["state"], "protected");
    s.app.advance_days(1);
    // nothing was written down yet
    let stored = |app: &harness::TestApp| -> String {
        app.db(|tx| Ok(first_claims::table.find(id).select(first_claims::state).first(&mut **tx)?))
    };
    assert_eq!(stored(&s.app), "protected");
    let lapsed = s.one.claim(id).await;
    assert_eq!((&lapsed.body["state"], &lapsed.body["ended_on"]), (&json!("expired"), &json!("2026-04-20")));
    assert_eq!(s.one.get("/first-claims?state=expired").await.body["total"], 1);
    assert_eq!(s.one.get("/first-claims?state=protected").await.body["total"], 0);
    s.one.post(&path, note("2026-04-19")).await.expect_problem(409, "claim.wrong_state");
    assert!(s.app.run_jobs() > 0);
    assert_eq!((stored(&s.app).as_str(), s.app.journal_count("claim.expired")), ("expired", 1));
    assert!(s.one.claim(id).await.body["end_reason"].as_str().is_some_and(|r| r.contains("没有推进")));
    // the field is free: another unit is protected now
    let next = s.two.claims("示例新能源科技有限公司", json!({})).await;
    assert_eq!(next.body["warnings"], json!([]));
    s.bureau.confirms(next.id()).await;
}

#[actix_web::test]
async fn an_extension_needs_proof_and_the_bureau() {
    let s = scene().await;
    let id = s.held("示例新能源科技有限公司").await;
    s.app.advance_days(20);
    let file = s.one.document("董事会函").await;
    let ask =
        |until: &str| json!({"until_on": until, "reason": "董事会定于7月审议", "proof_file_ids": [file]});
    let path = format!("/first-claims/{id}/extensions");
    for bad in ["2026-05-31", "2026-08-30"] {
        s.one.post(&path, ask(bad)).await.expect_problem(422, "request.invalid");
    }
    let asked = s.one.post(&path, ask("2026-07-31")).await.expect(201);
    s.one.post(&path, ask("2026-07-31")).await.expect_problem(409, "claim.wrong_state");
    let extension = asked.body["extensions"][0]["id"].as_i64().expect("id");
    let decide = format!("{path}/{extension}/decisions");
    let yes = json!({"granted": true, "opinion": "推进正常，同意延期"});
    s.one.post_at(&decide, asked.version(), yes.clone()).await.expect_problem(403, "policy.forbidden");
    s.bureau.post_at(&decide, 1, yes.clone()).await.expect_problem(412, "resource.stale");
    s.bureau
        .post_at(&format!("{path}/999/decisions"), 1, yes.clone())
        .await
        .expect_problem(404, "resource.not_found");
    // asked in time, decided a little late: the protection comes back
    s.app.advance_days(11); // 2026-04-02, one day after the lapse
    assert_eq!(s.one.claim(id).await.body["state"], "expired");
    let version = s.bureau.claim(id).await.version();
    let (x, y) =
        join(s.bureau.post_at(&decide, version, yes.clone()), s.judge.post_at(&decide, version, yes)).await;
    let mut statuses = [x.status, y.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let longer = s.one.claim(id).await;
    assert_eq!(
        (&longer.body["state"], &longer.body["protected_until"], &longer.body["lapses_on"]),
        (&json!("protected"), &json!("2026-07-31"), &json!("2026-05-02"))
    );
    assert_eq!((&longer.body["ended_on"], &longer.body["end_reason"]), (&Value::Null, &Value::Null));
    s.app.run_jobs();
    assert_eq!(s.one.claim(id).await.body["state"], "protected", "the earlier reminder finds nothing to do");
}

#[actix_web::test]
async fn limits_are_rule_data() {
    let s = scene().await;
    let rules = s.bureau.get("/rule-sets/claims").await.expect(200);
    assert_eq!(rules.body["in_force"]["content"]["protect_days"], 90);
    let post = |content: Value| json!({"content": content, "reason": "试行更长保护期"});
    let bad =
        json!({"protect_days": 20, "idle_expire_days": 30, "objection_workdays": 5, "ruling_workdays": 5});
    let refused = s.bureau.post_at("/rule-sets/claims/revisions", 1, post(bad)).await;
    refused.expect_problem(422, "ruleset.invalid");
    let good =
        json!({"protect_days": 180, "idle_expire_days": 60, "objection_workdays": 3, "ruling_workdays": 5});
    s.bureau.post_at("/rule-sets/claims/revisions", 1, post(good)).await.expect(201);
    let id = s.held("示例新能源科技有限公司").await;
    let claim = s.one.claim(id).await.body;
    assert_eq!(
        (&claim["protected_until"], &claim["lapses_on"], &claim["object_by_on"], &claim["rule_revision"]),
        (&json!("2026-08-29"), &json!("2026-05-01"), &json!("2026-03-05"), &json!(2))
    );
}

#[actix_web::test]
async fn claims_are_handed_over_when_their_person_leaves() {
    let s = scene().await;
    let id = s.held("示例新能源科技有限公司").await;
    let admin = s.app.system_admin();
    let version = admin.get(&format!("/users/{}", s.one.id)).await.version();
    let path = format!("/users/{}/deactivations", s.one.id);
    let leave = |to: Option<i64>| json!({"reason": "调离", "successor_id": to});
    let refused =
        admin.post_at(&path, version, leave(None)).await.expect_problem(409, "user.handover_required");
    assert_eq!(refused.body["blocking"][0]["field"], "first_claims");
    admin.post_at(&path, version, leave(Some(s.two.id))).await.expect_problem(422, "request.invalid");
    let colleague = s.app.clerk("金昌经开区");
    admin.post_at(&path, version, leave(Some(colleague.id))).await.expect(200);
    assert_eq!(colleague.claim(id).await.body["person_id"], colleague.id);
    assert_eq!(s.app.journal_count("claim.handed_over"), 1);
}

#[actix_web::test]
async fn merged_investors_leave_both_protections_for_a_ruling() {
    let s = scene().await;
    let first = s.held("金川集团股份有限公司").await;
    let body = json!({"direction": "磷酸铁锂电池"});
    let second = s.two.claims("国镍新能源材料有限公司", body).await;
    assert_eq!(second.body["warnings"], json!([]), "nobody knew that it is one company");
    s.bureau.confirms(second.id()).await;
    let ids = (s.one.claim(first).await.body["enterprise_id"].clone(), second.body["enterprise_id"].clone());
    let order = json!({"kept_id": ids.0, "merged_id": ids.1, "kept_version": 1, "merged_version": 1, "reason": "更名"});
    let merge = s.bureau.post("/enterprise-merges", order).await.expect(201);
    for (who, id) in [(&s.one, first), (&s.two, second.id())] {
        let claim = who.claim(id).await.body;
        assert_eq!((&claim["state"], &claim["needs_ruling"]), (&json!("protected"), &json!(true)));
        assert_eq!(claim["enterprise_id"], ids.0);
    }
    assert_eq!(s.bureau.get("/first-claims?needs_ruling=true").await.body["total"], 2);
    let undone = s
        .bureau
        .post_at(
            &format!("/enterprise-merges/{}/undos", merge.id()),
            merge.version(),
            json!({"reason": "弄错了"}),
        )
        .await;
    undone.expect(200);
    assert_eq!(s.bureau.get("/first-claims?needs_ruling=true").await.body["total"], 0);
    assert_eq!(s.two.claim(second.id()).await.body["enterprise_id"], ids.1);
}

#[actix_web::test]
async fn a_claim_keeps_its_investor_in_the_library_and_takes_none_that_was_withdrawn() {
    let s = scene().await;
    let id = s.one.claims("示例新能源科技有限公司", json!({})).await.id();
    let held = s.one.claim(id).await.body["enterprise_id"].as_i64().expect("id");
    let withdraw = async |enterprise: i64| {
        let path = format!("/enterprises/{enterprise}/withdrawals");
        s.bureau.post_at(&path, 1, json!({"reason": "登记错了"})).await
    };
    let refused = withdraw(held).await.expect_problem(409, "enterprise.in_use");
    let uses = refused.body["blocking"].as_array().expect("blocking");
    assert_eq!(uses.iter().map(|u| &u["field"]).collect::<Vec<_>>(), ["first_claim"]);
    let mistake = s.app.enterprise("错登企业有限公司");
    withdraw(mistake).await.expect(200);
    let input = s.one.claim_input("", json!({"enterprise_id": mistake, "investor": null})).await;
    let refused = s.one.post("/first-claims", input).await.expect_problem(422, "request.invalid");
    let error = &refused.body["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/enterprise_id"), &json!("withdrawn")));
}

#[actix_web::test]
async fn changes_reach_those_who_see_the_claim() {
    let s = scene().await;
    s.held("示例新能源科技有限公司").await;
    let seen = |feed: &Value| feed["items"].as_array().map_or(0, Vec::len);
    let path = "/changes?types=claim.registered,claim.confirmed";
    assert_eq!(seen(&s.one.get(path).await.expect(200).body), 2);
    assert_eq!(seen(&s.bureau.get(path).await.expect(200).body), 2);
    assert_eq!(seen(&s.two.get(path).await.expect(200).body), 0);
}

#[actix_web::test]
async fn claims_are_found_and_sorted() {
    let s = scene().await;
    let names = ["金川示例镍盐有限公司", "华东示例合金有限公司", "示例新能源科技有限公司"];
    let mut ids = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let by = if n == 2 { &s.two } else { &s.one };
        ids.push(by.claims(name, json!({})).await.id());
        s.app.advance_days(1);
    }
    s.bureau.confirms(ids[1]).await;
    let listed = async |actor: &harness::Actor, query: &str| -> Vec<i64> {
        let page = actor.get(&format!("/first-claims?{query}")).await.expect(200).body;
        let rows: Vec<i64> =
            page["items"].as_array().expect("items").iter().filter_map(|c| c["id"].as_i64()).collect();
        assert_eq!(page["total"], rows.len());
        rows
    };
    for (q, found) in [
        ("镍盐", vec![ids[0]]),
        ("hdsl", vec![ids[1]]),
        ("SB-2026-0003", vec![ids[2]]),
        ("sb-2026-0003", vec![ids[2]]),
        ("示例", vec![ids[2], ids[1], ids[0]]),
        ("没有", vec![]),
    ] {
        assert_eq!(listed(&s.bureau, &format!("q={q}")).await, found, "{q}");
    }
    let enterprise = s.bureau.claim(ids[0]).await.body["enterprise_id"].clone();
    let place = format!("/enterprises/{enterprise}");
    let version = s.bureau.get(&place).await.expect(200).version();
    let code = json!({"credit_code": "91350100M000100Y43"});
    s.bureau.patch(&place, version, code).await.expect(200);
    assert_eq!(listed(&s.bureau, "q=91350100").await, [ids[0]], "by the code of the library");
    // a unit searches its own
    assert_eq!(listed(&s.two, "q=示例").await, [ids[2]]);
    assert_eq!(listed(&s.two, "q=镍盐").await, Vec::<i64>::new());
    let all = |order: [usize; 3]| order.map(|n| ids[n]).to_vec();
    assert_eq!(listed(&s.bureau, "").await, all([2, 1, 0]));
    assert_eq!(listed(&s.bureau, "sort=registered_on").await, all([0, 1, 2]));
    assert_eq!(listed(&s.bureau, "sort=lapses_on").await[0], ids[1], "those without a day come last");
    assert_eq!(listed(&s.bureau, "sort=-lapses_on,registered_on").await, all([1, 0, 2]));
    let (mut seen, mut query) = (Vec::new(), "per_page=2&sort=lapses_on".to_owned());
    loop {
        let page = s.bureau.get(&format!("/first-claims?{query}")).await.expect(200).body;
        seen.extend(page["items"].as_array().expect("items").iter().filter_map(|c| c["id"].as_i64()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("per_page=2&sort=lapses_on&cursor={cursor}");
    }
    assert_eq!(seen, listed(&s.bureau, "sort=lapses_on").await, "page by page");
    s.bureau.get("/first-claims?sort=investor").await.expect_problem(422, "request.invalid");
    s.bureau
        .get(&format!("/first-claims?q={}", "长".repeat(101)))
        .await
        .expect_problem(422, "request.invalid");
}
