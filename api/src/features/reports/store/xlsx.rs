//! Tables as workbooks, written row by row in constant memory: title, watermark line, header of several rows, data,
//! totals; a sheet of notes; texts longer than a cell go on in a sheet of their own.

use super::Sink;
use super::area::storage_failed;
use crate::error::{Error, Result};
use crate::features::reports::model::ExportUnit;
use crate::features::reports::rules::cells::Cell;
use crate::features::reports::rules::layout::{Layout, LayoutColumn};
use crate::lists::Kind;
use crate::text::guard_formula;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// Longest text of a cell in UTF-16 units, with room for the reference to the rest.
const LONGEST: usize = 32_000;
const TABLE: usize = 0;
const NOTES: usize = 1;
const LONG: usize = 2;
const A4: u8 = 9;
/// Rows above the header: title and watermark.
const ABOVE: u32 = 2;

/// A workbook under way.
pub struct Xlsx {
    book: Workbook,
    file: File,
    columns: Vec<LayoutColumn>,
    header_rows: u32,
    next_row: u32,
    totals: bool,
    long_rows: u32,
    day: Format,
    total: Vec<Format>,
}

impl Xlsx {
    /// Begins a workbook; its pages are kept in `drafts` until it is whole.
    ///
    /// # Errors
    /// `server.storage_failed`.
    pub fn begin(file: File, drafts: &Path, layout: &Layout, watermark: &str) -> Result<Self> {
        let mut book = Workbook::new();
        book.set_tempdir(drafts).map_err(failed)?;
        book.add_worksheet_with_constant_memory().map_err(failed)?.set_name("清单").map_err(failed)?;
        book.add_worksheet().set_name("说明").map_err(failed)?;
        let columns = layout.columns.clone();
        let header_rows = layout.header_rows() as u32;
        let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::VerticalCenter);
        let bold = |c: &LayoutColumn| format_of(c).set_bold();
        let total = columns.iter().map(bold).collect();
        let next_row = ABOVE + header_rows;
        let mut new =
            Self { book, file, columns, header_rows, next_row, totals: false, long_rows: 0, day, total };
        new.head(layout, watermark).map_err(failed)?;
        Ok(new)
    }

    fn page(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.book.worksheet_from_index(TABLE)
    }

    fn head(&mut self, layout: &Layout, watermark: &str) -> Result<(), XlsxError> {
        let (header_rows, columns) = (self.header_rows, self.columns.clone());
        let page = self.page()?;
        for (col, column) in (0..).zip(&columns) {
            page.set_column_width(col, column.width)?;
            page.set_column_format(col, &format_of(column))?;
        }
        page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        page.set_footer("&L&A&C第 &P 页，共 &N 页&R&D");
        page.set_repeat_rows(ABOVE, ABOVE + header_rows - 1)?;
        page.set_freeze_panes(ABOVE + header_rows, 0)?;
        let last = columns.len().saturating_sub(1) as u16;
        let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
        let line = Format::new().set_font_size(9).set_italic();
        span(page, (0, 0), (0, last), &guard_formula(&layout.title), &title)?;
        span(page, (1, 0), (1, last), &guard_formula(watermark), &line)?;
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_background_color("#E8EEF7")
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        for cell in layout.header() {
            let (row, col) = (ABOVE + cell.row as u32, cell.col as u16);
            let to = (row + cell.rows as u32 - 1, col + cell.cols as u16 - 1);
            span(page, (row, col), to, &guard_formula(&cell.text), &head)?;
        }
        Ok(())
    }

    fn last_row(&self) -> u32 {
        self.next_row.saturating_sub(1) + u32::from(self.totals)
    }

    fn write(&mut self, cells: &[Cell], bold: bool) -> Result<(), XlsxError> {
        let row = self.next_row;
        self.next_row += 1;
        for (at, cell) in cells.iter().enumerate() {
            let col = at as u16;
            if let Cell::Text(text) = cell {
                let shown = self.text(&guard_formula(text), row, at)?;
                let total = bold.then(|| self.total[at].clone());
                let page = self.page()?;
                match total {
                    Some(format) => page.write_string_with_format(row, col, shown, &format)?,
                    None => page.write_string(row, col, shown)?,
                };
                continue;
            }
            let dated = self.day.clone();
            let total = bold.then(|| self.total[at].clone());
            let partial = self.columns[at].kind == Kind::PartialDate;
            let page = self.page()?;
            match (cell, total) {
                (Cell::Number(n), Some(format)) => {
                    page.write_number_with_format(row, col, n.to_f64().unwrap_or_default(), &format)?
                }
                (Cell::Number(n), None) => page.write_number(row, col, n.to_f64().unwrap_or_default())?,
                (Cell::Day(day), _) => match serial(*day) {
                    Some(serial) if partial => page.write_number_with_format(row, col, serial, &dated)?,
                    Some(serial) => page.write_number(row, col, serial)?,
                    None => page.write_string(row, col, day.to_string())?,
                },
                (Cell::Instant(at), _) => match serial_of(*at) {
                    Some(serial) => page.write_number(row, col, serial)?,
                    None => page.write_string(row, col, cell.text())?,
                },
                (_, Some(format)) => page.write_blank(row, col, &format)?,
                _ => page,
            };
        }
        Ok(())
    }

    /// A text that fits a cell; what does not fit goes on in the sheet of long texts.
    fn text(&mut self, text: &str, row: u32, col: usize) -> Result<String, XlsxError> {
        let mut pieces = pieces(text);
        if pieces.len() == 1 {
            return Ok(text.to_owned());
        }
        if self.long_rows == 0 {
            let page = self.book.add_worksheet_with_constant_memory()?;
            page.set_name("长文")?.set_column_width(3, 100)?;
            for (col, title) in (0..).zip(["行", "列", "第几段", "文字"]) {
                page.write_string(0, col, title)?;
            }
        }
        let first = pieces.remove(0);
        let title = self.columns[col].title.clone();
        let number = self.long_rows + 2;
        for (part, piece) in (2_u32..).zip(pieces) {
            self.long_rows += 1;
            let at = self.long_rows;
            let page = self.book.worksheet_from_index(LONG)?;
            page.write_number(at, 0, row + 1)?.write_string(at, 1, &title)?.write_number(at, 2, part)?;
            page.write_string(at, 3, guard_formula(&piece))?;
        }
        Ok(format!("{first}……（未完，续见“长文”表第{number}行）"))
    }

    fn end(&mut self, notes: &[(String, String)]) -> Result<(), XlsxError> {
        let header = ABOVE + self.header_rows - 1;
        let cols = self.columns.len().saturating_sub(1) as u16;
        let (filtered, last) = (self.next_row.saturating_sub(1), self.last_row());
        let page = self.page()?;
        page.autofilter(header, 0, filtered, cols)?;
        if last > header {
            // lines around the data only: a format of whole columns would draw them to the end of the sheet
            let lines = Format::new().set_border(FormatBorder::Thin);
            let always = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(lines);
            page.add_conditional_format(header + 1, 0, last, cols, &always)?;
        }
        let bold = Format::new().set_bold().set_align(FormatAlign::Top);
        let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let page = self.book.worksheet_from_index(NOTES)?;
        page.set_column_width(0, 18)?.set_column_width(1, 100)?;
        let mut row = 0;
        for (name, words) in notes {
            for (n, piece) in pieces(&guard_formula(words)).iter().enumerate() {
                page.write_string_with_format(row, 0, if n == 0 { name.as_str() } else { "（续）" }, &bold)?;
                page.write_string_with_format(row, 1, piece.as_str(), &wrap)?;
                row += 1;
            }
        }
        self.book.save_to_writer(BufWriter::new(&self.file))
    }
}

