//! 国务院办公厅公布的放假调休安排（逐日）。工作日推算见 `features::calendar::rules`。

use super::{CodesError, table};
use chrono::{Datelike, NaiveDate, Weekday};
use std::sync::OnceLock;

/// 文件名。
pub const FILE: &str = "holidays.csv";
const BUILT_IN: &str = include_str!("../../data/codes/holidays.csv");
static DAYS: OnceLock<Vec<DecreedDay>> = OnceLock::new();

/// 这一天与普通的星期几有何不同。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假。
    Off,
    /// 调休上班（周末上班）。
    Worked,
}

/// 通知里的一天。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DecreedDay {
    /// 通知所安排的年份；元旦假期可能伸进上一年 12 月，那几天的 `year` 仍是下一年。
    pub year: i32,
    /// 日期。
    pub on: NaiveDate,
    /// 放假还是上班。
    pub kind: DayKind,
    /// 节日名称，如“国庆节”。
    pub name: String,
    /// 通知文号，如“国办发明电〔2025〕7号”。
    pub source: String,
}

#[derive(serde::Deserialize)]
struct Row {
    year: i32,
    date: NaiveDate,
    kind: DayKind,
    name: String,
    source: String,
}

/// 读一个文件；日期重复、周末以外的“调休上班”都算错。
pub fn parse(text: &str) -> Result<Vec<DecreedDay>, CodesError> {
    let mut days: Vec<DecreedDay> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (line, row) in table::rows::<Row>(FILE, text)? {
        if !seen.insert(row.date) {
            return Err(table::malformed(FILE, line, format!("{} 出现了两次", row.date)));
        }
        if row.kind == DayKind::Worked && !matches!(row.date.weekday(), Weekday::Sat | Weekday::Sun) {
            return Err(table::malformed(FILE, line, format!("{} 不是周末，不能写成调休上班", row.date)));
        }
        if (row.year - row.date.year()).abs() > 1 {
            return Err(table::malformed(
                FILE,
                line,
                format!("{} 不可能由 {} 年的通知安排", row.date, row.year),
            ));
        }
        days.push(DecreedDay {
            year: row.year,
            on: row.date,
            kind: row.kind,
            name: row.name,
            source: row.source,
        });
    }
    days.sort_by_key(|d| d.on);
    Ok(days)
}

/// 现行的安排，按日期排列；`load` 未替换时是内置的 2019–2026 年。
pub fn decreed_days() -> &'static [DecreedDay] {
    DAYS.get_or_init(|| parse(BUILT_IN).expect("the built-in file is checked by a test"))
}

pub(super) fn in_use() -> bool {
    DAYS.get().is_some()
}

pub(super) fn replace(days: Vec<DecreedDay>) -> Result<(), CodesError> {
    DAYS.set(days).map_err(|_| CodesError::AlreadyInUse { file: FILE.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn counts_agree_with_the_notices() {
        let mut counts: BTreeMap<i32, (usize, usize)> = BTreeMap::new();
        for day in parse(BUILT_IN).expect("built-in file") {
            let count = counts.entry(day.year).or_default();
            match day.kind {
                DayKind::Off => count.0 += 1,
                DayKind::Worked => count.1 += 1,
            }
        }
        // 放假天数与调休上班天数，按通知所安排的年份。
        let expected = [
            (2019, (30, 7)),
            (2020, (30, 6)),
            (2021, (31, 7)),
            (2022, (31, 7)),
            (2023, (27, 7)),
            (2024, (28, 8)),
            (2025, (28, 5)),
            (2026, (33, 6)),
        ];
        assert_eq!(counts, expected.into_iter().collect());
    }

    #[test]
    fn a_working_day_in_mid_week_or_a_day_given_twice_is_refused() {
        let head = "year,date,kind,name,source\n";
        let error = parse(&format!("{head}2027,2027-01-05,worked,元旦,文号\n")).expect_err("Tuesday");
        assert!(error.to_string().contains("不是周末"), "{error}");
        let error = parse(&format!("{head}2027,2027-01-01,off,元旦,文号\n2027,2027-01-01,off,元旦,文号\n"))
            .expect_err("twice");
        assert!(error.to_string().contains("第 3 行") && error.to_string().contains("两次"), "{error}");
        assert!(parse(&format!("{head}2027,2027-13-01,off,元旦,文号\n")).is_err());
    }
}
