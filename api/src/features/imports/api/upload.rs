//! Receiving a ledger.

use super::super::model::{ImportTarget, ImportUpload, RecognitionInput, SessionView};
use super::super::rules::read_error::ReadError;
use super::super::store::reading::{self, Rest, Taken};
use super::super::store::sessions::NewSession;
use super::super::store::{rows, vault};
use super::check_lead_unit;
use crate::auth::secrets::sha256_hex;
use crate::error::{Code, Error, Result};
use crate::http::body::BodyHash;
use crate::http::{Ctx, Reply};
use crate::policy::{self, Action, require_role};
use actix_multipart::{Field, Multipart};
use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, post};
use futures_util::StreamExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A sender who says nothing for so long is given up.
const IDLE: Duration = Duration::from_secs(15);
/// Longest upload: 50 MiB at 90 kB/s.
const LONGEST: Duration = Duration::from_secs(600);
/// Longest text field of the form.
const MAX_FIELD_BYTES: usize = 100;
/// How long a caller waits for another file to be read through.
const WAIT_FOR_READER: Duration = Duration::from_secs(20);

/// 上传台账
///
/// 以 `multipart/form-data` 上传一份台账（字段 `file`），`into` 说明导入成项目还是企业。任何版式的 xlsx、xls、csv：
/// 表头、单位、小计、注释自动识别，逐行给出“可用、疑似重复、错误”及原因。两千行以内立即返回预览（201）；
/// 更大的文件由后台任务读取（202，`job_id` 为任务编号）。读不了的文件返回 422，`errors` 里有具体原因。
/// 此时还没有任何内容入库。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))),
    request_body(content = ImportUpload, content_type = "multipart/form-data"),
    responses((status = 201, description = "已读取，可以预览", body = SessionView),
        (status = 202, description = "文件较大，后台读取中", body = SessionView)))]
#[post("/imports")]
pub async fn create_import(ctx: Ctx, req: HttpRequest, form: Multipart) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ImportRun)?;
    ctx.app.limits.check_upload(&ctx.caller.principal())?;
    check_type(&req)?;
    let received = actix_web::rt::time::timeout(LONGEST, receive(form)).await;
    let upload = received.map_err(|_| too_slow())??;
    let sha256 = sha256_hex(&upload.bytes);
    // a repeated request is the same when all of its parts are, whatever the boundary
    let same = format!("{sha256} {} {} {:?}", upload.file_name, upload.into, upload.lead_unit_id);
    req.extensions_mut().insert(BodyHash(sha256_hex(same)));

    let gate = Gate::enter().await?;
    let (target, file_name, lead_unit_id) = (upload.into, upload.file_name, upload.lead_unit_id);
    let (name, hash, bytes) = (file_name.clone(), sha256.clone(), upload.bytes);
    let size_bytes = bytes.len() as i64;
    let taken = ctx
        .run(move |app, origin| {
            app.read(origin, |tx| check_lead_unit(tx, lead_unit_id))?;
            let taken = reading::take(app, origin, &bytes, &name, target, &RecognitionInput::default())?;
            vault::keep(&app.config.data, &hash, &bytes)?;
            Ok(match taken {
                Taken::Large => None,
                Taken::Whole(preview) => {
                    let (readings, rest) = Rest::of(*preview);
                    let who = policy::visible(&origin.caller);
                    let new = app.read(origin, |tx| reading::new_rows(tx, &who, target, &name, &readings))?;
                    Some((new, rest))
                }
            })
        })
        .await?;
    drop(gate);
    ctx.write(move |tx| {
        let new = NewSession {
            target,
            file_name: file_name.clone(),
            sha256: sha256.clone(),
            size_bytes,
            choices: RecognitionInput::default(),
            lead_unit_id: lead_unit_id.or(tx.caller.unit_id),
            created_by: tx.caller.user_id,
            unit_id: tx.caller.unit_id,
        };
        let Some((rows_read, rest)) = &taken else {
            let (job, session) = reading::take_in(tx, &new)?;
            let version = session.version;
            let view = super::view(tx, session)?;
            return Ok(Reply::accepted(format_args!("/jobs/{}", job.id), &view)?.version(version));
        };
        let session = reading::register(tx, &new)?;
        rows::insert(tx, session.id, rows_read)?;
        let session = reading::make_ready(tx, &session, rest, &[])?;
        let (id, version) = (session.id, session.version);
        Ok(Reply::created(format_args!("/imports/{id}"), &super::view(tx, session)?)?.version(version))
    })
    .await
}

/// One file at a time is opened and compared, so that memory stays bounded however many people upload at once.
pub struct Gate(());

static READING: AtomicBool = AtomicBool::new(false);

impl Gate {
    /// Waits for the turn without holding a thread.
    pub async fn enter() -> Result<Self> {
        let started = std::time::Instant::now();
        while READING.swap(true, Ordering::AcqRel) {
            if started.elapsed() > WAIT_FOR_READER {
                return Err(Error::new(Code::ServerBusy)
                    .detail("此刻正在读取的台账较多，您的文件还没有读。请稍候重新上传。")
                    .with_header("Retry-After", "10"));
            }
            actix_web::rt::time::sleep(Duration::from_millis(25)).await;
        }
        Ok(Self(()))
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        READING.store(false, Ordering::Release);
    }
}

