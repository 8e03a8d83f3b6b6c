//! Signing in, sessions, tokens of access and refresh, passwords; and the attacks on them.

use actix_web::http::Method;
use base64::Engine;
use chengfeng::auth::jwt::{AUDIENCE, Claims, ISSUER};
use chengfeng::policy::Role;
use futures_util::future::join_all;
use harness::{Account, TestApp};
use serde_json::json;

async fn with_clerk() -> (TestApp, Account) {
    let app = TestApp::new().await;
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    (app, account)
}

#[actix_web::test]
async fn signing_in_gives_a_short_token_and_a_guarded_cookie() {
    let (app, account) = with_clerk().await;
    let answer = app
        .try_sign_in(
            "ZHAO.lei",
            &account.password,
            &[("Host", "zs.example.gov.cn"), ("User-Agent", "Firefox")],
        )
        .await
        .expect(200);
    assert_eq!(answer.body["expires_in"], 900);
    assert_eq!(answer.body["must_change_password"], false);
    assert_eq!(answer.body["user"]["unit_name"], "市工信局");
    let cookie = answer.cookie("cf_refresh").expect("cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/auth", "Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!answer.body.to_string().contains(cookie.split(['=', ';']).nth(1).expect("value")));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let local = app
        .try_sign_in(&account.username, &account.password, &[("Host", "127.0.0.1:8080")])
        .await
        .expect(200);
    assert!(!local.cookie("cf_refresh").expect("cookie").contains("Secure"));
    let me = app.signed_in(&answer).actor.get("/me").await.expect(200);
    assert_eq!(me.body["user"]["username"], "zhao.lei");
    assert!(me.body["can"].as_array().expect("list").contains(&json!("project.create")));
    assert!(me.body["reach"].as_str().expect("words").contains("市工信局"));
    assert_eq!(app.journal_count("user.signed_in"), 2);
}

#[actix_web::test]
async fn unknown_wrong_and_disabled_are_told_the_same() {
    let (app, account) = with_clerk().await;
    let gone = app.account("gone", "市工信局", &[Role::Clerk]);
    let admin = app.system_admin();
    let version = admin.get(&format!("/users/{}", gone.id)).await.version();
    admin
        .post_at(&format!("/users/{}/deactivations", gone.id), version, json!({"reason": "调离"}))
        .await
        .expect(200);
    let mut seen = Vec::new();
    for (username, password) in
        [("nobody", "MuXu.GanCao.47"), (&account.username, "wrong"), ("gone", &gone.password)]
    {
        let answer = app.try_sign_in(username, password, &[]).await.expect_problem(401, "auth.failed");
        assert!(answer.cookie("cf_refresh").is_none());
        let mut body = answer.body.clone();
        body["request_id"] = json!(null);
        seen.push(body);
    }
    assert!(seen.windows(2).all(|w| w[0] == w[1]), "{seen:?}");
    app.anonymous()
        .call(Method::POST, "/auth/login")
        .json(json!({"username": "x", "password": "y", "roles": ["system_admin"]}))
        .send()
        .await
        .expect_problem(422, "request.invalid");
}

#[actix_web::test]
async fn an_unknown_user_costs_as_much_as_a_wrong_password() {
    let (app, account) = with_clerk().await;
    app.try_sign_in("warm.up", "x", &[]).await.expect(401);
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..4 {
        for (i, name) in [account.username.clone(), format!("nobody{round}")].iter().enumerate() {
            let started = std::time::Instant::now();
            app.try_sign_in(name, "wrong", &[]).await.expect(401);
            times[i].push(started.elapsed().as_secs_f64());
        }
    }
    let best = |t: &[f64]| t.iter().copied().fold(f64::MAX, f64::min);
    let (known, unknown) = (best(&times[0]), best(&times[1]));
    assert!(known / unknown < 3.0 && unknown / known < 3.0, "{known} {unknown}");
}

#[actix_web::test]
async fn failures_cost_time_then_lock_and_the_security_admin_unlocks() {
    let (app, account) = with_clerk().await;
    for _ in 0..5 {
        app.try_sign_in(&account.username, "wrong", &[]).await.expect_problem(401, "auth.failed");
    }
    let delayed =
        app.try_sign_in(&account.username, &account.password, &[]).await.expect_problem(429, "auth.locked");
    assert_eq!(delayed.header("retry-after"), Some("3"));
    for _ in 0..5 {
        app.advance_seconds(61);
        app.try_sign_in(&account.username, "wrong", &[]).await.expect_problem(401, "auth.failed");
    }
    assert_eq!(app.journal_count("account.locked"), 1);
    app.advance_seconds(600);
    app.try_sign_in(&account.username, &account.password, &[]).await.expect_problem(429, "auth.locked");
    let security = app.security_admin();
    let path = format!("/users/{}", account.id);
    let shown = security.get(&path).await.expect(200);
    assert!(shown.body["locked_until"].is_string(), "{}", shown.body);
    assert_eq!(app.clerk("市工信局").get(&path).await.body["locked_until"], json!(null));
    let unlock = format!("{path}/unlocks");
    app.system_admin()
        .post_at(&unlock, shown.version(), json!({"reason": "本人来电"}))
        .await
        .expect_problem(403, "policy.forbidden");
    let unlocked =
        security.post_at(&unlock, shown.version(), json!({"reason": "本人来电"})).await.expect(200);
    assert_eq!(unlocked.body["locked_until"], json!(null));
    app.sign_in(&account).await;
}

#[actix_web::test]
async fn an_unknown_name_is_locked_like_a_known_one_and_is_not_written_down() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        app.try_sign_in("my-secret-typed-here", "wrong", &[]).await.expect_problem(401, "auth.failed");
    }
    app.try_sign_in("my-secret-typed-here", "wrong", &[]).await.expect_problem(429, "auth.locked");
    for _ in 0..5 {
        app.advance_seconds(61);
        app.try_sign_in("my-secret-typed-here", "wrong", &[]).await.expect_problem(401, "auth.failed");
    }
    let journal = app.audit_admin().get("/journal?event=account.locked").await.expect(200);
    assert_eq!(journal.body["total"], 1);
    assert!(!journal.body.to_string().contains("my-secret"));
}

