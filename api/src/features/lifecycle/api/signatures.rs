//! Signed papers: reading ([`read`]), filling in and auditing ([`write`]), repeated signings ([`repeats`]), old projects
//! ([`takeovers`]); what a passed paper does is in [`settle`].

pub(super) mod read;
pub(super) mod repeats;
pub(super) mod settle;
pub(super) mod takeovers;
pub(super) mod write;

use super::super::model::{AuditState, PaperFileView, Signature, SignatureItem, SignatureView, Suspicion};
use super::super::store;
use crate::error::{Blocking, Error, Result};
use crate::features::files;
use crate::features::projects::{self, Project};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations};
use crate::work::Tx;

/// Actions a view speaks of.
const ACTIONS: &[Action] = &[Action::SignatureRead, Action::SignatureSubmit, Action::SignatureAudit];

/// A project that the caller may see, and how he stands to it.
pub(super) fn find_project(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<(Project, Relations)> {
    let project = projects::find_visible(tx, id)?;
    let relations = projects::relations(tx.caller, &project);
    policy::require(tx.caller, action, relations)?;
    Ok((project, relations))
}

/// A paper with its project.
pub(super) struct Found {
    project: Project,
    relations: Relations,
    row: Signature,
}

pub(super) fn find(tx: &mut Tx<'_>, ids: &(i64, i64), action: Action) -> Result<Found> {
    let project = projects::find_visible(tx, ids.0)?;
    let row = store::find_signature(tx, project.id, ids.1)?;
    let relations = projects::relations(tx.caller, &project);
    policy::require(tx.caller, action, relations)?;
    Ok(Found { project, relations, row })
}

/// Everything about a paper.
fn view(tx: &mut Tx<'_>, found: &Found) -> Result<SignatureView> {
    let today = tx.today();
    let row = &found.row;
    let item = store::items(tx, vec![row.clone()], today)?.pop();
    let item: SignatureItem = item.ok_or_else(|| Error::internal("no view"))?;
    let files = store::files_of(tx, &[row.id])?;
    let undecided = row.state.is_open() || row.state == AuditState::Submitted;
    let suspicions =
        if undecided { store::suspicions(tx, &found.project, row.amount_yuan)? } else { Vec::new() };
    Ok(SignatureView {
        opinions: store::signature_opinions(tx, &[row.id])?,
        missing: if row.state.is_open() { missing(&files, &suspicions) } else { Vec::new() },
        can: can(tx, found, &files),
        files: files.iter().map(|(paper, file)| file_view(paper.purpose, file)).collect(),
        suspicions,
        item,
    })
}

fn file_view(purpose: super::super::model::PaperPurpose, file: &files::Row) -> PaperFileView {
    PaperFileView {
        purpose,
        file_id: file.id,
        name: file.name.clone(),
        media_type: file.media_type,
        size_bytes: file.size_bytes,
        sha256: file.sha256.clone(),
        sealed: file.sealed_at.is_some(),
    }
}

type Files = [(super::super::model::PaperFile, files::Row)];

/// What a paper lacks before it can be submitted.
fn missing(files: &Files, suspicions: &[Suspicion]) -> Vec<Blocking> {
    let lack = |code: &str, field: &str, message: &str, how: &str| Blocking {
        code: code.into(),
        field: field.into(),
        message: message.into(),
        how_to_fix: how.into(),
    };
    let mut out = Vec::new();
    if !files.iter().any(|(f, _)| f.purpose == super::super::model::PaperPurpose::Text) {
        out.push(lack(
            "evidence.missing",
            "files.text",
            "缺少签约文本",
            "上传签约文本扫描件，用途选“签约文本”",
        ));
    }
    for suspicion in suspicions.iter().filter(|s| s.answer.is_none()) {
        let of = suspicion.name.as_deref().unwrap_or("其他单位的项目");
        let how = if suspicion.project_id.is_some() {
            "核对后答复“另一个项目”或“重复签约”，并写明理由"
        } else {
            "请招商局核对并答复"
        };
        let message = format!("与“{of}”疑似重复签约：{}", suspicion.reasons.join("；"));
        out.push(lack("repeat.unanswered", "suspicions", &message, how));
    }
    out
}

fn can(tx: &Tx<'_>, found: &Found, files: &Files) -> Vec<String> {
    let row = &found.row;
    let uploaded: Vec<Option<i64>> =
        files.iter().filter(|(_, f)| f.enterprise_id.is_none()).map(|(_, f)| f.uploaded_by).collect();
    let under_way = found.project.end_state.is_none();
    let fits = |action: &Action| match action {
        Action::SignatureSubmit => under_way && (row.state.is_open() || row.state == AuditState::Submitted),
        Action::SignatureAudit => {
            under_way
                && row.state == AuditState::Submitted
                && crate::policy::check_audit(tx.caller.user_id, row.submitted_by, &uploaded).is_ok()
        }
        _ => true,
    };
    let actions: Vec<Action> = ACTIONS.iter().copied().filter(fits).collect();
    policy::permitted(tx.caller, &actions, found.relations)
}

/// Journals a change of a paper in the history of its project.
pub(super) fn record(
    tx: &mut Tx<'_>,
    project: &Project,
    event: &str,
    before: Option<&Signature>,
    after: &Signature,
) -> Result<()> {
    let counts = store::counts_of(tx, &[after.id])?.pop();
    let state = |row: &Signature| serde_json::json!({ "signature": row });
    let mut new = state(after);
    if let Some(counts) = counts {
        new["counts"] = serde_json::to_value(counts).map_err(Error::internal)?;
    }
    let subject = Subject::new("project", project.id, &project.name);
    journal::record(tx, event, &subject, before.map(state).as_ref(), Some(&new))
}
