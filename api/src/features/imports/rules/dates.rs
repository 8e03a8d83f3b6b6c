//! 日期：写到哪一级就读到哪一级（年、年月、年月日），起止两个日期写成 `2018/2023`；没有年份的绝不补年份。
use super::issues::Finding;
use super::sheet::{ShownTo, serial_date};
use super::text::{fold, is_none_marker, shorten, strip_guard};
use chrono::{Datelike, NaiveDate};
use std::fmt;
use std::str::FromStr;

/// 一个保留精度的日期。
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartDate {
    /// 年，1900–2100
    pub year: i32,
    /// 月；`None` 表示只知道年
    pub month: Option<u32>,
    /// 日；`None` 表示只知道年月
    pub day: Option<u32>,
}

impl PartDate {
    /// 检查是否真有这一天。
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        if !(1900..=2100).contains(&year) || (month.is_none() && day.is_some()) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(Self { year, month, day })
    }

    /// 这段时间的第一天。
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(NaiveDate::MIN)
    }
}

impl fmt::Display for PartDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// 一个日期或起止两个日期。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateValue {
    /// 起，或唯一的日期
    pub start: PartDate,
    /// 止
    pub end: Option<PartDate>,
}

impl DateValue {
    fn single(start: PartDate) -> Self {
        Self { start, end: None }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        self.end.map_or(Ok(()), |end| write!(f, "/{end}"))
    }
}

impl FromStr for DateValue {
    type Err = ();

    /// 读本系统自己的写法：`2016`、`2016-07`、`2020-03-20`、`2018/2023`。
    fn from_str(s: &str) -> Result<Self, ()> {
        let part = |t: &str| -> Result<PartDate, ()> {
            let mut pieces = t.split('-');
            let year = pieces.next().and_then(|y| y.parse().ok()).ok_or(())?;
            let mut next = || pieces.next().map(|p| p.parse::<u32>().map_err(|_| ())).transpose();
            let (month, day) = (next()?, next()?);
            if pieces.next().is_some() { Err(()) } else { PartDate::new(year, month, day).ok_or(()) }
        };
        match s.split_once('/') {
            Some((a, b)) => Ok(Self { start: part(a)?, end: Some(part(b)?) }),
            None => Ok(Self::single(part(s)?)),
        }
    }
}

/// 读出的日期和顺带的说明。
#[derive(Debug, Clone, PartialEq)]
pub struct DateReading {
    /// 日期；读不出时为 `None`
    pub value: Option<DateValue>,
    /// 说明
    pub notes: Vec<Finding>,
}

impl DateReading {
    fn ok(value: DateValue) -> Self {
        Self { value: Some(value), notes: Vec::new() }
    }

    fn with(mut self, note: Finding) -> Self {
        self.notes.push(note);
        self
    }

    fn none(note: Finding) -> Self {
        Self { value: None, notes: vec![note] }
    }
}

fn unreadable(raw: &str) -> DateReading {
    DateReading::none(Finding::warning(
        "date.unreadable",
        format!("“{}”读不成日期，暂时留空", shorten(raw, 30)),
        "请写成2020、2020-03、2020-03-20或2018-2020这样的形式",
    ))
}

/// 读文字格。
pub fn date_from_text(raw: &str, date_1904: bool) -> DateReading {
    if is_none_marker(raw) {
        return DateReading { value: None, notes: Vec::new() };
    }
    let text = fold(strip_guard(raw));
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return date_from_digits(text, raw, date_1904);
    }
    let mut scan = Scan { rest: text };
    let Some(points) = scan.points() else {
        return if no_year(text) { missing_year(raw) } else { unreadable(raw) };
    };
    let (Some(start), Some(end)) = (points.iter().min(), points.iter().max()) else { return unreadable(raw) };
    if points.len() == 1 {
        return DateReading::ok(DateValue::single(*start));
    }
    if points.len() == 2 && points[0] > points[1] {
        return DateReading::none(Finding::warning(
            "date.reversed",
            format!("“{}”结束早于开始，暂时留空", shorten(raw, 30)),
            "请核对起止时间",
        ));
    }
    let reading = DateReading::ok(DateValue { start: *start, end: Some(*end) });
    if points.len() == 2 {
        return reading;
    }
    reading.with(Finding::info("date.several", format!("写了多段时间，取最早到最晚：{start}至{end}")))
}

