//! What people have explained about column names: remembered for their unit, looked at, put right, forgotten.

use super::ImportTarget;
use crate::db::schema::import_mappings;
use crate::db::types::Stamp;
use crate::features::imports::rules::fields::Field;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// One remembered column name as stored.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = import_mappings, check_for_backend(crate::db::MultiBackend))]
pub struct Mapping {
    /// Id.
    pub id: i64,
    /// What the rows become.
    pub target: ImportTarget,
    /// Whose people explained it.
    pub unit_id: i64,
    /// Name of the column as it is compared: half-width, without blanks and units.
    pub column_key: String,
    /// Code of the field; `None` for a column that is left out.
    pub field: Option<String>,
    /// How often it was explained so.
    pub uses: i32,
    /// When it was explained last.
    pub last_used_at: Stamp,
    /// When it was withdrawn.
    pub ended_at: Option<Stamp>,
    /// Version.
    pub version: i32,
}

/// One remembered column name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportMapping)]
pub struct MappingView {
    /// 编号
    pub id: i64,
    /// 导入成什么
    pub target: ImportTarget,
    /// 单位编号
    pub unit_id: i64,
    /// 单位
    #[schema(example = "市工业和信息化局")]
    pub unit_name: String,
    /// 列名（半角，去掉空白与单位）
    #[schema(example = "拟投资额")]
    pub column_key: String,
    /// 对应的字段；为空即这一列不导入
    pub field: Option<Field>,
    /// 指定过几次
    #[schema(example = 3)]
    pub uses: i32,
    /// 最近一次指定的时刻
    pub last_used_at: Stamp,
    /// 停用时刻
    pub ended_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 可以办理的事项
    pub can: Vec<String>,
}

/// What a column name is to mean from now on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportMappingInput)]
pub struct MappingInput {
    /// 对应的字段；为空即这一列不导入
    pub field: Option<Field>,
}

/// Query of the remembered column names.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MappingQuery {
    /// 导入成什么
    #[param(inline)]
    pub target: Option<ImportTarget>,
    /// 单位编号
    pub unit_id: Option<i64>,
    /// 列名中的文字
    #[param(max_length = 50)]
    pub q: Option<String>,
}
