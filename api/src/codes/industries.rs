//! 国民经济行业分类 GB/T 4754—2017：20 个门类（A–T）、97 个大类（01–97）。
//!
//! 习惯写法是门类字母加大类数字（“C32”）；门类由数字决定，字母只作核对。
//! 三位中类、四位小类（“384”“C3841”）归到所属大类。

use super::{CodesError, table};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// 文件名。
pub const FILE: &str = "industries.csv";
const BUILT_IN: &str = include_str!("../../data/codes/industries.csv");
static TABLE: OnceLock<Industries> = OnceLock::new();

/// 三次产业。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EconomicSector {
    /// 第一产业：A 门类（不含 05）。
    Primary,
    /// 第二产业：B（不含 11）、C（不含 43）、D、E 门类。
    Secondary,
    /// 第三产业：其余。
    Tertiary,
}

impl EconomicSector {
    /// “第一产业”等。
    pub fn label(self) -> &'static str {
        match self {
            Self::Primary => "第一产业",
            Self::Secondary => "第二产业",
            Self::Tertiary => "第三产业",
        }
    }
}

/// 一个门类。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Section {
    /// A–T。
    pub letter: char,
    /// 标准名称，如“制造业”。
    pub name: String,
}

/// 一个大类。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct IndustryDivision {
    /// 两位数字，如“32”。
    pub code: String,
    /// 所属门类字母，如 `C`。
    pub section: char,
    /// 标准名称，如“有色金属冶炼和压延加工业”。
    pub name: String,
    /// 三次产业。
    pub sector: EconomicSector,
}

impl IndustryDivision {
    /// 字母加数字的写法，如“C32”；存库和显示都用它。
    pub fn lettered(&self) -> String {
        format!("{}{}", self.section, self.code)
    }
}

/// 行业代码为什么认不出来。
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndustryError {
    /// 写法不对。
    #[error("“{found}”不是行业代码的写法。请填门类字母加大类数字，例如 C32；也可以只填 32。")]
    Shape {
        /// 原文。
        found: String,
    },
    /// 没有这个大类。
    #[error("国民经济行业分类（GB/T 4754—2017）没有“{found}”。请从 01 至 97 的大类中选择。")]
    Unknown {
        /// 原文。
        found: String,
    },
    /// 字母与数字不一致。
    #[error("行业代码“{found}”的字母与数字不一致：大类 {code} 属于 {section} 门类。请改为 {section}{code}。")]
    LetterMismatch {
        /// 原文。
        found: String,
        /// 大类。
        code: String,
        /// 正确的门类。
        section: char,
    },
}

/// 门类和大类的查询表。
#[derive(Debug)]
pub struct Industries {
    sections: Vec<Section>,
    divisions: Vec<IndustryDivision>,
    by_code: BTreeMap<String, usize>,
}

#[derive(serde::Deserialize)]
struct Row {
    code: String,
    section: char,
    name: String,
    sector: u8,
}

/// 现行的行业分类表。
pub fn industries() -> &'static Industries {
    TABLE.get_or_init(|| Industries::parse(BUILT_IN).expect("the built-in file is checked by a test"))
}

pub(super) fn in_use() -> bool {
    TABLE.get().is_some()
}

pub(super) fn replace(new: Industries) -> Result<(), CodesError> {
    TABLE.set(new).map_err(|_| CodesError::AlreadyInUse { file: FILE.into() })
}

impl Industries {
    /// 读一个文件。
    pub fn parse(text: &str) -> Result<Self, CodesError> {
        let mut table = Self { sections: Vec::new(), divisions: Vec::new(), by_code: BTreeMap::new() };
        for (line, row) in table::rows::<Row>(FILE, text)? {
            let sector = match row.sector {
                1 => EconomicSector::Primary,
                2 => EconomicSector::Secondary,
                3 => EconomicSector::Tertiary,
                other => {
                    return Err(table::malformed(FILE, line, format!("sector 只能是 1、2、3，现为 {other}")));
                }
            };
            if row.code.len() == 1 && row.code.starts_with(row.section) {
                table.sections.push(Section { letter: row.section, name: row.name });
                continue;
            }
            let digits = row.code.len() == 2 && row.code.bytes().all(|b| b.is_ascii_digit());
            if !digits || table.section(row.section).is_none() {
                return Err(table::malformed(
                    FILE,
                    line,
                    format!("“{}”不是门类字母，也不是已列门类下的两位大类", row.code),
                ));
            }
            if table.by_code.insert(row.code.clone(), table.divisions.len()).is_some() {
                return Err(table::malformed(FILE, line, format!("大类 {} 出现了两次", row.code)));
            }
            table.divisions.push(IndustryDivision {
                code: row.code,
                section: row.section,
                name: row.name,
                sector,
            });
        }
        Ok(table)
    }