impl Sink for Xlsx {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.write(cells, false).map_err(failed)
    }

    fn finish(mut self: Box<Self>, totals: Option<&[Cell]>, notes: &[(String, String)]) -> Result<()> {
        if let Some(cells) = totals {
            // the filter must not hide the totals
            self.write(cells, true).map_err(failed)?;
            self.next_row -= 1;
            self.totals = true;
        }
        self.end(notes).map_err(failed)
    }
}

/// Writes a cell over a range; a range of one cell cannot be merged.
fn span(
    page: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if from == to {
        page.write_string_with_format(from.0, from.1, text, format).map(drop)
    } else {
        page.merge_range(from.0, from.1, to.0, to.1, text, format).map(drop)
    }
}

/// How the cells of a column look.
fn format_of(column: &LayoutColumn) -> Format {
    let format = Format::new().set_align(FormatAlign::VerticalCenter);
    let number = column.number_format.clone().or_else(|| default_format(column).map(str::to_owned));
    match number {
        Some(number) => format.set_num_format(number),
        None if column.kind == Kind::Text => format.set_text_wrap(),
        None => format,
    }
}

fn default_format(column: &LayoutColumn) -> Option<&'static str> {
    match column.kind {
        // enough decimals for a single yuan
        Kind::Money => Some(match column.unit {
            None | Some(ExportUnit::Yuan) => "#,##0",
            Some(ExportUnit::Wan) => "#,##0.00##",
            Some(ExportUnit::Yi) => "#,##0.00######",
        }),
        Kind::Day => Some("yyyy-mm-dd"),
        Kind::Instant => Some("yyyy-mm-dd hh:mm"),
        _ => None,
    }
}

/// A text in pieces that fit a cell.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let (mut piece, mut units) = (String::new(), 0);
    for c in text.chars() {
        if units + c.len_utf16() > LONGEST {
            out.push(std::mem::take(&mut piece));
            units = 0;
        }
        units += c.len_utf16();
        piece.push(c);
    }
    out.push(piece);
    out
}

/// Days since 1899-12-30, as spreadsheets count; before March 1900 they count wrongly.
fn serial(day: NaiveDate) -> Option<f64> {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (day.year() > 1900 || (day.year() == 1900 && day.month() > 2)).then(|| (day - start).num_days() as f64)
}

fn serial_of(at: NaiveDateTime) -> Option<f64> {
    let minutes = f64::from(at.hour() * 60 + at.minute());
    Some(serial(at.date())? + minutes / 1_440.0)
}

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(cause) => storage_failed(cause),
        XlsxError::ZipError(cause) => storage_failed(std::io::Error::other(cause)),
        other => Error::internal(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = "😀".repeat(LONGEST);
        let pieces = pieces(&text);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().all(|p| p.encode_utf16().count() <= LONGEST));
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
        assert_eq!(serial(day(2020, 3, 20)), Some(43_910.0));
        assert_eq!(serial(day(1900, 3, 1)), Some(61.0));
        assert_eq!(serial(day(1900, 2, 28)), None);
        let noon = day(2020, 3, 20).and_hms_opt(12, 0, 0).unwrap_or_default();
        assert_eq!(serial_of(noon), Some(43_910.5));
    }
}
