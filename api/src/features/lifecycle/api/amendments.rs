//! Amendments: filed by those who work on the project, audited by the bureau, in force from their audit on. What a passed
//! one changes is in [`apply`].

mod apply;
mod views;

use super::super::model::{
    AmendedValue, Amendment, AmendmentInput, AmendmentQuery, AmendmentRow, AmendmentView, AuditInput,
    AuditResult, AuditState, Signature,
};
use super::super::{rules, store};
use super::{Step, require_other, require_step};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::files;
use crate::features::projects::{self, EndState, Project};
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::policy::{self, Action, Relations, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};
use views::{record, view};

type Ids = web::Path<(i64, i64)>;

const ACTIONS: &[Action] = &[Action::AmendmentRead, Action::AmendmentSubmit, Action::AmendmentAudit];

/// 查询变更
///
/// 可见项目的变更，先填报的在前；招商局的待审核队列为 `state=submitted`。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.read"))), params(AmendmentQuery, Paging),
    responses((status = 200, description = "一页变更", body = Page<Amendment>)))]
#[get("/amendments")]
pub async fn list_amendments(
    ctx: Ctx,
    query: Query<AmendmentQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::AmendmentRead)?;
        let who = visible(tx.caller);
        Reply::ok(&store::list_amendments(tx, &who, &query, &paging.0)?)
    })
    .await
}

/// 列出项目的变更
///
/// 一个项目全部的变更，先填报的在前：原值、新值、理由、状态与生效日期。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "项目的变更", body = Page<Amendment>)))]
#[get("/projects/{id}/amendments")]
pub async fn list_project_amendments(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let (project, _) = find_project(tx, *id, Action::AmendmentRead)?;
        let items = store::amendments_of(tx, project.id)?;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 填报变更
///
/// 审核过的事实只能这样修改：总投资、牵头单位、开工与投产日期，以及签约的金额、日期、活动。原值由系统填写；存为草稿，提交后由
/// 另一人审核，自审核通过之日起生效。已封存的凭据不变。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.submit"))), request_body = AmendmentInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已存为草稿", body = AmendmentView)))]
#[post("/projects/{id}/amendments")]
pub async fn create_amendment(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<AmendmentInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, relations) = find_project(tx, *id, Action::AmendmentSubmit)?;
        require_amendable(&project)?;
        let old = check(tx, &project, None, &input)?;
        let row = store::insert_amendment(tx, project.id, &input, old)?;
        record(tx, &project, "project.amendment_drafted", None, &row)?;
        let location = format!("/projects/{}/amendments/{}", project.id, row.id);
        let found = Found { project, relations, row };
        let version = found.row.version;
        Ok(Reply::created(location, &view(tx, &found)?)?.version(version))
    })
    .await
}

/// 查看变更
///
/// 原值、现值、新值、理由、凭据与历次意见。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("amendment_id" = i64, Path, description = "变更编号")),
    responses((status = 200, description = "变更", body = AmendmentView)))]
#[get("/projects/{id}/amendments/{amendment_id}")]
pub async fn get_amendment(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let found = find(tx, &ids, Action::AmendmentRead)?;
        Ok(Reply::ok(&view(tx, &found)?)?.version(found.row.version))
    })
    .await
}

/// 修改变更
///
/// 整体替换草稿、暂未通过或已撤回的变更；原值随之更新。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.submit"))), request_body = AmendmentInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("amendment_id" = i64, Path, description = "变更编号")),
    responses((status = 200, description = "已修改", body = AmendmentView)))]
#[put("/projects/{id}/amendments/{amendment_id}")]
pub async fn replace_amendment(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<AmendmentInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, &ids, &if_match, |_, _| Ok(input.clone()))).await
}

/// 局部修改变更
///
/// 以合并补丁修改：`null` 清除，未写的不动。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.submit"))),
    request_body(content = AmendmentInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("amendment_id" = i64, Path, description = "变更编号")),
    responses((status = 200, description = "已修改", body = AmendmentView)))]
#[patch("/projects/{id}/amendments/{amendment_id}")]
pub async fn update_amendment(ctx: Ctx, ids: Ids, if_match: IfMatch, patch: Patch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        edit(tx, &ids, &if_match, |tx, row| patch.apply(&tx.app.contract, &AmendmentInput::from(row)))
    })
    .await
}

/// 提交变更
///
/// 提交时再次记下原值；审核时原值已经变了的，须撤回重报。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.submit"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("amendment_id" = i64, Path, description = "变更编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已提交", body = AmendmentView)))]
#[post("/projects/{id}/amendments/{amendment_id}/submissions")]
pub async fn submit_amendment(ctx: Ctx, ids: Ids, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = open(tx, &ids, &if_match, Action::AmendmentSubmit)?;
        require_step(found.row.state, Step::Submit)?;
        let input = AmendmentInput::from(&found.row);
        let old = check(tx, &found.project, Some(&input), &input)?;
        let after = store::set_amendment_state(tx, &found.row, AuditState::Submitted, old)?;
        finish(tx, found, "project.amendment_submitted", after)
    })
    .await
}

