//! The stream of live changes over a real wire, and a message that a killed program still sends.

use harness::program::PASSWORD;
use harness::receiver::Hook;
use harness::{Program, Wire};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// An open stream of events.
struct Events(BufReader<TcpStream>);

impl Events {
    fn open(address: &str, token: &str) -> Self {
        let mut stream = TcpStream::connect(address).expect("connects");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("timeout");
        let head = format!(
            "GET /api/v1/events HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("asks");
        Self(BufReader::new(stream))
    }

    /// Lines until one holds this; `None` when the stream has ended.
    fn until(&mut self, part: &str) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.contains(part) {
                return Some(line);
            }
        }
    }

    /// What comes with an event.
    fn data(&mut self, event: &str) -> Value {
        self.until(&format!("event: {event}")).unwrap_or_else(|| panic!("{event} does not come"));
        let line = self.until("data: ").expect("data");
        serde_json::from_str(line.trim_start_matches("data: ").trim()).expect("JSON")
    }
}

fn program(more: &str) -> Program {
    let program = Program::new();
    program.configure(&format!("password_profile = 'nist'\nlive_streams = 2\n{more}"));
    for name in ["yihao", "erhao"] {
        program.account(name, "bureau");
    }
    program
}

fn signed_in(program: &Program, name: &str) -> (Wire, String, i64) {
    let who = json!({"username": name, "password": PASSWORD});
    let answer = program.anonymous().post("/auth/login", who).expect(200);
    let token = answer.body["access_token"].as_str().expect("token").to_owned();
    let wire = program.anonymous().with_token(&token);
    let id = wire.get("/me").expect(200).body["user"]["id"].as_i64().expect("id");
    (wire, token, id)
}

#[test]
fn what_happens_arrives_and_the_stream_ends_with_the_session() {
    let program = program("");
    let server = program.serve();
    let ((first, token, me), (second, other_token, _)) =
        (signed_in(&program, "yihao"), signed_in(&program, "erhao"));
    let unit = first.get("/me").expect(200).body["user"]["unit_id"].as_i64().expect("unit");
    let mut events = Events::open(server.address(), &token);
    assert!(events.until("200").is_some_and(|line| line.starts_with("HTTP/1.1")), "not refused");
    assert_eq!(events.data("hello"), json!({"unread": 0}));
    let project =
        second.post("/projects", harness::new_project(unit, "高纯镍项目", json!({}))).expect(201).id();
    assert!(events.data("counts")["change"].as_i64().is_some_and(|n| n > 0));
    let copy = json!({"resource": "project", "resource_id": project, "user_ids": [me], "text": "请阅"});
    second.post("/carbon-copies", copy).expect(201);
    assert_eq!(events.data("notice"), json!({"unread": 1}));
    // so many at once and no more
    let mut another = Events::open(server.address(), &token);
    another.data("hello");
    let refused = first.try_send("GET", "/events", &[], &[]).expect("answers");
    assert_eq!((refused.status, &refused.body["code"]), (429, &json!("request.rate_limited")));
    assert!(refused.header("retry-after").is_some());
    drop(another);
    // signing out ends one's own stream, not another's
    let mut others = Events::open(server.address(), &other_token);
    others.data("hello");
    first.post("/auth/logout", json!({})).expect(204);
    let since = Instant::now();
    assert_eq!(events.until("event: never"), None, "ended");
    assert!(since.elapsed() < Duration::from_secs(15), "{:?}", since.elapsed());
    // told to stop, the program does not wait for those who listen
    let since = Instant::now();
    assert_eq!(server.stop(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(8), "{:?}", since.elapsed());
    assert_eq!(others.until("event: never"), None);
}

#[test]
fn a_message_under_way_when_the_program_is_killed_is_sent_all_the_same() {
    let hook = Hook::new();
    let program =
        program(&format!("[outgoing]\nwecom_url = '{}'\nallow_addresses = ['127.0.0.1']\n", hook.url));
    hook.thinks(Duration::from_secs(5));
    let server = program.serve();
    let (who, _, _) = signed_in(&program, "yihao");
    let channel = who.post("/channels", super::robot(json!({}))).expect(201).id();
    let sent = who.post(&format!("/channels/{channel}/tests"), json!({})).expect(201);
    let first = hook.wait_for(1, Duration::from_secs(20)).remove(0);
    server.kill();
    hook.thinks(Duration::ZERO);
    let _server = program.serve();
    let again = hook.wait_for(2, Duration::from_secs(60)).remove(1);
    assert_eq!(first.body, again.body, "the same message, under the same number");
    let (who, _, _) = signed_in(&program, "yihao");
    let path = format!("/outgoing-messages/{}", sent.id());
    let since = Instant::now();
    while who.get(&path).expect(200).body["state"] != "sent" {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", who.get(&path).body);
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(hook.got().len(), 2, "and not again");
}
