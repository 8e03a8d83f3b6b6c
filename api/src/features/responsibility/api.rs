//! Operations of the chain of responsibility.

mod access;
mod assignments;
mod chain;
mod checklists;
mod handovers;
mod plans;
mod substitutes;
mod table;
mod told;

pub use table::{GAPS_TABLE, HANDOVERS_TABLE, SUBSTITUTES_TABLE, TABLE, VACANCIES_TABLE};
pub use told::{AssignmentLine, load as load_told};

use super::model::AssignmentRole;
use crate::error::Result;
use crate::features::projects::{self, Project};
use crate::http::ServiceConfig;
use crate::policy::{Action, require};
use crate::work::Tx;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(chain::get_responsibility)
        .service(access::get_project_access)
        .service(assignments::create_assignment)
        .service(assignments::end_assignment)
        .service(assignments::create_lead_term)
        .service(assignments::list_assignments)
        .service(assignments::list_role_vacancies)
        .service(assignments::get_responsibility_loads)
        .service(handovers::preview_handover)
        .service(handovers::list_handovers)
        .service(handovers::create_handover)
        .service(substitutes::list_substitutes)
        .service(substitutes::create_substitute)
        .service(substitutes::get_substitute)
        .service(substitutes::end_substitute)
        .service(plans::list_project_plans)
        .service(plans::create_project_plan)
        .service(checklists::get_project_checklists)
        .service(checklists::list_checklist_gaps);
}

/// Who appoints to a role.
fn action_of(role: AssignmentRole) -> Action {
    match role {
        AssignmentRole::Sponsor => Action::SponsorEdit,
        AssignmentRole::Commissioner | AssignmentRole::Liaison => Action::AssignmentEdit,
    }
}

/// A project that the caller sees and may do this to.
fn find_project(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Project> {
    let project = projects::find_visible(tx, id)?;
    require(tx.caller, action, projects::relations(tx.caller, &project))?;
    Ok(project)
}

/// What the journal calls a project.
fn label(project: &Project) -> String {
    format!("{} {}", project.number, project.name)
}
