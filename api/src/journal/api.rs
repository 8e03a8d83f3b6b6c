//! Reading the trail: the feed of changes for callers, the journal and its verification for the audit administrator.

use super::{Event, EventView, JournalWords, Report, Subject, note, verify_database, words};
use crate::db::page::Page;
use crate::db::schema::journal;
use crate::db::types::Stamp;
use crate::db::{MultiBackend, columns};
use crate::error::Result;
use crate::http::{Ctx, Query, Reply, ServiceConfig};
use crate::policy::{Action, Visible, require_role, visible};
use crate::text_enum;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;

/// The operations of this module.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_changes).service(list_journal).service(list_journal_words).service(verify_journal);
}

/// Query of the feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangesQuery {
    /// 上次读到的序号；从头读取用 0
    #[param(minimum = 0)]
    pub after: Option<i64>,
    /// 只要这些事件，逗号分隔，如 `project.created,project.stage_audited`
    #[param(style = Form, explode = false)]
    pub types: Option<Vec<String>>,
    /// 最多多少条
    #[param(minimum = 1, maximum = 1000)]
    pub limit: Option<i64>,
}

text_enum! {
    /// 审计日志的次序
    JournalSort {
        Oldest = "id" / "先发生的在前",
        Newest = "-id" / "后发生的在前",
    }
}

/// Which rows of the journal, in which order.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct JournalQuery {
    /// 上次读到的序号，接着往下读：`id` 次序读比它大的，`-id` 次序读比它小的；不填从头读
    #[param(minimum = 0)]
    pub after: Option<i64>,
    /// 对象种类，如 `project`、`user`；全部的见 `GET /journal/words`
    pub subject_kind: Option<String>,
    /// 对象编号
    #[param(minimum = 1)]
    pub subject_id: Option<i64>,
    /// 操作者编号
    #[param(minimum = 1)]
    pub actor_id: Option<i64>,
    /// 事件名，如 `project.created`；全部的见 `GET /journal/words`
    pub event: Option<String>,
    /// 发生时刻不早于（RFC 3339 时刻）
    #[serde(rename = "at.gte")]
    #[param(inline)]
    pub from: Option<Stamp>,
    /// 发生时刻早于（RFC 3339 时刻）
    #[serde(rename = "at.lt")]
    #[param(inline)]
    pub before: Option<Stamp>,
    /// 次序；默认先发生的在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<JournalSort>>,
    /// 最多多少条
    #[param(minimum = 1, maximum = 1000)]
    pub limit: Option<i64>,
}

type Rows = journal::BoxedQuery<'static, MultiBackend>;

impl JournalQuery {
    fn newest_first(&self) -> bool {
        self.sort.as_ref().and_then(|sort| sort.first()) == Some(&JournalSort::Newest)
    }

    /// The rows that it asks for, those still to be read.
    fn rows(&self) -> Rows {
        let mut rows = journal::table.into_boxed::<MultiBackend>();
        if let Some(kind) = &self.subject_kind {
            rows = rows.filter(journal::subject_kind.eq(kind.clone()));
        }
        if let Some(id) = self.subject_id {
            rows = rows.filter(journal::subject_id.eq(id));
        }
        if let Some(id) = self.actor_id {
            rows = rows.filter(journal::actor_id.eq(id));
        }
        if let Some(event) = &self.event {
            rows = rows.filter(journal::event.eq(event.clone()));
        }
        if let Some(at) = self.from {
            rows = rows.filter(journal::at.ge(at));
        }
        if let Some(at) = self.before {
            rows = rows.filter(journal::at.lt(at));
        }
        match (self.after, self.newest_first()) {
            (None, _) => rows,
            (Some(id), true) => rows.filter(journal::id.lt(id)),
            (Some(id), false) => rows.filter(journal::id.gt(id)),
        }
    }

    pub(super) fn count(&self, tx: &mut Tx<'_>) -> Result<i64> {
        Ok(self.rows().count().get_result(&mut **tx)?)
    }

    pub(super) fn page(&self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Event>> {
        let rows = match self.newest_first() {
            true => self.rows().order(journal::id.desc()),
            false => self.rows().order(journal::id.asc()),
        };
        Ok(rows.limit(limit).select(columns::<Event>()).load(&mut **tx)?)
    }
}

/// 读取变更记录
///
/// 按序号返回调用者可见范围内的变更，供系统对接持续读取：把最后一条的 `id` 作为下次的 `after`。只含业务对象，
/// 不含看不到的记录；没有新变更时返回空列表。
#[utoipa::path(tag = "变更与审计", extensions(("x-action" = json!("changes.read"))), params(ChangesQuery),
    responses((status = 200, description = "变更记录，按序号升序", body = Page<EventView>)))]
