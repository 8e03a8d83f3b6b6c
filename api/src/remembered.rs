//! Figures that are dear to work out and change seldom: kept for whoever asks the same again, as long as nothing has
//! been recorded about what they are made of. They are worked out anew, never corrected, so that they cannot drift.

use crate::db::Db;
use crate::db::schema::journal;
use crate::error::Result;
use diesel::dsl::max;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Most answers kept, and how long at most: on PostgreSQL a change may become visible after a later one.
const MOST: usize = 1024;
const LONGEST: Duration = Duration::from_secs(60);

/// Answers by question.
#[derive(Debug, Default)]
pub struct Remembered {
    answers: Mutex<HashMap<String, Answer>>,
}

#[derive(Debug, Clone)]
struct Answer {
    /// Last changes of the kinds it is made of.
    changes: Vec<Option<i64>>,
    since: Instant,
    value: Arc<Value>,
}

impl Remembered {
    /// The answer to a question that depends on these kinds of subjects in the journal only; `question` holds everything
    /// else it depends on, the caller's reach too.
    ///
    /// # Errors
    /// What `work` answers, database errors.
    pub fn ask<T: Serialize + DeserializeOwned>(
        &self,
        db: &mut Db,
        question: String,
        kinds: &[&str],
        work: impl FnOnce(&mut Db) -> Result<T>,
    ) -> Result<T> {
        // looked up before the work: what is recorded meanwhile makes it old
        let changes = last_changes(db, kinds)?;
        if let Some(value) = self.find(&question, &changes)
            && let Ok(value) = T::deserialize(&*value)
        {
            return Ok(value);
        }
        let value = work(db)?;
        self.insert(question, changes, &value);
        Ok(value)
    }

    /// The answer to a question that depends on whatever was recorded up to `mark`, if it is known.
    pub fn recall<T: DeserializeOwned>(&self, question: &str, mark: Option<i64>) -> Option<T> {
        T::deserialize(&*self.find(question, &[mark])?).ok()
    }

    /// Keeps an answer for [`Remembered::recall`]; `mark` was read before it was worked out.
    pub fn keep<T: Serialize>(&self, question: String, mark: Option<i64>, value: &T) {
        self.insert(question, vec![mark], value);
    }

    fn insert<T: Serialize>(&self, question: String, changes: Vec<Option<i64>>, value: &T) {
        let kept = serde_json::to_value(value).unwrap_or_default();
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|_, answer| answer.since.elapsed() < LONGEST);
        }
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(question, Answer { changes, since: Instant::now(), value: Arc::new(kept) });
    }

    fn find(&self, question: &str, changes: &[Option<i64>]) -> Option<Arc<Value>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let found = answers.get(question).filter(|a| a.changes == changes && a.since.elapsed() < LONGEST)?;
        Some(found.value.clone())
    }
}

fn last_changes(db: &mut Db, kinds: &[&str]) -> Result<Vec<Option<i64>>> {
    let last = |kind: &&str| {
        let of_kind = journal::table.filter(journal::subject_kind.eq((*kind).to_owned()));
        Ok(of_kind.select(max(journal::id)).get_result(db)?)
    };
    kinds.iter().map(last).collect()
}
