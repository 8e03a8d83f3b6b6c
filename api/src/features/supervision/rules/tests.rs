//! Colours at every edge, against a plain evaluator day by day; slips that rise by lapse only.

use super::super::model::colours::{ColourRules, Facts, GapFact, MilestoneFact, PauseFact};
use super::super::model::{Slip, SlipBasis, SlipKind, SlipState};
use super::colours::{Span, holds, in_scope, inputs, never, schedule, verdict};
use super::slips::rises_to;
use super::words::{because, turns_green_when};
use crate::db::types::Stamp;
use crate::features::projects::Stage;
use crate::features::projects::model::{Colour, ColourInput};
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
}

fn defaults() -> ColourRules {
    serde_json::from_str(include_str!("../../../../data/rules/colours.json")).expect("rules")
}

fn colour(facts: &Facts, on: NaiveDate) -> (Colour, ColourInput) {
    let found = verdict(&defaults().rules, facts, on);
    (found.colour, found.input)
}

fn said(facts: &Facts, on: NaiveDate) -> String {
    let rules = defaults().rules;
    because(&rules, facts, verdict(&rules, facts, on), on)
}

fn planned(on: NaiveDate) -> Facts {
    let milestone = Some(MilestoneFact { name: "主体封顶".to_owned(), planned_on: on });
    Facts { milestone, ..Facts::default() }
}

fn gap(plan: i64, actual: i64) -> Facts {
    Facts { gap: Some(GapFact { plan, actual, as_of_on: day(2026, 6, 30) }), ..Facts::default() }
}

fn pause(from_on: NaiveDate, until_on: NaiveDate) -> PauseFact {
    PauseFact { from_on, until_on: Some(until_on), cause: "等待土地出让公告".to_owned() }
}

#[test]
fn a_milestone_is_near_at_seven_days_late_from_the_next_day_and_red_from_day_31() {
    let facts = planned(day(2026, 6, 30));
    let on = |days: i64| colour(&facts, day(2026, 6, 30) + Duration::days(days)).0;
    assert_eq!((on(-8), on(-7), on(0)), (Colour::Green, Colour::Blue, Colour::Blue));
    assert_eq!((on(1), on(30), on(31)), (Colour::Orange, Colour::Orange, Colour::Red));
    assert_eq!(said(&facts, day(2026, 7, 30)), "“主体封顶”计划2026年6月30日完成，已逾期30天（超过0为橙）");
    assert_eq!(said(&facts, day(2026, 7, 31)), "“主体封顶”计划2026年6月30日完成，已逾期31天（超过30为红）");
    assert_eq!(said(&facts, day(2026, 6, 23)), "“主体封顶”计划2026年6月30日完成，还有7天（不多于7为蓝）");
}

#[test]
fn case_18_a_gap_of_exactly_ten_points_is_not_yet_orange() {
    let on = |plan, actual| colour(&gap(plan, actual), day(2026, 7, 1));
    assert_eq!(on(6200, 5200), (Colour::Green, ColourInput::Otherwise));
    assert_eq!(on(6200, 5199), (Colour::Orange, ColourInput::GapPoints));
    assert_eq!(on(6200, 3200).0, Colour::Orange);
    assert_eq!(on(6200, 3199).0, Colour::Red);
    let facts = gap(6200, 4800);
    assert_eq!(
        said(&facts, day(2026, 7, 1)),
        "截至2026年6月30日计划完成年度计划的62%，实际48%，落后14个百分点（超过10为橙）"
    );
    let green = turns_green_when(&defaults().rules, &facts, Colour::Orange, day(2026, 7, 1));
    assert_eq!(green.as_deref(), Some("落后不超过10个百分点"));
}

#[test]
fn three_months_without_progress_are_red_two_are_not() {
    let facts = Facts { last_progress_on: Some(day(2026, 1, 31)), ..Facts::default() };
    assert_eq!(colour(&facts, day(2026, 3, 31)).0, Colour::Green);
    assert_eq!(colour(&facts, day(2026, 4, 29)).0, Colour::Green);
    // three months after 31 January is 30 April
    assert_eq!(colour(&facts, day(2026, 4, 30)), (Colour::Red, ColourInput::NoProgressMonths));
    assert_eq!(said(&facts, day(2026, 4, 30)), "自2026年1月31日以来没有新的进展，已3个月（满3为红）");
}

