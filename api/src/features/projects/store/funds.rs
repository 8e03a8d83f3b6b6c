//! The rows of the funds ledger, and the sums kept on the project.

use super::super::model::funds::{
    Currency, EntryState, FundsAuditInput, FundsEntry, FundsInput, FundsKind, FundsReversalInput, ProofType,
};
use super::super::model::{BuildKind, FundsOrigin, OUTSIDE_CITY, OUTSIDE_PROVINCE, Project};
use super::list::Conditions;
use crate::db::dialect::{in_query, sum_i64};
use crate::db::schema::{funds_entries, projects};
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

const UNDECIDED: [EntryState; 2] = [EntryState::Submitted, EntryState::Supplement];
const IN_FORCE: [EntryState; 3] = [EntryState::Submitted, EntryState::Supplement, EntryState::Passed];

/// The ledger of a project, oldest money first.
///
/// # Errors
/// Database errors.
pub fn entries(db: &mut Db, project_id: i64) -> Result<Vec<FundsEntry>> {
    Ok(funds_entries::table
        .filter(funds_entries::project_id.eq(project_id))
        .order((funds_entries::entered_on, funds_entries::id))
        .select(columns::<FundsEntry>())
        .load(db)?)
}

/// How many entries a project has.
///
/// # Errors
/// Database errors.
pub fn count(db: &mut Db, project_id: i64) -> Result<i64> {
    Ok(funds_entries::table.filter(funds_entries::project_id.eq(project_id)).count().get_result(db)?)
}

/// Entries of the projects that the conditions admit, by id, behind one of them.
///
/// # Errors
/// Database errors.
pub fn of_projects(db: &mut Db, conditions: &Conditions, after: i64, limit: i64) -> Result<Vec<FundsEntry>> {
    Ok(in_projects(conditions)
        .filter(funds_entries::id.gt(after))
        .order(funds_entries::id)
        .limit(limit)
        .select(columns::<FundsEntry>())
        .load(db)?)
}

/// How many entries those projects have.
///
/// # Errors
/// Database errors.
pub fn count_of_projects(db: &mut Db, conditions: &Conditions) -> Result<i64> {
    Ok(in_projects(conditions).count().get_result(db)?)
}

fn in_projects(conditions: &Conditions) -> funds_entries::BoxedQuery<'static, MultiBackend> {
    funds_entries::table
        .into_boxed::<MultiBackend>()
        .filter(in_query(funds_entries::project_id, conditions.ids()))
}

/// One entry of this project.
///
/// # Errors
/// 404.
pub fn entry(db: &mut Db, project_id: i64, id: i64) -> Result<FundsEntry> {
    Ok(funds_entries::table
        .filter(funds_entries::project_id.eq(project_id).and(funds_entries::id.eq(id)))
        .select(columns::<FundsEntry>())
        .first(db)?)
}

/// The reversal of an entry that is in force or waits for its audit.
///
/// # Errors
/// Database errors.
pub fn reversal_of(db: &mut Db, id: i64) -> Result<Option<i64>> {
    Ok(reversals_of(db, &[id])?.remove(&id))
}

/// [`reversal_of`] for several entries, by the entry reversed.
///
/// # Errors
/// Database errors.
pub fn reversals_of(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = funds_entries::table
        .filter(funds_entries::reverses_id.eq_any(ids.to_vec()))
        .filter(funds_entries::state.eq_any(IN_FORCE))
        .select((funds_entries::reverses_id.assume_not_null(), funds_entries::id))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// Sum of what counts against the contract: passed, and undecided other than `except`.
///
/// # Errors
/// Database errors.
pub fn counted(db: &mut Db, project_id: i64, except: Option<i64>) -> Result<i64> {
    let sum: Option<i64> = funds_entries::table
        .filter(funds_entries::project_id.eq(project_id).and(funds_entries::id.ne(except.unwrap_or(0))))
        .filter(
            funds_entries::state
                .eq(EntryState::Passed)
                .or(funds_entries::state.eq_any(UNDECIDED).and(funds_entries::amount_yuan.gt(0))),
        )
        .select(sum_i64(funds_entries::amount_yuan))
        .get_result(db)?;
    Ok(sum.unwrap_or(0))
}

/// The facts of an entry as stored.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = funds_entries, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Facts<'a> {
    entered_on: NaiveDate,
    amount_yuan: i64,
    origin: FundsOrigin,
    kind: FundsKind,
    build_kind: Option<BuildKind>,
    currency: Currency,
    proof_type: ProofType,
    proof_file_id: Option<i64>,
    confirmed_by_investor: bool,
    note: Option<&'a str>,
    over_reason: Option<&'a str>,
}

impl<'a> Facts<'a> {
    fn new(project: &Project, input: &'a FundsInput) -> Self {
        Self {
            entered_on: input.entered_on,
            amount_yuan: input.amount_yuan,
            origin: input.origin,
            kind: input.kind,
            build_kind: input.build_kind.or(project.build_kind),
            currency: input.currency.unwrap_or(Currency::Cny),
            proof_type: input.proof_type,
            proof_file_id: input.proof_file_id,
            confirmed_by_investor: input.confirmed_by_investor.unwrap_or(false),
            note: input.note.as_deref(),
            over_reason: input.over_reason.as_deref(),
        }
    }
}

