//! What the figures are counted from.

use super::super::model::figures::ContactGap;
use crate::db::MultiBackend;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{
    approval_items as items, complaints, projects, service_records as records, talks, tickets, units,
};
use crate::db::{Db, for_ids};
use crate::error::Result;
use crate::features::projects::Stage;
use crate::features::projects::store::{of_projects, visible as projects_of};
use crate::policy::Visible;
use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::HashMap;

/// Period and units of the figures.
pub struct Span<'a> {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// These units only.
    pub units: Option<&'a [i64]>,
}

/// One difficulty as far as the figures need it.
#[derive(Debug, Queryable)]
pub struct TicketDays {
    /// Raised.
    pub raised_on: NaiveDate,
    /// To be accepted.
    pub accept_due_on: NaiveDate,
    /// Accepted.
    pub accepted_on: Option<NaiveDate>,
    /// Promised.
    pub promised_on: Option<NaiveDate>,
    /// Answered.
    pub answered_on: Option<NaiveDate>,
    /// Satisfaction.
    pub satisfaction: Option<i32>,
}

/// Difficulties raised in the period that the caller may see.
///
/// # Errors
/// Database errors.
pub fn ticket_days(db: &mut Db, who: &Visible, span: &Span<'_>) -> Result<Vec<TicketDays>> {
    let mut rows = tickets::table
        .filter(super::tickets::visible(who))
        .filter(tickets::raised_on.between(span.from, span.to))
        .into_boxed::<MultiBackend>();
    if let Some(units) = span.units {
        rows = rows.filter(
            tickets::unit_id.is_not_null().and(tickets::unit_id.assume_not_null().eq_any(units.to_vec())),
        );
    }
    Ok(rows
        .select((
            tickets::raised_on,
            tickets::accept_due_on,
            tickets::accepted_on,
            tickets::promised_on,
            tickets::answered_on,
            tickets::satisfaction,
        ))
        .load(db)?)
}

/// Due day, day of the end and working days of procedures finished in the period that the caller may see.
///
/// # Errors
/// Database errors.
#[allow(clippy::type_complexity)] // three columns
pub fn finished_items(
    db: &mut Db,
    who: &Visible,
    span: &Span<'_>,
) -> Result<Vec<(Option<NaiveDate>, Option<NaiveDate>, Option<i32>)>> {
    let finished = items::finished_on.assume_not_null().between(span.from, span.to);
    let mut rows = items::table
        .filter(super::procedures::visible(who))
        .filter(items::finished_on.is_not_null().and(finished))
        .into_boxed::<MultiBackend>();
    if let Some(units) = span.units {
        rows = rows.filter(
            items::unit_id.is_not_null().and(items::unit_id.assume_not_null().eq_any(units.to_vec())),
        );
    }
    Ok(rows.select((items::due_on, items::finished_on, items::actual_days)).load(db)?)
}

/// Complaints received in the period that the caller may see: all, and those with a late step.
///
/// # Errors
/// Database errors.
pub fn complaints_of(db: &mut Db, who: &Visible, span: &Span<'_>) -> Result<(i64, i64)> {
    let of = |late: bool| {
        let mut rows = complaints::table
            .filter(super::complaints::visible(who))
            .filter(complaints::received_on.between(span.from, span.to))
            .into_boxed::<MultiBackend>();
        if let Some(units) = span.units {
            let handled = complaints::unit_id.assume_not_null().eq_any(units.to_vec());
            rows = rows.filter(complaints::unit_id.is_not_null().and(handled));
        }
        if late { rows.filter(complaints::late_steps.gt(0)) } else { rows }
    };
    Ok((of(false).count().get_result(db)?, of(true).count().get_result(db)?))
}

/// Service records of the period that the caller may see.
///
/// # Errors
/// Database errors.
pub fn services_given(db: &mut Db, who: &Visible, span: &Span<'_>) -> Result<i64> {
    let mut rows = records::table
        .filter(super::records::visible(who))
        .filter(records::withdrawn_at.is_null().and(records::happened_on.between(span.from, span.to)))
        .into_boxed::<MultiBackend>();
    if let Some(units) = span.units {
        rows = rows.filter(records::unit_id.eq_any(units.to_vec()));
    }
    Ok(rows.count().get_result(db)?)
}