#[test]
fn one_missed_report_is_nothing_two_are_orange_from_the_day_after() {
    let facts =
        Facts { report_dues: vec![day(2026, 5, 25), day(2026, 4, 25), day(2026, 6, 25)], ..Facts::default() };
    assert_eq!(colour(&facts, day(2026, 5, 25)).0, Colour::Green);
    assert_eq!(colour(&facts, day(2026, 5, 26)), (Colour::Orange, ColourInput::MissedReports));
    let one = Facts { report_dues: vec![day(2026, 4, 25)], ..Facts::default() };
    assert_eq!(colour(&one, day(2027, 1, 1)).0, Colour::Green);
    let green = turns_green_when(&defaults().rules, &facts, Colour::Orange, day(2026, 6, 26));
    assert_eq!(green.as_deref(), Some("补报欠报的月报至少2期"));
}

#[test]
fn statistics_are_due_within_a_month_and_serious_after_two() {
    let facts = Facts { started_on: Some(day(2026, 3, 10)), ..Facts::default() };
    assert_eq!(colour(&facts, day(2026, 4, 10)).0, Colour::Green);
    assert_eq!(colour(&facts, day(2026, 4, 11)), (Colour::Orange, ColourInput::StatsEntryMonths));
    assert_eq!(colour(&facts, day(2026, 5, 10)).0, Colour::Orange);
    assert_eq!(colour(&facts, day(2026, 5, 11)), (Colour::Red, ColourInput::StatsEntryMonths));
    let entered = Facts { statistics_on: Some(day(2026, 5, 1)), ..facts };
    assert_eq!(colour(&entered, day(2026, 12, 1)).0, Colour::Green);
}

#[test]
fn a_pause_is_blue_stops_the_days_and_ends_on_its_until_day() {
    let mut facts = planned(day(2026, 6, 30));
    facts.pauses = vec![pause(day(2026, 7, 11), day(2026, 7, 31))];
    let on = |m, d| colour(&facts, day(2026, m, d));
    assert_eq!(on(7, 10), (Colour::Orange, ColourInput::DaysOverdue));
    assert_eq!(on(7, 11), (Colour::Blue, ColourInput::Paused));
    assert_eq!(on(7, 30), (Colour::Blue, ColourInput::Paused));
    // twenty days do not count: ten were overdue before, the until day is the eleventh
    assert_eq!(on(7, 31), (Colour::Orange, ColourInput::DaysOverdue));
    assert_eq!(inputs(&facts, day(2026, 7, 31)).days_overdue, Some(11));
    assert_eq!((on(8, 19).0, on(8, 20).0), (Colour::Orange, Colour::Red), "day 30 and day 31");
    assert_eq!(
        said(&facts, day(2026, 7, 12)),
        "因“等待土地出让公告”经批准暂停，暂停期间不计天数，2026年7月31日起重新计算"
    );
    // an approved pause is never overruled
    let late = Facts { pauses: vec![pause(day(2026, 9, 1), day(2026, 9, 2))], ..planned(day(2026, 1, 1)) };
    assert_eq!(colour(&late, day(2026, 9, 1)).0, Colour::Blue);
    assert_eq!(colour(&late, day(2026, 9, 2)).0, Colour::Red);
}

#[test]
fn only_large_projects_under_way_have_a_colour() {
    let rules = defaults();
    let scoped = |stage, yuan, ended| in_scope(&rules, stage, yuan, ended);
    assert!(
        scoped(Stage::Signed, Some(50_000_000), false) && scoped(Stage::Completed, Some(50_000_000), false)
    );
    for (stage, yuan, ended) in [
        (Stage::Admission, Some(50_000_000), false),
        (Stage::Producing, Some(50_000_000), false),
        (Stage::Building, Some(49_999_999), false),
        (Stage::Building, None, false),
        (Stage::Building, Some(50_000_000), true),
    ] {
        assert!(!scoped(stage, yuan, ended), "{stage:?} {yuan:?} {ended}");
    }
}

