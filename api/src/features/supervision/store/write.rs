//! Writing slips: issuing, answering, deciding, and raising the level of what was not answered in time.

use super::super::model::input::{SlipExtensionInput, SlipFeedbackInput};
use super::super::model::times::SlipHolder;
use super::super::model::{
    Extension, Feedback, Slip, SlipAct, SlipBasis, SlipExtensionState, SlipKind, SlipState,
};
use super::super::rules;
use super::{late, times, undecided};
use crate::db::columns;
use crate::db::schema::{slip_extensions, slip_feedback, slip_log, slips};
use crate::db::series::next_no;
use crate::db::types::{Doc, Stamp};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::calendar::{self, rules::end_of_day_at};
use crate::features::{files, projects};
use crate::jobs;
use crate::journal::{self, Subject};
use crate::work::Tx;
use chrono::{Datelike, Duration, NaiveDate};
use diesel::prelude::*;
use serde_json::json;

/// The job that raises levels.
pub const RAISE: &str = "supervision.raise";

/// A new slip, checked.
#[derive(Debug, Clone)]
pub struct Ready {
    /// Kind.
    pub kind: SlipKind,
    /// Basis.
    pub basis: SlipBasis,
    /// Where that stands.
    pub basis_text: Option<String>,
    /// Project.
    pub project_id: Option<i64>,
    /// What is to be done.
    pub matter: String,
    /// Gap in days.
    pub gap_days: Option<i32>,
    /// Gap in hundredths of a point.
    pub gap_points: Option<i32>,
    /// Unit.
    pub unit_id: i64,
    /// Person.
    pub person_id: Option<i64>,
    /// Who issues it.
    pub issued_by: i64,
    /// Time for it.
    pub working_days: i32,
    /// Revision of the rules.
    pub rule_revision: i32,
    /// What it was raised from.
    pub raised_from: Option<(i64, i64)>,
}

/// The last day of a limit in working days, with the days counted; the day itself is day 0.
///
/// # Errors
/// 409 when the calendar knows no working day.
pub fn deadline(tx: &mut Tx<'_>, from: NaiveDate, days: i32) -> Result<calendar::rules::Deadline> {
    let calendar = calendar::load(tx)?;
    let days = u32::try_from(days).unwrap_or_default();
    calendar::rules::working_day_deadline(&calendar, from, days, &[])
        .map_err(|e| Error::new(Code::ResourceConflict).detail(e.to_string()))
}

fn due_on(tx: &mut Tx<'_>, from: NaiveDate, days: i32) -> Result<NaiveDate> {
    deadline(tx, from, days)?.due_on.ok_or_else(|| Error::internal("a deadline without a pause has no day"))
}

/// What the journal calls a slip: what belongs to a project is part of its history.
///
/// # Errors
/// Database errors.
pub fn subject(tx: &mut Tx<'_>, slip: &Slip) -> Result<Subject> {
    Ok(match slip.project_id {
        Some(id) => {
            let label = projects::store::label(tx, id)?;
            Subject::new("project", id, format!("{label} {}", slip.number))
        }
        None => Subject::new("slip", slip.id, &slip.number),
    })
}

/// Writes a checked slip with the next number of its year.
///
/// # Errors
/// 409 when it was raised by somebody else at the same time.
pub fn insert(tx: &mut Tx<'_>, ready: &Ready) -> Result<Slip> {
    let today = tx.today();
    let number = format!("督办〔{}〕{}号", today.year(), next_no(tx, "DB", today.year())?);
    let due = due_on(tx, today, ready.working_days)?;
    let row = (
        (
            slips::number.eq(number),
            slips::kind.eq(ready.kind),
            slips::basis.eq(ready.basis),
            slips::basis_text.eq(&ready.basis_text),
            slips::project_id.eq(ready.project_id),
            slips::matter.eq(&ready.matter),
            slips::gap_days.eq(ready.gap_days),
            slips::gap_points.eq(ready.gap_points),
        ),
        (
            slips::unit_id.eq(ready.unit_id),
            slips::person_id.eq(ready.person_id),
            slips::issued_by.eq(ready.issued_by),
            slips::issued_at.eq(tx.now),
            slips::received_on.eq(today),
            slips::working_days.eq(ready.working_days),
            slips::due_on.eq(due),
            slips::rule_revision.eq(ready.rule_revision),
        ),
        (
            slips::state.eq(SlipState::Open),
            slips::root_id.eq(ready.raised_from.map(|(_, root)| root)),
            slips::raised_from_id.eq(ready.raised_from.map(|(from, _)| from)),
            slips::updated_at.eq(tx.now),
        ),
    );
    let slip: Slip = diesel::insert_into(slips::table)
        .values(row)
        .returning(columns::<Slip>())
        .get_result(&mut **tx)
        .map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })?;
    let act = if ready.raised_from.is_some() { SlipAct::Raised } else { SlipAct::Issued };
    log(tx, slip.id, act, ready.basis_text.as_deref(), Some(due))?;
    remind(tx, due)?;
    Ok(slip)
}

