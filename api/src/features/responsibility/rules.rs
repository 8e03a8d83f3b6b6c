//! Pure decisions: who has to be there, which terms fit together, what a project should be carried by, what is missing.

pub mod checklists;

use super::model::sponsorship::{SponsorLevel, SponsorshipRules};
use super::model::{Assignment, AssignmentRole};
use crate::error::{Blocking, Error, FieldError, Result};
use crate::features::projects::{EndState, Project, Stage};
use crate::text::money::headline;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// From which stage on somebody must hold each role.
#[derive(Debug, Clone, PartialEq)]
pub struct Needs {
    /// As the gates say, of every project.
    pub from: BTreeMap<AssignmentRole, Stage>,
    /// Which projects need a leader besides.
    pub sponsorship: SponsorshipRules,
    /// Revision of the rules of sponsorship.
    pub sponsorship_revision: i32,
}

impl Needs {
    /// Must somebody hold this role on a project of this standing?
    pub fn requires(
        &self,
        role: AssignmentRole,
        stage: Stage,
        end_state: Option<EndState>,
        yuan: Option<i64>,
    ) -> bool {
        if !matches!(end_state, None | Some(EndState::Suspended)) {
            return false;
        }
        let by_gate = self.from.get(&role).is_some_and(|from| stage >= *from);
        let by_amount = role == AssignmentRole::Sponsor
            && stage >= self.sponsorship.required_from
            && level_of(&self.sponsorship, yuan).is_some();
        by_gate || by_amount
    }

    /// [`Needs::requires`] of a project as it stands.
    pub fn of(&self, role: AssignmentRole, project: &Project) -> bool {
        self.requires(role, project.stage, project.end_state, project.total_investment_yuan)
    }

    /// The first stage from which the role may be required at all.
    pub fn first_stage(&self, role: AssignmentRole) -> Option<Stage> {
        let by_amount = (role == AssignmentRole::Sponsor).then_some(self.sponsorship.required_from);
        self.from.get(&role).copied().into_iter().chain(by_amount).min()
    }
}

/// Who appoints to a role, in words for what is missing.
fn how_to_fill(role: AssignmentRole) -> &'static str {
    match role {
        AssignmentRole::Sponsor => "由招商局在责任链中指定包抓领导",
        AssignmentRole::Commissioner => "由牵头单位或招商局在责任链中指定服务专员",
        AssignmentRole::Liaison => "由牵头单位或招商局在责任链中指定联络员",
    }
}

/// A role that somebody must hold and nobody does.
pub fn vacancy(role: AssignmentRole) -> Blocking {
    Blocking {
        code: "role.vacant".to_owned(),
        field: role.code().to_owned(),
        message: format!("尚未指定{}", role.label()),
        how_to_fix: how_to_fill(role).to_owned(),
    }
}

/// The level that a project of this amount belongs to: the highest it reaches.
pub fn level_of(rules: &SponsorshipRules, yuan: Option<i64>) -> Option<&SponsorLevel> {
    let yuan = yuan?;
    let reached = rules.levels.iter().filter(|l| yuan >= l.min_total_investment_yuan);
    reached.max_by_key(|l| l.min_total_investment_yuan)
}

/// Why a project belongs to this level, or to none.
pub fn why_level(rules: &SponsorshipRules, yuan: Option<i64>) -> String {
    let Some(yuan) = yuan else {
        return "没有填写总投资，无法判断由哪一级领导包抓".to_owned();
    };
    match level_of(rules, Some(yuan)) {
        Some(level) => {
            let least = headline(level.min_total_investment_yuan);
            format!("总投资{}，达到{least}，由{}", headline(yuan), level.label)
        }
        None => {
            let least = rules.levels.iter().map(|l| l.min_total_investment_yuan).min().unwrap_or_default();
            format!("总投资{}，不到{}，不要求领导包抓", headline(yuan), headline(least))
        }
    }
}

/// Do the levels make sense? All contradictions at once.
pub fn check_sponsorship(rules: &SponsorshipRules) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    for (n, level) in rules.levels.iter().enumerate() {
        let before = &rules.levels[..n];
        let mut add = |field: &str, code: &str, message: String| {
            wrong.push(FieldError {
                pointer: format!("/levels/{n}/{field}"),
                code: code.to_owned(),
                message,
            });
        };
        if before.iter().any(|other| other.code == level.code) {
            add("code", "duplicate", format!("代码 {} 重复，请改正。", level.code));
        }
        if before
            .last()
            .is_some_and(|other| level.min_total_investment_yuan >= other.min_total_investment_yuan)
        {
            add("min_total_investment_yuan", "order", "各级应按总投资从高到低排列，请调整次序。".to_owned());
        }
    }
    wrong
}

