//! The tour of README, line by line, against the real binary on the demo city.

use harness::TestDatabase;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The program as built beside this test.
fn binary() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "chengfeng"])
        .current_dir(root())
        .status();
    assert!(built.is_ok_and(|s| s.success()), "the program builds");
    let here = std::env::current_exe().expect("this test");
    here.ancestors().nth(2).expect("target folder").join("chengfeng")
}

/// The shell blocks of README, in order.
fn script() -> String {
    let text = std::fs::read_to_string(root().join("README.md")).expect("README");
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

/// A serving program that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_tour_of_readme_works_line_by_line() {
    let folder = tempfile::tempdir().expect("folder");
    let database = TestDatabase::create(folder.path());
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("address").port();
    let listen = format!("127.0.0.1:{port}");
    let program = binary();
    let ours = |program: &Path| {
        let mut command = Command::new(program);
        command
            .env("CHENGFENG_DATA", folder.path())
            .env("CHENGFENG_DATABASE_URL", &database.url)
            .env("CHENGFENG_LISTEN", &listen)
            .current_dir(root());
        command
    };
    let loaded = ours(&program).args(["demo", "load"]).output().expect("runs");
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    let serving = ours(&program).arg("serve").stderr(Stdio::null()).spawn().expect("serves");
    let _server = Server(serving);
    let patience = Instant::now();
    while std::net::TcpStream::connect(&listen).is_err() {
        assert!(patience.elapsed() < Duration::from_secs(30), "the server does not answer");
        std::thread::sleep(Duration::from_millis(50));
    }
    let walked = ours(Path::new("bash"))
        .args(["-euo", "pipefail", "-c", &script()])
        .env("BASE", format!("http://{listen}/api/v1"))
        .env("DATA", folder.path())
        .env("CHENGFENG", &program)
        .env("no_proxy", "127.0.0.1")
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&walked.stdout);
    assert!(walked.status.success(), "{said}\n{}", String::from_utf8_lossy(&walked.stderr));
    for part in ["金川集团高精镍合金板带材项目", "at_capacity", "高温合金棒材生产线项目", "审计日志完好。"]
    {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
}
