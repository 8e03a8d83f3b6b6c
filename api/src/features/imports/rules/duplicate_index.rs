//! 成批查重的索引：几万行也不两两比较。
//!
//! 名称拆成字对，字对按稀有度编号；每条只用最少见的几个字对去找候选（前缀过滤）。
//! 企业名编号归堆，互相包含的企业名算作相关。
use super::duplicates::{Facts, Match, Reason, Record, company_names, dice, filled, judge, normalise, pairs};
use super::fields::Target;
use crate::text::names::SIMILAR_WITHOUT_COMPANY;
use std::collections::{HashMap, HashSet};

/// 每行最多细比多少条；正常台账远远到不了。
const MAX_COMPARISONS: usize = 500;

/// 一条记录，文字都换成了编号。
struct Entry {
    /// 整理后的名称编号
    name: u32,
    /// 企业名编号
    companies: Vec<u32>,
    credit_code: Option<u32>,
    project_code: Option<u32>,
    number: Option<u32>,
    /// 字对在 `Finder::pairs` 里的起止
    from: u32,
    to: u32,
}

/// 逐条加入、最后一次查完的查重器。先加库里的，再加导入的。
pub struct Finder {
    target: Target,
    entries: Vec<Entry>,
    pairs: Vec<u64>,
    words: HashMap<Box<str>, u32>,
}

impl Finder {
    /// 新查重器。
    pub fn new(target: Target) -> Self {
        Self { target, entries: Vec::new(), pairs: Vec::new(), words: HashMap::new() }
    }

    fn word(&mut self, text: &str) -> u32 {
        if let Some(id) = self.words.get(text) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.insert(text.into(), id);
        id
    }

    /// 加一条。
    pub fn push(&mut self, record: &Record) {
        let name = normalise(&record.name);
        let from = self.pairs.len() as u32;
        self.pairs.extend(pairs(&name));
        let to = self.pairs.len() as u32;
        let companies = company_names(record).iter().map(|c| self.word(c)).collect();
        // 代码前加一个字母，免得与名称撞编号
        let credit_code = filled(&record.credit_code).map(|c| self.word(&format!("c\u{0}{c}")));
        let project_code = filled(&record.project_code).map(|c| self.word(&format!("p\u{0}{c}")));
        let number = filled(&record.number).map(|n| self.word(&format!("n\u{0}{n}")));
        let name = self.word(&name);
        self.entries.push(Entry { name, companies, credit_code, project_code, number, from, to });
    }

    /// 查完：跳过前 `existing` 条（库里的），其余每条至多一个结果。
    /// 编号相同优先，其次代码相同，其次名称相同，再次相似度高，最后靠前的。
    pub fn find(self, existing: usize) -> Vec<Option<Match>> {
        let empty_name = self.words.get("").copied();
        let mut index = Index::build(self, empty_name);
        let mut out = Vec::with_capacity(index.entries.len().saturating_sub(existing));
        for at in 0..index.entries.len() {
            if at >= existing {
                out.push(index.best_match(at));
            }
            index.add(at);
            if at < existing {
                index.add_number(at);
            }
        }
        out
    }
}

struct Index {
    target: Target,
    entries: Vec<Entry>,
    /// 字对的稀有度编号，每条内从少见到常见
    ranks: Vec<u32>,
    empty_name: Option<u32>,
    related: HashMap<u32, Vec<u32>>,
    by_code: HashMap<u32, Vec<u32>>,
    by_number: HashMap<u32, Vec<u32>>,
    by_company: HashMap<u32, Vec<u32>>,
    by_name: HashMap<u32, Vec<u32>>,
    by_pair: Vec<Vec<u32>>,
    by_pair_unnamed: Vec<Vec<u32>>,
}

impl Index {
    fn build(finder: Finder, empty_name: Option<u32>) -> Self {
        let Finder { target, entries, pairs, words } = finder;
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for pair in &pairs {
            *counts.entry(*pair).or_default() += 1;
        }
        let mut order: Vec<(u32, u64)> = counts.into_iter().map(|(pair, n)| (n, pair)).collect();
        order.sort_unstable();
        let kinds = order.len();
        let rank: HashMap<u64, u32> =
            order.into_iter().enumerate().map(|(r, (_, pair))| (pair, r as u32)).collect();
        let mut ranks: Vec<u32> = pairs.iter().map(|pair| rank.get(pair).copied().unwrap_or(0)).collect();
        for entry in &entries {
            ranks[entry.from as usize..entry.to as usize].sort_unstable();
        }
        let related =
            if target == Target::Projects { related_companies(&entries, &words) } else { HashMap::new() };
        Self {
            target,
            entries,
            ranks,
            empty_name,
            related,
            by_code: HashMap::new(),
            by_number: HashMap::new(),
            by_company: HashMap::new(),
            by_name: HashMap::new(),
            by_pair: vec![Vec::new(); kinds],
            by_pair_unnamed: vec![Vec::new(); kinds],
        }
    }

