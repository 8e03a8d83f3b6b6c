//! Units, people and roles.

use actix_web::http::Method;
use chengfeng::features::people;
use chengfeng::policy::Role;
use futures_util::future::join;
use harness::{Actor, TestApp};
use serde_json::{Value, json};

fn unit(name: &str, parent_id: i64, sort_no: i64) -> Value {
    json!({"name": name, "kind": "department", "parent_id": parent_id, "sort_no": sort_no})
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().expect("items").iter().map(|u| u["name"].as_str().expect("name")).collect()
}

async fn tree(app: &TestApp, admin: &Actor) -> (i64, [i64; 3]) {
    let city = app.unit("金昌市", None, "city");
    let zone = json!({"name": "金昌经济技术开发区", "short_name": "金昌经开区", "kind": "zone", "parent_id": city, "sort_no": 30});
    let zone = admin.post("/units", zone).await.expect(201).id();
    let industry = admin.post("/units", unit("市工业和信息化局", city, 10)).await.expect(201).id();
    let team = admin.post("/units", unit("开发区招商一队", zone, 1)).await.expect(201).id();
    (city, [zone, industry, team])
}

#[actix_web::test]
async fn units_form_a_tree_in_official_order() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let (city, [zone, industry, _]) = tree(&app, &admin).await;
    let all = app.clerk("市招商局").get("/units").await.expect(200);
    let order = ["金昌市", "市招商局", "市工业和信息化局", "金昌经济技术开发区", "开发区招商一队"];
    assert_eq!(names(&all.body), order);
    assert_eq!(all.body["items"][4]["level"], 3);
    let first = admin.get("/units?per_page=2").await.expect(200);
    let cursor = first.body["next_cursor"].as_str().expect("more").to_owned();
    admin.post("/units", unit("市发展改革委", city, 5)).await.expect(201);
    let second = admin.get(&format!("/units?per_page=2&cursor={cursor}")).await.expect(200);
    assert_eq!(names(&second.body), ["市发展改革委", "市工业和信息化局"]);
    let below = admin.get(&format!("/units?within_id={zone}")).await.expect(200);
    assert_eq!(names(&below.body), ["金昌经济技术开发区", "开发区招商一队"]);
    assert_eq!(names(&admin.get("/units?q=jkq").await.body), ["金昌经济技术开发区"]);
    assert_eq!(names(&admin.get("/units?kind=zone,bureau").await.body), ["市招商局", "金昌经济技术开发区"]);
    // a new number moves the unit in the order
    let version = admin.get(&format!("/units/{industry}")).await.version();
    admin.patch(&format!("/units/{industry}"), version, json!({"sort_no": 90})).await.expect(200);
    assert_eq!(names(&admin.get("/units").await.body)[4..], ["开发区招商一队", "市工业和信息化局"]);
}

#[actix_web::test]
async fn a_unit_moves_with_its_subtree_and_never_below_itself() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let (_, [zone, industry, team]) = tree(&app, &admin).await;
    let member = app.person("开发区招商一队", &[Role::Clerk]);
    let version = admin.get(&format!("/units/{zone}")).await.version();
    for cycle in [zone, team] {
        let refused = admin.patch(&format!("/units/{zone}"), version, json!({"parent_id": cycle})).await;
        assert_eq!(refused.expect_problem(422, "request.invalid").body["errors"][0]["code"], "cycle");
    }
    let moved =
        admin.patch(&format!("/units/{zone}"), version, json!({"parent_id": industry})).await.expect(200);
    let path = moved.body["path"].as_str().expect("path");
    let below = admin.get(&format!("/units/{team}")).await;
    assert_eq!(below.body["path"], format!("{path}{team}/"));
    assert_eq!(names(&admin.get(&format!("/units?within_id={industry}")).await.body).len(), 3);
    assert_eq!(member.get("/me").await.expect(200).body["user"]["unit_id"], team);
}

