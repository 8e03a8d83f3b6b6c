//! 四本真实台账与 `expected.json` 逐条对照；公开资料的 csv 两种编码都读得干净。
use super::amounts::wan_text;
use super::fields::{Field, Target};
use super::preview::{Preview, PreviewOptions, RowStatus, preview};
use super::rows::RowKind;
use super::workbook::open;
use serde_json::Value as Json;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(super) fn ledger_bytes(file: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/data/ledgers").join(file)).unwrap()
}

fn expected() -> Vec<Json> {
    serde_json::from_slice(&ledger_bytes("expected.json")).unwrap()
}

pub(super) fn read(bytes: &[u8], name: &str, target: Target) -> Preview {
    let book = open(bytes, name, None).unwrap();
    preview(&book, &PreviewOptions { target, ..PreviewOptions::default() }).unwrap()
}

fn status(status: RowStatus) -> &'static str {
    match status {
        RowStatus::Ok => "ok",
        RowStatus::SuspectedDuplicate => "suspected_duplicate",
        RowStatus::Error => "error",
        RowStatus::Skipped => "skipped",
    }
}

fn date_field(label: &str) -> Field {
    match label {
        "签约时间" => Field::SignedOn,
        "开工时间" => Field::StartedOn,
        "建设起止年限" => Field::PlannedPeriod,
        "建设（投产）时间" => Field::BuiltOrProducingOn,
        other => panic!("{other}"),
    }
}

fn check_rows(file: &str, want: &Json, got: &Preview) -> Vec<String> {
    let mut wrong = Vec::new();
    let rows = want["rows"].as_array().unwrap();
    if rows.len() != got.rows.len() {
        wrong.push(format!("{file}: {} rows, {} read", rows.len(), got.rows.len()));
    }
    for row in rows {
        let number = row["row"].as_u64().unwrap() as u32;
        let Some(read) = got.rows.iter().find(|r| r.row == number) else {
            wrong.push(format!("{file} row {number} missing"));
            continue;
        };
        let mut check = |what: &str, got: String, want: String| {
            if got != want {
                wrong.push(format!(
                    "{file} row {number} {what}: got {got:?}, want {want:?}; {:?}",
                    read.duplicate_of
                ));
            }
        };
        let text = |v: &Json| v.as_str().unwrap_or_default().to_string();
        check("status", status(read.status).into(), text(&row["status"]));
        check("name", read.values.text(Field::ProjectName).unwrap_or_default().into(), text(&row["name"]));
        let amount = read.values.integer(Field::TotalInvestment).map(wan_text).unwrap_or_default();
        check("amount", amount, text(&row["amount_wan"]));
        let investors = read.values.list(Field::Investors).join("、");
        check("investor", investors, text(&row["investor"]).replace('；', "、"));
        check("place", read.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(), text(&row["place"]));
        if let Some(city) = row.get("city") {
            check("city", read.values.text(Field::City).unwrap_or_default().into(), text(city));
        }
        if row["status"] == "suspected_duplicate" {
            let of = read.duplicate_of.as_ref().and_then(|d| d.row);
            check(
                "duplicate_of",
                format!("{of:?}"),
                format!("{:?}", row["duplicate_of_row"].as_u64().map(|n| n as u32)),
            );
        }
        let fields = [Field::SignedOn, Field::StartedOn, Field::PlannedPeriod, Field::BuiltOrProducingOn];
        for field in fields {
            let dates = row.get("dates").and_then(Json::as_object);
            let want = dates
                .into_iter()
                .flatten()
                .find(|(label, _)| date_field(label) == field)
                .map(|(_, v)| text(v));
            let derived =
                field != Field::BuiltOrProducingOn && read.values.get(Field::BuiltOrProducingOn).is_some();
            if !derived || want.is_some() {
                check(
                    field.spec().code,
                    read.values.text(field).unwrap_or_default().into(),
                    want.unwrap_or_default(),
                );
            }
        }
    }
    wrong
}

