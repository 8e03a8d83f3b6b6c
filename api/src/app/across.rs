//! What no room can answer alone: who may see a change, what refers to an enterprise, what waits for somebody, what a
//! person leaves behind. Every room is named here once; rooms below one that they may not know ask through this file.

use crate::db::Db;
use crate::error::{Blocking, Result};
use crate::features::people::model::OpenWork;
use crate::features::{self, people};
use crate::journal::{self, Event};
use crate::policy::Visible;
use crate::waiting::{InboxTab, Waiting};
use crate::work::Tx;
use std::collections::{BTreeMap, HashMap};

/// Of these changes the ones whose subject the caller may see; every room answers for its own kinds.
///
/// # Errors
/// Database errors.
pub fn keep_visible(tx: &mut Tx<'_>, visible: &Visible, events: Vec<Event>) -> Result<Vec<Event>> {
    let projects = features::projects::visible_events(tx, visible, &events)?;
    let of_files: Vec<i64> =
        events.iter().filter(|e| e.subject_kind == "file").map(|e| e.subject_id).collect();
    let files = features::files::keep_visible_ids(tx, visible, &of_files)?;
    let claims = features::claims::visible_events(tx, visible, &events)?;
    let imports = features::imports::visible_events(tx, visible, &events)?;
    let trips = features::trips::visible_events(tx, visible, &events)?;
    let trip_totals = features::trips::visible_totals(tx, visible, &events)?;
    let receptions = features::trips::visible_receptions(tx, visible, &events)?;
    let talks = features::talks::visible_events(tx, visible, &events)?;
    let services = features::services::visible_events(tx, visible, &events)?;
    let slips = features::supervision::visible_events(tx, visible, &events)?;
    let seen = events.into_iter().filter_map(|event| match event.subject_kind.as_str() {
        "enterprise" => features::enterprises::visible_event(visible, event),
        "file" => files.contains(&event.subject_id).then_some(event),
        "project" => (projects.contains(&event.subject_id)
            && features::projects::shows_event(visible, &event.event))
        .then_some(event),
        "first_claim" => claims.contains(&event.subject_id).then_some(event),
        "signing_event" | "target" => features::lifecycle::sees_events(visible).then_some(event),
        "import" => imports.contains(&event.subject_id).then_some(event),
        "trip" => trips.contains(&event.subject_id).then_some(event),
        "reception" => receptions.contains(&event.subject_id).then_some(event),
        "talk" => talks.contains(&event.subject_id).then_some(event),
        "slip" => slips.contains(&event.subject_id).then_some(event),
        kind if features::services::is_kind(kind) => {
            services.iter().any(|(k, id)| *k == kind && *id == event.subject_id).then_some(event)
        }
        "trip_total" => trip_totals.contains(&event.subject_id).then_some(event),
        kind => journal::api::is_open_kind(kind, visible).then_some(event),
    });
    Ok(seen.collect())
}

