//! The job that writes a table: in one state of the database, with the rights that its owner has now. A run after a
//! crash starts over; the file appears when it is whole and its rows are those that matched.

use super::area::{self, Kept};
use super::csv::Csv;
use super::xlsx::Xlsx;
use super::{Sink, exports};
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::features::reports::model::{Export, ExportFormat};
use crate::features::reports::rules::cells::{self, Cell};
use crate::features::reports::rules::layout::Layout;
use crate::features::reports::rules::{export as rules, totals::Totals};
use crate::jobs::{self, Running};
use crate::journal::{self, Subject};
use crate::lists::{self, Conditions, List, Wanted};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// Name of the job.
pub const JOB: &str = "exports.run";
/// Rows read at once.
const ROWS_AT_ONCE: i64 = 1_000;
/// How often progress is written down.
const REPORT: Duration = Duration::from_millis(500);

/// The job: writes the table of one export.
///
/// # Errors
/// `job.wrong_state` when cancelled, 403 when the owner may no longer read the list, 422 for too many rows,
/// `export.incomplete` when rows are missing, 503 when the disk refuses.
pub fn run(running: &Running<'_>, _: &Value) -> Result<Value> {
    let (app, origin) = (running.app, running.origin);
    let export = app.read(origin, |tx| exports::of_job(tx, running.job_id))?;
    let id = export.id;
    if export.finished_at.is_some() {
        // an earlier run got as far as this and no further
        return Ok(result(&export));
    }
    let list =
        lists::find(&export.list).ok_or_else(|| Error::internal(format!("no list {}", export.list)))?;
    running.progress(0, None, "清点行数")?;
    // the feed of changes serves what is sealed
    app.seal_journal()?;
    let draft = area::begin(&app.config.data, id)?;
    let (as_of, rows) = app.snapshot(origin, |tx| write(tx, running, &export, &list, &draft))?;
    running.progress(rows, Some(rows), "保存文件")?;
    let kept = area::keep(&app.config.data, draft, id)?;
    let finished = finish(running, &export, &kept, (as_of, rows));
    if !matches!(finished, Ok(Some(_))) {
        area::remove(&app.config.data, &kept.name)?;
    }
    finished?.map(|done| result(&done)).ok_or_else(jobs::cancelled)
}

fn result(export: &Export) -> Value {
    json!({ "export_id": export.id, "rows": export.rows_written, "content_url": format!("/api/v1/exports/{}/content", export.id) })
}

/// Writes all rows; answers the moment they are of, and how many they are.
fn write(
    tx: &mut Tx<'_>,
    running: &Running<'_>,
    export: &Export,
    list: &List,
    draft: &NamedTempFile,
) -> Result<(Stamp, i64)> {
    require_role(tx.caller, Action::ExportRun)?;
    require_role(tx.caller, list.action)?;
    let layout: Layout = serde_json::from_value(export.layout.0.clone()).map_err(Error::internal)?;
    let conditions = lists::conditions(&tx.app.contract, list, &export.filter, export.sort.as_deref())?;
    let mut source = lists::open(tx, list, wanted(&conditions, &layout))?;
    let matched = source.count(tx)?;
    rules::check_size(export.format, matched)?;
    let as_of = tx.now;
    let watermark = watermark(tx, export, as_of)?;
    let mut sink = sink(tx, export, &layout, &watermark, draft)?;
    let mut totals = Totals::new(&layout);
    let (mut written, mut reported) = (0, Instant::now());
    loop {
        let rows = source.next(tx, ROWS_AT_ONCE)?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            written += 1;
            let value = |field: &Option<String>| field.as_ref().and_then(|f| row.get(f.as_str()));
            let cells: Vec<Cell> =
                layout.columns.iter().map(|c| cells::cell(c, value(&c.field), written)).collect();
            totals.add(&cells);
            sink.row(&cells)?;
        }
        if reported.elapsed() > REPORT {
            reported = Instant::now();
            check_stopping(running)?;
            running.progress(written, Some(matched), "逐行写出")?;
        }
    }
    rules::check_complete(matched, written)?;
    running.progress(written, Some(matched), "生成文件")?;
    sink.finish(totals.row().as_deref(), &notes(export, list, &layout, &watermark, written))?;
    Ok((as_of, written))
}

/// What a layout needs of a list.
pub fn wanted(conditions: &Conditions, layout: &Layout) -> Wanted {
    Wanted { conditions: conditions.values.clone(), sort: conditions.sort.clone(), fields: layout.fields() }
}

