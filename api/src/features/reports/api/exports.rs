//! Exporting a list, looking at one's exports, downloading.

use super::super::model::{
    Export, ExportColumnView, ExportEncoding, ExportInput, ExportListView, ExportQuery, ExportState,
    ExportView, Progress,
};
use super::super::rules::export as rules;
use super::super::rules::layout::Layout;
use super::super::store::exports::NewExport;
use super::super::store::run::{self, facts, subject};
use super::super::store::{area, exports};
use super::choose;
use crate::auth::secrets::sha256_hex;
use crate::db::page::{Page, Paging};
use crate::db::types::{Doc, Stamp};
use crate::error::{Code, Error, Result};
use crate::http::etag::not_modified;
use crate::http::{Ctx, Json, Query, Reply};
use crate::jobs::{self, JobState};
use crate::journal;
use crate::lists;
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::work::Tx;
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse, get, post};
use futures_util::{Stream, stream};
use serde_json::json;
use std::fs::File;
use std::io::Read;

const CHUNK: usize = 256 * 1024;
const OWN: Relations = Relations { own: true, own_unit: false, assigned: false, party: false };

/// 查看可导出的清单
///
/// 本人可以导出的清单、各清单全部的列与常用列；条件与排序照所列操作的查询参数写。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("export.run"))),
    responses((status = 200, description = "可导出的清单", body = Page<ExportListView>)))]
#[get("/export-lists")]
pub async fn list_export_lists(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ExportRun)?;
        let readable = crate::app::lists().into_iter().filter(|l| l.is_readable(tx.caller));
        let items: Vec<ExportListView> = readable.map(|list| list_view(tx, &list)).collect();
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

fn list_view(tx: &Tx<'_>, list: &lists::List) -> ExportListView {
    let word = |kind| serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned));
    let columns = lists::columns(&tx.app.contract, list).into_iter().map(|c| ExportColumnView {
        kind: word(c.kind).unwrap_or_default(),
        field: c.field,
        title: c.title,
    });
    ExportListView {
        list: list.name.to_owned(),
        title: list.title.to_owned(),
        conditions_of: list.path.to_owned(),
        columns: columns.collect(),
        default_columns: list.default.iter().map(|f| (*f).to_owned()).collect(),
    }
}

/// 导出清单
///
/// 把清单里符合条件的全部行写成一份表：行与字段同本人在清单里看到的一样，是同一时刻的样子，符合条件的行数与写出的行数
/// 必然相同。返回导出记录，`Location` 为后台任务；完成后在 `content_url` 下载，文件到期清除，记录保留。每人最多同时两份。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("export.run"))), request_body = ExportInput,
    responses((status = 202, description = "开始导出", body = ExportView)))]
#[post("/exports")]
pub async fn create_export(ctx: Ctx, input: Json<ExportInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ExportRun)?;
        rules::check_input(&input)?;
        let list = lists::readable(tx.caller, &input.list)?;
        let filter = input.filter.clone().unwrap_or_default();
        let conditions = lists::conditions(&tx.app.contract, &list, &filter, input.sort.as_deref())?;
        let chosen = choose(tx, &list, input.template_id, input.columns.as_deref(), input.title.as_deref())?;
        lists::open(tx, &list, run::wanted(&conditions, &chosen.layout))?;
        let principal = tx.caller.principal();
        rules::check_running(exports::running(tx, &principal)?)?;
        let job = jobs::enqueue(tx, run::JOB, json!({ "list": list.name }))?;
        let layout = serde_json::to_string(&chosen.layout).map_err(Error::internal)?;
        let new = NewExport {
            principal,
            owner_id: tx.caller.user_id,
            token_id: tx.caller.token.as_ref().map(|t| t.id),
            owner_name: tx.caller.name.clone(),
            unit_id: tx.caller.unit_id,
            list: list.name.to_owned(),
            title: chosen.layout.title.clone(),
            format: input.format,
            encoding: input.encoding.unwrap_or(ExportEncoding::Utf8),
            filter,
            filter_words: conditions.words.clone(),
            sort: conditions.sort.clone(),
            template_id: chosen.template.map(|(id, _)| id),
            template_version: chosen.template.map(|(_, version)| version),
            layout: Doc::of(&chosen.layout),
            layout_sha256: sha256_hex(layout),
            job_id: job.id,
            created_at: tx.now,
        };
        let export = exports::insert(tx, &new)?;
        journal::created(tx, "export.requested", &subject(&export), &facts(&export))?;
        let version = export.version;
        let progress = Progress { state: job.state, done: job.done, total: job.total, failure: None };
        let view = view(tx, export, progress)?;
        Ok(Reply::accepted(format_args!("/jobs/{}", job.id), &view)?.version(version))
    })
    .await
}