/// Moves the rows of one kind that refer to an enterprise; `only` these when a merge is undone. Answers which it moved.
type Mover = fn(&mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>>;

/// THE list of references to enterprises; every room that keeps an `enterprise_id` adds its mover here.
const ENTERPRISE_REFERENCES: &[(&str, Mover)] = &[
    ("api_token", features::enterprises::move_tokens),
    ("project_party", features::projects::move_parties),
    ("first_claim", features::claims::move_claims),
    ("trip_company", features::trips::move_companies),
    ("reception_company", features::trips::move_reception_companies),
    ("talk", features::talks::move_talks),
    ("ticket", features::services::move_tickets),
    ("complaint", features::services::move_complaints),
    ("service_record", features::services::move_records),
];

/// Names what of one kind refers to an enterprise now, as far as the caller may see it; of the rest, how many.
type Uses = fn(&mut Tx<'_>, &Visible, id: i64) -> Result<Vec<Blocking>>;

/// THE list of what keeps an enterprise from being withdrawn; a kind for each of [`ENTERPRISE_REFERENCES`].
const ENTERPRISE_USES: &[(&str, Uses)] = &[
    ("api_token", features::enterprises::uses_by_tokens),
    ("project_party", features::projects::uses_of_enterprise),
    ("first_claim", features::claims::uses_by_claims),
    ("trip_company", features::trips::uses_by_trips),
    ("reception_company", features::trips::uses_by_receptions),
    ("talk", features::talks::uses_by_talks),
    ("ticket", features::services::uses_by_tickets),
    ("complaint", features::services::uses_by_complaints),
    ("service_record", features::services::uses_by_records),
];

/// Everything that refers to an enterprise now; empty when it may be withdrawn.
///
/// # Errors
/// Database errors.
pub fn uses_of_enterprise(tx: &mut Tx<'_>, id: i64) -> Result<Vec<Blocking>> {
    let visible = crate::policy::visible(tx.caller);
    let mut found = Vec::new();
    for (_, uses) in ENTERPRISE_USES {
        found.extend(uses(tx, &visible, id)?);
    }
    Ok(found)
}

/// Moves every reference from one enterprise to another when they are merged, or back again (`earlier`: what the merge
/// moved). Aliases and contacts are the room's own business.
///
/// # Errors
/// Database errors.
pub fn move_enterprise(
    tx: &mut Tx<'_>,
    from: i64,
    to: i64,
    earlier: Option<&features::enterprises::Moves>,
) -> Result<features::enterprises::Moves> {
    let mut moves = features::enterprises::Moves::new();
    for (kind, mover) in ENTERPRISE_REFERENCES {
        let only = earlier.map(|e| e.get(*kind).map(Vec::as_slice).unwrap_or_default());
        moves.insert((*kind).to_owned(), mover(tx, from, to, only)?);
    }
    Ok(moves)
}

/// May this subject be seen? Every room answers for its own kinds; what belongs to no room is invisible.
///
/// # Errors
/// Database errors.
pub fn may_see(tx: &mut Tx<'_>, visible: &Visible, kind: &str, id: i64) -> Result<bool> {
    match kind {
        "project" => Ok(!features::projects::store::visible_ids(tx, visible, vec![id])?.is_empty()),
        "first_claim" => features::claims::is_visible(tx, visible, id),
        "trip" => features::trips::may_see(tx, visible, id),
        "talk" => features::talks::may_see(tx, visible, id),
        "slip" => features::supervision::may_see(tx, visible, id),
        _ => Ok(features::services::may_see(tx, visible, kind, id)?.unwrap_or(false)),
    }
}

/// Unfinished work that would be orphaned if this person left; every room that assigns people names its own.
///
/// # Errors
/// Database errors.
pub fn open_work_of(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<OpenWork>> {
    let found = [
        people::store::tokens::open_work(tx, user_id)?.into_iter().collect::<Vec<_>>(),
        features::responsibility::open_work(tx, user_id)?.into_iter().collect(),
        features::claims::open_work(tx, user_id)?.into_iter().collect(),
        features::trips::open_work(tx, user_id)?.into_iter().collect(),
        features::talks::open_work(tx, user_id)?.into_iter().collect(),
        features::services::open_work(tx, user_id)?.into_iter().collect(),
        features::supervision::open_work(tx, user_id)?.into_iter().collect(),
    ];
    Ok(found.into_iter().flatten().collect())
}

/// THE list of rooms in which something may wait for somebody; each names its own.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    type Room = fn(&mut Tx<'_>, InboxTab) -> Result<Vec<Waiting>>;
    let rooms: &[Room] = match tab {
        InboxTab::Todo | InboxTab::Started => &[
            features::projects::waiting,
            features::responsibility::waiting,
            features::services::waiting,
            features::progress::waiting,
            features::lifecycle::waiting,
            features::production::waiting,
            features::claims::waiting,
            features::trips::waiting,
            features::talks::waiting,
            features::supervision::waiting,
            features::imports::waiting,
        ],
        InboxTab::Cc => &[features::notices::waiting],
        InboxTab::Supervised => &[features::supervision::waiting],
        // what is done is read from the journal by the inbox
        InboxTab::Done => &[],
    };
    let all = |tx: &mut Tx<'_>| -> Result<Vec<Waiting>> {
        let mut found = Vec::new();
        for room in rooms {
            found.extend(room(tx, tab)?);
        }
        Ok(found)
    };
    let mut found = all(tx)?;
    if tab == InboxTab::Todo {
        let own: Vec<_> = found.iter().map(Waiting::thing).collect();
        let others = features::responsibility::in_place_of(tx, all)?;
        found.extend(others.into_iter().filter(|item| !own.contains(&item.thing())));
    }
    Ok(found)
}

/// Gives one person's unfinished work to another; every room that assigns people hands over its own.
///
/// # Errors
/// 422 when the other does not fit.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    features::responsibility::hand_over(tx, from, to)?;
    hand_over_work(tx, from, to)
}

/// [`hand_over`] without the terms on projects, which a handover moves with its own day and reason.
///
/// # Errors
/// 422 when the other does not fit.
pub fn hand_over_work(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    people::store::tokens::hand_over(tx, from, to)?;
    features::claims::hand_over(tx, from, to)?;
    features::trips::hand_over(tx, from, to)?;
    features::talks::hand_over(tx, from, to)?;
    features::services::hand_over(tx, from, to)?;
    features::supervision::hand_over(tx, from, to)
}

