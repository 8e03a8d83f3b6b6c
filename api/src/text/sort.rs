//! 排序键：存进一列，按字节序比较就是拼音顺序，两种数据库结果一致。
//!
//! 次序：数字（按数值）< 拉丁字母（不分大小写）< 汉字（拼音、声调，同音同字相邻）；标点和空格不参与，
//! 主键相同再比原文。数据库里的列须按字节比较（PostgreSQL 用 `COLLATE "C"`）。

use super::{fold, is_han};
use pinyin::ToPinyin;

/// 参与排序的字数；B 树索引的行有长度上限，名称前这么多字足以分出先后。
const LONGEST: usize = 64;

/// 地名、行名里按字典首音会排错的词：词、读音（带声调数字）。
const PHRASES: &[(&str, &[&str])] = &[
    ("重庆", &["chong2", "qing4"]),
    ("长沙", &["chang2", "sha1"]),
    ("长春", &["chang2", "chun1"]),
    ("长治", &["chang2", "zhi4"]),
    ("长安", &["chang2", "an1"]),
    ("长城", &["chang2", "cheng2"]),
    ("长江", &["chang2", "jiang1"]),
    ("长虹", &["chang2", "hong2"]),
    ("长兴", &["chang2", "xing1"]),
    ("长宁", &["chang2", "ning2"]),
    ("长丰", &["chang2", "feng1"]),
    ("成都", &["cheng2", "du1"]),
    ("厦门", &["xia4", "men2"]),
    ("六安", &["lu4", "an1"]),
    ("蚌埠", &["beng4", "bu4"]),
    ("西藏", &["xi1", "zang4"]),
    ("天祝藏", &["tian1", "zhu4", "zang4"]),
    ("乐山", &["le4", "shan1"]),
    ("乐清", &["yue4", "qing1"]),
    ("朝阳", &["chao2", "yang2"]),
    ("番禺", &["pan1", "yu2"]),
    ("台州", &["tai1", "zhou1"]),
    ("铅山", &["yan2", "shan1"]),
    ("莘县", &["shen1", "xian4"]),
    ("单县", &["shan4", "xian4"]),
    ("解放", &["jie3", "fang4"]),
    ("银行", &["yin2", "hang2"]),
    ("行业", &["hang2", "ye4"]),
    ("商行", &["shang1", "hang2"]),
    ("会计", &["kuai4", "ji4"]),
    ("重工", &["zhong4", "gong1"]),
    ("宕昌", &["tan4", "chang1"]),
    ("石", &["shi2"]),
    ("大", &["da4"]),
    ("行", &["xing2"]),
    ("乐", &["le4"]),
    ("长", &["chang2"]),
    ("都", &["du1"]),
    ("区", &["qu1"]),
    ("省", &["sheng3"]),
    ("县", &["xian4"]),
    ("车", &["che1"]),
    ("会", &["hui4"]),
    ("合", &["he2"]),
    ("阿", &["a1"]),
];

/// 拼音顺序的排序键。空文字的键为 `!`，排在最前。
pub fn sort_key(text: &str) -> String {
    let folded = fold(text);
    let characters: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).take(LONGEST).collect();
    let mut key = String::with_capacity(characters.len() * 9 + text.len() + 1);
    let mut at = 0;
    while at < characters.len() {
        let c = characters[at];
        if c.is_ascii_digit() {
            let end =
                (at..characters.len()).find(|i| !characters[*i].is_ascii_digit()).unwrap_or(characters.len());
            push_number(&mut key, &characters[at..end]);
            at = end;
        } else if is_han(c) {
            at += push_han(&mut key, &characters[at..]);
        } else {
            key.push('2');
            key.push(c);
            at += 1;
        }
    }
    key.push('!');
    key.extend(text.trim().chars().take(LONGEST));
    key
}

/// 数字：类别“1”、去前导零后的位数（两位）、数字本身，于是 2 < 10 < 100。
fn push_number(key: &mut String, digits: &[char]) {
    let first = digits.iter().position(|d| *d != '0').unwrap_or(digits.len());
    let significant = &digits[first..];
    key.push('1');
    key.push_str(&format!("{:02}", significant.len()));
    key.extend(significant);
}

/// 汉字：类别“3”、音节、声调、字本身；返回用掉的字数。
fn push_han(key: &mut String, rest: &[char]) -> usize {
    for (phrase, readings) in PHRASES {
        let same = phrase.chars().count() <= rest.len() && phrase.chars().zip(rest).all(|(a, b)| a == *b);
        if same {
            for (c, reading) in phrase.chars().zip(*readings) {
                push_syllable(key, reading, c);
            }
            return readings.len();
        }
    }
    match rest[0].to_pinyin() {
        Some(p) if p.with_tone_num_end().contains('ü') => {
            push_syllable(key, &p.with_tone_num_end().replace('ü', "v"), rest[0]);
        }
        Some(p) => push_syllable(key, p.with_tone_num_end(), rest[0]),
        // 没有读音的字排在汉字最后
        None => push_syllable(key, "~", rest[0]),
    }
    1
}

fn push_syllable(key: &mut String, reading: &str, c: char) {
    key.push('3');
    key.push_str(reading);
    key.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_key(|n| sort_key(n));
        names
    }

    #[test]
    fn cities_of_gansu_sort_by_pinyin() {
        assert_eq!(
            sorted(vec![
                "武威",
                "张掖",
                "金昌",
                "兰州",
                "白银",
                "嘉峪关",
                "酒泉",
                "天水",
                "定西",
                "庆阳",
                "平凉",
                "陇南",
                "临夏",
                "甘南"
            ]),
            [
                "白银",
                "定西",
                "甘南",
                "嘉峪关",
                "金昌",
                "酒泉",
                "兰州",
                "临夏",
                "陇南",
                "平凉",
                "庆阳",
                "天水",
                "武威",
                "张掖"
            ]
        );
    }

    #[test]
    fn syllables_are_compared_before_letters_run_together() {
        // 西安(xi an) 在 先(xian) 之前；重庆、长沙在 c
        assert_eq!(
            sorted(vec!["先锋", "西安", "中卫", "重庆", "成都", "长沙"]),
            ["长沙", "成都", "重庆", "西安", "先锋", "中卫"]
        );
    }

    #[test]
    fn numbers_latin_and_chinese() {
        assert_eq!(
            sorted(vec!["金川10号", "金川2号", "金川", "LED产业园", "abb", "３号", "20号", "“金川”项目"]),
            ["３号", "20号", "abb", "LED产业园", "金川", "金川2号", "金川10号", "“金川”项目"]
        );
        assert_eq!(sorted(vec!["（金川）", "金川"]), ["金川", "（金川）"], "punctuation only breaks ties");
        assert_eq!(sort_key("  "), "!");
    }

    proptest! {
        #[test]
        fn keys_are_deterministic_and_bounded(text in "\\PC{0,200}") {
            let key = sort_key(&text);
            prop_assert_eq!(&key, &sort_key(&text));
            prop_assert!(key.len() < 1_400);
        }
    }
}
