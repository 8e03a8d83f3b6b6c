//! 投资项目统一代码（GB/T 40058—2021，2021-08-01 起）：24 个字符，
//! `年月(4)-行政区划(6)-主管部门(2)-项目类型(2)-流水与校验(6)`，如 `2103-620302-04-01-123456`。
//!
//! 分组和校验规则未经核实，所以只查形状、年月是否可能、行政区划是否认识，并如实说“未校验”。
//! 一个项目先后可有几个代码（重新备案、到期），代码与项目是多对一。

use super::divisions::divisions;
use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// 各组的位数。
const GROUPS: [usize; 5] = [4, 6, 2, 2, 6];
/// 在线平台开始赋码以前的年份不可能出现。
const FIRST_YEAR: i32 = 2013;

/// 形状、年月、区划都说得过去的项目代码。
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ProjectCode {
    /// 24 个字符，带连字符。
    pub code: String,
    /// 赋码年份。
    pub year: i32,
    /// 赋码月份；2021 年以前的旧代码只写年份，此时为空。
    pub month: Option<u32>,
    /// 6 位行政区划代码。
    pub area: String,
    /// 提醒：校验码一律“未校验”，区划为旧代码或只认得到市一级时也在此说明。
    pub notices: Vec<String>,
}

/// 代码为什么不对、应当怎样改。
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectCodeError {
    /// 什么也没填。
    #[error("没有填写项目代码。请填写备案证上的 24 位代码，例如 2103-620302-04-01-123456。")]
    Empty,
    /// 形状不对。
    #[error(
        "项目代码“{found}”的形状不对：应为 4-6-2-2-6 五组数字。请对照备案证改正，例如 2103-620302-04-01-123456。"
    )]
    Shape {
        /// 规整后的原文。
        found: String,
    },
    /// 年月不可能。
    #[error("项目代码第 1 组“{found}”不是可能的年月：{reason}。请对照备案证改正。")]
    Month {
        /// 第 1 组。
        found: String,
        /// 为什么不可能。
        reason: &'static str,
    },
    /// 行政区划不认识。
    #[error(
        "项目代码第 2 组“{found}”不是已知的行政区划代码。请对照备案证改正；如区划刚调整，请更新行政区划代码表。"
    )]
    Area {
        /// 第 2 组。
        found: String,
    },
}

/// 去空白、全角变半角、统一连字符；20 位纯数字补上连字符。
pub fn normalise(text: &str) -> String {
    let folded: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '_') { '-' } else { c })
        .collect::<String>()
        .to_uppercase();
    if folded.len() != 20 || !folded.bytes().all(|b| b.is_ascii_digit()) {
        return folded;
    }
    let mut rest = folded.as_str();
    let mut groups = Vec::with_capacity(5);
    for width in GROUPS {
        let (group, tail) = rest.split_at(width);
        groups.push(group);
        rest = tail;
    }
    groups.join("-")
}

/// 检查形状、年月和区划；`today` 用来判断年月是否在将来。校验码不查，结果里说明。
pub fn check(text: &str, today: NaiveDate) -> Result<ProjectCode, ProjectCodeError> {
    let code = normalise(text);
    if code.is_empty() {
        return Err(ProjectCodeError::Empty);
    }
    let groups: Vec<&str> = code.split('-').collect();
    let shaped = groups.len() == GROUPS.len()
        && groups
            .iter()
            .zip(GROUPS)
            .all(|(g, width)| g.len() == width && g.bytes().all(|b| b.is_ascii_digit()));
    if !shaped {
        return Err(ProjectCodeError::Shape { found: code });
    }
    let (year, month) = year_month(groups[0], today)?;
    let mut notices = vec!["校验码未校验：校验规则未公开核实，只检查了形状、年月和行政区划。".to_string()];
    notices.extend(area_notice(groups[1])?);
    let area = groups[1].to_string();
    Ok(ProjectCode { code, year, month, area, notices })
}

