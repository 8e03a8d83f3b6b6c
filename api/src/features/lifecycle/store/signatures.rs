//! Rows of signed papers, their files and opinions, and what they count.

mod cohorts;
mod counts;
mod lists;
mod repeats;

pub use cohorts::{Counted, Within, counted, event_sums};
pub use counts::{counts_of, follow_project, papers, put_counts};
pub use lists::{STILL_AWAITING, items, list_signatures};
pub use repeats::{answer_repeat, queue_repeats, suspicions};

use super::super::model::{
    AuditInput, AuditState, PaperFile, PaperFileInput, Signature, SignatureInput, SignatureOpinion,
};
use super::papers::audited;
use crate::db::schema::{files as file_rows, signature_files, signature_opinions, signatures, units, users};
use crate::db::types::Stamp;
use crate::db::{Db, columns};
use crate::error::{Error, Result, is_unique_violation};
use crate::features::files;
use crate::work::Tx;
use diesel::prelude::*;

/// What a new paper has besides what is filled in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = signatures)]
pub struct Origin {
    /// Project.
    pub project_id: i64,
    /// The stage record it comes from.
    pub record_id: Option<i64>,
    /// Taken over from before the system.
    pub takeover: bool,
    /// Why.
    pub takeover_reason: Option<String>,
    /// State.
    pub state: AuditState,
    /// Who submitted it.
    pub submitted_by: Option<i64>,
    /// When.
    pub submitted_at: Option<Stamp>,
    /// Who audited it.
    pub audited_by: Option<i64>,
    /// When.
    pub audited_at: Option<Stamp>,
    /// Opinion.
    pub audit_opinion: Option<String>,
}

impl Origin {
    /// A paper that somebody fills in.
    pub fn draft(project_id: i64) -> Self {
        Self {
            project_id,
            record_id: None,
            takeover: false,
            takeover_reason: None,
            state: AuditState::Draft,
            submitted_by: None,
            submitted_at: None,
            audited_by: None,
            audited_at: None,
            audit_opinion: None,
        }
    }
}

/// The plain columns of a paper.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = signatures, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Columns<'a> {
    strength: super::super::model::Strength,
    kind: super::super::model::SignatureKind,
    event_id: Option<i64>,
    signed_on: chrono::NaiveDate,
    amount_yuan: Option<i64>,
    parties: &'a str,
    note: Option<&'a str>,
    predecessor_id: Option<i64>,
    signing_unit_id: Option<i64>,
    updated_at: Stamp,
}

impl<'a> Columns<'a> {
    fn new(input: &'a SignatureInput, now: Stamp) -> Self {
        Self {
            strength: input.strength,
            kind: input.kind,
            event_id: input.event_id,
            signed_on: input.signed_on,
            amount_yuan: input.amount_yuan,
            parties: &input.parties,
            note: input.note.as_deref(),
            predecessor_id: input.predecessor_id,
            signing_unit_id: input.signing_unit_id,
            updated_at: now,
        }
    }
}

/// All papers of a project, oldest first.
///
/// # Errors
/// Database errors.
pub fn signatures_of(db: &mut Db, project_id: i64) -> Result<Vec<Signature>> {
    Ok(signatures::table
        .filter(signatures::project_id.eq(project_id))
        .order(signatures::id)
        .select(columns::<Signature>())
        .load(db)?)
}

