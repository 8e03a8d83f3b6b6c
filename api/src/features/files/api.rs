//! Uploading and downloading.

use super::model::{FileUpload, FileView, NewRow, Row};
use super::rules::{disposition, safe_name};
use super::store;
use super::store::content::{self, Draft, Kept};
use crate::error::{Code, Error, Result};
use crate::http::body::BodyHash;
use crate::http::etag::not_modified;
use crate::http::{Ctx, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::work::Tx;
use actix_multipart::{Field, Multipart};
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, get, post};
use futures_util::{Stream, StreamExt, stream};
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

/// A sender who says nothing for so long is given up.
const IDLE: Duration = Duration::from_secs(15);
/// Longest upload: 50 MiB at 90 kB/s.
const LONGEST: Duration = Duration::from_secs(600);
const CHUNK: usize = 256 * 1024;

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(upload_file).service(get_file).service(download_file);
}

/// 上传附件
///
/// 以 `multipart/form-data` 上传一个文件（字段名 `file`）。类型按内容判定，与文件名无关：接受 PDF、OFD、
/// Word、Excel 与 JPG、PNG、WebP、TIFF 图片；网页、SVG、压缩包、程序、带宏或夹带内容的文件一律拒绝。
/// 同样的内容只存一份。上传后在阶段凭据等处按编号引用。
#[utoipa::path(tag = "附件", extensions(("x-action" = json!("file.upload"))),
    request_body(content = FileUpload, content_type = "multipart/form-data"),
    responses((status = 201, description = "已上传", body = FileView)))]
#[post("/files")]
pub async fn upload_file(ctx: Ctx, req: HttpRequest, form: Multipart) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::FileUpload)?;
    ctx.app.limits.check_upload(&ctx.caller.principal())?;
    check_head(&ctx, &req)?;
    let received = actix_web::rt::time::timeout(LONGEST, receive(&ctx, form)).await;
    let (draft, given) = received.map_err(|_| too_slow())??;
    let kept = ctx.run(move |app, _| draft.keep(&app.config.data)).await?;
    let name = safe_name(&given, kept.media_type);
    // a repeated request is the same when name and content are, whatever the boundary
    let same = crate::auth::secrets::sha256_hex(format!("{} {name}", kept.sha256));
    req.extensions_mut().insert(BodyHash(same));
    ctx.write(move |tx| {
        let new = new_row(tx, &kept, &name);
        let row = store::insert(tx, &new)?;
        journal::created(tx, "file.uploaded", &Subject::new("file", row.id, &row.name), &row)?;
        let (id, version) = (row.id, row.version());
        Ok(Reply::created(format_args!("/files/{id}"), &view(tx, row))?.version(version))
    })
    .await
}

/// Keeps a file that comes with the program, in the caller's name.
///
/// # Errors
/// As an upload.
pub fn keep(tx: &mut Tx<'_>, name: &str, bytes: &[u8]) -> Result<Row> {
    let data = &tx.app.config.data;
    let mut draft = Draft::begin(data, bytes.len() as u64)?;
    draft.append(bytes)?;
    let kept = draft.keep(data)?;
    let name = safe_name(name, kept.media_type);
    let new = new_row(tx, &kept, &name);
    let row = store::insert(tx, &new)?;
    journal::created(tx, "file.uploaded", &Subject::new("file", row.id, &row.name), &row)?;
    Ok(row)
}

fn new_row<'a>(tx: &Tx<'_>, kept: &'a Kept, name: &'a str) -> NewRow<'a> {
    let enterprise_id = tx.caller.token.as_ref().and_then(|t| t.enterprise_id);
    NewRow {
        sha256: &kept.sha256,
        size_bytes: kept.size_bytes,
        media_type: kept.media_type,
        name,
        uploaded_by: tx.caller.user_id,
        // what a partner uploads is the partner's, not of the unit that issued its token
        unit_id: tx.caller.unit_id.filter(|_| enterprise_id.is_none()),
        enterprise_id,
        created_at: tx.now,
    }
}

fn view(tx: &Tx<'_>, file: Row) -> FileView {
    let can = permitted(tx.caller, &[Action::FileRead], relations());
    FileView { content_url: format!("/api/v1/files/{}/content", file.id), file, can }
}

/// Who found a file may see it; the finder has asked already.
fn relations() -> Relations {
    Relations::ANY
}

fn check_head(ctx: &Ctx, req: &HttpRequest) -> Result<()> {
    let text = |name| req.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mime = text(header::CONTENT_TYPE).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if mime != "multipart/form-data" {
        return Err(Error::new(Code::RequestUnsupportedType)
            .detail("上传附件的类型应为 multipart/form-data，文件放在字段 file 中。"));
    }
    let announced: u64 = text(header::CONTENT_LENGTH).parse().unwrap_or(0);
    // the envelope of a form takes a little more than the file
    if announced > limit(ctx) + 64 * 1024 { Err(content::too_large(limit(ctx))) } else { Ok(()) }
}

fn limit(ctx: &Ctx) -> u64 {
    ctx.app.config.upload_mib as u64 * 1024 * 1024
}

