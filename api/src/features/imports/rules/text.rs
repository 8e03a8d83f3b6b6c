//! 文字的整理：全角折半角、去空白、认“没有”和“同上”。
use unicode_normalization::UnicodeNormalization;

/// 全角字符折成半角，各种空白折成空格，去掉看不见的格式字符（零宽、方向控制）。
pub fn fold(text: &str) -> String {
    text.nfc().filter_map(fold_char).collect()
}

fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{3000}' | '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => Some(' '),
        _ if is_invisible(c) => None,
        _ => Some(c),
    }
}

/// 零宽字符与方向控制符：看不见，却能让两个相同的名称比较不相等。
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// 折半角并去掉全部空白；用来比较、认数、认表头。
pub fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// 去掉导出时为防公式而加的前导撇号（`'-`、`'=`…），导出的表、批注表因此可以原样再导入。
pub use crate::text::unguard_formula as strip_guard;

/// 整理名称：去掉换行和中文之间的空格（英文单词之间的空格留下），全角字母数字折半角，标点照旧。
pub fn clean_name(text: &str) -> String {
    let chars: Vec<char> = strip_guard(text)
        .nfc()
        .filter(|c| !is_invisible(*c) || c.is_whitespace())
        .map(|c| match c {
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
                fold_char(c).unwrap_or(c)
            }
            _ => c,
        })
        .collect();
    let mut out = String::with_capacity(text.len());
    let mut pending_space = false;
    for c in chars {
        if c.is_whitespace() {
            pending_space = true;
            continue;
        }
        let last = out.chars().next_back();
        if pending_space && c.is_ascii_alphanumeric() && last.is_some_and(|l| l.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        pending_space = false;
        out.push(c);
    }
    out
}

/// 整理说明文字：每行去首尾空白，去掉空行和看不见的字符，换行留下。
pub fn clean_text(text: &str) -> String {
    let visible: String =
        strip_guard(text).nfc().filter(|c| !is_invisible(*c) || matches!(c, '\n' | '\r')).collect();
    let lines: Vec<&str> = visible.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    lines.join("\n")
}

/// 格子里的字是不是“没有”的写法：空、—、－、-、/、无、暂无。
pub fn is_none_marker(text: &str) -> bool {
    let compacted = compact(strip_guard(text));
    matches!(compacted.as_str(), "" | "无" | "暂无" | "/" | "\\")
        || compacted.chars().all(|c| matches!(c, '-' | '—' | '–' | '―' | '─' | '−'))
}

/// 格子里的字是不是“同上”。
pub fn is_same_as_above(text: &str) -> bool {
    matches!(compact(text).as_str(), "同上" | "〃" | "同上行")
}

/// 按“、；;”和换行拆出多个名字，括号里的不拆；去空、去重、次序不变。
pub fn split_names(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let mut part = String::new();
    let mut push = |part: &mut String| {
        let name = clean_name(part);
        if !name.is_empty() && !is_none_marker(&name) && !out.contains(&name) {
            out.push(name);
        }
        part.clear();
    };
    for c in strip_guard(text).chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '、' | '；' | ';' if depth == 0 => {
                push(&mut part);
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    push(&mut part);
    out
}

/// 截短给人看的原文，超过 `max` 个字用省略号。
pub fn shorten(text: &str, max: usize) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= max {
        return one_line;
    }
    one_line.chars().take(max).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_and_cleans() {
        assert_eq!(compact("１２０，８６０．０１"), "120,860.01");
        assert_eq!(clean_name("LED 产业园\n建设项目"), "LED产业园建设项目");
        assert_eq!(clean_name("ABC  Motor 公司"), "ABC Motor公司");
        assert_eq!(clean_name("　伊利（集团）"), "伊利（集团）");
        assert_eq!(clean_name("金\u{200B}川"), "金川");
        assert!(is_none_marker(" — ") && is_none_marker("－") && is_none_marker("暂无"));
        assert!(!is_none_marker("待定") && is_none_marker("'-"));
        assert!(is_same_as_above("同 上"));
        assert_eq!(
            split_names("市政府、金昌公司（甲、乙）；省公司"),
            ["市政府", "金昌公司（甲、乙）", "省公司"]
        );
    }

    proptest! {
        #[test]
        fn never_panics_and_is_stable(s in "\\PC*") {
            // 撇号是防公式的记号，每读一次去掉一层
            let once = clean_name(&s.replace('\'', ""));
            prop_assert_eq!(clean_name(&once), once.clone());
            let _ = (fold(&s), compact(&s), clean_text(&s), split_names(&s), shorten(&s, 7));
        }
    }
}
