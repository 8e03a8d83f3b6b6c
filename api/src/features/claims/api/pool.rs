//! 转共享: giving up to the common pool, and picking up from it.

use super::super::model::{
    ClaimOrigin, ClaimState, FirstClaimView, PickUpInput, PoolFilter, PoolItem, ReasonInput,
};
use super::super::rules;
use super::super::store::{self, Change};
use super::claims::answer;
use super::transfers::succeed;
use super::{any, check_own_unit, find, no_dispute, project_of, views};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::lifecycle;
use crate::features::projects::{self, EndState};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal;
use crate::policy::{self, Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

/// 转共享
///
/// 本单位不再跟进，写明原因放入共享池，由别的单位领取；本单位牵头的关联项目一并转共享。已签约的项目不能转共享，
/// 请办理流转或终止。
#[utoipa::path(tag = "首报首谈共享", extensions(("x-action" = json!("claim.release"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "登记的编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已转共享", body = FirstClaimView)))]
#[post("/first-claims/{id}/releases")]
pub async fn release_first_claim(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimRelease)?;
        if_match.check(claim.version, &views::claim(tx, claim.clone())?)?;
        let today = tx.today();
        rules::must_be(&claim, today, &[ClaimState::Protected], "转共享")?;
        projects::rules::check_texts(&input)?;
        let line = store::lineage(tx, claim.lineage_id)?;
        no_dispute(tx, &line)?;
        if store::open_transfer(tx, claim.id)?.is_some() {
            return Err(
                Error::new(Code::ClaimState).detail("这条登记正在流转征询中。请先终结流转，再转共享。")
            );
        }
        if let Some(project) = project_of(tx, &claim)? {
            let going_on = matches!(project.end_state, None | Some(EndState::Suspended));
            if going_on && project.lead_unit_id == claim.unit_id {
                lifecycle::share(tx, &project, &input.reason)?;
            }
        }
        let change = Change {
            state: Some(ClaimState::Released),
            ended_on: Some(Some(today)),
            end_reason: Some(Some(input.reason.clone())),
            ..Change::default()
        };
        let after = store::change(tx, &claim, &change)?;
        journal::record(tx, "claim.released", &store::subject(&after), Some(&claim), Some(&after))?;
        answer(tx, after)
    })
    .await
}

/// 列出共享池
///
/// 各单位转共享、尚未被领取的客商：客商、方向、自何时起。原因、转出单位、首谈人与项目只对招商局和领导显示。新的在前。
#[utoipa::path(tag = "首报首谈共享", extensions(("x-action" = json!("claim.read"))), params(PoolFilter, Paging),
    responses((status = 200, description = "一页客商", body = Page<PoolItem>)))]
#[get("/pool")]
pub async fn list_pool(ctx: Ctx, query: Query<PoolFilter>, paging: Query<Paging>) -> Result<HttpResponse> {
    let filter = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let who = policy::visible(tx.caller);
        let page = store::pool(tx, &who, &filter, &paging.0)?;
        Reply::ok(&page.try_map(|claim| views::pool_item(tx, claim))?)
    })
    .await
}

/// 查看共享客商
///
/// 共享池中的一家客商；已被领取的不再显示。
#[utoipa::path(tag = "首报首谈共享", extensions(("x-action" = json!("claim.read"))),
    params(("id" = i64, Path, description = "共享池中的编号")),
    responses((status = 200, description = "客商", body = PoolItem)))]
#[get("/pool/{id}")]
pub async fn get_pool_item(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let who = policy::visible(tx.caller);
        let claim = store::find_pooled(tx, &who, *id)?.ok_or_else(Error::not_found)?;
        let version = claim.version;
        Ok(Reply::ok(&views::pool_item(tx, claim)?)?.version(version))
    })
    .await
}

/// 领取共享客商
///
/// 别的单位领取后得到新的登记，即日起受保护，承接原登记的沿革与佐证；关联项目一并恢复，由领取单位牵头。两家同时领取的，
/// 先到者得，后到者得到 409。
#[utoipa::path(tag = "首报首谈共享", extensions(("x-action" = json!("claim.pick_up"))), request_body = PickUpInput,
    params(("id" = i64, Path, description = "共享池中的编号")),
    responses((status = 201, description = "领取后的登记", body = FirstClaimView)))]
#[post("/pool/{id}/pick-ups")]
pub async fn pick_up_pool_item(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<PickUpInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let who = policy::visible(tx.caller);
        let released = store::find_pooled(tx, &who, *id)?.ok_or_else(store::another_holds)?;
        check_own_unit(tx, Action::ClaimPickUp, input.unit_id)?;
        projects::rules::check_texts(&input)?;
        store::check_person(tx, input.person_id, input.unit_id, "/person_id")?;
        if input.unit_id == released.unit_id {
            return Err(Error::new(Code::ClaimState)
                .detail("这家客商由本单位转出，应由别的单位领取。仍要跟进的，请与招商局联系。"));
        }
        let line = store::settle(tx, released.lineage_id)?;
        no_dispute(tx, &line)?;
        let taken = succeed(tx, &released, ClaimOrigin::PickedUp, input.unit_id, input.person_id)?;
        bring_back(tx, &released, input.unit_id, &input.plan)?;
        journal::created(tx, "claim.picked_up", &store::subject(&taken), &taken)?;
        let notice = serde_json::json!({ "by": taken.number, "unit_id": taken.unit_id });
        journal::created(tx, "claim.left_pool", &store::subject(&released), &notice)?;
        let taken = any(tx, taken.id)?;
        let location = format!("/api/v1/first-claims/{}", taken.id);
        Ok(Reply { status: 201, ..answer(tx, taken)? }.header("Location", location))
    })
    .await
}

/// The project that was shared with a claim comes back under the unit that picked it up.
fn bring_back(
    tx: &mut Tx<'_>,
    released: &super::super::model::Claim,
    unit_id: i64,
    plan: &str,
) -> Result<()> {
    let Some(project) = project_of(tx, released)? else { return Ok(()) };
    if project.end_state != Some(EndState::Shared) {
        return Ok(());
    }
    let project = lifecycle::take_up(tx, &project, plan)?;
    projects::move_lead(tx, &project, unit_id, false, plan)?;
    Ok(())
}