fn state(export: &Export, progress: &Progress, now: Stamp) -> ExportState {
    let over = export.removed_at.is_some() || export.expires_at.is_some_and(|at| at <= now);
    match (export.finished_at, progress.state) {
        (Some(_), _) if over => ExportState::Expired,
        (Some(_), _) => ExportState::Ready,
        (None, JobState::Queued) => ExportState::Queued,
        (None, JobState::Running) => ExportState::Running,
        (None, JobState::Cancelled) => ExportState::Cancelled,
        (None, JobState::Failed | JobState::Succeeded) => ExportState::Failed,
    }
}

fn view(tx: &Tx<'_>, export: Export, progress: Progress) -> Result<ExportView> {
    let state = state(&export, &progress, tx.now);
    let layout: Layout = serde_json::from_value(export.layout.0.clone()).map_err(Error::internal)?;
    let possible: &[Action] = match state {
        ExportState::Ready => &[Action::ExportRead],
        ExportState::Queued | ExportState::Running => &[Action::JobCancel],
        _ => &[],
    };
    Ok(ExportView {
        content_url: (state == ExportState::Ready).then(|| format!("/api/v1/exports/{}/content", export.id)),
        file_name: file_name(&export),
        columns: layout.flat_titles(),
        can: permitted(tx.caller, possible, OWN),
        state,
        done: export.rows_written.unwrap_or(progress.done),
        total: export.rows_matched.or(progress.total),
        failure: progress.failure.filter(|_| state != ExportState::Ready),
        id: export.id,
        list: export.list,
        title: export.title,
        format: export.format,
        encoding: export.encoding,
        filter: export.filter,
        filter_words: export.filter_words,
        sort: export.sort,
        template_id: export.template_id,
        template_version: export.template_version,
        layout_sha256: export.layout_sha256,
        job_id: export.job_id,
        as_of_at: export.as_of_at,
        rows_matched: export.rows_matched,
        rows_written: export.rows_written,
        size_bytes: export.size_bytes,
        sha256: export.sha256,
        created_at: export.created_at,
        finished_at: export.finished_at,
        expires_at: export.expires_at,
        version: export.version,
    })
}

fn file_name(export: &Export) -> String {
    rules::download_name(&export.title, export.created_at.day(), export.format)
}

/// 查看本人的导出
///
/// 本人发起的导出，最近的在前；文件过期后记录仍在。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("export.read"))), params(ExportQuery, Paging),
    responses((status = 200, description = "本人的导出", body = Page<ExportView>)))]
#[get("/exports")]
pub async fn list_exports(
    ctx: Ctx,
    query: Query<ExportQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ExportRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let page = exports::list(tx, &query, &paging.0)?;
        Reply::ok(&page.try_map(|(export, progress)| view(tx, export, progress))?)
    })
    .await
}

/// 查看一份导出
///
/// 本人的一份导出：进度、行数、截至时刻、文件与保留期限。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("export.read"))),
    params(("id" = i64, Path, description = "导出编号")),
    responses((status = 200, description = "导出", body = ExportView)))]
#[get("/exports/{id}")]
pub async fn get_export(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let (export, progress) = exports::find(tx, *id)?;
        require(tx.caller, Action::ExportRead, OWN)?;
        let version = export.version;
        Ok(Reply::ok(&view(tx, export, progress)?)?.version(version))
    })
    .await
}

