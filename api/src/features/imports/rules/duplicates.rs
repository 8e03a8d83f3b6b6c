//! 疑似重复：同一项目换名再报、同一企业换写法。规则出处：台账读表规则第 8 条。
//! 只提示，不合并、不丢弃；后出现的一行被标出。
//!
//! 五万行不能两两比较：信用代码与项目代码用散列，同企业的行按企业归堆，
//! 无企业的行用名称里最少见的字对做前缀过滤（见 `duplicate_index`；与逐对比较结果相同，只在同堆过大时截断）。
use super::fields::Target;
use crate::text::names::{SIMILAR_SAME_COMPANY, SIMILAR_WITHOUT_COMPANY, normalise_name};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 供比较的一条记录：导入的一行，或库里已有的一条。
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// 名称
    pub name: String,
    /// 投资方、注册名称；企业导入时为别名
    pub companies: Vec<String>,
    /// 统一社会信用代码
    pub credit_code: Option<String>,
    /// 项目代码
    pub project_code: Option<String>,
    /// 本系统的项目编号；导入的一行只与库里的比，不与同表的别行比
    pub number: Option<String>,
}

/// 为什么疑似重复。
///
/// `same_credit_code` 统一社会信用代码相同 · `same_project_code` 项目代码相同 · `same_number` 项目编号相同 ·
/// `same_name` 名称相同 · `same_company_similar_name` 同一企业、名称相近 · `similar_name` 名称很相近
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportDuplicateReason)]
pub enum Reason {
    /// 统一社会信用代码相同
    SameCreditCode,
    /// 项目代码相同
    SameProjectCode,
    /// 项目编号相同：本系统导出的台账又交回来
    SameNumber,
    /// 名称（或别名）整理后相同
    SameName,
    /// 同一企业，名称相近
    SameCompanySimilarName,
    /// 名称很相近，且至少一方没写企业
    SimilarName,
}

impl Reason {
    /// 给人看的话。
    pub fn label(self) -> &'static str {
        match self {
            Self::SameCreditCode => "统一社会信用代码相同",
            Self::SameProjectCode => "项目代码相同",
            Self::SameNumber => "项目编号相同",
            Self::SameName => "名称相同",
            Self::SameCompanySimilarName => "投资方相同，名称相近",
            Self::SimilarName => "名称很相近",
        }
    }
}

/// 找到的疑似重复。
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// 与第几条重复（加入的次序，从 0 起）
    pub of: usize,
    /// 原因
    pub reason: Reason,
    /// 名称相似度，百分数
    pub similarity_pct: u8,
}

/// 名称整理：在通用的整理之上，把计量单位的中文写法折成符号（吉瓦时 = GWh），
/// “18GWh”与“20吉瓦时”才比得出是同一种产品。
pub fn normalise(name: &str) -> String {
    let mut text = normalise_name(name);
    for (word, symbol) in
        [("吉瓦时", "gwh"), ("兆瓦时", "mwh"), ("千瓦时", "kwh"), ("吉瓦", "gw"), ("兆瓦", "mw")]
    {
        text = text.replace(word, symbol);
    }
    text
}

/// 相邻两字的对子，按次数区分，排好序；单字名称以该字为一对。
pub(super) fn pairs(text: &str) -> Vec<u64> {
    let chars: Vec<u64> = text.chars().map(u64::from).collect();
    let mut out: Vec<u64> = match chars.as_slice() {
        [] => Vec::new(),
        [one] => vec![*one << 8],
        many => many.windows(2).map(|w| (w[0] << 29 | w[1]) << 8).collect(),
    };
    out.sort_unstable();
    for i in 1..out.len() {
        if out[i] >> 8 == out[i - 1] >> 8 {
            out[i] = out[i - 1] + u64::from(out[i - 1] & 0xFF < 0xFF);
        }
    }
    out
}

/// 字对的 Dice 系数，0–1；两边都已排序。
pub(super) fn dice<T: Ord>(a: &[T], b: &[T]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}

/// 两个名称的相似度，0–1。
pub fn similarity(a: &str, b: &str) -> f64 {
    dice(&pairs(&normalise(a)), &pairs(&normalise(b)))
}

