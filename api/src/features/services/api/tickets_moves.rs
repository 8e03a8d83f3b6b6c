//! What is done about a difficulty, until the enterprise says that it is over.

use super::super::model::ServiceReasonInput;
use super::super::model::tickets::{
    ConfirmationLink, Ticket, TicketAcceptanceInput, TicketAnswerInput, TicketConfirmationInput,
    TicketEscalationInput, TicketSignatureInput, TicketState, TicketStepKind, TicketView,
};
use super::super::rules::tickets as rules;
use super::super::store::tickets::{self as store, Standing, Step};
use super::super::store::{links, settings};
use super::procedures::check_new_files;
use super::tickets_view::{Found, clock_failed, record};
use super::wrong_state;
use crate::error::{Error, FieldError, Result};
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::parts::check_units;
use crate::features::{calendar, files};
use crate::http::{Ctx, IfMatch, Json, Reply, ServiceConfig};
use crate::policy::{Action, Reach, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(accept_ticket)
        .service(answer_ticket)
        .service(escalate_ticket)
        .service(declare_ticket_impossible)
        .service(sign_ticket_impossible)
        .service(create_confirmation_link)
        .service(confirm_ticket)
        .service(reopen_ticket);
}

const AT_WORK: &[TicketState] = &[TicketState::Working, TicketState::Reopened];

/// 受理或转交困难
///
/// 定下办理单位与承诺日期；不填单位即本单位，不填日期即按协调层级的时限推算。办理中的再次受理就是转交，另定承诺日期。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.handle"))), request_body = TicketAcceptanceInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已受理", body = TicketView)))]
#[post("/tickets/{id}/acceptances")]
pub async fn accept_ticket(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TicketAcceptanceInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let states = [TicketState::Open, TicketState::Working, TicketState::Reopened];
        let found = Found::at(tx, *id, Action::TicketHandle, &if_match, &states)?;
        let after = accept(tx, &found.ticket, &input)?;
        Found::of(tx, after)?.answer(tx)
    })
    .await
}

/// Takes it in hand, or gives it to another unit.
pub(super) fn accept(tx: &mut Tx<'_>, before: &Ticket, input: &TicketAcceptanceInput) -> Result<Ticket> {
    not_awaiting(before)?;
    let today = tx.today();
    let mut errors = rules::check_acceptance(input, today);
    let unit_id = input.unit_id.or(before.unit_id).or(tx.caller.unit_id);
    if let Some(unit) = unit_id {
        Error::gather(&mut errors, check_units(tx, |_| "/unit_id".to_owned(), &[unit]))?;
    }
    refuse(errors, check_texts(input))?;
    let promised_on = match input.promised_on {
        Some(day) => day,
        None => promise(tx, before)?,
    };
    let standing = Standing {
        unit_id,
        accepted_on: before.accepted_on.or(Some(today)),
        promised_on: Some(promised_on),
        state: TicketState::Working,
        ..Standing::of(before)
    };
    let first = before.state == TicketState::Open;
    let kind = if first { TicketStepKind::Accepted } else { TicketStepKind::Forwarded };
    let step = Step { text: input.text.as_deref(), ..Step::default() };
    step_on(tx, "ticket.accepted", before, standing, kind, &step)
}

/// The day that the level's working days give from today.
fn promise(tx: &mut Tx<'_>, ticket: &Ticket) -> Result<chrono::NaiveDate> {
    let today = tx.today();
    let (times, calendar) = (settings::times(tx, today)?, calendar::load(tx)?);
    rules::due(&calendar, today, rules::days_of(&times, ticket.level)).map_err(clock_failed)
}

/// 回应困难
///
/// 写明怎么解决的，附文件；之后等企业确认。企业确认之前可以补充回应。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.handle"))), request_body = TicketAnswerInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已回应，等企业确认", body = TicketView)))]
#[post("/tickets/{id}/answers")]
pub async fn answer_ticket(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TicketAnswerInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let states = [TicketState::Working, TicketState::Reopened, TicketState::Answered];
        let found = Found::at(tx, *id, Action::TicketHandle, &if_match, &states)?;
        let after = answer(tx, &found.ticket, &input)?;
        Found::of(tx, after)?.answer(tx)
    })
    .await
}

