//! Committing and undoing: both are jobs.

use super::super::model::{ImportState, Session};
use super::super::store::reading::facts;
use super::super::store::sessions::{self, Change};
use super::super::store::{commit, rows, undo};
use super::{find, view, wrong_state};
use crate::error::{Code, Error, Result};
use crate::features::people::model::ReasonInput;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::jobs::{self, Job};
use crate::journal;
use crate::policy::Action;
use crate::text::clean_text;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};
use serde_json::json;

/// 入库
///
/// 把可以入库的行（可用的，和疑似重复而已有决定的）分批登记到库里；有错误、待决定的行留着，改好后可再次入库。
/// 返回后台任务；中途取消或服务中断时批次停在“中途停下”，再次提交即从停下处继续，也可以撤销。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))),
    params(("id" = i64, Path, description = "批次编号"), ("If-Match" = String, Header)),
    responses((status = 202, description = "开始入库", body = Job)))]
#[post("/imports/{id}/commits")]
pub async fn commit_import(ctx: Ctx, id: web::Path<i64>, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| start(tx, *id, &if_match, ImportState::Committing, None)).await
}

/// 撤销导入
///
/// 由这一批登记的项目退库（end_state 为 withdrawn，理由“导入撤销”），登记的企业作废，由它更新的恢复原值；随项目新登记而
/// 没有别处引用的投资方一并作废。入库后已被别人修改或引用的保持现状，并在各行写明原因（undo_refusal）。不删除任何内容。
/// 撤销要写明原因，记入变动记录。返回后台任务。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "批次编号"), ("If-Match" = String, Header)),
    responses((status = 202, description = "开始撤销", body = Job)))]
#[post("/imports/{id}/undos")]
pub async fn undo_import(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    let reason = clean_text(&input.0.reason);
    if reason.chars().count() < 2 {
        return Err(Error::field("/reason", "required", "请写明撤销的原因，如“导错了文件”。"));
    }
    ctx.write(move |tx| start(tx, *id, &if_match, ImportState::Undoing, Some(&reason))).await
}

fn start(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    state: ImportState,
    reason: Option<&str>,
) -> Result<Reply> {
    let session = find(tx, id, Action::ImportRun)?;
    if_match.check(session.version, &view(tx, session.clone())?)?;
    let (job, started) = begin(tx, &session, state, reason)?;
    Ok(Reply::accepted(format_args!("/jobs/{}", job.id), &job)?.version(started.version))
}

/// Queues the job that commits or undoes (`reason`: why) a session; for the API and the command line alike.
///
/// # Errors
/// `imports.wrong_state` when the session is not in a state for it, or nothing would be done.
pub fn begin(
    tx: &mut Tx<'_>,
    session: &Session,
    state: ImportState,
    reason: Option<&str>,
) -> Result<(Job, Session)> {
    let commit = state == ImportState::Committing;
    if commit {
        check_commit(tx, session)?
    } else {
        check_undo(tx, session)?
    }
    let kind = if commit { commit::JOB } else { undo::JOB };
    let job = jobs::enqueue(tx, kind, json!({ "session_id": session.id }))?;
    let change =
        Change { state: Some(state), job_id: Some(Some(job.id)), failure: Some(None), ..Change::default() };
    let now = tx.now;
    let started = sessions::update(tx, session, &change, now)?;
    let event = if commit { "import.commit_started" } else { "import.undo_started" };
    let mut after = facts(&started);
    if let Some(reason) = reason {
        after["reason"] = reason.into();
    }
    journal::record(tx, event, &started.subject(), Some(&facts(session)), Some(&after))?;
    Ok((job, started))
}

fn check_commit(tx: &mut Tx<'_>, session: &Session) -> Result<()> {
    if !matches!(session.state, ImportState::Ready | ImportState::Interrupted | ImportState::Committed) {
        return Err(wrong_state(session, "现在不能入库。请刷新后查看。"));
    }
    if sessions::results(tx, session.id)?.undone > 0 {
        return Err(wrong_state(session, "撤销已经开始，不能再入库。要再导入请重新上传。"));
    }
    if rows::waiting(tx, session.id)? == 0 {
        return Err(Error::new(Code::ImportState)
            .detail("没有可以入库的行：其余各行有错误、疑似重复待决定或已跳过。请先改正或作出决定。"));
    }
    Ok(())
}

fn check_undo(tx: &mut Tx<'_>, session: &Session) -> Result<()> {
    if !matches!(session.state, ImportState::Interrupted | ImportState::Committed) {
        return Err(wrong_state(session, "没有可以撤销的内容，或现在不能撤销。请刷新后查看。"));
    }
    let results = sessions::results(tx, session.id)?;
    if results.created + results.updated == results.undone {
        return Err(Error::new(Code::ImportState).detail("这一批没有登记或改动任何记录，无须撤销。"));
    }
    Ok(())
}
