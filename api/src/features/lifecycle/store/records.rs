//! Rows of stage records, their evidence and opinions.

use super::super::model::{AuditInput, AuditState, EvidenceInput, EvidenceRow, Opinion, StageRecord};
use super::papers::audited;
use crate::db::schema::{files as file_rows, stage_evidence, stage_opinions, stage_records};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::files;
use crate::features::projects::Stage;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A new record.
#[derive(Debug, Insertable)]
#[diesel(table_name = stage_records)]
pub struct NewRecord {
    /// Project.
    pub project_id: i64,
    /// Stage claimed.
    pub stage: Stage,
    /// Date claimed.
    pub claimed_on: Option<NaiveDate>,
    /// Facts.
    pub facts: Doc,
    /// Remark.
    pub note: Option<String>,
    /// State.
    pub state: AuditState,
    /// Author.
    pub created_by: Option<i64>,
    /// When.
    pub created_at: Stamp,
    /// When.
    pub updated_at: Stamp,
}

/// All records of a project, oldest first.
///
/// # Errors
/// Database errors.
pub fn records_of(db: &mut Db, project_id: i64) -> Result<Vec<StageRecord>> {
    Ok(stage_records::table
        .filter(stage_records::project_id.eq(project_id))
        .order(stage_records::id)
        .select(columns::<StageRecord>())
        .load(db)?)
}

/// One record of a project that the caller was shown to see.
///
/// # Errors
/// 404.
pub fn find_record(db: &mut Db, project_id: i64, id: i64) -> Result<StageRecord> {
    let found = stage_records::table
        .filter(stage_records::id.eq(id).and(stage_records::project_id.eq(project_id)))
        .select(columns::<StageRecord>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Evidence of these records with its files.
///
/// # Errors
/// Database errors.
pub fn evidence_of(db: &mut Db, record_ids: &[i64]) -> Result<Vec<(EvidenceRow, files::Row)>> {
    Ok(stage_evidence::table
        .inner_join(file_rows::table)
        .filter(stage_evidence::record_id.eq_any(record_ids.to_vec()).and(stage_evidence::ended_at.is_null()))
        .order(stage_evidence::id)
        .select((columns::<EvidenceRow>(), columns::<files::Row>()))
        .load(db)?)
}

/// Adds a record.
///
/// # Errors
/// 409 when the project has a current record of this stage.
pub fn insert_record(db: &mut Db, row: NewRecord) -> Result<StageRecord> {
    let label = row.stage.label();
    let done = diesel::insert_into(stage_records::table)
        .values(row)
        .returning(columns::<StageRecord>())
        .get_result(db);
    done.map_err(|e| match e {
        e if is_unique_violation(&e) => Error::new(Code::ResourceConflict)
            .detail(format!("这个项目已有{label}阶段的记录。请在原记录上修改，不要重复填报。")),
        e => e.into(),
    })
}

/// Writes date, facts and remark of a record of this very version.
///
/// # Errors
/// 409 when somebody else changed it at the same time.
pub fn update_record(
    tx: &mut Tx<'_>,
    record: &StageRecord,
    claimed_on: Option<NaiveDate>,
    facts: &Doc,
    note: Option<&str>,
) -> Result<StageRecord> {
    let changed = diesel::update(
        stage_records::table.find(record.id).filter(stage_records::version.eq(record.version)),
    )
    .set((
        stage_records::claimed_on.eq(claimed_on),
        stage_records::facts.eq(facts),
        stage_records::note.eq(note),
        stage_records::updated_at.eq(tx.now),
        stage_records::version.eq(record.version + 1),
    ))
    .returning(columns::<StageRecord>())
    .get_result(&mut **tx)
    .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

/// Makes the evidence of an open record what is given: new files are linked to the project, missing ones end.
///
/// # Errors
/// Database errors.
pub fn set_evidence(tx: &mut Tx<'_>, record: &StageRecord, wanted: &[EvidenceInput]) -> Result<()> {
    let present = evidence_of(tx, &[record.id])?;
    let is = |row: &EvidenceRow, e: &EvidenceInput| {
        row.evidence_type == e.evidence_type && row.file_id == e.file_id
    };
    let gone: Vec<i64> =
        present.iter().filter(|(row, _)| !wanted.iter().any(|e| is(row, e))).map(|(r, _)| r.id).collect();
    diesel::update(stage_evidence::table.filter(stage_evidence::id.eq_any(gone)))
        .set(stage_evidence::ended_at.eq(tx.now))
        .execute(&mut **tx)?;
    for evidence in wanted.iter().filter(|e| !present.iter().any(|(row, _)| is(row, e))) {
        let row = (
            stage_evidence::record_id.eq(record.id),
            stage_evidence::evidence_type.eq(&evidence.evidence_type),
            stage_evidence::file_id.eq(evidence.file_id),
            stage_evidence::added_by.eq(tx.caller.user_id),
            stage_evidence::added_at.eq(tx.now),
        );
        diesel::insert_into(stage_evidence::table).values(row).execute(&mut **tx)?;
        files::link(tx, evidence.file_id, "project", record.project_id)?;
    }
    Ok(())
}

audited! {
    stage_records as StageRecord, opinions stage_opinions.record_id as Opinion;
    set_state(gate_revision: Option<i32>);
    write_audit(gate_revision: i32);
    opinions_of;
}

/// Writes the outcome of an audit; evidence of a passed record is sealed.
///
/// # Errors
/// Stale when somebody else changed the record at the same time.
pub fn audit(
    tx: &mut Tx<'_>,
    record: &StageRecord,
    input: &AuditInput,
    gate_revision: i32,
) -> Result<StageRecord> {
    let changed = write_audit(tx, record, input, gate_revision)?;
    if changed.state == AuditState::Passed {
        let files: Vec<i64> = evidence_of(tx, &[record.id])?.into_iter().map(|(_, f)| f.id).collect();
        files::seal(tx, &files)?;
    }
    Ok(changed)
}

/// After a return the passed records of the stages given up are history; answers their ids.
///
/// # Errors
/// Database errors.
pub fn supersede_after(tx: &mut Tx<'_>, project_id: i64, stage: Stage) -> Result<Vec<i64>> {
    let given_up: Vec<i64> = records_of(tx, project_id)?
        .iter()
        .filter(|r| r.stage > stage && r.state == AuditState::Passed && r.superseded_at.is_none())
        .map(|r| r.id)
        .collect();
    diesel::update(stage_records::table.filter(stage_records::id.eq_any(given_up.clone())))
        .set((
            stage_records::superseded_at.eq(tx.now),
            stage_records::updated_at.eq(tx.now),
            stage_records::version.eq(stage_records::version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(given_up)
}