#[actix_web::test]
async fn writes_to_units_are_guarded() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let (city, [zone, ..]) = tree(&app, &admin).await;
    let path = format!("/units/{zone}");
    for other in [app.clerk("市招商局"), app.bureau(), app.leader(), app.security_admin()] {
        other.post("/units", unit("另一个局", city, 1)).await.expect_problem(403, "policy.forbidden");
        other.patch(&path, 1, json!({"sort_no": 1})).await.expect_problem(403, "policy.forbidden");
    }
    let missing = admin.call(Method::PUT, &path).json(unit("x局", city, 1)).send().await;
    missing.expect_problem(428, "resource.version_required");
    let stale = admin.put(&path, 99, unit("新名称", city, 1)).await.expect_problem(412, "resource.stale");
    assert_eq!(stale.body["current"]["id"], zone);
    admin.post("/units", unit("市招商局", city, 1)).await.expect_problem(409, "resource.conflict");
    let wrong = json!({"name": "市\u{200b}局", "kind": "city", "parent_id": city, "sort_no": -1});
    admin.post("/units", wrong).await.expect_problem(422, "request.invalid");
    let wrong = json!({"name": "市\u{200b}局", "kind": "city", "parent_id": city, "sort_no": 1, "division_code": "999999"});
    let errors = admin.post("/units", wrong).await.expect_problem(422, "request.invalid");
    assert_eq!(errors.body["errors"].as_array().map(Vec::len), Some(3), "{}", errors.body);
    admin.post("/units", unit("无上级局", 999_999, 1)).await.expect_problem(422, "request.invalid");
    let with_id = json!({"name": "某局", "kind": "department", "parent_id": city, "sort_no": 1, "id": 1, "version": 9, "path": "/"});
    let refused = admin.post("/units", with_id).await.expect_problem(422, "request.invalid");
    assert_eq!(refused.body["errors"].as_array().map(Vec::len), Some(3));
    admin.get("/units/999999").await.expect_problem(404, "resource.not_found");
    // the same key gives the same answer
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let once = || {
        admin.call(Method::POST, "/units").header("Idempotency-Key", key).json(unit("重复提交局", city, 7))
    };
    let (first, again) = (once().send().await.expect(201), once().send().await.expect(201));
    assert_eq!(first.id(), again.id());
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
}

#[actix_web::test]
async fn a_unit_in_use_cannot_be_closed_and_a_closed_one_takes_nobody() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let (_, [zone, industry, team]) = tree(&app, &admin).await;
    app.person("开发区招商一队", &[Role::Clerk]);
    let close = json!({"valid_until": "2026-03-01", "reason": "机构改革"});
    let refused = admin.post_at(&format!("/units/{zone}/closures"), 1, close.clone()).await;
    assert_eq!(refused.expect_problem(409, "unit.in_use").body["blocking"][0]["code"], "unit.children");
    let refused = admin.post_at(&format!("/units/{team}/closures"), 1, close.clone()).await;
    assert_eq!(refused.expect_problem(409, "unit.in_use").body["blocking"][0]["code"], "unit.people");
    app.bureau()
        .post_at(&format!("/units/{industry}/closures"), 1, close.clone())
        .await
        .expect_problem(403, "policy.forbidden");
    let closed = admin.post_at(&format!("/units/{industry}/closures"), 1, close.clone()).await.expect(200);
    assert_eq!(closed.body["valid_until"], "2026-03-01");
    admin
        .post_at(&format!("/units/{industry}/closures"), 2, close)
        .await
        .expect_problem(409, "resource.conflict");
    let person =
        json!({"username": "wang", "name": "王芳", "unit_id": industry, "post": "科员", "sort_no": 1});
    admin.post("/users", person.clone()).await.expect_problem(422, "request.invalid");
    assert!(!names(&admin.get("/units?valid_on=2026-03-02").await.body).contains(&"市工业和信息化局"));
    assert!(names(&admin.get("/units?valid_on=2026-03-01").await.body).contains(&"市工业和信息化局"));
    admin.post_at(&format!("/units/{industry}/reopenings"), 2, json!({"reason": "误操作"})).await.expect(200);
    admin.post("/users", person).await.expect(201);
}

fn person(username: &str, name: &str, unit_id: i64, sort_no: i64) -> Value {
    json!({"username": username, "name": name, "unit_id": unit_id, "post": "科员", "sort_no": sort_no, "phone": "0935-8212345"})
}

