//! 统计、通报、导出：各项率、年度任务与进度；把清单按各级报送的格式带走。
//!
//! Invariants of figures: every number opens the list that comes to the same, under the same conditions and as recorded
//! at the end of the same day · a percentage stands beside its numerator and denominator; without a denominator it is
//! "—" with the reason, never 0 · terminated projects leave the numerator and stay in the denominator, excluded ones are
//! in neither and are listed by reason (handbook §3.1, §2.6) · only what the caller may see is counted · a project counts
//! once in a total, however many units stand above it.
//! Invariants of exports: a table holds exactly the rows and fields that its list shows the same caller at the same
//! moment, in one state of the database · rows matched = rows written, or there is no file · a file appears whole or
//! not at all, is its owner's alone, and is removed when it expires; the record stays · what a spreadsheet would run
//! as a formula is text, and comes back as it was when the table is imported again · what a template promises and the
//! house does not hold is an empty column that says so.
//! Which lists there are is registered in `app::lists()`; a room describes its own.
//! Tests: `rules/`, `tests/features/dashboard.rs`, `tests/features/dashboard/months.rs`, `tests/features/rates.rs`, `tests/features/targets.rs`, `tests/features/exports.rs`,
//! `tests/features/export_templates.rs`.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::progress::TABLE as PROGRESS_TABLE;
pub use api::rates::TABLE as RATES_TABLE;
pub use api::routes;
pub use api::targets::TABLE as TARGETS_TABLE;
pub use api::told::{TargetLine, load as load_target};

use crate::jobs::Kind;

/// The jobs of this room.
pub fn jobs() -> Vec<Kind> {
    vec![
        Kind { name: store::run::JOB, run: store::run::run, attempts: 3 },
        Kind { name: store::expiry::JOB, run: store::expiry::run, attempts: 5 },
    ]
}
