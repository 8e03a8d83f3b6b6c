//! The cases of the handbook (§18: 5, 6) and what lies between them.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("day")
}

fn paper(id: i64, strength: Strength, kind: Kind, event: Option<i64>, on: &str, yuan: i64) -> Paper {
    Paper {
        id,
        strength,
        kind,
        event_id: event,
        signed_on: day(on),
        amount_yuan: Some(yuan),
        predecessor_id: None,
        state: AuditState::Passed,
        superseded: false,
        counted: None,
    }
}

fn contract(id: i64, event: Option<i64>, yuan: i64) -> Paper {
    paper(id, Strength::Contract, Kind::First, event, "2026-01-01", yuan)
}

/// As stored after its audit.
fn after(mut paper: Paper, credit: &Credit) -> Paper {
    paper.counted = Some((credit.count, credit.event_id));
    paper
}

const AUDITED: &str = "2026-03-02";

fn credited(paper: &Paper, passed: &[Paper]) -> Credit {
    credit(paper, passed, day(AUDITED), None).expect("counts")
}

#[test]
fn an_increase_adds_money_and_no_project() {
    let first = contract(1, Some(7), 200_000_000);
    let base = credited(&first, &[]);
    assert_eq!((base.count, base.amount_yuan, base.event_id), (1, 200_000_000, Some(7)));
    let more = paper(2, Strength::Contract, Kind::Increase, Some(9), "2026-02-01", 50_000_000);
    let added = credited(&more, &[after(first, &base)]);
    assert_eq!((added.count, added.amount_yuan, added.event_id), (0, 50_000_000, Some(7)));
    assert!(credit(&more, &[], day(AUDITED), None).is_err(), "nothing to add to");
    let rank = paper(3, Strength::Contract, Kind::RankUp, None, "2026-02-01", 0);
    assert_eq!((credited(&rank, &[]).count, credited(&rank, &[]).amount_yuan), (0, 0));
}

#[test]
fn an_agreement_that_becomes_a_contract_counts_once_at_its_first_event() {
    let agreement = paper(1, Strength::Agreement, Kind::First, Some(7), "2025-07-10", 300);
    let before = credited(&agreement, &[]);
    assert_eq!((before.count, before.amount_yuan, before.counted_on), (0, 0, None));
    let mut upgraded = paper(2, Strength::Contract, Kind::UpgradedPaper, Some(8), "2026-02-01", 320);
    upgraded.predecessor_id = Some(1);
    let counts = credited(&upgraded, &[after(agreement.clone(), &before)]);
    assert_eq!(
        (counts.count, counts.amount_yuan, counts.event_id, counts.counted_on),
        (1, 320, Some(7), Some(day(AUDITED)))
    );
    let again = paper(3, Strength::Contract, Kind::First, Some(9), "2026-02-20", 320);
    let passed = [after(agreement, &before), after(upgraded, &counts)];
    assert!(credit(&again, &passed, day(AUDITED), None).is_err());
    let shown = Paper { kind: Kind::Reannouncement, ..again };
    assert_eq!((credited(&shown, &passed).count, credited(&shown, &passed).amount_yuan), (0, 0));
}

#[test]
fn a_new_owner_takes_the_count_to_his_event() {
    let first = contract(1, Some(7), 100);
    let base = credited(&first, &[]);
    let passed = vec![after(first, &base)];
    let agreed = paper(2, Strength::Agreement, Kind::OwnerChange, Some(9), "2026-02-01", 150);
    let none = credited(&agreed, &passed);
    assert_eq!((none.count, none.ends.len()), (0, 0), "the old contract counts until there is a new one");
    let passed = [passed, vec![after(agreed, &none)]].concat();
    let mut new = paper(3, Strength::Contract, Kind::UpgradedPaper, Some(10), "2026-02-20", 150);
    new.predecessor_id = Some(2);
    let moved = credited(&new, &passed);
    assert_eq!((moved.count, moved.event_id, moved.amount_yuan), (1, Some(9), 150));
    assert_eq!(moved.ends, [1]);
    let direct = paper(4, Strength::Contract, Kind::OwnerChange, Some(10), "2026-02-20", 150);
    assert_eq!(credited(&direct, &passed).event_id, Some(10));
}

