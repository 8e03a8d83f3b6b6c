//! What a passed paper does, in the transaction of its audit: what it counts is stored, and the project follows.

use super::super::super::model::{
    AuditState, Signature, SignatureInput, SignatureKind, StageRecord, Strength, Suspicion,
};
use super::super::super::rules::{self, Paper};
use super::super::super::store::{self, Origin};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::{self, Project};
use crate::journal::{self, Subject};
use crate::text::money;
use crate::work::Tx;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Stores what a passed paper counts; `on` is the day it counts on, `replaces` a paper it was signed anew for.
pub(super) fn settle(tx: &mut Tx<'_>, row: &Signature, on: NaiveDate, replaces: Option<i64>) -> Result<()> {
    let passed: Vec<Paper> = earlier(tx, row)?;
    let credit = rules::credit(&Paper::of(row), &passed, on, replaces)?;
    store::put_counts(tx, row, &credit)?;
    store::follow_project(tx, row.project_id)
}

/// Who signs, answers: the unit that signed becomes the lead unit when its paper passes, unless somebody decided
/// otherwise and says why.
pub(super) fn lead_follows(tx: &mut Tx<'_>, row: &Signature, keep_lead: Option<&str>) -> Result<()> {
    let signs = matches!(row.kind, SignatureKind::First | SignatureKind::UpgradedPaper);
    let Some(project) = projects::store::all_of(tx, &[row.project_id])?.pop().filter(|_| signs) else {
        return Ok(());
    };
    let Some(unit) = store::signing_unit(tx, row, project.lead_unit_id)? else { return Ok(()) };
    if let Some(reason) = keep_lead {
        let state =
            json!({ "signing_unit_id": unit, "lead_unit_id": project.lead_unit_id, "reason": reason });
        let subject = Subject::new("project", project.id, format!("{} {}", project.number, project.name));
        return journal::created(tx, "project.lead_kept", &subject, &state);
    }
    let reason = format!("谁签约、谁负责：{}的签约审核通过", row.signed_on);
    projects::lead_by_signature(tx, &project, unit, &reason).map(drop)
}

/// The papers that passed before this one; the row of the project is taken first, so that two audits wait for each other.
pub(super) fn earlier(tx: &mut Tx<'_>, row: &Signature) -> Result<Vec<Paper>> {
    let now = tx.now;
    projects::store::take(tx, row.project_id, now)?;
    Ok(store::papers(tx, row.project_id)?.into_iter().filter(|p| p.id != row.id).collect())
}

/// Has a person said that this project repeats the signing of another?
pub(super) fn is_repetition(suspicions: &[Suspicion]) -> bool {
    use super::super::super::model::RepeatAnswerKind::Repeated;
    suspicions.iter().any(|s| s.answer.as_ref().is_some_and(|a| a.answer == Repeated))
}

/// Refuses what nobody has answered.
///
/// # Errors
/// 409 `signature.repeat_suspected` with all suspicions.
pub(super) fn check_answered(suspicions: &[Suspicion]) -> Result<()> {
    let Some(open) = suspicions.iter().find(|s| s.answer.is_none()) else { return Ok(()) };
    let of = open.name.as_deref().unwrap_or("其他单位的项目");
    let who = if open.project_id.is_some() {
        "请核对后在“疑似重复签约”中答复：另一个项目（写明理由），或重复签约。"
    } else {
        "您看不到那个项目，请招商局核对并答复。"
    };
    Err(Error::new(Code::SignatureRepeat)
        .detail(format!("与“{of}”疑似重复签约：{}。{who}", open.reasons.join("；")))
        .with_current(json!({ "suspicions": suspicions })))
}

/// The paper that a stage record of the stage `signed` speaks of; none when it says no strength or day.
fn paper_of(tx: &mut Tx<'_>, record: &StageRecord) -> Result<Option<SignatureInput>> {
    let facts = record.facts_map();
    let text = |name: &str| facts.get(name).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    let strength = text("signature").and_then(|code| code.parse::<Strength>().ok());
    let signed_on = text("signed_on").and_then(|day| day.parse::<NaiveDate>().ok());
    let (Some(strength), Some(signed_on)) = (strength, signed_on) else { return Ok(None) };
    let event_id = match text("signing_event") {
        None => None,
        Some(name) => {
            let known = store::events_all(tx)?;
            let event = rules::meant(name, Some(signed_on), &known);
            Some(event.map_err(|m| Error::field("/facts/signing_event", "unknown", m))?.id)
        }
    };
    let paper = SignatureInput {
        strength,
        kind: SignatureKind::First,
        event_id,
        signed_on,
        amount_yuan: facts.get("contract_amount_yuan").and_then(Value::as_i64),
        parties: text("signed_party").unwrap_or("未写明").to_owned(),
        note: None,
        predecessor_id: None,
        signing_unit_id: None,
        files: Vec::new(),
    };
    let wrong = rules::check_paper(&Paper::from_input(&paper), tx.today());
    // the gate may not ask for the amount, the strength of the paper does
    let of_record = |field: FieldError| {
        let fact = if field.pointer == "/amount_yuan" { "contract_amount_yuan" } else { "signed_on" };
        FieldError { pointer: format!("/facts/{fact}"), ..field }
    };
    if wrong.is_empty() {
        return Ok(Some(paper));
    }
    Err(Error::invalid(wrong.into_iter().map(of_record).collect()))
}

