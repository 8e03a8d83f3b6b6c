//! 生产月报的接口。

use super::model::{
    MetricInput, MetricView, ProductionAuditInput, ProductionFilter, ProductionReport, ProductionReportInput,
    ProductionState, ReportRow,
};
use super::{rules, store};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::api::table::{OF_PROJECT, conditions_of_now, name_projects};
use crate::features::projects::rules::check_texts;
use crate::features::projects::{self, Project};
use crate::http::{Ctx, IfMatch, Json, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::lists::{self, Extra, List};
use crate::policy::{Action, check_audit, permitted, require};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};
use serde_json::{Value, json};

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_production_reports)
        .service(create_production_report)
        .service(get_production_report)
        .service(replace_production_report)
        .service(audit_production_report);
}

/// 生产月报，作为表；条件与项目清单相同。
pub const TABLE: List = List {
    name: "production_reports",
    title: "生产月报",
    path: "/api/v1/projects",
    action: Action::ProductionRead,
    row: Some("ProductionReport"),
    extra: &[OF_PROJECT[0], OF_PROJECT[1], OF_PROJECT[2], Extra::text("figures", "指标")],
    partial_dates: &["month"],
    titles: &[("id", "月报编号"), ("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "lead_unit_name",
        "month",
        "figures",
        "state",
        "note",
    ],
    open: |tx, wanted| {
        let conditions = conditions_of_now(tx, wanted)?;
        Ok(lists::paged(move |tx, paging| {
            store::of_projects(tx, &conditions, paging)?.convert(|reports| {
                let rows = reports.into_iter().map(|r| Ok(lists::row_of(&in_words(&shown(r, Vec::new())?))));
                let mut rows = rows.collect::<Result<Vec<_>>>()?;
                name_projects(tx, &mut rows)?;
                Ok(rows)
            })
        }))
    },
};

type Ids = web::Path<(i64, i64)>;

/// The report as it is shown.
fn shown(row: ReportRow, can: Vec<String>) -> Result<ProductionReport> {
    let metrics: Vec<MetricInput> = serde_json::from_value(row.metrics.0).map_err(Error::internal)?;
    Ok(ProductionReport {
        id: row.id,
        project_id: row.project_id,
        month: row.month_on.format("%Y-%m").to_string(),
        metrics: metrics.iter().map(rules::view).collect(),
        note: row.note,
        state: row.state,
        submitted_by: row.submitted_by,
        submitted_at: row.submitted_at,
        audited_by: row.audited_by,
        audited_at: row.audited_at,
        audit_opinion: row.audit_opinion,
        version: row.version,
        can,
    })
}

/// A row of the table: the metrics as people read them, the derived ones left out.
fn in_words(report: &ProductionReport) -> Value {
    let metric = |m: &MetricView| {
        let percent = |words: &str, p: Option<f64>| p.map(|p| format!("，{words}{p}%")).unwrap_or_default();
        let (share, growth) = (percent("占年计划", m.plan_share_percent), percent("同比", m.growth_percent));
        format!("{}{}{}{share}{growth}", m.name, m.value, m.unit)
    };
    let metrics: Vec<String> = report.metrics.iter().map(metric).collect();
    let mut row = serde_json::to_value(report).unwrap_or_default();
    row["figures"] = metrics.join("；").into();
    row
}

fn view(tx: &Tx<'_>, project: &Project, row: ReportRow) -> Result<ProductionReport> {
    let possible: &[Action] = match row.state {
        ProductionState::Submitted if check_audit(tx.caller.user_id, row.submitted_by, &[]).is_ok() => {
            &[Action::ProductionSubmit, Action::ProductionAudit]
        }
        ProductionState::Submitted | ProductionState::Supplement => &[Action::ProductionSubmit],
        ProductionState::Passed | ProductionState::Rejected => &[],
    };
    let possible = if rules::check_producing(project).is_ok() { possible } else { &[] };
    let can = permitted(tx.caller, possible, projects::relations(tx.caller, project));
    shown(row, can)
}

fn found(tx: &mut Tx<'_>, ids: &Ids, action: Action) -> Result<(Project, ReportRow)> {
    let project = find_project(tx, ids.0, action)?;
    let row = store::find(tx, project.id, ids.1)?;
    Ok((project, row))
}

fn find_project(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Project> {
    let project = projects::find_visible(tx, id)?;
    require(tx.caller, action, projects::relations(tx.caller, &project))?;
    Ok(project)
}

fn record(
    tx: &mut Tx<'_>,
    event: &str,
    project: &Project,
    before: Option<&ReportRow>,
    after: &ReportRow,
) -> Result<()> {
    let subject = Subject::new("project", project.id, format!("{} {}", project.number, project.name));
    let state = |row: &ReportRow| json!({ "production_report": row });
    journal::record(tx, event, &subject, before.map(state).as_ref(), Some(&state(after)))
}

fn answer(tx: &Tx<'_>, project: &Project, row: ReportRow) -> Result<Reply> {
    let version = row.version;
    Ok(Reply::ok(&view(tx, project, row)?)?.version(version))
}

/// 查询项目的生产月报
///
/// 一个项目的生产月报，新填报的在前。推算的数（`derived`）由上报的数算出，没有上报，也不保存。
#[utoipa::path(tag = "生产月报", extensions(("x-action" = json!("production.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ProductionFilter, Paging),
    responses((status = 200, description = "一页月报", body = Page<ProductionReport>)))]
