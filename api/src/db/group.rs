//! Group commit on SQLite: writers that wait for one another share one transaction, and one sync of the disk.
//!
//! The open transaction is handed from writer to writer; each works in a savepoint of its own, so that what is refused
//! takes back its own changes only. Whoever finds nobody waiting (or the group full) commits for all, and no writer is
//! answered before that. Tests: `tests/features/faults.rs`, and below.

use super::Db;
use super::pool::Pooled;
use crate::error::{Error, Result};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Most writers of one transaction, and how long it is kept open for more.
const MOST: usize = 64;
const LONGEST: Duration = Duration::from_millis(20);

/// The writers of one SQLite file.
#[derive(Default)]
pub struct Group {
    state: Mutex<State>,
    turn: Condvar,
}

#[derive(Default)]
struct State {
    /// Somebody has his turn.
    busy: bool,
    waiting: usize,
    /// Handed over by the writer before.
    open: Option<Open>,
}

struct Open {
    db: Pooled,
    batch: Arc<Batch>,
    members: usize,
    since: Instant,
}

/// One transaction of several writers.
#[derive(Default)]
struct Batch {
    done: Mutex<Option<Result<()>>>,
    bell: Condvar,
}

impl Batch {
    fn finish(&self, outcome: Result<()>) {
        *lock(&self.done) = Some(outcome);
        self.bell.notify_all();
    }

    fn wait(&self) -> Result<()> {
        let mut done = lock(&self.done);
        loop {
            match &*done {
                Some(outcome) => return outcome.clone(),
                None => done = self.bell.wait(done).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

/// The right to write; given back when dropped, with everything taken back if the transaction was left open.
struct Turn<'g> {
    group: &'g Group,
    open: Option<Open>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(mut open) = self.open.take() {
            let _ = open.db.roll_back();
            open.batch.finish(Err(Error::internal("the transaction of this group was left open")));
        }
        lock(&self.group.state).busy = false;
        self.group.turn.notify_one();
    }
}

impl Group {
    /// Runs `work` in the transaction of the group; `connect` opens the connection when there is none yet.
    ///
    /// # Errors
    /// What `work` answers; 503 when the turn does not come within `wait`; the database's errors at commit.
    pub fn write<T>(
        &self,
        wait: Duration,
        connect: impl FnOnce() -> Result<Pooled>,
        mut work: impl FnMut(&mut Db) -> Result<T>,
    ) -> Result<T> {
        let mut turn = self.take_turn(wait)?;
        let mut open = match turn.open.take() {
            Some(open) => open,
            None => {
                let mut db = connect()?;
                db.begin_patiently()?;
                Open { db, batch: Arc::default(), members: 0, since: Instant::now() }
            }
        };
        open.members += 1;
        let batch = open.batch.clone();
        // back in its place before anything can panic, so that it is never left open
        let open = turn.open.insert(open);
        let outcome = open.db.nested(&mut work);
        // a full disk takes the whole transaction back, the changes of those before included
        if !open.db.in_plain_transaction() {
            let cause =
                outcome.as_ref().err().cloned().unwrap_or_else(|| Error::internal("the transaction is gone"));
            let open = turn.open.take();
            drop(open);
            batch.finish(Err(cause.clone()));
            return Err(cause);
        }
        if !turn.hand_over() {
            turn.commit();
        }
        // the next writer works while this one waits for the commit
        drop(turn);
        // what was refused has no changes to wait for
        let value = outcome?;
        batch.wait().map(|()| value)
    }

    fn take_turn(&self, wait: Duration) -> Result<Turn<'_>> {
        let until = Instant::now() + wait;
        let mut state = lock(&self.state);
        state.waiting += 1;
        while state.busy {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.waiting -= 1;
                return Err(Error::database_unavailable(&"too many writers"));
            }
            state = self.turn.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.waiting -= 1;
        state.busy = true;
        let open = state.open.take();
        drop(state);
        Ok(Turn { group: self, open })
    }
}

impl Turn<'_> {
    /// Leaves the open transaction to whoever waits; false when this writer has to commit.
    fn hand_over(&mut self) -> bool {
        let mut state = lock(&self.group.state);
        let room = |open: &Open| open.members < MOST && open.since.elapsed() < LONGEST;
        // whoever waits looks at `busy` again before leaving, so the transaction finds its committer
        if state.waiting > 0 && self.open.as_ref().is_some_and(room) {
            state.open = self.open.take();
            return true;
        }
        false
    }

    fn commit(&mut self) {
        if let Some(mut open) = self.open.take() {
            let outcome = open.db.commit().map_err(Error::from);
            let batch = open.batch.clone();
            // the connection is free before anybody is answered
            drop(open);
            batch.finish(outcome);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use crate::db::Db;
    use crate::db::pool::{Pools, Target};
    use crate::error::{Code, Error, Result};
    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn count(db: &mut Db) -> i64 {
        diesel::dsl::sql::<BigInt>("SELECT count(*) FROM t").get_result(db).expect("counts")
    }

    #[test]
    fn refused_and_panicking_writers_take_back_their_own_changes_only() {
        let folder = tempfile::tempdir().expect("folder");
        let pools = Pools::new(Target::Sqlite(folder.path().join("t.db")), 2, Duration::from_secs(20));
        pools.write().expect("opens").batch_execute("CREATE TABLE t (n INTEGER PRIMARY KEY)").expect("table");
        let (start, kept) = (Barrier::new(12), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for writer in 0..12_i64 {
                let (pools, start, kept) = (pools.clone(), &start, &kept);
                scope.spawn(move || {
                    start.wait();
                    for n in 0..30_i64 {
                        let key = writer * 1000 + n;
                        let write = |db: &mut Db| -> Result<()> {
                            diesel::sql_query(format!("INSERT INTO t VALUES ({key})")).execute(db)?;
                            match n % 10 {
                                7 => Err(Error::new(Code::ResourceConflict)),
                                9 if writer == 3 => panic!("a writer panics"),
                                _ => Ok(()),
                            }
                        };
                        let outcome =
                            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pools.grouped(write)));
                        if matches!(outcome, Ok(Ok(()))) {
                            kept.fetch_add(1, Ordering::SeqCst);
                            // what was answered is there for everybody
                            let mut db = pools.read().expect("reads");
                            let found: i64 = diesel::dsl::sql::<BigInt>(&format!(
                                "SELECT count(*) FROM t WHERE n = {key}"
                            ))
                            .get_result(&mut *db)
                            .expect("looks");
                            assert_eq!(found, 1);
                        }
                    }
                });
            }
        });
        let stored = count(&mut pools.read().expect("reads"));
        assert_eq!(stored as usize, kept.load(Ordering::SeqCst));
        assert!(stored >= 12 * 20, "{stored}");
    }
}