/// Stages in which somebody should keep in touch: from the signature to production.
const IN_TOUCH: [Stage; 6] =
    [Stage::Signed, Stage::Landed, Stage::Permitting, Stage::Started, Stage::Building, Stage::Completed];

type Neglected = Box<dyn BoxableExpression<projects::table, MultiBackend, SqlType = diesel::sql_types::Bool>>;

/// Projects under way with which nobody talked and which nobody served since a day.
fn neglected(who: &Visible, since: NaiveDate, led_by: Option<&[i64]>) -> Neglected {
    let talked = talks::table
        .filter(talks::withdrawn_at.is_null().and(talks::happened_on.ge(since)))
        .filter(talks::project_id.is_not_null())
        .select(talks::project_id.assume_not_null());
    let served = records::table
        .filter(records::withdrawn_at.is_null().and(records::happened_on.ge(since)))
        .filter(records::project_id.is_not_null())
        .select(records::project_id.assume_not_null());
    let under_way = projects::stage.eq_any(IN_TOUCH).and(projects::end_state.is_null());
    let silent = projects::id.ne_all(talked).and(projects::id.ne_all(served));
    let silent = silent.and(projects::stage_since_on.lt(since));
    let seen: Neglected = Box::new(projects_of(who).and(under_way).and(silent));
    match led_by {
        Some(units) => Box::new(seen.and(projects::lead_unit_id.eq_any(units.to_vec()))),
        None => seen,
    }
}

/// How many of them there are.
///
/// # Errors
/// Database errors.
pub fn count_neglected(db: &mut Db, who: &Visible, since: NaiveDate, led_by: Option<&[i64]>) -> Result<i64> {
    Ok(projects::table.filter(neglected(who, since, led_by)).count().get_result(db)?)
}

/// One page of them, the later registered first.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page_neglected(
    db: &mut Db,
    who: &Visible,
    since: NaiveDate,
    today: NaiveDate,
    led_by: Option<&[i64]>,
    paging: &Paging,
) -> Result<Page<ContactGap>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let total = count_neglected(db, who, since, led_by)?;
    let rows: Vec<(i64, String, String, NaiveDate, String)> = projects::table
        .inner_join(units::table)
        .filter(of_projects(projects::id, neglected(who, since, led_by)))
        .filter(projects::id.lt(window.before()))
        .order(projects::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select((projects::id, projects::number, projects::name, projects::stage_since_on, units::name))
        .load(db)?;
    let last = last_contacts(db, &rows.iter().map(|r| r.0).collect::<Vec<_>>())?;
    let gap = |(project_id, number, name, since_on, unit): (i64, String, String, NaiveDate, String)| {
        let last_contact_on = last.get(&project_id).copied();
        ContactGap {
            project_id,
            project_number: number,
            project_name: name,
            lead_unit_name: unit,
            last_contact_on,
            days: (today - last_contact_on.unwrap_or(since_on)).num_days(),
        }
    };
    let found: Vec<ContactGap> = rows.into_iter().map(gap).collect();
    Ok(window.page_of(found, total, |gap| Cursor::of_id(SORT, gap.project_id)))
}

fn last_contacts(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, NaiveDate>> {
    let talked: Vec<(Option<i64>, Option<NaiveDate>)> = for_ids(ids, |ids| {
        talks::table
            .filter(
                talks::project_id.assume_not_null().eq_any(ids.to_vec()).and(talks::withdrawn_at.is_null()),
            )
            .group_by(talks::project_id)
            .select((talks::project_id, max(talks::happened_on)))
            .load(db)
    })?;
    let served: Vec<(Option<i64>, Option<NaiveDate>)> = for_ids(ids, |ids| {
        records::table
            .filter(records::project_id.assume_not_null().eq_any(ids.to_vec()))
            .filter(records::withdrawn_at.is_null())
            .group_by(records::project_id)
            .select((records::project_id, max(records::happened_on)))
            .load(db)
    })?;
    let mut last: HashMap<i64, NaiveDate> = HashMap::new();
    for (id, on) in talked.into_iter().chain(served) {
        if let (Some(id), Some(on)) = (id, on) {
            let known = last.entry(id).or_insert(on);
            *known = on.max(*known);
        }
    }
    Ok(last)
}
