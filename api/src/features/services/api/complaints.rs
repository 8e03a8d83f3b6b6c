//! Operations of complaints.

use super::super::model::complaints::{
    Complaint, ComplaintFilter, ComplaintInput, ComplaintOrder, ComplaintState, ComplaintStep,
    ComplaintStepInput, ComplaintStepRow, ComplaintView,
};
use super::super::model::files_of;
use super::super::rules::{complaints as rules, tickets::due, wrong};
use super::super::store::complaints::{self as store, Conditions, Standing};
use super::super::store::{person_in_unit, project_labels, settings};
use super::procedures::check_new_files;
use super::tickets_view::clock_failed;
use super::wrong_state;
use crate::db::page::{Page, Paging};
use crate::error::{Error, FieldError, Result};
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::parts::{check_units, unit_names};
use crate::features::{calendar, enterprises, files, projects};
use crate::http::{Ctx, IfMatch, Json, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, Visible, permitted, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use chrono::{Duration, NaiveDate};

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_complaints).service(create_complaint).service(get_complaint).service(advance_complaint);
}

/// 查询投诉
///
/// 招商局与领导看全部，经办人看本单位办理的。投诉人只有办理人看得到。`overdue=true` 只看当前环节逾期的。
#[utoipa::path(tag = "投诉", extensions(("x-action" = json!("complaint.read"))), params(ComplaintFilter, ComplaintOrder, Paging),
    responses((status = 200, description = "一页投诉", body = Page<ComplaintView>)))]
#[get("/complaints")]
pub async fn list_complaints(
    ctx: Ctx,
    filter: Query<ComplaintFilter>,
    order: Query<ComplaintOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, order) = (filter.0, order.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ComplaintRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::page(tx, &conditions, &order, &paging.0)?.convert(|found| views(tx, found))?)
    })
    .await
}

/// The list as the caller may see it.
pub(super) fn conditions(tx: &mut Tx<'_>, filter: ComplaintFilter) -> Result<Conditions> {
    let (who, today) = (visible(tx.caller), tx.today());
    Conditions::prepare(tx, who, filter, today)
}

/// 登记投诉
///
/// 写明投诉人、投诉什么、具体情况；返回的编号就是给投诉人的回执号。受理时限从收到之日起按工作日计算，外国投资者投诉另有时限。
#[utoipa::path(tag = "投诉", extensions(("x-action" = json!("complaint.register"))), request_body = ComplaintInput,
    responses((status = 201, description = "已登记", body = ComplaintView)))]
#[post("/complaints")]
pub async fn create_complaint(ctx: Ctx, input: Json<ComplaintInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ComplaintRegister)?;
        let complaint = register(tx, &input)?;
        let view = view(tx, &complaint)?;
        Ok(Reply::created(format!("/complaints/{}", complaint.id), &view)?.version(complaint.version))
    })
    .await
}

/// Checks and registers a complaint in the caller's name.
pub(super) fn register(tx: &mut Tx<'_>, input: &ComplaintInput) -> Result<Complaint> {
    let today = tx.today();
    let received_on = input.received_on.unwrap_or(today);
    let mut errors = Vec::new();
    Error::gather(&mut errors, check_texts(input))?;
    if received_on > today || received_on < today - Duration::days(30) {
        errors.push(wrong("/received_on", "out_of_range", "收到日期应在最近30日之内，不晚于今天。"));
    }
    check_subject(tx, input, &mut errors)?;
    let file_ids = input.file_ids.clone().unwrap_or_default();
    check_new_files(tx, &file_ids, &[], &mut errors)?;
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let (times, calendar) = (settings::times(tx, today)?, calendar::load(tx)?);
    let accept = rules::days(&times.complaints, ComplaintState::Received, input.foreign_investor);
    let step_due = due(&calendar, received_on, accept.unwrap_or(1)).map_err(clock_failed)?;
    let whole_due = due(&calendar, received_on, times.complaints.whole_days).map_err(clock_failed)?;
    let complaint = store::insert(tx, input, received_on, step_due, whole_due)?;
    store::step(tx, &complaint, None, &[], None, false)?;
    file_ids.iter().try_for_each(|id| files::link(tx, *id, "complaint", complaint.id))?;
    journal::created(tx, "complaint.registered", &subject(&complaint), &complaint)?;
    Ok(complaint)
}

