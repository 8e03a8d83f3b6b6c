//! Projects and money of the demo city: invented, to show what the pages are for; days are counted from the day they are
//! loaded.

use super::super::model::funds::{
    AuditResult, FundsAuditInput, FundsEntry, FundsInput, FundsKind, ProofType,
};
use super::super::model::input::{ExclusionInput, PartyInput};
use super::super::model::{ExclusionCode, FundsOrigin, PartyRole, Project, Stage};
use super::super::{Draft, find_visible, relations, store};
use super::funds::{check_auditor, enter, settle};
use crate::error::{Error, Result};
use crate::features::enterprises::{self, EnterpriseInput};
use crate::features::{files, people};
use crate::journal;
use crate::policy::{Action, require};
use crate::text::money::WAN;
use crate::work::Tx;
use chrono::Duration;
use serde::Deserialize;

/// One line of `api/data/demo/year_projects.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ProjectLine {
    /// Name; it begins with 示例.
    pub name: String,
    /// Does it come with the ledger from before the system? Otherwise the bureau registers it.
    pub ledger: bool,
    /// Lead unit.
    pub unit: String,
    /// Investor.
    pub investor: String,
    /// Where the investor is at home, by code.
    pub division: Option<String>,
    /// What the investor's money counts as.
    pub origin: FundsOrigin,
    /// Chain.
    pub chain: String,
    /// Trade, by code.
    pub industry_code: String,
    /// What is built.
    pub content: String,
    /// Where.
    pub place: String,
    /// In which park.
    pub park: Option<String>,
    /// Total investment, in 万元.
    pub total_wan: i64,
    /// Stage.
    pub stage: Stage,
    /// For so many days; only of what is registered.
    pub days_in_stage: Option<i64>,
    /// Signed so many days ago.
    pub signed_ago: Option<i64>,
    /// Started so many days ago; entered into the statistics ten days after.
    pub started_ago: Option<i64>,
    /// In production since so many days.
    pub producing_ago: Option<i64>,
    /// Service specialist, by account.
    pub commissioner: Option<String>,
    /// Liaison, by account.
    pub liaison: Option<String>,
    /// Leader in charge, by account.
    pub sponsor: Option<String>,
}

/// One line of `api/data/demo/year_funds.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct FundsLine {
    /// The project, by name.
    pub project: String,
    /// How many days ago it arrived.
    pub days_ago: i64,
    /// How much, in 万元.
    pub wan: i64,
    /// Where it came from.
    pub origin: FundsOrigin,
    /// What for.
    pub kind: FundsKind,
    /// What proves it.
    pub proof: ProofType,
    /// Who enters it, by account.
    pub by: String,
    /// Who audits it, by account; nobody yet when empty.
    pub auditor: Option<String>,
    /// What the audit came to.
    pub result: Option<AuditResult>,
    /// With which words.
    pub opinion: Option<String>,
}

/// The project of this name, which the caller sees.
///
/// # Errors
/// 422 for an unknown one.
pub fn named(tx: &mut Tx<'_>, name: &str) -> Result<Project> {
    let id = store::id_named(tx, name)?
        .ok_or_else(|| Error::field("/project", "unknown", format!("没有项目“{name}”。")))?;
    find_visible(tx, id)
}

/// Takes the investor into the library, with what is told of where it is at home.
///
/// # Errors
/// 422 for what the library refuses; database errors.
pub fn load_investor(tx: &mut Tx<'_>, line: &ProjectLine) -> Result<()> {
    let company = EnterpriseInput {
        name: line.investor.clone(),
        division_code: line.division.clone(),
        origin: Some(line.origin),
        industry_code: Some(line.industry_code.clone()),
        source: Some("为演示而编".to_owned()),
        ..EnterpriseInput::default()
    };
    enterprises::find_or_create(tx, &company).map(drop)
}

/// Registers what a line tells in the caller's name.
///
/// # Errors
/// 422 for what the room refuses; database errors.
pub fn load_project(tx: &mut Tx<'_>, line: &ProjectLine) -> Result<()> {
    let today = tx.today();
    let day = |ago: Option<i64>| ago.map(|days| today - Duration::days(days));
    let mut draft = Draft::new(&line.name, people::unit_or_bureau(tx, Some(&line.unit))?);
    draft.stage = line.stage;
    draft.stage_since_on = day(line.days_in_stage);
    draft.fields.content = line.content.clone();
    draft.fields.chain = Some(line.chain.clone());
    draft.fields.industry_code = Some(line.industry_code.clone());
    draft.fields.place = Some(line.place.clone());
    draft.fields.division_code =
        crate::codes::divisions::divisions().locate(&line.place).map(|d| d.code.clone());
    draft.fields.park = line.park.clone();
    draft.fields.total_investment_yuan = Some(line.total_wan * WAN);
    draft.parties.push(PartyInput {
        enterprise_id: None,
        name: Some(line.investor.clone()),
        role: PartyRole::Investor,
        share_percent: None,
        origin: Some(line.origin),
    });
    super::super::create(tx, draft).map(drop)
}

/// Enters what a line tells in the caller's name, with its proof.
///
/// # Errors
/// 403, 422 and 409 as the operation; database errors.
pub fn load_funds(tx: &mut Tx<'_>, line: &FundsLine, paper: &[u8]) -> Result<FundsEntry> {
    let project = named(tx, &line.project)?;
    let proof = files::put(tx, &format!("{}.pdf", line.proof.label()), paper)?;
    let input = FundsInput {
        entered_on: tx.today() - Duration::days(line.days_ago),
        amount_yuan: line.wan * WAN,
        origin: line.origin,
        kind: line.kind,
        build_kind: None,
        currency: None,
        proof_type: line.proof,
        proof_file_id: Some(proof.id),
        confirmed_by_investor: Some(true),
        note: None,
        over_reason: None,
    };
    let entry = enter(tx, &project, &input)?;
    journal::created(tx, "project.funds_submitted", &super::subject(&project), &super::state(&entry))?;
    Ok(entry)
}

/// Audits it in the caller's name.
///
/// # Errors
/// As [`load_funds`].
pub fn audit_funds(tx: &mut Tx<'_>, line: &FundsLine, entry: &FundsEntry) -> Result<()> {
    let project = named(tx, &line.project)?;
    require(tx.caller, Action::FundsAudit, relations(tx.caller, &project))?;
    let input =
        FundsAuditInput { result: line.result.unwrap_or(AuditResult::Passed), opinion: line.opinion.clone() };
    check_auditor(tx, entry, &input)?;
    let after = settle(tx, &project, entry, &input)?;
    let (old, new) = (super::state(entry), super::state(&after));
    journal::record(tx, "project.funds_audited", &super::subject(&project), Some(&old), Some(&new))
}

/// Says in the caller's name that a project is not counted.
///
/// # Errors
/// As [`load_funds`].
pub fn exclude(tx: &mut Tx<'_>, name: &str, code: ExclusionCode, reason: &str) -> Result<()> {
    let project = named(tx, name)?;
    require(tx.caller, Action::ProjectExclude, relations(tx.caller, &project))?;
    let before = super::view(tx, project.clone())?;
    let (by, now) = (tx.caller.user_id, tx.now);
    store::touch(tx, &project, now)?;
    store::set_exclusion(
        tx,
        project.id,
        &ExclusionInput { code: Some(code), reason: reason.to_owned() },
        by,
        now,
    )?;
    let project = find_visible(tx, project.id)?;
    let after = super::view(tx, project)?;
    super::record(tx, "project.exclusion_changed", &before, &after)
}
