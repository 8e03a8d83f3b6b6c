//! Saved views ([`views`]) and preferences ([`preferences`]).

pub mod preferences;
pub mod views;
