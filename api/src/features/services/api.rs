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

use crate::error::{Code, Error, Result};
use crate::http::ServiceConfig;
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

/// 409: not in this state.
fn wrong_state(detail: impl Into<String>) -> Error {
    Error::new(Code::ServiceState).detail(detail.into())
}

/// Names of these people with their units.
fn people(tx: &mut Tx<'_>, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    super::store::people(tx, ids)
}
