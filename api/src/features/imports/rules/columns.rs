//! 认列：由列名（含上级表头）判断是哪个字段、什么单位；记住的对应关系和人的指定优先。
use super::amounts::MoneyUnit;
use super::fields::{Field, Kind, Spec, Target};
use super::sheet::column_name;
use super::text::{clean_name, compact};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// 列的单位：金额单位或面积单位。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", untagged)]
#[schema(as = ImportUnit)]
pub enum Unit {
    /// 金额单位
    Money(MoneyUnit),
    /// 面积单位
    Land(LandUnit),
}

/// 面积单位。
///
/// `mu` 亩 · `square_metre` 平方米 · `wan_square_metre` 万平方米 · `hectare` 公顷
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportLandUnit)]
pub enum LandUnit {
    /// 亩
    Mu,
    /// 平方米
    SquareMetre,
    /// 万平方米
    WanSquareMetre,
    /// 公顷
    Hectare,
}

impl LandUnit {
    /// 由写法认面积单位。
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "亩" | "mu" => Some(Self::Mu),
            "㎡" | "m2" | "m²" | "平方米" | "平米" | "平方" => Some(Self::SquareMetre),
            "万㎡" | "万m2" | "万m²" | "万平方米" | "万平米" | "万平方" => {
                Some(Self::WanSquareMetre)
            }
            "公顷" => Some(Self::Hectare),
            _ => None,
        }
    }
}

/// 这一列的对应关系是怎么来的。
///
/// `recognised` 由列名认出 · `remembered` 以前导入时记住的 · `person` 人指定的 · `none` 没有对应
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportColumnSource)]
pub enum ColumnSource {
    /// 由列名认出
    Recognised,
    /// 以前导入时记住的
    Remembered,
    /// 人指定的
    Person,
    /// 没有对应
    None,
}

/// 单位是从哪里看出来的。
///
/// `header` 列名里 · `above_table` 表格上方 · `person` 人指定的 · `default` 按惯例
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportUnitSource)]
pub enum UnitSource {
    /// 列名里
    Header,
    /// 表格上方“单位：……”
    AboveTable,
    /// 人指定的
    Person,
    /// 没写，按惯例（用地默认亩）
    Default,
}

/// 一列的认定结果。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportColumn)]
pub struct ColumnReading {
    /// 列字母
    pub column: String,
    /// 列名，上级在前，用 `/` 隔开
    pub path: String,
    /// 规范化的列名，用来记住对应关系
    pub key: String,
    /// 对应的字段；空 = 不导入
    pub field: Option<Field>,
    /// 单位
    pub unit: Option<Unit>,
    /// 单位的来处
    pub unit_source: Option<UnitSource>,
    /// 把握，0–100
    pub confidence: u8,
    /// 对应关系的来处
    pub source: ColumnSource,
}

/// 人对一列的指定。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportColumnInput)]
pub struct ColumnChoice {
    /// 列字母
    pub column: String,
    /// 对应的字段；空 = 这一列不导入
    pub field: Option<Field>,
    /// 单位；空 = 照原来认的
    pub unit: Option<Unit>,
}

/// 表头里的一列：各级文字，上级在前。
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderColumn {
    /// 列号，0 起
    pub col: u16,
    /// 各级表头
    pub labels: Vec<String>,
}

/// 记住的对应关系：规范化列名 → 字段（`None` = 不导入）。
pub type Remembered = HashMap<String, Option<Field>>;

/// 列名去掉单位后的各种比较写法。
struct Labels {
    leaf: String,
    leaf_bare: String,
    joined: String,
}

