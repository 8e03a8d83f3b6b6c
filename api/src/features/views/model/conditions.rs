//! Conditions of a list in words.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which list, under which conditions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConditionsQuery {
    /// 清单，如 `projects`
    #[param(max_length = 40, example = "projects")]
    pub list: String,
    /// 清单的查询串，如 `stage=signed&lead_unit_id=7`（须编码）；页码、排序不算条件
    #[param(max_length = 8000, example = "stage=signed&q=金川")]
    pub filter: Option<String>,
    /// 为 `true` 时数一数去掉每个条件以后各有多少项，最多数8个条件
    pub counts: Option<bool>,
}

/// One condition in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ListCondition)]
pub struct ConditionView {
    /// 条件的参数名
    #[schema(example = "stage")]
    pub name: String,
    /// 条件说的是什么
    #[schema(example = "阶段")]
    pub title: String,
    /// 要求是什么
    #[schema(example = "签约、落地")]
    pub text: String,
    /// 去掉这个条件、保留其余的，有多少项；没有数的为空
    pub count_without: Option<i64>,
}

/// The conditions of a list in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ListConditions)]
pub struct ConditionsView {
    /// 全部条件连成一句；没有条件时为空文字
    #[schema(example = "阶段：签约、落地；检索：金川")]
    pub words: String,
    /// 逐个条件
    pub conditions: Vec<ConditionView>,
}
