//! xlsx：先验压缩包（大小、比例、加密、类型、外部实体），再流式读格子。
//! 公式只取文件里算好的值；外部链接不追；宏不执行。
use super::read_error::ReadError;
use super::sheet::{Sheet, SheetBuilder, ShownTo, Value};
use super::workbook::{FileInfo, FileKind, FileWarning, Workbook, choose};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// 解压后总大小上限：200 MiB。
const MAX_UNCOMPRESSED: u64 = 200 * 1024 * 1024;
/// 共用文字表的上限：读表库会整个放进内存。
const MAX_SHARED_STRINGS: u64 = 128 * 1024 * 1024;
/// 压缩比上限；小文件（解压后不到 10 MiB）不论。
const MAX_RATIO: u64 = 100;
const SMALL: u64 = 10 * 1024 * 1024;
const MAX_ENTRIES: usize = 10_000;

/// 压缩包里看到的东西。
#[derive(Debug, Default)]
struct Package {
    macros: bool,
    external_links: bool,
    formulas: bool,
    merges: bool,
}

pub(super) fn open(bytes: &[u8], sheet: Option<&str>) -> Result<Workbook, ReadError> {
    let package = inspect(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let metas: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).collect();
    let names: Vec<String> = metas.iter().map(|s| s.name.clone()).collect();
    let visible: Vec<bool> = metas.iter().map(|s| s.visible == SheetVisible::Visible).collect();
    let name = choose(&names, &visible, sheet)?.to_string();
    let sheet = read_sheet(&mut book, &name, &package)?;
    let mut warnings = Vec::new();
    if package.macros {
        warnings
            .push(FileWarning::new("imports.macros_ignored", "文件里有宏，系统不执行也不保存，只读表格内容"));
    }
    if package.external_links {
        warnings.push(FileWarning::new(
            "imports.external_links_ignored",
            "文件引用了别的文件，系统不去读，只用文件里存着的值",
        ));
    }
    let info = FileInfo { kind: FileKind::Xlsx, encoding: None, delimiter: None, sheets: names, warnings };
    Ok(Workbook { info, sheet })
}

fn broken(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        _ => ReadError::BrokenFile,
    }
}

/// 逐个解压清点：声明的大小可以造假，按实际解出的字节计。
fn inspect(bytes: &[u8]) -> Result<Package, ReadError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::BrokenFile)?;
    if zip.len() > MAX_ENTRIES {
        return Err(ReadError::ZipBomb);
    }
    check_type(&mut zip)?;
    let mut package = Package::default();
    let mut total = 0u64;
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(zip_error)?;
        let name = entry.name().map_err(|_| ReadError::BrokenFile)?.to_ascii_lowercase();
        package.macros |= name.ends_with("vbaproject.bin");
        package.external_links |= name.contains("externallinks/");
        if !(name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml")) {
            // 图片等从不解压，按声明的大小计
            total = total.saturating_add(entry.size());
            continue;
        }
        let limit = if name.ends_with("sharedstrings.xml") { MAX_SHARED_STRINGS } else { MAX_UNCOMPRESSED };
        let size = scan(&mut entry, &name, limit.min(MAX_UNCOMPRESSED.saturating_sub(total)), &mut package)?;
        total += size;
    }
    let ratio = total / (bytes.len() as u64).max(1);
    if total > MAX_UNCOMPRESSED || (total > SMALL && ratio > MAX_RATIO) {
        return Err(ReadError::ZipBomb);
    }
    Ok(package)
}

fn zip_error(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(text) if text.contains("assword") => ReadError::Encrypted,
        ZipError::InvalidPassword => ReadError::Encrypted,
        _ => ReadError::BrokenFile,
    }
}

/// 由 `[Content_Types].xml` 认出是不是 Excel 工作簿。
fn check_type(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
    if zip.by_name("mimetype").is_ok() {
        return Err(ReadError::UnsupportedType("ods 等 OpenDocument 文件"));
    }
    let mut text = String::new();
    match zip.by_name("[Content_Types].xml") {
        Ok(entry) => {
            entry.take(4 * 1024 * 1024).read_to_string(&mut text).map_err(|_| ReadError::BrokenFile)?;
        }
        Err(ZipError::FileNotFound) => return Err(ReadError::UnsupportedType("压缩包")),
        Err(error) => return Err(zip_error(error)),
    }
    let says = |word: &str| text.contains(word);
    match () {
        () if says("ms-excel.sheet.binary") => Err(ReadError::UnsupportedType("xlsb 二进制工作簿")),
        () if says("spreadsheetml") || says("ms-excel.sheet.macroEnabled") || says("ms-excel.template") => {
            Ok(())
        }
        () if says("wordprocessingml") => Err(ReadError::UnsupportedType("Word 文档")),
        () if says("presentationml") => Err(ReadError::UnsupportedType("演示文稿")),
        () => Err(ReadError::UnsupportedType("其他 Office 文件")),
    }
}

