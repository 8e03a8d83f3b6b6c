//! Sessions: listing, looking, reading anew, giving up, the annotated workbook.

use super::super::model::{ImportState, RecognitionInput, Session, SessionItem, SessionQuery, SessionView};
use super::super::rules::annotate::annotate;
use super::super::rules::issues::{Issue, Severity};
use super::super::rules::preview::{Counts, Preview, RowReading};
use super::super::rules::workbook::FileKind;
use super::super::store::reading::{self, Rest, Taken};
use super::super::store::rows::NewRow;
use super::super::store::sessions::{self, Change};
use super::super::store::settling::Touched;
use super::super::store::{rows, settling, vault};
use super::upload::Gate;
use super::{check_lead_unit, find, items, view, wrong_state};
use crate::app::App;
use crate::db::page::{Page, Paging};
use crate::db::types::Doc;
use crate::error::{Error, Result};
use crate::features::imports::rules::values::Values;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::jobs;
use crate::journal;
use crate::lists::{self, List};
use crate::policy::{self, Action, require_role};
use crate::work::{Origin, Tx};
use actix_web::http::header;
use actix_web::{HttpResponse, get, post, put, web};
use serde_json::json;

/// 查看导入批次
///
/// 本人上传的导入批次，最近的在前；招商局看得到全部。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.read"))), params(SessionQuery, Paging),
    responses((status = 200, description = "导入批次", body = Page<SessionItem>)))]
#[get("/imports")]
pub async fn list_imports(
    ctx: Ctx,
    query: Query<SessionQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ImportRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let who = policy::visible(tx.caller);
        let page = sessions::list(tx, &who, &query, &paging.0)?;
        Reply::ok(&page.convert(|sessions| items(tx, sessions))?)
    })
    .await
}

/// 导入批次。
pub const TABLE: List = List {
    name: "imports",
    title: "导入批次清单",
    path: "/api/v1/imports",
    action: Action::ImportRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "批次编号"), ("updated_at", "最近变动时刻")],
    default: &[
        "row_no",
        "id",
        "file_name",
        "target",
        "state",
        "created_by_name",
        "created_at",
        "updated_at",
        "failure",
    ],
    open: |_, wanted| {
        let query: SessionQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let who = policy::visible(tx.caller);
            sessions::list(tx, &who, &query, paging)?.convert(|sessions| items(tx, sessions))
        }))
    },
};

/// 查看一个导入批次
///
/// 状态、认出的版式、各类行数、金额合计与表上合计的核对、入库的结果。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.read"))),
    params(("id" = i64, Path, description = "批次编号")),
    responses((status = 200, description = "导入批次", body = SessionView)))]
#[get("/imports/{id}")]
pub async fn get_import(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let session = find(tx, *id, Action::ImportRead)?;
        let version = session.version;
        Ok(Reply::ok(&view(tx, session)?)?.version(version))
    })
    .await
}

/// Nothing of the session has been committed, and nothing is running on it.
fn check_unread(tx: &mut Tx<'_>, session: &Session) -> Result<()> {
    let failed = session.state == ImportState::Uploaded
        && match session.job_id {
            Some(id) => !matches!(job_state(tx, id)?, jobs::JobState::Queued | jobs::JobState::Running),
            None => true,
        };
    if session.state == ImportState::Ready || failed {
        return Ok(());
    }
    Err(wrong_state(session, "不能再改读法。要换一种读法，请重新上传这份台账。"))
}

fn job_state(tx: &mut Tx<'_>, id: i64) -> Result<jobs::JobState> {
    use crate::db::schema::jobs;
    use diesel::prelude::*;
    Ok(jobs::table.find(id).select(jobs::state).first(&mut **tx)?)
}

/// 改变读法
///
/// 指定工作表、表头行、各列的含义与单位，然后重新读取。各行已有的改正和决定保留。列的含义会记住，
/// 本单位下次导入同样列名的台账时自动套用。已开始入库的批次不能再改。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))),
    params(("id" = i64, Path, description = "批次编号")), request_body = RecognitionInput,
    responses((status = 200, description = "已重新读取", body = SessionView),
        (status = 202, description = "文件较大，后台重新读取中", body = SessionView)))]
