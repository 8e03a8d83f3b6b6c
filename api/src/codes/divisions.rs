//! 行政区划代码 GB/T 2260：省级两位、地级四位、县级六位，一律补足六位。
//!
//! 开发区、园区没有国家标准代码，另有单位表，不在这里；统计部门给部分开发区编的代码以
//! `DivisionKind::Statistical` 标明。直辖市下的“市辖区”等占位层不出现在路径和名称查询里。

use super::{CodesError, table};
use crate::text::readings;
use std::collections::HashMap;
use std::sync::OnceLock;

/// 文件名。
pub const FILE: &str = "divisions.csv";
const BUILT_IN: &str = include_str!("../../data/codes/divisions.csv");
static TABLE: OnceLock<Divisions> = OnceLock::new();

/// 代码的来历。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DivisionKind {
    /// 国家标准代码。
    Standard,
    /// 占位层：市辖区、省直辖县级行政区划。
    Placeholder,
    /// 统计部门增列，不属国家标准。
    Statistical,
    /// 已撤销的旧代码。
    Former,
}

/// 层级。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DivisionLevel {
    /// 省、自治区、直辖市、特别行政区。
    Province,
    /// 地级市、自治州、地区、盟。
    City,
    /// 县、县级市、市辖区、旗。
    County,
}

/// 一个行政区划。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Division {
    /// 六位代码。
    pub code: String,
    /// 全称，如“张家川回族自治县”。
    pub name: String,
    /// 简称，如“张家川”；去掉后不足两个字的用全称（“环县”）。
    pub short_name: String,
    /// 层级。
    pub level: DivisionLevel,
    /// 来历。
    pub kind: DivisionKind,
}

/// 查询表：代码、名称、上下级都建好索引。
#[derive(Debug)]
pub struct Divisions {
    all: Vec<Division>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

#[derive(serde::Deserialize)]
struct Row {
    code: String,
    name: String,
    kind: DivisionKind,
}

/// 现行的行政区划表。
pub fn divisions() -> &'static Divisions {
    TABLE.get_or_init(|| Divisions::parse(BUILT_IN).expect("the built-in file is checked by a test"))
}

pub(super) fn in_use() -> bool {
    TABLE.get().is_some()
}

pub(super) fn replace(new: Divisions) -> Result<(), CodesError> {
    TABLE.set(new).map_err(|_| CodesError::AlreadyInUse { file: FILE.into() })
}

impl Divisions {
    /// 读一个文件。
    pub fn parse(text: &str) -> Result<Self, CodesError> {
        let rows = table::rows::<Row>(FILE, text)?;
        let mut table =
            Self { all: Vec::with_capacity(rows.len()), by_code: HashMap::new(), by_name: HashMap::new() };
        for (line, row) in rows {
            if row.code.len() != 6 || !row.code.bytes().all(|b| b.is_ascii_digit()) || row.name.is_empty() {
                return Err(table::malformed(FILE, line, format!("“{}”不是六位代码，或没有名称", row.code)));
            }
            let index = table.all.len();
            if table.by_code.insert(row.code.clone(), index).is_some() {
                return Err(table::malformed(FILE, line, format!("代码 {} 出现了两次", row.code)));
            }
            let level = level_of(&row.code);
            let short_name = short_name(&row.name);
            if matches!(row.kind, DivisionKind::Standard | DivisionKind::Statistical) {
                table.by_name.entry(row.name.clone()).or_default().push(index);
                if short_name != row.name {
                    table.by_name.entry(short_name.clone()).or_default().push(index);
                }
            }
            table.all.push(Division { code: row.code, name: row.name, short_name, level, kind: row.kind });
        }
        for indexes in table.by_name.values_mut() {
            indexes.sort_by_key(|i| (table.all[*i].level, table.all[*i].kind != DivisionKind::Standard, *i));
        }
        Ok(table)
    }

    /// 全部区划，按代码。
    pub fn all(&self) -> &[Division] {
        &self.all
    }

