//! 查重：两家企业是不是同一家，凭什么这么说。只提示，合不合并由人决定。

use crate::codes::divisions::{DivisionLevel, divisions};
use crate::features::enterprises::model::{MatchKind, MatchReason};
use crate::text::names::normalised_similarity;
use crate::text::normalise_name;
use std::sync::OnceLock;

/// 可能性达到这个程度，登记时须由人确认不是同一家。
pub const SUSPECTED: f64 = 0.7;
/// 名称（规整后）相似到这个程度才提示。
const SIMILAR: f64 = 0.75;

/// 组织形式，不起区分作用。
const FORMS: &[&str] = &["有限责任", "股份", "有限", "责任"];
/// 行业通称：单靠它们相同说明不了什么。
const GENERIC: &[&str] = &[
    "新能源",
    "新材料",
    "能源",
    "材料",
    "科技",
    "技术",
    "实业",
    "农业",
    "牧业",
    "建材",
    "环保",
    "化工",
    "水泥",
    "文化",
    "旅游",
    "投资",
    "物流",
    "贸易",
    "商贸",
    "开发",
    "装备",
    "制造",
    "矿业",
    "铝业",
    "电子",
    "信息",
    "网络",
    "通信",
    "设备",
    "产业",
    "发展",
    "控股",
    "国际",
    "食品",
    "医药",
    "药业",
    "生物",
    "机械",
    "电力",
    "光伏",
    "储能",
    "电池",
    "化学",
    "研究院",
    "中心",
];

/// 边输入边查的代码：已有四位，还不满十八位。
pub fn is_part_of_code(code: &str) -> bool {
    (4..18).contains(&code.chars().count())
}

/// 库里的一家企业，供比较。
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// 名称。
    pub name: &'a str,
    /// 信用代码。
    pub credit_code: Option<&'a str>,
    /// 现行别名。
    pub aliases: &'a [String],
}

/// 比较的结果。
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// 可能性，0 到 1。
    pub score: f64,
    /// 理由，最有力的在前。
    pub reasons: Vec<MatchReason>,
}

/// 新填的名称、代码与库里一家企业比较；看不出关系时为空。
///
/// 双方都有信用代码而不同，即为两家企业：只有名称也相同时才提示核对代码。
pub fn compare(name: Option<&str>, credit_code: Option<&str>, known: Known<'_>) -> Option<Found> {
    let mut found: Vec<(f64, MatchKind, String)> = Vec::new();
    let codes = credit_code.zip(known.credit_code);
    if let Some((code, _)) = codes.filter(|(a, b)| a == b) {
        found.push((1.0, MatchKind::CreditCode, format!("统一社会信用代码相同（{code}）")));
    }
    let part = credit_code.filter(|code| is_part_of_code(code));
    if let Some((code, _)) = part.zip(known.credit_code).filter(|(part, whole)| whole.contains(*part)) {
        found.push((0.6, MatchKind::CreditCode, format!("统一社会信用代码含有“{code}”")));
    }
    let different_codes = part.is_none() && codes.is_some_and(|(a, b)| a != b);
    if let Some(name) = name {
        found.extend(by_name(name, known.name, MatchKind::SameName, "名称"));
        let aliases = known.aliases.iter().filter_map(|a| by_name(name, a, MatchKind::SameAlias, "别名"));
        found.extend(aliases.max_by(|a, b| a.0.total_cmp(&b.0)));
    }
    if different_codes {
        found.retain(|(_, kind, _)| *kind == MatchKind::SameName);
        for (score, _, message) in &mut found {
            *score = SUSPECTED;
            message.push_str("，但信用代码不同，请核对代码");
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let score = (found.first()?.0 * 100.0).round() / 100.0;
    let reasons = found.into_iter().map(|(_, kind, message)| MatchReason { kind, message }).collect();
    Some(Found { score, reasons })
}

fn by_name(name: &str, other: &str, same: MatchKind, what: &str) -> Option<(f64, MatchKind, String)> {
    let (key, other_key) = (normalise_name(name), normalise_name(other));
    if key.is_empty() || other_key.is_empty() {
        return None;
    }
    if key == other_key {
        let score = if same == MatchKind::SameName { 0.98 } else { 0.95 };
        return Some((score, same, format!("{what}相同：{other}（不计“公司”“集团”等字样）")));
    }
    let (core, other_core) = (core(&key), core(&other_key));
    let (short, long) = if core.chars().count() <= other_core.chars().count() {
        (&core, &other_core)
    } else {
        (&other_core, &core)
    };
    if short.chars().count() >= 2 && long.contains(short.as_str()) && !without_generic(short).is_empty() {
        return Some((
            0.8,
            MatchKind::Contained,
            format!("{what}都含“{short}”：{other}，可能是同一家或上下级企业"),
        ));
    }
    let similar = normalised_similarity(&key, &other_key);
    (similar >= SIMILAR).then(|| (similar, MatchKind::SimilarName, format!("{what}相近：{other}")))
}

/// 去掉组织形式和打头的省市名，剩下有区分作用的部分；剩得太少则不去。
fn core(key: &str) -> String {
    let mut rest = key.to_owned();
    for form in FORMS {
        rest = rest.replace(form, "");
    }
    let local = places().iter().find_map(|place| rest.strip_prefix(place.as_str())).map(str::to_owned);
    let shorter = local.filter(|l| l.chars().count() >= 2 && !without_generic(l).is_empty());
    let rest = shorter.unwrap_or(rest);
    if rest.is_empty() { key.to_owned() } else { rest }
}

/// “中国”、各省、各市的全称和简称，长的在前。县名不在内：金川既是区名也是企业的字号。
fn places() -> &'static [String] {
    static PLACES: OnceLock<Vec<String>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let upper = divisions().all().iter().filter(|d| d.level != DivisionLevel::County);
        let mut names: Vec<String> =
            upper.flat_map(|d| [d.name.clone(), d.short_name.clone()]).chain(["中国".to_owned()]).collect();
        names.retain(|n| n.chars().count() >= 2);
        names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        names.dedup();
        names
    })
}

fn without_generic(text: &str) -> String {
    GENERIC.iter().fold(text.to_owned(), |rest, word| rest.replace(word, ""))
}

/// 拿去检索候选的文字：名称里最有区分作用的部分，行业通称换成空格。
pub fn search_text(name: &str) -> String {
    let core = core(&normalise_name(name));
    let apart = GENERIC.iter().fold(core.clone(), |rest, word| rest.replace(word, " "));
    if apart.trim().is_empty() { core } else { apart }
}
