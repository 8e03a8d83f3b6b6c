//! 中文文字：检索词、拼音、排序键、名称规整与相似度，防公式。
//!
//! 纯计算。同一套检索词同时喂给 SQLite FTS5 和 PostgreSQL tsvector，两边结果一致；
//! 数据库自带的分词和排序规则一概不用。测试在各文件末尾。

pub mod formulas;
pub mod money;
pub mod names;
pub mod query;
pub mod readings;
pub mod sort;
pub mod tokens;

pub use formulas::{guard_formula, unguard_formula};
pub use names::{clean_text, has_deceptive_characters, normalise_name, same_company, similarity};
pub use query::{Query, Term, query_terms};
pub use sort::sort_key;
pub use tokens::{index_text, index_tokens, index_tokens_of};

/// 汉字（含扩展区和兼容区）。
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

/// 全角变半角（NFKC）并转小写；已是半角小写时不复制。
pub(crate) fn fold(text: &str) -> std::borrow::Cow<'_, str> {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
    let plain = text.chars().all(|c| !c.is_uppercase()) && is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    if plain { text.into() } else { text.nfkc().flat_map(char::to_lowercase).collect::<String>().into() }
}

/// 按 RFC 5987 写进响应头的文件名：字母、数字和 `-._~` 以外的字节都写成 `%XX`。
pub fn percent_encoded(text: &str) -> String {
    let byte = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
