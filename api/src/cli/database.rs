//! Opening the data folder: migrations, keys, the application.

use chengfeng::app::App;
use chengfeng::auth::jwt::Keys;
use chengfeng::clock::Clock;
use chengfeng::config::Config;
use chengfeng::db::migrations;
use chengfeng::features::{calendar, people};
use chengfeng::rulesets;
use chengfeng::work::Origin;

/// Brings the database up to date and says what was done.
pub fn migrate(config: &Config) -> anyhow::Result<()> {
    std::fs::create_dir_all(&config.data)
        .map_err(|e| anyhow::anyhow!("无法建立数据目录 {}：{e}。请检查权限。", config.data.display()))?;
    let outcome = migrations::run(&config.target()?)?;
    if let Some(backup) = &outcome.backup {
        eprintln!("升级前已备份到 {}。", backup.display());
    }
    match outcome.applied.as_slice() {
        [] => eprintln!("数据库结构已是最新。"),
        list => eprintln!("已执行结构升级：{}。", list.join("、")),
    }
    Ok(())
}

/// An application over an up-to-date database.
pub fn open(config: Config) -> anyhow::Result<App> {
    std::fs::create_dir_all(&config.data)?;
    migrations::run(&config.target()?)?;
    let keys = Keys::load(&config.data.join("keys"))?;
    App::new(config, Clock::System, keys)
}

/// On an empty database: the decreed holidays, the built-in rules, and the administrators' accounts with their one-time
/// passwords in a file for the owner only.
pub fn first_start(app: &App) -> anyhow::Result<()> {
    app.write(&Origin::system("cli"), calendar::seed_if_empty).map_err(anyhow::Error::msg)?;
    app.write(&Origin::system("cli"), rulesets::seed_all).map_err(anyhow::Error::msg)?;
    let made =
        app.write(&Origin::system("cli"), |tx| people::bootstrap(tx, "本市")).map_err(anyhow::Error::msg)?;
    if !made.is_empty() {
        // a file of an earlier, deleted database tells nothing any more
        let _ = std::fs::remove_file(app.config.data.join("first-login.txt"));
        let path = people::write_first_login(&app.config.data, &made)?;
        eprintln!("已建立三个管理员账号，一次性口令在 {}（仅属主可读）。", path.display());
    }
    Ok(())
}

/// A database address fit for showing.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}:***@{host}", user.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

/// Where a service that listens on this address can be asked from the same machine.
pub fn reachable(listen: &str) -> String {
    match listen.rsplit_once(':') {
        Some(("0.0.0.0" | "[::]", port)) => format!("127.0.0.1:{port}"),
        _ => listen.to_owned(),
    }
}
