//! Removing files whose time is over; the records stay.

use super::{area, exports};
use crate::error::Result;
use crate::jobs::Running;
use crate::journal::{self, Subject};
use serde_json::{Value, json};

/// Name of the job.
pub const JOB: &str = "exports.expire";

/// The job: removes the files of expired exports, and what crashed runs left behind.
///
/// # Errors
/// Database and I/O errors; what was removed stays removed.
pub fn run(running: &Running<'_>, _: &Value) -> Result<Value> {
    let (app, origin) = (running.app, running.origin);
    let data = &app.config.data;
    let expired = app.read(origin, |tx| {
        let now = tx.now;
        exports::expired(tx, now)
    })?;
    let total = expired.len() as i64;
    for (done, export) in (0..).zip(&expired) {
        running.progress(done, Some(total), "清理过期的导出")?;
        if let Some(name) = &export.stored_name {
            area::remove(data, name)?;
        }
        app.write(origin, |tx| {
            let now = tx.now;
            if exports::removed(tx, export.id, now)?.is_none() {
                tx.mark_journalled();
                return Ok(());
            }
            journal::note(tx, "export.expired", &Subject::new("export", export.id, &export.title))
        })?;
    }
    let known = app.read(origin, |tx| exports::known_names(tx))?;
    let strays = area::remove_strays(data, &known)?;
    Ok(json!({ "removed": total, "strays": strays }))
}
