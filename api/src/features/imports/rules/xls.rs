//! xls（Excel 97–2003）：先自己走一遍记录，查加密和越界，再交给读表库。
//!
//! 读表库按“表的尺寸”预留内存、按外接矩形摊开格子，一个很远的格子就能占满内存；
//! 复合文件的链表也可能成环。所以：容器由 `cfb` 严格打开，只取出工作簿流；
//! 流里抹掉尺寸记录，格子外接矩形超限的拒绝；再装进一个干净的容器。
use super::read_error::ReadError;
use super::sheet::{MAX_COLUMNS, MAX_ROWS, Sheet, SheetBuilder, ShownTo, Value};
use super::workbook::{FileInfo, FileKind, FileWarning, Workbook, choose};
use super::xlsx::format_shown_to;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

/// 各表外接矩形的格子总数上限（读表库每格约 24 字节）。
const MAX_AREA: u64 = 4_000_000;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILEPASS: u16 = 0x002F;
const DIMENSIONS: u16 = 0x0200;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
/// 没有意义的记录号，读表库会跳过。
const IGNORED: u16 = 0xFFFF;

pub(super) fn open(bytes: &[u8], sheet: Option<&str>) -> Result<Workbook, ReadError> {
    let (mut stream, macros) = workbook_stream(bytes)?;
    let formats = check_stream(&mut stream)?;
    let clean = repack(&stream).map_err(|_| ReadError::BrokenFile)?;
    drop(stream);
    let book: Xls<_> = Xls::new(Cursor::new(clean)).map_err(|e| match e {
        XlsError::Password => ReadError::Encrypted,
        _ => ReadError::BrokenFile,
    })?;
    let metas: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).collect();
    let names: Vec<String> = metas.iter().map(|s| s.name.clone()).collect();
    let visible: Vec<bool> = metas.iter().map(|s| s.visible == SheetVisible::Visible).collect();
    let name = choose(&names, &visible, sheet)?.to_string();
    let warnings = match macros {
        true => {
            vec![FileWarning::new("imports.macros_ignored", "文件里有宏，系统不执行也不保存，只读表格内容")]
        }
        false => Vec::new(),
    };
    let position = book.sheet_names().iter().position(|n| *n == name).unwrap_or(0);
    let sheet = read_sheet(book, &name, formats.get(&position))?;
    let info = FileInfo { kind: FileKind::Xls, encoding: None, delimiter: None, sheets: names, warnings };
    Ok(Workbook { info, sheet })
}

/// 取出工作簿流；顺便看是不是加密的新格式、是不是别的 Office 文件。
fn workbook_stream(bytes: &[u8]) -> Result<(Vec<u8>, bool), ReadError> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::BrokenFile)?;
    if container.exists("/EncryptedPackage") || container.exists("/EncryptionInfo") {
        return Err(ReadError::Encrypted);
    }
    let macros = container.exists("/_VBA_PROJECT_CUR");
    let Some(path) = ["/Workbook", "/Book"].into_iter().find(|p| container.is_stream(p)) else {
        let found = if container.exists("/WordDocument") { "Word 文档" } else { "其他 Office 文件" };
        return Err(ReadError::UnsupportedType(found));
    };
    let mut stream = Vec::new();
    let source = container.open_stream(path).map_err(|_| ReadError::BrokenFile)?;
    source.take(bytes.len() as u64).read_to_end(&mut stream).map_err(|_| ReadError::BrokenFile)?;
    Ok((stream, macros))
}

/// 显示不到日的日期格：工作表次序 → (行, 列) → 显示到哪一级。
type ShownCells = HashMap<usize, HashMap<(u32, u32), ShownTo>>;

/// 走一遍记录：查加密，抹掉尺寸记录，量每张表的外接矩形，记下只显示年月的日期格。
fn check_stream(stream: &mut [u8]) -> Result<ShownCells, ReadError> {
    let mut scan = Scan::default();
    let mut at = 0usize;
    while at + 4 <= stream.len() {
        let kind = u16::from_le_bytes([stream[at], stream[at + 1]]);
        let length = usize::from(u16::from_le_bytes([stream[at + 2], stream[at + 3]]));
        let Some(data) = stream.get(at + 4..at + 4 + length) else { break };
        scan.record(kind, data)?;
        if kind == DIMENSIONS {
            stream[at..at + 2].copy_from_slice(&IGNORED.to_le_bytes());
        }
        at += 4 + length;
    }
    scan.finish()
}

#[derive(Default)]
struct Scan {
    depth: usize,
    /// 已开始的工作表数；全局部分不算
    sheets: usize,
    in_globals: bool,
    started: bool,
    area: u64,
    corner: (u32, u32),
    origin: (u32, u32),
    any: bool,
    formats: HashMap<u16, String>,
    xfs: Vec<u16>,
    shown: ShownCells,
}

