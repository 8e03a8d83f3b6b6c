//! Reading rules, their history and differences; laying down a new revision.

use super::{
    Change, Kind, NewRevision, Revision, changes, find, history, in_force, kind, latest, seed_if_empty,
};
use crate::db::columns;
use crate::db::page::Page;
use crate::db::schema::rule_sets;
use crate::db::types::Doc;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

/// The operations of this module.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_rule_sets)
        .service(get_rule_set)
        .service(list_rule_revisions)
        .service(create_rule_revision)
        .service(get_rule_revision);
}

/// 一种规则的现状
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleSetView {
    /// 规则种类
    #[schema(example = "gates")]
    pub kind: String,
    /// 中文名称
    pub label: String,
    /// 现行的一版
    pub in_force: Revision,
    /// 最新版次；大于现行版次时，新版尚未生效
    pub latest_revision: i32,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 规则的一版，不含内容
#[derive(Debug, Serialize, ToSchema)]
pub struct RevisionSummary {
    /// 版次
    pub revision: i32,
    /// 修改理由
    pub reason: String,
    /// 修改人；内置默认为空
    pub created_by: Option<i64>,
    /// 修改时刻
    pub created_at: crate::db::types::Stamp,
    /// 生效日
    pub in_force_from: NaiveDate,
    /// 是否现行
    pub is_in_force: bool,
}

/// 规则的一版及其与另一版的不同
#[derive(Debug, Serialize, ToSchema)]
pub struct RevisionView {
    /// 这一版
    #[serde(flatten)]
    pub revision: Revision,
    /// 与哪一版比较；第一版没有可比的
    pub against: Option<i32>,
    /// 不同之处
    pub changes: Vec<Change>,
}

/// 新的一版规则
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevisionInput {
    /// 规则的完整内容，形式由种类决定，见本操作的 `x-contents`
    #[schema(value_type = Object)]
    pub content: Value,
    /// 修改理由
    #[schema(min_length = 2, max_length = 500, example = "签约须附法律审查意见")]
    pub reason: String,
    /// 生效日；不填为今天，不能早于今天
    #[schema(example = "2026-04-01")]
    pub in_force_from: Option<NaiveDate>,
}

/// Query of one revision.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RevisionQuery {
    /// 与哪一版比较；不填为上一版
    #[param(minimum = 1)]
    pub against: Option<i32>,
}

fn view(tx: &mut Tx<'_>, kind: &Kind) -> Result<RuleSetView> {
    let today = tx.today();
    Ok(RuleSetView {
        kind: kind.name.to_owned(),
        label: kind.label.to_owned(),
        in_force: in_force(tx, kind, today)?,
        latest_revision: latest(tx, kind)?.revision,
        can: permitted(tx.caller, &[Action::RulesetRead, Action::RulesetEdit], Relations::default()),
    })
}

/// 列出规则
///
/// 列出全部规则种类及其现行的一版。
#[utoipa::path(tag = "规则", extensions(("x-action" = json!("ruleset.read"))),
    responses((status = 200, description = "全部规则", body = Page<RuleSetView>)))]
#[get("/rule-sets")]
pub async fn list_rule_sets(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::RulesetRead)?;
        let items: Vec<RuleSetView> =
            crate::app::rule_kinds().iter().map(|k| view(tx, k)).collect::<Result<_>>()?;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 查看规则
///
/// 返回一种规则现行的一版。`ETag` 是最新版次，修改时作为 `If-Match`。
#[utoipa::path(tag = "规则", extensions(("x-action" = json!("ruleset.read"))),
    params(("kind" = String, Path, description = "规则种类，如 gates")),
    responses((status = 200, description = "现行规则", body = RuleSetView)))]
#[get("/rule-sets/{kind}")]
pub async fn get_rule_set(ctx: Ctx, name: web::Path<String>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::RulesetRead)?;
        let view = view(tx, &kind(&name)?)?;
        Ok(Reply::ok(&view)?.version(view.latest_revision))
    })
    .await
}

/// 查看规则历史
///
/// 列出一种规则的全部版次，新的在前。
#[utoipa::path(tag = "规则", extensions(("x-action" = json!("ruleset.read"))),
    params(("kind" = String, Path, description = "规则种类，如 gates")),
    responses((status = 200, description = "全部版次", body = Page<RevisionSummary>)))]
#[get("/rule-sets/{kind}/revisions")]
pub async fn list_rule_revisions(ctx: Ctx, name: web::Path<String>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::RulesetRead)?;
        let kind = kind(&name)?;
        let today = tx.today();
        let current = in_force(tx, &kind, today)?.revision;
        let items: Vec<RevisionSummary> = history(tx, &kind)?
            .into_iter()
            .map(|r| RevisionSummary {
                revision: r.revision,
                reason: r.reason,
                created_by: r.created_by,
                created_at: r.created_at,
                in_force_from: r.in_force_from,
                is_in_force: r.revision == current,
            })
            .collect();
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 查看一版规则
///
/// 返回一版的完整内容，并逐处列出与上一版（或 `against` 指定的版次）的不同。
#[utoipa::path(tag = "规则", extensions(("x-action" = json!("ruleset.read"))),
    params(("kind" = String, Path, description = "规则种类，如 gates"), ("revision" = i32, Path, description = "版次"), RevisionQuery),
    responses((status = 200, description = "规则内容与不同之处", body = RevisionView)))]
