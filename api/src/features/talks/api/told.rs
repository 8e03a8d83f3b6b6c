//! Talks of the demo city: invented, to show what the pages are for; days are counted from the day they are loaded.

use super::super::model::{TalkInput, TalkKind};
use super::super::store;
use super::record;
use crate::error::Result;
use crate::features::enterprises::{self, EnterpriseInput};
use crate::features::trips::model::VisitOutcome;
use crate::features::{people, projects};
use crate::journal;
use crate::work::Tx;
use chrono::Duration;
use serde::Deserialize;

/// One line of `api/data/demo/talks.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct TalkLine {
    /// How many days ago it was.
    pub days_ago: i64,
    /// Who recorded it, by account.
    pub by: String,
    /// Company, by name.
    pub enterprise: String,
    /// Project, by name.
    pub project: Option<String>,
    /// How they talked.
    pub kind: TalkKind,
    /// Others of ours.
    pub our_others: Option<String>,
    /// Those of the other side.
    pub their_people: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// What was said.
    pub said: String,
    /// What came of it.
    pub outcome: Option<VisitOutcome>,
    /// What is next.
    pub next_step: Option<String>,
    /// Whose it is, by account.
    pub owner: Option<String>,
    /// Until when, in days from today.
    pub due_in: Option<i64>,
    /// What was done about it already.
    pub done_note: Option<String>,
}

/// Records a line in the caller's name.
///
/// # Errors
/// 422 for what the room refuses; database errors.
pub fn load(tx: &mut Tx<'_>, line: &TalkLine) -> Result<()> {
    let today = tx.today();
    let people = people::list_users(tx)?;
    let company = EnterpriseInput { name: line.enterprise.clone(), ..EnterpriseInput::default() };
    let (enterprise_id, _) = enterprises::find_or_create(tx, &company)?;
    let project_id = match &line.project {
        Some(name) => projects::store::id_named(tx, name)?,
        None => None,
    };
    let input = TalkInput {
        enterprise_id: Some(enterprise_id),
        project_id,
        unit_id: None,
        happened_on: today - Duration::days(line.days_ago),
        kind: line.kind,
        our_user_ids: None,
        our_others: line.our_others.clone(),
        their_people: line.their_people.clone(),
        place: line.place.clone(),
        said: line.said.clone(),
        outcome: line.outcome,
        next_step: line.next_step.clone(),
        next_owner_id: people.iter().find(|u| Some(&u.username) == line.owner.as_ref()).map(|u| u.id),
        next_due_on: line.due_in.map(|days| today + Duration::days(days)),
        file_ids: None,
    };
    let talk = record(tx, &input, None)?;
    let Some(note) = &line.done_note else { return Ok(()) };
    let subject = super::Found::of(tx, talk.clone()).view(tx)?.subject();
    let after = store::complete(tx, &talk, note)?;
    journal::record(tx, "talk.next_step_done", &subject, Some(&talk), Some(&after))
}