#[actix_web::test]
async fn nobody_is_locked_out_by_a_flood_from_elsewhere() {
    let app = TestApp::with(|c| c.trusted_proxies = vec!["127.0.0.1".parse().expect("address")]).await;
    let leader = app.account("shizhang", "金昌市", &[Role::Leader]);
    let from = |a: &'static str| [("X-Forwarded-For", a)];
    let home = app.try_sign_in("shizhang", &leader.password, &from("10.0.0.7")).await.expect(200);
    let device = app.signed_in(&home).device.expect("device cookie");
    // one attacker locks only himself out
    for _ in 0..12 {
        app.try_sign_in("shizhang", "guess", &from("203.0.113.9")).await;
    }
    app.try_sign_in("shizhang", &leader.password, &from("203.0.113.9"))
        .await
        .expect_problem(429, "auth.locked");
    app.try_sign_in("shizhang", &leader.password, &from("10.0.0.8")).await.expect(200);
    // a hundred attackers lock the account for unknown browsers, not for the leader's own
    for n in 0..110 {
        let address = format!("198.51.{}.{}", n / 100, n % 100 + 1);
        app.try_sign_in("shizhang", "guess", &[("X-Forwarded-For", &address)]).await;
    }
    app.try_sign_in("shizhang", &leader.password, &from("10.0.0.9")).await.expect_problem(429, "auth.locked");
    let cookie = format!("cf_device={device}");
    let own = app
        .try_sign_in("shizhang", &leader.password, &[("X-Forwarded-For", "10.0.0.7"), ("Cookie", &cookie)])
        .await
        .expect(200);
    assert!(own.cookie("cf_device").is_none(), "known already");
    // a device cookie helps its own account only
    app.account("other", "市工信局", &[Role::Clerk]);
    for _ in 0..5 {
        app.try_sign_in("other", "guess", &[("X-Forwarded-For", "10.0.0.50"), ("Cookie", &cookie)])
            .await
            .expect(401);
    }
    app.try_sign_in("other", "guess", &from("10.0.0.50")).await.expect_problem(429, "auth.locked");
}

