//! Plans, outcomes, days and shares on their own.

use super::super::model::effects::Attribution;
use super::super::model::input::{OutcomeInput, TripCompanyInput, TripInput, TripLegInput, TripPersonInput};
use super::super::model::totals::TotalInput;
use super::super::model::{Company, TripKind, TripTimes, VisitOutcome};
use super::effects::{Fraction, LinkFact, Share, attribute, ratio};
use super::outcomes::{CompanyFacts, missing};
use super::{effects, outcomes, plan, times, totals};
use crate::db::types::{Doc, Stamp};
use chrono::NaiveDate;
use std::collections::BTreeMap;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn leg(code: Option<&str>, city: Option<&str>, from: &str, to: &str) -> TripLegInput {
    TripLegInput {
        division_code: code.map(str::to_owned),
        city: city.map(str::to_owned),
        from_on: day(from),
        to_on: day(to),
    }
}

fn input(kind: TripKind) -> TripInput {
    TripInput {
        kind,
        purpose: "精准招商".to_owned(),
        chain: None,
        station: None,
        lead_unit_id: 1,
        leader: TripPersonInput { name: Some("带队人".to_owned()), ..TripPersonInput::default() },
        members: Vec::new(),
        legs: vec![leg(None, Some("宝鸡"), "2026-03-10", "2026-03-11")],
        companies: Vec::new(),
        budget: Vec::new(),
        source: None,
    }
}

fn codes(errors: &[crate::error::FieldError]) -> Vec<(String, String)> {
    errors.iter().map(|e| (e.pointer.clone(), e.code.clone())).collect()
}

#[test]
fn a_city_knows_its_province() {
    let of = |code, city| plan::place(&leg(code, city, "2026-03-10", "2026-03-10"));
    assert_eq!(of(None, Some("宝鸡")).province_code.as_deref(), Some("610000"));
    assert_eq!(of(Some("310000"), None).city, "上海");
    assert_eq!(of(Some("6203"), Some("金昌市")).province_code.as_deref(), Some("620000"));
    assert_eq!(of(None, Some("法兰克福")).province_code, None);
}

#[test]
fn a_plan_names_every_fault() {
    let mut bad = input(TripKind::Stationed);
    bad.leader = TripPersonInput::default();
    bad.legs = vec![
        leg(None, None, "2026-03-12", "2026-03-11"),
        leg(Some("999999"), None, "2026-03-10", "2026-03-10"),
    ];
    bad.companies = vec![
        TripCompanyInput::default(),
        TripCompanyInput { enterprise_id: Some(3), ..TripCompanyInput::default() },
        TripCompanyInput { enterprise_id: Some(3), ..TripCompanyInput::default() },
    ];
    let found = codes(&plan::check(&bad));
    for (pointer, code) in [
        ("/station", "required"),
        ("/leader/name", "required"),
        ("/legs/0/to_on", "order"),
        ("/legs/0/city", "required"),
        ("/legs/1/from_on", "order"),
        ("/legs/1/division_code", "unknown"),
        ("/companies/0/name", "required"),
        ("/companies/2", "duplicate"),
    ] {
        assert!(found.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} in {found:?}");
    }
    let mut abroad = input(TripKind::Abroad);
    abroad.legs = vec![leg(Some("310000"), None, "2026-03-10", "2026-03-11")];
    assert_eq!(codes(&plan::check(&abroad)), [("/legs".to_owned(), "abroad".to_owned())]);
    assert!(plan::check(&input(TripKind::Team)).is_empty());
    assert_eq!(plan::missing(TripKind::Team, 0).len(), 1);
    assert!(plan::missing(TripKind::Fair, 0).is_empty() && plan::missing(TripKind::Team, 1).is_empty());
}

#[test]
fn reports_are_due_by_calendar_days() {
    let rules = TripTimes { report_days_home: 7, report_days_abroad: 15, callback_days: vec![3, 7] };
    assert_eq!(times::due_on(&rules, TripKind::Team, day("2026-03-12")), day("2026-03-19"));
    assert_eq!(times::due_on(&rules, TripKind::Abroad, day("2026-03-12")), day("2026-03-27"));
    assert!(times::check(&rules).is_empty());
    for bad in [vec![], vec![7, 3], vec![0, 3], vec![3, 3]] {
        assert_eq!(times::check(&TripTimes { callback_days: bad, ..rules.clone() }).len(), 1);
    }
}

