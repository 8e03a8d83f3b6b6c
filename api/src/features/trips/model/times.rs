//! 外出招商与接待的时限，是规则数据（种类 `trips`），由招商局修改并留有历史。

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 外出招商与接待的时限
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripTimes {
    /// 国内外出招商返回后几日内交报告
    #[schema(minimum = 1, maximum = 90, example = 7)]
    pub report_days_home: i32,
    /// 因公出访返回后几日内交报告
    #[schema(minimum = 1, maximum = 90, example = 15)]
    pub report_days_abroad: i32,
    /// 来访客人离开后第几日回访，由小到大
    #[schema(min_items = 1, max_items = 10, example = json!([3, 7]))]
    pub callback_days: Vec<i32>,
}
