//! Rows of this room.

pub mod facts;
pub mod lates;
pub mod milestones;
pub mod owed;
pub mod parts;
pub mod periods;
pub mod reports;
pub mod rule_sets;
pub mod waiting;
