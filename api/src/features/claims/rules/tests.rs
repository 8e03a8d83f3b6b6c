use super::*;
use crate::db::types::{Doc, Stamp};
use crate::features::claims::model::{Claim, ClaimOrigin, ClaimRules, ClaimState, Share};
use crate::features::projects::model::Percent;
use chrono::NaiveDate;
use proptest::prelude::*;

const RULES: ClaimRules =
    ClaimRules { protect_days: 90, idle_expire_days: 30, objection_workdays: 5, ruling_workdays: 5 };

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn claim(confirmed: &str, progress: &str) -> Claim {
    let protection = protect(day(confirmed), &RULES);
    Claim {
        id: 1,
        number: "SB-2026-0001".into(),
        lineage_id: 1,
        origin: ClaimOrigin::Registered,
        predecessor_id: None,
        enterprise_id: 1,
        investor: "甲公司".into(),
        direction: "电池".into(),
        chain: None,
        industry_code: None,
        project_id: None,
        unit_id: 1,
        person_id: 1,
        first_contact_on: day("2026-01-01"),
        proof: Doc::default(),
        state: ClaimState::Protected,
        protected_from: Some(protection.from),
        protected_until: Some(protection.until),
        last_progress_on: day(progress),
        idle_from: day(progress),
        lapses_on: Some(lapses_on(protection.until, day(progress), &RULES)),
        registered_on: day("2026-01-01"),
        object_by_on: day("2026-01-08"),
        rule_revision: 1,
        ended_on: None,
        end_reason: None,
        needs_ruling: false,
        registered_by: Some(1),
        confirmed_by: Some(2),
        confirmed_at: None,
        confirm_opinion: None,
        created_at: Stamp::from_micros(0),
        updated_at: Stamp::from_micros(0),
        version: 1,
    }
}

#[test]
fn a_claim_holds_to_the_last_day_and_lapses_on_the_next() {
    let idle = claim("2026-03-02", "2026-03-02");
    assert_eq!(state_on(&idle, day("2026-04-01")), ClaimState::Protected, "day 30 without progress");
    assert_eq!(state_on(&idle, day("2026-04-02")), ClaimState::Expired, "day 31");
    let lapse_of = |c: &Claim, on: &str| lapse(c, day(on)).expect("has lapsed");
    assert_eq!(lapse_of(&idle, "2026-05-01").on, day("2026-04-02"));
    assert!(lapse_of(&idle, "2026-05-01").reason.contains("没有推进"));
    let busy = claim("2026-03-02", "2026-05-20");
    assert_eq!(busy.protected_until, Some(day("2026-05-31")));
    assert_eq!(state_on(&busy, day("2026-05-31")), ClaimState::Protected);
    assert_eq!(lapse_of(&busy, "2026-06-01").on, day("2026-06-01"));
    assert!(lapse_of(&busy, "2026-06-01").reason.contains("届满，没有延期"));
    let refused = must_be(&busy, day("2026-06-01"), &[ClaimState::Protected], "流转").expect_err("expired");
    assert!(refused.message().contains("已失效"));
}

#[test]
fn matters_overlap_by_chain_industry_or_words() {
    let matter = |direction, chain, industry_code| Matter { direction, chain, industry_code };
    let battery = matter("年产10吉瓦时磷酸铁锂电池", Some("电池产业链"), Some("C38"));
    assert!(overlap(battery, matter("储能", Some("电池 产业链"), None)));
    assert!(overlap(battery, matter("储能", None, Some("C3841"))));
    assert!(overlap(battery, matter("磷酸铁锂电池", None, None)), "contained");
    assert!(overlap(battery, matter("年产20吉瓦时磷酸铁锂电池项目", None, None)));
    assert!(!overlap(battery, matter("奶牛养殖", Some("乳业产业链"), Some("A03"))));
    assert!(!overlap(battery, matter("数据中心", None, None)));
}

#[test]
fn one_cannot_ask_through_a_list() {
    assert_eq!(question(" 金川集团 ").expect("fine"), (Some("金川集团".into()), None));
    let code = question("91620302ma00000154").expect("fine");
    assert_eq!(code, (None, Some("91620302MA00000154".into())));
    for bad in ["金川", "金川公", "有限公司", "股份有限公司", "91620302MA0000015", "....", "9162"]
    {
        assert!(question(bad).is_err(), "{bad}");
    }
}

