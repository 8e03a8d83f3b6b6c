//! Appointing, replacing, ending, putting the past on record; lists of terms and vacancies.

use super::super::model::vacancies::{RoleVacancy, VacancyFilter};
use super::super::model::{
    Assignment, AssignmentEndingInput, AssignmentFilter, AssignmentInput, AssignmentItem, AssignmentRole,
    AssignmentView, LeadTermInput, PersonLoad, PersonLoads, ResponsibilityView, RoleVacancies,
};
use super::super::rules;
use super::super::store::{
    self, Person, handovers::check_fit, hooks::record, terms, terms::NewTerm, vacancies,
};
use super::{action_of, chain, find_project, label};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::rules::{check_open, check_texts};
use crate::features::projects::{self, Project};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, permitted_at_all, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;

/// 指定负责人
///
/// 指定包抓领导（由招商局）、服务专员或联络员（由牵头单位或招商局）。角色空缺时直接指定；已有人的，用 `replaces` 写明接替哪一段
/// 任期和理由，原任到前一天止，新任同时开始。两人同时指定，后到的返回 409。填写 `until_on` 即补记以前的任期，不与其他任期重叠。
/// 服务专员、联络员自任期开始有权办理这个项目（不论哪个单位），任期结束即收回；保密项目在任期间看得到。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("assignment.edit"))), request_body = AssignmentInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已指定", body = AssignmentView)))]
#[post("/projects/{id}/assignments")]
pub async fn create_assignment(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<AssignmentInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find_project(tx, *id, Action::AssignmentEdit)?;
        require(tx.caller, action_of(input.role), projects::relations(tx.caller, &project))?;
        check_texts(&input)?;
        let term = assign(tx, &project, &input)?;
        let location = format!("/projects/{}/responsibility", project.id);
        let view = terms::named(tx, vec![term])?.pop().ok_or_else(|| Error::internal("no term"))?;
        Reply::created(location, &view)
    })
    .await
}

/// Appoints, or puts a term of the past on record.
pub(super) fn assign(tx: &mut Tx<'_>, project: &Project, input: &AssignmentInput) -> Result<Assignment> {
    let today = tx.today();
    let from = input.from_on.unwrap_or(today);
    rules::check_days(from, input.until_on, today)?;
    match input.until_on {
        Some(until) => put_on_record(tx, project, input, (from, until)),
        None => appoint(tx, project, input, from),
    }
}

/// A term that was over before the system knew of it.
fn put_on_record(
    tx: &mut Tx<'_>,
    project: &Project,
    input: &AssignmentInput,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Assignment> {
    if input.replaces.is_some() {
        let message = "补记以前的任期不接替现任，请去掉 replaces；要更换现任的，不填结束日期。";
        return Err(Error::field("/replaces", "contradiction", message));
    }
    let person = store::people(tx, vec![input.user_id])?.remove(&input.user_id);
    let person =
        person.ok_or_else(|| Error::field("/user_id", "not_found", "没有这个人员，请从人员列表中选择。"))?;
    let all = terms::of_project(tx, project.id)?;
    if let Some(met) = rules::overlapping(&all, input.role, from, Some(until)) {
        return Err(overlap(tx, met.clone())?);
    }
    let (now, label) = (tx.now, label(project));
    projects::store::touch(tx, project, now)?;
    let term = terms::insert(tx, &new_term(project, input, &person, from))?;
    record(tx, "project.assignment_recorded", (project.id, &label), None, &term)?;
    Ok(term)
}

fn new_term<'a>(
    project: &Project,
    input: &'a AssignmentInput,
    person: &'a Person,
    from_on: NaiveDate,
) -> NewTerm<'a> {
    NewTerm {
        project_id: project.id,
        role: input.role,
        person,
        from_on,
        until_on: input.until_on,
        reason: input.reason.as_deref(),
        handover_id: None,
    }
}

fn overlap(tx: &mut Tx<'_>, met: Assignment) -> Result<Error> {
    let until = met.until_on.map_or("今".to_owned(), |on| on.to_string());
    let (from, name) =
        (met.from_on, terms::named(tx, vec![met])?.pop().map(|t| t.user_name).unwrap_or_default());
    let message = format!("与{name}的任期（{from}至{until}）重叠，同一角色同一天只有一人。请调整日期。");
    Ok(Error::field("/from_on", "overlap", message))
}

