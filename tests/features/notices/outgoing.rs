//! Messages on their way out: sent, tried again, given up, sent again; what is refused; what they say.

use super::reminders::remind;
use super::{owes, robot};
use chengfeng::config::{Outgoing, SmtpTls};
use harness::receiver::{Hook, MailServer};
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

/// An application whose robots and mails arrive at this machine.
async fn with(hook: &Hook, mail: Option<&MailServer>) -> TestApp {
    let (url, port) = (hook.url.clone(), mail.map(|m| m.port));
    TestApp::with(|config| {
        config.outgoing = Outgoing {
            public_url: "https://cf.example.gov.cn".to_owned(),
            wecom_url: url.clone(),
            dingtalk_url: url,
            allow_addresses: vec!["127.0.0.1".parse().expect("address")],
            smtp_host: port.map(|_| "127.0.0.1".to_owned()).unwrap_or_default(),
            smtp_port: port.unwrap_or(25),
            smtp_tls: SmtpTls::Off,
            smtp_from: "chengfeng@example.gov.cn".to_owned(),
            timeout_seconds: 3,
            attempts: 3,
            ..Outgoing::default()
        };
    })
    .await
}

async fn test(app: &TestApp, by: &Actor, channel: &Answer) -> Answer {
    let queued = by.post(&format!("/channels/{}/tests", channel.id()), json!({})).await.expect(201);
    assert_eq!(queued.body["state"], "queued");
    app.run_jobs();
    message(by, queued.id()).await
}

async fn message(by: &Actor, id: i64) -> Answer {
    by.get(&format!("/outgoing-messages/{id}")).await.expect(200)
}

#[actix_web::test]
async fn robots_get_what_they_expect() {
    let hook = Hook::new();
    let app = with(&hook, None).await;
    let bureau = app.bureau();
    let wecom = bureau.post("/channels", robot(json!({}))).await.expect(201);
    let sent = test(&app, &bureau, &wecom).await;
    assert_eq!(
        (&sent.body["state"], &sent.body["attempts"], &sent.body["last_error"]),
        (&json!("sent"), &json!(1), &Value::Null)
    );
    let got = hook.got().remove(0);
    assert_eq!(got.path, "/cgi-bin/webhook/send?key=693a91f6-7a2b-4bc4");
    assert_eq!(got.body["msgtype"], "text");
    let text = got.body["text"]["content"].as_str().expect("text").to_owned();
    let number = sent.body["number"].as_str().expect("number");
    assert!(text.contains(number) && text.contains("https://cf.example.gov.cn/inbox"), "{text}");
    let ding =
        json!({"name": "钉钉群", "kind": "dingtalk_robot", "robot_key": "abc123", "sign_secret": "SEC456"});
    let ding = bureau.post("/channels", robot(ding)).await.expect(201);
    assert_eq!(test(&app, &bureau, &ding).await.body["state"], "sent");
    let path = hook.got().remove(1).path;
    assert!(path.starts_with("/robot/send?access_token=abc123&timestamp=1772413200000&sign="), "{path}");
    assert!(!path.contains("SEC456") && path.ends_with("%3D"), "{path}");
    assert_eq!(
        bureau.get(&format!("/channels/{}", wecom.id())).await.body["last_sent_at"],
        sent.body["sent_at"]
    );
    assert_eq!(app.tables_holding("SEC456"), Vec::<String>::new());
}

