//! The layout of a table: columns resolved against the list, the grid of a header of several rows with its merged
//! cells, and what makes a template wrong.

use crate::error::FieldError;
use crate::features::reports::model::{ColumnInput, DatePrecision, ExportUnit};
use crate::lists::{Column, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most rows of a header.
pub const MOST_GROUPS: usize = 3;

/// A layout as it is kept with an export: everything that the table depends on besides its rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Title line.
    pub title: String,
    /// Columns in order.
    pub columns: Vec<LayoutColumn>,
}

/// One column of a layout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayoutColumn {
    /// Field of the list; `None` = a column that stays empty.
    pub field: Option<String>,
    /// Title, with the unit where there is one.
    pub title: String,
    /// Titles above it, outermost first.
    pub groups: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// Unit of amounts.
    pub unit: Option<ExportUnit>,
    /// Width in characters.
    pub width: f64,
    /// Number format of the spreadsheet.
    pub number_format: Option<String>,
    /// How exactly dates are shown.
    pub date_precision: DatePrecision,
    /// Is it summed in the last row?
    pub total: bool,
    /// Why it is empty.
    pub note: Option<String>,
    /// Code → word.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

impl Default for LayoutColumn {
    fn default() -> Self {
        Self {
            field: None,
            title: String::new(),
            groups: Vec::new(),
            kind: Kind::Text,
            unit: None,
            width: 12.0,
            number_format: None,
            date_precision: DatePrecision::Day,
            total: false,
            note: None,
            words: BTreeMap::new(),
        }
    }
}

/// One cell of a header; rows and columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// First row.
    pub row: usize,
    /// First column.
    pub col: usize,
    /// Rows it covers.
    pub rows: usize,
    /// Columns it covers.
    pub cols: usize,
    /// What stands in it.
    pub text: String,
}

impl Layout {
    /// Rows of the header.
    pub fn header_rows(&self) -> usize {
        self.columns.iter().map(|c| c.groups.len()).max().unwrap_or(0) + 1
    }

    /// The header's cells, row by row: equal neighbouring groups under the same ones become one cell, titles reach
    /// down to the last row.
    pub fn header(&self) -> Vec<HeaderCell> {
        let depth = self.header_rows();
        let mut cells = Vec::new();
        for row in 0..depth {
            let mut col = 0;
            while col < self.columns.len() {
                let column = &self.columns[col];
                let level = column.groups.len();
                if row < level {
                    let same =
                        |c: &LayoutColumn| c.groups.len() > row && c.groups[..=row] == column.groups[..=row];
                    let cols = self.columns[col..].iter().take_while(|c| same(c)).count();
                    cells.push(HeaderCell { row, col, rows: 1, cols, text: column.groups[row].clone() });
                    col += cols;
                    continue;
                }
                if row == level {
                    cells.push(HeaderCell {
                        row,
                        col,
                        rows: depth - level,
                        cols: 1,
                        text: column.title.clone(),
                    });
                }
                col += 1;
            }
        }
        cells
    }

    /// One title a column for files of one header row: `上级/本级`.
    pub fn flat_titles(&self) -> Vec<String> {
        let path =
            |c: &LayoutColumn| c.groups.iter().chain([&c.title]).cloned().collect::<Vec<_>>().join("/");
        self.columns.iter().map(path).collect()
    }

    /// Fields that rows must carry.
    pub fn fields(&self) -> Vec<String> {
        self.columns.iter().filter_map(|c| c.field.clone()).collect()
    }

    /// Has it a row of totals?
    pub fn has_totals(&self) -> bool {
        self.columns.iter().any(|c| c.total)
    }
}

