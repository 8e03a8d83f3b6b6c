//! 督查：督办单（提醒、警告、约谈逐级上升）、领导批示、项目颜色。
//!
//! Invariants: the level of a slip rises by lapse only, one slip into one (a unique index; CHECK for the levels above the
//! first) · the issuer, nobody else, takes feedback, decides on extensions, closes and reopens · every due day counts
//! working days and says why it is that day · a colour comes from a revision of the rules and says why · colours are
//! kept as steps from day to day ahead of time, so that nothing has to be worked out to answer a page, and every step
//! that was reached stays as history · partners see neither slips nor colours · nothing is deleted.
//! Tests: `rules/` (with property tests), `tests/features/supervision.rs` and its folder.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::slips::count_of_project;
pub use api::told::{
    ColouredLine, SlipLine, answer as answer_told, close as close_told, load as load_told, load_project,
};
pub use api::{COLOURS, TABLE, routes};
pub use store::RAISE;
pub use store::colours::{
    COLOUR_RULES, COLOURS as COLOURS_JOB, adopted, evaluate, of_projects as colours_of, settle, start,
};
pub use store::hooks::{hand_over, jobs, may_see, open_work, visible_events};
pub use store::times::SUPERVISION;
pub use store::waiting::waiting;
