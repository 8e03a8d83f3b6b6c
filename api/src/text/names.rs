//! 名称规整、相似度和疑似同一企业的判断；文字清洗和欺骗性字符的识别。
//!
//! 规则与台账导入的查重规则一致：全角变半角，去空格和标点，去掉“项目、工程、建设、集团、公司、有限公司”，
//! 一…九 变 1…9，比较相邻两字的 Dice 系数。

use super::fold;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// 同一企业名下，名称相似到这个程度即为疑似重复。
pub const SIMILAR_SAME_COMPANY: f64 = 0.50;
/// 至少一方没写企业时，名称要相似到这个程度才算疑似重复。
pub const SIMILAR_WITHOUT_COMPANY: f64 = 0.85;

/// 名称里不起区分作用的词；长的在前，免得“有限公司”先被拆掉“公司”。
const FILLERS: &[&str] = &["有限公司", "项目", "工程", "建设", "集团", "公司"];

/// 规整名称，供比较用，不供显示：`“火星1号基地”项目` 与 `火星一号基地项目` 规整后相同。
///
/// 全部由可去掉的词组成时（如“建设项目”）退回未去词的形式，不会变成空。
pub fn normalise_name(name: &str) -> String {
    let plain: String = fold(name).chars().filter(|c| c.is_alphanumeric()).map(arabic).collect();
    let mut short = plain.clone();
    for filler in FILLERS {
        if short.contains(filler) {
            short = short.replace(filler, "");
        }
    }
    if short.is_empty() { plain } else { short }
}

fn arabic(c: char) -> char {
    const NUMERALS: &str = "一二三四五六七八九";
    NUMERALS
        .chars()
        .position(|n| n == c)
        .and_then(|i| u32::try_from(i + 1).ok())
        .and_then(|d| char::from_digit(d, 10))
        .unwrap_or(c)
}

/// 两个名称的相似度，0 到 1：规整后相邻两字的 Dice 系数；规整后相同为 1。
pub fn similarity(a: &str, b: &str) -> f64 {
    normalised_similarity(&normalise_name(a), &normalise_name(b))
}

/// 同 [`similarity`]，但两边都已规整；与一整列比较时先规整一次更快。
pub fn normalised_similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return if a.is_empty() { 0.0 } else { 1.0 };
    }
    let mut pairs: HashMap<(char, char), i64> = HashMap::new();
    let mut total = 0u32;
    for pair in a.chars().zip(a.chars().skip(1)) {
        *pairs.entry(pair).or_default() += 1;
        total += 1;
    }
    let mut shared = 0u32;
    for pair in b.chars().zip(b.chars().skip(1)) {
        total += 1;
        if let Some(left) = pairs.get_mut(&pair).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    if total == 0 { 0.0 } else { f64::from(2 * shared) / f64::from(total) }
}

