//! Plans of the year, pauses, entries into the statistics, and the names that views show.

use super::super::model::input::{PauseInput, StatisticsEntryInput, YearPlanInput};
use super::super::model::view::ProgressFile;
use super::super::model::{PauseRow, PauseState, StatisticsEntry, YearPlan};
use crate::db::columns;
use crate::db::dialect::among;
use crate::db::schema::{project_pauses as h, statistics_entries as s, users, year_plans as y};
use crate::db::types::Doc;
use crate::db::{Both, Db};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::calendar::rules::Pause;
use crate::features::files;
use crate::features::projects::model::view::PersonRef;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// People by id.
pub struct People(HashMap<i64, String>);

impl People {
    /// Reads the names of these.
    ///
    /// # Errors
    /// Database errors.
    pub fn of(db: &mut Db, ids: impl IntoIterator<Item = Option<i64>>) -> Result<Self> {
        let mut ids: Vec<i64> = ids.into_iter().flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        let rows: Vec<(i64, String)> =
            users::table.filter(among(users::id, ids)).select((users::id, users::name)).load(db)?;
        Ok(Self(rows.into_iter().collect()))
    }

    /// A person by id and name.
    pub fn get(&self, id: Option<i64>) -> Option<PersonRef> {
        let id = id?;
        Some(PersonRef { id, name: self.0.get(&id).cloned().unwrap_or_default() })
    }
}

/// The files of these lists of ids, by id.
pub struct Papers(HashMap<i64, String>);

impl Papers {
    /// Reads the names of the files of these lists.
    ///
    /// # Errors
    /// Database errors.
    pub fn of<'a>(db: &mut Db, lists: impl IntoIterator<Item = &'a Doc>) -> Result<Self> {
        let mut ids: Vec<i64> = lists.into_iter().flat_map(|d| d.read::<Vec<i64>>()).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(files::many(db, &ids)?.into_iter().map(|f| (f.id, f.name)).collect()))
    }

    /// The files of one list.
    pub fn get(&self, list: &Doc) -> Vec<ProgressFile> {
        let ids: Vec<i64> = list.read();
        ids.into_iter()
            .filter_map(|id| Some(ProgressFile { file_id: id, name: self.0.get(&id)?.clone() }))
            .collect()
    }
}

/// Checks proofs and ties them to the project, so that whoever sees it sees them.
///
/// # Errors
/// 422 naming the file.
pub fn take_files(tx: &mut Tx<'_>, ids: &[i64], project_id: i64) -> Result<()> {
    files::all_named(tx, ids, "/file_ids")?;
    ids.iter().try_for_each(|id| files::link(tx, *id, "project", project_id))
}

/// The plan of a project for a year, if there is one.
///
/// # Errors
/// Database errors.
pub fn plan(db: &mut Db, project_id: i64, year: i32) -> Result<Option<YearPlan>> {
    let of = y::project_id.eq(project_id).and(y::year.eq(year));
    Ok(y::table.filter(of).select(columns::<YearPlan>()).first(db).optional()?)
}

/// Sets the plan of a project for a year; `before` is what it was.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn set_plan(
    tx: &mut Tx<'_>,
    project_id: i64,
    year: i32,
    before: Option<&YearPlan>,
    input: &YearPlanInput,
) -> Result<YearPlan> {
    let version = before.map_or(0, |b| b.version);
    let values = (
        y::planned_yuan.eq(input.planned_yuan),
        y::invested_before_yuan.eq(input.invested_before_yuan),
        y::months.eq(input.months.as_ref().map(Doc::of)),
        y::set_by.eq(tx.caller.user_id),
        y::updated_at.eq(tx.now),
        y::version.eq(version + 1),
    );
    let written = match before {
        None => {
            let row = (y::project_id.eq(project_id), y::year.eq(year), values);
            Both(diesel::insert_into(y::table).values(row).on_conflict_do_nothing()).execute(&mut **tx)?
        }
        Some(before) => {
            let same = y::id.eq(before.id).and(y::version.eq(before.version));
            diesel::update(y::table.filter(same)).set(values).execute(&mut **tx)?
        }
    };
    let after = if written == 1 { plan(tx, project_id, year)? } else { None };
    after.ok_or_else(Error::changed_meanwhile)
}

/// Pauses of a project, the latest first.
///
/// # Errors
/// Database errors.
pub fn pauses(db: &mut Db, project_id: i64) -> Result<Vec<PauseRow>> {
    let rows = h::table.filter(h::project_id.eq(project_id)).order((h::from_on.desc(), h::id.desc()));
    Ok(rows.select(columns::<PauseRow>()).load(db)?)
}