fn check_sums(file: &str, want: &Json, got: &Preview) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, got: String, want: &Json| {
        let want = want.as_str().map_or_else(|| want.to_string(), str::to_string);
        if got != want {
            wrong.push(format!("{file} {what}: got {got}, want {want}"));
        }
    };
    let zero = Json::from(0);
    let count = |key: &str| want["counts"].get(key).unwrap_or(&zero);
    let c = &got.counts;
    check("records", c.records.to_string(), count("project_rows"));
    check("ok", c.ok.to_string(), count("ok"));
    check("suspected", c.suspected_duplicate.to_string(), count("suspected_duplicate"));
    check("error", c.error.to_string(), count("error"));
    check("with amount", c.ok_with_amount.to_string(), count("with_amount_ok"));
    check("blanks", c.blanks.to_string(), count("blank_rows"));
    check("groups", c.groups.to_string(), count("group_rows"));
    check("notes", c.notes.to_string(), count("note_rows"));
    check("subtotals", c.subtotals.to_string(), count("subtotal_rows"));
    check("totals", c.totals.to_string(), count("total_rows"));
    check("repeated", c.repeated_headers.to_string(), count("repeated_header_rows"));
    let sums = got.sums.as_ref().unwrap();
    check("ok sum", wan_text(sums.ok_yuan), &want["sums_wan"]["ok"]);
    check("both sum", wan_text(sums.ok_plus_suspected_yuan), &want["sums_wan"]["ok_plus_suspected"]);
    let printed = &want["sums_wan"]["printed_total"];
    let total = sums.printed_total.as_ref().unwrap();
    check("total cell", total.cell.clone(), &printed["cell"]);
    check("total raw", total.raw.clone(), &printed["raw"]);
    check("total", total.yuan.map(wan_text).unwrap_or_default(), &printed["as_wan"]);
    check("total matches", total.matches_ok.to_string(), &printed["matches_computed_ok"]);
    check("header", got.recognition.header.first.to_string(), &want["header_rows"][0]);
    let last = want["header_rows"].as_array().unwrap().last().unwrap();
    check("header end", got.recognition.header.last.to_string(), last);
    check("sheet", got.recognition.sheet.clone(), &want["sheet"]);
    wrong
}

fn check_others(file: &str, want: &Json, got: &Preview) -> Vec<String> {
    let kind = |k: RowKind| serde_json::to_value(k).unwrap().as_str().unwrap().to_string();
    let got: Vec<_> =
        got.other_rows.iter().map(|r| (u64::from(r.row), kind(r.kind), r.text.clone())).collect();
    let text = |v: &Json| v.as_str().unwrap().to_string();
    let rows = want["other_rows"].as_array().unwrap();
    let want: Vec<_> =
        rows.iter().map(|r| (r["row"].as_u64().unwrap(), text(&r["kind"]), text(&r["text"]))).collect();
    if got == want { Vec::new() } else { vec![format!("{file} other rows:\n got {got:?}\nwant {want:?}")] }
}