#[test]
fn rules_that_make_no_sense_are_named() {
    let pointers = |change: fn(&mut ColourRules)| {
        let mut rules = defaults();
        change(&mut rules);
        super::colours::check(&rules)
            .into_iter()
            .map(|e| format!("{} {}", e.pointer, e.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(pointers(|_| {}), Vec::<String>::new());
    assert_eq!(pointers(|r| r.scope.stages.push(Stage::Lead)), ["/scope/stages/6 too_early"]);
    assert_eq!(pointers(|r| r.scope.stages.push(Stage::Signed)), ["/scope/stages/6 repeated"]);
    assert_eq!(pointers(|r| drop(r.rules.pop())), ["/rules/3/any must_be_empty"]);
    assert_eq!(pointers(|r| r.rules[0].any.clear()), ["/rules/0/any required"]);
    assert_eq!(
        pointers(|r| r.rules[3].any[0].comparison = super::super::model::colours::ColourComparison::Above),
        ["/rules/3/any/0/comparison does_not_fit"]
    );
    assert_eq!(pointers(|r| r.rules[1].any[0].value = 30.5), ["/rules/1/any/0/value places"]);
    assert_eq!(pointers(|r| r.rules[1].any[2].value = 0.0), ["/rules/1/any/2/value always"]);
    assert_eq!(pointers(|r| r.rules[1].any[1].value = 30.25), Vec::<String>::new());
    assert_eq!(
        pointers(|r| r.rules[1].any[0].input = ColourInput::Otherwise),
        ["/rules/1/any/0/input not_a_condition"]
    );
}

fn slip(kind: SlipKind, state: SlipState, due_on: NaiveDate) -> Slip {
    Slip {
        id: 1,
        number: "督办〔2026〕1号".to_owned(),
        kind,
        basis: SlipBasis::Meeting,
        basis_text: None,
        project_id: None,
        matter: "办手续".to_owned(),
        gap_days: None,
        gap_points: None,
        unit_id: 1,
        person_id: None,
        issued_by: 1,
        issued_at: Stamp::from_micros(0),
        received_on: due_on,
        working_days: 1,
        due_on,
        rule_revision: 1,
        state,
        root_id: None,
        raised_from_id: None,
        answered_at: None,
        answered_by: None,
        closed_at: None,
        close_note: None,
        updated_at: Stamp::from_micros(0),
        version: 1,
    }
}

fn a_day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..500).prop_map(|n| day(2026, 1, 1) + Duration::days(n))
}

prop_compose! {
    fn some_facts()(
        milestone in proptest::option::of(a_day()),
        gap in proptest::option::of((0_i64..10_000, 0_i64..10_000)),
        last_progress_on in proptest::option::of(a_day()),
        report_dues in proptest::collection::vec(a_day(), 0..5),
        started_on in proptest::option::of(a_day()),
        statistics_on in proptest::option::weighted(0.3, a_day()),
        pauses in proptest::collection::vec((a_day(), proptest::option::weighted(0.9, 1_i64..90)), 0..4),
    ) -> Facts {
        Facts {
            milestone: milestone.map(|planned_on| MilestoneFact { name: "竣工".to_owned(), planned_on }),
            gap: gap.map(|(plan, actual)| GapFact { plan, actual, as_of_on: day(2026, 6, 30) }),
            last_progress_on,
            report_dues,
            started_on,
            statistics_on,
            pauses: pauses.into_iter().map(|(from_on, days)| PauseFact {
                from_on,
                until_on: days.map(|n| from_on + Duration::days(n)),
                cause: "等待批复".to_owned(),
            }).collect(),
        }
    }
}

/// The days that count, one by one: the plain reading of the handbook.
fn counted(facts: &Facts, after: NaiveDate, through: NaiveDate) -> i64 {
    let paused = |d: &NaiveDate| {
        facts.pauses.iter().any(|p| p.from_on <= *d && p.until_on.is_none_or(|until| *d < until))
    };
    after.iter_days().skip(1).take_while(|d| *d <= through).filter(|d| !paused(d)).count() as i64
}

/// The rules of the handbook without any of the code under test.
fn plainly(facts: &Facts, on: NaiveDate) -> Colour {
    let paused = facts.pauses.iter().any(|p| p.from_on <= on && p.until_on.is_none_or(|until| on < until));
    let overdue = facts.milestone.as_ref().map_or(0, |m| counted(facts, m.planned_on, on));
    let days_to = facts.milestone.as_ref().map(|m| (m.planned_on - on).num_days());
    let gap = facts.gap.as_ref().map_or(i64::MIN, |g| g.plan - g.actual);
    let months = |start: Option<NaiveDate>, n: u32, strict: bool| {
        let Some(start) = start else { return false };
        let goal = (start + chrono::Months::new(n) - start).num_days();
        let passed = if on < start { (on - start).num_days() } else { counted(facts, start, on) };
        if strict { passed > goal } else { passed >= goal }
    };
    let started = facts.started_on.filter(|_| facts.statistics_on.is_none());
    let missed = facts.report_dues.iter().filter(|due| **due < on).count();
    if paused {
        Colour::Blue
    } else if overdue > 30
        || gap > 3000
        || months(facts.last_progress_on, 3, false)
        || months(started, 2, true)
    {
        Colour::Red
    } else if overdue > 0 || gap > 1000 || missed >= 2 || months(started, 1, true) {
        Colour::Orange
    } else if days_to.is_some_and(|days| days <= 7) {
        Colour::Blue
    } else {
        Colour::Green
    }
}

fn on_schedule(spans: &[Span], on: NaiveDate) -> Option<Colour> {
    spans.iter().find(|s| s.from_on <= on && on < s.until_on).map(|s| s.verdict.colour)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_schedule_says_of_every_day_what_the_rules_say_of_it(facts in some_facts(), from in a_day()) {
        let rules = defaults().rules;
        let spans = schedule(&rules, &facts, from);
        prop_assert_eq!(spans.first().map(|s| s.from_on), Some(from));
        prop_assert_eq!(spans.last().map(|s| s.until_on), Some(never()));
        for pair in spans.windows(2) {
            prop_assert_eq!(pair[0].until_on, pair[1].from_on);
            prop_assert!(pair[0].verdict != pair[1].verdict, "no step without a change");
        }
        for n in 0..700 {
            let on = from + Duration::days(n);
            let plain = plainly(&facts, on);
            prop_assert_eq!(verdict(&rules, &facts, on).colour, plain, "{}", on);
            prop_assert_eq!(on_schedule(&spans, on), Some(plain), "{}", on);
        }
    }

    #[test]
    fn what_is_not_green_says_what_turns_it_green(facts in some_facts(), on in a_day()) {
        let rules = defaults().rules;
        let found = verdict(&rules, &facts, on);
        let said = turns_green_when(&rules, &facts, found.colour, on);
        prop_assert_eq!(said.is_none(), found.colour == Colour::Green);
        prop_assert!(!because(&rules, &facts, found, on).is_empty());
        let conditions = rules.iter().filter(|r| r.to != Colour::Green).flat_map(|r| &r.any);
        prop_assert_eq!(conditions.clone().any(|c| holds(c, &facts, on)), found.colour != Colour::Green);
    }

    #[test]
    fn no_slip_rises_without_a_lapse(
        kind in proptest::sample::select(SlipKind::ALL),
        state in proptest::sample::select(SlipState::ALL),
        due in a_day(), today in a_day(), awaits in any::<bool>(),
    ) {
        let slip = slip(kind, state, due);
        match rises_to(&slip, awaits, today) {
            Some(next) => {
                prop_assert!(state == SlipState::Open && due < today && !awaits);
                prop_assert_eq!(next.level(), kind.level() + 1, "one level at a time");
            }
            None => prop_assert!(
                state != SlipState::Open || due >= today || awaits || kind == SlipKind::Summon
            ),
        }
    }
}
