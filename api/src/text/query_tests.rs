use super::*;
use crate::text::index_tokens;
use proptest::prelude::*;

fn finds(query: &str, text: &str) -> bool {
    query_terms(query).is_some_and(|q| q.matches(&index_tokens(text)))
}

#[test]
fn initials_find_a_name_at_any_place_and_of_any_length() {
    let name = "甘肃金川集团股份有限公司（金昌）";
    for query in ["j", "jc", "jcj", "jcjt", "jcjtgf", "JCJTGFYXGS", "gsjcjtgfyxgs", "yxgsjc"] {
        assert!(finds(query, name), "{query}");
    }
    for query in ["jjt", "jcjtyx", "gfjt"] {
        assert!(!finds(query, name), "{query}");
    }
}

#[test]
fn full_pinyin_finds_whole_and_unfinished_words() {
    let name = "金川集团股份有限公司";
    for query in [
        "jin",
        "jinchuan",
        "jinchuanj",
        "jinchuanjit",
        "jinchuanjituan",
        "chuanjituangufen",
        "jinchuanjituangufenyouxiangongsi",
    ] {
        assert!(finds(query, name), "{query}");
    }
    assert!(!finds("jinchuangufen", name));
    for query in ["xianshi", "xianshigaoxin", "xian"] {
        assert!(finds(query, "西安市高新区"), "{query}: 西安 may also be read xian");
    }
    assert!(finds("chongqingchangan", "重庆长安汽车") && finds("lvye", "东兴铝业"));
}

#[test]
fn chinese_latin_numbers_and_codes() {
    assert!(finds("金川集团", "甘肃金川集团公司") && !finds("金川集团", "金昌集团川"));
    assert!(finds("川", "金川") && finds("led", "LED产业园建设项目") && finds("ｌｅｄ", "LED产业园"));
    assert!(finds("40万吨", "年产40万吨智能铜电解") && finds("2.5gwh", "金昌致信2.5GWh磷酸铁锂"));
    assert!(
        finds("火星1号", "“火星1号基地”项目")
            && finds("hx1hjd", "“火星1号基地”项目")
            && finds("ledcyy", "LED产业园")
    );
    for query in ["91620302", "91620302ma00000154", "0154", "000154"] {
        assert!(finds(query, "91620302MA00000154"), "{query}");
    }
    for query in ["2103-620302", "21036203", "620302-04", "2103-620302-04-01-123456", "123456"] {
        assert!(finds(query, "2103-620302-04-01-123456"), "{query}");
    }
    for query in ["0935-8212345", "09358212345", "2345", "0935"] {
        assert!(finds(query, "0935-8212345"), "{query}");
    }
}

#[test]
fn stop_terms_are_dropped_only_beside_others() {
    let rendered = |q: &str| query_terms(q).expect(q).fts5();
    assert_eq!(rendered("金川 公司"), "\"金川\"");
    assert_eq!(rendered("公司"), "\"公司\"");
    assert_eq!(rendered("有限公司"), "\"有限\" AND \"限公\" AND \"公司\"");
    assert!(finds("有限公司", "金川有限公司") && !finds("金川 项目", "永昌项目"));
}

#[test]
fn rendering_for_both_engines() {
    let query = query_terms("金川集团 jcjtg").expect("query");
    assert_eq!(query.fts5(), "\"金川\" AND \"川集\" AND (\"jcjtg\"* OR (\"jcjt\" AND \"cjtg\"))");
    assert_eq!(query.tsquery(), "'金川' & '川集' & ('jcjtg':* | ('jcjt' & 'cjtg'))");
    assert_eq!(query.to_string(), "金川 + 川集 + (jcjtg* | (jcjt cjtg))");
}

#[test]
fn nothing_to_search_is_none_and_long_texts_are_cut() {
    for text in ["", "  ", "，。、", "\"'*:&|()-", "—"] {
        assert!(query_terms(text).is_none(), "{text:?}");
    }
    let long = "招商引资工作系统".repeat(50);
    assert!(query_terms(&long).expect("cut").clauses.len() <= MOST_CLAUSES);
    assert!(query_terms(&"a".repeat(5_000)).is_some() && query_terms(&"xian".repeat(2_000)).is_some());
}

proptest! {
    /// 引号、星号、反斜杠等进不了词，拼进查询语句是安全的。
    #[test]
    fn terms_are_safe_by_construction(text in "\\PC{0,40}") {
        if let Some(query) = query_terms(&text) {
            for term in query.terms() {
                prop_assert!(!term.token().is_empty() && term.token().chars().all(char::is_alphanumeric));
            }
        }
    }

    /// 名称里的任何一段汉字都能把它查出来；首字母和全拼也是。
    #[test]
    fn any_part_of_a_name_finds_it(name in "[金川集团昌永武威铜镍钴电池材料重庆长安行乐]{2,14}", from in 0usize..14, length in 2usize..9) {
        let characters: Vec<char> = name.chars().collect();
        let from = from % characters.len();
        let part: Vec<char> = characters[from..].iter().copied().take(length).collect();
        let text: String = part.iter().collect();
        prop_assert!(finds(&text, &name), "{text} in {name}");
        let initials: String = part.iter().map(|c| &readings(*c).as_slice()[0][..1]).collect();
        prop_assert!(finds(&initials, &name), "{initials} in {name}");
    }
}

#[test]
fn any_of_the_conditions_is_enough_for_candidates() {
    let query = query_terms("金川镍盐").expect("terms").any();
    assert!(query.matches(&index_tokens("金川集团")) && !query.matches(&index_tokens("天马镁业")));
    assert_eq!(query.fts5(), "(\"金川\" OR \"川镍\" OR \"镍盐\")");
    assert_eq!(query.tsquery(), "('金川' | '川镍' | '镍盐')");
}
