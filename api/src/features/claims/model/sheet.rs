//! 可直接打印的表：首报首谈登记表、流转单。

use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 打印哪一张表
    SheetForm { Registration = "registration" / "首报首谈登记表", Transfer = "transfer" / "流转单" }
}

/// Which form is printed.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SheetQuery {
    /// 打印哪一张表，默认登记表
    #[param(inline)]
    pub form: Option<SheetForm>,
}

/// 表中的一栏
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SheetLine {
    /// 栏目代码，如 `investor`
    pub field: String,
    /// 栏目
    #[schema(example = "项目/企业")]
    pub label: String,
    /// 内容，逐行；没有的为“—”
    pub lines: Vec<String>,
}

/// 一张可直接打印的表
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClaimSheet {
    /// 表名
    pub title: String,
    /// 登记号
    pub number: String,
    /// 状态
    pub state_label: String,
    /// 打印日期
    pub printed_on: chrono::NaiveDate,
    /// 各栏，依次
    pub lines: Vec<SheetLine>,
}