#[actix_web::test]
async fn how_many_failures_lock_an_address_is_a_setting() {
    let app = TestApp::with(|c| c.rate_limits.failed_logins_per_address = 3).await;
    let clerk = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    for name in ["li.na", "wang.fang", "zhao.lei"] {
        app.try_sign_in(name, "guess", &[]).await.expect_problem(401, "auth.failed");
    }
    app.try_sign_in("zhao.lei", &clerk.password, &[]).await.expect_problem(429, "auth.locked");
    app.advance_seconds(15 * 60);
    app.try_sign_in("zhao.lei", &clerk.password, &[]).await.expect(200);
}

#[actix_web::test]
async fn a_browser_that_two_people_share_is_known_for_both() {
    let (app, account) = with_clerk().await;
    let other = app.account("other", "市工信局", &[Role::Clerk]);
    let device = app.sign_in(&account).await.device.expect("device cookie");
    let cookie = format!("cf_device={device}");
    let second = app.try_sign_in("other", &other.password, &[("Cookie", &cookie)]).await.expect(200);
    assert!(second.cookie("cf_device").is_none(), "the cookie stays");
    for name in ["zhao.lei", "other"] {
        for _ in 0..5 {
            app.try_sign_in(name, "guess", &[]).await.expect_problem(401, "auth.failed");
        }
        app.try_sign_in(name, &account.password, &[]).await.expect_problem(429, "auth.locked");
        app.try_sign_in(name, &account.password, &[("Cookie", &cookie)]).await.expect(200);
    }
    let invented = app.try_sign_in("other", &other.password, &[("Cookie", "cf_device=invented")]).await;
    invented.expect_problem(429, "auth.locked");
}

#[actix_web::test]
async fn many_attempts_at_once_do_not_slip_through() {
    let (app, account) = with_clerk().await;
    let tries = (0..15).map(|_| app.try_sign_in(&account.username, "guess", &[]));
    let statuses: Vec<u16> = join_all(tries).await.into_iter().map(|a| a.status).collect();
    assert_eq!(statuses.iter().filter(|s| **s == 401).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|s| **s == 429).count(), 10, "{statuses:?}");
}

#[actix_web::test]
async fn attempts_are_limited_per_account_and_per_address() {
    let app = TestApp::with(|c| c.rate_limits.logins_per_minute = 2).await;
    for _ in 0..2 {
        app.try_sign_in("a", "x", &[]).await.expect_problem(401, "auth.failed");
    }
    let limited = app.try_sign_in("a", "x", &[]).await.expect_problem(429, "request.rate_limited");
    assert!(limited.header("retry-after").is_some() && limited.header("ratelimit").is_some());
    app.try_sign_in("b", "x", &[]).await.expect_problem(401, "auth.failed");
}

#[actix_web::test]
async fn refresh_rotates_and_a_reused_token_ends_the_family() {
    let (app, account) = with_clerk().await;
    let first = app.sign_in(&account).await;
    let second = app.signed_in(&app.refresh(&first.refresh, &[]).await.expect(200));
    assert_ne!(first.refresh, second.refresh);
    // another tab within the grace
    app.advance_seconds(9);
    let tab = app.signed_in(&app.refresh(&first.refresh, &[]).await.expect(200));
    assert_eq!(app.journal_count("session.reuse_detected"), 0);
    app.advance_seconds(2);
    let reused = app.refresh(&first.refresh, &[]).await.expect_problem(401, "auth.invalid");
    assert!(reused.cookie("cf_refresh").expect("taken away").contains("Max-Age=0"));
    assert_eq!(app.journal_count("session.reuse_detected"), 1);
    for dead in [&second, &tab] {
        app.refresh(&dead.refresh, &[]).await.expect_problem(401, "auth.invalid");
        dead.actor.get("/me").await.expect_problem(401, "auth.invalid");
    }
    assert_eq!(app.journal_count("session.reuse_detected"), 1, "an ended session is not ended again");
    app.refresh("nonsense", &[]).await.expect_problem(401, "auth.invalid");
    app.anonymous().call(Method::POST, "/auth/refresh").send().await.expect_problem(401, "auth.invalid");
}

