//! 逐格解释：按字段的类别读出规范的值，读不准就说明原因和怎么办。
use super::amounts::{Amount, MoneyUnit, amount_from_number, parse_amount, parse_decimal};
use super::columns::{LandUnit, Unit};
use super::dates::{DateReading, date_from_cell, date_from_number, date_from_text};
use super::fields::{Field, Kind, stage_code};
use super::issues::Finding;
use super::sheet::{Value, number_text};
use super::text::{clean_name, clean_text, compact, is_none_marker, shorten, split_names, strip_guard};
use crate::codes::credit_code::{self, CreditCodeError};
use crate::text::has_deceptive_characters;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// 名称最多多少个字。
pub const MAX_NAME_CHARS: usize = 200;

/// 一个字段的值：文字（日期、面积、阶段的叫法也是文字）、名字列表、整数（金额为元）。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum FieldValue {
    /// 整数：金额（元）、人数
    Integer(i64),
    /// 文字；日期写成 `2016`、`2016-07`、`2020-03-20`、`2018/2023`
    Text(String),
    /// 名字列表
    List(Vec<String>),
}

/// 一行的全部值，按字段排序；对外是一个以字段代码为键的对象。
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values(Vec<(Field, FieldValue)>);

impl Values {
    /// 取一个字段。
    pub fn get(&self, field: Field) -> Option<&FieldValue> {
        self.0.binary_search_by_key(&field, |(f, _)| *f).ok().map(|at| &self.0[at].1)
    }

