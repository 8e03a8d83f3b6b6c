//! 疑似重复：同一项目换名再报、同一企业换写法。规则出处：台账读表规则第 8 条。
//! 只提示，不合并、不丢弃；后出现的一行被标出。
//!
//! 五万行不能两两比较：信用代码与项目代码用散列，同企业的行按企业归堆，
//! 无企业的行用名称里最少见的字对做前缀过滤（与逐对比较结果相同，只在同堆过大时截断）。
use super::fields::Target;
use super::text::compact;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// 同企业时名称相似的下限。
const SAME_COMPANY_SIMILARITY: f64 = 0.50;
/// 没有企业可比时名称相似的下限。
const NAME_ONLY_SIMILARITY: f64 = 0.85;
/// 每行最多细比多少条；正常台账远远到不了。
const MAX_COMPARISONS: usize = 500;

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
}

/// 为什么疑似重复。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 统一社会信用代码相同
    SameCreditCode,
    /// 项目代码相同
    SameProjectCode,
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
            Self::SameName => "名称相同",
            Self::SameCompanySimilarName => "投资方相同，名称相近",
            Self::SimilarName => "名称很相近",
        }
    }
}

/// 找到的疑似重复。
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// 与第几条重复（`find_all` 的输入序号）
    pub of: usize,
    /// 原因
    pub reason: Reason,
    /// 名称相似度，百分数
    pub similarity_pct: u8,
}

/// 整理好的记录。
struct Prepared {
    name: String,
    pairs: Vec<u64>,
    companies: Vec<String>,
    credit_code: Option<String>,
    project_code: Option<String>,
}

