//! What waits for the caller in monthly reports.

use super::super::model::ProductionState;
use crate::db::MultiBackend;
use crate::db::schema::production_reports as r;
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features::projects::store::waiting::{Paper, PaperKind, papers};
use crate::policy::Action;
use crate::waiting::{InboxKind, InboxTab, Waiting};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// What waits for the caller in this room.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    const KIND: PaperKind = PaperKind {
        audit: InboxKind::ProductionAudit,
        returned: InboxKind::ProductionReturned,
        audits: Action::ProductionAudit,
        submits: Action::ProductionSubmit,
        goes_on: |_| true,
    };
    papers(tx, tab, &KIND, open, |_, _| Ok(Vec::new()))
}

fn open(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    type Row = (
        i64,
        i64,
        ProductionState,
        Option<i64>,
        Stamp,
        Option<i64>,
        Option<Stamp>,
        Option<String>,
        NaiveDate,
    );
    // as the index of open reports says it
    let mut rows = r::table
        .filter(sql::<Bool>("production_reports.state IN ('submitted','supplement')"))
        .into_boxed::<MultiBackend>();
    if let Some(by) = by {
        rows = rows.filter(r::submitted_by.assume_not_null().eq(by));
    }
    let columns = (
        r::id,
        r::project_id,
        r::state,
        r::submitted_by,
        r::submitted_at,
        r::audited_by,
        r::audited_at,
        r::audit_opinion,
        r::month_on,
    );
    let rows: Vec<Row> = rows.select(columns).load(&mut **tx)?;
    let paper = |(id, project_id, state, by, at, audited_by, audited_at, opinion, month): Row| Paper {
        id,
        project_id,
        returned: state == ProductionState::Supplement,
        submitted_by: by,
        submitted_at: Some(at),
        audited_by,
        audited_at,
        opinion,
        what: format!("{}的生产月报", month.format("%Y年%-m月")),
    };
    Ok(rows.into_iter().map(paper).collect())
}