#[test]
fn a_paper_says_what_it_is() {
    let today = day(AUDITED);
    let fields = |p: &Paper| check_paper(p, today).into_iter().map(|e| e.pointer).collect::<Vec<_>>();
    assert!(fields(&contract(0, None, 1)).is_empty());
    assert_eq!(fields(&Paper { amount_yuan: None, ..contract(0, None, 1) }), ["/amount_yuan"]);
    assert_eq!(fields(&contract(0, None, 0)), ["/amount_yuan"]);
    let intent = Paper { strength: Strength::Intent, amount_yuan: None, ..contract(0, None, 1) };
    assert!(fields(&intent).is_empty());
    assert_eq!(fields(&Paper { signed_on: day("2026-03-03"), ..contract(0, None, 1) }), ["/signed_on"]);
    assert_eq!(fields(&Paper { kind: Kind::UpgradedPaper, ..contract(0, None, 1) }), ["/predecessor_id"]);
    assert_eq!(fields(&Paper { kind: Kind::Increase, ..intent }), ["/strength"]);
}

#[test]
fn a_paper_fits_those_before_it() {
    let field = |p: &Paper, passed: &[Paper], repeats: bool| {
        check_against(p, passed, repeats).first().map(|e| e.pointer.clone())
    };
    let agreement = paper(1, Strength::Agreement, Kind::First, None, "2026-01-01", 1);
    assert_eq!(field(&contract(2, None, 1), &[], false), None);
    assert_eq!(
        field(&contract(2, None, 1), std::slice::from_ref(&agreement), false).as_deref(),
        Some("/kind")
    );
    let mut upgraded = Paper { kind: Kind::UpgradedPaper, predecessor_id: Some(1), ..contract(2, None, 1) };
    assert_eq!(field(&upgraded, std::slice::from_ref(&agreement), false), None);
    upgraded.predecessor_id = Some(99);
    assert_eq!(field(&upgraded, &[agreement], false).as_deref(), Some("/predecessor_id"));
    assert_eq!(field(&contract(2, None, 1), &[], true).as_deref(), Some("/kind"), "answered as a repetition");
    let shown = Paper { kind: Kind::Reannouncement, ..contract(2, None, 1) };
    assert_eq!(field(&shown, &[], true), None);
    assert_eq!(field(&shown, &[], false).as_deref(), Some("/kind"));
}

#[test]
fn a_repeated_signing_is_suspected_for_reasons() {
    let one = Signing { investor_ids: vec![1], site: Some("金川区".into()), amounts: vec![100] };
    let same = repeat_reasons(&one, &one, Some("名称相似"));
    assert_eq!(same.len(), 4, "{same:?}");
    let elsewhere = Signing { site: Some("永昌县".into()), ..one.clone() };
    assert_eq!(repeat_reasons(&one, &elsewhere, None).len(), 2);
    let another = Signing { investor_ids: vec![2], ..one.clone() };
    assert!(repeat_reasons(&one, &another, None).is_empty(), "site and amount of another investor");
    let other = Signing { investor_ids: vec![1], site: None, amounts: vec![7] };
    assert!(repeat_reasons(&one, &other, None).is_empty(), "an investor has several projects");
}

proptest! {
    /// Whatever is signed in whatever order: the project is counted at most once, and its money is that of one contract
    /// with the increases after it.
    #[test]
    fn a_project_is_never_counted_twice(steps in prop::collection::vec((0usize..6, 0usize..4, 1i64..5, 1i64..100), 1..25)) {
        let mut passed: Vec<Paper> = Vec::new();
        let mut money: Vec<(i64, i64)> = Vec::new();
        for (n, (kind, strength, event, yuan)) in steps.into_iter().enumerate() {
            let id = n as i64 + 1;
            let mut new = paper(id, Strength::ALL[strength], Kind::ALL[kind], Some(event), "2026-01-01", yuan);
            new.predecessor_id = (new.kind == Kind::UpgradedPaper).then(|| passed.last().map_or(99, |p| p.id));
            if !check_paper(&new, day(AUDITED)).is_empty() || !check_against(&new, &passed, false).is_empty() {
                continue;
            }
            let Ok(credit) = credit(&new, &passed, day(AUDITED), None) else { continue };
            for old in passed.iter_mut().filter(|p| credit.ends.contains(&p.id)) {
                old.counted = None;
            }
            money.retain(|(of, _)| !credit.ends.contains(of));
            money.push((id, credit.amount_yuan));
            passed.push(after(new, &credit));
            let counted: i32 = passed.iter().filter_map(|p| p.counted).map(|(c, _)| c).sum();
            prop_assert!(counted <= 1);
            let sum: i64 = money.iter().map(|(_, y)| y).sum();
            prop_assert!(counted == 1 || sum == 0, "money without a counted contract");
        }
    }
}
