//! 坏文件和恶意文件：每种得到各自的错误代码，时间和内存都有界。
use super::preview::{PreviewOptions, RowStatus, preview};
use super::read_error::{MAX_FILE_BYTES, ReadError};
use super::sheet::Value;
use super::workbook::{FileKind, open};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn book_with(sheet: &[u8], extra: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend_from_slice(extra);
    zipped(&parts)
}

fn sheet_xml(rows: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#)
        .into_bytes()
}

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn refused(bytes: &[u8]) -> &'static str {
    let started = Instant::now();
    let code = open(bytes, "台账.xlsx", None).map(|_| "read").unwrap_or_else(|e| e.code());
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    code
}

#[test]
fn far_cell_costs_nothing_and_is_named() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        text_cell("A1", "序号"),
        text_cell("XFD1048576", "x")
    );
    let bytes = book_with(&sheet_xml(&rows), &[]);
    assert!(bytes.len() < 3_000);
    let error = open(&bytes, "a.xlsx", None).unwrap_err();
    assert_eq!(error, ReadError::TooManyColumns { cell: "XFD1048576".into() });
    let rows = format!(r#"<row r="1048576">{}</row>"#, text_cell("A1048576", "x"));
    assert_eq!(refused(&book_with(&sheet_xml(&rows), &[])), "imports.too_many_rows");
    // 只有格式、没有内容的远处格子不算
    let rows = format!(
        r#"<row r="1">{}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>"#,
        text_cell("A1", "项目名称")
    );
    assert_eq!(open(&book_with(&sheet_xml(&rows), &[]), "a.xlsx", None).unwrap().sheet.last_row(), 1);
}

#[test]
fn a_million_rows_stop_early() {
    let mut rows = String::new();
    for r in 1..=1_000_000 {
        rows.push_str(&format!(
            "<row r=\"{r}\"><c r=\"A{r}\"><v>{}</v></c></row>",
            (r as u64 * 2_654_435_761) % 1_000_003
        ));
    }
    assert_eq!(refused(&book_with(&sheet_xml(&rows), &[])), "imports.too_many_rows");
    let csv: String = (0..1_000_000).map(|i| format!("{i},项目\n")).collect();
    assert_eq!(refused(csv.as_bytes()), "imports.too_many_rows");
    let wide = vec!["列"; 300].join(",");
    assert_eq!(refused(wide.as_bytes()), "imports.too_many_columns");
}

