//! Pure decisions about projects: fields that contradict each other, shares, phases, locked facts, likeness, funds.

pub mod dates;
pub mod funds;
pub mod tags;

pub use tags::check_tags;

use super::model::input::{CodeEdit, PartyInput, PhaseInput, ProjectInput};
use super::model::{EndState, PartyRole, Percent, Project, Stage};
use crate::codes::{divisions::divisions, industries::industries, project_code};
use crate::error::{Code, Error, FieldError, Result};
use crate::text::{has_deceptive_characters, names};
use chrono::NaiveDate;
use serde_json::Value;

/// Wrong fields found so far.
#[derive(Default)]
struct Findings(Vec<FieldError>);

impl Findings {
    fn add(&mut self, pointer: impl Into<String>, code: &str, message: impl Into<String>) {
        self.0.push(FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() });
    }
    fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::invalid(self.0)) }
    }
}

/// Checks the plain fields and puts codes into their standard form. Of an existing project only what was touched is
/// checked: imported records may lack or contradict much.
///
/// # Errors
/// 422 naming every wrong field.
pub fn check_fields(
    mut input: ProjectInput,
    before: Option<&ProjectInput>,
    today: NaiveDate,
) -> Result<ProjectInput> {
    let touched = touched(&input, before);
    let is_touched = |field: &str| touched.iter().any(|t| t == field);
    let mut found = Findings::default();
    if is_touched("industry_code") {
        standard_industry(&mut input, &mut found);
    }
    if is_touched("division_code")
        && let Some(code) = &input.division_code
        && divisions().by_code(code).is_none()
    {
        found.add(
            "/division_code",
            "unknown_division",
            format!("没有行政区划代码 {code}。请填六位代码，例如金川区 620302。"),
        );
    }
    deceptive("", &serde_json::to_value(&input).unwrap_or_default(), &mut found);
    amounts(&input, is_touched, &mut found);
    days(&input, today, is_touched, &mut found);
    plans(&input, is_touched, &mut found);
    found.0.retain(|e| touched.iter().any(|t| e.pointer == format!("/{t}")));
    found.done()?;
    Ok(input)
}

/// Names of the fields that differ (all fields of a new project).
pub fn touched(after: &ProjectInput, before: Option<&ProjectInput>) -> Vec<String> {
    let after = serde_json::to_value(after).unwrap_or_default();
    let before = before.map(|b| serde_json::to_value(b).unwrap_or_default()).unwrap_or_default();
    let fields = after.as_object().into_iter().flatten();
    fields
        .filter(|(name, value)| before.get(name.as_str()) != Some(value))
        .map(|(name, _)| name.clone())
        .collect()
}

fn standard_industry(input: &mut ProjectInput, found: &mut Findings) {
    let Some(code) = &input.industry_code else { return };
    match industries().division(code) {
        Ok(division) => {
            let digits: String = code.chars().filter(char::is_ascii_digit).collect();
            input.industry.get_or_insert_with(|| division.name.clone());
            input.industry_code = Some(format!("{}{digits}", division.section));
        }
        Err(error) => found.add("/industry_code", "unknown_industry", error.to_string()),
    }
}

/// Characters that cannot be seen are used to pass for somebody else.
fn deceptive(pointer: &str, value: &Value, found: &mut Findings) {
    match value {
        Value::String(text) if has_deceptive_characters(text) => {
            found.add(
                pointer,
                "deceptive_character",
                "含有看不见的字符（零宽或改变显示方向的字符），请删除后重新输入。",
            );
        }
        Value::Object(map) => {
            map.iter().for_each(|(key, v)| deceptive(&format!("{pointer}/{key}"), v, found))
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, v)| deceptive(&format!("{pointer}/{i}"), v, found))
        }
        _ => {}
    }
}

fn amounts(input: &ProjectInput, is_touched: impl Fn(&str) -> bool, found: &mut Findings) {
    if let (Some(total), Some(fixed)) = (input.total_investment_yuan, input.fixed_assets_yuan)
        && fixed > total
    {
        let field =
            if is_touched("fixed_assets_yuan") { "fixed_assets_yuan" } else { "total_investment_yuan" };
        found.add(
            format!("/{field}"),
            "contradiction",
            format!("固定资产投资（{fixed}元）超过总投资（{total}元），请核对两项金额。"),
        );
    }
    if input.land_mu.is_some_and(|mu| !mu.is_finite()) {
        found.add("/land_mu", "invalid", "用地面积应为数字，单位为亩。");
    }
}

