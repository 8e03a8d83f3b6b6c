//! The debrief: one outcome for each company, projects that come of it, next steps that are done.

use super::super::model::input::{CompletionInput, OutcomeInput, TripProjectInput};
use super::super::model::view::TripCompanyView;
use super::super::model::{Company, Trip, TripState};
use super::super::{rules, store};
use super::{Found, subject};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::model::PartyRole;
use crate::features::projects::model::input::PartyInput;
use crate::features::projects::{self, Draft, Project};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, allowed, visible, who_may};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

type Ids = web::Path<(i64, i64)>;

/// 查看行程中的一家企业
///
/// 拜访记录、结果、后续与项目；登记结果、办结后续时的 `If-Match` 用这里的 `ETag`。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "行程编号（内部）"), ("company_id" = i64, Path, description = "行程中的企业编号")),
    responses((status = 200, description = "行程中的企业", body = TripCompanyView)))]
#[get("/negotiation-trips/{id}/companies/{company_id}")]
pub async fn get_trip_company(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = Found::find(tx, ids.0)?;
        found.require(tx, Action::TripRead)?;
        answer(tx, &found, ids.1)
    })
    .await
}

/// 登记一家企业的结果
///
/// 每家企业一个结果，再次登记即替换。有后续的要有负责人、下一步和期限。转线索、签意向、签合同的，在同一事务里登记新项目
/// （投资方即这家企业，线索来源由行程类别得出），或关联看得见的已有项目；一次拜访可以有几个项目，一个项目也可以来自几次拜访。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.debrief"))), request_body = OutcomeInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("company_id" = i64, Path, description = "行程中的企业编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已登记", body = TripCompanyView)))]
#[post("/negotiation-trips/{id}/companies/{company_id}/outcomes")]
pub async fn record_outcome(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<OutcomeInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let mut found = Found::find(tx, ids.0)?;
        found.require(tx, Action::TripDebrief)?;
        let company = store::companies::find(tx, ids.0, ids.1)?;
        if_match.check(company.version, &found.company(tx, company.id)?)?;
        let now = tx.now;
        found.trip = store::trips::hold(tx, found.trip.id, now)?;
        let states = [TripState::UnderWay, TripState::Debriefing];
        rules::states::require(&found.trip, &states, "登记结果")?;
        check(tx, &found.trip, &company, &input)?;
        let drafts = drafts(tx, &found.trip, &company, &input)?;
        let after = store::companies::set_outcome(tx, &company, &input)?;
        told_of(tx, &found.trip, "trip.outcome_recorded", &company, &after)?;
        relink(tx, &found.trip, &after, &input, drafts)?;
        answer(tx, &found, company.id)
    })
    .await
}

/// 办结后续事项
///
/// 由负责人或牵头单位办结，行程结束之后也可以。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.follow"))), request_body = CompletionInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("company_id" = i64, Path, description = "行程中的企业编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已办结", body = TripCompanyView)))]
#[post("/negotiation-trips/{id}/companies/{company_id}/completions")]
pub async fn complete_next_step(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<CompletionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::find(tx, ids.0)?;
        let company = store::companies::find(tx, ids.0, ids.1)?;
        policy::require(tx.caller, Action::TripFollow, found.follow_relations(tx, &company))?;
        if_match.check(company.version, &found.company(tx, company.id)?)?;
        if company.next_step.is_none() || company.done_at.is_some() {
            let why = if company.done_at.is_some() { "已经办结" } else { "没有后续事项" };
            return Err(Error::new(Code::TripState)
                .detail(format!("“{}”{why}，无须办理。请刷新后查看。", company.name)));
        }
        let after = store::companies::complete(tx, &company, &input.note)?;
        told_of(tx, &found.trip, "trip.next_step_done", &company, &after)?;
        answer(tx, &found, company.id)
    })
    .await
}

fn answer(tx: &mut Tx<'_>, found: &Found, company_id: i64) -> Result<Reply> {
    let view: TripCompanyView = found.company(tx, company_id)?;
    Ok(Reply::ok(&view)?.version(view.company.version))
}

/// Of two states only what differs is kept; which company it is stands beside them.
fn told_of(tx: &mut Tx<'_>, trip: &Trip, event: &str, before: &Company, after: &Company) -> Result<()> {
    let mut state = serde_json::to_value(after).map_err(Error::internal)?;
    state["company"] = after.name.as_str().into();
    journal::record(tx, event, &subject(trip), Some(before), Some(&state))
}