#[test]
fn zip_bombs_are_refused() {
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let bomb = book_with(&zeros, &[]);
    assert_eq!(refused(&bomb), "imports.zip_bomb");
    let many: Vec<(String, &[u8])> =
        (0..4).map(|i| (format!("xl/worksheets/s{i}.xml"), zeros.as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    assert_eq!(refused(&book_with(b"<a/>", &many)), "imports.zip_bomb");
}

#[test]
fn declared_sizes_are_not_believed() {
    let mut bomb = book_with(&vec![b' '; 64 * 1024 * 1024], &[]);
    // 把中央目录里工作表解压后的大小改成 100 字节
    let name = b"xl/worksheets/sheet1.xml";
    let at = bomb.windows(name.len()).rposition(|w| w == name).unwrap();
    bomb[at - 46 + 24..at - 46 + 28].copy_from_slice(&100u32.to_le_bytes());
    assert!(["imports.zip_bomb", "imports.broken_file"].contains(&refused(&bomb)));
}

#[test]
fn external_entities_are_refused() {
    let sheet = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"#;
    assert_eq!(refused(&book_with(sheet.as_bytes(), &[])), "imports.unsafe_file");
    // 声明藏在很长的注释后面也只会读不了，绝不会展开
    let hidden = sheet.replacen("<!DOCTYPE", &format!("<!--{}--><!DOCTYPE", "x".repeat(200_000)), 1);
    let read = open(&book_with(hidden.as_bytes(), &[]), "a.xlsx", None);
    assert!(!format!("{read:?}").contains("root:"));
    assert!(read.is_err());
}

#[test]
fn formulas_give_their_stored_value_only() {
    let header: String =
        ["项目名称", "总投资（万元）"].iter().zip(["A1", "B1"]).map(|(t, at)| text_cell(at, t)).collect();
    let rows = format!(
        r#"<row r="1">{header}</row><row r="2">{}<c r="B2"><f>SUM(C1:C9)</f><v>120.5</v></c></row><row r="3">{}<c r="B3"><f>'[1]外部'!A1</f></c></row><row r="4">{}<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#,
        text_cell("A2", "甲项目"),
        text_cell("A3", "乙项目"),
        text_cell("A4", "丙工程"),
    );
    let link = ("xl/externalLinks/externalLink1.xml", b"<externalLink/>".as_slice());
    let book = open(&book_with(&sheet_xml(&rows), &[link, ("xl/vbaProject.bin", b"macro")]), "a.xlsm", None)
        .unwrap();
    let codes: Vec<_> = book.info.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(codes, ["imports.macros_ignored", "imports.external_links_ignored"]);
    assert_eq!(book.sheet.own(3, 1), Value::Uncomputed);
    let got = preview(&book, &PreviewOptions::default()).unwrap();
    let money = super::fields::Field::TotalInvestment;
    assert_eq!(got.rows[0].values.integer(money), Some(1_205_000));
    assert_eq!(
        (got.rows[1].status, got.rows[1].issues[0].code.as_str()),
        (RowStatus::Error, "formula.no_value")
    );
    assert_eq!((got.rows[2].status, got.rows[2].issues[0].code.as_str()), (RowStatus::Error, "cell.error"));
}

#[test]
fn wrong_types_say_what_they_are() {
    assert_eq!(refused(b""), "imports.empty_file");
    assert_eq!(refused(b"%PDF-1.7\n1 0 obj"), "imports.unsupported_type");
    assert_eq!(refused(&[0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), "imports.unsupported_type");
    assert_eq!(refused(&zipped(&[("a.txt", b"hello")])), "imports.unsupported_type");
    assert_eq!(
        refused(&zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")])),
        "imports.unsupported_type"
    );
    let word = TYPES.replace("spreadsheetml", "wordprocessingml");
    assert_eq!(refused(&zipped(&[("[Content_Types].xml", word.as_bytes())])), "imports.unsupported_type");
    assert_eq!(refused("随便写的一段话".as_bytes()), "read");
    assert_eq!(refused(&vec![b'a'; MAX_FILE_BYTES + 1]), "imports.file_too_large");
}

#[test]
fn broken_and_truncated_files_never_panic() {
    let good = super::ledger_tests::ledger_bytes("L1-negotiation-wuwei.xlsx");
    assert_eq!(refused(&good[..good.len() / 2]), "imports.broken_file");
    for at in (0..good.len()).step_by(97) {
        let mut bad = good.clone();
        bad[at] ^= 0x5A;
        let _ = open(&bad, "a.xlsx", None).and_then(|b| preview(&b, &PreviewOptions::default()));
    }
    assert_eq!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), "imports.broken_file");
}

// ---- xls ----

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn wide_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u16).to_le_bytes().to_vec();
    out.push(1);
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

fn position(row: u16, col: u16, xf: u16) -> Vec<u8> {
    [row.to_le_bytes(), col.to_le_bytes(), xf.to_le_bytes()].concat()
}

fn label(row: u16, col: u16, text: &str) -> Vec<u8> {
    record(0x0204, &[position(row, col, 0), wide_text(text)].concat())
}

fn number(row: u16, col: u16, xf: u16, n: f64) -> Vec<u8> {
    record(0x0203, &[position(row, col, xf), n.to_le_bytes().to_vec()].concat())
}

/// 手工拼出的 BIFF8 工作簿：一张表，第 1 种格式是“yyyy年m月”。
fn xls(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind: u16| {
        record(
            0x0809,
            &[0x0600u16.to_le_bytes(), kind.to_le_bytes(), [0; 2], [0; 2], [0; 2], [0; 2], [0; 2], [0; 2]]
                .concat(),
        )
    };
    let format = [165u16.to_le_bytes().to_vec(), wide_text("yyyy\"年\"m\"月\"")].concat();
    let xf = |format: u16| {
        record(
            0x00E0,
            &[[0; 2], format.to_le_bytes()].concat().into_iter().chain([0; 16]).collect::<Vec<u8>>(),
        )
    };
    let mut head = [bof(5), globals.concat(), record(0x041E, &format), xf(0), xf(165)].concat();
    let name: Vec<u8> = [vec![1u8, 1], "表".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let at = (head.len() + 4 + 6 + name.len() + 4) as u32;
    head.extend(record(0x0085, &[at.to_le_bytes().to_vec(), vec![0, 0], name].concat()));
    head.extend(record(0x000A, &[]));
    head.extend([bof(0x10), cells.concat(), record(0x000A, &[])].concat());
    container("/Workbook", &head)
}

fn container(path: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(path).unwrap().write_all(content).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn small_xls() -> Vec<u8> {
    let heads = ["序号", "项目名称", "总投资（亿元）", "签约时间"]
        .iter()
        .enumerate()
        .map(|(c, t)| label(0, c as u16, t));
    let mut cells: Vec<Vec<u8>> = heads.collect();
    // 尺寸记录撒谎：说有四十亿行
    cells.insert(0, record(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0]));
    cells.push(
        [number(1, 0, 0, 1.0), label(1, 1, "甲项目"), number(1, 2, 0, 2.5), number(1, 3, 1, 42_552.0)]
            .concat(),
    );
    cells.push(
        [number(2, 0, 0, 2.0), label(2, 1, "乙工程"), number(2, 2, 0, 3.0), number(2, 3, 1, 2_020.0)]
            .concat(),
    );
    cells.push(record(0x00E5, &[1, 0, 1, 0, 2, 0, 2, 0, 2, 0].map(|b: u8| b)));
    xls(&[], &cells)
}

#[test]
fn xls_is_read_with_its_number_formats_and_merges() {
    let book = open(&small_xls(), "a.xls", None).unwrap();
    assert_eq!((book.info.kind, book.info.sheets.as_slice()), (FileKind::Xls, &["表".to_string()][..]));
    assert_eq!(book.sheet.merges()[0].name(), "C2:C3");
    let got = preview(&book, &PreviewOptions::default()).unwrap();
    let dates: Vec<_> =
        got.rows.iter().map(|r| r.values.text(super::fields::Field::SignedOn).unwrap()).collect();
    assert_eq!(dates, ["2016-07", "2020"]);
    assert!(
        got.rows
            .iter()
            .all(|r| r.status == RowStatus::Error && r.issues.iter().any(|i| i.code == "amount.merged"))
    );
}

#[test]
fn hostile_xls_is_refused() {
    let far = xls(&[], &[label(0, 0, "序号"), label(65_535, 199, "x"), label(1, 1, "y")]);
    assert_eq!(refused(&far), "imports.too_many_cells");
    assert_eq!(refused(&xls(&[], &[label(0, 250, "x")])), "imports.too_many_columns");
    assert_eq!(refused(&xls(&[record(0x002F, &[1, 0, 1, 0])], &[])), "imports.encrypted");
    assert_eq!(refused(&container("/EncryptedPackage", b"secret")), "imports.encrypted");
    assert_eq!(refused(&container("/WordDocument", b"word")), "imports.unsupported_type");
    let good = small_xls();
    for at in (0..good.len()).step_by(31) {
        let mut bad = good.clone();
        bad[at] ^= 0xA5;
        let _ = open(&bad, "a.xls", None);
    }
    for cut in (0..good.len()).step_by(512) {
        let _ = open(&good[..cut], "a.xls", None);
    }
}
