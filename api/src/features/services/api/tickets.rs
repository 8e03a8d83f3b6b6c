//! Raising and reading difficulties.

use super::super::model::tickets::{
    Ticket, TicketFilter, TicketInput, TicketOrder, TicketStepKind, TicketView,
};
use super::super::rules::{tickets as rules, wrong};
use super::super::store::settings;
use super::super::store::tickets::{self as store, Conditions, NewTicket, Step};
use super::procedures::check_new_files;
use super::tickets_view::{Found, clock_failed, record, views};
use crate::db::page::{Page, Paging};
use crate::error::{Error, FieldError, Result};
use crate::features::calendar;
use crate::features::projects::model::PartyRole;
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::parts::parties_of;
use crate::features::{enterprises, files, projects};
use crate::http::{Ctx, Json, Query, Reply, ServiceConfig};
use crate::policy::{Action, Reach, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_tickets).service(create_ticket).service(get_ticket);
}

/// 查询困难
///
/// 可见范围内的困难：招商局与领导看全部；经办人看所见项目的、本单位提出或办理的；企业只看自己的。`overdue=true` 只看当前环节
/// 逾期的，`accepted`、`answered` 看受理与回应是否按期。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.read"))), params(TicketFilter, TicketOrder, Paging),
    responses((status = 200, description = "一页困难", body = Page<TicketView>)))]
#[get("/tickets")]
pub async fn list_tickets(
    ctx: Ctx,
    filter: Query<TicketFilter>,
    order: Query<TicketOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, order) = (filter.0, order.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TicketRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::page(tx, &conditions, &order, &paging.0)?.convert(|found| views(tx, found))?)
    })
    .await
}

/// The list as the caller may see it.
pub(super) fn conditions(tx: &mut Tx<'_>, filter: TicketFilter) -> Result<Conditions> {
    let (who, today) = (visible(tx.caller), tx.today());
    Conditions::prepare(tx, who, filter, today)
}

/// 提出困难
///
/// 写明哪家企业、什么类型、具体情况、卡住了什么。企业用接口令牌自己提出的，只能是本企业和本企业参与的项目。提出之日起按工作日
/// 计算受理时限。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.raise"))), request_body = TicketInput,
    responses((status = 201, description = "已提出", body = TicketView)))]
#[post("/tickets")]
pub async fn create_ticket(ctx: Ctx, input: Json<TicketInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::TicketRaise)?;
        let ticket = raise(tx, &input)?;
        let found = Found::of(tx, ticket)?;
        let view = found.view(tx)?;
        Ok(Reply::created(format!("/tickets/{}", view.ticket.id), &view)?.version(view.ticket.version))
    })
    .await
}

/// Checks and raises a difficulty in the caller's name.
pub(super) fn raise(tx: &mut Tx<'_>, input: &TicketInput) -> Result<Ticket> {
    let mut errors = Vec::new();
    Error::gather(&mut errors, check_texts(input))?;
    let enterprise_id = company(tx, input, &mut errors)?;
    let file_ids = input.file_ids.clone().unwrap_or_default();
    check_new_files(tx, &file_ids, &[], &mut errors)?;
    let Some(enterprise_id) = enterprise_id.filter(|_| errors.is_empty()) else {
        return Err(Error::invalid(errors));
    };
    let today = tx.today();
    let (times, calendar) = (settings::times(tx, today)?, calendar::load(tx)?);
    let new = NewTicket {
        enterprise_id,
        project_id: input.project_id,
        kind: input.kind,
        title: input.title.clone(),
        said: input.said.clone(),
        blocks: input.blocks.clone(),
        raised_on: today,
        accept_due_on: rules::due(&calendar, today, times.ticket_accept_days).map_err(clock_failed)?,
        by_enterprise: matches!(visible(tx.caller).reach, Reach::Party(_)),
    };
    let ticket = store::insert(tx, &new)?;
    let step = Step {
        text: Some(&input.said),
        file_ids: &file_ids,
        by_enterprise: new.by_enterprise,
        ..Step::default()
    };
    store::step(tx, ticket.id, TicketStepKind::Raised, &step)?;
    file_ids.iter().try_for_each(|id| files::link(tx, *id, "ticket", ticket.id))?;
    record(tx, "ticket.raised", None, &ticket)?;
    Ok(ticket)
}

/// The company: a partner's own; the one that was named; of a project alone its only investor.
fn company(tx: &mut Tx<'_>, input: &TicketInput, errors: &mut Vec<FieldError>) -> Result<Option<i64>> {
    let who = visible(tx.caller);
    if let Some(id) = input.project_id
        && projects::store::visible_ids(tx, &who, vec![id])?.is_empty()
    {
        errors.push(wrong("/project_id", "not_found", "没有这个项目，或您无权查看。请从项目库中选择。"));
        return Ok(None);
    }
    if let Reach::Party(own) = who.reach {
        if input.enterprise_id.is_some_and(|id| id != own) {
            let message = "只能为本企业提出困难，企业编号不必填写。";
            errors.push(wrong("/enterprise_id", "not_found", message));
        }
        return Ok(Some(own));
    }
    if let Some(id) = input.enterprise_id {
        return match enterprises::usable(tx, &who, id) {
            Ok(row) => Ok(Some(row.id)),
            Err(e) if e.code().status() < 500 => {
                let message = "没有这家企业，或已作废。请从企业库中选择，没有的先登记。";
                errors.push(wrong("/enterprise_id", "not_found", message));
                Ok(None)
            }
            Err(e) => Err(e),
        };
    }
    let parties = match input.project_id {
        Some(project) => parties_of(tx, project)?,
        None => Vec::new(),
    };
    let mut ids: Vec<i64> =
        parties.iter().filter(|p| p.role == PartyRole::Investor).filter_map(|p| p.enterprise_id).collect();
    ids.dedup();
    if let [only] = ids.as_slice() {
        return Ok(Some(*only));
    }
    errors.push(wrong("/enterprise_id", "required", "请选择是哪家企业的困难。"));
    Ok(None)
}

/// 查看困难
///
/// 具体情况、办理单位与承诺日期、办理经过、满意度，以及当前可以办理的操作。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.read"))),
    params(("id" = i64, Path, description = "困难编号（内部）")),
    responses((status = 200, description = "困难", body = TicketView)))]
#[get("/tickets/{id}")]
pub async fn get_ticket(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = Found::find(tx, *id, Action::TicketRead)?;
        found.answer(tx)
    })
    .await
}