/// 认出全部列。
pub fn recognise(
    target: Target,
    header: &[HeaderColumn],
    above_table: Option<MoneyUnit>,
    remembered: &Remembered,
    choices: &[ColumnChoice],
) -> Vec<ColumnReading> {
    let mut readings: Vec<ColumnReading> = header.iter().map(blank_reading).collect();
    let mut taken: Vec<Field> = Vec::new();
    for (reading, column) in readings.iter_mut().zip(header) {
        let choice = choices.iter().find(|c| c.column.eq_ignore_ascii_case(&column_name(column.col)));
        let (field, source) = match (choice, remembered.get(&reading.key)) {
            (Some(c), _) => (c.field, ColumnSource::Person),
            (None, Some(f)) => (*f, ColumnSource::Remembered),
            (None, None) => continue,
        };
        reading.field = field;
        reading.source = source;
        reading.confidence = 100;
        taken.extend(field);
    }
    for (score, at, field) in candidates(target, header) {
        let reading = &mut readings[at];
        let free = reading.source == ColumnSource::None;
        let wanted = !taken.contains(&field) || (field.spec().multi && score >= 90);
        if free && wanted {
            reading.field = Some(field);
            reading.confidence = score;
            reading.source = ColumnSource::Recognised;
            taken.push(field);
        }
    }
    for (reading, column) in readings.iter_mut().zip(header) {
        let choice = choices.iter().find(|c| c.column.eq_ignore_ascii_case(&column_name(column.col)));
        let (unit, source) = match choice.and_then(|c| c.unit) {
            Some(unit) => (Some(unit), Some(UnitSource::Person)),
            None => find_unit(reading.field, column, above_table),
        };
        reading.unit = unit;
        reading.unit_source = source;
    }
    readings
}

/// 表头块的得分：认出的不同字段越多、越有把握，越像表头。
pub fn score(target: Target, header: &[HeaderColumn]) -> u32 {
    let mut fields: Vec<Field> = Vec::new();
    let mut total = 0;
    for (score, _, field) in candidates(target, header) {
        if score >= 90 && !fields.contains(&field) {
            fields.push(field);
            total += if field == Field::name_of(target) { 3 } else { 1 };
        }
    }
    total
}

fn blank_reading(column: &HeaderColumn) -> ColumnReading {
    let labels: Vec<String> = column.labels.iter().map(|l| clean_name(l)).collect();
    let mut path: Vec<String> = Vec::new();
    for label in labels.into_iter().filter(|l| !l.is_empty()) {
        if path.last() != Some(&label) {
            path.push(label);
        }
    }
    ColumnReading {
        column: column_name(column.col),
        key: path.iter().map(|l| compact(l).to_lowercase()).collect::<Vec<_>>().join("/"),
        path: path.join("/"),
        field: None,
        unit: None,
        unit_source: None,
        confidence: 0,
        source: ColumnSource::None,
    }
}

/// 每列可能的字段，分数高的在前；同分时左边的列在前。
fn candidates(target: Target, header: &[HeaderColumn]) -> Vec<(u8, usize, Field)> {
    let mut out = Vec::new();
    for (at, column) in header.iter().enumerate() {
        let Some(labels) = Labels::of(column) else { continue };
        for spec in target.specs() {
            if let Some(score) = labels.matches(spec) {
                out.push((score, at, spec.field));
            }
        }
    }
    out.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    out
}

impl Labels {
    fn of(column: &HeaderColumn) -> Option<Self> {
        let mut parts: Vec<String> = column
            .labels
            .iter()
            .map(|l| strip_unit(&compact(l).to_lowercase()))
            .filter(|l| !l.is_empty())
            .collect();
        parts.dedup();
        let leaf = parts.last()?.clone();
        let joined = match parts.len() {
            1 => leaf.clone(),
            n => format!("{}/{leaf}", strip_brackets(&parts[n - 2])),
        };
        Some(Self { leaf_bare: strip_brackets(&leaf), leaf, joined })
    }

    /// 这一列与字段相合的分数：连上级全同 100，本级全同 97，去括号后相同 92，包含 60。
    fn matches(&self, spec: &Spec) -> Option<u8> {
        let same = |text: &str| spec.words.contains(&text);
        // 顶层的“名称”才是记录的名称；“投资主体/名称”不是
        let nested_name = spec.kind == Kind::Name && self.leaf == "名称" && self.joined != self.leaf;
        if same(&self.joined) {
            return Some(100);
        }
        if nested_name {
            return None;
        }
        if same(&self.leaf) {
            return Some(97);
        }
        if same(&self.leaf_bare) {
            return Some(92);
        }
        self.contains(spec).then_some(60)
    }

