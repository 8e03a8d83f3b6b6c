//! Rows of amendments, and the change that a passed one makes.

mod effects;

pub use effects::{amend_signature, signed};

use super::super::model::{
    AmendField, AmendedValue, Amendment, AmendmentInput, AmendmentOpinion, AmendmentQuery, AmendmentRow,
    AuditInput, AuditState, Signature,
};
use super::papers::audited;
use crate::db::dialect::among;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{amendment_opinions, amendments, projects as p, signing_events, units};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::features::files;
use crate::features::projects::Project;
use crate::features::projects::store::{of_projects, visible};
use crate::policy::Visible;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The value of a fact now.
pub fn value_now(project: &Project, signature: Option<&Signature>, field: AmendField) -> AmendedValue {
    use AmendField as F;
    let none = AmendedValue::default();
    match field {
        F::TotalInvestment => AmendedValue { yuan: project.total_investment_yuan, ..none },
        F::ContractAmount => AmendedValue { yuan: project.contract_amount_yuan, ..none },
        F::LeadUnit => AmendedValue { id: Some(project.lead_unit_id), ..none },
        F::SignedOn => AmendedValue { on: project.signed_on, ..none },
        F::StartedOn => AmendedValue { on: project.started_on, ..none },
        F::ProducingOn => AmendedValue { on: project.producing_on, ..none },
        F::SignatureAmount => AmendedValue { yuan: signature.and_then(|s| s.amount_yuan), ..none },
        F::SignatureSignedOn => AmendedValue { on: signature.map(|s| s.signed_on), ..none },
        F::SignatureEvent => AmendedValue { id: signature.and_then(|s| s.event_id), ..none },
    }
}

/// An amendment of a project that the caller was shown to see.
///
/// # Errors
/// 404.
pub fn find_amendment(db: &mut Db, project_id: i64, id: i64) -> Result<AmendmentRow> {
    let found = amendments::table
        .filter(amendments::id.eq(id).and(amendments::project_id.eq(project_id)))
        .select(columns::<AmendmentRow>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = amendments, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Columns<'a> {
    signature_id: Option<i64>,
    field: AmendField,
    old_yuan: Option<i64>,
    old_on: Option<NaiveDate>,
    old_id: Option<i64>,
    new_yuan: Option<i64>,
    new_on: Option<NaiveDate>,
    new_id: Option<i64>,
    phases: Option<Doc>,
    reason: &'a str,
    proof_file_id: i64,
    updated_at: Stamp,
}

impl<'a> Columns<'a> {
    fn new(input: &'a AmendmentInput, old: AmendedValue, now: Stamp) -> Self {
        let new = input.new_value;
        Self {
            signature_id: input.signature_id,
            field: input.field,
            old_yuan: old.yuan,
            old_on: old.on,
            old_id: old.id,
            new_yuan: new.yuan,
            new_on: new.on,
            new_id: new.id,
            phases: input.phases.as_ref().map(Doc::of),
            reason: &input.reason,
            proof_file_id: input.proof_file_id,
            updated_at: now,
        }
    }
}

/// Adds a draft; its proof belongs to the project from now on.
///
/// # Errors
/// Database errors.
pub fn insert_amendment(
    tx: &mut Tx<'_>,
    project_id: i64,
    input: &AmendmentInput,
    old: AmendedValue,
) -> Result<AmendmentRow> {
    let made = (
        amendments::project_id.eq(project_id),
        amendments::state.eq(AuditState::Draft),
        amendments::created_by.eq(tx.caller.user_id),
        amendments::created_at.eq(tx.now),
    );
    let row = diesel::insert_into(amendments::table)
        .values((Columns::new(input, old, tx.now), made))
        .returning(columns::<AmendmentRow>())
        .get_result(&mut **tx)?;
    files::link(tx, input.proof_file_id, "project", project_id)?;
    Ok(row)
}

/// Writes an open amendment of this very version.
///
/// # Errors
/// Stale when somebody else changed it at the same time.
pub fn update_amendment(
    tx: &mut Tx<'_>,
    row: &AmendmentRow,
    input: &AmendmentInput,
    old: AmendedValue,
) -> Result<AmendmentRow> {
    let same = amendments::table.find(row.id).filter(amendments::version.eq(row.version));
    let changed: Option<AmendmentRow> = diesel::update(same)
        .set((Columns::new(input, old, tx.now), amendments::version.eq(row.version + 1)))
        .returning(columns::<AmendmentRow>())
        .get_result(&mut **tx)
        .optional()?;
    let changed = changed.ok_or_else(Error::changed_meanwhile)?;
    files::link(tx, input.proof_file_id, "project", row.project_id)?;
    Ok(changed)
}

audited! {
    amendments as AmendmentRow, opinions amendment_opinions.amendment_id as AmendmentOpinion;
    write_state(old_yuan: Option<i64>, old_on: Option<NaiveDate>, old_id: Option<i64>);
    write_audit();
    amendment_opinions;
}

/// Submits (with the value of this moment as the old one) or recalls an amendment of this very version.
///
/// # Errors
/// Stale when somebody else changed it at the same time.
pub fn set_amendment_state(
    tx: &mut Tx<'_>,
    row: &AmendmentRow,
    state: AuditState,
    old: AmendedValue,
) -> Result<AmendmentRow> {
    write_state(tx, row, state, old.yuan, old.on, old.id)
}

/// Writes the outcome of an audit; the proof of a passed amendment is sealed.
///
/// # Errors
/// Stale when somebody else changed it at the same time.
pub fn audit_amendment(tx: &mut Tx<'_>, row: &AmendmentRow, input: &AuditInput) -> Result<AmendmentRow> {
    let changed = write_audit(tx, row, input)?;
    if changed.state == AuditState::Passed {
        files::seal(tx, &[row.proof_file_id])?;
    }
    Ok(changed)
}

/// Amendments of a project, oldest first.
///
/// # Errors
/// Database errors.
pub fn amendments_of(db: &mut Db, project_id: i64) -> Result<Vec<Amendment>> {
    let rows: Vec<AmendmentRow> = amendments::table
        .filter(amendments::project_id.eq(project_id))
        .order(amendments::id)
        .select(columns::<AmendmentRow>())
        .load(db)?;
    amendment_items(db, rows)
}

fn filtered<'a>(who: &Visible, query: &AmendmentQuery) -> amendments::BoxedQuery<'a, MultiBackend> {
    let mut seen = visible(who);
    if let Some(unit) = query.lead_unit_id {
        seen = Box::new(seen.and(p::lead_unit_id.eq(unit)));
    }
    let mut rows =
        amendments::table.filter(of_projects(amendments::project_id, seen)).into_boxed::<MultiBackend>();
    if let Some(states) = &query.state {
        rows = rows.filter(amendments::state.eq_any(states.clone()));
    }
    if let Some(fields) = &query.field {
        rows = rows.filter(amendments::field.eq_any(fields.clone()));
    }
    if let Some(id) = query.project_id {
        rows = rows.filter(amendments::project_id.eq(id));
    }
    rows
}

/// One page of amendments, the oldest first: it is a queue.
///
/// # Errors
/// 422 for a bad cursor; database errors.
pub fn list_amendments(
    db: &mut Db,
    who: &Visible,
    query: &AmendmentQuery,
    paging: &Paging,
) -> Result<Page<Amendment>> {
    const SORT: &str = "id";
    let window = paging.window(SORT)?;
    let total = filtered(who, query).count().get_result(db)?;
    let mut rows = filtered(who, query);
    if let Some(after) = &window.after {
        rows = rows.filter(amendments::id.gt(after.id));
    }
    let rows: Vec<AmendmentRow> = rows
        .order(amendments::id)
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<AmendmentRow>())
        .load(db)?;
    let items = amendment_items(db, rows)?;
    Ok(window.page_of(items, total, |item| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::json!(item.id),
        id: item.id,
    }))
}

