//! 里程碑、月报：计划与实际，当月与累计，谁按时报了、谁迟了、谁没报；暂停与入统。
//!
//! Invariants: a project has one report a month (unique index of both databases) · a report's total is the total of the
//! report before + its month + adjustments; what would break that chain is refused · whoever audits did not submit, whoever
//! approves a pause did not ask for it (CHECKs of both databases) · an audited report never changes, a frozen month takes and
//! changes nothing (triggers); what it should have said is a restatement, shown as an adjustment in the next report · who had
//! to report is a query over the states that projects had at the end of the due day · a plan day that has passed or was
//! reported changes only with a reason · every due day is stored with why it is that day.
//! Tests: `rules/`, `tests/features/progress.rs`.

mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{LATES_TABLE, MILESTONES_TABLE, MONTHLY_TABLE, routes};
pub use model::facts::{NextMilestone, Pause, PlanGap, ProgressFacts};
pub use model::rule_sets::{MilestoneRules, ReportRules};
pub use store::facts::of_projects as facts;
pub use store::periods::{jobs, open_now};
pub use store::rule_sets::{MILESTONES, REPORTS};
pub use store::told::{
    MilestoneLine, PauseLine, ReportLine, freeze_before, load_entry, load_milestone, load_pause, load_report,
};
pub use store::waiting::waiting;
