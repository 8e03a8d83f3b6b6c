//! What a passed amendment changes, in the transaction of its audit.

use super::super::super::model::{AmendField, AmendmentInput, AmendmentRow, Signature, SignatureInput};
use super::super::super::rules::{self, Paper};
use super::super::super::store;
use crate::error::{Code, Error, Result};
use crate::features::projects::model::input::{PhaseInput, ProjectInput};
use crate::features::projects::{self, Project};
use crate::work::Tx;

/// Would the new value be accepted? Asked when an amendment is filled in and submitted, and again when it passes.
///
/// # Errors
/// 422 with what is wrong, 409 for a fact that a signature gives.
pub(super) fn check(
    tx: &mut Tx<'_>,
    project: &Project,
    signature: Option<&Signature>,
    input: &AmendmentInput,
) -> Result<()> {
    if let Some(signature) = signature {
        return check_signature(tx, signature, input);
    }
    let follows = matches!(input.field, AmendField::ContractAmount | AmendField::SignedOn);
    let signed = store::signed(tx, project.id)?;
    if follows && signed == projects::rules::Signed::Counted {
        let message = "合同金额与签约日期随计入统计的签约变动，请变更那份签约的金额或日期。";
        return Err(Error::field("/field", "follows_signature", message));
    }
    if !projects::rules::locked_fields(project, signed).contains(&input.field.code()) {
        let message = format!("{}还没有审核，可以在项目资料中直接修改，无须变更。", input.field.label());
        return Err(Error::field("/field", "not_locked", message));
    }
    changed(tx, project, input).map(drop)
}

fn check_signature(tx: &mut Tx<'_>, signature: &Signature, input: &AmendmentInput) -> Result<()> {
    let mut paper = SignatureInput::of(signature, Vec::new());
    let new = input.new_value;
    match input.field {
        AmendField::SignatureAmount => paper.amount_yuan = new.yuan,
        AmendField::SignatureSignedOn => paper.signed_on = new.on.unwrap_or(paper.signed_on),
        _ => {
            if let Some(id) = new.id {
                store::find_event(tx, id).map_err(|e| match e.code() {
                    Code::ResourceNotFound => {
                        Error::field("/new_value/id", "not_found", "没有这项签约活动，请从名录中选择。")
                    }
                    _ => e,
                })?;
            }
        }
    }
    let errors = rules::check_paper(&Paper::from_input(&paper), tx.today());
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// The fields of the project with the new value in place, checked like any edit.
fn changed(tx: &mut Tx<'_>, project: &Project, input: &AmendmentInput) -> Result<ProjectInput> {
    let before = ProjectInput::from(project);
    let mut after = before.clone();
    let new = input.new_value;
    match input.field {
        AmendField::TotalInvestment => after.total_investment_yuan = new.yuan,
        AmendField::ContractAmount => after.contract_amount_yuan = new.yuan,
        AmendField::SignedOn => after.signed_on = new.on,
        AmendField::StartedOn => after.started_on = new.on,
        AmendField::ProducingOn => after.producing_on = new.on,
        AmendField::LeadUnit => after.lead_unit_id = new.id.unwrap_or(after.lead_unit_id),
        _ => return Err(Error::internal("a fact of a signature")),
    }
    if input.field == AmendField::LeadUnit {
        projects::store::parts::check_units(tx, |_| "/new_value/id".to_owned(), &[after.lead_unit_id])?;
    }
    let after = projects::rules::check_fields(after, Some(&before), tx.today())?;
    if input.field == AmendField::TotalInvestment {
        match &input.phases {
            Some(phases) => projects::rules::check_phases(after.total_investment_yuan, phases)?,
            None => {
                let amounts: Vec<i64> = phases_of(tx, project.id)?.iter().map(|p| p.amount_yuan).collect();
                projects::rules::phases_sum(after.total_investment_yuan, &amounts, "/phases")?;
            }
        }
    }
    Ok(after)
}

fn phases_of(tx: &mut Tx<'_>, project_id: i64) -> Result<Vec<projects::model::Phase>> {
    projects::store::parts::phases(tx, &[project_id], None)
}

/// Puts the new value in force.
///
/// # Errors
/// 409 when the value changed since the submission; as [`check`].
pub(super) fn apply(tx: &mut Tx<'_>, row: &AmendmentRow) -> Result<()> {
    let now = tx.now;
    store::queue_repeats(tx)?;
    projects::store::take(tx, row.project_id, now)?;
    let project = projects::find_visible(tx, row.project_id)?;
    let signature = super::signature_of(tx, row.project_id, row.signature_id)?;
    if store::value_now(&project, signature.as_ref(), row.field) != row.old() {
        return Err(Error::new(Code::ResourceConflict).detail(format!(
            "提交之后，{}已被另一次变更修改，原值与现值不符。请提交人撤回，核对现值后重新提交。",
            row.field.label()
        )));
    }
    let input = AmendmentInput::from(row);
    check(tx, &project, signature.as_ref(), &input)?;
    if let Some(signature) = signature {
        return store::amend_signature(tx, row, &signature);
    }
    let after = changed(tx, &project, &input)?;
    projects::store::update(tx, &project, &after, now)?;
    if let Some(phases) = row.new_phases() {
        let phases: Vec<PhaseInput> = phases;
        projects::store::parts::replace_phases(tx, project.id, &phases, now)?;
    }
    Ok(())
}
