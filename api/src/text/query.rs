//! 把人输入的检索文字变成查询：几个条件都要满足，每个条件可有几种打法（或）。
//!
//! 输入“金川 jcjt”“led”“jinchuanjituan”“尾号 2345”都行；一串拉丁字母既可能是英文、首字母，
//! 也可能是全拼，短的用一个前缀匹配全包，长的逐种展开。

use super::is_han;
use super::readings::readings;
use super::tokens::{INITIALS, LONGEST_WORD, Run, joined_from, runs};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::OnceLock;

/// 条件数上限，防止一整段文章贴进检索框拖垮数据库。
const MOST_CLAUSES: usize = 16;
/// 全拼切分方案的上限。
const MOST_SPLITS: usize = 4;
/// 为找出音节最少的方案而看的方案数上限。
const MOST_TRIED: usize = 48;

/// 一个词；`prefix` 表示只要求以它开头。
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// 词，只含字母和数字（由 `query_terms` 保证）。
    token: String,
    /// 前缀匹配。
    prefix: bool,
}

impl Term {
    /// 词。
    pub fn token(&self) -> &str {
        &self.token
    }
    /// 是否前缀匹配。
    pub fn prefix(&self) -> bool {
        self.prefix
    }
    /// 字段私有、只在这里构造，所以渲染时不必再转义。
    fn new(token: impl Into<String>, prefix: bool) -> Self {
        let token: String = token.into();
        debug_assert!(token.chars().all(char::is_alphanumeric), "terms hold only letters and digits");
        Self { token, prefix }
    }
}

/// 一个条件：满足任何一种打法即可；一种打法里的词都要有。
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clause(Vec<Vec<Term>>);

/// 一次检索；各条件都要满足。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

/// 解析检索文字；没有可检索的字符（空白、只有标点）时为 `None`，调用者应当作没有检索条件。
///
/// 几乎每行都有的词（公司、有限、项目……）在还有别的词时略去，免得白白扫描全表。
pub fn query_terms(text: &str) -> Option<Query> {
    let runs = runs(text);
    let mut clauses: Vec<Clause> = Vec::new();
    let mut at = 0;
    while at < runs.len() && clauses.len() < MOST_CLAUSES {
        if let Some((joined, used)) = joined_from(&runs[at..]) {
            clauses.push(Clause(vec![vec![Term::new(joined, true)]]));
            at += used;
            continue;
        }
        match &runs[at] {
            Run::Han(han) if han.len() == 1 => clauses.push(Clause(vec![vec![Term::new(han[0], false)]])),
            Run::Han(han) => clauses.extend(
                han.windows(2)
                    .map(|pair| Clause(vec![vec![Term::new(pair.iter().collect::<String>(), false)]])),
            ),
            Run::Word(word) => clauses.push(word_clause(word)),
            Run::Hyphen | Run::Break => {}
        }
        at += 1;
    }
    let mut seen = BTreeSet::new();
    clauses.retain(|c| seen.insert(c.0.clone()));
    clauses.truncate(MOST_CLAUSES);
    if clauses.iter().any(|c| !c.is_stop()) {
        clauses.retain(|c| !c.is_stop());
    }
    (!clauses.is_empty()).then_some(Query { clauses })
}

/// 几乎每一行都有的词。
pub fn is_stop_term(token: &str) -> bool {
    const STOP: &[&str] = &[
        "公司",
        "有限",
        "限公",
        "限责",
        "责任",
        "任公",
        "股份",
        "份有",
        "集团",
        "团有",
        "项目",
        "建设",
        "设项",
        "工程",
        "目",
        "司",
        "gs",
        "yx",
        "yxgs",
        "gf",
        "jt",
        "xm",
        "js",
        "jsxm",
        "gongsi",
        "youxian",
        "xiangmu",
        "jianshe",
        "jituan",
        "gongcheng",
    ];
    STOP.contains(&token)
}

impl Clause {
    fn is_stop(&self) -> bool {
        matches!(self.0.as_slice(), [only] if matches!(only.as_slice(), [term] if is_stop_term(&term.token)))
    }

    fn render(&self, and: &str, or: &str, term: &dyn Fn(&Term) -> String) -> String {
        let ways: Vec<String> = self
            .0
            .iter()
            .map(|way| {
                let all = way.iter().map(term).collect::<Vec<_>>().join(and);
                if way.len() > 1 && self.0.len() > 1 { format!("({all})") } else { all }
            })
            .collect();
        let any = ways.join(or);
        if ways.len() > 1 { format!("({any})") } else { any }
    }
}

impl Query {
    /// 满足任何一个条件即可的检索，供查重取候选。
    pub fn any(self) -> Self {
        Self { clauses: vec![Clause(self.clauses.into_iter().flat_map(|c| c.0).collect())] }
    }