/// A paper of a project that the caller was shown to see.
///
/// # Errors
/// 404.
pub fn find_signature(db: &mut Db, project_id: i64, id: i64) -> Result<Signature> {
    let found = signatures::table
        .filter(signatures::id.eq(id).and(signatures::project_id.eq(project_id)))
        .select(columns::<Signature>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Adds a paper.
///
/// # Errors
/// 409 when it was added at the same time from the same record, or taken over twice.
pub fn insert_signature(tx: &mut Tx<'_>, input: &SignatureInput, origin: Origin) -> Result<Signature> {
    let made = (signatures::created_by.eq(tx.caller.user_id), signatures::created_at.eq(tx.now));
    let done = diesel::insert_into(signatures::table)
        .values((Columns::new(input, tx.now), origin, made))
        .returning(columns::<Signature>())
        .get_result(&mut **tx);
    done.map_err(|e| match e {
        e if is_unique_violation(&e) => Error::new(crate::error::Code::ResourceConflict)
            .detail("这份签约刚刚已被别人登记。请刷新后查看，不要重复登记。"),
        e => e.into(),
    })
}

/// Writes an open paper of this very version.
///
/// # Errors
/// Stale when somebody else changed it at the same time.
pub fn update_signature(tx: &mut Tx<'_>, row: &Signature, input: &SignatureInput) -> Result<Signature> {
    let same = signatures::table.find(row.id).filter(signatures::version.eq(row.version));
    let changed: Option<Signature> = diesel::update(same)
        .set((Columns::new(input, tx.now), signatures::version.eq(row.version + 1)))
        .returning(columns::<Signature>())
        .get_result(&mut **tx)
        .optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}

audited! {
    signatures as Signature, opinions signature_opinions.signature_id as SignatureOpinion;
    set_signature_state();
    write_audit();
    signature_opinions;
}

/// Writes the outcome of an audit; files of a passed paper are sealed.
///
/// # Errors
/// Stale when somebody else changed it at the same time.
pub fn audit_signature(tx: &mut Tx<'_>, row: &Signature, input: &AuditInput) -> Result<Signature> {
    let changed = write_audit(tx, row, input)?;
    if changed.state == AuditState::Passed {
        let ids: Vec<i64> = files_of(tx, &[row.id])?.into_iter().map(|(_, f)| f.id).collect();
        files::seal(tx, &ids)?;
    }
    Ok(changed)
}

/// The unit that signed, where it is another than this lead unit: as said, else the unit of who handed the paper in. The
/// bureau, or a unit above the lead unit, hands in for it.
///
/// # Errors
/// Database errors.
pub fn signing_unit(db: &mut Db, paper: &Signature, lead_unit_id: i64) -> Result<Option<i64>> {
    if paper.signing_unit_id.is_some() {
        return Ok(paper.signing_unit_id.filter(|unit| *unit != lead_unit_id));
    }
    let Some(person) = paper.submitted_by else { return Ok(None) };
    let (unit, kind, path): (i64, String, String) = users::table
        .inner_join(units::table)
        .filter(users::id.eq(person))
        .select((units::id, units::kind, units::path))
        .first(db)?;
    let lead: String = units::table.find(lead_unit_id).select(units::path).first(db)?;
    let signs = kind != "bureau" && !lead.starts_with(&path) && !path.starts_with(&lead);
    Ok(signs.then_some(unit))
}

/// Says that a paper comes from this stage record, or from none any more.
///
/// # Errors
/// Database errors.
pub fn link_record(tx: &mut Tx<'_>, id: i64, record_id: i64) -> Result<Signature> {
    Ok(diesel::update(signatures::table.find(id))
        .set((
            signatures::record_id.eq(record_id),
            signatures::updated_at.eq(tx.now),
            signatures::version.eq(signatures::version + 1),
        ))
        .returning(columns::<Signature>())
        .get_result(&mut **tx)?)
}

/// A paper that was signed anew stays as history.
///
/// # Errors
/// Database errors.
pub fn supersede_signature(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    diesel::update(signatures::table.find(id))
        .set((
            signatures::superseded_at.eq(tx.now),
            signatures::updated_at.eq(tx.now),
            signatures::version.eq(signatures::version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Files of these papers.
///
/// # Errors
/// Database errors.
pub fn files_of(db: &mut Db, ids: &[i64]) -> Result<Vec<(PaperFile, files::Row)>> {
    Ok(signature_files::table
        .inner_join(file_rows::table)
        .filter(signature_files::signature_id.eq_any(ids.to_vec()).and(signature_files::ended_at.is_null()))
        .order(signature_files::id)
        .select((columns::<PaperFile>(), columns::<files::Row>()))
        .load(db)?)
}

/// Makes the files of a paper what is given: new ones are linked to the project, missing ones end.
///
/// # Errors
/// Database errors.
pub fn set_files(tx: &mut Tx<'_>, row: &Signature, wanted: &[PaperFileInput]) -> Result<()> {
    let present = files_of(tx, &[row.id])?;
    let is = |f: &PaperFile, w: &PaperFileInput| f.purpose == w.purpose && f.file_id == w.file_id;
    let gone: Vec<i64> =
        present.iter().filter(|(f, _)| !wanted.iter().any(|w| is(f, w))).map(|(f, _)| f.id).collect();
    diesel::update(signature_files::table.filter(signature_files::id.eq_any(gone)))
        .set(signature_files::ended_at.eq(tx.now))
        .execute(&mut **tx)?;
    for file in wanted.iter().filter(|w| !present.iter().any(|(f, _)| is(f, w))) {
        let values = (
            signature_files::signature_id.eq(row.id),
            signature_files::purpose.eq(file.purpose),
            signature_files::file_id.eq(file.file_id),
            signature_files::added_by.eq(tx.caller.user_id),
            signature_files::added_at.eq(tx.now),
        );
        diesel::insert_into(signature_files::table).values(values).execute(&mut **tx)?;
        files::link(tx, file.file_id, "project", row.project_id)?;
    }
    Ok(())
}