fn check_type(req: &HttpRequest) -> Result<()> {
    let text = |name| req.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mime = text(header::CONTENT_TYPE).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if mime != "multipart/form-data" {
        return Err(Error::new(Code::RequestUnsupportedType).detail(
            "上传台账的类型应为 multipart/form-data，文件放在字段 file 中，into 填 projects 或 enterprises。",
        ));
    }
    let announced: usize = text(header::CONTENT_LENGTH).parse().unwrap_or(0);
    // the envelope of a form takes a little more than the file
    if announced > vault::MAX_BYTES + 64 * 1024 { Err(too_large()) } else { Ok(()) }
}

fn too_large() -> Error {
    let reason = ReadError::FileTooLarge;
    Error::new(Code::FileTooLarge).detail(format!("{}。{}。", reason.message(), reason.how_to_fix()))
}

fn too_slow() -> Error {
    Error::new(Code::RequestTimeout).detail("文件迟迟没有传完，连接已放弃。请检查网络后重新上传。")
}

fn malformed(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Code::RequestMalformed)
        .detail("上传的表单不完整或格式有误。请重新选择文件后上传。")
        .caused_by(cause)
}

struct Upload {
    bytes: Vec<u8>,
    file_name: String,
    into: ImportTarget,
    lead_unit_id: Option<i64>,
}

/// Reads the form; every field once, nothing unknown.
async fn receive(mut form: Multipart) -> Result<Upload> {
    let (mut file, mut into, mut lead_unit_id) = (None, None, None);
    while let Some(field) = idle(form.next()).await? {
        let field = field.map_err(|e| malformed(&e))?;
        match field.name().unwrap_or_default().to_owned().as_str() {
            "file" if file.is_none() => {
                let name = file_name(&field);
                file = Some((content(field, vault::MAX_BYTES).await?, name));
            }
            "into" if into.is_none() => into = Some(text(field).await?),
            "lead_unit_id" if lead_unit_id.is_none() => lead_unit_id = Some(text(field).await?),
            name @ ("file" | "into" | "lead_unit_id") => {
                return Err(Error::field(format!("/{name}"), "duplicate", "同一项写了两次，请只保留一个。"));
            }
            name => {
                let message = "上传表单只有台账文件、存到哪里、责任单位三项，请去掉其他字段。";
                return Err(Error::field(format!("/{name}"), "unknown", message));
            }
        }
    }
    let (bytes, file_name) =
        file.ok_or_else(|| Error::field("/file", "required", "没有收到文件。请在字段 file 中放入台账。"))?;
    let into = match into.as_deref() {
        None => Err(Error::field(
            "/into",
            "required",
            "请说明导入成什么：projects（项目）或 enterprises（企业）。",
        )),
        Some(text) => text.parse().map_err(|_| {
            Error::field("/into", "enum", "into 只能是 projects（项目）或 enterprises（企业）。")
        }),
    }?;
    let lead_unit_id = match lead_unit_id.as_deref() {
        None | Some("") => None,
        Some(text) => Some(text.parse().ok().filter(|id| *id > 0).ok_or_else(|| {
            Error::field("/lead_unit_id", "type", "责任单位应填单位编号（整数），请从单位列表中选择。")
        })?),
    };
    Ok(Upload { bytes, file_name, into, lead_unit_id })
}

/// The name for people: without folders and control characters; never used as a path.
fn file_name(field: &Field) -> String {
    let disposition = field.content_disposition();
    let extended = disposition
        .and_then(|d| d.get_filename_ext())
        .map(|e| String::from_utf8_lossy(&e.value).into_owned());
    let given = extended.or_else(|| disposition.and_then(|d| d.get_filename()).map(str::to_owned));
    let given = given.unwrap_or_default();
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = crate::text::clean_text(last).chars().filter(|c| !c.is_control()).take(200).collect();
    if clean.is_empty() { "未命名台账".to_owned() } else { clean }
}

async fn content(mut field: Field, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = idle(field.next()).await? {
        let chunk = chunk.map_err(|e| malformed(&e))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn text(field: Field) -> Result<String> {
    let name = field.name().unwrap_or_default().to_owned();
    let bytes = content(field, MAX_FIELD_BYTES).await;
    let bytes = bytes.map_err(|e| match e.code() {
        Code::FileTooLarge => Error::field(format!("/{name}"), "too_long", "内容太长，请核对。"),
        _ => e,
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::field(format!("/{name}"), "encoding", "不是 UTF-8 文字，请核对。"))?;
    Ok(text.trim().to_owned())
}

async fn idle<T>(next: impl Future<Output = T>) -> Result<T> {
    actix_web::rt::time::timeout(IDLE, next).await.map_err(|_| too_slow())
}
