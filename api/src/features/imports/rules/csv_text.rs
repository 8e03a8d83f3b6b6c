//! csv：认编码（UTF-8、带 BOM 的 UTF-16、GB18030）和分隔符（逗号、分号、制表符）。
use super::read_error::ReadError;
use super::sheet::{SheetBuilder, Value};
use super::workbook::{FileInfo, FileKind, Workbook, choose};
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

/// 读 csv。
pub(super) fn open(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Workbook, ReadError> {
    let (text, encoding) = decode(bytes)?;
    refuse_markup(&text)?;
    let delimiter = find_delimiter(&text);
    let name = sheet_name(file_name);
    choose(std::slice::from_ref(&name), &[true], sheet)?;
    let mut builder = SheetBuilder::new(&name);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut row = 0u32;
    let mut before = 0usize;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(ReadError::BrokenFile),
        }
        // csv 库跳过空行，行号要把它们算回来，才与 Excel 里看到的一致
        let now = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        row += skipped_lines(text.as_bytes(), before, now);
        before = now;
        for (col, field) in record.iter().enumerate() {
            builder.push(row, u32::try_from(col).unwrap_or(u32::MAX), Value::Text(field))?;
        }
        row += 1;
    }
    let info = FileInfo {
        kind: FileKind::Csv,
        encoding: Some(encoding.to_string()),
        delimiter: Some(char::from(delimiter).to_string()),
        sheets: vec![name],
        warnings: Vec::new(),
    };
    Ok(Workbook { info, sheet: builder.finish(false)? })
}

/// 上一条记录结束处到这一条开头之间的空行数；`\r\n` 被拆在两边时不算。
fn skipped_lines(text: &[u8], from: usize, to: usize) -> u32 {
    let mut at = from;
    if at > 0 && text[at - 1] == b'\r' && text.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    while at < to {
        match (text[at], text.get(at + 1)) {
            (b'\r', Some(b'\n')) => at += 2,
            (b'\r' | b'\n', _) => at += 1,
            _ => break,
        }
        lines += 1;
    }
    lines
}

fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ReadError> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[bom..]);
        return if broken { Err(ReadError::BadEncoding) } else { Ok((text, encoding.name())) };
    }
    if bytes.contains(&0) {
        return Err(ReadError::UnsupportedType("二进制文件"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), "UTF-8"));
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if broken { Err(ReadError::BadEncoding) } else { Ok((text, "GB18030")) }
}

/// 不少系统把网页表格存成 .xls；直说是什么，别当一列文字读进来。
fn refuse_markup(text: &str) -> Result<(), ReadError> {
    let head: String = text.trim_start().chars().take(600).collect::<String>().to_ascii_lowercase();
    if !head.starts_with('<') {
        return Ok(());
    }
    let found = match () {
        () if head.contains("<html") || head.contains("<table") || head.contains("<!doctype html") => {
            "网页表格"
        }
        () if head.contains("<?xml") => "XML 文件",
        () => return Ok(()),
    };
    Err(ReadError::UnsupportedType(found))
}

/// 前 50 行里出现得最齐的分隔符；引号里的不算。
fn find_delimiter(text: &str) -> u8 {
    let mut counts = [(0usize, 0usize); 3];
    const MARKS: [u8; 3] = [b',', b'\t', b';'];
    for line in text.lines().filter(|l| !l.trim().is_empty()).take(50) {
        let mut quoted = false;
        let mut here = [0usize; 3];
        for byte in line.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                _ if quoted => {}
                _ => {
                    if let Some(i) = MARKS.iter().position(|m| *m == byte) {
                        here[i] += 1;
                    }
                }
            }
        }
        for (total, n) in counts.iter_mut().zip(here) {
            total.0 += usize::from(n > 0);
            total.1 += n;
        }
    }
    let best = (0..3).max_by_key(|i| (counts[*i], std::cmp::Reverse(*i))).unwrap_or(0);
    MARKS[best]
}

fn sheet_name(file_name: &str) -> String {
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    if stem.is_empty() { "csv".to_string() } else { stem.chars().take(100).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Workbook {
        open(bytes, "台账.csv", None).unwrap()
    }

    #[test]
    fn encodings_and_delimiters() {
        let text = "项目名称,总投资\n甲,1\n";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("项目\t额\r\n甲\t2".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&[u8], &str, &str); 4] = [
            (text.as_bytes(), "UTF-8", ","),
            (&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8", ","),
            (&gb, "GB18030", ","),
            (&utf16, "UTF-16LE", "\t"),
        ];
        for (bytes, encoding, delimiter) in cases {
            let book = read(bytes);
            assert_eq!(book.info.encoding.as_deref(), Some(encoding));
            assert_eq!(book.info.delimiter.as_deref(), Some(delimiter));
            assert_eq!(book.sheet.own(2, 0), Value::Text("甲"));
        }
        assert_eq!(read("a;b;c\n1;\"2;,,,,\";3\n".as_bytes()).info.delimiter.as_deref(), Some(";"));
    }

    #[test]
    fn blank_lines_keep_their_numbers() {
        let book = read("甲,乙\n\n\n\"丙\n丁\",戊\n\n己,庚".as_bytes());
        assert_eq!(book.sheet.own(4, 0), Value::Text("丙\n丁"));
        assert_eq!(book.sheet.own(6, 1), Value::Text("庚"));
        assert_eq!(book.sheet.name, "台账");
        let book = read("甲,乙\r\n\r\n丙,丁\r\n戊,己\r\n".as_bytes());
        assert_eq!((book.sheet.own(3, 0), book.sheet.own(4, 1)), (Value::Text("丙"), Value::Text("己")));
    }

    #[test]
    fn refuses_what_is_not_a_table() {
        let wrong = |bytes: &[u8]| open(bytes, "a.xls", None).unwrap_err();
        assert_eq!(wrong(b"<html><table><tr><td>1"), ReadError::UnsupportedType("网页表格"));
        assert_eq!(wrong(&[b'a', 0, b'b']), ReadError::UnsupportedType("二进制文件"));
        assert_eq!(wrong(&[b'a', b',', 0x81, 0xFF, 0xFF]), ReadError::BadEncoding);
    }
}
