//! What makes a password acceptable. Two profiles (see [`crate::config::PasswordProfile`]): `djbh3` asks for three
//! kinds of characters and a change every 90 days (等保三级), `nist` forbids both (NIST SP 800-63B, OWASP ASVS 5).

use crate::config::PasswordProfile;
use crate::db::types::Stamp;
use crate::error::FieldError;
use crate::text::readings::readings;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Shortest password, in characters.
pub const MIN_CHARACTERS: usize = 10;
/// Longest password, in characters.
pub const MAX_CHARACTERS: usize = 200;
/// How many earlier passwords may not come back.
pub const HISTORY: usize = 5;
/// Life of a password under `djbh3`, days.
pub const ROTATION_DAYS: i64 = 90;

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../../data/passwords/common.txt").lines().filter(|l| !l.starts_with('#')).collect()
});

/// Rows of keys and letters along which fingers walk.
const WALKS: &[&str] = &[
    "01234567890",
    "09876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiop",
    "poiuytrewq",
    "asdfghjkl",
    "lkjhgfdsa",
    "zxcvbnm",
    "mnbvcxz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "!@#$%^&*()",
];

/// Whose password it is to be.
pub struct Owner<'a> {
    /// User name.
    pub username: &'a str,
    /// Name of the person, usually Chinese.
    pub name: &'a str,
}

/// Everything that is wrong with a new password, each with its remedy; empty when it is acceptable.
pub fn problems(profile: PasswordProfile, password: &str, owner: &Owner<'_>) -> Vec<FieldError> {
    let length = password.chars().count();
    let kinds = kinds(password);
    let checks = [
        (
            length < MIN_CHARACTERS,
            "too_short",
            format!("口令至少{MIN_CHARACTERS}个字符，请加长；用几个互不相干的词最好记。"),
        ),
        (length > MAX_CHARACTERS, "too_long", format!("口令最多{MAX_CHARACTERS}个字符，请缩短。")),
        (
            profile == PasswordProfile::Djbh3 && kinds < 3,
            "too_simple",
            "口令须含大写字母、小写字母、数字、其他符号中的至少三类，请补充。".to_owned(),
        ),
        (
            is_common(password),
            "common",
            "这是常见的、容易被猜中的口令（常用词、连续按键、重复或年份）。请换一个。".to_owned(),
        ),
        (
            names_owner(password, owner),
            "own_name",
            "口令中含有您的用户名或姓名（拼音），请换一个。".to_owned(),
        ),
    ];
    checks
        .into_iter()
        .filter(|(wrong, ..)| *wrong)
        .map(|(_, code, message)| FieldError {
            pointer: "/new_password".to_owned(),
            code: code.to_owned(),
            message,
        })
        .collect()
}

/// Has the password outlived its time?
pub fn is_overdue(profile: PasswordProfile, changed_at: Stamp, now: Stamp) -> bool {
    profile == PasswordProfile::Djbh3 && changed_at.plus_seconds(ROTATION_DAYS * 86_400) <= now
}

/// Has a one-time password outlived its time? Lasting ones have no end.
pub fn is_expired(expires_at: Option<Stamp>, now: Stamp) -> bool {
    expires_at.is_some_and(|end| end <= now)
}

fn kinds(password: &str) -> usize {
    let tests: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_digit(),
        |c| !c.is_ascii_alphanumeric(),
    ];
    tests.iter().filter(|test| password.chars().any(test)).count()
}

/// Known from lists of leaked passwords, or a known word with a guessable ending, a walk over the keys, a repetition.
pub fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let distinct: HashSet<char> = lower.chars().collect();
    if COMMON.contains(lower.as_str()) || COMMON.contains(plain(&lower).as_str()) {
        return true;
    }
    if distinct.len() < 5 || is_walk(&lower) || is_repetition(&lower) {
        return true;
    }
    let edge = |c: char| !c.is_ascii_alphabetic();
    let core = lower.trim_matches(edge);
    let before = lower.len() - lower.trim_start_matches(edge).len();
    let ends = [&lower[..before], &lower[before + core.len()..]];
    COMMON.contains(plain(core).as_str()) && ends.iter().all(|end| is_guessable_ending(end))
}

