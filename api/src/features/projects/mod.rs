//! 项目库：项目、投资方、分期、项目代码、责任单位、保密、不予认定、到位资金台账。
//!
//! Invariants: nothing is deleted (ended rows and end states instead) · the stage changes through
//! [`set_stage`] only, which the room `lifecycle` calls · shares of the investors never exceed 100 % · phase amounts
//! sum to the total investment · the funds sums of a project equal its passed ledger entries, in the same transaction ·
//! who audits an entry did not submit it · every read goes through one filter, [`store::visible`].
//! Tests: `tests/features/projects.rs`, `tests/features/funds.rs`.

pub mod model;
pub mod rules;
pub mod store;

pub use model::{EndState, Project, Stage};
pub use store::{Facts, StageChange};

use crate::auth::Caller;
use crate::error::Result;
use crate::policy::{self, Reach, Relations};
use crate::work::Tx;

/// The project, if the caller may see it.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find_visible(tx: &mut Tx<'_>, id: i64) -> Result<Project> {
    let who = policy::visible(tx.caller);
    store::find(tx, &who, id)
}

/// How the caller stands to a project he can see. Units that only support read it; the lead unit works on it.
pub fn relations(caller: &Caller, project: &Project) -> Relations {
    Relations {
        own_unit: caller.covers_unit(project.lead_unit_id),
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
