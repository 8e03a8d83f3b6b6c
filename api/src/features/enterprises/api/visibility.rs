//! 合作企业看得到自己的哪些内容：不含招商局的备注、信息来源和看号理由。

use crate::db::types::Doc;
use crate::features::enterprises::model::Enterprise;
use crate::features::enterprises::store;
use crate::journal::Event;
use crate::policy::{Reach, Visible};

/// 招商局内部的记述，不给合作企业看。
const INTERNAL: &[&str] =
    &["remark", "source", "source_url", "expansion_plan", "withdraw_reason", "import_id", "reason"];

/// 读者看得到的内容。
pub(super) fn for_reader(visible: &Visible, mut row: Enterprise) -> Enterprise {
    if matches!(visible.reach, Reach::Party(_)) {
        for text in [&mut row.remark, &mut row.source, &mut row.source_url, &mut row.expansion_plan] {
            text.clear();
        }
        (row.withdraw_reason, row.import_id) = (None, None);
    }
    row
}

/// 变更记录里的一条企业事件，读者看得到的样子；看不到时为空。
pub fn visible_event(visible: &Visible, mut event: Event) -> Option<Event> {
    if !store::is_visible(visible, event.subject_id) {
        return None;
    }
    if matches!(visible.reach, Reach::Party(_)) {
        if event.event.starts_with("contact.") || event.event.starts_with("enterprise.merge") {
            return None;
        }
        for Doc(state) in [&mut event.before, &mut event.after].into_iter().flatten() {
            if let Some(map) = state.as_object_mut() {
                map.retain(|key, _| !INTERNAL.contains(&key.as_str()));
            }
        }
    }
    Some(event)
}
