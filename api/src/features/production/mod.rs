//! 生产月报：投产后的项目逐月报存栏、产量、营业收入、税金、用工等，另一个人审核。
//!
//! Invariants: a month of a project is reported once (the database holds it to one) · only a project that produces
//! reports · who audits did not submit (also a CHECK of both databases) · an audited report never changes · what was
//! reported is stored as reported; what follows from it (the year's plan behind a share, last year behind a growth) is
//! worked out when asked, marked as derived, and stored nowhere (handbook §18 case 8).
//! Tests: `rules.rs`, `tests/features/production.rs`.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{TABLE, routes};
pub use store::waiting::waiting;
