//! The facts of a project from its rows.

use super::super::model::MonthlyState;
use super::super::model::facts::{NextMilestone, Pause, PlanGap, ProgressFacts};
use super::super::model::rule_sets::ReportRules;
use super::last_day;
use super::plans::gap;
use crate::db::types::Stamp;
use crate::features::projects::{EndState, Stage};
use chrono::{Datelike, NaiveDate};

/// A state that the project once had.
#[derive(Debug, Clone)]
pub struct Standing {
    /// From then on.
    pub from_at: Stamp,
    /// Until then; none = now.
    pub until_at: Option<Stamp>,
    /// Its stage.
    pub stage: Stage,
    /// Its end state.
    pub end_state: Option<EndState>,
}

/// What a report says, as far as facts rest on it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The month.
    pub month_on: NaiveDate,
    /// Investment of the month.
    pub invested_month_yuan: i64,
    /// Investment in total.
    pub invested_total_yuan: i64,
    /// What was invested before the first report.
    pub opening_yuan: i64,
    /// Adjustments shown in it.
    pub adjusted_yuan: i64,
    /// Was there a new 形象进度?
    pub image_changed: bool,
    /// Where it stands.
    pub state: MonthlyState,
    /// When it was first handed in.
    pub first_submitted_at: Option<Stamp>,
}

impl Told {
    /// Handed in, whatever became of it since.
    pub fn handed_in(&self) -> bool {
        self.state != MonthlyState::Draft
    }
}

/// A plan of a year.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The year.
    pub year: i32,
    /// The plan.
    pub planned_yuan: i64,
    /// What was invested before that year, where it is known.
    pub invested_before_yuan: Option<i64>,
    /// Twelve cumulative amounts.
    pub months: Option<Vec<i64>>,
}

/// A period that was opened.
#[derive(Debug, Clone, Copy)]
pub struct PeriodDue {
    /// The month.
    pub month_on: NaiveDate,
    /// The due day.
    pub due_on: NaiveDate,
    /// The first instant that is late.
    pub due_at: Stamp,
}

/// Everything known of one project.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its states, oldest first.
    pub standings: Vec<Standing>,
    /// Its reports, oldest month first.
    pub reports: Vec<Told>,
    /// Milestones that stand: id, name, plan, actual.
    pub milestones: Vec<(i64, String, NaiveDate, Option<NaiveDate>)>,
    /// Plans of its years.
    pub plans: Vec<Planned>,
    /// Pauses that hold or held.
    pub pauses: Vec<Pause>,
    /// When works began.
    pub started_on: Option<NaiveDate>,
    /// When it was entered into the statistics.
    pub statistics_entered_on: Option<NaiveDate>,
}

/// The state in which a project was at the end of a due day. Before it was registered here its first state counts, if its
/// reports begin with that month or before: a history that was brought along has gaps too.
pub fn standing_at<'a>(
    standings: &'a [Standing],
    reports: &[Told],
    month_on: NaiveDate,
    at: Stamp,
) -> Option<&'a Standing> {
    let held = |s: &&Standing| s.from_at < at && s.until_at.is_none_or(|until| until >= at);
    standings.iter().rfind(held).or_else(|| {
        let first = standings.first().filter(|s| s.from_at >= at)?;
        reports.first().is_some_and(|r| r.month_on <= month_on).then_some(first)
    })
}

/// Does a project in this state report its progress?
pub fn reports_progress(rules: &ReportRules, stage: Stage, end_state: Option<EndState>) -> bool {
    end_state.is_none() && rules.stages.contains(&stage)
}

/// What a colour is worked out from. `periods` are those opened, `ahead` the due days still to come; both oldest first.
pub fn facts(
    known: Known,
    rules: &ReportRules,
    periods: &[PeriodDue],
    ahead: &[PeriodDue],
    now: Stamp,
) -> ProgressFacts {
    let handed_in = |month: NaiveDate| known.reports.iter().any(|r| r.month_on == month && r.handed_in());
    let had_to = |p: &PeriodDue| {
        standing_at(&known.standings, &known.reports, p.month_on, p.due_at)
            .is_some_and(|s| reports_progress(rules, s.stage, s.end_state))
    };
    let missed = periods.iter().rev().filter(|p| p.due_at <= now && !handed_in(p.month_on) && had_to(p));
    let has_to = known.standings.last().is_some_and(|s| reports_progress(rules, s.stage, s.end_state));
    let next = ahead.iter().filter(|p| has_to && p.due_at > now && !handed_in(p.month_on));
    let next_milestone = known
        .milestones
        .iter()
        .filter(|(_, _, _, actual)| actual.is_none())
        .min_by_key(|(id, _, planned, _)| (*planned, *id))
        .map(|(id, name, planned, _)| NextMilestone { id: *id, name: name.clone(), planned_on: *planned });
    ProgressFacts {
        missed_reports: missed.map(|p| p.due_on).collect(),
        next_report_due_ons: next.map(|p| p.due_on).collect(),
        next_milestone,
        plan_gap: plan_gap(&known),
        last_progress_on: last_progress(&known),
        started_on: known.started_on,
        statistics_entered_on: known.statistics_entered_on,
        pauses: known.pauses,
    }
}

/// What was invested before a year began: as its plan says, else as the last report of an earlier year or the first
/// report of this one tells.
pub fn invested_before(reports: &[Told], plan: &Planned) -> i64 {
    let earlier = reports.iter().rfind(|r| r.handed_in() && r.month_on.year() < plan.year);
    let first = reports.iter().find(|r| r.handed_in()).map(|r| r.opening_yuan);
    plan.invested_before_yuan.or_else(|| earlier.map(|r| r.invested_total_yuan)).or(first).unwrap_or(0)
}