/// Inserts an entry that waits for its audit.
///
/// # Errors
/// Database errors.
pub fn insert(
    db: &mut Db,
    project: &Project,
    input: &FundsInput,
    by: Option<i64>,
    now: Stamp,
) -> Result<FundsEntry> {
    let submission = (
        funds_entries::project_id.eq(project.id),
        funds_entries::state.eq(EntryState::Submitted),
        funds_entries::submitted_by.eq(by),
        funds_entries::submitted_at.eq(now),
    );
    Ok(diesel::insert_into(funds_entries::table)
        .values((Facts::new(project, input), submission))
        .returning(columns::<FundsEntry>())
        .get_result(db)?)
}

/// Changes an entry of this very version that is in one of these states; of two at once one wins.
macro_rules! change {
    ($db:expr, $entry:expr, $from:expr, $changes:expr) => {{
        let changed: Option<FundsEntry> = diesel::update(funds_entries::table)
            .filter(funds_entries::id.eq($entry.id).and(funds_entries::version.eq($entry.version)))
            .filter(funds_entries::state.eq_any($from))
            .set(($changes, funds_entries::version.eq($entry.version + 1)))
            .returning(columns::<FundsEntry>())
            .get_result($db)
            .optional()?;
        changed.ok_or_else(Error::changed_meanwhile)
    }};
}

/// Corrects an entry that was not decided yet; it waits for its audit again.
///
/// # Errors
/// 409 when somebody else changed it at the same time.
pub fn correct(
    db: &mut Db,
    project: &Project,
    entry: &FundsEntry,
    input: &FundsInput,
    by: Option<i64>,
    now: Stamp,
) -> Result<FundsEntry> {
    let submission = (
        funds_entries::state.eq(EntryState::Submitted),
        funds_entries::submitted_by.eq(by),
        funds_entries::submitted_at.eq(now),
    );
    change!(db, entry, UNDECIDED, (Facts::new(project, input), submission))
}

/// Takes back an entry that was not decided yet.
///
/// # Errors
/// 409 when somebody else changed it at the same time.
pub fn recall(db: &mut Db, entry: &FundsEntry) -> Result<FundsEntry> {
    change!(db, entry, UNDECIDED, funds_entries::state.eq(EntryState::Recalled))
}

/// Decides an entry; of two auditors at once one wins.
///
/// # Errors
/// 409 for the other one.
pub fn decide(
    db: &mut Db,
    entry: &FundsEntry,
    input: &FundsAuditInput,
    by: Option<i64>,
    now: Stamp,
) -> Result<FundsEntry> {
    let decision = (
        funds_entries::state.eq(EntryState::from(input.result)),
        funds_entries::audited_by.eq(by),
        funds_entries::audited_at.eq(now),
        funds_entries::audit_opinion.eq(input.opinion.clone()),
    );
    change!(db, entry, [EntryState::Submitted], decision)
}

/// The negative twin of a passed entry, waiting for its own audit.
///
/// # Errors
/// 409 when it was reversed at the same time.
pub fn reverse(
    db: &mut Db,
    entry: &FundsEntry,
    input: &FundsReversalInput,
    by: Option<i64>,
    now: Stamp,
) -> Result<FundsEntry> {
    let twin = (
        funds_entries::project_id.eq(entry.project_id),
        funds_entries::entered_on.eq(now.day()),
        funds_entries::amount_yuan.eq(-entry.amount_yuan),
        funds_entries::origin.eq(entry.origin),
        funds_entries::kind.eq(entry.kind),
        funds_entries::build_kind.eq(entry.build_kind),
        funds_entries::currency.eq(entry.currency),
        funds_entries::proof_type.eq(entry.proof_type),
        funds_entries::proof_file_id.eq(input.proof_file_id),
        funds_entries::confirmed_by_investor.eq(entry.confirmed_by_investor),
        funds_entries::note.eq(&input.reason),
        funds_entries::reverses_id.eq(entry.id),
        funds_entries::state.eq(EntryState::Submitted),
        funds_entries::submitted_by.eq(by),
        funds_entries::submitted_at.eq(now),
    );
    diesel::insert_into(funds_entries::table)
        .values(twin)
        .returning(columns::<FundsEntry>())
        .get_result(db)
        .map_err(|e| {
            if is_unique_violation(&e) {
                return Error::new(Code::ResourceConflict)
                    .detail("这笔记录刚刚已被别人冲销，不能重复冲销。请刷新后查看。");
            }
            e.into()
        })
}

/// Keeps the sums on the project equal to its passed entries.
///
/// # Errors
/// Database errors.
pub fn refresh_sums(db: &mut Db, project_id: i64, now: Stamp) -> Result<()> {
    let project = projects::table.find(project_id);
    // the row is taken first: of two audits at once the second then sees what the first has passed
    diesel::update(project).set(projects::updated_at.eq(now)).execute(db)?;
    let rows: Vec<(FundsOrigin, Option<i64>)> = funds_entries::table
        .filter(funds_entries::project_id.eq(project_id).and(funds_entries::state.eq(EntryState::Passed)))
        .group_by(funds_entries::origin)
        .select((funds_entries::origin, sum_i64(funds_entries::amount_yuan)))
        .load(db)?;
    let sum = |origins: &[FundsOrigin]| -> i64 {
        rows.iter().filter(|(o, _)| origins.contains(o)).filter_map(|(_, s)| *s).sum()
    };
    diesel::update(project)
        .set((
            projects::funds_in_place_yuan.eq(sum(FundsOrigin::ALL)),
            projects::funds_outside_province_yuan.eq(sum(OUTSIDE_PROVINCE)),
            projects::funds_outside_city_yuan.eq(sum(OUTSIDE_CITY)),
        ))
        .execute(db)?;
    Ok(())
}
