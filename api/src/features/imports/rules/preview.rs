//! 预览：一份文件加一套选择，得出逐行结果。换了选择就再读一次，结果只由输入决定。
use super::amounts::MoneyUnit;
use super::columns::{ColumnChoice, ColumnReading, Remembered, recognise};
use super::duplicate_index::Finder;
use super::duplicates::{self, Record};
use super::fields::{Field, Target, stage_code};
use super::header::{self, Header, HeaderRows};
use super::issues::{Issue, Severity};
use super::places::{self, PlaceHint};
use super::read_error::ReadError;
use super::records::{Mapped, OtherCell, RecordReader, other_cells, others};
use super::rows::{ClassifiedRow, Layout, RowKind, classify};
use super::sheet::Sheet;
use super::totals::{self, Sums};
use super::values::Values;
use super::workbook::{FileInfo, Workbook};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// 空行最多列出多少条；条数照实计。
const MAX_LISTED_BLANKS: usize = 1_000;

/// 读表的选择；全部可以不给。
#[derive(Debug, Clone, Default)]
pub struct PreviewOptions {
    /// 导入成什么
    pub target: Target,
    /// 人指定的表头行
    pub header: Option<HeaderRows>,
    /// 人指定的金额单位，代替表格上方写的；列名和格子里写明的仍以写明的为准
    pub money_unit: Option<MoneyUnit>,
    /// 人对各列的指定
    pub columns: Vec<ColumnChoice>,
    /// 以前记住的对应关系
    pub remembered: Remembered,
    /// 逐行改正：行号 → 字段 → 改成的文字（空文字 = 清空）
    pub fixes: BTreeMap<u32, BTreeMap<Field, String>>,
    /// 人决定跳过的行
    pub skipped: BTreeSet<u32>,
    /// 人看过、认定不是重复的行
    pub not_duplicates: BTreeSet<u32>,
    /// 今天，用来看项目代码的年月是否可能
    pub today: Option<NaiveDate>,
    /// 库里已有的记录，供查重：编号与内容
    pub library: Vec<(i64, Record)>,
}

/// 一行的状态；轻重次序：错误 > 疑似重复 > 可用。
///
/// `ok` 可以入库 · `suspected_duplicate` 疑似重复 · `error` 有错误 · `skipped` 人决定跳过
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowStatus {
    /// 可以入库
    Ok,
    /// 疑似重复，等人决定
    SuspectedDuplicate,
    /// 有错误，改好才能入库
    Error,
    /// 人决定跳过
    Skipped,
}

/// 与谁疑似重复。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateOf {
    /// 同一文件里的行号
    pub row: Option<u32>,
    /// 库里的编号
    pub library_id: Option<i64>,
    /// 原因
    pub reason: duplicates::Reason,
    /// 名称相似度，百分数
    pub similarity_pct: u8,
}

/// 一条记录的读法。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowReading {
    /// 表格行号（从 1 起）
    pub row: u32,
    /// 状态
    pub status: RowStatus,
    /// 各字段的值
    #[schema(value_type = Object)]
    pub values: Values,
    /// 阶段代码；报表里的叫法对不上时为空
    pub stage_code: Option<String>,
    /// 地点
    pub place: Option<PlaceHint>,
    /// 所在的分组标题
    pub group: Option<String>,
    /// 问题
    pub issues: Vec<Issue>,
    /// 疑似与谁重复
    pub duplicate_of: Option<DuplicateOf>,
    /// 没有导入的格子
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_cells: Vec<OtherCell>,
}

/// 不是记录的行。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportOtherRow)]
pub struct OtherRow {
    /// 行号
    pub row: u32,
    /// 类别
    pub kind: RowKind,
    /// 文字
    pub text: String,
}

/// 各类行数。
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportCounts)]
pub struct Counts {
    /// 记录
    pub records: u32,
    /// 可用
    pub ok: u32,
    /// 疑似重复
    pub suspected_duplicate: u32,
    /// 错误
    pub error: u32,
    /// 跳过
    pub skipped: u32,
    /// 与库中一致（已算在可用里）
    #[serde(default)]
    #[schema(required = true)]
    pub unchanged: u32,
    /// 可用且有金额
    pub ok_with_amount: u32,
    /// 小计
    pub subtotals: u32,
    /// 合计
    pub totals: u32,
    /// 分组
    pub groups: u32,
    /// 说明
    pub notes: u32,
    /// 重复的表头行
    pub repeated_headers: u32,
    /// 空行
    pub blanks: u32,
}

