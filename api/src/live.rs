//! What open pages are told at once: that something has changed, and that there is something new to read.
//!
//! One look at the database a second for the whole process, and none while nobody listens; each open page compares two
//! numbers in memory. The stream itself is the operation `stream_events` of the room `notices`.

use crate::error::{Code, Error, Result};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How far things have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// Last change that may alter what waits for somebody.
    pub change: i64,
    /// Last notice.
    pub notice: i64,
}

/// Open streams and what they are to hear.
#[derive(Debug, Default)]
pub struct Live {
    change: AtomicI64,
    notice: AtomicI64,
    open: Arc<Mutex<HashMap<i64, usize>>>,
}

impl Live {
    /// What was seen last.
    pub fn mark(&self) -> Mark {
        Mark { change: self.change.load(Ordering::Relaxed), notice: self.notice.load(Ordering::Relaxed) }
    }

    /// Tells everybody who listens.
    pub fn tell(&self, mark: Mark) {
        self.change.fetch_max(mark.change, Ordering::Relaxed);
        self.notice.fetch_max(mark.notice, Ordering::Relaxed);
    }

    /// Does anybody listen?
    pub fn is_heard(&self) -> bool {
        !self.open.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Opens a stream of a person.
    ///
    /// # Errors
    /// 429 when he has as many as he may.
    pub fn listen(&self, user_id: i64, most: usize) -> Result<Listening> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(user_id).or_default();
        if *count >= most {
            return Err(Error::new(Code::RequestRateLimited)
                .detail(format!("您已有{most}个页面在接收实时更新。请关闭不用的页面；数字仍会每分钟刷新。"))
                .with_header("Retry-After", "60"));
        }
        *count += 1;
        Ok(Listening { user_id, open: self.open.clone() })
    }
}

/// One open stream; closed when dropped.
#[derive(Debug)]
pub struct Listening {
    user_id: i64,
    open: Arc<Mutex<HashMap<i64, usize>>>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.user_id) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.user_id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_streams_a_person_and_a_closed_one_makes_room() {
        let live = Live::default();
        assert!(!live.is_heard());
        let first = live.listen(1, 2).expect("first");
        let _second = live.listen(1, 2).expect("second");
        assert_eq!(live.listen(1, 2).expect_err("third").code(), Code::RequestRateLimited);
        let _other = live.listen(2, 2).expect("another person");
        drop(first);
        assert!(live.listen(1, 2).is_ok() && live.is_heard());
    }

    #[test]
    fn marks_never_go_back() {
        let live = Live::default();
        live.tell(Mark { change: 7, notice: 3 });
        live.tell(Mark { change: 5, notice: 4 });
        assert_eq!(live.mark(), Mark { change: 7, notice: 4 });
    }
}
