//! Bringing rows into the library in short transactions; whoever runs it again goes on where it stopped.

mod into;

use super::convert::Surroundings;
use super::reading::{Kept, facts};
use super::rows;
use super::sessions::{self, Change};
use super::{library, settling};
use crate::app::App;
use crate::db::schema::jobs;
use crate::db::types::Doc;
use crate::error::{Code, Error, Result};
use crate::features::enterprises;
use crate::features::imports::model::{
    DuplicateView, ImportRowStatus, ImportState, ImportTarget, Row, Session,
};
use crate::features::imports::rules::issues::{Issue, Severity};
use crate::features::imports::rules::preview::RowReading;
use crate::jobs::Running;
use crate::journal;
use crate::work::{Origin, Tx};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Name of the job.
pub const JOB: &str = "imports.commit";
/// Code of the issue of a row whose record of the library is no longer what was shown.
pub const CHANGED_SINCE: &str = "imports.changed_since_preview";
/// Rows of the first transaction of a run; later ones are as large as the time allows.
const FIRST_ROWS: i64 = 32;
/// Most rows of one transaction.
const MOST_ROWS: i64 = 250;
/// What one transaction is to take: others wait for it.
const CHUNK_TIME: Duration = Duration::from_millis(25);

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
    let total = app.read(origin, |tx| rows::waiting(tx, id))?;
    running.progress(0, Some(total), "逐行入库")?;
    let mut at = Place { done: 0, total, after: 0, rows: FIRST_ROWS };
    let mut look_at = FIRST_ROWS * 4;
    loop {
        match app.write(origin, |tx| chunk(tx, running, id, at))? {
            Step::More(next) => at = next,
            Step::Finished(result) => return Ok(result),
        }
        if at.done >= look_at {
            look_at *= 4;
            // a small library may have become a large one; without this the import is slower, not wrong
            if let Err(error) = app.learn_growth() {
                tracing::warn!(%error, "statistics could not be brought up to date");
            }
        }
        app.give_way();
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

/// How far a run has come.
#[derive(Debug, Clone, Copy)]
struct Place {
    done: i64,
    total: i64,
    /// The last row looked at.
    after: i32,
    /// As many rows as fit into the time of one transaction.
    rows: i64,
}

impl Place {
    fn next(self, count: usize, last: i32, took: Duration) -> Self {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let share = CHUNK_TIME.as_secs_f64() / took.as_secs_f64().max(0.001);
        let fits = (self.rows as f64 * share).round() as i64;
        let rows = fits.clamp(self.rows / 2, self.rows * 2).clamp(1, MOST_ROWS);
        Self { done: self.done + count, after: last, rows, ..self }
    }
}

enum Step {
    More(Place),
    Finished(Value),
}

fn chunk(tx: &mut Tx<'_>, running: &Running<'_>, id: i64, at: Place) -> Result<Step> {
    let started = Instant::now();
    let now = tx.now;
    let session = sessions::hold(tx, id, ImportState::Committing, running.job_id, now)?;
    let kept = session.kept().ok_or_else(|| Error::internal("a session without a reading"))?;
    let mut waiting = rows::next_to_commit(tx, id, at.after, at.rows)?;
    if waiting.is_empty() && at.after > 0 {
        waiting = rows::next_to_commit(tx, id, 0, at.rows)?; // rows that somebody has put right meanwhile
    }
    let Some(last) = waiting.last().map(|row| row.row_no) else {
        let result = finish(tx, &session)?;
        running.note(tx, at.total, Some(at.total), "入库完成")?;
        return Ok(Step::Finished(result));
    };
    let count = waiting.len();
    commit(tx, &session, &kept, waiting)?;
    tx.mark_journalled(); // each record has its own row; refusals are working data of the session
    let next = at.next(count, last, started.elapsed());
    running.note(tx, next.done, Some(next.total.max(next.done)), "逐行入库")?;
    Ok(Step::More(next))
}

fn commit(tx: &mut Tx<'_>, session: &Session, kept: &Kept, waiting: Vec<Row>) -> Result<()> {
    let around = surroundings(tx, session)?;
    enterprises::one_at_a_time(tx)?; // of two runs with the same ledger the second sees what the first has written
    let appeared = match session.target {
        ImportTarget::Projects => {
            let names: Vec<String> = waiting.iter().map(|r| r.name.clone()).collect();
            library::appeared(tx, session.created_at, session.id, &names)?
        }
        ImportTarget::Enterprises => library::ByKey::new(),
    };
    let mut new = Vec::with_capacity(waiting.len());
    for row in waiting {
        let reading = settling::revised(tx, session, kept, &row)?;
        let existing = into::existing(&row);
        if row.decision.is_none()
            && existing.is_none()
            && let Some(found) = library::repeated(tx, session, &reading, &appeared)?
        {
            suspect(tx, &row, &found, None)?;
            continue;
        }
        let Some(existing) = existing else {
            new.push((row, reading));
            continue;
        };
        match tx.attempt(|tx| into::update(tx, session, &around, &row, &reading, &existing)) {
            Ok(()) => {}
            // between what was shown and now somebody else has worked on it: his work stays
            Err(error) if error.code() == Code::ResourceStale => {
                conflict(tx, session, &row, &reading, &existing)?
            }
            Err(error) if error.code().status() < 500 => refuse(tx, &row, &error)?,
            Err(error) => return Err(error),
        }
    }
    into::create(tx, session, &around, new)
}

/// What the conversion of a session's rows needs.
///
/// # Errors
/// 422 without any lead unit, database errors.
pub fn surroundings(tx: &mut Tx<'_>, session: &Session) -> Result<Surroundings> {
    let lead_unit_id = session
        .lead_unit_id
        .or(tx.caller.unit_id)
        .ok_or_else(|| Error::field("/lead_unit_id", "required", "请指定这批台账的责任单位后再入库。"))?;
    let everywhere = tx.caller.system || tx.caller.roles.contains(&crate::policy::Role::Bureau);
    let own_units = (!everywhere).then(|| tx.caller.unit_ids.clone());
    let today = tx.today();
    Surroundings::load(tx, lead_unit_id, own_units, &session.file_name, today)
}

/// Somebody must look again: the row stands beside what the library says now.
fn conflict(
    tx: &mut Tx<'_>,
    session: &Session,
    row: &Row,
    reading: &RowReading,
    before: &DuplicateView,
) -> Result<()> {
    let found = library::anew(tx, session, reading, before)?;
    if row.decision.is_none() && found.unchanged() {
        return into::matched(tx, row, &found);
    }
    let kind = if session.target == ImportTarget::Projects { "project" } else { "enterprise" };
    let last = match found.library_id {
        Some(id) => journal::last_actor(tx, kind, id)?,
        None => None,
    };
    let by = match last {
        Some((id, _)) if id.is_some() && id == tx.caller.user_id => "您本人".to_owned(),
        Some((_, name)) if !name.is_empty() => name,
        _ => "别人".to_owned(),
    };
    let issue = Issue {
        row: reading.row,
        cell: None,
        field: None,
        code: CHANGED_SINCE.to_owned(),
        severity: Severity::Warning,
        message: match before.library_version {
            Some(_) => format!("库里的这条在预览之后已被{by}修改，请重新核对"),
            None => "这一行是系统升级以前预览的，库里的可能已经变了，请重新核对".to_owned(),
        },
        how_to_fix: "对照库里现在的内容，重新决定更新、跳过，还是照新的登记，再提交入库".to_owned(),
    };
    suspect(tx, row, &found, Some(Doc::of(&[issue])))
}

fn suspect(tx: &mut Tx<'_>, row: &Row, found: &DuplicateView, refusal: Option<Doc>) -> Result<()> {
    let change = rows::Settled {
        status: ImportRowStatus::SuspectedDuplicate,
        name: row.name.clone(),
        total_investment_yuan: row.total_investment_yuan,
        fixes: row.fixes.clone(),
        decision: None,
        duplicate: Some(Doc::of(found)),
        refusal,
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
