//! The application's clock; tests move it.

use crate::db::types::Stamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// The system's time, or one that stands until it is moved.
pub enum Clock {
    /// Real time.
    System,
    /// Microseconds since 1970, moved by [`Clock::advance_seconds`].
    Fixed(AtomicI64),
}

impl Clock {
    /// A clock that stands.
    pub fn fixed(at: Stamp) -> Self {
        Self::Fixed(AtomicI64::new(at.micros()))
    }

    /// The present instant.
    pub fn now(&self) -> Stamp {
        match self {
            Self::System => Stamp::new(chrono::Utc::now()),
            Self::Fixed(micros) => Stamp::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a standing clock; real time goes its own way.
    pub fn advance_seconds(&self, seconds: i64) {
        if let Self::Fixed(micros) = self {
            micros.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
        }
    }
}
