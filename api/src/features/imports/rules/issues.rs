//! 一个格子的问题：在哪、是什么、怎么办。
use super::fields::Field;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 轻重：有一个“错误”，这一行就不能入库。
///
/// `info` 说明 · `warning` 提醒 · `error` 错误
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportSeverity)]
pub enum Severity {
    /// 说明：系统做了什么，不必处理
    Info,
    /// 提醒：请看一眼，可以入库
    Warning,
    /// 错误：改好或跳过之前不能入库
    Error,
}

/// 一个格子的问题。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportIssue)]
pub struct Issue {
    /// 表格行号（从 1 起，与 Excel 一致）
    pub row: u32,
    /// 格子名，如 `F17`；与具体格子无关时为空
    pub cell: Option<String>,
    /// 对应的字段
    pub field: Option<Field>,
    /// 固定代码，如 `amount.not_exact`
    pub code: String,
    /// 轻重
    pub severity: Severity,
    /// 原因
    pub message: String,
    /// 怎么办
    pub how_to_fix: String,
}

impl Issue {
    /// 原因，前面写明格子。
    pub fn reason(&self) -> String {
        let cell = self.cell.as_deref().map(|c| format!("{c}：")).unwrap_or_default();
        format!("{cell}{}", self.message)
    }
}

/// 解释一个格子时发现的问题，还没有落到具体位置。
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// 固定代码
    pub code: &'static str,
    /// 轻重
    pub severity: Severity,
    /// 原因
    pub message: String,
    /// 怎么办
    pub how_to_fix: &'static str,
}

impl Finding {
    /// 错误。
    pub fn error(code: &'static str, message: impl Into<String>, how_to_fix: &'static str) -> Self {
        Self { code, severity: Severity::Error, message: message.into(), how_to_fix }
    }

    /// 提醒。
    pub fn warning(code: &'static str, message: impl Into<String>, how_to_fix: &'static str) -> Self {
        Self { code, severity: Severity::Warning, message: message.into(), how_to_fix }
    }

    /// 说明。
    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Info,
            message: message.into(),
            how_to_fix: "不必处理；不对请改这一格",
        }
    }

    /// 落到格子上。
    pub fn at(self, row: u32, cell: Option<String>, field: Option<Field>) -> Issue {
        Issue {
            row,
            cell,
            field,
            code: self.code.to_string(),
            severity: self.severity,
            message: self.message,
            how_to_fix: self.how_to_fix.to_string(),
        }
    }
}
