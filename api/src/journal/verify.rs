//! Verifying the trail, in the database or in an exported file that needs no server of ours.

use super::Event;
use super::seal::{GENESIS, Seal, batch_hash};
use crate::db::Db;
use crate::db::schema::{journal, journal_seals};
use crate::error::Result;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

/// One thing that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = JournalFinding)]
pub struct Finding {
    /// 第几批
    pub seal_id: i64,
    /// 该批首行
    pub first_id: i64,
    /// 该批末行
    pub last_id: i64,
    /// 问题
    pub message: String,
}

/// What a verification found.
#[derive(Debug, Clone, Default, Serialize, utoipa::ToSchema)]
#[schema(as = JournalReport)]
pub struct Report {
    /// 已核对的批数
    pub seals: i64,
    /// 已核对的行数
    pub rows: i64,
    /// 尚未封存的行数
    pub unsealed_rows: i64,
    /// 最后一批的散列，可打印留存
    pub anchor: String,
    /// 发现的问题；为空即完好
    pub findings: Vec<Finding>,
}

/// A line of an exported trail.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    Row(Event),
    Seal(Seal),
}

/// Recomputes seal after seal as rows and seals come by.
struct Checker {
    report: Report,
    previous: String,
    last_id: i64,
}

impl Checker {
    fn new() -> Self {
        let report = Report { anchor: GENESIS.to_owned(), ..Report::default() };
        Self { report, previous: GENESIS.to_owned(), last_id: 0 }
    }

    fn seal(&mut self, seal: &Seal, rows: &[Event]) {
        let mut complain = |message: &str| {
            self.report.findings.push(Finding {
                seal_id: seal.id,
                first_id: seal.first_id,
                last_id: seal.last_id,
                message: message.to_owned(),
            });
        };
        if seal.previous_hash != self.previous {
            complain("与上一批的散列接不上：有封存批次被改动、删除或插入。");
        }
        if rows.len() as i64 != seal.row_count {
            complain(&format!("应有{}行，实有{}行：有日志行被删除或插入。", seal.row_count, rows.len()));
        }
        if rows.first().is_some_and(|r| r.id <= self.last_id)
            || batch_hash(&seal.previous_hash, rows) != seal.hash
        {
            complain("内容与封存时不一致：有日志行被改动、删除或插入。");
        }
        self.previous.clone_from(&seal.hash);
        self.report.anchor.clone_from(&seal.hash);
        self.last_id = seal.last_id;
        self.report.seals += 1;
        self.report.rows += rows.len() as i64;
    }
}

/// Verifies all seals of a database.
///
/// # Errors
/// Database errors; what is wrong with the trail is in the report.
pub fn verify_database(db: &mut Db) -> Result<Report> {
    let mut checker = Checker::new();
    for_each_batch(db, |seal, rows| {
        checker.seal(seal, rows);
        Ok(())
    })?;
    checker.report.unsealed_rows =
        journal::table.filter(journal::id.gt(checker.last_id)).count().get_result(db)?;
    Ok(checker.report)
}

/// A hash noted earlier must still be the hash of some batch; otherwise the trail was cut or written anew.
///
/// # Errors
/// Database errors.
pub fn check_anchor(db: &mut Db, anchor: &str) -> Result<Option<Finding>> {
    let kept: i64 = journal_seals::table.filter(journal_seals::hash.eq(anchor)).count().get_result(db)?;
    Ok((kept == 0).then(|| Finding {
        seal_id: 0,
        first_id: 0,
        last_id: 0,
        message: format!("没有哪一批的散列是留存的 {anchor}：日志被截短或整体重写。"),
    }))
}

fn for_each_batch(db: &mut Db, mut f: impl FnMut(&Seal, &[Event]) -> Result<()>) -> Result<()> {
    let mut after = 0;
    let mut end_of_previous = i64::MIN; // a row slipped in before the first is seen too
    loop {
        let seals: Vec<Seal> = journal_seals::table
            .filter(journal_seals::id.gt(after))
            .order(journal_seals::id)
            .limit(100)
            .select(crate::db::columns::<Seal>())
            .load(db)?;
        let Some(last) = seals.last() else { return Ok(()) };
        after = last.id;
        for seal in &seals {
            // from the end of the previous batch on, so that a row slipped in between is seen
            let rows: Vec<Event> = journal::table
                .filter(journal::id.gt(end_of_previous).and(journal::id.le(seal.last_id)))
                .order(journal::id)
                .select(crate::db::columns::<Event>())
                .load(db)?;
            end_of_previous = seal.last_id;
            f(seal, &rows)?;
        }
    }
}

/// Writes the sealed trail as JSON lines: the rows of a batch, then its seal.
///
/// # Errors
/// Database and I/O errors.
pub fn export(db: &mut Db, out: &mut dyn Write) -> Result<i64> {
    let mut count = 0;
    for_each_batch(db, |seal, rows| {
        count += rows.len() as i64;
        let lines = rows.iter().cloned().map(Line::Row).chain([Line::Seal(seal.clone())]);
        for line in lines {
            serde_json::to_writer(&mut *out, &line).map_err(crate::error::Error::internal)?;
            out.write_all(b"\n").map_err(crate::error::Error::internal)?;
        }
        Ok(())
    })?;
    Ok(count)
}

/// Verifies an exported trail; needs nothing but the file. `anchor` is a hash noted elsewhere (a printed one): the
/// file's last seal must equal it.
///
/// # Errors
/// A sentence naming the line that cannot be read.
pub fn verify_export(input: impl BufRead, anchor: Option<&str>) -> anyhow::Result<Report> {
    let mut checker = Checker::new();
    let mut rows = Vec::new();
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        let parsed: Line = serde_json::from_str(&line).map_err(|e| {
            anyhow::anyhow!("第{}行不是日志导出的格式（{e}）。请用未改动的导出文件。", number + 1)
        })?;
        match parsed {
            Line::Row(row) => rows.push(row),
            Line::Seal(seal) => checker.seal(&seal, &std::mem::take(&mut rows)),
        }
    }
    checker.report.unsealed_rows = rows.len() as i64;
    let mut complain = |message: String| {
        let (seal_id, first_id, last_id) = (0, 0, checker.last_id);
        checker.report.findings.push(Finding { seal_id, first_id, last_id, message });
    };
    // an export ends with a seal, always
    if checker.report.seals == 0 {
        complain("文件里没有一批封存记录：不是日志导出的文件，或已被清空。".to_owned());
    } else if !rows.is_empty() {
        complain(format!("末尾有{}行没有封存记录：文件被截短，或封存记录被删除。", rows.len()));
    }
    if let Some(anchor) = anchor.filter(|a| *a != checker.report.anchor) {
        complain(format!("末批散列与留存的 {anchor} 不同：文件被截短或整体重写。"));
    }
    Ok(checker.report)
}
