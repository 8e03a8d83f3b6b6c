//! The operations of the room: uploading and reading, rows, committing and undoing.

mod mappings;
mod rows;
mod runs;
mod sessions;
mod upload;

pub use rows::TABLE as ROWS_TABLE;
pub use runs::begin;
pub use sessions::TABLE;

use super::model::{Session, SessionItem, SessionView};
use super::rules::preview::OtherRow;
use super::store;
use crate::error::{Code, Error, Result};
use crate::features::imports::model::ImportState;
use crate::http::ServiceConfig;
use crate::policy::{self, Action, Relations, permitted, require};
use crate::work::Tx;

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(upload::create_import)
        .service(sessions::list_imports)
        .service(sessions::get_import)
        .service(sessions::put_import_recognition)
        .service(sessions::cancel_import)
        .service(sessions::download_annotated_import)
        .service(rows::list_import_rows)
        .service(rows::batch_import_rows)
        .service(rows::get_import_row)
        .service(rows::put_import_row)
        .service(runs::commit_import)
        .service(runs::undo_import)
        .service(mappings::list_import_mappings)
        .service(mappings::get_import_mapping)
        .service(mappings::put_import_mapping)
        .service(mappings::withdraw_import_mapping);
}

/// The session, if the caller may see it and do this.
fn find(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Session> {
    let who = policy::visible(tx.caller);
    let session = store::sessions::find(tx, &who, id)?;
    require(tx.caller, action, relations(tx, &session))?;
    Ok(session)
}

fn relations(tx: &Tx<'_>, session: &Session) -> Relations {
    let own = session.created_by.is_some() && session.created_by == tx.caller.user_id;
    Relations {
        own,
        own_unit: session.unit_id.is_some_and(|u| tx.caller.covers_unit(u)),
        ..Relations::default()
    }
}

fn wrong_state(session: &Session, what: &str) -> Error {
    Error::new(Code::ImportState).detail(format!("这个导入批次{}，{what}", session.state.label()))
}

/// Sessions with the names of who uploaded them.
fn items(tx: &mut Tx<'_>, sessions: Vec<Session>) -> Result<Vec<SessionItem>> {
    let names = store::sessions::uploaders(tx, &sessions)?;
    let item = |s: Session| SessionItem {
        id: s.id,
        target: s.target,
        file_name: s.file_name,
        size_bytes: s.size_bytes,
        sha256: s.sha256,
        state: s.state,
        counts: s.counts.read(),
        sums: s.sums.and_then(|d| serde_json::from_value(d.0).ok()),
        failure: s.failure,
        lead_unit_id: s.lead_unit_id,
        job_id: s.job_id,
        created_by: s.created_by,
        created_by_name: s.created_by.and_then(|id| names.get(&id).cloned()),
        unit_id: s.unit_id,
        created_at: s.created_at,
        updated_at: s.updated_at,
        version: s.version,
    };
    Ok(sessions.into_iter().map(item).collect())
}

fn view(tx: &mut Tx<'_>, session: Session) -> Result<SessionView> {
    let who = policy::visible(tx.caller);
    let same_file_as = store::sessions::same_file(tx, &who, &session)?;
    let results = store::sessions::results(tx, session.id)?;
    let can = permitted(tx.caller, &[Action::ImportRead, Action::ImportRun], relations(tx, &session));
    let (file, recognition, other_rows) = match session.kept() {
        Some(kept) => (Some(kept.file), Some(kept.recognition), kept.other_rows),
        None => (None, None, Vec::<OtherRow>::new()),
    };
    let choices = session.recognition_input();
    let session = items(tx, vec![session])?.pop().ok_or_else(Error::not_found)?;
    Ok(SessionView { session, choices, file, recognition, other_rows, results, same_file_as, can })
}

/// Rows may be fixed and decided on while nothing is running on the session.
fn check_open(session: &Session) -> Result<()> {
    match session.state {
        ImportState::Ready | ImportState::Interrupted | ImportState::Committed => Ok(()),
        _ => Err(wrong_state(session, "现在不能改动各行。请等它做完，或重新上传。")),
    }
}

/// The lead unit a caller may give: the bureau any, a clerk the own unit or one below it.
fn check_lead_unit(tx: &mut Tx<'_>, unit_id: Option<i64>) -> Result<Option<i64>> {
    let Some(id) = unit_id else { return Ok(None) };
    let everywhere = tx.caller.system || tx.caller.roles.contains(&policy::Role::Bureau);
    if !everywhere && !tx.caller.covers_unit(id) {
        return Err(Error::field("/lead_unit_id", "foreign", "责任单位只能填本单位或下属单位，请改选。"));
    }
    crate::features::projects::store::parts::check_units(tx, |_| "/lead_unit_id".to_owned(), &[id])?;
    Ok(Some(id))
}