/// Pauses of these projects that hold or held.
///
/// # Errors
/// Database errors.
pub fn clocks(db: &mut Db, project_ids: &[i64]) -> Result<HashMap<i64, Vec<Pause>>> {
    let rows: Vec<(i64, NaiveDate, NaiveDate, String)> = h::table
        .filter(among(h::project_id, project_ids.to_vec()))
        .filter(h::state.eq_any([PauseState::Approved, PauseState::Ended]))
        .select((h::project_id, h::from_on, h::until_on, h::cause))
        .load(db)?;
    let mut out: HashMap<i64, Vec<Pause>> = HashMap::new();
    for (id, from_on, until_on, reason) in rows {
        out.entry(id).or_default().push(Pause { from_on, until_on: Some(until_on), reason });
    }
    Ok(out)
}

/// One pause of a project.
///
/// # Errors
/// 404.
pub fn pause(db: &mut Db, project_id: i64, id: i64) -> Result<PauseRow> {
    let of = h::id.eq(id).and(h::project_id.eq(project_id));
    Ok(h::table.filter(of).select(columns::<PauseRow>()).first(db)?)
}

/// Asks for a pause.
///
/// # Errors
/// Database errors.
pub fn request_pause(tx: &mut Tx<'_>, project_id: i64, input: &PauseInput) -> Result<PauseRow> {
    let row = (
        h::project_id.eq(project_id),
        h::kind.eq(input.kind),
        h::cause.eq(&input.cause),
        h::file_ids.eq(Doc::of(&input.file_ids)),
        h::from_on.eq(input.from_on),
        h::until_on.eq(input.until_on),
        h::state.eq(PauseState::Requested),
        h::requested_by.eq(tx.caller.user_id),
        h::requested_at.eq(tx.now),
    );
    Ok(diesel::insert_into(h::table).values(row).returning(columns::<PauseRow>()).get_result(&mut **tx)?)
}

/// Decides a pause.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn decide_pause(
    tx: &mut Tx<'_>,
    before: &PauseRow,
    approved: bool,
    opinion: Option<&str>,
) -> Result<PauseRow> {
    let state = if approved { PauseState::Approved } else { PauseState::Refused };
    let same = h::id.eq(before.id).and(h::version.eq(before.version));
    let after: Option<PauseRow> = diesel::update(h::table.filter(same))
        .set((
            h::state.eq(state),
            h::decided_by.eq(tx.caller.user_id),
            h::decided_at.eq(tx.now),
            h::opinion.eq(opinion),
            h::version.eq(before.version + 1),
        ))
        .returning(columns::<PauseRow>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Lets the clock run again earlier.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn end_pause(tx: &mut Tx<'_>, before: &PauseRow, until_on: NaiveDate, reason: &str) -> Result<PauseRow> {
    let same = h::id.eq(before.id).and(h::version.eq(before.version));
    let after: Option<PauseRow> = diesel::update(h::table.filter(same))
        .set((
            h::state.eq(PauseState::Ended),
            h::until_on.eq(until_on),
            h::ended_by.eq(tx.caller.user_id),
            h::ended_at.eq(tx.now),
            h::end_reason.eq(reason),
            h::version.eq(before.version + 1),
        ))
        .returning(columns::<PauseRow>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Entries of a project, the latest first.
///
/// # Errors
/// Database errors.
pub fn entries(db: &mut Db, project_id: i64) -> Result<Vec<StatisticsEntry>> {
    let rows = s::table.filter(s::project_id.eq(project_id)).order(s::id.desc());
    Ok(rows.select(columns::<StatisticsEntry>()).load(db)?)
}

/// One entry of a project.
///
/// # Errors
/// 404.
pub fn entry(db: &mut Db, project_id: i64, id: i64) -> Result<StatisticsEntry> {
    let of = s::id.eq(id).and(s::project_id.eq(project_id));
    Ok(s::table.filter(of).select(columns::<StatisticsEntry>()).first(db)?)
}

/// Records an entry.
///
/// # Errors
/// 409 when there is one in force.
pub fn record_entry(
    tx: &mut Tx<'_>,
    project_id: i64,
    input: &StatisticsEntryInput,
) -> Result<StatisticsEntry> {
    let row = (
        s::project_id.eq(project_id),
        s::entered_on.eq(input.entered_on),
        s::note.eq(&input.note),
        s::file_ids.eq(Doc::of(&input.file_ids)),
        s::recorded_by.eq(tx.caller.user_id),
        s::recorded_at.eq(tx.now),
    );
    let inserted = diesel::insert_into(s::table).values(row).returning(columns::<StatisticsEntry>());
    inserted.get_result(&mut **tx).map_err(|e| {
        if is_unique_violation(&e) {
            return Error::new(Code::ResourceConflict)
                .detail("这个项目已经登记入统。日期有误的，请先作废原登记，再重新登记。");
        }
        e.into()
    })
}

/// Voids an entry.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn end_entry(tx: &mut Tx<'_>, before: &StatisticsEntry, reason: &str) -> Result<StatisticsEntry> {
    let same = s::id.eq(before.id).and(s::version.eq(before.version));
    let after: Option<StatisticsEntry> = diesel::update(s::table.filter(same))
        .set((s::ended_at.eq(tx.now), s::end_reason.eq(reason), s::version.eq(before.version + 1)))
        .returning(columns::<StatisticsEntry>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}
