//! Decisions of identity and organisation: no database, no web, no clock.

pub mod passwords;
pub mod throttle;
pub mod tokens;
pub mod units;