#[get("/changes")]
pub async fn list_changes(ctx: Ctx, query: Query<ChangesQuery>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ChangesRead)?;
    let query = query.0;
    // rows are served once sealed, so that no lower id can appear behind the reader
    ctx.run(|app, _| app.seal_journal()).await?;
    ctx.read(move |tx| {
        let visible = visible(tx.caller);
        let limit = query.limit.unwrap_or(100);
        let mut items = Vec::new();
        let mut after = query.after.unwrap_or(0);
        while (items.len() as i64) < limit {
            let rows = sealed_after(tx, after, query.types.as_deref(), limit)?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            items.extend(crate::app::keep_visible(tx, &visible, rows)?);
        }
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let total = items.len() as i64;
        let page = Page { items, total, page: None, per_page: limit, next_cursor: None };
        Reply::ok(&words::page(tx, page)?)
    })
    .await
}

/// The next sealed rows behind one of them.
pub(super) fn sealed_after(
    tx: &mut Tx<'_>,
    after: i64,
    types: Option<&[String]>,
    limit: i64,
) -> Result<Vec<Event>> {
    let sealed = super::seal::last_seal(tx)?.map_or(0, |s| s.last_id);
    let mut rows = journal::table
        .filter(journal::id.gt(after).and(journal::id.le(sealed)))
        .order(journal::id)
        .limit(limit.max(100))
        .select(crate::db::columns::<Event>())
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(types) = types.filter(|t| !t.is_empty()) {
        rows = rows.filter(journal::event.eq_any(types.to_vec()));
    }
    Ok(rows.load(&mut **tx)?)
}

/// 查看审计日志
///
/// 全部对象的审计日志，按序号升序或降序（`sort`），可按发生时刻、操作者、对象与事件筛选。接着往下读时把最后一条的 `id` 作为
/// `after`；`total` 是符合条件、还没有读到的条数（含本页）。日志只增不改，由数据库保证。
#[utoipa::path(tag = "变更与审计", extensions(("x-action" = json!("journal.read"))), params(JournalQuery),
    responses((status = 200, description = "审计日志", body = Page<EventView>)))]
#[get("/journal")]
pub async fn list_journal(ctx: Ctx, query: Query<JournalQuery>) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::JournalRead)?;
        let limit = query.limit.unwrap_or(100);
        let (total, items) = (query.count(tx)?, query.page(tx, limit)?);
        let page = Page { items, total, page: None, per_page: limit, next_cursor: None };
        Reply::ok(&words::page(tx, page)?)
    })
    .await
}

/// 查看审计日志的用词
///
/// 日志里可能出现的全部事件与对象种类，各有代码与名称，供筛选时选择。
#[utoipa::path(tag = "变更与审计", extensions(("x-action" = json!("journal.read"))),
    responses((status = 200, description = "事件与对象种类", body = JournalWords)))]
#[get("/journal/words")]
pub async fn list_journal_words(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::JournalRead)?;
        Reply::ok(&words::all())
    })
    .await
}

/// 核验审计日志
///
/// 逐批重算散列，找出被改动、删除或插入的日志行。核验本身也记入日志。
#[utoipa::path(tag = "变更与审计", extensions(("x-action" = json!("journal.read"))),
    responses((status = 200, description = "核验结果；`findings` 为空即完好", body = Report)))]
#[post("/journal/verifications")]
pub async fn verify_journal(ctx: Ctx) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::JournalRead)?;
    ctx.run(|app, _| app.seal_journal()).await?;
    ctx.write(move |tx| {
        let report = verify_database(tx)?;
        note(tx, "journal.verified", &Subject::new("journal", report.rows.max(1), "审计日志"))?;
        Reply::ok(&report)
    })
    .await
}

/// Kinds of subjects that are open to everybody who may read changes.
pub fn is_open_kind(kind: &str, visible: &Visible) -> bool {
    use crate::policy::Reach;
    matches!(visible.reach, Reach::City | Reach::Everything)
        && matches!(kind, "calendar" | "report_period" | "rule_set" | "unit" | "handover" | "substitute")
}