/// Columns of a template or request, resolved against those of the list; all mistakes at once. `at` is the pointer of
/// the list of columns.
///
/// # Errors
/// Every wrong column.
pub fn resolve(
    known: &[Column],
    wanted: &[ColumnInput],
    at: &str,
) -> Result<Vec<LayoutColumn>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut out = Vec::with_capacity(wanted.len());
    for (i, input) in wanted.iter().enumerate() {
        let mut wrong = |field: &str, code: &str, message: String| {
            errors.push(FieldError { pointer: format!("{at}/{i}/{field}"), code: code.to_owned(), message });
        };
        let column = match &input.field {
            None => None,
            Some(name) => match known.iter().find(|c| c.field == *name) {
                Some(column) => Some(column),
                None => {
                    let legal: Vec<&str> = known.iter().map(|c| c.field.as_str()).collect();
                    wrong(
                        "field",
                        "unknown",
                        format!("这份清单没有 {name} 这一列。可用的列：{}。", legal.join("、")),
                    );
                    continue;
                }
            },
        };
        if column.is_none() && input.title.is_none() {
            wrong("title", "required", "没有 field 的空列须写明 title（列名）。".to_owned());
        }
        let kind = column.map_or(Kind::Text, |c| c.kind);
        if input.unit.is_some() && kind != Kind::Money {
            wrong("unit", "not_possible", "只有金额列可以指定单位，请去掉 unit。".to_owned());
        }
        if input.total == Some(true) && !matches!(kind, Kind::Money | Kind::Count | Kind::Number) {
            wrong("total", "not_possible", "只有金额和数量列可以合计，请去掉 total。".to_owned());
        }
        out.push(resolved(column, input, kind));
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

fn resolved(column: Option<&Column>, input: &ColumnInput, kind: Kind) -> LayoutColumn {
    let unit = (kind == Kind::Money).then(|| input.unit.unwrap_or(ExportUnit::Wan));
    let title = input.title.clone().or_else(|| column.map(|c| c.title.clone())).unwrap_or_default();
    LayoutColumn {
        field: input.field.clone(),
        title: titled(title, unit),
        groups: input.groups.clone().unwrap_or_default(),
        kind,
        unit,
        width: input.width.unwrap_or_else(|| width_of(kind)),
        number_format: input.number_format.clone(),
        date_precision: input.date_precision.unwrap_or(DatePrecision::Day),
        total: input.total.unwrap_or(false),
        note: input.note.clone(),
        words: column.map(|c| c.words.clone()).unwrap_or_default(),
    }
}

/// An amount says its unit; a title that names one already is left alone.
fn titled(title: String, unit: Option<ExportUnit>) -> String {
    match unit {
        Some(unit) if !title.contains('元') => format!("{title}（{}）", unit.label()),
        _ => title,
    }
}

fn width_of(kind: Kind) -> f64 {
    match kind {
        Kind::RowNumber => 6.0,
        Kind::YesNo => 8.0,
        Kind::Money => 14.0,
        Kind::Count | Kind::Number | Kind::Day | Kind::PartialDate => 12.0,
        Kind::Instant => 17.0,
        Kind::Choice => 14.0,
        Kind::Text => 24.0,
    }
}

/// The columns of a table for which nobody chose any.
pub fn plain(fields: &[&str]) -> Vec<ColumnInput> {
    fields.iter().map(|f| ColumnInput { field: Some((*f).to_owned()), ..ColumnInput::default() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(columns: &[(&str, &[&str])]) -> Layout {
        let column = |(title, groups): &(&str, &[&str])| LayoutColumn {
            title: (*title).to_owned(),
            groups: groups.iter().map(|g| (*g).to_owned()).collect(),
            ..LayoutColumn::default()
        };
        Layout { title: "表".into(), columns: columns.iter().map(column).collect() }
    }

    #[test]
    fn headers_are_merged_where_groups_meet() {
        let layout = layout(&[
            ("序号", &[]),
            ("计划", &["月度", "1月"]),
            ("完成", &["月度", "1月"]),
            ("计划", &["月度", "2月"]),
            ("备注", &[]),
        ]);
        let shown: Vec<_> =
            layout.header().into_iter().map(|c| (c.row, c.col, c.rows, c.cols, c.text)).collect();
        let expected = [
            (0, 0, 3, 1, "序号"),
            (0, 1, 1, 3, "月度"),
            (0, 4, 3, 1, "备注"),
            (1, 1, 1, 2, "1月"),
            (1, 3, 1, 1, "2月"),
            (2, 1, 1, 1, "计划"),
            (2, 2, 1, 1, "完成"),
            (2, 3, 1, 1, "计划"),
        ];
        assert_eq!(shown, expected.map(|(r, c, h, w, t)| (r, c, h, w, t.to_owned())));
        assert_eq!(layout.flat_titles()[1], "月度/1月/计划");
    }

    #[test]
    fn every_wrong_column_is_named() {
        let known =
            [Column {
                field: "name".into(), title: "名称".into(), kind: Kind::Text, words: BTreeMap::new()
            }];
        let input =
            |field: Option<&str>| ColumnInput { field: field.map(str::to_owned), ..ColumnInput::default() };
        let wanted = [
            input(Some("nothing")),
            input(None),
            ColumnInput { unit: Some(ExportUnit::Yi), total: Some(true), ..input(Some("name")) },
        ];
        let errors = resolve(&known, &wanted, "/columns").expect_err("wrong");
        let found: Vec<_> = errors.iter().map(|e| format!("{} {}", e.pointer, e.code)).collect();
        let expected = [
            "/columns/0/field unknown",
            "/columns/1/title required",
            "/columns/2/unit not_possible",
            "/columns/2/total not_possible",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn amounts_say_their_unit_once() {
        assert_eq!(titled("总投资".into(), Some(ExportUnit::Yi)), "总投资（亿元）");
        assert_eq!(titled("总投资（万元）".into(), Some(ExportUnit::Wan)), "总投资（万元）");
        assert_eq!(titled("备注".into(), None), "备注");
    }
}
