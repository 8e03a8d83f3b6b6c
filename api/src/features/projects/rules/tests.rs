//! Pure rules with real numbers.

use super::*;

fn party(name: &str, role: PartyRole, share: Option<i32>) -> PartyInput {
    PartyInput {
        enterprise_id: None,
        name: Some(name.into()),
        role,
        share_percent: share.map(Percent),
        origin: None,
    }
}

fn phase(name: &str, start: &str, end: &str, amount_yuan: i64) -> PhaseInput {
    PhaseInput {
        name: name.into(),
        planned_start: Some(start.into()),
        planned_end: Some(end.into()),
        amount_yuan,
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("date")
}

#[test]
fn phases_of_mars_base_sum_up_or_are_refused_with_the_difference() {
    let phases = [phase("一期", "2018", "2020", 898_000_000), phase("二期", "2021", "2023", 1_624_000_000)];
    assert!(check_phases(Some(2_522_000_000), &phases).is_ok());
    let error = check_phases(Some(2_500_000_000), &phases).expect_err("must be refused");
    assert_eq!(error.code(), Code::ProjectPhasesSum);
    assert!(error.message().contains("多22000000元"), "{error}");
    assert!(check_phases(None, &phases).is_err(), "no total to sum up to");
    assert!(check_phases(None, &[]).is_ok());
    assert!(check_phases(Some(5), &[phase("一期", "2020", "2018", 5)]).is_err(), "ends before it begins");
    assert!(
        check_phases(
            Some(1),
            &[phase("一期", "2018", "2019", i64::MAX), phase("二期", "2018", "2019", i64::MAX)]
        )
        .is_err()
    );
}

#[test]
fn shares_are_whole_when_all_are_known() {
    use PartyRole::{Investor, Supporter};
    let fine: &[&[PartyInput]] = &[
        &[
            party("甲公司", Investor, Some(3333)),
            party("乙公司", Investor, Some(6667)),
            party("丙中心", Supporter, None),
        ],
        &[party("甲公司", Investor, Some(4000)), party("乙公司", Investor, None)],
        &[party("甲公司", Investor, None)],
    ];
    for parties in fine {
        assert!(check_parties(parties, true).is_ok(), "{parties:?}");
    }
    let wrong: &[&[PartyInput]] = &[
        &[party("甲公司", Investor, Some(5000)), party("乙公司", Investor, Some(4999))],
        &[party("甲公司", Investor, Some(9000)), party("乙公司", Investor, Some(1001))],
        &[party("甲公司", Investor, None), party("丙中心", Supporter, Some(100))],
        &[party("甲公司", Investor, None), party("甲公司", Investor, None)],
        &[party("丙中心", Supporter, None)],
        &[party("甲\u{200b}公司", Investor, None)],
    ];
    for parties in wrong {
        assert!(check_parties(parties, true).is_err(), "{parties:?}");
    }
    assert!(check_parties(&[], false).is_ok(), "a reserve project has no investor yet");
}

#[test]
fn fields_are_checked_together_and_only_where_touched() {
    let mut input = ProjectInput::new("高纯镍项目", 1);
    input.total_investment_yuan = Some(100);
    input.fixed_assets_yuan = Some(101);
    input.industry_code = Some("9x".into());
    input.division_code = Some("999999".into());
    input.signed_on = NaiveDate::from_ymd_opt(2026, 3, 3);
    input.planned_start = Some("2026-13".into());
    let error = check_fields(input.clone(), None, today()).expect_err("must be refused");
    let mut pointers: Vec<&str> = error.errors().iter().map(|e| e.pointer.as_str()).collect();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        ["/division_code", "/fixed_assets_yuan", "/industry_code", "/planned_start", "/signed_on"]
    );
    let mut edited = input.clone();
    edited.remark = Some("旧数据不完整".into());
    assert!(check_fields(edited, Some(&input), today()).is_ok(), "what is old stays as it is");
}

#[test]
fn industry_codes_get_their_letter() {
    let mut input = ProjectInput::new("高纯镍项目", 1);
    input.industry_code = Some("3240".into());
    let checked = check_fields(input, None, today()).expect("fine");
    assert_eq!(checked.industry_code.as_deref(), Some("C3240"));
    assert!(checked.industry.is_some());
}

#[test]
fn likeness_needs_the_same_investor_or_almost_the_same_name() {
    let names = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let like = |a: &str, investors: &[&str], b: &str, others: &[&str], same: bool| {
        let (x, y) = (names(investors), names(others));
        let ids: &[i64] = if same { &[7] } else { &[] };
        likeness(
            Side { name: a, investors: &x, enterprise_ids: ids },
            Side { name: b, investors: &y, enterprise_ids: &[7] },
        )
        .is_some()
    };
    assert!(like("年产5万吨高纯镍项目", &["金川集团"], "高纯镍5万吨项目", &["金川集团股份有限公司"], false));
    assert!(!like("光伏发电项目", &["甲能源有限公司"], "光伏发电项目", &["乙电力有限公司"], false));
    assert!(
        like("光伏发电项目", &["甲能源有限公司"], "光伏发电项目", &["乙电力有限公司"], true),
        "an alias of the same"
    );
    assert!(like("火星1号基地", &[], "火星一号基地项目", &["某公司"], false));
    assert!(!like("火星1号基地", &[], "月球基地", &["某公司"], false));
}
