use super::*;
use crate::features::enterprises::model::{CompanyClass, EnterpriseInput, MatchKind, MergeField};
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
        founded: Some("2001-09".into()),
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
        founded: Some("2026-02-30".into()),
        ..named("金川\u{200b}集团")
    };
    let errors = check(&bad, today()).expect_err("all wrong");
    let fields: Vec<&str> = errors.iter().map(|e| e.pointer.as_str()).collect();
    assert_eq!(fields, ["/name", "/credit_code", "/division_code", "/industry_code", "/founded"]);
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
    let future = EnterpriseInput { founded: Some("2027".into()), ..named("甲公司") };
    assert!(check(&future, today()).is_err());
}

fn kinds(name: Option<&str>, code: Option<&str>, known: Known<'_>) -> Vec<&'static str> {
    compare(name, code, known).map(|f| f.reasons.iter().map(|r| r.kind.code()).collect()).unwrap_or_default()
}

fn known(name: &str) -> Known<'_> {
    Known { name, credit_code: None, aliases: &[] }
}

#[test]
fn reasons_are_named_the_strongest_first() {
    let aliases = ["金川有色".to_owned()];
    let jinchuan =
        Known {
            name: "金川集团股份有限公司", credit_code: Some("91620302MA00000154"), aliases: &aliases
        };
    assert_eq!(kinds(Some("金川有色公司"), None, jinchuan), ["same_alias", "contained"]);
    assert_eq!(kinds(None, Some("91620302MA00000154"), jinchuan), ["credit_code"]);
    assert_eq!(
        kinds(Some("别的名字"), Some("91620302MA00000154"), jinchuan),
        ["credit_code"],
        "whatever it is called"
    );
    assert_eq!(kinds(Some("金川集团股份有限公司"), Some("91620302MA0000023Y"), jinchuan), ["same_name"]);
    assert!(
        kinds(Some("金川镍盐"), Some("91620302MA0000023Y"), jinchuan).is_empty(),
        "two codes are two companies"
    );
    let near = compare(Some("金昌惠纪大地新能源"), None, known("金昌惠记大地新能源有限公司"));
    assert!(near.is_none_or(|f| f.score < 1.0 && f.reasons[0].kind == MatchKind::SimilarName));
}

#[test]
fn places_and_generic_words_alone_prove_nothing() {
    for (a, b) in [
        ("新能源有限公司", "金昌艾力克新能源有限公司"),
        ("甘肃科技有限公司", "甘肃众鑫新材料科技公司"),
        ("金昌环保公司", "金昌正弦波环保科技公司"),
        ("", "金川集团"),
        ("（）", "（）"),
    ] {
        assert!(compare(Some(a), None, known(b)).is_none(), "{a} / {b}");
    }
}

/// 公开资料里的七十个名称（api/data/demo/enterprises.csv）两两相比：该提示的都提示，不该提示的一个也没有。
#[test]
fn the_names_of_the_public_list_are_told_apart() {
    let list = include_str!("../../../../data/demo/enterprises.csv");
    let names: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(names.len(), 70);
    let mut pairs = Vec::new();
    for (i, a) in names.iter().enumerate() {
        for b in &names[i + 1..] {
            let found = compare(Some(a), None, known(b)).filter(|f| f.score >= SUSPECTED);
            assert_eq!(
                found.is_some(),
                compare(Some(b), None, known(a)).is_some_and(|f| f.score >= SUSPECTED),
                "{a} / {b}"
            );
            if found.is_some() {
                pairs.push((*a, *b));
            }
        }
    }
    let group = |word: &str| pairs.iter().filter(|(a, b)| a.contains(word) && b.contains(word)).count();
    assert_eq!([group("金川"), group("艾力克"), group("华能"), group("瓮福")], [12, 3, 1, 1]);
    assert_eq!(pairs.len(), 17, "nobody else: {pairs:?}");
}

#[test]
fn phones_have_one_form_and_a_mask() {
    for (given, form, masked, tail) in [
        ("138 1234-5678", "13812345678", "138****5678", "5678"),
        ("+8613812345678", "13812345678", "138****5678", "5678"),
        ("0935—8212345", "0935-8212345", "0935-****2345", "2345"),
        ("(0935)8212345#801", "0935-8212345-801", "0935-****2345", "2345"),
        ("010-62345678", "010-62345678", "010-****5678", "5678"),
        ("4001234567", "400-123-4567", "400-***-4567", "4567"),
        ("+81 3-1234-5678", "+81312345678", "+81****5678", "5678"),
    ] {
        let phone = parse_phone(given).expect(given);
        assert_eq!((phone.text.as_str(), phone.tail.as_str()), (form, tail), "{given}");
        assert_eq!(mask(&phone.text), masked, "{given}");
    }
    for bad in ["", "123", "138****5678", "8212345", "+861234", "12812345678", "13812345678a", "+0123456789"]
    {
        assert!(parse_phone(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_merge_takes_what_is_named_and_fills_gaps() {
    let kept = EnterpriseInput {
        place: Some("金昌".into()),
        classes: Some(vec![CompanyClass::Leader]),
        ..named("甲")
    };
    let merged = EnterpriseInput {
        place: Some("甘肃".into()),
        products: Some("镍".into()),
        classes: Some(vec![CompanyClass::Central]),
        ..named("乙")
    };
    let filled = combine(&kept, &merged, &[]);
    assert_eq!(
        (filled.name.as_str(), filled.place.as_deref(), filled.products.as_deref()),
        ("甲", Some("金昌"), Some("镍"))
    );
    assert_eq!(filled.classes, Some(vec![CompanyClass::Central, CompanyClass::Leader]));
    let taken = combine(&kept, &merged, &[MergeField::Name, MergeField::Place, MergeField::Classes]);
    assert_eq!((taken.name.as_str(), taken.place.as_deref()), ("乙", Some("甘肃")));
    assert_eq!(taken.classes, Some(vec![CompanyClass::Central]));
    assert_eq!(changed_fields(&kept, &filled), ["classes", "products"]);
    assert!(changed_fields(&kept, &kept).is_empty());
}

proptest::proptest! {
    #[test]
    fn nothing_panics_and_masks_hide_the_middle(text in "\\PC{0,30}", digits in "1[3-9][0-9]{9}") {
        let _ = check_name(&text);
        let _ = parse_phone(&text);
        let _ = mask(&text.chars().filter(char::is_ascii).collect::<String>());
        let _ = compare(Some(&text), None, known("金川集团"));
        let _ = search_text(&text);
        let masked = mask(&parse_phone(&digits).expect("a mobile number").text);
        proptest::prop_assert!(masked.len() == 11 && masked.contains("****") && masked.ends_with(&digits[7..]));
    }
}
