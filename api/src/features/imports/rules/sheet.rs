//! 一张表在内存里的样子：只存有内容的格子，文字共用一块内存，合并格单独索引。
//! 五万行 × 三十列约占 24 MiB 格子加文字本身。
use super::read_error::ReadError;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// 列数上限：有内容的格子不得超出第 200 列（GR 列）。
pub const MAX_COLUMNS: u32 = 200;
/// 行数上限。
pub const MAX_ROWS: u32 = 200_000;
/// 有内容的格子总数上限（约 64 MiB）。
pub const MAX_CELLS: usize = 4_000_000;
/// 合并区域索引的上限，防止用重叠的合并撑大内存。
const MAX_MERGE_ENTRIES: usize = 2_000_000;

/// 日期格显示到哪一级；表里写“2016年7月”的日期格只算到月。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownTo {
    /// 显示到日
    Day,
    /// 只显示年月
    Month,
    /// 只显示年
    Year,
}

/// 一个格子的值。
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// 空
    Empty,
    /// 文字
    Text(&'a str),
    /// 数字
    Number(f64),
    /// 设成日期格式的数字（序列数）及其显示精度
    Date {
        /// 文件里的序列数
        serial: f64,
        /// 显示到哪一级
        shown_to: ShownTo,
    },
    /// 是/否
    Bool(bool),
    /// 错误值，如 `#REF!`
    Error(&'a str),
    /// 有公式但文件里没有算好的值
    Uncomputed,
}

#[derive(Debug, Clone, Copy)]
struct RawCell {
    row: u32,
    col: u16,
    tag: Tag,
    shown_to: ShownTo,
    bits: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Text,
    Number,
    Date,
    Bool,
    Error,
    Uncomputed,
}

/// 合并区域，行从 1 起，列从 0 起，两端都算在内。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// 首行
    pub first_row: u32,
    /// 首列
    pub first_col: u16,
    /// 末行
    pub last_row: u32,
    /// 末列
    pub last_col: u16,
}

impl Merge {
    /// 是否跨多行。
    pub fn spans_rows(&self) -> bool {
        self.last_row > self.first_row
    }

    /// 跨几列。
    pub fn width(&self) -> u16 {
        self.last_col - self.first_col + 1
    }

    /// `F17:F18` 这样的写法。
    pub fn name(&self) -> String {
        format!("{}:{}", cell_name(self.first_row, self.first_col), cell_name(self.last_row, self.last_col))
    }
}

/// 读好的一张表。
#[derive(Debug)]
pub struct Sheet {
    /// 表名
    pub name: String,
    /// 文件是否用 1904 起算的日期
    pub date_1904: bool,
    cells: Vec<RawCell>,
    rows: Vec<(u32, u32)>,
    texts: String,
    merges: Vec<Merge>,
    merges_by_row: Vec<u32>,
    merges_by_col: HashMap<u16, Vec<u32>>,
}

impl Sheet {
    /// 有内容的行号，从小到大。
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// 最后一个有内容的行号；空表为 0。
    pub fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, |(row, _)| *row)
    }

    /// 有内容的最右一列之后的列号（即列数）。
    pub fn width(&self) -> u16 {
        self.cells.iter().map(|c| c.col + 1).max().unwrap_or(0)
    }

    /// 有内容的格子数。
    pub fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// 全部合并区域，按首行排序。
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    fn row_cells(&self, row: u32) -> &[RawCell] {
        let Ok(at) = self.rows.binary_search_by_key(&row, |(r, _)| *r) else { return &[] };
        let start = self.rows[at].1 as usize;
        let end = self.rows.get(at + 1).map_or(self.cells.len(), |(_, s)| *s as usize);
        &self.cells[start..end]
    }

    /// 一行里有内容的格子（列号，值），从左到右。
    pub fn cells_in_row(&self, row: u32) -> impl Iterator<Item = (u16, Value<'_>)> + '_ {
        self.row_cells(row).iter().map(|c| (c.col, self.value(c)))
    }

    /// 格子本身的值，不看合并。
    pub fn own(&self, row: u32, col: u16) -> Value<'_> {
        let cells = self.row_cells(row);
        match cells.binary_search_by_key(&col, |c| c.col) {
            Ok(at) => self.value(&cells[at]),
            Err(_) => Value::Empty,
        }
    }

    /// 格子的值；落在合并区域里时取区域左上角的值。
    pub fn at(&self, row: u32, col: u16) -> Value<'_> {
        match self.own(row, col) {
            Value::Empty => match self.merge_at(row, col) {
                Some(m) => self.own(m.first_row, m.first_col),
                None => Value::Empty,
            },
            value => value,
        }
    }

    /// 盖住这个格子的合并区域。
    pub fn merge_at(&self, row: u32, col: u16) -> Option<&Merge> {
        let start = self.merges_by_row.partition_point(|i| {
            let m = &self.merges[*i as usize];
            (m.first_row, m.first_col) <= (row, col)
        });
        if let Some(m) = start.checked_sub(1).map(|i| &self.merges[self.merges_by_row[i] as usize])
            && m.first_row == row
            && m.last_col >= col
        {
            return Some(m);
        }
        let column = self.merges_by_col.get(&col)?;
        let after = column.partition_point(|i| self.merges[*i as usize].first_row <= row);
        let m = &self.merges[column[after.checked_sub(1)?] as usize];
        (m.last_row >= row).then_some(m)
    }

    fn value(&self, cell: &RawCell) -> Value<'_> {
        match cell.tag {
            Tag::Text => Value::Text(self.text(cell.bits)),
            Tag::Error => Value::Error(self.text(cell.bits)),
            Tag::Number => Value::Number(f64::from_bits(cell.bits)),
            Tag::Date => Value::Date { serial: f64::from_bits(cell.bits), shown_to: cell.shown_to },
            Tag::Bool => Value::Bool(cell.bits != 0),
            Tag::Uncomputed => Value::Uncomputed,
        }
    }

    fn text(&self, bits: u64) -> &str {
        let start = (bits >> 32) as usize;
        &self.texts[start..start + (bits & 0xFFFF_FFFF) as usize]
    }
}

