//! Credit shares: exactly 100 %, and an exact split of amounts and counts.

use super::super::model::Share;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::model::Percent;
use std::collections::BTreeSet;

const WHOLE: i128 = 10_000;

/// Shares of distinct units, each above nothing, that sum to exactly 100 %.
///
/// # Errors
/// 422 naming every wrong field; `share.does_not_sum` with the difference.
pub fn check_shares(shares: &[Share]) -> Result<()> {
    let mut wrong = Vec::new();
    let mut add = |pointer: String, code: &str, message: &str| {
        wrong.push(FieldError { pointer, code: code.to_owned(), message: message.to_owned() });
    };
    let mut seen = BTreeSet::new();
    for (i, share) in shares.iter().enumerate() {
        if share.share_percent.0 <= 0 {
            add(format!("/shares/{i}/share_percent"), "too_small", "分成须大于0。不分成的单位请去掉。");
        }
        if !seen.insert(share.unit_id) {
            add(format!("/shares/{i}/unit_id"), "duplicate", "同一单位写了两次，请合并为一条。");
        }
        if share.reason.trim().is_empty() {
            add(format!("/shares/{i}/reason"), "required", "请写明这个单位为什么分成。");
        }
    }
    if shares.is_empty() {
        add("/shares".to_owned(), "required", "请至少写一个单位。");
    }
    if !wrong.is_empty() {
        return Err(Error::invalid(wrong));
    }
    let sum: i32 = shares.iter().map(|s| s.share_percent.0).sum();
    if sum == Percent::WHOLE.0 {
        return Ok(());
    }
    let difference = Percent((sum - Percent::WHOLE.0).abs());
    let more = if sum > Percent::WHOLE.0 { "多" } else { "少" };
    let message =
        format!("分成合计{}%，应恰为100%，{more}{difference}个百分点。请改正后再提交。", Percent(sum));
    let error =
        FieldError { pointer: "/shares".to_owned(), code: "sum".to_owned(), message: message.clone() };
    Err(Error::new(Code::ShareSum).detail(message).with_errors(vec![error]))
}

/// The shares by unit; without any the lead unit has all.
pub fn shares_or_lead(shares: &[(i64, Percent)], lead_unit_id: i64) -> Vec<(i64, Percent)> {
    if shares.is_empty() { vec![(lead_unit_id, Percent::WHOLE)] } else { shares.to_vec() }
}

/// Splits an amount by shares that sum to 100 %: whole yuan that sum to exactly the amount. Each unit gets the whole
/// part of its share, what is left goes yuan by yuan to the largest remainders, the earlier unit first among equals.
pub fn split_yuan(amount_yuan: i64, shares: &[(i64, Percent)]) -> Vec<(i64, i64)> {
    let (size, sign) = (i128::from(amount_yuan).abs(), i128::from(amount_yuan.signum()));
    let exact: Vec<(i64, i128)> = shares.iter().map(|(unit, p)| (*unit, size * i128::from(p.0))).collect();
    let mut parts: Vec<i128> = exact.iter().map(|(_, product)| product / WHOLE).collect();
    let left = usize::try_from(size - parts.iter().sum::<i128>()).unwrap_or_default();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(exact[*i].1 % WHOLE), *i));
    for i in order.into_iter().take(left) {
        parts[i] += 1;
    }
    let yuan = |part: i128| i64::try_from(part * sign).unwrap_or_default();
    exact.iter().zip(parts).map(|((unit, _), part)| (*unit, yuan(part))).collect()
}

/// An exact fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: i64,
    /// Below the line, positive.
    pub denominator: i64,
}

impl Fraction {
    /// In lowest terms.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1);
        let divisor = i64::try_from(divisor).unwrap_or(1);
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// The exact sum.
    pub fn plus(self, other: Self) -> Self {
        let numerator = self.numerator * other.denominator + other.numerator * self.denominator;
        Self::new(numerator, self.denominator * other.denominator)
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Splits a count by shares, as exact fractions: 1 project at 33.33 % is 3333/10000.
pub fn split_count(count: i64, shares: &[(i64, Percent)]) -> Vec<(i64, Fraction)> {
    shares.iter().map(|(unit, p)| (*unit, Fraction::new(count * i64::from(p.0), 10_000))).collect()
}
