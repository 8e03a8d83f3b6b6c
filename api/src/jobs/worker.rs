//! Workers: claim a due job by lease, run it, write down how it ended.

use super::{Job, JobState, Kind, Running};
use crate::app::App;
use crate::auth::authenticate::{load_person, load_token};
use crate::auth::secrets;
use crate::db::dialect::advisory_lock;
use crate::db::schema::jobs;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend};
use crate::error::{Code, Error, Result};
use crate::work::Origin;
use actix_web::web::Data;
use diesel::prelude::*;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a claimed job stays claimed without a sign of life: after a crash it is taken up again that much later.
pub const LEASE_SECONDS: i64 = 15;
/// A job under way gives a sign of life this often, whatever it is busy with.
const HEARTBEAT: Duration = Duration::from_secs(4);
/// Lock of the claims (PostgreSQL only).
const CLAIMS: i64 = 7_463_021;
const IDLE: Duration = Duration::from_millis(250);

/// Starts as many worker threads as the settings say; they end when the application stops.
///
/// # Errors
/// When the system refuses a thread.
pub fn start(app: &Data<App>) -> std::io::Result<Vec<JoinHandle<()>>> {
    (1..=app.config.job_workers)
        .map(|n| {
            let app = app.clone();
            std::thread::Builder::new().name(format!("jobs-{n}")).spawn(move || work(&app))
        })
        .collect()
}

fn work(app: &App) {
    while !app.stopping.load(Ordering::SeqCst) {
        match run_due(app) {
            Ok(0) => std::thread::sleep(IDLE),
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "jobs could not be claimed");
                std::thread::sleep(IDLE * 8);
            }
        }
    }
}

/// Runs all jobs that are due; returns how many. Tests call it instead of starting a thread.
///
/// # Errors
/// Only when the queue itself cannot be read.
pub fn run_due(app: &App) -> Result<usize> {
    let mut count = 0;
    while !app.stopping.load(Ordering::SeqCst) {
        let Some(claimed) = claim(app)? else { break };
        run(app, claimed);
        count += 1;
    }
    Ok(count)
}

struct Claimed {
    job: Job,
    token_id: Option<i64>,
    payload: Value,
    attempts: i32,
    lease: String,
}

/// What could be claimed now. A person's jobs run one after the other, so that nobody's long imports take every
/// worker.
fn due(db: &mut Db, now: Stamp) -> Result<jobs::BoxedQuery<'static, MultiBackend>> {
    let busy: Vec<i64> = jobs::table
        .filter(jobs::state.eq(JobState::Running).and(jobs::leased_until.ge(now)))
        .filter(jobs::owner_id.is_not_null())
        .select(jobs::owner_id.assume_not_null())
        .load(db)?;
    let waits = jobs::state
        .eq(JobState::Queued)
        .or(jobs::state.eq(JobState::Running).and(jobs::leased_until.lt(now)));
    Ok(jobs::table
        .filter(jobs::run_after.le(now))
        .filter(waits)
        .filter(jobs::owner_id.is_null().or(jobs::owner_id.assume_not_null().ne_all(busy)))
        .into_boxed())
}

fn claim(app: &App) -> Result<Option<Claimed>> {
    let now = app.clock.now();
    // most of the time there is nothing to do: look before taking the write lock
    let waiting: i64 =
        app.read(&Origin::system("jobs"), |tx| Ok(due(tx, now)?.count().get_result(&mut **tx)?))?;
    if waiting == 0 {
        return Ok(None);
    }
    app.write(&Origin::system("jobs"), |tx| {
        tx.mark_journalled();
        advisory_lock(tx, CLAIMS, false)?; // one claim after the other, each sees the one before
        let next: Option<(i64, i32)> = due(tx, now)?
            .order((jobs::run_after, jobs::id))
            .select((jobs::id, jobs::version))
            .first(&mut **tx)
            .optional()?;
        let Some((id, version)) = next else { return Ok(None) };
        let lease = secrets::random_base62(16);
        let row: Option<(Job, Option<i64>, Doc, i32)> =
            diesel::update(jobs::table.find(id).filter(jobs::version.eq(version)))
                .set((
                    jobs::state.eq(JobState::Running),
                    jobs::attempts.eq(jobs::attempts + 1),
                    jobs::lease_token.eq(&lease),
                    jobs::leased_until.eq(now.plus_seconds(LEASE_SECONDS)),
                    jobs::version.eq(version + 1),
                ))
                .returning((crate::db::columns::<Job>(), jobs::token_id, jobs::payload, jobs::attempts))
                .get_result(&mut **tx)
                .optional()?;
        Ok(row.map(|(job, token_id, payload, attempts)| Claimed {
            job,
            token_id,
            payload: payload.0,
            attempts,
            lease,
        }))
    })
}

