//! Rows of this room.

pub mod facts;
pub mod periods;
pub mod rule_sets;
