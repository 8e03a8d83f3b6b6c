//! 填写检查：名称、信用代码、区划、行业、日期；一次说全所有问题。

use crate::codes::{credit_code, divisions::divisions, industries::industries};
use crate::error::FieldError;
use crate::features::enterprises::model::EnterpriseInput;
use crate::text::names::deceptive_characters;
use crate::text::{clean_text, normalise_name};
use chrono::{Datelike, NaiveDate};

/// 检查通过、已规整的填写内容。
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// 规整后的内容：代码大写、行业归到大类、区划补足六位、空白即无。
    pub input: EnterpriseInput,
    /// 供比较的名称。
    pub name_key: String,
}

impl Checked {
    /// 存过的内容照原样恢复：存的时候合格，就不再检查。
    pub fn restored(input: EnterpriseInput) -> Self {
        Self { name_key: normalise_name(&input.name), input }
    }
}

/// 检查并规整；`today` 用来拒绝将来的成立日期。
///
/// # Errors
/// 全部有误的字段。
pub fn check(input: &EnterpriseInput, today: NaiveDate) -> Result<Checked, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code: &str, message: String| {
        errors.push(FieldError { pointer: format!("/{field}"), code: code.to_owned(), message });
    };
    let mut clean = tidied(input);
    let name_key = match check_name(&clean.name) {
        Ok(key) => key,
        Err((code, message)) => {
            wrong("name", code, message);
            String::new()
        }
    };
    if let Some(text) = &clean.credit_code {
        match credit_code::check(text) {
            Ok(code) => clean.credit_code = Some(code.to_string()),
            Err(e) => wrong("credit_code", "credit_code", e.to_string()),
        }
    }
    if let Some(text) = &clean.division_code {
        match divisions().by_code(text) {
            Some(division) => clean.division_code = Some(division.code.clone()),
            None => wrong(
                "division_code",
                "unknown",
                format!(
                    "行政区划代码 {text} 不在 GB/T 2260 的代码表里。请从区划列表中选择，或先只填所在地文字。"
                ),
            ),
        }
    }
    if let Some(text) = &clean.industry_code {
        match industries().division(text) {
            Ok(division) => clean.industry_code = Some(division.lettered()),
            Err(e) => wrong("industry_code", "industry_code", e.to_string()),
        }
    }
    if let Some(text) = &clean.founded {
        match imprecise_date(text) {
            Some(first) if first <= today => {}
            Some(_) => wrong("founded", "future", "成立日期在今天之后。请核对年份。".to_owned()),
            None => wrong(
                "founded",
                "format",
                "成立日期应写成 2001、2001-09 或 2001-09-07，且确有这一天。请改正。".to_owned(),
            ),
        }
    }
    if errors.is_empty() { Ok(Checked { input: clean, name_key }) } else { Err(errors) }
}

/// 名称（或别名）能不能用；能用时给出供比较的写法。
///
/// # Errors
/// 错误种类与“原因＋怎么办”。
pub fn check_name(name: &str) -> Result<String, (&'static str, String)> {
    let name = clean_text(name);
    if let Some((position, found)) = deceptive_characters(&name).first() {
        return Err((
            "deceptive",
            format!(
                "第 {position} 个字是看不见的特殊字符（U+{:04X}），可能用来冒充别的企业。请删去后重新输入，不要从网页粘贴。",
                u32::from(*found)
            ),
        ));
    }
    if name.contains(['\n', '\t']) {
        return Err(("line_break", "名称里有换行或制表符。请写成一行。".to_owned()));
    }
    let key = normalise_name(&name);
    if key.is_empty() {
        return Err(("empty", "名称里没有文字。请填写企业名称。".to_owned()));
    }
    Ok(key)
}

/// 只到年、月或日的日期，取其第一天；不合格式或没有这一天时为空。
pub fn imprecise_date(text: &str) -> Option<NaiveDate> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return None,
    };
    NaiveDate::parse_from_str(&full, "%Y-%m-%d").ok().filter(|d| (1800..2200).contains(&d.year()))
}

/// 去空白，空文字当作没填，类别去重。
fn tidied(input: &EnterpriseInput) -> EnterpriseInput {
    let text = |t: &Option<String>| t.as_deref().map(clean_text).filter(|t| !t.is_empty());
    let mut classes = input.classes.clone().unwrap_or_default();
    classes.sort_unstable();
    classes.dedup();
    EnterpriseInput {
        name: clean_text(&input.name),
        credit_code: text(&input.credit_code),
        division_code: text(&input.division_code),
        place: text(&input.place),
        industry_code: text(&input.industry_code),
        industry: text(&input.industry),
        classes: Some(classes),
        nature: text(&input.nature),
        founded: text(&input.founded),
        main_business: text(&input.main_business),
        products: text(&input.products),
        expansion_plan: text(&input.expansion_plan),
        source: text(&input.source),
        source_url: text(&input.source_url),
        remark: text(&input.remark),
        ..input.clone()
    }
}
