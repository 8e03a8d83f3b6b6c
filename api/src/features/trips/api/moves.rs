//! From state to state: submitted, decided, cancelled, returned, closed.

use super::super::model::input::{
    TripCancellationInput, TripClosingInput, TripDecisionInput, TripReturnInput,
};
use super::super::model::view::TripView;
use super::super::model::{PlanDecision, Trip, TripState};
use super::super::store::trips::Move;
use super::super::{TIMES, rules, store};
use super::{Found, subject};
use crate::error::{Code, Error, Result};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal;
use crate::policy::Action;
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};

/// 提交外出招商计划
///
/// 草稿或退回的计划提交审批。领导带队和小分队须写明要拜访的企业。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.submit"))),
    params(("id" = i64, Path, description = "行程编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已提交", body = TripView)))]
#[post("/negotiation-trips/{id}/submissions")]
pub async fn submit_trip(ctx: Ctx, id: web::Path<i64>, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TripSubmit, &if_match)?;
        let trip = &found.trip;
        if !matches!(trip.state, TripState::Draft | TripState::Returned) {
            return Err(not_from(trip, "提交"));
        }
        let companies = store::companies::of_trip(tx, trip.id)?.len();
        let missing = rules::plan::missing(trip.kind, companies);
        if let Some(first) = missing.first() {
            let detail = format!("{}。请{}后再提交。", first.message, first.how_to_fix);
            return Err(Error::new(Code::TripIncomplete).detail(detail).with_blocking(missing));
        }
        let change = Move {
            state: Some(TripState::Submitted),
            submitted_by: tx.caller.user_id,
            submitted_at: Some(tx.now),
            // an earlier decision is in the history; this submission has none yet
            decided_by: Some(None),
            decided_at: Some(None),
            decision_opinion: Some(None),
            ..Move::default()
        };
        finish(tx, &found, "trip.submitted", &change)
    })
    .await
}

/// 审批外出招商计划
///
/// 由招商局或领导审批，提交人不能审批自己提交的计划。批准后即可出发；退回须写明意见。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.approve"))), request_body = TripDecisionInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审批", body = TripView)))]
#[post("/negotiation-trips/{id}/decisions")]
pub async fn decide_trip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TripDecisionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TripApprove, &if_match)?;
        let trip = &found.trip;
        if trip.state != TripState::Submitted {
            return Err(not_from(trip, "审批"));
        }
        rules::states::check_decision(trip, tx.caller.user_id, input.result, input.opinion.as_deref())?;
        let mut change = Move {
            decided_by: Some(tx.caller.user_id),
            decided_at: Some(Some(tx.now)),
            decision_opinion: Some(input.opinion.clone()),
            ..Move::default()
        };
        if input.result == PlanDecision::Returned {
            change.state = Some(TripState::Returned);
            return finish(tx, &found, "trip.sent_back", &change);
        }
        rulesets::seed_if_empty(tx, &TIMES)?;
        let today = tx.today();
        let (times, revision) = store::times::in_force(tx, today)?;
        let due = rules::times::due_on(&times, trip.kind, trip.ends_on);
        change.state = Some(TripState::Approved);
        change.approved_revision = Some(trip.plan_revision);
        change.report_due_on = Some(due);
        change.rule_revision = Some(revision);
        store::notices::watch(tx, trip.id, due)?;
        finish(tx, &found, "trip.approved", &change)
    })
    .await
}

/// 取消外出招商
///
/// 写明理由。已有签到或拜访记录的不能取消，请如实总结。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.cancel"))), request_body = TripCancellationInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已取消", body = TripView)))]
#[post("/negotiation-trips/{id}/cancellations")]
pub async fn cancel_trip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TripCancellationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TripCancel, &if_match)?;
        let may = [TripState::Draft, TripState::Returned, TripState::Submitted, TripState::Approved];
        if !may.contains(&found.trip.state) {
            return Err(not_from(&found.trip, "取消"));
        }
        let change = Move {
            state: Some(TripState::Cancelled),
            cancel_reason: Some(input.reason.clone()),
            ..Move::default()
        };
        finish(tx, &found, "trip.cancelled", &change)
    })
    .await
}

/// 登记返回
///
/// 登记实际返回日期，开始总结。报告期限从这天算：国内7日、因公出访15日（规则 `trips` 可改）；期限次日仍未交的，报告领导。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.return"))), request_body = TripReturnInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "总结中", body = TripView)))]
#[post("/negotiation-trips/{id}/returns")]
pub async fn return_trip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TripReturnInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TripReturn, &if_match)?;
        let trip = &found.trip;
        if !trip.state.is_on_the_road() {
            return Err(not_from(trip, "登记返回"));
        }
        rules::states::check_return(trip, input.returned_on, tx.today())?;
        rulesets::seed_if_empty(tx, &TIMES)?;
        let today = tx.today();
        let (times, revision) = store::times::in_force(tx, today)?;
        let due = rules::times::due_on(&times, trip.kind, input.returned_on);
        if trip.report_due_on.is_none_or(|before| due < before) {
            store::notices::watch(tx, trip.id, due)?;
        }
        let change = Move {
            state: Some(TripState::Debriefing),
            returned_on: Some(input.returned_on),
            report_due_on: Some(due),
            rule_revision: Some(revision),
            ..Move::default()
        };
        finish(tx, &found, "trip.returned_home", &change)
    })
    .await
}

/// 提交报告并结束
///
/// 每家企业都要有结果（没有见到的为“未见”），有后续的要有负责人、下一步和期限，转线索、签意向、签合同的要有项目；
/// 缺的逐家列在 `blocking`。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.close"))), request_body = TripClosingInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已结束", body = TripView)))]
#[post("/negotiation-trips/{id}/closings")]
pub async fn close_trip(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TripClosingInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Found::open(tx, *id, Action::TripClose, &if_match)?;
        rules::states::require(&found.trip, &[TripState::Debriefing], "提交报告并结束")?;
        let now = tx.now;
        store::trips::hold(tx, found.trip.id, now)?;
        let missing = found.missing(tx)?;
        if !missing.is_empty() {
            let words: Vec<&str> = missing.iter().take(3).map(|b| b.message.as_str()).collect();
            let more = if missing.len() > 3 { "等" } else { "" };
            let detail = format!("还缺{}项：{}{more}。请逐家补齐后再结束。", missing.len(), words.join("；"));
            return Err(Error::new(Code::TripIncomplete).detail(detail).with_blocking(missing));
        }
        let change = Move {
            state: Some(TripState::Closed),
            activities: Some(input.activities.clone()),
            results: input.results.clone(),
            coordination: input.coordination.clone(),
            closed_by: tx.caller.user_id,
            closed_at: Some(tx.now),
            ..Move::default()
        };
        finish(tx, &found, "trip.closed", &change)
    })
    .await
}

fn not_from(trip: &Trip, what: &str) -> Error {
    rules::states::require(trip, &[], what).err().unwrap_or_else(|| Error::internal("no state refuses"))
}

/// Applies a move, journals it and answers.
fn finish(tx: &mut Tx<'_>, found: &Found, event: &str, change: &Move) -> Result<Reply> {
    let now = tx.now;
    let after = store::trips::apply(tx, &found.trip, change, now)?;
    journal::record(tx, event, &subject(&after), Some(&found.trip), Some(&after))?;
    found.again(tx, after)
}