/// 认出的版式：人可以逐项改了再读。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportRecognition)]
pub struct Recognition {
    /// 导入成什么
    pub target: Target,
    /// 读的工作表
    pub sheet: String,
    /// 表头行
    pub header: HeaderRows,
    /// 表格上方写的金额单位
    pub unit_above_table: Option<MoneyUnit>,
    /// 各列
    pub columns: Vec<ColumnReading>,
}

/// 预览。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    /// 文件
    pub file: FileInfo,
    /// 认出的版式
    pub recognition: Recognition,
    /// 逐条记录
    pub rows: Vec<RowReading>,
    /// 其他行
    pub other_rows: Vec<OtherRow>,
    /// 各类行数
    pub counts: Counts,
    /// 金额合计与核对；企业导入时为空
    pub sums: Option<Sums>,
}

/// 读一份打开的工作簿。
pub fn preview(book: &Workbook, options: &PreviewOptions) -> Result<Preview, ReadError> {
    let sheet = &book.sheet;
    let (header, columns) = recognise_layout(sheet, options)?;
    let layout = Layout::new(sheet, options.target, &header, &columns);
    let classified = classify(sheet, &header, layout);
    let mut rows = read_rows(sheet, &header, &columns, &classified, options);
    mark_duplicates(&mut rows, options);
    settle(&mut rows, options);
    let counts = count(&rows, &classified);
    let sums =
        (options.target == Target::Projects).then(|| totals::sums(sheet, &columns, &rows, &classified));
    Ok(Preview {
        file: book.info.clone(),
        recognition: Recognition {
            target: options.target,
            sheet: sheet.name.clone(),
            header: header.rows,
            unit_above_table: header.unit_above,
            columns,
        },
        rows,
        other_rows: list_others(&classified),
        counts,
        sums,
    })
}

/// 只认版式，不读行：找表头、认列。
pub fn recognise_layout(
    sheet: &Sheet,
    options: &PreviewOptions,
) -> Result<(Header, Vec<ColumnReading>), ReadError> {
    check_columns(sheet, options)?;
    let mut header = header::find(sheet, options.target, options.header)?;
    header.unit_above = options.money_unit.or(header.unit_above);
    let columns =
        recognise(options.target, &header.columns, header.unit_above, &options.remembered, &options.columns);
    if !columns.iter().any(|c| c.field == Some(Field::name_of(options.target))) {
        let label = Field::name_of(options.target).spec().label;
        if options.columns.is_empty() && options.header.is_none() {
            return Err(ReadError::NoHeader);
        }
        return Err(ReadError::BadChoice { what: format!("没有一列对应“{label}”") });
    }
    Ok((header, columns))
}

fn check_columns(sheet: &Sheet, options: &PreviewOptions) -> Result<(), ReadError> {
    for choice in &options.columns {
        let col = super::sheet::column_index(&choice.column);
        if col.is_none_or(|c| c >= sheet.width()) {
            return Err(ReadError::BadChoice { what: format!("没有{}列", choice.column) });
        }
    }
    Ok(())
}

fn read_rows(
    sheet: &Sheet,
    header: &Header,
    columns: &[ColumnReading],
    classified: &[ClassifiedRow],
    options: &PreviewOptions,
) -> Vec<RowReading> {
    let record_rows: Vec<u32> =
        classified.iter().filter(|r| r.kind == RowKind::Record).map(|r| r.row).collect();
    let title_place =
        header::lines_above(sheet, header.rows.first).iter().find_map(|l| places::from_title(l));
    let mut reader =
        RecordReader::new(sheet, Mapped::all(columns), &record_rows, options.target, options.today);
    let unread = others(columns);
    let mut group: Option<String> = None;
    let mut out = Vec::with_capacity(record_rows.len());
    for line in classified {
        match line.kind {
            RowKind::Group => group = Some(line.text.clone()),
            RowKind::Record => {
                let fixes = options.fixes.get(&line.row);
                let (values, issues) = reader.read(line.row, fixes);
                let place = place_of(&values, group.as_deref(), title_place.as_deref());
                let stage = values.text(Field::StageWord).and_then(stage_code).map(str::to_string);
                out.push(RowReading {
                    row: line.row,
                    status: RowStatus::Ok,
                    values,
                    stage_code: stage,
                    place,
                    group: group.clone(),
                    issues,
                    duplicate_of: None,
                    other_cells: other_cells(sheet, line.row, &unread),
                });
            }
            _ => {}
        }
    }
    out
}