/// 是否疑似同一企业：规整后相等，或一个包含另一个（“金川集团”与“金川集团股份有限公司”）。
///
/// 任何一边为空（没写企业）都不算；只剩一个字的不作包含判断。
pub fn same_company(a: &str, b: &str) -> bool {
    let (a, b) = (normalise_name(a), normalise_name(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    a == b || (short.chars().count() >= 2 && long.contains(short.as_str()))
}

/// 存库前的清洗：NFC、去首尾空白（含全角空格和 BOM）、换行统一为 `\n`、去掉控制字符。
///
/// 不删零宽等欺骗性字符：那些要让人看见并改正，见 [`deceptive_characters`]。
pub fn clean_text(text: &str) -> String {
    let normal: String = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    normal
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c.is_control())
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// 看不见、或能让显示与内容不一致的字符：零宽、双向控制、填充、标签、变体选择符。
fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// 是否含欺骗性字符。
pub fn has_deceptive_characters(text: &str) -> bool {
    text.chars().any(is_deceptive)
}

/// 欺骗性字符及其位置（从 1 数起的第几个字），供错误信息指出来。
pub fn deceptive_characters(text: &str) -> Vec<(usize, char)> {
    text.chars().enumerate().filter(|(_, c)| is_deceptive(*c)).map(|(i, c)| (i + 1, c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_normalised_as_the_ledger_rules_say() {
        assert_eq!(normalise_name("“火星1号基地”项目"), "火星1号基地");
        assert_eq!(normalise_name("火星一号 基地项目"), "火星1号基地");
        assert_eq!(normalise_name("ＬＥＤ产业园建设项目"), "led产业园");
        assert_eq!(normalise_name("金川集团股份有限公司"), "金川股份");
        assert_eq!(normalise_name("建设项目"), "建设项目", "never empty");
        assert_eq!(normalise_name("（）"), "");
    }

    #[test]
    fn similarity_of_pairs() {
        assert_eq!(similarity("火星一号基地项目", "“火星1号基地”项目"), 1.0);
        assert_eq!(similarity("LED产业园项目", "LED产业园建设项目"), 1.0);
        // 日产25万支锂离子电池 两个写法：共有的两字对占多数
        assert!(similarity("日产25万支锂离子电池项目", "日产25万支锂离子电池项目（金拓锂电）") > 0.8);
        assert!(similarity("18GWh磷酸铁锂电池项目", "20吉瓦时磷酸铁锂方形储能电池项目") < 0.85);
        assert_eq!(similarity("铜", "镍"), 0.0);
        assert_eq!(similarity("", ""), 0.0);
        // 手算：abcd 与 bcde → 对 ab bc cd / bc cd de，共有 2，2×2/6
        assert!((similarity("abcd", "bcde") - 4.0 / 6.0).abs() < 1e-12);
        // 重复的对按次数算：aaaa(3) 与 aa(1) → 2×1/4
        assert!((similarity("aaaa", "aa") - 0.5).abs() < 1e-12);
    }

    #[test]
    fn second_copies_in_real_ledgers_pass_the_threshold_and_other_projects_do_not() {
        for (a, b) in [
            ("LED产业园项目", "LED产业园建设项目"),
            ("“火星1号基地”项目", "火星一号基地项目"),
            ("酒钢储运部嘉东料场绿色智能化改造项目", "酒钢集团储运部嘉东料场绿色智能化改造工程"),
        ] {
            assert!(similarity(a, b) >= SIMILAR_SAME_COMPANY, "{a} / {b}: {}", similarity(a, b));
        }
        let (a, b) = ("金川集团三厂区氯碱化工循环产业链项目", "金川集团高精镍合金板带材项目");
        assert!(similarity(a, b) < SIMILAR_SAME_COMPANY, "{}", similarity(a, b));
        let (a, b) =
            ("海拓建材批发有限责任公司水泥预制构件加工厂项目", "锦盛实业有限公司水泥预制构件加工厂项目");
        assert!(similarity(a, b) < SIMILAR_WITHOUT_COMPANY, "{}", similarity(a, b));
    }

    #[test]
    fn aliases_of_one_company() {
        assert!(same_company("金川集团股份有限公司", "金川集团公司"));
        assert!(same_company("艾力克集团", "金昌艾力克新能源有限公司"));
        assert!(same_company("华能", "中国华能集团"));
        assert!(
            !same_company("金川集团", "金昌集团")
                && !same_company("", "金川集团")
                && !same_company("川", "金川集团")
        );
    }

    #[test]
    fn deceptive_characters_are_found_and_not_silently_removed() {
        let text = "金川\u{200b}集团\u{202e}";
        assert_eq!(deceptive_characters(text), [(3, '\u{200b}'), (6, '\u{202e}')]);
        assert!(has_deceptive_characters(&clean_text("金\u{200d}川")));
        assert!(!has_deceptive_characters("金川集团（金昌）有限公司 A-1"));
    }

    #[test]
    fn text_is_cleaned() {
        assert_eq!(clean_text("\u{feff}　 金川\r\n集团\u{0}\t \n"), "金川\n集团");
        assert_eq!(clean_text("e\u{301}"), "é");
        assert_eq!(clean_text(" \u{3000}"), "");
    }

    proptest! {
        #[test]
        fn similarity_is_symmetric_and_bounded(a in "[金川集团昌永项目建设一二1A（）]{0,12}", b in "[金川集团昌永项目建设一二1A（）]{0,12}") {
            let s = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&s));
            prop_assert_eq!(s, similarity(&b, &a));
            prop_assert_eq!(same_company(&a, &b), same_company(&b, &a));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = clean_text(&text);
            prop_assert_eq!(clean_text(&once), once);
        }
    }
}
