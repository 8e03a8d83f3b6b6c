//! Looking at one's jobs and cancelling them.

use super::{Job, JobState};
use crate::db::schema::jobs;
use crate::error::{Code, Error, Result};
use crate::http::{Ctx, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, require};
use actix_web::{HttpResponse, get, post, web};
use diesel::prelude::*;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this module.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_job).service(cancel_job);
}

/// 查看后台任务
///
/// 返回本人发起的后台任务的进度与结果。建议每秒查询一次，直到状态为已完成、失败或已取消。
#[utoipa::path(tag = "后台任务", extensions(("x-action" = json!("job.read"))),
    params(("id" = i64, Path, description = "任务编号")),
    responses((status = 200, description = "任务的当前进度", body = Job)))]
#[get("/jobs/{id}")]
pub async fn get_job(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let job = super::find(tx, *id)?;
        require(tx.caller, Action::JobRead, Relations { own: true, ..Relations::default() })?;
        Ok(Reply::ok(&job)?.version(job.version))
    })
    .await
}

/// 取消后台任务
///
/// 请求停止本人发起的任务。排队中的任务立即取消；进行中的任务在下一批之前停下，已完成的部分保留，可继续或撤销。
#[utoipa::path(tag = "后台任务", extensions(("x-action" = json!("job.cancel"))),
    params(("id" = i64, Path, description = "任务编号")),
    responses((status = 200, description = "已请求取消", body = Job)))]
#[post("/jobs/{id}/cancellations")]
pub async fn cancel_job(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let job = super::find(tx, *id)?;
        require(tx.caller, Action::JobCancel, Relations { own: true, ..Relations::default() })?;
        if !matches!(job.state, JobState::Queued | JobState::Running) {
            return Err(Error::new(Code::JobState).detail(format!("任务{}，不能再取消。", job.state.label())));
        }
        let state = if job.state == JobState::Queued { JobState::Cancelled } else { JobState::Running };
        let finished_at = (state == JobState::Cancelled).then_some(tx.now);
        let changed: Job = diesel::update(jobs::table.find(job.id))
            .set((
                jobs::cancel_requested.eq(true),
                jobs::state.eq(state),
                jobs::finished_at.eq(finished_at),
                jobs::version.eq(jobs::version + 1),
            ))
            .returning(crate::db::columns::<Job>())
            .get_result(&mut **tx)?;
        journal::record(
            tx,
            "job.cancelled",
            &Subject::new("job", job.id, &job.kind),
            Some(&job),
            Some(&changed),
        )?;
        Ok(Reply::ok(&changed)?.version(changed.version))
    })
    .await
}