fn company(outcome: Option<VisitOutcome>) -> Company {
    Company {
        id: 5,
        trip_id: 1,
        enterprise_id: 9,
        name: "宝钛集团".to_owned(),
        reason: None,
        planned: true,
        outcome,
        outcome_note: None,
        outcome_by: None,
        outcome_at: None,
        owner_id: None,
        next_step: None,
        next_due_on: None,
        done_at: None,
        done_by: None,
        done_note: None,
        version: 1,
    }
}

fn lacks(company: &Company, visits: usize, projects: usize) -> Vec<String> {
    missing(&[CompanyFacts { company, visits, projects }]).into_iter().map(|b| b.code).collect()
}

#[test]
fn a_trip_is_closed_only_when_every_company_has_its_outcome() {
    assert_eq!(lacks(&company(None), 1, 0), ["outcome.missing"]);
    assert!(lacks(&company(Some(VisitOutcome::Absent)), 0, 0).is_empty());
    assert_eq!(lacks(&company(Some(VisitOutcome::Absent)), 1, 0), ["outcome.contradicts"]);
    assert!(lacks(&company(Some(VisitOutcome::Exchange)), 1, 0).is_empty());
    let going = ["owner.missing", "next_step.missing", "due_date.missing"];
    assert_eq!(lacks(&company(Some(VisitOutcome::Invited)), 1, 0), going);
    let mut whole = company(Some(VisitOutcome::ToLead));
    (whole.owner_id, whole.next_step, whole.next_due_on) =
        (Some(1), Some("回访".to_owned()), Some(day("2026-04-01")));
    assert_eq!(lacks(&whole, 1, 0), ["project.missing"]);
    assert!(lacks(&whole, 1, 1).is_empty());
}

#[test]
fn an_outcome_that_goes_on_needs_an_owner_and_one_that_does_not_has_no_project() {
    let input = |outcome| OutcomeInput {
        outcome,
        note: None,
        owner_id: None,
        next_step: None,
        next_due_on: None,
        project_ids: None,
        new_projects: None,
    };
    let check = |i: &OutcomeInput, visits, projects| {
        codes(&outcomes::check(i, visits, projects, day("2026-03-10")))
            .into_iter()
            .map(|(p, _)| p)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        check(&input(VisitOutcome::ToLead), 1, 0),
        ["/owner_id", "/next_step", "/next_due_on", "/new_projects"]
    );
    assert_eq!(check(&input(VisitOutcome::Interested), 1, 0), ["/owner_id", "/next_step", "/next_due_on"]);
    assert_eq!(check(&input(VisitOutcome::Absent), 1, 0), ["/outcome"]);
    assert!(check(&input(VisitOutcome::NotInterested), 1, 0).is_empty());
    let with = OutcomeInput { project_ids: Some(vec![4]), ..input(VisitOutcome::Exchange) };
    assert_eq!(check(&with, 1, 0), ["/outcome"]);
    // what is linked already counts, unless the list given leaves it out
    let mut whole = OutcomeInput {
        owner_id: Some(1),
        next_step: Some("回访".to_owned()),
        next_due_on: Some(day("2026-04-01")),
        ..input(VisitOutcome::IntentSigned)
    };
    assert!(check(&whole, 1, 1).is_empty());
    whole.project_ids = Some(Vec::new());
    assert_eq!(check(&whole, 1, 1), ["/new_projects"]);
    whole.project_ids = Some(vec![4]);
    whole.next_due_on = Some(day("2026-03-09"));
    assert_eq!(check(&whole, 1, 0), ["/next_due_on"]);
}

fn link(project_id: i64, trip_id: i64, made_project: bool) -> LinkFact {
    LinkFact { project_id, trip_id, company_id: trip_id * 10, made_project }
}

