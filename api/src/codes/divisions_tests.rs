use super::*;

fn names(found: &[&Division]) -> Vec<String> {
    found.iter().map(|d| d.name.clone()).collect()
}

#[test]
fn the_built_in_file_is_whole() {
    let table = Divisions::parse(BUILT_IN).expect("built-in file");
    assert_eq!(table.children(None).len(), 34, "provinces");
    assert_eq!(table.children(Some("62")).len(), 14, "cities of Gansu");
    assert_eq!(names(&table.children(Some("6203"))), ["金川区", "永昌县"]);
    for division in table.all() {
        assert!(
            division.level == DivisionLevel::Province || table.parent(&division.code).is_some(),
            "{} has no parent",
            division.code
        );
    }
}

#[test]
fn lookup_by_code_of_any_length() {
    let table = divisions();
    for (code, name) in
        [("62", "甘肃省"), ("6203", "金昌市"), ("620300", "金昌市"), ("620302", "金川区"), ("11", "北京市")]
    {
        assert_eq!(table.by_code(code).map(|d| d.name.as_str()), Some(name));
    }
    for code in ["", "6", "620", "62030", "6203020", "62030x", "999999"] {
        assert!(table.by_code(code).is_none(), "{code}");
    }
    assert_eq!(table.by_code("620171").map(|d| d.kind), Some(DivisionKind::Statistical));
    assert_eq!(table.by_code("350402").map(|d| d.kind), Some(DivisionKind::Former));
}

#[test]
fn paths_skip_placeholder_levels() {
    let table = divisions();
    assert_eq!(table.path("620321"), ["甘肃省", "金昌市", "永昌县"]);
    assert_eq!(table.path("110105"), ["北京市", "朝阳区"]);
    assert_eq!(table.path("429004"), ["湖北省", "仙桃市"]);
    assert_eq!(table.path("441900"), ["广东省", "东莞市"]);
    assert!(table.path("990000").is_empty());
}

#[test]
fn full_and_short_names() {
    let table = divisions();
    for name in ["金昌", "金昌市"] {
        assert_eq!(names(&table.by_name(name, None)), ["金昌市"]);
    }
    assert_eq!(names(&table.by_name("临夏", Some("62"))), ["临夏回族自治州", "临夏市", "临夏县"]);
    for (short, code) in [
        ("内蒙古", "150000"),
        ("广西", "450000"),
        ("新疆", "650000"),
        ("香港", "810000"),
        ("甘南", "623000"),
        ("张家川", "620525"),
        ("积石山", "622927"),
        ("阿克塞", "620924"),
        ("肃北", "620923"),
        ("东乡", "622926"),
        ("环县", "621022"),
        ("伊犁", "654000"),
    ] {
        assert!(table.by_name(short, None).iter().any(|d| d.code == code), "{short}");
    }
    assert!(table.by_name("市辖区", None).is_empty(), "placeholders have no name");
    assert_eq!(table.by_name("朝阳区", Some("11")).len(), 1);
}

#[test]
fn within_works_for_every_level() {
    let table = divisions();
    for (code, ancestor, within) in [
        ("620302", "620300", true),
        ("620302", "62", true),
        ("620302", "620302", true),
        ("620399", "6203", true),
        ("620300", "620302", false),
        ("620602", "620300", false),
        ("", "62", false),
        ("620302", "", false),
    ] {
        assert_eq!(table.is_within(code, ancestor), within, "{code} in {ancestor}");
    }
}

#[test]
fn search_by_text_initials_pinyin_and_code() {
    let table = divisions();
    assert_eq!(table.search("金昌", 5)[0].code, "620300");
    assert_eq!(table.search("jcs", 50).iter().filter(|d| d.code == "620300").count(), 1);
    assert!(names(&table.search("jinchang", 5)).contains(&"金昌市".to_string()));
    assert!(names(&table.search("cqs", 20)).contains(&"重庆市".to_string()), "polyphone");
    assert!(names(&table.search("changsha", 5)).contains(&"长沙市".to_string()), "polyphone");
    assert_eq!(table.search("6203", 9).len(), 3);
    assert!(table.search("  ", 9).is_empty());
    assert_eq!(table.search("区", 7).len(), 7);
}

#[test]
fn places_are_found_at_the_beginning_of_an_address() {
    let table = divisions();
    for (text, code) in [
        ("甘肃省金昌市永昌县河西堡镇", "620321"),
        ("甘肃金昌永昌县", "620321"),
        ("金昌市金川区", "620302"),
        ("金昌", "620300"),
        ("上海市浦东新区", "310115"),
        ("甘肃 武威 凉州区", "620602"),
        ("永昌县", "620321"),
        ("内蒙古包头", "150200"),
    ] {
        assert_eq!(table.locate(text).map(|d| d.code.as_str()), Some(code), "{text}");
    }
    assert!(table.locate("朝阳区").is_none(), "several places of that name");
    assert!(table.locate("某某路 1 号").is_none());
}