fn days(input: &ProjectInput, today: NaiveDate, is_touched: impl Fn(&str) -> bool, found: &mut Findings) {
    let course = [
        ("first_contact_on", "首次接触日期", input.first_contact_on),
        ("signed_on", "签约日期", input.signed_on),
        ("started_on", "开工日期", input.started_on),
        ("producing_on", "投产日期", input.producing_on),
    ];
    for (field, label, day) in course {
        if day.is_some_and(|d| d > today) {
            found.add(
                format!("/{field}"),
                "in_future",
                format!("{label}晚于今天。实际日期请在发生后填写，计划请填计划时间。"),
            );
        }
    }
    // signing may come before a contact was recorded, but works do not begin before the signature is dry
    for (earlier, later) in [(1, 2), (2, 3)] {
        let ((field_a, label_a, a), (field_b, label_b, b)) = (course[earlier], course[later]);
        if let (Some(a), Some(b)) = (a, b)
            && b < a
        {
            let field = if is_touched(field_b) { field_b } else { field_a };
            found.add(
                format!("/{field}"),
                "contradiction",
                format!("{label_b}（{b}）早于{label_a}（{a}），请核对。"),
            );
        }
    }
}

fn plans(input: &ProjectInput, is_touched: impl Fn(&str) -> bool, found: &mut Findings) {
    let start = imprecise("/planned_start", input.planned_start.as_deref(), found);
    let end = imprecise("/planned_end", input.planned_end.as_deref(), found);
    if let (Some((start, _)), Some((_, end))) = (start, end)
        && end < start
    {
        let field = if is_touched("planned_end") { "/planned_end" } else { "/planned_start" };
        found.add(field, "contradiction", "计划竣工早于计划开工，请核对。");
    }
}

fn imprecise(pointer: &str, text: Option<&str>, found: &mut Findings) -> Option<(NaiveDate, NaiveDate)> {
    let text = text?;
    let span = dates::span(text);
    if span.is_none() {
        found.add(
            pointer,
            "format",
            format!("“{text}”不是可识别的时间。请填 2019、2019-04、2019-04-01 或年限 2018/2023。"),
        );
    }
    span
}

/// What was signed and audited here; an imported project has nothing of it before it is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signed {
    /// No paper passed an audit.
    Nothing,
    /// A paper that does not count.
    Paper,
    /// A contract that counts the project.
    Counted,
}

/// Facts that passed an audit and change only through an amendment: those set at a stage the project has reached, and
/// those that a signature rests upon.
pub fn locked_fields(project: &Project, signed: Signed) -> Vec<&'static str> {
    let reached = project.stage >= Stage::Signed;
    let counted = signed == Signed::Counted;
    let resting = counted || (reached && signed == Signed::Paper);
    let facts = [
        (reached || counted, "contract_amount_yuan", project.contract_amount_yuan.is_some()),
        (reached || counted, "signed_on", project.signed_on.is_some()),
        (resting, "total_investment_yuan", project.total_investment_yuan.is_some()),
        (resting, "lead_unit_id", true),
        (project.stage >= Stage::Started, "started_on", project.started_on.is_some()),
        (project.stage >= Stage::Producing, "producing_on", project.producing_on.is_some()),
    ];
    // what an imported record lacks was never audited and may still be filled in
    facts.iter().filter(|(reached, _, known)| *known && *reached).map(|(_, field, _)| *field).collect()
}

/// Refuses changes of locked facts and of projects that have ended.
///
/// # Errors
/// 409 `project.ended` or `project.fact_locked`.
pub fn check_editable(project: &Project, signed: Signed, touched: &[String]) -> Result<()> {
    check_open(project)?;
    let locked = locked_fields(project, signed);
    let wrong: Vec<FieldError> = touched
        .iter()
        .filter(|t| locked.contains(&t.as_str()))
        .map(|field| FieldError {
            pointer: format!("/{field}"),
            code: "locked".to_owned(),
            message: "已随阶段审核通过，不能直接修改。请提交变更申请，写明原值、新值、理由并附凭据，审核通过后生效。".to_owned(),
        })
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::new(Code::ProjectFactLocked)
        .detail(format!(
            "{}项内容已经审核，不能直接修改，请走变更程序（POST /projects/{}/amendments）。",
            wrong.len(),
            project.id
        ))
        .with_errors(wrong))
}

