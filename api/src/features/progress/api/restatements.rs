//! What a report that can no longer change should have said.

use super::super::model::input::{ProgressDecisionInput, RestatementInput};
use super::super::model::view::{RestatementView, Restatements};
use super::super::model::{Restatement, RestatementState};
use super::super::rules::month_text;
use super::super::rules::reports::check_writable;
use super::super::store::parts::{People, take_files};
use super::super::store::{periods, reports as store};
use super::reports::month;
use super::{can, check_opinion, papers, project_for, record, uploaders};
use crate::error::{Code, Error, Result};
use crate::features::projects::Project;
use crate::features::projects::rules::check_texts;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::policy::{Action, check_audit};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

fn view(tx: &mut Tx<'_>, project: &Project, row: Restatement) -> Result<RestatementView> {
    let open = row.state == RestatementState::Submitted;
    let mine = check_audit(tx.caller.user_id, row.submitted_by, &uploaders(tx, &row.file_ids)?).is_err();
    let possible: &[Action] = if open && !mine { &[Action::ReportAudit] } else { &[] };
    let people = People::of(tx, [row.submitted_by, row.decided_by])?;
    Ok(RestatementView {
        id: row.id,
        project_id: row.project_id,
        month: month_text(row.of_month_on),
        amount_yuan: row.amount_yuan,
        reason: row.reason,
        files: papers(tx, &row.file_ids)?.get(&row.file_ids),
        state: row.state,
        submitted_by: people.get(row.submitted_by),
        submitted_at: row.submitted_at,
        decided_by: people.get(row.decided_by),
        decided_at: row.decided_at,
        opinion: row.opinion,
        shown_month: row.shown_month_on.map(month_text),
        version: row.version,
        can: can(tx, project, possible),
    })
}

/// 查询月报更正
///
/// 一个项目的各次更正，晚的在前；审核通过的差额列在哪个月的调整数里。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "各次更正", body = Restatements)))]
#[get("/projects/{id}/restatements")]
pub async fn list_restatements(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, *id, Action::ReportRead)?;
        let rows = store::restatements(tx, project.id)?;
        let items = rows.into_iter().map(|row| view(tx, &project, row)).collect::<Result<_>>()?;
        Reply::ok(&Restatements { items, can: can(tx, &project, &[Action::ReportSubmit]) })
    })
    .await
}

/// 提交月报更正
///
/// 已审核或已封存的月报不再改动；有误的写明哪个月、本月完成投资应增减多少、原因与佐证，由另一人审核。通过之后差额作为调整数列入
/// 下一个月报的累计。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.submit"))), request_body = RestatementInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已提交，待审核", body = RestatementView)))]
#[post("/projects/{id}/restatements")]
pub async fn create_restatement(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<RestatementInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id, Action::ReportSubmit)?;
        check_texts(&input)?;
        let month_on = month(&input.month, "/month")?;
        if input.amount_yuan == 0 {
            return Err(Error::field("/amount_yuan", "zero", "请填写应增加（正）或减少（负）的金额。"));
        }
        let period = periods::find(tx, month_on)?
            .ok_or_else(|| Error::field("/month", "not_opened", "这个月没有开过报，没有可以更正的月报。"))?;
        let report = store::find(tx, project.id, month_on)?;
        let later = store::later_closed(tx, month_on, &[project.id])?.remove(&project.id);
        if check_writable(&period, report.as_ref(), later).is_ok() {
            return Err(
                Error::new(Code::ReportState).detail("这个月的月报还能修改，请直接修改，不必办理更正。")
            );
        }
        take_files(tx, &input.file_ids, project.id)?;
        let row =
            store::restate(tx, project.id, month_on, input.amount_yuan, &input.reason, &input.file_ids)?;
        record(tx, "project.report_restated", &project, None, &row)?;
        let (location, version) = (format!("/projects/{}/restatements/{}", project.id, row.id), row.version);
        Ok(Reply::created(location, &view(tx, &project, row)?)?.version(version))
    })
    .await
}

type Ids = web::Path<(i64, i64)>;

/// 查看一次月报更正
///
/// 更正的月份、金额、原因、佐证与审核结果。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("restatement_id" = i64, Path, description = "更正编号")),
    responses((status = 200, description = "更正", body = RestatementView)))]
#[get("/projects/{id}/restatements/{restatement_id}")]
pub async fn get_restatement(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = project_for(tx, ids.0, Action::ReportRead)?;
        let row = store::restatement(tx, project.id, ids.1)?;
        let version = row.version;
        Ok(Reply::ok(&view(tx, &project, row)?)?.version(version))
    })
    .await
}

/// 审核月报更正
///
/// 由提交人以外的人审核，佐证也不能是审核人自己上传的；不同意的写明意见。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.audit"))), request_body = ProgressDecisionInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("restatement_id" = i64, Path, description = "更正编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审核", body = RestatementView)))]
#[post("/projects/{id}/restatements/{restatement_id}/decisions")]
pub async fn decide_restatement(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<ProgressDecisionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, ids.0, Action::ReportAudit)?;
        let row = store::restatement(tx, project.id, ids.1)?;
        if_match.check(row.version, &view(tx, &project, row.clone())?)?;
        if row.state != RestatementState::Submitted {
            let detail = format!("这次更正现在是“{}”，不能再审核。请刷新后再看。", row.state.label());
            return Err(Error::new(Code::ReportState).detail(detail));
        }
        check_audit(tx.caller.user_id, row.submitted_by, &uploaders(tx, &row.file_ids)?)?;
        check_texts(&input)?;
        check_opinion(!input.approved, input.opinion.as_deref())?;
        let after = store::decide_restatement(tx, &row, input.approved, input.opinion.as_deref())?;
        record(tx, "project.report_restatement_decided", &project, Some(&row), &after)?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, &project, after)?)?.version(version))
    })
    .await
}