impl Value<'_> {
    /// 是不是空（只有空白的文字也算空）。
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Empty => true,
            Value::Text(t) => t.trim().is_empty(),
            _ => false,
        }
    }

    /// 给人看的文字：数字按 15 位有效数字写出，日期写成 ISO。
    pub fn display(&self, date_1904: bool) -> String {
        match self {
            Value::Empty | Value::Uncomputed => String::new(),
            Value::Text(t) => (*t).to_string(),
            Value::Number(n) => number_text(*n),
            Value::Date { serial, shown_to } => match (serial_date(*serial, date_1904), shown_to) {
                (Some(d), ShownTo::Day) => d.format("%Y-%m-%d").to_string(),
                (Some(d), ShownTo::Month) => d.format("%Y-%m").to_string(),
                (Some(d), ShownTo::Year) => d.year().to_string(),
                (None, _) => number_text(*serial),
            },
            Value::Bool(b) => if *b { "是" } else { "否" }.to_string(),
            Value::Error(e) => (*e).to_string(),
        }
    }
}

/// 数字写成不带科学计数、最多 15 位有效数字的十进制文字（去掉浮点误差：0.30000000000000004 → 0.3）。
pub fn number_text(n: f64) -> String {
    if !n.is_finite() || n.abs() >= 1e18 {
        return n.to_string();
    }
    let rounded: f64 = format!("{n:.14e}").parse().unwrap_or(n);
    rounded.to_string()
}

/// 电子表格序列数换成日期；1900 起算的表里 60 之前有一天误差，20000–80000 不受影响。
pub fn serial_date(serial: f64, date_1904: bool) -> Option<NaiveDate> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let base =
        if date_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
    base.checked_add_days(chrono::Days::new(serial.floor() as u64))
}