fn check(tx: &mut Tx<'_>, trip: &Trip, company: &Company, input: &OutcomeInput) -> Result<()> {
    let (visits, projects) = store::companies::facts(tx, company)?;
    let mut errors = rules::outcomes::check(input, visits, projects, trip.starts_on);
    if let Some(owner) = input.owner_id
        && !store::parts::is_active(tx, owner)?
    {
        errors.push(not_found("/owner_id", "没有这个人员，或账号已停用，请从人员列表中选择。"));
    }
    let wanted = input.project_ids.clone().unwrap_or_default();
    let who = visible(tx.caller);
    let seen = projects::store::visible_ids(tx, &who, wanted.clone())?;
    for (n, id) in wanted.iter().enumerate() {
        if !seen.contains(id) {
            errors.push(not_found(
                &format!("/project_ids/{n}"),
                "没有这个项目，或您无权查看。请从项目库中选择。",
            ));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

fn not_found(pointer: &str, message: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: "not_found".to_owned(), message: message.to_owned() }
}

/// New projects, checked before anything is written.
fn drafts(tx: &mut Tx<'_>, trip: &Trip, company: &Company, input: &OutcomeInput) -> Result<Vec<Draft>> {
    let mut out = Vec::new();
    for (n, new) in input.new_projects.iter().flatten().enumerate() {
        let draft = draft(tx, trip, company, new)?;
        let draft = projects::check(tx, draft).map_err(|e| below(n, e))?;
        check_lead_unit(tx, n, draft.fields.lead_unit_id)?;
        if new.confirmed_different != Some(true) {
            refuse_duplicates(tx, n, &draft)?;
        }
        out.push(draft);
    }
    Ok(out)
}

fn draft(tx: &mut Tx<'_>, trip: &Trip, company: &Company, new: &TripProjectInput) -> Result<Draft> {
    policy::require_role(tx.caller, Action::ProjectCreate)?;
    let visits = store::road::visits(tx, trip.id)?;
    let mut draft = Draft::new(new.name.clone(), new.lead_unit_id.unwrap_or(trip.lead_unit_id));
    draft.fields.content = new.content.clone();
    draft.fields.lead_source = Some(trip.kind.lead_source());
    draft.fields.chain = trip.chain.clone();
    draft.fields.total_investment_yuan = new.total_investment_yuan;
    draft.fields.first_contact_on =
        visits.iter().filter(|v| v.company_id == company.id).filter_map(|v| v.met_on).min();
    draft.fields.source = Some(format!("外出招商 {}", trip.number));
    draft.parties = vec![PartyInput {
        enterprise_id: Some(company.enterprise_id),
        name: None,
        role: PartyRole::Investor,
        share_percent: None,
        origin: None,
    }];
    Ok(draft)
}

/// Pointers of a project's fields, within the outcome.
fn below(n: usize, error: Error) -> Error {
    if error.code() != Code::RequestInvalid {
        return error;
    }
    let errors = error.errors().iter().cloned();
    Error::invalid(
        errors.map(|e| FieldError { pointer: format!("/new_projects/{n}{}", e.pointer), ..e }).collect(),
    )
}

/// Who works on his own unit's projects only cannot give a project to another unit.
fn check_lead_unit(tx: &Tx<'_>, n: usize, unit_id: i64) -> Result<()> {
    let relations = Relations { own_unit: tx.caller.covers_unit(unit_id), ..Relations::default() };
    if allowed(tx.caller, Action::ProjectEdit, relations) {
        return Ok(());
    }
    let message = "新项目的牵头单位只能是本单位或下属单位。需由其他单位牵头的，请联系招商局登记。";
    Err(Error::new(Code::PolicyForbidden)
        .detail(format!("{message}可以办理的有：{}。", who_may(Action::ProjectEdit)))
        .with_errors(vec![FieldError {
            pointer: format!("/new_projects/{n}/lead_unit_id"),
            code: "foreign_unit".to_owned(),
            message: message.to_owned(),
        }]))
}

fn refuse_duplicates(tx: &mut Tx<'_>, n: usize, draft: &Draft) -> Result<()> {
    let found = projects::candidates(tx, draft)?;
    if found.visible.is_empty() && !found.hidden {
        return Ok(());
    }
    let detail = match found.visible.first() {
        Some(first) => format!(
            "“{}”与已有项目“{}”（{}）疑似重复：{}。是同一个的请关联已有项目；确非同一项目的，请确认不是同一个后再提交。",
            draft.fields.name, first.name, first.number, first.reason
        ),
        None => format!(
            "“{}”与其他单位已登记的项目疑似重复。请联系招商局核对；确非同一项目的，请确认不是同一个后再提交。",
            draft.fields.name
        ),
    };
    Err(Error::new(Code::ProjectDuplicate)
        .detail(detail)
        .with_current(json!({ "new_project": n, "candidates": found.visible, "hidden": found.hidden })))
}

/// Registers and links what the outcome says; links that no longer hold end. What the caller cannot see stays, unless
/// the outcome has no projects any more.
fn relink(
    tx: &mut Tx<'_>,
    trip: &Trip,
    company: &Company,
    input: &OutcomeInput,
    drafts: Vec<Draft>,
) -> Result<()> {
    let (who, now) = (visible(tx.caller), tx.now);
    let current: Vec<_> =
        store::links::of_trip(tx, trip.id)?.into_iter().filter(|l| l.company_id == company.id).collect();
    let seen = projects::store::visible_ids(tx, &who, current.iter().map(|l| l.project_id).collect())?;
    let gone: Vec<_> = current
        .iter()
        .filter(|l| match &input.project_ids {
            _ if !input.outcome.makes_project() => true,
            Some(wanted) => seen.contains(&l.project_id) && !wanted.contains(&l.project_id),
            None => false,
        })
        .collect();
    store::links::end(tx, &gone.iter().map(|l| l.id).collect::<Vec<_>>(), now)?;
    for link in gone {
        told(tx, trip, company, link.project_id, "project.unlinked_from_trip")?;
    }
    let mut wanted = input.project_ids.clone().unwrap_or_default();
    wanted.sort_unstable();
    wanted.dedup();
    for id in wanted.into_iter().filter(|id| current.iter().all(|l| l.project_id != *id)) {
        store::links::insert(tx, trip.id, company.id, id, false)?;
        told(tx, trip, company, id, "project.linked_to_trip")?;
    }
    for draft in drafts {
        let project: Project = projects::create(tx, draft)?;
        store::links::insert(tx, trip.id, company.id, project.id, true)?;
        told(tx, trip, company, project.id, "project.linked_to_trip")?;
    }
    Ok(())
}

/// A link is a change of the project: a trip's own history must not hint at projects its readers may not see.
fn told(tx: &mut Tx<'_>, trip: &Trip, company: &Company, project_id: i64, event: &str) -> Result<()> {
    let label = projects::store::label(tx, project_id)?;
    let state = json!({ "trip_id": trip.id, "trip": trip.number, "company": company.name });
    journal::created(tx, event, &Subject::new("project", project_id, label), &state)
}
