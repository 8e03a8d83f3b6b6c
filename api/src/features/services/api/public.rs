//! What an enterprise does with a one-purpose link, without an account: it reads one difficulty and says whether it is
//! solved, nothing else.

use super::super::model::tickets::{
    LinkAnswer, LinkConfirmationInput, LinkInput, LinkView, Ticket, TicketState, TicketStepKind,
};
use super::super::store::{links, tickets as store};
use super::tickets_moves::confirm;
use crate::error::{Problem, Result};
use crate::features::projects::store::parts::unit_names;
use crate::http::{Json, PublicCtx, Reply, ServiceConfig};
use crate::work::Tx;
use actix_web::{HttpResponse, post};

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(open_confirmation_link).service(use_confirmation_link);
}

/// 打开确认链接
///
/// 不需要登录：凭链接查看这一件困难和历次回应。用过、过期、不正确的链接答复相同（410）。
#[utoipa::path(tag = "困难", request_body = LinkInput, responses(
    (status = 200, description = "这一件困难", body = LinkView),
    (status = 410, description = "链接已失效", body = Problem, content_type = "application/problem+json")))]
#[post("/public/confirmations/openings")]
pub async fn open_confirmation_link(ctx: PublicCtx, input: Json<LinkInput>) -> Result<HttpResponse> {
    let secret = input.0.secret;
    ctx.app.limits.check_login(ctx.address(), "confirmation")?;
    ctx.read(move |tx| {
        let now = tx.now;
        let (_, ticket) = links::ticket_of(tx, &secret, now)?;
        Reply::ok(&shown(tx, &ticket)?)
    })
    .await
}

/// 用链接确认
///
/// 不需要登录：解决了的打分办结，没有解决的写明情况重开。链接用一次即失效。
#[utoipa::path(tag = "困难", request_body = LinkConfirmationInput, responses(
    (status = 200, description = "已确认", body = LinkView),
    (status = 410, description = "链接已失效", body = Problem, content_type = "application/problem+json")))]
#[post("/public/confirmations")]
pub async fn use_confirmation_link(
    ctx: PublicCtx,
    input: Json<LinkConfirmationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.app.limits.check_login(ctx.address(), "confirmation")?;
    let view = ctx
        .run(move |app, origin| {
            app.write(origin, |tx| {
                let now = tx.now;
                let (link, ticket) = links::ticket_of(tx, &input.secret, now)?;
                // spent first: of two at once one is told so, and confirming takes back whatever is open
                links::spend(tx, link)?;
                let after = match ticket.state {
                    TicketState::Answered => confirm(tx, &ticket, &input.confirmation())?,
                    state => {
                        let words = super::super::rules::tickets::may(state);
                        return Err(super::wrong_state(format!("这件困难现在不用确认：{words}。")));
                    }
                };
                shown(tx, &after)
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(view))
}

fn shown(tx: &mut Tx<'_>, ticket: &Ticket) -> Result<LinkView> {
    let steps = store::steps_of(tx, &[ticket.id])?;
    let answer = |s: &super::super::model::tickets::StepRow| {
        Some(LinkAnswer { on: s.at.day(), text: s.text.clone()? })
    };
    let answers = steps.iter().filter(|s| s.kind == TicketStepKind::Answered).filter_map(answer).collect();
    let units = unit_names(tx, ticket.unit_id.into_iter().collect())?;
    Ok(LinkView {
        number: ticket.number.clone(),
        enterprise_name: crate::app::enterprise_name(tx, ticket.enterprise_id)?.unwrap_or_default(),
        kind: ticket.kind,
        title: ticket.title.clone(),
        raised_on: ticket.raised_on,
        unit_name: ticket.unit_id.and_then(|id| units.get(&id)).cloned(),
        answers,
        state: ticket.state,
        open: ticket.state == TicketState::Answered,
    })
}
