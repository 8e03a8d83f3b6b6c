//! What the bureau decides about a project: who may see it, and whether it is counted.

use super::super::model::input::{ConfidentialityInput, ExclusionInput};
use super::super::model::view::ProjectView;
use super::super::store;
use super::parts::change;
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json};
use crate::policy::Action;
use actix_web::{HttpResponse, put, web};

/// 设定保密范围
///
/// 保密项目只有登记人和点名的人员可见，其他人（包括招商局、领导）在列表、合计、检索、沿革和变更记录中都看不到。设定人自己也
/// 须在名单内。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.confide"))), request_body = ConfidentialityInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/confidentiality")]
pub async fn replace_project_confidentiality(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ConfidentialityInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(
            tx,
            *id,
            &if_match,
            "project.confidentiality_changed",
            Action::ProjectConfide,
            |tx, project| {
                let now = tx.now;
                let me = tx.caller.user_id;
                if !input.confidential && !input.reader_ids.is_empty() {
                    return Err(Error::field(
                        "/reader_ids",
                        "not_allowed",
                        "不保密的项目不需要点名人员，请清空名单。",
                    ));
                }
                let named = project.created_by == me || me.is_some_and(|id| input.reader_ids.contains(&id));
                if input.confidential && !named {
                    let message =
                        "设定后您将看不到这个项目，也无法再调整。请把自己列入名单，或由登记人设定。";
                    return Err(Error::field("/reader_ids", "self_missing", message));
                }
                store::parts::check_people(tx, &input.reader_ids)?;
                store::set_confidential(tx, project.id, &input)?;
                store::parts::replace_readers(tx, project.id, &input.reader_ids, now)
            },
        )
    })
    .await
}

/// 设定不予认定
///
/// 标明项目不计入招商引资统计及其原因；`code` 为空即恢复认定，同样须说明理由。项目仍然可见，写明谁在何时因何设定。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.exclude"))), request_body = ExclusionInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/exclusion")]
pub async fn replace_project_exclusion(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ExclusionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(tx, *id, &if_match, "project.exclusion_changed", Action::ProjectExclude, |tx, project| {
            let (by, now) = (tx.caller.user_id, tx.now);
            store::set_exclusion(tx, project.id, &input, by, now)
        })
    })
    .await
}
