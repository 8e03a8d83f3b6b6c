//! The plan of a project, version by version.

use super::super::model::plans::{PlanInput, ProjectPlan, ProjectPlans};
use super::super::store::plans;
use super::{find_project, label};
use crate::error::{Error, Result};
use crate::features::files;
use crate::features::projects::rules::{check_open, check_texts};
use crate::features::projects::{self, Project};
use crate::http::{Ctx, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, permitted};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

/// 查看工作方案
///
/// 项目的工作方案，各版都在，新的在前，最新的一版有效。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "工作方案的各版", body = ProjectPlans)))]
#[get("/projects/{id}/plans")]
pub async fn list_project_plans(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = find_project(tx, *id, Action::ResponsibilityRead)?;
        let rows = plans::of_project(tx, project.id)?;
        let can = permitted(tx.caller, &[Action::PlanEdit], projects::relations(tx.caller, &project));
        Reply::ok(&ProjectPlans { items: plans::named(tx, rows)?, can })
    })
    .await
}

/// 上传工作方案
///
/// 经批准的方案，文件先上传得到编号。每次修订是新的一版，须写理由；以前各版保留。上传时写明看到的最新版次，别人已上传新版的
/// 返回 409。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("plan.edit"))), request_body = PlanInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已上传", body = ProjectPlan)))]
#[post("/projects/{id}/plans")]
pub async fn create_project_plan(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<PlanInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find_project(tx, *id, Action::PlanEdit)?;
        let plan = add(tx, &project, &input)?;
        Reply::created(format!("/projects/{}/plans", project.id), &plan)
    })
    .await
}

/// Checks and adds a version.
pub(super) fn add(tx: &mut Tx<'_>, project: &Project, input: &PlanInput) -> Result<ProjectPlan> {
    check_open(project)?;
    check_texts(input)?;
    let mut wrong = Vec::new();
    if input.approved_on > tx.today() {
        let message = "批准日期晚于今天，请按实际批准的日期填写。";
        Error::gather::<()>(&mut wrong, Err(Error::field("/approved_on", "in_future", message)))?;
    }
    if input.after_no > 0 && input.reason.is_none() {
        let message = "修订方案须写明理由，供以后查考。";
        Error::gather::<()>(&mut wrong, Err(Error::field("/reason", "required", message)))?;
    }
    Error::gather(&mut wrong, files::named(tx, input.file_id, "/file_id"))?;
    if !wrong.is_empty() {
        return Err(Error::invalid(wrong));
    }
    let now = tx.now;
    projects::store::touch(tx, project, now)?;
    let row = plans::insert(tx, project.id, input)?;
    files::link(tx, row.file_id, "project", project.id)?;
    files::seal(tx, &[row.file_id])?;
    let state = json!({ "no": row.no, "title": row.title, "summary": row.summary, "file_id": row.file_id,
        "approved_on": row.approved_on, "reason": row.reason });
    journal::created(tx, "project.plan_added", &Subject::new("project", project.id, label(project)), &state)?;
    plans::named(tx, vec![row])?.pop().ok_or_else(|| Error::internal("no plan"))
}
