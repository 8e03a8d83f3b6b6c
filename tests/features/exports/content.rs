//! What stands in the files: opened with another reader than the one that wrote them.

use super::{city, lines};
use calamine::{Data, Reader, Xlsx};
use chengfeng::journal::{self, Subject};
use encoding_rs::GB18030;
use harness::TestApp;
use serde_json::{Value, json};
use std::io::{Cursor, Read};

fn open(file: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(file.to_vec())).expect("a workbook")
}

fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn text(cell: Option<&Data>) -> String {
    cell.map(ToString::to_string).unwrap_or_default()
}

#[actix_web::test]
async fn a_workbook_has_title_watermark_header_numbers_dates_and_totals() {
    let app = TestApp::new().await;
    let (bureau, _) = city(&app).await;
    let columns = json!([
        {"field": "row_no"},
        {"field": "name", "title": "项目名称", "width": 30},
        {"field": "total_investment_yuan", "title": "总投资", "unit": "wan", "groups": ["投资情况"], "total": true, "number_format": "#,##0.00"},
        {"field": "total_investment_yuan", "title": "总投资", "unit": "yi", "groups": ["投资情况"]},
        {"field": "signed_on", "title": "签约时间"},
        {"field": "planned_start", "title": "计划开工"},
        {"field": "land_mu", "title": "用地（亩）", "total": true},
        {"field": "stage", "title": "阶段"},
        {"title": "责任领导", "note": "系统尚未登记"},
    ]);
    let body = json!({"list": "projects", "filter": "stage=lead", "sort": "number", "columns": columns, "title": "项目表", "format": "xlsx"});
    let (done, file) = app.exported(&bureau, body).await;
    let mut book = open(&file);
    assert_eq!(book.sheet_names(), ["清单", "说明"]);
    let sheet = book.worksheet_range("清单").expect("sheet");
    let at = |row: u32, col: u32| sheet.get_value((row, col));
    assert_eq!(text(at(0, 0)), "项目表");
    let line = text(at(1, 0));
    for words in [
        "单位：市招商局",
        "截至：2026-03-02 09:00",
        "筛选条件：阶段：线索 ·",
        "导出人：测试",
        "导出时间：2026-03-02",
        "编号：1",
    ] {
        assert!(line.contains(words), "{line}");
    }
    let head: Vec<String> = (0..9).map(|c| text(at(3, c))).collect();
    assert_eq!(head[2..4], ["总投资（万元）", "总投资（亿元）"]);
    assert_eq!(
        (text(at(2, 0)), text(at(2, 2)), text(at(2, 8))),
        ("序号".into(), "投资情况".into(), "责任领导".into())
    );
    // amounts are exact numbers, dates are dates, imprecise ones text, codes words
    assert_eq!(at(4, 0), Some(&Data::Float(1.0)));
    assert_eq!(text(at(4, 1)), "火星1号基地");
    assert_eq!((at(4, 2), at(4, 3)), (Some(&Data::Float(353_860.01)), Some(&Data::Float(35.386_001))));
    let Some(Data::DateTime(day)) = at(4, 4) else { panic!("{:?} is no date", at(4, 4)) };
    assert_eq!(day.as_f64(), 45_736.0);
    assert_eq!((at(4, 5), at(4, 6)), (Some(&Data::String("2026-04".into())), Some(&Data::Float(327.15))));
    assert_eq!((text(at(4, 7)), text(at(4, 8))), ("线索".into(), String::new()));
    // no amount is an empty cell, not zero
    assert_eq!(text(at(6, 2)), "");
    assert_eq!(
        (text(at(7, 0)), at(7, 2), at(7, 6)),
        ("合计".into(), Some(&Data::Float(365_860.01)), Some(&Data::Float(327.15)))
    );

    let notes = book.worksheet_range("说明").expect("notes");
    let notes: Vec<(String, String)> = notes.rows().map(|r| (r[0].to_string(), r[1].to_string())).collect();
    let said = |name: &str| {
        notes.iter().find(|(n, _)| n == name).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    assert_eq!(
        (said("符合条件的行数"), said("写出的行数"), said("查询参数")),
        ("3".into(), "3".into(), "stage=lead".into())
    );
    assert_eq!(said("版式 SHA-256"), done["layout_sha256"]);
    assert!(notes.iter().any(|(_, words)| words == "责任领导 = （空列）；系统尚未登记"));

    let page = part(&file, "xl/worksheets/sheet1.xml");
    for piece in [
        "<autoFilter ref=\"A4:I7\"/>",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "<mergeCell ref=\"A1:I1\"/>",
        "<mergeCell ref=\"A2:I2\"/>",
        "<mergeCell ref=\"C3:D3\"/>",
        "<mergeCell ref=\"A3:A4\"/>",
        "<mergeCell ref=\"I3:I4\"/>",
    ] {
        assert!(page.contains(piece), "{piece} is not in the sheet");
    }
    assert!(part(&file, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    let styles = part(&file, "xl/styles.xml");
    assert!(styles.contains("yyyy-mm-dd") && styles.contains("#,##0.00"));
}

#[actix_web::test]
async fn formulas_become_text_in_both_formats() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let wild = ["=1+1|calc", "+86 931", "-3号线", "@SUM(A1)", "＝合计", "'=引号", "正常=1"];
    for (n, name) in wild.iter().enumerate() {
        let content = format!("{name}\n第二行,“{n}”\t尾");
        app.project(&bureau, name, json!({"content": content, "confirmed_different": true})).await;
    }
    let body = |format: &str, encoding: &str| {
        let columns =
            json!([{"field": "name"}, {"field": "content"}, {"title": "=cmd|' /C calc'!A0", "note": "空"}]);
        let mut body = json!({"list": "projects", "sort": "number", "columns": columns, "title": "=HYPERLINK(\"x\")", "format": format});
        if format == "csv" {
            body["encoding"] = encoding.into();
        }
        body
    };
    let (_, file) = app.exported(&bureau, body("csv", "utf8")).await;
    assert!(file.starts_with("\u{feff}".as_bytes()));
    let utf8 = String::from_utf8(file[3..].to_vec()).expect("utf-8");
    assert!(utf8.starts_with("项目名称,建设内容及规模,'=cmd|' /C calc'!A0\r\n"), "{utf8}");
    for guarded in ["'=1+1|calc", "'+86 931", "'-3号线", "'@SUM(A1)", "'＝合计", "''=引号"] {
        assert!(utf8.contains(&format!("\r\n{guarded},")), "{guarded} in {utf8}");
    }
    assert!(utf8.contains("\r\n正常=1,\"正常=1\n第二行,“6”\t尾\","));
    let (_, file) = app.exported(&bureau, body("csv", "gb18030")).await;
    let (decoded, broken) = GB18030.decode_without_bom_handling(&file);
    // the same table; the watermark tells them apart by their number
    let table = |text: &str| text.split("水印：").next().map(str::to_owned);
    assert!(!broken && table(&decoded) == table(&utf8));
    assert!(decoded.trim_end().ends_with("编号：2") && utf8.trim_end().ends_with("编号：1"));

    let (_, file) = app.exported(&bureau, body("xlsx", "")).await;
    let mut book = open(&file);
    let sheet = book.worksheet_range("清单").expect("sheet");
    assert_eq!(text(sheet.get_value((0, 0))), "'=HYPERLINK(\"x\")");
    assert_eq!(text(sheet.get_value((2, 2))), "'=cmd|' /C calc'!A0");
    assert_eq!(text(sheet.get_value((3, 0))), "'=1+1|calc");
    assert_eq!(text(sheet.get_value((8, 0))), "''=引号");
    assert!(!part(&file, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[actix_web::test]
async fn a_text_longer_than_a_cell_is_not_cut() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let made = app.project(&bureau, "火星1号基地", json!({})).await;
    let long = "长".repeat(70_000);
    app.db(|tx| {
        journal::created(
            tx,
            "project.changed",
            &Subject::new("project", made.id(), "火星1号基地"),
            &json!({ "note": long }),
        )
    });
    let body = |format: &str| json!({"list": "changes", "filter": "types=project.changed", "columns": [{"field": "after"}], "format": format});
    let (_, file) = app.exported(&bureau, body("csv")).await;
    assert!(lines(&file)[0].contains(&long));
    let (_, file) = app.exported(&bureau, body("xlsx")).await;
    let mut book = open(&file);
    let sheet = book.worksheet_range("清单").expect("sheet");
    let first = text(sheet.get_value((3, 0)));
    assert!(
        first.ends_with("……（未完，续见“长文”表第2行）"),
        "{}",
        first.chars().rev().take(30).collect::<String>()
    );
    let rest = book.worksheet_range("长文").expect("long texts");
    let pieces: Vec<String> = rest.rows().skip(1).map(|r| r[3].to_string()).collect();
    assert_eq!((pieces.len(), text(rest.get_value((1, 0)))), (2, "4".to_owned()));
    let whole = first.split("……（未完").next().unwrap_or_default().to_owned() + &pieces.concat();
    let read: Value = serde_json::from_str(&whole).expect("the whole text");
    assert_eq!(read["note"], long);
}
