//! What a reported total may say.

use super::super::model::totals::TotalInput;
use super::wrong;
use crate::codes::divisions::divisions;
use crate::error::FieldError;

/// Checks a total and turns names of provinces into codes.
///
/// # Errors
/// Every wrong field.
pub fn check(mut input: TotalInput) -> Result<TotalInput, Vec<FieldError>> {
    let mut out = Vec::new();
    if let (Some(from), Some(to)) = (input.from_on, input.to_on)
        && from > to
    {
        out.push(wrong("/to_on", "order", "期间的止日早于起日，请核对。"));
    }
    if input.trips.is_none() && input.companies.is_none() && input.intentions.is_none() {
        out.push(wrong("/trips", "required", "外出次数、企业数、意向数至少填写一个。"));
    }
    if let (Some(companies), Some(intentions)) = (input.companies, input.intentions)
        && intentions > companies
        && !input.lower_bound
    {
        out.push(wrong(
            "/intentions",
            "too_large",
            format!("意向{intentions}个多于企业{companies}家，请核对。"),
        ));
    }
    if input.lower_bound && input.companies.is_none() {
        out.push(wrong("/companies", "required", "说明企业数是下限时，须填写企业数。"));
    }
    for (n, province) in input.provinces.iter_mut().enumerate() {
        let table = divisions();
        let found = table.by_code(province).or_else(|| table.locate(province));
        match found {
            Some(d) => *province = format!("{}0000", &d.code[..2]),
            None => out.push(wrong(
                format!("/provinces/{n}"),
                "unknown",
                format!("认不出“{province}”是哪个省，请填写省名或行政区划代码。"),
            )),
        }
    }
    input.provinces.sort();
    input.provinces.dedup();
    let texts = [("/period", Some(&input.period)), ("/reported_by", Some(&input.reported_by))];
    let texts =
        texts.into_iter().chain([("/source", Some(&input.source)), ("/results", input.results.as_ref())]);
    for (pointer, text) in texts {
        if text.is_some_and(|t| crate::text::has_deceptive_characters(t)) {
            out.push(wrong(pointer, "deceptive", "含有不可见或改变方向的字符，请删除后重新输入。"));
        }
    }
    if out.is_empty() { Ok(input) } else { Err(out) }
}
