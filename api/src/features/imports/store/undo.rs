//! Taking an import back: what it registered is withdrawn, what it changed gets its earlier content again, unless
//! somebody has worked on it since. Nothing is deleted.

use super::commit::{interrupted, reclaim};
use super::reading::{PAUSE, facts};
use super::rows;
use super::sessions::{self, Change};
use crate::db::types::Stamp;
use crate::error::{Error, Result};
use crate::features::imports::model::{ImportState, ImportTarget, ResultKind, Row, Session};
use crate::features::projects::model::EndState;
use crate::features::projects::model::input::ProjectInput;
use crate::features::projects::{self as project_room, StageChange, store as project_store};
use crate::jobs::Running;
use crate::journal::{self, Subject};
use crate::policy::Visible;
use crate::work::Tx;
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
        std::thread::sleep(PAUSE);
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
        ImportTarget::Enterprises => Ok(Undo::Refused(
            "企业库由全市共用，登记后可能已被别人引用，不随导入撤销。确属误登的，请在企业库中修改或合并。"
                .to_owned(),
        )),
    }
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
        let previous = row.previous.as_ref().map(|p| serde_json::from_value::<ProjectInput>(p.0.clone()));
        let previous = previous.transpose().map_err(Error::internal)?;
        let previous = previous.ok_or_else(|| Error::internal("an update without its earlier content"))?;
        let restored = project_store::update(tx, &project, &previous, now)?;
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
    after["reason"] = format!("导入撤销（批次{}）", session.id).into();
    journal::record(tx, "project.withdrawn", &subject, Some(&project), Some(&after))?;
    Ok(Undo::Done(now))
}

fn finish(tx: &mut Tx<'_>, id: i64, job_id: i64) -> Result<Value> {
    let now = tx.now;
    let session = sessions::hold(tx, id, ImportState::Undoing, job_id, now)?;
    let results = sessions::results(tx, id)?;
    let failure = (results.undo_refused > 0).then(|| {
        format!(
            "有{}行没有撤销（imports.changed_since），原因见各行；其余{}行已撤销。",
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
