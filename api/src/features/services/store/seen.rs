//! Who sees what of this room, for files and for the feed of changes.

use super::{complaints, procedures, records, tickets};
use crate::error::Result;
use crate::journal::Event;
use crate::policy::Visible;
use crate::work::Tx;

/// Kinds of things of this room that have a history of their own.
const KINDS: [&str; 3] = ["ticket", "complaint", "service_record"];

/// Is this a kind of thing of this room?
pub fn is_kind(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// Of these changes the things of this room that may be seen, by kind and id.
///
/// # Errors
/// Database errors.
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<(&'static str, i64)>> {
    let mut seen = Vec::new();
    for kind in KINDS {
        let of = events.iter().filter(|e| e.subject_kind == kind);
        let ids: Vec<i64> = of.map(|e| e.subject_id).collect();
        let found = match kind {
            _ if ids.is_empty() => continue,
            "ticket" => tickets::visible_ids(tx, who, ids)?,
            "complaint" => complaints::visible_ids(tx, who, ids)?,
            _ => records::visible_ids(tx, who, ids)?,
        };
        seen.extend(found.into_iter().map(|id| (kind, id)));
    }
    Ok(seen)
}

/// May this be seen? `None` when it is no kind of this room.
///
/// # Errors
/// Database errors.
pub fn may_see(tx: &mut Tx<'_>, who: &Visible, kind: &str, id: i64) -> Result<Option<bool>> {
    let found = match kind {
        "approval_item" => procedures::visible_ids(tx, who, vec![id])?,
        "ticket" => tickets::visible_ids(tx, who, vec![id])?,
        "complaint" => complaints::visible_ids(tx, who, vec![id])?,
        "service_record" => records::visible_ids(tx, who, vec![id])?,
        _ => return Ok(None),
    };
    Ok(Some(!found.is_empty()))
}
