//! 工作日、调休：一切时限都按工作日推算。
//!
//! 不变式：第 0 天是收到之日；到期日是其后第 n 个工作日，当天 24:00 为止；暂停期间的日子不计；
//! 没有公布放假安排的年份只按周末推算并明说，从不悄悄猜测。日历逐日可改，改动留痕，改成“平常日”也留着记录。
//! 测试：规则在 `rules/tests.rs`，接口在 `tests/features/calendar.rs`。

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::routes;
pub use rules::Calendar;
pub use store::{load, seed, seed_if_empty};
