//! Sessions: finding, listing, changing.

use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{import_rows, import_sessions, jobs, users};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result};
use crate::features::imports::model::{
    ImportState, ImportTarget, RecognitionInput, ResultKind, Results, Session, SessionQuery,
};
use crate::features::imports::rules::preview::Counts;
use crate::jobs::JobState;
use crate::policy::{Reach, Visible};
use diesel::prelude::*;
use std::collections::HashMap;

type Boxed<'a> = import_sessions::BoxedQuery<'a, MultiBackend>;

/// A session about to be stored.
#[derive(Debug)]
pub struct NewSession {
    /// What the rows become.
    pub target: ImportTarget,
    /// Name of the file.
    pub file_name: String,
    /// Hash of the file.
    pub sha256: String,
    /// Size of the file.
    pub size_bytes: i64,
    /// How it is to be read.
    pub choices: RecognitionInput,
    /// Lead unit of rows that name none.
    pub lead_unit_id: Option<i64>,
    /// Uploader.
    pub created_by: Option<i64>,
    /// Uploader's unit.
    pub unit_id: Option<i64>,
}

/// Names of the people who uploaded these sessions.
///
/// # Errors
/// Database errors.
pub fn uploaders(db: &mut Db, sessions: &[Session]) -> Result<HashMap<i64, String>> {
    let ids: Vec<i64> = sessions.iter().filter_map(|s| s.created_by).collect();
    let rows: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// Sessions the caller may see: the bureau all, others their own.
fn seen(who: &Visible) -> Boxed<'static> {
    let all = import_sessions::table.into_boxed();
    match (&who.reach, who.user_id) {
        (Reach::Everything | Reach::City, _) => all,
        (Reach::Units(_), Some(id)) => all.filter(import_sessions::created_by.eq(id)),
        _ => all.filter(import_sessions::id.eq(-1)),
    }
}

/// The session of this id.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Session> {
    let found: Option<Session> =
        seen(who).filter(import_sessions::id.eq(id)).select(columns::<Session>()).first(db).optional()?;
    let mut found = [found.ok_or_else(Error::not_found)?];
    notice_stopped(db, &mut found)?;
    let [session] = found;
    Ok(session)
}

/// Of these ids the ones the caller may see.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(seen(who).filter(import_sessions::id.eq_any(ids)).select(import_sessions::id).load(db)?)
}

const SORT: &str = "-id";

/// One page of sessions, the newest first.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn list(db: &mut Db, who: &Visible, query: &SessionQuery, paging: &Paging) -> Result<Page<Session>> {
    let window = paging.window(SORT)?;
    let filtered = || {
        let mut rows = seen(who);
        if let Some(states) = query.state.clone().filter(|s| !s.is_empty()) {
            rows = rows.filter(import_sessions::state.eq_any(states));
        }
        if let Some(target) = query.target {
            rows = rows.filter(import_sessions::target.eq(target));
        }
        rows
    };
    let total: i64 = filtered().count().get_result(db)?;
    let mut rows = filtered();
    if let Some(after) = &window.after {
        rows = rows.filter(import_sessions::id.lt(after.id));
    }
    let mut items: Vec<Session> = rows
        .order(import_sessions::id.desc())
        .offset(window.offset())
        .limit(window.per_page)
        .select(columns::<Session>())
        .load(db)?;
    notice_stopped(db, &mut items)?;
    Ok(window.page_of(items, total, |s| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::Value::Null,
        id: s.id,
    }))
}