/// 列号（0 起）写成字母：0 → A，26 → AA。
pub fn column_name(col: u16) -> String {
    let mut n = u32::from(col) + 1;
    let mut out = Vec::new();
    while n > 0 {
        let rest = (n - 1) % 26;
        out.push(b'A' + rest as u8);
        n = (n - 1) / 26;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

/// 列字母换成列号（0 起）；写得不对时为 `None`。
pub fn column_index(name: &str) -> Option<u16> {
    if name.is_empty() || name.len() > 3 {
        return None;
    }
    let n = name.chars().try_fold(0u32, |n, c| {
        c.to_ascii_uppercase().is_ascii_uppercase().then(|| n * 26 + (c.to_ascii_uppercase() as u32 - 64))
    })?;
    u16::try_from(n - 1).ok()
}

/// `F17` 这样的格子名。
pub fn cell_name(row: u32, col: u16) -> String {
    format!("{}{row}", column_name(col))
}

/// 边读边建表，随时检查上限。
pub struct SheetBuilder {
    name: String,
    cells: Vec<RawCell>,
    texts: String,
    seen: HashMap<u64, u64>,
    hasher: RandomState,
    merges: Vec<Merge>,
}

impl SheetBuilder {
    /// 新表。
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_string(),
            cells: Vec::new(),
            texts: String::new(),
            seen: HashMap::new(),
            hasher: RandomState::new(),
            merges: Vec::new(),
        }
    }

    /// 加一个格子（行列都从 0 起，与文件一致）；空白格不计，超限即停。
    pub fn push(&mut self, row: u32, col: u32, value: Value<'_>) -> Result<(), ReadError> {
        if value.is_blank() {
            return Ok(());
        }
        if col >= MAX_COLUMNS {
            let name = u16::try_from(col).map(|c| cell_name(row + 1, c)).unwrap_or_default();
            return Err(ReadError::TooManyColumns { cell: name });
        }
        if row >= MAX_ROWS {
            return Err(ReadError::TooManyRows { row: row + 1 });
        }
        if self.cells.len() >= MAX_CELLS {
            return Err(ReadError::TooManyCells);
        }
        let mut shown = ShownTo::Day;
        let (tag, bits) = match value {
            Value::Empty => return Ok(()),
            Value::Text(t) => (Tag::Text, self.intern(t)?),
            Value::Error(t) => (Tag::Error, self.intern(t)?),
            Value::Number(n) => (Tag::Number, n.to_bits()),
            Value::Date { serial, shown_to } => {
                shown = shown_to;
                (Tag::Date, serial.to_bits())
            }
            Value::Bool(b) => (Tag::Bool, u64::from(b)),
            Value::Uncomputed => (Tag::Uncomputed, 0),
        };
        self.cells.push(RawCell { row: row + 1, col: col as u16, tag, shown_to: shown, bits });
        Ok(())
    }

    /// 相同的文字只存一份；比较原文，散列相撞时另存。
    fn intern(&mut self, text: &str) -> Result<u64, ReadError> {
        let hash = self.hasher.hash_one(text);
        if let Some(bits) = self.seen.get(&hash) {
            let start = (bits >> 32) as usize;
            if &self.texts[start..start + (bits & 0xFFFF_FFFF) as usize] == text {
                return Ok(*bits);
            }
        }
        let start = u32::try_from(self.texts.len()).map_err(|_| ReadError::TooManyCells)?;
        self.texts.push_str(text);
        let bits = (u64::from(start) << 32) | text.len() as u64;
        self.seen.insert(hash, bits);
        Ok(bits)
    }

    /// 加一个合并区域（行列从 0 起）；只有一个格子的忽略，超出上限的列裁掉。
    pub fn push_merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        if last.0 < first.0
            || last.1 < first.1
            || first == last
            || first.1 >= MAX_COLUMNS
            || first.0 >= MAX_ROWS
        {
            return;
        }
        self.merges.push(Merge {
            first_row: first.0 + 1,
            first_col: first.1 as u16,
            last_row: last.0.min(MAX_ROWS - 1) + 1,
            last_col: last.1.min(MAX_COLUMNS - 1) as u16,
        });
    }

    /// 排好次序、建好索引，收工。
    pub fn finish(mut self, date_1904: bool) -> Result<Sheet, ReadError> {
        self.cells.sort_by_key(|c| (c.row, c.col));
        self.cells.dedup_by_key(|c| (c.row, c.col));
        let mut rows: Vec<(u32, u32)> = Vec::new();
        for (at, cell) in self.cells.iter().enumerate() {
            if rows.last().is_none_or(|(row, _)| *row != cell.row) {
                rows.push((cell.row, at as u32));
            }
        }
        self.cells.shrink_to_fit();
        self.merges.sort_by_key(|m| (m.first_row, m.first_col));
        let mut by_row = Vec::new();
        let mut by_col: HashMap<u16, Vec<u32>> = HashMap::new();
        let mut entries = 0usize;
        for (i, m) in self.merges.iter().enumerate() {
            by_row.push(i as u32);
            if m.spans_rows() {
                entries += usize::from(m.width());
                if entries > MAX_MERGE_ENTRIES {
                    return Err(ReadError::TooManyCells);
                }
                for col in m.first_col..=m.last_col {
                    by_col.entry(col).or_default().push(i as u32);
                }
            }
        }
        Ok(Sheet {
            name: self.name,
            date_1904,
            cells: self.cells,
            rows,
            texts: self.texts,
            merges: self.merges,
            merges_by_row: by_row,
            merges_by_col: by_col,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(column_name(0), "A");
        assert_eq!(column_name(26), "AA");
        assert_eq!(column_index("AQ"), Some(42));
        assert_eq!(column_index("a1"), None);
        assert_eq!(column_name(column_index("GR").unwrap()), "GR");
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(353860.01), "353860.01");
        assert_eq!(serial_date(43910.0, false).unwrap().to_string(), "2020-03-20");
        assert_eq!(serial_date(45536.0, false).unwrap().to_string(), "2024-09-01");
        assert_eq!(serial_date(-3.0, false), None);
    }

    #[test]
    fn merged_cells_are_found() {
        let mut b = SheetBuilder::new("表");
        b.push(0, 0, Value::Text("标题")).unwrap();
        b.push(1, 1, Value::Text("投资方")).unwrap();
        b.push_merge((0, 0), (0, 3));
        b.push_merge((1, 1), (3, 1));
        let s = b.finish(false).unwrap();
        assert_eq!(s.at(1, 2), Value::Text("标题"));
        assert_eq!(s.at(3, 1), Value::Text("投资方"));
        assert_eq!(s.at(5, 1), Value::Empty);
        assert_eq!(s.merge_at(4, 1).unwrap().name(), "B2:B4");
    }
}
