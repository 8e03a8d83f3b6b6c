//! Uploaded ledgers in the data folder: `imports/<sha256>`, kept as long as their sessions.

use crate::error::{Code, Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Largest ledger, bytes.
pub const MAX_BYTES: usize = crate::features::imports::rules::read_error::MAX_FILE_BYTES;

fn path(data: &Path, sha256: &str) -> PathBuf {
    data.join("imports").join(sha256)
}

/// Keeps a file under its hash, readable by the owner only; the same content is kept once.
///
/// # Errors
/// `server.storage_failed` when the disk refuses.
pub fn keep(data: &Path, sha256: &str, bytes: &[u8]) -> Result<()> {
    let folder = data.join("imports");
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        let target = path(data, sha256);
        if target.metadata().is_ok_and(|m| m.len() == bytes.len() as u64) {
            return Ok(());
        }
        // written beside and renamed: a half-written file never carries the name of a whole one
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(target).map_err(|e| e.error)?;
        Ok(())
    };
    write().map_err(|e| {
        Error::new(Code::ServerReadOnly)
            .detail("台账写不进磁盘（空间已满或只读），没有导入。请联系系统管理员。")
            .with_header("Retry-After", "30")
            .caused_by(e)
    })
}

/// The content of a kept file.
///
/// # Errors
/// `imports.unreadable` when it is gone or changed on disk.
pub fn read(data: &Path, sha256: &str) -> Result<Vec<u8>> {
    let bytes = std::fs::read(path(data, sha256)).ok();
    bytes.filter(|b| crate::auth::secrets::sha256_hex(b) == sha256).ok_or_else(|| {
        Error::new(Code::ImportUnreadable)
            .detail("服务器上保存的台账文件缺失或已损坏。请重新上传这份台账；并请系统管理员检查数据目录。")
    })
}
