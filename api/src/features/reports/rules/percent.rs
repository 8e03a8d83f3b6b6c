//! Percentages as the bureaus print them: two decimals, exact integer arithmetic, half up or cut off by switch.
//!
//! Source of the examples: domain handbook §3.1 and §18 cases 1–2 (Weinan 2010, 19th and 21st 兰洽会).

use crate::text_enum;

text_enum! {
    /// 百分比取两位小数的方式
    Rounding {
        HalfUp = "half_up" / "四舍五入",
        Truncate = "truncate" / "截尾",
    }
}

/// Hundredths of a percent.
pub type Hundredths = i64;

/// `numerator` ÷ `denominator` in hundredths of a percent; `None` when the denominator is not above zero.
pub fn percent(numerator: i64, denominator: i64, rounding: Rounding) -> Option<Hundredths> {
    (denominator > 0).then(|| divide(i128::from(numerator) * 10_000, i128::from(denominator), rounding))
}

/// Growth against an earlier figure, in hundredths of a percent: (this − last) ÷ last.
pub fn growth(this: i64, last: i64, rounding: Rounding) -> Option<Hundredths> {
    let difference = i128::from(this) - i128::from(last);
    (last > 0).then(|| divide(difference * 10_000, i128::from(last), rounding))
}

/// Rounds away from zero at the half, or towards zero; `denominator` is positive.
fn divide(numerator: i128, denominator: i128, rounding: Rounding) -> Hundredths {
    let magnitude = match rounding {
        Rounding::HalfUp => (numerator.abs() * 2 + denominator) / (denominator * 2),
        Rounding::Truncate => numerator.abs() / denominator,
    };
    let signed = if numerator < 0 { -magnitude } else { magnitude };
    i64::try_from(signed).unwrap_or(if numerator < 0 { i64::MIN } else { i64::MAX })
}

/// As a JSON number with two decimals.
pub fn number(hundredths: Hundredths) -> f64 {
    hundredths as f64 / 100.0
}

/// As printed: `99.66%`.
pub fn text(hundredths: Hundredths) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let magnitude = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}%", magnitude / 100, magnitude % 100)
}

/// A printed percentage such as `99.65` in hundredths; more than two decimals or other characters are refused.
pub fn printed(text: &str) -> Option<Hundredths> {
    let text = text.trim().trim_end_matches(['%', '％']);
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let (negative, whole) = whole.strip_prefix('-').map_or((false, whole), |w| (true, w));
    if whole.is_empty() || whole.len() > 6 || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let value = whole.parse::<i64>().ok()? * 100 + format!("{decimals:0<2}").parse::<i64>().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rounding::{HalfUp, Truncate};
    use proptest::prelude::*;

    fn shown(numerator: i64, denominator: i64, rounding: Rounding) -> String {
        percent(numerator, denominator, rounding).map(text).unwrap_or_else(|| "—".to_owned())
    }

    /// Case 1 of the handbook: Weinan 2010, 292 contracts.
    #[test]
    fn weinan_to_the_last_digit() {
        assert_eq!(shown(291, 292, HalfUp), "99.66%");
        assert_eq!(shown(291, 292, Truncate), "99.65%");
        assert_eq!(shown(198, 292, HalfUp), "67.81%");
        assert_eq!((shown(290, 292, HalfUp), shown(197, 292, HalfUp)), ("99.32%".into(), "67.47%".into()));
        assert_eq!(shown(712_000, 7_140_000, HalfUp), "9.97%");
    }

    /// Case 2: the 19th and the 21st 兰洽会, amounts in yuan.
    #[test]
    fn lanzhou_fair_to_the_last_digit() {
        assert_eq!(shown(907, 1093, HalfUp), "82.98%");
        assert_eq!(shown(401, 1093, HalfUp), "36.69%");
        assert_eq!(shown(279_449_000_000, 612_909_000_000, HalfUp), "45.59%");
        assert_eq!(shown(733, 1292, HalfUp), "56.73%");
        assert_eq!(shown(88_140_000_000, 679_318_000_000, HalfUp), "12.97%");
    }

    #[test]
    fn other_printed_examples() {
        assert_eq!(shown(988, 2400, HalfUp), "41.17%");
        assert_eq!(shown(21_922, 58_900, HalfUp), "37.22%");
        assert_eq!(shown(63, 81, HalfUp), "77.78%");
        assert_eq!(shown(476_622, 700_000, HalfUp), "68.09%");
        assert_eq!(growth(476_622, 387_866, HalfUp).map(text).as_deref(), Some("22.88%"));
        assert_eq!(growth(90, 100, HalfUp).map(text).as_deref(), Some("-10.00%"));
    }

    #[test]
    fn an_unknown_denominator_gives_no_percentage() {
        assert_eq!(shown(3, 0, HalfUp), "—");
        assert_eq!(growth(3, 0, HalfUp), None);
    }

    #[test]
    fn printed_values_are_read_exactly() {
        assert_eq!(printed("99.65"), Some(9965));
        assert_eq!(printed("12.6%"), Some(1260));
        assert_eq!(printed("100"), Some(10_000));
        assert_eq!(printed("-3.05"), Some(-305));
        for bad in ["", "%", "1.234", "1e3", "12,5", "—", "1234567", "--1", "1.-2"] {
            assert_eq!(printed(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn half_up_is_never_further_than_half_a_hundredth(n in 0i64..1_000_000_000_000, d in 1i64..1_000_000_000_000) {
            let rounded = i128::from(percent(n, d, HalfUp).expect("known"));
            let cut = i128::from(percent(n, d, Truncate).expect("known"));
            let exact = i128::from(n) * 10_000;
            prop_assert!((rounded * i128::from(d) - exact).abs() * 2 <= i128::from(d));
            prop_assert!(cut * i128::from(d) <= exact && exact < (cut + 1) * i128::from(d));
        }

        #[test]
        fn what_is_printed_is_read_back(hundredths in -99_999_999i64..99_999_999) {
            prop_assert_eq!(printed(&text(hundredths)), Some(hundredths));
        }
    }
}
