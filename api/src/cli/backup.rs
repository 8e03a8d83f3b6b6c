//! `backup` while serving, `restore` with verification: a folder with the database, the files and a manifest of
//! their hashes. SQLite is copied by itself, PostgreSQL through its own `pg_dump` and `pg_restore`.

use super::{database, progress};
use chengfeng::auth::secrets::hex;
use chengfeng::config::Config;
use chengfeng::db::migrations;
use chengfeng::db::pool::Target;
use chengfeng::journal::verify_database;
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

/// Makes a backup; the service may go on serving.
pub fn backup(config: &Config, into: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(!into.exists(), "{} 已存在。请指定一个新目录。", into.display());
    let app = database::open(config.clone())?;
    app.seal_journal().map_err(|e| anyhow::anyhow!("{e}"))?;
    let draft = into.with_extension("partial");
    fs::create_dir_all(&draft)?;
    let target = config.target()?;
    let spinner = progress::spinner("正在备份数据库");
    let name = dump(&target, &draft)?;
    spinner.set_message("正在备份附件");
    for folder in FOLDERS {
        copy_tree(&config.data.join(folder), &draft.join(folder))?;
    }
    let mut db = target.connect()?;
    let report = verify_database(&mut db).map_err(|e| anyhow::anyhow!("{e}"))?;
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: chrono::Utc::now().to_rfc3339(),
        database: name.to_owned(),
        schema: migrations::applied(&mut db)?.pop().unwrap_or_default(),
        journal_anchor: report.anchor,
        contents: hashes(&draft)?,
    };
    fs::write(draft.join(MANIFEST), serde_json::to_vec_pretty(&manifest)?)?;
    // whole or not at all: the name appears when everything is there
    fs::rename(&draft, into)?;
    spinner.finish_and_clear();
    eprintln!("备份完成：{}（{}个文件）。", into.display(), manifest.contents.len());
    Ok(())
}

fn dump(target: &Target, folder: &Path) -> anyhow::Result<&'static str> {
    match target {
        Target::Sqlite(_) => {
            let copy = folder.join(SQLITE);
            diesel::sql_query("VACUUM INTO ?")
                .bind::<diesel::sql_types::Text, _>(copy.to_string_lossy().into_owned())
                .execute(&mut target.connect()?)?;
            Ok(SQLITE)
        }
        Target::Postgres(url) => {
            let out = folder.join(POSTGRES);
            tool("pg_dump", &["--format=custom", "--no-owner", "--file", &out.to_string_lossy(), url])?;
            Ok(POSTGRES)
        }
    }
}

fn tool(name: &str, args: &[&str]) -> anyhow::Result<()> {
    let status = Command::new(name).args(args).status().map_err(|e| {
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
    match (&target, manifest.database.as_str()) {
        (Target::Sqlite(path), SQLITE) => {
            anyhow::ensure!(
                !path.exists(),
                "{} 已存在。请恢复到空的数据目录，核对后再切换。",
                path.display()
            );
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            let draft = path.with_extension("restoring");
            fs::copy(from.join(SQLITE), &draft)?;
            fs::rename(&draft, path)?;
        }
        (Target::Postgres(url), POSTGRES) => {
            anyhow::ensure!(
                migrations::applied(&mut target.connect()?)?.is_empty(),
                "目标库不是空的。请先新建一个空库再恢复。"
            );
            let file = from.join(POSTGRES);
            tool("pg_restore", &["--no-owner", "--exit-on-error", "--dbname", url, &file.to_string_lossy()])?;
        }
        _ => anyhow::bail!(
            "备份是另一种数据库的（{}），不能恢复到这里。请改用相同种类的数据库。",
            manifest.database
        ),
    }
    for folder in FOLDERS {
        copy_tree(&from.join(folder), &config.data.join(folder))?;
    }
    migrations::run(&target)?;
    let report = verify_database(&mut target.connect()?).map_err(|e| anyhow::anyhow!("{e}"))?;
    anyhow::ensure!(
        report.findings.is_empty(),
        "恢复后的审计日志与封存不一致，请勿使用此数据并联系维护人员。"
    );
    anyhow::ensure!(
        report.anchor == manifest.journal_anchor,
        "恢复后的审计日志末批散列与清单不同，请重新恢复。"
    );
    eprintln!("恢复完成：审计日志{}行完好，末批散列与备份时一致。", report.rows);
    Ok(())
}

fn verify(from: &Path) -> anyhow::Result<Manifest> {
    let text = fs::read(from.join(MANIFEST))
        .map_err(|e| anyhow::anyhow!("{} 不是备份目录（缺少 {MANIFEST}：{e}）。", from.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text)?;
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

fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut paths = Vec::new();
    walk(from, &mut paths)?;
    for path in paths {
        let goal = to.join(path.strip_prefix(from)?);
        fs::create_dir_all(goal.parent().unwrap_or(to))?;
        if !goal.exists() {
            fs::copy(&path, &goal)?;
        }
    }
    Ok(())
}