fn check_subject(tx: &mut Tx<'_>, input: &ComplaintInput, errors: &mut Vec<FieldError>) -> Result<()> {
    let who = visible(tx.caller);
    if let Some(id) = input.project_id
        && projects::store::visible_ids(tx, &who, vec![id])?.is_empty()
    {
        errors.push(wrong("/project_id", "not_found", "没有这个项目，或您无权查看。请从项目库中选择。"));
    }
    if let Some(id) = input.enterprise_id {
        match enterprises::usable(tx, &who, id) {
            Ok(_) => {}
            Err(e) if e.code().status() < 500 => {
                let message = "没有这家企业，或已作废。请从企业库中选择，没有的先登记。";
                errors.push(wrong("/enterprise_id", "not_found", message));
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// 查看投诉
///
/// 办到哪里、各环节的期限与办理经过。投诉人只有办理人看得到。
#[utoipa::path(tag = "投诉", extensions(("x-action" = json!("complaint.read"))),
    params(("id" = i64, Path, description = "投诉编号（内部）")),
    responses((status = 200, description = "投诉", body = ComplaintView)))]
#[get("/complaints/{id}")]
pub async fn get_complaint(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let complaint = found(tx, *id, Action::ComplaintRead)?;
        answer(tx, &complaint)
    })
    .await
}

/// 办理投诉
///
/// 受理或不予受理、转办、办理、答复、复查、办结，一步一步来；每一步按工作日限时，逾期的记数。
#[utoipa::path(tag = "投诉", extensions(("x-action" = json!("complaint.handle"))), request_body = ComplaintStepInput,
    params(("id" = i64, Path, description = "投诉编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已办理这一步", body = ComplaintView)))]
#[post("/complaints/{id}/steps")]
pub async fn advance_complaint(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ComplaintStepInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found(tx, *id, Action::ComplaintHandle)?;
        let view = view(tx, &before)?;
        if_match.check(before.version, &view)?;
        let after = advance(tx, &before, &input)?;
        answer(tx, &after)
    })
    .await
}

/// Checks and takes a step in the caller's name.
pub(super) fn advance(tx: &mut Tx<'_>, before: &Complaint, input: &ComplaintStepInput) -> Result<Complaint> {
    if rules::next(before.state).is_empty() {
        let now = before.state.label();
        return Err(wrong_state(format!("这件投诉已经“{now}”，不能再办理。请刷新后再看。")));
    }
    let mut errors = rules::check(input, before);
    Error::gather(&mut errors, check_texts(input))?;
    if let Some(unit) = input.unit_id {
        Error::gather(&mut errors, check_units(tx, |_| "/unit_id".to_owned(), &[unit]))?;
        if let Some(person) = input.handler_id
            && !person_in_unit(tx, person, unit)?
        {
            let message = "这个人不在所选单位，或账号已停用。请从那个单位的人员中选择。";
            errors.push(wrong("/handler_id", "not_found", message));
        }
    }
    let file_ids = input.file_ids.clone().unwrap_or_default();
    check_new_files(tx, &file_ids, &[], &mut errors)?;
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let today = tx.today();
    let late = rules::is_late(before.step_due_on, today);
    let forwarded = input.state == ComplaintState::Forwarded;
    // whoever takes it in hand is its handler; forwarded to a unit alone it waits for one of its people
    let handler_id = match input.state {
        ComplaintState::Forwarded => input.handler_id,
        ComplaintState::Handling => before.handler_id.or(tx.caller.user_id),
        _ => before.handler_id,
    };
    let standing = Standing {
        unit_id: if forwarded { input.unit_id } else { before.unit_id },
        handler_id,
        state: input.state,
        step_due_on: step_due(tx, before, input.state, today)?,
        answered_on: match input.state {
            ComplaintState::Answered | ComplaintState::Refused => before.answered_on.or(Some(today)),
            _ => before.answered_on,
        },
        closed_on: (input.state == ComplaintState::Closed).then_some(today),
        late_steps: before.late_steps + i32::from(late),
        satisfaction: input.satisfaction.or(before.satisfaction),
    };
    let after = store::stand(tx, before, standing)?;
    store::step(tx, &after, input.text.as_deref(), &file_ids, before.step_due_on, late)?;
    file_ids.iter().try_for_each(|id| files::link(tx, *id, "complaint", after.id))?;
    journal::record(tx, "complaint.advanced", &subject(&after), Some(before), Some(&after))?;
    Ok(after)
}

fn step_due(
    tx: &mut Tx<'_>,
    before: &Complaint,
    to: ComplaintState,
    today: NaiveDate,
) -> Result<Option<NaiveDate>> {
    if rules::clock_goes_on(before.state, to) {
        return Ok(before.step_due_on);
    }
    let (times, calendar) = (settings::times(tx, today)?, calendar::load(tx)?);
    let days = rules::days(&times.complaints, to, before.foreign_investor);
    days.map(|days| due(&calendar, today, days).map_err(clock_failed)).transpose()
}

fn subject(complaint: &Complaint) -> Subject {
    Subject::new("complaint", complaint.id, &complaint.number)
}