#[test]
fn four_ledgers_read_exactly_as_expected() {
    let mut wrong = Vec::new();
    for want in expected() {
        let file = want["file"].as_str().unwrap();
        let got = read(&ledger_bytes(file), file, Target::Projects);
        wrong.extend(check_rows(file, &want, &got));
        wrong.extend(check_sums(file, &want, &got));
        wrong.extend(check_others(file, &want, &got));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn demo(file: &str) -> Vec<u8> {
    std::fs::read(root().join("api/data/demo").join(file)).unwrap()
}

fn as_gb18030(bytes: &[u8]) -> Vec<u8> {
    encoding_rs::GB18030.encode(std::str::from_utf8(bytes).unwrap()).0.into_owned()
}

fn stripped(mut p: Preview) -> Preview {
    p.file.encoding = None;
    p
}

#[test]
fn public_projects_read_cleanly_in_both_encodings() {
    let bytes = demo("projects.csv");
    let got = read(&bytes, "projects.csv", Target::Projects);
    assert_eq!((got.counts.records, got.counts.error), (87, 0));
    let with_amount = got.rows.iter().filter(|r| r.values.integer(Field::TotalInvestment).is_some());
    assert_eq!(with_amount.count(), 19);
    let total: i64 = got.rows.iter().filter_map(|r| r.values.integer(Field::TotalInvestment)).sum();
    assert_eq!(wan_text(total), "3788860.01");
    let bad: Vec<_> = got
        .rows
        .iter()
        .flat_map(|r| &r.issues)
        .filter(|i| i.severity > super::issues::Severity::Info)
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
    assert!(got.recognition.columns.iter().all(|c| c.field.is_some()), "{:?}", got.recognition.columns);
    let first = &got.rows[0];
    assert_eq!(first.values.text(Field::OriginalId), Some("P001"));
    assert_eq!(first.values.list(Field::Investors).len(), 3);
    assert_eq!(first.stage_code.as_deref(), Some("building"));
    assert_eq!(first.values.text(Field::PlannedStartOn), Some("2018"));
    let gb = read(&as_gb18030(&bytes), "projects.csv", Target::Projects);
    assert_eq!(gb.file.encoding.as_deref(), Some("GB18030"));
    assert_eq!(stripped(gb), stripped(got));
}

#[test]
fn public_enterprises_read_cleanly_in_both_encodings() {
    let bytes = demo("enterprises.csv");
    let got = read(&bytes, "enterprises.csv", Target::Enterprises);
    assert_eq!((got.counts.records, got.counts.error), (70, 0));
    assert!(got.recognition.columns.iter().all(|c| c.field.is_some()), "{:?}", got.recognition.columns);
    // 资料里故意留着别名：金川集团股份有限公司、金川集团公司、金川集团
    assert!(got.counts.suspected_duplicate > 0);
    let gb = read(&as_gb18030(&bytes), "enterprises.csv", Target::Enterprises);
    assert_eq!(stripped(gb), stripped(got));
}

#[test]
fn reading_again_with_choices_and_fixes() {
    use super::columns::ColumnChoice;
    let bytes = ledger_bytes("L1-negotiation-wuwei.xlsx");
    let book = open(&bytes, "L1.xlsx", None).unwrap();
    let mut options = PreviewOptions::default();
    let fix = |field, text: &str| std::collections::BTreeMap::from([(field, text.to_string())]);
    options.fixes.insert(19, fix(Field::TotalInvestment, "1.5亿元"));
    options.skipped.insert(13);
    let got = preview(&book, &options).unwrap();
    let row = |n| got.rows.iter().find(|r| r.row == n).unwrap();
    assert_eq!(row(19).values.integer(Field::TotalInvestment), Some(150_000_000));
    assert_eq!((row(19).status, row(13).status), (RowStatus::Ok, RowStatus::Skipped));
    // 改单位：亿元当成万元读
    let unit = super::columns::Unit::Money(super::amounts::MoneyUnit::Wan);
    options.columns =
        vec![ColumnChoice { column: "C".into(), field: Some(Field::TotalInvestment), unit: Some(unit) }];
    let again = preview(&book, &options).unwrap();
    assert_eq!(again.rows[0].values.integer(Field::TotalInvestment), Some(1_300_000));
    options.columns = vec![ColumnChoice { column: "ZZ".into(), field: None, unit: None }];
    assert_eq!(preview(&book, &options).unwrap_err().code(), "imports.bad_choice");
    let notes = open(&bytes, "L1.xlsx", Some("填报说明")).unwrap();
    assert_eq!(preview(&notes, &PreviewOptions::default()).unwrap_err().code(), "imports.no_header");
    assert_eq!(open(&bytes, "L1.xlsx", Some("没有")).unwrap_err().code(), "imports.no_such_sheet");
}

#[test]
fn annotated_workbook_reads_the_same_again() {
    for want in expected() {
        let file = want["file"].as_str().unwrap();
        let book = open(&ledger_bytes(file), file, None).unwrap();
        let first = preview(&book, &PreviewOptions::default()).unwrap();
        let annotated = super::annotate::annotate(&book.sheet, std::iter::empty(), &first).unwrap();
        let book = open(&annotated, file, None).unwrap();
        let second = preview(&book, &PreviewOptions::default()).unwrap();
        assert_eq!(second.counts, first.counts, "{file}");
        assert_eq!(second.rows, first.rows, "{file}");
        let heading = book.sheet.own(first.recognition.header.first, book.sheet.width() - 1);
        assert_eq!(heading, super::sheet::Value::Text("怎么办"), "{file}");
    }
}
