//! Taking an import back: what it registered is withdrawn (projects, enterprises, and the companies that came with
//! projects), what it changed gets its earlier content again, unless somebody has worked on it or uses it since. Nothing
//! is deleted.

use super::commit::{interrupted, reclaim};
use super::reading::facts;
use super::rows;
use super::sessions::{self, Change};
use crate::db::types::Stamp;
use crate::error::{Error, Result};
use crate::features::enterprises::rules::Checked;
use crate::features::enterprises::{Enterprise, EnterpriseInput, store as companies};
use crate::features::imports::model::{ImportState, ImportTarget, ResultKind, Row, Session};
use crate::features::projects::model::EndState;
use crate::features::projects::model::input::ProjectInput;
use crate::features::projects::store::parts;
use crate::features::projects::{self as project_room, StageChange, store as project_store};
use crate::jobs::Running;
use crate::journal::{self, Subject};
use crate::policy::Visible;
use crate::work::Tx;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Name of the job.
pub const JOB: &str = "imports.undo";
const ROWS_PER_CHUNK: i64 = 200;
const CHUNK_TIME: Duration = Duration::from_millis(60);

/// The job: undoes what was committed, the last row first.
///
/// # Errors
/// `job.wrong_state` when cancelled; the session is interrupted then and can be undone further or resumed.
pub fn run(running: &Running<'_>, payload: &Value) -> Result<Value> {
    let id = payload["session_id"].as_i64().ok_or_else(|| Error::internal("no session in the payload"))?;
    let done = in_chunks(running, id);
    if let Err(error) = &done {
        interrupted(running, id, ImportState::Undoing, error)?;
    }
    done
}

fn in_chunks(running: &Running<'_>, id: i64) -> Result<Value> {
    let (app, origin) = (running.app, running.origin);
    reclaim(app, origin, id, running.job_id, ImportState::Undoing)?;
    let results = app.read(origin, |tx| sessions::results(tx, id))?;
    let total = results.created + results.updated - results.undone;
    let (mut done, mut before) = (0, i32::MAX);
    loop {
        running.progress(done, Some(total), "逐行撤销")?;
        match app.write(origin, |tx| chunk(tx, id, running.job_id, before))? {
            Some((count, last)) => {
                done += count;
                before = last;
            }
            None => return app.write(origin, |tx| finish(tx, id, running.job_id)),
        }
        app.give_way();
    }
}

fn chunk(tx: &mut Tx<'_>, id: i64, job_id: i64, before: i32) -> Result<Option<(i64, i32)>> {
    let now = tx.now;
    let session = sessions::hold(tx, id, ImportState::Undoing, job_id, now)?;
    tx.mark_journalled(); // each record has its own row
    let started = Instant::now();
    let (mut count, mut last) = (0, before);
    for row in rows::next_to_undo(tx, id, before, ROWS_PER_CHUNK)? {
        if count > 0 && started.elapsed() > CHUNK_TIME {
            break;
        }
        count += 1;
        last = row.row_no;
        let outcome = match tx.attempt(|tx| undo_row(tx, &session, &row)) {
            Ok(Undo::Done(at)) => Ok(at),
            Ok(Undo::Refused(reason)) => Err(reason),
            Err(e) if e.code().status() < 500 => Err(e.message().to_owned()),
            Err(e) => return Err(e),
        };
        rows::undone(tx, &row, outcome)?;
    }
    Ok((count > 0).then_some((count, last)))
}

enum Undo {
    Done(Stamp),
    Refused(String),
}

fn undo_row(tx: &mut Tx<'_>, session: &Session, row: &Row) -> Result<Undo> {
    match session.target {
        ImportTarget::Projects => undo_project(tx, session, row),
        ImportTarget::Enterprises => undo_enterprise(tx, session, row),
    }
}

/// The content before an update.
fn previous<T: DeserializeOwned>(row: &Row) -> Result<T> {
    let doc =
        row.previous.as_ref().ok_or_else(|| Error::internal("an update without its earlier content"))?;
    serde_json::from_value(doc.0.clone()).map_err(Error::internal)
}

fn reason(session: &Session) -> String {
    format!("导入撤销（批次{}）", session.id)
}

