//! 全周期：阶段记录（认定日期、事实、凭据、提交、他人审核）、阶段门槛、推进与退回、暂缓、终止、退库、阶段日志、看板；
//! 签约活动、签约（意向、框架、协议、合同，增资、升格、更换业主、重复发布）及其计多少；变更。
//!
//! Invariants: a stage is reached only when its gate and the gates of skipped mandatory stages are met, with a passed
//! record where the gate asks for one · who audits neither submitted the record nor uploaded its evidence · passed
//! records, their evidence, opinions and the log never change (enforced by both databases) · statistics use the date
//! of the passed audit · an ended project does not move; only a suspended or shared one comes back · after a return the records
//! of the stages given up are history and must be made anew, and the dates of start and
//! production that they had said no longer stand on the project · every move names the revision of the gates it was judged by.
//! A project is counted once, by a passed contract, at its first signing event (rules/signatures.rs; the database holds
//! it to one) · contract amount and signing date of the project follow what is counted, in the same transaction · a
//! passed record of the stage `signed` is a signature · a suspected repetition is answered by a person before it counts · what passed an audit changes through an
//! amendment only, in force from its own audit on; the old value, checked again at the audit, stays in the history.
//!
//! **The door of the cohorts.** [`counted`] gives what counted as recorded at the end of a day, for the projects that a
//! caller may see: project, event, day, count (0 or 1), yuan, takeover. It reads the table `signature_counts`: a row says
//! what one passed paper counts from `recorded_from_at` until `recorded_until_at` (empty: now) and is never changed, so
//! that a cohort of an earlier day stays what it was. Sum `count` for the denominator, `amount_yuan` for the amount;
//! increases have an amount and no count; terminated projects stay in.
//! Tests: `rules/` (with a property test of random walks), `tests/features/lifecycle.rs`,
//! `tests/features/signing_events.rs`, `tests/features/signatures.rs`, `tests/features/amendments.rs`, `tests/journeys/lead_to_production.rs`,
//! `tests/journeys/signature_counts_once.rs`.

mod api;
mod model;
pub mod rules;
mod store;

pub use api::{AMENDMENTS_TABLE, EVENTS_TABLE, SIGNATURES_TABLE, STAGE_DAYS, TABLE, routes, share, take_up};
pub use api::{
    EventLine, SignatureLine, audit_told, hand_in_told, load_event, suspend_told, take_over_told,
    terminate_told,
};
pub use model::{AuditState, Gates, LogRow, StageRecord};
pub use store::{Counted, GATES, Within, counted, gates_in_force, people_required_from, signed, waiting};

/// Signing events are known to everybody in the city, not to partners.
pub fn sees_events(visible: &crate::policy::Visible) -> bool {
    use crate::policy::Reach;
    matches!(visible.reach, Reach::City | Reach::Units(_) | Reach::Everything)
}
