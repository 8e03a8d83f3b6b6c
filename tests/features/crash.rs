//! The program killed, the database gone for a while, the disk full: what was acknowledged is there, what was not is
//! told, and nobody has to restart anything.

use chengfeng::db::Db;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use harness::program::{PASSWORD, binary, root};
use harness::proxy::Proxy;
use harness::wire::fresh_key;
use harness::{Program, Server, Wire, new_project};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const KILLS: u64 = 50;

/// The demo city and somebody of the bureau.
fn city() -> Program {
    let program = Program::new().without_limits();
    program.run(&["demo", "load"]).expect(0);
    program.account("shiyan", "bureau");
    program
}

fn count(db: &mut Db, sql: &str) -> i64 {
    diesel::dsl::sql::<BigInt>(sql).get_result(db).expect("counts")
}

fn project(name: &str, unit: i64) -> Value {
    new_project(unit, name, json!({ "confirmed_different": true }))
}

fn unit_of(who: &Wire) -> i64 {
    who.get("/me").expect(200).body["user"]["unit_id"].as_i64().expect("unit")
}

/// What one writer sent: under which key, and the id it was answered, if it was.
type Sent = BTreeMap<String, (String, Option<i64>)>;

/// Writes until the server is gone or `stop` says so, and counts what is answered.
fn write(who: &Wire, unit: i64, name: &str, stop: &AtomicBool, answered: &AtomicUsize) -> Sent {
    let mut sent = Sent::new();
    for n in 0.. {
        let (key, name) = (fresh_key(), format!("{name}第{n}号项目"));
        let answer = who.try_post("/projects", &key, &[], &project(&name, unit));
        let id = answer.ok().map(|a| a.expect(201).body["id"].as_i64().expect("id"));
        sent.insert(key, (name, id));
        answered.fetch_add(usize::from(id.is_some()), Ordering::SeqCst);
        if id.is_none() || stop.load(Ordering::SeqCst) {
            break;
        }
    }
    sent
}

#[test]
fn fifty_kills_lose_nothing_that_was_acknowledged_and_repeat_nothing() {
    let program = city();
    let mut sent = Sent::new();
    let before = count(&mut program.db(), "SELECT count(*) FROM projects");
    for round in 0..KILLS {
        let server = program.serve();
        let who = program.sign_in("shiyan", PASSWORD);
        let (unit, stop, answered) = (unit_of(&who), AtomicBool::new(false), AtomicUsize::new(0));
        thread::scope(|scope| {
            let writers = ["甲", "乙"].map(|name| {
                let (who, stop, answered) = (&who, &stop, &answered);
                scope.spawn(move || write(who, unit, &format!("断电{round}{name}"), stop, answered))
            });
            // of a program that has just begun and of one that has written already, however slow the machine
            let patience = Instant::now();
            while round % 2 == 1
                && answered.load(Ordering::SeqCst) < 2
                && patience.elapsed() < Duration::from_secs(20)
            {
                thread::sleep(Duration::from_millis(1));
            }
            // another moment of a write every time
            thread::sleep(Duration::from_micros(20_000 + round * 7_919 % 90_000));
            server.kill();
            stop.store(true, Ordering::SeqCst);
            for writer in writers {
                sent.extend(writer.join().expect("writer"));
            }
        });
    }
    let server = program.serve();
    let who = program.sign_in("shiyan", PASSWORD);
    let unit = unit_of(&who);
    let unanswered = sent.values().filter(|(_, id)| id.is_none()).count();
    for (key, (name, id)) in &sent {
        // the same key again: an acknowledged write answers what it answered, a lost answer is written once
        let again = who.try_post("/projects", key, &[], &project(name, unit)).expect("answers").expect(201);
        let now = again.body["id"].as_i64().expect("id");
        assert!(id.is_none_or(|id| id == now), "{name}: {id:?} became {now}");
        assert_eq!(who.get(&format!("/projects/{now}")).expect(200).body["name"], name.as_str());
    }
    assert!(sent.len() > 2 * KILLS as usize, "too little was written: {}", sent.len());
    assert!(unanswered > KILLS as usize, "writers are cut off in the middle: {unanswered}");
    let mut db = program.db();
    assert_eq!(count(&mut db, "SELECT count(*) FROM projects") - before, sent.len() as i64, "each once");
    // no half of a project: its history, its party and its line of the journal are there
    for half in [
        "project_parties p WHERE p.project_id",
        "project_versions v WHERE v.id",
        "journal j WHERE j.event = 'project.created' AND j.subject_id",
    ] {
        let missing = format!(
            "SELECT count(*) FROM projects WHERE name LIKE '断电%' AND NOT EXISTS (SELECT 1 FROM {half} = projects.id)"
        );
        assert_eq!(count(&mut db, &missing), 0, "{half}");
    }
    drop(db);
    assert_eq!(server.stop(), Some(0));
    program.run(&["audit", "verify"]).expect(0);
}

