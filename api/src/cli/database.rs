//! Opening the data folder: migrations, keys, the application.

use super::plain;
use chengfeng::app::App;
use chengfeng::auth::jwt::Keys;
use chengfeng::clock::Clock;
use chengfeng::config::Config;
use chengfeng::db::pool::Target;
use chengfeng::db::{Db, migrations};
use chengfeng::features::{calendar, people, progress};
use chengfeng::rulesets;
use chengfeng::work::Origin;
use std::path::Path;

/// Brings the database up to date and says what was done.
pub fn migrate(config: &Config) -> anyhow::Result<()> {
    if bring_up_to_date(config)?.is_empty() {
        eprintln!("数据库结构已是最新。");
    }
    Ok(())
}

fn bring_up_to_date(config: &Config) -> anyhow::Result<Vec<String>> {
    make_folder(&config.data)?;
    let outcome = migrations::run(&config.target()?)?;
    if let Some(backup) = &outcome.backup {
        eprintln!("升级前已备份到 {}。", backup.display());
    }
    if !outcome.applied.is_empty() {
        eprintln!("已执行结构升级：{}。", outcome.applied.join("、"));
    }
    Ok(outcome.applied)
}

/// The data folder; a new one is its owner's alone.
pub fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .recursive(true)
        .create(folder)
        .map_err(|e| anyhow::anyhow!("无法建立目录 {}：{e}。请检查权限。", folder.display()))
}

/// For `serve`: an application over a database that is brought up to date first.
pub fn upgrade_and_open(config: Config) -> anyhow::Result<App> {
    bring_up_to_date(&config)?;
    application(config)
}

/// For commands that write. An empty place is made ready; an existing database is never upgraded on the way, since
/// the service of an earlier version may be running on it.
pub fn open(config: Config) -> anyhow::Result<App> {
    make_folder(&config.data)?;
    let target = config.target()?;
    let mut db = migrations::open(&target)?;
    let pending = migrations::pending(&mut db)?;
    if !pending.is_empty() && !migrations::applied(&mut db)?.is_empty() {
        anyhow::bail!(
            "数据库结构还没有升级（缺 {}）。请先运行 chengfeng migrate（SQLite 会先自动备份），或启动新版本的服务。",
            pending.join("、")
        );
    }
    migrations::run(&target)?;
    application(config)
}

fn application(config: Config) -> anyhow::Result<App> {
    let keys = Keys::load(&config.data.join("keys"))?;
    App::new(config, Clock::System, keys)
}

/// For commands that look only: a connection to a database that is there; nothing is made or upgraded.
pub fn existing(config: &Config) -> anyhow::Result<Db> {
    let target = config.target()?;
    let none = "还没有数据库。请先运行 chengfeng migrate 或 serve，或核对 CHENGFENG_DATA 和 CHENGFENG_DATABASE_URL。";
    anyhow::ensure!(!matches!(&target, Target::Sqlite(path) if !path.exists()), none);
    let mut db = migrations::open(&target)?;
    anyhow::ensure!(!migrations::applied(&mut db)?.is_empty(), none);
    Ok(db)
}

/// On an empty database: the decreed holidays, the built-in rules, and the administrators' accounts with their one-time
/// passwords in a file for the owner only.
pub fn first_start(app: &App) -> anyhow::Result<()> {
    app.write(&Origin::system("cli"), calendar::seed_if_empty).map_err(plain)?;
    app.write(&Origin::system("cli"), rulesets::seed_all).map_err(plain)?;
    app.write(&Origin::system("cli"), progress::open_now).map_err(plain)?;
    app.write(&Origin::system("cli"), chengfeng::app::on_start).map_err(plain)?;
    let made = app.write(&Origin::system("cli"), |tx| people::bootstrap(tx, "本市")).map_err(plain)?;
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

/// A database address without its password, and the password.
pub fn split_password(url: &str) -> (String, Option<String>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (login, host) = rest.rsplit_once('@')?;
        let (user, password) = login.split_once(':')?;
        Some((format!("{scheme}://{user}@{host}"), percent_decoded(password)))
    });
    parts.map_or_else(|| (url.to_owned(), None), |(address, password)| (address, Some(password)))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|c| u8::from_str_radix(std::str::from_utf8(c).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where a service that listens on this address can be asked from the same machine.
pub fn reachable(listen: &str) -> String {
    match listen.rsplit_once(':') {
        Some(("0.0.0.0" | "[::]", port)) => format!("127.0.0.1:{port}"),
        _ => listen.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_an_address() {
        assert_eq!(
            split_password("postgres://u:a%40b%25@h:5432/d?sslmode=require"),
            ("postgres://u@h:5432/d?sslmode=require".to_owned(), Some("a@b%".to_owned()))
        );
        assert_eq!(split_password("postgres://u@h/d"), ("postgres://u@h/d".to_owned(), None));
        assert_eq!(without_password("postgres://u:secret@h/d"), "postgres://u:***@h/d");
    }
}
