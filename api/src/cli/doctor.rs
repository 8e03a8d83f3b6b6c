//! `doctor`: is everything as it should be?

use super::{database, plain};
use chengfeng::config::Config;
use chengfeng::db::migrations;
use chengfeng::features::files;
use chengfeng::journal::verify_database;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// What must still fit on the disk.
const PROBE_BYTES: usize = 16 << 20;

/// Checks one thing after the other and says how to mend what is wrong.
pub fn doctor(config: &Config, ready: bool) -> anyhow::Result<ExitCode> {
    if ready {
        return Ok(if is_ready(&config.listen) { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let checks: [(&str, anyhow::Result<String>); 6] = [
        ("数据目录", data_folder(&config.data)),
        ("数据库", database_state(config)),
        ("签名密钥", keys(&config.data.join("keys"))),
        ("附件", attachments(config)),
        ("审计日志", journal(config)),
        ("服务", service(&config.listen)),
    ];
    let mut failed = false;
    for (name, outcome) in checks {
        match outcome {
            Ok(text) => println!("正常  {name}：{text}"),
            Err(error) => {
                failed = true;
                println!("异常  {name}：{error:#}");
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn data_folder(data: &Path) -> anyhow::Result<String> {
    anyhow::ensure!(data.is_dir(), "{} 不存在。请先运行 chengfeng migrate 或 serve。", data.display());
    let probe = data.join(format!(".doctor-{}", std::process::id()));
    let written = std::fs::write(&probe, vec![b'x'; PROBE_BYTES]);
    let _ = std::fs::remove_file(&probe);
    written.map_err(|e| anyhow::anyhow!("写不进{}MiB（{e}）。请检查磁盘空间与权限。", PROBE_BYTES >> 20))?;
    let secrets = data.join("first-login.txt");
    if secrets.exists() {
        private(&secrets)?;
    }
    Ok(format!("{} 可写", data.display()))
}

fn database_state(config: &Config) -> anyhow::Result<String> {
    let mut db = database::existing(config)?;
    let kind = if db.is_pg() { "PostgreSQL" } else { "SQLite" };
    let pending = migrations::pending(&mut db)?;
    anyhow::ensure!(
        pending.is_empty(),
        "结构未升级到最新（缺 {}），请运行 chengfeng migrate。",
        pending.join("、")
    );
    Ok(format!("{kind}，结构版本 {}", migrations::applied(&mut db)?.last().map_or("0", String::as_str)))
}

/// Every file that a row speaks of is on disk, whole.
fn attachments(config: &Config) -> anyhow::Result<String> {
    let mut db = database::existing(config)?;
    let (kept, broken) = files::inspect(&mut db, &config.data).map_err(plain)?;
    anyhow::ensure!(
        broken.is_empty(),
        "{}个附件缺失或不完整（编号 {}）。请从备份中取回数据目录的 files。",
        broken.len(),
        broken.iter().take(10).map(i64::to_string).collect::<Vec<_>>().join("、")
    );
    Ok(format!("{kept}个都在"))
}

fn keys(folder: &Path) -> anyhow::Result<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let keys: Vec<_> = entries.filter(|path| path.extension().is_some_and(|x| x == "key")).collect();
    keys.iter().try_for_each(|key| private(key))?;
    Ok(match keys.len() {
        0 => "还没有，首次启动服务时自动生成".to_owned(),
        count => format!("{count}个，仅属主可读"),
    })
}

fn private(path: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.metadata()?.permissions().mode() & 0o077;
        anyhow::ensure!(mode == 0, "{} 他人可读，请执行 chmod 600。", path.display());
    }
    Ok(())
}

fn journal(config: &Config) -> anyhow::Result<String> {
    let mut db = database::existing(config)?;
    let report = verify_database(&mut db).map_err(plain)?;
    anyhow::ensure!(
        report.findings.is_empty(),
        "有{}处被改动，请运行 chengfeng audit verify 查看。",
        report.findings.len()
    );
    Ok(format!("{}行完好，{}行待封存", report.rows, report.unsealed_rows))
}

fn service(listen: &str) -> anyhow::Result<String> {
    Ok(if is_ready(listen) {
        format!("{listen} 就绪")
    } else {
        format!("{listen} 没有在运行（不影响离线命令）")
    })
}

/// Asks a running service by plain HTTP.
fn is_ready(listen: &str) -> bool {
    let address = database::reachable(listen);
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&address)?;
        stream.set_read_timeout(Some(Duration::from_secs(3)))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|a| a.starts_with("HTTP/1.1 200"))
}