/// What was signed and audited of a project; facts that rest upon it change through an amendment only.
///
/// # Errors
/// Database errors.
pub fn signed(tx: &mut Tx<'_>, project_id: i64) -> Result<features::projects::rules::Signed> {
    features::lifecycle::signed(tx, project_id)
}

/// The 服务专员 of a project, to whom an instruction goes; `None` where nobody is.
///
/// # Errors
/// Database errors.
pub fn commissioner(tx: &mut Tx<'_>, project_id: i64) -> Result<Option<i64>> {
    features::responsibility::holder(tx, project_id, features::responsibility::AssignmentRole::Commissioner)
}

/// Today's colours of projects, for rooms above their own; nothing for partners.
///
/// # Errors
/// Database errors.
pub fn colours(
    tx: &mut Tx<'_>,
    project_ids: &[i64],
) -> Result<HashMap<i64, features::projects::model::view::ColourView>> {
    features::supervision::colours_of(tx, project_ids)
}

/// What follows from the changes of a unit of work, before it is committed: the projects that its journal names.
///
/// # Errors
/// Database errors.
pub fn settle(tx: &mut Tx<'_>, project_ids: &[i64]) -> Result<()> {
    features::supervision::settle(tx, project_ids)
}

/// A revision of rules was laid down.
///
/// # Errors
/// Database errors.
pub fn rules_adopted(tx: &mut Tx<'_>, revision: &crate::rulesets::Revision) -> Result<()> {
    features::supervision::adopted(tx, revision)
}

/// When the program starts: what runs every day is in the queue, what is searched is in its index.
///
/// # Errors
/// Database errors.
pub fn on_start(tx: &mut Tx<'_>) -> Result<()> {
    features::trips::start(tx)?;
    features::supervision::start(tx)
}

/// How much every room keeps of a project, as far as the caller sees it: the numbers of their lists.
///
/// # Errors
/// Database errors.
pub fn counts_of_project(
    tx: &mut Tx<'_>,
    project_id: i64,
) -> Result<features::projects::model::view::ProjectCounts> {
    let [procedures, tickets, services] = features::services::counts_of_project(tx, project_id)?;
    Ok(features::projects::model::view::ProjectCounts {
        talks: features::talks::count_of_project(tx, project_id)?,
        funds_entries: features::projects::store::funds::count(tx, project_id)?,
        procedures,
        tickets,
        services,
        slips: features::supervision::count_of_project(tx, project_id)?,
        history: features::projects::store::history::count(tx, project_id)?,
    })
}

/// From which stage on somebody must hold each role of a project, as the gates of the day say.
///
/// # Errors
/// Database errors.
pub fn roles_required_from(
    db: &mut Db,
    on: chrono::NaiveDate,
) -> Result<BTreeMap<features::responsibility::AssignmentRole, features::projects::Stage>> {
    features::lifecycle::people_required_from(db, on)
}

/// Name of an enterprise, for rooms above its own; `None` when there is none.
///
/// # Errors
/// Database errors.
pub fn enterprise_name(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>> {
    features::enterprises::name_of(tx, id)
}

/// Ids and names of enterprises in use that fit a search, for rooms above their own; at most so many, and nothing else
/// of them.
///
/// # Errors
/// Database errors.
pub fn enterprises_named(tx: &mut Tx<'_>, q: &str, most: i64) -> Result<Vec<(i64, String)>> {
    features::enterprises::named(tx, q, most)
}

/// Name of an enterprise that something new may refer to, for rooms above its own; `None` when there is none in use. It
/// stays in use until the end of this unit of work.
///
/// # Errors
/// Database errors.
pub fn usable_enterprise(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>> {
    match features::enterprises::usable(tx, &Visible::everything(), id) {
        Ok(row) => Ok((row.id == id).then_some(row.name)),
        Err(e) if e.code().status() < 500 => Ok(None),
        Err(e) => Err(e),
    }
}

/// Name of a unit, for rooms that only name one; `None` when there is none.
///
/// # Errors
/// Database errors.
pub fn unit_name(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>> {
    Ok(features::projects::store::parts::unit_names(tx, vec![id])?.remove(&id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refers_to_enterprises_also_keeps_them_from_being_withdrawn() {
        for (kind, _) in ENTERPRISE_REFERENCES {
            assert!(ENTERPRISE_USES.iter().any(|(k, _)| k == kind), "{kind} has no entry in ENTERPRISE_USES");
        }
    }
}
