//! What may be exported, and what is said about it.

use crate::error::{Code, Error, Result};
use crate::features::reports::model::{ExportEncoding, ExportFormat, ExportInput};

/// Exports that one person may have queued or running.
pub const MOST_AT_ONCE: i64 = 2;
/// Rows of one table in a workbook, below the limit of spreadsheets, and in a text file.
pub const MOST_ROWS_XLSX: i64 = 1_000_000;
/// Rows of a text file.
pub const MOST_ROWS_CSV: i64 = 5_000_000;

/// Refuses combinations that contradict each other.
///
/// # Errors
/// 422 with every wrong field.
pub fn check_input(input: &ExportInput) -> Result<()> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, message: &str| {
        errors.push(crate::error::FieldError {
            pointer: pointer.to_owned(),
            code: "conflict".to_owned(),
            message: message.to_owned(),
        });
    };
    if input.template_id.is_some() && input.columns.is_some() {
        wrong("/columns", "模板与列只能给一个：按模板导出，或自己列出各列。");
    }
    if input.format == ExportFormat::Xlsx && input.encoding == Some(ExportEncoding::Gb18030) {
        wrong("/encoding", "xlsx 没有编码之分，请去掉 encoding，或改用 csv。");
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// Refuses a third export at once.
///
/// # Errors
/// 429 with `Retry-After`.
pub fn check_running(running: i64) -> Result<()> {
    if running < MOST_AT_ONCE {
        return Ok(());
    }
    Err(Error::new(Code::ExportTooMany)
        .detail(format!(
            "您有{running}份导出正在进行，最多同时{MOST_AT_ONCE}份。请等其中一份完成或取消后再试。"
        ))
        .with_header("Retry-After", "10"))
}

/// Refuses a table that no spreadsheet could hold.
///
/// # Errors
/// 422.
pub fn check_size(format: ExportFormat, rows: i64) -> Result<()> {
    let most = match format {
        ExportFormat::Xlsx => MOST_ROWS_XLSX,
        ExportFormat::Csv => MOST_ROWS_CSV,
    };
    if rows <= most {
        return Ok(());
    }
    let instead = if format == ExportFormat::Xlsx { "，或改用 csv" } else { "" };
    Err(Error::new(Code::ExportTooLarge)
        .detail(format!("符合条件的有{rows}行，一份表最多{most}行。请缩小条件分几次导出{instead}。")))
}

/// Refuses a table that does not hold exactly what matched.
///
/// # Errors
/// `export.incomplete`.
pub fn check_complete(matched: i64, written: i64) -> Result<()> {
    if matched == written {
        return Ok(());
    }
    Err(Error::new(Code::ExportIncomplete).detail(format!(
        "符合条件的有{matched}行，写出了{written}行，文件已作废。请重试；若再次出现，请报告系统管理员。"
    )))
}

/// The name people see: title and day, without signs that file systems refuse.
pub fn download_name(title: &str, day: chrono::NaiveDate, format: ExportFormat) -> String {
    let safe: String = title
        .chars()
        .filter(|c| !c.is_control() && !crate::text::has_deceptive_characters(&c.to_string()))
        .map(|c| if "<>:\"/\\|?*".contains(c) { '_' } else { c })
        .take(80)
        .collect();
    let safe = safe.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
    format!("{}_{}.{}", if safe.is_empty() { "导出" } else { &safe }, day.format("%Y%m%d"), format.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_differ_are_an_error() {
        assert!(check_complete(7, 7).is_ok());
        let error = check_complete(7, 6).expect_err("differs");
        assert_eq!(error.code().status(), 500);
        assert!(check_running(1).is_ok() && check_running(2).is_err());
        assert!(
            check_size(ExportFormat::Xlsx, 1_000_001).is_err()
                && check_size(ExportFormat::Csv, 1_000_001).is_ok()
        );
    }

    #[test]
    fn names_are_safe() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        assert_eq!(download_name("../台账\r\n", day, ExportFormat::Csv), "_台账_20260302.csv");
        assert_eq!(download_name("", day, ExportFormat::Xlsx), "导出_20260302.xlsx");
    }
}
