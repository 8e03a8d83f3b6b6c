//! Bringing rows into the library in short transactions; whoever runs it again goes on where it stopped.

use super::convert::{self, Surroundings};
use super::reading::{Kept, PAUSE, facts};
use super::rows::{self, Committed};
use super::sessions::{self, Change};
use super::{library, settling};
use crate::app::App;
use crate::db::schema::jobs;
use crate::db::types::Doc;
use crate::error::{Code, Error, Result};
use crate::features::enterprises;
use crate::features::imports::model::{
    Decision, DuplicateView, ImportRowStatus, ImportState, ImportTarget, ResultKind, Row, Session,
};
use crate::features::imports::rules::issues::{Issue, Severity};
use crate::features::imports::rules::preview::RowReading;
use crate::features::projects::model::input::ProjectInput;
use crate::features::projects::{self, rules as project_rules, store as project_store};
use crate::jobs::Running;
use crate::journal::{self, Subject};
use crate::policy::{self, Action, require};
use crate::work::{Origin, Tx};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Name of the job.
pub const JOB: &str = "imports.commit";
/// Most rows of one transaction.
const ROWS_PER_CHUNK: i64 = 64;
/// A transaction ends early rather than keep others waiting longer than this.
const CHUNK_TIME: Duration = Duration::from_millis(60);

/// The job: commits what waits, chunk by chunk.
///
/// # Errors
/// `job.wrong_state` when cancelled; the session is interrupted then and can be resumed or undone.
pub fn run(running: &Running<'_>, payload: &Value) -> Result<Value> {
    let id = payload["session_id"].as_i64().ok_or_else(|| Error::internal("no session in the payload"))?;
    let done = in_chunks(running, id);
    if let Err(error) = &done {
        interrupted(running, id, ImportState::Committing, error)?;
    }
    done
}

fn in_chunks(running: &Running<'_>, id: i64) -> Result<Value> {
    let (app, origin) = (running.app, running.origin);
    reclaim(app, origin, id, running.job_id, ImportState::Committing)?;
    let waiting = app.read(origin, |tx| rows::waiting(tx, id))?;
    let mut done = 0;
    loop {
        running.progress(done, Some(waiting), "逐行入库")?;
        let step = app.write(origin, |tx| chunk(tx, id, running.job_id))?;
        match step {
            Step::More(count) => done += count,
            Step::Finished(result) => {
                running.progress(waiting, Some(waiting), "入库完成")?;
                return Ok(result);
            }
        }
        std::thread::sleep(PAUSE);
    }
}

/// A run after a crash finds the session as the crash left it, or interrupted by its own earlier failure.
///
/// # Errors
/// Database errors.
pub fn reclaim(app: &App, origin: &Origin, id: i64, job_id: i64, state: ImportState) -> Result<()> {
    app.write(origin, |tx| {
        tx.mark_journalled(); // going on is no change of the city's data
        let now = tx.now;
        if let Ok(session) = sessions::hold(tx, id, ImportState::Interrupted, job_id, now) {
            let change = Change { state: Some(state), failure: Some(None), ..Change::default() };
            sessions::update(tx, &session, &change, now)?;
        }
        Ok(())
    })
}

/// Writes down that a run stopped before its end, unless another worker has taken over.
///
/// # Errors
/// Database errors.
pub fn interrupted(running: &Running<'_>, id: i64, state: ImportState, error: &Error) -> Result<()> {
    running.app.write(running.origin, |tx| {
        let now = tx.now;
        let cancelled: bool =
            jobs::table.find(running.job_id).select(jobs::cancel_requested).first(&mut **tx)?;
        let taken_over = error.code() == Code::JobState && !cancelled;
        let held = if taken_over { None } else { sessions::hold(tx, id, state, running.job_id, now).ok() };
        let Some(session) = held else {
            tx.mark_journalled();
            return Ok(());
        };
        let change = Change {
            state: Some(ImportState::Interrupted),
            failure: Some(Some(error.message().to_owned())),
            ..Change::default()
        };
        let stopped = sessions::update(tx, &session, &change, now)?;
        let stopped = settling::recount(tx, &stopped)?;
        journal::record(
            tx,
            "import.interrupted",
            &stopped.subject(),
            Some(&facts(&session)),
            Some(&facts(&stopped)),
        )
    })
}

