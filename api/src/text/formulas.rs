//! Text that a spreadsheet would run as a formula: an apostrophe in front keeps it text, and is taken off again when
//! the table comes back. Guarding is reversible: a text that begins with apostrophes before such a sign gets one more.

use std::borrow::Cow;

/// Signs at which spreadsheets begin to calculate; the full-width ones are taken for them by input methods.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn would_run(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(SIGNS)
}

/// The text as it may stand in a cell.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    if would_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text behind a cell that [`guard_formula`] wrote; other texts stay as they are.
pub fn unguard_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| would_run(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_stay_text_and_come_back() {
        assert_eq!(guard_formula("=1+1"), "'=1+1");
        assert_eq!(guard_formula("'=1+1"), "''=1+1");
        assert_eq!(guard_formula("＝SUM(A1)"), "'＝SUM(A1)");
        assert_eq!(guard_formula("年产1=2"), "年产1=2");
        assert_eq!(guard_formula("'甲"), "'甲");
        assert_eq!(unguard_formula("'甲"), "'甲");
    }

    proptest! {
        #[test]
        fn guarding_is_undone(signs in "['=+@\t-]{0,4}", rest in ".*") {
            let text = format!("{signs}{rest}");
            let guarded = guard_formula(&text);
            prop_assert_eq!(unguard_formula(&guarded), text.as_str());
            prop_assert!(!guarded.starts_with(SIGNS));
        }
    }
}