    /// 按代码查；两位、四位、六位都可以。
    pub fn by_code(&self, code: &str) -> Option<&Division> {
        self.by_code.get(padded(code)?.as_str()).map(|i| &self.all[*i])
    }

    /// 按名称查，全称简称都可以，高层级在前；`within` 限定在某区划之内。
    ///
    /// 同名很多（“临夏”是州、市、县三个），调用者应给 `within` 或让人选择。
    pub fn by_name(&self, name: &str, within: Option<&str>) -> Vec<&Division> {
        let found = self.by_name.get(name.trim()).map(Vec::as_slice).unwrap_or_default();
        found
            .iter()
            .map(|i| &self.all[*i])
            .filter(|d| within.is_none_or(|ancestor| self.is_within(&d.code, ancestor)))
            .collect()
    }

    /// 上级；跳过占位层，省级为 `None`。
    pub fn parent(&self, code: &str) -> Option<&Division> {
        let code = padded(code)?;
        let city = format!("{}00", &code[..4]);
        let province = format!("{}0000", &code[..2]);
        let above = match level_of(&code) {
            DivisionLevel::Province => return None,
            DivisionLevel::City => province,
            DivisionLevel::County => match self.by_code(&city) {
                Some(d) if d.kind != DivisionKind::Placeholder => city,
                _ => province,
            },
        };
        self.by_code(&above)
    }

    /// 直接下级（现行的），跳过占位层；`None` 给出全部省级。
    pub fn children<'a>(&'a self, code: Option<&str>) -> Vec<&'a Division> {
        let ancestor = code.map(|c| padded(c).unwrap_or_default());
        let prefix = ancestor.as_deref().map_or("", significant);
        self.all
            .iter()
            .filter(|d| d.code.starts_with(prefix))
            .filter(|d| matches!(d.kind, DivisionKind::Standard | DivisionKind::Statistical))
            .filter(|d| self.parent(&d.code).map(|p| p.code.as_str()) == ancestor.as_deref())
            .collect()
    }

    /// 自上而下的名称：`620321` → 甘肃省、金昌市、永昌县。代码不认识时为空。
    pub fn path(&self, code: &str) -> Vec<&str> {
        let mut names = Vec::with_capacity(3);
        let mut at = self.by_code(code);
        while let Some(division) = at {
            if division.kind != DivisionKind::Placeholder {
                names.push(division.name.as_str());
            }
            at = self.parent(&division.code);
        }
        names.reverse();
        names
    }

    /// `code` 是否等于 `ancestor` 或在其之内；两个代码都须合式，但 `code` 不必在表中。
    pub fn is_within(&self, code: &str, ancestor: &str) -> bool {
        match (padded(code), padded(ancestor)) {
            (Some(code), Some(ancestor)) => code.starts_with(significant(&ancestor)),
            _ => false,
        }
    }

    /// 按文字、拼音首字母、全拼或代码前缀查（现行的），高层级在前，最多 `limit` 个。
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Division> {
        let query: String = query.trim().to_lowercase();
        if query.is_empty() {
            return Vec::new();
        }
        let digits = query.bytes().all(|b| b.is_ascii_digit());
        let latin = query.bytes().all(|b| b.is_ascii_lowercase());
        let mut found: Vec<(u8, &Division)> = self
            .all
            .iter()
            .filter(|d| matches!(d.kind, DivisionKind::Standard | DivisionKind::Statistical))
            .filter_map(|d| {
                let rank = if digits {
                    d.code.starts_with(&query).then_some(0)
                } else if latin {
                    readings::matches_prefix(&d.name, &query).then_some(1)
                } else if d.name == query || d.short_name == query {
                    Some(0)
                } else if d.name.starts_with(&query) {
                    Some(1)
                } else {
                    d.name.contains(&query).then_some(2)
                };
                rank.map(|r| (r, d))
            })
            .collect();
        found.sort_by_key(|(rank, d)| (*rank, d.level, d.kind != DivisionKind::Standard, d.code.as_str()));
        found.into_iter().take(limit).map(|(_, d)| d).collect()
    }

    /// 从地址或所在地文字的开头认出最细一级：“甘肃金昌永昌县河西堡镇” → 永昌县。
    ///
    /// 省可以省略（“金昌市金川区”）；只有县名时须全国唯一。认不出或有歧义时为 `None`。
    pub fn locate(&self, text: &str) -> Option<&Division> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut best: Option<&Division> = None;
        let mut rest = text.as_str();
        loop {
            let within = best.map(|d| d.code.as_str());
            let Some((division, taken)) = self.longest_name(rest, within) else { return best };
            best = Some(division);
            rest = &rest[taken..];
        }
    }

    /// `rest` 开头最长的名称；同名者取层级最高的一个，同层不止一个即为有歧义，放弃。
    fn longest_name(&self, rest: &str, within: Option<&str>) -> Option<(&Division, usize)> {
        let ends: Vec<usize> = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(18).collect();
        for end in ends.into_iter().rev() {
            let mut found = self.by_name(&rest[..end], within);
            found.retain(|d| Some(d.code.as_str()) != within);
            let Some(first) = found.first().copied() else { continue };
            let alone = found.iter().filter(|d| d.level == first.level).count() == 1;
            return alone.then_some((first, end));
        }
        None
    }
}