    fn pairs_of(&self, entry: &Entry) -> &[u32] {
        &self.ranks[entry.from as usize..entry.to as usize]
    }

    /// 相似度要到 t，至少共有 t/(2-t) 的字对；
    /// 最少见的 `长度 - 需共有 + 1` 个字对里必有一个是共有的。
    fn rare_prefix(&self, entry: &Entry) -> &[u32] {
        let all = self.pairs_of(entry);
        let share = SIMILAR_WITHOUT_COMPANY / (2.0 - SIMILAR_WITHOUT_COMPANY);
        let needed = (all.len() as f64 * share - 1e-9).ceil() as usize;
        &all[..(all.len() + 1).saturating_sub(needed.max(1)).min(all.len())]
    }

    fn add(&mut self, at: usize) {
        let prefix = self.rare_prefix(&self.entries[at]).to_vec();
        let entry = &self.entries[at];
        let at = at as u32;
        for code in entry.credit_code.iter().chain(&entry.project_code) {
            self.by_code.entry(*code).or_default().push(at);
        }
        for company in &entry.companies {
            self.by_company.entry(*company).or_default().push(at);
        }
        self.by_name.entry(entry.name).or_default().push(at);
        for rank in prefix {
            self.by_pair[rank as usize].push(at);
            if entry.companies.is_empty() {
                self.by_pair_unnamed[rank as usize].push(at);
            }
        }
    }

    /// 库里的编号才认得准；同表两行的“原编号”可以相同而不是同一个。
    fn add_number(&mut self, at: usize) {
        if let Some(number) = self.entries[at].number {
            self.by_number.entry(number).or_default().push(at as u32);
        }
    }

    /// 可能重复的先前记录，去重，至多 `MAX_COMPARISONS` 条。
    fn candidates(&self, entry: &Entry) -> Vec<u32> {
        let mut found = Candidates::default();
        for code in entry.credit_code.iter().chain(&entry.project_code) {
            found.extend(self.by_code.get(code));
        }
        let numbered = entry.number.and_then(|n| self.by_number.get(&n));
        found.extend(numbered);
        if Some(entry.name) != self.empty_name {
            found.extend(self.by_name.get(&entry.name));
        }
        let enterprises = self.target == Target::Enterprises;
        for company in &entry.companies {
            if enterprises {
                found.extend(self.by_name.get(company));
                continue;
            }
            found.extend(self.by_company.get(company));
            for other in self.related.get(company).into_iter().flatten() {
                found.extend(self.by_company.get(other));
            }
        }
        if enterprises {
            found.extend(self.by_company.get(&entry.name));
        }
        let lists =
            if enterprises || entry.companies.is_empty() { &self.by_pair } else { &self.by_pair_unnamed };
        let length = f64::from(entry.to - entry.from);
        let share = SIMILAR_WITHOUT_COMPANY / (2.0 - SIMILAR_WITHOUT_COMPANY);
        for rank in self.rare_prefix(entry) {
            found.extend_if(lists.get(*rank as usize), |other| {
                // 长短相差太多的不可能那么相似
                let other = &self.entries[other as usize];
                let theirs = f64::from(other.to - other.from);
                theirs >= length * share - 1e-9 && theirs * share - 1e-9 <= length
            });
        }
        found.rows
    }

    fn compare(&self, a: &Entry, b: &Entry, same_number: bool) -> Option<Match> {
        let same = |x: Option<u32>, y: Option<u32>| x.is_some() && x == y;
        let called = |x: &Entry, y: &Entry| {
            Some(x.name) != self.empty_name && (x.name == y.name || y.companies.contains(&x.name))
        };
        let related = |x: &u32, y: &u32| x == y || self.related.get(x).is_some_and(|r| r.contains(y));
        let facts = Facts {
            same_credit_code: same(a.credit_code, b.credit_code),
            same_project_code: same(a.project_code, b.project_code),
            same_number,
            same_name: called(a, b) || called(b, a),
            both_credit_codes: a.credit_code.is_some() && b.credit_code.is_some(),
            same_company: a.companies.iter().any(|x| b.companies.iter().any(|y| related(x, y))),
            company_missing: a.companies.is_empty() || b.companies.is_empty(),
            alike: dice(self.pairs_of(a), self.pairs_of(b)),
        };
        let reason = judge(self.target, &facts)?;
        Some(Match { of: 0, reason, similarity_pct: (facts.alike * 100.0).round() as u8 })
    }