/// 读数字格：1900–2100 的整数是年份，20000–80000 是序列数，2016.07 是年月。
pub fn date_from_number(number: f64, date_1904: bool) -> DateReading {
    let raw = super::sheet::number_text(number);
    if number.fract() == 0.0 && number >= 0.0 {
        return date_from_digits(&raw, &raw, date_1904);
    }
    if (20_000.0..=80_000.0).contains(&number) {
        return date_from_digits(&format!("{}", number.floor()), &raw, date_1904);
    }
    match raw.split_once('.') {
        // 数字 2016.1 可能是 1 月，也可能是 10 月（2016.10 的末位零丢了）
        Some((year, "1")) => match year.parse().ok().and_then(|y| PartDate::new(y, None, None)) {
            Some(p) => DateReading::ok(DateValue::single(p)).with(Finding::warning(
                "date.month_unclear",
                format!("数字{raw}分不清是1月还是10月，只取年份"),
                "请把这一格写成2016-01或2016-10这样的文字",
            )),
            None => unreadable(&raw),
        },
        _ => date_from_text(&raw, date_1904),
    }
}

/// 读日期格式的格：显示不到日的只算到月。写在日期格里的 2020 是年份，不是 1905 年的某一天。
pub fn date_from_cell(serial: f64, shown_to: ShownTo, date_1904: bool) -> DateReading {
    if serial.fract() == 0.0 && (1900.0..=2100.0).contains(&serial) {
        return date_from_number(serial, date_1904);
    }
    let Some(day) = serial_date(serial, date_1904) else {
        return unreadable(&super::sheet::number_text(serial));
    };
    let (month, dom) = match shown_to {
        ShownTo::Day => (Some(day.month()), Some(day.day())),
        ShownTo::Month => (Some(day.month()), None),
        ShownTo::Year => (None, None),
    };
    match PartDate::new(day.year(), month, dom) {
        Some(p) => DateReading::ok(DateValue::single(p)),
        None => unreadable(&day.to_string()),
    }
}

/// 纯数字：年、年月（六位）、年月日（八位）、序列数（五位）。
fn date_from_digits(digits: &str, raw: &str, date_1904: bool) -> DateReading {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|p| p.parse::<u32>().ok());
    let year = digits.get(0..4).and_then(|y| y.parse::<i32>().ok());
    let point = match digits.len() {
        4 => year.and_then(|y| PartDate::new(y, None, None)),
        6 => year.and_then(|y| PartDate::new(y, Some(part(4..6)?), None)),
        8 => year.and_then(|y| PartDate::new(y, Some(part(4..6)?), Some(part(6..8)?))),
        5 => match digits.parse::<u32>() {
            Ok(serial @ 20_000..=80_000) => {
                let day = serial_date(f64::from(serial), date_1904);
                day.and_then(|d| PartDate::new(d.year(), Some(d.month()), Some(d.day())))
            }
            _ => None,
        },
        _ => None,
    };
    match point {
        Some(p) => DateReading::ok(DateValue::single(p)),
        None => unreadable(raw),
    }
}

fn no_year(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = text.len() - digits.len();
    (1..=2).contains(&count) && (digits.trim_start().starts_with('月') || digits.starts_with(['.', '/', '-']))
}

fn missing_year(raw: &str) -> DateReading {
    DateReading::none(Finding::warning(
        "date.no_year",
        format!("“{}”没有年份，系统不猜，暂时留空", shorten(raw, 30)),
        "请补上年份",
    ))
}