/// 下载导出的文件
///
/// 只有发起人可以下载，每次下载都记入审计日志。还没有写完返回 409，过期返回 410。`ETag` 为文件的 SHA-256。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("export.read"))),
    params(("id" = i64, Path, description = "导出编号"),
        ("If-None-Match" = Option<String>, Header, description = "已有文件的 ETag")),
    responses((status = 200, description = "文件", content_type = "*/*", body = Vec<u8>),
        (status = 304, description = "内容没有变化"),
        (status = 410, description = "文件已过期", body = crate::error::Problem, content_type = "application/problem+json")))]
#[get("/exports/{id}/content")]
pub async fn download_export(ctx: Ctx, req: HttpRequest, id: web::Path<i64>) -> Result<HttpResponse> {
    let (export, file) = ctx
        .run(move |app, origin| {
            let export = app.read(origin, |tx| downloadable(tx, *id))?;
            let name = export.stored_name.clone().unwrap_or_default();
            let file = area::open(&app.config.data, &name)?.ok_or_else(|| expired(&export))?;
            Ok((export, file))
        })
        .await?;
    let tag = format!("\"{}\"", export.sha256.clone().unwrap_or_default());
    if not_modified(&req, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let taken = export.clone();
    let note =
        move |tx: &mut Tx<'_>| journal::created(tx, "export.downloaded", &subject(&taken), &facts(&taken));
    ctx.run(move |app, origin| app.write(origin, note)).await?;
    let size = u64::try_from(export.size_bytes.unwrap_or_default()).unwrap_or_default();
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type(&export)))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&export)))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; frame-ancestors 'none'",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        // the tag names these very bytes: no transfer compression
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::ETAG, tag))
        .body(actix_web::body::SizedStream::new(size, chunks(file))))
}

/// The export, if it is the caller's, whole and not over, and he may still read its list.
fn downloadable(tx: &mut Tx<'_>, id: i64) -> Result<Export> {
    let (export, progress) = exports::find(tx, id)?;
    require(tx.caller, Action::ExportRead, OWN)?;
    if let Some(list) = lists::find(&export.list) {
        require_role(tx.caller, list.action)?;
    }
    match state(&export, &progress, tx.now) {
        ExportState::Ready => Ok(export),
        ExportState::Expired => Err(expired(&export)),
        other => Err(Error::new(Code::ExportState)
            .detail(format!("这份导出{}，没有可下载的文件。请等待完成，或重新导出。", other.label()))),
    }
}

fn expired(export: &Export) -> Error {
    let until = export.expires_at.map(|at| at.day().to_string()).unwrap_or_default();
    Error::new(Code::ExportExpired)
        .detail(format!("这份导出的文件只保留到{until}，已经清除。需要时请按同样的条件重新导出。"))
}

fn content_type(export: &Export) -> String {
    match (export.format, export.encoding) {
        (super::super::model::ExportFormat::Csv, ExportEncoding::Utf8) => {
            "text/csv; charset=utf-8".to_owned()
        }
        (super::super::model::ExportFormat::Csv, ExportEncoding::Gb18030) => {
            "text/csv; charset=gb18030".to_owned()
        }
        (format, _) => format.media_type().to_owned(),
    }
}

fn disposition(export: &Export) -> String {
    let encoded = crate::text::percent_encoded(&file_name(export));
    format!(
        "attachment; filename=\"export-{}.{}\"; filename*=UTF-8''{encoded}",
        export.id,
        export.format.code()
    )
}

fn chunks(file: File) -> impl Stream<Item = Result<Bytes>> {
    stream::try_unfold(file, |mut file| async move {
        let read = web::block(move || {
            let mut bytes = vec![0; CHUNK];
            let read = file.read(&mut bytes).map_err(Error::internal)?;
            bytes.truncate(read);
            Ok::<_, Error>((file, bytes))
        });
        let (file, bytes) = read.await.map_err(Error::internal)??;
        Ok(if bytes.is_empty() { None } else { Some((Bytes::from(bytes), file)) })
    })
}
