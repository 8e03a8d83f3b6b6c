//! What is done to many reports at once, all of them or none: nothing has changed, handing in; and taking one back.

use super::super::model::input::{Chosen, SubmissionsInput, UnchangedInput};
use super::super::model::view::MonthlyReports;
use super::super::model::{MonthlyState, Period, Report};
use super::super::rules::month_words;
use super::super::rules::reports::{check_last, check_not_frozen, check_once, check_unchanged, unchanged};
use super::super::store::reports as store;
use super::reports::{check_owed, ground, month, month_in_path, one, open_period, rows, save};
use super::{project_for, record};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::{self, Project};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};
use std::collections::HashMap;

/// Most refusals told at once.
const MOST_TOLD: usize = 100;

/// The projects that were named, as far as the caller sees them.
pub(super) fn seen(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, Project>> {
    let who = crate::policy::visible(tx.caller);
    let found = projects::store::many(tx, &who, ids.to_vec())?;
    Ok(found.into_iter().map(|project| (project.id, project)).collect())
}

/// Does the same to each of these, and answers for all that were refused together.
pub(super) fn each(
    tx: &mut Tx<'_>,
    pointer: &str,
    ids: &[i64],
    mut act: impl FnMut(&mut Tx<'_>, usize, &Project) -> Result<()>,
) -> Result<Vec<Project>> {
    let mut seen = seen(tx, ids)?;
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for (i, id) in ids.iter().enumerate() {
        let project = seen.remove(id);
        let outcome = match &project {
            Some(project) => tx.attempt(|tx| act(tx, i, project)),
            None => Err(Error::not_found()),
        };
        match (outcome, project) {
            (Ok(()), Some(project)) => done.push(project),
            (Err(error), _) if error.code().status() >= 500 => return Err(error),
            (Err(error), project) => refused.push((i, project, error)),
            (Ok(()), None) => {}
        }
    }
    if refused.is_empty() { Ok(done) } else { Err(refusal(pointer, ids, &refused)) }
}

/// One answer for all refusals: theirs when they are of one kind.
fn refusal(pointer: &str, ids: &[i64], refused: &[(usize, Option<Project>, Error)]) -> Error {
    let first = refused.first().map_or(Code::ReportBatchRefused, |(_, _, error)| error.code());
    let plain = !matches!(first, Code::ResourceNotFound | Code::ResourceStale);
    let one_kind = plain && refused.iter().all(|(_, _, e)| e.code() == first);
    let told: Vec<FieldError> = refused
        .iter()
        .take(MOST_TOLD)
        .map(|(i, project, error)| {
            let which = match project {
                Some(project) => format!("“{}”（{}）", project.name, project.number),
                None => format!("编号为{}的项目", ids[*i]),
            };
            let why =
                error.errors().first().map_or_else(|| error.message().to_owned(), |e| e.message.clone());
            let code = error.errors().first().map_or(error.code().code(), |e| e.code.as_str()).to_owned();
            FieldError { pointer: format!("{pointer}/{i}"), code, message: format!("{which}：{why}") }
        })
        .collect();
    let code = if one_kind { first } else { Code::ReportBatchRefused };
    let detail = format!(
        "{}个项目中有{}个不能这样办理，什么也没有改。逐个的原因见 errors；改正或去掉它们之后再办。",
        ids.len(),
        refused.len()
    );
    Error::new(code).detail(detail).with_errors(told)
}

/// 本月无变化
///
/// 对选定的项目一次填好本月：完成投资为0，形象进度、问题、下月计划照上月。已填过还没有提交的改为无变化。有一个不能办就都不办，
/// `errors` 逐个说明。填好之后仍要提交。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.submit"))), request_body = UnchangedInput,
    responses((status = 200, description = "填好的各份月报", body = MonthlyReports)))]
#[post("/monthly-reports/unchanged")]
pub async fn report_unchanged(ctx: Ctx, input: Json<UnchangedInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ReportSubmit)?;
        check_unchanged(&input)?;
        let period = open_period(tx, month(&input.month, "/month")?)?;
        let done = each(tx, "/project_ids", &input.project_ids, |tx, _, project| {
            require(tx, Action::ReportSubmit, project)?;
            let ground = ground(tx, &period, project)?;
            save(tx, &period, project, &unchanged(&ground)?, true).map(drop)
        })?;
        Reply::ok(&MonthlyReports { items: rows(tx, &period, done)? })
    })
    .await
}

