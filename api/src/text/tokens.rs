//! 检索词：把一段文字变成可以精确匹配的词，写入索引。
//!
//! | 词 | 例（金川集团2.5GWh项目） | 供谁用 |
//! |---|---|---|
//! | 单字、双字 | 金、金川、川集 | 中文检索 |
//! | 拉丁词、数字 | 2、5gwh | 英文、数字、代码（前缀匹配） |
//! | 首字母四字串 | jcjt、cjt2、jt25 | 拼音首字母，从名称任何一处起 |
//! | 双音节全拼 | jinchuan、chuanji | 全拼，从名称任何一处起 |
//! | 长数字的尾段 | 电话、代码末 4–8 位 | 记得尾号的人 |
//!
//! 首字母只存四字串、全拼只存双音节，词典大小因此有上限，百万行也不会膨胀；
//! 更长的输入由 `query` 拆成几个词同时满足。词只含字母和数字，拼进查询语句是安全的。

use super::{fold, is_han, readings::readings};
use std::collections::BTreeSet;

/// 首字母串的长度。
pub(super) const INITIALS: usize = 4;
/// 词的最大字数；再长的串不是人会去查的。
pub(super) const LONGEST_WORD: usize = 64;
/// 多音字组合的上限。
const COMBINATIONS: usize = 6;
/// 首字母串里拉丁词最多取这么长，长代码不参与。
const LONGEST_IN_STREAM: usize = 6;

/// 一段连续的同类字符。
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// 拉丁字母和数字，已转小写。
    Word(String),
    /// 汉字。
    Han(Vec<char>),
    /// 连字符：把“2103-620302”这样的代码连起来。
    Hyphen,
    /// 其他字符，隔断。
    Break,
}

/// 切成同类段，已全角变半角、转小写。
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for c in fold(text).chars() {
        match (c, out.last_mut()) {
            (c, Some(Run::Han(run))) if is_han(c) => run.push(c),
            (c, _) if is_han(c) => out.push(Run::Han(vec![c])),
            (c, Some(Run::Word(word))) if c.is_alphanumeric() => {
                if word.chars().count() < LONGEST_WORD {
                    word.push(c);
                }
            }
            (c, _) if c.is_alphanumeric() => out.push(Run::Word(c.to_string())),
            ('-' | '‐' | '–' | '—', Some(Run::Word(_))) => out.push(Run::Hyphen),
            (_, Some(Run::Break) | None) => {}
            _ => out.push(Run::Break),
        }
    }
    out
}

/// 一段文字的全部检索词，按字节序、不重复。
pub fn index_tokens(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    add_tokens(text, &mut out);
    out
}

/// 几个字段合在一起的检索词（名称、别名、代码、电话……）；字段之间不会串词。
pub fn index_tokens_of<'a>(fields: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for field in fields {
        add_tokens(field, &mut out);
    }
    out
}

/// FTS5 的写法：以空格分开。PostgreSQL 用 `array_to_tsvector`，直接传数组。
pub fn index_text(tokens: &BTreeSet<String>) -> String {
    let mut out = String::with_capacity(tokens.iter().map(|t| t.len() + 1).sum());
    for token in tokens {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(token);
    }
    out
}

fn add_tokens(text: &str, out: &mut BTreeSet<String>) {
    let runs = runs(text);
    let mut stream: Vec<Unit> = Vec::new();
    for run in &runs {
        match run {
            Run::Word(word) => {
                add_word(word, out);
                if word.chars().count() > LONGEST_IN_STREAM {
                    add_initials(&stream, out);
                    stream.clear();
                } else {
                    stream.extend(word.chars().map(Unit::Plain));
                }
            }
            Run::Han(han) => {
                add_han(han, out);
                stream.extend(han.iter().map(|c| Unit::Han(*c)));
            }
            // 标点不隔断首字母：“火星1号”和“（集团）有限公司”都是连着打的
            Run::Hyphen | Run::Break => {}
        }
    }
    add_initials(&stream, out);
    add_joined(&runs, out);
}

/// 首字母串里的一格。
enum Unit {
    Plain(char),
    Han(char),
}

impl Unit {
    /// 这一格可能的首字母，最多三个，去重。
    fn letters(&self) -> ([char; 3], usize) {
        let mut letters = ['\0'; 3];
        let mut count = 0;
        match self {
            Unit::Plain(c) => {
                letters[0] = *c;
                count = 1;
            }
            Unit::Han(c) => {
                for reading in readings(*c).as_slice() {
                    let letter = char::from(reading.as_bytes()[0]);
                    if count < 3 && !letters[..count].contains(&letter) {
                        letters[count] = letter;
                        count += 1;
                    }
                }
            }
        }
        (letters, count)
    }
}

fn add_initials(stream: &[Unit], out: &mut BTreeSet<String>) {
    let letters: Vec<([char; 3], usize)> = stream.iter().map(Unit::letters).filter(|(_, n)| *n > 0).collect();
    for start in 0..letters.len() {
        let window = &letters[start..(start + INITIALS).min(letters.len())];
        if window.iter().all(|(choices, _)| choices[0].is_ascii_digit()) {
            continue; // 数字自成一词，已在别处
        }
        if window.iter().all(|(_, count)| *count == 1) {
            out.insert(window.iter().map(|(choices, _)| choices[0]).collect());
            continue;
        }
        let mut made = vec![String::with_capacity(INITIALS)];
        for (choices, count) in window {
            let mut next = Vec::with_capacity(made.len() * count);
            for base in &made {
                for choice in choices[..*count].iter().take((COMBINATIONS / made.len()).max(1)) {
                    let mut longer = String::with_capacity(INITIALS);
                    longer.push_str(base);
                    longer.push(*choice);
                    next.push(longer);
                }
            }
            made = next;
        }
        out.extend(made);
    }
}

