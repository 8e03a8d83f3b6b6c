//! Do two units negotiate the same matter with an investor?

use crate::text::{normalise_name, similarity};

/// From this likeness two directions are taken for the same matter.
const SAME_MATTER: f64 = 0.5;

/// What is negotiated.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    /// In words.
    pub direction: &'a str,
    /// Industry chain.
    pub chain: Option<&'a str>,
    /// Industry, letter and two or more digits.
    pub industry_code: Option<&'a str>,
}

/// Same chain, same division of industry, or like words. The answer only warns, so it may be generous.
pub fn overlap(a: Matter<'_>, b: Matter<'_>) -> bool {
    let same = |a: Option<&str>, b: Option<&str>| {
        a.zip(b).is_some_and(|(a, b)| !a.is_empty() && normalise_name(a) == normalise_name(b))
    };
    let division = |code: &str| code.chars().take(3).collect::<String>();
    let industry = a.industry_code.zip(b.industry_code).is_some_and(|(a, b)| division(a) == division(b));
    same(a.chain, b.chain) || industry || like(a.direction, b.direction)
}

fn like(a: &str, b: &str) -> bool {
    let (a, b) = (normalise_name(a), normalise_name(b));
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    let contained = short.chars().count() >= 2 && long.contains(short.as_str());
    contained || similarity(&a, &b) >= SAME_MATTER
}