/// 逐字往后读日期。
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// 读出全部日期；有读不懂的字就整格不认。
    fn points(&mut self) -> Option<Vec<PartDate>> {
        let mut points = vec![self.full_point()?];
        loop {
            self.skip_noise();
            if self.rest.is_empty() || matches!(self.rest, "至今" | "起" | "以来") {
                return Some(points);
            }
            let before = self.rest;
            let ranged = self.eat_range_mark();
            self.skip_noise();
            match self.full_point() {
                Some(p) => points.push(p),
                None if ranged => points.push(self.short_point(*points.last()?)?),
                None => return None,
            }
            if before == self.rest || points.len() > 20 {
                return None;
            }
        }
    }

    /// 跳过空白、（一期）这样的括号、分隔号、时刻。
    fn skip_noise(&mut self) {
        loop {
            let before = self.rest;
            self.rest = self
                .rest
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '、' | '。'));
            if let Some(inner) = self.rest.strip_prefix('(')
                && let Some(at) = inner.find(')')
            {
                self.rest = &inner[at + 1..];
            }
            self.rest = skip_time(self.rest);
            if before == self.rest {
                return;
            }
        }
    }

    fn eat_range_mark(&mut self) -> bool {
        let after = self.rest.trim_start_matches(['-', '—', '–', '―', '~', '～', '至', '到', '/', '－', '─']);
        let eaten = after.len() != self.rest.len();
        self.rest = after;
        eaten
    }

    fn digits(&mut self, max: usize) -> Option<(u32, usize)> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > max {
            return None;
        }
        let value = self.rest[..count].parse().ok()?;
        self.rest = &self.rest[count..];
        Some((value, count))
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        let trimmed = self.rest.trim_start();
        match words.iter().find_map(|w| trimmed.strip_prefix(w)) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// 带年份的日期。
    fn full_point(&mut self) -> Option<PartDate> {
        let saved = self.rest;
        let (year, count) = self.digits(4)?;
        if count != 4 {
            self.rest = saved;
            return None;
        }
        let year = year as i32;
        let (month, day) = if self.eat(&["年"]) { self.chinese_rest()? } else { self.separated_rest() };
        PartDate::new(year, month, day)
    }

    /// “年”后面的月、日。
    fn chinese_rest(&mut self) -> Option<(Option<u32>, Option<u32>)> {
        let saved = self.rest;
        self.rest = self.rest.trim_start();
        let Some((month, _)) = self.digits(2) else {
            self.rest = saved;
            return Some((None, None));
        };
        if !self.eat(&["月份", "月"]) {
            return None;
        }
        let saved = self.rest;
        self.rest = self.rest.trim_start();
        match self.digits(2) {
            Some((day, _)) => {
                self.eat(&["日", "号"]);
                Some((Some(month), Some(day)))
            }
            None => {
                self.rest = saved;
                Some((Some(month), None))
            }
        }
    }

    /// 用同一个符号隔开的月、日；换了符号或后面是四位数，就是起止的分界。
    fn separated_rest(&mut self) -> (Option<u32>, Option<u32>) {
        let Some(sep) = self.rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/')) else {
            return (None, None);
        };
        let Some(month) = self.piece(sep) else { return (None, None) };
        let day = self.piece(sep);
        (Some(month), day)
    }

    fn piece(&mut self, sep: char) -> Option<u32> {
        let saved = self.rest;
        let rest = self.rest.strip_prefix(sep)?;
        self.rest = rest;
        match self.digits(2) {
            Some((value, _)) => {
                self.eat(&["日", "号"]);
                Some(value)
            }
            None => {
                self.rest = saved;
                None
            }
        }
    }

    /// “2020年3月-10月”里没有年份的后半截，年份取前一个。
    fn short_point(&mut self, before: PartDate) -> Option<PartDate> {
        before.month?;
        let (month, _) = self.digits(2)?;
        if self.eat(&["月"]) {
            let day = self.digits(2).map(|(d, _)| d);
            if day.is_some() {
                self.eat(&["日", "号"]);
            }
            return PartDate::new(before.year, Some(month), day);
        }
        let sep = self.rest.chars().next().filter(|c| matches!(c, '.' | '/'));
        match sep.and_then(|s| self.piece(s)) {
            Some(day) => PartDate::new(before.year, Some(month), Some(day)),
            None if before.day.is_none() => PartDate::new(before.year, Some(month), None),
            None => None,
        }
    }
}

