//! 批注表：把原表照样写出来，有问题的格子加批注，每条记录后面加“状态、原因、怎么办”三列，改好可以直接再导入；别的工作表
//! 照抄在后面。读表库不给列宽，按内容定。
//! 边写边存盘，内存不随行数增长；以 = + - @ 等开头的文字前面加撇号，打开时不会变成公式。
use super::issues::Severity;
use super::preview::{Preview, RowReading, RowStatus};
use super::sheet::{Merge, Sheet, ShownTo, Value, column_index};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError};
use std::collections::{BTreeMap, HashMap};

/// 三列的列名。
pub const HEADINGS: [&str; 3] = ["状态", "原因", "怎么办"];

/// 最多写多少个批注：批注都在内存里，三列里的话总是全的。
const MAX_NOTES: usize = 20_000;
/// 按前多少行定列宽。
const ROWS_MEASURED: usize = 300;

/// 写出批注表（xlsx）；`others` 是同一文件里别的工作表。
pub fn annotate(
    sheet: &Sheet,
    others: impl Iterator<Item = Sheet>,
    preview: &Preview,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let styles = Styles::new();
    let page = book.add_worksheet_with_constant_memory()?;
    annotated_page(page, &styles, sheet, preview)?;
    let mut names = vec![safe_sheet_name(&sheet.name).to_lowercase()];
    for other in others {
        let name = safe_sheet_name(&other.name);
        if names.contains(&name.to_lowercase()) {
            continue;
        }
        names.push(name.to_lowercase());
        let page = book.add_worksheet_with_constant_memory()?;
        page.set_name(name)?;
        measure(page, &other)?;
        let mut merges = other.merges().iter().peekable();
        for row in other.row_numbers() {
            write_row(page, &styles, &other, row, &mut merges)?;
        }
    }
    book.save_to_buffer()
}

fn annotated_page(
    page: &mut Worksheet,
    styles: &Styles,
    sheet: &Sheet,
    preview: &Preview,
) -> Result<(), XlsxError> {
    page.set_name(safe_sheet_name(&sheet.name))?;
    measure(page, sheet)?;
    let first_extra = sheet.width();
    page.set_column_width(first_extra, 10)?;
    page.set_column_width(first_extra + 1, 50)?;
    page.set_column_width(first_extra + 2, 50)?;
    let rows: HashMap<u32, &RowReading> = preview.rows.iter().map(|r| (r.row, r)).collect();
    let mut merges = sheet.merges().iter().peekable();
    for row in sheet.row_numbers() {
        write_row(page, styles, sheet, row, &mut merges)?;
        let words = match rows.get(&row) {
            Some(reading) => Some(words_of(reading)),
            None if row == preview.recognition.header.first => Some(HEADINGS.map(str::to_string)),
            None => None,
        };
        for (i, word) in words.iter().flatten().enumerate() {
            page.write_string_with_format(row - 1, first_extra + i as u16, neutralise(word), &styles.note)?;
        }
    }
    for ((row, col), text) in notes(&preview.rows) {
        page.insert_note(row - 1, col, &Note::new(text).add_author_prefix(false).set_width(260))?;
    }
    Ok(())
}

/// 有问题的格子上要写的话。
fn notes(rows: &[RowReading]) -> BTreeMap<(u32, u16), String> {
    let mut notes: BTreeMap<(u32, u16), String> = BTreeMap::new();
    for issue in rows.iter().flat_map(|r| &r.issues).filter(|i| i.severity >= Severity::Warning) {
        let Some(at) = issue.cell.as_deref().and_then(place) else { continue };
        if notes.len() >= MAX_NOTES && !notes.contains_key(&at) {
            break;
        }
        let text = notes.entry(at).or_default();
        let line = format!("{}。{}", issue.message, issue.how_to_fix);
        text.push_str(if text.is_empty() { "" } else { "\n" });
        text.extend(line.chars().take(1_000));
    }
    notes
}

/// `F17` 或 `F17:F18` 的（行，列）。
fn place(cell: &str) -> Option<(u32, u16)> {
    let first = cell.split(':').next()?;
    let digits = first.find(|c: char| c.is_ascii_digit())?;
    let row = first[digits..].parse::<u32>().ok().filter(|row| *row > 0)?;
    Some((row, column_index(&first[..digits])?))
}

/// 列宽按内容：汉字算两格，太长的折到 40。
fn measure(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    for row in sheet.row_numbers().take(ROWS_MEASURED) {
        for (col, value) in sheet.cells_in_row(row) {
            if sheet.merge_at(row, col).is_some_and(|m| m.width() > 1) {
                continue; // 标题跨着几列，不是这一列的宽
            }
            let text = value.display(sheet.date_1904);
            let line =
                text.lines().map(|l| l.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum::<usize>()).max();
            let width = widths.entry(col).or_default();
            *width = (*width).max(line.unwrap_or(0));
        }
    }
    for (col, width) in widths {
        page.set_column_width(col, (width + 2).clamp(6, 40) as f64)?;
    }
    Ok(())
}