/// Amendments with the names of their projects.
///
/// # Errors
/// Database errors.
pub fn amendment_items(db: &mut Db, rows: Vec<AmendmentRow>) -> Result<Vec<Amendment>> {
    let ids: Vec<i64> = rows.iter().map(|r| r.project_id).collect();
    let names: Vec<(i64, String, String)> =
        p::table.filter(p::id.eq_any(ids)).select((p::id, p::number, p::name)).load(db)?;
    let names: BTreeMap<i64, (String, String)> =
        names.into_iter().map(|(id, number, name)| (id, (number, name))).collect();
    let called = value_names(db, &rows)?;
    let name = |field: AmendField, id: Option<i64>| {
        id.and_then(|id| called.get(&(field == AmendField::SignatureEvent, id)).cloned())
    };
    let items = rows.into_iter().map(|row| {
        let (project_number, project_name) = names.get(&row.project_id).cloned().unwrap_or_default();
        Amendment {
            label: row.field.label().to_owned(),
            old_value: row.old(),
            new_value: row.new_value(),
            old_name: name(row.field, row.old_id),
            new_name: name(row.field, row.new_id),
            phases: row.new_phases(),
            effective_on: row.audited_at.filter(|_| row.state == AuditState::Passed).map(Stamp::day),
            id: row.id,
            project_id: row.project_id,
            project_number,
            project_name,
            signature_id: row.signature_id,
            field: row.field,
            reason: row.reason,
            proof_file_id: row.proof_file_id,
            state: row.state,
            submitted_by: row.submitted_by,
            submitted_at: row.submitted_at,
            audited_by: row.audited_by,
            audited_at: row.audited_at,
            audit_opinion: row.audit_opinion,
            created_by: row.created_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    });
    Ok(items.collect())
}

/// Names of the units and of the signing events (`true`) that these amendments speak of.
fn value_names(db: &mut Db, rows: &[AmendmentRow]) -> Result<BTreeMap<(bool, i64), String>> {
    let ids = |of_event: bool| -> Vec<i64> {
        let of = rows.iter().filter(|r| (r.field == AmendField::SignatureEvent) == of_event);
        of.flat_map(|r| [r.old_id, r.new_id]).flatten().collect()
    };
    let called: Vec<(i64, String)> =
        units::table.filter(among(units::id, ids(false))).select((units::id, units::name)).load(db)?;
    let events: Vec<(i64, String)> = signing_events::table
        .filter(among(signing_events::id, ids(true)))
        .select((signing_events::id, signing_events::name))
        .load(db)?;
    let units = called.into_iter().map(|(id, name)| ((false, id), name));
    Ok(units.chain(events.into_iter().map(|(id, name)| ((true, id), name))).collect())
}
