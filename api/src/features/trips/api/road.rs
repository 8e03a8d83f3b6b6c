//! On the road: small single operations for a phone with a weak network. They need no version, come in any order, and
//! the same request under the same key is the same record, whenever it comes again.

use super::super::model::input::{CheckInInput, VisitEdit, VisitInput};
use super::super::model::view::VisitView;
use super::super::model::{CheckIn, Leg, TripState, Visit};
use super::super::{rules, store};
use super::{Found, subject};
use crate::db::types::Stamp;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::files;
use crate::features::projects::store::create::check_companies;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal;
use crate::policy::Action;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// Clocks of phones run ahead a little.
const AHEAD_SECONDS: i64 = 600;

/// 签到
///
/// 途中到达一地时签到，出行人员都可以办理。须带手机生成的 `Idempotency-Key`：网络中断后用同一个键重发，多久都不会重复。
/// 批准的行程第一次签到或登记拜访即为出发。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.visit"))), request_body = CheckInInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("Idempotency-Key" = String, Header)),
    responses((status = 201, description = "已签到", body = CheckIn)))]
#[post("/negotiation-trips/{id}/check-ins")]
pub async fn check_in_trip(ctx: Ctx, id: web::Path<i64>, input: Json<CheckInInput>) -> Result<HttpResponse> {
    let (input, key) = (input.0, client_key(&ctx)?);
    ctx.write(move |tx| {
        let mut found = on_the_road(tx, *id)?;
        if let Some(earlier) = store::road::earlier_check_in(tx, found.trip.id, &key)? {
            tx.mark_journalled();
            return Reply::created(format!("/negotiation-trips/{}", found.trip.id), &earlier);
        }
        let legs = check_road(tx, &mut found, "签到")?;
        let mut errors = leg_errors(&legs, input.leg);
        let at = input.checked_in_at.unwrap_or(tx.now);
        if at > tx.now.plus_seconds(AHEAD_SECONDS) {
            errors.push(wrong("/checked_in_at", "in_future", "到达时刻晚于现在，请核对手机时间。"));
        }
        if input.place.as_deref().is_some_and(crate::text::has_deceptive_characters) {
            errors.push(wrong("/place", "deceptive", "含有不可见或改变方向的字符，请重新输入。"));
        }
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let leg_id = store::road::leg_of(&legs, input.leg, Some(at.day()));
        let row = store::road::check_in(tx, found.trip.id, leg_id, at, input.place.as_deref(), &key)?;
        set_off(tx, &found)?;
        journal::created(tx, "trip.checked_in", &subject(&found.trip), &row)?;
        Reply::created(format!("/negotiation-trips/{}", found.trip.id), &row)
    })
    .await
}

/// 登记拜访
///
/// 见了一家企业就登记一条，不论计划之内或途中新增（企业写明名称即可），也不论先后。须带手机生成的 `Idempotency-Key`，
/// 用同一个键重发，多久都不会重复。结束之前都可以登记。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.visit"))), request_body = VisitInput,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("Idempotency-Key" = String, Header)),
    responses((status = 201, description = "已登记", body = VisitView)))]
#[post("/negotiation-trips/{id}/visits")]
pub async fn record_visit(ctx: Ctx, id: web::Path<i64>, input: Json<VisitInput>) -> Result<HttpResponse> {
    let (input, key) = (input.0, client_key(&ctx)?);
    ctx.write(move |tx| {
        let mut found = on_the_road(tx, *id)?;
        if let Some(earlier) = store::road::earlier_visit(tx, found.trip.id, &key)? {
            tx.mark_journalled();
            return created(tx, &found, earlier);
        }
        let legs = check_road(tx, &mut found, "登记拜访")?;
        let visit = VisitEdit::from(&input);
        let mut errors = check_company(tx, &input)?;
        errors.extend(check_visit(tx, &found, &legs, &visit, None)?);
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let wanted = store::plan::resolve(tx, std::slice::from_ref(&input.company))?;
        let wanted = wanted.first().ok_or_else(|| Error::internal("no company"))?;
        let (company, added) = store::companies::met(tx, found.trip.id, wanted)?;
        let leg_id = store::road::leg_of(&legs, visit.leg, visit.met_on);
        let row = store::road::insert_visit(tx, found.trip.id, company.id, leg_id, &visit, &key)?;
        if let Some(file) = row.card_file_id {
            files::link(tx, file, "trip", found.trip.id)?;
        }
        set_off(tx, &found)?;
        let state = serde_json::json!({ "company": company.name, "unplanned": added, "visit": row });
        journal::created(tx, "trip.visit_recorded", &subject(&found.trip), &state)?;
        created(tx, &found, row)
    })
    .await
}

fn created(tx: &mut Tx<'_>, found: &Found, visit: Visit) -> Result<Reply> {
    let version = visit.version;
    let location = format!("/negotiation-trips/{}/visits/{}", found.trip.id, visit.id);
    Ok(Reply::created(location, &view(tx, found, visit)?)?.version(version))
}

/// 查看拜访记录
///
/// 一次拜访的全部内容。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "行程编号（内部）"), ("visit_id" = i64, Path, description = "拜访记录编号")),
    responses((status = 200, description = "拜访记录", body = VisitView)))]
#[get("/negotiation-trips/{id}/visits/{visit_id}")]
pub async fn get_visit(ctx: Ctx, ids: web::Path<(i64, i64)>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = Found::find(tx, ids.0)?;
        found.require(tx, Action::TripRead)?;
        let visit = store::road::visit(tx, ids.0, ids.1)?;
        let version = visit.version;
        Ok(Reply::ok(&view(tx, &found, visit)?)?.version(version))
    })
    .await
}

