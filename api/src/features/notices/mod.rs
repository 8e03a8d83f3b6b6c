//! 提醒：到期分阶段的提醒、抄送、页面的实时更新，以及往外发的渠道（企业微信、钉钉群机器人，邮件）。
//!
//! Invariants: nobody is told the same thing of the same day and stage twice (unique key), however often the daily job
//! runs · what was told is handed to the channels in the transaction that writes the messages down, and a message is sent
//! by a job until the other side has taken it: at least once, whatever is killed when; its number stands in the text ·
//! what leaves names nothing confidential, no phone, and for the whole city no subject · what opens a robot is sealed and
//! never read back · a copy goes only to people who see the thing themselves · what one no longer sees is no longer named ·
//! what was told is kept as long as the rules of reminders say, what waits stays in the inbox all the same.
//! Tests: `rules/`, `tests/features/notices.rs` and the files beside it.

mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{routes, send_told, set_up};
pub use store::copies::waiting;
pub use store::notices::{marks, unread};
pub use store::remind::{JOB as REMIND, RULES, plan};

use crate::jobs::Kind;

/// The background work of this room.
pub fn jobs() -> Vec<Kind> {
    vec![
        Kind { name: store::remind::JOB, run: store::remind::run, attempts: 5 },
        Kind { name: store::send::JOB, run: store::send::run, attempts: 13 },
    ]
}
