//! Services of the demo city: invented, to show what the pages are for; days are counted from the day they are loaded.

use super::super::model::ServiceReasonInput;
use super::super::model::complaints::{ComplaintInput, ComplaintState, ComplaintStepInput};
use super::super::model::procedures::{ApprovalCompletionInput, ApprovalReceptionInput, ProcedurePlanInput};
use super::super::model::records::{ServiceKind, ServiceRecordInput};
use super::super::model::tickets::{
    Difficulty, Ticket, TicketAcceptanceInput, TicketAnswerInput, TicketConfirmationInput,
    TicketEscalationInput, TicketInput, TicketLevel,
};
use super::super::store::{self, unit_named};
use super::{complaints, procedures, procedures_moves, records, tickets, tickets_moves};
use crate::db::types::Stamp;
use crate::error::{Error, Result};
use crate::features::enterprises::{self, EnterpriseInput};
use crate::features::projects;
use crate::policy::Visible;
use crate::work::Tx;
use chrono::Duration;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;

/// One line of `api/data/demo/services.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ServiceLine {
    /// How many days ago it was.
    pub days_ago: i64,
    /// Who did it, by account; the program itself where an enterprise did.
    pub by: Option<String>,
    /// What was done.
    pub act: Act,
    /// Which difficulty or complaint of this file.
    pub key: Option<String>,
    /// Company, by name.
    pub enterprise: Option<String>,
    /// Project, by name.
    pub project: Option<String>,
    /// Kind, level, state, unit or code, as the act asks for.
    pub what: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Words.
    pub text: Option<String>,
    /// Days promised, or satisfaction.
    pub number: Option<i32>,
}

/// What a line does.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words of the file
pub enum Act {
    Raise,
    Accept,
    Answer,
    Escalate,
    Impossible,
    Confirm,
    Complain,
    Step,
    Record,
    Plan,
    Receive,
    Finish,
}

/// Ids of what earlier lines made, by their keys.
pub type Made = HashMap<String, i64>;

/// Does what a line says in the caller's name; answers the id of what it began.
///
/// # Errors
/// 422 for what the room refuses; database errors.
pub fn load(tx: &mut Tx<'_>, line: &ServiceLine, made: &Made) -> Result<Option<i64>> {
    // the clock of this unit of work stands on the day of the line
    tx.now = Stamp::new(tx.now.utc() - Duration::days(line.days_ago));
    match line.act {
        Act::Raise | Act::Complain | Act::Record => return begin(tx, line).map(Some),
        Act::Accept | Act::Answer | Act::Escalate | Act::Impossible | Act::Confirm => ticket(tx, line, made)?,
        Act::Step => complaint(tx, line, made)?,
        Act::Plan | Act::Receive | Act::Finish => procedure(tx, line)?,
    }
    Ok(None)
}

/// A code of a closed set.
fn code<T: DeserializeOwned>(line: &ServiceLine) -> Result<T> {
    let word = Value::from(line.what.clone().unwrap_or_default());
    serde_json::from_value(word).map_err(Error::internal)
}

