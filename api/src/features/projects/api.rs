//! Operations of the project library: reading in [`read`], registering and editing in [`write`], many at once in
//! [`batch`] and [`update_many`], what belongs to a project in [`parts`], flags set by the bureau in [`flags`], the ledger in [`funds`], tables of both in [`table`],
//! the demo city in [`told`].

pub mod batch;
pub mod flags;
pub mod funds;
pub mod parts;
pub mod read;
pub mod table;
pub mod tags;
pub mod told;
pub mod update_many;
pub mod write;

use super::model::Project;
use super::model::view::{ProjectView, UnitRef};
use super::{relations, rules, store};
use crate::error::{Error, Result};
use crate::http::ServiceConfig;
use crate::journal::{self, Subject};
use crate::policy::{self, Action, permitted};
use crate::work::Tx;
use serde::Serialize;
use std::collections::BTreeMap;

/// The operations of this room. Fixed paths come before `{id}`.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(read::list_projects)
        .service(read::summarize_projects)
        .service(write::list_project_candidates)
        .service(write::create_project)
        .service(batch::create_projects)
        .service(update_many::update_projects)
        .service(tags::list_project_tags)
        .service(read::get_project)
        .service(write::replace_project)
        .service(write::update_project)
        .service(read::count_project_records)
        .service(read::list_project_history)
        .service(parts::replace_project_parties)
        .service(parts::replace_project_phases)
        .service(parts::replace_project_units)
        .service(tags::replace_project_tags)
        .service(parts::add_project_code)
        .service(parts::replace_project_code)
        .service(flags::replace_project_confidentiality)
        .service(flags::replace_project_exclusion)
        .service(funds::get_project_funds)
        .service(funds::create_funds_entry)
        .service(funds::get_funds_entry)
        .service(funds::replace_funds_entry)
        .service(funds::recall_funds_entry)
        .service(funds::audit_funds_entry)
        .service(funds::reverse_funds_entry);
}

/// Actions a view speaks of.
const ACTIONS: &[Action] = &[
    Action::ProjectEdit,
    Action::ProjectTag,
    Action::ProjectConfide,
    Action::ProjectExclude,
    Action::FundsRecord,
    Action::FundsAudit,
];

/// A project with everything that belongs to it.
pub(super) fn view(tx: &mut Tx<'_>, project: Project) -> Result<ProjectView> {
    view_as_of(tx, project, None)
}

/// [`view`] of a project as it was then; of the past nothing can be changed.
pub(super) fn view_as_of(
    tx: &mut Tx<'_>,
    project: Project,
    then: Option<store::AsOf>,
) -> Result<ProjectView> {
    let ids = [project.id];
    let now = store::parts::belonging(tx, &project)?;
    // of an earlier day everything is asked for
    let (phases, codes, units, tagged) = match then {
        None => (now.phases, now.codes, now.units, now.tags),
        Some(_) => (true, true, true, true),
    };
    let mut can = permitted(tx.caller, ACTIONS, relations(tx.caller, &project));
    if then.is_some() {
        can.clear();
    } else if rules::check_open(&project).is_err() {
        let still = [Action::ProjectTag, Action::ProjectConfide, Action::ProjectExclude];
        can.retain(|action| still.iter().any(|one| one.code() == action));
    }
    let signed = crate::app::signed(tx, project.id)?;
    let who = policy::visible(tx.caller);
    let tags = if tagged { store::tags::of(tx, &who, &ids, then)? } else { BTreeMap::new() };
    let units = if units { store::parts::supporting_units(tx, &ids, then)? } else { Vec::new() };
    let units: Vec<UnitRef> = units.into_iter().map(|(_, unit)| unit).collect();
    Ok(ProjectView {
        as_of: then.map(|t| t.day),
        lead_unit_name: now.lead_unit_name.unwrap_or_default(),
        parties: match then {
            None => store::parts::parties_of(tx, project.id)?,
            Some(_) => store::parts::parties_as_of(tx, &ids, then)?,
        },
        phases: if phases { store::parts::phases(tx, &ids, then)? } else { Vec::new() },
        codes: if codes { store::parts::codes(tx, &ids, then)? } else { Vec::new() },
        units,
        tags: tags.into_values().next().unwrap_or_default(),
        readers: if project.confidential { store::parts::readers(tx, project.id)? } else { Vec::new() },
        locked: rules::locked_fields(&project, signed).into_iter().map(str::to_owned).collect(),
        can,
        project,
    })
}

/// What the journal calls a project.
pub(super) fn subject(project: &Project) -> Subject {
    Subject::new("project", project.id, format!("{} {}", project.number, project.name))
}

/// Journals a change of what belongs to a project, by comparing two views of it.
fn record(tx: &mut Tx<'_>, event: &str, before: &ProjectView, after: &ProjectView) -> Result<()> {
    let facts = |view: &ProjectView| -> Result<serde_json::Value> {
        let mut value = serde_json::to_value(view).map_err(Error::internal)?;
        if let Some(map) = value.as_object_mut() {
            for derived in ["can", "locked", "lead_unit_name", "version", "updated_at"] {
                map.remove(derived);
            }
        }
        Ok(value)
    };
    let (b, a) = (facts(before)?, facts(after)?);
    journal::record(tx, event, &subject(&after.project), Some(&b), Some(&a))
}

/// The state of a ledger entry for the journal.
fn state<T: Serialize>(entry: &T) -> serde_json::Value {
    serde_json::json!({ "funds_entry": entry })
}
