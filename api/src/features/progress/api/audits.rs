//! Auditing reports, one or many.

use super::super::model::input::{MonthlyAuditInput, MonthlyAuditsInput};
use super::super::model::view::{MonthlyReport, MonthlyReports};
use super::super::model::{MonthlyResult, MonthlyState, Period, Report};
use super::super::rules::reports::{check_last, check_not_frozen, check_once};
use super::super::store::reports as store;
use super::acts::{chosen, each, require, wrong_state};
use super::reports::{month, month_in_path, one, open_period, rows};
use super::{check_opinion, project_for, record};
use crate::error::{Error, Result};
use crate::features::projects::Project;
use crate::features::projects::rules::check_texts;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::policy::{Action, check_audit, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};

/// 审核月报
///
/// 由提交人以外的人审核：通过，或暂未通过（退回补充）。意见逐次追加。通过之后不再改动。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.audit"))), request_body = MonthlyAuditInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("month" = String, Path, description = "月份", example = "2026-03"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审核", body = MonthlyReport)))]
#[post("/projects/{id}/monthly-reports/{month}/audits")]
pub async fn audit_monthly_report(
    ctx: Ctx,
    place: web::Path<(i64, String)>,
    if_match: IfMatch,
    input: Json<MonthlyAuditInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, place.0, Action::ReportAudit)?;
        let period = open_period(tx, month_in_path(&place.1)?)?;
        let before = one(tx, &period, &project)?;
        if_match.check(before.version, &before)?;
        let report = store::find(tx, project.id, period.month_on)?.ok_or_else(Error::not_found)?;
        check_texts(&input)?;
        audit(tx, &period, &project, &report, (input.result, input.opinion.as_deref()))?;
        let view = one(tx, &period, &project)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 审核多份月报
///
/// 把已提交的月报一次审核，连同看到的版本。有一份不能审核就都不审核，`errors` 逐个说明；本人提交的不由本人审核。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.audit"))), request_body = MonthlyAuditsInput,
    responses((status = 200, description = "已审核的各份月报", body = MonthlyReports)))]
#[post("/monthly-reports/audits")]
pub async fn audit_monthly_reports(ctx: Ctx, input: Json<MonthlyAuditsInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ReportAudit)?;
        check_texts(&input)?;
        let ids: Vec<i64> = input.rows.iter().map(|row| row.project_id).collect();
        check_once("/rows", &ids)?;
        check_opinion(input.result != MonthlyResult::Passed, input.opinion.as_deref())?;
        let period = open_period(tx, month(&input.month, "/month")?)?;
        let done = each(tx, "/rows", &ids, |tx, i, project| {
            require(tx, Action::ReportAudit, project)?;
            let report = chosen(tx, &period, &input.rows[i])?;
            audit(tx, &period, project, &report, (input.result, input.opinion.as_deref()))
        })?;
        Reply::ok(&MonthlyReports { items: rows(tx, &period, done)? })
    })
    .await
}

fn audit(
    tx: &mut Tx<'_>,
    period: &Period,
    project: &Project,
    report: &Report,
    (result, opinion): (MonthlyResult, Option<&str>),
) -> Result<()> {
    check_not_frozen(period)?;
    if report.state != MonthlyState::Submitted {
        return Err(wrong_state(report));
    }
    check_audit(tx.caller.user_id, report.submitted_by, &[])?;
    check_opinion(result != MonthlyResult::Passed, opinion)?;
    if result == MonthlyResult::Supplement {
        // what is sent back would move the totals of what was reported after it
        let later = store::later_closed(tx, period.month_on, &[project.id])?.remove(&project.id);
        check_last(period.month_on, later)?;
    }
    let after = store::audit(tx, report, result, opinion)?;
    record(tx, "project.report_audited", project, Some(report), &after)
}