fn appoint(
    tx: &mut Tx<'_>,
    project: &Project,
    input: &AssignmentInput,
    from: NaiveDate,
) -> Result<Assignment> {
    check_open(project)?;
    let person = store::active_person(tx, input.user_id, "/user_id")?;
    check_fit(&person, input.role, "/user_id")?;
    let all = terms::of_project(tx, project.id)?;
    let current = all.iter().find(|t| t.role == input.role && t.ended_at.is_none()).cloned();
    match (&current, input.replaces) {
        (Some(term), Some(id)) if term.id == id => {}
        (Some(term), _) => {
            let holder = terms::named(tx, vec![term.clone()])?.pop();
            return Err(terms::taken(input.role, holder.as_ref()));
        }
        (None, Some(_)) => {
            return Err(Error::new(Code::AssignmentTaken)
                .detail("要接替的任期已经结束，可能刚由别人办理。请刷新后核对，再重新指定。"));
        }
        (None, None) => {}
    }
    let reasoned = input.reason.as_deref().is_some_and(|r| !r.trim().is_empty());
    if let Some(term) = &current {
        if term.user_id == person.id {
            let message = format!("{}正担任这个角色，不必接替自己。请另选。", person.name);
            return Err(Error::field("/user_id", "same", message));
        }
        if from < term.from_on {
            let message = format!("现任从{}起任职，接任日期不能更早。", term.from_on);
            return Err(Error::field("/from_on", "contradiction", message));
        }
        if !reasoned {
            return Err(Error::field("/reason", "required", "接替他人须写明理由，供以后查考。"));
        }
    } else {
        // who left today is followed today
        let next_day = from.succ_opt().unwrap_or(from);
        if let Some(met) = rules::overlapping(&all, input.role, next_day, None) {
            return Err(overlap(tx, met.clone())?);
        }
        if let Some(days) = rules::gap_before(&all, input.role, from).filter(|_| !reasoned) {
            let message = format!("与上一任之间空档{days}天，请写明理由。");
            return Err(Error::field("/reason", "required", message));
        }
    }
    let (now, label) = (tx.now, label(project));
    projects::store::touch(tx, project, now)?;
    if let Some(term) = &current {
        let before = from.pred_opt().unwrap_or(from);
        let ended = terms::end(tx, term, before, input.reason.as_deref().unwrap_or_default())?;
        record(tx, "project.assignment_ended", (project.id, &label), Some(term), &ended)?;
    }
    let term = terms::insert(tx, &new_term(project, input, &person, from))?;
    record(tx, "project.assignment_began", (project.id, &label), None, &term)?;
    Ok(term)
}

/// 结束任期
///
/// 写明最后一天与理由；随任期而有的权限立即收回。现阶段必须有人担任的角色不能只结束：请先用“指定负责人”写明接替，或移交给别人。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("assignment.edit"))), request_body = AssignmentEndingInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("assignment_id" = i64, Path, description = "任期编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "结束后的责任链", body = ResponsibilityView)))]
#[post("/projects/{id}/assignments/{assignment_id}/endings")]
pub async fn end_assignment(
    ctx: Ctx,
    ids: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<AssignmentEndingInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find_project(tx, ids.0, Action::AssignmentEdit)?;
        let term = terms::find(tx, project.id, ids.1)?;
        require(tx.caller, action_of(term.role), projects::relations(tx.caller, &project))?;
        let today = tx.today();
        if_match.check(project.version, &chain::view(tx, &project, today)?)?;
        check_texts(&input)?;
        if let Some(until) = term.until_on {
            let message = format!("这段任期已于{until}结束，不必再办。");
            return Err(Error::new(Code::ResourceConflict).detail(message));
        }
        let until = input.until_on.unwrap_or(today);
        rules::check_days(term.from_on, Some(until), today)?;
        if store::needs(tx)?.of(term.role, &project) {
            return Err(still_required(&project, term.role));
        }
        let (now, label) = (tx.now, label(&project));
        let touched = projects::store::touch(tx, &project, now)?;
        let ended = terms::end(tx, &term, until, &input.reason)?;
        record(tx, "project.assignment_ended", (project.id, &label), Some(&term), &ended)?;
        Ok(Reply::ok(&chain::view(tx, &touched, today)?)?.version(touched.version))
    })
    .await
}

/// 409: the stage asks for somebody.
fn still_required(project: &Project, role: AssignmentRole) -> Error {
    Error::new(Code::AssignmentRequired)
        .detail(format!(
            "项目在“{}”阶段必须有{}，不能只结束任期。请先指定接替的人（写明接替哪一段任期），或把工作移交给别人。",
            project.stage.label(),
            role.label()
        ))
        .with_blocking(vec![rules::vacancy(role)])
}

