//! What a passed amendment does to a signature, and which facts rest upon signatures.

use super::super::super::model::{AmendField, AmendmentRow, AuditState, Signature};
use super::super::super::rules;
use super::super::{counts_of, follow_project, papers};
use crate::db::Db;
use crate::db::schema::{signature_counts, signatures};
use crate::error::{Error, Result};
use crate::features::projects::rules::Signed;
use crate::work::Tx;
use diesel::dsl::exists;
use diesel::prelude::*;

/// Changes a fact of a passed signature and what the papers of its project count from now on.
///
/// # Errors
/// Database errors.
pub fn amend_signature(tx: &mut Tx<'_>, row: &AmendmentRow, signature: &Signature) -> Result<()> {
    let new = row.new_value();
    let same = signatures::table.find(signature.id);
    let touched = (signatures::updated_at.eq(tx.now), signatures::version.eq(signatures::version + 1));
    match row.field {
        AmendField::SignatureAmount => {
            diesel::update(same).set((signatures::amount_yuan.eq(new.yuan), touched)).execute(&mut **tx)?
        }
        AmendField::SignatureSignedOn => {
            let day = new.on.ok_or_else(|| Error::internal("an amendment without its day"))?;
            diesel::update(same).set((signatures::signed_on.eq(day), touched)).execute(&mut **tx)?
        }
        _ => diesel::update(same).set((signatures::event_id.eq(new.id), touched)).execute(&mut **tx)?,
    };
    let papers = papers(tx, row.project_id)?;
    let ids: Vec<i64> = papers.iter().map(|p| p.id).collect();
    let counts = counts_of(tx, &ids)?;
    for count in rules::recounted(&papers, &counts, tx.today()) {
        diesel::update(signature_counts::table)
            .filter(signature_counts::signature_id.eq(count.signature_id))
            .filter(signature_counts::recorded_until_at.is_null())
            .set(signature_counts::recorded_until_at.eq(tx.now))
            .execute(&mut **tx)?;
        let values = (
            signature_counts::signature_id.eq(count.signature_id),
            signature_counts::project_id.eq(row.project_id),
            signature_counts::event_id.eq(count.event_id),
            signature_counts::counted_on.eq(count.counted_on),
            signature_counts::count.eq(count.count),
            signature_counts::amount_yuan.eq(count.amount_yuan),
            signature_counts::takeover.eq(count.takeover),
            signature_counts::why.eq(&count.why),
            signature_counts::recorded_from_at.eq(tx.now),
        );
        diesel::insert_into(signature_counts::table).values(values).execute(&mut **tx)?;
    }
    follow_project(tx, row.project_id)
}

/// What was signed and audited of a project.
///
/// # Errors
/// Database errors.
pub fn signed(db: &mut Db, project_id: i64) -> Result<Signed> {
    let counting = signature_counts::table
        .filter(signature_counts::project_id.eq(project_id).and(signature_counts::count.eq(1)))
        .filter(signature_counts::recorded_until_at.is_null())
        .select(signature_counts::signature_id);
    let passed = signatures::table
        .filter(signatures::project_id.eq(project_id).and(signatures::state.eq(AuditState::Passed)))
        .select(signatures::id);
    Ok(match diesel::select((exists(counting), exists(passed))).get_result(db)? {
        (true, _) => Signed::Counted,
        (_, true) => Signed::Paper,
        _ => Signed::Nothing,
    })
}
