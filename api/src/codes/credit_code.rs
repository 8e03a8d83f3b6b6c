//! 统一社会信用代码（GB 32100—2015）：18 位，第 1 位登记管理部门、第 2 位机构类别、
//! 第 3–8 位登记机关行政区划、第 9–17 位主体标识码、第 18 位校验码。
//!
//! 网上流传的校验程序常有错（字符集多出 I、O、S、V、Z，或把 31 − 余数 算成 31 而不取模），这里按标准原文。

use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// 标准允许的 31 个字符，下标即字符值；没有 I、O、S、V、Z。
pub const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 第 i 位的权：3^(i−1) mod 31。
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// 组织机构代码（GB 11714）前 8 位的权。
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// 通过校验的统一社会信用代码，已规整为大写半角。
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct CreditCode(String);

/// 代码为什么不对、应当怎样改。
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// 什么也没填。
    #[error("没有填写统一社会信用代码。请按营业执照填写 18 位代码。")]
    Empty,
    /// 位数不对。
    #[error("统一社会信用代码应为 18 位，现为 {found} 位。请对照营业执照补齐或删去多余字符。")]
    Length {
        /// 实有位数。
        found: usize,
    },
    /// 某一位用了标准之外的字符。
    #[error("第 {position} 位“{found}”不是统一社会信用代码可用的字符。代码只用数字和除 I、O、S、V、Z 以外的大写字母{hint}，请对照营业执照改正。", hint = look_alike(*found))]
    IllegalCharacter {
        /// 从 1 开始的位置。
        position: usize,
        /// 该位的字符。
        found: char,
    },
    /// 校验码对不上，多半是前面某一位录错了。
    #[error("第 18 位校验码应为“{expected}”，现为“{found}”。可能有某一位录错，请对照营业执照逐位核对。")]
    CheckCharacter {
        /// 由前 17 位算出的校验码。
        expected: char,
        /// 填写的校验码。
        found: char,
    },
}

fn look_alike(found: char) -> String {
    match found {
        'I' => "（是否应为 1？）".into(),
        'O' => "（是否应为 0？）".into(),
        'S' => "（是否应为 5？）".into(),
        'V' => "（是否应为 U？）".into(),
        'Z' => "（是否应为 2？）".into(),
        _ => String::new(),
    }
}

