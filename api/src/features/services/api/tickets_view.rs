//! A difficulty as it is found, shown and journalled.

use super::super::model::files_of;
use super::super::model::tickets::{StepRow, Ticket, TicketState, TicketStep, TicketView};
use super::super::rules::tickets as rules;
use super::super::store::{links, project_labels, tickets as store};
use super::wrong_state;
use crate::error::{Error, Result};
use crate::features::calendar::rules::ClockError;
use crate::features::projects::store::parts::unit_names;
use crate::features::{enterprises, files};
use crate::http::{IfMatch, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Reach, Relations, Visible, permitted, visible};
use crate::work::Tx;
use serde_json::json;

/// A difficulty the caller may see, and how he stands to it.
pub struct Found {
    /// The row.
    pub ticket: Ticket,
    relations: Relations,
}

impl Found {
    /// Visible and permitted.
    pub fn find(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Self> {
        let who = visible(tx.caller);
        let ticket = store::find(tx, &who, id)?;
        let found = Self::of(tx, ticket)?;
        policy::require(tx.caller, action, found.relations)?;
        Ok(found)
    }

    /// The same, of the version read and in one of these states.
    pub fn at(
        tx: &mut Tx<'_>,
        id: i64,
        action: Action,
        if_match: &IfMatch,
        states: &[TicketState],
    ) -> Result<Self> {
        let found = Self::find(tx, id, action)?;
        let view = found.view(tx)?;
        if_match.check(found.ticket.version, &view)?;
        found.require(states)?;
        Ok(found)
    }

    /// Of a row that was found already.
    pub fn of(tx: &mut Tx<'_>, ticket: Ticket) -> Result<Self> {
        Ok(Self { relations: relations(tx, &ticket), ticket })
    }

    /// Refuses what does not fit the state.
    pub fn require(&self, states: &[TicketState]) -> Result<()> {
        if states.contains(&self.ticket.state) {
            return Ok(());
        }
        let (now, may) = (self.ticket.state.label(), rules::may(self.ticket.state));
        Err(wrong_state(format!("这件困难现在是“{now}”，不能这样办理。{may}。请刷新后再看。")))
    }

    /// As it is shown.
    pub fn view(&self, tx: &mut Tx<'_>) -> Result<TicketView> {
        views(tx, vec![self.ticket.clone()])?.pop().ok_or_else(Error::not_found)
    }

    /// The answer with its version.
    pub fn answer(&self, tx: &mut Tx<'_>) -> Result<Reply> {
        Ok(Reply::ok(&self.view(tx)?)?.version(self.ticket.version))
    }
}

/// Before anybody accepted it, it is everybody's who may see it; then the handling unit's.
fn relations(tx: &Tx<'_>, ticket: &Ticket) -> Relations {
    let unit = ticket.unit_id.is_none_or(|unit| tx.caller.covers_unit(unit));
    Relations {
        own_unit: unit,
        assigned: ticket.project_id.is_some_and(|id| tx.caller.serves(id)),
        party: matches!(visible(tx.caller).reach, Reach::Party(id) if id == ticket.enterprise_id),
        own: ticket.raised_by.is_some() && ticket.raised_by == tx.caller.user_id,
    }
}

/// What may be done with a difficulty in its state.
fn possible(ticket: &Ticket) -> &'static [Action] {
    match ticket.state {
        TicketState::Open => &[Action::TicketHandle],
        TicketState::Working | TicketState::Reopened if rules::awaits_signature(ticket) => {
            &[Action::TicketSign]
        }
        TicketState::Working | TicketState::Reopened => &[Action::TicketHandle],
        TicketState::Answered => &[Action::TicketHandle, Action::TicketConfirm, Action::TicketReopen],
        TicketState::Closed | TicketState::Impossible => &[Action::TicketReopen],
    }
}

/// Difficulties with names, steps and files, in their order.
pub fn views(tx: &mut Tx<'_>, found: Vec<Ticket>) -> Result<Vec<TicketView>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = found.iter().map(|t| t.id).collect();
    let companies = enterprises::summaries(
        tx,
        &Visible::everything(),
        &found.iter().map(|t| t.enterprise_id).collect::<Vec<_>>(),
    )?;
    let projects = project_labels(tx, &found.iter().filter_map(|t| t.project_id).collect::<Vec<_>>())?;
    let units = unit_names(tx, found.iter().filter_map(|t| t.unit_id).collect())?;
    let steps = store::steps_of(tx, &ids)?;
    let persons = steps.iter().filter_map(|s| s.by_id).chain(found.iter().filter_map(|t| t.raised_by));
    let people = super::people(tx, persons.collect())?;
    let named = steps.iter().flat_map(|s| s.file_ids.read::<Vec<i64>>()).collect::<Vec<_>>();
    let uploaded = files::many(tx, &named)?;
    let now = tx.now;
    let linked = links::open_of(tx, &ids, now)?;
    let today = tx.today();
    let view = |ticket: Ticket| {
        let company = companies.iter().find(|c| c.id == ticket.enterprise_id);
        let company = company.map(|c| c.name.clone()).unwrap_or_default();
        let step = |row: &StepRow| TicketStep {
            id: row.id,
            kind: row.kind,
            text: row.text.clone(),
            satisfaction: row.satisfaction,
            by: if row.by_enterprise {
                company.clone()
            } else {
                row.by_id.and_then(|id| people.get(&id)).cloned().unwrap_or_default()
            },
            by_enterprise: row.by_enterprise,
            at: row.at,
            files: files_of(&row.file_ids, &uploaded),
        };
        TicketView {
            project_name: ticket.project_id.and_then(|id| projects.get(&id)).map(|(_, name)| name.clone()),
            unit_name: ticket.unit_id.and_then(|id| units.get(&id)).cloned(),
            raised_by_name: ticket.raised_by.and_then(|id| people.get(&id)).cloned(),
            due_on: rules::step_due(&ticket),
            days_overdue: rules::days_overdue(&ticket, today),
            awaits_signature: rules::awaits_signature(&ticket),
            has_link: linked.contains(&ticket.id),
            steps: steps.iter().filter(|s| s.ticket_id == ticket.id).map(step).collect(),
            can: permitted(tx.caller, possible(&ticket), relations(tx, &ticket)),
            enterprise_name: company,
            ticket,
        }
    };
    Ok(found.into_iter().map(view).collect())
}

/// Journals a change, and tells the project's history that there was one.
pub fn record(tx: &mut Tx<'_>, event: &str, before: Option<&Ticket>, after: &Ticket) -> Result<()> {
    let subject = Subject::new("ticket", after.id, format!("{} {}", after.number, after.title));
    journal::record(tx, event, &subject, before, Some(after))?;
    let Some(project) = after.project_id else { return Ok(()) };
    let state =
        json!({ "number": after.number, "kind": after.kind, "title": after.title, "state": after.state });
    let subject = super::procedures::subject_of(tx, project)?;
    journal::created(tx, "project.ticket_moved", &subject, &state)
}

/// A clock that cannot be counted is a matter of the calendar.
pub fn clock_failed(error: ClockError) -> Error {
    Error::field("/promised_on", "clock", error.to_string())
}