fn run(app: &App, claimed: Claimed) {
    let Claimed { job, token_id, payload, attempts, lease } = claimed;
    let kind = crate::app::jobs().into_iter().find(|k| k.name == job.kind);
    let outcome = match &kind {
        _ if job.cancel_requested => Err(super::cancelled()),
        None => Err(Error::internal(format!("no job kind {}", job.kind))),
        Some(kind) => origin(app, &job, token_id).and_then(|origin| {
            let running = Running { app, origin: &origin, job_id: job.id, lease: lease.clone() };
            with_heartbeat(app, job.id, &lease, || {
                // a panicking job must not take the worker with it
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (kind.run)(&running, &payload)))
                    .unwrap_or_else(|_| Err(Error::internal("job panicked")))
            })
        }),
    };
    if let Err(error) = settle(app, &job, kind.as_ref(), attempts, &lease, outcome) {
        tracing::error!(%error, job = job.id, "the end of a job could not be written");
    }
}

/// Runs `work` and prolongs the lease beside it, so that a long step without progress is not taken for a crash.
fn with_heartbeat<T>(app: &App, job_id: i64, lease: &str, work: impl FnOnce() -> T) -> T {
    std::thread::scope(|scope| {
        let (done, ended) = mpsc::channel::<()>();
        scope.spawn(move || {
            while ended.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
                let beat = app.write(&Origin::system("jobs"), |tx| {
                    tx.mark_journalled();
                    let mine = jobs::table.find(job_id).filter(jobs::lease_token.eq(lease));
                    let until = tx.now.plus_seconds(LEASE_SECONDS);
                    Ok(diesel::update(mine).set(jobs::leased_until.eq(until)).execute(&mut **tx)?)
                });
                if let Err(error) = beat {
                    tracing::debug!(%error, job = job_id, "no sign of life could be given");
                }
            }
        });
        let result = work();
        drop(done); // ends the heart
        result
    })
}

/// Jobs act as the person or token that asked for them, with the rights of now.
fn origin(app: &App, job: &Job, token_id: Option<i64>) -> Result<Origin> {
    let request_id = format!("job-{}", job.id);
    let caller = match (token_id, job.owner_id) {
        (Some(token), _) => load_token(&mut *app.pools.read()?, token, app.clock.now())?,
        (None, Some(owner)) => load_person(&mut *app.pools.read()?, owner, app.clock.now())?,
        (None, None) => return Ok(Origin::system(&request_id)),
    };
    Ok(Origin { caller: Arc::new(caller), request_id })
}

fn settle(
    app: &App,
    job: &Job,
    kind: Option<&Kind>,
    attempts: i32,
    lease: &str,
    outcome: Result<Value>,
) -> Result<()> {
    app.write(&Origin::system("jobs"), |tx| {
        tx.mark_journalled();
        let now = tx.now;
        let mine = jobs::table.find(job.id).filter(jobs::lease_token.eq(lease));
        let (state, result, failure, run_after): (_, Option<Doc>, Option<String>, Stamp) = match &outcome {
            Ok(value) => (JobState::Succeeded, Some(Doc(value.clone())), None, now),
            Err(e) if e.code() == Code::JobState => (JobState::Cancelled, None, Some(e.message().to_owned()), now),
            Err(e) if e.code().status() >= 500 && attempts < kind.map_or(1, |k| k.attempts) => {
                (JobState::Queued, None, Some(e.message().to_owned()), now.plus_seconds(1 << attempts.min(8)))
            }
            Err(e) => (JobState::Failed, None, Some(e.message().to_owned()), now),
        };
        if let Err(e) = &outcome {
            tracing::warn!(job = job.id, kind = job.kind, error = %e, cause = e.cause(), "job did not succeed");
        }
        let finished_at = (state != JobState::Queued).then_some(now);
        diesel::update(mine)
            .set((
                jobs::state.eq(state),
                jobs::result.eq(result),
                jobs::failure.eq(failure),
                jobs::run_after.eq(run_after),
                jobs::finished_at.eq(finished_at),
                jobs::lease_token.eq(None::<String>),
                jobs::leased_until.eq(None::<Stamp>),
                jobs::version.eq(jobs::version + 1),
            ))
            .execute(&mut **tx)?;
        Ok(())
    })
}