/// 解压一个部件清点字节，顺便看有没有公式、合并格、外部实体。
fn scan(entry: &mut impl Read, name: &str, limit: u64, package: &mut Package) -> Result<u64, ReadError> {
    let worksheet = name.contains("worksheets/");
    let mut buffer = vec![0u8; 64 * 1024];
    let mut size = 0u64;
    let mut carry = 0usize;
    loop {
        let count = entry.read(&mut buffer[carry..]).map_err(|_| ReadError::BrokenFile)?;
        if count == 0 {
            return Ok(size);
        }
        let filled = carry + count;
        let first = size == 0;
        size += count as u64;
        if size > limit {
            return Err(ReadError::ZipBomb);
        }
        let chunk = &buffer[..filled];
        if first && contains_any(chunk, &[b"<!DOCTYPE", b"<!ENTITY"]) {
            return Err(ReadError::UnsafeXml);
        }
        if worksheet {
            package.formulas =
                package.formulas || contains_any(chunk, &[b"<f>", b"<f ", b"<f/", b":f>", b":f "]);
            package.merges = package.merges || contains_any(chunk, &[b"mergeCell"]);
        }
        // 留下末尾几个字节，免得标记正好断在两段之间
        carry = filled.min(10);
        buffer.copy_within(filled - carry..filled, 0);
    }
}

fn contains_any(haystack: &[u8], needles: &[&[u8]]) -> bool {
    needles.iter().any(|needle| {
        let first = needle[0];
        let mut from = 0;
        while let Some(at) = haystack[from..].iter().position(|b| *b == first) {
            if haystack[from + at..].starts_with(needle) {
                return true;
            }
            from += at + 1;
        }
        false
    })
}

fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, package: &Package) -> Result<Sheet, ReadError> {
    let date_1904 = book.has_1904_epoch();
    let mut builder = SheetBuilder::new(name);
    {
        let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
        let shown: Vec<ShownTo> = cells.styles().iter().map(shown_to).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            let (row, col) = cell.get_position();
            push(
                &mut builder,
                row,
                col,
                cell.get_value(),
                shown.get(style).copied().unwrap_or(ShownTo::Day),
            )?;
        }
    }
    if package.formulas {
        let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            if record.formula.is_some() && matches!(record.value, DataRef::Empty) {
                builder.push(record.pos.0, record.pos.1, Value::Uncomputed)?;
            }
        }
    }
    if package.merges {
        for merge in book.merge_cells_by_sheet_name(name).map_err(broken)? {
            builder.push_merge(merge.start, merge.end);
        }
    }
    builder.finish(date_1904)
}

fn push(
    b: &mut SheetBuilder,
    row: u32,
    col: u32,
    value: &DataRef<'_>,
    shown_to: ShownTo,
) -> Result<(), ReadError> {
    let value = match value {
        DataRef::Empty => return Ok(()),
        DataRef::String(s) => Value::Text(s),
        DataRef::SharedString(s) => Value::Text(s),
        DataRef::Float(n) => Value::Number(*n),
        DataRef::Int(n) => Value::Number(*n as f64),
        DataRef::Bool(v) => Value::Bool(*v),
        DataRef::DateTime(d) if d.is_datetime() => Value::Date { serial: d.as_f64(), shown_to },
        DataRef::DateTime(d) => Value::Number(d.as_f64()),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => Value::Text(s),
        DataRef::Error(e) => return b.push(row, col, Value::Error(&e.to_string())),
    };
    b.push(row, col, value)
}

fn shown_to(style: &calamine::Style) -> ShownTo {
    style.number_format.as_ref().map_or(ShownTo::Day, |f| format_shown_to(&f.format_code, f.format_id))
}

/// 数字格式显示到哪一级：没有日的算到月，只有年的算到年。
pub(super) fn format_shown_to(code: &str, id: Option<u32>) -> ShownTo {
    // 中文 Excel 的内置格式没有写出代码：27、36、50、52、57 是“年月”
    if matches!(id, Some(27 | 36 | 50 | 52 | 57)) && (code.is_empty() || code == "General") {
        return ShownTo::Month;
    }
    let first = code.split(';').next().unwrap_or(code);
    let mut bare = String::new();
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for c in first.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            _ if quoted || bracketed => {}
            _ => bare.push(c.to_ascii_lowercase()),
        }
    }
    match () {
        () if bare.contains('d') || !bare.contains('y') => ShownTo::Day,
        () if bare.contains('m') => ShownTo::Month,
        () => ShownTo::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        assert_eq!(format_shown_to("yyyy\"年\"m\"月\"", Some(165)), ShownTo::Month);
        assert_eq!(format_shown_to("yyyy\"年\"m\"月\"d\"日\"", Some(165)), ShownTo::Day);
        assert_eq!(format_shown_to("[$-804]yyyy\\-mm;@", None), ShownTo::Month);
        assert_eq!(format_shown_to("yyyy", None), ShownTo::Year);
        assert_eq!(format_shown_to("General", Some(57)), ShownTo::Month);
        assert_eq!(format_shown_to("General", Some(0)), ShownTo::Day);
        assert_eq!(format_shown_to("mmm-yy", Some(17)), ShownTo::Month);
    }
}