impl Scan {
    fn record(&mut self, kind: u16, data: &[u8]) -> Result<(), ReadError> {
        let u16_at = |i: usize| data.get(i..i + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
        match kind {
            BOF => {
                self.depth += 1;
                if self.depth == 1 {
                    self.in_globals = !self.started;
                    self.sheets += usize::from(self.started);
                    self.started = true;
                }
            }
            EOF => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.close_sheet()?;
                }
            }
            FILEPASS => return Err(ReadError::Encrypted),
            FORMAT => {
                if let Some(id) = u16_at(0) {
                    self.formats.insert(id, format_text(data.get(2..).unwrap_or_default()));
                }
            }
            XF => self.xfs.push(u16_at(2).unwrap_or(0)),
            // 有值的格子：数、文字、是非、公式、一串数
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                if let (Some(row), Some(col)) = (u16_at(0), u16_at(2)) {
                    let last = if kind == 0x00BD {
                        u16_at(data.len().saturating_sub(2)).unwrap_or(col)
                    } else {
                        col
                    };
                    self.cell(u32::from(row), u32::from(col), u32::from(last))?;
                    if matches!(kind, 0x0203 | 0x027E | 0x0006) {
                        self.remember(u32::from(row), u32::from(col), u16_at(4).unwrap_or(0));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, row: u32, col: u32, last: u32) -> Result<(), ReadError> {
        if row >= MAX_ROWS {
            return Err(ReadError::TooManyRows { row: row + 1 });
        }
        if last >= MAX_COLUMNS {
            let cell = super::sheet::cell_name(row + 1, last as u16);
            return Err(ReadError::TooManyColumns { cell });
        }
        let (low, high) = (col.min(last), col.max(last));
        if self.any {
            self.origin = (self.origin.0.min(row), self.origin.1.min(low));
            self.corner = (self.corner.0.max(row), self.corner.1.max(high));
        } else {
            self.any = true;
            self.origin = (row, low);
            self.corner = (row, high);
        }
        Ok(())
    }

    fn remember(&mut self, row: u32, col: u32, xf: u16) {
        let Some(format) = self.xfs.get(usize::from(xf)) else { return };
        let code = self.formats.get(format).map_or("", String::as_str);
        let shown = if code.is_empty() && *format == 17 {
            ShownTo::Month
        } else {
            format_shown_to(code, Some(u32::from(*format)))
        };
        if shown != ShownTo::Day && self.sheets > 0 {
            self.shown.entry(self.sheets - 1).or_default().insert((row, col), shown);
        }
    }

    fn close_sheet(&mut self) -> Result<(), ReadError> {
        if self.any {
            let rows = u64::from(self.corner.0 - self.origin.0 + 1);
            let columns = u64::from(self.corner.1 - self.origin.1 + 1);
            self.area += rows * columns;
            self.any = false;
        }
        if self.area > MAX_AREA { Err(ReadError::TooManyCells) } else { Ok(()) }
    }

    fn finish(mut self) -> Result<ShownCells, ReadError> {
        self.close_sheet()?;
        Ok(self.shown)
    }
}

/// 格式记录里的文字：长度、是否双字节、字符。
fn format_text(data: &[u8]) -> String {
    let Some((count, flag)) = data.get(0..3).map(|b| (usize::from(u16::from_le_bytes([b[0], b[1]])), b[2]))
    else {
        return String::new();
    };
    let body = &data[3..];
    if flag & 1 == 1 {
        let units = body.chunks_exact(2).take(count).map(|b| u16::from_le_bytes([b[0], b[1]]));
        return char::decode_utf16(units).map(|c| c.unwrap_or(' ')).collect();
    }
    body.iter().take(count).map(|b| char::from(*b)).collect()
}

fn repack(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    let mut out = container.create_stream("/Workbook")?;
    out.write_all(stream)?;
    out.flush()?;
    drop(out);
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

fn read_sheet(
    mut book: Xls<Cursor<Vec<u8>>>,
    name: &str,
    shown: Option<&HashMap<(u32, u32), ShownTo>>,
) -> Result<Sheet, ReadError> {
    let date_1904 = book.has_1904_epoch();
    let mut builder = SheetBuilder::new(name);
    for merge in book.merge_cells_by_sheet_name(name).map_err(|_| ReadError::BrokenFile)? {
        builder.push_merge(merge.start, merge.end);
    }
    let range = book.worksheet_range(name).map_err(|_| ReadError::BrokenFile)?;
    drop(book);
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, col, value) in range.used_cells() {
        let (row, col) = (top + row as u32, left + col as u32);
        let value = match value {
            Data::Empty => continue,
            Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => Value::Text(s),
            Data::Float(n) => Value::Number(*n),
            Data::Int(n) => Value::Number(*n as f64),
            Data::Bool(v) => Value::Bool(*v),
            Data::DateTime(d) if d.is_datetime() => {
                let shown_to = shown.and_then(|s| s.get(&(row, col)).copied()).unwrap_or(ShownTo::Day);
                Value::Date { serial: d.as_f64(), shown_to }
            }
            Data::DateTime(d) => Value::Number(d.as_f64()),
            Data::Error(e) => {
                builder.push(row, col, Value::Error(&e.to_string()))?;
                continue;
            }
        };
        builder.push(row, col, value)?;
    }
    builder.finish(date_1904)
}