/// Refuses projects that have ended; suspended ones stay open.
///
/// # Errors
/// 409 `project.ended`.
pub fn check_open(project: &Project) -> Result<()> {
    match project.end_state {
        None | Some(EndState::Suspended) => Ok(()),
        Some(state) => Err(Error::new(Code::ProjectEnded)
            .detail(format!("项目已{}，只能查看。如需继续办理，请先恢复项目。", state.label()))),
    }
}

/// May a project be given to another lead unit as it is? After the signature only an amendment may.
///
/// # Errors
/// 409 `project.ended` or `project.fact_locked`.
pub fn check_lead_movable(project: &Project) -> Result<()> {
    check_open(project)?;
    if project.stage < Stage::Signed {
        return Ok(());
    }
    Err(Error::new(Code::ProjectFactLocked).detail(format!(
        "项目 {} 已到“{}”阶段，谁签约、谁负责，牵头单位不能随流转直接变更。请先办理变更（原牵头单位、新牵头单位、理由与凭据，\
         审核通过后生效），再办理流转。",
        project.number,
        project.stage.label()
    )))
}

/// Shares of the investors: at most 100 %, exactly 100 % when all are known; supporters have none.
///
/// # Errors
/// 422 naming every wrong field.
pub fn check_parties(parties: &[PartyInput], investor_needed: bool) -> Result<()> {
    let mut found = Findings::default();
    let mut names: Vec<(PartyRole, String)> = Vec::new();
    for (i, party) in parties.iter().enumerate() {
        if party.enterprise_id.is_none() && party.name.is_none() {
            found.add(format!("/parties/{i}/name"), "required", "请填写名称，或从企业库中选择。");
        }
        if party.role == PartyRole::Supporter && party.share_percent.is_some() {
            found.add(
                format!("/parties/{i}/share_percent"),
                "not_allowed",
                "支持方不出资，没有出资比例，请去掉。",
            );
        }
        if let Some(name) = &party.name {
            let key = (party.role, names::normalise_name(name));
            if names.contains(&key) {
                found.add(
                    format!("/parties/{i}/name"),
                    "duplicate",
                    format!("“{name}”填了两次，请只保留一次。"),
                );
            }
            names.push(key);
        }
    }
    deceptive("/parties", &serde_json::to_value(parties).unwrap_or_default(), &mut found);
    let investors: Vec<&PartyInput> = parties.iter().filter(|p| p.role == PartyRole::Investor).collect();
    if investor_needed && investors.is_empty() {
        found.add("/parties", "required", "请至少填写一个投资方。");
    }
    let sum: i32 = investors.iter().filter_map(|p| p.share_percent).map(|p| p.0).sum();
    let all_known = !investors.is_empty() && investors.iter().all(|p| p.share_percent.is_some());
    if sum > Percent::WHOLE.0 || (all_known && sum != Percent::WHOLE.0) {
        let should = if all_known { "应等于100%" } else { "不能超过100%" };
        found.add("/parties", "shares", format!("投资方出资比例合计{}%，{should}，请核对。", Percent(sum)));
    }
    found.done()
}

/// Phases: dates in order, and amounts that sum to the total investment.
///
/// # Errors
/// 422 `request.invalid` for a field, `project.phases_do_not_sum` with the difference.
pub fn check_phases(total_yuan: Option<i64>, phases: &[PhaseInput]) -> Result<()> {
    let mut found = Findings::default();
    for (i, phase) in phases.iter().enumerate() {
        let start =
            imprecise(&format!("/phases/{i}/planned_start"), phase.planned_start.as_deref(), &mut found);
        let end = imprecise(&format!("/phases/{i}/planned_end"), phase.planned_end.as_deref(), &mut found);
        if let (Some((start, _)), Some((_, end))) = (start, end)
            && end < start
        {
            found.add(
                format!("/phases/{i}/planned_end"),
                "contradiction",
                "本期计划结束早于计划开始，请核对。",
            );
        }
    }
    deceptive("/phases", &serde_json::to_value(phases).unwrap_or_default(), &mut found);
    if total_yuan.is_none() && !phases.is_empty() {
        found.add("/total_investment_yuan", "required", "项目还没有总投资，请一并填写总投资，再填分期金额。");
    }
    found.done()?;
    let amounts: Vec<i64> = phases.iter().map(|p| p.amount_yuan).collect();
    phases_sum(total_yuan, &amounts, "/phases")
}