/// Sees to it that a lapse is written down on its day.
fn remind(tx: &mut Tx<'_>, due: NaiveDate) -> Result<()> {
    jobs::enqueue_upkeep(tx, RAISE, Stamp::new(end_of_day_at(due)))
}

fn log(
    tx: &mut Tx<'_>,
    slip_id: i64,
    act: SlipAct,
    note: Option<&str>,
    due: Option<NaiveDate>,
) -> Result<()> {
    let row = (
        slip_log::slip_id.eq(slip_id),
        slip_log::act.eq(act),
        slip_log::note.eq(note),
        slip_log::due_on.eq(due),
        slip_log::done_by.eq(tx.caller.user_id),
        slip_log::done_at.eq(tx.now),
    );
    diesel::insert_into(slip_log::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// What a move changes; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = slips)]
struct Change {
    state: Option<SlipState>,
    received_on: Option<NaiveDate>,
    working_days: Option<i32>,
    due_on: Option<NaiveDate>,
    rule_revision: Option<i32>,
    answered_at: Option<Option<Stamp>>,
    answered_by: Option<Option<i64>>,
    closed_at: Option<Option<Stamp>>,
    close_note: Option<Option<String>>,
    issued_by: Option<i64>,
    person_id: Option<Option<i64>>,
}

fn change(tx: &mut Tx<'_>, slip: &Slip, change: Change) -> Result<Slip> {
    let same = slips::table.find(slip.id).filter(slips::version.eq(slip.version));
    let after: Option<Slip> = diesel::update(same)
        .set((change, slips::updated_at.eq(tx.now), slips::version.eq(slip.version + 1)))
        .returning(columns::<Slip>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Records feedback; it is the issuer's turn then.
///
/// # Errors
/// 412 when somebody else changed the slip at the same time.
pub fn answer(tx: &mut Tx<'_>, slip: &Slip, input: &SlipFeedbackInput) -> Result<(Slip, Feedback)> {
    let file_ids = input.file_ids.clone().unwrap_or_default();
    let row = (
        slip_feedback::slip_id.eq(slip.id),
        slip_feedback::said.eq(&input.said),
        slip_feedback::file_ids.eq(Doc::of(&file_ids)),
        slip_feedback::given_by.eq(tx.caller.user_id),
        slip_feedback::given_at.eq(tx.now),
    );
    let given: Feedback = diesel::insert_into(slip_feedback::table)
        .values(row)
        .returning(columns::<Feedback>())
        .get_result(&mut **tx)?;
    file_ids.iter().try_for_each(|id| files::link(tx, *id, "slip", slip.id))?;
    let (now, me) = (tx.now, tx.caller.user_id);
    let moved = Change {
        state: Some(SlipState::Answered),
        answered_at: Some(Some(now)),
        answered_by: Some(me),
        ..Change::default()
    };
    let after = change(tx, slip, moved)?;
    log(tx, slip.id, SlipAct::Answered, Some(&input.said), None)?;
    Ok((after, given))
}

/// Gives a slip back to whoever has to answer it, with a new day.
///
/// # Errors
/// 412 when somebody else changed the slip at the same time.
pub fn give_back(tx: &mut Tx<'_>, slip: &Slip, reason: &str, working_days: Option<i32>) -> Result<Slip> {
    let today = tx.today();
    let (rules, revision) = times::in_force(tx, today)?;
    let days = working_days.unwrap_or_else(|| rules::slips::level(&rules, slip.kind).working_days);
    let due = due_on(tx, today, days)?;
    let act = if slip.state == SlipState::Closed { SlipAct::Reopened } else { SlipAct::Returned };
    let moved = Change {
        state: Some(SlipState::Open),
        received_on: Some(today),
        working_days: Some(days),
        due_on: Some(due),
        rule_revision: Some(revision),
        answered_at: Some(None),
        answered_by: Some(None),
        closed_at: Some(None),
        close_note: Some(None),
        ..Change::default()
    };
    let after = change(tx, slip, moved)?;
    log(tx, slip.id, act, Some(reason), Some(due))?;
    remind(tx, due)?;
    Ok(after)
}

/// Closes a slip; an open request for more time is void with it.
///
/// # Errors
/// 412 when somebody else changed the slip at the same time.
pub fn close(tx: &mut Tx<'_>, slip: &Slip, note: Option<&str>) -> Result<Slip> {
    let now = tx.now;
    let moved = Change {
        state: Some(SlipState::Closed),
        closed_at: Some(Some(now)),
        close_note: Some(note.map(str::to_owned)),
        ..Change::default()
    };
    let after = change(tx, slip, moved)?;
    let asked = slip_extensions::table
        .filter(slip_extensions::slip_id.eq(slip.id))
        .filter(slip_extensions::state.eq(SlipExtensionState::Asked));
    diesel::update(asked)
        .set((
            slip_extensions::state.eq(SlipExtensionState::Refused),
            slip_extensions::opinion.eq("督办单已销号，不需要再延期。"),
            slip_extensions::decided_by.eq(tx.caller.user_id),
            slip_extensions::decided_at.eq(tx.now),
        ))
        .execute(&mut **tx)?;
    log(tx, slip.id, SlipAct::Closed, note, None)?;
    Ok(after)
}

/// Asks for more time.
///
/// # Errors
/// 412 when somebody else changed the slip at the same time.
pub fn ask(tx: &mut Tx<'_>, slip: &Slip, input: &SlipExtensionInput) -> Result<(Slip, Extension)> {
    let row = (
        slip_extensions::slip_id.eq(slip.id),
        slip_extensions::until_on.eq(input.until_on),
        slip_extensions::reason.eq(&input.reason),
        slip_extensions::state.eq(SlipExtensionState::Asked),
        slip_extensions::asked_by.eq(tx.caller.user_id),
        slip_extensions::asked_at.eq(tx.now),
    );
    let asked: Extension = diesel::insert_into(slip_extensions::table)
        .values(row)
        .returning(columns::<Extension>())
        .get_result(&mut **tx)
        .map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })?;
    let after = change(tx, slip, Change::default())?;
    log(tx, slip.id, SlipAct::ExtensionAsked, Some(&input.reason), Some(input.until_on))?;
    Ok((after, asked))
}

/// Decides on a request for more time.
///
/// # Errors
/// 412 when somebody else changed the slip at the same time.
pub fn decide(
    tx: &mut Tx<'_>,
    slip: &Slip,
    asked: &Extension,
    granted: bool,
    opinion: Option<&str>,
) -> Result<Slip> {
    let state = if granted { SlipExtensionState::Granted } else { SlipExtensionState::Refused };
    diesel::update(slip_extensions::table.find(asked.id))
        .set((
            slip_extensions::state.eq(state),
            slip_extensions::opinion.eq(opinion),
            slip_extensions::decided_by.eq(tx.caller.user_id),
            slip_extensions::decided_at.eq(tx.now),
        ))
        .execute(&mut **tx)?;
    let moved = Change { due_on: granted.then_some(asked.until_on), ..Change::default() };
    let after = change(tx, slip, moved)?;
    let act = if granted { SlipAct::ExtensionGranted } else { SlipAct::ExtensionRefused };
    log(tx, slip.id, act, opinion, Some(after.due_on))?;
    // a refusal that comes after the day lets the slip lapse at once
    let today = tx.today();
    remind(tx, after.due_on.max(today.pred_opt().unwrap_or(today)))?;
    Ok(after)
}

/// Gives a slip another issuer or another person.
///
/// # Errors
/// 412 when somebody else changed the slip at the same time.
pub fn pass_on(tx: &mut Tx<'_>, slip: &Slip, issuer: Option<i64>, person: Option<i64>) -> Result<Slip> {
    let moved = Change { issued_by: issuer, person_id: person.map(Some), ..Change::default() };
    let after = change(tx, slip, moved)?;
    log(tx, slip.id, SlipAct::HandedOver, None, None)?;
    Ok(after)
}

/// Slips that lapsed and can rise, at most so many.
///
/// # Errors
/// Database errors.
pub fn lapsed(tx: &mut Tx<'_>, today: NaiveDate, most: i64) -> Result<Vec<Slip>> {
    let waiting = slip_extensions::table
        .filter(slip_extensions::state.eq(SlipExtensionState::Asked))
        .select(slip_extensions::slip_id);
    Ok(slips::table
        .filter(late(today))
        .filter(slips::kind.ne(SlipKind::Summon))
        .filter(slips::id.ne_all(waiting))
        .order(slips::id)
        .limit(most)
        .select(columns::<Slip>())
        .load(&mut **tx)?)
}

/// Raises a slip that lapsed to the next level, unless it was answered or raised meanwhile. Old and new change together,
/// and a slip is raised into one only: whatever is cut off in the middle is done again from the start.
///
/// # Errors
/// Database errors.
pub fn raise(tx: &mut Tx<'_>, id: i64) -> Result<Option<Slip>> {
    let today = tx.today();
    let slip: Slip = slips::table.find(id).select(columns::<Slip>()).first(&mut **tx)?;
    let awaits = !undecided(tx, &[id])?.is_empty();
    let Some(kind) = rules::slips::rises_to(&slip, awaits, today) else { return Ok(None) };
    let (rules, rule_revision) = times::in_force(tx, today)?;
    let level = rules::slips::level(&rules, kind);
    let after = change(tx, &slip, Change { state: Some(SlipState::Lapsed), ..Change::default() })?;
    log(tx, id, SlipAct::Lapsed, None, None)?;
    let ready = Ready {
        kind,
        basis: SlipBasis::Rule,
        basis_text: Some(format!("{}{}到期没有反馈，按规则升级", slip.number, slip.kind.label())),
        project_id: slip.project_id,
        matter: slip.matter.clone(),
        gap_days: slip.gap_days,
        gap_points: slip.gap_points,
        unit_id: slip.unit_id,
        person_id: slip.person_id.filter(|_| level.holder == SlipHolder::Person),
        issued_by: slip.issued_by,
        working_days: level.working_days,
        rule_revision,
        raised_from: Some((slip.id, slip.root())),
    };
    let raised = insert(tx, &ready)?;
    let subject = subject(tx, &raised)?;
    let state = json!({ "lapsed": after, "raised": raised });
    journal::created(tx, "slip.raised", &subject, &state)?;
    Ok(Some(raised))
}

/// Puts the issue of a slip some days back, for the demo city, whose days are counted from the day it is loaded.
///
/// # Errors
/// Database errors.
pub fn backdate(tx: &mut Tx<'_>, slip: &Slip, days: i64) -> Result<Slip> {
    let received = slip.received_on - Duration::days(days);
    let due = due_on(tx, received, slip.working_days)?;
    let at = slip.issued_at.plus_seconds(-days * 86_400);
    let moved = Change { received_on: Some(received), due_on: Some(due), ..Change::default() };
    let after = change(tx, slip, moved)?;
    diesel::update(slips::table.find(slip.id)).set(slips::issued_at.eq(at)).execute(&mut **tx)?;
    diesel::update(slip_log::table.filter(slip_log::slip_id.eq(slip.id)))
        .set((slip_log::done_at.eq(at), slip_log::due_on.eq(due)))
        .execute(&mut **tx)?;
    Ok(Slip { issued_at: at, ..after })
}