/// A session whose job has ended without finishing it (cancelled in the queue, given up, its owner disabled) is
/// interrupted, whatever was written last.
fn notice_stopped(db: &mut Db, sessions: &mut [Session]) -> Result<()> {
    let busy = |s: &Session| matches!(s.state, ImportState::Committing | ImportState::Undoing);
    let ids: Vec<i64> = sessions.iter().filter(|s| busy(s)).filter_map(|s| s.job_id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let states: HashMap<i64, (JobState, Option<String>)> = jobs::table
        .filter(jobs::id.eq_any(ids))
        .select((jobs::id, jobs::state, jobs::failure))
        .load::<(i64, JobState, Option<String>)>(db)?
        .into_iter()
        .map(|(id, state, failure)| (id, (state, failure)))
        .collect();
    for session in sessions.iter_mut().filter(|s| busy(s)) {
        let job = session.job_id.and_then(|id| states.get(&id));
        let Some((state, failure)) = job else { continue };
        if !matches!(state, JobState::Queued | JobState::Running) {
            session.state = ImportState::Interrupted;
            session.failure = session.failure.take().or_else(|| failure.clone());
        }
    }
    Ok(())
}

/// Stores a new session.
///
/// # Errors
/// Database errors.
pub fn insert(db: &mut Db, new: &NewSession, now: Stamp) -> Result<Session> {
    let row = (
        import_sessions::target.eq(new.target),
        import_sessions::file_name.eq(&new.file_name),
        import_sessions::sha256.eq(&new.sha256),
        import_sessions::size_bytes.eq(new.size_bytes),
        import_sessions::state.eq(ImportState::Uploaded),
        import_sessions::choices.eq(Doc::of(&new.choices)),
        import_sessions::counts.eq(Doc::of(&Counts::default())),
        import_sessions::lead_unit_id.eq(new.lead_unit_id),
        import_sessions::created_by.eq(new.created_by),
        import_sessions::unit_id.eq(new.unit_id),
        import_sessions::created_at.eq(now),
        import_sessions::updated_at.eq(now),
    );
    Ok(diesel::insert_into(import_sessions::table)
        .values(row)
        .returning(columns::<Session>())
        .get_result(db)?)
}

/// What may change about a session; `None` stays.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = import_sessions)]
pub struct Change {
    /// State.
    pub state: Option<ImportState>,
    /// How the file is to be read.
    pub choices: Option<Doc>,
    /// What was read.
    pub reading: Option<Doc>,
    /// Counts.
    pub counts: Option<Doc>,
    /// Sums.
    pub sums: Option<Option<Doc>>,
    /// Why work stopped.
    pub failure: Option<Option<String>>,
    /// Default lead unit.
    pub lead_unit_id: Option<Option<i64>>,
    /// Job at work.
    pub job_id: Option<Option<i64>>,
}

/// Changes a session that is still as it was read.
///
/// # Errors
/// 409 when somebody else changed it at the same time.
pub fn update(db: &mut Db, session: &Session, change: &Change, now: Stamp) -> Result<Session> {
    let changed: Option<Session> = diesel::update(import_sessions::table)
        .filter(import_sessions::id.eq(session.id))
        .filter(import_sessions::version.eq(session.version))
        .set((change, import_sessions::updated_at.eq(now), import_sessions::version.eq(session.version + 1)))
        .returning(columns::<Session>())
        .get_result(db)
        .optional()?;
    changed.ok_or_else(|| {
        Error::new(Code::ResourceConflict)
            .detail("就在此刻，这个导入批次被别人改动了，您的操作没有生效。请刷新后重试。")
    })
}

/// Takes hold of the session for one chunk of a job: on PostgreSQL the row is locked until the end of the transaction,
/// so that a worker that was thought dead and its successor never work on the same rows.
///
/// # Errors
/// `imports.wrong_state` when the session no longer waits for this job.
pub fn hold(db: &mut Db, id: i64, state: ImportState, job_id: i64, now: Stamp) -> Result<Session> {
    let held: Option<Session> = diesel::update(import_sessions::table)
        .filter(import_sessions::id.eq(id))
        .filter(import_sessions::state.eq(state))
        .filter(import_sessions::job_id.eq(job_id))
        .set(import_sessions::updated_at.eq(now))
        .returning(columns::<Session>())
        .get_result(db)
        .optional()?;
    held.ok_or_else(|| {
        Error::new(Code::ImportState).detail("这个导入批次已由别的任务接手或已改变状态，本任务停止。")
    })
}

/// What became of the rows so far.
///
/// # Errors
/// Database errors.
pub fn results(db: &mut Db, id: i64) -> Result<Results> {
    let of_session = || import_rows::table.filter(import_rows::session_id.eq(id));
    let kinds: Vec<(Option<ResultKind>, i64)> = of_session()
        .filter(import_rows::committed_at.is_not_null())
        .group_by(import_rows::result_kind)
        .select((import_rows::result_kind, diesel::dsl::count_star()))
        .load(db)?;
    let of = |kind| kinds.iter().filter(|(k, _)| *k == Some(kind)).map(|(_, n)| n).sum();
    Ok(Results {
        created: of(ResultKind::Created),
        updated: of(ResultKind::Updated),
        matched: of(ResultKind::Matched),
        undone: of_session().filter(import_rows::undone_at.is_not_null()).count().get_result(db)?,
        undo_refused: of_session().filter(import_rows::undo_refusal.is_not_null()).count().get_result(db)?,
        waiting: super::rows::waiting(db, id)?,
    })
}

/// Other sessions of the same file that the caller may see, the newest first.
///
/// # Errors
/// Database errors.
pub fn same_file(db: &mut Db, who: &Visible, session: &Session) -> Result<Vec<i64>> {
    Ok(seen(who)
        .filter(import_sessions::sha256.eq(session.sha256.clone()))
        .filter(import_sessions::id.ne(session.id))
        .order(import_sessions::id.desc())
        .limit(20)
        .select(import_sessions::id)
        .load(db)?)
}
