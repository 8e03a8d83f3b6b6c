//! 责任链：每个项目由谁包抓、谁牵头、谁配合、谁服务、谁联络，从哪天到哪天；移交、代理；“四个一”等检查清单与工作方案。
//!
//! Invariants: of each role a project has at most one holder at a time, and two terms of a role share no day but that of a
//! succession (the database holds the first, `rules` the second) · a term is ended, never removed; a past one can be put on record · a role that
//! the stage requires is not ended without a successor · a term grants rights on the project from the moment it is
//! written until it ends ([`crate::auth::caller::Duties`], relation `Assigned`), and the journal says so · which unit led is
//! written by the database itself · one act hands over everything · versions of a plan only add up · nothing here is
//! seen of a project that the caller does not see.
//! Tests: `rules.rs`, `rules/checklists.rs`, `tests/features/responsibility.rs` and beside it.

mod api;
pub mod model;
pub mod rules;
mod store;

pub use api::{AssignmentLine, load_told};
pub use api::{GAPS_TABLE, HANDOVERS_TABLE, SUBSTITUTES_TABLE, TABLE, VACANCIES_TABLE, routes};
pub use model::AssignmentRole;
pub use rules::vacancy;
pub use store::hooks::{
    hand_over, held_roles, holder, in_place_of, open_work, responsible, serving, sponsor_needed, waiting,
};
pub use store::{CHECKLISTS, SPONSORSHIP};
