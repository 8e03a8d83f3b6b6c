//! 首报首谈：谁先报、谁先谈，登记在册、限期保护；异议由招商局裁定；谈不下去的流转给别的单位或转共享；成果按比例分成。
//!
//! Invariants: one lineage of claims (the same investor and matter) has at most one protected holder, one claim at most
//! one successor, one transfer one acceptance (unique indexes of both databases) · a claim that has run out is never
//! shown as protected, whether or not the job has written it down yet · who confirms did not register, who rules is of
//! no party · nobody learns from a warning or a check what is negotiated; confidential projects are answered with one
//! fixed sentence · shares of a project sum to exactly 100 % in hundredths of a per cent, one version in force ·
//! an open dispute holds up confirmation, transfer and release · nothing is deleted, the loser stays in the history.
//! Tests: `rules/` (with property tests), `tests/features/claims.rs`, `tests/journeys/first_claim.rs`.

mod api;
mod model;
pub mod rules;
mod store;

pub use api::{OBJECTIONS_TABLE, POOL_TABLE, TABLE, TRANSFERS_TABLE, routes};
pub use model::{Claim, ClaimRules, ClaimState, Share};
pub use store::{
    CLAIM_RULES, hand_over, is_visible, jobs, move_claims, open_work, shares_in_force, uses_by_claims,
    visible_events, waiting,
};