#[put("/imports/{id}/recognition")]
pub async fn put_import_recognition(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<RecognitionInput>,
) -> Result<HttpResponse> {
    let (id, input) = (*id, input.0);
    let (choices, checked) = (input.clone(), if_match.clone());
    let gate = Gate::enter().await?;
    let read = ctx.run(move |app, origin| read_anew(app, origin, id, &choices, &checked)).await?;
    drop(gate);
    ctx.write(move |tx| {
        let session = find(tx, id, Action::ImportRun)?;
        let current = view(tx, session.clone())?;
        if_match.check(session.version, &current)?;
        check_unread(tx, &session)?;
        let touched = touched(tx, &session)?;
        let now = tx.now;
        let mut change = Change {
            choices: Some(Doc::of(&input)),
            lead_unit_id: input.lead_unit_id.map(Some),
            ..Change::default()
        };
        let Some((new, rest)) = &read else {
            let payload = json!({ "session_id": id, "touched": touched });
            let job = jobs::enqueue(tx, reading::JOB, payload)?;
            change.state = Some(ImportState::Uploaded);
            change.job_id = Some(Some(job.id));
            change.failure = Some(None);
            let session = sessions::update(tx, &session, &change, now)?;
            journal::note(tx, "import.reading_asked", &session.subject())?;
            let version = session.version;
            let view = view(tx, session)?;
            return Ok(Reply::accepted(format_args!("/jobs/{}", job.id), &view)?.version(version));
        };
        let session = sessions::update(tx, &session, &change, now)?;
        rows::forget(tx, id)?;
        rows::insert(tx, id, new)?;
        let session = reading::make_ready(tx, &session, rest, &touched)?;
        let version = session.version;
        Ok(Reply::ok(&view(tx, session)?)?.version(version))
    })
    .await
}

/// Reads the kept file by other choices, before anything is written; `None` for a large one.
fn read_anew(
    app: &App,
    origin: &Origin,
    id: i64,
    choices: &RecognitionInput,
    if_match: &IfMatch,
) -> Result<Option<(Vec<NewRow>, Rest)>> {
    let session = app.read(origin, |tx| {
        let session = find(tx, id, Action::ImportRun)?;
        let current = view(tx, session.clone())?;
        if_match.check(session.version, &current)?;
        check_unread(tx, &session)?;
        check_lead_unit(tx, choices.lead_unit_id)?;
        Ok(session)
    })?;
    let bytes = vault::read(&app.config.data, &session.sha256)?;
    match reading::take(app, origin, &bytes, &session.file_name, session.target, choices)? {
        Taken::Large => Ok(None),
        Taken::Whole(preview) => {
            let (readings, rest) = Rest::of(*preview);
            let who = policy::visible(&origin.caller);
            let new = app.read(origin, |tx| {
                reading::new_rows(tx, &who, session.target, &session.file_name, &readings)
            })?;
            Ok(Some((new, rest)))
        }
    }
}

fn touched(tx: &mut Tx<'_>, session: &Session) -> Result<Vec<Touched>> {
    let rows = rows::touched(tx, session.id)?;
    Ok(rows.iter().map(Touched::of).collect())
}

/// 放弃导入批次
///
/// 还没有入库的批次不再要了。文件与预览仍留存备查；要再导入请重新上传。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))),
    params(("id" = i64, Path, description = "批次编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已放弃", body = SessionView)))]
#[post("/imports/{id}/cancellations")]
pub async fn cancel_import(ctx: Ctx, id: web::Path<i64>, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let session = find(tx, *id, Action::ImportRun)?;
        let current = view(tx, session.clone())?;
        if_match.check(session.version, &current)?;
        let nothing_yet = current.results.created + current.results.updated + current.results.matched == 0;
        let idle =
            matches!(session.state, ImportState::Uploaded | ImportState::Ready | ImportState::Interrupted);
        if !(idle && nothing_yet) {
            return Err(wrong_state(&session, "已开始入库的不能放弃；不要了请撤销（undos）。"));
        }
        let change = Change { state: Some(ImportState::Cancelled), ..Change::default() };
        let now = tx.now;
        let cancelled = sessions::update(tx, &session, &change, now)?;
        let (before, after) = (reading::facts(&session), reading::facts(&cancelled));
        journal::record(tx, "import.cancelled", &cancelled.subject(), Some(&before), Some(&after))?;
        let version = cancelled.version;
        Ok(Reply::ok(&view(tx, cancelled)?)?.version(version))
    })
    .await
}

