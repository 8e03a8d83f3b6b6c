//! `backup` while serving, `restore` with verification: a folder with the database, the files and a manifest of
//! their hashes. SQLite is copied by itself, PostgreSQL through its own `pg_dump` and `pg_restore`.

use super::{database, plain, progress};
use chengfeng::auth::secrets::hex;
use chengfeng::clock::Clock;
use chengfeng::config::Config;
use chengfeng::db::pool::Target;

use chengfeng::db::{Db, migrations};
use chengfeng::journal::{seal, verify_database};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

const MANIFEST: &str = "manifest.json";
const SQLITE: &str = "chengfeng.db";
const POSTGRES: &str = "chengfeng.dump";
/// Folders of the data folder that belong to the data: attachments, uploaded ledgers.
const FOLDERS: [&str; 2] = ["files", "imports"];

#[derive(Serialize, Deserialize)]
struct Manifest {
    program: String,
    made_at: String,
    database: String,
    schema: String,
    journal_anchor: String,
    /// SHA-256 by path inside the backup.
    contents: BTreeMap<String, String>,
}

/// What a copied database says of itself.
struct Copied {
    name: &'static str,
    schema: String,
    journal_anchor: String,
}

/// Makes a backup; the service may go on serving and writing.
pub fn backup(config: &Config, into: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(!into.exists(), "{} 已存在。请指定一个新目录。", into.display());
    let mut db = database::existing(config)?;
    if migrations::pending(&mut db)?.is_empty() {
        seal(&mut db, Clock::System.now()).map_err(plain)?;
    }
    let name = into.file_name().ok_or_else(|| anyhow::anyhow!("请指定一个新目录的名称。"))?.to_string_lossy();
    let draft = into.with_file_name(format!(".{name}.{}", std::process::id()));
    database::make_folder(&draft)?;
    let made = fill(config, &draft).and_then(|count| {
        // whole or not at all: the name appears when everything is there
        fs::rename(&draft, into)?;
        Ok(count)
    });
    match made {
        Ok(count) => eprintln!("备份完成：{}（{count}个文件）。", into.display()),
        Err(error) => {
            let _ = fs::remove_dir_all(&draft);
            return Err(error.context("备份没有完成，未留下任何文件"));
        }
    }
    Ok(())
}

fn fill(config: &Config, draft: &Path) -> anyhow::Result<usize> {
    let spinner = progress::spinner("正在备份数据库");
    let copied = dump(&config.target()?, draft)?;
    spinner.set_message("正在备份附件");
    // after the database: what its rows speak of is on disk before they are
    for folder in FOLDERS {
        let from = config.data.join(folder);
        copy_all(&from, files_of(&from)?, &draft.join(folder))?;
    }
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: chrono::Utc::now().to_rfc3339(),
        database: copied.name.to_owned(),
        schema: copied.schema,
        journal_anchor: copied.journal_anchor,
        contents: hashes(draft)?,
    };
    fs::write(draft.join(MANIFEST), serde_json::to_vec_pretty(&manifest)?)?;
    spinner.finish_and_clear();
    Ok(manifest.contents.len())
}

/// Copies the database as it is at one instant, and reads schema and journal of that same instant.
fn dump(target: &Target, folder: &Path) -> anyhow::Result<Copied> {
    match target {
        Target::Sqlite(_) => {
            let copy = folder.join(SQLITE);
            diesel::sql_query("VACUUM INTO ?")
                .bind::<diesel::sql_types::Text, _>(copy.to_string_lossy().into_owned())
                .execute(&mut target.connect()?)?;
            describe(&mut Target::Sqlite(copy).connect()?, SQLITE)
        }
        Target::Postgres(url) => {
            let mut db = target.connect()?;
            db.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
            let snapshot: String = diesel::dsl::sql::<diesel::sql_types::Text>("SELECT pg_export_snapshot()")
                .get_result(&mut db)?;
            let out = folder.join(POSTGRES);
            let (snapshot, file) = (format!("--snapshot={snapshot}"), format!("--file={}", out.display()));
            tool("pg_dump", &["--format=custom", "--no-owner", "--no-acl", &snapshot, &file], url)?;
            describe(&mut db, POSTGRES)
        }
    }
}

fn describe(db: &mut Db, name: &'static str) -> anyhow::Result<Copied> {
    let report = verify_database(db).map_err(plain)?;
    if !report.findings.is_empty() {
        eprintln!(
            "注意：审计日志有{}处与封存时不一致，备份照原样保存。请运行 chengfeng audit verify 查看。",
            report.findings.len()
        );
    }
    let schema = migrations::applied(db)?.pop().unwrap_or_default();
    Ok(Copied { name, schema, journal_anchor: report.anchor })
}

/// Runs a client program of PostgreSQL. The password goes through the environment, where `ps` does not show it.
fn tool(name: &str, args: &[&str], url: &str) -> anyhow::Result<()> {
    let (address, password) = database::split_password(url);
    let mut command = Command::new(name);
    command.args(args).arg(format!("--dbname={address}"));
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let status = command.status().map_err(|e| {
        anyhow::anyhow!("无法运行 {name}（{e}）。请安装 PostgreSQL 客户端（postgresql-client）。")
    })?;
    anyhow::ensure!(status.success(), "{name} 失败，原因见上。");
    Ok(())
}

