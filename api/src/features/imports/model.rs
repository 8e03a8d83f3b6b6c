//! Rows of the import tables and the words used in them; what is sent in is in [`input`], what goes out in [`view`].

pub mod input;
pub mod mappings;
pub mod view;

pub use input::*;
pub use mappings::*;
pub use view::*;

use super::rules::preview::RowStatus;
use crate::db::schema::{import_rows, import_sessions};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use diesel::prelude::*;

text_enum! {
    /// 导入成什么。
    ImportTarget { Projects = "projects" / "项目", Enterprises = "enterprises" / "企业" }
}

text_enum! {
    /// 导入批次的状态。
    ImportState {
        Uploaded = "uploaded" / "已上传，正在读取",
        Ready = "ready" / "已预览，待入库",
        Committing = "committing" / "正在入库",
        Interrupted = "interrupted" / "中途停下，可继续或撤销",
        Committed = "committed" / "已入库",
        Undoing = "undoing" / "正在撤销",
        Undone = "undone" / "已撤销",
        Cancelled = "cancelled" / "已放弃",
    }
}

text_enum! {
    /// 一行的状态。
    ImportRowStatus {
        Ok = "ok" / "可以入库",
        SuspectedDuplicate = "suspected_duplicate" / "疑似重复",
        Error = "error" / "有错误",
        Skipped = "skipped" / "跳过",
    }
}

text_enum! {
    /// 人对一行的决定。
    Decision {
        Skip = "skip" / "跳过这一行",
        AcceptAsNew = "accept_as_new" / "不是重复，照新的登记",
        UpdateExisting = "update_existing" / "就是库里那一个，用这一行更新它",
    }
}

text_enum! {
    /// 入库的结果。
    ResultKind {
        Created = "created" / "新登记",
        Updated = "updated" / "更新了库里的记录",
        Matched = "matched" / "与库中一致，未改动",
    }
}

// by hand: the macro takes no `#[default]`
#[allow(clippy::derivable_impls)]
impl Default for ImportTarget {
    fn default() -> Self {
        Self::Projects
    }
}

impl From<RowStatus> for ImportRowStatus {
    fn from(status: RowStatus) -> Self {
        match status {
            RowStatus::Ok => Self::Ok,
            RowStatus::SuspectedDuplicate => Self::SuspectedDuplicate,
            RowStatus::Error => Self::Error,
            RowStatus::Skipped => Self::Skipped,
        }
    }
}

impl From<ImportRowStatus> for RowStatus {
    fn from(status: ImportRowStatus) -> Self {
        match status {
            ImportRowStatus::Ok => Self::Ok,
            ImportRowStatus::SuspectedDuplicate => Self::SuspectedDuplicate,
            ImportRowStatus::Error => Self::Error,
            ImportRowStatus::Skipped => Self::Skipped,
        }
    }
}

/// One import session as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = import_sessions, check_for_backend(crate::db::MultiBackend))]
pub struct Session {
    /// Id.
    pub id: i64,
    /// What the rows become.
    pub target: ImportTarget,
    /// Name of the uploaded file, for people only.
    pub file_name: String,
    /// Hash of the file and its name in the data folder.
    pub sha256: String,
    /// Size of the file.
    pub size_bytes: i64,
    /// State.
    pub state: ImportState,
    /// [`RecognitionInput`] in force.
    pub choices: Doc,
    /// [`super::store::reading::Kept`]: recognition, file facts, other rows.
    pub reading: Option<Doc>,
    /// [`super::rules::preview::Counts`] of now.
    pub counts: Doc,
    /// [`super::rules::totals::Sums`] of now.
    pub sums: Option<Doc>,
    /// Why the last work on it stopped.
    pub failure: Option<String>,
    /// Lead unit of rows that name none.
    pub lead_unit_id: Option<i64>,
    /// The job at work, or the last one.
    pub job_id: Option<i64>,
    /// Who uploaded it.
    pub created_by: Option<i64>,
    /// The uploader's unit.
    pub unit_id: Option<i64>,
    /// Uploaded at.
    pub created_at: Stamp,
    /// Changed at.
    pub updated_at: Stamp,
    /// Version.
    pub version: i32,
}

/// One record row of a session as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = import_rows, check_for_backend(crate::db::MultiBackend))]
pub struct Row {
    /// Session.
    pub session_id: i64,
    /// Row number of the sheet.
    pub row_no: i32,
    /// Status with fixes and decision taken into account.
    pub status: ImportRowStatus,
    /// Name, for lists.
    pub name: String,
    /// Total investment, for sums.
    pub total_investment_yuan: Option<i64>,
    /// [`super::rules::preview::RowReading`] without fixes.
    pub reading: Doc,
    /// Field → text.
    pub fixes: Doc,
    /// What a person decided.
    pub decision: Option<Decision>,
    /// [`DuplicateView`].
    pub duplicate: Option<Doc>,
    /// Issues found when it was to be committed.
    pub refusal: Option<Doc>,
    /// What became of it.
    pub result_kind: Option<ResultKind>,
    /// Project or enterprise.
    pub result_id: Option<i64>,
    /// Its version right after the import.
    pub result_version: Option<i32>,
    /// The input before an update, for undoing.
    pub previous: Option<Doc>,
    /// Committed at.
    pub committed_at: Option<Stamp>,
    /// Undone at.
    pub undone_at: Option<Stamp>,
    /// Why it could not be undone.
    pub undo_refusal: Option<String>,
    /// Version.
    pub version: i32,
}