pub(super) fn require(tx: &Tx<'_>, action: Action, project: &Project) -> Result<()> {
    crate::policy::require(tx.caller, action, projects::relations(tx.caller, project))
}

/// The report that was chosen, in the version that was chosen.
pub(super) fn chosen(tx: &mut Tx<'_>, period: &Period, row: &Chosen) -> Result<Report> {
    let report = store::find(tx, row.project_id, period.month_on)?.ok_or_else(|| {
        Error::new(Code::ReportState)
            .detail(format!("{}还没有填。请先填写，或按“无变化”填好。", month_words(period.month_on)))
    })?;
    if report.version != row.version {
        return Err(Error::changed_meanwhile());
    }
    Ok(report)
}

/// 提交月报
///
/// 把填好的月报一次提交，连同看到的版本。有一份不能提交就都不提交，`errors` 逐个说明。截止之后提交的记为迟报。一次最多1000份。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.submit"))), request_body = SubmissionsInput,
    responses((status = 200, description = "已提交的各份月报", body = MonthlyReports)))]
#[post("/monthly-reports/submissions")]
pub async fn submit_monthly_reports(ctx: Ctx, input: Json<SubmissionsInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ReportSubmit)?;
        let ids: Vec<i64> = input.rows.iter().map(|row| row.project_id).collect();
        check_once("/rows", &ids)?;
        let period = open_period(tx, month(&input.month, "/month")?)?;
        let done = each(tx, "/rows", &ids, |tx, i, project| {
            require(tx, Action::ReportSubmit, project)?;
            let report = chosen(tx, &period, &input.rows[i])?;
            submit(tx, &period, project, &report)
        })?;
        Reply::ok(&MonthlyReports { items: rows(tx, &period, done)? })
    })
    .await
}

fn submit(tx: &mut Tx<'_>, period: &Period, project: &Project, report: &Report) -> Result<()> {
    check_not_frozen(period)?;
    if !matches!(report.state, MonthlyState::Draft | MonthlyState::Supplement) {
        return Err(wrong_state(report));
    }
    let later = store::later_closed(tx, period.month_on, &[project.id])?.remove(&project.id);
    check_last(period.month_on, later)?;
    check_owed(tx, period, project)?;
    let after = store::submit(tx, period, report)?;
    record(tx, "project.report_submitted", project, Some(report), &after)
}

pub(super) fn wrong_state(report: &Report) -> Error {
    Error::new(Code::ReportState).detail(format!(
        "{}的月报现在是“{}”，不能这样办理。请刷新后再看。",
        month_words(report.month_on),
        report.state.label()
    ))
}

/// 撤回月报
///
/// 提交之后、审核之前可以撤回修改；再提交时按那时算是否迟报。
#[utoipa::path(tag = "月报", extensions(("x-action" = json!("report.submit"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("month" = String, Path, description = "月份", example = "2026-03"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤回", body = super::super::model::view::MonthlyReport)))]
#[post("/projects/{id}/monthly-reports/{month}/recalls")]
pub async fn recall_monthly_report(
    ctx: Ctx,
    place: web::Path<(i64, String)>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let project = project_for(tx, place.0, Action::ReportSubmit)?;
        let period = open_period(tx, month_in_path(&place.1)?)?;
        let before = one(tx, &period, &project)?;
        if_match.check(before.version, &before)?;
        check_not_frozen(&period)?;
        let report = store::find(tx, project.id, period.month_on)?.ok_or_else(Error::not_found)?;
        if report.state != MonthlyState::Submitted {
            return Err(wrong_state(&report));
        }
        let later = store::later_closed(tx, period.month_on, &[project.id])?.remove(&project.id);
        check_last(period.month_on, later)?;
        let after = store::recall(tx, &report)?;
        record(tx, "project.report_recalled", &project, Some(&report), &after)?;
        let view = one(tx, &period, &project)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}
