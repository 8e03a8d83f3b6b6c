//! 分行类：项目行、小计、合计、分组、说明、重复的表头、空行。
//! 规则出处：台账读表规则第 2 条。
use super::columns::ColumnReading;
use super::fields::{Field, Target};
use super::header::{Header, is_repeat};
use super::sheet::{Sheet, Value, column_index};
use super::text::{compact, shorten};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 一行是什么。
///
/// `record` 记录 · `subtotal` 小计 · `total` 合计、总计 · `group` 分组标题 · `note` 说明、填报人、续表 ·
/// `repeated_header` 又印了一遍的表头 · `blank` 空行
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportRowKind)]
pub enum RowKind {
    /// 记录：一个项目或一家企业
    Record,
    /// 小计
    Subtotal,
    /// 合计、总计
    Total,
    /// 分组标题
    Group,
    /// 说明、填报人、续表
    Note,
    /// 又印了一遍的表头
    RepeatedHeader,
    /// 空行
    Blank,
}

/// 一行及其类别。
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifiedRow {
    /// 行号
    pub row: u32,
    /// 类别
    pub kind: RowKind,
    /// 非记录行的文字
    pub text: String,
}

/// 分行时要知道的列位置。
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    serial: Option<u16>,
    name: Option<u16>,
    width: u16,
    numbered: bool,
}

impl Layout {
    /// 由认好的列得出；`numbered` 表示序号列里有阿拉伯数字。
    pub fn new(sheet: &Sheet, target: Target, header: &Header, columns: &[ColumnReading]) -> Self {
        let position =
            |field| columns.iter().find(|c| c.field == Some(field)).and_then(|c| column_index(&c.column));
        let serial = position(Field::SerialNo);
        let numbered = serial.is_some_and(|col| {
            let below = sheet.row_numbers().filter(|r| *r > header.rows.last).take(200);
            below.into_iter().any(|row| is_number(sheet.own(row, col)))
        });
        Self { serial, name: position(Field::name_of(target)), width: header.columns.len() as u16, numbered }
    }

    /// 名称列。
    pub fn name_column(&self) -> Option<u16> {
        self.name
    }
}

/// 表头以下逐行分类；末尾的空行不列。
pub fn classify(sheet: &Sheet, header: &Header, layout: Layout) -> Vec<ClassifiedRow> {
    let mut out = Vec::new();
    let mut expected = header.rows.last + 1;
    let mut repeat_until = 0;
    for row in sheet.row_numbers().filter(|r| *r > header.rows.last) {
        for gap in expected..row {
            let kind = if gap <= repeat_until { RowKind::RepeatedHeader } else { RowKind::Blank };
            out.push(ClassifiedRow { row: gap, kind, text: String::new() });
        }
        expected = row + 1;
        if row > repeat_until && is_repeat(sheet, header, row) {
            repeat_until = row + (header.rows.last - header.rows.first);
        }
        let (kind, text) = match row <= repeat_until {
            true => (RowKind::RepeatedHeader, String::new()),
            false => classify_row(sheet, layout, row),
        };
        out.push(ClassifiedRow { row, kind, text });
    }
    out
}