fn plan_gap(known: &Known) -> Option<PlanGap> {
    let last = known.reports.iter().rfind(|r| r.handed_in())?;
    let plan = known.plans.iter().find(|p| p.year == last.month_on.year())?;
    let done = last.invested_total_yuan - invested_before(&known.reports, plan);
    Some(gap(plan.planned_yuan, plan.months.as_deref(), done, last.month_on))
}

/// The last day of the month counts, but no day on which nobody could know of it yet.
fn last_progress(known: &Known) -> Option<NaiveDate> {
    let moved = |r: &&Told| r.handed_in() && (r.invested_month_yuan > 0 || r.image_changed);
    let report = known.reports.iter().rfind(moved).map(|r| {
        let told = r.first_submitted_at.map_or(last_day(r.month_on), |at| at.day());
        told.min(last_day(r.month_on))
    });
    let milestone = known.milestones.iter().filter_map(|(_, _, _, actual)| *actual).max();
    report.max(milestone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::calendar::rules::end_of_day_at;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn at(text: &str) -> Stamp {
        Stamp::new(end_of_day_at(day(text)))
    }

    fn rules() -> ReportRules {
        serde_json::from_str(include_str!("../../../../data/rules/reports.json")).expect("the default")
    }

    fn standing(from: &str, until: Option<&str>, stage: Stage) -> Standing {
        Standing { from_at: at(from), until_at: until.map(at), stage, end_state: None }
    }

    fn told(month: &str, month_yuan: i64, total: i64, state: MonthlyState) -> Told {
        Told {
            month_on: day(month),
            invested_month_yuan: month_yuan,
            invested_total_yuan: total,
            opening_yuan: 0,
            adjusted_yuan: 0,
            image_changed: false,
            state,
            first_submitted_at: (state != MonthlyState::Draft).then(|| at("2026-02-20")),
        }
    }

    fn periods() -> Vec<PeriodDue> {
        ["2026-01", "2026-02", "2026-03"]
            .map(|m| PeriodDue {
                month_on: day(&format!("{m}-01")),
                due_on: day(&format!("{m}-25")),
                due_at: at(&format!("{m}-25")),
            })
            .to_vec()
    }

    #[test]
    fn a_month_is_missed_only_by_who_had_to_report() {
        let ahead =
            [PeriodDue { month_on: day("2026-04-01"), due_on: day("2026-04-27"), due_at: at("2026-04-27") }];
        let known = Known {
            standings: vec![
                standing("2025-01-01", Some("2026-02-10"), Stage::Permitting),
                standing("2026-02-10", None, Stage::Building),
            ],
            reports: vec![told("2026-03-01", 5, 5, MonthlyState::Draft)],
            ..Known::default()
        };
        let found = facts(known.clone(), &rules(), &periods(), &ahead, at("2026-03-30"));
        assert_eq!(found.missed_reports, [day("2026-03-25"), day("2026-02-25")]);
        assert_eq!(found.next_report_due_ons, [day("2026-04-27")]);
        assert_eq!(found.last_progress_on, None);
        // on the due day itself nothing is missed yet
        let early = facts(known, &rules(), &periods(), &ahead, at("2026-03-24"));
        assert_eq!(early.missed_reports, [day("2026-02-25")]);
    }

    #[test]
    fn a_history_brought_along_has_gaps_too() {
        let known = Known {
            standings: vec![standing("2026-03-28", None, Stage::Building)],
            reports: vec![told("2026-01-01", 5, 5, MonthlyState::Passed)],
            ..Known::default()
        };
        let found = facts(known, &rules(), &periods(), &[], at("2026-03-30"));
        assert_eq!(found.missed_reports, [day("2026-03-25"), day("2026-02-25")]);
        let fresh =
            Known { standings: vec![standing("2026-03-28", None, Stage::Building)], ..Known::default() };
        assert_eq!(facts(fresh, &rules(), &periods(), &[], at("2026-03-30")).missed_reports, []);
    }

    #[test]
    fn the_gap_is_that_of_the_last_month_handed_in() {
        let plan = Planned { year: 2026, planned_yuan: 1_200, invested_before_yuan: None, months: None };
        let mut before = told("2025-12-01", 10, 500, MonthlyState::Passed);
        before.opening_yuan = 490;
        let known = Known {
            standings: vec![standing("2025-01-01", None, Stage::Building)],
            reports: vec![
                before,
                told("2026-01-01", 60, 560, MonthlyState::Submitted),
                told("2026-02-01", 999, 1_559, MonthlyState::Draft),
            ],
            plans: vec![plan.clone()],
            milestones: vec![
                (2, "主体".into(), day("2026-06-01"), None),
                (1, "开工".into(), day("2026-05-01"), None),
                (3, "土地".into(), day("2025-05-01"), Some(day("2025-05-09"))),
            ],
            ..Known::default()
        };
        let found = facts(known, &rules(), &[], &[], at("2026-02-26"));
        let gap = found.plan_gap.expect("a gap");
        assert_eq!((gap.plan_percent_hundredths, gap.actual_percent_hundredths), (833, 500));
        assert_eq!(found.next_milestone.map(|m| m.id), Some(1));
        // told on 20 February, of January: the end of January
        assert_eq!(found.last_progress_on, Some(day("2026-01-31")));
    }
}
