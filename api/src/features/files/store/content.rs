//! The bytes of files on disk: `<data>/files/ab/cd/<sha256>`, written beside, flushed, then renamed, so that a file
//! under its hash is always whole. A content left behind by a failed request is taken up by the next upload of it.

use super::super::model::MediaType;
use super::super::rules::{Refusal, recognise};
use crate::db::Db;
use crate::db::schema::files;
use crate::error::{Code, Error, Result};
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An upload under way.
pub struct Draft {
    file: NamedTempFile,
    hash: Sha256,
    size: u64,
    limit: u64,
}

/// An upload that has reached its place.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Hash of the content.
    pub sha256: String,
    /// Size in bytes.
    pub size_bytes: i64,
    /// Type by content.
    pub media_type: MediaType,
}

impl Draft {
    /// Begins an upload of at most `limit` bytes.
    ///
    /// # Errors
    /// `server.storage_failed`.
    pub fn begin(data: &Path, limit: u64) -> Result<Self> {
        let folder = root(data).join("tmp");
        fs::create_dir_all(&folder).map_err(storage_failed)?;
        let file = NamedTempFile::new_in(folder).map_err(storage_failed)?;
        Ok(Self { file, hash: Sha256::new(), size: 0, limit })
    }

    /// Adds the next bytes.
    ///
    /// # Errors
    /// `file.too_large`, `server.storage_failed`.
    pub fn append(&mut self, bytes: &[u8]) -> Result<()> {
        self.size += bytes.len() as u64;
        if self.size > self.limit {
            return Err(too_large(self.limit));
        }
        self.hash.update(bytes);
        self.file.write_all(bytes).map_err(storage_failed)
    }

    /// Recognises the content and puts it in its place.
    ///
    /// # Errors
    /// `file.type_refused`, `server.storage_failed`.
    pub fn keep(mut self, data: &Path) -> Result<Kept> {
        if self.size == 0 {
            return Err(Error::field("/file", "empty", "文件是空的。请重新选择文件后上传。"));
        }
        let media_type =
            recognise(self.file.as_file_mut(), self.size).map_err(storage_failed)?.map_err(refused)?;
        let sha256 = crate::auth::secrets::hex(&self.hash.finalize());
        let place = path(data, &sha256);
        let folder = place.parent().ok_or_else(|| Error::internal("no folder"))?;
        fs::create_dir_all(folder).map_err(storage_failed)?;
        self.file.as_file().sync_all().map_err(storage_failed)?;
        let whole = fs::metadata(&place).is_ok_and(|m| m.len() == self.size);
        if !whole {
            self.file.persist(&place).map_err(|e| storage_failed(e.error))?;
            File::open(folder).and_then(|f| f.sync_all()).map_err(storage_failed)?;
        }
        let size_bytes = i64::try_from(self.size).map_err(Error::internal)?;
        Ok(Kept { sha256, size_bytes, media_type })
    }
}

/// Opens a kept content.
///
/// # Errors
/// 500 with the cause in the log when the row has no bytes (a restore without its files).
pub fn open(data: &Path, sha256: &str) -> Result<File> {
    File::open(path(data, sha256)).map_err(|e| Error::internal(format!("content {sha256}: {e}")))
}

/// For the command line: how many files there are, and the ids of those whose bytes are missing or cut short.
///
/// # Errors
/// Database errors.
pub fn inspect(db: &mut Db, data: &Path) -> Result<(usize, Vec<i64>)> {
    let rows: Vec<(i64, String, i64)> =
        files::table.order(files::id).select((files::id, files::sha256, files::size_bytes)).load(db)?;
    let whole = |sha256: &str, size: i64| {
        fs::metadata(path(data, sha256)).is_ok_and(|m| i64::try_from(m.len()) == Ok(size))
    };
    let broken = rows.iter().filter(|(_, sha256, size)| !whole(sha256, *size)).map(|(id, ..)| *id).collect();
    Ok((rows.len(), broken))
}

fn root(data: &Path) -> PathBuf {
    data.join("files")
}

fn path(data: &Path, sha256: &str) -> PathBuf {
    root(data).join(&sha256[..2]).join(&sha256[2..4]).join(sha256)
}

/// The limit in words.
pub fn too_large(limit: u64) -> Error {
    Error::new(Code::FileTooLarge)
        .detail(format!("文件超过{}MiB。请压缩图片、降低扫描分辨率或拆分后上传。", limit / (1024 * 1024)))
}

fn refused(why: Refusal) -> Error {
    Error::new(Code::FileTypeRefused).detail(why.message())
}

fn storage_failed(cause: std::io::Error) -> Error {
    let code = match cause.kind() {
        ErrorKind::StorageFull
        | ErrorKind::QuotaExceeded
        | ErrorKind::FileTooLarge
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::PermissionDenied => Code::ServerReadOnly,
        _ => Code::ServerInternal,
    };
    Error::new(code)
        .detail("附件写不进磁盘，上传没有生效。请稍后重试；若持续出现，请联系系统管理员检查数据目录的空间与权限。")
        .with_header("Retry-After", "30")
        .caused_by(cause)
}