fn words(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn company(tx: &mut Tx<'_>, line: &ServiceLine) -> Result<Option<i64>> {
    let Some(name) = &line.enterprise else { return Ok(None) };
    let input = EnterpriseInput { name: name.clone(), ..EnterpriseInput::default() };
    Ok(Some(enterprises::find_or_create(tx, &input)?.0))
}

fn project(tx: &mut Tx<'_>, line: &ServiceLine) -> Result<Option<i64>> {
    match &line.project {
        Some(name) => projects::store::id_named(tx, name),
        None => Ok(None),
    }
}

fn begin(tx: &mut Tx<'_>, line: &ServiceLine) -> Result<i64> {
    let (enterprise_id, project_id) = (company(tx, line)?, project(tx, line)?);
    Ok(match line.act {
        Act::Raise => {
            let input = TicketInput {
                enterprise_id,
                project_id,
                kind: code::<Difficulty>(line)?,
                title: words(&line.title),
                said: words(&line.text),
                blocks: None,
                file_ids: None,
            };
            tickets::raise(tx, &input)?.id
        }
        Act::Complain => {
            let input = ComplaintInput {
                complainant: "某企业经办人".to_owned(),
                complainant_phone: None,
                enterprise_id,
                project_id,
                foreign_investor: false,
                about: words(&line.title),
                said: words(&line.text),
                received_on: None,
                file_ids: None,
            };
            complaints::register(tx, &input)?.id
        }
        _ => {
            let input = ServiceRecordInput {
                project_id,
                enterprise_id,
                service: code::<ServiceKind>(line)?,
                happened_on: tx.today(),
                said: words(&line.text),
                file_ids: None,
            };
            records::record(tx, &input, None)?.id
        }
    })
}

fn of(line: &ServiceLine, made: &Made) -> Result<i64> {
    let id = line.key.as_ref().and_then(|key| made.get(key));
    id.copied().ok_or_else(|| Error::internal(format!("{line:?} names nothing that was made before")))
}

fn ticket(tx: &mut Tx<'_>, line: &ServiceLine, made: &Made) -> Result<()> {
    let before: Ticket = store::tickets::find(tx, &Visible::everything(), of(line, made)?)?;
    match line.act {
        Act::Accept => {
            let unit_id = match &line.what {
                Some(name) => unit_named(tx, name)?,
                None => None,
            };
            let promised_on = line.number.map(|days| tx.today() + Duration::days(i64::from(days)));
            let input = TicketAcceptanceInput { unit_id, promised_on, text: line.text.clone() };
            tickets_moves::accept(tx, &before, &input)?;
        }
        Act::Answer => {
            let input = TicketAnswerInput { text: words(&line.text), file_ids: None };
            tickets_moves::answer(tx, &before, &input)?;
        }
        Act::Escalate => {
            let input =
                TicketEscalationInput { level: code::<TicketLevel>(line)?, reason: words(&line.text) };
            tickets_moves::escalate(tx, &before, &input)?;
        }
        Act::Impossible => {
            let input = ServiceReasonInput { reason: words(&line.text) };
            tickets_moves::ask_impossible(tx, &before, &input)?;
        }
        _ => {
            let solved = line.number.is_some();
            let input =
                TicketConfirmationInput { solved, satisfaction: line.number, text: line.text.clone() };
            tickets_moves::confirm(tx, &before, &input)?;
        }
    }
    Ok(())
}

fn complaint(tx: &mut Tx<'_>, line: &ServiceLine, made: &Made) -> Result<()> {
    let before = store::complaints::find(tx, &Visible::everything(), of(line, made)?)?;
    let unit_id = match &line.title {
        Some(name) => unit_named(tx, name)?,
        None => None,
    };
    let input = ComplaintStepInput {
        state: code::<ComplaintState>(line)?,
        text: line.text.clone(),
        unit_id,
        handler_id: None,
        satisfaction: line.number,
        file_ids: None,
    };
    complaints::advance(tx, &before, &input)?;
    Ok(())
}

fn procedure(tx: &mut Tx<'_>, line: &ServiceLine) -> Result<()> {
    // a demo city without that project shows fewer procedures
    let Some(id) = project(tx, line)? else { return Ok(()) };
    let project = projects::find_visible(tx, id)?;
    if matches!(line.act, Act::Plan) {
        return procedures::plan(tx, &project, &ProcedurePlanInput { codes: None });
    }
    let items = store::procedures::of_project(tx, id)?;
    let item = items.into_iter().find(|item| Some(&item.code) == line.what.as_ref());
    let item = item.ok_or_else(|| Error::internal(format!("{line:?} names no procedure")))?;
    let today = tx.today();
    if matches!(line.act, Act::Receive) {
        let input = ApprovalReceptionInput {
            received_on: today,
            promised_days: line.number,
            longer_reason: line.text.clone(),
        };
        procedures_moves::receive(tx, &item, &input)?;
    } else {
        let input =
            ApprovalCompletionInput { finished_on: today, result_number: line.text.clone(), file_ids: None };
        procedures_moves::finish(tx, &item, &input)?;
    }
    Ok(())
}
