//! From a value of a list to the cell of a table: exact amounts, days with their precision, words instead of codes.

use super::layout::LayoutColumn;
use crate::db::types::Stamp;
use crate::features::reports::model::{DatePrecision, ExportUnit};
use crate::lists::Kind;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, not yet guarded against being run.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// A calendar day.
    Day(NaiveDate),
    /// An instant in local time.
    Instant(NaiveDateTime),
}

impl Cell {
    /// As text, for csv and previews.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Instant(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        }
    }
}

/// The cell of a column for a value; `row_no` counts from 1.
pub fn cell(column: &LayoutColumn, value: Option<&Value>, row_no: i64) -> Cell {
    if column.kind == Kind::RowNumber {
        return Cell::Number(row_no.into());
    }
    let Some(value) = value.filter(|v| !v.is_null()) else { return Cell::Empty };
    match column.kind {
        Kind::Money => value.as_i64().map_or(Cell::Empty, |yuan| Cell::Number(in_unit(yuan, column.unit))),
        Kind::Count | Kind::Number => number(value),
        Kind::Day | Kind::PartialDate => day(value, column.date_precision),
        Kind::Instant => instant(value),
        Kind::YesNo => Cell::Text(if value == &Value::Bool(true) { "是" } else { "否" }.to_owned()),
        Kind::Choice => text(words(column, value)),
        Kind::Text | Kind::RowNumber => text(plain(value)),
    }
}

/// Yuan in the unit of a column, exactly.
pub fn in_unit(yuan: i64, unit: Option<ExportUnit>) -> Decimal {
    (Decimal::from(yuan) / Decimal::from(unit.unwrap_or(ExportUnit::Yuan).yuan())).normalize()
}

fn number(value: &Value) -> Cell {
    // the shortest decimal text of a float is what people typed
    value
        .as_number()
        .and_then(|n| n.to_string().parse::<Decimal>().ok())
        .map_or(Cell::Empty, |n| Cell::Number(n.normalize()))
}

fn day(value: &Value, precision: DatePrecision) -> Cell {
    let Some(text) = value.as_str() else { return Cell::Empty };
    match (NaiveDate::parse_from_str(text, "%Y-%m-%d"), precision) {
        (Ok(day), DatePrecision::Day) => Cell::Day(day),
        (Ok(day), DatePrecision::Month) => Cell::Text(day.format("%Y-%m").to_string()),
        (Ok(day), DatePrecision::Year) => Cell::Text(day.format("%Y").to_string()),
        // known to the month or year only: never made into a day
        (Err(_), DatePrecision::Year) => Cell::Text(text.get(..4).unwrap_or(text).to_owned()),
        (Err(_), _) => Cell::Text(text.to_owned()),
    }
}

fn instant(value: &Value) -> Cell {
    let at = value.as_str().and_then(|t| t.parse::<DateTime<Utc>>().ok());
    at.map_or(Cell::Empty, |at| Cell::Instant(local(Stamp::new(at))))
}

/// Local time in Asia/Shanghai.
pub fn local(at: Stamp) -> NaiveDateTime {
    at.plus_seconds(8 * 3600).utc().naive_utc()
}

fn words(column: &LayoutColumn, value: &Value) -> String {
    let word = |v: &Value| {
        let code = plain(v);
        column.words.get(&code).cloned().unwrap_or(code)
    };
    match value {
        Value::Array(codes) => codes.iter().map(word).collect::<Vec<_>>().join("、"),
        one => word(one),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        other => other.to_string(),
    }
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn column(kind: Kind) -> LayoutColumn {
        LayoutColumn { kind, ..LayoutColumn::default() }
    }

    #[test]
    fn amounts_are_exact_in_every_unit() {
        let of = |unit| {
            let column = LayoutColumn { unit: Some(unit), ..column(Kind::Money) };
            cell(&column, Some(&json!(3_538_600_100_i64)), 1).text()
        };
        assert_eq!(of(ExportUnit::Yuan), "3538600100");
        assert_eq!(of(ExportUnit::Wan), "353860.01");
        assert_eq!(of(ExportUnit::Yi), "35.386001");
        let most = LayoutColumn { unit: Some(ExportUnit::Yi), ..column(Kind::Money) };
        assert_eq!(cell(&most, Some(&json!(999_999_999_999_999_i64)), 1).text(), "9999999.99999999");
        assert_eq!(cell(&most, Some(&Value::Null), 1), Cell::Empty);
    }

    #[test]
    fn dates_keep_their_precision() {
        let partial = column(Kind::PartialDate);
        assert_eq!(cell(&partial, Some(&json!("2019")), 1), Cell::Text("2019".into()));
        assert_eq!(cell(&partial, Some(&json!("2019-04")), 1), Cell::Text("2019-04".into()));
        let day = NaiveDate::from_ymd_opt(2019, 4, 1).unwrap_or_default();
        assert_eq!(cell(&partial, Some(&json!("2019-04-01")), 1), Cell::Day(day));
        let month = LayoutColumn { date_precision: DatePrecision::Month, ..column(Kind::Day) };
        assert_eq!(cell(&month, Some(&json!("2019-04-01")), 1), Cell::Text("2019-04".into()));
        let at = cell(&column(Kind::Instant), Some(&json!("2026-03-01T16:30:00Z")), 1);
        assert_eq!(at.text(), "2026-03-02 00:30");
    }

    #[test]
    fn numbers_are_as_typed() {
        assert_eq!(cell(&column(Kind::Number), Some(&json!(327.15)), 1).text(), "327.15");
        assert_eq!(cell(&column(Kind::Number), Some(&json!(198.0)), 1).text(), "198");
        assert_eq!(cell(&column(Kind::RowNumber), None, 7).text(), "7");
        assert_eq!(cell(&column(Kind::YesNo), Some(&json!(false)), 7).text(), "否");
    }
}