/// Before a record of the stage `signed` is submitted: its event is known and every suspicion is answered.
///
/// # Errors
/// 422 for an event that is not registered, 409 for what nobody has answered.
pub(in super::super) fn check_record(tx: &mut Tx<'_>, project: &Project, record: &StageRecord) -> Result<()> {
    let Some(paper) = paper_of(tx, record)? else { return Ok(()) };
    store::queue_repeats(tx)?;
    let suspicions = store::suspicions(tx, project, paper.amount_yuan)?;
    check_answered(&suspicions)
}

/// A passed record of the stage `signed` becomes a signature, or is found to speak of one that passed already.
///
/// # Errors
/// As [`check_record`]; 409 when it contradicts a signature that passed.
pub(in super::super) fn from_record(
    tx: &mut Tx<'_>,
    project: &Project,
    record: &StageRecord,
    keep_lead: Option<&str>,
) -> Result<()> {
    let Some(mut paper) = paper_of(tx, record)? else { return Ok(()) };
    let now = tx.now;
    store::queue_repeats(tx)?;
    projects::store::take(tx, project.id, now)?;
    let suspicions = store::suspicions(tx, project, paper.amount_yuan)?;
    check_answered(&suspicions)?;
    let rows = store::signatures_of(tx, project.id)?;
    let passed: Vec<&Signature> =
        rows.iter().filter(|r| r.state == AuditState::Passed && r.superseded_at.is_none()).collect();
    let same = passed.iter().find(|r| {
        (r.strength, r.signed_on, r.amount_yuan) == (paper.strength, paper.signed_on, paper.amount_yuan)
    });
    if let Some(same) = same {
        let linked = store::link_record(tx, same.id, record.id)?;
        return super::record(tx, project, "project.signature_linked", Some(same), &linked);
    }
    // a record made anew after a return replaces what the record before it said
    let replaced =
        passed.iter().find(|r| r.record_id.is_some() && r.strength == paper.strength).map(|r| r.id);
    let strongest = passed.iter().filter(|r| Some(r.id) != replaced).max_by_key(|r| (r.strength, r.id));
    match strongest {
        _ if is_repetition(&suspicions) => paper.kind = SignatureKind::Reannouncement,
        None => {}
        Some(before) if before.strength < paper.strength => {
            paper.kind = SignatureKind::UpgradedPaper;
            paper.predecessor_id = Some(before.id);
        }
        Some(_) if replaced.is_some() => {}
        Some(before) => return Err(contradiction(before)),
    }
    let origin = Origin {
        record_id: Some(record.id),
        state: AuditState::Passed,
        submitted_by: record.submitted_by,
        submitted_at: record.submitted_at,
        audited_by: record.audited_by,
        audited_at: record.audited_at,
        audit_opinion: record.audit_opinion.clone(),
        ..Origin::draft(project.id)
    };
    let row = store::insert_signature(tx, &paper, origin)?;
    let today = tx.today();
    settle(tx, &row, today, replaced)?;
    lead_follows(tx, &row, keep_lead)?;
    if let Some(old) = replaced {
        store::supersede_signature(tx, old)?;
    }
    super::record(tx, project, "project.signature_recorded", None, &row)
}

fn contradiction(before: &Signature) -> Error {
    let amount = before.amount_yuan.map_or_else(|| "无金额".to_owned(), money::exact);
    Error::new(Code::ResourceConflict).detail(format!(
        "项目已有审核通过的签约：{}，{}签订，{amount}，与本记录不一致。请改正本记录；签约内容有误的走变更程序，增资、更换业主请在签约中另行登记。",
        before.strength.label(),
        before.signed_on
    ))
}
