//! Saved views of lists.

use crate::db::schema::saved_views;
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::openapi::schema::{AdditionalProperties, Object, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// Whose view it is.
    ViewScope { Own = "own" / "本人的", Unit = "unit" / "本单位的", City = "city" / "全市的" }
}

text_enum! {
    /// How closely the rows stand.
    Density { Compact = "compact" / "紧凑", Standard = "standard" / "标准", Roomy = "roomy" / "宽松" }
}

/// 视图的一列
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewColumn {
    /// 清单的字段；各清单的字段见 `GET /export-lists`
    #[schema(max_length = 60, pattern = "^[a-z][a-z0-9_]*$", example = "total_investment_yuan")]
    pub field: String,
    /// 列宽（像素）
    #[schema(minimum = 40, maximum = 800, example = 120)]
    pub width_px: i32,
    /// 是否固定在左侧
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<bool>,
}

/// How a list is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ViewContent {
    /// 各列，依次
    pub columns: Vec<ViewColumn>,
    /// 条件：与清单的查询参数同名，值的写法相同
    #[schema(schema_with = filters)]
    pub filters: BTreeMap<String, String>,
    /// 排序：与清单的 sort 相同；空 = 清单自己的次序
    pub sort: Option<String>,
    /// 行的密度
    pub density: Density,
}

/// A view to be made or changed as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SavedViewInput)]
pub struct ViewInput {
    /// 清单；登记后不再改
    #[schema(max_length = 40, example = "projects")]
    pub list: String,
    /// 视图名称，在同一清单的同一范围里不重复
    #[schema(min_length = 1, max_length = 60, example = "本月要开工的")]
    pub name: String,
    /// 谁的视图；登记后不再改
    pub scope: ViewScope,
    /// 各列，依次
    #[schema(min_items = 1, max_items = 200)]
    pub columns: Vec<ViewColumn>,
    /// 条件：与清单的查询参数同名，值的写法相同，最多40个
    #[schema(schema_with = filters)]
    pub filters: BTreeMap<String, String>,
    /// 排序：与清单的 sort 相同；空 = 清单自己的次序
    #[schema(max_length = 200, example = "-total_investment_yuan")]
    pub sort: Option<String>,
    /// 行的密度
    pub density: Density,
}

fn filters() -> Object {
    let value = ObjectBuilder::new().schema_type(Type::String).max_length(Some(500));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("条件：与清单的查询参数同名，值的写法相同，最多40个"))
        .additional_properties(Some(AdditionalProperties::from(value)))
        .max_properties(Some(40))
        .examples([serde_json::json!({"stage": "negotiating,signed"})])
        .build()
}

/// A view as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = saved_views, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `SavedView`
pub struct View {
    pub id: i64,
    pub list: String,
    pub name: String,
    pub scope: ViewScope,
    pub owner_id: Option<i64>,
    pub unit_id: Option<i64>,
    /// [`ViewContent`].
    pub content: Doc,
    pub created_by: Option<i64>,
    pub created_at: Stamp,
    pub updated_at: Stamp,
    pub ended_at: Option<Stamp>,
    pub version: i32,
}

/// 清单视图
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SavedView {
    /// 视图编号
    pub id: i64,
    /// 清单
    pub list: String,
    /// 视图名称
    pub name: String,
    /// 谁的视图
    pub scope: ViewScope,
    /// 所属单位；单位视图才有
    pub unit_id: Option<i64>,
    /// 列、条件、排序与密度
    #[serde(flatten)]
    pub content: ViewContent,
    /// 登记人编号
    pub created_by: Option<i64>,
    /// 最近修改时刻
    pub updated_at: Stamp,
    /// 停用时刻；在用的为空
    pub ended_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 本人可以办理的事项
    pub can: Vec<String>,
}

/// Query of the views.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ViewQuery {
    /// 清单
    #[param(max_length = 40)]
    pub list: Option<String>,
    /// 谁的视图
    pub scope: Option<ViewScope>,
}
