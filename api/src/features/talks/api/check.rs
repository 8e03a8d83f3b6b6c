//! What a talk refers to: company, project, unit, people, files. Whatever the caller cannot see is as good as none.

use super::super::model::{Talk, TalkInput};
use super::super::rules::{self, wrong};
use super::super::store::Ready;
use crate::auth::authenticate::load_person;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::model::PartyRole;
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::parts::{check_units, parties_of};
use crate::features::trips::store::parts::is_active;
use crate::features::{enterprises, files, projects};
use crate::policy::{self, Action, Relations, visible};
use crate::work::Tx;

/// Checks a talk and fills in what was left out; `before` is the talk that is changed.
///
/// # Errors
/// 422 naming every wrong field, 403 for a unit of somebody else.
pub fn check(tx: &mut Tx<'_>, input: &TalkInput, before: Option<&Talk>) -> Result<Ready> {
    let mut input = input.clone();
    if before.is_none() && input.our_user_ids.is_none() {
        input.our_user_ids = tx.caller.user_id.map(|id| vec![id]);
    }
    let mut errors = rules::check(&input, before, tx.today());
    Error::gather(&mut errors, check_texts(&input))?;
    check_project(tx, &input, before, &mut errors)?;
    input.enterprise_id = company(tx, &input, before, &mut errors)?;
    let unit_id = unit(tx, &input, before, &mut errors)?;
    let our_user_ids = ours(tx, &input, before, &mut errors)?;
    check_owner(tx, &input, before, &mut errors)?;
    let file_ids = input.file_ids.clone().unwrap_or_default();
    Error::gather(&mut errors, files::all_named(tx, &file_ids, "/file_ids"))?;
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    if before.is_none_or(|talk| talk.unit_id != unit_id) {
        check_own_unit(tx, unit_id)?;
    }
    Ok(Ready { input, unit_id, our_user_ids, file_ids })
}

fn check_project(
    tx: &mut Tx<'_>,
    input: &TalkInput,
    before: Option<&Talk>,
    errors: &mut Vec<FieldError>,
) -> Result<()> {
    let Some(id) = input.project_id.filter(|id| before.and_then(|t| t.project_id) != Some(*id)) else {
        return Ok(());
    };
    let who = visible(tx.caller);
    if projects::store::visible_ids(tx, &who, vec![id])?.is_empty() {
        errors.push(wrong("/project_id", "not_found", "没有这个项目，或您无权查看。请从项目库中选择。"));
    }
    Ok(())
}

/// The company in use; of a project alone its only investor.
fn company(
    tx: &mut Tx<'_>,
    input: &TalkInput,
    before: Option<&Talk>,
    errors: &mut Vec<FieldError>,
) -> Result<Option<i64>> {
    let Some(id) = input.enterprise_id else {
        // an investor that nobody may read is none to fill in
        let known = input.project_id.filter(|_| errors.iter().all(|e| e.pointer != "/project_id"));
        return known.map(|id| only_investor(tx, id)).transpose().map(Option::flatten);
    };
    if before.and_then(|t| t.enterprise_id) == Some(id) {
        return Ok(Some(id));
    }
    let who = visible(tx.caller);
    match enterprises::usable(tx, &who, id) {
        Ok(row) => Ok(Some(row.id)),
        Err(e) if e.code().status() < 500 => {
            let message = "没有这家企业，或已作废。请从企业库中选择，没有的先登记。";
            errors.push(wrong("/enterprise_id", "not_found", message));
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

fn only_investor(tx: &mut Tx<'_>, project_id: i64) -> Result<Option<i64>> {
    let parties = parties_of(tx, project_id)?;
    let investors = parties.iter().filter(|p| p.role == PartyRole::Investor);
    let mut ids: Vec<Option<i64>> = investors.map(|p| p.enterprise_id).collect();
    ids.dedup();
    Ok(if let [only] = ids.as_slice() { *only } else { None })
}

fn unit(
    tx: &mut Tx<'_>,
    input: &TalkInput,
    before: Option<&Talk>,
    errors: &mut Vec<FieldError>,
) -> Result<i64> {
    let Some(id) = input.unit_id.or(before.map(|t| t.unit_id)).or(tx.caller.unit_id) else {
        errors.push(wrong("/unit_id", "required", "请写明登记单位。"));
        return Ok(0);
    };
    let known = check_units(tx, |_| "/unit_id".to_owned(), &[id]);
    Error::gather(errors, known)?;
    Ok(id)
}

/// Who records for his own unit only cannot record for another.
fn check_own_unit(tx: &Tx<'_>, unit_id: i64) -> Result<()> {
    let relations = Relations { own_unit: tx.caller.covers_unit(unit_id), ..Relations::default() };
    if policy::allowed(tx.caller, Action::TalkCreate, relations) {
        return Ok(());
    }
    let message = "登记单位只能是本单位或下属单位。需记在其他单位名下的，请联系招商局。";
    Err(Error::new(Code::PolicyForbidden)
        .detail(format!("{message}可以办理的有：{}。", policy::who_may(Action::TalkCreate)))
        .with_errors(vec![wrong("/unit_id", "foreign_unit", message)]))
}

/// Those of ours who took part, each once; whoever left since stays named.
fn ours(
    tx: &mut Tx<'_>,
    input: &TalkInput,
    before: Option<&Talk>,
    errors: &mut Vec<FieldError>,
) -> Result<Vec<i64>> {
    let earlier = match before {
        Some(talk) => super::store::people(tx, &[talk.id])?,
        None => Vec::new(),
    };
    let mut ids: Vec<i64> = Vec::new();
    for (n, id) in input.our_user_ids.iter().flatten().enumerate() {
        let known = earlier.iter().any(|(_, person)| person.id == *id);
        if !known && !is_active(tx, *id)? {
            let message = "没有这个人员，或账号已停用，请从人员列表中选择。";
            errors.push(wrong(format!("/our_user_ids/{n}"), "not_found", message));
        }
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    Ok(ids)
}

/// Who owns the next step is there and can see what it is about.
fn check_owner(
    tx: &mut Tx<'_>,
    input: &TalkInput,
    before: Option<&Talk>,
    errors: &mut Vec<FieldError>,
) -> Result<()> {
    let Some(id) = input.next_owner_id else { return Ok(()) };
    let same = before.is_some_and(|t| {
        t.next_owner_id == Some(id)
            && t.project_id == input.project_id
            && t.enterprise_id == input.enterprise_id
    });
    if same {
        return Ok(());
    }
    if !is_active(tx, id)? {
        let message = "没有这个人员，或账号已停用，请从人员列表中选择。";
        errors.push(wrong("/next_owner_id", "not_found", message));
        return Ok(());
    }
    let mut person = {
        let now = tx.now;
        load_person(tx, id, now)?
    };
    // what his roles let him do counts, not whether he has signed in yet
    person.must_change_password = false;
    let who = visible(&person);
    let reads = policy::allowed(&person, Action::TalkRead, Relations::default());
    let sees = match input.project_id {
        Some(project) => !projects::store::visible_ids(tx, &who, vec![project])?.is_empty(),
        None => true, // the library of companies is the whole city's, and whoever owns a step sees its talk
    };
    if !reads || !sees {
        let message = match input.project_id {
            Some(_) => {
                "这个人看不到这个项目，办不了下一步。请先把他的单位列为项目的责任单位，或改由别人负责。"
            }
            None => "这个人不办理招商业务，看不到洽谈记录。请改由别人负责。",
        };
        errors.push(wrong("/next_owner_id", "cannot_see", message));
    }
    Ok(())
}
