//! 找表头：从“序号”格起，高度就是那个合并格的高度；没有“序号”的表按认得出的列名打分。
use super::amounts::MoneyUnit;
use super::columns::{HeaderColumn, score, unit_above_table};
use super::fields::Target;
use super::read_error::ReadError;
use super::sheet::{Sheet, Value};
use super::text::compact;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 只在前这么多个有内容的行里找表头。
const SEARCH_ROWS: usize = 60;
/// 表头最高几行。
const MAX_HEIGHT: u32 = 5;

/// 表头占的行，从 1 起，两端都算。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportHeaderRows)]
pub struct HeaderRows {
    /// 首行
    pub first: u32,
    /// 末行
    pub last: u32,
}

/// 找到的表头。
#[derive(Debug, Clone)]
pub struct Header {
    /// 占的行
    pub rows: HeaderRows,
    /// 各列
    pub columns: Vec<HeaderColumn>,
    /// 表格上方写的金额单位
    pub unit_above: Option<MoneyUnit>,
}

/// 找表头；`choice` 是人指定的行。
pub fn find(sheet: &Sheet, target: Target, choice: Option<HeaderRows>) -> Result<Header, ReadError> {
    if sheet.cell_count() == 0 {
        return Err(ReadError::EmptySheet);
    }
    let rows = match choice {
        Some(rows) => check_choice(sheet, rows)?,
        None => best_block(sheet, target).ok_or(ReadError::NoHeader)?,
    };
    let columns = columns_of(sheet, rows);
    if columns.is_empty() {
        return Err(ReadError::BadChoice {
            what: format!("第{}行到第{}行没有列名", rows.first, rows.last)
        });
    }
    Ok(Header { rows, columns, unit_above: unit_above(sheet, rows.first) })
}

fn check_choice(sheet: &Sheet, rows: HeaderRows) -> Result<HeaderRows, ReadError> {
    if rows.first == 0 || rows.last < rows.first || rows.last - rows.first >= MAX_HEIGHT {
        return Err(ReadError::BadChoice {
            what: format!("表头应在1到{MAX_HEIGHT}行之间，从上到下")
        });
    }
    if rows.first > sheet.last_row() {
        return Err(ReadError::BadChoice { what: format!("表格只到第{}行", sheet.last_row()) });
    }
    Ok(rows)
}

/// 得分最高的表头块；同分取靠上的。
fn best_block(sheet: &Sheet, target: Target) -> Option<HeaderRows> {
    let mut best: Option<(u32, HeaderRows)> = None;
    for row in sheet.row_numbers().take(SEARCH_ROWS) {
        let Some(rows) = block_at(sheet, target, row) else { continue };
        let anchored = anchor(sheet, row).is_some();
        let points = score(target, &columns_of(sheet, rows));
        if points == 0 {
            continue;
        }
        let points = points + if anchored { 2 } else { 0 };
        if best.is_none_or(|(b, _)| points > b) {
            best = Some((points, rows));
        }
    }
    // 只认出一两个普通列名的行多半是正文，不当表头
    best.filter(|(points, _)| *points >= 3).map(|(_, rows)| rows)
}

/// 这一行里“序号”格所在的列。
pub fn anchor(sheet: &Sheet, row: u32) -> Option<u16> {
    sheet.cells_in_row(row).find_map(|(col, value)| match value {
        Value::Text(t) if matches!(compact(t).as_str(), "序号" | "顺序号") => Some(col),
        _ => None,
    })
}

/// 以这一行为首行的表头块；不像表头时为 `None`。
fn block_at(sheet: &Sheet, target: Target, row: u32) -> Option<HeaderRows> {
    let texts = sheet.cells_in_row(row).filter(|(_, v)| matches!(v, Value::Text(_))).count();
    let all = sheet.cells_in_row(row).filter(|(_, v)| !v.is_blank()).count();
    // 表头里偶有年份数字，但大半是文字
    if texts == 0 || texts * 2 < all {
        return None;
    }
    let height_of =
        |col| sheet.merge_at(row, col).filter(|m| m.first_row == row).map_or(1, |m| m.last_row - row + 1);
    let merged = match anchor(sheet, row) {
        Some(col) => height_of(col),
        None => sheet.cells_in_row(row).map(|(col, _)| height_of(col)).max().unwrap_or(1),
    };
    if merged > MAX_HEIGHT {
        return None;
    }
    let mut rows = HeaderRows { first: row, last: row + merged - 1 };
    if merged == 1 {
        while rows.last - rows.first + 1 < MAX_HEIGHT && continues(sheet, target, rows) {
            rows.last += 1;
        }
    }
    Some(rows)
}