/// Do these amounts sum to the total? `pointer` names the field to correct.
///
/// # Errors
/// 422 `project.phases_do_not_sum` with the difference.
pub fn phases_sum(total_yuan: Option<i64>, amounts: &[i64], pointer: &str) -> Result<()> {
    let sum: i64 = amounts.iter().fold(0, |sum, a| sum.saturating_add(*a));
    let difference = sum - total_yuan.unwrap_or(sum);
    if amounts.is_empty() || difference == 0 {
        return Ok(());
    }
    let total = sum - difference;
    let more = if difference > 0 { "多" } else { "少" };
    let message = format!(
        "分期合计{sum}元，总投资{total}元，{more}{}元。请改正分期金额，或同时提交新的总投资。",
        difference.abs()
    );
    let error = FieldError { pointer: pointer.to_owned(), code: "sum".to_owned(), message: message.clone() };
    Err(Error::new(Code::ProjectPhasesSum).detail(message).with_errors(vec![error]))
}

/// The standard form of a national code.
///
/// # Errors
/// 422 with what is wrong with it.
pub fn standard_code(pointer: &str, text: &str, today: NaiveDate) -> Result<String> {
    project_code::check(text, today)
        .map(|code| code.code)
        .map_err(|e| Error::field(pointer, "invalid_code", e.to_string()))
}

/// A day that has come already.
///
/// # Errors
/// 422.
pub fn check_past(pointer: &str, label: &str, day: Option<NaiveDate>, today: NaiveDate) -> Result<()> {
    match day {
        Some(day) if day > today => {
            Err(Error::field(pointer, "in_future", format!("{label}晚于今天，请核对。")))
        }
        _ => Ok(()),
    }
}

/// The dates of a national code: in order, and an end has a reason.
///
/// # Errors
/// 422 naming every wrong field.
pub fn check_code_dates(edit: &CodeEdit, today: NaiveDate) -> Result<()> {
    let mut found = Findings::default();
    for (field, label, day) in
        [("obtained_on", "赋码日期", edit.obtained_on), ("ended_on", "失效日期", edit.ended_on)]
    {
        if day.is_some_and(|d| d > today) {
            found.add(format!("/{field}"), "in_future", format!("{label}晚于今天，请核对。"));
        }
    }
    if let (Some(obtained), Some(ended)) = (edit.obtained_on, edit.ended_on)
        && ended < obtained
    {
        found.add("/ended_on", "contradiction", "失效日期早于赋码日期，请核对。");
    }
    if edit.ended_on.is_some() && edit.reason.as_deref().unwrap_or_default().is_empty() {
        found.add("/reason", "required", "请填写失效原因，例如“重新备案”“填写有误”。");
    }
    found.done()
}

/// Refuses invisible characters in any text of an input.
///
/// # Errors
/// 422 naming every wrong field.
pub fn check_texts<T: serde::Serialize>(input: &T) -> Result<()> {
    let mut found = Findings::default();
    deceptive("", &serde_json::to_value(input).unwrap_or_default(), &mut found);
    found.done()
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Name of the project.
    pub name: &'a str,
    /// Names of its investors.
    pub investors: &'a [String],
    /// Their ids in the library of enterprises, as far as known.
    pub enterprise_ids: &'a [i64],
}

/// Why two projects may be the same one, with the likeness of their names; `None` when nothing speaks for it.
/// Rule (domain handbook §18 case 4): same investor and similar name; very similar name when one side has no investor.
pub fn likeness(a: Side<'_>, b: Side<'_>) -> Option<(f64, String)> {
    let similarity = names::similarity(a.name, b.name);
    let percent = (similarity * 100.0).round();
    if a.investors.is_empty() || b.investors.is_empty() {
        return (similarity >= names::SIMILAR_WITHOUT_COMPANY)
            .then(|| (similarity, format!("名称相似度{percent}%，且有一方没有登记投资方")));
    }
    let same_id = a.enterprise_ids.iter().any(|id| b.enterprise_ids.contains(id));
    let same_name = b.investors.iter().find(|b| a.investors.iter().any(|a| names::same_company(a, b)));
    let shared = same_name.or(b.investors.first().filter(|_| same_id))?;
    (similarity >= names::SIMILAR_SAME_COMPANY)
        .then(|| (similarity, format!("投资方“{shared}”相同，名称相似度{percent}%")))
}

#[cfg(test)]
mod tests;
