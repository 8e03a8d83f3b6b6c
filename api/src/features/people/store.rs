//! The tables of identity and organisation.

pub mod accounts;
pub mod attempts;
pub mod devices;
pub mod sessions;
pub mod setup;
pub mod tokens;
pub mod units;
pub mod users;
