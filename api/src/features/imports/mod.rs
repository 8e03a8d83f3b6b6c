//! 导入（imports）：把各单位手工台账（xlsx、xls、csv，任何版式）读成项目或企业，
//! 逐行告诉人哪里可用、哪里可疑、哪里要改，改完一次入库，并且可以整批撤销。
//!
//! 不变的规矩：
//! - 看不准的数绝不猜：金额写成“5亿多元”的行等人来定；
//! - 疑似重复只提示，没有人点头就不合并、不丢弃；
//! - 统一社会信用代码、金额、日期都保留原来的精确度；
//! - 入库、撤销分小批进行，别人随时可以读写；中途停下的批次可以继续或撤销，一行不会入库两次；
//! - 撤销不删除：登记的项目退库、企业作废，改过的恢复原值，入库后有人改过或引用的不动。
//!
//! 读表的规则写在 `tests/data/ledgers/README.md`，四本真实台账的预期结果在同目录的 `expected.json`。
//! 测试：规则在 `rules/*_tests.rs`，接口在 `tests/features/imports.rs`。
pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{ROWS_TABLE, TABLE, begin, routes};
pub use store::waiting::waiting;

use crate::error::Result;
use crate::jobs::Kind;
use crate::journal::Event;
use crate::policy::Visible;
use crate::work::Tx;

/// 变更记录里调用者看得见的导入批次的编号。
///
/// # Errors
/// 数据库错误。
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let ids: Vec<i64> = events.iter().filter(|e| e.subject_kind == "import").map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { store::sessions::visible_ids(tx, who, ids) }
}

/// 本房间的后台任务。
pub fn jobs() -> Vec<Kind> {
    vec![
        Kind { name: store::reading::JOB, run: store::reading::run, attempts: 3 },
        Kind { name: store::commit::JOB, run: store::commit::run, attempts: 5 },
        Kind { name: store::undo::JOB, run: store::undo::run, attempts: 5 },
    ]
}
