//! 金额：精确的十进制数换成整数元；说不准的一律不猜。
use super::issues::Finding;
use super::sheet::number_text;
use super::text::{compact, fold, is_none_marker, shorten, strip_guard};
use rust_decimal::Decimal;
use rust_decimal::prelude::{RoundingStrategy, ToPrimitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 单个金额的上限：十万亿元。再大必是单位写错；二十万行相加也不会溢出。
pub const MAX_AMOUNT_YUAN: i64 = 10_000_000_000_000;

/// 金额单位。
///
/// `yuan` 元 · `thousand` 千元 · `wan` 万元 · `million` 百万元 · `ten_million` 千万元 · `yi` 亿元 ·
/// `usd` 美元 · `wan_usd` 万美元 · `yi_usd` 亿美元
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportMoneyUnit)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 千元
    Thousand,
    /// 万元
    Wan,
    /// 百万元
    Million,
    /// 千万元
    TenMillion,
    /// 亿元
    Yi,
    /// 美元
    Usd,
    /// 万美元
    WanUsd,
    /// 亿美元
    YiUsd,
}

impl MoneyUnit {
    /// 写法长的在前，匹配时先试长的。
    const WORDS: [(&'static str, Self); 13] = [
        ("亿美元", Self::YiUsd),
        ("万美元", Self::WanUsd),
        ("千万元", Self::TenMillion),
        ("百万元", Self::Million),
        ("美元", Self::Usd),
        ("亿元", Self::Yi),
        ("万元", Self::Wan),
        ("千元", Self::Thousand),
        ("千万", Self::TenMillion),
        ("百万", Self::Million),
        ("亿", Self::Yi),
        ("万", Self::Wan),
        ("元", Self::Yuan),
    ];

    /// 一个单位等于多少元；外币没有固定折算，为 `None`。
    pub fn yuan(self) -> Option<i64> {
        match self {
            Self::Yuan => Some(1),
            Self::Thousand => Some(1_000),
            Self::Wan => Some(10_000),
            Self::Million => Some(1_000_000),
            Self::TenMillion => Some(10_000_000),
            Self::Yi => Some(100_000_000),
            Self::Usd | Self::WanUsd | Self::YiUsd => None,
        }
    }

    /// 中文名。
    pub fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::Wan => "万元",
            Self::Million => "百万元",
            Self::TenMillion => "千万元",
            Self::Yi => "亿元",
            Self::Usd => "美元",
            Self::WanUsd => "万美元",
            Self::YiUsd => "亿美元",
        }
    }

    /// 整个词就是一个单位时认出来。
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|(_, unit)| *unit)
    }

    /// 拆下末尾的单位，返回（前面的部分，单位）。
    fn split_suffix(text: &str) -> Option<(&str, Self)> {
        Self::WORDS.iter().find_map(|(w, unit)| text.strip_suffix(w).map(|rest| (rest, *unit)))
    }
}

/// 读出的金额。
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// 元
    pub yuan: i64,
    /// 顺带的说明（格子里的单位与表头不同、四舍五入……）
    pub notes: Vec<Finding>,
}

const FIX: &str = "请向填报单位问清确切数额后填写；确实没有就留空";

/// 读一个金额格。`header` 是列名或表头上方写的单位。`Ok(None)` 表示没有金额（允许）。
///
/// 规则出处：台账读表规则第 3 条。
pub fn parse_amount(raw: &str, header: Option<MoneyUnit>) -> Result<Option<Amount>, Finding> {
    if is_none_marker(raw) {
        return Ok(None);
    }
    let text = compact(strip_guard(raw));
    let (number, cell_unit) = match MoneyUnit::split_suffix(strip_currency(&text)) {
        Some((rest, unit)) => (rest, Some(unit)),
        None => (strip_currency(&text), None),
    };
    let Some(value) = parse_decimal(number) else { return Err(not_exact(raw)) };
    let Some(unit) = cell_unit.or(header) else {
        return Err(Finding::error(
            "amount.unit_unknown",
            format!("“{}”没有写单位，表头和表上方也没有", shorten(raw, 30)),
            "请为这一列指定单位（万元或亿元），或在格子里写明单位",
        ));
    };
    let mut amount = to_yuan(raw, value, unit)?;
    if let (Some(cell), Some(head)) = (cell_unit, header)
        && cell != head
    {
        amount.notes.push(Finding::warning(
            "amount.unit_from_cell",
            format!("表头单位是{}，格子里写的是{}，按格子的单位读", head.label(), cell.label()),
            "请核对数额；不对请改这一格",
        ));
    }
    Ok(Some(amount))
}