/// Letters behind the usual disguises: `p@$$w0rd` is `password`.
fn plain(text: &str) -> String {
    let letter = |c| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

fn is_guessable_ending(end: &str) -> bool {
    let digits: String = end.chars().filter(char::is_ascii_digit).collect();
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    digits.len() <= 3
        || year
        || is_walk(&digits)
        || is_repetition(&digits)
        || COMMON.contains(digits.as_str())
}

/// Made of runs of at least three neighbouring keys, letters or equal characters: `qwerty123456`, `aaa111bbb222`.
fn is_walk(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let adjacent = |a: char, b: char| {
        a == b
            || WALKS
                .iter()
                .any(|walk| walk.match_indices(a).any(|(i, _)| walk[i + a.len_utf8()..].starts_with(b)))
    };
    let mut run = 1;
    for pair in characters.windows(2) {
        if adjacent(pair[0], pair[1]) {
            run += 1;
        } else if run < 3 {
            return false;
        } else {
            run = 1;
        }
    }
    run >= 3
}

/// The same few characters again and again: `Zs26Zs26Zs26`.
fn is_repetition(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (1..=5.min(characters.len() / 2)).any(|unit| {
        characters.len() >= 6 && characters.iter().enumerate().all(|(i, c)| *c == characters[i % unit])
    })
}

fn names_owner(password: &str, owner: &Owner<'_>) -> bool {
    let password = password.to_lowercase();
    let username = owner.username.to_lowercase();
    if username.chars().count() >= 3 && password.contains(&username) {
        return true;
    }
    let name = owner.name.trim().to_lowercase();
    if name.chars().count() >= 2 && password.contains(&name) {
        return true;
    }
    spellings(&name).iter().any(|spelt| spelt.len() >= 4 && password.contains(spelt.as_str()))
}

/// The name in pinyin, every usual reading; only for names of a usual length.
fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in name.chars().take(6) {
        let readings = readings(c);
        if readings.as_slice().is_empty() {
            return Vec::new();
        }
        all = all
            .iter()
            .flat_map(|start| readings.as_slice().iter().map(move |r| format!("{start}{r}")))
            .collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(profile: PasswordProfile, password: &str) -> Vec<String> {
        let owner = Owner { username: "zhaolei", name: "单晓" };
        problems(profile, password, &owner).into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn chinese_and_other_habits_are_common() {
        for bad in [
            "woaini5201314",
            "WoAiNi1314!",
            "Password@123",
            "P@ssw0rd2026",
            "1qaz2wsx3edc",
            "1234567890",
            "qwerty123456",
            "Zhaoshang@2026",
            "Jinchang888888",
            "aaa111bbb222",
            "Zs26Zs26Zs26",
            "5201314woaini",
            "Admin@123456",
            "!QAZ@WSX#EDC",
        ] {
            assert!(is_common(bad), "{bad}");
        }
        for good in
            ["Tie-Shan-9-lu", "紫花苜蓿每年三茬", "Kd7m-x4Pq-9wTn", "MuXu.GanCao.47", "correct horse battery"]
        {
            assert!(!is_common(good), "{good}");
        }
    }

    #[test]
    fn both_profiles_ask_for_length_and_no_names_only_one_for_kinds() {
        assert_eq!(codes(PasswordProfile::Nist, "nickel copper river"), Vec::<String>::new());
        assert_eq!(codes(PasswordProfile::Djbh3, "nickelcopperriver"), ["too_simple"]);
        assert_eq!(codes(PasswordProfile::Nist, "kx-93-Yd"), ["too_short"]);
        for own in ["8-ZhaoLei-grows", "8-ShanXiao-grows", "8-danxiao-Grows", "单晓喜欢2026年的风"] {
            assert!(codes(PasswordProfile::Nist, own).contains(&"own_name".to_owned()), "{own}");
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        assert_eq!(codes(PasswordProfile::Djbh3, "aaaa"), ["too_short", "too_simple", "common"]);
    }

    #[test]
    fn rotation_is_a_matter_of_the_profile() {
        let (then, now) = (Stamp::from_micros(0), Stamp::from_micros(0).plus_seconds(90 * 86_400));
        assert!(is_overdue(PasswordProfile::Djbh3, then, now));
        assert!(!is_overdue(PasswordProfile::Djbh3, then, now.plus_seconds(-1)));
        assert!(!is_overdue(PasswordProfile::Nist, then, now));
        assert!(is_expired(Some(now), now) && !is_expired(Some(now.plus_seconds(1)), now));
        assert!(!is_expired(None, now));
    }
}
