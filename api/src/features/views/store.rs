//! Saved views ([`views`]), preferences ([`preferences`]) and names for conditions ([`names`]).

pub mod names;
pub mod preferences;
pub mod views;