#[actix_web::test]
async fn two_tabs_refreshing_at_once_both_succeed() {
    let (app, account) = with_clerk().await;
    let first = app.sign_in(&account).await;
    let (a, b) =
        futures_util::future::join(app.refresh(&first.refresh, &[]), app.refresh(&first.refresh, &[])).await;
    let (a, b) = (app.signed_in(&a.expect(200)), app.signed_in(&b.expect(200)));
    assert_ne!(a.refresh, b.refresh);
    assert_eq!(a.session_id, b.session_id);
}

#[actix_web::test]
async fn cookie_routes_refuse_foreign_origins() {
    let (app, account) = with_clerk().await;
    let signed = app.sign_in(&account).await;
    let host = ("Host", "zs.example.gov.cn");
    app.refresh(&signed.refresh, &[host, ("Origin", "https://evil.example")])
        .await
        .expect_problem(403, "auth.foreign_origin");
    app.try_sign_in(&account.username, &account.password, &[host, ("Origin", "null")])
        .await
        .expect_problem(403, "auth.foreign_origin");
    let own = [host, ("Origin", "https://zs.example.gov.cn")];
    app.refresh(&signed.refresh, &own).await.expect(200);
    let app = TestApp::with(|c| c.cors_origins = vec!["https://portal.example".into()]).await;
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    let signed = app.sign_in(&account).await;
    app.refresh(&signed.refresh, &[host, ("Origin", "https://portal.example")]).await.expect(200);
}

#[actix_web::test]
async fn a_machine_that_remembers_keeps_its_sign_in_for_seven_days_from_the_sign_in() {
    let (app, account) = with_clerk().await;
    let life = |answer: &harness::Answer| {
        let cookie = answer.cookie("cf_refresh").expect("cookie");
        cookie.split("Max-Age=").nth(1).map(|c| c.split(';').next().unwrap_or_default().to_owned())
    };
    let passing = app.try_sign_in(&account.username, &account.password, &[]).await.expect(200);
    assert_eq!(
        (&passing.body["remembered"], life(&passing)),
        (&json!(false), None),
        "until the browser closes"
    );
    let input = json!({"username": account.username, "password": account.password, "remember": true});
    let kept = app.anonymous().post("/auth/login", input.clone()).await.expect(200);
    assert_eq!((&kept.body["remembered"], life(&kept).as_deref()), (&json!(true), Some("604800")));
    let kept = app.signed_in(&kept);
    let listed = kept.actor.get("/sessions?active=true").await.expect(200).body;
    let remembered = |s: &serde_json::Value| s["id"] == kept.session_id && s["remembered"] == true;
    assert!(listed["items"].as_array().is_some_and(|all| all.iter().any(remembered)), "{listed}");
    let before = kept.actor.get("/me").await.expect(200).body["previous_sign_in"].clone();
    assert!(before["at"].is_string() && before["address"].is_string(), "{before}");
    app.advance_days(6);
    let later = app.refresh(&kept.refresh, &[]).await.expect(200);
    assert_eq!((&later.body["remembered"], life(&later).as_deref()), (&json!(true), Some("86400")));
    // who changes his password stays remembered on this machine, and on no other
    let later = app.signed_in(&later);
    let change = json!({"current_password": account.password, "new_password": "Yu.Men.Guan.58"});
    let changed = later.actor.post("/auth/password", change).await.expect(200);
    assert_eq!(life(&changed).as_deref(), Some("604800"));
    app.refresh(&later.refresh, &[]).await.expect_problem(401, "auth.invalid");
    let changed = app.signed_in(&changed);
    app.advance_days(7);
    app.refresh(&changed.refresh, &[]).await.expect_problem(401, "auth.invalid");
    let odd = json!({"username": "a", "password": "b", "remember": "yes"});
    assert_eq!(app.anonymous().post("/auth/login", odd).await.status, 422);
}

