//! 读一条记录：按列取格子（看合并、看同上、看人的改正），汇成值和问题。
use super::annotate::HEADINGS;
use super::columns::{ColumnReading, Unit};
use super::fields::{Field, Kind, Target};
use super::issues::{Finding, Issue};
use super::sheet::{Sheet, Value, cell_name, column_index};
use super::text::is_same_as_above;
use super::values::{Context, FieldValue, MAX_NAME_CHARS, Values, interpret};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

/// 对应好字段的一列。
#[derive(Debug, Clone)]
pub struct Mapped {
    /// 列号
    pub col: u16,
    /// 字段
    pub field: Field,
    /// 单位
    pub unit: Option<Unit>,
}

impl Mapped {
    /// 取出要读的列。
    pub fn all(columns: &[ColumnReading]) -> Vec<Self> {
        let mapped =
            |c: &ColumnReading| Some(Self { col: column_index(&c.column)?, field: c.field?, unit: c.unit });
        columns.iter().filter_map(mapped).filter(|m| m.field != Field::SerialNo).collect()
    }
}

/// 一行里最多留多少个没有导入的格子。
const MAX_OTHER_CELLS: usize = 60;
/// 没有导入的格子，文字留到多少字。
const MAX_OTHER_CHARS: usize = 300;

/// 没有对应字段的格子：原样留着给人看，不导入。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OtherCell {
    /// 列号，0 起
    pub col: u16,
    /// 文字
    pub text: Box<str>,
}

/// 没有对应字段的列；批注表末尾由系统加上的三列不算，那不是填表人写的。
pub fn others(columns: &[ColumnReading]) -> Vec<u16> {
    let before = columns.len().saturating_sub(HEADINGS.len());
    let (theirs, last) = columns.split_at(before);
    let ours = last.iter().map(|c| c.path.as_str()).eq(HEADINGS);
    let columns = if ours { theirs } else { columns };
    let unread = columns.iter().filter(|c| c.field.is_none());
    unread.filter_map(|c| column_index(&c.column)).take(MAX_OTHER_CELLS).collect()
}

/// 一行里这些列的内容，空格子不列。
pub fn other_cells(sheet: &Sheet, row: u32, others: &[u16]) -> Vec<OtherCell> {
    let cell = |col: &u16| {
        let text = sheet.at(row, *col).display(sheet.date_1904);
        Some(OtherCell { col: *col, text: cut(text.trim()).into() }).filter(|c| !c.text.is_empty())
    };
    others.iter().filter_map(cell).collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_OTHER_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// 逐行读记录，记着上一行以便解释“同上”。
pub struct RecordReader<'a> {
    sheet: &'a Sheet,
    columns: Vec<Mapped>,
    record_rows: &'a [u32],
    target: Target,
    context: Context,
    above: HashMap<u16, String>,
}

impl<'a> RecordReader<'a> {
    /// `record_rows` 是全部记录行号，从小到大。
    pub fn new(
        sheet: &'a Sheet,
        columns: Vec<Mapped>,
        record_rows: &'a [u32],
        target: Target,
        today: Option<NaiveDate>,
    ) -> Self {
        let context = Context { date_1904: sheet.date_1904, today };
        Self { sheet, columns, record_rows, target, context, above: HashMap::new() }
    }

    /// 读一行；`fixes` 是人对这一行的改正。
    pub fn read(&mut self, row: u32, fixes: Option<&BTreeMap<Field, String>>) -> (Values, Vec<Issue>) {
        let mut values = Values::default();
        let mut issues = Vec::new();
        for at in 0..self.columns.len() {
            let column = self.columns[at].clone();
            let fixed = fixes.is_some_and(|f| f.contains_key(&column.field));
            self.read_cell(row, &column, fixed, &mut values, &mut issues);
        }
        for (field, text) in fixes.into_iter().flatten() {
            let unit = self.columns.iter().find(|c| c.field == *field).and_then(|c| c.unit);
            let read = interpret(*field, Value::Text(text), unit, self.context);
            if let Some(value) = read.value {
                values.put(*field, value);
            }
            issues.extend(read.findings.into_iter().map(|f| f.at(row, None, Some(*field))));
        }
        complete(self.target, row, &mut values, &mut issues);
        issues.shrink_to_fit();
        (values.compacted(), issues)
    }

