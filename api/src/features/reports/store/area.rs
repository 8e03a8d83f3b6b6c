//! The export area of the data folder: `exports/`, apart from the vault of evidence. A file is written beside under a
//! draft's name, flushed, then renamed: under its own name it is always whole.

use crate::auth::secrets;
use crate::error::{Code, Error, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// Drafts and files that no record knows are removed after this time.
const STRAY: Duration = Duration::from_secs(86_400);

fn root(data: &Path) -> PathBuf {
    data.join("exports")
}

/// The folder of drafts; spreadsheets write their pages here too.
pub fn drafts(data: &Path) -> PathBuf {
    root(data).join("tmp")
}

/// A draft, readable by the service only and gone when dropped; what crashed runs of the same export left is removed.
///
/// # Errors
/// `server.storage_failed`.
pub fn begin(data: &Path, export_id: i64) -> Result<NamedTempFile> {
    let folder = drafts(data);
    fs::create_dir_all(&folder).map_err(storage_failed)?;
    let mine = format!("{export_id}-");
    for entry in fs::read_dir(&folder).map_err(storage_failed)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&mine) {
            let _ = fs::remove_file(entry.path());
        }
    }
    let draft = tempfile::Builder::new().prefix(&mine).suffix(".part").tempfile_in(folder);
    draft.map_err(storage_failed)
}

/// A file that has reached its place.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its name in the area.
    pub name: String,
    /// Size.
    pub size_bytes: i64,
    /// Hash.
    pub sha256: String,
}

/// Flushes a draft and gives it a name of its own.
///
/// # Errors
/// `server.storage_failed`.
pub fn keep(data: &Path, draft: NamedTempFile, export_id: i64) -> Result<Kept> {
    let work = || -> std::io::Result<Kept> {
        draft.as_file().sync_all()?;
        let mut file = draft.reopen()?;
        let (mut hash, mut size, mut buffer) = (Sha256::new(), 0_i64, vec![0; 256 * 1024]);
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hash.update(&buffer[..read]);
            size += read as i64;
        }
        let name = format!("{export_id}-{}", secrets::random_base62(12));
        draft.persist(root(data).join(&name)).map_err(|e| e.error)?;
        File::open(root(data))?.sync_all()?;
        Ok(Kept { name, size_bytes: size, sha256: secrets::hex(&hash.finalize()) })
    };
    work().map_err(storage_failed)
}

/// Opens a kept file; `None` when it is gone.
///
/// # Errors
/// I/O errors other than its absence.
pub fn open(data: &Path, name: &str) -> Result<Option<File>> {
    match File::open(root(data).join(name)) {
        Ok(file) => Ok(Some(file)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::internal(e)),
    }
}

/// Removes a kept file; one that is gone already is no error.
///
/// # Errors
/// `server.storage_failed`.
pub fn remove(data: &Path, name: &str) -> Result<()> {
    match fs::remove_file(root(data).join(name)) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(storage_failed(e)),
        _ => Ok(()),
    }
}

/// Removes what no record knows: drafts of crashed runs, files whose record could not be written.
///
/// # Errors
/// `server.storage_failed` when the folder cannot be read.
pub fn remove_strays(data: &Path, known: &[String]) -> Result<usize> {
    let mut removed = 0;
    for folder in [root(data), drafts(data)] {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let old = entry.metadata().ok().filter(|m| m.is_file()).and_then(|m| m.modified().ok());
            let old = old.and_then(|t| t.elapsed().ok()).is_some_and(|age| age > STRAY);
            if old && !known.contains(&name) {
                fs::remove_file(entry.path()).map_err(storage_failed)?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// 503: the disk refuses.
pub fn storage_failed(cause: std::io::Error) -> Error {
    Error::new(Code::ServerReadOnly)
        .detail("导出的文件写不进磁盘（空间已满或只读），没有生成文件。请联系系统管理员后重新导出。")
        .with_header("Retry-After", "30")
        .caused_by(cause)
}
