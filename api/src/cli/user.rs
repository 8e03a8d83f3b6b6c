//! `user`: accounts from the command line, for the first start and for emergencies.

use super::{database, plain};
use chengfeng::config::Config;
use chengfeng::error::Code;
use chengfeng::features::people;
use chengfeng::features::people::model::{OneTimePassword, UserInput};
use chengfeng::policy::Role;
use chengfeng::work::Origin;
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Commands below `user`.
#[derive(Subcommand)]
pub enum Command {
    /// 列出全部账号
    List,
    /// 新建账号，显示一次性口令
    Create {
        /// 用户名（登录用）
        #[arg(long, value_name = "用户名")]
        username: String,
        /// 姓名；默认与用户名相同
        #[arg(long, value_name = "姓名")]
        name: Option<String>,
        /// 所属单位名称；默认招商局
        #[arg(long, value_name = "单位")]
        unit: Option<String>,
        /// 角色，可多次给出：system_admin、security_admin、audit_admin、bureau、clerk、leader
        #[arg(long = "role", value_name = "角色", required = true, value_parser = parse_role)]
        roles: Vec<Role>,
        /// 口令取自这个文件且不要求首次修改；供自动化使用，文件应仅属主可读
        #[arg(long, value_name = "文件")]
        password_file: Option<PathBuf>,
    },
    /// 重置口令，显示新的一次性口令
    ResetPassword {
        /// 用户名
        #[arg(value_name = "用户名")]
        username: String,
    },
    /// 换用新的登录签名密钥：运行中的服务几分钟内改用新密钥，旧令牌在到期前仍可用
    RotateKey {
        /// 同时删除旧密钥：此前的访问令牌立即作废（怀疑密钥泄露时用；运行中的服务一分钟内生效）
        #[arg(long)]
        void_old: bool,
    },
}

fn parse_role(text: &str) -> Result<Role, String> {
    text.parse().map_err(|_| {
        let known: Vec<_> = Role::ALL.iter().filter(|r| **r != Role::Partner).map(|r| r.code()).collect();
        format!("没有这个角色，可用的有 {}", known.join("、"))
    })
}

/// Runs a command.
pub fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let app = database::open(config)?;
    let origin = Origin::system("cli");
    match command {
        Command::List => {
            let users = app.read(&origin, people::list_users).map_err(plain)?;
            for user in users {
                let roles: Vec<_> = user.roles.read::<Vec<Role>>().iter().map(|r| r.label()).collect();
                println!("{}\t{}\t{}\t{}", user.username, user.name, roles.join("、"), user.status.label());
            }
        }
        Command::Create { username, name, unit, roles, password_file } => {
            let secret = password_file.map(|path| read_secret(&path)).transpose()?;
            let made = app
                .write(&origin, |tx| {
                    let input = UserInput {
                        name: name.clone().unwrap_or_else(|| username.clone()),
                        username: username.clone(),
                        unit_id: people::unit_or_bureau(tx, unit.as_deref())?,
                        post: "工作人员".to_owned(),
                        sort_no: 100,
                        phone: None,
                    };
                    tx.app.contract.check("UserInput", &serde_json::to_value(&input).unwrap_or_default())?;
                    let made = people::create_user(tx, &input, &roles)?;
                    if let Some(secret) = &secret {
                        people::set_lasting_password(tx, &username, secret.trim_end())?;
                    }
                    Ok(made)
                })
                .map_err(plain)?;
            if secret.is_none() {
                show(&made);
            }
        }
        Command::ResetPassword { username } => {
            let made = app.write(&origin, |tx| people::reset_password(tx, &username));
            show(&made.map_err(|e| match e.code() {
                Code::ResourceNotFound => {
                    anyhow::anyhow!("没有用户“{username}”。可用 chengfeng user list 查看全部账号。")
                }
                _ => plain(e),
            })?);
        }
        Command::RotateKey { void_old } => {
            let kid = app.rotate_signing_key(void_old)?;
            match void_old {
                true => println!("新密钥 {kid} 已启用，旧密钥已删除：在线人员的页面会自动换发令牌。"),
                false => println!("新密钥 {kid} 已生成，几分钟内启用；旧令牌到期前仍可用，不必重启。"),
            }
        }
    }
    Ok(())
}

fn read_secret(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .map_err(|e| anyhow::anyhow!("无法读取口令文件 {}：{e}。请检查路径与权限。", path.display()))
}

fn show(made: &OneTimePassword) {
    println!("用户名 {}　一次性口令 {}", made.username, made.password);
    eprintln!("口令只显示这一次，{}小时内有效，登录后须立即修改。", made.good_for_hours);
}