fn check_stopping(running: &Running<'_>) -> Result<()> {
    if !running.app.stopping.load(Ordering::SeqCst) {
        return Ok(());
    }
    // a server error: the job is queued again and starts over
    Err(Error::new(Code::ServerBusy).detail("服务正在停止，导出将在服务恢复后重新开始。"))
}

fn sink(
    tx: &Tx<'_>,
    export: &Export,
    layout: &Layout,
    watermark: &str,
    draft: &NamedTempFile,
) -> Result<Box<dyn Sink>> {
    let file = draft.reopen().map_err(area::storage_failed)?;
    Ok(match export.format {
        ExportFormat::Xlsx => {
            Box::new(Xlsx::begin(file, &area::drafts(&tx.app.config.data), layout, watermark)?)
        }
        ExportFormat::Csv => Box::new(Csv::begin(file, export.encoding, layout, watermark)?),
    })
}

fn watermark(tx: &mut Tx<'_>, export: &Export, as_of: Stamp) -> Result<String> {
    let unit = match export.unit_id {
        Some(id) => crate::app::unit_name(tx, id)?.unwrap_or_default(),
        None => String::new(),
    };
    let unit = if unit.is_empty() { "—".to_owned() } else { unit };
    let words: String = match export.filter_words.as_str() {
        "" => "全部".to_owned(),
        words if words.chars().count() > 300 => format!("{}…", words.chars().take(300).collect::<String>()),
        words => words.to_owned(),
    };
    let minute = |at: Stamp| cells::local(at).format("%Y-%m-%d %H:%M").to_string();
    Ok(format!(
        "单位：{unit} · 截至：{} · 筛选条件：{words} · 导出人：{} · 导出时间：{} · 编号：{}",
        minute(as_of),
        export.owner_name,
        minute(as_of),
        export.id
    ))
}

fn notes(export: &Export, list: &List, layout: &Layout, watermark: &str, rows: i64) -> Vec<(String, String)> {
    let mut notes: Vec<(String, String)> = Vec::new();
    let mut note = |name: &str, words: String| notes.push((name.to_owned(), words));
    note("标题", layout.title.clone());
    note("水印", watermark.to_owned());
    note("清单", format!("{}（{}）", list.title, list.name));
    note(
        "筛选条件",
        if export.filter_words.is_empty() { "全部".into() } else { export.filter_words.clone() },
    );
    note("查询参数", export.filter.clone());
    note("符合条件的行数", rows.to_string());
    note("写出的行数", rows.to_string());
    if let (Some(id), Some(version)) = (export.template_id, export.template_version) {
        note("模板", format!("{id} 号，第{version}版"));
    }
    note("版式 SHA-256", export.layout_sha256.clone());
    note("防公式", "以 = + - @ 等开头的文字前面加了撇号（'），重新导入时自动去掉。".into());
    for (title, column) in layout.flat_titles().iter().zip(&layout.columns) {
        let field = column.field.clone().unwrap_or_else(|| "（空列）".into());
        let note_of = column.note.as_ref().map(|n| format!("；{n}")).unwrap_or_default();
        note("列", format!("{title} = {field}{note_of}"));
    }
    notes
}

fn finish(running: &Running<'_>, export: &Export, kept: &Kept, of: (Stamp, i64)) -> Result<Option<Export>> {
    running.app.write(running.origin, |tx| {
        let now = tx.now;
        let expires_at = now.plus_seconds(tx.app.config.export_days * 86_400);
        let Some(done) = exports::finish(tx, export.id, kept, of, (now, expires_at))? else {
            tx.mark_journalled(); // another worker was faster
            return Ok(None);
        };
        jobs::enqueue_for_program(tx, super::expiry::JOB, json!({}), expires_at)?;
        journal::created(tx, "export.created", &subject(&done), &facts(&done))?;
        Ok(Some(done))
    })
}

/// What the journal calls an export.
pub fn subject(export: &Export) -> Subject {
    Subject::new("export", export.id, &export.title)
}

/// What the journal keeps of an export: who is in the row itself.
pub fn facts(export: &Export) -> Value {
    json!({
        "list": export.list, "filter": export.filter, "sort": export.sort, "format": export.format,
        "template_id": export.template_id, "template_version": export.template_version,
        "layout_sha256": export.layout_sha256, "as_of_at": export.as_of_at,
        "rows_matched": export.rows_matched, "rows_written": export.rows_written,
        "sha256": export.sha256, "size_bytes": export.size_bytes, "expires_at": export.expires_at,
    })
}
