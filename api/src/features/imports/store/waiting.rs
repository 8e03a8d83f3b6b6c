//! What waits for the caller in imports: sessions of his own that are not finished.

use super::super::model::ImportState;
use crate::db::schema::import_sessions;
use crate::db::types::Stamp;
use crate::error::Result;
use crate::policy::{Action, Relations, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::prelude::*;

/// What waits for the caller in this room.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let own = Relations { own: true, ..Relations::default() };
    if tab == InboxTab::Done || !allowed(tx.caller, Action::ImportRead, own) {
        return Ok(Vec::new());
    }
    let unfinished = [
        ImportState::Uploaded,
        ImportState::Ready,
        ImportState::Committing,
        ImportState::Interrupted,
        ImportState::Undoing,
    ];
    let rows: Vec<(i64, String, ImportState, Option<String>, Stamp)> = import_sessions::table
        .filter(import_sessions::created_by.assume_not_null().eq(me))
        .filter(import_sessions::state.eq_any(unfinished))
        .select((
            import_sessions::id,
            import_sessions::file_name,
            import_sessions::state,
            import_sessions::failure,
            import_sessions::updated_at,
        ))
        .load(&mut **tx)?;
    let found = rows.into_iter().filter_map(|(id, subject, state, failure, since_at)| {
        // what the program is at needs nobody
        let mine = match state {
            ImportState::Ready | ImportState::Interrupted => true,
            _ => failure.is_some(),
        };
        let why = match failure {
            Some(failure) => format!("您上传的台账没有读成：{failure}"),
            None => format!("您上传的台账{}", state.label()),
        };
        let waiting = Waiting {
            kind: InboxKind::ImportUnfinished,
            subject,
            why,
            from_id: None,
            since_at,
            due_on: None,
            resource: InboxResource::Import,
            resource_id: id,
            part_id: None,
        };
        (mine == (tab == InboxTab::Todo)).then_some(waiting)
    });
    Ok(found.collect())
}
