//! What a slip refers to: project, unit, person. Whatever the caller cannot see is as good as none.

use super::super::model::input::SlipInput;
use super::super::rules::{self, wrong};
use super::super::store::{self, Ready};
use crate::auth::authenticate::load_person;
use crate::error::{Error, FieldError, Result};
use crate::features::projects::store::parts::{check_units, supporting_units};
use crate::features::projects::{self, Project, rules::check_texts};
use crate::features::trips::store::parts::is_active;
use crate::policy::{self, Action, Relations, visible};
use crate::rulesets;
use crate::work::Tx;

/// Checks a slip and fills in what was left out.
///
/// # Errors
/// 422 naming every wrong field.
pub fn check(tx: &mut Tx<'_>, input: &SlipInput, days: Option<i32>) -> Result<Ready> {
    let mut errors = Vec::new();
    Error::gather(&mut errors, check_texts(input))?;
    if !rules::slips::is_issuable(input.kind) {
        let message = "警告单、约谈红单只由下一级逾期升级产生，不能直接签发。请签发提醒单、交办单或督办函。";
        errors.push(wrong("/kind", "level_by_lapse", message));
    }
    let project = match input.project_id {
        None => None,
        Some(id) => match projects::find_visible(tx, id) {
            Ok(project) => Some(project),
            Err(e) if e.code().status() < 500 => {
                let message = "没有这个项目，或您无权查看。请从项目库中选择。";
                errors.push(wrong("/project_id", "not_found", message));
                None
            }
            Err(e) => return Err(e),
        },
    };
    let unit_id = unit(tx, input, project.as_ref(), &mut errors)?;
    person(tx, input, project.as_ref(), unit_id, &mut errors)?;
    let Some(issued_by) = tx.caller.user_id else {
        return Err(Error::field("/kind", "no_person", "督办单由人签发，请本人登录后办理。"));
    };
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    rulesets::seed_if_empty(tx, &store::times::SUPERVISION)?;
    let today = tx.today();
    let (times, rule_revision) = store::times::in_force(tx, today)?;
    let usual = rules::slips::level(&times, input.kind).working_days;
    Ok(Ready {
        kind: input.kind,
        basis: input.basis,
        basis_text: input.basis_text.clone().filter(|t| !t.trim().is_empty()),
        project_id: input.project_id,
        matter: input.matter.clone(),
        gap_days: input.gap_days,
        gap_points: input.gap_points,
        unit_id,
        person_id: input.person_id,
        issued_by,
        working_days: input.working_days.or(days).unwrap_or(usual),
        rule_revision,
        raised_from: None,
    })
}

/// The unit that answers: one of the project's own, the lead unit where nothing is said.
fn unit(
    tx: &mut Tx<'_>,
    input: &SlipInput,
    project: Option<&Project>,
    errors: &mut Vec<FieldError>,
) -> Result<i64> {
    let Some(id) = input.unit_id.or(project.map(|p| p.lead_unit_id)) else {
        errors.push(wrong("/unit_id", "required", "请写明承办单位。"));
        return Ok(0);
    };
    let known = check_units(tx, |_| "/unit_id".to_owned(), &[id]);
    Error::gather(errors, known)?;
    if let Some(project) = project.filter(|p| p.lead_unit_id != id) {
        let supporting = supporting_units(tx, &[project.id], None)?;
        if !supporting.iter().any(|(_, unit)| unit.id == id) {
            let message = "承办单位不是这个项目的牵头或配合单位，看不到项目。请改选，或先把它列为配合单位。";
            errors.push(wrong("/unit_id", "not_of_project", message));
        }
    }
    Ok(id)
}

/// Whoever answers can see what it is about, and answer.
fn person(
    tx: &mut Tx<'_>,
    input: &SlipInput,
    project: Option<&Project>,
    unit_id: i64,
    errors: &mut Vec<FieldError>,
) -> Result<()> {
    let Some(id) = input.person_id else {
        if project.is_some_and(|p| p.confidential) {
            let message = "保密项目只有点名的人员看得到，请指定承办人。";
            errors.push(wrong("/person_id", "required", message));
        }
        return Ok(());
    };
    if !is_active(tx, id)? {
        let message = "没有这个人员，或账号已停用，请从人员列表中选择。";
        errors.push(wrong("/person_id", "not_found", message));
        return Ok(());
    }
    let now = tx.now;
    let mut person = load_person(tx, id, now)?;
    // what his roles let him do counts, not whether he has signed in yet
    person.must_change_password = false;
    let relations = Relations { own: true, own_unit: person.covers_unit(unit_id), ..Relations::default() };
    let sees = match project {
        Some(p) => !projects::store::visible_ids(tx, &visible(&person), vec![p.id])?.is_empty(),
        None => true,
    };
    if !sees {
        let message = "这个人看不到这个项目，办不了。请改由别人承办，或先让他看得到项目。";
        errors.push(wrong("/person_id", "cannot_see", message));
    } else if !policy::allowed(&person, Action::SlipAnswer, relations) {
        let message = "这个人不办理招商业务，不能反馈督办单。请改由别人承办。";
        errors.push(wrong("/person_id", "cannot_answer", message));
    }
    Ok(())
}
