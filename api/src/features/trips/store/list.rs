//! Who sees which trips, and lists of them.

use super::super::model::query::{TripFilter, TripQuery, TripSort};
use super::super::model::{ReportFilter, Trip, TripState};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{journal, negotiation_trips, trip_companies, trip_legs, trip_members};
use crate::db::sort::Sorts;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::features::projects::store::list::with_units_below;
use crate::journal::Event;
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::text::query_terms;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// A condition on trips that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<negotiation_trips::table, MultiBackend, SqlType = Bool>>;

/// The trips a caller may see: all for bureau and leaders; for a clerk those of his units and those that name him.
/// Partners see none.
pub fn visible(who: &Visible) -> Filter {
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(negotiation_trips::id.eq(0)),
        Reach::Everything | Reach::City => Box::new(negotiation_trips::id.gt(0)),
        Reach::Units(ids) => {
            let own = negotiation_trips::lead_unit_id.eq_any(ids.clone());
            match who.user_id {
                Some(user_id) => Box::new(own.or(naming(user_id))),
                None => Box::new(own),
            }
        }
    }
}

/// Trips that name this person: leading, travelling, registered by or left with him.
fn naming(user_id: i64) -> Filter {
    let member = trip_members::table
        .filter(trip_members::user_id.assume_not_null().eq(user_id).and(trip_members::ended_at.is_null()))
        .select(trip_members::trip_id);
    let owner = trip_companies::table
        .filter(
            trip_companies::owner_id.assume_not_null().eq(user_id).and(trip_companies::ended_at.is_null()),
        )
        .select(trip_companies::trip_id);
    Box::new(
        negotiation_trips::created_by
            .assume_not_null()
            .eq(user_id)
            .or(negotiation_trips::leader_user_id.assume_not_null().eq(user_id))
            .or(negotiation_trips::id.eq_any(member))
            .or(negotiation_trips::id.eq_any(owner)),
    )
}

/// One trip that the caller may see.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Trip> {
    let found = negotiation_trips::table
        .filter(negotiation_trips::id.eq(id))
        .filter(visible(who))
        .select(columns::<Trip>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(negotiation_trips::table
        .filter(negotiation_trips::id.eq_any(ids))
        .filter(visible(who))
        .select(negotiation_trips::id)
        .load(db)?)
}

/// Conditions with the units below those asked for looked up.
#[derive(Debug, Clone)]
pub struct Conditions {
    who: Visible,
    wanted: TripFilter,
    units: Option<Vec<i64>>,
    /// One trip only.
    pub trip_id: Option<i64>,
}

impl Conditions {
    /// Looks up the units.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: TripFilter) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        Ok(Self { who, wanted, units, trip_id: None })
    }

    /// What was asked for.
    pub fn wanted(&self) -> &TripFilter {
        &self.wanted
    }

    /// Who asks.
    pub fn who(&self) -> &Visible {
        &self.who
    }

    /// The units asked for with those below.
    pub fn units(&self) -> Option<&[i64]> {
        self.units.as_deref()
    }

    /// What the caller may see, narrowed by what he asks for.
    pub fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(negotiation_trips::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if let Some(id) = self.trip_id {
            add(Box::new(negotiation_trips::id.eq(id)));
        }
        if let Some(kinds) = &w.kind {
            add(Box::new(negotiation_trips::kind.eq_any(kinds.clone())));
        }
        if let Some(ids) = &self.units {
            add(Box::new(negotiation_trips::lead_unit_id.eq_any(ids.clone())));
        }
        if let Some(name) = &w.leader {
            add(Box::new(negotiation_trips::leader_name.eq(name.clone())));
        }
        if let Some(id) = w.leader_id {
            add(Box::new(negotiation_trips::leader_user_id.assume_not_null().eq(id)));
        }
        if let Some(name) = &w.station {
            add(Box::new(negotiation_trips::station.assume_not_null().eq(name.clone())));
        }
        if let Some(day) = w.from_on {
            add(Box::new(negotiation_trips::starts_on.ge(day)));
        }
        if let Some(day) = w.to_on {
            add(Box::new(negotiation_trips::starts_on.le(day)));
        }
        if let Some(chains) = &w.chain {
            add(Box::new(negotiation_trips::chain.assume_not_null().eq_any(chains.clone())));
        }
        if let Some(code) = &w.province {
            add(in_province(code));
        }
        all
    }
}

