//! 业务房间：每个资源一间，每间长得一样（`mod.rs` 是门，`rules.rs` 是纯规则）。

pub mod calendar;
pub mod claims;
pub mod enterprises;
pub mod files;
pub mod imports;
pub mod inbox;
pub mod lifecycle;
pub mod notices;
pub mod people;
pub mod production;
pub mod progress;
pub mod projects;
pub mod reports;
pub mod responsibility;
pub mod services;
pub mod supervision;
pub mod talks;
pub mod trips;
pub mod views;
