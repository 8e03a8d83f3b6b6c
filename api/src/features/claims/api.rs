//! Handlers: registration and what keeps a claim alive ([`claims`]), decisions of the bureau ([`decisions`]), disputes
//! ([`disputes`]), transfers ([`transfers`]), the pool ([`pool`]), masked checks ([`checks`]), credit shares
//! ([`shares`]), the printed form ([`sheet`]).

mod checks;
mod claims;
mod decisions;
mod disputes;
mod pool;
mod shares;
mod sheet;
mod table;
mod transfers;
mod views;

pub use table::{OBJECTIONS_TABLE, POOL_TABLE, TABLE, TRANSFERS_TABLE};

use super::model::{Claim, Objection};
use super::store;
use crate::auth::Caller;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::people;
use crate::features::projects::{self, Project};
use crate::http::ServiceConfig;
use crate::policy::{self, Action, Relations, Visible, allowed, require, who_may};
use crate::work::Tx;

/// The operations of this room. Fixed paths come before `{id}`.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(claims::list_first_claims)
        .service(claims::create_first_claim)
        .service(claims::get_first_claim)
        .service(claims::add_claim_progress)
        .service(claims::replace_claim_project)
        .service(sheet::get_claim_sheet)
        .service(decisions::confirm_first_claim)
        .service(decisions::request_claim_extension)
        .service(decisions::decide_claim_extension)
        .service(disputes::create_claim_objection)
        .service(disputes::list_claim_objections)
        .service(disputes::get_claim_objection)
        .service(disputes::rule_claim_objection)
        .service(transfers::create_claim_transfer)
        .service(transfers::list_claim_transfers)
        .service(transfers::get_claim_transfer)
        .service(transfers::accept_claim_transfer)
        .service(transfers::decline_claim_transfer)
        .service(transfers::reset_claim_transfer)
        .service(transfers::end_claim_transfer)
        .service(pool::release_first_claim)
        .service(pool::list_pool)
        .service(pool::get_pool_item)
        .service(pool::pick_up_pool_item)
        .service(checks::create_claim_check)
        .service(shares::get_credit_shares)
        .service(shares::replace_credit_shares)
        .service(shares::confirm_credit_shares)
        .service(shares::list_credit_share_revisions);
}

/// How the caller stands to a claim he sees.
fn relations(caller: &Caller, claim: &Claim) -> Relations {
    let own = |who: Option<i64>| who.is_some() && who == caller.user_id;
    Relations {
        own_unit: caller.covers_unit(claim.unit_id),
        own: own(Some(claim.person_id)) || own(claim.registered_by),
        ..Relations::default()
    }
}

/// The claim, if the caller sees it and may do this.
fn find(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Claim> {
    let who = policy::visible(tx.caller);
    let claim = store::find(tx, &who, id)?;
    require(tx.caller, action, relations(tx.caller, &claim))?;
    Ok(claim)
}

/// A claim whatever the caller sees, for what a decision touches on the other side.
fn any(tx: &mut Tx<'_>, id: i64) -> Result<Claim> {
    store::find(tx, &Visible::everything(), id)
}

/// The project of a claim whatever the caller sees: who takes over a claim may not see its project yet.
fn project_of(tx: &mut Tx<'_>, claim: &Claim) -> Result<Option<Project>> {
    match claim.project_id {
        Some(id) => projects::store::find(tx, &Visible::everything(), id).map(Some),
        None => Ok(None),
    }
}

/// Who works for his own unit only cannot act for another.
fn check_own_unit(tx: &mut Tx<'_>, action: Action, unit_id: i64) -> Result<()> {
    people::store::units::named(tx, unit_id, "/unit_id")?;
    let relations = Relations { own_unit: tx.caller.covers_unit(unit_id), ..Relations::default() };
    if allowed(tx.caller, action, relations) {
        return Ok(());
    }
    let message = "只能以本单位或下属单位的名义办理，请改选单位。";
    Err(Error::new(Code::PolicyForbidden)
        .detail(format!("{message}可以办理的有：{}。", who_may(action)))
        .with_errors(vec![FieldError {
            pointer: "/unit_id".to_owned(),
            code: "foreign_unit".to_owned(),
            message: message.to_owned(),
        }]))
}

/// Refuses while a dispute among the claims of a lineage awaits its ruling.
fn no_dispute(tx: &mut Tx<'_>, lineage: &[Claim]) -> Result<()> {
    let ids: Vec<i64> = lineage.iter().map(|c| c.id).collect();
    let open: Vec<Objection> = store::open_among(tx, &ids)?;
    match open.first() {
        None => Ok(()),
        Some(objection) => Err(Error::new(Code::ClaimDisputed).detail(format!(
            "同一客商、同一事项有异议待裁定（应于{}前裁定），裁定之前不能这样办理。请等待裁定。",
            objection.rule_by_on
        ))),
    }
}
