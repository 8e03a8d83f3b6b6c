//! The rules by which people are reminded.

use crate::waiting::InboxKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 某些种类另定的提醒
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderGroup {
    /// 哪些种类
    #[schema(min_items = 1, max_items = 60)]
    pub kinds: Vec<InboxKind>,
    /// 到期前几天提醒，由大到小；0为当天；空即到期前不提醒
    #[schema(max_items = 10, example = json!([7, 3, 1, 0]))]
    pub days_before: Vec<i32>,
    /// 逾期后每几天提醒一次；0为不再提醒
    #[schema(minimum = 0, maximum = 60, example = 1)]
    pub after_every: i32,
}

/// 到期提醒的规则
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderRules {
    /// 每天几点提醒（北京时间）
    #[schema(minimum = 0, maximum = 23, example = 8)]
    pub at_hour: i32,
    /// 只在工作日提醒；休息日到期的在此前最后一个工作日已提醒过
    pub workdays_only: bool,
    /// 到期前几天提醒，由大到小；0为当天
    #[schema(max_items = 10, example = json!([3, 1, 0]))]
    pub days_before: Vec<i32>,
    /// 逾期后每几天提醒一次；0为不再提醒
    #[schema(minimum = 0, maximum = 60, example = 1)]
    pub after_every: i32,
    /// 另有规定的种类
    #[schema(max_items = 30)]
    pub groups: Vec<ReminderGroup>,
    /// 提醒保留几天，到期不论已读未读一并删除；待办事项本身不受影响
    #[serde(default = "half_a_year")]
    #[schema(minimum = 30, maximum = 3660, default = 180, example = 180)]
    pub keep_days: i32,
}

/// What holds where the rules of a city do not say it yet.
fn half_a_year() -> i32 {
    180
}