/// 两条记录比出来的事实。
pub(super) struct Facts {
    pub(super) same_credit_code: bool,
    pub(super) same_project_code: bool,
    pub(super) same_number: bool,
    pub(super) same_name: bool,
    pub(super) both_credit_codes: bool,
    pub(super) same_company: bool,
    pub(super) company_missing: bool,
    pub(super) alike: f64,
}

/// 由事实定是不是疑似重复。
pub(super) fn judge(target: Target, facts: &Facts) -> Option<Reason> {
    let similar = facts.alike >= SIMILAR_WITHOUT_COMPANY;
    match target {
        _ if facts.same_number => Some(Reason::SameNumber),
        _ if facts.same_credit_code => Some(Reason::SameCreditCode),
        _ if facts.same_project_code => Some(Reason::SameProjectCode),
        Target::Enterprises if facts.same_name => Some(Reason::SameName),
        // 信用代码都有而不同，就是两家
        Target::Enterprises => (similar && !facts.both_credit_codes).then_some(Reason::SimilarName),
        Target::Projects if facts.same_company && facts.alike >= SIMILAR_SAME_COMPANY => {
            Some(Reason::SameCompanySimilarName)
        }
        Target::Projects => (similar && facts.company_missing).then_some(Reason::SimilarName),
    }
}

/// 整理后的企业名；不足两个字的不算企业名。
pub(super) fn company_names(record: &Record) -> Vec<String> {
    record.companies.iter().map(|c| normalise(c)).filter(|c| c.chars().count() >= 2).collect()
}

pub(super) fn filled(code: &Option<String>) -> Option<&str> {
    code.as_deref().filter(|c| !c.is_empty())
}

/// 比较两条记录；疑似重复时说明原因和相似度。新建一个项目时拿它与库里的逐条比也可以。
pub fn compare(target: Target, a: &Record, b: &Record) -> Option<(Reason, f64)> {
    let same = |x, y| filled(x).is_some() && filled(x) == filled(y);
    let (a_name, b_name) = (normalise(&a.name), normalise(&b.name));
    let (a_companies, b_companies) = (company_names(a), company_names(b));
    let called = |name: &String, other: &String, aliases: &[String]| {
        !name.is_empty() && (name == other || aliases.contains(name))
    };
    let facts = Facts {
        same_credit_code: same(&a.credit_code, &b.credit_code),
        same_project_code: same(&a.project_code, &b.project_code),
        same_number: same(&a.number, &b.number),
        same_name: called(&a_name, &b_name, &b_companies) || called(&b_name, &a_name, &a_companies),
        both_credit_codes: filled(&a.credit_code).is_some() && filled(&b.credit_code).is_some(),
        same_company: a_companies.iter().any(|x| b_companies.iter().any(|y| x.contains(y) || y.contains(x))),
        company_missing: a_companies.is_empty() || b_companies.is_empty(),
        alike: dice(&pairs(&a_name), &pairs(&b_name)),
    };
    judge(target, &facts).map(|reason| (reason, facts.alike))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(name: &str, company: &str) -> Record {
        let companies = if company.is_empty() { Vec::new() } else { vec![company.to_string()] };
        Record { name: name.into(), companies, ..Record::default() }
    }

    #[test]
    fn rule_eight() {
        let t = Target::Projects;
        let a = project("“火星1号基地”项目", "金昌星辰宇宙文化旅游投资有限公司");
        let b = project("火星一号基地项目", "金昌星辰宇宙文化旅游投资公司");
        assert_eq!(compare(t, &a, &b).unwrap().0, Reason::SameCompanySimilarName);
        let c = project("火星一号基地项目", "别的公司");
        assert_eq!(compare(t, &a, &c), None);
        assert_eq!(compare(t, &a, &project("火星一号基地", "")).unwrap().0, Reason::SimilarName);
        let coded =
            |name: &str| Record { credit_code: Some("91350100M000100Y43".into()), ..project(name, "") };
        assert_eq!(compare(t, &coded("甲"), &coded("乙")).unwrap().0, Reason::SameCreditCode);
    }

    #[test]
    fn enterprises_by_name_and_alias() {
        let t = Target::Enterprises;
        let a = project("金川集团股份有限公司", "");
        let b = project("某某", "金川集团股份公司");
        assert_eq!(compare(t, &a, &b).unwrap().0, Reason::SameName);
        assert_eq!(compare(t, &a, &project("兰州大学", "")), None);
    }
}