/// 没有合并格标出高度时，下一行是不是表头的下一级：首列和名称列空着，别的格子是短文字。
fn continues(sheet: &Sheet, target: Target, rows: HeaderRows) -> bool {
    let next = rows.last + 1;
    let Some(first_col) = sheet.cells_in_row(rows.first).next().map(|(col, _)| col) else { return false };
    if !sheet.own(next, first_col).is_blank() {
        return false;
    }
    let mut seen = 0;
    for (_, value) in sheet.cells_in_row(next) {
        match value {
            Value::Text(t) if t.chars().count() <= 20 => seen += 1,
            _ => return false,
        }
    }
    let longer = HeaderRows { last: next, ..rows };
    seen > 0 && score(target, &columns_of(sheet, longer)) >= score(target, &columns_of(sheet, rows))
}

/// 各列的各级文字；没有合并的多级表头，上级的空格沿用左边的字。
fn columns_of(sheet: &Sheet, rows: HeaderRows) -> Vec<HeaderColumn> {
    let width = sheet.width();
    let merged =
        sheet.merges().iter().any(|m| m.first_row <= rows.last && m.last_row >= rows.first && m.width() > 1);
    let mut levels: Vec<Vec<String>> = Vec::new();
    for row in rows.first..=rows.last {
        let mut level: Vec<String> =
            (0..width).map(|col| sheet.at(row, col).display(sheet.date_1904)).collect();
        if !merged && row < rows.last {
            for col in 1..usize::from(width) {
                let below = (row + 1..=rows.last).any(|r| !sheet.own(r, col as u16).is_blank());
                if level[col].trim().is_empty() && below {
                    level[col] = level[col - 1].clone();
                }
            }
        }
        levels.push(level);
    }
    let column =
        |col: u16| HeaderColumn { col, labels: levels.iter().map(|l| l[usize::from(col)].clone()).collect() };
    (0..width).map(column).filter(|c| c.labels.iter().any(|l| !l.trim().is_empty())).collect()
}

/// 表头以上各行的文字。
pub fn lines_above(sheet: &Sheet, header_first: u32) -> Vec<String> {
    let rows = sheet.row_numbers().take_while(|r| *r < header_first).take(SEARCH_ROWS);
    rows.flat_map(|row| {
        sheet.cells_in_row(row).filter_map(|(_, v)| match v {
            Value::Text(t) => Some(t.to_string()),
            _ => None,
        })
    })
    .collect()
}

fn unit_above(sheet: &Sheet, header_first: u32) -> Option<MoneyUnit> {
    // 离表头最近的一行说了算
    lines_above(sheet, header_first).iter().rev().find_map(|line| unit_above_table(line))
}

/// 这一行是不是表头首行又印了一遍。
pub fn is_repeat(sheet: &Sheet, header: &Header, row: u32) -> bool {
    let first = header.rows.first;
    let mut same = 0;
    let mut all = 0;
    for (col, value) in sheet.cells_in_row(row) {
        let Value::Text(text) = value else { return false };
        all += 1;
        let original = sheet.own(first, col);
        if matches!(original, Value::Text(t) if compact(t) == compact(text)) {
            same += 1;
        }
    }
    same >= 2 && same * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::imports::rules::sheet::SheetBuilder;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let mut b = SheetBuilder::new("表");
        for (r, cells) in rows.iter().enumerate() {
            for (c, text) in cells.iter().enumerate() {
                b.push(r as u32, c as u32, Value::Text(text)).unwrap();
            }
        }
        b.finish(false).unwrap()
    }

    #[test]
    fn header_without_serial_number() {
        let s = sheet(&[
            &["2024年招商项目"],
            &[],
            &["项目名称", "投资方", "总投资（万元）"],
            &["甲项目", "甲公司", "100"],
        ]);
        let h = find(&s, Target::Projects, None).unwrap();
        assert_eq!((h.rows.first, h.rows.last), (3, 3));
    }

    #[test]
    fn two_rows_without_merges() {
        let s = sheet(&[
            &["序号", "项目名称", "投资情况（万元）", "", "备注"],
            &["", "", "总投资", "年度计划投资"],
            &["1", "甲", "5", "3"],
        ]);
        let h = find(&s, Target::Projects, None).unwrap();
        assert_eq!((h.rows.first, h.rows.last), (1, 2));
        assert_eq!(h.columns[3].labels, ["投资情况（万元）", "年度计划投资"]);
    }

    #[test]
    fn refuses_what_has_no_header() {
        let s = sheet(&[&["今天天气很好"], &["1", "2"]]);
        assert_eq!(find(&s, Target::Projects, None).unwrap_err(), ReadError::NoHeader);
        assert!(find(&s, Target::Projects, Some(HeaderRows { first: 3, last: 2 })).is_err());
    }
}
