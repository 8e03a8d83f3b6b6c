//! Slips of the demo city: invented, to show what the pages are for; days are counted from the day they are loaded.

use super::super::model::input::{SlipFeedbackInput, SlipInput};
use super::super::model::{Slip, SlipBasis, SlipKind};
use super::super::store;
use super::check;
use crate::error::Result;
use crate::features::people;
use crate::features::progress::{self, model::MilestoneCode, model::input::MilestoneInput};
use crate::features::projects::model::PartyRole;
use crate::features::projects::model::input::PartyInput;
use crate::features::projects::store::id_named;
use crate::features::projects::{self, Draft, Stage};
use crate::journal;
use crate::work::Tx;
use chrono::Duration;
use serde::Deserialize;
use serde_json::json;

/// One line of `api/data/demo/slips.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct SlipLine {
    /// How many days ago it was issued.
    pub days_ago: i64,
    /// Who issued it, by account.
    pub by: String,
    /// Kind.
    pub kind: SlipKind,
    /// Basis.
    pub basis: SlipBasis,
    /// Where that stands.
    pub basis_text: Option<String>,
    /// Project, by name.
    pub project: Option<String>,
    /// Who answers, by account; his unit does where there is no project.
    pub owner: String,
    /// Is it left with him, or with his unit?
    pub person: bool,
    /// What is to be done.
    pub matter: String,
    /// Time for it.
    pub working_days: i32,
    /// How many levels it has risen since, each a week after the one before.
    pub raised: u32,
    /// What was answered.
    pub answer: Option<String>,
    /// What it was closed with.
    pub closed: Option<String>,
}

/// One line of `api/data/demo/coloured.csv`: a project under way with its next milestone.
#[derive(Debug, Clone, Deserialize)]
pub struct ColouredLine {
    /// Name.
    pub name: String,
    /// Whose unit leads it, by account.
    pub owner: String,
    /// For how many days it has been under construction.
    pub days_in_stage: i64,
    /// Total investment in ten thousand yuan.
    pub total_wan: i64,
    /// Investor.
    pub investor: String,
    /// What is built.
    pub content: String,
    /// The next milestone.
    pub milestone: String,
    /// Its day, in days from today.
    pub planned_in: i64,
}

/// Registers what a line tells in the caller's name; its colour follows from its milestone.
///
/// # Errors
/// 422 for what the rooms refuse; database errors.
pub fn load_project(tx: &mut Tx<'_>, line: &ColouredLine) -> Result<()> {
    let today = tx.today();
    let people = people::list_users(tx)?;
    let unit = people.iter().find(|u| u.username == line.owner).map_or(0, |u| u.unit_id);
    let mut draft = Draft::new(&line.name, unit);
    draft.fields.content = line.content.clone();
    draft.fields.total_investment_yuan = Some(line.total_wan * 10_000);
    draft.stage = Stage::Building;
    draft.stage_since_on = Some(today - Duration::days(line.days_in_stage));
    draft.parties.push(PartyInput {
        enterprise_id: None,
        name: Some(line.investor.clone()),
        role: PartyRole::Investor,
        share_percent: None,
        origin: None,
    });
    let project = projects::create(tx, draft)?;
    let milestone = MilestoneInput {
        code: MilestoneCode::MainWorks,
        name: line.milestone.clone(),
        planned_on: today + Duration::days(line.planned_in),
        note: None,
        reason: None,
    };
    progress::store::milestones::insert(tx, project.id, &milestone)?;
    Ok(())
}

/// Issues what a line tells, in the caller's name; answers the slip that stands now.
///
/// # Errors
/// 422 for what the room refuses; database errors.
pub fn load(tx: &mut Tx<'_>, line: &SlipLine) -> Result<Slip> {
    let people = people::list_users(tx)?;
    let owner = people.iter().find(|u| u.username == line.owner);
    let project_id = match &line.project {
        Some(name) => id_named(tx, name)?,
        None => None,
    };
    let input = SlipInput {
        kind: line.kind,
        basis: line.basis,
        basis_text: line.basis_text.clone(),
        project_id,
        matter: line.matter.clone(),
        gap_days: None,
        gap_points: None,
        unit_id: if project_id.is_some() { None } else { owner.map(|u| u.unit_id) },
        person_id: owner.filter(|_| line.person && project_id.is_none()).map(|u| u.id),
        working_days: Some(line.working_days),
    };
    let ready = check::check(tx, &input, None)?;
    let mut slip = store::insert(tx, &ready)?;
    let subject = store::subject(tx, &slip)?;
    journal::created(tx, "slip.issued", &subject, &slip)?;
    slip = store::backdate(tx, &slip, line.days_ago)?;
    for level in 1..=line.raised {
        let Some(next) = store::raise(tx, slip.id)? else { break };
        let days = (line.days_ago - i64::from(level) * 7).max(0);
        slip = store::backdate(tx, &next, days)?;
    }
    Ok(slip)
}

/// What the line says was answered, in the name of who answers.
///
/// # Errors
/// Database errors.
pub fn answer(tx: &mut Tx<'_>, slip: &Slip, said: &str) -> Result<Slip> {
    let input = SlipFeedbackInput { said: said.to_owned(), file_ids: None };
    let (after, given) = store::answer(tx, slip, &input)?;
    let subject = store::subject(tx, &after)?;
    let state = json!({ "number": after.number, "said": given.said });
    journal::created(tx, "slip.answered", &subject, &state)?;
    Ok(after)
}

/// What the line says it was closed with, in the name of its issuer.
///
/// # Errors
/// Database errors.
pub fn close(tx: &mut Tx<'_>, slip: &Slip, note: &str) -> Result<Slip> {
    let after = store::close(tx, slip, Some(note))?;
    let subject = store::subject(tx, &after)?;
    journal::record(tx, "slip.closed", &subject, Some(slip), Some(&after))?;
    Ok(after)
}