fn add_han(han: &[char], out: &mut BTreeSet<String>) {
    for (at, c) in han.iter().enumerate() {
        out.insert(c.to_string());
        let next = han.get(at + 1);
        if let Some(next) = next {
            out.insert([*c, *next].iter().collect());
        }
        let firsts = readings(*c);
        let seconds = next.map(|n| readings(*n));
        for first in firsts.as_slice() {
            match seconds.as_ref().map(|r| r.as_slice()).filter(|s| !s.is_empty()) {
                Some(seconds) => {
                    for second in seconds {
                        out.insert([*first, *second].concat());
                    }
                }
                None => {
                    out.insert((*first).to_string());
                }
            }
        }
    }
}

fn add_word(word: &str, out: &mut BTreeSet<String>) {
    out.insert(word.to_string());
    let length = word.chars().count();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if length >= 7 && digits >= 5 && word.is_ascii() {
        for tail in 4..=8.min(length - 1) {
            out.insert(word[length - tail..].to_string());
        }
    }
}

/// 连字符连起来的数字：“2103-620302-04”也能用“210362030204”或“62030204”查到。
fn add_joined(runs: &[Run], out: &mut BTreeSet<String>) {
    for (at, _) in runs.iter().enumerate() {
        if let Some((joined, _)) = joined_from(&runs[at..]) {
            out.insert(joined);
        }
    }
}

/// 从头开始、由连字符连着的至少两组数字；返回连成的串和用掉的段数。
pub(super) fn joined_from(runs: &[Run]) -> Option<(String, usize)> {
    let digits = |run: Option<&Run>| match run {
        Some(Run::Word(w)) if w.bytes().all(|b| b.is_ascii_digit()) => Some(w.clone()),
        _ => None,
    };
    let mut joined = digits(runs.first())?;
    let mut used = 1;
    while matches!(runs.get(used), Some(Run::Hyphen)) {
        let Some(next) = digits(runs.get(used + 1)) else { break };
        joined.push_str(&next);
        used += 2;
    }
    (used > 1 && joined.len() <= LONGEST_WORD).then_some((joined, used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has(text: &str, wanted: &[&str]) {
        let tokens = index_tokens(text);
        for token in wanted {
            assert!(tokens.contains(*token), "{token} is not in {tokens:?}");
        }
    }

    #[test]
    fn chinese_gives_single_characters_pairs_initials_and_pinyin() {
        has(
            "金川集团",
            &[
                "金", "团", "金川", "川集", "集团", "jcjt", "cjt", "jt", "t", "jinchuan", "chuanji",
                "jituan", "tuan",
            ],
        );
        assert_eq!(index_tokens("金川集团").len(), 4 + 3 + 4 + 4);
    }

    #[test]
    fn latin_digits_and_full_width() {
        has("２.5GWh储能 LED产业园", &["2", "5gwh", "led", "储能", "ledc", "edcy", "cyy"]);
        has("“火星1号基地”项目", &["hx1h", "x1hj", "1hjd", "火星", "号基"]);
    }

    #[test]
    fn polyphones_are_found_by_each_reading() {
        has("重庆长安", &["cqca", "zqca", "cqza", "chongqing", "zhongqing", "changan"]);
        has("中国银行", &["zgyh", "zgyx", "yinhang"]);
    }

    #[test]
    fn codes_and_phones_are_found_by_head_and_tail() {
        has("91620302MA00000154", &["91620302ma00000154", "0154", "00000154"]);
        has("0935-8212345", &["0935", "8212345", "09358212345", "2345"]);
        has("2103-620302-04-01-123456", &["620302", "21036203020401123456", "6203020401123456", "01123456"]);
        assert!(!index_tokens("12345").contains("2345"), "short numbers have no tails");
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let tokens = index_tokens_of(["金川", "集团"]);
        assert!(
            tokens.contains("金川")
                && tokens.contains("集团")
                && !tokens.contains("川集")
                && !tokens.contains("jcjt")
        );
        assert_eq!(index_text(&index_tokens("金")), "j jin 金");
        assert_eq!(index_text(&BTreeSet::new()), "");
    }

    proptest! {
        #[test]
        fn tokens_hold_only_letters_and_digits(text in "\\PC{0,40}") {
            for token in index_tokens(&text) {
                prop_assert!(!token.is_empty() && token.chars().all(char::is_alphanumeric), "{token:?}");
                prop_assert!(token.chars().count() <= LONGEST_WORD);
            }
        }
    }

    /// 量一量，不作断言的门槛只防数量级上的退化。
    #[test]
    fn tokens_of_a_name_are_cheap() {
        let name = "金昌经济技术开发区年产40万吨智能铜电解及阳极泥综合利用项目";
        let start = std::time::Instant::now();
        for _ in 0..200 {
            std::hint::black_box(index_tokens(std::hint::black_box(name)));
        }
        assert!(start.elapsed().as_millis() < 2_000, "{:?} for 200 names", start.elapsed());
    }
}