#[actix_web::test]
async fn people_are_created_found_and_changed() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let unit_id = app.unit("市工信局", Some("金昌市"), "department");
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let create = || {
        admin
            .call(Method::POST, "/users")
            .header("Idempotency-Key", key)
            .json(person("liu.yang", "刘洋", unit_id, 20))
    };
    let created = create().send().await.expect(201);
    let password = created.body["initial_password"].as_str().expect("shown once").to_owned();
    let id = created.id();
    let replayed = create().send().await.expect(201);
    assert_eq!(
        (replayed.id(), &replayed.body["initial_password"]),
        (id, &json!(password)),
        "for who lost it"
    );
    assert_eq!(app.tables_holding(&password), Vec::<String>::new(), "nowhere in the clear");
    assert_eq!((&created.body["roles"], &created.body["must_change_password"]), (&json!([]), &json!(true)));
    admin.post("/users", person("zhang", "张建国", unit_id, 1)).await.expect(201);
    let list = admin.get(&format!("/users?unit_id={unit_id}")).await.expect(200);
    assert_eq!(names(&list.body), ["张建国", "刘洋"], "official order");
    for q in ["刘洋", "ly", "liu.yang", "liuyang"] {
        assert_eq!(names(&admin.get(&format!("/users?q={q}")).await.body), ["刘洋"], "{q}");
    }
    let first = admin.get("/users?per_page=1").await.expect(200);
    let cursor = first.body["next_cursor"].as_str().expect("more").to_owned();
    for forged in [r#"["a\u0000",1]"#, r#"["a",1e99]"#, "7", "null"] {
        use base64::Engine;
        let text = format!(r#"{{"sort":"unit,sort_no,id","value":{forged},"id":1}}"#);
        let forged = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
        admin.get(&format!("/users?cursor={forged}")).await.expect_problem(422, "request.invalid_cursor");
    }
    let rest = admin.get(&format!("/users?cursor={cursor}")).await.expect(200);
    assert_eq!(names(&rest.body), ["张建国", "刘洋"]);
    assert_eq!(names(&admin.get("/users?role=clerk,system_admin").await.body).len(), 1);
    let path = format!("/users/{id}");
    let changed =
        admin.patch(&path, created.version(), json!({"post": "副局长", "phone": null})).await.expect(200);
    assert_eq!((&changed.body["post"], &changed.body["phone"]), (&json!("副局长"), &json!(null)));
    assert_eq!(names(&admin.get("/users?q=副局长").await.body), ["刘洋"]);
    admin
        .put(&path, changed.version() - 1, person("liu", "刘洋", unit_id, 20))
        .await
        .expect_problem(412, "resource.stale");
    admin
        .put(&path, changed.version(), person("zhang", "刘洋", unit_id, 20))
        .await
        .expect_problem(409, "resource.conflict");
    admin.put(&path, changed.version(), person("liu", "刘洋", unit_id, 20)).await.expect(200);
    let journal =
        app.audit_admin().get(&format!("/journal?subject_kind=user&subject_id={id}")).await.expect(200);
    let text = journal.body.to_string();
    assert!(!text.contains("8212345") && !text.contains(&password) && text.contains("user.created"));
}

#[actix_web::test]
async fn of_two_edits_at_once_one_wins_and_the_other_is_told() {
    let app = TestApp::new().await;
    let (one, two) = (app.system_admin(), app.system_admin());
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    let path = format!("/users/{}", account.id);
    let version = one.get(&path).await.version();
    let (a, b) = join(
        one.patch(&path, version, json!({"post": "科长"})),
        two.patch(&path, version, json!({"post": "副科长"})),
    )
    .await;
    let (won, lost) = if a.status == 200 { (a, b) } else { (b, a) };
    let lost = lost.expect_problem(412, "resource.stale");
    assert_eq!(lost.body["current"]["post"], won.expect(200).body["post"]);
    let city = app.unit("金昌市", None, "city");
    let (left, right) = (
        one.post("/units", unit("左局", city, 1)).await.id(),
        one.post("/units", unit("右局", city, 2)).await.id(),
    );
    let (left_path, right_path) = (format!("/units/{left}"), format!("/units/{right}"));
    let (a, b) = join(
        one.patch(&left_path, 1, json!({"parent_id": right})),
        two.patch(&right_path, 1, json!({"parent_id": left})),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "two moves cannot make a circle together");
}

#[actix_web::test]
async fn what_is_not_the_administrators_to_say_is_refused() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let unit_id = app.unit("市工信局", Some("金昌市"), "department");
    for field in ["id", "version", "roles", "status", "epoch", "password", "must_change_password"] {
        let mut body = person("liu", "刘洋", unit_id, 1);
        body[field] = json!(1);
        let refused = admin.post("/users", body).await.expect_problem(422, "request.invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], format!("/{field}"));
    }
    for bad in ["Liu", "1liu", "刘洋", "a b", "x"] {
        admin.post("/users", person(bad, "刘洋", unit_id, 1)).await.expect_problem(422, "request.invalid");
    }
    admin
        .post("/users", person("liu", "刘\u{202e}洋", unit_id, 1))
        .await
        .expect_problem(422, "request.invalid");
    admin.post("/users", person("liu", "刘洋", 999_999, 1)).await.expect_problem(422, "request.invalid");
    for other in [app.security_admin(), app.audit_admin(), app.bureau(), app.clerk("市工信局"), app.leader()]
    {
        other.post("/users", person("liu", "刘洋", unit_id, 1)).await.expect_problem(403, "policy.forbidden");
        other
            .patch(&format!("/users/{}", admin.id), 1, json!({"post": "x"}))
            .await
            .expect_problem(403, "policy.forbidden");
    }
    app.anonymous().get("/users").await.expect_problem(401, "auth.required");
}