#[test]
fn an_import_that_was_killed_is_finished_by_the_next_process() {
    let program = city();
    let folder = tempfile::tempdir().expect("folder");
    let ledger = folder.path().join("ledger.xlsx");
    let rows = 1_500;
    let made = std::process::Command::new("python3")
        .arg(root().join("tests/tools/make_ledger.py"))
        .arg(rows.to_string())
        .arg(&ledger)
        .status();
    assert!(made.is_ok_and(|s| s.success()), "makes a ledger");
    let server = program.serve();
    let who = program.sign_in("shiyan", PASSWORD);
    let content = std::fs::read(&ledger).expect("reads");
    let made = who.try_upload("/imports", "ledger.xlsx", &content, &[("into", "projects")]);
    let made = made.expect("answers");
    assert!(matches!(made.status, 201 | 202), "{}", made.body);
    let import = made.body["id"].as_i64().expect("id");
    let view = until(&who, &format!("/imports/{import}"), |v| v["state"] == "ready");
    let ok = view.body["counts"]["ok"].as_i64().expect("rows");
    let etag = view.header("etag").expect("etag").to_owned();
    let job = who.post_at(&format!("/imports/{import}/commits"), &etag, Value::Null).expect(202);
    let job = format!("/jobs/{}", job.body["id"]);
    let mut db = program.db();
    let written = format!("SELECT count(*) FROM projects WHERE import_id = {import}");
    let patience = Instant::now();
    while count(&mut db, &written) == 0 {
        assert!(patience.elapsed() < Duration::from_secs(60), "nothing is written: {}", program.log());
        thread::sleep(Duration::from_millis(5));
    }
    server.kill();
    let half = count(&mut db, &written);
    assert!(half < ok, "killed in the middle: {half} of {ok}");
    let _server = program.serve();
    let who = program.sign_in("shiyan", PASSWORD);
    let done = until(&who, &job, |v| !matches!(v["state"].as_str(), Some("queued" | "running")));
    assert_eq!(done.body["state"], "succeeded", "{}", done.body);
    assert_eq!(done.body["result"]["results"]["created"], ok);
    assert_eq!(count(&mut db, &written), ok, "each row once");
    drop(db);
    program.run(&["audit", "verify"]).expect(0);
}