    /// SQLite FTS5 的 MATCH 参数，如 `"金川" AND "川集"`。
    pub fn fts5(&self) -> String {
        let term = |t: &Term| format!("\"{}\"{}", t.token, if t.prefix { "*" } else { "" });
        self.clauses.iter().map(|c| c.render(" AND ", " OR ", &term)).collect::<Vec<_>>().join(" AND ")
    }

    /// PostgreSQL 的 `::tsquery` 参数，如 `'金川' & '川集'`。
    pub fn tsquery(&self) -> String {
        let term = |t: &Term| format!("'{}'{}", t.token, if t.prefix { ":*" } else { "" });
        self.clauses.iter().map(|c| c.render(" & ", " | ", &term)).collect::<Vec<_>>().join(" & ")
    }

    /// 用到的全部词，供高亮或诊断。
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.clauses.iter().flat_map(|c| c.0.iter().flatten())
    }

    /// 一组检索词是否满足；与数据库的结果一致，用于内存中的小列表和测试。
    pub fn matches(&self, tokens: &BTreeSet<String>) -> bool {
        let has = |t: &Term| {
            if !t.prefix {
                return tokens.contains(&t.token);
            }
            tokens.range::<String, _>(&t.token..).next().is_some_and(|found| found.starts_with(&t.token))
        };
        self.clauses.iter().all(|c| c.0.iter().any(|way| way.iter().all(has)))
    }
}

/// 一串拉丁字母、数字的几种打法。
fn word_clause(word: &str) -> Clause {
    let mut ways = vec![vec![Term::new(word, true)]];
    let characters: Vec<char> = word.chars().collect();
    // 四个以内：首字母串、双音节全拼、英文词都以它开头，一个前缀就够
    if characters.len() > INITIALS && characters.len() <= LONGEST_WORD / 2 {
        let letters = word.bytes().all(|b| b.is_ascii_lowercase());
        let typed = word.is_ascii() && word.bytes().any(|b| b.is_ascii_lowercase());
        // 没有哪个字以 i、u、v 起音，含这些字母就不是首字母
        if typed && !(letters && word.contains(['i', 'u', 'v'])) {
            let windows = characters.windows(INITIALS).filter(|w| !w.iter().all(char::is_ascii_digit));
            ways.push(windows.map(|w| Term::new(w.iter().collect::<String>(), false)).collect());
        }
        if letters {
            ways.extend(splits(word).into_iter().filter(|s| s.len() > 2).map(|syllables| pairs(&syllables)));
        }
    }
    Clause(ways)
}

/// 相邻音节两两成词；最后一对只要求前缀（末音节可能没打完）。
fn pairs(syllables: &[&str]) -> Vec<Term> {
    let last = syllables.len().saturating_sub(2);
    syllables.windows(2).enumerate().map(|(i, pair)| Term::new(pair.concat(), i == last)).collect()
}

/// 全拼的切分方案，音节少的优先；最后一段可以是没打完的音节。
fn splits(word: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    let mut steps = 0;
    split_from(word, &mut Vec::new(), &mut found, &mut steps);
    found.sort_by_key(Vec::len);
    found.truncate(MOST_SPLITS);
    found
}

fn split_from<'a>(rest: &'a str, taken: &mut Vec<&'a str>, found: &mut Vec<Vec<&'a str>>, steps: &mut usize) {
    *steps += 1;
    if found.len() >= MOST_TRIED || *steps > 2_000 {
        return;
    }
    if rest.is_empty() {
        found.push(taken.clone());
        return;
    }
    let all = syllables();
    for length in (1..=rest.len().min(6)).rev() {
        let (head, tail) = rest.split_at(length);
        let whole = all.contains(head);
        let unfinished = tail.is_empty() && all.range(head..).next().is_some_and(|s| s.starts_with(head));
        if whole || unfinished {
            taken.push(head);
            split_from(tail, taken, found, steps);
            taken.pop();
        }
    }
}

/// 全部音节，由拼音表收集一次。
fn syllables() -> &'static BTreeSet<&'static str> {
    static SYLLABLES: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    SYLLABLES.get_or_init(|| {
        ('\u{4E00}'..='\u{9FA5}')
            .filter(|c| is_han(*c))
            .flat_map(|c| readings(c).as_slice().to_vec())
            // 叹词 n、hm、o 只会把别的音节切碎
            .filter(|s| *s != "o" && s.contains(['a', 'e', 'i', 'o', 'u', 'v']))
            .filter(|s| s.bytes().all(|b| b.is_ascii_lowercase()))
            .collect()
    })
}

impl std::fmt::Display for Query {
    /// 可读的形式，供日志：`金川 + 川集 + (jcjtg* | …)`。
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let term = |t: &Term| {
            let mut out = t.token.clone();
            let _ = write!(out, "{}", if t.prefix { "*" } else { "" });
            out
        };
        f.write_str(&self.clauses.iter().map(|c| c.render(" ", " | ", &term)).collect::<Vec<_>>().join(" + "))
    }
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
