//! 年度任务的接口。

use crate::db::page::Page;
use crate::error::{Error, Result};
use crate::features::people::store::units;
use crate::features::projects::rules::check_texts;
use crate::features::reports::model::targets::{
    Indicator, Target, TargetFilter, TargetInput, TargetList, TargetView,
};
use crate::features::reports::store::targets as store;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::lists::{self, List};
use crate::policy::{Action, Relations, permitted, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, put, web};

fn view(tx: &Tx<'_>, target: Target, unit_name: String) -> TargetView {
    TargetView { target, unit_name, can: permitted(tx.caller, &[Action::TargetEdit], Relations::default()) }
}

/// 年度任务列表
///
/// 某年各单位各项指标的任务，单位按法定顺序。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("target.read"))), params(TargetFilter),
    responses((status = 200, description = "任务", body = TargetList)))]
#[get("/targets")]
pub async fn list_targets(ctx: Ctx, query: Query<TargetFilter>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::TargetRead)?;
    ctx.read(move |tx| {
        let rows = store::list(tx, &query.0)?;
        let items = rows.into_iter().map(|(target, name)| view(tx, target, name)).collect();
        Reply::ok(&TargetList { year: query.0.year, items })
    })
    .await
}

/// The target of a path, or what stands for one not yet set (version 0).
fn found(tx: &mut Tx<'_>, year: i32, unit_id: i64, indicator: &str) -> Result<(Target, String)> {
    let indicator: Indicator = indicator.parse().map_err(|_| Error::not_found())?;
    if !(2000..=2100).contains(&year) {
        return Err(Error::not_found());
    }
    let unit = units::find(tx, unit_id)?;
    let target = store::find(tx, year, unit_id, indicator)?;
    let none = Target { year, unit_id, indicator, target: None, basis: None, version: 0, updated_at: tx.now };
    Ok((target.unwrap_or(none), unit.name))
}

/// 查看一项任务
///
/// 尚未下达的任务版本为 0，下达时同样以其 `ETag` 作 `If-Match`。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("target.read"))),
    params(("year" = i32, Path, description = "年度", example = 2026),
        ("unit_id" = i64, Path, description = "单位编号"),
        ("indicator" = Indicator, Path, description = "指标")),
    responses((status = 200, description = "任务", body = TargetView)))]
#[get("/targets/{year}/{unit_id}/{indicator}")]
pub async fn get_target(ctx: Ctx, path: web::Path<(i32, i64, String)>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::TargetRead)?;
    ctx.read(move |tx| {
        let (target, name) = found(tx, path.0, path.1, &path.2)?;
        let version = target.version;
        Ok(Reply::ok(&view(tx, target, name))?.version(version))
    })
    .await
}

/// 下达或调整一项任务
///
/// 任务数为空即取消；每次调整都留有记录。
#[utoipa::path(tag = "统计", extensions(("x-action" = json!("target.edit"))),
    params(("year" = i32, Path, description = "年度", example = 2026),
        ("unit_id" = i64, Path, description = "单位编号"),
        ("indicator" = Indicator, Path, description = "指标")),
    request_body = TargetInput,
    responses((status = 200, description = "调整后的任务", body = TargetView)))]
#[put("/targets/{year}/{unit_id}/{indicator}")]
pub async fn put_target(
    ctx: Ctx,
    path: web::Path<(i32, i64, String)>,
    if_match: IfMatch,
    input: Json<TargetInput>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::TargetEdit)?;
    check_texts(&input.0)?;
    ctx.write(move |tx| {
        let (after, name) = set(tx, path.0, path.1, &path.2, &input.0, |tx, before, name| {
            if_match.check(before.version, &view(tx, before.clone(), name.to_owned()))
        })?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, after, name))?.version(version))
    })
    .await
}

/// Sets a target that is as the caller knows it.
pub(super) fn set(
    tx: &mut Tx<'_>,
    year: i32,
    unit_id: i64,
    indicator: &str,
    input: &TargetInput,
    known: impl Fn(&Tx<'_>, &Target, &str) -> Result<()>,
) -> Result<(Target, String)> {
    let (before, name) = found(tx, year, unit_id, indicator)?;
    known(tx, &before, &name)?;
    let after = store::put(tx, &before, input)?;
    let label = format!("{}年 {} {}", after.year, name, after.indicator.label());
    let subject = Subject::new("target", after.unit_id, label);
    journal::record(tx, "target.changed", &subject, (before.version > 0).then_some(&before), Some(&after))?;
    Ok((after, name))
}

/// 年度任务，作为表。
pub const TABLE: List = List {
    name: "targets",
    title: "年度任务",
    path: "/api/v1/targets",
    action: Action::TargetRead,
    row: Some("TargetView"),
    extra: &[],
    partial_dates: &[],
    titles: &[("unit_id", "单位编号"), ("unit_name", "单位"), ("target", "任务数（金额类为元）")],
    default: &["row_no", "year", "unit_name", "indicator", "target", "basis"],
    open: |_, wanted| {
        let filter: TargetFilter = wanted.query()?;
        Ok(lists::paged(move |tx, _| {
            let rows = store::list(tx, &filter)?;
            let items: Vec<_> = rows.into_iter().map(|(target, name)| view(tx, target, name)).collect();
            let total = items.len() as i64;
            Ok(Page { items, total, page: None, per_page: total, next_cursor: None })
        }))
    },
};