/// Streams the one file of the form to disk; answers the draft and the name given.
async fn receive(ctx: &Ctx, mut form: Multipart) -> Result<(Draft, String)> {
    let mut received = None;
    while let Some(field) = idle(form.next()).await? {
        let field = field.map_err(|e| malformed(&e))?;
        if field.name() != Some("file") {
            let name = field.name().unwrap_or_default().to_owned();
            return Err(Error::field(
                format!("/{name}"),
                "unknown",
                "上传表单只有 file 一项，请去掉其他字段。",
            ));
        }
        if received.is_some() {
            return Err(Error::field("/file", "duplicate", "一次只能上传一个文件，请逐个上传。"));
        }
        let disposition = field.content_disposition();
        let extended = disposition
            .and_then(|d| d.get_filename_ext())
            .map(|e| String::from_utf8_lossy(&e.value).into_owned());
        let given = extended.or_else(|| disposition.and_then(|d| d.get_filename()).map(str::to_owned));
        received = Some((store_field(ctx, field).await?, given.unwrap_or_default()));
    }
    received
        .ok_or_else(|| Error::field("/file", "required", "没有收到文件。请在字段 file 中放入要上传的文件。"))
}

async fn store_field(ctx: &Ctx, mut field: Field) -> Result<Draft> {
    let (data, limit): (PathBuf, u64) = (ctx.app.config.data.clone(), limit(ctx));
    let mut draft = blocking(move || Draft::begin(&data, limit)).await?;
    let mut buffer: Vec<u8> = Vec::with_capacity(CHUNK);
    loop {
        let chunk = idle(field.next()).await?.transpose().map_err(|e| malformed(&e))?;
        let last = chunk.is_none();
        buffer.extend_from_slice(&chunk.unwrap_or_default());
        if last || buffer.len() >= CHUNK {
            let bytes = std::mem::take(&mut buffer);
            draft = blocking(move || draft.append(&bytes).map(|()| draft)).await?;
        }
        if last {
            return Ok(draft);
        }
    }
}

async fn idle<T>(next: impl Future<Output = T>) -> Result<T> {
    actix_web::rt::time::timeout(IDLE, next).await.map_err(|_| too_slow())
}

fn too_slow() -> Error {
    Error::new(Code::RequestTimeout).detail("文件迟迟没有传完，连接已放弃。请检查网络后重新上传。")
}

fn malformed(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Code::RequestMalformed)
        .detail("上传的表单不完整或格式有误。请重新选择文件后上传。")
        .caused_by(cause)
}

async fn blocking<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    web::block(f).await.map_err(Error::internal)?
}

/// 查看附件信息
///
/// 返回名称、类型、大小、SHA-256 与封存时刻。能看到附件的：上传人，及能看到其所属项目的人；尚未引用的附件由本单位与招商局可见。
#[utoipa::path(tag = "附件", extensions(("x-action" = json!("file.read"))),
    params(("id" = i64, Path, description = "附件编号")),
    responses((status = 200, description = "附件信息", body = FileView)))]
#[get("/files/{id}")]
pub async fn get_file(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let row = store::find_visible(tx, *id)?;
        require(tx.caller, Action::FileRead, relations())?;
        let version = row.version();
        Ok(Reply::ok(&view(tx, row))?.version(version))
    })
    .await
}

/// 下载附件
///
/// 返回原始内容，一律作为附件下载。`ETag` 为内容的 SHA-256；带 `If-None-Match` 时内容未变返回 304。
#[utoipa::path(tag = "附件", extensions(("x-action" = json!("file.read"))),
    params(("id" = i64, Path, description = "附件编号"),
        ("If-None-Match" = Option<String>, Header, description = "已有内容的 ETag")),
    responses((status = 200, description = "文件内容", content_type = "*/*", body = Vec<u8>),
        (status = 304, description = "内容没有变化")))]
#[get("/files/{id}/content")]
pub async fn download_file(ctx: Ctx, req: HttpRequest, id: web::Path<i64>) -> Result<HttpResponse> {
    let (row, file) = ctx
        .run(move |app, origin| {
            let row = app.read(origin, |tx| {
                let row = store::find_visible(tx, *id)?;
                require(tx.caller, Action::FileRead, relations())?;
                Ok(row)
            })?;
            let file = content::open(&app.config.data, &row.sha256)?;
            Ok((row, file))
        })
        .await?;
    let tag = format!("\"{}\"", row.sha256);
    if not_modified(&req, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let size = u64::try_from(row.size_bytes).unwrap_or_default();
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, row.media_type.code()))
        .insert_header((header::CONTENT_DISPOSITION, disposition(row.id, &row.name)))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; frame-ancestors 'none'",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // the tag names these very bytes: no transfer compression
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::ETAG, tag))
        .body(actix_web::body::SizedStream::new(size, chunks(file))))
}

fn chunks(file: std::fs::File) -> impl Stream<Item = Result<Bytes>> {
    stream::try_unfold(file, |mut file| async move {
        let (file, bytes) = blocking(move || {
            let mut bytes = vec![0; CHUNK];
            let read = file.read(&mut bytes).map_err(Error::internal)?;
            bytes.truncate(read);
            Ok((file, bytes))
        })
        .await?;
        Ok(if bytes.is_empty() { None } else { Some((Bytes::from(bytes), file)) })
    })
}
