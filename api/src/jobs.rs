//! Durable background work in the database: enqueued in the transaction that asks for it, claimed by lease, retried,
//! reported with progress, cancelled on request; survives a restart.

pub mod api;
mod worker;

pub use worker::{run_due, start};

use crate::app::App;
use crate::db::schema::jobs;
use crate::db::types::{Doc, Stamp};
use crate::error::{Code, Error, Result};
use crate::text_enum;
use crate::work::{Origin, Tx};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

text_enum! {
    /// State of a job.
    JobState {
        Queued = "queued" / "排队中",
        Running = "running" / "进行中",
        Succeeded = "succeeded" / "已完成",
        Failed = "failed" / "失败",
        Cancelled = "cancelled" / "已取消",
    }
}

/// A background job and its progress.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, utoipa::ToSchema)]
#[diesel(table_name = jobs, check_for_backend(crate::db::MultiBackend))]
pub struct Job {
    /// 任务编号
    pub id: i64,
    /// 任务种类，如 `imports.commit`
    pub kind: String,
    /// 状态
    pub state: JobState,
    /// 发起人
    pub owner_id: Option<i64>,
    /// 已处理数
    pub done: i64,
    /// 总数；尚不知道时为空
    pub total: Option<i64>,
    /// 正在做什么
    pub step: String,
    /// 结果
    pub result: Option<Doc>,
    /// 失败原因与怎么办
    pub failure: Option<String>,
    /// 是否已请求取消
    pub cancel_requested: bool,
    /// 发起时刻
    pub created_at: Stamp,
    /// 结束时刻
    pub finished_at: Option<Stamp>,
    /// 版本
    pub version: i32,
}

/// One kind of job: its name and what it does. The list of all kinds is `app::jobs()`.
pub struct Kind {
    /// Name, `room.what`.
    pub name: &'static str,
    /// The work; it may be run again after a crash and must pick up where it stopped.
    pub run: fn(&Running<'_>, &Value) -> Result<Value>,
    /// How often a failed run is tried.
    pub attempts: i32,
}

/// A job under way: reports progress and hears of cancellation.
pub struct Running<'a> {
    /// The application.
    pub app: &'a App,
    /// The person who asked for the job, or the program itself.
    pub origin: &'a Origin,
    /// Id of the job.
    pub job_id: i64,
    lease: String,
}

impl Running<'_> {
    /// Reports progress, prolongs the lease, and says whether to go on.
    ///
    /// # Errors
    /// `job.wrong_state` when somebody cancelled the job or another worker took it over.
    pub fn progress(&self, done: i64, total: Option<i64>, step: &str) -> Result<()> {
        self.app.write(&Origin::system("job"), |tx| {
            tx.mark_journalled(); // progress is not a change of the city's data
            self.note(tx, done, total, step)
        })
    }

    /// [`Running::progress`] as part of a transaction: what the job wrote in it stands only if it may go on.
    ///
    /// # Errors
    /// As [`Running::progress`].
    pub fn note(&self, tx: &mut Tx<'_>, done: i64, total: Option<i64>, step: &str) -> Result<()> {
        let mine = jobs::table.find(self.job_id).filter(jobs::lease_token.eq(&self.lease));
        let rows = diesel::update(mine.filter(jobs::cancel_requested.eq(false)))
            .set((
                jobs::done.eq(done),
                jobs::total.eq(total),
                jobs::step.eq(step),
                jobs::leased_until.eq(tx.now.plus_seconds(worker::LEASE_SECONDS)),
            ))
            .execute(&mut **tx)?;
        if rows == 1 { Ok(()) } else { Err(cancelled()) }
    }
}

/// What a job answers when it was told to stop.
pub fn cancelled() -> Error {
    Error::new(Code::JobState).detail("任务已被取消。已完成的部分见任务记录，可以继续或撤销。")
}

/// Puts a job into the queue, in the transaction of the change that needs it.
///
/// # Errors
/// Database errors.
pub fn enqueue(tx: &mut Tx<'_>, kind: &str, payload: Value) -> Result<Job> {
    enqueue_at(tx, kind, payload, tx.now)
}

/// [`enqueue`] for later.
///
/// # Errors
/// Database errors.
pub fn enqueue_at(tx: &mut Tx<'_>, kind: &str, payload: Value, run_after: Stamp) -> Result<Job> {
    let token_id = tx.caller.token.as_ref().map(|t| t.id);
    insert(tx, kind, payload, run_after, (tx.caller.user_id, token_id))
}

/// [`enqueue_at`] for work that is the program's own, whoever gave rise to it: nobody owns the job, so nobody can cancel
/// it.
///
/// # Errors
/// Database errors.
pub fn enqueue_for_program(tx: &mut Tx<'_>, kind: &str, payload: Value, run_after: Stamp) -> Result<()> {
    insert(tx, kind, payload, run_after, (None, None)).map(drop)
}

fn insert(
    tx: &mut Tx<'_>,
    kind: &str,
    payload: Value,
    run_after: Stamp,
    (owner_id, token_id): (Option<i64>, Option<i64>),
) -> Result<Job> {
    let row = (
        jobs::kind.eq(kind),
        jobs::payload.eq(Doc(payload)),
        jobs::state.eq(JobState::Queued),
        jobs::owner_id.eq(owner_id),
        jobs::token_id.eq(token_id),
        jobs::run_after.eq(run_after),
        jobs::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(jobs::table)
        .values(row)
        .returning(crate::db::columns::<Job>())
        .get_result(&mut **tx)?)
}

/// Puts work of the program's own into the queue, which no person has to wait for; what waits for the same instant
/// already is not put twice.
///
/// # Errors
/// Database errors.
pub fn enqueue_upkeep(tx: &mut Tx<'_>, kind: &str, run_after: Stamp) -> Result<()> {
    let waiting: i64 = jobs::table
        .filter(jobs::kind.eq(kind).and(jobs::state.eq(JobState::Queued)).and(jobs::run_after.eq(run_after)))
        .count()
        .get_result(&mut **tx)?;
    if waiting > 0 {
        return Ok(());
    }
    enqueue_for_program(tx, kind, Value::Null, run_after)
}

/// The caller's job: one that he asked for, or that this very token asked for where a partner has no person.
///
/// # Errors
/// 404 when it is not there or somebody else's.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Job> {
    let job: Option<(Job, Option<i64>)> = jobs::table
        .find(id)
        .select((crate::db::columns::<Job>(), jobs::token_id))
        .first(&mut **tx)
        .optional()?;
    let caller = tx.caller;
    let own = |job: &Job, token_id: Option<i64>| match (job.owner_id, &caller.token) {
        (Some(owner), _) => Some(owner) == caller.user_id,
        (None, Some(token)) => token_id == Some(token.id),
        (None, None) => false,
    };
    job.filter(|(job, token_id)| caller.system || own(job, *token_id))
        .map(|(job, _)| job)
        .ok_or_else(Error::not_found)
}
