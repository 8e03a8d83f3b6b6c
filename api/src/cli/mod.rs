//! Commands of the program. Answers go to standard output, progress and advice to standard error.
#![allow(clippy::print_stdout)]

mod audit;
mod backup;
mod bench;
mod database;
mod demo;
mod doctor;
mod import;
mod progress;
mod serve;
mod user;
pub mod words;

use chengfeng::config::Config;
use chengfeng::error::Error;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// 乘风：城市招商引资工作系统。
///
/// 数据目录由 CHENGFENG_DATA 指定（默认 ./data），数据库由 CHENGFENG_DATABASE_URL 指定（默认数据目录中的 SQLite）。
#[derive(Parser)]
#[command(name = "chengfeng", version, about, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 启动服务：升级数据库，然后监听端口
    Serve,
    /// 升级数据库结构（SQLite 会先自动备份）
    Migrate,
    /// 输出 OpenAPI 文档（JSON）
    Openapi {
        /// 与此文件比较，不一致则失败
        #[arg(long, value_name = "文件")]
        check: Option<PathBuf>,
    },
    /// 检查配置
    #[command(subcommand)]
    Config(ConfigCommand),
    /// 演示城市
    #[command(subcommand)]
    Demo(demo::Command),
    /// 账号：列出、新建、重置口令、换签名密钥
    #[command(subcommand)]
    User(user::Command),
    /// 在线备份数据库与附件到一个新目录
    Backup {
        /// 备份放在这里（不存在则新建）
        #[arg(value_name = "目录")]
        into: PathBuf,
    },
    /// 校验备份并恢复到空的数据目录或空库
    Restore {
        /// 备份目录
        #[arg(value_name = "目录")]
        from: PathBuf,
        /// 只校验，不恢复
        #[arg(long)]
        verify_only: bool,
    },
    /// 导入台账（xlsx、xls、csv）：预览或入库
    Import(import::Arguments),
    /// 审计日志：核验与导出
    #[command(subcommand)]
    Audit(audit::Command),
    /// 体检：配置、数据库、密钥、磁盘、审计日志
    Doctor {
        /// 只问正在运行的服务是否就绪（供容器健康检查）
        #[arg(long)]
        ready: bool,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// 显示生效的配置；有误时指出哪一项
    Check,
}

/// The command that was given.
///
/// # Errors
/// What is wrong with it, or a page of help that was asked for; [`words::answer`] says it.
pub fn parse() -> Result<Args, clap::Error> {
    let mut command = words::in_chinese(Args::command());
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Args::from_arg_matches(&matches)
}

/// Chinese reason and remedy, without the code in front; of several wrong things each.
fn plain(error: Error) -> anyhow::Error {
    let fields = error.errors().iter().map(|e| e.message.as_str());
    let blocking = error.blocking().iter().map(|b| b.message.as_str());
    let mut said = vec![error.message()];
    said.extend(fields.chain(blocking).filter(|m| *m != error.message()));
    let cause = error.cause().filter(|_| error.code().status() >= 500).map(|c| format!("（{c}）"));
    anyhow::anyhow!("{}{}", said.join("\n  "), cause.unwrap_or_default())
}

/// Runs one command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Openapi { check } => openapi(check),
        Command::Audit(audit::Command::Verify { file: Some(file), anchor }) => {
            audit::verify_file(&file, anchor.as_deref())
        }
        command => {
            for name in Config::unknown_variables() {
                eprintln!("注意：不认识环境变量 {name}，没有理会它。请核对拼写。");
            }
            with_config(command, Config::load()?)
        }
    }
}

fn with_config(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve => serve::serve(config).map(|()| ExitCode::SUCCESS),
        Command::Migrate => database::migrate(&config).map(|()| ExitCode::SUCCESS),
        Command::Config(ConfigCommand::Check) => {
            let shown = Config { database_url: database::without_password(&config.database_url), ..config };
            println!("{}", toml::to_string_pretty(&shown)?);
            eprintln!("配置无误。");
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(command) => demo::run(config, &command).map(|()| ExitCode::SUCCESS),
        Command::User(command) => user::run(config, command).map(|()| ExitCode::SUCCESS),
        Command::Backup { into } => backup::backup(&config, &into).map(|()| ExitCode::SUCCESS),
        Command::Restore { from, verify_only } => {
            backup::restore(&config, &from, verify_only).map(|()| ExitCode::SUCCESS)
        }
        Command::Import(arguments) => import::run(config, &arguments),
        Command::Audit(command) => audit::run(&config, command),
        Command::Doctor { ready } => doctor::doctor(&config, ready),
        Command::Openapi { check } => openapi(check),
    }
}

fn openapi(check: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut text = serde_json::to_string_pretty(&chengfeng::app::contract().document())?;
    text.push('\n');
    let Some(path) = check else {
        // who reads the first lines only (`| head`) closes the pipe: no reason to complain
        return match std::io::stdout().write_all(text.as_bytes()) {
            Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.into()),
            _ => Ok(ExitCode::SUCCESS),
        };
    };
    if std::fs::read_to_string(&path).is_ok_and(|kept| kept == text) {
        return Ok(ExitCode::SUCCESS);
    }
    anyhow::bail!("{} 与程序不一致。请运行 make openapi 重新生成。", path.display())
}
