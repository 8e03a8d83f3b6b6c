//! `audit`: verifying the journal in the database or in an exported file, and exporting it.

use super::{database, progress};
use chengfeng::config::Config;
use chengfeng::journal::{Report, export, verify_database, verify_export};
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
        /// 留存的末批散列；文件的末批须与之相同
        #[arg(long, value_name = "散列", requires = "file")]
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
    let app = database::open(config.clone())?;
    app.seal_journal().map_err(|e| anyhow::anyhow!("{e}"))?;
    let mut db = config.target()?.connect()?;
    match command {
        Command::Verify { .. } => {
            let spinner = progress::spinner("正在核验");
            let report = verify_database(&mut db).map_err(|e| anyhow::anyhow!("{e}"))?;
            spinner.finish_and_clear();
            Ok(show(&report))
        }
        Command::Export { into } => {
            let mut out = BufWriter::new(File::create_new(&into).map_err(|e| {
                anyhow::anyhow!("无法新建 {}：{e}。请换一个不存在的文件名。", into.display())
            })?);
            let rows = export(&mut db, &mut out).map_err(|e| anyhow::anyhow!("{e}"))?;
            out.flush()?;
            eprintln!("已导出{rows}行到 {}。", into.display());
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Verifies an exported file.
pub fn verify_file(file: &Path, anchor: Option<&str>) -> anyhow::Result<ExitCode> {
    let input = File::open(file).map_err(|e| anyhow::anyhow!("无法打开 {}：{e}。", file.display()))?;
    Ok(show(&verify_export(BufReader::new(input), anchor)?))
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