fn classify_row(sheet: &Sheet, layout: Layout, row: u32) -> (RowKind, String) {
    let cells: Vec<(u16, Value<'_>)> = sheet.cells_in_row(row).filter(|(_, v)| !v.is_blank()).collect();
    let Some((first_col, first)) = cells.first().copied() else { return (RowKind::Blank, String::new()) };
    let serial = layout.serial.map_or(Value::Empty, |col| sheet.own(row, col));
    let numbered = is_number(serial);
    let first_text = first.display(sheet.date_1904);
    let said = |kind| (kind, first_text.trim().to_string());
    if !numbered && let Some((kind, text)) = total_kind(sheet, layout, &cells) {
        return (kind, text);
    }
    let wide = sheet
        .merge_at(row, first_col)
        .is_some_and(|m| m.width() >= 3 || m.width() * 2 >= layout.width.max(2));
    if cells.len() == 1 && !numbered && wide {
        return said(if is_group(&first_text) { RowKind::Group } else { RowKind::Note });
    }
    let name = layout.name.map_or(Value::Empty, |col| sheet.at(row, col));
    let beside_name = Some(first_col) != layout.name;
    if !numbered && is_note(&first_text) && (!beside_name || name.is_blank()) {
        return said(RowKind::Note);
    }
    if numbered && cells.len() == 1 {
        // 预先编好号、还没填的行
        return (RowKind::Blank, String::new());
    }
    // 没有序号列时，只有一格字才是分组；否则可能是名称里自带了编号
    let alone = layout.serial.is_some() || cells.len() == 1;
    if !numbered && is_group(&first_text) && alone && (!beside_name || name.is_blank()) {
        return said(RowKind::Group);
    }
    if layout.numbered && layout.serial == Some(first_col) && is_chinese_number(&first_text) {
        // 序号写“一”、名称写“工业项目”、后面带小计的分组行
        return (RowKind::Group, shorten(&name.display(sheet.date_1904), 100));
    }
    if name.is_blank() && !numbered {
        return said(RowKind::Note);
    }
    (RowKind::Record, String::new())
}

/// 名称列及其左边的格子里写着小计、合计、总计。
fn total_kind(sheet: &Sheet, layout: Layout, cells: &[(u16, Value<'_>)]) -> Option<(RowKind, String)> {
    let last = layout.name.unwrap_or(u16::MAX);
    cells.iter().take_while(|(col, _)| *col <= last).find_map(|(_, value)| {
        let Value::Text(text) = value else { return None };
        Some((total_word(text)?, value.display(sheet.date_1904).trim().to_string()))
    })
}

fn total_word(text: &str) -> Option<RowKind> {
    let text = compact(text);
    let bare = match text.split_once('(') {
        Some((before, _)) if !before.is_empty() => before.to_string(),
        _ => text,
    };
    let bare = bare.trim_end_matches([':', '：']);
    if bare.chars().count() > 30 {
        return None;
    }
    let says = |word: &str| bare.ends_with(word) || bare.starts_with(&format!("{word}:"));
    match () {
        () if says("小计") => Some(RowKind::Subtotal),
        () if ["合计", "总计", "共计"].iter().any(|w| says(w)) => Some(RowKind::Total),
        () => None,
    }
}

fn is_chinese_number(text: &str) -> bool {
    let text = compact(text);
    let inner = text.trim_matches(['(', ')', '、', '.']);
    !inner.is_empty()
        && inner.chars().count() <= 3
        && inner.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// 一、 （二） 第三 这样开头的分组标题。
fn is_group(text: &str) -> bool {
    let text = compact(text);
    let digits = |s: &str| s.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    if let Some(rest) = text.strip_prefix('(') {
        let n = digits(rest);
        return n > 0 && rest.chars().nth(n) == Some(')');
    }
    let rest = text.strip_prefix('第').unwrap_or(&text);
    let n = digits(rest);
    n > 0
        && rest.chars().nth(n).is_some_and(|c| matches!(c, '、' | '.' | ',' | ':') || rest.len() < text.len())
}

fn is_note(text: &str) -> bool {
    const STARTS: [&str; 17] = [
        "注:",
        "注1",
        "备注:",
        "说明:",
        "填表说明",
        "填报说明",
        "填报人",
        "填表人",
        "制表",
        "审核",
        "复核",
        "联系人:",
        "联系电话:",
        "单位负责人",
        "负责人",
        "续表",
        "填报单位",
    ];
    let text = compact(text);
    STARTS.iter().any(|s| text.starts_with(s))
}

/// 是不是序号：数字格，或全是数字的文字。
fn is_number(value: Value<'_>) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Text(t) => {
            let t = compact(t);
            let t = t.trim_end_matches(['.', '、']);
            !t.is_empty()
                && t.len() <= 8
                && t.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-')
                && t.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(total_word("小  计"), Some(RowKind::Subtotal));
        assert_eq!(total_word("新能源电池小计"), Some(RowKind::Subtotal));
        assert_eq!(total_word("合计（9个市州）"), Some(RowKind::Total));
        assert_eq!(total_word("总 计："), Some(RowKind::Total));
        assert_eq!(total_word("合计利用外资项目"), None);
        assert!(is_group("一、工业") && is_group("（二）农业") && is_group("第三部分"));
        assert!(!is_group("一号基地项目") && !is_group("（二期）某项目"));
        assert!(is_note("注：1.以协议为准") && is_note("填报人：张三") && !is_note("注塑机项目"));
        assert!(is_number(Value::Text("１０")) && !is_number(Value::Text("合计")));
        assert!(is_chinese_number("（一）") && !is_chinese_number("一期"));
    }
}