/// 补记牵头单位
///
/// 系统启用以前由哪个单位牵头，按当年的台账补记；不与其他牵头时间重叠。现在的牵头单位在项目资料、流转或签约中变更。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("assignment.edit"))), request_body = LeadTermInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 201, description = "补记后的责任链", body = ResponsibilityView)))]
#[post("/projects/{id}/lead-terms")]
pub async fn create_lead_term(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<LeadTermInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find_project(tx, *id, Action::AssignmentEdit)?;
        let today = tx.today();
        if_match.check(project.version, &chain::view(tx, &project, today)?)?;
        check_texts(&input)?;
        rules::check_days(input.from_on, Some(input.until_on), today)?;
        projects::store::parts::check_units(tx, |_| "/unit_id".to_owned(), &[input.unit_id])?;
        let met = terms::lead_terms(tx, project.id)?
            .into_iter()
            .find(|t| rules::meets(input.from_on, Some(input.until_on), t.from_on, t.until_on));
        if let Some(met) = met {
            let until = met.until_on.map_or("今".to_owned(), |on| on.to_string());
            let message =
                format!("与{}牵头的时间（{}至{until}）重叠，请调整日期。", met.unit_name, met.from_on);
            return Err(Error::field("/from_on", "overlap", message));
        }
        let now = tx.now;
        let touched = projects::store::touch(tx, &project, now)?;
        terms::insert_lead(tx, project.id, &input)?;
        let subject = Subject::new("project", project.id, label(&project));
        journal::created(tx, "project.lead_term_recorded", &subject, &input)?;
        let location = format!("/projects/{}/responsibility", project.id);
        Ok(Reply::created(location, &chain::view(tx, &touched, today)?)?.version(touched.version))
    })
    .await
}

/// 查询任期
///
/// 看得到的项目的全部任期，后登记的在前；可按角色、人员、单位、项目筛选，`active=true` 只看在任的，`on` 只看某一天在任的。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))), params(AssignmentFilter, Paging),
    responses((status = 200, description = "一页任期", body = Page<AssignmentItem>)))]
#[get("/assignments")]
pub async fn list_assignments(
    ctx: Ctx,
    filter: Query<AssignmentFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        let who = policy::visible(tx.caller);
        Reply::ok(&terms::page(tx, &who, &filter.0, &paging.0)?)
    })
    .await
}

/// 查询责任人空缺
///
/// 看得到的项目中，现阶段必须有人担任而空缺的，后登记的在前；可按角色、牵头单位筛选。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))), params(VacancyFilter, Paging),
    responses((status = 200, description = "一页空缺", body = Page<RoleVacancy>)))]
#[get("/role-vacancies")]
pub async fn list_role_vacancies(
    ctx: Ctx,
    filter: Query<VacancyFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        Reply::ok(&vacant(tx, &filter.0, &paging.0)?)
    })
    .await
}

/// One page of vacancies.
pub(super) fn vacant(tx: &mut Tx<'_>, filter: &VacancyFilter, paging: &Paging) -> Result<Page<RoleVacancy>> {
    let (who, needs) = (policy::visible(tx.caller), store::needs(tx)?);
    vacancies::page(tx, &who, &needs, filter, paging)
}

/// 查看各人名下的项目数
///
/// 每个在任的人包抓、服务、联络多少个（看得到的）项目，按单位的法定顺序，附今天由谁代行；以及各角色必须有人而空缺的项目数。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))),
    responses((status = 200, description = "各人名下的项目数", body = PersonLoads)))]
#[get("/responsibility-loads")]
pub async fn get_responsibility_loads(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        let (who, today) = (policy::visible(tx.caller), tx.today());
        let loads = terms::loads(tx, &who)?;
        let acting = terms::acting(tx, loads.keys().copied().collect(), today)?;
        let mut items = Vec::new();
        for (person, unit_name, _) in store::everybody(tx)? {
            let Some(load) = loads.get(&person.id) else { continue };
            let of = |role| load.get(&role).copied().unwrap_or(0);
            items.push(PersonLoad {
                sponsored: of(AssignmentRole::Sponsor),
                commissioned: of(AssignmentRole::Commissioner),
                liaised: of(AssignmentRole::Liaison),
                acting: acting.iter().filter(|(id, _)| *id == person.id).map(|(_, a)| a.clone()).collect(),
                user_id: person.id,
                user_name: person.name,
                unit_id: person.unit_id,
                unit_name,
                post: person.post,
            });
        }
        let needs = store::needs(tx)?;
        let mut vacancies = Vec::new();
        for role in AssignmentRole::ALL.iter().copied() {
            vacancies.push(RoleVacancies {
                role,
                label: role.label().to_owned(),
                from_stage: needs.first_stage(role),
                count: vacancies::count(tx, &who, &needs, role, None)?,
            });
        }
        let of_room = [Action::HandoverMake, Action::SubstituteEdit].map(Action::code);
        let can = permitted_at_all(tx.caller).into_iter().filter(|c| of_room.contains(&c.as_str()));
        Reply::ok(&PersonLoads { items, vacancies, can: can.collect() })
    })
    .await
}
