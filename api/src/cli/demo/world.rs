//! What made-up projects and enterprises are made of: the word stock of the demo city, and chance that can be repeated.

use chengfeng::codes::credit_code::{ALPHABET, check_character};

/// Chance with a seed: the same seed gives the same city on every machine and with every version.
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Between 0 and 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of these, by weight.
    pub fn weighted<T: Copy>(&mut self, of: &[(T, usize)]) -> T {
        let mut left = self.below(of.iter().map(|(_, w)| w).sum());
        for (value, weight) in of {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        of[0].0
    }

    /// Money, log-normal around `median` yuan, in whole ten thousands as people write it.
    pub fn yuan(&mut self, median: f64, spread: f64) -> i64 {
        let (a, b) = (self.share().max(1e-12), self.share());
        let normal = (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos();
        let yuan = median * (spread * normal).exp();
        ((yuan / 10_000.0).round().clamp(1.0, 50_000_000.0) as i64) * 10_000
    }
}

/// A trade as the demo ledgers know it: industry code and words, chain, what is made, how much of it.
pub struct Trade {
    pub code: Option<&'static str>,
    pub industry: &'static str,
    pub chain: Option<&'static str>,
    pub products: &'static [&'static str],
    pub sizes: &'static [&'static str],
    pub weight: usize,
}

const fn trade(
    code: Option<&'static str>,
    industry: &'static str,
    chain: Option<&'static str>,
    products: &'static [&'static str],
    sizes: &'static [&'static str],
    weight: usize,
) -> Trade {
    Trade { code, industry, chain, products, sizes, weight }
}

const TONNES: &[&str] = &["年产1万吨", "年产2万吨", "年产5万吨", "10万吨", "年产15万吨", "30万吨", "50万吨"];
const POWER: &[&str] = &["50兆瓦", "90兆瓦", "100兆瓦", "300兆瓦", "770兆瓦"];
const PIECES: &[&str] = &["日产25万支", "2.5GWh", "18GWh", "20吉瓦时", "年产300万套"];
const NONE: &[&str] = &[""];

pub const TRADES: &[Trade] = &[
    trade(
        Some("C32"),
        "有色金属新材料",
        Some("镍铜钴新材料"),
        &["高温合金", "镍合金板带材", "海绵钛", "羰基镍", "铜箔", "电解铜", "电子铜带", "高纯钴"],
        TONNES,
        13,
    ),
    trade(
        Some("C38"),
        "新能源电池",
        Some("新能源电池"),
        &["磷酸铁锂电池", "储能电池", "锂离子电池", "钠离子电池"],
        PIECES,
        9,
    ),
    trade(
        Some("C39"),
        "新能源电池材料",
        Some("新能源电池"),
        &["三元前驱体", "负极材料", "磷酸铁", "碳纳米管", "电解质材料", "隔膜"],
        TONNES,
        9,
    ),
    trade(
        Some("C26"),
        "化工",
        Some("氟硅化工"),
        &["片碱", "氯碱化工", "氟硅酸钠", "磷铵", "钾碱", "钛白粉", "离子膜烧碱"],
        TONNES,
        9,
    ),
    trade(
        Some("D44"),
        "新能源",
        Some("新能源及装备"),
        &["光伏发电", "风力发电", "集中供汽", "抽水蓄能", "源网荷储"],
        POWER,
        8,
    ),
    trade(
        Some("C34"),
        "新能源装备制造",
        Some("新能源及装备"),
        &["光伏组件", "风机叶片", "塔筒", "逆变器"],
        PIECES,
        5,
    ),
    trade(
        Some("C42"),
        "资源综合利用",
        Some("循环经济"),
        &["工业固废综合利用", "冶炼渣处理", "再生铝", "建筑垃圾再生", "废旧电池回收"],
        TONNES,
        6,
    ),
    trade(
        Some("A03"),
        "畜牧养殖",
        Some("奶业与肉牛"),
        &["奶牛养殖", "肉牛养殖", "奶绵羊养殖", "生猪屠宰加工"],
        NONE,
        6,
    ),
    trade(
        Some("C14"),
        "食品加工",
        Some("特色农产品"),
        &["菊芋粉加工", "番茄酱加工", "乳制品加工", "小麦制粉", "白酒酿造"],
        TONNES,
        6,
    ),
    trade(
        Some("A01"),
        "农业",
        Some("特色农产品"),
        &["紫花苜蓿种植", "食用菌工厂化生产", "高原夏菜", "高标准农田", "戈壁设施农业"],
        NONE,
        5,
    ),
    trade(
        Some("G59"),
        "物流",
        Some("商贸物流"),
        &["冷链物流园", "保税仓储", "铁路专用线", "农产品集散"],
        NONE,
        4,
    ),
    trade(
        Some("I64"),
        "数字经济",
        Some("数字经济"),
        &["云计算数据中心", "智算中心", "工业互联网平台", "呼叫中心"],
        NONE,
        3,
    ),
    trade(Some("C30"), "建材", None, &["水泥熟料", "商品混凝土", "预制构件", "石膏板"], TONNES, 4),
    trade(
        Some("C27"),
        "生物医药",
        Some("生物医药"),
        &["中药饮片", "原料药", "医药中间体", "肠衣肝素"],
        NONE,
        3,
    ),
    trade(
        Some("R89"),
        "文化旅游",
        Some("文化旅游"),
        &["研学基地", "温泉康养", "葡萄酒庄", "沙漠露营", "影视基地"],
        NONE,
        4,
    ),
    trade(
        Some("C35"),
        "装备制造",
        Some("矿山装备"),
        &["矿山机械", "农机装配", "压力容器", "成套电气"],
        PIECES,
        3,
    ),
    trade(None, "园区基础设施", None, &["标准化厂房", "供水管网", "污水处理", "创业孵化基地"], NONE, 2),
    trade(None, "商贸服务", None, &["大酒店", "建材批发市场", "汽车城"], NONE, 1),
];

