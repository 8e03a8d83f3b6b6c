use super::*;
use crate::features::enterprises::model::{CompanyClass, EnterpriseInput};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("date")
}

fn named(name: &str) -> EnterpriseInput {
    EnterpriseInput { name: name.to_owned(), ..EnterpriseInput::default() }
}

#[test]
fn a_name_alone_is_enough_and_codes_are_brought_to_one_form() {
    let checked = check(&named(" 金川集团股份有限公司 "), today()).expect("fine");
    assert_eq!(
        (checked.input.name.as_str(), checked.name_key.as_str()),
        ("金川集团股份有限公司", "金川股份")
    );
    let full = EnterpriseInput {
        credit_code: Some(" 91350100m000100y43 ".into()),
        division_code: Some("6203".into()),
        industry_code: Some("3240".into()),
        classes: Some(vec![CompanyClass::Listed, CompanyClass::Central, CompanyClass::Listed]),
        founded_on: Some("2001-09".into()),
        remark: Some("  ".into()),
        ..named("甲公司")
    };
    let checked = check(&full, today()).expect("fine").input;
    assert_eq!(checked.credit_code.as_deref(), Some("91350100M000100Y43"));
    assert_eq!(checked.division_code.as_deref(), Some("620300"));
    assert_eq!(checked.industry_code.as_deref(), Some("C32"));
    assert_eq!(checked.classes, Some(vec![CompanyClass::Central, CompanyClass::Listed]));
    assert_eq!(checked.remark, None);
}

#[test]
fn all_wrong_fields_are_named_with_what_to_do() {
    let bad = EnterpriseInput {
        credit_code: Some("91350100M000100Y4Z".into()),
        division_code: Some("990000".into()),
        industry_code: Some("B32".into()),
        founded_on: Some("2026-02-30".into()),
        ..named("金川\u{200b}集团")
    };
    let errors = check(&bad, today()).expect_err("all wrong");
    let fields: Vec<&str> = errors.iter().map(|e| e.pointer.as_str()).collect();
    assert_eq!(fields, ["/name", "/credit_code", "/division_code", "/industry_code", "/founded_on"]);
    assert!(
        errors[0].message.contains("第 3 个字") && errors[0].message.contains("U+200B"),
        "{}",
        errors[0].message
    );
    assert!(errors[1].message.contains("应为“3”"), "{}", errors[1].message);
}

#[test]
fn names_that_pass_for_others_are_refused() {
    for bad in ["金川\u{202e}集团", "\u{feff}金\u{2060}川", "（）", "金川\n集团", "　"] {
        assert!(check_name(bad).is_err(), "{bad:?}");
    }
    assert_eq!(check_name("瓮福（集团）有限责任公司").expect("fine"), "瓮福有限责任");
}

#[test]
fn imprecise_dates_have_a_first_day() {
    for (text, first) in [("2019", "2019-01-01"), ("2019-04", "2019-04-01"), ("2019-04-30", "2019-04-30")] {
        assert_eq!(imprecise_date(text).map(|d| d.to_string()).as_deref(), Some(first));
    }
    for bad in ["", "19", "2019-13", "2019-02-29", "2019/04", "０２０１"] {
        assert_eq!(imprecise_date(bad), None, "{bad}");
    }
    let future = EnterpriseInput { founded_on: Some("2027".into()), ..named("甲公司") };
    assert!(check(&future, today()).is_err());
}