    /// 列名里含有叫法（三个字以上）且没有改变意思的字。
    fn contains(&self, spec: &Spec) -> bool {
        const TWISTS: [&str; 14] = [
            "是否",
            "率",
            "占",
            "%",
            "增",
            "计划数",
            "目标",
            "上年",
            "年度",
            "本年",
            "当月",
            "本月",
            "完成",
            "及出资",
        ];
        if TWISTS.iter().any(|t| self.leaf.contains(t)) || spec.kind == Kind::Serial {
            return false;
        }
        let leaf_len = self.leaf_bare.chars().count();
        spec.words.iter().any(|w| {
            let len = w.chars().count();
            !w.is_ascii() && len >= 3 && leaf_len <= len + 5 && self.leaf_bare.contains(w)
        })
    }
}

/// 去掉末尾写单位的括号：`总投资额(亿元)` → `总投资额`。
fn strip_unit(label: &str) -> String {
    if let Some(open) = label.rfind('(')
        && label.ends_with(')')
        && open > 0
        && unit_of_word(&label[open + 1..label.len() - 1]).is_some()
    {
        return label[..open].to_string();
    }
    label.to_string()
}

/// 去掉所有括号及其中的字。
fn strip_brackets(label: &str) -> String {
    let mut depth = 0u32;
    let bare: String = label
        .chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    if bare.is_empty() { label.to_string() } else { bare }
}

fn unit_of_word(word: &str) -> Option<Unit> {
    let word = word.trim_start_matches("单位").trim_start_matches([':', '/']);
    MoneyUnit::from_word(word).map(Unit::Money).or_else(|| LandUnit::from_word(word).map(Unit::Land))
}

/// 在一级表头里找单位：括号里的词，或英文列名的后缀。
fn unit_in_label(label: &str) -> Option<Unit> {
    let label = compact(label).to_lowercase();
    for (suffix, unit) in [("_wan", MoneyUnit::Wan), ("_yuan", MoneyUnit::Yuan), ("_yi", MoneyUnit::Yi)] {
        if label.ends_with(suffix) {
            return Some(Unit::Money(unit));
        }
    }
    let bracketed = label.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let words = bracketed.flat_map(|inside| inside.split([',', '、', ';']).collect::<Vec<_>>());
    words.filter_map(unit_of_word).next().or_else(|| {
        // “总投资额万元”“单位:万元”这样没有括号的写法
        let tail = ["亿元", "万元", "千元", "万美元"]
            .iter()
            .find(|w| label.ends_with(**w) && label.len() > w.len())?;
        MoneyUnit::from_word(tail).map(Unit::Money)
    })
}

/// 单位先看列名（本级到上级），再看表格上方；用地没写按亩。
fn find_unit(
    field: Option<Field>,
    column: &HeaderColumn,
    above_table: Option<MoneyUnit>,
) -> (Option<Unit>, Option<UnitSource>) {
    let Some(kind) = field.map(|f| f.spec().kind) else { return (None, None) };
    let in_header = |money: bool| {
        let units = column.labels.iter().rev().filter_map(|l| unit_in_label(l));
        units.into_iter().find(|u| matches!(u, Unit::Money(_)) == money)
    };
    match kind {
        Kind::Money | Kind::SoftMoney | Kind::ForeignMoney => match in_header(true) {
            Some(unit) => (Some(unit), Some(UnitSource::Header)),
            None => (above_table.map(Unit::Money), above_table.map(|_| UnitSource::AboveTable)),
        },
        Kind::Land => match in_header(false) {
            Some(unit) => (Some(unit), Some(UnitSource::Header)),
            None => (Some(Unit::Land(LandUnit::Mu)), Some(UnitSource::Default)),
        },
        _ => (None, None),
    }
}

