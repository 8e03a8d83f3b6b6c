//! Operations of this room.

mod complaints;
mod demo;
mod figures;
mod procedures;
mod procedures_moves;
mod public;
mod records;
mod tables;
mod tickets;
mod tickets_moves;
mod tickets_view;

pub use demo::{Made, ServiceLine, load as load_line};
pub use tables::{APPROVALS_TABLE, COMPLAINTS_TABLE, GAPS_TABLE, RECORDS_TABLE, TICKETS_TABLE};

use super::model::procedures::ApprovalFilter;
use super::model::records::RecordFilter;
use super::model::tickets::TicketFilter;
use crate::error::{Code, Error, Result};
use crate::http::ServiceConfig;
use crate::policy::{Action, Relations, allowed};
use crate::work::Tx;
use std::collections::HashMap;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(procedures::routes)
        .configure(procedures_moves::routes)
        .configure(tickets::routes)
        .configure(tickets_moves::routes)
        .configure(public::routes)
        .configure(complaints::routes)
        .configure(records::routes)
        .configure(figures::routes);
}

/// How many procedures, difficulties and services of a project the caller sees; `None` for what he reads none of.
///
/// # Errors
/// Database errors.
pub fn counts_of_project(tx: &mut Tx<'_>, project_id: i64) -> Result<[Option<i64>; 3]> {
    let project_id = Some(project_id);
    let reads = |tx: &Tx<'_>, action| allowed(tx.caller, action, Relations::ANY);
    let mut counts = [None; 3];
    if reads(tx, Action::ApprovalRead) {
        let asked = ApprovalFilter { project_id, ..ApprovalFilter::default() };
        counts[0] = Some(procedures::conditions(tx, asked)?.count(tx)?);
    }
    if reads(tx, Action::TicketRead) {
        let asked = TicketFilter { project_id, ..TicketFilter::default() };
        counts[1] = Some(tickets::conditions(tx, asked)?.count(tx)?);
    }
    if reads(tx, Action::ServiceRead) {
        let asked = RecordFilter { project_id, ..RecordFilter::default() };
        counts[2] = Some(records::conditions(tx, asked)?.count(tx)?);
    }
    Ok(counts)
}

/// 409: not in this state.
fn wrong_state(detail: impl Into<String>) -> Error {
    Error::new(Code::ServiceState).detail(detail.into())
}

/// Names of these people with their units.
fn people(tx: &mut Tx<'_>, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    super::store::people(tx, ids)
}
