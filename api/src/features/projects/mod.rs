//! 项目库：项目、投资方、分期、项目代码、责任单位、保密、不予认定、到位资金台账。
//!
//! Invariants: nothing is deleted (ended rows and end states instead) · the stage changes through
//! [`set_stage`] only, which the room `lifecycle` calls · shares of the investors never exceed 100 % · phase amounts
//! sum to the total investment · the funds sums of a project equal its passed ledger entries, in the same transaction ·
//! who audits an entry did not submit it · every read goes through one filter, [`store::visible`].
//! Tests: `tests/features/projects.rs`, `tests/features/funds.rs`.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::routes;
pub use api::table::{FUNDS_TABLE, TABLE};
pub use api::told::{
    FundsLine, ProjectLine, audit_funds, exclude, load_funds, load_investor, load_project, named,
};
pub use model::{EndState, Project, Stage};
pub use store::create::Draft;
pub use store::parts::{move_parties, uses_of_enterprise};
pub use store::waiting::funds as waiting;
pub use store::{Candidates, Facts, Probe, StageChange};

use crate::auth::Caller;
use crate::error::Result;
use crate::journal::{self, Event};
use crate::policy::{self, Reach, Relations, Visible};
use crate::work::Tx;

/// What the journal calls a change of tags.
pub const TAGS_CHANGED: &str = "project.tags_changed";

/// The project, if the caller may see it.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find_visible(tx: &mut Tx<'_>, id: i64) -> Result<Project> {
    let who = policy::visible(tx.caller);
    store::find(tx, &who, id)
}

/// How the caller stands to a project he can see. Units that only support read it; the lead unit works on it, as do
/// the commissioner and the liaison.
pub fn relations(caller: &Caller, project: &Project) -> Relations {
    Relations {
        own_unit: caller.covers_unit(project.lead_unit_id),
        assigned: caller.serves(project.id),
        // a partner sees nothing but projects in which its enterprise is a party
        party: matches!(policy::visible(caller).reach, Reach::Party(_)),
        own: project.created_by.is_some() && project.created_by == caller.user_id,
    }
}

/// Moves a project to another stage or end state; the room `lifecycle` decides and journals.
///
/// # Errors
/// 409 when somebody else changed the project at the same time.
pub fn set_stage(tx: &mut Tx<'_>, project: &Project, change: &StageChange) -> Result<Project> {
    let now = tx.now;
    store::set_stage(tx, project, change, now)
}

/// Gives a project to another lead unit, because the claim on its investor moved there; the room `claims` decides who
/// may. The former lead unit may stay as a supporting one, to see what it has duties for.
///
/// # Errors
/// 409 when it has ended, is signed already, or was changed at the same time.
pub fn move_lead(
    tx: &mut Tx<'_>,
    project: &Project,
    unit_id: i64,
    former_supports: bool,
    reason: &str,
) -> Result<Project> {
    rules::check_lead_movable(project)?;
    give_lead(tx, project, unit_id, former_supports, reason)
}

/// Makes the unit that signed the lead unit, which the former one then supports: who signs, answers. The room `lifecycle`
/// has the signature audited and decides.
///
/// # Errors
/// 409 when it has ended or was changed at the same time.
pub fn lead_by_signature(tx: &mut Tx<'_>, project: &Project, unit_id: i64, reason: &str) -> Result<Project> {
    rules::check_open(project)?;
    give_lead(tx, project, unit_id, true, reason)
}

fn give_lead(
    tx: &mut Tx<'_>,
    project: &Project,
    unit_id: i64,
    former_supports: bool,
    reason: &str,
) -> Result<Project> {
    if project.lead_unit_id == unit_id {
        return Ok(project.clone());
    }
    let now = tx.now;
    let moved = store::set_lead(tx, project, unit_id, former_supports, reason, now)?;
    let before = serde_json::json!({ "lead_unit_id": project.lead_unit_id });
    let after =
        serde_json::json!({ "lead_unit_id": unit_id, "reason": reason, "former_supports": former_supports });
    journal::record(tx, "project.lead_moved", &api::subject(&moved), Some(&before), Some(&after))?;
    Ok(moved)
}

