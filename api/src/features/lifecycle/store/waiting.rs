//! What waits for the caller in stage records, signatures and amendments, and agreements that are still to become
//! contracts.

use super::super::model::{AmendField, AuditState, Strength};
use crate::db::schema::{amendments, projects, signature_files, signatures, stage_evidence, stage_records};
use crate::db::types::Stamp;
use crate::db::{MultiBackend, for_ids};
use crate::error::Result;
use crate::features::projects::store::waiting::{Paper, PaperKind, grounds, papers};
use crate::features::projects::store::{of_projects, visible};
use crate::features::projects::{EndState, Stage};
use crate::policy::{self, Action, Relations, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
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
    let under_way: fn(Option<EndState>) -> bool = |end| end.is_none();
    let stages = PaperKind {
        audit: InboxKind::StageAudit,
        returned: InboxKind::StageReturned,
        audits: Action::StageAudit,
        submits: Action::StageSubmit,
        goes_on: under_way,
    };
    let of_signatures = PaperKind {
        audit: InboxKind::SignatureAudit,
        returned: InboxKind::SignatureReturned,
        audits: Action::SignatureAudit,
        submits: Action::SignatureSubmit,
        goes_on: under_way,
    };
    let of_amendments = PaperKind {
        audit: InboxKind::AmendmentAudit,
        returned: InboxKind::AmendmentReturned,
        audits: Action::AmendmentAudit,
        submits: Action::AmendmentSubmit,
        goes_on: under_way,
    };
    let mut found = papers(tx, tab, &stages, open_records, evidence)?;
    found.extend(papers(tx, tab, &of_signatures, open_signatures, scans)?);
    found.extend(papers(tx, tab, &of_amendments, open_amendments, proofs)?);
    if tab == InboxTab::Todo {
        found.extend(follow_ups(tx)?);
    }
    Ok(found)
}

type Row<W> =
    (i64, i64, AuditState, Option<i64>, Option<Stamp>, Option<i64>, Option<Stamp>, Option<String>, W);

fn paper<W>(
    (id, project_id, state, by, at, audited_by, audited_at, opinion, what): Row<W>,
    words: impl Fn(W) -> String,
) -> Paper {
    Paper {
        id,
        project_id,
        returned: state == AuditState::Supplement,
        submitted_by: by,
        submitted_at: at,
        audited_by,
        audited_at,
        opinion,
        what: words(what),
    }
}

/// Open papers of a table, as its index of open ones says it, with one more column that tells what they are.
macro_rules! open_papers {
    ($table:ident, $open:literal, $what:expr, $by:expr) => {{
        let mut rows = $table::table.filter(sql::<Bool>($open)).into_boxed::<MultiBackend>();
        if let Some(by) = $by {
            rows = rows.filter($table::submitted_by.assume_not_null().eq(by));
        }
        rows.select((
            $table::id,
            $table::project_id,
            $table::state,
            $table::submitted_by,
            $table::submitted_at,
            $table::audited_by,
            $table::audited_at,
            $table::audit_opinion,
            $what,
        ))
    }};
}

fn open_records(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    let rows = open_papers!(
        stage_records,
        "stage_records.state IN ('submitted','supplement')",
        stage_records::stage,
        by
    );
    // records of stages given up are history
    let rows: Vec<Row<Stage>> = rows.filter(stage_records::superseded_at.is_null()).load(&mut **tx)?;
    Ok(rows.into_iter().map(|row| paper(row, |stage| format!("“{}”阶段的材料", stage.label()))).collect())
}

fn open_signatures(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    let rows =
        open_papers!(signatures, "signatures.state IN ('submitted','supplement')", signatures::strength, by);
    let rows: Vec<Row<Strength>> = rows.filter(signatures::superseded_at.is_null()).load(&mut **tx)?;
    Ok(rows.into_iter().map(|row| paper(row, |strength| format!("签约（{}）", strength.label()))).collect())
}

fn open_amendments(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    let rows =
        open_papers!(amendments, "amendments.state IN ('submitted','supplement')", amendments::field, by);
    let rows: Vec<Row<AmendField>> = rows.load(&mut **tx)?;
    Ok(rows.into_iter().map(|row| paper(row, |field| format!("变更（{}）", field.label()))).collect())
}

fn evidence(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(for_ids(ids, |some| {
        let of = stage_evidence::table.filter(stage_evidence::record_id.eq_any(some.to_vec()));
        let current = of.filter(stage_evidence::ended_at.is_null());
        current.select((stage_evidence::record_id, stage_evidence::file_id)).load(&mut **tx)
    })?)
}

fn scans(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(for_ids(ids, |some| {
        let of = signature_files::table.filter(signature_files::signature_id.eq_any(some.to_vec()));
        let current = of.filter(signature_files::ended_at.is_null());
        current.select((signature_files::signature_id, signature_files::file_id)).load(&mut **tx)
    })?)
}

fn proofs(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(for_ids(ids, |some| {
        let of = amendments::table.filter(amendments::id.eq_any(some.to_vec()));
        of.select((amendments::id, amendments::proof_file_id)).load(&mut **tx)
    })?)
}

/// Passed agreements of projects that the caller's own units lead, without a contract after them.
fn follow_ups(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    let own = Relations { own_unit: true, ..Relations::default() };
    if !allowed(tx.caller, Action::SignatureSubmit, own) {
        return Ok(Vec::new());
    }
    let goes_on =
        projects::end_state.is_null().or(projects::end_state.assume_not_null().eq(EndState::Suspended));
    let led = projects::lead_unit_id.eq_any(tx.caller.unit_ids.clone());
    let seen = visible(&policy::visible(tx.caller)).and(led).and(goes_on);
    let rows: Vec<(i64, i64, NaiveDate)> = signatures::table
        .filter(of_projects(signatures::project_id, Box::new(seen)))
        .filter(signatures::state.eq(AuditState::Passed).and(signatures::superseded_at.is_null()))
        .filter(signatures::strength.eq(Strength::Agreement))
        .filter(sql::<Bool>(super::STILL_AWAITING))
        .select((signatures::id, signatures::project_id, signatures::signed_on))
        .load(&mut **tx)?;
    let grounds = grounds(tx, rows.iter().map(|(_, project_id, _)| *project_id))?;
    let waiting = |(id, project_id, signed_on): (i64, i64, NaiveDate)| {
        Some(Waiting {
            kind: InboxKind::ContractFollowUp,
            subject: grounds.get(&project_id)?.name.clone(),
            why: format!("本单位牵头，{signed_on}签的协议还没有转为合同"),
            from_id: None,
            since_at: Stamp::start_of(signed_on),
            due_on: None,
            resource: InboxResource::Project,
            resource_id: project_id,
            part_id: Some(id),
        })
    };
    Ok(rows.into_iter().filter_map(waiting).collect())
}