    /// 取文字。
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.get(field)? {
            FieldValue::Text(t) => Some(t),
            _ => None,
        }
    }

    /// 取整数（金额为元）。
    pub fn integer(&self, field: Field) -> Option<i64> {
        match self.get(field)? {
            FieldValue::Integer(n) => Some(*n),
            _ => None,
        }
    }

    /// 取名字列表；没有时为空。
    pub fn list(&self, field: Field) -> &[String] {
        match self.get(field) {
            Some(FieldValue::List(names)) => names,
            _ => &[],
        }
    }

    /// 放入一个值；名字列表并到已有的后面，其他的覆盖。
    pub fn put(&mut self, field: Field, value: FieldValue) {
        match self.0.binary_search_by_key(&field, |(f, _)| *f) {
            Ok(at) => match (&mut self.0[at].1, value) {
                (FieldValue::List(have), FieldValue::List(more)) => {
                    for name in more {
                        if !have.contains(&name) {
                            have.push(name);
                        }
                    }
                }
                (slot, value) => *slot = value,
            },
            Err(at) => self.0.insert(at, (field, value)),
        }
    }

    /// 去掉一个字段。
    pub fn remove(&mut self, field: Field) {
        self.0.retain(|(f, _)| *f != field);
    }

    /// 收回多占的内存；几万行放在一起时要紧。
    pub fn compacted(mut self) -> Self {
        self.0.shrink_to_fit();
        self
    }

    /// 逐个。
    pub fn iter(&self) -> impl Iterator<Item = &(Field, FieldValue)> {
        self.0.iter()
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, value) in &self.0 {
            map.serialize_entry(field, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Values;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("以字段代码为键的对象")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut values = Values::default();
                while let Some((field, value)) = map.next_entry()? {
                    values.put(field, value);
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// 解释一个格子的结果。
#[derive(Debug, Default)]
pub struct CellReading {
    /// 值；没有或读不准时为空
    pub value: Option<FieldValue>,
    /// 说明、提醒、错误
    pub findings: Vec<Finding>,
}

impl CellReading {
    fn text(text: String) -> Self {
        Self { value: (!text.is_empty()).then_some(FieldValue::Text(text)), findings: Vec::new() }
    }

    fn none(finding: Finding) -> Self {
        Self { value: None, findings: vec![finding] }
    }
}

/// 解释格子时要知道的表外情况。
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// 日期是否从 1904 起算
    pub date_1904: bool,
    /// 今天，用来看项目代码的年月是否可能；不给就不看
    pub today: Option<NaiveDate>,
}

/// 按字段解释一个格子；`unit` 是列的单位。
pub fn interpret(field: Field, value: Value<'_>, unit: Option<Unit>, context: Context) -> CellReading {
    let date_1904 = context.date_1904;
    let spec = field.spec();
    let strict = spec.kind == Kind::Money;
    match value {
        Value::Empty => return CellReading::default(),
        Value::Error(e) => return unusable("cell.error", format!("“{}”格是错误值{e}", spec.label), strict),
        Value::Uncomputed => {
            return unusable(
                "formula.no_value",
                format!("“{}”格是公式，文件里没有算好的结果", spec.label),
                strict,
            );
        }
        _ => {}
    }
    let text = value.display(date_1904);
    let mut reading = read_kind(field, value, &text, unit, context);
    if matches!(spec.kind, Kind::Name | Kind::Short | Kind::List) && has_deceptive_characters(&text) {
        reading.findings.push(Finding::warning(
            "text.invisible",
            format!("“{}”里有看不见的字符，已经去掉", spec.label),
            "请核对名称；不对请改这一格",
        ));
    }
    reading
}

fn read_kind(
    field: Field,
    value: Value<'_>,
    text: &str,
    unit: Option<Unit>,
    context: Context,
) -> CellReading {
    let strict = field.spec().kind == Kind::Money;
    match field.spec().kind {
        Kind::Serial => CellReading::default(),
        Kind::Name => CellReading::text(clean_name(text)),
        Kind::Short | Kind::Stage | Kind::Long | Kind::List if is_none_marker(text) => CellReading::default(),
        Kind::Short if field == Field::ProjectCode => project_code(text, context.today),
        Kind::Short => CellReading::text(clean_name(text)),
        Kind::Long => CellReading::text(clean_text(text)),
        Kind::List => {
            let names = split_names(text);
            CellReading {
                value: (!names.is_empty()).then_some(FieldValue::List(names)),
                findings: Vec::new(),
            }
        }
        Kind::Stage => stage(text),
        Kind::Money | Kind::SoftMoney => money(value, text, unit, strict),
        Kind::ForeignMoney => foreign_money(text, unit),
        Kind::Land => land(text, unit),
        Kind::Count => count(text),
        Kind::Date => date(value, text, context.date_1904),
        Kind::CreditCode => code(value, text),
    }
}

fn unusable(code: &'static str, message: String, strict: bool) -> CellReading {
    const FIX: &str = "请用 WPS 或 Excel 打开，改成确定的值后保存，再导入一次";
    CellReading::none(match strict {
        true => Finding::error(code, message, FIX),
        false => Finding::warning(code, message, FIX),
    })
}

fn money(value: Value<'_>, text: &str, unit: Option<Unit>, strict: bool) -> CellReading {
    let unit = match unit {
        Some(Unit::Money(unit)) => Some(unit),
        _ => None,
    };
    let read = match value {
        Value::Number(n) => amount_from_number(n, unit),
        // 金额格误设成日期格式：取原来的数
        Value::Date { serial, .. } => amount_from_number(serial, unit),
        _ => parse_amount(text, unit),
    };
    match read {
        Ok(None) if text.trim().is_empty() => CellReading::default(),
        Ok(None) => {
            CellReading::none(Finding::info("amount.none", format!("写的是“{}”，按没有金额读", text.trim())))
        }
        Ok(Some(Amount { yuan, notes })) => {
            CellReading { value: Some(FieldValue::Integer(yuan)), findings: notes }
        }
        Err(finding) if strict => CellReading::none(finding),
        Err(finding) => CellReading::none(Finding { severity: super::issues::Severity::Warning, ..finding }),
    }
}

fn foreign_money(text: &str, unit: Option<Unit>) -> CellReading {
    if is_none_marker(text) {
        return CellReading::default();
    }
    let compacted = compact(text);
    let words = [("亿美元", MoneyUnit::YiUsd), ("万美元", MoneyUnit::WanUsd), ("美元", MoneyUnit::Usd)];
    let own = words.iter().find_map(|(w, u)| compacted.strip_suffix(w).map(|rest| (rest, *u)));
    let header = match unit {
        Some(Unit::Money(u)) if u.yuan().is_none() => Some(u),
        _ => Some(MoneyUnit::WanUsd),
    };
    let (number, unit) = own.unwrap_or((&compacted, header.unwrap_or(MoneyUnit::WanUsd)));
    let value = parse_decimal(number).filter(|v| !v.is_sign_negative()).and_then(|v| match unit {
        MoneyUnit::YiUsd => v.checked_mul(Decimal::from(10_000)),
        MoneyUnit::Usd => v.checked_div(Decimal::from(10_000)),
        _ => Some(v),
    });
    match value {
        Some(v) => CellReading::text(v.normalize().to_string()),
        None => CellReading::none(Finding::warning(
            "amount.foreign",
            format!("外资金额“{}”读不准，暂时留空", shorten(text, 30)),
            "请只写数字（万美元），其他说明写到备注",
        )),
    }
}

/// 面积换成亩：1 亩 = 2000/3 平方米。
fn land(text: &str, unit: Option<Unit>) -> CellReading {
    if is_none_marker(text) {
        return CellReading::default();
    }
    let compacted = compact(strip_guard(text));
    let end =
        compacted.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(compacted.len());
    let (number, word) = compacted.split_at(end);
    let own = LandUnit::from_word(word);
    let header = match unit {
        Some(Unit::Land(u)) => u,
        _ => LandUnit::Mu,
    };
    let value = if word.is_empty() || own.is_some() { parse_decimal(number) } else { None };
    let mu = value.and_then(|v| {
        let square_metres = match own.unwrap_or(header) {
            LandUnit::Mu => return Some(v),
            LandUnit::SquareMetre => Some(v),
            LandUnit::WanSquareMetre | LandUnit::Hectare => v.checked_mul(Decimal::from(10_000)),
        }?;
        square_metres.checked_mul(Decimal::from(3))?.checked_div(Decimal::from(2_000)).map(|m| m.round_dp(2))
    });
    let Some(mu) = mu else {
        return CellReading::none(Finding::warning(
            "land.unreadable",
            format!("用地“{}”读不成面积，暂时留空", shorten(text, 30)),
            "请只写亩数，其他说明写到备注",
        ));
    };
    let mut reading = CellReading::text(mu.normalize().to_string());
    if own.is_some_and(|o| o != header) {
        reading.findings.push(Finding::warning(
            "land.unit_differs",
            format!("格子里写的是“{}”，与列的单位不同，折合{}亩", shorten(text, 30), mu.normalize()),
            "请核对亩数（1亩=2000/3平方米）；不对请改这一格",
        ));
    } else if mu > Decimal::from(20_000) && own.is_none() {
        reading.findings.push(Finding::warning(
            "land.implausible",
            format!("用地{}亩大得不寻常，会不会是平方米", mu.normalize()),
            "请核对；是平方米就在数字后面写上㎡",
        ));
    }
    reading
}

fn count(text: &str) -> CellReading {
    if is_none_marker(text) {
        return CellReading::default();
    }
    let compacted = compact(text);
    let number = compacted.trim_end_matches(['人', '名', '个']);
    match parse_decimal(number).filter(|d| d.fract().is_zero()).and_then(|d| i64::try_from(d).ok()) {
        Some(n) if (0..=100_000_000).contains(&n) => {
            CellReading { value: Some(FieldValue::Integer(n)), findings: Vec::new() }
        }
        _ => CellReading::none(Finding::warning(
            "count.unreadable",
            format!("“{}”读不成整数，暂时留空", shorten(text, 30)),
            "请只写数字",
        )),
    }
}

fn date(value: Value<'_>, text: &str, date_1904: bool) -> CellReading {
    let DateReading { value: read, mut notes } = match value {
        Value::Number(n) => date_from_number(n, date_1904),
        Value::Date { serial, shown_to } => date_from_cell(serial, shown_to, date_1904),
        _ => date_from_text(text, date_1904),
    };
    let whole_year = |n: f64| n.fract() == 0.0 && (1900.0..=2100.0).contains(&n);
    if read.is_some() && matches!(value, Value::Number(n) | Value::Date { serial: n, .. } if whole_year(n)) {
        notes.push(Finding::info("date.year_number", format!("数字{text}按年份读，不是日期序列数")));
    }
    CellReading { value: read.map(|d| FieldValue::Text(d.to_string())), findings: notes }
}

fn stage(text: &str) -> CellReading {
    let word = clean_name(text);
    let mut reading = CellReading::text(word.clone());
    if stage_code(&word).is_none() {
        reading.findings.push(Finding::warning(
            "stage.unknown",
            format!("“{}”对不上任何阶段，阶段暂时不定", shorten(&word, 30)),
            "请改成在谈、签约、落地、前期手续、开工、在建、竣工、投产之一，或入库后再定",
        ));
    }
    reading
}

fn code(value: Value<'_>, text: &str) -> CellReading {
    if is_none_marker(text) {
        return CellReading::default();
    }
    if matches!(value, Value::Number(n) if n.abs() >= 1e15) {
        let message =
            format!("信用代码存成了数字，后几位已经丢失（{}）", number_text(0.0 + as_number(value)));
        return CellReading::none(Finding::error(
            "credit_code.number",
            message,
            "请把这一格设成文本格式后重新填写18位代码",
        ));
    }
    match credit_code::check(&compact(strip_guard(text))) {
        Ok(code) => {
            let mut findings = Vec::new();
            if code.as_str() != text {
                findings.push(Finding::info("credit_code.normalised", format!("去掉空格、改成大写：{code}")));
            }
            if let Some(doubt) = code.warning() {
                findings.push(Finding::warning("credit_code.body", doubt, CODE_FIX));
            }
            CellReading { value: Some(FieldValue::Text(code.to_string())), findings }
        }
        Err(error) => CellReading::none(code_error(&error)),
    }
}

const CODE_FIX: &str = "请照营业执照核对后填写；还没有注册就留空";

fn code_error(error: &CreditCodeError) -> Finding {
    let code = match error {
        CreditCodeError::Empty | CreditCodeError::Length { .. } => "credit_code.length",
        CreditCodeError::IllegalCharacter { .. } => "credit_code.character",
        CreditCodeError::CheckCharacter { .. } => "credit_code.check",
    };
    // 代码表的话是“原因。怎么办。”，这里只取原因
    let said = error.to_string();
    let message = said.split('。').next().unwrap_or(&said).to_string();
    Finding::error(code, message, CODE_FIX)
}

fn as_number(value: Value<'_>) -> f64 {
    match value {
        Value::Number(n) => n,
        _ => 0.0,
    }
}

/// 项目代码（GB/T 40058-2021）：不合规只提醒，照抄入库。
fn project_code(text: &str, today: Option<NaiveDate>) -> CellReading {
    let today = today.or(NaiveDate::from_ymd_opt(2100, 12, 31)).unwrap_or_default();
    match crate::codes::project_code::check(text, today) {
        Ok(code) => CellReading::text(code.code),
        Err(error) => {
            let said = error.to_string();
            let mut reading = CellReading::text(crate::codes::project_code::normalise(text));
            reading.findings.push(Finding::warning(
                "project_code.shape",
                said.split('。').next().unwrap_or(&said),
                "请到投资项目在线审批监管平台核对；照抄入库也可以",
            ));
            reading
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(field: Field, text: &str) -> CellReading {
        interpret(field, Value::Text(text), None, Context::default())
    }

    #[test]
    fn land_is_converted() {
        let r = read(Field::LandMu, "21.8万平方米");
        assert_eq!(r.value, Some(FieldValue::Text("327".into())));
        assert_eq!(r.findings[0].code, "land.unit_differs");
        assert_eq!(read(Field::LandMu, "13.2万㎡").value, Some(FieldValue::Text("198".into())));
        assert_eq!(read(Field::LandMu, "431").value, Some(FieldValue::Text("431".into())));
        assert_eq!(read(Field::LandMu, "约400亩").findings[0].code, "land.unreadable");
    }

    #[test]
    fn values_as_an_object() {
        let mut v = Values::default();
        v.put(Field::Investors, FieldValue::List(vec!["甲".into()]));
        v.put(Field::Investors, FieldValue::List(vec!["乙".into(), "甲".into()]));
        v.put(Field::TotalInvestment, FieldValue::Integer(5));
        v.put(Field::ProjectName, FieldValue::Text("某项目".into()));
        let json = serde_json::to_value(&v).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"name": "某项目", "investors": ["甲", "乙"], "total_investment_yuan": 5})
        );
        assert_eq!(serde_json::from_value::<Values>(json).unwrap(), v);
    }

    #[test]
    fn codes_and_stages() {
        assert_eq!(read(Field::ProjectCode, "2103-620302-04-01-123456").findings, []);
        assert_eq!(read(Field::ProjectCode, "123").findings[0].code, "project_code.shape");
        assert_eq!(read(Field::StageWord, "不知道").findings[0].code, "stage.unknown");
        let number =
            interpret(Field::CreditCode, Value::Number(916_203_000_000_000_000.0), None, Context::default());
        assert_eq!(number.findings[0].code, "credit_code.number");
        assert_eq!(read(Field::CreditCode, " 91350100m000100y43").findings[0].code, "credit_code.normalised");
    }

    proptest! {
        #[test]
        fn any_text_in_any_field_is_safe(s in "\\PC*") {
            for spec in crate::features::imports::rules::fields::SPECS {
                let _ = read(spec.field, &s);
            }
        }
    }
}