#[actix_web::test]
async fn phones_are_for_those_who_work_together() {
    let app = TestApp::new().await;
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    let path = format!("/users/{}", account.id);
    for may in [app.system_admin(), app.bureau(), app.leader(), app.clerk("市工信局"), app.clerk("金昌市")]
    {
        assert_eq!(may.get(&path).await.expect(200).body["phone"], "0935-8212345");
    }
    for may_not in [app.security_admin(), app.audit_admin(), app.clerk("市商务局")] {
        assert_eq!(may_not.get(&path).await.expect(200).body["phone"], json!(null));
    }
}

#[actix_web::test]
async fn roles_are_granted_by_the_security_admin_and_never_to_oneself() {
    let app = TestApp::new().await;
    let (security, system) = (app.security_admin(), app.system_admin());
    let account = app.account("zhao.lei", "市工信局", &[]);
    let path = format!("/users/{}/roles", account.id);
    let version = security.get(&path).await.expect(200).version();
    let grant = |roles: Value| json!({"roles": roles, "reason": "新到岗"});
    let preview = security.get(&format!("{path}?proposed=clerk,leader")).await.expect(200);
    assert_eq!(preview.body["can_before"], json!([]));
    assert!(preview.body["gained"].as_array().expect("list").contains(&json!("project.create")));
    assert_eq!(security.get(&path).await.body["can_after"], json!([]), "a preview changes nothing");
    for clash in
        [json!(["system_admin", "clerk"]), json!(["security_admin", "audit_admin"]), json!(["partner"])]
    {
        security.put(&path, version, grant(clash)).await.expect_problem(422, "user.role_conflict");
    }
    security.put(&path, version, grant(json!([]))).await.expect_problem(422, "request.invalid");
    security.put(&path, version, grant(json!(["emperor"]))).await.expect_problem(422, "request.invalid");
    system.put(&path, version, grant(json!(["clerk"]))).await.expect_problem(403, "policy.forbidden");
    security.put(&path, version + 1, grant(json!(["clerk"]))).await.expect_problem(412, "resource.stale");
    security
        .call(Method::PUT, &path)
        .json(grant(json!(["clerk"])))
        .send()
        .await
        .expect_problem(428, "resource.version_required");
    let granted = security.put(&path, version, grant(json!(["clerk", "leader", "clerk"]))).await.expect(200);
    assert_eq!(granted.body["roles_after"].as_array().map(Vec::len), Some(2));
    assert_eq!(granted.body["can_after"], preview.body["can_after"]);
    for me in [&security, &system] {
        let own = format!("/users/{}/roles", me.id);
        me.put(&own, 1, grant(json!(["bureau"]))).await.expect_problem(403, "policy.forbidden");
    }
    assert_eq!(
        security.get(&format!("/users/{}", security.id)).await.body["can"],
        json!(["user.unlock", "session.manage"])
    );
    let last = format!("/users/{}/roles", system.id);
    let only = security.put(&last, 1, grant(json!(["clerk"]))).await;
    only.expect_problem(409, "resource.conflict");
    let journal = app.audit_admin().get("/journal?event=roles.changed").await.expect(200);
    assert_eq!(journal.body["items"][0]["after"]["roles"], json!(["clerk", "leader"]));
}