/// 读一个数字格。
pub fn amount_from_number(number: f64, header: Option<MoneyUnit>) -> Result<Option<Amount>, Finding> {
    if !number.is_finite() {
        return Err(not_exact(&number.to_string()));
    }
    parse_amount(&number_text(number), header)
}

/// 去掉不影响数额的货币写法。
fn strip_currency(text: &str) -> &str {
    let text = ["人民币", "RMB", "¥", "￥"].iter().fold(text, |t, p| t.strip_prefix(p).unwrap_or(t));
    let text = text.strip_suffix("人民币").unwrap_or(text);
    text.strip_suffix('整').unwrap_or(text)
}

fn not_exact(raw: &str) -> Finding {
    Finding::error("amount.not_exact", format!("“{}”不是确切的数额，系统不猜", shorten(raw, 30)), FIX)
}

fn to_yuan(raw: &str, value: Decimal, unit: MoneyUnit) -> Result<Amount, Finding> {
    if value.is_sign_negative() && !value.is_zero() {
        return Err(Finding::error("amount.negative", format!("“{}”是负数", shorten(raw, 30)), FIX));
    }
    let Some(per_unit) = unit.yuan() else {
        return Err(Finding::error(
            "amount.foreign",
            format!("“{}”是外币（{}），系统不折算", shorten(raw, 30), unit.label()),
            "请按签约时的汇率折成人民币填写，并在备注里写明原币金额和汇率",
        ));
    };
    let exact = value.checked_mul(Decimal::from(per_unit));
    let rounded = exact.map(|e| e.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero));
    let yuan = rounded.and_then(|r| r.to_i64()).filter(|y| *y <= MAX_AMOUNT_YUAN);
    let Some(yuan) = yuan else {
        return Err(Finding::error(
            "amount.too_large",
            format!("“{}”按{}计超过十万亿元", shorten(raw, 30), unit.label()),
            "请检查单位是不是弄错了（亿元、万元、元）",
        ));
    };
    let mut notes = Vec::new();
    if exact != rounded {
        notes.push(Finding::warning(
            "amount.rounded",
            format!("“{}”换成元后有角分，四舍五入为{yuan}元", shorten(raw, 30)),
            "请核对；不对请改这一格",
        ));
    }
    if yuan == 0 {
        notes.push(Finding::warning("amount.zero", "金额写的是0", "不知道金额请留空，0会被当成确实没有投资"));
    }
    Ok(Amount { yuan, notes })
}

/// 读十进制数：可带千分位逗号（必须三位一组）；其他写法一律不认。
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let text = fold(text);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some((w, f)) => (w, f),
        None => (digits, ""),
    };
    if !fraction.chars().all(|c| c.is_ascii_digit()) || whole.len() + fraction.len() > 40 {
        return None;
    }
    let whole = ungroup(whole)?;
    format!("{sign}{whole}{}{fraction}", if fraction.is_empty() { "" } else { "." }).parse().ok()
}

/// 去掉千分位逗号；分组不是三位的不认（“1,23”可能是小数点写错）。
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    if first.is_empty() || !first.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut out = first.to_string();
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !group.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        out.push_str(group);
    }
    Some(out)
}

/// 元写成万元的精确文字：3538600100 → `353860.01`。
pub fn wan_text(yuan: i64) -> String {
    (Decimal::from(yuan) / Decimal::from(10_000)).normalize().to_string()
}

