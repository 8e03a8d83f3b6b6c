//! 金额合计，以及与表上印的合计核对；印错的合计只指出，不采用。
use super::amounts::{amount_from_number, parse_amount, wan_grouped};
use super::columns::{ColumnReading, Unit};
use super::fields::Field;
use super::preview::{RowReading, RowStatus};
use super::rows::{ClassifiedRow, RowKind};
use super::sheet::{Sheet, Value, cell_name, column_index};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 表上印的合计。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportPrintedTotal)]
pub struct PrintedTotal {
    /// 格子
    pub cell: String,
    /// 原来的字
    pub raw: String,
    /// 元；读不准时为空
    pub yuan: Option<i64>,
    /// 是否等于可用各行之和
    pub matches_ok: bool,
    /// 核对结果
    pub message: String,
}

/// 总投资的合计（元）。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportSums)]
pub struct Sums {
    /// 可用各行之和（元）
    pub ok_yuan: i64,
    /// 可用与疑似重复各行之和（元）
    pub ok_plus_suspected_yuan: i64,
    /// 表上印的合计
    pub printed_total: Option<PrintedTotal>,
}

/// 求和并核对。
pub fn sums(
    sheet: &Sheet,
    columns: &[ColumnReading],
    rows: &[RowReading],
    classified: &[ClassifiedRow],
) -> Sums {
    let sum = |wanted: &[RowStatus]| -> i64 {
        let counted = rows.iter().filter(|r| wanted.contains(&r.status));
        counted.filter_map(|r| r.values.integer(Field::TotalInvestment)).sum()
    };
    let ok_yuan = sum(&[RowStatus::Ok]);
    let both = sum(&[RowStatus::Ok, RowStatus::SuspectedDuplicate]);
    let printed_total = columns
        .iter()
        .find(|c| c.field == Some(Field::TotalInvestment))
        .and_then(|c| printed(sheet, c, classified, ok_yuan, both));
    Sums { ok_yuan, ok_plus_suspected_yuan: both, printed_total }
}

fn printed(
    sheet: &Sheet,
    column: &ColumnReading,
    classified: &[ClassifiedRow],
    ok_yuan: i64,
    both: i64,
) -> Option<PrintedTotal> {
    let col = column_index(&column.column)?;
    let totals = classified.iter().filter(|r| r.kind == RowKind::Total);
    let row = totals.map(|r| r.row).find(|row| !sheet.own(*row, col).is_blank())?;
    let value = sheet.own(row, col);
    let raw = value.display(sheet.date_1904);
    let unit = match column.unit {
        Some(Unit::Money(unit)) => Some(unit),
        _ => None,
    };
    let read = match value {
        Value::Number(n) => amount_from_number(n, unit),
        _ => parse_amount(&raw, unit),
    };
    let yuan = read.ok().flatten().map(|a| a.yuan);
    Some(PrintedTotal::compare(cell_name(row, col), raw, yuan, ok_yuan, both))
}

impl PrintedTotal {
    /// 表上印的合计与算出来的核对；行改了以后再核对一次也用它。
    pub fn compare(cell: String, raw: String, yuan: Option<i64>, ok_yuan: i64, both: i64) -> Self {
        let message = message(&raw, yuan, ok_yuan, both);
        Self { cell, raw, yuan, matches_ok: yuan == Some(ok_yuan), message }
    }
}

fn message(raw: &str, yuan: Option<i64>, ok_yuan: i64, both: i64) -> String {
    let computed = wan_grouped(ok_yuan);
    match yuan {
        None => format!("表上合计“{raw}”读不成金额；可用各行之和为{computed}万元。"),
        Some(y) if y == ok_yuan => format!("表上合计与可用各行之和一致：{computed}万元。"),
        Some(y) => {
            let cause = if y == both { "，正好包括了疑似重复的行" } else { "" };
            let gap = wan_grouped((y - ok_yuan).abs());
            let printed = wan_grouped(y);
            let side = if y > ok_yuan { "多" } else { "少" };
            format!(
                "表上合计{printed}万元，可用各行之和{computed}万元，表上{side}{gap}万元{cause}。以各行为准，请核对。"
            )
        }
    }
}
