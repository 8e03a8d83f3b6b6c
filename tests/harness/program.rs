//! The real program as a process: its commands, and serving over the wire.

use crate::{TestDatabase, Wire};
use chengfeng::db::Db;
use chengfeng::db::pool::Target;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

/// Password of accounts made by [`Program::account`].
pub const PASSWORD: &str = "Qilian-Xueshan-47";

/// The program with a data folder and a database of its own.
pub struct Program {
    /// Its data folder.
    pub folder: tempfile::TempDir,
    database: TestDatabase,
    listen: String,
}

/// What a command said, and its exit code.
#[derive(Debug)]
pub struct Said {
    /// Exit code; none when it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A serving program; killed when the test ends.
pub struct Server {
    child: Child,
    listen: String,
}

impl Program {
    /// With a migrated database.
    pub fn new() -> Self {
        Self::with(TestDatabase::create)
    }

    /// On a fresh machine: an empty folder, no database (an empty one on PostgreSQL).
    pub fn fresh() -> Self {
        Self::with(TestDatabase::empty)
    }

    fn with(make: impl FnOnce(&Path) -> TestDatabase) -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let database = make(folder.path());
        Self { folder, database, listen: free_address() }
    }

    /// True when this run is on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.database.is_postgres()
    }

    /// Address of the database.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    /// A path in the data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A connection beside the program.
    pub fn db(&self) -> Db {
        Target::parse(&self.database.url).expect("address").connect().expect("opens")
    }

    /// Writes `chengfeng.toml`.
    pub fn configure(&self, text: &str) {
        std::fs::write(self.path("chengfeng.toml"), text).expect("configuration");
    }

    /// Practically no rate limits, and no account that must change its password after a while.
    pub fn without_limits(self) -> Self {
        self.configure(
            "password_profile = 'nist'\n[rate_limits]\nreads_per_second = 1000000\nreads_burst = 1000000\n\
             writes_per_second = 1000000\nwrites_burst = 1000000\nlogins_per_minute = 1000000\n\
             uploads_per_minute = 1000000\n",
        );
        self
    }

    /// A command with the program's settings in its environment.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env("CHENGFENG_DATA", self.folder.path())
            .env("CHENGFENG_DATABASE_URL", &self.database.url)
            .env("CHENGFENG_LISTEN", &self.listen)
            .env_remove("CHENGFENG_TEST_POSTGRES_URL")
            .env("no_proxy", "127.0.0.1")
            .stdin(Stdio::null())
            .current_dir(root());
        command
    }

    /// Runs one command of the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(self.command(binary()).args(arguments).output().expect("runs"))
    }

    /// Runs a shell script with `BASE`, `DATA` and `CHENGFENG` set, each command of it required to succeed.
    pub fn shell(&self, script: &str) -> Said {
        let mut command = self.command("bash");
        command
            .args(["-euo", "pipefail", "-c", script])
            .env("BASE", format!("http://{}/api/v1", self.listen))
            .env("DATA", self.folder.path())
            .env("CHENGFENG", binary());
        Said::of(command.output().expect("bash"))
    }

    /// An account with [`PASSWORD`], which need not be changed.
    pub fn account(&self, username: &str, role: &str) {
        let file = self.path("password");
        std::fs::write(&file, PASSWORD).expect("password file");
        let file = file.to_string_lossy();
        self.run(&["user", "create", "--username", username, "--role", role, "--password-file", &file])
            .expect(0);
    }

    /// Serves until the answer is dropped or ended.
    pub fn serve(&self) -> Server {
        self.serve_as(self.command(binary()).arg("serve"))
    }

    /// [`Program::serve`] through this command.
    pub fn serve_as(&self, command: &mut Command) -> Server {
        let log = std::fs::File::options().create(true).append(true).open(self.path("server.log"));
        let child = command.stdout(Stdio::null()).stderr(log.expect("log")).spawn().expect("serves");
        let mut server = Server { child, listen: self.listen.clone() };
        let patience = Instant::now();
        while !server.is_ready() {
            let ended = server.child.try_wait().expect("state");
            let tired = patience.elapsed() > Duration::from_secs(30);
            assert!(ended.is_none() && !tired, "the server does not serve ({ended:?}):\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// What the server wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("server.log")).unwrap_or_default()
    }

    /// Somebody without credentials.
    pub fn anonymous(&self) -> Wire {
        Wire::new(&self.listen)
    }

    /// Somebody who signed in.
    pub fn sign_in(&self, username: &str, password: &str) -> Wire {
        let who = serde_json::json!({ "username": username, "password": password });
        let answer = self.anonymous().post("/auth/login", who).expect(200);
        self.anonymous().with_token(answer.body["access_token"].as_str().expect("token"))
    }
}

impl Default for Program {
    fn default() -> Self {
        Self::new()
    }
}

impl Said {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Fails the test unless it ended with this code; shows what was said.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Fails the test unless all of these are said.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            let said = self.out.contains(part) || self.err.contains(part);
            assert!(said, "{part} is missing in\nstdout:\n{}\nstderr:\n{}", self.out, self.err);
        }
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {}", self.out))
    }
}

impl Server {
    /// Does `/readyz` say so?
    pub fn is_ready(&self) -> bool {
        Wire::new(&self.listen).try_send("GET", "//readyz", &[], &[]).is_ok_and(|a| a.status == 200)
    }

    /// Waits until `/readyz` says this.
    #[track_caller]
    pub fn wait_until(&self, ready: bool, patience: Duration) {
        let since = Instant::now();
        while self.is_ready() != ready {
            assert!(since.elapsed() < patience, "/readyz does not become {ready}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.listen
    }

    /// Process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().expect("kills");
        self.child.wait().expect("ends");
    }

    /// Asks it to end in order, as a service manager does; answers its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(asked.is_ok_and(|s| s.success()), "kill");
        self.child.wait().expect("ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The blocks of a document that are marked as shell, in order.
pub fn shell_blocks(document: &str) -> String {
    let text = std::fs::read_to_string(root().join(document)).expect("a document");
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            other if inside => lines.push(other),
            _ => {}
        }
    }
    lines.join("\n")
}

/// The program as built beside this test; built anew when a source is younger.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let here = std::env::current_exe().expect("this test");
        let binary = here.ancestors().nth(2).expect("target folder").join("chengfeng");
        let made = binary.metadata().and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        let sources = [root().join("Cargo.toml"), root().join("Cargo.lock"), root().join("api")];
        if sources.iter().any(|path| youngest(path) > made) {
            let built = Command::new(env!("CARGO"))
                .args(["build", "--quiet", "--package", "chengfeng"])
                .current_dir(root())
                .status();
            assert!(built.is_ok_and(|s| s.success()), "the program builds");
        }
        binary
    })
}

fn youngest(path: &Path) -> SystemTime {
    let own = path.metadata().and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let below = std::fs::read_dir(path).into_iter().flatten().flatten().map(|e| youngest(&e.path()));
    below.fold(own, SystemTime::max)
}

fn free_address() -> String {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
    format!("127.0.0.1:{port}")
}