/// The days of a term: begun not later than today, ended not before it began and not later than today.
///
/// # Errors
/// 422 naming the wrong day.
pub fn check_days(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> Result<()> {
    if from > today {
        return Err(Error::field("/from_on", "in_future", "任期不能从今天以后开始，请填今天或以前的日期。"));
    }
    match until {
        Some(until) if until < from => Err(Error::field(
            "/until_on",
            "contradiction",
            format!("结束日期早于开始日期（{from}），请核对。"),
        )),
        Some(until) if until > today => {
            Err(Error::field("/until_on", "in_future", "结束日期晚于今天。仍在任的不填结束日期。"))
        }
        _ => Ok(()),
    }
}

/// Do these days meet those of a term? A term that is not ended goes on.
pub fn meets(
    from: NaiveDate,
    until: Option<NaiveDate>,
    term_from: NaiveDate,
    term_until: Option<NaiveDate>,
) -> bool {
    // a term that was replaced on its first day has no day at all
    let is_empty = term_until.is_some_and(|until| until < term_from);
    !is_empty
        && until.is_none_or(|until| term_from <= until)
        && term_until.is_none_or(|term_until| term_until >= from)
}

/// The term that these days meet, of those of one role.
pub fn overlapping(
    terms: &[Assignment],
    role: AssignmentRole,
    from: NaiveDate,
    until: Option<NaiveDate>,
) -> Option<&Assignment> {
    terms.iter().find(|t| t.role == role && meets(from, until, t.from_on, t.until_on))
}

/// Days between the last day of the term before and the first of the next; the terms of one role before `from`.
pub fn gap_before(terms: &[Assignment], role: AssignmentRole, from: NaiveDate) -> Option<i64> {
    let ended = terms.iter().filter(|t| t.role == role).filter_map(|t| t.until_on);
    let last = ended.filter(|until| *until < from).max()?;
    Some((from - last).num_days() - 1).filter(|days| *days > 0)
}

/// The term in force on a day.
pub fn in_force(terms: &[Assignment], role: AssignmentRole, on: NaiveDate) -> Option<&Assignment> {
    let held = terms.iter().filter(|t| t.role == role && meets(on, Some(on), t.from_on, t.until_on));
    // on the day of a succession the one who came is in office
    held.max_by_key(|t| (t.from_on, t.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::Stamp;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("day")
    }

    fn term(from: &str, until: Option<&str>) -> Assignment {
        Assignment {
            id: 1,
            project_id: 1,
            role: AssignmentRole::Sponsor,
            user_id: 1,
            unit_id: 1,
            post: String::new(),
            from_on: day(from),
            until_on: until.map(day),
            reason: None,
            assigned_by: None,
            began_at: Stamp::from_micros(0),
            ended_at: until.map(|_| Stamp::from_micros(0)),
            ended_by: None,
            end_reason: None,
            handover_id: None,
            version: 1,
        }
    }

    fn rules() -> SponsorshipRules {
        serde_json::from_str(include_str!("../../../data/rules/sponsorship.json")).expect("default")
    }

    #[test]
    fn the_amount_says_which_leader() {
        let rules = rules();
        assert!(check_sponsorship(&rules).is_empty());
        let level = |yuan| level_of(&rules, Some(yuan)).map(|l| l.code.as_str());
        assert_eq!(level(2_522_000_000), Some("city"));
        assert_eq!(level(2_000_000_000), Some("city"));
        assert_eq!(level(1_999_999_999), Some("county"));
        assert_eq!(level(499_999_999), None);
        assert!(why_level(&rules, Some(2_522_000_000)).contains("25.22亿元，达到20.00亿元"));
        let mut wrong = rules.clone();
        wrong.levels.reverse();
        assert_eq!(check_sponsorship(&wrong).len(), 1);
    }

    #[test]
    fn days_of_terms_neither_meet_nor_run_ahead() {
        let terms = [term("2019-01-01", Some("2019-04-30")), term("2019-05-01", None)];
        let at = |on: &str| in_force(&terms, AssignmentRole::Sponsor, day(on)).map(|t| t.from_on);
        assert_eq!(at("2018-12-31"), None);
        assert_eq!(at("2019-04-30"), Some(day("2019-01-01")));
        assert_eq!(at("2019-05-01"), Some(day("2019-05-01")));
        let role = AssignmentRole::Sponsor;
        assert!(overlapping(&terms, role, day("2019-04-30"), Some(day("2019-04-30"))).is_some());
        assert!(overlapping(&terms, role, day("2018-01-01"), Some(day("2018-12-31"))).is_none());
        assert!(overlapping(&terms, AssignmentRole::Liaison, day("2019-04-30"), None).is_none());
        assert_eq!(gap_before(&terms[..1], role, day("2019-05-01")), None);
        assert_eq!(gap_before(&terms[..1], role, day("2019-05-11")), Some(10));
        assert!(check_days(day("2019-05-02"), None, day("2019-05-01")).is_err());
        assert!(check_days(day("2019-05-01"), Some(day("2019-04-30")), day("2019-05-01")).is_err());
    }

    #[test]
    fn a_term_replaced_on_its_first_day_has_none() {
        let terms = [term("2019-05-01", Some("2019-04-30")), term("2019-05-01", None)];
        assert!(
            in_force(&terms, AssignmentRole::Sponsor, day("2019-05-01"))
                .is_some_and(|t| t.until_on.is_none())
        );
        assert!(in_force(&terms, AssignmentRole::Sponsor, day("2019-04-30")).is_none());
    }

    #[test]
    fn a_role_is_needed_from_its_stage_on() {
        let needs = Needs {
            from: BTreeMap::from([(AssignmentRole::Commissioner, Stage::Signed)]),
            sponsorship: rules(),
            sponsorship_revision: 1,
        };
        let wants = |role, stage, yuan| needs.requires(role, stage, None, yuan);
        assert!(wants(AssignmentRole::Commissioner, Stage::Landed, None));
        assert!(!wants(AssignmentRole::Commissioner, Stage::Admission, None));
        assert!(!wants(AssignmentRole::Liaison, Stage::Landed, None));
        assert!(wants(AssignmentRole::Sponsor, Stage::Signed, Some(500_000_000)));
        assert!(!wants(AssignmentRole::Sponsor, Stage::Signed, Some(499_999_999)));
        assert!(!wants(AssignmentRole::Sponsor, Stage::Admission, Some(500_000_000)));
        let ended = Some(EndState::Terminated);
        assert!(!needs.requires(AssignmentRole::Commissioner, Stage::Landed, ended, None));
    }
}
