//! Units.

use crate::db::schema::units;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// Kind of a unit.
    UnitKind {
        City = "city" / "市（本级）",
        Bureau = "bureau" / "招商局",
        Department = "department" / "市直部门",
        County = "county" / "县区",
        Zone = "zone" / "园区、开发区",
        Team = "team" / "驻点、小分队",
    }
}

/// A unit of the city: one place in the tree.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = units, check_for_backend(crate::db::MultiBackend))]
pub struct Unit {
    /// 单位编号
    pub id: i64,
    /// 单位全称
    pub name: String,
    /// 简称，用于表格
    pub short_name: String,
    /// 单位类别
    pub kind: UnitKind,
    /// 上级单位；最上级为空
    pub parent_id: Option<i64>,
    /// 在单位树中的位置：自上而下的编号
    #[schema(example = "/1/7/")]
    pub path: String,
    /// 同级中的法定排序号
    pub sort_no: i32,
    /// 全树排序键；按它排序即为法定顺序
    pub sort_path: String,
    /// 行政区划代码
    pub division_code: Option<String>,
    /// 成立日期
    pub valid_from: Option<NaiveDate>,
    /// 撤销日期（含当日仍有效）；为空即仍在运行
    pub valid_until: Option<NaiveDate>,
    /// 版本
    pub version: i32,
}

/// A unit as it is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitView {
    /// 单位
    #[serde(flatten)]
    pub unit: Unit,
    /// 层级，最上级为1
    pub level: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// What can be said of a unit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitInput {
    /// 单位全称，全市唯一
    #[schema(min_length = 2, max_length = 100, example = "市工业和信息化局")]
    pub name: String,
    /// 简称；不填则用全称
    #[schema(min_length = 1, max_length = 30, example = "市工信局")]
    pub short_name: Option<String>,
    /// 单位类别
    #[schema(example = "department")]
    pub kind: UnitKind,
    /// 上级单位；只有“市（本级）”可以为空
    #[schema(example = 1)]
    pub parent_id: Option<i64>,
    /// 同级中的法定排序号，小的在前
    #[schema(minimum = 0, maximum = 999999, example = 20)]
    pub sort_no: i32,
    /// 行政区划代码，6位；见代码表
    #[schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$", example = "620302")]
    pub division_code: Option<String>,
    /// 成立日期
    #[schema(example = "2019-03-01")]
    pub valid_from: Option<NaiveDate>,
}

impl From<&Unit> for UnitInput {
    fn from(unit: &Unit) -> Self {
        Self {
            name: unit.name.clone(),
            short_name: Some(unit.short_name.clone()),
            kind: unit.kind,
            parent_id: unit.parent_id,
            sort_no: unit.sort_no,
            division_code: unit.division_code.clone(),
            valid_from: unit.valid_from,
        }
    }
}

/// The end of a unit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitClosureInput {
    /// 撤销日期；当日仍有效
    #[schema(example = "2026-12-31")]
    pub valid_until: NaiveDate,
    /// 撤销或合并的依据
    #[schema(min_length = 2, max_length = 500, example = "机构改革，职责并入市发展和改革委员会")]
    pub reason: String,
}

/// Which units.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UnitFilter {
    /// 只要这个单位及其下级
    #[param(minimum = 1)]
    pub within_id: Option<i64>,
    /// 单位类别，可多选
    #[param(style = Form, explode = false)]
    pub kind: Option<Vec<UnitKind>>,
    /// 只要这一天有效的单位
    pub valid_on: Option<NaiveDate>,
    /// 名称或简称（汉字、拼音、首字母）
    #[param(max_length = 100)]
    pub q: Option<String>,
}