/// Says what was done.
pub(super) fn answer(tx: &mut Tx<'_>, before: &Ticket, input: &TicketAnswerInput) -> Result<Ticket> {
    not_awaiting(before)?;
    let file_ids = input.file_ids.clone().unwrap_or_default();
    let mut errors = Vec::new();
    check_new_files(tx, &file_ids, &[], &mut errors)?;
    refuse(errors, check_texts(input))?;
    let promised_on = match before.promised_on {
        Some(day) => day,
        None => promise(tx, before)?,
    };
    let standing = Standing {
        unit_id: before.unit_id.or(tx.caller.unit_id),
        promised_on: Some(promised_on),
        answered_on: before.answered_on.or(Some(tx.today())),
        state: TicketState::Answered,
        ..Standing::of(before)
    };
    file_ids.iter().try_for_each(|file| files::link(tx, *file, "ticket", before.id))?;
    let step = Step { text: Some(&input.text), file_ids: &file_ids, ..Step::default() };
    step_on(tx, "ticket.answered", before, standing, TicketStepKind::Answered, &step)
}

/// 提请上级协调
///
/// 从县区（部门）到市级、到领导，只能往上；承诺日期按新的层级重新推算，记入经过。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.handle"))), request_body = TicketEscalationInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已提请", body = TicketView)))]
#[post("/tickets/{id}/escalations")]
pub async fn escalate_ticket(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TicketEscalationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::at(tx, *id, Action::TicketHandle, &if_match, AT_WORK)?;
        let after = escalate(tx, &found.ticket, &input)?;
        Found::of(tx, after)?.answer(tx)
    })
    .await
}

/// Takes it up a level; the promise is counted anew.
pub(super) fn escalate(tx: &mut Tx<'_>, before: &Ticket, input: &TicketEscalationInput) -> Result<Ticket> {
    not_awaiting(before)?;
    refuse(rules::check_escalation(before.level, input.level), check_texts(input))?;
    let raised = Ticket { level: input.level, ..before.clone() };
    let promised_on = promise(tx, &raised)?;
    let standing = Standing { level: input.level, promised_on: Some(promised_on), ..Standing::of(before) };
    let words = format!("{}：{}", input.level.label(), input.reason);
    let step = Step { text: Some(&words), ..Step::default() };
    step_on(tx, "ticket.escalated", before, standing, TicketStepKind::Escalated, &step)
}

/// 申报无法办理
///
/// 写明理由，由领导签批；签批之前不能再作其他办理。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.handle"))), request_body = ServiceReasonInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已申报，等领导签批", body = TicketView)))]
#[post("/tickets/{id}/impossibilities")]
pub async fn declare_ticket_impossible(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ServiceReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::at(tx, *id, Action::TicketHandle, &if_match, AT_WORK)?;
        let after = ask_impossible(tx, &found.ticket, &input)?;
        Found::of(tx, after)?.answer(tx)
    })
    .await
}

/// Says that it cannot be done; a leader has to sign that.
pub(super) fn ask_impossible(tx: &mut Tx<'_>, before: &Ticket, input: &ServiceReasonInput) -> Result<Ticket> {
    not_awaiting(before)?;
    check_texts(input)?;
    let standing = Standing {
        impossible_reason: Some(input.reason.clone()),
        impossible_asked_by: tx.caller.user_id,
        ..Standing::of(before)
    };
    let step = Step { text: Some(&input.reason), ..Step::default() };
    step_on(tx, "ticket.impossible_asked", before, standing, TicketStepKind::ImpossibleAsked, &step)
}

/// 签批无法办理
///
/// 由领导签批：同意的定为无法办理，退回的写明意见继续办理。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.sign"))), request_body = TicketSignatureInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已签批", body = TicketView)))]
#[post("/tickets/{id}/signatures")]
pub async fn sign_ticket_impossible(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TicketSignatureInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::at(tx, *id, Action::TicketSign, &if_match, AT_WORK)?;
        let before = &found.ticket;
        if !rules::awaits_signature(before) {
            return Err(wrong_state("这件困难没有申报无法办理，不需要签批。请刷新后再看。"));
        }
        refuse(rules::check_signature(&input), check_texts(&input))?;
        let standing = if input.agreed {
            Standing { state: TicketState::Impossible, signed_by: tx.caller.user_id, ..Standing::of(before) }
        } else {
            Standing { impossible_reason: None, impossible_asked_by: None, ..Standing::of(before) }
        };
        let (event, kind) = if input.agreed {
            ("ticket.impossible_signed", TicketStepKind::ImpossibleSigned)
        } else {
            ("ticket.impossible_refused", TicketStepKind::ImpossibleRefused)
        };
        let step = Step { text: input.opinion.as_deref(), ..Step::default() };
        moved(tx, event, before, standing, kind, &step)
    })
    .await
}