enum Step {
    More(i64),
    Finished(Value),
}

fn chunk(tx: &mut Tx<'_>, id: i64, job_id: i64) -> Result<Step> {
    let now = tx.now;
    let session = sessions::hold(tx, id, ImportState::Committing, job_id, now)?;
    let kept = session.kept().ok_or_else(|| Error::internal("a session without a reading"))?;
    let waiting = rows::next_to_commit(tx, id, 0, ROWS_PER_CHUNK)?;
    if waiting.is_empty() {
        return finish(tx, &session).map(Step::Finished);
    }
    let around = surroundings(tx, &session)?;
    let names: Vec<String> = waiting.iter().map(|r| r.name.clone()).collect();
    let appeared = match session.target {
        ImportTarget::Projects => library::appeared(tx, session.created_at, id, &names)?,
        ImportTarget::Enterprises => std::collections::HashMap::new(),
    };
    let started = Instant::now();
    let mut count = 0;
    for row in &waiting {
        if count > 0 && started.elapsed() > CHUNK_TIME {
            break;
        }
        count += 1;
        let reading = settling::revised(tx, &session, &kept, row)?;
        if row.decision.is_none()
            && let Some(found) = library::repeated(tx, &session, &reading, &appeared)?
        {
            suspect(tx, row, &found)?;
            continue;
        }
        let done = tx.attempt(|tx| commit_row(tx, &session, &kept, &around, row, &reading));
        match done {
            Ok(()) => {}
            Err(error) if error.code().status() < 500 => refuse(tx, row, &error)?,
            Err(error) => return Err(error),
        }
    }
    tx.mark_journalled(); // each record has its own row; refusals are working data of the session
    Ok(Step::More(count))
}

/// What the conversion of a session's rows needs.
///
/// # Errors
/// 422 without any lead unit, database errors.
pub fn surroundings(tx: &mut Tx<'_>, session: &Session) -> Result<Surroundings> {
    let lead_unit_id = session.lead_unit_id.or(tx.caller.unit_id).ok_or_else(|| {
        Error::field("/lead_unit_id", "required", "请指定这批台账的责任单位（lead_unit_id）后再入库。")
    })?;
    let everywhere = tx.caller.system || tx.caller.roles.contains(&crate::policy::Role::Bureau);
    let own_units = (!everywhere).then(|| tx.caller.unit_ids.clone());
    let today = tx.today();
    Surroundings::load(tx, lead_unit_id, own_units, &session.file_name, today)
}

fn suspect(tx: &mut Tx<'_>, row: &Row, found: &DuplicateView) -> Result<()> {
    let change = rows::Settled {
        status: ImportRowStatus::SuspectedDuplicate,
        name: row.name.clone(),
        total_investment_yuan: row.total_investment_yuan,
        fixes: row.fixes.clone(),
        decision: None,
        duplicate: Some(Doc::of(found)),
        refusal: None,
    };
    rows::settle(tx, row, &change).map(drop)
}

fn refuse(tx: &mut Tx<'_>, row: &Row, error: &Error) -> Result<()> {
    let row_no = u32::try_from(row.row_no).unwrap_or_default();
    let issue = |code: &str, message: &str| Issue {
        row: row_no,
        cell: None,
        field: None,
        code: code.to_owned(),
        severity: Severity::Error,
        message: message.to_owned(),
        how_to_fix: "请按提示改正这一行，再次入库；或跳过这一行".to_owned(),
    };
    let mut issues: Vec<Issue> = error.errors().iter().map(|e| issue(&e.code, &e.message)).collect();
    if issues.is_empty() {
        issues.push(issue(error.code().code(), error.message()));
    }
    rows::refused(tx, row, Doc::of(&issues), ImportRowStatus::Error)
}