/// 撤回变更
///
/// 审核之前可以撤回修改。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.submit"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("amendment_id" = i64, Path, description = "变更编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤回", body = AmendmentView)))]
#[post("/projects/{id}/amendments/{amendment_id}/recalls")]
pub async fn recall_amendment(ctx: Ctx, ids: Ids, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = open(tx, &ids, &if_match, Action::AmendmentSubmit)?;
        require_step(found.row.state, Step::Recall)?;
        let old = found.row.old();
        let after = store::set_amendment_state(tx, &found.row, AuditState::Recalled, old)?;
        finish(tx, found, "project.amendment_recalled", after)
    })
    .await
}

/// 审核变更
///
/// 审核人不能是提交人，也不能是凭据的上传人。通过即生效：项目或签约在同一事务中改为新值，沿革与“截至某日”都能看到前后；提交后
/// 原值已变的返回 409，请提交人撤回重报。
#[utoipa::path(tag = "变更", extensions(("x-action" = json!("amendment.audit"))), request_body = AuditInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("amendment_id" = i64, Path, description = "变更编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审核", body = AmendmentView)))]
#[post("/projects/{id}/amendments/{amendment_id}/audits")]
pub async fn audit_amendment(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<AuditInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = open(tx, &ids, &if_match, Action::AmendmentAudit)?;
        require_step(found.row.state, Step::Audit)?;
        require_other(tx, found.row.submitted_by, &[found.row.proof_file_id])?;
        if input.result == AuditResult::Passed {
            apply::apply(tx, &found.row)?;
        }
        let after = store::audit_amendment(tx, &found.row, &input)?;
        let project = projects::find_visible(tx, found.project.id)?;
        finish(tx, Found { project, ..found }, "project.amendment_audited", after)
    })
    .await
}

fn find_project(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<(Project, Relations)> {
    let project = projects::find_visible(tx, id)?;
    let relations = projects::relations(tx.caller, &project);
    policy::require(tx.caller, action, relations)?;
    Ok((project, relations))
}

struct Found {
    project: Project,
    relations: Relations,
    row: AmendmentRow,
}

fn find(tx: &mut Tx<'_>, ids: &(i64, i64), action: Action) -> Result<Found> {
    let project = projects::find_visible(tx, ids.0)?;
    let row = store::find_amendment(tx, project.id, ids.1)?;
    let relations = projects::relations(tx.caller, &project);
    policy::require(tx.caller, action, relations)?;
    Ok(Found { project, relations, row })
}

fn open(tx: &mut Tx<'_>, ids: &(i64, i64), if_match: &IfMatch, action: Action) -> Result<Found> {
    let found = find(tx, ids, action)?;
    if_match.check(found.row.version, &view(tx, &found)?)?;
    require_amendable(&found.project)?;
    Ok(found)
}

/// A terminated project stays in the denominators, so that its facts can still be put right; one that left the library
/// cannot change any more.
fn require_amendable(project: &Project) -> Result<()> {
    match project.end_state {
        None | Some(EndState::Suspended | EndState::Terminated) => Ok(()),
        Some(state) => {
            Err(Error::new(Code::ProjectEnded).detail(format!("项目已{}，不能再办理变更。", state.label())))
        }
    }
}

/// The paper that an amendment speaks of.
fn signature_of(tx: &mut Tx<'_>, project_id: i64, id: Option<i64>) -> Result<Option<Signature>> {
    let Some(id) = id else { return Ok(None) };
    match store::find_signature(tx, project_id, id) {
        Ok(row) if row.state == AuditState::Passed && row.superseded_at.is_none() => Ok(Some(row)),
        Ok(_) => Err(Error::field(
            "/signature_id",
            "state",
            "这份签约没有审核通过或已被取代，请直接修改它或选择现行的签约。",
        )),
        Err(e) if e.code() == Code::ResourceNotFound => {
            Err(Error::field("/signature_id", "not_found", "本项目没有这份签约，请重新选择。"))
        }
        Err(e) => Err(e),
    }
}

/// Checks what was filled in and answers the value of now.
fn check(
    tx: &mut Tx<'_>,
    project: &Project,
    before: Option<&AmendmentInput>,
    input: &AmendmentInput,
) -> Result<AmendedValue> {
    let signature = signature_of(tx, project.id, input.signature_id)?;
    let old = store::value_now(project, signature.as_ref(), input.field);
    let mut errors = rules::check_amendment(input, old, tx.today());
    if before.is_none_or(|b| b.proof_file_id != input.proof_file_id) {
        let named = files::named(tx, input.proof_file_id, "/proof_file_id");
        Error::gather(&mut errors, named)?;
    }
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    apply::check(tx, project, signature.as_ref(), input)?;
    Ok(old)
}

fn edit(
    tx: &mut Tx<'_>,
    ids: &(i64, i64),
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &AmendmentRow) -> Result<AmendmentInput>,
) -> Result<Reply> {
    let found = open(tx, ids, if_match, Action::AmendmentSubmit)?;
    require_step(found.row.state, Step::Edit)?;
    let input = input(tx, &found.row)?;
    let before = AmendmentInput::from(&found.row);
    let old = check(tx, &found.project, Some(&before), &input)?;
    let after = store::update_amendment(tx, &found.row, &input, old)?;
    finish(tx, found, "project.amendment_edited", after)
}

fn finish(tx: &mut Tx<'_>, found: Found, event: &str, after: AmendmentRow) -> Result<Reply> {
    record(tx, &found.project, event, Some(&found.row), &after)?;
    let found = Found { row: after, ..found };
    let version = found.row.version;
    Ok(Reply::ok(&view(tx, &found)?)?.version(version))
}
