//! Signed papers, their events and ends of projects of the demo city: invented; days are counted from the day they are
//! loaded. Each goes the way of its operation.

use super::super::model::{
    AuditInput, AuditResult, AuditState, EventKind, PaperFileInput, PaperPurpose, Signature, SignatureInput,
    SignatureKind, SigningEventInput, Strength, TakeoverInput, TakeoverItem, TerminationCause,
};
use super::super::{rules, store};
use super::ends::carry_out;
use super::signatures::takeovers::take_over;
use super::signatures::write::{decide, draft, hand_in};
use super::signatures::{find, find_project, record};
use super::{Life, events};
use crate::error::Result;
use crate::features::{files, projects};
use crate::policy::{Action, require_role};
use crate::text::money::WAN;
use crate::work::Tx;
use chrono::Duration;
use serde::Deserialize;

/// One line of `api/data/demo/year_signatures.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct SignatureLine {
    /// The project, by name.
    pub project: String,
    /// Was it signed before the system? Then the bureau takes it over, and it counts on the day it was signed.
    pub takeover: bool,
    /// Strength.
    pub strength: Strength,
    /// Kind.
    pub kind: SignatureKind,
    /// Was it signed at the event of the year?
    pub at_event: bool,
    /// So many days ago.
    pub signed_ago: i64,
    /// Amount, in 万元.
    pub wan: Option<i64>,
    /// Who signed.
    pub parties: String,
    /// Who hands it in, by account.
    pub by: String,
    /// Who audits it, by account; of what is taken over nobody does.
    pub auditor: Option<String>,
}

/// The signing event of the demo year.
#[derive(Debug, Clone)]
pub struct EventLine {
    /// Name.
    pub name: &'static str,
    /// It began so many days ago.
    pub days_ago: i64,
    /// And took so many.
    pub days: i64,
    /// Place.
    pub place: &'static str,
    /// Host.
    pub host: &'static str,
}

/// Registers an event in the caller's name; answers its number.
///
/// # Errors
/// 403, 422 and 409 as the operation; database errors.
pub fn load_event(tx: &mut Tx<'_>, line: &EventLine) -> Result<i64> {
    require_role(tx.caller, Action::EventEdit)?;
    let held_from_on = tx.today() - Duration::days(line.days_ago);
    let input = SigningEventInput {
        name: line.name.to_owned(),
        edition: None,
        kind: EventKind::Ceremony,
        held_from_on,
        held_to_on: held_from_on + Duration::days(line.days - 1),
        place: Some(line.place.to_owned()),
        host: Some(line.host.to_owned()),
        remark: Some("为演示而编".to_owned()),
    };
    events::create(tx, &input).map(|event| event.id)
}

/// Takes over the papers of these lines in the caller's name, all with one proof.
///
/// # Errors
/// As [`load_event`].
pub fn take_over_told(tx: &mut Tx<'_>, lines: &[&SignatureLine], event: i64, paper: &[u8]) -> Result<()> {
    require_role(tx.caller, Action::SignatureTakeover)?;
    let proof = files::put(tx, "投资合同核对表.pdf", paper)?;
    let today = tx.today();
    let mut items = Vec::with_capacity(lines.len());
    for line in lines {
        items.push(TakeoverItem {
            project_id: projects::named(tx, &line.project)?.id,
            strength: Some(line.strength),
            event_id: line.at_event.then_some(event),
            signed_on: Some(today - Duration::days(line.signed_ago)),
            amount_yuan: line.wan.map(|wan| wan * WAN),
            parties: Some(line.parties.clone()),
        });
    }
    let reason = "系统启用前已签订合同，原件经招商局核对（为演示而编）".to_owned();
    let input = TakeoverInput { reason, proof_file_ids: vec![proof.id], items };
    store::queue_repeats(tx)?;
    input.items.iter().try_for_each(|item| take_over(tx, &input, item).map(drop))
}

/// Files and hands in a paper in the caller's name.
///
/// # Errors
/// As [`load_event`].
pub fn hand_in_told(tx: &mut Tx<'_>, line: &SignatureLine, event: i64, paper: &[u8]) -> Result<Signature> {
    let id = projects::named(tx, &line.project)?.id;
    let (project, _) = find_project(tx, id, Action::SignatureSubmit)?;
    let text = files::put(tx, "签约文本.pdf", paper)?;
    let input = SignatureInput {
        strength: line.strength,
        kind: line.kind,
        event_id: line.at_event.then_some(event),
        signed_on: tx.today() - Duration::days(line.signed_ago),
        amount_yuan: line.wan.map(|wan| wan * WAN),
        parties: line.parties.clone(),
        note: None,
        predecessor_id: None,
        signing_unit_id: None,
        files: vec![PaperFileInput { purpose: PaperPurpose::Text, file_id: text.id }],
    };
    let row = draft(tx, &project, &input)?;
    let found = find(tx, &(id, row.id), Action::SignatureSubmit)?;
    let after = hand_in(tx, &found)?;
    record(tx, &project, "project.signature_submitted", Some(&row), &after)?;
    Ok(after)
}

/// Audits it in the caller's name: it counts from today.
///
/// # Errors
/// As [`load_event`].
pub fn audit_told(tx: &mut Tx<'_>, row: &Signature) -> Result<()> {
    let found = find(tx, &(row.project_id, row.id), Action::SignatureAudit)?;
    let opinion = "材料齐全，审核通过。".to_owned();
    let input = AuditInput { result: AuditResult::Passed, opinion, keep_lead_reason: None };
    let after = decide(tx, &found, &input)?;
    debug_assert_eq!(after.state, AuditState::Passed);
    let project = projects::find_visible(tx, row.project_id)?;
    record(tx, &project, "project.signature_audited", Some(row), &after)
}

/// Terminates a project in the caller's name.
///
/// # Errors
/// As [`load_event`].
pub fn terminate_told(tx: &mut Tx<'_>, name: &str, reason: &str, decided_by: &str) -> Result<()> {
    let id = projects::named(tx, name)?.id;
    let life = Life::find(tx, id)?;
    life.require(tx, Action::ProjectEnd)?;
    let change =
        rules::terminate(&life.standing, reason, TerminationCause::Investor, decided_by, tx.today())?;
    carry_out(tx, &life.project, &life.standing, &change, "project.terminated").map(drop)
}

/// Suspends a project in the caller's name, for so many days from today.
///
/// # Errors
/// As [`load_event`].
pub fn suspend_told(tx: &mut Tx<'_>, name: &str, reason: &str, days: i64) -> Result<()> {
    let id = projects::named(tx, name)?.id;
    let life = Life::find(tx, id)?;
    life.require(tx, Action::ProjectEnd)?;
    let today = tx.today();
    let change = rules::suspend(&life.standing, reason, today + Duration::days(days), today)?;
    carry_out(tx, &life.project, &life.standing, &change, "project.suspended").map(drop)
}