fn level_of(code: &str) -> DivisionLevel {
    if code.ends_with("0000") {
        DivisionLevel::Province
    } else if code.ends_with("00") {
        DivisionLevel::City
    } else {
        DivisionLevel::County
    }
}

/// 补足六位；不是两、四、六位数字时为 `None`。
fn padded(code: &str) -> Option<String> {
    let code = code.trim();
    (matches!(code.len(), 2 | 4 | 6) && code.bytes().all(|b| b.is_ascii_digit()))
        .then(|| format!("{code:0<6}"))
}

/// 有意义的前几位：省两位、市四位、县六位。
fn significant(code: &str) -> &str {
    match level_of(code) {
        DivisionLevel::Province => &code[..2],
        DivisionLevel::City => &code[..4],
        DivisionLevel::County => code,
    }
}

/// 民族名称，用来把“张家川回族自治县”缩成“张家川”；较长的写在前面。
const PEOPLES: &[&str] = &[
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "乌孜别克",
    "达斡尔",
    "鄂温克",
    "鄂伦春",
    "俄罗斯",
    "蒙古",
    "朝鲜",
    "壮族",
    "回族",
    "藏族",
    "苗族",
    "彝族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "畲族",
    "土族",
    "满族",
    "羌族",
    "佤族",
    "怒族",
    "锡伯",
    "土家族",
    "布依族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "纳西族",
    "景颇族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "裕固族",
    "保安族",
    "东乡族",
    "独龙族",
    "普米族",
    "蒙古族",
    "朝鲜族",
    "哈萨克族",
    "达斡尔族",
    "鄂温克族",
    "塔吉克族",
    "水族",
    "京族",
    "各族",
    "仫佬族",
    "德昂族",
    "阿昌族",
    "基诺族",
    "门巴族",
    "珞巴族",
    "赫哲族",
    "锡伯族",
];

fn short_name(name: &str) -> String {
    const ENDINGS: &[&str] = &[
        "特别行政区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "地区",
        "林区",
        "省",
        "市",
        "盟",
        "县",
        "区",
        "旗",
    ];
    let long_enough = |s: &str| s.chars().count() >= 2;
    let Some(mut short) = ENDINGS.iter().find_map(|e| name.strip_suffix(e)) else { return name.to_string() };
    if name.contains("自治") && !matches!(name, "内蒙古自治区") {
        while let Some(rest) = PEOPLES.iter().filter_map(|p| short.strip_suffix(p)).min_by_key(|r| r.len()) {
            if !long_enough(rest) {
                break;
            }
            short = rest;
        }
        // “东乡族自治县”“鄂温克族自治旗”：名称本身就是民族名
        if let Some(rest) = short.strip_suffix('族').filter(|r| long_enough(r)) {
            short = rest;
        }
    }
    if long_enough(short) { short.to_string() } else { name.to_string() }
}

#[cfg(test)]
#[path = "divisions_tests.rs"]
mod tests;