fn in_province(code: &str) -> Filter {
    let province = format!("{:0<6}", code);
    let legs = trip_legs::table
        .filter(trip_legs::province_code.assume_not_null().eq(province).and(trip_legs::ended_at.is_null()))
        .select(trip_legs::trip_id);
    Box::new(negotiation_trips::id.eq_any(legs))
}

fn asked(conditions: &Conditions, query: &TripQuery, text: Option<&str>, today: NaiveDate) -> Filter {
    let mut all: Filter = conditions.filter();
    let mut add = |condition: Filter| {
        let before = std::mem::replace(&mut all, Box::new(negotiation_trips::id.gt(0)));
        all = Box::new(before.and(condition));
    };
    if let Some(text) = text {
        add(super::search::matching(text));
    }
    if let Some(states) = &query.state {
        add(Box::new(negotiation_trips::state.eq_any(states.clone())));
    }
    let owing = || negotiation_trips::state.eq_any(TripState::OWING);
    let due = negotiation_trips::report_due_on.assume_not_null();
    match query.report {
        Some(ReportFilter::Overdue) => {
            add(Box::new(owing().and(negotiation_trips::report_due_on.is_not_null()).and(due.lt(today))));
        }
        Some(ReportFilter::NotDue) => {
            add(Box::new(owing().and(negotiation_trips::report_due_on.is_not_null()).and(due.ge(today))));
        }
        Some(ReportFilter::HandedIn) => add(Box::new(negotiation_trips::state.eq(TripState::Closed))),
        None => {}
    }
    if query.mine == Some(true) {
        add(match conditions.who.user_id {
            Some(id) => naming(id),
            None => Box::new(negotiation_trips::id.eq(0)),
        });
    }
    if let Some(id) = query.enterprise_id {
        let with = trip_companies::table
            .filter(trip_companies::enterprise_id.eq(id).and(trip_companies::ended_at.is_null()))
            .select(trip_companies::trip_id);
        add(Box::new(negotiation_trips::id.eq_any(with)));
    }
    all
}

/// One page of trips.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(
    db: &mut Db,
    conditions: &Conditions,
    query: &TripQuery,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<Trip>> {
    let sorts = Sorts::new(query.sort.clone(), TripSort::StartsDesc)?;
    let window = paging.window(sorts.code())?;
    let terms = query.q.as_deref().and_then(query_terms);
    let text = terms.map(|terms| if db.is_pg() { terms.tsquery() } else { terms.fts5() });
    let asked = || negotiation_trips::table.filter(asked(conditions, query, text.as_deref(), today));
    let total = asked().count().get_result(db)?;
    let rows = asked().select(columns::<Trip>()).into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let items: Vec<Trip> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(items, total, |trip| sorts.place(trip)))
}

sort_by!(TripSort on negotiation_trips, rows Trip {
    Starts | StartsDesc => starts_on: NaiveDate,
    Number | NumberDesc => number: String,
});

/// What happened to a trip, the latest first.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn history(db: &mut Db, trip_id: i64, paging: &Paging) -> Result<Page<Event>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let of_trip = || journal::subject_kind.eq("trip").and(journal::subject_id.eq(trip_id));
    let total = journal::table.filter(of_trip()).count().get_result(db)?;
    let items: Vec<Event> = journal::table
        .filter(of_trip())
        .filter(journal::id.lt(window.before()))
        .order(journal::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Event>())
        .load(db)?;
    Ok(window.page_of(items, total, |event| Cursor::of_id(SORT, event.id)))
}
