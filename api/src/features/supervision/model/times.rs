//! 督办的时限，是规则数据（种类 `supervision`），由招商局修改并留有历史。

use super::SlipKind;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 一级督办落在谁身上
    SlipHolder { Person = "person" / "承办人", Unit = "unit" / "承办单位" }
}

/// 一种督办单的时限
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipLevelRule {
    /// 督办单种类
    pub kind: SlipKind,
    /// 多少个工作日内反馈
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub working_days: i32,
    /// 升级到这一级时由谁承办；写承办单位的，不再指定承办人
    pub holder: SlipHolder,
}

/// 督办单的时限与批示用语
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisionRules {
    /// 各种督办单的时限，六种各一条
    #[schema(min_items = 6, max_items = 6)]
    pub levels: Vec<SlipLevelRule>,
    /// 领导批示多少个工作日内回复
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub instruction_days: i32,
    /// 一次延期最多多少个工作日
    #[schema(minimum = 1, maximum = 250, example = 20)]
    pub extension_days_max: i32,
    /// 批示常用语
    #[schema(max_items = 20, example = json!(["请牵头单位抓紧推进，限期回复。"]))]
    pub phrases: Vec<String>,
}