/// Characters of the company names of this country's west; two or three make a firm's own name.
const NAMES: &str = "金昌恒瑞盛源泰丰华远宏达祥安信和兴隆广博天成志诚正大鑫旺惠众润嘉唐索通海拓锦艾力克星辰宇宙冶环科陇越汇能佰利联德顺永康百年启明东方启航中建铭仁义邦佳凯龙腾飞跃";
const HOMES: &[(&str, &str, &str)] = &[
    ("甘肃", "620000", "inside_province_outside_city"),
    ("金昌", "620300", "inside_city"),
    ("兰州", "620100", "inside_province_outside_city"),
    ("浙江", "330000", "outside_province"),
    ("江苏", "320000", "outside_province"),
    ("广东", "440000", "outside_province"),
    ("深圳", "440300", "outside_province"),
    ("上海", "310000", "outside_province"),
    ("北京", "110000", "outside_province"),
    ("四川", "510000", "outside_province"),
    ("陕西", "610000", "outside_province"),
    ("山东", "370000", "outside_province"),
    ("香港", "", "overseas"),
];
const FORMS: &[&str] = &["有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "科技有限公司"];

/// A made-up firm.
#[derive(Clone)]
pub struct Firm {
    pub name: String,
    /// What people call it.
    pub short: String,
    pub place: &'static str,
    pub division_code: Option<&'static str>,
    pub origin: &'static str,
    pub trade: usize,
    pub credit_code: Option<String>,
}

/// The firm of this number; no two are called alike.
pub fn firm(chance: &mut Chance, number: usize, stock: &[char]) -> Firm {
    let (home, division, origin) = *chance.one(HOMES);
    let trade = chance.weighted(&TRADES.iter().enumerate().map(|(i, t)| (i, t.weight)).collect::<Vec<_>>());
    let length = if chance.percent(60) { 2 } else { 3 };
    let mut own: String = (0..length).map(|_| *chance.one(stock)).collect();
    // the number in characters keeps names apart once the stock of short ones is used up
    if number >= 2_000 {
        let (a, b) = (number / stock.len() % stock.len(), number % stock.len());
        own.extend([stock[a], stock[b]]);
    }
    let words: Vec<char> = TRADES[trade].industry.chars().take(4).collect();
    let words: String = words.into_iter().collect();
    Firm {
        name: format!("{home}{own}{words}{}", chance.one(FORMS)),
        short: own,
        place: home,
        division_code: (!division.is_empty()).then_some(division),
        origin,
        trade,
        credit_code: chance.percent(70).then(|| credit_code(number)),
    }
}

/// The characters that firms are named with.
pub fn stock() -> Vec<char> {
    NAMES.chars().collect()
}

/// A code that passes the check of GB 32100; the registry area is 金昌's.
fn credit_code(number: usize) -> String {
    let mut body: Vec<u8> = Vec::new();
    let mut left = number;
    for _ in 0..9 {
        body.push(ALPHABET[left % ALPHABET.len()]);
        left /= ALPHABET.len();
    }
    let first = format!("91620300{}", String::from_utf8_lossy(&body));
    let last = check_character(&first).unwrap_or('0');
    format!("{first}{last}")
}