#[get("/projects/{id}/production-reports")]
pub async fn list_production_reports(
    ctx: Ctx,
    id: web::Path<i64>,
    filter: Query<ProductionFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = find_project(tx, *id, Action::ProductionRead)?;
        let page = store::page(tx, project.id, &filter.0, &paging.0)?;
        Reply::ok(&page.try_map(|row| view(tx, &project, row))?)
    })
    .await
}

/// 填报生产月报
///
/// 投产后的项目逐月填报：存栏、产量、营业收入、税金、用工或自填的指标，各带占年计划与同比。填报即提交，由另一人审核。一个月
/// 只报一份。
#[utoipa::path(tag = "生产月报", extensions(("x-action" = json!("production.submit"))), request_body = ProductionReportInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已提交，待审核", body = ProductionReport)))]
#[post("/projects/{id}/production-reports")]
pub async fn create_production_report(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<ProductionReportInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find_project(tx, *id, Action::ProductionSubmit)?;
        rules::check_producing(&project)?;
        let month = check(tx, &input)?;
        let row = store::insert(tx, project.id, &input, month)?;
        record(tx, "project.production_reported", &project, None, &row)?;
        let (location, version) =
            (format!("/projects/{}/production-reports/{}", project.id, row.id), row.version);
        Ok(Reply::created(location, &view(tx, &project, row)?)?.version(version))
    })
    .await
}

fn check(tx: &Tx<'_>, input: &ProductionReportInput) -> Result<chrono::NaiveDate> {
    check_texts(input)?;
    rules::check(input, tx.today())
}

/// 查看一份生产月报
///
/// 上报的数、推算的数、审核状态与意见。
#[utoipa::path(tag = "生产月报", extensions(("x-action" = json!("production.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("report_id" = i64, Path, description = "月报编号")),
    responses((status = 200, description = "月报", body = ProductionReport)))]
#[get("/projects/{id}/production-reports/{report_id}")]
pub async fn get_production_report(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let (project, row) = found(tx, &ids, Action::ProductionRead)?;
        answer(tx, &project, row)
    })
    .await
}

/// 修改生产月报
///
/// 整体替换待审核或被要求补充的月报，改后重新待审。已审核通过或未通过的不能改。
#[utoipa::path(tag = "生产月报", extensions(("x-action" = json!("production.submit"))), request_body = ProductionReportInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("report_id" = i64, Path, description = "月报编号")),
    responses((status = 200, description = "已修改，待审核", body = ProductionReport)))]
#[put("/projects/{id}/production-reports/{report_id}")]
pub async fn replace_production_report(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProductionReportInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, row) = found(tx, &ids, Action::ProductionSubmit)?;
        if_match.check(row.version, &view(tx, &project, row.clone())?)?;
        rules::check_producing(&project)?;
        require_open(&row, &[ProductionState::Submitted, ProductionState::Supplement])?;
        let month = check(tx, &input)?;
        let after = store::correct(tx, &row, &input, month)?;
        record(tx, "project.production_corrected", &project, Some(&row), &after)?;
        answer(tx, &project, after)
    })
    .await
}

/// 审核生产月报
///
/// 由填报人以外的人审核：通过、暂未通过（补充后再报）、未通过。
#[utoipa::path(tag = "生产月报", extensions(("x-action" = json!("production.audit"))), request_body = ProductionAuditInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("report_id" = i64, Path, description = "月报编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审核", body = ProductionReport)))]
#[post("/projects/{id}/production-reports/{report_id}/audits")]
pub async fn audit_production_report(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProductionAuditInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, row) = found(tx, &ids, Action::ProductionAudit)?;
        if_match.check(row.version, &view(tx, &project, row.clone())?)?;
        require_open(&row, &[ProductionState::Submitted])?;
        check_audit(tx.caller.user_id, row.submitted_by, &[])?;
        check_texts(&input)?;
        rules::check_audit(&input)?;
        let after = store::audit(tx, &row, &input)?;
        record(tx, "project.production_audited", &project, Some(&row), &after)?;
        answer(tx, &project, after)
    })
    .await
}

fn require_open(row: &ReportRow, states: &[ProductionState]) -> Result<()> {
    if states.contains(&row.state) {
        return Ok(());
    }
    let month = row.month_on.format("%Y年%m月");
    Err(Error::new(Code::LifecycleNotPossible)
        .detail(format!("{month}的月报现在是“{}”，不能这样办理。请刷新后再看。", row.state.label())))
}
