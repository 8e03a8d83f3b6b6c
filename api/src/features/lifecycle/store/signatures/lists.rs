//! Lists of papers over all projects that the caller may see.

use super::super::super::model::{
    AuditState, Signature, SignatureItem, SignatureKind, SignatureQuery, SignatureSort, Strength,
};
use super::counts_of;
use crate::db::page::{Page, Paging};
use crate::db::schema::{projects, signature_counts, signatures};
use crate::db::sort::Sorts;
use crate::db::{Db, MultiBackend, columns};
use crate::error::Result;
use crate::features::projects::EndState;
use crate::features::projects::store::{Filter, matching, of_projects, visible};
use crate::policy::Visible;
use crate::sort_by;
use crate::text::query_terms;
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeMap;

/// No contract and no new owner after this paper.
pub const STILL_AWAITING: &str = "NOT EXISTS (SELECT 1 FROM signatures later WHERE later.project_id = signatures.project_id \
     AND later.id > signatures.id AND later.state = 'passed' \
     AND (later.strength = 'contract' OR later.kind = 'owner_change'))";

/// The projects that the caller may see and asks for.
fn seen(db: &Db, who: &Visible, query: &SignatureQuery) -> Filter {
    let mut seen = visible(who);
    if let Some(terms) = query.q.as_deref().and_then(query_terms) {
        let text = if db.is_pg() { terms.tsquery() } else { terms.fts5() };
        seen = Box::new(seen.and(matching(&text)));
    }
    if let Some(unit) = query.lead_unit_id {
        seen = Box::new(seen.and(projects::lead_unit_id.eq(unit)));
    }
    if query.awaiting.is_some() {
        let goes_on =
            projects::end_state.is_null().or(projects::end_state.assume_not_null().eq(EndState::Suspended));
        seen = Box::new(seen.and(goes_on));
    }
    seen
}

fn filtered<'a>(db: &Db, who: &Visible, query: &SignatureQuery) -> signatures::BoxedQuery<'a, MultiBackend> {
    let mut rows = signatures::table
        .filter(of_projects(signatures::project_id, seen(db, who, query)))
        .into_boxed::<MultiBackend>();
    if let Some(id) = query.project_id {
        rows = rows.filter(signatures::project_id.eq(id));
    }
    if let Some(list) = &query.strength {
        rows = rows.filter(signatures::strength.eq_any(list.clone()));
    }
    if let Some(list) = &query.kind {
        rows = rows.filter(signatures::kind.eq_any(list.clone()));
    }
    if let Some(list) = &query.state {
        rows = rows.filter(signatures::state.eq_any(list.clone()));
    }
    if let Some(id) = query.event_id {
        rows = rows.filter(signatures::event_id.eq(id));
    }
    if let Some(takeover) = query.takeover {
        rows = rows.filter(signatures::takeover.eq(takeover));
    }
    if let Some(from) = query.signed_from {
        rows = rows.filter(signatures::signed_on.ge(from));
    }
    if let Some(before) = query.signed_before {
        rows = rows.filter(signatures::signed_on.lt(before));
    }
    let counting = || signature_counts::table.filter(signature_counts::recorded_until_at.is_null());
    if let Some(id) = query.counted_event_id {
        let there = counting().filter(signature_counts::event_id.eq(id));
        rows = rows.filter(signatures::id.eq_any(there.select(signature_counts::signature_id)));
    }
    if let Some(counted) = query.counted {
        let once = counting().filter(signature_counts::count.eq(1)).select(signature_counts::signature_id);
        rows = if counted {
            rows.filter(signatures::id.eq_any(once))
        } else {
            rows.filter(signatures::id.ne_all(once))
        };
    }
    if query.awaiting.is_some() {
        rows = rows
            .filter(signatures::state.eq(AuditState::Passed).and(signatures::superseded_at.is_null()))
            .filter(signatures::strength.ne(Strength::Contract))
            .filter(signatures::kind.ne(SignatureKind::Reannouncement))
            .filter(sql::<Bool>(STILL_AWAITING));
    }
    rows
}

/// One page of papers.
///
/// # Errors
/// 422 for a bad cursor; database errors.
pub fn list_signatures(
    db: &mut Db,
    who: &Visible,
    query: &SignatureQuery,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<SignatureItem>> {
    let sorts = Sorts::new(query.sort.clone(), SignatureSort::SignedDesc)?;
    let window = paging.window(sorts.code())?;
    let total = filtered(db, who, query).count().get_result(db)?;
    let rows = sorts.apply(filtered(db, who, query), window.after.as_ref())?;
    let found: Vec<Signature> =
        rows.limit(window.per_page).offset(window.offset()).select(columns::<Signature>()).load(db)?;
    let items = items(db, found, today)?;
    Ok(window.page_of(items, total, |item| sorts.place(&item.signature)))
}

sort_by!(SignatureSort on signatures, rows Signature {
    Signed | SignedDesc => signed_on: NaiveDate,
    Amount | AmountDesc => amount_yuan: i64 [empty_last],
});

/// Papers with the names of their projects and events and with what they count.
///
/// # Errors
/// Database errors.
pub fn items(db: &mut Db, rows: Vec<Signature>, today: NaiveDate) -> Result<Vec<SignatureItem>> {
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let counts = counts_of(db, &ids)?;
    let events = rows.iter().filter_map(|r| r.event_id).collect();
    let titles = super::super::event_titles(db, events)?;
    let of: Vec<i64> = rows.iter().map(|r| r.project_id).collect();
    let names: Vec<(i64, String, String, i64)> = projects::table
        .filter(projects::id.eq_any(of))
        .select((projects::id, projects::number, projects::name, projects::lead_unit_id))
        .load(db)?;
    let names: BTreeMap<i64, _> =
        names.into_iter().map(|(id, no, name, unit)| (id, (no, name, unit))).collect();
    let items = rows.into_iter().map(|signature| {
        let (project_number, project_name, lead_unit_id) =
            names.get(&signature.project_id).cloned().unwrap_or_default();
        SignatureItem {
            project_number,
            project_name,
            lead_unit_id,
            event_title: signature.event_id.and_then(|id| titles.get(&id).cloned()),
            counts: counts.iter().find(|c| c.signature_id == signature.id).cloned(),
            days_since: (today - signature.signed_on).num_days().max(0),
            signature,
        }
    });
    Ok(items.collect())
}