#[actix_web::test]
async fn whether_a_machine_may_remember_and_whom_to_call_are_settings() {
    let contact = "市招商局综合科 0935-1234567";
    let app = TestApp::with(|c| (c.remembered_days, c.help_contact) = (0, contact.into())).await;
    let page = app.anonymous().get("/sign-in").await.expect(200).body;
    assert_eq!(page, json!({"place": "金昌市", "contact": contact, "remembered_days": 0}));
    let account = app.account("zhao.lei", "市工信局", &[Role::Clerk]);
    let input = json!({"username": account.username, "password": account.password, "remember": true});
    let answer = app.anonymous().post("/auth/login", input).await.expect(200);
    assert_eq!(answer.body["remembered"], false);
    assert!(!answer.cookie("cf_refresh").expect("cookie").contains("Max-Age"));
    let me = app.signed_in(&answer).actor.get("/me").await.expect(200).body;
    assert_eq!(me["place"], "金昌市");
    for _ in 0..5 {
        app.try_sign_in("nobody", "wrong", &[]).await.expect_problem(401, "auth.failed");
    }
    let locked = app.try_sign_in("nobody", "wrong", &[]).await.expect_problem(429, "auth.locked");
    assert!(locked.body["detail"].as_str().is_some_and(|d| d.contains(contact)), "{}", locked.body);
}

#[actix_web::test]
async fn sessions_expire_without_use_and_do_not_outlive_the_account() {
    let (app, account) = with_clerk().await;
    let idle = app.sign_in(&account).await;
    app.advance_seconds(12 * 3600 + 1);
    app.refresh(&idle.refresh, &[]).await.expect_problem(401, "auth.invalid");
    let used = app.sign_in(&account).await;
    let admin = app.system_admin();
    let version = admin.get(&format!("/users/{}", account.id)).await.version();
    admin
        .post_at(&format!("/users/{}/deactivations", account.id), version, json!({"reason": "调离"}))
        .await
        .expect(200);
    used.actor.get("/me").await.expect_problem(401, "auth.invalid");
    app.refresh(&used.refresh, &[]).await.expect_problem(401, "auth.invalid");
}

#[actix_web::test]
async fn after_logout_neither_token_works() {
    let (app, account) = with_clerk().await;
    let signed = app.sign_in(&account).await;
    let out = app
        .anonymous()
        .call(Method::POST, "/auth/logout")
        .header("Cookie", format!("cf_refresh={}", signed.refresh))
        .send()
        .await
        .expect(204);
    assert!(out.cookie("cf_refresh").expect("taken away").contains("Max-Age=0"));
    signed.actor.get("/me").await.expect_problem(401, "auth.invalid");
    app.refresh(&signed.refresh, &[]).await.expect_problem(401, "auth.invalid");
    assert_eq!(app.journal_count("session.ended"), 1);
    // by access token alone
    let signed = app.sign_in(&account).await;
    signed.actor.call(Method::POST, "/auth/logout").send().await.expect(204);
    signed.actor.get("/me").await.expect_problem(401, "auth.invalid");
    app.anonymous().call(Method::POST, "/auth/logout").send().await.expect(204);
}

