//! 洽谈记录：外出与接待之外的每次见面、通话、会议、书信，谈了什么，结果如何，下一步谁在哪天之前做什么。
//!
//! Invariants: a talk belongs to a company, a project or both (also a CHECK of both databases) · it did not happen in
//! the future · a next step has a person who can see the matter and a day, or there is none · what was done stays as it
//! was · a talk of a project is seen by whoever sees the project, one of a company alone by bureau, leaders, its unit and
//! the people it names; partners see none · a phone's repeated request is the same record, whenever it comes · nothing
//! is deleted: a wrong record is withdrawn with a reason.
//! Tests: `rules.rs`, `tests/features/talks.rs`.

mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{TABLE, TalkLine, count_of_project, load_told, routes};
pub use store::hooks::{hand_over, move_talks, open_work, uses_by_talks, waiting};

use crate::error::Result;
use crate::journal::Event;
use crate::policy::Visible;
use crate::work::Tx;

/// Of these changes the talks that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let ids: Vec<i64> = events.iter().filter(|e| e.subject_kind == "talk").map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { store::visible_ids(tx, who, ids) }
}

/// May this talk be seen?
///
/// # Errors
/// Database errors.
pub fn may_see(tx: &mut Tx<'_>, who: &Visible, id: i64) -> Result<bool> {
    Ok(!store::visible_ids(tx, who, vec![id])?.is_empty())
}
