//! Looking at one's jobs and cancelling them.

use super::{Job, JobState};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::jobs;
use crate::error::{Code, Error, Result};
use crate::http::{Ctx, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, require};
use actix_web::{HttpResponse, get, post, web};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;

/// The operations of this module.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_jobs).service(get_job).service(cancel_job);
}

/// The one order of the list: newest first.
const SORT: &str = "-id";

/// Which jobs.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct JobFilter {
    /// 状态，多个用逗号分隔
    #[param(style = Form, explode = false, max_items = 5)]
    pub state: Option<Vec<JobState>>,
    /// 任务种类，如 `imports.commit`
    #[param(max_length = 60)]
    pub kind: Option<String>,
}

/// 后台任务列表
///
/// 本人发起的后台任务，最近的在前；关掉页面后由此找回正在进行的导入、导出等。
#[utoipa::path(tag = "后台任务", extensions(("x-action" = json!("job.read"))), params(JobFilter, Paging),
    responses((status = 200, description = "本人的任务", body = Page<Job>)))]
#[get("/jobs")]
pub async fn list_jobs(ctx: Ctx, query: Query<JobFilter>, paging: Query<Paging>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require(tx.caller, Action::JobRead, Relations { own: true, ..Relations::default() })?;
        let filter = &query.0;
        let window = paging.0.window(SORT)?;
        // a token has no person: it owns no jobs in this list
        let owner = tx.caller.user_id.unwrap_or_default();
        let filtered = || {
            let mut rows =
                jobs::table.filter(jobs::owner_id.eq(owner)).into_boxed::<crate::db::MultiBackend>();
            if let Some(states) = &filter.state {
                rows = rows.filter(jobs::state.eq_any(states.clone()));
            }
            if let Some(kind) = &filter.kind {
                rows = rows.filter(jobs::kind.eq(kind.clone()));
            }
            rows
        };
        let total = filtered().count().get_result(&mut **tx)?;
        let mut rows = filtered();
        if let Some(after) = &window.after {
            rows = rows.filter(jobs::id.lt(after.id));
        }
        let items: Vec<Job> = rows
            .order(jobs::id.desc())
            .offset(window.offset())
            .limit(window.per_page)
            .select(crate::db::columns::<Job>())
            .load(&mut **tx)?;
        let behind = |job: &Job| Cursor::of_id(SORT, job.id);
        Reply::ok(&window.page_of(items, total, behind))
    })
    .await
}

/// 查看后台任务
///
/// 返回本人发起的后台任务的进度与结果。建议每秒查询一次，直到状态为已完成、失败或已取消。
#[utoipa::path(tag = "后台任务", extensions(("x-action" = json!("job.read"))),
    params(("id" = i64, Path, description = "任务编号")),
    responses((status = 200, description = "任务的当前进度", body = Job)))]
#[get("/jobs/{id}")]
pub async fn get_job(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
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
