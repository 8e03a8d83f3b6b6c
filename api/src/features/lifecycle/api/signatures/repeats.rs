//! Repeated signings: suspected by the program, answered by a person.

use super::super::super::model::{RepeatAnswer, RepeatAnswerInput, Suspicion};
use super::super::super::store;
use super::find_project;
use crate::db::page::Page;
use crate::error::{Error, Result};
use crate::features::projects;
use crate::http::{Ctx, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, visible};
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

/// What is about to be signed.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuspicionQuery {
    /// 拟签约的金额（元），与其他项目的签约金额比较
    pub amount_yuan: Option<i64>,
}

/// 列出疑似重复签约
///
/// 与本项目疑似同一签约的其他项目（投资方、名称、地点、金额相同或相近）及其理由、最近的答复。您看不到的项目不写名称，由招商局
/// 答复。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), SuspicionQuery),
    responses((status = 200, description = "疑似重复签约", body = Page<Suspicion>)))]
#[get("/projects/{id}/repeat-suspicions")]
pub async fn list_repeat_suspicions(
    ctx: Ctx,
    id: web::Path<i64>,
    query: Query<SuspicionQuery>,
) -> Result<HttpResponse> {
    let amount = query.0.amount_yuan;
    ctx.read(move |tx| {
        let (project, _) = find_project(tx, *id, Action::SignatureSubmit)?;
        let items = store::suspicions(tx, &project, amount)?;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 答复疑似重复签约
///
/// “另一个项目”须写明理由，两个项目各计各的；“重复签约”的，本项目的签约只能登记为重复发布，不再计入。答复只增不改，以最近的为准，
/// 审核人看得到。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))), request_body = RepeatAnswerInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已答复", body = RepeatAnswer)))]
#[post("/projects/{id}/repeat-answers")]
pub async fn answer_repeat_suspicion(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<RepeatAnswerInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, _) = find_project(tx, *id, Action::SignatureSubmit)?;
        let who = visible(tx.caller);
        let other = projects::store::visible_ids(tx, &who, vec![input.other_project_id])?;
        if other.is_empty() || input.other_project_id == project.id {
            let message = "没有这个项目，或您无权查看。请从疑似重复签约的列表中选择。";
            return Err(Error::field("/other_project_id", "not_found", message));
        }
        let answer = store::answer_repeat(tx, project.id, &input)?;
        let subject = Subject::new("project", project.id, &project.name);
        journal::created(tx, "project.repeat_answered", &subject, &json!({ "repeat_answer": answer }))?;
        Reply::created(format!("/projects/{}/repeat-suspicions", project.id), &answer)
    })
    .await
}