impl CreditCode {
    /// 18 位大写代码。
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// 第 1 位：登记管理部门（1 机构编制、5 民政、9 市场监管等）。
    pub fn register_department(&self) -> char {
        char::from(self.0.as_bytes()[0])
    }
    /// 第 3–8 位：登记机关的行政区划代码。它说的是登记机关，不一定是企业所在地。
    pub fn register_area(&self) -> &str {
        &self.0[2..8]
    }
    /// 第 9–17 位：主体标识码（组织机构代码）。
    pub fn organisation_code(&self) -> &str {
        &self.0[8..17]
    }
    /// 第 9–17 位不满足 GB 11714 时给出提醒；只提醒，不拒绝。
    pub fn warning(&self) -> Option<String> {
        let body = self.organisation_code();
        let expected = organisation_check(body)?;
        let found = body.chars().last()?;
        (expected != found).then(|| {
            format!(
                "第 9–17 位“{body}”不符合组织机构代码（GB 11714）的校验规则：第 17 位按规则应为“{expected}”，现为“{found}”。\
                 代码仍可保存，请再对照一次营业执照。"
            )
        })
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for CreditCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// 去首尾空白、全角变半角、转大写；不判断对错。
pub fn normalise(text: &str) -> String {
    // 大写之后可能又能合成（I 加上点），所以规整两次，结果才不再变
    let upper: String = text.trim().nfkc().map(|c| c.to_ascii_uppercase()).nfkc().collect();
    upper.trim().to_owned()
}

/// 规整后逐项检查：位数、字符、校验码。
pub fn check(text: &str) -> Result<CreditCode, CreditCodeError> {
    let code = normalise(text);
    if code.is_empty() {
        return Err(CreditCodeError::Empty);
    }
    let found = code.chars().count();
    if found != 18 {
        return Err(CreditCodeError::Length { found });
    }
    // 末位先不看字符集：对用户有用的是“应为几”，而不是“Z 不可用”。
    for (index, found) in code.chars().take(17).enumerate() {
        if value(found).is_none() {
            return Err(CreditCodeError::IllegalCharacter { position: index + 1, found });
        }
    }
    let expected = check_character(&code).expect("the first 17 characters were checked above");
    match code.chars().last() {
        Some(found) if found == expected => Ok(CreditCode(code)),
        found => Err(CreditCodeError::CheckCharacter { expected, found: found.unwrap_or(' ') }),
    }
}

/// 由前 17 位算第 18 位；前 17 位有非法字符或不足时为 `None`。
pub fn check_character(first_17: &str) -> Option<char> {
    let mut sum = 0;
    let mut characters = first_17.chars();
    for weight in WEIGHTS {
        sum += value(characters.next()?)? * weight;
    }
    let index = (31 - sum % 31) % 31;
    ALPHABET.get(index as usize).map(|b| char::from(*b))
}

fn value(c: char) -> Option<u32> {
    ALPHABET.iter().position(|a| char::from(*a) == c).and_then(|i| u32::try_from(i).ok())
}

/// GB 11714 的第 9 位：11 − Σ mod 11，10 记作 X，11 记作 0；字母 A=10 … Z=35。
fn organisation_check(body: &str) -> Option<char> {
    let sum: u32 =
        body.chars().zip(BODY_WEIGHTS).map(|(c, w)| c.to_digit(36).map(|v| v * w)).sum::<Option<u32>>()?;
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        n => char::from_digit(n, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_standard() {
        let code = check("91350100M000100Y43").expect("valid");
        assert_eq!(code.register_department(), '9');
        assert_eq!(code.register_area(), "350100");
        assert_eq!(code.organisation_code(), "M000100Y4");
        assert_eq!(code.warning(), None);
        assert_eq!(
            check("91350100M000100Y4Z"),
            Err(CreditCodeError::CheckCharacter { expected: '3', found: 'Z' })
        );
    }

    #[test]
    fn lower_case_full_width_and_spaces_are_kept_in_upper_case() {
        for text in ["91350100m000100y43", "  91350100M000100Y43　", "９１３５０１００Ｍ０００１００Ｙ４３"]
        {
            assert_eq!(check(text).expect(text).as_str(), "91350100M000100Y43");
        }
    }

    #[test]
    fn i_o_s_v_z_are_refused_at_their_position() {
        for found in ['I', 'O', 'S', 'V', 'Z'] {
            let text = format!("91350100{found}000100Y43");
            let error = check(&text).expect_err("illegal");
            assert_eq!(error, CreditCodeError::IllegalCharacter { position: 9, found });
            assert!(error.to_string().contains("第 9 位"), "{error}");
            assert!(error.to_string().contains("是否应为"), "{error}");
        }
    }

    #[test]
    fn made_up_codes_of_the_handbook_are_valid() {
        for text in ["91620302MA00000154", "91620302MA0000023Y", "91620321MA0000015L", "11620300MA0000015F"] {
            let code = check(text).expect(text);
            assert_eq!(
                crate::codes::divisions::divisions().by_code(code.register_area()).map(|d| &d.code[..4]),
                Some("6203")
            );
        }
    }

    #[test]
    fn length_and_emptiness_are_said_in_words() {
        assert_eq!(check("9162020000000000"), Err(CreditCodeError::Length { found: 16 }));
        assert!(check("9162020000000000").expect_err("stump").to_string().contains("应为 18 位，现为 16 位"));
        assert_eq!(check(" 　"), Err(CreditCodeError::Empty));
        assert_eq!(
            check("金昌市某某有限责任公司统一代码样例一二"),
            Err(CreditCodeError::Length { found: 19 })
        );
    }

    #[test]
    fn a_body_against_gb_11714_only_warns() {
        let body = "91620302MA0000011";
        let text = format!("{body}{}", check_character(body).expect("legal"));
        let warning = check(&text).expect("valid all the same").warning().expect("warned");
        assert!(warning.contains("MA0000011") && warning.contains("仍可保存"), "{warning}");
    }

    proptest! {
        #[test]
        fn computed_codes_round_trip_and_any_other_last_character_fails(indexes in proptest::collection::vec(0usize..31, 17), other in 0usize..31) {
            let mut text: String = indexes.iter().map(|i| char::from(ALPHABET[*i])).collect();
            let last = check_character(&text).expect("legal characters");
            let found = char::from(ALPHABET[other]);
            text.push(found);
            if found == last {
                let kept = check(&text.to_lowercase()).expect("valid");
                prop_assert_eq!(kept.as_str(), &text);
            } else {
                prop_assert_eq!(check(&text), Err(CreditCodeError::CheckCharacter { expected: last, found }));
            }
        }

        /// 31 是素数，权都不为零：任何一位录错都能查出。
        #[test]
        fn every_single_wrong_character_is_found(indexes in proptest::collection::vec(0usize..31, 17), at in 0usize..17, by in 1usize..31) {
            let mut text: Vec<u8> = indexes.iter().map(|i| ALPHABET[*i]).collect();
            let body = String::from_utf8(text.clone()).expect("ascii");
            text.push(check_character(&body).expect("legal") as u8);
            text[at] = ALPHABET[(indexes[at] + by) % 31];
            prop_assert!(check(&String::from_utf8(text).expect("ascii")).is_err());
        }

        #[test]
        fn nothing_panics(text in ".*") {
            let _ = check(&text);
            let _ = check_character(&text);
            prop_assert_eq!(normalise(&normalise(&text)), normalise(&text));
        }
    }
}