fn year_month(group: &str, today: NaiveDate) -> Result<(i32, Option<u32>), ProjectCodeError> {
    let wrong = |reason| ProjectCodeError::Month { found: group.to_string(), reason };
    let number: i32 = group.parse().map_err(|_| wrong("不是数字"))?;
    let (year, month) = (2000 + number / 100, u32::try_from(number % 100).unwrap_or(0));
    // 2021 年以前的旧代码第 1 组是四位年份；2013–2020 作年月读没有这样的月份，不会混淆。
    if (FIRST_YEAR..=2020).contains(&number) {
        return Ok((number, None));
    }
    if !(1..=12).contains(&month) {
        return Err(wrong("月份应在 01 至 12 之间"));
    }
    if year < FIRST_YEAR {
        return Err(wrong("当时还没有统一赋码"));
    }
    if (year, month) > (today.year(), today.month()) {
        return Err(wrong("晚于今天"));
    }
    Ok((year, Some(month)))
}

fn area_notice(area: &str) -> Result<Option<String>, ProjectCodeError> {
    use super::divisions::DivisionKind::{Former, Standard};
    let table = divisions();
    if area == "000000" || area == "100000" {
        return Ok(None); // 国家本级
    }
    if let Some(division) = table.by_code(area) {
        return Ok(match division.kind {
            Standard => None,
            Former => Some(format!("行政区划 {area}（{}）是已撤销的旧代码。", division.name)),
            _ => Some(format!("行政区划 {area}（{}）不属于国家标准代码。", division.name)),
        });
    }
    match table.by_code(&area[..4]) {
        Some(city) => Ok(Some(format!(
            "行政区划 {area} 不在代码表中，只认得出属于{}；开发区常用自编代码，请核对。",
            city.name
        ))),
        None => Err(ProjectCodeError::Area { found: area.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).expect("date")
    }

    #[test]
    fn the_example_of_the_handbook_is_shaped_well_and_not_checked() {
        let code = check("2103-620302-04-01-123456", today()).expect("well shaped");
        assert_eq!((code.year, code.month, code.area.as_str()), (2021, Some(3), "620302"));
        assert_eq!(code.notices.len(), 1);
        assert!(code.notices[0].contains("未校验"));
    }

    #[test]
    fn full_width_dashes_and_missing_hyphens_are_put_right() {
        for text in [
            "２１０３－６２０３０２－０４－０１－１２３４５６",
            "21036203020401123456",
            " 2103—620302—04—01—123456 ",
        ] {
            assert_eq!(check(text, today()).expect(text).code, "2103-620302-04-01-123456");
        }
    }

    #[test]
    fn old_codes_carry_only_a_year() {
        let code = check("2019-620302-44-03-012345", today()).expect("old form");
        assert_eq!((code.year, code.month), (2019, None));
    }

    #[test]
    fn impossible_months_areas_and_shapes_are_refused() {
        let month = |t: &str| matches!(check(t, today()), Err(ProjectCodeError::Month { .. }));
        assert!(month("2113-620302-04-01-123456") && month("2100-620302-04-01-123456"));
        assert!(month("2612-620302-04-01-123456"), "later than today");
        assert!(month("1203-620302-04-01-123456"), "before any code was given");
        assert!(matches!(check("2103-990302-04-01-123456", today()), Err(ProjectCodeError::Area { .. })));
        for text in
            ["2103-620302-04-01-12345", "2103-620302-04-01-12345A", "210-3620302-04-01-123456", "项目代码"]
        {
            assert!(matches!(check(text, today()), Err(ProjectCodeError::Shape { .. })), "{text}");
        }
        assert_eq!(check("  ", today()), Err(ProjectCodeError::Empty));
    }

    #[test]
    fn unknown_county_of_a_known_city_is_only_noted() {
        let code = check("2203-620399-04-01-123456", today()).expect("city is known");
        assert!(code.notices[1].contains("金昌市"), "{:?}", code.notices);
        let code = check("2003-350402-04-01-123456", today()).expect("former code");
        assert!(code.notices[1].contains("梅列区"), "{:?}", code.notices);
    }
}
