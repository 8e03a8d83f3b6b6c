//! Tables as text: one header row, CRLF as spreadsheets expect, UTF-8 with a mark or GB 18030. The watermark is the
//! last line, so that programs find the header first.

use super::Sink;
use super::area::storage_failed;
use crate::error::{Error, Result};
use crate::features::reports::model::ExportEncoding;
use crate::features::reports::rules::cells::Cell;
use crate::features::reports::rules::layout::Layout;
use crate::text::guard_formula;
use csv::{Terminator, Writer, WriterBuilder};
use encoding_rs::GB18030;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};

/// A text table under way.
pub struct Csv {
    out: BufWriter<File>,
    encoding: ExportEncoding,
    /// The line in the making, in UTF-8.
    line: Writer<Vec<u8>>,
    watermark: String,
}

impl Csv {
    /// Begins a table with its header.
    ///
    /// # Errors
    /// `server.storage_failed`.
    pub fn begin(file: File, encoding: ExportEncoding, layout: &Layout, watermark: &str) -> Result<Self> {
        let watermark = format!("水印：{watermark}");
        let mut table = Self { out: BufWriter::new(file), encoding, line: line(), watermark };
        if encoding == ExportEncoding::Utf8 {
            table.out.write_all("\u{feff}".as_bytes()).map_err(storage_failed)?;
        }
        let titles = layout.flat_titles();
        table.write(titles.iter().map(|t| guard_formula(t)))?;
        Ok(table)
    }

    fn write<'a>(&mut self, fields: impl Iterator<Item = Cow<'a, str>>) -> Result<()> {
        self.line.write_record(fields.map(|f| f.into_owned().into_bytes())).map_err(Error::internal)?;
        let done = std::mem::replace(&mut self.line, line());
        let bytes = done.into_inner().map_err(Error::internal)?;
        match self.encoding {
            ExportEncoding::Utf8 => self.out.write_all(&bytes),
            // every character has a place in GB 18030
            ExportEncoding::Gb18030 => {
                self.out.write_all(&GB18030.encode(&String::from_utf8_lossy(&bytes)).0)
            }
        }
        .map_err(storage_failed)
    }
}

fn line() -> Writer<Vec<u8>> {
    WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(Vec::with_capacity(1024))
}

/// Numbers and days are written by us and begin with no sign that runs; only texts are guarded.
fn field(cell: &Cell) -> Cow<'static, str> {
    match cell {
        Cell::Text(text) => Cow::Owned(guard_formula(text).into_owned()),
        other => Cow::Owned(other.text()),
    }
}

impl Sink for Csv {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.write(cells.iter().map(field))
    }

    fn finish(mut self: Box<Self>, totals: Option<&[Cell]>, _notes: &[(String, String)]) -> Result<()> {
        if let Some(cells) = totals {
            self.row(cells)?;
        }
        let watermark = std::mem::take(&mut self.watermark);
        self.write(std::iter::once(guard_formula(&watermark)))?;
        self.out.flush().map_err(storage_failed)
    }
}