/// 名称整理：折半角、去空白标点、去掉“项目、工程、建设、集团、公司、有限公司”，一…九写成 1…9；
/// 计量单位的中文写法折成符号（吉瓦时 = GWh），“18GWh”与“20吉瓦时”才比得出是同一种产品。
pub fn normalise(name: &str) -> String {
    let mut text: String = compact(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    for (word, symbol) in [("吉瓦时", "gwh"), ("兆瓦时", "mwh"), ("千瓦时", "kwh"), ("吉瓦", "gw"), ("兆瓦", "mw")] {
        text = text.replace(word, symbol);
    }
    for word in ["有限公司", "公司", "集团", "项目", "工程", "建设"] {
        text = text.replace(word, "");
    }
    let digit = |c| "一二三四五六七八九".chars().position(|d| d == c).and_then(|i| char::from_digit(i as u32 + 1, 10));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// 相邻两字的对子，按次数区分，排好序；单字名称以该字为一对。
fn pairs(text: &str) -> Vec<u64> {
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

/// 字对的 Dice 系数，0–1。
fn dice(a: &[u64], b: &[u64]) -> f64 {
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

impl Prepared {
    fn new(record: &Record) -> Self {
        let name = normalise(&record.name);
        let companies = record.companies.iter().map(|c| normalise(c)).filter(|c| c.chars().count() >= 2);
        let filled = |code: &Option<String>| code.clone().filter(|c| !c.is_empty());
        Self {
            pairs: pairs(&name),
            name,
            companies: companies.collect(),
            credit_code: filled(&record.credit_code),
            project_code: filled(&record.project_code),
        }
    }

    fn same_company(&self, other: &Self) -> bool {
        let related = |a: &str, b: &str| a.contains(b) || b.contains(a);
        self.companies.iter().any(|a| other.companies.iter().any(|b| related(a, b)))
    }
}

/// 比较两条记录；疑似重复时说明原因和相似度。
pub fn compare(target: Target, a: &Record, b: &Record) -> Option<(Reason, f64)> {
    compare_prepared(target, &Prepared::new(a), &Prepared::new(b))
}

fn compare_prepared(target: Target, a: &Prepared, b: &Prepared) -> Option<(Reason, f64)> {
    let alike = dice(&a.pairs, &b.pairs);
    let same = |x: &Option<String>, y: &Option<String>| x.is_some() && x == y;
    if same(&a.credit_code, &b.credit_code) {
        return Some((Reason::SameCreditCode, alike));
    }
    if same(&a.project_code, &b.project_code) {
        return Some((Reason::SameProjectCode, alike));
    }
    if target == Target::Enterprises {
        let names = |p: &Prepared, q: &Prepared| !p.name.is_empty() && (p.name == q.name || q.companies.contains(&p.name));
        if names(a, b) || names(b, a) {
            return Some((Reason::SameName, alike));
        }
        // 信用代码都有而不同，就是两家
        let different = a.credit_code.is_some() && b.credit_code.is_some();
        return (alike >= NAME_ONLY_SIMILARITY && !different).then_some((Reason::SimilarName, alike));
    }
    if alike >= SAME_COMPANY_SIMILARITY && a.same_company(b) {
        return Some((Reason::SameCompanySimilarName, alike));
    }
    let unnamed = a.companies.is_empty() || b.companies.is_empty();
    (alike >= NAME_ONLY_SIMILARITY && unnamed).then_some((Reason::SimilarName, alike))
}

/// 找出全部疑似重复。`records` 依次是库里的记录（前 `existing` 条）和导入的各行；
/// 返回与导入各行一一对应的结果，每行至多一条：代码相同优先，其次相似度高的，再次靠前的。
pub fn find_all(target: Target, records: &[Record], existing: usize) -> Vec<Option<Match>> {
    let prepared: Vec<Prepared> = records.iter().map(Prepared::new).collect();
    let mut index = Index::build(target, &prepared);
    let mut out = Vec::with_capacity(prepared.len().saturating_sub(existing));
    for (at, record) in prepared.iter().enumerate() {
        if at >= existing {
            out.push(best_match(target, &prepared, at, &index.candidates(record)));
        }
        index.add(at, record);
    }
    out
}

fn best_match(target: Target, all: &[Prepared], at: usize, candidates: &[u32]) -> Option<Match> {
    let mut best: Option<Match> = None;
    for &other in candidates {
        let Some((reason, alike)) = compare_prepared(target, &all[other as usize], &all[at]) else { continue };
        let found = Match { of: other as usize, reason, similarity_pct: (alike * 100.0).round() as u8 };
        let rank = |m: &Match| {
            let by_code = matches!(m.reason, Reason::SameCreditCode | Reason::SameProjectCode);
            (by_code, m.reason == Reason::SameName, m.similarity_pct, std::cmp::Reverse(m.of))
        };
        if best.is_none_or(|b| rank(&found) > rank(&b)) {
            best = Some(found);
        }
    }
    best
}

/// 候选索引：先出现的记录边处理边加入。
struct Index {
    target: Target,
    /// 字对 → 稀有度名次（越小越少见）
    rarity: HashMap<u64, u32>,
    /// 企业名 → 与它相同或互相包含的企业名
    related: HashMap<String, Vec<String>>,
    by_code: HashMap<String, Vec<u32>>,
    by_company: HashMap<String, Vec<u32>>,
    by_name: HashMap<String, Vec<u32>>,
    by_pair: HashMap<u64, Vec<u32>>,
    by_pair_unnamed: HashMap<u64, Vec<u32>>,
}

impl Index {
    fn build(target: Target, all: &[Prepared]) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for pair in all.iter().flat_map(|p| p.pairs.iter()) {
            *counts.entry(*pair).or_default() += 1;
        }
        let mut order: Vec<(u32, u64)> = counts.into_iter().map(|(pair, n)| (n, pair)).collect();
        order.sort_unstable();
        let rarity = order.into_iter().enumerate().map(|(rank, (_, pair))| (pair, rank as u32)).collect();
        let related = if target == Target::Projects { related_companies(all) } else { HashMap::new() };
        Self {
            target,
            rarity,
            related,
            by_code: HashMap::new(),
            by_company: HashMap::new(),
            by_name: HashMap::new(),
            by_pair: HashMap::new(),
            by_pair_unnamed: HashMap::new(),
        }
    }

    /// 相似度要到 `floor`，至少共有 `floor/(2-floor)` 的字对；
    /// 最少见的 `长度 - 需共有 + 1` 个字对里必有一个是共有的。
    fn rare_prefix(&self, record: &Prepared) -> Vec<u64> {
        let mut sorted = record.pairs.clone();
        sorted.sort_unstable_by_key(|p| self.rarity.get(p).copied().unwrap_or(0));
        let needed = (sorted.len() as f64 * NAME_ONLY_SIMILARITY / (2.0 - NAME_ONLY_SIMILARITY) - 1e-9).ceil() as usize;
        sorted.truncate((sorted.len() + 1).saturating_sub(needed.max(1)));
        sorted
    }

    fn codes(record: &Prepared) -> impl Iterator<Item = String> + '_ {
        let credit = record.credit_code.iter().map(|c| format!("c{c}"));
        credit.chain(record.project_code.iter().map(|c| format!("p{c}")))
    }

    fn add(&mut self, at: usize, record: &Prepared) {
        let at = at as u32;
        for code in Self::codes(record) {
            self.by_code.entry(code).or_default().push(at);
        }
        for company in &record.companies {
            self.by_company.entry(company.clone()).or_default().push(at);
        }
        self.by_name.entry(record.name.clone()).or_default().push(at);
        for pair in self.rare_prefix(record) {
            self.by_pair.entry(pair).or_default().push(at);
            if record.companies.is_empty() {
                self.by_pair_unnamed.entry(pair).or_default().push(at);
            }
        }
    }

    /// 可能重复的先前记录，去重，至多 `MAX_COMPARISONS` 条。
    fn candidates(&self, record: &Prepared) -> Vec<u32> {
        let mut found = Candidates::default();
        for code in Self::codes(record) {
            found.extend(self.by_code.get(&code));
        }
        found.extend(self.by_name.get(&record.name).filter(|_| !record.name.is_empty()));
        for company in &record.companies {
            if self.target == Target::Enterprises {
                found.extend(self.by_name.get(company));
                continue;
            }
            found.extend(self.by_company.get(company));
            for other in self.related.get(company).into_iter().flatten() {
                found.extend(self.by_company.get(other));
            }
        }
        if self.target == Target::Enterprises {
            found.extend(self.by_company.get(&record.name));
        }
        let all = self.target == Target::Enterprises || record.companies.is_empty();
        let lists = if all { &self.by_pair } else { &self.by_pair_unnamed };
        for pair in self.rare_prefix(record) {
            found.extend(lists.get(&pair));
        }
        found.rows
    }
}

/// 去重的候选清单。
#[derive(Default)]
struct Candidates {
    rows: Vec<u32>,
    seen: std::collections::HashSet<u32>,
}

impl Candidates {
    fn extend(&mut self, rows: Option<&Vec<u32>>) {
        // 从近处往前取：同一堆过大时，相邻的行更可能是同一项目
        for &row in rows.into_iter().flatten().rev() {
            if self.rows.len() >= MAX_COMPARISONS {
                return;
            }
            if self.seen.insert(row) {
                self.rows.push(row);
            }
        }
    }
}

/// 互相包含的企业名：逐个取子串去查，不两两比较。
fn related_companies(all: &[Prepared]) -> HashMap<String, Vec<String>> {
    let mut names: Vec<&str> = all.iter().flat_map(|p| p.companies.iter().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let known: std::collections::HashSet<&str> = names.iter().copied().collect();
    let mut related: HashMap<String, Vec<String>> = HashMap::new();
    for name in &names {
        let bounds: Vec<usize> = name.char_indices().map(|(i, _)| i).chain([name.len()]).collect();
        // 超长的“企业名”多半是整段说明，只看前 40 个字
        let end = bounds.len().min(41);
        for from in 0..end {
            for to in from + 2..end {
                let part = &name[bounds[from]..bounds[to]];
                if part != *name && known.contains(part) {
                    related.entry((*name).to_string()).or_default().push(part.to_string());
                    related.entry(part.to_string()).or_default().push((*name).to_string());
                }
            }
        }
    }
    related
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let coded = |name: &str| Record { credit_code: Some("91350100M000100Y43".into()), ..project(name, "") };
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

    fn slow(target: Target, records: &[Record], at: usize) -> bool {
        records[..at].iter().any(|r| compare(target, r, &records[at]).is_some())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn index_agrees_with_pairwise(rows in proptest::collection::vec(
            ("[年产万吨铜镍锂电池一二1]{1,10}", "(金川|金川铜业|华能|中国华能|)"), 1..40)) {
            let records: Vec<Record> = rows.iter().map(|(n, c)| project(n, c)).collect();
            for target in [Target::Projects, Target::Enterprises] {
                let found = find_all(target, &records, 0);
                for at in 0..records.len() {
                    prop_assert_eq!(found[at].is_some(), slow(target, &records, at), "{} {:?}", at, records[at]);
                }
            }
        }
    }
}