/// Makes a unit a supporting one, because it shares in the credit; the room `claims` decides.
///
/// # Errors
/// 409 when it has ended or was changed at the same time.
pub fn add_supporter(tx: &mut Tx<'_>, project: &Project, unit_id: i64, reason: &str) -> Result<Project> {
    rules::check_open(project)?;
    let mut units: Vec<i64> = store::parts::supporting_units(tx, &[project.id], None)?
        .into_iter()
        .map(|(_, unit)| unit.id)
        .collect();
    if unit_id == project.lead_unit_id || units.contains(&unit_id) {
        return Ok(project.clone());
    }
    let now = tx.now;
    let touched = store::touch(tx, project, now)?;
    let before = serde_json::json!({ "unit_ids": units });
    units.push(unit_id);
    store::parts::replace_units(tx, project.id, &units, now)?;
    let after = serde_json::json!({ "unit_ids": units, "reason": reason });
    journal::record(tx, "project.units_changed", &api::subject(&touched), Some(&before), Some(&after))?;
    Ok(touched)
}

/// Takes over the facts of stage records as far as they are news, and journals them; the room `lifecycle` decides.
///
/// # Errors
/// 409 when somebody else changed the project at the same time.
pub fn take_over(tx: &mut Tx<'_>, project: Project, facts: Facts) -> Result<Project> {
    let news = facts.news_to(&project);
    if news == Facts::default() {
        return Ok(project);
    }
    let now = tx.now;
    let after = store::set_facts(tx, &project, news, now)?;
    journal::record(tx, "project.changed", &api::subject(&after), Some(&project), Some(&after))?;
    Ok(after)
}

/// Checks a draft without writing anything, and brings it into standard form. An import needs no investor.
///
/// # Errors
/// 422 naming the wrong fields, 409 for a national code that is taken.
pub fn check(tx: &mut Tx<'_>, draft: Draft) -> Result<Draft> {
    store::create::check(tx, draft, false)
}

/// Registers a draft: number, row, parties (found in or added to the library), phases, codes, search, journal.
///
/// # Errors
/// As [`check`].
pub fn create(tx: &mut Tx<'_>, draft: Draft) -> Result<Project> {
    let draft = check(tx, draft)?;
    store::create::insert(tx, &draft)
}

/// Projects that may be the same as this draft, as far as the caller may see them.
///
/// # Errors
/// Database errors.
pub fn candidates(tx: &mut Tx<'_>, draft: &Draft) -> Result<Candidates> {
    let who = policy::visible(tx.caller);
    let probe = store::create::probe(tx, draft)?;
    store::candidates(tx, &who, &probe)
}

/// Events of a project that are the bureau's own: partners do not read with whom it talks about their project, how it
/// sorts it, to whom it shows it, what it does about the difficulties of others, what its units report of it, nor what
/// they are told to do.
pub const INTERNAL_EVENTS: &[&str] = &[
    "project.assignment_began",
    "project.assignment_ended",
    "project.assignment_recorded",
    "project.copied",
    "project.lead_term_recorded",
    "project.pause_decided",
    "project.pause_ended",
    "project.pause_requested",
    "project.plan_added",
    "project.report_audited",
    "project.report_recalled",
    "project.report_restated",
    "project.report_restatement_decided",
    "project.report_saved",
    "project.report_submitted",
    "project.service_recorded",
    "project.service_withdrawn",
    "project.statistics_entered",
    "project.statistics_withdrawn",
    "project.talk_recorded",
    "project.talk_removed",
    "project.ticket_moved",
    "project.year_planned",
    "slip.answered",
    "slip.closed",
    "slip.extension_asked",
    "slip.extension_decided",
    "slip.handed_over",
    "slip.issued",
    "slip.raised",
    "slip.reopened",
    "slip.returned",
    TAGS_CHANGED,
];

/// May whoever sees a project read this event of it?
pub fn shows_event(who: &Visible, event: &str) -> bool {
    !matches!(who.reach, Reach::Party(_)) || !INTERNAL_EVENTS.contains(&event)
}

/// Of these changes those of projects the caller may see; other kinds are none of this room's business.
///
/// # Errors
/// Database errors.
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let ids: Vec<i64> = events.iter().filter(|e| e.subject_kind == "project").map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { store::visible_ids(tx, who, ids) }
}
