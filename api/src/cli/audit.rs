//! `audit`: verifying the journal in the database or in an exported file, and exporting it.

use super::{database, plain, progress};
use chengfeng::clock::Clock;
use chengfeng::config::Config;
use chengfeng::journal::{Report, check_anchor, export, seal, verify_database, verify_export};
use clap::Subcommand;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Commands below `audit`.
#[derive(Subcommand)]
pub enum Command {
    /// 核验审计日志：逐批重算散列，找出被改动、删除或插入的行
    Verify {
        /// 核验导出的文件（不需要本系统的数据库）
        #[arg(long, value_name = "文件")]
        file: Option<PathBuf>,
        /// 留存的末批散列：文件的末批须与之相同，数据库里须有这一批
        #[arg(long, value_name = "散列")]
        anchor: Option<String>,
    },
    /// 把已封存的审计日志导出为 JSON 行文件
    Export {
        /// 写到这里
        #[arg(value_name = "文件")]
        into: PathBuf,
    },
}

/// Runs a command on the database.
pub fn run(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    let mut db = database::existing(config)?;
    match command {
        Command::Verify { anchor, .. } => {
            let spinner = progress::spinner("正在核验");
            let mut report = verify_database(&mut db).map_err(plain)?;
            if let Some(anchor) = anchor {
                report.findings.extend(check_anchor(&mut db, &anchor).map_err(plain)?);
            }
            spinner.finish_and_clear();
            Ok(show(&report))
        }
        Command::Export { into } => {
            seal(&mut db, Clock::System.now()).map_err(plain)?;
            let mut out = BufWriter::new(File::create_new(&into).map_err(|e| {
                anyhow::anyhow!("无法新建 {}：{e}。请换一个不存在的文件名。", into.display())
            })?);
            let written = export(&mut db, &mut out).map_err(plain).and_then(|rows| {
                out.flush()?;
                Ok(rows)
            });
            let rows = written.inspect_err(|_| drop(std::fs::remove_file(&into)))?;
            let report = verify_file(&into, None)?;
            eprintln!("已导出{rows}行到 {}。请另行留存末批散列，日后用 --anchor 核对。", into.display());
            Ok(report)
        }
    }
}

/// Verifies an exported file.
pub fn verify_file(file: &Path, anchor: Option<&str>) -> anyhow::Result<ExitCode> {
    let input = File::open(file).map_err(|e| anyhow::anyhow!("无法打开 {}：{e}。", file.display()))?;
    let report = verify_export(BufReader::new(input), anchor)?;
    let code = show(&report);
    if anchor.is_none() && report.findings.is_empty() {
        eprintln!("文件自身前后一致；没有给出留存的末批散列（--anchor），不能发现末尾整批被截去。");
    }
    Ok(code)
}

fn show(report: &Report) -> ExitCode {
    println!(
        "核对{}批{}行，未封存{}行，末批散列 {}",
        report.seals, report.rows, report.unsealed_rows, report.anchor
    );
    for finding in &report.findings {
        println!(
            "第{}批（{}—{}行）：{}",
            finding.seal_id, finding.first_id, finding.last_id, finding.message
        );
    }
    if report.findings.is_empty() {
        println!("审计日志完好。");
        ExitCode::SUCCESS
    } else {
        println!("审计日志有{}处与封存时不一致，请保留现场并报告审计管理员。", report.findings.len());
        ExitCode::FAILURE
    }
}
