//! 批注表：把原表照样写出来，每条记录后面加“状态、原因、怎么办”三列，改好可以直接再导入。
//! 边写边存盘，内存不随行数增长；以 = + - @ 等开头的文字前面加撇号，打开时不会变成公式。
use super::issues::Severity;
use super::preview::{Preview, RowReading, RowStatus};
use super::sheet::{Sheet, ShownTo, Value};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::collections::HashMap;

/// 三列的列名。
pub const HEADINGS: [&str; 3] = ["状态", "原因", "怎么办"];

/// 写出批注表（xlsx）。
pub fn annotate(sheet: &Sheet, preview: &Preview) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet_with_constant_memory()?;
    page.set_name(safe_sheet_name(&sheet.name))?;
    let styles = Styles::new();
    let first_extra = sheet.width();
    page.set_column_width(first_extra, 10)?;
    page.set_column_width(first_extra + 1, 50)?;
    page.set_column_width(first_extra + 2, 50)?;
    let rows: HashMap<u32, &RowReading> = preview.rows.iter().map(|r| (r.row, r)).collect();
    let mut merges = sheet.merges().iter().peekable();
    for row in sheet.row_numbers() {
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
            write_value(page, &styles, sheet, row, col, value)?;
        }
        let words = match rows.get(&row) {
            Some(reading) => Some(words_of(reading)),
            None if row == preview.recognition.header.first => Some(HEADINGS.map(str::to_string)),
            None => None,
        };
        for (i, word) in words.iter().flatten().enumerate() {
            page.write_string_with_format(row - 1, first_extra + i as u16, neutralise(word), &styles.note)?;
        }
    }
    book.save_to_buffer()
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
            month: Format::new().set_num_format("yyyy-mm"),
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
