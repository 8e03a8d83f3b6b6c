//! What a person likes his pages to look like.

use super::{Density, ViewColumn};
use crate::db::types::Stamp;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa::openapi::schema::{AdditionalProperties, Object, ObjectBuilder, Type};

text_enum! {
    /// Size of all texts.
    TextSize { Standard = "standard" / "标准", Large = "large" / "大字" }
}

/// 一份清单上次怎样看
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPreference {
    /// 各列，依次；空 = 清单自己的列
    #[schema(max_items = 200)]
    pub columns: Vec<ViewColumn>,
    /// 排序：与清单的 sort 相同
    #[schema(max_length = 200, example = "-total_investment_yuan")]
    pub sort: Option<String>,
    /// 行的密度
    pub density: Density,
    /// 所用的视图；视图停用后即不再有效
    pub view_id: Option<i64>,
}

/// The preferences of one person, as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PreferencesInput)]
pub struct Preferences {
    /// 字号
    pub text_size: TextSize,
    /// 是否启用单键快捷键
    #[schema(example = true)]
    pub single_keys: bool,
    /// 左侧菜单是否收起
    #[schema(example = false)]
    pub menu_collapsed: bool,
    /// 各清单上次怎样看：清单名称 → 列、排序、密度
    pub lists: BTreeMap<String, ListPreference>,
    /// 各清单上次所用的导出模板：清单名称 → 模板编号
    #[schema(schema_with = template_ids)]
    pub last_export_template: BTreeMap<String, i64>,
}

fn template_ids() -> Object {
    // the largest whole number that every JSON reader keeps exactly
    let id = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(9_007_199_254_740_991_i64));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("各清单上次所用的导出模板：清单名称 → 模板编号"))
        .additional_properties(Some(AdditionalProperties::from(id)))
        .max_properties(Some(100))
        .examples([serde_json::json!({"projects": 2})])
        .build()
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            text_size: TextSize::Standard,
            single_keys: true,
            menu_collapsed: false,
            lists: BTreeMap::new(),
            last_export_template: BTreeMap::new(),
        }
    }
}

/// 本人的界面偏好
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Preferences)]
pub struct PreferencesView {
    /// 字号
    pub text_size: TextSize,
    /// 是否启用单键快捷键
    pub single_keys: bool,
    /// 左侧菜单是否收起
    pub menu_collapsed: bool,
    /// 各清单上次怎样看：清单名称 → 列、排序、密度
    pub lists: BTreeMap<String, ListPreference>,
    /// 各清单上次所用的导出模板：清单名称 → 模板编号
    pub last_export_template: BTreeMap<String, i64>,
    /// 最近保存时刻；从未保存过的为空
    pub updated_at: Option<Stamp>,
    /// 版本；从未保存过的为0
    pub version: i32,
    /// 本人可以办理的事项
    pub can: Vec<String>,
}