/// 在表格上方的一行字里找“单位：万元”；“填报单位：”不算。
pub fn unit_above_table(text: &str) -> Option<MoneyUnit> {
    let text = compact(text);
    text.match_indices("单位:").find_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let word_end = rest.find(['、', ',', ';', '(', ')', '。']).unwrap_or(rest.len());
        MoneyUnit::from_word(&rest[..word_end]).or_else(|| {
            // 后面紧跟别的话时（“单位：亿元填报时间……”）按词头认
            let unit = ["亿元", "万元", "千元"].iter().find(|w| rest.starts_with(**w))?;
            MoneyUnit::from_word(unit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(paths: &[&str]) -> Vec<HeaderColumn> {
        let labels = |p: &str| p.split('>').map(str::to_string).collect();
        paths.iter().enumerate().map(|(i, p)| HeaderColumn { col: i as u16, labels: labels(p) }).collect()
    }

    fn read(paths: &[&str]) -> Vec<(Option<Field>, Option<Unit>)> {
        let readings = recognise(Target::Projects, &header(paths), None, &Remembered::new(), &[]);
        readings.into_iter().map(|r| (r.field, r.unit)).collect()
    }

    #[test]
    fn both_amount_headers_of_the_handbook() {
        let wan = read(&["协议投资额(万元)"]);
        assert_eq!(wan, [(Some(Field::TotalInvestment), Some(Unit::Money(MoneyUnit::Wan)))]);
        let yi = read(&["计划投资额（亿元）"]);
        assert_eq!(yi, [(Some(Field::TotalInvestment), Some(Unit::Money(MoneyUnit::Yi)))]);
    }

    #[test]
    fn parents_decide() {
        let got = read(&[
            "计划总投资>内资\n（万元）",
            "计划总投资>外资\n（万美元）",
            "投资主体>名称",
            "用地情况>面积\n（亩）",
            "项目名称",
        ]);
        let fields: Vec<_> = got.iter().map(|g| g.0.unwrap()).collect();
        assert_eq!(
            fields,
            [
                Field::TotalInvestment,
                Field::TotalInvestmentUsd,
                Field::Investors,
                Field::LandMu,
                Field::ProjectName
            ]
        );
        assert_eq!(read(&["投资情况（万元）>总投资"])[0].1, Some(Unit::Money(MoneyUnit::Wan)));
    }

    #[test]
    fn month_columns_are_left_alone() {
        let got = read(&[
            "2020年各月投资完成情况（万元）>1月>计划",
            "2020年各月投资完成情况（万元）>1月>完成",
            "是否开复工",
            "状态",
        ]);
        assert!(got.iter().all(|g| g.0.is_none()), "{got:?}");
    }

    #[test]
    fn person_beats_memory_beats_names() {
        let columns = header(&["项目名称", "甲方"]);
        let remembered = Remembered::from([("甲方".to_string(), Some(Field::Investors))]);
        let readings = recognise(Target::Projects, &columns, None, &remembered, &[]);
        assert_eq!(readings[1].source, ColumnSource::Remembered);
        let choice = ColumnChoice { column: "B".into(), field: Some(Field::LeadUnit), unit: None };
        let readings = recognise(Target::Projects, &columns, None, &remembered, &[choice]);
        assert_eq!((readings[1].field, readings[1].source), (Some(Field::LeadUnit), ColumnSource::Person));
    }

    #[test]
    fn unit_line_above_the_table() {
        assert_eq!(unit_above_table("单位：亿元、亩"), Some(MoneyUnit::Yi));
        assert_eq!(
            unit_above_table("填报单位：金昌市（汇总）　　单位：亿元（另有注明的除外）"),
            Some(MoneyUnit::Yi)
        );
        assert_eq!(unit_above_table("填报单位：武威市招商部门"), None);
        assert_eq!(unit_above_table("单位：万元、万美元、亩"), Some(MoneyUnit::Wan));
    }
}