/// 元写成带千分位的“万元”数，给人看。
pub fn wan_grouped(yuan: i64) -> String {
    let text = wan_text(yuan);
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = text.split_once('.').map_or((text, String::new()), |(w, d)| (w, format!(".{d}")));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn yuan(text: &str, unit: MoneyUnit) -> Option<i64> {
        parse_amount(text, Some(unit)).unwrap().map(|a| a.yuan)
    }

    #[test]
    fn thousands_are_set_apart() {
        for (yuan, text) in [
            (0, "0"),
            (9_990_000, "999"),
            (10_000_000, "1,000"),
            (37_888_600_100, "3,788,860.01"),
            (-1_234_567_890, "-123,456.789"),
        ] {
            assert_eq!(wan_grouped(yuan), text);
        }
    }

    #[test]
    fn reads_what_clerks_write() {
        assert_eq!(yuan("20.00亿元", MoneyUnit::Yi), Some(2_000_000_000));
        assert_eq!(yuan("２８", MoneyUnit::Yi), Some(2_800_000_000));
        assert_eq!(yuan(" 15 亿元", MoneyUnit::Yi), Some(1_500_000_000));
        assert_eq!(yuan("25.22亿元", MoneyUnit::Wan), Some(2_522_000_000));
        assert_eq!(yuan("100000万元", MoneyUnit::Yi), Some(1_000_000_000));
        assert_eq!(yuan("１２０，８６０．０１", MoneyUnit::Wan), Some(1_208_600_100));
        assert_eq!(yuan("252,200.00", MoneyUnit::Wan), Some(2_522_000_000));
        assert_eq!(yuan("人民币3亿元整", MoneyUnit::Wan), Some(300_000_000));
        for none in ["", " ", "—", "－", "-", "/", "无", "暂无"] {
            assert_eq!(yuan(none, MoneyUnit::Wan), None, "{none}");
        }
        assert_eq!(
            amount_from_number(353_860.01, Some(MoneyUnit::Wan)).unwrap().unwrap().yuan,
            3_538_600_100
        );
    }

    #[test]
    fn never_guesses() {
        let unclear = [
            "待定",
            "5亿多元",
            "超70亿元（两项合计）",
            "20亿元以上",
            "约3亿",
            "1,23",
            "5-10亿",
            "1e400",
            "NaN",
            "1.",
            ".5万",
        ];
        for text in unclear {
            assert_eq!(
                parse_amount(text, Some(MoneyUnit::Wan)).unwrap_err().code,
                "amount.not_exact",
                "{text}"
            );
        }
        assert_eq!(parse_amount("3", None).unwrap_err().code, "amount.unit_unknown");
        assert_eq!(parse_amount("3万美元", None).unwrap_err().code, "amount.foreign");
        assert_eq!(parse_amount("-3", Some(MoneyUnit::Yi)).unwrap_err().code, "amount.negative");
        assert_eq!(
            parse_amount("9223372036854775808", Some(MoneyUnit::Yuan)).unwrap_err().code,
            "amount.too_large"
        );
        assert_eq!(amount_from_number(f64::NAN, Some(MoneyUnit::Yi)).unwrap_err().code, "amount.not_exact");
    }

    #[test]
    fn says_what_it_did() {
        let a = parse_amount("2亿", Some(MoneyUnit::Wan)).unwrap().unwrap();
        assert_eq!(a.notes[0].code, "amount.unit_from_cell");
        let a = parse_amount("0.00001234", Some(MoneyUnit::Wan)).unwrap().unwrap();
        assert_eq!((a.yuan, a.notes[0].code), (0, "amount.rounded"));
        assert_eq!(wan_text(3_538_600_100), "353860.01");
        assert_eq!(wan_text(0), "0");
    }

    proptest! {
        #[test]
        fn any_text_is_safe(s in "\\PC*") {
            let _ = parse_amount(&s, Some(MoneyUnit::Wan));
            let _ = parse_amount(&s, None);
        }

        #[test]
        fn any_number_is_safe(n in proptest::num::f64::ANY) {
            let _ = amount_from_number(n, Some(MoneyUnit::Yi));
        }

        #[test]
        fn round_trip(y in 0i64..=MAX_AMOUNT_YUAN) {
            prop_assert_eq!(yuan(&wan_text(y), MoneyUnit::Wan), Some(y));
            prop_assert_eq!(yuan(&format!("{y}元"), MoneyUnit::Yi), Some(y));
        }
    }
}
