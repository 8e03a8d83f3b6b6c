//! Totals known only as a sum.

use super::super::model::totals::{Total, TotalInput, TotalQuery, TotalView, TotalWithdrawalInput};
use super::super::{rules, store};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::store::parts::check_units;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// 查询只知合计的外出招商
///
/// 报道或报表只给出总数、没有逐次记录的外出招商，最近登记的在前。这些数从不与逐次登记的相加。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))), params(TotalQuery, Paging),
    responses((status = 200, description = "一页合计", body = Page<TotalView>)))]
#[get("/trip-totals")]
pub async fn list_trip_totals(
    ctx: Ctx,
    query: Query<TotalQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TripRead)?;
        let who = visible(tx.caller);
        Reply::ok(&store::totals::page(tx, &who, &query, &paging.0)?.map(|total| view(tx, total)))
    })
    .await
}

/// 登记只知合计的外出招商
///
/// 写明期间、单位或领导、出处；次数、企业数、意向数知道几个填几个。企业数写“80余家”的，填80并标明只是下限。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.total"))), request_body = TotalInput,
    responses((status = 201, description = "已登记", body = TotalView)))]
#[post("/trip-totals")]
pub async fn create_trip_total(ctx: Ctx, input: Json<TotalInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::TripTotal)?;
        let input = check(tx, &input)?;
        let total = store::totals::insert(tx, &input)?;
        journal::created(tx, "trip_total.created", &subject(&total), &total)?;
        let (id, version) = (total.id, total.version);
        Ok(Reply::created(format!("/trip-totals/{id}"), &view(tx, total))?.version(version))
    })
    .await
}

/// 查看只知合计的外出招商
///
/// 企业数只是下限的，意向率写成上限，如“≤ 40 %”；打开任何一个数，都说明没有逐条记录。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "合计编号")),
    responses((status = 200, description = "合计", body = TotalView)))]
#[get("/trip-totals/{id}")]
pub async fn get_trip_total(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let total = find(tx, *id)?;
        require(tx.caller, Action::TripRead, Relations::default())?;
        let version = total.version;
        Ok(Reply::ok(&view(tx, total))?.version(version))
    })
    .await
}

/// 修改只知合计的外出招商
///
/// 整体替换；作废的不能修改。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.total"))), request_body = TotalInput,
    params(("id" = i64, Path, description = "合计编号")),
    responses((status = 200, description = "已修改", body = TotalView)))]
#[put("/trip-totals/{id}")]
pub async fn replace_trip_total(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TotalInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let total = open(tx, *id, &if_match)?;
        let input = check(tx, &input)?;
        let after = store::totals::update(tx, &total, &input)?;
        journal::record(tx, "trip_total.changed", &subject(&after), Some(&total), Some(&after))?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, after))?.version(version))
    })
    .await
}

/// 作废只知合计的外出招商
///
/// 写明理由，例如已逐次补录；作废的仍可查看，不再与成效并列。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.total"))), request_body = TotalWithdrawalInput,
    params(("id" = i64, Path, description = "合计编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已作废", body = TotalView)))]
#[post("/trip-totals/{id}/withdrawals")]
pub async fn withdraw_trip_total(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TotalWithdrawalInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let total = open(tx, *id, &if_match)?;
        let after = store::totals::withdraw(tx, &total, &input.reason)?;
        journal::record(tx, "trip_total.withdrawn", &subject(&after), Some(&total), Some(&after))?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, after))?.version(version))
    })
    .await
}

fn find(tx: &mut Tx<'_>, id: i64) -> Result<Total> {
    let who = visible(tx.caller);
    store::totals::find(tx, &who, id)
}

/// Visible, permitted, of the version read, and not withdrawn.
fn open(tx: &mut Tx<'_>, id: i64, if_match: &IfMatch) -> Result<Total> {
    let total = find(tx, id)?;
    require(tx.caller, Action::TripTotal, Relations::default())?;
    if_match.check(total.version, &view(tx, total.clone()))?;
    if total.withdrawn_at.is_some() {
        return Err(Error::new(Code::TripState).detail("这条合计已作废，只能查看。需要时请另行登记。"));
    }
    Ok(total)
}

fn check(tx: &mut Tx<'_>, input: &TotalInput) -> Result<TotalInput> {
    let input = rules::totals::check(input.clone()).map_err(Error::invalid)?;
    if let Some(unit) = input.unit_id {
        check_units(tx, |_| "/unit_id".to_owned(), &[unit])?;
    }
    Ok(input)
}

fn subject(total: &Total) -> Subject {
    Subject::new("trip_total", total.id, format!("{}（{}）", total.reported_by, total.period))
}

/// A total with what can be worked out of it.
pub(super) fn view(tx: &Tx<'_>, total: Total) -> TotalView {
    let can = match total.withdrawn_at {
        None => permitted(tx.caller, &[Action::TripTotal], Relations::default()),
        Some(_) => Vec::new(),
    };
    let rate = rules::effects::reported_rate(&total);
    TotalView {
        rate_numerator: total.intentions.filter(|_| rate.is_some()),
        rate_denominator: total.companies.filter(|_| rate.is_some()),
        intention_rate: rate,
        records: rules::effects::reported_records(&total),
        can,
        total,
    }
}
