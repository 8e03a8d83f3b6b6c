//! 清单视图与本人偏好：一份清单怎样看（列、条件、排序、密度）存在服务器上，可以给本单位、给全市用。
//!
//! Invariants: a view names only columns, conditions and a sort that its list has, and is seen only by those who may
//! read the list · a name is taken once for each list and owner · what a view shows is decided by the list when it is
//! opened, under the rights of whoever opens it: a view shares a way of looking, never rows · preferences are their
//! owner's alone and decide nothing.
//! Tests: `rules.rs`, `tests/features/views.rs`, `tests/features/preferences.rs`.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::routes;