#[test]
fn every_project_is_given_out_whole() {
    let links = [
        link(1, 1, false),
        link(1, 2, true),
        link(1, 3, false),
        link(1, 3, false),
        link(2, 2, false),
        link(2, 3, false),
        link(3, 1, true),
    ];
    let first = BTreeMap::from([(1, (7, 70)), (2, (3, 30))]);
    for rule in Attribution::ALL {
        let shares = attribute(*rule, &links, &first);
        for project in 1..=3 {
            let sum = shares.iter().filter(|s| s.project_id == project);
            let sum = sum.fold(Fraction::ZERO, |sum, s| sum.plus(s.share));
            assert_eq!(sum.to_string(), "1", "{rule:?} of project {project}");
        }
    }
    let of = |shares: Vec<Share>| -> Vec<(i64, i64, String)> {
        shares.iter().map(|s| (s.project_id, s.trip_id, s.share.to_string())).collect()
    };
    let one = |p, t| (p, t, "1".to_owned());
    assert_eq!(of(attribute(Attribution::Decisive, &links, &first)), [one(1, 2), one(2, 2), one(3, 1)]);
    assert_eq!(of(attribute(Attribution::FirstContact, &links, &first)), [one(1, 7), one(2, 3), one(3, 1)]);
    let part = |p, t, text: &str| (p, t, text.to_owned());
    assert_eq!(
        of(attribute(Attribution::Equal, &links, &first)),
        [
            part(1, 1, "1/3"),
            part(1, 2, "1/3"),
            part(1, 3, "1/3"),
            part(2, 2, "1/2"),
            part(2, 3, "1/2"),
            one(3, 1)
        ]
    );
}

#[test]
fn fractions_are_exact() {
    let third = Fraction::new(1, 3);
    let of_money = third.of(100);
    assert_eq!(of_money.to_string(), "100/3");
    assert_eq!(of_money.rounded(), 33);
    assert_eq!(of_money.plus(of_money).plus(of_money).to_string(), "100");
    assert_eq!(Fraction::new(1, 2).rounded(), 1);
    let many = (1..=30).fold(Fraction::ZERO, |sum, n| sum.plus(Fraction::new(1, n)));
    let back = (1..=30).fold(many, |sum, n| sum.plus(Fraction::new(-1, n)));
    assert_eq!(back, Fraction::ZERO);
    let rate = ratio("x", "x", Fraction::new(2, 1), Fraction::new(3, 1));
    assert_eq!((rate.percent, rate.numerator.text.as_str()), (Some(66.67), "2"));
    assert_eq!(ratio("x", "x", Fraction::new(0, 1), Fraction::ZERO).percent, None);
}

#[test]
fn a_lower_bound_makes_an_upper_one() {
    // the seed article: 18 trips, 80-odd companies, 32 intentions
    let input = TotalInput {
        period: "2019年报道前".to_owned(),
        from_on: None,
        to_on: None,
        unit_id: None,
        reported_by: "市委、市政府主要领导".to_owned(),
        trips: Some(18),
        provinces: ["北京", "上海", "江苏", "浙江", "广东", "四川", "上海市"].map(str::to_owned).to_vec(),
        companies: Some(80),
        lower_bound: true,
        intentions: Some(32),
        results: None,
        source: "金昌日报".to_owned(),
    };
    let checked = totals::check(input.clone()).expect("fine");
    assert_eq!(checked.provinces, ["110000", "310000", "320000", "330000", "440000", "510000"]);
    let total = super::super::model::totals::Total {
        id: 1,
        period: checked.period,
        from_on: None,
        to_on: None,
        unit_id: None,
        reported_by: checked.reported_by,
        trips: checked.trips,
        provinces: Doc::of(&checked.provinces),
        companies: checked.companies,
        lower_bound: true,
        intentions: checked.intentions,
        results: None,
        source: checked.source,
        withdrawn_at: None,
        withdraw_reason: None,
        created_by: None,
        created_at: Stamp::from_micros(0),
        updated_at: Stamp::from_micros(0),
        version: 1,
    };
    assert_eq!(effects::reported_rate(&total).as_deref(), Some("≤ 40 %"));
    assert!(effects::reported_records(&total).contains("企业80余家"));
    let exact = super::super::model::totals::Total { lower_bound: false, companies: Some(90), ..total };
    assert_eq!(effects::reported_rate(&exact).as_deref(), Some("35.56 %"));
    let bad =
        TotalInput { provinces: vec!["火星".to_owned()], lower_bound: false, companies: Some(10), ..input };
    let found = codes(&totals::check(bad).expect_err("two faults"));
    assert_eq!(found.len(), 2, "{found:?}");
}
