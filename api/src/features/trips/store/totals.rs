//! Totals known only as a sum.

use super::super::model::totals::{Total, TotalInput, TotalQuery};
use super::list::Conditions;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::trip_totals;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::policy::{Reach, Visible};
use crate::work::Tx;
use diesel::prelude::*;

type Boxed = trip_totals::BoxedQuery<'static, MultiBackend>;

/// The totals a caller may see: all for bureau and leaders, for a clerk those of his units.
fn seen(who: &Visible) -> Boxed {
    let all = trip_totals::table.into_boxed();
    match &who.reach {
        Reach::Everything | Reach::City => all,
        Reach::Units(ids) => all.filter(trip_totals::unit_id.assume_not_null().eq_any(ids.clone())),
        Reach::Nothing | Reach::Party(_) => all.filter(trip_totals::id.eq(0)),
    }
}

/// One total.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Total> {
    let found = seen(who).filter(trip_totals::id.eq(id)).select(columns::<Total>()).first(db).optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(seen(who).filter(trip_totals::id.eq_any(ids)).select(trip_totals::id).load(db)?)
}

/// One page, the newest first.
///
/// # Errors
/// Database errors.
pub fn page(db: &mut Db, who: &Visible, query: &TotalQuery, paging: &Paging) -> Result<Page<Total>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let wanted = || match query.withdrawn {
        Some(true) => seen(who),
        _ => seen(who).filter(trip_totals::withdrawn_at.is_null()),
    };
    let total = wanted().count().get_result(db)?;
    let items: Vec<Total> = wanted()
        .filter(trip_totals::id.lt(window.before()))
        .order(trip_totals::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Total>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// The totals that stand beside the effects of these conditions. Kind, chain and stationed team are unknown of a total:
/// asking for one leaves them out, as does asking for one trip.
///
/// # Errors
/// Database errors.
pub fn beside(db: &mut Db, conditions: &Conditions) -> Result<Vec<Total>> {
    let w = conditions.wanted();
    let unknown = w.kind.is_some() || w.chain.is_some() || w.station.is_some() || w.leader_id.is_some();
    if unknown || conditions.trip_id.is_some() {
        return Ok(Vec::new());
    }
    let mut rows = seen(conditions.who()).filter(trip_totals::withdrawn_at.is_null());
    if let Some(units) = conditions.units() {
        rows = rows.filter(trip_totals::unit_id.assume_not_null().eq_any(units.to_vec()));
    }
    if let Some(day) = w.from_on {
        rows = rows.filter(trip_totals::from_on.assume_not_null().ge(day));
    }
    if let Some(day) = w.to_on {
        rows = rows.filter(trip_totals::to_on.assume_not_null().le(day));
    }
    let mut found: Vec<Total> = rows.order(trip_totals::id).select(columns::<Total>()).load(db)?;
    if let Some(name) = &w.leader {
        found.retain(|t| t.reported_by.contains(name));
    }
    if let Some(code) = &w.province {
        let code = format!("{code:0<6}");
        found.retain(|t| t.provinces.read::<Vec<String>>().contains(&code));
    }
    Ok(found)
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = trip_totals, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Columns<'a> {
    period: &'a str,
    from_on: Option<chrono::NaiveDate>,
    to_on: Option<chrono::NaiveDate>,
    unit_id: Option<i64>,
    reported_by: &'a str,
    trips: Option<i32>,
    provinces: Doc,
    companies: Option<i32>,
    lower_bound: bool,
    intentions: Option<i32>,
    results: Option<&'a str>,
    source: &'a str,
    updated_at: Stamp,
}

impl<'a> Columns<'a> {
    fn new(input: &'a TotalInput, now: Stamp) -> Self {
        Self {
            period: &input.period,
            from_on: input.from_on,
            to_on: input.to_on,
            unit_id: input.unit_id,
            reported_by: &input.reported_by,
            trips: input.trips,
            provinces: Doc::of(&input.provinces),
            companies: input.companies,
            lower_bound: input.lower_bound,
            intentions: input.intentions,
            results: input.results.as_deref(),
            source: &input.source,
            updated_at: now,
        }
    }
}

/// Registers a checked total.
///
/// # Errors
/// Database errors.
pub fn insert(tx: &mut Tx<'_>, input: &TotalInput) -> Result<Total> {
    let row = (
        Columns::new(input, tx.now),
        trip_totals::created_by.eq(tx.caller.user_id),
        trip_totals::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(trip_totals::table)
        .values(row)
        .returning(columns::<Total>())
        .get_result(&mut **tx)?)
}

/// Changes a total.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn update(tx: &mut Tx<'_>, total: &Total, input: &TotalInput) -> Result<Total> {
    let same = trip_totals::table.find(total.id).filter(trip_totals::version.eq(total.version));
    let after = diesel::update(same)
        .set((Columns::new(input, tx.now), trip_totals::version.eq(total.version + 1)))
        .returning(columns::<Total>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Withdraws a total; it stays readable.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn withdraw(tx: &mut Tx<'_>, total: &Total, reason: &str) -> Result<Total> {
    let same = trip_totals::table.find(total.id).filter(trip_totals::version.eq(total.version));
    let after = diesel::update(same)
        .set((
            trip_totals::withdrawn_at.eq(tx.now),
            trip_totals::withdraw_reason.eq(reason),
            trip_totals::updated_at.eq(tx.now),
            trip_totals::version.eq(total.version + 1),
        ))
        .returning(columns::<Total>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}
