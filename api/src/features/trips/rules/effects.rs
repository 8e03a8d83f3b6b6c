//! What came of trips: exact shares, attribution, rates.

use super::super::model::effects::{Attribution, FractionView, RatioView};
use super::super::model::totals::Total;
use crate::features::projects::Stage;
use std::collections::{BTreeMap, BTreeSet};

/// An exact fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };

    /// `numerator / denominator`; a zero denominator counts as one.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1) as i128;
        Self { numerator: numerator / divisor, denominator: (denominator / divisor).max(1) }
    }

    /// The sum, exact.
    pub fn plus(self, other: Fraction) -> Fraction {
        let divisor = gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs()).max(1) as i128;
        let (a, b) = (other.denominator / divisor, self.denominator / divisor);
        Fraction::new(self.numerator * a + other.numerator * b, self.denominator * a)
    }

    /// The fraction of an amount.
    pub fn of(self, amount: i64) -> Fraction {
        Fraction::new(self.numerator * i128::from(amount), self.denominator)
    }

    /// Rounded half up to a whole number.
    pub fn rounded(self) -> i64 {
        let twice = 2 * self.numerator + self.denominator;
        i64::try_from(twice.div_euclid(2 * self.denominator)).unwrap_or(i64::MAX)
    }

    /// As shown.
    pub fn view(self) -> FractionView {
        FractionView {
            numerator: i64::try_from(self.numerator).unwrap_or(i64::MAX),
            denominator: i64::try_from(self.denominator).unwrap_or(i64::MAX),
            text: self.to_string(),
        }
    }
}

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.denominator == 1 {
            return write!(f, "{}", self.numerator);
        }
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// One link of a project to a company of a trip, in the order they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkFact {
    /// Project.
    pub project_id: i64,
    /// Trip.
    pub trip_id: i64,
    /// Company of the trip.
    pub company_id: i64,
    /// Did this outcome register the project?
    pub made_project: bool,
}

/// A project's share that falls to one trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Project.
    pub project_id: i64,
    /// Trip.
    pub trip_id: i64,
    /// Company of the trip.
    pub company_id: i64,
    /// How much.
    pub share: Fraction,
}

/// Divides projects among trips; the shares of a project sum to exactly one. `first` names, by project, the trip and
/// company of the first visit to its investor.
pub fn attribute(rule: Attribution, links: &[LinkFact], first: &BTreeMap<i64, (i64, i64)>) -> Vec<Share> {
    let mut by_project: BTreeMap<i64, Vec<LinkFact>> = BTreeMap::new();
    for link in links {
        by_project.entry(link.project_id).or_default().push(*link);
    }
    let whole = Fraction::new(1, 1);
    let mut out = Vec::new();
    for (project_id, links) in by_project {
        let decisive = links.iter().find(|l| l.made_project).or_else(|| links.first());
        let decisive = decisive.map(|l| (l.trip_id, l.company_id));
        match rule {
            Attribution::Equal => {
                let mut seen = BTreeSet::new();
                let each: Vec<&LinkFact> = links.iter().filter(|l| seen.insert(l.trip_id)).collect();
                let share = Fraction::new(1, each.len() as i128);
                out.extend(each.into_iter().map(|l| Share {
                    project_id,
                    trip_id: l.trip_id,
                    company_id: l.company_id,
                    share,
                }));
            }
            Attribution::Decisive => out.extend(decisive.map(|(trip_id, company_id)| Share {
                project_id,
                trip_id,
                company_id,
                share: whole,
            })),
            Attribution::FirstContact => {
                let winner = first.get(&project_id).copied().or(decisive);
                out.extend(winner.map(|(trip_id, company_id)| Share {
                    project_id,
                    trip_id,
                    company_id,
                    share: whole,
                }));
            }
        }
    }
    out
}

/// Has a project in this stage been signed? One that ended later keeps the stage it had reached.
pub fn is_signed(stage: Stage) -> bool {
    stage >= Stage::Signed
}

/// Has a project in this stage landed?
pub fn is_landed(stage: Stage) -> bool {
    stage >= Stage::Landed
}

/// What the figures mean.
pub fn basis(rule: Attribution) -> String {
    format!(
        "外出：途中、总结中、已结束的。见到企业：有拜访记录或结果（未见除外）的企业，同一家只计一次。意向：结果为有意向、转线索、\
         签意向、签合同的企业。项目：由拜访登记或关联的项目，只计看得见的，{}。签约、落地：达到过该阶段的，含其后终止的。\
         到位资金：审核通过的。只知合计的外出单列，不相加。",
        rule.label()
    )
}

/// A rate with two decimals, half up.
pub fn ratio(code: &str, label: &str, numerator: Fraction, denominator: Fraction) -> RatioView {
    RatioView {
        code: code.to_owned(),
        label: label.to_owned(),
        percent: percent(numerator, denominator),
        numerator: numerator.view(),
        denominator: denominator.view(),
    }
}

fn percent(part: Fraction, whole: Fraction) -> Option<f64> {
    if whole.numerator <= 0 {
        return None;
    }
    let hundredths =
        Fraction::new(part.numerator * whole.denominator * 10_000, part.denominator * whole.numerator);
    Some(hundredths.rounded() as f64 / 100.0)
}

/// The rate of a reported total in words: an upper bound when the companies are only a lower one.
pub fn reported_rate(total: &Total) -> Option<String> {
    let (intentions, companies) = (total.intentions?, total.companies.filter(|c| *c > 0)?);
    let whole = Fraction::new(i128::from(companies), 1);
    let percent = percent(Fraction::new(i128::from(intentions), 1), whole)?;
    let sign = if total.lower_bound { "≤ " } else { "" };
    Some(format!("{sign}{percent} %"))
}

/// What opening a number of a reported total says.
pub fn reported_records(total: &Total) -> String {
    let mut parts = Vec::new();
    parts.extend(total.trips.map(|n| format!("外出{n}次")));
    let more = if total.lower_bound { "余" } else { "" };
    parts.extend(total.companies.map(|n| format!("企业{n}{more}家")));
    parts.extend(total.intentions.map(|n| format!("意向{n}个")));
    format!("只知合计（{}，{}）：{}，没有逐条记录。", total.reported_by, total.period, parts.join("、"))
}