pub(super) fn place_of(values: &Values, group: Option<&str>, title: Option<&str>) -> Option<PlaceHint> {
    use places::PlaceSource;
    let hint = |name: &str, source| Some(PlaceHint { name: name.to_string(), source });
    let columns = [Field::Place, Field::County, Field::Park, Field::City, Field::Province];
    if let Some(name) = columns.iter().find_map(|f| values.text(*f)) {
        return hint(name, PlaceSource::Column);
    }
    if let Some(name) = values.text(Field::Remark).and_then(places::from_remark) {
        return hint(&name, PlaceSource::Remark);
    }
    if let Some(name) = group.and_then(places::from_group) {
        return hint(&name, PlaceSource::Group);
    }
    title.and_then(|name| hint(name, PlaceSource::Title))
}

/// 供查重的样子。
pub fn record_of(target: Target, values: &Values) -> Record {
    let owned = |field| values.text(field).map(str::to_string);
    let companies = match target {
        Target::Projects => {
            let mut all = values.list(Field::Investors).to_vec();
            all.extend(owned(Field::RegisteredName));
            all.dedup();
            all
        }
        Target::Enterprises => values.list(Field::Aliases).to_vec(),
    };
    Record {
        name: owned(Field::name_of(target)).unwrap_or_default(),
        companies,
        credit_code: owned(Field::CreditCode),
        project_code: owned(Field::ProjectCode),
        number: owned(Field::OriginalId).filter(|_| target == Target::Projects),
    }
}

fn mark_duplicates(rows: &mut [RowReading], options: &PreviewOptions) {
    let existing = options.library.len();
    let mut finder = Finder::new(options.target);
    options.library.iter().for_each(|(_, record)| finder.push(record));
    // 跳过的行不当作别人的原件
    let compared: Vec<usize> = (0..rows.len()).filter(|i| !options.skipped.contains(&rows[*i].row)).collect();
    compared.iter().for_each(|i| finder.push(&record_of(options.target, &rows[*i].values)));
    let found = finder.find(existing);
    for (&at, found) in compared.iter().zip(found) {
        let Some(found) = found else { continue };
        let (row, library_id) = match found.of.checked_sub(existing) {
            Some(i) => (Some(rows[compared[i]].row), None),
            None => (None, Some(options.library[found.of].0)),
        };
        rows[at].duplicate_of =
            Some(DuplicateOf { row, library_id, reason: found.reason, similarity_pct: found.similarity_pct });
    }
}

fn settle(rows: &mut [RowReading], options: &PreviewOptions) {
    for reading in rows {
        let skipped = options.skipped.contains(&reading.row);
        let suspected = reading.duplicate_of.is_some() && !options.not_duplicates.contains(&reading.row);
        reading.status = status_of(&reading.issues, suspected, skipped);
    }
}

/// 状态的轻重次序：跳过 > 错误 > 疑似重复 > 可用。
pub fn status_of(issues: &[Issue], suspected: bool, skipped: bool) -> RowStatus {
    match () {
        () if skipped => RowStatus::Skipped,
        () if issues.iter().any(|i| i.severity == Severity::Error) => RowStatus::Error,
        () if suspected => RowStatus::SuspectedDuplicate,
        () => RowStatus::Ok,
    }
}

fn count(rows: &[RowReading], classified: &[ClassifiedRow]) -> Counts {
    let mut counts = Counts::default();
    for reading in rows {
        counts.records += 1;
        match reading.status {
            RowStatus::Ok => {
                counts.ok += 1;
                counts.ok_with_amount += u32::from(reading.values.integer(Field::TotalInvestment).is_some());
            }
            RowStatus::SuspectedDuplicate => counts.suspected_duplicate += 1,
            RowStatus::Error => counts.error += 1,
            RowStatus::Skipped => counts.skipped += 1,
        }
    }
    for line in classified {
        match line.kind {
            RowKind::Record => {}
            RowKind::Subtotal => counts.subtotals += 1,
            RowKind::Total => counts.totals += 1,
            RowKind::Group => counts.groups += 1,
            RowKind::Note => counts.notes += 1,
            RowKind::RepeatedHeader => counts.repeated_headers += 1,
            RowKind::Blank => counts.blanks += 1,
        }
    }
    counts
}

fn list_others(classified: &[ClassifiedRow]) -> Vec<OtherRow> {
    let mut blanks = 0;
    let mut listed = |line: &&ClassifiedRow| {
        blanks += usize::from(line.kind == RowKind::Blank);
        line.kind != RowKind::Record && (line.kind != RowKind::Blank || blanks <= MAX_LISTED_BLANKS)
    };
    let others = classified.iter().filter(|line| listed(line));
    others.map(|l| OtherRow { row: l.row, kind: l.kind, text: l.text.clone() }).collect()
}
