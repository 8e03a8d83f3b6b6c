//! One change of many projects: what is sent in and what comes out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most projects of one change.
pub const MOST: i64 = 1_000;

/// One change of many projects, chosen one by one or by conditions.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectBatchUpdateInput)]
pub struct BatchUpdateInput {
    /// 逐个选定的项目，最多1000个；与 `filter` 二选一
    #[schema(min_items = 1, max_items = 1000)]
    pub items: Option<Vec<ChosenProject>>,
    /// 选定符合条件的全部项目：查询项目的查询串，空文字为看得到的全部；与 `items` 二选一
    #[schema(max_length = 8000, example = "stage=signed&tag=重点项目")]
    pub filter: Option<String>,
    /// 提交人看到的符合条件的项目数，用 `filter` 时必填；与此刻的不同返回 409，什么也不改
    #[schema(minimum = 0, maximum = 10000000, example = 37)]
    pub expected_count: Option<i64>,
    /// 改什么
    pub change: BatchChange,
}

/// A chosen project and the version that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenProject {
    /// 项目编号（内部）
    pub id: i64,
    /// 读取时的版本号；已有新版本的返回 412
    #[schema(minimum = 1)]
    pub version: i32,
}

/// What is changed; exactly one of these.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectBatchChange)]
pub struct BatchChange {
    /// 改由这个单位牵头（单位编号）
    pub lead_unit_id: Option<i64>,
    /// 增加的配合单位编号；已经是牵头或配合单位的不变
    #[schema(min_items = 1, max_items = 20)]
    pub add_unit_ids: Option<Vec<i64>>,
    /// 贴上的标签；已经有的不变
    #[schema(min_items = 1, max_items = 20, example = json!(["重点项目"]))]
    pub add_tags: Option<Vec<String>>,
    /// 去掉的标签；没有的不变
    #[schema(min_items = 1, max_items = 20)]
    pub remove_tags: Option<Vec<String>>,
}

/// What became of one project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ProjectBatchUpdateItem)]
pub struct BatchUpdateItem {
    /// 项目编号（内部）
    pub id: i64,
    /// 现在的版本号
    pub version: i32,
    /// 有没有改动；本来就是这样的没有
    pub changed: bool,
}

/// What became of all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ProjectBatchUpdateView)]
pub struct BatchUpdateView {
    /// 改动的项目数
    pub changed: usize,
    /// 本来就是这样、没有改动的项目数
    pub unchanged: usize,
    /// 逐个结果，逐个选定的依提交的顺序
    pub items: Vec<BatchUpdateItem>,
}
