//! What is sent in. Limits are in the schema and checked before a handler runs.

use super::{Decision, ImportRowStatus, ImportState, ImportTarget};
use crate::features::imports::rules::amounts::MoneyUnit;
use crate::features::imports::rules::columns::ColumnChoice;
use crate::features::imports::rules::header::HeaderRows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// The upload form.
#[derive(Debug, Clone, ToSchema)]
pub struct ImportUpload {
    /// 台账文件：xlsx、xls、csv，不超过50 MiB
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// 导入成什么
    pub into: ImportTarget,
    /// 没有写明责任单位的行归哪个单位；不填即本单位。经办人只能填本单位或下属单位
    pub lead_unit_id: Option<i64>,
}

/// How the file is to be read; what is left out is recognised.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportRecognitionInput)]
pub struct RecognitionInput {
    /// 读哪张工作表；不填即第一张
    #[schema(max_length = 200, example = "洽谈进展")]
    pub sheet: Option<String>,
    /// 表头占的行；不填即自动识别
    pub header: Option<HeaderRows>,
    /// 整张表的金额单位，代替表格上方写的；列名和格子里写明的仍以写明的为准
    pub money_unit: Option<MoneyUnit>,
    /// 对某些列的指定；没有列出的自动识别
    #[serde(default)]
    #[schema(max_items = 200)]
    pub columns: Vec<ColumnChoice>,
    /// 没有写明责任单位的行归哪个单位；不填即不变
    pub lead_unit_id: Option<i64>,
}

/// Fixes and decision of one row, as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportRowInput)]
pub struct RowInput {
    /// 改正：字段代码 → 改成的文字（照原列的单位解释；空文字即清空）。不列出的字段照文件
    #[serde(default)]
    #[schema(value_type = Object, additional_properties = true, example = json!({"total_investment_yuan": "5.2亿元"}))]
    pub fixes: BTreeMap<String, String>,
    /// 决定；为空即没有决定
    pub decision: Option<Decision>,
}

/// Decision on one row of many.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportDecisionInput)]
pub struct DecisionInput {
    /// 行号
    #[schema(minimum = 1, maximum = 200_000, example = 13)]
    pub row: i32,
    /// 读取时的版本
    #[schema(minimum = 1, example = 1)]
    pub version: i32,
    /// 决定；为空即撤回决定
    pub decision: Option<Decision>,
}

/// Decisions on many rows.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportDecisionBatchInput)]
pub struct DecisionBatchInput {
    /// 逐行的决定，各有各的结果，最多200行
    #[schema(min_items = 1, max_items = 200)]
    pub items: Vec<DecisionInput>,
}

/// Query of the list of sessions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SessionQuery {
    /// 状态，可多选
    #[param(style = Form, explode = false)]
    pub state: Option<Vec<ImportState>>,
    /// 导入成什么
    pub target: Option<ImportTarget>,
}

/// Query of the rows of a session.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RowQuery {
    /// 状态，可多选
    #[param(style = Form, explode = false)]
    pub status: Option<Vec<ImportRowStatus>>,
    /// 只要已入库（true）或未入库（false）的行
    pub committed: Option<bool>,
}