#[actix_web::test]
async fn forged_and_outdated_access_tokens_are_refused() {
    let (app, account) = with_clerk().await;
    let signed = app.sign_in(&account).await;
    let now = app.app.clock.now().micros() / 1_000_000;
    let epoch = app.db(|tx| {
        use chengfeng::db::schema::users;
        use diesel::prelude::*;
        Ok(users::table.find(account.id).select(users::epoch).first::<i32>(&mut **tx)?)
    });
    let good = Claims {
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        sub: account.id.to_string(),
        sid: signed.session_id,
        epoch,
        iat: now,
        nbf: now,
        exp: now + 600,
        jti: "x".into(),
    };
    let issue = |claims: &Claims| app.app.keys().issue(claims).expect("signs");
    app.bearer(&issue(&good)).get("/me").await.expect(200);
    let other = app.person("市工信局", &[Role::Clerk]);
    let bad = [
        Claims { aud: "else".into(), ..good.clone() },
        Claims { iss: "else".into(), ..good.clone() },
        Claims { nbf: now + 3600, ..good.clone() },
        Claims { iat: now + 3600, ..good.clone() },
        Claims { sub: other.id.to_string(), ..good.clone() },
        Claims { sub: "1 OR 1=1".into(), ..good.clone() },
        Claims { sid: signed.session_id + 1000, ..good.clone() },
        Claims { epoch: epoch + 1, ..good.clone() },
    ];
    for claims in bad {
        app.bearer(&issue(&claims)).get("/me").await.expect_problem(401, "auth.invalid");
    }
    app.bearer(&issue(&Claims { exp: now, ..good.clone() }))
        .get("/me")
        .await
        .expect_problem(401, "auth.expired");
    let parts: Vec<String> = issue(&good).split('.').map(str::to_owned).collect();
    let encode = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    for header in [
        r#"{"alg":"none","typ":"JWT","kid":"test"}"#,
        r#"{"alg":"HS512","typ":"JWT","kid":"test"}"#,
        r#"{"alg":"RS256","typ":"JWT","kid":"test"}"#,
        r#"{"alg":"HS256","typ":"JWT","kid":"../../etc/passwd"}"#,
        r#"{"alg":"HS256","typ":"JWT","kid":"x' OR '1'='1"}"#,
        r#"{"alg":"HS256","typ":"JWT"}"#,
    ] {
        for signature in ["", parts[2].as_str()] {
            let token = format!("{}.{}.{signature}", encode(header), parts[1]);
            app.bearer(&token).get("/me").await.expect_problem(401, "auth.invalid");
        }
    }
    app.advance_seconds(901);
    signed.actor.get("/me").await.expect_problem(401, "auth.expired");
}

#[actix_web::test]
async fn a_changed_password_ends_everything_else() {
    let (app, account) = with_clerk().await;
    let (here, elsewhere) = (app.sign_in(&account).await, app.sign_in(&account).await);
    let change = |current: &str, new: &str| json!({"current_password": current, "new_password": new});
    here.actor
        .post("/auth/password", change("wrong", "TieShan-9-kuang"))
        .await
        .expect_problem(422, "request.invalid");
    let weak = here
        .actor
        .post("/auth/password", change(&account.password, "zhaolei1"))
        .await
        .expect_problem(422, "auth.weak_password");
    let codes: Vec<_> =
        weak.body["errors"].as_array().expect("list").iter().map(|e| e["code"].clone()).collect();
    assert_eq!(codes, [json!("too_short"), json!("too_simple"), json!("own_name")]);
    for reused_or_common in [account.password.as_str(), "Woaini1314520", "Zhaoshang@2026"] {
        here.actor
            .post("/auth/password", change(&account.password, reused_or_common))
            .await
            .expect_problem(422, "auth.weak_password");
    }
    let answer =
        here.actor.post("/auth/password", change(&account.password, "TieShan-9-kuang")).await.expect(200);
    for old in [&here, &elsewhere] {
        old.actor.get("/me").await.expect_problem(401, "auth.invalid");
        app.refresh(&old.refresh, &[]).await.expect_problem(401, "auth.invalid");
    }
    let now = app.signed_in(&answer);
    now.actor.get("/me").await.expect(200);
    app.refresh(&now.refresh, &[]).await.expect(200);
    app.try_sign_in(&account.username, &account.password, &[]).await.expect_problem(401, "auth.failed");
    app.try_sign_in(&account.username, "TieShan-9-kuang", &[]).await.expect(200);
    let journal = app.audit_admin().get("/journal?event=password.changed").await.expect(200);
    assert_eq!(journal.body["total"], 1);
    assert!(!journal.body.to_string().contains("argon2"));
}