/// 跳过跟在日期后面的时刻 `00:00:00`、`T08:30Z`。
fn skip_time(text: &str) -> &str {
    let rest = text.strip_prefix('T').unwrap_or(text);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(rest.len());
    let (time, after) = rest.split_at(end);
    let shape = time.split(':').count() >= 2 && time.starts_with(|c: char| c.is_ascii_digit());
    if shape { after.strip_prefix('Z').unwrap_or(after) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        date_from_text(text, false).value.map(|v| v.to_string()).unwrap_or_default()
    }

    #[test]
    fn reads_what_clerks_write() {
        let cases = [
            ("2016.07", "2016-07"),
            ("2016年7月", "2016-07"),
            ("2016-7", "2016-07"),
            ("２０１６年７月", "2016-07"),
            ("2016/7", "2016-07"),
            ("2016.7", "2016-07"),
            ("2020年", "2020"),
            ("2020", "2020"),
            ("2020.3.20", "2020-03-20"),
            ("2020年3月20日", "2020-03-20"),
            ("２０２０－０３－２０", "2020-03-20"),
            ("2020/6/30", "2020-06-30"),
            ("2018-2020（一期）\n2021-2023（二期）", "2018/2023"),
            ("2018－2023", "2018/2023"),
            ("2007-2010", "2007/2010"),
            ("2019.04-2020.06", "2019-04/2020-06"),
            ("2019年4月至10月", "2019-04/2019-10"),
            ("2019.04-06", "2019-04/2019-06"),
            ("2018年—2020年", "2018/2020"),
            ("20200320", "2020-03-20"),
            ("202003", "2020-03"),
            ("43910", "2020-03-20"),
            ("2020-03-20 00:00:00", "2020-03-20"),
            ("2020-03-20T08:30:00Z", "2020-03-20"),
            ("2020 年 3 月", "2020-03"),
            ("2020-01-01/2021-06-30", "2020-01-01/2021-06-30"),
            ("2018/2023", "2018/2023"),
            ("2016-07/2017", "2016-07/2017"),
            ("—", ""),
            ("", ""),
            ("尽快", ""),
            ("2019-02-30", ""),
            ("0000-00-00", ""),
            ("9999年", ""),
            ("2023-2020", ""),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn says_why_it_is_empty() {
        for text in ["6月26日", "3月12日", "7.1"] {
            assert_eq!(date_from_text(text, false).notes[0].code, "date.no_year", "{text}");
        }
        assert_eq!(date_from_text("待定", false).notes[0].code, "date.unreadable");
        assert_eq!(date_from_text("2023-2020", false).notes[0].code, "date.reversed");
    }

    #[test]
    fn numbers_and_cells() {
        let number = |n: f64| date_from_number(n, false).value.map(|v| v.to_string()).unwrap_or_default();
        assert_eq!(number(2020.0), "2020");
        assert_eq!(number(43910.0), "2020-03-20");
        assert_eq!(number(45536.0), "2024-09-01");
        assert_eq!(number(2016.07), "2016-07");
        assert_eq!(number(2016.1), "2016");
        assert_eq!(number(-1.0), "");
        assert_eq!(number(f64::NAN), "");
        let cell = |s, to| date_from_cell(s, to, false).value.unwrap().to_string();
        assert_eq!(cell(42552.0, ShownTo::Month), "2016-07");
        assert_eq!(cell(43910.0, ShownTo::Day), "2020-03-20");
        assert_eq!(cell(2020.0, ShownTo::Day), "2020");
    }

    proptest! {
        #[test]
        fn any_text_is_safe(s in "\\PC*") {
            let _ = date_from_text(&s, false);
        }

        #[test]
        fn date_like_text_is_safe(s in "[0-9年月日./~至 ()\\-]{0,24}") {
            let _ = date_from_text(&s, true);
        }

        #[test]
        fn any_number_is_safe(n in proptest::num::f64::ANY) {
            let _ = date_from_number(n, false);
            let _ = date_from_cell(n, ShownTo::Day, true);
        }

        #[test]
        fn round_trip(y in 1900i32..=2100, m in proptest::option::of(1u32..=12), d in 1u32..=28, y2 in 1900i32..=2100) {
            let start = PartDate::new(y, m, m.map(|_| d)).unwrap();
            let one = DateValue::single(start);
            prop_assert_eq!(date_from_text(&one.to_string(), false).value, Some(one));
            prop_assert_eq!(one.to_string().parse::<DateValue>(), Ok(one));
            if y2 > y {
                let both = DateValue { start, end: PartDate::new(y2, m, None) };
                prop_assert_eq!(date_from_text(&both.to_string(), false).value, Some(both));
            }
        }
    }
}
