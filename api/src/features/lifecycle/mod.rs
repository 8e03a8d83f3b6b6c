//! 全周期：阶段记录（认定日期、事实、凭据、提交、他人审核）、阶段门槛、推进与退回、暂缓、终止、退库、阶段日志、看板。
//!
//! Invariants: a stage is reached only when its gate and the gates of skipped mandatory stages are met, with a passed
//! record where the gate asks for one · who audits neither submitted the record nor uploaded its evidence · passed
//! records, their evidence, opinions and the log never change (enforced by both databases) · statistics use the date
//! of the passed audit · an ended project does not move; only a suspended or shared one comes back · after a return the records
//! of the stages given up are history and must be made anew · every move names the revision of the gates it was judged by.
//! Tests: `rules/` (with a property test of random walks), `tests/features/lifecycle.rs`,
//! `tests/journeys/lead_to_production.rs`.

mod api;
mod model;
pub mod rules;
mod store;

pub use api::{routes, share, take_up};
pub use model::{AuditState, Gates, LogRow, StageRecord};
pub use store::{GATES, gates_in_force};
