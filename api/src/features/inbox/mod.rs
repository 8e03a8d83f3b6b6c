//! 待办：此刻轮到本人办的、本人近30天办结的、本人发起还在等别人的、抄送本人的、督办。
//!
//! Invariants: nothing is stored: every item is worked out from the rows that leave it open, by the room they belong to,
//! so that it is gone the moment it is done, whoever did it · what is shown to somebody he may see and, under 待办, may
//! do: the same filter of visibility and the same row of the policy table decide as in the operation itself, with the
//! rule that nobody audits his own · what is confidential or of another unit appears in no item and in no count.
//! The rooms that have such work are listed in `app::waiting`.
//! Tests: `rules.rs`, `tests/features/inbox.rs`.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::routes;