    /// 全部门类，按字母。
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// 全部大类，按代码。
    pub fn divisions(&self) -> &[IndustryDivision] {
        &self.divisions
    }

    /// 按字母查门类，大小写不限。
    pub fn section(&self, letter: char) -> Option<&Section> {
        self.sections.iter().find(|s| s.letter == letter.to_ascii_uppercase())
    }

    /// 某门类下的大类。
    pub fn divisions_of(&self, letter: char) -> impl Iterator<Item = &IndustryDivision> {
        self.divisions.iter().filter(move |d| d.section == letter.to_ascii_uppercase())
    }

    /// 认行业代码：“C32”“32”“c3240”“384”都可以，归到大类；字母写错会指出正确的字母。
    pub fn division(&self, text: &str) -> Result<&IndustryDivision, IndustryError> {
        let found = text.trim().nfkc().collect::<String>().trim().to_uppercase();
        let letter = found.chars().next().filter(char::is_ascii_uppercase);
        let digits = letter.map_or(found.as_str(), |l| &found[l.len_utf8()..]);
        if !(2..=4).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IndustryError::Shape { found });
        }
        let division = match self.by_code.get(&digits[..2]) {
            Some(index) => &self.divisions[*index],
            None => return Err(IndustryError::Unknown { found }),
        };
        match letter {
            Some(letter) if letter != division.section => Err(IndustryError::LetterMismatch {
                code: division.code.clone(),
                section: division.section,
                found,
            }),
            _ => Ok(division),
        }
    }

    /// 按标准名称查大类（全名，忽略首尾空白）。
    pub fn by_name(&self, name: &str) -> Option<&IndustryDivision> {
        let name = name.trim();
        self.divisions.iter().find(|d| d.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Industries {
        Industries::parse(BUILT_IN).expect("built-in file")
    }

    #[test]
    fn twenty_sections_and_ninety_seven_divisions() {
        let table = table();
        assert_eq!(table.sections().iter().map(|s| s.letter).collect::<String>(), "ABCDEFGHIJKLMNOPQRST");
        assert_eq!(table.divisions().len(), 97);
        assert_eq!(table.divisions_of('C').map(|d| d.code.as_str()).collect::<Vec<_>>().first(), Some(&"13"));
        assert_eq!(table.divisions_of('c').count(), 31);
        assert_eq!(table.section('c').map(|s| s.name.as_str()), Some("制造业"));
    }

    #[test]
    fn codes_with_and_without_letter_and_deeper_codes() {
        let table = table();
        for text in ["C32", "32", "c32", " Ｃ３２ ", "3240", "C321"] {
            let division = table.division(text).expect(text);
            assert_eq!(
                (division.lettered().as_str(), division.name.as_str()),
                ("C32", "有色金属冶炼和压延加工业")
            );
        }
        assert_eq!(table.division("384").expect("group of batteries").code, "38");
        assert_eq!(table.division("01").expect("farming").lettered(), "A01");
    }

    #[test]
    fn a_wrong_letter_is_named_and_nonsense_refused() {
        let table = table();
        let error = table.division("B32").expect_err("32 is C");
        assert!(error.to_string().contains("请改为 C32"), "{error}");
        assert!(matches!(table.division("98"), Err(IndustryError::Unknown { .. })));
        for text in ["", "C", "3", "C32000", "有色", "C3A"] {
            assert!(matches!(table.division(text), Err(IndustryError::Shape { .. })), "{text}");
        }
    }

    #[test]
    fn three_sectors_with_their_exceptions() {
        use EconomicSector::{Primary, Secondary, Tertiary};
        let table = table();
        for (code, sector) in [
            ("01", Primary),
            ("05", Tertiary),
            ("06", Secondary),
            ("11", Tertiary),
            ("32", Secondary),
            ("43", Tertiary),
            ("44", Secondary),
            ("50", Secondary),
            ("51", Tertiary),
            ("97", Tertiary),
        ] {
            assert_eq!(table.division(code).expect(code).sector, sector, "{code}");
        }
        assert_eq!(table.divisions().iter().filter(|d| d.sector == Primary).count(), 4);
        assert_eq!(table.by_name("汽车制造业").map(|d| d.lettered()).as_deref(), Some("C36"));
    }
}