/// 生成确认链接
///
/// 回应之后生成一个只能确认这一件困难、只能用一次的链接，发给企业经办人。链接只显示这一次；再次生成，以前的即失效。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.handle"))),
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "链接", body = ConfirmationLink)))]
#[post("/tickets/{id}/confirmation-links")]
pub async fn create_confirmation_link(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = Found::at(tx, *id, Action::TicketHandle, &if_match, &[TicketState::Answered])?;
        let today = tx.today();
        let times = settings::times(tx, today)?;
        let (secret, expires_at) = links::make(tx, found.ticket.id, times.confirmation_days)?;
        record(tx, "ticket.link_made", None, &found.ticket)?;
        Reply::ok(&ConfirmationLink { path: format!("/confirm#{secret}"), expires_at })
    })
    .await
}

/// 企业确认
///
/// 由企业用自己的接口令牌确认：解决了的打分办结，没有解决的写明情况重开。办理单位自己不能确认。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.confirm"))), request_body = TicketConfirmationInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已确认", body = TicketView)))]
#[post("/tickets/{id}/confirmations")]
pub async fn confirm_ticket(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TicketConfirmationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::at(tx, *id, Action::TicketConfirm, &if_match, &[TicketState::Answered])?;
        let after = confirm(tx, &found.ticket, &input)?;
        Found::of(tx, after)?.answer(tx)
    })
    .await
}

/// What the enterprise says about an answer, by its token or by a link.
pub(super) fn confirm(tx: &mut Tx<'_>, before: &Ticket, input: &TicketConfirmationInput) -> Result<Ticket> {
    refuse(rules::check_confirmation(input), check_texts(input))?;
    links::revoke(tx, before.id)?;
    let (event, kind, standing) = if input.solved {
        let standing = Standing {
            state: TicketState::Closed,
            closed_on: Some(tx.today()),
            satisfaction: input.satisfaction,
            ..Standing::of(before)
        };
        ("ticket.confirmed", TicketStepKind::Confirmed, standing)
    } else {
        ("ticket.reopened", TicketStepKind::Reopened, reopened(tx, before)?)
    };
    let step = Step {
        text: input.text.as_deref(),
        satisfaction: input.satisfaction,
        by_enterprise: true,
        ..Step::default()
    };
    step_on(tx, event, before, standing, kind, &step)
}

/// 重开困难
///
/// 已办结又出现的、定为无法办理而情况有变的，写明情况重开；由企业或办理单位提出。
#[utoipa::path(tag = "困难", extensions(("x-action" = json!("ticket.reopen"))), request_body = ServiceReasonInput,
    params(("id" = i64, Path, description = "困难编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已重开", body = TicketView)))]
#[post("/tickets/{id}/reopenings")]
pub async fn reopen_ticket(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ServiceReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let states = [TicketState::Answered, TicketState::Closed, TicketState::Impossible];
        let found = Found::at(tx, *id, Action::TicketReopen, &if_match, &states)?;
        let before = &found.ticket;
        check_texts(&input)?;
        links::revoke(tx, before.id)?;
        let by_enterprise = matches!(visible(tx.caller).reach, Reach::Party(_));
        let standing = reopened(tx, before)?;
        let step = Step { text: Some(&input.reason), by_enterprise, ..Step::default() };
        moved(tx, "ticket.reopened", before, standing, TicketStepKind::Reopened, &step)
    })
    .await
}

/// Reopened: a new promise runs from today, and nothing of the old end stays.
fn reopened(tx: &mut Tx<'_>, before: &Ticket) -> Result<Standing> {
    let promised_on = promise(tx, before)?;
    Ok(Standing {
        state: TicketState::Reopened,
        promised_on: Some(promised_on),
        closed_on: None,
        satisfaction: None,
        impossible_reason: None,
        impossible_asked_by: None,
        signed_by: None,
        reopened_count: before.reopened_count + 1,
        ..Standing::of(before)
    })
}

/// While a leader's signature is awaited nothing else is done.
fn not_awaiting(ticket: &Ticket) -> Result<()> {
    if rules::awaits_signature(ticket) {
        return Err(wrong_state("已申报无法办理，正等领导签批。签批之后再办理，或请领导退回。"));
    }
    Ok(())
}

fn refuse(mut errors: Vec<FieldError>, texts: Result<()>) -> Result<()> {
    Error::gather(&mut errors, texts)?;
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

fn moved(
    tx: &mut Tx<'_>,
    event: &str,
    before: &Ticket,
    standing: Standing,
    kind: TicketStepKind,
    step: &Step<'_>,
) -> Result<Reply> {
    let after = step_on(tx, event, before, standing, kind, step)?;
    Found::of(tx, after)?.answer(tx)
}

fn step_on(
    tx: &mut Tx<'_>,
    event: &str,
    before: &Ticket,
    standing: Standing,
    kind: TicketStepKind,
    step: &Step<'_>,
) -> Result<Ticket> {
    let after = store::stand(tx, before, standing)?;
    store::step(tx, after.id, kind, step)?;
    record(tx, event, Some(before), &after)?;
    Ok(after)
}