fn commit_row(
    tx: &mut Tx<'_>,
    session: &Session,
    _kept: &Kept,
    around: &Surroundings,
    row: &Row,
    reading: &RowReading,
) -> Result<()> {
    let existing = match (row.decision, &row.duplicate) {
        (Some(Decision::UpdateExisting), Some(doc)) => {
            serde_json::from_value::<DuplicateView>(doc.0.clone()).ok().and_then(|d| d.library_id)
        }
        _ => None,
    };
    let done = match (session.target, existing) {
        (ImportTarget::Projects, None) => create_project(tx, session, around, reading)?,
        (ImportTarget::Projects, Some(id)) => update_project(tx, around, reading, id)?,
        (ImportTarget::Enterprises, None) => create_enterprise(tx, session, around, reading)?,
        (ImportTarget::Enterprises, Some(id)) => update_enterprise(tx, around, reading, id)?,
    };
    if rows::committed(tx, row, &done)? {
        return Ok(());
    }
    // another worker was faster: what this one made is taken back with the savepoint
    Err(Error::new(Code::ImportState).detail("这一行已由别的任务入库。"))
}

fn create_project(
    tx: &mut Tx<'_>,
    session: &Session,
    around: &Surroundings,
    reading: &RowReading,
) -> Result<Committed> {
    let mut draft = convert::project(around, reading, Some(session.id));
    let limits = json!({ "parties": draft.parties });
    tx.app.contract.check("ProjectInput", &without_nulls(&draft.fields))?;
    tx.app.contract.check("ProjectPartiesInput", &stripped(limits))?;
    if let Some(company) = convert::coded_company(reading) {
        let (enterprise_id, _) = enterprises::find_or_create(tx, &company)?;
        for party in draft.parties.iter_mut().filter(|p| p.name.as_deref() == Some(&company.name)) {
            party.enterprise_id = Some(enterprise_id);
        }
    }
    let draft = project_store::create::check(tx, draft, false)?;
    let project = project_store::create::insert(tx, &draft)?;
    Ok(Committed {
        result_kind: ResultKind::Created,
        result_id: project.id,
        result_version: project.version,
        previous: None,
        committed_at: tx.now,
    })
}

fn without_nulls<T: serde::Serialize>(value: &T) -> Value {
    stripped(serde_json::to_value(value).unwrap_or_default())
}

fn stripped(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, stripped(v))).collect()
        }
        Value::Array(items) => items.into_iter().map(stripped).collect(),
        other => other,
    }
}

/// What the row says replaces what the project says; what the row leaves open stays. Stage, parties and audited facts
/// change in their own ways only.
fn update_project(
    tx: &mut Tx<'_>,
    around: &Surroundings,
    reading: &RowReading,
    id: i64,
) -> Result<Committed> {
    let project = projects::find_visible(tx, id)?;
    require(tx.caller, Action::ProjectEdit, projects::relations(tx.caller, &project))?;
    let before = ProjectInput::from(&project);
    let draft = convert::project(around, reading, None);
    let mut said = without_nulls(&draft.fields);
    if let Some(map) = said.as_object_mut() {
        map.remove("source");
        if around.lead_unit(&reading.values).is_none() {
            map.remove("lead_unit_id");
        }
        map.retain(|_, v| *v != "");
    }
    let after = overlaid(&before, said)?;
    tx.app.contract.check("ProjectInput", &without_nulls(&after))?;
    let after = project_rules::check_fields(after, Some(&before), around.today)?;
    let touched = project_rules::touched(&after, Some(&before));
    let kind = if touched.is_empty() { ResultKind::Matched } else { ResultKind::Updated };
    let (now, mut version) = (tx.now, project.version);
    if kind == ResultKind::Updated {
        let signed = crate::app::signed(tx, project.id)?;
        project_rules::check_editable(&project, signed, &touched)?;
        let changed = project_store::update(tx, &project, &after, now)?;
        project_store::index(tx, id)?;
        let subject = Subject::new("project", id, format!("{} {}", changed.number, changed.name));
        journal::record(tx, "project.changed", &subject, Some(&project), Some(&changed))?;
        version = changed.version;
    }
    Ok(Committed {
        result_kind: kind,
        result_id: id,
        result_version: version,
        previous: (kind == ResultKind::Updated).then(|| Doc::of(&before)),
        committed_at: now,
    })
}