#[actix_web::test]
async fn what_fails_is_tried_again_under_the_same_number_and_at_last_given_up() {
    let hook = Hook::new();
    let app = with(&hook, None).await;
    let (bureau, admin) = (app.bureau(), app.system_admin());
    let channel = bureau.post("/channels", robot(json!({}))).await.expect(201);
    hook.answers(503, "down");
    let failed = test(&app, &bureau, &channel).await;
    assert_eq!((&failed.body["state"], &failed.body["attempts"]), (&json!("failed"), &json!(1)));
    assert!(failed.body["last_error"].as_str().is_some_and(|e| e.contains("503")), "{}", failed.body);
    let path = format!("/outgoing-messages/{}/retries", failed.id());
    bureau.post_bare(&path, failed.version()).await.expect_problem(409, "message.wrong_state");
    app.run_jobs();
    assert_eq!(hook.got().len(), 1, "not at once");
    app.advance_seconds(5);
    app.run_jobs();
    let sent = message(&bureau, failed.id()).await;
    assert_eq!(
        (&sent.body["state"], &sent.body["attempts"], &sent.body["number"]),
        (&json!("sent"), &json!(2), &failed.body["number"])
    );
    let texts: Vec<Value> = hook.got().into_iter().map(|g| g.body).collect();
    assert_eq!(texts[0], texts[1], "the same message");

    for _ in 0..3 {
        hook.answers(200, r#"{"errcode":45009,"errmsg":"too many"}"#);
    }
    let lost = test(&app, &bureau, &channel).await;
    for _ in 0..4 {
        app.advance_seconds(600);
        app.run_jobs();
    }
    let lost = message(&bureau, lost.id()).await;
    assert_eq!((&lost.body["state"], &lost.body["attempts"]), (&json!("given_up"), &json!(3)));
    assert_eq!(hook.got().len(), 5, "three times and no more");
    assert_eq!(bureau.get(&format!("/channels/{}", channel.id())).await.body["given_up"], 1);
    assert_eq!(bureau.get("/outgoing-messages?state=given_up").await.expect(200).body["total"], 1);
    let path = format!("/outgoing-messages/{}/retries", lost.id());
    bureau.post_bare(&path, lost.version() - 1).await.expect_problem(412, "resource.stale");
    app.clerk("市工信局").post_bare(&path, lost.version()).await.expect_problem(403, "policy.forbidden");
    let again = admin.post_bare(&path, lost.version()).await.expect(200);
    assert_eq!(
        (&again.body["state"], &again.body["body"]),
        (&json!("queued"), &Value::Null),
        "the administrator reads no business"
    );
    app.run_jobs();
    assert_eq!(message(&bureau, lost.id()).await.body["state"], "sent");
    assert_eq!(app.journal_count("channel.message_retried"), 1);
}

#[actix_web::test]
async fn a_robot_that_says_no_is_not_asked_again_and_no_redirect_is_followed() {
    let (hook, elsewhere) = (Hook::new(), Hook::new());
    let app = with(&hook, None).await;
    let bureau = app.bureau();
    let channel = bureau.post("/channels", robot(json!({}))).await.expect(201);
    hook.answers(200, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#);
    let refused = test(&app, &bureau, &channel).await;
    assert_eq!((&refused.body["state"], &refused.body["attempts"]), (&json!("given_up"), &json!(1)));
    let error = refused.body["last_error"].as_str().expect("why");
    assert!(error.contains("93000") && error.contains("请检查") && !error.contains("693a91f6"), "{error}");
    hook.answers(302, &format!("{}/taken", elsewhere.url));
    let moved = test(&app, &bureau, &channel).await;
    assert_eq!(moved.body["state"], "given_up");
    assert!(moved.body["last_error"].as_str().is_some_and(|e| e.contains("没有跟随")), "{}", moved.body);
    assert_eq!((hook.got().len(), elsewhere.got().len()), (2, 0));
}

#[actix_web::test]
async fn inner_addresses_are_refused_unless_the_settings_name_them() {
    let hook = Hook::new();
    for base in [
        hook.url.clone(),
        hook.url.replace("127.0.0.1", "localhost"),
        "http://169.254.169.254".to_owned(),
        "http://[::1]:80".to_owned(),
    ] {
        let app = TestApp::with(|config| config.outgoing.wecom_url = base.clone()).await;
        let bureau = app.bureau();
        let channel = bureau.post("/channels", robot(json!({}))).await.expect(201);
        let refused = test(&app, &bureau, &channel).await;
        assert_eq!(refused.body["state"], "given_up", "{base}");
        let error = refused.body["last_error"].as_str().expect("why");
        assert!(error.contains("内网地址") && !error.contains("693a91f6"), "{error}");
    }
    assert_eq!(hook.got().len(), 0);
}

#[actix_web::test]
async fn mails_reach_the_office_or_each_in_his_own_box() {
    let (hook, server) = (Hook::new(), MailServer::new());
    let app = with(&hook, Some(&server)).await;
    let (bureau, clerk) = (app.bureau(), app.clerk("市工信局"));
    let office = json!({"name": "办公室", "kind": "email", "robot_key": null, "recipients": ["office@example.gov.cn", "b@example.gov.cn"]});
    let office = bureau.post("/channels", robot(office)).await.expect(201);
    let sent = test(&app, &bureau, &office).await;
    assert_eq!(sent.body["state"], "sent", "{}", sent.body);
    let mail = server.got().remove(0);
    assert_eq!(mail.to, ["office@example.gov.cn", "b@example.gov.cn"]);
    assert!(
        mail.text.contains(&format!(
            "Message-ID: <{}@example.gov.cn>",
            sent.body["number"].as_str().expect("number")
        )),
        "{}",
        mail.text
    );
    server.refuses("451 later");
    let later = test(&app, &bureau, &office).await;
    assert_eq!(later.body["state"], "failed");
    app.advance_seconds(10);
    app.run_jobs();
    assert_eq!(message(&bureau, later.id()).await.body["state"], "sent");
    server.refuses("550 unknown");
    assert_eq!(test(&app, &bureau, &office).await.body["state"], "given_up");

    let own = json!({"name": "各人邮箱", "kind": "email", "robot_key": null});
    let own = bureau.post("/channels", robot(own)).await.expect(201);
    bureau.post(&format!("/channels/{}/tests", own.id()), json!({})).await.expect(422);
    clerk
        .put("/me/notice-settings", 0, json!({"email": "zhang@example.gov.cn", "quiet_kinds": []}))
        .await
        .expect(200);
    let project = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    owes(&clerk, project, "2026-03-02").await;
    let before = server.got().len();
    remind(&app);
    let mut boxes: Vec<Vec<String>> = server.got()[before..].iter().map(|m| m.to.clone()).collect();
    boxes.sort();
    assert_eq!(boxes, [vec!["office@example.gov.cn", "b@example.gov.cn"], vec!["zhang@example.gov.cn"]]);
    let mine = bureau.get(&format!("/outgoing-messages?channel_id={}", own.id())).await.expect(200).body;
    assert_eq!(
        (&mine["items"][0]["user_id"], &mine["items"][0]["body"]),
        (&json!(clerk.id), &Value::Null),
        "nobody reads another's mail"
    );
}

#[actix_web::test]
async fn groups_hear_once_a_day_of_their_own_people_and_of_nothing_confidential() {
    let hook = Hook::new();
    let app = with(&hook, None).await;
    let (bureau, clerk, foreign) = (app.bureau(), app.clerk("市工信局"), app.clerk("市农业农村局"));
    let open = app.project(&clerk, "高纯镍项目", json!({})).await.id();
    let secret = app.project(&clerk, "绝密镍项目", json!({})).await.id();
    let elsewhere = app.project(&foreign, "菊粉项目", json!({})).await.id();
    for (who, project) in [(&clerk, open), (&clerk, secret), (&foreign, elsewhere)] {
        owes(who, project, "2026-03-03").await;
    }
    let path = format!("/projects/{secret}");
    let version = bureau.get(&path).await.expect(200).version();
    let confide = json!({"confidential": true, "reader_ids": [bureau.id, clerk.id]});
    bureau.put(&format!("{path}/confidentiality"), version, confide).await.expect(200);
    let unit = robot(json!({"name": "工信局群", "unit_id": clerk.unit_id, "robot_key": "unit"}));
    let city = robot(json!({"name": "全市群", "robot_key": "city"}));
    let trips = robot(json!({"name": "外出群", "robot_key": "trips", "kinds": ["trip_report"]}));
    let off = robot(json!({"name": "停用群", "robot_key": "off", "active": false}));
    for body in [unit, city, trips, off] {
        bureau.post("/channels", body).await.expect(201);
    }
    remind(&app);
    remind(&app);
    let got = hook.got();
    let of = |key: &str| -> Vec<String> {
        let mine = got.iter().filter(|g| g.path.ends_with(&format!("key={key}")));
        mine.map(|g| g.body["text"]["content"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!((of("unit").len(), of("city").len(), of("trips").len(), of("off").len()), (1, 1, 0, 0));
    let unit = of("unit").remove(0);
    assert!(
        unit.contains("高纯镍项目") && unit.contains("有一项保密事项待办") && unit.contains("2项待办"),
        "{unit}"
    );
    assert!(!unit.contains("绝密") && !unit.contains("菊粉"), "{unit}");
    let city = of("city").remove(0);
    assert!(city.contains("3项待办") && city.contains(&clerk.name) && city.contains(&foreign.name), "{city}");
    for name in ["高纯镍", "绝密", "菊粉"] {
        assert!(!city.contains(name), "{city}");
    }
    // who wants no messages of a kind still has his notices
    foreign
        .put("/me/notice-settings", 0, json!({"email": null, "quiet_kinds": ["talk_next_step"]}))
        .await
        .expect(200);
    app.advance_days(1);
    remind(&app);
    let last = hook.got().into_iter().rfind(|g| g.path.ends_with("city")).expect("the city");
    assert!(!last.body.to_string().contains(&foreign.name), "{}", last.body);
    assert_eq!(super::notices(&foreign).await.len(), 2);
}
