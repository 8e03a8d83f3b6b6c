//! 企业服务：一站式代办手续、困难（用电、用地、用工……）、投诉、六项服务记录，和零等待、零距离、零投诉的实数。
//!
//! Invariants: every due thing is counted in working days by the calendar, days inside an approved pause left out ·
//! a promise longer than the standard says why · a difficulty is closed by the enterprise's own word (its token, or a
//! link that can do nothing else and works once) · 无法办理 carries a leader's signature · who complained is read by
//! the handler alone and is in no journal · partners see their own permits and difficulties, never complaints.
//! Tests: `rules/`, `tests/features/services.rs`.

mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{
    APPROVALS_TABLE, COMPLAINTS_TABLE, GAPS_TABLE, Made, RECORDS_TABLE, ServiceLine, TICKETS_TABLE,
    counts_of_project, load_line, routes,
};
pub use store::hooks::{
    hand_over, move_complaints, move_records, move_tickets, open_work, uses_by_complaints, uses_by_records,
    uses_by_tickets, waiting,
};
pub use store::seen::{is_kind, may_see, visible_events};
pub use store::settings::{PROCEDURES, SERVICE_TIMES};
