//! Records of exports, templates, the writing of tables, and the files in the export area; sums and lists of rates and
//! of progress against targets.

pub mod area;
pub mod cohorts;
pub mod csv;
pub mod expiry;
pub mod exports;
pub mod progress;
pub mod run;
pub mod targets;
pub mod templates;
pub mod xlsx;

use super::rules::cells::Cell;
use crate::error::Result;

/// A table being written.
pub trait Sink {
    /// The next row.
    ///
    /// # Errors
    /// `server.storage_failed` when the disk refuses.
    fn row(&mut self, cells: &[Cell]) -> Result<()>;

    /// Ends the table with its totals and notes; afterwards the file is whole, but not flushed.
    ///
    /// # Errors
    /// As [`Sink::row`].
    fn finish(self: Box<Self>, totals: Option<&[Cell]>, notes: &[(String, String)]) -> Result<()>;
}
