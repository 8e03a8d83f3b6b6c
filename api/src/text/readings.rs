//! 汉字的读音。多音字只收地名、企业名、人名里常见的读音：字典里的古音会带来大量误命中。

use pinyin::ToPinyin;

/// 一个字的读音（无声调，ü 写作 v）。
#[derive(Debug, Clone, Copy)]
pub struct Readings {
    one: Option<&'static str>,
    many: &'static [&'static str],
}

impl Readings {
    /// 全部读音；不是汉字时为空。
    pub fn as_slice(&self) -> &[&'static str] {
        if self.many.is_empty() { self.one.as_slice() } else { self.many }
    }
}

/// 一个字的常见读音。
pub fn readings(c: char) -> Readings {
    let many = polyphone(c);
    let one = if many.is_empty() { c.to_pinyin().map(|p| without_umlaut(p.plain())) } else { None };
    Readings { one, many }
}

/// ü 在键盘上打作 v；带 ü 的音节只有这几个。
fn without_umlaut(plain: &'static str) -> &'static str {
    match plain {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        other => other,
    }
}

/// `name` 里是否有一处能用 `query` 打出来：首字母（jcs）、全拼（jinchang）或混打（jinch、jchang）。
///
/// `query` 只含小写拉丁字母。
pub fn matches_prefix(name: &str, query: &str) -> bool {
    let characters: Vec<char> = name.chars().collect();
    (0..characters.len()).any(|at| typed(&characters[at..], query))
}

fn typed(characters: &[char], query: &str) -> bool {
    if query.is_empty() {
        return true;
    }
    let Some((first, rest)) = characters.split_first() else { return false };
    readings(*first).as_slice().iter().any(|reading| {
        reading.starts_with(query)
            || query.strip_prefix(reading).is_some_and(|left| typed(rest, left))
            || query.strip_prefix(&reading[..1]).is_some_and(|left| typed(rest, left))
    })
}

/// 多音字表，常见读音在前。
fn polyphone(c: char) -> &'static [&'static str] {
    match c {
        '重' => &["zhong", "chong"],
        '长' => &["chang", "zhang"],
        '行' => &["xing", "hang"],
        '乐' => &["le", "yue"],
        '会' => &["hui", "kuai"],
        '车' => &["che", "ju"],
        '调' => &["diao", "tiao"],
        '强' => &["qiang", "jiang"],
        '贾' => &["jia", "gu"],
        '单' => &["dan", "shan"],
        '曾' => &["zeng", "ceng"],
        '解' => &["jie", "xie"],
        '查' => &["cha", "zha"],
        '朝' => &["chao", "zhao"],
        '盛' => &["sheng", "cheng"],
        '晟' => &["sheng", "cheng"],
        '石' => &["shi", "dan"],
        '厦' => &["xia", "sha"],
        '六' => &["liu", "lu"],
        '蚌' => &["bang", "beng"],
        '尉' => &["wei", "yu"],
        '柏' => &["bai", "bo"],
        '番' => &["fan", "pan"],
        '降' => &["jiang", "xiang"],
        '省' => &["sheng", "xing"],
        '系' => &["xi", "ji"],
        '藏' => &["cang", "zang"],
        '都' => &["du", "dou"],
        '弹' => &["dan", "tan"],
        '传' => &["chuan", "zhuan"],
        '角' => &["jiao", "jue"],
        '宿' => &["su", "xiu"],
        '参' => &["can", "shen"],
        '奇' => &["qi", "ji"],
        '种' => &["zhong", "chong"],
        '朴' => &["pu", "piao"],
        '区' => &["qu", "ou"],
        '仇' => &["chou", "qiu"],
        '覃' => &["qin", "tan"],
        '洗' => &["xi", "xian"],
        '卡' => &["ka", "qia"],
        '率' => &["lv", "shuai"],
        '畜' => &["chu", "xu"],
        '秘' => &["mi", "bi"],
        '莘' => &["shen", "xin"],
        '涡' => &["wo", "guo"],
        '阿' => &["a", "e"],
        '泊' => &["bo", "po"],
        '铅' => &["qian", "yan"],
        '埔' => &["pu", "bu"],
        '浚' => &["jun", "xun"],
        '校' => &["xiao", "jiao"],
        '屏' => &["ping", "bing"],
        '还' => &["huan", "hai"],
        '澄' => &["cheng", "deng"],
        '缪' => &["miao", "mou"],
        '大' => &["da", "dai"],
        '和' => &["he", "huo"],
        '得' => &["de", "dei"],
        '地' => &["di", "de"],
        '的' => &["de", "di"],
        '了' => &["le", "liao"],
        '着' => &["zhe", "zhuo"],
        '什' => &["shen", "shi"],
        '没' => &["mei", "mo"],
        '便' => &["bian", "pian"],
        '茄' => &["qie", "jia"],
        '伽' => &["jia", "qie"],
        '牟' => &["mou", "mu"],
        '员' => &["yuan", "yun"],
        '万' => &["wan", "mo"],
        '说' => &["shuo", "shui"],
        '龟' => &["gui", "qiu"],
        '氏' => &["shi", "zhi"],
        '歙' => &["she", "xi"],
        '堡' => &["bao", "pu", "bu"],
        '峒' => &["tong", "dong"],
        '宕' => &["tan", "dang"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_polyphones_have_all_their_readings() {
        assert_eq!(readings('重').as_slice(), ["zhong", "chong"]);
        assert_eq!(readings('金').as_slice(), ["jin"]);
        assert_eq!(readings('铝').as_slice(), ["lv"]);
        assert!(readings('A').as_slice().is_empty());
        assert!(readings('，').as_slice().is_empty());
    }

    #[test]
    fn initials_full_pinyin_and_mixtures_are_typed() {
        for query in ["jcjt", "jinchuan", "jinc", "jchuanjt", "cjt", "jituan", "jinchuanjituan"] {
            assert!(matches_prefix("金川集团", query), "{query}");
        }
        for query in ["cqs", "chongqing", "zhongqing", "congqing"] {
            assert_eq!(matches_prefix("重庆市", query), query != "congqing", "{query}");
        }
        assert!(!matches_prefix("金川集团", "jtc"));
        assert!(!matches_prefix("金川集团", "jinchuanjituang"));
    }
}