#[actix_web::test]
async fn the_three_administrators_see_no_business_and_keep_apart() {
    let app = TestApp::new().await;
    let (system, security, audit) = (app.system_admin(), app.security_admin(), app.audit_admin());
    for admin in [&system, &security, &audit] {
        let can = admin.get("/me").await.expect(200).body["can"].to_string();
        assert!(!can.contains("project.") && !can.contains("enterprise."), "{can}");
        admin.get("/changes").await.expect_problem(403, "policy.forbidden");
    }
    for (admin, has, lacks) in [
        (&system, "user.edit", "user.roles"),
        (&security, "user.roles", "journal.read"),
        (&audit, "journal.read", "user.edit"),
    ] {
        let can = admin.get("/me").await.body["can"].clone();
        let can = can.as_array().expect("list");
        assert!(can.contains(&json!(has)) && !can.contains(&json!(lacks)), "{can:?}");
    }
    // resetting their passwords would mean becoming them
    let secure = app.account("sec2", "市招商局", &[Role::SecurityAdmin]);
    let path = format!("/users/{}", secure.id);
    let version = system.get(&path).await.version();
    system
        .post_at(&format!("{path}/password-resets"), version, json!({"reason": "忘记"}))
        .await
        .expect_problem(403, "policy.forbidden");
    audit.get("/api-tokens").await.expect_problem(403, "policy.forbidden");
    let only = format!("/users/{}/deactivations", audit.id);
    system.post_at(&only, 1, json!({"reason": "调离"})).await.expect_problem(409, "resource.conflict");
    let own = format!("/users/{}/deactivations", system.id);
    system.post_at(&own, 1, json!({"reason": "调离"})).await.expect_problem(403, "policy.forbidden");
}

#[actix_web::test]
async fn a_reset_password_is_shown_once_and_ends_all_sessions() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    let signed = app.sign_in(&account).await;
    let path = format!("/users/{}", account.id);
    let reset = format!("{path}/password-resets");
    let version = admin.get(&path).await.version();
    app.bureau()
        .post_at(&reset, version, json!({"reason": "忘记"}))
        .await
        .expect_problem(403, "policy.forbidden");
    admin.post_at(&reset, version + 1, json!({"reason": "忘记"})).await.expect_problem(412, "resource.stale");
    let answer = admin.post_at(&reset, version, json!({"reason": "忘记"})).await.expect(200);
    let password = answer.body["initial_password"].as_str().expect("shown once");
    signed.actor.get("/me").await.expect_problem(401, "auth.invalid");
    app.refresh(&signed.refresh, &[]).await.expect_problem(401, "auth.invalid");
    app.try_sign_in("zhao.lei", &account.password, &[]).await.expect_problem(401, "auth.failed");
    assert_eq!(
        app.try_sign_in("zhao.lei", password, &[]).await.expect(200).body["must_change_password"],
        true
    );
}

#[actix_web::test]
async fn an_account_is_closed_after_its_work_was_handed_over() {
    let app = TestApp::new().await;
    let (admin, leaver, successor) = (app.system_admin(), app.bureau(), app.bureau());
    let enterprise = app.enterprise("金川集团");
    let order = json!({"name": "项目库对接", "enterprise_id": enterprise, "scopes": ["projects:read"], "expires_on": "2026-12-31"});
    let issued = leaver.post("/api-tokens", order).await.expect(201);
    let partner = app.bearer(issued.body["secret"].as_str().expect("secret"));
    partner.get("/me").await.expect(200);
    let path = format!("/users/{}/deactivations", leaver.id);
    let refused = admin
        .post_at(&path, 1, json!({"reason": "调离"}))
        .await
        .expect_problem(409, "user.handover_required");
    assert_eq!(refused.body["blocking"][0]["field"], "api_tokens");
    let clerk = app.clerk("市工信局");
    for wrong in [leaver.id, admin.id, clerk.id, 999_999] {
        let body = json!({"reason": "调离", "successor_id": wrong});
        admin.post_at(&path, 1, body).await.expect_problem(422, "request.invalid");
    }
    let done =
        admin.post_at(&path, 1, json!({"reason": "调离", "successor_id": successor.id})).await.expect(200);
    assert_eq!(
        (&done.body["status"], &done.body["handed_over_to"]),
        (&json!("disabled"), &json!(successor.id))
    );
    leaver.get("/me").await.expect_problem(401, "auth.invalid");
    partner.get("/me").await.expect(200);
    let token = successor.get(&format!("/api-tokens/{}", issued.id())).await.expect(200);
    assert_eq!(
        (&token.body["created_by"], &token.body["can"]),
        (&json!(successor.id), &json!(["token.edit"]))
    );
    assert_eq!(admin.get("/users?status=disabled").await.body["total"], 1);
    admin.post_at(&path, 2, json!({"reason": "调离"})).await.expect_problem(409, "resource.conflict");
    let back = format!("/users/{}/reactivations", leaver.id);
    let back = admin.post_at(&back, 2, json!({"reason": "返岗"})).await.expect(200);
    assert_eq!((&back.body["status"], &back.body["handed_over_to"]), (&json!("active"), &json!(null)));
    leaver.get("/me").await.expect_problem(401, "auth.invalid");
}