#[test]
fn only_office_phones_are_told() {
    assert_eq!(office_phone(Some("0935-8212345")).as_deref(), Some("0935-8212345"));
    assert_eq!(office_phone(Some("13812345678")), None);
    assert_eq!(office_phone(Some("8212345")), None);
    assert_eq!(office_phone(None), None);
}

#[test]
fn extensions_are_later_by_one_protection_at_most() {
    let held = claim("2026-03-02", "2026-05-20");
    assert!(check_extension(&held, day("2026-05-31"), &RULES).is_err());
    assert!(check_extension(&held, day("2026-06-01"), &RULES).is_ok());
    assert!(check_extension(&held, day("2026-08-29"), &RULES).is_ok());
    assert!(check_extension(&held, day("2026-08-30"), &RULES).is_err());
}

fn share(unit_id: i64, hundredths: i32) -> Share {
    Share { unit_id, share_percent: Percent(hundredths), reason: "约定".into() }
}

#[test]
fn shares_sum_to_exactly_one_hundred_per_cent() {
    assert!(check_shares(&[share(1, 3333), share(2, 6667)]).is_ok());
    let short = check_shares(&[share(1, 3333), share(2, 6666)]).expect_err("99.99");
    assert!(short.message().contains("少0.01"), "{}", short.message());
    assert!(check_shares(&[share(1, 5000), share(1, 5000)]).is_err(), "twice the same unit");
    assert!(check_shares(&[share(1, 10_000), share(2, 0)]).is_err(), "nothing is no share");
    assert!(check_shares(&[]).is_err());
    assert_eq!(shares_or_lead(&[], 7), [(7, Percent::WHOLE)]);
}

#[test]
fn amounts_are_split_to_the_last_yuan() {
    let thirds = [(1, Percent(3333)), (2, Percent(3333)), (3, Percent(3334))];
    assert_eq!(split_yuan(100, &thirds), [(1, 33), (2, 33), (3, 34)]);
    assert_eq!(split_yuan(1, &thirds), [(1, 0), (2, 0), (3, 1)]);
    assert_eq!(split_yuan(-100, &thirds), [(1, -33), (2, -33), (3, -34)], "reversals split alike");
    let halves = [(1, Percent(5000)), (2, Percent(5000))];
    assert_eq!(split_yuan(3, &halves), [(1, 2), (2, 1)], "the earlier unit first among equals");
    assert_eq!(split_count(1, &thirds)[0].1, Fraction { numerator: 3333, denominator: 10_000 });
    assert_eq!(split_count(3, &halves)[0].1, Fraction { numerator: 3, denominator: 2 });
}

/// Between one and eight shares that sum to 100 %.
fn any_shares() -> impl Strategy<Value = Vec<(i64, Percent)>> {
    prop::collection::btree_set(1..10_000_i32, 0..8).prop_map(|cuts| {
        let mut edges: Vec<i32> = cuts.into_iter().collect();
        edges.push(10_000);
        let mut before = 0;
        let part = |edge: &i32| {
            let part = edge - before;
            before = *edge;
            Percent(part)
        };
        let parts: Vec<Percent> = edges.iter().map(part).collect();
        (1..).zip(parts).collect()
    })
}

proptest! {
    #[test]
    fn parts_sum_to_the_amount_and_stay_within_a_yuan(
        amount in prop_oneof![Just(0), Just(i64::MAX), Just(-i64::MAX), -1_000_000_000_000_000..1_000_000_000_000_000_i64],
        shares in any_shares(),
    ) {
        let parts = split_yuan(amount, &shares);
        prop_assert_eq!(parts.iter().map(|(_, yuan)| i128::from(*yuan)).sum::<i128>(), i128::from(amount));
        for ((_, yuan), (_, share)) in parts.iter().zip(&shares) {
            let off = i128::from(*yuan) * 10_000 - i128::from(amount) * i128::from(share.0);
            prop_assert!(off.abs() < 10_000, "{} of {} at {}", yuan, amount, share);
        }
    }

    #[test]
    fn counts_sum_exactly(count in 0..1_000_000_i64, shares in any_shares()) {
        let parts = split_count(count, &shares);
        let sum = parts.iter().fold(Fraction::new(0, 1), |sum, (_, part)| sum.plus(*part));
        prop_assert_eq!(sum, Fraction::new(count, 1));
    }
}