fn overlaid<T: serde::Serialize + serde::de::DeserializeOwned>(before: &T, said: Value) -> Result<T> {
    let mut whole = serde_json::to_value(before).map_err(Error::internal)?;
    if let (Value::Object(whole), Value::Object(said)) = (&mut whole, said) {
        whole.extend(said);
    }
    serde_json::from_value(whole).map_err(Error::internal)
}

fn finish(tx: &mut Tx<'_>, session: &Session) -> Result<Value> {
    let now = tx.now;
    let change = Change { state: Some(ImportState::Committed), failure: Some(None), ..Change::default() };
    let done = sessions::update(tx, session, &change, now)?;
    let done = settling::recount(tx, &done)?;
    let results = sessions::results(tx, done.id)?;
    let after = json!({ "results": results, "counts": done.counts, "sums": done.sums });
    journal::record(tx, "import.committed", &done.subject(), None::<&Value>, Some(&after))?;
    Ok(json!({ "import_id": done.id, "results": results, "counts": done.counts }))
}

fn create_enterprise(
    tx: &mut Tx<'_>,
    session: &Session,
    around: &Surroundings,
    reading: &RowReading,
) -> Result<Committed> {
    let input = convert::enterprise(around, reading);
    tx.app.contract.check("EnterpriseInput", &without_nulls(&input))?;
    let (id, created) = enterprises::find_or_create(tx, &input)?;
    enterprises::store::came_with(tx, session.id, &[id])?;
    let result_version = enterprises::store::find(tx, id)?.version;
    let result_kind = if created { ResultKind::Created } else { ResultKind::Matched };
    Ok(Committed { result_kind, result_id: id, result_version, previous: None, committed_at: tx.now })
}

fn update_enterprise(
    tx: &mut Tx<'_>,
    around: &Surroundings,
    reading: &RowReading,
    id: i64,
) -> Result<Committed> {
    use crate::features::enterprises::{EnterpriseInput, store as company_store};
    let who = policy::visible(tx.caller);
    let row = company_store::find_visible(tx, &who, id)?;
    let own_unit = row.owner_unit_id.is_some_and(|u| tx.caller.covers_unit(u));
    let relations = crate::policy::Relations { own_unit, ..Default::default() };
    require(tx.caller, Action::EnterpriseEdit, relations)?;
    let before = EnterpriseInput::from(&row);
    let mut said = without_nulls(&convert::enterprise(around, reading));
    if let Some(map) = said.as_object_mut() {
        map.retain(|field, v| *v != "" && !matches!(field.as_str(), "source" | "owner_unit_id"));
    }
    let after: EnterpriseInput = overlaid(&before, said)?;
    tx.app.contract.check("EnterpriseInput", &without_nulls(&after))?;
    let checked = enterprises::rules::check(&after, around.today).map_err(Error::invalid)?;
    let kind = if without_nulls(&checked.input) == without_nulls(&before) {
        ResultKind::Matched
    } else {
        ResultKind::Updated
    };
    let (now, mut version) = (tx.now, row.version);
    if kind == ResultKind::Updated {
        let changed = company_store::update(tx, id, row.version, &checked, now)?;
        journal::record(
            tx,
            "enterprise.changed",
            &Subject::new("enterprise", id, &changed.name),
            Some(&row),
            Some(&changed),
        )?;
        version = changed.version;
    }
    Ok(Committed {
        result_kind: kind,
        result_id: id,
        result_version: version,
        previous: (kind == ResultKind::Updated).then(|| Doc::of(&before)),
        committed_at: now,
    })
}