#[get("/rule-sets/{kind}/revisions/{revision}")]
pub async fn get_rule_revision(
    ctx: Ctx,
    path: web::Path<(String, i32)>,
    query: Query<RevisionQuery>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::RulesetRead)?;
        let (name, number) = &*path;
        let kind = kind(name)?;
        let revision = find(tx, &kind, *number)?;
        let against = query.0.against.or_else(|| (*number > 1).then(|| number - 1));
        let other = against.map(|n| find(tx, &kind, n)).transpose()?;
        let changes = other.map_or_else(Vec::new, |o| changes(&o.content.0, &revision.content.0));
        let number = revision.revision;
        Ok(Reply::ok(&RevisionView { revision, against, changes })?.version(number))
    })
    .await
}

/// 修改规则
///
/// 提交规则的完整内容，存为新的一版；旧版保留。已办结的事项不受影响，结果中记有当时的版次。
/// `If-Match` 为读取规则时的 `ETag`（最新版次）。
#[utoipa::path(tag = "规则",
    extensions(("x-action" = json!("ruleset.edit")), ("x-contents" = json!({"gates": {"$ref": "#/components/schemas/Gates"}, "sponsorship": {"$ref": "#/components/schemas/SponsorshipRules"}, "checklists": {"$ref": "#/components/schemas/Checklists"}, "reports": {"$ref": "#/components/schemas/ReportRules"}, "milestones": {"$ref": "#/components/schemas/MilestoneRules"}, "procedures": {"$ref": "#/components/schemas/Procedures"}, "services": {"$ref": "#/components/schemas/ServiceTimes"}, "claims": {"$ref": "#/components/schemas/ClaimRules"}, "trips": {"$ref": "#/components/schemas/TripTimes"}, "colours": {"$ref": "#/components/schemas/ColourRules"}, "supervision": {"$ref": "#/components/schemas/SupervisionRules"}, "reminders": {"$ref": "#/components/schemas/ReminderRules"}}))),
    params(("kind" = String, Path, description = "规则种类，如 gates"), ("If-Match" = String, Header)),
    request_body = RevisionInput,
    responses((status = 201, description = "已存为新的一版", body = RuleSetView)))]
#[post("/rule-sets/{kind}/revisions")]
pub async fn create_rule_revision(
    ctx: Ctx,
    name: web::Path<String>,
    if_match: IfMatch,
    input: Json<RevisionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::RulesetEdit)?;
        let kind = kind(&name)?;
        seed_if_empty(tx, &kind)?;
        let before = latest(tx, &kind)?;
        if_match.check(before.revision, &view(tx, &kind)?)?;
        let from = checked_start(&input, &before, tx.today())?;
        (kind.check)(&tx.app.contract, &input.content)?;
        if before.content.0 == input.content {
            return Err(
                Error::new(Code::ResourceConflict).detail("内容与最新一版完全相同，没有需要保存的修改。")
            );
        }
        let row = NewRevision {
            kind: kind.name,
            revision: before.revision + 1,
            content: Doc(input.content.clone()),
            reason: &input.reason,
            created_by: tx.caller.user_id,
            created_at: tx.now,
            in_force_from: from,
        };
        let after: Revision = diesel::insert_into(rule_sets::table)
            .values(row)
            .returning(columns::<Revision>())
            .get_result(&mut **tx)?;
        let subject = Subject::new(
            "rule_set",
            i64::from(after.revision),
            format!("{}第{}版", kind.label, after.revision),
        );
        journal::record(tx, "rule_set.revised", &subject, Some(&before), Some(&after))?;
        crate::app::rules_adopted(tx, &after)?;
        let view = view(tx, &kind)?;
        let location = format!("/rule-sets/{}/revisions/{}", kind.name, after.revision);
        Ok(Reply::created(location, &view)?.version(view.latest_revision))
    })
    .await
}

/// A revision takes force today or later, and not before the one it replaces.
fn checked_start(input: &RevisionInput, before: &Revision, today: NaiveDate) -> Result<NaiveDate> {
    let from = input.in_force_from.unwrap_or_else(|| today.max(before.in_force_from));
    let refuse = |message: String| {
        Err(Error::invalid(vec![FieldError {
            pointer: "/in_force_from".into(),
            code: "too_early".into(),
            message,
        }]))
    };
    if from < today {
        return refuse(format!("生效日不能早于今天（{today}）。规则不溯及既往，请改为今天或以后。"));
    }
    if from < before.in_force_from {
        return refuse(format!("第{}版自{}起生效，新版不能更早。", before.revision, before.in_force_from));
    }
    Ok(from)
}
