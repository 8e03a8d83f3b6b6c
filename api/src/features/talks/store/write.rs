//! Writing talks. A phone's key makes the same request the same record, whenever it comes again.

use super::super::model::{Talk, TalkInput, TalkKind};
use super::SEARCH;
use crate::db::dialect::put_tokens;
use crate::db::schema::{talk_people, talks};
use crate::db::series::next_no;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns};
use crate::error::{Error, Result, is_unique_violation};
use crate::features::trips::model::VisitOutcome;
use crate::text::index_tokens_of;
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

/// A checked talk: what was left out is filled in.
#[derive(Debug, Clone)]
pub struct Ready {
    /// As it was sent in, with the company in use and the unit.
    pub input: TalkInput,
    /// The unit that records it.
    pub unit_id: i64,
    /// Those of ours who took part.
    pub our_user_ids: Vec<i64>,
    /// Its files.
    pub file_ids: Vec<i64>,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = talks, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Columns<'a> {
    enterprise_id: Option<i64>,
    project_id: Option<i64>,
    unit_id: i64,
    happened_on: NaiveDate,
    kind: TalkKind,
    our_others: Option<&'a str>,
    their_people: Option<&'a str>,
    place: Option<&'a str>,
    said: &'a str,
    outcome: Option<VisitOutcome>,
    file_ids: Doc,
    next_step: Option<&'a str>,
    next_owner_id: Option<i64>,
    next_due_on: Option<NaiveDate>,
    updated_at: Stamp,
}

impl<'a> Columns<'a> {
    fn new(ready: &'a Ready, now: Stamp) -> Self {
        let input = &ready.input;
        Self {
            enterprise_id: input.enterprise_id,
            project_id: input.project_id,
            unit_id: ready.unit_id,
            happened_on: input.happened_on,
            kind: input.kind,
            our_others: input.our_others.as_deref(),
            their_people: input.their_people.as_deref(),
            place: input.place.as_deref(),
            said: &input.said,
            outcome: input.outcome,
            file_ids: Doc::of(&ready.file_ids),
            next_step: input.next_step.as_deref(),
            next_owner_id: input.next_owner_id,
            next_due_on: input.next_due_on,
            updated_at: now,
        }
    }
}

/// The talk recorded under this key before.
///
/// # Errors
/// Database errors.
pub fn earlier(db: &mut Db, key: &str) -> Result<Option<i64>> {
    Ok(talks::table.filter(talks::client_key.eq(key)).select(talks::id).first(db).optional()?)
}

/// Records a checked talk with the next number of its year.
///
/// # Errors
/// 409 when the same request came twice at once: the later one is run again and finds the record.
pub fn insert(tx: &mut Tx<'_>, ready: &Ready, key: Option<&str>) -> Result<Talk> {
    let year = tx.today().year();
    let number = format!("QT-{year}-{:04}", next_no(tx, "QT", year)?);
    let row = (
        Columns::new(ready, tx.now),
        talks::number.eq(number),
        talks::client_key.eq(key),
        talks::created_by.eq(tx.caller.user_id),
        talks::created_at.eq(tx.now),
    );
    let talk: Talk = diesel::insert_into(talks::table)
        .values(row)
        .returning(columns::<Talk>())
        .get_result(&mut **tx)
        .map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })?;
    belongings(tx, &talk, ready)?;
    Ok(talk)
}

/// Changes a talk.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn update(tx: &mut Tx<'_>, talk: &Talk, ready: &Ready) -> Result<Talk> {
    let same = talks::table.find(talk.id).filter(talks::version.eq(talk.version));
    let after: Option<Talk> = diesel::update(same)
        .set((Columns::new(ready, tx.now), talks::version.eq(talk.version + 1)))
        .returning(columns::<Talk>())
        .get_result(&mut **tx)
        .optional()?;
    let after = after.ok_or_else(Error::changed_meanwhile)?;
    belongings(tx, &after, ready)?;
    Ok(after)
}

fn belongings(tx: &mut Tx<'_>, talk: &Talk, ready: &Ready) -> Result<()> {
    replace_people(tx, talk.id, &ready.our_user_ids)?;
    index(tx, talk)
}

fn replace_people(tx: &mut Tx<'_>, talk_id: i64, wanted: &[i64]) -> Result<()> {
    let current = super::people(tx, &[talk_id])?;
    let gone: Vec<i64> = current.iter().map(|(_, p)| p.id).filter(|id| !wanted.contains(id)).collect();
    let ended = talk_people::table
        .filter(talk_people::talk_id.eq(talk_id).and(talk_people::ended_at.is_null()))
        .filter(talk_people::user_id.eq_any(gone));
    diesel::update(ended).set(talk_people::ended_at.eq(tx.now)).execute(&mut **tx)?;
    for user_id in wanted.iter().filter(|id| current.iter().all(|(_, p)| p.id != **id)) {
        let row = (talk_people::talk_id.eq(talk_id), talk_people::user_id.eq(user_id));
        diesel::insert_into(talk_people::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// Writes the search tokens anew. Names of company and project are found in their own tables.
fn index(db: &mut Db, talk: &Talk) -> Result<()> {
    let parts = [&talk.our_others, &talk.their_people, &talk.place, &talk.next_step];
    let texts = parts.into_iter().filter_map(|t| t.as_deref());
    let tokens = index_tokens_of([talk.number.as_str(), talk.said.as_str()].into_iter().chain(texts));
    Ok(put_tokens(db, SEARCH, &[(talk.id, tokens.into_iter().collect())])?)
}

/// Says that the next step was done, and what came of it.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn complete(tx: &mut Tx<'_>, talk: &Talk, note: &str) -> Result<Talk> {
    let same = talks::table.find(talk.id).filter(talks::version.eq(talk.version));
    let after = diesel::update(same)
        .set((
            talks::done_at.eq(tx.now),
            talks::done_by.eq(tx.caller.user_id),
            talks::done_note.eq(note),
            talks::updated_at.eq(tx.now),
            talks::version.eq(talk.version + 1),
        ))
        .returning(columns::<Talk>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Withdraws a talk; it stays readable.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn withdraw(tx: &mut Tx<'_>, talk: &Talk, reason: &str) -> Result<Talk> {
    let same = talks::table.find(talk.id).filter(talks::version.eq(talk.version));
    let after = diesel::update(same)
        .set((
            talks::withdrawn_at.eq(tx.now),
            talks::withdraw_reason.eq(reason),
            talks::updated_at.eq(tx.now),
            talks::version.eq(talk.version + 1),
        ))
        .returning(columns::<Talk>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}