    fn best_match(&self, at: usize) -> Option<Match> {
        let entry = &self.entries[at];
        let mut best: Option<Match> = None;
        for other in self.candidates(entry) {
            let numbered =
                entry.number.is_some_and(|n| self.by_number.get(&n).is_some_and(|of| of.contains(&other)));
            let Some(found) = self.compare(&self.entries[other as usize], entry, numbered) else { continue };
            let found = Match { of: other as usize, ..found };
            let rank = |m: &Match| {
                let by_code = matches!(m.reason, Reason::SameCreditCode | Reason::SameProjectCode);
                (
                    m.reason == Reason::SameNumber,
                    by_code,
                    m.reason == Reason::SameName,
                    m.similarity_pct,
                    std::cmp::Reverse(m.of),
                )
            };
            if best.is_none_or(|b| rank(&found) > rank(&b)) {
                best = Some(found);
            }
        }
        best
    }
}

/// 去重的候选清单。
#[derive(Default)]
struct Candidates {
    rows: Vec<u32>,
    seen: HashSet<u32>,
}

impl Candidates {
    fn extend(&mut self, rows: Option<&Vec<u32>>) {
        self.extend_if(rows, |_| true);
    }

    /// 从近处往前取：同一堆过大时，相邻的行更可能是同一项目。
    fn extend_if(&mut self, rows: Option<&Vec<u32>>, wanted: impl Fn(u32) -> bool) {
        for &row in rows.into_iter().flatten().rev() {
            if self.rows.len() >= MAX_COMPARISONS {
                return;
            }
            if wanted(row) && self.seen.insert(row) {
                self.rows.push(row);
            }
        }
    }
}

/// 互相包含的企业名：逐个取子串去查，不两两比较。
fn related_companies(entries: &[Entry], words: &HashMap<Box<str>, u32>) -> HashMap<u32, Vec<u32>> {
    let used: HashSet<u32> = entries.iter().flat_map(|e| e.companies.iter().copied()).collect();
    let mut related: HashMap<u32, Vec<u32>> = HashMap::new();
    for (name, id) in words.iter().filter(|(_, id)| used.contains(id)) {
        let bounds: Vec<usize> = name.char_indices().map(|(i, _)| i).chain([name.len()]).collect();
        // 超长的“企业名”多半是整段说明，只看前 40 个字
        let end = bounds.len().min(41);
        for from in 0..end {
            for to in from + 2..end {
                let Some(part) = words.get(&name[bounds[from]..bounds[to]]) else { continue };
                if part != id && used.contains(part) {
                    related.entry(*id).or_default().push(*part);
                    related.entry(*part).or_default().push(*id);
                }
            }
        }
    }
    related
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::imports::rules::duplicates::compare;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn agrees_with_pairwise(rows in proptest::collection::vec(
            ("[年产万吨铜镍锂电池一二1]{0,10}", "(金川|金川铜业|华能|中国华能|)", "(|甲|乙|丙|丁)"), 1..40)) {
            let some = |t: &str| (!t.is_empty()).then(|| t.to_string());
            let record = |(name, company, code): &(String, String, String)| Record {
                name: name.clone(),
                companies: some(company).into_iter().collect(),
                credit_code: some(code).filter(|c| c == "甲"),
                project_code: some(code).filter(|c| c == "乙"),
                number: None,
            };
            let records: Vec<Record> = rows.iter().map(record).collect();
            for target in [Target::Projects, Target::Enterprises] {
                let mut finder = Finder::new(target);
                records.iter().for_each(|r| finder.push(r));
                let found = finder.find(0);
                for at in 0..records.len() {
                    let slow = records[..at].iter().any(|r| compare(target, r, &records[at]).is_some());
                    prop_assert_eq!(found[at].is_some(), slow, "{} {:?}", at, &records[at]);
                }
            }
        }
    }
}