#[actix_web::test]
async fn five_passwords_are_remembered() {
    let (app, account) = with_clerk().await;
    let mut current = account.password.clone();
    let mut actor = app.sign_in(&account).await.actor;
    for n in 0..5 {
        let next = format!("TieShan-{n}-kuang");
        let body = json!({"current_password": current, "new_password": next});
        actor = app.signed_in(&actor.post("/auth/password", body).await.expect(200)).actor;
        current = next;
    }
    let again = json!({"current_password": current, "new_password": "TieShan-0-kuang"});
    actor.post("/auth/password", again).await.expect_problem(422, "auth.weak_password");
    let long_ago = json!({"current_password": current, "new_password": account.password});
    actor.post("/auth/password", long_ago).await.expect(200);
}

#[actix_web::test]
async fn the_current_password_cannot_be_guessed_with_a_stolen_token() {
    let (app, account) = with_clerk().await;
    let signed = app.sign_in(&account).await;
    let guess = || {
        signed
            .actor
            .post("/auth/password", json!({"current_password": "x", "new_password": "TieShan-9-kuang"}))
    };
    for _ in 0..5 {
        guess().await.expect_problem(422, "request.invalid");
    }
    guess().await.expect_problem(429, "auth.locked");
}

#[actix_web::test]
async fn the_first_sign_in_asks_for_another_password() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let unit = app.unit("市工信局", Some("金昌市"), "department");
    let body = json!({"username": "wang", "name": "王芳", "unit_id": unit, "post": "科员", "sort_no": 9999});
    let created = admin.post("/users", body).await.expect(201);
    let password = created.body["initial_password"].as_str().expect("shown once").to_owned();
    let answer = app.try_sign_in("wang", &password, &[]).await.expect(200);
    assert_eq!(answer.body["must_change_password"], true);
    let signed = app.signed_in(&answer);
    assert_eq!(signed.actor.get("/me").await.expect(200).body["must_change_password"], true);
    for path in ["/units", "/users", "/sessions"] {
        signed.actor.get(path).await.expect_problem(403, "auth.password_change_required");
    }
    let change = json!({"current_password": password, "new_password": "TieShan-9-kuang"});
    let changed = signed.actor.post("/auth/password", change).await.expect(200);
    assert_eq!(changed.body["must_change_password"], false);
    app.signed_in(&changed).actor.get("/sessions").await.expect(200);
}

#[actix_web::test]
async fn a_one_time_password_is_good_for_three_days() {
    let app = TestApp::new().await;
    let admin = app.system_admin();
    let unit = app.unit("市工信局", Some("金昌市"), "department");
    let body = json!({"username": "wang", "name": "王芳", "unit_id": unit, "post": "科员", "sort_no": 9999});
    let created = admin.post("/users", body).await.expect(201);
    let password = created.body["initial_password"].as_str().expect("shown once").to_owned();
    app.advance_seconds(72 * 3600 - 1);
    let signed = app.signed_in(&app.try_sign_in("wang", &password, &[]).await.expect(200));
    app.advance_seconds(1);
    // many tries cost nothing: the password fits, only its time is over
    for _ in 0..12 {
        let late = app.try_sign_in("wang", &password, &[]).await.expect_problem(401, "auth.password_expired");
        assert!(late.body["detail"].as_str().expect("text").contains("重置"), "{}", late.body);
        assert!(late.cookie("cf_refresh").is_none());
    }
    app.try_sign_in("wang", "wrong", &[]).await.expect_problem(401, "auth.failed");
    let change = json!({"current_password": password, "new_password": "TieShan-9-kuang"});
    signed.actor.post("/auth/password", change).await.expect_problem(401, "auth.password_expired");
    let path = format!("/users/{}", created.id());
    let version = admin.get(&path).await.version();
    let reset = format!("{path}/password-resets");
    let reset = admin.post_at(&reset, version, json!({"reason": "一次性口令过期"})).await.expect(200);
    let second = reset.body["initial_password"].as_str().expect("shown once").to_owned();
    let signed = app.signed_in(&app.try_sign_in("wang", &second, &[]).await.expect(200));
    let change = json!({"current_password": second, "new_password": "TieShan-9-kuang"});
    signed.actor.post("/auth/password", change).await.expect(200);
    app.advance_days(30);
    app.try_sign_in("wang", "TieShan-9-kuang", &[]).await.expect(200);
}

