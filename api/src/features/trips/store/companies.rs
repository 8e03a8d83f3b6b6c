//! The companies of a trip: planned or met on the road, with their outcome and what is left to do.

use super::super::model::input::OutcomeInput;
use super::super::model::{Company, TripState};
use super::{links, road};
use crate::db::schema::{negotiation_trips, trip_companies};
use crate::db::{Db, columns};
use crate::error::{Blocking, Error, Result, is_unique_violation};
use crate::features::people::model::OpenWork;
use crate::journal::{self, Subject};
use crate::policy::Visible;
use crate::text::normalise_name;
use crate::work::Tx;
use diesel::prelude::*;

/// A company as the library knows it.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Id in the library.
    pub enterprise_id: i64,
    /// Name there.
    pub name: String,
    /// Why it is visited.
    pub reason: Option<String>,
}

/// Companies of a trip: as planned, then as met.
///
/// # Errors
/// Database errors.
pub fn of_trip(db: &mut Db, trip_id: i64) -> Result<Vec<Company>> {
    Ok(trip_companies::table
        .filter(trip_companies::trip_id.eq(trip_id).and(trip_companies::ended_at.is_null()))
        .order((trip_companies::sort_no, trip_companies::id))
        .select(columns::<Company>())
        .load(db)?)
}

/// One company of a trip that the caller was shown to see.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, trip_id: i64, id: i64) -> Result<Company> {
    let found = trip_companies::table
        .filter(trip_companies::id.eq(id).and(trip_companies::trip_id.eq(trip_id)))
        .filter(trip_companies::ended_at.is_null())
        .select(columns::<Company>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// How many companies each of these trips has.
///
/// # Errors
/// Database errors.
pub fn counts(db: &mut Db, trip_ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(trip_companies::table
        .filter(trip_companies::trip_id.eq_any(trip_ids.to_vec()).and(trip_companies::ended_at.is_null()))
        .group_by(trip_companies::trip_id)
        .select((trip_companies::trip_id, diesel::dsl::count_star()))
        .load(db)?)
}

/// Makes these the planned companies. What was visited or has an outcome stays, and may not be left out.
///
/// # Errors
/// 422 naming such a company.
pub fn replace_planned(tx: &mut Tx<'_>, trip_id: i64, list: &[Wanted]) -> Result<()> {
    let now = tx.now;
    let mut current = of_trip(tx, trip_id)?;
    for (sort_no, wanted) in (0_i32..).zip(list) {
        if let Some(at) = position(&current, wanted) {
            let kept = current.remove(at);
            diesel::update(trip_companies::table.find(kept.id))
                .set((trip_companies::sort_no.eq(sort_no), trip_companies::reason.eq(&wanted.reason)))
                .execute(&mut **tx)?;
        } else {
            insert(tx, trip_id, wanted, true, sort_no)?;
        }
    }
    let visits = road::visits(tx, trip_id)?;
    let gone: Vec<&Company> = current.iter().filter(|c| c.planned).collect();
    for company in &gone {
        if company.outcome.is_some() || visits.iter().any(|v| v.company_id == company.id) {
            let message = format!("“{}”已有拜访记录或结果，不能从计划中去掉。", company.name);
            return Err(Error::field("/companies", "visited", message));
        }
    }
    let gone: Vec<i64> = gone.iter().map(|c| c.id).collect();
    diesel::update(trip_companies::table.filter(trip_companies::id.eq_any(gone)))
        .set(trip_companies::ended_at.eq(now))
        .execute(&mut **tx)?;
    Ok(())
}

fn position(current: &[Company], wanted: &Wanted) -> Option<usize> {
    let key = normalise_name(&wanted.name);
    let same = |c: &Company| c.enterprise_id == wanted.enterprise_id;
    current.iter().position(same).or_else(|| current.iter().position(|c| normalise_name(&c.name) == key))
}

/// The row of a company met on the road; added when nobody planned it.
///
/// # Errors
/// Database errors.
pub fn met(tx: &mut Tx<'_>, trip_id: i64, wanted: &Wanted) -> Result<(Company, bool)> {
    let current = of_trip(tx, trip_id)?;
    if let Some(at) = position(&current, wanted) {
        return Ok((current[at].clone(), false));
    }
    let sort_no = 1000 + i32::try_from(current.len()).unwrap_or_default();
    Ok((insert(tx, trip_id, wanted, false, sort_no)?, true))
}

fn insert(tx: &mut Tx<'_>, trip_id: i64, wanted: &Wanted, planned: bool, sort_no: i32) -> Result<Company> {
    let row = (
        trip_companies::trip_id.eq(trip_id),
        trip_companies::enterprise_id.eq(wanted.enterprise_id),
        trip_companies::name.eq(&wanted.name),
        trip_companies::name_key.eq(normalise_name(&wanted.name)),
        trip_companies::reason.eq(&wanted.reason),
        trip_companies::planned.eq(planned),
        trip_companies::sort_no.eq(sort_no),
    );
    let done = diesel::insert_into(trip_companies::table)
        .values(row)
        .returning(columns::<Company>())
        .get_result(&mut **tx);
    done.map_err(|e| {
        // another phone added it at the same moment: the unit of work is run again and finds it
        if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() }
    })
}

