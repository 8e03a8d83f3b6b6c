//! An amendment as it is shown and as the journal keeps it.

use super::super::super::model::{AmendmentRow, AmendmentView, AuditState, PaperFileView, PaperPurpose};
use super::super::super::store;
use super::{ACTIONS, Found};
use crate::error::{Error, Result};
use crate::features::files;
use crate::features::projects::Project;
use crate::journal::{self, Subject};
use crate::policy::{self, Action};
use crate::work::Tx;
use serde_json::json;

/// Everything about an amendment.
pub(super) fn view(tx: &mut Tx<'_>, found: &Found) -> Result<AmendmentView> {
    let row = &found.row;
    let signature = match row.signature_id {
        Some(id) => Some(store::find_signature(tx, row.project_id, id)?),
        None => None,
    };
    let file = files::many(tx, &[row.proof_file_id])?.pop();
    let uploaded = crate::features::files::uploaders(tx, &[row.proof_file_id])?;
    let fits = |action: &Action| match action {
        Action::AmendmentSubmit => row.state.is_open() || row.state == AuditState::Submitted,
        Action::AmendmentAudit => {
            row.state == AuditState::Submitted
                && crate::policy::check_audit(tx.caller.user_id, row.submitted_by, &uploaded).is_ok()
        }
        _ => true,
    };
    let actions: Vec<Action> = ACTIONS.iter().copied().filter(fits).collect();
    let item = store::amendment_items(tx, vec![row.clone()])?.pop();
    Ok(AmendmentView {
        amendment: item.ok_or_else(|| Error::internal("no view"))?,
        current_value: store::value_now(&found.project, signature.as_ref(), row.field),
        proof: file.map(|f| PaperFileView {
            purpose: PaperPurpose::Proof,
            file_id: f.id,
            name: f.name,
            media_type: f.media_type,
            size_bytes: f.size_bytes,
            sha256: f.sha256,
            sealed: f.sealed_at.is_some(),
        }),
        opinions: store::amendment_opinions(tx, &[row.id])?,
        can: policy::permitted(tx.caller, &actions, found.relations),
    })
}

/// Journals an amendment in the history of its project: both values stand there.
pub(super) fn record(
    tx: &mut Tx<'_>,
    project: &Project,
    event: &str,
    before: Option<&AmendmentRow>,
    after: &AmendmentRow,
) -> Result<()> {
    let state = |row: &AmendmentRow| {
        json!({ "amendment": { "id": row.id, "signature_id": row.signature_id, "field": row.field, "state": row.state,
            "old_value": row.old(), "new_value": row.new_value(), "reason": row.reason, "proof_file_id": row.proof_file_id } })
    };
    let subject = Subject::new("project", project.id, &project.name);
    journal::record(tx, event, &subject, before.map(state).as_ref(), Some(&state(after)))
}