/// Ends writers when it is dropped, also by an assertion that fails beside them: else they would write on for ever.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Reads until the answer is as wanted.
#[track_caller]
fn until(who: &Wire, path: &str, wanted: impl Fn(&Value) -> bool) -> harness::WireAnswer {
    let patience = Instant::now();
    loop {
        let answer = who.get(path).expect(200);
        if wanted(&answer.body) {
            return answer;
        }
        assert!(patience.elapsed() < Duration::from_secs(90), "{path} stays {}", answer.body);
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_database_that_was_away_is_found_again_without_a_restart() {
    let program = city();
    if !program.is_postgres() {
        return; // SQLite is a file beside the program: it cannot be away for a while
    }
    let proxy = Proxy::to(program.url());
    let server =
        program.serve_as(program.command(binary()).arg("serve").env("CHENGFENG_DATABASE_URL", &proxy.url));
    let who = program.sign_in("shiyan", PASSWORD);
    let unit = unit_of(&who);
    let stop = AtomicBool::new(false);
    let refused = thread::scope(|scope| {
        let ends = Ends(&stop);
        // others go on working meanwhile
        let writers: Vec<_> = ["甲", "乙"]
            .map(|name| {
                scope.spawn({
                    let (who, stop) = (&who, &stop);
                    move || {
                        let mut unsure = Vec::new();
                        for n in 0.. {
                            let (key, body) = (fresh_key(), project(&format!("失联{name}第{n}号项目"), unit));
                            let answer =
                                who.try_post("/projects", &key, &[], &body).expect("an answer at all times");
                            if answer.status != 201 {
                                assert_eq!(answer.status, 503, "{}", answer.body);
                                assert_eq!(answer.body["code"], "server.database_unavailable");
                                assert!(answer.header("retry-after").is_some());
                                unsure.push((key, body));
                            }
                            if stop.load(Ordering::SeqCst) {
                                break;
                            }
                        }
                        unsure
                    }
                })
            })
            .into_iter()
            .collect();
        thread::sleep(Duration::from_millis(300));
        for _ in 0..3 {
            proxy.cut();
            server.wait_until(false, Duration::from_secs(20));
            proxy.mend();
            server.wait_until(true, Duration::from_secs(20));
        }
        drop(ends);
        writers.into_iter().flat_map(|w| w.join().expect("writer")).collect::<Vec<_>>()
    });
    assert!(!refused.is_empty(), "somebody was refused");
    for (key, body) in &refused {
        who.try_post("/projects", key, &[], body).expect("answers").expect(201);
    }
    let twice = "SELECT count(*) FROM (SELECT name FROM projects WHERE name LIKE '失联%' GROUP BY name HAVING count(*) > 1) t";
    assert_eq!(count(&mut program.db(), twice), 0, "a retry under the same key writes once");
    assert_eq!(server.stop(), Some(0));
    program.run(&["audit", "verify"]).expect(0);
}

/// A server that no file of its own may grow beyond this many KiB: the disk is full, reading goes on.
fn serve_with_full_disk(program: &Program, kib: u64) -> Server {
    let script = format!("trap '' XFSZ; ulimit -f {kib}; exec \"$0\" serve");
    program.serve_as(program.command("bash").args(["-c", &script]).arg(binary()))
}

#[test]
fn a_full_disk_is_named_reading_goes_on_and_space_is_all_that_is_needed() {
    let program = city();
    let size = |name: &str| std::fs::metadata(program.path(name)).map_or(0, |m| m.len());
    let limit_kib = if program.is_postgres() { 2_000 } else { size("chengfeng.db") / 1024 + 300 };
    let server = serve_with_full_disk(&program, limit_kib);
    let who = program.sign_in("shiyan", PASSWORD);
    let unit = unit_of(&who);
    if program.is_postgres() {
        // what the server says when its own disk is full
        let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                    RAISE EXCEPTION 'could not extend file \"base/16384/16401\": No space left on device' USING ERRCODE = '53100'; END $$; \
                    CREATE TRIGGER full_disk BEFORE INSERT ON projects FOR EACH ROW EXECUTE FUNCTION full_disk()";
        program.db().batch_execute(full).expect("fills");
    }
    let mut written = Vec::new();
    let refused = loop {
        let name = format!("满盘第{}号项目", written.len());
        let answer = who.post("/projects", project(&name, unit));
        if answer.status != 201 {
            break answer;
        }
        written.push(name);
        assert!(written.len() < 2_000, "the disk never fills");
    };
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert_eq!(refused.body["code"], "server.storage_failed", "{}", refused.body);
    assert!(refused.header("retry-after").is_some());
    who.get("/projects").expect(200);
    if program.is_postgres() {
        program.db().batch_execute("DROP TRIGGER full_disk ON projects").expect("empties");
        who.post("/projects", project("腾出空间的项目", unit)).expect(201);
    }
    // a file larger than what is left is refused too, and leaves nothing behind
    let content =
        [b"%PDF-1.7\n".as_slice(), &vec![b'x'; (limit_kib as usize + 100) * 1024], b"\n%%EOF\n"].concat();
    let refused = who.try_upload("/files", "scan.pdf", &content, &[]).expect("answers");
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (503, &json!("server.storage_failed")),
        "{}",
        refused.body
    );
    assert_eq!(server.stop(), Some(0));
    let server = program.serve();
    let who = program.sign_in("shiyan", PASSWORD);
    who.post("/projects", project("换了硬盘的项目", unit)).expect(201);
    for name in &written {
        let found = count(&mut program.db(), &format!("SELECT count(*) FROM projects WHERE name = '{name}'"));
        assert_eq!(found, 1, "{name}");
    }
    who.try_upload("/files", "scan.pdf", &content, &[]).expect("answers").expect(201);
    assert_eq!(server.stop(), Some(0));
    program.run(&["audit", "verify"]).expect(0);
}
