//! Receptions: rows, companies, promises, call-backs.

use super::super::model::receptions::{
    Callback, CallbackFilter, CallbackInput, Promise, PromiseInput, Reception, ReceptionCompany,
    ReceptionInput, ReceptionQuery, ReceptionSort,
};
use super::companies::Wanted;
use crate::db::page::{Page, Paging};
use crate::db::schema::{reception_callbacks, reception_companies, reception_promises, receptions};
use crate::db::series::next_no;
use crate::db::sort::Sorts;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Blocking, Code, Error, Result, is_unique_violation};
use crate::features::people::model::OpenWork;
use crate::features::projects::store::list::with_units_below;
use crate::journal::{self, Subject};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::work::Tx;
use chrono::{Datelike, Duration, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::Bool;

type Filter = Box<dyn BoxableExpression<receptions::table, MultiBackend, SqlType = Bool>>;

/// The receptions a caller may see: all for bureau and leaders; for a clerk those of his units, those he registered and
/// those that left him a promise. Partners see none.
fn visible(who: &Visible) -> Filter {
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(receptions::id.eq(0)),
        Reach::Everything | Reach::City => Box::new(receptions::id.gt(0)),
        Reach::Units(ids) => {
            let own = receptions::lead_unit_id.eq_any(ids.clone());
            let Some(user_id) = who.user_id else { return Box::new(own) };
            let promised = reception_promises::table
                .filter(reception_promises::owner_id.eq(user_id))
                .select(reception_promises::reception_id);
            Box::new(
                own.or(receptions::created_by.assume_not_null().eq(user_id))
                    .or(receptions::id.eq_any(promised)),
            )
        }
    }
}

/// One reception that the caller may see.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Reception> {
    let found = receptions::table
        .filter(receptions::id.eq(id))
        .filter(visible(who))
        .select(columns::<Reception>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(receptions::table
        .filter(receptions::id.eq_any(ids))
        .filter(visible(who))
        .select(receptions::id)
        .load(db)?)
}

/// A reception without a call-back that was due on one of these days after the departure.
fn with_overdue_callback(days: &[i32], today: NaiveDate) -> Filter {
    let mut any: Filter = Box::new(receptions::id.eq(0));
    for day in days {
        let made = reception_callbacks::table
            .filter(reception_callbacks::day_no.eq(*day))
            .select(reception_callbacks::reception_id);
        let late = receptions::departs_on
            .lt(today - Duration::days(i64::from(*day)))
            .and(diesel::dsl::not(receptions::id.eq_any(made)));
        any = Box::new(any.or(late));
    }
    any
}

/// One page; `days` are the days of call-backs by the rules.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(
    db: &mut Db,
    who: &Visible,
    query: &ReceptionQuery,
    days: &[i32],
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<Reception>> {
    let sorts = Sorts::new(query.sort.clone(), ReceptionSort::ArrivesDesc)?;
    let window = paging.window(sorts.code())?;
    let units = query.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
    let asked = || {
        let mut rows = receptions::table.filter(visible(who)).into_boxed::<MultiBackend>();
        if query.cancelled != Some(true) {
            rows = rows.filter(receptions::cancelled_at.is_null());
        }
        if let Some(ids) = &units {
            rows = rows.filter(receptions::lead_unit_id.eq_any(ids.clone()));
        }
        if let Some(day) = query.from_on {
            rows = rows.filter(receptions::arrives_on.ge(day));
        }
        if let Some(day) = query.to_on {
            rows = rows.filter(receptions::arrives_on.le(day));
        }
        if let Some(id) = query.enterprise_id {
            let with = reception_companies::table
                .filter(
                    reception_companies::enterprise_id.eq(id).and(reception_companies::ended_at.is_null()),
                )
                .select(reception_companies::reception_id);
            rows = rows.filter(receptions::id.eq_any(with));
        }
        if query.callback == Some(CallbackFilter::Overdue) {
            rows = rows.filter(with_overdue_callback(days, today)).filter(receptions::cancelled_at.is_null());
        }
        rows
    };
    let total = asked().count().get_result(db)?;
    let items: Vec<Reception> = sorts
        .apply(asked(), window.after.as_ref())?
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Reception>())
        .load(db)?;
    Ok(window.page_of(items, total, |reception| sorts.place(reception)))
}

sort_by!(ReceptionSort on receptions, rows Reception {
    Arrives | ArrivesDesc => arrives_on: NaiveDate,
    Number | NumberDesc => number: String,
});

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = receptions, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Columns<'a> {
    subject: &'a str,
    letter_no: Option<&'a str>,
    lead_unit_id: i64,
    arrives_on: NaiveDate,
    departs_on: NaiveDate,
    visitors: Doc,
    hosts: Doc,
    itinerary: Doc,
    sites: Doc,
    questions: Doc,
    settlement: Doc,
    results: Option<&'a str>,
    source: Option<&'a str>,
    updated_at: Stamp,
}

