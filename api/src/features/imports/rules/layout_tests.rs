//! 各种版式：没有序号、没有合并格、合计在上、分组不合并、英文列名、企业名录……都要读得对。
use super::fields::{Field, Target};
use super::preview::{Preview, PreviewOptions, RowStatus, preview};
use super::rows::RowKind;
use super::workbook::open;

fn read_as(target: Target, csv: &str) -> Preview {
    let book = open(csv.as_bytes(), "台账.csv", None).unwrap();
    preview(&book, &PreviewOptions { target, ..PreviewOptions::default() }).unwrap()
}

fn read(csv: &str) -> Preview {
    read_as(Target::Projects, csv)
}

fn codes(p: &Preview, row: u32) -> Vec<&str> {
    p.rows.iter().filter(|r| r.row == row).flat_map(|r| &r.issues).map(|i| i.code.as_str()).collect()
}

fn kinds(p: &Preview) -> Vec<(u32, RowKind)> {
    p.other_rows.iter().map(|r| (r.row, r.kind)).collect()
}

#[test]
fn stationed_team_weekly_sheet() {
    let p = read(
        "本周共上报在谈项目2个（新增1个）\n\
         序号,项目名称,投资方,固定资产投资（亿元）,投资方简介,项目内容,需用土地,企业联系人,联系方式,片区,进度、备注,产业类型,研判结果\n\
         1,甲项目,甲公司,3.5,上市公司,建厂,100亩,赵六,0935-0000001,东区,\"已考察两次\n下周再谈\",新材料,同意\n\
         2,乙项目,同上,2,/,同上,—,同上,,西区,,新材料,\n",
    );
    assert_eq!((p.recognition.header.first, p.counts.records, p.counts.error), (2, 2, 0));
    let second = &p.rows[1];
    assert_eq!(second.values.list(Field::Investors), ["甲公司"]);
    assert_eq!(second.values.text(Field::Content), Some("建厂"));
    assert_eq!(second.values.integer(Field::FixedAssets), Some(200_000_000));
    assert_eq!(p.rows[0].values.text(Field::LandMu), Some("100"));
    assert_eq!(p.rows[0].values.text(Field::ProgressNote), Some("已考察两次\n下周再谈"));
}

#[test]
fn area_form_without_serial_numbers_and_total_on_top() {
    let p = read(
        "意向投资项目名称,投资方,内/外资,投资金额(万元),市区/园区/镇街,洽谈进度,初次对接时间,拟用地(亩),预计年税收(万元)\n\
         合计,,,30000,,,,,\n\
         一、工业,,,,,,,,\n\
         甲项目,甲公司,内资,\"10,000\",金川区,在谈,2019年4月,50,约300\n\
         乙工程,乙公司,内资,2亿,永昌县,洽谈中,2019/4/1,,\n\
         注：以上为初步意向,,,,,,,,\n",
    );
    assert_eq!(kinds(&p), [(2, RowKind::Total), (3, RowKind::Group), (6, RowKind::Note)]);
    assert_eq!(p.counts.ok, 2);
    let sums = p.sums.as_ref().unwrap();
    assert!(sums.printed_total.as_ref().unwrap().matches_ok, "{sums:?}");
    assert_eq!(codes(&p, 4), ["amount.not_exact"]);
    assert_eq!(codes(&p, 5), ["amount.unit_from_cell"]);
    assert_eq!(p.rows[1].stage_code.as_deref(), Some("negotiating"));
}

#[test]
fn unmerged_groups_totals_and_prepared_numbers() {
    let p = read(
        "序号,项目名称,总投资（亿元）,备注\n\
         一,工业项目,5,\n1,甲项目,3,\n2,乙工程,2,\n,小计,5,\n二,农业项目,,\n3,丙基地,待定,\n4,,,\n5,,7,\n总计,,5,\n填报人：张三,,审核人：李四,\n",
    );
    let want = [
        (2, RowKind::Group),
        (5, RowKind::Subtotal),
        (6, RowKind::Group),
        (8, RowKind::Blank),
        (10, RowKind::Total),
        (11, RowKind::Note),
    ];
    assert_eq!(kinds(&p), want);
    assert_eq!(p.rows[0].group.as_deref(), Some("工业项目"));
    assert_eq!(codes(&p, 7), ["amount.not_exact"]);
    assert_eq!(codes(&p, 9), ["name.missing"]);
    assert!(p.sums.unwrap().printed_total.unwrap().matches_ok);
}

#[test]
fn chinese_serial_numbers_everywhere_are_records() {
    let p = read("序号,项目名称,总投资（万元）\n一,甲项目,1\n二,乙工程,2\n");
    assert_eq!((p.counts.records, p.counts.groups), (2, 0));
}

#[test]
fn a_missing_unit_is_asked_for_not_guessed() {
    let p = read("项目名称,总投资,签约时间\n甲项目,5,2020\n乙工程,5亿元,6月26日\n");
    assert_eq!(codes(&p, 2), ["amount.unit_unknown"]);
    assert_eq!(codes(&p, 3), ["date.no_year"]);
    assert_eq!((p.rows[0].status, p.rows[1].status), (RowStatus::Error, RowStatus::Ok));
}

#[test]
fn enterprises_with_codes_and_aliases() {
    let p = read_as(
        Target::Enterprises,
        "企业名称,统一社会信用代码,别名,所属行业,联系人\n\
         金昌甲有限公司,91620302MA00000154,甲集团、甲厂,化工,张三\n\
         乙厂,91620302MA00000154,,化工,\n\
         甲厂,,,化工,\n\
         丙公司,91620302MA00000155,,化工,\n",
    );
    let status: Vec<_> = p.rows.iter().map(|r| r.status).collect();
    let (dup, bad) = (RowStatus::SuspectedDuplicate, RowStatus::Error);
    assert_eq!(status, [RowStatus::Ok, dup, dup, bad]);
    assert_eq!(p.rows[0].values.list(Field::Aliases), ["甲集团", "甲厂"]);
    assert!(p.sums.is_none());
}

#[test]
fn library_duplicates_name_the_record() {
    use super::duplicates::Record;
    let book =
        open("项目名称,投资方,总投资（万元）\n甲铜箔项目,甲公司,1\n".as_bytes(), "a.csv", None).unwrap();
    let known =
        Record {
            name: "甲铜箔工程".into(), companies: vec!["甲公司集团".into()], ..Record::default()
        };
    let options = PreviewOptions { library: vec![(42, known)], ..PreviewOptions::default() };
    let p = preview(&book, &options).unwrap();
    let found = p.rows[0].duplicate_of.as_ref().unwrap();
    assert_eq!((found.library_id, found.row), (Some(42), None));
    let options = PreviewOptions { not_duplicates: [2].into(), ..options };
    assert_eq!(preview(&book, &options).unwrap().rows[0].status, RowStatus::Ok);
}

#[test]
fn invisible_characters_are_pointed_out() {
    let p = read("项目名称,投资方,总投资（万元）\n甲\u{200b}项目,金川\u{202e}集团,1\n");
    assert_eq!(codes(&p, 2), ["text.invisible", "text.invisible"]);
    assert_eq!(p.rows[0].values.text(Field::ProjectName), Some("甲项目"));
}