#[actix_web::test]
async fn how_long_a_one_time_password_lasts_is_a_setting() {
    let app = TestApp::with(|c| c.one_time_password_hours = 1).await;
    let made = app.db(|tx| chengfeng::features::people::bootstrap(tx, "金昌市"));
    assert_eq!(made[0].good_for_hours, 1);
    app.advance_seconds(3600);
    let late = app.try_sign_in("sysadmin", &made[0].password, &[]).await;
    late.expect_problem(401, "auth.password_expired");
    let again = app.db(|tx| chengfeng::features::people::reset_password(tx, "sysadmin"));
    app.try_sign_in("sysadmin", &again.password, &[]).await.expect(200);
}

#[actix_web::test]
async fn under_djbh_a_password_is_good_for_ninety_days() {
    let (app, account) = with_clerk().await;
    let me = app.sign_in(&account).await.actor.get("/me").await;
    assert_eq!(me.body["password_due_on"], "2026-05-31");
    app.advance_days(90);
    let answer = app.try_sign_in(&account.username, &account.password, &[]).await.expect(200);
    assert_eq!(answer.body["must_change_password"], true);
    let nist = TestApp::with(|c| c.password_profile = chengfeng::config::PasswordProfile::Nist).await;
    let account = nist.account("zhao.lei", "市工信局", &[Role::Clerk]);
    nist.advance_days(400);
    let answer = nist.try_sign_in(&account.username, &account.password, &[]).await.expect(200);
    assert_eq!(answer.body["must_change_password"], false);
}

#[actix_web::test]
async fn sessions_are_listed_and_ended_by_their_owner_or_the_security_admin() {
    let (app, account) = with_clerk().await;
    let (one, two) = (app.sign_in(&account).await, app.sign_in(&account).await);
    let list = one.actor.get("/sessions?active=true").await.expect(200);
    assert_eq!(list.body["total"], 2);
    assert_eq!(list.body["items"][1]["current"], true);
    let page = one.actor.get("/sessions?per_page=1").await.expect(200);
    let cursor = page.body["next_cursor"].as_str().expect("more").to_owned();
    let next = one.actor.get(&format!("/sessions?per_page=1&cursor={cursor}")).await.expect(200);
    assert_eq!(next.body["items"][0]["id"], one.session_id);
    let stranger = app.clerk("市工信局");
    stranger.get(&format!("/sessions?user_id={}", account.id)).await.expect_problem(403, "policy.forbidden");
    let end = |id: i64| format!("/sessions/{id}/revocations");
    stranger.post(&end(two.session_id), json!({})).await.expect_problem(404, "resource.not_found");
    app.system_admin().post(&end(two.session_id), json!({})).await.expect_problem(404, "resource.not_found");
    let ended = one.actor.post(&end(two.session_id), json!({})).await.expect(200);
    assert_eq!(ended.body["active"], false);
    two.actor.get("/me").await.expect_problem(401, "auth.invalid");
    one.actor.post(&end(two.session_id), json!({})).await.expect(200);
    let security = app.security_admin();
    let list = security.get(&format!("/sessions?user_id={}", account.id)).await.expect(200);
    assert_eq!(list.body["total"], 2);
    security.post(&end(one.session_id), json!({})).await.expect(200);
    one.actor.get("/me").await.expect_problem(401, "auth.invalid");
}

#[actix_web::test]
async fn a_change_of_roles_voids_access_tokens_but_not_the_session() {
    let (app, account) = with_clerk().await;
    let signed = app.sign_in(&account).await;
    let security = app.security_admin();
    let path = format!("/users/{}/roles", account.id);
    let version = security.get(&path).await.version();
    security.put(&path, version, json!({"roles": ["leader"], "reason": "任职"})).await.expect(200);
    signed.actor.get("/me").await.expect_problem(401, "auth.invalid");
    let fresh = app.signed_in(&app.refresh(&signed.refresh, &[]).await.expect(200));
    assert_eq!(fresh.actor.get("/me").await.body["roles"][0]["code"], "leader");
}