/// Writes an outcome as it is given. A new next step is open again.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn set_outcome(tx: &mut Tx<'_>, company: &Company, input: &OutcomeInput) -> Result<Company> {
    let next_step = input.next_step.clone().filter(|step| !step.trim().is_empty());
    let (owner, due) = (input.owner_id, input.next_due_on);
    let same_step = (owner, &next_step, due) == (company.owner_id, &company.next_step, company.next_due_on);
    let done = same_step.then_some((company.done_at, company.done_by, company.done_note.clone()));
    let (done_at, done_by, done_note) = done.unwrap_or_default();
    let same = trip_companies::table.find(company.id).filter(trip_companies::version.eq(company.version));
    let after = diesel::update(same)
        .set((
            (
                trip_companies::outcome.eq(Some(input.outcome)),
                trip_companies::outcome_note.eq(&input.note),
                trip_companies::outcome_by.eq(tx.caller.user_id),
                trip_companies::outcome_at.eq(tx.now),
                trip_companies::owner_id.eq(owner),
                trip_companies::next_step.eq(next_step),
                trip_companies::next_due_on.eq(due),
            ),
            (
                trip_companies::done_at.eq(done_at),
                trip_companies::done_by.eq(done_by),
                trip_companies::done_note.eq(done_note),
                trip_companies::version.eq(company.version + 1),
            ),
        ))
        .returning(columns::<Company>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Says that the next step was taken.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn complete(tx: &mut Tx<'_>, company: &Company, note: &str) -> Result<Company> {
    let same = trip_companies::table.find(company.id).filter(trip_companies::version.eq(company.version));
    let after = diesel::update(same)
        .set((
            trip_companies::done_at.eq(tx.now),
            trip_companies::done_by.eq(tx.caller.user_id),
            trip_companies::done_note.eq(note),
            trip_companies::version.eq(company.version + 1),
        ))
        .returning(columns::<Company>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Moves the companies of trips from one enterprise to another when the two are merged (or back again); names stay.
///
/// # Errors
/// Database errors.
pub fn move_companies(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = trip_companies::table
        .filter(trip_companies::enterprise_id.eq(from))
        .order(trip_companies::id)
        .select(trip_companies::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(trip_companies::table.filter(trip_companies::id.eq_any(&ids)))
        .set(trip_companies::enterprise_id.eq(to))
        .execute(db)?;
    Ok(ids)
}

/// Next steps that a person owns and nobody took yet.
fn owned(db: &mut Db, user_id: i64) -> Result<Vec<Company>> {
    Ok(trip_companies::table
        .filter(trip_companies::owner_id.assume_not_null().eq(user_id).and(trip_companies::done_at.is_null()))
        .filter(trip_companies::ended_at.is_null().and(trip_companies::next_step.is_not_null()))
        .order(trip_companies::id)
        .select(columns::<Company>())
        .load(db)?)
}

/// Unfinished work of a person.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let count = owned(tx, user_id)?.len() as i64;
    let label = "外出招商的后续事项".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "trip_next_steps".to_owned(), label, count }))
}

/// Gives a person's open next steps to somebody else.
///
/// # Errors
/// Database errors.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    for company in owned(tx, from)? {
        diesel::update(trip_companies::table.find(company.id))
            .set((trip_companies::owner_id.eq(to), trip_companies::version.eq(company.version + 1)))
            .execute(&mut **tx)?;
        let after = Company { owner_id: Some(to), version: company.version + 1, ..company.clone() };
        let subject = Subject::new("trip", company.trip_id, &company.name);
        journal::record(tx, "trip.next_step_handed_over", &subject, Some(&company), Some(&after))?;
    }
    Ok(())
}

/// Visits and projects of a company, whoever may see them: what the rules ask.
///
/// # Errors
/// Database errors.
pub fn facts(db: &mut Db, company: &Company) -> Result<(usize, usize)> {
    let visits = road::visits(db, company.trip_id)?;
    let visits = visits.iter().filter(|v| v.company_id == company.id).count();
    let linked = links::of_trip(db, company.trip_id)?;
    Ok((visits, linked.iter().filter(|l| l.company_id == company.id).count()))
}

/// The trips under way or planned that keep an enterprise in the library; how many only, whoever asks.
///
/// # Errors
/// Database errors.
pub fn uses(tx: &mut Tx<'_>, _who: &Visible, id: i64) -> Result<Vec<Blocking>> {
    let open = negotiation_trips::table
        .filter(negotiation_trips::state.ne_all([TripState::Closed, TripState::Cancelled]))
        .select(negotiation_trips::id);
    let count: i64 = trip_companies::table
        .filter(trip_companies::enterprise_id.eq(id).and(trip_companies::ended_at.is_null()))
        .filter(trip_companies::trip_id.eq_any(open))
        .count()
        .get_result(&mut **tx)?;
    let used = (count > 0).then(|| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "trip_company".to_owned(),
        message: format!("有{count}次未结束的外出招商要拜访或已拜访这家企业"),
        how_to_fix: "请先结束或取消这些外出招商，或把企业合并到正确的一家".to_owned(),
    });
    Ok(used.into_iter().collect())
}
