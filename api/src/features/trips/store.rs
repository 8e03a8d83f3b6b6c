//! Rows of trips; every reader takes [`crate::policy::Visible`].

pub mod companies;

pub mod effects;
pub mod links;
pub mod list;
pub mod notices;
pub mod parts;
pub mod plan;
pub mod provinces;
pub mod receptions;
pub mod reported;
pub mod road;
pub mod search;
pub mod times;
pub mod totals;
pub mod trips;
pub mod waiting;