impl<'a> Columns<'a> {
    fn new(input: &'a ReceptionInput, now: Stamp) -> Self {
        Self {
            subject: &input.subject,
            letter_no: input.letter_no.as_deref(),
            lead_unit_id: input.lead_unit_id,
            arrives_on: input.arrives_on,
            departs_on: input.departs_on,
            visitors: Doc::of(&input.visitors),
            hosts: Doc::of(&input.hosts),
            itinerary: Doc::of(&input.itinerary),
            sites: Doc::of(&input.sites),
            questions: Doc::of(&input.questions),
            settlement: Doc::of(&input.settlement),
            results: input.results.as_deref(),
            source: input.source.as_deref(),
            updated_at: now,
        }
    }
}

/// Registers a checked reception with the next number of its year.
///
/// # Errors
/// Database errors.
pub fn insert(tx: &mut Tx<'_>, input: &ReceptionInput) -> Result<Reception> {
    let year = tx.today().year();
    let number = format!("JD-{year}-{:04}", next_no(tx, "JD", year)?);
    let row = (
        Columns::new(input, tx.now),
        receptions::number.eq(number),
        receptions::created_by.eq(tx.caller.user_id),
        receptions::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(receptions::table)
        .values(row)
        .returning(columns::<Reception>())
        .get_result(&mut **tx)?)
}