fn relations(tx: &Tx<'_>, complaint: &Complaint) -> Relations {
    Relations {
        own_unit: complaint.unit_id.is_some_and(|unit| tx.caller.covers_unit(unit)),
        assigned: false,
        party: false,
        own: complaint.handler_id.is_some() && complaint.handler_id == tx.caller.user_id,
    }
}

fn found(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Complaint> {
    let who = visible(tx.caller);
    let complaint = store::find(tx, &who, id)?;
    policy::require(tx.caller, action, relations(tx, &complaint))?;
    Ok(complaint)
}

fn view(tx: &mut Tx<'_>, complaint: &Complaint) -> Result<ComplaintView> {
    views(tx, vec![complaint.clone()])?.pop().ok_or_else(Error::not_found)
}

fn answer(tx: &mut Tx<'_>, complaint: &Complaint) -> Result<Reply> {
    Ok(Reply::ok(&view(tx, complaint)?)?.version(complaint.version))
}

/// Complaints with names, steps and files; who complained for the handler alone.
pub(super) fn views(tx: &mut Tx<'_>, found: Vec<Complaint>) -> Result<Vec<ComplaintView>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = found.iter().map(|c| c.id).collect();
    let companies = found.iter().filter_map(|c| c.enterprise_id).collect::<Vec<_>>();
    let companies = enterprises::summaries(tx, &Visible::everything(), &companies)?;
    let projects = visible_labels(tx, &found)?;
    let units = unit_names(tx, found.iter().filter_map(|c| c.unit_id).collect())?;
    let steps = store::steps_of(tx, &ids)?;
    let persons = steps.iter().filter_map(|s| s.by_id).chain(found.iter().filter_map(|c| c.handler_id));
    let people = super::people(tx, persons.collect())?;
    let of_steps = steps.iter().flat_map(|s| s.file_ids.read::<Vec<i64>>());
    let named: Vec<i64> = found.iter().flat_map(|c| c.file_ids.read::<Vec<i64>>()).chain(of_steps).collect();
    let uploaded = files::many(tx, &named)?;
    let today = tx.today();
    let view = |c: Complaint| {
        let relations = relations(tx, &c);
        let step = |row: &ComplaintStepRow| ComplaintStep {
            id: row.id,
            state: row.state,
            text: row.text.clone(),
            done_on: row.done_on,
            due_on: row.due_on,
            late: row.late,
            by: row.by_id.and_then(|id| people.get(&id)).cloned().unwrap_or_default(),
            files: files_of(&row.file_ids, &uploaded),
        };
        let next = rules::next(c.state);
        let actions: &[Action] = if next.is_empty() { &[] } else { &[Action::ComplaintHandle] };
        let overdue = c.step_due_on.map_or(0, |due| (today - due).num_days().max(0));
        ComplaintView {
            id: c.id,
            enterprise_name: c
                .enterprise_id
                .and_then(|id| companies.iter().find(|e| e.id == id))
                .map(|e| e.name.clone()),
            project_name: c.project_id.and_then(|id| projects.get(&id)).map(|(_, name)| name.clone()),
            project_id: c.project_id.filter(|id| projects.contains_key(id)),
            complainant: relations.own.then(|| c.complainant.clone()),
            complainant_phone: c.complainant_phone.clone().filter(|_| relations.own),
            complainant_hidden: !relations.own,
            files: files_of(&c.file_ids, &uploaded),
            unit_name: c.unit_id.and_then(|id| units.get(&id)).cloned(),
            handler_name: c.handler_id.and_then(|id| people.get(&id)).cloned(),
            days_overdue: i32::try_from(overdue).unwrap_or(i32::MAX),
            next_states: next.to_vec(),
            steps: steps.iter().filter(|s| s.complaint_id == c.id).map(step).collect(),
            can: permitted(tx.caller, actions, relations),
            number: c.number,
            enterprise_id: c.enterprise_id,
            foreign_investor: c.foreign_investor,
            about: c.about,
            said: c.said,
            received_on: c.received_on,
            unit_id: c.unit_id,
            handler_id: c.handler_id,
            state: c.state,
            step_due_on: c.step_due_on,
            whole_due_on: c.whole_due_on,
            answered_on: c.answered_on,
            closed_on: c.closed_on,
            late_steps: c.late_steps,
            satisfaction: c.satisfaction,
            version: c.version,
        }
    };
    Ok(found.into_iter().map(view).collect())
}

/// Projects of complaints as far as the caller may see them: a complaint shows no confidential project.
fn visible_labels(
    tx: &mut Tx<'_>,
    found: &[Complaint],
) -> Result<std::collections::HashMap<i64, (String, String)>> {
    let who = visible(tx.caller);
    let ids: Vec<i64> = found.iter().filter_map(|c| c.project_id).collect();
    let seen = projects::store::visible_ids(tx, &who, ids)?;
    project_labels(tx, &seen)
}
