//! `doctor`: is everything as it should be?

use super::database;
use chengfeng::config::Config;
use chengfeng::db::migrations;
use chengfeng::journal::verify_database;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Checks one thing after the other and says how to mend what is wrong.
pub fn doctor(config: &Config, ready: bool) -> anyhow::Result<ExitCode> {
    if ready {
        return Ok(if is_ready(&config.listen) { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let checks: [(&str, anyhow::Result<String>); 5] = [
        ("数据目录", data_folder(&config.data)),
        ("数据库", database_state(config)),
        ("签名密钥", keys(&config.data.join("keys"))),
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
    let probe = data.join(".doctor");
    std::fs::write(&probe, b"x").map_err(|e| anyhow::anyhow!("不可写（{e}）。请检查磁盘与权限。"))?;
    std::fs::remove_file(&probe)?;
    Ok(format!("{} 可写", data.display()))
}

fn database_state(config: &Config) -> anyhow::Result<String> {
    let mut db = config.target()?.connect()?;
    let kind = if db.is_pg() { "PostgreSQL" } else { "SQLite" };
    let known = migrations::known(&db);
    let applied = migrations::applied(&mut db)?;
    anyhow::ensure!(applied.iter().all(|v| known.contains(v)), "结构比程序新，请升级程序。");
    anyhow::ensure!(applied.len() == known.len(), "结构未升级到最新，请运行 chengfeng migrate。");
    Ok(format!("{kind}，结构版本 {}", applied.last().map_or("0", String::as_str)))
}

fn keys(folder: &Path) -> anyhow::Result<String> {
    let count = std::fs::read_dir(folder)
        .map_err(|e| anyhow::anyhow!("{e}。首次启动服务时会自动生成。"))?
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "key"))
        .map(|e| private(&e.path()))
        .collect::<anyhow::Result<Vec<()>>>()?
        .len();
    anyhow::ensure!(count > 0, "没有密钥。首次启动服务时会自动生成。");
    Ok(format!("{count}个，仅属主可读"))
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
    let mut db = config.target()?.connect()?;
    let report = verify_database(&mut db).map_err(|e| anyhow::anyhow!("{e}"))?;
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