#[actix_web::test]
async fn an_empty_house_gets_its_three_administrators_once() {
    let app = TestApp::new().await;
    let first = app.db(|tx| people::bootstrap(tx, "金昌市"));
    let names: Vec<_> = first.iter().map(|a| a.username.as_str()).collect();
    assert_eq!(names, ["sysadmin", "secadmin", "auditadmin"]);
    assert!(app.db(|tx| people::bootstrap(tx, "金昌市")).is_empty());
    for account in &first {
        let answer = app.try_sign_in(&account.username, &account.password, &[]).await.expect(200);
        assert_eq!(answer.body["must_change_password"], true);
    }
    let file = people::write_first_login(app.folder.path(), &first).expect("writes");
    let text = std::fs::read_to_string(&file).expect("reads");
    assert!(first.iter().all(|a| text.contains(&a.password)));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).expect("file").permissions().mode() & 0o777, 0o600);
    }
    assert!(people::write_first_login(app.folder.path(), &first).is_err(), "never overwritten");
    let reset = app.db(|tx| people::reset_password(tx, "secadmin"));
    app.try_sign_in("secadmin", &first[1].password, &[]).await.expect_problem(401, "auth.failed");
    app.try_sign_in("secadmin", &reset.password, &[]).await.expect(200);
    assert_eq!(app.db(people::list_users).len(), 3);
}

#[actix_web::test]
async fn signing_keys_rotate_without_anybody_noticing_or_void_all_at_once() {
    let app = TestApp::new().await;
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    app.app.rotate_signing_key(true).expect("first key of the folder");
    let signed = app.sign_in(&account).await;
    app.advance_seconds(5);
    app.app.rotate_signing_key(false).expect("rotates");
    signed.actor.get("/me").await.expect(200);
    app.advance_seconds(200);
    let later = app.signed_in(&app.refresh(&signed.refresh, &[]).await.expect(200));
    let head = |a: &Actor| a.token().expect("token").split('.').next().expect("header").to_owned();
    assert_ne!(head(&signed.actor), head(&later.actor), "another key signs");
    later.actor.get("/me").await.expect(200); // who was known a moment ago is not any more
    app.app.rotate_signing_key(true).expect("rotates");
    later.actor.get("/me").await.expect_problem(401, "auth.invalid");
    app.refresh(&later.refresh, &[]).await.expect(200);
    assert_eq!(app.journal_count("key.rotated"), 3);
}

/// `can` of a person promises nothing that is refused.
#[actix_web::test]
async fn can_of_a_person_says_what_will_succeed() {
    let app = TestApp::new().await;
    let (system, security) = (app.system_admin(), app.security_admin());
    let (clerk, auditor) = (app.clerk("市工信局"), app.audit_admin());
    let of = async |by: &Actor, id: i64| -> Vec<String> {
        let can = by.get(&format!("/users/{id}")).await.expect(200).body["can"].clone();
        serde_json::from_value(can).expect("a list")
    };
    let plain = of(&system, clerk.id).await;
    assert_eq!(plain, ["user.edit", "user.reset", "user.deactivate"]);
    assert_eq!(of(&system, system.id).await, ["user.edit", "session.manage", "user.reset"]);
    // the only one of its kind stays, and its password is not the system administrator's to reset
    assert_eq!(of(&system, auditor.id).await, ["user.edit"]);
    app.audit_admin();
    assert_eq!(of(&system, auditor.id).await, ["user.edit", "user.deactivate"]);
    assert_eq!(of(&security, clerk.id).await, ["user.unlock", "session.manage", "user.roles"]);
    assert_eq!(of(&clerk, security.id).await, Vec::<String>::new());
    assert_eq!(of(&clerk, clerk.id).await, ["session.manage"]);
    let refused = system.get(&format!("/sessions?user_id={}", clerk.id)).await;
    refused.expect_problem(403, "policy.forbidden");
    security.get(&format!("/sessions?user_id={}", clerk.id)).await.expect(200);
    let version = system.get(&format!("/users/{}", clerk.id)).await.version();
    let why = json!({"reason": "调离"});
    let gone = system.post_at(&format!("/users/{}/deactivations", clerk.id), version, why).await.expect(200);
    assert_eq!(gone.body["can"], json!(["user.edit", "user.reset", "user.reactivate"]));
}
