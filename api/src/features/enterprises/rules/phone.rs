//! 电话：认格式、统一写法、掩码。

use crate::error::FieldError;
use crate::features::enterprises::model::ContactInput;
use crate::text::clean_text;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static MOBILE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:\+?86)?(1[3-9]\d{9})$").expect("fixed pattern"));
static LANDLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\+?86)?\(?(0(?:10|2\d|[3-9]\d{2}))\)?-?([2-9]\d{6,7})(?:(?:-|转|#|x)(\d{1,6}))?$")
        .expect("fixed pattern")
});
static SERVICE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([48]00)-?(\d{3})-?(\d{4})$").expect("fixed pattern"));
static FOREIGN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\+([1-9]\d{5,14})$").expect("fixed pattern"));
static HIDDEN_MOBILE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?:\D|$)").expect("fixed pattern"));

/// 统一写法的电话。
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// 统一写法：`13812345678`、`0935-8212345`、`0935-8212345-801`、`400-123-4567`、`+85221234567`。
    pub text: String,
    /// 后四位，不含分机。
    pub tail: String,
}

/// 认一个电话：大陆手机、座机（带区号）、400/800，或以 + 开头的境外号码。
///
/// # Errors
/// 原因与怎么办。
pub fn parse_phone(text: &str) -> Result<Phone, String> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace(['—', '–', '‐'], "-");
    if plain.contains('*') {
        return Err("这是掩码后的号码。不改电话就不要带这一项；要改请填写完整号码。".to_owned());
    }
    let compact = plain.replace('-', "");
    if let Some(c) = MOBILE.captures(&compact) {
        return Ok(phone(c[1].to_owned(), &c[1]));
    }
    if let Some(c) = LANDLINE.captures(&plain) {
        let extension = c.get(3).map(|e| format!("-{}", e.as_str())).unwrap_or_default();
        return Ok(phone(format!("{}-{}{extension}", &c[1], &c[2]), &c[2]));
    }
    if let Some(c) = SERVICE.captures(&plain) {
        return Ok(phone(format!("{}-{}-{}", &c[1], &c[2], &c[3]), &c[3]));
    }
    if let Some(c) = FOREIGN.captures(&compact).filter(|_| !compact.starts_with("+86")) {
        return Ok(phone(format!("+{}", &c[1]), &c[1]));
    }
    Err("电话号码无法识别。请填 11 位手机号、带区号的座机（如 0935-8212345），或以 + 和国家地区代码开头的境外号码。"
        .to_owned())
}

fn phone(text: String, digits: &str) -> Phone {
    Phone { text, tail: digits[digits.len() - 4..].to_owned() }
}

/// 掩码：手机 `138****5678`，座机 `0935-****345` 之类只留区号和后四位，境外只留前两位和后四位。
pub fn mask(phone: &str) -> String {
    let tail = |digits: &str| digits[digits.len().saturating_sub(4)..].to_owned();
    if let Some(rest) = phone.strip_prefix('+') {
        return format!("+{}****{}", &rest[..2.min(rest.len())], tail(rest));
    }
    let mut parts = phone.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first @ ("400" | "800")), Some(_), Some(last)) => format!("{first}-***-{last}"),
        (Some(area), Some(number), _) => format!("{area}-****{}", tail(number)),
        _ => format!("{}****{}", &phone[..3.min(phone.len())], tail(phone)),
    }
}

/// 检查联系人：姓名、电话；电话不许写在别的栏里，以免绕过掩码。
///
/// # Errors
/// 全部有误的字段。
pub fn check_contact(input: &ContactInput) -> Result<(ContactInput, Option<Phone>), Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code: &str, message: String| {
        errors.push(FieldError { pointer: format!("/{field}"), code: code.to_owned(), message });
    };
    let text = |t: &Option<String>| t.as_deref().map(clean_text).filter(|t| !t.is_empty());
    let clean = ContactInput {
        name: clean_text(&input.name),
        post: text(&input.post),
        phone: text(&input.phone),
        remark: text(&input.remark),
    };
    if let Err((code, message)) = super::check_name(&clean.name) {
        wrong("name", code, message);
    }
    let texts =
        [("name", Some(&clean.name)), ("post", clean.post.as_ref()), ("remark", clean.remark.as_ref())];
    for (field, text) in texts {
        let plain: String = text.into_iter().flat_map(|t| t.nfkc()).collect();
        if HIDDEN_MOBILE.is_match(&plain) {
            wrong(
                field,
                "phone",
                "这里写了手机号，会绕过掩码。请填到“电话”一栏；一人多号可登记为两条。".to_owned(),
            );
        }
    }
    let phone = clean.phone.as_deref().map(parse_phone).transpose().unwrap_or_else(|message| {
        wrong("phone", "format", message);
        None
    });
    if errors.is_empty() { Ok((clean, phone)) } else { Err(errors) }
}
