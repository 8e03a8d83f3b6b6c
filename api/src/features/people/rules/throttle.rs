//! Growing delay and lock after failed sign-ins.
//!
//! Failures are counted where they come from. A browser from which the person has signed in before is counted by
//! itself; every other attempt by account and address. So an outsider can shut out only himself. An address that tries
//! many accounts, and an account tried from many addresses, have wider limits of their own; known browsers pass both.

use crate::db::types::Stamp;

/// How many failures are free, and at how many the place is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Failures without consequence; after them each one doubles the wait.
    pub free: i32,
    /// Failures at which the place is locked.
    pub lock_at: i32,
}

/// One account from one address, or one known browser.
pub const NARROW: Limit = Limit { free: 4, lock_at: 10 };
/// One account from anywhere unknown.
pub const WIDE: Limit = Limit { free: 99, lock_at: 100 };

/// One address whatever the account: an office shares one. How many failures lock it is a setting.
pub fn of_address(lock_at: u32) -> Limit {
    let lock_at = i32::try_from(lock_at).unwrap_or(i32::MAX);
    Limit { free: lock_at - 1, lock_at }
}

/// How long a lock lasts, seconds. Failures older than this are forgotten.
pub const LOCK_SECONDS: i64 = 15 * 60;
const LONGEST_DELAY_SECONDS: i64 = 60;

/// Failures counted at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many.
    pub failures: i32,
    /// The last one.
    pub last_failed_at: Stamp,
    /// Locked until.
    pub locked_until: Option<Stamp>,
}

impl Attempts {
    /// Do they still count?
    fn counts(&self, now: Stamp) -> bool {
        match self.locked_until {
            Some(until) => until > now,
            None => self.last_failed_at.plus_seconds(LOCK_SECONDS) > now,
        }
    }

    /// When the next attempt is welcome; `None` = now.
    pub fn wait_until(&self, limit: Limit, now: Stamp) -> Option<Stamp> {
        if !self.counts(now) {
            return None;
        }
        let until = self
            .locked_until
            .unwrap_or_else(|| self.last_failed_at.plus_seconds(delay(self.failures, limit)));
        (until > now).then_some(until)
    }
}

/// Seconds to wait after so many failures: 2, 4, 8 … at most a minute.
fn delay(failures: i32, limit: Limit) -> i64 {
    let over = failures - limit.free;
    if over <= 0 { 0 } else { (1i64 << over.min(6)).min(LONGEST_DELAY_SECONDS) }
}

/// The count after one more attempt, which is taken back when it succeeds.
pub fn one_more(earlier: Option<Attempts>, limit: Limit, now: Stamp) -> Attempts {
    let failures = earlier.filter(|a| a.counts(now)).map_or(0, |a| a.failures) + 1;
    let locked_until = (failures >= limit.lock_at).then(|| now.plus_seconds(LOCK_SECONDS));
    Attempts { failures, last_failed_at: now, locked_until }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_begin_to_cost_time_and_ten_lock() {
        let start = Stamp::from_micros(1_772_413_200_000_000);
        let (mut now, mut state, mut waits) = (start, None, Vec::new());
        for _ in 0..10 {
            let next = one_more(state, NARROW, now);
            let until = next.wait_until(NARROW, now);
            waits.push(until.map_or(0, |u| (u.micros() - now.micros()) / 1_000_000));
            now = until.unwrap_or(now);
            state = Some(next);
        }
        assert_eq!(waits, [0, 0, 0, 0, 2, 4, 8, 16, 32, LOCK_SECONDS]);
        let after_the_lock = one_more(state, NARROW, now);
        assert_eq!(after_the_lock.failures, 1, "a lock that is over is forgotten");
    }

    #[test]
    fn old_failures_are_forgotten() {
        let now = Stamp::from_micros(1_772_413_200_000_000);
        let five = Attempts { failures: 9, last_failed_at: now, locked_until: None };
        assert!(five.wait_until(NARROW, now).is_some());
        let later = now.plus_seconds(LOCK_SECONDS);
        assert_eq!(five.wait_until(NARROW, later), None);
        assert_eq!(one_more(Some(five), NARROW, later).failures, 1);
    }
}
