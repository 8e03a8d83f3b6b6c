//! Arithmetic of the figures.

/// Percent with two decimals, half up; `None` of nothing.
pub fn percent(kept: i64, of: i64) -> Option<f64> {
    if of <= 0 {
        return None;
    }
    let hundredths = (i128::from(kept) * 20_000 + i128::from(of)) / (i128::from(of) * 2);
    Some(hundredths as f64 / 100.0)
}

/// The median; of an even number the mean of the two in the middle.
pub fn median(mut values: Vec<i32>) -> Option<f64> {
    values.sort_unstable();
    let n = values.len();
    match n {
        0 => None,
        n if n % 2 == 1 => Some(f64::from(values[n / 2])),
        n => Some((f64::from(values[n / 2 - 1]) + f64::from(values[n / 2])) / 2.0),
    }
}

/// The mean with two decimals.
pub fn mean(values: &[i32]) -> Option<f64> {
    let sum: i64 = values.iter().map(|v| i64::from(*v)).sum();
    let n = values.len() as i64;
    (n > 0).then(|| ((sum * 200 + n) / (n * 2)) as f64 / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_half_up() {
        assert_eq!(percent(27, 28), Some(96.43));
        assert_eq!(percent(1, 8), Some(12.5));
        assert_eq!(percent(0, 0), None);
        assert_eq!(median(vec![5, 1, 3]), Some(3.0));
        assert_eq!(median(vec![4, 1]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
        assert_eq!(mean(&[5, 4, 4]), Some(4.33));
        assert_eq!(mean(&[]), None);
    }
}