/// 下载批注台账
///
/// 原表照样写出，有问题的格子加批注，每条记录后面加“状态、原因、怎么办”三列（含已有的改正与决定的结果），改好可以直接再导入；
/// 文件里别的工作表附在后面。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.read"))),
    params(("id" = i64, Path, description = "批次编号")),
    responses((status = 200, description = "批注后的工作簿",
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)))]
#[get("/imports/{id}/annotated")]
pub async fn download_annotated_import(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    let id = *id;
    let gate = Gate::enter().await?;
    let (file_name, bytes) = ctx.run(move |app, origin| annotated(app, origin, id)).await?;
    drop(gate);
    Ok(HttpResponse::Ok()
        .insert_header((
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ))
        .insert_header((header::CONTENT_DISPOSITION, disposition(id, &file_name)))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// The name for people, and an ASCII one for old programs.
fn disposition(id: i64, file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let encoded = crate::text::percent_encoded(&format!("{stem}-批注.xlsx"));
    format!("attachment; filename=\"import-{id}-annotated.xlsx\"; filename*=UTF-8''{encoded}")
}

fn annotated(app: &App, origin: &Origin, id: i64) -> Result<(String, Vec<u8>)> {
    let (session, readings) = app.read(origin, |tx| {
        let session = find(tx, id, Action::ImportRead)?;
        let readings = words_of_rows(tx, &session)?;
        Ok((session, readings))
    })?;
    let kept = session.kept().ok_or_else(|| wrong_state(&session, "还没有读完，没有批注可下载。请稍候。"))?;
    let bytes = vault::read(&app.config.data, &session.sha256)?;
    let book = reading::open_book(&bytes, &session.file_name, &session.recognition_input())?;
    let preview = Preview {
        file: kept.file,
        recognition: kept.recognition,
        rows: readings,
        other_rows: Vec::new(),
        counts: Counts::default(),
        sums: None,
    };
    let (name, choices) = (&session.file_name, session.recognition_input());
    let more =
        preview.file.sheets.iter().filter(|n| **n != book.sheet.name && preview.file.kind != FileKind::Csv);
    // an empty one, or one too large to be read, is left out
    let others = more.filter_map(|sheet| {
        let choices = RecognitionInput { sheet: Some(sheet.clone()), ..choices.clone() };
        reading::open_book(&bytes, name, &choices).ok().map(|book| book.sheet)
    });
    let bytes = annotate(&book.sheet, others, &preview).map_err(Error::internal)?;
    Ok((session.file_name, bytes))
}

/// Status, issues and duplicates of all rows; the values are not needed and would cost memory.
fn words_of_rows(tx: &mut Tx<'_>, session: &Session) -> Result<Vec<RowReading>> {
    let Some(kept) = session.kept() else { return Ok(Vec::new()) };
    let (mut out, mut after) = (Vec::new(), 0);
    loop {
        let page = rows::after(tx, session.id, after, 500)?;
        let Some(last) = page.last() else { return Ok(out) };
        after = last.row_no;
        for row in &page {
            let shown = settling::view(tx, session, &kept, row)?;
            let original = settling::original(row)?;
            let mut issues = shown.issues;
            // in words, as the wizard says them
            issues.extend(shown.duplicate.filter(|d| !d.unchanged()).map(|d| Issue {
                row: original.row,
                cell: None,
                field: None,
                code: "imports.suspected_duplicate".to_owned(),
                severity: Severity::Warning,
                message: d.message,
                how_to_fix: String::new(),
            }));
            out.push(RowReading {
                status: row.status.into(),
                values: Values::default(),
                issues,
                duplicate_of: None,
                ..original
            });
        }
    }
}