/// 更正拜访记录
///
/// 整体替换一次拜访的内容（企业不能改）；改前改后记入沿革。行程结束之前可以更正。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.visit"))), request_body = VisitEdit,
    params(("id" = i64, Path, description = "行程编号（内部）"), ("visit_id" = i64, Path, description = "拜访记录编号")),
    responses((status = 200, description = "已更正", body = VisitView)))]
#[put("/negotiation-trips/{id}/visits/{visit_id}")]
pub async fn replace_visit(
    ctx: Ctx,
    ids: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<VisitEdit>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let mut found = on_the_road(tx, ids.0)?;
        let visit = store::road::visit(tx, ids.0, ids.1)?;
        if_match.check(visit.version, &view(tx, &found, visit.clone())?)?;
        let legs = check_road(tx, &mut found, "更正拜访记录")?;
        let errors = check_visit(tx, &found, &legs, &input, visit.card_file_id)?;
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let leg_id = store::road::leg_of(&legs, input.leg, input.met_on);
        let after = store::road::update_visit(tx, &visit, leg_id, &input)?;
        if let Some(file) = after.card_file_id {
            files::link(tx, file, "trip", found.trip.id)?;
        }
        journal::record(tx, "trip.visit_corrected", &subject(&found.trip), Some(&visit), Some(&after))?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, &found, after)?)?.version(version))
    })
    .await
}

/// A trip on which the caller may record.
fn on_the_road(tx: &mut Tx<'_>, id: i64) -> Result<Found> {
    let found = Found::find(tx, id)?;
    found.require(tx, Action::TripVisit)?;
    Ok(found)
}

/// Takes the trip, so that a closing at the same moment comes before or after; answers its legs.
fn check_road(tx: &mut Tx<'_>, found: &mut Found, what: &str) -> Result<Vec<Leg>> {
    const STATES: [TripState; 3] = [TripState::Approved, TripState::UnderWay, TripState::Debriefing];
    let now = tx.now;
    rules::states::require(&found.trip, &STATES, what)?;
    found.trip = store::trips::hold(tx, found.trip.id, now)?;
    rules::states::require(&found.trip, &STATES, what)?;
    Ok(store::parts::legs(tx, &[found.trip.id])?.into_iter().map(|(_, leg)| leg).collect())
}

/// The first sign of life is the departure.
fn set_off(tx: &mut Tx<'_>, found: &Found) -> Result<()> {
    let now: Stamp = tx.now;
    if found.trip.state == TripState::Approved && store::trips::set_off(tx, &found.trip, now)? {
        journal::note(tx, "trip.set_off", &subject(&found.trip))?;
    }
    Ok(())
}

fn leg_errors(legs: &[Leg], leg: Option<i32>) -> Vec<FieldError> {
    match leg {
        Some(n) if legs.iter().all(|l| l.sequence != n) => {
            vec![wrong("/leg", "unknown", &format!("行程只有{}段，没有第{n}段。", legs.len()))]
        }
        _ => Vec::new(),
    }
}

/// The company, as the library will take it.
fn check_company(tx: &mut Tx<'_>, input: &VisitInput) -> Result<Vec<FieldError>> {
    if input.company.enterprise_id.is_none() && input.company.name.is_none() {
        return Ok(vec![wrong("/company/name", "required", "请从企业库中选择，或写明企业名称。")]);
    }
    let mut errors = Vec::new();
    store::plan::gather(&mut errors, check_companies(tx, &[store::plan::party(&input.company)]))?;
    for error in &mut errors {
        error.pointer = error.pointer.replacen("/parties/0", "/company", 1);
    }
    Ok(errors)
}

/// Day, leg and card. `card` is the file the visit has already.
fn check_visit(
    tx: &mut Tx<'_>,
    found: &Found,
    legs: &[Leg],
    visit: &VisitEdit,
    card: Option<i64>,
) -> Result<Vec<FieldError>> {
    let mut errors = leg_errors(legs, visit.leg);
    errors.extend(rules::outcomes::check_visit(visit, found.trip.starts_on, tx.today()));
    let Some(file) = visit.card_file_id.filter(|id| card != Some(*id)) else { return Ok(errors) };
    let named = files::named(tx, file, "/card_file_id");
    if Error::gather(&mut errors, named)?.is_some_and(|row| !row.media_type.is_image()) {
        errors.push(wrong("/card_file_id", "not_image", "名片只收图片，请拍照上传。"));
    }
    Ok(errors)
}

fn wrong(pointer: &str, code: &str, message: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), message: message.to_owned() }
}

/// The key of the phone. It is kept with the record, longer than answers are.
fn client_key(ctx: &Ctx) -> Result<String> {
    let header = ctx.request().headers().get("Idempotency-Key").and_then(|h| h.to_str().ok());
    let key = header.ok_or_else(|| {
        Error::new(Code::IdempotencyRequired)
            .detail("途中的登记须带 Idempotency-Key 头（由手机生成的 UUID），以便网络中断后安全重发。")
    })?;
    Ok(format!("{}:{}", ctx.caller.principal(), key.to_ascii_lowercase()))
}

fn view(tx: &mut Tx<'_>, found: &Found, visit: Visit) -> Result<VisitView> {
    let company = store::companies::find(tx, found.trip.id, visit.company_id)?;
    let can = found.trip.state.is_on_the_road();
    let can = if can {
        crate::policy::permitted(tx.caller, &[Action::TripVisit], found.relations)
    } else {
        Vec::new()
    };
    Ok(VisitView { visit, company_name: company.name, planned: company.planned, can })
}