/// Changes a reception.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn update(tx: &mut Tx<'_>, reception: &Reception, input: &ReceptionInput) -> Result<Reception> {
    let same = receptions::table.find(reception.id).filter(receptions::version.eq(reception.version));
    let after = diesel::update(same)
        .set((Columns::new(input, tx.now), receptions::version.eq(reception.version + 1)))
        .returning(columns::<Reception>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Cancels a reception; it stays readable.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn cancel(tx: &mut Tx<'_>, reception: &Reception, reason: &str) -> Result<Reception> {
    let same = receptions::table.find(reception.id).filter(receptions::version.eq(reception.version));
    let after = diesel::update(same)
        .set((
            receptions::cancelled_at.eq(tx.now),
            receptions::cancel_reason.eq(reason),
            receptions::updated_at.eq(tx.now),
            receptions::version.eq(reception.version + 1),
        ))
        .returning(columns::<Reception>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Companies of these receptions with the reception's id, in order.
///
/// # Errors
/// Database errors.
pub fn companies(db: &mut Db, ids: &[i64]) -> Result<Vec<(i64, ReceptionCompany)>> {
    Ok(reception_companies::table
        .filter(reception_companies::reception_id.eq_any(ids.to_vec()))
        .filter(reception_companies::ended_at.is_null())
        .order((reception_companies::reception_id, reception_companies::sort_no, reception_companies::id))
        .select((reception_companies::reception_id, columns::<ReceptionCompany>()))
        .load(db)?)
}

/// Makes these the companies of a reception.
///
/// # Errors
/// Database errors.
pub fn replace_companies(tx: &mut Tx<'_>, id: i64, list: &[Wanted]) -> Result<()> {
    let now = tx.now;
    let mut current = companies(tx, &[id])?;
    for (sort_no, wanted) in (0_i32..).zip(list) {
        if let Some(at) = current.iter().position(|(_, c)| c.enterprise_id == wanted.enterprise_id) {
            let (_, kept) = current.remove(at);
            diesel::update(reception_companies::table.find(kept.id))
                .set(reception_companies::sort_no.eq(sort_no))
                .execute(&mut **tx)?;
            continue;
        }
        let row = (
            reception_companies::reception_id.eq(id),
            reception_companies::enterprise_id.eq(wanted.enterprise_id),
            reception_companies::name.eq(&wanted.name),
            reception_companies::sort_no.eq(sort_no),
        );
        diesel::insert_into(reception_companies::table).values(row).execute(&mut **tx)?;
    }
    let gone: Vec<i64> = current.iter().map(|(_, c)| c.id).collect();
    diesel::update(reception_companies::table.filter(reception_companies::id.eq_any(gone)))
        .set(reception_companies::ended_at.eq(now))
        .execute(&mut **tx)?;
    Ok(())
}

/// Moves the companies of receptions when two enterprises are merged (or back again); names stay as they were.
///
/// # Errors
/// Database errors.
pub fn move_companies(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = reception_companies::table
        .filter(reception_companies::enterprise_id.eq(from))
        .order(reception_companies::id)
        .select(reception_companies::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(reception_companies::table.filter(reception_companies::id.eq_any(&ids)))
        .set(reception_companies::enterprise_id.eq(to))
        .execute(db)?;
    Ok(ids)
}

/// Promises of these receptions, oldest first.
///
/// # Errors
/// Database errors.
pub fn promises(db: &mut Db, ids: &[i64]) -> Result<Vec<Promise>> {
    Ok(reception_promises::table
        .filter(reception_promises::reception_id.eq_any(ids.to_vec()))
        .order(reception_promises::id)
        .select(columns::<Promise>())
        .load(db)?)
}

/// One promise of a reception.
///
/// # Errors
/// 404.
pub fn promise(db: &mut Db, reception_id: i64, id: i64) -> Result<Promise> {
    let found = reception_promises::table
        .filter(reception_promises::id.eq(id).and(reception_promises::reception_id.eq(reception_id)))
        .select(columns::<Promise>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Adds a promise.
///
/// # Errors
/// Database errors.
pub fn add_promise(tx: &mut Tx<'_>, reception_id: i64, input: &PromiseInput) -> Result<Promise> {
    let row = (
        reception_promises::reception_id.eq(reception_id),
        reception_promises::promise.eq(&input.promise),
        reception_promises::owner_id.eq(input.owner_id),
        reception_promises::due_on.eq(input.due_on),
        reception_promises::created_by.eq(tx.caller.user_id),
        reception_promises::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(reception_promises::table)
        .values(row)
        .returning(columns::<Promise>())
        .get_result(&mut **tx)?)
}

/// Says that a promise was kept.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn complete(tx: &mut Tx<'_>, promise: &Promise, note: &str) -> Result<Promise> {
    let same =
        reception_promises::table.find(promise.id).filter(reception_promises::version.eq(promise.version));
    let after = diesel::update(same)
        .set((
            reception_promises::done_at.eq(tx.now),
            reception_promises::done_by.eq(tx.caller.user_id),
            reception_promises::done_note.eq(note),
            reception_promises::version.eq(promise.version + 1),
        ))
        .returning(columns::<Promise>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Call-backs made after a reception.
///
/// # Errors
/// Database errors.
pub fn callbacks(db: &mut Db, reception_id: i64) -> Result<Vec<Callback>> {
    Ok(reception_callbacks::table
        .filter(reception_callbacks::reception_id.eq(reception_id))
        .order(reception_callbacks::day_no)
        .select(columns::<Callback>())
        .load(db)?)
}

/// Records a call-back, once for each day.
///
/// # Errors
/// 409 when it was recorded already.
pub fn add_callback(tx: &mut Tx<'_>, reception_id: i64, input: &CallbackInput) -> Result<Callback> {
    let row = (
        reception_callbacks::reception_id.eq(reception_id),
        reception_callbacks::day_no.eq(input.day_no),
        reception_callbacks::called_on.eq(input.called_on),
        reception_callbacks::result.eq(&input.result),
        reception_callbacks::recorded_by.eq(tx.caller.user_id),
        reception_callbacks::recorded_at.eq(tx.now),
    );
    let done = diesel::insert_into(reception_callbacks::table)
        .values(row)
        .returning(columns::<Callback>())
        .get_result(&mut **tx);
    done.map_err(|e| {
        if is_unique_violation(&e) {
            return Error::new(Code::ResourceConflict)
                .detail(format!("第{}日的回访已经登记过了。请刷新后查看。", input.day_no));
        }
        e.into()
    })
}

fn owned(db: &mut Db, user_id: i64) -> Result<Vec<Promise>> {
    Ok(reception_promises::table
        .filter(reception_promises::owner_id.eq(user_id).and(reception_promises::done_at.is_null()))
        .order(reception_promises::id)
        .select(columns::<Promise>())
        .load(db)?)
}

/// Promises that a person has still to keep.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let count = owned(tx, user_id)?.len() as i64;
    let label = "接待时承诺的事项".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "reception_promises".to_owned(), label, count }))
}

/// Gives a person's open promises to somebody else.
///
/// # Errors
/// Database errors.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    for promise in owned(tx, from)? {
        diesel::update(reception_promises::table.find(promise.id))
            .set((reception_promises::owner_id.eq(to), reception_promises::version.eq(promise.version + 1)))
            .execute(&mut **tx)?;
        let after = Promise { owner_id: to, version: promise.version + 1, ..promise.clone() };
        let subject = Subject::new("reception", promise.reception_id, &promise.promise);
        journal::record(tx, "reception.promise_handed_over", &subject, Some(&promise), Some(&after))?;
    }
    Ok(())
}

/// The receptions with promises still open that keep an enterprise in the library; how many only, whoever asks.
///
/// # Errors
/// Database errors.
pub fn uses(tx: &mut Tx<'_>, _who: &Visible, id: i64) -> Result<Vec<Blocking>> {
    let promised = reception_promises::table
        .filter(reception_promises::done_at.is_null())
        .select(reception_promises::reception_id);
    let open = receptions::table
        .filter(receptions::cancelled_at.is_null().and(receptions::id.eq_any(promised)))
        .select(receptions::id);
    let count: i64 = reception_companies::table
        .filter(reception_companies::enterprise_id.eq(id).and(reception_companies::ended_at.is_null()))
        .filter(reception_companies::reception_id.eq_any(open))
        .count()
        .get_result(&mut **tx)?;
    let used = (count > 0).then(|| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "reception_company".to_owned(),
        message: format!("有{count}次接待向这家企业承诺的事项还没有办结"),
        how_to_fix: "请先办结这些承诺，或把企业合并到正确的一家".to_owned(),
    });
    Ok(used.into_iter().collect())
}
