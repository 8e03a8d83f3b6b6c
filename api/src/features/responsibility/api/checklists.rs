//! The checklists: of one project, and what is missing in all.

use super::super::model::checklists::{ChecklistGap, ChecklistResult, Checklists, ChecklistsView, GapFilter};
use super::super::rules::checklists::{applies, score};
use super::super::store::{self, checklists::Subject};
use crate::db::page::{Page, Paging};
use crate::error::Result;
use crate::features::projects::Project;
use crate::http::{Ctx, Query, Reply};
use crate::policy::{self, Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, web};

/// The lists that speak of a project, scored.
pub(super) fn scores(
    tx: &mut Tx<'_>,
    project: &Project,
    content: &Checklists,
) -> Result<Vec<ChecklistResult>> {
    let tags = store::checklists::tags(tx, &[project.id])?.remove(&project.id).unwrap_or_default();
    let fits = content.checklists.iter().filter(|list| {
        let scope = &list.applies_when;
        list.enabled && applies(scope, project.stage, project.end_state, project.total_investment_yuan, &tags)
    });
    let lists: Vec<_> = fits.collect();
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    let mut facts = store::checklists::facts(tx, &[Subject::from(project)])?;
    let facts = facts.remove(&project.id).unwrap_or_default();
    Ok(lists.into_iter().map(|list| score(list, &facts)).collect())
}

/// 查看项目的检查清单
///
/// 四个一等清单（规则 `checklists`，可改、可加）里适用于本项目的各张：得分、每项做到没有、依据和怎么补。随现状即时算出。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "检查清单", body = ChecklistsView)))]
#[get("/projects/{id}/checklists")]
pub async fn get_project_checklists(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = super::find_project(tx, *id, Action::ResponsibilityRead)?;
        let today = tx.today();
        let (content, rule_revision) = store::checklists_in_force(tx, today)?;
        let checklists = scores(tx, &project, &content)?;
        let view = ChecklistsView { project_id: project.id, checklists, rule_revision };
        Ok(Reply::ok(&view)?.version(project.version))
    })
    .await
}

/// One page of what is missing.
pub(super) fn gaps(tx: &mut Tx<'_>, filter: &GapFilter, paging: &Paging) -> Result<Page<ChecklistGap>> {
    let (who, today) = (policy::visible(tx.caller), tx.today());
    let (content, _) = store::checklists_in_force(tx, today)?;
    store::checklists::gaps(tx, &who, &content, filter, paging)
}

/// 查询检查清单的缺项
///
/// 看得到的重大项目中清单有缺项的，后登记的在前；每张清单一行：缺哪几项、怎么补。可按牵头单位、按缺的一类筛选。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))), params(GapFilter, Paging),
    responses((status = 200, description = "一页缺项", body = Page<ChecklistGap>)))]
#[get("/checklist-gaps")]
pub async fn list_checklist_gaps(
    ctx: Ctx,
    filter: Query<GapFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ResponsibilityRead)?;
        Reply::ok(&gaps(tx, &filter.0, &paging.0)?)
    })
    .await
}