type Merges<'a> = std::iter::Peekable<std::slice::Iter<'a, Merge>>;

fn write_row(
    page: &mut Worksheet,
    styles: &Styles,
    sheet: &Sheet,
    row: u32,
    merges: &mut Merges<'_>,
) -> Result<(), XlsxError> {
    while let Some(merge) = merges.next_if(|m| m.first_row <= row) {
        // 先写合并区域，再写左上角的值；跨行的部分由库留到后面的行
        page.merge_range(
            merge.first_row - 1,
            merge.first_col,
            merge.last_row - 1,
            merge.last_col,
            "",
            &styles.merged,
        )?;
    }
    for (col, value) in sheet.cells_in_row(row) {
        write_value(page, styles, sheet, row, col, value)?;
    }
    Ok(())
}

struct Styles {
    merged: Format,
    note: Format,
    day: Format,
    month: Format,
    year: Format,
}

impl Styles {
    fn new() -> Self {
        let note = Format::new().set_text_wrap().set_background_color(Color::RGB(0xFF_F7_E0));
        Self {
            merged: Format::new().set_align(FormatAlign::VerticalCenter).set_text_wrap(),
            note: note.set_border(FormatBorder::Thin).set_align(FormatAlign::Top),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            month: Format::new().set_num_format("yyyy\"年\"m\"月\""),
            year: Format::new().set_num_format("yyyy"),
        }
    }
}

fn write_value(
    page: &mut Worksheet,
    styles: &Styles,
    sheet: &Sheet,
    row: u32,
    col: u16,
    value: Value<'_>,
) -> Result<(), XlsxError> {
    let row = row - 1;
    match value {
        Value::Empty => Ok(()),
        Value::Number(n) if n.is_finite() => page.write_number(row, col, n).map(drop),
        Value::Date { serial, shown_to } if !sheet.date_1904 => {
            let format = match shown_to {
                ShownTo::Day => &styles.day,
                ShownTo::Month => &styles.month,
                ShownTo::Year => &styles.year,
            };
            page.write_number_with_format(row, col, serial, format).map(drop)
        }
        Value::Uncomputed => page.write_string(row, col, "（公式没有结果）").map(drop),
        other => page.write_string(row, col, neutralise(&other.display(sheet.date_1904))).map(drop),
    }
}

/// 会被当成公式的文字前面加撇号，原表里已经加了的不再加；单元格文字最长 32767 字。
pub fn neutralise(text: &str) -> String {
    let text: String = text.chars().take(32_000).collect();
    crate::text::guard_formula(crate::text::unguard_formula(&text)).into_owned()
}

fn words_of(reading: &RowReading) -> [String; 3] {
    let status = match reading.status {
        RowStatus::Ok => "可用",
        RowStatus::SuspectedDuplicate => "疑似重复",
        RowStatus::Error => "错误",
        RowStatus::Skipped => "跳过",
    };
    let mut reasons = Vec::new();
    let mut fixes: Vec<String> = Vec::new();
    let mut push_fix = |fix: &str| {
        if !fixes.iter().any(|f| f == fix) {
            fixes.push(fix.to_string());
        }
    };
    if let Some(duplicate) = &reading.duplicate_of {
        let with = match (duplicate.row, duplicate.library_id) {
            (Some(row), _) => format!("第{row}行"),
            (None, Some(id)) => format!("库里的{id}号"),
            (None, None) => "别的记录".to_string(),
        };
        reasons.push(format!(
            "与{with}疑似重复：{}（名称相似{}%）",
            duplicate.reason.label(),
            duplicate.similarity_pct
        ));
        push_fix("请核对是不是同一个：是就跳过这一行，不是就标为不重复");
    }
    for issue in reading.issues.iter().filter(|i| i.severity >= Severity::Warning) {
        reasons.push(issue.reason());
        push_fix(&issue.how_to_fix);
    }
    [status.to_string(), reasons.join("\n"), fixes.join("\n")]
}

/// 工作表名不许有的字符换成下划线，最长 31 字。
fn safe_sheet_name(name: &str) -> String {
    let safe: String = name.chars().map(|c| if "[]:*?/\\".contains(c) { '_' } else { c }).take(31).collect();
    let safe = safe.trim_matches('\'').to_string();
    if safe.trim().is_empty() { "Sheet1".to_string() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_names() {
        assert_eq!(place("F17"), Some((17, 5)));
        assert_eq!(place("AA3:AB4"), Some((3, 26)));
        for wrong in ["", "17", "F", "F0", "合计"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