/// Checks a backup against its manifest and, unless only that was asked, restores it into an empty place.
pub fn restore(config: &Config, from: &Path, verify_only: bool) -> anyhow::Result<()> {
    let manifest = verify(from)?;
    if verify_only {
        eprintln!("备份完好：{}个文件与清单一致。", manifest.contents.len());
        return Ok(());
    }
    let target = config.target()?;
    let rows = match (&target, manifest.database.as_str()) {
        (Target::Sqlite(path), SQLITE) => restore_sqlite(config, from, &manifest, path)?,
        (Target::Postgres(url), POSTGRES) => restore_postgres(config, from, &manifest, url)?,
        _ => anyhow::bail!(
            "备份是另一种数据库的（{}），不能恢复到这里。请改用相同种类的数据库。",
            manifest.database
        ),
    };
    eprintln!("恢复完成：审计日志{rows}行完好，末批散列与备份时一致。");
    Ok(())
}

/// The database gets its name last: what stops in the middle leaves nothing that could be taken for a database.
fn restore_sqlite(config: &Config, from: &Path, manifest: &Manifest, path: &Path) -> anyhow::Result<i64> {
    anyhow::ensure!(
        !path.exists(),
        "{} 已存在，没有改动它。要恢复，请用 CHENGFENG_DATA 指定一个空目录，核对后再切换；或先停止服务，把现有数据目录改名移开。",
        path.display()
    );
    database::make_folder(path.parent().unwrap_or(Path::new(".")))?;
    let draft = path.with_extension(format!("restoring-{}", std::process::id()));
    fs::copy(from.join(SQLITE), &draft)?;
    let restored = check_restored(&Target::Sqlite(draft.clone()), manifest).and_then(|rows| {
        restore_files(config, from, manifest)?;
        fs::rename(&draft, path)?;
        Ok(rows)
    });
    if restored.is_err() {
        let _ = fs::remove_file(&draft);
    }
    restored
}

fn restore_postgres(config: &Config, from: &Path, manifest: &Manifest, url: &str) -> anyhow::Result<i64> {
    let target = Target::Postgres(url.to_owned());
    let tables: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'",
    )
    .get_result(&mut migrations::open(&target)?)?;
    anyhow::ensure!(
        tables == 0,
        "目标库里已有{tables}张表，没有改动它。请先新建一个空库（createdb），用 CHENGFENG_DATABASE_URL 指向它再恢复。"
    );
    restore_files(config, from, manifest)?;
    let file = from.join(POSTGRES);
    tool("pg_restore", &["--no-owner", "--no-acl", "--single-transaction", &file.to_string_lossy()], url)?;
    check_restored(&target, manifest)
}

fn restore_files(config: &Config, from: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    for folder in FOLDERS {
        let listed = manifest.contents.keys().filter(|name| Path::new(name).starts_with(folder));
        copy_all(
            &from.join(folder),
            listed.map(|name| from.join(name)).collect(),
            &config.data.join(folder),
        )?;
    }
    Ok(())
}

/// Brings a restored database up to date and holds its journal against the backup's anchor; answers the rows.
fn check_restored(target: &Target, manifest: &Manifest) -> anyhow::Result<i64> {
    let report = verify_database(&mut target.connect()?).map_err(plain)?;
    anyhow::ensure!(
        report.findings.is_empty(),
        "恢复后的审计日志与封存不一致，请勿使用此数据并联系维护人员。"
    );
    anyhow::ensure!(
        report.anchor == manifest.journal_anchor,
        "恢复后的审计日志末批散列与清单不同，请换一份备份。"
    );
    migrations::run(target)?;
    Ok(report.rows)
}

fn verify(from: &Path) -> anyhow::Result<Manifest> {
    let text = fs::read(from.join(MANIFEST))
        .map_err(|e| anyhow::anyhow!("{} 不是备份目录（缺少 {MANIFEST}：{e}）。", from.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|e| anyhow::anyhow!("备份的清单 {MANIFEST} 已损坏（{e}），不能使用。请换一份备份。"))?;
    let found = hashes(from)?;
    for (path, hash) in &manifest.contents {
        match found.get(path) {
            None => anyhow::bail!("备份缺少 {path}，不能使用。请换一份备份。"),
            Some(actual) if actual != hash => {
                anyhow::bail!("备份中的 {path} 已损坏或被改动，不能使用。请换一份备份。")
            }
            Some(_) => {}
        }
    }
    anyhow::ensure!(
        manifest.contents.contains_key(&manifest.database),
        "备份的清单里没有数据库，不能使用。请换一份备份。"
    );
    anyhow::ensure!(
        migrations::all().contains(&manifest.schema),
        "备份来自更新版本的程序（结构 {}），本程序不能恢复它。请改用不低于 {} 的程序。",
        manifest.schema,
        manifest.program
    );
    Ok(manifest)
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, out)? } else { out.push(path) }
    }
    Ok(())
}

fn hashes(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    let bar = progress::bar(paths.len() as u64, "正在计算散列");
    let mut found = BTreeMap::new();
    for path in paths.into_iter().filter(|p| !p.ends_with(MANIFEST)) {
        let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
        found.insert(name, hash_file(&path)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(found)
}

fn hash_file(path: &Path) -> anyhow::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}

fn files_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    // uploads under way and what a crash left of them belong to nobody
    paths.retain(|p| !p.starts_with(folder.join("tmp")) && !is_draft(p));
    Ok(paths)
}

fn is_draft(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn copy_all(root: &Path, paths: Vec<PathBuf>, to: &Path) -> anyhow::Result<()> {
    for path in paths {
        let goal = to.join(path.strip_prefix(root)?);
        if goal.exists() {
            continue; // named by its content
        }
        fs::create_dir_all(goal.parent().unwrap_or(to))?;
        fs::copy(&path, &goal).map_err(|e| anyhow::anyhow!("无法写入 {}：{e}。", goal.display()))?;
    }
    Ok(())
}