    /// 读一个格子。已有改正的字段不取原值，但“同上”仍要记住原来的字。
    fn read_cell(
        &mut self,
        row: u32,
        column: &Mapped,
        fixed: bool,
        values: &mut Values,
        issues: &mut Vec<Issue>,
    ) {
        let sheet = self.sheet;
        let cell = || Some(cell_name(row, column.col));
        let kind = column.field.spec().kind;
        let is_money = matches!(kind, Kind::Money | Kind::SoftMoney | Kind::ForeignMoney);
        let value = sheet.at(row, column.col);
        let mut findings = Vec::new();
        let above = self.above.get(&column.col).cloned();
        let value = match value {
            Value::Text(t) if !is_money && is_same_as_above(t) => match &above {
                Some(text) => Value::Text(text.as_str()),
                None => {
                    findings.push(Finding::warning(
                        "text.no_row_above",
                        "写着“同上”，上面却没有可抄的一行",
                        "请填写实际内容",
                    ));
                    Value::Empty
                }
            },
            other => other,
        };
        if !is_money {
            self.above.insert(column.col, value.display(sheet.date_1904));
        }
        if fixed || value.is_blank() {
            issues.extend(findings.into_iter().map(|f| f.at(row, cell(), Some(column.field))));
            return;
        }
        let mut read = interpret(column.field, value, column.unit, self.context);
        if let Some(finding) = self.merge_finding(row, column, is_money) {
            if is_money {
                read.value = None;
            }
            findings.push(finding);
        }
        if let Some(value) = read.value {
            values.put(column.field, value);
        }
        findings.append(&mut read.findings);
        issues.extend(findings.into_iter().map(|f| f.at(row, cell(), Some(column.field))));
    }

    /// 格子跨多条记录合并时的说法：金额是错误，名称是错误，其他文字各行通用。
    fn merge_finding(&self, row: u32, column: &Mapped, is_money: bool) -> Option<Finding> {
        let merge = self.sheet.merge_at(row, column.col).filter(|m| m.spans_rows())?;
        let from = self.record_rows.partition_point(|r| *r < merge.first_row);
        let to = self.record_rows.partition_point(|r| *r <= merge.last_row);
        if to - from < 2 {
            return None;
        }
        let label = column.field.spec().label;
        let name = merge.name();
        if is_money {
            let message =
                format!("“{label}”{name}合并了{}行，是几个项目合在一起的数，不能照抄也不能平分", to - from);
            let say = if column.field.spec().kind == Kind::Money { Finding::error } else { Finding::warning };
            return Some(say(
                "amount.merged",
                message,
                "请拆开单元格，逐个项目填写金额；分不开就留空并写到备注",
            ));
        }
        if column.field == Field::name_of(self.target) && row != merge.first_row {
            let message = format!("名称{name}合并了{}行，分不清是一个项目还是几个", to - from);
            return Some(Finding::error(
                "name.merged",
                message,
                "请拆开单元格：几个项目就分别写名称，一个项目就并成一行",
            ));
        }
        if row == merge.first_row {
            return None;
        }
        Some(Finding::info("text.merged", format!("“{label}”取自合并单元格{name}")))
    }
}

/// 全行读完后的补充与检查。
pub(super) fn complete(target: Target, row: u32, values: &mut Values, issues: &mut Vec<Issue>) {
    let name = Field::name_of(target);
    match values.text(name).map(|n| n.chars().count()) {
        None => {
            let message = format!("没有写{}", name.spec().label);
            issues.push(Finding::error("name.missing", message, "请填写名称，或跳过这一行").at(
                row,
                None,
                Some(name),
            ));
        }
        Some(n) if n > MAX_NAME_CHARS => {
            let message = format!("名称有{n}个字，超过{MAX_NAME_CHARS}个字");
            issues.push(Finding::error("name.too_long", message, "请只留名称，把说明写到建设内容").at(
                row,
                None,
                Some(name),
            ));
        }
        Some(_) => {}
    }
    if target != Target::Projects {
        return;
    }
    if values.list(Field::Investors).is_empty()
        && let Some(registered) = values.text(Field::RegisteredName).map(str::to_string)
    {
        values.put(Field::Investors, FieldValue::List(vec![registered]));
        let note = Finding::info("investors.from_registered_name", "没有写投资方，以注册名称代");
        issues.push(note.at(row, None, Some(Field::Investors)));
    }
    explain_built_or_producing(values);
}

/// “建设（投产）时间”一列两用：起止两个日期是建设期；已投产的是投产时间；其余已动工的是开工时间。
fn explain_built_or_producing(values: &mut Values) {
    let Some(text) = values.text(Field::BuiltOrProducingOn).map(str::to_string) else { return };
    let stage = values.text(Field::StageWord).and_then(super::fields::stage_code);
    let field = match stage {
        _ if text.contains('/') => Field::PlannedPeriod,
        Some("producing" | "at_capacity") => Field::ProducingOn,
        Some("started" | "building" | "completed") => Field::StartedOn,
        _ => return,
    };
    if values.get(field).is_none() {
        values.put(field, FieldValue::Text(text));
    }
}