fn undo_enterprise(tx: &mut Tx<'_>, session: &Session, row: &Row) -> Result<Undo> {
    let id = row.result_id.ok_or_else(|| Error::internal("a committed row without its enterprise"))?;
    let company = companies::find(tx, id)?;
    if company.withdrawn_at.is_some() {
        return Ok(Undo::Done(tx.now));
    }
    if Some(company.version) != row.result_version {
        return Ok(Undo::Refused(format!(
            "“{}”入库后已被修改或合并，没有撤销，保持现状。确需作废的，请在企业库中办理。",
            company.name
        )));
    }
    if row.result_kind == Some(ResultKind::Updated) {
        let now = tx.now;
        let earlier = Checked::restored(previous::<EnterpriseInput>(row)?);
        let restored = companies::update(tx, id, company.version, &earlier, now)?;
        let subject = Subject::new("enterprise", id, &restored.name);
        journal::record(tx, "enterprise.changed", &subject, Some(&company), Some(&restored))?;
        return Ok(Undo::Done(now));
    }
    match withdraw(tx, session, &company)? {
        None => Ok(Undo::Done(tx.now)),
        Some(why) => Ok(Undo::Refused(format!(
            "“{}”入库后已有引用（{why}），没有作废，保持现状。确需作废的，请先了结这些引用。",
            company.name
        ))),
    }
}

/// Withdraws an enterprise of an import, unless somebody has worked with it since; answers what refers to it.
fn withdraw(tx: &mut Tx<'_>, session: &Session, company: &Enterprise) -> Result<Option<String>> {
    let mut uses: Vec<String> = companies::uses(tx, company.id)?.into_iter().map(|u| u.message).collect();
    if companies::has_contacts(tx, company.id)? {
        uses.push("登记了联系人".to_owned());
    }
    if !uses.is_empty() {
        return Ok(Some(uses.join("；")));
    }
    let (by, now) = (tx.caller.user_id, tx.now);
    let after = companies::set_withdrawn(tx, company, by, Some(&reason(session)), now)?;
    let subject = Subject::new("enterprise", after.id, &after.name);
    journal::record(tx, "enterprise.withdrawn", &subject, Some(company), Some(&after))?;
    Ok(None)
}

/// The companies that came into the library with a project go with it, as far as nobody uses them otherwise.
fn withdraw_companies(tx: &mut Tx<'_>, session: &Session, project_id: i64) -> Result<()> {
    for party in parts::parties(tx, &[project_id])? {
        let Some(id) = party.enterprise_id else { continue };
        let company = companies::find(tx, id)?;
        let untouched = company.version == 1 && company.withdrawn_at.is_none();
        if untouched && company.import_id == Some(session.id) {
            withdraw(tx, session, &company)?;
        }
    }
    Ok(())
}

fn undo_project(tx: &mut Tx<'_>, session: &Session, row: &Row) -> Result<Undo> {
    let id = row.result_id.ok_or_else(|| Error::internal("a committed row without its project"))?;
    let project = project_store::find(tx, &Visible::everything(), id)?;
    if Some(project.version) != row.result_version {
        return Ok(Undo::Refused(format!(
            "“{}”入库后已被修改，没有撤销，保持现状。确需退库的，请在项目中办理。",
            project.name
        )));
    }
    let (now, today) = (tx.now, tx.today());
    let subject = Subject::new("project", id, format!("{} {}", project.number, project.name));
    if row.result_kind == Some(ResultKind::Updated) {
        let restored = project_store::update(tx, &project, &previous::<ProjectInput>(row)?, now)?;
        project_store::index(tx, id)?;
        journal::record(tx, "project.changed", &subject, Some(&project), Some(&restored))?;
        return Ok(Undo::Done(now));
    }
    project_store::end_codes(tx, id, today, "导入撤销")?;
    let change = StageChange {
        stage: project.stage,
        end_state: Some(EndState::Withdrawn),
        stage_since_on: project.stage_since_on,
        facts: project_room::Facts::default(),
    };
    let withdrawn = project_room::set_stage(tx, &project, &change)?;
    let mut after = serde_json::to_value(&withdrawn).map_err(Error::internal)?;
    after["reason"] = reason(session).into();
    journal::record(tx, "project.withdrawn", &subject, Some(&project), Some(&after))?;
    withdraw_companies(tx, session, id)?;
    Ok(Undo::Done(now))
}

fn finish(tx: &mut Tx<'_>, id: i64, job_id: i64) -> Result<Value> {
    let now = tx.now;
    let session = sessions::hold(tx, id, ImportState::Undoing, job_id, now)?;
    let results = sessions::results(tx, id)?;
    let failure = (results.undo_refused > 0).then(|| {
        format!(
            "有{}行没有撤销（导入后又有变动），原因见各行；其余{}行已撤销。",
            results.undo_refused, results.undone
        )
    });
    let change = Change { state: Some(ImportState::Undone), failure: Some(failure), ..Change::default() };
    let done = sessions::update(tx, &session, &change, now)?;
    let mut after = facts(&done);
    after["results"] = serde_json::to_value(&results).map_err(Error::internal)?;
    journal::record(tx, "import.undone", &done.subject(), Some(&facts(&session)), Some(&after))?;
    Ok(json!({ "import_id": id, "results": results }))
}
